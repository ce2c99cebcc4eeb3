# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:storevalue``: the one door by which any result becomes a value of an indicator."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDateTime

from ...i18n import tr
from ...records.values import KINDS, NewValue, store_value
from .. import preferences
from ..base import PcaetAlgorithm
from ..provenance import plugin_version
from .plan_access import plan_help, plan_parameter, writing


def not_a_year(given: float) -> str:
    """What is to be said of a number that is no year, which QGIS would round; empty for a year."""
    if given == int(given):
        return ""
    return tr("{} is not a year: give a whole number, for example 2024.").format(given)


class StoreValue(PcaetAlgorithm):
    """A value, or a reason for its absence, for an indicator and a year."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, INDICATOR, YEAR, KIND, UUID = "PLAN", "INDICATOR", "YEAR", "KIND", "UUID"
    ACTION, TERRITORY, VALUE, REASON = "ACTION", "TERRITORY", "VALUE", "REASON"
    UNIT, SOURCE = "UNIT", "SOURCE"

    def name(self) -> str:
        return "storevalue"

    def displayName(self) -> str:
        return tr("Store the value of an indicator")

    def tags(self) -> list[str]:
        return ["PCAET", tr("indicator"), tr("value"), tr("plan")]

    def shortHelpString(self) -> str:
        return tr(
            "Writes a value into a plan, with its year, unit, source and date. A number that is missing is stored as a "
            "reason, never as 0. Stored again for the same indicator, action, territory, year and kind, it replaces the "
            "former value, which stays in the journal.\n\n"
            "Indicators, actions and territories are named by identifier, or by number or code when there is only one."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        indicator = QgsProcessingParameterString(self.INDICATOR, tr("Indicator"))
        self.declare(indicator, tr("Code, identifier or name of an indicator of the plan."))
        year = QgsProcessingParameterNumber(
            self.YEAR, tr("Year"), QgsProcessingParameterNumber.Type.Integer, None, False, 1900, 2200
        )
        self.declare(year, tr("The year the value describes."))
        kind = QgsProcessingParameterEnum(self.KIND, tr("Kind"), list(KINDS), False, KINDS[0], False, True)
        self.declare(kind, tr("result (measured), target (aimed at) or reference (starting point)."))
        value = QgsProcessingParameterNumber(
            self.VALUE, tr("Value"), QgsProcessingParameterNumber.Type.Double, None, True
        )
        self.declare(value, tr("Leave it empty when it is missing, and give the reason."))
        for key, label, help_text in (
            (self.REASON, tr("Reason of absence"), tr("Données inexistantes, Non communiquée, Trop tôt pour faire un bilan, Sans objet, Secret statistique or Non renseigné.")),
            (self.ACTION, tr("Action"), tr("Number, identifier or title of the action the value belongs to.")),
            (self.TERRITORY, tr("Territory"), tr("Code, identifier or name of a territory of the plan.")),
            (self.UNIT, tr("Unit"), tr("Checked against the indicator's: nothing is converted in silence.")),
            (self.SOURCE, tr("Source"), tr("Where the number comes from.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterString(key, label, None, False, True), help_text)
        self.addOutput(QgsProcessingOutputString(self.UUID, tr("Identifier of the value")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        problem = not_a_year(self.parameterAsDouble(parameters, self.YEAR, context)) if fine else ""
        return (False, problem) if problem else (fine, message)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        def text(key: str) -> str | None:
            return self.parameterAsString(parameters, key, context).strip() or None

        given = parameters.get(self.VALUE) not in (None, "")
        stamp = QDateTime.currentDateTimeUtc().toString("yyyy-MM-ddTHH:mm:ssZ")
        new = NewValue(
            indicator=text(self.INDICATOR) or "",
            year=self.parameterAsInt(parameters, self.YEAR, context),
            kind=self.parameterAsEnumString(parameters, self.KIND, context),
            value=self.parameterAsDouble(parameters, self.VALUE, context) if given else None,
            reason=text(self.REASON),
            action=text(self.ACTION),
            territory=text(self.TERRITORY),
            unit=text(self.UNIT),
            source=text(self.SOURCE),
            provenance={"stored_by": f"Atlas PCAET {plugin_version()}", "stored_at": stamp},
        )
        with writing(self.parameterAsFile(parameters, self.PLAN, context), context) as plan:
            uuid = store_value(plan, new, preferences.author())
        return {self.UUID: uuid, "SKIPPED": 0}
