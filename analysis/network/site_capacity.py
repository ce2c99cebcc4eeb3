# SPDX-License-Identifier: GPL-2.0-or-later
"""Maximal covering by sites that hold only so many: what each one serves is shared out as well as it can be.

Current and Storbeck (1988): max Σ v_kj, v_kj ≤ w_k x_j, Σ_j v_kj ≤ w_k, Σ_k v_kj ≤ cap_j x_j, Σ x_j = p. The demand of
one row can be shared between sites: it is several people.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, linprog
from scipy.sparse import csr_array, eye, hstack

from ..errors import DataError, noop
from .site_program import ROUNDING, SCALED_TO, Floats, Indices, Program, relative_gap, solve
from .siting import (
    TIME_LIMIT,
    Siting,
    demand_weights,
    fixed_sites,
    incidence,
    merged_rows,
    no_candidate_within_reach,
)


@dataclass(frozen=True)
class LoadedSiting(Siting):
    """``covered`` is the weight that is served; ``load``: what each of ``sites`` serves, in one best sharing out."""

    load: Floats


def max_coverage_capacity(
    cover: Any, weights: Any, capacity: Any, count: int, fixed: Sequence[int] = (), time_limit: float = TIME_LIMIT
) -> LoadedSiting:
    """The ``count`` new sites that, with the ``fixed`` ones, serve the most weight within their capacity.

    ``capacity``: (candidates,), 0 or more, in the unit of ``weights``, infinite where there is no limit; that of a fixed
    site counts. Raises ``DataError`` for a weight or a capacity that is negative or unknown, and where no candidate with a
    capacity reaches a demand.
    """
    start = time.monotonic()
    problem = _Shared(cover, weights, capacity, fixed)
    places = problem.places(count)
    chosen = problem.guess(places)
    served = problem.served(chosen)
    bound, finished = problem.upper_bound(places), False
    if relative_gap(served.sum(), bound) > 0:
        solved = solve(problem.program(places), time_limit - (time.monotonic() - start))
        bound, finished = min(bound, solved.bound), solved.finished
        if solved.opened is not None:
            other = problem.filled(solved.opened, places)
            load = problem.served(other)
            if load.sum() > (1 + ROUNDING) * served.sum():
                chosen, served = other, load
    total = float(served.sum())
    gap = relative_gap(total, bound, finished)
    return LoadedSiting(chosen, total * problem.unit, gap, gap == 0, served * problem.unit)


class _Shared:
    """The demand that can be reached, equal rows merged, in a unit that suits the solver."""

    def __init__(self, cover: Any, weights: Any, capacity: Any, fixed: Sequence[int]) -> None:
        matrix = incidence(cover)
        demand, self.candidates = matrix.shape
        values = demand_weights(weights, demand)
        capacities = _capacities(capacity, self.candidates)
        self.fixed = fixed_sites(fixed, self.candidates)
        self.free = np.setdiff1d(np.arange(self.candidates), self.fixed)
        rows = np.flatnonzero((values > 0) & (np.diff(matrix.indptr) > 0))
        self.cover, weight = merged_rows(matrix[rows], values[rows])
        largest = float(weight.max(initial=1.0))
        self.unit = 1.0 if 1.0 <= largest <= 1e6 else largest / SCALED_TO
        self.weight = weight / self.unit
        self.potential = self.cover.T @ self.weight
        self.capacity = np.minimum(capacities / self.unit, self.potential)
        self.row = np.repeat(np.arange(len(self.weight)), np.diff(self.cover.indptr))
        self.column = self.cover.indices.astype(np.int64)

    def places(self, count: int) -> int:
        if count < 0:
            raise ValueError("count must be 0 or more")
        if count and (self.candidates == 0 or (len(self.free) and not self.capacity[self.free].any())):
            raise no_candidate_within_reach()
        return min(int(count), len(self.free))

    def upper_bound(self, places: int) -> float:
        most = np.sort(self.capacity[self.free])[::-1][:places].sum() + self.capacity[self.fixed].sum()
        return float(min(self.weight.sum(), most))

    def guess(self, places: int) -> Indices:
        """Sites one at a time, each taking its share of what is left of every demand that it covers."""
        left, opened = self.weight.copy(), list(map(int, self.fixed))
        for step in range(len(self.fixed) + places):
            brings = np.minimum(self.capacity, self.cover.T @ left)
            if step >= len(self.fixed):
                brings[opened] = -1
                opened.append(int(np.argmax(brings)))
            site = opened[step]
            rows = self.row[self.column == site]
            here = left[rows].sum()
            left[rows] *= 1 - brings[site] / here if here > 0 and brings[site] > 0 else 1.0
        return np.sort(np.array(opened, dtype=np.int64))

    def filled(self, opened: Indices, places: int) -> Indices:
        """The fixed sites and ``places`` others: those ``opened``, then the largest."""
        new = np.setdiff1d(opened, self.fixed)
        idle = np.setdiff1d(self.free, new)
        more = idle[np.argsort(-self.capacity[idle], kind="stable")[: max(0, places - len(new))]]
        return np.sort(np.r_[self.fixed, new, more])

    def served(self, sites: Indices) -> Floats:
        """What each of ``sites`` serves (sites,) when the most is served in all: a linear program."""
        pairs = np.flatnonzero(np.isin(self.column, sites))
        if not len(pairs):
            return np.zeros(len(sites))
        one, place = np.ones(len(pairs)), np.searchsorted(sites, self.column[pairs])
        index = np.arange(len(pairs))
        taken = csr_array((one, (self.row[pairs], index)), shape=(len(self.weight), len(pairs)))
        held = csr_array((one, (place, index)), shape=(len(sites), len(pairs)))
        limits = np.r_[self.weight, self.capacity[sites]]
        found = linprog(-one, A_ub=_stacked(taken, held), b_ub=limits, bounds=(0, None), method="highs")
        return np.minimum(held @ found.x, self.capacity[sites])

    def program(self, places: int) -> Program:
        pairs, index = len(self.row), np.arange(len(self.row))
        one, most = np.ones(pairs), np.minimum(self.weight[self.row], self.capacity[self.column])
        taken = csr_array((one, (self.row, index)), shape=(len(self.weight), pairs))
        held = csr_array((one, (self.column, index)), shape=(self.candidates, pairs))
        opens = csr_array((-self.capacity, (np.arange(self.candidates),) * 2), shape=(self.candidates,) * 2)
        linked = csr_array((-most, (index, self.column)), shape=(pairs, self.candidates))
        nothing = csr_array((len(self.weight), self.candidates))
        limits = [
            LinearConstraint(hstack([nothing, taken], format="csr"), -np.inf, self.weight),
            LinearConstraint(hstack([opens, held], format="csr"), -np.inf, 0),
            LinearConstraint(hstack([linked, eye(pairs)], format="csr"), -np.inf, 0),
            LinearConstraint(csr_array(np.r_[np.ones(self.candidates), np.zeros(pairs)][None, :]), -np.inf, len(self.fixed) + places),
        ]  # fmt: skip
        return Program(self.candidates, one, most, limits, self.fixed)


def _stacked(upper: csr_array, lower: csr_array) -> csr_array:
    from scipy.sparse import vstack

    return csr_array(vstack([upper, lower], format="csr"))


def _capacities(capacity: Any, candidates: int) -> Floats:
    values = np.asarray(capacity, dtype=np.float64)
    if values.shape != (candidates,):
        raise ValueError(f"{values.shape} capacities for {candidates} candidates")
    wrong = ~(values >= 0)
    if wrong.any():
        raise DataError(
            noop("{count} sites have a capacity that is negative or unknown (the first: number {site}). Give a number of places to each."),
            count=int(wrong.sum()), site=int(np.flatnonzero(wrong)[0]) + 1,
        )  # fmt: skip
    return values
