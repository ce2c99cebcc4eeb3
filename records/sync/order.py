# SPDX-License-Identifier: GPL-2.0-or-later
"""In which order tables and rows are written, so that what a row refers to is there before it."""

from __future__ import annotations

from functools import cache

from .. import schema
from .differences import Row


@cache
def ordered_tables() -> tuple[schema.Table, ...]:
    """The tables of a plan, each after those it refers to."""
    placed: dict[str, schema.Table] = {}

    def place(table: schema.Table) -> None:
        if table.name in placed:
            return
        for column in table.columns:
            if column.references and column.references != table.name:
                place(schema.table(column.references))
        placed[table.name] = table

    for table in schema.TABLES:
        place(table)
    return tuple(placed.values())


def parents_first(table: schema.Table, rows: list[Row]) -> list[Row]:
    """``rows`` of one table, each after the one it hangs on; those of a circle keep their order, at the end."""
    upward = [c.name for c in table.columns if c.references == table.name]
    if not upward:
        return rows
    waiting = {row["uuid"] for row in rows}
    ordered: list[Row] = []
    left = rows
    while left:
        ready = [row for row in left if not any(row[c] in waiting and row[c] != row["uuid"] for c in upward)]
        if not ready:
            return ordered + left
        ordered += ready
        waiting -= {row["uuid"] for row in ready}
        left = [row for row in left if row["uuid"] in waiting]
    return ordered
