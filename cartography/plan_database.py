# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan in a schema of PostGIS, read through QGIS's own connection: no driver of ours, no password in our hands.

What QGIS says of a connection that fails holds its whole address, password included: it is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsAbstractDatabaseProviderConnection,
    QgsCredentials,
    QgsDataSourceUri,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsSettings,
)
from qgis.PyQt.QtCore import QVariant

from ..records import database_words, postgres, postgres_rows, schema
from ..records.errors import RecordError, noop
from ..records.links import geopackage_blob
from ..records.plan_address import PlanAddress
from ..records.plan_copy import copied_columns

PROVIDER = "postgres"
_SETTINGS = "PostgreSQL/connections"
_PLACEHOLDER = re.compile(r"\?(\d*)|%")
# Written for SQLite, where a boolean is a number.
_NOT_DELETED = re.compile(r"\b((?:\w+\.)?deleted) = 0\b")
AT_ONCE = 5_000  # rows asked of a server in one answer, all of which is in memory
_STALE = re.compile(rf"{postgres_rows.STALE} (\w+) ")
_POSTGIS = (
    "SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'postgis'"
)
_SCHEMAS = (
    "SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'schema_version' "
    "WHERE c.relname = 'plan' AND c.relkind = 'r' AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') "
    "AND pg_catalog.has_table_privilege(c.oid, 'SELECT') "
    "AND EXISTS (SELECT 1 FROM pg_catalog.pg_class l WHERE l.relnamespace = n.oid AND l.relname = 'link_point') ORDER BY 1"
)


def connection_names() -> list[str]:
    """The PostgreSQL connections of this QGIS, in alphabetical order."""
    # Not by connections(): it deletes the objects it gave before, which others may hold, or gives a list out of date.
    settings = QgsSettings()
    settings.beginGroup(_SETTINGS)
    names = settings.childGroups()
    settings.endGroup()
    return sorted(names, key=str.casefold)


def connection_named(name: str) -> QgsAbstractDatabaseProviderConnection:
    """The connection ``name`` of this QGIS. Raises ``RecordError`` when it has none of that name."""
    if name not in connection_names():
        raise RecordError(
            noop("QGIS has no PostgreSQL connection “{connection}”: make one of that name in the data source manager."),
            connection=name,
        )
    return QgsProviderRegistry.instance().providerMetadata(PROVIDER).createConnection(name)


def answer(connection: QgsAbstractDatabaseProviderConnection, name: str, sql: str) -> list[list[Any]]:
    """Rows of ``sql``; several statements are one transaction. Missing values are None.

    Raises ``RecordError``, without the address of the connection ``name``, when it does not answer or refuses.
    """
    try:
        rows = connection.executeSql(sql)
    except QgsProviderConnectionException as error:
        _before, refused, said = str(error).partition(sql)
        if not refused or database_words.is_gone(said):
            raise RecordError(
                noop("The connection “{connection}” does not answer: check its server, account and password in the QGIS browser."),
                connection=name,
            ) from None  # fmt: skip
        raise RecordError(
            noop("The database of the connection “{connection}” refused: {reason}"),
            connection=name, reason=database_words.reason(said.partition("[")[2]),
        ) from None  # fmt: skip
    return [[None if isinstance(value, QVariant) else value for value in row] for row in rows]


def bound(sql: str, values: Sequence[Any]) -> str:
    """``sql`` with its ``?`` and ``?1`` replaced by ``values``, quoted: QGIS's connection takes none."""
    order: list[Any] = []

    def put(match: re.Match[str]) -> str:
        if match[0] == "%":
            return "%%"
        order.append(values[int(match[1]) - 1 if match[1] else len(order)])
        return "%s"

    text = _PLACEHOLDER.sub(put, sql)
    return postgres.Statement(text, tuple(order)).text() if order else sql


def postgis_schema(connection: QgsAbstractDatabaseProviderConnection, name: str) -> str:
    """The schema that PostGIS is in, in the database of a connection; empty where there is no PostGIS."""
    rows = answer(connection, name, _POSTGIS)
    return str(rows[0][0]) if rows else ""


def plan_schemas(name: str) -> list[tuple[str, str]]:
    """The schemas that hold a plan which the connection ``name`` may read, each with the name of its plan."""
    connection = connection_named(name)
    schemas = [str(row[0]) for row in answer(connection, name, _SCHEMAS)]
    asked = " UNION ALL ".join(
        f"(SELECT {postgres.Statement('%s', (one,)).text()}::text, name FROM {postgres.identifier(one)}.plan LIMIT 1)"  # nosec B608 - quoted
        for one in schemas
    )
    return [(str(row[0]), str(row[1])) for row in answer(connection, name, asked)] if schemas else []


@dataclass(frozen=True)
class Opened:
    """What is asked of a plan when it is opened."""

    uuid: str
    name: str
    version: int
    srid: int


class PlanDatabase:
    """The rows of one plan. ``uri`` is the address of a layer, for a project whose connection this QGIS does not have."""

    def __init__(self, address: PlanAddress, uri: str = "") -> None:
        """Raises ``RecordError`` when the connection fails, or the schema is no plan that this version knows."""
        self.address = address
        known = address.connection in connection_names() or not uri
        metadata = QgsProviderRegistry.instance().providerMetadata(PROVIDER)
        self._connection = connection_named(address.connection) if known else metadata.createConnection(uri, {})
        self._uri = _without_password(self._connection.uri())
        place = postgres.identifier(address.schema)
        postgis = postgis_schema(self._connection, address.connection)
        path = ", ".join([place, *([postgres.identifier(postgis)] if postgis else [])])
        # With the query it is one transaction: the connection, which QGIS shares, is left as it was.
        self._path = f"SET LOCAL search_path TO {path}; "
        self.plan = self._opened()

    def _opened(self) -> Opened:
        name, place = self.address.connection, self.address.schema
        listed = bound(f"SELECT 1 FROM ({_SCHEMAS}) AS s WHERE nspname = ?", (place,))  # nosec B608 - our own query
        if not answer(self._connection, name, listed):
            raise RecordError(
                noop("The schema “{schema}” of the connection “{connection}” holds no plan of Atlas PCAET that your account may read: make one with “Create a plan”, or ask its owner for the right."),
                schema=place, connection=name,
            )  # fmt: skip
        asked = "SELECT uuid, name, schema_version, (SELECT srid FROM geometry_columns WHERE f_table_schema = ? AND f_table_name = 'link_point') FROM plan LIMIT 1"
        found = self.rows(asked, place)
        version = int(found[0][2]) if found else 0
        if version != schema.VERSION:
            raise RecordError(
                noop("The plan of the schema “{schema}” has the version {theirs} of the tables, this plugin knows {ours}: use the same version of Atlas PCAET as the one that made it."),
                schema=place, theirs=version, ours=schema.VERSION,
            )  # fmt: skip
        return Opened(str(found[0][0]), str(found[0][1]), version, int(found[0][3]))

    def rows(self, sql: str, *values: Any) -> list[list[Any]]:
        """Rows of ``sql`` on the plan's tables, with ``values`` for its ``?``. Raises ``RecordError``."""
        text = bound(_NOT_DELETED.sub(r"NOT \1", sql), values)
        return answer(self._connection, self.address.connection, self._path + text)

    def copied_rows(self, table: schema.Table) -> Iterator[tuple[Any, ...]]:
        """Every row of ``table`` in the order of ``plan_copy.copied_columns``, geometries as those of a GeoPackage."""
        names = [f'"{name}"' for name in copied_columns(table) if name != "geom"]
        count = len(names)
        if table.geometry:
            names.append("CASE WHEN NOT ST_IsEmpty(geom) THEN encode(ST_AsBinary(geom, 'NDR'), 'hex') END")
            names += [f"ST_{bound}(geom)" for bound in ("XMin", "YMin", "XMax", "YMax")]
        asked = f"SELECT {', '.join(names)} FROM {table.name} WHERE fid > ? ORDER BY fid LIMIT {AT_ONCE}"  # nosec B608 - the names are our own schema's
        last = -1
        while rows := self.rows(asked, last):
            for row in rows:
                own = tuple(row[:count])
                if table.geometry:
                    wkb, *box = row[count:]
                    own += (geopackage_blob(bytes.fromhex(wkb), tuple(box), self.plan.srid) if wkb else None,)
                yield own
            last = rows[-1][0]

    def latest(self) -> tuple[int, int]:
        """What changes with every write: how many entries the journal has, and the number of the last."""
        ((count, last),) = self.rows("SELECT count(*), coalesce(max(fid), 0) FROM journal")
        return int(count), int(last)

    def write(self, statements: Sequence[str]) -> None:
        """Run ``statements``, all or none. Raises ``RecordError``: refused, no answer, or a row that is not as it was read."""
        try:
            answer(self._connection, self.address.connection, self._path + ";\n".join([*statements, "SELECT 1"]))
        except RecordError as error:
            stale = _STALE.search(str(error.facts.get("reason", "")))
            if stale is None:
                raise
            raise RecordError(
                noop("Someone changed a row of “{table}” in the database of the plan “{plan}” meanwhile: nothing was written. Run again."),
                table=schema.table(stale[1]).alias, plan=self.address.name,
            ) from None  # fmt: skip

    def may_write(self, table: str = "action") -> bool:
        """True when the account of the connection may change rows of ``table``."""
        place = f"{postgres.identifier(self.address.schema)}.{table}"
        asked = "SELECT has_any_column_privilege(?, 'UPDATE')"
        return bool(self.rows(asked, place)[0][0])

    def undelete(self, table: str, uuids: Sequence[str], author: str = "") -> int:
        """Show the rows ``uuids`` of ``table`` again, all or none; how many were hidden. Raises ``RecordError``."""
        if table not in {known.name for known in schema.TABLES if known.journalled} or not uuids:
            return 0
        listed = ", ".join("?" for _uuid in uuids)
        asked = (
            f"UPDATE {table} SET deleted = false, modified_by = ? WHERE deleted AND uuid IN ({listed}) RETURNING uuid"  # nosec B608 - the names are our own schema's
        )
        return len(self.rows(asked, author or None, *uuids))

    def layer_uri(self, table: schema.Table, condition: str = "") -> str:
        """The address of the layer of ``table``, without the password; rows that ``condition`` keeps."""
        uri = QgsDataSourceUri(self._uri)
        uri.setDataSource(self.address.schema, table.name, "geom" if table.geometry else "", condition, "fid")
        if table.geometry:
            uri.setSrid(str(self.plan.srid))
            uri.setWkbType(_WKB[table.geometry])
        return str(uri.uri(False))


def _without_password(address: str) -> str:
    """The address without the password that a connection keeps in clear: QGIS is told it, for this session only."""
    uri = QgsDataSourceUri(address)
    secret = uri.password()
    if secret:
        uri.setPassword("")
        QgsCredentials.instance().put(uri.connectionInfo(False), uri.username(), secret)
    return str(uri.uri(False))


def _wkb_types() -> dict[str, Any]:
    from qgis.core import Qgis

    kinds = Qgis.WkbType
    return {
        "MULTIPOINT": kinds.MultiPoint,
        "MULTILINESTRING": kinds.MultiLineString,
        "MULTIPOLYGON": kinds.MultiPolygon,
    }


_WKB = _wkb_types()
