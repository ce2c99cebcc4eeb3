# SPDX-License-Identifier: GPL-2.0-or-later
"""Metres along the fastest ways, beside their seconds: from or to a few sources, at nodes and at places between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from .graph import Graph, along_tree
from .places import PlaceEnds, Places
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
