# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of a footprint that shows roof and nothing else: its edge mixes with walls, gutters and ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EROSION_M, EROSION_PX = 1.0, 1.5  # the larger of the two: our choice, see the reference in docs/methodes.md
LEAST_PIXELS, LEAST_SHARE = 25, 0.35  # of the eroded footprint, else less is taken away
RETRIES_M = (0.5, 0.0)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Eroded:
    """Shapes (n,) inside the footprints, what was taken from their edge (m), and True where it is what the rule asks."""

    shapes: NDArray[np.object_]
    erosion_m: Floats
    nominal: NDArray[np.bool_]


def eroded(footprints: NDArray[np.object_], pixel: float, erosion: float | None) -> Eroded:
    """Footprints (n,) in a metric CRS, less their edge; ``pixel`` in m.

    ``erosion`` None is the rule: 1 m or 1.5 pixels, and less where fewer than 25 pixels or 35 % of the footprint would be
    left. A number is used as it is; 0 erodes nothing.
    """
    import shapely

    count = len(footprints)
    if erosion is not None:
        shapes = shapely.buffer(footprints, -erosion, join_style="mitre") if erosion > 0 else footprints
        return Eroded(np.asarray(shapes, dtype=object), np.full(count, float(erosion)), np.ones(count, dtype=bool))
    first = max(EROSION_M, EROSION_PX * pixel)
    shapes = shapely.buffer(footprints, -first, join_style="mitre")
    taken = np.full(count, first)
    area = shapely.area(footprints)
    for step in (step for step in RETRIES_M if step < first):
        left = shapely.area(shapes)
        short = (left < LEAST_PIXELS * pixel**2) | (left < LEAST_SHARE * area)
        if not short.any():
            break
        shapes[short] = shapely.buffer(footprints[short], -step, join_style="mitre") if step else footprints[short]
        taken[short] = step
    return Eroded(shapes, taken, taken == first)
