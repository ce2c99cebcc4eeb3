# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sheets of a plan cost: added up within one currency, tax, phase and period, never across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .milestones import Row, State


@dataclass(frozen=True)
class BudgetTotal:
    """Sums of costed lines. ``year`` to ``end_year`` is their period (None: not said), ``per_year`` an amount each year.

    ``low`` and ``high`` are in ``currency`` (EUR, GBP, FTE, or empty when not said); they differ where lines are ranges.
    ``sheets`` counts the actions, ``lines`` their budget lines, ``approximate`` those that are about so much.
    """

    currency: str
    tax: str
    phase: str
    year: int | None
    end_year: int | None
    per_year: bool
    low: float
    high: float
    sheets: int
    lines: int
    approximate: int


@dataclass(frozen=True)
class Budgets:
    """The totals, the sheets by state of their budget, and those that have no line at all.

    ``nested``: sub-actions with an amount whose parent has one too; their amounts may be part of the parent's.
    ``kept_back``: confidential actions with a budget that are left out of everything else here.
    """

    totals: tuple[BudgetTotal, ...]
    sheets_by_state: dict[str, int]
    sheets_without: int
    sheets: int
    nested: int
    kept_back: int = 0


def _key(row: Row) -> tuple[str, str, str, int | None, int | None, bool]:
    return (
        row["currency"] or "", row["tax"] or "", row["phase"] or "", row["year"], row["end_year"], bool(row["per_year"]),
    )  # fmt: skip


def _order(total: BudgetTotal) -> tuple[str, str, int, str, bool]:
    return (total.currency or "~", total.phase, total.year or 9999, total.tax, total.per_year)


def budgets(state: State, with_confidential: bool = True) -> Budgets:
    """The budgets of the actions of ``state``; an amount that only has one bound counts as both."""
    actions = {uuid: row for uuid, row in state.rows("action").items() if with_confidential or not row["confidential"]}
    lines = [row for row in state.rows("budget").values() if row["action_uuid"] in actions]
    others = {row["action_uuid"] for row in state.rows("budget").values()} & (
        state.rows("action").keys() - actions.keys()
    )
    costed = [row for row in lines if row["state"] == "costed"]
    groups: dict[tuple[str, str, str, int | None, int | None, bool], list[Row]] = {}
    for row in costed:
        groups.setdefault(_key(row), []).append(row)
    with_amount = {row["action_uuid"] for row in costed}
    by_state = Counter(state for state, _action in {(row["state"], row["action_uuid"]) for row in lines})
    held = {row["action_uuid"] for row in lines}
    return Budgets(
        tuple(sorted((_total(key, rows) for key, rows in groups.items()), key=_order)), dict(by_state),
        len(actions.keys() - held), len(actions),
        sum(1 for uuid in with_amount if actions[uuid]["parent_uuid"] in with_amount), len(others),
    )  # fmt: skip


def _total(key: tuple[str, str, str, int | None, int | None, bool], rows: Iterable[Row]) -> BudgetTotal:
    rows = list(rows)
    return BudgetTotal(
        *key, low=sum(_bound(row, "amount_min", "amount_max") for row in rows),
        high=sum(_bound(row, "amount_max", "amount_min") for row in rows),
        sheets=len({row["action_uuid"] for row in rows}), lines=len(rows),
        approximate=sum(1 for row in rows if row["approximate"]),
    )  # fmt: skip


def _bound(row: Mapping[str, float | None], first: str, second: str) -> float:
    amount = row[first] if row[first] is not None else row[second]
    return float(amount or 0.0)
