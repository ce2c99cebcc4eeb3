# SPDX-License-Identifier: GPL-2.0-or-later
"""From the schema of an earlier version to this one: a backup beside, then every step in one transaction.

A step is written once and never changed: it knows the schema of its own time, not ``schema.TABLES``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from . import schema, spatial_index
from .errors import RecordError, noop
from .plan_file import backup, open_any_version, transaction


def migrate(path: str | Path, author: str = "") -> Path | None:
    """Bring the plan at ``path`` to this version and return the backup made first; None when it is there already.

    Raises ``RecordError`` when it is not a plan, is of a later version, is locked or cannot be written; it is then as
    it was.
    """
    file = Path(path)
    connection, version = open_any_version(file)
    with closing(connection):
        if version == schema.VERSION:
            return None
        if version is None or version not in STEPS:
            raise RecordError(
                noop("“{file}” has the schema {theirs}: this version of Atlas PCAET, with schema {ours}, cannot update it."),
                file=file.name, theirs="?" if version is None else version, ours=schema.VERSION,
            )  # fmt: skip
        copy = _free_name(file, version)
        backup(file, copy)
        with transaction(connection, author):
            # Read again under the lock: another person may have updated it meanwhile.
            version = connection.execute("SELECT schema_version FROM plan").fetchone()[0]
            while version in STEPS:
                STEPS[version](connection)
                version += 1
            connection.execute("UPDATE plan SET schema_version = ?", (schema.VERSION,))
    return copy


def _free_name(file: Path, version: int) -> Path:
    day = datetime.now().strftime("%Y-%m-%d")
    names = (f"{file.stem}_avant_mise_a_jour_v{version}_{day}{n}.gpkg" for n in ("", *(f"_{i}" for i in range(2, 999))))
    return next(file.with_name(name) for name in names if not file.with_name(name).exists())


def _spatial_indexes(connection: sqlite3.Connection) -> None:
    """1 → 2: places and territories are found by extent without reading all of them."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
        "definition TEXT NOT NULL, scope TEXT NOT NULL, "
        "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"
    )
    for table in ("territory", "link_point", "link_line", "link_polygon"):
        # A person may have made one in QGIS already.
        known = connection.execute(
            "SELECT 1 FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND table_name = ?", (table,)
        ).fetchone()
        if not known:
            spatial_index.create(connection, table)
        _journal_keeps_deleted_geometries(connection, table)


def _journal_keeps_deleted_geometries(connection: sqlite3.Connection, table: str) -> None:
    """Rewrite the trigger of version 1 with one more key: the hexadecimal geometry of the row."""
    name = f"{table}_journal_delete"
    definition = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    connection.execute(f"DROP TRIGGER {name}")
    last = "'deleted', OLD.\"deleted\")"
    connection.execute(definition.replace(last, last[:-1] + ", 'geom', hex(OLD.geom))"))


def _more_indicators(connection: sqlite3.Connection) -> None:
    """Definitions of version 2 that a plan of version 1 lacks."""
    plan = connection.execute("SELECT uuid FROM plan").fetchone()[0]
    for definition in _INDICATORS_OF_2:
        connection.execute(
            "INSERT INTO indicator(plan_uuid, code, name, unit, direction, source) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
            "WHERE NOT EXISTS (SELECT 1 FROM indicator WHERE code = ?2)",
            (plan, *definition),
        )


def _to_version_2(connection: sqlite3.Connection) -> None:
    _spatial_indexes(connection)
    _more_indicators(connection)


_INDICATORS_OF_2 = (
    ("petr_fols_53", "Part de véhicules propres dans la flotte", "%", "up", "pcaet:fleetimpact"),
    ("apc_flotte_nox", "Oxydes d'azote émis par la flotte", "kg/an", "down", "pcaet:fleetimpact"),
    ("apc_flotte_litres", "Carburant consommé par la flotte", "l/an", "down", "pcaet:fleetimpact"),
    ("apc_flotte_km", "Kilomètres parcourus par la flotte", "km/an", "down", "pcaet:fleetimpact"),
    ("apc_air_limite_2030", "Habitants au-dessus de la limite 2030 du NO2", "hab", "down", "pcaet:airexposure"),
    ("apc_air_no2", "NO2 moyen pondéré par les habitants", "µg/m³", "down", "pcaet:airexposure"),
)


def _to_version_3(connection: sqlite3.Connection) -> None:
    """2 → 3: actors, budgets, references, attachments, milestones, collections; official codes; every trigger anew."""
    named = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    taken = sorted({row[0].lower() for row in named} & set(_TABLES_OF_3))
    if taken:
        raise RecordError(
            noop("The plan holds a table “{table}” that is not one of Atlas PCAET's, which makes its own of that name. Rename it in QGIS, then update the plan again."),
            table=taken[0],
        )  # fmt: skip
    for statement in _statements(Path(__file__).with_name("steps") / "to_version_3.sql"):
        connection.execute(statement)


def _statements(file: Path) -> Iterator[str]:
    """The statements of a file of SQL; one that ends with its line."""
    statement = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not statement and (not line or line.startswith("--")):
            continue
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


_TABLES_OF_3 = (
    "territory_member", "action_axis", "action_tag", "actor", "action_actor", "budget", "reference", "action_link",
    "action_indicator", "attachment", "reading", "milestone", "milestone_row", "collection",
)  # fmt: skip

STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_version_2, 2: _to_version_3}
