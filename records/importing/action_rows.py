# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of one action: its own, and those that hang on it."""

from __future__ import annotations

from typing import Any

from ..reading.markup import plain
from ..reading.normalised import key, tidy
from ..reading.structure import CERTAIN, DOUBTFUL, REPAIRED, Document, ReadAction
from ..writing.calendar import precise
from .known import Store
from .report import Translate, told

CALENDAR = (
    "calendar_text",
    "start_date",
    "end_date",
    "start_precision",
    "end_precision",
    "continuous",
    "calendar_certainty",
)
# Filled when empty, never replaced: where the action comes from, its number, its first axis (others are added beside).
KEPT = ("number", "parent_uuid", "axis_uuid", "source_system", "source_id")
_OF_THE_FIRST = (
    "source_document",
    "source_page",
)  # an action made by hand, or read elsewhere first, does not come from here
_TAG_DOMAINS = {
    "sector": ("sector", "action_sector"), "target": ("target_tet", "target_ademe"), "theme": ("theme",),
    "effect": ("effect",), "action_type": ("action_type",), "holder_type": ("holder_type",),
}  # fmt: skip


def action_facts(read: ReadAction, document: Document) -> dict[str, Any]:
    """The columns of ``action`` the source says something of."""
    facts: dict[str, Any] = {name: value for name, value in read.fields.items() if value is not None}
    if facts.get("calendar_certainty") == "absent":
        facts = {name: value for name, value in facts.items() if name not in CALENDAR}
    facts = {name: int(value) if isinstance(value, bool) else value for name, value in facts.items()}
    return {
        "number": read.number, "title": read.title, **facts, "source_system": read.source_system,
        "source_id": read.source_id, "source_document": facts.get("source_document") or document.name,
    }  # fmt: skip


def changes_of(row: dict[str, Any], facts: dict[str, Any], by_identity: bool) -> dict[str, Any]:
    """The columns to change: what the source says otherwise than the plan.

    The title only when the action was known by its identifier: else both say the same words, and the plan's stay.
    """
    changed = {}
    for name, value in facts.items():
        if (
            value is None
            or name in _OF_THE_FIRST
            or (name == "title" and not by_identity)
            or (name in KEPT and row.get(name))
        ):
            continue
        if row.get(name) != value and not _same_text(row.get(name), value):
            changed[name] = value
    if row.get("status") and row["status"] == facts.get("status") and not row.get("status_original"):
        changed.pop("status_original", None)  # the status was chosen in the plan: its label is no other source's word
    for side in ("start", "end"):
        if _same_day(row, facts, side):
            changed.pop(f"{side}_date", None)
            changed.pop(f"{side}_precision", None)
        if row.get(f"{side}_date") and row.get(f"{side}_date") == facts.get(f"{side}_date"):
            changed.pop(f"{side}_precision", None)  # the same day written in full elsewhere makes it no more precise
    if not changed.keys() & {"start_date", "end_date", "calendar_text"} and (
        row.get("calendar_certainty") or facts.get("calendar_certainty") == CERTAIN
    ):
        changed.pop("calendar_certainty", None)
    if changed.keys() & {"start_date", "end_date"}:  # a calendar is one thing: half of the former one would be false
        changed |= {name: facts.get(name) for name in CALENDAR if row.get(name) != facts.get(name)}
    return changed


def _same_text(ours: Any, theirs: Any) -> bool:
    """True when the plan's text, once tidied as every text that is read, is the one that was read."""
    return isinstance(ours, str) and isinstance(theirs, str) and plain(tidy(ours)).text == theirs


def _same_day(row: dict[str, Any], facts: dict[str, Any], side: str) -> bool:
    """True when both say the same moment, as precisely: ``2022`` and ``2022-01-01`` known to the year."""
    ours = precise(row.get(f"{side}_date"), row.get(f"{side}_precision"))
    theirs = precise(facts.get(f"{side}_date"), facts.get(f"{side}_precision"))
    return bool(ours) and ours == theirs


def knows_pilots(store: Store, row: dict[str, Any], read: ReadAction) -> bool:
    """True when the plan has the pilots that were read: as actors, or as its own text where it has no pilot actor."""
    named = [actor for actor in read.actors if actor.role.startswith("pilot_")]
    if named and all(store.has_actor(row["uuid"], actor.name, actor.role) for actor in named):
        return True
    hung = store.hanging["action_actor"].get(row["uuid"], set())
    roles = {role for _actor, role in hung if str(role).startswith("pilot")}
    return bool(named) and not roles and key(row.get("pilot") or "") == key(", ".join(actor.name for actor in named))


def hang_all(store: Store, uuid: str, read: ReadAction, axes: list[str]) -> set[str]:
    """Actors, budgets, tags, references, further axes and the territory; returns which changed."""
    changed = set()
    for actor in read.actors:
        if store.has_actor(uuid, actor.name, actor.role):
            continue
        if store.hang("action_actor", uuid, {"actor_uuid": store.actor(actor.name, actor.kind), "role": actor.role}):
            changed.add("actors")
    for budget in read.budgets:
        facts = {name: int(v) if isinstance(v, bool) else v for name, v in vars(budget).items()}
        if store.hang("budget", uuid, facts):
            changed.add("budgets")
    for tag in read.tags:
        code = store.code(_TAG_DOMAINS.get(tag.domain, (tag.domain,)), tag.label)
        if key(tag.label) and store.hang("action_tag", uuid, {"domain": tag.domain, "code": code, "label": tag.label}):
            changed.add("tags")
    for reference in read.references:
        if store.hang("reference", uuid, vars(reference)):
            changed.add("references")
    for axis in axes:
        if store.hang("action_axis", uuid, {"axis_uuid": axis}):
            changed.add("axes")
    if read.territory and _place(store, uuid, read.territory):
        changed.add("territory")
    return changed


def _place(store: Store, action: str, name: str) -> bool:
    """Link an action to the territory it names; without a geometry the link is to be made good (state ``lost``)."""
    territory = store.territory(name)
    geometry = store.connection.execute("SELECT geom FROM territory WHERE uuid = ?", (territory,)).fetchone()[0]
    facts = {
        "role": "concerne", "layer_name": "territory", "key_field": "uuid", "key_value": territory,
        "state": "ok" if geometry else "lost", "geom": geometry, "comment": name,
    }  # fmt: skip
    return store.hang("link_polygon", action, facts)


def identity_of(read: ReadAction) -> str:
    """The number and the title of an action as its document gives them."""
    return f"{read.number} – {read.title}" if read.number else read.title


def remember(store: Store, uuid: str, read: ReadAction, document: str, sentence: str) -> None:
    """Keep that a person took this action of this document for that one of the plan."""
    mark = (document, key(identity_of(read)))
    if store.accepted.get(mark) == uuid:
        return
    store.accepted[mark] = uuid
    store.insert(
        "reading",
        {
            "table_name": "action", "row_uuid": uuid, "column_name": "source_id", "original": identity_of(read),
            "certainty": "certain", "sentence": sentence, "document": document, "location": str(read.location),
        },
    )  # fmt: skip


def write_readings(store: Store, uuid: str, read: ReadAction, translate: Translate) -> None:
    """Keep, beside the parsed value, the original text of all that was repaired or is doubtful."""
    for remark in read.remarks:
        if remark.certainty not in (REPAIRED, DOUBTFUL):
            continue
        mark = (uuid, remark.field, remark.original, remark.location.file)
        if mark in store.readings:
            continue
        store.readings.add(mark)
        store.insert(
            "reading",
            {
                "table_name": "action", "row_uuid": uuid, "column_name": remark.field, "original": remark.original,
                "certainty": remark.certainty, "sentence": told(remark, translate), "document": remark.location.file,
                "location": str(remark.location),
            },
        )  # fmt: skip
