# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sheets of a plan cost: added up within one currency, tax, phase and period, never across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .confidentiality import confidential_actions
from .milestones import Row, State


@dataclass(frozen=True)
class BudgetTotal:
    """Sums of costed lines. ``year`` to ``end_year`` is their period (None: not said), ``per_year`` an amount each year.

    ``low`` and ``high`` are in ``currency`` (EUR, GBP, FTE, or empty when not said); they differ where lines are ranges.
    ``sheets`` counts the actions, ``lines`` the budget lines added up, ``approximate`` those that are about so much.
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
    ``parts``: lines of a funder that are a part of a total said beside them, and are not added to it; ``unequal``: the
    actions (uuids) where these parts do not make that total.
    """

    totals: tuple[BudgetTotal, ...]
    sheets_by_state: dict[str, int]
    sheets_without: int
    sheets: int
    nested: int
    kept_back: int = 0
    parts: int = 0
    unequal: tuple[str, ...] = ()


Key = tuple[str, str, str, int | None, int | None, bool]


def _key(row: Row) -> Key:
    return (
        row["currency"] or "", row["tax"] or "", row["phase"] or "", row["year"], row["end_year"], bool(row["per_year"]),
    )  # fmt: skip


def _order(total: BudgetTotal) -> tuple[str, str, int, str, bool]:
    return (total.currency or "~", total.phase, total.year or 9999, total.tax, total.per_year)


def without_budget(state: State) -> frozenset[str]:
    """The actions that say nothing of their budget: no line, no text, nor (for a sub-action) any of its action's."""
    actions = state.rows("action")
    said = {row["action_uuid"] for row in state.rows("budget").values()}
    said |= {uuid for uuid, row in actions.items() if (row["budget_text"] or "").strip()}
    return frozenset(u for u, row in actions.items() if u not in said and row["parent_uuid"] not in said)


def budgets(state: State, with_confidential: bool = True, secret: Collection[str] | None = None) -> Budgets:
    """The budgets of the actions of ``state``; an amount that only has one bound counts as both.

    ``secret`` are the uuids of the confidential actions, where more is known of them than ``state`` says.
    """
    held_back = set(confidential_actions(state.rows("action")) if secret is None else secret)
    actions = {u: row for u, row in state.rows("action").items() if with_confidential or u not in held_back}
    lines = [row for row in state.rows("budget").values() if row["action_uuid"] in actions]
    others = {row["action_uuid"] for row in state.rows("budget").values()} & (
        state.rows("action").keys() - actions.keys()
    )
    costed = [row for row in lines if row["state"] == "costed"]
    groups: dict[Key, list[Row]] = {}
    parts, unequal = 0, dict[str, None]()
    for (action, key), rows in _by_action(costed).items():
        wholes = [row for row in rows if not (row["funder"] or "").strip()]
        shares = [row for row in rows if (row["funder"] or "").strip()]
        groups.setdefault(key, []).extend(wholes or shares)
        if wholes and shares:
            parts += len(shares)
            if _sums(wholes) != _sums(shares):
                unequal[action] = None
    with_amount = {row["action_uuid"] for row in costed}
    by_state = Counter(state for state, _action in {(row["state"], row["action_uuid"]) for row in lines})
    return Budgets(
        tuple(sorted((_total(key, rows) for key, rows in groups.items()), key=_order)), dict(by_state),
        len(actions.keys() & without_budget(state)), len(actions),
        sum(1 for uuid in with_amount if actions[uuid]["parent_uuid"] in with_amount), len(others), parts, tuple(unequal),
    )  # fmt: skip


def _by_action(lines: Iterable[Row]) -> dict[tuple[str, Key], list[Row]]:
    """The lines of each action, by what may be added up."""
    found: dict[tuple[str, Key], list[Row]] = {}
    for row in lines:
        found.setdefault((row["action_uuid"], _key(row)), []).append(row)
    return found


def _sums(rows: Iterable[Row]) -> tuple[float, float]:
    """The lowest and the highest sum, in currency, to the hundredth."""
    rows = list(rows)
    low = sum(_bound(row, "amount_min", "amount_max") for row in rows)
    return round(low, 2), round(sum(_bound(row, "amount_max", "amount_min") for row in rows), 2)


def _total(key: Key, rows: Iterable[Row]) -> BudgetTotal:
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
