# SPDX-License-Identifier: GPL-2.0-or-later
"""The national schema of carpool places, and where a table breaks it: a line, a column, a rule, and what is proposed.

Sources: etalab/schema-lieux-covoiturage, version 0.2.0 (schema.json, 2020-11-23); version 0.3.1, whose columns, types,
patterns and enumerations are those of the documentation on schema.data.gouv.fr (the bounds of numbers are 0.2.0's). Both
are Table Schemas: an empty cell is a missing value, a decimal takes a point, true is ``true`` and false ``false``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from ..errors import noop
from ..numbers import doubtful_thousands, parse_number

INSEE = r"^([013-9]\d|2[AB1-9])\d{3}$"
ID_LIEU = r"^([013-9]\d|2[AB1-9])\d{3}-C-\d{3}$"
SIREN = r"^\d{9}$"
TYPES_0_2_0 = (
    "Aire de covoiturage", "Sortie d'autoroute", "Parking", "Supermarché", "Parking relais", "Délaissé routier", "Auto-stop",
)  # fmt: skip
TYPES_0_3_1 = (*TYPES_0_2_0, "Ligne de covoiturage")
# What Table Schema reads as a boolean; French tables write others, which are proposed.
TRUE, FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
FRENCH_TRUE, FRENCH_FALSE = ("oui", "o", "vrai", "yes", "y", "t"), ("non", "n", "faux", "no", "f")
DATE_ORDERS = (
    r"(?P<d>\d{1,2})[/.\- ](?P<m>\d{1,2})[/.\- ](?P<y>\d{4})",
    r"(?P<y>\d{4})[/.\- ](?P<m>\d{1,2})[/.\- ](?P<d>\d{1,2})(?:[T ]\d.*)?",
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
)
ERROR, WARNING, INFORMATION = "error", "warning", "information"


@dataclass(frozen=True)
class Column:
    """One column of the schema; ``kind`` is string, integer, number, boolean or date."""

    name: str
    kind: str = "string"
    required: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell or one line; ``sentence`` is a template for ``facts``, translated at the boundary."""

    row: int  # position in the table; -1 for the file as a whole
    column: str
    value: str
    rule: str
    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)
    proposal: str | None = None
    severity: str = ERROR


def _columns(types: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("nom_lieu", required=True),
        Column("ad_lieu"),
        Column("com_lieu"),
        Column("insee", required=True, pattern=INSEE),
        Column("type", required=True, enum=types),
        Column("date_maj", "date", required=True),
        Column("ouvert", "boolean", required=True),
        Column("source", pattern=SIREN),
        Column("Xlong", "number", required=True, minimum=-180, maximum=180),
        Column("Ylat", "number", required=True, minimum=-90, maximum=90),
        Column("nbre_pl", "integer", minimum=0),
        Column("nbre_pmr", "integer", minimum=0),
        Column("duree", "integer", minimum=0),
        Column("horaires"),
        Column("proprio"),
        Column("lumiere", "boolean"),
        Column("comm"),
    )


SCHEMAS = {
    "0.2.0": (Column("id_lieu", required=True, pattern=ID_LIEU), *_columns(TYPES_0_2_0)),
    "0.3.1": (Column("id_local", required=True), *_columns(TYPES_0_3_1)),
    # The national base (BNLC) is consolidated with both identifiers.
    "BNLC": (Column("id_lieu", pattern=ID_LIEU), Column("id_local", required=True), *_columns(TYPES_0_3_1)),
}
LATEST = "0.3.1"
NATIONAL = tuple(column.name for column in SCHEMAS["BNLC"])


def version_of(columns: Sequence[str]) -> str:
    """The version whose identifiers a file has: 0.2.0 has ``id_lieu``, 0.3.x ``id_local``, the national base both."""
    if "id_lieu" in columns:
        return "BNLC" if "id_local" in columns else "0.2.0"
    return LATEST


def validate(table: pd.DataFrame, version: str, columns: Sequence[str]) -> list[Problem]:
    """Where ``table`` (texts, one column per name of :data:`NATIONAL`, "" for missing) breaks ``version``.

    ``columns`` are those the file has: a required one that it lacks is one problem of the file, not one per line.
    """
    problems: list[Problem] = []
    for column in SCHEMAS[version]:
        if column.name not in columns:
            if column.required:
                sentence = noop("The file has no column “{column}”, which the schema requires.")
                problems.append(Problem(-1, column.name, "", "missing_column", sentence, {"column": column.name}))
            continue
        for row, text in enumerate(table[column.name]):
            found = check_cell(column, text)
            if found is not None:
                problems.append(replace(found, row=row))
    siren = ERROR if version == "0.2.0" else WARNING  # 0.2.0 names the check french-siren-value
    for row, text in enumerate(table["source"]):
        if re.fullmatch(SIREN, text) and not luhn(text):
            sentence = noop("“{value}” is no SIREN: its key is wrong.")
            problems.append(Problem(row, "source", text, "siren_key", sentence, {"value": text}, None, siren))
    return problems + _repeated(table, version, columns)


def _repeated(table: pd.DataFrame, version: str, columns: Sequence[str]) -> list[Problem]:
    """Identifiers written twice: the key of 0.2.0 and of the national base is ``id_lieu``."""
    key = "id_local" if version == LATEST else "id_lieu"
    if key not in columns:
        return []
    ids = table[key]
    severity = ERROR if version == "0.2.0" else WARNING
    sentence = noop("The identifier “{value}” is written more than once.")
    return [
        Problem(int(row), key, ids.iloc[row], "repeated_id", sentence, {"value": ids.iloc[row]}, None, severity)
        for row in (ids.duplicated(keep="first") & (ids != "")).to_numpy().nonzero()[0]
    ]


def check_cell(column: Column, text: str) -> Problem | None:
    """The first rule that ``text`` breaks in ``column`` (row -1), or None when it is right."""
    if text == "" or (column.kind != "string" and not text.strip()):
        if not column.required:
            return None
        return Problem(-1, column.name, text, "required", noop("The value is missing; the schema requires it."))
    proposal = proposed(column, text)
    facts: dict[str, Any] = {"value": text}

    def broken(rule: str, sentence: str, **more: Any) -> Problem:
        return Problem(-1, column.name, text, rule, sentence, facts | more, proposal)

    if column.kind != "string" and not READS[column.kind](text):
        return broken(column.kind, NOT_A[column.kind])
    if column.pattern and not re.fullmatch(column.pattern, text):
        return broken("pattern", noop("“{value}” has not the form {pattern}."), pattern=column.pattern)
    if column.enum and text not in column.enum:
        return broken("enum", noop("“{value}” is not one of: {values}."), values=", ".join(column.enum))
    if column.kind in ("integer", "number"):
        if column.minimum is not None and float(text) < column.minimum:
            return broken("minimum", noop("{value} is below {limit}."), limit=column.minimum)
        if column.maximum is not None and float(text) > column.maximum:
            return broken("maximum", noop("{value} is above {limit}."), limit=column.maximum)
    return None


def proposed(column: Column, text: str) -> str | None:
    """``text`` as the schema writes it (``12,5`` → ``12.5``, ``oui`` → ``true``), or None where nothing can be proposed."""
    clean = " ".join(text.split())
    if not clean:
        return None
    if column.kind in PROPOSE:
        value = PROPOSE[column.kind](clean)
        if value is None or column.kind in ("boolean", "date"):
            return value
        low, high = column.minimum, column.maximum
        within = (low is None or float(value) >= low) and (high is None or float(value) <= high)
        return value if within else None
    if column.enum:
        return next((known for known in column.enum if _folded(known) == _folded(clean)), None)
    if column.pattern == INSEE:
        code = clean.replace(" ", "").upper().removesuffix(".0")
        code = code.zfill(5) if re.fullmatch(r"\d{4}", code) else code
        return code if re.fullmatch(INSEE, code) else None
    if column.pattern == SIREN:
        digits = re.sub(r"\D", "", clean.removesuffix(".0"))
        return digits[:9] if len(digits) in (9, 14) else None  # a SIRET begins with the SIREN
    if column.pattern:
        return clean if re.fullmatch(column.pattern, clean) else None
    return text


def luhn(digits: str) -> bool:
    """True when the last digit is the key of the others (SIREN and SIRET, ISO/IEC 7812-1)."""
    doubled = (int(digit) * (2 if position % 2 else 1) for position, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0


def iso_date(text: str) -> datetime.date | None:
    """A date written ``YYYY-MM-DD``, and only so."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ")


def _integer(text: str) -> str | None:
    """The one whole number of a text (``15 places``, ``15.0``, ``1 200``); ranges, decimals and ``1.200`` have none."""
    value = parse_number(text)
    if value != value:
        found = re.findall(r"\d+(?:[.,]\d+)?", re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text))
        value = parse_number(found[0]) if len(found) == 1 and not re.search(r"-\s*\d", text) else float("nan")
    if bool(doubtful_thousands(pd.Series([text], dtype=object))[0]) or value != int(value if value == value else 0):
        return None
    return str(int(value))


def _number(text: str) -> str | None:
    if READS["number"](text):
        return text
    value = parse_number(text)
    return repr(value) if value == value else None


def _boolean(text: str) -> str | None:
    word = text.casefold()
    if text in TRUE or word in FRENCH_TRUE or word == "true":
        return "true"
    return "false" if text in FALSE or word in FRENCH_FALSE or word == "false" else None


def _date(text: str) -> str | None:
    """A date as it is written in France, day first, or year first; None for what is no date."""
    for order in DATE_ORDERS:
        found = re.fullmatch(order, text)
        if found:
            try:
                return datetime.date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                continue
    return None


READS: dict[str, Callable[[str], object]] = {
    "integer": lambda text: re.fullmatch(r"[+-]?\d+", text),
    "number": lambda text: re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text),
    "boolean": lambda text: text in TRUE + FALSE,
    "date": iso_date,
}
PROPOSE: dict[str, Callable[[str], str | None]] = {
    "integer": _integer, "number": _number, "boolean": _boolean, "date": _date,
}  # fmt: skip
NOT_A = {
    "integer": noop("“{value}” is not a whole number."),
    "number": noop("“{value}” is not a number with a decimal point."),
    "boolean": noop("“{value}” is neither true nor false."),
    "date": noop("“{value}” is not a date written YYYY-MM-DD."),
}
