# SPDX-License-Identifier: GPL-2.0-or-later
"""What “Where to put new carpool areas” writes: the sites, what each more area brings, and the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas
    from matplotlib.figure import Figure

    from ...analysis.carpool.siting_scene import Choice


@dataclass
class Sites:
    """Candidates then existing areas, on the network: ``fixed`` are the ranks of the existing ones."""

    frame: geopandas.GeoDataFrame
    nodes: numpy.ndarray
    fixed: list[int]
    cost: numpy.ndarray | None
    capacity: numpy.ndarray | None


def site_rows(sites: Sites, choices: list[Choice], times: Any, weights: numpy.ndarray) -> geopandas.GeoDataFrame:
    """The sites with their status, and what each reaches and serves under the last choice."""
    import numpy

    from ...analysis.carpool.siting_scene import served_by

    frame, last = sites.frame.copy(), choices[-1]
    rank = numpy.arange(len(frame))
    existing = frame["existing"].to_numpy(dtype=bool)
    chosen = numpy.isin(rank, last.sites)
    frame["status"] = numpy.select([existing, chosen], ["existing", "new"], "candidate")
    first, steady = numpy.full(len(frame), numpy.nan), chosen.copy()
    for choice in reversed(choices[1:]):  # the best sets are not nested: only the last unbroken run counts
        steady &= numpy.isin(rank, choice.sites)
        first[steady] = choice.step
    frame["from_step"] = numpy.where(existing, numpy.nan, first)
    alone, allotted = served_by(times, weights, last.sites)
    frame["reaches"], frame["serves"] = alone, numpy.where(chosen | existing, allotted, numpy.nan)
    frame["capacity"] = numpy.where(numpy.isfinite(frame["capacity"]), frame["capacity"], numpy.nan)
    return frame


def site_fields() -> tuple[Field, ...]:
    return (
        Field("area_id", "text", tr("Site")), Field("status", "text", tr("Status")), Field("from_step", "real", tr("Chosen from this number of areas, or tenth of the budget, on")),
        Field("reaches", "real", tr("Demand within reach")), Field("serves", "real", tr("Demand for which it is the nearest open")),
        Field("cost", "real", tr("Cost")), Field("capacity", "real", tr("Capacity")), Field("layer", "text", tr("Layer")),
    )  # fmt: skip


def method_of(objective: str) -> str:
    """The method of an objective, with its reference."""
    return {
        "coverage": tr("Maximal covering location (Church and ReVelle 1974), integer programming by HiGHS."),
        "intercepted_flow": tr("Flow interception (Hodgson 1990) as maximal covering, integer programming by HiGHS."),
        "mean_time": tr("p-median, integer programming by HiGHS."),
    }[objective]


def curve_rows(choices: list[Choice], total: float) -> pandas.DataFrame:
    """One row for each step, 0 being what exists."""
    import pandas

    rows = []
    for before, choice in zip([choices[0], *choices], choices, strict=False):
        rows.append(
            (choice.step, len(choice.sites) - len(choices[0].sites), choice.served, 100 * choice.served / total, choice.served - before.served,
             choice.greedy, choice.mean_min, choice.cost, 100 * choice.gap, int(choice.proved))
        )  # fmt: skip
    return pandas.DataFrame(rows, columns=[f.name for f in curve_fields()])


def curve_fields() -> tuple[Field, ...]:
    return (
        Field("step", "real", tr("New areas, or tenths of the budget")), Field("new_areas", "integer", tr("New areas")), Field("served", "real", tr("Demand served")),
        Field("served_pct", "real", tr("Share served (%)")), Field("gain", "real", tr("Gain of this step")), Field("greedy", "real", tr("Step-by-step choice")),
        Field("mean_min", "real", tr("Mean time of those served (min)")), Field("cost", "real", tr("Cost")), Field("gap_pct", "real", tr("Gap at most (%)")), Field("proved", "integer", tr("Proved")),
    )  # fmt: skip


def picture(choices: list[Choice], total: float, objective: str, by_budget: bool) -> Figure:
    """The curve of what each more area, or tenth of the budget, brings."""
    from ...charts.marginal_gain import marginal_gain

    in_time = tr("Share of the demand in time")
    served = tr("Share of the flows intercepted") if objective == "intercepted_flow" else in_time
    steps = choices[1:]
    return marginal_gain(
        [c.served for c in steps], [c.greedy for c in steps], [c.proved for c in steps], choices[0].served, total,
        tr("What each more carpool area brings"), (tr("Tenths of the budget") if by_budget else tr("New areas"), served),
        (tr("optimum"), tr("step by step"), tr("not proved")), tr("Existing areas stay open. Atlas PCAET."),
    )  # fmt: skip
