# SPDX-License-Identifier: GPL-2.0-or-later
"""Access by bike: 2,000 places at 5, 10 and 15 minutes from 20,000 cells, on 202,500 nodes and 501,198 directed edges.

Low stress and all streets, four kinds of places; then the connections of BNA (2,680 m). Beside scipy called bare for the
same 2,000 sources on both networks, twenty at a time, which reads no cell, and networkx for 100 of the places, on all
streets only. The town is that of ``network_scene.py``, nine streets in ten being of low stress.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import measure
import network_scene as scene
import numpy as np

PLACES, CELLS, KINDS, OF_NETWORKX = 2_000, 20_000, 4, 100
LIMITS_S = (300.0, 600.0, 900.0)
LOW, KMH, BATCH, SEED = 0.9, 15.0, 20, 7


def stressed() -> Any:
    """The town with a level of stress for each street."""
    from atlas_pcaet.analysis.cycling.stress_network import Streets, StressNetwork

    town = scene.town()
    network = scene.network(town)
    m = network.edges
    draw = np.random.default_rng(SEED)
    level = np.where(draw.random(m) < LOW, 2, 4).astype(np.int8)
    streets = Streets(
        np.column_stack([level, level]), np.ones((m, 2), dtype=bool), np.full(m, KMH), np.zeros(m, dtype=np.int16),
        np.zeros(m, dtype=bool), draw.random(m) < 0.05,
    )  # fmt: skip
    return StressNetwork(network, np.arange(m), streets)


def points() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places (2, p) beside nodes, their weights (p, k), and cells (2, c)."""
    draw, town = np.random.default_rng(SEED + 1), scene.town()
    node = draw.choice(len(town.x), PLACES, replace=False)
    places = np.stack([town.x[node], town.y[node]]) + draw.uniform(-20, 20, (2, PLACES))
    weights = np.zeros((PLACES, KINDS))
    weights[np.arange(PLACES), draw.integers(0, KINDS, PLACES)] = 1.0
    x, y, _people = scene.cells()
    cell = draw.choice(len(x), CELLS, replace=False)
    return places, weights, np.stack([x[cell], y[cell]])


def nothing(_fraction: float) -> None:
    pass


def computed(bna: bool) -> float:
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling import access

    stress, (places, weights, cells) = stressed(), points()
    sums: list[Any] = []

    def compute() -> None:
        entrances = access.Entrances(stress.network, stress.low(2))
        there, here = (entrances.doors(*xy, 300.0, 100.0) for xy in (places, cells))
        sums.append(access.reached(access.timed(stress, 2, None, 60.0), there, here, weights, LIMITS_S, nothing))
        if bna:
            sums.append(access.connected(access.measured(stress, 2), there, here, weights, 1.25, 2680.0, nothing))

    spent = measure.seconds_of(compute)
    for made in sums:
        print(f"reached, low and all: {made.low.sum():.0f} {made.every.sum():.0f}", file=sys.stderr)
    return spent


def case_ours() -> float:
    """Places and cells brought to their streets, then what each cell reaches in 5, 10 and 15 min, low stress and all."""
    return computed(bna=False)


def case_ours_with_bna() -> float:
    """The same, and the connections of BNA."""
    return computed(bna=True)


def case_ours_people_as_places() -> float:
    """20,000 cells to the same 20,000 cells: population reached, which the other cases leave out."""
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling import access

    stress, (_places, _weights, cells) = stressed(), points()

    def compute() -> None:
        entrances = access.Entrances(stress.network, stress.low(2))
        here = entrances.doors(*cells, 300.0, 100.0)
        access.reached(access.timed(stress, 2, None, 60.0), here, here, np.ones((CELLS, 1)), LIMITS_S, nothing)

    return measure.seconds_of(compute)


def case_ours_walk_to_protected() -> float:
    """The walk of 20,000 cells to the nearest street with a protected facility."""
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling import access
    from atlas_pcaet.analysis.network.places import Locator

    stress, (_places, _weights, cells) = stressed(), points()
    return measure.seconds_of(
        lambda: access.walk_to_protected(stress, Locator(stress.network, "walk").locate(*cells, 300.0), 300.0)
    )


def matrices() -> tuple[list[Any], np.ndarray]:
    """The directed matrices in seconds of all streets and of low stress, and the sources."""
    from scipy.sparse import csr_matrix

    measure.plugin_package()
    stress, draw = stressed(), np.random.default_rng(SEED + 1)
    network, made = stress.network, []
    seconds = network.length_m / (KMH / 3.6)
    for kept in (np.ones(network.edges, dtype=bool), stress.edge_stress()[:, 0] <= 2):
        ends = np.r_[network.tail[kept], network.head[kept]], np.r_[network.head[kept], network.tail[kept]]
        made.append(csr_matrix((np.r_[seconds[kept], seconds[kept]], ends), shape=(network.nodes, network.nodes)))
    return made, draw.choice(network.nodes, PLACES, replace=False)


def case_bare_scipy() -> float:
    """scipy alone from the 2,000 places on both networks, twenty at a time: nothing is read at the cells."""
    from scipy.sparse.csgraph import dijkstra

    both, sources = matrices()

    def compute() -> None:
        for matrix in both:
            for start in range(0, PLACES, BATCH):
                dijkstra(matrix, indices=sources[start : start + BATCH], limit=LIMITS_S[-1])

    return measure.seconds_of(compute)


def networkx_part() -> float:
    """networkx from 100 of the places on all streets, its graph being ready."""
    import networkx

    (matrix, _low), sources = matrices()
    edges = matrix.tocoo()
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from(zip(edges.row.tolist(), edges.col.tolist(), edges.data.tolist(), strict=True))

    def compute() -> None:
        for source in sources[:OF_NETWORKX].tolist():
            networkx.single_source_dijkstra_path_length(graph, source, cutoff=LIMITS_S[-1])

    return measure.seconds_of(compute)


def run(case: str) -> tuple[float, float]:
    done = subprocess.run([sys.executable, __file__, case], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{case}: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return found["seconds"], found["peak_mb"]


def beside_networkx() -> None:
    """Milliseconds for each place and network: ours reads the cells too and brings them to their streets."""
    print("\n### Per place and network, beside networkx\n\n| case | searches | s | ms per search | times ours | peak MB |\n|---|---|---|---|---|---|")  # fmt: skip
    ours = None
    for case, searches in (("ours", 2 * PLACES), ("bare_scipy", 2 * PLACES), ("networkx", OF_NETWORKX)):
        spent, peak = run(case)
        each = 1000 * spent / searches
        ours = ours or each
        print(f"| {case} | {searches} | {spent:.2f} | {each:.2f} | {each / ours:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["networkx"]:
        seconds = networkx_part()
        print(json.dumps({"seconds": seconds, "peak_mb": measure.peak_mb()}))
        sys.stdout.flush()
        os._exit(0)
    measure.main(__file__, "Access by bike: 20,000 cells to 2,000 places at 15 min, 501,198 edges", limit="bare_scipy")
    beside_networkx()
