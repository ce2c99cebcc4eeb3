# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole plan as running text: parts, axes or levers, actions, and their rubrics (“Budget :”, “Calendrier :”…).

A heading is a line of its own: ``PARTIE II``, ``LEVIER – …``, ``AXE 2 : …``, ``ACTION 4 – …``; its title goes on while
lines are in capitals. What stands between a lever and its first action belongs to that action, or to the lever when it
speaks of “ces actions”. Amounts and dates are read in their rubric only, never in the running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..errors import noop
from . import aliases
from .assemble import Draft, draft
from .mentions import links_in, mentions_in, speaks_of_all
from .normalised import is_capitals, joined, key, one_line, without_bullet
from .structure import DOUBTFUL, AxisStep, Document, Location, ReadAction

_CODE = r"(?:[A-Z]\.?)?\d{1,3}(?:[.\-]\d{1,3}){0,3}[a-z]?"
_ACTION = re.compile(
    rf"^\s*(?:fiche[- ]action|fiche|action|mesure)\s*(?:n\s*[°º]\s*)?(?P<n>{_CODE})\s*(?:[-–—:.|]+\s*(?P<title>.*))?$",
    re.IGNORECASE,
)
_PART = re.compile(r"^\s*partie\s+(?P<n>[IVX]+|\d+)\b\s*[-–—:.]*\s*(?P<title>.*)$", re.IGNORECASE)
_AXIS = re.compile(
    r"^\s*(?P<kind>levier|axe|orientation|objectif strat[ée]gique|ambition|volet|th[èe]me|chantier)\s*(?P<n>[IVX]+(?![a-zA-Z])|\d+(?:\.\d+)*)?\s*[-–—:.]\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*(?P<label>[^\W\d][^:\n]{2,50}?)\s*:\s*(?P<text>.*)$")
_LOCAL = re.compile(
    r"^(?:strat[ée]gie|plan|programme|projet|actions?|d[ée]marche|volet|contribution)\s+(?:de\s+la|de\s+l['’]|de|du|des|d['’])\s*"
    r"(?P<name>(?:communaut[ée]|m[ée]tropole|syndicat|commune|ville|d[ée]partement|pays|p[ôo]le|parc|r[ée]gion|agglom[ée]ration)\b.*)$",
    re.IGNORECASE,
)
_SUB = re.compile(
    r"^\s*sous[- ]?action\s*(?:n\s*[°º]\s*)?(?P<n>\d[\d.]*[a-z]?)?\s*[:.–-]\s*(?P<title>.*)$", re.IGNORECASE
)
_PARTS_SAID = re.compile(r"en\s+(?P<n>deux|trois|quatre|cinq|six|\d)\s+parties", re.IGNORECASE)
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_DEDUCED = noop(
    "The heading of part {number} is not in the text: deduced from “{axis}”, which comes a second time, and from the {count} parts announced. Check it."
)
_NO_TITLE = noop("“{text}” has no title on its line: its number is taken.")


def is_plan(text: str) -> bool:
    """True when two actions at least are numbered in lines of their own."""
    return len({m["n"] for line in text.split("\n") if (m := _action(line))}) >= 2


def _action(line: str) -> re.Match[str] | None:
    found = _ACTION.match(line.replace("\f", ""))
    if not found or not (found["title"] or line.strip().endswith(found["n"])):
        return None
    return found if line.strip()[:1].isupper() else None


@dataclass
class _Open:
    """What is being read."""

    part: AxisStep | None = None
    axis: AxisStep | None = None
    draft: Draft | None = None
    sub: Draft | None = None
    rubric: str = ""
    label: str = ""
    text: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    parts: int = 0


class PlanReader:
    """Reads the lines of a plan into ``document``."""

    def __init__(self, document: Document, file: str) -> None:
        self.document, self.file, self.open = document, file, _Open()
        self.lines: list[str] = []
        self.announced: list[str] = []
        self.pending: list[tuple[int, str]] = []

    def read(self, text: str) -> None:
        """Read the whole text."""
        self.lines = text.replace("\r\n", "\n").split("\n")
        self.announced = _announced(self.lines)
        n = 0
        while n < len(self.lines):
            n = self._line(n)
        self._close_action()

    def _line(self, n: int) -> int:
        """Read the line ``n``; returns the next to read."""
        line = self.lines[n].replace("\f", "").strip()
        part = _PART.match(line)
        if part and (is_capitals(line) or part["title"] == ""):
            return self._part(n, part)
        axis = _AXIS.match(line)
        if axis and (is_capitals(line) or line[:1].isupper()) and len(line) < 200:
            return self._axis(n, axis)
        if action := _action(line):
            return self._begin(n, action)
        if self.open.draft:
            return self._inside(n, line)
        if self.open.axis:
            self.open.preamble.append(line)
        return n + 1

    def _title(self, n: int, first: str) -> tuple[str, int]:
        """The title that begins on the line ``n`` and the line after it: lines in capitals go on with capitals."""
        pieces, n = [first], n + 1
        while n < len(self.lines):
            line = self.lines[n].replace("\f", "").strip()
            if not line or not is_capitals(line) or (first and not is_capitals(first)):
                break
            if _action(line) or _AXIS.match(line) or _PART.match(line) or self.lines[n][:1] in ("\f", " "):
                break
            pieces.append(line)
            n += 1
        return joined(pieces), n

    def _part(self, n: int, found: re.Match[str]) -> int:
        self._close_action()
        title, after = self._title(n, found["title"])
        self.open.parts += 1
        self._start_part(AxisStep(title or one_line(found[0]), found["n"], "partie"))
        return after

    def _start_part(self, step: AxisStep) -> None:
        self.open.part, self.open.axis, self.open.preamble, self.open.seen = step, None, [], set()

    def _axis(self, n: int, found: re.Match[str]) -> int:
        self._close_action()
        title, after = self._title(n, found["title"])
        deduced = self._next_part(title)
        self.open.axis = AxisStep(title, found["n"], found["kind"].casefold())
        self.open.seen.add(key(title))
        self.open.preamble = []
        path = self._path()
        self.document.axes.append(path)
        if deduced:
            self.pending.append((n + 1, title))
        return after

    def _next_part(self, title: str) -> bool:
        """A lever met twice in one part, where more parts were announced, begins the next one."""
        o = self.open
        if key(title) not in o.seen or not o.parts or o.parts >= len(self.announced):
            return False
        o.parts += 1
        self._start_part(
            AxisStep(self.announced[o.parts - 1], _ROMAN[o.parts] if o.parts < 10 else str(o.parts), "partie")
        )
        return True

    def _path(self) -> tuple[AxisStep, ...]:
        return tuple(step for step in (self.open.part, self.open.axis) if step)

    def _begin(self, n: int, found: re.Match[str]) -> int:
        self._close_action()
        title, after = self._title(n, found["title"] or "")
        made = draft("", Location(self.file, "", n + 1))
        made.action.number, made.action.title = found["n"].strip("."), title
        if not title:
            made.action.title = one_line(found[0])
            made.action.remark("title", found[0], DOUBTFUL, _NO_TITLE, text=one_line(found[0]))
        path = self._path()
        made.action.axes = [path] if path else []
        for line, axis in self.pending:
            told: dict[str, Any] = {
                "number": self.open.part.number if self.open.part else "",
                "axis": axis,
                "count": len(self.announced),
            }
            made.action.remark("axis_uuid", self.lines[line - 1].strip(), DOUBTFUL, _DEDUCED, **told)
        self.pending = []
        self._preamble(made.action)
        self.open.draft, self.open.rubric, self.open.text = made, "description", []
        return after

    def _preamble(self, action: ReadAction) -> None:
        """What a lever says before its first action: its references, those of the action, and its links."""
        paragraphs, self.open.preamble = _paragraphs(self.open.preamble), []
        for text in paragraphs:
            found = mentions_in(text)
            if speaks_of_all(text) and self.open.axis:
                self.document.axis_references += [(self._path(), mention) for mention in found]
            else:
                action.references += found
            action.links += links_in(text, action.number)

    def _inside(self, n: int, line: str) -> int:
        """A line of an action: a rubric, a local strategy, the end of the sheet, or text."""
        o = self.open
        assert o.draft is not None
        label = _LABEL.match(line)
        name = aliases.rubrics().get(key(label["label"])) if label else None
        if label and name and name not in ("title", "section") and not (o.sub and name in ("description", "comment")):
            self._flush()
            if name in ("budget", "calendar") or o.sub:
                self._end_sub()
            o.rubric, o.label, o.text = name, label["label"], [label["text"]]
            return n + 1
        lone = aliases.rubrics().get(key(line)) if len(line) < 60 and n and not self.lines[n - 1].strip() else None
        if lone and lone not in ("title", "section", "territory") and not o.sub:
            self._flush()
            o.rubric, o.label, o.text = lone, line, []
            return n + 1
        sub = _SUB.match(line)
        if sub and (sub["title"] or sub["n"]):
            self._begin_sub(n, sub["title"] or line, "")
            self._numbered_sub(sub["n"])
            return n + 1
        if self._ends(n, line):
            self._close_action()
            o.axis = None
            return n + 1
        local = _LOCAL.match(without_bullet(line))
        if local and self._alone(n):
            self._begin_sub(n, without_bullet(line), local["name"])
            return n + 1
        if o.sub and re.match(rf"^l['’]action\s+{re.escape(o.draft.action.number or '')}\b", line, re.IGNORECASE):
            self._end_sub()
        if not line and o.rubric in ("budget", "calendar") and any(o.text):
            self._flush()
            o.rubric = "description"
        o.text.append(line)
        return n + 1

    def _alone(self, n: int) -> bool:
        """A heading without a mark: it does not end a sentence, and an empty line follows."""
        following = self.lines[n + 1].strip() if n + 1 < len(self.lines) else ""
        return not following and not self.lines[n].strip().endswith((".", ",", ";", ":"))

    def _ends(self, n: int, line: str) -> bool:
        """A lone heading in capitals at the top of a page, once the sheet has its rubrics, ends the sheet."""
        turned = self.lines[n][:1] in ("\f", " ") or (n > 0 and not self.lines[n - 1].strip())
        return bool(
            (self.open.rubric == "description" or self.lines[n][:1] in ("\f", " ")) and self._told() and turned and is_capitals(line) and len(line) < 80 and self._alone(n)
            and len(key(line)) > 5
        )  # fmt: skip

    def _told(self) -> bool:
        o = self.open
        return bool(
            o.rubric in ("budget", "calendar")
            or (o.draft and (o.draft.dates.calendar[0] or o.draft.action.fields.get("budget_text")))
        )

    def _begin_sub(self, n: int, title: str, name: str) -> None:
        self._flush()
        self._end_sub()
        self.open.sub = draft("", Location(self.file, "", n + 1))
        self.open.sub.action.title = one_line(title)
        self.open.sub.action.territory = one_line(name)
        self.open.rubric = "description"

    def _numbered_sub(self, number: str) -> None:
        if self.open.sub:
            self.open.sub.action.number = number.strip(".") or None
            self.open.sub.action.territory = None

    def _end_sub(self) -> None:
        self._flush()
        made, self.open.sub = self.open.sub, None
        if made and self.open.draft:
            self.open.draft.action.children.append(made.finish())

    def _flush(self) -> None:
        """Give the text gathered to its field."""
        o = self.open
        paragraphs = _paragraphs(o.text)
        o.text = []
        target = o.sub or o.draft
        if not paragraphs or target is None:
            return
        text = "\n\n".join(paragraphs)
        target.put(o.rubric or "description", text, o.label, o.label)
        if o.sub is None and o.rubric == "description":
            for paragraph in paragraphs:
                target.action.references += mentions_in(paragraph)
                target.action.links += links_in(paragraph, target.action.number)

    def _close_action(self) -> None:
        if self.open.draft is None:
            return
        self._end_sub()
        self._flush()
        self.document.actions.append(self.open.draft.finish())
        self.open.draft = None
        self.open.preamble = []


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs: an empty line or an item of a list begins another."""
    found: list[str] = []
    gathered: list[str] = []
    for line in [*lines, ""]:
        if not line.strip() or re.match(r"\s*[-•▪]\s", line):
            if gathered:
                found.append(joined(gathered))
            gathered = []
        if line.strip():
            gathered.append(line)
    whole: list[str] = []
    for text in found:
        if whole and text[:1].islower() and not whole[-1].endswith((".", "!", "?", ":", ";", "»")):
            whole[-1] = joined(
                [whole[-1], text]
            )  # an empty line in the middle of a sentence is the page's, not its author's
        elif text:
            whole.append(text)
    return whole


def _announced(lines: list[str]) -> list[str]:
    """The names of the parts the introduction announces (“structuré en trois parties : – Un plan…”)."""
    for n, line in enumerate(lines):
        found = _PARTS_SAID.search(line)
        if not found:
            continue
        count = _NUMBERS.get(found["n"].casefold()) or int(found["n"])
        listed = [
            p
            for p in _paragraphs([x.replace("\f", "").strip() for x in lines[n + 1 : n + 40]])
            if re.match(r"[-•▪]\s", p)
        ]
        if len(listed) >= count:
            return [re.split(r"\s[–—]\s", without_bullet(p))[0].rstrip(" .;") for p in listed[:count]]
    return []
