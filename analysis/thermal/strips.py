# SPDX-License-Identifier: GPL-2.0-or-later
"""Strips of a flight brought together: their offsets, and the drift in time, from what they see twice.

Two strips see the same ground where they overlap; the median of their difference there is the difference of their
offsets. All pairs together are a weighted least squares problem, whose constant is set by a null weighted mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..raster import RasterFacts, open_raster

Floats = NDArray[np.float64]
Progress = Callable[[float], None]
Chosen = Callable[[Floats, Floats], NDArray[np.bool_]]  # which places (east, north) may be compared
SAMPLES = 200_000  # pixels of an overlap at most
LEAST_PIXELS = 50
OUTLIER = 3.0  # robust standard deviations
NORMAL_MAD = 1.4826
ROWS = 512  # read at once


@dataclass(frozen=True)
class Overlap:
    """What rasters ``first`` and ``second``, by position, see together: median of their difference, its robust spread, pixels."""

    first: int
    second: int
    difference: float
    spread: float
    pixels: int


@dataclass(frozen=True)
class Offsets:
    """To subtract from each raster (n,), by its strip and its time; what is left between those that overlap."""

    offset: Floats
    drift: float  # unit a second; 0 when not asked for
    residual: Floats  # of each overlap
    groups: int  # sets of rasters that overlap one another; more than one are not tied together
    checks: int  # overlaps beyond those that the offsets need: with none, the residual is null and says nothing


def overlaps(
    rasters: list[RasterFacts], band: int, nodata: list[tuple[float, ...]], progress: Progress, chosen: Chosen | None = None,
    reader: str = "",
) -> list[Overlap]:  # fmt: skip
    """The overlaps of rasters of one CRS, north up. ``chosen`` keeps some places only, roads for instance."""
    boxes = [bounds(facts) for facts in rasters]
    pairs = [
        (i, j)
        for i in range(len(rasters))
        for j in range(i + 1, len(rasters))
        if min(boxes[i][2], boxes[j][2]) > max(boxes[i][0], boxes[j][0])
        and min(boxes[i][3], boxes[j][3]) > max(boxes[i][1], boxes[j][1])
    ]
    found = []
    for number, (i, j) in enumerate(pairs):
        progress(number / len(pairs))
        values = _differences(rasters[i], rasters[j], band, (nodata[i], nodata[j]), boxes[i], boxes[j], chosen, reader)
        if len(values) < LEAST_PIXELS:
            continue
        middle = float(np.median(values))
        spread = NORMAL_MAD * float(np.median(np.abs(values - middle)))
        kept = values[np.abs(values - middle) <= OUTLIER * max(spread, 1e-9)]
        found.append(Overlap(i, j, float(np.median(kept)), spread, len(kept)))
    return found


def solve(count: int, found: list[Overlap], strips: list[str], seconds: Floats | None = None) -> Offsets:
    """Offsets of ``count`` rasters by weighted least squares; rasters of one strip share theirs.

    ``seconds`` (count,): time of each raster, to fit a drift as well; ``Overlap`` weights are their pixels. Raises
    ``DataError`` when nothing overlaps, or when the drift cannot be told from the offsets.
    """
    if not found:
        raise DataError(noop("No two rasters overlap on enough pixels: their offsets cannot be compared."))
    names = sorted(set(strips))
    strip = np.array([names.index(name) for name in strips])
    weight = np.sqrt([float(o.pixels) for o in found])
    first, second = np.array([o.first for o in found]), np.array([o.second for o in found])
    matrix = np.zeros((len(found), len(names) + (seconds is not None)))
    rows = np.arange(len(found))
    np.add.at(matrix, (rows, strip[first]), 1.0)
    np.add.at(matrix, (rows, strip[second]), -1.0)
    scale = 1.0
    if seconds is not None:
        scale = max(float(np.ptp(seconds)), 1.0)
        matrix[:, -1] = (seconds[first] - seconds[second]) / scale
    difference = np.array([o.difference for o in found])
    group = _groups(len(names), strip[first], strip[second])
    # One condition for each group: the weighted mean of its offsets is null.
    seen = np.bincount(strip[first], weight**2, len(names)) + np.bincount(strip[second], weight**2, len(names))
    conditions = np.zeros((group.max() + 1, matrix.shape[1]))
    conditions[group, np.arange(len(names))] = np.maximum(seen, 1e-9)
    conditions /= conditions.sum(axis=1, keepdims=True)
    system = np.vstack([matrix * weight[:, None], conditions * weight.max()])
    if np.linalg.matrix_rank(system, tol=1e-6 * weight.max()) < system.shape[1]:
        raise DataError(noop("The drift in time cannot be told from the offsets of the strips: give tiles of strips, each with its time, or leave the drift out."))  # fmt: skip
    solution = np.linalg.lstsq(system, np.r_[difference * weight, np.zeros(len(conditions))], rcond=None)[0]
    offset = solution[: len(names)][strip]
    drift = 0.0
    if seconds is not None:
        drift = float(solution[-1] / scale)
        offset = offset + drift * (seconds - seconds.mean())
    residual = difference - (offset[first] - offset[second])
    groups = int(group.max()) + 1
    return Offsets(offset, drift, residual, groups, len(found) + groups - matrix.shape[1])


def bounds(facts: RasterFacts) -> tuple[float, float, float, float]:
    """West, south, east, north of a raster that is north up. Raises ``DataError`` when it is not."""
    x0, dx, rx, y0, ry, dy = facts.transform
    if rx or ry or dx <= 0 or dy >= 0:
        raise DataError(
            noop("The raster “{file}” is turned. Warp it to a north-up grid (Raster › Projections › Warp), then run again."),
            file=facts.path,
        )  # fmt: skip
    return x0, y0 + facts.height * dy, x0 + facts.width * dx, y0


def _differences(
    one: RasterFacts, two: RasterFacts, band: int, nodata: tuple[tuple[float, ...], tuple[float, ...]],
    own: tuple[float, ...], other: tuple[float, ...], chosen: Chosen | None, reader: str,
) -> Floats:  # fmt: skip
    """First minus second at pixels of the first that both know, thinned to :data:`SAMPLES`."""
    west, south = max(own[0], other[0]), max(own[1], other[1])
    east, north = min(own[2], other[2]), min(own[3], other[3])
    (x0, dx, _rx, y0, _ry, dy), (u0, du, _ru, v0, _rv, dv) = one.transform, two.transform
    columns = np.arange(int(np.ceil((west - x0) / dx - 0.5)), int(np.ceil((east - x0) / dx - 0.5)))
    rows = np.arange(int(np.ceil((north - y0) / dy - 0.5)), int(np.ceil((south - y0) / dy - 0.5)))
    columns, rows = columns[(columns >= 0) & (columns < one.width)], rows[(rows >= 0) & (rows < one.height)]
    if not len(columns) or not len(rows):
        return np.zeros(0)
    step = max(1, int(np.sqrt(len(columns) * len(rows) / SAMPLES)))
    found = []
    with open_raster(one.path, reader) as a, open_raster(two.path, reader) as b:
        for top in range(int(rows[0]), int(rows[-1]) + 1, ROWS):
            high = min(ROWS, int(rows[-1]) + 1 - top)
            x = x0 + (columns[::step] + 0.5) * dx
            y = y0 + (np.arange(top, top + high, step) + 0.5) * dy
            column = np.floor((x - u0) / du).astype(int)
            row = np.floor((y - v0) / dv).astype(int)
            x, inside_x = x[(column >= 0) & (column < two.width)], (column >= 0) & (column < two.width)
            inside_y = (row >= 0) & (row < two.height)
            y = y[inside_y]
            if not len(x) or not len(y):
                continue
            first = a.read(band, top, int(columns[0]), high, len(columns))[::step, ::step][np.ix_(inside_y, inside_x)]
            column, row = column[inside_x], row[inside_y]
            second = b.read(band, int(row.min()), int(column.min()), int(np.ptp(row)) + 1, int(np.ptp(column)) + 1)
            second = second[np.ix_(row - row.min(), column - column.min())]
            kept = known(first, nodata[0]) & known(second, nodata[1])
            if chosen is not None:
                east_, north_ = np.meshgrid(x, y)
                kept &= chosen(east_.ravel(), north_.ravel()).reshape(kept.shape)
            found.append(first[kept].astype(float) - second[kept].astype(float))
    return np.concatenate(found) if found else np.zeros(0)


def known(values: NDArray[np.generic], nodata: tuple[float, ...]) -> NDArray[np.bool_]:
    """True where a pixel has a value."""
    valid = ~np.isnan(values) if values.dtype.kind == "f" else np.ones(values.shape, dtype=bool)
    for missing in nodata:
        if not np.isnan(missing):
            valid &= values != (values.dtype.type(missing) if values.dtype.kind == "f" else missing)
    return valid


def _groups(count: int, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.intp]:
    """The set of strips that each strip is tied to by overlaps."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    joined = coo_matrix((np.ones(len(first)), (first, second)), shape=(count, count))
    return np.asarray(connected_components(joined, directed=False)[1])
