# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of several people in PostGIS edited by two of them, each with the rights of their group."""

from __future__ import annotations

from contextlib import closing

import pytest
from atlas_pcaet.cartography.plan_database import plan_schemas
from atlas_pcaet.cartography.plan_layers import open_in_project
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.ui import gestures, session
from atlas_pcaet.ui.session import Kind
from common_plan import PLACE, SECRET, action, by, told
from qgis.core import QgsProject
from throwaway_postgres import PORT

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


def test_no_password_is_in_the_log_of_all_this(address, logged):
    with pytest.raises(RecordError):
        plan_schemas("mauvais mot de passe")
    assert logged
    assert not [line for line in logged if SECRET in line]
