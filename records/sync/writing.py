# SPDX-License-Identifier: GPL-2.0-or-later
"""The differences written into the plan, inside a transaction that the caller opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from .. import schema, spatial_index
from ..errors import noop
from ..links import state_extent
from .differences import REFUSED, Conflict, Differences, Row, Taken, written
from .histories import Entry, Histories
from .labels import label
from .order import ordered_tables, parents_first

_ORPHAN = noop("It refers to a row that the plan does not have.")
_ALL: frozenset[str] = frozenset()  # the whole row is at stake
Held = dict[tuple[str, str], frozenset[str]]


def write(
    connection: sqlite3.Connection, found: Differences, theirs: Histories, author: str, choices: Mapping[str, str]
) -> list[Conflict]:
    """Write ``found``; returns what the rules of the database refused, row by row.

    The journal of the other copy comes first, so that the history reads in order; what it says of a conflict that is
    still open stays out, which is how the conflict is known again. A refusal is known only by trying: all is undone and
    written again without it.
    """
    refused: dict[str, Conflict] = {}
    while True:
        connection.execute("SAVEPOINT merge")
        open_ones = [*found.conflicts, *(c for c in refused.values() if c.id not in choices)]
        tell(connection, theirs, held_back(open_ones))
        new = _Writer(connection, author).all(found)
        if all(conflict.id in refused for conflict in new):
            connection.execute("RELEASE merge")
            break
        connection.execute("ROLLBACK TO merge")
        connection.execute("RELEASE merge")
        refused |= {conflict.id: conflict for conflict in new}
    found.chosen |= refused.keys() & choices.keys()
    return [conflict for conflict in refused.values() if conflict.id not in choices]


def held_back(conflicts: list[Conflict]) -> Held:
    """The columns, by row of the other copy, whose entries wait for a person."""
    held: Held = {}
    for conflict in conflicts:
        key = (conflict.table, conflict.other)
        whole = not conflict.columns or "deleted" in conflict.columns or held.get(key) == _ALL
        held[key] = _ALL if whole else held.get(key, _ALL) | frozenset(conflict.columns)
    return held


def untold(theirs: Histories, held: Held) -> list[Entry]:
    """The entries of the other copy that the plan's journal takes."""
    return [entry for entry in theirs.entries() if not _waits(entry, held)]


def tell(connection: sqlite3.Connection, theirs: Histories, held: Held) -> None:
    """Take the other copy's journal into the plan's, with its own authors and times."""
    rows = [
        (e.uuid, e.at, e.author, e.table, e.row, e.operation, e.before_text, e.after_text) for e in untold(theirs, held)
    ]
    connection.executemany(
        'INSERT INTO journal(uuid, "at", author, table_name, row_uuid, operation, before, after) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _waits(entry: Entry, held: Held) -> bool:
    columns = held.get((entry.table, entry.row))
    if columns is None:
        return False
    return columns == _ALL or any(entry.touches(column) for column in columns)


class _Writer:
    def __init__(self, connection: sqlite3.Connection, author: str) -> None:
        self.connection, self.author = connection, author
        self.refused: list[Conflict] = []
        self.closing: list[tuple[str, str | None]] = []

    def all(self, found: Differences) -> list[Conflict]:
        for row in found.listed:
            self._insert("ref", row)
        for table in ordered_tables():
            if table.name in found.added:
                self._add(table, found.added[table.name])
        for row in found.frozen:
            self._insert("milestone_row", row)
        for uuid, author in self.closing:
            self.connection.execute("UPDATE milestone SET closed = 1, modified_by = ? WHERE uuid = ?", (author, uuid))
        for taken in found.taken:
            self._take(taken)
        return self.refused

    def _add(self, table: schema.Table, rows: list[Row]) -> None:
        envelopes = []
        for row in parents_first(table, rows):
            values = row
            if table.name == "milestone" and row["closed"]:
                values = row | {"closed": 0}  # closed once its rows are in
            if self._insert(table.name, values):
                if values is not row:
                    self.closing.append((row["uuid"], row["modified_by"]))
                box = spatial_index.envelope(row["geom"]) if table.geometry and row["geom"] else None
                if box:
                    envelopes.append((box[0], box[2], box[1], box[3]))
        if envelopes:
            state_extent(self.connection, table.name, envelopes)

    def _insert(self, table: str, row: Row) -> bool:
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join("?" * len(row))
        inserted = f"INSERT INTO {table}({columns}) VALUES ({places})"  # nosec B608 - the names are our own schema's
        try:
            self.connection.execute(inserted, tuple(row.values()))
        except sqlite3.IntegrityError as error:
            self._refuse(table, row, row["uuid"], row["uuid"], {}, error)
            return False
        return True

    def _take(self, taken: Taken) -> None:
        columns = ", ".join(f'"{name}" = ?' for name in taken.values)
        changed = f"UPDATE {taken.table} SET {columns}, modified_by = ? WHERE uuid = ?"  # nosec B608 - the names are our own schema's
        author = taken.author or self.author or None
        try:
            self.connection.execute(changed, (*taken.values.values(), author, taken.row))
        except sqlite3.IntegrityError as error:
            asked = f"SELECT * FROM {taken.table} WHERE uuid = ?"  # nosec B608 - the same
            row = dict(self.connection.execute(asked, (taken.row,)).fetchone())
            self._refuse(taken.table, row, taken.row, taken.other, taken.values, error)
            return
        box = spatial_index.envelope(taken.values["geom"]) if taken.values.get("geom") else None
        if box:
            state_extent(self.connection, taken.table, [(box[0], box[2], box[1], box[3])])

    def _refuse(self, table: str, row: Row, here: str, there: str, values: Row, error: sqlite3.IntegrityError) -> None:
        sentence = _ORPHAN if "FOREIGN KEY" in str(error) else str(error)
        mine = written({c: row.get(c) for c in values}) if values else ""
        its = written(values) if values else ""
        self.refused.append(
            Conflict(
                REFUSED, table, here, there, label(self.connection, table, row), tuple(values), mine, its,
                other_author=row.get("modified_by") or "", other_at=row.get("modified_at") or "", sentence=sentence,
            )
        )  # fmt: skip
