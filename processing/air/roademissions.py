# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roademissions``: what the traffic of each road emits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers, plausible, without_doubt
from ..writing import Field, Output

PARAMETERS = Path(__file__).resolve().parents[2] / "resources" / "parameters"
FACTORS, EXAMPLE_FLEET = PARAMETERS / "facteurs_emission.csv", PARAMETERS / "parc_exemple.csv"
ANY_FIELD = QgsProcessingParameterField.DataType.Any


class RoadEmissions(PcaetAlgorithm):
    """Emissions of a mean hour and of a year, by road."""

    GROUP_ID = "air"
    ROADS, AADT_FIELD, HGV_FIELD, SPEED_FIELD = "ROADS", "AADT_FIELD", "HGV_FIELD", "SPEED_FIELD"
    DEFAULT_HGV, DEFAULT_SPEED = "DEFAULT_HGV", "DEFAULT_SPEED"
    FLEET, YEAR, PROJECT_CRS, OUTPUT = "FLEET", "YEAR", "PROJECT_CRS", "OUTPUT"
    NOX_T_YR, CO2_T_YR = "NOX_T_YR", "CO2_T_YR"

    def name(self) -> str:
        return "roademissions"

    def displayName(self) -> str:
        return tr("Emissions of roads")

    def tags(self) -> list[str]:
        return [tr("traffic"), "NOx", "PM10", "PM2,5", "CO2", tr("air"), tr("emissions"), "COPERT", "EMEP"]

    def shortHelpString(self) -> str:
        return tr(
            "Adds to each road what its traffic emits: nitrogen oxides, PM10, PM2.5 and carbon dioxide, in g/km of a mean "
            "hour and in kg a year.\n\n"
            "Hot factors of EMEP/EEA (2019, 1.A.3.b, tier 3) by category, fuel, segment and Euro standard; particles also "
            "from tyres, brakes and the road surface. Trucks are held to 90 km/h. Cold starts, slopes and resuspension "
            "are left out, so urban figures are low.\n\n"
            "The fleet is the first uncertainty: between two fleets, nitrogen oxides change by a factor of ten. Without "
            "one, an invented example is used and every output says so: replace it before printing a number.\n\n"
            "A road without a count, heavy share or speed has no emission (empty, not 0), and is counted."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        roads = QgsProcessingParameterFeatureSource(
            self.ROADS, tr("Roads"), [QgsProcessing.SourceType.VectorLine], None, False
        )
        self.declare(roads, tr("Road sections with traffic, heavy share and speed."))
        for key, label, help_text in (
            (
                self.AADT_FIELD,
                tr("Traffic: TMJA field (veh/day)"),
                tr("Annual average daily traffic, both directions together. Empty, 0 and “n.c.” are missing counts."),
            ),
            (
                self.HGV_FIELD,
                tr("Heavy vehicles: PL field (%)"),
                tr(
                    "Share of heavy vehicles, in %. 0 and more than 100 are unknown: national files write 0 for nothing."
                ),
            ),
            (
                self.SPEED_FIELD,
                tr("Speed field (km/h)"),
                tr("Mean speed of the section; the limit if nothing better. Below 5 or above 130 it is unknown."),
            ),
        ):
            optional = key != self.AADT_FIELD
            self.declare(
                QgsProcessingParameterField(key, label, None, self.ROADS, ANY_FIELD, False, optional), help_text
            )
        fleet = QgsProcessingParameterFile(self.FLEET, tr("Fleet"), extension="csv", optional=True)
        self.declare(
            fleet,
            tr(
                "CSV with year, category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, technology, share, source. Shares "
                "of light and of heavy vehicles each sum to 1. Without it, an invented example."
            ),
        )
        year = QgsProcessingParameterNumber(
            self.YEAR, tr("Year of the fleet"), QgsProcessingParameterNumber.Type.Integer, 2025, False, 1990, 2060
        )
        self.declare(year, tr("A year that the fleet has. The example has 2018, 2025 and 2030."))
        for key, label, help_text, high in (
            (
                self.DEFAULT_HGV,
                tr("Heavy share where unknown (%)"),
                tr(
                    "Used only where the layer says nothing, and marked “défaut”. Left empty, such a road has no emission."
                ),
                100,
            ),
            (
                self.DEFAULT_SPEED,
                tr("Speed where unknown (km/h)"),
                tr(
                    "Used only where the layer says nothing, and marked “défaut”. Left empty, such a road has no emission."
                ),
                130,
            ),
        ):
            real = QgsProcessingParameterNumber.Type.Double
            self.declare(QgsProcessingParameterNumber(key, label, real, None, True, 0, high), help_text, advanced=True)
        crs = QgsProcessingParameterCrs(
            self.PROJECT_CRS,
            tr("Computation CRS when the roads' own does not measure metres"),
            preferences.project_crs(),
            True,
        )
        self.declare(crs, tr("Projected CRS in metres, for the lengths of the sections."), advanced=True)
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Emissions of roads"), QgsProcessing.SourceType.VectorLine
        )
        self.declare(output, tr("The roads with their fields and their emissions."))
        self.declare_skipped()
        self.addOutput(QgsProcessingOutputNumber(self.NOX_T_YR, tr("Nitrogen oxides (t/year)")))
        self.addOutput(QgsProcessingOutputNumber(self.CO2_T_YR, tr("Carbon dioxide (t/year)")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.air.emission_factors import FactorTable
        from ...analysis.air.fleet import read_fleet
        from ...analysis.air.road_emissions import Traffic, emissions, usable

        skips = Skips(feedback)
        given = self.parameterAsFile(parameters, self.FLEET, context)
        table = FactorTable.read(FACTORS)
        fleet = read_fleet(given or EXAMPLE_FLEET, self.parameterAsInt(parameters, self.YEAR, context), table)
        if fleet.example:
            feedback.pushWarning(example_note())
        source = self.input(self.ROADS)
        keep = kept_fields(source.source.fields(), [f.name for f in _fields()])
        columns = [
            self.parameterAsString(parameters, k, context) for k in (self.AADT_FIELD, self.HGV_FIELD, self.SPEED_FIELD)
        ]
        frame = self.read(self.ROADS, [*columns, *(f.name for f in keep)], skips, progress_within(feedback, 0, 40))
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        length = frame.to_crs(crs).length.to_numpy()
        aadt = without_doubt(
            numbers(frame, columns[0], source.name, feedback), frame, source.name, columns[0], feedback
        )
        hgv, hgv_default = self._or_default(
            parameters, context, self.DEFAULT_HGV, frame, columns[1], (0.001, 100), feedback
        )
        speed, speed_default = self._or_default(
            parameters, context, self.DEFAULT_SPEED, frame, columns[2], (5, 130), feedback
        )
        traffic = Traffic(numpy.where(aadt > 0, aadt, numpy.nan), hgv, speed, length)
        ok = usable(traffic)
        for unknown, reason in (
            (~(aadt > 0), tr("no traffic count")),
            ((aadt > 0) & numpy.isnan(hgv), tr("heavy share unknown")),
            ((aadt > 0) & ~numpy.isnan(hgv) & numpy.isnan(speed), tr("speed unknown")),
        ):
            skips.add(source.name, frame.index[unknown].tolist(), reason)
        if not ok.any():
            raise DataError(
                noop("No road of the layer “{layer}” has a traffic count, a heavy share and a speed. Choose their fields, or give a default share and speed."),
                layer=source.name,
            )  # fmt: skip
        progress_within(feedback, 40, 41)(0)
        found = emissions(traffic, fleet, table)
        frame["length_km"] = length / 1000
        frame["hgv_used_pct"], frame["speed_used_kmh"] = traffic.hgv_pct, traffic.speed_kmh
        frame["emission_quality"] = numpy.select(
            [~ok, hgv_default | speed_default], ["non renseigné", "défaut"], "données de la couche"
        )
        for pollutant, rate in found.g_km_h.items():
            frame[f"{pollutant}_g_km_h"] = rate
            frame[f"{pollutant}_kg_yr"] = found.kg_yr[pollutant]
        notes = [
            *([example_note()] if fleet.example else []),
            tr("Fleet: {}, year {}.").format(fleet.source, fleet.year),
        ]
        metadata = self.metadata(tr("Emissions of roads"), _method(), [*notes, *skips.notes()], frame.crs)
        if fleet.example:
            metadata.setRights([tr("example fleet, invented")])  # the atlas prints the rights of its layers
        fields = (*keep, *_fields())
        output = Output(fields, metadata, "MultiLineString", "road_emissions")
        written = self.write(parameters, self.OUTPUT, frame, output, context, feedback)
        totals = {p: float(numpy.nansum(found.kg_yr[p])) / 1000 for p in ("nox", "co2")}
        return {
            self.OUTPUT: written,
            "SKIPPED": skips.count,
            self.NOX_T_YR: totals["nox"],
            self.CO2_T_YR: totals["co2"],
        }

    def _or_default(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        key: str,
        frame: Any,
        column: str,
        bounds: tuple[float, float],
        feedback: QgsProcessingFeedback,
    ) -> tuple[Any, Any]:
        """A column with the default where it says nothing, and where that was."""
        import numpy

        layer = self.input(self.ROADS).name
        values = numbers(frame, column, layer, feedback)
        values = numpy.where(values == 0, numpy.nan, values)
        values = plausible(values, *bounds, frame, layer, column, feedback)
        unknown = numpy.isnan(values)
        if parameters.get(key) in (None, ""):
            return values, numpy.zeros(len(values), dtype=bool)
        return numpy.where(unknown, self.parameterAsDouble(parameters, key, context), values), unknown


def example_note() -> str:
    """What every output made with the example fleet says."""
    return tr("EXAMPLE FLEET: invented for the demonstration. Replace it before printing or publishing a number.")


def _method() -> str:
    return tr(
        "Hot emission factors of EMEP/EEA 2019 (1.A.3.b.i-iv, tier 3) and wear (1.A.3.b.vi-vii); no cold start, slope or "
        "resuspension."
    )


def _fields() -> tuple[Field, ...]:
    names = {"nox": "NOx", "pm10": "PM10", "pm25": "PM2,5", "co2": "CO2"}
    return (
        Field("length_km", "real", tr("Length (km)")),
        Field("hgv_used_pct", "real", tr("Heavy share used (%)")),
        Field("speed_used_kmh", "real", tr("Speed used (km/h)")),
        Field("emission_quality", "text", tr("Where share and speed come from")),
        *(Field(f"{key}_g_km_h", "real", tr("{} (g/km, mean hour)").format(name)) for key, name in names.items()),
        *(Field(f"{key}_kg_yr", "real", tr("{} (kg/year)").format(name)) for key, name in names.items()),
    )
