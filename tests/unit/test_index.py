# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan in memory: what is found, in which order, and what a change does to it."""

from __future__ import annotations

import struct
from contextlib import closing

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.index import Filter, RecordIndex, actions_of, actions_within, fold, natural
from atlas_pcaet.records.links import Place, SourceLayer, attach
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction

LAYER = SourceLayer("Aires", "aires.gpkg|layername=aires", "empreinte", "id_lieu")


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", PlanCrs("EPSG", 2154, "Lambert-93", "PROJCS[]"))
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        with transaction(connection):
            mother = create_action(
                connection, NewAction("Aires de covoiturage", number="2", axis="Mobilité", status="en_cours", pilot="Service mobilité")
            )  # fmt: skip
            create_action(connection, NewAction("Aire de l'Œuf", number="2.10", parent="2", end="2020"))
            create_action(
                connection, NewAction("Aire du Marais", number="2.9", parent="2", status="realise", end="2020")
            )
            create_action(connection, NewAction("Rénover les écoles", number="10", status="a_venir", end="2020-06-30"))
            wkb = struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, 100.0, 200.0)
            attach(connection, mother, "point", LAYER, [Place(wkb, (100, 200, 100, 200), "L1", 1)])
        yield connection


@pytest.fixture
def query(plan):
    return lambda sql, *values: plan.execute(sql, values)


@pytest.fixture
def index(query):
    return RecordIndex.build(query)


def numbers(nodes):
    return sorted(node.number for node in nodes)


def outline(node, depth=0):
    return [(depth, node.kind, node.number), *(row for child in node.children for row in outline(child, depth + 1))]


def test_the_tree_is_plan_axis_action_sub_action_in_natural_order(index):
    assert outline(index.plan) == [
        (0, "plan", None),
        (1, "axis", None),
        (2, "action", "2"),
        (3, "action", "2.9"),
        (3, "action", "2.10"),
        (1, "action", "10"),
    ]
    assert index.actions[index.plan.children[0].children[0].uuid].places == 1


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["10", "2", "2.10", "2.9"]),
        (Filter.of_text("OEUF"), ["2.10"]),
        (Filter.of_text("renover ÉCOLES"), ["10"]),
        (Filter.of_text("mobilite"), ["2"]),  # the pilot is searched too
        (Filter.of_text("aire xyz"), []),
        (Filter(statuses=frozenset({"en_cours", ""})), ["2", "2.10"]),
        (Filter(without_place=True), ["10", "2.10", "2.9"]),
        (Filter(overdue=True), ["10", "2.10"]),  # 2.9 is done
        (Filter.of_text("aire", without_place=True), ["2.10", "2.9"]),
    ],
)
def test_filters_add_up(index, wanted, expected):
    assert numbers(index.matching(wanted, today="2026-11-22")) == expected


def test_the_year_of_an_end_is_not_over_before_the_year_is(index):
    node = next(n for n in index.actions.values() if n.number == "2.10")
    assert not node.overdue("2020-12-31")
    assert node.overdue("2021-01-01")


def test_ancestors_of_what_is_found_stay_and_so_does_what_is_looked_at(index):
    rows, count = index.visible(Filter.of_text("marais"))
    assert count == 1
    shown = [node.number or node.kind for children in rows.values() for node in children]
    assert sorted(shown) == ["2", "2.9", "axis", "plan"]
    school = next(n for n in index.actions.values() if n.number == "10")
    rows, count = index.visible(Filter.of_text("marais"), keep=school.uuid)
    assert count == 1
    assert school in rows[index.plan]


def test_places_are_found_by_extent_and_by_key(query, index):
    mother = next(n for n in index.actions.values() if n.number == "2")
    assert actions_within(query, 0, 0, 150, 250) == {mother.uuid}
    assert actions_within(query, 0, 0, 50, 50) == frozenset()
    assert actions_of(query, LAYER.source, "", ["L1", "L2"]) == {mother.uuid}
    assert actions_of(query, "deplacee.gpkg", "empreinte", ["L1"]) == {mother.uuid}
    assert actions_of(query, "autre.gpkg", "autre", ["L1"]) == frozenset()


def test_a_change_is_read_again_and_a_deleted_action_goes(plan, query, index):
    school = next(n for n in index.actions.values() if n.number == "10")
    plan.execute("UPDATE action SET title = 'Rénover les collèges', number = '1' WHERE uuid = ?", (school.uuid,))
    index.refresh(query, [school.uuid])
    assert [n.number for n in index.matching(Filter.of_text("colleges"))] == ["1"]
    assert index.actions[school.uuid].version == 2
    plan.execute("UPDATE action SET deleted = 1 WHERE uuid = ?", (school.uuid,))
    index.refresh(query, [school.uuid])
    assert school.uuid not in index.actions
    assert index.matching(Filter.of_text("colleges")) == []


def test_an_action_not_written_yet_is_put_and_removed(index):
    node = index.put({"fid": -1, "uuid": "u", "title": "Nouvelle", "number": "3", "version": 1})
    assert index.plan in node.ancestors()
    assert index.by_fid[-1] is node
    index.remove("u")
    assert "u" not in index.actions
    assert -1 not in index.by_fid


@pytest.mark.parametrize(("text", "expected"), [("Œuvre d’ÉTÉ", "oeuvre d'ete"), ("ABC", "abc"), ("Straße", "strasse")])
def test_texts_are_folded(text, expected):
    assert fold(text) == expected


def test_numbers_sort_as_people_read_them():
    assert sorted(["10", "2", "2.10", "2.9", "A3", ""], key=natural) == ["", "2", "2.9", "2.10", "10", "A3"]
