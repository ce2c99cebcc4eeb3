# SPDX-License-Identifier: GPL-2.0-or-later
"""The docks Indicateurs and Suivi, the table, the history and the filters, without the desktop."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.index import Filter
from atlas_pcaet.records.plan_file import open_plan, transaction
from atlas_pcaet.records.value_grid import Typed
from atlas_pcaet.records.values import NewValue, store_value
from atlas_pcaet.ui import gestures
from atlas_pcaet.ui.docks.action_filters import ActionFilters
from atlas_pcaet.ui.docks.following import FollowingDock
from atlas_pcaet.ui.docks.history import HistoryPanel
from atlas_pcaet.ui.docks.indicators import IndicatorsDock
from atlas_pcaet.ui.models.board import MIME, BoardModel
from atlas_pcaet.ui.models.table import TableModel
from atlas_pcaet.ui.value_gestures import Series, read_values, write_values
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester
from qgis.PyQt.QtWidgets import QMainWindow

TESTER = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    with closing(open_plan(results["PLAN"])) as connection, transaction(connection):
        for number in range(1, 13):
            end = f"{2018 + number}"
            create_action(connection, NewAction(f"Action {number}", number=str(number), status="en_cours", end=end))
        connection.execute("UPDATE action SET pilot = 'Voirie' WHERE number IN ('2', '10')")
        connection.execute("INSERT INTO territory(name, code, kind) VALUES ('Arques', '62040', 'commune')")
    return results["PLAN"]


@pytest.fixture
def window(plan_context, qtbot):
    """Owns what is shown, as QGIS's window does: a dock that Python lets go in the middle of a paint takes the process down."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def stored(plan, query, *values):
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(query, values).fetchall()


def action(plan_context, number):
    return next(node for node in plan_context.index.actions.values() if node.number == number)


def series(plan, code="apc_air_no2", kind="result"):
    uuid, unit = stored(plan, "SELECT uuid, unit FROM indicator WHERE code = ?", code)[0]
    return Series(uuid, kind, None, unit)


# ---- table and filters ----------------------------------------------------------------------------------------------


def test_the_table_sorts_as_people_read_and_holds_through_filters(plan_context):
    model = TableModel()
    tester = QAbstractItemModelTester(model, TESTER)
    for wanted in (Filter(), Filter(pilot="Voirie"), Filter(without_pilot=True), Filter()):
        model.show(plan_context.index, wanted, dict(plan_context.statuses))
        model.sort(3, Qt.SortOrder.DescendingOrder)
        model.sort(0)
    assert [model.index(row, 0).data() for row in range(model.count)] == [str(n) for n in range(1, 13)]
    model.sort(5, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 5).data() == "2030"
    assert model.index(model.count - 1, 5).data() == "⚠ 2019"
    model.show(plan_context.index, Filter(pilot="Voirie"), dict(plan_context.statuses))
    assert model.count == 2
    assert model.index_of(action(plan_context, "10")).isValid()
    assert not model.index_of(action(plan_context, "1")).isValid()
    del tester


def test_conditions_of_the_menu_add_up_and_are_cleared(plan_context, window, qtbot):
    filters = ActionFilters(window)
    filters.offer(plan_context.statuses, plan_context.index)
    assert [filters.pilot.itemText(i) for i in range(filters.pilot.count())][1:] == ["Voirie"]
    filters.pilot.setCurrentIndex(1)
    filters.without_budget.setChecked(True)
    asked = filters.wanted(frozenset({action(plan_context, "2").uuid, "x"}))
    assert (asked.pilot, asked.without_budget, len(asked.among)) == ("Voirie", True, 2)
    assert [node.number for node in plan_context.index.matching(asked)] == ["2"]
    filters.offer(plan_context.statuses, plan_context.index)
    assert filters.pilot.currentData() == "Voirie"  # stays when the plan is read again
    filters.clear()
    assert filters.wanted(None) == Filter()


# ---- board and calendar ---------------------------------------------------------------------------------------------


def test_a_dropped_card_changes_its_status_by_one_command_that_undo_takes_back(plan_context, plan, window):
    dock = FollowingDock(plan_context, window)
    dock.show()
    plan_context.plan_opened.emit()
    dock.tabs.setCurrentWidget(dock.board)
    codes = [code for code, *_rest in dock.board.columns]
    source, target = dock.board.columns[codes.index("en_cours")][3], dock.board.columns[codes.index("realise")][3]
    assert (source.rowCount(), target.rowCount()) == (12, 0)
    card = source.index(1, 0)
    dragged = source.mimeData([card])
    assert dragged.hasFormat(MIME)
    assert not target.dropMimeData(
        dragged, Qt.DropAction.MoveAction, 0, 0, QModelIndex()
    )  # the view moves nothing itself
    assert stored(plan, "SELECT status FROM action WHERE number = '2'") == [("realise",)]
    assert (source.rowCount(), target.rowCount()) == (11, 1)
    plan_context.undo.undo()
    plan_context.refresh()
    assert stored(plan, "SELECT status FROM action WHERE number = '2'") == [("en_cours",)]
    assert (source.rowCount(), target.rowCount()) == (12, 0)
    dock.board.move([action(plan_context, "3").uuid], None)
    assert stored(plan, "SELECT status FROM action WHERE number = '3'") == [(None,)]


def test_the_board_model_holds(plan_context):
    model = BoardModel("en_cours")
    tester = QAbstractItemModelTester(model, TESTER)
    for nodes in (list(plan_context.index.actions.values()), [], list(plan_context.index.actions.values())[:3]):
        model.show(nodes)
    assert "Action" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    del tester


def test_the_calendar_follows_the_filter_and_the_arrows(plan_context, window, qtbot):
    dock = FollowingDock(plan_context, window)
    dock.resize(700, 300)
    dock.show()
    dock.tabs.setCurrentWidget(dock.calendar)
    calendar = dock.calendar
    assert [row[0].number for row in calendar.rows[:3]] == ["1", "2", "3"]
    assert (calendar.first, calendar.last, calendar.undated) == (2019, 2031, 0)
    told = []
    calendar.chosen.connect(told.append)
    qtbot.keyClick(calendar, Qt.Key.Key_Down)
    qtbot.keyClick(calendar, Qt.Key.Key_Down)
    assert told == [action(plan_context, "1").uuid, action(plan_context, "2").uuid]
    assert plan_context.current == action(plan_context, "2").uuid
    plan_context.set_filter(Filter(pilot="Voirie"))
    assert [row[0].number for row in calendar.rows] == ["2", "10"]
    assert not calendar.grab().isNull()


def test_what_is_due_is_listed_and_leads_to_its_sheet(plan_context, window, qtbot):
    dock = FollowingDock(plan_context, window)
    dock.show()
    dock.tabs.setCurrentWidget(dock.due)
    dock.fill()
    heading = dock.due.topLevelItem(0)
    assert heading.text(0).endswith("(7)")  # ends 2019 to 2025, in November 2026
    dock.due.setCurrentItem(heading.child(0))
    assert plan_context.current == action(plan_context, "1").uuid


# ---- indicators -----------------------------------------------------------------------------------------------------


def test_values_typed_are_one_command_with_its_reverse(plan_context, plan):
    one = series(plan)
    territory = stored(plan, "SELECT uuid FROM territory")[0][0]
    cells = {(None, 2024): Typed(12.5), (territory, 2024): Typed(reason="trop_tot")}
    assert write_values(plan_context, one, cells, "Valeurs").ok
    asked = "SELECT year, value, reason, unit FROM value WHERE deleted = 0 ORDER BY reason"
    assert stored(plan, asked) == [(2024, 12.5, None, "µg/m³"), (2024, None, "trop_tot", "µg/m³")]
    assert write_values(plan_context, one, {(None, 2024): Typed(13.0)}, "Valeurs").ok
    plan_context.undo.undo()
    assert stored(plan, asked)[0][1] == 12.5
    plan_context.undo.undo()
    assert stored(plan, asked) == []
    plan_context.undo.redo()
    assert len(stored(plan, asked)) == 2
    assert write_values(plan_context, one, {(None, 2024): Typed()}, "Effacer").ok
    assert [row[2] for row in stored(plan, asked)] == ["trop_tot"]


def test_a_computed_value_that_a_person_overwrites_loses_its_provenance_and_the_journal_keeps_it(plan_context, plan):
    with closing(open_plan(plan)) as connection, transaction(connection):
        store_value(
            connection, NewValue("apc_air_no2", 2024, "result", 11.0, source="calcul", provenance={"algorithm": "pcaet:airexposure"})
        )  # fmt: skip
    one = series(plan)
    plan_context.plan.layers["value"].reload()
    assert write_values(plan_context, one, {(None, 2024): Typed(12.0)}, "Valeurs").ok
    assert stored(plan, "SELECT value, source, provenance FROM value") == [(12.0, None, None)]
    assert "pcaet:airexposure" in str(stored(plan, "SELECT before FROM journal WHERE table_name = 'value' AND operation = 'update'"))  # fmt: skip


def test_a_block_from_a_spreadsheet_is_pasted_whole_or_not_at_all(plan_context, plan, window):
    dock = IndicatorsDock(plan_context, window)
    dock.show()
    dock.read()
    dock.choose(series(plan).indicator)
    model = dock.model
    assert [name for _uuid, name in model.territories][1:] == ["Arques"]
    told = []
    model.refused.connect(told.append)
    first = model.index(0, model.years.index(2025))
    assert not model.paste(first, "12,5\tbeaucoup\n1 234\tTrop tôt pour faire un bilan\n")
    assert "beaucoup" in told[0]
    assert stored(plan, "SELECT count(*) FROM value") == [(0,)]
    assert not model.paste(model.index(1, 0), "1\n2\n3")
    assert "does not fit" in told[1]
    assert model.paste(first, "12,5\t13\r\n1 234\tTrop tôt pour faire un bilan\r\n")
    asked = "SELECT t.name, v.year, v.value, v.reason FROM value v LEFT JOIN territory t ON t.uuid = v.territory_uuid ORDER BY 1, 2"  # fmt: skip
    assert stored(plan, asked) == [
        (None, 2025, 12.5, None), (None, 2026, 13.0, None), ("Arques", 2025, 1234.0, None), ("Arques", 2026, None, "trop_tot"),
    ]  # fmt: skip
    assert model.text(model.index(1, model.years.index(2025))) == "1\u202f234"
    block = [model.index(row, column) for row in (0, 1) for column in (first.column(), first.column() + 1)]
    assert model.copied(block) == "12,5\t13\n1234\tTrop tôt pour faire un bilan"
    dock.give_reason("Non communiquée", [first])
    assert stored(plan, "SELECT value, reason FROM value WHERE year = 2025 AND territory_uuid IS NULL") == [(None, "non_communiquee")]  # fmt: skip


def test_the_grid_holds_and_a_cell_that_was_not_changed_writes_nothing(plan_context, plan, window):
    dock = IndicatorsDock(plan_context, window)
    dock.show()
    dock.read()
    tester = QAbstractItemModelTester(dock.model, TESTER)
    dock.choose(series(plan).indicator)
    cell = dock.model.index(0, 0)
    assert not dock.model.setData(cell, "")
    assert dock.model.setData(cell, "0")
    assert stored(plan, "SELECT value FROM value") == [(0.0,)]  # zero is a value
    dock.search.setText("flotte nox")
    assert [dock.list.item(i).isHidden() for i in range(dock.list.count())].count(False) == 1
    plan_context.choose(action(plan_context, "1").uuid)
    dock.only_action.setChecked(True)
    assert all(dock.list.item(i).isHidden() for i in range(dock.list.count()))
    assert read_values(plan_context.plan.layers["value"], Series(series(plan).indicator, "target")) == {}
    del tester


# ---- history --------------------------------------------------------------------------------------------------------


def test_history_brings_an_action_back_to_what_it_was(plan_context, plan, window):
    uuid = action(plan_context, "5").uuid
    assert gestures.change_action(plan_context, uuid, {"status": "bloque", "title": "Autre titre"}, "Statut").ok
    plan_context.refresh()
    assert gestures.change_action(plan_context, uuid, {"status": "en_pause"}, "Statut").ok
    plan_context.refresh()
    plan_context.choose(uuid)
    panel = HistoryPanel(plan_context, window)
    panel.show()
    panel.read()
    assert [change.operation for change in panel.changes] == ["update", "update", "insert"]
    texts = [panel.list.topLevelItem(1).child(i).text(2) for i in range(panel.list.topLevelItem(1).childCount())]
    assert "En cours → Bloqué" in texts
    assert "Action 5 → Autre titre" in texts
    panel.list.setCurrentItem(panel.list.topLevelItem(1))
    assert panel.restore.isEnabled()
    assert panel.bring_back()
    assert stored(plan, "SELECT status, title FROM action WHERE number = '5'") == [("en_cours", "Action 5")]
    panel.list.setCurrentItem(panel.list.topLevelItem(panel.list.topLevelItemCount() - 1))
    assert len(panel.changes) == 4  # going back is a change too
