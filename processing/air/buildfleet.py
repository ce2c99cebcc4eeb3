# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:buildfleet``: a fleet from a count of vehicles by Crit'Air sticker and fuel."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...i18n import tr
from ..base import PcaetAlgorithm
from ..parameter_tables import EXHAUST_FACTORS, STICKERS
from ..writing import write_beside

HEADER = ("year", "category", "fuel", "segment", "euro", "technology", "share", "source")
SHOWN = 10


class BuildFleet(PcaetAlgorithm):
    """Write a fleet for “Emissions of roads”."""

    REQUIRES = ("numpy", "pandas")
    GROUP_ID = "air"
    COUNTS, YEAR, STICKER_TABLE, OUTPUT, LEFT_OUT = "COUNTS", "YEAR", "STICKER_TABLE", "OUTPUT", "LEFT_OUT"

    def name(self) -> str:
        return "buildfleet"

    def displayName(self) -> str:
        return tr("Build a fleet from Crit'Air stickers")

    def tags(self) -> list[str]:
        return [tr("fleet"), "Crit'Air", "ZFE", tr("air"), "Euro"]

    def shortHelpString(self) -> str:
        return tr(
            "Turns a count of vehicles by category, fuel and Crit'Air sticker into the fleet that “Emissions of roads” takes.\n\n"
            "A sticker covers several Euro standards: the table says how they share it, a hypothesis with its source on each "
            "line, to be replaced by what you know. Vehicles that the table does not cover are told and left out.\n\n"
            "Registered vehicles are not those that drive: recent ones drive more, and through traffic comes from elsewhere."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(
            QgsProcessingParameterFile(self.COUNTS, tr("Vehicles by sticker"), extension="csv"),
            tr(
                "CSV with category (VP, VUL, PL, BUS), fuel (essence, gazole, électrique, GPL, GNV), critair (1 to 5, E, NC) and vehicles."
            ),
        )
        year = QgsProcessingParameterNumber(
            self.YEAR, tr("Year of the fleet"), QgsProcessingParameterNumber.Type.Integer, 2025, False, 1990, 2060
        )
        self.declare(year, tr("The year of the counts."))
        table = QgsProcessingParameterFile(self.STICKER_TABLE, tr("Table of stickers"), extension="csv", optional=True)
        self.declare(
            table,
            tr(
                "CSV with category, critair, fuel, segment, euro, share, source. Default: the plugin's table, to be confirmed."
            ),
            advanced=True,
        )
        output = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Fleet"), tr("CSV files (*.csv)"))
        self.declare(output, tr("The fleet, with the source of each line."))
        self.addOutput(QgsProcessingOutputNumber(self.LEFT_OUT, tr("Vehicles left out")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.air.critair_fleet import build, read_match
        from ...analysis.air.emission_factors import FactorTable

        counts = self.parameterAsFile(parameters, self.COUNTS, context)
        match = read_match(
            self.parameterAsFile(parameters, self.STICKER_TABLE, context) or STICKERS, FactorTable.read(EXHAUST_FACTORS)
        )
        built = build(counts, match)
        for line, what, number in built.left_out[:SHOWN]:
            feedback.pushWarning(
                tr("Line {line}: {number} vehicles “{what}” are in no line of the table, left out.").format(
                    line=line, number=f"{number:g}", what=what
                )
            )
        left = sum(number for _line, _what, number in built.left_out)
        year = self.parameterAsInt(parameters, self.YEAR, context)
        rows = [
            (
                year,
                s.vehicle.category,
                s.vehicle.fuel,
                s.vehicle.segment,
                s.vehicle.euro,
                "",
                repr(s.share),
                f"{Path(counts).name} ; {s.source}",
            )
            for s in built.shares
        ]

        def write(path: str) -> None:
            with Path(path).open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])

        written = write_beside(self.parameterAsFileOutput(parameters, self.OUTPUT, context), write)
        return {self.OUTPUT: written, self.LEFT_OUT: left, "SKIPPED": len(built.left_out)}
