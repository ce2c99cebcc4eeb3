# SPDX-License-Identifier: GPL-2.0-or-later
"""Material balance of each zone and of the territory, after Eurostat's economy-wide material flow accounts.

Direct material input DMI = domestic extraction + imports; domestic material consumption DMC = DMI − exports (Eurostat,
Economy-wide material flow accounts handbook, 2018; Statistics Explained, “Glossary: Material flow indicators”). Flows
between two zones are exports of the one and imports of the other; for the territory they are internal.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .reading import NATURE, OUTSIDE, Flows, FlowTables

ALL = "*"  # the territory as a whole, and all modes
TOTAL = "total"
WASTE = "MF6"
PARTS = (
    "extraction_t", "imports_zones_t", "imports_outside_t", "exports_zones_t", "exports_outside_t", "internal_t", "to_nature_t",
)  # fmt: skip
COLUMNS = (
    "zone", "year", "mode", "category", "extraction_t", "imports_t", "imports_zones_t", "imports_outside_t", "exports_t", "exports_zones_t",
    "exports_outside_t", "internal_t", "dmi_t", "dmc_t", "waste_t", "to_nature_t", "known_extraction_t", "known_imports_t",
    "known_exports_t", "known_internal_t", "known_waste_t", "missing_flows", "reasons",
)  # fmt: skip
INPUTS = ("extraction_t", "imports_zones_t", "imports_outside_t")
OUTPUTS = ("exports_zones_t", "exports_outside_t")


def balance(flows: Flows, zones: list[str], tables: FlowTables) -> pd.DataFrame:
    """One row per zone (and :data:`ALL`) × year × mode (and all) × category (and ``total``), columns :data:`COLUMNS`.

    A sum is NaN where a flow that it needs has no tonnes; ``known_…_t`` is what is known of it. ``dmi_t`` and ``dmc_t`` are
    NaN too where the table has no extraction for the year (an extraction nobody gave is not 0). ``reasons``: ``no_extraction``, ``missing``,
    ``no_flow``, ``by_mode``. ``waste_t``: waste that leaves its holder in the zone, wherever it goes.
    """
    ledger = _ledger(flows.table)
    if not len(ledger):
        return pd.DataFrame(columns=list(COLUMNS))
    with_modes = (ledger["mode"] != "").any()
    everything = ledger.assign(mode=ALL)
    ledger = pd.concat([everything, ledger]) if with_modes else everything
    ledger = pd.concat([ledger.assign(category=TOTAL, of=ledger["category"]), ledger.assign(of=ledger["category"])])
    keys = ["zone", "year", "mode", "category"]
    grouped = ledger.groupby([*keys, "part"], dropna=False)["tonnes"]
    sums = grouped.sum(min_count=1).unstack("part").reindex(columns=list(PARTS))
    counted = grouped.size().unstack("part").reindex(index=sums.index, columns=list(PARTS))
    # A part without a flow is 0; one whose flows all lack their tonnes is not known.
    sums = sums.where(counted.notna(), 0.0)
    lost = ledger[ledger["tonnes"].isna()].groupby([*keys, "part"], dropna=False).size().unstack("part")
    lost = lost.reindex(index=sums.index, columns=list(PARTS)).fillna(0)
    waste = ledger[(ledger["of"] == WASTE) & ledger["part"].isin(["internal_t", *OUTPUTS, "to_nature_t"])]
    wasted = waste.groupby(keys, dropna=False)["tonnes"].sum(min_count=1).reindex(sums.index)
    unweighed = waste[waste["tonnes"].isna()].groupby(keys, dropna=False).size().reindex(sums.index).fillna(0)
    table = sums.where(lost == 0).assign(
        waste_t=wasted.where(unweighed == 0), known_waste_t=wasted, missing_flows=lost.sum(axis=1).astype(int),
        known_extraction_t=sums["extraction_t"], known_internal_t=sums["internal_t"],
        known_imports_t=_of_both(sums, "imports"), known_exports_t=_of_both(sums, "exports"),
    ).reset_index()  # fmt: skip
    lost = lost.reset_index(drop=True)
    known = set(flows.table.loc[flows.table["origin_role"] == NATURE, "year"].fillna(-1))
    table = _indicators(table, lost, known, tables)
    return _with_empty(table, zones)[list(COLUMNS)]


def _of_both(sums: pd.DataFrame, what: str) -> pd.Series:
    """Of the other zones and of outside, what is known; NaN where nothing is."""
    parts = sums[[f"{what}_zones_t", f"{what}_outside_t"]]
    known = parts.fillna(0.0).sum(axis=1)
    return known.where(parts.notna().all(axis=1) | (known > 0))


def _ledger(table: pd.DataFrame) -> pd.DataFrame:
    """Each flow, written for each zone that it touches and for the territory: (zone, part, category, mode, year, tonnes)."""
    from_zone, to_zone = table["origin_role"] == "zone", table["destination_role"] == "zone"
    same = from_zone & to_zone & (table["origin"] == table["destination"])
    between = from_zone & to_zone & ~same
    entries = [
        (same, "origin", "internal_t"), (between, "origin", "exports_zones_t"), (between, "destination", "imports_zones_t"),
        ((table["origin_role"] == OUTSIDE) & to_zone, "destination", "imports_outside_t"),
        (from_zone & (table["destination_role"] == OUTSIDE), "origin", "exports_outside_t"),
        ((table["origin_role"] == NATURE) & to_zone, "destination", "extraction_t"),
        (from_zone & (table["destination_role"] == NATURE), "origin", "to_nature_t"),
    ]  # fmt: skip
    parts = []
    for chosen, end, part in entries:
        rows = table.loc[chosen, ["category", "mode", "year", "tonnes"]].assign(part=part)
        parts.append(rows.assign(zone=table.loc[chosen, end]))
        if part == "imports_zones_t":
            continue  # the territory sees a flow between two zones once
        parts.append(rows.assign(zone=ALL, part="internal_t" if part == "exports_zones_t" else part))
    made = pd.concat(parts, ignore_index=True)
    return made.assign(year=made["year"].fillna(-1))


def _indicators(
    table: pd.DataFrame, lost: pd.DataFrame, with_extraction: set[float], tables: FlowTables
) -> pd.DataFrame:
    """DMI, DMC and the reason why one is missing."""
    undefined = table["category"].map(lambda c: c in tables.classes and not tables.classes[c].extraction)
    no_extraction = ~table["year"].isin(with_extraction) & ~undefined
    by_mode = table["mode"] != ALL
    table["imports_t"] = table["imports_zones_t"] + table["imports_outside_t"]
    table["exports_t"] = table["exports_zones_t"] + table["exports_outside_t"]
    table.loc[no_extraction | by_mode, ["extraction_t", "known_extraction_t"]] = np.nan
    short_in = lost[list(INPUTS)].sum(axis=1).to_numpy() > 0
    short_out = lost[list(OUTPUTS)].sum(axis=1).to_numpy() > 0
    dmi = (table["extraction_t"] + table["imports_t"]).to_numpy()
    table["dmi_t"] = np.where(short_in, np.nan, dmi)
    table["dmc_t"] = np.where(short_in | short_out, np.nan, dmi - table["exports_t"].to_numpy())
    reasons = [
        ", ".join(name for name, holds in (("by_mode", mode), ("no_extraction", none and not mode), ("missing", short)) if holds)
        for mode, none, short in zip(by_mode, no_extraction, short_in | short_out, strict=True)
    ]  # fmt: skip
    return table.assign(reasons=reasons, year=table["year"].where(table["year"] > 0))


def _with_empty(table: pd.DataFrame, zones: list[str]) -> pd.DataFrame:
    """A row without number for each zone that no flow touches."""
    absent = [zone for zone in zones if zone not in set(table["zone"])]
    rows: list[dict[str, Any]] = [
        {"zone": zone, "mode": ALL, "category": TOTAL, "missing_flows": 0, "reasons": "no_flow"} for zone in absent
    ]
    made = pd.concat([table, pd.DataFrame(rows)], ignore_index=True) if rows else table
    for column in COLUMNS:
        if column not in made:
            made[column] = np.nan
    return made


def between_zones(flows: Flows, tables: FlowTables) -> pd.DataFrame:
    """Flows from one zone to another: origin, destination, year, mode, tonnes (NaN where none is known), missing_flows,
    main (the category of most tonnes), and the tonnes of each main class (``mf1_t``…) and of the others (``other_t``).
    """
    table = flows.table
    rows = table[(table["origin_role"] == "zone") & (table["destination_role"] == "zone")]
    rows = rows[rows["origin"] != rows["destination"]].assign(year=lambda f: f["year"].fillna(-1))
    mains = [code for code in tables.classes if len(code) == 3]
    made = []
    for keys, group in rows.groupby(["origin", "destination", "year", "mode"], sort=True):
        by_class = group.groupby("category")["tonnes"].sum(min_count=1)
        row = dict(zip(("origin", "destination", "year", "mode"), keys, strict=True))
        row |= {f"{code.lower()}_t": by_class.get(code, np.nan) for code in mains}
        others = by_class[[name for name in by_class.index if name not in mains]]
        row |= {
            "other_t": others.sum(min_count=1) if len(others) else np.nan, "tonnes": group["tonnes"].sum(min_count=1),
            "missing_flows": int(group["tonnes"].isna().sum()),
            "main": str(by_class.idxmax()) if by_class.notna().any() else "",
        }  # fmt: skip
        made.append(row)
    columns = [
        "origin",
        "destination",
        "year",
        "mode",
        "tonnes",
        "missing_flows",
        "main",
        *(f"{c.lower()}_t" for c in mains),
        "other_t",
    ]
    result = pd.DataFrame(made, columns=columns)
    return result.assign(year=result["year"].where(result["year"] > 0))
