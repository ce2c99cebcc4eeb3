# SPDX-License-Identifier: GPL-2.0-or-later
"""A road network: nodes and edges made once from lines, with the shape of each edge and what each road allows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .graph import Graph
from .road_rules import BACKWARD, FORWARD, MODES

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RoadNetwork:
    """Nodes at ``x, y`` (n,) in metres; edges (m,) from ``tail`` to ``head``, each a piece of the road ``road``.

    ``length_m``: (m,); ``points``: (k, 2) vertices, those of edge i being ``points[first[i] : last[i] + 1]``, from tail
    to head; ``kmh`` and ``direction``: (r, 3) for each road by car, bike and walk (``road_rules.Roads``); ``level``,
    ``assumed``: (r,); ``ids``: (r,) as the layer names its roads; ``crs_wkt``: of x and y; ``access``: (r,) False where
    homes and sites do not open on the road, empty where all do.
    """

    x: Floats
    y: Floats
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    road: NDArray[np.int32]
    length_m: Floats
    points: Floats
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    kmh: Floats
    direction: NDArray[np.int8]
    level: NDArray[np.int16]
    assumed: NDArray[np.bool_]
    ids: NDArray[Any]
    crs_wkt: str
    access: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    @property
    def nodes(self) -> int:
        return len(self.x)

    @property
    def edges(self) -> int:
        return len(self.tail)

    def seconds(self, mode: str) -> Floats:
        """Seconds along each edge (m,) for ``mode`` (car, bike, walk); inf where it may not go."""
        speed = self.kmh[self.road, MODES.index(mode)]
        with np.errstate(divide="ignore"):
            return np.where(speed > 0, self.length_m / (speed / 3.6), np.inf)

    def ways(self, mode: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether ``mode`` may go from tail to head (m,), and from head to tail (m,)."""
        position = MODES.index(mode)
        allowed = self.kmh[self.road, position] > 0
        direction = self.direction[self.road, position]
        return allowed & ((direction & FORWARD) > 0), allowed & ((direction & BACKWARD) > 0)

    def graph(self, mode: str, towards: bool = False) -> Graph:
        """The directed graph of ``mode``; ``towards``: turned round, so that times are those *to* the sources."""
        seconds = self.seconds(mode)
        there, back = self.ways(mode)
        tail = np.r_[self.tail[there], self.head[back]]
        head = np.r_[self.head[there], self.tail[back]]
        cost = np.r_[seconds[there], seconds[back]]
        return (
            Graph.from_edges(self.nodes, head, tail, cost)
            if towards
            else Graph.from_edges(self.nodes, tail, head, cost)
        )

    def components(self, mode: str) -> tuple[Ints, Ints]:
        """The part of each node (n,) for ``mode``, -1 where it may not go, and how many nodes each part has, largest first."""
        _count, label = self.graph(mode).components()
        there, back = self.ways(mode)
        used = np.zeros(self.nodes, dtype=bool)
        used[self.tail[there | back]] = used[self.head[there | back]] = True
        sizes = np.bincount(label[used], minlength=label.max(initial=-1) + 1)
        order = np.argsort(-sizes, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return np.where(used, rank[label], -1), sizes[order][sizes[order] > 0]

    @cached_property
    def lines(self) -> NDArray[Any]:
        """The edges as LineStrings (m,)."""
        return self.lines_of(np.arange(self.edges))

    def lines_of(self, edges: Ints) -> NDArray[Any]:
        """Some edges as LineStrings."""
        counts = self.last[edges] - self.first[edges] + 1
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(edges) else np.zeros(0, dtype=int)
        vertex = np.arange(counts.sum()) - np.repeat(starts, counts) + np.repeat(self.first[edges], counts)
        made: NDArray[Any] = shapely.linestrings(
            self.points[vertex], indices=np.repeat(np.arange(len(edges)), counts), out=np.empty(len(edges), dtype=object)
        ) if len(edges) else np.empty(0, dtype=object)  # fmt: skip
        return made

    def with_nodes(self, edge: Ints, along: Floats) -> tuple[RoadNetwork, Ints]:
        """Cut edges (s,) at the fraction ``along`` (s,) of their length, so that each place is a node.

        Returns the new network and the node of each place (s,). A place within a centimetre of an end takes that end.
        """
        edge, along = np.asarray(edge, dtype=np.int64), np.asarray(along, dtype=float)
        node = np.empty(len(edge), dtype=np.int64)
        at_tail = along * self.length_m[edge] < 0.01
        at_head = (1 - along) * self.length_m[edge] < 0.01
        node[at_tail], node[at_head & ~at_tail] = self.tail[edge[at_tail]], self.head[edge[at_head & ~at_tail]]
        inside = np.flatnonzero(~at_tail & ~at_head)
        if not len(inside):
            return self, node
        order = inside[np.lexsort((along[inside], edge[inside]))]
        cut_edges = np.unique(edge[order])
        kept = np.ones(self.edges, dtype=bool)
        kept[cut_edges] = False
        new = _Pieces(self)
        for one in cut_edges:
            new.cut(int(one), order[edge[order] == one], along, node)
        return new.network(kept), node


class _Pieces:
    """What cutting adds to a network: nodes, edges, vertices."""

    def __init__(self, network: RoadNetwork) -> None:
        self.network_before = network
        self.x: list[float] = []
        self.y: list[float] = []
        self.rows: list[tuple[int, int, int, float]] = []  # tail, head, road, length
        self.shapes: list[Floats] = []

    def cut(self, edge: int, places: Ints, along: Floats, node: Ints) -> None:
        """Cut one edge at its places, in order along it."""
        before = self.network_before
        shape = before.points[before.first[edge] : before.last[edge] + 1]
        run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(shape, axis=0).T))])
        position, tail, begin = 0.0, int(before.tail[edge]), shape[0]
        for place in places:
            wanted = along[place] * run[-1]
            if wanted - position < 0.01 and position > 0:
                node[place] = tail  # two places at the same spot
                continue
            spot = np.array([np.interp(wanted, run, shape[:, 0]), np.interp(wanted, run, shape[:, 1])])
            made = before.nodes + len(self.x)
            self.x.append(float(spot[0]))
            self.y.append(float(spot[1]))
            self._add(tail, made, edge, wanted - position, begin, shape[(run > position) & (run < wanted)], spot)
            node[place], tail, begin, position = made, made, spot, wanted
        self._add(tail, int(before.head[edge]), edge, run[-1] - position, begin, shape[(run > position) & (run < run[-1])], shape[-1])  # fmt: skip

    def _add(self, tail: int, head: int, edge: int, length: float, begin: Floats, middle: Floats, end: Floats) -> None:
        self.rows.append((tail, head, int(self.network_before.road[edge]), float(length)))
        self.shapes.append(np.vstack([begin, middle, end]))

    def network(self, kept: NDArray[np.bool_]) -> RoadNetwork:
        """The network with the cut edges replaced by their pieces."""
        before = self.network_before
        tail, head, road, length = (np.array(column) for column in zip(*self.rows, strict=True))
        sizes = np.array([len(shape) for shape in self.shapes])
        first = len(before.points) + np.concatenate([[0], np.cumsum(sizes)[:-1]])
        return replace(
            before,
            x=np.r_[before.x, self.x], y=np.r_[before.y, self.y],
            tail=np.r_[before.tail[kept], tail].astype(np.int32), head=np.r_[before.head[kept], head].astype(np.int32),
            road=np.r_[before.road[kept], road].astype(np.int32), length_m=np.r_[before.length_m[kept], length],
            points=np.vstack([before.points, *self.shapes]),
            first=np.r_[before.first[kept], first].astype(np.int32), last=np.r_[before.last[kept], first + sizes - 1].astype(np.int32),
        )  # fmt: skip
