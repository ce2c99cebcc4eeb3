# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roademissions``: what the traffic of each road emits."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..parameter_tables import EXAMPLE_FLEET, EXHAUST_FACTORS
from ..writing import Field, Output
from .road_traffic import (
    FLEET,
    ROADS,
    RoadTraffic,
    declare_fleet,
    declare_roads,
    example_note,
    read_traffic,
)


class RoadEmissions(PcaetAlgorithm):
    """Emissions of a mean hour and of a year, by road."""

    GROUP_ID = "air"
    YEAR, OUTPUT = "YEAR", "OUTPUT"
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
        declare_roads(self, tr("Roads"), tr("Road sections with traffic, heavy share and speed."))
        declare_fleet(self)
        year = QgsProcessingParameterNumber(
            self.YEAR, tr("Year of the fleet"), QgsProcessingParameterNumber.Type.Integer, 2025, False, 1990, 2060
        )
        self.declare(year, tr("A year that the fleet has. The example has 2018, 2025 and 2030."))
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
        from ...analysis.air.road_emissions import emissions

        skips = Skips(feedback)
        given = self.parameterAsFile(parameters, FLEET, context)
        table = FactorTable.read(EXHAUST_FACTORS)
        fleet = read_fleet(given or EXAMPLE_FLEET, self.parameterAsInt(parameters, self.YEAR, context), table)
        if fleet.example:
            feedback.pushWarning(example_note())
        keep = kept_fields(self.input(ROADS).source.fields(), [f.name for f in _fields()])
        roads = read_traffic(self, parameters, context, feedback, skips, keep, 40)
        ok = self._usable(roads, skips)
        progress_within(feedback, 40, 41)(0)
        found = emissions(roads.traffic, fleet, table)
        frame = roads.frame
        frame["length_km"] = roads.traffic.length_m / 1000
        frame["hgv_used_pct"], frame["speed_used_kmh"] = roads.traffic.hgv_pct, roads.traffic.speed_kmh
        frame["emission_quality"] = numpy.select(
            [~ok, roads.defaulted], ["non renseigné", "défaut"], "données de la couche"
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
        output = Output((*keep, *_fields()), metadata, "MultiLineString", "road_emissions")
        written = self.write(parameters, self.OUTPUT, frame, output, context, feedback)
        totals = {p: float(numpy.nansum(found.kg_yr[p])) / 1000 for p in ("nox", "co2")}
        return {
            self.OUTPUT: written,
            "SKIPPED": skips.count,
            self.NOX_T_YR: totals["nox"],
            self.CO2_T_YR: totals["co2"],
        }

    def _usable(self, roads: RoadTraffic, skips: Skips) -> Any:
        """Where an emission can be computed; the other roads are told with their reason."""
        import numpy

        from ...analysis.air.road_emissions import usable

        layer, traffic = self.input(ROADS).name, roads.traffic
        counted = traffic.aadt > 0
        for unknown, reason in (
            (~counted, tr("no traffic count")),
            (counted & numpy.isnan(traffic.hgv_pct), tr("heavy share unknown")),
            (counted & ~numpy.isnan(traffic.hgv_pct) & numpy.isnan(traffic.speed_kmh), tr("speed unknown")),
        ):
            skips.add(layer, roads.frame.index[unknown].tolist(), reason)
        ok = usable(traffic)
        if not ok.any():
            raise DataError(
                noop("No road of the layer “{layer}” has a traffic count, a heavy share and a speed. Choose their fields, or give a default share and speed."),
                layer=layer,
            )  # fmt: skip
        return ok


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
