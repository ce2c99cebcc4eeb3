# SPDX-License-Identifier: GPL-2.0-or-later
"""Styles of the network and carpool layers; written with the others by styles.py."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsClassificationRange,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsSymbolLayer,
)

# Near to far, dark to light, after ColorBrewer's Blues.
MINUTES = ((0, 5, "#1f5a86"), (5, 10, "#5f9bc4"), (10, 15, "#b5d3e7"), (15, 30, "#d5e5f1"), (30, 1e4, "#eef4f9"))
SITE, GAP = "#16202a", "#c2502e"


def fill(colour: str, outline: str = "", width: float = 0.15) -> QgsFillSymbol:
    style = {
        "outline_style": "solid" if outline else "no",
        "outline_color": outline or colour,
        "outline_width": str(width),
    }
    return QgsFillSymbol.createSimple({"color": colour, **style})


def dot(colour: str, size: float = 2.4, shape: str = "circle") -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple(
        {"name": shape, "color": colour, "size": str(size), "outline_color": "#ffffff", "outline_width": "0.3"}
    )


def line(colour: str, width: float, **more: str) -> QgsLineSymbol:
    return QgsLineSymbol.createSimple({"line_color": colour, "line_width": str(width), "capstyle": "round", **more})


def rules(*of: tuple[str, str, QgsSymbol]) -> QgsFeatureRenderer:
    root = QgsRuleBasedRenderer.Rule(None)
    for label, test, symbol in of:
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, test, label))
    return QgsRuleBasedRenderer(root)


def minutes(low: float, high: float) -> str:
    return f"plus de {low:g} min" if high > 1000 else f"{low:g} à {high:g} min" if low else f"jusqu’à {high:g} min"


def catchments() -> QgsFeatureRenderer:
    ranges = [
        QgsRendererRange(QgsClassificationRange(minutes(low, high), low + (1e-9 if low else 0), high), fill(colour, "#ffffff", 0.1))
        for low, high, colour in MINUTES
    ]  # fmt: skip
    return QgsGraduatedSymbolRenderer("minutes", ranges)


def allocation(symbol: Callable[[str], QgsSymbol]) -> QgsFeatureRenderer:
    return rules(
        *(
            (
                minutes(low, high),
                f'"minutes" > {low} and "minutes" <= {high}' if low else f'"minutes" <= {high}',
                symbol(colour),
            )
            for low, high, colour in MINUTES
        ),
        ("aucune aire accessible, ou pas de route", "ELSE", symbol("#b9b2a8")),
    )


def gaps() -> QgsFeatureRenderer:
    return rules(
        ("sans aire à temps : rangs 1 à 3", '"rank" <= 3', fill("#a63a1e", "#ffffff")),
        ("rangs 4 à 10", '"rank" <= 10 and "rank" > 3', fill("#d97b52", "#ffffff")),
        ("autres", "ELSE", fill("#f0c8b2", "#ffffff")),
    )


def edges() -> QgsFeatureRenderer:
    dashed = {"line_style": "dash"}
    return rules(
        ("morceau séparé du réseau principal", '"part" > 1', line(GAP, 0.9)),
        ("plus de 70 km/h", '"car_kmh" > 70', line("#1f3f66", 0.9)),
        ("50 à 70 km/h", '"car_kmh" > 50 and "car_kmh" <= 70 and coalesce("part", 1) = 1', line("#3d6f9e", 0.6)),
        ("30 à 50 km/h", '"car_kmh" > 30 and "car_kmh" <= 50 and coalesce("part", 1) = 1', line("#6c9cc4", 0.4)),
        ("30 km/h et moins", '"car_kmh" > 0 and "car_kmh" <= 30 and coalesce("part", 1) = 1', line("#a3bfd6", 0.26)),
        ("sans voiture", "ELSE", line("#7a9a6b", 0.26, **dashed)),
    )


def sized(symbol: QgsMarkerSymbol, expression: str) -> QgsMarkerSymbol:
    symbol.setDataDefinedSize(QgsProperty.fromExpression(expression))
    return symbol


def demand() -> QgsFeatureRenderer:
    """Surface in proportion to the users; the ring says whether places are enough."""
    size = '2 + 1.1 * sqrt(coalesce("potential_users", 0))'
    return rules(
        ("usagers potentiels : places insuffisantes", '"tension" > 1', sized(dot("#a63a1e"), size)),
        ("usagers potentiels : places suffisantes", '"tension" <= 1', sized(dot("#2f7d5b"), size)),
        ("capacité non renseignée", "ELSE", sized(dot("#8a8f94"), size)),
    )


def desire_lines() -> QgsFeatureRenderer:
    symbol = line("#6a3d9a", 0.3)
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.StrokeWidth, QgsProperty.fromExpression('0.15 + 0.25 * sqrt(coalesce("users", 0))')
    )
    symbol.setOpacity(0.6)
    return rules(("origines des usagers potentiels", "TRUE", symbol))


def flows() -> QgsFeatureRenderer:
    symbol = line("#1f5a86", 0.2)
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.StrokeWidth, QgsProperty.fromExpression('0.05 + 0.05 * sqrt(coalesce("workers", 0))')
    )
    symbol.setOpacity(0.5)
    return rules(("actifs en voiture, du domicile au travail", "TRUE", symbol))


def siting() -> QgsFeatureRenderer:
    return rules(
        ("aire nouvelle retenue", "\"status\" = 'new'", dot(GAP, 4.2, "star")),
        ("aire existante", "\"status\" = 'existing'", dot(SITE, 3.2, "triangle")),
        ("site non retenu", "ELSE", dot("#b9b2a8", 1.8)),
    )


STYLES: dict[str, tuple[str, str, Callable[[], QgsFeatureRenderer]]] = {
    "network_edges": ("LineString", "car_kmh:double&field=part:double", edges),
    "network_dangles": ("Point", "gap_m:double", lambda: rules(("bout qui s’arrête avant une route", "TRUE", dot(GAP, 2.4, "cross_fill")))),
    "carpool_catchments": ("Polygon", "minutes:double", catchments),
    "carpool_allocation": ("Polygon", "minutes:double", lambda: allocation(lambda colour: fill(colour, "#ffffff", 0.05))),
    "carpool_allocation_points": ("Point", "minutes:double", lambda: allocation(dot)),
    "carpool_gaps": ("Polygon", "rank:integer", gaps),
    "carpool_demand": ("Point", "potential_users:double&field=tension:double", demand),
    "carpool_origins": ("LineString", "users:double", desire_lines),
    "carpool_flows": ("LineString", "workers:double", flows),
    "carpool_siting": ("Point", "status:string", siting),
}  # fmt: skip
