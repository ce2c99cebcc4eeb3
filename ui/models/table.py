# SPDX-License-Identifier: GPL-2.0-or-later
"""The actions as a flat table, sorted by any column, filtered in one reset."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ...i18n import tr
from ...records.index import Filter, Node, RecordIndex, fold, natural
from .tree import NODE


class TableModel(QAbstractTableModel):
    """One row for each action that a filter keeps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[Node] = []
        self._labels: dict[str, str] = {}
        self._sorted = (0, Qt.SortOrder.AscendingOrder)

    def show(self, index: RecordIndex, wanted: Filter, labels: dict[str, str]) -> None:
        """Show what ``wanted`` keeps of ``index``; ``labels`` gives the label of a status."""
        self.beginResetModel()
        self._labels = labels
        self._nodes = index.matching(wanted)
        self._arrange()
        self.endResetModel()

    @property
    def count(self) -> int:
        """How many actions are shown."""
        return len(self._nodes)

    def node(self, index: QModelIndex) -> Node | None:
        """The action of a row."""
        return self._nodes[index.row()] if index.isValid() else None

    def index_of(self, node: Node | None) -> QModelIndex:
        """The row of an action, invalid when it is not shown."""
        rows = [row for row, one in enumerate(self._nodes) if node is not None and one.uuid == node.uuid]
        return self.index(rows[0], 0) if rows else QModelIndex()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._nodes)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(_headers())

    def headerData(self, section: int, orientation: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _headers()[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == NODE:
            return node
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(node)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 6:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _texts(self, node: Node) -> tuple[str, ...]:
        late = f"⚠ {node.end}" if node.overdue(date.today().isoformat()) else str(node.end or "")
        label = self._labels.get(node.status or "", "") or tr("(not filled in)")
        return (node.number or "", node.title, label, node.pilot or "", str(node.start or ""), late, str(node.places))

    def sort(self, column: int, order: Any = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted = (column, order)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        column, order = self._sorted
        keys = (
            lambda node: node.order, lambda node: fold(node.title), lambda node: node.status or "~",
            lambda node: fold(node.pilot or "~"), lambda node: str(node.start or "9999"), lambda node: str(node.end or "9999"),
            lambda node: node.places,
        )  # fmt: skip
        self._nodes.sort(key=lambda node: natural(node.number or "~"))
        self._nodes.sort(key=keys[column], reverse=order == Qt.SortOrder.DescendingOrder)


def _headers() -> tuple[str, ...]:
    return (tr("Number"), tr("Title"), tr("Status"), tr("Pilot"), tr("Start"), tr("End"), tr("Places"))
