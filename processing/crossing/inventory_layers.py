# SPDX-License-Identifier: GPL-2.0-or-later
"""What the inventory writes: fields, words for its flags, its map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCentroidFillSymbolLayer,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import pandas

    from ...analysis.inventory.findings import Finding
    from ...analysis.inventory.tables import InventoryTables

LARGEST_MM = 14.0


def inventory_fields() -> tuple[Field, ...]:
    """One row per territory × sector × pollutant or energy × year."""
    return (
        Field("territory", "text", tr("Territory")),
        Field("quantity", "text", tr("Quantity (code)")),
        Field("quantity_label", "text", tr("Quantity")),
        Field("sector", "text", tr("Sector (code)")),
        Field("sector_label", "text", tr("Sector")),
        Field("code_ademe", "text", tr("ADEME code of the sector")),
        Field("code_tet", "text", tr("Territoires en Transitions code")),
        Field("energy", "text", tr("Energy")),
        Field("level", "text", tr("Level: total, sector or energy")),
        Field("year", "integer", tr("Year")),
        Field("kind", "text", tr("result or target")),
        Field("value", "real", tr("Value")),
        Field("known_value", "real", tr("What is known of it")),
        Field("unit", "text", tr("Unit")),
        Field("share_pct", "real", tr("Share (%)")),
        Field("share_given_pct", "real", tr("Share as given (%)")),
        Field("given", "real", tr("Number as given")),
        Field("given_unit", "text", tr("Unit as given")),
        Field("entries", "integer", tr("Rows added up")),
        Field("base_year", "integer", tr("Year the target is compared with")),
        Field("base_value", "real", tr("Value the target is compared with")),
        Field("change_pct", "real", tr("Change the target asks for (%)")),
        Field("pace_per_year", "real", tr("Pace the target needs (units a year)")),
        Field("pace_pct_year", "real", tr("Pace the target needs (% a year)")),
        Field("past_pct_year", "real", tr("Pace of the results so far (% a year)")),
        Field("flags", "text", tr("Flags")),
        Field("remark", "text", tr("Remark")),
    )


def check_fields() -> tuple[Field, ...]:
    """One row per finding."""
    return (
        Field("level", "text", tr("Level: error, warning or info")),
        Field("check_name", "text", tr("Check")),
        Field("territory", "text", tr("Territory")),
        Field("quantity", "text", tr("Quantity")),
        Field("year", "integer", tr("Year")),
        Field("sector", "text", tr("Sector")),
        Field("sentence", "text", tr("What was found")),
    )


def flag_words() -> dict[str, str]:
    """The flags, in words."""
    return {
        "sentinel": tr("forced zero, counted as missing"),
        "zero": tr("0: to be checked"),
        "negative": tr("negative, counted as missing"),
        "unreadable": tr("not a number"),
        "missing": tr("missing"),
        "sector_missing": tr("sector missing"),
        "partial": tr("a part is missing"),
        "share_of_known": tr("share of what is known"),
        "total_as_given": tr("total as the table gives it"),
        "energies_differ": tr("the energies do not add up to the sector"),
    }


def worded(table: pandas.DataFrame, tables: InventoryTables) -> pandas.DataFrame:
    """The inventory with its remarks in words and the label of each quantity; nothing where it was empty."""
    words = flag_words()
    remarks = ["; ".join(words.get(flag, flag) for flag in text.split(", ") if flag) or None for text in table["flags"]]
    labels = [tables.quantities[key].label for key in table["quantity"]]
    made = table.assign(remark=remarks, quantity_label=labels)
    texts = ["territory", "code_ademe", "code_tet", "energy", "given_unit", "flags"]
    made[texts] = made[texts].astype(object).where(made[texts] != "", None)
    return made


def finding_rows(findings: list[Finding], tables: InventoryTables) -> pandas.DataFrame:
    """The findings as rows, errors first."""
    import pandas

    order = {"error": 0, "warning": 1, "info": 2}
    rows = [
        {
            "level": f.level, "check_name": f.check, "territory": f.territory or None,
            "quantity": tables.quantities[f.quantity].label if f.quantity in tables.quantities else f.quantity or None,
            "year": f.year, "sector": f.sector or None, "sentence": sentence(f),
        }
        for f in sorted(findings, key=lambda f: order[f.level])
    ]  # fmt: skip
    return pandas.DataFrame(rows, columns=[f.name for f in check_fields()])


def sentence(finding: Finding) -> str:
    """The finding in the language of QGIS."""
    return str(tr(finding.sentence).format(**finding.facts))


def map_fields(tables: InventoryTables) -> tuple[Field, ...]:
    """One row per territory: the last total of each quantity, its year and its largest sector."""
    fields = [Field("territory", "text", tr("Territory"))]
    for quantity in tables.quantities.values():
        fields += [
            Field(map_column(quantity.key, quantity.unit), "real", tr("{quantity}: total ({unit})").format(quantity=quantity.label, unit=quantity.unit)),
            Field(f"{quantity.key}_year", "integer", tr("{}: year").format(quantity.label)),
            Field(f"{quantity.key}_main", "text", tr("{}: largest sector").format(quantity.label)),
            Field(f"{quantity.key}_remark", "text", tr("{}: remark").format(quantity.label)),
        ]  # fmt: skip
    return tuple(fields)


def map_column(quantity: str, unit: str) -> str:
    """The field of a total, with its unit: ``ges_tco2e``, ``conso_gwh``, ``nox_t``."""
    return f"{quantity}_{unit.casefold()}"


def map_rows(table: pandas.DataFrame, tables: InventoryTables) -> pandas.DataFrame:
    """One row per territory from the inventory (its results of the last year of each quantity)."""
    import pandas

    results = table[(table["kind"] == "result") & table["known_value"].notna()]
    rows = []
    for territory, own in results.groupby("territory", sort=False):
        row: dict[str, Any] = {"territory": territory}
        for key, quantity in tables.quantities.items():
            some = own[own["quantity"] == key]
            if not len(some):
                continue
            last = some[some["year"] == some["year"].max()] if some["year"].notna().any() else some
            total = last[last["level"] == "total"].iloc[0]
            sectors = last[last["level"] == "sector"].sort_values("known_value", ascending=False)
            row |= {
                map_column(key, quantity.unit): total["value"], f"{key}_year": total["year"],
                f"{key}_main": sectors["sector_label"].iloc[0] if len(sectors) else None,
                f"{key}_remark": None if total["value"] == total["value"] else tr("total not known, at least {}").format(f"{total['known_value']:.6g}"),
            }  # fmt: skip
        rows.append(row)
    return pandas.DataFrame(rows).reindex(columns=[f.name for f in map_fields(tables)])


def circles(column: str, largest: float, label: str) -> Any:
    """A restyle function: one circle per territory, its area in proportion to ``column``; hatched where it is missing."""

    def restyle(layer: QgsVectorLayer) -> None:
        rules = QgsRuleBasedRenderer.Rule(None)
        rules.appendChild(QgsRuleBasedRenderer.Rule(_circle(layer, column, largest), 0, 0, f'"{column}" > 0', label))
        rules.appendChild(QgsRuleBasedRenderer.Rule(_missing(layer), 0, 0, "ELSE", tr("total not known")))
        layer.setRenderer(QgsRuleBasedRenderer(rules))

    return restyle


def _circle(layer: QgsVectorLayer, column: str, largest: float) -> QgsSymbol:
    marker = QgsMarkerSymbol.createSimple(
        {"name": "circle", "color": "#882255", "outline_color": "#ffffff", "outline_width": "0.3"}
    )
    size = QgsProperty.fromExpression(f'{LARGEST_MM} * sqrt("{column}" / {largest!r})')
    marker.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.Size, size)
    marker.setOpacity(0.8)
    if layer.geometryType() != Qgis.GeometryType.Polygon:
        return marker
    fill = QgsFillSymbol.createSimple({"color": "#f2efe9", "outline_color": "#a79f92", "outline_width": "0.2"})
    centre = QgsCentroidFillSymbolLayer()
    centre.setSubSymbol(marker)
    fill.appendSymbolLayer(centre)
    return fill


def _missing(layer: QgsVectorLayer) -> QgsSymbol:
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        return QgsFillSymbol.createSimple({"style": "b_diagonal", "color": "#b9b2a6", "outline_color": "#a79f92", "outline_width": "0.2"})  # fmt: skip
    return QgsMarkerSymbol.createSimple({"name": "cross2", "color": "#8a8f94", "size": "2.5"})
