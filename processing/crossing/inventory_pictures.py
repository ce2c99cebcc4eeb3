# SPDX-License-Identifier: GPL-2.0-or-later
"""What the treemap and the trajectory of an inventory show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...i18n import tr

if TYPE_CHECKING:
    import pandas

    from ...analysis.inventory.tables import InventoryTables

ROUNDING = 5e-4  # of a total: less is not a part that lacks a sector
Bar = tuple[int, bool, dict[str, float], "float | None", str]


def chosen_territory(table: pandas.DataFrame, wanted: str) -> tuple[pandas.DataFrame, str, str]:
    """The rows of the territory pictured, its name, and what to say of the choice.

    Without a name: the only territory, or that of the largest known total. Empty rows where ``wanted`` is not there.
    """
    names = list(dict.fromkeys(table["territory"]))
    if wanted:
        return table[table["territory"] == wanted], wanted, ""
    if len(names) == 1:
        return table, str(names[0] or ""), ""
    totals = table[(table["level"] == "total") & (table["kind"] == "result")].sort_values("known_value")
    name = str(totals["territory"].iloc[-1]) if len(totals) else str(names[0])
    return table[table["territory"] == name], name, tr("One territory of {}, that of the largest total.").format(len(names))  # fmt: skip


def sector_names(rows: pandas.DataFrame, tables: InventoryTables) -> list[str]:
    """The sectors shown, in the order of their colours: the decree's, then the others as the table has them."""
    official = [sector.label for sector in tables.regulatory()]
    found = [label for label in dict.fromkeys(rows[rows["level"] == "sector"]["sector_label"]) if label not in official]
    present = set(rows["sector_label"])
    return [label for label in official if label in present] + found


def treemap_panels(rows: pandas.DataFrame, tables: InventoryTables) -> tuple[list[tuple[str, list[tuple[str, float]]]], str]:  # fmt: skip
    """One panel per quantity, for its last year, and what is missing in them."""
    panels, gaps = [], []
    results = rows[(rows["kind"] == "result") & rows["known_value"].notna()]
    for key, quantity in tables.quantities.items():
        some = results[results["quantity"] == key]
        if not len(some):
            continue
        last = some[some["year"] == some["year"].max()] if some["year"].notna().any() else some
        parts = [
            (str(r["sector_label"]), float(r["known_value"]))
            for r in last[(last["level"] == "sector") & (last["known_value"] > 0)].to_dict("records")
        ]
        if not parts:
            continue
        year = f"{int(last['year'].iloc[0])}" if last["year"].notna().all() else tr("year unknown")
        total = sum(value for _name, value in parts)
        whole = last[last["level"] == "total"]["value"].max()
        if whole > total * (1 + ROUNDING):  # the shares of the table are those of the total given
            parts.append((tr("not allocated to a sector"), float(whole) - total))
            total = float(whole)
        heading = tr("{quantity}, {year}: {total}").format(quantity=quantity.label, year=year, total=amount(total, quantity.unit))  # fmt: skip
        unknown = rows[(rows["quantity"] == key) & (rows["level"] == "sector") & (rows["kind"] == "result") & rows["known_value"].isna()]  # fmt: skip
        same = unknown[unknown["year"].isin(last["year"]) | unknown["year"].isna()]
        if len(same):
            gaps.append(f"{quantity.label}: {', '.join(same['sector_label'])}")
        panels.append((heading, parts))
    missing = tr("Not known, hence not drawn: {}.").format("; ".join(gaps)) if gaps else ""
    return panels, missing


def trajectory_panels(rows: pandas.DataFrame, tables: InventoryTables) -> list[tuple[str, str, list[Bar]]]:
    """One panel per quantity that has two years at least."""
    panels = []
    for key, quantity in tables.quantities.items():
        told = rows["value"].where(rows["value"].notna(), rows["known_value"])  # an overall target has no lines
        some = rows[(rows["quantity"] == key) & rows["year"].notna() & told.notna()]
        if some["year"].nunique() < 2:
            continue
        scale, unit = scaled(float(told[some.index].max()), quantity.unit)
        bars = [
            _bar(int(year), str(kind) == "target", group, scale)
            for (year, kind), group in some.groupby(["year", "kind"], sort=True)
        ]
        panels.append((quantity.label, unit, bars))
    return panels


def _bar(year: int, target: bool, group: Any, scale: float) -> Bar:
    total = group[group["level"] == "total"].iloc[0]
    sectors = group[group["level"] == "sector"]
    parts = {str(r["sector_label"]): float(r["known_value"]) / scale for r in sectors.to_dict("records") if r["known_value"] == r["known_value"]}  # fmt: skip
    known = total["value"] == total["value"]
    height = float(total["value"] if known else total["known_value"]) / scale
    text = rounded(height) if known else f"≥\u202f{rounded(height)}"
    if target and total["pace_pct_year"] == total["pace_pct_year"]:
        text += "\n" + f"{total['pace_pct_year']:+.1f}".replace(".", ",").replace("-", "−") + "\u202f%"
    return year, target, parts, height if known else None, text


def scaled(largest: float, unit: str) -> tuple[float, str]:
    """Divide by a thousand what would be written with many zeros: (divisor, unit)."""
    steps = {"tCO2e": ((1e6, "MtCO2e"), (1e3, "ktCO2e")), "t": ((1e4, "kt"),), "GWh": ((1e5, "TWh"),)}
    for threshold, name in steps.get(unit, ()):
        if largest >= 2 * threshold:
            return {"M": 1e6, "k": 1e3, "T": 1e3}[name[0]], name
    return 1.0, unit


def amount(value: float, unit: str) -> str:
    """A value to three figures with its unit, “756 ktCO2e”."""
    divisor, name = scaled(value, unit)
    return f"{rounded(value / divisor)}\u202f{name}"


def rounded(value: float) -> str:
    """Three significant figures, thousands apart, comma for decimals."""
    if value == 0:
        return "0"
    short = float(f"{value:.3g}")
    text = f"{short:,.0f}" if abs(short) >= 100 else f"{short:.3g}"
    return text.replace(",", "\u202f").replace(".", ",")
