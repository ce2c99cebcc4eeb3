# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan as an ordinary workbook (.xlsx or .ods): a sheet of actions that can be read back, then one sheet per list."""

from __future__ import annotations

from pathlib import Path

from ..errors import noop
from .calendar import as_written
from .losses import CHANGED, CUT, LOST, Losses
from .plan_content import PILOTS, Action, PlanContent, Row
from .safe_text import one_item
from .workbook import CELL_LIMIT, Cell, Column, Sheet, Workbook, write_workbook

_IMPACTS = (
    ("mitigation", "Atténuation"), ("adaptation", "Adaptation"), ("impact_ghg", "GES"), ("impact_energy", "Énergie"),
    ("impact_air", "Air"), ("impact_storage", "Stockage"),
)  # fmt: skip
AXES = ("Axe (x)", "Sous-axe (x.x)", "Sous-sous-axe (x.x.x)", "x.x.x.x", "x.x.x.x.x")
# Headers that the reader of tables knows, and the columns of the plan they hold.
_TEXTS = (
    ("Enjeux", "stakes"), ("Objectifs", "objectives"), ("Description", "description"),
    ("Résultats attendus", "expected_results"), ("Public-cible", "audience"), ("Moyens", "means"),
    ("Dispositif financier", "funding_text"), ("Gouvernance", "governance"), ("Commentaire", "comment"),
)  # fmt: skip
_ROLES = (
    ("Maître d'ouvrage", "contracting_authority"), ("Structure pilote", "pilot_organisation"),
    ("Service pilote", "pilot_service"), ("Personne pilote", "pilot_person"), ("Élu·e référent·e", "elected"),
    ("Partenaires", "partner"), ("Financeurs", "funder"),
)  # fmt: skip
_TAGS = (
    ("Secteurs", "sector"), ("Thématique", "theme"), ("Sous-thématiques", "subtheme"), ("Cibles", "target"),
    ("Type_action", "action_type"), ("Type_de_porteur", "holder_type"), ("Étiquettes", "tag"),
    ("Mesures des référentiels", "framework"),
)  # fmt: skip
_ORIGIN = (
    ("Statut d'origine", "status_original"), ("Système d'origine", "source_system"), ("Identifiant d'origine", "source_id"),
    ("Document d'origine", "source_document"), ("Page d'origine", "source_page"),
)  # fmt: skip
_LISTED = (("Portée", "scope"), ("Participation Citoyenne", "participation"))


def write_table(target: str | Path, content: PlanContent, losses: Losses) -> tuple[Path, int]:
    """Write the workbook by its extension; returns where it stands and the number of actions."""
    actions = list(content.every_action())
    lists = {
        name: tuple(str(entry["label"]) for entry in content.labels[domain].values())
        for name, domain in (("statut", "status"), ("priorite", "priority"))
    }
    sheets = [_actions(actions, content, losses), *_others(actions, content, losses)]
    for action in actions:
        if action.places:
            losses.add(action, "place", len(action.places), LOST, noop("A workbook has no geometry: the places are listed without it."))  # fmt: skip
    return write_workbook(target, Workbook(sheets, lists, str(content.plan["name"]))), len(actions)


def _actions(actions: list[Action], content: PlanContent, losses: Losses) -> Sheet:
    depth = min(max((len(action.path) for action in actions), default=0), len(AXES))
    columns = [
        Column("uuid", 12), Column("Numéro", 9), *(Column(name, 24) for name in AXES[:depth]),
        Column("Titre de l'action", 40), Column("Titre de la sous-action", 40), Column("Statut", 14, choices="statut"),
        Column("Niveau de priorité", 12, choices="priorite"), Column("Avancement %", 12), Column("Calendrier", 24),
        Column("Date de début", 14), Column("Date de fin", 14), Column("L'action se répète tous les ans", 12),
        *(Column(label, 40) for label, _name in _TEXTS), *(Column(label, 24) for label, _name in _LISTED),
        Column("Impact", 24), *(Column(label, 24) for label, _name in _ROLES), *(Column(label, 24) for label, _name in _TAGS),
        Column("Pilote", 24), Column("Budget", 30), Column("Indicateurs", 40), Column("Confidentialité de l'action", 14),
        *(Column(label, 16) for label, _name in _ORIGIN),
    ]  # fmt: skip
    return Sheet("Actions", tuple(columns), [_line(action, depth, content, losses) for action in actions])


def _line(action: Action, depth: int, content: PlanContent, losses: Losses) -> list[Cell]:
    row = action.row
    labels = [axis.label for axis in action.path]
    if len(labels) > len(AXES):
        losses.add(action, "axis_uuid", " › ".join(labels[len(AXES) :]), LOST, noop("The sheet has {levels} levels of axes."), levels=len(AXES))  # fmt: skip
    axes = [labels[n] if n < len(labels) else None for n in range(depth)]
    ticked = [f"{'☒' if row[name] else '☐'} {label}" for name, label in _IMPACTS if row[name] is not None]
    titles = (action.mother.title, action.title) if action.mother else (action.title, None)

    def text(name: str, value: object) -> Cell:
        return fitted(action, name, value, losses)

    tags = {domain: [label for _code, label in found] for domain, found in action.tags.items()}
    return [
        action.uuid, action.number or None, *axes, *titles, content.label("status", row["status"]),
        content.label("priority", row["priority"]), row["progress_pct"], text("calendar_text", row["calendar_text"]),
        as_written(row["start_date"], row["start_precision"]), as_written(row["end_date"], row["end_precision"]), _yes_no(row["continuous"]),
        *(text(name, row[name]) for _label, name in _TEXTS), *((content.label(name, row[name]) or "").split(" (")[0] or None for _label, name in _LISTED),
        " ".join(ticked) or None,
        *(text(role, "\n".join(_items(action, role, losses))) for _label, role in _ROLES),
        *(text(domain, "\n".join(tags.get(domain, []))) for _label, domain in _TAGS),
        text("pilot", None if any(action.names(role) for role in PILOTS) else row["pilot"]), text("budget_text", row["budget_text"]), text("indicators", "\n".join(str(i["name"]) for i in action.indicators)),
        "Confidentielle" if row["confidential"] else None, *(text(name, row[name]) for _label, name in _ORIGIN),
    ]  # fmt: skip


def _items(action: Action, role: str, losses: Losses) -> list[str]:
    """Names one by line; one with a comma is put between quotes, so that it is read back as one."""
    made = []
    for name in action.names(role):
        made.append(one_item(name))
        if made[-1] != name:
            losses.add(
                action, role, name, CHANGED, noop("It is written between quotes, so that its comma does not part it.")
            )
    return made


def _yes_no(value: object) -> str | None:
    return None if value is None else "oui" if value else "non"


def fitted(action: Action | None, name: str, value: object, losses: Losses) -> Cell:
    """``value`` as the text of a cell, cut with a word in ``losses`` when a cell cannot hold it."""
    if value is None or value == "":
        return None
    text = str(value)
    if len(text) <= CELL_LIMIT:
        return text
    losses.add(action, name, text[CELL_LIMIT - 1 :], CUT, noop("Cut at {limit} characters, the limit of a cell."), limit=CELL_LIMIT)  # fmt: skip
    return text[: CELL_LIMIT - 1] + "…"


def _others(actions: list[Action], content: PlanContent, losses: Losses) -> list[Sheet]:
    """Budgets, actors, values, places, references, linked actions and attachments; a sheet without rows is left out."""
    budgets = [
        [*_whose(a), content.label("budget_state", b["state"]), content.label("budget_nature", b["nature"]), b["amount_min"], b["amount_max"], b["currency"], b["tax"], b["year"], b["end_year"], content.label("phase", b["phase"]), b["funder"], b["cofunding_pct"], fitted(a, "budget", b["text"], losses)]
        for a in actions for b in a.budgets
    ]  # fmt: skip
    actors = [[*_whose(a), content.label("actor_role", role), name] for a in actions for role, names in a.actors.items() for name in names]  # fmt: skip
    by_uuid = {action.uuid: action for action in actions}
    values = [_value(value, by_uuid, content, losses) for value in content.values]
    places = [
        [*_whose(a), p["kind"], content.label("role", p["role"]), p["layer_name"], p["key_field"], p["key_value"], content.label("link_state", p["state"]), p["share"], fitted(a, "place", p["comment"], losses)]
        for a in actions for p in a.places
    ]  # fmt: skip
    references = [[*_whose(a), r["document"], r["code"], r["label"], fitted(a, "reference", r["text"], losses)] for a in actions for r in a.references]  # fmt: skip
    linked = [[*_whose(a), content.label("link_kind", kind), other["number"], other["title"]] for a in actions for kind, other in a.linked]  # fmt: skip
    pieces = [
        [*_whose(a), content.label("attachment_kind", p["kind"]), p["title"], p["path"] or p["url"], p["dated"], fitted(a, "attachment", p["text"], losses)]
        for a in actions for p in a.attachments
    ]  # fmt: skip
    made = (
        ("Budgets", ("État", "Nature", "Montant bas", "Montant haut", "Devise", "Taxe", "Année", "Dernière année", "Phase", "Nom du financeur", "Taux de cofinancement (%)", "Texte d'origine"), budgets),
        ("Acteurs", ("Rôle", "Nom de l'acteur"), actors),
        ("Valeurs", ("Code de l'indicateur", "Intitulé de l'indicateur", "Territoire concerné", "Année", "Nature de la valeur", "Valeur", "Unité", "Motif d'absence", "Source", "Commentaire de la valeur"), values),
        ("Lieux", ("Type de lieu", "Rôle du lieu", "Couche", "Champ clé", "Valeur de la clé", "État du lien", "Part", "Commentaire du lieu"), places),
        ("Références", ("Document", "Code de la référence", "Libellé de la référence", "Texte d'origine"), references),
        ("Actions liées", ("Lien", "Numéro lié", "Intitulé lié"), linked),
        ("Pièces", ("Type de pièce", "Intitulé de la pièce", "Chemin ou adresse", "Datée", "Texte de la pièce"), pieces),
    )  # fmt: skip
    whose = (Column("Fiche concernée", 10), Column("Intitulé de la fiche", 36))
    return [
        Sheet(name, (*whose, *(Column(label, 20) for label in labels)), rows) for name, labels, rows in made if rows
    ]


def _whose(action: Action) -> list[Cell]:
    return [action.number or None, action.title]


def _value(value: Row, actions: dict[str, Action], content: PlanContent, losses: Losses) -> list[Cell]:
    action = actions.get(value["action_uuid"] or "")
    indicator = content.indicators[value["indicator_uuid"]]
    territory = content.territories.get(value["territory_uuid"] or "", {})
    return [
        *(_whose(action) if action else (None, None)), indicator["code"], indicator["name"], territory.get("name"),
        value["year"], content.label("value_kind", value["kind"]), value["value"], value["unit"] or indicator["unit"],
        content.label("reason", value["reason"]), value["source"], fitted(action, "value", value["comment"] or value["text"], losses),
    ]  # fmt: skip
