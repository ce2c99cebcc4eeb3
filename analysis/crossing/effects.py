# SPDX-License-Identifier: GPL-2.0-or-later
"""What the places of actions change: which part of a result they meet, and the sum of a figure over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..overlay import Progress, first_cover, measure_pairs, no_progress, subdivide
from .units import SLIVER, Floats

Ints = NDArray[np.intp]
CROSSING = 10  # tolerances: a shorter common length is a street that only crosses the place, or leaves it
WHOLE = 0.9


@dataclass(frozen=True)
class Met:
    """Triples (k,): an action, a feature of a result that its places meet, and the share of the feature that they meet."""

    action: Ints
    feature: Ints
    share: Floats

    def of(self, action: int) -> tuple[Ints, Floats]:
        """Features and shares of one action."""
        own = self.action == action
        return self.feature[own], self.share[own]

    def sharers(self, action: int, value: Floats) -> list[int]:
        """The other actions whose places meet a feature that this one meets, where ``value`` (m,) is known and not zero."""
        mine = self.of(action)[0]
        mine = mine[np.isfinite(value[mine]) & (value[mine] != 0)]
        return sorted(set(self.action[np.isin(self.feature, mine)].tolist()) - {action})


def met(
    shapes: NDArray[np.object_],
    places: NDArray[np.object_],
    action: Ints,
    tolerance_m: float,
    progress: Progress = no_progress,
) -> Met:
    """What the ``places`` (p,) of each ``action`` (p,) meet of the features ``shapes`` (m,); metres.

    Lines share by length within polygons, or along lines drawn within ``tolerance_m``; pieces shorter than ten tolerances
    only cross, unless they are the feature. Polygons share by area; one that holds a place that is a point counts whole, and
    lines meet none. Points count within polygons, or within ``tolerance_m`` of lines and points.
    """
    dimension = int(shapely.get_dimensions(shapes).max(initial=0))
    return _gathered(places, action, progress, lambda own: _meets(shapes, own, dimension, tolerance_m, progress))


def near(
    shapes: NDArray[np.object_],
    places: NDArray[np.object_],
    action: Ints,
    within_m: float,
    progress: Progress = no_progress,
) -> Met:
    """Features (m,), whole, a point of which is within ``within_m`` of a place, or inside: for people around."""
    points = shapely.point_on_surface(shapes)

    def found(own: NDArray[np.object_]) -> tuple[Ints, Floats]:
        zone = shapely.union_all(shapely.buffer(own, within_m))
        inside = np.flatnonzero(first_cover(points, subdivide(np.array([zone]))) >= 0)
        return inside, np.ones(len(inside))

    return _gathered(places, action, progress, found)


def _gathered(
    places: NDArray[np.object_],
    action: Ints,
    progress: Progress,
    find: Callable[[NDArray[np.object_]], tuple[Ints, Floats]],
) -> Met:
    triples = [(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))]
    every = np.unique(action)
    for step, one in enumerate(every):
        progress(step / len(every))
        feature, share = find(places[action == one])
        triples.append((np.full(len(feature), one, dtype=np.intp), feature, share))
    return Met(*(np.concatenate(part) for part in zip(*triples, strict=True)))


def _meets(
    shapes: NDArray[np.object_], own: NDArray[np.object_], dimension: int, tolerance: float, progress: Progress
) -> tuple[Ints, Floats]:
    kind = shapely.get_dimensions(own)
    surface = shapely.union_all(own[kind == 2])
    if dimension == 0:
        zone = shapely.union_all([surface, *shapely.buffer(own[kind < 2], tolerance)])
        inside = np.flatnonzero(first_cover(shapes, subdivide(np.array([zone]))) >= 0)
        return inside, np.ones(len(inside))
    if dimension == 1:
        along = shapely.difference(shapely.union_all(shapely.buffer(own[kind == 1], tolerance)), surface)
        share = np.zeros(len(shapes))
        for zone, least in ((surface, 0.0), (along, CROSSING * tolerance)):
            feature, part = _pieces(shapes, zone, shapely.length, least, progress)
            share[feature] += part
        inside = np.flatnonzero(share)
        return inside, np.minimum(share[inside], 1.0)
    share = np.zeros(len(shapes))
    feature, part = _pieces(shapes, surface, shapely.area, 0.0, progress)
    share[feature] = part
    _point, holder = shapely.STRtree(shapes).query(own[kind == 0], predicate="intersects")
    share[holder] = 1.0
    inside = np.flatnonzero(share)
    return inside, share[inside]


def _pieces(
    shapes: NDArray[np.object_], zone: shapely.Geometry, measure: Callable[[NDArray[np.object_]], Floats], least: float,
    progress: Progress,
) -> tuple[Ints, Floats]:  # fmt: skip
    """Features and the share of each that is in ``zone``; pieces under ``least`` are left out unless they are the feature."""
    if zone.is_empty:
        return np.empty(0, np.intp), np.empty(0)
    feature, _zone, amount = measure_pairs(shapes, subdivide(np.array([zone])), measure, progress)
    whole = measure(shapes)[feature]
    share = np.divide(amount, whole, out=np.zeros(len(amount)), where=whole > 0)
    kept = (share > SLIVER) & ((amount >= least) | (share > WHOLE))
    return feature[kept], np.where(share > 1 - SLIVER, 1.0, share)[kept]


@dataclass(frozen=True)
class Sum:
    """The sum of a figure over what an action meets, NaN where nothing is known; ``features`` met, ``unknown`` among them.

    ``part_pct``: of the whole result; ``also_pct``: of this sum, on features that other actions meet too.
    """

    value: float
    features: int
    unknown: int
    part_pct: float
    also_pct: float


def summed(found: Met, action: int, value: Floats) -> Sum:
    """The sum of ``value`` (m,) over what ``action`` meets, each feature by its share."""
    feature, share = found.of(action)
    own = value[feature] * share
    known = np.isfinite(own)
    if not known.any():
        return Sum(np.nan, len(feature), len(feature), np.nan, np.nan)
    elsewhere = np.isin(feature, found.feature[found.action != action])
    total, size = float(own[known].sum()), float(np.abs(own[known]).sum())
    whole = float(np.abs(value[np.isfinite(value)]).sum())
    return Sum(
        total, len(feature), int((~known).sum()), 100 * size / whole if whole else np.nan,
        100 * float(np.abs(own[known & elsewhere]).sum()) / size if size else np.nan,
    )  # fmt: skip
