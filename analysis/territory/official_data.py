# SPDX-License-Identifier: GPL-2.0-or-later
"""Official data a territory needs: recognised by their fields and names, dated, and told when a newer edition must exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from ..errors import DataError, noop
from ..inventory.tables import fold
from ..parameter_table import read_rows

THEMES = ("territory", "air", "housing", "carpool", "cycling", "inventory", "materials")
THERE, OLD, UNDATED, UNPLACED, ELSEWHERE, MISSING = "there", "too_old", "undated", "unplaced", "elsewhere", "missing"
_RANK = {THERE: 0, UNDATED: 1, OLD: 2, UNPLACED: 3, ELSEWHERE: 4}
# A weather station: eight characters, of which the first five are the code of its commune (readme of RADOMEH).
STATION_FIELDS = ("numer sta", "num poste")
LATITUDE_FIELDS, LONGITUDE_FIELDS = ("lat", "latitude"), ("lon", "longitude")
# Alone, or at the head of a date written in one block: 20140101, 202403.
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\D|$|(?:0[1-9]|1[0-2])(?:(?:[0-2]\d|3[01])\d*)?(?:\D|$))")
EARLIEST = 1970


@dataclass(frozen=True)
class OfficialData:
    """A dataset: who makes it, how often, under which licence, where, what it is used for, how it is recognised.

    ``fields``: sets of field patterns, one of which must be there whole; ``file_names``: patterns, which suffice alone.
    Names are folded. ``max_age_years``: beyond, a newer edition must exist.
    """

    key: str
    theme: str
    name: str
    producer: str
    periodicity: str
    max_age_years: int
    licence: str
    published_at: str
    used_for: str
    fields: tuple[tuple[str, ...], ...]
    file_names: tuple[str, ...]
    code_fields: tuple[str, ...]
    vintage_fields: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Candidate:
    """A file or a layer that was looked at: where it is, its name and fields.

    ``years``: (field, the latest year it holds); ``share``: of the territory it covers, 0 to 1, None where not known.
    ``elsewhere``: it does not meet the territory, nor have a commune of its départements. A file of few places may
    have none in a commune and still be that of the territory. ``unplaced``: of a place, and nothing tells which.
    """

    place: str
    name: str
    fields: tuple[str, ...]
    years: tuple[tuple[str, int], ...] = ()
    share: float | None = None
    elsewhere: bool = False
    unplaced: bool = False


@dataclass(frozen=True)
class Verdict:
    """What is known of a dataset: its state, the candidate chosen, its year, how it was recognised, how many others."""

    data: OfficialData
    state: str
    candidate: Candidate | None = None
    year: int | None = None
    recognised_by: str = ""
    others: int = field(default=0)


def read_official_data(path: str | Path) -> list[OfficialData]:
    """The table of datasets. Raises ``DataError`` naming the line whose theme or age cannot be used."""
    names = (
        "key", "theme", "name", "producer", "periodicity", "max_age_years", "licence", "published_at", "used_for", "fields",
        "file_names", "code_fields", "vintage_fields", "source",
    )  # fmt: skip
    made = []
    for line, row in read_rows(path, names):
        if row["theme"] not in THEMES or not row["max_age_years"].isdigit() or not row["source"]:
            raise DataError(
                noop("The table “{file}”, line {line}: the theme, the age or the source cannot be used. Themes: {themes}."),
                file=Path(path).name, line=line, themes=", ".join(THEMES),
            )  # fmt: skip
        wanted = tuple(tuple(_pattern(p) for p in one.split("+")) for one in row["fields"].split("|") if one)
        made.append(
            OfficialData(
                row["key"], row["theme"], row["name"], row["producer"], row["periodicity"], int(row["max_age_years"]), row["licence"],
                row["published_at"], row["used_for"], wanted, _list(row["file_names"], str.casefold), _list(row["code_fields"], fold),
                _list(row["vintage_fields"], fold), row["source"],
            )
        )  # fmt: skip
    return made


def _list(text: str, made: object) -> tuple[str, ...]:
    assert callable(made)
    return tuple(str(made(part.strip())) for part in text.split("|") if part.strip())


def _pattern(text: str) -> str:
    """A field pattern, folded but for its star."""
    return fold(text) + ("*" if text.strip().endswith("*") else "")


def recognise(data: OfficialData, fields: Iterable[str], name: str) -> str:
    """How ``data`` is recognised: its fields (``id_local, insee``), its file name, or empty when it is not it."""
    known = {fold(f): f for f in fields}
    for wanted in data.fields:
        found = [next((own for folded, own in known.items() if fnmatchcase(folded, p)), "") for p in wanted]
        if all(found):
            return ", ".join(found)
    plain = name.casefold()
    # A name alone suffices where the dataset has no field of its own, or for a file without attributes.
    if (not data.fields or not known) and any(fnmatchcase(plain, pattern) for pattern in data.file_names):
        return name
    return ""


def year_in(text: str, now: int) -> int | None:
    """The latest plausible year written in ``text`` (``tmja2019_59``, ``2024-03-01``, ``20140101``), None without one."""
    years = [int(y) for y in _YEAR.findall(text) if EARLIEST <= int(y) <= now]
    return max(years, default=None)


def verdicts(
    datasets: Sequence[OfficialData], candidates: Sequence[Candidate], themes: Sequence[str], now: int
) -> list[Verdict]:  # fmt: skip
    """One verdict per dataset of ``themes``, in the order of the table; ``now`` is the year of reference.

    Of several candidates, the one of the best state is kept: there, year unknown, too old, elsewhere; then the most
    recent, then the one that covers most. A station that nothing places comes after one that is too old.
    """
    made = []
    for data in datasets:
        if data.theme not in themes:
            continue
        found = [_judged(data, c, how, now) for c in candidates if (how := recognise(data, c.fields, c.name))]
        if not found:
            made.append(Verdict(data, MISSING))
            continue
        best = min(found, key=lambda v: (_RANK[v.state], -(v.year or 0), -((v.candidate and v.candidate.share) or 0.0)))
        made.append(Verdict(data, best.state, best.candidate, best.year, best.recognised_by, len(found) - 1))
    return made


def _judged(data: OfficialData, candidate: Candidate, how: str, now: int) -> Verdict:
    year = next((y for f in data.vintage_fields for name, y in candidate.years if fold(name) == f), None)
    year = year or year_in(candidate.name, now)
    if candidate.elsewhere:
        return Verdict(data, ELSEWHERE, candidate, year, how)
    if candidate.unplaced:
        return Verdict(data, UNPLACED, candidate, year, how)
    if year is None:
        return Verdict(data, UNDATED, candidate, None, how)
    return Verdict(data, OLD if now - year > data.max_age_years else THERE, candidate, year, how)


def dated_fields(datasets: Sequence[OfficialData], fields: Iterable[str], name: str) -> list[str]:
    """The fields of a candidate that may say its year, for the datasets it can be."""
    own = list(fields)
    wanted = {f for d in datasets if recognise(d, own, name) for f in d.vintage_fields}
    return [f for f in own if fold(f) in wanted]


def coded_fields(datasets: Sequence[OfficialData], fields: Iterable[str], name: str) -> list[str]:
    """The fields of a candidate that bear commune codes, for the datasets it can be."""
    own = list(fields)
    wanted = [f for d in datasets if recognise(d, own, name) for f in d.code_fields]
    return [f for code in dict.fromkeys(wanted) for f in own if fold(f) == code]


def station_fields(datasets: Sequence[OfficialData], fields: Iterable[str], name: str) -> tuple[str, str, str] | None:
    """The fields of a table of weather stations: its code, latitude and longitude (empty where it has none)."""
    own = list(fields)
    by_fold = {fold(f): f for f in own}
    station = next((by_fold[f] for f in STATION_FIELDS if f in by_fold), "")
    known = any(fold(station) in wanted for d in datasets if recognise(d, own, name) for wanted in d.fields)
    if not station or not known:
        return None
    latitude, longitude = (
        next((by_fold[f] for f in names if f in by_fold), "") for names in (LATITUDE_FIELDS, LONGITUDE_FIELDS)
    )
    return station, latitude, longitude


def station_commune(code: str) -> str:
    """The commune code in a station's, with the zero a spreadsheet dropped; empty where it is no such code."""
    text = code.strip().strip("'\"").removesuffix(".0").upper()
    text = text.zfill(8) if text.isdigit() and len(text) == 7 else text
    return text[:5] if re.fullmatch(r"\d[0-9AB]\d{6}", text) else ""


def departement(code: str) -> str:
    """The département of a commune code: two characters, three overseas."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]
