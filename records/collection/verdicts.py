# SPDX-License-Identifier: GPL-2.0-or-later
"""One merge under way: what was found, what was written, what a person is to decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..errors import noop
from ..importing.report import Outcome, ReportLine
from ..reading.structure import Location
from .layout import Labels
from .past import Past

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"
CONFLICT, NOTED, PROPOSED_DELETION, CHANGED = "conflict", "noted", "proposed_deletion", "changed"


@dataclass
class Session:
    """``collection`` is the row of the sending, empty when it is not known."""

    connection: sqlite3.Connection
    labels: Labels
    file: str
    plan: str
    author: str
    translate: Callable[[str], str]
    collection: dict[str, Any]
    outcome: Outcome = field(default_factory=Outcome)
    changes: int = 0
    conflicts: int = 0
    new_conflicts: int = 0

    @property
    def who(self) -> str:
        """Who answered: the recipient of the sending, else who imports."""
        return str(self.collection.get("recipient") or self.author or "?")

    @property
    def sent_at(self) -> str:
        """When it was sent; empty when it is not known."""
        return str(self.collection.get("sent_at") or "")

    def say(self, where: Location, original: str, verdict: str, sentence: str = "", **facts: Any) -> None:
        """Add a line to the report."""
        told = self.translate(sentence).format(**facts) if sentence else ""
        self.outcome.lines.append(ReportLine(where, original, verdict, told))

    def conflict(
        self, where: Location, table: str, uuid: str, name: str, texts: tuple[str, str, str], past: Past
    ) -> None:
        """List a conflict, with the three ``texts``: as sent, as returned, as the plan has it; keep the returned one."""
        sent, returned, ours = texts
        entry = past.last(name)
        self.conflicts += 1
        told = noop(
            "Conflict: {recipient} wrote “{returned}”, the plan has “{ours}” ({author}, {at}), “{sent}” was sent. The plan keeps its own; choose."
        )
        self.say(
            where, returned, CONFLICT, told, recipient=self.who, returned=returned, ours=ours, sent=sent,
            author=(entry.author if entry else past.now["modified_by"]) or "?",
            at=(entry.at if entry else str(past.now["modified_at"]))[:10],
        )  # fmt: skip
        place = f"{where.sheet}, l. {where.line}, {where.column}"
        kept = self.connection.execute(
            "SELECT 1 FROM reading WHERE table_name = ? AND row_uuid = ? AND column_name = ? AND original IS ? AND document = ?",
            (table, uuid, name, returned, self.file),
        ).fetchone()
        if kept is None:
            self.new_conflicts += 1
            self.connection.execute(
                "INSERT INTO reading(table_name, row_uuid, column_name, original, certainty, document, location, modified_by) "
                "VALUES (?, ?, ?, ?, 'doubtful', ?, ?, ?)",
                (table, uuid, name, returned, self.file, place, self.who),
            )

    def within(self, write: Callable[[], None]) -> str:
        """Call ``write`` as a whole; returns the sentence of the database when it refuses, else nothing."""
        self.connection.execute("SAVEPOINT returned_line")
        try:
            write()
        except sqlite3.IntegrityError as error:
            self.connection.execute("ROLLBACK TO returned_line")
            return str(error)
        finally:
            self.connection.execute("RELEASE returned_line")
        return ""
