# SPDX-License-Identifier: GPL-2.0-or-later
"""The evaluation: late is what has passed its end, missing is not zero, a framework is covered by tags and references."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.evaluation import evaluate, last_day, number_order
from atlas_pcaet.records.frameworks import code_key, coverage, read_frameworks
from atlas_pcaet.records.milestones import freeze, state_now, states
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "cadres_reference.csv"
DAY = date(2026, 1, 1)


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT)
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        yield connection


def action(plan, title, number=None, **facts):
    with transaction(plan):
        return create_action(plan, NewAction(title, number=number, **facts))


def write(plan, statement, *values):
    with transaction(plan):
        plan.execute(statement, values)


def evaluated(plan, **facts):
    return evaluate(state_now(plan), facts.pop("on", DAY), **facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", date(2025, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2025-06-15", date(2025, 6, 15)),
        ("2025-13", None), ("été 2025", None), ("2025-02-30", None), ("", None),
    ],
)  # fmt: skip
def test_a_year_ends_on_its_last_day(text, expected):
    assert last_day(text) == expected


def test_late_is_what_has_passed_its_end_and_is_neither_done_nor_given_up(plan):
    action(plan, "En retard d'un jour", "1", status="En cours", end="2025")
    action(plan, "Pas encore", "2", status="En cours", end="2026")
    action(plan, "Réalisée", "3", status="Réalisé", end="2020")
    action(plan, "Abandonnée", "4", status="Abandonné", end="2020")
    action(plan, "Sans statut", "5", end="2024-06")
    action(plan, "Sans fin", "6", status="En cours")
    action(plan, "En continu", "7", status="En cours", end="2020")
    write(plan, "UPDATE action SET continuous = 1 WHERE number = '7'")
    found = evaluated(plan)
    assert [(late.sheet.number, late.days) for late in found.late] == [("5", 550), ("1", 1)]
    assert found.without_end == 1
    assert [late.sheet.number for late in evaluated(plan, on=date(2025, 12, 31)).late] == ["5"]


def test_a_calendar_read_with_doubt_is_late_with_doubt(plan):
    """« 2020 6- 2026 » was repaired by the reader: the report says that it may be wrong."""
    action(plan, "A", "1", status="En cours", end="2024")
    write(plan, "UPDATE action SET calendar_certainty = 'repaired'")
    assert [late.doubtful for late in evaluated(plan).late] == [True]


def test_the_mean_progress_counts_only_what_is_said(plan):
    for number, pct in (("1", 100), ("2", 0), ("3", None)):
        action(plan, f"A{number}", number)
        write(plan, "UPDATE action SET progress_pct = ? WHERE number = ?", pct, number)
    progress = evaluated(plan).progress
    assert (progress.mean_pct, progress.with_pct, progress.actions) == (50.0, 2, 3)
    assert progress.by_status == {"": 3}


def test_a_sub_action_has_the_pilot_budget_and_place_of_its_action_but_not_its_status(plan):
    first = action(plan, "A", "1", status="En cours", pilot="Service")
    write(plan, "INSERT INTO budget(action_uuid, state, text) VALUES (?, 'to_define', 'à définir')", first)
    action(plan, "A.1", "1.1", parent="1")
    action(plan, "B", "2")
    missing = {what: [sheet.number for sheet in sheets] for what, sheets in evaluated(plan).missing.items()}
    assert missing == {"pilot": ["2"], "status": ["1.1", "2"], "budget": ["2"], "place": ["1", "1.1", "2"]}


def test_a_pilot_among_the_actors_is_a_pilot_and_a_partner_is_none(plan):
    for number, role in (("1", "pilot_service"), ("2", "partner")):
        uuid = action(plan, f"A{number}", number)
        write(plan, "INSERT INTO actor(uuid, plan_uuid, name) SELECT ?, uuid, 'Service' FROM plan", f"actor{number}")
        write(
            plan,
            "INSERT INTO action_actor(action_uuid, actor_uuid, role) VALUES (?, ?, ?)",
            uuid,
            f"actor{number}",
            role,
        )
    assert [sheet.number for sheet in evaluated(plan).missing["pilot"]] == ["2"]


def test_since_an_earlier_state_the_progress_of_both_is_given(plan):
    action(plan, "A", "1", status="À venir")
    with transaction(plan):
        freeze(plan, "adopté", "adopted")
    write(plan, "UPDATE action SET status = 'realise'")
    old, new = states(plan, ["adopté", ""])
    found = evaluate(new, DAY, old)
    assert (found.progress_then.by_status, found.progress.by_status) == ({"a_venir": 1}, {"realise": 1})
    assert found.since.count("action", "changed") == 1


def test_numbers_of_sheets_are_sorted_as_a_person_does():
    assert sorted(["10", "2", "1.10", "1.9", "B.1", None, "1-2"], key=number_order) == [
        "1-2", "1.9", "1.10", "2", "10", "B.1", None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["5", "critère 5", "Critère n° 5", "CRITERE 5"])
def test_a_code_is_one_however_a_plan_writes_it(text):
    assert code_key(text) == "5"


def test_a_framework_is_covered_by_references_of_actions_of_axes_and_by_tags(plan):
    mobility = action(plan, "Covoiturage", "3", axis="Mobilité")
    other = action(plan, "Logement", "4")
    quoted = "INSERT INTO reference(action_uuid, axis_uuid, document, code) VALUES (?, ?, ?, ?)"
    axis = plan.execute("SELECT uuid FROM axis").fetchone()[0]
    write(plan, quoted, None, axis, "référentiel de la Troisième révolution industrielle", "critère 5")
    write(plan, quoted, other, None, "Plan de mise en œuvre de la Stratégie Environnement du Kent", "MR6.2")
    write(plan, quoted, other, None, "Agenda 21 du Département", "5")
    write(
        plan,
        "INSERT INTO action_tag(action_uuid, domain, label) VALUES (?, 'framework', 'Efficacité énergétique')",
        other,
    )
    write(
        plan, "INSERT INTO action_tag(action_uuid, domain, code, label) VALUES (?, 'framework', 'rev3:11', 'x')", other
    )
    rev3, kent, _cot = coverage(state_now(plan), read_frameworks(SHIPPED))
    assert {c.item.code: set(c.actions) for c in rev3.items} == {
        "4": set(), "5": {mobility}, "6": {other}, "7": set(), "11": {other},
    }  # fmt: skip
    assert {c.item.code for c in kent.items if c.actions} == {"MR6.2"}


def test_a_code_and_label_of_a_sentence_that_names_the_framework_are_enough(plan):
    """As PASSAGE writes criterion 11: the document is only called « le référentiel » there."""
    uuid = action(plan, "A", "1")
    sentence = "Ces actions font référence à l’objectif de la Troisième révolution industrielle et au critère 11 du référentiel : « gouvernance élargie »."
    quoted = "INSERT INTO reference(action_uuid, document, code, label, text) VALUES (?, 'référentiel', ?, ?, ?)"
    write(plan, quoted, uuid, "critère 11", "gouvernance élargie", sentence)
    write(plan, quoted, uuid, "critère 5", "autre chose", sentence)
    rev3, *_others = coverage(state_now(plan), read_frameworks(SHIPPED))
    assert [c.item.code for c in rev3.items if c.actions] == ["11"]


def test_a_code_the_plan_quotes_and_the_table_has_not_is_said(plan):
    uuid = action(plan, "A", "1")
    write(plan, "INSERT INTO reference(action_uuid, document, code) VALUES (?, 'rev3', 'critère 12')", uuid)
    rev3, *_others = coverage(state_now(plan), read_frameworks(SHIPPED))
    assert rev3.unknown == {"critère 12": 1}


def test_an_axis_that_is_its_own_parent_stops_nothing(plan):
    action(plan, "A", "1", axis="Mobilité")
    write(plan, "UPDATE axis SET parent_uuid = uuid")
    assert len(coverage(state_now(plan), read_frameworks(SHIPPED))) == 3


def test_an_unknown_framework_is_refused_with_those_there_are(plan):
    with pytest.raises(RecordError, match="Known: rev3, kent, cot_climat"):
        coverage(state_now(plan), read_frameworks(SHIPPED), ["cot"])


def test_every_item_shipped_has_a_label_and_a_source():
    items = read_frameworks(SHIPPED)
    assert {item.framework for item in items} == {"rev3", "kent", "cot_climat"}
    assert all(item.label and item.source for item in items)


@pytest.mark.parametrize("quoted", ["incontournable 3", "Incontournable n° 3", "3"])
def test_the_ten_of_the_cot_climat_are_known_by_their_number(plan, quoted):
    uuid = action(plan, "A", "1")
    write(
        plan, "INSERT INTO reference(action_uuid, document, code) VALUES (?, 'COT Climat 2022-2026', ?)", uuid, quoted
    )
    *_others, cot = coverage(state_now(plan), read_frameworks(SHIPPED))
    assert len(cot.items) == 10  # records.md 2.4
    assert [c.item.code for c in cot.items if c.actions] == ["3"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a;b\n1;2\n", "has no column"),
        (
            "framework;framework_label;code;label;documents;source\ncot;COT;1;;;x\n",
            "line 2: the column “label” is empty",
        ),
        ("framework;framework_label;code;label;documents;source\ncot;COT;1;a;b;c;d\n", "more cells than columns"),
    ],
)
def test_a_table_of_frameworks_that_is_none_is_refused_in_one_sentence(tmp_path, text, sentence):
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=sentence):
        read_frameworks(tmp_path / "x.csv")


@pytest.mark.real
def test_the_labels_shipped_are_those_the_passage_plan_prints(real_data):
    text = (real_data / "documents" / "plan_passage.txt").read_text(encoding="utf-8")
    plain = " ".join(text.split()).casefold()
    for item in read_frameworks(SHIPPED):
        if item.framework == "cot_climat":
            continue  # of another document
        label = item.label.casefold()
        assert label in plain, item.code
        assert (f"action {item.code.casefold()} " if item.framework == "kent" else f"critère {item.code} ") in plain
