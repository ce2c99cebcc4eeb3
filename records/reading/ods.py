# SPDX-License-Identifier: GPL-2.0-or-later
"""Sheets of an .ods workbook (OASIS OpenDocument 1.3 part 3, §9), from its XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # nosec B405 - trees come from archive.parse
from pathlib import Path

from ..errors import RecordError, noop
from .archive import OfficeFile, attribute, count, local
from .normalised import tidy
from .odf_text import paragraph_text
from .spreadsheets import CellDoubts, Row, Sheet
from .xlsx import number_text

_REPEATED = 2000  # empty lines and cells are said to repeat to the end of the sheet: beyond this nothing is written


def read_ods(path: Path) -> list[Sheet]:
    """The sheets, in their order. Raises ``RecordError`` when it is not a spreadsheet or needs a password."""
    with OfficeFile(path) as file:
        content = open_document(file, "spreadsheet", noop("“{file}” is not a workbook: choose an .xlsx or .ods file."))
        return [_sheet(path.name, table) for table in content if local(table) == "table"]


def open_document(file: OfficeFile, kind: str, refusal: str) -> ET.Element:
    """The body of an OpenDocument of ``kind`` (``spreadsheet``, ``text``). Raises ``RecordError`` otherwise."""
    if "META-INF/manifest.xml" in file.names and any(
        local(element) == "encryption-data" for element in file.xml("META-INF/manifest.xml").iter()
    ):
        raise RecordError(
            noop("“{file}” is protected by a password: save it without one, then run."), file=file.path.name
        )
    if "content.xml" not in file.names:
        raise RecordError(refusal, file=file.path.name)
    for element in file.xml("content.xml").iter():
        if local(element) == kind:
            return element
    raise RecordError(refusal, file=file.path.name)


def _sheet(file: str, table: ET.Element) -> Sheet:
    sheet = Sheet(file, attribute(table, "name") or "")
    doubts = CellDoubts(sheet)
    line = 1
    for row in (element for element in table.iter() if local(element) == "table-row"):
        times = count(row, "number-rows-repeated", 1)
        cells = _cells(row, line, doubts)
        if any(cells):
            sheet.rows += [Row(line + n, list(cells)) for n in range(min(times, _REPEATED))]
        line += times
    _spread(sheet, doubts)
    doubts.tell()
    return sheet


def _cells(row: ET.Element, line: int, doubts: CellDoubts) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = count(cell, "number-columns-repeated", 1)
        text = _text(cell, line, len(cells), doubts)
        if not text and times > _REPEATED:
            break
        down = count(cell, "number-rows-spanned", 1)
        if down > 1:
            doubts.merged.append(f"{line}:{len(cells)}:{down}")
        cells += [text] * min(times, _REPEATED)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: ET.Element, line: int, index: int, doubts: CellDoubts) -> str:
    kind, value = attribute(cell, "value-type"), attribute(cell, "value")
    shown = tidy("\n".join(paragraph_text(p) for p in cell if local(p) == "p"))
    if attribute(cell, "formula"):
        doubts.formulas.append((line, index))
        if kind is None and not shown:
            doubts.uncomputed.append((line, index, attribute(cell, "formula") or ""))
    if shown.startswith(("#", "Err:")) and attribute(cell, "formula"):
        doubts.errors.append((line, index, shown))
        return ""
    if kind == "date":
        return (attribute(cell, "date-value") or shown)[:10]
    if kind == "boolean":
        return "VRAI" if attribute(cell, "boolean-value") == "true" else "FAUX"
    if kind in ("float", "currency", "percentage") and value:
        return _number(value, shown)
    return shown


def _number(value: str, shown: str) -> str:
    try:
        return number_text(float(value))
    except (ValueError, OverflowError):
        return shown


def _spread(sheet: Sheet, doubts: CellDoubts) -> None:
    lines = {row.line: row for row in sheet.rows}
    for block in doubts.merged:
        first, index, down = (int(part) for part in block.split(":"))
        text = lines[first].cell(index) if first in lines else ""
        for line in range(first + 1, first + min(down, 5000)):
            row = lines.get(line)
            if text and row and not row.cell(index):
                row.cells += [""] * (index + 1 - len(row.cells))
                row.cells[index] = text
    doubts.merged[:] = [f"{block.split(':')[0]}" for block in doubts.merged]
