# SPDX-License-Identifier: GPL-2.0-or-later
"""Links from an action to places: a key that survives, and a copy of the geometry that outlives its layer."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from .errors import RecordError, noop

TABLES = {"point": "link_point", "line": "link_line", "polygon": "link_polygon"}


@dataclass(frozen=True)
class SourceLayer:
    """Where features come from: ``source`` without password, ``fingerprint`` of its fields and CRS."""

    name: str
    source: str
    fingerprint: str
    key_field: str | None


@dataclass(frozen=True)
class Place:
    """One feature: little-endian WKB of a multi-geometry in the plan's CRS with its envelope, key and feature id."""

    wkb: bytes
    envelope: tuple[float, float, float, float]
    key_value: str | None
    fid: int


def attach(
    connection: sqlite3.Connection,
    action: str,
    kind: str,
    layer: SourceLayer,
    places: Iterable[Place],
    role: str = "concerne",
    author: str = "",
) -> tuple[int, int]:
    """Link ``places`` of ``kind`` (point, line or polygon) to the action ``action`` (uuid), inside a transaction.

    Returns how many were linked and how many were linked already (same layer and key; without a key, same geometry).
    Raises ``RecordError`` for an unknown kind; an unknown role or action raises ``sqlite3.IntegrityError``.
    """
    if kind not in TABLES:
        raise RecordError(noop("Only points, lines and polygons can be attached, not “{kind}”."), kind=kind)
    table = TABLES[kind]
    srid = connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)).fetchone()[0]
    linked = f"SELECT key_value, geom_hash FROM {table} WHERE action_uuid = ? AND layer_source = ? AND deleted = 0"  # nosec B608 - the names are our own schema's
    known = {(row[0], row[1] if row[0] is None else None) for row in connection.execute(linked, (action, layer.source))}
    rows, envelopes, already = [], [], 0
    for place in places:
        digest = geometry_hash(place.wkb)
        identity = (place.key_value, digest if place.key_value is None else None)
        if identity in known:
            already += 1
            continue
        known.add(identity)
        envelopes.append(place.envelope)
        rows.append(
            (
                geopackage_blob(place.wkb, place.envelope, srid), action, role, layer.name, layer.source, layer.fingerprint,
                layer.key_field, place.key_value, place.fid, digest, author or None,
            )
        )  # fmt: skip
    columns = "geom, action_uuid, role, layer_name, layer_source, layer_fingerprint, key_field, key_value, source_fid, geom_hash, modified_by"
    inserted = f"INSERT INTO {table}({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # nosec B608 - the names are our own schema's
    connection.executemany(inserted, rows)
    if rows:
        state_extent(connection, table, envelopes)
    return len(rows), already


def state_extent(
    connection: sqlite3.Connection, table: str, envelopes: list[tuple[float, float, float, float]]
) -> None:
    """Write the extent of ``table`` where QGIS looks for it: the one stated, widened; the first time, the index's.

    ``envelopes`` are (min x, min y, max x, max y) of what was added; call inside a transaction.
    """
    stated = connection.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()
    if None in tuple(stated):
        indexed = f"SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{table}_geom"  # nosec B608 - the names are our own schema's
        extent = tuple(connection.execute(indexed).fetchone())
    else:
        left, bottom, right, top = zip(tuple(stated), *envelopes, strict=True)
        extent = (min(left), min(bottom), max(right), max(top))
    connection.execute(
        "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), "
        "min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
        (*extent, table),
    )


def geometry_hash(wkb: bytes) -> str:
    """A digest of a geometry, to find it again in another layer."""
    return hashlib.blake2b(wkb, digest_size=16).hexdigest()


def geopackage_blob(wkb: bytes, envelope: tuple[float, float, float, float], srid: int) -> bytes:
    """WKB with the header of the GeoPackage standard (little-endian, envelope min x, max x, min y, max y)."""
    left, bottom, right, top = envelope
    return b"GP" + struct.pack("<BBi4d", 0, 0b00000011, srid, left, right, bottom, top) + wkb
