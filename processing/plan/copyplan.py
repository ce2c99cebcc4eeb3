# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:copyplan``: a plan copied whole, from a file or a database to a file or a database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records import plan_file
from ...records.plan_copy import rows_as_wkb
from .. import preferences
from ..base import PcaetAlgorithm
from .database_parameters import ROLES, database_address, declare_database, say_known_groups, schema_problem
from .plan_access import plan_help, plan_parameter, refuse_if_open
from .plan_in_database import NewPlan, create_in_database


class CopyPlan(PcaetAlgorithm):
    """Copy a plan with its journal."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, OUTPUT, COPY = "PLAN", "OUTPUT", "COPY"

    def name(self) -> str:
        return "copyplan"

    def displayName(self) -> str:
        return tr("Copy a plan")

    def tags(self) -> list[str]:
        return ["PCAET", "PostGIS", "QField", tr("plan"), tr("copy"), tr("backup"), tr("field work")]

    def shortHelpString(self) -> str:
        return tr(
            "Copies a plan whole, as it stands at one moment: rows, places, journal, frozen states, identifiers and versions. "
            "From a file or a database, to a new file or a new schema of a database: a plan begun in a file goes to PostGIS when "
            "several people come to write in it, and comes back when you want it.\n\n"
            "A copy in a file goes to the field, or to a colleague without network; “Merge a copy of a plan” then brings back what "
            "was changed in it.\n\n"
            "The plan itself is only read. Nothing is overwritten. Files of attachments are not copied: their paths are."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        output = QgsProcessingParameterFileDestination(
            self.OUTPUT, tr("Copy"), tr("GeoPackage (*.gpkg)"), None, True, False
        )
        self.declare(output, tr("The new file. Leave it empty for a database."))
        declare_database(self)
        self.addOutput(QgsProcessingOutputString(self.COPY, tr("Address of the copy")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        address = database_address(self, parameters, context)
        in_file = parameters.get(self.OUTPUT) not in (None, "")
        if address.in_database == in_file:
            return False, tr("The copy is in one place: give a file or a database connection.")
        if schema_problem(address):
            return False, schema_problem(address)
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, self.PLAN, context)
        refuse_if_open(path, context)
        with closing(plan_file.open_plan(path)):
            pass  # a plan of this version: an earlier one is brought up to date first
        if parameters.get(self.OUTPUT) in (None, ""):
            return self._in_database(path, parameters, context, feedback)
        target = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        if target.suffix.lower() != ".gpkg":
            raise DataError(noop("“{file}”: a plan is a GeoPackage. Give it the extension .gpkg."), file=target.name)
        if target.exists():
            raise DataError(
                noop("“{file}” exists already: a plan is never overwritten. Choose another name."), file=target.name
            )
        plan_file.backup(path, target)
        return {self.OUTPUT: str(target), self.COPY: str(target), "SKIPPED": 0}

    def _in_database(
        self, path: str, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        address = database_address(self, parameters, context)
        groups = self.parameterAsBoolean(parameters, ROLES, context)
        with closing(plan_file.open_plan(path)) as plan:
            name, crs = plan.execute("SELECT name, crs FROM plan").fetchone()
            authority, _, code = crs.partition(":")
            new = NewPlan(address, name, authority, int(code), groups, preferences.author())
            _uuid, known = create_in_database(new, rows_as_wkb(plan))
        say_known_groups(known, feedback)
        return {self.COPY: str(address), "SKIPPED": 0}
