# SPDX-License-Identifier: GPL-2.0-or-later
"""Returned workbooks read into a plan, a file or a folder at once; and who has answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from .. import plan_file
from ..errors import RecordError, noop
from ..importing.report import Outcome, ReportLine
from ..reading.structure import Location
from .merging import DRY_RUN, merge
from .verdicts import REFUSED

EXTENSIONS = (".xlsx", ".xlsm", ".ods")


@dataclass(frozen=True)
class Answer:
    """A workbook that was sent; ``returned_at`` is None until it comes back."""

    uuid: str
    recipient: str
    year: int | None
    sent_at: str | None
    due: str | None
    file: str | None
    returned_at: str | None
    returned_by: str | None
    changes: int | None
    conflicts: int | None

    def late(self, today: str) -> bool:
        """True when it was due before ``today`` (ISO date) and has not come back."""
        return self.returned_at is None and bool(self.due) and str(self.due) < today


def answers(connection: sqlite3.Connection, year: int | None = None) -> list[Answer]:
    """Who was asked, and who has answered, for ``year`` (None: every year); the last sent first."""
    names = ", ".join(field.name for field in fields(Answer))
    query = (
        f"SELECT {names} FROM collection WHERE deleted = 0 AND (? IS NULL OR year = ?) ORDER BY sent_at DESC, recipient"  # nosec B608 - our own names
    )
    return [Answer(*row) for row in connection.execute(query, (year, year))]


def merge_returned(
    source: str | Path, plan: str | Path, mode: str, author: str = "", translate: Callable[[str], str] = str
) -> Outcome:
    """Merge a returned workbook, or every one of a folder, each in one transaction; returns their counts together.

    In a folder a workbook that cannot be read is refused and the others are merged. Raises ``RecordError`` when nothing
    could be read.
    """
    path = Path(source)
    files = sorted(f for f in path.iterdir() if f.suffix.lower() in EXTENSIONS and not f.name.startswith(("~$", "."))) if path.is_dir() else [path]  # fmt: skip
    if not files:
        raise RecordError(noop("The folder “{folder}” holds no workbook (.xlsx, .ods)."), folder=path.name)
    whole, failed = Outcome(), 0
    with closing(plan_file.open_plan(plan)) as connection:
        for file in files:
            try:
                outcome = _merge_one(connection, file, mode, author, translate)
            except RecordError as error:
                if len(files) == 1:
                    raise
                failed += 1
                whole.lines.append(
                    ReportLine(Location(file.name), "", REFUSED, translate(error.sentence).format(**error.facts))
                )
                continue
            _add(whole, outcome)
    if failed == len(files):
        raise RecordError(noop("None of the {count} workbooks of “{folder}” could be merged: {first}"), count=failed, folder=path.name, first=whole.lines[0].sentence)  # fmt: skip
    return whole


def _merge_one(
    connection: sqlite3.Connection, file: Path, mode: str, author: str, translate: Callable[[str], str]
) -> Outcome:
    if mode == DRY_RUN:
        return merge(connection, file, mode, author, translate)
    with plan_file.transaction(connection, author):
        return merge(connection, file, mode, author, translate)


def _add(whole: Outcome, outcome: Outcome) -> None:
    for field in fields(Outcome):
        if field.name != "lines":
            setattr(whole, field.name, getattr(whole, field.name) + getattr(outcome, field.name))
    whole.lines += outcome.lines
