# SPDX-License-Identifier: GPL-2.0-or-later
"""Links from an action to places: a key that survives, and a copy of the geometry that outlives its layer."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from .errors import RecordError, noop
from .spatial_index import ENVELOPE_DOUBLES

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


@dataclass(frozen=True)
class KnownLink:
    """A link as the plan has it; ``wkb`` is the copy of the geometry in the plan's CRS, None when there is none."""

    kind: str
    uuid: str
    version: int
    action: str
    role: str
    state: str
    layer: SourceLayer
    key_value: str | None
    fid: int | None
    wkb: bytes | None


def known_links(connection: sqlite3.Connection) -> list[KnownLink]:
    """Every link that is not deleted; ``action`` is the number and title of its action."""
    found = []
    for kind, table in TABLES.items():
        rows = connection.execute(
            "SELECT l.uuid, l.version, coalesce(a.number || ' – ', '') || a.title, l.role, l.state, l.layer_name, l.layer_source, "  # nosec B608 - the names are our own schema's
            f"l.layer_fingerprint, l.key_field, l.key_value, l.source_fid, l.geom FROM {table} l "
            "JOIN action a ON a.uuid = l.action_uuid WHERE l.deleted = 0 ORDER BY l.fid"
        )
        for uuid, version, action, role, state, name, source, fingerprint, field, value, fid, blob in rows:
            layer = SourceLayer(name or "", source or "", fingerprint or "", field or None)
            wkb = wkb_of(blob) if blob else None
            found.append(KnownLink(kind, uuid, version, action, role, state, layer, value or None, fid, wkb))
    return found


def set_state(connection: sqlite3.Connection, link: KnownLink, state: str, author: str = "") -> None:
    """Write the state of ``link``, inside a transaction. Raises ``RecordError`` when it changed since it was read."""
    changed = (
        f"UPDATE {TABLES[link.kind]} SET state = ?, modified_by = ? WHERE uuid = ? AND version = ? AND deleted = 0"  # nosec B608 - the names are our own schema's
    )
    _once(connection.execute(changed, (state, author or None, link.uuid, link.version)), link)


def relink(connection: sqlite3.Connection, link: KnownLink, layer: SourceLayer, place: Place, author: str = "") -> None:
    """Make ``link`` the one to ``place`` of ``layer``, in order, inside a transaction.

    Raises ``RecordError`` when it changed since it was read; the database keeps what it was in the journal.
    """
    table = TABLES[link.kind]
    srid = connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)).fetchone()[0]
    changed = (
        f"UPDATE {table} SET geom = ?, layer_name = ?, layer_source = ?, layer_fingerprint = ?, key_field = ?, "  # nosec B608 - the names are our own schema's
        "key_value = ?, source_fid = ?, geom_hash = ?, captured_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), state = 'ok', "
        "modified_by = ? WHERE uuid = ? AND version = ? AND deleted = 0"
    )
    values = (
        geopackage_blob(place.wkb, place.envelope, srid), layer.name, layer.source, layer.fingerprint, layer.key_field,
        place.key_value, place.fid, geometry_hash(place.wkb), author or None, link.uuid, link.version,
    )  # fmt: skip
    _once(connection.execute(changed, values), link)
    state_extent(connection, table, [place.envelope])


def _once(done: sqlite3.Cursor, link: KnownLink) -> None:
    if done.rowcount != 1:
        raise RecordError(
            noop("A place of the action “{action}” was changed by someone else while it was checked: run again."),
            action=link.action,
        )


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
    """A digest of a geometry as it was captured, byte for byte: what tells that a place without key is linked already.

    It changes with the first vertex of a ring or a millimetre of another projection: a link is found again by
    ``analysis.place_matching.form_digests``, computed from the copy of the geometry itself.
    """
    return hashlib.blake2b(wkb, digest_size=16).hexdigest()


def wkb_of(blob: bytes) -> bytes:
    """The WKB of a GeoPackage geometry, without the header of the standard."""
    return blob[8 + 8 * ENVELOPE_DOUBLES[(blob[3] >> 1) & 0b111] :]


def geopackage_blob(wkb: bytes, envelope: tuple[float, float, float, float], srid: int) -> bytes:
    """WKB with the header of the GeoPackage standard (little-endian, envelope min x, max x, min y, max y)."""
    left, bottom, right, top = envelope
    return b"GP" + struct.pack("<BBi4d", 0, 0b00000011, srid, left, right, bottom, top) + wkb
