# SPDX-License-Identifier: GPL-2.0-or-later
"""Concentrations of a département: 300,000 receptors, 1,800 km of roads at 10 m, 2 km cut-off; and what it costs to grow."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import dispersion_scene as scene
import measure
import numpy as np

KILOMETRES, RECEPTORS = 1_800.0, 300_000


def prepared(
    pollutants: int,
    kilometres: float = KILOMETRES,
    receptors: int = RECEPTORS,
    size: tuple[float, float] = (scene.WIDTH, scene.HEIGHT),
) -> tuple[Any, Any, Any, Any]:
    from atlas_pcaet.analysis.air.kernel_sum import road_points

    lines = scene.roads(kilometres, size=size)
    rate = np.random.default_rng(5).uniform(1e-5, 1e-3, (pollutants, len(lines)))
    return scene.kernel(), road_points(lines, rate), *scene.receptors(lines, receptors, size=size)


def nothing(_fraction: float) -> None:
    pass


def case_direct_every_pair() -> float:
    """The same look-up for every pair within 2 km, in numpy, by cells and on both cores."""
    from concurrent.futures import ThreadPoolExecutor

    from atlas_pcaet.analysis.air import kernel_sum as ks

    kernel, points, east, north = prepared(1)
    table = ks._LookUp(kernel, ks.CUTOFF, 1.0)
    ks.BUCKET, ks.NEAR = ks.CUTOFF / 2, (1e9, ks.CUTOFF)  # every pair is near, none on the grid
    buckets = ks._Buckets(points)

    def compute() -> None:
        chunks = list(buckets.chunks(east, north, buckets.order_of(east, north)))
        with ThreadPoolExecutor(ks.WORKERS) as pool:
            for _chosen, _near in pool.map(lambda chunk: buckets.sum(table, east, north, chunk), chunks):
                pass

    return measure.seconds_of(compute)


def _ours(pollutants: int) -> float:
    from atlas_pcaet.analysis.air.kernel_sum import concentrations

    kernel, points, east, north = prepared(pollutants)
    return measure.seconds_of(lambda: concentrations(kernel, points, east, north, nothing))


def case_one_pollutant() -> float:
    return _ours(1)


def case_three_pollutants() -> float:
    return _ours(3)


def case_raster_3000_by_5000() -> float:
    from atlas_pcaet.analysis.air.concentration_raster import Grid, tiles

    kernel, points, _east, _north = prepared(1)
    grid = Grid(0.0, scene.HEIGHT, 20.0, 5000, 3000)
    return measure.seconds_of(lambda: [0 for _tile in tiles(kernel, points, grid, 2000.0, 5.0)])


def case_kernel_of_8760_hours() -> float:
    from atlas_pcaet.analysis.air.wind_kernel import Release, make_kernel

    weather = scene.year()
    return measure.seconds_of(lambda: make_kernel(weather, np.ones(24), (50.0, 3.0), 0.3, 10.0, Release(), nothing))


def case_hourly_engine_200_pairs_100_hours() -> float:
    """R-LINE hour by hour: 10 receptors by 20 roads, 100 hours; a year of the scene is scaled from it below."""
    from atlas_pcaet.analysis.air import rline, stability

    chance = np.random.default_rng(6)
    receptors = np.c_[chance.uniform(0, 1000, (10, 2)), np.full(10, 1.5)]
    start = chance.uniform(0, 1000, (20, 2))
    end = start + chance.uniform(-100, 100, (20, 2))
    sources = np.c_[start, np.full(20, 0.7), end, np.full(20, 0.7), np.full(20, 2.0), np.full(20, 1e-3)]
    hours = [stability.hour(float(u), float(d), int(c), 0.3, 10.0) for u, d, c in zip(chance.uniform(1, 8, 100), chance.uniform(0, 360, 100), chance.integers(0, 6, 100), strict=True)]  # fmt: skip
    return measure.seconds_of(lambda: rline.hourly_concentration(receptors, sources, hours))


def accuracy() -> None:
    """Against every pair, on 5,000 receptors, 1,000 of them within 30 m of a road."""
    measure.plugin_package()
    from atlas_pcaet.analysis.air.kernel_sum import concentrations, direct
    from scipy.spatial import cKDTree

    kernel, points, east, north = prepared(1)
    distance = cKDTree(np.c_[points.east, points.north]).query(np.c_[east, north])[0]
    chance = np.random.default_rng(9)
    near = chance.choice(np.flatnonzero(distance <= 30), 1000, replace=False)
    other = chance.choice(np.flatnonzero(distance > 30), 4000, replace=False)
    some = np.concatenate([near, other])
    found = concentrations(kernel, points, east, north, nothing)[0, some]
    start = time.perf_counter()
    expected = direct(kernel, points, east[some], north[some])[0]
    naive = time.perf_counter() - start
    print(
        "\n### Accuracy on 5,000 receptors, against every pair\n\n| distance to a road | receptors | worst | 99th percentile |\n|---|---|---|---|"
    )
    for bound in (30, 200, 900):
        inside = distance[some] <= bound
        error = np.abs(found[inside] / expected[inside] - 1)
        print(f"| ≤ {bound} m | {inside.sum()} | {100 * error.max():.3f} % | {100 * np.quantile(error, 0.99):.3f} % |")
    print(
        f"\nOne receptor at a time in numpy: {naive:.1f} s for these 5,000, {naive * len(east) / 5000:.0f} s for all (scaled)."
    )


GROWTH = (
    (75_000, 1800, 100, 60), (150_000, 1800, 100, 60), (300_000, 1800, 100, 60), (300_000, 900, 100, 60), (300_000, 450, 100, 60),
    (75_000, 450, 50, 30), (600_000, 3600, 141, 85), (1_200_000, 7200, 200, 120), (2_400_000, 14_400, 283, 170),
)  # fmt: skip
SCENE = measure.DATA / "grown.npz"


def growth() -> None:
    """Cost with receptors, with kilometres, and with the area at a constant density: each in a process of its own."""
    import os
    import subprocess

    print(
        "\n### Growth\n\n| receptors | km | area (km) | s | given and returned, MB | peak beyond them, MB |\n|---|---|---|---|---|---|"
    )
    for case in GROWTH:
        for step in ("make", "run"):
            done = subprocess.run(
                [sys.executable, __file__, step, *map(str, case)],
                capture_output=True,
                text=True,
                check=False,
                env=os.environ,
            )
            if done.returncode:
                raise SystemExit(done.stderr[-2000:])
        print(done.stdout.strip(), flush=True)


def make_grown(receptors: int, kilometres: int, width: int, height: int) -> None:
    """Write a scene; the process that sums it then holds nothing else."""
    measure.plugin_package()
    _kernel, points, east, north = prepared(1, kilometres, receptors, (width * 1000.0, height * 1000.0))
    np.savez(SCENE, x=points.east, y=points.north, rate=points.rate, road=points.road, east=east, north=north)


def memory_mb(key: str) -> float:
    """VmRSS or VmHWM of this process (Linux): unlike ru_maxrss, they know nothing of the parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def run_grown(receptors: int, kilometres: int, width: int, height: int) -> None:
    measure.plugin_package()
    from atlas_pcaet.analysis.air.kernel_sum import Points, concentrations

    kernel = scene.kernel()
    with np.load(SCENE) as stored:
        points = Points(stored["x"], stored["y"], stored["rate"], stored["road"])
        east, north = stored["east"], stored["north"]
    held = (east.nbytes + north.nbytes + points.east.nbytes * 4 + len(east) * 8) / 2**20
    before = memory_mb("VmRSS")
    spent = measure.seconds_of(lambda: concentrations(kernel, points, east, north, nothing))
    beyond = memory_mb("VmHWM") - before - len(east) * 8 / 2**20
    print(f"| {receptors} | {kilometres} | {width} × {height} | {spent:.2f} | {held:.0f} | {beyond:.0f} |")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in ("accuracy", "growth"):
        {"accuracy": accuracy, "growth": growth}[sys.argv[1]]()
        sys.exit()
    if len(sys.argv) > 1 and sys.argv[1] in ("make", "run"):
        {"make": make_grown, "run": run_grown}[sys.argv[1]](*map(int, sys.argv[2:]))
        sys.exit()
    measure.plugin_package()
    measure.main(__file__, "Concentrations: 300,000 receptors, 1,800 km of roads", limit="direct_every_pair", repeats=2)
    if len(sys.argv) == 1:
        spent = case_hourly_engine_200_pairs_100_hours()
        each = spent / (200 * 100)
        pairs = RECEPTORS * KILOMETRES * 10  # roads of 100 m
        print(
            f"\nThe hourly engine takes {1e3 * each:.2f} ms for a pair and an hour. The scene has {pairs:.2g} pairs of a receptor "
            f"and a 100 m road; a year would take {each * pairs * 8760 / 3.15e7:.2g} years (scaled, not run)."
        )
        accuracy()
        growth()
