# SPDX-License-Identifier: GPL-2.0-or-later
"""Sectors, quantities, units, horizons and sentinels of a PCAET, read from the tables shipped with the plugin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows

TOTAL = "total"


def fold(text: str) -> str:
    """``text`` in lower case, without accents, punctuation nor double spaces: “PM2,5” and “pm2.5” are the same."""
    plain = unicodedata.normalize("NFKD", str(text).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", " ", letters).strip()


@dataclass(frozen=True)
class Sector:
    """A sector: its key, ADEME code (1–8, empty where it is not regulatory), label, and the codes it adds up.

    ``tet``: code of its indicator in Territoires en Transitions, by quantity (empty where there is none).
    """

    key: str
    code: str
    label: str
    covers: tuple[str, ...]
    tet: Mapping[str, str]


@dataclass(frozen=True)
class Quantity:
    """What is counted: ``ges``, ``conso`` or one of six pollutants, with its regulatory unit and dimension.

    ``unit_tet`` is the unit of its indicators in Territoires en Transitions.
    """

    key: str
    code: str
    label: str
    unit: str
    dimension: str
    unit_tet: str


@dataclass(frozen=True)
class Unit:
    """A unit; ``factor`` brings it to the regulatory unit of its dimension (tCO2e, t, GWh)."""

    name: str
    dimension: str
    factor: float


@dataclass(frozen=True)
class Horizon:
    """What a suffix of the ADEME deposits means: a result (the diagnosis) or the target of a year."""

    version: str
    suffix: str
    kind: str
    year: int | None


@dataclass(frozen=True)
class InventoryTables:
    """All of them; the names by which each is recognised are folded."""

    sectors: dict[str, Sector]
    quantities: dict[str, Quantity]
    units: dict[str, Unit]
    horizons: tuple[Horizon, ...]
    sentinels: tuple[float, ...]
    sector_names: dict[str, str] = field(default_factory=dict)
    quantity_names: dict[str, str] = field(default_factory=dict)
    unit_names: dict[str, str] = field(default_factory=dict)

    def sector(self, text: str) -> Sector | None:
        """The sector that ``text`` names, by code, label or usual name; None for any other activity."""
        key = self.sector_names.get(fold(text))
        return self.sectors[key] if key else None

    def quantity(self, text: str) -> Quantity | None:
        """The quantity that ``text`` names, None when it names none."""
        key = self.quantity_names.get(fold(text))
        return self.quantities[key] if key else None

    def unit(self, text: str) -> Unit | None:
        """The unit that ``text`` names (``kteq CO2``, ``tonnes``, ``GWh PCI``), None when it names none."""
        key = self.unit_names.get(fold(text).replace(" ", ""))
        return self.units[key] if key else None

    def regulatory(self) -> list[Sector]:
        """The eight sectors of the decree, in the order of their codes."""
        return sorted((s for s in self.sectors.values() if s.code), key=lambda s: s.code)


def read_tables(folder: str | Path) -> InventoryTables:
    """The five tables of ``folder``. Raises ``DataError`` naming the table and the line that cannot be used."""
    base = Path(folder)
    sectors, sector_names = _sectors(base / "secteurs_pcaet.csv", base / "polluants_pcaet.csv")
    quantities: dict[str, Quantity] = {}
    quantity_names: dict[str, str] = {}
    for _line, row in read_rows(
        base / "polluants_pcaet.csv", ("quantity", "label", "unit", "dimension", "unit_tet", "aliases", "source")
    ):
        made = Quantity(
            row["quantity"], row.get("code_ademe", ""), row["label"], row["unit"], row["dimension"], row["unit_tet"]
        )
        quantities[made.key] = made
        quantity_names |= dict.fromkeys(_names(made.key, made.label, row["aliases"]), made.key)
    units: dict[str, Unit] = {}
    unit_names: dict[str, str] = {}
    file = base / "unites_inventaire.csv"
    for line, row in read_rows(file, ("unit", "dimension", "factor", "aliases", "source")):
        unit = Unit(row["unit"], row["dimension"], _number(row["factor"], file, line))
        units[unit.name] = unit
        names = (name.replace(" ", "") for name in _names(unit.name, row["aliases"]))
        unit_names |= dict.fromkeys(names, unit.name)
    file = base / "valeurs_sentinelles.csv"
    sentinels = tuple(_number(row["value"], file, line) for line, row in read_rows(file, ("value", "source")))
    return InventoryTables(
        sectors, quantities, units, _horizons(base / "horizons_ademe.csv"), sentinels, sector_names, quantity_names, unit_names
    )  # fmt: skip


def _sectors(file: Path, pollutants: Path) -> tuple[dict[str, Sector], dict[str, str]]:
    counted = [row["quantity"] for _line, row in read_rows(pollutants, ("quantity",))]
    sectors: dict[str, Sector] = {}
    names: dict[str, str] = {}
    for _line, row in read_rows(file, ("sector", "code_ademe", "label", "covers", "aliases", *counted, "source")):
        covers = tuple(part for part in row["covers"].split("|") if part)
        made = Sector(row["sector"], row["code_ademe"], row["label"], covers, {name: row[name] for name in counted})
        sectors[made.key] = made
        names |= dict.fromkeys(_names(made.key, made.label, made.code, row["aliases"]), made.key)
    return sectors, names


def _horizons(file: Path) -> tuple[Horizon, ...]:
    return tuple(
        Horizon(row["version"], row["suffix"], row["kind"], int(row["year"]) if row["year"] else None)
        for _line, row in read_rows(file, ("version", "suffix", "kind", "year", "source"))
    )


def _names(*texts: str) -> list[str]:
    return [fold(name) for text in texts for name in text.split("|") if fold(name)]


def _number(text: str, file: Path, line: int) -> float:
    value = parse_number(text)
    if value != value:
        raise DataError(
            noop("The table “{file}”, line {line}: “{value}” is not a number."), file=file.name, line=line, value=text
        )
    return value


def to_regulatory(value: float, unit: Unit, quantity: Quantity) -> float:
    """``value`` in the regulatory unit of ``quantity``; a mass of greenhouse gas is taken as CO2 equivalent.

    Raises ``DataError`` where the unit cannot measure the quantity (GWh of NOx).
    """
    if unit.dimension != quantity.dimension and (unit.dimension, quantity.dimension) != ("mass", "ghg"):
        raise DataError(
            noop("{quantity} cannot be counted in {unit}: its unit is {wanted}. Correct UNIT."),
            quantity=quantity.label, unit=unit.name, wanted=quantity.unit,
        )  # fmt: skip
    return value * unit.factor


def from_regulatory(value: float, unit: Unit, quantity: Quantity) -> float:
    """The reverse of :func:`to_regulatory`, for the unit of an indicator."""
    return value / to_regulatory(1.0, unit, quantity)
