# SPDX-License-Identifier: GPL-2.0-or-later
"""Action sheets as documents to read: .odt and .pdf by Qt's own writers, .docx where python-docx is there.

Text of the plan is put in as text, never as HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.PyQt.QtCore import QMarginsF
from qgis.PyQt.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentWriter,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from ..i18n import tr
from ..records.writing.calendar import as_written
from ..records.writing.plan_content import Action, PlanContent, Row
from ..records.writing.safe_text import for_xml
from .printed_numbers import grouped

PAPER_PT = 170 / 25.4 * 72  # between the margins of 2 cm that word processors and QTextDocument.print leave on A4
PDF_DPI = 300
FONT = "DejaVu Sans"
BODY_PT, TITLE_PT, HEADING_PT, SMALL_PT = 9.5, 16.0, 11.5, 8.0
INK, RULE, SHADE = QColor("#1f5f4a"), QColor("#b0b0b0"), QColor("#eef4f1")


class SheetError(Exception):
    """The document cannot be written; the message is a sentence for the user."""


@dataclass(frozen=True)
class Table:
    """A table with its title, its header and its rows of text."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    widths: tuple[int, ...]


@dataclass
class Sheet:
    """One action: its title, where it stands in the plan, its facts as (label, text), its texts and its tables."""

    title: str
    way: str
    facts: list[tuple[str, str]]
    texts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def sheet_of(action: Action, content: PlanContent) -> Sheet:
    """The sheet of an action of the first level, with its sub-actions. What is not filled in says so, or is left out."""
    sheet = Sheet(action.name, " › ".join(axis.label for axis in action.path), _facts(action, content))
    row = action.row
    sheet.texts = [
        (label, str(text))
        for label, text in (
            (tr("Stakes and context"), row["stakes"]), (tr("Objectives"), row["objectives"]),
            (tr("Description"), row["description"]), (tr("Expected results"), row["expected_results"]),
            (tr("Means"), row["means"]), (tr("Funding"), row["funding_text"]), (tr("Budget"), _budget_text(action)),
            (tr("Governance"), row["governance"]), (tr("Comment"), row["comment"]),
        )
        if text
    ]  # fmt: skip
    sheet.tables = [table for table in (_sub_actions(action, content), _budgets(action, content), _values(action, content), _pieces(action, content)) if table.rows]  # fmt: skip
    return sheet


def _budget_text(action: Action) -> str | None:
    """The text of the budget, unless the table of budgets shows it already."""
    text = str(action.row["budget_text"] or "").strip()
    return None if any(text == str(budget["text"]).strip() for budget in action.budgets) else text


def _facts(action: Action, content: PlanContent) -> list[tuple[str, str]]:
    row, unknown = action.row, tr("not filled in")
    dates = " – ".join(
        filter(
            None,
            (as_written(row["start_date"], row["start_precision"]), as_written(row["end_date"], row["end_precision"])),
        )
    )
    calendar = (
        dates if not row["calendar_text"] else f"{dates} ({row['calendar_text']})" if dates else row["calendar_text"]
    )
    ticked = [
        label
        for name, label in (
            ("mitigation", tr("mitigation")), ("adaptation", tr("adaptation")), ("impact_ghg", tr("greenhouse gases")),
            ("impact_energy", tr("energy")), ("impact_air", tr("air")), ("impact_storage", tr("carbon storage")),
        )
        if row[name]
    ]  # fmt: skip
    facts: list[tuple[str, str | None]] = [
        (tr("Status"), content.label("status", row["status"]) or unknown),
        (tr("Priority"), content.label("priority", row["priority"])),
        (tr("Progress"), None if row["progress_pct"] is None else f"{grouped(row['progress_pct'])} %"),
        (tr("Calendar"), str(calendar) if calendar else unknown),
        (tr("Contracting authority"), ", ".join(action.names("contracting_authority"))),
        (tr("Pilot"), ", ".join(action.pilots()) or unknown),
        (tr("Elected representative"), ", ".join(action.names("elected"))),
        (tr("Partners"), ", ".join(action.names("partner"))),
        (tr("Public concerned"), row["audience"]),
        (tr("Scope"), content.label("scope", row["scope"])),
        (tr("Sectors and themes"), ", ".join(label for d in ("sector", "theme", "subtheme") for _code, label in action.tags.get(d, []))),
        (tr("Effects sought"), ", ".join(ticked)),
        (tr("Places on the map"), grouped(len(action.places)) if action.places else None),
        (tr("Linked actions"), ", ".join(" ".join(filter(None, (content.label("link_kind", kind), other["number"] or other["title"]))) for kind, other in action.linked)),
        (tr("References"), ", ".join(f"{r['document']} {r['code'] or ''}".strip() for r in action.references)),
    ]  # fmt: skip
    return [(label, text) for label, text in facts if text]


def _sub_actions(action: Action, content: PlanContent) -> Table:
    rows = []
    for child in action.children:
        dates = " – ".join(
            filter(
                None,
                (
                    as_written(child.row["start_date"], child.row["start_precision"]),
                    as_written(child.row["end_date"], child.row["end_precision"]),
                ),
            )
        )
        what = child.title if not child.row["description"] else f"{child.title}\n{child.row['description']}"
        status = content.label("status", child.row["status"]) or ""
        rows.append(
            (child.number, what, status, dates or str(child.row["calendar_text"] or ""), ", ".join(child.pilots()))
        )
    header = (tr("No."), tr("Sub-action"), tr("Status"), tr("Calendar"), tr("Pilot"))
    return Table(tr("Sub-actions"), header, rows, (8, 42, 15, 18, 17))


def _budgets(action: Action, content: PlanContent) -> Table:
    rows = [
        (content.label("budget_state", b["state"]) or "", _amount(b, content), str(b["funder"] or ""), str(b["text"]))
        for a in (action, *action.children) for b in a.budgets
    ]  # fmt: skip
    return Table(tr("Budgets"), (tr("State"), tr("Amount"), tr("Funder"), tr("As written")), rows, (15, 25, 20, 40))


def _amount(budget: Row, content: PlanContent) -> str:
    bounds = list(dict.fromkeys(b for b in (budget["amount_min"], budget["amount_max"]) if b is not None))
    if not bounds:
        return ""
    figures = " – ".join(grouped(bound, 0 if float(bound).is_integer() else 2) for bound in bounds)
    unit = {"EUR": "€", "GBP": "£", "FTE": tr("full-time equivalents")}.get(budget["currency"] or "", "")
    words = (
        tr("about") if budget["approximate"] else "",
        figures,
        unit,
        budget["tax"] or "",
        tr("per year") if budget["per_year"] else "",
    )
    years = " – ".join(str(year) for year in (budget["year"], budget["end_year"]) if year)
    return " ".join(word for word in words if word) + (f" ({years})" if years else "")


def _values(action: Action, content: PlanContent) -> Table:
    uuids = {action.uuid, *(child.uuid for child in action.children)}
    rows, valued = [], set()
    for value in sorted(content.values, key=lambda v: (v["indicator_uuid"], v["year"], v["kind"])):
        if value["action_uuid"] not in uuids:
            continue
        indicator = content.indicators[value["indicator_uuid"]]
        valued.add(indicator["uuid"])
        unit = value["unit"] or indicator["unit"] or ""
        decimals = 0 if value["value"] is None or float(value["value"]).is_integer() else (indicator["decimals"] or 2)
        written = (
            f"{grouped(value['value'], decimals)} {unit}".strip()
            if value["value"] is not None
            else content.label("reason", value["reason"]) or ""
        )
        kind = content.label("value_kind", value["kind"]) or ""
        rows.append((str(indicator["name"]), str(value["year"]), kind, written, str(value["source"] or "")))
    linked = {i["uuid"]: i for a in (action, *action.children) for i in a.indicators}
    rows += [(str(i["name"]), "", "", tr("no value yet"), "") for uuid, i in linked.items() if uuid not in valued]
    header = (tr("Indicator"), tr("Year"), tr("Kind"), tr("Value"), tr("Source"))
    return Table(tr("Indicators"), header, rows, (37, 10, 13, 20, 20))


def _pieces(action: Action, content: PlanContent) -> Table:
    rows = [
        (content.label("attachment_kind", p["kind"]) or "", str(p["title"] or p["text"] or ""), str(p["path"] or p["url"] or p["dated"] or ""))
        for p in action.attachments
    ]  # fmt: skip
    return Table(tr("Attachments and notes"), (tr("Kind"), tr("Title"), tr("Where")), rows, (15, 50, 35))


def write_odt(sheets: Sequence[Sheet], footer: str, path: Path) -> None:
    """Write the sheets as OpenDocument text. Raises ``SheetError``."""
    writer = QTextDocumentWriter(str(path), b"odf")
    if not writer.write(_document(sheets, footer, fixed=True)):
        raise SheetError(tr("“{}” could not be written: check the folder and the free space.").format(path.name))


def write_pdf(sheets: Sequence[Sheet], footer: str, path: Path) -> None:
    """Write the sheets as PDF, A4, with text as text. Raises ``SheetError``."""
    writer = QPdfWriter(str(path))
    writer.setResolution(PDF_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)  # printing leaves 2 cm by itself
    writer.setTitle(sheets[0].title if len(sheets) == 1 else tr("Action sheets"))
    writer.setCreator("Atlas PCAET")
    document = _document(sheets, footer, fixed=False)
    printing = getattr(document, "print_", None) or document.print
    printing(writer)
    del writer
    if not path.is_file() or b"%%EOF" not in path.read_bytes()[-1024:]:
        raise SheetError(tr("“{}” could not be written: check the folder and the free space.").format(path.name))


def _document(sheets: Sequence[Sheet], footer: str, fixed: bool) -> QTextDocument:
    """``fixed`` widths for OpenDocument: Qt writes a share of the page as so many points."""
    document = QTextDocument()
    document.setDefaultFont(QFont(FONT, int(BODY_PT)))
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    for number, sheet in enumerate(sheets):
        _Sheet(cursor, number == 0, fixed).write(sheet, footer)
    return document


class _Sheet:
    """Writes one sheet where the cursor stands."""

    def __init__(self, cursor: QTextCursor, first: bool, fixed: bool) -> None:
        self.cursor, self.first, self.fixed = cursor, first, fixed

    def write(self, sheet: Sheet, footer: str) -> None:
        if sheet.way:
            self._block(sheet.way, _letters(SMALL_PT, color=RULE.darker(180)), new_page=not self.first)
        self._block(sheet.title, _letters(TITLE_PT, True, INK), new_page=not self.first and not sheet.way, after=8)
        self._table(Table("", (), sheet.facts, (28, 72)))
        for label, text in sheet.texts:
            self._block(label, _letters(HEADING_PT, True, INK), before=10, after=3, keep=True)
            for line in text.splitlines():
                if line.strip():
                    self._block(line.strip(), _letters(BODY_PT), after=3)
        for table in sheet.tables:
            self._block(table.title, _letters(HEADING_PT, True, INK), before=10, after=3, keep=True)
            self._table(table)
        self._block(footer, _letters(SMALL_PT, color=RULE.darker(180)), before=14)

    def _block(
        self, text: str, letters: QTextCharFormat, before: float = 0, after: float = 0, new_page: bool = False, keep: bool = False
    ) -> None:  # fmt: skip
        shape = QTextBlockFormat()
        shape.setTopMargin(before)
        shape.setBottomMargin(after)
        if keep:
            shape.setNonBreakableLines(True)
        if new_page:
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        if self.first:
            self.cursor.setBlockFormat(shape)
            self.first = False
        else:
            self.cursor.insertBlock(shape)
        self.cursor.insertText(for_xml(text), letters)

    def _table(self, table: Table) -> None:
        shape = QTextTableFormat()
        shape.setBorder(0.5)
        shape.setBorderBrush(QBrush(RULE))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderCollapse(True)
        shape.setCellSpacing(0)
        shape.setCellPadding(3)
        shape.setWidth(self._length(100))
        shape.setColumnWidthConstraints([self._length(width) for width in table.widths])
        shape.setHeaderRowCount(1 if table.header else 0)
        lines = [table.header, *table.rows] if table.header else list(table.rows)
        made = self.cursor.insertTable(len(lines), len(table.widths), shape)
        for n, line in enumerate(lines):
            for m, text in enumerate(line):
                heading = (bool(table.header) and n == 0) or (not table.header and m == 0)
                cell = made.cellAt(n, m)
                if heading:
                    shade = cell.format().toTableCellFormat()
                    shade.setBackground(QBrush(SHADE))
                    cell.setFormat(shade)
                cell.firstCursorPosition().insertText(for_xml(text), _letters(BODY_PT - 0.5, heading))
        self.cursor.movePosition(QTextCursor.MoveOperation.End)

    def _length(self, share: int) -> QTextLength:
        if self.fixed:
            return QTextLength(QTextLength.Type.FixedLength, share / 100 * PAPER_PT)
        return QTextLength(QTextLength.Type.PercentageLength, share)


def _letters(size: float, bold: bool = False, color: QColor | None = None) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontFamily(FONT)
    letters.setFontPointSize(size)
    # Any spacing keeps “fl” two letters: a ligature is one sign, which a search in the PDF does not find.
    letters.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    letters.setFontLetterSpacing(0.05)
    letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if color is not None:
        letters.setForeground(QBrush(color))
    return letters


def write_docx(sheets: Sequence[Sheet], footer: str, path: Path) -> None:
    """Write the sheets as .docx. Raises ``SheetError`` when python-docx is missing."""
    try:
        import docx
    except ImportError as error:
        raise SheetError(tr("The Python library “python-docx” is missing: install it, or ask for sheets in .odt, which every word processor opens.")) from error  # fmt: skip
    document = docx.Document()
    document.core_properties.author = "Atlas PCAET"
    for number, sheet in enumerate(sheets):
        if number:
            document.add_page_break()
        if sheet.way:
            document.add_paragraph(for_xml(sheet.way))
        document.add_heading(for_xml(sheet.title), 1)
        _docx_table(document, Table("", (), sheet.facts, (28, 72)))
        for label, text in sheet.texts:
            document.add_heading(label, 2)
            for line in text.splitlines():
                if line.strip():
                    document.add_paragraph(for_xml(line.strip()))
        for table in sheet.tables:
            document.add_heading(table.title, 2)
            _docx_table(document, table)
        document.add_paragraph(for_xml(footer))
    document.save(str(path))


def _docx_table(document: object, table: Table) -> None:
    lines = [table.header, *table.rows] if table.header else list(table.rows)
    made = document.add_table(rows=len(lines), cols=len(table.widths))  # type: ignore[attr-defined]
    made.style = "Table Grid"
    for n, line in enumerate(lines):
        for m, text in enumerate(line):
            made.cell(n, m).text = for_xml(text)
