# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layers and the log of the cycling potential say: fields, names of scenarios, how lines are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import Qgis, QgsLineSymbol, QgsProperty, QgsSingleSymbolRenderer, QgsSymbolLayer, QgsVectorLayer

from ...i18n import tr
from ..writing import Field

SCENARIOS = ("government_target", "go_dutch", "ebike")  # as analysis.cycling.uptake has them
ALL = "all"
SHORT = {"government_target": "gov", "go_dutch": "dutch", "ebike": "ebike"}
MEASURES = ("extra_cyclists", "car_trips_avoided", "car_km_avoided", "co2_kg_yr")


def scenario_names() -> dict[str, str]:
    return {
        "government_target": tr("Government Target"),
        "go_dutch": tr("Go Dutch"),
        "ebike": tr("e-bikes (indicative)"),
    }


def measure_name(measure: str, scenario: str, several: bool) -> str:
    """The column of a measure: with the scenario's short name where the output has several."""
    return f"{measure}_{SHORT[scenario]}" if several else measure


def potential_fields(scenarios: Sequence[str]) -> tuple[Field, ...]:
    """What a flow gains."""
    names, several = scenario_names(), len(scenarios) > 1
    fields = [
        Field("distance_km", "real", tr("Way by bike (km)")),
        Field("gradient_pct", "real", tr("Mean gradient (%)")),
        *(Field(f"cyclists_{SHORT[s]}", "real", tr("Cyclists a day, {}").format(names[s])) for s in scenarios),
    ]
    for s in scenarios:
        for measure, label in (
            ("extra_cyclists", tr("More cyclists a day, {}")),
            ("car_trips_avoided", tr("Cars left at home a day, {}")),
            ("car_km_avoided", tr("Car kilometres avoided (km/year), {}")),
            ("co2_kg_yr", tr("CO2 avoided (kg/year), {}")),
        ):
            fields.append(Field(measure_name(measure, s, several), "real", label.format(names[s])))
    return (*fields, Field("remark", "text", tr("Remark")))


def edge_fields(scenarios: Sequence[str]) -> tuple[Field, ...]:
    """A piece of road and what passes on it."""
    names, several = scenario_names(), len(scenarios) > 1
    return (
        Field("road", "text", tr("Road (identifier of the layer)")),
        Field("length_m", "real", tr("Length (m)")),
        *(Field(measure_name("extra_cyclists", s, several), "real", tr("More cyclists a day, {}").format(names[s])) for s in scenarios),
    )  # fmt: skip


def potential_names() -> set[str]:
    """Every column that the outputs may write."""
    sets = [SCENARIOS, *((scenario,) for scenario in SCENARIOS)]
    return {field.name for scenarios in sets for field in potential_fields(scenarios)}


def warning() -> str:
    """Where the model comes from: said in the help, the log and the metadata."""
    return tr("Validity: the model was fitted on England and the Netherlands (2011), e-bikes on Dutch and Swiss surveys. In France it is a transfer: an order of magnitude to compare flows, not a forecast. E-bikes are indicative.")  # fmt: skip


def widths(column: str, most: float) -> Callable[[QgsVectorLayer], None]:
    """Lines as wide as the root of ``column``, whose largest value is ``most``; hair lines where it is unknown."""

    largest = most if most > 0 else 1.0  # 0 or not a number: nothing is known

    def restyle(layer: QgsVectorLayer) -> None:
        symbol = QgsLineSymbol.createSimple({"line_color": "#1f7a4d", "line_width": "0.4", "capstyle": "round"})
        expression = f'coalesce(0.1 + 2.9 * sqrt("{column}" / {largest!r}), 0.1)'
        symbol.symbolLayer(0).setDataDefinedProperty(
            QgsSymbolLayer.Property.StrokeWidth, QgsProperty.fromExpression(expression)
        )
        symbol.setOutputUnit(Qgis.RenderUnit.Millimeters)
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))

    return restyle
