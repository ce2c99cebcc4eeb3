# SPDX-License-Identifier: GPL-2.0-or-later
"""Models, colours and edit sessions of the docks, without the desktop."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from atlas_pcaet.records import storage
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.index import Filter, Node, RecordIndex
from atlas_pcaet.records.plan_file import open_plan, transaction
from atlas_pcaet.ui import gestures, session
from atlas_pcaet.ui.context import PlanContext
from atlas_pcaet.ui.models import status
from atlas_pcaet.ui.models.tree import MATCHES, TreeModel
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtTest import QAbstractItemModelTester
from qgis.PyQt.QtWidgets import QTreeView


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    with closing(open_plan(results["PLAN"])) as connection, transaction(connection):
        for number in range(1, 31):
            axis = f"Axe {number % 3}"
            create_action(connection, NewAction(f"Action {number}", number=str(number), axis=axis, status="en_cours"))
        create_action(connection, NewAction("Sous-action bleue", number="1.1", parent="1"))
    return results["PLAN"]


def stored(plan, query, *values):
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(query, values).fetchall()


def action(plan_context, number) -> Node:
    return next(node for node in plan_context.index.actions.values() if node.number == number)


# ---- models ---------------------------------------------------------------------------------------------------------


def test_the_tree_model_holds_through_filters(plan_context):
    model = TreeModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view = QTreeView()
    view.setModel(model)
    for wanted in (Filter(), Filter.of_text("bleue"), Filter.of_text("zzz"), Filter(without_place=True), Filter()):
        model.show(plan_context.index, wanted, dict(plan_context.statuses))
        view.expandAll()
    assert model.count == 31
    model.show(RecordIndex(), Filter(), {})
    assert model.rowCount() == 0
    del tester


def test_a_parent_that_does_not_match_is_told_apart(plan_context):
    model = TreeModel()
    model.show(plan_context.index, Filter.of_text("bleue"), dict(plan_context.statuses))
    assert model.count == 1
    child = model.index_of(action(plan_context, "1.1"))
    assert child.data(MATCHES)
    assert not child.parent().data(MATCHES)
    assert "Sous-action bleue" in child.data(Qt.ItemDataRole.AccessibleTextRole)


def test_typing_is_one_reset_and_no_row_is_removed_one_by_one(plan_context):
    """Rows removed one by one under an expanded view took 88 s for one keystroke (measured in docks.md)."""
    nodes = RecordIndex()
    nodes.plan = Node("plan", "p", None, "Plan")
    for number in range(5_000):
        node = nodes.actions[f"u{number}"] = Node("action", f"u{number}", None, f"Aire {number}")
        node.parent = nodes.plan
        nodes.plan.children.append(node)
    model, view = TreeModel(), QTreeView()
    view.setModel(model)
    model.show(nodes, Filter(), {})
    view.expandAll()
    resets, removals = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsRemoved.connect(lambda *_rows: removals.append(1))
    for text in ("a", "ai", "air", "aire 49", "aire 499"):
        model.show(nodes, Filter.of_text(text), {})
        view.expandAll()
    assert (len(resets), len(removals)) == (5, 0)
    assert model.count == sum("499" in str(number) for number in range(5_000))


@pytest.mark.parametrize("code", sorted(status.COLOURS))
def test_white_on_a_status_is_legible(code):
    assert status.contrast(QColor("white"), status.colour(code)) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize(("base", "text"), [("#ffffff", "#000000"), ("#232323", "#ffffff")])
def test_warnings_and_second_lines_are_legible_on_light_and_dark(base, text):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    assert status.contrast(status.warning(palette), QColor(base)) >= 4.5
    assert status.contrast(status.secondary(palette, selected=False), QColor(base)) >= 4.5


def test_the_contrast_of_black_and_white_is_21():
    assert status.contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_every_status_of_a_plan_has_its_colour(plan_context):
    assert {code for code, _label in plan_context.statuses} == set(status.COLOURS)


# ---- edits ----------------------------------------------------------------------------------------------------------


def test_a_gesture_is_one_named_command_in_a_session_that_stays_open(plan_context, plan):
    layer = plan_context.actions
    assert layer.startEditing()
    result = gestures.change_action(
        plan_context, action(plan_context, "2").uuid, {"status": "realise"}, "Statut de 2 : Réalisé"
    )
    assert result.ok
    assert layer.isEditable()
    assert layer.undoStack().count() == 1
    assert layer.undoStack().text(0) == "Statut de 2 : Réalisé"
    assert stored(plan, "SELECT status FROM action WHERE number = '2'") == [("en_cours",)]
    plan_context.refresh()
    assert action(plan_context, "2").status == "realise"  # seen before it is saved
    layer.undoStack().undo()
    plan_context.refresh()
    assert action(plan_context, "2").status == "en_cours"
    layer.rollBack()


def test_a_deleted_action_leaves_with_its_sub_actions_and_comes_back(plan_context, plan):
    assert gestures.delete_action(plan_context, action(plan_context, "1")).ok
    plan_context.refresh()
    assert len(plan_context.index.actions) == 29
    assert stored(plan, "SELECT count(*) FROM action") == [(31,)]
    plan_context.undo.undo()
    plan_context.refresh()
    assert len(plan_context.index.actions) == 31
    assert stored(plan, "SELECT count(*) FROM action WHERE deleted") == [(0,)]


def test_places_are_attached_once_and_detached(plan_context, plan, layer):
    roads = layer("LineString", ["cleabs:string"], [(f"LINESTRING (0 {y}, 9 {y})", f"R{y}") for y in range(4)])
    node = action(plan_context, "3")
    features = list(roads.getFeatures())
    assert gestures.attach(plan_context, node, roads, features[:3], "cleabs", "concerne")[1:] == (3, 0)
    assert gestures.attach(plan_context, node, roads, features, "cleabs", "concerne")[1:] == (1, 3)
    plan_context.refresh()
    assert action(plan_context, "3").places == 4
    places = [(layer_, str(feature["uuid"])) for layer_, feature in plan_context.places(node.uuid)]
    assert gestures.detach(plan_context, node, places[:2]).ok
    plan_context.refresh()
    assert action(plan_context, "3").places == 2
    plan_context.undo.undo()
    plan_context.refresh()
    assert action(plan_context, "3").places == 4
    assert stored(plan, "SELECT count(*), count(DISTINCT uuid), min(length(created_at)) FROM link_line") == [(4, 4, 24)]


def test_places_attached_in_an_open_session_count_before_they_are_saved(plan_context, layer):
    roads = layer("LineString", ["cleabs:string"], [("LINESTRING (0 0, 9 0)", "R0")])
    links = plan_context.plan.layers["link_line"]
    links.startEditing()
    gestures.attach(plan_context, action(plan_context, "3"), roads, list(roads.getFeatures()), "cleabs", "concerne")
    plan_context.refresh()
    assert action(plan_context, "3").places == 1
    links.rollBack()
    plan_context.refresh()
    assert action(plan_context, "3").places == 0


@pytest.mark.parametrize(
    ("crs", "sentence"), [("EPSG:4326", ""), ("", "has no coordinate reference system")]
)  # fmt: skip
def test_a_layer_in_degrees_or_without_crs(plan_context, layer, crs, sentence):
    told = []
    plan_context.told.connect(told.append)
    points = layer("Point", ["id_lieu:string"], [("POINT (3 46.5)", "a")], crs=crs)
    result, done, _already = gestures.attach(plan_context, action(plan_context, "4"), points, list(points.getFeatures()), "id_lieu", "concerne")  # fmt: skip
    assert result.ok is not bool(sentence)
    if sentence:
        assert sentence in told[0].sentence
    else:
        ((_layer, place),) = plan_context.places(action(plan_context, "4").uuid)
        assert place.geometry().asMultiPoint()[0].x() == pytest.approx(700_000, abs=1)  # the origin of Lambert-93
        assert done == 1


def test_the_version_on_the_screen_is_the_one_announced(plan_context, plan):
    """Another person saves after the list was read and before this one edits: the edit is refused, both are kept."""
    node = action(plan_context, "5")
    with closing(sqlite3.connect(plan)) as other, other:
        other.execute("UPDATE action SET title = 'Par un autre' WHERE uuid = ?", (node.uuid,))
    told = []
    plan_context.told.connect(told.append)
    result = gestures.change_action(plan_context, node.uuid, {"title": "Par moi"}, "Titre")
    assert result.kind is session.Kind.CONFLICT
    assert told[0].sentence.startswith("Cette fiche a été modifiée par quelqu'un d'autre")
    assert stored(plan, "SELECT title FROM action WHERE uuid = ?", node.uuid) == [("Par un autre",)]
    assert plan_context.actions.getFeature(node.fid)["title"] == "Par moi"  # still in the session
    assert plan_context.session.overwrite(plan_context.session.pending()).ok
    assert stored(plan, "SELECT title FROM action WHERE uuid = ?", node.uuid) == [("Par moi",)]


def test_an_edit_in_the_attribute_table_announces_its_version_too(plan_context, plan):
    layer, node = plan_context.actions, action(plan_context, "6")
    layer.startEditing()
    layer.changeAttributeValue(node.fid, layer.fields().lookupField("title"), "Dans la table")
    with closing(sqlite3.connect(plan)) as other, other:
        other.execute("UPDATE action SET title = 'Par un autre' WHERE uuid = ?", (node.uuid,))
    assert not layer.commitChanges(False)
    assert "modifiée par quelqu'un d'autre" in "".join(layer.commitErrors())
    layer.rollBack()


def test_a_lock_is_told_and_the_retry_writes(plan_context, plan, monkeypatch):
    monkeypatch.setattr(session, "WAIT_MS", 10)
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import sqlite3; c = sqlite3.connect({plan!r}, isolation_level=None); c.execute('BEGIN IMMEDIATE'); print('x', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout.readline().strip() == "x"
    node = action(plan_context, "7")
    result = gestures.change_action(plan_context, node.uuid, {"status": "bloque"}, "Statut")
    assert result.kind is session.Kind.LOCKED
    holder.communicate("\n")
    assert plan_context.session.commit(plan_context.session.pending()).ok
    assert stored(plan, "SELECT status FROM action WHERE uuid = ?", node.uuid) == [("bloque",)]


def test_a_read_only_layer_is_told_with_the_path(plan_context, plan):
    plan_context.actions.setReadOnly(True)
    result = gestures.change_action(plan_context, action(plan_context, "8").uuid, {"status": "bloque"}, "Statut")
    assert result.kind is session.Kind.READ_ONLY
    assert plan in result.sentence


def test_on_a_share_an_edit_session_holds_the_lock_file_and_another_s_is_told(
    plan, qgis_new_project, monkeypatch, tmp_path
):
    mounts = tmp_path.parent / f"{tmp_path.name}_mounts"
    mounts.write_text(f"//serveur/partage {tmp_path} cifs rw 0 0\n")
    monkeypatch.setattr(storage, "MOUNTS", mounts)
    plan_context = PlanContext()
    plan_context.open(plan)
    try:
        assert plan_context.session.start(plan_context.actions).ok
        assert storage.holder(plan).ours
        plan_context.session.cancel([plan_context.actions])
        assert storage.holder(plan) is None
        storage.lock_file(plan).write_text(
            '{"author": "C. D.", "since": "2026-11-22T10:42", "host": "poste-12", "process": 4}'
        )
        result = gestures.change_action(plan_context, action(plan_context, "9").uuid, {"status": "bloque"}, "Statut")
        assert result.kind is session.Kind.LOCKED
        assert "C. D." in result.sentence
        assert stored(plan, "SELECT status FROM action WHERE number = '9'") == [("en_cours",)]
    finally:
        plan_context.close()


@pytest.mark.parametrize(
    ("errors", "kind", "sentence"),
    [
        (
            [
                "ERREUR : 1 modification",
                "  Erreur : Erreur OGR 1 : failed to execute update : La fin est avant le début.",
            ],
            session.Kind.REFUSED,
            "La fin est avant le début.",
        ),
        (["failed to execute update : database is locked"], session.Kind.LOCKED, "being written elsewhere"),
        (["failed to execute insert : attempt to write a readonly database"], session.Kind.READ_ONLY, "plan.gpkg"),
        (["autre chose"], session.Kind.REFUSED, "autre chose"),
    ],
)
def test_what_qgis_says_is_told_in_one_sentence(errors, kind, sentence):
    result = session.explained(errors, "plan.gpkg")
    assert result.kind is kind
    assert sentence in result.sentence


def test_what_another_program_writes_is_seen_when_one_comes_back(plan_context, plan):
    with closing(sqlite3.connect(plan)) as other, other:
        other.execute("UPDATE action SET title = 'Venu d''ailleurs' WHERE number = '10'")
    plan_context._look_outside()
    plan_context.refresh()
    assert action(plan_context, "10").title == "Venu d'ailleurs"


def test_removing_a_layer_of_the_plan_closes_it(plan_context):
    closed = []
    plan_context.plan_closed.connect(lambda: closed.append(True))
    QgsProject.instance().removeMapLayer(plan_context.plan.layers["journal"].id())
    assert closed
    assert plan_context.plan is None


def test_an_invalid_index_has_no_data(plan_context):
    model = TreeModel()
    assert model.data(QModelIndex()) is None
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
