# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:airexposure``: people above the limits, by PPA zone and by EPCI or commune."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..parameter_tables import LIMIT_VALUES
from ..writing import Field, Output, write_beside

if TYPE_CHECKING:
    import geopandas

POLLUTANTS = {"no2": "no2_ug_m3", "pm10": "pm10_ug_m3", "pm25": "pm25_ug_m3"}
NAMES = {"no2": "NO2", "pm10": "PM10", "pm25": "PM2,5"}
ANY_FIELD = QgsProcessingParameterField.DataType.Any
SHOWN = 15


class AirExposure(PcaetAlgorithm):
    """Exposure of people to annual limits."""

    GROUP_ID = "air"
    RECEPTORS, POPULATION_FIELD, DWELLINGS_FIELD = "RECEPTORS", "POPULATION_FIELD", "DWELLINGS_FIELD"
    HOUSEHOLD_SIZE, POPULATION, CELL_FIELD, WEIGHT_FIELD = "HOUSEHOLD_SIZE", "POPULATION", "CELL_FIELD", "WEIGHT_FIELD"
    ZONES, ZONE_FIELD, DIVISION, DIVISION_FIELD = "ZONES", "ZONE_FIELD", "DIVISION", "DIVISION_FIELD"
    SENSITIVE, SENSITIVE_NAME = "SENSITIVE", "SENSITIVE_NAME"
    LIMIT_TABLE, OUTPUT, RANKED, HISTOGRAM = "LIMIT_TABLE", "OUTPUT", "RANKED", "HISTOGRAM"
    EXPOSED_2030, MEAN_NO2, UNPLACED = "EXPOSED_2030", "MEAN_NO2", "UNPLACED"

    def name(self) -> str:
        return "airexposure"

    def displayName(self) -> str:
        return tr("Exposure to air pollution")

    def tags(self) -> list[str]:
        return [tr("air"), tr("exposure"), "NO2", "PM10", "PM2,5", "IPP", "PPA", "OMS", "EPCI"]

    def shortHelpString(self) -> str:
        return tr(
            "Counts the people above the annual limits: directive 2008/50, directive 2024/2881 (2030) and the WHO guidelines "
            "of 2021, by PPA zone, by commune or EPCI, and by both together. Also the mean weighted by people and the IPP, "
            "sum of people times concentration.\n\n"
            "Each count has bounds: how many if every concentration were 30 % lower, or higher. People whose concentration "
            "is not known are told apart, never counted as safe.\n\n"
            "A PPA that covers a whole region says nothing alone: give a division too. Sensitive places take the "
            "concentration of their nearest receptor, and are ranked."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        any_geometry = [QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon]
        polygon, point = [QgsProcessing.SourceType.VectorPolygon], [QgsProcessing.SourceType.VectorPoint]
        for key, label, kinds, optional, help_text in (
            (self.RECEPTORS, tr("Receptors with their concentrations"), any_geometry, False, tr("The output of “Concentrations along roads”: fields no2_ug_m3, pm10_ug_m3, pm25_ug_m3.")),
            (self.POPULATION, tr("Population (cells, IRIS, communes)"), polygon, True, tr("Polygons with inhabitants, shared out over the receptors inside.")),
            (self.ZONES, tr("Zones (PPA, ZFE…)"), polygon, True, tr("Perimeters, which may overlap.")),
            (self.DIVISION, tr("Division (communes, EPCI)"), polygon, True, tr("Rows by commune or EPCI, and by zone and commune together.")),
            (self.SENSITIVE, tr("Sensitive places"), point, True, tr("Schools, nurseries, hospitals…: ranked by the concentration of their nearest receptor.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterFeatureSource(key, label, kinds, None, optional), help_text)
        for key, label, parent, help_text in (
            (self.POPULATION_FIELD, tr("Inhabitants field of the receptors"), self.RECEPTORS, tr("When receptors carry their inhabitants.")),
            (self.DWELLINGS_FIELD, tr("Dwellings field of the receptors"), self.RECEPTORS, tr("Used with a household size, when nothing better is known.")),
            (self.WEIGHT_FIELD, tr("Weight field of the receptors"), self.RECEPTORS, tr("Shares out the people of a cell: dwellings or floor area. Without it, equal shares.")),
            (self.CELL_FIELD, tr("Inhabitants field of the population"), self.POPULATION, tr("Number of inhabitants of each polygon.")),
            (self.ZONE_FIELD, tr("Zone name field"), self.ZONES, tr("Without it, all features are one zone.")),
            (self.DIVISION_FIELD, tr("Division name field"), self.DIVISION, tr("Name of the commune or EPCI.")),
            (self.SENSITIVE_NAME, tr("Sensitive place name field"), self.SENSITIVE, tr("Name of the place.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterField(key, label, None, parent, ANY_FIELD, False, True), help_text)
        size = QgsProcessingParameterNumber(
            self.HOUSEHOLD_SIZE,
            tr("Persons per dwelling"),
            QgsProcessingParameterNumber.Type.Double,
            None,
            True,
            0.5,
            6,
        )
        self.declare(size, tr("Only with a dwellings field; results are then marked “défaut”."), advanced=True)
        table = QgsProcessingParameterFile(self.LIMIT_TABLE, tr("Table of limits"), extension="csv", optional=True)
        self.declare(
            table, tr("CSV with pollutant, regime, limit_ug_m3, source. Default: the plugin's table."), advanced=True
        )
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Exposure"), QgsProcessing.SourceType.Vector)
        self.declare(output, tr("One row for each zone, pollutant and limit; “ensemble” is the whole."))
        ranked = QgsProcessingParameterVectorDestination(
            self.RANKED, tr("Sensitive places, ranked"), QgsProcessing.SourceType.VectorPoint, None, True, False
        )
        self.declare(
            ranked, tr("The sensitive places with the concentrations of their nearest receptor and their rank.")
        )
        picture = QgsProcessingParameterFileDestination(
            self.HISTOGRAM, tr("Histogram"), tr("Pictures (*.png)"), None, True, False
        )
        self.declare(picture, tr("People by concentration of NO2, beside the limits."))
        self.addOutput(QgsProcessingOutputNumber(self.EXPOSED_2030, tr("Inhabitants above the 2030 limit of NO2")))
        self.addOutput(QgsProcessingOutputNumber(self.MEAN_NO2, tr("NO2 weighted by people (µg/m³)")))
        self.addOutput(QgsProcessingOutputNumber(self.UNPLACED, tr("Inhabitants of cells without receptor")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import geopandas
        import shapely

        from ...analysis.air.exposure import Zone, exposure, read_limits

        skips = Skips(feedback)
        limits = read_limits(self.parameterAsFile(parameters, self.LIMIT_TABLE, context) or LIMIT_VALUES)
        source = self.input(self.RECEPTORS)
        here = {key: name for key, name in POLLUTANTS.items() if name in source.field_names()}
        if not here:
            raise DataError(
                noop("The layer “{layer}” has none of the fields no2_ug_m3, pm10_ug_m3, pm25_ug_m3. Run “Concentrations along roads” first."),
                layer=source.name,
            )  # fmt: skip
        extra = [
            self.parameterAsString(parameters, k, context)
            for k in (self.POPULATION_FIELD, self.DWELLINGS_FIELD, self.WEIGHT_FIELD)
        ]
        frame = self.read(self.RECEPTORS, [*here.values(), *extra], skips, progress_within(feedback, 0, 40))
        places = shapely.point_on_surface(frame.geometry.to_numpy())
        people, unplaced, notes = self._people(parameters, context, feedback, skips, frame, places, extra)
        values = {key: numbers(frame, name, source.name, feedback) for key, name in here.items()}
        zones = self._zones(parameters, context, skips, frame.crs, places, self.ZONES, self.ZONE_FIELD, tr("zone"))
        parts = self._zones(
            parameters, context, skips, frame.crs, places, self.DIVISION, self.DIVISION_FIELD, tr("division")
        )
        both = [
            Zone(tr("zone and division"), f"{zone.name} / {part.name}", zone.inside & part.inside)
            for zone in zones
            for part in parts
            if (zone.inside & part.inside).any()
        ]
        table = exposure(values, people, [*zones, *parts, *both], limits)
        method = tr("Annual limits of the table; bounds if every concentration were 30 % lower or higher.")
        metadata = self.metadata(tr("Exposure"), method, [*notes, *skips.notes()])
        results: dict[str, Any] = {
            self.OUTPUT: self.write(parameters, self.OUTPUT, table, Output(_fields(), metadata), context, feedback),
            self.UNPLACED: unplaced,
            "SKIPPED": skips.count,
        }
        whole = table[(table["zone"] == "ensemble") & (table["pollutant"] == "no2")]
        of_2030 = whole[whole["regime"].str.contains("2030")]
        results[self.EXPOSED_2030] = float(of_2030["exposed"].iloc[0]) if len(of_2030) else None
        results[self.MEAN_NO2] = float(whole["mean_ug_m3"].iloc[0]) if len(whole) else None
        if self.has(self.SENSITIVE) and parameters.get(self.RANKED):
            located = geopandas.GeoDataFrame({here[k]: v for k, v in values.items()}, geometry=places, crs=frame.crs)
            results[self.RANKED] = self._rank(parameters, context, feedback, skips, located, list(here.values()))
        target = self.parameterAsFileOutput(parameters, self.HISTOGRAM, context)
        if target and "no2" in values:
            results[self.HISTOGRAM] = self._histogram(target, values["no2"], people, limits)
        return results

    def _people(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame, places: Any, extra: list[str],
    ) -> tuple[Any, float, list[str]]:  # fmt: skip
        """Inhabitants of each receptor, those of cells without receptor, and what to say of it."""
        from ...analysis.air.exposure import shared_people

        layer = self.input(self.RECEPTORS).name
        if self.has(self.POPULATION):
            field = self.parameterAsString(parameters, self.CELL_FIELD, context)
            if not field:
                raise DataError(noop("Choose the field of the population layer that holds the inhabitants."))
            cells = self.read(self.POPULATION, [field], skips, progress_within(feedback, 40, 60)).to_crs(frame.crs)
            weight = numbers(frame, extra[2], layer, feedback)
            living = numbers(cells, field, self.input(self.POPULATION).name, feedback)
            people, unplaced = shared_people(cells.geometry.to_numpy(), living, places, weight)
            note = tr(
                "{placed} inhabitants shared out over receptors; {unplaced} live in cells without one and are not counted."
            ).format(placed=f"{people.sum():.0f}", unplaced=f"{unplaced:.0f}")
            feedback.pushInfo(note)
            return people, unplaced, [note]
        if extra[0]:
            return numbers(frame, extra[0], layer, feedback), 0.0, []
        if extra[1] and parameters.get(self.HOUSEHOLD_SIZE) not in (None, ""):
            size = self.parameterAsDouble(parameters, self.HOUSEHOLD_SIZE, context)
            note = tr("Inhabitants by default: {} persons per dwelling.").format(f"{size:g}")
            feedback.pushWarning(note)
            return numbers(frame, extra[1], layer, feedback) * size, 0.0, [note]
        raise DataError(
            noop(
                "Nobody is counted: give a population layer, an inhabitants field, or a dwellings field and a household size."
            )
        )

    def _zones(
        self, parameters: dict[str, Any], context: QgsProcessingContext, skips: Skips, crs: Any, places: Any, key: str,
        field_key: str, kind: str,
    ) -> list[Any]:  # fmt: skip
        from ...analysis.air.exposure import zones_of

        if not self.has(key):
            return []
        field = self.parameterAsString(parameters, field_key, context)
        frame = self.read(key, [field], skips, lambda _fraction: None).to_crs(crs)
        names = frame[field].astype(str).tolist() if field else [self.input(key).name] * len(frame)
        return zones_of(kind, names, frame.geometry.to_numpy(), places)

    def _rank(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        receptors: geopandas.GeoDataFrame, columns: list[str],
    ) -> str:  # fmt: skip
        """Sensitive places by decreasing concentration of their nearest receptor."""
        import shapely

        name = self.parameterAsString(parameters, self.SENSITIVE_NAME, context)
        frame = self.read(self.SENSITIVE, [name], skips, progress_within(feedback, 70, 80))
        where = shapely.centroid(frame.geometry.to_crs(receptors.crs).to_numpy())
        own = receptors.geometry.to_numpy()
        _place, nearest = shapely.STRtree(own).query_nearest(where, all_matches=False)
        made = frame[[frame.geometry.name]].copy()
        made["name"] = frame[name].astype(str) if name else frame.index.astype(str)
        made["receptor_m"] = shapely.distance(where, own[nearest])
        for column in columns:
            made[column] = receptors[column].to_numpy()[nearest]
        made = made.sort_values(columns[0], ascending=False, na_position="last")
        made["rank"] = range(1, len(made) + 1)
        fields = (
            Field("rank", "integer", tr("Rank")),
            Field("name", "text", tr("Name")),
            *(Field(column, "real", tr("{}, total (µg/m³)").format(NAMES[column.split("_")[0]])) for column in columns),
            Field("receptor_m", "real", tr("Distance to the receptor (m)")),
        )
        metadata = self.metadata(
            tr("Sensitive places, ranked"), tr("Concentration of the nearest receptor."), skips.notes(), frame.crs
        )
        style = "air_points" if "no2_ug_m3" in columns else None
        return self.write(
            parameters, self.RANKED, made, Output(fields, metadata, "MultiPoint", style), context, feedback
        )

    def _histogram(self, target: str, value: Any, people: Any, limits: Any) -> str:
        from ...charts.exposure import exposure_histogram

        lines = [(limit.regime, limit.value) for limit in limits if limit.pollutant == "no2"]
        labels = (tr("NO2 (µg/m³)"), tr("inhabitants"))
        figure = exposure_histogram(
            value, people, lines, tr("Who breathes how much"), labels, tr("Uncertainty of about 30 %.")
        )
        return write_beside(target, lambda path: figure.savefig(path, format="png"))


def _fields() -> tuple[Field, ...]:
    return (
        Field("zone_kind", "text", tr("Kind of zone")),
        Field("zone", "text", tr("Zone")),
        Field("pollutant", "text", tr("Pollutant")),
        Field("regime", "text", tr("Limit or guideline")),
        Field("limit_ug_m3", "real", tr("Limit (µg/m³)")),
        Field("population", "real", tr("Inhabitants (estimate)")),
        Field("unknown", "real", tr("Inhabitants of unknown exposure")),
        Field("exposed", "real", tr("Inhabitants above the limit")),
        Field("exposed_low", "real", tr("Above the limit, at least")),
        Field("exposed_high", "real", tr("Above the limit, at most")),
        Field("exposed_pct", "real", tr("Share above the limit (%)")),
        Field("mean_ug_m3", "real", tr("Mean weighted by people (µg/m³)")),
        Field("ipp", "real", tr("IPP (inhab.µg/m³)")),
    )
