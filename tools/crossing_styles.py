# SPDX-License-Identifier: GPL-2.0-or-later
"""Styles of the crossed units; written with the others by styles.py."""

from __future__ import annotations

from collections.abc import Callable

from mobility_styles import fill, rules
from qgis.core import QgsFeatureRenderer, QgsFillSymbol, QgsProperty, QgsSymbolLayer

# Light to dark, after ColorBrewer's Purples: neither green nor red, and in order in grey too.
SCORES = ((0, 20, "#f7f5fa"), (20, 40, "#dfdcec"), (40, 60, "#c2bddd"), (60, 80, "#9e97c8"), (80, 100.1, "#6a51a3"))


def hatched(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"style": "b_diagonal", "color": colour, "outline_color": colour, "outline_width": "0.1"}
    )


def outlined(colour: str, width: float, dash: str = "solid") -> QgsFillSymbol:
    """An outline over the fills, thinner on units that are small on the map: cells would be hidden."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": colour, "outline_width": str(width), "outline_style": dash}
    )
    thin = QgsProperty.fromExpression(f"max(0.1, min({width}, 80 * sqrt($area) / @map_scale))")
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.StrokeWidth, thin)
    return symbol


def crossing() -> QgsFeatureRenderer:
    """Fills by score; over them a thick outline where need and action do not meet."""
    fills = (
        (
            f"score de {low:g} à {min(high, 100):g}",
            f'"score" >= {low} and "score" < {high}',
            fill(colour, "#8795a1", 0.06),
        )
        for low, high, colour in SCORES
    )
    renderer = rules(
        *fills,
        ("aucun thème connu", '"score" is null', hatched("#8a8f94")),
        ("besoin fort sans action", '"need_without_action" = 1', outlined("#e66100", 0.9)),
        ("action là où le besoin est faible", '"action_without_need" = 1', outlined("#1a1a1a", 0.6, "dot")),
    )
    for rule in renderer.rootRule().children()[-2:]:  # over the fills of the neighbours
        rule.symbol().symbolLayer(0).setRenderingPass(1)
    renderer.setUsingSymbolLevels(True)
    return renderer


STYLES: dict[str, tuple[str, str, Callable[[], QgsFeatureRenderer]]] = {
    "crossing_units": (
        "Polygon",
        "score:double&field=need_without_action:integer&field=action_without_need:integer",
        crossing,
    ),
}
