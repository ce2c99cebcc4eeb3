# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:compareplans``: two states of a plan, or two plans, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...i18n import tr
from ...records import plan_file
from ...records.comparison import BY_TITLE, BY_UUID, Comparison, against_targets, compare
from ...records.milestones import State, states
from ...records.writing.safe_text import neutralised
from ..base import PcaetAlgorithm
from ..provenance import plugin_version
from ..writing import Field, Output, destination
from .change_words import (
    budget_notes,
    budget_table,
    change_section,
    confidential_word,
    field_word,
    printed_value,
    shown_differences,
    state_word,
)
from .plan_access import plan_help, plan_parameter
from .report_page import Page, Section, Table, as_html, check_folder, write_html

if TYPE_CHECKING:
    import pandas

UNTYPED = (".csv", ".tsv", ".txt")  # formats in which a spreadsheet takes a text for a formula


class ComparePlans(PcaetAlgorithm):
    """State × state → what differs, as a table and a page."""

    REQUIRES = ("numpy", "pandas")
    GROUP_ID = "plan"
    PLAN, AFTER, OLD_PLAN, BEFORE = "PLAN", "AFTER", "OLD_PLAN", "BEFORE"
    WITH_CONFIDENTIAL, OUTPUT, OUTPUT_HTML = "WITH_CONFIDENTIAL", "OUTPUT", "OUTPUT_HTML"
    ADDED, DROPPED, CHANGED = "ADDED", "DROPPED", "CHANGED"
    VALUES, BY_TITLE_COUNT = "VALUES", "MATCHED_BY_TITLE"

    def name(self) -> str:
        return "compareplans"

    def displayName(self) -> str:
        return tr("Compare plans")

    def tags(self) -> list[str]:
        return ["PCAET", tr("plan"), tr("milestone"), tr("differences"), tr("evaluation")]

    def shortHelpString(self) -> str:
        return tr(
            "Compares two states of a plan: a frozen state and the plan as it is, two frozen states, or two files. The table has one row per "
            "difference: actions added or dropped, fields of actions that changed with what was and what is, values of indicators, and "
            "budgets by currency, tax, phase and period, which are never added up across them. The page says the same, with the "
            "statuses and the results against their targets.\n\n"
            "Actions are the same by their identifier; failing that, by their number and title when only one has them on each side, and "
            "that is said. An action renamed and renumbered in another file is seen as one dropped and one added."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        after = QgsProcessingParameterString(self.AFTER, tr("State after"), None, False, True)
        self.declare(after, tr("Name of a frozen state of the plan. Empty: the plan as it is now."))
        before = QgsProcessingParameterString(self.BEFORE, tr("State before"), None, False, True)
        self.declare(before, tr("Name of an earlier frozen state, made by “Freeze a state of the plan”."))
        other = plan_parameter(self.OLD_PLAN, tr("Other plan"), optional=True)
        self.declare(other, tr("Another file that holds the state before; without a name of state, as it is now."))
        hidden_too = QgsProcessingParameterBoolean(self.WITH_CONFIDENTIAL, tr("With confidential actions"), False)
        self.declare(
            hidden_too,
            tr(
                "Otherwise they, their sub-actions and the indicators that only they follow are counted, without saying what they are."
            ),
            advanced=True,
        )
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Differences"), QgsProcessing.SourceType.Vector)  # fmt: skip
        self.declare(output, tr("One row per difference."))
        page = QgsProcessingParameterFileDestination(self.OUTPUT_HTML, tr("Page"), tr("HTML files (*.html)"), None, True)  # fmt: skip
        self.declare(page, tr("The differences to be read, in one file."))
        for key, label in (
            (self.ADDED, tr("Actions added")), (self.DROPPED, tr("Actions dropped")), (self.CHANGED, tr("Actions changed")),
            (self.VALUES, tr("Values of indicators that differ")),
            (self.BY_TITLE_COUNT, tr("Actions matched by number and title")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if fine and not any(parameters.get(key) for key in (self.BEFORE, self.OLD_PLAN)):
            return False, tr("Give the state before: the name of a frozen state, another plan, or both.")
        return fine, message

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        old, new = self._states(parameters, context)
        with_confidential = self.parameterAsBool(parameters, self.WITH_CONFIDENTIAL, context)
        found = compare(old, new, with_confidential)
        section = change_section(found, with_confidential)
        for sentence in section.sentences:
            feedback.pushInfo(sentence)
        rows = _rows(found, with_confidential)
        results: dict[str, Any] = {
            self.ADDED: found.count("action", "added"), self.DROPPED: found.count("action", "dropped"),
            self.CHANGED: found.count("action", "changed"), self.BY_TITLE_COUNT: found.matched.get(BY_TITLE, 0),
            self.VALUES: sum(1 for d in found.differences if d.subject == "value"), "SKIPPED": 0,
        }  # fmt: skip
        feedback.pushInfo(tr("{} actions are in both, by their identifier.").format(found.matched.get(BY_UUID, 0)))
        target = self.parameterAsFileOutput(parameters, self.OUTPUT_HTML, context)
        check_folder(target)
        html = as_html(_page(found, section, with_confidential)) if target else ""
        wanted = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        method = tr("Actions matched by identifier, else by number and title; every difference is one row.")
        metadata = self.metadata(tr("Differences between two states of a plan"), method, section.sentences)
        frame = difference_frame(rows, destination(wanted).path)
        results[self.OUTPUT] = self.write(parameters, self.OUTPUT, frame, Output(fields(), metadata), context, feedback)
        if target:
            results[self.OUTPUT_HTML] = write_html(html, target)
        return results

    def _states(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[State, State]:
        """The state before and the one after; of one file, both as they are at one moment."""
        path = self.parameterAsFile(parameters, self.PLAN, context)
        other = self.parameterAsFile(parameters, self.OLD_PLAN, context)
        before, after = (str(self.parameterAsString(parameters, k, context) or "").strip() for k in (self.BEFORE, self.AFTER))  # fmt: skip
        if other and Path(other).resolve() != Path(path).resolve():
            return _read(other, [before])[0], _read(path, [after])[0]
        old, new = _read(path, [before, after])
        return old, new


def _read(path: str, names: Sequence[str]) -> list[State]:
    with closing(plan_file.open_plan(path)) as plan:
        return states(plan, names)


def fields() -> tuple[Field, ...]:
    """The columns of the table of differences."""
    return (
        Field("subject", "text", tr("Subject")), Field("change", "text", tr("Change")), Field("number", "text", tr("Number or code")),
        Field("title", "text", tr("Title")), Field("field", "text", tr("Field")), Field("field_label", "text", tr("Name of the field")),
        Field("old", "text", tr("Before")), Field("new", "text", tr("After")), Field("matched_by", "text", tr("Matched by")),
        Field("uuid", "text", tr("Identifier")),
    )  # fmt: skip


def _rows(found: Comparison, with_confidential: bool) -> list[tuple[str | None, ...]]:
    rows = []
    for d in shown_differences(found.differences, with_confidential):
        label = field_word(d.field) if d.subject == "action" and d.field else d.field
        row = (d.subject, d.change, d.number, d.title, d.field, label, d.old, d.new, d.matched, d.uuid)
        rows.append(tuple(text or None for text in row))
    return rows


def difference_frame(
    rows: Sequence[tuple[Any, ...]], target: Path, columns: Sequence[Field] | None = None
) -> pandas.DataFrame:
    """Rows as a frame; for a file of plain text, texts that a spreadsheet would compute are neutralised."""
    import pandas

    if target.suffix.lower() in UNTYPED:
        rows = [tuple(neutralised(v) if isinstance(v, str) else v for v in row) for row in rows]
    return pandas.DataFrame(list(rows), columns=[f.name for f in columns or fields()], dtype=object)


def _page(found: Comparison, section: Section, with_confidential: bool) -> Page:
    old, new = found.old, found.new
    codes = dict.fromkeys((*found.statuses[0], *found.statuses[1]))
    rows = [
        (new.label("status", code) or tr("not said"), *(str(counts.get(code, 0)) for counts in found.statuses))
        for code in codes
    ]
    progress = Section(tr("Progress"), tables=[Table((tr("Status"), state_word(old), state_word(new)), rows, numbers=(1, 2))])  # fmt: skip
    budgets = Section(tr("Budgets"))
    for state, totals in zip((old, new), found.budgets, strict=True):
        table = budget_table(state, totals)
        budgets.tables.append(Table(table.header, table.rows, state_word(state), table.numbers, table.note))
        for note in budget_notes(state, totals, with_confidential):
            budgets.sentences.append(tr("{state}: {note}").format(state=state_word(state), note=note))
    title = tr("{plan}: what changed").format(plan=new.plan)
    subtitle = tr("From {old} to {new}").format(old=state_word(old), new=state_word(new))
    origin = tr("Atlas PCAET {version}, pcaet:compareplans.").format(version=plugin_version())
    return Page(title, subtitle, [section, progress, budgets, _targets(old, new, with_confidential)], origin)


def _targets(old: State, new: State, with_confidential: bool) -> Section:
    """The last results against their targets, in each state; of what is confidential in one, only how many there are."""
    then, now = ({(v.code, v.territory): v for v in against_targets(state)} for state in (old, new))
    reached = {True: tr("reached"), False: tr("not reached"), None: ""}
    secret = set() if with_confidential else {v.code for v in (*then.values(), *now.values()) if v.confidential}
    rows = []
    for key in sorted(key for key in {*then, *now} if key[0] not in secret):
        known = now.get(key) or then[key]
        cells = [
            (f"{printed_value(v.result)} {v.unit} ({v.year})", printed_value(v.target), reached[v.reached]) if v else ("", "", "")
            for v in (then.get(key), now.get(key))
        ]  # fmt: skip
        rows.append((known.code, known.name, known.territory, *cells[0], *cells[1]))
    if secret:
        rows.append(("", confidential_word(len(secret)), *[""] * 7))
    names = (state_word(old), tr("Target"), tr("Reading"), state_word(new), tr("Target"), tr("Reading"))
    header = (tr("Code"), tr("Indicator"), tr("Territory"), *names)
    return Section(tr("Results against targets"), tables=[Table(header, rows, numbers=(3, 4, 6, 7))])
