# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:updateplan``: a plan of an earlier version brought to this one, after a backup."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputFile

from ...i18n import tr
from ...records.migrations import migrate
from .. import preferences
from ..base import PcaetAlgorithm
from .plan_access import plan_help, plan_parameter, refuse_if_open


class UpdatePlan(PcaetAlgorithm):
    """Bring the file of a plan to the schema of this version."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, BACKUP = "PLAN", "BACKUP"

    def name(self) -> str:
        return "updateplan"

    def displayName(self) -> str:
        return tr("Update a plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("plan"), tr("version"), tr("backup")]

    def shortHelpString(self) -> str:
        return tr(
            "Brings a plan made by an earlier version of Atlas PCAET to the tables of this one. A copy of the plan is "
            "made beside it first; then all is changed, or nothing. A plan of this version is left as it is.\n\n"
            "Afterwards an earlier version of the plugin refuses to open it: update it everywhere the plan is used."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        self.addOutput(QgsProcessingOutputFile(self.BACKUP, tr("Copy of the plan before the update")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, self.PLAN, context)
        refuse_if_open(path, context)
        copy = migrate(path, preferences.author())
        if copy is None:
            feedback.pushInfo(tr("The plan has the tables of this version already: nothing was changed."))
        else:
            feedback.pushInfo(tr("The plan as it was is kept in “{}”.").format(copy))
        return {self.PLAN: path, self.BACKUP: str(copy) if copy else None, "SKIPPED": 0}
