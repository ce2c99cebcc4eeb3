# SPDX-License-Identifier: GPL-2.0-or-later
"""The evaluation of a plan as rows: exact numbers, one a row, for whoever goes on computing."""

from __future__ import annotations

from typing import Any

from ...i18n import tr
from ...records.comparison import budget_name
from ...records.evaluation import Evaluation
from ...records.milestones import State
from ..writing import Field
from .change_words import action_numbers, confidential_word
from .report_sections import filling_word, status_word, told

Row = tuple[str, str | None, str | None, float | None, float | None, str | None, str | None]


def fields() -> tuple[Field, ...]:
    """The columns of the table of a report."""
    return (
        Field("section", "text", tr("Section")), Field("code", "text", tr("Number or code")), Field("label", "text", tr("Label")),
        Field("value", "real", tr("Number, at least")), Field("high", "real", tr("Number, at most")),
        Field("unit", "text", tr("Unit")), Field("detail", "text", tr("Detail")),
    )  # fmt: skip


def rows(found: Evaluation, with_confidential: bool) -> list[Row]:
    """``section`` is progress, progress_before, late, budget, budget_state, indicator, target, missing or framework."""
    made: list[Row] = []
    state = found.state
    for section, progress in (("progress", found.progress), ("progress_before", found.progress_then)):
        for code, count in progress.by_status.items() if progress else ():
            made.append((section, code or None, status_word(state, code), count, None, tr("actions"), None))
    shown, hidden = told(found.late, with_confidential)
    made += [("late", late.sheet.number or None, late.sheet.title, late.days, None, tr("days"), late.sheet.pilot or None) for late in shown]  # fmt: skip
    made += _hidden("late", hidden)
    made += _budgets(found)
    made += _indicators(found, with_confidential)
    for what, sheets in found.missing.items():
        without, hidden = told(sheets, with_confidential)
        made += [("missing", sheet.number or None, sheet.title, None, None, None, what) for sheet in without]
        made += _hidden("missing", hidden, what)
    for framework in found.frameworks:
        for c in framework.items:
            numbers = action_numbers(state, c.actions, with_confidential) or None
            made.append(("framework", f"{framework.framework}:{c.item.code}", c.item.label, len(c.actions), None, tr("actions"), numbers))  # fmt: skip
    return made


def _hidden(section: str, count: int, detail: str | None = None) -> list[Row]:
    """One row for what is counted and not told."""
    return [(section, None, confidential_word(count), None, None, None, detail)] if count else []


def _indicators(found: Evaluation, with_confidential: bool) -> list[Row]:
    made: list[Row] = []
    fillings, hidden = told(found.indicators, with_confidential)
    for filling in fillings:
        unused = () if filling.used else (tr("comes with every plan, not used in this one"),)
        why = ", ".join((filling_word(filling.state), *filling.reasons, *unused))
        made.append(("indicator", filling.code, filling.name, filling.results, None, tr("results"), why))
    made += _hidden("indicator", hidden)
    targets, hidden = told(found.targets, with_confidential)
    for target in targets:
        detail = f"{target.year} → {target.target_year}" if target.target_year else str(target.year)
        made.append(("target", target.code, _joined(target.name, target.territory), target.result, target.target, target.unit or None, detail))  # fmt: skip
    return made + _hidden("target", hidden)


def _budgets(found: Evaluation) -> list[Row]:
    state: State = found.state
    made: list[Row] = [
        ("budget", total.currency or None, budget_name(state, total) or None, total.low, total.high, total.currency or None, tr("{} sheets").format(total.sheets))
        for total in found.budgets.totals
    ]  # fmt: skip
    return made + [
        ("budget_state", code, state.label("budget_state", code), count, None, tr("sheets"), None)
        for code, count in found.budgets.sheets_by_state.items()
    ]


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)
