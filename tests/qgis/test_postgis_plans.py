# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of several people in PostGIS: made by a connection of QGIS, opened in a project and the docks, edited by two."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.cartography.plan_database import bound, connection_named, plan_schemas
from atlas_pcaet.cartography.plan_layers import find_in_project, open_in_project
from atlas_pcaet.records import schema
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.following import due
from atlas_pcaet.records.history import history
from atlas_pcaet.records.index import actions_within
from atlas_pcaet.records.plan_address import PlanAddress
from atlas_pcaet.records.value_grid import Typed
from atlas_pcaet.ui import gestures, session
from atlas_pcaet.ui.context import PlanContext
from atlas_pcaet.ui.database_plans import DatabasePlansDialog
from atlas_pcaet.ui.session import Kind
from atlas_pcaet.ui.value_gestures import Series, write_values
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsDataSourceUri,
    QgsProcessingException,
    QgsProject,
    QgsProviderRegistry,
    QgsSettings,
)
from throwaway_postgres import PORT, throwaway_postgres

SECRET = "mot-de-passe-d-essai"  # pragma: allowlist secret
PEOPLE = ("createur", "agente", "agent", "lectrice", "passant", "chef")
PLACE = 'pcaet "2026" d\'essai'


@pytest.fixture(scope="module")
def server():
    """A server that asks for passwords, where ``createur`` may make schemas and groups."""
    with throwaway_postgres(SECRET) as made:
        for person in PEOPLE:
            made.run(f"CREATE ROLE {person} LOGIN PASSWORD '{SECRET}'")
        made.run("GRANT CREATE ON DATABASE postgres TO createur; ALTER ROLE createur CREATEROLE")
        yield made.folder


def told(folder: Path, sql: str, user: str = "postgres", database: str = "postgres") -> list[tuple]:
    """Rows of ``sql`` by a session of its own, without QGIS; '§' stands for the plan's schema."""
    psycopg2 = pytest.importorskip("psycopg2", reason="psycopg2 is not there: it comes with Debian's QGIS")
    quoted = '"' + PLACE.replace('"', '""') + '"'
    connection = psycopg2.connect(host=str(folder), port=PORT, dbname=database, user=user, password=SECRET)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(sql.replace("§", quoted))
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module", autouse=True)
def logged(qgis_app):
    """All that QGIS's log says meanwhile."""
    lines: list[str] = []

    def keep(message: str, tag: str, _level) -> None:
        lines.append(f"{tag}: {message}")

    QgsApplication.messageLog().messageReceived.connect(keep)
    yield lines
    QgsApplication.messageLog().messageReceived.disconnect(keep)


@pytest.fixture(scope="module")
def connections(server, qgis_app):
    """A connection of QGIS for each person, by the authentication manager; one more that keeps its password in clear."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("atlas-pcaet-essai", True)
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    made, kept = {}, []

    def save(name: str, **account: str) -> None:
        uri = QgsDataSourceUri()
        uri.setConnection(
            str(account.pop("host", server)), PORT, account.pop("database", "postgres"), account.get("user", ""),
            account.get("password", ""), QgsDataSourceUri.SslMode.SslDisable, account.get("authcfg", ""),
        )  # fmt: skip
        metadata.saveConnection(metadata.createConnection(uri.uri(False), {}), name)
        made[name] = uri

    for person in PEOPLE:
        account = QgsAuthMethodConfig("Basic")
        account.setName(f"pcaet-{person}")
        account.setConfigMap({"username": person, "password": SECRET})
        _done, account = manager.storeAuthenticationConfig(account)
        kept.append(account.id())
        save(f"par {person}", authcfg=account.id())
    save("en clair", user="agente")
    settings = QgsSettings()
    for key, value in (
        ("username", "agente"),
        ("password", SECRET),
        ("saveUsername", "true"),
        ("savePassword", "true"),
    ):
        settings.setValue(f"PostgreSQL/connections/en clair/{key}", value)
    save("mauvais mot de passe", user="agente", password="autre-" + SECRET)  # pragma: allowlist secret
    save("serveur absent", host="/tmp/nulle-part", user="agente", password=SECRET)
    yield made
    for name in made:
        metadata.deleteConnection(name)
    for identifier in kept:
        manager.removeAuthenticationConfig(identifier)


@pytest.fixture(scope="module")
def address(provider, server, connections):
    """A plan that ``createur`` made with its groups; two editors, a reader and an owner."""
    results = created()
    for group, person in (
        ("_saisie", "agente"),
        ("_saisie", "agent"),
        ("_lecture", "lectrice"),
        ("_responsable", "chef"),
    ):
        quoted = '"' + (PLACE + group).replace('"', '""') + '"'
        told(server, f"GRANT {quoted} TO {person}")
    for number in range(1, 6):
        told(server, f"INSERT INTO §.action(plan_uuid, number, title, status) SELECT uuid, '{number}', 'Action {number}', 'en_cours' FROM §.plan")  # fmt: skip
    return PlanAddress.of(results["PLAN"])


def created(**changed) -> dict:
    """``pcaet:createplan`` by ``createur``; raises what it refuses."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    given = {"NAME": "PCAET commun", "CONNECTION": "par createur", "SCHEMA": PLACE, "ROLES": True} | changed
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:createplan")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    fine, message = algorithm.checkParameterValues(given, context)
    if not fine:
        raise QgsProcessingException(message)
    results, done = algorithm.run(given, context, feedback, catchExceptions=False)
    assert done
    assert SECRET not in feedback.htmlLog()
    assert SECRET not in str(results)
    return results


def by(address: PlanAddress, person: str) -> str:
    return str(PlanAddress(connection=f"par {person}", schema=address.schema))


@pytest.fixture
def opened(address, qgis_new_project):
    """Docks' contexts, closed afterwards; the second has a project of its own, as another QGIS."""
    made = []

    def open_as(person: str) -> PlanContext:
        context = PlanContext()
        context.open(by(address, person))
        context.sentences = []
        context.told.connect(lambda result: context.sentences.append(result))
        made.append(context)
        return context

    yield open_as
    for context in made:
        for layer in context.session.pending() if context.session else ():
            layer.rollBack()
        context.close()
    QgsProject.instance().clear()


def action(context, number):
    return next(node for node in context.index.actions.values() if node.number == number)


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


# ---- read -------------------------------------------------------------------------------------------------------------


def test_docks_read_actions_places_values_history_and_what_is_due(opened, server, layer):
    context = opened("agente")
    assert [node.number for node in sorted(context.index.actions.values(), key=lambda n: n.order)] == list("12345")
    assert dict(context.statuses)["en_cours"] == "En cours"
    points = layer("Point", ["id_lieu:string"], [("POINT (700000 6600000)", "a"), ("POINT (700100 6600000)", "b")])
    node = action(context, "1")
    result, done, already = gestures.attach(context, node, points, list(points.getFeatures()), "id_lieu", "concerne")
    assert (result.ok, done, already) == (True, 2, 0)
    context.refresh()
    assert action(context, "1").places == 2
    rows = context.reader.rows
    assert actions_within(rows, 699_999, 6_599_999, 700_001, 6_600_001) == {node.uuid}
    assert actions_within(rows, 0, 0, 1, 1) == frozenset()
    places = [(link, str(feature["uuid"])) for link, feature in context.places(node.uuid)]
    assert gestures.detach(context, node, places).ok
    entries = history(rows, node.uuid)
    assert [entry.operation for entry in entries] == ["delete", "delete", "insert"]
    told(server, "UPDATE §.action SET end_date = '2020' WHERE number = '5'")
    context.reload()
    late = [one for one in due(context.index, rows, "2026-11-23") if one.kind == "overdue"]
    assert [one.name for one in late] == ["5 – Action 5"]
    told(server, "UPDATE §.action SET end_date = NULL WHERE number = '5'")


def test_what_another_writes_is_seen_when_one_comes_back(opened, server):
    context = opened("agente")
    seen = context.reader.version()
    context._look_outside()
    assert not context._everything
    told(server, "UPDATE §.action SET pilot = 'Voirie' WHERE number = '4'", "agent")
    assert context.reader.version() != seen
    context._look_outside()
    context.refresh()
    assert action(context, "4").pilot == "Voirie"


def test_a_server_that_stops_answering_is_told_once_and_the_lists_stay(opened, monkeypatch):
    context = opened("agente")

    def refuse(*_asked):
        raise RecordError("The connection “{connection}” does not answer.", connection="x")

    monkeypatch.setattr(context.reader.database, "rows", refuse)
    context._look_outside()
    context.touch(action(context, "1").uuid)
    context.refresh()
    assert list(context.reader.rows("SELECT 1")) == []
    assert [result.kind for result in context.sentences] == [Kind.LOCKED]
    assert len(context.index.actions) == 5
    monkeypatch.undo()
    context.refresh()
    assert len(context.index.actions) == 5


@pytest.mark.parametrize("value", ["l'Aa", "a\\", "50 % ?1 %s", "\\'; DROP TABLE x; --"])
def test_values_are_quoted_whatever_they_hold(address, value):
    connection = connection_named("par agente")
    assert connection.executeSql(bound("SELECT ?2, ?1", (value, 1))) == [[1, value]]


def test_an_action_that_is_chosen_is_shown_as_it_is_now_and_edited_without_a_false_conflict(opened, server):
    context = opened("agente")
    told(server, "UPDATE §.action SET comment = 'Ajouté entre-temps' WHERE number = '4'", "agent")
    node = action(context, "4")
    context.choose(node.uuid)
    assert gestures.change_action(context, node.uuid, {"pilot": "Eau"}, "Pilote").ok
    assert told(server, "SELECT comment, pilot FROM §.action WHERE number = '4'") == [("Ajouté entre-temps", "Eau")]


# ---- two people -------------------------------------------------------------------------------------------------------


def test_the_second_is_shown_both_versions_field_by_field_and_writes_hers(opened, server):
    context = opened("agente")
    node = action(context, "2")
    told(server, "UPDATE §.action SET title = 'Titre de la première', pilot = 'Voirie', status = 'bloque', modified_by = 'C. D.' WHERE number = '2'", "agent")  # fmt: skip
    result = gestures.change_action(context, node.uuid, {"title": "Titre de la seconde", "status": "realise"}, "Titre")
    assert result.kind is Kind.CONFLICT
    (told_result,) = context.sentences
    lines = told_result.sentence.split("\n")
    assert lines[0].startswith("Cette fiche a été modifiée par quelqu'un d'autre")
    assert "C. D." in lines[1]
    (row,) = told_result.versions
    versions = {field.label: (field.theirs, field.mine, field.apart) for field in row.fields}
    assert versions == {
        "Title": ("Titre de la première", "Titre de la seconde", True), "Status": ("Bloqué", "Réalisé", True),
        "Pilot": ("Voirie", None, False),
    }  # fmt: skip
    read = "SELECT title, pilot, status FROM §.action WHERE number = '2'"
    assert told(server, read) == [("Titre de la première", "Voirie", "bloque")]
    assert context.session.overwrite(context.session.pending()).ok
    assert told(server, read) == [("Titre de la seconde", "Voirie", "realise")]
    kept = told(server, f"SELECT before FROM §.journal WHERE row_uuid = '{node.uuid}' ORDER BY fid DESC LIMIT 1")
    assert "Titre de la première" in kept[0][0]


def test_the_second_takes_theirs(opened, server):
    context = opened("agente")
    node = action(context, "3")
    told(server, "UPDATE §.action SET title = 'De la première' WHERE number = '3'", "agent")
    assert gestures.change_action(context, node.uuid, {"title": "De la seconde"}, "Titre").kind is Kind.CONFLICT
    context.session.cancel(context.session.pending())
    context.reload()
    assert action(context, "3").title == "De la première"
    told(server, "UPDATE §.action SET title = 'Action 3' WHERE number = '3'", "agent")


def test_two_docks_in_two_projects_edit_one_action(opened, address):
    """Two contexts of one process hold two sets of layers, as two desktops do."""
    one = opened("agente")
    other_project = QgsProject()
    two = open_in_project(by(address, "agent"), other_project)
    layer = two.layers["action"]
    node = action(one, "1")
    (row,) = [f for f in layer.getFeatures() if f["uuid"] == node.uuid]
    layer.startEditing()
    layer.changeAttributeValue(row.id(), layer.fields().lookupField("pilot"), "Service A")
    assert layer.commitChanges(), layer.commitErrors()
    assert gestures.change_action(one, node.uuid, {"pilot": "Service B"}, "Pilote").kind is Kind.CONFLICT
    assert one.session.overwrite(one.session.pending()).ok
    (row,) = [f for f in layer.getFeatures() if f["uuid"] == node.uuid]
    assert row["pilot"] == "Service B"
    other_project.clear()


def test_a_row_put_aside_by_the_other_is_told_and_one_erased_too(opened, server):
    context = opened("agente")
    result, uuid = gestures.create_action(context, {"title": "Passagère"})
    assert result.ok
    told(server, f"UPDATE §.action SET deleted = true WHERE uuid = '{uuid}'", "agent")
    gestures_result = change(context, uuid, "Encore là ?")
    assert gestures_result.kind is Kind.CONFLICT
    assert gestures_result.versions[0].put_aside
    assert context.session.overwrite(context.session.pending()).ok
    assert told(server, f"SELECT title, deleted FROM §.action WHERE uuid = '{uuid}'") == [("Encore là ?", True)]
    told(server, f"UPDATE §.action SET deleted = false WHERE uuid = '{uuid}'", "agent")
    context.reload()
    told(server, f"DELETE FROM §.action WHERE uuid = '{uuid}'", "chef")
    gestures_result = change(context, uuid, "Perdue ?")
    assert gestures_result.kind is Kind.REFUSED
    assert "Someone erased" in gestures_result.sentence
    assert context.session.pending()  # what was typed is still there


def test_a_row_held_by_an_unfinished_transaction_is_told_and_the_retry_writes(opened, server, monkeypatch):
    """QGIS alone would wait for it without end, its window frozen."""
    psycopg2 = pytest.importorskip("psycopg2")
    monkeypatch.setattr(session, "WAIT_MS", 10)
    context = opened("agente")
    node = action(context, "2")
    other = psycopg2.connect(host=str(server), port=PORT, dbname="postgres", user="agent", password=SECRET)
    with closing(other), other.cursor() as cursor:
        quoted = '"' + PLACE.replace('"', '""') + '"'
        cursor.execute(f"UPDATE {quoted}.action SET comment = 'jamais gardé' WHERE number = '2'")
        result = gestures.change_action(context, node.uuid, {"pilot": "Service tenace"}, "Pilote")
        assert result.kind is Kind.LOCKED
        assert "being written elsewhere" in result.sentence
        other.rollback()
    assert context.session.commit(context.session.pending()).ok
    assert told(server, "SELECT pilot, comment FROM §.action WHERE number = '2'") == [("Service tenace", None)]


def change(context, uuid, title):
    """Change an action by its feature id, as an open form does: the row may be gone meanwhile."""
    layer, node = context.actions, context.index.actions[uuid]
    position = layer.fields().lookupField("title")
    return context.tell(
        context.session.perform([layer], "Titre", lambda: layer.changeAttributeValue(node.fid, position, title))
    )


def test_what_was_put_aside_is_brought_back(opened, server):
    context = opened("agente")
    node = action(context, "5")
    assert gestures.delete_action(context, node).ok
    context.refresh()
    assert node.uuid not in context.index.actions
    assert told(server, "SELECT deleted FROM §.action WHERE number = '5'") == [(True,)]
    assert context.bring_back(context.actions, [node.uuid]).ok
    context.refresh()
    assert node.uuid in context.index.actions
    assert told(server, "SELECT deleted FROM §.action WHERE number = '5'") == [(False,)]


def test_an_edit_without_a_name_in_the_settings_is_not_the_one_before_s(opened, server):
    told(server, "UPDATE §.action SET pilot = 'X', modified_by = 'C. D.' WHERE number = '4'", "agent")
    context = opened("agente")
    assert gestures.change_action(context, action(context, "4").uuid, {"pilot": "Y"}, "Pilote").ok
    last = "SELECT author FROM §.journal ORDER BY fid DESC LIMIT 1"
    assert told(server, last) == [(None,)]


def test_values_of_an_indicator_are_written_and_taken_back(opened, server):
    context = opened("agente")
    ((uuid, unit),) = told(server, "SELECT uuid, unit FROM §.indicator WHERE code = 'apc_air_no2'")
    one = Series(uuid, "result", None, unit)
    cells = {(None, 2024): Typed(12.5), (None, 2025): Typed(reason="trop_tot")}
    assert write_values(context, one, cells, "Valeurs").ok
    read = "SELECT year, value, reason FROM §.value WHERE NOT deleted ORDER BY year"
    assert told(server, read) == [(2024, 12.5, None), (2025, None, "trop_tot")]
    assert write_values(context, one, {(None, 2024): Typed(13.0)}, "Valeurs").ok
    context.undo.undo()
    assert told(server, read)[0] == (2024, 12.5, None)
    context.undo.undo()
    assert told(server, read) == []
    assert context.sentences == []


# ---- rules and rights -------------------------------------------------------------------------------------------------


def test_a_rule_of_the_database_is_told_in_its_own_sentence_alone(opened):
    context = opened("agente")
    result = gestures.change_action(
        context, action(context, "1").uuid, {"start_date": "2026", "end_date": "2020"}, "Dates"
    )
    assert result.kind is Kind.REFUSED
    assert result.sentence == "La fin de l'action est avant son début : corrigez l'une des deux dates."


def test_a_reader_is_told_that_the_docks_are_read_only(opened, server):
    context = opened("lectrice")
    assert len(context.index.actions) >= 5
    context.tell_read_only()
    assert [result.kind for result in context.sentences] == [Kind.READ_ONLY]
    result = gestures.change_action(context, action(context, "1").uuid, {"title": "Par la lectrice"}, "Titre")
    assert result.kind is Kind.READ_ONLY
    assert "ask an owner of the plan" in result.sentence
    assert told(server, "SELECT count(*) FROM §.action WHERE title = 'Par la lectrice'") == [(0,)]


def test_an_editor_is_not_told_so(opened):
    context = opened("agente")
    context.tell_read_only()
    assert context.sentences == []


def test_an_owner_does_not_erase_a_row_that_others_refer_to_and_the_sentence_says_what_to_do(opened, server):
    context = opened("chef")
    uuid = action(context, "1").uuid
    told(server, f"INSERT INTO §.budget(action_uuid, state, text) VALUES ('{uuid}', 'free', 't')")
    layer, fid = context.actions, action(context, "1").fid
    result = context.tell(context.session.perform([layer], "Effacer", lambda: layer.deleteFeature(fid)))
    assert result.kind is Kind.REFUSED
    assert "put it aside, or ask an owner" in result.sentence
    layer.rollBack()
    assert told(server, "SELECT count(*) FROM §.action WHERE number = '1'") == [(1,)]
    told(server, f"DELETE FROM §.budget WHERE action_uuid = '{uuid}'")


def test_an_editor_erases_no_action_and_is_told_so(opened, server):
    context = opened("agente")
    layer, fid = context.actions, action(context, "1").fid
    result = context.tell(context.session.perform([layer], "Effacer", lambda: layer.deleteFeature(fid)))
    assert result.kind is Kind.REFUSED
    assert "ask an owner of the plan" in result.sentence
    assert not layer.isEditable()
    assert told(server, "SELECT count(*) FROM §.action WHERE number = '1'") == [(1,)]
    psycopg2 = pytest.importorskip("psycopg2")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege) as caught:
        told(server, "DELETE FROM §.action WHERE number = '1'", "agente")
    explained = session.explained(
        [f"Provider errors: PostGIS error while deleting features: {caught.value}"], context.plan.path, True
    )
    assert "put it aside, or ask an owner" in explained.sentence


def test_an_editor_does_not_change_the_plan_s_frame(opened):
    context = opened("agente")
    result = context.session.start(context.plan.layers["plan"])
    assert result.kind is Kind.READ_ONLY


# ---- the algorithms that write files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("createaction", {"TITLE": "A"}),
        ("storevalue", {"INDICATOR": "apc_air_no2", "YEAR": 2024, "VALUE": 1}),
        ("freezeplan", {"NAME": "Gel"}),
    ],
)
def test_the_other_algorithms_say_that_they_write_files_only(run, address, name, given):
    with pytest.raises(QgsProcessingException, match="in a file only, for now"):
        run(name, {"PLAN": str(address), **given})


def test_no_password_is_in_the_log_of_all_this(address, logged):
    with pytest.raises(RecordError):
        plan_schemas("mauvais mot de passe")
    assert logged
    assert not [line for line in logged if SECRET in line]
