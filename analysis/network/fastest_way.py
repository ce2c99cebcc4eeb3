# SPDX-License-Identifier: GPL-2.0-or-later
"""Metres along the fastest ways, beside their seconds: from or to a few sources, at nodes and at places between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .graph import Graph, along_tree
from .places import Places
from .road_network import RoadNetwork

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


class FastestWays:
    """Fastest ways of one mode: from sources, or ``towards`` them (the graph is then turned round)."""

    def __init__(self, network: RoadNetwork, mode: str, towards: bool) -> None:
        self.network, self.mode, self.towards = network, mode, towards
        self.graph: Graph = network.graph(mode, towards)
        seconds = network.seconds(mode)
        there, back = network.ways(mode)
        tail, head = np.r_[network.tail[there], network.head[back]], np.r_[network.head[there], network.tail[back]]
        if towards:
            tail, head = head, tail
        cost, length = np.r_[seconds[there], seconds[back]], np.r_[network.length_m[there], network.length_m[back]]
        # Of parallel edges, the one that a fastest way takes: the least seconds, then the least metres.
        order = np.lexsort((length, cost, tail, head))
        tail, head = tail[order], head[order]
        first = np.r_[True, (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])] if len(tail) else np.zeros(0, dtype=bool)
        self.tail, self.head, self.length_m = tail[first], head[first], length[order][first]

    def metres(self, before: NDArray[np.int32], seconds: Floats) -> Floats:
        """Metres between the source of a tree and each node (n,), inf out of reach.

        ``before`` (n,) is the tree of :meth:`Graph.trees`, ``seconds`` (n,) its times.
        """
        taken = before[self.head] == self.tail
        step = np.zeros(len(before))
        step[self.head[taken]] = self.length_m[taken]
        return np.where(np.isfinite(seconds), along_tree(before, step), np.inf)

    def trees(
        self, sources: Ints, limit: float = np.inf, progress: Progress | None = None
    ) -> Iterator[tuple[int, Floats, Floats]]:
        """For each of ``sources`` (s,): its rank, the seconds (n,) and the metres (n,) of every node, inf past ``limit``.

        A batch of trees is held at a time; ``progress`` is told the fraction done before each one.
        """
        for part, seconds, before in self.graph.trees(sources, limit):
            for rank, times, tree in zip(range(part.start, part.stop), seconds, before, strict=True):
                if progress:
                    progress(rank / len(sources))
                yield rank, times, self.metres(tree, times)

    def ends(self, places: Places) -> PlaceEnds:
        """Where ``places`` enter or leave the ways of this mode."""
        return PlaceEnds.of(places, self.network, self.mode, self.towards)


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
        with np.errstate(invalid="ignore"):  # inf seconds of an edge where the mode may not go, at its very end
            seconds = np.where(np.stack([by_tail, by_head]), shares * network.seconds(mode)[edge], np.inf)
        nodes = np.stack([network.tail[edge], network.head[edge]]).astype(np.int64)
        return cls(nodes, seconds, shares * network.length_m[edge])

    def at(self, seconds: Floats, metres: Floats, rows: Ints | slice = slice(None)) -> tuple[Floats, Floats]:
        """Seconds and metres (r,) of places ``rows`` from those of the nodes (n,), by the faster end; inf out of reach."""
        nodes = self.nodes[:, rows]
        times = seconds[nodes] + self.seconds[:, rows]
        lengths = metres[nodes] + self.metres[:, rows]
        best = np.where(times[0] <= times[1], 0, 1)
        column = np.arange(times.shape[1])
        return times[best, column], np.where(np.isfinite(times[best, column]), lengths[best, column], np.inf)
