# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows and changes of a plan as statements of PostgreSQL; each list is to be run in one transaction.

The search path must hold PostGIS: a geometry is written as the text of its WKB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from . import schema
from .plan_copy import DELETE, INSERT, Change, Rows, copied_columns
from .postgres import identifier, written
from .sync.order import ordered_tables, parents_first
from .tables import Table, all_columns
from .triggers import literal

STALE = "pcaet-stale"  # what a statement raises for a row that someone else changed
ROWS, STEPS = 500, 200  # in one statement


def filled(name: str, rows: Rows, srid: int) -> list[str]:
    """The rows of a plan into the new, empty schema ``name``, as they are: the triggers are told nothing.

    ``rows`` gives values in the order of :func:`plan_copy.copied_columns`, a geometry as WKB.
    """
    place = identifier(name)
    made = [f"ALTER TABLE {place}.{table.name} DISABLE TRIGGER USER" for table in schema.TABLES]
    for table in ordered_tables():
        columns = copied_columns(table)
        whole = [dict(zip(columns, row, strict=True)) for row in rows(table)]
        made += _inserts(place, table, parents_first(table, whole), columns, srid)
        last = f"(SELECT max(fid) FROM {place}.{table.name})"  # nosec B608 - quoted
        sequence = literal(f"{place}.{table.name}")
        made.append(
            f"SELECT setval(pg_get_serial_sequence({sequence}, 'fid'), coalesce({last}, 1), {last} IS NOT NULL)"
        )
    return made + [f"ALTER TABLE {place}.{table.name} ENABLE TRIGGER USER" for table in schema.TABLES]


def replayed(name: str, changes: Sequence[Change], srid: int) -> list[str]:
    """``changes`` in the schema ``name``; an error that holds :data:`STALE`, the table and the row's uuid where a row is
    no longer the one that was copied."""
    place = identifier(name)
    made: list[str] = []
    for (table_name, operation), group in groupby(changes, key=lambda change: (change.table.name, change.operation)):
        table, some = schema.table(table_name), list(group)
        if operation == INSERT:
            columns = ("uuid", *some[0].values)
            made += _inserts(place, table, parents_first(table, [{"uuid": c.uuid, **c.values} for c in some]), columns, srid)  # fmt: skip
        else:
            for part in _parts(some, STEPS):
                steps = " ".join(_step(place, change, srid) for change in part)
                made.append("DO " + literal(f"BEGIN {steps} END"))
    return made


def _inserts(
    place: str, table: Table, rows: Sequence[dict[str, Any]], columns: Sequence[str], srid: int
) -> Iterator[str]:
    kinds = _kinds(table)
    names = ", ".join(f'"{name}"' for name in columns)
    for part in _parts(rows, ROWS):
        values = ", ".join(
            "(" + ", ".join(_value(row[name], kinds[name], srid) for name in columns) + ")" for row in part
        )
        yield f"INSERT INTO {place}.{table.name}({names}) VALUES {values}"  # nosec B608 - quoted


def _step(place: str, change: Change, srid: int) -> str:
    where = f"WHERE uuid = {written(change.uuid)} AND version = {change.version:d}"
    if change.operation == DELETE:
        done = f"DELETE FROM {place}.{change.table.name} {where}"  # nosec B608 - quoted
    else:
        kinds = _kinds(change.table)
        sets = ", ".join(f'"{name}" = {_value(value, kinds[name], srid)}' for name, value in change.values.items())
        done = f"UPDATE {place}.{change.table.name} SET {sets} {where}"  # nosec B608 - quoted
    told = literal(f"{STALE} {change.table.name} {change.uuid}")
    return f"{done}; IF NOT FOUND THEN RAISE EXCEPTION '%', {told}; END IF;"


def _kinds(table: Table) -> dict[str, str]:
    return {"fid": "INTEGER", "uuid": "TEXT", "geom": "GEOMETRY"} | {c.name: c.kind for c in all_columns(table)}


def _value(value: Any, kind: str, srid: int) -> str:
    if value is None:
        return "NULL"
    if kind == "BOOLEAN":
        return written(bool(value))
    if kind == "GEOMETRY":
        return f"ST_SetSRID('{value.hex()}'::geometry, {srid:d})"
    return written(value)


def _parts(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
