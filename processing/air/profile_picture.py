# SPDX-License-Identifier: GPL-2.0-or-later
"""The picture of the air across one road: what it adds, what the others add, and the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..parameter_tables import LIMIT_VALUES
from .receptor_places import period_note

if TYPE_CHECKING:
    import geopandas
    from matplotlib.figure import Figure

    from .backgrounds import Backgrounds

PROFILE_M, UNCERTAINTY = 400.0, 0.3


@dataclass(frozen=True)
class Scene:
    """What the picture is drawn from: roads in the metric ``crs``, their points, the pollutants, two limits in metres.

    ``names`` are the words for the pollutants; ``no2_method`` the curve from nitrogen oxides to NO2.
    """

    kernel: Any
    roads: geopandas.GeoDataFrame
    points: Any
    crs: Any
    chosen: list[str]
    names: dict[str, str]
    cutoff: float
    least: float
    no2_method: str


def profile_picture(
    scene: Scene, named: str, layer: str, backgrounds: Backgrounds, progress: Callable[[float], None]
) -> Figure:
    """The chart from one side of the road to the other; the road ``named``, else the one that emits the most.

    Raises ``DataError`` when no road of ``layer`` with an emission has that name.
    """
    import numpy

    from ...analysis.air.cross_profile import cross_profile
    from ...analysis.air.exposure import read_limits
    from ...analysis.air.kernel_sum import concentrations
    from ...analysis.air.no2 import nitrogen_dioxide
    from ...charts.road_profile import road_profile

    road = _road(scene, named, layer)
    across = cross_profile(scene.roads.geometry.iloc[road], PROFILE_M)
    own = scene.points.some(numpy.flatnonzero(scene.points.road == road))
    whole, alone = (
        concentrations(scene.kernel, p, across.east, across.north, progress, scene.cutoff, scene.least)[0]
        for p in (scene.points, own)
    )
    pollutant = scene.chosen[0]
    nox, no2 = (backgrounds.at(key, across.east, across.north, scene.crs) for key in ("nox", "no2"))
    if pollutant == "nox" and numpy.isfinite(nox + no2).all():
        others, total = (nitrogen_dioxide(added, nox, no2, scene.no2_method) for added in (whole - alone, whole))
        pollutant = "no2"
        layers = [(tr("background"), no2), (tr("other roads"), others - no2), (tr("this road"), total - others)]
    else:
        layers = [(tr("other roads"), whole - alone), (tr("this road"), alone)]
    limits = [
        (f"{limit.regime} : {limit.value:g}", limit.value)
        for limit in read_limits(LIMIT_VALUES)
        if limit.pollutant == pollutant == "no2"
    ]
    unit = tr("NO2 (µg/m³)") if pollutant == "no2" else tr("{}, added by roads (µg/m³)").format(scene.names[pollutant])
    compass = [tr("N"), tr("NE"), tr("E"), tr("SE"), tr("S"), tr("SW"), tr("W"), tr("NW")]
    ahead = round(across.bearing / 45) % 8
    title = tr("Across {}").format(scene.roads["road_id"].iloc[road])
    note = " ".join(filter(None, [period_note(scene.kernel), tr("Uncertainty of about 30 %.")]))
    return road_profile(
        across.distance, layers, scene.least, limits, title, (tr("distance to the axis (m)"), unit),
        (compass[(ahead + 4) % 8], compass[ahead]), UNCERTAINTY, note,
    )  # fmt: skip


def _road(scene: Scene, named: str, layer: str) -> int:
    """Position of the road asked for, else of the one that emits the most for its length among those of 200 m or more."""
    import numpy

    roads, points = scene.roads, scene.points
    emitting = numpy.unique(points.road)
    if named:
        found = [number for number in emitting if roads["road_id"].iloc[number] == named]
        if not found:
            raise DataError(
                noop("No road with an emission is called “{road}” in the layer “{layer}”. Write a value of the field that names the roads, or leave the parameter empty."),
                road=named, layer=layer,
            )  # fmt: skip
        return int(max(found, key=lambda number: roads.geometry.iloc[number].length))
    length = roads.length.to_numpy()
    rate = numpy.bincount(points.road, weights=points.rate[0], minlength=len(roads)) / numpy.maximum(length, 1)
    return int(numpy.argmax(numpy.where(length >= min(PROFILE_M / 2, length[emitting].max()), rate, -1)))
