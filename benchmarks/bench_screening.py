# SPDX-License-Identifier: GPL-2.0-or-later
"""Screening of a département: 20,000 counted sections, 80 zones, 30,000 cells, 200,000 buildings.

The peer is what a GIS technician writes with geopandas: buffer, dissolve, difference, overlay, spatial join. The limit
is one pass of STRtree over the buildings. Cancel is asked at 30 moments; the longest wait is printed.
"""

from __future__ import annotations

from collections.abc import Callable

import measure

WIDTHS = (100.0, 150.0, 200.0, 300.0)


def scene():
    import geopandas
    import numpy as np
    import shapely

    random = np.random.default_rng(4)
    start = random.uniform(0, 80_000, (20_000, 2))
    angle = random.uniform(0, 2 * np.pi, 20_000)
    steps = np.linspace(0, 800, 6)[None, :, None] * np.stack([np.cos(angle), np.sin(angle)], -1)[:, None]
    lines = shapely.linestrings(start[:, None] + steps + random.normal(0, 20, (20_000, 6, 2)))
    aadt = random.choice([3_000.0, 15_000.0, 30_000.0, 60_000.0], 20_000, p=[0.7, 0.2, 0.07, 0.03])
    towns = random.uniform(0, 80_000, (80, 2))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(towns), extend_to=shapely.box(0, 0, 80_000, 80_000))
    )
    zones = shapely.intersection(cells, shapely.box(0, 0, 80_000, 80_000))
    corner = random.integers(0, 400, (30_000, 2)) * 200.0
    corner = np.unique(corner, axis=0)
    population = shapely.box(corner[:, 0], corner[:, 1], corner[:, 0] + 200, corner[:, 1] + 200)
    centre = corner[random.integers(0, len(corner), 200_000)] + random.uniform(0, 200, (200_000, 2))
    return (
        geopandas.GeoDataFrame({"aadt": aadt}, geometry=lines, crs=2154),
        geopandas.GeoDataFrame({"zone": [f"Z{i}" for i in range(len(zones))]}, geometry=zones, crs=2154),
        geopandas.GeoDataFrame(
            {"ind": random.integers(1, 80, len(population)).astype(float)}, geometry=population, crs=2154
        ),
        geopandas.GeoDataFrame(geometry=shapely.points(centre), crs=2154),
    )


def _ours(progress: Callable[[float], None]) -> Callable[[], None]:
    import numpy as np
    from atlas_pcaet.analysis.air import corridor_exposure as ce
    from atlas_pcaet.analysis.air import traffic_bands as tb
    from atlas_pcaet.analysis.air.band_table import read_band_table
    from atlas_pcaet.analysis.overlay import first_cover

    table = read_band_table(measure.ROOT / "resources" / "parameters" / "bande_etude.csv")
    roads, zones, cells, points = scene()
    unknown = np.full(len(roads), np.nan)
    aadt = roads["aadt"].to_numpy()
    sections = tb.Roads(roads.geometry.to_numpy(), aadt, table.classify(aadt), unknown, unknown, unknown)
    homes = points.geometry.to_numpy()

    def compute() -> None:
        held = tb.dissolve_zones(zones["zone"].to_numpy(), zones.geometry.to_numpy(), progress)
        bands = tb.traffic_bands(sections, table, held, progress)
        floor = np.full(len(points), 100.0)
        inhabitants, shapes = cells["ind"].to_numpy(), cells.geometry.to_numpy()
        people = ce.people_by_floor_area(inhabitants, shapes, homes, floor, bands.parts, progress)
        located = first_cover(homes, bands.parts, progress)
        ce.exposure_table(sections, table, held, bands, people, located, None, progress)

    return compute


def case_limit_one_tree_pass() -> float:
    """Lower bound: every building asked once against plain buffers."""
    import shapely

    roads, _zones, _cells, points = scene()
    width = roads["aadt"].map({3_000.0: 100.0, 15_000.0: 150.0, 30_000.0: 200.0, 60_000.0: 300.0}).to_numpy()
    shapes, places = roads.geometry.to_numpy(), points.geometry.to_numpy()
    return measure.seconds_of(
        lambda: shapely.STRtree(places).query(shapely.buffer(shapes, width, quad_segs=16), "intersects")
    )


def case_ours() -> float:
    measure.plugin_package()
    return measure.seconds_of(_ours(lambda _fraction: None))


def case_geopandas_recipe() -> float:
    """Buffer, dissolve by class, difference, overlay with the zones, join the buildings; no population."""
    import geopandas
    import pandas

    roads, zones, _cells, points = scene()

    def recipe() -> None:
        roads["class"] = pandas.cut(roads["aadt"], [0, 10_000, 25_000, 50_000, 1e9], labels=False)
        roads["width"] = roads["class"].map(dict(enumerate(WIDTHS))).astype(float)
        buffers = (
            roads.set_geometry(roads.geometry.buffer(roads["width"], resolution=16)).dissolve("class").reset_index()
        )
        covered, pieces = None, []
        for row in buffers.sort_values("class", ascending=False).itertuples():
            pieces.append(row.geometry if covered is None else row.geometry.difference(covered))
            covered = row.geometry if covered is None else covered.union(row.geometry)
        bands = geopandas.GeoDataFrame({"class": [3, 2, 1, 0]}, geometry=pieces, crs=2154)
        cut = geopandas.overlay(bands, zones, "intersection")
        geopandas.sjoin(points, cut, predicate="within").groupby(["zone", "class"]).size()

    return measure.seconds_of(recipe)


def case_longest_wait_for_cancel() -> float:
    """The longest time between two moments when cancel is looked at, over the whole run."""
    import time

    measure.plugin_package()
    waits: list[float] = []
    last = [time.perf_counter()]

    def progress(_fraction: float) -> None:
        now = time.perf_counter()
        waits.append(now - last[0])
        last[0] = now

    compute = _ours(progress)
    last[0] = time.perf_counter()
    compute()
    waits.append(time.perf_counter() - last[0])
    return max(waits)


if __name__ == "__main__":
    measure.main(__file__, "Screening of a département", limit="limit_one_tree_pass", repeats=1)
