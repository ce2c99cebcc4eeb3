# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:planreport`` and ``pcaet:compareplans`` on a plan with confidential actions: counted, nothing of them told."""

from __future__ import annotations

import csv
import re
from contextlib import closing
from pathlib import Path

import pytest

SQL = Path(__file__).resolve().parent.parent / "data" / "plan_to_write.sql"
# Every text and number that is of the confidential action 46 or of its sub-action, or of what only they follow.
MARKERS = ("ZAC46", "foncière", "compromis", "Étude notariale", "987", "345", "ind_zac", "Surface visée", "77", "a-46", "critère 98")  # fmt: skip
CONFIDENTIAL = """
UPDATE action SET number = 'ZAC46', pilot = 'Étude notariale', start_date = NULL, end_date = '2019' WHERE uuid = 'a-46';
UPDATE action SET number = 'ZAC46.1', pilot = 'Étude notariale', end_date = '2019' WHERE uuid = 'a-46-1';
INSERT INTO budget(action_uuid, state, amount_min, currency, tax, phase, text)
  SELECT uuid, 'costed', 987000, 'EUR', 'HT', 'planned', '987 000 €' FROM action WHERE uuid IN ('a-46', 'a-46-1');
INSERT INTO indicator(uuid, plan_uuid, code, name, unit) SELECT 'i-sec', uuid, 'ind_zac', 'Surface visée', 'ha' FROM plan;
INSERT INTO indicator(uuid, plan_uuid, code, name, unit) SELECT 'i-sil', uuid, 'ind_zac_2', 'Surface visée plus tard', 'ha' FROM plan;
INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES ('a-46-1', 'i-sec'), ('a-46', 'i-sil');
INSERT INTO value(indicator_uuid, year, kind, value, unit) VALUES ('i-sec', 2024, 'result', 77.5, 'ha'), ('i-sec', 2030, 'target', 77, 'ha');
INSERT INTO reference(action_uuid, document, code) VALUES ('a-46-1', 'rev3', 'critère 98'), ('a-46-1', 'rev3', 'critère 5');
"""
LATER = """
UPDATE action SET description = 'Le compromis est signé' WHERE uuid = 'a-46-1';
UPDATE value SET value = 345 WHERE indicator_uuid = 'i-sec' AND kind = 'result';
UPDATE value SET value = 345 WHERE uuid = 'v-8';
UPDATE budget SET amount_min = 345000 WHERE action_uuid = 'a-46-1';
INSERT INTO action(uuid, plan_uuid, parent_uuid, number, title) SELECT 'a-46-2', uuid, 'a-46', 'ZAC46.2', 'Vendre la parcelle foncière' FROM plan;
INSERT INTO action_link(action_uuid, other_uuid, kind) VALUES ('a-45', 'a-46-1', 'linked');
"""


def script(path, statements):
    from atlas_pcaet.records.plan_file import open_plan

    with closing(open_plan(path)) as connection:
        connection.executescript(statements)


@pytest.fixture
def plan(run, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    script(path, SQL.read_text(encoding="utf-8") + CONFIDENTIAL)
    run("freezeplan", {"PLAN": path, "NAME": "Adopté", "KIND": "adopted"})
    script(path, LATER)
    return path


def told(results, feedback, *keys):
    """Everything a run wrote and said, pictures and the stamp of the page apart."""
    texts = [Path(results[key]).read_text(encoding="utf-8-sig") for key in keys]
    return re.sub(r"base64,[^\"]+", "", "\n".join([*texts, feedback.text]))


def found(text):
    return [marker for marker in MARKERS if marker in text]


def test_a_report_tells_nothing_of_confidential_actions_their_sub_actions_and_their_indicators(run, plan, tmp_path):
    parameters = {"PLAN": plan, "SINCE": "Adopté", "DATE": "2026-01-01", "OUTPUT": str(tmp_path / "t.csv"), "OUTPUT_HTML": str(tmp_path / "r.html")}  # fmt: skip
    results, feedback = run("planreport", parameters)
    text = told(results, feedback, "OUTPUT", "OUTPUT_HTML")
    assert found(text) == []
    with Path(results["OUTPUT"]).open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    late = [row for row in rows if row["section"] == "late"]
    assert results["LATE"] == len(late) + 1  # 46 and 46.1 are one row, which says 2
    assert [row["label"] for row in late if "2" in row["label"] and not row["code"]]
    whole, feedback = run("planreport", parameters | {"WITH_CONFIDENTIAL": True})
    assert set(found(told(whole, feedback, "OUTPUT", "OUTPUT_HTML"))) >= {"ZAC46", "foncière", "compromis", "987", "ind_zac", "critère 98"}  # fmt: skip
    assert [results[k] for k in ("ACTIONS", "LATE", "WITHOUT_BUDGET")] == [whole[k] for k in ("ACTIONS", "LATE", "WITHOUT_BUDGET")]  # fmt: skip


def test_a_comparison_tells_nothing_of_them_either(run, plan, tmp_path):
    parameters = {"PLAN": plan, "BEFORE": "Adopté", "OUTPUT": str(tmp_path / "d.csv"), "OUTPUT_HTML": str(tmp_path / "d.html")}  # fmt: skip
    results, feedback = run("compareplans", parameters)
    assert found(told(results, feedback, "OUTPUT", "OUTPUT_HTML")) == []
    assert (results["ADDED"], results["CHANGED"], results["VALUES"]) == (1, 2, 2)  # 46.2; 46.1 and 45; i-sec and v-8
    whole, feedback = run("compareplans", parameters | {"WITH_CONFIDENTIAL": True})
    assert set(found(told(whole, feedback, "OUTPUT", "OUTPUT_HTML"))) >= {"ZAC46", "foncière", "compromis", "345", "ind_zac"}  # fmt: skip


def test_the_parts_of_funders_are_told_and_not_added(run, plan, tmp_path):
    """Action 44 of the plan: 120 000 € HT, of which 50 000 € HT of the Région; another 25 000 € has no tax."""
    results, feedback = run("planreport", {"PLAN": plan, "OUTPUT": str(tmp_path / "t.csv"), "OUTPUT_HTML": str(tmp_path / "r.html")})  # fmt: skip
    with Path(results["OUTPUT"]).open(encoding="utf-8") as opened:
        money = sorted(float(row["value"]) for row in csv.DictReader(opened) if row["section"] == "budget")
    assert money == [25_000, 120_000, 3_000_000]
    assert ": 44." in feedback.text


def test_indicators_that_come_with_every_plan_are_told_apart_in_one_line(run, plan, tmp_path):
    """The plan uses four: loc_1, cae_1.e and two that are confidential; one of those, ind_zac_2, has no result."""
    results, feedback = run("planreport", {"PLAN": plan, "OUTPUT_HTML": str(tmp_path / "r.html")})
    assert results["INDICATORS_WITHOUT_RESULT"] == 1
    assert "covoit_lieu" not in told(results, feedback, "OUTPUT_HTML")


def test_the_page_and_the_output_count_the_same_actions_without_a_budget(run, plan, tmp_path):
    results, feedback = run("planreport", {"PLAN": plan, "OUTPUT_HTML": str(tmp_path / "r.html")})
    sentence = next(line for line in feedback.messages if "budget" in line.casefold() and str(results["WITHOUT_BUDGET"]) in line)  # fmt: skip
    assert re.search(rf"\b{results['WITHOUT_BUDGET']}\b.*\b{results['ACTIONS']}\b", sentence)
