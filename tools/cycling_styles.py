# SPDX-License-Identifier: GPL-2.0-or-later
"""Styles of the cycle layers; written with the others by styles.py.

Facilities take the colours of French cycle maps: green for greenways, dark blue for tracks, light blue for lanes, violet
for bus lanes, orange for contraflows. Stress goes green, blue, orange, dark red, as published maps of Furth's levels do.
"""

from __future__ import annotations

from collections.abc import Callable

from mobility_styles import GAP, SITE, dot, fill, line, rules
from qgis.core import QgsFeatureRenderer, QgsLineSymbol, QgsProperty, QgsSymbol, QgsSymbolLayer

FACILITIES = (
    ("voie verte", ("VOIE VERTE",), "#2c7a3f", 1.0, {}),
    ("piste cyclable", ("PISTE CYCLABLE", "DOUBLE SENS CYCLABLE PISTE"), "#12467f", 1.0, {}),
    ("vélorue", ("VELO RUE",), "#2aa198", 0.8, {}),
    ("bande cyclable", ("BANDE CYCLABLE",), "#4a9bd8", 0.8, {}),
    ("double sens cyclable", ("DOUBLE SENS CYCLABLE BANDE", "DOUBLE SENS CYCLABLE NON MATERIALISE"), "#e08a2c", 0.7, {"line_style": "dash"}),
    ("couloir bus + vélo", ("COULOIR BUS+VELO",), "#7b4fa3", 0.8, {}),
    ("piétons et vélos ensemble", ("AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE",), "#6aa84f", 0.7, {"line_style": "dash"}),
    ("chaussée à voie centrale, accotement", ("CHAUSSEE A VOIE CENTRALE BANALISEE", "ACCOTEMENT REVETU HORS CVCB"), "#c7b42c", 0.7, {}),
)  # fmt: skip
STRESS = ((1, "#2c7a3f", "1 – pour tous"), (2, "#3d7fbf", "2 – pour la plupart des adultes"), (3, "#e08a2c", "3 – pour les cyclistes assurés"), (4, "#8f1424", "4 – pour presque personne"))  # fmt: skip


def facilities() -> QgsFeatureRenderer:
    def test(words: tuple[str, ...]) -> str:
        listed = ", ".join(f"'{word}'" for word in words)
        return f"coalesce(\"ame_d\", '') in ({listed}) or coalesce(\"ame_g\", '') in ({listed})"

    before = "coalesce(\"statut_d\", '') = 'EN TRAVAUX' or coalesce(\"statut_g\", '') = 'EN TRAVAUX'"
    shown = [("en travaux", before, line("#7b4fa3", 0.7, line_style="dot"))]
    for label, words, colour, width, more in FACILITIES:
        here = f"({test(words)})"
        shown.append((label, f"{here} and not ({before})", line(colour, width, **more)))
        before = f"{before} or {here}"
    some = "coalesce(\"ame_d\", 'AUCUN') <> 'AUCUN' or coalesce(\"ame_g\", 'AUCUN') <> 'AUCUN'"
    shown.append(("autre aménagement", f"({some}) and not ({before})", line("#8a6d5a", 0.6, line_style="dot")))
    return rules(*shown, ("rue sans aménagement", "ELSE", line("#c9c3ba", 0.2)))


def stress(field: str = '"lts"') -> QgsFeatureRenderer:
    levels = [(label, f"{field} = {level}", line(colour, 0.35 + 0.1 * level)) for level, colour, label in STRESS]
    closed = 'coalesce("bike_forward", 0) = 0 and coalesce("bike_backward", 0) = 0'
    return rules(
        *levels, ("interdit aux vélos", closed, line("#b8b0a4", 0.25, line_style="dot")),
        ("non renseigné", f'{field} is null and not ({closed})', line("#8a8f94", 0.3, line_style="dash")),
    )  # fmt: skip


def ranked(colour: str) -> QgsLineSymbol:
    symbol = line(colour, 1.0)
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.StrokeWidth,
        QgsProperty.fromExpression('if("rank" <= 10, 1.6, if("rank" <= 30, 1.1, 0.7))'),
    )
    return symbol


def components() -> QgsFeatureRenderer:
    return rules(
        ("plus grand réseau d’un seul tenant", '"component" = 1', line("#12467f", 0.7)),
        ("2e à 5e", '"component" > 1 and "component" <= 5', line("#4a9bd8", 0.6)),
        ("morceaux plus petits", "ELSE", line("#e08a2c", 0.45)),
    )


def access(mark: Callable[[str], QgsSymbol] = lambda colour: fill(colour, "#ffffff", 0.05)) -> QgsFeatureRenderer:
    """By the share of what all streets reach that calm streets reach too; ``mark`` draws a class of one colour."""
    classes = (
        (0, 20, "#f3e3d3"),
        (20, 40, "#e6c9a8"),
        (40, 60, "#c9d8b6"),
        (60, 80, "#8fbf85"),
        (80, 100.001, "#3f8f4f"),
    )
    shown = [
        (f"{low:g} à {high:.0f} % de ce que les rues atteignent, au calme", f'"low_share_pct" >= {low} and "low_share_pct" < {high}', mark(colour))
        for low, high, colour in classes
    ]  # fmt: skip
    return rules(*shown, ("non renseigné, ou rien à atteindre", "ELSE", mark("#e3e0da")))


# Layers whose first rows carry their rank as a label.
RANKED = ("cycle_gaps", "cycle_projects")
STYLES: dict[str, tuple[str, str, Callable[[], QgsFeatureRenderer]]] = {
    "cycle_facilities": ("LineString", "ame_d:string&field=ame_g:string&field=statut_d:string&field=statut_g:string", facilities),
    "cycle_stress": ("LineString", "lts:integer&field=bike_forward:integer&field=bike_backward:integer", stress),
    "cycle_stress_junctions": (
        "LineString",
        "crossing_lts_forward:integer&field=crossing_lts_backward:integer&field=bike_forward:integer&field=bike_backward:integer",
        lambda: stress('max("crossing_lts_forward", "crossing_lts_backward")'),
    ),
    "cycle_gaps": ("LineString", "rank:integer", lambda: rules(("chaînon manquant (les plus utiles plus épais)", "TRUE", ranked(GAP)))),
    "cycle_components": ("LineString", "component:integer", components),
    "cycle_dead_ends": ("Point", "kind:string", lambda: rules(
        ("décrochage", "\"kind\" = 'near_miss'", dot(GAP, 2.6, "cross_fill")), ("fin d’aménagement", "ELSE", dot(SITE, 1.4)))),
    "cycle_access": ("Polygon", "low_share_pct:double", access),
    "cycle_access_points": ("Point", "low_share_pct:double", lambda: access(lambda colour: dot(colour, 1.8))),
    "cycle_projects": ("LineString", "rank:integer", lambda: rules(("projet (les premiers plus épais)", "TRUE", ranked("#7b1fa2")))),
}  # fmt: skip
