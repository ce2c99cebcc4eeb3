# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:createplan``: a plan in one GeoPackage."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records import plan_file
from .. import preferences
from ..base import PcaetAlgorithm


class CreatePlan(PcaetAlgorithm):
    """Make the file of a plan."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, NAME, CRS, UUID = "PLAN", "NAME", "CRS", "UUID"

    def name(self) -> str:
        return "createplan"

    def displayName(self) -> str:
        return tr("Create a plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("plan"), tr("actions"), tr("indicators")]

    def shortHelpString(self) -> str:
        return tr(
            "Makes an action plan in one GeoPackage: actions, axes, indicators and their values, links to places, "
            "territories, lists of values with their official labels, and a journal of every change.\n\n"
            "The tables are ordinary layers: QGIS, QField and Lizmap open them. The rules (two levels, dates, a value or "
            "a reason) are kept by the file itself. An existing file is never overwritten."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        plan = QgsProcessingParameterFileDestination(self.PLAN, tr("Action plan"), tr("GeoPackage (*.gpkg)"))
        self.declare(plan, tr("The new file, on a local disk rather than a network share."))
        self.declare(
            QgsProcessingParameterString(self.NAME, tr("Name of the plan")), tr("For example: PCAET 2026-2032.")
        )
        crs = QgsProcessingParameterCrs(self.CRS, tr("CRS of the places"), preferences.DEFAULT_CRS, True)
        self.declare(
            crs, tr("Chosen once: copies of the geometries attached to actions are kept in this CRS."), advanced=True
        )
        self.addOutput(QgsProcessingOutputString(self.UUID, tr("Identifier of the plan")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        authority, _, code = crs.authid().partition(":")
        if not crs.isValid() or not code.isdigit():
            raise DataError(noop("The CRS of a plan needs an authority code, for example EPSG:2154."))
        path = self.parameterAsFileOutput(parameters, self.PLAN, context)
        definition = crs.toWkt(Qgis.CrsWktVariant.Wkt1Gdal)
        chosen = plan_file.PlanCrs(authority, int(code), crs.description(), definition)
        name = self.parameterAsString(parameters, self.NAME, context)
        uuid = plan_file.create_plan(path, name, chosen, preferences.author())
        return {self.PLAN: path, self.UUID: uuid, "SKIPPED": 0}
