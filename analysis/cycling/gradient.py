# SPDX-License-Identifier: GPL-2.0-or-later
"""The mean gradient of ways: metres climbed and descended along the edges of a network, from a terrain model.

The terrain is averaged to cells of 25 m at least: a finer one measures kerbs and noise, which add up along a way into
slopes that nobody rides. On bridges and in tunnels (level other than 0) the two ends alone are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..network.road_network import RoadNetwork
from ..raster import OpenRaster, RasterFacts, open_raster, small_cache

CELL_M = 25.0  # of the averaged terrain, and between two readings: the step of IGN's BD ALTI
MOST_CELLS = 40_000_000  # held at a time: 160 MB
STRIP = 8_000_000  # pixels read at a time
LOWEST, HIGHEST = -500.0, 9_000.0  # metres: beyond, it is a mark of absence that the file does not declare
EDGES = 50_000  # sampled at a time
DEGREE_M = 111_320.0
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Terrain:
    """Altitudes (r, c) in metres, NaN where unknown; ``transform`` is GDAL's, of the averaged cells, in ``crs``."""

    altitude: NDArray[np.float32]
    transform: tuple[float, float, float, float, float, float]
    crs: Any
    strange: int  # pixels outside LOWEST…HIGHEST, taken as unknown
    cell_m: float = CELL_M  # side of a cell

    def at(self, x: Floats, y: Floats) -> Floats:
        """Altitudes (n,) between the four nearest cells; NaN outside, and where one of them is unknown."""
        x0, dx, rx, y0, ry, dy = self.transform
        place = (np.column_stack([x, y]) - (x0, y0)) @ np.linalg.inv(np.array([[dx, rx], [ry, dy]])).T - 0.5
        rows, columns = self.altitude.shape
        size = np.array([columns, rows])
        with np.errstate(invalid="ignore"):
            inside = ((place >= -0.5) & (place <= size - 0.5)).all(axis=1)
        place = np.clip(np.where(inside[:, None], place, 0.0), 0.0, size - 1.0)
        low = np.minimum(np.floor(place).astype(np.int64), np.maximum(size - 2, 0))
        high = np.minimum(low + 1, size - 1)
        (u, v), (c0, r0), (c1, r1) = (place - low).T, low.T, high.T
        z = np.zeros(len(place))
        for weight, row, column in (((1 - u) * (1 - v), r0, c0), (u * (1 - v), r0, c1), ((1 - u) * v, r1, c0), (u * v, r1, c1)):  # fmt: skip
            z += np.where(weight > 0, weight * self.altitude[row, column], 0.0)
        return np.where(inside, z, np.nan)


def read_terrain(
    path: str, bounds: tuple[float, float, float, float], crs_wkt: str, progress: Progress, reader: str = ""
) -> Terrain:
    """The terrain of a raster within ``bounds`` (x, y, x, y) of the CRS ``crs_wkt``.

    Raises ``DataError`` naming a raster without CRS, or that stands elsewhere, and ``Cancelled`` through ``progress``.
    """
    with small_cache(reader), open_raster(path, reader) as raster:
        facts = raster.facts
        if not facts.crs_wkt:
            raise DataError(
                noop("The terrain model “{file}” has no coordinate reference system. Set it, or choose another one."), file=Path(path).name
            )  # fmt: skip
        crs = pyproj.CRS.from_wkt(facts.crs_wkt)
        size = facts.pixel * (DEGREE_M if crs.is_geographic else crs.axis_info[0].unit_conversion_factor)
        side = max(1, round(CELL_M / size))
        window = _window(facts, bounds, pyproj.Transformer.from_crs(crs_wkt, crs, always_xy=True), side)
        if window is None:
            raise DataError(
                noop("The terrain model “{file}” does not cover the territory. Choose another one, or run without."),
                file=Path(path).name,
            )  # fmt: skip
        row, column, rows, columns = window
        while (rows // side) * (columns // side) > MOST_CELLS:
            side *= 2
        side = min(side, rows, columns)
        window = row, column, rows // side * side, columns // side * side
        altitude, strange = _averaged(raster, window, side, progress)
    x0, dx, rx, y0, ry, dy = facts.transform
    corner = (x0 + column * dx + row * rx, y0 + column * ry + row * dy)
    cells = (corner[0], dx * side, rx * side, corner[1], ry * side, dy * side)
    return Terrain(altitude, cells, crs, strange, side * size)


def _window(
    facts: RasterFacts, bounds: tuple[float, float, float, float], to_raster: Any, side: int
) -> tuple[int, int, int, int] | None:
    """Row, column, rows and columns of the part of the raster under ``bounds``, and two cells around; None elsewhere."""
    left, low, right, high = to_raster.transform_bounds(*bounds, densify_pts=21)
    corners = np.array([[left, low], [left, high], [right, low], [right, high]])
    if not np.isfinite(corners).all():
        return None
    pixels = facts.to_pixels(corners)
    margin = 2 * side
    first = np.maximum(np.floor(pixels.min(axis=0)).astype(int) - margin, 0)
    last = np.minimum(np.ceil(pixels.max(axis=0)).astype(int) + margin, [facts.width, facts.height])
    if (last <= first).any():
        return None
    return int(first[1]), int(first[0]), int(last[1] - first[1]), int(last[0] - first[0])


def _averaged(
    raster: OpenRaster, window: tuple[int, int, int, int], side: int, progress: Progress
) -> tuple[NDArray[np.float32], int]:
    """Means over cells of ``side`` pixels, NaN where less than half is known; the window holds whole cells."""
    row, column, rows, columns = window
    cells = (rows // side, columns // side)
    altitude, strange = np.empty(cells, dtype=np.float32), 0
    strip = max(1, STRIP // (columns * side))
    for start in range(0, cells[0], strip):
        progress(start / cells[0])
        stop = min(start + strip, cells[0])
        block = raster.read(1, row + start * side, column, (stop - start) * side, columns).astype(np.float64)
        if raster.facts.nodata is not None:
            block[block == raster.facts.nodata] = np.nan
        with np.errstate(invalid="ignore"):
            odd = (block < LOWEST) | (block > HIGHEST)
        strange += int(odd.sum())
        block[odd] = np.nan
        squares = block.reshape(stop - start, side, cells[1], side)
        known = np.isfinite(squares)
        counts = known.sum(axis=(1, 3))
        sums = np.where(known, squares, 0.0).sum(axis=(1, 3))
        altitude[start:stop] = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=2 * counts >= side**2)
    return altitude, strange


def climbs(network: RoadNetwork, terrain: Terrain, edges: NDArray[np.bool_], progress: Progress) -> Floats:
    """Metres climbed and descended (m,) along the ``edges`` (m,) of the network, both counted; NaN off the terrain.

    Edges not asked for have NaN.
    """
    to_terrain = pyproj.Transformer.from_crs(network.crs_wkt, terrain.crs, always_xy=True)
    found = np.full(network.edges, np.nan)
    wanted = np.flatnonzero(edges)
    flat = network.level[network.road] == 0
    for start in range(0, len(wanted), EDGES):
        progress(start / len(wanted))
        part = wanted[start : start + EDGES]
        lines = network.lines_of(part)
        coordinates, owner = shapely.get_coordinates(shapely.segmentize(lines, CELL_M), return_index=True)
        end = np.r_[True, owner[1:] != owner[:-1]] | np.r_[owner[1:] != owner[:-1], True]
        kept = flat[part][owner] | end
        coordinates, owner = coordinates[kept], owner[kept]
        z = terrain.at(*to_terrain.transform(coordinates[:, 0], coordinates[:, 1]))
        same = owner[1:] == owner[:-1]
        found[part] = np.bincount(owner[1:][same], np.abs(np.diff(z))[same], len(part))
    return found
