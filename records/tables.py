# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a plan, defined once; ``triggers`` renders them for GeoPackage, ``postgres`` for PostGIS.

Columns of schema 3 stand after those of schema 2, before the bookkeeping that every journalled table ends with.
"""

from __future__ import annotations

from dataclasses import dataclass

NOW = "NOW"  # a default: the time in UTC as text, ISO 8601 with milliseconds and Z


@dataclass(frozen=True)
class Column:
    """A column; ``kind`` is TEXT, INTEGER, REAL or BOOLEAN, and a BOOLEAN that may be NULL has three states.

    ``default`` is an SQL literal that both dialects read, or :data:`NOW`; ``allowed`` are the only codes it takes;
    ``check`` is a condition that both dialects read; ``references`` names the table whose ``uuid`` it holds; ``domain``
    the list of ``ref`` that labels its codes.
    """

    name: str
    kind: str = "TEXT"
    required: bool = False
    default: str = ""
    allowed: tuple[str, ...] = ()
    check: str = ""
    unique: bool = False
    references: str = ""
    domain: str = ""


@dataclass(frozen=True)
class Table:
    """A table; ``geometry`` is its GeoPackage geometry type, or empty. ``alias`` is its name in French.

    ``unique`` are the groups of columns that no two rows that are not deleted share.
    """

    name: str
    alias: str
    columns: tuple[Column, ...]
    geometry: str = ""
    journalled: bool = True
    unique: tuple[tuple[str, ...], ...] = ()


def _text(name: str, required: bool = False) -> Column:
    return Column(name, required=required)


def _code(name: str, allowed: tuple[str, ...], domain: str = "", required: bool = False, default: str = "") -> Column:
    return Column(name, required=required, default=default, allowed=allowed, domain=domain or name)


def _of(table: str, name: str = "", required: bool = True) -> Column:
    return Column(name or f"{table}_uuid", required=required, references=table)


def _three_states(name: str) -> Column:
    return Column(name, "BOOLEAN")


def _flag(name: str) -> Column:
    return Column(name, "BOOLEAN", required=True, default="0")


_PRECISION = ("day", "month", "season", "year")


def _link(geometry: str, name: str, alias: str) -> Table:
    return Table(
        name,
        alias,
        (
            _of("action"),
            _code("role", ("localise", "concerne", "realise", "compte"), required=True, default="'concerne'"),
            _text("layer_name"),
            _text("layer_source"),
            _text("layer_fingerprint"),
            _text("key_field"),
            _text("key_value"),
            Column("source_fid", "INTEGER"),
            _text("geom_hash"),
            Column("captured_at", default=NOW),
            _code(
                "state", ("ok", "moved", "changed", "lost", "ambiguous"), "link_state", required=True, default="'ok'"
            ),
            _text("comment"),
            Column("share", "REAL", check="share BETWEEN 0 AND 1"),
        ),
        geometry,
    )


_FRAME = (
    Table(
        "plan", "Plan",
        (
            _text("name", required=True), _text("kind"), _text("holder_siren"), Column("status", domain="plan_status"),
            Column("start_year", "INTEGER"), Column("end_year", "INTEGER"),
            Column("schema_version", "INTEGER", required=True), _text("crs", required=True),
            _code("obligation", ("obligatoire", "volontaire")), _text("source_system"), _text("source_id"),
        ),
    ),
    Table(
        "territory", "Territoire",
        (
            _text("code"), _code("kind", ("commune", "IRIS", "EPCI", "département", "other"), "territory_kind"),
            _text("name", required=True), _text("vintage"), Column("population", "INTEGER"),
            Column("population_year", "INTEGER"), _text("siren"),
        ),
        "MULTIPOLYGON",
    ),
    Table(
        "axis", "Axe",
        (_of("plan"), _of("axis", "parent_uuid", required=False), _text("number"), _text("name", required=True), _text("kind")),
    ),
    Table(
        "action", "Action",
        (
            _of("plan"), _of("action", "parent_uuid", required=False), _of("axis", required=False), _text("number"),
            _text("title", required=True), _text("stakes"), _text("objectives"), _text("description"),
            _text("expected_results"), Column("status", domain="status"), _text("status_original"),
            Column("priority", domain="priority"), Column("progress_pct", "REAL"), _text("calendar_text"),
            _text("start_date"), _text("end_date"), _text("pilot"), _text("budget_text"), _text("comment"),
            _text("audience"), _text("means"), _text("funding_text"), _text("governance"),
            Column("scope", domain="scope"), Column("participation", domain="participation"),
            *map(_three_states, ("mitigation", "adaptation", "impact_ghg", "impact_energy", "impact_air", "impact_storage")),
            _flag("confidential"), _code("start_precision", _PRECISION, "precision"),
            _code("end_precision", _PRECISION, "precision"), _three_states("continuous"),
            _code("calendar_certainty", ("certain", "repaired", "ambiguous", "absent"), "certainty"),
            _text("source_system"), _text("source_id"), _text("source_document"), _text("source_page"),
        ),
    ),
    Table(
        "indicator", "Indicateur",
        (
            _of("plan"), Column("code", required=True, unique=True), _text("name", required=True), _text("unit"),
            _code("direction", ("up", "down")), _text("source"), _text("method"), _text("code_tet"),
            _code("kind", ("realisation", "resultat", "impact", "contexte"), "indicator_kind"),
            _code("nature", ("numeric", "ratio", "text", "list"), "indicator_nature"), _text("numerator"),
            _text("denominator"), _text("formula"), Column("sector", domain="sector"),
            Column("pollutant", domain="pollutant"), _text("carrier"), _text("algorithm"),
            _text("algorithm_parameters"), Column("decimals", "INTEGER"),
            _of("indicator", "parent_uuid", required=False),
        ),
    ),
    Table(
        "value", "Valeur d'indicateur",
        (
            _of("indicator"), _of("action", required=False), _of("territory", required=False),
            Column("year", "INTEGER", required=True),
            _code("kind", ("result", "target", "reference"), "value_kind", required=True), Column("value", "REAL"),
            Column("reason", domain="reason"), _text("unit"), _text("source"), _text("provenance"), _text("text"),
            _code("certainty", ("certain", "repaired", "ambiguous")), _text("comment"),
        ),
    ),
    _link("MULTIPOINT", "link_point", "Lieu (point)"),
    _link("MULTILINESTRING", "link_line", "Lieu (ligne)"),
    _link("MULTIPOLYGON", "link_polygon", "Lieu (surface)"),
    Table(
        "ref", "Liste de valeurs",
        (
            _text("domain", required=True), _text("code", required=True), _text("label", required=True),
            Column("position", "INTEGER"), _text("code_tet"), _text("code_ademe"),
        ),
        journalled=False,
    ),
    Table(
        "journal", "Journal",
        (
            Column("at", required=True, default=NOW), _text("author"), _text("table_name", required=True),
            _text("row_uuid", required=True), _code("operation", ("insert", "update", "delete"), required=True),
            _text("before"), _text("after"),
        ),
        journalled=False,
    ),
)  # fmt: skip

_AROUND_ACTIONS = (
    Table(
        "territory_member", "Membre d'un territoire",
        (_of("territory"), _of("territory", "member_uuid")), unique=(("territory_uuid", "member_uuid"),),
    ),
    Table("action_axis", "Autre axe d'une action", (_of("action"), _of("axis"))),
    Table(
        "action_tag", "Étiquette",
        (
            _of("action"),
            _code(
                "domain",
                ("sector", "theme", "subtheme", "effect", "target", "action_type", "holder_type", "tag", "framework"),
                "tag_domain", required=True,
            ),
            _text("code"), _text("label", required=True),
        ),
    ),
    Table(
        "actor", "Acteur",
        (
            _of("plan"), _text("name", required=True),
            _code("kind", ("person", "service", "organisation", "other"), "actor_kind"), _text("siren"),
        ),
    ),
    Table(
        "action_actor", "Acteur d'une action",
        (
            _of("action"), _of("actor"),
            _code(
                "role",
                (
                    "contracting_authority", "pilot_person", "pilot_service", "pilot_organisation", "elected", "partner",
                    "funder", "target",
                ),
                "actor_role", required=True,
            ),
        ),
    ),
    Table(
        "budget", "Budget",
        (
            _of("action"),
            _code(
                "state", ("costed", "free", "confidential", "to_define", "other_budget", "staff"), "budget_state",
                required=True,
            ),
            _code("nature", ("investment", "operating"), "budget_nature"), Column("amount_min", "REAL"),
            Column("amount_max", "REAL"), _three_states("approximate"), _code("currency", ("EUR", "GBP", "FTE")),
            _code("tax", ("HT", "TTC")), _three_states("per_year"), Column("year", "INTEGER"),
            Column("end_year", "INTEGER"), _code("phase", ("planned", "spent")), _text("funder"),
            Column("cofunding_pct", "REAL"), _text("scope"), _text("text", required=True),
        ),
    ),
    Table(
        "reference", "Référence",
        (
            _of("action", required=False), _of("axis", required=False), _text("document", required=True), _text("code"),
            _text("label"), _text("text"),
        ),
    ),
    Table(
        "action_link", "Action liée",
        (
            _of("action"), _of("action", "other_uuid"),
            _code("kind", ("linked", "variant", "replaces", "contributes"), "link_kind", required=True),
        ),
    ),
    Table(
        "action_indicator", "Indicateur d'une action",
        (_of("action"), _of("indicator"), _flag("measures_progress")),
    ),
    Table(
        "attachment", "Pièce jointe",
        (
            _of("action"), _code("kind", ("file", "link", "note"), "attachment_kind", required=True), _text("title"),
            _text("path"), _text("sha256"), _text("url"), _text("text"), _text("dated"),
        ),
    ),
)  # fmt: skip

_FOLLOWING = (
    Table(
        "reading", "Lecture d'un document",
        (
            _text("table_name", required=True), _text("row_uuid", required=True), _text("column_name"),
            _text("original"), _code("certainty", ("certain", "repaired", "doubtful", "refused")), _text("sentence"),
            _text("document"), _text("location"),
        ),
    ),
    Table(
        "milestone", "Jalon",
        (
            _of("plan"), _text("name", required=True),
            _code("kind", ("project", "adopted", "mid_term", "final", "other"), "milestone_kind"), _text("dated"),
            _text("note"), _flag("closed"),
        ),
    ),
    Table(
        "milestone_row", "Ligne figée",
        (
            _of("milestone"), _text("table_name", required=True), _text("row_uuid", required=True),
            _text("state", required=True),
        ),
        journalled=False,
    ),
    Table(
        "collection", "Collecte",
        (
            _of("plan"), _of("actor", required=False), _text("recipient", required=True), Column("year", "INTEGER"),
            _text("sent_at"), _text("file"), _text("due"), _text("returned_at"), _text("returned_by"),
            Column("changes", "INTEGER"), Column("conflicts", "INTEGER"),
        ),
    ),
)  # fmt: skip

TABLES: tuple[Table, ...] = (*_FRAME, *_AROUND_ACTIONS, *_FOLLOWING)

# Columns every journalled table ends with.
BOOKKEEPING = (
    Column("version", "INTEGER", required=True, default="1"),
    _flag("deleted"),
    Column("created_at", required=True, default=NOW),
    Column("modified_at", required=True, default=NOW),
    Column("modified_by"),
)


def all_columns(table: Table) -> tuple[Column, ...]:
    """The columns of ``table`` after ``fid`` and ``uuid``."""
    return table.columns + (BOOKKEEPING if table.journalled else ())


def content(table: Table) -> tuple[str, ...]:
    """The columns a person changes, as opposed to the counters the triggers keep."""
    own = tuple(column.name for column in table.columns)
    return (*own, "deleted", "modified_by", *(("geom",) if table.geometry else ()))


def indexed(table: Table) -> tuple[str, ...]:
    """The columns that have an index: what other rows are found by."""
    return tuple(c.name for c in table.columns if c.references or c.name in ("row_uuid", "number", "key_value"))
