# SPDX-License-Identifier: GPL-2.0-or-later
"""ADEME's deposits of PCAET (“Territoires & Climat”), one wide row per deposit → entries.

Columns ``PEC_GES_{sector}_{horizon}`` (t CO2e), ``PEC_CONSO_{sector}_{horizon}`` (GWh),
``POL_{sector}_{horizon}_{pollutant}`` (t). Rows of the national file are irregular: some lack fields, so that what
follows is shifted. A block of columns is read only where the years that stand around it are years.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from .activities import COLUMNS, Entries, _about_values, read_value, read_year
from .findings import ERROR, INFO, WARNING, Finding
from .tables import TOTAL, InventoryTables

_GES = re.compile(r"^PEC_GES_(?P<sector>\d+)_(?P<horizon>\d+)$", re.IGNORECASE)
_CONSO = re.compile(r"^PEC_CONSO_(?P<sector>\d+)_(?P<horizon>\d+)$", re.IGNORECASE)
_POL = re.compile(r"^POL_(?P<sector>\d+)_(?P<horizon>\d+)_(?P<pollutant>\d+)$", re.IGNORECASE)
_POL_TOTAL = re.compile(r"^TOTAL_POL__?(?P<pollutant>\d+)_(?P<horizon>\d+)$", re.IGNORECASE)
GES_YEAR, CONSO_YEAR = "PEC_Emission_GES_Annee_Compta", "PEC_Consommation_Annee_Compta"
COMMENT = "PEC_GES_CONSO_commentaire"
NAMES = ("Collectivités porteuses", "Collectivites porteuses", "Nom", "SIREN collectivites_coporteuses", "Id")
LENGTH = "__fields"  # fields of the row as written, beside those of the header


def is_deposit(columns: Sequence[str]) -> bool:
    """True for the columns of a deposit."""
    return any(pattern.match(name) for name in columns for pattern in (_GES, _CONSO, _POL))


def read_deposit_file(path: str | Path) -> pd.DataFrame:
    """The rows of a deposit CSV as texts, with the number of fields of each in :data:`LENGTH`; index from 1.

    Raises ``DataError`` when the file cannot be read or has no row.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="cp1252", errors="replace")
    except OSError as error:
        raise DataError(
            noop("The file “{file}” cannot be read: {reason}."), file=file.name, reason=error.strerror or str(error)
        ) from error
    delimiter = max(";,\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(reader, [])]
    rows = [row for row in reader if any(cell.strip() for cell in row)]
    if not rows:
        raise DataError(noop("The file “{file}” has no deposit."), file=file.name)
    padded = [[*row, *[""] * (len(header) - len(row))][: len(header)] for row in rows]
    table = pd.DataFrame(padded, columns=header, dtype=object, index=pd.RangeIndex(1, len(rows) + 1))
    return table.assign(**{LENGTH: [len(row) for row in rows]})


def read_deposits(texts: pd.DataFrame, tables: InventoryTables, name_column: str = "") -> Entries:
    """The values of wide rows of texts; ``name_column`` names the territory (else who bears the deposit).

    A shifted block is left out: its values are absent and a finding says so.
    """
    columns = [str(name) for name in texts.columns]
    version = _version(columns)
    findings = _about_version(version)
    named = name_column or next((name for name in NAMES if name in columns), "")
    names = _territories(texts, columns, named, findings)
    rows: list[tuple[Any, ...]] = []
    shifted: list[tuple[str, str, int]] = []
    spots = _spots(columns, tables, version)
    width = len([name for name in columns if name != LENGTH])
    for position, record in zip(texts.index, texts.to_dict("records"), strict=True):
        cells = {name: "" if _absent(record[name]) else str(record[name]).strip() for name in columns}
        short = LENGTH in cells and cells[LENGTH] != str(width)
        refused = {block for block in ("ges", "conso", "pol") if not _aligned(cells, spots, block, short)}
        for spot in spots:
            if spot["block"] in refused or not _held(cells, spot):
                continue
            rows.append(_entry(cells, spot, names[position], position, tables))
        shifted += [(names[position], block, int(cells.get(LENGTH) or width)) for block in sorted(refused)]
    findings += _about_shifted(shifted, width)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["year"] = table["year"].astype("float64")
    return Entries(table, findings + _about_values(table))


def _absent(value: Any) -> bool:
    return value is None or (isinstance(value, float) and np.isnan(value))


def _version(columns: Sequence[str]) -> str:
    """V2 uses the suffixes 1, 3, 6 and 7; V1 uses 1 to 5."""
    suffixes = {m["horizon"] for name in columns for p in (_GES, _CONSO, _POL) if (m := p.match(name))}
    return "V2" if suffixes & {"6", "7"} else "V1" if suffixes & {"2", "4", "5"} else "V2"


def _about_version(version: str) -> list[Finding]:
    if version == "V2":
        return []
    sentence = noop("The deposit has the horizons of the first version (suffixes 1 to 5), read as diagnosis, 2021, 2026, 2030 and 2050: a deduction, check it.")  # fmt: skip
    return [Finding(WARNING, "first_version", sentence)]


def _territories(texts: pd.DataFrame, columns: Sequence[str], named: str, findings: list[Finding]) -> dict[Any, str]:
    """The name of each row; several deposits of one bearer stay apart, by the deposit's number."""
    names = {}
    for position in texts.index:
        value = texts.at[position, named] if named else None
        names[position] = "" if _absent(value) else str(value).strip()
    count = Counter(name for name in names.values())
    deposit = "Id" if "Id" in columns and named != "Id" else ""
    for position, name in list(names.items()):
        if count[name] > 1:
            mark = texts.at[position, deposit] if deposit else position
            names[position] = f"{name or '–'} ({mark})"
    for name, times in count.items():
        if times > 1:
            findings.append(
                Finding(
                    WARNING, "double_deposit", noop("{count} deposits bear the name “{name}”: they are kept apart, each with its number. Keep the one in force."),
                    {"count": times, "name": name or "–"}, territory=name,
                )
            )  # fmt: skip
    return names


def _spots(columns: Sequence[str], tables: InventoryTables, version: str) -> list[dict[str, Any]]:
    """Where each value stands: its column, block, sector, quantity, kind, year or the column of its year."""
    horizons = {h.suffix: h for h in tables.horizons if h.version == version}
    sectors = {s.code: s.key for s in tables.sectors.values() if s.code}
    pollutants = {q.code: q.key for q in tables.quantities.values() if q.code}
    by_fold = {name.casefold(): name for name in columns}
    found = []
    for name in columns:
        for block, pattern in (("ges", _GES), ("conso", _CONSO), ("pol", _POL), ("pol", _POL_TOTAL)):
            match = pattern.match(name)
            if match is None:
                continue
            parts = match.groupdict()
            horizon = horizons.get(parts["horizon"])
            sector = sectors.get(parts["sector"]) if "sector" in parts else TOTAL
            quantity = pollutants.get(parts["pollutant"]) if "pollutant" in parts else block
            if horizon is None or sector is None or quantity is None:
                continue
            dated = {"ges": GES_YEAR, "conso": CONSO_YEAR}.get(
                quantity, f"POL_{parts.get('pollutant')}_Diag_Annee_Compta"
            )
            found.append(
                {"column": name, "block": block, "sector": sector, "quantity": quantity, "kind": horizon.kind,
                 "year": horizon.year, "dated": by_fold.get(dated.casefold(), "")}
            )  # fmt: skip
    return found


def _aligned(cells: dict[str, str], spots: Sequence[dict[str, Any]], block: str, short: bool) -> bool:
    """False where the block of a row is shifted: a year that is no year, a text among numbers, a header as a value.

    A row that lacks fields is read only where the years around the block are written.
    """
    own = [spot for spot in spots if spot["block"] == block]
    if not own:
        return True
    years = {spot["dated"] for spot in own if spot["dated"]}
    if block == "ges" and CONSO_YEAR in cells:
        years.add(CONSO_YEAR)  # the column that follows the block
    written = [cells[name] for name in years if cells.get(name)]
    if any(np.isnan(read_year(text)) or len(text) > 10 for text in written):
        return False
    if any(_is_text(cells[spot["column"]]) for spot in own):
        return False
    if block == "conso" and _is_number(cells.get(COMMENT, "")):
        return False
    return not short or len(written) == len(years) > 0


def _is_number(text: str) -> bool:
    from ..numbers import parse_number

    return bool(text) and not np.isnan(parse_number(text))


def _is_text(text: str) -> bool:
    return bool(text) and not _is_number(text) and bool(re.search(r"[^\W\d_]{3,}", text))


def _held(cells: dict[str, str], spot: dict[str, Any]) -> bool:
    """A target that nobody wrote is no missing value; a diagnosis is, and so is what stands beside a year."""
    return bool(cells[spot["column"]]) or (spot["kind"] == "result" and spot["sector"] != TOTAL)


def _entry(
    cells: dict[str, str], spot: dict[str, Any], territory: str, position: Any, tables: InventoryTables
) -> tuple[Any, ...]:  # fmt: skip
    quantity = tables.quantities[spot["quantity"]]
    unit = tables.units[quantity.unit]
    given, value, flag = read_value(cells[spot["column"]], unit, quantity, tables.sentinels)
    year = float(spot["year"]) if spot["year"] else read_year(cells.get(spot["dated"], ""))
    label = tables.sectors[spot["sector"]].label
    return (
        territory,
        label,
        spot["sector"],
        quantity.key,
        "",
        year,
        spot["kind"],
        given,
        unit.name,
        value,
        "",
        position,
        flag,
    )


def _about_shifted(shifted: Sequence[tuple[str, str, int]], width: int) -> list[Finding]:
    sentence = noop("The deposit of “{name}” has {fields} fields for {width} columns, or values that are not in their place: its {block} are not read. Correct the row in a spreadsheet.")  # fmt: skip
    blocks = {"ges": "PEC_GES", "conso": "PEC_CONSO", "pol": "POL"}
    return [
        Finding(
            ERROR, "shifted_row", sentence, {"name": name, "fields": fields, "width": width, "block": blocks[block]}, territory=name
        )
        for name, block, fields in shifted
    ]  # fmt: skip


def about_units(tables: InventoryTables) -> Finding:
    """In which units the deposits are, for the log."""
    said = ", ".join(f"{tables.quantities[key].label}: {tables.quantities[key].unit}" for key in tables.quantities)
    return Finding(INFO, "units", noop("The deposit is in the regulatory units ({units})."), {"units": said})
