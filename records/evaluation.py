# SPDX-License-Identifier: GPL-2.0-or-later
"""What the evaluation of a plan says: progress, what is late, what it costs, what is not filled in, what it covers."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .budget_totals import Budgets, budgets, without_budget
from .comparison import Comparison, ValueAgainstTarget, against_targets, compare
from .confidentiality import is_confidential, without_confidential
from .frameworks import FrameworkCoverage, Item, coverage
from .indicators.completeness import Filling, filling
from .milestones import Row, State

FINISHED = ("realise", "abandonne")  # an action of this status is late no more
DONE = "realise"
MISSING = ("pilot", "status", "budget", "place")


@dataclass(frozen=True)
class Sheet:
    """An action as a list of the report names it."""

    uuid: str
    number: str
    title: str
    status: str  # label, empty when not said
    pilot: str
    confidential: bool


@dataclass(frozen=True)
class Late:
    """An action whose end has passed; ``end`` is its last day, ``days`` since. ``doubtful``: its dates were read with doubt."""

    sheet: Sheet
    end: date
    days: int
    doubtful: bool


@dataclass(frozen=True)
class Progress:
    """Actions by status (code, in the order of the list; empty for none), and the mean of the progress that is said, in %."""

    by_status: dict[str, int]
    mean_pct: float | None
    with_pct: int
    actions: int
    sub_actions: int


@dataclass(frozen=True)
class Evaluation:
    """The whole of a report. ``since`` is the comparison with an earlier state, None without one; ``on`` the day it is for.

    ``declared_late`` are those whose status says so, ``without_end`` the number of actions not finished whose end is not
    said; ``missing`` the actions without pilot, status, budget or place.
    """

    state: State
    on: date
    since: Comparison | None
    progress: Progress
    progress_then: Progress | None
    late: tuple[Late, ...]
    declared_late: tuple[Sheet, ...]
    without_end: int
    budgets: Budgets
    indicators: tuple[Filling, ...]
    targets: tuple[ValueAgainstTarget, ...]
    missing: dict[str, tuple[Sheet, ...]]
    frameworks: tuple[FrameworkCoverage, ...]

    def with_frameworks(self, frameworks: Iterable[FrameworkCoverage]) -> Evaluation:
        """The same, with ``frameworks`` instead."""
        return replace(self, frameworks=tuple(frameworks))


def evaluate(
    state: State, on: date, then: State | None = None, items: Sequence[Item] = (), frameworks: Sequence[str] = (),
    with_confidential: bool = True,
) -> Evaluation:  # fmt: skip
    """The evaluation of ``state`` on the day ``on``, since the state ``then`` when there is one.

    Without ``with_confidential``, budgets, values and codes leave out confidential actions; lists name them all, marked,
    for the printer to hide.

    Raises ``RecordError`` for a framework that ``items`` has not.
    """
    late, without_end = _late(state, on)
    rows = state.rows("action").values()
    return Evaluation(
        state, on, compare(then, state, with_confidential) if then else None, progress(state), progress(then) if then else None, late,
        tuple(sheet(state, row) for row in _sorted(rows) if row["status"] == "en_retard"), without_end,
        budgets(state, with_confidential),
        tuple(filling(state, with_confidential=with_confidential)), tuple(against_targets(state)), _missing(state),
        _frameworks(state, items, frameworks, with_confidential),
    )  # fmt: skip


def _frameworks(
    state: State, items: Sequence[Item], frameworks: Sequence[str], with_confidential: bool
) -> tuple[FrameworkCoverage, ...]:
    """The coverage by every action; the codes that no table has are told as the actions that may be named quote them."""
    if not items:
        return ()
    found = coverage(state, items, frameworks)
    if with_confidential:
        return tuple(found)
    told = coverage(without_confidential(state), items, frameworks)
    return tuple(replace(whole, unknown=part.unknown) for whole, part in zip(found, told, strict=True))


def sheet(state: State, row: Row) -> Sheet:
    """What names an action in a list."""
    return Sheet(
        row["uuid"], row["number"] or "", row["title"], state.label("status", row["status"]), row["pilot"] or "",
        is_confidential(row, state.rows("action").get(row["parent_uuid"] or "")),
    )  # fmt: skip


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: number_order(row["number"]))


def number_order(number: str | None) -> tuple[list[tuple[int, str]], str]:
    """Numbers of sheets as a person sorts them: 2 before 10, 1.9 before 1.10."""
    text = (number or "~").replace("-", ".")
    parts = [(int(part), "") if part.isdigit() else (10**9, part) for part in text.split(".")]
    return parts, text


def progress(state: State) -> Progress:
    """How far the actions are, sub-actions included."""
    rows = list(state.rows("action").values())
    order = [code for domain, code in state.labels if domain == "status"]
    counts = Counter(row["status"] or "" for row in rows)
    listed = [*order, *sorted(code for code in counts if code and code not in order), ""]
    said = [float(row["progress_pct"]) for row in rows if row["progress_pct"] is not None]
    return Progress(
        {code: counts[code] for code in listed if counts[code]}, sum(said) / len(said) if said else None, len(said),
        len(rows), sum(1 for row in rows if row["parent_uuid"]),
    )  # fmt: skip


def last_day(text: str) -> date | None:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None for anything else."""
    try:
        parts = [int(part) for part in text.strip().split("-")]
        year = parts[0]
        month = parts[1] if len(parts) > 1 else 12
        return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def _late(state: State, on: date) -> tuple[tuple[Late, ...], int]:
    """Actions whose end has passed and that are neither done nor given up, the latest first; what goes on is not late."""
    found, without = [], 0
    for row in state.rows("action").values():
        if row["status"] in FINISHED or row["continuous"]:
            continue
        end = last_day(row["end_date"]) if row["end_date"] else None
        if end is None:
            without += 1
        elif end < on:
            doubtful = row["calendar_certainty"] in ("repaired", "ambiguous")
            found.append(Late(sheet(state, row), end, (on - end).days, doubtful))
    return tuple(sorted(found, key=lambda late: (-late.days, number_order(late.sheet.number)))), without


def _missing(state: State) -> dict[str, tuple[Sheet, ...]]:
    """Actions without a pilot, a status, a budget or a place; a sub-action has the place, pilot and budget of its parent."""
    roles = ("pilot_person", "pilot_service", "pilot_organisation")
    held = {
        "pilot": {row["action_uuid"] for row in state.rows("action_actor").values() if row["role"] in roles},
        "budget": state.rows("action").keys() - without_budget(state),
        "place": {
            row["action_uuid"] for table in ("link_point", "link_line", "link_polygon") for row in state.rows(table).values()
        },
    }  # fmt: skip
    actions = state.rows("action")
    held["pilot"] |= {uuid for uuid, row in actions.items() if (row["pilot"] or "").strip()}
    held["status"] = {uuid for uuid, row in actions.items() if row["status"]}
    found = {}
    for what in MISSING:
        without = [
            row for uuid, row in actions.items()
            if uuid not in held[what] and (what == "status" or row["parent_uuid"] not in held[what])
        ]  # fmt: skip
        found[what] = tuple(sheet(state, row) for row in _sorted(without))
    return found
