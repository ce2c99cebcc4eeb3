# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of carpool places in any version of the national schema, read as they are: texts, nothing corrected."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import DataError, noop
from ..parameter_table import column_name, mapping_pairs
from .national_schema import ERROR, INFORMATION, NATIONAL, Problem, version_of

DELIMITERS = ";,\t"


@dataclass(frozen=True)
class AreaTable:
    """Places of one file or layer: ``table`` has the texts of every national column ("" for missing) and ``line``.

    ``columns`` are the national columns that the source has; ``problems`` those met while reading.
    """

    name: str
    version: str
    table: pd.DataFrame
    columns: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def read_mapping(text: str) -> dict[str, str]:
    """National column → column of the source, from ``nom_lieu=nom; nbre_pl=places``.

    Raises ``DataError`` for a name that is not a national column or a part without “=”.
    """
    national = {column_name(name, {}): name for name in NATIONAL}
    found = {}
    for part, key, name in mapping_pairs(text):
        if column_name(key, {}) not in national or not name:
            raise DataError(
                noop("MAPPING: “{part}” is not understood. Write nom_lieu=…, with one of: {known}."),
                part=part, known=", ".join(NATIONAL),
            )  # fmt: skip
        found[national[column_name(key, {})]] = name
    return found


def resolve(names: Sequence[str], mapping: Mapping[str, str], source: str) -> dict[str, str]:
    """National column → name in ``names``: by the mapping, else by the name whatever its case.

    Raises ``DataError`` when the mapping names a column that ``source`` does not have.
    """
    folded = {column_name(name, {}): name for name in reversed(names) if name.strip()}
    found = {}
    for national in NATIONAL:
        wanted = mapping.get(national, national)
        name = wanted if wanted in names else folded.get(column_name(wanted, {}))
        if name is None and national in mapping:
            raise DataError(
                noop("MAPPING: “{source}” has no column “{column}” for {key}. It has: {known}."),
                source=source, column=wanted, key=national, known=", ".join(names),
            )  # fmt: skip
        if name is not None:
            found[national] = name
    return found


def read_area_file(path: str | Path, mapping: Mapping[str, str] | None = None) -> AreaTable:
    """A CSV of carpool places (comma, semicolon or tab; UTF-8 with or without BOM, UTF-16, Windows-1252).

    Raises ``DataError`` naming the file when it cannot be read, is not a CSV, has no line, or no coordinates.
    """
    file = Path(path)
    text, encoding = _text(file)
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    names, rows, lines = _rows(text, delimiter, file.name)
    columns = resolve(names, mapping or {}, file.name)
    absent = [name for name in ("Xlong", "Ylat") if name not in columns]
    if absent:
        raise DataError(
            noop("“{file}” is not a list of carpool places: it lacks the column {columns}. It has: {known}. Say the names in MAPPING, for example Xlong=lon; Ylat=lat."),
            file=file.name, columns=", ".join(absent), known=", ".join(filter(None, names)) or "–",
        )  # fmt: skip
    if not rows:
        raise DataError(noop("“{file}” has no carpool place: only a first line with names."), file=file.name)
    problems = [*_header_problems(names, columns), *_width_problems(rows, len(names))]
    padded = pd.DataFrame([(row + [""] * len(names))[: len(names)] for row in rows])
    cells = {national: padded[names.index(name)] for national, name in columns.items()}
    return _table(file.name, cells, lines, problems, encoding, delimiter)


def layer_table(name: str, values: Mapping[str, Iterable[Any]], ids: Sequence[Any]) -> AreaTable:
    """Places of a layer: ``values`` by national column, of any type; ``line`` is the id of the feature."""
    cells = {national: pd.Series([text_of(v) for v in column], dtype=object) for national, column in values.items()}
    return _table(name, cells, list(ids), (), "", "")


def text_of(value: Any) -> str:
    """A value as the national schema writes it: "" when missing, ``true``, ``15`` for 15.0, ISO dates."""
    for name in ("toPyDateTime", "toPyDate"):  # a date of Qt
        value = getattr(value, name)() if hasattr(value, name) else value
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if str(type(value).__name__) in ("bool", "bool_"):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(
    name: str, cells: Mapping[str, pd.Series], lines: Sequence[Any], problems: Iterable[Problem], encoding: str,
    delimiter: str,
) -> AreaTable:  # fmt: skip
    table = pd.DataFrame(dict.fromkeys(NATIONAL, ""), index=range(len(lines)), dtype=object)
    for column, values in cells.items():
        table[column] = values.to_numpy(dtype=object)
    table["line"] = list(lines)
    return AreaTable(name, version_of(list(cells)), table, tuple(cells), tuple(problems), encoding, delimiter)


def _text(file: Path) -> tuple[str, str]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise DataError(
            noop("The file “{file}” cannot be read: {reason}."), file=str(file), reason=error.strerror or str(error)
        ) from error
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
    raise DataError(
        noop("“{file}” is not a CSV file. Save the table as CSV (UTF-8, comma), then run again."), file=file.name
    )


def _rows(text: str, delimiter: str, file: str) -> tuple[list[str], list[list[str]], list[int]]:
    """(names, cells of each line that is not empty, the line of the file each begins at)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    before = 0
    try:
        names = [name.strip() for name in next(reader, [])]
        before = reader.line_num
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        raise DataError(
            noop("“{file}”, line {line}: the line cannot be read ({reason}). A quote is open, or not doubled inside a text."),
            file=file, line=before + 1, reason=str(error),
        ) from error  # fmt: skip
    return names, rows, lines


def _header_problems(names: Sequence[str], columns: Mapping[str, str]) -> list[Problem]:
    """Columns the schema does not know, and national ones under another name."""
    problems = []
    for national, name in columns.items():
        if name != national:
            sentence = noop("The column “{value}” is read as {column}: the schema writes it so.")
            facts = {"value": name, "column": national}
            problems.append(Problem(-1, national, name, "column_name", sentence, facts, national, ERROR))
    for name in names:
        if name and name not in columns.values():
            sentence = noop("The schema has no column “{value}”: it is not read.")
            problems.append(Problem(-1, name, name, "extra_column", sentence, {"value": name}, None, INFORMATION))
    return problems


def _width_problems(rows: Sequence[Sequence[str]], width: int) -> list[Problem]:
    """Lines with more or fewer cells than the header: their values may stand in the wrong column."""
    sentence = noop("The line has {found} cells, the first line {expected}: its values may stand in the wrong column.")
    return [
        Problem(row, "", "", "cells", sentence, {"found": len(cells), "expected": width})
        for row, cells in enumerate(rows)
        if len(cells) < width or any(re.search(r"\S", cell) for cell in cells[width:])
    ]
