# SPDX-License-Identifier: GPL-2.0-or-later
"""The same tables, rules, journal and version counters in the SQL of PostgreSQL and PostGIS, for several people.

Nothing is defined here: ``tables`` and ``rules`` say what a plan is. Statements are given as text, in order, to be run in
one transaction by whoever holds the connection; PostgreSQL 13 or later, for ``gen_random_uuid()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import schema
from .errors import RecordError, noop
from .rules import ALWAYS, CONFLICT, RULES, Rule
from .tables import NOW, TABLES, Column, Table, all_columns, content, indexed
from .triggers import literal

TYPES = {"TEXT": "text", "INTEGER": "bigint", "REAL": "double precision", "BOOLEAN": "boolean"}
NEW_UUID = "gen_random_uuid()::text"
CLOCK = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
LONGEST_NAME = 63  # bytes, NAMEDATALEN - 1
# What drivers report as a breach of integrity, as SQLite does.
REFUSED = "USING ERRCODE = 'integrity_constraint_violation'"
# Only a plan's owner freezes a state of it, changes its frame or its lists.
OWNERS_TABLES = ("plan", "milestone")


@dataclass(frozen=True)
class Statement:
    """A statement and the values of its ``%s``, as psycopg takes them."""

    sql: str
    values: tuple[Any, ...] = ()

    def text(self) -> str:
        """The values written into the statement, quoted, for a connection that takes none (QGIS's own)."""
        return self.sql % tuple(map(written, self.values)) if self.values else self.sql


def written(value: Any) -> str:
    """A value as a literal of PostgreSQL: NULL, true, a number, or a quoted text."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else literal(str(value).replace("\0", ""))


@dataclass(frozen=True)
class Roles:
    """The names of the three groups of people of a plan, each with what the one before may do."""

    reader: str
    editor: str
    owner: str

    @classmethod
    def of(cls, name: str) -> Roles:
        """The usual names for the schema ``name``."""
        return cls(f"{name}_lecture", f"{name}_saisie", f"{name}_responsable")


def identifier(name: str) -> str:
    """``name`` between double quotes. Raises ``RecordError`` when PostgreSQL cannot take it as it is."""
    if not name or "\0" in name or len(name.encode()) > LONGEST_NAME:
        raise RecordError(
            noop("“{name}” cannot be a name in PostgreSQL: between 1 and {longest} bytes. Choose another one."),
            name=name, longest=LONGEST_NAME,
        )  # fmt: skip
    return '"' + name.replace('"', '""') + '"'


def statements(name: str, srid: int, postgis: str = "public") -> list[str]:
    """Every CREATE of a plan in a new schema ``name``; geometries in the CRS ``srid``, by PostGIS in ``postgis``.

    Raises ``RecordError`` for a name that PostgreSQL cannot take.
    """
    place = identifier(name)
    made = [f"CREATE SCHEMA {place}"]
    for table in TABLES:
        made += [_table(place, table, srid, identifier(postgis)), *_indexes(place, table)]
    made += _functions(place, identifier(postgis))
    for table in TABLES:
        if table.journalled:
            made += _kept(place, table)
    for rule in RULES:
        made += _refused(place, rule)
    return made


def first_rows(name: str, title: str, crs: str, author: str = "") -> list[Statement]:
    """The plan itself (``crs`` as ``EPSG:2154``), its lists of values and its first indicators."""
    place, by = identifier(name), author or None
    made = [
        Statement(
            f"INSERT INTO {place}.plan(name, schema_version, crs, modified_by) VALUES (%s, %s, %s, %s)",  # nosec B608 - quoted
            (title, schema.VERSION, crs, by),
        )
    ]
    listed = (
        f"INSERT INTO {place}.ref(domain, code, label, position, code_tet, code_ademe) VALUES (%s, %s, %s, %s, %s, %s)"  # nosec B608 - the same
    )
    for domain, entries in schema.ENUMERATIONS.items():
        for position, entry in enumerate(entries, start=1):
            made.append(
                Statement(listed, (domain, entry.code, entry.label, position, entry.code_tet, entry.code_ademe))
            )
    defined = (
        f"INSERT INTO {place}.indicator(plan_uuid, code, name, unit, direction, source, method, code_tet, decimals, "  # nosec B608 - the same
        f"formula, parent_uuid, modified_by) SELECT uuid, %s, %s, %s, %s, %s, %s, %s, %s, %s, "
        f"(SELECT uuid FROM {place}.indicator WHERE code = %s), %s FROM {place}.plan"
    )
    return made + [Statement(defined, (*definition, by)) for definition in schema.INDICATORS]


def role_statements(name: str, roles: Roles) -> list[str]:
    """The three groups with the least rights each needs; a person is made a member of one by ``GRANT group TO person``.

    A reader reads. An editor adds and changes rows, puts them aside (``deleted``), and erases only those that no table
    refers to (a place, a budget…: the journal keeps them whole). An owner erases the others too, changes the plan's frame
    and lists, and freezes states. Nobody writes in the journal but the triggers.
    """
    place = identifier(name)
    reader, editor, owner = map(identifier, (roles.reader, roles.editor, roles.owner))
    made = [_role(role) for role in (roles.reader, roles.editor, roles.owner)]
    made += [
        f"REVOKE ALL ON SCHEMA {place} FROM PUBLIC",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {place} FROM PUBLIC, {reader}, {editor}, {owner}",
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {place} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {place} TO {reader}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {place} TO {reader}",
        f"GRANT {reader} TO {editor}",
        f"GRANT {editor} TO {owner}",
        # QGIS asks the sequence for the next fid before it inserts.
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {place} TO {editor}",
    ]
    referred = {column.references for table in TABLES for column in table.columns}
    for table in TABLES:
        if table.journalled:
            columns = ", ".join(f'"{column}"' for column in (*content(table), "version"))
            who = owner if table.name in OWNERS_TABLES else editor
            made.append(f"GRANT INSERT, UPDATE ({columns}) ON {place}.{table.name} TO {who}")
            made.append(f"GRANT DELETE ON {place}.{table.name} TO {owner if table.name in referred else editor}")
    made.append(f"GRANT INSERT, UPDATE, DELETE ON {place}.ref TO {owner}")
    made.append(f"GRANT INSERT ON {place}.milestone_row TO {owner}")
    return made


def _role(name: str) -> str:
    """A group made where there is none; bodies are quoted as any text, for a name may hold a dollar quote."""
    known = f"EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = {literal(name)})"  # nosec B608 - quoted
    return "DO " + literal(f"BEGIN IF NOT {known} THEN CREATE ROLE {identifier(name)} NOLOGIN; END IF; END")


def _table(place: str, table: Table, srid: int, postgis: str) -> str:
    lines = [
        # Four bytes: with eight, QGIS numbers features its own way, and no two layers agree on the id of a row.
        "fid integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        f"uuid text NOT NULL UNIQUE DEFAULT {NEW_UUID}",
    ]
    if table.geometry:
        lines.append(f"geom {postgis}.geometry({table.geometry}, {srid:d})")
    lines += [_definition(place, column) for column in all_columns(table)]
    return f"CREATE TABLE {place}.{table.name} ({', '.join(lines)})"


def _definition(place: str, column: Column) -> str:
    parts = [f'"{column.name}"', TYPES[column.kind]]
    if column.required:
        parts.append("NOT NULL")
    if column.unique:
        parts.append("UNIQUE")
    if column.default:
        written = CLOCK if column.default == NOW else column.default
        parts.append(f"DEFAULT {'false' if (column.kind, written) == ('BOOLEAN', '0') else written}")
    if column.allowed:
        parts.append(f'CHECK ("{column.name}" IN ({", ".join(map(literal, column.allowed))}))')
    if column.check:
        parts.append(f"CHECK ({column.check})")
    if column.references:
        parts.append(f"REFERENCES {place}.{column.references}(uuid)")
    return " ".join(parts)


def _indexes(place: str, table: Table) -> Iterator[str]:
    for name in indexed(table):
        yield f"CREATE INDEX {table.name}_{name} ON {place}.{table.name}({name})"
    for names in table.unique:
        yield f"CREATE UNIQUE INDEX {table.name}_once ON {place}.{table.name}({', '.join(names)}) WHERE NOT deleted"
    if table.geometry:
        yield f"CREATE INDEX {table.name}_geom ON {place}.{table.name} USING gist (geom)"


def _functions(place: str, postgis: str) -> list[str]:
    """What the triggers of every table call; the journal is written with the rights of who made the plan."""
    where = f"SET search_path = pg_catalog, {place}, pg_temp"
    journal = f"INSERT INTO {place}.journal(author, table_name, row_uuid, operation, before, after) VALUES"
    changed = "(SELECT jsonb_object_agg(key, value) FROM jsonb_each({}) WHERE {} -> key IS DISTINCT FROM value)"
    hexadecimal = f"encode({postgis}.ST_AsEWKB({{}}.geom), 'hex')"
    counted = f"""BEGIN
    NEW.version := OLD.version + 1;
    NEW.modified_at := {CLOCK};
    RETURN NEW;
END"""
    read_last = f"""BEGIN
    IF NEW.version <> OLD.version AND NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION '%', {literal(CONFLICT)} {REFUSED};
    END IF;
    RETURN NEW;
END"""
    journalled = f"""DECLARE
    unkept constant text[] := ARRAY['fid', 'geom', 'created_at', 'modified_at', 'modified_by'];
    was jsonb;
    is_now jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        {journal} (NEW.modified_by, TG_TABLE_NAME, NEW.uuid, 'insert', NULL, NULL);
        RETURN NULL;
    END IF;
    was := to_jsonb(OLD) - unkept;
    IF TG_ARGV[0] = 'geom' THEN
        was := was || jsonb_build_object('geom', {hexadecimal.format("OLD")});
    END IF;
    IF TG_OP = 'DELETE' THEN
        {journal} (OLD.modified_by, TG_TABLE_NAME, OLD.uuid, 'delete', was::text, NULL);
        RETURN NULL;
    END IF;
    is_now := to_jsonb(NEW) - unkept;
    IF TG_ARGV[0] = 'geom' THEN
        is_now := is_now || jsonb_build_object('geom', {hexadecimal.format("NEW")});
    END IF;
    {journal} (NEW.modified_by, TG_TABLE_NAME, NEW.uuid, 'update',
        {changed.format("was", "is_now")}::text, {changed.format("is_now", "was")}::text);
    RETURN NULL;
END"""
    made, with_rights = (
        f"RETURNS trigger LANGUAGE plpgsql {rights}{where} AS " for rights in ("", "SECURITY DEFINER ")
    )
    return [
        f"CREATE FUNCTION {place}.row_counted() {made}{literal(counted)}",
        f"CREATE FUNCTION {place}.row_read_last() {made}{literal(read_last)}",
        f"CREATE FUNCTION {place}.row_journalled() {with_rights}{literal(journalled)}",
    ]


def _kept(place: str, table: Table) -> list[str]:
    """The counter of versions and the journal of a table; triggers of one event fire by the order of their names."""
    on = f"ON {place}.{table.name} FOR EACH ROW EXECUTE FUNCTION {place}."
    columns = ", ".join(f'"{name}"' for name in content(table))
    kind = "'geom'" if table.geometry else "''"
    return [
        f"CREATE TRIGGER a_read_last BEFORE UPDATE {on}row_read_last()",
        f"CREATE TRIGGER z_counted BEFORE UPDATE OF {columns} {on}row_counted()",
        f"CREATE TRIGGER journalled AFTER INSERT OR DELETE OR UPDATE OF {columns} {on}row_journalled({kind})",
    ]


def _refused(place: str, rule: Rule) -> list[str]:
    """A rule as a function and its trigger."""
    name = f"{rule.table}_{rule.name}"
    raised = f"RAISE EXCEPTION '%', {literal(rule.sentence)} {REFUSED};"
    body = raised if rule.condition == ALWAYS else f"IF {rule.condition} THEN {raised} END IF;"
    events = [
        f"UPDATE OF {', '.join(rule.columns)}" if event == "UPDATE" and rule.columns else event for event in rule.events
    ]
    return [
        f"CREATE FUNCTION {place}.{name}() RETURNS trigger LANGUAGE plpgsql "
        f"SET search_path = pg_catalog, {place}, pg_temp AS {literal(f'BEGIN {body} RETURN NEW; END')}",
        f"CREATE TRIGGER m_{rule.name} BEFORE {' OR '.join(events)} ON {place}.{rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {place}.{name}()",
    ]
