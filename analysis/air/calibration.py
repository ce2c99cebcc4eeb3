# SPDX-License-Identifier: GPL-2.0-or-later
"""A model against measurements: what it misses, and the straight line that would mend it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import DataError, noop
from .emission_factors import Floats

LEAST_PAIRS = 5  # below, a line through the points says nothing


@dataclass(frozen=True)
class Comparison:
    """``n`` pairs; ``bias`` is model minus measure (µg/m³), ``fac2`` the share within a factor of two, ``mg`` the geometric
    mean of model over measure, ``r`` the correlation, and ``measure = slope · model + intercept`` by least squares.
    """

    n: int
    bias: float
    fac2: float
    mg: float
    r: float
    slope: float
    intercept: float
    slope_error: float


def compare(model: Floats, measure: Floats) -> Comparison:
    """Statistics of the pairs that are known and above 0 (Chang and Hanna 2004 for FAC2 and MG).

    Raises ``DataError`` when there are fewer than :data:`LEAST_PAIRS`, or the model is the same everywhere.
    """
    known = np.isfinite(model) & np.isfinite(measure) & (model > 0) & (measure > 0)
    m, o = model[known], measure[known]
    if len(m) < LEAST_PAIRS:
        raise DataError(
            noop("{count} measurements can be compared: at least {least} are needed."), count=len(m), least=LEAST_PAIRS
        )
    if np.ptp(m) == 0:
        raise DataError(noop("The model has the same value at every measurement: nothing can be fitted."))
    slope, intercept = np.polyfit(m, o, 1)
    rest = o - (slope * m + intercept)
    spread = np.sqrt((rest**2).sum() / max(len(m) - 2, 1) / ((m - m.mean()) ** 2).sum())
    ratio = m / o
    correlation = float(np.corrcoef(m, o)[0, 1]) if np.ptp(o) > 0 else float("nan")
    return Comparison(
        len(m), float((m - o).mean()), float(np.mean((ratio >= 0.5) & (ratio <= 2))), float(np.exp(np.log(ratio).mean())),
        correlation, float(slope), float(intercept), float(spread),
    )  # fmt: skip


def corrected(model: Floats, found: Comparison) -> Floats:
    """The model on the line of the measurements (n,), never below 0."""
    return np.maximum(found.slope * model + found.intercept, 0.0)
