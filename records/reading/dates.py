# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates and calendars as French plans write them.

A period is kept by its first and last day; ``precision`` says what was written (day, month, season, year). What a person
must look at is never ``certain``, and the original text is always kept.
"""

from __future__ import annotations

import calendar as months_of
import re
from dataclasses import dataclass, field
from typing import Any

from ..errors import noop
from . import aliases
from .normalised import key, one_line, sentences

MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
SEASONS = aliases.seasons()
CERTAIN, REPAIRED, AMBIGUOUS, ABSENT = "certain", "repaired", "ambiguous", "absent"

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_YEAR = r"(?:(?:19|20)\d{2}|2100)"
FIRST_YEAR, LAST_YEAR = 1900, 2100  # a plan's dates; anything else is a slip of the hand


def _point(n: int) -> str:
    """A moment – day, month, season, quarter, half or year – whose groups end with ``n``."""
    return (
        rf"(?:(?P<d{n}>\d{{1,2}})(?:er)?\s+(?=(?:{_MONTH})\b))?"
        rf"(?:(?P<part{n}>debut|fin|mi|milieu|courant)(?:\s*-\s*|\s+)(?:de\s+)?(?:l\s)?(?:annee\s+)?)?"
        rf"(?:(?P<half{n}>[12])(?:er|re|e|eme|nd)?\s+semestre\s+(?:de\s+)?|"
        rf"(?P<quarter{n}>[1-4])(?:er|re|e|eme|nd)?\s+trimestre\s+(?:de\s+)?|t(?P<tq{n}>[1-4])\s*[-/]?\s*|"
        rf"(?P<m{n}>{_MONTH})\.?\s+|(?P<s{n}>{_SEASON})\s+)?"
        rf"(?P<y{n}>{_YEAR})(?!\d)"
    )


_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?(?!\d)"
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")

_MOMENT = re.compile(_point(1))
SHORT = re.compile(rf"({_YEAR})[-/–](\d{{2}})")
_SHORT_INSIDE = re.compile(rf"(?<!\d)(?<!\d[-/.]){_YEAR}[-/]\d{{1,2}}(?![\d/.-])")


@dataclass(frozen=True)
class ReadDate:
    """A period: first and last day (ISO), what was written, and why it is doubtful when it is."""

    text: str
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    certainty: str = ABSENT
    sentence: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Calendar:
    """When an action runs; certainty is that of the store: certain, repaired, ambiguous or absent."""

    text: str
    start: str | None = None
    end: str | None = None
    start_precision: str | None = None
    end_precision: str | None = None
    continuous: bool | None = None
    certainty: str = ABSENT
    sentence: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


_AMERICAN = noop("“{text}” cannot be a day/month date: it is read in American order, as {date}. Check it.")
VAGUE = noop("“{text}” is less than a date: it is read as {start} – {end}, and the text is kept.")
_VAGUE_PART = noop(
    "“{text}” is a part of the year {year} that cannot be dated: the whole year is read, and the text is kept. Check it."
)
_SCHOOL_YEAR = noop("“{text}” is read as the years {start}–{end}. Check it.")
_EITHER = noop("“{text}”: other dates of this document are in American order (month/day); read as day/month. Check it.")
_NOT_A_DATE = noop("“{text}” is not a date: write JJ/MM/AAAA.")
_STRAY = noop("“{text}” is read {start}–{end}; “{stray}” is not understood (a month?). Check it.")
_REVERSED = noop("“{text}”: the end comes before the start; no date is kept. Correct it.")
_CONDITION = noop("“{text}” depends on a condition or names several moments: only what is sure is kept. Check it.")
_SHORT = noop("“{text}” gives no date that can be read: the text is kept.")


def period(year: int, first_month: int = 1, last_month: int = 12) -> tuple[str, str]:
    """First and last day of a span of whole months, as ISO dates."""
    last = months_of.monthrange(year, last_month)[1]
    return f"{year:04d}-{first_month:02d}-01", f"{year:04d}-{last_month:02d}-{last:02d}"


def is_american(text: str) -> bool:
    """True for a date that can only be month/day, as ``12/14/20``."""
    found = _SLASHED.fullmatch(one_line(text))
    return found is not None and int(found[2]) > 12 and int(found[1]) <= 12


def read_date(text: str, american: bool = False) -> ReadDate:
    """A date in a cell: ``31/12/2025``, ``2025-12-31``, ``mars 2020``, ``2026``, ``12/14/20`` (doubtful).

    ``american`` says that other dates of the same document are in American order: what could be either is doubtful.
    """
    written = one_line(text)
    if not written:
        return ReadDate("")
    iso = _ISO.fullmatch(written)
    if iso and (day := _day(int(iso[1]), int(iso[2]), int(iso[3]))):
        return ReadDate(written, day, day, "day", CERTAIN)
    slashed = _SLASHED.fullmatch(written)
    if slashed:
        return _slashed(written, slashed, american)
    found = _MOMENT.fullmatch(_plain(written))
    if found:
        return _moment(written, found)
    if short := SHORT.fullmatch(written):
        return _short(written, int(short[1]), int(short[2]))
    return ReadDate(written, None, None, None, AMBIGUOUS, _NOT_A_DATE, {"text": written})


def _moment(written: str, found: re.Match[str]) -> ReadDate:
    """A full day, a month or a year is what it says; a season, a half or a part of a year is kept with its text."""
    start, end, precision = _bounds(found, 1)
    if found["part1"]:
        told = {"text": written, "year": found["y1"]}
        return ReadDate(written, start, end, precision, AMBIGUOUS, _VAGUE_PART, told)
    if found["s1"] or found["half1"] or found["quarter1"] or found["tq1"]:
        facts = {"text": written, "start": start, "end": end}
        return ReadDate(written, start, end, precision, REPAIRED, VAGUE, facts)
    return ReadDate(written, start, end, precision, CERTAIN)


def _short(written: str, year: int, number: int) -> ReadDate:
    """``2024-05`` is a month (ISO 8601), ``2024-25`` two years, to be looked at; ``2024-13`` is no date."""
    if 1 <= number <= 12:
        return ReadDate(written, *period(year, number, number), "month", CERTAIN)
    if number == (year + 1) % 100:
        facts = {"text": written, "start": year, "end": year + 1}
        return ReadDate(written, period(year)[0], period(year + 1)[1], "year", AMBIGUOUS, _SCHOOL_YEAR, facts)
    return ReadDate(written, None, None, None, AMBIGUOUS, _NOT_A_DATE, {"text": written})


def _slashed(written: str, found: re.Match[str], american: bool) -> ReadDate:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if len(found[3]) == 2:
        year += 2000 if year < 70 else 1900
    day = _day(year, second, first)
    if day and not (american and first <= 12 and second <= 12 and first != second):
        return ReadDate(written, day, day, "day", CERTAIN)
    if day:
        return ReadDate(written, day, day, "day", AMBIGUOUS, _EITHER, {"text": written})
    if other := _day(year, first, second):
        return ReadDate(written, other, other, "day", REPAIRED, _AMERICAN, {"text": written, "date": other})
    return ReadDate(written, None, None, None, AMBIGUOUS, _NOT_A_DATE, {"text": written})


def _day(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= months_of.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _plain(text: str) -> str:
    """Without accents or case, dashes all alike, ``d'octobre`` in two words; positions are not kept."""
    dashed = re.sub(r"[–—−‑→➔⇒]", "-", text).replace("’", "'").replace("'", " ")
    kept = re.sub(r"[^\w\s/.,;:()+-]", " ", dashed)
    words = [key(word) if not re.search(r"[\d/.,;:()+-]", word) else _ascii(word) for word in kept.split()]
    return " ".join(words)


def _ascii(word: str) -> str:
    return "".join(key(c) or c for c in word.casefold())


def _bounds(found: re.Match[str], n: int) -> tuple[str, str, str]:
    """First day, last day and precision of the n-th point of a match."""
    facts = {name[: -len(str(n))]: value for name, value in found.groupdict().items() if name.endswith(str(n))}
    year = int(facts["y"])
    if facts.get("m"):
        month = MONTHS[facts["m"]]
        if facts.get("d") and (day := _day(year, month, int(facts["d"]))):
            return day, day, "day"
        return (*period(year, month, month), "month")
    if facts.get("s"):
        return (*period(year, *SEASONS[facts["s"]]), "season")
    quarter = facts.get("quarter") or facts.get("tq")
    if quarter:
        return (*period(year, 3 * int(quarter) - 2, 3 * int(quarter)), "month")
    if facts.get("half"):
        return (*period(year, 6 * int(facts["half"]) - 5, 6 * int(facts["half"])), "month")
    return (*period(year), "year")


_SEPARATOR = r"\s*(?:-|/|a|au|jusqu en|jusqu a|jusqu au|et|->)\s*(?:l\s)?"
_RANGE = re.compile(r"(?<![\w/])" + _point(1) + _SEPARATOR + _point(2))
_MONTH_RANGE = re.compile(rf"(?<!\w)(?P<a>{_MONTH})\.?\s*(?:-|a|au)\s*(?P<b>{_MONTH})\.?\s+(?P<y>{_YEAR})(?!\d)")
_STRAY_RANGE = re.compile(
    rf"(?<!\d)({_YEAR})\s+(\d{{1,2}})\s*-\s*({_YEAR})(?!\d)|(?<!\d)({_YEAR})\s*-\s*(\d{{1,2}})\s+({_YEAR})(?!\d)"
)
_SINGLE = re.compile(r"(?<![\w/])" + _point(1))
_UNTIL = re.compile(
    r"(?:d ici(?: a)?|avant|jusqu en|jusqu a|jusqu au|au plus tard(?: en)?|a l horizon|horizon|a l echeance(?: de)?|"
    r"echeance|fin en|se termin\w+ en|terminer en|acheve\w* en|termine en|-|->)\s*(?:de\s+|l\s|la\s)*$"
)
_FROM = re.compile(
    r"(?:a partir de|a compter de|des|depuis|debut en|lance\w* en|lancement en|demarrage en|commence\w* en)\s*(?:de\s+|l\s|la\s)*$"
)
_AT_THE_LATEST = re.compile(r"\s*(?:au plus tard|maximum|dernier delai)\b")
_MILESTONE = re.compile(
    r"\b(?:adopte\w*|disponible|publi\w+|ecrite?|livr\w+|acheve\w*|termin\w+|finalis\w+|mise? en service)\b"
)
_MAYBE = re.compile(
    r"\b(?:si necessaire|si |prolong\w+|au dela|pourrait|pourra|pourraient|devrait|devraient|eventuel\w*|au moins|environ|"
    r"vers|en cas de|dans le cas|plus long|sous reserve|previsionnel\w*|a confirmer|sur \d+ ans)\b"
)
_UNSURE_SENTENCE = re.compile(r"^(?:si|en cas|dans le cas|au cas|des resultats|de bons resultats|sous reserve)\b")
_CONTINUOUS = re.compile(
    r"\b(?:en continu|continue?|permanent\w*|recurrent\w*|tous les ans|chaque annee|annuel\w*|au fil de l eau|sans limite)\b"
)
_CONTINUOUS_ONLY = re.compile(r"\b(?:annuel\w*|continue?)\b")


@dataclass
class _Found:
    """What the sentences of a calendar gave, before it is judged."""

    start: tuple[str, str] | None = None
    end: tuple[str, str] | None = None
    doubtful: bool = False


def read_calendar(text: str) -> Calendar:
    """When an action runs, from a cell or a few sentences; see the module's words for what is kept.

    ``2020 6- 2026`` gives 2020–2026, ``repaired`` with a sentence to look at; a condition makes it ``ambiguous``.
    """
    written = one_line(text)
    plain = _plain(written)
    if not re.search(r"\w", plain):
        return Calendar("")
    stray = _STRAY_RANGE.search(plain)
    if stray:
        first, odd, last = [part for part in stray.groups() if part is not None]
        facts = {"text": written, "start": first, "end": last, "stray": odd}
        return _ordered(
            Calendar(
                written, period(int(first))[0], period(int(last))[1], "year", "year", None, REPAIRED, _STRAY, facts
            )
        )
    if (short := SHORT.fullmatch(written)) and not _short(written, int(short[1]), int(short[2])).start:
        return Calendar(written, certainty=AMBIGUOUS, sentence=_SHORT, facts={"text": written})
    if short:
        day = _short(written, int(short[1]), int(short[2]))
        kind = day.precision
        return Calendar(written, day.start, day.end, kind, kind, None, day.certainty, day.sentence, day.facts)
    found = _Found(doubtful=_SHORT_INSIDE.search(plain) is not None)
    continuous = True if _CONTINUOUS.search(plain) else None
    for sentence in sentences(written):
        _read_sentence(_plain(sentence), found)
    if continuous and not found.start and not found.end and not found.doubtful:
        weak = _CONTINUOUS_ONLY.search(plain) and not re.search(r"en continu|tous les ans|chaque annee", plain)
        return Calendar(written, continuous=True, certainty=AMBIGUOUS if weak and len(plain) > 40 else CERTAIN)
    if not found.start and not found.end:
        return Calendar(written, continuous=continuous, certainty=AMBIGUOUS, sentence=_SHORT, facts={"text": written})
    start, end = found.start or (None, None), found.end or (None, None)
    doubt = found.doubtful
    return _ordered(
        Calendar(
            written, start[0], end[0], start[1], end[1], continuous, AMBIGUOUS if doubt else CERTAIN,
            _CONDITION if doubt else "", {"text": written} if doubt else {},
        )
    )  # fmt: skip


def _ordered(found: Calendar) -> Calendar:
    if found.start and found.end and found.end < found.start:
        return Calendar(found.text, certainty=AMBIGUOUS, sentence=_REVERSED, facts={"text": found.text})
    return found


def _read_sentence(plain: str, found: _Found) -> None:
    if _UNSURE_SENTENCE.match(plain):
        found.doubtful = True
        return
    before = (found.start, found.end)
    if _MAYBE.search(plain):
        found.doubtful = True
    rest = _read_ranges(plain, found)
    rest = _read_days(rest, found)
    for point in _SINGLE.finditer(rest):
        start, end, precision = _bounds(point, 1)
        lead = rest[: point.start()]
        if point["part1"] in ("fin", "debut") and not _UNTIL.search(lead) and not _FROM.search(lead):
            lead += (
                " d ici a " if point["part1"] == "fin" else " a partir de "
            )  # one end of the action, not all of the year
        if _AT_THE_LATEST.match(rest[point.end() :]):
            lead += " d ici a "
        _place(lead, plain, start, end, precision, found)
        if point["part1"] in ("debut", "mi", "milieu", "premier trimestre") and found.end == (end, precision):
            found.doubtful = True
        if point["part1"] == "fin" and found.start == (start, precision) and not point["m1"]:
            found.doubtful = True
    if re.search(r"\bsur \d+ ans\b", plain) and before != (None, None):
        found.end = None


def _read_ranges(plain: str, found: _Found) -> str:
    """Take the ranges out of ``plain``; returns what is left."""
    for pattern in (_MONTH_RANGE, _RANGE):
        for match in pattern.finditer(plain):
            if pattern is _MONTH_RANGE:
                year = int(match["y"])
                start, end = period(year, MONTHS[match["a"]])[0], period(year, 1, MONTHS[match["b"]])[1]
                kinds = ("month", "month")
            else:
                (start, _, first), (_, end, last) = _bounds(match, 1), _bounds(match, 2)
                kinds = (first, last)
                if match["part1"] == "fin" and not match["m1"]:
                    found.doubtful = True
            if found.start or found.end:
                found.doubtful = True
                continue
            found.start, found.end = (start, kinds[0]), (end, kinds[1])
        plain = pattern.sub(" ; ", plain)
    return plain


def _read_days(plain: str, found: _Found) -> str:
    """Take the dates in figures out of ``plain``; returns what is left."""
    days: list[tuple[int, ReadDate]] = []
    for pattern in (_ISO, _SLASHED):
        days += [(m.start(), read_date(m[0])) for m in pattern.finditer(plain)]
    days.sort(key=lambda one: one[0])
    for position, day in days:
        if not day.start or not day.end:
            found.doubtful = True
            continue
        found.doubtful |= day.certainty != CERTAIN
        if len(days) == 2 and found.end is None:
            if found.start is None:
                found.start = (day.start, "day")
            else:
                found.end = (day.end, "day")
        else:
            _place(plain[:position], plain, day.start, day.end, "day", found)
    return _SLASHED.sub(" ; ", _ISO.sub(" ; ", plain))


def _place(lead: str, plain: str, start: str, end: str, precision: str, found: _Found) -> None:
    """Decide by the words before a moment whether it begins, ends or holds the action."""
    if _UNTIL.search(lead):
        wanted = (False, True)
    elif _FROM.search(lead):
        wanted = (True, False)
    elif _MILESTONE.search(plain):
        wanted = (False, True)
    else:
        wanted = (True, True)
    if (wanted[0] and found.start) or (wanted[1] and found.end and not (wanted[0] and not found.start)):
        found.doubtful = True
        return
    if wanted[0]:
        found.start = (start, precision)
    if wanted[1] and not found.end:
        found.end = (end, precision)
