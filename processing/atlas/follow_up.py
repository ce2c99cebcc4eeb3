# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of the plan as an atlas prints them: the last result, its change, its target, and their chart."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...cartography import atlas_charts
from ...cartography.printed_numbers import estimate, grouped
from ...i18n import tr
from ...records.action_sheets import IndicatorValue, TerritoryValue
from .page_texts import said

if TYPE_CHECKING:
    from ...analysis.territory.page_sentences import FollowUp, Point

PEOPLE = ("hab", "logements", "ménages")  # units of estimates, never told apart below 11


def printed_value(value: float, unit: str | None) -> str:
    """A value with its unit: persons and homes as estimates, anything else with a decimal below 100."""
    if (unit or "") in PEOPLE:
        number = estimate(value, math.nan, math.nan)
    else:
        number = grouped(value, 1 if abs(value) < 100 and not float(value).is_integer() else 0)
    return f"{number} {unit or ''}".strip()


def printed_change(found: FollowUp, unit: str | None) -> str:
    """A change without its sign: in points for a share in per cent, else in whole per cent of the base.

    ``0`` when it rounds to nothing; empty when it cannot be told.
    """
    if unit == "%":
        if found.difference is None:
            return ""
        points = round(abs(found.difference), 1)
        words = tr("{} points") if points >= 2 else tr("{} point")  # 1,5 is singular in French
        return words.format(grouped(points, 0 if points.is_integer() else 1)) if points else "0"
    if found.change_pct is None:
        return ""
    change = round(abs(found.change_pct))
    return f"{grouped(change)}\u00a0%" if change else "0"


def folded(name: str) -> str:
    """``name`` without case nor accents, to match a territory of the plan with a page."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().strip()


def series(values: Sequence[IndicatorValue | TerritoryValue]) -> dict[tuple[str, str | None], list[Point]]:
    """The points of each (indicator, unit), without the values that are absent."""
    from ...analysis.territory.page_sentences import Point

    found: dict[tuple[str, str | None], list[Point]] = {}
    for value in values:
        if value.value is not None:
            found.setdefault((value.indicator, value.unit), []).append(Point(value.year, value.kind, value.value))
    return found


def of_territories(values: Sequence[TerritoryValue]) -> tuple[dict[str, list[TerritoryValue]], list[TerritoryValue]]:
    """The values of each territory by folded name, and those of the whole: the EPCI's, else the plan's own."""
    known: dict[str, list[TerritoryValue]] = {}
    for value in values:
        if value.territory:
            known.setdefault(folded(value.territory), []).append(value)
    whole = [value for value in values if value.territory_kind == "EPCI"]
    told = {value.indicator for value in whole}
    return known, whole + [value for value in values if value.territory is None and value.indicator not in told]


def follow_rows(
    here: Sequence[TerritoryValue], whole: Sequence[TerritoryValue], adoption: int | None
) -> list[tuple[str, str, str]]:
    """A row for each indicator that has a value here: its name, the value here, the value over the whole."""
    everywhere = series(whole)
    rows = []
    for key, points in series(here).items():
        text = _standing(points, key[1], adoption)
        if text:
            rows.append((key[0], text, _standing(everywhere.get(key, []), key[1], adoption)))
    return rows


def _standing(points: Sequence[Point], unit: str | None, adoption: int | None) -> str:
    """``12 % (2024), −17 % since 2019, target 20 % (2030)``; empty without result nor target."""
    from ...analysis.territory.page_sentences import follow_up

    found = follow_up(points, adoption)
    if found is None:
        targets = [p for p in points if p.kind == "target"]
        return tr("target {value} ({year})").format(value=printed_value(targets[0].value, unit), year=targets[0].year) if targets else ""  # fmt: skip
    parts = [f"{printed_value(found.last.value, unit)} ({found.last.year})"]
    change = printed_change(found, unit)
    if change and found.base is not None:
        sign = "−" if (found.difference or 0) < 0 else "+"
        moved = tr("unchanged since {year}") if change == "0" else tr("{change} since {year}")
        parts.append(moved.format(change=f"{sign}{change}", year=found.base.year))
    if found.target is not None:
        parts.append(
            tr("target {value} ({year})").format(value=printed_value(found.target.value, unit), year=found.target.year)
        )
    return ", ".join(parts)


def sentence_of(indicator: str, unit: str | None, found: FollowUp, points: Sequence[Point]) -> str:
    """What a series shows, in a sentence."""
    from ...analysis.territory.page_sentences import follow_up_sentence

    return said(
        follow_up_sentence(
            indicator, found, {p: printed_value(p.value, unit) for p in points}, printed_change(found, unit)
        )
    )


def follow_sentences(values: Sequence[TerritoryValue], adoption: int | None) -> list[str]:
    """A sentence for each indicator that has a result."""
    from ...analysis.territory.page_sentences import follow_up

    told = []
    for (indicator, unit), points in series(values).items():
        found = follow_up(points, adoption)
        if found is not None:
            told.append(sentence_of(indicator, unit, found, points))
    return told


def trajectory(values: Sequence[IndicatorValue | TerritoryValue], adoption: int | None) -> tuple[str, str]:
    """The chart of the first indicator that has two values, and what it shows; empty texts where there is none."""
    from ...analysis.territory.page_sentences import follow_up

    for (indicator, unit), points in series(values).items():
        kinds = {
            kind: [(p.year, p.value) for p in points if p.kind == kind] for kind in ("result", "target", "reference")
        }
        # The unit is written once, beside the first word of the legend.
        printed = {(p.year, p.value): printed_value(p.value, unit).removesuffix(unit or "").strip() for p in points}
        words = {"result": tr("result"), "target": tr("target"), "reference": tr("reference")}
        shown = next(kind for kind in kinds if kinds[kind])
        words[shown] += f" ({unit})" if unit else ""
        chart = atlas_charts.trajectory_chart(
            kinds["result"],
            kinds["target"],
            kinds["reference"],
            (words["result"], words["target"], words["reference"]),
            printed,
        )
        if not chart:
            continue
        found = follow_up(points, adoption)
        if found is not None:
            return chart, sentence_of(indicator, unit, found, points)
        last = sorted(points, key=lambda p: p.year)[-1]
        text = tr("{indicator}: no result yet; {value} for {year}.")
        return chart, text.format(indicator=indicator, value=printed_value(last.value, unit), year=last.year)
    return "", ""
