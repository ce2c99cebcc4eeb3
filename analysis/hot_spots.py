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
    own_place = np.empty(count, dtype=np.intp)
    # Neighbours drawn without replacement among all the others: a run of a shuffled circle, the place itself left out.
    for step in range(permutations):
        if step % 20 == 0:
            progress(step / permutations)
        order = chance.permutation(count)
        own_place[order] = np.arange(count)
        around = np.r_[value[order], value[order]]
        sums = np.r_[0.0, np.cumsum(around)]
        start = chance.integers(0, count, count)
        drawn = sums[start + size - 1] - sums[start]
        itself = (own_place - start) % count < size - 1
        drawn += np.where(itself, around[start + size - 1] - value, 0.0)
        more += value + drawn >= total - 1e-12 * np.abs(total)
    p = (np.minimum(more, permutations - more) + 1) / (permutations + 1)
    # A place without neighbour says nothing; the test is of both sides.
    p = np.where(size > 1, p, 1.0)
    significant = false_discoveries(np.minimum(2 * p, 1.0)) & (size > 1)
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
