# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables, indexes and triggers of a plan in the SQL of SQLite, for a GeoPackage.

Integrity, history and version counters are triggers, so they hold whoever edits: a dock, an attribute table, QField.
"""

from __future__ import annotations

from .rules import ALWAYS, CONFLICT, RULES, Rule
from .tables import NOW, TABLES, Column, Table, all_columns, content, indexed

NEW_UUID = (
    "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || "
    "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))"
)
_MILLISECONDS = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
# Version 7 of RFC 9562 begins with the time: entries of the journal follow one another in its index, at half the cost.
JOURNAL_UUID = (
    f"printf('%08x-%04x-7%s-a%s-%s', {_MILLISECONDS} >> 16, {_MILLISECONDS} & 65535, "
    "substr(lower(hex(randomblob(2))), 2), substr(lower(hex(randomblob(2))), 2), lower(hex(randomblob(6))))"
)
CLOCK = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"


def statements() -> list[str]:
    """Every CREATE of the plan's own tables, indexes and triggers."""
    made = []
    for table in TABLES:
        made += [create_table(table), *indexes(table)]
    return made + triggers()


def triggers() -> list[str]:
    """Every CREATE TRIGGER of the plan's own tables."""
    made = []
    for table in TABLES:
        if table.journalled:
            made += [*_versioned(table), *_journalled(table)]
    for rule in RULES:
        made += _refused(rule)
    return made


def create_table(table: Table) -> str:
    """The CREATE TABLE of ``table``."""
    lines = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", f"uuid TEXT NOT NULL UNIQUE DEFAULT {NEW_UUID}"]
    if table.geometry:
        lines.append(f"geom {table.geometry}")
    lines += [definition(column) for column in all_columns(table)]
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def definition(column: Column) -> str:
    """A column as CREATE TABLE and ALTER TABLE write it."""
    parts = [f'"{column.name}"', column.kind]
    if column.required:
        parts.append("NOT NULL")
    if column.unique:
        parts.append("UNIQUE")
    if column.default:
        parts.append(f"DEFAULT {CLOCK if column.default == NOW else column.default}")
    if column.allowed:
        parts.append(f"CHECK ({column.name} IN ({', '.join(map(literal, column.allowed))}))")
    if column.check:
        parts.append(f"CHECK ({column.check})")
    if column.references:
        parts.append(f"REFERENCES {column.references}(uuid)")
    return " ".join(parts)


def literal(text: str) -> str:
    """``text`` between quotes, as both dialects read it."""
    return "'" + text.replace("'", "''") + "'"


def indexes(table: Table) -> list[str]:
    """The indexes of ``table``."""
    made = [f"CREATE INDEX {table.name}_{name} ON {table.name}({name})" for name in indexed(table)]
    return made + [
        f"CREATE UNIQUE INDEX {table.name}_once ON {table.name}({', '.join(names)}) WHERE NOT deleted"
        for names in table.unique
    ]


def _content(table: Table) -> str:
    return ", ".join(f'"{name}"' for name in content(table))


def _versioned(table: Table) -> list[str]:
    """Who says which version was read must have read the last one."""
    return [
        f"CREATE TRIGGER {table.name}_conflict BEFORE UPDATE ON {table.name} "
        "WHEN NEW.version <> OLD.version AND NEW.version <> OLD.version + 1 BEGIN "
        f"SELECT RAISE(ABORT, {literal(CONFLICT)}); END",
    ]


def _journalled(table: Table) -> list[str]:
    """Every change counts and is written down, by one trigger for each event, for a trigger costs by its call.

    An insertion says who and when: what was written is the row itself, or the ``before`` of its next change. A change
    holds the columns that differ, before and after; a deletion the whole row. A geometry is hexadecimal.
    """
    columns = ["uuid", *(column.name for column in table.columns), "deleted"]
    name = table.name

    def entry(row: str, operation: str, before: str, after: str) -> str:
        facts = f"{JOURNAL_UUID}, {row}.modified_by, '{name}', {row}.uuid, '{operation}', {before}, {after}"
        return f"INSERT INTO journal(uuid, author, table_name, row_uuid, operation, before, after) VALUES ({facts});"  # nosec B608 - the names are our own schema's

    def differing(row: str, version: str) -> str:
        held = "".join(
            f' || iif(OLD."{c}" IS NEW."{c}", \'\', \',"{c}":\' || json_quote({row}."{c}"))' for c in columns
        )
        if table.geometry:
            held += f" || iif(OLD.geom IS NEW.geom, '', ',\"geom\":\"' || coalesce(hex({row}.geom), '') || '\"')"
        return f"'{{\"version\":' || {version}{held} || '}}'"

    whole = "json_object('version', OLD.version" + "".join(f", '{c}', OLD.\"{c}\"" for c in columns)
    whole += ", 'geom', hex(OLD.geom))" if table.geometry else ")"
    removed = entry("OLD", "delete", whole, "NULL")
    counted = f"UPDATE {name} SET version = OLD.version + 1, modified_at = {CLOCK} WHERE fid = NEW.fid;"  # nosec B608 - the same
    changed = entry("NEW", "update", differing("OLD", "OLD.version"), differing("NEW", "(OLD.version + 1)"))
    return [
        f"CREATE TRIGGER {name}_inserted AFTER INSERT ON {name} BEGIN {entry('NEW', 'insert', 'NULL', 'NULL')} END",
        f"CREATE TRIGGER {name}_updated AFTER UPDATE OF {_content(table)} ON {name} BEGIN {counted} {changed} END",
        f"CREATE TRIGGER {name}_removed AFTER DELETE ON {name} BEGIN {removed} END",
    ]


def _refused(rule: Rule) -> list[str]:
    """One trigger for each event of a rule."""
    made = []
    for event in rule.events:
        touched = f" OF {', '.join(rule.columns)}" if event == "UPDATE" and rule.columns else ""
        when = "" if rule.condition == ALWAYS else f"WHEN {rule.condition} "
        name = f"{rule.table}_{rule.name}" + ("" if len(rule.events) == 1 else f"_{event.lower()}")
        made.append(
            f"CREATE TRIGGER {name} BEFORE {event}{touched} ON {rule.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, {literal(rule.sentence)}); END"
        )
    return made
