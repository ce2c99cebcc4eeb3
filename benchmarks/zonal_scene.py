# SPDX-License-Identifier: GPL-2.0-or-later
"""Thermal rasters of several layouts and 20,000 turned footprints, a fifth of which overlap; the same every time."""

from __future__ import annotations

from pathlib import Path

import measure
import numpy as np

SIDE, PIXEL, COUNT = 16_000, 0.5, 20_000
X, Y = 650_000.0, 7_060_000.0
SCENE = measure.DATA / "thermo"


def footprints(count: int = COUNT, side: float = SIDE * PIXEL, seed: int = 1) -> np.ndarray:
    """Turned rectangles of about 150 m² (n,), in an order that has nothing to do with their place."""
    import shapely

    chance = np.random.default_rng(seed)
    a, b = chance.uniform(8, 12, count), chance.uniform(13, 17, count)
    angle = chance.uniform(0, np.pi, count)
    centre = chance.uniform(20, side - 20, (count, 2))
    corner = np.stack([np.c_[-a, -b], np.c_[a, -b], np.c_[a, b], np.c_[-a, b]], axis=1) / 2
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x = corner[..., 0] * cos - corner[..., 1] * sin + centre[:, :1] + X
    y = corner[..., 0] * sin + corner[..., 1] * cos - centre[:, 1:] + Y
    return shapely.polygons(np.stack([x, y], axis=-1))


def raster(name: str, width: int = SIDE, height: int = SIDE, compressible: bool = False, **options: object) -> Path:
    """A GeoTIFF of noise around a slow pattern, float32; ``compressible``: the pattern alone, rounded."""
    import rasterio
    from rasterio.transform import from_origin
    from rasterio.windows import Window

    file = SCENE / f"{name}.tif"
    if file.exists():
        return file
    SCENE.mkdir(parents=True, exist_ok=True)
    profile = {
        "driver": "GTiff", "width": width, "height": height, "count": 1, "dtype": "float32", "crs": "EPSG:2154",
        "transform": from_origin(X, Y, PIXEL, PIXEL), "bigtiff": "if_safer",
    }  # fmt: skip
    part = file.with_suffix(".part.tif")
    chance = np.random.default_rng(2)
    column = np.arange(width, dtype=np.float32) * np.float32(0.002)
    with rasterio.open(part, "w", **(profile | options)) as target:
        for top in range(0, height, 512):
            rows = min(512, height - top)
            row = np.arange(top, top + rows, dtype=np.float32)[:, None] * np.float32(0.003)
            values = 3 * np.sin(column) + 2 * np.cos(row)
            values = (
                np.round(values, 0) if compressible else values + chance.normal(0, 1, values.shape).astype(np.float32)
            )
            target.write(values.astype(np.float32), 1, window=Window(0, top, width, rows))
    part.rename(file)
    return file


TILED = {"tiled": True, "blockxsize": 512, "blockysize": 512, "compress": "deflate", "predictor": 3, "num_threads": 2}


def tiled() -> Path:
    return raster("t512", **TILED)


def lines() -> Path:
    """Single-line blocks."""
    return raster("lignes", blockysize=1, compress="deflate", predictor=3)


def wide() -> Path:
    """60,000 pixels wide."""
    return raster("large", 60_000, 4_300, **TILED)


def large() -> Path:
    """8 GB once decompressed, which pack in little."""
    return raster("huit_go", 46_000, 46_000, True, **(TILED | {"predictor": 1}))


def mosaic() -> Path:
    """A VRT of 400 tiles cut from the tiled raster."""
    from osgeo import gdal

    file = SCENE / "mosaique.vrt"
    if file.exists():
        return file
    source, size = str(tiled()), SIDE // 20
    folder = SCENE / "dalles"
    folder.mkdir(exist_ok=True)
    names = []
    for row in range(20):
        for column in range(20):
            name = str(folder / f"{row}_{column}.tif")
            gdal.Translate(
                name, source, srcWin=[column * size, row * size, size, size],
                creationOptions=["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "PREDICTOR=3"],
            )  # fmt: skip
            names.append(name)
    gdal.BuildVRT(str(file), names)
    return file
