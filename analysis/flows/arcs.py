# SPDX-License-Identifier: GPL-2.0-or-later
"""Curved lines between points: two flows in opposite ways do not hide each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

POINTS = 17
THINNEST, WIDEST = 0.15, 6.0  # millimetres


def arc(start: NDArray[np.float64], end: NDArray[np.float64], bend: float) -> NDArray[np.float64]:
    """(:data:`POINTS`, 2) from ``start`` to ``end`` (2,), bent to the right by ``bend`` times their distance.

    A quadratic Bézier curve whose control point stands twice the bend from the middle; both ends are exact.
    """
    way = end - start
    control = (start + end) / 2 + 2 * bend * np.array([way[1], -way[0]])
    t = np.linspace(0, 1, POINTS)[:, None]
    curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    curve[0], curve[-1] = start, end
    return curve


def widths_mm(tonnes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Widths in proportion to ``tonnes`` (n,), the largest :data:`WIDEST`; NaN where the tonnes are missing.

    Flows too small to be seen are drawn :data:`THINNEST`.
    """
    largest = float(np.nanmax(tonnes, initial=0.0))
    if largest <= 0:
        return np.where(np.isnan(tonnes), np.nan, THINNEST)
    return np.maximum(WIDEST * tonnes / largest, np.where(np.isnan(tonnes), np.nan, THINNEST))
