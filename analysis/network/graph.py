# SPDX-License-Identifier: GPL-2.0-or-later
"""Travel times on a directed graph: ``scipy.sparse.csgraph.dijkstra`` with a limit, a few sources at a time.

No other engine is used: measured beside igraph, rustworkx, networkx and pandana, it is 8 to 50 times faster, because it
stops at the limit (docs/validation.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

CELLS = 4_000_000  # distances held at a time: 32 MB
SOURCES = 20  # more at a time are slower where the limit is short
NOWHERE = -9999  # scipy's mark of a node without predecessor or source

Ints = NDArray[Any]  # node numbers, of 32 or 64 bits
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Graph:
    """A directed graph of ``count`` nodes; ``seconds`` is its (count, count) matrix. Parallel edges are kept."""

    seconds: csr_matrix

    @classmethod
    def from_edges(cls, count: int, tail: Ints, head: Ints, seconds: Floats) -> Graph:
        """A graph from directed edges (m,), ``tail`` to ``head`` in ``seconds``; zero seconds are allowed.

        Raises ``ValueError`` for an end outside 0…count-1, or seconds that are negative or not finite.
        """
        tail, head = np.asarray(tail), np.asarray(head)
        cost = np.asarray(seconds, dtype=float)
        if len(tail) and (min(tail.min(), head.min()) < 0 or max(tail.max(), head.max()) >= count):
            raise ValueError("edge ends must be nodes of the graph")
        if not (np.isfinite(cost).all() and (cost >= 0).all()):
            raise ValueError("seconds must be finite and not negative")
        # By hand rather than from a coordinate matrix, which would add up parallel edges.
        order = np.argsort(tail, kind="stable")
        starts = np.zeros(count + 1, dtype=np.int32)
        np.cumsum(np.bincount(tail, minlength=count), out=starts[1:])
        return cls(csr_matrix((cost[order], head[order].astype(np.int32), starts), shape=(count, count)))

    @property
    def count(self) -> int:
        return int(self.seconds.shape[0])

    def reversed(self) -> Graph:
        """Every edge the other way round: distances are then *to* the sources."""
        tail = np.repeat(np.arange(self.count), np.diff(self.seconds.indptr))
        return Graph.from_edges(self.count, self.seconds.indices, tail, self.seconds.data)

    def batch(self) -> int:
        """How many sources are searched from at a time, so that memory stays bounded whatever the graph."""
        return int(np.clip(CELLS // max(self.count, 1), 1, SOURCES))

    def times(self, sources: Ints, limit: float, progress: Progress | None = None) -> Iterator[tuple[slice, Floats]]:
        """Seconds from ``sources`` (s,), a batch at a time: the slice of the sources and their (b, count) seconds.

        ``inf`` where the node is past ``limit`` seconds or out of reach. ``progress`` is told the fraction done.
        """
        sources, step = np.asarray(sources), self.batch()
        for start in range(0, len(sources), step):
            part = slice(start, min(start + step, len(sources)))
            yield part, dijkstra(self.seconds, indices=sources[part], limit=limit)
            if progress:
                progress(part.stop / len(sources))

    def trees(
        self, sources: Ints, limit: float = np.inf, progress: Progress | None = None
    ) -> Iterator[tuple[slice, Floats, NDArray[np.int32]]]:
        """The same with the node before each one on its fastest way (b, count), ``NOWHERE`` where there is none."""
        sources, step = np.asarray(sources), self.batch()
        for start in range(0, len(sources), step):
            part = slice(start, min(start + step, len(sources)))
            seconds, before = dijkstra(self.seconds, indices=sources[part], limit=limit, return_predecessors=True)
            yield part, seconds, before
            if progress:
                progress(part.stop / len(sources))

    def nearest(self, sources: Ints, limit: float = np.inf) -> tuple[Floats, Ints]:
        """For every node, the seconds from the nearest source (inf past ``limit``) and that source's rank (-1: none)."""
        sources = np.asarray(sources)
        seconds, _before, origin = dijkstra(
            self.seconds, indices=sources, limit=limit, min_only=True, return_predecessors=True
        )
        rank = np.full(self.count, -1, dtype=np.int64)
        rank[sources[::-1]] = np.arange(len(sources))[::-1]  # two sources on one node: the first
        reached = origin != NOWHERE
        site = np.full(self.count, -1, dtype=np.int64)
        site[reached] = rank[origin[reached]]
        return seconds, site

    def components(self, strong: bool = False) -> tuple[int, NDArray[np.int32]]:
        """How many parts that do not connect, and the part of each node; ``strong`` minds the direction of edges."""
        tail = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(self.seconds.indptr))
        head = self.seconds.indices
        # Without loops, parallel edges and seconds: scipy's search for strong parts never ends on a multigraph.
        once = np.unique(tail[tail != head].astype(np.int64) * self.count + head[tail != head])
        ones = np.ones(len(once), dtype=np.int8)
        links = csr_matrix((ones, (once // self.count, once % self.count)), shape=self.seconds.shape)
        count, label = connected_components(links, directed=True, connection="strong" if strong else "weak")
        return int(count), label


def path(before: NDArray[np.int32], target: int) -> list[int]:
    """Nodes from the source of a tree to ``target``; empty when it is out of reach and not the source itself."""
    nodes = [target]
    while before[nodes[-1]] != NOWHERE:
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]


def along_tree(before: NDArray[np.int32], step: Floats) -> Floats:
    """What is added up from the source to each node of a tree, ``step`` (n,) being what the last edge before it adds.

    By doubling: each pass looks twice as far back, so that a path of a thousand edges takes ten passes.
    """
    here = np.arange(len(before))
    back = np.where(before == NOWHERE, here, before)
    total = np.where(back == here, 0.0, step)
    while (back != back[back]).any():
        total = total + total[back]
        back = back[back]
    return total
