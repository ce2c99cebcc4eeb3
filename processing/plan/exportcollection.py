# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportcollection``: a workbook to each pilot, to be filled in and returned."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...i18n import tr
from ...records.collection.recipients import GROUPS
from ...records.collection.writing import Collection, SentWorkbook, send
from ...records.errors import RecordError, noop
from ...records.writing.plan_content import read_content
from .. import preferences
from ..base import PcaetAlgorithm
from .chosen_actions import chosen_actions
from .plan_access import plan_help, plan_parameter, writing

TOLD = 50  # actions without a pilot named in the log


class ExportCollection(PcaetAlgorithm):
    """Write the workbooks of the yearly collection."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, YEAR, GROUP, DUE = "PLAN", "YEAR", "GROUP", "DUE"
    FILTER, CONFIDENTIAL, OUTPUT = "FILTER", "CONFIDENTIAL", "OUTPUT"
    WORKBOOKS, ACTIONS, INDICATORS, WITHOUT_PILOT = "WORKBOOKS", "ACTIONS", "INDICATORS", "WITHOUT_PILOT"

    def name(self) -> str:
        return "exportcollection"

    def displayName(self) -> str:
        return tr("Send the yearly collection")

    def tags(self) -> list[str]:
        return ["PCAET", "xlsx", tr("collection"), tr("pilot"), tr("indicator"), tr("follow-up")]

    def shortHelpString(self) -> str:
        return tr(
            "Writes one workbook (.xlsx) per pilot: its actions, what is due this year, and its indicators with their last "
            "known value and their target. Status, priority and reasons of absence are drop-down lists. Each service fills "
            "in the white columns and sends its workbook back; “Import actions” with the format “collection” merges it.\n\n"
            "Hidden columns tie each line to the plan and to its version: what the plan changed meanwhile is never "
            "overwritten, it is shown beside the answer. Who was asked, when, and who has answered is kept in the plan "
            "(table “collection”). A workbook already in the folder is never overwritten, since it may have been filled "
            "in: the new one takes a number.\n\n"
            "Confidential actions stay out unless asked for. An action without a pilot goes to nobody: such actions are "
            "counted and named."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        year = QgsProcessingParameterNumber(self.YEAR, tr("Year"), QgsProcessingParameterNumber.Type.Integer, None, False, 1990, 2100)  # fmt: skip
        self.declare(year, tr("The year whose results are asked for, and in which actions are due."))
        group = QgsProcessingParameterEnum(self.GROUP, tr("A workbook per"), list(GROUPS), False, "pilot", False, True)
        self.declare(group, tr("pilot: each pilot, whatever its kind, and the text “pilot” where no actor is named; service, person or organisation: the pilots of that kind only."))  # fmt: skip
        due = QgsProcessingParameterString(self.DUE, tr("Answer before"), None, False, True)
        self.declare(due, tr("A date as YYYY-MM-DD, written in the workbook and followed in the plan. Empty: none."))
        condition = QgsProcessingParameterExpression(self.FILTER, tr("Only the actions that"), None, "", True)
        self.declare(condition, tr("An expression on the columns of the table of actions. Empty: all."), advanced=True)
        secret = QgsProcessingParameterBoolean(self.CONFIDENTIAL, tr("Confidential actions too"), False)
        self.declare(secret, tr("By default an action marked confidential, its sub-actions and their values never leave the plan."), advanced=True)  # fmt: skip
        output = QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder of the workbooks"))
        self.declare(output, tr("Made when it does not exist. The names hold the year and the pilot, without accents."))
        for key, label in (
            (self.WORKBOOKS, tr("Workbooks written")), (self.ACTIONS, tr("Actions asked about")),
            (self.INDICATORS, tr("Values of indicators asked for")), (self.WITHOUT_PILOT, tr("Actions without a pilot")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, self.PLAN, context)
        folder = Path(self.parameterAsString(parameters, self.OUTPUT, context))
        asked = Collection(
            self.parameterAsInt(parameters, self.YEAR, context), self._due(parameters, context),
            self.parameterAsEnumString(parameters, self.GROUP, context),
        )  # fmt: skip
        secret = self.parameterAsBool(parameters, self.CONFIDENTIAL, context)
        sent: list[SentWorkbook] = []
        try:
            with writing(path, context) as plan:
                chosen = chosen_actions(self, parameters, self.FILTER, path, context)
                content = read_content(plan, chosen, secret)
                sent, nobody = send(plan, content, folder, asked, preferences.author())
        except OSError as error:
            raise RecordError(
                noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
                file=folder.name, reason=error.strerror or str(error),
            ) from error  # fmt: skip
        except BaseException:  # the plan took nothing: no workbook it does not know of may remain
            for workbook in sent:
                with suppress(OSError):
                    workbook.path.unlink(missing_ok=True)
            raise
        self._say(sent, [action.name for action in nobody], content.withheld, feedback)
        return {
            self.OUTPUT: str(folder), self.WORKBOOKS: len(sent), self.ACTIONS: sum(w.actions for w in sent),
            self.INDICATORS: sum(w.indicators for w in sent), self.WITHOUT_PILOT: len(nobody), "SKIPPED": content.withheld,
        }  # fmt: skip

    def _due(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        from datetime import date

        text = self.parameterAsString(parameters, self.DUE, context).strip()
        if text:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError as error:
                raise RecordError(noop("DUE: “{text}” is not a date. Write YYYY-MM-DD."), text=text) from error
        return ""

    def _say(self, sent: list[SentWorkbook], nobody: list[str], withheld: int, feedback: QgsProcessingFeedback) -> None:
        for workbook in sent:
            feedback.pushInfo(
                tr("{recipient}: {actions} actions, {indicators} values of indicators, in “{file}”.").format(
                    recipient=workbook.recipient, actions=workbook.actions, indicators=workbook.indicators, file=workbook.path.name
                )
            )  # fmt: skip
        if nobody:
            more = tr(" and {} others").format(len(nobody) - TOLD) if len(nobody) > TOLD else ""
            feedback.pushWarning(
                tr("{count} actions have no pilot of this kind and go to nobody: {names}{more}.").format(
                    count=len(nobody), names=", ".join(nobody[:TOLD]), more=more
                )
            )
        if withheld:
            feedback.pushWarning(tr("{} confidential actions were not written.").format(withheld))
