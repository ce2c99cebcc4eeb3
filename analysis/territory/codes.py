# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of INSEE or SIREN codes, as decrees and spreadsheets give them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import DataError, noop

# A commune: five characters, 2A and 2B in Corsica; an EPCI: a SIREN of nine digits.
_CODE = re.compile(r"(?<![0-9A-Za-z])(\d{9}|\d[0-9ABab]\d{3})(?![0-9A-Za-z])")
_CODE_HEADERS = ("code", "insee", "code_insee", "codgeo", "com", "siren", "code_siren", "depcom")
# Movements after which another code stands for the commune, in INSEE's file: 31 fusion simple, 32 commune nouvelle,
# 33 fusion association, 34 association turned into fusion, 41 other département, 50 other chief town.
_SUCCESSIONS = {"31", "32", "33", "34", "41", "50"}
ATTRIBUTES = ("status", "approved_on", "pollutants", "source")


def normal_code(text: str) -> str:
    """A code as national files write it: upper case, and the leading zero a spreadsheet dropped (``1001`` → ``01001``)."""
    code = text.strip().strip("'\"").upper()
    if re.fullmatch(r"\d+\.0", code):
        code = code[:-2]
    return code.zfill(5) if re.fullmatch(r"\d{4}", code) else code


def codes_in(text: str) -> list[str]:
    """Every code written in ``text``, in order, duplicates kept; separators and names around them do not matter.

    Four digits are not a code here: they are the year of a decree more often than a commune without its zero.
    """
    return [normal_code(code) for code in _CODE.findall(text)]


@dataclass
class Perimeter:
    """One zone to be made: its codes in order, and what is known of it."""

    name: str
    codes: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


def read_perimeters(path: str | Path, default_name: str) -> list[Perimeter]:
    """Perimeters of a CSV: a column of codes, and optionally ``name`` and the columns of :data:`ATTRIBUTES`.

    Raises ``DataError`` when the file cannot be read or has no column of codes.
    """
    path = Path(path)
    rows, header = _rows(path)
    by_header = {name.strip().lower(): name for name in header}
    column = next((by_header[name] for name in _CODE_HEADERS if name in by_header), None)
    if column is None:
        raise DataError(
            noop("The file “{file}” has no column of codes. Name it “code” on its first line."),
            file=path.name,
        )
    perimeters: dict[str, Perimeter] = {}
    for row in rows:
        name = (row.get(by_header.get("name", ""), "") or "").strip() or default_name
        perimeter = perimeters.setdefault(name, Perimeter(name))
        code = normal_code(row.get(column) or "")
        if code:
            perimeter.codes.append(code)
        for attribute in ATTRIBUTES:
            value = (row.get(by_header.get(attribute, ""), "") or "").strip()
            if value:
                perimeter.attributes.setdefault(attribute, value)
    return list(perimeters.values())


def read_merges(path: str | Path) -> dict[str, str]:
    """Former commune code → present code, from INSEE's file of commune movements (columns ``COM_AV``, ``COM_AP``).

    Only changes of code are kept; chains are followed to their end. Raises ``DataError`` without these columns.
    """
    path = Path(path)
    rows, header = _rows(path)
    names = {name.strip().upper(): name for name in header}
    if "COM_AV" not in names or "COM_AP" not in names:
        raise DataError(
            noop("The file “{file}” is not INSEE's file of commune movements: it lacks the columns COM_AV and COM_AP."),
            file=path.name,
        )
    changes = {}
    dated = names.get("DATE_EFF", "")
    for row in sorted(rows, key=lambda row: row.get(dated) or ""):
        if (row.get(names.get("MOD", "")) or "32").strip() not in _SUCCESSIONS:
            continue
        before, after = normal_code(row[names["COM_AV"]] or ""), normal_code(row[names["COM_AP"]] or "")
        if before and after and before != after:
            changes[before] = after
    return {code: _end_of_chain(code, changes) for code in changes}


def _end_of_chain(code: str, changes: Mapping[str, str]) -> str:
    seen = {code}
    while code in changes and changes[code] not in seen:
        code = changes[code]
        seen.add(code)
    return code


def _rows(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    except OSError as error:
        raise DataError(
            noop("The file “{file}” cannot be read: {reason}."), file=str(path), reason=error.strerror
        ) from error
    header = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=header.count)
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    return list(reader), list(reader.fieldnames or [])


@dataclass(frozen=True)
class Matching:
    """What became of the codes of a perimeter: those found (once each, in order), and the rest listed."""

    found: list[str]
    unknown: list[str]
    duplicate: list[str]
    merged: dict[str, str]


def match(codes: Iterable[str], known: Iterable[str], merges: Mapping[str, str]) -> Matching:
    """Compare a list of codes with those of a layer, following merges for codes that the layer no longer has."""
    layer = set(known)
    found: dict[str, None] = {}
    unknown, duplicate, merged = [], [], {}
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            duplicate.append(code)
            continue
        seen.add(code)
        present = code
        if code not in layer and merges.get(code) in layer:
            present = merges[code]
            merged[code] = present
        if present in layer:
            found[present] = None
        else:
            unknown.append(code)
    return Matching(list(found), unknown, duplicate, merged)
