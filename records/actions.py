# SPDX-License-Identifier: GPL-2.0-or-later
"""Actions of a plan: made, and found by uuid, number or title."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from .errors import RecordError, noop
from .milestones import is_date


@dataclass(frozen=True)
class NewAction:
    """What is known of an action; only the title is needed. Dates are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    title: str
    number: str | None = None
    parent: str | None = None
    axis: str | None = None
    status: str | None = None
    start: str | None = None
    end: str | None = None
    pilot: str | None = None
    description: str | None = None


def create_action(connection: sqlite3.Connection, new: NewAction, author: str = "") -> str:
    """Insert an action and return its uuid; call inside a transaction.

    ``parent`` is the number or uuid of an action, ``axis`` the name, number or uuid of an axis (made when a name is
    new), ``status`` a code or an official label. Raises ``RecordError`` with the field and the remedy; the rules of the
    database (title, dates, two levels) raise ``sqlite3.IntegrityError`` with their own sentence.
    """
    plan = connection.execute("SELECT uuid FROM plan").fetchone()[0]
    parent = find(connection, "action", new.parent) if new.parent else None
    axis = _axis(connection, plan, new.axis, author) if new.axis else None
    for label, date in (("START", new.start), ("END", new.end)):
        if date and not is_date(date):
            raise RecordError(
                noop("{field}: “{value}” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD."), field=label, value=date
            )
    status = code_of(connection, "status", new.status) if new.status else None
    row = connection.execute(
        'INSERT INTO "action"(plan_uuid, parent_uuid, axis_uuid, number, title, status, status_original, start_date, '
        "end_date, pilot, description, modified_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING uuid",
        (
            plan, parent, axis, new.number, new.title.strip(), status, new.status, new.start, new.end, new.pilot,
            new.description, author or None,
        ),
    ).fetchone()  # fmt: skip
    return str(row[0])


_NAMES = {
    "action": ("number", "title"),
    "indicator": ("code", "name"),
    "territory": ("code", "name"),
    "axis": ("number", "name"),
}


def find(connection: sqlite3.Connection, table: str, text: str) -> str:
    """The uuid of the row of ``table`` that ``text`` names: by uuid, else by number or code, else by title or name.

    Raises ``RecordError`` when there is none or more than one: a person must then say which.
    """
    wanted = text.strip()
    for column in ("uuid", *_NAMES[table]):
        named = f'SELECT uuid FROM "{table}" WHERE "{column}" = ? AND deleted = 0'  # nosec B608 - the names are our own schema's
        rows = connection.execute(named, (wanted,)).fetchall()
        if len(rows) == 1:
            return str(rows[0][0])
        if len(rows) > 1:
            raise RecordError(
                noop("{count} rows of “{table}” have “{text}” as {column}. Give the uuid of the one you mean."),
                count=len(rows), table=table, text=wanted, column=column,
            )  # fmt: skip
    raise RecordError(
        noop("The plan has no “{table}” named “{text}”. Check its number, or make it first."), table=table, text=wanted
    )


def code_of(connection: sqlite3.Connection, domain: str, text: str) -> str:
    """The code of an official label or code, whatever its case; raises ``RecordError`` with the list otherwise."""
    entries = connection.execute("SELECT code, label FROM ref WHERE domain = ? ORDER BY position", (domain,)).fetchall()
    for code, label in entries:
        if text.strip().casefold() in (code.casefold(), label.casefold()):
            return str(code)
    raise RecordError(
        noop("“{text}” is not a known {domain}. Known: {labels}."),
        text=text, domain=domain, labels=", ".join(label for _code, label in entries),
    )  # fmt: skip


def _axis(connection: sqlite3.Connection, plan: str, text: str, author: str) -> str:
    try:
        return find(connection, "axis", text)
    except RecordError:
        known = connection.execute("SELECT count(*) FROM axis WHERE name = ? OR number = ?", (text, text)).fetchone()[0]
        if known:
            raise
    row = connection.execute(
        "INSERT INTO axis(plan_uuid, name, modified_by) VALUES (?, ?, ?) RETURNING uuid",
        (plan, text.strip(), author or None),
    ).fetchone()
    return str(row[0])


@dataclass(frozen=True)
class ActionTitle:
    """What a list of actions shows of one."""

    uuid: str
    number: str | None
    title: str
    status: str | None


def action_titles(connection: sqlite3.Connection) -> list[ActionTitle]:
    """Every action that is not deleted, by number then title; ``status`` is its official label, None when unknown."""
    rows = connection.execute(
        "SELECT a.uuid, a.number, a.title, r.label FROM action a "
        "LEFT JOIN ref r ON r.domain = 'status' AND r.code = a.status WHERE a.deleted = 0 ORDER BY a.number, a.title"
    )
    return [ActionTitle(*row) for row in rows]
