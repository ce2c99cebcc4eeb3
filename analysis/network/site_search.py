# SPDX-License-Identifier: GPL-2.0-or-later
"""Sites chosen one at a time, then exchanged one for one: fast, close to the best, and its distance to it bounded.

What a set of sites S is worth is f(S) = Σ_k max_{j∈S} s_kj, with s_kj ≥ 0 what the site j brings to the demand k: all
of its weight when it covers it (coverage), or the time it saves (p-median). f grows and its gains shrink (submodular),
hence the bound of Nemhauser, Wolsey and Fisher (1978): no affordable set T is worth more than f(S) + the gains over S
of T.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csc_array

from .site_program import Floats, Indices

LEAST_GAIN = 1e-12  # of the whole: below, an exchange only turns rounding round


class Savings:
    """s_kj as a sparse matrix (demand, candidates); a pair that is not stored brings nothing."""

    def __init__(self, matrix: Any) -> None:
        stored = csc_array(matrix, dtype=np.float64)
        self.demand, self.candidates = stored.shape
        self.amount, self.row, self.start = stored.data, stored.indices, stored.indptr
        self.column = np.repeat(np.arange(self.candidates), np.diff(stored.indptr))

    def best(self, sites: Indices) -> Floats:
        """What the sites bring to each demand (demand,)."""
        brought = np.zeros(self.demand)
        for site in sites:
            pairs = slice(self.start[site], self.start[site + 1])
            brought[self.row[pairs]] = np.maximum(brought[self.row[pairs]], self.amount[pairs])
        return brought

    def gains(self, brought: Floats) -> Floats:
        """What each candidate would add (candidates,)."""
        more = np.maximum(self.amount - brought[self.row], 0)
        return np.bincount(self.column, more, minlength=self.candidates).astype(np.float64)

    def worth(self, sites: Indices) -> float:
        return float(self.best(sites).sum())


def search(savings: Savings, costs: Floats, budget: float) -> Indices:
    """Sites whose costs sum to ``budget`` at most: greedy, then one-for-one exchanges until none improves.

    With unequal costs, the better of the gain and the gain by cost (Khuller, Moss and Naor 1999). Teitz and Bart (1968)
    for the exchange.
    """
    if not len(costs):
        return np.zeros(0, dtype=np.int64)
    prices = [np.ones_like(costs)] if np.ptp(costs) == 0 else [costs, np.ones_like(costs)]
    none, found = np.zeros(0, dtype=np.int64), []
    for price in prices:
        sites = exchanged(savings, costs, budget, _greedy(savings, costs, budget, price, none))
        found.append(_greedy(savings, costs, budget, price, sites))
    return max(found, key=savings.worth)


def _greedy(savings: Savings, costs: Floats, budget: float, price: Floats, start: Indices) -> Indices:
    """From ``start``, the site of the best gain for its price, while one that adds something can be paid."""
    sites = list(map(int, start))
    brought, left = savings.best(start), budget - costs[start].sum()
    least = max(float(price.max(initial=0)), 1.0) * 1e-9  # what costs nothing comes first, without dividing by 0
    while True:
        gains = np.where(costs <= left, savings.gains(brought), 0)
        gains[sites] = 0
        if not gains.any():
            return np.sort(np.array(sites, dtype=np.int64))
        sites.append(int(np.argmax(gains / np.maximum(price, least))))
        left -= costs[sites[-1]]
        brought = np.maximum(brought, savings.best(np.array(sites[-1:])))


def exchanged(savings: Savings, costs: Floats, budget: float, sites: Indices) -> Indices:
    """Each site in turn gives way to the candidate that adds most in its place, while one does."""
    current = list(map(int, sites))
    value, still = savings.worth(sites), 0
    least = LEAST_GAIN * max(value, float(np.finfo(np.float64).tiny))
    while current and still < len(current):
        leaving = current.pop(0)
        brought = savings.best(np.array(current, dtype=np.int64))
        room = budget - costs[current].sum()
        worth = brought.sum() + np.where(costs <= room, savings.gains(brought), -np.inf)
        entering = int(np.argmax(worth))
        better = entering != leaving and worth[entering] > value + least
        still = 0 if better else still + 1
        value = float(worth[entering]) if better else value
        current.append(entering if better else leaving)
    return np.sort(np.array(current, dtype=np.int64))


def upper_bound(savings: Savings, costs: Floats, budget: float, sites: Indices) -> float:
    """What no choice within the budget can exceed, seen from no site and from ``sites``."""
    affordable = costs <= budget
    pairs = affordable[savings.column]
    whole = np.zeros(savings.demand)
    np.maximum.at(whole, savings.row[pairs], savings.amount[pairs])
    bounds = [float(whole.sum())]
    for brought in (np.zeros(savings.demand), savings.best(sites)):
        gains = np.where(affordable, savings.gains(brought), 0)
        bounds.append(float(brought.sum()) + _best_load(gains, costs, budget))
    return min(bounds)


def _best_load(gains: Floats, costs: Floats, budget: float) -> float:
    """The continuous knapsack: the most gain that a budget buys, the last candidate in part."""
    free = costs <= 0
    order = np.argsort(-gains[~free] / costs[~free], kind="stable")
    gain, cost = gains[~free][order], costs[~free][order]
    spent = np.cumsum(cost)
    share = np.clip((budget - (spent - cost)) / cost, 0, 1)
    return float(gains[free].sum() + (gain * share).sum())
