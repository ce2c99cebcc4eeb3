# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:preparetraffic``: any traffic count brought to the plugin's schema of roads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..parameter_tables import DEFAULT_FLOWS
from ..writing import Field, Output

if TYPE_CHECKING:
    import geopandas

CHORD = ("xd", "yd", "xf", "yf")  # the national file's ends of a section, Lambert 93
LAMBERT_93 = "EPSG:2154"


class PrepareTraffic(PcaetAlgorithm):
    """Roads with one schema, whatever the counts look like."""

    GROUP_ID = "air"
    INPUT, MAPPING, YEAR, TMJO_FACTOR = "INPUT", "MAPPING", "YEAR", "TMJO_FACTOR"
    NEIGHBOUR_M, PROJECT_CRS = "NEIGHBOUR_M", "PROJECT_CRS"
    DEFAULTS, OUTPUT = "DEFAULTS", "OUTPUT"
    MEASURED, NEIGHBOURS, DEFAULTED, MISSING = "MEASURED", "NEIGHBOURS", "DEFAULTED", "MISSING"

    def name(self) -> str:
        return "preparetraffic"

    def displayName(self) -> str:
        return tr("Prepare traffic counts")

    def tags(self) -> list[str]:
        return [tr("traffic"), "TMJA", "PL", tr("counts"), "OSM", tr("air")]

    def shortHelpString(self) -> str:
        return tr(
            "Brings any layer or table of counts to one schema: road_id, aadt (TMJA), hgv_share_pct (PL), speed_kmh, "
            "width_m, count_quality, year.\n\n"
            "Columns are recognised by their usual names, whatever their case; MAPPING says the others. Decimal commas "
            "and thousands are read. 0 is a missing count: national files write 0 for nothing. Flows by day, evening and "
            "night are added up over 12, 4 and 8 hours.\n\n"
            "Nothing is filled in unless asked. A section without a count may take that of the nearest counted section of "
            "the same road, marked “neighbour”; default flows by class of road are orders of magnitude, marked “default”. "
            "A table without geometry but with the ends of sections (xD, yD, xF, yF) gives straight chords: not for "
            "distances."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source = QgsProcessingParameterFeatureSource(
            self.INPUT, tr("Counts"), [QgsProcessing.SourceType.Vector], None, False
        )
        self.declare(source, tr("Road sections with counts, or a table with the ends of the sections."))
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Columns"), None, True, True)
        self.declare(
            mapping,
            tr("For example: aadt=TMJA; hgv_share_pct=PL; speed_kmh=VMA; width_m=largeur; road_class=nature. Empty, usual names are recognised."),
        )  # fmt: skip
        year = QgsProcessingParameterNumber(
            self.YEAR, tr("Year of the counts"), QgsProcessingParameterNumber.Type.Integer, 2025, False, 1980, 2060
        )
        self.declare(year, tr("Written where the counts do not say their year."))
        factor = QgsProcessingParameterNumber(
            self.TMJO_FACTOR, tr("Factor from working days to the year (TMJO to TMJA)"),
            QgsProcessingParameterNumber.Type.Double, 1.0, False, 0.5, 1.5,
        )  # fmt: skip
        self.declare(
            factor,
            tr("1 when counts are TMJA. Working-day counts are some 5 to 10 % higher: 0.9 to 0.95."),
            advanced=True,
        )
        reach = QgsProcessingParameterNumber(
            self.NEIGHBOUR_M, tr("Reach of a count along its road (m)"), QgsProcessingParameterNumber.Type.Double,
            None, True, 0, 50_000,
        )  # fmt: skip
        self.declare(
            reach,
            tr("A section without a count takes that of the nearest counted section of the same road (route) within this distance, marked “neighbour”. Empty, none does."),
        )  # fmt: skip
        crs = QgsProcessingParameterCrs(
            self.PROJECT_CRS,
            tr("Computation CRS when the roads' own does not measure metres"),
            preferences.project_crs(),
            True,
        )
        self.declare(crs, tr("Projected CRS in metres, for the reach of a count."), advanced=True)
        defaults = QgsProcessingParameterBoolean(self.DEFAULTS, tr("Default flows where there is no count"), False)
        self.declare(defaults, tr("By class of road (road_class). Orders of magnitude, marked “default”."))
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Roads with traffic"), QgsProcessing.SourceType.VectorAnyGeometry
        )
        self.declare(output, tr("The roads in the plugin's schema, ready for “Emissions of roads”."))
        self.addOutput(QgsProcessingOutputNumber(self.MEASURED, tr("Roads with a count")))
        self.addOutput(QgsProcessingOutputNumber(self.NEIGHBOURS, tr("Roads with the count of a neighbour")))
        self.addOutput(QgsProcessingOutputNumber(self.DEFAULTED, tr("Roads with a default")))
        self.addOutput(QgsProcessingOutputNumber(self.MISSING, tr("Roads without traffic")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.air.traffic_counts import prepare, read_defaults, resolve

        skips = Skips(feedback)
        source = self.input(self.INPUT)
        names = source.field_names()
        columns = resolve(names, self.parameterAsString(parameters, self.MAPPING, context))
        for key, name in columns.items():
            feedback.pushInfo(f"{key} = {name}")
        wanted = list(dict.fromkeys(columns.values()))
        if source.geometry_type() in (Qgis.GeometryType.Null, Qgis.GeometryType.Unknown):
            table, geometry, crs = self._chords(wanted, feedback, skips)
        else:
            frame = self.read(self.INPUT, wanted, skips, progress_within(feedback, 0, 60))
            table, geometry, crs = frame, frame.geometry, frame.crs
        with_defaults = self.parameterAsBool(parameters, self.DEFAULTS, context)
        if with_defaults and "road_class" not in columns:
            raise DataError(
                noop(
                    "Default flows need the class of each road: say its column in MAPPING, for example road_class=highway."
                )
            )
        import geopandas

        near = None
        if parameters.get(self.NEIGHBOUR_M) not in (None, ""):
            located = geopandas.GeoDataFrame(table.copy(), geometry=list(geometry), crs=crs)
            near = self._neighbours(parameters, context, feedback, located, columns)
        roads, report = prepare(
            table, columns, self.parameterAsInt(parameters, self.YEAR, context),
            self.parameterAsDouble(parameters, self.TMJO_FACTOR, context), read_defaults(DEFAULT_FLOWS) if with_defaults else None,
            near,
        )  # fmt: skip
        notes = self._report(report, len(roads), feedback)
        made = geopandas.GeoDataFrame(roads, geometry=list(geometry), crs=crs)
        metadata = self.metadata(
            tr("Roads with traffic"), tr("Counts of the layer, in one schema."), [*notes, *skips.notes()], crs
        )
        kinds = set(made.geometry.geom_type.str.removeprefix("Multi"))
        kind = f"Multi{kinds.pop()}" if len(kinds) == 1 else None
        output = Output(_fields(), metadata, kind, None)
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, made, output, context, feedback),
            "SKIPPED": skips.count,
            self.MEASURED: report.measured,
            self.NEIGHBOURS: report.neighbours,
            self.DEFAULTED: report.defaulted,
            self.MISSING: report.missing,
        }

    def _neighbours(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        located: geopandas.GeoDataFrame, columns: dict[str, str],
    ) -> Any:  # fmt: skip
        """What gives each section without a count its counted neighbour."""
        from ...analysis.air.traffic_counts import next_counted

        if "route" not in columns:
            raise DataError(
                noop(
                    "Counts of neighbours need the road of each section: say its column in MAPPING, for example route=numero."
                )
            )
        crs = self.work_crs(parameters, self.PROJECT_CRS, located, context, feedback)
        lines = located.geometry.to_crs(crs).to_numpy()
        reach = self.parameterAsDouble(parameters, self.NEIGHBOUR_M, context)
        return lambda known: next_counted(lines, located[columns["route"]].reset_index(drop=True), known, reach)

    def _chords(self, wanted: list[str], feedback: QgsProcessingFeedback, skips: Skips) -> tuple[Any, Any, Any]:
        """Straight lines between the ends of the sections of a table without geometry."""
        import numpy
        import pandas
        import shapely
        from qgis.core import NULL, QgsCoordinateReferenceSystem

        from ...analysis.numbers import to_numbers
        from ..reading import pyproj_crs

        source = self.input(self.INPUT)
        folded = {name.lower(): name for name in source.field_names()}
        if not all(name in folded for name in CHORD):
            raise DataError(
                noop("The table “{layer}” has neither geometry nor the ends of its sections (xD, yD, xF, yF)."),
                layer=source.name,
            )
        columns = list(dict.fromkeys([*wanted, *(folded[name] for name in CHORD)]))
        rows = [[feature[name] for name in columns] for feature in source.source.getFeatures()]
        table = pandas.DataFrame(rows, columns=columns)
        table = table.map(lambda value: None if value is None or value == NULL else value)
        ends = numpy.stack([to_numbers(table[folded[name]])[0] for name in CHORD], axis=1)
        known = numpy.isfinite(ends).all(axis=1) & (numpy.abs(ends) > 1).all(axis=1)
        skips.add(source.name, table.index[~known].tolist(), tr("no coordinates"))
        feedback.pushWarning(
            tr(
                "{count} sections are drawn as straight chords: their place is approximate, distances to them are not to be used."
            ).format(count=int(known.sum()))
        )
        table = table[known]
        lines = shapely.linestrings(ends[known].reshape(-1, 2, 2))
        return table, lines, pyproj_crs(QgsCoordinateReferenceSystem(LAMBERT_93))

    def _report(self, report: Any, total: int, feedback: QgsProcessingFeedback) -> list[str]:
        notes = [
            tr(
                "{total} roads: {measured} with a count, {neighbours} with that of a neighbour, {defaulted} with a default, {missing} without traffic."
            ).format(
                total=total,
                measured=report.measured,
                neighbours=report.neighbours,
                defaulted=report.defaulted,
                missing=report.missing,
            )
        ]
        for count, sentence in (
            (report.zeros, tr("{} counts of 0 are missing counts.")),
            (report.doubtful, tr("{} counts such as 12.345 may be thousands or decimals: they are missing.")),
            (report.unread, tr("{} texts are not numbers: they are missing.")),
            (report.impossible_shares, tr("{} heavy shares outside 0 to 100 % are unknown.")),
            (report.impossible_speeds, tr("{} speeds outside 0 to 130 km/h are unknown.")),
            (
                report.defaulted,
                tr("{} roads carry a default flow, share or speed: an order of magnitude, to be confirmed."),
            ),
        ):
            if count:
                notes.append(sentence.format(count))
        for note in notes:
            feedback.pushInfo(note)
        return notes


def _fields() -> tuple[Field, ...]:
    return (
        Field("road_id", "text", tr("Road")),
        Field("aadt", "real", tr("Traffic, TMJA (veh/day)")),
        Field("hgv_share_pct", "real", tr("Heavy vehicles, PL (%)")),
        Field("speed_kmh", "real", tr("Speed (km/h)")),
        Field("width_m", "real", tr("Width (m)")),
        Field("count_quality", "text", tr("Quality of the count")),
        Field("year", "integer", tr("Year of the count")),
    )
