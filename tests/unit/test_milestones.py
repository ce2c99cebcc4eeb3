# SPDX-License-Identifier: GPL-2.0-or-later
"""A frozen state holds the plan as it was, whole, and the database refuses to change it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from atlas_pcaet.records import milestones, schema
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import Place, SourceLayer, attach
from atlas_pcaet.records.milestones import find_milestone, freeze, state_now, state_then, states
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.values import NewValue, store_value

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
POINT = bytes.fromhex("0104000000010000000101000000000000000000F03F0000000000000040")  # MULTIPOINT (1 2)
TRAPS = "}{ “guillemets” \\ \"\n'apostrophe' é 😀 \x1f"


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT)
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        yield connection


@pytest.fixture
def filled(plan):
    with transaction(plan):
        action = create_action(plan, NewAction(TRAPS, number="1", status="En cours", axis="Mobilité"))
        create_action(plan, NewAction("Une sous-action", number="1.1", parent="1"))
        attach(
            plan, action, "point", SourceLayer("Lieux", "lieux.gpkg", "x", "id"), [Place(POINT, (1, 2, 1, 2), "A", 1)]
        )
        store_value(plan, NewValue("crte_6.1", 2024, "result", value=0.1 + 0.2))
    return plan


def frozen(plan, name="Adopté", **facts):
    with transaction(plan):
        return freeze(plan, name, **({"kind": "adopted", "dated": "2024-03-14", "author": "A. B."} | facts))


def test_a_frozen_state_is_the_plan_as_it_was_column_by_column(filled):
    before = state_now(filled)
    frozen(filled)
    kept = state_then(filled, find_milestone(filled, "adopté"))
    assert kept.tables == before.tables
    assert kept.rows("action").keys() == before.rows("action").keys()
    assert next(iter(kept.rows("action").values()))["title"] == TRAPS.strip()
    (place,) = kept.rows("link_point").values()
    assert bytes.fromhex(place["geom"]).endswith(POINT)
    assert (kept.name, kept.dated) == ("Adopté", "2024-03-14")


def test_every_table_of_the_plan_is_kept_but_the_lists_and_what_is_about_the_file():
    left = {table.name for table in schema.TABLES} - {table.name for table in milestones.KEPT}
    assert left == {"ref", "journal", "milestone", "milestone_row", "collection", "reading"}


def test_what_is_written_afterwards_does_not_reach_the_frozen_state(filled):
    frozen(filled)
    with transaction(filled):
        filled.execute("UPDATE action SET title = 'Autre' WHERE number = '1'")
        filled.execute("UPDATE action SET deleted = 1 WHERE number = '1.1'")
        create_action(filled, NewAction("Nouvelle"))
    then, now = states(filled, ["Adopté", ""])
    assert {row["title"] for row in then.rows("action").values()} == {TRAPS.strip(), "Une sous-action"}
    assert {row["title"] for row in now.rows("action").values()} == {"Autre", "Nouvelle"}


def test_what_was_put_aside_is_not_kept(filled):
    with transaction(filled):
        filled.execute("UPDATE action SET deleted = 1 WHERE number = '1.1'")
    assert frozen(filled).rows["action"] == 1


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE milestone_row SET state = '{}'", "Un état figé ne se modifie pas."),
        ("DELETE FROM milestone_row", "Un état figé ne s'efface pas."),
        (
            "INSERT INTO milestone_row(milestone_uuid, table_name, row_uuid, state) SELECT uuid, 'action', 'x', '{}' FROM milestone",
            "Cet état du plan est figé : rien ne s'y ajoute.",
        ),
        ("UPDATE milestone SET closed = 0", "Un état figé ne se rouvre pas : figez-en un nouveau."),
    ],
)
def test_the_database_refuses_to_change_a_frozen_state_with_a_sentence(filled, statement, sentence):
    frozen(filled)
    with pytest.raises(sqlite3.IntegrityError, match="^" + sentence.replace(".", r"\.") + "$"):
        filled.execute(statement)


def test_a_state_with_rows_cannot_be_deleted_for_good_and_the_sentence_says_what_can_be_done(filled):
    frozen(filled)
    with pytest.raises(sqlite3.IntegrityError, match=r"^Un état figé ne s'efface pas : mettez-le de côté"):
        filled.execute("DELETE FROM milestone")
    with transaction(filled):
        filled.execute("UPDATE milestone SET deleted = 1")
    assert milestones.milestones(filled) == []


def test_two_states_never_share_a_name_and_nothing_is_written_of_the_second(filled):
    frozen(filled)
    with pytest.raises(RecordError, match="already"):
        frozen(filled, "ADOPTÉ")
    assert filled.execute("SELECT count(*) FROM milestone").fetchone()[0] == 1


@pytest.mark.parametrize("dated", ["14/03/2024", "2024-13", "2024-02-30", "hier", "20240314", "2024-3"])
def test_a_date_that_is_none_is_refused_and_nothing_is_written(filled, dated):
    with pytest.raises(RecordError, match="is not a date"):
        frozen(filled, dated=dated)
    assert filled.execute("SELECT count(*) FROM milestone_row").fetchone()[0] == 0


@pytest.mark.parametrize("dated", ["", "2024", "2024-03", "2024-02-29"])
def test_a_state_is_dated_by_a_year_a_month_or_a_day(filled, dated):
    frozen(filled, dated=dated)
    assert find_milestone(filled, "Adopté").dated == (dated or None)


def test_a_name_or_a_kind_that_is_none_is_refused(filled):
    with pytest.raises(RecordError, match="Give the state a name"):
        frozen(filled, "  ")
    with pytest.raises(RecordError, match="KIND"):
        frozen(filled, kind="voté")


def test_a_name_that_is_not_there_is_refused_with_those_that_are(filled):
    frozen(filled)
    with pytest.raises(RecordError, match="Known: “Adopté”"):
        find_milestone(filled, "Voté")


def test_freezing_is_all_or_nothing(filled):
    with pytest.raises(RuntimeError), transaction(filled):
        freeze(filled, "Adopté")
        raise RuntimeError
    assert (
        filled.execute("SELECT (SELECT count(*) FROM milestone) + (SELECT count(*) FROM milestone_row)").fetchone()[0]
        == 0
    )


def test_10000_actions_are_frozen_in_seconds_and_the_size_is_said(plan):
    owner = plan.execute("SELECT uuid FROM plan").fetchone()[0]
    rows = [(owner, str(n), f"Action {n}", "texte " * 50) for n in range(10_000)]
    with transaction(plan):
        plan.executemany("INSERT INTO action(plan_uuid, number, title, description) VALUES (?, ?, ?, ?)", rows)
    began = time.perf_counter()
    kept = frozen(plan)
    assert time.perf_counter() - began < 5  # 0.2 s measured on two shared cores
    assert kept.rows["action"] == 10_000
    assert kept.size > 10_000 * 300


def test_a_state_frozen_before_a_column_was_made_says_nothing_of_it(filled):
    """As a later schema will find the states of this one."""
    with transaction(filled):
        made = "INSERT INTO milestone(plan_uuid, name) SELECT uuid, 'ancien' FROM plan RETURNING uuid"
        uuid = filled.execute(made).fetchone()[0]
        row = "INSERT INTO milestone_row(milestone_uuid, table_name, row_uuid, state) VALUES (?, 'action', 'x', ?)"
        filled.execute(row, (uuid, '{"uuid": "x", "title": "A", "number": "1"}'))
        filled.execute("UPDATE milestone SET closed = 1")
    kept = state_then(filled, find_milestone(filled, "ancien"))
    assert kept.rows("action")["x"]["title"] == "A"
    assert kept.rows("action")["x"]["confidential"] is None
