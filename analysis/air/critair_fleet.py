# SPDX-License-Identifier: GPL-2.0-or-later
"""A fleet in the terms of EMEP/EEA from a count of vehicles by Crit'Air sticker and fuel.

A sticker covers several Euro standards: how they share it is a hypothesis of the table, line by line, and can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import column_name, read_rows
from .emission_factors import ELECTRIC, HEAVY, LIGHT, FactorTable, VehicleClass

COUNTS = ("category", "fuel", "critair", "vehicles")
MATCH = ("category", "critair", "fuel", "segment", "euro", "share", "source")
ALIASES = {
    "categorie": "category", "carburant": "fuel", "energie": "fuel", "vignette": "critair", "crit'air": "critair",
    "critair_": "critair", "vehicules": "vehicles", "nombre": "vehicles", "parc": "vehicles",
}  # fmt: skip
CATEGORIES = {
    "pc": "PC", "vp": "PC", "voiture": "PC", "voitures": "PC", "lcv": "LCV", "vul": "LCV", "vu": "LCV", "utilitaire": "LCV",
    "trucks": "TRUCKS", "pl": "TRUCKS", "poids_lourd": "TRUCKS", "poids_lourds": "TRUCKS", "bus": "BUS", "tcp": "BUS",
    "autobus": "BUS", "autocar": "BUS",
}  # fmt: skip
FUELS = {
    "g": "G", "essence": "G", "essence_hybride_non_rechargeable": "G", "d": "D", "diesel": "D", "gazole": "D", "e": "E",
    "electrique": "E", "electrique_et_hydrogene": "E", "hydrogene": "E", "lpg": "LPG", "gpl": "LPG", "cng": "CNG", "gnv": "CNG",
    "gaz": "CNG",
}  # fmt: skip


@dataclass(frozen=True)
class Share:
    """A line of the fleet."""

    vehicle: VehicleClass
    share: float
    source: str


@dataclass(frozen=True)
class Built:
    """The fleet, and the vehicles that no line of the table covers: (line of the file, what it says, how many)."""

    shares: list[Share]
    left_out: list[tuple[int, str, float]]


def read_match(path: str | Path, table: FactorTable) -> dict[tuple[str, str, str], list[Share]]:
    """Euro standards of each (category, sticker, fuel), their shares summing to one. Raises ``DataError`` otherwise."""
    found: dict[tuple[str, str, str], list[Share]] = {}
    for line, row in read_rows(path, MATCH):
        fuel = {"LPG": "LPG BIFUEL LPG"}.get(row["fuel"], row["fuel"])
        vehicle = VehicleClass(row["category"], fuel, row["segment"], row["euro"])
        share = parse_number(row["share"])
        if not (0 < share <= 1 and row["source"] and table.known(vehicle)):
            raise DataError(
                noop("The table “{file}”, line {line}: a class the emission table knows, a share and a source are needed."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        found.setdefault((row["category"], row["critair"], row["fuel"]), []).append(
            Share(vehicle, share, row["source"])
        )
    for key, shares in found.items():
        if abs(sum(share.share for share in shares) - 1) > 1e-6:
            raise DataError(
                noop("The table “{file}”: the shares of {key} do not sum to 1."),
                file=Path(path).name,
                key=" ".join(key),
            )
    return found


def build(path: str | Path, match: Mapping[tuple[str, str, str], list[Share]]) -> Built:
    """Shares of light and of heavy vehicles from the counts of a CSV (columns of :data:`COUNTS`, French names taken).

    Raises ``DataError`` naming the line of a number that cannot be read, and when light or heavy vehicles are all left out.
    """
    file = Path(path)
    counted: dict[VehicleClass, tuple[float, str]] = {}
    left_out = []
    for line, row in read_rows(file, COUNTS, ALIASES):
        number = parse_number(row["vehicles"])
        if not number >= 0:
            raise DataError(
                noop("In “{file}”, line {line}: “{value}” is not a number of vehicles."), file=file.name, line=line, value=row["vehicles"]
            )  # fmt: skip
        key = _key(row)
        if key not in match:
            left_out.append((line, f"{row['category']} {row['fuel']} {row['critair']}", number))
            continue
        for part in match[key]:
            before = counted.get(part.vehicle, (0.0, part.source))[0]
            counted[part.vehicle] = before + number * part.share, part.source
    shares = []
    for name, categories in (("light", LIGHT), ("heavy", HEAVY)):
        own = {vehicle: facts for vehicle, facts in counted.items() if vehicle.category in categories}
        total = sum(number for number, _source in own.values())
        if not total:
            raise DataError(
                noop("“{file}” has no {group} vehicle that the table of stickers knows. Complete it."),
                file=file.name,
                group=name,
            )
        shares += [Share(vehicle, number / total, source) for vehicle, (number, source) in own.items() if number]
    return Built(shares, left_out)


def _key(row: Mapping[str, str]) -> tuple[str, str, str]:
    category = CATEGORIES.get(column_name(row["category"], {}), row["category"].upper())
    fuel = FUELS.get(column_name(row["fuel"], {}), row["fuel"].upper())
    sticker = column_name(row["critair"], {}).removeprefix("crit'air").removeprefix("critair").strip("_ ")
    if sticker in ("e", "v", "vert", "electrique", "0") or fuel == ELECTRIC:
        return category, "E", ELECTRIC
    return category, sticker.upper() if sticker in "12345" and sticker else "NC", fuel
