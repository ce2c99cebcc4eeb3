# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importindicators``: definitions of indicators from a CSV, those of Territoires en Transitions or one's own."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...i18n import tr
from ...records import plan_file
from ...records.indicators.definitions import Finding, chosen, read_definitions
from ...records.indicators.sectors import sectors_of_codes, with_sector
from ...records.indicators.storing import Outcome, store_definitions, store_objectives
from ...records.writing.safe_text import neutralised
from .. import preferences
from ..base import PcaetAlgorithm
from ..parameter_tables import PCAET_SECTORS
from ..writing import write_beside
from .plan_access import plan_help, plan_parameter, writing
from .report_page import check_folder

MODES = ("dry_run", "merge")
SHOWN = 20  # findings written in the log; all of them are in the report


class ImportIndicators(PcaetAlgorithm):
    """Definitions of a CSV → indicators of the plan."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, INPUT, CATEGORY, NEEDED = "PLAN", "INPUT", "CATEGORY", "NEEDED"
    SOURCE, OBJECTIVES, MODE, OUTPUT_REPORT = "SOURCE", "OBJECTIVES", "MODE", "OUTPUT_REPORT"
    READ, CREATED, UPDATED, UNCHANGED = "READ", "CREATED", "UPDATED", "UNCHANGED"
    DOUBTFUL, REFUSED, ALSO, TARGETS = "DOUBTFUL", "REFUSED", "ALSO", "TARGETS"

    def name(self) -> str:
        return "importindicators"

    def displayName(self) -> str:
        return tr("Import definitions of indicators")

    def tags(self) -> list[str]:
        return ["PCAET", "TET", "Territoires en Transitions", tr("indicator"), tr("definition"), tr("formula"), tr("import")]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "Reads definitions of indicators from a CSV and puts them into the plan: code, name, unit, decimals, method, formula, and the "
            "indicator each is a part of; those of TET take their regulatory sector and pollutant. The file of Territoires en Transitions (import-indicateur-definitions.csv, 730 indicators, 97 "
            "of them for the PCAET) is read as it is; a table of one's own needs the columns code and name, and may have unite, formule, "
            "parent, categories, decimales, description, sens, type and source.\n\n"
            "An indicator is known by its code: a new code is added, a known one brought up to date. Its direction, kind, source and method "
            "stay where they were written, and so does its unit when the plan holds values in it. No value is changed.\n\n"
            "Formulas, such as val(cae_1.c)+opt_val(cae_1.h), are read, never run: one that cannot be read is left out and said, and formulas "
            "that go in a circle are refused. “Value of an indicator” computes them. Source: Territoires en Transitions (ADEME, MIT licence)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        table = QgsProcessingParameterFile(self.INPUT, tr("Definitions"), extension="csv")
        self.declare(table, tr("A CSV with commas, semicolons or tabulations."))
        category = QgsProcessingParameterString(self.CATEGORY, tr("Category"), "pcaet", False, True)
        self.declare(category, tr("Only the indicators of this category (pcaet, cae, crte, eci…). Empty, or a file without categories: all."))  # fmt: skip
        needed = QgsProcessingParameterBoolean(self.NEEDED, tr("Also those their formulas cannot do without"), True)
        self.declare(
            needed, tr("Indicators of the file that a formula names with val(); otherwise it gives no result.")
        )
        source = QgsProcessingParameterString(self.SOURCE, tr("Source"), None, False, True)
        self.declare(source, tr("Where definitions of one's own come from, when the file does not say."), advanced=True)
        objectives = QgsProcessingParameterFile(self.OBJECTIVES, tr("Objectives"), extension="csv", optional=True)
        self.declare(
            objectives,
            tr("import-indicateur-objectifs.csv: plain numbers become targets of the plan where it has none; what depends on the territory is left to you."),
            advanced=True,
        )  # fmt: skip
        mode = QgsProcessingParameterEnum(self.MODE, tr("Mode"), list(MODES), False, "merge", False, True)
        self.declare(mode, tr("dry_run: nothing is written, the report says what would be. merge: written."))
        report = QgsProcessingParameterFileDestination(self.OUTPUT_REPORT, tr("Report"), tr("CSV files (*.csv)"), None, True)  # fmt: skip
        self.declare(report, tr("What was changed, doubtful or refused: file, line, column, code, original text, verdict, sentence."))  # fmt: skip
        for key, label in (
            (self.READ, tr("Definitions read, refused ones and those of formulas included")), (self.CREATED, tr("Indicators added")),
            (self.UPDATED, tr("Indicators brought up to date")), (self.UNCHANGED, tr("Indicators that were the same")),
            (self.DOUBTFUL, tr("Doubtful indicators")), (self.REFUSED, tr("Rows refused")),
            (self.ALSO, tr("Added for the sake of a formula")), (self.TARGETS, tr("Objectives stored as targets")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        check_folder(report)
        source = self.parameterAsString(parameters, self.INPUT, context)
        found = read_definitions(source, self.parameterAsString(parameters, self.SOURCE, context))
        category = self.parameterAsString(parameters, self.CATEGORY, context)
        codes, also = chosen(found, category, self.parameterAsBool(parameters, self.NEEDED, context))
        known = sectors_of_codes(PCAET_SECTORS)
        definitions = [with_sector(found.by_code[code], known) for code in (*codes, *also)]
        path = self.parameterAsFile(parameters, self.PLAN, context)
        objectives = self.parameterAsString(parameters, self.OBJECTIVES, context)
        targets, said = 0, []
        if self.parameterAsEnumString(parameters, self.MODE, context) == "dry_run":
            with closing(plan_file.open_plan(path)) as plan:
                outcome = store_definitions(plan, definitions, write=False)
                if objectives:
                    coming = {d.code: d.unit for d in definitions}
                    targets, said = store_objectives(plan, objectives, write=False, coming=coming)
        else:
            with writing(path, context) as plan:
                outcome = store_definitions(plan, definitions, preferences.author())
                if objectives:
                    targets, said = store_objectives(plan, objectives, preferences.author())
        wanted = {d.code for d in definitions}
        findings = [f for f in found.findings if f.verdict == "refused" or f.code in wanted or not f.code]
        refused = sum(1 for f in findings if f.verdict == "refused") + len(outcome.refused)
        rows = [*_rows(source, findings), *_rows(source, outcome.findings), *_rows(objectives, said)]
        _tell(rows, feedback)
        results = self._numbers(outcome, len(also), refused, findings, targets)
        feedback.pushInfo(
            tr("{read} definitions and {also} that their formulas need: {created} added, {updated} brought up to date, {same} the same, {refused} rows refused.").format(
                read=len(codes), also=len(also), created=results[self.CREATED], updated=results[self.UPDATED],
                same=results[self.UNCHANGED], refused=refused,
            )
        )  # fmt: skip
        if report:
            results[self.OUTPUT_REPORT] = write_beside(report, lambda part: _write_report(part, rows))
        return results

    def _numbers(
        self, outcome: Outcome, also: int, refused: int, findings: Iterable[Finding], targets: int
    ) -> dict[str, Any]:
        doubtful = {f.code for f in (*findings, *outcome.findings) if f.verdict == "doubtful" and f.code}
        created, updated, same = len(outcome.created), len(outcome.updated), len(outcome.unchanged)
        return {
            self.READ: created + updated + same + refused, self.CREATED: created, self.UPDATED: updated,
            self.UNCHANGED: same, self.DOUBTFUL: len(doubtful), self.REFUSED: refused, self.ALSO: also,
            self.TARGETS: targets, "SKIPPED": refused,
        }  # fmt: skip


def _rows(file: str, findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """Findings as the report writes them, in the language of QGIS."""
    return [
        (Path(file).name, str(f.line), f.column, f.code, f.original, f.verdict, tr(f.sentence).format(**f.facts))
        for f in findings
    ]


def _tell(rows: list[tuple[str, ...]], feedback: QgsProcessingFeedback) -> None:
    told = [row for row in rows if row[5] != "read"]
    for file, line, _column, code, _original, _verdict, sentence in told[:SHOWN]:
        feedback.pushWarning(f"{file}, {line}, {code}: {sentence}")
    if len(told) > SHOWN:
        feedback.pushWarning(tr("{} more are in the report.").format(len(told) - SHOWN))


def _write_report(part: str, rows: list[tuple[str, ...]]) -> None:
    with Path(part).open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(("file", "line", "column", "code", "original", "verdict", "sentence"))
        writer.writerows([neutralised(cell) for cell in row] for row in rows)
