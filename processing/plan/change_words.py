# SPDX-License-Identifier: GPL-2.0-or-later
"""Differences between two states of a plan in words, for the page and for the table."""

from __future__ import annotations

from collections.abc import Iterable

from ...cartography.plan_labels import column_label
from ...cartography.printed_numbers import grouped
from ...i18n import tr
from ...records.budget_totals import Budgets, BudgetTotal
from ...records.comparison import BY_TITLE, Comparison, Difference, budget_name
from ...records.milestones import State
from .report_page import Section, Table

SIGNIFICANT = 4  # figures of a printed amount; the table has the exact one
LONGEST_CELL = 400


def field_word(name: str) -> str:
    """The name of a field of an action, or of what other tables hold of it."""
    return {
        "axis": tr("Axes"),
        "parent": tr("Part of"),
        "actors": tr("Actors"),
        "tags": tr("Tags"),
        "references": tr("References"),
        "budgets": tr("Budgets"),
        "indicators": tr("Indicators"),
        "places": tr("Places"),
        "linked_actions": tr("Linked actions"),
    }.get(name) or column_label(name, "action")


def state_word(state: State) -> str:
    """The name of a state, with its date."""
    return tr("{name} ({date})").format(name=state.name or tr("today"), date=state.dated)


def hidden(difference: Difference, with_confidential: bool) -> Difference:
    """The difference without what a confidential action says, unless it is asked for."""
    if with_confidential or not difference.confidential:
        return difference
    old, new = (tr("(confidential)") if text else "" for text in (difference.old, difference.new))
    title = difference.title if difference.subject == "value" else tr("(confidential action)")
    return Difference(
        difference.subject, difference.change, difference.number, title, difference.field, old, new, difference.matched,
        difference.uuid, True,
    )  # fmt: skip


def amount(total: BudgetTotal) -> str:
    """A printed amount: four significant figures, ``environ`` where that rounds or where a line is about so much."""
    low, high = (_rounded(value) for value in (total.low, total.high))
    text = grouped(low) if low == high else tr("{low} to {high}").format(low=grouped(low), high=grouped(high))
    about = total.approximate or low != total.low or high != total.high
    return tr("about {}").format(text) if about else text


def _rounded(value: float) -> float:
    digits = len(str(int(abs(value))))
    return float(round(value, min(0, SIGNIFICANT - digits)))


def budget_table(state: State, budgets: Budgets) -> Table:
    """Totals by currency and period, each with the sheets it adds up."""
    rows = [
        (budget_name(state, total) or tr("not said"), amount(total), str(total.sheets), str(total.lines))
        for total in budgets.totals
    ]
    header = (tr("Currency, phase, period"), tr("Amount"), tr("Sheets counted"), tr("Lines"))
    return Table(header, rows, numbers=(1, 2, 3), note=tr("Amounts of different currencies, taxes, phases or periods are never added up."))  # fmt: skip


def cell(text: str) -> str:
    """A text short enough for a cell of the page; the table has it whole."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def change_section(found: Comparison, with_confidential: bool) -> Section:
    """What changed, as a section: sentences, then actions added and dropped, then fields, then values."""
    section = Section(tr("What changed"), new_page=bool(found.differences))
    section.sentences.append(
        tr("From {old} to {new}: {added} actions added, {dropped} dropped, {changed} changed.").format(
            old=state_word(found.old), new=state_word(found.new), added=found.count("action", "added"),
            dropped=found.count("action", "dropped"), changed=found.count("action", "changed"),
        )
    )  # fmt: skip
    titles = found.matched.get(BY_TITLE, 0)
    if titles:
        section.sentences.append(
            tr("{} actions have another identifier in each state: they were taken for the same by their number and title.").format(titles)
        )  # fmt: skip
    shown = [hidden(d, with_confidential) for d in found.differences]
    for change, title in (("added", tr("Actions added")), ("dropped", tr("Actions dropped"))):
        rows = [(d.number, d.title, d.new or d.old) for d in shown if d.subject == "action" and d.change == change]
        section.tables.append(Table((tr("Number"), tr("Title"), tr("Status")), rows, title, widths=(12, 68, 20)))
    section.tables.append(_fields(shown))
    section.tables.append(_values(shown, found))
    return section


def _fields(shown: Iterable[Difference]) -> Table:
    header = (tr("Number"), tr("Title"), tr("Field"), tr("Before"), tr("After"))
    rows = [
        (d.number, cell(d.title), field_word(d.field), cell(d.old), cell(d.new))
        for d in shown
        if d.subject == "action" and d.change == "changed"
    ]
    return Table(header, rows, tr("Actions changed, field by field"), widths=(12, 25, 17, 23, 23))


def _values(shown: Iterable[Difference], found: Comparison) -> Table:
    header = (tr("Code"), tr("Indicator"), tr("Value"), state_word(found.old), state_word(found.new))
    rows = [
        (d.number, d.title, d.field, printed_text(d.old), printed_text(d.new)) for d in shown if d.subject == "value"
    ]
    return Table(header, rows, tr("Values of indicators"), numbers=(3, 4))


def printed_text(text: str) -> str:
    """``120.4 kteq CO2`` as it is printed; a reason of absence stays as it is."""
    number, _, unit = text.partition(" ")
    try:
        return f"{printed_value(float(number))} {unit}".strip()
    except ValueError:
        return text


def printed_value(value: float | None) -> str:
    """Four significant figures or so, as a French reader expects them; empty for None."""
    if value is None:
        return ""
    size = abs(value)
    decimals = 0 if size >= 1000 or value == int(value) else 1 if size >= 100 else 2 if size >= 1 else 3
    return grouped(value, decimals)
