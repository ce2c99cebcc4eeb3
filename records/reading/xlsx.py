# SPDX-License-Identifier: GPL-2.0-or-later
"""Sheets of an .xlsx or .xlsm workbook (ECMA-376 part 1, §18), from its XML."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET  # nosec B405 - trees come from archive.parse
from datetime import datetime, timedelta
from pathlib import Path

from ..errors import RecordError, noop
from .archive import OfficeFile, attribute, count, local
from .normalised import tidy
from .spreadsheets import CellDoubts, Row, Sheet
from .structure import NOTED, Location, Remark

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # ECMA-376 §18.8.30
_WIDEST = 2000  # columns; beyond, a sheet is no plan
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(path: Path) -> list[Sheet]:
    """Visible and hidden sheets, in the order of the workbook. Raises ``RecordError`` when it is not one."""
    with OfficeFile(path) as file:
        if "xl/workbook.xml" not in file.names:
            raise RecordError(noop("“{file}” is not a workbook: choose an .xlsx or .ods file."), file=path.name)
        workbook = file.xml("xl/workbook.xml")
        strings = _strings(file)
        dates = _date_styles(file)
        properties = next((e for e in workbook if local(e) == "workbookPr"), None)
        from_1904 = properties is not None and attribute(properties, "date1904") in ("1", "true")
        targets = _targets(file)
        sheets = []
        for element in workbook.iter():
            if local(element) != "sheet":
                continue
            part = targets.get(attribute(element, "id") or "")
            if part and part in file.names:
                sheet = Sheet(path.name, attribute(element, "name") or "")
                _Reader(sheet, strings, dates, from_1904).read(file.xml(part))
                sheets.append(sheet)
        if sheets and any(name.endswith("vbaProject.bin") for name in file.names):
            told = noop("The workbook holds macros: they are not run.")
            sheets[0].remarks.append(Remark(Location(path.name), "", "", NOTED, told))
    return sheets


def _targets(file: OfficeFile) -> dict[str, str]:
    found = {}
    for relation in file.xml("xl/_rels/workbook.xml.rels"):
        target = attribute(relation, "Target") or ""
        found[attribute(relation, "Id") or ""] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _strings(file: OfficeFile) -> list[str]:
    if "xl/sharedStrings.xml" not in file.names:
        return []
    return [_runs(item) for item in file.xml("xl/sharedStrings.xml") if local(item) == "si"]


def _runs(item: ET.Element) -> str:
    """The text of a string, without its phonetic runs; ``_x000D_`` is a character Excel wrote by its code."""
    pieces = []
    for child in item:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [t.text or "" for t in child if local(t) == "t"]
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), "".join(pieces))


def _date_styles(file: OfficeFile) -> set[int]:
    """The indexes of the cell styles whose numbers are dates."""
    if "xl/styles.xml" not in file.names:
        return set()
    styles = file.xml("xl/styles.xml")
    own = {}
    for element in styles.iter():
        if local(element) == "numFmt":
            own[count(element, "numFmtId", 0)] = attribute(element, "formatCode") or ""
    cells = next((e for e in styles if local(e) == "cellXfs"), ())
    found = set()
    for index, element in enumerate(cells):
        number = count(element, "numFmtId", 0)
        if number in own:
            bare = re.sub(r"\"[^\"]*\"|\[[^\]]*\]|\\.", "", own[number]).lower()
            if re.search(r"[dy]|m(?!\w*[#0])", bare) and not re.search(r"[#0?]", bare):
                found.add(index)
        elif number in _DATE_FORMATS:
            found.add(index)
    return found


def date_text(serial: float, from_1904: bool = False) -> str:
    """A serial number of Excel as ``YYYY-MM-DD``; the days before March 1900 are out of any plan."""
    origin = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        return (origin + timedelta(days=serial)).strftime("%Y-%m-%d")
    except OverflowError:
        return number_text(serial)


def number_text(value: float) -> str:
    """The shortest text of a number, without an exponent where it is whole."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, strings: list[str], dates: set[int], from_1904: bool) -> None:
        self.sheet, self.strings, self.dates, self.from_1904 = sheet, strings, dates, from_1904
        self.doubts = CellDoubts(sheet)

    def read(self, tree: ET.Element) -> None:
        line = 0
        for element in tree.iter():
            name = local(element)
            if name == "row":
                line = count(element, "r", line + 1)
                self.sheet.rows.append(Row(line, self._cells(element, line)))
            elif name == "mergeCell":
                self.doubts.merged.append(attribute(element, "ref") or "")
        self._spread()
        self.doubts.tell()

    def _cells(self, row: ET.Element, line: int) -> list[str]:
        cells: list[str] = []
        for cell in row:
            if local(cell) != "c":
                continue
            place = _CELL.match(cell.get("r") or "")
            index = _index(place[1]) if place else len(cells)
            if index >= _WIDEST:
                continue
            cells += [""] * (index - len(cells))
            text = self._text(cell, line, index)
            if index < len(cells):
                cells[index] = text
            else:
                cells.append(text)
        return cells

    def _text(self, cell: ET.Element, line: int, index: int) -> str:
        kind, value, formula = cell.get("t") or "n", None, None
        for child in cell:
            name = local(child)
            if name == "v":
                value = child.text or ""
            elif name == "is":
                return tidy(_runs(child))
            elif name == "f":
                formula = child.text or ""
        if formula is not None:
            self.doubts.formulas.append((line, index))
            if value is None:
                self.doubts.uncomputed.append((line, index, f"={formula}"))
        if value is None:
            return ""
        if kind == "s":
            number = int(value) if value.isdecimal() else -1
            return tidy(self.strings[number]) if 0 <= number < len(self.strings) else ""
        if kind == "e":
            self.doubts.errors.append((line, index, value))
            return ""
        if kind == "b":
            return "VRAI" if value == "1" else "FAUX"
        if kind == "d":
            return value[:10]
        return self._number(cell, value) if kind == "n" else tidy(value)

    def _number(self, cell: ET.Element, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return tidy(value)
        if not math.isfinite(number):
            return tidy(value)
        style = cell.get("s")
        if style and style.isdecimal() and int(style) in self.dates and number >= 1:
            return date_text(number, self.from_1904)
        return number_text(number)

    def _spread(self) -> None:
        """Write the value of a merged block on each of its lines, in its first column."""
        lines = {row.line: row for row in self.sheet.rows}
        for block in self.doubts.merged:
            corners = [_CELL.match(corner) for corner in block.split(":")]
            if len(corners) != 2 or not corners[0] or not corners[1]:
                continue
            index, first, last = _index(corners[0][1]), int(corners[0][2]), int(corners[1][2])
            text = lines[first].cell(index) if first in lines else ""
            for line in range(first + 1, min(last, first + 5000) + 1):
                row = lines.get(line)
                if text and row and any(row.cells) and not row.cell(index):
                    row.cells += [""] * (index + 1 - len(row.cells))
                    row.cells[index] = text


def _index(letters: str) -> int:
    number = 0
    for c in letters:
        number = number * 26 + ord(c) - 64
    return number - 1
