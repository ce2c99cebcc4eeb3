# SPDX-License-Identifier: GPL-2.0-or-later
"""The summary of one page for the council."""

from __future__ import annotations

from collections.abc import Sequence

from ...cartography import atlas_charts
from ...cartography.atlas_pages import CouncilPage, Told
from ...cartography.printed_numbers import grouped
from ...i18n import tr
from .action_pages import PrintedPlan
from .follow_up import follow_sentences, of_territories
from .page_texts import spread
from .territory_figures import Figure

FIGURES, VALUES, LINES = 12, 6, 6
TELLING, HEIGHT = 3, 224.0


def council_page(
    names: Sequence[str],
    figures: Sequence[Figure],
    plan: PrintedPlan | None,
    in_territories: Sequence[set[int]],
    need: str,
) -> CouncilPage:
    """What the whole atlas says in a page. ``in_territories``: the actions of each territory; ``need``: a sentence."""
    by_telling = sorted(figures, key=lambda figure: -figure.telling)
    chart, shows = _chart(by_telling, names, plan)
    lines = _findings(by_telling, plan)
    if need:
        lines.append(need)
    first = lines.pop(0) if lines else shows
    if plan is not None:
        lines += _plan_lines(plan, in_territories)
        _known, whole = of_territories(plan.facts.values)
        lines += follow_sentences(whole, plan.facts.adoption)[:VALUES]
    lines += _highest(by_telling, names)[: max(LINES - len(lines), 0)]
    rows = [(figure.label, figure.printed[-1]) for figure in by_telling[:FIGURES]]
    limits = tr(
        "This page sums up the atlas: each figure has its map, its limits and its source on the pages that follow."
    )
    if len(figures) > FIGURES:
        limits += " " + tr("Figures left out here: {}.").format(grouped(len(figures) - FIGURES))
    if not first:
        first = tr("{count} territories and {figures} figures.").format(
            count=grouped(len(names)), figures=grouped(len(figures))
        )
    return CouncilPage(tr("Summary for the council"), "\n".join(f"•\u00a0{line}" for line in lines), rows, Told(first, limits, chart, shows))  # fmt: skip


def _chart(figures: Sequence[Figure], names: Sequence[str], plan: PrintedPlan | None) -> tuple[str, str]:
    """The chart of the most telling figure; else that of the statuses; else that of any figure."""
    chart, shows = spread([figure for figure in figures if figure.telling >= TELLING], names, HEIGHT)
    if not chart and plan is not None:
        chart, shows = _statuses(plan)
    return (chart, shows) if chart else spread(figures, names, HEIGHT)


def _findings(figures: Sequence[Figure], plan: PrintedPlan | None) -> list[str]:
    """What a council must hear first: needs that no action meets, actions that are late, what is done."""
    lines = []
    for figure in figures:
        if figure.maker == "crossterritory" and figure.values[-1] == figure.values[-1]:
            count = round(figure.values[-1])
            text = (
                tr("Units with a need and no action: {count}.")
                if count
                else tr("Every unit with a need has an action.")
            )
            lines.append(text.format(count=grouped(count)))
    if plan is not None and plan.facts.actions:
        total = grouped(plan.facts.actions)
        if plan.facts.late:
            lines.append(tr("Actions that are late, or past their end and not done: {late} of {total}.").format(late=grouped(plan.facts.late), total=total))  # fmt: skip
        if plan.facts.finished:
            lines.append(tr("Actions that are done: {done} of {total}.").format(done=grouped(plan.facts.finished), total=total))  # fmt: skip
    return lines


def _highest(figures: Sequence[Figure], names: Sequence[str]) -> list[str]:
    """Where each telling sum is the highest, when one territory is above all others whatever the bounds of an estimate.

    Means and shares are not ranked: they differ by less than what is known of them.
    """
    lines = []
    for figure in figures:
        known = [i for i, value in enumerate(figure.own) if value == value]
        if not (figure.telling and figure.adds and figure.tells):
            continue
        top, next_one = sorted(known, key=lambda i: -figure.own[i])[:2]
        low, high = (
            (figure.low[top], figure.high[next_one]) if figure.bounded else (figure.own[top], figure.own[next_one])
        )
        if low > high:
            lines.append(tr("“{label}”: the highest value, {value}, is that of {name}.").format(label=figure.label, name=names[top], value=figure.printed[top]))  # fmt: skip
    return lines


def _plan_lines(plan: PrintedPlan, in_territories: Sequence[set[int]]) -> list[str]:
    placed = len(plan.sheets) - plan.unplaced
    lines = [
        tr("In the plan “{plan}”, actions that have a place on the map: {placed} of {actions}.").format(
            plan=plan.facts.name, actions=grouped(len(plan.sheets)), placed=grouped(placed)
        )
    ]
    if placed:
        without = sum(not actions for actions in in_territories)
        lines.append(
            tr("Territories where an action has a place: {with_action} of {count}.").format(
                with_action=grouped(len(in_territories) - without), count=grouped(len(in_territories))
            )
        )  # fmt: skip
    return lines


def _statuses(plan: PrintedPlan) -> tuple[str, str]:
    """The chart of the actions by status, and what it shows."""
    rows = [(status or tr("not filled in"), count) for status, count in plan.facts.statuses]
    if len(rows) < 2:
        return "", ""
    chart = atlas_charts.bars_chart(
        [(name, float(count), grouped(count)) for name, count in rows], 20.0 * len(rows) + 20
    )
    name, most = max(rows, key=lambda row: row[1])
    return chart, tr("Most common status of the actions: “{status}”, {count} of {total}.").format(
        status=name, count=grouped(most), total=grouped(plan.facts.actions)
    )
