# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock *Suivi*: what is due, the actions by status, and their calendar; under the filter of the dock *Actions*."""

from __future__ import annotations

from datetime import date

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import QTabWidget, QWidget

from ...i18n import tr
from ...records.following import due
from ..context import PlanContext
from ..views.calendar import Calendar
from .board import BoardPanel
from .due import DuePanel


class FollowingDock(QgsDockWidget):
    """Three views of the same actions; only the one in sight is filled."""

    def __init__(self, context: PlanContext, parent: QWidget | None = None) -> None:
        super().__init__(tr("Follow-up"), parent)
        self.setObjectName("AtlasPcaetFollowingDock")
        self._context = context
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.due, self.board, self.calendar = DuePanel(), BoardPanel(context), Calendar()
        for panel, name in ((self.due, tr("To do")), (self.board, tr("By status")), (self.calendar, tr("Calendar"))):
            self.tabs.addTab(panel, name)
        self.setWidget(self.tabs)
        self.due.chosen.connect(context.choose)
        self.calendar.chosen.connect(context.choose)
        context.plan_opened.connect(self._opened)
        for signal in (context.plan_closed, context.records_changed, context.filter_changed):
            signal.connect(self.fill)
        context.current_changed.connect(self.calendar.choose)
        self.tabs.currentChanged.connect(self.fill)
        self.visibilityChanged.connect(lambda shown: self.fill() if shown else None)

    def _opened(self) -> None:
        self.board.make_columns()
        self.fill()

    def fill(self, *_changed: object) -> None:
        """Fill the tab in sight."""
        if not self.isVisible():
            return
        context, panel = self._context, self.tabs.currentWidget()
        if panel is self.due:
            reader = context.reader
            self.due.show_due(due(context.index, reader.rows, date.today().isoformat()) if reader else [])
        elif panel is self.board:
            if context.plan is not None and not self.board.columns:
                self.board.make_columns()
            self.board.show_nodes(context.index.matching(context.filter))
        else:
            self.calendar.show_nodes(context.index.matching(context.filter))
