# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a plan, from one definition, rendered for GeoPackage.

Integrity, history and version counters are triggers, so they hold whoever edits: a dock, an attribute table, QField.
Their messages are French sentences: the database has one language, the one of its readers.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 2
NEW_UUID = (
    "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || "
    "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))"
)
NOW = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"


@dataclass(frozen=True)
class Column:
    """``kind`` is an SQL type of GeoPackage; ``references`` names the table whose ``uuid`` this column holds."""

    name: str
    kind: str
    constraint: str = ""
    references: str = ""


@dataclass(frozen=True)
class Table:
    """A table; ``geometry`` is its GeoPackage geometry type, or empty. ``alias`` is its name in French."""

    name: str
    alias: str
    columns: tuple[Column, ...]
    geometry: str = ""
    journalled: bool = True


def _text(name: str, constraint: str = "") -> Column:
    return Column(name, "TEXT", constraint)


def _link(geometry: str, name: str, alias: str) -> Table:
    return Table(
        name,
        alias,
        (
            Column("action_uuid", "TEXT", "NOT NULL", "action"),
            _text("role", "NOT NULL DEFAULT 'concerne' CHECK (role IN ('localise', 'concerne', 'realise', 'compte'))"),
            _text("layer_name"),
            _text("layer_source"),
            _text("layer_fingerprint"),
            _text("key_field"),
            _text("key_value"),
            Column("source_fid", "INTEGER"),
            _text("geom_hash"),
            _text("captured_at", f"DEFAULT {NOW}"),
            _text("state", "NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'moved', 'changed', 'lost', 'ambiguous'))"),
            _text("comment"),
        ),
        geometry,
    )


TABLES: tuple[Table, ...] = (
    Table(
        "plan",
        "Plan",
        (
            _text("name", "NOT NULL"),
            _text("kind"),
            _text("holder_siren"),
            _text("status"),
            Column("start_year", "INTEGER"),
            Column("end_year", "INTEGER"),
            Column("schema_version", "INTEGER", "NOT NULL"),
            _text("crs", "NOT NULL"),
        ),
    ),
    Table(
        "territory",
        "Territoire",
        (
            _text("code"),
            _text("kind", "CHECK (kind IN ('commune', 'IRIS', 'EPCI', 'département', 'other'))"),
            _text("name", "NOT NULL"),
            _text("vintage"),
            Column("population", "INTEGER"),
            Column("population_year", "INTEGER"),
        ),
        "MULTIPOLYGON",
    ),
    Table(
        "axis",
        "Axe",
        (
            Column("plan_uuid", "TEXT", "NOT NULL", "plan"),
            Column("parent_uuid", "TEXT", "", "axis"),
            _text("number"),
            _text("name", "NOT NULL"),
            _text("kind"),
        ),
    ),
    Table(
        "action",
        "Action",
        (
            Column("plan_uuid", "TEXT", "NOT NULL", "plan"),
            Column("parent_uuid", "TEXT", "", "action"),
            Column("axis_uuid", "TEXT", "", "axis"),
            _text("number"),
            _text("title", "NOT NULL"),
            _text("stakes"),
            _text("objectives"),
            _text("description"),
            _text("expected_results"),
            _text("status"),
            _text("status_original"),
            _text("priority"),
            Column("progress_pct", "REAL"),
            _text("calendar_text"),
            _text("start_date"),
            _text("end_date"),
            _text("pilot"),
            _text("budget_text"),
            _text("comment"),
        ),
    ),
    Table(
        "indicator",
        "Indicateur",
        (
            Column("plan_uuid", "TEXT", "NOT NULL", "plan"),
            _text("code", "NOT NULL UNIQUE"),
            _text("name", "NOT NULL"),
            _text("unit"),
            _text("direction", "CHECK (direction IN ('up', 'down'))"),
            _text("source"),
            _text("method"),
        ),
    ),
    Table(
        "value",
        "Valeur d'indicateur",
        (
            Column("indicator_uuid", "TEXT", "NOT NULL", "indicator"),
            Column("action_uuid", "TEXT", "", "action"),
            Column("territory_uuid", "TEXT", "", "territory"),
            Column("year", "INTEGER", "NOT NULL"),
            _text("kind", "NOT NULL CHECK (kind IN ('result', 'target', 'reference'))"),
            Column("value", "REAL"),
            _text("reason"),
            _text("unit"),
            _text("source"),
            _text("provenance"),
        ),
    ),
    _link("MULTIPOINT", "link_point", "Lieu (point)"),
    _link("MULTILINESTRING", "link_line", "Lieu (ligne)"),
    _link("MULTIPOLYGON", "link_polygon", "Lieu (surface)"),
    Table(
        "ref",
        "Liste de valeurs",
        (
            _text("domain", "NOT NULL"),
            _text("code", "NOT NULL"),
            _text("label", "NOT NULL"),
            Column("position", "INTEGER"),
            _text("code_tet"),
            _text("code_ademe"),
        ),
        journalled=False,
    ),
    Table(
        "journal",
        "Journal",
        (
            _text("at", f"NOT NULL DEFAULT {NOW}"),
            _text("author"),
            _text("table_name", "NOT NULL"),
            _text("row_uuid", "NOT NULL"),
            _text("operation", "NOT NULL CHECK (operation IN ('insert', 'update', 'delete'))"),
            _text("before"),
            _text("after"),
        ),
        journalled=False,
    ),
)

# Columns every journalled table ends with.
BOOKKEEPING = (
    Column("version", "INTEGER", "NOT NULL DEFAULT 1"),
    Column("deleted", "BOOLEAN", "NOT NULL DEFAULT 0"),
    Column("created_at", "TEXT", f"NOT NULL DEFAULT {NOW}"),
    Column("modified_at", "TEXT", f"NOT NULL DEFAULT {NOW}"),
    Column("modified_by", "TEXT"),
)

# Official labels: Territoires en Transitions (status, priority), ours for the reason of absence.
ENUMERATIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "status": (
        ("a_venir", "À venir"),
        ("en_cours", "En cours"),
        ("realise", "Réalisé"),
        ("en_pause", "En pause"),
        ("abandonne", "Abandonné"),
        ("bloque", "Bloqué"),
        ("en_retard", "En retard"),
        ("a_discuter", "A discuter"),
    ),
    "priority": (("eleve", "Élevé"), ("moyen", "Moyen"), ("bas", "Bas")),
    "reason": (
        ("inexistante", "Données inexistantes"),
        ("non_communiquee", "Non communiquée"),
        ("trop_tot", "Trop tôt pour faire un bilan"),
        ("sans_objet", "Sans objet"),
        ("secret", "Secret statistique"),
        ("non_renseigne", "Non renseigné"),
    ),
    "role": (("localise", "Localise"), ("concerne", "Concerne"), ("realise", "Réalise"), ("compte", "Compte")),
}

# A first set of definitions; code, name, unit, direction, source.
INDICATORS = (
    ("apc_air_bandes", "Habitants dans les bandes d'étude des axes routiers (dépistage)", "hab", "down", "pcaet:corridorbands"),
    ("apc_trafic_vkm", "Trafic sur les routes comptées", "véh.km/jour", "down", "pcaet:corridorbands"),
    ("apc_lieux_sensibles", "Lieux sensibles dans les bandes d'étude", "lieux", "down", "pcaet:corridorbands"),
    ("petr_fols_53", "Part de véhicules propres dans la flotte", "%", "up", "pcaet:fleetimpact"),
    ("apc_flotte_nox", "Oxydes d'azote émis par la flotte", "kg/an", "down", "pcaet:fleetimpact"),
    ("apc_flotte_litres", "Carburant consommé par la flotte", "l/an", "down", "pcaet:fleetimpact"),
    ("apc_flotte_km", "Kilomètres parcourus par la flotte", "km/an", "down", "pcaet:fleetimpact"),
    ("apc_air_limite_2030", "Habitants au-dessus de la limite 2030 du NO2", "hab", "down", "pcaet:airexposure"),
    ("apc_air_no2", "NO2 moyen pondéré par les habitants", "µg/m³", "down", "pcaet:airexposure"),
)  # fmt: skip


def statements() -> list[str]:
    """Every CREATE of the plan's own tables, indexes and triggers."""
    made = []
    for table in TABLES:
        made += [_create_table(table), *_indexes(table)]
    for table in TABLES:
        if table.journalled:
            made += [*_versioned(table), *_journalled(table)]
    return made + RULES


def all_columns(table: Table) -> tuple[Column, ...]:
    """The columns of ``table`` after ``fid`` and ``uuid``."""
    return table.columns + (BOOKKEEPING if table.journalled else ())


def _create_table(table: Table) -> str:
    lines = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", f"uuid TEXT NOT NULL UNIQUE DEFAULT {NEW_UUID}"]
    if table.geometry:
        lines.append(f"geom {table.geometry}")
    for column in all_columns(table):
        reference = f" REFERENCES {column.references}(uuid)" if column.references else ""
        lines.append(f'"{column.name}" {column.kind} {column.constraint}{reference}'.strip())
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _indexes(table: Table) -> list[str]:
    return [
        f"CREATE INDEX {table.name}_{c.name} ON {table.name}({c.name})"
        for c in table.columns
        if c.references or c.name in ("row_uuid", "number", "key_value")
    ]


def _versioned(table: Table) -> list[str]:
    """Who says which version was read must have read the last one; every change counts."""
    name = table.name
    counted = f"UPDATE {name} SET version = OLD.version + 1, modified_at = {NOW} WHERE fid = NEW.fid;"  # nosec B608 - the names are our own schema's
    return [
        f"CREATE TRIGGER {name}_conflict BEFORE UPDATE ON {name} "
        "WHEN NEW.version <> OLD.version AND NEW.version <> OLD.version + 1 BEGIN "
        "SELECT RAISE(ABORT, 'Cette fiche a été modifiée par quelqu''un d''autre depuis que vous l''avez ouverte : "
        "rechargez-la, puis refaites votre modification.'); END",
        f"CREATE TRIGGER {name}_version AFTER UPDATE OF {_content(table)} ON {name} BEGIN {counted} END",
    ]


def _content(table: Table) -> str:
    """The columns a person changes, as opposed to the counters the triggers keep."""
    names = (
        [column.name for column in table.columns] + ["deleted", "modified_by"] + (["geom"] if table.geometry else [])
    )
    return ", ".join(f'"{name}"' for name in names)


def _journalled(table: Table) -> list[str]:
    """Every change, with the row before and after; the geometry of a row that is deleted, which nothing else keeps."""
    columns = ["uuid", *(column.name for column in table.columns), "deleted"]

    def state(row: str, version: str, geometry: bool = False) -> str:
        held = "".join(f", '{c}', {row}.\"{c}\"" for c in columns)
        held += f", 'geom', hex({row}.geom)" if geometry else ""
        return f"json_object('version', {version}{held})"

    def entry(row: str, operation: str, before: str, after: str) -> str:
        facts = f"{row}.modified_by, '{table.name}', {row}.uuid, '{operation}', {before}, {after}"
        columns = "author, table_name, row_uuid, operation, before, after"
        return f"INSERT INTO journal({columns}) VALUES ({facts});"  # nosec B608 - the names are our own schema's

    name = table.name
    return [
        f"CREATE TRIGGER {name}_journal_insert AFTER INSERT ON {name} BEGIN {entry('NEW', 'insert', 'NULL', state('NEW', 'NEW.version'))} END",
        f"CREATE TRIGGER {name}_journal_update AFTER UPDATE OF {_content(table)} ON {name} BEGIN "
        f"{entry('NEW', 'update', state('OLD', 'OLD.version'), state('NEW', 'OLD.version + 1'))} END",
        f"CREATE TRIGGER {name}_journal_delete AFTER DELETE ON {name} BEGIN {entry('OLD', 'delete', state('OLD', 'OLD.version', bool(table.geometry)), 'NULL')} END",
    ]


def _refused(name: str, table: str, condition: str, sentence: str, columns: str = "") -> list[str]:
    """One rule, on insert and on update."""
    told = sentence.replace("'", "''")
    events = ("INSERT", f"UPDATE OF {columns}" if columns else "UPDATE")
    return [
        f"CREATE TRIGGER {table}_{name}_{event.split()[0].lower()} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{told}'); END"
        for event in events
    ]


RULES = [
    *_refused(
        "title", "action", "trim(coalesce(NEW.title, '')) = '' OR length(NEW.title) > 300",
        "Le titre de l'action est vide ou dépasse 300 caractères : raccourcissez-le.", "title",
    ),
    *_refused(
        "dates", "action", "NEW.end_date < NEW.start_date",
        "La fin de l'action est avant son début : corrigez l'une des deux dates.", "start_date, end_date",
    ),
    *_refused(
        "levels", "action",
        "NEW.parent_uuid IS NOT NULL AND (NEW.parent_uuid = NEW.uuid "
        "OR EXISTS (SELECT 1 FROM action p WHERE p.uuid = NEW.parent_uuid AND p.parent_uuid IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM action c WHERE c.parent_uuid = NEW.uuid))",
        "Une sous-action ne peut pas avoir de sous-action : le plan a deux niveaux.", "parent_uuid",
    ),
    *_refused(
        "progress", "action", "NEW.progress_pct NOT BETWEEN 0 AND 100",
        "L'avancement est un pourcentage, entre 0 et 100.", "progress_pct",
    ),
    *_refused(
        "value_or_reason", "value", "(NEW.value IS NULL) = (trim(coalesce(NEW.reason, '')) = '')",
        "Une valeur d'indicateur a soit une valeur, soit un motif d'absence, jamais les deux ni aucun.", "value, reason",
    ),
    "CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN "
    "SELECT RAISE(ABORT, 'Le journal ne s''efface pas.'); END",
    "CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN "
    "SELECT RAISE(ABORT, 'Le journal ne se modifie pas.'); END",
]  # fmt: skip
