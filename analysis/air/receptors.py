# SPDX-License-Identifier: GPL-2.0-or-later
"""Where concentrations are asked for: points as they are, buildings at the façade nearest to a road; and who emits there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .kernel_sum import NEAR, Floats, Points, Progress, taper
from .wind_kernel import Kernel

FAR_STEP = 4  # beyond NEAR, one point of road in so many stands for its neighbours, when roads are ranked
AT_ONCE = 200_000


def facades(buildings: NDArray[np.object_], roads: NDArray[np.object_]) -> tuple[Floats, Floats]:
    """East, north (n,) of the point of each building's outline that is nearest to a road; polygons in a metric CRS."""
    import shapely

    tree = shapely.STRtree(roads)
    _own, nearest = tree.query_nearest(buildings, all_matches=False)
    outline = shapely.boundary(buildings)
    line = shapely.shortest_line(outline, roads[nearest])
    point = shapely.get_point(line, 0)
    # A road that crosses the outline touches it everywhere along the cut: the first of those points serves.
    return shapely.get_x(point), shapely.get_y(point)


def nearest_road(roads: NDArray[np.object_], east: Floats, north: Floats) -> Floats:
    """Distance (m) of each receptor to the axis of its nearest road (n,)."""
    import shapely

    places = shapely.points(east, north)
    _own, nearest = shapely.STRtree(roads).query_nearest(places, all_matches=False)
    return np.asarray(shapely.distance(places, roads[nearest]))


def first_contributors(
    kernel: Kernel,
    points: Points,
    east: Floats,
    north: Floats,
    cutoff: float,
    least_distance: float,
    progress: Progress,
) -> tuple[NDArray[np.intp], Floats]:
    """The road that adds most at each receptor (m,), -1 where none does, and its share of what the roads add (%).

    By the first pollutant. Near points are all counted, those past 200 m one in four for the four.
    """
    from scipy.spatial import cKDTree

    best, share = np.full(len(east), -1), np.full(len(east), np.nan)
    if not len(points):
        return best, share
    near_tree = cKDTree(np.c_[points.east, points.north])
    thin = thinned(points)
    far_tree = cKDTree(np.c_[thin.east, thin.north])
    places = np.c_[east, north]
    density = max(1.0, len(thin) / max(np.prod(np.ptp(np.c_[thin.east, thin.north], axis=0)), 1.0) * np.pi * cutoff**2)
    lot = int(max(16, min(4_000, AT_ONCE // density)))
    for start in range(0, len(east), lot):
        progress(start / len(east))
        some = places[start : start + lot]
        row, road, value = [], [], []
        for tree, chosen, low, high in ((near_tree, points, 0.0, NEAR[1]), (far_tree, thin, NEAR[1], cutoff)):
            found = tree.query_ball_point(some, high)
            count = np.array([len(f) for f in found])
            index = (
                np.concatenate([np.asarray(f, dtype=np.intp) for f in found]) if count.sum() else np.zeros(0, np.intp)
            )
            who = np.repeat(np.arange(len(some)), count)
            dx, dy = some[who, 0] - chosen.east[index], some[who, 1] - chosen.north[index]
            distance = np.hypot(dx, dy)
            kept = (distance >= low) & (distance < high)
            dx, dy, distance, who, index = dx[kept], dy[kept], distance[kept], who[kept], index[kept]
            held = np.maximum(distance, least_distance) / np.maximum(distance, 1e-9)
            row.append(who)
            road.append(chosen.road[index])
            value.append(chosen.rate[0, index] * kernel.at(dx * held, dy * held) * taper(distance, cutoff))
        best[start : start + lot], share[start : start + lot] = _first(
            np.concatenate(row), np.concatenate(road), np.concatenate(value), len(some)
        )
    return best, share


def thinned(points: Points) -> Points:
    """One point in :data:`FAR_STEP` of each road, with the emission of those it stands for."""
    order = np.argsort(points.road, kind="stable")
    road = points.road[order]
    first = np.r_[0, np.flatnonzero(np.diff(road)) + 1]
    position = np.arange(len(road)) - np.repeat(first, np.diff(np.r_[first, len(road)]))
    group = np.cumsum(position % FAR_STEP == 0) - 1
    size = np.bincount(group)
    rate = np.array([np.bincount(group, weights=r[order]) for r in points.rate])
    middle = (
        np.bincount(group, weights=points.east[order]) / size,
        np.bincount(group, weights=points.north[order]) / size,
    )
    return Points(*middle, rate, road[np.flatnonzero(position % FAR_STEP == 0)])


def _first(row: Any, road: Any, value: Any, count: int) -> tuple[NDArray[np.intp], Floats]:
    """Sum by receptor and road, and keep the largest."""
    best, share = np.full(count, -1), np.full(count, np.nan)
    if not len(row):
        return best, share
    total = np.bincount(row, weights=value, minlength=count)
    pairs, inverse = np.unique(np.stack([row, road]), axis=1, return_inverse=True)
    by_road = np.bincount(np.ravel(inverse), weights=value)
    order = np.lexsort((by_road, pairs[0]))
    last = np.r_[np.flatnonzero(np.diff(pairs[0][order])), len(order) - 1]
    winners = order[last]
    known = total[pairs[0][winners]] > 0
    winners = winners[known]
    best[pairs[0][winners]] = pairs[1][winners]
    share[pairs[0][winners]] = 100 * by_road[winners] / total[pairs[0][winners]]
    return best, share
