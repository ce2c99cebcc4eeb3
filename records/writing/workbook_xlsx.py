# SPDX-License-Identifier: GPL-2.0-or-later
"""A workbook as .xlsx: the parts of ECMA-376 (5th edition, part 1, §18) that a plan needs.

Every text is a shared string in a cell of text (number format ``@``); one that a spreadsheet would compute if it were typed
carries ``quotePrefix``, so that it stays a text when a person edits it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr  # nosec B406 - writes XML, parses none

from ..column_letters import letter
from .safe_text import executes, for_xml
from .workbook import LISTS, Cell, Column, Sheet, Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file
_HIDDEN, _HIDDEN_SHEET = ' hidden="1"', ' state="hidden"'
_SELECTED, _QUOTE_PREFIX = ' tabSelected="1"', ' quotePrefix="1"'
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Positions in cellXfs of styles.xml.
_PLAIN, _HEADER, _TEXT, _QUOTED, _NUMBER, _GREY, _GREY_QUOTED, _GREY_NUMBER, _BANNER, _HINT = range(10)


def write_xlsx(path: Path, workbook: Workbook) -> None:
    """Write ``workbook`` to ``path``."""
    sheets = workbook.all_sheets()
    strings = _Strings()
    parts = {
        f"xl/worksheets/sheet{n}.xml": _sheet(sheet, workbook, strings, n == 1) for n, sheet in enumerate(sheets, 1)
    }
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")], "docProps/core.xml"),
        "docProps/core.xml": _core(workbook.title),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": strings.part(),
        **parts,
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), content.encode(), zipfile.ZIP_DEFLATED)


def _when(holds: bool, text: str) -> str:
    return text if holds else ""


class _Strings:
    """Each text once."""

    def __init__(self) -> None:
        self.positions: dict[str, int] = {}
        self.used = 0

    def position(self, text: str) -> int:
        self.used += 1
        return self.positions.setdefault(text, len(self.positions))

    def part(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{_text(text)}</t></si>' for text in self.positions)
        return f'{_HEAD}<sst xmlns="{_MAIN}" count="{self.used}" uniqueCount="{len(self.positions)}">{items}</sst>'


def _text(text: str) -> str:
    return escape(_ESCAPE_LIKE.sub("_x005F_", for_xml(text)))


def _sheet(sheet: Sheet, workbook: Workbook, strings: _Strings, selected: bool) -> str:
    width = max(len(sheet.columns), 1)
    last = letter(width - 1)
    below = max(sheet.first_line + len(sheet.rows) - 1, sheet.header_line)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{column.width:g}" customWidth="1"{_when(column.hidden, _HIDDEN)}/>'
        for n, column in enumerate(sheet.columns, 1)
    )
    frozen = sheet.first_line
    view = (
        f'<sheetView workbookViewId="0"{_when(selected, _SELECTED)}>'
        f'<pane ySplit="{frozen - 1}" topLeftCell="A{frozen}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{frozen}" sqref="A{frozen}"/></sheetView>'
    )
    merged = [b for b in sheet.banners if b.last > b.first]
    merges = "".join(f'<mergeCell ref="{letter(b.first)}1:{letter(b.last)}1"/>' for b in merged)
    validations = [_validation(n, c, sheet, workbook) for n, c in enumerate(sheet.columns) if c.choices]
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}{below}"/><sheetViews>{view}</sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(_lines(sheet, strings))}</sheetData>"
        + (f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else "")
        + (
            f'<dataValidations count="{len(validations)}">{"".join(validations)}</dataValidations>'
            if validations
            else ""
        )
        + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _validation(index: int, column: Column, sheet: Sheet, workbook: Workbook) -> str:
    where, first, last = workbook.list_range(column.choices)
    named = letter(index)
    cells = f"{named}{sheet.first_line}:{named}{max(sheet.last_line, sheet.first_line)}"
    return (
        f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="{cells}">'
        f"<formula1>{LISTS}!${where}${first}:${where}${last}</formula1></dataValidation>"
    )


def _lines(sheet: Sheet, strings: _Strings) -> list[str]:
    made = []
    if sheet.banners:
        row: list[tuple[Cell, int]] = [(None, _BANNER)] * len(sheet.columns)
        for banner in sheet.banners:
            row[banner.first] = (banner.text, _BANNER)
        made.append(_line(1, row, strings))
    made.append(_line(sheet.header_line, [(column.title, _HEADER) for column in sheet.columns], strings))
    if sheet.hints:
        made.append(_line(sheet.header_line + 1, [(hint or None, _HINT) for hint in sheet.hints], strings))
    for number, cells in enumerate(sheet.rows, sheet.first_line):
        styled = [(cell, _style(cell, column)) for cell, column in zip(cells, sheet.columns, strict=True)]
        made.append(_line(number, styled, strings))
    return made


def _style(cell: Cell, column: Column) -> int:
    if isinstance(cell, str):
        quoted = executes(cell)
        return (_GREY_QUOTED if quoted else _GREY) if column.read_only else (_QUOTED if quoted else _TEXT)
    if cell is None:
        return _GREY if column.read_only else _TEXT
    return _GREY_NUMBER if column.read_only else _NUMBER


def _line(number: int, cells: list[tuple[Cell, int]], strings: _Strings) -> str:
    made = "".join(_cell(f"{letter(n)}{number}", *cell, strings) for n, cell in enumerate(cells))
    return f'<row r="{number}">{made}</row>'


def _cell(place: str, value: Cell, style: int, strings: _Strings) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        return f'<c r="{place}" s="{style}" t="s"><v>{strings.position(value)}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{int(value)}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _workbook(sheets: list[Sheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(for_xml(sheet.name))} sheetId="{n}"{_when(sheet.hidden, _HIDDEN_SHEET)} r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{listed}</sheets></workbook>"
    )


def _relations(listed: list[tuple[str, str]], core: str = "") -> str:
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(listed, 1)
    )
    if core:
        made += (
            f'<Relationship Id="rId{len(listed) + 1}" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            f'Target="{core}"/>'
        )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(for_xml(title))}</dc:title><dc:creator>Atlas PCAET</dc:creator></cp:coreProperties>"
    )


def _content_types(sheets: int) -> str:
    listed = [("/xl/workbook.xml", f"{_OFFICE}.sheet.main+xml"), ("/xl/styles.xml", f"{_OFFICE}.styles+xml")]
    listed += [(f"/xl/worksheets/sheet{n}.xml", f"{_OFFICE}.worksheet+xml") for n in range(1, sheets + 1)]
    listed += [
        ("/xl/sharedStrings.xml", f"{_OFFICE}.sharedStrings+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in listed)
        + "</Types>"
    )


def _format(font: int, fill: int, border: int, number: int = 0, quoted: bool = False) -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"{_when(quoted, _QUOTE_PREFIX)}>'
        '<alignment vertical="top" wrapText="1"/></xf>'
    )


_TEXT_FORMAT = 49  # "@", a built-in format (§18.8.30)
_SOLID = '<fill><patternFill patternType="solid"><fgColor rgb="{}"/><bgColor indexed="64"/></patternFill></fill>'
_SIDE = '<{0} style="thin"><color rgb="FFB0B0B0"/></{0}>'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="4">'
    '<font><sz val="10"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>'
    '<font><sz val="10"/><color rgb="FF555555"/><name val="Calibri"/><family val="2"/></font>'
    '<font><i/><sz val="9"/><color rgb="FF555555"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    + _SOLID.format("FF1F5F4A") + _SOLID.format("FFEDEDED") + _SOLID.format("FF2F7F63")
    + '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
    + "".join(_SIDE.format(side) for side in ("left", "right", "top", "bottom"))
    + '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="10"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + _format(1, 2, 1) + _format(0, 0, 1, _TEXT_FORMAT) + _format(0, 0, 1, _TEXT_FORMAT, True) + _format(0, 0, 1)
    + _format(2, 3, 1, _TEXT_FORMAT) + _format(2, 3, 1, _TEXT_FORMAT, True) + _format(2, 3, 1) + _format(1, 4, 1)
    + _format(3, 0, 1)
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  # fmt: skip
