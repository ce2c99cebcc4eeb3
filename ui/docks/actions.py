# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock *Actions*: the plan as a tree, searched, filtered, and the gestures on the chosen action."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsExpression, QgsVectorLayer
from qgis.gui import QgsDockWidget, QgsMessageBar
from qgis.PyQt.QtCore import QModelIndex, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QLabel,
    QMenu,
    QShortcut,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QToolBar,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...records.index import Filter, Node
from .. import amounts, gestures
from ..context import PlanContext
from ..maplink import MapLink
from ..models.delegate import ActionDelegate
from ..models.table import TableModel
from ..models.tree import TreeModel
from ..new_action import NewActionDialog
from ..recent import recent_plans
from ..session import Kind, Result
from .action_filters import ActionFilters
from .empty import EmptyState
from .notice import Notice

EXPANDED_HITS = 500


class ActionsDock(QgsDockWidget):
    """Knows the context, and asks for gestures; ``open_asked`` and ``create_asked`` are the plugin's to answer."""

    open_asked = pyqtSignal(str)  # a path, empty to choose one
    create_asked = pyqtSignal()
    attach_asked = pyqtSignal()
    here_asked = pyqtSignal()
    board_asked = pyqtSignal()
    indicators_asked = pyqtSignal()

    def __init__(self, context: PlanContext, link: MapLink, icon_size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(tr("Actions"), parent)
        self.setObjectName("AtlasPcaetActionsDock")
        self._context, self._link = context, link
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.toolbar = QToolBar()
        self.toolbar.setIconSize(icon_size)
        column.addWidget(self.toolbar)
        self.bar = QgsMessageBar()
        self.bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column.addWidget(self.bar)
        self.notice = Notice()
        column.addWidget(self.notice)
        self.filters = ActionFilters()
        self.filters.changed.connect(self.apply_filter)
        self.search, self.status, self.here = self.filters.search, self.filters.status, self.filters.here
        self.overdue, self.without_place, self.in_view = (
            self.filters.overdue,
            self.filters.without_place,
            self.filters.in_view,
        )
        column.addWidget(self.filters)
        self.pages = QStackedWidget()
        self.tree = QTreeView()
        self.model = TreeModel(self)
        self._set_up_tree()
        self.table = QTableView()
        self.rows = TableModel(self)
        self._set_up_table()
        self.no_plan = EmptyState(
            "mIconFolderOpen.svg",
            tr("No plan is open"),
            tr("Open an action plan, or make one: it is a GeoPackage like any other."),
            [(tr("Open…"), lambda: self.open_asked.emit("")), (tr("Create…"), self.create_asked.emit)],
        )
        self.no_hit = EmptyState(
            "mActionFilter2.svg",
            tr("No action matches"),
            tr("Other words, or fewer conditions, may find it."),
            [(tr("Clear the filters"), self.clear_filters)],
        )
        self.no_action = EmptyState(
            "mActionAddTable.svg",
            tr("The plan has no action yet"),
            tr("Add the first one, then attach it to places on the map."),
            [(tr("New action…"), self.add_action)],
        )
        for page in (self.tree, self.table, self.no_plan, self.no_hit, self.no_action):
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        self.count = QLabel()
        self.count.setContentsMargins(8, 3, 8, 3)
        column.addWidget(self.count)
        self.setWidget(body)
        self._fill_toolbar()
        self._shortcuts()
        context.plan_opened.connect(self._opened)
        context.plan_closed.connect(self._show)
        context.records_changed.connect(self._changed)
        context.filter_changed.connect(self._show)
        context.current_changed.connect(self._select)
        context.told.connect(self.tell)
        self._show()

    # ---- parts --------------------------------------------------------------------------------------------------------

    def _set_up_tree(self) -> None:
        self.tree.setObjectName("AtlasPcaetTree")
        self.tree.setAccessibleName(tr("Actions of the plan"))
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(ActionDelegate(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.setFrameShape(QTreeView.Shape.NoFrame)
        self.tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.selectionModel().currentChanged.connect(self._chosen)
        self.tree.doubleClicked.connect(lambda _index: self._link.zoom())

    def _set_up_table(self) -> None:
        self.table.setObjectName("AtlasPcaetTable")
        self.table.setAccessibleName(tr("Actions of the plan"))
        self.table.setModel(self.rows)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(1.6 * self.table.fontMetrics().height()))
        self.table.horizontalHeader().setStretchLastSection(True)
        for section, width in enumerate((60, 220, 90, 110, 70, 80, 50)):
            self.table.setColumnWidth(section, width)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda where: self._menu(where, self.table))
        self.table.selectionModel().currentRowChanged.connect(self._chosen_row)
        self.table.doubleClicked.connect(lambda _index: self._link.zoom())

    def _fill_toolbar(self) -> None:
        self.plans = QToolButton()
        self.plans.setIcon(_icon("mActionFileOpen.svg"))
        self.plans.setToolTip(tr("Open a plan, or one opened lately"))
        self.plans.setAccessibleName(tr("Open a plan"))
        self.plans.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.plans.clicked.connect(lambda: self.open_asked.emit(""))
        menu = QMenu(self.plans)
        menu.aboutToShow.connect(lambda: self._fill_recent(menu))
        self.plans.setMenu(menu)
        self.toolbar.addWidget(self.plans)
        add = self._tool
        self.new = add("symbologyAdd.svg", tr("New action…"), tr("Add an action under the chosen one"), self.add_action)
        self.delete = add("mActionDeleteSelected.svg", tr("Delete"), tr("Put the action aside; it can be brought back"), self.delete_action)  # fmt: skip
        self.toolbar.addSeparator()
        self.attach = add("mActionLink.svg", tr("Attach the selection"), tr("Attach the selected features of the active layer to the action (Ctrl+L)"), self.attach_asked.emit)  # fmt: skip
        self.zoom = add("mActionZoomToSelected.svg", tr("Zoom"), tr("Zoom to the places of the action"), self._zoom)
        self.flash = add(
            "mActionHighlightFeature.svg", tr("Flash"), tr("Flash the places of the action"), self._link.flash
        )
        self.ask_here = add("mActionIdentify.svg", tr("Which actions here?"), tr("Click on the map: the actions of what is there"), self.here_asked.emit)  # fmt: skip
        self.ask_here.setCheckable(True)
        self.toolbar.addSeparator()
        self.undo = self._context.undo.createUndoAction(self, tr("Undo"))
        self.undo.setIcon(_icon("mActionUndo.svg"))
        self.redo = self._context.undo.createRedoAction(self, tr("Redo"))
        self.redo.setIcon(_icon("mActionRedo.svg"))
        self.toolbar.addAction(self.undo)
        self.toolbar.addAction(self.redo)
        self.as_table = add("mActionOpenTable.svg", tr("As a table"), tr("A table sorted by any column, instead of the tree"), self._show)  # fmt: skip
        self.as_table.setCheckable(True)
        add("mActionOpenTableVisible.svg", tr("Follow-up"), tr("What is due, the actions by status, their calendar"), self.board_asked.emit)  # fmt: skip
        add("mActionCalculateField.svg", tr("Indicators"), tr("Values of the indicators by territory and year"), self.indicators_asked.emit)  # fmt: skip
        self.refresh = add("mActionRefresh.svg", tr("Refresh"), tr("Read the plan again (F5)"), self._context.reload)

    def _tool(self, icon: str, text: str, help_text: str, slot: Callable[[], Any]) -> QAction:
        action = QAction(_icon(icon), text, self)
        action.setToolTip(help_text)
        action.triggered.connect(lambda _checked=False: slot())
        self.toolbar.addAction(action)
        button = self.toolbar.widgetForAction(action)
        if button is not None:
            button.setAccessibleName(text)
        return action

    def _shortcuts(self) -> None:
        def shortcut(keys: Any, slot: Callable[[], Any]) -> None:
            made = QShortcut(QKeySequence(keys), self.widget())
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)

        shortcut(QKeySequence.StandardKey.Find, self._focus_search)
        shortcut(Qt.Key.Key_F5, self._context.reload)
        shortcut("Ctrl+L", self.attach_asked.emit)
        shortcut(Qt.Key.Key_Insert, self.add_action)
        shortcut(QKeySequence.StandardKey.Delete, self.delete_action)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(tr("Open…"), lambda: self.open_asked.emit(""))
        menu.addAction(tr("Create…"), self.create_asked.emit)
        paths = recent_plans()
        if paths:
            menu.addSeparator()
        for path in paths:
            entry = menu.addAction(Path(path).name, lambda path=path: self.open_asked.emit(path))
            entry.setToolTip(path)
        menu.setToolTipsVisible(True)

    # ---- what is shown ------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        self.filters.offer(self._context.statuses, self._context.index)
        self.clear_filters()
        self._show()
        self.tree.expandToDepth(0)

    def apply_filter(self, *_changed: Any) -> None:
        """Show what the search box and the buttons ask for."""
        seen = self._link.actions_in_view() if self.in_view.isChecked() else None
        self._context.set_filter(self.filters.wanted(seen))

    def map_moved(self) -> None:
        """The visible map changed."""
        if self.in_view.isChecked():
            self.apply_filter()

    def show_among(self, uuids: frozenset[str] | None, text: str) -> None:
        """Show only ``uuids``, with a button that says why and shows all again; None to show all."""
        self.filters.show_among(uuids, text)

    def clear_filters(self) -> None:
        """Show every action."""
        self.filters.clear()

    def show_table(self, wanted: bool) -> None:
        """A flat table instead of the tree."""
        self.as_table.setChecked(wanted)
        self._show()

    def _changed(self) -> None:
        self.filters.offer(self._context.statuses, self._context.index)
        self._show()

    def _show(self) -> None:
        context = self._context
        is_open = context.plan is not None
        for tool in (self.new, self.refresh, self.ask_here):
            tool.setEnabled(is_open)
        self.filters.setVisible(is_open and bool(context.index.actions))
        expanded = self._expanded() if context.filter.empty else set()
        self.model.show(context.index, context.filter, dict(context.statuses), context.current or None)
        self._restore(expanded)
        tabular = self.as_table.isChecked()
        if tabular:
            self.rows.show(context.index, context.filter, dict(context.statuses))
            self._select(context.current)
        total = len(context.index.actions)
        if not is_open:
            self.pages.setCurrentWidget(self.no_plan)
        elif not total:
            self.pages.setCurrentWidget(self.no_action)
        elif not self.model.count and not context.filter.empty:
            self.pages.setCurrentWidget(self.no_hit)
        else:
            self.pages.setCurrentWidget(self.table if tabular else self.tree)
        self.count.setVisible(is_open)
        self.count.setText(self._count_line(total))
        self._enable()

    def _count_line(self, total: int) -> str:
        late = len(self._context.index.matching(Filter(overdue=True)))
        shown = amounts.actions(total)
        if not self._context.filter.empty:
            shown = tr("{} of {}").format(amounts.actions(self.model.count), total)
        return f"{shown}  ·  {tr('{} overdue').format(late)}" if late else shown

    def _expanded(self) -> set[str]:
        found, waiting = set(), [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self.model.rowCount(parent)):
                index = self.model.index(row, 0, parent)
                if self.tree.isExpanded(index):
                    node = self.model.node(index)
                    if node is not None:
                        found.add(node.uuid)
                    waiting.append(index)
        return found

    def _restore(self, expanded: set[str]) -> None:
        context = self._context
        self.tree.selectionModel().blockSignals(True)
        if not context.filter.empty:
            if self.model.count <= EXPANDED_HITS:
                self.tree.expandAll()
            else:
                self.tree.expandToDepth(0)
        else:
            nodes = [context.index.plan, *context.index.axes.values(), *context.index.actions.values()]
            for node in nodes if expanded else ():
                if node is not None and node.uuid in expanded:
                    self.tree.expand(self.model.index_of(node))
            if not expanded:
                self.tree.expandToDepth(0)
        self._select(context.current)
        self.tree.selectionModel().blockSignals(False)
        self.tree.viewport().update()

    def _select(self, uuid: str) -> None:
        index = self.model.index_of(self._context.index.actions.get(uuid))
        if index.isValid() and self.tree.currentIndex() != index:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        row = self.rows.index_of(self._context.index.actions.get(uuid)) if self.as_table.isChecked() else QModelIndex()
        if row.isValid() and self.table.currentIndex().row() != row.row():
            self.table.setCurrentIndex(row)
        self._enable()

    def _enable(self) -> None:
        node = self._context.node()
        for tool in (self.delete, self.attach):
            tool.setEnabled(node is not None)
        for tool in (self.zoom, self.flash):
            tool.setEnabled(node is not None and node.places > 0)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        node = self.model.node(current)
        if node is not None:
            self._context.choose(node.uuid if node.kind == "action" else "")

    def _chosen_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        node = self.rows.node(current)
        if node is not None:
            self._context.choose(node.uuid)

    # ---- gestures -----------------------------------------------------------------------------------------------------

    def above(self) -> Node | None:
        """Where a new action goes: under the chosen axis, plan or action; a sub-action's parent takes its sister."""
        node = self.model.node(self.tree.currentIndex()) or self._context.index.plan
        if node is not None and node.kind == "action" and node.parent is not None and node.parent.kind == "action":
            return node.parent
        return node

    def add_action(self) -> None:
        """Ask for a new action, and open its sheet."""
        above = self.above()
        if above is None:
            return
        dialog = NewActionDialog(above, self._context.statuses, self)
        if dialog.exec():
            result, uuid = gestures.create_action(self._context, dialog.values())
            if result.ok:
                self._context.choose(uuid)

    def delete_action(self) -> None:
        """Put the current action aside; undo brings it back."""
        node = self._context.node()
        if node is not None and gestures.delete_action(self._context, node).ok:
            self.bar.pushInfo("", tr("{} was put aside. Undo brings it back.").format(node.name))

    def attach_selection(self, layer: QgsVectorLayer | None, key: str, role: str) -> bool:
        """Attach the selected features of ``layer`` to the current action; what happened is told in the bar."""
        node = self._context.node()
        if node is None:
            self.bar.pushWarning("", tr("Choose an action first."))
            return False
        if not isinstance(layer, QgsVectorLayer) or not layer.selectedFeatureCount():
            self.bar.pushWarning("", tr("Select features of a layer on the map first, with that layer active."))
            return False
        return self._attach(node, layer, list(layer.getSelectedFeatures()), key, role)

    def attach_where(self, layer: QgsVectorLayer, expression: str, key: str, role: str) -> bool:
        """Attach the features of ``layer`` that ``expression`` keeps; what happened is told in the bar."""
        node = self._context.node()
        if node is None:
            self.bar.pushWarning("", tr("Choose an action first."))
            return False
        asked = QgsExpression(expression)
        if asked.hasParserError():
            self.bar.pushWarning("", tr("The expression cannot be read: {}").format(asked.parserErrorString()))
            return False
        features = list(layer.getFeatures(expression))
        if not features:
            self.bar.pushWarning("", tr("No feature of “{}” is kept by the expression.").format(layer.name()))
            return False
        return self._attach(node, layer, features, key, role)

    def _attach(self, node: Node, layer: QgsVectorLayer, features: Any, key: str, role: str) -> bool:
        result, done, already = gestures.attach(self._context, node, layer, features, key, role)
        if not result.ok:
            return False
        told = tr("Attached: {}").format(amounts.places(done))
        if already:
            told += tr("; attached already: {}").format(already)
        if key:
            self.bar.pushSuccess("", f"{told}.")
        else:
            self.bar.pushInfo(
                "", tr("{}. Without a key field they are known by id and geometry: choose a key when there is one.").format(told)
            )  # fmt: skip
        return True

    def _zoom(self) -> None:
        if not self._link.zoom():
            self.bar.pushInfo("", tr("The action has no place yet: select features and attach them."))

    def _menu(self, position: Any, view: Any = None) -> None:
        view = view or self.tree
        menu = QMenu(view)
        menu.addAction(self.new)
        if self._context.node() is not None:
            under = menu.addMenu(tr("Status"))
            node = self._context.node()
            for code, label in [*self._context.statuses, (None, tr("(not filled in)"))]:
                entry = under.addAction(label, lambda code=code, label=label: self.set_status(code, label))
                entry.setCheckable(True)
                entry.setChecked(node is not None and node.status == code)
            for action in (self.attach, self.zoom, self.flash, self.delete):
                menu.addAction(action)
        menu.exec(view.viewport().mapToGlobal(position))

    def set_status(self, code: str | None, label: str) -> Result:
        """Change the status of the current action."""
        node = self._context.node()
        if node is None:
            return Result()
        text = tr("Status of {}: {}").format(node.number or node.title, label)
        return gestures.change_action(self._context, node.uuid, {"status": code}, text)

    # ---- what went wrong ----------------------------------------------------------------------------------------------

    def tell(self, result: Result) -> None:
        """Show a result that is not ok, with what the person can do."""
        session = self._context.session
        choices: list[tuple[str, Callable[[], Any]]] = []
        if session is not None and session.pending():
            if result.kind is Kind.LOCKED:
                choices = [(tr("Keep my change"), self.notice.hide), (tr("Try again"), self.retry)]
            elif result.kind is Kind.CONFLICT:
                choices = [(tr("Take theirs"), self.take_theirs), (tr("Write mine"), self.write_mine)]
            else:
                choices = [(tr("Cancel my change"), self.take_theirs)]
        self.notice.show_choice(result.sentence, choices)

    def retry(self) -> bool:
        """Save again what was kept."""
        return self._after(lambda session: session.commit(session.pending()))

    def write_mine(self) -> bool:
        """Write over the other person's version, which the journal keeps."""
        return self._after(lambda session: session.overwrite(session.pending()))

    def take_theirs(self) -> None:
        """Give up one's own change for what is in the file."""
        session = self._context.session
        self.notice.hide()
        if session is not None:
            session.cancel(session.pending())
        self._context.reload()

    def _after(self, save: Callable[[Any], Result]) -> bool:
        session = self._context.session
        self.notice.hide()
        if session is None:
            return False
        result = self._context.tell(save(session))
        self._context.reload()
        if result.ok:
            self.bar.pushSuccess("", tr("Saved."))
        return result.ok


def _icon(name: str) -> QIcon:
    return QgsApplication.getThemeIcon(f"/{name}")
