# SPDX-License-Identifier: GPL-2.0-or-later
"""An evaluation in running text: indicators numbered in its headings, a table of values per territory, reasons of absence.

One heading may hold several indicators (“INDICATEUR N°115 ET 116 : A ET B”): numbers and names go in the same order. A
value is the sum of the figures that begin the items of a cell, or the count of the names it lists, and is said to be so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..errors import noop
from . import aliases
from .blocks import Block
from .markup import plain
from .normalised import items, key, one_line, without_bullet
from .structure import DOUBTFUL, Document, Location, ReadIndicator, ReadValue, Remark
from .structure import REPAIRED as MENDED

_HEADING = re.compile(
    r"^\s*indicateurs?\s+n\s*[°ºo]?\s*(?P<codes>\d+(?:\s*(?:,|et|&|/|-)\s*\d+)*)\s*[:–-]\s*(?P<names>.+)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:en|année|pour)\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_ANY_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_TOO_SOON = re.compile(r"\btrop tot\b")
_COUNTED = re.compile(r"^[\s•▪*·-]*(\d+(?:[ \u00a0]\d{3})*)\s+\D")
_WORDS = re.compile(r"[a-z]{4,}")
_SUM = noop("{value} is the sum of what the cell lists ({terms}). Check it.")
_COUNT = noop("{value} is the count of the names the cell lists. Check it.")
_COVERS = noop("The heading says “{reason}”, the text “{text}”: the text is followed. Check it.")
_NO_YEAR = noop("No year is written near this value: it is not stored. Add it by hand.")
_NO_MATCH = noop("It cannot be told which indicator “{text}” measures: it is not read.")
_MISMATCH = noop("{codes} numbers for {names} names: they cannot be told apart.")


def is_evaluation(blocks: list[Block]) -> bool:
    """True when an indicator is numbered in a line of its own."""
    return any(_HEADING.match(_first(block)) for block in blocks)


def _first(block: Block) -> str:
    return next((c for c in block.cells if c.strip()), "")


@dataclass
class _State:
    current: list[ReadIndicator] = field(default_factory=list)
    year: int | None = None
    reason: str | None = None
    reason_text: str = ""
    header: list[list[str]] = field(default_factory=list)
    objectives: list[str] | None = None


class EvaluationReader:
    """Reads the indicators of ``blocks`` into ``document``."""

    def __init__(self, document: Document, file: str) -> None:
        self.document, self.file, self.state = document, file, _State()
        self.objectives: list[str] = []

    def read(self, blocks: list[Block]) -> None:
        """Read every block; the year of the document serves the indicators that have none of their own."""
        for block in blocks:
            if not block.empty:
                self._block(block)
        years = [value.year for i in self.document.indicators for value in i.values if value.year]
        found = _ANY_YEAR.search(" ".join(block.text for block in blocks))
        fallback = years[0] if years else int(found[1]) if found else 0
        for indicator in self.document.indicators:
            self._dated(indicator, fallback if years else 0)
        self.document.objectives = "\n".join(self.objectives) or None

    def _dated(self, indicator: ReadIndicator, year: int) -> None:
        for value in list(indicator.values):
            value.year = value.year or year
            if not value.year:
                indicator.values.remove(value)
                indicator.remarks.append(Remark(value.location, "year", value.text or "", DOUBTFUL, _NO_YEAR))

    def _place(self, block: Block, column: str = "") -> Location:
        return Location(self.file, "", block.line, column)

    def _block(self, block: Block) -> None:
        text, state = one_line(_first(block)), self.state
        heading = _HEADING.match(text)
        if heading:
            self._indicators(block, heading)
        elif block.level:
            state.objectives = self.objectives if "objectif" in key(text) else None
            code = aliases.entries("reason").get(key(text)) or aliases.entries("reason").get(
                key(text).removeprefix("indicateurs ")
            )
            state.reason, state.reason_text = code, text
            state.current, state.header = [], []
        elif state.objectives is not None:
            state.objectives.append(without_bullet(text))
        elif len([c for c in block.cells if c.strip()]) > 1 and state.current:
            self._table_line(block)
        else:
            found = _YEAR.search(text)
            state.year = int(found[1]) if found else state.year
            if _TOO_SOON.search(key(text)) and state.current:
                self._too_soon(block, text)

    def _indicators(self, block: Block, heading: re.Match[str]) -> None:
        codes = re.findall(r"\d+", heading["codes"])
        names = [heading["names"].strip()]
        if len(codes) > 1:
            names = [part.strip() for part in re.split(r"\s+ET\s+|\s+et\s+|\s*;\s*", heading["names"])]
        where = self._place(block)
        if len(names) != len(codes):
            told = Remark(where, "code", heading[0], DOUBTFUL, _MISMATCH, {"codes": len(codes), "names": len(names)})
            self.document.remarks.append(told)
            names = [heading["names"].strip()] * len(codes)
        made = [ReadIndicator(one_line(name), code, location=where) for code, name in zip(codes, names, strict=True)]
        self.document.indicators += made
        self.state.current, self.state.header, self.state.objectives = made, [], None
        if self.state.reason:
            for indicator in made:
                indicator.values.append(
                    ReadValue(0, reason=self.state.reason, text=self.state.reason_text, location=where)
                )

    def _too_soon(self, block: Block, text: str) -> None:
        """The sentence after an indicator outweighs the heading above it."""
        for indicator in self.state.current:
            former = next((v for v in indicator.values if v.reason), None)
            if former is None:
                continue
            if former.reason != "trop_tot":
                facts = {"reason": former.text or former.reason, "text": text}
                indicator.remarks.append(Remark(self._place(block), "reason", text, DOUBTFUL, _COVERS, facts))
            former.reason, former.text, former.certainty = "trop_tot", text, "ambiguous"

    def _table_line(self, block: Block) -> None:
        """Two lines of headers – territories, then measures –, or one of measures; then the values."""
        cells = list(block.cells)
        measures = [self._measured(cell) for cell in cells]
        header = self.state.header
        if any(measures) and not any(_COUNTED.match(one_line(plain(c).text)) for c in cells):
            header.append(cells)
            return
        if not header:
            header.append(cells)
            return
        labels = header[-1]
        territories = _carried(header[-2], len(labels)) if len(header) > 1 else [""] * len(labels)
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == len([label for label in labels if label.strip()]):
            pairs = zip([n for n, label in enumerate(labels) if label.strip()], filled, strict=True)
            for n, cell in pairs:
                self._value(block, labels[n], territories[n] if n < len(territories) else "", cell)

    def _measured(self, label: str) -> ReadIndicator | None:
        """The current indicator that shares most words with a header."""
        words = set(_WORDS.findall(key(label)))
        scored = [(len(words & set(_WORDS.findall(key(i.name)))), n, i) for n, i in enumerate(self.state.current)]
        best = max(scored, key=lambda one: one[0], default=(0, 0, None))
        return best[2] if best[0] else None

    def _value(self, block: Block, label: str, territory: str, cell: str) -> None:
        indicator = self._measured(label)
        where = self._place(block, " – ".join(part for part in (territory, label) if part))
        text = plain(cell).text
        if indicator is None:
            told = Remark(where, "value", text, DOUBTFUL, _NO_MATCH, {"text": label})
            self.document.remarks.append(told)
            return
        number, sentence, facts = _figure(text)
        certainty = "repaired" if sentence else "certain"
        indicator.values.append(
            ReadValue(self.state.year or 0, number, None, one_line(territory) or None, text, certainty, location=where)
        )
        if sentence:
            indicator.remarks.append(Remark(where, "value", text, MENDED, sentence, facts))


def _carried(cells: list[str], width: int) -> list[str]:
    """Territories over several columns: each goes on until the next."""
    carried, last = [], ""
    for n in range(width):
        last = cells[n].strip() if n < len(cells) and cells[n].strip() else last
        carried.append(last)
    return carried


def _figure(text: str) -> tuple[float, str, dict[str, object]]:
    """The number a cell says: itself, the sum of the figures that begin its items, or the count of what it lists."""
    bare = re.fullmatch(r"\s*(\d+(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?)\s*%?\s*", text)
    if bare:
        return float(re.sub(r"\s", "", bare[1]).replace(",", ".")), "", {}
    counted = [_COUNTED.match(line) for line in text.split("\n") if line.strip(" •-")]
    if counted and all(counted):
        terms = [int(re.sub(r"\s", "", found[1])) for found in counted if found]
        return float(sum(terms)), _SUM, {"value": sum(terms), "terms": " + ".join(map(str, terms))}
    names = items(text)
    return float(len(names)), _COUNT, {"value": len(names)}
