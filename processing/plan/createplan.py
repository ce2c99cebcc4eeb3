# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:createplan``: a plan in one GeoPackage, or in one schema of PostGIS for several people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
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
from .database_parameters import ROLES, database_address, declare_database, say_known_groups, schema_problem
from .plan_in_database import NewPlan, create_in_database


class CreatePlan(PcaetAlgorithm):
    """Make the file of a plan, or its schema in a database."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, NAME, CRS, UUID = "PLAN", "NAME", "CRS", "UUID"

    def name(self) -> str:
        return "createplan"

    def displayName(self) -> str:
        return tr("Create a plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("plan"), tr("actions"), tr("indicators"), "PostGIS"]

    def shortHelpString(self) -> str:
        return tr(
            "Makes an action plan in one GeoPackage, or in one schema of a PostGIS database where several people write at "
            "once: actions, axes, indicators and their values, links to places, territories, lists of values with their "
            "official labels, and a journal of every change.\n\n"
            "The tables are ordinary layers: QGIS, QField and Lizmap open them. The rules (two levels, dates, a value or "
            "a reason) are kept by the file or the database itself. An existing file or schema is never overwritten.\n\n"
            "In a database, the output is the plan's address, postgres:connection/schema, which “Open a plan” and the other "
            "algorithms take in the place of a file. Give the connection an account of the authentication manager: no "
            "password is written anywhere else. PostgreSQL 13 or later, with PostGIS."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        plan = QgsProcessingParameterFileDestination(
            self.PLAN, tr("Action plan"), tr("GeoPackage (*.gpkg)"), None, True, False
        )
        self.declare(
            plan, tr("The new file, on a local disk rather than a network share. Leave it empty for a database.")
        )
        self.declare(
            QgsProcessingParameterString(self.NAME, tr("Name of the plan")), tr("For example: PCAET 2026-2032.")
        )
        declare_database(self)
        crs = QgsProcessingParameterCrs(self.CRS, tr("CRS of the places"), preferences.DEFAULT_CRS, True)
        self.declare(
            crs, tr("Chosen once: copies of the geometries attached to actions are kept in this CRS."), advanced=True
        )
        self.addOutput(QgsProcessingOutputString(self.UUID, tr("Identifier of the plan")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        address = database_address(self, parameters, context)
        in_file = parameters.get(self.PLAN) not in (None, "")
        if address.in_database and in_file:
            return False, tr("A plan is in one place: give a file or a database connection, not both.")
        if not address.in_database and not in_file:
            return False, tr("Give the file of the new plan, or the connection to a database.")
        if schema_problem(address):
            return False, schema_problem(address)
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        authority, _, code = crs.authid().partition(":")
        if not crs.isValid() or not code.isdigit():
            raise DataError(noop("The CRS of a plan needs an authority code, for example EPSG:2154."))
        if crs.isGeographic():
            raise DataError(
                noop("The CRS {crs} is in degrees, in which no length and no area is measured. Choose a projected one, for example EPSG:2154."),
                crs=crs.authid(),
            )  # fmt: skip
        if database_address(self, parameters, context).in_database:
            return self._in_database(parameters, authority, int(code), context, feedback)
        return self._in_file(parameters, crs, authority, int(code), context)

    def _in_file(
        self,
        parameters: dict[str, Any],
        crs: QgsCoordinateReferenceSystem,
        authority: str,
        code: int,
        context: QgsProcessingContext,
    ) -> dict[str, Any]:
        path = self.parameterAsFileOutput(parameters, self.PLAN, context)
        if not path.lower().endswith(".gpkg"):
            raise DataError(
                noop("“{file}”: a plan is a GeoPackage. Give it the extension .gpkg."), file=Path(path).name
            )
        definition = crs.toWkt(Qgis.CrsWktVariant.Wkt1Gdal)
        chosen = plan_file.PlanCrs(authority, code, crs.description(), definition)
        name = self.parameterAsString(parameters, self.NAME, context)
        uuid = plan_file.create_plan(path, name, chosen, preferences.author())
        return {self.PLAN: path, self.UUID: uuid, "SKIPPED": 0}

    def _in_database(
        self,
        parameters: dict[str, Any],
        authority: str,
        code: int,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        address = database_address(self, parameters, context)
        name = self.parameterAsString(parameters, self.NAME, context)
        groups = self.parameterAsBoolean(parameters, ROLES, context)
        new = NewPlan(address, name, authority, code, groups, preferences.author())
        uuid, known = create_in_database(new)
        say_known_groups(known, feedback)
        return {self.PLAN: str(address), self.UUID: uuid, "SKIPPED": 0}
