# SPDX-License-Identifier: GPL-2.0-or-later
"""What is confidential: an action marked so, its sub-actions, their money, and the indicators that only they follow."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from atlas_pcaet.records.action_sheets import action_sheets
from atlas_pcaet.records.budget_totals import budgets
from atlas_pcaet.records.comparison import against_targets, compare
from atlas_pcaet.records.confidentiality import confidential_actions, indicators_of_secrets, is_confidential
from atlas_pcaet.records.evaluation import evaluate
from atlas_pcaet.records.frameworks import read_frameworks
from atlas_pcaet.records.indicators.completeness import filling
from atlas_pcaet.records.milestones import freeze, state_now, states
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.writing.plan_content import read_content

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
TESTS = Path(__file__).resolve().parents[1]
SHIPPED = TESTS.parent / "resources" / "parameters" / "cadres_reference.csv"
# Of an indicator that only a sub-action of a confidential action follows.
SECRET_INDICATOR = """
INSERT INTO indicator(uuid, plan_uuid, code, name, unit, nature) SELECT 'i-sec', uuid, 'sec1', 'Surface visée', 'ha', 'numeric' FROM plan;
INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES ('a-46-1', 'i-sec');
INSERT INTO value(indicator_uuid, year, kind, value, unit) SELECT 'i-sec', 2024, 'result', 12.5, 'ha';
"""


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT)
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        connection.executescript((TESTS / "data" / "plan_to_write.sql").read_text(encoding="utf-8") + SECRET_INDICATOR)
        yield connection


def write(plan, statement, *values):
    with transaction(plan):
        plan.execute(statement, values)


@pytest.mark.parametrize(("own", "mother", "expected"), [(1, 0, True), (0, 1, True), (0, 0, False), (0, None, False)])
def test_an_action_is_confidential_by_itself_or_by_the_one_it_is_a_part_of(own, mother, expected):
    assert is_confidential({"confidential": own}, None if mother is None else {"confidential": mother}) is expected


def test_a_sub_action_of_a_confidential_action_is_confidential_without_saying_so(plan):
    assert confidential_actions(state_now(plan).rows("action")) == {"a-46", "a-46-1"}


def test_the_sub_action_of_a_confidential_action_is_not_printed(plan):
    printed = {uuid for sheet in action_sheets(plan) if not sheet.confidential for uuid in sheet.uuids}
    assert printed
    assert not printed & confidential_actions(state_now(plan).rows("action"))


def test_what_reports_hide_is_what_exports_withhold(plan):
    content = read_content(plan)
    state = state_now(plan)
    written = {action.uuid for action in content.every_action()}
    secret = confidential_actions(state.rows("action"))
    assert state.rows("action").keys() - written == secret
    assert state.rows("indicator").keys() - content.indicators.keys() == indicators_of_secrets(state, secret)


def test_an_indicator_that_an_open_action_follows_too_is_not_confidential(plan):
    write(plan, "INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES ('a-44', 'i-sec')")
    state = state_now(plan)
    assert indicators_of_secrets(state, confidential_actions(state.rows("action"))) == frozenset()


def test_an_indicator_of_which_only_a_confidential_action_has_values_is_confidential(plan):
    write(plan, "UPDATE value SET action_uuid = 'a-46-1' WHERE indicator_uuid = 'i-sec'")
    write(plan, "DELETE FROM action_indicator WHERE indicator_uuid = 'i-sec'")
    state = state_now(plan)
    assert indicators_of_secrets(state, confidential_actions(state.rows("action"))) == {"i-sec"}
    assert "i-sec" not in read_content(plan).indicators  # nor does an export name it


def test_the_money_of_a_sub_action_of_a_confidential_action_is_left_out(plan):
    before = budgets(state_now(plan), with_confidential=False)
    write(plan, "INSERT INTO budget(action_uuid, state, amount_min, currency, tax, phase, text) VALUES ('a-46-1', 'costed', 987654, 'EUR', 'HT', 'planned', 'x')")  # fmt: skip
    found = budgets(state_now(plan), with_confidential=False)
    assert (found.totals, found.kept_back) == (before.totals, before.kept_back + 1)
    assert 987654 in {total.low - old.low for total, old in zip(budgets(state_now(plan)).totals, before.totals, strict=True)}  # fmt: skip


def test_an_evaluation_marks_what_the_printer_hides(plan):
    write(plan, "UPDATE action SET end_date = '2020', start_date = NULL WHERE uuid IN ('a-46-1', 'a-47')")
    found = evaluate(state_now(plan), date(2026, 1, 1), with_confidential=False)
    assert {late.sheet.uuid: late.sheet.confidential for late in found.late if late.sheet.uuid in ("a-46-1", "a-47")} == {
        "a-46-1": True, "a-47": False,
    }  # fmt: skip
    assert [filling.code for filling in found.indicators if filling.confidential] == ["sec1"]
    assert [target.code for target in found.targets if target.confidential] == ["sec1"]


def test_the_values_of_a_confidential_action_fill_in_nothing_for_others(plan):
    """loc_1 has one result of action 44, and one of the confidential action 46."""
    counted = [
        next(f.results for f in filling(state_now(plan), with_confidential=told) if f.code == "loc_1")
        for told in (True, False)
    ]
    assert counted == [2, 1]


def test_a_code_that_only_a_confidential_action_quotes_is_not_told(plan):
    write(plan, "INSERT INTO reference(action_uuid, document, code) VALUES ('a-46-1', 'rev3', 'critère 99'), ('a-46-1', 'rev3', 'critère 5')")  # fmt: skip
    items = read_frameworks(SHIPPED)
    told, all_of_it = (
        evaluate(state_now(plan), date(2026, 1, 1), None, items, ("rev3",), with_confidential=choice).frameworks[0]
        for choice in (False, True)
    )
    assert (told.unknown, all_of_it.unknown) == ({}, {"critère 99": 1})
    assert [len(c.actions) for c in told.items if c.item.code == "5"] == [1]  # counted all the same


def test_what_became_confidential_is_not_told_by_what_it_was(plan):
    write(plan, "UPDATE action SET confidential = 0 WHERE uuid = 'a-46'")
    with transaction(plan):
        freeze(plan, "avant")
    write(plan, "UPDATE action SET confidential = 1 WHERE uuid = 'a-46'")
    write(plan, "UPDATE action SET title = 'Signer ailleurs' WHERE uuid = 'a-46-1'")
    write(plan, "DELETE FROM action_link WHERE other_uuid = 'a-46'")
    write(plan, "UPDATE value SET value = 13 WHERE indicator_uuid = 'i-sec'")
    found = compare(*states(plan, ["avant", ""]), with_confidential=False)
    secret = {d.uuid for d in found.differences if d.confidential and d.subject == "action"}
    assert secret == {"a-46", "a-46-1"}
    told = [d for d in found.differences if not d.confidential]
    assert [(d.number, d.field) for d in told if d.subject == "action"] == [("44", "linked_actions")]
    assert "46" not in str(told)
    assert "foncière" not in str(told)
    assert [d.number for d in found.differences if d.subject == "value" and d.confidential] == ["sec1"]


def test_a_result_against_its_target_says_whether_it_is_confidential(plan):
    assert {target.code: target.confidential for target in against_targets(state_now(plan))} == {
        "cae_1.e": False, "sec1": True,
    }  # fmt: skip
