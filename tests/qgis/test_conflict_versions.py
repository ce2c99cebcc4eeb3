# SPDX-License-Identifier: GPL-2.0-or-later
"""Theirs and mine, field by field, for a plan in a file: what is said, and the window that shows it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.plan_file import open_plan, transaction
from atlas_pcaet.ui import gestures
from atlas_pcaet.ui.conflict import SHOWN, FieldVersions, RowVersions
from atlas_pcaet.ui.conflict_window import ConflictWindow
from atlas_pcaet.ui.session import Kind

LONG = "Réduire les émissions du transport de marchandises. " * 20


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    with closing(open_plan(results["PLAN"])) as connection, transaction(connection):
        create_action(connection, NewAction("Flux", number="44", status="en_cours", description=LONG))
    return results["PLAN"]


def by_another(plan, sql):
    with closing(sqlite3.connect(plan)) as connection, connection:
        connection.execute(sql)


def test_both_versions_of_a_sheet_in_a_file_are_told_field_by_field(plan_context, plan):
    (node,) = plan_context.index.actions.values()
    by_another(
        plan,
        "UPDATE action SET status = 'bloque', pilot = 'Voirie', modified_by = 'C. D.', description = description || 'Enfin.'",
    )
    told = []
    plan_context.told.connect(told.append)
    result = gestures.change_action(
        plan_context, node.uuid, {"status": "realise", "description": LONG + "Aussi.", "comment": "Le mien"}, "Fiche"
    )
    assert result.kind is Kind.CONFLICT
    (row,) = told[0].versions
    assert (row.name, row.author, row.put_aside) == ("44 – Flux", "C. D.", False)
    fields = {field.label: (field.theirs, field.mine, field.apart) for field in row.fields}
    assert fields == {
        "Description": (LONG + "Enfin.", LONG + "Aussi.", True), "Status": ("Bloqué", "Réalisé", True),
        "Pilot": ("Voirie", None, False), "Comment": ("(empty)", "Le mien", False),
    }  # fmt: skip
    assert [field.apart for field in row.fields] == [True, True, False, False]
    assert "Le mien" not in told[0].sentence  # they did not touch it: nothing to choose
    assert plan_context.session.overwrite(plan_context.session.pending()).ok
    with closing(sqlite3.connect(plan)) as connection:
        assert connection.execute("SELECT status, pilot, comment FROM action").fetchall() == [
            ("realise", "Voirie", "Le mien")
        ]


def test_two_long_texts_are_shown_from_where_they_part():
    line = FieldVersions("Description", LONG + "Enfin.", LONG + "Aussi.").told()
    assert "Enfin." in line
    assert "Aussi." in line
    assert len(line) < 3 * SHOWN


def test_the_same_words_are_no_choice():
    assert not FieldVersions("Titre", "Le même", "Le même").apart
    assert FieldVersions("Titre", "Le même", "Le même").told() == "• Titre: both “Le même”"


def test_the_window_tells_what_is_chosen_and_goes_once_it_is_settled(plan_context, qtbot):
    fields = (FieldVersions("Titre", "Le leur", "Le mien"), FieldVersions("Pilote", "Voirie", None))
    window = ConflictWindow(plan_context, [RowVersions("44", "C. D.", "", False, fields)])
    qtbot.addWidget(window)
    window.show()
    (table,) = window.tables
    assert [table.item(0, place).text() for place in range(3)] == ["Titre", "Le leur", "Le mien"]
    assert table.item(0, 0).font().bold()
    assert not table.item(1, 0).font().bold()
    with qtbot.waitSignal(window.theirs_chosen):
        window.theirs.click()
    with qtbot.waitSignal(window.mine_chosen):
        window.mine.click()
    assert window.later.isDefault()
    plan_context.records_changed.emit()
    assert window.isHidden()
    window.release()
