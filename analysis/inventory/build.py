# SPDX-License-Identifier: GPL-2.0-or-later
"""Entries → a checked inventory: sums by sector, totals, shares, what is missing.

A sum with a missing part is not a number: ``value`` is then NaN and ``known_value`` holds what is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from .activities import Entries
from .findings import ERROR, INFO, WARNING, Finding, noop
from .given_totals import check_group
from .subtotals import named, silent_sums, subtotals
from .tables import TOTAL, InventoryTables

KEYS = ["territory", "quantity", "year", "kind"]
OUTPUT = (
    "territory", "quantity", "sector", "sector_label", "code_ademe", "code_tet", "energy", "level", "year", "kind", "value",
    "known_value", "unit", "share_pct", "share_given_pct", "given", "given_unit", "entries", "flags",
)  # fmt: skip


@dataclass
class Inventory:
    """``table``: one row per territory × quantity × sector × energy × year × kind, columns :data:`OUTPUT`.

    ``level`` is ``total`` (all sectors), ``sector``, or ``energy`` (a part of a sector). ``year`` is NaN where unknown.
    ``share_pct``: share of the known total of the group, in %. ``findings``: everything there is to say.
    """

    table: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)


def build(entries: Entries, tables: InventoryTables) -> Inventory:
    """Check and add up ``entries`` (their kinds settled)."""
    findings = list(entries.findings)
    table = _once(entries.table, findings)
    rows: list[dict[str, Any]] = []
    for values, group in table.groupby(KEYS, sort=True, dropna=False):
        rows += _group(dict(zip(KEYS, values, strict=True)), group, tables, findings)
    findings += _about_years(table, tables)
    made = pd.DataFrame(rows, columns=list(OUTPUT))
    return Inventory(made, findings)


def _once(table: pd.DataFrame, findings: list[Finding]) -> pd.DataFrame:
    """The entries, each repeated one once: same territory, activity, quantity, energy, year, kind and value."""
    keys = ["territory", "activity", "quantity", "energy", "year", "kind", "given", "unit"]
    repeated = table.duplicated(keys) & table["given"].notna()
    if repeated.any():
        rows = ", ".join(map(str, table.loc[repeated, "row"][:12]))
        findings.append(
            Finding(
                WARNING, "double", noop("{count} rows repeat another one with the same value: each is counted once (rows {rows}). Name them apart if both count."),
                {"count": int(repeated.sum()), "rows": rows},
            )
        )  # fmt: skip
    return table[~repeated]


def _group(
    keys: dict[str, Any], group: pd.DataFrame, tables: InventoryTables, findings: list[Finding]
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows of one territory, quantity, year and kind."""
    place = _place(keys)
    group = named(group)
    findings += silent_sums(group, place)
    totals = group[(group["name"] == TOTAL) & ~group["subtotal"]]
    lines = _without_aggregates(group[group["name"] != TOTAL], tables, findings, place)
    by_name: dict[str, list[dict[str, Any]]] = {}
    for entry in lines.to_dict("records"):
        by_name.setdefault(str(entry["name"]), []).append(entry)
    sectors = [_sector(keys, name, some, tables) for name, some in by_name.items()]
    rows = [row for made in sectors for row in made]
    whole = [made[-1] for made in sectors]
    absent = _absent_sectors(lines, tables) if keys["kind"] == "result" or len(whole) > 1 else []
    rows += [_row(keys, sector, tables) | {"flags": "sector_missing"} for sector in absent]
    if absent:
        listed = ", ".join(tables.sectors[key].label for key in absent)
        findings.append(
            Finding(
                WARNING, "sector_missing", noop("Sectors missing: {sectors}. The total is not known; what is known of it stands apart."),
                {"sectors": listed}, **place,
            )
        )  # fmt: skip
    findings += check_group(group, whole, place)
    total = _total(keys, whole, absent, totals, tables)
    _shares([*rows, total], total)
    return [*_ordered(rows, tables), total]


def _place(keys: dict[str, Any]) -> dict[str, Any]:
    year = None if np.isnan(keys["year"]) else int(keys["year"])
    return {"territory": str(keys["territory"]), "quantity": str(keys["quantity"]), "year": year}


def _row(keys: dict[str, Any], name: str, tables: InventoryTables) -> dict[str, Any]:
    """A row without value."""
    sector = tables.sectors.get(name)
    return {
        **keys, "sector": name, "sector_label": sector.label if sector else name, "code_ademe": sector.code if sector else "",
        "code_tet": sector.tet.get(keys["quantity"], "") if sector else "", "energy": "", "level": "sector", "value": np.nan,
        "known_value": np.nan, "unit": tables.quantities[keys["quantity"]].unit, "share_pct": np.nan,
        "share_given_pct": np.nan, "given": np.nan, "given_unit": "", "entries": 0, "flags": "",
    }  # fmt: skip


def _sector(
    keys: dict[str, Any], name: str, some: list[dict[str, Any]], tables: InventoryTables
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows of a sector by energy, where energies are told, and the sector's own row, last."""
    detailed = [entry for entry in some if entry["energy"]]
    alone = [entry for entry in some if not entry["energy"]]
    parts = [
        _summed(keys, name, [e for e in detailed if e["energy"] == energy], tables)
        | {"energy": energy, "level": "energy", "code_tet": ""}
        for energy in sorted({entry["energy"] for entry in detailed})
    ]
    whole = _summed(keys, name, alone if alone and parts else some, tables)
    detail = float(np.nansum([entry["value"] for entry in detailed]))
    if alone and parts and not np.isclose(detail, whole["known_value"], rtol=1e-3):
        whole["flags"] = _joined(whole["flags"], "energies_differ")
    return [*parts, whole]


def _summed(
    keys: dict[str, Any], name: str, some: list[dict[str, Any]], tables: InventoryTables
) -> dict[str, Any]:  # fmt: skip
    """A row with the sum of the entries ``some``, NaN where one is missing."""
    known = [entry["value"] for entry in some if entry["value"] == entry["value"]]
    flags = [entry["flag"] for entry in some if entry["flag"]]
    if 0 < len(known) < len(some):
        flags.append("partial")
    shares = [s for s in (_percent(entry["share"]) for entry in some if entry["share"]) if not np.isnan(s)]
    units = {entry["unit"] for entry in some}
    given = [entry["given"] for entry in some if entry["given"] == entry["given"]]
    return _row(keys, name, tables) | {
        "value": float(sum(known)) if len(known) == len(some) else np.nan,
        "known_value": float(sum(known)) if known else np.nan,
        "given": float(sum(given)) if given and len(units) == 1 else np.nan,
        "given_unit": units.pop() if len(units) == 1 else "", "entries": len(some),
        "share_given_pct": sum(shares) if shares else np.nan, "flags": _joined(*flags),
    }  # fmt: skip


def _percent(text: str) -> float:
    from ..numbers import parse_number

    return parse_number(text.replace("%", ""))


def _joined(*flags: str) -> str:
    return ", ".join(dict.fromkeys(flag for text in flags for flag in text.split(", ") if flag))


def _without_aggregates(
    lines: pd.DataFrame, tables: InventoryTables, findings: list[Finding], place: dict[str, Any]
) -> pd.DataFrame:  # fmt: skip
    """The lines, without those that add up others of the same group (“Transports” beside “Transport routier”)."""
    by_code = {s.code: s.key for s in tables.sectors.values() if s.code}
    present = set(lines["name"])
    for key in [name for name in present if name in tables.sectors and tables.sectors[name].covers]:
        parts = {by_code[code] for code in tables.sectors[key].covers if code in by_code}
        if parts & present:
            findings.append(
                Finding(
                    WARNING, "aggregate", noop("“{sector}” adds up sectors that are also there ({parts}): it is not counted again."),
                    {"sector": tables.sectors[key].label, "parts": ", ".join(tables.sectors[p].label for p in sorted(parts & present))},
                    sector=tables.sectors[key].label, **place,
                )
            )  # fmt: skip
            lines = lines[lines["name"] != key]
    return lines


def _absent_sectors(lines: pd.DataFrame, tables: InventoryTables) -> list[str]:
    """The regulatory sectors without a line, where at least one sector of the decree has one."""
    present = {name for name in lines["name"] if name in tables.sectors}
    covered = {code for name in present for code in (tables.sectors[name].code, *tables.sectors[name].covers) if code}
    return [s.key for s in tables.regulatory() if s.code not in covered] if covered else []


def _total(
    keys: dict[str, Any], whole: list[dict[str, Any]], absent: list[str], given: pd.DataFrame, tables: InventoryTables
) -> dict[str, Any]:  # fmt: skip
    """The total of the sectors; where one is missing, the total that the table gives, and says so."""
    row = _row(keys, TOTAL, tables) | {"level": "total", "entries": sum(r["entries"] for r in whole)}
    known = [r["known_value"] for r in whole if not np.isnan(r["known_value"])]
    row["known_value"] = float(sum(known)) if known else np.nan
    if whole and not absent and all(not np.isnan(r["value"]) for r in whole):
        row["value"] = row["known_value"]
        return row
    stated = given["value"].dropna()
    if len(stated) == 1:
        row |= {"value": float(stated.iloc[0]), "flags": "total_as_given", "given": float(given["given"].iloc[0])}
        row["given_unit"] = given["unit"].iloc[0]
        return row
    row["flags"] = "partial" if known else "missing"
    return row


def _shares(rows: list[dict[str, Any]], total: dict[str, Any]) -> None:
    """The share of each row in the total, or in what is known of it (flag ``share_of_known``)."""
    base = total["value"] if not np.isnan(total["value"]) else total["known_value"]
    if np.isnan(base) or base <= 0:
        return
    for row in rows:
        if not np.isnan(row["known_value"]):
            row["share_pct"] = 100 * row["known_value"] / base
            if np.isnan(total["value"]):
                row["flags"] = _joined(row["flags"], "share_of_known")


def _ordered(rows: list[dict[str, Any]], tables: InventoryTables) -> list[dict[str, Any]]:
    """Regulatory sectors in the order of their codes, then the others as the table has them."""
    rank = {key: position for position, key in enumerate(tables.sectors)}
    return sorted(rows, key=lambda row: rank.get(row["sector"], len(rank)))


def _about_years(table: pd.DataFrame, tables: InventoryTables) -> list[Finding]:
    """Sectors whose last year is not the same, and quantities whose base year is not the same."""
    found = []
    results = table[(table["kind"] == "result") & table["year"].notna() & table["value"].notna()]
    for keys, group in results.groupby(["territory", "quantity"], sort=True):
        lines = group[(group["sector"] != TOTAL) & ~subtotals(group)]
        last = lines.groupby(lines["sector"].where(lines["sector"].notna(), lines["activity"]))["year"].max()
        if last.nunique() > 1:
            said = "; ".join(f"{_label(str(k), tables)} {int(v)}" for k, v in last.items())
            found.append(
                Finding(
                    ERROR, "years_differ", noop("The years differ between sectors: {years}. They are not added up together."),
                    {"years": said}, territory=str(keys[0]), quantity=str(keys[1]),
                )
            )  # fmt: skip
    for territory, group in results.groupby("territory", sort=True):
        last = group.groupby("quantity")["year"].max()
        if last.nunique() > 1:
            said = ", ".join(f"{tables.quantities[k].label} {int(last[k])}" for k in tables.quantities if k in last)
            found.append(
                Finding(INFO, "base_years", noop("The last years differ between quantities: {years}."), {"years": said}, territory=str(territory))
            )  # fmt: skip
    return found


def _label(key: str, tables: InventoryTables) -> str:
    return tables.sectors[key].label if key in tables.sectors else key
