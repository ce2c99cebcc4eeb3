# SPDX-License-Identifier: GPL-2.0-or-later
"""The sector and the pollutant of the indicators of Territoires en Transitions, in the codes of the plan's lists.

The order of the sectors differs between greenhouse gases, energy, pollutants and ADEME: a table says which is which
(``resources/parameters/secteurs_pcaet.csv``).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..enumerations import ENUMERATIONS
from ..errors import RecordError, noop
from .definitions import Definition

SUBSTANCES = {"nox": "nox", "pm10": "pm10", "pm25": "pm25", "cov": "cov", "so2": "so2", "nh3": "nh3"}


def sectors_of_codes(path: str | Path) -> dict[str, tuple[str | None, str | None]]:
    """(sector, pollutant) by code of indicator, of the table ``path``; None for what is of no sector or no pollutant.

    Only the eight sectors of the order of 4 August 2016 have a code in the plan. Raises ``RecordError`` when the table
    cannot be read.
    """
    sectors = {entry.code_ademe: entry.code for entry in ENUMERATIONS["sector"]}
    found: dict[str, tuple[str | None, str | None]] = {
        entry.code_tet: (None, entry.code) for entry in ENUMERATIONS["pollutant"] if entry.code_tet
    }
    file = Path(path)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened, delimiter=";"))
        for row in rows:
            sector = sectors.get(row["code_ademe"])
            found |= {row[column]: (sector, None) for column in ("ges", "conso") if row[column]}
            found |= {row[column]: (sector, code) for column, code in SUBSTANCES.items() if row[column]}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise RecordError(
            noop("“{file}” cannot be read as the table of sectors ({reason})."), file=file.name, reason=str(error)
        ) from error
    return found


def with_sector(definition: Definition, known: Mapping[str, tuple[str | None, str | None]]) -> Definition:
    """The definition with its sector and its pollutant, by its official code."""
    sector, pollutant = known.get(definition.code_tet or "", (None, None))
    return replace(definition, sector=sector, pollutant=pollutant)
