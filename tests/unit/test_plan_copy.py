# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan copied as plain rows, and the net changes of a copy since."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records import schema
from atlas_pcaet.records.plan_copy import changes_since, copied_columns, make_copy
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
ROWS = (Path(__file__).resolve().parents[1] / "data" / "plan_to_write.sql").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.gpkg"
    create_plan(path, "PCAET d'essai", LAMBERT, "auteur")
    with closing(open_plan(path)) as plan:
        plan.executescript(ROWS)
    return path


@pytest.fixture
def since(file, tmp_path):
    """The changes that statements make, as (table, operation, values)."""

    def go(*statements):
        former = tmp_path / "avant.gpkg"
        shutil.copyfile(file, former)
        with closing(open_plan(file)) as plan:
            with transaction(plan, "moi"):
                for statement in statements:
                    plan.execute(statement)
            return [(c.table.name, c.operation, c.values) for c in changes_since(plan, former)]

    return go


def rows_of(plan):
    def rows(table):
        names = ", ".join(f'"{name}"' for name in copied_columns(table))
        return [tuple(row) for row in plan.execute(f"SELECT {names} FROM {table.name}")]

    return rows


def test_a_copy_holds_the_rows_and_nothing_else(file, tmp_path):
    copy = tmp_path / "copie.gpkg"
    with closing(open_plan(file)) as plan:
        make_copy(copy, LAMBERT, rows_of(plan))
        with closing(open_plan(copy)) as made:
            for table in schema.TABLES:
                assert rows_of(made)(table) == rows_of(plan)(table)
            triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            assert [tuple(row) for row in made.execute(triggers)] == [tuple(row) for row in plan.execute(triggers)]


def test_rows_that_refer_to_nothing_are_refused(file, tmp_path):
    with closing(open_plan(file)) as plan:
        rows = rows_of(plan)
        with pytest.raises(sqlite3.IntegrityError, match="refers to one that is not there"):
            make_copy(tmp_path / "copie.gpkg", LAMBERT, lambda table: [] if table.name == "action" else rows(table))


def test_what_was_changed_twice_is_one_change_to_its_last_value(since):
    found = since(
        "UPDATE action SET title = 'Un', modified_by = 'moi' WHERE uuid = 'a-44'",
        "UPDATE action SET title = 'Deux', modified_by = 'moi' WHERE uuid = 'a-44'",
    )
    assert found == [("action", "update", {"title": "Deux", "modified_by": "moi"})]


def test_what_was_changed_and_changed_back_is_nothing(since):
    longer = "UPDATE action SET title = title || '!' WHERE uuid = 'a-44'"
    back = "UPDATE action SET title = substr(title, 1, length(title) - 1) WHERE uuid = 'a-44'"
    assert since(longer) != []
    assert since(longer, back) == []


def test_what_was_added_and_removed_is_nothing(since):
    added = "INSERT INTO reference(uuid, action_uuid, document) VALUES ('r-x', 'a-44', 'Kent')"
    assert since(added, "DELETE FROM reference WHERE uuid = 'r-x'") == []


def test_a_mother_comes_before_her_parts_and_removals_last(since):
    found = since(
        "DELETE FROM reference WHERE fid = (SELECT min(fid) FROM reference)",
        "INSERT INTO action(uuid, plan_uuid, number, title) SELECT 'm', uuid, '99', 'Mère' FROM plan",
        "UPDATE action SET title = 'Autre' WHERE uuid = 'a-44'",
        "INSERT INTO action(uuid, plan_uuid, number, title, parent_uuid) SELECT 'f', uuid, '99.1', 'Fille', 'm' FROM plan",
        "INSERT INTO reference(uuid, action_uuid, document) VALUES ('r-x', 'f', 'Kent')",
    )
    assert [(table, operation) for table, operation, _values in found] == [
        ("action", "insert"), ("action", "insert"), ("reference", "insert"), ("action", "update"), ("reference", "delete"),
    ]  # fmt: skip
    assert [values["title"] for _table, operation, values in found if operation == "insert" and "title" in values] == ["Mère", "Fille"]  # fmt: skip


def test_a_milestone_is_closed_after_its_rows(since):
    found = since(
        "INSERT INTO milestone(uuid, plan_uuid, name) SELECT 'j', uuid, 'Adoption' FROM plan",
        "INSERT INTO milestone_row(milestone_uuid, table_name, row_uuid, state) VALUES ('j', 'action', 'a-44', '{}')",
        "UPDATE milestone SET closed = 1 WHERE uuid = 'j'",
    )
    assert [(table, operation) for table, operation, _values in found] == [
        ("milestone", "insert"), ("milestone_row", "insert"), ("milestone", "update"),
    ]  # fmt: skip
    assert found[0][2]["closed"] == 0
    assert found[2][2]["closed"] == 1


def test_an_entry_added_to_a_list_of_values_is_told(since):
    found = since("INSERT INTO ref(domain, code, label, position) VALUES ('theme', 'neuf', 'Neuf', 99)")
    assert [(table, operation, values["code"]) for table, operation, values in found] == [("ref", "insert", "neuf")]
