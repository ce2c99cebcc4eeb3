# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan in a real PostgreSQL with PostGIS: the same tables and rules as in a GeoPackage, and the rights of each group."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records import postgres, schema
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan
from throwaway_postgres import PORT, throwaway_postgres

psycopg2 = pytest.importorskip("psycopg2", reason="psycopg2 is not there: it comes with Debian's QGIS")

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
PLACE = 'pcaet d\'"essai" $body$ \\ $do$'  # every letter that a careless quoting would trip on
PEOPLE = {"reader": "lectrice", "editor": "agente", "owner": "responsable"}


@pytest.fixture(scope="module")
def server():
    """A server that believes who one says one is, with a plan and a person in each of its groups."""
    with throwaway_postgres() as made:
        with connected(made.folder) as connection, connection.cursor() as cursor:
            for statement in postgres.statements(PLACE, 2154):
                cursor.execute(statement)
            for row in postgres.first_rows(PLACE, "PCAET d'essai", "EPSG:2154", "A. B."):
                cursor.execute(row.sql, row.values)
            for statement in postgres.role_statements(PLACE, ROLES):
                cursor.execute(statement)
            for role, person in PEOPLE.items():
                cursor.execute(f"CREATE ROLE {person} LOGIN IN ROLE {postgres.identifier(getattr(ROLES, role))}")
        yield made.folder


ROLES = postgres.Roles.of('pcaet d\'"essai" $do$ \\')


class Session:
    """A connection that closes with its block, and commits when the block succeeds."""

    def __init__(self, folder: Path, user: str) -> None:
        self.connection = psycopg2.connect(host=str(folder), port=PORT, dbname="postgres", user=user)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = %s)", (PLACE,))
            if cursor.fetchone()[0]:
                cursor.execute(f"SET search_path = {postgres.identifier(PLACE)}, public")
        self.connection.commit()

    def __enter__(self):
        return self.connection

    def __exit__(self, kind, error, trace) -> None:
        self.connection.rollback() if kind else self.connection.commit()
        self.connection.close()


def connected(folder: Path, user: str = "postgres") -> Session:
    return Session(folder, user)


class InPostgres:
    """The plan in PostGIS, by one session that is rolled back."""

    refusal = psycopg2.IntegrityError

    def __init__(self, connection) -> None:
        self.connection = connection

    def run(self, sql: str) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def written(self, sql: str) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount

    def refused(self, sql: str) -> str:
        with self.connection.cursor() as cursor:
            cursor.execute("SAVEPOINT before")
            with pytest.raises(self.refusal) as caught:
                cursor.execute(sql)
            cursor.execute("ROLLBACK TO before")
        return caught.value.diag.message_primary


class InGeoPackage:
    """The plan in a file."""

    refusal = sqlite3.IntegrityError

    def __init__(self, connection) -> None:
        connection.row_factory = None
        self.connection = connection

    def run(self, sql: str) -> list[tuple]:
        return self.connection.execute(sql).fetchall()

    def written(self, sql: str) -> int:
        return self.connection.execute(sql).rowcount

    def refused(self, sql: str) -> str:
        with pytest.raises(self.refusal) as caught:
            self.connection.execute(sql)
        return str(caught.value)


@pytest.fixture
def in_postgres(server):
    session = connected(server)
    yield InPostgres(session.connection)
    session.connection.rollback()
    session.connection.close()


@pytest.fixture
def in_geopackage(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT, "A. B.")
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        yield InGeoPackage(connection)


@pytest.fixture(params=["in_geopackage", "in_postgres"])
def plan(request):
    """The same plan in each of the two, with a mother, her sub-action and another action."""
    store = request.getfixturevalue(request.param)
    for uuid, parent in (("mere", "NULL"), ("fille", "'mere'"), ("autre", "NULL")):
        store.run(
            "INSERT INTO action(uuid, plan_uuid, parent_uuid, title, modified_by) "
            f"SELECT '{uuid}', uuid, {parent}, 'Action {uuid}', 'A. B.' FROM plan"
        )
    return store


def test_both_have_the_same_tables_columns_lists_and_indicators(in_geopackage, in_postgres):
    for table in schema.TABLES:
        columns = {row[1] for row in in_geopackage.run(f"PRAGMA table_info({table.name})")}
        found = in_postgres.run(
            f"SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name = '{table.name}'"
        )
        assert {name for name, _ in found} == columns
        wanted = {column.name for column in schema.all_columns(table) if column.required} | {"fid", "uuid"}
        assert {name for name, nullable in found if nullable == "NO"} == wanted
    for query in (
        "SELECT domain, code, label, position, code_tet, code_ademe FROM ref",
        "SELECT i.code, i.name, i.unit, i.formula, i.decimals, p.code FROM indicator i "
        "LEFT JOIN indicator p ON p.uuid = i.parent_uuid",
        "SELECT name, schema_version, crs, version FROM plan",
    ):
        assert sorted(in_geopackage.run(query), key=repr) == sorted(in_postgres.run(query), key=repr)


BUDGET = "INSERT INTO budget(action_uuid, text, state, amount_min, amount_max, cofunding_pct, year, end_year) VALUES ('mere', 't', {})"
ATTACHED = "INSERT INTO attachment(action_uuid, kind, path) VALUES ('mere', 'file', {})"
OUTSIDE = "reste dans le dossier du plan"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("INSERT INTO action(plan_uuid, title) SELECT uuid, '  ' FROM plan", "titre de l'action est vide"),
        (f"UPDATE action SET title = '{'x' * 301}' WHERE uuid = 'mere'", "300 caractères"),
        ("UPDATE action SET start_date = '2026', end_date = '2020' WHERE uuid = 'mere'", "avant son début"),
        ("UPDATE action SET progress_pct = 101 WHERE uuid = 'mere'", "entre 0 et 100"),
        ("INSERT INTO action(plan_uuid, parent_uuid, title) SELECT uuid, 'fille', 't' FROM plan", "deux niveaux"),
        ("UPDATE action SET parent_uuid = 'autre' WHERE uuid = 'mere'", "deux niveaux"),
        ("UPDATE action SET parent_uuid = 'autre' WHERE uuid = 'autre'", "deux niveaux"),
        ("INSERT INTO value(indicator_uuid, year, kind) SELECT uuid, 2026, 'result' FROM indicator WHERE code = 'crte_6.1'", "soit une valeur, soit un motif"),
        (BUDGET.format("'costed', NULL, NULL, NULL, NULL, NULL"), "Un budget chiffré a un montant"),
        (BUDGET.format("'costed', 20, 10, NULL, NULL, NULL"), "inférieur au plus bas"),
        (BUDGET.format("'costed', -1, NULL, NULL, NULL, NULL"), "n'est pas négatif"),
        (BUDGET.format("'free', NULL, NULL, 140, NULL, NULL"), "taux de cofinancement"),
        (BUDGET.format("'free', NULL, NULL, NULL, 2026, 2020"), "dernière année du budget"),
        (ATTACHED.format("'../secret.pdf'"), OUTSIDE),
        (ATTACHED.format("'pieces/../../secret.pdf'"), OUTSIDE),
        (ATTACHED.format("'pieces\\..\\..\\secret.pdf'"), OUTSIDE),
        (ATTACHED.format("'/etc/passwd'"), OUTSIDE),
        (ATTACHED.format("'C:\\secret.pdf'"), OUTSIDE),
        (ATTACHED.format("'\\\\serveur\\partage\\secret.pdf'"), OUTSIDE),
        (ATTACHED.format("'file:///etc/passwd'"), OUTSIDE),
        (ATTACHED.format("'~/secret.pdf'"), OUTSIDE),
        ("INSERT INTO action_link(action_uuid, other_uuid, kind) VALUES ('mere', 'mere', 'linked')", "liée à elle-même"),
        ("DELETE FROM journal", "ne s'efface pas"),
        ("UPDATE journal SET author = 'x'", "ne se modifie pas"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_with_the_same_sentence_in_both(plan, statement, sentence):
    assert sentence in plan.refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        BUDGET.format("'costed', 10, 20, 60, 2020, 2026"),
        BUDGET.format("'free', NULL, NULL, NULL, NULL, NULL"),
        ATTACHED.format("'pièces/délibération..2024.pdf'"),
        ATTACHED.format("NULL"),
        "INSERT INTO link_point(action_uuid, share) VALUES ('mere', 0.4)",
        "INSERT INTO action_tag(action_uuid, domain, label) VALUES ('mere', 'tag', 'vélo')",
        "UPDATE action SET mitigation = NULL, confidential = NOT confidential, status = NULL WHERE uuid = 'mere'",
    ],
)
def test_a_right_row_is_taken_by_both(plan, statement):
    assert plan.written(statement) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO link_point(action_uuid, share) VALUES ('mere', 1.4)",
        "INSERT INTO link_point(action_uuid, role) VALUES ('mere', 'décore')",
        "INSERT INTO budget(action_uuid, state, text, currency) VALUES ('mere', 'free', 't', 'USD')",
        "INSERT INTO actor(plan_uuid, name) VALUES ('absent', 'Service')",
        "INSERT INTO action_actor(action_uuid, actor_uuid, role) VALUES ('mere', 'absent', 'partner')",
    ],
)
def test_a_code_out_of_its_list_and_a_row_of_nobody_are_refused_by_both(plan, statement):
    assert plan.refused(statement)


def test_a_pair_of_territories_is_told_once_until_it_is_put_aside(plan):
    for uuid in ("epci", "commune"):
        plan.run(f"INSERT INTO territory(uuid, name) VALUES ('{uuid}', '{uuid}')")
    told = "INSERT INTO territory_member(territory_uuid, member_uuid) VALUES ('epci', 'commune')"
    plan.run(told)
    assert plan.refused(told)
    assert "membre de lui-même" in plan.refused(told.replace("'commune'", "'epci'"))
    plan.run("UPDATE territory_member SET deleted = NOT deleted")
    plan.run(told)


def test_the_second_editor_is_told_by_both(plan):
    plan.run("UPDATE action SET title = 'Premier', version = 2 WHERE uuid = 'mere'")
    sentence = plan.refused("UPDATE action SET title = 'Second', version = 1 WHERE uuid = 'mere'")
    assert "modifiée par quelqu'un d'autre" in sentence
    assert plan.run("SELECT title, version FROM action WHERE uuid = 'mere'") == [("Premier", 2)]


def test_the_journal_holds_who_what_differs_and_the_whole_of_what_is_erased(plan):
    plan.run("UPDATE action SET title = 'Nouveau', status = 'en_cours', modified_by = 'C. D.' WHERE uuid = 'autre'")
    plan.run("UPDATE action SET status = NULL WHERE uuid = 'autre'")
    plan.run("DELETE FROM action WHERE uuid = 'autre'")
    rows = plan.run("SELECT operation, author, before, after FROM journal WHERE row_uuid = 'autre' ORDER BY fid")
    entries = [(o, a, b and json.loads(b), x and json.loads(x)) for o, a, b, x in rows]
    assert entries[:3] == [
        ("insert", "A. B.", None, None),
        (
            "update", "C. D.", {"version": 1, "title": "Action autre", "status": None},
            {"version": 2, "title": "Nouveau", "status": "en_cours"},
        ),
        ("update", "C. D.", {"version": 2, "status": "en_cours"}, {"version": 3, "status": None}),
    ]  # fmt: skip
    operation, author, before, after = entries[3]
    assert (operation, author, after) == ("delete", "C. D.", None)
    kept = {column.name for column in schema.table("action").columns} | {"uuid", "version", "deleted"}
    assert set(before) == kept
    assert (before["title"], before["version"]) == ("Nouveau", 3)


def test_a_frozen_state_is_neither_changed_nor_erased_nor_added_to(plan):
    plan.run("INSERT INTO milestone(uuid, plan_uuid, name) SELECT 'jalon', uuid, 'Adopté' FROM plan")
    added = "INSERT INTO milestone_row(milestone_uuid, table_name, row_uuid, state) VALUES ('jalon', 'action', 'mere', '{}')"
    plan.run(added)
    assert "ne se modifie pas" in plan.refused("UPDATE milestone_row SET state = 'x'")
    assert "ne s'efface pas" in plan.refused("DELETE FROM milestone_row")
    plan.run("UPDATE milestone SET closed = NOT closed")
    assert "rien ne s'y ajoute" in plan.refused(added)
    assert "ne se rouvre pas" in plan.refused("UPDATE milestone SET closed = NOT closed")
    assert "ne s'efface pas" in plan.refused("DELETE FROM milestone")


# Which day is in the calendar is what Python's own says.
NO_DATES = (
    "bientôt", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "1900-02-29", "2024-04-31", "2024-1", "24", "0000", "2024/01",
    "2024-01-00", "2024-01-32", "20240101", "2024-01-01T00:00", "2024-", "-2024", "2024-0a", "202a", "2024 01 01",
)  # fmt: skip
DATES = ("2024", "2024-02", "2024-02-29", "2000-02-29", "2023-02-28", "2024-12-31", "1999-01-01", "")


@pytest.mark.parametrize("column", ["start_date", "end_date"])
def test_a_date_that_is_not_in_the_calendar_is_refused_by_both(plan, column):
    for date in NO_DATES:
        assert "pas une date du calendrier" in plan.refused(
            f"UPDATE action SET {column} = '{date}' WHERE uuid = 'mere'"
        )
    said = plan.refused(
        f"INSERT INTO action(uuid, plan_uuid, title, {column}) SELECT 'datee', uuid, 'A', '2024-06-31' FROM plan"
    )
    assert "pas une date du calendrier" in said


@pytest.mark.parametrize("column", ["start_date", "end_date"])
def test_a_year_a_month_a_day_and_nothing_are_dates(plan, column):
    for number, date in enumerate(DATES):
        plan.run(f"INSERT INTO action(uuid, plan_uuid, title, {column}) SELECT 'd{column}{number}', uuid, 'A', '{date}' FROM plan")  # fmt: skip
    dated = f"FROM action WHERE uuid LIKE 'd{column}%'"
    assert plan.run(f"SELECT {column} {dated} ORDER BY uuid") == [(date,) for date in DATES]
    assert plan.written(f"UPDATE action SET {column} = NULL WHERE uuid LIKE 'd{column}%'") == len(DATES)
    assert plan.run(f"SELECT DISTINCT {column} {dated}") == [(None,)]


def test_the_address_of_an_attachment_is_one_a_reader_may_click_on(plan):
    added = "INSERT INTO attachment(action_uuid, kind, url) VALUES ('mere', 'link', '{}')"
    for url in (
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "java\tscript:x",
    ):
        assert "commence par http://" in plan.refused(added.format(url))
    for url in ("http://a.fr", "HTTPS://a.fr/b?c=d:e", "ftp://a.fr", "mailto:climat@a.fr", "www.a.fr", ""):
        plan.run(added.format(url))


def test_an_erased_place_leaves_its_geometry_in_the_journal_of_postgis(in_postgres):
    in_postgres.run("INSERT INTO action(uuid, plan_uuid, title) SELECT 'a', uuid, 'A' FROM plan")
    in_postgres.run(
        "INSERT INTO link_point(action_uuid, geom) VALUES ('a', ST_SetSRID('MULTIPOINT(700000 6600000)'::geometry, 2154))"
    )
    in_postgres.run("DELETE FROM link_point")
    ((before,),) = in_postgres.run("SELECT before FROM journal WHERE operation = 'delete'")
    hexadecimal = json.loads(before)["geom"]
    point = f"ST_GeometryN(ST_GeomFromEWKB(decode('{hexadecimal}', 'hex')), 1)"
    assert in_postgres.run(f"SELECT ST_X({point}), ST_Y({point}), ST_SRID({point})") == [(700_000, 6_600_000, 2154)]


def test_two_people_edit_one_action_at_once_and_the_second_is_told(server):
    with connected(server) as connection:
        InPostgres(connection).run("INSERT INTO action(uuid, plan_uuid, title) SELECT 'partagee', uuid, 'T' FROM plan")
    with connected(server, PEOPLE["editor"]) as one, connected(server, PEOPLE["editor"]) as two:
        first, second = InPostgres(one), InPostgres(two)
        read = "SELECT version FROM action WHERE uuid = 'partagee'"
        assert first.run(read) == second.run(read) == [(1,)]
        first.run("UPDATE action SET title = 'Premier', version = 1 WHERE uuid = 'partagee'")
        one.commit()
        told = second.refused("UPDATE action SET title = 'Second', version = 1 WHERE uuid = 'partagee'")
        assert "modifiée par quelqu'un d'autre" in told
        assert second.run("SELECT title, version FROM action WHERE uuid = 'partagee'") == [("Premier", 2)]
    with connected(server) as connection:
        InPostgres(connection).run("DELETE FROM action WHERE uuid = 'partagee'")


READS = "SELECT count(*) FROM {}"
ADDS = "INSERT INTO action(plan_uuid, title) SELECT uuid, 'Ajoutée' FROM plan"
PUTS_ASIDE = "UPDATE action SET deleted = true WHERE uuid = 'a'"
ERASES = "DELETE FROM action WHERE uuid = 'a'"
DETACHES = "DELETE FROM link_point WHERE action_uuid = 'lieu'"
LISTS = "INSERT INTO ref(domain, code, label) VALUES ('reason', 'x', 'X')"
RENAMES = "UPDATE plan SET name = 'Autre'"
FREEZES = "INSERT INTO milestone(plan_uuid, name) SELECT uuid, 'Gel' FROM plan"
NEVER = (
    "INSERT INTO journal(table_name, row_uuid, operation) VALUES ('action', 'a', 'insert')",
    "UPDATE journal SET author = 'x'",
    "DELETE FROM journal",
    "UPDATE milestone_row SET state = 'x'",
    "UPDATE action SET created_at = 'x'",
    "UPDATE action SET uuid = 'b' WHERE uuid = 'a'",
    "TRUNCATE action CASCADE",
    "DROP TABLE action CASCADE",
    "ALTER TABLE action DISABLE TRIGGER ALL",
    "CREATE TABLE intruse (x int)",
    "CREATE FUNCTION intruse() RETURNS int LANGUAGE sql AS 'SELECT 1'",
)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("reader", ()),
        ("editor", (ADDS, PUTS_ASIDE, DETACHES)),
        ("owner", (ADDS, PUTS_ASIDE, DETACHES, ERASES, LISTS, RENAMES, FREEZES)),
    ],
)
def test_each_group_may_do_what_it_needs_and_nothing_else(server, role, may):
    with connected(server) as connection:
        for uuid in ("a", "lieu"):
            InPostgres(connection).run(
                f"INSERT INTO action(uuid, plan_uuid, title) SELECT '{uuid}', uuid, 'A' FROM plan"
            )
        InPostgres(connection).run("INSERT INTO link_point(action_uuid) VALUES ('lieu')")
    try:
        for statement in (ADDS, PUTS_ASIDE, DETACHES, ERASES, LISTS, RENAMES, FREEZES, *NEVER):
            session = connected(server, PEOPLE[role])
            with closing(session.connection) as connection, connection.cursor() as cursor:
                for table in schema.TABLES:
                    cursor.execute(READS.format(table.name))
                if statement in may:
                    cursor.execute(statement)
                    assert cursor.rowcount == 1
                else:
                    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                        cursor.execute(statement)
                connection.rollback()
    finally:
        with connected(server) as connection:
            InPostgres(connection).run("DELETE FROM link_point; DELETE FROM action WHERE uuid IN ('a', 'lieu')")


def test_who_is_in_no_group_sees_nothing(server):
    with connected(server) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE ROLE passant LOGIN")
    session = connected(server, "passant")
    with closing(session.connection) as connection, connection.cursor() as cursor, pytest.raises(psycopg2.Error):
        cursor.execute(f"SELECT * FROM {postgres.identifier(PLACE)}.action")


def test_the_groups_are_made_twice_without_harm(server):
    with connected(server) as connection:
        for statement in postgres.role_statements(PLACE, ROLES):
            InPostgres(connection).run(statement)
        people = ", ".join(f"'{person}'" for person in PEOPLE.values())
        found = InPostgres(connection).run(
            f"SELECT pg_get_userbyid(member), pg_get_userbyid(roleid) FROM pg_auth_members WHERE pg_get_userbyid(member) IN ({people})"
        )
    assert sorted(found) == sorted((person, getattr(ROLES, role)) for role, person in PEOPLE.items())


def test_the_first_rows_as_text_are_those_of_the_parameters(server):
    with connected(server) as connection, connection.cursor() as cursor:
        for row in postgres.first_rows(PLACE, "L'Aa \\ 100 %", "EPSG:2154", "O'Hara"):
            assert (
                cursor.mogrify(row.sql, row.values)
                .decode()
                .replace(" E'", " '")
                .replace("(E'", "('")
                .replace("\\\\", "\\")
                == row.text()
            )


@pytest.mark.parametrize("name", ["", "x" * 64, "é" * 32, "a\0b"])
def test_a_name_that_postgresql_cannot_take_is_said(name):
    with pytest.raises(RecordError, match="cannot be a name in PostgreSQL"):
        postgres.statements(name, 2154)
