# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheet of indicators of a returned workbook: values, or reasons of absence, by the one door of the plan."""

from __future__ import annotations

from typing import Any

from ..errors import RecordError, noop
from ..reading.normalised import key, one_line, tidy
from ..values import NewValue, store_value
from .action_lines import ActionLines, same
from .layout import INDICATORS, VALUE_FIELDS, Field, parsed, shown, untouched
from .past import Past, past_of
from .returned import Returned, ReturnedLine, number_of
from .verdicts import CHANGED, REFUSED, Session

_FIELDS = {field.name: field for field in VALUE_FIELDS}
ANSWERS = ("value", "reason", "source", "comment")


class ValueLines:
    """Each line is one indicator, action, territory and year."""

    def __init__(self, session: Session, returned: Returned, actions: ActionLines) -> None:
        self.session, self.returned, self.actions = session, returned, actions

    def merge(self) -> None:
        """Every line, in the order of the sheet."""
        if INDICATORS not in self.returned.fields:
            return
        for line in self.returned.values:
            try:
                self._line(line)
            except RecordError as error:
                self.session.say(
                    line.at("value"), line.cell("value") or line.cell("reason"), REFUSED, error.sentence, **error.facts
                )

    def _line(self, line: ReturnedLine) -> None:
        place = self._place(line)
        former = self.session.connection.execute(
            "SELECT uuid FROM value WHERE indicator_uuid = ? AND action_uuid IS ? AND territory_uuid IS ? AND year = ? "
            "AND kind = 'result' AND deleted = 0",
            place,
        ).fetchone()
        uuid = one_line(line.cell("uuid")) or (former["uuid"] if former else "")
        version = number_of(line.cell("version")) if line.cell("uuid") else None
        sent_at = self.session.sent_at
        past = past_of(self.session.connection, "value", uuid, version, sent_at) if uuid else None
        if past is not None and past.now["deleted"]:
            raise RecordError(noop("This value was deleted from the plan since: restore it first, then merge again."))
        if past is not None and not line.cell("uuid") and str(past.now["created_at"]) >= sent_at:
            past.then = dict.fromkeys(past.now)  # sent as an empty line: the plan got its value since
        then = past.then if past else dict.fromkeys(ANSWERS)
        answers = self._answers(line, then)
        if answers:
            self._take(line, place, past, answers)

    def _answers(self, line: ReturnedLine, then: dict[str, Any]) -> dict[str, Any]:
        """What the service changed, by column."""
        changed = {}
        for name in ANSWERS:
            field = self.returned.fields[INDICATORS].get(name)
            if field is not None and not untouched(field, then[name], line.cell(name), self.session.labels):
                changed[name] = parsed(field, line.cell(name), self.session.labels)
        whole = {name: changed.get(name, then[name]) for name in ("value", "reason")}
        if "value" in changed and changed["value"] is not None and "reason" not in changed:
            changed["reason"] = whole["reason"] = None  # a number takes the place of the reason of its absence
        if (
            "reason" in changed
            and changed["reason"] is not None
            and "value" not in changed
            and then["value"] is not None
        ):
            raise RecordError(noop("The line has a value and a reason for its absence: keep one of the two."))
        if whole["value"] is not None and whole["reason"] is not None:
            raise RecordError(noop("The line has a value and a reason for its absence: keep one of the two."))
        if whole["value"] is None and whole["reason"] is None:
            if "value" in changed or "reason" in changed:
                raise RecordError(
                    noop(
                        "The value was emptied: the plan keeps its own. To take it away, give the reason of its absence."
                    )
                )
            if changed:
                raise RecordError(
                    noop("A source or a comment without a value: give the value, or the reason of its absence.")
                )
        return changed

    def _take(self, line: ReturnedLine, place: tuple[Any, ...], past: Past | None, answers: dict[str, Any]) -> None:
        session = self.session
        pair: dict[str, Any] = {name: answers[name] for name in ("value", "reason") if name in answers}
        taken = self._decide(line, past, pair, ("value", "reason"))
        for name in ("source", "comment"):
            if name in answers:
                taken |= self._decide(line, past, {name: answers[name]}, (name,))
        if not taken:
            return
        now = {name: past.now[name] if past else None for name in ANSWERS}
        self._store(place, now | taken)
        session.changes += len(taken)
        session.outcome.values += 1
        for name, value in taken.items():
            if value is None and now[name] is None:
                continue
            field = _FIELDS[name]
            former, new = (shown(field, v, session.labels) for v in (now[name], value))
            told = noop("{indicator}, {year}, {recipient}: “{former}” became “{new}”.")
            session.say(
                line.at(name), line.cell(name), CHANGED, told, indicator=one_line(line.cell("indicator")), year=place[3],
                recipient=session.who, former="" if former is None else former, new="" if new is None else new,
            )  # fmt: skip

    def _decide(
        self, line: ReturnedLine, past: Past | None, group: dict[str, Any], watched: tuple[str, ...]
    ) -> dict[str, Any]:
        """What is taken of the answers ``group``, which stand or fall together; a conflict is listed and takes nothing."""
        if not group or past is None:
            return {name: value for name, value in group.items() if value is not None}
        if all(same(past.now[name], past.then[name]) for name in watched):
            return {name: value for name, value in group.items() if not same(value, past.now[name])}
        said = next((name for name, value in group.items() if value is not None), watched[0])
        whole = {name: group.get(name, past.then[name]) for name in watched}
        known = all(same(value, past.now[name]) for name, value in whole.items())
        if not known and not past.taken(said, group.get(said)):
            self.session.conflict(
                line.at(said), "value", str(past.now["uuid"]), said, self._texts(said, past, line), past
            )
        return {}

    def _store(self, place: tuple[Any, ...], facts: dict[str, Any]) -> None:
        indicator, action, territory, year = place
        provenance = {"collected_from": self.session.file, "answered_by": self.session.who}
        new = NewValue(
            indicator,
            year,
            "result",
            facts["value"],
            facts["reason"],
            action,
            territory,
            None,
            facts["source"],
            provenance,
        )
        uuid = store_value(self.session.connection, new, self.session.who)
        self.session.connection.execute(
            "UPDATE value SET comment = ?, modified_by = ? WHERE uuid = ? AND comment IS NOT ?",
            (facts["comment"], self.session.who, uuid, facts["comment"]),
        )

    def _texts(self, name: str, past: Past, line: ReturnedLine) -> tuple[str, str, str]:
        field: Field = _FIELDS[name]
        sent, ours = (shown(field, row[name], self.session.labels) for row in (past.then, past.now))
        if ours is None and name in ("value", "reason"):  # the plan has the other of the two
            other = "reason" if name == "value" else "value"
            ours = shown(_FIELDS[other], past.now[other], self.session.labels)
        return "" if sent is None else str(sent), tidy(line.cell(name)), "" if ours is None else str(ours)

    def _place(self, line: ReturnedLine) -> tuple[str, str | None, str | None, int]:
        """(indicator, action, territory, year), by the hidden columns, else by the names that are shown."""
        year = number_of(one_line(line.cell("year")))
        if year is None:
            raise RecordError(noop("The year of this line is missing: the value is not read."))
        indicator = one_line(line.cell("indicator_uuid")) or self._one("indicator", "code", line.cell("code"))
        if "indicator_uuid" in line.cells:
            return (
                indicator,
                one_line(line.cell("action_uuid")) or None,
                one_line(line.cell("territory_uuid")) or None,
                year,
            )
        action = self._action(line.cell("action"))
        territory = self._one("territory", "name", line.cell("territory")) if line.cell("territory") else None
        return indicator, action, territory, year

    def _action(self, name: str) -> str | None:
        if not name:
            return None
        wanted = key(name)
        rows = self.session.connection.execute("SELECT uuid, number, title FROM action WHERE deleted = 0").fetchall()
        found = [uuid for uuid, number, title in rows if wanted == key(f"{number} – {title}" if number else title)]
        return self._only(found, name)

    def _one(self, table: str, column: str, text: str) -> str:
        query = f'SELECT uuid FROM "{table}" WHERE "{column}" = ? AND deleted = 0'  # nosec B608 - the names are our own
        return self._only([row[0] for row in self.session.connection.execute(query, (one_line(text),))], text)

    def _only(self, found: list[str], name: str) -> str:
        if len(found) != 1:
            raise RecordError(noop("{count} rows of the plan are “{name}”: it cannot be told which this line is."), count=len(found), name=one_line(name)[:80])  # fmt: skip
        return str(found[0])
