# SPDX-License-Identifier: GPL-2.0-or-later
"""What each copy of a plan did since they parted: the journal entries that the other does not have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .differences import same

_ENTRIES = 'SELECT uuid, "at", author, table_name, row_uuid, operation, before, after FROM journal ORDER BY fid'


@dataclass(frozen=True)
class Entry:
    """One line of a journal; ``before`` and ``after`` hold the columns that differ, or the whole row."""

    uuid: str
    at: str
    author: str | None
    table: str
    row: str
    operation: str
    before_text: str | None
    after_text: str | None

    @cached_property
    def before(self) -> dict[str, Any]:
        return _read(self.before_text)

    @cached_property
    def after(self) -> dict[str, Any]:
        return _read(self.after_text)

    def touches(self, column: str) -> bool:
        """True when the entry changes ``column``; an insertion changes all of them."""
        if self.operation == "insert":
            return True
        if self.operation == "delete":
            return column == "deleted"
        return not same(self.before.get(column), self.after.get(column))


@dataclass
class History:
    """The entries of one row, oldest first."""

    entries: list[Entry] = field(default_factory=list)

    def changed(self, column: str) -> bool:
        return any(entry.touches(column) for entry in self.entries)

    def held(self, column: str, value: Any) -> bool:
        """True when ``column`` has had ``value`` since the two copies parted, now left behind or not."""
        return any(
            column in state and same(state[column], value)
            for entry in self.entries
            for state in (entry.before, entry.after)
        )

    def last(self, columns: Iterable[str]) -> Entry | None:
        """The last entry that touches one of ``columns``."""
        wanted = tuple(columns)
        return next((e for e in reversed(self.entries) if any(e.touches(c) for c in wanted)), None)

    @property
    def removal(self) -> Entry | None:
        """The entry that erased the row, which an attribute table can do."""
        return next((e for e in reversed(self.entries) if e.operation == "delete"), None)

    @property
    def edited(self) -> bool:
        """True when something else than putting aside was done to it."""
        return any(
            entry.operation == "insert"
            or any(c not in ("version", "deleted") and entry.touches(c) for c in entry.after)
            for entry in self.entries
        )


@dataclass
class Histories:
    """The entries of one copy that the other has not, by (table, uuid of the row)."""

    by_row: dict[tuple[str, str], History] = field(default_factory=dict)
    known_births: set[str] = field(default_factory=set)  # rows whose insertion both journals have

    def of(self, table: str, row: str) -> History:
        return self.by_row.get((table, row), _NONE)

    def entries(self) -> list[Entry]:
        return [entry for history in self.by_row.values() for entry in history.entries]


_NONE = History()


def unshared(connection: sqlite3.Connection, other: sqlite3.Connection) -> Histories:
    """What the plan of ``connection`` did that the journal of ``other`` does not tell."""
    known = {row[0] for row in other.execute("SELECT uuid FROM journal")}
    found = Histories()
    for uuid, at, author, table, row, operation, before, after in connection.execute(_ENTRIES):
        if uuid not in known:
            entry = Entry(uuid, at, author, table, row, operation, before, after)
            found.by_row.setdefault((table, row), History()).entries.append(entry)
        elif operation == "insert":
            found.known_births.add(row)
    return found


def _read(text: str | None) -> dict[str, Any]:
    if not text:
        return {}
    read = json.loads(text)
    return read if isinstance(read, dict) else {}
