# SPDX-License-Identifier: GPL-2.0-or-later
"""The length and gradient of trips whose two ends are in one zone: no way is known, only the size of the zone.

Two places at random in a disc of radius R are 128 R / (45 π) apart on average (Santaló 1976, Integral Geometry, I.4), here
with R = √(area / π). A road is longer than the crow flies by what it is on the shortest ways known of the same run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DISC = 128 / (45 * np.pi**1.5)  # mean distance between two places of a disc, for an area of 1
NEAREST = 3  # ways from the same zone that say how hilly it is


def crow_km(area_m2: Floats) -> Floats:
    """Kilometres (n,) as the crow flies between two places of zones of ``area_m2`` (n,), on average."""
    made: Floats = DISC * np.sqrt(area_m2) / 1000
    return made


def detour(way_km: Floats, crow: Floats) -> float:
    """Median of the ways (n,) over the distances as the crow flies (n,); NaN when no way is known."""
    known = np.isfinite(way_km) & np.isfinite(crow) & (crow > 0) & (way_km > 0)
    return float(np.median(way_km[known] / crow[known])) if known.any() else float("nan")


def nearby_gradient(
    zone: NDArray[np.int64], way_zones: NDArray[np.int64], way_km: Floats, gradient_pct: Floats
) -> Floats:
    """Mean gradient (z,) of the shortest ways, three at most, that begin or end in each ``zone`` (z,); NaN where none is known.

    ``way_zones``: (n, 2) zone of each end; ``way_km``, ``gradient_pct``: (n,).
    """
    made = np.full(len(zone), np.nan)
    known = np.flatnonzero(np.isfinite(way_km) & np.isfinite(gradient_pct))
    known = known[np.argsort(way_km[known], kind="stable")]
    for row, one in enumerate(zone):
        mine = known[(way_zones[known] == one).any(axis=1)][:NEAREST]
        if len(mine):
            made[row] = gradient_pct[mine].mean()
    return made
