# SPDX-License-Identifier: GPL-2.0-or-later
"""The R-tree of a geometry column, as the GeoPackage standard describes it (OGC 12-128r18, Annex F.3).

The standard's triggers call ``ST_IsEmpty``, ``ST_MinX``… which SQLite does not have: GDAL brings its own, and
:func:`register` gives them to a plain connection, reading the envelope that stands in each geometry's header.
"""

from __future__ import annotations

import sqlite3
import struct

EXTENSION = "http://www.geopackage.org/spec120/#extension_rtree"
ENVELOPE_DOUBLES = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}


def envelope(blob: bytes) -> tuple[float, float, float, float] | None:
    """(min x, max x, min y, max y) of a GeoPackage geometry, None when it is empty.

    Raises ``ValueError`` for a geometry that is neither a point nor has an envelope in its header.
    """
    if blob[:2] != b"GP":
        raise ValueError("not a GeoPackage geometry")
    flags = blob[3]
    order = "<" if flags & 1 else ">"
    if flags & 0b10000:
        return None
    count = ENVELOPE_DOUBLES[(flags >> 1) & 0b111]
    if count:
        left, right, bottom, top = struct.unpack_from(f"{order}4d", blob, 8)
        return (left, right, bottom, top) if left == left else None
    order = "<" if blob[8] else ">"
    if struct.unpack_from(f"{order}I", blob, 9)[0] % 1000 != 1:
        raise ValueError("a geometry without envelope")
    x, y = struct.unpack_from(f"{order}2d", blob, 13)
    return (x, x, y, y) if x == x else None


def register(connection: sqlite3.Connection) -> None:
    """Give ``connection`` the functions that the triggers of the index call."""

    def bound(position: int):  # type: ignore[no-untyped-def]
        def read(blob: bytes | None) -> float | None:
            found = envelope(blob) if blob is not None else None
            return found[position] if found else None

        return read

    for position, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, bound(position), deterministic=True)

    def is_empty(blob: bytes | None) -> int | None:
        return None if blob is None else int(envelope(blob) is None)

    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)


def create(connection: sqlite3.Connection, table: str, column: str = "geom") -> None:
    """Make the index of ``table``, fill it, and inscribe it; call inside a transaction, after :func:`register`."""
    for statement in _statements(table, column):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO gpkg_extensions(table_name, column_name, extension_name, definition, scope) "
        "VALUES (?, ?, 'gpkg_rtree_index', ?, 'write-only')",
        (table, column, EXTENSION),
    )


def _statements(table: str, column: str) -> list[str]:
    index = f"rtree_{table}_{column}"
    new = f'NEW.fid, ST_MinX(NEW."{column}"), ST_MaxX(NEW."{column}"), ST_MinY(NEW."{column}"), ST_MaxY(NEW."{column}")'

    def filled(row: str) -> str:
        return f'({row}."{column}" NOT NULL AND NOT ST_IsEmpty({row}."{column}"))'

    def empty(row: str) -> str:
        return f'({row}."{column}" ISNULL OR ST_IsEmpty({row}."{column}"))'

    def trigger(name: str, event: str, when: str, act: str) -> str:
        return f'CREATE TRIGGER "{index}_{name}" AFTER {event} ON "{table}" WHEN {when} BEGIN {act}; END'

    changed = f'UPDATE OF "{column}"'
    replaced = (
        f'UPDATE "{index}" SET minx = ST_MinX(NEW."{column}"), maxx = ST_MaxX(NEW."{column}"), '  # nosec B608 - the names are our own schema's
        f'miny = ST_MinY(NEW."{column}"), maxy = ST_MaxY(NEW."{column}") WHERE id = NEW.fid'
    )
    inserted = f'INSERT INTO "{index}" VALUES ({new})'  # nosec B608 - the names are our own schema's
    upserted = f'INSERT OR REPLACE INTO "{index}" VALUES ({new})'  # nosec B608 - the names are our own schema's
    dropped = f'DELETE FROM "{index}" WHERE id = OLD.fid'  # nosec B608 - the names are our own schema's
    both = f'DELETE FROM "{index}" WHERE id IN (OLD.fid, NEW.fid)'  # nosec B608 - the names are our own schema's
    existing = (
        f'INSERT INTO "{index}" SELECT fid, ST_MinX("{column}"), ST_MaxX("{column}"), ST_MinY("{column}"), '  # nosec B608 - the names are our own schema's
        f'ST_MaxY("{column}") FROM "{table}" WHERE "{column}" NOT NULL AND NOT ST_IsEmpty("{column}")'
    )
    return [
        f'CREATE VIRTUAL TABLE "{index}" USING rtree(id, minx, maxx, miny, maxy)',
        trigger("insert", "INSERT", filled("NEW"), upserted),
        trigger("update2", changed, f"OLD.fid = NEW.fid AND {empty('NEW')}", dropped),
        trigger("update4", "UPDATE", f"OLD.fid <> NEW.fid AND {empty('NEW')}", both),
        trigger("update5", "UPDATE", f"OLD.fid <> NEW.fid AND {filled('NEW')}", f"{dropped}; {upserted}"),
        trigger("update6", changed, f"OLD.fid = NEW.fid AND {filled('NEW')} AND {filled('OLD')}", replaced),
        trigger("update7", changed, f"OLD.fid = NEW.fid AND {filled('NEW')} AND {empty('OLD')}", inserted),
        trigger("delete", "DELETE", f'OLD."{column}" NOT NULL', dropped),
        existing,
    ]
