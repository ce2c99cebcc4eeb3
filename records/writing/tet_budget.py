# SPDX-License-Identifier: GPL-2.0-or-later
"""The money columns of the import of Territoires en Transitions: a text, three funders with their amounts, one total.

TET holds whole amounts in euros without tax. An amount of another kind (range, other currency, tax not said or included, by
year, spent) is not turned into one: it stays in the text of the fundings.
"""

from __future__ import annotations

from ..errors import noop
from .losses import CHANGED, CUT, LOST, MOVED, Losses
from .plan_content import Action, Row
from .safe_text import one_item
from .workbook import CELL_LIMIT, Cell

FUNDERS = 3
LARGEST = 999_999_999_999
_STATES = {
    "free": "Sans coût", "confidential": "Confidentiel", "to_define": "À définir",
    "other_budget": "Porté par un autre budget", "staff": "Temps de personnel",
}  # fmt: skip


def columns(action: Action, losses: Losses) -> list[Cell]:
    """The eight cells: ``Financements``, then name and amount of three funders, then the total without tax."""
    funded = [b for b in action.budgets if b["funder"] and exact(b) is not None]
    kept, rest = funded[:FUNDERS], [b for b in action.budgets if b not in funded]
    wholes = [b for b in rest if not b["funder"] and exact(b) is not None]
    total = _total(action, wholes, losses)
    texts = [str(action.row[name]) for name in ("funding_text", "budget_text") if action.row[name]]
    if action.row["budget_text"]:
        losses.add(action, "budget_text", action.row["budget_text"], MOVED, noop("It is in the text of the fundings."))
    for budget in (*funded[FUNDERS:], *(b for b in rest if total is None or b not in wholes)):
        written = str(budget["text"]) or _STATES.get(budget["state"], "")
        if written not in texts:
            texts.append(written)
        losses.add(action, "budget", written, MOVED, _why(budget, budget in funded))
    if len(action.names("funder")) and not funded:
        losses.add(action, "funder", ", ".join(action.names("funder")), LOST, noop("TET takes a funder only with its amount."))  # fmt: skip
    cells: list[Cell] = []
    for budget in kept:
        cells += [one_item(str(budget["funder"])), _number(exact(budget))]
        _details(action, budget, losses)
    return [_text(action, texts, losses), *cells, *[None] * (2 * (FUNDERS - len(kept))), total]


def exact(budget: Row) -> float | None:
    """The amount, when it is one that TET can hold: one figure, in euros, without tax, planned, for the whole action."""
    low, high = budget["amount_min"], budget["amount_max"]
    amount = low if high is None else high
    if budget["state"] != "costed" or amount is None or (low is not None and low != amount):
        return None
    one_kind = budget["currency"] == "EUR" and budget["tax"] == "HT" and budget["phase"] in (None, "planned")
    if not one_kind or budget["approximate"] or budget["per_year"] or not 0 <= amount <= LARGEST:
        return None
    return float(amount)


def _total(action: Action, wholes: list[Row], losses: Losses) -> Cell:
    if not wholes:
        return None
    total = sum(exact(budget) or 0.0 for budget in wholes)
    if total > LARGEST:
        return None
    if len(wholes) > 1:
        detail = " + ".join(str(budget["text"]) for budget in wholes)
        losses.add(action, "budget", detail, CHANGED, noop("TET has one total: the {count} lines are added."), count=len(wholes))  # fmt: skip
    for budget in wholes:
        _details(action, budget, losses)
    return _number(total)


def _details(action: Action, budget: Row, losses: Losses) -> None:
    facts = [
        str(budget[name])
        for name in ("nature", "year", "end_year", "cofunding_pct", "scope")
        if budget[name] is not None
    ]
    if facts:
        losses.add(action, "budget", f"{budget['text']} ({', '.join(facts)})", LOST, noop("TET has no column for the nature, the years, the rate and the scope of a budget."))  # fmt: skip


def _why(budget: Row, too_many: bool) -> str:
    if too_many:
        return noop("TET has three funders: this one is in the text of the fundings.")
    if budget["state"] != "costed":
        return noop("TET has only amounts: this state is in the text of the fundings.")
    return noop(
        "TET has one exact amount in euros without tax: this one (range, about, other currency, tax included or not said, by year, spent) is in the text of the fundings."
    )


def _number(amount: float | None) -> Cell:
    return int(amount) if amount is not None and float(amount).is_integer() else amount


def _text(action: Action, texts: list[str], losses: Losses) -> str | None:
    whole = "\n".join(dict.fromkeys(text for text in texts if text.strip()))
    if len(whole) > CELL_LIMIT:
        losses.add(action, "funding_text", whole[CELL_LIMIT - 1 :], CUT, noop("Cut at {limit} characters, the limit of TET or of a cell."), limit=CELL_LIMIT)  # fmt: skip
        whole = whole[: CELL_LIMIT - 1] + "…"
    return whole or None
