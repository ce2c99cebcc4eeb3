# SPDX-License-Identifier: GPL-2.0-or-later
"""What is printed of each action: its facts, its texts, its sub-actions and the values of its indicators."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from .index import natural


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

    @property
    def name(self) -> str:
        """``44 – Title``, or the title alone."""
        return f"{self.number} – {self.title}" if self.number else self.title


def action_sheets(connection: sqlite3.Connection) -> list[ActionSheet]:
    """Every action of the first level that is not deleted, in the order of their numbers."""
    actions = connection.execute(
        "SELECT a.uuid, a.number, a.title, x.name, s.label, a.pilot, a.start_date, a.end_date, a.objectives, "
        "a.description FROM action a LEFT JOIN axis x ON x.uuid = a.axis_uuid "
        "LEFT JOIN ref s ON s.domain = 'status' AND s.code = a.status WHERE a.deleted = 0 AND a.parent_uuid IS NULL"
    ).fetchall()
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
    for uuid, number, title, axis, status, pilot, start, end, objectives, description in actions:
        under = sorted((tuple(row[1:]) for row in children if row[0] == uuid), key=lambda row: natural(row[1] or ""))
        uuids = (uuid, *(row[0] for row in under))
        names = tuple(row[1:] for row in under)
        found = tuple(IndicatorValue(*row[1:]) for row in values if row[0] in uuids)
        sheets.append(
            ActionSheet(number, title, axis, status, pilot, start, end, objectives, description, uuids, names, found)
        )
    return sorted(sheets, key=lambda sheet: (natural(sheet.number or "~"), sheet.title))
