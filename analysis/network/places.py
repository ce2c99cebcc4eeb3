# SPDX-License-Identifier: GPL-2.0-or-later
"""Places on a network: homes, areas, towns brought to the nearest road, and travel times read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .road_network import RoadNetwork

SMALL = 50  # nodes: a smaller part of the network is an island where a larger one is within reach
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Places:
    """Where points (p,) meet the network: ``edge`` (p,), -1 beyond reach; ``along`` its length, 0 at the tail to 1 at the
    head; ``gap_m`` the straight distance to it; ``island`` True where only a small part of the network is within reach."""

    edge: Ints
    along: Floats
    gap_m: Floats
    island: NDArray[np.bool_]

    @property
    def found(self) -> NDArray[np.bool_]:
        return self.edge >= 0


class Locator:
    """Finds the nearest road that a mode may use."""

    def __init__(self, network: RoadNetwork, mode: str) -> None:
        there, back = network.ways(mode)
        label, sizes = network.components(mode)
        self.network = network
        self.edges = np.flatnonzero(there | back)
        part = label[network.tail[self.edges]]
        self.small = (sizes[part] < SMALL) & (part > 0) if len(sizes) else np.zeros(0, dtype=bool)
        self.lines = network.lines_of(self.edges)
        self.all = shapely.STRtree(self.lines)
        self.main = np.flatnonzero(~self.small)
        self.main_tree = shapely.STRtree(self.lines[self.main])

    def locate(self, x: Floats, y: Floats, reach_m: float) -> Places:
        """The nearest road of a large part of the network within ``reach_m`` of points (p,), else of an island."""
        points = shapely.points(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        row = self._nearest(self.main_tree, points, reach_m, self.main)
        alone = row < 0
        if alone.any() and self.small.any():
            row[alone] = self._nearest(self.all, points[alone], reach_m, np.arange(len(self.edges)))
        found = row >= 0
        along, gap = np.full(len(points), np.nan), np.full(len(points), np.nan)
        lines = self.lines[row[found]]
        along[found] = shapely.line_locate_point(lines, points[found], normalized=True)
        gap[found] = shapely.distance(lines, points[found])
        edge = np.full(len(points), -1, dtype=np.int64)
        edge[found] = self.edges[row[found]]
        return Places(edge, along, gap, found & alone)

    @staticmethod
    def _nearest(tree: Any, points: NDArray[Any], reach_m: float, rows: Ints) -> Ints:
        found = np.full(len(points), -1, dtype=np.int64)
        point, row = tree.query_nearest(points, max_distance=reach_m, all_matches=False)
        found[point] = rows[row]
        return found


def times_at(places: Places, seconds: Floats, network: RoadNetwork, mode: str, towards: bool) -> Floats:
    """Travel times (…, p) at places from the times of the nodes (…, n): the edge of each place is run in part.

    ``towards``: ``seconds`` are times *to* the sources (the graph was turned round), else from them. ``inf`` beyond reach.
    """
    tail, head, by_tail, by_head = _ends(places, network, mode, towards)
    best: Floats = np.minimum(seconds[..., tail] + by_tail, seconds[..., head] + by_head)
    return np.where(places.found, best, np.inf)


def nearest_at(
    places: Places, seconds: Floats, rank: Ints, network: RoadNetwork, mode: str, towards: bool
) -> tuple[Floats, Ints]:
    """The same for ``Graph.nearest``: times (p,) and the rank (p,) of the nearest source, -1 where none is reached."""
    tail, head, by_tail, by_head = _ends(places, network, mode, towards)
    through_tail, through_head = seconds[tail] + by_tail, seconds[head] + by_head
    times = np.where(places.found, np.minimum(through_tail, through_head), np.inf)
    chosen = np.where(through_tail <= through_head, rank[tail], rank[head])
    return times, np.where(np.isfinite(times), chosen, -1)


def _ends(places: Places, network: RoadNetwork, mode: str, towards: bool) -> tuple[Ints, Ints, Floats, Floats]:
    """The two ends of the edge of each place, and the seconds between the place and each; inf against a one-way road."""
    found = places.found
    edge, along = np.where(found, places.edge, 0), np.where(found, places.along, 0.0)
    cost = network.seconds(mode)[edge]
    there, back = (way[edge] for way in network.ways(mode))
    with np.errstate(invalid="ignore"):
        to_tail, to_head = along * cost, (1 - along) * cost
    # Going *to* a source, a place leaves by the head if the edge is open forwards; coming *from* one, it is entered by the tail.
    by_tail = np.where(back if towards else there, to_tail, np.inf)
    by_head = np.where(there if towards else back, to_head, np.inf)
    return network.tail[edge], network.head[edge], by_tail, by_head
