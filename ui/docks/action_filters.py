# SPDX-License-Identifier: GPL-2.0-or-later
"""What of the plan is shown: words, a status, a pilot, a theme, what is late or missing, what is on the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from ...i18n import tr
from ...records.index import NO_STATUS, Filter, RecordIndex

DEBOUNCE_MS = 150


class ActionFilters(QWidget):
    """``changed`` is emitted once per choice, and 150 ms after the last letter."""

    changed = pyqtSignal()
    touching_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetFilters")
        self.among: frozenset[str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        self.search = QgsFilterLineEdit()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search a number, a title, a pilot"))
        self.search.setAccessibleName(tr("Search actions"))
        column.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.status = _choice(tr("Status"))
        row.addWidget(self.status, 1)
        self.overdue = _toggle("mIconWarning.svg", tr("Overdue actions only"))
        self.without_place = _toggle("mActionUnlink.svg", tr("Actions without a place only"))
        self.in_view = _toggle("mActionZoomToArea.svg", tr("Actions in the visible map only"))
        for button in (self.overdue, self.without_place, self.in_view):
            row.addWidget(button)
        self.more = self._more()
        row.addWidget(self.more)
        column.addLayout(row)
        self.here = QPushButton()
        self.here.setIcon(QgsApplication.getThemeIcon("/mActionIdentify.svg"))
        self.here.setToolTip(tr("Show all the actions again"))
        self.here.clicked.connect(lambda: self.show_among(None, ""))
        self.here.hide()
        column.addWidget(self.here)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(DEBOUNCE_MS)
        self._typing.timeout.connect(self.apply)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.apply)
        for box in (self.status, self.pilot, self.theme):
            box.currentIndexChanged.connect(self.apply)
        for button in self._switches():
            button.toggled.connect(self.apply)

    def _more(self) -> QToolButton:
        button = _toggle("mActionFilter2.svg", tr("More conditions: pilot, theme, what is missing"))
        button.setCheckable(False)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        self.pilot, self.theme = _choice(tr("Pilot")), _choice(tr("Theme"))
        for box in (self.pilot, self.theme):
            entry = QWidgetAction(menu)
            entry.setDefaultWidget(box)
            menu.addAction(entry)
        menu.addSeparator()
        self.without_pilot = _entry(menu, tr("Without a pilot"))
        self.without_budget = _entry(menu, tr("Without a budget"))
        self.without_status = _entry(menu, tr("Without a status"))
        menu.addSeparator()
        touching = menu.addAction(tr("Touching the selected features"), self.touching_asked.emit)
        touching.setToolTip(tr("Actions with a place in the features selected on the map, for example a commune."))
        button.setMenu(menu)
        return button

    def _switches(self) -> tuple[Any, ...]:
        return (
            self.overdue, self.without_place, self.in_view, self.without_pilot, self.without_budget, self.without_status,
        )  # fmt: skip

    def offer(self, statuses: Sequence[tuple[str, str]], index: RecordIndex) -> None:
        """The choices of a plan; what was chosen stays when it is still there."""
        for box, everything, choices in (
            (self.status, tr("All statuses"), [*statuses, (NO_STATUS, tr("(not filled in)"))]),
            (self.pilot, tr("All pilots"), [(name, name) for name in index.pilots()]),
            (self.theme, tr("All themes"), [(name, name) for name in index.themes()]),
        ):
            chosen = box.currentData() if box.currentIndex() > 0 else None
            box.blockSignals(True)
            box.clear()
            box.addItem(everything, None)
            for code, label in choices:
                box.addItem(label, code)
            box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
            box.blockSignals(False)

    def apply(self, *_changed: Any) -> None:
        """Say that the choice changed, now."""
        self._typing.stop()
        self.changed.emit()

    def wanted(self, in_view: frozenset[str] | None) -> Filter:
        """The filter chosen; ``in_view``: the actions of the visible map, None when it does not matter."""
        sets = [one for one in (self.among, in_view) if one is not None]
        chosen = self.status.currentData() if self.status.currentIndex() > 0 else None
        statuses = set() if chosen is None else {chosen}
        if self.without_status.isChecked():
            statuses = {NO_STATUS}
        return Filter.of_text(
            self.search.text(), statuses=frozenset(statuses), pilot=_chosen(self.pilot), theme=_chosen(self.theme),
            without_place=self.without_place.isChecked(), without_pilot=self.without_pilot.isChecked(),
            without_budget=self.without_budget.isChecked(), overdue=self.overdue.isChecked(),
            among=frozenset.intersection(*sets) if sets else None,
        )  # fmt: skip

    def show_among(self, uuids: frozenset[str] | None, text: str) -> None:
        """Show only ``uuids``, with a button that says why and shows all again; None to show all."""
        self.among = uuids
        self.here.setText(text)
        self.here.setVisible(uuids is not None)
        self.apply()

    def clear(self) -> None:
        """Nothing is asked for."""
        widgets = (self.search, self.status, self.pilot, self.theme, *self._switches())
        for widget in widgets:
            widget.blockSignals(True)
        self.search.clear()
        for box in (self.status, self.pilot, self.theme):
            box.setCurrentIndex(0)
        for switch in self._switches():
            switch.setChecked(False)
        for widget in widgets:
            widget.blockSignals(False)
        self.show_among(None, "")


def _chosen(box: QComboBox) -> str | None:
    return box.currentData() if box.currentIndex() > 0 else None


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setMinimumContentsLength(8)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box


def _entry(menu: QMenu, text: str) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    return action


def _toggle(icon: str, help_text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setToolTip(help_text)
    button.setAccessibleName(help_text)
    return button
