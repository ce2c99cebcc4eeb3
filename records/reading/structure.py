# SPDX-License-Identifier: GPL-2.0-or-later
"""What every reader gives: a plan with its axes, actions and indicators, each with its place in the source and its doubts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

CERTAIN, REPAIRED, DOUBTFUL, REFUSED, NOTED = "certain", "repaired", "doubtful", "refused", "noted"


@dataclass(frozen=True)
class Location:
    """Where something was read; ``line`` counts from 1, ``column`` is a letter in a sheet, a name elsewhere."""

    file: str = ""
    sheet: str = ""
    line: int | None = None
    column: str = ""

    def at(self, column: str) -> Location:
        """The same line, another column."""
        return Location(self.file, self.sheet, self.line, column)

    def __str__(self) -> str:
        parts = (self.file, self.sheet, f"l. {self.line}" if self.line else "", self.column)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Remark:
    """Something a person should look at: ``sentence`` is a template filled by ``facts``; ``field`` a column of the action."""

    location: Location
    field: str
    original: str
    certainty: str
    sentence: str
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """True when the action it belongs to is to be looked at."""
        return self.certainty == DOUBTFUL

    @property
    def text(self) -> str:
        """The sentence in its source language."""
        return self.sentence.format(**self.facts)


@dataclass(frozen=True)
class ReadActor:
    """``role`` and ``kind`` are codes of the store (``pilot_service``…, ``person|service|organisation|other``)."""

    name: str
    role: str
    kind: str = "organisation"


@dataclass(frozen=True)
class ReadBudget:
    """One line of budget; amounts in ``currency``; ``text`` is always as written."""

    state: str
    text: str
    nature: str | None = None
    amount_min: float | None = None
    amount_max: float | None = None
    approximate: bool = False
    currency: str | None = None
    tax: str | None = None
    per_year: bool = False
    year: int | None = None
    end_year: int | None = None
    phase: str = "planned"
    funder: str | None = None
    cofunding_pct: float | None = None
    scope: str | None = None


@dataclass(frozen=True)
class ReadReference:
    """A mention of another strategy."""

    document: str
    code: str | None = None
    label: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class ReadLink:
    """A link to the action numbered ``number`` of the same source; kinds as in the store."""

    kind: str
    number: str


@dataclass(frozen=True)
class ReadTag:
    """``label`` as written; the code is looked up in the plan's own lists."""

    domain: str
    label: str


@dataclass
class ReadValue:
    """A value **or** the code of a reason for its absence."""

    year: int
    value: float | None = None
    reason: str | None = None
    territory: str | None = None
    text: str | None = None
    certainty: str = CERTAIN
    kind: str = "result"
    location: Location = Location()


@dataclass
class ReadIndicator:
    """``code`` as printed, or None; ``nature`` is ``numeric``, ``ratio``, ``text`` or ``list``."""

    name: str
    code: str | None = None
    unit: str | None = None
    nature: str = "numeric"
    method: str | None = None
    values: list[ReadValue] = field(default_factory=list)
    location: Location = Location()
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class AxisStep:
    """One step of the way from the plan to an action."""

    name: str
    number: str | None = None
    kind: str = "axe"


@dataclass
class ReadAction:
    """An action or a sub-action; ``fields`` maps columns of the store's ``action`` to values (text, bool, None)."""

    title: str
    location: Location
    number: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    axes: list[tuple[AxisStep, ...]] = field(default_factory=list)
    actors: list[ReadActor] = field(default_factory=list)
    budgets: list[ReadBudget] = field(default_factory=list)
    references: list[ReadReference] = field(default_factory=list)
    links: list[ReadLink] = field(default_factory=list)
    indicators: list[ReadIndicator] = field(default_factory=list)
    tags: list[ReadTag] = field(default_factory=list)
    children: list[ReadAction] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    territory: str | None = None
    parent_number: str | None = None
    uuid: str | None = None
    source_system: str | None = None
    source_id: str | None = None

    def remark(
        self, field_name: str, original: str, certainty: str, sentence: str, column: str = "", **facts: Any
    ) -> None:
        """Add a remark at this action's place."""
        where = self.location.at(column) if column else self.location
        self.remarks.append(Remark(where, field_name, original, certainty, sentence, facts))

    @property
    def refused(self) -> Remark | None:
        """The reason it must not be written, if any."""
        return next((r for r in self.remarks if r.certainty == REFUSED), None)

    def family(self) -> list[ReadAction]:
        """Itself and its sub-actions."""
        return [self, *self.children]


@dataclass
class Document:
    """All that was read from one source; ``holds_sub_actions`` is false when nothing of it could name a sub-action."""

    name: str
    format: str
    actions: list[ReadAction] = field(default_factory=list)
    indicators: list[ReadIndicator] = field(default_factory=list)
    axis_references: list[tuple[tuple[AxisStep, ...], ReadReference]] = field(default_factory=list)
    axes: list[tuple[AxisStep, ...]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    plan_name: str | None = None
    objectives: str | None = None
    holds_sub_actions: bool = True

    def empty(self) -> bool:
        """True when nothing at all was found."""
        return not self.actions and not self.indicators
