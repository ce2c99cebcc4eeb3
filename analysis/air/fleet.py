# SPDX-License-Identifier: GPL-2.0-or-later
"""Which vehicles drive: shares of light and of heavy traffic by category, fuel, segment and Euro standard, by year."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows
from .emission_factors import ELECTRIC, HEAVY, LIGHT, FactorTable, Floats, VehicleClass, wear

COLUMNS = ("year", "category", "fuel", "segment", "euro", "share")
ALIASES = {
    "annee": "year", "categorie": "category", "carburant": "fuel", "norme": "euro", "part": "share",
    "technologie": "technology", "tech": "technology",
}  # fmt: skip
SUM_TOLERANCE = 0.005
POLLUTANTS = ("nox", "pm10", "pm25", "co2")
GROUPS = {"light": LIGHT, "heavy": HEAVY}


@dataclass(frozen=True)
class Fleet:
    """One year's shares, each group summing to one. ``source`` is what the table says of itself."""

    year: int
    light: tuple[tuple[VehicleClass, float], ...]
    heavy: tuple[tuple[VehicleClass, float], ...]
    source: str
    example: bool

    def factors(self, table: FactorTable, speed: Floats) -> dict[str, dict[str, Floats]]:
        """Mean factors, g/km at each speed (n,), by group (``light``, ``heavy``) then pollutant."""
        return {name: _mean(getattr(self, name), table, speed) for name in GROUPS}


def _mean(shares: tuple[tuple[VehicleClass, float], ...], table: FactorTable, speed: Floats) -> dict[str, Floats]:
    found = {name: np.zeros(len(speed)) for name in POLLUTANTS}
    for vehicle, share in shares:
        exhaust = table.hot(vehicle, "PM", speed)
        pm10, pm25 = wear(vehicle, speed)
        found["nox"] += share * table.hot(vehicle, "NOx", speed)
        found["pm10"] += share * (exhaust + pm10)  # exhaust particles are all finer than 2.5 µm
        found["pm25"] += share * (exhaust + pm25)
        found["co2"] += share * table.co2(vehicle, speed)
    return found


def read_fleet(path: str | Path, year: int, table: FactorTable) -> Fleet:
    """The fleet of ``year`` in a CSV (columns of :data:`COLUMNS`, and ``technology``, ``source`` where they are).

    Raises ``DataError`` naming the file and the line: a class the emission table does not know, a share that is not a
    number between 0 and 1, a year that is not there, or shares of light or heavy traffic that do not sum to 1.
    """
    file = Path(path)
    rows = read_rows(file, COLUMNS, ALIASES)
    years = sorted({int(y) for _line, row in rows if np.isfinite(y := parse_number(row["year"]))})
    if year not in years:
        raise DataError(
            noop("The fleet “{file}” has no year {year}. It has: {years}."),
            file=file.name, year=year, years=", ".join(map(str, years)) or "–",
        )  # fmt: skip
    groups: dict[str, list[tuple[VehicleClass, float]]] = {name: [] for name in GROUPS}
    sources = []
    for line, row in rows:
        if parse_number(row["year"]) != year:
            continue
        vehicle, share = _vehicle(file, line, row, table)
        groups["light" if vehicle.category in LIGHT else "heavy"].append((vehicle, share))
        sources.append(row.get("source", ""))
    for name, shares in groups.items():
        total = sum(share for _vehicle_class, share in shares)
        if abs(total - 1) > SUM_TOLERANCE:
            raise DataError(
                noop("In the fleet “{file}”, the shares of {group} vehicles in {year} sum to {total}, not to 1. Mend them."),
                file=file.name, group=name, year=year, total=f"{total:.3f}",
            )  # fmt: skip
        groups[name] = [(vehicle, share / total) for vehicle, share in shares]
    source = "; ".join(dict.fromkeys(filter(None, sources)))
    example = any(text.startswith("EXEMPLE") for text in sources)
    return Fleet(year, tuple(groups["light"]), tuple(groups["heavy"]), source, example)


def _vehicle(file: Path, line: int, row: dict[str, str], table: FactorTable) -> tuple[VehicleClass, float]:
    category, fuel = row["category"].upper(), row["fuel"].upper()
    vehicle = VehicleClass(category, fuel, row["segment"], row["euro"].upper(), row.get("technology", ""))
    if category not in (*LIGHT, *HEAVY):
        raise DataError(
            noop("In the fleet “{file}”, line {line}: “{value}” is not a category. Use PC, LCV, TRUCKS or BUS."),
            file=file.name, line=line, value=row["category"],
        )  # fmt: skip
    if fuel != ELECTRIC and not table.known(vehicle):
        raise DataError(
            noop("In the fleet “{file}”, line {line}: the emission table does not know {category} {fuel} {segment} {euro} {technology}."),
            file=file.name, line=line, **vars(vehicle),
        )  # fmt: skip
    share = parse_number(row["share"])
    if not 0 <= share <= 1:
        raise DataError(
            noop("In the fleet “{file}”, line {line}: the share “{value}” is not between 0 and 1."),
            file=file.name, line=line, value=row["share"],
        )  # fmt: skip
    return vehicle, share
