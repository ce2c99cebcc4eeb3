# SPDX-License-Identifier: GPL-2.0-or-later
"""Where to put a few sites so that they serve the most: maximal covering, to the proved optimum.

Maximal covering location (Church and ReVelle 1974): max Σ w_i y_i, y_i ≤ Σ_{j covers i} x_j, Σ x_j = p or
Σ c_j x_j ≤ B, with existing sites held open. The same on rows that are flows from home to work is flow interception
(Hodgson 1990; Berman, Larson and Fouska 1992). x is binary; y, in [0, 1], is integral of itself. With capacities:
:mod:`site_capacity`; on mean times: :mod:`p_median`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint
from scipy.sparse import csr_array, eye, hstack

from ..errors import DataError, noop
from .site_program import ROUNDING, Floats, Indices, Program, relative_gap, solve
from .site_search import Savings, search, upper_bound

TIME_LIMIT = 60.0  # s


@dataclass(frozen=True)
class Siting:
    """``sites``: columns of all open sites, the fixed ones with them, ascending. ``covered``: the weight that they cover.

    ``gap``: how far below the optimum ``covered`` may be, as a share of what the optimum can be at most; 0 when
    ``proved``.
    """

    sites: Indices
    covered: float
    gap: float
    proved: bool


def max_coverage(
    cover: Any, weights: Any, count: int, fixed: Sequence[int] = (), time_limit: float = TIME_LIMIT
) -> Siting:
    """The ``count`` new sites that, with the ``fixed`` ones, cover the most weight.

    ``cover``: (demand, candidates), bool or any sparse matrix, what is not 0 covers. ``weights``: (demand,), 0 or more.
    Candidates fewer than ``count`` are all opened. Where fewer sites cover all that can be, the others are those that
    cover most a second time. Raises ``DataError`` for a weight that is negative or unknown, and where no candidate
    reaches a demand; ``ValueError`` for shapes or indices that do not fit. Without proof in ``time_limit`` s, the best
    found.
    """
    problem = _Problem(cover, weights, fixed)
    return problem.best(np.ones(len(problem.free)), problem.new_sites(count), True, time_limit)


def max_coverage_budget(
    cover: Any, weights: Any, costs: Any, budget: float, fixed: Sequence[int] = (), time_limit: float = TIME_LIMIT
) -> Siting:
    """The new sites of total cost ``budget`` at most that, with the ``fixed`` ones (free), cover the most weight.

    ``costs``: (candidates,), 0 or more, in the unit of ``budget``; those of fixed sites are not read. What adds nothing
    is not opened. Raises ``DataError`` as :func:`max_coverage`, and where the budget pays for no candidate that adds
    something.
    """
    problem = _Problem(cover, weights, fixed)
    prices = np.asarray(costs, dtype=np.float64)
    if prices.shape != (problem.cover.shape[1],):
        raise ValueError(f"{prices.shape} costs for {problem.cover.shape[1]} candidates")
    prices = prices[problem.free]
    wrong = ~(np.isfinite(prices) & (prices >= 0))
    if wrong.any():
        raise DataError(
            noop("{count} candidate sites have a cost that is negative or unknown (the first: number {site}). Give a cost of 0 or more to each."),
            count=int(wrong.sum()), site=int(problem.free[wrong][0]) + 1,
        )  # fmt: skip
    if not np.isfinite(budget) or budget < 0:
        raise DataError(noop("The budget must be a number, 0 or more."))
    useful = np.diff(problem.reduced.tocsc().indptr) > 0
    problem.check_reach()
    if useful.any() and budget < prices[useful].min():
        raise DataError(
            noop("The budget of {budget} pays for no site: the cheapest that would serve anybody costs {cost}. Raise it, or look at the costs."),
            budget=f"{budget:g}", cost=f"{prices[useful].min():g}",
        )  # fmt: skip
    return problem.best(prices, float(budget), False, time_limit)


def greedy(cover: Any, weights: Any, count: int, fixed: Sequence[int] = ()) -> Siting:
    """The same as :func:`max_coverage` by the best site at each step, then exchanges: fast, near, seldom proved."""
    problem = _Problem(cover, weights, fixed)
    costs, places = np.ones(len(problem.free)), problem.new_sites(count)
    savings = problem.savings()
    chosen = search(savings, costs, places)
    return problem.siting(problem.filled(chosen, int(places)), upper_bound(savings, costs, places, chosen))


def marginal_gain(
    cover: Any, weights: Any, count: int, fixed: Sequence[int] = (), time_limit: float = TIME_LIMIT,
    progress: Callable[[float], None] | None = None,
) -> list[Siting]:  # fmt: skip
    """The best sites for 1, 2… ``count`` new ones (as many as there are candidates), ``time_limit`` s for each.

    ``progress`` is called between two of them with the share that is done, and may raise to stop.
    """
    problem = _Problem(cover, weights, fixed)
    costs, most = np.ones(len(problem.free)), int(problem.new_sites(count))
    found: list[Siting] = []
    for places in range(1, most + 1):
        if progress is not None:
            progress((places - 1) / most)
        found.append(problem.best(costs, places, True, time_limit))
    return found


def incidence(cover: Any) -> csr_array:
    """``cover`` as a sparse matrix of ones, indices sorted, nothing stored where nothing covers."""
    matrix = csr_array(cover)
    if matrix.ndim != 2:
        raise ValueError("cover must be (demand, candidates)")
    if np.isnan(np.asarray(matrix.data, dtype=np.float64)).any():
        raise ValueError("cover has NaN")
    matrix = csr_array((matrix.data != 0, matrix.indices, matrix.indptr), shape=matrix.shape, dtype=bool, copy=True)
    matrix.eliminate_zeros()
    matrix.sum_duplicates()
    return matrix.astype(np.float64)


def demand_weights(weights: Any, demand: int) -> Floats:
    """``weights`` (demand,) as floats. Raises ``DataError`` where one is negative or unknown."""
    values = np.asarray(weights, dtype=np.float64)
    if values.shape != (demand,):
        raise ValueError(f"{values.shape} weights for {demand} demand rows")
    wrong = ~(np.isfinite(values) & (values >= 0))
    if wrong.any():
        raise DataError(
            noop("{count} demand points have a weight that is negative or unknown (the first: number {row}). Mend them, or leave them out."),
            count=int(wrong.sum()), row=int(np.flatnonzero(wrong)[0]) + 1,
        )  # fmt: skip
    return values


def fixed_sites(fixed: Sequence[int], candidates: int) -> Indices:
    """``fixed`` sorted, once each. Raises ``ValueError`` for an index that is not a candidate's."""
    sites = np.unique(np.asarray(fixed, dtype=np.int64))
    if len(sites) and (sites[0] < 0 or sites[-1] >= candidates):
        raise ValueError(f"fixed sites outside 0 to {candidates - 1}")
    return sites


def no_candidate_within_reach() -> DataError:
    return DataError(
        noop("No candidate site reaches any of the demand. Look at the reach, at the places of the candidates and at the network between them.")
    )  # fmt: skip


def merged_rows(cover: csr_array, weights: Floats) -> tuple[csr_array, Floats]:
    """Demand that the same sites cover, put together: exact, by rows of equal length."""
    lengths = np.diff(cover.indptr)
    group = np.empty(len(lengths), dtype=np.int64)
    kept: list[Indices] = []
    total = 0
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        columns = cover.indices[cover.indptr[rows][:, None] + np.arange(length)]
        _unique, first, which = np.unique(columns, axis=0, return_index=True, return_inverse=True)
        group[rows] = total + which.reshape(-1)
        kept.append(rows[first])
        total += len(first)
    chosen = np.concatenate(kept) if kept else np.zeros(0, dtype=np.int64)
    return cover[chosen], np.bincount(group, weights, minlength=total).astype(np.float64)


class _Problem:
    """A covering problem brought down to what is still to be decided: rows not yet covered, of equal coverage merged."""

    def __init__(self, cover: Any, weights: Any, fixed: Sequence[int]) -> None:
        self.cover = incidence(cover)
        demand, candidates = self.cover.shape
        self.weights = demand_weights(weights, demand)
        self.fixed = fixed_sites(fixed, candidates)
        self.free = np.setdiff1d(np.arange(candidates), self.fixed)
        self.already = self.cover[:, self.fixed].sum(axis=1) > 0
        rows = np.flatnonzero(~self.already & (self.weights > 0) & (self.cover[:, self.free].sum(axis=1) > 0))
        self.reduced, self.weight = merged_rows(self.cover[rows][:, self.free], self.weights[rows])

    def new_sites(self, count: int) -> float:
        """How many can be opened. Raises ``DataError`` where none of them would serve anybody."""
        if count < 0:
            raise ValueError("count must be 0 or more")
        if count:
            self.check_reach()
        return float(min(int(count), len(self.free)))

    def check_reach(self) -> None:
        if self.cover.shape[1] == 0 or (len(self.free) and not (self.cover[:, self.free].T @ self.weights).any()):
            raise no_candidate_within_reach()

    def savings(self) -> Savings:
        return Savings(self.reduced.multiply(self.weight[:, None]))

    def best(self, costs: Floats, budget: float, fill: bool, time_limit: float) -> Siting:
        """The optimum: what the search finds if its bound proves it, else what the solver finds."""
        start = time.monotonic()
        savings = self.savings()
        allowed = budget + ROUNDING * max(1.0, budget)
        chosen = search(savings, costs, allowed)
        bound, finished = upper_bound(savings, costs, allowed, chosen), False
        if relative_gap(savings.worth(chosen), bound) > 0:
            solved = solve(self.program(costs, budget), time_limit - (time.monotonic() - start))
            bound, finished = min(bound, solved.bound), solved.finished
            if solved.opened is not None and savings.worth(solved.opened) > (1 + ROUNDING) * savings.worth(chosen):
                chosen = solved.opened
        return self.siting(self.filled(chosen, int(budget)) if fill else chosen, bound, finished)

    def program(self, costs: Floats, budget: float) -> Program:
        demand, sites = self.reduced.shape
        served = hstack([-self.reduced, eye(demand)], format="csr")
        paid = csr_array(np.r_[costs, np.zeros(demand)][None, :])
        limits = [LinearConstraint(served, -np.inf, 0), LinearConstraint(paid, -np.inf, budget)]
        return Program(sites, self.weight, np.ones(demand), limits)

    def filled(self, chosen: Indices, places: int) -> Indices:
        """``chosen`` with the candidates that cover most a second time, up to ``places``."""
        idle = np.setdiff1d(np.arange(len(self.free)), chosen)
        again = (self.cover[:, self.free].T @ self.weights)[idle]
        more = idle[np.argsort(-again, kind="stable")[: max(0, places - len(chosen))]]
        return np.sort(np.r_[chosen, more])

    def siting(self, chosen: Indices, bound: float, finished: bool = False) -> Siting:
        """All open sites; ``bound`` is on what the new ones add to the fixed."""
        sites = np.sort(np.r_[self.fixed, self.free[chosen]])
        covered = float(self.weights[self.cover[:, sites].sum(axis=1) > 0].sum())
        already = float(self.weights[self.already].sum())
        proved = relative_gap(covered - already, bound, finished) == 0
        return Siting(sites, covered, 0.0 if proved else relative_gap(covered, bound + already), proved)
