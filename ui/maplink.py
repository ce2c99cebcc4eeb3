# SPDX-License-Identifier: GPL-2.0-or-later
"""The current action on the map, and back: its places drawn, zoomed to, flashed; which actions are at a point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolIdentify, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QCursor

from ..processing.plan.captured_places import business_key, key_value, layer_fingerprint
from ..processing.provenance import without_password
from ..records.index import actions_of, actions_within
from .context import PlanContext

COLOUR = QColor(200, 40, 40, 210)


class MapLink(QObject):
    """One rubber band per kind of geometry, never one highlight per place."""

    def __init__(self, context: PlanContext, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._canvas = context, canvas
        self._bands: dict[Qgis.GeometryType, QgsRubberBand] = {}
        self.visible = True
        context.current_changed.connect(self.draw)
        context.records_changed.connect(self.draw)
        context.plan_closed.connect(self.clear)

    def _band(self, kind: Qgis.GeometryType) -> QgsRubberBand:
        if kind not in self._bands:
            band = QgsRubberBand(self._canvas, kind)
            band.setColor(COLOUR)
            band.setWidth(3)
            band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
            band.setIconSize(11)
            fill = QColor(COLOUR)
            fill.setAlpha(60)
            band.setFillColor(fill)
            self._bands[kind] = band
        return self._bands[kind]

    def draw(self, *_changed: Any) -> None:
        """Show the places of the current action."""
        by_kind: dict[Qgis.GeometryType, tuple[QgsVectorLayer, list[QgsGeometry]]] = {}
        if self.visible and self._context.current:
            for layer, feature in self._context.places(self._context.current):
                if feature.hasGeometry():
                    by_kind.setdefault(layer.geometryType(), (layer, []))[1].append(feature.geometry())
        for kind in set(self._bands) - set(by_kind):
            self._bands[kind].reset(kind)
        for kind, (layer, shapes) in by_kind.items():
            self._band(kind).setToGeometry(QgsGeometry.collectGeometry(shapes), layer.crs())

    def set_visible(self, visible: bool) -> None:
        """Show or hide the places of the current action."""
        self.visible = visible
        self.draw()

    def clear(self) -> None:
        """Nothing on the map."""
        for kind, band in self._bands.items():
            band.reset(kind)

    def zoom(self, uuids: Iterable[str] | None = None) -> bool:
        """Zoom to the places of the current action, or to some of them; False when there are none."""
        extent = QgsRectangle()
        for layer, feature in self._chosen(uuids):
            box = self._to_canvas(layer.crs()).transformBoundingBox(feature.geometry().boundingBox())
            extent.combineExtentWith(box)
        if extent.isNull():
            return False
        if extent.width() == 0 and extent.height() == 0:
            extent.grow(250 / (111_000 if self._canvas.mapSettings().destinationCrs().isGeographic() else 1))
        extent.scale(1.15)
        self._canvas.setExtent(extent)
        self._canvas.refresh()
        return True

    def flash(self, uuids: Iterable[str] | None = None) -> None:
        """Blink the places of the current action, or some of them."""
        by_layer: dict[str, tuple[QgsVectorLayer, list[QgsGeometry]]] = {}
        for layer, feature in self._chosen(uuids):
            by_layer.setdefault(layer.id(), (layer, []))[1].append(feature.geometry())
        for layer, shapes in by_layer.values():
            self._canvas.flashGeometries(shapes, layer.crs())

    def _chosen(self, uuids: Iterable[str] | None) -> list[tuple[QgsVectorLayer, Any]]:
        wanted = None if uuids is None else set(uuids)
        places = self._context.places(self._context.current) if self._context.current else []
        return [
            (layer, feature)
            for layer, feature in places
            if feature.hasGeometry() and (wanted is None or feature["uuid"] in wanted)
        ]

    def _to_canvas(self, crs: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
        transform = QgsCoordinateTransform(
            crs, self._canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext()
        )
        transform.setBallparkTransformsAreAppropriate(True)
        return transform

    def actions_in_view(self) -> frozenset[str]:
        """The actions with a place in the visible map."""
        return self.actions_in(self._canvas.extent(), self._canvas.mapSettings().destinationCrs())

    def actions_in(self, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> frozenset[str]:
        """The actions with a place in ``extent`` of ``crs``."""
        layers = self._context.link_layers()
        if not layers or self._context.reader is None:
            return frozenset()
        transform = QgsCoordinateTransform(crs, layers[0].crs(), QgsProject.instance().transformContext())
        try:
            box = transform.transformBoundingBox(extent)
        except QgsCsException:
            return frozenset(self._context.index.actions)
        found = set(
            actions_within(self._context.reader.rows, box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        )
        for layer in layers:
            buffer = layer.editBuffer()
            if buffer is not None:
                found.update(
                    str(f["action_uuid"]) for f in buffer.addedFeatures().values() if f.geometry().intersects(box)
                )
        return frozenset(found)

    def actions_touching(self, features: Iterable[Any], crs: QgsCoordinateReferenceSystem) -> frozenset[str]:
        """The actions with a place that touches one of ``features`` of ``crs``: exact shapes, not boxes."""
        layers = self._context.link_layers()
        if not layers:
            return frozenset()
        transform = QgsCoordinateTransform(crs, layers[0].crs(), QgsProject.instance().transformContext())
        found: set[str] = set()
        for feature in features:
            shape = QgsGeometry(feature.geometry())
            if shape.isNull() or shape.transform(transform) != Qgis.GeometryOperationResult.Success:
                continue
            engine = QgsGeometry.createGeometryEngine(shape.constGet())
            engine.prepareGeometry()
            for layer in layers:
                request = QgsFeatureRequest().setFilterRect(shape.boundingBox())
                found.update(
                    str(place["action_uuid"])
                    for place in layer.getFeatures(request)
                    if not place["deleted"] and engine.intersects(place.geometry().constGet())
                )
        return frozenset(found & set(self._context.index.actions))

    def actions_at(self, hits: Iterable[tuple[QgsVectorLayer, Any]]) -> frozenset[str]:
        """The actions attached to identified features: places of the plan themselves, or features by their key."""
        found: set[str] = set()
        ours = {layer.id() for layer in self._context.link_layers()}
        if self._context.reader is None:
            return frozenset()
        for layer, feature in hits:
            if layer.id() in ours:
                found.add(str(feature["action_uuid"]))
                continue
            key = key_value(feature, self.key_of(layer))
            if key is not None:
                source, fingerprint = without_password(layer.publicSource()), layer_fingerprint(layer)
                found |= actions_of(self._context.reader.rows, source, fingerprint, [key])
        return frozenset(found & set(self._context.index.actions))

    @staticmethod
    def key_of(layer: QgsVectorLayer) -> str:
        """The key field that a person chose for a layer, else the one that looks like it."""
        return str(layer.customProperty("atlas_pcaet/key_field", "") or "") or business_key(layer)

    def unload(self) -> None:
        """Take the rubber bands off the canvas."""
        for band in self._bands.values():
            self._canvas.scene().removeItem(band)
        self._bands = {}


class ActionsHereTool(QgsMapToolIdentify):
    """A click on the map: the actions of what is there."""

    found = pyqtSignal(object)  # frozenset of uuids

    def __init__(self, link: MapLink, context: PlanContext, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._link, self._context = link, context
        self.setCursor(QCursor(Qt.CursorShape.WhatsThisCursor))

    def canvasReleaseEvent(self, event: Any) -> None:
        self.ask(event.x(), event.y())

    def ask(self, x: int, y: int) -> frozenset[str]:
        """The actions at a pixel of the canvas: of the features shown there, and of the places of the plan."""
        shown = [layer for layer in self.canvas().layers() if isinstance(layer, QgsVectorLayer)]
        known = {layer.id() for layer in shown}
        layers = shown + [layer for layer in self._context.link_layers() if layer.id() not in known]
        results = self.identify(x, y, layers, QgsMapToolIdentify.IdentifyMode.TopDownAll)
        uuids = self._link.actions_at((result.mLayer, result.mFeature) for result in results)
        self.found.emit(uuids)
        return uuids
