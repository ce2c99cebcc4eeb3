# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportactions``: the plan handed to others, and what each format cannot carry."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFileDestination,
)

from ...i18n import tr
from ...records import plan_file
from ...records.writing.attached_files import withhold_outside
from ...records.writing.losses import Losses
from ...records.writing.plan_content import read_content
from ..base import PcaetAlgorithm
from .chosen_actions import chosen_actions
from .export_formats import FORMATS, destination, export
from .plan_access import plan_help, plan_parameter


class ExportActions(PcaetAlgorithm):
    """Write the actions of a plan in a format others read."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, FORMAT, FILTER, CONFIDENTIAL = "PLAN", "FORMAT", "FILTER", "CONFIDENTIAL"
    OUTPUT, OUTPUT_LOST, WRITTEN, LOST = "OUTPUT", "OUTPUT_LOST", "WRITTEN", "LOST"

    def name(self) -> str:
        return "exportactions"

    def displayName(self) -> str:
        return tr("Export actions")

    def tags(self) -> list[str]:
        return [
            "PCAET",
            "TET",
            "ADEME",
            "xlsx",
            "ods",
            "csv",
            "GeoJSON",
            tr("action"),
            tr("plan"),
            tr("export"),
            tr("sheet"),
        ]

    def shortHelpString(self) -> str:
        return tr(
            "Writes the actions of a plan for another program or for people. No format carries everything: what is lost, "
            "moved into another text, cut or changed is counted in LOST and listed, by action and field, in OUTPUT_LOST.\n\n"
            "tet_xlsx: the workbook that the import of Territoires en Transitions reads (28 columns, sub-actions under "
            "their action, days as DD/MM/YYYY). Only exact amounts in euros without tax become numbers; the others stay "
            "in the text of the fundings. tet_indicators: indicators and values as that platform exports them; check that "
            "the units are its own. ademe_csv: the columns of Fiches_Action.csv of ADEME. xlsx, ods: everything as tables, "
            "without geometry. geojson (WGS 84) and gpkg (CRS of the plan): one feature per place. sheets_…: one document "
            "when OUTPUT is a file, one per action when it is a folder. deposit_checklist: the pieces of the regulatory "
            "file, filled in or missing; it counts, it does not judge.\n\n"
            "Confidential actions, and what belongs to them, stay out unless asked for. Text that a spreadsheet would "
            "compute is written as text; in a CSV an apostrophe stands before it.\n\n"
            "Sources: import and exports of Territoires en Transitions (ADEME, MIT licence), open data “Territoires & "
            "Climat” (ADEME)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        wanted = QgsProcessingParameterEnum(self.FORMAT, tr("Format"), list(FORMATS), False, "xlsx", False, True)
        self.declare(wanted, tr("Who it is for: see above."))
        condition = QgsProcessingParameterExpression(self.FILTER, tr("Only the actions that"), None, "", True)
        self.declare(condition, tr("An expression on the columns of the table of actions, for example \"status\" = 'en_cours'. A sub-action comes with its action. Empty: all."))  # fmt: skip
        secret = QgsProcessingParameterBoolean(self.CONFIDENTIAL, tr("Confidential actions too"), False)
        self.declare(secret, tr("By default an action marked confidential, its sub-actions and their values never leave the plan."))  # fmt: skip
        output = QgsProcessingParameterFileDestination(
            self.OUTPUT, tr("Exported file or folder"), tr("All files (*.*)")
        )
        self.declare(output, tr("Its extension is that of the format. For sheets, a folder (no extension) takes one document per action."))  # fmt: skip
        lost = QgsProcessingParameterFileDestination(self.OUTPUT_LOST, tr("What the format cannot carry"), tr("CSV files (*.csv)"), None, True, False)  # fmt: skip
        self.declare(lost, tr("CSV: action, field, value, what became of it (lost, moved, cut, changed), why."))
        self.addOutput(QgsProcessingOutputNumber(self.WRITTEN, tr("Lines, indicators or sheets written")))
        self.addOutput(QgsProcessingOutputNumber(self.LOST, tr("Fields that did not go through as they are")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        plan, output = (self.parameterAsString(parameters, key, context) for key in (self.PLAN, self.OUTPUT))
        if fine and plan and output == plan:
            return False, tr("OUTPUT is the plan itself: choose another file.")
        return fine, message

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, self.PLAN, context)
        wanted = self.parameterAsEnumString(parameters, self.FORMAT, context)
        if wanted not in FORMATS:
            raise QgsProcessingException(tr("FORMAT: “{}” is not one of {}.").format(wanted, ", ".join(FORMATS)))
        target = destination(self.parameterAsFileOutput(parameters, self.OUTPUT, context), wanted, path)
        losses = Losses()
        with closing(plan_file.open_plan(path)) as plan:
            chosen = chosen_actions(self, parameters, self.FILTER, path, context)
            content = read_content(plan, chosen, self.parameterAsBool(parameters, self.CONFIDENTIAL, context))
            withhold_outside(content, losses)
            written = export(wanted, target, plan, content, losses, context, feedback)
        if content.withheld:
            feedback.pushWarning(tr("{} confidential actions were not written.").format(content.withheld))
        for note in written.notes:
            feedback.pushInfo(note)
        results = {
            self.OUTPUT: written.path, self.WRITTEN: written.count, self.LOST: len(losses.rows), "SKIPPED": content.withheld,
        }  # fmt: skip
        listed = self.parameterAsFileOutput(parameters, self.OUTPUT_LOST, context)
        if listed:
            results[self.OUTPUT_LOST] = str(losses.write(listed, tr))
        if losses.rows:
            feedback.pushInfo(tr("{} fields did not go through as they are: see OUTPUT_LOST.").format(len(losses.rows)))
        return results
