# SPDX-License-Identifier: GPL-2.0-or-later
"""What is printed of each action: its facts, its texts, its sub-actions and the values of its indicators."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from .confidentiality import confidential_actions
from .index import natural

OVER = ("realise", "abandonne")  # statuses of an action that has no end to keep any more


@dataclass(frozen=True)
class IndicatorValue:
    """A value or the label of a reason for its absence."""

    indicator: str
    year: int
    kind: str
    value: float | None
    unit: str | None
    reason: str | None
    source: str | None


@dataclass(frozen=True)
class ActionSheet:
    """One action of the first level, with everything under it. ``uuids`` are its own and its sub-actions'."""

    number: str | None
    title: str
    axis: str | None
    status: str | None
    pilot: str | None
    start: str | None
    end: str | None
    objectives: str | None
    description: str | None
    uuids: tuple[str, ...]
    sub_actions: tuple[tuple[str | None, str, str | None], ...] = ()
    values: tuple[IndicatorValue, ...] = field(default_factory=tuple)
    priority: str | None = None
    progress_pct: float | None = None
    calendar: str | None = None
    budget: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    expected_results: str | None = None
    confidential: bool = False
    budget_withheld: bool = False
    sectors: tuple[str, ...] = ()
    holder_types: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """``44 – Title``, or the title alone."""
        return f"{self.number} – {self.title}" if self.number else self.title


def action_sheets(connection: sqlite3.Connection) -> list[ActionSheet]:
    """Every action of the first level that is not deleted, in the order of their numbers."""
    actions = connection.execute(
        "SELECT a.uuid, a.number, a.title, x.name, s.label, a.pilot, a.start_date, a.end_date, a.objectives, "
        "a.description, p.label, a.progress_pct, a.calendar_text, a.budget_text, a.expected_results "
        "FROM action a LEFT JOIN axis x ON x.uuid = a.axis_uuid "
        "LEFT JOIN ref s ON s.domain = 'status' AND s.code = a.status "
        "LEFT JOIN ref p ON p.domain = 'priority' AND p.code = a.priority WHERE a.deleted = 0 AND a.parent_uuid IS NULL"
    ).fetchall()
    budgets = _texts_of(connection, "budget", "text", "coalesce(state, '') <> 'confidential'")
    budgeted = _budgeted(connection)
    themes = _texts_of(connection, "action_tag", "label", "domain = 'theme'")
    sectors = _texts_of(connection, "action_tag", "label", "domain = 'sector'")
    holders = _texts_of(connection, "action_tag", "label", "domain = 'holder_type'")
    secret = _confidential(connection)
    children = connection.execute(
        "SELECT a.parent_uuid, a.uuid, a.number, a.title, s.label FROM action a "
        "LEFT JOIN ref s ON s.domain = 'status' AND s.code = a.status WHERE a.deleted = 0 AND a.parent_uuid IS NOT NULL"
    ).fetchall()
    values = connection.execute(
        "SELECT v.action_uuid, i.name, v.year, v.kind, v.value, coalesce(v.unit, i.unit), r.label, v.source FROM value v "
        "JOIN indicator i ON i.uuid = v.indicator_uuid "
        "LEFT JOIN ref r ON r.domain = 'reason' AND r.code = v.reason "
        "WHERE v.deleted = 0 AND v.action_uuid IS NOT NULL ORDER BY i.name, v.year, v.kind"
    ).fetchall()
    sheets = []
    for uuid, number, title, axis, status, pilot, start, end, objectives, description, *more in actions:
        priority, progress, calendar, budget, expected = more
        under = sorted(
            (tuple(row[1:]) for row in children if row[0] == uuid and row[1] not in secret),
            key=lambda row: natural(row[1] or ""),
        )
        uuids = (uuid, *(row[0] for row in under))
        names = tuple(row[1:] for row in under)
        found = tuple(IndicatorValue(*row[1:]) for row in values if row[0] in uuids)
        # The text of the document may hold what a confidential line hides: it is printed only where there is no line.
        printed = budgets.get(uuid, ()) if uuid in budgeted else ((budget,) if budget else ())
        sheets.append(
            ActionSheet(
                number, title, axis, status, pilot, start, end, objectives, description, uuids, names, found, priority,
                progress, calendar, printed, themes.get(uuid, ()), expected, uuid in secret,
                budgeted.get(uuid, False) and not printed, sectors.get(uuid, ()), holders.get(uuid, ()),
            )
        )  # fmt: skip
    return sorted(sheets, key=lambda sheet: (natural(sheet.number or "~"), sheet.title))


def _texts_of(
    connection: sqlite3.Connection, table: str, column: str, condition: str = "1"
) -> dict[str, tuple[str, ...]]:
    """The texts of ``column`` for each action."""
    query = f"SELECT action_uuid, {column} FROM {table} WHERE deleted = 0 AND {condition} ORDER BY fid"  # nosec B608 - names of our own schema
    found: dict[str, list[str]] = {}
    for uuid, text in connection.execute(query):
        if text:
            found.setdefault(uuid, []).append(str(text))
    return {uuid: tuple(texts) for uuid, texts in found.items()}


def _budgeted(connection: sqlite3.Connection) -> dict[str, bool]:
    """The actions that have a line of budget, and whether one of their lines is confidential."""
    lines = connection.execute(
        "SELECT action_uuid, max(coalesce(state, '') = 'confidential') FROM budget WHERE deleted = 0 GROUP BY action_uuid"
    )
    return {str(uuid): bool(hidden) for uuid, hidden in lines}


def _confidential(connection: sqlite3.Connection) -> frozenset[str]:
    """The actions that must not be printed."""
    rows = connection.execute("SELECT uuid, parent_uuid, confidential FROM action WHERE deleted = 0")
    return confidential_actions({row[0]: {"parent_uuid": row[1], "confidential": row[2]} for row in rows})


@dataclass(frozen=True)
class TerritoryValue:
    """A value of the plan itself or of a territory (not of an action); ``territory`` is None for the whole plan."""

    indicator: str
    unit: str | None
    year: int
    kind: str
    value: float
    territory: str | None
    territory_kind: str | None


@dataclass(frozen=True)
class PlanFacts:
    """A plan in a few lines: its name, the year it was adopted, its actions of the first level by status, its values."""

    name: str
    adoption: int | None
    actions: int
    statuses: tuple[tuple[str | None, int], ...]
    values: tuple[TerritoryValue, ...]
    late: int = 0
    finished: int = 0


def plan_facts(connection: sqlite3.Connection, today: str = "") -> PlanFacts:
    """What the summary of an atlas says of the plan; confidential actions are not counted.

    ``late`` are the actions whose status says so, or whose end is before ``today`` (``YYYY-MM-DD``) though they are
    neither finished nor given up; ``finished``, those that are done.
    """
    name, start = connection.execute("SELECT name, start_year FROM plan").fetchone()
    counted = (
        "SELECT s.label, count(*) FROM action a LEFT JOIN ref s ON s.domain = 'status' AND s.code = a.status "
        "WHERE a.deleted = 0 AND a.parent_uuid IS NULL AND a.confidential = 0 GROUP BY s.label ORDER BY coalesce(s.position, 999)"
    )
    statuses = tuple((row[0], int(row[1])) for row in connection.execute(counted))
    values = connection.execute(
        "SELECT i.name, coalesce(v.unit, i.unit), v.year, v.kind, v.value, t.name, t.kind FROM value v "
        "JOIN indicator i ON i.uuid = v.indicator_uuid LEFT JOIN territory t ON t.uuid = v.territory_uuid "
        "WHERE v.deleted = 0 AND v.action_uuid IS NULL AND v.value IS NOT NULL ORDER BY i.name, v.year, v.kind"
    )
    adoption = _adoption(connection) or start
    count = sum(number for _status, number in statuses)
    ends = connection.execute(
        "SELECT status, end_date FROM action WHERE deleted = 0 AND parent_uuid IS NULL AND confidential = 0"
    ).fetchall()
    late = sum(status == "en_retard" or (status not in OVER and _past(end, today)) for status, end in ends)
    finished = sum(status == "realise" for status, _end in ends)
    return PlanFacts(name, adoption, count, statuses, tuple(TerritoryValue(*row) for row in values), late, finished)


def _past(end: str | None, today: str) -> bool:
    """True when a date, a month or a year was over before ``today``."""
    return bool(end and today) and str(end) < today[: len(str(end))]


def _adoption(connection: sqlite3.Connection) -> int | None:
    """The year of the milestone of adoption, where the plan has one."""
    row = connection.execute(
        "SELECT dated FROM milestone WHERE kind = 'adopted' AND deleted = 0 AND dated IS NOT NULL ORDER BY dated LIMIT 1"
    ).fetchone()
    year = str(row[0])[:4] if row else ""
    return int(year) if year.isdigit() else None
