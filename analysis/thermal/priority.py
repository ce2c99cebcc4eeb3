# SPDX-License-Identifier: GPL-2.0-or-later
"""Which homes first: weighted criteria, Pareto front, and how much the rank depends on the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CRITERIA = ("loss", "size", "dpe", "period", "precarity", "owner", "energy", "perimeter")
WEIGHTS = (35.0, 10.0, 15.0, 10.0, 15.0, 5.0, 5.0, 5.0)
LOW, HIGH = 0.02, 0.98  # what lies outside counts as the bound
DRAWS, CONCENTRATION, SEED = 500, 20.0, 20260101
LEAST_HOUSEHOLDS = 11  # INSEE's rule, from memory: nothing is told of fewer


@dataclass(frozen=True)
class Priority:
    """For each building (n,): score 0–1, rank from 1, Pareto front from 1, share of draws in the first k (%), and how
    many criteria were missing; NaN or 0 where no loss is known.
    """

    score: Floats
    rank: Floats
    front: Floats
    robust_pct: Floats
    missing: NDArray[np.int64]


def scaled(values: Floats) -> Floats:
    """0 to 1 between the 2nd and the 98th percentile (n,); NaN stays."""
    known = values[np.isfinite(values)]
    if not len(known):
        return np.full(len(values), np.nan)
    low, high = np.quantile(known, (LOW, HIGH))
    if high == low:
        low, high = known.min(), known.max()
    if high == low:
        return np.where(np.isfinite(values), 0.5, np.nan)
    return np.asarray(np.clip((values - low) / (high - low), 0, 1))


def prioritise(criteria: dict[str, Floats], weights: dict[str, float], first: int) -> Priority:
    """Rank buildings by ``criteria`` (n,) each, raw; ``weights`` by name; ``first``: how many are looked at as the top.

    A building whose loss is unknown is not ranked. Another missing criterion takes the median of those known, and is
    counted; a criterion that nobody has is left out.
    """
    names = used_criteria(criteria, weights)
    ranked = np.flatnonzero(np.isfinite(criteria["loss"]))
    count = len(criteria["loss"])
    score, rank, front, robust = (np.full(count, np.nan) for _part in range(4))
    missing = np.zeros(count, dtype=np.int64)
    result = Priority(score, rank, front, robust, missing)
    if not len(ranked):
        return result
    table = np.stack([scaled(criteria[name])[ranked] for name in names], axis=1)
    unknown = np.isnan(table)
    missing[ranked] = unknown.sum(axis=1)
    table = np.where(unknown, np.nanmedian(table, axis=0), table)
    share = np.array([weights[name] for name in names])
    share = share / share.sum()
    result.score[ranked] = table @ share
    order = np.argsort(-result.score[ranked], kind="stable")
    result.rank[ranked[order]] = np.arange(1, len(ranked) + 1)
    chosen = [names.index(name) for name in ("loss", "precarity", "size") if name in names]
    result.front[ranked] = fronts(table[:, chosen])
    result.robust_pct[ranked] = robustness(table, share, first)
    return result


def used_criteria(criteria: dict[str, Floats], weights: dict[str, float]) -> list[str]:
    """Criteria with a weight and a value for one ranked building at least."""
    ranked = np.isfinite(criteria["loss"])
    return [
        name
        for name in CRITERIA
        if name in criteria and weights.get(name, 0) > 0 and np.isfinite(criteria[name][ranked]).any()
    ]


def robustness(table: Floats, share: Floats, first: int) -> Floats:
    """Share (%) of :data:`DRAWS` draws of weights around ``share`` that leave each row among the ``first`` (n,)."""
    draws = np.random.default_rng(SEED).dirichlet(share * CONCENTRATION, DRAWS)
    seen = np.zeros(len(table))
    first = min(first, len(table))
    for weights in draws:
        score = table @ weights
        seen[np.argpartition(-score, first - 1)[:first]] += 1
    return 100 * seen / DRAWS


def fronts(table: Floats) -> Floats:
    """Pareto front of each row (n,), 1 for those that no other equals or beats on all columns and beats on one."""
    distinct, which = np.unique(-np.round(table, 6), axis=0, return_inverse=True)
    which = np.ravel(which)
    front = np.zeros(len(distinct), dtype=np.int64)
    held: list[list[Floats]] = []
    # In lexical order a row can only be dominated by an earlier one: the first front that holds none is its own.
    for row, point in enumerate(distinct):
        low, high = 0, len(held)
        while low < high:
            middle = (low + high) // 2
            if _dominated(point, held[middle]):
                low = middle + 1
            else:
                high = middle
        if low == len(held):
            held.append([])
        held[low] = [other for other in held[low] if not (other[1:] >= point[1:]).all()] + [point]
        front[row] = low + 1
    return front[which].astype(float)


def _dominated(point: Floats, others: list[Floats]) -> bool:
    return bool(others) and bool((np.asarray(others)[:, 1:] <= point[1:]).all(axis=1).any())


@dataclass(frozen=True)
class Unit:
    """Of each unit (m,): homes known, roofs ranked, share of the warmest classes (%), mean score; NaN where masked."""

    households: Floats
    ranked: NDArray[np.int64]
    warm_pct: Floats
    score: Floats
    masked: NDArray[np.bool_]


def by_unit(unit: NDArray[np.intp], count: int, households: Floats, warm: NDArray[np.bool_], score: Floats) -> Unit:
    """Figures by unit from the unit of each building (n,), -1 for none; ``households`` (n,): homes, NaN counts as none.

    A unit is masked when it has fewer than 11 households, or when its ranked roofs have: nothing is told of it, not even how
    many roofs it has.
    """
    inside = unit >= 0
    ranked = inside & np.isfinite(score)
    homes = np.bincount(unit[inside], np.nan_to_num(households[inside]), count)
    roofs = np.bincount(unit[ranked], minlength=count).astype(np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 100 * np.bincount(unit[ranked], warm[ranked], count) / roofs
        mean = np.bincount(unit[ranked], score[ranked], count) / roofs
    described = np.bincount(unit[ranked], np.nan_to_num(households[ranked]), count)
    masked = (homes < LEAST_HOUSEHOLDS) | (described < LEAST_HOUSEHOLDS)
    return Unit(
        np.where(masked, np.nan, homes), np.where(masked, 0, roofs), np.where(masked, np.nan, share),
        np.where(masked, np.nan, mean), masked,
    )  # fmt: skip
