# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of several people in PostGIS in the docks: what one reads, and what one writes and takes back."""

from __future__ import annotations

import pytest
from atlas_pcaet.cartography.plan_database import bound, connection_named
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.following import due
from atlas_pcaet.records.history import history
from atlas_pcaet.records.index import actions_within
from atlas_pcaet.records.value_grid import Typed
from atlas_pcaet.ui import gestures
from atlas_pcaet.ui.session import Kind
from atlas_pcaet.ui.value_gestures import Series, write_values
from common_plan import action, told

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


# ---- written and taken back -----------------------------------------------------------------------------------------


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
