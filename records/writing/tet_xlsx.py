# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan as the workbook that the import of Territoires en Transitions (TET) reads.

What its parser asks (``excel-parser.ts``, MIT licence, read in 2026): the sheet whose A2 is ``Axe (x)``; on line 2 the 28
headers of :data:`HEADERS`, in this order; actions from line 4; a sub-action on a line of its own that repeats the axes and
the title of its action; the same title once only in an axis.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import noop
from . import tet_budget
from .calendar import precise, whole_date, whole_day
from .losses import CHANGED, CUT, LOST, MOVED, Losses
from .plan_content import Action, PlanContent
from .safe_text import one_item
from .workbook import CELL_LIMIT, Banner, Cell, Column, Sheet, Workbook, write_workbook

HEADERS = (
    "Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de l'action", "Titre de la sous-action", "Descriptif",
    "Instances de gouvernance", "Objectifs", "Indicateurs liés", "Structure pilote", "Moyens humains et techniques",
    "Partenaires", "Direction ou service pilote", "Personne pilote", "Élu·e référent·e", "Participation Citoyenne",
    "Financements", "Financeur 1", "Montant € HT", "Financeur 2", "Montant € HT", "Financeur 3", "Montant € HT",
    "Budget prévisionnel total € HT", "Statut", "Niveau de priorité", "Date de début", "Date de fin",
)  # fmt: skip
# Columns after the 28, which TET does not read; their labels are those of its own models.
FREE = ("Action en amélioration continue", "Calendrier", "Notes", "Documents et liens")
TITLE_LIMIT, DESCRIPTION_LIMIT, OBJECTIVES_LIMIT = 300, 20_000, 10_000
AXIS_LEVELS = 3
_BANNERS = (
    Banner("Présentation de l’action", 0, 6), Banner("Objectifs et indicateurs", 7, 8), Banner("Acteurs", 9, 15),
    Banner("Modalités de mise en oeuvre", 16, 27), Banner("Non importé", 28, 31),
)  # fmt: skip
_LISTS = {15: "participation", 24: "statut", 25: "priorite"}
_WIDE = {3: 40, 4: 40, 5: 60, 7: 40, 8: 40, 10: 30, 16: 40}
_TEXT = "Champ texte"
_HINTS = tuple(
    {
        8: "Champ texte non importé", 15: "Liste déroulante", 24: "Liste déroulante", 25: "Liste déroulante",
        18: "Nombre", 20: "Nombre", 22: "Nombre", 23: "Nombre", 26: "JJ/MM/AAAA", 27: "JJ/MM/AAAA",
        **dict.fromkeys((9, 11, 12, 13, 14), "Champ texte (séparateur virgule)"), **dict.fromkeys(range(28, 32), "Non importé"),
    }.get(n, _TEXT)
    for n in range(len(HEADERS) + len(FREE))
)  # fmt: skip
# Texts TET has no column for: they go into the description, each under its name.
_IN_DESCRIPTION = (
    ("stakes", "Enjeux et contexte"), ("expected_results", "Résultats attendus"), ("audience", "Public-cible"),
)  # fmt: skip
_IMPACTS = (
    ("mitigation", "Atténuation"), ("adaptation", "Adaptation"), ("impact_ghg", "GES"), ("impact_energy", "Énergie"),
    ("impact_air", "Air"), ("impact_storage", "Stockage"),
)  # fmt: skip
_NO_COLUMN = noop("The import of TET has no column for this.")


def write_tet(target: str | Path, content: PlanContent, losses: Losses) -> tuple[Path, int]:
    """Write the workbook; returns where it stands and the number of lines. What TET cannot hold goes to ``losses``."""
    labels = (*HEADERS, *FREE)
    columns = tuple(Column(label, _WIDE.get(n, 20), choices=_LISTS.get(n, "")) for n, label in enumerate(labels))
    writer = _Lines(content, losses)
    for action in content.actions:
        writer.add(action)
    lists = {
        name: tuple(str(entry["code_tet" if domain != "participation" else "label"]) for entry in content.labels[domain].values())
        for name, domain in (("statut", "status"), ("priorite", "priority"), ("participation", "participation"))
    }  # fmt: skip
    sheet = Sheet("Fichier dimport", columns, writer.rows, _BANNERS, _HINTS)
    return write_workbook(target, Workbook([sheet], lists, str(content.plan["name"]))), len(writer.rows)


class _Lines:
    """The lines of the sheet, and the titles that each axis has already."""

    def __init__(self, content: PlanContent, losses: Losses) -> None:
        self.content, self.losses = content, losses
        self.rows: list[list[Cell]] = []
        self.taken: set[tuple[tuple[str, ...], str, str]] = set()

    def add(self, action: Action) -> None:
        """A line for ``action`` and one for each of its sub-actions."""
        axes = self._axes(action)
        title = self._title(action, "Action", (axes, ""))
        self.rows.append(self._line(action, axes, title, None))
        for child in action.children:
            if child.row["axis_uuid"] and child.path != action.path:
                told = noop("TET puts a sub-action in the axis of its action.")
                self.losses.add(child, "axis_uuid", child.path[-1].label if child.path else "", CHANGED, told)
            self.rows.append(self._line(child, axes, title, self._title(child, "Sous-action", (axes, title))))

    def _axes(self, action: Action) -> tuple[str, ...]:
        labels = tuple(axis.label for axis in action.path)
        if not labels:
            self.losses.add(action, "axis_uuid", "", CHANGED, noop("The action has no axis: TET puts it at the root of the plan."))  # fmt: skip
        if len(labels) > AXIS_LEVELS:
            told = noop("TET reads three levels of axes: the deeper ones are joined to the third.")
            self.losses.add(action, "axis_uuid", " › ".join(labels[AXIS_LEVELS:]), CHANGED, told)
            labels = (*labels[: AXIS_LEVELS - 1], " › ".join(labels[AXIS_LEVELS - 1 :]))
        for path in action.further_axes:
            told = noop("The import of TET puts an action in one axis only.")
            self.losses.add(action, "action_axis", " › ".join(axis.label for axis in path), LOST, told)
        return tuple(self._cut(action, "axis_uuid", label, TITLE_LIMIT) for label in labels)

    def _title(self, action: Action, word: str, place: tuple[tuple[str, ...], str]) -> str:
        """The title after its number, as TET's own model shows them, and once only in its axis."""
        title = " ".join(action.title.split())
        numbered = f"{word} {action.number} - {title}" if action.number else title
        if len(numbered) > TITLE_LIMIT:
            told = noop("TET has no column for the number, and the title is too long ({limit} characters) to hold it.")
            self.losses.add(action, "number", action.number, LOST, told, limit=TITLE_LIMIT)
            numbered = title[:TITLE_LIMIT]
        unique, copy = numbered, 1
        while (*place, unique.casefold()) in self.taken:
            copy += 1
            end = f" ({copy})"
            unique = numbered[: TITLE_LIMIT - len(end)] + end
        self.taken.add((*place, unique.casefold()))
        if copy > 1:
            self.losses.add(action, "title", action.title, CHANGED, noop("TET refuses a title twice in one axis: “{title}” is written."), title=unique)  # fmt: skip
        return unique

    def _line(self, action: Action, axes: tuple[str, ...], title: str, sub_title: str | None) -> list[Cell]:
        row, content = action.row, self.content
        self._say_lost(action)
        money = tet_budget.columns(action, self.losses)
        start, end = self._dates(action)
        participation = content.label("participation", row["participation"])
        return [
            *axes, *[None] * (AXIS_LEVELS - len(axes)), title, sub_title, self._description(action),
            self._cut(action, "governance", row["governance"], CELL_LIMIT),
            self._cut(action, "objectives", row["objectives"], OBJECTIVES_LIMIT), self._indicators(action),
            self._list(action, "pilot_organisation"), self._cut(action, "means", row["means"], CELL_LIMIT),
            self._list(action, "partner"), self._list(action, "pilot_service"), self._list(action, "pilot_person"),
            self._list(action, "elected"), participation, *money, self._known(action, "status"),
            self._known(action, "priority"), start, end, *self._free(action),
        ]  # fmt: skip

    def _known(self, action: Action, name: str) -> str | None:
        """TET's own word for a status or a priority."""
        code = action.row[name]
        word = self.content.code_tet(name, code)
        if code and not word:
            self.losses.add(action, name, code, LOST, noop("TET has no such value in its list."))
        if name == "status" and not word:
            self.losses.add(action, name, "", CHANGED, noop("Without a status, TET puts “À venir” of itself."))
        return word

    def _dates(self, action: Action) -> tuple[str | None, str | None]:
        written = []
        row = action.row
        for name, end in (("start_date", False), ("end_date", True)):
            stored = row[name]
            day = whole_day(stored, end)
            if stored and day is None:
                self.losses.add(action, name, stored, LOST, noop("It is not a date that TET reads (DD/MM/YYYY)."))
            elif stored and precise(stored, row[f"{name[:-5]}_precision"]) != whole_date(stored, end):
                told = noop("TET asks for a day: {day} is written, the precision is lost.")
                self.losses.add(action, name, stored, CHANGED, told, day=day)
            written.append(day)
        return written[0], written[1]

    def _description(self, action: Action) -> str | None:
        parts = []
        for name, label in _IN_DESCRIPTION:
            if action.row[name]:
                parts.append(f"{label} : {action.row[name]}")
                self.losses.add(action, name, action.row[name], MOVED, noop("TET has no column for it: it is in the description, after its name."))  # fmt: skip
        if action.row["description"]:
            own = f"Descriptif : {action.row['description']}" if parts else action.row["description"]
            parts.insert(1 if action.row["stakes"] else 0, own)
        return self._cut(action, "description", "\n\n".join(parts), DESCRIPTION_LIMIT) or None

    def _indicators(self, action: Action) -> str | None:
        names = [str(indicator["name"]) for indicator in action.indicators]
        if names:
            told = noop("TET does not read the linked indicators: link them again on the platform.")
            self.losses.add(action, "action_indicator", ", ".join(names), LOST, told)
        return self._cut(action, "action_indicator", "\n".join(names), CELL_LIMIT) or None

    def _list(self, action: Action, role: str) -> str | None:
        """Names separated by commas; one that holds a comma is put between quotes, inside which TET does not cut."""
        names = []
        for name in action.names(role):
            names.append(one_item(name))
            if names[-1] != name:
                told = noop("TET separates names by commas: it is written between quotes.")
                self.losses.add(action, role, name, CHANGED, told)
        if role == "pilot_service" and not any(
            action.names(r) for r in ("pilot_organisation", "pilot_service", "pilot_person")
        ):
            names = [one_item(name) for name in action.pilots()]
            if names:
                told = noop("Its kind is not said in the plan: it is written as a service.")
                self.losses.add(action, "pilot", ", ".join(names), CHANGED, told)
        return self._cut(action, role, ", ".join(names), CELL_LIMIT) or None

    def _free(self, action: Action) -> list[Cell]:
        """What TET leaves unread, for the people who open the workbook and for our own reader."""
        row = action.row
        continuous = None if row["continuous"] is None else "VRAI" if row["continuous"] else "FAUX"
        links = [str(a["url"] or a["path"] or "") for a in action.attachments if a["kind"] != "note"]
        texts = (row["calendar_text"], row["comment"], "\n".join(filter(None, links)) or None)
        for name, text in zip(
            ("continuous", "calendar_text", "comment", "attachment"), (continuous, *texts), strict=True
        ):
            if text:
                self.losses.add(action, name, text, LOST, noop("Written in a column that TET does not read."))
        return [continuous, *(self._cut(action, "comment", text, CELL_LIMIT) for text in texts)]

    def _cut(self, action: Action, name: str, text: str | None, limit: int) -> str:
        if not text:
            return ""
        if len(text) <= limit:
            return str(text)
        self.losses.add(action, name, text[limit - 1 :], CUT, noop("Cut at {limit} characters, the limit of TET or of a cell."), limit=limit)  # fmt: skip
        return text[: limit - 1] + "…"

    def _say_lost(self, action: Action) -> None:
        row = action.row
        ticked = [f"{label} : {'oui' if row[name] else 'non'}" for name, label in _IMPACTS if row[name] is not None]
        facts: list[tuple[str, object]] = [
            ("scope", self.content.label("scope", row["scope"])), ("impact", ", ".join(ticked)),
            ("progress_pct", row["progress_pct"]), ("confidential", "oui" if row["confidential"] else None),
            ("contracting_authority", ", ".join(action.names("contracting_authority"))),
            ("target", ", ".join(action.names("target"))), ("source_id", row["source_id"]), ("status_original", row["status_original"]),
            ("action_tag", ", ".join(label for tags in action.tags.values() for _code, label in tags)),
            ("reference", ", ".join(f"{r['document']} {r['code'] or ''}".strip() for r in action.references)),
            ("action_link", ", ".join(str(other["number"] or other["title"]) for _kind, other in action.linked)),
            ("place", f"{len(action.places)}" if action.places else None),
            ("attachment", ", ".join(str(a["title"] or a["text"] or "") for a in action.attachments if a["kind"] == "note")),
        ]  # fmt: skip
        for name, value in facts:
            if value not in (None, ""):
                self.losses.add(action, name, value, LOST, _NO_COLUMN)
