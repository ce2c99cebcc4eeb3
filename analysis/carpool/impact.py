# SPDX-License-Identifier: GPL-2.0-or-later
"""Vehicle-kilometres that carpooling through an area avoids in a year, and what they would have emitted.

n people drive each to the area j, then one car goes on to work w. One way, against each driving to work:
Σ d(o_i, w) − Σ d(o_i, j) − d(j, w) = (n − 1)·d_jw − Σ δ_i, with the detour δ_i = d(o_i, j) + d_jw − d(o_i, w). Only
former drivers avoid anything: with a share r of them, (r·n − 1)·d_jw − r·n·δ. Cars left in the area are those of n − 1
people out of n. Nothing is held at 0: a short way from the area to work, or long detours, cost kilometres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..air.emission_factors import FactorTable, Floats
from ..air.fleet import Fleet
from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows

# ADEME and Inddigo (2015), users of areas: 3.5 trips a week. 46 weeks worked: assumption. Two trips make a day.
TRIPS_PER_WEEK, WEEKS = 3.5, 46.0
DAYS = TRIPS_PER_WEEK * WEEKS / 2
CREW = 2.2  # people in a car: assumption
CREW_RANGE, DAYS_RANGE_PCT = 0.2, 15.0  # around both, for a low and a high: assumptions
USE, LIFE_CYCLE = "use", "lifecycle"
VEHICLE_KM = "veh.km"
# Other tables say what they count by so; their numbers are for one person, and must not be used for a car.
ALIASES = {
    "use_kgco2e_per_unit": "use_kgco2e_per_veh_km",
    "construction_kgco2e_per_unit": "construction_kgco2e_per_veh_km",
    "unite": "unit",
}


@dataclass(frozen=True)
class Factor:
    """kg of CO2 equivalent for a kilometre of one car, driven and built."""

    mode: str
    use: float
    construction: float
    source: str

    def kg_veh_km(self, scope: str) -> float:
        """``use``: what is driven (territorial inventory); ``lifecycle``: the making of the car too."""
        return self.use + (self.construction if scope == LIFE_CYCLE else 0.0)


@dataclass(frozen=True)
class Areas:
    """For each area (n,), NaN where unknown: people a day who carpool through it, cars left in it on a working day, km
    from the area to work, km of detour of each car. A count of cars goes before a potential.
    """

    potential: Floats
    parked: Floats
    distance_km: Floats
    detour_km: Floats

    def carpoolers(self, crew: float) -> Floats:
        """People a day (n,): those of the cars counted and of the one they leave in, or the potential."""
        return np.where(np.isnan(self.parked), self.potential, self.parked * crew / (crew - 1))


@dataclass(frozen=True)
class Habits:
    """People in a car, days a year, and which share of carpoolers drove alone before."""

    crew: float = CREW
    days: float = DAYS
    former_drivers: float = 1.0

    def __post_init__(self) -> None:
        if not (self.crew > 1 and 0 <= self.days <= 366 and 0 <= self.former_drivers <= 1):
            raise DataError(
                noop("A crew of more than 1, 0 to 366 days and a share of former drivers from 0 to 1 are needed.")
            )


@dataclass(frozen=True)
class Avoided:
    """Vehicle-kilometres of a year (n,), negative where carpooling costs some; a low and a high by area, and of the sum."""

    veh_km: Floats
    low: Floats
    high: Floats
    total: float
    total_low: float
    total_high: float


def avoided_veh_km(areas: Areas, habits: Habits) -> Floats:
    """Vehicle-kilometres avoided in a year (n,), both ways; NaN where a count or a distance is unknown."""
    share = habits.former_drivers
    each = (share - 1 / habits.crew) * areas.distance_km - share * areas.detour_km
    return np.asarray(2 * habits.days * areas.carpoolers(habits.crew) * each)


def avoided(
    areas: Areas, habits: Habits, crew_range: float = CREW_RANGE, days_range_pct: float = DAYS_RANGE_PCT
) -> Avoided:
    """The same, with the lowest and the highest of the crew ± its range and the days ± theirs, all areas alike.

    The figure moves one way with each of the two, so that the corners hold the extremes.
    """
    crews = {max(habits.crew - crew_range, 1 + (habits.crew - 1) / 10), habits.crew + crew_range}
    days = {habits.days * (1 + sign * days_range_pct / 100) for sign in (-1, 1)}
    corners = np.array([
        avoided_veh_km(areas, replace(habits, crew=crew, days=min(day, 366.0))) for crew in crews for day in days
    ])  # fmt: skip
    middle, sums = avoided_veh_km(areas, habits), np.nansum(corners, axis=1)
    return Avoided(
        middle, corners.min(axis=0), corners.max(axis=0), float(np.nansum(middle)), float(sums.min()), float(sums.max())
    )


def read_factors(path: str | Path) -> tuple[Factor, ...]:
    """The table of factors, at least one line.

    Raises ``DataError`` naming the line whose unit is not the vehicle-kilometre (a factor by passenger-kilometre is
    already shared between those in the car), or that lacks a number or its source.
    """
    file = Path(path)
    found = []
    columns = ("mode", "use_kgco2e_per_veh_km", "construction_kgco2e_per_veh_km", "unit", "source")
    for line, row in read_rows(file, columns, ALIASES):
        if row["unit"].casefold().replace("é", "e") != VEHICLE_KM:
            raise DataError(
                noop("The table “{file}”, line {line}: “{mode}” is by “{unit}”; factors by veh.km are needed: one by passenger-kilometre is already divided by the people in the car. Give that of the car, or remove the line."),
                file=file.name, line=line, mode=row["mode"], unit=row["unit"] or "–",
            )  # fmt: skip
        use, construction = (parse_number(row[name]) for name in columns[1:3])
        if not (use >= 0 and construction >= 0 and row["source"]):
            raise DataError(
                noop("The table “{file}”, line {line}: kg of CO2 for use and construction, 0 or more, and a source are needed."),
                file=file.name, line=line,
            )  # fmt: skip
        found.append(Factor(row["mode"], use, construction, row["source"]))
    return tuple(found)


def car_factors(fleet: Fleet, table: FactorTable, speed_kmh: float) -> Mapping[str, float]:
    """Mean g/km of the passenger cars of ``fleet`` at one speed, by pollutant. Raises ``DataError`` where it has none."""
    cars = [(vehicle, share) for vehicle, share in fleet.light if vehicle.category == "PC"]
    total = sum(share for _vehicle, share in cars)
    if total <= 0:
        raise DataError(noop("The fleet has no passenger car (category PC) in {year}. Choose another one."), year=fleet.year)  # fmt: skip
    only = replace(fleet, light=tuple((vehicle, share / total) for vehicle, share in cars))
    return {name: float(values[0]) for name, values in only.factors(table, np.array([speed_kmh]))["light"].items()}
