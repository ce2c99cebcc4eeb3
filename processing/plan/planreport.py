# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:planreport``: the evaluation of a plan, as a page, a PDF and a table."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records import plan_file
from ...records.evaluation import Evaluation, evaluate
from ...records.frameworks import Item, read_frameworks
from ...records.milestones import states
from ..base import PcaetAlgorithm
from ..environment import libraries
from ..parameter_tables import FRAMEWORKS
from ..provenance import plugin_version
from ..writing import Output, destination
from .change_words import state_word
from .compareplans import difference_frame
from .plan_access import plan_help, plan_parameter
from .report_page import Page, as_document, as_html, check_folder, write_html, write_pdf
from .report_rows import fields, rows
from .report_sections import sections


class PlanReport(PcaetAlgorithm):
    """Plan (since a frozen state) → report."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, SINCE, DATE, FRAMEWORKS = "PLAN", "SINCE", "DATE", "FRAMEWORKS"
    FRAMEWORK_TABLE, WITH_CONFIDENTIAL = "FRAMEWORK_TABLE", "WITH_CONFIDENTIAL"
    OUTPUT_HTML, OUTPUT_PDF, OUTPUT = "OUTPUT_HTML", "OUTPUT_PDF", "OUTPUT"
    ACTIONS, LATE, WITHOUT_PILOT, WITHOUT_STATUS = "ACTIONS", "LATE", "WITHOUT_PILOT", "WITHOUT_STATUS"
    WITHOUT_BUDGET, WITHOUT_PLACE, UNFILLED = "WITHOUT_BUDGET", "WITHOUT_PLACE", "INDICATORS_WITHOUT_RESULT"

    def name(self) -> str:
        return "planreport"

    def displayName(self) -> str:
        return tr("Report of a plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("evaluation"), tr("report"), tr("mid-term"), tr("late"), tr("budget"), tr("indicators"), "COT", "rev3"]  # fmt: skip

    def flags(self) -> Any:
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def shortHelpString(self) -> str:
        return tr(
            "The evaluation of a plan, since a frozen state when one is given: actions by status, those whose end has passed and that are "
            "neither done nor given up, budgets by currency and period with the sheets they add up, what changed, results against "
            "targets, indicators without a result and why, actions without pilot, status, budget or place, and what answers to a "
            "framework (criteria of rev3, codes of the Kent Environment Strategy, or a list of one's own such as the ten "
            "“incontournables” of the COT Climat).\n\n"
            "Sub-actions count as actions. An end known by its year ends on 31 December; what is continuous is never late; one whose end is "
            "not known is counted apart. Amounts are rounded on the page and exact in the table; currencies, taxes, phases and periods are "
            "never added up, nor is the part of a funder to the total that its sheet gives. Of the indicators that come with every plan, "
            "those to which no action is tied and that have no value are told apart. Confidential actions are counted, not named, "
            "unless asked for.\n\n"
            "The frameworks shipped are partial: only the items that the PASSAGE plan quotes. A table of one's own has the columns "
            "framework, framework_label, code, label, documents, source."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        since = QgsProcessingParameterString(self.SINCE, tr("Since the state"), None, False, True)
        self.declare(since, tr("Name of a frozen state, made by “Freeze a state of the plan”. Empty: no comparison."))
        day = QgsProcessingParameterDateTime(self.DATE, tr("On the day"), QgsProcessingParameterDateTime.Type.Date, None, True)  # fmt: skip
        self.declare(day, tr("The day by which an action is late. Empty: today."))
        names = QgsProcessingParameterString(self.FRAMEWORKS, tr("Frameworks"), None, False, True)
        self.declare(names, tr("Names in the table, separated by commas (rev3, kent). Empty: those the plan quotes."))
        table = QgsProcessingParameterFile(self.FRAMEWORK_TABLE, tr("Table of frameworks"), extension="csv", optional=True)  # fmt: skip
        self.declare(table, tr("A CSV of one's own, with ; between columns. Empty: the one shipped."), advanced=True)
        hidden = QgsProcessingParameterBoolean(self.WITH_CONFIDENTIAL, tr("With confidential actions"), False)
        self.declare(
            hidden,
            tr(
                "Otherwise they, their sub-actions and the indicators that only they follow are counted, without saying what they are."
            ),
            advanced=True,
        )
        page = QgsProcessingParameterFileDestination(self.OUTPUT_HTML, tr("Page"), tr("HTML files (*.html)"))
        self.declare(page, tr("The report in one file, charts inside."))
        pdf = QgsProcessingParameterFileDestination(self.OUTPUT_PDF, tr("PDF"), tr("PDF files (*.pdf)"), None, True, False)  # fmt: skip
        self.declare(pdf, tr("The same, on A4 pages."))
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Table"), QgsProcessing.SourceType.Vector, None, True, False)  # fmt: skip
        self.declare(output, tr("The numbers of the report, exact, one a row."))
        for key, label in (
            (self.ACTIONS, tr("Actions")), (self.LATE, tr("Late actions")), (self.WITHOUT_PILOT, tr("Actions without a pilot")),
            (self.WITHOUT_STATUS, tr("Actions without a status")), (self.WITHOUT_BUDGET, tr("Actions without a budget")),
            (self.WITHOUT_PLACE, tr("Actions without a place on the map")), (self.UNFILLED, tr("Indicators without a result")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with_confidential = self.parameterAsBool(parameters, self.WITH_CONFIDENTIAL, context)
        found = self._evaluation(parameters, context, with_confidential)
        feedback.setProgress(20)
        charts = not libraries.first_problem(("matplotlib",))
        if not charts:
            feedback.pushWarning(tr("The charts are left out: {}").format(libraries.first_problem(("matplotlib",))))
        page = self._page(found, with_confidential, charts)
        html_file, pdf_file = (self.parameterAsFileOutput(parameters, k, context) for k in (self.OUTPUT_HTML, self.OUTPUT_PDF))  # fmt: skip
        for target in (html_file, pdf_file):
            check_folder(target)
        html, document = as_html(page), as_document(page) if pdf_file else None
        feedback.setProgress(60)
        results = self._numbers(found)
        if parameters.get(self.OUTPUT) is not None:
            results[self.OUTPUT] = self._table(parameters, found, with_confidential, context, feedback)
        if document is not None:
            results[self.OUTPUT_PDF] = write_pdf(document, pdf_file)
        results[self.OUTPUT_HTML] = write_html(html, html_file)
        for section in page.sections:
            for sentence in section.sentences:
                feedback.pushInfo(sentence)
        return results

    def _evaluation(
        self, parameters: dict[str, Any], context: QgsProcessingContext, with_confidential: bool
    ) -> Evaluation:
        asked = [
            name.strip() for name in (self.parameterAsString(parameters, self.FRAMEWORKS, context) or "").split(",")
        ]
        asked = [name for name in asked if name]
        items: list[Item] = read_frameworks(
            self.parameterAsFile(parameters, self.FRAMEWORK_TABLE, context) or FRAMEWORKS
        )
        since = str(self.parameterAsString(parameters, self.SINCE, context) or "").strip()
        with closing(plan_file.open_plan(self.parameterAsFile(parameters, self.PLAN, context))) as plan:
            now, *then = states(plan, ["", since] if since else [""])
        given = self.parameterAsDateTime(parameters, self.DATE, context).date()
        on = date(given.year(), given.month(), given.day()) if given.isValid() else date.today()
        found = evaluate(now, on, then[0] if then else None, items, asked, with_confidential)
        own = bool(self.parameterAsFile(parameters, self.FRAMEWORK_TABLE, context))
        if asked or own:
            return found
        return found.with_frameworks([f for f in found.frameworks if f.unknown or any(c.actions for c in f.items)])

    def _page(self, found: Evaluation, with_confidential: bool, charts: bool) -> Page:
        plan = next(iter(found.state.rows("plan").values()))
        years = "–".join(str(year) for year in (plan["start_year"], plan["end_year"]) if year)
        day = found.on.strftime("%d/%m/%Y")
        subtitle = tr("On {day}").format(day=day)
        if found.since:
            subtitle = tr("On {day}, since {state}").format(day=day, state=state_word(found.since.old))
        title = tr("Evaluation: {plan}").format(plan=" ".join(part for part in (plan["name"], years) if part))
        origin = tr("Atlas PCAET {version}, pcaet:planreport, {file}.").format(
            version=plugin_version(), file=Path(str(self._parameters.get(self.PLAN))).name
        )
        return Page(title, subtitle, sections(found, with_confidential, charts), origin)

    def _numbers(self, found: Evaluation) -> dict[str, Any]:
        return {
            self.ACTIONS: found.progress.actions, self.LATE: len(found.late),
            self.WITHOUT_PILOT: len(found.missing["pilot"]), self.WITHOUT_STATUS: len(found.missing["status"]),
            self.WITHOUT_BUDGET: len(found.missing["budget"]), self.WITHOUT_PLACE: len(found.missing["place"]),
            self.UNFILLED: sum(1 for filling in found.indicators if filling.used and filling.state != "filled"), "SKIPPED": 0,
        }  # fmt: skip

    def _table(
        self, parameters: dict[str, Any], found: Evaluation, with_confidential: bool, context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:  # fmt: skip
        problem = libraries.first_problem(("numpy", "pandas"))
        if problem:
            raise DataError(noop("{reason}"), reason=problem)
        target = destination(self.parameterAsOutputLayer(parameters, self.OUTPUT, context)).path
        frame = difference_frame(rows(found, with_confidential), target, fields())
        method = tr("Counts and sums of the plan as it is on the day; amounts are never added up across currencies.")
        metadata = self.metadata(tr("Evaluation of a plan"), method, [])
        return self.write(parameters, self.OUTPUT, frame, Output(fields(), metadata), context, feedback)
