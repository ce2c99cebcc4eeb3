# SPDX-License-Identifier: GPL-2.0-or-later
"""Thermal Urban Road Normalization: roads are alike, so what their temperature does along them is the micro-climate.

After Rahman, Hay, Couloigner and Hemachandran 2014 (Remote Sensing 6(10), 9435–9457), of which the abstract was read: the
steps are theirs; the settings (50 m pieces, 20 pixels, 25 m grid, 100 m of smoothing) are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop

Floats = NDArray[np.float64]
PIECE_M, INSIDE_M, LEAST_PIXELS = 50.0, 0.75, 20
HAMPEL = 3 * 1.4826
GRID_M, SMOOTHING_M, REACH = 25.0, 100.0, 4.0  # reach: in smoothing lengths
LEAST_PIECES = 10


@dataclass(frozen=True)
class Surface:
    """``excess`` and ``distance`` (rows, columns), row 0 to the north: what is above the median road, NaN far from any, and
    the distance (m) to the nearest piece of road; the west and north of the grid, and its cell (m).
    """

    excess: Floats
    distance: Floats
    west: float
    north: float
    cell: float


def pieces(roads: NDArray[np.object_], width: Floats) -> tuple[NDArray[np.object_], Floats, Floats]:
    """Carriageways cut every 50 m and narrowed by 0.75 m on each side: polygons (k,), east, north of their middle.

    ``width`` (n,) in m; roads narrower than 2.5 m give none.
    """
    import shapely

    lines, owner = shapely.get_parts(roads, return_index=True)
    wide = width[owner] >= 2.5
    lines, owner = lines[wide], owner[wide]
    length = shapely.length(lines)
    lines, owner, length = lines[length > 1], owner[length > 1], length[length > 1]
    count = np.maximum(np.round(length / PIECE_M), 1).astype(int)
    which = np.repeat(np.arange(len(lines)), count)
    step = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    share = step / count[which]
    # Pieces are straight between places every 10 m or less: enough for what a road turns in 50 m.
    places = np.linspace(0, 1, 6)[None, :] / count[which][:, None] + share[:, None]
    corner = shapely.line_interpolate_point(lines[which][:, None], places, normalized=True)
    made = shapely.linestrings(np.stack([shapely.get_x(corner), shapely.get_y(corner)], axis=-1))
    half = width[owner][which] / 2 - INSIDE_M
    middle = corner[:, 3]
    return shapely.buffer(made, half, cap_style="flat"), shapely.get_x(middle), shapely.get_y(middle)


def surface(
    east: Floats, north: Floats, value: Floats, count: NDArray[np.int64], extent: tuple[float, float, float, float]
) -> tuple[Surface, NDArray[np.bool_]]:
    """The micro-climate read on pieces of road (n,), and which of them served.

    Pieces of fewer than 20 pixels, and those farther than three robust deviations from the others, are left out. Raises
    ``DataError`` when fewer than ten are left.
    """
    from scipy import ndimage

    usable = np.isfinite(value) & (count >= LEAST_PIXELS)
    if usable.any():
        middle = np.median(value[usable])
        spread = np.median(np.abs(value[usable] - middle))
        usable &= np.abs(value - middle) <= HAMPEL * max(float(spread), 1e-9)
    if usable.sum() < LEAST_PIECES:
        raise DataError(
            noop("Only {count} pieces of road can be read on the thermography: {least} are needed for a reference. Check that the roads lie on the image, and their widths."),
            count=int(usable.sum()), least=LEAST_PIECES,
        )  # fmt: skip
    west, south, east_end, north_end = extent
    columns, rows = int(np.ceil((east_end - west) / GRID_M)), int(np.ceil((north_end - south) / GRID_M))
    column = np.clip(((east[usable] - west) / GRID_M).astype(int), 0, columns - 1)
    row = np.clip(((north_end - north[usable]) / GRID_M).astype(int), 0, rows - 1)
    weight, total = np.zeros((rows, columns)), np.zeros((rows, columns))
    middle = float(np.median(value[usable]))
    np.add.at(weight, (row, column), count[usable])
    np.add.at(total, (row, column), count[usable] * (value[usable] - middle))
    sigma = SMOOTHING_M / GRID_M
    smooth = [ndimage.gaussian_filter(grid, sigma, mode="constant", truncate=REACH) for grid in (total, weight)]
    distance = ndimage.distance_transform_edt(weight == 0) * GRID_M
    with np.errstate(divide="ignore", invalid="ignore"):
        excess = np.where((distance <= REACH * SMOOTHING_M) & (smooth[1] > 0), smooth[0] / smooth[1], np.nan)
    return Surface(excess, distance, west, north_end, GRID_M), usable


def at(made: Surface, east: Floats, north: Floats) -> Floats:
    """The excess at places (n,), NaN where the surface says nothing."""
    column = np.floor((east - made.west) / made.cell).astype(int)
    row = np.floor((made.north - north) / made.cell).astype(int)
    inside = (row >= 0) & (column >= 0) & (row < made.excess.shape[0]) & (column < made.excess.shape[1])
    found = np.full(len(east), np.nan)
    found[inside] = made.excess[row[inside], column[inside]]
    return found


def lapse(height: Floats, value: Floats) -> float:
    """Change of temperature with height (unit a metre) by Theil and Sen, on at most 2,000 places drawn once and for all."""
    from scipy import stats

    usable = np.flatnonzero(np.isfinite(height) & np.isfinite(value))
    if len(usable) < LEAST_PIECES or np.ptp(height[usable]) < 5:
        return 0.0
    if len(usable) > 2000:
        usable = np.random.default_rng(0).choice(usable, 2000, replace=False)
    return float(stats.theilslopes(value[usable], height[usable])[0])
