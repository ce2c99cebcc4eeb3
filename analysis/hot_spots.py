# SPDX-License-Identifier: GPL-2.0-or-later
"""Getis-Ord Gi*: where high or low values gather more than chance would have them (Ord and Getis 1995)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PERMUTATIONS, SEED, FALSE_SHARE = 999, 20260101, 0.05
LEAST = 30


@dataclass(frozen=True)
class HotSpots:
    """For each place (n,): z of Gi*, pseudo p of conditional permutations, neighbours, and 1 hot, –1 cold or 0 once false
    discoveries are held at 5 % (Benjamini and Hochberg).
    """

    z: Floats
    p: Floats
    neighbours: NDArray[np.int64]
    kind: NDArray[np.int64]


def hot_spots(
    east: Floats, north: Floats, value: Floats, progress: Callable[[float], None], distance: float | None = None, nearest: int = 8,
    permutations: int = PERMUTATIONS,
) -> HotSpots:  # fmt: skip
    """Gi* of values (n,) at places (n,) in a metric CRS, with binary weights that include the place itself.

    Neighbours lie within ``distance`` m, or are the ``nearest`` ones when it is None.
    """
    from scipy.spatial import cKDTree

    count = len(value)
    places = np.c_[east, north]
    tree = cKDTree(places)
    if distance is None:
        _away, index = tree.query(places, min(nearest + 1, count))
        own = [np.unique(np.r_[i, row]) for i, row in enumerate(np.atleast_2d(index))]
    else:
        own = [np.asarray(row) for row in tree.query_ball_point(places, distance)]
    size = np.array([len(row) for row in own])
    total = np.array([value[row].sum() for row in own])
    z = _gi(total, size, value)
    chance = np.random.default_rng(SEED)
    more = np.zeros(count)
    # Neighbours are drawn among all the others, with replacement, the place keeping its own value.
    widest = int(size.max())
    for step in range(permutations):
        if step % 20 == 0:
            progress(step / permutations)
        drawn = chance.integers(0, count - 1, (count, max(widest - 1, 1)))
        drawn += drawn >= np.arange(count)[:, None]
        along = np.cumsum(value[drawn], axis=1)
        simulated = value + np.where(size > 1, along[np.arange(count), np.maximum(size - 2, 0)], 0)
        more += simulated >= total
    p = (np.minimum(more, permutations - more) + 1) / (permutations + 1)
    significant = false_discoveries(p)
    kind = np.where(significant, np.sign(z), 0).astype(np.int64)
    return HotSpots(z, p, size - 1, kind)


def _gi(total: Floats, size: NDArray[np.int64], value: Floats) -> Floats:
    """Standardised Gi* for binary weights."""
    count = len(value)
    mean, spread = value.mean(), value.std()
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((total - mean * size) / (spread * np.sqrt((count * size - size**2.0) / (count - 1))))


def false_discoveries(p: Floats, share: float = FALSE_SHARE) -> NDArray[np.bool_]:
    """True where p is low enough to hold the share of false discoveries (Benjamini and Hochberg 1995)."""
    order = np.argsort(p)
    passed = p[order] <= share * np.arange(1, len(p) + 1) / len(p)
    last = np.flatnonzero(passed)
    found = np.zeros(len(p), dtype=bool)
    if len(last):
        found[order[: last[-1] + 1]] = True
    return found
