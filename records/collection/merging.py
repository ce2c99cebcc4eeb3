# SPDX-License-Identifier: GPL-2.0-or-later
"""A returned workbook merged into the plan: what the service changed is taken, what both changed is shown, nothing is lost.

For each cell three values are compared: the one that was sent, the one that came back, the one the plan has now. A cell
that only the service changed is taken; one that both changed in different ways is a conflict: the plan keeps its own, the
answer is kept beside (table ``reading``) and both are listed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ..errors import RecordError, noop
from ..importing.report import Outcome
from ..reading.structure import Location
from .action_lines import ActionLines
from .layout import ACTIONS, Labels
from .returned import Returned, read_returned
from .value_lines import ValueLines
from .verdicts import NOTED, PROPOSED_DELETION, Session

DRY_RUN, MERGE = "dry_run", "merge"


def merge(
    connection: sqlite3.Connection, path: str | Path, mode: str, author: str = "",
    translate: Callable[[str], str] = str,
) -> Outcome:  # fmt: skip
    """Merge the returned workbook ``path``; call inside a transaction. In ``dry_run`` nothing is written.

    The verdicts of the report are ``created``, ``updated``, ``unchanged``, ``refused``, ``conflict``, ``noted`` and
    ``proposed_deletion``. Returned twice, a workbook changes nothing. Raises ``RecordError`` when it is not a returned
    workbook of this plan, or when nothing ties its lines to the plan any more.
    """
    if mode not in (DRY_RUN, MERGE):
        raise RecordError(noop("MODE: a returned workbook is merged, never put in the place of the plan. Choose merge or dry_run."))  # fmt: skip
    returned = read_returned(Path(path))
    if mode == DRY_RUN:
        with closing(_copy(connection)) as copy:
            return _merge(copy, returned, author, translate)
    return _merge(connection, returned, author, translate)


def _copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The plan in memory: what is tried there is refused by the same rules, and forgotten."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    copy.row_factory = sqlite3.Row
    copy.execute("PRAGMA foreign_keys = ON")
    return copy


def _merge(connection: sqlite3.Connection, returned: Returned, author: str, translate: Callable[[str], str]) -> Outcome:
    session = _session(connection, returned, author, translate)
    for remark in returned.remarks:
        session.say(remark.location, remark.original, NOTED, remark.sentence, **remark.facts)
    actions = ActionLines(session, returned)
    actions.merge()
    ValueLines(session, returned, actions).merge()
    _propose_deletions(session, returned, actions.seen)
    _inscribe(session)
    return session.outcome


def _session(
    connection: sqlite3.Connection, returned: Returned, author: str, translate: Callable[[str], str]
) -> Session:
    plan = connection.execute("SELECT uuid FROM plan").fetchone()[0]
    if returned.plan and returned.plan != plan:
        raise RecordError(noop("“{file}” was sent from another plan: merge it there."), file=returned.file)
    known = connection.execute(
        "SELECT uuid, actor_uuid, recipient, sent_at, returned_at FROM collection WHERE deleted = 0 AND (uuid = ? OR (? = '' AND file = ?)) "
        "ORDER BY sent_at DESC",
        (returned.collection, returned.collection, returned.file),
    ).fetchone()
    session = Session(
        connection, Labels(connection), returned.file, plan, author, translate, dict(known) if known else {}
    )
    if returned.tied:
        return session
    if not returned.rows and not known:
        raise RecordError(
            noop("“{file}”: its hidden columns were deleted and the plan has not sent a workbook of this name: nothing ties its lines to the plan. Send it again."),
            file=returned.file,
        )  # fmt: skip
    session.say(Location(returned.file, ACTIONS), "", NOTED, noop("The hidden columns were deleted: the lines are matched by number and title."))  # fmt: skip
    return session


def _propose_deletions(session: Session, returned: Returned, seen: set[str]) -> None:
    for row in returned.rows:
        if row.table != "action" or row.uuid in seen:
            continue
        live = session.connection.execute(
            "SELECT title FROM action WHERE uuid = ? AND deleted = 0", (row.uuid,)
        ).fetchone()
        if live is not None:
            title = f"{row.number} – {live['title']}" if row.number else str(live["title"])
            told = noop(
                "The line of the action “{title}” was deleted by {recipient}: the action stays. Delete it yourself if you agree."
            )
            session.say(
                Location(returned.file, ACTIONS), title, PROPOSED_DELETION, told, title=title, recipient=session.who
            )


def _inscribe(session: Session) -> None:
    """Write down who answered, when, and what came of it; nothing when the same workbook brings nothing new."""
    known = session.collection
    if not known or not (session.changes or session.new_conflicts or known["returned_at"] is None):
        return
    session.connection.execute(
        "UPDATE collection SET returned_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), returned_by = ?, "
        "changes = coalesce(changes, 0) + ?, conflicts = ?, modified_by = ? WHERE uuid = ?",
        (session.who, session.changes, session.conflicts, session.author or None, known["uuid"]),
    )
