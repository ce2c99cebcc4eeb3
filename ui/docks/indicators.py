# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock *Indicateurs*: the values of an indicator by territory and year, typed, pasted, or a reason for their absence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from qgis.core import NULL, QgsApplication
from qgis.gui import QgsDockWidget, QgsFilterLineEdit, QgsMessageBar
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QShortcut,
    QSizePolicy,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...records.index import fold
from ...records.value_grid import years
from ..context import PlanContext
from ..models.value_grid import ValueGrid
from ..value_gestures import Series, read_values, write_values

UUID = Qt.ItemDataRole.UserRole
FOLDED = Qt.ItemDataRole.UserRole + 1
LISTED = "SELECT uuid, code, name, unit, decimals, direction, method FROM indicator WHERE NOT deleted ORDER BY code"


class IndicatorsDock(QgsDockWidget):
    """A list of indicators above, the grid of the chosen one below. ``compute_asked``: the code of an indicator to compute."""

    compute_asked = pyqtSignal(str)

    def __init__(self, context: PlanContext, parent: QWidget | None = None) -> None:
        super().__init__(tr("Indicators"), parent)
        self.setObjectName("AtlasPcaetIndicatorsDock")
        self._context = context
        self._facts: dict[str, tuple[Any, ...]] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = QgsMessageBar()
        self.bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column.addWidget(self.bar)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self._left())
        halves.addWidget(self._right())
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 2)
        column.addWidget(halves, 1)
        self.setWidget(body)
        context.plan_opened.connect(self.read)
        context.plan_closed.connect(self.read)
        context.records_changed.connect(self.show_values)
        context.current_changed.connect(self._action_changed)
        self.visibilityChanged.connect(lambda shown: self.read() if shown else None)

    def _left(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(6, 4, 3, 4)
        column.setSpacing(4)
        self.search = QgsFilterLineEdit()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search a code or a name"))
        self.search.setAccessibleName(tr("Search indicators"))
        self.search.textChanged.connect(self._filter)
        column.addWidget(self.search)
        self.only_action = QCheckBox(tr("Of the chosen action"))
        self.only_action.setToolTip(tr("Only the indicators of the action, with the values given for it."))
        self.only_action.toggled.connect(lambda _on: (self._filter(), self.show_values()))
        column.addWidget(self.only_action)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Indicators of the plan"))
        self.list.setUniformItemSizes(True)
        self.list.currentItemChanged.connect(lambda *_items: self.show_values())
        column.addWidget(self.list, 1)
        return box

    def _right(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(3, 4, 6, 4)
        column.setSpacing(4)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.heading)
        row = QHBoxLayout()
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Kind of value"))
        for code, label in (("result", tr("Results")), ("target", tr("Targets")), ("reference", tr("References"))):
            self.kind.addItem(label, code)
        self.kind.currentIndexChanged.connect(lambda _index: self.show_values())
        row.addWidget(self.kind)
        row.addStretch(1)
        for icon, text, slot in (
            ("mActionEditPaste.svg", tr("Paste a block of cells (Ctrl+V)"), self.paste),
            ("mActionEditCopy.svg", tr("Copy the chosen cells (Ctrl+C)"), self.copy),
            ("mActionCalculateField.svg", tr("Compute it from a layer…"), self._compute),
        ):
            row.addWidget(_button(icon, text, slot))
        column.addLayout(row)
        self.model = ValueGrid(self)
        self.model.write_asked.connect(self._write)
        self.model.refused.connect(self._refused)
        self.grid = QTableView()
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(tr("Values by territory and year"))
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)
        self.grid.verticalHeader().setDefaultSectionSize(round(1.7 * self.grid.fontMetrics().height()))
        for keys, slot in (
            (QKeySequence.StandardKey.Paste, self.paste), (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Delete, self.clear),
        ):  # fmt: skip
            made = QShortcut(QKeySequence(keys), self.grid)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)
        column.addWidget(self.grid, 1)
        self.note = QLabel(
            tr("Type a number, or a reason of absence. Computed values are in bold, reasons in italics.")
        )
        self.note.setWordWrap(True)
        column.addWidget(self.note)
        return box

    # ---- what is shown ------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the indicators of the plan again."""
        if not self.isVisible():
            return
        reader, chosen = self._context.reader, self.chosen()
        self._facts = {row[0]: tuple(row) for row in reader.rows(LISTED)} if reader else {}
        self.list.blockSignals(True)
        self.list.clear()
        for uuid, code, name, *_rest in self._facts.values():
            item = QListWidgetItem(f"{code} – {name}")
            item.setToolTip(f"{code} – {name}")
            item.setData(UUID, uuid)
            item.setData(FOLDED, fold(f"{code} {name}"))
            self.list.addItem(item)
            if uuid == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._filter()
        self.show_values()

    def chosen(self) -> str:
        """The uuid of the chosen indicator, empty without one."""
        item = self.list.currentItem()
        return str(item.data(UUID)) if item is not None else ""

    def choose(self, uuid: str) -> None:
        """Show the indicator ``uuid``."""
        for row in range(self.list.count()):
            if self.list.item(row).data(UUID) == uuid:
                self.list.setCurrentRow(row)

    def _filter(self, *_changed: Any) -> None:
        words = fold(self.search.text()).split()
        mine = None
        reader = self._context.reader
        if self.only_action.isChecked() and reader:
            asked = "SELECT indicator_uuid FROM action_indicator WHERE NOT deleted AND action_uuid = ?1 UNION SELECT indicator_uuid FROM value WHERE NOT deleted AND action_uuid = ?1"  # fmt: skip
            mine = {row[0] for row in reader.rows(asked, self._context.current)}
        for row in range(self.list.count()):
            item = self.list.item(row)
            kept = all(word in item.data(FOLDED) for word in words) and (mine is None or item.data(UUID) in mine)
            item.setHidden(not kept)

    def _action_changed(self, _uuid: str) -> None:
        if self.only_action.isChecked() and self.isVisible():
            self._filter()
            self.show_values()

    def series(self) -> Series | None:
        """What the grid shows; None without an indicator, or without an action where its values are asked for."""
        facts = self._facts.get(self.chosen())
        action = self._context.current if self.only_action.isChecked() else None
        if facts is None or action == "":
            return None
        return Series(facts[0], self.kind.currentData(), action, facts[3])

    def show_values(self) -> None:
        """Fill the grid with the chosen series."""
        if not self.isVisible():
            return
        context, series = self._context, self.series()
        facts = self._facts.get(self.chosen())
        if context.plan is None or context.reader is None or series is None or facts is None:
            self.heading.setText(tr("Choose an indicator to see its values."))
            self.model.show([], [], {}, {}, None)
            return
        _uuid, code, name, unit, decimals, direction, _method = facts
        wanted = {"up": tr("should rise"), "down": tr("should fall")}.get(direction or "", "")
        of = context.index.actions[series.action].name if series.action in context.index.actions else tr("all the plan")
        self.heading.setText("  ·  ".join(filter(None, (f"{code} – {name}", unit or tr("without unit"), wanted, of))))
        rows = read_values(context.plan.layers["value"], series)
        places = list(context.reader.rows("SELECT uuid, coalesce(name, code) FROM territory WHERE NOT deleted ORDER BY kind, name"))  # fmt: skip
        span = next(iter(context.reader.rows("SELECT start_year, end_year FROM plan LIMIT 1")), (None, None))
        reasons = dict(context.reader.rows("SELECT code, label FROM ref WHERE domain = 'reason' ORDER BY position"))
        listed = years(*(None if y in (None, NULL) else int(y) for y in span), (year for _t, year in rows), date.today().year)  # fmt: skip
        decimals = None if decimals in (None, NULL) else int(decimals)
        everywhere: list[tuple[str | None, str]] = [(None, tr("The whole plan"))]
        self.model.show([*everywhere, *((p[0], p[1]) for p in places)], listed, rows, reasons, decimals)
        self.grid.scrollTo(self.model.index(0, len(listed) - 1))

    # ---- gestures -----------------------------------------------------------------------------------------------------

    def _write(self, cells: Any) -> None:
        series = self.series()
        if series is None:
            return
        name = self._facts[series.indicator][1]
        result = write_values(self._context, series, cells, tr("Values of {}").format(name))
        if not result.ok:
            self.bar.pushWarning("", result.sentence)
        self.show_values()

    def _refused(self, sentence: str) -> None:
        self.bar.pushWarning("", sentence)

    def paste(self) -> None:
        """Paste a block copied from a spreadsheet, from the chosen cell on."""
        self.model.paste(self.grid.currentIndex(), QgsApplication.clipboard().text())

    def copy(self) -> None:
        """Copy the chosen cells for a spreadsheet."""
        QgsApplication.clipboard().setText(self.model.copied(self.grid.selectedIndexes()))

    def clear(self) -> None:
        """Put the chosen values aside."""
        self.model.clear(self.grid.selectedIndexes())

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self.grid)
        under = menu.addMenu(tr("No value because…"))
        chosen = self.grid.selectedIndexes()
        for label in self.model.reasons.values():
            under.addAction(label, lambda label=label: self.give_reason(label, chosen))
        menu.addAction(tr("Clear"), self.clear)
        menu.exec(self.grid.viewport().mapToGlobal(where))

    def give_reason(self, label: str, indexes: Any) -> None:
        """Say why the chosen values are absent."""
        self.model.fill(indexes, label)

    def _compute(self) -> None:
        facts = self._facts.get(self.chosen())
        if facts is not None:
            self.compute_asked.emit(str(facts[1]))


def _button(icon: str, text: str, slot: Callable[[], Any]) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
    button.setAutoRaise(True)
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked=False: slot())
    return button
