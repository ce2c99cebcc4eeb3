# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importactions``: the plan the authority already has, from whatever document holds it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...analysis.errors import Cancelled
from ...i18n import tr
from ...records import plan_file
from ...records.importing.report import Outcome, write_report
from ...records.reading.choices import FORMATS, MODES, TWINS
from .. import preferences
from ..base import PcaetAlgorithm
from .import_source import mapping_of, returned_workbooks, say
from .plan_access import plan_help, plan_parameter, refuse_if_open


class ImportActions(PcaetAlgorithm):
    """Read actions from documents into a plan, with a report of what was doubtful."""

    REQUIRES = ()
    GROUP_ID = "plan"
    INPUT, FORMAT, MAPPING, PLAN, MODE = "INPUT", "FORMAT", "MAPPING", "PLAN", "MODE"
    TWINS, OUTPUT_REPORT = "TWINS", "OUTPUT_REPORT"
    COUNTS = ("READ", "CREATED", "UPDATED", "DOUBTFUL", "REFUSED")
    OTHERS = ("UNCHANGED", "SUB_ACTIONS", "TWINS_PROPOSED", "REMOVED", "SUB_ACTIONS_REMOVED", "INDICATORS", "VALUES")

    def name(self) -> str:
        return "importactions"

    def displayName(self) -> str:
        return tr("Import actions")

    def tags(self) -> list[str]:
        return ["PCAET", tr("action"), tr("plan"), tr("import"), "TET", "ADEME", "xlsx", "docx", "odt", "csv"]

    def shortHelpString(self) -> str:
        return tr(
            "Reads an action plan from the document that holds it – a workbook of Territoires en Transitions, any "
            "spreadsheet or CSV, action sheets in Word or ODT, ADEME's open data, a plan or an evaluation as text – and "
            "merges it into a plan, all in one transaction.\n\n"
            "What is not written is left empty; the original text of what was repaired or is doubtful is kept beside "
            "what was read of it. What the source says replaces what the plan says (the journal keeps it); a second import "
            "of the same source changes nothing. An action is taken for one of the plan when its number and title agree; a "
            "likely twin is only proposed. An action put aside in the plan is not recreated.\n\n"
            "READ counts the actions found: created, updated, unchanged and refused together; a sub-action belongs to its "
            "action. DOUBTFUL counts those of them to look at. Refused actions do not stop the others: the run fails only "
            "when nothing could be read.\n\n"
            "Limits: the readers of running text know headings, levers, “Budget:”, “Calendrier:” and the usual labels of "
            "French sheets; look at the report. Names of persons in ADEME's files are never read.\n\n"
            "Sources: import and export formats of Territoires en Transitions (ADEME), open data “Territoires & Climat”."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source = QgsProcessingParameterFile(self.INPUT, tr("File or folder"))
        source.setFileFilter(tr("All files (*)"))  # the default “*.*” refuses a folder without a dot in its name
        self.declare(
            source,
            tr("A file (.xlsx, .ods, .csv, .docx, .odt, .json, .txt), or a folder, whose files are all read: write its path."),
        )  # fmt: skip
        form = QgsProcessingParameterEnum(self.FORMAT, tr("Format"), list(FORMATS), False, "auto", False, True)
        self.declare(
            form,
            tr("auto recognises it; table reads any spreadsheet by the mapping; collection merges returned workbooks."),
        )
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Mapping"), None, True, True)
        self.declare(
            mapping,
            tr("For a table: our field = its header, one a line or as JSON (title = Libellé; status = État…). Also sheet, header (line), id_demarche (one plan of ADEME's files), action (the action an evaluation speaks of)."),
        )  # fmt: skip
        self.declare(plan_parameter(self.PLAN), plan_help())
        mode = QgsProcessingParameterEnum(self.MODE, tr("Mode"), list(MODES), False, "merge", False, True)
        self.declare(
            mode,
            tr(
                "dry_run writes nothing and says what would be done; merge adds and updates; replace also removes every action and sub-action of the plan the source does not hold (it stops when an action of the source is refused, and leaves sub-actions alone when the source has none)."
            ),
        )
        twins = QgsProcessingParameterEnum(self.TWINS, tr("Likely twins"), list(TWINS), False, "propose", True, True)
        self.declare(
            twins,
            tr("propose adds the action and says which one it resembles; merge merges it with that one, and the plan remembers it at the next import of that document. Choose after a dry_run: what propose has added stays an action of its own, until you put it aside and import again with merge."),
            advanced=True,
        )  # fmt: skip
        report = QgsProcessingParameterFileDestination(
            self.OUTPUT_REPORT, tr("Report"), tr("CSV files (*.csv)"), None, True, True
        )
        self.declare(
            report,
            tr("One line per action and per remark: file, sheet, line, column, original text, verdict, sentence."),
        )
        for key, label in (
            ("READ", tr("Actions read")), ("CREATED", tr("Actions created")), ("UPDATED", tr("Actions updated")),
            ("DOUBTFUL", tr("Actions to look at")), ("REFUSED", tr("Actions refused")),
            ("UNCHANGED", tr("Actions unchanged")), ("SUB_ACTIONS", tr("Sub-actions read")),
            ("TWINS_PROPOSED", tr("Likely twins proposed")), ("REMOVED", tr("Actions removed")),
            ("SUB_ACTIONS_REMOVED", tr("Sub-actions removed")),
            ("INDICATORS", tr("Indicators created")), ("VALUES", tr("Values written")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        path = self.parameterAsFile(parameters, self.INPUT, context).strip()
        if path and not Path(path).exists():
            return False, tr("“{file}” does not exist: choose a file or a folder.").format(file=path)
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...records.importing.merge import Options, import_sources  # here: the readers cost 70 ms to load
        from ...records.reading.formats import is_returned, read

        source = Path(self.parameterAsFile(parameters, self.INPUT, context).strip())
        form = self.parameterAsEnumString(parameters, self.FORMAT, context)
        plan = self.parameterAsFile(parameters, self.PLAN, context)
        mode = self.parameterAsEnumString(parameters, self.MODE, context)
        mapping = mapping_of(self.parameterAsString(parameters, self.MAPPING, context))
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        if mode != "dry_run":
            refuse_if_open(plan, context)

        def progress(share: float) -> None:
            if feedback.isCanceled():
                raise Cancelled
            feedback.setProgress(20 + 75 * share)

        if form == "collection" or (form == "auto" and is_returned(source)):
            outcome = returned_workbooks(source, plan, mode)
        else:
            sources = read(source, form, mapping)
            feedback.setProgress(20)
            options = Options(
                mode=mode, author=preferences.author(), action=mapping.get("action", ""), translate=tr, progress=progress,
                twins=self.parameterAsEnumString(parameters, self.TWINS, context) or "propose",
            )  # fmt: skip
            with closing(plan_file.open_plan(plan)) as connection:
                outcome = import_sources(connection, sources, options)
        if report:
            report = str(write_report(report, outcome.lines))
        say(outcome, mode, feedback)
        return self._results(outcome) | ({self.OUTPUT_REPORT: report} if report else {})

    def _results(self, outcome: Outcome) -> dict[str, Any]:
        counts = {key: getattr(outcome, key.lower()) for key in (*self.COUNTS, *self.OTHERS) if key != "TWINS_PROPOSED"}
        return counts | {"TWINS_PROPOSED": outcome.twins, "SKIPPED": outcome.refused}
