# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan in a GeoPackage: made, opened, checked, backed up, and written in one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import schema
from .errors import RecordError, noop

APPLICATION_ID = 0x47504B47  # "GPKG"
GEOPACKAGE_VERSION = 10300
BUSY_MS = 5_000


@dataclass(frozen=True)
class PlanCrs:
    """The CRS of the plan's geometries: authority, code, name and definition (WKT 1)."""

    authority: str
    code: int
    name: str
    definition: str


def create_plan(path: str | Path, name: str, crs: PlanCrs, author: str = "") -> str:
    """Make a plan at ``path`` (a new GeoPackage) and return its uuid. Written beside, then renamed.

    Raises ``RecordError`` when the file exists already or the folder cannot be written.
    """
    target = Path(path)
    if target.exists():
        raise RecordError(
            noop("“{file}” exists already: a plan is never overwritten. Choose another name."), file=target.name
        )
    if not target.parent.is_dir():
        raise RecordError(
            noop("The folder “{folder}” does not exist. Create it, or choose another one."), folder=str(target.parent)
        )
    if not name.strip():
        raise RecordError(noop("Give the plan a name."))
    try:
        handle, part = tempfile.mkstemp(prefix=".pcaet-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise RecordError(
            noop("Nothing can be written in the folder “{folder}” ({reason}). Choose another folder."),
            folder=str(target.parent), reason=error.strerror,
        ) from error  # fmt: skip
    os.close(handle)
    try:
        with closing(_connect(Path(part))) as connection, transaction(connection):
            _geopackage(connection, crs)
            for statement in schema.statements():
                connection.execute(statement)
            uuid = _first_rows(connection, name.strip(), crs, author)
        Path(part).replace(target)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(
            noop("“{file}” could not be written: {reason}."), file=target.name, reason=str(error)
        ) from error
    finally:
        Path(part).unlink(missing_ok=True)
    return uuid


def open_plan(path: str | Path) -> sqlite3.Connection:
    """A connection to the plan at ``path``, checked: it is a plan, of a version this program knows.

    Raises ``RecordError`` with the remedy otherwise. The caller closes it.
    """
    file = Path(path)
    if not file.is_file():
        raise RecordError(noop("There is no plan at “{file}”."), file=str(file))
    connection = _connect(file)
    try:
        version = connection.execute("SELECT schema_version FROM plan").fetchone()
        connection.execute("SELECT 1 FROM link_point LIMIT 1")
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise RecordError(_LOCKED, file=file.name) from error
        raise RecordError(
            noop("“{file}” is a GeoPackage but not a plan of Atlas PCAET: make one with “Create a plan”."),
            file=file.name,
        ) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise RecordError(
            noop("“{file}” is damaged or is not a GeoPackage ({reason}). Take your last backup."),
            file=file.name,
            reason=str(error),
        ) from error
    if version is None or version[0] > schema.VERSION:
        connection.close()
        raise RecordError(
            noop("“{file}” was made by a later version of Atlas PCAET (schema {theirs}, this one knows {ours}). Update the plugin."),
            file=file.name, theirs=version[0] if version else "?", ours=schema.VERSION,
        )  # fmt: skip
    return connection


_LOCKED = noop("“{file}” is being written by another program. Wait until it has finished, then run again.")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; waits for another writer, then says so with a ``RecordError``.

    The messages of the database's own rules come through unchanged.
    """
    file = Path(connection.execute("PRAGMA database_list").fetchone()[2]).name
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "readonly" in str(error) or "read-only" in str(error):
            raise RecordError(
                noop("“{file}” is read-only: copy it to a folder where you may write."), file=file
            ) from error
        raise RecordError(_LOCKED, file=file) from error
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.IntegrityError):
            raise RecordError("{message}", message=str(error)) from error
        raise


def backup(path: str | Path, target: str | Path) -> None:
    """A consistent copy of the plan, also while it is being read or written; never a copy of the file."""
    with closing(open_plan(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.row_factory = sqlite3.Row
    return connection


def _geopackage(connection: sqlite3.Connection, crs: PlanCrs) -> None:
    """The tables of the GeoPackage standard 1.3 (OGC 12-128r17), and the inscription of ours."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {GEOPACKAGE_VERSION}")
    for statement in _STANDARD:
        connection.execute(statement)
    undefined = "undefined"
    systems = [
        ("Undefined cartesian SRS", -1, "NONE", -1, undefined),
        ("Undefined geographic SRS", 0, "NONE", 0, undefined),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84),
    ]
    if crs.code != 4326:
        systems.append((crs.name, crs.code, crs.authority, crs.code, crs.definition))
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys(srs_name, srs_id, organization, organization_coordsys_id, definition) "
        "VALUES (?, ?, ?, ?, ?)",
        systems,
    )
    for table in schema.TABLES:
        kind = "features" if table.geometry else "attributes"
        connection.execute(
            "INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
            (table.name, kind, table.name, crs.code if table.geometry else 0),
        )
        if table.geometry:
            connection.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                (table.name, table.geometry, crs.code),
            )


def _first_rows(connection: sqlite3.Connection, name: str, crs: PlanCrs, author: str) -> str:
    connection.execute(
        "INSERT INTO plan(name, schema_version, crs, modified_by) VALUES (?, ?, ?, ?)",
        (name, schema.VERSION, f"{crs.authority}:{crs.code}", author or None),
    )
    uuid: str = connection.execute("SELECT uuid FROM plan").fetchone()[0]
    for domain, entries in schema.ENUMERATIONS.items():
        connection.executemany(
            "INSERT INTO ref(domain, code, label, position) VALUES (?, ?, ?, ?)",
            [(domain, code, label, position) for position, (code, label) in enumerate(entries, start=1)],
        )
    connection.executemany(
        "INSERT INTO indicator(plan_uuid, code, name, unit, direction, source, modified_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(uuid, *definition, author or None) for definition in schema.INDICATORS],
    )
    return uuid


_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_STANDARD = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, "
    "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, "
    "description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
)
