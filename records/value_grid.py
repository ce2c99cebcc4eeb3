# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of one indicator as a person types or pastes them: territories in rows, years in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .index import fold

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_GROUPED_DOTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
MOST_YEARS = 40


@dataclass(frozen=True)
class Typed:
    """A cell as it was understood: a ``value`` or the code of a ``reason``, neither when it is empty; ``wrong`` when it is not."""

    value: float | None = None
    reason: str | None = None
    wrong: bool = False

    @property
    def empty(self) -> bool:
        return self.value is None and self.reason is None and not self.wrong


def read_cell(text: str, reasons: Mapping[str, str]) -> Typed:
    """``12,5``, ``1 234``, ``1.234,5`` or a reason of absence by its label or code (``reasons``: code → label).

    ``12.345`` alone is not understood: it may be twelve thousand or twelve and a bit. Nothing is corrected.
    """
    plain = text.strip()
    if not plain:
        return Typed()
    folded = fold(plain)
    for code, label in reasons.items():
        if folded in (fold(label), fold(code)):
            return Typed(reason=code)
    compact = _SPACES.sub("", plain)
    if _THOUSANDS.fullmatch(compact):
        return Typed(wrong=True)
    if _GROUPED_DOTS.fullmatch(compact):
        compact = compact.replace(".", "")
    if not re.fullmatch(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", compact):
        return Typed(wrong=True)
    return Typed(value=float(compact.replace(",", ".")))


def read_block(text: str) -> list[list[str]]:
    """What a spreadsheet put in the clipboard: lines of cells between tabs; an empty last line is no line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return [line.split("\t") for line in lines]


def years(start: int | None, end: int | None, known: Iterable[int], this_year: int) -> list[int]:
    """The columns: the years of the plan, those that have a value, and this one; 40 at most, the last ones."""
    wanted = {*known, this_year}
    if start is not None and end is not None and start <= end:
        wanted |= set(range(start - 1, end + 1))
    else:
        wanted |= {this_year - 2, this_year - 1}
    return sorted(wanted)[-MOST_YEARS:]


def shown(value: float | None, decimals: int | None = None) -> str:
    """A value as it is written in a cell: French decimal comma, thousands apart, no digit that was not given."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u202f").replace(".", ",")
