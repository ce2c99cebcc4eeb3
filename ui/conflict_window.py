# SPDX-License-Identifier: GPL-2.0-or-later
"""Theirs and mine side by side, field by field, until a person has chosen; the window never stands in the way of the map."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from .conflict import RowVersions
from .context import PlanContext

TALLEST = 160  # pixels of a row; the whole of a long text is in its tooltip


class ConflictWindow(QDialog):
    """Tells what was chosen by ``theirs_chosen`` and ``mine_chosen``; closes when the change is saved or given up."""

    theirs_chosen = pyqtSignal()
    mine_chosen = pyqtSignal()

    def __init__(self, context: PlanContext, rows: Sequence[RowVersions], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetConflict")
        self.setWindowTitle(tr("Two versions of one sheet"))
        self._context = context
        column = QVBoxLayout(self)
        self.tables = []
        for row in rows:
            heading = QLabel(row.heading)
            heading.setTextFormat(Qt.TextFormat.PlainText)
            heading.setWordWrap(True)
            column.addWidget(heading)
            if row.put_aside:
                column.addWidget(QLabel(tr("They put it aside: it stays so whatever you choose.")))
            self.tables.append(_table(row))
            column.addWidget(self.tables[-1], 1)
        note = QLabel(
            tr("In bold, what both changed. Writing mine changes only what you changed; the journal keeps theirs.")
        )
        note.setWordWrap(True)
        column.addWidget(note)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.theirs = buttons.addButton(tr("Take theirs"), role.ActionRole)
        self.mine = buttons.addButton(tr("Write mine"), role.ActionRole)
        self.later = buttons.addButton(tr("Decide later"), role.RejectRole)
        self.theirs.clicked.connect(lambda _checked=False: self.theirs_chosen.emit())
        self.mine.clicked.connect(lambda _checked=False: self.mine_chosen.emit())
        self.later.clicked.connect(lambda _checked=False: self.hide())
        column.addWidget(buttons)
        self.later.setDefault(True)  # Enter chooses nothing
        context.records_changed.connect(self._settled)
        context.plan_closed.connect(self.hide)
        self.resize(760, 420)

    def _settled(self) -> None:
        """Hide once nothing is left to save."""
        if self._context.session is None or not self._context.session.pending():
            self.hide()

    def release(self) -> None:
        """Let the context go, for good."""
        self._context.records_changed.disconnect(self._settled)
        self._context.plan_closed.disconnect(self.hide)
        self.hide()
        self.deleteLater()


def _table(row: RowVersions) -> QTableWidget:
    table = QTableWidget(len(row.fields), 3)
    table.setAccessibleName(tr("Both versions, field by field"))
    table.setHorizontalHeaderLabels([tr("Field"), tr("Theirs (saved)"), tr("Mine (not saved)")])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    for line, field in enumerate(row.fields):
        mine = tr("(not changed)") if field.mine is None else field.mine
        for place, text in enumerate((field.label, field.theirs, mine)):
            item = QTableWidgetItem(text)
            if place:
                item.setToolTip(text)
            if field.apart:
                font = QFont(item.font())
                font.setBold(True)
                item.setFont(font)
            table.setItem(line, place, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    for place in (1, 2):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setMaximumSectionSize(TALLEST)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
