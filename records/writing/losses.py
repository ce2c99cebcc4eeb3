# SPDX-License-Identifier: GPL-2.0-or-later
"""What a format cannot carry, by action and field: lost, moved elsewhere as text, cut or changed. Nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .delimited import write_delimited
from .plan_content import Action

LOST, MOVED, CUT, CHANGED = "lost", "moved", "cut", "changed"
COLUMNS = ("action_uuid", "number", "title", "field", "value", "fate", "sentence")
SHOWN = 200  # characters of the value that are shown


@dataclass(frozen=True)
class Loss:
    """``fate`` is ``lost``, ``moved``, ``cut`` or ``changed``; ``sentence`` is a template filled by ``facts``."""

    action_uuid: str
    number: str
    title: str
    field: str
    value: str
    fate: str
    sentence: str
    facts: dict[str, Any]


@dataclass
class Losses:
    """The list, in the order of the file."""

    rows: list[Loss] = field(default_factory=list)

    def add(self, action: Action | None, name: str, value: object, fate: str, sentence: str, **facts: object) -> None:
        """Note that the field ``name`` of ``action`` (None: of the plan) did not go through as it is."""
        written = " ".join(str(value).split())
        shown = written if len(written) <= SHOWN else written[: SHOWN - 1] + "…"
        who = (action.uuid, action.number, action.title) if action else ("", "", "")
        self.rows.append(Loss(*who, name, shown, fate, sentence, dict(facts)))

    def write(self, target: str | Path, translated: Callable[[str], str]) -> Path:
        """Write the list as CSV; ``translated`` gives the sentences in the reader's language."""
        rows = [
            [loss.action_uuid, loss.number, loss.title, loss.field, loss.value, loss.fate, translated(loss.sentence).format(**loss.facts)]
            for loss in self.rows
        ]  # fmt: skip
        return write_delimited(target, COLUMNS, rows)
