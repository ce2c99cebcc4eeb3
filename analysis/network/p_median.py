# SPDX-License-Identifier: GPL-2.0-or-later
"""Where to put a few sites so that people reach the nearest of them soonest: the p-median, to the proved optimum.

Hakimi (1964), ReVelle and Swain (1970): min Σ w_k t_kj z_kj, Σ_j z_kj = 1, z_kj ≤ x_j, Σ x_j = p. Written as savings on
a longest time: pairs that save nothing (beyond the limit, or no nearer than a fixed site) are left out, and z is
continuous.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint
from scipy.sparse import coo_array, csc_array, csr_array, eye, hstack, issparse

from ..errors import DataError, noop
from .site_program import ROUNDING, Floats, Indices, Program, relative_gap, solve
from .site_search import Savings, search, upper_bound
from .siting import TIME_LIMIT, demand_weights, fixed_sites, no_candidate_within_reach

MOST_PAIRS = 500_000  # beyond, the program is too large to be proved on one machine: the search alone answers


@dataclass(frozen=True)
class Median:
    """``sites``: columns of all open sites, the fixed ones with them, ascending.

    ``cost``: Σ weight × time to the nearest open site; demand that none reaches is charged ``charge``, the limit or the
    longest time of the table. ``mean_time``: of the demand that is reached (NaN for none). ``allocation``: (demand,)
    column of the nearest open site, –1 where none reaches. ``unreached``: the weight of those. ``out_of_reach``: the
    rows that no candidate reaches, open or not. ``gap``: how far above the optimum ``cost`` may be, as a share of
    ``cost``; 0 when ``proved``.
    """

    sites: Indices
    cost: float
    charge: float
    mean_time: float
    allocation: Indices
    unreached: float
    out_of_reach: Indices
    gap: float
    proved: bool


@dataclass(frozen=True)
class _Pairs:
    """Times known and within the limit: (pairs,) each, and the shape of the whole."""

    row: Indices
    column: Indices
    time: Floats
    demand: int
    candidates: int


def p_median(
    times: Any, weights: Any, count: int, fixed: Sequence[int] = (), limit: float | None = None,
    time_limit: float = TIME_LIMIT,
) -> Median:  # fmt: skip
    """The ``count`` new sites that, with the ``fixed`` ones, make the weighted time to the nearest least.

    ``times``: (demand, candidates), any unit; infinite or NaN where there is no way, or a sparse matrix whose stored
    entries (0 among them) are the ways. Longer ones than ``limit`` are none. Raises ``DataError`` for negative times, for
    a weight that is negative or unknown, and where no candidate reaches a demand. Beyond :data:`MOST_PAIRS` ways that
    matter, or without proof in ``time_limit`` s, the best found with its gap.
    """
    start = time.monotonic()
    pairs = _pairs(times, limit)
    weight = demand_weights(weights, pairs.demand)
    existing = fixed_sites(fixed, pairs.candidates)
    free = np.setdiff1d(np.arange(pairs.candidates), existing)
    if count < 0:
        raise ValueError("count must be 0 or more")
    if not len(pairs.time) or (count and len(free) and not np.isin(pairs.column[weight[pairs.row] > 0], free).any()):
        raise no_candidate_within_reach()
    charge = float(limit if limit is not None else pairs.time.max())
    before = _nearest(pairs, existing, charge)
    savings = _savings(pairs, weight, before, free)
    places = min(int(count), len(free))
    chosen, bound, finished = _chosen(savings, places, time_limit - (time.monotonic() - start))
    proved = relative_gap(savings.worth(chosen), bound, finished) == 0
    sites = np.sort(np.r_[existing, free[_filled(chosen, places, pairs, weight, free)]])
    least = float((weight * before).sum()) - bound
    return _median(pairs, weight, sites, charge, least, proved)


def _pairs(times: Any, limit: float | None) -> _Pairs:
    matrix = times.tocoo() if issparse(times) else None
    if matrix is not None:
        row, column, spent = matrix.row, matrix.col, np.asarray(matrix.data, dtype=np.float64)
        shape = matrix.shape
    else:
        dense = np.asarray(times, dtype=np.float64)
        if dense.ndim != 2:
            raise ValueError("times must be (demand, candidates)")
        row, column = np.nonzero(np.isfinite(dense))
        spent, shape = dense[row, column], dense.shape
    known = np.isfinite(spent) & (spent <= (np.inf if limit is None else limit))
    if (spent[known] < 0).any():
        raise DataError(noop("Some travel times are negative: compute them again."))
    return _Pairs(row[known].astype(np.int64), column[known].astype(np.int64), spent[known], *map(int, shape))


def _nearest(pairs: _Pairs, sites: Indices, charge: float) -> Floats:
    """Time (demand,) to the nearest of ``sites``; ``charge`` where none is nearer."""
    found = np.full(pairs.demand, charge)
    of_sites = np.isin(pairs.column, sites)
    np.minimum.at(found, pairs.row[of_sites], pairs.time[of_sites])
    return found


def _savings(pairs: _Pairs, weight: Floats, before: Floats, free: Indices) -> Savings:
    saved = weight[pairs.row] * (before[pairs.row] - pairs.time)
    useful = (saved > 0) & np.isin(pairs.column, free)
    place = np.searchsorted(free, pairs.column[useful])
    return Savings(csc_array(coo_array((saved[useful], (pairs.row[useful], place)), shape=(pairs.demand, len(free)))))


def _chosen(savings: Savings, places: int, time_limit: float) -> tuple[Indices, float, bool]:
    """New sites, what no choice can save more than, and whether the solver finished."""
    costs = np.ones(savings.candidates)
    chosen = search(savings, costs, places)
    bound = upper_bound(savings, costs, places, chosen)
    if relative_gap(savings.worth(chosen), bound) == 0 or len(savings.amount) > MOST_PAIRS:
        return chosen, bound, False
    solved = solve(_program(savings, places), time_limit)
    if solved.opened is not None and savings.worth(solved.opened) > (1 + ROUNDING) * savings.worth(chosen):
        chosen = solved.opened
    return chosen, min(bound, solved.bound), solved.finished


def _program(savings: Savings, places: int) -> Program:
    pairs, sites = len(savings.amount), savings.candidates
    index, one = np.arange(pairs), np.ones(pairs)
    opens = csr_array((-one, (index, savings.column)), shape=(pairs, sites))
    once = csr_array((one, (savings.row, index)), shape=(savings.demand, pairs))
    nothing = csr_array((savings.demand, sites))
    limits = [
        LinearConstraint(hstack([opens, eye(pairs)], format="csr"), -np.inf, 0),
        LinearConstraint(hstack([nothing, once], format="csr"), -np.inf, 1),
        LinearConstraint(csr_array(np.r_[np.ones(sites), np.zeros(pairs)][None, :]), -np.inf, places),
    ]
    return Program(sites, savings.amount, one, limits)


def _filled(chosen: Indices, places: int, pairs: _Pairs, weight: Floats, free: Indices) -> Indices:
    """``chosen`` with the candidates that most weight reaches, up to ``places``."""
    reached = np.bincount(pairs.column, weight[pairs.row], minlength=pairs.candidates)[free]
    idle = np.setdiff1d(np.arange(len(free)), chosen)
    more = idle[np.argsort(-reached[idle], kind="stable")[: max(0, places - len(chosen))]]
    return np.sort(np.r_[chosen, more])


def _median(pairs: _Pairs, weight: Floats, sites: Indices, charge: float, least: float, proved: bool) -> Median:
    """Everything counted again from the open sites; ``least`` is a cost that no choice goes below."""
    mine = np.flatnonzero(np.isin(pairs.column, sites))
    order = mine[np.lexsort((pairs.column[mine], pairs.time[mine], pairs.row[mine]))]
    rows, first = np.unique(pairs.row[order], return_index=True)
    allocation = np.full(pairs.demand, -1, dtype=np.int64)
    allocation[rows] = pairs.column[order[first]]
    spent = np.full(pairs.demand, charge)
    spent[rows] = pairs.time[order[first]]
    reached = allocation >= 0
    cost, carried = float((weight * spent).sum()), float(weight[reached].sum())
    mean = float((weight * spent)[reached].sum()) / carried if carried > 0 else float("nan")
    gap = 0.0 if proved or cost <= 0 else min(1.0, max(0.0, (cost - least) / cost))
    out = np.setdiff1d(np.arange(pairs.demand), pairs.row)
    return Median(sites, cost, charge, mean, allocation, float(weight[~reached].sum()), out, gap, proved)
