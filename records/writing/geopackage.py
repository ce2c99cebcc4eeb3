# SPDX-License-Identifier: GPL-2.0-or-later
"""Actions and their places as a plain GeoPackage 1.3 (OGC 12-128r17) for maps: not a plan, nothing in it is followed.

Made by SQLite alone, as the plan is. Tables: ``actions``, ``valeurs`` and one layer for each kind of place.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from .. import spatial_index
from ..errors import RecordError, noop
from .flat_fields import FIELDS, flat
from .geojson import links_of, say_lost
from .losses import Losses
from .plan_content import LINKS, PlanContent
from .whole_file import write_whole
from .workbook import Cell

_APPLICATION_ID, _VERSION = 0x47504B47, 10300
_GEOMETRIES = {"link_point": "MULTIPOINT", "link_line": "MULTILINESTRING", "link_polygon": "MULTIPOLYGON"}
_PLACE = (
    ("place_role", "TEXT"), ("layer_name", "TEXT"), ("key_field", "TEXT"), ("key_value", "TEXT"), ("state", "TEXT"),
    ("share", "REAL"), ("place_comment", "TEXT"),
)  # fmt: skip
_VALUES = (
    ("action_uuid", "TEXT"), ("code", "TEXT"), ("indicator", "TEXT"), ("territory_code", "TEXT"), ("territory", "TEXT"),
    ("year", "INTEGER"), ("kind", "TEXT"), ("value", "REAL"), ("unit", "TEXT"), ("reason", "TEXT"), ("source", "TEXT"),
)  # fmt: skip
_OWN = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys", "gpkg_extensions")


def write_geopackage(
    target: str | Path, connection: sqlite3.Connection, content: PlanContent, losses: Losses
) -> tuple[Path, int]:
    """Write the GeoPackage; returns where it stands and the number of actions."""
    actions = {action.uuid: action for action in content.every_action()}

    def write(part: Path) -> None:
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as made:
                spatial_index.register(made)
                made.execute("BEGIN")
                _standard(made, connection)
                rows = {uuid: flat(action, content) for uuid, action in actions.items()}
                _table(made, "actions", FIELDS, [list(row.values()) for row in rows.values()])
                _table(made, "valeurs", _VALUES, _values(content))
                for table, kind in LINKS.items():
                    _places(made, connection, table, f"lieux_{kind}", rows)
                made.execute("COMMIT")
        except sqlite3.Error as error:
            raise RecordError(noop("“{file}” could not be written: {reason}."), file=Path(target).name, reason=str(error)) from error  # fmt: skip

    for action in actions.values():
        say_lost(action, losses)
    return write_whole(target, write), len(actions)


def _standard(made: sqlite3.Connection, plan: sqlite3.Connection) -> None:
    """The tables of the standard, made as the plan's own, with the same reference systems."""
    made.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    made.execute(f"PRAGMA user_version = {_VERSION}")
    marks = ", ".join("?" for _ in _OWN)
    query = f"SELECT sql FROM sqlite_master WHERE type = 'table' AND name IN ({marks}) ORDER BY name = 'gpkg_spatial_ref_sys' DESC"  # nosec B608 - only marks
    for (statement,) in plan.execute(query, _OWN).fetchall():
        made.execute(statement)
    systems = plan.execute("SELECT srs_name, srs_id, organization, organization_coordsys_id, definition, description FROM gpkg_spatial_ref_sys").fetchall()  # fmt: skip
    made.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", [tuple(row) for row in systems])


def _table(
    made: sqlite3.Connection, name: str, fields: tuple[tuple[str, str], ...], rows: list[list[Cell]], geometry: str = "", srs: int = 0,
) -> None:  # fmt: skip
    shape = f"geom {geometry}, " if geometry else ""
    columns = ", ".join(f'"{field}" {kind}' for field, kind in fields)
    made.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {shape}{columns})')
    kind = "features" if geometry else "attributes"
    made.execute("INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)", (name, kind, name, srs))  # fmt: skip
    if geometry:
        made.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, geometry, srs))
    named = (["geom"] if geometry else []) + [f'"{field}"' for field, _kind in fields]
    insert = f'INSERT INTO "{name}"({", ".join(named)}) VALUES ({", ".join("?" for _ in named)})'  # nosec B608 - our own names
    made.executemany(insert, rows)


def _places(
    made: sqlite3.Connection, plan: sqlite3.Connection, table: str, name: str, actions: dict[str, dict[str, Cell]]
) -> None:
    srs = plan.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)).fetchone()[0]
    fields = (("action_uuid", "TEXT"), *((n, k) for n, k in FIELDS if n not in ("uuid", "places")), *_PLACE)
    rows = []
    for link in links_of(plan, table):
        action = actions.get(link["action_uuid"])
        if action is not None:
            own = [cell for field, cell in action.items() if field not in ("uuid", "places")]
            place = [link[n] for n in ("role", "layer_name", "key_field", "key_value", "state", "share", "comment")]
            rows.append([link["geom"], action["uuid"], *own, *place])
    _table(made, name, fields, rows, _GEOMETRIES[table], srs)
    spatial_index.create(made, name)


def _values(content: PlanContent) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for value in content.values:
        indicator = content.indicators[value["indicator_uuid"]]
        territory = content.territories.get(value["territory_uuid"] or "", {})
        rows.append(
            [
                value["action_uuid"], indicator["code"], indicator["name"], territory.get("code"), territory.get("name"),
                value["year"], content.label("value_kind", value["kind"]), value["value"], value["unit"] or indicator["unit"],
                content.label("reason", value["reason"]), value["source"],
            ]
        )  # fmt: skip
    return rows
