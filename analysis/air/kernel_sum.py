# SPDX-License-Identifier: GPL-2.0-or-later
"""The sum of a kernel over points of road: exact near a road, on a grid by Fourier transform far from it.

The kernel is split smoothly, K = K (1 - w) + K w, with w rising from 0 to 1 between :data:`NEAR` distances: the first
part is summed pair by pair, the second is smooth enough for a grid, which sources enter and receptors leave by cubic
interpolation. Space is cut in tiles with a margin as wide as the kernel, so memory does not grow with the area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.spatial import cKDTree

from .wind_kernel import FARTHEST, NEAREST, RINGS, Kernel

Floats = NDArray[np.float64]
Progress = Callable[[float], None]

CELL = 20.0  # m: the grid of the far part
NEAR = (20.0, 200.0)  # m: where the far part begins, and where it is all
TAPER = 0.6  # of the cut-off: from there to the cut-off the kernel goes smoothly to nothing
CUTOFF = 2_000.0  # m
BUCKET = 100.0  # m: cells of the near search, half of NEAR[1]
PAIRS = 300_000  # candidate pairs at once
LOT = 100_000  # receptors at once near the roads
GRID_LOT = 50_000  # points or receptors at once that enter or leave the grid
TILE = 1_000  # cells of a tile's side, without its margins
SPACING = 10.0  # m between points of a road
WORKERS = 2


@dataclass(frozen=True)
class Points:
    """Points of road: east, north (n,) in m; ``rate`` (pollutants, n) in g/s; ``road`` (n,) the number of the road."""

    east: Floats
    north: Floats
    rate: Floats
    road: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.east)

    def some(self, chosen: NDArray[np.intp]) -> Points:
        """The points ``chosen``."""
        return Points(self.east[chosen], self.north[chosen], self.rate[:, chosen], self.road[chosen])


def road_points(lines: NDArray[np.object_], rate: Floats, spacing: float = SPACING) -> Points:
    """Points in the middle of pieces of at most ``spacing`` m.

    ``lines`` (n,): LineString or MultiLineString in a metric CRS; ``rate`` (pollutants, n): g/s for a metre of road, NaN
    for none. Roads without any rate give no point.
    """
    import shapely

    known = np.isfinite(rate).any(axis=0)
    parts, owner = shapely.get_parts(lines[known], return_index=True)
    owner = np.flatnonzero(known)[owner]
    length = shapely.length(parts)
    parts, owner, length = parts[length > 0], owner[length > 0], length[length > 0]
    pieces = np.maximum(np.ceil(length / spacing), 1).astype(int)
    which = np.repeat(np.arange(len(parts)), pieces)
    step = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    places = shapely.line_interpolate_point(parts[which], (step + 0.5) * (length / pieces)[which])
    each = np.nan_to_num(rate[:, owner]) * (length / pieces)
    return Points(shapely.get_x(places), shapely.get_y(places), each[:, which], owner[which])


def concentrations(
    kernel: Kernel, points: Points, east: Floats, north: Floats, progress: Progress, cutoff: float = CUTOFF,
    least_distance: float = NEAREST,
) -> Floats:  # fmt: skip
    """What the roads add at receptors: (pollutants, m) µg/m³, for ``east``, ``north`` (m,) in the CRS of the points.

    Nothing comes from beyond ``cutoff`` m, 0 where no road is nearer; a distance is never taken below
    ``least_distance``, the half-width of a road.
    """
    found = np.zeros((len(points.rate), len(east)))
    if not len(points) or not len(east):
        return found
    table = _LookUp(kernel, cutoff, least_distance)
    far = _FarGrid(table, cutoff, _side(points, east, north, cutoff))
    done, late = 0, None
    with ThreadPoolExecutor(WORKERS) as pool:
        # The grid of a tile is summed beside the pairs of the next: two tiles are held, whatever the area.
        for receptors, sources in _tiles(points, east, north, cutoff):
            some, x, y = points.some(sources), east[receptors], north[receptors]
            grid = pool.submit(far.sum, some, x, y, cutoff)
            if len(some):
                for chosen, near in _pairs(pool, table, some, x, y):
                    found[:, receptors[chosen]] += near
                    done += len(chosen)
                    progress(done / len(east))
            if late:
                found[:, late[0]] += late[1].result()
            late = receptors, grid
        if late:
            found[:, late[0]] += late[1].result()
    return np.maximum(found, 0.0, out=found)


def _pairs(
    pool: ThreadPoolExecutor, table: _LookUp, points: Points, east: Floats, north: Floats
) -> Iterator[tuple[NDArray[np.intp], Floats]]:
    """The near part of a tile, lot by lot: (receptors, (pollutants, lot))."""
    buckets = _Buckets(points)
    order = buckets.order_of(east, north)
    for start in range(0, len(order), LOT):
        chunks = buckets.chunks(east, north, order[start : start + LOT])
        yield from pool.map(lambda chunk: buckets.sum(table, east, north, chunk), chunks)


def direct(
    kernel: Kernel, points: Points, east: Floats, north: Floats, cutoff: float = CUTOFF, least_distance: float = NEAREST
) -> Floats:
    """The same by every pair: the reference, for tests and small scenes. (pollutants, m) µg/m³."""
    found = np.zeros((len(points.rate), len(east)))
    for number, (x, y) in enumerate(zip(east, north, strict=True)):
        dx, dy = x - points.east, y - points.north
        distance = np.hypot(dx, dy)
        near = distance < cutoff
        scale = np.maximum(distance[near], least_distance) / np.maximum(distance[near], 1e-9)
        still = distance[near] == 0
        value = kernel.at(np.where(still, least_distance, dx[near] * scale), dy[near] * scale)
        found[:, number] = points.rate[:, near] @ (value * taper(distance[near], cutoff))
    return found


def taper(distance: Floats, cutoff: float) -> Floats:
    """1 near, 0 from ``cutoff`` on, smooth between."""
    return 1 - smooth(distance, TAPER * cutoff, cutoff)


def smooth(distance: Floats, begin: float, end: float) -> Floats:
    """From 0 to 1 between two distances, with two continuous derivatives."""
    t = np.clip((distance - begin) / (end - begin), 0, 1)
    return np.asarray(t * t * t * (t * (6 * t - 15) + 10))


class _LookUp:
    """The kernel by squared distance and direction, in single precision, with its last column repeated."""

    def __init__(self, kernel: Kernel, cutoff: float, least_distance: float) -> None:
        self.cutoff = cutoff
        self.least = np.float32(least_distance)
        self.table = np.hstack([kernel.table, kernel.table[:, :1]]).astype(np.float32)
        self.flat = self.table.ravel()
        self.width = self.table.shape[1]
        self.scale = np.float32((RINGS - 1) / np.log(FARTHEST / NEAREST) / 2)

    def at(self, dx: NDArray[np.float32], dy: NDArray[np.float32], squared: NDArray[np.float32]) -> NDArray[np.float32]:
        held = np.maximum(squared, self.least * self.least)
        row = np.log(held) * self.scale
        low = row.astype(np.int32)
        np.minimum(low, RINGS - 2, out=low)
        column = np.arctan2(dx, dy) * np.float32(180 / np.pi)
        column += np.float32(360) * (column < 0)
        left = column.astype(np.int32)
        np.minimum(left, self.width - 2, out=left)
        down, along = row - low, column - left
        index = low * np.int32(self.width) + left
        near = self.flat[index]
        near += along * (self.flat[index + 1] - near)
        index += np.int32(self.width)
        far = self.flat[index]
        far += along * (self.flat[index + 1] - far)
        near += down * (far - near)
        return near / np.sqrt(held)


class _Buckets:
    """Points sorted by cell: those within 200 m of a receptor are five contiguous slices."""

    REACH = 2

    def __init__(self, points: Points) -> None:
        self.origin = points.east.min(), points.north.min()
        columns = ((points.east - self.origin[0]) // BUCKET).astype(np.int64)
        rows = ((points.north - self.origin[1]) // BUCKET).astype(np.int64)
        self.columns, self.rows = int(columns.max()) + 1, int(rows.max()) + 1
        key = rows * self.columns + columns
        order = np.argsort(key, kind="stable")
        self.key = key[order]
        self.x = (points.east[order] - self.origin[0]).astype(np.float64)
        self.y = (points.north[order] - self.origin[1]).astype(np.float64)
        self.rate = points.rate[:, order]
        self.order = order

    def slices(self, east: Floats, north: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(m, 5) first and one-past-last sorted points of each row of cells around each receptor."""
        column = np.floor((east - self.origin[0]) / BUCKET).astype(np.int64)
        row = np.floor((north - self.origin[1]) / BUCKET).astype(np.int64)
        rows = row[:, None] + np.arange(-self.REACH, self.REACH + 1)
        first = np.clip(column - self.REACH, 0, self.columns)[:, None]
        last = np.clip(column + self.REACH + 1, 0, self.columns)[:, None]
        inside = (rows >= 0) & (rows < self.rows)
        begin = np.searchsorted(self.key, rows * self.columns + first)
        end = np.searchsorted(self.key, rows * self.columns + last)
        return np.where(inside, begin, 0), np.where(inside, np.maximum(end, begin), 0)

    def order_of(self, east: Floats, north: Floats) -> NDArray[np.intp]:
        """Receptors in the order of the cells: neighbours read the same points, which stay in the cache."""
        row = np.floor((north - self.origin[1]) / BUCKET)
        return np.lexsort((np.floor((east - self.origin[0]) / BUCKET), row))

    def chunks(
        self, east: Floats, north: Floats, order: NDArray[np.intp]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]]:
        """Receptors with a point near them, with their slices, in lots of about :data:`PAIRS` candidates."""
        begin, end = self.slices(east[order], north[order])
        count = (end - begin).sum(axis=1)
        some = np.flatnonzero(count)
        bounds = np.searchsorted(np.cumsum(count[some]), np.arange(PAIRS, count.sum() + PAIRS, PAIRS))
        for chosen in np.split(some, np.unique(bounds[bounds < len(some)])):
            if len(chosen):
                yield order[chosen], begin[chosen], end[chosen]

    def sum(
        self,
        table: _LookUp,
        east: Floats,
        north: Floats,
        chunk: tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]],
    ) -> tuple[NDArray[np.intp], Floats]:
        """The near part for one lot: (receptors, (pollutants, lot))."""
        receptors, begin, end = chunk
        count = (end - begin).ravel()
        index = np.repeat(begin.ravel() - (np.cumsum(count) - count), count)
        index += np.arange(len(index))
        lot = np.repeat(np.arange(len(receptors)), (end - begin).sum(axis=1))
        x, y = east[receptors] - self.origin[0], north[receptors] - self.origin[1]
        dx, dy = (x[lot] - self.x[index]).astype(np.float32), (y[lot] - self.y[index]).astype(np.float32)
        squared = dx * dx + dy * dy
        near = np.flatnonzero(squared < np.float32(NEAR[1] ** 2))
        dx, dy, squared, lot, index = dx[near], dy[near], squared[near], lot[near], index[near]
        value = table.at(dx, dy, squared)
        t = (np.sqrt(squared) - np.float32(NEAR[0])) * np.float32(1 / (NEAR[1] - NEAR[0]))
        np.clip(t, 0, 1, out=t)
        value *= 1 - t * t * t * (t * (6 * t - 15) + 10)
        return receptors, np.array(
            [np.bincount(lot, weights=rate[index] * value, minlength=len(receptors)) for rate in self.rate]
        )


class _FarGrid:
    """The smooth part of the kernel on square tiles of one size."""

    def __init__(self, table: _LookUp, cutoff: float, side: int) -> None:
        self.margin = int(np.ceil(cutoff / CELL)) + 3
        # What leaves one side of a tile comes in by the other: one margin keeps it away from receptors.
        self.size = fft.next_fast_len(side + self.margin, real=True)
        reach = np.arange(-(self.margin), self.margin + 1)
        dx, dy = (a.astype(np.float32) for a in np.meshgrid(reach * CELL, reach * CELL))
        squared = dx * dx + dy * dy
        distance = np.sqrt(squared).astype(np.float64)
        value = table.at(dx, dy, squared) * smooth(distance, *NEAR) * taper(distance, cutoff)
        around = np.zeros((self.size, self.size), dtype=np.float32)
        around[np.ix_(reach, reach)] = value
        self.transform = fft.rfft2(around, workers=WORKERS)

    def sum(self, points: Points, east: Floats, north: Floats, cutoff: float) -> Floats:
        """The far part at receptors of one tile: (pollutants, m), 0 where no point is within the cut-off."""
        found = np.zeros((len(points.rate), len(east)))
        if not len(points):
            return found
        left = min(points.east.min(), east.min()) - 2 * CELL
        bottom = min(points.north.min(), north.min()) - 2 * CELL
        grids = self._deposit(points, left, bottom)
        for number, grid in enumerate(grids):
            grids[number] = fft.irfft2(fft.rfft2(grid) * self.transform, s=grid.shape)
        flat = grids.reshape(len(grids), -1)
        for start in range(0, len(east), GRID_LOT):
            lot = slice(start, start + GRID_LOT)
            for index, weight in _taps((east[lot] - left) / CELL, (north[lot] - bottom) / CELL, self.size):
                found[:, lot] += flat[:, index] * weight
        # The transform leaves rounding where nothing arrives.
        tree = cKDTree(np.c_[points.east, points.north])
        away, _nearest = tree.query(np.c_[east, north], distance_upper_bound=cutoff)
        found[:, ~np.isfinite(away)] = 0.0
        return found

    def _deposit(self, points: Points, left: float, bottom: float) -> NDArray[np.float32]:
        """(pollutants, size, size): what each cell of the grid receives from the points."""
        grids = np.zeros((len(points.rate), self.size, self.size), dtype=np.float32)
        for start in range(0, len(points), GRID_LOT):
            lot = slice(start, start + GRID_LOT)
            taps = _taps((points.east[lot] - left) / CELL, (points.north[lot] - bottom) / CELL, self.size)
            entered = np.concatenate([index for index, _weight in taps])
            for grid, rate in zip(grids, points.rate[:, lot], strict=True):
                weights = np.concatenate([rate * weight for _index, weight in taps])
                grid += np.bincount(entered, weights=weights, minlength=grid.size).reshape(grid.shape)
        return grids


def _taps(x: Floats, y: Floats, size: int) -> list[tuple[NDArray[np.intp], Floats]]:
    """The sixteen cells around each place and their weights: cubic Lagrange on -1, 0, 1, 2."""
    column, row = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    wide, high = _cubic(x - column), _cubic(y - row)
    return [((row + j - 1) * size + column + i - 1, wide[i] * high[j]) for j in range(4) for i in range(4)]


def _cubic(t: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    return (
        -t * (t - 1) * (t - 2) / 6,
        (t + 1) * (t - 1) * (t - 2) / 2,
        -(t + 1) * t * (t - 2) / 2,
        (t + 1) * t * (t - 1) / 6,
    )


def _tiles(
    points: Points, east: Floats, north: Floats, cutoff: float
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Receptors of each tile, with the points that reach them."""
    width = TILE * CELL
    left, bottom = east.min(), north.min()
    columns = int((east.max() - left) // width) + 1
    tile = ((north - bottom) // width).astype(np.int32) * columns + ((east - left) // width).astype(np.int32)
    order = np.argsort(tile, kind="stable")
    northward = np.argsort(points.north, kind="stable")
    sorted_north = points.north[northward]
    for receptors in np.split(order, np.flatnonzero(np.diff(tile[order])) + 1):
        x, y = east[receptors], north[receptors]
        low, high = np.searchsorted(sorted_north, (y.min() - cutoff, y.max() + cutoff))
        band = northward[low:high]
        yield receptors, band[(points.east[band] > x.min() - cutoff) & (points.east[band] < x.max() + cutoff)]


def _side(points: Points, east: Floats, north: Floats, cutoff: float) -> int:
    """Cells that a tile takes at most, its reaching points included."""
    widest = 1.0
    for own, others in ((east, points.east), (north, points.north)):
        tile = min(float(np.ptp(own)), TILE * CELL) + 2 * cutoff
        widest = max(widest, min(tile, max(own.max(), others.max()) - min(own.min(), others.min())))
    return int(np.ceil(widest / CELL)) + 6
