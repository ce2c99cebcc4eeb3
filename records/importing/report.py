# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import says: one line per action and per remark, and a CSV that no spreadsheet executes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..reading.structure import Location, Remark
from ..writing.delimited import write_delimited

Translate = Callable[[str], str]
COLUMNS = ("file", "sheet", "line", "column", "original_text", "verdict", "sentence")
CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"


@dataclass(frozen=True)
class ReportLine:
    """A verdict – ``created``, ``updated``, ``unchanged``, ``refused``, ``doubtful``, ``repaired``, ``noted``, ``twin``, ``removed``,
    ``put_aside`` – and its sentence."""

    location: Location
    original: str
    verdict: str
    sentence: str = ""

    def cells(self) -> list[str]:
        """The cells of the CSV."""
        where = self.location
        line = "" if where.line is None else str(where.line)
        cells = (where.file, where.sheet, line, where.column, self.original, self.verdict, self.sentence)
        return list(cells)


@dataclass
class Outcome:
    """The counts of an import, in actions of the first level, and its report.

    ``read`` = ``created`` + ``updated`` + ``unchanged`` + ``refused``; ``doubtful`` counts actions among them.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    doubtful: int = 0
    twins: int = 0
    removed: int = 0
    sub_actions_removed: int = 0
    sub_actions: int = 0
    indicators: int = 0
    values: int = 0
    lines: list[ReportLine] = field(default_factory=list)

    def count(self, verdict: str) -> None:
        """One more action with this verdict."""
        setattr(self, verdict, getattr(self, verdict) + 1)


def told(remark: Remark, translate: Translate) -> str:
    """The sentence of a remark, translated."""
    return translate(remark.sentence).format(**remark.facts)


def line_of(remark: Remark, translate: Translate) -> ReportLine:
    """The line of a remark."""
    return ReportLine(remark.location, remark.original, remark.certainty, told(remark, translate))


def write_report(path: str | Path, lines: Sequence[ReportLine]) -> Path:
    """Write the CSV whole, or not at all; returns where it stands. Raises ``RecordError`` when nothing can be written."""
    return write_delimited(path, COLUMNS, (line.cells() for line in lines))
