# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the shipped layer styles (.qml). Run with the virtual environment; restyle the result in QGIS, or here.

Colours stay apart for colour-blind readers and in grey: they go from light to dark with the traffic class.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import crossing_styles
import cycling_styles
import mobility_styles
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsClassificationRange,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "styles"
# Light to dark, after ColorBrewer's YlOrRd, cut at the dark end.
TRAFFIC = {"0-10000": "#fff0b3", "10000-25000": "#fdbb63", "25000-50000": "#e8603c", ">50000": "#99142d"}
PLACES = {
    "école": ("circle", "#1b4f8f"),
    "collège": ("diamond", "#1b4f8f"),
    "crèche": ("triangle", "#6a3d9a"),
    "EHPAD": ("square", "#000000"),
    "stade": ("pentagon", "#2c7a3f"),
}


def fill(colour: str, outline: str = "no", width: float = 0.1) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {
            "color": colour,
            "outline_style": "no" if outline == "no" else "solid",
            "outline_color": outline,
            "outline_width": str(width),
        }
    )


def line(colour: str, width: float) -> QgsLineSymbol:
    return QgsLineSymbol.createSimple({"line_color": colour, "line_width": str(width), "capstyle": "round"})


def bands() -> QgsFeatureRenderer:
    categories = [
        QgsRendererCategory(name, fill(colour, "#7d6b5d", 0.1), f"TMJA {readable(name)} véh/j")
        for name, colour in reversed(TRAFFIC.items())
    ]
    categories.append(QgsRendererCategory("", fill("#d0d0d0", "#7d6b5d"), "autre classe de la table"))
    renderer = QgsCategorizedSymbolRenderer("aadt_class", categories)
    for category in renderer.categories():
        category.symbol().setOpacity(0.75)
    return renderer


def readable(name: str) -> str:
    spaced = [f"{int(n):,}".replace(",", "\u202f") for n in name.strip(">").split("-")]
    return f"> {spaced[0]}" if name.startswith(">") else f"{spaced[0]} à {spaced[1]}"


def roads() -> QgsFeatureRenderer:
    rules = QgsRuleBasedRenderer.Rule(None)
    for label, test, symbol in (
        ("TMJA > 25 000 véh/j", 'to_int("aadt") > 25000', line("#7a0c22", 1.0)),
        ("TMJA 10 000 à 25 000 véh/j", 'to_int("aadt") > 10000 and to_int("aadt") <= 25000', line("#b34a2f", 0.7)),
        ("TMJA jusqu’à 10 000 véh/j", 'to_int("aadt") > 0 and to_int("aadt") <= 10000', line("#6b5a4c", 0.45)),
    ):
        rules.appendChild(
            QgsRuleBasedRenderer.Rule(symbol, 0, 0, test.replace("to_int(", "try(to_int(").replace('")', '"))'), label)
        )
    dashed = QgsLineSymbol.createSimple({"line_color": "#6b6b6b", "line_width": "0.5", "line_style": "dash"})
    other = QgsRuleBasedRenderer.Rule(dashed, 0, 0, "ELSE", "comptage non renseigné")
    rules.appendChild(other)
    return QgsRuleBasedRenderer(rules)


def places() -> QgsFeatureRenderer:
    def marker(shape: str, colour: str) -> QgsMarkerSymbol:
        return QgsMarkerSymbol.createSimple(
            {"name": shape, "color": colour, "size": "2.2", "outline_color": "#ffffff", "outline_width": "0.25"}
        )

    categories = [QgsRendererCategory(kind, marker(*look), kind) for kind, look in PLACES.items()]
    categories.append(QgsRendererCategory("", marker("circle", "#555555"), "autre lieu"))
    return QgsCategorizedSymbolRenderer("kind", categories)


def population() -> QgsFeatureRenderer:
    classes = [
        (0, 20, "#f3f6f8"),
        (20, 60, "#d9e3ea"),
        (60, 150, "#b6c9d6"),
        (150, 400, "#8aa7ba"),
        (400, 1e9, "#5c8199"),
    ]
    ranges = [
        QgsRendererRange(
            QgsClassificationRange(f"{low} à {high:.0f}" if high < 1e9 else f"plus de {low}", low, high), fill(colour)
        )
        for low, high, colour in classes
    ]
    return QgsGraduatedSymbolRenderer("inhabitants", ranges)


def coverage() -> QgsFeatureRenderer:
    rules = QgsRuleBasedRenderer.Rule(None)
    inside = QgsFillSymbol.createSimple({"style": "no", "outline_color": "#22313f", "outline_width": "0.7"})
    outside = QgsFillSymbol.createSimple({"style": "no", "outline_color": "#8795a1", "outline_width": "0.2"})
    rules.appendChild(QgsRuleBasedRenderer.Rule(outside, 0, 0, "TRUE", "autres territoires"))
    rules.appendChild(QgsRuleBasedRenderer.Rule(inside, 0, 0, "$id = @atlas_featureid", "territoire de la page"))
    return QgsRuleBasedRenderer(rules)


def of_the_page(symbol: QgsSymbol) -> QgsFeatureRenderer:
    """The places of the action whose page is printed, and of no other."""
    rules = QgsRuleBasedRenderer.Rule(None)
    rules.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, '"page" = @atlas_featureid', "lieux de l’action"))
    return QgsRuleBasedRenderer(rules)


def action_fill() -> QgsFillSymbol:
    symbol = fill("#b8472a", "#b8472a", 0.6)
    symbol.symbolLayer(0).setFillColor(QColor(184, 71, 42, 90))
    return symbol


def road_emissions() -> QgsFeatureRenderer:
    """Nitrogen oxides of a mean hour: wider and darker where there is more; dashed where the traffic is unknown."""
    rules = QgsRuleBasedRenderer.Rule(None)
    bounds = (0, 25, 75, 150, 300, 1e9)
    colours = ("#fdd49e", "#fdbb84", "#ef6548", "#b30000", "#6b0000")
    for (low, high), colour, width in zip(itertools.pairwise(bounds), colours, (0.4, 0.6, 0.9, 1.2, 1.6), strict=True):
        label = f"NOx {low} à {high} g/km/h" if high < 1e9 else f"NOx plus de {low} g/km/h"
        test = f'"nox_g_km_h" >= {low} and "nox_g_km_h" < {high:.0f}'
        rules.appendChild(QgsRuleBasedRenderer.Rule(line(colour, width), 0, 0, test, label))
    dashed = QgsLineSymbol.createSimple({"line_color": "#6b6b6b", "line_width": "0.4", "line_style": "dash"})
    rules.appendChild(QgsRuleBasedRenderer.Rule(dashed, 0, 0, "ELSE", "émission non renseignée"))
    return QgsRuleBasedRenderer(rules)


def no2(symbol: Callable[[str], QgsSymbol], *, annual: bool = True) -> QgsFeatureRenderer:
    """Nitrogen dioxide by the limits: 10 (WHO 2021), 20 (EU, 2030), 40 (EU until 2029) µg/m³.

    They are annual: the classes of a mean that is not ``annual`` do not name them.
    """
    classes = ((0, 10, "#4575b4"), (10, 20, "#abd9e9"), (20, 30, "#fee090"), (30, 40, "#f46d43"), (40, 1e9, "#a50026"))
    labels = {
        0: "NO2 jusqu’à 10 µg/m³ (OMS 2021)",
        10: "NO2 10 à 20 µg/m³ (limite 2030)",
        20: "NO2 20 à 30 µg/m³",
        30: "NO2 30 à 40 µg/m³",
        40: "NO2 plus de 40 µg/m³ (limite jusqu’en 2029)",
    }
    if not annual:
        labels = {
            0: "NO2, moyenne de la période : jusqu’à 10 µg/m³",
            10: "NO2 : 10 à 20 µg/m³",
            20: "NO2 : 20 à 30 µg/m³",
            30: "NO2 : 30 à 40 µg/m³",
            40: "NO2 : plus de 40 µg/m³",
        }
    rules = QgsRuleBasedRenderer.Rule(None)
    for low, high, colour in classes:
        test = f'"no2_ug_m3" > {low} and "no2_ug_m3" <= {high:.0f}'
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol(colour), 0, 0, test, labels[low]))
    rules.appendChild(QgsRuleBasedRenderer.Rule(symbol("#c8c8c8"), 0, 0, "ELSE", "non renseigné"))
    return QgsRuleBasedRenderer(rules)


def no2_change(symbol: Callable[[str], QgsSymbol]) -> QgsFeatureRenderer:
    """Change of NO2: blue where people breathe less, red where more; 0.1 µg/m³ is told from none."""
    classes = (
        (-1e9, -2, "#08519c", "2 µg/m³ de moins, ou davantage"),
        (-2, -0.5, "#6baed6", "0,5 à 2 µg/m³ de moins"),
        (-0.5, -0.1, "#c6dbef", "0,1 à 0,5 µg/m³ de moins"),
        (-0.1, 0.1, "#e4e4e4", "inchangé (moins de 0,1 µg/m³)"),
        (0.1, 0.5, "#fcbba1", "0,1 à 0,5 µg/m³ de plus"),
        (0.5, 1e9, "#cb181d", "plus de 0,5 µg/m³ de plus"),
    )
    rules = QgsRuleBasedRenderer.Rule(None)
    for low, high, colour, label in classes:
        test = f'"no2_change_ug_m3" >= {low} and "no2_change_ug_m3" < {high}'
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol(colour), 0, 0, test, label))
    rules.appendChild(QgsRuleBasedRenderer.Rule(symbol("#ffffff"), 0, 0, "ELSE", "non renseigné"))
    return QgsRuleBasedRenderer(rules)


def contours() -> QgsFeatureRenderer:
    """Bands between levels of a concentration, half transparent over the map.

    The fill alone is transparent, and has no outline: Qt writes a transparent outline into a PDF as a shape of its own, five
    times as long as the band.
    """
    classes = (
        (0, 10, "#4575b4", "jusqu’à 10 µg/m³"), (10, 15, "#abd9e9", "10 à 15 µg/m³"), (15, 20, "#e0f3f8", "15 à 20 µg/m³"),
        (20, 25, "#fee090", "20 à 25 µg/m³"), (25, 30, "#fdae61", "25 à 30 µg/m³"), (30, 40, "#f46d43", "30 à 40 µg/m³"),
        (40, 1e9, "#a50026", "plus de 40 µg/m³"),
    )  # fmt: skip
    rules = QgsRuleBasedRenderer.Rule(None)
    for low, high, colour, label in classes:
        symbol = fill(colour)
        shade = QColor(colour)
        shade.setAlphaF(0.6)
        symbol.symbolLayer(0).setFillColor(shade)
        test = f'"low_ug_m3" >= {low} and "low_ug_m3" < {high:.0f}'
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, test, label))
    return QgsRuleBasedRenderer(rules)


def hot_spots(symbol: Callable[[str], QgsSymbol]) -> QgsFeatureRenderer:
    """Clusters of high values in red, of low ones in blue."""
    rules = QgsRuleBasedRenderer.Rule(None)
    for test, colour, label in (
        ("\"gi_kind\" in ('hot', 'chaud')", "#b2182b", "point chaud"),
        ("\"gi_kind\" in ('cold', 'froid')", "#2166ac", "point froid"),
        ("ELSE", "#d9d9d9", "non significatif"),
    ):
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol(colour), 0, 0, test, label))
    return QgsRuleBasedRenderer(rules)


def priority() -> QgsFeatureRenderer:
    """How often a home is among the first to visit; not ranked: hatched."""
    rules = QgsRuleBasedRenderer.Rule(None)
    for low, high, colour, label in (
        (90, 101, "#7a0177", "à visiter d’abord : 9 tirages sur 10"),
        (50, 90, "#c51b8a", "plus d’un tirage sur deux"),
        (10, 50, "#f768a1", "un tirage sur dix à un sur deux"),
        (0, 10, "#fde0dd", "rarement parmi les premiers"),
    ):
        test = f'"robust_pct" >= {low} and "robust_pct" < {high}'
        rules.appendChild(QgsRuleBasedRenderer.Rule(fill(colour, "#6b6b6b", 0.05), 0, 0, test, label))
    hatched = QgsFillSymbol.createSimple(
        {"style": "b_diagonal", "color": "#6b6b6b", "outline_color": "#6b6b6b", "outline_width": "0.1"}
    )
    rules.appendChild(QgsRuleBasedRenderer.Rule(hatched, 0, 0, "ELSE", "non classé"))
    return QgsRuleBasedRenderer(rules)


def priority_units() -> QgsFeatureRenderer:
    """Mean priority of a unit; masked units hatched."""
    rules = QgsRuleBasedRenderer.Rule(None)
    for low, high, colour in (
        (0, 0.3, "#feebe2"),
        (0.3, 0.4, "#fbb4b9"),
        (0.4, 0.5, "#f768a1"),
        (0.5, 0.6, "#c51b8a"),
        (0.6, 1.01, "#7a0177"),
    ):
        test = f'"mean_score" >= {low} and "mean_score" < {high}'
        label = f"priorité {low:g} à {min(high, 1):g}".replace(".", ",")
        rules.appendChild(QgsRuleBasedRenderer.Rule(fill(colour, "#6b6b6b", 0.1), 0, 0, test, label))
    hatched = QgsFillSymbol.createSimple(
        {"style": "b_diagonal", "color": "#6b6b6b", "outline_color": "#6b6b6b", "outline_width": "0.1"}
    )
    rules.appendChild(QgsRuleBasedRenderer.Rule(hatched, 0, 0, "ELSE", "moins de 11 ménages, ou rien de classé"))
    return QgsRuleBasedRenderer(rules)


def roof_flux() -> QgsFeatureRenderer:
    """U of roofs, an estimate; coloured only where the interval is narrower than the estimate itself."""
    rules = QgsRuleBasedRenderer.Rule(None)
    for low, high, colour in ((0, 0.5, "#ffffb2"), (0.5, 1, "#fecc5c"), (1, 2, "#fd8d3c"), (2, 9, "#e31a1c")):
        test = f'"u_w_m2k" >= {low} and "u_w_m2k" < {high} and "u_p90" - "u_p10" <= max("u_w_m2k", 0.5)'
        label = f"U estimé de {low:g} à {high:g} W/m²/K" if high < 9 else f"U estimé de plus de {low:g} W/m²/K"
        rules.appendChild(QgsRuleBasedRenderer.Rule(fill(colour, "#6b6b6b", 0.05), 0, 0, test, label.replace(".", ",")))
    hatched = QgsFillSymbol.createSimple(
        {"style": "b_diagonal", "color": "#6b6b6b", "outline_color": "#6b6b6b", "outline_width": "0.1"}
    )
    rules.appendChild(
        QgsRuleBasedRenderer.Rule(
            hatched, 0, 0, "ELSE", "non estimé, ou intervalle trop large (compare, ne mesure pas)"
        )
    )
    return QgsRuleBasedRenderer(rules)


def dot(colour: str) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"name": "circle", "color": colour, "size": "1.8", "outline_style": "no"})


def single(symbol: QgsFillSymbol) -> QgsFeatureRenderer:
    return QgsSingleSymbolRenderer(symbol)


STYLES = {
    "corridor_bands": ("Polygon", "aadt_class:string", bands),
    "road_emissions": ("LineString", "nox_g_km_h:double", road_emissions),
    "air_points": ("Point", "no2_ug_m3:double", lambda: no2(dot)),
    "air_buildings": ("Polygon", "no2_ug_m3:double", lambda: no2(lambda colour: fill(colour, "#6b6b6b", 0.05))),
    "air_points_period": ("Point", "no2_ug_m3:double", lambda: no2(dot, annual=False)),
    "air_buildings_period": ("Polygon", "no2_ug_m3:double", lambda: no2(lambda colour: fill(colour, "#6b6b6b", 0.05), annual=False)),
    "air_change_points": ("Point", "no2_change_ug_m3:double", lambda: no2_change(dot)),
    "air_change_buildings": ("Polygon", "no2_change_ug_m3:double", lambda: no2_change(lambda c: fill(c, "#6b6b6b", 0.05))),
    "air_contours": ("Polygon", "low_ug_m3:double", contours),
    "hot_spot_points": ("Point", "gi_kind:string", lambda: hot_spots(dot)),
    "hot_spot_polygons": ("Polygon", "gi_kind:string", lambda: hot_spots(lambda c: fill(c, "#6b6b6b", 0.05))),
    "roof_flux": ("Polygon", "u_w_m2k:double&field=u_p10:double&field=u_p90:double", roof_flux),
    "retrofit_priority": ("Polygon", "robust_pct:double", priority),
    "priority_units": ("Polygon", "mean_score:double", priority_units),
    "routes_fictives": ("LineString", "aadt:string", roads),
    "batiments_fictifs": ("Polygon", "building_id:string", lambda: single(fill("#5b5147"))),
    "population_fictive": ("Polygon", "inhabitants:integer", population),
    "lieux_sensibles_fictifs": ("Point", "kind:string", places),
    "communes": ("Polygon", "name:string", lambda: single(fill("#f7f5ee", "#8795a1", 0.2))),
    "zones": ("Polygon", "name:string", lambda: single(QgsFillSymbol.createSimple(
        {"style": "b_diagonal", "color": "#3c5a78", "outline_color": "#3c5a78", "outline_width": "0.5"}))),
    "action_point": ("Point", "page:integer", lambda: of_the_page(QgsMarkerSymbol.createSimple(
        {"name": "circle", "color": "#b8472a", "size": "3.2", "outline_color": "#ffffff", "outline_width": "0.4"}))),
    "action_line": ("LineString", "page:integer", lambda: of_the_page(line("#b8472a", 1.3))),
    "action_polygon": ("Polygon", "page:integer", lambda: of_the_page(action_fill())),
    "atlas_coverage": ("Polygon", "pcaet_name:string", coverage),
    **mobility_styles.STYLES,
    **cycling_styles.STYLES,
    **crossing_styles.STYLES,
}  # fmt: skip


def label_ranks(layer: QgsVectorLayer) -> None:
    """The rank of the first twenty rows, in a white halo."""
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = 'if("rank" <= 20, "rank", \'\')', True
    text = QgsTextFormat()
    text.setSize(8)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    text.setBuffer(halo)
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (geometry, fields, renderer) in STYLES.items():
        layer = QgsVectorLayer(f"{geometry}?crs=EPSG:2154&field={fields}", name, "memory")
        layer.setRenderer(renderer())
        categories = QgsVectorLayer.StyleCategory.Symbology | QgsVectorLayer.StyleCategory.Rendering
        if name in cycling_styles.RANKED:
            label_ranks(layer)
            categories |= QgsVectorLayer.StyleCategory.Labeling
        message, written = layer.saveNamedStyle(
            str(FOLDER / f"{name}.qml"),
            categories,
        )
        if not written:
            raise SystemExit(message)
    os._exit(0)


if __name__ == "__main__":
    main()
