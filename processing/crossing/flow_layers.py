# SPDX-License-Identifier: GPL-2.0-or-later
"""What material flows write: fields, words, lines between zones, their style, and the texts of the diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import pandas

    from ...analysis.flows.diagram import Diagram
    from ...analysis.flows.reading import FlowTables

# Paul Tol's “muted” scheme, safe for colour-blind readers.
CLASS_COLOURS = {"MF1": "#117733", "MF2": "#332288", "MF3": "#ddcc77", "MF4": "#882255", "MF5": "#88ccee", "MF6": "#999933"}  # fmt: skip
MODE_COLOURS = ("#332288", "#cc6677", "#117733", "#88ccee", "#aa4499", "#999933", "#44aa99", "#ddcc77")
OTHER = "#8a8f94"


def balance_fields() -> tuple[Field, ...]:
    """One row per zone × year × mode × category."""
    return (
        Field("zone", "text", tr("Zone (code)")),
        Field("zone_name", "text", tr("Zone")),
        Field("year", "integer", tr("Year")),
        Field("mode", "text", tr("Mode")),
        Field("category", "text", tr("Category (code)")),
        Field("category_label", "text", tr("Category")),
        *amount_fields(),
        Field("missing_flows", "integer", tr("Flows without tonnes")),
        Field("remark", "text", tr("Why a number is missing")),
    )


def amount_fields() -> tuple[Field, ...]:
    """The columns of a balance that are tonnes."""
    return (
        Field("extraction_t", "real", tr("Domestic extraction (t)")),
        Field("imports_t", "real", tr("Imports (t)")),
        Field("imports_zones_t", "real", tr("Imports from other zones (t)")),
        Field("imports_outside_t", "real", tr("Imports from outside the territory (t)")),
        Field("exports_t", "real", tr("Exports (t)")),
        Field("exports_zones_t", "real", tr("Exports to other zones (t)")),
        Field("exports_outside_t", "real", tr("Exports outside the territory (t)")),
        Field("internal_t", "real", tr("Flows inside (t)")),
        Field("dmi_t", "real", tr("Direct material input, DMI (t)")),
        Field("dmc_t", "real", tr("Domestic material consumption, DMC (t)")),
        Field("waste_t", "real", tr("Waste produced (t)")),
        Field("to_nature_t", "real", tr("Returned to nature (t)")),
        Field("known_extraction_t", "real", tr("Domestic extraction, what is known of it (t)")),
        Field("known_imports_t", "real", tr("Imports, what is known of them (t)")),
        Field("known_exports_t", "real", tr("Exports, what is known of them (t)")),
        Field("known_internal_t", "real", tr("Flows inside, what is known of them (t)")),
        Field("known_waste_t", "real", tr("Waste produced, what is known of it (t)")),
    )


def line_fields(tables: FlowTables) -> tuple[Field, ...]:
    """A line from a zone to another."""
    mains = [material for code, material in tables.classes.items() if len(code) == 3]
    return (
        Field("origin", "text", tr("Origin (code)")),
        Field("destination", "text", tr("Destination (code)")),
        Field("origin_name", "text", tr("Origin")),
        Field("destination_name", "text", tr("Destination")),
        Field("year", "integer", tr("Year")),
        Field("mode", "text", tr("Mode")),
        Field("tonnes", "real", tr("Tonnes, of the flows that have some")),
        Field("width_mm", "real", tr("Width of the line (mm)")),
        Field("main", "text", tr("Main category (code)")),
        Field("main_label", "text", tr("Main category")),
        *(Field(f"{m.code.lower()}_t", "real", tr("{} (t)").format(m.label)) for m in mains),
        Field("other_t", "real", tr("Other categories (t)")),
        Field("missing_flows", "integer", tr("Flows without tonnes")),
    )


def category_label(code: str, tables: FlowTables) -> str:
    """The category in words."""
    if code == "total":
        return tr("All categories")
    return tables.classes[code].label if code in tables.classes else code or tr("category not given")


def worded_balance(table: pandas.DataFrame, names: dict[str, str], tables: FlowTables) -> pandas.DataFrame:
    """The balance with names and reasons in words."""
    words = {
        "by_mode": tr("extraction and consumption are not by mode"), "no_extraction": tr("the table has no extraction for the year"),
        "missing": tr("a flow has no tonnes"), "no_flow": tr("no flow in the table"),
    }  # fmt: skip
    made = table.copy()
    made["zone_name"] = [tr("Territory") if zone == "*" else names.get(zone, zone) for zone in table["zone"]]
    made["category_label"] = [category_label(code, tables) for code in table["category"]]
    made["mode"] = [None if mode == "*" else mode or tr("not given") for mode in table["mode"]]
    made["remark"] = ["; ".join(words[r] for r in text.split(", ") if r) or None for text in table["reasons"].fillna("")]  # fmt: skip
    return made


def flow_lines(
    table: pandas.DataFrame, points: dict[str, Any], names: dict[str, str], tables: FlowTables, crs: Any
) -> geopandas.GeoDataFrame:  # fmt: skip
    """A curved line per flow between two zones; ``points``: (x, y) of each zone. Modes are bent more, one after the other."""
    import geopandas
    import numpy
    import shapely

    from ...analysis.flows.arcs import arc, widths_mm

    modes = list(dict.fromkeys(table["mode"]))
    bends = {mode: 0.1 + 0.05 * rank for rank, mode in enumerate(modes)}
    ends = list(zip(table["origin"], table["destination"], table["mode"], strict=True))
    shapes = [shapely.LineString(arc(points[a], points[b], bends[mode])) for a, b, mode in ends]
    made = table.assign(
        origin_name=[names.get(a, a) for a in table["origin"]], destination_name=[names.get(b, b) for b in table["destination"]],
        width_mm=widths_mm(table["tonnes"].to_numpy(dtype=float)) if len(table) else numpy.empty(0),
        main_label=[category_label(code, tables) if code else None for code in table["main"]],
        mode=[mode or None for mode in table["mode"]],
    )  # fmt: skip
    return geopandas.GeoDataFrame(made, geometry=shapes, crs=crs)


def line_style(column: str, values: list[tuple[str, str, str]]) -> Any:
    """A restyle function: width and arrow head by tonnes, colour by ``values`` (value, colour, label) of ``column``."""

    def restyle(layer: QgsVectorLayer) -> None:
        if not values:
            layer.setRenderer(QgsSingleSymbolRenderer(_arrow("#332288")))
            return
        categories = [QgsRendererCategory(value, _arrow(colour), label) for value, colour, label in values]
        layer.setRenderer(QgsCategorizedSymbolRenderer(column, categories))

    return restyle


def _arrow(colour: str) -> QgsLineSymbol:
    """A line as wide as its tonnes, with a head at its destination."""
    line = QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.3", "capstyle": "flat", "joinstyle": "round"})  # fmt: skip
    width = QgsProperty.fromExpression('coalesce("width_mm", 0.1)')
    line.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.StrokeWidth, width)
    head = QgsMarkerSymbol.createSimple(
        {"name": "filled_arrowhead", "color": colour, "outline_style": "no", "size": "2"}
    )
    size = QgsProperty.fromExpression('1.6 + 1.6 * coalesce("width_mm", 0)')
    head.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.Size, size)
    heads = QgsMarkerLineSymbolLayer()
    heads.setPlacements(Qgis.MarkerLinePlacement.LastVertex)
    heads.setSubSymbol(head)
    line.appendSymbolLayer(heads)
    line.setOpacity(0.75)
    return line


def diagram_texts(diagram: Diagram, tables: FlowTables, names: dict[str, str]) -> dict[str, str]:
    """What stands beside each node: its name and its tonnes."""
    words = {
        "extraction": tr("Domestic extraction"), "imports": tr("Imports"), "stocks": tr("Stocks, or an extraction not given"),
        "used": tr("Used in the territory"), "exports": tr("Exports"), "others": tr("Other zones"), "": tr("not given"),
    }  # fmt: skip
    texts = {}
    for name, tonnes in diagram.sizes().items():
        plain = name.lstrip("◂▸")
        known = plain in tables.classes
        label = tables.classes[plain].label if known else words.get(plain, names.get(plain, plain))
        amount = tonnes_text(tonnes)
        if name in diagram.partial:  # what is used is a difference: a flow that lacks may make it less
            amount = (tr("{} of what is known") if name == "used" else tr("at least {}")).format(amount)
        texts[name] = f"{label}\n{amount}"
    return texts


def tonnes_text(tonnes: float) -> str:
    """Three figures, in t, kt or Mt."""
    for factor, unit in ((1e6, "Mt"), (1e3, "kt")):
        if tonnes >= factor:
            return f"{_figures(tonnes / factor)}\u202f{unit}"
    return f"{_figures(tonnes)}\u202ft"


def _figures(value: float) -> str:
    short = float(f"{value:.3g}")
    return f"{short:,.10g}".replace(",", "\u202f").replace(".", ",")
