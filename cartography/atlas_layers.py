# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers an atlas makes for itself, in memory: pages, boxes of the actions, places, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsMapLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..i18n import tr
from .atlas_pages import LEAST_WIDTH_M, STYLES, ActionPage, AtlasError, Page

KINDS = (("point", "MultiPoint"), ("line", "MultiLineString"), ("polygon", "MultiPolygon"))


def crs_of(text: str) -> QgsCoordinateReferenceSystem:
    """The CRS of an authority code, a WKT or a PROJ text. Raises ``AtlasError`` when QGIS does not know it."""
    for read in (
        QgsCoordinateReferenceSystem,
        QgsCoordinateReferenceSystem.fromWkt,
        QgsCoordinateReferenceSystem.fromProj,
    ):
        crs = read(text)
        if crs.isValid():
            return crs
    raise AtlasError(tr("QGIS does not know the coordinate reference system “{}” of the pages.").format(text))


def memory_layer(
    kind: str, name: str, crs: QgsCoordinateReferenceSystem | None, columns: Sequence[tuple[str, Any]],
    rows: Iterable[tuple[QgsGeometry | None, Sequence[Any]]],
) -> QgsVectorLayer:  # fmt: skip
    """A layer of (geometry, attributes); its feature ids are 1, 2, 3…"""
    layer = QgsVectorLayer(kind, name, "memory")
    if crs is not None:
        layer.setCrs(crs)
    layer.dataProvider().addAttributes([QgsField(column, type_) for column, type_ in columns])
    layer.updateFields()
    features = []
    for geometry, attributes in rows:
        feature = QgsFeature(layer.fields())
        if geometry is not None:
            feature.setGeometry(geometry)
        feature.setAttributes(list(attributes))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


TEXT, NUMBER = QMetaType.Type.QString, QMetaType.Type.LongLong


def coverage_layer(pages: Sequence[Page], crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """The territories, drawn on every map."""
    rows = [(page.geometry, [page.name]) for page in pages]
    layer = memory_layer("MultiPolygon", tr("Pages"), crs, [("pcaet_name", TEXT)], rows)
    layer.loadNamedStyle(str(STYLES / "atlas_coverage.qml"))
    return layer


def outlines(coverage: QgsVectorLayer) -> QgsVectorLayer:
    """The same territories, none of which is that of the page."""
    layer = coverage.clone()
    rules = layer.renderer().rootRule()
    for rule in rules.children():
        if "@atlas_featureid" in rule.filterExpression():
            rules.removeChild(rule)
    return layer


def ground_of(layers: Sequence[QgsMapLayer]) -> list[QgsMapLayer]:
    """The pictures of the ground among ``layers`` (orthophoto, scan): rasters that are not results of ours."""
    return [
        layer
        for layer in layers
        if not isinstance(layer, QgsVectorLayer) and not "".join(layer.metadata().history()[:1]).startswith("pcaet:")
    ]


def framing_layer(pages: Sequence[Page], crs: QgsCoordinateReferenceSystem, least: float) -> QgsVectorLayer:
    """What the maps of the territories are framed on: their shapes, or a box of ``least`` metres around one too small."""
    rows = []
    for page in pages:
        box = page.geometry.boundingBox()
        small = max(box.width(), box.height()) < least
        rows.append((QgsGeometry.fromRect(widened(box, least)) if small else page.geometry, [page.name]))
    return memory_layer("MultiPolygon", tr("Pages"), crs, [("pcaet_name", TEXT)], rows)


def widened(box: QgsRectangle, least: float) -> QgsRectangle:
    """``box``, made as large as ``least`` metres on all sides where it is smaller."""
    missing = max(0.0, least - max(box.width(), box.height()))
    return box.buffered(missing / 2)


def action_layer(pages: Sequence[ActionPage], crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """The box of the places of each action; without geometry when none of ``pages`` has a place."""
    columns = [("pcaet_name", TEXT), ("pcaet_text", TEXT)]
    rows: list[tuple[QgsGeometry | None, list[str]]] = []
    for page in pages:
        box = QgsRectangle()
        for shape in page.places.values():
            box.combineExtentWith(shape.boundingBox())
        geometry = QgsGeometry.fromRect(widened(box, LEAST_WIDTH_M)) if page.places else None
        rows.append((geometry, [page.name, page.text]))
    placed = any(page.places for page in pages)
    return memory_layer("Polygon" if placed else "None", tr("Actions"), crs if placed else None, columns, rows)


def place_layers(pages: Sequence[ActionPage], crs: QgsCoordinateReferenceSystem) -> list[QgsVectorLayer]:
    """The places of all the actions, by kind; only those of the page that is printed are drawn."""
    layers = []
    for kind, geometry in KINDS:
        rows = [(page.places[kind], [number]) for number, page in enumerate(pages, start=1) if kind in page.places]
        if rows:
            layer = memory_layer(geometry, tr("Places"), crs, [("page", NUMBER)], rows)
            layer.loadNamedStyle(str(STYLES / f"action_{kind}.qml"))
            layers.append(layer)
    return layers


def figures_layer(figures: Sequence[Sequence[tuple[str, ...]]], header: Sequence[str]) -> QgsVectorLayer:
    """The rows of the tables of all the pages: the number of the page, then as many texts as ``header`` has."""
    width = len(header)
    columns = [("page", NUMBER), *((f"c{i}", TEXT) for i in range(width))]
    rows = [
        (None, [number, *line[:width], *[""] * (width - len(line))])
        for number, lines in enumerate(figures, start=1)
        for line in lines
    ]
    layer = memory_layer("None", "chiffres", None, columns, rows)
    for position, text in enumerate(header, start=1):
        layer.setFieldAlias(position, text)
    return layer


def table_layer(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> QgsVectorLayer:
    """A table of texts with the titles ``header``."""
    columns = [(f"c{i}", TEXT) for i in range(len(header))]
    layer = memory_layer("None", name, None, columns, ((None, list(row)) for row in rows))
    for position, text in enumerate(header):
        layer.setFieldAlias(position, text)
    return layer
