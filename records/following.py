# SPDX-License-Identifier: GPL-2.0-or-later
"""What is due: actions that should be over or begun, values of indicators not given yet, links to check, collections."""

from __future__ import annotations

from dataclasses import dataclass

from .index import FINISHED, Node, Query, RecordIndex
from .links import TABLES

OVERDUE, ENDING, STARTING, VALUE, LINK, COLLECTION = "overdue", "ending", "starting", "value", "link", "collection"
KINDS = (OVERDUE, ENDING, STARTING, VALUE, LINK, COLLECTION)
NOT_BEGUN = frozenset({"a_venir", "a_discuter", ""})
_VALUES = (
    "SELECT i.uuid, i.code, i.name, ai.action_uuid FROM indicator i "
    "JOIN action_indicator ai ON ai.indicator_uuid = i.uuid AND NOT ai.deleted "
    "WHERE NOT i.deleted AND NOT EXISTS (SELECT 1 FROM value v WHERE v.indicator_uuid = i.uuid AND NOT v.deleted "
    "AND v.kind = 'result' AND v.year = ?1 AND (v.action_uuid IS NULL OR v.action_uuid = ai.action_uuid)) ORDER BY i.code"
)
_LINKS = " UNION ALL ".join(
    f"SELECT action_uuid, state FROM {table} WHERE NOT deleted AND state <> 'ok'"  # nosec B608 - the names are our own schema's
    for table in TABLES.values()
)
_COLLECTIONS = "SELECT uuid, recipient, due FROM collection WHERE NOT deleted AND returned_at IS NULL AND due IS NOT NULL AND due < ?1 ORDER BY due"


@dataclass(frozen=True)
class Due:
    """One thing to do: ``kind`` is one of :data:`KINDS`; ``action`` a uuid or empty; ``when`` a date or year as kept."""

    kind: str
    action: str
    name: str
    when: str
    count: int = 1


def due(index: RecordIndex, query: Query, today: str) -> list[Due]:
    """What is due on ``today`` (ISO date), by kind then date; values are those of the year before."""
    year = int(today[:4])
    found = [_of_dates(node, today) for node in index.actions.values()]
    made = sorted((one for one in found if one), key=lambda d: (KINDS.index(d.kind), d.when, d.name))
    for _uuid, code, name, action in query(_VALUES, year - 1):
        if action in index.actions:
            made.append(Due(VALUE, action, f"{code} – {name}", str(year - 1)))
    states: dict[str, int] = {}
    for action, _state in query(_LINKS):
        states[action] = states.get(action, 0) + 1
    for action, count in states.items():
        if action in index.actions:
            made.append(Due(LINK, action, index.actions[action].name, "", count))
    made += [Due(COLLECTION, "", recipient, str(day)) for _uuid, recipient, day in query(_COLLECTIONS, today)]
    return made


def _of_dates(node: Node, today: str) -> Due | None:
    """An action whose end is past, or ends this year, or should have begun."""
    if node.status in FINISHED:
        return None
    if node.overdue(today):
        return Due(OVERDUE, node.uuid, node.name, str(node.end))
    if node.end and str(node.end)[:4] == today[:4]:
        return Due(ENDING, node.uuid, node.name, str(node.end))
    begun = node.start and str(node.start) <= today[: len(str(node.start))]
    if begun and (node.status or "") in NOT_BEGUN:
        return Due(STARTING, node.uuid, node.name, str(node.start))
    return None


def span(node: Node) -> tuple[float, float] | None:
    """The years that an action covers, as numbers (2026.5 is 1 July 2026); a year alone covers all of it; None without dates.

    An action with an end alone, or a beginning alone, covers that year.
    """
    start, end = _moment(node.start, False), _moment(node.end, True)
    if start is None and end is None:
        return None
    first = start if start is not None else float(int(end or 0.0) if (end or 0.0) % 1 else (end or 1.0) - 1)
    last = end if end is not None else float(int(first) + 1)
    return first, max(last, first)


def _moment(text: str | None, ending: bool) -> float | None:
    """``2026``, ``2026-06`` or ``2026-06-30`` as a number of years, its end when ``ending``; None when it is no date."""
    parts = (text or "").split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return None
    year = int(parts[0])
    if len(parts) == 1 or not parts[1].isdigit():
        return float(year + ending)
    month = min(max(int(parts[1]), 1), 12)
    if len(parts) == 2 or not parts[2][:2].isdigit():
        return year + (month - 1 + ending) / 12
    return year + (month - 1) / 12 + (int(parts[2][:2]) - 1 + ending) / 372
