# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:syncplan``: a copy of the plan that was away, merged by identifier and field, conflicts listed."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ...i18n import tr
from ...records import schema
from ...records.sync.conflict_table import CHOICE, ID, choices, write_conflicts
from ...records.sync.differences import Conflict
from ...records.sync.merging import Merged, merge
from .. import preferences
from ..base import PcaetAlgorithm
from .marked_table import marked
from .plan_access import plan_help, plan_parameter, refuse_if_open

MODES = ["dry_run", "merge"]
SHOWN = 20


class SyncPlan(PcaetAlgorithm):
    """Merge a copy of a plan into the plan."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, OTHER, MODE, CHOICES, OUTPUT_CONFLICTS = "PLAN", "OTHER", "MODE", "CHOICES", "OUTPUT_CONFLICTS"
    ADDED, CHANGED, FIELDS, CONFLICTS, SETTLED = "ADDED", "CHANGED", "FIELDS", "CONFLICTS", "SETTLED"
    FILES, BACKUP = "FILES", "BACKUP"

    def name(self) -> str:
        return "syncplan"

    def displayName(self) -> str:
        return tr("Merge a copy of a plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("plan"), tr("merge"), tr("synchronise"), tr("conflict"), "QField", tr("field work")]

    def shortHelpString(self) -> str:
        return tr(
            "Merges into a plan a copy of it that was edited elsewhere (in the field, by a colleague): rows added there are "
            "added, and each field changed there is taken, with the name and the time of who changed it. What only the plan "
            "changed stays. The copy itself is only read: afterwards, make a new one of the plan.\n\n"
            "Where both changed the same field to two values, nothing is decided: the plan keeps its own, and the table of "
            "conflicts holds both values, who wrote them and when. Fields that only make sense together (a value and its "
            "reason, a budget and its amounts, a place and its geometry) count as one. So do a row put aside on one side "
            "and changed on the other, and two different values of an indicator for one year.\n\n"
            "To settle: write plan or other in the column “choice” of the table, and run again with it in CHOICES. A "
            "choice holds only for the very values it was made for.\n\n"
            "Everything is merged, or nothing; a copy of the plan is made beside it first. A second run writes nothing. What "
            "the plan's rules refuse (a third level of actions…) is listed with their sentence, and the rest is merged. "
            "Files of attachments are copied beside the plan, never over another.\n\n"
            "Limits: both files must come from one plan, with the tables of this version, copied as whole files; two actions "
            "entered on each side under one title are two actions."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        other = QgsProcessingParameterFile(self.OTHER, tr("Copy that was away"), extension="gpkg")
        self.declare(other, tr("The GeoPackage of the same plan, edited elsewhere. It is only read."))
        mode = QgsProcessingParameterEnum(self.MODE, tr("Mode"), MODES, False, "dry_run", False, True)
        self.declare(mode, tr("dry_run writes nothing and says what would be done; merge writes it."))
        table = QgsProcessingParameterFeatureSource(
            self.CHOICES, tr("Conflicts settled"), [QgsProcessing.SourceType.Vector], None, True
        )
        self.declare(table, tr("The table of conflicts of a former run, with plan or other in its column “choice”; rows left empty are not settled."))  # fmt: skip
        output = QgsProcessingParameterFileDestination(
            self.OUTPUT_CONFLICTS, tr("Conflicts"), tr("CSV files (*.csv)"), None, True, True
        )
        self.declare(output, tr("One line per conflict: both values, who wrote them and when, and an empty column “choice”."))  # fmt: skip
        for key, label in (
            (self.ADDED, tr("Rows added")),
            (self.CHANGED, tr("Rows changed")),
            (self.FIELDS, tr("Fields taken")),
            (self.CONFLICTS, tr("Conflicts")),
            (self.SETTLED, tr("Conflicts settled")),
            (self.FILES, tr("Files copied")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.addOutput(QgsProcessingOutputFile(self.BACKUP, tr("Copy of the plan before the merge")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        plan = self.parameterAsFile(parameters, self.PLAN, context)
        other = self.parameterAsFile(parameters, self.OTHER, context)
        for path in (plan, other):
            refuse_if_open(path, context)
        chosen = {}
        if self.has(self.CHOICES):
            table = self.input(self.CHOICES)
            chosen = choices(marked(table.source, table.name, ID, CHOICE))
        dry_run = self.parameterAsEnumString(parameters, self.MODE, context) != "merge"
        merged = merge(plan, other, author=preferences.author(), choices=chosen, dry_run=dry_run)
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_CONFLICTS, context)
        if report:
            report = str(write_conflicts(report, merged.conflicts, _headings(), _said))
        _say(merged, dry_run, feedback)
        return {
            self.PLAN: plan,
            self.ADDED: sum(merged.added.values()),
            self.CHANGED: sum(merged.changed.values()),
            self.FIELDS: merged.fields,
            self.CONFLICTS: len(merged.conflicts),
            self.SETTLED: merged.settled,
            self.FILES: len(merged.files.copied),
            self.BACKUP: str(merged.backup) if merged.backup else None,
            "SKIPPED": sum(conflict.kind == "refused" for conflict in merged.conflicts),
        } | ({self.OUTPUT_CONFLICTS: report} if report else {})


def _headings() -> list[str]:
    return [
        tr("table"), tr("row"), tr("fields"), tr("value in the plan"), tr("written by"), tr("on"),
        tr("value in the copy"), tr("written by (copy)"), tr("on (copy)"), tr("what happened"), "uuid",
    ]  # fmt: skip


def _said(conflict: Conflict) -> tuple[str, str]:
    """The table's name and what happened."""
    return schema.table(conflict.table).alias, _sentence(conflict)


def _sentence(conflict: Conflict) -> str:
    if conflict.kind == "refused":
        return tr("Refused by the plan's rules: {}").format(tr(conflict.sentence))
    if conflict.kind == "removed":
        # The values are those of “deleted”.
        aside_there = conflict.other_value == "1"
        return (
            tr("Put aside in the copy, changed in the plan: the plan keeps it.")
            if aside_there
            else tr("Put aside in the plan, changed in the copy: it stays put aside.")
        )
    return {
        "field": tr("Changed on both sides: the plan keeps its own."),
        "added_twice": tr("Entered on both sides with different values: the plan keeps its own."),
        "unexplained": tr("Different without a trace in either journal: the plan keeps its own."),
    }[conflict.kind]


def _say(merged: Merged, dry_run: bool, feedback: QgsProcessingFeedback) -> None:
    if dry_run:
        feedback.pushInfo(tr("Trial: nothing was written."))
    for table, count in merged.added.items():
        feedback.pushInfo(tr("{table}: {count} rows added.").format(table=schema.table(table).alias, count=count))
    for table, count in merged.changed.items():
        feedback.pushInfo(tr("{table}: {count} rows changed.").format(table=schema.table(table).alias, count=count))
    if merged.same_twice:
        feedback.pushInfo(tr("{} rows entered on both sides are one: told by what they are, not added again.").format(merged.same_twice))  # fmt: skip
    if not merged.added and not merged.changed:
        feedback.pushInfo(tr("The copy brings nothing new."))
    for conflict in merged.conflicts[:SHOWN]:
        table, sentence = _said(conflict)
        feedback.pushWarning(tr("{table} “{row}” ({fields}): {sentence}").format(table=table, row=conflict.label, fields=", ".join(conflict.columns) or tr("whole row"), sentence=sentence))  # fmt: skip
    if len(merged.conflicts) > SHOWN:
        feedback.pushWarning(tr("… and {} other conflicts: see the table.").format(len(merged.conflicts) - SHOWN))
    if merged.stale_choices:
        feedback.pushWarning(tr("{} choices were made for values that have changed since, or for conflicts that are over: they were not applied.").format(merged.stale_choices))  # fmt: skip
    for table, label in merged.under_deleted:
        feedback.pushWarning(tr("{table} “{row}” hangs on an action that the plan has put aside: it was kept, and shows again with it.").format(table=schema.table(table).alias, row=label))  # fmt: skip
    for path in merged.files.missing:
        feedback.pushWarning(tr("The file “{}” of an attachment is not beside the copy: put it beside the plan yourself.").format(path))  # fmt: skip
    for path in merged.files.different:
        feedback.pushWarning(tr("The file “{}” beside the copy is not the one beside the plan: the plan's was left.").format(path))  # fmt: skip
    if merged.backup:
        feedback.pushInfo(tr("The plan as it was is kept in “{}”.").format(merged.backup))
