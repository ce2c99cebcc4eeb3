# SPDX-License-Identifier: GPL-2.0-or-later
"""Mean concentrations of the cells of a raster, tile by tile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .kernel_sum import WORKERS, Floats, Points, smooth, taper
from .wind_kernel import Kernel

TILE = 1_500  # cells of a side
NEAR = (1.0, 6.0)  # cells: where the part read on the grid begins, and where it is all
PLACES = 8  # places of a source along a cell's side that are told apart
SAMPLES = 6  # samples of a cell's side for its mean
AT_ONCE = 20_000  # points


@dataclass(frozen=True)
class Grid:
    """A north-up raster: its upper left corner, the side of its cells (m), and its size."""

    left: float
    top: float
    cell: float
    columns: int
    rows: int


def tiles(
    kernel: Kernel, points: Points, grid: Grid, cutoff: float, least_distance: float
) -> Iterator[tuple[int, int, NDArray[np.float32]]]:
    """Tiles as (first row, first column, (pollutants, rows, columns)) in µg/m³, row 0 to the north.

    Near a point of road each cell receives the mean of its area, by where the point is in its own cell; farther, where the
    kernel is smooth, points are shared between the four cells around and carried by Fourier transform.
    """
    margin = int(np.ceil(cutoff / grid.cell)) + 1
    high, wide = min(TILE, grid.rows), min(TILE, grid.columns)
    shape = tuple(fft.next_fast_len(side + 2 * margin + 2, real=True) for side in (high, wide))
    transform = fft.rfft2(_far(kernel, grid.cell, margin, shape, cutoff, least_distance), workers=WORKERS)
    stencils = _near(kernel, grid.cell, cutoff, least_distance)
    column = (points.east - grid.left) / grid.cell - 0.5
    row = (grid.top - points.north) / grid.cell - 0.5
    for first_row in range(0, grid.rows, TILE):
        for first_column in range(0, grid.columns, TILE):
            height, width = min(TILE, grid.rows - first_row), min(TILE, grid.columns - first_column)
            y, x = row - first_row + margin, column - first_column + margin
            inside = (y >= 0) & (y < height + 2 * margin) & (x >= 0) & (x < width + 2 * margin)
            out = np.zeros((len(points.rate), height, width), dtype=np.float32)
            if inside.any():
                for number, rate in enumerate(points.rate):
                    entered = _deposit(x[inside], y[inside], rate[inside], shape)
                    spread = fft.irfft2(fft.rfft2(entered, workers=WORKERS) * transform, s=shape, workers=WORKERS)
                    spread += _add_near(x[inside], y[inside], rate[inside], stencils, shape)
                    out[number] = np.maximum(spread[margin : margin + height, margin : margin + width], 0)
            yield first_row, first_column, out


def _deposit(x: Floats, y: Floats, rate: Floats, shape: tuple[int, ...]) -> NDArray[np.float32]:
    column, row = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    u, v = x - column, y - row
    index = np.concatenate([(row + j) * shape[1] + column + i for j in (0, 1) for i in (0, 1)])
    weight = np.concatenate([(v if j else 1 - v) * (u if i else 1 - u) * rate for j in (0, 1) for i in (0, 1)])
    return np.bincount(index, weights=weight, minlength=shape[0] * shape[1]).astype(np.float32).reshape(shape)


def _far(
    kernel: Kernel, cell: float, margin: int, shape: tuple[int, ...], cutoff: float, least_distance: float
) -> NDArray[np.float32]:
    reach = np.arange(-margin, margin + 1)
    around = np.zeros(shape, dtype=np.float32)
    east, south = np.meshgrid(reach * cell, reach * cell)
    grown = smooth(np.hypot(east, south) / cell, *NEAR)
    around[np.ix_(reach, reach)] = grown * _value(kernel, east, -south, cutoff, least_distance)
    return around


def _near(kernel: Kernel, cell: float, cutoff: float, least_distance: float) -> Floats:
    """(PLACES, PLACES, side, side): means over the cells around a source, by its place (down, across) in its own cell."""
    reach = int(NEAR[1]) + 1
    fine = (np.arange(SAMPLES) + 0.5) / SAMPLES - 0.5
    cells = np.arange(-reach, reach + 1)
    place = (np.arange(PLACES) + 0.5) / PLACES - 0.5
    offset = (cells[:, None] + fine).ravel()
    made = np.zeros((PLACES, PLACES, len(cells), len(cells)))
    for j, down in enumerate(place):
        for i, across in enumerate(place):
            east, south = np.meshgrid((offset - across) * cell, (offset - down) * cell)
            left = 1 - smooth(np.hypot(east, south) / cell, *NEAR)
            value = left * _value(kernel, east, -south, cutoff, least_distance)
            made[j, i] = value.reshape(len(cells), SAMPLES, len(cells), SAMPLES).mean(axis=(1, 3))
    return made


def _add_near(x: Floats, y: Floats, rate: Floats, stencils: Floats, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The near part on the padded tile: points of the same place in a cell share their stencil."""
    column, row = np.floor(x + 0.5).astype(np.intp), np.floor(y + 0.5).astype(np.intp)
    across = np.clip(((x - column + 0.5) * PLACES).astype(int), 0, PLACES - 1)
    down = np.clip(((y - row + 0.5) * PLACES).astype(int), 0, PLACES - 1)
    reach = stencils.shape[2] // 2
    found = np.zeros(shape[0] * shape[1])
    inside = (column >= reach) & (row >= reach) & (column < shape[1] - reach) & (row < shape[0] - reach)
    cells = np.arange(-reach, reach + 1)
    step = (cells[:, None] * shape[1] + cells).ravel()
    for start in range(0, len(x), AT_ONCE):
        some = np.flatnonzero(inside[start : start + AT_ONCE]) + start
        if len(some):
            value = stencils[down[some], across[some]].reshape(len(some), -1) * rate[some, None]
            index = (row[some] * shape[1] + column[some])[:, None] + step
            found += np.bincount(index.ravel(), weights=value.ravel(), minlength=len(found))
    return found.astype(np.float32).reshape(shape)


def _value(kernel: Kernel, east: Floats, north: Floats, cutoff: float, least_distance: float) -> Floats:
    distance = np.hypot(east, north)
    held = np.maximum(distance, least_distance) / np.maximum(distance, 1e-9)
    still = distance == 0
    return np.asarray(kernel.at(np.where(still, least_distance, east * held), north * held) * taper(distance, cutoff))
