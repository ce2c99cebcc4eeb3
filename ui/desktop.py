# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to the QGIS window: a menu, a toolbar, a settings page; all taken back by ``unload``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QMenu, QToolBar

from ..cartography.plan_layers import open_in_project
from ..i18n import tr
from ..processing.base import DOCUMENTATION
from ..records.errors import RecordError
from .settings_page import ICON, SettingsFactory

# The order of a first use: check, get a territory, compute, print.
MENU_ALGORITHMS = (
    "checkenvironment",
    "demoterritory",
    "zonesfromcodes",
    "corridorbands",
    "createplan",
    "exportatlas",
)
TOOLBAR_ALGORITHMS = ("corridorbands", "exportatlas")


class Desktop:
    """The plugin's part of the QGIS window."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.menu: QMenu | None = None
        self.toolbar: QToolBar | None = None
        self._settings: SettingsFactory | None = None

    def load(self) -> None:
        """Add the menu, the toolbar and the settings page."""
        self.menu = QMenu("Atlas PCAET", self.iface.mainWindow())
        self.menu.setObjectName("AtlasPcaetMenu")
        self.menu.setIcon(QIcon(str(ICON)))
        self.toolbar = self.iface.addToolBar("Atlas PCAET")
        self.toolbar.setObjectName("AtlasPcaetToolbar")
        for name in MENU_ALGORITHMS:
            self._add_algorithm(name)
        self.menu.addSeparator()
        self._add_action(tr("Open a plan") + "…", QIcon(), self.choose_plan).setObjectName("AtlasPcaet_open_plan")
        self._add_action(tr("Documentation"), QIcon(), lambda: QDesktopServices.openUrl(QUrl(DOCUMENTATION)))
        self.iface.pluginMenu().addMenu(self.menu)
        self._settings = SettingsFactory()
        self.iface.registerOptionsWidgetFactory(self._settings)

    def _add_algorithm(self, name: str) -> None:
        algorithm = QgsApplication.processingRegistry().algorithmById(f"pcaet:{name}")
        if algorithm is None:
            return
        action = self._add_action(f"{algorithm.displayName()}…", algorithm.icon(), lambda: self.open_algorithm(name))
        action.setObjectName(f"AtlasPcaet_{name}")
        if name in TOOLBAR_ALGORITHMS and self.toolbar is not None:
            self.toolbar.addAction(action)

    def _add_action(self, text: str, icon: QIcon, triggered: Callable[[], Any]) -> QAction:
        action = QAction(icon, text, self.menu)
        action.triggered.connect(lambda _checked=False: triggered())
        assert self.menu is not None
        self.menu.addAction(action)
        return action

    def open_algorithm(self, name: str) -> Any:
        """Open the dialog of an algorithm of ours, as the toolbox does."""
        from processing import createAlgorithmDialog  # QGIS's own package

        dialog = createAlgorithmDialog(f"pcaet:{name}")
        if dialog is not None:
            dialog.show()
        return dialog

    def choose_plan(self) -> None:
        """Ask for a plan and open it."""
        path, _filter = QFileDialog.getOpenFileName(
            self.iface.mainWindow(), tr("Open a plan"), "", tr("Action plans (*.gpkg)")
        )
        if path:
            self.open_plan(path)

    def open_plan(self, path: str) -> bool:
        """Open the plan at ``path`` in the project; what is wrong with it is told in the message bar."""
        try:
            open_in_project(path, QgsProject.instance())
        except RecordError as error:
            self.iface.messageBar().pushWarning("Atlas PCAET", tr(error.sentence).format(**error.facts))
            return False
        return True

    def unload(self) -> None:
        """Take back the settings page, the menu and the toolbar."""
        if self._settings is not None:
            self.iface.unregisterOptionsWidgetFactory(self._settings)
            self._settings = None
        if self.menu is not None:
            self.iface.pluginMenu().removeAction(self.menu.menuAction())
            self.menu.deleteLater()
            self.menu = None
        if self.toolbar is not None:
            self.iface.mainWindow().removeToolBar(self.toolbar)
            self.toolbar.deleteLater()
            self.toolbar = None
