# SPDX-License-Identifier: GPL-2.0-or-later
"""What an atlas prints of a plan: facts of the actions, values of the plan, and nothing that is confidential."""

from __future__ import annotations

from contextlib import closing

import pytest
from atlas_pcaet.records import plan_file
from atlas_pcaet.records.action_sheets import action_sheets, plan_facts
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.plan_file import PlanCrs, transaction
from atlas_pcaet.records.values import NewValue, store_value

CRS = PlanCrs("EPSG", 2154, "RGF93 / Lambert-93", "PROJCS[]")


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.gpkg"
    plan_file.create_plan(path, "PCAET d'essai", CRS)
    with closing(plan_file.open_plan(path)) as connection:
        with transaction(connection):
            create_action(connection, NewAction("Une étude", number="2", status="a_venir"))
            create_action(connection, NewAction("Des travaux", number="10", status="en_cours"))
            create_action(connection, NewAction("Un volet", number="2.1", parent="2"))
        yield connection


def test_the_sheets_are_in_the_order_of_their_numbers_with_their_sub_actions(plan):
    first, second = action_sheets(plan)
    assert (first.name, second.name) == ("2 – Une étude", "10 – Des travaux")
    assert [title for _number, title, _status in first.sub_actions] == ["Un volet"]


def test_the_budget_is_the_text_of_the_plan(plan):
    with transaction(plan):
        plan.execute("UPDATE action SET budget_text = '20 à 30 k€ HT', progress_pct = 40 WHERE number = '2'")
    sheet = action_sheets(plan)[0]
    assert (sheet.budget, sheet.progress_pct) == (("20 à 30 k€ HT",), 40)


def test_statuses_are_counted_over_the_actions_of_the_first_level(plan):
    facts = plan_facts(plan)
    assert (facts.name, facts.actions) == ("PCAET d'essai", 2)
    assert dict(facts.statuses) == {"À venir": 1, "En cours": 1}


def test_the_adoption_is_the_start_of_the_plan_where_no_milestone_says_it(plan):
    assert plan_facts(plan).adoption is None
    with transaction(plan):
        plan.execute("UPDATE plan SET start_year = 2021")
    assert plan_facts(plan).adoption == 2021


def test_the_milestone_of_adoption_says_its_year(plan):
    with transaction(plan):
        plan.execute("UPDATE plan SET start_year = 2021")
        uuid = plan.execute("SELECT uuid FROM plan").fetchone()[0]
        plan.execute("INSERT INTO milestone(plan_uuid, name, kind, dated) VALUES (?, 'Adoption', 'adopted', '2020-02-13')", (uuid,))  # fmt: skip
    assert plan_facts(plan).adoption == 2020


def test_values_of_actions_are_not_those_of_the_plan_and_an_absent_one_is_left_out(plan):
    with transaction(plan):
        store_value(plan, NewValue("apc_air_no2", 2024, "result", value=12.5, source="essai"))
        store_value(plan, NewValue("apc_air_no2", 2025, "result", reason="trop_tot", source="essai"))
        store_value(plan, NewValue("apc_air_no2", 2024, "result", value=9.0, action="2", source="essai"))
    assert [(v.year, v.value, v.territory) for v in plan_facts(plan).values] == [(2024, 12.5, None)]


def test_what_is_confidential_is_neither_printed_nor_counted(plan):
    with transaction(plan):
        plan.execute("UPDATE action SET confidential = 1 WHERE number IN ('10', '2.1')")
    sheets = action_sheets(plan)
    assert [sheet.confidential for sheet in sheets] == [False, True]
    assert sheets[0].sub_actions == ()
    assert plan_facts(plan).actions == 1


def test_a_budget_that_is_confidential_is_not_printed(plan):
    with transaction(plan):
        uuid = plan.execute("SELECT uuid FROM action WHERE number = '2'").fetchone()[0]
        for state, text in (("to_define", "à définir"), ("confidential", "confidentiel, 3 M€")):
            plan.execute("INSERT INTO budget(action_uuid, state, text) VALUES (?, ?, ?)", (uuid, state, text))
    assert action_sheets(plan)[0].budget == ("à définir",)


def test_the_text_of_the_budget_does_not_betray_a_confidential_line(plan):
    with transaction(plan):
        plan.execute("UPDATE action SET budget_text = '120 000 € secret' WHERE number = '2'")
        uuid = plan.execute("SELECT uuid FROM action WHERE number = '2'").fetchone()[0]
        plan.execute("INSERT INTO budget(action_uuid, state, text) VALUES (?, 'confidential', '120 000 €')", (uuid,))
    sheet = action_sheets(plan)[0]
    assert (sheet.budget, sheet.budget_withheld) == ((), True)


def test_sectors_and_types_of_holder_are_read(plan):
    with transaction(plan):
        uuid = plan.execute("SELECT uuid FROM action WHERE number = '2'").fetchone()[0]
        for domain, label in (("sector", "Déchets"), ("sector", "Tertiaire"), ("holder_type", "Association")):
            plan.execute("INSERT INTO action_tag(action_uuid, domain, label) VALUES (?, ?, ?)", (uuid, domain, label))
    sheet = action_sheets(plan)[0]
    assert (sheet.sectors, sheet.holder_types) == (("Déchets", "Tertiaire"), ("Association",))


def test_an_action_past_its_end_is_late_unless_it_is_over(plan):
    with transaction(plan):
        plan.execute("UPDATE action SET end_date = '2024' WHERE number = '2'")
        plan.execute("UPDATE action SET end_date = '2024-06-30', status = 'realise' WHERE number = '10'")
    facts = plan_facts(plan, "2026-05-01")
    assert (facts.late, facts.finished) == (1, 1)
    assert plan_facts(plan, "2024-12-01").late == 0  # the year is not over
    with transaction(plan):
        plan.execute("UPDATE action SET status = 'en_retard' WHERE number = '2'")
    assert plan_facts(plan, "2024-12-01").late == 1
