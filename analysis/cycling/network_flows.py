# SPDX-License-Identifier: GPL-2.0-or-later
"""Flows between nodes along their fastest ways: what is added up along each way, and what passes on each edge.

The second is the "overline" of stplanr and od2net: flows of all the ways that share an edge are summed on it, whichever
way they run. One tree of fastest ways serves all the flows of one end, a few trees being held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from ..network.graph import NOWHERE, along_tree
from ..network.road_network import RoadNetwork

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


class FlowWays:
    """The fastest ways of pairs of nodes (p,), ``origin`` to ``destination``, for one mode.

    Trees start from the end, home or work, that has fewer different nodes.
    """

    def __init__(self, network: RoadNetwork, mode: str, origin: Ints, destination: Ints) -> None:
        self.network, self.pairs = network, len(origin)
        towards = len(np.unique(destination)) < len(np.unique(origin))
        one, self.other = (destination, origin) if towards else (origin, destination)
        self.roots, self.rank = np.unique(one, return_inverse=True)
        self.graph = network.graph(mode, towards)
        there, back = network.ways(mode)
        seconds = network.seconds(mode)
        edge = np.r_[np.flatnonzero(there), np.flatnonzero(back)]
        tail, head = np.r_[network.tail[there], network.head[back]], np.r_[network.head[there], network.tail[back]]
        if towards:
            tail, head = head, tail
        # Of parallel edges, the one that a fastest way takes.
        order = np.lexsort((network.length_m[edge], seconds[edge], tail, head))
        tail, head, edge = tail[order], head[order], edge[order]
        first = np.r_[True, (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])] if len(tail) else np.zeros(0, dtype=bool)
        self.tail, self.head, self.edge = tail[first], head[first], edge[first]

    def along(self, measures: Floats, progress: Progress) -> Floats:
        """Sums (k, p) of ``measures`` (k, m) of the edges along each way; inf where there is no way, 0 on the spot.

        NaN where an edge of the way has a measure of NaN. Raises ``Cancelled`` through ``progress``.
        """
        found = np.full((len(measures), self.pairs), np.inf)
        for rows, seconds, before in self._trees(progress):
            taken = before[self.head] == self.tail
            step = np.zeros((len(measures), len(before)))
            step[:, self.head[taken]] = measures[:, self.edge[taken]]
            reached = rows[np.isfinite(seconds[self.other[rows]])]
            for sums, one in zip(found, step, strict=True):
                sums[reached] = along_tree(before, one)[self.other[reached]]
        return found

    def loads(self, flows: Floats, progress: Progress) -> Floats:
        """What passes on each edge (s, m) of flows (s, p), both directions added; flows without a way pass nowhere.

        Raises ``Cancelled`` through ``progress``.
        """
        total = np.zeros((len(flows), self.network.edges))
        for rows, seconds, before in self._trees(progress):
            taken = before[self.head] == self.tail
            edge_before = np.full(len(before), -1, dtype=np.int64)
            edge_before[self.head[taken]] = self.edge[taken]
            reached = rows[np.isfinite(seconds[self.other[rows]])]
            for load, flow in zip(total, flows, strict=True):
                load_at = np.bincount(self.other[reached], flow[reached], len(before)).astype(np.float64)
                passing = gathered(before, load_at)
                used = np.flatnonzero((passing != 0) & (edge_before >= 0))
                np.add.at(load, edge_before[used], passing[used])
        return total

    def _trees(self, progress: Progress) -> Iterator[tuple[Ints, Floats, NDArray[np.int32]]]:
        """For each root: the rows of its pairs, the seconds and the node before each one in its tree."""
        order = np.argsort(self.rank, kind="stable")
        start = np.searchsorted(self.rank[order], np.arange(len(self.roots) + 1))
        for part, seconds, before in self.graph.trees(self.roots):
            for root, times, tree in zip(range(part.start, part.stop), seconds, before, strict=True):
                progress(root / len(self.roots))
                yield order[start[root] : start[root + 1]], times, tree


def gathered(before: NDArray[np.int32], load: Floats) -> Floats:
    """What comes down to each node (n,) of a tree from the ``load`` (n,) of those that it leads to, its own included.

    ``before`` (n,) is the node before each one, ``NOWHERE`` at the root and out of reach. By doubling, as
    ``graph.along_tree``: each pass hands on what twice as many nodes gathered.
    """
    total = np.array(load, dtype=float)
    back = before.astype(np.int64)
    while (back != NOWHERE).any():
        giving = np.flatnonzero((total != 0) & (back != NOWHERE))
        total += np.bincount(back[giving], total[giving], len(total))
        further = back != NOWHERE
        back[further] = back[back[further]]
    return total
