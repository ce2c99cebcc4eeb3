# SPDX-License-Identifier: GPL-2.0-or-later
"""The workbook of Territoires en Transitions: its import template and its export, in every variant of their headers.

Columns are found by their normalised label, never by their position; the lines of instructions and the example of the
template are left out, and so are its instructions left in a cell. Source: ``excel-parser.ts`` and ``sections.ts`` of TET.
"""

from __future__ import annotations

from pathlib import Path

from ..column_letters import letter
from ..errors import RecordError, noop
from . import aliases
from .assemble import Draft, progress_scale
from .dates import is_american
from .normalised import key, one_line
from .numbers_titles import split_step
from .spreadsheets import Row, Sheet, read_sheets
from .structure import DOUBTFUL, NOTED, REFUSED, AxisStep, Document, Location, ReadAction, Remark

_BEYOND = noop("The line has {found} fields for {expected} headers: what is read may be shifted. Check it.")
_UNREAD_SHEETS = noop("Sheets that are not read, for they have no headers of actions: {sheets}.")
_NO_HEADER = noop("Columns without a header are not read: {columns}.")
AXES = ("axis_1", "axis_2", "axis_3", "axis_4", "axis_5")
_UNSORTED = key("(Action non classée)")
_HEADER_DEPTH = 12  # lines among which the header is looked for


def header_of(sheet: Sheet) -> tuple[Row, dict[int, str]] | None:
    """The line of headers and the field of each column; None when the sheet has none with an axis and a title."""
    best: tuple[Row, dict[int, str]] | None = None
    for row in sheet.rows[:_HEADER_DEPTH]:
        fields = {n: field for n, cell in enumerate(row.cells) if (field := aliases.rubrics().get(key(cell)))}
        known = set(fields.values())
        if "title" in known and "axis_1" in known and (best is None or len(fields) > len(best[1])):
            best = (row, _single(fields))
    return best


def _single(fields: dict[int, str]) -> dict[int, str]:
    """Only a funder and an amount may come more than once as they are; texts add up."""
    seen: set[str] = set()
    kept = {}
    for n, name in fields.items():
        if name in ("title", "sub_title", *AXES) and name in seen:
            continue
        seen.add(name)
        kept[n] = name
    return kept


def is_tet(sheets: list[Sheet]) -> bool:
    """True when one of the sheets has TET's headers."""
    return any(_first_cell(found[0]) for sheet in sheets if (found := header_of(sheet)))


def _first_cell(row: Row) -> bool:
    return aliases.rubrics().get(key(next((c for c in row.cells if c), ""))) == "axis_1"


def read_tet(path: Path) -> Document:
    """A workbook of TET. Raises ``RecordError`` when no sheet has its headers."""
    sheets = read_sheets(path)
    document = Document(path.name, "tet_xlsx", holds_sub_actions=False)
    found = [(sheet, *header) for sheet in sheets if (header := header_of(sheet))]
    if not found:
        raise RecordError(
            noop("“{file}”: no sheet has the headers of Territoires en Transitions (“Axe (x)”, “Titre de l'action”…). Read it as a table, with a mapping."),
            file=path.name,
        )  # fmt: skip
    for sheet, row, fields in found:
        read_sheet(document, sheet, row, fields)
    tell_unread(document, sheets, [sheet for sheet, _row, _fields in found])
    return document


def tell_unread(document: Document, sheets: list[Sheet], read: list[Sheet]) -> None:
    """Name the sheets that hold something and were not read."""
    names = [
        s.name for s in sheets if s.name and not any(s is one for one in read) and any(any(r.cells) for r in s.rows)
    ]
    if names:
        place = Location(document.name)
        document.remarks.append(Remark(place, "", "", NOTED, _UNREAD_SHEETS, {"sheets": ", ".join(names)}))


def read_sheet(document: Document, sheet: Sheet, header: Row, fields: dict[int, str]) -> None:
    """The lines of ``sheet`` under ``header`` as actions of ``document``; ``fields`` names the columns that are read."""
    document.remarks += sheet.remarks
    body = [row for row in sheet.rows if row.line > header.line and any(row.cells)]
    dates = [n for n, field in fields.items() if field in ("start", "end")]
    american = any(is_american(row.cell(n)) for row in body for n in dates)
    unread = [
        one_line(cell)
        for n, cell in enumerate(header.cells)
        if cell and n not in fields and any(row.cell(n) for row in body)
    ]
    if unread:
        told = noop("Columns that are not read: {columns}. Name them in a mapping if they matter.")
        document.remarks.append(Remark(sheet.place(header.line), "", "", NOTED, told, {"columns": ", ".join(unread)}))
    document.holds_sub_actions |= not {"sub_title", "parent"}.isdisjoint(fields.values())
    _beyond(document, sheet, header, body)
    reader = _Lines(document, sheet, header, fields, american)
    for n, name in fields.items():
        if name == "progress_pct":
            reader.scales[n] = progress_scale([row.cell(n) for row in body])
    for row in body:
        reader.read(row)
    reader.place_children()


def _beyond(document: Document, sheet: Sheet, header: Row, body: list[Row]) -> None:
    """Cells past the last header: in a delimited text its line is likely shifted, in a workbook they are notes beside."""
    expected = max((n for n, cell in enumerate(header.cells, start=1) if cell), default=0)
    beyond: set[int] = set()
    for row in body:
        filled = [n for n, cell in enumerate(row.cells) if cell and n >= expected]
        if filled and not sheet.name:
            facts = {"found": len(row.cells), "expected": expected}
            original = " | ".join(row.cell(n) for n in filled)[:300]
            document.remarks.append(Remark(sheet.place(row.line, filled[0]), "", original, DOUBTFUL, _BEYOND, facts))
        beyond.update(filled)
    if beyond and sheet.name:
        named = {"columns": ", ".join(letter(n) for n in sorted(beyond)[:20])}
        document.remarks.append(Remark(sheet.place(header.line), "", "", NOTED, _NO_HEADER, named))


class _Lines:
    """Reads the lines one by one, each sub-action under the action it names."""

    def __init__(self, document: Document, sheet: Sheet, header: Row, fields: dict[int, str], american: bool) -> None:
        self.document, self.sheet, self.header, self.fields = document, sheet, header, fields
        self.american = american
        self.parents: dict[tuple[tuple[str, ...], str], ReadAction] = {}
        self.uuids: set[str] = set()
        self.scales: dict[int, str] = {}

    def read(self, row: Row) -> None:
        kept = {n: row.cell(n) for n in self.fields if row.cell(n)}
        instructions = {n for n, cell in kept.items() if template_kind(cell)}
        titles = [n for n, field in self.fields.items() if field == "title"]
        if any(template_kind(row.cell(n)) for n in titles) or (kept and len(instructions) * 2 >= len(kept)):
            self._note(row, noop("A line of the template (instructions or example): left out."))
            return
        for n in sorted(instructions):
            self._note(row, noop("An instruction of the template left in this cell: read as empty."), n)
            del kept[n]
        values: dict[str, str] = {}
        for n, cell in kept.items():
            values.setdefault(self.fields[n], cell)
        if not (set(values) - {*AXES, "ignored", "continuous", "framework"}):
            self._axis_only(values)
            return
        self._action(row, kept, values)

    def _axis_only(self, values: dict[str, str]) -> None:
        path = _path(values)
        if path:
            self.document.axes.append(path)

    def _note(self, row: Row, sentence: str, index: int | None = None) -> None:
        original = one_line(row.cell(index) if index is not None else " | ".join(c for c in row.cells if c))[:300]
        self.document.remarks.append(Remark(self.sheet.place(row.line, index), "", original, NOTED, sentence))

    def _action(self, row: Row, kept: dict[int, str], values: dict[str, str]) -> None:
        draft = Draft(ReadAction("", self.sheet.place(row.line)))
        draft.dates.american = self.american
        sub = values.get("sub_title", "")
        draft.put("title", sub or values.get("title", ""))
        for n, cell in kept.items():
            name = self.fields[n]
            draft.progress_scale = self.scales.get(n, "")
            if name not in ("title", "sub_title", "amount", *AXES):
                draft.put(name, cell, letter(n), self.header.cell(n))
            if name == "amount":
                self._funding(draft, row, n, cell)
        action = draft.finish()
        path = _path(values)
        place = (tuple(key(step.name) for step in path), key(values.get("title", "")))
        if action.uuid and action.uuid in self.uuids:
            action.remark("uuid", action.uuid, REFUSED, noop("The identifier {uuid} is that of an earlier line: only the first is read. Give this one another, or none."), uuid=action.uuid)  # fmt: skip
        self.uuids.add(action.uuid or "")
        if sub:
            self._under(action, place, values.get("title", ""))
            return
        action.axes = [path] if path else []
        self.document.actions.append(action)
        self.parents.setdefault(place, action)

    def _under(self, action: ReadAction, place: tuple[tuple[str, ...], str], title: str) -> None:
        parent = self.parents.get(place)
        if parent is None:
            action.remark("title", title, REFUSED, noop("The action “{title}” this sub-action belongs to has no line of its own above, in the same axes: add it."), title=one_line(title))  # fmt: skip
            self.document.actions.append(action)
        else:
            parent.children.append(action)

    def place_children(self) -> None:
        """Put each line that names the number of its parent under it."""
        named = [action for action in self.document.actions if action.parent_number]
        for action in named:
            wanted = (action.parent_number or "").casefold()
            parents = [
                a
                for a in self.document.actions
                if (a.number or "").casefold() == wanted and not a.parent_number and a is not action
            ]
            if len(parents) == 1:
                self.document.actions.remove(action)
                action.axes = []
                parents[0].children.append(action)
            else:
                action.remark("parent_uuid", action.parent_number or "", REFUSED, noop("The action {number}, of which this one is a part, is not found once in the source."), number=action.parent_number)  # fmt: skip

    def _funding(self, draft: Draft, row: Row, n: int, cell: str) -> None:
        """An amount belongs to the funder named in the column just before."""
        label = self.header.cell(n).upper()
        tax = "TTC" if "TTC" in label else "HT" if "HT" in label else None
        funder = one_line(row.cell(n - 1)) if self.fields.get(n - 1) == "funder" else None
        if self.fields.get(n - 1) == "funder" and not funder:
            self._note(row, noop("An amount without a funder: it is not read."), n)
            return
        draft.amount(cell, funder, tax, letter(n))


def template_kind(cell: str) -> str | None:
    """``instruction`` or ``example`` for a sentence of a template, None for an answer."""
    normalised = key(cell)
    return next((kind for start, kind in aliases.template_sentences() if normalised.startswith(start)), None)


def _path(values: dict[str, str]) -> tuple[AxisStep, ...]:
    steps = []
    for depth, name in enumerate(AXES):
        text = one_line(values.get(name, ""))
        if not text or key(text) == _UNSORTED:
            continue
        found = split_step(text)
        steps.append(AxisStep(found.title or text, found.number, "axe" if depth == 0 else "sous_axe"))
    return tuple(steps)
