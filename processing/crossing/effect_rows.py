# SPDX-License-Identifier: GPL-2.0-or-later
"""One row for each action, result and figure: what is met, how, and what would count twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ...i18n import tr
from ..writing import Field
from .effect_results import MEETS, NAMED, Quantity, Result
from .plan_places import PlanPlaces

if TYPE_CHECKING:
    import pandas

    from ...analysis.crossing.effects import Met

LEAST_HOMES = 11


def effect_rows(
    places: PlanPlaces, positions: Sequence[int], results: Sequence[Result], crs: Any, distances: Sequence[float], named: bool,
    progress: Callable[[float], None],
) -> pandas.DataFrame:  # fmt: skip
    """The rows of the actions at ``positions``; ``distances``: (along lines and points, people around), metres.

    ``named``: one action was asked for, and takes what has no place.
    """
    import pandas

    found = [_met(result, places, crs, distances, progress) for result in results]
    rows: list[dict[str, Any]] = []
    for position in positions:
        own: list[dict[str, Any]] = []
        for result, meeting in zip(results, found, strict=True):
            own += _rows(places, position, result, meeting, named)
        known = [row for row in own if row["value"] == row["value"] and row["value"] != 0]
        repeated = Counter((row["quantity"], row["unit"]) for row in known)
        for row in known:
            if repeated[row["quantity"], row["unit"]] > 1:
                row["double_count"] = 1
                row["remark"] = _joined(row["remark"], tr("another result tells the same figure: do not add them"))
        rows += own or [_silent(places, position)]
    return pandas.DataFrame(rows, columns=[f.name for f in effect_fields()])


def _met(
    result: Result, places: PlanPlaces, crs: Any, distances: Sequence[float], progress: Callable[[float], None]
) -> Met | None:
    import geopandas

    from ...analysis.crossing import effects

    if result.shapes is None:
        return None
    shapes = geopandas.GeoSeries(result.shapes, crs=result.crs).to_crs(crs).to_numpy()
    meets, distance = (effects.met, distances[0]) if result.basis == MEETS else (effects.near, distances[1])
    return meets(shapes, places.shapes, places.action, distance, progress)


def _rows(places: PlanPlaces, position: int, result: Result, meeting: Met | None, named: bool) -> list[dict[str, Any]]:
    if meeting is None:
        return (
            [_row(places, position, result, q, float(q.values[0]), 1, []) for q in result.quantities] if named else []
        )
    if not len(meeting.of(position)[0]):
        return []
    return [_of_places(places, position, result, quantity, meeting) for quantity in result.quantities]


def _of_places(places: PlanPlaces, position: int, result: Result, quantity: Quantity, meeting: Met) -> dict[str, Any]:
    """The row of a figure over what the places of an action meet."""
    from ...analysis.crossing.effects import summed

    total = summed(meeting, position, quantity.values)
    others = [places.name(other) for other in meeting.sharers(position, quantity.values)]
    row = _row(places, position, result, quantity, total.value, total.features, others)
    row |= {"part_pct": total.part_pct, "shared_pct": total.also_pct}
    for name, bound in (("low", quantity.low), ("high", quantity.high)):
        if bound is not None:
            row[name] = summed(meeting, position, bound).value
    if total.unknown and not math.isnan(total.value):
        row["remark"] = _joined(row["remark"], tr("{} features without a value").format(total.unknown))
    if quantity.held is not None and summed(meeting, position, quantity.held).value < LEAST_HOMES:
        row |= dict.fromkeys(("value", "low", "high", "features", "part_pct", "shared_pct"), math.nan)
        row["remark"] = tr("masked: fewer than 11 households")
    return row


def _row(
    places: PlanPlaces,
    position: int,
    result: Result,
    quantity: Quantity,
    value: float,
    features: int,
    others: Sequence[str],
) -> dict[str, Any]:
    remark = "; ".join(result.remarks) or None
    if math.isnan(value):
        remark = _joined(remark, tr("no value") if result.shapes is None else tr("no value where the places are"))
    return _identity(places, position) | {
        "result": result.name, "algorithm": result.algorithm, "computed_on": result.computed_on or None, "digest": result.digest,
        "quantity": quantity.code, "label": quantity.label, "value": value, "low": math.nan, "high": math.nan,
        "unit": quantity.unit, "features": features, "basis": _basis(result), "part_pct": math.nan, "shared_pct": math.nan,
        "shared_with": ", ".join(others) or None, "double_count": int(bool(others)), "remark": remark,
    }  # fmt: skip


def _identity(places: PlanPlaces, position: int) -> dict[str, Any]:
    row, hidden = places.actions[position], places.hidden(position)
    return {
        "action_uuid": row["uuid"], "action_number": None if hidden else row["number"],
        "action_title": places.name(position) if hidden else row["title"],
        "status": None if hidden else places.state.label("status", row["status"]) or None, "confidential": int(hidden),
    }  # fmt: skip


def _silent(places: PlanPlaces, position: int) -> dict[str, Any]:
    """The row of an action of which no result tells anything."""
    without = position not in set(places.action.tolist())
    said = tr("the action has no place") if without else tr("no result where its places are")
    return _identity(places, position) | {"value": math.nan, "double_count": 0, "remark": said}


def _basis(result: Result) -> str:
    import shapely

    if result.basis == NAMED or result.shapes is None:
        return tr("whole result")
    if result.basis != MEETS:
        return tr("people around")
    kind = int(shapely.get_dimensions(result.shapes).max(initial=0))
    return (tr("points met"), tr("share of length"), tr("share of area"))[kind]


def _joined(before: str | None, more: str) -> str:
    return f"{before}; {more}" if before else more


def effect_fields() -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field("action_uuid", "text", tr("Action (identifier)")),
        Field("action_number", "text", tr("Action (number)")),
        Field("action_title", "text", tr("Action")),
        Field("status", "text", tr("Status")),
        Field("confidential", "integer", tr("Confidential action (1: yes)")),
        Field("quantity", "text", tr("Figure (code)")),
        Field("label", "text", tr("Figure")),
        Field("value", "real", tr("Value (negative: less than before)")),
        Field("low", "real", tr("Value, low")),
        Field("high", "real", tr("Value, high")),
        Field("unit", "text", tr("Unit")),
        Field("features", "integer", tr("Features of the result met")),
        Field("basis", "text", tr("How the places meet it")),
        Field("part_pct", "real", tr("Part of the whole result (%)")),
        Field("shared_with", "text", tr("Actions that share it")),
        Field("shared_pct", "real", tr("Part that other actions share (%)")),
        Field("double_count", "integer", tr("Would count twice if added (1: yes)")),
        Field("result", "text", tr("Result")),
        Field("algorithm", "text", tr("Algorithm")),
        Field("computed_on", "text", tr("Computed on")),
        Field("digest", "text", tr("Fingerprint of the result")),
        Field("remark", "text", tr("Remark")),
    )
