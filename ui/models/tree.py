# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan as a tree of rows, filtered in one reset: a recursive proxy takes a minute and a half for one keystroke."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from ...i18n import tr
from ...records.index import Filter, Node, RecordIndex
from .. import amounts

NODE = Qt.ItemDataRole.UserRole + 1
MATCHES = Qt.ItemDataRole.UserRole + 2  # False for what is there only as a parent
LABEL = Qt.ItemDataRole.UserRole + 3  # of the status; empty where the place says it already


class TreeModel(QAbstractItemModel):
    """Rows of a :class:`RecordIndex`. ``show`` replaces everything at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Node | None, list[Node]] = {None: []}
        self._position: dict[Node, int] = {}
        self._kept: list[Any] = []  # what indexes of the former rows point to
        self._labels: dict[str, str] = {}
        self._found: set[str] | None = None
        self.count = 0

    def show(self, index: RecordIndex, wanted: Filter, labels: dict[str, str], keep: str | None = None) -> None:
        """Show what ``wanted`` keeps of ``index``; ``labels`` gives the label of a status."""
        rows, count = index.visible(wanted, keep)
        self.beginResetModel()
        self._kept = [self._rows]
        self._rows, self.count, self._labels = rows, count, labels
        self._position = {child: row for children in rows.values() for row, child in enumerate(children)}
        self._found = None if wanted.empty else {node.uuid for node in index.matching(wanted)}
        self.endResetModel()

    def node(self, index: QModelIndex) -> Node | None:
        """The node of a row."""
        return index.internalPointer() if index.isValid() else None

    def index_of(self, node: Node | None) -> QModelIndex:
        """The row of a node, invalid when it is not shown."""
        if node is None or node not in self._position:
            return QModelIndex()
        return self.createIndex(self._position[node], 0, node)

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own signature
        children = self._rows.get(self.node(parent), [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: QModelIndex) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        return self.index_of(node.parent) if node is not None and node.parent is not None else QModelIndex()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.column() > 0 else len(self._rows.get(self.node(parent), []))

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title if node.kind == "action" else node.name
        if role == NODE:
            return node
        if role == LABEL:
            return self.status_label(node)
        if role == MATCHES:
            return node.kind != "action" or self._found is None or node.uuid in self._found
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.description(node)
        return None

    def status_label(self, node: Node) -> str:
        """The official label of an action's status."""
        return self._labels.get(node.status or "", "") or tr("(not filled in)")

    def description(self, node: Node) -> str:
        """All that a row shows, in words."""
        if node.kind != "action":
            return node.name
        return ", ".join([node.name, self.status_label(node), second_line(node)])

    def flags(self, index: QModelIndex) -> Any:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def second_line(node: Node) -> str:
    """Number, pilot, years and number of places of an action."""
    years = "–".join(dict.fromkeys(str(day)[:4] for day in (node.start, node.end) if day))
    return "  ·  ".join(filter(None, (node.number, node.pilot or tr("no pilot"), years, amounts.places(node.places))))
