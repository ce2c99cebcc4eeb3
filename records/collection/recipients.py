# SPDX-License-Identifier: GPL-2.0-or-later
"""To whom the workbooks go: each pilot of the plan, with the actions it answers for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..reading.normalised import key
from ..writing.plan_content import Action, PlanContent

GROUPS = {
    "pilot": ("pilot_service", "pilot_person", "pilot_organisation"), "service": ("pilot_service",),
    "person": ("pilot_person",), "organisation": ("pilot_organisation",),
}  # fmt: skip


@dataclass
class Recipient:
    """``actor`` is a uuid, or None for a pilot known by the text of the action only."""

    name: str
    actor: str | None
    actions: list[Action] = field(default_factory=list)


def recipients(
    connection: sqlite3.Connection, content: PlanContent, group: str
) -> tuple[list[Recipient], list[Action]]:
    """The recipients by name, and the actions that nobody answers for. ``group`` is a key of :data:`GROUPS`.

    An action goes to each of its pilots of the group; a sub-action without any goes with its action. In the group
    ``pilot``, the text of the column ``pilot`` serves where no actor is named.
    """
    actors: dict[str, str] = {}
    for uuid, name in connection.execute("SELECT uuid, name FROM actor WHERE deleted = 0"):
        actors.setdefault(key(name), uuid)
    found: dict[str, Recipient] = {}
    nobody = []
    for action in content.every_action():
        names = _pilots(action, group) or (_pilots(action.mother, group) if action.mother else [])
        if not names:
            nobody.append(action)
        for name in names:
            recipient = found.setdefault(key(name), Recipient(name, actors.get(key(name))))
            recipient.actions.append(action)
    return sorted(found.values(), key=lambda recipient: key(recipient.name)), nobody


def _pilots(action: Action, group: str) -> Iterable[str]:
    names = list(dict.fromkeys(name for role in GROUPS[group] for name in action.names(role)))
    return names or (action.pilots() if group == "pilot" else [])
