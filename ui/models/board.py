# SPDX-License-Identifier: GPL-2.0-or-later
"""The actions of one status, as cards that can be dragged to another status."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, pyqtSignal

from ...records.index import Node
from .tree import NODE, second_line

MIME = "application/x-atlas-pcaet-actions"


class BoardModel(QAbstractListModel):
    """``move_asked`` says which actions were dropped here; the move itself is an edit command that somebody else makes."""

    move_asked = pyqtSignal(object, object)  # uuids, status (None for none)

    def __init__(self, status: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self._nodes: list[Node] = []

    def show(self, nodes: Sequence[Node]) -> None:
        """Show ``nodes``, in their order."""
        self.beginResetModel()
        self._nodes = list(nodes)
        self.endResetModel()

    def node(self, index: QModelIndex) -> Node | None:
        """The action of a card."""
        return self._nodes[index.row()] if index.isValid() else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._nodes)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{node.name}, {second_line(node)}"
        return None

    def flags(self, index: QModelIndex) -> Any:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Any:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        made = QMimeData()
        uuids = [node.uuid for node in map(self.node, indexes) if node is not None]
        made.setData(MIME, json.dumps(uuids).encode())
        return made

    def canDropMimeData(self, data: QMimeData, _action: Any, _row: int, _column: int, _parent: QModelIndex) -> bool:
        return bool(data.hasFormat(MIME))

    def dropMimeData(self, data: QMimeData, _action: Any, _row: int, _column: int, _parent: QModelIndex) -> bool:
        """Ask for the move; False, so that the view takes no card away by itself."""
        if data.hasFormat(MIME):
            uuids = json.loads(bytes(data.data(MIME)).decode())
            here = {node.uuid for node in self._nodes}
            self.move_asked.emit([uuid for uuid in uuids if uuid not in here], self.status)
        return False
