# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:crossterritory``: what each unit needs by theme, what actions touch it, and where the two do not meet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..parameter_tables import CROSSING_WEIGHTS
from ..plan.plan_access import plan_help, plan_parameter
from ..writing import Field, Output, write_beside
from .crossed_units import (
    Crossed,
    action_fields,
    attach_actions,
    crossed,
    score_fields,
    theme_fields,
    theme_labels,
    theme_names,
)
from .plain_text import plain
from .theme_results import Ground, Told, tell

if TYPE_CHECKING:
    import geopandas

    from ...analysis.crossing.score import Weight

ANY_FIELD = QgsProcessingParameterField.DataType.Any
# The theme of each parameter, in the order of the score.
THEME_OF = {"EXPOSURE": "air", "ROOFS": "roofs", "CARPOOL": "carpool", "CYCLING": "cycling"}


class CrossTerritory(PcaetAlgorithm):
    """One row per unit: counts, rates and ranks of four themes, actions, composite score and what it depends on."""

    GROUP_ID = "crossing"
    UNITS, UNIT_FIELD, POPULATION_FIELD = "UNITS", "UNIT_FIELD", "POPULATION_FIELD"
    PLAN, WEIGHTS, PROJECT_CRS, OUTPUT, PICTURE = "PLAN", "WEIGHTS", "PROJECT_CRS", "OUTPUT", "PICTURE"
    UNITS_SCORED, WITHOUT_ACTION, WITHOUT_NEED = "UNITS_SCORED", "WITHOUT_ACTION", "WITHOUT_NEED"

    def name(self) -> str:
        return "crossterritory"

    def displayName(self) -> str:
        return tr("Cross the themes by unit")

    def tags(self) -> list[str]:
        return [tr("crossing"), tr("score"), tr("needs"), tr("action"), "IRIS", tr("communes"), "PCAET", tr("priority")]

    def shortHelpString(self) -> str:
        return tr(
            "One row for each commune, IRIS, cell or hexagon: what the results of each theme say of it (counts, rates, rank), "
            "the actions of the plan that touch it (number, status, budget), and a score over the themes.\n\n"
            "The score is the weighted mean of the percentile ranks of the themes that are known: 100 is where most is to be "
            "done. It compares the units with one another, it does not measure. The weights are a choice: the columns say between "
            "which ranks a unit stays when each weight is moved by half, and when a theme is left out. need_robust is 1 only when it stays in the first third whatever is "
            "moved, and missing where a single theme is known.\n\n"
            "What no result covers is missing, not zero, and stays out of the score; equal values share a rank, and needs are rounded to what "
            "they can tell before they are ranked (fewer than 11 people: none; NO2 to 0.5 µg/m³; shares to 1 %). "
            "need_without_action: the third of highest score, without action. action_without_need: the third of lowest score, with one: "
            "an action may have reasons that these themes do not see.\n\n"
            "Cells and bands cut by a border count by their share of area, streets by length, buildings and points where a point "
            "of theirs is. Of homes nothing is told under 11 households. A budget is that of the whole action: it is not to be added over units. "
            "Sub-actions count with their action; confidential ones are counted, neither named nor told."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygon, anything = [QgsProcessing.SourceType.VectorPolygon], [QgsProcessing.SourceType.Vector]
        self.declare(QgsProcessingParameterFeatureSource(self.UNITS, tr("Units"), polygon), tr("Communes, IRIS, cells or hexagons, which do not overlap."))  # fmt: skip
        for key, label, help_text in (
            (self.UNIT_FIELD, tr("Unit code field"), tr("A code or a name, one for each unit.")),
            (self.POPULATION_FIELD, tr("Inhabitants field of the units"), tr("For rates by inhabitant; where it is empty or 0, such rates are missing.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterField(key, label, None, self.UNITS, ANY_FIELD), help_text)
        for key, label, help_text in (
            ("EXPOSURE", tr("Air: exposure"), tr("“Concentrations along roads” (receptors), “Exposure to air pollution” (with the units as its division), or “Study bands along roads (screening)”.")),
            ("ROOFS", tr("Housing: roofs"), tr("“Heat loss of roofs, by class”, or what follows it; with a field “dwellings”, homes are counted and masked as they should be.")),
            ("CARPOOL", tr("Carpooling"), tr("The allocation of “Catchment of carpool areas” (who has no area in time), or “Carpool demand” (potential users).")),
            ("CYCLING", tr("Cycling"), tr("“Access by bike on low stress”, “Level of traffic stress”, or “Statistics of cycle facilities”.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterFeatureSource(key, label, anything, None, True), help_text)
        plan = plan_parameter(self.PLAN, optional=True)
        self.declare(plan, plan_help() + " " + tr("Empty: nothing is said of actions. Abandoned actions do not count."))
        weights = QgsProcessingParameterFile(self.WEIGHTS, tr("Weights of the themes"), extension="csv", optional=True)
        self.declare(weights, tr("CSV: theme (air, roofs, carpool, cycling), weight, source. Empty: all count the same, which is an assumption."))  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Crossed units"), QgsProcessing.SourceType.VectorPolygon)  # fmt: skip
        self.declare(output, tr("The units with their fields, the themes, the actions and the score."))
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("First units"), "PNG (*.png)", None, True, False)  # fmt: skip
        self.declare(
            picture, tr("The first twenty units: score, ranks it moves between, and whether an action touches them.")
        )
        for key, label in (
            (self.UNITS_SCORED, tr("Units with a score")),
            (self.WITHOUT_ACTION, tr("Units with a need and no action")),
            (self.WITHOUT_NEED, tr("Units with an action and little need")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if fine and not any(parameters.get(key) not in (None, "") for key in THEME_OF):
            return False, tr("Give the result of one theme at least: air, roofs, carpooling or cycling.")
        return fine, message

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.crossing.score import read_weights, weights_of

        skips = Skips(feedback)
        file = self.parameterAsFile(parameters, self.WEIGHTS, context) or str(CROSSING_WEIGHTS)
        weights = read_weights(file)
        themes = {key: theme for key, theme in THEME_OF.items() if self.has(key)}
        chosen = weights_of(list(themes.values()), weights, Path(file).name)
        frame, ground, keep = self._units(parameters, context, feedback, skips)
        told = {
            theme: tell(self, key, ground, skips, feedback, progress_within(feedback, 15 + 15 * step, 30 + 15 * step))
            for step, (key, theme) in enumerate(themes.items())
        }
        found = crossed(told, chosen)
        attached = None
        plan = self.parameterAsFile(parameters, self.PLAN, context)
        if plan:
            attached = attach_actions(plan, ground, found, progress_within(feedback, 78, 90))
        notes = self._notes(told, found, weights, ground, feedback)
        if attached:
            notes += attached.notes
            for note in attached.notes:
                feedback.pushInfo(note)
        columns = found.columns | (attached.columns if attached else {})
        for name, values in columns.items():
            frame[name] = values
        fields = (*theme_fields(told), *score_fields(), *(action_fields() if attached else ()))
        written = self._write(parameters, context, feedback, frame, (*keep, *fields), [*notes, *skips.notes()])
        results = {self.OUTPUT: written, self.UNITS_SCORED: found.scored, "SKIPPED": skips.count}
        if attached:
            results |= {self.WITHOUT_ACTION: attached.without_action, self.WITHOUT_NEED: attached.without_need}
        if parameters.get(self.PICTURE) not in (None, ""):
            results[self.PICTURE] = self._picture(parameters, context, ground, found, attached is not None)
        return results

    def _units(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> tuple[geopandas.GeoDataFrame, Ground, tuple[Field, ...]]:
        """The units with the fields kept, checked; those without a code are left out."""
        import numpy
        import pandas

        from ...analysis.crossing.units import check_codes, check_overlaps
        from ...analysis.overlay import subdivide

        source = self.input(self.UNITS)
        code, people = (self.parameterAsString(parameters, key, context) for key in (self.UNIT_FIELD, self.POPULATION_FIELD))  # fmt: skip
        written = {f.name for f in (*score_fields(), *action_fields(), *theme_fields({}))}
        keep = kept_fields(source.source.fields(), written | theme_names())
        names = list(dict.fromkeys([code, people, *(f.name for f in keep)]))
        frame = self.read(self.UNITS, names, skips, progress_within(feedback, 0, 10)).copy()
        codes = frame[code].map(lambda value: "" if pandas.isna(value) else str(value).strip())
        skips.add(source.name, frame.index[codes == ""].tolist(), tr("no code in the field “{}”").format(code))
        frame, codes = frame[codes != ""], codes[codes != ""].tolist()
        if not codes:
            raise DataError(noop("No unit of the layer “{layer}” has a code in the field “{field}”."), layer=source.name, field=code)  # fmt: skip
        check_codes(codes, source.name, code)
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        shapes = frame.geometry.to_crs(crs).to_numpy()
        small = check_overlaps(shapes, codes, source.name, progress_within(feedback, 10, 14))
        if small:
            pairs = ", ".join(f"{one} / {other} ({hectares:.1f} ha)" for one, other, hectares in small[:20])
            feedback.pushWarning(tr("Layer “{layer}”: {count} pairs of units overlap a little; what is there may count in both ({pairs}).").format(layer=source.name, count=len(small), pairs=pairs))  # fmt: skip
        inhabitants = numbers(frame, people, source.name, feedback)
        inhabitants = numpy.where(inhabitants > 0, inhabitants, numpy.nan)
        empty = int(numpy.isnan(inhabitants).sum())
        if empty == len(codes):
            raise DataError(noop("No unit of the layer “{layer}” has a number of inhabitants in the field “{field}”."), layer=source.name, field=people)  # fmt: skip
        if empty:
            lacking = [codes[i] for i in numpy.flatnonzero(numpy.isnan(inhabitants))[:20]]
            feedback.pushWarning(tr("{count} units have no inhabitants: their rates by inhabitant are missing ({codes}).").format(count=empty, codes=", ".join(lacking)))  # fmt: skip
        return frame, Ground(subdivide(shapes), codes, inhabitants, crs), keep

    def _notes(
        self, told: dict[str, Told], found: Crossed, weights: dict[str, Weight], ground: Ground, feedback: QgsProcessingFeedback
    ) -> list[str]:  # fmt: skip
        """What the score stands on, and what is missing; in the log too."""
        names = theme_labels()
        notes = [theme.note for theme in told.values()]
        listed = ", ".join(f"{names[t]} {weights[t].value:g}" for t in told)
        sources = "; ".join(dict.fromkeys(weights[t].source for t in told))
        notes.append(tr("Weights: {weights} ({sources}). They are a choice: see the ranks that a unit moves between.").format(weights=listed, sources=sources))  # fmt: skip
        for theme, missing in found.missing.items():
            if missing:
                notes.append(tr("{theme}: {count} of {all} units are covered by no result; missing there, not zero.").format(theme=names[theme], count=missing, all=ground.count))  # fmt: skip
        notes += [
            tr("{theme}: fewer than three units are covered; the theme is shown, and stays out of the score.").format(theme=names[theme])
            for theme in found.too_few
        ]  # fmt: skip
        if found.masked:
            notes.append(tr("{} units of fewer than 11 households are masked.").format(found.masked))
        for note in notes:
            feedback.pushInfo(note)
        return notes

    def _write(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        frame: geopandas.GeoDataFrame, fields: tuple[Field, ...], notes: list[str],
    ) -> str:  # fmt: skip
        method = tr("Weighted mean of the percentile ranks of the themes that are known; screening, which compares units and does not measure.")  # fmt: skip
        metadata = self.metadata(tr("Crossed units"), method, notes, frame.crs)
        shown = plain(frame, fields, self.parameterAsOutputLayer(parameters, self.OUTPUT, context))
        drawn = shown is frame
        output = Output(fields, metadata, "MultiPolygon" if drawn else None, "crossing_units" if drawn else None)
        return self.write(parameters, self.OUTPUT, shown, output, context, feedback)

    def _picture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, ground: Ground, found: Crossed, with_plan: bool
    ) -> str:
        import numpy

        from ...charts.crossing_ranks import crossing_ranks

        first = numpy.argsort(found.columns["score_rank"], kind="stable")[: int(min(20, found.scored))]
        c = found.columns
        low = numpy.fmin(c["rank_best_weights"], c["rank_best_themes"])
        high = numpy.fmax(c["rank_worst_weights"], c["rank_worst_themes"])
        own = c["score_rank"]
        low, high = (numpy.where(numpy.isnan(side), own, side)[first] for side in (low, high))
        alone = found.alone[first]  # a unit of one theme, where others have more: nothing tells where it would be
        low, high = numpy.where(alone, 1, low), numpy.where(alone, found.scored, high)
        acted = found.touched[first] if with_plan else None
        names = [ground.codes[i] for i in first]
        figure = crossing_ranks(
            names, own[first], low, high, acted, tr("Where most is to be done"),
            (tr("rank among the {} units with a score").format(found.scored), tr("an action touches it"), tr("no action"), tr("unit")),
            " ".join(filter(None, (
                tr("Bars: ranks when each weight is moved by half, and when a theme is left out. Screening. Atlas PCAET."),
                tr("Whole bars: a single theme is known, its rank cannot be tried.") if alone.any() else "",
            ))),
        )  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        return write_beside(target, lambda part: figure.savefig(part, format="png"))
