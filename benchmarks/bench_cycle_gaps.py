# SPDX-License-Identifier: GPL-2.0-or-later
"""Gaps of a cycle network of 500,000 streets: components and gap candidates, then dead ends; beside networkx and bare scipy.

The scene: the jittered grid of network_scene.py with 640 × 640 nodes and 500,000 streets both ways, 60 % of them calm
(``default_rng(42)``): thousands of components of 500 m and more, which is far worse than a town. networkx does the same
steps on a square of it (it holds each way of the search in a list): the ratio is per street. The limit is what no
implementation by scipy can do without: the components and one search from the same nodes on the same matrix, made before.
"""

from __future__ import annotations

import functools
import sys

import measure
import network_scene
import numpy as np

SIDE, STREETS, CALM = 640, 500_000, 0.6
LEAST_KM, LONGEST_M, NEAR_M = 0.5, 1_000.0, 20.0
SQUARE = 160  # nodes on a side of what networkx is given


@functools.cache
def scene() -> network_scene.Town:
    draw = np.random.default_rng(network_scene.SEED)
    x, y = network_scene.grid(draw, SIDE)
    tail, head = network_scene.pieces(draw, SIDE, STREETS)
    length = np.hypot(x[tail] - x[head], y[tail] - y[head])
    calm = draw.random(STREETS) < CALM
    # Speeds stand for the stress: 30 where it is calm, 80 where it is not.
    return network_scene.Town(x, y, tail, head, length, np.where(calm, 30.0, 80.0), np.zeros(0, dtype=int))


def told(who: str, streets: int, components: int, candidates: int) -> None:
    print(f"{who}: {streets} streets, {components} components, {candidates} gap candidates", file=sys.stderr)


def ours(town: network_scene.Town, who: str) -> float:
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling import gaps

    network, calm, found = network_scene.network(town), town.kmh < 50, []

    def compute() -> None:
        pieces = gaps.pieces(network, calm)
        found.append((pieces, gaps.links(network, pieces, LEAST_KM, LONGEST_M, lambda _: None)))

    spent = measure.seconds_of(compute)
    told(who, len(calm), len(found[0][0].km), len(found[0][1].length_m))
    return spent


def square(side: int) -> network_scene.Town:
    """The south-west corner of the scene, its nodes numbered anew."""
    town = scene()
    rank = np.full(SIDE**2, -1)
    kept = (np.arange(SIDE**2) % SIDE < side) & (np.arange(SIDE**2) // SIDE < side)
    rank[kept] = np.arange(kept.sum())
    inside = kept[town.tail] & kept[town.head]
    return network_scene.Town(
        town.x[kept], town.y[kept], rank[town.tail[inside]], rank[town.head[inside]], town.length_m[inside], town.kmh[inside], town.sites
    )  # fmt: skip


def case_ours() -> float:
    return ours(scene(), "ours")


def case_ours_with_lines_and_dead_ends() -> float:
    """All that the algorithm asks for between reading and writing."""
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling import gaps

    town = scene()
    network, calm, found = network_scene.network(town), town.kmh < 50, []

    def compute() -> None:
        pieces = gaps.pieces(network, calm)
        links = gaps.links(network, pieces, LEAST_KM, LONGEST_M, lambda _: None)
        gaps.link_lines(links, network)
        gaps.metres_by_stress(links, network, np.where(calm, 1, 3).astype(np.int8))
        found.append(gaps.ends(network, pieces, NEAR_M))

    spent = measure.seconds_of(compute)
    print(f"ours: {len(found[0].node)} ends, {found[0].near_miss.sum()} near misses", file=sys.stderr)
    return spent


def case_scipy_limit() -> float:
    """connected_components and dijkstra alone, on matrices made before: nothing is read from what they find."""
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling import gaps
    from scipy.sparse import coo_matrix, csr_matrix
    from scipy.sparse.csgraph import connected_components, dijkstra

    town = scene()
    count, calm = len(town.x), town.kmh < 50
    pieces = gaps.pieces(network_scene.network(town), calm)
    source = np.isin(pieces.of_node, np.flatnonzero(pieces.km >= LEAST_KM))
    loose = ~(source[town.tail] & source[town.head])
    tail, head, metres = (column[loose] for column in (town.tail, town.head, town.length_m))
    base = coo_matrix(
        (np.ones(calm.sum(), dtype=np.int8), (town.tail[calm], town.head[calm])), shape=(count, count)
    ).tocsr()
    streets = csr_matrix((np.r_[metres, metres], (np.r_[tail, head], np.r_[head, tail])), shape=(count, count))
    shore = np.flatnonzero(source & (np.bincount(np.r_[tail, head], minlength=count) > 0))

    def compute() -> None:
        connected_components(base, directed=False)
        dijkstra(streets, indices=shore, limit=LONGEST_M / 2, min_only=True, return_predecessors=True)

    return measure.seconds_of(compute)


def case_ours_on_the_square() -> float:
    return ours(square(SQUARE), "ours on the square")


def case_networkx_on_the_square() -> float:
    """Components, search from all their nodes, the shortest edge between two searches, and its way."""
    import networkx as nx

    town = square(SQUARE)
    graph, calm = nx.Graph(), nx.Graph()
    graph.add_weighted_edges_from(zip(town.tail.tolist(), town.head.tolist(), town.length_m.tolist(), strict=True))
    low = town.kmh < 50
    calm.add_weighted_edges_from(
        zip(town.tail[low].tolist(), town.head[low].tolist(), town.length_m[low].tolist(), strict=True)
    )
    found = []

    def compute() -> None:
        parts = list(nx.connected_components(calm))
        long = [part for part in parts if calm.subgraph(part).size("weight") >= 1000 * LEAST_KM]
        of_node = {node: rank for rank, part in enumerate(long) for node in part}
        away, ways = nx.multi_source_dijkstra(graph, set(of_node), cutoff=LONGEST_M / 2, weight="weight")
        best: dict[tuple[int, int], tuple[float, int, int]] = {}
        for u, v, metres in graph.edges(data="weight"):
            if u in away and v in away:
                a, b = of_node[ways[u][0]], of_node[ways[v][0]]
                total = away[u] + metres + away[v]
                if a != b and total <= LONGEST_M:
                    pair = (min(a, b), max(a, b))
                    best[pair] = min(best.get(pair, (np.inf, 0, 0)), (total, u, v))
        found.append((len(parts), {pair: ways[u] + ways[v][::-1] for pair, (_total, u, v) in best.items()}))

    spent = measure.seconds_of(compute)
    told("networkx on the square", len(town.tail), found[0][0], len(found[0][1]))
    return spent


if __name__ == "__main__":
    measure.main(
        __file__, "Gaps of a cycle network of 500,000 streets; networkx on a square of it", limit="scipy_limit"
    )
