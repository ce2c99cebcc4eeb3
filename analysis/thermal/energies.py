# SPDX-License-Identifier: GPL-2.0-or-later
"""Heating energies and degree hours of the 3CL-DPE method, from tables with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows
from .dpe import folded


@dataclass(frozen=True)
class Energy:
    """kg of CO2 and euros of a kWh, efficiency of the heating; ``known`` is False for the one taken by default."""

    name: str
    co2: float
    price: float
    efficiency: float
    known: bool = True


@dataclass(frozen=True)
class Energies:
    """Which energy a text says; the first of the table by default."""

    patterns: tuple[tuple[str, Energy], ...]

    def of(self, text: object) -> Energy:
        """The energy of a building's text."""
        plain = folded(str(text)).replace("_", " ") if not pd.isna(text) else ""
        for pattern, energy in self.patterns:
            if pattern in plain:
                return energy
        first = self.patterns[0][1]
        return Energy(first.name, first.co2, first.price, first.efficiency, False)


def read_energies(path: str | Path) -> Energies:
    """The table of energies. Raises ``DataError`` naming a line without its numbers or its source."""
    patterns = []
    for line, row in read_rows(path, ("energy", "pattern", "co2_kg_kwh", "price_eur_kwh", "efficiency", "source")):
        values = [parse_number(row[name]) for name in ("co2_kg_kwh", "price_eur_kwh", "efficiency")]
        if not all(np.isfinite(values)) or values[2] <= 0 or not row["source"]:
            raise DataError(
                noop("The table “{file}”, line {line}: a CO2, a price, an efficiency and a source are needed."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        energy = Energy(row["energy"], values[0], values[1], values[2])
        patterns += [(folded(part).replace("_", " "), energy) for part in row["pattern"].split("|")]
    return Energies(tuple(patterns))


def degree_hours(path: str | Path, zone: str, altitude: str) -> float:
    """K.h a year at 19 °C of a zone and class of altitude. Raises ``DataError`` where the method has none."""
    for _line, row in read_rows(path, ("zone", "altitude", "dh19_kh", "source")):
        if row["zone"] == zone and row["altitude"] == altitude:
            return float(parse_number(row["dh19_kh"]))
    raise DataError(
        noop("The 3CL method has no degree hours for the zone {zone} at this altitude. Give them yourself."), zone=zone
    )
