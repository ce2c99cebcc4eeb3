# SPDX-License-Identifier: GPL-2.0-or-later
"""The values of one series as a grid: territories in rows, years in columns; typed and pasted like a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.core import NULL, QgsFeature
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QGuiApplication

from ...i18n import tr
from ...records.value_grid import Typed, read_block, read_cell, shown
from .. import value_gestures
from . import status

Place = value_gestures.Place


class ValueGrid(QAbstractTableModel):
    """``write_asked`` carries the cells to write, understood all; ``refused`` a sentence."""

    write_asked = pyqtSignal(object)
    refused = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.territories: list[tuple[str | None, str]] = []
        self.years: list[int] = []
        self.reasons: dict[str, str] = {}
        self._rows: Mapping[Place, QgsFeature] = {}
        self._decimals: int | None = None

    def show(
        self, territories: Sequence[tuple[str | None, str]], years: Sequence[int], rows: Mapping[Place, QgsFeature],
        reasons: Mapping[str, str], decimals: int | None,
    ) -> None:  # fmt: skip
        """Show ``rows`` by territory (uuid, name) and year; ``reasons``: code → label."""
        self.beginResetModel()
        self.territories, self.years, self.reasons = list(territories), list(years), dict(reasons)
        self._rows, self._decimals = rows, decimals
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.territories)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.years)

    def headerData(self, section: int, orientation: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(self.years[section]) if orientation == Qt.Orientation.Horizontal else self.territories[section][1]

    def place(self, index: QModelIndex) -> Place:
        """The territory and the year of a cell."""
        return self.territories[index.row()][0], self.years[index.column()]

    def row(self, index: QModelIndex) -> QgsFeature | None:
        """The stored row of a cell."""
        return self._rows.get(self.place(index)) if index.isValid() else None

    def text(self, index: QModelIndex) -> str:
        """What a cell shows: a number, or the label of a reason."""
        row = self.row(index)
        if row is None:
            return ""
        if row["value"] != NULL and row["value"] is not None:
            return shown(float(row["value"]), self._decimals)
        return self.reasons.get(str(row["reason"]), str(row["reason"]))

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if role == Qt.ItemDataRole.EditRole and row is not None and row["value"] not in (None, NULL):
                return shown(float(row["value"]))  # every digit, or editing would round it
            return self.text(index)
        if row is None:
            return None
        absent = row["value"] in (None, NULL)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if absent else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and (absent or row["provenance"] not in (None, NULL)):
            font = QFont()
            font.setItalic(absent)
            font.setBold(not absent)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and absent:
            return status.secondary(QGuiApplication.palette(), selected=False)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        return None

    def _tip(self, row: QgsFeature) -> str:
        lines = [
            tr("Source: {}").format(row["source"]) if row["source"] not in (None, NULL) else tr("Typed or pasted"),
            tr("Unit: {}").format(row["unit"]) if row["unit"] not in (None, NULL) else "",
            tr("Computed: its provenance is kept with it.") if row["provenance"] not in (None, NULL) else "",
            tr("As written: {}").format(row["text"]) if row["text"] not in (None, NULL) else "",
            str(row["comment"]) if row["comment"] not in (None, NULL) else "",
        ]
        return "\n".join(filter(None, lines))

    def flags(self, index: QModelIndex) -> Any:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        return self._ask({(index.row(), index.column()): str(value)})

    def paste(self, top_left: QModelIndex, text: str) -> bool:
        """Write a block copied from a spreadsheet from ``top_left`` on; what does not fit the grid is refused whole."""
        block = read_block(text)
        if not top_left.isValid() or not block:
            return False
        height, width = len(block), max(map(len, block))
        if top_left.row() + height > self.rowCount() or top_left.column() + width > self.columnCount():
            self.refused.emit(
                tr("The block has {rows} rows and {columns} columns: it does not fit from here. Nothing was pasted.").format(rows=height, columns=width)
            )  # fmt: skip
            return False
        cells = {
            (top_left.row() + i, top_left.column() + j): text for i, line in enumerate(block) for j, text in enumerate(line)
        }  # fmt: skip
        return self._ask(cells)

    def clear(self, indexes: Sequence[QModelIndex]) -> bool:
        """Put the values of some cells aside."""
        return self.fill(indexes, "")

    def fill(self, indexes: Sequence[QModelIndex], text: str) -> bool:
        """Write the same text in some cells."""
        return self._ask(dict.fromkeys(((i.row(), i.column()) for i in indexes), text))

    def _ask(self, cells: Mapping[tuple[int, int], str]) -> bool:
        typed: dict[Place, Typed] = {}
        for (row, column), text in cells.items():
            one = read_cell(text, self.reasons)
            if one.wrong:
                self.refused.emit(
                    tr("“{text}” ({territory}, {year}) is neither a number nor a reason of absence. Nothing was written.").format(
                        text=text.strip()[:40], territory=self.territories[row][1], year=self.years[column]
                    )
                )  # fmt: skip
                return False
            typed[self.territories[row][0], self.years[column]] = one
        self.write_asked.emit(typed)
        return True

    def copied(self, indexes: Sequence[QModelIndex]) -> str:
        """The cells as a spreadsheet takes them: tabs and lines, decimal comma."""
        if not indexes:
            return ""
        rows = range(min(i.row() for i in indexes), max(i.row() for i in indexes) + 1)
        columns = range(min(i.column() for i in indexes), max(i.column() for i in indexes) + 1)
        wanted = {(i.row(), i.column()) for i in indexes}
        return "\n".join(
            "\t".join(
                str(self.data(self.index(r, c), Qt.ItemDataRole.EditRole)).replace("\u202f", "")
                if (r, c) in wanted
                else ""
                for c in columns
            )
            for r in rows
        )
