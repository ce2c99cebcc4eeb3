# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of several people in PostGIS is made by a connection of QGIS, opened in a project and kept in it; or it is refused."""

from __future__ import annotations

import zipfile

import pytest
from atlas_pcaet.cartography.plan_database import plan_schemas
from atlas_pcaet.cartography.plan_layers import find_in_project, open_in_project
from atlas_pcaet.records import schema
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.plan_address import PlanAddress
from atlas_pcaet.ui.context import PlanContext
from atlas_pcaet.ui.database_plans import DatabasePlansDialog
from common_plan import PLACE, SECRET, by, created, told
from qgis.core import QgsDataSourceUri, QgsProcessingException, QgsProject, QgsProviderRegistry
from throwaway_postgres import PORT

# ---- made -------------------------------------------------------------------------------------------------------------


def test_a_plan_is_made_with_its_tables_groups_lists_and_address(address, server):
    assert str(address) == f"postgres:par createur/{PLACE}"
    found = told(server, f"SELECT count(*) FROM pg_tables WHERE schemaname = '{PLACE.replace(chr(39), chr(39) * 2)}'")
    assert found == [(len(schema.TABLES),)]
    assert told(server, "SELECT name, crs, schema_version FROM §.plan") == [
        ("PCAET commun", "EPSG:2154", schema.VERSION)
    ]
    assert told(server, "SELECT count(*) FROM §.indicator") == [(len(schema.INDICATORS),)]
    assert told(server, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'pcaet \"2026\"%' AND NOT rolcanlogin ORDER BY 1") == [
        (PLACE + end,) for end in ("_lecture", "_responsable", "_saisie")
    ]  # fmt: skip
    assert plan_schemas("par agente") == [(PLACE, "PCAET commun")]
    assert plan_schemas("par passant") == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "exists already in the database"),
        ({"SCHEMA": "public"}, "exists already in the database"),
        ({"SCHEMA": "x", "CONNECTION": "par agente"}, "may not make a schema"),
        ({"SCHEMA": "x", "CONNECTION": "inconnue"}, "QGIS has no PostgreSQL connection “inconnue”"),
        ({"SCHEMA": "x", "CONNECTION": "mauvais mot de passe"}, "does not answer"),
        ({"SCHEMA": "x", "CONNECTION": "serveur absent"}, "does not answer"),
        ({"SCHEMA": "x", "CRS": "EPSG:2154", "NAME": "  "}, "Give the plan a name"),
        ({"SCHEMA": "x", "CRS": "IGNF:LAMB93"}, "PostGIS does not know the CRS IGNF:LAMB93|needs an authority code"),
        ({"SCHEMA": "é" * 40}, "cannot be a name in PostgreSQL"),
        ({"SCHEMA": "pg_x"}, "unacceptable schema name"),
        ({"SCHEMA": ""}, "name of the new schema"),
        ({"PLAN": "/tmp/plan.gpkg"}, "not both"),
        ({"CONNECTION": None}, "Give the file of the new plan"),
    ],
)
def test_what_cannot_be_made_is_one_sentence_without_password_and_leaves_nothing(address, server, changed, sentence):
    before = told(server, "SELECT count(*) FROM pg_namespace")
    with pytest.raises(QgsProcessingException, match=sentence) as caught:
        created(**changed)
    text = str(caught.value)
    assert SECRET not in text
    assert "CREATE TABLE" not in text
    assert len(text) < 300
    assert told(server, "SELECT count(*) FROM pg_namespace") == before


def test_without_postgis_or_the_right_to_make_groups_nothing_is_made(address, server, connections):
    told(server, "CREATE DATABASE nue OWNER createur")
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = QgsDataSourceUri(connections["par createur"].uri(False))
    uri.setConnection(str(server), PORT, "nue", "", "", QgsDataSourceUri.SslMode.SslDisable, uri.authConfigId())
    metadata.saveConnection(metadata.createConnection(uri.uri(False), {}), "sans postgis")
    connections["sans postgis"] = uri
    with pytest.raises(QgsProcessingException, match="has no PostGIS"):
        created(CONNECTION="sans postgis")
    told(server, "GRANT CREATE ON DATABASE postgres TO agente")
    try:
        with pytest.raises(QgsProcessingException, match="may not make groups"):
            created(CONNECTION="par agente", SCHEMA="x")
        assert created(CONNECTION="par agente", SCHEMA="sans_groupes", ROLES=False)["UUID"]
    finally:
        told(server, "DROP SCHEMA sans_groupes CASCADE; REVOKE CREATE ON DATABASE postgres FROM agente")


def test_a_failure_half_way_leaves_no_schema(address, server, monkeypatch):
    from atlas_pcaet.records import postgres

    monkeypatch.setattr(postgres, "role_statements", lambda *_names: ["SELECT 1/0"])
    with pytest.raises(QgsProcessingException, match="division by zero") as caught:
        created(SCHEMA="à moitié")
    assert "INSERT INTO" not in str(caught.value)
    assert told(server, "SELECT count(*) FROM pg_namespace WHERE nspname = 'à moitié'") == [(0,)]


def test_a_group_that_another_plan_has_already_is_told(run, address, server):
    told(server, 'CREATE ROLE "autre_lecture" NOLOGIN')
    _results, feedback = run("createplan", {"NAME": "Autre", "CONNECTION": "par createur", "SCHEMA": "autre", "ROLES": True})  # fmt: skip
    assert "autre_lecture" in feedback.text
    assert SECRET not in feedback.text
    told(server, "DROP SCHEMA autre CASCADE")


# ---- opened -----------------------------------------------------------------------------------------------------------


def test_a_plan_opens_with_groups_forms_and_relations_as_a_file_does(address, run, tmp_path, qgis_new_project):
    file = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "En fichier"})[0]["PLAN"]
    project = QgsProject.instance()
    in_file = open_in_project(file, project)
    relations = len(project.relationManager().relations())
    in_database = open_in_project(by(address, "agente"), project)
    assert len(project.relationManager().relations()) == 2 * relations
    for name, layer in in_database.layers.items():
        other = in_file.layers[name]
        assert layer.isValid()
        assert layer.providerType() == "postgres"
        assert layer.crs() == other.crs() or not layer.isSpatial()
        assert layer.wkbType() == other.wkbType()
        columns = [column.name for column in schema.all_columns(schema.table(name))]
        for column in columns:
            here, there = layer.fields().lookupField(column), other.fields().lookupField(column)
            assert layer.attributeAlias(here) == other.attributeAlias(there)
            if column != "path":  # a database has no folder
                assert layer.editorWidgetSetup(here).type() == other.editorWidgetSetup(there).type()
    groups = [[group.name() for group in plan.group(project).findGroups()] for plan in (in_file, in_database)]
    assert groups[0] == groups[1]
    assert open_in_project(by(address, "agente"), project).layers.keys() == in_database.layers.keys()
    project.clear()


@pytest.mark.parametrize("connection", ["par agente", "en clair"])
def test_a_saved_project_holds_no_password_and_adopts_the_plan_again(address, connection, tmp_path, qgis_new_project):
    project = QgsProject.instance()
    wanted = str(PlanAddress(connection=connection, schema=address.schema))
    context = PlanContext()
    context.open(wanted)
    assert len(context.index.actions) == 5
    context.close()
    file = tmp_path / "projet.qgz"
    assert project.write(str(file))
    with zipfile.ZipFile(file) as archive:
        text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert PLACE.split("'")[0] in text.replace("&quot;", '"').replace("\\", "")
    assert SECRET not in text
    project.clear()
    assert project.read(str(file))
    assert find_in_project(project).path == wanted
    context.adopt()
    assert context.plan.path == wanted
    assert len(context.index.actions) == 5
    context.close()
    project.clear()


def test_a_project_is_adopted_where_qgis_lacks_the_connection(address, connections, tmp_path, qgis_new_project):
    project, context = QgsProject.instance(), PlanContext()
    wanted = by(address, "agente")
    context.open(wanted)
    context.close()
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    metadata.deleteConnection("par agente")
    try:
        with pytest.raises(RecordError, match="QGIS has no PostgreSQL connection"):
            open_in_project(by(address, "agente") + "x", project)
        context.adopt()
        assert len(context.index.actions) == 5
    finally:
        metadata.saveConnection(metadata.createConnection(connections["par agente"].uri(False), {}), "par agente")
        context.close()
        project.clear()


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("postgres:par agente/public", "holds no plan"),
        ("postgres:par passant/" + PLACE, "holds no plan of Atlas PCAET that your account may read"),
        ("postgres:serveur absent/" + PLACE, "does not answer"),
        ("postgres:mauvais mot de passe/" + PLACE, "does not answer"),
        ("postgres:par agente", "is not the address of a plan"),
    ],
)
def test_what_is_no_plan_is_one_sentence_and_the_open_plan_stays(opened, wanted, sentence):
    context = opened("agente")
    layers = len(QgsProject.instance().mapLayers())
    with pytest.raises(RecordError, match=sentence) as caught:
        context.open(wanted)
    assert SECRET not in str(caught.value)
    assert context.plan is not None
    assert len(QgsProject.instance().mapLayers()) == layers


def test_the_dialog_lists_the_connections_then_their_plans(address, qtbot):
    dialog = DatabasePlansDialog()
    qtbot.addWidget(dialog)
    dialog.connections.setCurrentText("par agente")
    dialog.list_plans("par agente")
    assert [dialog.plans.item(i).text() for i in range(dialog.plans.count())] == [f"PCAET commun ({PLACE})"]
    assert dialog.address == by(address, "agente")
    dialog.connections.setCurrentText("par passant")
    assert dialog.address == ""
    assert "holds no plan" in dialog.note.text()
    dialog.connections.setCurrentText("mauvais mot de passe")
    assert "does not answer" in dialog.note.text()
    assert SECRET not in dialog.note.text()


# ---- the algorithms that write files ----------------------------------------------------------------------------------
