# SPDX-License-Identifier: GPL-2.0-or-later
"""Programmes of actions of ADEME's open data "Territoires & Climat", as JSON and as CSV.

JSON: extracts ``[{id_demarche, collectivite, siren, ordre, intitule, secteurs[], porteurs[]}]`` and ADEME's own nested
``Demarches_PCAET_Programme_Actions_V1/V2``. CSV: the column ``Programme d'actions`` of the ``*_enr`` files
(``intitulé¤secteurs#…¤porteurs#…|…``) and ``Fiches_Action.csv``. Contacts are never read. Several plans in one source
give an axis each.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..column_letters import letter
from ..errors import RecordError, noop
from .assemble import Draft, draft
from .normalised import key, one_line
from .spreadsheets import Row, Sheet, read_delimited, read_text
from .structure import DOUBTFUL, NOTED, REFUSED, AxisStep, Document, Location, ReadAction, ReadTag, Remark

# Forced zeros of the online form, seen in 4 549 cells of 196 plans (records.md, fact 7).
SENTINELS = {"1.0E-5", "1.0E-05", "1E-5", "0.00001", "0.001", "0.0001", "0.01", "0,00001", "0,0001", "0,001", "0,01"}
_SEVERAL = noop("{count} plans in one source: each is an axis.")
_IRREGULAR = noop("The line has {found} fields for {expected} headers: what is read may be shifted. Check it.")
_SENTINEL = noop("{count} cells hold a forced zero ({example}): they are not figures, and are not read.")
_NO_OBJECT = noop("The element {text} is not an object with the fields of an action: it is not read.")
_NO_ACTION = noop("The plan “{name}” has no action in this source.")


def read_json(path: Path, wanted: str = "") -> Document:
    """A JSON extract; ``wanted`` keeps one plan by its identifier. Raises ``RecordError`` for anything else."""
    try:
        content = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise RecordError(
            noop("“{file}” is not readable JSON (line {line}). Download it again."),
            file=path.name, line=getattr(error, "lineno", "?"),
        ) from error  # fmt: skip
    rows = content if isinstance(content, list) else [content]
    document = Document(path.name, "ademe_json")
    objects = [row for row in rows if isinstance(row, dict)]
    if any("intitule" in row for row in objects):
        read_one = _flat
    elif any("actions" in row for row in objects):
        read_one = _nested
    else:
        raise RecordError(_NOT_ADEME, file=path.name)
    for n, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            read_one(document, row, Location(path.name, "", n))
        else:
            _refused(document, row, Location(path.name, "", n))
    document.holds_sub_actions = False
    return _axes(document, wanted, path.name)


_NOT_ADEME = noop(
    "“{file}” has neither the fields of ADEME's programmes of actions (“intitule”, “secteurs”, “porteurs”) nor “actions”."
)


def _refused(document: Document, row: Any, where: Location) -> None:
    """An element of the list that is no object is an action that cannot be read."""
    written = json.dumps(row, ensure_ascii=False)[:80]
    action = ReadAction("", where)
    action.remark("title", written, REFUSED, _NO_OBJECT, text=written)
    document.actions.append(action)


def _flat(document: Document, row: dict[str, Any], where: Location) -> None:
    made = _action(_title(row.get("intitule")), _list(row.get("secteurs")), _list(row.get("porteurs")), where)
    plan = _text(row.get("id_demarche"))
    order = _text(row.get("ordre"))
    _identify(made, plan, order, _text(row.get("collectivite")))
    document.actions.append(made.finish())


def _nested(document: Document, row: dict[str, Any], where: Location) -> None:
    plan = _text(row.get("id"))
    name = _text(row.get("nom") or row.get("collectivite") or row.get("libelle"))
    actions = _several(row.get("actions"))
    if not actions:
        document.remarks.append(Remark(where, "", plan, NOTED, _NO_ACTION, {"name": name or plan}))
    for n, action in enumerate(actions, start=1):
        if not isinstance(action, dict):
            _refused(document, action, Location(where.file, plan, n))
            continue
        sectors = [_text(_dict(s).get("secteur") or s) for s in _several(action.get("secteurs"))]
        holders = [_text(h) for h in _several(action.get("typesPorteur"))]
        made = _action(_title(action.get("intitule")), sectors, holders, Location(where.file, plan, n))
        made.action.tags += [ReadTag("tag", _text(v)) for v in _several(action.get("volets")) if _text(v)]
        _identify(made, plan, str(n), name)
        document.actions.append(made.finish())


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """A text, or the label of an object."""
    if isinstance(value, dict):
        value = value.get("libelle") or value.get("libcourt") or value.get("secteur") or ""
        return _text(value)
    return one_line(str(value)) if value not in (None, "") else ""


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _title(value: Any) -> str:
    """A title is a text, a number or an object with a label; a list is none, and its action is refused."""
    return "" if isinstance(value, list | bool) else _text(value)


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [one_line(part) for part in re.split(r"[|#]", value) if part.strip()]
    return [text for part in value or [] if (text := _text(part))] if isinstance(value, list) else []


def _action(title: str, sectors: list[str], holders: list[str], where: Location) -> Draft:
    made = draft(title, where)
    made.action.tags += [ReadTag("sector", sector) for sector in sectors if sector]
    made.action.tags += [ReadTag("holder_type", holder) for holder in holders if holder]
    return made


def _identify(made: Draft, plan: str, order: str, name: str) -> None:
    made.action.source_system = "ademe"
    made.action.source_id = f"{plan}/{order}" if plan and order else None
    made.action.axes = [(AxisStep(name or plan, plan or None, "demarche"),)] if name or plan else []


def _axes(document: Document, wanted: str, file: str) -> Document:
    """Keep the plan asked for; one plan alone needs no axis."""
    if wanted:
        document.actions = [
            a for a in document.actions if a.axes and wanted in (a.axes[0][0].number, a.axes[0][0].name)
        ]
        if not document.actions:
            raise RecordError(noop("“{file}” has no action of the plan “{plan}”."), file=file, plan=wanted)
    plans = {(a.axes[0][0].number, a.axes[0][0].name) for a in document.actions if a.axes}
    if len(plans) > 1:
        document.remarks.append(Remark(Location(file), "", "", NOTED, _SEVERAL, {"count": len(plans)}))
    else:
        for action in document.actions:
            action.axes = []
        document.plan_name = next((name for _number, name in plans), None)
    return document


PROGRAMME = key("Programme d'actions")
SHEETS = {"id action", "id demarche", "intitule action"}


def is_ademe(sheet: Sheet) -> bool:
    """True when the first line has the headers of one of ADEME's CSV."""
    labels = {key(cell) for cell in sheet.rows[0].cells} if sheet.rows else set()
    return PROGRAMME in labels or labels >= SHEETS


def read_csv(path: Path, wanted: str = "") -> Document:
    """A CSV of ADEME; ``wanted`` keeps one plan by its identifier. Raises ``RecordError`` for anything else."""
    sheet = read_delimited(path, ";")
    if not is_ademe(sheet):
        raise RecordError(
            noop("“{file}” is not a CSV of ADEME: it lacks the column “Programme d'actions” or “Intitule_action”."),
            file=path.name,
        )
    document = Document(path.name, "ademe_csv", holds_sub_actions=False)
    header = sheet.rows[0]
    columns = {key(cell): n for n, cell in reversed(list(enumerate(header.cells)))}
    for row in sheet.rows[1:]:
        if not any(row.cells):
            continue
        _regular(document, sheet, row, len(header.cells))
        if PROGRAMME in columns:
            _programme(document, sheet, row, columns, header)
        else:
            _sheet(document, sheet, row, columns, len(header.cells))
    return _axes(document, wanted, path.name)


def _regular(document: Document, sheet: Sheet, row: Row, expected: int) -> None:
    found = len(row.cells)
    if found != expected:
        facts = {"found": found, "expected": expected}
        document.remarks.append(Remark(sheet.place(row.line), "", "", DOUBTFUL, _IRREGULAR, facts))
    cells = [(n, cell) for n, cell in enumerate(row.cells) if cell in SENTINELS]
    if cells:
        where = sheet.place(row.line, cells[0][0])
        forced = {"count": len(cells), "example": cells[0][1]}
        document.remarks.append(Remark(where, "", cells[0][1], NOTED, _SENTINEL, forced))


def _programme(document: Document, sheet: Sheet, row: Row, columns: dict[str, int], header: Row) -> None:
    """The actions of one plan, all in one cell; the identifier, name and holder stand in the columns of the heading."""
    cell = row.cell(columns[PROGRAMME])
    plan = row.cell(columns.get("id", -1))
    holder = row.cell(columns.get(key("Collectivités porteuses"), -1)) or row.cell(columns.get("nom", -1))
    if "¤" not in cell and cell:
        cell = next(
            (c for c in row.cells if "¤" in c), cell
        )  # the line is shifted: the programme is known by its marks
    if not cell:
        document.remarks.append(Remark(sheet.place(row.line), "", plan, NOTED, _NO_ACTION, {"name": holder or plan}))
        return
    where = sheet.place(row.line, columns[PROGRAMME])
    for n, written in enumerate((part for part in cell.split("|") if key(part)), start=1):
        title, sectors, holders = "", [], []
        for piece in written.split("¤"):
            label, mark, rest = piece.partition("#")
            if mark and key(label) == "secteurs":
                sectors = _list(rest)
            elif mark and key(label) == "porteurs":
                holders = _list(rest)
            elif not title:
                title = one_line(piece)
        made = _action(title, sectors, holders, where)
        _identify(made, plan, str(n), holder)
        document.actions.append(made.finish())


def _sheet(document: Document, sheet: Sheet, row: Row, columns: dict[str, int], expected: int) -> None:
    """One action of ``Fiches_Action.csv``."""

    def cell(name: str) -> str:
        return row.cell(columns[name]) if name in columns else ""

    made = draft(cell("intitule action"), sheet.place(row.line))
    for label, field in (
        ("description action", "description"), ("date lancement", "start"), ("commentaire statut", "comment"),
        ("commentaire conclusion", "comment"), ("secteur", "sector"), ("type de porteur", "holder_type"),
        ("type action", "action_type"), ("cible action", "target_ademe"),
    ):  # fmt: skip
        if cell(label):
            made.put(field, cell(label), letter(columns[label]), label)
    _identify(made, cell("id demarche"), cell("id action"), cell("nom demarche"))
    made.action.source_id = cell("id action") or None
    if len(row.cells) != expected:
        made.action.remark("title", made.action.title, DOUBTFUL, _IRREGULAR, found=len(row.cells), expected=expected)
    document.actions.append(made.finish())
