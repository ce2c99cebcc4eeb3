# SPDX-License-Identifier: GPL-2.0-or-later
"""A real PostGIS: its layers attached to an action without their password, and a plan kept in it edited in QGIS."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from atlas_pcaet.records import postgres, schema
from qgis.core import QgsVectorLayer
from throwaway_postgres import PORT, throwaway_postgres

ROLE, SECRET = "technicienne", "mot-de-passe-d-essai"  # pragma: allowlist secret


@pytest.fixture(scope="module")
def postgis():
    """The address of a database with a table of ten places, by an account that may only read them."""
    with throwaway_postgres() as made:
        made.run(f"""
            CREATE ROLE {ROLE} LOGIN PASSWORD '{SECRET}';
            CREATE TABLE aires (gid serial PRIMARY KEY, id_lieu text, geom geometry(Point, 4326));
            INSERT INTO aires(id_lieu, geom) SELECT 'L' || n, ST_SetSRID(ST_MakePoint(3 + n / 100.0, 46.5), 4326)
                FROM generate_series(0, 9) AS n;
            GRANT SELECT ON aires TO {ROLE};
        """)
        yield f"host='{made.folder}' port={PORT} dbname='postgres' user='{ROLE}' password='{SECRET}'"


def test_a_layer_of_postgis_is_attached_without_its_password(run, postgis, tmp_path):
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run("createaction", {"PLAN": plan, "TITLE": "Aires", "NUMBER": "1"})
    uri = f'{postgis} key=\'gid\' srid=4326 type=Point table="public"."aires" (geom)'
    layer = QgsVectorLayer(uri, "aires", "postgres")
    assert layer.isValid(), layer.error().message()
    parameters = {"PLAN": plan, "ACTION": "1", "LAYER": layer, "KEY_FIELD": "id_lieu"}
    assert run("attachfeatures", parameters)[0]["ATTACHED"] == 10
    assert run("attachfeatures", parameters)[0]["ALREADY"] == 10
    with closing(sqlite3.connect(plan)) as connection:
        sources = {row[0] for row in connection.execute("SELECT layer_source FROM link_point")}
        text = "\n".join(connection.iterdump())
    assert len(sources) == 1
    assert 'table="public"."aires"' in next(iter(sources))
    assert SECRET not in text
    assert ROLE not in text
    links = QgsVectorLayer(f"{plan}|layername=link_point", "x", "ogr")
    first = next(f for f in links.getFeatures() if f["key_value"] == "L0")
    # 3° E, 46.5° N is the origin of Lambert-93: 700 000, 6 600 000, by definition.
    point = first.geometry().asMultiPoint()[0]
    assert (point.x(), point.y()) == pytest.approx((700_000, 6_600_000), abs=1)


@pytest.fixture(scope="module")
def kept_in_postgis(postgis):
    """A plan in the schema ``plan_commun``; the role of the tests is an editor of it."""
    psycopg2 = pytest.importorskip("psycopg2", reason="psycopg2 is not there: it comes with Debian's QGIS")
    host = postgis.split("'")[1]
    roles = postgres.Roles.of("plan_commun")
    server = psycopg2.connect(host=host, port=PORT, dbname="postgres", user="postgres")
    with closing(server) as connection, connection, connection.cursor() as cursor:
        for text in postgres.statements("plan_commun", 2154):
            cursor.execute(text)
        for row in postgres.first_rows("plan_commun", "PCAET commun", "EPSG:2154"):
            cursor.execute(row.text())
        for text in postgres.role_statements("plan_commun", roles):
            cursor.execute(text)
        cursor.execute(f"GRANT {postgres.identifier(roles.editor)} TO {ROLE}")
        cursor.execute(
            "INSERT INTO plan_commun.action(plan_uuid, title, number) SELECT uuid, 'Mobilité', '1' FROM plan_commun.plan"
        )
    return postgis


def layer_of(kept: str, table: str, geometry: str = "") -> QgsVectorLayer:
    layer = QgsVectorLayer(f'{kept} key=\'fid\' table="plan_commun"."{table}" {geometry}', table, "postgres")
    assert layer.isValid(), layer.error().message()
    return layer


def test_every_table_of_a_plan_in_postgis_opens_in_qgis_with_its_key(kept_in_postgis):
    for table in schema.TABLES:
        layer = layer_of(kept_in_postgis, table.name, "(geom)" if table.geometry else "")
        assert [layer.fields()[i].name() for i in layer.primaryKeyAttributes()] == ["fid"]
        assert all(feature.id() == feature["fid"] for feature in layer.getFeatures())
        names = {field.name() for field in layer.fields()}
        assert {column.name for column in schema.all_columns(table)} <= names


def test_an_edit_in_qgis_meets_the_rules_and_the_counter_of_postgis(kept_in_postgis):
    layer = layer_of(kept_in_postgis, "action")
    fields = layer.fields()
    (feature,) = layer.getFeatures()
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), fields.lookupField("start_date"), "2026")
    layer.changeAttributeValue(feature.id(), fields.lookupField("end_date"), "2020")
    assert not layer.commitChanges(False)
    assert "La fin de l'action est avant son début" in "".join(layer.commitErrors())
    layer.changeAttributeValue(feature.id(), fields.lookupField("end_date"), "2030")
    assert layer.commitChanges(), layer.commitErrors()
    (saved,) = layer_of(kept_in_postgis, "action").getFeatures()
    assert (saved["end_date"], saved["version"]) == ("2030", 2)
    journal = layer_of(kept_in_postgis, "journal")
    assert [f["operation"] for f in journal.getFeatures() if f["row_uuid"] == saved["uuid"]] == ["insert", "update"]


def test_the_second_of_two_people_in_qgis_is_told_and_the_first_s_words_stay(kept_in_postgis):
    first, second = (layer_of(kept_in_postgis, "action") for _ in range(2))
    fields = first.fields()
    title, version = fields.lookupField("title"), fields.lookupField("version")
    (read,) = first.getFeatures()
    for layer, words in ((first, "De la première"), (second, "De la seconde")):
        layer.startEditing()
        layer.changeAttributeValue(read.id(), title, words)
        layer.changeAttributeValue(read.id(), version, read["version"] + 1)
    assert first.commitChanges(), first.commitErrors()
    first.startEditing()
    first.changeAttributeValue(read.id(), title, "De la première, encore")
    assert first.commitChanges(), first.commitErrors()
    assert not second.commitChanges(False)
    assert "modifiée par quelqu'un d'autre" in "".join(second.commitErrors())
    (saved,) = layer_of(kept_in_postgis, "action").getFeatures()
    assert saved["title"] == "De la première, encore"
    second.rollBack()
