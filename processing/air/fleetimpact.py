# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:fleetimpact``: what renewing or running less a captive fleet changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...i18n import tr
from ..base import PcaetAlgorithm
from ..parameter_tables import EXHAUST_FACTORS
from ..writing import Field, Output

if TYPE_CHECKING:
    from ...analysis.air.captive_fleet import Year


class FleetImpact(PcaetAlgorithm):
    """A captive fleet before and after."""

    REQUIRES = ("numpy", "pandas", "geopandas")
    GROUP_ID = "air"
    BEFORE, AFTER, SPEED, OUTPUT = "BEFORE", "AFTER", "SPEED", "OUTPUT"
    NOX_KG, CO2_KG, LITRES, CLEAN_PCT, KM_AVOIDED = "NOX_KG", "CO2_KG", "LITRES", "CLEAN_PCT", "KM_AVOIDED"

    def name(self) -> str:
        return "fleetimpact"

    def displayName(self) -> str:
        return tr("Effect of a captive fleet")

    def tags(self) -> list[str]:
        return [tr("fleet"), tr("buses"), tr("waste collection"), "NOx", "CO2", tr("action"), tr("indicator")]

    def shortHelpString(self) -> str:
        return tr(
            "Compares a fleet before and after: buses, waste collection, vans of the services. For a year: nitrogen oxides, "
            "particles, carbon dioxide, litres, kilometres, share of clean vehicles (indicator petr_fols_53).\n\n"
            "Emissions by EMEP/EEA at the mean speed; carbon dioxide from the litres when they are known. At the exhaust "
            "only: electricity and the making of vehicles are not counted. Without a column “clean”, a vehicle is clean when "
            "it is electric, gas, plug-in or Euro 6/VI."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        columns = tr(
            "CSV with category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, vehicles, km_per_year; litres_per_year, "
            "speed_kmh, clean and technology where they are known. Kilometres and litres are those of one vehicle."
        )
        self.declare(QgsProcessingParameterFile(self.BEFORE, tr("Fleet before"), extension="csv"), columns)
        self.declare(QgsProcessingParameterFile(self.AFTER, tr("Fleet after"), extension="csv"), columns)
        speed = QgsProcessingParameterNumber(
            self.SPEED,
            tr("Mean speed where the file says none (km/h)"),
            QgsProcessingParameterNumber.Type.Double,
            25.0,
            False,
            5,
            130,
        )
        self.declare(speed, tr("Collection rounds run at some 10 to 20 km/h, buses in town at 15 to 25."))
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Before and after"), QgsProcessing.SourceType.Vector
        )
        self.declare(
            output, tr("One row for each measure, with its unit, ready for “Store the value of an indicator”.")
        )
        for key, label in (
            (self.NOX_KG, tr("Change of nitrogen oxides (kg/year)")),
            (self.CO2_KG, tr("Change of carbon dioxide (kg/year)")),
            (self.LITRES, tr("Change of litres (a year)")),
            (self.CLEAN_PCT, tr("Clean vehicles after (%)")),
            (self.KM_AVOIDED, tr("Kilometres avoided (a year)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import math

        import pandas

        from ...analysis.air.captive_fleet import read_captive_fleet, year_of
        from ...analysis.air.emission_factors import FactorTable

        table = FactorTable.read(EXHAUST_FACTORS)
        speed = self.parameterAsDouble(parameters, self.SPEED, context)
        before, after = (
            year_of(read_captive_fleet(self.parameterAsFile(parameters, key, context), table, speed), table)
            for key in (self.BEFORE, self.AFTER)
        )
        rows = pandas.DataFrame(_rows(before, after), columns=["measure", "unit", "before", "after"])
        rows["change"] = rows["after"] - rows["before"]
        rows["change_pct"] = 100 * rows["change"] / rows["before"].where(rows["before"] != 0)
        if math.isnan(before.litres) or math.isnan(after.litres):
            feedback.pushWarning(tr("Litres are not known for gas: the comparison of litres is empty."))
        notes = [tr("Mean speed where the file says none: {} km/h.").format(f"{speed:g}")]
        method = tr(
            "EMEP/EEA 2019 at the mean speed, exhaust and wear; carbon dioxide from litres where they are known."
        )
        metadata = self.metadata(tr("Effect of a captive fleet"), method, notes)
        change = {row.measure: row.change for row in rows.itertuples()}

        def number(key: str) -> float | None:
            return None if math.isnan(change[key]) else float(change[key])

        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, rows, Output(_fields(), metadata), context, feedback),
            self.NOX_KG: number("nox"),
            self.CO2_KG: number("co2"),
            self.LITRES: number("litres"),
            self.CLEAN_PCT: None if math.isnan(after.clean_share_pct) else after.clean_share_pct,
            self.KM_AVOIDED: -change["km"],
            "SKIPPED": 0,
        }


def _rows(before: Year, after: Year) -> list[tuple[str, str, float, float]]:
    return [
        ("nox", "kg/an", before.nox_kg, after.nox_kg),
        ("pm10", "kg/an", before.pm10_kg, after.pm10_kg),
        ("pm25", "kg/an", before.pm25_kg, after.pm25_kg),
        ("co2", "kg/an", before.co2_kg, after.co2_kg),
        ("litres", "l/an", before.litres, after.litres),
        ("km", "km/an", before.km, after.km),
        ("vehicles", "véhicules", before.vehicles, after.vehicles),
        ("petr_fols_53", "%", before.clean_share_pct, after.clean_share_pct),
    ]


def _fields() -> tuple[Field, ...]:
    return (
        Field("measure", "text", tr("Measure")),
        Field("unit", "text", tr("Unit")),
        Field("before", "real", tr("Before")),
        Field("after", "real", tr("After")),
        Field("change", "real", tr("Change")),
        Field("change_pct", "real", tr("Change (%)")),
    )
