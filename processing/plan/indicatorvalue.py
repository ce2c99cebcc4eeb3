# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:indicatorvalue``: the value of an indicator, computed from a layer or by its formula, stored with where it comes from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDateTime

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records import plan_file
from ...records.actions import find
from ...records.indicators.results import formula_result
from ...records.indicators.units import convert, unit_of
from ...records.values import KINDS, NewValue, store_value
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..provenance import plugin_version
from .plan_access import plan_help, plan_parameter, writing
from .storevalue import not_a_year

METHODS = ("length", "count", "area", "population_in", "sum_field", "mean_field", "formula")
OF_A_FIELD = ("population_in", "sum_field", "mean_field")


@dataclass
class Found:
    """A value in ``unit`` (None: the indicator's own), what it was made of, and what is to be said of it."""

    value: float
    unit: str | None
    features: int = 0
    notes: list[str] = field(default_factory=list)
    parts: dict[str, float] = field(default_factory=dict)


class IndicatorValue(PcaetAlgorithm):
    """Layer (or formula) → value of an indicator, with its provenance."""

    GROUP_ID = "plan"
    PLAN, INDICATOR, METHOD, INPUT = "PLAN", "INDICATOR", "METHOD", "INPUT"
    FIELD, FIELD_UNIT, WITHIN, TERRITORY = "FIELD", "FIELD_UNIT", "WITHIN", "TERRITORY"
    YEAR, KIND, ACTION, SOURCE, PROJECT_CRS = "YEAR", "KIND", "ACTION", "SOURCE", "PROJECT_CRS"
    VALUE, UNIT, FEATURES, UUID = "VALUE", "UNIT", "FEATURES", "UUID"

    def name(self) -> str:
        return "indicatorvalue"

    def displayName(self) -> str:
        return tr("Value of an indicator")

    def tags(self) -> list[str]:
        return ["PCAET", tr("indicator"), tr("value"), tr("length"), tr("area"), tr("population"), tr("formula")]

    def shortHelpString(self) -> str:
        return tr(
            "Computes the value of an indicator and stores it in the plan, with the algorithm, the parameters, the date and the fingerprint "
            "of the layers. Stored again for the same indicator, action, territory, year and kind, it replaces the former value, which stays "
            "in the journal.\n\n"
            "length: of lines, cut at the border of WITHIN. area: of polygons, cut; where they overlap it counts once, and that is said. "
            "count: features; sum_field and mean_field: of a field, the mean not being weighted. Counted, summed or averaged is what has a "
            "point of its surface within, so that a feature is in one territory only. population_in: inhabitants of a field, the polygons "
            "that cross the border by the share of their area within: an estimate, that supposes inhabitants spread evenly in each polygon. "
            "formula: the formula of the indicator, from the values of the plan of the same year, kind, territory and action; a value that "
            "it needs and that is missing is named, and nothing is stored.\n\n"
            "The number is converted into the unit of the indicator (m → km, m² → ha, t → kt, MWh → GWh); what does not measure the same "
            "thing is refused. Lengths and areas are of the plane, in the CRS of the computation. A missing number is left out and counted, never 0."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        indicator = QgsProcessingParameterString(self.INDICATOR, tr("Indicator"))
        self.declare(indicator, tr("Code, identifier or name of an indicator of the plan."))
        method = QgsProcessingParameterEnum(self.METHOD, tr("Method"), list(METHODS), False, METHODS[0], False, True)
        self.declare(method, tr("length, count, area, population_in, sum_field, mean_field (of a layer), or formula (of the plan's own values)."))  # fmt: skip
        anything, polygon = QgsProcessing.SourceType.VectorAnyGeometry, QgsProcessing.SourceType.VectorPolygon
        layer = QgsProcessingParameterFeatureSource(self.INPUT, tr("Layer"), [anything], None, True)
        self.declare(layer, tr("What is measured. Not needed for a formula."))
        column = QgsProcessingParameterField(self.FIELD, tr("Field"), None, self.INPUT, QgsProcessingParameterField.DataType.Any, False, True)  # fmt: skip
        self.declare(column, tr("For population_in, sum_field and mean_field: the numbers."))
        unit = QgsProcessingParameterString(self.FIELD_UNIT, tr("Unit of the field"), None, False, True)
        self.declare(unit, tr("For sum_field and mean_field: t, MWh, km… Empty: the unit of the indicator."))
        within = QgsProcessingParameterFeatureSource(self.WITHIN, tr("Within"), [polygon], None, True)
        self.declare(within, tr("Polygons: only what lies in them counts. Empty: the whole layer."))
        territory = QgsProcessingParameterString(self.TERRITORY, tr("Territory"), None, False, True)
        self.declare(territory, tr("Code, identifier or name of the territory of the plan the value is of. It does not cut the layer: WITHIN does."))  # fmt: skip
        year = QgsProcessingParameterNumber(self.YEAR, tr("Year"), QgsProcessingParameterNumber.Type.Integer, None, False, 1900, 2200)  # fmt: skip
        self.declare(year, tr("The year the value describes."))
        kind = QgsProcessingParameterEnum(self.KIND, tr("Kind"), list(KINDS), False, KINDS[0], False, True)
        self.declare(kind, tr("result (measured), target (aimed at) or reference (starting point)."))
        action = QgsProcessingParameterString(self.ACTION, tr("Action"), None, False, True)
        self.declare(action, tr("Number, identifier or title of the action the value belongs to. Empty: the plan itself."))  # fmt: skip
        source = QgsProcessingParameterString(self.SOURCE, tr("Source"), None, False, True)
        self.declare(source, tr("Where the layer comes from, as it is to be printed. Empty: the name of the layer."))
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        self.addOutput(QgsProcessingOutputNumber(self.VALUE, tr("Value, in the unit of the indicator")))
        self.addOutput(QgsProcessingOutputString(self.UNIT, tr("Unit")))
        self.addOutput(QgsProcessingOutputNumber(self.FEATURES, tr("Features counted in")))
        self.addOutput(QgsProcessingOutputString(self.UUID, tr("Identifier of the value")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if not fine:
            return fine, message
        problem = not_a_year(self.parameterAsDouble(parameters, self.YEAR, context))
        if problem:
            return False, problem
        method = self.parameterAsEnumString(parameters, self.METHOD, context)

        def given(key: str) -> bool:
            return parameters.get(key) not in (None, "")

        if method != "formula" and not given(self.INPUT):
            return False, tr("Choose the layer that is measured, or the method formula.")
        if method in OF_A_FIELD and not given(self.FIELD):
            return False, tr("Choose the field that holds the numbers: {method} needs one.").format(method=method)
        if method == "population_in" and not given(self.WITHIN):
            return False, tr("Choose the polygons in which inhabitants are counted.")
        return True, ""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        def text(key: str) -> str | None:
            return str(self.parameterAsString(parameters, key, context) or "").strip() or None

        path = self.parameterAsFile(parameters, self.PLAN, context)
        method = self.parameterAsEnumString(parameters, self.METHOD, context)
        year, kind = self.parameterAsInt(parameters, self.YEAR, context), self.parameterAsEnumString(parameters, self.KIND, context)  # fmt: skip
        skips = Skips(feedback)
        with closing(plan_file.open_plan(path)) as plan:
            uuid, wanted = _indicator(plan, text(self.INDICATOR) or "")
            places = [find(plan, table, name) if name else None for table, name in (("territory", text(self.TERRITORY)), ("action", text(self.ACTION)))]  # fmt: skip
            if method == "formula":
                found = self._by_formula(plan, uuid, year, kind, places)
        if method != "formula":
            found = self._of_layer(parameters, method, text(self.FIELD_UNIT) or wanted, context, feedback, skips)
        value = convert(found.value, found.unit, wanted) if found.unit is not None else found.value
        for note in found.notes:
            feedback.pushInfo(note)
        name = self.input(self.INPUT).name if method != "formula" else tr("formula of the indicator")
        new = NewValue(
            uuid, year, kind, value=value, action=places[1], territory=places[0], unit=wanted,
            source=text(self.SOURCE) or name, provenance=self._provenance(method, found, value, wanted, skips),
        )  # fmt: skip
        with writing(path, context) as plan:
            stored = store_value(plan, new, preferences.author())
        feedback.pushInfo(
            tr("{indicator}, {year}: {value} {unit}, stored.").format(
                indicator=text(self.INDICATOR), year=year, value=f"{value:.6g}", unit=wanted or ""
            )
        )
        return {self.VALUE: value, self.UNIT: wanted, self.FEATURES: found.features, self.UUID: stored, "SKIPPED": skips.count}  # fmt: skip

    def _by_formula(
        self, plan: sqlite3.Connection, indicator: str, year: int, kind: str, places: Sequence[str | None]
    ) -> Found:
        result = formula_result(plan, indicator, year, kind, *places)
        if result.value is None:
            why = "; ".join(f"{code} ({_why(reason)})" for code, reason in result.reasons.items())
            raise DataError(
                noop("The formula {formula} gives no result for {year}, missing: {missing}. Store these values first."),
                formula=result.formula, year=year, missing=why,
            )  # fmt: skip
        absent = sorted(set(result.optional) - set(result.parts))
        notes = [tr("Formula: {}").format(result.formula)]
        if absent:
            notes.append(tr("Left out, for they are missing: {}.").format(", ".join(absent)))
        return Found(result.value, None, 0, notes, result.parts)

    def _of_layer(
        self, parameters: dict[str, Any], method: str, unit: str | None, context: QgsProcessingContext,
        feedback: QgsProcessingFeedback, skips: Skips,
    ) -> Found:  # fmt: skip
        from ...analysis.territory.layer_measure import UNITS, measured

        self._check_geometry_of(method)
        source = self.input(self.INPUT)
        column = self.parameterAsString(parameters, self.FIELD, context) if method in OF_A_FIELD else ""
        frame = self.read(self.INPUT, [column], skips, progress_within(feedback, 0, 40))
        if not len(frame):
            raise DataError(noop("The layer “{layer}” has no feature that can be measured."), layer=source.name)
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        frame = frame.to_crs(crs)
        values = numbers(frame, column, source.name, feedback) if column else None
        within = None
        if self.has(self.WITHIN):
            within = self.read(self.WITHIN, [], skips, progress_within(feedback, 40, 55)).to_crs(crs).geometry.to_numpy()  # fmt: skip
            if not len(within):
                raise DataError(noop("The layer “{layer}” has no polygon."), layer=self.input(self.WITHIN).name)
        result = measured(method, frame.geometry.to_numpy(), values, within, progress_within(feedback, 55, 95))
        skips.add(source.name, frame.index[result.missing].tolist(), tr("no number in the field “{}”").format(column))
        features = result.features - len(result.missing)  # what has no number counts for nothing
        notes = [tr("{count} features of {total} count in.").format(count=features, total=len(frame))]
        if method == "population_in":
            notes.append(tr("An estimate: {} polygons cross the border, and count by the share of their area within.").format(result.shared))  # fmt: skip
        if result.overlap_m2:
            notes.append(tr("Polygons overlap over {} ha, counted once.").format(f"{result.overlap_m2 / 1e4:.2f}"))
        return Found(result.value, UNITS.get(method, unit), features, notes)

    def _check_geometry_of(self, method: str) -> None:
        wanted = {"length": (Qgis.GeometryType.Line, tr("lines")), "area": (Qgis.GeometryType.Polygon, tr("polygons"))}
        source = self.input(self.INPUT)
        kind = source.geometry_type()
        if method in wanted and kind != wanted[method][0]:
            raise DataError(
                noop("The layer “{layer}” cannot be measured by “{method}”, which needs {wanted}. Choose another layer, or another method."),
                layer=source.name, method=method, wanted=wanted[method][1],
            )  # fmt: skip
        if method == "population_in" and kind == Qgis.GeometryType.Line:
            raise DataError(noop("The layer “{layer}” has lines: inhabitants are in points or polygons."), layer=source.name)  # fmt: skip

    def _provenance(self, method: str, found: Found, value: float, unit: str | None, skips: Skips) -> dict[str, Any]:
        stamp = QDateTime.currentDateTimeUtc().toString("yyyy-MM-ddTHH:mm:ssZ")
        made: dict[str, Any] = {
            "algorithm": "pcaet:indicatorvalue", "stored_by": f"Atlas PCAET {plugin_version()}", "stored_at": stamp,
            "parameters": self._parameters, "method": method, "notes": [*found.notes, *skips.notes()],
        }  # fmt: skip
        if self._traces:
            made["inputs"] = [vars(trace) for trace in self._traces]
        if found.parts:
            made["parts"] = found.parts
        if found.unit is not None and found.unit != unit:
            made["measured"] = {"value": found.value, "unit": found.unit}
        if method == "population_in":
            made["estimate"] = True
        return made


def _indicator(plan: sqlite3.Connection, name: str) -> tuple[str, str | None]:
    """The uuid and the unit of the indicator ``name``; refused when it is measured by words."""
    uuid = find(plan, "indicator", name)
    row = plan.execute("SELECT unit, nature FROM indicator WHERE uuid = ?", (uuid,)).fetchone()
    if row["nature"] in ("text", "list") or (
        row["unit"] and unit_of(row["unit"]) is None and " ou " not in row["unit"]
    ):
        raise DataError(
            noop("The indicator “{indicator}” is not a number ({unit}): it cannot be computed."),
            indicator=name, unit=row["unit"] or row["nature"],
        )  # fmt: skip
    return uuid, row["unit"]


def _why(reason: str) -> str:
    """Why a value is missing: its reason of absence, or what the codes of ``formula_result`` say."""
    if reason == "–":
        return tr("not an indicator of the plan")
    if reason == "÷ 0":
        return tr("a division by 0")
    return reason or tr("no value")
