# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of scenarios: recognised by the algorithm that made them and their fields, and what they count."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from ...i18n import tr
from ..base import PcaetAlgorithm, Skips
from ..numeric_fields import numbers
from ..reading import VectorInput, layer_input
from .table_reading import text_rows, trace
from .theme_results import HOMES, PEOPLE

if TYPE_CHECKING:
    import numpy

FELT_UG_M3 = 0.1  # as “Traffic scenario” has it: a smaller change is not told from none
MEETS, NEAR, NAMED = "meets", "near", "named"
PARAMETERS = re.compile(r"\{.*\}\s*$", re.DOTALL)
POLLUTANTS = {"nox": "NOx", "pm10": "PM10", "pm25": "PM2,5", "co2": "CO2"}


@dataclass(frozen=True)
class Quantity:
    """One figure of a result: ``values`` of its features (m,), with bounds where it has some, in ``unit``.

    Negative is less than before. ``homes``: it tells of homes, and is masked under 11 of them (``held`` (m,) homes).
    """

    code: str
    label: str
    unit: str
    values: numpy.ndarray
    low: numpy.ndarray | None = None
    high: numpy.ndarray | None = None
    held: numpy.ndarray | None = None


@dataclass(frozen=True)
class Result:
    """A layer or table already computed: who made it, when, and what it counts; ``basis`` is how actions meet it."""

    name: str
    algorithm: str
    computed_on: str
    digest: str
    basis: str
    shapes: numpy.ndarray | None
    crs: Any
    quantities: list[Quantity]
    remarks: list[str] = field(default_factory=list)


def maker(layer: QgsVectorLayer) -> tuple[str, str, dict[str, Any]]:
    """(algorithm, date and time, parameters) in the metadata of a layer; empty where it has none."""
    history = layer.metadata().history()
    if not history or not history[0].startswith("pcaet:"):
        return "", "", {}
    parts = [part.strip() for part in history[0].split(",")]
    written = PARAMETERS.search(history[1]) if len(history) > 1 else None
    try:
        parameters = json.loads(written[0]) if written else {}
    except ValueError:
        parameters = {}
    return parts[0].removeprefix("pcaet:"), parts[-1], parameters


def read_result(
    algorithm: PcaetAlgorithm, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
) -> Result | None:  # fmt: skip
    """The result that ``layer`` is, or None when it is none that can be attached to actions."""
    made_by, when, parameters = maker(layer)
    source = layer_input(f"RESULTS[{layer.name()}]", layer, context)
    names = set(source.field_names())
    for kind, fields, reader in READERS:
        if names.issuperset(fields) and (not made_by or made_by in kind):
            return reader(algorithm, source, made_by or kind[0], when, parameters, feedback, skips)
    return None


def _result(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, basis: str, frame: Any, quantities: list[Quantity],
    remarks: list[str],
) -> Result:  # fmt: skip
    digest = algorithm._traces[-1].digest
    if not when:
        remarks = [*remarks, tr("recognised by its fields: the layer does not say which algorithm made it, nor when")]
    return Result(
        source.name, f"pcaet:{made_by}", when, digest, basis, frame.geometry.to_numpy(), frame.crs, quantities, remarks
    )


def _roads(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, parameters: dict[str, Any],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> Result:  # fmt: skip
    here = [p for p in POLLUTANTS if f"{p}_change_kg_yr" in source.field_names()]
    frame = algorithm.read_source(source, [f"{p}_change_kg_yr" for p in here], skips, lambda _f: None)
    quantities = [
        Quantity(p, tr("{}, change").format(POLLUTANTS[p]), "kg/an", numbers(frame, f"{p}_change_kg_yr", source.name, feedback))
        for p in here
    ]  # fmt: skip
    return _result(algorithm, source, made_by, when, MEETS, frame, quantities, [tr("traffic that leaves a road is not put on another")])  # fmt: skip


def _receptors(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, parameters: dict[str, Any],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> Result:  # fmt: skip
    import numpy

    known = source.field_names()
    named = str(parameters.get("POPULATION_FIELD") or "")
    people_field = next((name for name in (named, *PEOPLE) if name and name in known), "")
    frame = algorithm.read_source(source, ["no2_change_ug_m3", people_field], skips, lambda _f: None)
    change = numbers(frame, "no2_change_ug_m3", source.name, feedback)
    people = numbers(frame, people_field, source.name, feedback)
    felt = numpy.where(numpy.isnan(change), numpy.nan, numpy.abs(change) > FELT_UG_M3)
    quantities = [
        Quantity("no2_people", tr("NO2 breathed, change × inhabitants"), "µg/m³·hab", change * people),
        Quantity("people_less_no2", tr("Inhabitants who breathe less NO2"), "hab", numpy.where(change < 0, felt, felt * 0) * people),
        Quantity("people_more_no2", tr("Inhabitants who breathe more NO2"), "hab", numpy.where(change > 0, felt, felt * 0) * people),
    ]  # fmt: skip
    remarks = [] if people_field else [tr("the layer has no field of inhabitants: nobody can be counted")]
    return _result(algorithm, source, made_by, when, NEAR, frame, quantities, remarks)


def _carpool(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, parameters: dict[str, Any],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> Result:  # fmt: skip
    known = set(source.field_names())
    names = (
        "avoided_veh_km_yr",
        "co2_kg_yr",
        "co2_low_kg_yr",
        "co2_high_kg_yr",
        "nox_kg_yr",
        "pm10_kg_yr",
        "carpoolers_day",
    )
    frame = algorithm.read_source(source, [n for n in names if n in known], skips, lambda _f: None)
    of = {n: numbers(frame, n if n in known else "", source.name, feedback) for n in names}
    quantities = [
        Quantity("veh_km", tr("Traffic, change"), "véh.km/an", -of["avoided_veh_km_yr"]),
        Quantity("co2", tr("{}, change").format("CO2"), "kg/an", -of["co2_kg_yr"], -of["co2_high_kg_yr"], -of["co2_low_kg_yr"]),
        Quantity("nox", tr("{}, change").format("NOx"), "kg/an", -of["nox_kg_yr"]),
        Quantity("pm10", tr("{}, change").format("PM10"), "kg/an", -of["pm10_kg_yr"]),
        Quantity("people_carpool", tr("Carpoolers a day"), "hab/jour", of["carpoolers_day"]),
    ]  # fmt: skip
    return _result(algorithm, source, made_by, when, MEETS, frame, quantities, [tr("crew and days are assumptions")])


def _cycle_projects(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, parameters: dict[str, Any],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> Result:  # fmt: skip
    frame = algorithm.read_source(source, ["length_m", "gain", "cost_eur"], skips, lambda _f: None)
    quantities = [
        Quantity(code, label, unit, numbers(frame, name, source.name, feedback))
        for code, label, unit, name in (
            ("cycle_length", tr("Streets to treat for bikes"), "m", "length_m"),
            ("cycle_access", tr("Access by bike gained (inhabitants × what they reach)"), "hab × lieux", "gain"),
            ("cycle_cost", tr("Cost, order of magnitude"), "€", "cost_eur"),
        )
    ]
    return _result(algorithm, source, made_by, when, MEETS, frame, quantities, [tr("the gain of a project counts those of a better rank as built")])  # fmt: skip


def _roofs(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, parameters: dict[str, Any],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> Result:  # fmt: skip
    import numpy

    known = set(source.field_names())
    saving = ("saving_kwh_yr", "saving_p10", "saving_p90", "saving_kgco2_yr", "saving_eur_yr")
    columns = [name for name in ("loss_class", HOMES, *saving) if name in known]
    frame = algorithm.read_source(source, columns, skips, lambda _f: None)
    of = {n: numbers(frame, n if n in known else "", source.name, feedback) for n in ("loss_class", HOMES, *saving)}
    homes = numpy.nan_to_num(of[HOMES]) if HOMES in known else numpy.ones(len(frame))
    remarks = [] if HOMES in known else [tr("no field “dwellings”: each building counts as one household")]
    quantities = []
    if numpy.isfinite(of["loss_class"]).any():
        top = numpy.nanmax(of["loss_class"])
        warm = numpy.where(numpy.isnan(of["loss_class"]), numpy.nan, of["loss_class"] >= top - 1) * homes
        quantities.append(
            Quantity("warm_homes", tr("Homes under roofs of the two warmest classes"), "logements", warm, held=homes)
        )
    if "saving_kwh_yr" in known:
        remarks.append(tr("if all the roofs met were insulated"))
        quantities += [
            Quantity("roof_kwh", tr("Lost by the roofs, change"), "kWh/an", -of["saving_kwh_yr"], -of["saving_p90"], -of["saving_p10"], homes),
            Quantity("roof_co2", tr("{}, change").format("CO2"), "kg/an", -of["saving_kgco2_yr"], held=homes),
            Quantity("roof_eur", tr("Heating costs, change"), "€/an", -of["saving_eur_yr"], held=homes),
        ]  # fmt: skip
    return _result(algorithm, source, made_by, when, MEETS, frame, quantities, remarks)


def _fleet(
    algorithm: PcaetAlgorithm, source: VectorInput, made_by: str, when: str, parameters: dict[str, Any],
    feedback: QgsProcessingFeedback, skips: Skips,
) -> Result:  # fmt: skip
    import numpy

    rows = text_rows(source, {name: name for name in ("measure", "unit", "change")}, lambda _f: None)
    algorithm._traces.append(trace(source, rows))
    change = numbers(rows, "change", source.name, feedback)
    names = fleet_names()
    quantities = [
        Quantity(names[code][0], names[code][1], unit, numpy.array([value]))
        for code, unit, value in zip(rows["measure"], rows["unit"], change, strict=True)
        if code in names
    ]
    remarks = [tr("the result has no place: attached because the action was named")]
    return Result(source.name, f"pcaet:{made_by}", when, algorithm._traces[-1].digest, NAMED, None, None, quantities, remarks)  # fmt: skip


def fleet_names() -> dict[str, tuple[str, str]]:
    """(code, label) of the measures of “Effect of a captive fleet”, by the name it writes."""
    return {
        **{p: (p, tr("{}, change").format(POLLUTANTS[p])) for p in POLLUTANTS},
        "litres": ("litres", tr("Fuel, change")),
        "km": ("veh_km", tr("Traffic, change")),
        "vehicles": ("vehicles", tr("Vehicles, change")),
        "petr_fols_53": ("clean_share", tr("Share of clean vehicles, change in points")),
    }


ROOF_MAKERS = ("roofheatloss", "joindpe", "roofflux", "retrofitpriority", "hotspots")
# The algorithms that make a result, the fields that tell it, and who reads it; the first that fits is taken.
READERS = (
    (("trafficscenario",), ("no2_change_ug_m3",), _receptors),
    (("trafficscenario",), ("scenario", "nox_change_kg_yr"), _roads),
    (("carpoolimpact",), ("avoided_veh_km_yr",), _carpool),
    (("cycleprojects",), ("length_m", "gain", "cost_eur"), _cycle_projects),
    (ROOF_MAKERS, ("saving_kwh_yr",), _roofs),
    (ROOF_MAKERS, ("loss_class",), _roofs),
    (("fleetimpact",), ("measure", "unit", "change"), _fleet),
)


def is_table(layer: QgsVectorLayer) -> bool:
    """True for a layer without geometry."""
    return layer.geometryType() == Qgis.GeometryType.Null
