# SPDX-License-Identifier: GPL-2.0-or-later
"""What the units carry once crossed: columns of the themes, of the score and of the actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...i18n import tr
from ..writing import Field
from .plan_places import budget_text, euros, read_places, touched
from .theme_results import Ground, Told

if TYPE_CHECKING:
    import numpy

THEMES = ("air", "roofs", "carpool", "cycling")
MASKED = "masked"


@dataclass
class Crossed:
    """Columns by name (n,), how many units have a score, units each theme does not cover, units masked.

    ``alone`` (n,): the units that one theme tells, where several are weighed: their rank cannot be tried.
    """

    columns: dict[str, Any]
    scored: int
    missing: dict[str, int]
    masked: int
    too_few: list[str]
    alone: numpy.ndarray
    touched: Any = None


@dataclass
class Attached:
    """Columns of the actions by name (n,), and what was found."""

    columns: dict[str, Any]
    without_action: int
    without_need: int
    notes: list[str] = field(default_factory=list)


def crossed(told: Mapping[str, Told], weights: numpy.ndarray) -> Crossed:
    """The themes put together; ``weights`` (k,) in their order."""
    import numpy

    from ...analysis.crossing import score

    columns: dict[str, Any] = {}
    few: list[str] = []
    for theme, one in told.items():
        columns |= one.figures.columns
        columns[f"{theme}_rank"] = score.ranks(one.figures.need)
        columns[f"{theme}_percentile"] = score.percentiles(one.figures.need)
        if numpy.isfinite(one.figures.need).sum() < score.THIRD:  # two units are not compared with a territory
            few.append(theme)
            columns[f"{theme}_percentile"] = numpy.full(len(one.figures.need), numpy.nan)
    labels = theme_labels()
    named = [labels[theme] for theme in told]
    table = numpy.stack([columns[f"{theme}_percentile"] for theme in told], axis=1)
    own = score.composite(table, weights)
    moved = score.sensitivity(table, weights)
    columns |= {
        "score": own, "score_rank": score.ranks(own), "themes_known": numpy.isfinite(table).sum(axis=1),
        "themes_missing": _missing_names(table, named), "weights": _weights_text(named, weights),
        "rank_best_weights": moved.best_weights, "rank_worst_weights": moved.worst_weights,
        "rank_best_themes": moved.best_themes, "rank_worst_themes": moved.worst_themes, "need": score.top_third(own),
        "need_robust": moved.always_top,
    }  # fmt: skip
    masked = 0
    for one in told.values():
        if one.figures.masked is not None:
            columns[MASKED] = numpy.where(one.figures.masked, tr("fewer than 11 households"), None)
            masked = int(one.figures.masked.sum())
    missing = {theme: int(numpy.isnan(one.figures.need).sum()) for theme, one in told.items()}
    if "roofs" in missing:
        missing["roofs"] -= masked
    weighed = numpy.isfinite(table) & (weights > 0)
    alone = (weighed.sum(axis=1) == 1) & (weighed.any(axis=0).sum() > 1)
    return Crossed(columns, int(numpy.isfinite(own).sum()), missing, masked, few, alone)


def _missing_names(table: numpy.ndarray, themes: list[str]) -> list[str | None]:
    import numpy

    unknown = numpy.isnan(table)
    return [", ".join(name for name, gone in zip(themes, row, strict=True) if gone) or None for row in unknown]


def _weights_text(themes: list[str], weights: numpy.ndarray) -> str:
    return "; ".join(f"{theme} {weight:g}" for theme, weight in zip(themes, weights, strict=True))


def attach_actions(path: str, ground: Ground, found: Crossed, progress: Callable[[float], None]) -> Attached:
    """The actions of the plan at ``path`` that touch each unit, and where need and action do not meet."""
    import numpy

    from ...analysis.crossing.score import gaps

    places = read_places(path, ground.crs)
    by_unit = [places.first_level(positions) for positions in touched(places, ground.cover, progress)]
    found.touched = numpy.array([bool(positions) for positions in by_unit])
    without_action, without_need = gaps(found.columns["score"], found.touched)
    told = {positions: places.budgets_of(positions) for positions in map(tuple, by_unit)}  # cells share their actions
    costs = [told[tuple(positions)] for positions in by_unit]
    amounts = numpy.array([euros(cost) for cost in costs])
    columns = {
        "actions": numpy.array([len(positions) for positions in by_unit]),
        "action_numbers": [places.names_of(positions) or None for positions in by_unit],
        "action_statuses": [places.statuses_of(positions) or None for positions in by_unit],
        "actions_costed": numpy.array([places.costed_of(positions) for positions in by_unit]),
        "budget": [budget_text(cost) or None for cost in costs],
        "budget_eur_low": amounts[:, 0], "budget_eur_high": amounts[:, 1],
        "need_without_action": without_action, "action_without_need": without_need,
    }  # fmt: skip
    counts = [int(numpy.nansum(side)) for side in (without_action, without_need)]
    placed = len(places.first_level(set(places.action.tolist())))
    notes = [
        tr("{placed} actions of {all} have a place; {touching} touch a unit. The budget of an action is whole in each unit that it touches: do not add it over units.").format(
            placed=placed, all=len(places.first_level(range(len(places.actions)))), touching=len(set().union(*by_unit)),
        ),
        tr("{need} units are in the third of highest score without an action; {action} in the third of lowest score with one.").format(need=counts[0], action=counts[1]),
    ]  # fmt: skip
    return Attached(columns, counts[0], counts[1], notes)


def theme_labels() -> dict[str, str]:
    """The themes as they are said."""
    return {"air": tr("Air"), "roofs": tr("Housing"), "carpool": tr("Carpooling"), "cycling": tr("Cycling")}


def theme_fields(told: Mapping[str, Told]) -> tuple[Field, ...]:
    """The columns of each theme, its rank and its percentile."""
    fields: list[Field] = []
    labels = theme_labels()
    for theme, one in told.items():
        fields += one.fields
        fields.append(Field(f"{theme}_rank", "integer", tr("{}: rank (1: most to be done)").format(labels[theme])))
        fields.append(Field(f"{theme}_percentile", "real", tr("{}: percentile rank (0 to 100)").format(labels[theme])))
        if one.figures.masked is not None:
            fields.append(Field(MASKED, "text", tr("Masked")))
    return tuple(fields)


def theme_names() -> set[str]:
    """Every name that a theme may write, which a unit's own field cannot keep."""
    own = (
        "air_receptors air_people air_exposed air_exposed_pct no2_ug_m3 band_people band_people_pct households roofs_ranked "
        "warm_pct masked carpool_people carpool_unserved carpool_unserved_pct carpool_areas carpool_users "
        "carpool_users_per_1000 cycle_people low_share_pct streets_km stressful_km stressful_pct facilities_km "
        "facilities_km_per_1000"
    )
    return {*own.split(), *(f"{theme}_{kind}" for theme in THEMES for kind in ("rank", "percentile"))}


def score_fields() -> tuple[Field, ...]:
    """The score and what it depends on."""
    return (
        Field("score", "real", tr("Score over the themes (0 to 100; 100: most to be done)")),
        Field("score_rank", "integer", tr("Rank of the score")),
        Field("themes_known", "integer", tr("Themes known")),
        Field("themes_missing", "text", tr("Themes missing")),
        Field("weights", "text", tr("Weights of the themes")),
        Field("rank_best_weights", "integer", tr("Best rank, weights moved by half")),
        Field("rank_worst_weights", "integer", tr("Worst rank, weights moved by half")),
        Field("rank_best_themes", "integer", tr("Best rank, one theme left out")),
        Field("rank_worst_themes", "integer", tr("Worst rank, one theme left out")),
        Field("need", "integer", tr("In the third of highest score (1: yes)")),
        Field("need_robust", "integer", tr("In that third whatever is moved (1: yes)")),
    )


def action_fields() -> tuple[Field, ...]:
    """The actions of a unit."""
    return (
        Field("actions", "integer", tr("Actions that touch it")),
        Field("action_numbers", "text", tr("Numbers of the actions")),
        Field("action_statuses", "text", tr("Status of the actions")),
        Field("actions_costed", "integer", tr("Actions with an amount")),
        Field("budget", "text", tr("Budget of these actions, whole")),
        Field("budget_eur_low", "real", tr("Budget in euros, low (€), where it adds up")),
        Field("budget_eur_high", "real", tr("Budget in euros, high (€), where it adds up")),
        Field("need_without_action", "integer", tr("Need without action (1: yes)")),
        Field("action_without_need", "integer", tr("Action without need (1: yes)")),
    )
