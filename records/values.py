# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of indicators: the one door by which a number enters the plan."""

from __future__ import annotations

import json
import math
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from .actions import code_of, find
from .errors import RecordError, noop

KINDS = ("result", "target", "reference")


@dataclass(frozen=True)
class NewValue:
    """A value **or** a reason for its absence, for one indicator and one year."""

    indicator: str
    year: int
    kind: str
    value: float | None = None
    reason: str | None = None
    action: str | None = None
    territory: str | None = None
    unit: str | None = None
    source: str | None = None
    provenance: dict[str, Any] = field(default_factory=dict)


def store_value(connection: sqlite3.Connection, new: NewValue, author: str = "") -> str:
    """Insert the value, or replace the one of the same indicator, action, territory, year and kind; returns its uuid.

    The replaced one stays in the journal. Raises ``RecordError`` for an unknown or ambiguous object, a unit that is not
    the indicator's, both a value and a reason, or neither. Call inside a transaction.
    """
    if new.kind not in KINDS:
        raise RecordError(noop("KIND: “{value}” is not one of {known}."), value=new.kind, known=", ".join(KINDS))
    if (new.value is None) == (not (new.reason or "").strip()):
        raise RecordError(noop("Give a value, or a reason for its absence: one of the two."))
    if new.value is not None and not math.isfinite(new.value):
        raise RecordError(noop("The value is not a number: give a reason for its absence instead."))
    indicator = find(connection, "indicator", new.indicator)
    known_unit = connection.execute("SELECT unit FROM indicator WHERE uuid = ?", (indicator,)).fetchone()[0]
    if new.unit and known_unit and new.unit.strip() != known_unit:
        raise RecordError(
            noop("The indicator “{indicator}” is in {known}, the value in {given}. Convert it, then store it."),
            indicator=new.indicator, known=known_unit, given=new.unit,
        )  # fmt: skip
    action = find(connection, "action", new.action) if new.action else None
    territory = find(connection, "territory", new.territory) if new.territory else None
    reason = code_of(connection, "reason", new.reason) if new.reason else None
    provenance = json.dumps(new.provenance, ensure_ascii=False, sort_keys=True) if new.provenance else None
    facts = (new.value, reason, new.unit or known_unit, new.source, provenance, author or None)
    former = connection.execute(
        "SELECT uuid, version FROM value WHERE indicator_uuid = ? AND action_uuid IS ? AND territory_uuid IS ? "
        "AND year = ? AND kind = ? AND deleted = 0",
        (indicator, action, territory, new.year, new.kind),
    ).fetchone()
    if former is not None:
        connection.execute(
            "UPDATE value SET value = ?, reason = ?, unit = ?, source = ?, provenance = ?, modified_by = ? WHERE uuid = ?",
            (*facts, former["uuid"]),
        )
        return str(former["uuid"])
    row = connection.execute(
        "INSERT INTO value(value, reason, unit, source, provenance, modified_by, indicator_uuid, action_uuid, "
        "territory_uuid, year, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING uuid",
        (*facts, indicator, action, territory, new.year, new.kind),
    ).fetchone()
    return str(row[0])
