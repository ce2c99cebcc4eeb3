# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan made in a new schema of PostGIS, in one transaction, through a connection of QGIS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsAbstractDatabaseProviderConnection

from ...cartography.plan_database import answer, bound, connection_named, postgis_schema
from ...records import postgres, postgres_rows
from ...records.errors import RecordError, noop
from ...records.plan_address import PlanAddress
from ...records.plan_copy import Rows

OLDEST = 130000  # PostgreSQL 13, the first with gen_random_uuid() of its own
_FACTS = (
    "SELECT current_setting('server_version_num')::int, has_database_privilege(current_database(), 'CREATE'), "
    "EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?1), "
    "(SELECT rolsuper OR rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user), current_database()"
)


@dataclass(frozen=True)
class NewPlan:
    """What a plan in a database is made of; ``authority`` and ``code`` are those of the CRS of its places."""

    address: PlanAddress
    name: str
    authority: str
    code: int
    groups: bool
    author: str = ""


def create_in_database(new: NewPlan, rows: Rows | None = None) -> tuple[str, list[str]]:
    """Make a plan in a new schema: all of it or nothing. Returns its uuid, and the groups that existed already.

    It holds ``rows`` as they are (a geometry as WKB), else the first rows of any plan.

    Raises ``RecordError`` when the connection fails, PostGIS is missing, the account may not, or the schema exists.
    """
    name, place = new.address.connection, new.address.schema
    if not new.name.strip():
        raise RecordError(noop("Give the plan a name."))
    quoted, roles = postgres.identifier(place), postgres.Roles.of(place)
    connection = connection_named(name)
    _check(connection, new)
    postgis = postgis_schema(connection, name)
    if not postgis:
        raise RecordError(
            noop("The database of the connection “{connection}” has no PostGIS: have its administrator run CREATE EXTENSION postgis."),
            connection=name,
        )  # fmt: skip
    srid = _srid(connection, new, postgis)
    made = postgres.statements(place, srid, postgis)
    if rows is None:
        crs = f"{new.authority}:{new.code}"
        made += [row.text() for row in postgres.first_rows(place, new.name.strip(), crs, new.author)]
    else:
        found = f"SET LOCAL search_path TO {quoted}, {postgres.identifier(postgis)}"
        made += [found, *postgres_rows.filled(place, rows, srid)]
    known = _groups_known(connection, name, roles) if new.groups else []
    if new.groups:
        made += postgres.role_statements(place, roles)
    # In one call, which PostgreSQL runs as one transaction; the last gives the rows.
    rows = answer(connection, name, ";\n".join([*made, f"SELECT uuid FROM {quoted}.plan"]))  # nosec B608 - quoted
    return str(rows[0][0]), known


def _check(connection: QgsAbstractDatabaseProviderConnection, new: NewPlan) -> None:
    name, place = new.address.connection, new.address.schema
    ((version, may_create, exists, may_group, database),) = answer(connection, name, bound(_FACTS, (place,)))
    facts: dict[str, Any] = {"connection": name, "schema": place, "database": database}
    if exists:
        raise RecordError(
            noop("The schema “{schema}” exists already in the database “{database}”: a plan is never overwritten. Choose another name."),
            **facts,
        )  # fmt: skip
    if int(version) < OLDEST:
        raise RecordError(
            noop("The server of the connection “{connection}” is older than PostgreSQL 13: have it updated, or keep the plan in a file."),
            **facts,
        )  # fmt: skip
    if not may_create:
        raise RecordError(
            noop("The account of the connection “{connection}” may not make a schema in the database “{database}”: ask its administrator for GRANT CREATE ON DATABASE."),
            **facts,
        )  # fmt: skip
    if new.groups and not may_group:
        raise RecordError(
            noop("The account of the connection “{connection}” may not make groups of users: ask its administrator for CREATEROLE, or make the plan without the groups."),
            **facts,
        )  # fmt: skip


def _srid(connection: QgsAbstractDatabaseProviderConnection, new: NewPlan, postgis: str) -> int:
    asked = f"SELECT srid FROM {postgres.identifier(postgis)}.spatial_ref_sys WHERE upper(auth_name) = ?1 AND auth_srid = ?2"  # nosec B608 - quoted
    rows = answer(connection, new.address.connection, bound(asked, (new.authority.upper(), new.code)))
    if not rows:
        raise RecordError(
            noop("PostGIS does not know the CRS {crs} in the database of the connection “{connection}”: choose another one, for example EPSG:2154."),
            crs=f"{new.authority}:{new.code}", connection=new.address.connection,
        )  # fmt: skip
    return int(rows[0][0])


def _groups_known(connection: QgsAbstractDatabaseProviderConnection, name: str, roles: postgres.Roles) -> list[str]:
    """The groups that the server has already: one server has one list of them for all its databases."""
    asked = "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN (?1, ?2, ?3) ORDER BY 1"
    return [str(row[0]) for row in answer(connection, name, bound(asked, (roles.reader, roles.editor, roles.owner)))]
