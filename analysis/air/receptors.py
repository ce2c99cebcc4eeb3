# SPDX-License-Identifier: GPL-2.0-or-later
"""Where concentrations are asked for: points as they are, buildings at the façade nearest to a road; and who emits there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .kernel_sum import NEAR, WORKERS, Floats, Points, Progress, taper
from .wind_kernel import Kernel

# When roads are ranked, one point of road in so many stands for its neighbours, from a distance (m) on.
STEPS = ((0.0, 1), (NEAR[1], 4), (3 * NEAR[1], 16))
BLOCK = 500.0  # m
# Measured by benchmarks/bench_dispersion.py on two cores; for the message before a long run.
PAIRS_A_SECOND, RECEPTORS_A_SECOND, SAMPLE = 6e6, 2e5, 300
AT_ONCE = 300_000  # pairs


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

    By the first pollutant. Near points are all counted, one in four past 200 m, one in sixteen past 600 m.
    """
    best, share = np.full(len(east), -1), np.full(len(east), np.nan)
    if not len(points):
        return best, share
    bounds = [*(begin for begin, _step in STEPS[1:]), cutoff]
    rings = [
        _Ring(kernel, thinned(points, step), begin, end, cutoff, least_distance)
        for (begin, step), end in zip(STEPS, bounds, strict=True)
        if begin < cutoff
    ]
    places = np.c_[east, north]
    # Neighbours are taken together: the lot is as small as the densest place needs.
    order = np.lexsort((np.floor(east / BLOCK), np.floor(north / BLOCK)))
    count = np.sum([ring.count(places[order]) for ring in rings], axis=0)
    total = np.cumsum(count)
    ends = np.unique(np.searchsorted(total, np.arange(AT_ONCE, total[-1] + AT_ONCE, AT_ONCE)))
    lots = [lot for lot in np.split(order, ends[ends < len(order)]) if len(lot)]

    def ranked(lot: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
        found = [ring.pairs(places[lot]) for ring in rings]
        row, road, value = (np.concatenate(part) for part in zip(*found, strict=True))
        return _first(row, road, value, len(lot))

    with ThreadPoolExecutor(WORKERS) as pool:
        for number, (lot, result) in enumerate(zip(lots, pool.map(ranked, lots), strict=True)):
            best[lot], share[lot] = result
            progress(number / len(lots))
    return best, share


def expected_seconds(points: Points, east: Floats, north: Floats, cutoff: float) -> float:
    """About how long concentrations and first contributors take at receptors, from the roads around some of them."""
    if not len(points) or not len(east):
        return 0.0
    some = np.random.default_rng(0).choice(len(east), min(len(east), SAMPLE), replace=False)
    places = np.c_[east[some], north[some]]
    pairs = 0.0
    for (begin, step), end in zip(STEPS, [*(b for b, _step in STEPS[1:]), cutoff], strict=True):
        if begin < cutoff:
            tree = cKDTree(np.c_[points.east, points.north])
            pairs += tree.query_ball_point(places, min(end, cutoff), return_length=True).mean() / step
    return float(len(east) * (pairs / PAIRS_A_SECOND + 1 / RECEPTORS_A_SECOND))


class _Ring:
    """Points of road between two distances of a receptor."""

    def __init__(
        self, kernel: Kernel, points: Points, begin: float, end: float, cutoff: float, least_distance: float
    ) -> None:
        self.points, self.begin, self.end = points, begin, min(end, cutoff)
        self.tree = cKDTree(np.c_[points.east, points.north])
        self.value = lambda dx, dy, distance: (
            kernel.at(dx * (held := np.maximum(distance, least_distance) / np.maximum(distance, 1e-9)), dy * held)
            * taper(distance, cutoff)
        )

    def count(self, places: Floats) -> NDArray[np.intp]:
        """Points that the search of each place gives."""
        return np.asarray(self.tree.query_ball_point(places, self.end, return_length=True, workers=WORKERS))

    def pairs(self, places: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
        """Place, road and what it adds there, for each pair of a place and a point."""
        found = self.tree.query_ball_point(places, self.end, return_sorted=False)
        count = np.fromiter((len(f) for f in found), dtype=np.intp, count=len(found))
        index = np.fromiter(chain.from_iterable(found), dtype=np.intp, count=int(count.sum()))
        who = np.repeat(np.arange(len(places)), count)
        dx, dy = places[who, 0] - self.points.east[index], places[who, 1] - self.points.north[index]
        distance = np.hypot(dx, dy)
        kept = distance >= self.begin
        dx, dy, distance, who, index = dx[kept], dy[kept], distance[kept], who[kept], index[kept]
        return who, self.points.road[index], self.points.rate[0, index] * self.value(dx, dy, distance)


def thinned(points: Points, step: int) -> Points:
    """One point in ``step`` of each road, with the emission of those it stands for."""
    if step == 1:
        return points
    order = np.argsort(points.road, kind="stable")
    road = points.road[order]
    first = np.r_[0, np.flatnonzero(np.diff(road)) + 1]
    position = np.arange(len(road)) - np.repeat(first, np.diff(np.r_[first, len(road)]))
    group = np.cumsum(position % step == 0) - 1
    size = np.bincount(group)
    rate = np.array([np.bincount(group, weights=r[order]) for r in points.rate])
    middle = (
        np.bincount(group, weights=points.east[order]) / size,
        np.bincount(group, weights=points.north[order]) / size,
    )
    return Points(*middle, rate, road[np.flatnonzero(position % step == 0)])


def _first(row: Any, road: Any, value: Any, count: int) -> tuple[NDArray[np.intp], Floats]:
    """Sum by receptor and road, and keep the largest."""
    best, share = np.full(count, -1), np.full(count, np.nan)
    if not len(row):
        return best, share
    total = np.bincount(row, weights=value, minlength=count)
    roads = int(road.max()) + 1
    pairs, inverse = np.unique(row * roads + road, return_inverse=True)
    place, which = np.divmod(pairs, roads)
    by_road = np.bincount(np.ravel(inverse), weights=value)
    order = np.lexsort((by_road, place))
    winners = order[np.r_[np.flatnonzero(np.diff(place[order])), len(order) - 1]]
    winners = winners[total[place[winners]] > 0]
    best[place[winners]] = which[winners]
    share[place[winners]] = 100 * by_road[winners] / total[place[winners]]
    return best, share
