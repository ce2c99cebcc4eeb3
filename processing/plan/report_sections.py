# SPDX-License-Identifier: GPL-2.0-or-later
"""The evaluation of a plan as sections of a page: sentences, charts and tables, numbers rounded for print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from ...i18n import tr
from ...records.comparison import ValueAgainstTarget
from ...records.evaluation import DONE, Evaluation, Late, Progress, Sheet
from ...records.frameworks import FrameworkCoverage
from ...records.indicators.completeness import CALCULATED, FILLED, REASON, SILENT, Filling
from ...records.milestones import State
from .change_words import (
    action_numbers,
    budget_notes,
    budget_table,
    change_section,
    confidential_word,
    printed_value,
    state_word,
)
from .report_page import Picture, Section, Table

Told = TypeVar("Told", Sheet, Late, Filling, ValueAgainstTarget)
LONG = 6  # late actions that leave the next heading at the foot of the page
MANY = 30  # indicators without a result that are named one by one


def sections(found: Evaluation, with_confidential: bool, charts: bool = True) -> list[Section]:
    """The whole report, in its order; a framework that nothing quotes and nobody asked for has no section."""
    made = [
        progress_section(found, charts),
        late_section(found, with_confidential),
        budget_section(found, with_confidential),
    ]
    if found.since:
        made.append(change_section(found.since, with_confidential))
    made += [indicator_section(found, charts, with_confidential), missing_section(found, with_confidential)]
    return made + [framework_section(found.state, coverage, charts, with_confidential) for coverage in found.frameworks]


def status_word(state: State, code: str) -> str:
    """The label of a status; what has none says so."""
    return state.label("status", code) or tr("not said")


def told(items: Iterable[Told], with_confidential: bool) -> tuple[list[Told], int]:
    """Those of ``items`` that may be told, and how many others there are."""
    items = list(items)
    kept = [i for i in items if with_confidential or not (i.sheet if isinstance(i, Late) else i).confidential]
    return kept, len(items) - len(kept)


def share(part: int, whole: int) -> str:
    """``12 (40 %)``; without a whole, the number alone."""
    return tr("{count} ({percent} %)").format(count=part, percent=round(100 * part / whole)) if whole else str(part)


def progress_section(found: Evaluation, charts: bool) -> Section:
    now, then = found.progress, found.progress_then
    section = Section(tr("Progress"))
    section.sentences.append(
        tr("The plan has {actions} actions, {sub} of them sub-actions.").format(
            actions=now.actions, sub=now.sub_actions
        )
    )
    if now.mean_pct is not None:
        section.sentences.append(
            tr("The {count} actions whose progress is said are at {percent} % on average, without weights.").format(
                count=now.with_pct, percent=round(now.mean_pct)
            )
        )
    codes = list(dict.fromkeys((*now.by_status, *(then.by_status if then else ()))))
    codes = [code for code in codes if code] + [code for code in codes if not code]
    names = [status_word(found.state, code) for code in codes]
    sentence = _progress_sentence(found, now, then)
    if charts and now.actions:
        from ...charts.plan_progress import plan_progress

        counts = [[p.by_status.get(code, 0) for code in codes] for p in (now, then) if p]
        words = (tr("today"), found.since.old.name if found.since else "")
        figure = plan_progress(names, counts[0], counts[1] if then else None, words, tr("Actions by status"), tr("not said"))  # fmt: skip
        section.pictures.append(Picture(figure, sentence))
    else:
        section.sentences.append(sentence)
    header = (tr("Status"), tr("Today"), *((state_word(found.since.old),) if found.since else ()))
    rows = [
        (name, str(now.by_status.get(code, 0)), *((str(then.by_status.get(code, 0)),) if then else ()))
        for code, name in zip(codes, names, strict=True)
    ]
    section.tables.append(Table(header, rows, numbers=(1, 2)))
    return section


def _progress_sentence(found: Evaluation, now: Progress, then: Progress | None) -> str:
    done = share(now.by_status.get(DONE, 0), now.actions)
    unsaid = now.by_status.get("", 0)
    if then is None or found.since is None:
        return tr("{done} actions are done; the status of {unsaid} is not said.").format(done=done, unsaid=unsaid)
    return tr("{done} actions are done, against {before} in “{state}”; the status of {unsaid} is not said.").format(
        done=done, before=share(then.by_status.get(DONE, 0), then.actions), state=found.since.old.name or found.since.old.dated, unsaid=unsaid
    )  # fmt: skip


def late_section(found: Evaluation, with_confidential: bool) -> Section:
    section = Section(tr("Late actions"))
    day = found.on.strftime("%d/%m/%Y")
    section.sentences.append(
        tr("On {day}, {count} actions have passed their end and are neither done nor given up; {without} others have no end that is known.").format(
            day=day, count=len(found.late), without=found.without_end
        )
    )  # fmt: skip
    unsaid = sum(1 for late in found.late if not late.sheet.status)
    if unsaid:
        section.sentences.append(tr("The status of {} of them is not said: they may be done.").format(unsaid))
    if found.declared_late:
        section.sentences.append(tr("{} actions are said to be late by their status.").format(len(found.declared_late)))
    rows = []
    shown, hidden = told(found.late, with_confidential)
    for late in shown:
        end = late.end.strftime("%d/%m/%Y") + (tr(" (read with doubt)") if late.doubtful else "")
        rows.append((late.sheet.number, late.sheet.title, late.sheet.status, late.sheet.pilot, end, _delay(late.days)))
    if hidden:
        rows.append(("", confidential_word(hidden), "", "", "", ""))
    header = (tr("Number"), tr("Title"), tr("Status"), tr("Pilot"), tr("End"), tr("Late by"))
    section.tables.append(Table(header, rows, numbers=(5,), widths=(12, 32, 13, 16, 16, 11)))
    return section


def _delay(days: int) -> str:
    """Days up to two months, months up to two years, years beyond."""
    if days <= 60:
        return tr("{} days").format(days)
    return tr("{} months").format(round(days / 30.4)) if days <= 730 else tr("{} years").format(round(days / 365.25))


def budget_section(found: Evaluation, with_confidential: bool) -> Section:
    budgets = found.budgets
    section = Section(tr("Budgets"), new_page=len(found.late) > LONG)
    costed = budgets.sheets_by_state.get("costed", 0)
    section.sentences.append(
        tr("{costed} of {sheets} sheets have an amount; {without} of the {actions} actions say nothing of their budget, neither a line nor a text, nor does the action they are a part of.").format(
            costed=costed, sheets=budgets.sheets, without=len(found.missing["budget"]), actions=found.progress.actions
        )
    )  # fmt: skip
    section.sentences += budget_notes(found.state, budgets, with_confidential)
    if budgets.nested:
        section.sentences.append(
            tr("{} sub-actions have an amount beside the one of their action: the same money may count twice.").format(budgets.nested)
        )  # fmt: skip
    states = [(code, count) for code, count in budgets.sheets_by_state.items() if code != "costed"]
    rows = [(found.state.label("budget_state", code), str(count)) for code, count in states]
    section.tables += [
        budget_table(found.state, budgets),
        Table((tr("State of the budget"), tr("Sheets")), rows, tr("Sheets whose budget is not an amount"), (1,)),
    ]
    if found.since:
        before = budget_table(found.since.old, found.since.budgets[0])
        title = tr("Budgets in “{}”").format(found.since.old.name or found.since.old.dated)
        section.tables.append(Table(before.header, before.rows, title, before.numbers))
    return section


def filling_word(state: str) -> str:
    """How far an indicator is filled in."""
    return {
        FILLED: tr("with a result"),
        REASON: tr("a reason for its absence"),
        CALCULATED: tr("none stored; it has a formula"),
        SILENT: tr("nothing said"),
    }[state]


def indicator_section(found: Evaluation, charts: bool, with_confidential: bool) -> Section:
    section = Section(tr("Indicators"), new_page=True)
    states = (FILLED, REASON, CALCULATED, SILENT)
    used = [filling for filling in found.indicators if filling.used]
    counts = [sum(1 for filling in used if filling.state == state) for state in states]
    sentence = tr("{filled} of {all} indicators have a result, {reason} have a reason for having none, {silent} say nothing.").format(
        filled=counts[0], all=len(used), reason=counts[1], silent=counts[2] + counts[3]
    )  # fmt: skip
    if charts and used:
        from ...charts.plan_progress import counted_bars

        names = [filling_word(state) for state in states]
        figure = counted_bars(names, counts, tr("Indicators"), ["#2c7fb8", "#fdae61", "#b9c9d6", "#ffffff"])
        section.pictures.append(Picture(figure, sentence))
    else:
        section.sentences.append(sentence)
    if len(used) < len(found.indicators):
        section.sentences.append(
            tr("{} indicators that come with every plan are tied to no action and have no value: they are not counted here.").format(len(found.indicators) - len(used))
        )  # fmt: skip
    section.tables += [_against_targets(found.targets, with_confidential), *_not_filled(used, with_confidential)]
    return section


def _against_targets(targets: Iterable[ValueAgainstTarget], with_confidential: bool) -> Table:
    reached = {True: tr("reached"), False: tr("not reached"), None: ""}
    shown, hidden = told(targets, with_confidential)
    rows = [
        (
            t.code, t.name, t.territory, f"{printed_value(t.result)} {t.unit}".strip(), str(t.year), printed_value(t.target),
            str(t.target_year or ""), reached[t.reached],
        )
        for t in shown
    ]  # fmt: skip
    if hidden:
        rows.append(("", confidential_word(hidden), *[""] * 6))
    header = (
        tr("Code"), tr("Indicator"), tr("Territory"), tr("Last result"), tr("Year"), tr("Target"), tr("For"), tr("Reading"),
    )  # fmt: skip
    return Table(
        header, rows, tr("Results against targets"), (3, 5), note=tr("A target of a later year is not judged yet; neither is one of an indicator whose good direction is not said."),
    )  # fmt: skip


def _not_filled(fillings: Iterable[Filling], with_confidential: bool) -> list[Table]:
    """Those that say why first; the others, of which there may be hundreds, by their codes when they are many."""
    header = (tr("Code"), tr("Indicator"), tr("Result"), tr("Reason of absence"))
    fillings, hidden = told((f for f in fillings if f.state != FILLED), with_confidential)
    reasons = [f for f in fillings if f.state == REASON]
    others = [f for f in fillings if f.state in (CALCULATED, SILENT)]
    tables = [
        Table(
            header, [(f.code, f.name, filling_word(f.state), ", ".join(f.reasons)) for f in group], title, widths=(17, 39, 22, 22)
        )
        for group, title in ((reasons, tr("Indicators without a result, and why")), (others, tr("Indicators without a result")))
    ]  # fmt: skip
    if len(others) > MANY:
        codes = [
            (filling_word(state), ", ".join(f.code for f in others if f.state == state))
            for state in (CALCULATED, SILENT)
        ]
        note = tr("Their names are in the table of the algorithm.")
        tables[1] = Table(
            (tr("Result"), tr("Codes")), [row for row in codes if row[1]], tables[1].title, note=note, widths=(22, 78)
        )
    if hidden:
        last = tables[1]
        tables[1] = replace(last, rows=[*last.rows, ("", confidential_word(hidden), *[""] * (len(last.header) - 2))])
    return tables


def missing_section(found: Evaluation, with_confidential: bool) -> Section:
    section = Section(tr("Sheets to complete"), new_page=True)
    titles = {
        "pilot": tr("Actions without a pilot"), "status": tr("Actions without a status"),
        "budget": tr("Actions without a budget"), "place": tr("Actions without a place on the map"),
    }  # fmt: skip
    section.tables.append(
        Table(
            (tr("What is missing"), tr("Actions")),
            [(titles[what], share(len(sheets), found.progress.actions)) for what, sheets in found.missing.items()],
            numbers=(1,), note=tr("A sub-action has the pilot, the budget and the place of its action."),
        )
    )  # fmt: skip
    for what, sheets in found.missing.items():
        if len(sheets) == found.progress.actions:  # the list of all of them teaches nothing
            continue
        shown, hidden = told(sheets, with_confidential)
        rows = [(sheet.number, sheet.title) for sheet in shown]
        if hidden:
            rows.append(("", confidential_word(hidden)))
        section.tables.append(Table((tr("Number"), tr("Title")), rows, titles[what], widths=(12, 88)))
    return section


def framework_section(state: State, found: FrameworkCoverage, charts: bool, with_confidential: bool) -> Section:
    section = Section(tr("Coverage: {}").format(found.label), new_page=True)
    counts = [len(coverage.actions) for coverage in found.items]
    names = [f"{c.item.code} {c.item.label}".strip() for c in found.items]
    sentence = tr("{covered} of {all} items have at least one action; {none} have none.").format(
        covered=sum(1 for count in counts if count), all=len(counts), none=sum(1 for count in counts if not count)
    )
    if charts:
        from ...charts.plan_progress import counted_bars

        section.pictures.append(Picture(counted_bars(names, counts, tr("Actions by item")), sentence))
    else:
        section.sentences.append(sentence)
    rows = [
        (c.item.code, c.item.label, str(len(c.actions)), action_numbers(state, c.actions, with_confidential))
        for c in found.items
    ]
    sources = list(dict.fromkeys(c.item.source for c in found.items))
    note = tr("An action answers by a tag, a reference of its sheet, or one of its axis. Source: {}").format("; ".join(sources[:1]))  # fmt: skip
    header = (tr("Code"), tr("Item"), tr("Actions"), tr("Which"))
    section.tables.append(Table(header, rows, numbers=(2,), note=note, widths=(11, 50, 14, 25)))
    if found.unknown:
        codes = ", ".join(f"{code} ({count})" for code, count in found.unknown.items())
        section.sentences.append(
            tr("Codes that the plan quotes and the table of frameworks has not: {}.").format(codes)
        )
    return section
