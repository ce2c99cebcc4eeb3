# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan as plain rows: put whole into a new file with its journal, and what was changed there since, row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import schema
from .links import state_extent, wkb_of
from .plan_file import PlanCrs, create_plan, open_plan
from .sync.order import ordered_tables
from .tables import Table, all_columns, content

Rows = Callable[[Table], Iterable[Sequence[Any]]]
INSERT, UPDATE, DELETE = "insert", "update", "delete"


def copied_columns(table: Table) -> tuple[str, ...]:
    """The columns of a row that is copied, in their order; the geometry, a GeoPackage blob, comes last."""
    return ("fid", "uuid", *(column.name for column in all_columns(table)), *(("geom",) if table.geometry else ()))


def make_copy(path: str | Path, crs: PlanCrs, rows: Rows) -> None:
    """Make at ``path``, which must not exist, a plan that holds ``rows`` of each table, as they are: identifiers, versions,
    dates and journal. ``rows`` gives values in the order of :func:`copied_columns`.

    Raises ``RecordError`` as ``create_plan`` does, ``sqlite3.Error`` for rows that are not those of a plan.
    """
    create_plan(path, "…", crs)  # a name until the row of the plan itself is there
    with closing(open_plan(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # rows come in any order
        connection.execute("BEGIN")
        ours = {table.name for table in schema.TABLES}
        kept = [
            (name, sql)
            for name, table, sql in connection.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            if table in ours and not name.startswith("rtree_")
        ]  # fmt: skip
        for name, _sql in kept:  # else each row would count as a change made now
            connection.execute(f'DROP TRIGGER "{name}"')
        for table in schema.TABLES:
            columns = copied_columns(table)
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            connection.execute(f"DELETE FROM {table.name}")  # nosec B608 - the names are our own schema's
            connection.executemany(f"INSERT INTO {table.name}({names}) VALUES ({marks})", rows(table))  # nosec B608 - the same
            if table.geometry:
                state_extent(connection, table.name, [])
        for _name, sql in kept:
            connection.execute(sql)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError("a row of the copy refers to one that is not there")
        connection.execute("COMMIT")


def rows_as_wkb(connection: sqlite3.Connection) -> Rows:
    """The rows of the plan of ``connection``, in the order of :func:`copied_columns`, geometries as WKB."""

    def rows(table: Table) -> Iterable[Sequence[Any]]:
        names = ", ".join(f'"{name}"' for name in copied_columns(table))
        for row in connection.execute(f"SELECT {names} FROM {table.name} ORDER BY fid"):  # nosec B608 - the names are our own schema's
            yield tuple(map(_plain, row))

    return rows


@dataclass(frozen=True)
class Change:
    """What became of a row: ``values`` to write (a geometry as WKB), ``version`` the row had when it was copied."""

    table: Table
    uuid: str
    operation: str
    values: dict[str, Any] = field(default_factory=dict)
    version: int = 0


def changes_since(connection: sqlite3.Connection, before: str | Path) -> list[Change]:
    """The net changes of a plan since its copy ``before``, in an order in which they can be written elsewhere: what a row
    refers to comes before it, rows are added before others are changed, and removed last."""
    connection.execute("ATTACH DATABASE ? AS former", (str(before),))
    try:
        return _changes(connection)
    finally:
        connection.execute("DETACH DATABASE former")


def _changes(connection: sqlite3.Connection) -> list[Change]:
    touched: dict[str, dict[str, None]] = {}
    entries = (
        "SELECT table_name, row_uuid FROM main.journal WHERE uuid NOT IN (SELECT uuid FROM former.journal) ORDER BY fid"
    )
    for name, uuid in connection.execute(entries):
        touched.setdefault(name, {})[uuid] = None
    added, changed, removed = [], [], []
    for table in ordered_tables():
        if table.name in ("milestone_row", "ref"):
            added += _new_rows(connection, table)
        for uuid in touched.get(table.name, ()):
            now, former = (_row(connection, place, table, uuid) for place in ("main", "former"))
            if now is not None and former is None:
                added.append(Change(table, uuid, INSERT, _written(table, now)))
            elif now is not None and former is not None:
                # A merge also brings entries of a journal that tell of changes which were there already.
                wanted = {name: value for name, value in _written(table, now).items() if value != _plain(former[name])}
                if set(wanted) - {"modified_by"}:
                    changed.append(Change(table, uuid, UPDATE, wanted, former["version"]))
            elif former is not None:
                removed.append(Change(table, uuid, DELETE, version=former["version"]))
    return _milestones_open(added) + changed + _milestones_closed(added) + list(reversed(removed))


def _row(connection: sqlite3.Connection, place: str, table: Table, uuid: str) -> dict[str, Any] | None:
    columns = copied_columns(table)
    names = ", ".join(f'"{name}"' for name in columns)
    found = connection.execute(f"SELECT {names} FROM {place}.{table.name} WHERE uuid = ?", (uuid,)).fetchone()  # nosec B608 - the names are our own schema's
    return None if found is None else dict(zip(columns, found, strict=True))


def _written(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """What a person wrote of a row, as opposed to the counters the triggers keep."""
    return {name: _plain(row[name]) for name in content(table)}


def _plain(value: Any) -> Any:
    return wkb_of(value) if isinstance(value, bytes) else value


def _new_rows(connection: sqlite3.Connection, table: Table) -> list[Change]:
    """Rows of a table without journal, which only ever grows."""
    columns = ("uuid", *(column.name for column in table.columns))
    known = f"SELECT uuid FROM former.{table.name}"  # nosec B608 - the names are our own schema's
    rows = connection.execute(
        f"SELECT {', '.join(columns)} FROM main.{table.name} WHERE uuid NOT IN ({known}) ORDER BY fid"  # nosec B608 - the names are our own schema's
    )
    return [Change(table, row[0], INSERT, dict(zip(columns[1:], row[1:], strict=True))) for row in rows]


def _milestones_open(added: list[Change]) -> list[Change]:
    """A milestone takes rows while it is open: those that are closed are added open, and closed afterwards."""
    return [
        Change(c.table, c.uuid, INSERT, c.values | {"closed": 0}) if c.table.name == "milestone" else c for c in added
    ]


def _milestones_closed(added: list[Change]) -> list[Change]:
    return [
        Change(c.table, c.uuid, UPDATE, {"closed": 1, "modified_by": c.values["modified_by"]}, 1)
        for c in added
        if c.table.name == "milestone" and c.values["closed"]
    ]
