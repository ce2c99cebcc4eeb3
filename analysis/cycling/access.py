# SPDX-License-Identifier: GPL-2.0-or-later
"""What each home reaches by bike, on low stress and by all streets: places in time, and the connections of BNA.

Costs are searched from the places, towards them, on the network turned round, with a limit. Neighbouring places are
searched together on the part of the network that the limit can reach, so that a large territory costs what its places do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..network.graph import Graph
from ..network.places import AT_NODE_M, Locator, PlaceEnds, Places
from ..network.road_network import RoadNetwork
from .gradient import Terrain, climbs
from .stress_network import BIKE, StressNetwork

WALK_KMH = 5.0  # pushing the bike to the nearest street of low stress
SPEED_KMH = {"bike": 15.0, "ebike": 19.0}
CLIMB_STEP_M = 50.0
WITHIN = 1e-9  # relative: a cost that falls on the limit to a rounding is within it
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Doors:
    """Where points (p,) enter the streets, by two doors: the nearest street (row 0) and the nearest of low stress (row 1).

    ``edge`` (2, p), -1 where there is none; ``along`` (2, p) from 0 at its tail to 1 at its head; ``walk_m`` (2, p) metres on
    foot to the second door, beyond those to the first.
    """

    edge: Ints
    along: Floats
    walk_m: Floats

    @property
    def found(self) -> Bools:
        made: Bools = self.edge[0] >= 0
        return made

    def rows(self, chosen: NDArray[Any]) -> Doors:
        return Doors(self.edge[:, chosen], self.along[:, chosen], self.walk_m[:, chosen])


class Entrances:
    """Finds the doors of points: the nearest street that a bike may use, and the nearest whose stress is low."""

    def __init__(self, network: RoadNetwork, low: RoadNetwork) -> None:
        self.locator = Locator(network, "bike")
        there, back = low.ways("bike")
        self.calm: Bools = there | back
        # Not those of small parts that join nothing, nor those that nobody opens on: the locator avoids them too.
        edges = self.locator.edges
        opens = network.access[network.road[edges]] if len(network.access) else np.ones(len(edges), dtype=bool)
        rows = np.flatnonzero(self.calm[edges] & ~self.locator.small & opens)
        self.calm_edges, self.calm_lines = edges[rows], self.locator.lines[rows]
        self.calm_tree = shapely.STRtree(self.calm_lines)

    def doors(self, x: Floats, y: Floats, reach_m: float, walk_m: float) -> Doors:
        """The doors of points (p,) within ``reach_m``; ``walk_m``: most metres on foot to low stress beyond the nearest street."""
        near = self.locator.locate(x, y, reach_m)
        edge, along = np.stack([near.edge, near.edge]), np.stack([near.along, near.along])
        walk = np.zeros(edge.shape)
        away = np.flatnonzero(near.found & ~self.calm[near.edge])
        edge[1, away] = -1
        points = shapely.points(np.asarray(x, dtype=float)[away], np.asarray(y, dtype=float)[away])
        point, line = self.calm_tree.query_nearest(points, max_distance=reach_m, all_matches=False)
        gap = np.maximum(shapely.distance(points[point], self.calm_lines[line]) - near.gap_m[away[point]], 0.0)
        kept = gap <= walk_m
        point, line, row = point[kept], line[kept], away[point[kept]]
        edge[1, row], walk[1, row] = self.calm_edges[line], gap[kept]
        along[1, row] = shapely.line_locate_point(self.calm_lines[line], points[point], normalized=True)
        return Doors(edge, along, walk)


@dataclass(frozen=True)
class Ways:
    """The directions that may be ridden, ``open`` (m, 2) tail to head and back, and what they cost (m, 2); ``door``: which
    row of :class:`Doors` leads to them; ``walk``: cost of a metre on foot; ``pace``: least cost of a metre as the crow flies."""

    network: RoadNetwork
    open: Bools
    cost: Floats
    door: int
    walk: float
    pace: float

    def ends(self, doors: Doors, arriving: bool) -> tuple[Ints, Floats]:
        """Nodes (2, p) at the ends of the streets of ``doors`` (p,), and the cost from there (``arriving``) or to there; inf closed."""
        found = doors.edge[self.door] >= 0
        edge = np.where(found, doors.edge[self.door], 0)
        along = np.where(found, doors.along[self.door], 0.0)
        walk, costs = self.walk * doors.walk_m[self.door], []
        for share, way in ((along, 0), (1 - along, 1)):
            # Coming by the tail, or leaving by the head, one rides tail to head.
            column = way if arriving else 1 - way
            ridden = np.where(self.open[edge, column], share * self.cost[edge, column], np.inf)
            # At a junction the street need not be ridden: a one-way street begins there.
            at_end = (share * self.network.length_m[edge] < AT_NODE_M) & ~self.open[edge, column]
            costs.append(np.where(found, np.where(at_end, 0.0, ridden) + walk, np.inf))
        nodes = np.stack([self.network.tail[edge], self.network.head[edge]]).astype(np.int64)
        return nodes, np.stack(costs)

    def directed(self) -> tuple[Ints, Ints, Floats]:
        """Tails, heads and costs of the directed edges."""
        there, back = self.open.T
        tail = np.r_[self.network.tail[there], self.network.head[back]].astype(np.int64)
        head = np.r_[self.network.head[there], self.network.tail[back]].astype(np.int64)
        return tail, head, np.r_[self.cost[there, 0], self.cost[back, 1]]


def climbed(network: RoadNetwork, terrain: Terrain, progress: Progress) -> Floats:
    """Metres climbed (m, 2) along each edge that a bike may use, tail to head and back; NaN where the terrain is unknown."""
    there, back = network.ways("bike")
    both = climbs(network, terrain, there | back, progress)
    to_terrain = pyproj.Transformer.from_crs(network.crs_wkt, terrain.crs, always_xy=True)
    z = terrain.at(*to_terrain.transform(network.x, network.y))
    rise = z[network.head] - z[network.tail]
    return np.maximum(np.column_stack([both + rise, both - rise]) / 2, 0.0)


def faster(kmh: Floats, kind: str) -> Floats:
    """Speeds (n,) of a bike as those of ``kind``: where it goes at its own speed; slow streets are slow for a reason."""
    usual = SPEED_KMH["bike"]
    return np.where(kmh >= usual, kmh * SPEED_KMH[kind] / usual, kmh)


def timed(stress: StressNetwork, most: int, climb: Floats | None, climb_s: float) -> tuple[Ways, Ways]:
    """Ways of low stress and all ways, in seconds: length by speed, and ``climb_s`` for each 50 m of ``climb`` (m, 2).

    Edges whose climb is NaN are taken as flat.
    """
    seconds = np.column_stack([stress.network.seconds("bike")] * 2)
    if climb is not None:
        seconds = seconds + climb_s / CLIMB_STEP_M * np.nan_to_num(climb)
    speed = stress.network.kmh[:, BIKE].max(initial=0.0) / 3.6
    return _ways(stress, most, seconds, 3.6 / WALK_KMH, 1 / speed if speed else 1.0)


def measured(stress: StressNetwork, most: int) -> tuple[Ways, Ways]:
    """Ways of low stress and all ways, in metres."""
    return _ways(stress, most, np.column_stack([stress.network.length_m] * 2), 1.0, 1.0)


def _ways(stress: StressNetwork, most: int, cost: Floats, walk: float, pace: float) -> tuple[Ways, Ways]:
    low, every = (np.column_stack(one.ways("bike")) for one in (stress.low(most), stress.network))
    return (
        Ways(stress.network, low, cost, 1, walk, pace),
        Ways(stress.network, every, cost, 0, walk, pace),
    )


class _Search:
    """Costs from cells to places by one set of ways. Each place is a node of its own, after those of the network."""

    def __init__(self, ways: Ways, places: Doors, cells: Doors) -> None:
        count, self.places = ways.network.nodes, places.edge.shape[1]
        tail, head, cost = ways.directed()
        nodes, arriving = ways.ends(places, arriving=True)
        reached = np.isfinite(arriving)
        place = np.broadcast_to(count + np.arange(self.places), nodes.shape)[reached]
        # Turned round: from the place to the ends of its street, and from heads to tails.
        self.graph = Graph.from_edges(
            count + self.places, np.r_[head, place], np.r_[tail, nodes[reached]], np.r_[cost, arriving[reached]]
        ).seconds
        self.nodes, self.leaving = ways.ends(cells, arriving=False)
        self._along_one_street(ways, places, cells)

    def _along_one_street(self, ways: Ways, places: Doors, cells: Doors) -> None:
        """Pairs of a place and a cell on the same edge, whose way passes by neither end; in the order of places."""
        edge, other = places.edge[ways.door], cells.edge[ways.door]
        place, cell = _joined(edge, other)
        step = places.along[ways.door, place] - cells.along[ways.door, cell]
        column = np.where(step >= 0, 0, 1)
        ridden = np.abs(step) * ways.cost[edge[place], column]
        cost = np.where(ways.open[edge[place], column], ridden, np.inf)
        cost += ways.walk * (places.walk_m[ways.door, place] + cells.walk_m[ways.door, cell])
        order = np.argsort(place, kind="stable")
        self.pair_cell, self.pair_cost = cell[order], cost[order]
        self.pair_start = np.searchsorted(place[order], np.arange(self.places + 1))

    def within(self, node: Bools) -> Bools:
        """Cells (c,) one of whose street's ends is among ``node`` (n,)."""
        made: Bools = (node[self.nodes] & np.isfinite(self.leaving)).any(axis=0)
        return made

    def costs(self, nodes: Ints, places: Ints, cells: Ints, limit: float) -> Iterator[tuple[slice, Floats]]:
        """Costs (b, c) from ``cells`` to a few of ``places`` at a time, on the part of the network at ``nodes``; inf past the limit."""
        count = self.graph.shape[0] - self.places
        kept = np.r_[nodes, count + places]
        part = Graph(csr_matrix(self.graph[kept][:, kept]))
        rank = np.full(count, len(kept), dtype=np.int64)
        rank[nodes] = np.arange(len(nodes))
        ends, leaving = rank[self.nodes[:, cells]], self.leaving[:, cells]
        column = np.full(self.nodes.shape[1], -1, dtype=np.int64)
        column[cells] = np.arange(len(cells))
        for some, costs in part.times(len(nodes) + np.arange(len(places)), limit * (1 + WITHIN)):
            costs = np.column_stack([costs, np.full(len(costs), np.inf)])
            found = np.full((len(costs), len(cells)), np.inf)
            for end, more in zip(ends, leaving, strict=True):
                np.minimum(found, costs[:, end] + more, out=found)
            for row, place in enumerate(places[some]):
                pairs = slice(self.pair_start[place], self.pair_start[place + 1])
                at = column[self.pair_cell[pairs]]
                np.minimum.at(found[row], at[at >= 0], self.pair_cost[pairs][at >= 0])
            found[found > limit * (1 + WITHIN)] = np.inf
            yield some, found


def _joined(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Every pair of rows of ``one`` (p,) and ``other`` (c,) that hold the same edge, -1 being none."""
    order = np.argsort(other, kind="stable")
    first, last = (np.searchsorted(other[order], one, side=side) for side in ("left", "right"))
    size = np.where(one >= 0, last - first, 0)
    rows = np.repeat(np.arange(len(one)), size)
    step = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return rows, order[np.repeat(first, size) + step].astype(np.int64)


def _costs(
    ways: tuple[Ways, Ways], places: Doors, cells: Doors, limit: float, progress: Progress
) -> Iterator[tuple[Ints, Ints, Floats, Floats]]:
    """Places (b,), cells (c,), and their costs (b, c) on low stress and by all ways, a few neighbouring places at a time."""
    searches = [_Search(one, places, cells) for one in ways]
    network, reach = ways[1].network, limit / ways[1].pace * (1 + 1e-6) + 1.0
    known = np.flatnonzero(places.found)
    edge = places.edge[:, known]
    ends = np.stack([np.where(edge >= 0, end[edge], -1) for end in (network.tail, network.head)])
    first = ends[0, 0]
    tile = np.column_stack([network.x[first], network.y[first]]) // reach
    tiles, group = np.unique(tile, axis=0, return_inverse=True)
    order, done = np.argsort(group.ravel(), kind="stable"), 0
    start = np.searchsorted(group.ravel()[order], np.arange(len(tiles) + 1))
    for rank in range(len(tiles)):
        rows = order[start[rank] : start[rank + 1]]
        touched = np.unique(ends[..., rows])
        touched = touched[touched >= 0]
        x, y = network.x[touched], network.y[touched]
        near = (network.x >= x.min() - reach) & (network.x <= x.max() + reach)
        near &= (network.y >= y.min() - reach) & (network.y <= y.max() + reach)
        here, nodes, mine = np.flatnonzero(searches[1].within(near)), np.flatnonzero(near), known[rows]
        both = (search.costs(nodes, mine, here, limit) for search in searches)
        for (some, low), (_some, every) in zip(*both, strict=True):
            progress(done / len(known))
            done += len(low)
            # The walk to a calm street may be a short cut: never faster than by all streets, which know no stress.
            yield mine[some], here, np.maximum(low, every), every
    progress(1.0)


@dataclass(frozen=True)
class Reached:
    """What is reached from each cell (c, …, w) of the ``w`` weights of places, on low stress and by all ways; 0 where the
    cell has no street."""

    low: Floats
    every: Floats


def reached(
    ways: tuple[Ways, Ways], places: Doors, cells: Doors, weights: Floats, limits: Sequence[float], progress: Progress
) -> Reached:
    """Weights (p, w) of the places within each of ``limits`` (l, increasing) of each cell: (c, l, w).

    Raises ``Cancelled`` through ``progress``. Memory: the costs of a few places, whatever their number.
    """
    shape = (cells.edge.shape[1], len(limits), weights.shape[1])
    low, every = np.zeros(shape), np.zeros(shape)
    for place, cell, calm, any_way in _costs(ways, places, cells, limits[-1], progress):
        for position, limit in enumerate(limits):
            most = limit * (1 + WITHIN)
            low[cell, position] += (calm <= most).T.astype(float) @ weights[place]
            every[cell, position] += (any_way <= most).T.astype(float) @ weights[place]
    return Reached(low, every)


def connected(
    ways: tuple[Ways, Ways], places: Doors, cells: Doors, weights: Floats, detour: float, max_trip_m: float, progress: Progress
) -> Reached:  # fmt: skip
    """The connections of BNA, weights (p, w) summed for each cell (c, w): by all streets, places within ``max_trip_m``; on low
    stress, those of them whose way of low stress is not longer than that either, nor than ``detour`` times the other.

    ``ways`` are :func:`measured`. Source: brokenspoke-analyzer, connected_census_blocks.sql and reachable_roads_*.sql.
    """
    shape = (cells.edge.shape[1], weights.shape[1])
    low, every = np.zeros(shape), np.zeros(shape)
    for place, cell, calm, any_way in _costs(ways, places, cells, max_trip_m, progress):
        fine = np.isfinite(calm) & (calm <= detour * any_way * (1 + WITHIN))
        low[cell] += fine.T.astype(float) @ weights[place]
        every[cell] += np.isfinite(any_way).T.astype(float) @ weights[place]
    return Reached(low, every)


def walk_to_protected(stress: StressNetwork, homes: Places, within_m: float) -> Floats:
    """Metres on foot (h,), along the streets both ways, to the nearest with a protected facility; inf past ``within_m``.

    ``homes`` are on the streets of the mode "walk"; NaN for those that are not. ITDP counts the people within 300 m.
    """
    network, protected = stress.network, stress.streets.protected[stress.network.road]
    metres = np.full(len(homes.edge), np.inf)
    sources = np.unique(np.r_[network.tail[protected], network.head[protected]])
    if len(sources):
        tail, head = np.r_[network.tail, network.head], np.r_[network.head, network.tail]
        graph = Graph.from_edges(network.nodes, tail, head, np.r_[network.length_m, network.length_m])
        to_node, _rank = graph.nearest(sources, within_m)
        ends = PlaceEnds.of(homes, network, "walk", towards=True)
        metres = (to_node[ends.nodes] + ends.metres).min(axis=0)
        metres[protected[homes.edge] & homes.found] = 0.0
    metres[metres > within_m * (1 + WITHIN)] = np.inf
    return np.where(homes.found, metres, np.nan)
