# SPDX-License-Identifier: GPL-2.0-or-later
"""Sheets of a workbook (.xlsx, .xlsm, .ods) or of a delimited text as rows of text; the standard library is enough.

A date becomes ``YYYY-MM-DD``, a number its shortest text, a formula the value its program last computed.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from ..column_letters import letter
from ..errors import RecordError, noop
from ..writing.safe_text import restored
from .normalised import tidy
from .structure import DOUBTFUL, NOTED, Location, Remark


@dataclass
class Row:
    """A line of a sheet, numbered from 1, and its cells as text (empty when there is nothing)."""

    line: int
    cells: list[str]

    def cell(self, index: int) -> str:
        """The cell at ``index`` (0 for A), empty beyond the last."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""


@dataclass
class Sheet:
    """A sheet with what should be known of it."""

    file: str
    name: str
    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def place(self, line: int, index: int | None = None) -> Location:
        """The location of a cell."""
        return Location(self.file, self.name, line, letter(index) if index is not None else "")


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of ``path``, by its extension. Raises ``RecordError`` with one sentence when it cannot be read."""
    extension = path.suffix.lower()
    if extension in (".xlsx", ".xlsm", ".xltx", ".xls"):
        from .xlsx import read_xlsx

        return read_xlsx(path)
    if extension in (".ods", ".ots"):
        from .ods import read_ods

        return read_ods(path)
    return [read_delimited(path)]


def read_text(path: Path) -> str:
    """A text file: UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252 (what French Excel writes)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(
            noop("“{file}” cannot be read ({reason})."), file=path.name, reason=error.strerror or str(error)
        ) from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise RecordError(noop("“{file}” is not a text file: check its format."), file=path.name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_delimited(path: Path, delimiter: str = "") -> Sheet:
    """A CSV or TSV file; the separator is the one of ``; , tab |`` its first line has most of, outside quotes."""
    text = read_text(path)
    sheet = Sheet(path.name, "")
    if not text.strip():
        return sheet
    separator = delimiter or _separator(text)
    csv.field_size_limit(50_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            sheet.rows.append(Row(line, [restored(tidy(cell)) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise RecordError(
            noop("“{file}”, line {line}: not a readable CSV ({reason}). Save it again from a spreadsheet."),
            file=path.name, line=line, reason=str(error),
        ) from error  # fmt: skip
    return sheet


def _separator(text: str) -> str:
    first: list[str] = []
    quoted = False
    for c in text[:100_000]:
        if c == '"':
            quoted = not quoted
        elif c == "\n" and not quoted and first:
            break
        elif not quoted:
            first.append(c)
    return max(";,\t|", key=first.count) if first else ";"


@dataclass
class CellDoubts:
    """What the cells of a workbook hold that a reader of their text would not see; told once per kind and sheet."""

    sheet: Sheet
    formulas: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def tell(self) -> None:
        """Add the remarks to the sheet."""
        for line, index, text in self.uncomputed:
            self._add(
                line,
                index,
                text,
                DOUBTFUL,
                noop("This formula has no computed value: open the workbook, save it, then run again."),
            )
        for line, index, text in self.errors:
            self._add(
                line,
                index,
                text,
                DOUBTFUL,
                noop("This cell holds an error ({error}): it is read as empty."),
                error=text,
            )
        if self.formulas:
            line, index = self.formulas[0]
            self._add(
                line,
                index,
                "",
                NOTED,
                noop("{count} formulas: the value computed last is read."),
                count=len(self.formulas),
            )
        if self.merged:
            self._add(
                None,
                None,
                ", ".join(self.merged[:20]),
                NOTED,
                noop("{count} merged blocks: their value is read on each of their lines."),
                count=len(self.merged),
            )

    def _add(
        self, line: int | None, index: int | None, original: str, certainty: str, sentence: str, **facts: object
    ) -> None:
        where = self.sheet.place(line, index) if line else Location(self.sheet.file, self.sheet.name)
        self.sheet.remarks.append(Remark(where, "", original, certainty, sentence, dict(facts)))
