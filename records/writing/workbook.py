# SPDX-License-Identifier: GPL-2.0-or-later
"""A workbook: sheets with a header, merged banners, hidden columns and drop-down lists; written as .xlsx or .ods.

The standard library writes both, so that the file is the same whatever is installed: the spreadsheet drivers of GDAL know
neither hidden columns nor lists, and openpyxl is not everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..column_letters import letter
from ..errors import RecordError, noop
from .whole_file import write_whole

Cell = str | int | float | bool | None
CELL_LIMIT = 32_767  # characters of a cell, Excel's specifications
NAME_LIMIT = 31  # characters of the name of a sheet


@dataclass(frozen=True)
class Column:
    """``width`` in characters; ``choices`` names one of the workbook's lists; ``read_only`` is shown in grey."""

    title: str
    width: float = 18
    hidden: bool = False
    choices: str = ""
    read_only: bool = False


@dataclass(frozen=True)
class Banner:
    """A text above the columns ``first`` to ``last`` (0 for A), in one merged cell."""

    text: str
    first: int
    last: int


@dataclass
class Sheet:
    """``banners`` stand on the first line when there are some, then the header, then ``hints`` if any, then ``rows``.

    ``spare`` lines after the last take the drop-down lists too, for rows a person adds.
    """

    name: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]] = field(default_factory=list)
    banners: tuple[Banner, ...] = ()
    hints: tuple[str, ...] = ()
    hidden: bool = False
    spare: int = 0

    @property
    def header_line(self) -> int:
        """The line of the header, from 1."""
        return 2 if self.banners else 1

    @property
    def first_line(self) -> int:
        """The line of the first row, from 1."""
        return self.header_line + (2 if self.hints else 1)

    @property
    def last_line(self) -> int:
        """The last line that holds a row or takes one."""
        return self.first_line + len(self.rows) + self.spare - 1


@dataclass
class Workbook:
    """``lists`` are the values of the drop-down lists by name; they stand on a hidden sheet of their own."""

    sheets: list[Sheet]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    title: str = ""

    def all_sheets(self) -> list[Sheet]:
        """The sheets, and the one of the lists when there are lists."""
        if not self.lists:
            return self.sheets
        depth = max(len(values) for values in self.lists.values())
        rows: list[list[Cell]] = [
            [values[n] if n < len(values) else None for values in self.lists.values()] for n in range(depth)
        ]
        return [*self.sheets, Sheet(LISTS, tuple(Column(name) for name in self.lists), rows, hidden=True)]

    def list_range(self, name: str) -> tuple[str, int, int]:
        """The column letter and the lines of the list ``name`` on the sheet of the lists."""
        return letter(list(self.lists).index(name)), 2, 1 + len(self.lists[name])


LISTS = "Listes"


def write_workbook(target: str | Path, workbook: Workbook) -> Path:
    """Write ``workbook`` by the extension of ``target``; returns where it stands. Raises ``RecordError``."""
    _check(workbook)
    extension = Path(target).suffix.lower()
    if extension == ".xlsx":
        from .workbook_xlsx import write_xlsx

        return write_whole(target, lambda part: write_xlsx(part, workbook))
    if extension == ".ods":
        from .workbook_ods import write_ods

        return write_whole(target, lambda part: write_ods(part, workbook))
    raise RecordError(noop("“{file}” is not a workbook: give a name ending in .xlsx or .ods."), file=Path(target).name)


def _check(workbook: Workbook) -> None:
    """What a spreadsheet would refuse to open is our own mistake."""
    names = [sheet.name.casefold() for sheet in workbook.all_sheets()]
    if len(set(names)) != len(names) or any(len(name) > NAME_LIMIT or set(name) & set("[]:*?/\\'") for name in names):
        raise ValueError(f"names of sheets: {names}")
    for sheet in workbook.sheets:
        for row in sheet.rows:
            if any(isinstance(cell, str) and len(cell) > CELL_LIMIT for cell in row):
                raise ValueError(f"a text of “{sheet.name}” is longer than a cell")
