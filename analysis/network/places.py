# SPDX-License-Identifier: GPL-2.0-or-later
"""Places on a network: homes, areas, towns brought to the nearest road, and travel times read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .road_network import RoadNetwork

AT_NODE_M = 0.01  # a place this close to the end of an edge is there
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
    """Finds the nearest road that a mode may use and that homes and sites open on.

    First on the large parts of the network, then on its islands; a motorway, a bridge or a tunnel only where nothing else
    is within reach.
    """

    def __init__(self, network: RoadNetwork, mode: str) -> None:
        there, back = network.ways(mode)
        label, sizes = network.components(mode)
        self.network = network
        self.edges = np.flatnonzero(there | back)
        part = label[network.tail[self.edges]]
        self.small = (sizes[part] < SMALL) & (part > 0) if len(sizes) else np.zeros(0, dtype=bool)
        self.lines = network.lines_of(self.edges)
        opens = (
            network.access[network.road[self.edges]] if len(network.access) else np.ones(len(self.edges), dtype=bool)
        )
        tiers = (opens & ~self.small, opens & self.small, ~opens)
        self.tiers = [rows for rows in map(np.flatnonzero, tiers) if len(rows)]
        self.trees = [shapely.STRtree(self.lines[rows]) for rows in self.tiers]

    def locate(self, x: Floats, y: Floats, reach_m: float) -> Places:
        """The nearest such road within ``reach_m`` of points (p,)."""
        points = shapely.points(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        row = np.full(len(points), -1, dtype=np.int64)
        for tree, rows in zip(self.trees, self.tiers, strict=True):
            lost = np.flatnonzero(row < 0)
            if len(lost):
                row[lost] = self._nearest(tree, points[lost], reach_m, rows)
        found = row >= 0
        along, gap = np.full(len(points), np.nan), np.full(len(points), np.nan)
        lines = self.lines[row[found]]
        along[found] = shapely.line_locate_point(lines, points[found], normalized=True)
        gap[found] = shapely.distance(lines, points[found])
        edge = np.full(len(points), -1, dtype=np.int64)
        edge[found] = self.edges[row[found]]
        island = found.copy()
        island[found] = self.small[row[found]]
        return Places(edge, along, gap, island)

    @staticmethod
    def _nearest(tree: Any, points: NDArray[Any], reach_m: float, rows: Ints) -> Ints:
        found = np.full(len(points), -1, dtype=np.int64)
        point, row = tree.query_nearest(points, max_distance=reach_m, all_matches=False)
        found[point] = rows[row]
        return found


@dataclass(frozen=True)
class PlaceEnds:
    """For places (p,): the two nodes of their edge, the seconds to run to or from each (inf where it may not) and metres.

    Rows of a place that no road reaches lead nowhere: inf.
    """

    nodes: NDArray[np.int64]  # (2, p): tail, head
    seconds: Floats  # (2, p)
    metres: Floats  # (2, p)

    @classmethod
    def of(cls, places: Places, network: RoadNetwork, mode: str, towards: bool) -> PlaceEnds:
        """The ends of ``places`` for times *to* sources (``towards``) or from them."""
        found = places.found
        if not network.edges:
            raise ValueError("a network without edge has no place")
        edge, along = np.where(found, places.edge, 0), np.where(found, places.along, 0.0)
        there, back = (way[edge] & found for way in network.ways(mode))
        # From a place, the head is met along the edge; coming to it, one enters by the tail.
        by_tail, by_head = (back, there) if towards else (there, back)
        shares = np.stack([along, 1 - along])
        metres = shares * network.length_m[edge]
        # At a junction (RoadNetwork.with_nodes says so too) the edge need not be run: a one-way street begins there.
        allowed = np.stack([by_tail, by_head]) | ((metres < AT_NODE_M) & found)
        seconds = np.where(allowed, shares * np.where(found, network.seconds(mode)[edge], 0.0), np.inf)
        nodes = np.stack([network.tail[edge], network.head[edge]]).astype(np.int64)
        return cls(nodes, seconds, metres)

    def at(self, seconds: Floats, metres: Floats, rows: Ints | slice = slice(None)) -> tuple[Floats, Floats]:
        """Seconds and metres (r,) of places ``rows`` from those of the nodes (n,), by the faster end; inf out of reach."""
        nodes = self.nodes[:, rows]
        times = seconds[nodes] + self.seconds[:, rows]
        lengths = metres[nodes] + self.metres[:, rows]
        best = np.where(times[0] <= times[1], 0, 1)
        column = np.arange(times.shape[1])
        return times[best, column], np.where(np.isfinite(times[best, column]), lengths[best, column], np.inf)


def times_at(places: Places, seconds: Floats, network: RoadNetwork, mode: str, towards: bool) -> Floats:
    """Travel times (…, p) at places from the times of the nodes (…, n): the edge of each place is run in part.

    ``towards``: ``seconds`` are times *to* the sources (the graph was turned round), else from them. ``inf`` beyond reach.
    """
    ends = PlaceEnds.of(places, network, mode, towards)
    best: Floats = np.minimum(
        seconds[..., ends.nodes[0]] + ends.seconds[0], seconds[..., ends.nodes[1]] + ends.seconds[1]
    )
    return best


def nearest_at(
    places: Places, seconds: Floats, rank: Ints, network: RoadNetwork, mode: str, towards: bool
) -> tuple[Floats, Ints]:
    """The same for ``Graph.nearest``: times (p,) and the rank (p,) of the nearest source, -1 where none is reached."""
    ends = PlaceEnds.of(places, network, mode, towards)
    through = seconds[ends.nodes] + ends.seconds
    times = through.min(axis=0)
    chosen = np.where(through[0] <= through[1], rank[ends.nodes[0]], rank[ends.nodes[1]])
    return times, np.where(np.isfinite(times), chosen, -1)
