# SPDX-License-Identifier: GPL-2.0-or-later
"""From labelled texts to an action: one rule per field, whatever the document it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..errors import noop
from . import amounts, markup, statuses
from .dates import AMBIGUOUS, CERTAIN, REPAIRED, SHORT, VAGUE, Calendar, ReadDate, read_calendar, read_date
from .indicator_lists import read_indicators
from .normalised import items, key, one_line, tidy
from .numbers_titles import split_number
from .structure import DOUBTFUL, NOTED, REFUSED, Location, ReadAction, ReadActor, ReadLink, ReadTag
from .structure import REPAIRED as MENDED

TITLE_LIMIT = 300  # of the store and of Territoires en Transitions
TEXTS = (
    "stakes", "objectives", "description", "expected_results", "audience", "means", "funding_text", "governance", "comment",
)  # fmt: skip
ROLES = {
    "contracting_authority": "organisation", "pilot_person": "person", "pilot_service": "service",
    "pilot_organisation": "organisation", "elected": "person", "partner": "organisation", "funder": "organisation",
}  # fmt: skip
TAGS = {
    "sector": "sector", "theme": "theme", "subtheme": "subtheme", "tag": "tag", "target_tag": "target",
    "target_ademe": "target", "holder_type": "holder_type", "action_type": "action_type", "framework": "framework",
}  # fmt: skip
ORIGINS = ("status_original", "source_system", "source_document", "source_page")
LISTS = ("status", "priority", "participation", "scope")
IGNORED = (
    "ignored",
    "section",
    "amount",
    "demarche",
    "demarche_name",
    "axis_1",
    "axis_2",
    "axis_3",
    "axis_4",
    "axis_5",
)
_UNKNOWN = noop("“{text}” is not a known value of {field}: it is left empty. Choose one in the list of the plan.")
_NO_BUDGET = noop("“{text}”: no amount and no state of budget is recognised; the text is kept.")
_TWO_READINGS = noop("“{text}” can be read in two ways; {amount} is kept. Check it.")
_FUNDING = noop("“{text}” is read as the part of “{funder}” in the amount before it: it is not added to it. Check it.")
_NEGATIVE = noop("“{text}” is not an amount: it is not read. Write a number without sign.")
_UNSURE_CONFIDENTIAL = noop(
    "“{text}” does not say whether the action is confidential: it is kept confidential. Check it."
)
_NO_SHARE = noop("“{text}” is not a share between 0 and 100 %: no progress is read.")
_SHARE_OR_PERCENT = noop("“{text}” may be a share of 1 or a percentage: {read}. Check it.")
CLEANED = noop("Markup was taken out of this text.")
_UNREADABLE_BOX = noop("“{text}”: it cannot be told which box is ticked.")
_UNKNOWN_BOX = noop("“{text}” is not an impact the plan knows.")


_DASHES = " \t\n-–—/.…"  # a cell of these says nothing
_TICKED, _UNTICKED = ("☒", "☑", "✓", "✔", "✗", "✘"), ("☐",)


def progress_number(text: str) -> float | None:
    """The number of a cell of progress, whatever its scale; None when it is none."""
    found = amounts.read_number(text.rstrip("% "))
    return found[0] if found else None


def progress_scale(cells: list[str]) -> str:
    """The scale of a column of progress: ``share`` when nothing exceeds 1, ``percent``, ``mixed``; "" when it cannot be told."""
    bare = [n for cell in cells if "%" not in cell and (n := progress_number(cell)) is not None and n > 0]
    if any(0 < n < 1 for n in bare):
        return "mixed" if any(n > 1 for n in bare) else "share"
    return "percent" if any(n > 1 for n in bare) else ""


@dataclass
class Dates:
    """What the cells of dates say, until the action is finished."""

    start: tuple[str, str] = ("", "")
    end: tuple[str, str] = ("", "")
    calendar: tuple[str, str] = ("", "")
    continuous: bool | None = None
    american: bool = False


@dataclass
class Draft:
    """An action being read: :meth:`put` its fields, then :meth:`finish` it."""

    action: ReadAction
    dates: Dates = field(default_factory=Dates)
    origin: dict[str, str] = field(default_factory=dict)
    progress_scale: str = ""  # of the whole column: “share” (0.45 is 45 %), “percent”, “mixed”, or not known

    def put(self, name: str, text: str, column: str = "", label: str = "") -> None:
        """Give the text of the field ``name``, read in ``column`` under ``label``; an empty text says nothing."""
        written = self._plain(name, tidy(text), column)
        if not key(written) and name != "impact" and not (name == "confidential" and written.strip(_DASHES)):
            return
        if name != "title" and statuses.recognise("reason", written).code == "non_renseigne":
            return
        if name in TEXTS:
            self._add_text(name, written)
        elif name in LISTS:
            self._choose(name, written, column)
        elif name in ROLES:
            self.actors(name, written)
        elif name in TAGS:
            self.action.tags += [ReadTag(TAGS[name], label) for label in _tags(name, written)]
        elif name in ("start", "end", "calendar"):
            setattr(self.dates, name, (written, column))
        elif name in ORIGINS:
            self.origin[name] = one_line(written)
        elif name not in IGNORED:
            self._other(name, written, column, label)

    def _other(self, name: str, written: str, column: str, label: str) -> None:
        rules: dict[str, Callable[[str, str], None]] = {
            "title": self._title, "number": self._number, "pilot": self._pilot, "budget": self._budget,
"impact": self._impact, "indicators": self._indicators,
            "progress_pct": self._progress, "continuous": self._continuous, "confidential": self._confidential,
            "operating_budget": self._operating, "investment_budget": self._investing, "uuid": self._uuid,
            "source_id": self._source, "territory": self._territory, "linked": self._linked, "parent": self._parent,
        }  # fmt: skip
        if name == "budget_total":
            tax = "TTC" if "TTC" in label.upper() else "HT" if "HT" in label.upper() else None
            self.amount(written, None, tax, column)
        elif name in rules:
            rules[name](written, column)
        else:
            self._add_text("comment", f"{label or name} : {written}")

    def _plain(self, name: str, written: str, column: str) -> str:
        if name == "impact":
            return written
        clean = markup.plain(written)
        if clean.cleaned:
            self.action.remark(name, written[:2000], MENDED, CLEANED, column)
        return clean.text

    def _add_text(self, name: str, written: str) -> None:
        former = self.action.fields.get(name)
        self.action.fields[name] = f"{former}\n{written}" if former else written

    def _choose(self, name: str, written: str, column: str) -> None:
        found = statuses.recognise(name, written)
        if name == "status":
            self.action.fields["status_original"] = written
        if found.code:
            self.action.fields[name] = found.code
        else:
            self.action.remark(name, written, DOUBTFUL, _UNKNOWN, column, text=one_line(written), field=name)

    def actors(self, role: str, written: str, kind: str = "") -> None:
        """Add the names of a list under one role."""
        known = {(key(actor.name), actor.role) for actor in self.action.actors}
        for name in items(written):
            if key(name) and (key(name), role) not in known:
                self.action.actors.append(ReadActor(one_line(name), role, kind or ROLES[role]))
                known.add((key(name), role))

    def _pilot(self, written: str, column: str) -> None:
        service = re.search(r"\b(?:service|direction|pole|departement)\b", key(written))
        self.actors("pilot_service" if service else "pilot_organisation", written)

    def _title(self, written: str, column: str) -> None:
        found = split_number(written)
        self.action.title = found.title or one_line(written)
        if found.number and not self.action.number:
            self.action.number = found.number

    def _number(self, written: str, column: str) -> None:
        self.action.number = split_number(f"Action {written} : x").number or one_line(written)

    def _uuid(self, written: str, column: str) -> None:
        self.action.uuid = one_line(written)

    def _source(self, written: str, column: str) -> None:
        self.action.source_id = one_line(written)

    def _territory(self, written: str, column: str) -> None:
        self.action.territory = one_line(written)

    def _parent(self, written: str, column: str) -> None:
        self.action.parent_number = split_number(f"Action {written} : x").number or one_line(written)

    def _linked(self, written: str, column: str) -> None:
        numbers = [split_number(item).number for item in items(written)]
        self.action.links += [ReadLink("linked", number) for number in numbers if number]
        self._add_text("comment", f"Actions liées : {written}")

    def _budget(self, written: str, column: str) -> None:
        former = self.action.fields.get("budget_text")
        self.action.fields["budget_text"] = f"{former}\n{written}" if former else written
        bare = re.fullmatch(r"[\d\s.,]+", written) is not None
        found = amounts.read_budgets(written, bare)
        self.action.budgets += found
        if not found:
            self.action.remark("budget_text", written, DOUBTFUL, _NO_BUDGET, column, text=one_line(written)[:120])
        self._doubt_amounts(written, bare, column)

    def _doubt_amounts(self, written: str, bare: bool, column: str) -> None:
        """Say which amounts have two readings, are negative, or are a funder's part of another one."""
        for amount in amounts.amounts_in(written, bare):
            if amount.use == "negative":
                sentence, facts = _NEGATIVE, {"text": amount.text}
            elif amount.use == "funding":
                sentence, facts = _FUNDING, {"text": amount.text, "funder": amount.funder or ""}
            elif amount.doubtful:
                sentence, facts = _TWO_READINGS, {"text": amount.text, "amount": f"{amount.minimum:g}"}
            else:
                continue
            self.action.remark("budget_text", amount.text, DOUBTFUL, sentence, column, **facts)

    def amount(self, written: str, funder: str | None, tax: str | None, column: str = "") -> None:
        """The amount of a funder (None: of the whole), in a column that holds amounts."""
        written = one_line(written)
        if not key(written):
            return
        negative = written.startswith("-")
        found = [] if amounts.looks_like_date(written) or negative else amounts.funded(written, funder, tax)
        if found:
            self._doubt_amounts(written, True, column)
        else:
            sentence = _NEGATIVE if negative else _NO_BUDGET
            self.action.remark("budget_text", written, DOUBTFUL, sentence, column, text=written[:120])
            self.action.fields["budget_text"] = one_line(f"{self.action.fields.get('budget_text') or ''} {written}")
        self.action.budgets += found

    def _operating(self, written: str, column: str) -> None:
        self._yearly(written, "operating", column)

    def _investing(self, written: str, column: str) -> None:
        self._yearly(written, "investment", column)

    def _yearly(self, written: str, nature: str, column: str) -> None:
        found = amounts.read_yearly(written, nature)
        self.action.budgets += found
        if not found:
            self.action.remark("budget_text", written, DOUBTFUL, _NO_BUDGET, column, text=one_line(written)[:120])

    def _impact(self, written: str, column: str) -> None:
        for label, ticked in markup.boxes(written).items():
            code = statuses.recognise("impact", label).code
            if not code:
                self.action.remark("impact", label, NOTED, _UNKNOWN_BOX, column, text=label)
            elif ticked is None:
                self.action.remark(code, written, DOUBTFUL, _UNREADABLE_BOX, column, text=label)
            else:
                self.action.fields[code] = ticked

    def _indicators(self, written: str, column: str) -> None:
        self.action.indicators += read_indicators(written, self.action.location.at(column))

    def _progress(self, written: str, column: str) -> None:
        """A percentage; 0.45 is what a spreadsheet keeps of 45 %, and 1 is 100 % in a column of such shares."""
        value = progress_number(written)
        if value is None or not 0 <= value <= 100:
            if statuses.recognise("status", written).code:
                self._choose("status", written, column)
            else:
                self.action.remark("progress_pct", written, DOUBTFUL, _NO_SHARE, column, text=one_line(written)[:80])
            return
        scale = "percent" if "%" in written else self.progress_scale or ("share" if 0 < value < 1 else "")
        if not scale and value == 1:  # 1 alone: 1 % or all of it
            told = {"text": written, "read": "–"}
            self.action.remark("progress_pct", written, DOUBTFUL, _SHARE_OR_PERCENT, column, **told)
            return
        if scale == "mixed" and 0 < value <= 1:
            share = value < 1
            told = {"text": written, "read": f"{value * 100 if share else value:g} %"}
            self.action.remark("progress_pct", written, DOUBTFUL, _SHARE_OR_PERCENT, column, **told)
        else:
            share = scale == "share"
        self.action.fields["progress_pct"] = round(value * 100, 6) if share else value

    def _continuous(self, written: str, column: str) -> None:
        self.dates.continuous = statuses.yes_or_no(written)

    def _confidential(self, written: str, column: str) -> None:
        code = statuses.recognise("confidential", written).code or statuses.recognise("boolean", written).code
        ticked = True if written.strip() in _TICKED else False if written.strip() in _UNTICKED else None
        self.action.fields["confidential"] = code != "no" if ticked is None else ticked
        if not code and ticked is None:
            self.action.remark(
                "confidential", written, DOUBTFUL, _UNSURE_CONFIDENTIAL, column, text=one_line(written)[:80]
            )

    def finish(self) -> ReadAction:
        """The action, with its dates decided, its pilots joined, and the reason to refuse it if there is one."""
        action = self.action
        _decide_dates(action, self.dates)
        pilots = [actor.name for actor in action.actors if actor.role.startswith("pilot_")]
        if pilots:
            action.fields["pilot"] = ", ".join(dict.fromkeys(pilots))
        action.source_system = self.origin.pop("source_system", action.source_system)
        action.fields |= self.origin
        check_title(action)
        return action


def _tags(name: str, written: str) -> list[str]:
    """Labels of a closed list may hold commas: they are split at bars and lines; free ones at commas too."""
    if name in ("tag", "subtheme", "framework"):
        return items(written.replace("|", "\n"))
    return [one_line(part) for part in re.split(r"\||\n", written) if key(part)]


def check_title(action: ReadAction) -> None:
    """Refuse an action without a title, or with one the store cannot hold."""
    if not key(action.title):
        action.remark("title", action.title, REFUSED, noop("The action has no title: give it one."))
    elif len(action.title) > TITLE_LIMIT:
        told = noop(
            "The title has {length} characters, {limit} at most: shorten it, and move the rest to the description."
        )
        action.remark("title", action.title, REFUSED, told, length=len(action.title), limit=TITLE_LIMIT)


_ORDER = noop("The end ({end}) comes before the start ({start}): no date is kept. Correct it.")


def _edge(written: str, is_end: bool, american: bool) -> ReadDate:
    """What the cell of a start or of an end says; words such as “d'ici à juin 2027” are read as in a calendar."""
    day = read_date(written, american)
    other = None if day.start or SHORT.fullmatch(one_line(written)) else read_calendar(written)
    edge = (other.end if is_end else other.start) if other else None
    if not other or not edge:
        return day
    precision = other.end_precision if is_end else other.start_precision
    if other.certainty == CERTAIN:
        facts = {"text": written, "start": other.start or "…", "end": other.end or "…"}
        return ReadDate(written, edge, edge, precision, REPAIRED, VAGUE, facts)
    return ReadDate(written, edge, edge, precision, other.certainty, other.sentence, other.facts)


def _decide_dates(action: ReadAction, dates: Dates) -> None:
    """The cells of start and end first, then the text of the calendar."""
    text, column = dates.calendar
    found = read_calendar(text) if text else Calendar("")
    start, end = found.start, found.end
    precisions = [found.start_precision, found.end_precision]
    certainty = found.certainty
    if found.sentence:
        level = DOUBTFUL if certainty in (REPAIRED, AMBIGUOUS) else MENDED
        action.remark("calendar_text", text, level, found.sentence, column, **found.facts)
    vague = False
    for n, (written, where) in enumerate((dates.start, dates.end)):
        if not written:
            continue
        day = _edge(written, n == 1, dates.american)
        if day.sentence:
            level = MENDED if day.sentence == VAGUE else DOUBTFUL
            action.remark("end_date" if n else "start_date", written, level, day.sentence, where, **day.facts)
        if n:
            end = day.end or end
        else:
            start = day.start or start
        precisions[n] = day.precision or precisions[n]
        vague = vague or day.certainty != CERTAIN
        certainty = max(certainty if certainty != "absent" else CERTAIN, day.certainty, key=_WORST.index)
    if start and end and end < start:
        action.remark("start_date", f"{start} {end}", DOUBTFUL, _ORDER, start=start, end=end)
        start, end, precisions, certainty = None, None, [None, None], AMBIGUOUS
    written = text
    cells = " – ".join(cell for cell, _column in (dates.start, dates.end) if cell)
    if not text and certainty not in (CERTAIN, "absent"):  # dates read for sure need no text beside them
        written = cells
    elif text and vague and not all(key(cell) in key(text) for cell, _column in (dates.start, dates.end)):
        written = f"{text} ({cells})"
    action.fields |= {
        "calendar_text": one_line(written) or None, "start_date": start, "end_date": end, "start_precision": precisions[0],
        "end_precision": precisions[1], "calendar_certainty": certainty,
        "continuous": found.continuous if dates.continuous is None else dates.continuous,
    }  # fmt: skip


_WORST = ["absent", CERTAIN, REPAIRED, AMBIGUOUS]


def draft(title: str, location: Location) -> Draft:
    """A new action to fill; the number is taken off its title."""
    made = Draft(ReadAction("", location))
    if title:
        made.put("title", title)
    return made
