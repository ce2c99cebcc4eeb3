# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened to the current action: who changed what, when; and the way back to a former state."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ...cartography.plan_labels import column_label, table_label
from ...i18n import tr
from ...records.history import Change, former_values, history
from .. import gestures
from ..context import PlanContext

PLACE = Qt.ItemDataRole.UserRole
TEXT_LENGTH = 120


class HistoryPanel(QWidget):
    """The journal of an action, the latest change first; read when it is in sight."""

    def __init__(self, context: PlanContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetHistory")
        self._context = context
        self.changes: list[Change] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("History of the action"))
        self.list.setHeaderLabels([tr("When"), tr("Who"), tr("What")])
        self.list.setUniformRowHeights(True)
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.note = QLabel(tr("The journal keeps every change."))
        self.note.setWordWrap(True)
        row.addWidget(self.note, 1)
        self.restore = QPushButton(QgsApplication.getThemeIcon("/mActionUndo.svg"), tr("Back to before this change"))
        self.restore.setToolTip(tr("Gives the sheet the values it had before this change and those after it; nothing is lost, the journal keeps both."))  # fmt: skip
        self.restore.clicked.connect(lambda _checked=False: self.bring_back())
        row.addWidget(self.restore)
        column.addLayout(row)
        for signal in (context.current_changed, context.records_changed, context.plan_closed):
            signal.connect(self.read)
        self._enable()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.read()

    def read(self, *_changed: Any) -> None:
        """Read the journal of the current action."""
        if not self.isVisible():
            return
        context = self._context
        self.changes = history(context.reader.rows, context.current) if context.reader and context.current else []
        self.list.clear()
        statuses = dict(context.statuses)
        for place, change in enumerate(self.changes):
            item = QTreeWidgetItem([_when(change.at), change.author or "–", _headline(change)])
            item.setData(0, PLACE, place)
            for name, (before, after) in change.fields.items():
                if name in ("deleted", "modified_by"):
                    continue
                texts = [statuses.get(v, v) if name == "status" else v for v in (before, after)]
                line = QTreeWidgetItem([column_label(name, change.table), "", f"{_text(texts[0])} → {_text(texts[1])}"])
                line.setToolTip(2, f"{_whole(texts[0])}\n→\n{_whole(texts[1])}")
                line.setData(0, PLACE, place)
                item.addChild(line)
            self.list.addTopLevelItem(item)
        for section in (0, 1):
            self.list.resizeColumnToContents(section)
        self._enable()

    def _place(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(0, PLACE))

    def _enable(self) -> None:
        place = self._place()
        self.restore.setEnabled(place is not None and bool(former_values(self.changes, place)))

    def bring_back(self) -> bool:
        """Give the action the values it had before the chosen change."""
        place, node = self._place(), self._context.node()
        if place is None or node is None:
            return False
        values = former_values(self.changes, place)
        text = tr("“{}” as it was before {}").format(node.name, _when(self.changes[place].at))
        done = gestures.change_action(self._context, node.uuid, values, text).ok
        self._context.refresh()
        return done


def _headline(change: Change) -> str:
    table = table_label(change.table)
    if change.operation == "insert":
        return tr("{}: added").format(table)
    if change.operation == "delete" or change.put_aside:
        return tr("{}: taken away").format(table)
    names = [column_label(name, change.table) for name in change.fields if name not in ("deleted", "modified_by")]
    if not names and "deleted" in change.fields:
        return tr("{}: brought back").format(table)
    return f"{table}: {', '.join(names)}"


def _when(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else at


def _whole(value: Any) -> str:
    return tr("(empty)") if value in (None, "") else str(value)


def _text(value: Any) -> str:
    text = _whole(value).replace("\n", " ")
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…"
