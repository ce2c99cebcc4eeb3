# SPDX-License-Identifier: GPL-2.0-or-later
"""Bring back what was put aside: rows are never erased, they are marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from . import schema
from .errors import RecordError, noop


def undelete(connection: sqlite3.Connection, table: str, uuids: Sequence[str], author: str = "") -> int:
    """Show the rows ``uuids`` of ``table`` again and return how many were hidden; call inside a transaction.

    Raises ``RecordError`` when one of them is not in the plan, and for a table that keeps no deleted rows.
    """
    if table not in {known.name for known in schema.TABLES if known.journalled}:
        raise RecordError(noop("The plan keeps no deleted rows of “{table}”."), table=table)
    asked = f"SELECT deleted FROM {table} WHERE uuid = ?"  # nosec B608 - the names are our own schema's
    shown_again = f"UPDATE {table} SET deleted = 0, modified_by = ? WHERE uuid = ?"  # nosec B608 - the same
    shown = 0
    for uuid in uuids:
        found = connection.execute(asked, (uuid,)).fetchone()
        if found is None:
            raise RecordError(noop("The row {uuid} is not in the plan any more."), uuid=uuid)
        if found[0]:
            connection.execute(shown_again, (author or None, uuid))
            shown += 1
    return shown
