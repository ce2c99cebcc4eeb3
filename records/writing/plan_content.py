# SPDX-License-Identifier: GPL-2.0-or-later
"""What is handed over of a plan: its actions with everything attached to them, without what is confidential."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..confidentiality import confidential_actions, confidential_indicators
from ..errors import RecordError, noop
from ..index import natural

Row = dict[str, Any]
PILOTS = ("pilot_service", "pilot_person", "pilot_organisation")
LINKS = {"link_point": "point", "link_line": "ligne", "link_polygon": "surface"}


@dataclass
class Axis:
    """An axis and the one it is part of; ``number`` may be None."""

    uuid: str
    parent_uuid: str | None
    number: str | None
    name: str
    kind: str | None

    @property
    def label(self) -> str:
        """``1. Mobilité``, or the name alone; a number that the name already begins with is not written twice."""
        if not self.number or re.fullmatch(r"\d{4,}", self.number):  # an identifier is not a rank
            return self.name
        if re.match(rf"{re.escape(self.number)}(?![.\-]?\w)", self.name):
            return self.name
        return f"{self.number}. {self.name}"


@dataclass
class Action:
    """``row`` holds the columns of the table as stored; the lists are the rows attached to it that are not deleted."""

    row: Row
    path: tuple[Axis, ...] = ()
    mother: Action | None = None
    children: list[Action] = field(default_factory=list)
    further_axes: list[tuple[Axis, ...]] = field(default_factory=list)
    actors: dict[str, list[str]] = field(default_factory=dict)
    tags: dict[str, list[tuple[str | None, str]]] = field(default_factory=dict)
    budgets: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)
    references: list[Row] = field(default_factory=list)
    linked: list[tuple[str, Row]] = field(default_factory=list)
    attachments: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)

    @property
    def uuid(self) -> str:
        return str(self.row["uuid"])

    @property
    def number(self) -> str:
        return str(self.row["number"] or "")

    @property
    def title(self) -> str:
        return str(self.row["title"])

    @property
    def name(self) -> str:
        """``44 – Title``, or the title alone."""
        return f"{self.number} – {self.title}" if self.number else self.title

    def names(self, role: str) -> list[str]:
        """The names of its actors of one role."""
        return self.actors.get(role, [])

    def pilots(self) -> list[str]:
        """Its pilots of every kind; else the text of the column ``pilot``."""
        found = list(dict.fromkeys(name for role in PILOTS for name in self.names(role)))
        return found or [text for text in (str(self.row["pilot"] or "").strip(),) if text]


@dataclass
class PlanContent:
    """``actions`` are those of the first level, in the order of their axes and numbers; ``withheld`` counts what is not
    handed over because it is confidential, ``left_out`` what the filter did not choose."""

    plan: Row
    axes: dict[str, Axis]
    actions: list[Action]
    indicators: dict[str, Row]
    values: list[Row]
    territories: dict[str, Row]
    labels: dict[str, dict[str, sqlite3.Row]]
    withheld: int = 0
    left_out: int = 0

    def every_action(self) -> Iterator[Action]:
        """Each action, followed by its sub-actions."""
        for action in self.actions:
            yield action
            yield from action.children

    def label(self, domain: str, code: str | None) -> str | None:
        """The official label of ``code``, the code itself when the list has none of it."""
        entry = self.labels.get(domain, {}).get(code or "")
        return str(entry["label"]) if entry is not None else code

    def code_tet(self, domain: str, code: str | None) -> str | None:
        """What Territoires en Transitions holds for ``code``; None when it knows no such value."""
        entry = self.labels.get(domain, {}).get(code or "")
        return entry["code_tet"] if entry is not None else None


def read_content(
    connection: sqlite3.Connection, chosen: Collection[str] | None = None, confidential: bool = False
) -> PlanContent:
    """The plan with the actions whose uuid is in ``chosen`` (None: all), their mothers and their sub-actions.

    A confidential action, its sub-actions and its values stay out unless ``confidential``; no other action names it.
    Raises ``RecordError`` when nothing is left.
    """
    plan = dict(connection.execute("SELECT * FROM plan WHERE deleted = 0").fetchone())
    labels: dict[str, dict[str, sqlite3.Row]] = {}
    for entry in connection.execute(
        "SELECT domain, code, label, code_tet, code_ademe FROM ref ORDER BY domain, position"
    ):
        labels.setdefault(entry["domain"], {})[entry["code"]] = entry
    axes = {row["uuid"]: Axis(**row) for row in _rows(connection, "axis", "uuid, parent_uuid, number, name, kind")}
    actions = {row["uuid"]: Action(row) for row in _rows(connection, "action", "*")}
    total = len(actions)
    secret = confidential_actions({uuid: action.row for uuid, action in actions.items()})
    kept = _handed_over(actions, chosen, frozenset() if confidential else secret)
    withheld = 0 if confidential else len(secret if chosen is None else secret & set(chosen))
    if total and not kept:
        raise RecordError(_reason_of_nothing(chosen, withheld), count=total)
    indicators = {row["uuid"]: row for row in _rows(connection, "indicator", "*")}
    values = _rows(connection, "value", "*")
    if not confidential:
        links = _rows(connection, "action_indicator", "action_uuid, indicator_uuid")
        for uuid in confidential_indicators(links, values, secret):
            indicators.pop(uuid, None)
    _attach(connection, kept, axes, indicators)
    tops = [action for action in kept.values() if action.mother is None]
    values = [
        row for row in values
        if row["indicator_uuid"] in indicators and (row["action_uuid"] is None or row["action_uuid"] in kept)
    ]  # fmt: skip
    territories = {
        row["uuid"]: row for row in _rows(connection, "territory", "uuid, code, kind, name, siren, population")
    }
    return PlanContent(
        plan, axes, sorted(tops, key=_order), indicators, values, territories, labels, withheld,
        total - len(kept) - withheld,
    )  # fmt: skip


def _reason_of_nothing(chosen: Collection[str] | None, withheld: int) -> str:
    if chosen is not None and not chosen:
        return noop("The filter chooses none of the {count} actions of the plan: change it.")
    if withheld:
        return noop(
            "Every action chosen among the {count} of the plan is confidential: ask for them explicitly, or change the filter."
        )
    return noop("None of the {count} actions of the plan can be written: their parents are deleted.")


def _rows(connection: sqlite3.Connection, table: str, columns: str) -> list[Row]:
    query = f'SELECT {columns} FROM "{table}" WHERE deleted = 0 ORDER BY fid'  # nosec B608 - names of our own schema
    return [dict(row) for row in connection.execute(query)]


def _handed_over(
    actions: dict[str, Action], chosen: Collection[str] | None, withheld: Collection[str]
) -> dict[str, Action]:
    """The actions that are written, each tied to its mother; one of ``withheld``, or whose mother is deleted, is not."""
    wanted = set(actions) if chosen is None else set(chosen) & set(actions)
    wanted |= {action.row["parent_uuid"] for uuid, action in actions.items() if uuid in wanted} - {None}
    if chosen is not None:
        wanted |= {uuid for uuid, action in actions.items() if action.row["parent_uuid"] in set(chosen)}
    kept = {}
    for uuid, action in actions.items():
        mother = action.row["parent_uuid"]
        if uuid in wanted and (mother is None or mother in actions) and uuid not in withheld:
            kept[uuid] = action
    for action in kept.values():
        if action.row["parent_uuid"]:
            action.mother = kept[action.row["parent_uuid"]]
            action.mother.children.append(action)
    for action in kept.values():
        action.children.sort(key=lambda child: (natural(child.number or "~"), child.title))
    return kept


def _attach(
    connection: sqlite3.Connection, kept: dict[str, Action], axes: dict[str, Axis], indicators: dict[str, Row]
) -> None:
    names = {row["uuid"]: row["name"] for row in _rows(connection, "actor", "uuid, name")}
    for action in kept.values():
        action.path = path_of(
            action.row["axis_uuid"] or (action.mother.row["axis_uuid"] if action.mother else None), axes
        )
    for row, action in _of(connection, "action_actor", "action_uuid, actor_uuid, role", kept):
        if row["actor_uuid"] in names:
            action.actors.setdefault(row["role"], []).append(names[row["actor_uuid"]])
    for row, action in _of(connection, "action_tag", "action_uuid, domain, code, label", kept):
        action.tags.setdefault(row["domain"], []).append((row["code"], row["label"]))
    for row, action in _of(connection, "budget", "*", kept):
        action.budgets.append(row)
    for row, action in _of(connection, "action_axis", "action_uuid, axis_uuid", kept):
        if row["axis_uuid"] in axes:
            action.further_axes.append(path_of(row["axis_uuid"], axes))
    for row, action in _of(connection, "action_indicator", "action_uuid, indicator_uuid", kept):
        if row["indicator_uuid"] in indicators:
            action.indicators.append(indicators[row["indicator_uuid"]])
    for row, action in _of(connection, "reference", "action_uuid, document, code, label, text", kept):
        action.references.append(row)
    for row, action in _of(connection, "action_link", "action_uuid, other_uuid, kind", kept):
        if row["other_uuid"] in kept:
            action.linked.append((row["kind"], kept[row["other_uuid"]].row))
    for row, action in _of(connection, "attachment", "action_uuid, kind, title, path, url, text, dated", kept):
        action.attachments.append(row)
    for table, kind in LINKS.items():
        columns = "action_uuid, role, layer_name, key_field, key_value, state, share, comment"
        for row, action in _of(connection, table, columns, kept):
            action.places.append({**row, "kind": kind})


def _of(
    connection: sqlite3.Connection, table: str, columns: str, kept: dict[str, Action]
) -> Iterator[tuple[Row, Action]]:
    for row in _rows(connection, table, columns):
        if row["action_uuid"] in kept:
            yield row, kept[row["action_uuid"]]


def path_of(uuid: str | None, axes: dict[str, Axis]) -> tuple[Axis, ...]:
    """The axes from the top to ``uuid``; a loop or a deleted axis ends the way."""
    path: list[Axis] = []
    while uuid in axes and axes[uuid] not in path:
        path.insert(0, axes[uuid])
        uuid = axes[uuid].parent_uuid
    return tuple(path)


def _order(action: Action) -> tuple[Any, ...]:
    way = tuple((natural(axis.number or "~"), axis.name) for axis in action.path)
    return (not way, way, natural(action.number or "~"), action.title)
