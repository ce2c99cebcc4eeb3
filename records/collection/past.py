# SPDX-License-Identifier: GPL-2.0-or-later
"""A row of the plan as it was when it was sent, from the journal; and who changed it since."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from ..errors import RecordError, noop


@dataclass(frozen=True)
class Entry:
    """A change of a row: the columns that differ, before and after, with their versions."""

    at: str
    author: str | None
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass
class Past:
    """``now`` is the row as it is, ``then`` as it was sent, ``since`` the changes between, the oldest first."""

    now: dict[str, Any]
    then: dict[str, Any]
    since: list[Entry]

    def last(self, name: str) -> Entry | None:
        """The last change of the column ``name`` since it was sent."""
        return next((entry for entry in reversed(self.since) if name in entry.after), None)

    def taken(self, name: str, value: Any) -> bool:
        """True when the column held ``value`` at some time since: an answer that was taken, then changed again."""
        return any(name in entry.after and entry.after[name] == value for entry in self.since)


def past_of(
    connection: sqlite3.Connection, table: str, uuid: str, version: int | None, sent_at: str = ""
) -> Past | None:
    """The row ``uuid`` of ``table``, as it is and as it was at ``version`` (or, without one, at ``sent_at``).

    None when the plan has no such row. Raises ``RecordError`` when the version is later than the plan's own.
    """
    row = connection.execute(f'SELECT * FROM "{table}" WHERE uuid = ?', (uuid,)).fetchone()  # nosec B608 - names of our own schema
    if row is None:
        return None
    now = dict(row)
    if version is not None and version > now["version"]:
        raise RecordError(
            noop("It was sent at version {theirs} and the plan has version {ours}: it comes from another copy of the plan. Merge the plans first."),
            theirs=version, ours=now["version"],
        )  # fmt: skip
    if version == now["version"]:
        return Past(now, dict(now), [])
    entries = [
        Entry(at, author, json.loads(before), json.loads(after))
        for at, author, before, after in connection.execute(
            "SELECT at, author, before, after FROM journal WHERE row_uuid = ? AND table_name = ? AND operation = 'update' ORDER BY fid",
            (uuid, table),
        )
    ]
    if version is not None:
        since = [entry for entry in entries if entry.before["version"] >= version]
    else:
        since = [entry for entry in entries if entry.at > sent_at]
    then = dict(now)
    for entry in reversed(since):
        then |= entry.before
    return Past(now, then, since)
