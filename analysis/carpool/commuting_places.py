# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the workers of communes live and work: cells with workers and jobs where they are known, else one point a commune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Communes:
    """``codes`` and ``names`` of communes (c,), each with a point inside it, ``xy`` (c, 2); ``polygons`` (p,) are those of ``rank`` (p,)."""

    codes: list[str]
    names: list[str]
    xy: Floats
    polygons: NDArray[Any]
    rank: Ints

    @classmethod
    def of(cls, polygons: NDArray[Any], codes: Sequence[str], names: Sequence[str]) -> Communes:
        """From polygons (p,) with their codes and names; the parts of a commune may be several rows."""
        known = {code: i for i, code in enumerate(dict.fromkeys(codes))}
        rank = np.array([known[code] for code in codes], dtype=np.int64)
        # The point stands in the largest part; sorted so that it is the last one written.
        order = np.argsort(shapely.area(polygons), kind="stable")
        named = {codes[i]: names[i] for i in order.tolist()}
        points = shapely.point_on_surface(polygons[order])
        xy = np.empty((len(known), 2))
        xy[rank[order]] = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
        return cls(list(known), [named[code] or code for code in known], xy, polygons, rank)

    def areas(self) -> Floats:
        """The area of each commune (c,), in the square of the unit of its CRS."""
        return np.asarray(np.bincount(self.rank, shapely.area(self.polygons), len(self.codes)), dtype=np.float64)

    def at(self, xy: Floats) -> Ints:
        """The commune that each point (n, 2) stands in, -1 outside; on a border, one of the two."""
        found = np.full(len(xy), -1, dtype=np.int64)
        # The points are indexed and the polygons asked for: a polygon is prepared once for all its points.
        polygon, point = shapely.STRtree(shapely.points(xy)).query(self.polygons, predicate="intersects")
        found[point] = self.rank[polygon]
        return found


@dataclass(frozen=True)
class Lodging:
    """Homes (h,) by commune, ascending: its rank, their ``weight`` in it, their place (h, 2). ``points``: communes as one point."""

    commune: Ints
    weight: Floats
    xy: Floats
    points: int


def lodging(communes: Communes, origins: Ints, xy: Floats, weight: Floats) -> Lodging:
    """Homes of the communes ``origins`` (ranks): cells ``xy`` (n, 2) with a ``weight`` (n,) above 0, else the commune's point."""
    where = communes.at(xy) if len(xy) else np.empty(0, dtype=np.int64)
    wanted = np.isin(where, origins) & (weight > 0)
    alone = np.setdiff1d(origins, where[wanted])
    commune = np.r_[where[wanted], alone]
    order = np.argsort(commune, kind="stable")
    place = np.vstack([xy[wanted], communes.xy[alone]])
    return Lodging(commune[order], np.r_[weight[wanted], np.ones(len(alone))][order], place[order], len(alone))


def centres(communes: Communes, xy: Floats, weight: Floats) -> tuple[Floats, int]:
    """The barycentre of the jobs of each commune (c, 2), cells ``xy`` (n, 2) with a ``weight`` (n,), else its point.

    Returns how many communes have jobs too.
    """
    where = communes.at(xy) if len(xy) else np.empty(0, dtype=np.int64)
    good = (where >= 0) & (weight > 0)
    total = np.bincount(where[good], weight[good], len(communes.codes))
    sums = np.column_stack([np.bincount(where[good], weight[good] * xy[good, i], len(communes.codes)) for i in (0, 1)])
    known = total > 0
    place = communes.xy.copy()
    place[known] = sums[known] / total[known, None]
    return place, int(known.sum())
