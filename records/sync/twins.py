# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows made on both sides that are one thing: the value of an indicator for a year, a place, an axis of the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .. import schema
from .differences import Row, merged_columns

Key = tuple[Any, ...]


def _of_columns(*names: str) -> Callable[[Row], Key | None]:
    return lambda row: tuple(row[name] for name in names)


def _of_place(row: Row) -> Key | None:
    """As ``records.links.attach`` tells a place that is linked already."""
    if row["key_value"] is not None:
        return row["action_uuid"], row["layer_source"], row["key_value"]
    return row["action_uuid"], row["layer_source"], None, row["geom_hash"]


# What a row is told by, where two of them would be one too many; compared field by field when it differs.
_TOLD_BY: dict[str, Callable[[Row], Key | None]] = {
    "indicator": _of_columns("code"),
    "value": _of_columns("indicator_uuid", "action_uuid", "territory_uuid", "year", "kind"),
    "territory_member": _of_columns("territory_uuid", "member_uuid"),
    "action_indicator": _of_columns("action_uuid", "indicator_uuid"),
    "link_point": _of_place,
    "link_line": _of_place,
    "link_polygon": _of_place,
}
# Told by all they hold: two that say the same are one.
_WHOLE = ("axis", "actor", "action_axis", "action_tag", "action_actor", "action_link", "territory")


def pairs(table: schema.Table, here: Iterable[Row], there: Iterable[Row]) -> dict[str, str]:
    """uuid there → uuid here, of the rows ``there`` that have a twin ``here``; rows put aside have none.

    ``here`` are rows that the other copy has not, ``there`` rows that the plan has not, references already translated.
    """
    told = _TOLD_BY.get(table.name)
    if told is None and table.name in _WHOLE:
        columns = merged_columns(table)
        told = lambda row: tuple(row[c] for c in columns)  # noqa: E731 - beside the other keys
    if told is None:
        return {}
    unique_even_aside = table.name == "indicator"  # its code is unique in the file
    known: dict[Key, str] = {}
    for row in here:
        key = told(row)
        if key is not None and (unique_even_aside or not row["deleted"]):
            known.setdefault(key, row["uuid"])
    found: dict[str, str] = {}
    for row in there:
        key = told(row)
        if key in known and (unique_even_aside or not row["deleted"]):
            found[row["uuid"]] = known.pop(key)
    return found
