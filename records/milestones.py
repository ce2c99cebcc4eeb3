# SPDX-License-Identifier: GPL-2.0-or-later
"""States of a plan kept in its own file, named, dated and closed: what was written then can be read, never changed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import schema
from .errors import RecordError, noop
from .tables import Table

KINDS = ("project", "adopted", "mid_term", "final", "other")
# Neither the lists of values, nor what is about the file rather than the plan.
LEFT_OUT = ("ref", "journal", "milestone", "milestone_row", "collection", "reading")
KEPT = tuple(table for table in schema.TABLES if table.name not in LEFT_OUT)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Milestone:
    """A frozen state; ``dated`` is YYYY, YYYY-MM or YYYY-MM-DD, or None."""

    uuid: str
    name: str
    kind: str | None
    dated: str | None
    note: str | None
    created_at: str


@dataclass(frozen=True)
class Frozen:
    """What :func:`freeze` kept: rows by table, and the bytes of their text."""

    uuid: str
    rows: dict[str, int]
    size: int


@dataclass(frozen=True)
class State:
    """A plan as it was or is: for each table its rows that are not deleted, by uuid, with their columns by name.

    ``name`` is the one of the milestone, or empty for the plan as it is now; ``dated`` is when it describes, as text.
    Geometries are hexadecimal GeoPackage blobs. ``labels`` are the labels of ``ref`` by (domain, code).
    """

    name: str
    dated: str
    plan: str
    tables: dict[str, dict[str, Row]]
    labels: dict[tuple[str, str], str]

    def rows(self, table: str) -> dict[str, Row]:
        """The rows of ``table`` by uuid; none for a table the state does not hold."""
        return self.tables.get(table, {})

    def label(self, domain: str, code: str | None) -> str:
        """The label of ``code``, the code itself when the list has none, empty for None."""
        return self.labels.get((domain, code), code) if code else ""


def freeze(
    connection: sqlite3.Connection, name: str, kind: str = "other", dated: str = "", note: str = "", author: str = ""
) -> Frozen:
    """Keep the plan as it is under ``name``; call inside a transaction.

    Raises ``RecordError`` for a name that is empty or taken, an unknown kind, a date that is not YYYY, YYYY-MM or
    YYYY-MM-DD; afterwards the database itself refuses any change of what was kept.
    """
    name = name.strip()
    if not name:
        raise RecordError(noop("Give the state a name, for example: PCAET adopté."))
    if kind not in KINDS:
        raise RecordError(noop("KIND: “{value}” is not one of {known}."), value=kind, known=", ".join(KINDS))
    if dated and not is_date(dated):
        raise RecordError(
            noop("{field}: “{value}” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD."), field="DATE", value=dated
        )
    taken = connection.execute("SELECT name FROM milestone WHERE deleted = 0").fetchall()
    if name.casefold() in (row[0].casefold() for row in taken):  # SQLite folds no accents
        raise RecordError(noop("The plan has a state named “{name}” already: a state is never replaced. Choose another name."), name=name)  # fmt: skip
    row = connection.execute(
        "INSERT INTO milestone(plan_uuid, name, kind, dated, note, modified_by) "
        "SELECT uuid, ?, ?, ?, ?, ? FROM plan LIMIT 1 RETURNING uuid",
        (name, kind, dated or None, note.strip() or None, author or None),
    ).fetchone()
    uuid = str(row[0])
    counts = {table.name: _keep(connection, uuid, table) for table in KEPT}
    connection.execute("UPDATE milestone SET closed = 1, modified_by = ? WHERE uuid = ?", (author or None, uuid))
    size = "SELECT coalesce(sum(length(CAST(state AS BLOB))), 0) FROM milestone_row WHERE milestone_uuid = ?"
    return Frozen(uuid, counts, connection.execute(size, (uuid,)).fetchone()[0])


def is_date(text: str) -> bool:
    """True for a YYYY, YYYY-MM or YYYY-MM-DD that is in the calendar."""
    if text.startswith("0000"):
        return False
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        return text[5:] in ("", *(f"{month:02d}" for month in range(1, 13)))
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _columns(table: Table) -> tuple[str, ...]:
    return ("uuid", *(column.name for column in schema.all_columns(table)))


def _keep(connection: sqlite3.Connection, milestone: str, table: Table) -> int:
    """Copy the rows of ``table`` that are not deleted, as JSON, by the database itself; returns how many."""
    reals = {column.name for column in table.columns if column.kind == "REAL"}
    pairs = [f"'{name}', " + (_exact(name) if name in reals else f'"{name}"') for name in _columns(table)]
    if table.geometry:
        pairs.append("'geom', hex(geom)")
    # A function takes 127 arguments at most (SQLITE_MAX_FUNCTION_ARG): the object is made in parts, put end to end.
    parts = [f"json_object({', '.join(pairs[start : start + 50])})" for start in range(0, len(pairs), 50)]
    whole = " || ',' || ".join(f"substr({part}, 2, length({part}) - 2)" for part in parts)
    kept = f"INSERT INTO milestone_row(milestone_uuid, table_name, row_uuid, state) SELECT ?, '{table.name}', uuid, '{{' || {whole} || '}}' FROM {table.name} WHERE deleted = 0"  # nosec B608 - the names are our own schema's
    return connection.execute(kept, (milestone,)).rowcount


def _exact(name: str) -> str:
    """A number with the 17 figures that give it back bit for bit: ``json_object`` writes 15."""
    return f'iif(abs("{name}") < 1e300, json(printf(\'%!.17g\', "{name}")), "{name}")'


def milestones(connection: sqlite3.Connection) -> list[Milestone]:
    """The frozen states of the plan that were not put aside, the oldest first."""
    query = "SELECT uuid, name, kind, dated, note, created_at FROM milestone WHERE deleted = 0 AND closed = 1 ORDER BY created_at, fid"
    return [Milestone(*row) for row in connection.execute(query)]


def find_milestone(connection: sqlite3.Connection, text: str) -> Milestone:
    """The frozen state that ``text`` names, by uuid or name. Raises ``RecordError`` with those there are."""
    known = milestones(connection)
    for milestone in known:
        if text.strip() == milestone.uuid or text.strip().casefold() == milestone.name.casefold():
            return milestone
    raise RecordError(
        noop("The plan has no frozen state named “{name}”. Known: {known}."),
        name=text, known=", ".join(f"“{m.name}”" for m in known) or "–",
    )  # fmt: skip


def state_then(connection: sqlite3.Connection, milestone: Milestone) -> State:
    """The plan as it was frozen."""
    tables: dict[str, dict[str, Row]] = {table.name: {} for table in KEPT}
    # A state frozen by an earlier version has no column of a later one: it said nothing of it.
    unsaid = {table.name: dict.fromkeys(_columns(table)) for table in KEPT}
    query = "SELECT table_name, row_uuid, state FROM milestone_row WHERE milestone_uuid = ? ORDER BY fid"
    for table, uuid, state in connection.execute(query, (milestone.uuid,)):
        tables.setdefault(table, {})[uuid] = unsaid.get(table, {}) | json.loads(state)
    return State(
        milestone.name, milestone.dated or milestone.created_at[:10], _plan_name(tables), tables, _labels(connection)
    )


def state_now(connection: sqlite3.Connection) -> State:
    """The plan as it is."""
    tables: dict[str, dict[str, Row]] = {}
    for table in KEPT:
        names = _columns(table)
        geometry = ", hex(geom)" if table.geometry else ""
        listed = ", ".join(f'"{name}"' for name in names)
        query = f"SELECT {listed}{geometry} FROM {table.name} WHERE deleted = 0 ORDER BY fid"  # nosec B608 - the names are our own schema's
        keys = (*names, "geom") if geometry else names
        tables[table.name] = {row[0]: dict(zip(keys, row, strict=True)) for row in connection.execute(query)}
    return State("", date.today().isoformat(), _plan_name(tables), tables, _labels(connection))


def _plan_name(tables: Mapping[str, Mapping[str, Row]]) -> str:
    return next((str(row["name"]) for row in tables["plan"].values()), "")


def _labels(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    return {(row[0], row[1]): row[2] for row in connection.execute("SELECT domain, code, label FROM ref")}


def described(counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """The tables that hold rows, by their French name, as they are said."""
    return [(schema.table(name).alias, count) for name, count in counts.items() if count]


def states(connection: sqlite3.Connection, names: Sequence[str]) -> list[State]:
    """The states that ``names`` name, an empty one for the plan as it is, all read at one moment.

    Raises ``RecordError`` when the plan has none of that name.
    """
    connection.execute("BEGIN")
    try:
        return [state_then(connection, find_milestone(connection, n)) if n else state_now(connection) for n in names]
    finally:
        connection.execute("ROLLBACK")
