# SPDX-License-Identifier: GPL-2.0-or-later
"""Two states of a plan: what was added, dropped, changed; money never added across currencies; results against targets."""

from __future__ import annotations

from contextlib import closing

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.budget_totals import budgets
from atlas_pcaet.records.comparison import BY_TITLE, BY_UUID, against_targets, compare
from atlas_pcaet.records.milestones import freeze, state_now, states
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.values import NewValue, store_value

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')


@pytest.fixture
def make(tmp_path):
    opened = []

    def new(name="plan"):
        create_plan(tmp_path / f"{name}.gpkg", name, LAMBERT)
        opened.append(open_plan(tmp_path / f"{name}.gpkg"))
        return opened[-1]

    yield new
    for connection in opened:
        connection.close()


@pytest.fixture
def plan(make):
    return make()


def action(plan, title, number=None, **facts):
    with transaction(plan):
        return create_action(plan, NewAction(title, number=number, **facts))


def budget(plan, action, **facts):
    facts = {"action_uuid": action, "state": "costed", "text": "…"} | facts
    names = ", ".join(facts)
    with transaction(plan):
        plan.execute(f"INSERT INTO budget({names}) VALUES ({', '.join('?' * len(facts))})", tuple(facts.values()))


def write(plan, statement, *values):
    with transaction(plan):
        plan.execute(statement, values)


def since(plan, name="avant"):
    old, new = states(plan, [name, ""])
    return compare(old, new)


def frozen(plan, name="avant"):
    with transaction(plan):
        freeze(plan, name)


def fields(found, subject="action"):
    return {
        (d.number, d.field): (d.old, d.new) for d in found.differences if d.subject == subject and d.change == "changed"
    }


def test_a_state_compared_with_itself_has_no_difference(plan):
    budget(plan, action(plan, "A", "1", status="En cours"), amount_min=5, currency="EUR")
    frozen(plan)
    found = since(plan)
    assert found.differences == ()
    assert found.matched == {BY_UUID: 1}


def test_added_dropped_and_changed_are_told_apart_field_by_field(plan):
    action(plan, "A", "1", status="En cours", end="2025")
    action(plan, "B", "2")
    frozen(plan)
    write(plan, "UPDATE action SET status = 'realise', end_date = NULL, progress_pct = 80 WHERE number = '1'")
    write(plan, "UPDATE action SET deleted = 1 WHERE number = '2'")
    action(plan, "C", "3")
    found = since(plan)
    assert fields(found) == {
        ("1", "status"): ("En cours", "Réalisé"),
        ("1", "end_date"): ("2025", ""),
        ("1", "progress_pct"): ("", "80"),
    }
    assert [(d.change, d.title) for d in found.differences if d.change != "changed"] == [
        ("added", "C"),
        ("dropped", "B"),
    ]
    assert [found.count("action", change) for change in ("added", "dropped", "changed")] == [1, 1, 1]


def test_a_box_that_was_not_readable_and_is_now_unchecked_is_a_change(plan):
    action(plan, "A", "1")
    frozen(plan)
    write(plan, "UPDATE action SET impact_air = 0, mitigation = 1")
    assert fields(since(plan)) == {("1", "impact_air"): ("", "non"), ("1", "mitigation"): ("", "oui")}


def test_what_other_tables_hold_of_an_action_is_compared_whatever_its_order(plan):
    first = action(plan, "A", "1", axis="Mobilité")
    write(plan, "INSERT INTO actor(plan_uuid, name) SELECT uuid, 'Service voirie' FROM plan")
    write(plan, "INSERT INTO actor(plan_uuid, name) SELECT uuid, 'Région' FROM plan")
    link = "INSERT INTO action_actor(action_uuid, actor_uuid, role) SELECT ?, uuid, 'partner' FROM actor WHERE name = ?"
    write(plan, link, first, "Service voirie")
    write(plan, link, first, "Région")
    frozen(plan)
    write(plan, "DELETE FROM action_actor")
    write(plan, link, first, "Région")
    write(plan, link, first, "Service voirie")
    assert since(plan).differences == ()
    write(plan, "UPDATE action_actor SET deleted = 1 WHERE fid = (SELECT max(fid) FROM action_actor)")
    assert fields(since(plan)) == {
        ("1", "actors"): ("Partenaire : Région; Partenaire : Service voirie", "Partenaire : Région")
    }


def test_actions_of_two_files_are_matched_by_number_and_title_without_case_or_accents(make):
    old, new = make("ancien"), make("nouveau")
    action(old, "Rénover les écoles", "1.2", status="En cours")
    action(new, "RENOVER LES ECOLES", "1-2", status="Réalisé")
    found = compare(state_now(old), state_now(new))
    assert found.matched == {BY_TITLE: 1}
    assert fields(found)[("1-2", "status")] == ("En cours", "Réalisé")
    assert {d.matched for d in found.differences} == {BY_TITLE}


def test_a_number_and_title_held_twice_match_nothing(make):
    """CAPSO has two sheets 32: which is which is not guessed."""
    old, new = make("ancien"), make("nouveau")
    for number in ("32", "32"):
        action(old, "Même titre", number)
    action(new, "Même titre", "32")
    found = compare(state_now(old), state_now(new))
    assert found.matched == {}
    assert (found.count("action", "added"), found.count("action", "dropped")) == (1, 2)


def test_the_same_number_with_another_title_is_another_action(make):
    old, new = make("ancien"), make("nouveau")
    action(old, "Covoiturage", "3")
    action(new, "Vélo", "3")
    found = compare(state_now(old), state_now(new))
    assert (found.count("action", "added"), found.count("action", "dropped")) == (1, 1)


def test_euros_and_pounds_are_two_totals_each_with_its_sheets(plan):
    """Action 25 of PASSAGE: 633 381,85 € and £3 millions, two programmes."""
    sheet = action(plan, "Réduire les émissions liées à l'habitat", "25")
    budget(plan, sheet, amount_min=633_381.85, amount_max=633_381.85, currency="EUR")
    budget(plan, sheet, amount_min=3_000_000, amount_max=3_000_000, currency="GBP")
    budget(plan, action(plan, "Autre", "26"), amount_min=18_800_000, currency="GBP")
    found = budgets(state_now(plan))
    assert [(t.currency, t.low, t.sheets, t.lines) for t in found.totals] == [
        ("EUR", 633_381.85, 1, 1),
        ("GBP", 21_800_000, 2, 2),
    ]


def test_years_taxes_phases_and_amounts_per_year_are_never_added_up(plan):
    sheet = action(plan, "A", "1")
    for facts in ({"year": 2024}, {"year": 2025}, {"year": 2024, "end_year": 2026}, {"year": 2024, "tax": "TTC"},
                  {"year": 2024, "phase": "spent"}, {"year": 2024, "per_year": 1}, {"year": 2024}):  # fmt: skip
        budget(plan, sheet, amount_min=10, currency="EUR", **facts)
    found = budgets(state_now(plan))
    assert len(found.totals) == 6
    assert sorted(t.low for t in found.totals) == [10, 10, 10, 10, 10, 20]


def test_the_part_of_a_funder_is_not_added_to_the_total_of_its_sheet(plan):
    """120 000 € HT, of which the Région pays 50 000 € HT, cost 120 000 €, not 170 000 €."""
    sheet = action(plan, "A", "1")
    for amount, funder in ((50_000, "Région"), (120_000, None)):
        budget(
            plan, sheet, amount_min=amount, amount_max=amount, currency="EUR", tax="HT", phase="planned", funder=funder
        )
    found = budgets(state_now(plan))
    assert [(t.low, t.high, t.lines) for t in found.totals] == [(120_000, 120_000, 1)]
    assert (found.parts, found.unequal) == (1, (sheet,))


def test_parts_that_make_the_total_are_said_to_be_parts_only(plan):
    """A sheet of 42 998 € paid by two funders, 500 € and 42 498 €."""
    sheet = action(plan, "A", "1")
    for amount, funder in ((42_998, None), (500, "Commune"), (42_498, "État")):
        budget(plan, sheet, amount_min=amount, currency="EUR", funder=funder)
    found = budgets(state_now(plan))
    assert [t.low for t in found.totals] == [42_998]
    assert (found.parts, found.unequal) == (2, ())


def test_funders_without_a_total_beside_them_are_added_up(plan):
    first, second = action(plan, "A", "1"), action(plan, "B", "2")
    for sheet, amount, funder, year in ((first, 500, "Commune", 2024), (first, 300, "État", 2024), (first, 900, None, 2025), (second, 70, None, 2024)):  # fmt: skip
        budget(plan, sheet, amount_min=amount, currency="EUR", funder=funder, year=year)
    found = budgets(state_now(plan))
    assert [(t.year, t.low) for t in found.totals] == [(2024, 870), (2025, 900)]
    assert (found.parts, found.unequal) == (0, ())


def test_a_sheet_that_says_nothing_of_its_budget_has_no_line_no_text_and_no_action_that_has(plan):
    budget(plan, action(plan, "A", "1"), state="to_define")
    action(plan, "A.1", "1.1", parent="1")
    action(plan, "B", "2")
    write(plan, "UPDATE action SET budget_text = 'environ 5 k€' WHERE number = '2'")
    action(plan, "C", "3")
    assert budgets(state_now(plan)).sheets_without == 1


def test_a_range_keeps_its_two_bounds_and_a_sheet_without_amount_is_counted_apart(plan):
    budget(plan, action(plan, "A", "1"), amount_min=10, amount_max=20, currency="EUR", approximate=1)
    budget(plan, action(plan, "B", "2"), amount_max=5, currency="EUR")
    budget(plan, action(plan, "C", "3"), state="confidential")
    action(plan, "D", "4")
    found = budgets(state_now(plan))
    (total,) = found.totals
    assert (total.low, total.high, total.approximate) == (15, 25, 1)
    assert found.sheets_by_state == {"costed": 2, "confidential": 1}
    assert (found.sheets, found.sheets_without) == (4, 1)


def test_an_amount_of_a_sub_action_beside_its_action_s_is_said(plan):
    budget(plan, action(plan, "A", "1"), amount_min=10, currency="EUR")
    budget(plan, action(plan, "A.1", "1.1", parent="1"), amount_min=4, currency="EUR")
    assert budgets(state_now(plan)).nested == 1


def test_a_budget_that_grew_is_a_difference_of_its_currency_only(plan):
    sheet = action(plan, "A", "1")
    budget(plan, sheet, amount_min=10, currency="EUR", year=2024)
    budget(plan, sheet, amount_min=7, currency="GBP")
    frozen(plan)
    write(plan, "UPDATE budget SET amount_min = 12 WHERE currency = 'EUR'")
    changed = [d for d in since(plan).differences if d.subject == "budget"]
    assert [(d.field, d.old, d.new) for d in changed] == [("EUR 2024", "10 (1)", "12 (1)")]


def test_without_confidential_actions_their_money_is_left_out_and_that_is_said(plan):
    budget(plan, action(plan, "A", "1"), amount_min=10, currency="EUR")
    secret = action(plan, "Achat", "2")
    write(plan, "UPDATE action SET confidential = 1 WHERE uuid = ?", secret)
    budget(plan, secret, amount_min=900, currency="EUR")
    found = budgets(state_now(plan), with_confidential=False)
    assert ([t.low for t in found.totals], found.kept_back) == ([10], 1)


def test_another_action_does_not_name_a_confidential_one(plan):
    first, secret = action(plan, "A", "1"), action(plan, "Achat du terrain", "2")
    write(plan, "UPDATE action SET confidential = 1 WHERE uuid = ?", secret)
    frozen(plan)
    write(plan, "INSERT INTO action_link(action_uuid, other_uuid, kind) VALUES (?, ?, 'linked')", first, secret)
    old, new = states(plan, ["avant", ""])
    assert "terrain" not in str(compare(old, new, with_confidential=False).differences)
    assert "terrain" in str(compare(old, new).differences)


def test_values_are_compared_by_indicator_territory_year_and_kind(plan):
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2023, "result", value=40.0))
        store_value(plan, NewValue("crte_6.1", 2030, "target", value=80.0))
    frozen(plan)
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2023, "result", value=42.0))
        store_value(plan, NewValue("crte_6.1", 2024, "result", reason="trop_tot"))
    found = {(d.change, d.field): (d.old, d.new) for d in since(plan).differences if d.subject == "value"}
    assert found == {
        ("changed", "Résultat 2023"): ("40 km", "42 km"),
        ("added", "Résultat 2024"): ("", "Trop tôt pour faire un bilan"),
    }


@pytest.mark.parametrize(("result", "reached"), [(80.0, True), (79.9, False)])
def test_a_result_is_judged_against_the_target_of_its_year_in_the_good_direction(plan, result, reached):
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2030, "result", value=result))
        store_value(plan, NewValue("crte_6.1", 2030, "target", value=80.0))
    (found,) = against_targets(state_now(plan))
    assert found.reached is reached


def test_a_target_of_a_later_year_or_without_a_good_direction_is_not_judged(plan):
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2024, "result", value=90.0))
        store_value(plan, NewValue("crte_6.1", 2030, "target", value=80.0))
    (found,) = against_targets(state_now(plan))
    assert (found.target, found.target_year, found.reached) == (80.0, 2030, None)
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2024, "target", value=80.0))
        plan.execute("UPDATE indicator SET direction = NULL WHERE code = 'crte_6.1'")
    assert against_targets(state_now(plan))[0].reached is None


def test_a_target_in_another_unit_is_converted_and_one_that_does_not_convert_is_not_compared(plan):
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2024, "result", value=50.0))
        store_value(plan, NewValue("crte_6.1", 2024, "target", value=40_000.0))
        plan.execute("UPDATE value SET unit = 'm' WHERE kind = 'target'")
    assert against_targets(state_now(plan))[0].target == pytest.approx(40.0)
    write(plan, "UPDATE value SET unit = 'ha' WHERE kind = 'target'")
    assert against_targets(state_now(plan))[0].target is None


def test_both_states_are_read_at_one_moment(plan, tmp_path):
    """Another person writes between the two readings: neither is seen half."""
    action(plan, "A", "1")
    frozen(plan)
    with closing(open_plan(tmp_path / "plan.gpkg")) as other, transaction(other):
        create_action(other, NewAction("Pas encore"))
        old, new = states(plan, ["avant", ""])
    assert len(old.rows("action")) == len(new.rows("action")) == 1
