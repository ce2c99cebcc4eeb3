# SPDX-License-Identifier: GPL-2.0-or-later
"""Which projects first: people × what they reach without stress, after each project, one project at a time by gain for a euro.

What a project opens is found exactly and without searching from every home again. A way that is new with a project runs
along one of its edges, hence through one of any set of nodes that touches all of its edges (a cover). With the project
open, one search to and one from each of those nodes give t(i, u) and t(u, j), and the new pairs are those where
t(i, u) + t(u, j) is in time for some u. A project built is run both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..errors import DataError, noop
from ..network.road_network import RoadNetwork

MOST_PAIRS = 400_000_000  # home × destination, one byte each
BLOCK = 4_000_000  # pairs looked at together
CELLS = 8_000_000  # times held at a time: 64 MB
NOT_THERE = -1
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Spots:
    """Places (p,) with their ``weight``: ``nodes`` (2, p) where each meets the network, on a calm street and on a street that a
    project may treat, NOT_THERE where it does not."""

    nodes: Ints
    weight: Floats


@dataclass(frozen=True)
class Step:
    """One project built: its rank among the projects, what it costs and adds, what it would have added as the first, and the
    access once it is there."""

    project: int
    cost: float
    gain: float
    alone: float
    access: float


class _Switched:
    """A matrix of seconds whose entries are switched on and off in place; what is off is inf, and never in time."""

    def __init__(self, count: int, tail: Ints, head: Ints, seconds: Floats, on: Bools) -> None:
        order = np.argsort(tail, kind="stable")
        starts = np.zeros(count + 1, dtype=np.int32)
        np.cumsum(np.bincount(tail, minlength=count), out=starts[1:])
        self.place = np.empty(len(order), dtype=np.int64)
        self.place[order] = np.arange(len(order))
        self.seconds = seconds
        self.matrix = csr_matrix(
            (np.where(on, seconds, np.inf)[order], head[order].astype(np.int32), starts), shape=(count, count)
        )

    def switch(self, entries: Ints, on: Bools) -> None:
        self.matrix.data[self.place[entries]] = np.where(on, self.seconds[entries], np.inf)


class Access:
    """People, what they may reach within ``limit_s`` seconds on open ways, and what each project would open.

    ``there``, ``back`` (m,): ways open today; ``projects``: the edges of each. Raises ``DataError`` where homes ×
    destinations are too many.
    """

    def __init__(
        self, network: RoadNetwork, there: Bools, back: Bools, projects: Sequence[Ints], homes: Spots, goals: Spots, limit_s: float
    ) -> None:  # fmt: skip
        if len(homes.weight) * len(goals.weight) > MOST_PAIRS:
            raise DataError(
                noop("{homes} places of people and {goals} destinations make too many pairs. Take larger cells, or a smaller territory."),
                homes=len(homes.weight), goals=len(goals.weight),
            )  # fmt: skip
        self.homes, self.goals, self.limit, self.nodes = homes, goals, limit_s, network.nodes
        planned = np.zeros(network.edges, dtype=bool)
        for edges in projects:
            planned[edges] = True
        kept = np.flatnonzero(there | back | planned)
        row = np.full(network.edges, -1, dtype=np.int64)
        row[kept] = np.arange(len(kept))
        tail, head = network.tail[kept].astype(np.int64), network.head[kept].astype(np.int64)
        seconds = np.tile(network.seconds("bike")[kept], 2)
        self.open = np.r_[there[kept], back[kept]]
        self.projects, self.built = projects, np.zeros(network.edges, dtype=bool)
        # Entry e is edge e from tail to head, entry e + k the same the other way.
        self.entries = [np.r_[row[edges], row[edges] + len(kept)] for edges in projects]
        self.covers = [_cover(network.tail[edges], network.head[edges]) for edges in projects]
        self.away = _Switched(network.nodes, np.r_[tail, head], np.r_[head, tail], seconds, self.open)
        self.towards = _Switched(network.nodes, np.r_[head, tail], np.r_[tail, head], seconds, self.open)
        self.reached = np.zeros((len(homes.weight), len(goals.weight)), dtype=bool)

    @property
    def total(self) -> float:
        """Σ people × weight of what they reach."""
        return float(self.homes.weight @ (self.reached @ self.goals.weight))

    def start(self, progress: Progress) -> None:
        """What is reached today, from every home."""
        nodes, where = np.unique(self.homes.nodes, return_inverse=True)
        where = where.reshape(self.homes.nodes.shape)
        known = nodes != NOT_THERE
        step = self._batch()
        for begin in range(int((~known).sum()), len(nodes), step):
            part = slice(begin, min(begin + step, len(nodes)))
            times = self._times(self.away, nodes[part], self.goals)
            for side in where:
                rows = np.flatnonzero((side >= part.start) & (side < part.stop))
                self.reached[rows] |= times[side[rows] - part.start] <= self.limit
            progress(part.stop / len(nodes))

    def gain(self, project: int, build: bool = False) -> float:
        """What a project would add to :attr:`total`; it stays open, and its pairs reached, when it is to ``build``."""
        self._switch(project, np.ones(len(self.entries[project]), dtype=bool))
        home, goal = (
            self._all_times(matrix, self.covers[project], spots)
            for matrix, spots in ((self.towards, self.homes), (self.away, self.goals))
        )
        rows, columns = (np.flatnonzero(times.min(axis=0) <= self.limit) for times in (home, goal))
        added, step = 0.0, max(1, BLOCK // max(len(columns), 1))
        for begin in range(0, len(rows), step):
            some = rows[begin : begin + step]
            new = np.zeros((len(some), len(columns)), dtype=bool)
            for to_node, from_node in zip(home[:, some], goal[:, columns], strict=True):
                near, far = np.flatnonzero(to_node <= self.limit), np.flatnonzero(from_node <= self.limit)
                new[np.ix_(near, far)] |= to_node[near, None] + from_node[far] <= self.limit
            block = np.ix_(some, columns)
            new &= ~self.reached[block]
            added += float(self.homes.weight[some] @ (new @ self.goals.weight[columns]))
            if build:
                self.reached[block] |= new
        if build:
            self.open[self.entries[project]] = True
            self.built[self.projects[project]] = True
        else:
            self._switch(project, self.open[self.entries[project]])
        return added

    def neighbours(self, progress: Progress) -> Bools:
        """Whether two projects (p, p) may bear on each other: some home is in time of both once all of them are built.

        Otherwise no way in time runs along both, and no pair of places is opened by both.
        """
        for project in range(len(self.entries)):
            self._switch(project, np.ones(len(self.entries[project]), dtype=bool))
        zone = np.zeros((len(self.entries), len(self.homes.weight)), dtype=bool)
        for project, cover in enumerate(self.covers):
            zone[project] = self._all_times(self.towards, cover, self.homes).min(axis=0) <= self.limit
            progress((project + 1) / len(self.entries))
        for project in range(len(self.entries)):
            self._switch(project, self.open[self.entries[project]])
        numbers = zone.astype(np.float32)
        return np.asarray(numbers @ numbers.T > 0)

    def _switch(self, project: int, on: Bools) -> None:
        self.away.switch(self.entries[project], on)
        self.towards.switch(self.entries[project], on)

    def _batch(self) -> int:
        return int(np.clip(CELLS // max(self.nodes, 1), 1, 20))

    def _times(self, matrix: _Switched, nodes: Ints, spots: Spots) -> Floats:
        """Seconds (k, p) between ``nodes`` and places, by the nearer of their two ends."""
        seconds = dijkstra(matrix.matrix, indices=nodes, limit=self.limit)
        sides = [np.where(side == NOT_THERE, np.inf, seconds[:, np.maximum(side, 0)]) for side in spots.nodes]
        nearer: Floats = np.minimum(*sides)
        return nearer

    def _all_times(self, matrix: _Switched, nodes: Ints, spots: Spots) -> Floats:
        step = self._batch()
        parts = [self._times(matrix, nodes[i : i + step], spots) for i in range(0, len(nodes), step)]
        return np.concatenate(parts) if parts else np.full((1, len(spots.weight)), np.inf)


def choose(access: Access, edge_cost: Floats, budget: float, count: int, progress: Progress) -> list[Step]:
    """Projects in the order they should be built: each time the best gain for a euro, among those that the rest of the budget
    pays, until ``count`` of them; gains are found anew after each, where the last one may have changed them.

    ``edge_cost`` (m,): euros of each edge, paid once where projects share it. The access must be started. Not an optimum:
    projects that only serve together are found one after the other, or not at all when the first adds nothing.
    """
    free = np.ones(len(access.projects), dtype=bool)
    near = access.neighbours(lambda share: progress(0.1 * share))
    gains, alone, stale = np.zeros(len(free)), np.zeros(len(free)), free.copy()
    chosen: list[Step] = []
    left, total, rounds = budget, access.total, max(min(count, len(free)), 1)
    while len(chosen) < count and free.any():
        for done, project in enumerate(np.flatnonzero(stale)):
            progress(min(1.0, 0.1 + 0.9 * (len(chosen) + done / stale.sum()) / rounds))
            gains[project] = access.gain(int(project))
        if not chosen:
            alone = gains.copy()
        costs = np.array([edge_cost[edges][~access.built[edges]].sum() for edges in access.projects])
        worth = np.where(free & (costs > 0) & (costs <= left), gains / np.maximum(costs, 1e-9), 0.0)
        best = int(np.argmax(worth))
        if worth[best] <= 0:
            break
        added = access.gain(best, build=True)
        left, total = left - costs[best], total + added
        chosen.append(Step(best, float(costs[best]), added, float(alone[best]), total))
        free[best] = False
        stale = near[best] & free
    return chosen


def _cover(tail: NDArray[np.int32], head: NDArray[np.int32]) -> Ints:
    """Nodes such that every edge has one of them: in a chain, every other node."""
    degree: dict[int, int] = {}
    for node in np.r_[tail, head].tolist():
        degree[node] = degree.get(node, 0) + 1
    cover: set[int] = set()
    for one, other in zip(tail.tolist(), head.tolist(), strict=True):
        if one not in cover and other not in cover:
            cover.add(other if degree[other] >= degree[one] else one)
        degree[one], degree[other] = degree[one] - 1, degree[other] - 1
    return np.array(sorted(cover), dtype=np.int64)
