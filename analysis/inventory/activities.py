# SPDX-License-Identifier: GPL-2.0-or-later
"""A list of activities (one value per row) → entries in regulatory units, with what could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import mapping_pairs
from .findings import ERROR, INFO, WARNING, Finding
from .subtotals import reads_as_subtotal
from .tables import InventoryTables, Quantity, Unit, fold, to_regulatory

ROLES = ("territory", "sector", "energy", "pollutant", "year", "value", "share", "kind", "unit")
COLUMNS = (
    "territory",
    "activity",
    "sector",
    "quantity",
    "energy",
    "year",
    "kind",
    "given",
    "unit",
    "value",
    "share",
    "row",
    "flag",
)
EARLIEST, LATEST = 1990, 2100
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_TARGETS = {"target", "objectif", "objectifs", "cible", "projection", "scenario"}
_RESULTS = {"result", "resultat", "resultats", "diagnostic", "realise", "mesure", "reference", "constat"}
SHOWN = 12


@dataclass
class Entries:
    """``table``: one row per value read, columns :data:`COLUMNS`; ``value`` in the regulatory unit, NaN where missing.

    ``flag``: empty, ``sentinel``, ``zero``, ``negative``, ``unreadable`` or ``missing``. ``year`` is NaN where it could
    not be read. ``findings`` says what was met while reading.
    """

    table: pd.DataFrame
    findings: list[Finding]


def read_activities(texts: pd.DataFrame, unit: str, tables: InventoryTables) -> Entries:
    """Read a table of texts whose columns are :data:`ROLES` (``sector`` and ``value`` at least), index = row ids.

    ``unit``: one unit for all (``tCO2e``), or by quantity (``ges=kt; conso=MWh``); a column ``unit`` comes first.
    Raises ``DataError`` where a unit is not known, is missing, or cannot measure what it counts.
    """
    units = _UnitReader(unit, tables)
    findings: list[Finding] = []
    rows: list[tuple[Any, ...]] = []
    read_as: Counter[tuple[str, str]] = Counter()
    foreign: Counter[str] = Counter()
    without_quantity: list[Any] = []
    for position, record in zip(texts.index, texts.to_dict("records"), strict=True):
        cell = {role: str(record.get(role) or "").strip() for role in ROLES}
        if not any(cell[role] for role in ("sector", "value")):
            continue
        sector = tables.sector(cell["sector"])
        if sector is None:
            if not reads_as_subtotal(cell["sector"]):  # told with the totals
                foreign[cell["sector"]] += 1
        elif fold(cell["sector"]) not in (fold(sector.label), sector.code):
            read_as[cell["sector"], sector.label] += 1
        quantity, measured = units.of(cell)
        if quantity is None:
            without_quantity.append(position)
            continue
        given, value, flag = read_value(cell["value"], measured, quantity, tables.sentinels)
        rows.append(
            (
                cell["territory"], cell["sector"], sector.key if sector else None, quantity.key, cell["energy"],
                read_year(cell["year"]), _kind(cell["kind"]), given, measured.name, value, cell["share"], position, flag,
            )
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["year"] = table["year"].astype("float64")
    findings += _about_labels(read_as, foreign, without_quantity)
    findings += _about_values(table)
    return Entries(table, findings)


class _UnitReader:
    """The quantity and the unit of a row, from its cells and from UNIT."""

    def __init__(self, text: str, tables: InventoryTables) -> None:
        self.tables = tables
        self.default = self._known(text) if text.strip() and "=" not in text else None
        self.by_quantity: dict[str, Unit] = {}
        for part, name, unit in mapping_pairs(text) if "=" in text else ():
            quantity = tables.quantity(name)
            if quantity is None or not unit:
                raise DataError(
                    noop("UNIT: “{part}” is not a quantity with its unit. Write for example ges=ktCO2e; conso=MWh."),
                    part=part,
                )
            self.by_quantity[quantity.key] = self._known(unit)

    def of(self, cell: dict[str, str]) -> tuple[Quantity | None, Unit]:
        """Quantity and unit of a row; the quantity is None where the row names one that is not known."""
        own = self._known(cell["unit"]) if cell["unit"] else None
        quantity = self.tables.quantity(cell["pollutant"]) if cell["pollutant"] else None
        unit = own or self.by_quantity.get(quantity.key if quantity else "") or self.default
        if unit is None:
            raise DataError(
                noop("No unit is given for {quantity}. Fill UNIT: a unit (tCO2e), units by quantity (ges=kt; conso=MWh), or the name of a field."),
                quantity=quantity.label if quantity else cell["pollutant"] or "–",
            )  # fmt: skip
        if cell["pollutant"]:
            return quantity, unit
        by_dimension = {"ghg": "ges", "energy": "conso"}
        if unit.dimension not in by_dimension:
            raise DataError(noop("A value in {unit} may be of any pollutant. Fill POLLUTANT_FIELD."), unit=unit.name)
        return self.tables.quantities[by_dimension[unit.dimension]], unit

    def _known(self, text: str) -> Unit:
        unit = self.tables.unit(text)
        if unit is None:
            raise DataError(
                noop("The unit “{unit}” is not known. Known: {known}."),
                unit=text.strip(), known=", ".join(self.tables.units),
            )  # fmt: skip
        return unit


def read_value(
    text: str, unit: Unit, quantity: Quantity, sentinels: Sequence[float]
) -> tuple[float, float, str]:  # fmt: skip
    """(number as given, value in the regulatory unit, flag); both NaN where it cannot be read.

    A forced zero (1.0E-5…) and a negative number are missing values, and flagged; a zero stays 0, and is flagged.
    """
    if not text:
        return np.nan, np.nan, "missing"
    given = parse_number(text)
    if np.isnan(given):
        return np.nan, np.nan, "unreadable"
    if any(abs(given - sentinel) <= 1e-9 * sentinel for sentinel in sentinels):
        return given, np.nan, "sentinel"
    if given < 0:
        return given, np.nan, "negative"
    return given, to_regulatory(given, unit, quantity), "zero" if given == 0 else ""


def read_year(text: str) -> float:
    """The only year written in ``text`` (2016, 2016.0, 01/01/2016); NaN without one, or with two that differ."""
    years = {int(year) for year in _YEAR.findall(text)}
    return float(years.pop()) if len(years) == 1 and EARLIEST <= min(years) <= LATEST else np.nan


def _kind(text: str) -> str:
    """``result``, ``target``, or empty where nothing is said."""
    name = fold(text)
    return "target" if name in _TARGETS else "result" if name in _RESULTS else ""


def _about_labels(
    read_as: Counter[tuple[str, str]], foreign: Counter[str], without_quantity: Sequence[Any]
) -> list[Finding]:
    found = [
        Finding(
            INFO, "label", noop("“{text}” is read as the sector “{label}” ({count} rows)."),
            {"text": text, "label": label, "count": count}, sector=label,
        )
        for (text, label), count in read_as.items()
    ]  # fmt: skip
    if foreign:
        listed = ", ".join(f"{name or '–'} ({count})" for name, count in foreign.most_common(SHOWN))
        found.append(
            Finding(
                INFO, "not_regulatory",
                noop("{count} labels are not one of the eight regulatory sectors; they are kept as activities: {labels}."),
                {"count": len(foreign), "labels": listed},
            )
        )  # fmt: skip
    if without_quantity:
        rows = ", ".join(map(str, without_quantity[:SHOWN]))
        found.append(
            Finding(
                ERROR, "unknown_quantity",
                noop("{count} rows name a pollutant or an energy that is not known; they are left out (rows {rows})."),
                {"count": len(without_quantity), "rows": rows},
            )
        )  # fmt: skip
    return found


_SAID = {
    "sentinel": (WARNING, noop("{count} values are forced zeros such as {example}: they count as missing (rows {rows}).")),
    "negative": (ERROR, noop("{count} values are negative, such as {example}: they count as missing (rows {rows}).")),
    "zero": (WARNING, noop("{count} values are 0: they are kept, check that they are measured and not missing (rows {rows}).")),
    "unreadable": (ERROR, noop("{count} values are not numbers: they count as missing (rows {rows}).")),
    "missing": (WARNING, noop("{count} values are empty: they count as missing (rows {rows}).")),
}  # fmt: skip


def _about_values(table: pd.DataFrame) -> list[Finding]:
    found = []
    for flag, (level, sentence) in _SAID.items():
        rows = table[table["flag"] == flag]
        for quantity, some in rows.groupby("quantity", sort=False):
            shown = ", ".join(map(str, list(dict.fromkeys(some["row"]))[:SHOWN]))
            facts = {"count": len(some), "example": f"{some['given'].iloc[0]:g}", "rows": shown}
            found.append(Finding(level, flag, sentence, facts, quantity=str(quantity)))
    undated = table[table["year"].isna()]
    if len(undated):
        shown = ", ".join(map(str, list(dict.fromkeys(undated["row"]))[:SHOWN]))
        found.append(
            Finding(
                WARNING, "year_missing", noop("{count} values have no year that can be read (rows {rows})."),
                {"count": len(undated), "rows": shown},
            )
        )  # fmt: skip
    return found


def settle_kinds(entries: Entries, horizons: Sequence[int]) -> Entries:
    """Say of each value whose kind is not written whether it is a target: the year of a horizon, after an earlier year.

    Without an earlier year of the same quantity, a value of a horizon's year is a result.
    """
    table = entries.table.copy()
    unsaid = table["kind"] == ""
    first = table[table["year"].notna()].groupby(["territory", "quantity"])["year"].min()
    keys = pd.MultiIndex.from_frame(table[["territory", "quantity"]])
    earliest = first.reindex(keys).to_numpy() if len(first) else np.full(len(table), np.nan)
    ahead = unsaid & table["year"].isin([float(year) for year in horizons]) & (table["year"].to_numpy() > earliest)
    table["kind"] = np.where(ahead, "target", np.where(unsaid, "result", table["kind"]))
    findings = list(entries.findings)
    if ahead.any():
        years = ", ".join(str(int(year)) for year in sorted(table.loc[ahead, "year"].unique()))
        findings.append(
            Finding(
                INFO, "kind", noop("The values of {years} are taken as targets. Give the field that says which are results, if they are not."),
                {"years": years},
            )
        )  # fmt: skip
    return Entries(table, findings)
