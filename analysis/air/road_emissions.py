# SPDX-License-Identifier: GPL-2.0-or-later
"""Emissions of roads from their traffic, speed and fleet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .emission_factors import FactorTable, Floats
from .fleet import POLLUTANTS, Fleet

HOURS_OF_A_DAY, HOURS_OF_A_YEAR = 24.0, 8760.0
SPEED_BOUNDS = (5.0, 130.0)  # km/h: outside, it is a mistake of the file, not a speed
TRUCK_SPEED = 90.0  # km/h: the limit of trucks on the fastest roads


@dataclass(frozen=True)
class Traffic:
    """What is known of each road (n,): vehicles a day, heavy share (%), speed (km/h), length (m); NaN when unknown."""

    aadt: Floats
    hgv_pct: Floats
    speed_kmh: Floats
    length_m: Floats


@dataclass(frozen=True)
class Emissions:
    """For each road (n,): g/km/h of the mean hour and kg a year, by pollutant; NaN where the traffic is not known."""

    g_km_h: dict[str, Floats]
    kg_yr: dict[str, Floats]


def emissions(traffic: Traffic, fleet: Fleet, table: FactorTable) -> Emissions:
    """Emissions of the mean hour of the year.

    Trucks are held to :data:`TRUCK_SPEED`. A road whose traffic, heavy share or speed is unknown or impossible (see
    :func:`usable`) has none: missing is not zero.
    """
    ok = usable(traffic)
    speed = np.where(ok, traffic.speed_kmh, 50.0)
    distinct, which = np.unique(speed, return_inverse=True)
    light = fleet.factors(table, distinct)["light"]
    heavy = fleet.factors(table, np.minimum(distinct, TRUCK_SPEED))["heavy"]
    hourly = np.where(ok, traffic.aadt, np.nan) / HOURS_OF_A_DAY
    share = np.where(ok, traffic.hgv_pct, np.nan) / 100
    g_km_h = {name: hourly * ((1 - share) * light[name][which] + share * heavy[name][which]) for name in POLLUTANTS}
    year = {name: rate * traffic.length_m / 1000 * HOURS_OF_A_YEAR / 1000 for name, rate in g_km_h.items()}
    return Emissions(g_km_h, year)


def usable(traffic: Traffic) -> np.ndarray:
    """True where the traffic is above 0, the heavy share between 0 and 100, the speed inside :data:`SPEED_BOUNDS`."""
    with np.errstate(invalid="ignore"):
        speed = (traffic.speed_kmh >= SPEED_BOUNDS[0]) & (traffic.speed_kmh <= SPEED_BOUNDS[1])
        share = (traffic.hgv_pct >= 0) & (traffic.hgv_pct <= 100)
        return np.asarray((traffic.aadt > 0) & share & speed)
