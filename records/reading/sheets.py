# SPDX-License-Identifier: GPL-2.0-or-later
"""Action sheets laid out as labels and texts – in a table, by tabs, or “Label : text” –, whatever file they come from.

A heading (or the last paragraph before the first label) is the title; what stands above it is taken for its axes, and
said to be deduced. Under “Sous-action n”, labels belong to the sub-action until the next section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..errors import noop
from . import aliases, markup, statuses
from .assemble import Draft, draft
from .blocks import Block
from .normalised import first_sentence, key, one_line
from .numbers_titles import kind_of, split_number
from .structure import NOTED, AxisStep, Document, Location, ReadAction, Remark
from .structure import REPAIRED as MENDED

_SUB = re.compile(r"^\s*sous[- ]?action\b\s*(?:n\s*[°º]\s*)?(?P<n>[\d.]*)\s*[:–-]?\s*(?P<title>.*)$", re.IGNORECASE)
_INLINE = re.compile(r"^\s*[-•▪]?\s*(?P<label>[^:]{2,60}?)\s*:\s+(?P<text>\S.*)$", re.DOTALL)
_LABEL_ONLY = re.compile(r"^\s*(?P<label>[^:]{2,60}?)\s*:?\s*$")
# Of a sub-action only: elsewhere they are of the action.
_OF_SUB = {
    "description",
    "audience",
    "status",
    "calendar",
    "start",
    "end",
    "title",
    "pilot",
    "budget",
    "objectives",
    "priority",
}
PARAGRAPH = 320  # characters above which a plain paragraph is no title
_DEDUCED = noop("“{text}” stands above the title: it is taken for an axis. Check it.")
_LEGEND = noop("A legend, where no box is ticked: it says nothing of this action.")
_NO_TITLE = noop("The sub-action has no title: the first sentence of its description is taken.")


def rubric(label: str) -> str | None:
    """The field a label names, without its number or colon; None when it is not a label."""
    normalised = key(label)
    return aliases.rubrics().get(normalised) if normalised and len(normalised) < 80 else None


@dataclass
class _Sheet:
    """One sheet being read."""

    action: Draft
    sub: Draft | None = None
    label: tuple[str, str] = ("", "")
    started: bool = False


@dataclass
class SheetReader:
    """Reads blocks into the sheets of ``document``; ``file`` and ``part`` locate them."""

    document: Document
    file: str
    part: str = ""
    _above: list[Block] = field(default_factory=list)
    _sheet: _Sheet | None = None
    _columns: list[tuple[str, str]] = field(default_factory=list)
    _list: list[tuple[str, str]] = field(default_factory=list)

    def read(self, blocks: list[Block]) -> None:
        """Read every block, and close the last sheet."""
        for block in blocks:
            if not block.empty:
                self._block(block)
        self._close()

    def _place(self, block: Block, column: str = "") -> Location:
        return Location(self.file, self.part, block.line, column)

    def _block(self, block: Block) -> None:
        cells = list(block.cells)
        first = next((c for c in cells if c.strip()), "")
        if block.level or self._is_sheet_title(block, first):
            self._heading(block, first)
            return
        if self._legend(cells):
            note = Remark(self._place(block), "scope", one_line(block.text)[:300], NOTED, _LEGEND)
            self.document.remarks.append(note)
            return
        if (
            self._list
            and block.table
            and len(cells) >= len(self._list)
            and not all(rubric(c) for c in cells if c.strip())
        ):
            self._listed(block, cells)
            return
        self._list = []
        if self._columns and len(cells) >= len(self._columns) and not any(rubric(c) for c in cells):
            for (label, name), text in zip(self._columns, cells, strict=False):
                if name:
                    self._rubric(block, label, name, text)
            self._columns = []
            return
        self._columns = []
        if len([c for c in cells if c.strip()]) >= 3 and all(rubric(c) for c in cells if c.strip()):
            columns = [(c, rubric(c) or "") for c in cells]
            if block.table and "title" in dict(columns).values():  # a list: an action a line
                self._close()
                self._list = columns
            else:  # labels side by side, their texts on the next line
                self._columns = columns
            return
        pairs = self._pairs(cells, block.table or len(cells) > 1)
        if pairs:
            for label, name, text in pairs:
                self._rubric(block, label, name, text)
        elif self._sheet and self._sheet.started:
            self._continued(block, cells)
        else:
            self._above.append(block)

    def _is_sheet_title(self, block: Block, text: str) -> bool:
        """“Fiche action n°3 – …” alone on its line begins a sheet, once something of the former one was read."""
        if len([c for c in block.cells if c.strip()]) != 1 or rubric(text):
            return False
        kind = kind_of(text)
        return kind is not None and kind.startswith(("fiche", "action")) and split_number(text).number is not None

    def _may_be_title(self, block: Block) -> bool:
        """A heading is a title however long (it is refused later, and named); a paragraph when it is short."""
        text = one_line(block.text)
        return bool(block.level) or len(text) <= PARAGRAPH or self._is_sheet_title(block, text)

    def _listed(self, block: Block, cells: list[str]) -> None:
        """A line of a list of actions, under its headers; a title above the list is its axis."""
        made = draft("", self._place(block))
        path: list[AxisStep] = []
        for (label, name), text in zip(self._list, cells, strict=False):
            if name.startswith("axis_") and key(text):
                found = split_number(text)
                path.append(AxisStep(found.title or one_line(text), found.number, "axe" if not path else "sous_axe"))
            elif name and not name.startswith("axis_"):
                made.put(name, text, one_line(label), one_line(label))
        if not key("".join(cells)):
            return
        made.action.axes = [tuple(path)] if path else []
        self.document.actions.append(made.finish())

    def _legend(self, cells: list[str]) -> bool:
        """Definitions of the scope side by side, with no box: “Patrimoine : …⇥Compétences : …”."""
        filled = [c for c in cells if c.strip()]
        scopes = [c for c in filled if ":" in c and key(c.split(":")[0]) in aliases.entries("scope")]
        return len(scopes) >= 2 and len(scopes) == len(filled) and not any(markup.boxes(c) for c in filled)

    def _pairs(self, cells: list[str], table: bool) -> list[tuple[str, str, str]]:
        """(label, field, text) of each label on the line; a label is followed by its text, or by the next label."""
        filled = [c for c in cells if c.strip()]
        if not filled:
            return []
        sub = _SUB.match(filled[0])
        if sub and (table or sub["n"] or not sub["title"]):
            rest = cells[cells.index(filled[0]) + 1 :]
            return [(filled[0], "sub_action", ""), *self._pairs(rest, table)]
        if table:
            return _labelled(cells)
        inline = _INLINE.match(filled[0])
        if inline and (name := rubric(inline["label"])):
            return [(inline["label"], name, inline["text"])]
        alone = _LABEL_ONLY.match(filled[0])
        if alone and (name := rubric(alone["label"])) and (filled[0].rstrip().endswith(":") or name != "title"):
            return [(alone["label"], name, "")]
        return []

    def _heading(self, block: Block, text: str) -> None:
        name = rubric(text)
        if name and self._sheet and self._sheet.started:
            self._rubric(block, text, name, "")
            return
        if self._sheet and self._sheet.started:
            self._close()
        self._above.append(block)

    def _begin(self, block: Block) -> _Sheet:
        titles = [b for b in self._above if self._may_be_title(b)] or self._above
        title = titles[-1] if titles else None
        made = draft(one_line(title.text) if title else "", self._place(title or block))
        above = titles[:-1][-3:]
        steps = []
        for n, line in enumerate(above):
            text = one_line(line.text)
            found = split_number(text)
            steps.append(AxisStep(found.title or text, found.number, "axe" if n == 0 else "sous_axe"))
            if not kind_of(text):
                made.action.remark("axis_uuid", text, MENDED, _DEDUCED, text=text)
        made.action.axes = [tuple(steps)] if steps else []
        self._above = []
        self._sheet = _Sheet(made)
        return self._sheet

    def _rubric(self, block: Block, label: str, name: str, text: str) -> None:
        sheet = self._sheet
        if sheet is not None and name == "title" and sheet.started and sheet.action.action.title and text:
            if sheet.sub is None or sheet.sub.action.title:
                self._close()
                sheet = None
            else:
                sheet.sub.put("title", text)
                return
        if sheet is None:
            sheet = self._begin(block)
        sheet.started = True
        if name == "sub_action":
            self._sub(sheet, block, label)
            return
        if name == "section" or (sheet.sub and name not in _OF_SUB):
            self._end_sub(sheet)
        sheet.label = (name, label)
        target = sheet.sub or sheet.action
        if name == "number" and not text:
            return
        if name in ("axis_1", "axis_2", "axis_3"):
            self._axis(target.action, name, text)
        else:
            target.put(name, text, one_line(label), one_line(label))

    def _axis(self, action: ReadAction, name: str, text: str) -> None:
        if not key(text):
            return
        found = split_number(text)
        step = AxisStep(found.title or one_line(text), found.number, "axe" if name == "axis_1" else "sous_axe")
        path = action.axes[0] if action.axes and name != "axis_1" else ()
        action.axes = [(*path, step)]

    def _sub(self, sheet: _Sheet, block: Block, label: str) -> None:
        self._end_sub(sheet)
        found = _SUB.match(label)
        made = draft("", self._place(block, one_line(label)))
        if found:
            made.action.number = found["n"].strip(".") or None
            if found["title"].strip():
                made.action.title = one_line(found["title"])
        sheet.sub = made

    def _end_sub(self, sheet: _Sheet) -> None:
        made, sheet.sub = sheet.sub, None
        if made is None:
            return
        action = made.action
        if not action.title:
            text = str(action.fields.get("description") or "")
            if not text and not action.fields:
                return
            action.title = first_sentence(text)
            action.remark("title", action.title, MENDED, _NO_TITLE)
        sheet.action.action.children.append(made.finish())

    def _continued(self, block: Block, cells: list[str]) -> None:
        """A line without a label goes on with the text of the last one."""
        sheet = self._sheet
        assert sheet is not None
        name, label = sheet.label
        text = "\n".join(c for c in cells if c.strip())
        target = sheet.sub or sheet.action
        if not name or name == "section":
            name, label = ("impact", label) if markup.boxes(text) else ("description", label)
        if any(statuses.recognise("impact", box).code for box in markup.boxes(text)):
            name = "impact"
        if name in ("title", "number", "status", "priority"):
            name = "description"
        target.put(name, text, one_line(label), one_line(label))

    def _close(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            self._above = []
            return
        self._end_sub(sheet)
        action = sheet.action.finish()
        if not action.title and not action.fields.get("description") and not action.children:
            return
        self.document.actions.append(action)


def _labelled(cells: list[str]) -> list[tuple[str, str, str]]:
    """Labels of a line of a table, each with the cell after it, unless that is a label followed by its own text."""
    found, n = [], 0
    while n < len(cells):
        name = rubric(cells[n])
        if not name:
            n += 1
            continue
        following = cells[n + 1] if n + 1 < len(cells) else ""
        alone = bool(rubric(following)) and n + 2 < len(cells)
        found.append((cells[n], name, "" if alone else following))
        n += 1 if alone else 2
    return found


def read_sheets_of(blocks: list[Block], document: Document, file: str, part: str = "") -> None:
    """Every sheet of ``blocks`` into ``document``."""
    SheetReader(document, file, part).read(blocks)


def has_label(block: Block) -> bool:
    """True when a cell of the block is a label."""
    return any(rubric(cell) or _SUB.match(cell) for cell in block.cells if cell.strip())


def has_sheets(blocks: list[Block]) -> bool:
    """True when enough labels are found for the blocks to be sheets."""
    labels = set()
    for block in blocks:
        for cell in block.cells:
            inline = _INLINE.match(cell)
            name = rubric(cell) or (rubric(inline["label"]) if inline else None)
            if name and name != "section":
                labels.add(name)
    return len(labels) >= 3
