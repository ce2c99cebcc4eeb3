# SPDX-License-Identifier: GPL-2.0-or-later
"""Actions as ADEME publishes them: the 16 columns of ``Fiches_Action.csv`` ("Territoires & Climat"), in its own words.

Semicolons, UTF-8 with its mark, ``DD/MM/YYYY``, several values separated by `` | ``. The columns of contacts stay empty.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import noop
from .calendar import precise, whole_date, whole_day
from .delimited import write_delimited
from .losses import CHANGED, LOST, MOVED, Losses
from .plan_content import Action, PlanContent

HEADERS = (
    "Id_action", "Id_demarche", "Nom_demarche", "Intitule_action", "Description_action", "Date_lancement",
    "Collectivites_coporteuses", "Population_couverte", "Contact_principal", "Contact", "Commentaire_statut",
    "Commentaire_conclusion", "Secteur", "Type_de_porteur", "Type_action", "Cible_action",
)  # fmt: skip
SEPARATOR = " | "
# What ADEME has no column for goes into the description, each text after its name.
_SECTIONS = (
    ("stakes", "Enjeux"), ("objectives", "Objectifs"), ("description", "Descriptif"),
    ("expected_results", "Résultats attendus"), ("audience", "Public-cible"), ("means", "Moyens"),
    ("funding_text", "Financements"), ("budget_text", "Budget"), ("governance", "Gouvernance"),
    ("calendar_text", "Calendrier"),
)  # fmt: skip
_NO_COLUMN = noop("ADEME's file has no column for this.")


def write_ademe(target: str | Path, content: PlanContent, losses: Losses) -> tuple[Path, int]:
    """Write the CSV; returns where it stands and the number of lines. What ADEME cannot hold goes to ``losses``."""
    epcis = [t for t in content.territories.values() if t["kind"] == "EPCI"]
    populations = [t["population"] for t in epcis]
    known = bool(populations) and None not in populations
    carriers = SEPARATOR.join(str(t["name"]) for t in epcis) or None
    rows = []
    for action in content.every_action():
        word = "Sous-action" if action.mother else "Action"
        title = f"{word} {action.number} - {action.title}" if action.number else action.title
        if action.mother:
            losses.add(action, "parent_uuid", action.mother.name, LOST, noop("ADEME has no sub-actions: it is an action like the others."))  # fmt: skip
        stored = action.row["start_date"]
        started = whole_day(stored, False)
        if started and precise(stored, action.row["start_precision"]) != whole_date(stored, False):
            losses.add(action, "start_date", action.row["start_date"], CHANGED, noop("A day is asked for: {day} is written, the precision is lost."), day=started)  # fmt: skip
        rows.append(
            [
                action.row["source_id"] or action.uuid, content.plan["source_id"], content.plan["name"], title,
                _description(action, losses), started, carriers, sum(populations) if known else None, None, None,
                content.label("status", action.row["status"]), None,
                _listed(action, "sector", ("sector", "action_sector"), content, losses),
                _listed(action, "holder_type", ("holder_type",), content, losses),
                _listed(action, "action_type", ("action_type",), content, losses),
                _listed(action, "target", ("target_ademe",), content, losses),
            ]
        )  # fmt: skip
        _say_lost(action, content, losses)
    return write_delimited(target, HEADERS, rows), len(rows)


def _description(action: Action, losses: Losses) -> str:
    filled = [(name, label) for name, label in _SECTIONS if action.row[name]]
    if [name for name, _label in filled] == ["description"]:
        return str(action.row["description"])
    for name, _label in filled:
        if name != "description":
            losses.add(action, name, action.row[name], MOVED, noop("ADEME has no column for it: it is in the description, after its name."))  # fmt: skip
    return "\n\n".join(f"{label} : {action.row[name]}" for name, label in filled)


def _listed(action: Action, domain: str, lists: tuple[str, ...], content: PlanContent, losses: Losses) -> str | None:
    """The labels of one kind in ADEME's words; one that its list does not have is not written."""
    words = []
    for code, label in action.tags.get(domain, []):
        entries = [entry for name in lists for entry in content.labels.get(name, {}).values()]
        found = next(
            (e for e in entries if (code and e["code"] == code) or e["label"].casefold() == label.casefold()), None
        )
        if found is None:
            losses.add(action, domain, label, LOST, noop("ADEME's list has no such value."))
        else:
            coded = str(found["code_ademe"] or "")
            words.append(str(found["label"]) if not coded or coded.isdigit() else coded)
    return SEPARATOR.join(dict.fromkeys(words)) or None


def _say_lost(action: Action, content: PlanContent, losses: Losses) -> None:
    row = action.row
    axes = " › ".join(axis.label for axis in action.path)
    facts: list[tuple[str, object]] = [
        ("axis_uuid", axes), ("priority", content.label("priority", row["priority"])), ("progress_pct", row["progress_pct"]),
        ("end_date", row["end_date"]), ("scope", content.label("scope", row["scope"])),
        ("participation", content.label("participation", row["participation"])), ("comment", row["comment"]), ("status_original", row["status_original"]),
        ("action_tag", ", ".join(label for domain, tags in action.tags.items() if domain not in ("sector", "holder_type", "action_type", "target") for _code, label in tags)),
        ("action_actor", ", ".join(dict.fromkeys(name for names in action.actors.values() for name in names))),
        ("budget", " ; ".join(str(budget["text"]) for budget in action.budgets)),
        ("action_indicator", ", ".join(str(i["name"]) for i in action.indicators)),
        ("reference", ", ".join(f"{r['document']} {r['code'] or ''}".strip() for r in action.references)),
        ("action_link", ", ".join(str(other["number"] or other["title"]) for _kind, other in action.linked)),
        ("place", len(action.places) or None), ("attachment", len(action.attachments) or None),
        ("impact", ", ".join(n for n in ("mitigation", "adaptation", "impact_ghg", "impact_energy", "impact_air", "impact_storage") if row[n] is not None)),
    ]  # fmt: skip
    for name, value in facts:
        if value not in (None, ""):
            losses.add(action, name, value, LOST, _NO_COLUMN)
