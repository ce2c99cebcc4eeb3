# SPDX-License-Identifier: GPL-2.0-or-later
"""May these two files be merged at all? Each reason why not is one sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from .. import schema
from ..errors import RecordError, noop


def refuse_one_file(plan: Path, other: Path) -> None:
    """Raise ``RecordError`` when both names are one file."""
    if plan.exists() and other.exists() and plan.samefile(other):
        raise RecordError(
            noop("“{file}” is the plan itself: choose the copy that was away, not the same file twice."),
            file=other.name,
        )


def refuse_strangers(plan: sqlite3.Connection, other: sqlite3.Connection, name: str, other_name: str) -> None:
    """Raise ``RecordError`` unless both are sound copies of one plan."""
    for connection, file in ((plan, name), (other, other_name)):
        _refuse_without_rules(connection, file)
        _refuse_duplicates(connection, file)
    ours, theirs = (c.execute("SELECT uuid, name, crs FROM plan").fetchall() for c in (plan, other))
    if len(ours) != 1 or len(theirs) != 1:
        raise RecordError(
            noop("“{file}” holds {count} plans: a file holds one. Take your last backup."),
            file=other_name if len(theirs) != 1 else name, count=len(theirs) if len(theirs) != 1 else len(ours),
        )  # fmt: skip
    if ours[0]["uuid"] != theirs[0]["uuid"]:
        raise RecordError(
            noop("“{other}” is another plan (“{theirs}”), not a copy of “{file}” (“{ours}”): choose a copy made from it."),
            other=other_name, theirs=theirs[0]["name"], file=name, ours=ours[0]["name"],
        )  # fmt: skip
    if ours[0]["crs"] != theirs[0]["crs"]:
        raise RecordError(
            noop("“{other}” is in {theirs} and “{file}” in {ours}: two copies of a plan have one reference system. Take the copy made from it."),
            other=other_name, theirs=theirs[0]["crs"], file=name, ours=ours[0]["crs"],
        )  # fmt: skip


def _refuse_without_rules(connection: sqlite3.Connection, file: str) -> None:
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for table in schema.TABLES:
        if table.journalled and f"{table.name}_updated" not in found:
            raise RecordError(
                noop("“{file}” has lost the journal of its table “{table}”: what was changed there cannot be told. Copy the plan as a whole file, not layer by layer."),
                file=file, table=table.name,
            )  # fmt: skip


def _refuse_duplicates(connection: sqlite3.Connection, file: str) -> None:
    for table in schema.TABLES:
        twice = f"SELECT uuid, count(*) FROM {table.name} GROUP BY uuid HAVING count(*) > 1 LIMIT 1"  # nosec B608 - the names are our own schema's
        found = connection.execute(twice).fetchone()
        if found:
            raise RecordError(
                noop("“{file}”: the identifier {uuid} stands on {count} rows of “{table}”, where it must be unique. Remove the copies of the row, then run again."),
                file=file, uuid=found[0], count=found[1], table=table.name,
            )  # fmt: skip
