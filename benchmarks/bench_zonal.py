# SPDX-License-Identifier: GPL-2.0-or-later
"""Roof figures: 20,000 footprints on 16,000 × 16,000 pixels, beside a plain read and the peers, one cache for all."""

from __future__ import annotations

import itertools
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import measure
import numpy as np
import zonal_scene as scene

CACHE_MB, THREADS = 64, 2


def nothing(_fraction: float) -> None:
    pass


def plain_read(file: Path, threads: int = THREADS) -> float:
    """Read the whole raster once, in the windows that the walk takes, one handle for each thread."""
    measure.plugin_package()
    import rasterio
    from atlas_pcaet.analysis import raster, zonal
    from rasterio.windows import Window

    facts = raster.facts(str(file))
    rows, columns = zonal.windows(facts)
    all_windows = [
        (int(top), int(left), int(bottom - top), int(right - left))
        for top, bottom in itertools.pairwise(rows)
        for left, right in itertools.pairwise(columns)
    ]

    def read(some: list[tuple[int, int, int, int]]) -> None:
        with rasterio.Env(GDAL_CACHEMAX=CACHE_MB), rasterio.open(file) as source:
            for top, left, high, wide in some:
                source.read(1, window=Window(left, top, wide, high))

    def compute() -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(read, [all_windows[i::threads] for i in range(threads)]))

    return measure.seconds_of(compute)


def ours(file: Path, shapes: np.ndarray | None = None, threads: int = THREADS) -> float:
    measure.plugin_package()
    import rasterio  # noqa: F401 - as for the plain read, its import is not in the time
    from atlas_pcaet.analysis import zonal

    some = scene.footprints() if shapes is None else shapes
    return measure.seconds_of(lambda: zonal.zonal_figures(str(file), some, nothing, mapper=zonal.in_threads(threads)))


def case_plain_read() -> float:
    return plain_read(scene.tiled())


def case_ours() -> float:
    return ours(scene.tiled())


def case_plain_read_one_thread() -> float:
    return plain_read(scene.tiled(), 1)


def case_ours_one_thread() -> float:
    return ours(scene.tiled(), threads=1)


def layer() -> Path:
    import geopandas

    file = scene.SCENE / "toits.gpkg"
    if not file.exists():
        geopandas.GeoDataFrame(geometry=scene.footprints(), crs="EPSG:2154").to_file(file, engine="pyogrio")
    return file


def case_qgis_zonal_statistics() -> float:
    """native:zonalstatisticsfb: count, mean and median (it has no other quantile)."""
    from osgeo import gdal

    scene.tiled()
    file = layer()
    gdal.SetCacheMax(CACHE_MB * 2**20)
    application = measure.start_qgis()
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
    algorithm = QgsApplication.processingRegistry().algorithmById("native:zonalstatisticsfb").create()
    given = {
        "INPUT": str(file), "INPUT_RASTER": str(scene.tiled()), "RASTER_BAND": 1, "COLUMN_PREFIX": "t_",
        "STATISTICS": [0, 2, 3], "OUTPUT": str(scene.SCENE / "qgis.gpkg"),
    }  # fmt: skip
    spent = measure.seconds_of(lambda: algorithm.run(given, QgsProcessingContext(), QgsProcessingFeedback()))
    del application
    return spent


def case_exactextract() -> float:
    """The five figures, by exact fractions of pixels, raster-sequential so that its cache serves."""
    import geopandas
    import rasterio
    from exactextract import exact_extract

    frame = geopandas.read_file(layer(), engine="pyogrio")
    wanted = ["count", "mean", "median", "quantile(q=0.1)", "quantile(q=0.9)"]

    def compute() -> None:
        with rasterio.Env(GDAL_CACHEMAX=CACHE_MB):
            exact_extract(str(scene.tiled()), frame, wanted, strategy="raster-sequential", output="pandas")

    return measure.seconds_of(compute)


def case_rasterstats_on_a_tenth() -> float:
    """The five figures of 2,000 footprints, sorted by place; multiply by ten (it reads the raster polygon by polygon)."""
    import rasterio
    import rasterstats
    import shapely

    shapes = scene.footprints()[:2_000]
    shapes = shapes[
        np.lexsort((shapely.get_x(shapely.centroid(shapes)), -shapely.get_y(shapely.centroid(shapes)) // 256))
    ]

    def compute() -> None:
        with rasterio.Env(GDAL_CACHEMAX=CACHE_MB):
            rasterstats.zonal_stats(
                list(shapes), str(scene.tiled()), stats=["count", "mean", "median", "percentile_10", "percentile_90"],
                nodata=-9999,
            )  # fmt: skip

    return measure.seconds_of(compute)


LAYOUTS = {
    "lines": ("single-line blocks", scene.lines),
    "mosaic": ("VRT of 400 tiles", scene.mosaic),
    "wide": ("60,000 pixels wide", scene.wide),
    "large": ("8 GB, compressible", scene.large),
}


def layouts() -> None:
    """Other layouts, each beside its own plain read, each in a process of its own."""
    print("\n### Other layouts\n\n| raster | plain read, s | ours, s | ratio | our peak MB |\n|---|---|---|---|---|")
    for key, (label, made) in LAYOUTS.items():
        made()
        read, walked = (measure._run(__file__, f"{what}_{key}") for what in ("read", "walk"))
        ratio = walked["seconds"] / read["seconds"]
        print(f"| {label} | {read['seconds']:.2f} | {walked['seconds']:.2f} | {ratio:.2f} | {walked['peak_mb']:.0f} |", flush=True)  # fmt: skip


def one_layout(what: str, key: str) -> float:
    file = LAYOUTS[key][1]()
    if what == "read":
        return plain_read(file)
    import rasterio

    with rasterio.open(file) as source:
        wide, high = source.width * scene.PIXEL, source.height * scene.PIXEL
    shapes = scene.footprints(side=max(wide, high))
    import shapely

    inside = shapely.intersects(shapes, shapely.box(scene.X, scene.Y - high, scene.X + wide, scene.Y))
    return ours(file, shapes[inside])


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].split("_")[0] in ("read", "walk"):
        import json
        import os

        spent = one_layout(*sys.argv[1].split("_"))
        print(json.dumps({"seconds": spent, "peak_mb": measure.peak_mb()}))
        sys.stdout.flush()
        os._exit(0)
    if len(sys.argv) > 1 and sys.argv[1] == "layouts":
        layouts()
        sys.exit()
    scene.tiled()
    layer()
    measure.main(__file__, "Roof figures: 20,000 footprints, 16,000 × 16,000 pixels", limit="plain_read")
    if len(sys.argv) == 1:
        layouts()
