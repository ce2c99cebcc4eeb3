# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a cycle network breaks off: pieces that do not connect, ends that stop short, and the links that would join pieces.

The base network is a part of the streets: those of low stress, or those with a facility. Pieces and links are looked at
without minding one-way streets: a link is built both ways. Lengths are in metres unless the name says km.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from ..network.graph import NOWHERE
from ..network.road_network import RoadNetwork
from .stress_network import UNKNOWN, StressNetwork

LEVELS = 5  # unknown, then 1 to 4
WAY_ROUND = 3.0  # a way of so many times the gap is no break
BLOCK = 100_000  # edges drawn at a time
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Pieces:
    """``base`` (m,): edges of the base network; ``of_node`` (n,): the piece of each node, -1 outside the base network, 0
    being the longest; ``km`` (c,): length of each piece, in decreasing order."""

    base: Bools
    of_node: Ints
    km: Floats


@dataclass(frozen=True)
class Ends:
    """Nodes (e,) where one base edge only ends, although the street goes on, or another base edge is near: ``goes_on`` and
    ``gap_m``, the straight distance to that edge, NaN where there is none."""

    node: Ints
    goes_on: Bools
    gap_m: Floats

    @property
    def near_miss(self) -> Bools:
        return np.isfinite(self.gap_m)


@dataclass(frozen=True)
class Links:
    """Links (g,) between two pieces, best score first: ``pair`` (g, 2) the pieces, the longer first, ``length_m`` (g,), and the
    way, link after link: ``edge`` (k,), ``backward`` (k,) where it is run from head to tail, ``link`` (k,) its rank."""

    pair: Ints
    length_m: Floats
    score: Floats
    edge: Ints
    backward: Bools
    link: Ints


def bike_edges(network: RoadNetwork) -> Bools:
    """Edges (m,) that a bike may use in one direction at least."""
    there, back = network.ways("bike")
    return np.asarray(there | back)


def some_way_between(network: RoadNetwork, found: Pieces, longest: int) -> bool:
    """Whether some street a bike may use leads from one to another of the ``longest`` longest pieces, however long the way."""
    every = bike_edges(network)
    joined = coo_matrix(
        (np.ones(int(every.sum()), dtype=np.int8), (network.tail[every], network.head[every])),
        shape=(network.nodes,) * 2,
    )
    _count, label = connected_components(joined, directed=False)
    nodes = np.flatnonzero((found.of_node >= 0) & (found.of_node < longest))
    pairs = np.unique(np.column_stack([label[nodes], found.of_node[nodes]]), axis=0)
    return bool((np.bincount(pairs[:, 0]) > 1).any()) if len(pairs) else False


def stress_to_cross(streets: StressNetwork) -> NDArray[np.int8]:
    """The level (m,) a link must deal with: the worse of the directions a bike may go, UNKNOWN when one of them is not known."""
    level = streets.edge_stress()
    allowed = streets.streets.allowed[streets.network.road]
    doubtful = (allowed & (level == UNKNOWN)).any(axis=1)
    worst: NDArray[np.int8] = np.where(doubtful, UNKNOWN, level.max(axis=1, initial=UNKNOWN)).astype(np.int8)
    return worst


def pieces(network: RoadNetwork, base: Bools) -> Pieces:
    """The parts of the base network ``base`` (m,) that do not connect, longest first."""
    tail, head, length = network.tail[base], network.head[base], network.length_m[base]
    joined = coo_matrix((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(network.nodes,) * 2)
    count, label = connected_components(joined, directed=False)
    metres = np.bincount(label[tail], weights=length, minlength=count)
    order = np.argsort(-metres, kind="stable")[: int((metres > 0).sum())]
    rank = np.full(count, -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Pieces(base, rank[label], metres[order] / 1000)


def ends(network: RoadNetwork, found: Pieces, near_m: float) -> Ends:
    """Dead ends of the base network from which a bike may go on by another street, and those that miss a base edge by
    ``near_m`` at most: near in a straight line, of the same level, and that the base network leads to only by more than
    three times ``near_m`` (a stub beside a junction misses nothing). Ends of streets that lead nowhere are left out."""
    every, base = bike_edges(network), np.flatnonzero(found.base)
    degree, total = (
        np.bincount(np.r_[network.tail[some], network.head[some]], minlength=network.nodes) for some in (base, every)
    )
    nodes = np.flatnonzero(degree == 1)
    gap = _missed(network, base, nodes, near_m)
    kept = (total[nodes] > 1) | np.isfinite(gap)
    return Ends(nodes[kept], total[nodes[kept]] > 1, gap[kept])


def _missed(network: RoadNetwork, base: Ints, nodes: Ints, near_m: float) -> Floats:
    """Metres (e,) from the ``nodes`` (e,) where one edge of ``base`` only ends to the nearest base edge it misses, NaN where none."""
    gap = np.full(len(nodes), np.inf)
    if not len(nodes) or near_m <= 0:
        return np.full(len(nodes), np.nan)
    own = np.full(network.nodes, -1, dtype=np.int64)
    own[network.tail[base]] = base
    at_head = np.isin(network.head[base], nodes)
    own[network.head[base[at_head]]] = base[at_head]
    points = shapely.points(network.x[nodes], network.y[nodes])
    tree = shapely.STRtree(points)
    for start in range(0, len(base), BLOCK):
        lines = network.lines_of(base[start : start + BLOCK])
        line, row = tree.query(lines, predicate="dwithin", distance=near_m)
        edge, mine = base[start + line], own[nodes[row]]
        far = np.where(network.tail[mine] == nodes[row], network.head[mine], network.tail[mine])
        apart = (
            (edge != mine) & (network.level[network.road[edge]] == network.level[network.road[mine]])
            & (network.tail[edge] != far) & (network.head[edge] != far)
        )  # fmt: skip
        line, row, edge = line[apart], row[apart], edge[apart]
        some, rank = np.unique(row, return_inverse=True)
        near = _led_to(network, base, nodes[some], WAY_ROUND * near_m)
        led = np.isin(rank * network.nodes + network.tail[edge], near)
        led |= np.isin(rank * network.nodes + network.head[edge], near)
        np.minimum.at(gap, row[~led], shapely.distance(points[row[~led]], lines[line[~led]]))
    return np.where(np.isfinite(gap), gap, np.nan)


def _led_to(network: RoadNetwork, base: Ints, starts: Ints, limit_m: float) -> Ints:
    """What the base network leads to from each of ``starts`` (s,) within ``limit_m`` metres: numbers rank · nodes + node.

    All the starts together, one edge farther each time: so few edges lie within some tens of metres that a search with a
    row of the whole network for each start would take minutes.
    """
    count = network.nodes
    one = np.r_[network.tail[base], network.head[base]].astype(np.int64)
    other, metres = np.r_[network.head[base], network.tail[base]].astype(np.int64), np.tile(network.length_m[base], 2)
    order = np.argsort(one, kind="stable")
    other, metres = other[order], metres[order]
    first = np.r_[0, np.cumsum(np.bincount(one, minlength=count))]
    key, away = np.arange(len(starts)) * count + starts, np.zeros(len(starts))
    fresh = np.ones(len(key), dtype=bool)
    while fresh.any():
        here = key[fresh] % count
        size = first[here + 1] - first[here]
        step = np.repeat(first[here] - np.r_[0, np.cumsum(size)[:-1]], size) + np.arange(size.sum())
        run = np.repeat(away[fresh], size) + metres[step]
        target = np.repeat(key[fresh] - here, size) + other[step]
        within = run <= limit_m
        key, away = np.r_[key, target[within]], np.r_[away, run[within]]
        fresh = np.r_[np.zeros(len(fresh), dtype=bool), np.ones(int(within.sum()), dtype=bool)]
        order = np.lexsort((fresh, away, key))  # the shortest way to each, the known one first
        best = order[np.r_[True, np.diff(key[order]) != 0]]
        key, away, fresh = key[best], away[best], fresh[best]
    return key


def links(network: RoadNetwork, found: Pieces, least_km: float, longest_m: float, progress: Progress) -> Links:
    """The shortest link between neighbouring pieces of ``least_km`` at least, over every street a bike may use, of
    ``longest_m`` at most.

    One search from all the nodes of those pieces at once gives each node its nearest piece and the metres d to it. An edge
    whose ends u and v are nearest to two different pieces A and B closes a link of d(u) + length + d(v), and the shortest
    such edge gives the candidate of the pair. Why that is the shortest link of A and B: along any way from A to B, take
    the nodes in order; as long as they are nearest to A or to B, one of its edges leaves the nodes of A for those of B, and
    d(u) + length + d(v) is no longer than the way. A way that passes nearer to a third piece C is not needed: from where
    it does, C is closer than either end, so that links shorter than the way join A to C and C to B. So the candidates hold
    the cheapest set of links that joins all that links of ``longest_m`` can join (Mehlhorn 1988, Inf. Process. Lett. 27).
    """
    big = np.flatnonzero(found.km >= least_km)
    source = np.isin(found.of_node, big)
    tail, head, edge = _once(network, bike_edges(network))
    metres = network.length_m[edge]
    away, before, origin = _search(network.nodes, tail, head, metres, source, longest_m)
    progress(0.7)
    owner = np.where(origin != NOWHERE, found.of_node[np.maximum(origin, 0)], -1)
    one, other = owner[tail], owner[head]
    total = away[tail] + metres + away[head]
    between = np.flatnonzero((one >= 0) & (other >= 0) & (one != other) & (total <= longest_m))
    low, high = np.minimum(one, other)[between], np.maximum(one, other)[between]
    order = np.lexsort((edge[between], total[between], high, low))
    first = np.r_[True, (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)] if len(order) else order.astype(bool)
    chosen = between[order[first]]
    pair = np.column_stack([low[order[first]], high[order[first]]])
    score = joining_score(found.km[pair[:, 0]], found.km[pair[:, 1]], total[chosen] / 1000)
    best = np.lexsort((total[chosen], -score))
    chosen, pair = chosen[best], pair[best]
    turned = one[chosen] != pair[:, 0]
    start, end = np.where(turned, head[chosen], tail[chosen]), np.where(turned, tail[chosen], head[chosen])
    way = _ways(network, start, end, edge[chosen], before, tail, head, edge)
    progress(1.0)
    return Links(pair, total[chosen], score[best], *way)


def joining_score(km_a: Floats, km_b: Floats, link_km: Floats) -> Floats:
    """(L_A · L_B) / (L_A + L_B) / g: half the harmonic mean of the kilometres joined, for each kilometre of link.

    It favours short links between two long pieces: joining a long one to a scrap is worth no more than the scrap.
    """
    made: Floats = km_a * km_b / (km_a + km_b) / link_km
    return made


def weighted(found: Links, people: Floats) -> tuple[Links, Floats]:
    """The links (g,) with their score times the ``people`` (g,) near each, best first, and the people in that order."""
    score = found.score * people
    order = np.lexsort((found.length_m, -score))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    link = rank[found.link]
    way = np.argsort(link, kind="stable")
    ranked = Links(
        found.pair[order], found.length_m[order], score[order], found.edge[way], found.backward[way], link[way]
    )
    return ranked, people[order]


def people_near(lines: NDArray[Any], x: Floats, y: Floats, weight: Floats, within_m: float) -> Floats:
    """Sum of the ``weight`` (p,) of the places ``x, y`` (p,) within ``within_m`` of each line (g,), in a straight line."""
    total = np.zeros(len(lines))
    if len(lines) and len(x):
        line, place = shapely.STRtree(shapely.points(x, y)).query(lines, predicate="dwithin", distance=within_m)
        np.add.at(total, line, weight[place])
    return total


def metres_by_stress(found: Links, network: RoadNetwork, level: NDArray[np.int8]) -> Floats:
    """Metres (g, 5) of each link at each level, unknown first."""
    told = np.zeros((len(found.length_m), LEVELS))
    np.add.at(told, (found.link, level[found.edge]), network.length_m[found.edge])
    return told


def link_lines(found: Links, network: RoadNetwork) -> NDArray[Any]:
    """The links as LineStrings (g,), from the longer piece to the other."""
    if not len(found.length_m):
        return np.empty(0, dtype=object)
    drawn = network.lines_of(found.edge)
    drawn[found.backward] = shapely.reverse(drawn[found.backward])
    spots, step = shapely.get_coordinates(drawn, return_index=True)
    owner = found.link[step]
    repeats = np.r_[False, (np.diff(step) != 0) & (np.diff(owner) == 0)]
    made: NDArray[Any] = shapely.linestrings(spots[~repeats], indices=owner[~repeats])
    return made


def _once(network: RoadNetwork, usable: Bools) -> tuple[Ints, Ints, Ints]:
    """Usable edges without loops, the shortest of those that join the same two nodes: lower node, higher node, edge."""
    edge = np.flatnonzero(usable & (network.tail != network.head))
    low = np.minimum(network.tail[edge], network.head[edge]).astype(np.int64)
    high = np.maximum(network.tail[edge], network.head[edge]).astype(np.int64)
    order = np.lexsort((network.length_m[edge], high, low))
    low, high, edge = low[order], high[order], edge[order]
    first = np.r_[True, (np.diff(low) != 0) | (np.diff(high) != 0)] if len(edge) else np.zeros(0, dtype=bool)
    return low[first], high[first], edge[first]


def _search(
    count: int, tail: Ints, head: Ints, metres: Floats, source: Bools, longest_m: float
) -> tuple[Floats, NDArray[np.int32], NDArray[np.int32]]:
    """Metres (n,) to the nearest source, the node before and the source itself, NOWHERE where there is none.

    Edges between two sources lead nowhere new. Half of the longest link is enough: d(v) ≤ d(u) + length, since v is nearest
    to its own piece, so that 2 d(v) ≤ d(u) + length + d(v).
    """
    away = np.where(source, 0.0, np.inf)
    before = np.full(count, NOWHERE, dtype=np.int32)
    origin = np.where(source, np.arange(count), NOWHERE).astype(np.int32)
    open_edges = ~(source[tail] & source[head])
    tail, head, metres = tail[open_edges], head[open_edges], metres[open_edges]
    shore = np.flatnonzero(source & (np.bincount(np.r_[tail, head], minlength=count) > 0))
    if not len(shore):
        return away, before, origin
    graph = csr_matrix((np.r_[metres, metres], (np.r_[tail, head], np.r_[head, tail])), shape=(count, count))
    reached, step, start = dijkstra(
        graph, indices=shore, limit=longest_m / 2 * (1 + 1e-9), min_only=True, return_predecessors=True
    )
    return np.where(source, 0.0, reached), np.where(source, NOWHERE, step), np.where(source, origin, start)


def _ways(
    network: RoadNetwork, start: Ints, end: Ints, middle: Ints, before: NDArray[np.int32], tail: Ints, head: Ints, edge: Ints
) -> tuple[Ints, Bools, Ints]:  # fmt: skip
    """The edges of each link in order, whether each is run from head to tail, and its link.

    ``start`` and ``end`` (g,) are the ends of the ``middle`` edges (g,); ``tail``, ``head``, ``edge`` those of :func:`_once`.
    """
    rank = np.arange(len(start))
    link, place, run, origin = [rank], [np.zeros(len(rank), dtype=np.int64)], [middle], [start]
    key = tail * network.nodes + head
    for nodes, side in ((start, -1), (end, 1)):
        here, who, step = nodes, rank, 0
        while True:
            back = before[here].astype(np.int64)
            going = back != NOWHERE
            if not going.any():
                break
            here, back, who, step = here[going], back[going], who[going], step + 1
            at = np.searchsorted(key, np.minimum(here, back) * network.nodes + np.maximum(here, back))
            link.append(who)
            place.append(np.full(len(who), side * step))
            run.append(edge[at])
            origin.append(back if side < 0 else here)
            here = back
    owner, edges, begin = np.concatenate(link), np.concatenate(run), np.concatenate(origin)
    order = np.lexsort((np.concatenate(place), owner))
    return edges[order], network.tail[edges[order]] != begin[order], owner[order]
