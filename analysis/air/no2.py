# SPDX-License-Identifier: GPL-2.0-or-later
"""Annual mean of nitrogen dioxide from that of nitrogen oxides (µg/m³ as NO2).

Empirical curves: Bächlin et al. 2008, two variants used by GRAL, Romberg et al. 1996.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .emission_factors import Floats

METHODS: dict[str, tuple[float, float, float]] = {
    "bachlin2008": (29.0, 35.0, 0.217),
    "gral2": (49.0, 65.0, 0.12),
    "gral3": (69.22, 76.27, 0.0561),
    "romberg1996": (103.0, 130.0, 0.005),
}


def curve(method: str) -> Callable[[Floats], Floats]:
    """NO2 as a function of total NOx; raises ``KeyError`` for an unknown method."""
    top, half, slope = METHODS[method]
    # The second variant multiplies its constant by NOx as well: NOx (49 / (NOx + 65) + 0.12).
    return lambda nox: top * nox / (half + nox) + slope * nox


def nitrogen_dioxide(
    road_nox: Floats, background_nox: Floats, background_no2: Floats, method: str = "bachlin2008"
) -> Floats:
    """Total NO2 (n,): the measured background, and what the road adds along the curve.

    The curve is read at the total and at the background, and their difference added to the background NO2: a curve that
    misses the background by some µg/m³ does not make roads appear or vanish.
    """
    read = curve(method)
    return np.asarray(background_no2 + read(background_nox + road_nox) - read(np.asarray(background_nox, dtype=float)))
