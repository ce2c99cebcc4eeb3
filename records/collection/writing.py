# SPDX-License-Identifier: GPL-2.0-or-later
"""One workbook per recipient: its actions and indicators of a year, to be filled in and returned."""

from __future__ import annotations

import sqlite3
import uuid as identifiers
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import RecordError, noop
from ..index import FINISHED
from ..writing.calendar import as_written
from ..writing.plan_content import Action, PlanContent, Row
from ..writing.whole_file import safe_name
from ..writing.workbook import Banner, Cell, Column, Sheet, Workbook, write_workbook
from . import layout
from .layout import ACTION_FIELDS, ACTIONS, GUIDE, INDICATORS, LISTS, SENT, VALUE_FIELDS, Field, Labels, dated, shown
from .recipients import Recipient, recipients

SPARE_ACTIONS = 30  # empty lines with lists, for the actions a service adds
_CHOICES = {domain: name for name, domain in LISTS.items()}


@dataclass(frozen=True)
class Collection:
    """What is asked: results of ``year``, answers before ``due`` (a date as text, or empty)."""

    year: int
    due: str = ""
    group: str = "pilot"


@dataclass(frozen=True)
class SentWorkbook:
    """A workbook that was written: to whom, where, and how much it asks."""

    uuid: str
    recipient: str
    path: Path
    actions: int
    indicators: int


def send(
    connection: sqlite3.Connection, content: PlanContent, folder: Path, asked: Collection, author: str = ""
) -> tuple[list[SentWorkbook], list[Action]]:
    """Write the workbooks to ``folder`` and inscribe them in ``collection``; call inside a transaction.

    Returns them with the actions that nobody answers for. Raises ``RecordError`` when there is nobody to ask; no file is
    left then. A workbook of an earlier sending is never overwritten: it may have been filled in.
    """
    found, nobody = recipients(connection, content, asked.group)
    if not found:
        raise RecordError(
            noop("None of the {count} actions has a pilot of this kind: give them one, or collect by another kind."),
            count=len(nobody),
        )
    folder.mkdir(parents=True, exist_ok=True)
    labels = Labels(connection)
    sent: list[SentWorkbook] = []
    try:
        for recipient in found:
            made = _send_one(connection, content, folder, recipient, asked, labels, author)
            sent.append(made)  # one by one: those written before a failure are taken back
    except BaseException:
        for made in sent:
            with suppress(OSError):
                made.path.unlink(missing_ok=True)
        raise
    return sent, nobody


def _send_one(
    connection: sqlite3.Connection, content: PlanContent, folder: Path, recipient: Recipient, asked: Collection,
    labels: Labels, author: str,
) -> SentWorkbook:  # fmt: skip
    identifier = str(identifiers.uuid4())
    path = _unused(folder, f"collecte-{asked.year}-{safe_name(recipient.name)}")
    values = _value_rows(recipient, content, asked.year, labels)
    actions = _sheet(
        ACTIONS, ACTION_FIELDS, [_action_row(a, asked.year, labels) for a in recipient.actions], SPARE_ACTIONS
    )
    sheets = [_guide(recipient, content, asked), actions]
    if values:
        sheets.append(_sheet(INDICATORS, VALUE_FIELDS, values, 0))
    sheets.append(_sent_sheet(identifier, content, recipient, asked, values))
    lists = {name: tuple(labels.entries[domain].values()) for name, domain in LISTS.items()}
    connection.execute(
        "INSERT INTO collection(uuid, plan_uuid, actor_uuid, recipient, year, sent_at, file, due, modified_by) "
        "VALUES (?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?, ?, ?)",
        (identifier, content.plan["uuid"], recipient.actor, recipient.name, asked.year, path.name, asked.due or None, author or None),
    )  # fmt: skip
    # Inscribed first: a workbook the plan refuses to know of is not written.
    written = write_workbook(path, Workbook(sheets, lists, f"{content.plan['name']} – {recipient.name}"))
    if written != path:
        connection.execute("UPDATE collection SET file = ? WHERE uuid = ?", (written.name, identifier))
    return SentWorkbook(identifier, recipient.name, written, len(recipient.actions), len(values))


def _unused(folder: Path, name: str) -> Path:
    for number in range(1, 1000):
        path = folder / (f"{name}.xlsx" if number == 1 else f"{name}-{number}.xlsx")
        if not path.exists():
            return path
    raise RecordError(
        noop("The folder “{folder}” holds a thousand workbooks of one name: choose another."), folder=str(folder)
    )


def _sheet(name: str, fields: tuple[Field, ...], rows: list[list[Cell]], spare: int) -> Sheet:
    columns = tuple(
        Column(f.label, f.width, f.hidden, _CHOICES.get(f.kind, ""), read_only=not f.answer and not f.hidden)
        for f in fields
    )
    first = next(n for n, field in enumerate(fields) if field.answer)
    grey = next(n for n, field in enumerate(fields) if not field.hidden)
    banners = (Banner("Pour mémoire (ne pas modifier)", grey, first - 1), Banner("À compléter", first, len(fields) - 1))
    return Sheet(name, columns, rows, banners, spare=spare)


def _action_row(action: Action, year: int, labels: Labels) -> list[Cell]:
    facts: dict[str, Any] = dated(action.row) | {
        "axis": " › ".join(axis.label for axis in action.path) or None,
        "mother": action.mother.name if action.mother else None, "due": due_of(action, year),
    }  # fmt: skip
    return [shown(field, facts[field.name], labels) for field in ACTION_FIELDS]


def due_of(action: Action, year: int) -> str | None:
    """What is to be done for this action in ``year``, in a few words; None when nothing is."""
    row = action.row
    said = []
    if row["status"] is None:
        said.append("statut à renseigner")
    if row["status"] not in FINISHED:
        end, start = str(row["end_date"] or "")[:4], str(row["start_date"] or "")[:4]
        if end.isdigit() and int(end) < year:
            said.append(f"fin prévue en {end} : est-ce réalisé ?")
        elif end == str(year):
            said.append(f"fin prévue : {as_written(row['end_date'], row['end_precision'])}")
        if start == str(year):
            said.append(f"début prévu : {as_written(row['start_date'], row['start_precision'])}")
        if not start and not end and not row["calendar_text"] and not row["continuous"]:
            said.append("calendrier à renseigner")
    if action.indicators:
        said.append(f"{len(action.indicators)} indicateur{'s' if len(action.indicators) > 1 else ''}")
    return " ; ".join(said) or None


def _value_rows(recipient: Recipient, content: PlanContent, year: int, labels: Labels) -> list[list[Cell]]:
    """A line by indicator, action and territory where a result of ``year`` is expected, filled in or not."""
    own = {action.uuid: action for action in recipient.actions}
    linked = {(i["uuid"], action.uuid) for action in recipient.actions for i in action.indicators}
    by_place: dict[tuple[str, str | None, str | None], list[Row]] = {}
    for value in content.values:
        place = (value["indicator_uuid"], value["action_uuid"], value["territory_uuid"])
        named = any(value["indicator_uuid"] == indicator for indicator, _action in linked)
        if value["action_uuid"] in own or (named and value["action_uuid"] is None):
            by_place.setdefault(place, []).append(value)
    for indicator, action in sorted(linked):
        if not any(place[0] == indicator and place[1] in (action, None) for place in by_place):
            by_place[(indicator, action, None)] = []
    rows = [_value_row(place, values, content, own, year, labels) for place, values in by_place.items()]
    return sorted(rows, key=lambda row: [str(cell or "") for cell in row[5:10]])


def _value_row(
    place: tuple[str, str | None, str | None], values: list[Row], content: PlanContent, own: dict[str, Action], year: int,
    labels: Labels,
) -> list[Cell]:  # fmt: skip
    indicator = content.indicators[place[0]]
    results = sorted(
        (v for v in values if v["kind"] == "result" and v["value"] is not None and v["year"] < year),
        key=lambda v: int(v["year"]),
    )
    targets = sorted(
        (v for v in values if v["kind"] == "target" and v["value"] is not None and v["year"] >= year),
        key=lambda v: int(v["year"]),
    )
    known = next((v for v in values if v["kind"] == "result" and v["year"] == year), None)
    action = own.get(place[1] or "")
    facts: dict[str, Any] = {
        "uuid": known["uuid"] if known else None, "version": str(known["version"]) if known else None,
        "indicator_uuid": place[0], "action_uuid": place[1], "territory_uuid": place[2], "code": indicator["code"],
        "indicator": indicator["name"], "unit": indicator["unit"], "action": action.name if action else None,
        "territory": content.territories[place[2]]["name"] if place[2] in content.territories else None, "year": str(year),
        "last": _told(results[-1:]), "target": _told(targets[:1]),
    }  # fmt: skip
    for name in ("value", "reason", "source", "comment"):
        facts[name] = known[name] if known else None
    return [shown(field, facts[field.name], labels) for field in VALUE_FIELDS]


def _told(values: Iterable[Row]) -> str | None:
    return next((f"{value['value']:g} ({value['year']})" for value in values), None)


def _guide(recipient: Recipient, content: PlanContent, asked: Collection) -> Sheet:
    lines = (
        f"Plan : {content.plan['name']}", f"Destinataire : {recipient.name}", f"Année : {asked.year}",
        f"Réponse attendue avant le {as_written(asked.due)}" if asked.due else "",
        "Les colonnes grises rappellent ce que contient le plan ; complétez les colonnes blanches.",
        "Statut, priorité et motif d'absence se choisissent dans une liste. Les dates s'écrivent 31/12/2025, 12/2025 ou 2025.",
        "Une valeur qui manque se laisse vide, avec le motif d'absence ; zéro n'est pas une absence.",
        "Pour ajouter une action, remplissez une ligne vide sous la dernière, avec son titre ; pour une sous-action, donnez aussi le numéro de l'action mère.",
        "Pour proposer de supprimer une action, supprimez sa ligne : elle sera proposée, non supprimée.",
        "Ne supprimez pas les colonnes masquées : elles relient chaque ligne au plan.",
    )  # fmt: skip
    return Sheet(GUIDE, (Column("Collecte du plan climat-air-énergie", 110),), [[line] for line in lines if line])


def _sent_sheet(
    identifier: str, content: PlanContent, recipient: Recipient, asked: Collection, values: list[list[Cell]]
) -> Sheet:
    """The hidden sheet that says what was sent, so that what is missing on return is seen."""
    names = [field.name for field in layout.VALUE_FIELDS]
    rows: list[list[Cell]] = [
        ["collection", identifier, str(asked.year), recipient.name, None],
        ["plan", str(content.plan["uuid"]), None, str(content.plan["name"]), None],
    ]
    rows += [["action", a.uuid, str(a.row["version"]), a.number or None, a.title] for a in recipient.actions]
    for row in values:
        if row[0]:
            rows.append(["value", row[0], row[1], row[names.index("code")], row[names.index("indicator")]])
    columns = tuple(Column(name, 38) for name in ("table", "uuid", "version", "numero", "titre"))
    return Sheet(SENT, columns, rows, hidden=True)
