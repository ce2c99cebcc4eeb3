# SPDX-License-Identifier: GPL-2.0-or-later
"""Conflicts as a table that a person fills: both values, who and when, and a column to write the choice in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..errors import RecordError, noop
from ..writing.delimited import write_delimited
from .comparing import OTHER, PLAN
from .differences import Conflict

ID, CHOICE = "conflict", "choice"
_WORDS = {"plan": PLAN, "other": OTHER, "autre": OTHER}


def write_conflicts(
    target: str | Path,
    conflicts: Sequence[Conflict],
    headings: Sequence[str],
    said: Callable[[Conflict], Sequence[str]],
) -> Path:
    """Write ``conflicts`` as CSV, the column :data:`CHOICE` empty; ``headings`` name the columns after the first two.

    ``said`` gives the table's name and the sentence of a conflict in the language of the reader. Returns where the file
    stands; raises ``RecordError`` when it cannot be written.
    """
    rows = []
    for c in conflicts:
        table, sentence = said(c)
        rows.append(
            (
                c.id, "", table, c.label, ", ".join(c.columns), c.plan_value, c.plan_author, c.plan_at, c.other_value,
                c.other_author, c.other_at, sentence, c.row,
            )
        )  # fmt: skip
    return write_delimited(target, (ID, CHOICE, *headings), rows)


def choices(marked: Mapping[str, str]) -> dict[str, str]:
    """What a person wrote in the column :data:`CHOICE`, by conflict: "plan" or "other" (or « autre »); empty, not yet.

    Raises ``RecordError`` for any other word.
    """
    read: dict[str, str] = {}
    for conflict, text in marked.items():
        word = text.strip().casefold()
        if not word:
            continue
        if word not in _WORDS:
            raise RecordError(
                noop("Conflict {conflict}: the choice “{choice}” is neither “plan” nor “other”. Write one of the two, or nothing."),
                conflict=conflict, choice=text,
            )  # fmt: skip
        read[conflict] = _WORDS[word]
    return read
