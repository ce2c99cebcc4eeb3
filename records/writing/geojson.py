# SPDX-License-Identifier: GPL-2.0-or-later
"""Actions and their places as GeoJSON (RFC 7946: WGS 84, longitude first; an action without a place has no geometry)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import noop
from .flat_fields import flat
from .losses import LOST, Losses
from .plan_content import LINKS, Action, PlanContent
from .whole_file import write_whole

_LINK_FIELDS = ("role", "layer_name", "key_field", "key_value", "state", "share")


def write_geojson(
    target: str | Path, connection: sqlite3.Connection, content: PlanContent, losses: Losses,
    to_wgs84: Callable[[bytes], dict[str, Any]],
) -> tuple[Path, int]:  # fmt: skip
    """Write one feature per place, and one without geometry per action that has none; returns the number of actions.

    ``to_wgs84`` makes a GeoJSON geometry of a GeoPackage blob.
    """
    actions = {action.uuid: action for action in content.every_action()}
    features: list[dict[str, Any]] = []
    placed: set[str] = set()
    for table, kind in LINKS.items():
        for link in links_of(connection, table):
            action = actions.get(link["action_uuid"])
            if action is None:
                continue
            placed.add(action.uuid)
            shape = to_wgs84(link["geom"]) if link["geom"] is not None else None
            place = {"place_kind": kind} | {f"place_{name}": link[name] for name in _LINK_FIELDS}
            features.append(_feature(link["uuid"], shape, flat(action, content) | place))
    features += [_feature(uuid, None, flat(a, content)) for uuid, a in actions.items() if uuid not in placed]
    for action in actions.values():
        say_lost(action, losses)
    collection = {"type": "FeatureCollection", "name": str(content.plan["name"]), "features": features}

    def write(part: Path) -> None:
        part.write_text(json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1), encoding="utf-8")

    return write_whole(target, write), len(actions)


def _feature(uuid: str, shape: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": uuid, "geometry": shape, "properties": properties}


def links_of(connection: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    """The places of one kind that are not deleted, with their geometries."""
    query = f'SELECT * FROM "{table}" WHERE deleted = 0 ORDER BY fid'  # nosec B608 - names of our own schema
    return connection.execute(query).fetchall()


def say_lost(action: Action, losses: Losses) -> None:
    """What a flat map layer has no column for."""
    told = noop("A layer has one text for it: its columns (amounts, years, kinds) are not written.")
    if action.budgets:
        losses.add(action, "budget", " ; ".join(str(b["text"]) for b in action.budgets), LOST, told)
    none = noop("The layer has no column for it.")
    if action.linked:
        losses.add(
            action, "action_link", ", ".join(str(o["number"] or o["title"]) for _k, o in action.linked), LOST, none
        )
    if action.attachments:
        losses.add(action, "attachment", len(action.attachments), LOST, none)
    if action.further_axes:
        losses.add(action, "action_axis", len(action.further_axes), LOST, none)
