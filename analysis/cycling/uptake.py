# SPDX-License-Identifier: GPL-2.0-or-later
"""Who could cycle to work: the uptake model of the Propensity to Cycle Tool (PCT), by distance and gradient.

logit p = α + d1·d + d2·√d + d3·d² + h1·g' + i1·d·g' + i2·√d·g', with d in km along the way and g' = g + h2, g being the
mean gradient in %. Lovelace et al. 2017 (10.5198/jtlu.2016.862); the centring h2 = −0.97, the terms of e-bikes, the holds
at the number of workers and at those who cycle already, the 30 km and the share of drivers are those of PCT's own
script (npct/pct-scripts, 05.1x_commute_scenario_building_legacyaggregate.do, 134833a).

Fitted on England, the Netherlands and Switzerland: elsewhere it is a transfer, to be calibrated (:func:`calibrate`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows

GOVERNMENT_TARGET, GO_DUTCH, EBIKE = "government_target", "go_dutch", "ebike"
SCENARIOS = (GOVERNMENT_TARGET, GO_DUTCH, EBIKE)
GRADIENT_OFFSET = -0.97  # %: the Dutch mean gradient, on which PCT centres
MAX_KM = 30.0  # past it, PCT leaves flows as they are
TRIPS_PER_WEEK, WEEKS = 5.24, 52.2  # commuting trips by a cyclist, PCT's script (England)
DAYS = TRIPS_PER_WEEK * WEEKS / 2  # there and back: 136.8 days a year
LARGEST_OFFSET = 30.0  # of α: e^30 times fewer or more
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Coefficients:
    """Of the logit of the share of workers who cycle: km, square root of km, km², % of gradient and their products."""

    alpha: float
    distance: float
    root: float
    square: float
    gradient: float
    gradient_offset: float
    distance_gradient: float
    root_gradient: float
    source: str = ""


_PAPER = "Lovelace et al. 2017, 10.5198/jtlu.2016.862"
COEFFICIENTS: Mapping[str, Coefficients] = {
    GOVERNMENT_TARGET: Coefficients(-3.959, -0.5963, 1.866, 0.00805, -0.271, GRADIENT_OFFSET, 0.009394, -0.05135, _PAPER),
    GO_DUTCH: Coefficients(-1.436, -0.67256, 1.866, 0.00805, -0.271, GRADIENT_OFFSET, 0.009394, -0.05135, f"{_PAPER}, eq. 1B"),
    EBIKE: Coefficients(-1.436, -0.61546, 1.866, 0.0079413, -0.0898, GRADIENT_OFFSET, 0.009394, -0.05135, "npct/pct-scripts 134833a"),
}  # fmt: skip
_COLUMNS = (
    "scenario", "alpha", "d1_dist", "d2_sqrt_dist", "d3_dist2", "h1_grad", "h2_grad_offset", "i1_dist_grad", "i2_sqrtdist_grad", "source",
)  # fmt: skip


def share(
    distance_km: ArrayLike, gradient_pct: ArrayLike, coefficients: Coefficients, gradient_offset: float | None = None,
    alpha_offset: float = 0.0,
) -> Floats:  # fmt: skip
    """The share of workers, 0 to 1, that the model gives; arrays broadcast, NaN where an input is.

    Distances past 30 km count as 30 km: the model was fitted under that. Raises ``DataError`` for a negative distance or
    gradient (the mean gradient of a way is that of its climbs and descents alike).
    """
    d, g = np.asarray(distance_km, dtype=float), np.asarray(gradient_pct, dtype=float)
    for values, what, unit in ((d, "distance", "km"), (g, "gradient", "%")):
        if (values < 0).any():
            raise DataError(
                noop("A {what} is negative: {value} {unit}. Give distances and mean gradients of 0 or more."),
                what=what, value=f"{float(values[values < 0].flat[0]):g}", unit=unit,
            )  # fmt: skip
    d = np.minimum(d, MAX_KM)
    g = g + (coefficients.gradient_offset if gradient_offset is None else gradient_offset)
    c, root = coefficients, np.sqrt(d)
    logit = (
        c.alpha + alpha_offset + c.distance * d + c.root * root + c.square * d**2 + c.gradient * g
        + c.distance_gradient * d * g + c.root_gradient * root * g
    )  # fmt: skip
    return np.asarray(1 / (1 + np.exp(-logit)))


def government_target(
    distance_km: ArrayLike, gradient_pct: ArrayLike, *, observed: ArrayLike = 0, total: ArrayLike = 1,
    gradient_offset: float = GRADIENT_OFFSET, alpha_offset: float = 0.0,
) -> Floats:  # fmt: skip
    """Cyclists of the scenario Government Target: observed + p·total; arrays broadcast.

    It doubles cycling in England, most where distance and gradient suit. ``alpha_offset`` is that of :func:`calibrate`.
    """
    p = share(distance_km, gradient_pct, COEFFICIENTS[GOVERNMENT_TARGET], gradient_offset, alpha_offset)
    return np.asarray(np.asarray(observed, dtype=float) + p * np.asarray(total, dtype=float))


def go_dutch(
    distance_km: ArrayLike, gradient_pct: ArrayLike, *, observed: ArrayLike = 0, total: ArrayLike = 1,
    gradient_offset: float = GRADIENT_OFFSET,
) -> Floats:  # fmt: skip
    """Cyclists of the scenario Go Dutch, as many as the Dutch at the same distance and gradient: max(p·total, observed)."""
    p = share(distance_km, gradient_pct, COEFFICIENTS[GO_DUTCH], gradient_offset)
    return np.asarray(np.maximum(p * np.asarray(total, dtype=float), np.asarray(observed, dtype=float)))


def ebike(
    distance_km: ArrayLike, gradient_pct: ArrayLike, *, observed: ArrayLike = 0, total: ArrayLike = 1,
    gradient_offset: float = GRADIENT_OFFSET,
) -> Floats:  # fmt: skip
    """Go Dutch where every new cyclist may have an electric bike: indicative, its terms are those of other surveys."""
    p = share(distance_km, gradient_pct, COEFFICIENTS[EBIKE], gradient_offset)
    return np.asarray(np.maximum(p * np.asarray(total, dtype=float), np.asarray(observed, dtype=float)))


def calibrate(
    distance_km: ArrayLike, gradient_pct: ArrayLike, total: ArrayLike, observed: ArrayLike,
    coefficients: Coefficients = COEFFICIENTS[GOVERNMENT_TARGET],
) -> float:  # fmt: skip
    """What to add to α so that Σ p·total is the number of ``observed`` cyclists of the territory (a sum, or by flow).

    Flows of unknown distance, gradient or workers are not counted. Raises ``DataError`` where nobody cycles, or everybody.
    """
    d, g, workers, seen = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (distance_km, gradient_pct, total, observed)))  # fmt: skip
    known = np.isfinite(d) & np.isfinite(g) & np.isfinite(workers)
    count = float(np.nansum(seen[known])) if np.ndim(observed) else float(np.asarray(observed))
    people = float(workers[known].sum())
    if not count > 0:
        raise DataError(noop("No cyclist is observed: the model cannot be calibrated. Give the observed cyclists of the territory, or run without calibration."))  # fmt: skip
    if count >= people:
        raise DataError(
            noop("{cyclists} cyclists are observed for {workers} workers: the model cannot be calibrated. Check the fields of workers and cyclists."),
            cyclists=f"{count:g}", workers=f"{people:g}",
        )  # fmt: skip

    def excess(offset: float) -> float:
        p = share(d[known], g[known], coefficients, alpha_offset=offset)
        return float((p * workers[known]).sum()) - count

    return float(brentq(excess, -LARGEST_OFFSET, LARGEST_OFFSET, xtol=1e-12))


@dataclass(frozen=True)
class Flows:
    """Home–work flows (n,), one way a day: km and mean gradient (%) of the way, workers, those who cycle and those who drive.

    ``beyond``: farther than the model is used for, whatever ``distance_km``. NaN where unknown.
    """

    distance_km: Floats
    gradient_pct: Floats
    workers: Floats
    cyclists: Floats
    drivers: Floats
    beyond: NDArray[np.bool_]


@dataclass(frozen=True)
class Uptake:
    """For each flow (n,): cyclists, those more than today, cars left at home (a day), km they would have run and kg of CO2 (a
    year). NaN where unknown. ``held``: flows where all workers cycle in the scenario."""

    cyclists: Floats
    extra: Floats
    car_trips: Floats
    car_km: Floats
    co2_kg: Floats
    held: int


def uptake(
    scenario: str, flows: Flows, coefficients: Coefficients, days: float, kg_veh_km: float, alpha_offset: float = 0.0,
    least: Coefficients | None = None,
) -> Uptake:  # fmt: skip
    """One scenario of :data:`SCENARIOS`. Never fewer cyclists than today, nor more than workers; none more ``beyond``.

    New cyclists come from those who do not cycle, drivers as often as they are among them (PCT). km: there and back,
    ``days`` a year, along the way by bike. ``least``: coefficients of a scenario that this one is never below; an electric
    bike takes nobody off a bike, although the terms of its surveys cross those of Go Dutch on short flat ways.
    """
    p = np.full(len(flows.workers), np.nan)
    known = np.isfinite(flows.distance_km) & np.isfinite(flows.gradient_pct) & ~flows.beyond
    p[known] = share(flows.distance_km[known], flows.gradient_pct[known], coefficients, alpha_offset=alpha_offset)
    if least is not None:
        p[known] = np.maximum(p[known], share(flows.distance_km[known], flows.gradient_pct[known], least))
    wanted = p * flows.workers + (flows.cyclists if scenario == GOVERNMENT_TARGET else 0.0)
    cyclists = np.minimum(np.maximum(wanted, flows.cyclists), flows.workers)
    cyclists = np.where(flows.beyond, flows.cyclists, cyclists)
    extra = cyclists - flows.cyclists
    trips = extra * driver_share(flows)
    km = 2 * days * np.where(flows.beyond, 0.0, flows.distance_km) * trips
    return Uptake(cyclists, extra, trips, km, km * kg_veh_km, int((wanted > flows.workers).sum()))


def driver_share(flows: Flows) -> Floats:
    """Drivers among those who do not cycle (n,), 0 where everybody cycles, NaN where drivers are unknown."""
    rest = flows.workers - flows.cyclists
    return np.divide(flows.drivers, rest, out=np.where(np.isnan(flows.drivers), np.nan, 0.0), where=rest > 0)


def read_coefficients(path: str | Path) -> dict[str, Coefficients]:
    """The table of coefficients, one line for each scenario. Raises ``DataError`` naming the line, or what is lacking."""
    file = Path(path)
    found = {}
    for line, row in read_rows(file, _COLUMNS):
        values = [parse_number(row[name]) for name in _COLUMNS[1:-1]]
        if row["scenario"] not in SCENARIOS or np.isnan(values).any() or not row["source"]:
            raise DataError(
                noop("The table “{file}”, line {line}: a scenario ({known}), eight numbers and a source are needed."),
                file=file.name, line=line, known=", ".join(SCENARIOS),
            )  # fmt: skip
        alpha, d1, d2, d3, h1, h2, i1, i2 = values
        found[row["scenario"]] = Coefficients(alpha, d1, d2, d3, h1, h2, i1, i2, row["source"])
    missing = [name for name in SCENARIOS if name not in found]
    if missing:
        raise DataError(
            noop("The table “{file}” lacks the scenario {missing}."), file=file.name, missing=", ".join(missing)
        )
    return found
