# SPDX-License-Identifier: GPL-2.0-or-later
"""The columns of a workbook of the collection, how a value of the plan stands in its cell, and how a cell is read back."""

from __future__ import annotations

import math
import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from ..errors import RecordError, noop
from ..reading.amounts import read_number
from ..reading.dates import CERTAIN, read_date
from ..reading.normalised import key, tidy
from ..reading.statuses import recognise
from ..writing.calendar import as_written, precise, whole_date
from ..writing.workbook import CELL_LIMIT, Cell

GUIDE, ACTIONS, INDICATORS, SENT = "Lisez-moi", "Actions", "Indicateurs", "Envoi"
LISTS = {"statut": "status", "priorite": "priority", "motif": "reason"}


@dataclass(frozen=True)
class Field:
    """A column: its label, the column of the plan (or a name of ours), and what it holds.

    ``kind`` is ``text``, ``date``, ``number``, ``percent`` or the domain of a list; ``answer`` is what a service fills in;
    ``hidden`` columns tie the line to the plan.
    """

    label: str
    name: str
    kind: str = "text"
    width: float = 20
    answer: bool = False
    hidden: bool = False


ACTION_FIELDS = (
    Field("uuid", "uuid", hidden=True), Field("version", "version", hidden=True), Field("Numéro", "number", width=9),
    Field("Axe", "axis", width=26), Field("Action mère", "mother", width=26), Field("Titre de l'action", "title", width=44),
    Field("À faire cette année", "due", width=34), Field("Statut", "status", "status", 14, True),
    Field("Avancement (%)", "progress_pct", "percent", 12, True), Field("Priorité", "priority", "priority", 12, True),
    Field("Date de début", "start_date", "date", 14, True), Field("Date de fin", "end_date", "date", 14, True),
    Field("Calendrier", "calendar_text", width=26, answer=True), Field("Description", "description", width=50, answer=True),
    Field("Moyens", "means", width=30, answer=True), Field("Budget", "budget_text", width=30, answer=True),
    Field("Résultats attendus", "expected_results", width=30, answer=True),
    Field("Commentaire", "comment", width=44, answer=True),
)  # fmt: skip
VALUE_FIELDS = (
    Field("uuid", "uuid", hidden=True), Field("version", "version", hidden=True),
    Field("indicator_uuid", "indicator_uuid", hidden=True), Field("action_uuid", "action_uuid", hidden=True),
    Field("territory_uuid", "territory_uuid", hidden=True), Field("Code", "code", width=12),
    Field("Indicateur", "indicator", width=44), Field("Unité", "unit", width=12), Field("Action", "action", width=30),
    Field("Territoire", "territory", width=20), Field("Année", "year", width=8),
    Field("Dernière valeur connue", "last", width=20), Field("Objectif", "target", width=20),
    Field("Valeur", "value", "number", 14, True), Field("Motif d'absence", "reason", "reason", 26, True),
    Field("Source", "source", width=30, answer=True), Field("Commentaire", "comment", width=40, answer=True),
)  # fmt: skip
BY_LABEL = {
    ACTIONS: {key(field.label): field for field in ACTION_FIELDS},
    INDICATORS: {key(field.label): field for field in VALUE_FIELDS},
}


class Labels:
    """Codes and labels of the plan's lists."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.entries: dict[str, dict[str, str]] = {}
        for domain, code, label in connection.execute("SELECT domain, code, label FROM ref ORDER BY domain, position"):
            self.entries.setdefault(domain, {})[code] = label

    def label(self, domain: str, code: str | None) -> str | None:
        """The label of ``code``; the code itself when the list has none."""
        return self.entries.get(domain, {}).get(code or "", code)

    def code(self, domain: str, text: str) -> str | None:
        """The code of a label, whatever its case and accents, or of a known alias; None when there is none."""
        wanted = key(text)
        for code, label in self.entries.get(domain, {}).items():
            if wanted in (key(label), key(code)):
                return code
        found = recognise(domain, text).code
        return found if found in self.entries.get(domain, {}) else None


def shown(field: Field, value: Any, labels: Labels) -> Cell:
    """``value`` of the plan as its cell holds it."""
    if value is None or value == "":
        return None
    if field.kind == "date":
        return as_written(str(value))
    if field.kind in ("number", "percent"):  # a text: in a cell of numbers, “12 %” would become 0.12
        return f"{value:.15g}".replace(".", ",")
    if field.kind in LISTS.values():
        return labels.label(field.kind, str(value))
    text = str(value)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def untouched(field: Field, value: Any, text: str, labels: Labels) -> bool:
    """True when the cell ``text`` still says what was written in it for ``value``."""
    cell = shown(field, value, labels)
    if field.kind in ("number", "percent"):
        number, sent = (_number(written) if written else None for written in (text, str(cell or "")))
        if number is None or sent is None:
            return tidy(text) == tidy(str(cell or ""))
        return math.isclose(number, sent, rel_tol=1e-12)
    return tidy(text) == tidy("" if cell is None else str(cell))


def parsed(field: Field, text: str, labels: Labels) -> Any:
    """What the plan keeps for the cell ``text``; None for an empty one.

    Raises ``RecordError`` with the reason for what cannot be kept; the caller says where it stands.
    """
    written = tidy(text)
    if not written:
        return None
    if field.kind == "date":
        return _date(written)
    if field.kind == "number":
        number = _number(written)
        if number is None:
            raise RecordError(
                noop("“{text}” is not a number: write figures only, the unit stands in its column."), text=written
            )
        return number
    if field.kind == "percent":
        return _percent(written)
    if field.kind in LISTS.values():
        code = labels.code(field.kind, written)
        if code is None:
            raise RecordError(
                noop("“{text}” is not in the list: choose one of {known}."),
                text=written, known=", ".join(labels.entries.get(field.kind, {}).values()),
            )  # fmt: skip
        return code
    return written


_DATES = (
    (re.compile(r"(\d{4})"), "{0}"), (re.compile(r"(\d{1,2})[/-](\d{4})"), "{1}-{0:0>2}"),
    (re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})"), "{2}-{1:0>2}-{0:0>2}"), (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), "{0}-{1}-{2}"),
    (re.compile(r"(\d{4})-(\d{2})"), "{0}-{1}"),
)  # fmt: skip


def _date(text: str) -> str:
    for pattern, form in _DATES:
        found = pattern.fullmatch(text)
        if found:
            date = form.format(*found.groups())
            if whole_date(date, end=False):
                return date
    words = read_date(text)
    if words.start and words.certainty == CERTAIN:
        return str(precise(words.start, words.precision))
    raise RecordError(noop("“{text}” is not a date: write DD/MM/YYYY, MM/YYYY or YYYY."), text=text)


DATES = {"start_date": ("start_precision", False), "end_date": ("end_precision", True)}


def dated(row: dict[str, Any]) -> dict[str, Any]:
    """``row`` of an action with its dates as precise as they are known, as cells hold and answers compare them."""
    return row | {name: precise(row[name], row[precision]) for name, (precision, _end) in DATES.items()}


def stored_date(name: str, date: str | None) -> dict[str, str | None]:
    """The columns that keep an answer: the whole date, first or last day, and its precision."""
    precision, end = DATES[name]
    return {name: whole_date(date, end), precision: {4: "year", 7: "month", 10: "day"}.get(len(date or ""))}


def _number(text: str) -> float | None:
    written = re.sub(r"[\s\u00a0\u202f]", "", text)
    try:
        number = float(written)
    except ValueError:
        found = read_number(written.lstrip("+-"))
        if found is None:
            return None
        number = -found[0] if written.startswith("-") else found[0]
    return number if math.isfinite(number) else None


def _percent(text: str) -> float:
    """A spreadsheet keeps ``40 %`` as 0.4; nobody means four thousandths of an action."""
    number = _number(text.rstrip("% "))
    if number is not None and 0 < number < 1 and "%" not in text:
        number = round(number * 100, 10)
    if number is None or not 0 <= number <= 100:
        raise RecordError(noop("“{text}” is not a percentage between 0 and 100."), text=text)
    return number
