# SPDX-License-Identifier: GPL-2.0-or-later
"""One number of a layer: its length, how many, its area, its inhabitants, a sum or a mean; whole, or within polygons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import DataError, noop
from ..overlay import Progress, measure_pairs, no_progress, subdivide, union_in_blocks

METHODS = ("length", "count", "area", "population_in", "sum_field", "mean_field")
UNITS = {"length": "m", "count": "nb", "area": "m2", "population_in": "hab"}
OVERLAP = 1e-3  # of the area: borders that do not quite coincide are no overlap


@dataclass(frozen=True)
class Measure:
    """A ``value`` in the unit of :data:`UNITS` (a field's own for the others), of ``features`` of the layer.

    ``missing`` are the positions of the features counted in whose field is empty; ``shared`` how many polygons were taken
    by a share of their area; ``overlap_m2`` the area that several polygons cover, counted once.
    """

    value: float
    features: int
    missing: np.ndarray
    shared: int = 0
    overlap_m2: float = 0.0


def measured(
    method: str, shapes: np.ndarray, values: np.ndarray | None = None, within: np.ndarray | None = None, progress: Progress = no_progress
) -> Measure:  # fmt: skip
    """The ``method`` of ``shapes`` (n,), in a metric CRS; ``within`` (k,) are polygons, None for the whole layer.

    Lengths and areas are cut at the border. What is counted, summed or averaged is in by a point of its surface, so that a
    feature is in one territory only; inhabitants of a polygon are shared by area. A mean is not weighted. Raises
    ``DataError`` when no feature within has a value of the field.
    """
    cover = union_in_blocks(within, progress) if within is not None else None
    if method == "length":
        return _length(shapes, cover, progress)
    if method == "area":
        return _area(shapes, cover, progress)
    share = _shares(shapes, cover, method == "population_in", progress)
    inside = share > 0
    if method == "count":
        return Measure(float(inside.sum()), int(inside.sum()), np.empty(0, np.intp))
    assert values is not None
    known = inside & np.isfinite(values)
    missing = np.flatnonzero(inside & ~np.isfinite(values))
    if not known.any() and (inside.any() or method == "mean_field"):
        raise DataError(noop("No feature there has a number in the field: there is no value to store, give a reason for its absence."))  # fmt: skip
    amounts = values[known]
    value = amounts.mean() if method == "mean_field" else (amounts * share[known]).sum()
    return Measure(float(value), int(inside.sum()), missing, int((known & (share < 1)).sum()))


def _length(shapes: np.ndarray, cover: shapely.Geometry | None, progress: Progress) -> Measure:
    if cover is None:
        return Measure(float(shapely.length(shapes).sum()), len(shapes), np.empty(0, np.intp))
    line, _, metres = measure_pairs(shapes, subdivide(np.array([cover])), shapely.length, progress)
    return Measure(float(metres.sum()), len(np.unique(line)), np.empty(0, np.intp))


def _area(shapes: np.ndarray, cover: shapely.Geometry | None, progress: Progress) -> Measure:
    merged = union_in_blocks(shapes, progress)
    if cover is None:
        drawn, area, features = float(shapely.area(shapes).sum()), float(merged.area), len(shapes)
    else:
        polygon, _, pieces = measure_pairs(shapes, subdivide(np.array([cover])), shapely.area, progress)
        drawn, features = float(pieces.sum()), len(np.unique(polygon))
        parts = shapely.get_parts(merged)
        area = float(measure_pairs(parts, subdivide(np.array([cover])), shapely.area, progress)[2].sum())
    overlap = drawn - area
    return Measure(area, features, np.empty(0, np.intp), overlap_m2=overlap if overlap > OVERLAP * area else 0.0)


def _shares(shapes: np.ndarray, cover: shapely.Geometry | None, by_area: bool, progress: Progress) -> np.ndarray:
    """How much of each shape is in the cover, 0 to 1, (n,)."""
    if cover is None:
        return np.ones(len(shapes))
    share = np.zeros(len(shapes))
    surfaces = by_area & (shapely.get_dimensions(shapes) == 2)
    if surfaces.any():
        which = np.flatnonzero(surfaces)
        polygon, _, pieces = measure_pairs(shapes[which], subdivide(np.array([cover])), shapely.area, progress)
        parts = np.bincount(polygon, weights=pieces, minlength=len(which)) / shapely.area(shapes[which])
        share[which] = np.where(parts > 1 - OVERLAP, 1.0, np.where(parts < OVERLAP, 0.0, parts))
    others = np.flatnonzero(~surfaces)
    if len(others):
        shapely.prepare(cover)
        share[others] = shapely.intersects(cover, shapely.point_on_surface(shapes[others]))
    return share
