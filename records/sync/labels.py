# SPDX-License-Identifier: GPL-2.0-or-later
"""How a row is called in a list that a person reads."""

from __future__ import annotations

import sqlite3

from .differences import Row

_OWN = ("title", "name", "label", "document", "recipient", "text", "path", "key_value")


def label(connection: sqlite3.Connection, table: str, row: Row) -> str:
    """``44 – Title`` of an action; the action's and its own of what hangs on one; the indicator and year of a value."""
    own = next((str(row[name]) for name in _OWN if row.get(name)), "")
    own = own if len(own) <= 80 else own[:79] + "…"
    if table == "value":
        code = _one(connection, "SELECT code FROM indicator WHERE uuid = ?", row["indicator_uuid"])
        own = f"{code} {row['year']} {row['kind']}"
    if row.get("number"):
        return f"{row['number']} – {own}"
    if row.get("action_uuid"):
        action = _one(connection, "SELECT coalesce(number, title) FROM action WHERE uuid = ?", row["action_uuid"])
        return f"{action} : {own}" if own else action
    return own or str(row["uuid"])


def _one(connection: sqlite3.Connection, query: str, uuid: str) -> str:
    found = connection.execute(query, (uuid,)).fetchone()
    return str(found[0]) if found and found[0] is not None else "?"
