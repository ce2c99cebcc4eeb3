# SPDX-License-Identifier: GPL-2.0-or-later
"""What is worth knowing of a network before a number is drawn from it: parts that do not connect, ends that stop short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .road_network import RoadNetwork
from .road_rules import MODES

BLOCK = 100_000  # edges drawn at a time
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Connection:
    """How one mode connects: number of parts, nodes in the largest and in all, km outside the largest; ``trapped``: nodes
    of the largest part that cannot be both reached and left (one-way roads that lead nowhere)."""

    parts: int
    largest: int
    nodes: int
    outside_km: float
    trapped: int


def connection(network: RoadNetwork, mode: str) -> Connection:
    """How the roads of ``mode`` connect."""
    label, sizes = network.components(mode)
    there, back = network.ways(mode)
    outside = (there | back) & (label[network.tail] > 0)
    _count, strong = network.graph(mode).components(strong=True)
    inside = label == 0
    together = int(np.bincount(strong[inside]).max(initial=0)) if inside.any() else 0
    return Connection(
        len(sizes), int(sizes[0]) if len(sizes) else 0, int(sizes.sum()), float(network.length_m[outside].sum() / 1000),
        int(inside.sum()) - together,
    )  # fmt: skip


def dead_ends(network: RoadNetwork) -> Ints:
    """Nodes where one edge only ends."""
    degree = np.bincount(np.r_[network.tail, network.head], minlength=network.nodes)
    ends: Ints = np.flatnonzero(degree == 1)
    return ends


def dangles(
    network: RoadNetwork, within_m: float, progress: Callable[[float], None] = lambda _part: None
) -> tuple[Ints, Floats]:
    """Dead ends that stop within ``within_m`` of a road of the same level that they do not join: the nodes and the gaps in m.

    A candidate for a join that was forgotten; a wall or a bank may also stand between.
    """
    ends = dead_ends(network)
    if not len(ends) or within_m <= 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    own = np.full(network.nodes, -1, dtype=np.int64)
    own[network.tail] = np.arange(network.edges)
    at_head = np.isin(network.head, ends)
    own[network.head[at_head]] = np.flatnonzero(at_head)
    points = shapely.points(network.x[ends], network.y[ends])
    tree, gap = shapely.STRtree(points), np.full(len(ends), np.inf)
    for start in range(0, network.edges, BLOCK):
        progress(start / network.edges)
        lines = network.lines_of(np.arange(start, min(start + BLOCK, network.edges)))
        edge, row = tree.query(lines, predicate="dwithin", distance=within_m)
        edge += start
        mine = own[ends[row]]
        other_end = np.where(network.tail[mine] == ends[row], network.head[mine], network.tail[mine])
        apart = (
            (edge != mine) & (network.level[network.road[edge]] == network.level[network.road[mine]])
            & (network.tail[edge] != other_end) & (network.head[edge] != other_end)
        )  # fmt: skip
        row, edge = row[apart], edge[apart]
        np.minimum.at(gap, row, shapely.distance(points[row], lines[edge - start]))
    near = np.isfinite(gap)
    return ends[near], gap[near]


def summary(network: RoadNetwork, mode: str = "car") -> dict[str, Any]:
    """Lengths by mode, share of the length whose speed is assumed and that is one-way, for the report of a run."""
    kmh = network.kmh[network.road]
    position = MODES.index(mode)
    used = kmh[:, position] > 0
    length = network.length_m
    total = float(length[used].sum())
    share = lambda mask: float(length[used & mask].sum() / total) if total else 0.0  # noqa: E731
    return {
        "km": {name: float(length[kmh[:, i] > 0].sum() / 1000) for i, name in enumerate(MODES)},
        "assumed_share": share(network.assumed[network.road]),
        "oneway_share": share(network.direction[network.road, position] != 3),
        "mean_kmh": float((kmh[used, position] * length[used]).sum() / total) if total else 0.0,
    }


def report(network: RoadNetwork, within_m: float, progress: Callable[[float], None]) -> dict[str, Any]:
    """All of the above in plain numbers, to be kept with the network: asking a million nodes again takes seconds."""
    told = summary(network)
    links = {}
    for step, mode in enumerate(MODES):
        progress(step / 4)
        links[mode] = asdict(connection(network, mode))
    progress(0.75)
    short, _gap = dangles(network, within_m, lambda part: progress(0.75 + 0.25 * part))
    progress(1.0)
    return told | {"links": links, "dead_ends": len(dead_ends(network)), "within_m": within_m, "dangles": len(short)}
