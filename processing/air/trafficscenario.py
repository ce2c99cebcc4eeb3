# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:trafficscenario``: what a measure on some roads changes, where, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..expressions import chosen_by
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..parameter_tables import EXAMPLE_FLEET, EXHAUST_FACTORS
from ..writing import Field, Output
from .receptor_places import are_buildings, check_backgrounds, dispersion_method, period_note, receptor_places
from .road_traffic import (
    FLEET,
    ROADS,
    declare_fleet,
    declare_roads,
    example_note,
    read_traffic,
)

if TYPE_CHECKING:
    from ...analysis.air.fleet import Fleet
    from ...analysis.air.road_emissions import Emissions

ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double
INTEGER = QgsProcessingParameterNumber.Type.Integer
LIMIT_2030 = 20.0  # µg/m³ of NO2, directive (EU) 2024/2881; also in valeurs_limites.csv
CUTOFF, HALF_WIDTH = 2000.0, 5.0
NAMES = {"nox": "NOx", "pm10": "PM10", "pm25": "PM2,5", "co2": "CO2"}


class TrafficScenario(PcaetAlgorithm):
    """Before and after a change of traffic."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "air"
    SELECTION, TRAFFIC_CHANGE, HGV_SHARE = "SELECTION", "TRAFFIC_CHANGE", "HGV_SHARE"
    SPEED_LIMIT, CLOSED_TO_HGV = "SPEED_LIMIT", "CLOSED_TO_HGV"
    YEAR, YEAR_AFTER = "YEAR", "YEAR_AFTER"
    KERNEL, RECEPTORS, POPULATION_FIELD = "KERNEL", "RECEPTORS", "POPULATION_FIELD"
    BACKGROUND_NOX, BACKGROUND_NO2 = "BACKGROUND_NOX", "BACKGROUND_NO2"
    OUTPUT, OUTPUT_RECEPTORS = "OUTPUT", "OUTPUT_RECEPTORS"
    NOX_KG, CO2_KG, GAIN, LOSE, FEWER = "NOX_KG", "CO2_KG", "GAIN", "LOSE", "FEWER"

    def name(self) -> str:
        return "trafficscenario"

    def displayName(self) -> str:
        return tr("Traffic scenario")

    def tags(self) -> list[str]:
        return [tr("traffic"), tr("scenario"), tr("air"), tr("action"), "ZFE", "NO2", "PL"]

    def shortHelpString(self) -> str:
        return tr(
            "Compares before and after a measure on some roads: more or less traffic, another share of heavy vehicles, a "
            "speed limit, a road closed to heavy vehicles, another year of the fleet. Gives the change in kg a year by "
            "road; with a wind kernel and receptors, the change of NO2 and who gains or loses.\n\n"
            "Traffic that leaves a road is not put on another: where it goes is yours to say, with roads of their own in "
            "a second run. Changes below 0.1 µg/m³ are told from none.\n\n"
            "A difference is surer than a level: the same errors stand on both sides. The fleet still decides."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        declare_roads(
            self,
            tr("Roads with traffic"),
            tr("The output of “Prepare traffic counts”, or any roads with traffic, heavy share and speed."),
        )
        which = QgsProcessingParameterExpression(self.SELECTION, tr("Which roads change"), None, ROADS, True)
        self.declare(which, tr("An expression that chooses them; empty, all of them."))
        for key, label, default, optional, low, high, help_text in (
            (self.TRAFFIC_CHANGE, tr("Change of traffic (%)"), 0.0, False, -100, 500, tr("-20 for a fifth less.")),
            (self.HGV_SHARE, tr("New share of heavy vehicles (%)"), None, True, 0, 100, tr("Empty, the share stays.")),
            (self.SPEED_LIMIT, tr("Speed limit (km/h)"), None, True, 5, 130, tr("Slower roads stay as they are. Empty, speeds stay.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterNumber(key, label, REAL, default, optional, low, high), help_text)
        closed = QgsProcessingParameterBoolean(self.CLOSED_TO_HGV, tr("Closed to heavy vehicles"), False)
        self.declare(closed, tr("They leave the chosen roads, and are not put elsewhere."))
        declare_fleet(self)
        self.declare(
            QgsProcessingParameterNumber(self.YEAR, tr("Year of the fleet before"), INTEGER, 2025, False, 1990, 2060),
            tr("A year that the fleet has."),
        )
        self.declare(
            QgsProcessingParameterNumber(
                self.YEAR_AFTER, tr("Year of the fleet after"), INTEGER, None, True, 1990, 2060
            ),
            tr("Empty, the same year: only the measure is seen. It applies to every road."),
        )
        kernel = QgsProcessingParameterFile(self.KERNEL, tr("Wind kernel"), extension="npz", optional=True)
        self.declare(kernel, tr("Made by “Wind kernel”. Needed for concentrations."))
        receptors = QgsProcessingParameterFeatureSource(
            self.RECEPTORS,
            tr("Receptors"),
            [QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon],
            None,
            True,
        )
        self.declare(receptors, tr("Points, or buildings at their façade nearest to a road."))
        people = QgsProcessingParameterField(
            self.POPULATION_FIELD,
            tr("Inhabitants field of the receptors"),
            None,
            self.RECEPTORS,
            ANY_FIELD,
            False,
            True,
        )
        self.declare(people, tr("Counts who gains and who loses."))
        for key, label in ((self.BACKGROUND_NOX, "NOx"), (self.BACKGROUND_NO2, "NO2")):
            number = QgsProcessingParameterNumber(
                key, tr("Background {} (µg/m³)").format(label), REAL, None, True, 0, 500
            )
            self.declare(number, tr("Urban background without the roads, the same before and after."))
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Roads before and after"), QgsProcessing.SourceType.VectorLine
        )
        self.declare(output, tr("Emissions before, after, and their change, by road."))
        after = QgsProcessingParameterVectorDestination(
            self.OUTPUT_RECEPTORS,
            tr("Receptors before and after"),
            QgsProcessing.SourceType.VectorAnyGeometry,
            None,
            True,
            False,
        )
        self.declare(after, tr("NO2 before, after, and its change, by receptor."))
        for key, label in (
            (self.NOX_KG, tr("Change of nitrogen oxides (kg/year)")),
            (self.CO2_KG, tr("Change of carbon dioxide (kg/year)")),
            (self.GAIN, tr("Inhabitants who breathe less NO2")),
            (self.LOSE, tr("Inhabitants who breathe more NO2")),
            (self.FEWER, tr("Fewer inhabitants above the 2030 limit")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        given = [parameters.get(key) not in (None, "") for key in (self.RECEPTORS, self.KERNEL)]
        if given[0] and not all(
            [*given, *(parameters.get(k) not in (None, "") for k in (self.BACKGROUND_NOX, self.BACKGROUND_NO2))]
        ):
            return False, tr("Receptors need a wind kernel and both backgrounds, NOx and NO2.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.air.emission_factors import FactorTable
        from ...analysis.air.fleet import read_fleet
        from ...analysis.air.road_emissions import emissions, usable
        from ...analysis.air.scenario import changed

        skips = Skips(feedback)
        table = FactorTable.read(EXHAUST_FACTORS)
        file = self.parameterAsFile(parameters, FLEET, context) or EXAMPLE_FLEET
        year = self.parameterAsInt(parameters, self.YEAR, context)
        later = (
            self.parameterAsInt(parameters, self.YEAR_AFTER, context)
            if parameters.get(self.YEAR_AFTER) not in (None, "")
            else year
        )
        fleets = [read_fleet(file, y, table) for y in (year, later)]
        if fleets[0].example:
            feedback.pushWarning(example_note())
        keep = kept_fields(self.input(ROADS).source.fields(), [f.name for f in _road_fields()])
        roads = read_traffic(self, parameters, context, feedback, skips, keep, 20)
        frame, traffic, crs = roads.frame, roads.traffic, roads.crs
        source = self.input(ROADS)
        chosen = numpy.isin(frame.index, self._chosen(parameters, context))
        ok = usable(traffic)
        skips.add(source.name, frame.index[~ok].tolist(), tr("traffic, heavy share or speed unknown"))
        if not (chosen & ok).any():
            raise DataError(
                noop(
                    "No road with a traffic, a heavy share and a speed is chosen in the layer “{layer}”: nothing would change."
                ),
                layer=source.name,
            )
        feedback.pushInfo(
            tr("{count} roads change, {km} km.").format(
                count=int((chosen & ok).sum()), km=f"{traffic.length_m[chosen & ok].sum() / 1000:.1f}"
            )
        )
        after = changed(traffic, chosen, self._change(parameters, context))
        found = [emissions(t, fleet, table) for t, fleet in zip((traffic, after), fleets, strict=True)]
        results = self._write_roads(parameters, context, feedback, skips, frame, keep, chosen, found, fleets)
        if self.has(self.RECEPTORS):
            rates = numpy.array([f.g_km_h["nox"] for f in found])
            results |= self._people(
                parameters, context, feedback, skips, frame.geometry.to_crs(crs).to_numpy(), rates, crs
            )
        return results | {"SKIPPED": skips.count}

    def _chosen(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[int]:
        """Ids of the roads that the expression chooses."""
        text = chosen_by(self, parameters, self.SELECTION, context)
        source = self.input(ROADS)
        request = QgsFeatureRequest().setNoAttributes() if not text else QgsFeatureRequest()
        if text:
            request.setFilterExpression(text)
            request.setExpressionContext(self.createExpressionContext(parameters, context, source.source))
        return [feature.id() for feature in source.source.getFeatures(request)]

    def _change(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        from ...analysis.air.scenario import Change

        def optional(key: str) -> float | None:
            return (
                None if parameters.get(key) in (None, "") else float(self.parameterAsDouble(parameters, key, context))
            )

        return Change(
            float(self.parameterAsDouble(parameters, self.TRAFFIC_CHANGE, context)),
            optional(self.HGV_SHARE),
            optional(self.SPEED_LIMIT),
            self.parameterAsBool(parameters, self.CLOSED_TO_HGV, context),
        )

    def _write_roads(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: Any, keep: tuple[Field, ...], chosen: Any, found: list[Emissions], fleets: list[Fleet],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy

        frame["scenario"] = chosen.astype(int)
        frame["nox_g_km_h"] = found[1].g_km_h["nox"]
        totals = {}
        for name in NAMES:
            before, after = (f.kg_yr[name] for f in found)
            frame[f"{name}_before_kg_yr"], frame[f"{name}_after_kg_yr"] = before, after
            frame[f"{name}_change_kg_yr"] = after - before
            totals[name] = float(numpy.nansum(after - before))
        notes = [tr("Fleet: {}, year {}.").format(fleets[0].source, f"{fleets[0].year} – {fleets[1].year}")]
        if fleets[0].example:
            notes.insert(0, example_note())
        method = tr("EMEP/EEA 2019, before and after; traffic that leaves a road is not put on another.")
        metadata = self.metadata(tr("Traffic scenario"), method, [*notes, *skips.notes()], frame.crs)
        if fleets[0].example:
            metadata.setRights([tr("example fleet, invented")])
        output = Output((*keep, *_road_fields()), metadata, "MultiLineString", "road_emissions")
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback),
            self.NOX_KG: totals["nox"],
            self.CO2_KG: totals["co2"],
        }

    def _people(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        lines: Any, rates: Any, crs: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """NO2 of both states at the receptors: one sum, as two pollutants."""
        import numpy

        from ...analysis.air.kernel_sum import concentrations, road_points
        from ...analysis.air.no2 import nitrogen_dioxide
        from ...analysis.air.scenario import effect
        from ...analysis.air.wind_kernel import Kernel

        kernel = Kernel.load(self.parameterAsFile(parameters, self.KERNEL, context))
        source = self.input(self.RECEPTORS)
        keep = kept_fields(source.source.fields(), [f.name for f in _receptor_fields()])
        people_field = self.parameterAsString(parameters, self.POPULATION_FIELD, context)
        frame = self.read(
            self.RECEPTORS, [people_field, *(f.name for f in keep)], skips, progress_within(feedback, 40, 50)
        )
        east, north = receptor_places(source, frame.geometry.to_crs(crs).to_numpy(), lines)
        nox, no2 = (
            numpy.full(len(frame), self.parameterAsDouble(parameters, key, context))
            for key in (self.BACKGROUND_NOX, self.BACKGROUND_NO2)
        )
        check_backgrounds(nox, no2)
        points = road_points(lines, rates / 3600.0 / 1000.0)
        added = concentrations(kernel, points, east, north, progress_within(feedback, 50, 95), CUTOFF, HALF_WIDTH)
        before, after = (nitrogen_dioxide(a, nox, no2) for a in added)
        frame["no2_before_ug_m3"], frame["no2_after_ug_m3"], frame["no2_change_ug_m3"] = before, after, after - before
        results: dict[str, Any] = {}
        if people_field:
            who = numbers(frame, people_field, source.name, feedback)
            told = effect(before, after, who, LIMIT_2030)
            feedback.pushInfo(
                tr("{gain} inhabitants breathe less NO2, {lose} more; weighted mean {mean} µg/m³.").format(
                    gain=f"{told.gain:.0f}", lose=f"{told.lose:.0f}", mean=f"{told.mean_change:+.2f}"
                )
            )
            results = {self.GAIN: told.gain, self.LOSE: told.lose, self.FEWER: told.above_before - told.above_after}
        if parameters.get(self.OUTPUT_RECEPTORS) not in (None, ""):
            metadata = self.metadata(
                tr("Receptors before and after"),
                dispersion_method(),
                [n for n in (period_note(kernel), *skips.notes()) if n],
                frame.crs,
            )
            kind, style = (
                ("MultiPolygon", "air_change_buildings")
                if are_buildings(source)
                else ("MultiPoint", "air_change_points")
            )
            output = Output((*keep, *_receptor_fields()), metadata, kind, style)
            results[self.OUTPUT_RECEPTORS] = self.write(
                parameters, self.OUTPUT_RECEPTORS, frame, output, context, feedback
            )
        return results


def _road_fields() -> tuple[Field, ...]:
    return (
        Field("scenario", "integer", tr("Changed by the scenario")),
        Field("nox_g_km_h", "real", tr("{} (g/km, mean hour)").format("NOx")),
        *(
            Field(f"{key}_{state}_kg_yr", "real", label.format(name))
            for key, name in NAMES.items()
            for state, label in (
                ("before", tr("{} before (kg/year)")),
                ("after", tr("{} after (kg/year)")),
                ("change", tr("{}, change (kg/year)")),
            )
        ),
    )


def _receptor_fields() -> tuple[Field, ...]:
    return (
        Field("no2_before_ug_m3", "real", tr("NO2 before (µg/m³)")),
        Field("no2_after_ug_m3", "real", tr("NO2 after (µg/m³)")),
        Field("no2_change_ug_m3", "real", tr("NO2, change (µg/m³)")),
    )
