# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheet of actions of a returned workbook: each line matched to its action, compared, and taken or shown."""

from __future__ import annotations

import uuid as identifiers
from typing import Any

from ..errors import RecordError, noop
from ..reading.normalised import key, one_line, tidy
from . import layout
from .layout import ACTIONS, Field, dated, parsed, shown, untouched
from .past import Past, past_of
from .returned import Returned, ReturnedLine, number_of
from .verdicts import CHANGED, CREATED, NOTED, REFUSED, UNCHANGED, UPDATED, Session

_MEMORY = ("number", "title")  # grey columns whose change is worth a word


class ActionLines:
    """``seen`` are the uuids found in the file; ``number`` and title of an action lead to it."""

    def __init__(self, session: Session, returned: Returned) -> None:
        self.session, self.returned = session, returned
        self.seen: set[str] = set()
        self.lines: dict[str, int] = {}
        self.by_name: dict[tuple[str, str], list[str]] = {}
        self.versions = {row.uuid: row.version for row in returned.rows}
        query = "SELECT uuid, number, title FROM action WHERE deleted = 0"
        for uuid, number, title in session.connection.execute(query):
            self.by_name.setdefault((key(number or ""), key(title)), []).append(uuid)

    def merge(self) -> None:
        """Every line, in the order of the sheet."""
        for line in self.returned.actions:
            self.session.outcome.read += 1
            self.session.outcome.sub_actions += bool(line.cell("mother"))
            try:
                verdict = self._line(line)
            except RecordError as error:
                self._refuse(line, error.sentence, **error.facts)
                verdict = REFUSED
            self.session.outcome.count(verdict)

    def _refuse(self, line: ReturnedLine, sentence: str, name: str = "", **facts: Any) -> None:
        self.session.say(line.at(name), line.cell(name) if name else line.cell("title"), REFUSED, sentence, **facts)

    def _line(self, line: ReturnedLine) -> str:
        uuid, version = one_line(line.cell("uuid")), number_of(line.cell("version"))
        if not uuid and not self.returned.tied:
            uuid = self.named(line.cell("number"), line.cell("title"))
            version = self.versions.get(uuid)
            if version is None and not self.session.sent_at:
                raise RecordError(noop("It is not known which version of this action was sent: it is left as it is."))
        if not uuid:
            return self._added(line)
        if uuid in self.lines:
            told = noop(
                "This line has the identifier of line {first}: it was copied. To add an action, write it on an empty line."
            )
            raise RecordError(told, first=self.lines[uuid])
        self.lines[uuid] = line.line
        self.seen.add(uuid)
        version = version if version is not None else self.versions.get(uuid)
        past = past_of(self.session.connection, "action", uuid, version, self.session.sent_at)
        if past is None:
            raise RecordError(
                noop("The plan has no action with this identifier: it was sent from another plan, or changed by hand.")
            )
        if version is None and not self.session.sent_at:
            raise RecordError(noop("It is not known which version of this action was sent: it is left as it is."))
        if past.now["deleted"]:
            raise RecordError(noop("This action was deleted from the plan since: restore it first, then merge again."))
        return self._compare(line, past)

    def named(self, number: str, title: str) -> str:
        """The uuid of the action of this number and title. Raises ``RecordError`` when there is none, or more than one."""
        found = self.by_name.get((key(number), key(title)), [])
        if len(found) != 1:
            raise RecordError(
                noop("{count} actions of the plan have the number “{number}” and the title “{title}”: it cannot be told which this line is."),
                count=len(found), number=number, title=one_line(title)[:80],
            )  # fmt: skip
        return found[0]

    def _compare(self, line: ReturnedLine, past: Past) -> str:
        session, uuid = self.session, str(past.now["uuid"])
        past.now, past.then = dated(past.now), dated(past.then)
        changes: dict[str, Any] = {}
        before = session.conflicts
        for name in _MEMORY:
            self._remember(line, past, name)
        for field in self.returned.fields[ACTIONS].values():
            if not field.answer or untouched(field, past.then[field.name], line.cell(field.name), session.labels):
                continue
            try:
                value = parsed(field, line.cell(field.name), session.labels)
            except RecordError as error:
                self._refuse(line, error.sentence, field.name, **error.facts)
                continue
            if same(value, past.now[field.name]) or past.taken(field.name, value):
                continue
            if same(past.now[field.name], past.then[field.name]):
                changes[field.name] = value
            else:
                session.conflict(line.at(field.name), "action", uuid, field.name, self._texts(field, past, line), past)
        session.outcome.doubtful += session.conflicts > before
        return self._write(line, past, changes)

    def _texts(self, field: Field, past: Past, line: ReturnedLine) -> tuple[str, str, str]:
        sent, ours = (shown(field, row[field.name], self.session.labels) for row in (past.then, past.now))
        return str(sent or ""), tidy(line.cell(field.name)), str(ours or "")

    def _remember(self, line: ReturnedLine, past: Past, name: str) -> None:
        if name in line.cells and key(line.cell(name)) not in (
            key(str(past.then[name] or "")),
            key(str(past.now[name] or "")),
        ):
            told = noop("This column only recalls the plan: its change is not taken. Change it in the plan.")
            self.session.say(line.at(name), line.cell(name), NOTED, told)

    def _write(self, line: ReturnedLine, past: Past, changes: dict[str, Any]) -> str:
        session, uuid = self.session, str(past.now["uuid"])
        if not changes:
            session.say(line.at(), line.cell("title"), UNCHANGED)
            return UNCHANGED
        columns = dict(changes)
        for date in layout.DATES:
            if date in changes:
                columns |= layout.stored_date(date, changes[date])
        if "status" in changes:
            columns["status_original"] = one_line(line.cell("status")) or None
        assigned = ", ".join(f'"{name}" = ?' for name in columns)

        def write() -> None:
            session.connection.execute(
                f"UPDATE action SET {assigned}, modified_by = ? WHERE uuid = ?",  # nosec B608 - the names are our own
                (*columns.values(), session.who, uuid),
            )

        refused = session.within(write)
        if refused:
            raise RecordError("{message}", message=refused)
        for name, value in changes.items():
            field = self.returned.fields[ACTIONS][name]
            former, new = (shown(field, v, session.labels) for v in (past.now[name], value))
            told = noop("{recipient}: “{former}” became “{new}”.")
            session.say(line.at(name), line.cell(name), CHANGED, told, recipient=session.who, former="" if former is None else former, new="" if new is None else new)  # fmt: skip
        session.changes += len(changes)
        session.say(line.at(), line.cell("title"), UPDATED)
        return UPDATED

    def _added(self, line: ReturnedLine) -> str:
        """A line without identifier: a new action. The same line, returned again, is the same action."""
        session, title = self.session, one_line(line.cell("title"))
        if not title:
            raise RecordError(noop("This line has no title: give it one to add an action."))
        origin = session.collection.get("uuid") or self.returned.collection or session.plan
        name = f"{origin}/{key(line.cell('number'))}/{key(title)}"
        uuid = str(identifiers.uuid5(identifiers.NAMESPACE_URL, f"pcaet:{name}"))
        past = past_of(session.connection, "action", uuid, 1)
        if past is not None:
            self.seen.add(uuid)
            if past.now["deleted"]:
                raise RecordError(
                    noop("This added action was deleted from the plan since: restore it first, then merge again.")
                )
            return self._compare(line, past)
        columns = self._new_columns(line, uuid, title)

        def write() -> None:
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" for _ in columns)
            session.connection.execute(f"INSERT INTO action({names}) VALUES ({marks})", tuple(columns.values()))  # nosec B608 - the names are our own
            if session.collection.get("actor_uuid"):
                self._give_pilot(uuid, session.collection["actor_uuid"])

        refused = session.within(write)
        if refused:
            raise RecordError("{message}", message=refused)
        session.changes += 1
        self.seen.add(uuid)
        session.say(
            line.at(),
            title,
            CREATED,
            noop("Added by {recipient}: check its number and its axis."),
            recipient=session.who,
        )
        return CREATED

    def _new_columns(self, line: ReturnedLine, uuid: str, title: str) -> dict[str, Any]:
        session = self.session
        parent = self._mother(line)
        columns: dict[str, Any] = {
            "uuid": uuid, "plan_uuid": session.plan, "parent_uuid": parent, "number": one_line(line.cell("number")) or None,
            "title": title, "axis_uuid": self._axis(line, parent), "pilot": session.collection.get("recipient"),
            "source_system": "collecte", "source_document": session.file, "modified_by": session.who,
        }  # fmt: skip
        for field in layout.ACTION_FIELDS:
            if not field.answer or not line.cell(field.name):
                continue
            try:
                columns[field.name] = parsed(field, line.cell(field.name), session.labels)
            except RecordError as error:
                self._refuse(line, error.sentence, field.name, **error.facts)
        for date in layout.DATES:
            columns |= layout.stored_date(date, columns.get(date))
        columns["status_original"] = one_line(line.cell("status")) or None
        return columns

    def _mother(self, line: ReturnedLine) -> str | None:
        wanted = one_line(line.cell("mother"))
        if not wanted:
            return None
        rows = self.session.connection.execute(
            "SELECT uuid, number, title FROM action WHERE deleted = 0 AND parent_uuid IS NULL"
        ).fetchall()
        found = [
            uuid for uuid, number, title in rows
            if key(wanted) in (key(number or "\0"), key(title), key(f"{number} – {title}"))
        ]  # fmt: skip
        if len(found) != 1:
            raise RecordError(noop("{count} actions are “{mother}”: give the number of the action this one is part of."), count=len(found), mother=wanted)  # fmt: skip
        return str(found[0])

    def _axis(self, line: ReturnedLine, parent: str | None) -> str | None:
        if parent:
            found = self.session.connection.execute(
                "SELECT axis_uuid FROM action WHERE uuid = ?", (parent,)
            ).fetchone()[0]
            return str(found) if found else None
        wanted = key(line.cell("axis").split("›")[-1])
        rows = self.session.connection.execute("SELECT uuid, number, name FROM axis WHERE deleted = 0").fetchall()
        matching = [
            uuid
            for uuid, number, name in rows
            if wanted and wanted in (key(name), key(f"{number}. {name}"), key(number or "\0"))
        ]
        return str(matching[0]) if len(matching) == 1 else None

    def _give_pilot(self, action: str, actor: str) -> None:
        kind = self.session.connection.execute("SELECT kind FROM actor WHERE uuid = ?", (actor,)).fetchone()[0]
        role = {"service": "pilot_service", "person": "pilot_person"}.get(kind, "pilot_organisation")
        self.session.connection.execute(
            "INSERT INTO action_actor(action_uuid, actor_uuid, role, modified_by) VALUES (?, ?, ?, ?)",
            (action, actor, role, self.session.who),
        )


def same(first: Any, second: Any) -> bool:
    """True for one value written in two ways: no text and none, a number and its float, spacing."""
    if isinstance(first, str) or isinstance(second, str):
        return tidy(first or "") == tidy(second or "")
    return bool(first == second)
