# SPDX-License-Identifier: GPL-2.0-or-later
"""The actions by status, side by side: cards are dragged, or moved with the keyboard."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QListView, QMenu, QScrollArea, QShortcut, QVBoxLayout, QWidget

from ...i18n import tr
from ...records.index import Node
from .. import gestures
from ..context import PlanContext
from ..models import status
from ..models.board import BoardModel
from ..models.delegate import ActionDelegate

COLUMN_WIDTH = 190


class BoardPanel(QScrollArea):
    """One list per status, of the actions that the filter of the plan keeps."""

    def __init__(self, context: PlanContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetBoard")
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._row = QWidget()
        self._layout = QHBoxLayout(self._row)
        self._layout.setContentsMargins(4, 4, 4, 4)
        self._layout.setSpacing(4)
        self.setWidget(self._row)
        self.columns: list[tuple[str | None, QLabel, QListView, BoardModel]] = []
        for keys, step in (("Ctrl+Right", 1), ("Ctrl+Left", -1)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(lambda step=step: self.move_by(step))

    def make_columns(self) -> None:
        """A column for each status of the plan, and one for the actions without status."""
        while self._layout.count():
            item = self._layout.takeAt(0)
            if item.widget() is not None:
                item.widget().deleteLater()
        self.columns = []
        for code, label in [*self._context.statuses, (None, tr("(not filled in)"))]:
            column = QWidget()
            box = QVBoxLayout(column)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(2)
            heading = QLabel(label)
            fill = status.colour(code)
            shape = "border-radius: 6px; padding: 2px 8px; font-weight: bold;"
            heading.setStyleSheet(
                f"background: {fill.name()}; color: white; {shape}"
                if fill
                else f"border: 1px dashed palette(mid); {shape}"
            )
            view, model = QListView(), BoardModel(code, self)
            self._set_up(view, model, label)
            box.addWidget(heading)
            box.addWidget(view, 1)
            column.setMinimumWidth(COLUMN_WIDTH)
            self._layout.addWidget(column)
            self.columns.append((code, heading, view, model))

    def _set_up(self, view: QListView, model: BoardModel, label: str) -> None:
        view.setModel(model)
        view.setItemDelegate(ActionDelegate(view))
        view.setUniformItemSizes(True)
        view.setAccessibleName(label)
        view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        view.setDragDropMode(QListView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda where: self._menu(view, where))
        view.selectionModel().currentChanged.connect(lambda current, _before: self._chosen(model, current))
        model.move_asked.connect(self.move)

    def show_nodes(self, nodes: list[Node]) -> None:
        """Share ``nodes`` out between the columns."""
        by_status: dict[str | None, list[Node]] = {}
        for node in sorted(nodes, key=lambda one: one.order):
            by_status.setdefault(node.status, []).append(node)
        known = {code for code, _label, _view, _model in self.columns}
        labels = dict(self._context.statuses)
        for code, heading, _view, model in self.columns:
            mine = list(by_status.get(code, ()))
            if code is None:  # a status that the plan's list has not is shown, never lost
                mine += [node for other, some in by_status.items() if other not in known for node in some]
            heading.setText(f"{labels.get(code or '', tr('(not filled in)'))} ({len(mine)})")
            model.show(mine)

    def _chosen(self, model: BoardModel, current: QModelIndex) -> None:
        node = model.node(current)
        if node is not None:
            self._context.choose(node.uuid)

    def _menu(self, view: QListView, where: Any) -> None:
        menu = QMenu(view)
        to = menu.addMenu(tr("Move to"))
        for code, label in [*self._context.statuses, (None, tr("(not filled in)"))]:
            to.addAction(label, lambda code=code: self.move(self.selected(view), code))
        menu.exec(view.viewport().mapToGlobal(where))

    @staticmethod
    def selected(view: QListView) -> list[str]:
        """The uuids of the cards selected in a column."""
        nodes = [view.model().node(index) for index in view.selectedIndexes()]
        return [node.uuid for node in nodes if node is not None]

    def move_by(self, step: int) -> None:
        """Move the selected cards to the column on the right (1) or on the left (-1)."""
        for place, (_code, _label, view, _model) in enumerate(self.columns):
            if view.hasFocus() and 0 <= place + step < len(self.columns):
                uuids, target = self.selected(view), self.columns[place + step]
                self.move(uuids, target[0])
                target[2].setFocus()
                return

    def move(self, uuids: list[str], code: str | None) -> None:
        """Give the actions ``uuids`` the status ``code``, as one command each; what is refused stays where it was."""
        label = dict(self._context.statuses).get(code or "", tr("(not filled in)"))
        for uuid in uuids:
            node = self._context.index.actions.get(uuid)
            if node is None or node.status == code:
                continue
            text = tr("Status of {}: {}").format(node.number or node.title, label)
            if not gestures.change_action(self._context, uuid, {"status": code}, text).ok:
                break
        self._context.refresh()
