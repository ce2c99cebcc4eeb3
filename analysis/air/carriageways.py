# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads drawn as two carriageways, where each carries the count of both directions: traffic would be counted twice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .emission_factors import Floats

APART_M = 40.0  # two carriageways of a motorway, axis to axis
SHARE = 0.8  # of the shorter line that runs beside the other
SAMPLES = 9
LONGEST_RATIO = 3.0  # lengths of the two sections
SAME = 1e-3  # relative difference of two figures that are one count


def twins(lines: NDArray[np.object_], values: Floats) -> NDArray[np.intp]:
    """Pairs (k, 2) of roads, by position, that run side by side with the same figure, drawn at two places.

    ``lines`` (n,): LineString or MultiLineString in a metric CRS; ``values`` (n,): a count or an emission, NaN for none.
    A street and its parallel with different counts are not twins, nor are two sections that follow each other.
    """
    import shapely

    known = np.flatnonzero(np.isfinite(values) & (shapely.length(lines) > 0))
    some = lines[known]
    length = shapely.length(some)
    middle = shapely.line_interpolate_point(shapely.line_merge(some), 0.5, normalized=True)
    middle = np.where(shapely.is_empty(middle) | shapely.is_missing(middle), shapely.point_on_surface(some), middle)
    first, second = shapely.STRtree(some).query(middle, predicate="dwithin", distance=APART_M)
    first, second = first[(first != second)], second[(first != second)]
    alike = np.abs(values[known][first] - values[known][second]) <= SAME * np.abs(values[known][first])
    ratio = length[first] / length[second]
    kept = alike & (ratio < LONGEST_RATIO) & (ratio > 1 / LONGEST_RATIO)
    first, second = first[kept], second[kept]
    short, other = np.where(length[first] <= length[second], (first, second), (second, first))
    pairs = np.unique(np.c_[short, other], axis=0)
    if not len(pairs):
        return np.zeros((0, 2), dtype=np.intp)
    along = np.array([_beside(some[a], some[b]) for a, b in pairs])
    return np.unique(np.sort(known[pairs[along >= SHARE]], axis=1), axis=0)


def _beside(line: object, other: object) -> float:
    """Share of places along ``line`` that have ``other`` beside them: near, but not at an end of it nor on it."""
    import shapely

    places = shapely.line_interpolate_point(line, (np.arange(SAMPLES) + 0.5) / SAMPLES, normalized=True)
    away = shapely.distance(places, other)
    foot = shapely.line_locate_point(other, places, normalized=True)
    inside = (foot > 0) & (foot < 1)
    return float(np.mean((away <= APART_M) & inside))
