# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways by bike of the flows: their length and gradient, by the network or as fields give them, and what passes on roads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingFeedback

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import Skips
from ..housing.thermal_layers import raster_reader
from .potential_layers import measure_name

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.cycling.network_flows import FlowWays
    from ...analysis.network.road_network import RoadNetwork
    from ..reading import Progress
    from .potential_inputs import OdFlows

BIKE = "bike"


@dataclass(frozen=True)
class Placed:
    """The network cut at the ends of the flows (n,); ``rows`` (p,): those with a road at both ends, not too far apart as the
    crow flies, whose ways are ``ways``; ``far`` and ``off_road`` (n,) the others."""

    network: RoadNetwork
    rows: numpy.ndarray
    ways: FlowWays
    far: numpy.ndarray
    off_road: numpy.ndarray


@dataclass(frozen=True)
class OdWays:
    """For each flow (n,): km and mean gradient (%) of its way, NaN where unknown; past the reach of the model; why, in words."""

    distance_km: numpy.ndarray
    gradient_pct: numpy.ndarray
    beyond: numpy.ndarray
    remark: numpy.ndarray
    notes: list[str]
    placed: Placed | None
    crs: Any

    def edge_flows(self, extra: dict[str, numpy.ndarray], several: bool, progress: Progress) -> geopandas.GeoDataFrame:
        """Pieces of road with the new cyclists (n,) of each scenario who take them."""
        import geopandas
        import numpy

        placed = self.placed
        assert placed is not None
        flows = numpy.nan_to_num(numpy.stack(list(extra.values()))[:, placed.rows])
        loads = placed.ways.loads(flows, progress)
        used = numpy.flatnonzero((loads > 0).any(axis=0))
        network = placed.network
        columns: dict[str, Any] = {
            "road": [str(one) for one in network.ids[network.road[used]]], "length_m": network.length_m[used],
            **{measure_name("extra_cyclists", s, several): load[used] for s, load in zip(extra, loads, strict=True)},
        }  # fmt: skip
        return geopandas.GeoDataFrame(columns, geometry=network.lines_of(used), crs=self.crs)


def situate(network: RoadNetwork, od: OdFlows, reach_m: float, progress: Progress) -> Placed:
    """Bring the ends of the flows to the nearest road for bikes. Raises ``DataError`` when none has one."""
    import numpy

    from ...analysis.cycling.network_flows import FlowWays
    from ...analysis.cycling.uptake import MAX_KM
    from ...analysis.network.places import Locator

    progress(0.0)
    count = len(od.home)
    xy, rank = numpy.unique(numpy.vstack([od.home, od.work]), axis=0, return_inverse=True)
    places = Locator(network, BIKE).locate(xy[:, 0], xy[:, 1], reach_m)
    cut, on_road = network.with_nodes(places.edge[places.found], places.along[places.found])
    node = numpy.full(len(xy), -1, dtype=numpy.int64)
    node[places.found] = on_road
    ends = node[rank.ravel()]
    home, work = ends[:count], ends[count:]
    off_road = ((home < 0) | (work < 0)) & ~od.inside
    if off_road.any() and (off_road | od.inside).all():
        raise DataError(
            noop("No flow of “{layer}” has a road of the network for bikes within {reach} m of both its ends. Check the CRS of both, and that the network covers the territory."),
            layer=od.layer, reach=f"{reach_m:g}",
        )  # fmt: skip
    far = numpy.hypot(*(od.home - od.work).T) > 1000 * MAX_KM
    rows = numpy.flatnonzero(~off_road & ~far & ~od.inside)
    progress(1.0)
    return Placed(cut, rows, FlowWays(cut, BIKE, home[rows], work[rows]), far, off_road)


def od_ways(
    od: OdFlows, placed: Placed | None, dem: str, feedback: QgsProcessingFeedback, skips: Skips,
    progress_within: Callable[[QgsProcessingFeedback, float, float], Progress],
) -> OdWays:  # fmt: skip
    """Length and gradient of each flow: those of its fields, else along the fastest way. Raises ``DataError``."""
    import numpy

    count = len(od.counts)
    km, gradient = numpy.full(count, numpy.nan), numpy.full(count, numpy.nan)
    known_km, known_gradient = "distance" in od.counts, "gradient" in od.counts
    dem = "" if known_gradient else dem
    notes: list[str] = []
    if placed and (dem or not known_km):
        metres, gradient[placed.rows] = _along(placed, dem, feedback, notes, progress_within)
        km[placed.rows] = numpy.where(numpy.isfinite(metres) & (metres > 0), metres / 1000, numpy.nan)
    if known_km:
        km = od.counts["distance"].to_numpy(dtype=float)
    if known_gradient:
        gradient = od.counts["gradient"].to_numpy(dtype=float)
    elif not dem:
        gradient = numpy.where(numpy.isnan(km) & ~od.inside, numpy.nan, 0.0)
        notes.append(tr("Assumption: flat country (gradient of 0 %), without terrain model. This flatters where it is hilly."))  # fmt: skip
        feedback.pushWarning(notes[-1])
    _inside(od, km, gradient, notes)
    return _sorted_out(od, placed, km, gradient, dem, notes, feedback, skips)


def _inside(od: OdFlows, km: numpy.ndarray, gradient: numpy.ndarray, notes: list[str]) -> None:
    """Give the flows inside one zone a length and a gradient, in place, where fields do not."""
    import numpy

    from ...analysis.cycling.inside_zones import detour, nearby_gradient

    those = numpy.flatnonzero(od.inside)
    if not len(those) or od.inside_km is None:
        return
    ratio = detour(km, numpy.hypot(*(od.home - od.work).T) / 1000)
    blank = those[numpy.isnan(km[those])]
    km[blank] = od.inside_km[blank] * ratio
    notes.append(
        tr("{count} flows inside one zone: mean distance between two places of a disc of its area, times {ratio}, the median detour of the other flows (screening).").format(
            count=len(those), ratio=f"{ratio:.2f}"
        )
    )  # fmt: skip
    _places, rank = numpy.unique(numpy.vstack([od.home, od.work]), axis=0, return_inverse=True)
    ends = rank.reshape(2, -1).T
    flat = those[numpy.isnan(gradient[those])]
    others = numpy.flatnonzero(~od.inside)
    gradient[flat] = nearby_gradient(ends[flat, 0], ends[others], km[others], gradient[others])


def _sorted_out(
    od: OdFlows, placed: Placed | None, km: numpy.ndarray, gradient: numpy.ndarray, dem: str, notes: list[str],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> OdWays:  # fmt: skip
    """Say why the flows without a way or a gradient have none, and which are too long for the model."""
    import numpy

    from ...analysis.cycling.uptake import MAX_KM

    known_km, known_gradient, none = "distance" in od.counts, "gradient" in od.counts, numpy.zeros(len(km), dtype=bool)
    off_road, far = (none, none) if placed is None or known_km else (placed.off_road, placed.far)
    far = far | (km > MAX_KM)
    off_road = off_road & ~far
    lone = od.inside & numpy.isnan(km)
    no_way = numpy.isnan(km) & ~far & ~off_road & ~lone
    no_slope = numpy.isfinite(km) & numpy.isnan(gradient) & ~far
    if dem and no_slope.any() and no_slope[~far & ~no_way & ~off_road].all():
        raise DataError(
            noop("The terrain model “{file}” does not cover the territory. Choose another one, or run without."),
            file=Path(dem).name,
        )
    remark = numpy.full(len(km), None, dtype=object)
    for those, said, left_out in (
        (off_road, tr("no road for bikes near home or work"), True),
        (lone, tr("inside one zone, and no other flow says how roads wind"), True),
        (no_way, tr("no distance in the field") if known_km else tr("no way by bike between home and work"), True),
        (no_slope, tr("no gradient in the field") if known_gradient else tr("the terrain model does not cover its way"), True),
        (far, tr("more than {km} km: as today").format(km=f"{MAX_KM:g}"), False),
    ):  # fmt: skip
        remark[those] = said
        if left_out:
            skips.add(od.layer, od.counts.index[those].tolist(), said)
    _tell_far(od, far, notes, feedback)
    return OdWays(km, gradient, far, remark, notes, placed, od_crs(od, placed))


def od_crs(od: OdFlows, placed: Placed | None) -> Any:
    import pyproj

    return pyproj.CRS.from_wkt(placed.network.crs_wkt) if placed else od.frame.crs


def _along(
    placed: Placed, dem: str, feedback: QgsProcessingFeedback, notes: list[str],
    progress_within: Callable[[QgsProcessingFeedback, float, float], Progress],
) -> tuple[numpy.ndarray, numpy.ndarray]:  # fmt: skip
    """Metres and mean gradient (%) of the ways (p,); inf metres where there is none, NaN gradient where it is unknown."""
    import numpy

    from ...analysis.cycling.gradient import climbs, read_terrain

    network = placed.network
    measures = [network.length_m]
    if dem:
        bounds = (*network.points.min(axis=0), *network.points.max(axis=0))  # a road bends past its ends
        terrain = read_terrain(dem, bounds, network.crs_wkt, progress_within(feedback, 35, 40), raster_reader())
        there, back = network.ways(BIKE)
        measures.append(climbs(network, terrain, there | back, progress_within(feedback, 40, 45)))
        notes.append(tr("Gradient: metres climbed and descended along the way by its length, on “{file}” averaged to {cell} m; bridges and tunnels by their ends.").format(file=Path(dem).name, cell=f"{terrain.cell_m:.0f}"))  # fmt: skip
        if terrain.strange:
            feedback.pushWarning(
                tr("Terrain model “{file}”: {count} altitudes cannot be true and count as unknown. Declare its value of no data.").format(
                    file=Path(dem).name, count=terrain.strange
                )
            )  # fmt: skip
    sums = placed.ways.along(numpy.stack(measures), progress_within(feedback, 45, 75))
    gradient = numpy.full(sums.shape[1], numpy.nan)
    if dem:
        way = numpy.isfinite(sums[0]) & (sums[0] > 0)
        gradient[way] = 100 * sums[1][way] / sums[0][way]
    return sums[0], gradient


def _tell_far(od: OdFlows, far: numpy.ndarray, notes: list[str], feedback: QgsProcessingFeedback) -> None:
    from ...analysis.cycling.uptake import MAX_KM

    if far.any():
        workers = od.counts["all"].to_numpy(dtype=float)[far].sum()
        notes.append(tr("{count} flows ({workers} workers) are longer than {km} km: no more cyclists there, as PCT does.").format(count=int(far.sum()), workers=f"{workers:.0f}", km=f"{MAX_KM:g}"))  # fmt: skip
        feedback.pushInfo(notes[-1])
