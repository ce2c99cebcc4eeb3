# SPDX-License-Identifier: GPL-2.0-or-later
"""What is due, what happened to an action, and the filters on what is missing."""

from __future__ import annotations

import struct
from contextlib import closing

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.following import COLLECTION, ENDING, LINK, OVERDUE, STARTING, VALUE, due, span
from atlas_pcaet.records.history import former_values, history
from atlas_pcaet.records.index import Filter, Node, RecordIndex
from atlas_pcaet.records.links import Place, SourceLayer, attach
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.values import NewValue, store_value

LAYER = SourceLayer("Aires", "aires.gpkg|layername=aires", "empreinte", "id_lieu")
TODAY = "2026-11-23"


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", PlanCrs("EPSG", 2154, "Lambert-93", "PROJCS[]"))
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        yield connection


@pytest.fixture
def actions(plan):
    """Number → uuid of actions of every date."""
    with transaction(plan, "A. Essai"):
        return {
            new.number: create_action(plan, new)
            for new in (
                NewAction("Finie", number="1", end="2020", status="realise"), NewAction("En retard", number="2", end="2025-06"),
                NewAction("Finit cette année", number="3", start="2024", end="2026-12-31", status="en_cours"),
                NewAction("Devait commencer", number="4", start="2026-03", end="2030", status="a_venir"),
                NewAction("Plus tard", number="5", start="2027", end="2030", status="a_venir"), NewAction("Sans date", number="6"),
            )
        }  # fmt: skip


@pytest.fixture
def query(plan):
    return lambda sql, *values: [tuple(row) for row in plan.execute(sql, values)]


def test_actions_are_due_by_their_dates_and_status(query, actions):
    found = {(d.kind, d.action): d.when for d in due(RecordIndex.build(query), query, TODAY)}
    assert found == {
        (OVERDUE, actions["2"]): "2025-06", (ENDING, actions["3"]): "2026-12-31", (STARTING, actions["4"]): "2026-03",
    }  # fmt: skip


def test_a_value_is_due_until_it_or_a_reason_is_given(plan, query, actions):
    indicator = query("SELECT uuid FROM indicator WHERE code = 'apc_air_no2'")[0][0]
    with transaction(plan):
        plan.execute(
            "INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES (?, ?)", (actions["3"], indicator)
        )
    waiting = [d for d in due(RecordIndex.build(query), query, TODAY) if d.kind == VALUE]
    assert [(d.action, d.when) for d in waiting] == [(actions["3"], "2025")]
    assert waiting[0].name.startswith("apc_air_no2 – ")
    with transaction(plan):
        store_value(plan, NewValue("apc_air_no2", 2025, "result", reason="trop_tot", action="3"))
    assert not [d for d in due(RecordIndex.build(query), query, TODAY) if d.kind == VALUE]


def test_links_to_check_and_collections_that_did_not_come_back_are_due(plan, query, actions):
    wkb = struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, 100.0, 200.0)
    with transaction(plan):
        attach(plan, actions["5"], "point", LAYER, [Place(wkb, (100, 200, 100, 200), "L1", 1)])
        plan.execute("UPDATE link_point SET state = 'lost'")
        owner = plan.execute("SELECT uuid FROM plan").fetchone()[0]
        for recipient, day, back in (
            ("Voirie", "2026-10-01", None),
            ("Déchets", "2026-10-01", "2026-09-02"),
            ("Eau", "2026-12-31", None),
        ):
            plan.execute(
                "INSERT INTO collection(plan_uuid, recipient, due, returned_at) VALUES (?, ?, ?, ?)", (owner, recipient, day, back)
            )  # fmt: skip
    found = [
        (d.kind, d.action, d.name) for d in due(RecordIndex.build(query), query, TODAY) if d.kind in (LINK, COLLECTION)
    ]
    assert found == [(LINK, actions["5"], "5 – Plus tard"), (COLLECTION, "", "Voirie")]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024", "2026", (2024.0, 2027.0)), ("2024-07", "2024-07", (2024.5, 2024 + 7 / 12)), (None, "2026", (2026.0, 2027.0)),
        ("2025", None, (2025.0, 2026.0)), (None, None, None), ("bientôt", None, None), ("2026-01-01", None, (2026.0, 2027.0)),
        (None, "2026-06", (2026.0, 2026.5)),
    ],
)  # fmt: skip
def test_the_years_that_an_action_covers(start, end, expected):
    node = Node("action", "u", "1", "Titre")
    node.start, node.end = start, end
    assert span(node) == (pytest.approx(expected) if expected else None)


def test_history_says_who_changed_what_and_what_brings_it_back(plan, query, actions):
    uuid = actions["3"]
    with transaction(plan):
        plan.execute(
            "UPDATE action SET status = 'en_pause', pilot = 'Service A', modified_by = 'B. Essai' WHERE uuid = ?",
            (uuid,),
        )
    with transaction(plan):
        plan.execute("UPDATE action SET status = 'bloque', modified_by = 'C. Essai' WHERE uuid = ?", (uuid,))
        plan.execute("INSERT INTO budget(action_uuid, state, amount_min, currency, text) VALUES (?, 'costed', 1000, 'EUR', '1 000 €')", (uuid,))  # fmt: skip
        plan.execute("UPDATE action SET pilot = 'X' WHERE uuid = ?", (actions["5"],))
    found = history(query, uuid)
    assert [(c.table, c.operation, c.author) for c in found] == [
        ("budget", "insert", None), ("action", "update", "C. Essai"), ("action", "update", "B. Essai"), ("action", "insert", None),
    ]  # fmt: skip
    assert found[1].fields == {"status": ("en_pause", "bloque")}
    assert found[2].fields["pilot"] == (None, "Service A")
    assert former_values(found, 2) == {"status": "en_cours", "pilot": None}
    assert former_values(found, 1) == {"status": "en_pause"}
    assert former_values(found, 0) == {}


def test_what_is_missing_is_found(plan, query, actions):
    with transaction(plan):
        plan.execute("INSERT INTO budget(action_uuid, state, text) VALUES (?, 'free', 'sans coût')", (actions["1"],))
        plan.execute("UPDATE action SET budget_text = '10 k€', pilot = 'Voirie' WHERE uuid = ?", (actions["2"],))
        plan.execute(
            "INSERT INTO action_tag(action_uuid, domain, label) VALUES (?, 'theme', 'Mobilité')", (actions["3"],)
        )
    index = RecordIndex.build(query)

    def numbers(**wanted):
        return sorted(node.number for node in index.matching(Filter(**wanted), TODAY))

    assert numbers(without_budget=True) == ["3", "4", "5", "6"]
    assert numbers(without_pilot=True) == ["1", "3", "4", "5", "6"]
    assert numbers(theme="Mobilité") == ["3"]
    assert numbers(pilot="Voirie") == ["2"]
    assert (index.pilots(), index.themes()) == (["Voirie"], ["Mobilité"])
    with transaction(plan):
        plan.execute("UPDATE budget SET deleted = 1")
    index.refresh(query, [actions["1"]])
    assert "1" in sorted(n.number for n in index.matching(Filter(without_budget=True)))
