# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layers and the map of “Catchment of carpool areas” carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import numpy
    from matplotlib.figure import Figure

    from ...analysis.carpool.catchment import Gaps, Nearest, Served
    from ...analysis.network.places import Places

NEIGHBOUR_M = 300.0  # cells of 200 m, corner to corner
Layer = tuple["geopandas.GeoDataFrame", tuple[Field, ...]]


@dataclass
class Homes:
    """The layer of people on the network: ``weights`` (h, 2) of inhabitants and workers, NaN where not known."""

    frame: geopandas.GeoDataFrame
    places: Places
    weights: numpy.ndarray

    def ranking(self) -> tuple[numpy.ndarray, str]:
        """The weights (h,) that coverage and gaps go by, and their name: workers when there are any, else inhabitants."""
        import numpy

        if numpy.isfinite(self.weights[:, 1]).any():
            return self.weights[:, 1], tr("workers")
        return self.weights[:, 0], tr("inhabitants")


def catchments(
    areas: geopandas.GeoDataFrame, limits: Sequence[float], found: Served, homes: Homes | None, mode: str
) -> Layer:
    """One row for each area and threshold, the widest first so that the others are drawn over them."""
    import geopandas
    import numpy
    import shapely

    count, steps = found.polygons.shape
    rank = numpy.repeat(numpy.arange(count), steps)
    known = [homes is not None and bool(numpy.isfinite(homes.weights[:, w]).any()) for w in range(2)]
    people = found.people.reshape(count * steps, -1)
    frame = geopandas.GeoDataFrame(
        {
            "area_id": areas["area_id"].to_numpy()[rank], "minutes": numpy.tile(limits, count), "mode": mode,
            "population": people[:, 0] if known[0] else numpy.nan, "workers": people[:, 1] if known[1] else numpy.nan,
            "road_km": found.road_km.ravel(), "area_km2": shapely.area(found.polygons.ravel()) / 1e6,
        },
        geometry=found.polygons.ravel(), crs=areas.crs,
    )  # fmt: skip
    frame = frame.sort_values("minutes", ascending=False, kind="stable")
    return frame, (
        Field("area_id", "text", tr("Area")), Field("minutes", "real", tr("Within (min)")), Field("mode", "text", tr("Means of travel")),
        Field("population", "real", tr("Inhabitants")), Field("workers", "real", tr("Workers")),
        Field("road_km", "real", tr("Roads reached (km)")), Field("area_km2", "real", tr("Surface drawn (km²)")),
    )  # fmt: skip


def allocation(areas: geopandas.GeoDataFrame, homes: Homes, near: Nearest, covered: numpy.ndarray, made: Gaps) -> Layer:
    """The places of people with their nearest area."""
    import numpy

    frame = homes.frame[["geometry"]].copy()
    names = areas["area_id"].to_numpy(dtype=object)
    frame["population"], frame["workers"] = homes.weights[:, 0], homes.weights[:, 1]
    frame["nearest_area"] = numpy.where(near.area >= 0, names[near.area], None)
    frame["minutes"] = numpy.where(numpy.isfinite(near.seconds), near.seconds / 60, numpy.nan)
    frame["road_gap_m"] = homes.places.gap_m
    frame["status"] = numpy.select(
        [covered, ~homes.places.found, ~numpy.isfinite(near.seconds)],
        [tr("in time"), tr("no road within reach"), tr("no way to an area")], tr("too far"),
    )  # fmt: skip
    frame["gap_rank"] = numpy.where(made.group >= 0, made.group + 1.0, numpy.nan)
    return frame, (
        Field("population", "real", tr("Inhabitants")), Field("workers", "real", tr("Workers")),
        Field("nearest_area", "text", tr("Nearest area")), Field("minutes", "real", tr("Time to it (min)")),
        Field("status", "text", tr("Served")), Field("gap_rank", "real", tr("Rank of its group without an area")),
        Field("road_gap_m", "real", tr("Distance to the road (m)")),
    )  # fmt: skip


def gap_groups(homes: Homes, near: Nearest, made: Gaps) -> Layer:
    """One row for each group of people without an area in time."""
    import geopandas
    import numpy
    import shapely

    shapes = homes.frame.geometry.to_numpy()
    rows = []
    for rank in range(len(made.weight)):
        inside = made.group == rank
        shape = shapely.union_all(shapes[inside])
        if shape.area == 0:
            shape = shapely.buffer(shape, NEIGHBOUR_M / 2, quad_segs=4)
        sums = [float(numpy.nansum(w)) if numpy.isfinite(w).any() else numpy.nan for w in homes.weights[inside].T]
        seconds = near.seconds[inside]
        reached = numpy.isfinite(seconds)
        minutes = float(seconds[reached].mean() / 60) if reached.any() else numpy.nan
        rows.append((rank + 1, *sums, int(inside.sum()), minutes, shape))
    names = ("rank", "population", "workers", "places", "minutes")
    frame = geopandas.GeoDataFrame(
        {name: [row[i] for row in rows] for i, name in enumerate(names)}, geometry=[row[-1] for row in rows], crs=homes.frame.crs
    )  # fmt: skip
    return frame, (
        Field("rank", "integer", tr("Rank")), Field("population", "real", tr("Inhabitants")), Field("workers", "real", tr("Workers")),
        Field("places", "integer", tr("Places")), Field("minutes", "real", tr("Mean time to the nearest area (min)")),
    )  # fmt: skip


def picture(
    areas: geopandas.GeoDataFrame,
    limits: Sequence[float],
    found: Served,
    homes: Homes | None,
    near: Nearest | None,
    in_time_min: float,
    mode: str,
) -> Figure:
    """The map: all the catchments together, the areas, and the people whose nearest area is not in time."""
    import numpy
    import shapely

    from ...charts.catchment_map import catchment_map

    bands = []
    for position, limit in enumerate(limits):
        whole = shapely.union_all(found.polygons[:, position])
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(whole))]
        bands.append((tr("{minutes} min").format(minutes=f"{limit:g}"), rings))
    without: tuple[Any, Any, Any] | None = None
    if homes is not None and near is not None:
        centre = shapely.centroid(homes.frame.geometry.to_numpy())
        weight = numpy.nan_to_num(homes.ranking()[0])
        far = (near.seconds > 60 * in_time_min) & (weight > 0)
        without = shapely.get_x(centre[far]), shapely.get_y(centre[far]), weight[far]
    names = {"car": tr("by car"), "bike": tr("by bike"), "walk": tr("on foot")}
    return catchment_map(
        bands, (areas.geometry.x.to_numpy(), areas.geometry.y.to_numpy()), without,
        (tr("carpool areas"), tr("people without an area within {minutes} min").format(minutes=f"{in_time_min:g}")),
        tr("Carpool areas: who reaches them, {mode}").format(mode=names[mode]), tr("Times without congestion. Atlas PCAET."),
    )  # fmt: skip
