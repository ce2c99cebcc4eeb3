# SPDX-License-Identifier: GPL-2.0-or-later
"""The real documents of ``../shared/data`` through the real ``qgis_process``.

What is expected stands in the documents themselves, in ``passage_actions_1_10.json`` (read by hand) and in
``reference/records.md`` §2 and §3.4.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.real


@pytest.fixture
def plan(qgis_process, tmp_path) -> Path:
    file = tmp_path / "plan.gpkg"
    assert qgis_process("pcaet:createplan", {"PLAN": str(file), "NAME": "PCAET"}).results
    return file


@pytest.fixture
def imported(qgis_process, real_data, plan, tmp_path):
    def run(source: str, **facts) -> tuple[dict, list[dict[str, str]]]:
        report = tmp_path / "rapport.csv"
        inputs = {"INPUT": str(real_data / source), "PLAN": str(plan), "OUTPUT_REPORT": str(report)} | facts
        results = qgis_process("pcaet:importactions", inputs).results
        with report.open(encoding="utf-8-sig", newline="") as opened:
            return results, list(csv.DictReader(opened, delimiter=";"))

    return run


def rows(plan: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(sql).fetchall()


def counts(results: dict) -> tuple[int, ...]:
    return tuple(results[key] for key in ("READ", "CREATED", "UPDATED", "UNCHANGED", "REFUSED"))


def test_capso_has_62_sheets_two_numbers_twice_and_a_twin_of_the_text(imported, plan):
    results, report = imported("records/ademe_programmes_actions.json", MAPPING="id_demarche = 1099")
    assert counts(results) == (62, 62, 0, 0, 0)
    assert results["DOUBTFUL"] == 4  # two sheets 32, two sheets 52
    assert {line["original_text"] for line in report if line["verdict"] == "doubtful"} == {"32", "52"}
    again, _report = imported("records/ademe_programmes_actions.json", MAPPING="id_demarche = 1099")
    assert counts(again) == (62, 0, 0, 62, 0)
    results, report = imported("documents/fiche_capso_flux.txt")
    assert (results["READ"], results["SUB_ACTIONS"], results["TWINS_PROPOSED"]) == (1, 2, 1)
    (twin,) = [line for line in report if line["verdict"] == "twin"]
    assert "44" in twin["sentence"] and twin["original_text"].startswith("Optimiser les flux")
    sheet = rows(
        plan,
        "SELECT uuid, mitigation, adaptation, impact_ghg, impact_energy, impact_air, impact_storage, scope FROM action WHERE source_document = 'fiche_capso_flux.txt' AND parent_uuid IS NULL",
    )
    assert sheet[0][1:] == (1, 0, 1, 1, 1, 0, None)
    assert rows(plan, f"SELECT status, status_original, start_date, end_date, start_precision, calendar_certainty, calendar_text FROM action WHERE parent_uuid = '{sheet[0][0]}' ORDER BY fid") == [
        ("a_venir", "A planifier", "2022-01-01", "2025-12-31", "year", "certain", "2022-2025"),
        ("en_cours", "En cours", "2020-01-01", "2026-12-31", "year", "repaired", "2020 6- 2026"),
    ]  # fmt: skip
    assert rows(plan, "SELECT certainty FROM reading WHERE original = '2020 6- 2026'") == [("doubtful",)]
    assert rows(plan, "SELECT count(*) FROM budget") == [(0,)]  # “MOYENS” is empty: no line, and never 0 €
    assert rows(plan, "SELECT a.name, r.role FROM action_actor r JOIN actor a ON a.uuid = r.actor_uuid ORDER BY r.fid") == [
        ("CAPSO", "contracting_authority"), ("AUD", "partner"), ("communes", "partner"), ("CCI", "partner"), ("entreprises", "partner"),
    ]  # fmt: skip
    assert rows(plan, "SELECT nature, unit FROM indicator WHERE source = 'fiche_capso_flux.txt' ORDER BY fid") == [
        ("numeric", "km"), ("ratio", None), ("numeric", "l/an"),
    ]  # fmt: skip


def test_a_twin_of_capso_accepted_once_is_not_a_second_action_the_next_time(imported, plan):
    imported("records/ademe_programmes_actions.json", MAPPING="id_demarche = 1099")
    results, _report = imported("documents/fiche_capso_flux.txt", TWINS="merge")
    assert counts(results) == (1, 0, 1, 0, 0)
    again, _report = imported("documents/fiche_capso_flux.txt")
    assert counts(again) == (1, 0, 0, 1, 0)
    assert rows(plan, "SELECT count(*) FROM action WHERE parent_uuid IS NULL") == [(62,)]


def test_the_indicators_of_territoires_en_transitions_are_not_730_actions(qgis_process, real_data, plan):
    source = real_data / "records" / "tet_import-indicateur-definitions.csv"
    done = qgis_process("pcaet:importactions", {"INPUT": str(source), "PLAN": str(plan)})
    assert done.code != 0
    assert "pcaet:importindicators" in done.stderr + done.stdout
    assert rows(plan, "SELECT count(*) FROM action") == [(0,)]


def test_hauts_de_flandre_has_38_actions_without_numbers(imported, plan):
    results, _report = imported("records/ademe_programmes_actions.json", MAPPING="id_demarche = 1218")
    assert counts(results) == (38, 38, 0, 0, 0)
    assert rows(plan, "SELECT count(*) FROM action WHERE number IS NOT NULL") == [(0,)]


def test_both_plans_in_one_file_have_an_axis_each(imported, plan):
    results, _report = imported("records/ademe_programmes_actions.json")
    assert counts(results) == (100, 100, 0, 0, 0)
    assert rows(plan, "SELECT x.name, count(*) FROM action a JOIN axis x ON x.uuid = a.axis_uuid GROUP BY 1 ORDER BY 1") == [
        ("CA du Pays de Saint-Omer", 62), ("CC des Hauts de Flandre", 38),
    ]  # fmt: skip
    assert rows(plan, "SELECT count(*) FROM action_tag WHERE domain = 'sector' AND code IS NULL") == [(0,)]


BUDGETS = {  # records.md §2.2, by action
    "free": {1, 2, 5, 6, 7, 11}, "confidential": {3}, "to_define": {4, 8, 9, 12},
    "other_budget": {10, 14, 15, 17, 22, 23, 24}, "staff": {12, 13, 16, 19, 27, 29}, "costed": {18, 20, 21, 25, 26},
}  # fmt: skip


def test_passage_is_read_whole(imported, plan, real_data):
    results, report = imported("documents/plan_passage.txt")
    assert counts(results) == (29, 29, 0, 0, 0)
    assert rows(plan, "SELECT kind, count(*) FROM axis GROUP BY kind ORDER BY kind") == [("levier", 18), ("partie", 3)]
    assert rows(plan, "SELECT a.number, b.number FROM action_link l JOIN action a ON a.uuid = l.action_uuid JOIN action b ON b.uuid = l.other_uuid WHERE l.kind = 'variant' ORDER BY CAST(a.number AS INTEGER)") == [
        ("22", "4"), ("23", "6"), ("25", "4"),
    ]  # fmt: skip
    parts = dict(
        rows(
            plan,
            "SELECT p.number, group_concat(a.number) FROM action a JOIN axis x ON x.uuid = a.axis_uuid JOIN axis p ON p.uuid = x.parent_uuid GROUP BY p.number",
        )
    )
    assert {number: len(found.split(",")) for number, found in parts.items()} == {"I": 10, "II": 14, "III": 5}
    assert any("part III" in line["sentence"] and line["verdict"] == "doubtful" for line in report)
    found: dict[str, set[int]] = {}
    for state, number in rows(plan, "SELECT b.state, a.number FROM budget b JOIN action a ON a.uuid = b.action_uuid"):
        found.setdefault(state, set()).add(int(number))
    assert {state: found[state] - {28} for state in found} == BUDGETS  # 28 is not classified by the reference
    assert rows(plan, "SELECT a.number, b.amount_min, b.currency, b.approximate FROM budget b JOIN action a ON a.uuid = b.action_uuid WHERE b.state = 'costed' ORDER BY CAST(a.number AS INTEGER), b.fid") == [
        ("18", 25000, "EUR", 1), ("20", 5e6, "EUR", 0), ("21", 130e6, "EUR", 0), ("25", 633381.85, "EUR", 0),
        ("25", 3e6, "GBP", 1), ("26", 18.8e6, "GBP", 0),
    ]  # fmt: skip
    codes = {
        (number, code)
        for number, code in rows(
            plan, "SELECT a.number, r.code FROM reference r JOIN action a ON a.uuid = r.action_uuid"
        )
    }
    assert {("3", "MR6.3"), ("3", "critère 5"), ("4", "MR6.2"), ("25", "MR6.2"), ("27", "MR1.5")} <= codes


def test_the_first_ten_of_passage_are_those_read_by_hand(imported, plan, real_data):
    imported("documents/plan_passage.txt")
    by_hand = json.loads((real_data / "records" / "passage_actions_1_10.json").read_text(encoding="utf-8"))

    def bare(text: str) -> str:
        return re.sub(r"\s+", "", text)  # the hand reading broke lines at other places

    for action in by_hand:
        ((title, lever, part, budget, calendar),) = rows(
            plan,
            "SELECT a.title, x.name, p.name, a.budget_text, a.calendar_text FROM action a JOIN axis x ON x.uuid = a.axis_uuid "
            f"JOIN axis p ON p.uuid = x.parent_uuid WHERE a.number = '{action['num']}'",
        )
        assert (bare(title), bare(lever)) == (bare(action["titre"]), bare(action["levier"]))
        assert (bare(budget), bare(calendar)) == (bare(action["budget"]), bare(action["calendrier"]))
        assert action["partie"] in part.casefold()


def test_each_local_strategy_of_passage_is_a_sub_action_with_its_territory(imported, plan):
    results, _report = imported("documents/plan_passage.txt")
    assert results["SUB_ACTIONS"] == 10
    found = dict(
        rows(
            plan,
            "SELECT t.name, a.description FROM action a JOIN action p ON p.uuid = a.parent_uuid JOIN link_polygon l ON l.action_uuid = a.uuid JOIN territory t ON t.uuid = l.key_value WHERE p.number = '11'",
        )
    )
    assert len(found) == 10
    assert [name for name, text in found.items() if "thermographie" in text] == [
        "Communauté d’agglomération des 2 baies en Montreuillois"
    ]
    assert "aire de covoiturage à Marquise" in found["Communauté de communes de la Terre des 2 Caps"]
    assert rows(
        plan, "SELECT count(*) FROM budget b JOIN action a ON a.uuid = b.action_uuid WHERE a.parent_uuid IS NOT NULL"
    ) == [(0,)]


def test_the_evaluation_of_artois_gives_values_by_territory_and_reasons(imported, plan):
    results, _report = imported("documents/evaluation_artois_mobilites.txt")
    assert (results["READ"], results["INDICATORS"]) == (0, 4)
    found = rows(
        plan,
        "SELECT i.code, v.year, t.name, v.value, v.reason FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid LEFT JOIN territory t ON t.uuid = v.territory_uuid ORDER BY i.code, t.name",
    )
    assert found == [
        ("115", 2023, "Agglomération Hénil-Carvin", 11, None), ("115", 2023, "Agglomération de Lens-Liévin", 12, None),
        ("116", 2023, "Agglomération Hénil-Carvin", 12, None), ("116", 2023, "Agglomération de Lens-Liévin", 10, None),
        ("117", 2023, None, None, "inexistante"), ("118", 2023, None, None, "trop_tot"),
    ]  # fmt: skip


def test_a_study_without_sheet_and_an_empty_template_fail_in_one_sentence(qgis_process, real_data, plan):
    for source, told in (
        ("documents/etude_e2pm.txt", "no action is recognised"),
        ("records/tet_modele-import-pa.xlsx", "Nothing could be read"),
    ):
        done = qgis_process("pcaet:importactions", {"INPUT": str(real_data / source), "PLAN": str(plan)})
        assert done.code != 0
        assert told in done.stderr + done.stdout
        assert "Traceback" not in done.stderr + done.stdout
    assert rows(plan, "SELECT count(*) FROM action") == [(0,)]


@pytest.mark.parametrize(
    ("name", "actions", "sub_actions"),
    [("nouveau-plan-valide", 7, 0), ("plan_with_sous_actions_valid", 4, 3), ("one_fiche_plan", 1, 0)],
)
def test_every_variant_of_territoires_en_transitions_is_read(imported, plan, name, actions, sub_actions):
    results, report = imported(f"records/{name}.xlsx")
    assert counts(results) == (actions, actions, 0, 0, 0)
    assert results["SUB_ACTIONS"] == sub_actions
    assert not any("Utilisez exactement" in name for (name,) in rows(plan, "SELECT name FROM actor"))
    if name == "nouveau-plan-valide":  # its dates are in American order
        assert rows(
            plan, "SELECT start_date, end_date, calendar_certainty FROM action WHERE start_date IS NOT NULL"
        ) == [("2020-12-14", "2028-12-14", "ambiguous")]
        assert "12/14/20" in {line["original_text"] for line in report if line["verdict"] == "doubtful"}
    if name == "plan_with_sous_actions_valid":
        assert rows(plan, "SELECT a.title, a.status, a.end_date, p.title FROM action a JOIN action p ON p.uuid = a.parent_uuid ORDER BY a.fid") == [
            ("Sous-action 1.1", "en_cours", "2025-12-31", "Action 1"), ("Sous-action 1.2", "realise", "2026-06-30", "Action 1"),
            ("Sous-action 3.1", "en_pause", "2027-03-31", "Action 3"),
        ]  # fmt: skip


def test_a_folder_is_imported_at_once(imported):
    results, report = imported("documents")
    assert counts(results) == (30, 30, 0, 0, 0)  # PASSAGE and the CAPSO sheet
    assert results["INDICATORS"] == 7
    assert any(line["file"] == "etude_e2pm.txt" for line in report)
