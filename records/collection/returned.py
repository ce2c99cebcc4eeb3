# SPDX-License-Identifier: GPL-2.0-or-later
"""A returned workbook, as it came back: its lines, and what was sent in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..column_letters import letter
from ..errors import RecordError, noop
from ..reading.normalised import key, one_line
from ..reading.spreadsheets import Row, Sheet, read_sheets
from ..reading.structure import Location, Remark
from .layout import ACTIONS, BY_LABEL, INDICATORS, SENT, Field

_DEPTH = 12  # lines among which the header is looked for
_LEAST = 3  # labels of a header that must be there
_NEEDED = {ACTIONS: "title", INDICATORS: "indicator"}


@dataclass
class ReturnedLine:
    """A line: its cells by name of field, for the columns that are still there; ``letters`` says where each stands."""

    sheet: Sheet
    line: int
    cells: dict[str, str]
    letters: dict[str, str]

    def cell(self, name: str) -> str:
        """The text of a cell; empty when there is none."""
        return self.cells.get(name, "")

    def at(self, name: str = "") -> Location:
        """Where a cell, or the line, stands."""
        return Location(self.sheet.file, self.sheet.name, self.line, self.letters.get(name, ""))


@dataclass(frozen=True)
class SentRow:
    """A row of the plan as it was sent."""

    table: str
    uuid: str
    version: int | None
    number: str
    title: str


@dataclass
class Returned:
    """What came back. ``tied`` is false when the hidden columns were deleted, ``rows`` empty when the hidden sheet was."""

    file: str
    actions: list[ReturnedLine] = field(default_factory=list)
    values: list[ReturnedLine] = field(default_factory=list)
    fields: dict[str, dict[str, Field]] = field(default_factory=dict)
    rows: list[SentRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    collection: str = ""
    plan: str = ""
    tied: bool = True


def read_returned(path: Path) -> Returned:
    """Read a returned workbook. Raises ``RecordError`` with one sentence when it is not one."""
    returned = Returned(path.name)
    for sheet in read_sheets(path):
        if key(sheet.name) == key(SENT):
            _read_sent(sheet, returned)
            continue
        for name, lines in ((ACTIONS, returned.actions), (INDICATORS, returned.values)):
            header = _header(sheet, name)
            if header and name not in returned.fields:
                returned.remarks += [r for r in sheet.remarks if r.counts]
                returned.fields[name] = {field.name: field for field in header[1].values()}
                lines += _lines(sheet, *header)
                break
    if ACTIONS not in returned.fields:
        raise RecordError(
            noop("“{file}” is not a returned workbook: no sheet has the columns of “{sheet}”."),
            file=path.name,
            sheet=ACTIONS,
        )
    returned.tied = any(line.cell("uuid") for line in returned.actions) or not returned.actions
    return returned


def _header(sheet: Sheet, name: str) -> tuple[Row, dict[int, Field]] | None:
    known = BY_LABEL[name]
    for row in sheet.rows[:_DEPTH]:
        fields = {n: known[key(cell)] for n, cell in enumerate(row.cells) if key(cell) in known}
        names = {field.name for field in fields.values()}
        if len(names) >= _LEAST and _NEEDED[name] in names:
            return row, fields
    return None


def _lines(sheet: Sheet, header: Row, fields: dict[int, Field]) -> list[ReturnedLine]:
    letters = {field.name: letter(n) for n, field in fields.items()}
    made = []
    for row in sheet.rows:
        cells = {field.name: row.cell(n) for n, field in fields.items()}
        if row.line > header.line and any(cells.values()):
            made.append(ReturnedLine(sheet, row.line, cells, letters))
    return made


def _read_sent(sheet: Sheet, returned: Returned) -> None:
    for row in sheet.rows[1:]:
        kind, uuid, version = row.cell(0), one_line(row.cell(1)), row.cell(2)
        if kind == "collection":
            returned.collection = uuid
        elif kind == "plan":
            returned.plan = uuid
        elif uuid:
            returned.rows.append(SentRow(kind, uuid, number_of(version), row.cell(3), row.cell(4)))


def number_of(text: str) -> int | None:
    """A version; None when the cell holds none."""
    return int(text) if text.isascii() and text.isdigit() else None
