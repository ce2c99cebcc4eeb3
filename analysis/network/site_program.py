# SPDX-License-Identifier: GPL-2.0-or-later
"""The integer program that every siting problem comes to: sites open or not, and what they serve between 0 and a bound.

Solved by HiGHS through :func:`scipy.optimize.milp`. A solver's 0 may read 1e-14: a site is open above 0.5, and what it
serves is counted again from the sites, never read from the solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

SOLVER_TOLERANCE = 1e-6  # of a program that HiGHS says is solved
ROUNDING = 1e-9  # relative: two sums of the same numbers
SCALED_TO = 1e3  # the largest coefficient of an objective whose own scale is far from 1


@dataclass(frozen=True)
class Program:
    """Maximise ``value`` · served, with x binary (sites,) and served in [0, upper] (q,).

    ``constraints`` are over the sites first, then what is served; ``always`` are sites held open.
    """

    sites: int
    value: Floats
    upper: Floats
    constraints: Sequence[LinearConstraint]
    always: Indices = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Solved:
    """Open sites, or None when the time was too short for any; ``bound`` is what no choice exceeds."""

    opened: Indices | None
    bound: float
    finished: bool


def solve(program: Program, time_limit: float) -> Solved:
    """Solve to optimality, or to what ``time_limit`` (s) allows."""
    if not len(program.value):
        return Solved(program.always, 0.0, True)
    largest = float(program.value.max())
    scale = 1.0 if 1.0 <= largest <= 1e6 else SCALED_TO / largest
    lowest = np.zeros(program.sites + len(program.value))
    lowest[program.always] = 1
    found = milp(
        np.r_[np.zeros(program.sites), -scale * program.value],
        integrality=np.r_[np.ones(program.sites), np.zeros(len(program.value))],
        bounds=Bounds(lowest, np.r_[np.ones(program.sites), program.upper]),
        constraints=list(program.constraints),
        options={"time_limit": max(time_limit, 0.01), "mip_rel_gap": 0.0},
    )
    bound = getattr(found, "mip_dual_bound", None)
    opened = None if found.x is None else np.flatnonzero(found.x[: program.sites] > 0.5)
    return Solved(opened, np.inf if bound is None else -float(bound) / scale, found.status == 0)


def relative_gap(value: float, bound: float, finished: bool = False) -> float:
    """How far below ``bound`` a maximised ``value`` may lie, as a share of the bound; 0 is a proof.

    Rounding is no gap; nor is the solver's own tolerance, once it says that it has ``finished``.
    """
    if bound <= value:
        return 0.0
    gap = (bound - value) / bound if np.isfinite(bound) else 1.0
    return 0.0 if gap <= (SOLVER_TOLERANCE if finished else ROUNDING) else gap
