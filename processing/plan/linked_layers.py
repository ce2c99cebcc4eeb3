# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers that links name, found again and read: keys as the links write them, geometries in the plan's CRS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ...i18n import tr
from ...records.links import Place, SourceLayer
from ...records.relinking import Features, renamed_key
from ..base import Skips
from ..kept_fields import INTEGERS
from ..provenance import without_password
from ..reading import VectorInput, layer_input, layer_name
from .captured_places import KINDS, captured_place, layer_fingerprint, source_layer

if TYPE_CHECKING:
    import geopandas

KEY_KINDS = INTEGERS | {QMetaType.Type.QString, QMetaType.Type.Double}
Reader = Callable[[VectorInput, Sequence[str]], "geopandas.GeoDataFrame"]


@dataclass
class LinkedLayer:
    """A layer as links are checked against it: ``origin`` as a link would keep it, geometries (n,) in the plan's CRS."""

    layer: QgsVectorLayer
    origin: SourceLayer
    keys: list[str | None] = field(default_factory=list)
    fids: list[int] = field(default_factory=list)
    shapes: Any = None
    features: Features | None = None

    def places(
        self, fids: Iterable[int], crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
    ) -> dict[int, Place]:
        """The features ``fids`` as the store takes them, captured as when they are attached."""
        transform = QgsCoordinateTransform(self.layer.crs(), crs, context.transformContext())
        found = {}
        for feature in self.layer.getFeatures(QgsFeatureRequest().setFilterFids(list(fids))):
            place = captured_place(feature, self.origin.key_field or "", transform)
            if place is not None:
                found[feature.id()] = place
        return found


class LayerFinder:
    """Which layer the links of one origin are checked against: among those given; else its own, in the project or in its
    file; else one of the project that looks like it. A layer of the project that only bears its name never wins over its file."""

    def __init__(self, given: Sequence[QgsVectorLayer], replaced: str, context: QgsProcessingContext) -> None:
        """``replaced`` is the name of the layer that the links know and that the one given replaces; may be empty."""
        project = context.project()
        shown = project.mapLayers().values() if project else ()
        self.given, self.replaced = list(given), replaced.strip().casefold()
        self.known = self.given or [layer for layer in shown if isinstance(layer, QgsVectorLayer) and layer.isValid()]
        self._opened: dict[str, QgsVectorLayer] = {}

    def find(self, kind: str, origin: SourceLayer) -> QgsVectorLayer | None:
        """The layer of that origin; None when there is none of that kind (point, line, polygon)."""
        layers = [layer for layer in self.known if KINDS.get(layer.geometryType()) == kind]
        if self.replaced and self.replaced in (origin.name.casefold(), origin.source.casefold()):
            return layers[0] if len(layers) == 1 else None
        own = next((layer for layer in layers if _same_address(layer, origin)), None)
        if own is None and not self.given:
            own = self._from_its_file(kind, origin)
        if own is not None:
            return own
        for agrees in (_same_name_and_fields, _same_fields, _same_name):
            found = [layer for layer in layers if agrees(layer, origin)]
            if len(found) == 1:
                return found[0]
        return None

    def concerns(self, origin: SourceLayer) -> bool:
        """True when links of ``origin`` are to be checked at all though no layer was found for them."""
        return not self.given or (
            bool(self.replaced) and self.replaced in (origin.name.casefold(), origin.source.casefold())
        )

    def _from_its_file(self, kind: str, origin: SourceLayer) -> QgsVectorLayer | None:
        """The layer by its address, if that is a file of this machine: an address in a plan opens nothing else."""
        path, _name = address(origin.source)
        if not path or path.startswith("/vsi") or "://" in path or not Path(path).is_file():
            return None
        if origin.source not in self._opened:
            self._opened[origin.source] = QgsVectorLayer(origin.source, origin.name, "ogr")
        layer = self._opened[origin.source]
        return layer if layer.isValid() and KINDS.get(layer.geometryType()) == kind else None


def address(source: str) -> tuple[str, str]:
    """The file and the table of a layer's address."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    return str(parts.get("path") or ""), str(parts.get("layerName") or "")


def same_address(one: str, other: str) -> bool:
    """True for the same file and table; a file of one layer may be named without it."""
    if one == other:
        return True
    (path, name), (other_path, other_name) = address(one), address(other)
    return bool(path) and path == other_path and (name == other_name or not name or not other_name)


def _same_address(layer: QgsVectorLayer, origin: SourceLayer) -> bool:
    return same_address(without_password(layer.publicSource()), origin.source)


def _same_name(layer: QgsVectorLayer, origin: SourceLayer) -> bool:
    return layer_name(layer).casefold() == origin.name.casefold()


def _same_fields(layer: QgsVectorLayer, origin: SourceLayer) -> bool:
    return layer_fingerprint(layer) == origin.fingerprint


def _same_name_and_fields(layer: QgsVectorLayer, origin: SourceLayer) -> bool:
    return _same_name(layer, origin) and _same_fields(layer, origin)


def read_layer(
    layer: QgsVectorLayer,
    key_field: str | None,
    wanted: Sequence[str],
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    skips: Skips,
    reader: Reader,
) -> LinkedLayer:
    """``layer`` with the field that bears the keys ``wanted``: ``key_field``, or the one it was renamed to."""
    import numpy as np

    given = layer_input("LAYER", layer, context)
    names = {f.name(): f for f in layer.fields()}
    columns = [key_field] if key_field in names else _possible_keys(layer) if key_field else []
    if not layer.featureCount():
        key = key_field if key_field in names else None
        return LinkedLayer(layer, source_layer(layer, key or ""), shapes=np.empty(0, dtype=object))
    frame = reader(given, columns)
    texts = {name: key_texts(frame[name], names[name].type()) for name in columns}
    key = key_field if key_field in names else renamed_key(wanted, texts, key_field or "") if key_field else None
    linked = LinkedLayer(layer, source_layer(layer, key or ""))
    linked.keys = texts[key] if key else [None] * len(frame)
    linked.fids = [int(fid) for fid in frame.index]
    linked.shapes = frame.geometry.to_numpy()
    if layer.crs() != crs:
        _reproject(linked, crs, context, skips)
    return linked


def _possible_keys(layer: QgsVectorLayer) -> list[str]:
    return [f.name() for f in layer.fields() if f.type() in KEY_KINDS]


def key_texts(column: Any, kind: Any) -> list[str | None]:
    """Keys as :func:`captured_places.key_value` writes them: a whole number read beside empty cells is not ``12.0``."""
    whole = kind in INTEGERS
    values, missing = column.astype(object).tolist(), column.isna().tolist()
    texts = [None if gone else str(int(value) if whole else value) for value, gone in zip(values, missing, strict=True)]
    return [None if text in ("", "NULL") else text for text in texts]


def _reproject(
    linked: LinkedLayer, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext, skips: Skips
) -> None:
    """By QGIS's own operations and grids, as the copies were made."""
    import numpy as np
    import shapely

    transform = QgsCoordinateTransform(linked.layer.crs(), crs, context.transformContext())
    texts: list[bytes | None] = []
    for wkb in shapely.to_wkb(linked.shapes):
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        try:
            geometry.transform(transform)
            texts.append(geometry.asWkb().data())
        except QgsCsException:
            texts.append(None)
    lost = [fid for fid, text in zip(linked.fids, texts, strict=True) if text is None]
    skips.add(layer_name(linked.layer), lost, tr("cannot be reprojected"))
    kept = [position for position, text in enumerate(texts) if text is not None]
    linked.keys, linked.fids = [linked.keys[p] for p in kept], [linked.fids[p] for p in kept]
    linked.shapes = shapely.from_wkb(np.array([texts[p] for p in kept], dtype=object))
