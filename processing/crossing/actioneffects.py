# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:actioneffects``: what the places of each action change, from scenarios already computed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records import plan_file
from ...records.actions import find
from ...records.values import KINDS
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..plan.plan_access import plan_help, plan_parameter
from ..reading import layer_name, pyproj_crs
from ..writing import Output
from .effect_results import Result, read_result
from .effect_rows import effect_fields, effect_rows
from .effect_store import store_effects
from .plain_text import plain
from .plan_places import PlanPlaces, read_places

if TYPE_CHECKING:
    import pandas

REAL, INTEGER = QgsProcessingParameterNumber.Type.Double, QgsProcessingParameterNumber.Type.Integer
TOLERANCE_M, REACH_M = 5.0, 300.0


class ActionEffects(PcaetAlgorithm):
    """What the places of actions change: kilograms, kilometres, people reached."""

    GROUP_ID = "crossing"
    PLAN, ACTION, RESULTS, OUTPUT = "PLAN", "ACTION", "RESULTS", "OUTPUT"
    TOLERANCE, REACH, PROJECT_CRS = "TOLERANCE_M", "REACH_M", "PROJECT_CRS"
    STORE, YEAR, KIND, MAPPING = "STORE", "YEAR", "KIND", "MAPPING"
    EFFECTS, STORED, DOUBLE = "EFFECTS", "STORED", "DOUBLE"

    def name(self) -> str:
        return "actioneffects"

    def displayName(self) -> str:
        return tr("Effects of the actions")

    def tags(self) -> list[str]:
        return [tr("action"), tr("effect"), tr("scenario"), tr("indicator"), "CO2", "NOx", "kWh", "PCAET"]

    def flags(self) -> Any:
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def shortHelpString(self) -> str:
        return tr(
            "For one action or all, what its places change according to results already computed: traffic scenario, effect of a "
            "captive fleet, of carpool areas, cycle projects, roofs. One row for each action, result and figure, with its unit, "
            "the algorithm, the date and the fingerprint of the result.\n\n"
            "A figure belongs to an action only where the places of the action meet the result: lines by length, polygons by area, points where "
            "they are; people who breathe, within a distance of the places. A fleet has no place: it is attached only when the action is named.\n\n"
            "Nothing is added up: neither units, nor results, nor actions. What two actions share, or two results tell of the "
            "same thing, is flagged. Negative is less than before. Of homes nothing is told under 11.\n\n"
            "These are screening figures, of the whole scenario where the places are: they say what could change, not what the action has done. "
            "Stored in the plan, they are targets unless you say otherwise."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        action = QgsProcessingParameterString(self.ACTION, tr("Action"), None, False, True)
        self.declare(
            action, tr("Number, identifier or title of an action of the plan. Empty: all, abandoned ones left out.")
        )
        results = QgsProcessingParameterMultipleLayers(self.RESULTS, tr("Results of scenarios"), QgsProcessing.SourceType.Vector)  # fmt: skip
        self.declare(results, tr("Outputs of “Traffic scenario”, “Effect of carpool areas”, “Cycle projects”, “Heat loss of roofs, by class”, the flux of roofs, “Effect of a captive fleet”. They are known by their metadata and their fields."))  # fmt: skip
        for key, label, default, high, help_text in (
            (self.TOLERANCE, tr("Along a line or at a point, within (m)"), TOLERANCE_M, 100, tr("A road follows the place when it is that near. Pieces shorter than ten times that only cross it. A choice of ours, for copies of one same drawing.")),
            (self.REACH, tr("People around the places, within (m)"), REACH_M, 5000, tr("For what people breathe. 300 m is the widest study band of the plugin's table (over 50,000 vehicles a day).")),
        ):  # fmt: skip
            self.declare(
                QgsProcessingParameterNumber(key, label, REAL, default, False, 0.1, high), help_text, advanced=True
            )
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS"), preferences.project_crs(), True)
        self.declare(crs, tr("Projected CRS in metres, in which places and results meet."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Effects of the actions"), QgsProcessing.SourceType.Vector)  # fmt: skip
        self.declare(
            output,
            tr(
                "A table: one row for each action, result and figure; an action that meets no result has one row that says so."
            ),
        )
        self._declare_storing()
        for key, label in (
            (self.EFFECTS, tr("Figures attached to actions")),
            (self.DOUBLE, tr("Figures that are shared or told twice")),
            (self.STORED, tr("Values stored")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def _declare_storing(self) -> None:
        store = QgsProcessingParameterBoolean(self.STORE, tr("Store in the plan"), False)
        self.declare(
            store,
            tr(
                "Writes each figure as a value of the indicator of its code (apc_effet_nox, apc_effet_co2…), for its action, which is made where the plan lacks it."
            ),
        )
        year = QgsProcessingParameterNumber(self.YEAR, tr("Year of the values stored"), INTEGER, None, True, 1900, 2200)
        self.declare(year, tr("The year that the scenario describes; needed to store."))
        kind = QgsProcessingParameterEnum(self.KIND, tr("Kind of the values stored"), list(KINDS), False, "target", True, True)  # fmt: skip
        self.declare(
            kind,
            tr("target: what is expected, which a scenario tells. result is for what was measured."),
            advanced=True,
        )
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Indicator of each figure"), None, True, True)
        self.declare(mapping, tr("figure=code of an indicator, separated by semicolons, for instance “nox=apc_flotte_nox”. Without it, apc_effet_ and the figure."), advanced=True)  # fmt: skip

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if fine and self.parameterAsBool(parameters, self.STORE, context) and parameters.get(self.YEAR) in (None, ""):
            return False, tr("Give the year of the values to store them.")
        return fine, message

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        skips = Skips(feedback)
        path = self.parameterAsFile(parameters, self.PLAN, context)
        crs = self._crs(parameters, context)
        chosen = self._chosen(path, self.parameterAsString(parameters, self.ACTION, context).strip())
        results = self._results(parameters, context, feedback, skips)
        places = read_places(path, crs)
        positions = self._positions(places, chosen)
        distances = tuple(self.parameterAsDouble(parameters, key, context) for key in (self.TOLERANCE, self.REACH))
        table = effect_rows(places, positions, results, crs, distances, bool(chosen), progress_within(feedback, 30, 85))
        notes = self._notes(table, distances, feedback)
        stored = 0
        if self.parameterAsBool(parameters, self.STORE, context):
            options = {
                "year": self.parameterAsInt(parameters, self.YEAR, context), "mapping": self.parameterAsString(parameters, self.MAPPING, context),
                "kind": self.parameterAsEnumString(parameters, self.KIND, context) or "target", "parameters": self._parameters,
            }  # fmt: skip
            stored = store_effects(path, table, options, context, feedback)
        method = tr("Share of each result that the places of the action meet, by length, area or point; screening.")
        metadata = self.metadata(tr("Effects of the actions"), method, [*notes, *skips.notes()])
        shown = plain(table, effect_fields(), self.parameterAsOutputLayer(parameters, self.OUTPUT, context))
        written = self.write(parameters, self.OUTPUT, shown, Output(effect_fields(), metadata), context, feedback)
        return {
            self.OUTPUT: written, self.EFFECTS: int(table["value"].notna().sum()), self.DOUBLE: int(table["double_count"].sum()),
            self.STORED: stored, "SKIPPED": skips.count,
        }  # fmt: skip

    def _crs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        chosen = self.parameterAsCrs(parameters, self.PROJECT_CRS, context)
        crs = pyproj_crs(chosen) if chosen.isValid() else None
        if crs is None or not crs.is_projected:
            raise DataError(noop("The computation CRS is not valid. Choose a projected one, for example EPSG:2154."))
        return crs

    def _chosen(self, path: str, name: str) -> str:
        """The uuid of the action named, empty for all."""
        if not name:
            return ""
        with closing(plan_file.open_plan(path)) as plan:
            return find(plan, "action", name)

    def _positions(self, places: PlanPlaces, chosen: str) -> list[int]:
        positions = [i for i, row in enumerate(places.actions) if not chosen or row["uuid"] == chosen]
        if not positions:
            raise DataError(
                noop("The plan has no action whose effects can be told: they are abandoned, or there is none.")
            )
        return positions

    def _results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> list[Result]:
        layers = self.parameterAsLayerList(parameters, self.RESULTS, context)
        found = []
        for step, layer in enumerate(layers):
            progress_within(feedback, 0, 30)(step / len(layers))
            result = read_result(self, layer, context, feedback, skips) if isinstance(layer, QgsVectorLayer) else None
            if result is None:
                feedback.pushWarning(tr("The layer “{}” is no result of a scenario that can be attached to actions: it is left out.").format(layer_name(layer) if isinstance(layer, QgsVectorLayer) else layer.name()))  # fmt: skip
            else:
                found.append(result)
        if not found:
            raise DataError(noop("None of the layers is the result of a scenario: run “Traffic scenario”, “Effect of carpool areas”, “Cycle projects”, “Heat loss of roofs, by class” or “Effect of a captive fleet” before."))  # fmt: skip
        return found

    def _notes(self, table: pandas.DataFrame, distances: Sequence[float], feedback: QgsProcessingFeedback) -> list[str]:
        """What was found, in the log and for the metadata."""
        told = table[table["value"].notna()]
        silent = table["quantity"].isna().sum()
        notes = [
            tr("{figures} figures of {actions} actions; {silent} actions have no place, or none that meets a result.").format(
                figures=len(told), actions=told["action_uuid"].nunique(), silent=int(silent)
            ),
            tr("Screening: what the scenario changes where the places are (lines within {line} m, people within {people} m). Nothing is added up across units, results or actions.").format(
                line=f"{distances[0]:g}", people=f"{distances[1]:g}"
            ),
        ]  # fmt: skip
        shared = int(table["double_count"].sum())
        if shared:
            notes.append(tr("{} figures are shared with another action, or told by another result too: adding them would count twice.").format(shared))  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        return notes
