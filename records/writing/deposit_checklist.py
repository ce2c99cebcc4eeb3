# SPDX-License-Identifier: GPL-2.0-or-later
"""The pieces of the regulatory file of a PCAET: what the plan holds of each, and what is missing.

What is looked for is a table, ``resources/parameters/pieces_depot.csv``: a line per element, with its rule and its source.
An element counts what it found beside what is expected; nothing here says that a document is good.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import RecordError, noop
from ..reading.normalised import key
from .delimited import write_delimited
from .plan_content import Action, PlanContent, Row
from .workbook import Cell, Column, Sheet, Workbook, write_workbook

TABLE = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "pieces_depot.csv"
FILLED, PARTIAL, MISSING = "rempli", "partiel", "manquant"
HEADERS = (
    "Pièce", "Obligatoire", "Élément", "État", "Trouvé", "Attendu", "Absences motivées", "Détail", "Source de l'exigence",
)  # fmt: skip
_WIDTHS = (30, 11, 50, 11, 9, 9, 12, 60, 50)


@dataclass(frozen=True)
class Element:
    """One line of the checklist: ``found`` of ``expected``; ``explained`` are absences that have a reason in the plan."""

    piece: str
    required: bool
    label: str
    found: int
    expected: int
    explained: int
    detail: str
    source: str

    @property
    def state(self) -> str:
        """``rempli``, ``partiel`` or ``manquant``."""
        if self.expected and self.found >= self.expected:
            return FILLED
        return PARTIAL if self.found else MISSING


def checklist(connection: sqlite3.Connection, content: PlanContent, table: Path = TABLE) -> list[Element]:
    """The lines of the checklist, in the order of the table."""
    seeker = _Seeker(connection, content)
    with table.open(encoding="utf-8", newline="") as opened:
        return [seeker.look(row) for row in csv.DictReader(opened)]


def write_checklist(target: str | Path, elements: list[Element], plan_name: str) -> Path:
    """Write the lines as .csv, .xlsx or .ods. Raises ``RecordError`` for another extension."""
    rows: list[list[Cell]] = [
        [e.piece, "oui" if e.required else "non", e.label, e.state, e.found, e.expected, e.explained, e.detail or None, e.source]
        for e in elements
    ]  # fmt: skip
    extension = Path(target).suffix.lower()
    if extension == ".csv":
        return write_delimited(target, HEADERS, rows)
    if extension not in (".xlsx", ".ods"):
        raise RecordError(noop("“{file}”: the checklist is a .csv, .xlsx or .ods file."), file=Path(target).name)
    columns = tuple(Column(label, width) for label, width in zip(HEADERS, _WIDTHS, strict=True))
    return write_workbook(target, Workbook([Sheet("Pièces du dossier", columns, rows)], title=plan_name))


class _Seeker:
    """Counts what the plan holds of each element."""

    def __init__(self, connection: sqlite3.Connection, content: PlanContent) -> None:
        self.content = content
        self.by_code: dict[str, str] = {}
        for uuid, indicator in content.indicators.items():
            for code in (indicator["code"], indicator["code_tet"]):
                if code:
                    self.by_code.setdefault(str(code), uuid)
        self.milestones = connection.execute("SELECT name, kind, dated FROM milestone WHERE deleted = 0").fetchall()
        self.rules: dict[str, Callable[[dict[str, str]], tuple[int, int, int, str]]] = {
            "values": self._values, "targets": self._targets, "document": self._document, "actions": self._actions,
            "actions_with": self._actions_with, "sectors": self._sectors,
            "indicators_with_target": self._with_target, "milestone": self._milestone,
        }  # fmt: skip

    def look(self, row: dict[str, str]) -> Element:
        """The line of the checklist for one line of the table."""
        piece = self.content.label("piece", row["piece"]) or row["piece"]
        return Element(piece, row["required"] == "oui", row["label"], *self.rules[row["rule"]](row), row["source"])

    def _of(self, code: str) -> list[Row]:
        uuid = self.by_code.get(code)
        return [value for value in self.content.values if value["indicator_uuid"] == uuid] if uuid else []

    def _values(self, row: dict[str, str]) -> tuple[int, int, int, str]:
        codes = row["codes"].split("|")
        missing, explained = [], 0
        for code in codes:
            values = [v for v in self._of(code) if v["kind"] in ("result", "reference")]
            if not any(v["value"] is not None for v in values):
                missing.append(code)
                explained += bool(values)
        return len(codes) - len(missing), len(codes), explained, _list("Sans valeur", missing)

    def _targets(self, row: dict[str, str]) -> tuple[int, int, int, str]:
        wanted = [(code, int(year)) for code in row["codes"].split("|") for year in row["years"].split("|")]
        missing, explained = [], 0
        for code, year in wanted:
            values = [v for v in self._of(code) if v["kind"] == "target" and v["year"] == year]
            if not any(v["value"] is not None for v in values):
                missing.append(f"{code} {year}")
                explained += bool(values)
        return len(wanted) - len(missing), len(wanted), explained, _list("Sans objectif", missing)

    def _document(self, row: dict[str, str]) -> tuple[int, int, int, str]:
        words = row["words"].split("|")
        found = []
        for action in self.content.every_action():
            for piece in action.attachments:
                name = str(piece["title"] or piece["path"] or piece["url"] or "")
                if piece["kind"] != "note" and any(f" {word}" in f" {key(name)}" for word in words):
                    found.append(name)
        detail = _list("Pièce jointe", found) if found else "À joindre : aucune pièce jointe du plan n'en porte le nom"
        return min(len(found), 1), 1, 0, detail

    def _milestone(self, row: dict[str, str]) -> tuple[int, int, int, str]:
        found = [f"{m['name']} ({m['dated'] or 'sans date'})" for m in self.milestones if m["kind"] == row["codes"]]
        return min(len(found), 1), 1, 0, _list("Jalon", found)

    def _actions(self, _row: dict[str, str]) -> tuple[int, int, int, str]:
        count = len(self.content.actions)
        return count, max(count, 1), 0, ""

    def _actions_with(self, row: dict[str, str]) -> tuple[int, int, int, str]:
        without = [action.number or action.title for action in self.content.actions if not _has(action, row["codes"])]
        total = len(self.content.actions)
        return total - len(without), max(total, 1), 0, _list("Sans", without)

    def _sectors(self, row: dict[str, str]) -> tuple[int, int, int, str]:
        codes = row["codes"].split("|")
        labels = {key(str(self.content.label("sector", code))): code for code in codes}
        touched = set()
        for action in self.content.every_action():
            for code, label in action.tags.get("sector", []):
                touched |= {code if code in codes else labels.get(key(label))}
        missing = [str(self.content.label("sector", code)) for code in codes if code not in touched]
        return len(codes) - len(missing), len(codes), 0, _list("Aucune action pour", missing)

    def _with_target(self, _row: dict[str, str]) -> tuple[int, int, int, str]:
        used = {i["uuid"]: str(i["name"]) for action in self.content.every_action() for i in action.indicators}
        aimed = {v["indicator_uuid"] for v in self.content.values if v["kind"] == "target" and v["value"] is not None}
        without = [name for uuid, name in used.items() if uuid not in aimed]
        return len(used) - len(without), max(len(used), 1), 0, _list("Sans objectif", without)


def _has(action: Action, what: str) -> bool:
    family = [action, *action.children]
    if what == "pilot":
        return any(a.pilots() for a in family)
    if what == "means":
        return any(a.row["means"] or a.row["funding_text"] or a.row["budget_text"] or a.budgets for a in family)
    if what == "audience":
        return any(a.row["audience"] or a.names("target") or a.tags.get("target") for a in family)
    if what == "partner":
        return any(a.names("partner") for a in family)
    if what == "calendar":
        return any(
            a.row["start_date"] or a.row["end_date"] or a.row["calendar_text"] or a.row["continuous"] for a in family
        )
    if what == "indicator":
        return any(a.indicators for a in family)
    return any(a.row[what] for a in family)


_SHOWN = 20


def _list(label: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" et {len(names) - _SHOWN} autres" if len(names) > _SHOWN else ""
    return f"{label} : {', '.join(names[:_SHOWN])}{more}"
