# SPDX-License-Identifier: GPL-2.0-or-later
"""Differences between two states of a plan in words, for the page and for the table."""

from __future__ import annotations

from collections.abc import Iterable

from ...cartography.plan_labels import column_label
from ...cartography.printed_numbers import grouped
from ...i18n import tr
from ...records.budget_totals import Budgets, BudgetTotal
from ...records.comparison import BY_TITLE, Comparison, Difference, budget_name
from ...records.confidentiality import confidential_actions
from ...records.evaluation import number_order
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


def shown_differences(differences: Iterable[Difference], with_confidential: bool) -> list[Difference]:
    """The differences as they may be told: of a confidential action, or of the value of one, only that there is one."""
    told: list[Difference] = []
    counted = set()
    for difference in differences:
        if with_confidential or not difference.confidential:
            told.append(difference)
            continue
        once = (difference.subject, difference.change, difference.uuid)
        if once not in counted:
            counted.add(once)
            title = tr("(confidential value)") if difference.subject == "value" else tr("(confidential action)")
            told.append(Difference(difference.subject, difference.change, "", title, confidential=True))
    return told


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


def budget_notes(state: State, budgets: Budgets, with_confidential: bool) -> list[str]:
    """What is to be said of the totals of :func:`budget_table`; with ``with_confidential`` every action may be named."""
    notes = []
    if budgets.kept_back:
        notes.append(tr("{} confidential sheets are left out of these numbers.").format(budgets.kept_back))
    if budgets.parts:
        notes.append(
            tr("{} lines say the part of a funder in a total that its sheet gives: they are not added to it.").format(budgets.parts)
        )  # fmt: skip
    if budgets.unequal:
        names = action_numbers(state, budgets.unequal, with_confidential)
        notes.append(tr("In {count} sheets the parts of the funders do not make the total: {names}.").format(count=len(budgets.unequal), names=names))  # fmt: skip
    return notes


def action_numbers(state: State, uuids: Iterable[str], with_confidential: bool) -> str:
    """The numbers of actions, or the beginning of the title of those that have none; how many others are confidential."""
    actions, wanted = state.rows("action"), set(uuids)
    secret = set() if with_confidential else confidential_actions(actions) & wanted
    rows = sorted((actions[u] for u in wanted - secret), key=lambda row: (number_order(row["number"]), row["uuid"]))
    names = [row["number"] or row["title"][:30] for row in rows]
    return ", ".join([*names, *([confidential_word(len(secret))] if secret else [])])


def confidential_word(count: int) -> str:
    """What stands for ``count`` confidential actions in a list."""
    return tr("({} confidential)").format(count)


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
    shown = shown_differences(found.differences, with_confidential)
    for change, title in (("added", tr("Actions added")), ("dropped", tr("Actions dropped"))):
        rows = [(d.number, d.title, d.new or d.old) for d in shown if d.subject == "action" and d.change == change]
        section.tables.append(Table((tr("Number"), tr("Title"), tr("Status")), rows, title, widths=(12, 68, 20)))
    section.tables.append(_fields(shown))
    section.tables.append(_values(shown, found))
    return section


def _fields(shown: Iterable[Difference]) -> Table:
    header = (tr("Number"), tr("Title"), tr("Field"), tr("Before"), tr("After"))
    rows = [
        (d.number, cell(d.title), field_word(d.field) if d.field else "", cell(d.old), cell(d.new))
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
