# SPDX-License-Identifier: GPL-2.0-or-later
"""Flows summed on a network, against the paths of networkx taken one by one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.cycling.network_flows import FlowWays, gathered
from atlas_pcaet.analysis.errors import Cancelled
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.graph import NOWHERE
from atlas_pcaet.analysis.network.road_rules import BACKWARD, BOTH, FORWARD, Roads

networkx = pytest.importorskip("networkx")
SIDE = 9


def nothing(_fraction):
    pass


@pytest.fixture(scope="module")
def network():
    """A grid of streets at random places and speeds, some one-way or missing, a few pairs of parallel edges."""
    rng = np.random.default_rng(11)
    xy = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(-1, 2) * 100.0
    xy += rng.uniform(-25, 25, xy.shape)
    lines = []
    for i in range(SIDE):
        for j in range(SIDE):
            here = i * SIDE + j
            ends = [here + 1] * (j < SIDE - 1) + [here + SIDE] * (i < SIDE - 1)
            lines += [[xy[here], xy[there]] for there in ends if rng.random() > 0.1]
    lines += [[xy[k], (xy[k] + xy[k + 1]) / 2 + (0, 7), xy[k + 1]] for k in (3, 30, 50)]
    count = len(lines)
    kmh = np.tile(rng.uniform(8, 22, (count, 1)), (1, 3))
    direction = np.tile(rng.choice([BOTH, BOTH, BOTH, FORWARD, BACKWARD], (count, 1)), (1, 3)).astype(np.int8)
    rules = Roads(kmh, direction, np.zeros(count, dtype=np.int16), np.zeros(count, dtype=bool), "any", np.full(count, "", dtype=object))  # fmt: skip
    made = build(np.array([shapely.LineString(line) for line in lines]), rules, np.arange(count), "EPSG:2154", nothing)[
        0
    ]
    assert made.edges > 120
    return made


@pytest.fixture(scope="module")
def paths(network):
    """The edges of the fastest way of each pair of nodes, by networkx."""
    there, back = network.ways("bike")
    seconds = network.seconds("bike")
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(network.nodes))
    for ways, tail, head in ((there, network.tail, network.head), (back, network.head, network.tail)):
        for edge in np.flatnonzero(ways).tolist():
            a, b = int(tail[edge]), int(head[edge])
            if not graph.has_edge(a, b) or seconds[edge] < graph[a][b]["seconds"]:
                graph.add_edge(a, b, seconds=seconds[edge], edge=edge)
    every = dict(networkx.all_pairs_dijkstra_path(graph, weight="seconds"))
    return {
        (a, b): [graph[u][v]["edge"] for u, v in pairwise(way)]
        for a, ways in every.items() for b, way in ways.items()
    }  # fmt: skip


@pytest.mark.parametrize(("homes", "works"), [(40, 6), (6, 40), (50, 50)])
def test_flows_on_edges_are_the_sums_of_the_paths(network, paths, homes, works):
    rng = np.random.default_rng(homes)
    origin = rng.choice(rng.choice(network.nodes, homes, replace=False), 300)
    destination = rng.choice(rng.choice(network.nodes, works, replace=False), 300)
    flow = rng.uniform(0, 5, (2, 300)) * (rng.random((2, 300)) > 0.2)
    ways = FlowWays(network, "bike", origin, destination)
    expected = np.zeros((2, network.edges))
    sums = np.full((2, 300), np.inf)
    measures = np.stack([network.length_m, rng.uniform(0, 9, network.edges)])
    for pair, ends in enumerate(zip(origin.tolist(), destination.tolist(), strict=True)):
        if ends in paths:
            sums[:, pair] = measures[:, paths[ends]].sum(axis=1)
            for edge in paths[ends]:
                expected[:, edge] += flow[:, pair]
    assert ways.loads(flow, nothing) == pytest.approx(expected, abs=1e-9)
    assert ways.along(measures, nothing) == pytest.approx(sums)


def test_an_edge_of_unknown_measure_makes_only_its_ways_unknown(network, paths):
    ends = [pair for pair, way in paths.items() if len(way) > 3]
    origin, destination = np.array(ends[::17]).T
    closed = paths[ends[0]][1]
    measures = np.ones((1, network.edges))
    measures[0, closed] = np.nan
    found = FlowWays(network, "bike", origin, destination).along(measures, nothing)[0]
    expected = [closed in paths[pair] for pair in ends[::17]]
    assert any(expected)
    assert np.isnan(found).tolist() == expected


def test_what_a_node_gathers_is_the_load_of_its_subtree():
    # 0 ← 1 ← 2 ← 3, 1 ← 4, and 5 alone.
    before = np.array([NOWHERE, 0, 1, 2, 1, NOWHERE], dtype=np.int32)
    assert gathered(before, np.array([1.0, 0, 0, 10, 100, 1000])).tolist() == [111, 110, 10, 10, 100, 1000]
    chain = np.arange(-1, 2000, dtype=np.int32)
    chain[0] = NOWHERE
    assert gathered(chain, np.ones(2001)).tolist() == list(range(2001, 0, -1))


def test_flows_on_the_spot_pass_nowhere(network):
    ways = FlowWays(network, "bike", np.array([5]), np.array([5]))
    assert ways.loads(np.ones((1, 1)), nothing).sum() == 0
    assert ways.along(network.length_m[None], nothing).tolist() == [[0.0]]


def test_cancel_is_heard(network):
    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        FlowWays(network, "bike", np.array([1]), np.array([5])).loads(np.ones((1, 1)), stop)
