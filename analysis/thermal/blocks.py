# SPDX-License-Identifier: GPL-2.0-or-later
"""Blocks of buildings, and streets, worth a visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SQUARE_M, MARGIN_M, LEAST_BUILDINGS, STREET_M = 100.0, 8.0, 3, 50.0


def blocks_of(footprints: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Blocks of the buildings of one square of 100 m: their outlines (k,), and the block of each footprint (n,), -1 for none.

    A block has three buildings at least; squares are those of the CRS, which is in metres.
    """
    import shapely

    centre = shapely.centroid(footprints)
    square = np.c_[np.floor(shapely.get_x(centre) / SQUARE_M), np.floor(shapely.get_y(centre) / SQUARE_M)]
    _squares, which, count = np.unique(square, axis=0, return_inverse=True, return_counts=True)
    which = np.ravel(which)
    kept = np.flatnonzero(count >= LEAST_BUILDINGS)
    number = np.full(len(count), -1)
    number[kept] = np.arange(len(kept))
    of = number[which]
    outlines = [
        shapely.buffer(shapely.convex_hull(shapely.multipolygons(shapely.get_parts(footprints[of == k]))), MARGIN_M)
        for k in range(len(kept))
    ]
    return np.array(outlines, dtype=object), of


def worst_blocks(of: NDArray[np.intp], count: int, score: Floats, wanted: int) -> NDArray[np.intp]:
    """Blocks (at most ``wanted``) by decreasing sum of the ``score`` (n,) of their buildings; those without any left out."""
    ranked = (of >= 0) & np.isfinite(score)
    total = np.bincount(of[ranked], score[ranked], count)
    order = np.argsort(-total, kind="stable")
    return order[total[order] > 0][:wanted]


@dataclass(frozen=True)
class Street:
    """A street: its name, roofs ranked along it, and how many are of the warmest classes."""

    name: str
    ranked: int
    warm: int


def streets(
    names: NDArray[np.object_], lines: NDArray[np.object_], footprints: NDArray[np.object_], ranked: NDArray[np.bool_],
    warm: NDArray[np.bool_], least: int,
) -> list[Street]:  # fmt: skip
    """Streets by decreasing number of warm roofs, each roof given to the nearest street within 50 m.

    ``names``, ``lines`` (m,): streets, those without name left out; ``ranked``, ``warm`` (n,) of the footprints. Streets of
    fewer than ``least`` ranked roofs are not told.
    """
    import shapely

    named = np.array([bool(name) for name in names], dtype=bool)
    if not named.any():
        return []
    own, nearest = shapely.STRtree(lines[named]).query_nearest(
        shapely.centroid(footprints), max_distance=STREET_M, all_matches=False
    )
    street = names[named][nearest]
    found = []
    for name in sorted(set(street)):
        some = own[street == name]
        count = int(ranked[some].sum())
        if count >= least:
            found.append(Street(str(name), count, int((warm & ranked)[some].sum())))
    return sorted(found, key=lambda one: (-one.warm, -one.ranked, one.name))
