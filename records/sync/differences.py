# SPDX-License-Identifier: GPL-2.0-or-later
"""What a merge is made of: rows to add, fields to take, conflicts a person settles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from .. import schema
from ..tables import content

Row = dict[str, Any]
# Kinds of conflict.
FIELD, REMOVED, TWICE, REFUSED, UNEXPLAINED = "field", "removed", "added_twice", "refused", "unexplained"

# Columns that only make sense together: taken together, or a conflict together.
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "value": (("value", "reason", "unit", "text", "certainty"),),
    "budget": (("state", "amount_min", "amount_max", "currency", "tax"), ("year", "end_year", "per_year")),
    "attachment": (("kind", "path", "sha256"),),
    "action": (("status", "status_original"), ("start_date", "end_date"), ("parent_uuid", "axis_uuid")),
} | dict.fromkeys(("link_point", "link_line", "link_polygon"), (("layer_name", "layer_source", "layer_fingerprint", "key_field", "key_value", "source_fid", "geom_hash", "captured_at", "state", "geom"),))  # fmt: skip
# Counters of the file itself, never merged.
_OWN = {"plan": ("schema_version", "crs")}


@dataclass(frozen=True)
class Conflict:
    """A difference that is left as the plan has it until a person chooses; ``other`` is a row's uuid over there.

    ``columns`` is empty when the whole row is at stake. Values are written as text; times are ISO 8601, UTC.
    """

    kind: str
    table: str
    row: str
    other: str
    label: str
    columns: tuple[str, ...]
    plan_value: str
    other_value: str
    plan_author: str = ""
    plan_at: str = ""
    other_author: str = ""
    other_at: str = ""
    sentence: str = ""

    @property
    def id(self) -> str:
        """The same for the same difference: a choice made for other values does not hold."""
        parts = (self.kind, self.table, self.row, self.other, *self.columns, self.plan_value, self.other_value)
        return "c" + hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Taken:
    """Fields of a row of the plan that take the other's values; ``author`` wrote them there."""

    table: str
    row: str
    other: str
    values: Row
    author: str | None


@dataclass
class Differences:
    """All that a merge does, before it is done."""

    added: dict[str, list[Row]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    frozen: list[Row] = field(default_factory=list)  # rows of milestones
    listed: list[Row] = field(default_factory=list)  # entries of lists of values
    twins: dict[str, str] = field(default_factory=dict)  # uuid there → uuid here
    chosen: set[str] = field(default_factory=set)  # conflicts that a person settled
    under_deleted: list[tuple[str, str]] = field(default_factory=list)  # (table, label) hung on a row put aside here


def merged_columns(table: schema.Table) -> tuple[str, ...]:
    """The columns a merge compares: what a person changes."""
    own = _OWN.get(table.name, ())
    return tuple(c for c in content(table) if c != "modified_by" and c not in own)


def units(table: schema.Table) -> list[tuple[str, ...]]:
    """The merged columns of ``table``, those that only make sense together in one group."""
    groups = TOGETHER.get(table.name, ())
    grouped = {column for group in groups for column in group}
    return [*groups, *((c,) for c in merged_columns(table) if c not in grouped)]


def plain(value: Any) -> Any:
    """A value as the journal writes it: a geometry in hexadecimal."""
    return value.hex().upper() if isinstance(value, bytes) else value


def same(one: Any, other: Any) -> bool:
    """Equal as the journal keeps them: a real number has 15 digits there, an empty geometry is an empty text."""
    one, other = plain(one), plain(other)
    if one == other or (one in (None, "") and other in (None, "")):
        return True
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-14 * max(abs(one), abs(other))
    return False


def written(values: Row) -> str:
    """The values of one field, or of several that go together, as a person reads them."""
    texts = {name: _text(name, value) for name, value in values.items()}
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "; ".join(f"{name}={text}" for name, text in texts.items())


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return "geometry " + hashlib.blake2b(value, digest_size=4).hexdigest()
    return str(value)
