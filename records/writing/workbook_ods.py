# SPDX-License-Identifier: GPL-2.0-or-later
"""A workbook as .ods: the parts of OpenDocument 1.2 (ISO/IEC 26300-1:2015) that a plan needs. Every text is a text."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr  # nosec B406 - writes XML, parses none

from .safe_text import for_xml
from .workbook import LISTS, Cell, Sheet, Workbook

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"), ("config", "config"),
    )
)  # fmt: skip
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLLAPSED = ' table:visibility="collapse"'
_MM_PER_CHARACTER = 2.1
_BORDER = 'fo:border="0.5pt solid #b0b0b0" style:vertical-align="top" fo:wrap-option="wrap"'


def write_ods(path: Path, workbook: Workbook) -> None:
    """Write ``workbook`` to ``path``."""
    sheets = workbook.all_sheets()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        # First and uncompressed, so that the type is read from the first bytes (part 3, §3.3).
        package.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _TYPE, zipfile.ZIP_STORED)
        for name, content in (
            ("META-INF/manifest.xml", _MANIFEST_PART), ("meta.xml", _meta(workbook.title)), ("styles.xml", _STYLES),
            ("content.xml", _content(sheets, workbook)),
        ):  # fmt: skip
            package.writestr(zipfile.ZipInfo(name, _EPOCH), content.encode(), zipfile.ZIP_DEFLATED)


def _content(sheets: list[Sheet], workbook: Workbook) -> str:
    widths = sorted({column.width for sheet in sheets for column in sheet.columns})
    columns = "".join(
        f'<style:style style:name="co{n}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _MM_PER_CHARACTER:.1f}mm"/></style:style>'
        for n, width in enumerate(widths)
    )
    validations = _validations(sheets, workbook)
    return (
        f'{_HEAD}<office:document-content {_NAMES} office:version="1.2"><office:automatic-styles>{columns}{_CELLS}'
        f"</office:automatic-styles><office:body><office:spreadsheet>"
        + (f"<table:content-validations>{validations}</table:content-validations>" if validations else "")
        + "".join(_table(sheet, widths) for sheet in sheets)
        + "</office:spreadsheet></office:body></office:document-content>"
    )


def _validations(sheets: list[Sheet], workbook: Workbook) -> str:
    made = []
    for name in sorted({column.choices for sheet in sheets for column in sheet.columns if column.choices}):
        where, first, last = workbook.list_range(name)
        held = f"of:cell-content-is-in-list([${LISTS}.${where}${first}:.${where}${last}])"
        made.append(
            f"<table:content-validation table:name={quoteattr(name)} table:condition={quoteattr(held)} "
            'table:allow-empty-cell="true" table:display-list="unsorted"/>'
        )
    return "".join(made)


def _table(sheet: Sheet, widths: list[float]) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="co{widths.index(column.width)}"'
        f'{_COLLAPSED if column.hidden else ""} table:default-cell-style-name="texte"/>'
        for column in sheet.columns
    )
    return (
        f"<table:table table:name={quoteattr(for_xml(sheet.name))} "
        f'table:style-name="{"cachee" if sheet.hidden else "feuille"}">{columns}{"".join(_rows(sheet))}</table:table>'
    )


def _rows(sheet: Sheet) -> list[str]:
    made = []
    if sheet.banners:
        cells, at = [], 0
        for banner in sheet.banners:
            cells += [_cell(None, "bandeau")] * (banner.first - at)
            cells.append(
                _cell(
                    banner.text,
                    "bandeau",
                    f' table:number-columns-spanned="{banner.last - banner.first + 1}" table:number-rows-spanned="1"',
                )
            )
            cells += ["<table:covered-table-cell/>"] * (banner.last - banner.first)
            at = banner.last + 1
        made.append(_row(cells))
    made.append(_row([_cell(column.title, "entete") for column in sheet.columns]))
    if sheet.hints:
        made.append(_row([_cell(hint or None, "consigne") for hint in sheet.hints]))
    choices = [f" table:content-validation-name={quoteattr(c.choices)}" if c.choices else "" for c in sheet.columns]
    styles = ["gris" if column.read_only else "texte" for column in sheet.columns]
    for row in sheet.rows:
        made += [_row([_cell(*facts) for facts in zip(row, styles, choices, strict=True)])]
    if sheet.spare:
        empty = "".join(_cell(None, "texte", choice) for choice in choices)
        made.append(f'<table:table-row table:number-rows-repeated="{sheet.spare}">{empty}</table:table-row>')
    return made


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Cell, style: str, more: str = "") -> str:
    start = f'<table:table-cell table:style-name="{style}"{more}'
    if value is None or value == "":
        return f"{start}/>"
    if isinstance(value, str):
        return f'{start} office:value-type="string">{_paragraphs(value)}</table:table-cell>'
    if isinstance(value, bool):
        return f'{start} office:value-type="boolean" office:boolean-value="{str(value).lower()}"><text:p>{"VRAI" if value else "FAUX"}</text:p></table:table-cell>'
    return f'{start} office:value-type="float" office:value="{value!r}"><text:p>{value!r}</text:p></table:table-cell>'


def _paragraphs(text: str) -> str:
    """A paragraph for each line; two spaces and more, and tabs, are elements of their own."""
    made = []
    for line in for_xml(text).split("\n"):
        pieces, spaces = [], 0
        for position, c in enumerate(f"{line}\0"):
            if c == " " and position:
                spaces += 1
                continue
            if spaces:
                pieces.append(" " if spaces == 1 and c != "\0" else f'<text:s text:c="{spaces}"/>')
                spaces = 0
            if c == "\t":
                pieces.append("<text:tab/>")
            elif c == " ":
                pieces.append("<text:s/>")
            elif c != "\0":
                pieces.append(escape(c))
        made.append(f"<text:p>{''.join(pieces)}</text:p>")
    return "".join(made)


def _meta(title: str) -> str:
    return (
        f'{_HEAD}<office:document-meta {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">'
        f"<office:meta><dc:title>{escape(for_xml(title))}</dc:title></office:meta></office:document-meta>"
    )


def _style(name: str, properties: str, text: str = "", number: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{number}>'
        f"<style:table-cell-properties {_BORDER}{properties}/><style:text-properties {text}/></style:style>"
    )


_AS_TEXT = ' style:data-style-name="texte-seul"'
_CELLS = (
    '<number:text-style style:name="texte-seul"><number:text-content/></number:text-style>'
    + _style("texte", "", 'fo:font-size="10pt"', _AS_TEXT)
    + _style("gris", ' fo:background-color="#ededed"', 'fo:font-size="10pt" fo:color="#555555"', _AS_TEXT)
    + _style("entete", ' fo:background-color="#1f5f4a"', 'fo:font-size="10pt" fo:color="#ffffff" fo:font-weight="bold"')
    + _style(
        "bandeau", ' fo:background-color="#2f7f63"', 'fo:font-size="10pt" fo:color="#ffffff" fo:font-weight="bold"'
    )
    + _style("consigne", "", 'fo:font-size="9pt" fo:font-style="italic" fo:color="#555555"')
    + '<style:style style:name="feuille" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="cachee" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
_STYLES = f'{_HEAD}<office:document-styles {_NAMES} office:version="1.2"><office:styles/></office:document-styles>'
_MANIFEST_PART = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)
