# SPDX-License-Identifier: GPL-2.0-or-later
"""Road network: 500 sites at 15 minutes on 202,500 nodes and 501,198 directed edges; a département of a million nodes.

Beside scipy called bare (the engine without us), one read of the edges that are visited (what memory alone costs), networkx,
pandana, and QGIS's own ``native:serviceareafromlayer`` on the same roads. The scenes are in ``network_scene.py``.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import measure
import network_scene as scene
import numpy as np

LIMITS_S = (300.0, 600.0, 900.0)
FLOOR = measure.ROOT / ".venv-floor" / "bin" / "python"
REPEATS = 2


def told(who: str, visits: int) -> None:
    print(f"{who}: {visits} nodes reached", file=sys.stderr)


def case_ours() -> float:
    """From the edge arrays: the graph, then the times of 500 sites, a batch at a time."""
    measure.plugin_package()
    from atlas_pcaet.analysis.network.graph import Graph

    town = scene.town()
    arrays, visits = town.directed(), [0]

    def compute() -> None:
        graph = Graph.from_edges(*arrays)
        visits[0] = sum(int(np.isfinite(seconds).sum()) for _part, seconds in graph.times(town.sites, scene.LIMIT_S))

    spent = measure.seconds_of(compute)
    told("ours", visits[0])
    return spent


def case_ours_with_population() -> float:
    """The same with the people within 5, 10 and 15 minutes of each site: 113,569 cells of 200 m brought to their road."""
    measure.plugin_package()
    from atlas_pcaet.analysis.network.places import Locator, times_at

    town = scene.town()
    network, (x, y, people) = scene.network(town), scene.cells()
    served = np.zeros((len(town.sites), len(LIMITS_S)))

    def compute() -> None:
        graph = network.graph("car", towards=True)
        homes = Locator(network, "car").locate(x, y, 500.0)
        for part, seconds in graph.times(town.sites, LIMITS_S[-1]):
            times = times_at(homes, seconds, network, "car", towards=True)
            for position, limit in enumerate(LIMITS_S):
                served[part, position] = (times <= limit).astype(float) @ people

    spent = measure.seconds_of(compute)
    print(f"people served, mean: {served.mean(axis=0).round().tolist()}", file=sys.stderr)
    return spent


def case_ours_nearest_site() -> float:
    """The nearest of the 500 sites for every node, from the edge arrays."""
    measure.plugin_package()
    from atlas_pcaet.analysis.network.graph import Graph

    town = scene.town()
    arrays = town.directed()
    return measure.seconds_of(lambda: Graph.from_edges(*arrays).nearest(town.sites, scene.LIMIT_S))


def case_bare_scipy() -> float:
    """One call of scipy for the 500 sites on a matrix that stands ready; it holds all the times."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    town = scene.town()
    count, tail, head, seconds = town.directed()
    matrix = csr_matrix((seconds, (tail, head)), shape=(count, count))
    return measure.seconds_of(lambda: dijkstra(matrix, indices=town.sites, limit=scene.LIMIT_S))


def case_reading_the_visited_edges() -> float:
    """Lower bound of memory: the edges of the nodes that each site reaches, read once, in order."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    town = scene.town()
    count, tail, head, seconds = town.directed()
    matrix = csr_matrix((seconds, (tail, head)), shape=(count, count))
    visited = []
    for site in town.sites:
        reached = np.isfinite(dijkstra(matrix, indices=site, limit=scene.LIMIT_S))
        visited.append(np.flatnonzero(np.repeat(reached, np.diff(matrix.indptr))))
    return measure.seconds_of(lambda: [matrix.data[edges].sum() + matrix.indices[edges].sum() for edges in visited])


def case_networkx() -> float:
    """A DiGraph of the same edges, and a search with a cut-off from each site."""
    import networkx

    town = scene.town()
    count, tail, head, seconds = town.directed()
    visits = [0]

    def compute() -> None:
        graph = networkx.DiGraph()
        graph.add_nodes_from(range(count))
        graph.add_weighted_edges_from(zip(tail.tolist(), head.tolist(), seconds.tolist(), strict=True))
        for site in town.sites.tolist():
            visits[0] += len(networkx.single_source_dijkstra_path_length(graph, site, cutoff=scene.LIMIT_S))

    spent = measure.seconds_of(compute)
    told("networkx", visits[0])
    return spent


def case_pandana() -> float:
    """Its contraction hierarchy, then the nodes in range of each site."""
    import ctypes

    import pandana
    import pandas

    town = scene.town()
    _count, tail, head, seconds = town.directed()
    visits = [0]

    def compute() -> None:
        graph = pandana.Network(
            pandas.Series(town.x), pandas.Series(town.y), pandas.Series(tail), pandas.Series(head),
            pandas.DataFrame({"seconds": seconds}), twoway=False,
        )  # fmt: skip
        visits[0] = len(graph.nodes_in_range(town.sites.tolist(), scene.LIMIT_S))

    kept, silence = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)  # its C++ half writes its progress where the figure goes
    spent = measure.seconds_of(compute)
    ctypes.CDLL(None).fflush(None)
    os.dup2(kept, 1)
    told("pandana", visits[0])
    return spent


def qgis_sites(count: int) -> float:
    """``native:serviceareafromlayer``, fastest, 15 minutes, from the first ``count`` sites."""
    roads, sites = scene.town_layers()
    measure.start_qgis()
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsVectorLayer

    QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
    algorithm = QgsApplication.processingRegistry().algorithmById("native:serviceareafromlayer").create()
    points = QgsVectorLayer(str(sites), "sites", "ogr")
    points.setSubsetString(f"fid <= {count}")
    given = {
        "INPUT": str(roads), "STRATEGY": 1, "SPEED_FIELD": "kmh", "START_POINTS": points, "TRAVEL_COST2": scene.LIMIT_S / 3600,
        "OUTPUT_LINES": str(measure.DATA / "reseau_qgis.gpkg"),
    }  # fmt: skip
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())  # it crashes without
    spent = measure.seconds_of(lambda: algorithm.run(given, context, QgsProcessingFeedback()))
    lines = QgsVectorLayer(given["OUTPUT_LINES"], "lines", "ogr")
    if lines.featureCount() != count:
        raise SystemExit(f"QGIS made {lines.featureCount()} areas of {count}")
    return spent


def prepared(rebuild: bool) -> float:
    """``pcaet:preparenetwork`` on the département; the longest silence between two looks at cancel goes to stderr."""
    roads = scene.departement()
    measure.plugin_package()
    measure.start_qgis()
    from atlas_pcaet.processing.network.preparenetwork import PrepareNetwork
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    class Watched(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__()
            self.looks = [time.perf_counter()]

        def isCanceled(self) -> bool:
            self.looks.append(time.perf_counter())
            return False

    feedback, context = Watched(), QgsProcessingContext()
    given = {"ROADS": str(roads), "OUTPUT": str(measure.DATA / "departement.reseau.npz"), "REBUILD": rebuild}
    found: list[Any] = []

    def compute() -> None:
        feedback.looks = [time.perf_counter()]
        found.append(PrepareNetwork().create().run(given, context, feedback))
        feedback.looks.append(time.perf_counter())

    spent = measure.seconds_of(compute)
    results, success = found[0]
    if not success or results["REUSED"] != (not rebuild):
        raise SystemExit(f"{results} {feedback.textLog()}")
    print(f"longest wait {np.diff(feedback.looks).max():.1f} s; {results}", file=sys.stderr)
    return spent


MORE = {
    "qgis20": lambda: qgis_sites(20),
    "qgis1": lambda: qgis_sites(1),
    "cold": lambda: prepared(rebuild=True),
    "cached": lambda: prepared(rebuild=False),
}


def run(case: str, python: str | Path = sys.executable) -> tuple[float, float]:
    """Median seconds and highest peak of a case in processes of their own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(measure.DATA / "bytecode")
    runs = []
    for _turn in range(REPEATS):
        done = subprocess.run(
            [str(python), __file__, case], capture_output=True, text=True, check=False, env=environment
        )
        if done.returncode:
            raise SystemExit(f"{case}: {done.stderr[-2000:]}")
        runs.append(json.loads(done.stdout.strip().splitlines()[-1]))
    return statistics.median(r["seconds"] for r in runs), max(r["peak_mb"] for r in runs)


def beside_qgis() -> None:
    print("\n### Per site, beside QGIS's native:serviceareafromlayer\n")
    print("| case | sites | s | ms per site | times ours | peak MB |\n|---|---|---|---|---|---|")
    ours = None
    for case, sites in (("ours", scene.SITES), ("qgis20", 20), ("qgis1", 1)):
        spent, peak = run(case)
        each = 1000 * spent / sites
        ours = ours or each
        print(f"| {case} | {sites} | {spent:.2f} | {each:.1f} | {each / ours:.0f} | {peak:.0f} |", flush=True)


def departement() -> None:
    print(
        "\n### A département: GeoPackage of lines, 1,000,000 nodes\n\n| pcaet:preparenetwork | s | peak MB |\n|---|---|---|"
    )
    for case in ("cold", "cached"):
        spent, peak = run(case)
        print(f"| {case} | {spent:.2f} | {peak:.0f} |", flush=True)


def floor() -> None:
    """Ours on the oldest scipy that the plugin takes."""
    if not FLOOR.exists():
        print("\nNo .venv-floor: the floor's scipy was not measured.")
        return
    print("\n### Ours on the floor's libraries\n\n| case | s | peak MB |\n|---|---|---|")
    for case in ("ours", "ours_with_population", "ours_nearest_site"):
        spent, peak = run(case, FLOOR)
        print(f"| {case} | {spent:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in MORE:
        seconds = MORE[sys.argv[1]]()
        print(json.dumps({"seconds": seconds, "peak_mb": measure.peak_mb()}))
        sys.stdout.flush()
        os._exit(0)
    if len(sys.argv) == 1:
        scene.town_layers()
        scene.departement()
    measure.main(
        __file__, "Network: 500 sites at 15 min, 202,500 nodes, 501,198 edges", limit="bare_scipy", repeats=REPEATS
    )
    beside_qgis()
    departement()
    floor()
