# SPDX-License-Identifier: GPL-2.0-or-later
"""The docks of a plan, the map and the locator, put together in the window and taken back."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsApplication, QgsExpressionContextUtils, QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsExpressionBuilderDialog, QgsGui, QgsMapLayerAction
from qgis.PyQt.QtCore import Qt, QTimer

from ..i18n import tr
from . import amounts
from .context import PlanContext
from .docks.actions import ActionsDock
from .docks.atlas import AtlasDock
from .docks.following import FollowingDock
from .docks.indicators import IndicatorsDock
from .docks.sheet import SheetDock
from .locator import ActionLocator
from .maplink import ActionsHereTool, MapLink

WIDTH = 400
MAP_SETTLES_MS = 200


class PlanDocks:
    """``desktop`` answers what the docks ask of the plugin; ``iface`` is QGIS's."""

    def __init__(self, desktop: Any, context: PlanContext) -> None:
        self._desktop, self._iface, self._context = desktop, desktop.iface, context
        window, canvas = self._iface.mainWindow(), self._iface.mapCanvas()
        size = self._iface.iconSize(True)
        self.link = MapLink(context, canvas, window)
        self.actions = ActionsDock(context, self.link, size, window)
        self.sheet = SheetDock(context, self.link, self._iface, size, window)
        self.following, self.indicators = FollowingDock(context, window), IndicatorsDock(context, window)
        for dock in (self.actions, self.sheet):
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        for dock in (self.following, self.indicators):  # wide, and wanted now and then: below the map, closed at first
            self._iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            dock.hide()
        window.tabifyDockWidget(self.following, self.indicators)
        self.atlas = AtlasDock(context, window)
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.atlas)
        self.atlas.hide()
        window.splitDockWidget(self.actions, self.sheet, Qt.Orientation.Vertical)
        window.resizeDocks([self.actions, self.sheet], [WIDTH, WIDTH], Qt.Orientation.Horizontal)
        window.resizeDocks([self.actions, self.sheet], [400, 600], Qt.Orientation.Vertical)
        self.tool = ActionsHereTool(self.link, context, canvas)
        self.tool.setAction(self.actions.ask_here)
        self.tool.found.connect(self._show_found)
        self.actions.open_asked.connect(self._open)
        self.actions.create_asked.connect(desktop.create_plan)
        self.actions.attach_asked.connect(self.attach_selection)
        self.actions.filters.touching_asked.connect(self.show_touching)
        self.actions.board_asked.connect(lambda: self.following.setUserVisible(True))
        self.actions.indicators_asked.connect(lambda: self.indicators.setUserVisible(True))
        self.indicators.compute_asked.connect(lambda _code: desktop.open_algorithm("indicatorvalue"))
        self.sheet.places.check_asked.connect(lambda: desktop.open_algorithm("checklinks"))
        self.sheet.places.rule_asked.connect(self.attach_by_rule)
        self.actions.here_asked.connect(lambda: canvas.setMapTool(self.tool))
        self.sheet.places.attach_asked.connect(self.attach_selection)
        self.locator = ActionLocator(context)
        self._iface.registerLocatorFilter(self.locator)
        self.identify_action = QgsMapLayerAction(
            tr("Actions of the climate plan here"),
            window,
            Qgis.LayerType.Vector,
            Qgis.MapLayerActionTarget.SingleFeature,
            QgsApplication.getThemeIcon("/mActionIdentify.svg"),
        )
        self.identify_action.triggeredForFeatureV2.connect(self._identified)
        QgsGui.mapLayerActionRegistry().addMapLayerAction(self.identify_action)
        self._settles = QTimer(window)
        self._settles.setSingleShot(True)
        self._settles.setInterval(MAP_SETTLES_MS)
        self._settles.timeout.connect(self.actions.map_moved)
        canvas.extentsChanged.connect(self._settles.start)
        self._iface.currentLayerChanged.connect(self.sheet.places.set_layer)
        self.sheet.places.set_layer(self._iface.activeLayer())
        context.told.connect(self._take_back_technical_message)
        if context.plan is not None:
            context.plan_opened.emit()

    def show(self) -> None:
        """Both docks, in front."""
        for dock in (self.actions, self.sheet):
            dock.setUserVisible(True)

    def _open(self, path: str) -> None:
        if path:
            self._desktop.open_plan(path)
        else:
            self._desktop.choose_plan()

    def attach_selection(self) -> bool:
        """Attach the selected features of the active layer, by the key and role chosen in the sheet."""
        layer = self._iface.activeLayer()
        places = self.sheet.places
        places.set_layer(layer)
        return self.actions.attach_selection(layer, places.key.currentField(), places.role.currentData() or "concerne")

    def attach_by_rule(self) -> bool:
        """Attach the features of the active layer that an expression keeps; QGIS's own dialog asks for it."""
        layer = self._iface.activeLayer()
        if not isinstance(layer, QgsVectorLayer):
            self.actions.bar.pushWarning("", tr("Choose the layer of the places in the layer tree first."))
            return False
        dialog = QgsExpressionBuilderDialog(layer, "", self._iface.mainWindow(), "atlas_pcaet")
        dialog.setWindowTitle(tr("Attach the features that…"))
        if not dialog.exec():
            return False
        places = self.sheet.places
        places.set_layer(layer)
        return self.actions.attach_where(
            layer, dialog.expressionText(), places.key.currentField(), places.role.currentData() or "concerne"
        )

    def show_touching(self) -> None:
        """List the actions with a place in the selected features of the active layer, for example a commune."""
        layer = self._iface.activeLayer()
        if not isinstance(layer, QgsVectorLayer) or not layer.selectedFeatureCount():
            self.actions.bar.pushWarning("", tr("Select features of a layer on the map first, with that layer active."))
            return
        found = self.link.actions_touching(layer.getSelectedFeatures(), layer.crs())
        name = layer.name() if layer.selectedFeatureCount() > 1 else _feature_name(layer)
        self.actions.show_among(found, tr("Touching {}: {}. Show all.").format(name, amounts.actions(len(found))))

    def _show_found(self, uuids: frozenset[str]) -> None:
        """What "which actions here?" found: listed alone, and opened when there is one."""
        if not uuids:
            self.actions.show_among(None, "")
            self.actions.bar.pushInfo("", tr("No action of the plan has a place here."))
            return
        self.actions.show_among(frozenset(uuids), tr("Here: {}. Show all.").format(amounts.actions(len(uuids))))
        if len(uuids) == 1:
            self._context.choose(next(iter(uuids)))

    def _identified(self, layer: QgsMapLayer, feature: Any, _context: Any) -> None:
        if self._context.plan is not None:
            self.show()
            self._show_found(self.link.actions_at([(layer, feature)]))

    def _take_back_technical_message(self, result: Any) -> None:
        """QGIS shows the refusal of a layer too, in its own and GDAL's words: the dock says it better."""
        bar = self._iface.messageBar()
        for item in list(bar.items()):
            if "failed to execute" in item.text():
                bar.popWidget(item)

    def unload(self) -> None:
        """Take everything back, in reverse order."""
        self._settles.stop()
        self._context.told.disconnect(self._take_back_technical_message)
        self._iface.mapCanvas().extentsChanged.disconnect(self._settles.start)
        self._iface.currentLayerChanged.disconnect(self.sheet.places.set_layer)
        QgsGui.mapLayerActionRegistry().removeMapLayerAction(self.identify_action)
        self._iface.deregisterLocatorFilter(self.locator)
        if self._iface.mapCanvas().mapTool() is self.tool:
            self._iface.mapCanvas().unsetMapTool(self.tool)
        self.link.unload()
        self.atlas.unload()
        for dock in (self.atlas, self.indicators, self.following, self.sheet, self.actions):
            self._iface.removeDockWidget(dock)
            dock.deleteLater()
        for made in (self.tool, self.link, self.identify_action, self._settles):
            made.deleteLater()


def _feature_name(layer: QgsVectorLayer) -> str:
    """What the layer's own display expression says of its only selected feature."""
    from qgis.core import QgsExpression, QgsExpressionContext

    feature = next(layer.getSelectedFeatures(), None)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    if feature is not None:
        context.setFeature(feature)
    return str(QgsExpression(layer.displayExpression()).evaluate(context) or layer.name())
