# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan in a GeoPackage: made, opened, checked, backed up, and written in one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from . import schema, spatial_index, storage
from .errors import RecordError, noop
from .plan_address import file_only

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
        with closing(_connect(Path(part))) as connection, _whole(connection):
            _geopackage(connection, crs)
            for statement in schema.statements():
                connection.execute(statement)
            for table in schema.TABLES:
                if table.geometry:
                    spatial_index.create(connection, table.name)
            uuid = _first_rows(connection, name.strip(), crs, author)
        Path(part).replace(target)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(
            noop("“{file}” could not be written: {reason}."), file=target.name, reason=str(error)
        ) from error
    finally:
        Path(part).unlink(missing_ok=True)
    return uuid


class OutdatedPlan(RecordError):
    """A plan of an earlier schema: ``migrations.migrate`` brings it here, after a backup."""


class PlanConnection(sqlite3.Connection):
    """A connection that leaves one plain file behind: the last to close a file in WAL brings it back to its journal.

    A file left in WAL cannot be read from a folder where nothing can be written.
    """

    def close(self) -> None:
        with suppress(sqlite3.Error):  # closed already, read-only, or another connection still has it open
            self.execute("PRAGMA busy_timeout = 0")
            if self.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                self.execute("PRAGMA journal_mode = DELETE")
        super().close()


def open_plan(path: str | Path) -> PlanConnection:
    """A connection to the plan at ``path``, checked: it is a plan, of the version this program knows.

    Raises ``RecordError`` with the remedy otherwise, ``OutdatedPlan`` for an earlier version. The caller closes it.
    """
    file = Path(path)
    connection, version = open_any_version(file)
    if version == schema.VERSION:
        return connection
    connection.close()
    if version is None or version > schema.VERSION:
        raise RecordError(
            noop("“{file}” was made by a later version of Atlas PCAET (schema {theirs}, this one knows {ours}). Update the plugin."),
            file=file.name, theirs="?" if version is None else version, ours=schema.VERSION,
        )  # fmt: skip
    raise OutdatedPlan(
        noop("“{file}” was made by an earlier version of Atlas PCAET (schema {theirs}, now {ours}): run “Update a plan”, which keeps a copy first."),
        file=file.name, theirs=version, ours=schema.VERSION,
    )  # fmt: skip


def open_any_version(file: Path) -> tuple[PlanConnection, int | None]:
    """A connection to a plan of any version, with its version. Raises ``RecordError`` for what is not a plan."""
    file_only(file)
    if not file.is_file():
        raise RecordError(noop("There is no plan at “{file}”."), file=str(file))
    connection = _connect(file)
    try:
        try:
            version = connection.execute("SELECT schema_version FROM plan").fetchone()
        except sqlite3.OperationalError:
            if not _kept_in_wal_where_nothing_can_be_written(file):
                raise
            connection.close()
            connection = _connect(file, "?immutable=1")
            version = connection.execute("SELECT schema_version FROM plan").fetchone()
        connection.execute("SELECT 1 FROM link_point LIMIT 1")
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise RecordError(_LOCKED, file=file.name) from error
        if "unable to open" in str(error) or "readonly" in str(error):
            raise RecordError(_READ_ONLY, file=file.name) from error
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
    return connection, version[0] if version else None


def _kept_in_wal_where_nothing_can_be_written(file: Path) -> bool:
    """A plan copied while in WAL onto a read-only place: it is whole if no journal lies beside it."""
    with file.open("rb") as opened:
        header = opened.read(20)
    return header[18:20] == b"\x02\x02" and not Path(f"{file}-wal").exists() and not os.access(file.parent, os.W_OK)


_LOCKED = noop("“{file}” is being written by another program. Wait until it has finished, then run again.")
_READ_ONLY = noop("“{file}” is read-only: copy it to a folder where you may write.")


@contextmanager
def transaction(connection: sqlite3.Connection, author: str = "") -> Iterator[None]:
    """All or nothing; waits for another writer, then says so with a ``RecordError``.

    On a local disk the file is in WAL meanwhile, so that nobody who reads it stops the write; on a share it keeps a
    rollback journal, and a lock file beside says who writes. The messages of the database's own rules come through
    unchanged.
    """
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    with storage.held(path, author) if storage.is_network(path) else nullcontext():
        _begin(connection, path)
        try:
            yield
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError):
                raise RecordError("{message}", message=str(error)) from error
            if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
                raise RecordError(_READ_ONLY, file=path.name) from error
            raise


def _begin(connection: sqlite3.Connection, path: Path) -> None:
    wanted = "delete" if storage.is_network(path) else "wal"
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            connection.execute("PRAGMA busy_timeout = 200")
            with suppress(sqlite3.OperationalError):  # others have it open: the mode they chose serves as well
                connection.execute(f"PRAGMA journal_mode = {wanted}")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "readonly" in str(error) or "read-only" in str(error) or "unable to open" in str(error):
            raise RecordError(_READ_ONLY, file=path.name) from error
        raise RecordError(_LOCKED, file=path.name) from error


def backup(path: str | Path, target: str | Path) -> None:
    """A consistent copy of the plan, also while it is being read or written; never a copy of the file.

    Stands under its name only when whole. Raises ``RecordError`` when it cannot be written.
    """
    final = Path(target)
    part = final.with_name(f".pcaet-{final.name}.part")
    try:
        with closing(open_any_version(Path(path))[0]) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(final)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(
            noop("“{file}” could not be written: {reason}."), file=final.name, reason=str(error)
        ) from error
    finally:
        for left in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)


def _connect(path: Path, options: str = "") -> PlanConnection:
    # Never made by opening it: a mistyped path must not leave an empty file behind.
    posix = path.absolute().as_posix()  # not as_uri(), whose //server/share SQLite refuses
    address = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}{options or '?mode=rw'}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, factory=PlanConnection
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.row_factory = sqlite3.Row
    spatial_index.register(connection)
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
    connection.executemany(
        "INSERT INTO ref(domain, code, label, position, code_tet, code_ademe) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (domain, entry.code, entry.label, position, entry.code_tet, entry.code_ademe)
            for domain, entries in schema.ENUMERATIONS.items()
            for position, entry in enumerate(entries, start=1)
        ],
    )
    connection.executemany(
        "INSERT INTO indicator(plan_uuid, code, name, unit, direction, source, method, code_tet, decimals, formula, "
        "parent_uuid, modified_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT uuid FROM indicator WHERE code = ?), ?)",
        [(uuid, *definition, author or None) for definition in schema.INDICATORS],
    )
    return uuid


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """A file nobody else knows yet: one transaction, with the plain journal it will rest in."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


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
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
)
