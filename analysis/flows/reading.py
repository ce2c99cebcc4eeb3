# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of flows (origin, destination, category, tonnes, year, mode) → flows between known places.

An end is a zone of the territory, nature (extraction, releases) or outside. A code that is not a zone and no known word
is outside too, and is listed: it may be mistyped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..inventory.findings import ERROR, INFO, WARNING, Finding
from ..inventory.tables import InventoryTables, fold
from ..numbers import parse_number
from ..parameter_table import read_rows
from ..territory.codes import normal_code

ROLES = ("origin", "destination", "category", "tonnes", "year", "mode")
NATURE, OUTSIDE = "nature", "outside"
SHOWN = 12
_CLASS = re.compile(r"^mf ?((?:\d ?)+)$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True)
class MaterialClass:
    """A class of EW-MFA; ``extraction`` is False where domestic extraction is not defined (MF5, MF6)."""

    code: str
    label: str
    extraction: bool


@dataclass(frozen=True)
class FlowTables:
    """Classes by code, their names and the words for places, folded."""

    classes: dict[str, MaterialClass]
    class_names: dict[str, str]
    place_words: dict[str, str]

    def material(self, text: str) -> str:
        """The class that ``text`` names (``MF.1.1``, ``MF11``, ``Biomasse``), a code; empty for any other category."""
        folded = fold(text)
        match = _CLASS.match(folded)
        if match:
            code = "MF" + match[1].replace(" ", "")
            return code if code[:3] in self.classes else ""
        return self.class_names.get(folded, "")

    def main(self, code: str) -> MaterialClass:
        """The class of one digit of a code."""
        return self.classes[code[:3]]


def read_flow_tables(classes: str | Path, places: str | Path) -> FlowTables:
    """The table of classes and the table of words for places."""
    made: dict[str, MaterialClass] = {}
    names: dict[str, str] = {}
    for _line, row in read_rows(classes, ("code", "label", "extraction", "aliases", "source")):
        made[row["code"]] = MaterialClass(row["code"], row["label"], row["extraction"] == "1")
        names |= {fold(name): row["code"] for name in (row["label"], *row["aliases"].split("|")) if name}
    words = {
        fold(word): row["role"]
        for _line, row in read_rows(places, ("role", "aliases", "source"))
        for word in row["aliases"].split("|")
    }
    return FlowTables(made, names, words)


@dataclass
class Flows:
    """``table``: origin, destination (zone codes; empty outside), origin_role, destination_role (zone, nature, outside),
    category (main class or text), detail, mode, year (NaN unknown), tonnes (NaN missing), row.
    """

    table: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)
    left_out_t: float = 0.0


def read_flows(
    texts: pd.DataFrame, zones: Sequence[str], unit: str, tables: FlowTables, inventory: InventoryTables
) -> Flows:  # fmt: skip
    """Read a table of texts whose columns are among :data:`ROLES`; ``unit``: of the tonnes (t, kt, Mt).

    Raises ``DataError`` for a unit that is no mass, or two zones whose codes are the same when folded.
    """
    measured = inventory.unit(unit or "t")
    if measured is None or measured.dimension != "mass":
        raise DataError(noop("UNIT: “{unit}” is not a mass. Use t, kt or Mt."), unit=unit)
    known = _zone_keys(zones)
    findings: list[Finding] = []
    outside: Counter[str] = Counter()
    mended: dict[str, str] = {}
    rows = []
    for position, record in zip(texts.index, texts.to_dict("records"), strict=True):
        cell = {role: str(record.get(role) or "").strip() for role in ROLES}
        ends = [_place(cell[role], known, tables, outside, mended) for role in ("origin", "destination")]
        code = tables.material(cell["category"]) if cell["category"] else ""
        category = code[:3] if code else cell["category"]
        years = {int(year) for year in _YEAR.findall(cell["year"])}
        tonnes = parse_number(cell["tonnes"]) if cell["tonnes"] else np.nan
        rows.append(
            (
                ends[0][0], ends[1][0], ends[0][1], ends[1][1], category, code or category, cell["mode"],
                float(years.pop()) if len(years) == 1 else np.nan, tonnes * measured.factor, cell["tonnes"], position,
            )
        )  # fmt: skip
    names = [
        "origin",
        "destination",
        "origin_role",
        "destination_role",
        "category",
        "detail",
        "mode",
        "year",
        "tonnes",
        "text",
        "row",
    ]
    table = pd.DataFrame(rows, columns=names)
    findings += _about_codes(outside, mended)
    table = _about_tonnes(table, findings)
    table = _one_level(table, tables, findings)
    return _kept(table, tables, findings)


def _zone_keys(zones: Sequence[str]) -> dict[str, str]:
    """Ways of writing each zone's code; exact ones first."""
    keys: dict[str, str] = {}
    for zone in zones:
        for key in dict.fromkeys((zone, fold(zone), fold(normal_code(zone)))):
            if keys.setdefault(key, zone) != zone:
                raise DataError(
                    noop("The zones “{one}” and “{other}” cannot be told apart in the flows. Choose another field of codes."),
                    one=keys[key], other=zone,
                )  # fmt: skip
    return keys


def _place(
    text: str, known: dict[str, str], tables: FlowTables, outside: Counter[str], mended: dict[str, str]
) -> tuple[str, str]:  # fmt: skip
    """(zone, role) of an end; an empty one is outside, and is counted."""
    if text in known:
        return known[text], "zone"
    for key in (fold(text), fold(normal_code(text))):
        if key and key in known:
            mended[text] = known[key]
            return known[key], "zone"
    role = tables.place_words.get(fold(text))
    if role is None:
        outside[text] += 1
    return "", role or OUTSIDE


def _about_codes(outside: Counter[str], mended: dict[str, str]) -> list[Finding]:
    found = []
    if outside:
        listed = ", ".join(f"{name or '–'} ({count})" for name, count in outside.most_common(SHOWN))
        found.append(
            Finding(
                WARNING, "unknown_place", noop("{count} places are not zones of the layer and count as outside the territory: {places}. Correct those that are mistyped."),
                {"count": len(outside), "places": listed},
            )
        )  # fmt: skip
    if mended:
        listed = ", ".join(f"{text} → {zone}" for text, zone in list(mended.items())[:SHOWN])
        found.append(
            Finding(INFO, "mended_code", noop("{count} codes are read as those of zones: {codes}."), {"count": len(mended), "codes": listed})
        )  # fmt: skip
    return found


def _about_tonnes(table: pd.DataFrame, findings: list[Finding]) -> pd.DataFrame:
    """Negative numbers are missing; what is missing or not a number is said, and stays missing."""
    table = table.copy()
    negative = table["tonnes"] < 0
    table.loc[negative, "tonnes"] = np.nan
    empty = table["tonnes"].isna() & ~negative
    for rows, level, check, sentence in (
        (table[negative], ERROR, "negative", noop("{count} flows are negative: they count as missing (rows {rows}).")),
        (table[empty], WARNING, "missing", noop("{count} flows have no tonnes that can be read: they are missing, not 0 (rows {rows}).")),
    ):  # fmt: skip
        if len(rows):
            facts = {"count": len(rows), "rows": ", ".join(map(str, rows["row"][:SHOWN]))}
            findings.append(Finding(level, check, sentence, facts))
    keys = ["origin", "destination", "origin_role", "destination_role", "detail", "mode", "year", "tonnes"]
    repeated = table[table.duplicated(keys) & table["tonnes"].notna()]
    if len(repeated):
        facts = {"count": len(repeated), "rows": ", ".join(map(str, repeated["row"][:SHOWN]))}
        sentence = noop("{count} rows repeat another one: all are counted (rows {rows}). Remove those that are double.")
        findings.append(Finding(WARNING, "double", sentence, facts))
    undated = int(table["year"].isna().sum())
    if undated and table["year"].notna().any():
        findings.append(Finding(WARNING, "year_missing", noop("{count} flows have no year that can be read."), {"count": undated}))  # fmt: skip
    return table


def _one_level(table: pd.DataFrame, tables: FlowTables, findings: list[Finding]) -> pd.DataFrame:
    """Where a flow is given by main class and by its parts, the main class counts and the parts do not."""
    keys = ["origin", "destination", "origin_role", "destination_role", "category", "mode", "year"]
    classed = table["category"].isin(list(tables.classes))
    whole = classed & (table["detail"] == table["category"])
    parts = classed & ~whole
    if not (whole.any() and parts.any()):
        return table
    both = pd.MultiIndex.from_frame(table[keys]).isin(pd.MultiIndex.from_frame(table.loc[whole, keys]))
    double = parts & both
    if double.any():
        findings.append(
            Finding(
                WARNING, "two_levels", noop("{count} rows are parts of a class that is given too, for the same places and year: they are not counted again (rows {rows})."),
                {"count": int(double.sum()), "rows": ", ".join(map(str, table.loc[double, "row"][:SHOWN]))},
            )
        )  # fmt: skip
    return table[~double]


def _kept(table: pd.DataFrame, tables: FlowTables, findings: list[Finding]) -> Flows:
    """Without the flows that touch no zone; categories that are no class of EW-MFA are said."""
    foreign = (table["origin_role"] != "zone") & (table["destination_role"] != "zone")
    left = float(table.loc[foreign, "tonnes"].sum())
    if foreign.any():
        findings.append(
            Finding(
                INFO, "elsewhere", noop("{count} flows touch no zone of the layer ({tonnes} t): they are left out."),
                {"count": int(foreign.sum()), "tonnes": f"{left:.0f}"},
            )
        )  # fmt: skip
    others = [name for name in dict.fromkeys(table["category"]) if name not in tables.classes]
    if others:
        listed = ", ".join(name or "–" for name in others[:SHOWN])
        findings.append(
            Finding(INFO, "other_category", noop("{count} categories are no class of EW-MFA, and are kept as they are: {names}."), {"count": len(others), "names": listed})
        )  # fmt: skip
    odd = table[(table["origin_role"] == NATURE) & table["category"].map(lambda c: c in tables.classes and not tables.main(c).extraction)]  # fmt: skip
    if len(odd):
        sentence = noop("{count} flows are extractions of other products or waste, which EW-MFA does not define (rows {rows}): they are counted, check them.")  # fmt: skip
        findings.append(Finding(WARNING, "odd_extraction", sentence, {"count": len(odd), "rows": ", ".join(map(str, odd["row"][:SHOWN]))}))  # fmt: skip
    return Flows(table[~foreign].reset_index(drop=True), findings, left)


def place_name(code: Any, role: str, words: dict[str, str], names: dict[str, str]) -> str:
    """How an end is written: the zone's name, or the word of its role."""
    return names.get(str(code), str(code)) if role == "zone" else words[role]
