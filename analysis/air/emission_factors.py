# SPDX-License-Identifier: GPL-2.0-or-later
"""Hot emission factors of EMEP/EEA (tier 3) and non-exhaust particles, by vehicle class and speed.

EMEP/EEA air pollutant emission inventory guidebook 2019, 1.A.3.b.i-iv (exhaust) and 1.A.3.b.vi-vii (tyre, brake and
road wear). Cold starts and resuspension are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop

Floats = NDArray[np.float64]

LOAD = 0.5  # half-loaded trucks and buses, on the flat: the rows of the table that are used
LIGHT, HEAVY = ("PC", "LCV"), ("TRUCKS", "BUS")
ELECTRIC = "E"
# Exhaust particles have a row for each kind of traffic: the speed (km/h) from which each is taken.
MODES = ((0.0, "Urban Off Peak"), (60.0, "Rural"), (90.0, "Highway"))
# g of CO2 for a MJ of fuel, by the first word of the fuel's name.
CO2_G_MJ = {"G": 72.4, "D": 74.2, "LPG": 65.7, "CNG": 56.1, "BIO": 74.2}
# Tyre and brake wear of a passenger car, g of TSP for a km; a van's; axles are those of the class.
TYRE, BRAKE, ROAD = {"PC": 0.0107, "LCV": 0.0169}, {"PC": 0.0075, "LCV": 0.0117}, {"PC": 0.0150, "LCV": 0.0150}
ROAD_HEAVY = 0.0760
FRACTIONS = {"tyre": (0.6, 0.42), "brake": (0.98, 0.39), "road": (0.5, 0.27)}


def evaluate(rows: pd.DataFrame, speed: Floats) -> Floats:
    """The factor of each row of the table at each speed: (rows, speeds), g/km (MJ/km for energy ``EC``).

    The speed (km/h) is held inside the bounds of the row.
    """
    held = np.clip(speed[None, :], rows["MinSpeed_kmh"].to_numpy()[:, None], rows["MaxSpeed_kmh"].to_numpy()[:, None])
    a, b, c, d, e, f, g = (
        rows[n].to_numpy(dtype=float)[:, None] for n in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zita", "Hta")
    )
    kept = 1 - rows["ReductionFactor_perc"].to_numpy(dtype=float)[:, None]  # a fraction, whatever its name says
    return (a * held**2 + b * held + c + d / held) / (e * held**2 + f * held + g) * kept


@dataclass(frozen=True)
class VehicleClass:
    """A class of the fleet, in the table's own words; ``technology`` empty for the mean of those it has."""

    category: str
    fuel: str
    segment: str
    euro: str
    technology: str = ""


class FactorTable:
    """The coefficients, read once."""

    def __init__(self, table: pd.DataFrame) -> None:
        flat = table["RoadSlope"].isna() | (table["RoadSlope"] == 0)
        half = table["Load"].isna() | (table["Load"] == LOAD)
        self.rows = table[flat & half]
        self._groups = dict(tuple(self.rows.groupby(["Category", "Fuel", "Segment", "EuroStandard", "Pollutant"])))

    @classmethod
    def read(cls, path: str | Path) -> FactorTable:
        """Read the table shipped with the plugin."""
        return cls(pd.read_csv(path))

    def known(self, vehicle: VehicleClass) -> bool:
        """True when the table has NOx and energy for ``vehicle``; an electric one needs neither."""
        return vehicle.fuel == ELECTRIC or all(len(self._find(vehicle, name)) for name in ("NOx", "EC"))

    def _find(self, vehicle: VehicleClass, pollutant: str) -> pd.DataFrame:
        found = self._groups.get((vehicle.category, vehicle.fuel, vehicle.segment, vehicle.euro, pollutant))
        if found is None:
            return self.rows.iloc[:0]
        if vehicle.technology:
            exact = found[found["Technology"] == vehicle.technology]
            return exact if len(exact) or found["Technology"].notna().any() else found
        # Cars recalled for an update of their software are a case of their own, not a technology to average in.
        usual = found[~found["Technology"].fillna("").str.contains("S/W")]
        return usual if len(usual) else found

    def hot(self, vehicle: VehicleClass, pollutant: str, speed: Floats) -> Floats:
        """Hot factor at each speed (n,): g/km of ``NOx`` or ``PM``, MJ/km of ``EC``; zero for an electric vehicle.

        Raises ``DataError`` when the table has no row for the class.
        """
        if vehicle.fuel == ELECTRIC:
            return np.zeros(len(speed))
        rows = self._find(vehicle, pollutant)
        if not len(rows):
            raise DataError(
                noop("The emission table has no {pollutant} for {category} {fuel} {segment} {euro} {technology}."),
                pollutant=pollutant, **vars(vehicle),
            )  # fmt: skip
        plain = rows[rows["Mode"].isna()]
        if len(plain):
            return np.asarray(evaluate(plain, speed).mean(axis=0))
        found = np.zeros(len(speed))
        for (start, mode), (end, _next) in zip(MODES, (*MODES[1:], (np.inf, "")), strict=True):
            inside = (speed >= start) & (speed < end)
            of_mode = rows[rows["Mode"] == mode]
            if inside.any() and len(of_mode):
                found[inside] = evaluate(of_mode, speed[inside]).mean(axis=0)
        return found

    def co2(self, vehicle: VehicleClass, speed: Floats) -> Floats:
        """Carbon dioxide at the exhaust, g/km (n,)."""
        if vehicle.fuel == ELECTRIC:
            return np.zeros(len(speed))
        return CO2_G_MJ[burnt(vehicle.fuel)] * self.hot(vehicle, "EC", speed)


def burnt(fuel: str) -> str:
    """What burns in a bifuel or hybrid: ``LPG BIFUEL G`` runs on petrol, ``G PHEV ELEC`` is its electric mode."""
    words = fuel.split()
    return words[-1] if "BIFUEL" in words else words[0]


def wear(vehicle: VehicleClass, speed: Floats) -> tuple[Floats, Floats]:
    """PM10 and PM2.5 of tyres, brakes and road surface, g/km at each speed (n,)."""
    if vehicle.category in LIGHT:
        tyre, brake, road = TYRE[vehicle.category], BRAKE[vehicle.category], ROAD[vehicle.category]
    else:
        tyre = axles(vehicle) / 2 * (1.41 + 1.38 * LOAD) * TYRE["PC"]
        brake, road = 3.13 * (1 + 0.79 * LOAD) * BRAKE["PC"], ROAD_HEAVY
    parts = (
        ("tyre", tyre * tyre_speed(speed)),
        ("brake", brake * brake_speed(speed)),
        ("road", np.full(len(speed), road)),
    )
    pm10 = sum(FRACTIONS[name][0] * tsp for name, tsp in parts)
    pm25 = sum(FRACTIONS[name][1] * tsp for name, tsp in parts)
    return np.asarray(pm10), np.asarray(pm25)


def tyre_speed(speed: Floats) -> Floats:
    """Speed factor of tyre wear: more at low speed."""
    return np.select([speed < 40, speed <= 90], [np.full(len(speed), 1.39), -0.00974 * speed + 1.78], 0.902)


def brake_speed(speed: Floats) -> Floats:
    """Speed factor of brake wear: little braking at high speed."""
    return np.select([speed < 40, speed <= 95], [np.full(len(speed), 1.67), -0.027 * speed + 2.75], 0.185)


def axles(vehicle: VehicleClass) -> int:
    """Axles of a heavy vehicle, by its segment."""
    segment = vehicle.segment
    if segment.startswith("Articulated"):
        return 5
    if "Articulated" in segment:
        return 3
    for mass, count in (("20 - 26", 3), ("26 - 28", 3), ("28 - 32", 4), (">32", 4)):
        if mass in segment:
            return count
    return 2
