# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:createaction``: an action in a plan."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterString,
)

from ...i18n import tr
from ...records.actions import NewAction, create_action
from .. import preferences
from ..base import PcaetAlgorithm
from .plan_access import plan_help, plan_parameter, writing


class CreateAction(PcaetAlgorithm):
    """Add an action or a sub-action."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, UUID = "PLAN", "UUID"
    NUMBER, TITLE, PARENT, AXIS, STATUS = "NUMBER", "TITLE", "PARENT", "AXIS", "STATUS"
    START, END, PILOT, DESCRIPTION = "START", "END", "PILOT", "DESCRIPTION"

    def name(self) -> str:
        return "createaction"

    def displayName(self) -> str:
        return tr("Create an action")

    def tags(self) -> list[str]:
        return ["PCAET", tr("action"), tr("plan")]

    def shortHelpString(self) -> str:
        return tr(
            "Adds an action to a plan, or a sub-action when a parent is given (two levels, no more). What is not known "
            "is left empty: nothing is filled in for you."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        for key, label, help_text, optional in (
            (self.TITLE, tr("Title"), tr("300 characters at most."), False),
            (self.NUMBER, tr("Number"), tr("As printed in the plan: 44, 2.1.3… Two actions may share one."), True),
            (self.PARENT, tr("Parent action"), tr("Number or identifier of the action this one is part of."), True),
            (self.AXIS, tr("Axis"), tr("Name or number; a new name makes a new axis."), True),
            (
                self.STATUS,
                tr("Status"),
                tr("À venir, En cours, Réalisé, En pause, Abandonné, Bloqué, En retard or A discuter."),
                True,
            ),
            (self.START, tr("Start"), tr("YYYY, YYYY-MM or YYYY-MM-DD."), True),
            (self.END, tr("End"), tr("YYYY, YYYY-MM or YYYY-MM-DD."), True),
            (self.PILOT, tr("Pilot"), tr("Service or organisation in charge."), True),
            (self.DESCRIPTION, tr("Description"), tr("What is done."), True),
        ):
            multiline = key == self.DESCRIPTION
            self.declare(QgsProcessingParameterString(key, label, None, multiline, optional), help_text)
        self.addOutput(QgsProcessingOutputString(self.UUID, tr("Identifier of the action")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        def text(key: str) -> str | None:
            return self.parameterAsString(parameters, key, context).strip() or None

        new = NewAction(
            title=text(self.TITLE) or "",
            number=text(self.NUMBER),
            parent=text(self.PARENT),
            axis=text(self.AXIS),
            status=text(self.STATUS),
            start=text(self.START),
            end=text(self.END),
            pilot=text(self.PILOT),
            description=text(self.DESCRIPTION),
        )
        with writing(self.parameterAsFile(parameters, self.PLAN, context), context) as plan:
            uuid = create_action(plan, new, preferences.author())
        return {self.UUID: uuid, "SKIPPED": 0}
