# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to the QGIS window: a menu, a toolbar, a settings page; all taken back by ``unload``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QCursor, QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QMenu, QPushButton, QToolBar

from ..cartography.plan_database import connection_names
from ..i18n import tr
from ..processing import preferences
from ..processing.base import DOCUMENTATION
from ..records import database_words
from ..records.errors import RecordError
from ..records.migrations import migrate
from ..records.plan_address import PlanAddress
from ..records.plan_file import OutdatedPlan
from .conflict_window import ConflictWindow
from .context import PlanContext
from .recent import remember_plan
from .session import Result
from .settings_page import ICON, SettingsFactory

# The order of a first use: check, get a territory, compute, print.
MENU_ALGORITHMS = (
    "checkenvironment",
    "demoterritory",
    "zonesfromcodes",
    "corridorbands",
    "preparetraffic",
    "roademissions",
    "windkernel",
    "roaddispersion",
    "airexposure",
    "trafficscenario",
    "createplan",
    "importactions",
    "exportactions",
    "planreport",
    "crossterritory",
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
        self.plan_docks: Any = None

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
        self._add_opening()
        shown = self._add_action(
            tr("Action docks"), QgsApplication.getThemeIcon("/mActionOpenTable.svg"), self.show_docks
        )
        shown.setObjectName("AtlasPcaet_docks")
        self.toolbar.addAction(shown)
        printed = self._add_action(
            tr("Print the atlas"),
            QgsApplication.getThemeIcon("/mActionAtlasSettings.svg"),
            lambda: self.show_docks().atlas.setUserVisible(True),
        )
        printed.setObjectName("AtlasPcaet_atlas")
        self._add_action(tr("Documentation"), QIcon(), lambda: QDesktopServices.openUrl(QUrl(DOCUMENTATION)))
        self.iface.pluginMenu().addMenu(self.menu)
        self._settings = SettingsFactory()
        self.iface.registerOptionsWidgetFactory(self._settings)
        self.context = PlanContext(self.iface.mainWindow())
        self.context.told.connect(self._told)
        self.conflict: ConflictWindow | None = None
        self._project_read = QgsProject.instance().readProject
        self._project_read.connect(self._adopt)
        if QgsProject.instance().mapLayers():
            self._adopt()

    def _add_algorithm(self, name: str) -> None:
        algorithm = QgsApplication.processingRegistry().algorithmById(f"pcaet:{name}")
        if algorithm is None:
            return
        action = self._add_action(f"{algorithm.displayName()}…", algorithm.icon(), lambda: self.open_algorithm(name))
        action.setObjectName(f"AtlasPcaet_{name}")
        if name in TOOLBAR_ALGORITHMS and self.toolbar is not None:
            self.toolbar.addAction(action)

    def _add_opening(self) -> None:
        assert self.menu is not None
        self.opening = self.menu.addMenu(tr("Open a plan"))
        self.opening.menuAction().setObjectName("AtlasPcaet_open_plan")
        for text, name, slot in (
            (tr("From a file…"), "AtlasPcaet_open_file", self.choose_file),
            (tr("From a database…"), "AtlasPcaet_open_database", self.choose_in_database),
        ):
            self.opening.addAction(text, slot).setObjectName(name)

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

    def create_plan(self) -> Any:
        """Ask for a new plan; it is opened once made."""
        dialog = self.open_algorithm("createplan")
        if dialog is not None:
            dialog.algorithmFinished.connect(
                lambda done, results: self.open_plan(str(results["PLAN"])) if done and results.get("PLAN") else None
            )
        return dialog

    def choose_plan(self) -> None:
        """Ask for a plan and open it: a file, unless this QGIS has a connection to a database too."""
        if connection_names():
            self.opening.popup(QCursor.pos())
        else:
            self.choose_file()

    def choose_in_database(self) -> None:
        """Ask for a connection, then for one of the plans it holds, and open it."""
        from .database_plans import DatabasePlansDialog

        dialog = DatabasePlansDialog(self.iface.mainWindow())
        if dialog.exec() and dialog.address:
            self.open_plan(dialog.address)
        dialog.deleteLater()

    def choose_file(self) -> None:
        """Ask for the file of a plan and open it."""
        path, _filter = QFileDialog.getOpenFileName(
            self.iface.mainWindow(), tr("Open a plan"), "", tr("Action plans (*.gpkg)")
        )
        if path:
            self.open_plan(path)

    def open_plan(self, path: str) -> bool:
        """Open the plan at ``path`` (a file, or an address in a database) in the project and the docks.

        What is wrong with it is told in the message bar; that it may only be read, in the docks.
        """
        try:
            self.context.open(path)
        except OutdatedPlan as error:
            self._offer_update(path, error)
            return False
        except RecordError as error:
            self.iface.messageBar().pushWarning("Atlas PCAET", tr(error.sentence).format(**error.facts))
            return False
        remember_plan(path)
        self.show_docks()
        self.context.tell_read_only()
        if PlanAddress.of(path).in_database and not preferences.author():
            said = tr("Several people write this plan: set your name or initials in the settings of Atlas PCAET, so that the journal says who changed what.")  # fmt: skip
            self.iface.messageBar().pushInfo("Atlas PCAET", said)
        return True

    def _offer_update(self, path: str, error: OutdatedPlan) -> None:
        bar = self.iface.messageBar()
        item = bar.createMessage("Atlas PCAET", tr(error.sentence).format(**error.facts))
        button = QPushButton(tr("Update a plan"))
        button.clicked.connect(lambda _checked=False: (bar.popWidget(item), self.update_plan(path)))
        item.layout().addWidget(button)
        bar.pushWidget(item, Qgis.MessageLevel.Warning)

    def update_plan(self, path: str) -> bool:
        """Bring a plan of an earlier version here, after a copy, and open it."""
        try:
            copy = migrate(path, preferences.author())
        except RecordError as error:
            self.iface.messageBar().pushWarning("Atlas PCAET", tr(error.sentence).format(**error.facts))
            return False
        if copy is not None:
            kept = tr("The plan as it was is kept in “{}”.").format(copy)
            self.iface.messageBar().pushSuccess("Atlas PCAET", kept)
        return self.open_plan(path)

    def show_docks(self) -> Any:
        """Show the docks of the plan, made the first time they are wanted."""
        if self.plan_docks is None:
            from .plan_docks import PlanDocks

            self.plan_docks = PlanDocks(self, self.context)
        self.plan_docks.show()
        return self.plan_docks

    def _told(self, result: Result) -> None:
        """A conflict is shown side by side; the words of the server, which the docks say better, leave QGIS's bar."""
        if self.context.plan is not None and self.context.plan.address.in_database:
            bar = self.iface.messageBar()
            for item in list(bar.items()):
                if "PostGIS" in item.text() or database_words.own_sentences(item.text()):
                    bar.popWidget(item)
        if result.versions and self.plan_docks is not None:
            actions = self.plan_docks.actions
            self._close_conflict()
            self.conflict = ConflictWindow(self.context, result.versions, self.iface.mainWindow())
            self.conflict.theirs_chosen.connect(actions.take_theirs)
            self.conflict.mine_chosen.connect(actions.write_mine)
            self.conflict.show()

    def _close_conflict(self) -> None:
        if self.conflict is not None:
            self.conflict.release()
            self.conflict = None

    def _adopt(self, *_document: Any) -> None:
        """The project that was read may show a plan."""
        try:
            self.context.adopt()
        except RecordError as error:
            self.iface.messageBar().pushWarning("Atlas PCAET", tr(error.sentence).format(**error.facts))
            return
        if self.context.plan is not None:
            self.show_docks()
            self.context.tell_read_only()

    def unload(self) -> None:
        """Take back the docks, the settings page, the menu and the toolbar."""
        self._project_read.disconnect(self._adopt)
        self._close_conflict()
        if self.plan_docks is not None:
            self.plan_docks.unload()
            self.plan_docks = None
        self.context.unload()
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
