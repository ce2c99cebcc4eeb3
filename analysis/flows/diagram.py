# SPDX-License-Identifier: GPL-2.0-or-later
"""The nodes and links of a Sankey diagram, which conserves: what enters a node leaves it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .balance import ALL, TOTAL
from .reading import NATURE, OUTSIDE, Flows

EXTRACTION, IMPORTS, STOCKS, USED, EXPORTS = "extraction", "imports", "stocks", "used", "exports"
OTHERS, MOST = "others", 7

Link = tuple[str, str, float, str]  # from, to, tonnes, what decides of the colour


@dataclass(frozen=True)
class Diagram:
    """Columns of nodes, links between neighbouring columns, and the tonnes of each node.

    ``partial``: the nodes of which a flow has no tonnes.
    """

    columns: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    partial: frozenset[str] = frozenset()

    def sizes(self) -> dict[str, float]:
        """The larger of what enters and of what leaves each node, in tonnes."""
        enters: dict[str, float] = {}
        leaves: dict[str, float] = {}
        for start, end, amount, _what in self.links:
            leaves[start] = leaves.get(start, 0.0) + amount
            enters[end] = enters.get(end, 0.0) + amount
        names = [name for column in self.columns for name in column]
        return {name: max(enters.get(name, 0.0), leaves.get(name, 0.0)) for name in names}


def last_year(table: pd.DataFrame) -> float:
    """The last year with flows, NaN where no year is known."""
    years = table["year"].dropna()
    return float(years.max()) if len(years) else float("nan")


def of_year(table: pd.DataFrame, year: float) -> pd.DataFrame:
    """The rows of a year, or those without one."""
    return table[table["year"] == year] if year == year else table[table["year"].isna()]


def materials(table: pd.DataFrame, year: float) -> Diagram:
    """Extraction and imports → categories → use in the territory and exports, of what is known of a year's balance.

    Where exports exceed what comes in, the difference comes from ``stocks`` (or from an extraction nobody gave).
    """
    rows = of_year(table[(table["zone"] == ALL) & (table["mode"] == ALL) & (table["category"] != TOTAL)], year)
    links: list[Link] = []
    categories = []
    partial: set[str] = set()
    for row in (
        rows.sort_values("known_imports_t", ascending=False).sort_values("category", kind="stable").to_dict("records")
    ):
        parts = {EXTRACTION: "extraction_t", IMPORTS: "imports_t", EXPORTS: "exports_t"}
        known = {node: row[f"known_{part}"] for node, part in parts.items()}
        known = {node: amount if amount == amount else 0.0 for node, amount in known.items()}
        extraction, imports, exports = known[EXTRACTION], known[IMPORTS], known[EXPORTS]
        used = extraction + imports - exports
        name = str(row["category"])
        if "missing" in row["reasons"]:
            lacking = {node for node, part in parts.items() if row[part] != row[part]}
            partial |= {*lacking, name, USED} - ({EXTRACTION} if "no_extraction" in row["reasons"] else set())
        own: list[Link] = [
            (EXTRACTION, name, extraction, name), (IMPORTS, name, imports, name), (STOCKS, name, max(-used, 0.0), name),
            (name, USED, max(used, 0.0), name), (name, EXPORTS, exports, name),
        ]  # fmt: skip
        kept = [link for link in own if link[2] > 0]
        links += kept
        categories += [name] if kept else []
    return Diagram(
        ((EXTRACTION, IMPORTS, STOCKS), tuple(categories), (USED, EXPORTS)), tuple(links), frozenset(partial)
    )


def by_mode(flows: Flows, year: float, outside: str) -> Diagram:
    """Origins → modes → destinations of the known flows of a year; beyond :data:`MOST` zones, the others together.

    Extraction and releases are no freight. ``outside`` names that end. Nodes of the two sides have different names (``◂``, ``▸`` in front).
    """
    table = of_year(flows.table, year)
    carried = (table["origin_role"] != NATURE) & (table["destination_role"] != NATURE)
    table = table[carried & (table["tonnes"] > 0)]
    words = {OUTSIDE: outside}
    ends = {
        side: table[side].where(table[f"{side}_role"] == "zone", table[f"{side}_role"].map(words)) for side in ("origin", "destination")
    }  # fmt: skip
    weight = pd.concat([pd.Series(table["tonnes"].to_numpy(), index=ends[side].to_numpy()) for side in ends])
    zones = weight[~weight.index.isin(list(words.values()))].groupby(level=0).sum().sort_values(ascending=False)
    shown = [*zones.index[:MOST], *words.values()]
    named = {side: ends[side].where(ends[side].isin(shown), OTHERS) for side in ends}
    rows = pd.DataFrame({"start": "◂" + named["origin"], "mode": table["mode"], "end": "▸" + named["destination"], "t": table["tonnes"]})  # fmt: skip
    first = rows.groupby(["start", "mode"])["t"].sum()
    second = rows.groupby(["mode", "end"])["t"].sum()
    links = [(str(a), str(b), float(t), str(b)) for (a, b), t in first.items()]
    links += [(str(a), str(b), float(t), str(a)) for (a, b), t in second.items()]
    order = [*shown, OTHERS]
    columns = (
        tuple(f"◂{n}" for n in order if f"◂{n}" in set(rows["start"])), tuple(rows.groupby("mode")["t"].sum().sort_values(ascending=False).index),
        tuple(f"▸{n}" for n in order if f"▸{n}" in set(rows["end"])),
    )  # fmt: skip
    return Diagram(columns, tuple(links))
