# SPDX-License-Identifier: GPL-2.0-or-later
"""What is kept of a feature attached to an action: its key, and a copy of its geometry in the plan's CRS."""

from __future__ import annotations

import hashlib

from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsFeature, QgsGeometry, QgsVectorLayer

from ...records.errors import RecordError, noop
from ...records.links import Place, SourceLayer
from ..provenance import without_password
from ..reading import layer_name

KINDS = {Qgis.GeometryType.Point: "point", Qgis.GeometryType.Line: "line", Qgis.GeometryType.Polygon: "polygon"}
# Stable identifiers of French data, the most specific first.
BUSINESS_KEYS = (
    "id_local", "id_lieu", "cleabs", "code_insee", "insee", "insee_com", "code_iris", "id_rnb", "rnb_id", "bdnb_id",
    "osm_id", "siren", "siret", "code", "uuid", "identifiant", "road_id", "id",
)  # fmt: skip


def business_key(layer: QgsVectorLayer) -> str:
    """The field of ``layer`` that looks like a stable identifier; empty when none does."""
    known = {field.name().lower(): field.name() for field in layer.fields()}
    return next((known[name] for name in BUSINESS_KEYS if name in known), "")


def source_layer(layer: QgsVectorLayer, key: str) -> SourceLayer:
    """The identity of ``layer`` that a link keeps. Raises ``RecordError`` when it has no CRS."""
    if not layer.crs().isValid():
        raise RecordError(
            noop(
                "The layer “{layer}” has no coordinate reference system. Set it: right-click the layer, Layer CRS, Set Layer CRS."
            ),
            layer=layer.name(),
        )
    return SourceLayer(layer_name(layer), without_password(layer.publicSource()), layer_fingerprint(layer), key or None)


def captured_geometry(feature: QgsFeature, transform: QgsCoordinateTransform) -> QgsGeometry | None:
    """A plain two-dimensional multi-geometry, None when there is none or it cannot be reprojected."""
    geometry = QgsGeometry(feature.geometry())
    if geometry.isEmpty():
        return None
    try:
        geometry.transform(transform)
    except QgsCsException:
        return None
    geometry.convertToStraightSegment()
    geometry.get().dropZValue()
    geometry.get().dropMValue()
    geometry.convertToMultiType()
    return geometry


def captured_place(feature: QgsFeature, key: str, transform: QgsCoordinateTransform) -> Place | None:
    """A feature as the plan's store takes it."""
    geometry = captured_geometry(feature, transform)
    if geometry is None:
        return None
    box = geometry.boundingBox()
    envelope = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    return Place(geometry.asWkb().data(), envelope, key_value(feature, key), feature.id())


def key_value(feature: QgsFeature, key: str) -> str | None:
    """The key of a feature as text, None when it has none."""
    value = feature[key] if key else None
    return None if value is None or str(value) in ("", "NULL") else str(value)


def layer_fingerprint(layer: QgsVectorLayer) -> str:
    """A digest of the fields (names and types) and CRS of a layer: it changes when the layer is another one."""
    fields = [f"{field.name()}:{field.typeName()}" for field in layer.fields()]
    return hashlib.blake2b("|".join([*fields, layer.crs().authid()]).encode(), digest_size=16).hexdigest()
