# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plan holds already, read once: actions, axes, actors, territories, indicators, lists and what hangs on actions."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from ..errors import RecordError, noop
from ..reading.normalised import key
from ..reading.structure import AxisStep

# What makes two rows that hang on one action the same.
SAME = {
    "action_actor": ("actor_uuid", "role"),
    "budget": ("state", "amount_min", "amount_max", "currency", "funder", "nature", "year", "phase", "text"),
    "action_tag": ("domain", "label"),
    "reference": ("document", "code", "label"),
    "action_link": ("other_uuid", "kind"),
    "action_indicator": ("indicator_uuid",),
    "action_axis": ("axis_uuid",),
    "link_polygon": ("key_field", "key_value"),
}

_KINDS = ("person", "service", "organisation", "other")  # of an actor


@dataclass
class KnownAction:
    """An action of the plan; ``row`` is its row, ``path`` the normalised names of its axes."""

    uuid: str
    number: str
    title: str
    parent: str | None
    path: tuple[str, ...]
    row: dict[str, Any] = field(default_factory=dict)


class Store:
    """The plan as the import sees it, and the one way it writes; call inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, author: str) -> None:
        self.connection, self.author = connection, author or None
        plan = self._rows("SELECT uuid FROM plan WHERE deleted = 0 ORDER BY fid LIMIT 1")
        if not plan:
            raise RecordError(noop("The file holds no plan: make one with “Create a plan”."))
        self.plan: str = plan[0]["uuid"]
        self.axes: dict[tuple[str | None, str, str], str] = {}
        self.paths: dict[str, tuple[str, ...]] = {}
        self._load_axes()
        self.actions = self._load_actions("deleted = 0")
        self.put_aside = self._load_actions("deleted <> 0")
        self.accepted = self._load_accepted()
        self.actors = {
            (key(r["name"]), r["kind"]): r["uuid"]
            for r in self._rows("SELECT uuid, name, kind FROM actor WHERE deleted = 0")
        }
        self.territories = {
            key(r["name"]): r["uuid"]
            for r in self._rows("SELECT uuid, name FROM territory WHERE deleted = 0 ORDER BY fid DESC")
        }
        self.indicators = {r["code"]: dict(r) for r in self._rows("SELECT * FROM indicator")}
        self.codes = {
            (r["domain"], key(r["label"])): r["code"] for r in self._rows("SELECT domain, code, label FROM ref")
        }
        self.hanging: dict[str, dict[str, set[tuple[Any, ...]]]] = {}
        for table, columns in SAME.items():
            self.hanging[table] = self._load_hanging(table, columns)
        self.readings = {
            (r["row_uuid"], r["column_name"], r["original"], r["document"])
            for r in self._rows("SELECT row_uuid, column_name, original, document FROM reading WHERE deleted = 0")
        }
        self._sql: dict[tuple[str, tuple[str, ...]], str] = {}

    def _rows(self, sql: str) -> list[sqlite3.Row]:
        cursor = self.connection.execute(sql)
        cursor.row_factory = sqlite3.Row
        return cursor.fetchall()

    def _load_axes(self) -> None:
        rows = {
            r["uuid"]: r
            for r in self._rows("SELECT uuid, parent_uuid, number, name FROM axis WHERE deleted = 0 ORDER BY fid DESC")
        }
        for uuid, row in rows.items():
            self.axes[row["parent_uuid"], key(row["number"] or ""), key(row["name"])] = uuid
            names, seen, at = [], set(), uuid
            while at in rows and at not in seen:
                seen.add(at)
                names.append(key(rows[at]["name"]))
                at = rows[at]["parent_uuid"]
            self.paths[uuid] = tuple(reversed(names))

    def _load_accepted(self) -> dict[tuple[str, str], str]:
        """(document, number and title as read) → the action a person took it for."""
        return {
            (r["document"], key(r["original"])): r["row_uuid"]
            for r in self._rows(
                "SELECT document, original, row_uuid FROM reading WHERE table_name = 'action' AND column_name = 'source_id' "
                "AND certainty = 'certain' AND document IS NOT NULL AND original IS NOT NULL AND deleted = 0 ORDER BY fid"
            )
        }

    def _load_actions(self, condition: str) -> list[KnownAction]:
        sql = f'SELECT * FROM "action" WHERE {condition} ORDER BY fid'  # nosec B608 - one of two conditions written here
        return [
            KnownAction(
                row["uuid"], (row["number"] or "").casefold(), key(row["title"]), row["parent_uuid"],
                self.paths.get(row["axis_uuid"] or "", ()), dict(row),
            )
            for row in self._rows(sql)
        ]  # fmt: skip

    def _load_hanging(self, table: str, columns: tuple[str, ...]) -> dict[str, set[tuple[Any, ...]]]:
        found: dict[str, set[tuple[Any, ...]]] = {}
        wanted = ", ".join(f'"{c}"' for c in columns)
        sql = f'SELECT action_uuid, {wanted} FROM "{table}" WHERE deleted = 0'  # nosec B608 - the names are our own schema's
        for row in self.connection.execute(sql):
            found.setdefault(row[0], set()).add(alike(tuple(row)[1:]))
        return found

    def insert(self, table: str, facts: dict[str, Any]) -> str:
        """A new row; returns its uuid."""
        uuid = str(uuid4())
        row = {"uuid": uuid, **{c: v for c, v in facts.items() if v is not None}, "modified_by": self.author}
        columns = tuple(row)
        sql = self._sql.get((table, columns))
        if sql is None:
            names = ", ".join(f'"{c}"' for c in columns)
            sql = f'INSERT INTO "{table}"({names}) VALUES ({", ".join("?" * len(columns))})'  # nosec B608 - the names are our own schema's
            self._sql[table, columns] = sql
        self.connection.execute(sql, tuple(row.values()))
        return uuid

    def update(self, table: str, uuid: str, facts: dict[str, Any]) -> None:
        """Change columns of a row."""
        assignments = ", ".join(f'"{c}" = ?' for c in [*facts, "modified_by"])
        sql = f'UPDATE "{table}" SET {assignments} WHERE uuid = ?'  # nosec B608 - the names are our own schema's
        self.connection.execute(sql, (*facts.values(), self.author, uuid))

    def hang(self, table: str, action: str, facts: dict[str, Any]) -> bool:
        """Add a row that belongs to an action, unless the same one is there; True when it was added."""
        mark = alike(tuple(facts.get(c) for c in SAME[table]))
        known = self.hanging[table].setdefault(action, set())
        if mark in known:
            return False
        self.insert(table, {"action_uuid": action, **facts})
        known.add(mark)
        return True

    def axis(self, path: tuple[AxisStep, ...]) -> str | None:
        """The axis a path leads to; steps that are not there are made."""
        parent: str | None = None
        for step in path:
            number, name = key(step.number or ""), key(step.name)
            found = (
                self.axes.get((parent, number, name))
                or self.axes.get((parent, "", name))
                or self._renumbered(parent, number, name)
            )
            if found is None:
                facts = {
                    "plan_uuid": self.plan,
                    "parent_uuid": parent,
                    "number": step.number,
                    "name": step.name,
                    "kind": step.kind,
                }
                found = self.insert("axis", facts)
                self.axes[parent, number, name] = found
                self.paths[found] = (*self.paths.get(parent or "", ()), name)
            parent = found
        return parent

    def _renumbered(self, parent: str | None, number: str, name: str) -> str | None:
        """The axis of the same name, where the source gives no number."""
        if number:
            return None
        return next((uuid for (p, _n, known), uuid in self.axes.items() if p == parent and known == name), None)

    def actor(self, name: str, kind: str) -> str:
        """The actor of that name and kind, made when there is none."""
        found = self.actors.get((key(name), kind))
        if found is None:
            found = self.insert("actor", {"plan_uuid": self.plan, "name": name, "kind": kind})
            self.actors[key(name), kind] = found
        return found

    def has_actor(self, action: str, name: str, role: str) -> bool:
        """True when an actor of that name, of whatever kind, has that role in the action."""
        hung = self.hanging["action_actor"].get(action, set())
        known = (self.actors.get((key(name), kind)) for kind in _KINDS)
        return any(alike((uuid, role)) in hung for uuid in known if uuid)

    def territory(self, name: str) -> str:
        """The territory of that name, made without a geometry when there is none."""
        found = self.territories.get(key(name))
        if found is None:
            found = self.insert("territory", {"name": name, "kind": territory_kind(name)})
            self.territories[key(name)] = found
        return found

    def code(self, domains: tuple[str, ...], label: str) -> str | None:
        """The code of a label in the first list that has it."""
        return next((code for domain in domains if (code := self.codes.get((domain, key(label))))), None)


def territory_kind(name: str) -> str:
    """EPCI, commune or département by the words of a name; ``other`` when they do not say."""
    first = key(name).split(" ")[0]
    if first in ("communaute", "metropole", "agglomeration", "ca", "cc", "cu"):
        return "EPCI"
    return {"commune": "commune", "ville": "commune", "departement": "département"}.get(first, "other")


def alike(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Values as they are compared: texts normalised, numbers as floats."""
    return tuple(
        None
        if v in (None, "")
        else key(v) or v
        if isinstance(v, str)
        else float(v)
        if isinstance(v, int | float)
        else v
        for v in values
    )
