# SPDX-License-Identifier: GPL-2.0-or-later
"""A fleet that one organisation runs (buses, waste collection): what it emits and burns in a year, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows
from .emission_factors import CO2_G_MJ, ELECTRIC, HEAVY, LIGHT, FactorTable, VehicleClass, burnt, wear
from .fleet import ALIASES

COLUMNS = ("category", "fuel", "segment", "euro", "vehicles", "km_per_year")
NAMES = ALIASES | {
    "vehicules": "vehicles", "nombre": "vehicles", "km_par_an": "km_per_year", "km": "km_per_year",
    "litres_par_an": "litres_per_year", "litres": "litres_per_year", "vitesse": "speed_kmh", "propre": "clean",
}  # fmt: skip
MJ_PER_LITRE = {"D": 35.9, "G": 32.2, "LPG": 24.9}  # from memory, to be confirmed: 2.66 and 2.33 kg of CO2 for a litre
CLEAN_EURO = ("VI", "6")
CLEAN_FUELS = ("CNG", "G PHEV", "D PHEV")
YES, NO = {"1", "oui", "yes", "true", "vrai"}, {"0", "non", "no", "false", "faux"}


@dataclass(frozen=True)
class Line:
    """Vehicles of one class: how many, km of one in a year, litres of one in a year (NaN unknown), mean speed."""

    vehicle: VehicleClass
    vehicles: float
    km: float
    litres: float
    speed: float
    clean: bool


@dataclass(frozen=True)
class Year:
    """A fleet's year: kg of each pollutant, litres (NaN where one of its fuels is unknown), km, vehicles, clean ones."""

    nox_kg: float
    pm10_kg: float
    pm25_kg: float
    co2_kg: float
    litres: float
    km: float
    vehicles: float
    clean_vehicles: float

    @property
    def clean_share_pct(self) -> float:
        """Share of clean vehicles (%), NaN without vehicle."""
        return 100 * self.clean_vehicles / self.vehicles if self.vehicles else float("nan")


def read_captive_fleet(path: str | Path, table: FactorTable, speed: float) -> list[Line]:
    """Lines of a CSV (columns of :data:`COLUMNS`; litres_per_year, speed_kmh, clean and technology where they are).

    ``speed`` (km/h) is used where the file says none. Without ``clean``, a vehicle is clean when it is electric, gas,
    plug-in or Euro 6/VI. Raises ``DataError`` naming the file and the line.
    """
    file = Path(path)
    found = []
    for line, row in read_rows(file, COLUMNS, NAMES):
        vehicle = VehicleClass(
            row["category"].upper(), row["fuel"].upper(), row["segment"], row["euro"].upper(), row.get("technology", "")
        )
        if vehicle.category not in (*LIGHT, *HEAVY) or not table.known(vehicle):
            raise DataError(
                noop("In the fleet “{file}”, line {line}: the emission table does not know {category} {fuel} {segment} {euro} {technology}."),
                file=file.name, line=line, **vars(vehicle),
            )  # fmt: skip
        count, km = parse_number(row["vehicles"]), parse_number(row["km_per_year"])
        if not (count >= 0 and km >= 0):
            raise DataError(
                noop("In the fleet “{file}”, line {line}: a number of vehicles and of kilometres a year are needed."),
                file=file.name, line=line,
            )  # fmt: skip
        litres = parse_number(row.get("litres_per_year", ""))
        own = parse_number(row.get("speed_kmh", ""))
        found.append(Line(vehicle, count, km, litres, own if own > 0 else speed, _clean(file, line, row, vehicle)))
    return found


def _clean(file: Path, line: int, row: dict[str, str], vehicle: VehicleClass) -> bool:
    said = row.get("clean", "").casefold()
    if said in YES or said in NO:
        return said in YES
    if said:
        raise DataError(
            noop("In the fleet “{file}”, line {line}: “{value}” is neither yes nor no."),
            file=file.name,
            line=line,
            value=said,
        )
    euro = vehicle.euro.split(" ")[0]
    return vehicle.fuel == ELECTRIC or vehicle.fuel.startswith(CLEAN_FUELS) or euro in CLEAN_EURO


def year_of(lines: list[Line], table: FactorTable) -> Year:
    """What a fleet emits in a year. CO2 comes from the litres where they are known, else from the energy of the table."""
    total = dict.fromkeys(("nox", "pm10", "pm25", "co2", "litres", "km", "vehicles", "clean"), 0.0)
    for line in lines:
        speed = np.array([line.speed])
        km = line.vehicles * line.km
        pm10, pm25 = wear(line.vehicle, speed)
        exhaust = table.hot(line.vehicle, "PM", speed)[0]
        total["nox"] += km * table.hot(line.vehicle, "NOx", speed)[0] / 1000
        total["pm10"] += km * (exhaust + pm10[0]) / 1000
        total["pm25"] += km * (exhaust + pm25[0]) / 1000
        litres, co2 = _fuel(line, table, speed, km)
        total["litres"] += litres
        total["co2"] += co2
        total["km"] += km
        total["vehicles"] += line.vehicles
        total["clean"] += line.vehicles if line.clean else 0.0
    return Year(*(float(value) for value in total.values()))


def _fuel(line: Line, table: FactorTable, speed: np.ndarray, km: float) -> tuple[float, float]:
    """Litres and kg of CO2 of a line's year; no litre of electricity, unknown litres of gas."""
    if line.vehicle.fuel == ELECTRIC:
        return 0.0, 0.0
    fuel = burnt(line.vehicle.fuel)
    fuel = "D" if fuel == "BIO" else fuel
    if fuel not in MJ_PER_LITRE:
        return float("nan"), km * table.co2(line.vehicle, speed)[0] / 1000
    if np.isfinite(line.litres):
        litres = line.vehicles * line.litres
        return litres, litres * MJ_PER_LITRE[fuel] * CO2_G_MJ[fuel] / 1000
    energy = km * table.hot(line.vehicle, "EC", speed)[0]
    return float(energy / MJ_PER_LITRE[fuel]), float(energy * CO2_G_MJ[fuel] / 1000)
