# SPDX-License-Identifier: GPL-2.0-or-later
"""What lies in each page of an atlas: counts, lengths, areas and sums, with bounds where the layer carries them."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas
import numpy as np
import pandas
import shapely

from ..overlay import Progress, measure_pairs, no_progress, subdivide

WHOLE = 0.999
SLIVER = 1e-3  # of both the polygon and the page: two borders that do not quite coincide
MOST = 0.5

# Columns of the result.
COLUMNS = ("page", "measure", "value", "low", "high", "missing")


@dataclass(frozen=True)
class Sum:
    """A column that adds up over features, with the columns of its bounds where there are some.

    ``whole``: a polygon belongs to the page that holds a point of it (a building); otherwise it is shared by area.
    """

    field: str
    low: str | None = None
    high: str | None = None
    whole: bool = False


def figures(
    pages: np.ndarray, layer: geopandas.GeoDataFrame, sums: tuple[Sum, ...], progress: Progress = no_progress
) -> pandas.DataFrame:
    """Figures of ``layer`` in each of ``pages`` (n,), both in one metric CRS. One row per page and measure.

    ``measure`` is ``count``, ``length_km``, ``surface_ha`` or a field of ``sums``; ``low`` and ``high`` are NaN without
    bounds; ``missing`` counts features without a value. A polygon partly in a page gives its share by area, a line its
    share by length. Bounds
    add up as independent errors (square root of the sum of squares); a shared polygon may be all outside or all
    inside. Points on a border belong to both pages.
    """
    shapes = layer.geometry.to_numpy()
    dimension = shapely.get_dimensions(shapes).max(initial=0)
    if dimension == 2:
        return _of_polygons(pages, layer, shapes, sums, progress)
    if dimension == 1:
        feature, page, length = measure_pairs(shapes, subdivide(pages), shapely.length, progress)
        km = np.bincount(page, weights=length / 1000, minlength=len(pages))
        share = length / shapely.length(shapes)[feature]
        return _table([_rows("length_km", km), *(_summed(s, layer, feature, page, share, len(pages)) for s in sums)])
    feature, page = _inside(shapes, pages, progress)
    found = [_rows("count", np.bincount(page, minlength=len(pages)).astype(float))]
    share = np.ones(len(feature))
    return _table(found + [_summed(s, layer, feature, page, share, len(pages)) for s in sums])


def covered(pages: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """Which of ``pages`` (n,) a result whose features are ``shapes`` was made for: it has a feature there, or most of

    the page lies in the convex hull of them all. Elsewhere, a sum of zero would be a sum of what nobody looked at.
    """
    hull = shapely.convex_hull(shapely.geometrycollections(list(shapes)))
    areas = np.maximum(shapely.area(pages), 1e-9)
    most = shapely.area(shapely.intersection(pages, hull)) / areas >= MOST
    held = np.zeros(len(pages), dtype=bool)
    inside = shapely.point_on_surface(shapes)
    held[shapely.STRtree(inside).query(pages, predicate="intersects")[0]] = True
    return most | held


def _of_polygons(
    pages: np.ndarray, layer: geopandas.GeoDataFrame, shapes: np.ndarray, sums: tuple[Sum, ...], progress: Progress
) -> pandas.DataFrame:
    feature, page, area = measure_pairs(shapes, subdivide(pages), shapely.area, progress)
    share = area / shapely.area(shapes)[feature]
    real = (share > SLIVER) | (area / shapely.area(pages)[page] > SLIVER)
    feature, page, area, share = feature[real], page[real], area[real], share[real]
    held, where = _inside(shapely.point_on_surface(shapes), pages, progress)
    tables = [
        _rows("count", np.bincount(where, minlength=len(pages)).astype(float)),
        _rows("surface_ha", np.bincount(page, weights=area / 1e4, minlength=len(pages))),
    ]
    tables += [
        _summed(s, layer, held, where, np.ones(len(held)), len(pages))
        if s.whole
        else _summed(s, layer, feature, page, share, len(pages))
        for s in sums
    ]
    return _table(tables)


def _inside(points: np.ndarray, pages: np.ndarray, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    progress(0.5)
    page, point = shapely.STRtree(points).query(pages, predicate="intersects")
    return point, page


def _summed(
    column: Sum, layer: geopandas.GeoDataFrame, feature: np.ndarray, page: np.ndarray, share: np.ndarray, pages: int
) -> dict[str, np.ndarray]:
    values = layer[column.field].to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(values[feature])
    f, p = feature[known], page[known]
    total = np.bincount(p, weights=values[f] * share[known], minlength=pages).astype(float)
    total[np.bincount(p, minlength=pages) == 0] = np.nan
    total[np.bincount(page, minlength=pages) == 0] = 0.0
    missing = np.bincount(page[~known], minlength=pages)
    rows = _rows(column.field, total)
    rows["missing"] = missing
    if column.low and column.high:
        low, high = (layer[name].to_numpy(dtype="float64", na_value=np.nan)[f] for name in (column.low, column.high))
        amount, part = values[f] * share[known], share[known] <= WHOLE
        below = np.where(part, amount, values[f] - low)
        above = np.where(part, high - amount, high - values[f])
        rows["low"] = total - np.sqrt(np.bincount(p, weights=below**2, minlength=pages))
        rows["high"] = total + np.sqrt(np.bincount(p, weights=above**2, minlength=pages))
        rows["low"] = np.maximum(rows["low"], 0)
    return rows


def _rows(measure: str, values: np.ndarray) -> dict[str, np.ndarray]:
    empty = np.full(len(values), np.nan)
    return {
        "page": np.arange(len(values)),
        "measure": np.full(len(values), measure, dtype=object),
        "value": values,
        "low": empty,
        "high": empty,
        "missing": np.zeros(len(values), dtype=np.int64),
    }


def _table(parts: list[dict[str, np.ndarray]]) -> pandas.DataFrame:
    return pandas.DataFrame({column: np.concatenate([part[column] for part in parts]) for column in COLUMNS})
