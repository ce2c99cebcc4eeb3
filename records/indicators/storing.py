# SPDX-License-Identifier: GPL-2.0-or-later
"""Definitions of indicators put into a plan: new ones made, known ones brought up to date, values never touched."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import RecordError, noop
from ..values import NewValue, store_value
from .definitions import TET, Definition, Finding, read_rows
from .formula import Formula, in_order, parse

# Columns that a file brings up to date; what a person wrote in the others stays, and is filled only where it was empty.
REPLACED = ("name", "unit", "formula", "decimals", "code_tet", "nature", "numerator", "denominator")
FILLED = ("direction", "kind", "source", "method", "sector", "pollutant")


@dataclass
class Outcome:
    """What became of the rows: codes by verdict, and what is to be said of them."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def store_definitions(
    connection: sqlite3.Connection, definitions: Sequence[Definition], author: str = "", *, write: bool = True
) -> Outcome:
    """Make or bring up to date the indicators of ``definitions`` in the plan; call inside a transaction.

    An indicator is known by its code. Its unit stays when values in it would no longer be true. With ``write`` False
    nothing is written, and the outcome is the one it would have. Raises ``RecordError`` when the formulas would go in a
    circle.
    """
    connection.row_factory = sqlite3.Row
    known = {row["code"]: row for row in connection.execute("SELECT * FROM indicator")}
    _refuse_circles(known, definitions)
    plan = connection.execute("SELECT uuid FROM plan").fetchone()[0]
    outcome = Outcome()
    for definition in definitions:
        row = known.get(definition.code)
        if row is None:
            outcome.created.append(definition.code)
            if write:
                _insert(connection, plan, definition, author)
        elif row["deleted"]:
            outcome.refused.append(definition.code)
            outcome.findings.append(_said(definition, "code", "refused", noop("The indicator was put aside in the plan: restore it first.")))  # fmt: skip
        else:
            _bring_up_to_date(connection, row, definition, author, outcome, write)
    _say_absent_codes(known, definitions, outcome)
    _parents(connection, definitions, outcome, author, write)
    return outcome


def make_lacking(connection: sqlite3.Connection, definition: Definition, author: str = "") -> bool:
    """Make the indicator of ``definition`` unless the plan has its code; call inside a transaction.

    False when the plan put an indicator of that code aside: it stays so.
    """
    row = connection.execute("SELECT deleted FROM indicator WHERE code = ?", (definition.code,)).fetchone()
    if row is None:
        plan = connection.execute("SELECT uuid FROM plan").fetchone()[0]
        _insert(connection, plan, definition, author)
    return row is None or not row[0]


def _said(definition: Definition, column: str, verdict: str, sentence: str, **facts: Any) -> Finding:
    return Finding(definition.line, column, definition.code, str(getattr(definition, column, "") or ""), verdict, sentence, facts)  # fmt: skip


def _refuse_circles(known: dict[str, sqlite3.Row], definitions: Iterable[Definition]) -> None:
    texts = {code: row["formula"] for code, row in known.items() if row["formula"] and not row["deleted"]}
    texts |= {d.code: d.formula for d in definitions if d.formula}
    in_order(readable(texts))


def readable(texts: dict[str, str]) -> dict[str, Formula]:
    """The formulas that can be read, by code; those a person mistyped are left out."""
    formulas = {}
    for code, text in texts.items():
        try:
            formulas[code] = parse(text, code)
        except RecordError:
            continue
    return formulas


def _insert(connection: sqlite3.Connection, plan: str, d: Definition, author: str) -> None:
    columns = ("code", *REPLACED, *FILLED)
    names = ", ".join(columns)
    inserted = f"INSERT INTO indicator(plan_uuid, modified_by, {names}) VALUES (?, ?{', ?' * len(columns)})"  # nosec B608 - the names are our own
    connection.execute(inserted, (plan, author or None, *(getattr(d, column) for column in columns)))


def _bring_up_to_date(
    connection: sqlite3.Connection, row: sqlite3.Row, d: Definition, author: str, outcome: Outcome, write: bool
) -> None:
    changes = {c: getattr(d, c) for c in REPLACED if getattr(d, c) is not None and getattr(d, c) != row[c]}
    changes |= {c: getattr(d, c) for c in FILLED if getattr(d, c) is not None and not row[c]}
    if "unit" in changes and row["unit"] and _has_values(connection, row["uuid"]):
        changes.pop("unit")
        outcome.findings.append(
            _said(d, "unit", "doubtful", noop("The plan holds values in “{known}”: the unit was not changed into “{wanted}”."), known=row["unit"], wanted=d.unit)
        )  # fmt: skip
    if not changes:
        outcome.unchanged.append(d.code)
        return
    outcome.updated.append(d.code)
    for column, value in changes.items():
        if row[column]:
            outcome.findings.append(
                _said(d, column, "read", noop("{name}: “{old}” became “{new}”."), name=column, old=row[column], new=value)
            )  # fmt: skip
    if write:
        assignments = ", ".join(f"{column} = ?" for column in changes)
        updated = f"UPDATE indicator SET {assignments}, modified_by = ? WHERE uuid = ?"  # nosec B608 - the same
        connection.execute(updated, (*changes.values(), author or None, row["uuid"]))


def _has_values(connection: sqlite3.Connection, uuid: str) -> bool:
    query = "SELECT 1 FROM value WHERE indicator_uuid = ? AND value IS NOT NULL AND deleted = 0"
    return connection.execute(query, (uuid,)).fetchone() is not None


def _say_absent_codes(known: dict[str, sqlite3.Row], definitions: Sequence[Definition], outcome: Outcome) -> None:
    present = {code for code, row in known.items() if not row["deleted"]} | set(outcome.created)
    for d in definitions:
        absent = [code for code in parse(d.formula, d.code).needed if code not in present] if d.formula else []
        if absent:
            outcome.findings.append(
                _said(d, "formula", "doubtful", noop("The formula needs {codes}, which the plan has not: it gives no result until they are imported."), codes=", ".join(absent))
            )  # fmt: skip


def _parents(
    connection: sqlite3.Connection, definitions: Sequence[Definition], outcome: Outcome, author: str, write: bool
) -> None:
    """Each indicator under the one it is a part of, where that one is in the plan and none was chosen before."""
    if not write:
        return
    uuids = {
        row["code"]: row
        for row in connection.execute("SELECT code, uuid, parent_uuid FROM indicator WHERE deleted = 0")
    }
    for d in definitions:
        own, parent = uuids.get(d.code), uuids.get(d.parent or "")
        if own is not None and parent is not None and own["parent_uuid"] is None and own["uuid"] != parent["uuid"]:
            connection.execute(
                "UPDATE indicator SET parent_uuid = ?, modified_by = ? WHERE uuid = ?", (parent["uuid"], author or None, own["uuid"])
            )  # fmt: skip
            if d.code in outcome.unchanged:
                outcome.unchanged.remove(d.code)
                outcome.updated.append(d.code)


def store_objectives(
    connection: sqlite3.Connection, path: str | Path, author: str = "", *, write: bool = True,
    coming: Iterable[str] = (),
) -> tuple[int, list[Finding]]:  # fmt: skip
    """The objectives of a CSV (``identifiantReferentiel,dateValeur,formule``) as targets; returns how many, and what to say.

    Only plain numbers are taken, and only where the plan has no target of that indicator and year: an objective that
    depends on the territory is for a person to choose. ``coming`` are codes the plan is about to have. Raises ``RecordError`` when the file is no such table.
    """
    rows, _encoding = read_rows(path, ("identifiantreferentiel", "datevaleur", "formule"))
    findings, stored, known = [], 0, set(coming)
    for line, row in rows:
        code, date, text = (row.get(name, "").strip() for name in ("identifiantreferentiel", "datevaleur", "formule"))
        problem = _objective_problem(connection, code, date, text, code in known)
        if problem:
            findings.append(Finding(line, "formule", code, text, "refused", problem))
            continue
        stored += 1
        if write:
            unit = connection.execute("SELECT unit FROM indicator WHERE code = ? AND deleted = 0", (code,)).fetchone()[
                0
            ]
            new = NewValue(code, int(date[:4]), "target", value=float(text), unit=unit, source=TET)
            store_value(connection, new, author)
    return stored, findings


def _objective_problem(connection: sqlite3.Connection, code: str, date: str, text: str, coming: bool) -> str:
    known = connection.execute("SELECT uuid FROM indicator WHERE code = ? AND deleted = 0", (code,)).fetchone()
    if known is None and not coming:
        return noop("The plan has no indicator of this code.")
    if not date[:4].isdigit():
        return noop("The date of the objective cannot be read.")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return noop("The objective depends on the territory: choose it yourself, and enter it as a target.")
    query = "SELECT 1 FROM value WHERE indicator_uuid = ? AND year = ? AND kind = 'target' AND deleted = 0"
    if known and connection.execute(query, (known[0], int(date[:4]))).fetchone():
        return noop("The plan has a target for this indicator and year: it stays.")
    return ""
