# SPDX-License-Identifier: GPL-2.0-or-later
"""Definitions of indicators read from a CSV: the 730 of Territoires en Transitions, or one's own, by the names of columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import RecordError, noop
from ..reading.normalised import key, one_line, tidy
from . import units
from .formula import Formula, parse

TET = "Territoires en Transitions"
LONGEST_FILE = 50_000_000  # bytes; the official one has 340 000

# Names of columns, as ``key`` normalises them; the first is the one of Territoires en Transitions.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("identifiantreferentiel", "code", "identifiant", "id"),
    "name": ("titre", "nom", "name", "nom de l indicateur", "indicateur", "libelle"),
    "unit": ("unite", "unit"),
    "formula": ("valeurcalcule", "formule", "formula"),
    "parent": ("parents", "parent", "indicateur parent"),
    "categories": ("categories", "categorie"),
    "decimals": ("precision", "decimales", "decimals"),
    "method": ("description", "methode", "method"),
    "direction": ("sens", "direction"),
    "kind": ("type", "kind"),
    "source": ("source",),
}  # fmt: skip
_KINDS = {"realisation": "realisation", "resultat": "resultat", "impact": "impact", "contexte": "contexte"}
_DIRECTIONS = {"up": "up", "hausse": "up", "a la hausse": "up", "down": "down", "baisse": "down", "a la baisse": "down"}


@dataclass(frozen=True)
class Definition:
    """An indicator as its file defines it; None where the file says nothing. ``line`` is where its row ends."""

    code: str
    name: str
    line: int
    unit: str | None = None
    formula: str | None = None
    parent: str | None = None
    categories: tuple[str, ...] = ()
    decimals: int | None = None
    method: str | None = None
    direction: str | None = None
    kind: str | None = None
    source: str | None = None
    code_tet: str | None = None
    nature: str = "numeric"
    numerator: str | None = None
    denominator: str | None = None
    sector: str | None = None
    pollutant: str | None = None


@dataclass(frozen=True)
class Finding:
    """What is to be said of a row: ``verdict`` read, doubtful or refused; ``sentence`` is filled by ``facts``."""

    line: int
    column: str
    code: str
    original: str
    verdict: str
    sentence: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Definitions:
    """What a file holds: by code, in its order; ``findings`` are its doubtful and refused rows."""

    by_code: dict[str, Definition]
    findings: tuple[Finding, ...]
    rows: int
    official: bool


def read_rows(path: str | Path, needed: Iterable[str]) -> tuple[list[tuple[int, dict[str, str]]], str]:
    """The rows of a CSV with the line where each ends, by normalised names of columns, and the encoding.

    Comma, semicolon or tabulation; UTF-8, else Windows-1252. Raises ``RecordError`` when it is no CSV, or has none of the
    columns ``needed`` (each a group of names).
    """
    file = Path(path)
    if not file.is_file():
        raise RecordError(noop("There is no file “{file}”."), file=str(file))
    if file.stat().st_size > LONGEST_FILE:
        raise RecordError(noop("“{file}” is too large to be a table of indicators."), file=file.name)
    content = file.read_bytes()
    if b"\x00" in content[:4096]:
        raise RecordError(noop("“{file}” is no text: save the table as CSV, then run again."), file=file.name)
    try:
        text, encoding = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = content.decode("cp1252", errors="replace"), "windows-1252"
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [key(name) for name in next(reader)]
        rows = [
            (reader.line_num, dict(zip(header, row, strict=False)))
            for row in reader
            if any(cell.strip() for cell in row)
        ]
    except StopIteration:
        raise RecordError(noop("“{file}” is empty."), file=file.name) from None
    except csv.Error as error:
        raise RecordError(
            noop("“{file}”, line {line}: the table cannot be read ({reason}). Save it again as CSV."),
            file=file.name, line=reader.line_num, reason=str(error),
        ) from error  # fmt: skip
    missing = [group for group in needed if not set(COLUMNS.get(group, (group,))) & set(header)]
    if missing:
        raise RecordError(
            noop("“{file}” has no column {columns}. Found: {found}."),
            file=file.name, found=", ".join(filter(None, header))[:300] or "…",
            columns=", ".join(" / ".join(COLUMNS.get(group, (group,))[:2]) for group in missing),
        )  # fmt: skip
    return rows, encoding


def read_definitions(path: str | Path, source: str = "") -> Definitions:
    """The definitions of the file ``path``; a row without code or name, or of a code seen before, is refused.

    ``source`` names where they come from when the file does not say. Raises ``RecordError`` as :func:`read_rows` does, and
    when no row can be read.
    """
    rows, encoding = read_rows(path, ("code", "name"))
    official = bool(rows) and "identifiantreferentiel" in rows[0][1]
    found: dict[str, Definition] = {}
    findings = []
    if encoding != "utf-8":
        findings.append(Finding(1, "", "", encoding, "doubtful", noop("The file is not in UTF-8: it was read as Windows-1252. Check the accents.")))  # fmt: skip
    for line, row in rows:
        cells = {name: _cell(row, names) for name, names in COLUMNS.items()}
        code = one_line(cells["code"])
        problem = _problem(code, cells, found)
        if problem:
            findings.append(Finding(line, "", code, one_line(cells["name"])[:200], "refused", problem))
            continue
        definition, doubts = _definition(line, code, cells, official, source)
        findings += doubts
        found[code] = definition
    if not found:
        raise RecordError(noop("No indicator could be read in “{file}”."), file=Path(path).name)
    return Definitions(found, tuple(findings), len(rows), official)


def _cell(row: Mapping[str, str], names: Iterable[str]) -> str:
    return next((row[name] for name in names if (row.get(name) or "").strip()), "").strip()


def _problem(code: str, cells: Mapping[str, str], found: Mapping[str, Definition]) -> str:
    if not code:
        return noop("The row has no code.")
    if not cells["name"]:
        return noop("The indicator has no name.")
    if code in found:
        return noop("Another row of the file has the same code.")
    return ""


def _definition(
    line: int, code: str, cells: Mapping[str, str], official: bool, source: str
) -> tuple[Definition, list[Finding]]:
    doubts = []
    formula: Formula | None = None
    if cells["formula"]:
        try:
            formula = parse(cells["formula"], code)
        except RecordError as error:
            doubts.append(Finding(line, "formula", code, cells["formula"], "doubtful", error.sentence, error.facts))
    unit = one_line(cells["unit"]) or None
    if unit is None:
        doubts.append(Finding(line, "unit", code, "", "doubtful", noop("The file gives the indicator no unit: its values cannot be converted.")))  # fmt: skip
    decimals = cells["decimals"] if re.fullmatch(r"\d", cells["decimals"]) else ""
    if cells["decimals"] and not decimals:
        doubts.append(Finding(line, "decimals", code, cells["decimals"], "doubtful", noop("The number of decimals is no figure from 0 to 9: it was left out.")))  # fmt: skip
    codes = {}
    for column, known in (("direction", _DIRECTIONS), ("kind", _KINDS)):
        codes[column] = known.get(key(cells[column]))
        if cells[column] and codes[column] is None:
            doubts.append(Finding(line, column, code, cells[column], "doubtful", noop("“{value}” is not known here: it was left out. Known: {known}."), {"value": cells[column], "known": ", ".join(known)}))  # fmt: skip
    ratio = formula.ratio if formula else None
    return Definition(
        code, one_line(cells["name"]), line, unit=unit, formula=one_line(formula.text) if formula else None,
        parent=one_line(cells["parent"]).split(",")[0].strip() or None,
        categories=tuple(key(part) for part in cells["categories"].split(",") if part.strip()),
        decimals=int(decimals) if decimals else None, method=tidy(cells["method"]) or None, direction=codes["direction"],
        kind=codes["kind"], source=one_line(cells["source"]) or source or (TET if official else None),
        code_tet=code if official else None, nature=_nature(unit, ratio), numerator=ratio[0] if ratio else None,
        denominator=ratio[1] if ratio else None,
    ), doubts  # fmt: skip


def _nature(unit: str | None, ratio: tuple[str, str] | None) -> str:
    if key(unit or "") == "oui non":
        return "list"
    known = units.unit_of(unit)
    return (
        "ratio"
        if ratio or (known and (known.text == "%" or any(power < 0 for _, power in known.dimensions)))
        else "numeric"
    )


def chosen(definitions: Definitions, category: str, needed_too: bool) -> tuple[list[str], list[str]]:
    """The codes of ``category``, and those that their formulas cannot do without.

    All of them when ``category`` is empty, or when the file tells no categories apart. Raises ``RecordError`` when none has
    the category.
    """
    wanted = key(category) if any(d.categories for d in definitions.by_code.values()) else ""
    codes = [code for code, d in definitions.by_code.items() if not wanted or wanted in d.categories]
    if not codes:
        known = sorted({name for d in definitions.by_code.values() for name in d.categories})
        raise RecordError(
            noop("No indicator of the file has the category “{category}”. Known: {known}. Leave it empty for all."),
            category=category, known=", ".join(known) or "–",
        )  # fmt: skip
    if not needed_too:
        return codes, []
    seen, waiting, more = set(codes), list(codes), []
    while waiting:
        text = definitions.by_code[waiting.pop()].formula
        for code in parse(text).needed if text else ():
            if code not in seen and code in definitions.by_code:
                seen.add(code)
                waiting.append(code)
                more.append(code)
    return codes, more
