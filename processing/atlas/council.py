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

FIGURES, VALUES = 12, 6


def council_page(
    names: Sequence[str],
    figures: Sequence[Figure],
    plan: PrintedPlan | None,
    in_territories: Sequence[set[int]],
    need: str,
) -> CouncilPage:
    """What the whole atlas says in a page. ``in_territories``: the actions of each territory; ``need``: a sentence."""
    lines: list[str] = []
    chart = shows = ""
    if plan is not None:
        lines = _plan_lines(plan, in_territories)
        chart, shows = _statuses(plan)
    if not lines or not chart:
        chart, shows = spread(figures, names, 224.0)
    if need:
        lines.append(need)
    if plan is not None:
        _known, whole = of_territories(plan.facts.values)
        lines += follow_sentences(whole, plan.facts.adoption)[:VALUES]
    rows = [(figure.label, figure.printed[-1]) for figure in figures[:FIGURES]]
    first = tr("{count} territories, {figures} figures, and what the plan does about them.") if plan else tr("{count} territories and {figures} figures.")  # fmt: skip
    sentence = first.format(count=grouped(len(names)), figures=grouped(len(figures)))
    limits = tr(
        "This page sums up the atlas: each figure has its map, its limits and its source on the pages that follow."
    )
    if len(figures) > FIGURES:
        limits += " " + tr("Figures left out here: {}.").format(grouped(len(figures) - FIGURES))
    return CouncilPage(tr("Summary for the council"), "\n".join(f"•\u00a0{line}" for line in lines), rows, Told(sentence, limits, chart, shows))  # fmt: skip


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
