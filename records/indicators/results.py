# SPDX-License-Identifier: GPL-2.0-or-later
"""The result of a formula from the values of the plan: same year, kind, territory and action, each in its indicator's unit."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ..errors import RecordError, noop
from .formula import Formula, Result, computed
from .storing import readable
from .units import convert


@dataclass(frozen=True)
class FormulaResult:
    """A ``value`` in ``unit``, or None with the ``reasons`` by code of what is missing; ``parts`` are what it was made of.

    A reason is a label of the list of reasons, empty when the plan holds no value at all, ``–`` for a code it does not
    define, ``÷ 0``; ``optional`` are the codes the formula can do without.
    """

    value: float | None
    unit: str | None
    formula: str
    parts: dict[str, float]
    reasons: dict[str, str]
    optional: tuple[str, ...] = ()


def formula_result(
    connection: sqlite3.Connection, indicator: str, year: int, kind: str, territory: str | None = None, action: str | None = None
) -> FormulaResult:  # fmt: skip
    """The result of the formula of ``indicator`` (uuid); ``territory`` and ``action`` are uuids, or None.

    A value written in the plan stands before the one its own formula would give. Raises ``RecordError`` when the
    indicator has no formula, or one that cannot be read or goes in a circle, and when a value is in a unit that does not
    convert into the one of its indicator.
    """
    rows = connection.execute("SELECT uuid, code, unit, formula FROM indicator WHERE deleted = 0").fetchall()
    own = next(row for row in rows if row["uuid"] == indicator)
    texts = {row["code"]: row["formula"] for row in rows if row["formula"]}
    if own["code"] not in texts:
        raise RecordError(
            noop("The indicator “{indicator}” has no formula: import its definition, or give the value."),
            indicator=own["code"],
        )
    formulas = readable(texts)
    if own["code"] not in formulas:
        raise RecordError(
            noop("The formula of “{indicator}” cannot be read: {formula}. Correct it in the definition."),
            indicator=own["code"], formula=texts[own["code"]],
        )  # fmt: skip
    formulas = _reached(formulas, own["code"])
    given, reasons = _values(connection, year, kind, territory, action)
    given.pop(own["code"], None)
    results = computed(formulas, given)
    parts = {code: _part(given, results, code) for code in formulas[own["code"]].codes}
    result = results[own["code"]]
    known = {row["code"] for row in rows}
    return FormulaResult(
        result.value, own["unit"], texts[own["code"]], {c: v for c, v in parts.items() if v is not None},
        {} if result.value is not None else {c: _reason(c, known, reasons) for c in result.missing},
        formulas[own["code"]].optional,
    )  # fmt: skip


def _reached(formulas: dict[str, Formula], start: str) -> dict[str, Formula]:
    """Only the formulas that ``start`` leads to: a circle elsewhere is no trouble here."""
    reached, waiting = {start: formulas[start]}, [start]
    while waiting:
        for code in reached[waiting.pop()].codes:
            if code in formulas and code not in reached:
                reached[code] = formulas[code]
                waiting.append(code)
    return reached


def _part(given: dict[str, float | None], results: dict[str, Result], code: str) -> float | None:
    value = given.get(code)
    return value if value is not None or code not in results else results[code].value


def _values(
    connection: sqlite3.Connection, year: int, kind: str, territory: str | None, action: str | None
) -> tuple[dict[str, float | None], dict[str, str]]:
    """Values by code in the unit of their indicator, and the reasons of those that are absent."""
    query = (
        "SELECT i.code, i.unit AS wanted, v.value, v.unit, coalesce(r.label, v.reason) AS reason FROM value v "
        "JOIN indicator i ON i.uuid = v.indicator_uuid AND i.deleted = 0 "
        "LEFT JOIN ref r ON r.domain = 'reason' AND r.code = v.reason "
        "WHERE v.deleted = 0 AND v.year = ? AND v.kind = ? AND v.territory_uuid IS ? AND v.action_uuid IS ? ORDER BY v.fid"
    )
    values: dict[str, float | None] = {}
    reasons: dict[str, str] = {}
    for row in connection.execute(query, (year, kind, territory, action)):
        if row["value"] is None:
            reasons[row["code"]] = row["reason"] or ""
        else:
            values[row["code"]] = convert(row["value"], row["unit"] or row["wanted"], row["wanted"])
    return values, reasons


def _reason(code: str, known: set[str], reasons: dict[str, str]) -> str:
    if code == "/0":
        return "÷ 0"
    if code not in known:
        return "–"
    return reasons.get(code, "")
