# SPDX-License-Identifier: GPL-2.0-or-later
"""Places across a road, at the middle of its longest straight part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .emission_factors import Floats


@dataclass(frozen=True)
class CrossProfile:
    """Places across a road: ``distance`` (n,) m from its axis, ``east``, ``north`` (n,), and the bearing (degrees,
    clockwise from north) that positive distances look to, always in [0, 180): positive is the eastern or northern side.
    """

    distance: Floats
    east: Floats
    north: Floats
    bearing: float


def cross_profile(line: object, reach: float, step: float = 2.0) -> CrossProfile:
    """Places every ``step`` m on ``reach`` m of both sides of ``line`` (LineString or MultiLineString, metric CRS)."""
    import shapely

    best: tuple[float, Floats, Floats] | None = None
    for part in shapely.get_parts(line):
        corner = shapely.get_coordinates(part)
        length = np.hypot(*np.diff(corner, axis=0).T)
        longest = int(np.argmax(length))
        if best is None or length[longest] > best[0]:
            best = float(length[longest]), corner[longest], corner[longest + 1]
    assert best is not None
    length_m, begin, end = best
    along = (end - begin) / max(length_m, 1e-9)
    across = np.array([along[1], -along[0]])  # to the right of the direction it was drawn in
    if across[0] < 0 or (abs(across[0]) < 1e-9 and across[1] < 0):
        across = -across
    distance = np.arange(-reach, reach + step / 2, step)
    place = (begin + end) / 2 + distance[:, None] * across
    bearing = float(np.degrees(np.arctan2(across[0], across[1])) % 360)
    return CrossProfile(distance, place[:, 0], place[:, 1], bearing)
