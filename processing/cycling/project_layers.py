# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layers of “Cycle projects” carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

    from ...analysis.cycling.project_choice import Step
    from ...analysis.cycling.stress_network import StressNetwork

MEUR = 1e6
Point = tuple[int, float, float, float, float, float]  # rank, cost, cost so far, gain, access, mean access


@dataclass
class Projects:
    """Candidates, best first: ``edges`` of each, ``score`` (p,) kilometres joined for each kilometre."""

    edges: list[numpy.ndarray]
    score: numpy.ndarray


def curve_of(steps: Sequence[Step], before: float, people: float) -> list[Point]:
    """The cost and the access after 0, 1, 2… projects."""
    curve = [(0, 0.0, 0.0, 0.0, before, before / people)]
    for rank, step in enumerate(steps, start=1):
        curve.append((rank, step.cost, curve[-1][2] + step.cost, step.gain, step.access, step.access / people))
    return curve


def project_rows(
    streets: StressNetwork, crs: Any, projects: Projects, steps: Sequence[Step], curve: Sequence[Point]
) -> tuple[geopandas.GeoDataFrame, tuple[Field, ...]]:
    """One row for each project chosen, by rank."""
    import geopandas
    import numpy

    from ...analysis.cycling.projects import project_lines

    network, level = streets.network, streets.edge_stress().max(axis=1)
    edges = [projects.edges[step.project] for step in steps]
    worst = numpy.array([level[some].max() for some in edges], dtype=float)
    frame = geopandas.GeoDataFrame(
        {
            "rank": [row[0] for row in curve[1:]], "length_m": [float(network.length_m[some].sum()) for some in edges],
            "stress_max": numpy.where(worst > 0, worst, numpy.nan), "cost_eur": [step.cost for step in steps], "gain": [step.gain for step in steps],
            "gain_per_meur": [step.gain / step.cost * MEUR for step in steps], "gain_alone": [step.alone for step in steps],
            "cum_cost_eur": [row[2] for row in curve[1:]], "access": [row[4] for row in curve[1:]],
            "mean_access": [row[5] for row in curve[1:]], "score": [float(projects.score[step.project]) for step in steps],
        },
        geometry=project_lines(network, edges), crs=crs,
    )  # fmt: skip
    return frame, (
        Field("rank", "integer", tr("Rank")), Field("length_m", "real", tr("Length to treat (m)")), Field("stress_max", "integer", tr("Highest stress")),
        Field("cost_eur", "real", tr("Cost (€)")), Field("gain", "real", tr("Access it adds (people × what they reach)")),
        Field("gain_per_meur", "real", tr("Access added for a million euros")), Field("gain_alone", "real", tr("Access it would add as the first")),
        Field("cum_cost_eur", "real", tr("Cost up to this rank (€)")), Field("access", "real", tr("Access up to this rank")),
        Field("mean_access", "real", tr("Mean access up to this rank")), Field("score", "real", tr("Calm km joined per km")),
    )  # fmt: skip


def curve_rows(curve: Sequence[Point]) -> tuple[pandas.DataFrame, tuple[Field, ...]]:
    """One row for each number of projects built."""
    import pandas

    written = (
        Field("rank", "integer", tr("Projects built")), Field("cost_eur", "real", tr("Cost (€)")), Field("cum_cost_eur", "real", tr("Cost so far (€)")),
        Field("gain", "real", tr("Access added")), Field("access", "real", tr("Access")), Field("mean_access", "real", tr("Mean access of all people")),
    )  # fmt: skip
    return pandas.DataFrame(curve, columns=[field.name for field in written]), written
