# SPDX-License-Identifier: GPL-2.0-or-later
"""From what was read to the plan: one transaction, twins proposed, a second import that changes nothing."""

from __future__ import annotations

import csv
import hashlib
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.importing.merge import Options, import_sources
from atlas_pcaet.records.importing.report import write_report
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.reading.formats import Sources, read
from atlas_pcaet.records.reading.structure import (
    AxisStep,
    Document,
    Location,
    ReadAction,
    ReadActor,
    ReadBudget,
    ReadIndicator,
    ReadLink,
    ReadValue,
)
from atlas_pcaet.records.writing.losses import Losses
from atlas_pcaet.records.writing.plain_table import write_table
from atlas_pcaet.records.writing.plan_content import read_content

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"


@pytest.fixture
def plan_file(tmp_path) -> Path:
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT, "A. B.")
    return tmp_path / "plan.gpkg"


@pytest.fixture
def plan(plan_file):
    with closing(open_plan(plan_file)) as connection:
        yield connection


def action(title: str, number: str | None = None, **facts) -> ReadAction:
    return ReadAction(title, Location("source.txt", "", 1), number, **facts)


def sources(*actions: ReadAction, **facts) -> Sources:
    return Sources([Document("source.txt", "table", list(actions), **facts)])


def merged(plan, *actions: ReadAction, **options):
    return import_sources(plan, sources(*actions), Options(**options))


def entries(plan) -> int:
    return plan.execute("SELECT count(*) FROM journal").fetchone()[0]


def rows(plan, sql: str) -> list[tuple]:
    return [tuple(row) for row in plan.execute(sql)]


def test_a_document_goes_in_whole_and_a_second_time_changes_nothing(plan):
    first = import_sources(plan, read(PLANS / "plan_vallee.txt"), Options(author="C. D."))
    assert (first.read, first.created, first.refused, first.sub_actions) == (4, 4, 0, 1)
    assert rows(
        plan,
        "SELECT b.number FROM action_link l JOIN action a ON a.uuid = l.action_uuid JOIN action b ON b.uuid = l.other_uuid WHERE a.number = '4' AND l.kind = 'variant'",
    ) == [("1",)]
    assert rows(plan, "SELECT count(*) FROM axis") == [(5,)]  # two parts; two axes in the first, one in the second
    assert rows(plan, "SELECT t.name, t.kind FROM link_polygon l JOIN territory t ON t.uuid = l.key_value") == [
        ("Communauté de communes du Haut-Pré", "EPCI")
    ]
    before = entries(plan)
    second = import_sources(plan, read(PLANS / "plan_vallee.txt"), Options(author="C. D."))
    assert (second.created, second.updated, second.unchanged, second.doubtful) == (0, 0, 4, first.doubtful)
    assert entries(plan) == before
    assert rows(plan, "PRAGMA foreign_key_check") == []


def test_what_is_doubtful_is_kept_beside_what_was_read(plan):
    import_sources(plan, read(PLANS / "plan_vallee.txt"), Options())
    kept = rows(
        plan,
        "SELECT a.number, r.original, r.certainty, r.document FROM reading r JOIN action a ON a.uuid = r.row_uuid WHERE r.column_name = 'calendar_text' AND a.number = '4'",
    )
    assert kept == [("4", "2026 3- 2029", "doubtful", "plan_vallee.txt")]


def test_the_counts_add_up(plan):
    with transaction(plan):
        create_action(plan, NewAction("Semer", number="1"))
    outcome = merged(
        plan, action("Semer", "1"), action("Récolter", "2"), action("", "3"), action("x" * 301), action("Semer", "1", fields={"stakes": "Terre"}),
    )  # fmt: skip
    assert outcome.read == 5 == outcome.created + outcome.updated + outcome.unchanged + outcome.refused
    assert (outcome.created, outcome.unchanged, outcome.refused) == (2, 1, 2)
    verdicts = [line.verdict for line in outcome.lines]
    assert verdicts.count("refused") == 2


def test_what_the_source_says_replaces_and_what_it_does_not_say_stays(plan):
    merged(plan, action("Semer", "1", fields={"stakes": "Terre", "objectives": "Blé", "status": "en_cours"}))
    outcome = merged(plan, action("SEMER", "1", fields={"stakes": "Sol", "status": None}))
    assert (outcome.updated, outcome.lines[0].sentence) == (1, "Changed: stakes.")
    assert rows(plan, "SELECT title, stakes, objectives, status FROM action") == [("Semer", "Sol", "Blé", "en_cours")]


def test_a_dry_run_says_the_same_and_writes_nothing(plan_file):
    before = hashlib.sha256(plan_file.read_bytes()).hexdigest()
    with closing(open_plan(plan_file)) as plan:
        outcome = merged(plan, action("Semer", "1"), mode="dry_run")
    assert (outcome.read, outcome.created) == (1, 1)
    assert hashlib.sha256(plan_file.read_bytes()).hexdigest() == before


def test_a_replacement_puts_aside_what_the_source_lacks(plan):
    merged(plan, action("Semer", "1", children=[action("Labourer")]), action("Récolter", "2"))
    outcome = merged(plan, action("Récolter", "2"), mode="replace")
    assert (outcome.unchanged, outcome.removed) == (1, 1)
    assert rows(plan, "SELECT title FROM action WHERE deleted = 0") == [("Récolter",)]
    assert rows(plan, "SELECT count(*) FROM action") == [(3,)]  # put aside, not destroyed


@pytest.mark.parametrize(
    ("title", "number", "twins"),
    [
        ("Optimiser les flux", None, 1), ("OPTIMISER LES FLUX !", None, 1), ("Optimiser les flux", "45", 1),
        ("Optimiser les flux et transports", "44", 1), ("Planter des haies", "44", 0), ("Planter", None, 0),
    ],
)  # fmt: skip
def test_a_likely_twin_is_proposed_and_never_merged_alone(plan, title, number, twins):
    merged(plan, action("Optimiser les flux", "44"))
    outcome = merged(plan, action(title, number))
    assert (outcome.created, outcome.twins, outcome.doubtful) == (1, twins, twins)
    assert [line.verdict for line in outcome.lines].count("twin") == twins


def test_number_and_normalised_title_that_agree_are_one_action(plan):
    merged(plan, action("Optimiser les flux", "44"))
    outcome = merged(plan, action("OPTIMISER  LES FLUX.", "44", fields={"stakes": "Air"}))
    assert (outcome.created, outcome.updated) == (0, 1)


def test_once_a_person_says_so_twins_are_merged(plan):
    merged(plan, action("Optimiser les flux", "44"))
    outcome = merged(plan, action("Optimiser les flux", fields={"stakes": "Air"}), twins="merge")
    assert (outcome.created, outcome.updated, outcome.twins) == (0, 1, 0)
    assert rows(plan, "SELECT number, stakes FROM action") == [("44", "Air")]


def test_the_same_title_in_two_axes_is_two_actions(plan):
    pair = [action("Suivre", axes=[(AxisStep(name, str(n)),)]) for n, name in enumerate(("Air", "Eau"), start=1)]
    assert merged(plan, *pair).created == 2
    assert merged(plan, *pair).unchanged == 2


def test_rows_that_hang_on_an_action_are_added_once(plan):
    def read_again() -> ReadAction:
        return action(
            "Semer", "1", actors=[ReadActor("Région", "funder"), ReadActor("Région", "partner")],
            budgets=[ReadBudget("costed", "10 € et plus", amount_min=10, amount_max=10, currency="EUR"), ReadBudget("to_define", "à définir")],
            indicators=[ReadIndicator("Hectares", values=[ReadValue(2026, 3.0), ReadValue(2027, reason="trop_tot")])],
        )  # fmt: skip

    assert merged(plan, read_again()).created == 1
    assert merged(plan, read_again()).unchanged == 1
    assert rows(
        plan,
        "SELECT (SELECT count(*) FROM actor), (SELECT count(*) FROM action_actor), (SELECT count(*) FROM budget), (SELECT count(*) FROM value)",
    ) == [(1, 2, 2, 2)]


def test_a_row_the_database_refuses_takes_its_action_with_it_and_no_other(plan):
    bad = action("Semer", "1", budgets=[ReadBudget("costed", "rien")])  # costed, without an amount
    outcome = merged(plan, bad, action("Récolter", "2"))
    assert (outcome.read, outcome.created, outcome.refused) == (2, 1, 1)
    assert "Un budget chiffré a un montant" in outcome.lines[0].sentence
    assert rows(plan, "SELECT title FROM action") == [("Récolter",)]
    assert rows(plan, "SELECT count(*) FROM budget") == [(0,)]


def test_a_link_to_an_action_that_is_not_there_is_said(plan):
    outcome = merged(
        plan,
        action("Semer", "1", links=[ReadLink("variant", "9")]),
        action("Voir", "2", links=[ReadLink("variant", "1")]),
    )
    assert (outcome.created, outcome.doubtful) == (2, 1)
    assert rows(plan, "SELECT count(*) FROM action_link") == [(1,)]


def test_nothing_read_is_a_failure_and_nothing_is_written(plan):
    before = entries(plan)
    with pytest.raises(RecordError, match="Nothing could be read"):
        import_sources(plan, sources(), Options())
    assert entries(plan) == before


def test_what_stops_half_way_leaves_nothing(plan):
    class Stopped(Exception):
        pass

    def stop(_share: float) -> None:
        raise Stopped

    before = entries(plan)
    with pytest.raises(Stopped):
        merged(plan, *(action(f"Action {n}", str(n)) for n in range(400)), progress=stop)
    assert (entries(plan), rows(plan, "SELECT count(*) FROM action")) == (before, [(0,)])


def test_the_report_is_a_csv_no_spreadsheet_executes(plan, tmp_path):
    outcome = merged(plan, action("=HYPERLINK(1)"), action("@somme"), action("-2+3"))
    write_report(tmp_path / "rapport.csv", outcome.lines)
    with (tmp_path / "rapport.csv").open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened, delimiter=";"))
    assert list(lines[0]) == ["file", "sheet", "line", "column", "original_text", "verdict", "sentence"]
    assert [line["original_text"] for line in lines] == ["'=HYPERLINK(1)", "'@somme", "'-2+3"]
    assert rows(plan, "SELECT title FROM action ORDER BY fid") == [("=HYPERLINK(1)",), ("@somme",), ("-2+3",)]
    with pytest.raises(RecordError):
        write_report(tmp_path / "absent" / "rapport.csv", outcome.lines)
    assert [p.name for p in tmp_path.rglob("*") if p.suffix in (".part", ".csv")] == ["rapport.csv"]


def test_values_of_a_document_are_stored_by_territory_with_their_reasons(plan):
    indicators = [
        ReadIndicator("Réunions", "116", values=[ReadValue(2023, 10.0, territory="Agglomération A"), ReadValue(2023, 12.0, territory="Agglomération B")]),
        ReadIndicator("Outils", "117", values=[ReadValue(2023, reason="inexistante")]),
    ]  # fmt: skip
    outcome = import_sources(plan, sources(indicators=indicators), Options())
    assert (outcome.read, outcome.indicators, outcome.values) == (0, 2, 3)
    assert rows(plan, "SELECT i.code, t.name, v.value, v.reason FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid LEFT JOIN territory t ON t.uuid = v.territory_uuid ORDER BY i.code, t.name") == [
        ("116", "Agglomération A", 10.0, None), ("116", "Agglomération B", 12.0, None), ("117", None, None, "inexistante"),
    ]  # fmt: skip
    assert import_sources(plan, sources(indicators=indicators), Options()).values == 0


def test_the_uuid_of_an_action_leads_to_it_whatever_its_title(plan):
    with transaction(plan):
        uuid = create_action(plan, NewAction("Semer", number="1"))
    outcome = merged(plan, action("Semer du blé", "1", uuid=uuid))
    assert (outcome.updated, rows(plan, "SELECT title FROM action")) == (1, [("Semer du blé",)])


def test_a_file_that_is_not_a_plan_is_one_sentence(tmp_path):
    (tmp_path / "autre.gpkg").write_bytes(b"")
    with pytest.raises(RecordError, match="not a plan"):
        open_plan(tmp_path / "autre.gpkg")


def test_a_replacement_is_refused_when_a_file_of_the_folder_cannot_be_read(plan, tmp_path):
    merged(plan, action("Semer", "1"))
    folder = tmp_path / "fiches"
    folder.mkdir()
    (folder / "a.csv").write_text("Titre;N°\nRécolter;2\n", encoding="utf-8")
    (folder / "b.xlsx").write_bytes(b"rien")
    with pytest.raises(RecordError, match=r"b\.xlsx"):
        import_sources(plan, read(folder), Options(mode="replace"))
    assert rows(plan, "SELECT title FROM action WHERE deleted = 0") == [("Semer",)]


def test_what_was_read_twice_under_two_axes_keeps_both(plan):
    merged(plan, action("Semer", "1", axes=[(AxisStep("Terre"),)]))
    assert merged(plan, action("Semer", "1", axes=[(AxisStep("Eau"),)])).updated == 1
    assert rows(plan, "SELECT x.name FROM action a JOIN axis x ON x.uuid = a.axis_uuid") == [("Terre",)]
    assert rows(plan, "SELECT x.name FROM action_axis a JOIN axis x ON x.uuid = a.axis_uuid") == [("Eau",)]
    assert merged(plan, action("Semer", "1", axes=[(AxisStep("Eau"),)])).unchanged == 1


def test_an_evaluation_belongs_to_the_action_it_is_said_to_speak_of(plan):
    merged(plan, action("Semer", "1"))
    for times in (1, 2):
        outcome = import_sources(plan, read(PLANS / "evaluation_vallee.txt"), Options(action="1"))
        assert outcome.values == (6 if times == 1 else 0)
    assert rows(plan, "SELECT objectives FROM action") == [("Réunir les élus\nInformer",)]
    assert rows(plan, "SELECT count(*), count(action_uuid) FROM value") == [(6, 6)]
    assert rows(plan, "SELECT count(*) FROM action_indicator") == [(5,)]
    with pytest.raises(RecordError, match="no “action” named"):
        import_sources(plan, read(PLANS / "evaluation_vallee.txt"), Options(action="9"))


def test_an_evaluation_of_no_action_says_that_its_objectives_are_not_stored(plan):
    outcome = import_sources(plan, read(PLANS / "evaluation_vallee.txt"), Options())
    assert any(line.verdict == "noted" and "Réunir les élus" in line.original for line in outcome.lines)


def test_confidential_actions_stay_so_when_our_own_export_goes_into_a_new_plan(plan, tmp_path):
    merged(plan, action("Semer", "1", fields={"confidential": 1}), action("Récolter", "2"))
    write_table(tmp_path / "export.xlsx", read_content(plan, None, True), Losses())
    create_plan(tmp_path / "neuf.gpkg", "PCAET neuf", LAMBERT, "A. B.")
    with closing(open_plan(tmp_path / "neuf.gpkg")) as other:
        assert import_sources(other, read(tmp_path / "export.xlsx"), Options()).created == 2
        assert rows(other, "SELECT title FROM action WHERE confidential = 1") == [("Semer",)]


def test_our_own_export_untouched_changes_nothing_and_names_the_sheets_left_unread(plan, tmp_path):
    facts = {
        "status": "en_cours", "start_date": "2022", "start_precision": "year", "end_date": "2025-06", "end_precision": "month",
        "calendar_text": "2022-2025", "pilot": "Service vert, Région", "description": "Du blé \n\n\n et <b>du</b> trèfle",
    }  # fmt: skip
    actors = [ReadActor('Syndicat "A", ici', "partner"), ReadActor("Région", "funder")]
    budgets = [ReadBudget("costed", "10 €", amount_min=10, amount_max=10, currency="EUR", funder="Région")]
    merged(plan, action("Semer", "1", fields=facts, actors=actors, budgets=budgets))
    merged(
        plan,
        action(
            "Voir",
            "2",
            actors=[ReadActor("Service B", "pilot_service"), ReadActor("Elle, et lui", "pilot_person")],
            fields={"pilot": "Elle"},
        ),
    )
    before = entries(plan)
    write_table(tmp_path / "export.xlsx", read_content(plan, None, True), Losses())
    outcome = import_sources(plan, read(tmp_path / "export.xlsx"), Options())
    assert (outcome.unchanged, outcome.updated, entries(plan)) == (2, 0, before), [
        line.sentence for line in outcome.lines
    ]
    assert any(line.verdict == "noted" and "Budgets, Acteurs" in line.sentence for line in outcome.lines)


def test_a_replacement_stops_when_an_action_of_the_source_is_refused(plan):
    merged(plan, action("Semer", "1"), action("Récolter", "2"))
    before = entries(plan)
    with pytest.raises(RecordError, match="1 actions of the source are refused") as caught:
        merged(plan, action("", "1"), action("Récolter", "2"), mode="replace")
    assert "source.txt, l. 1" in str(caught.value) and "no title" in str(caught.value)
    assert (entries(plan), rows(plan, "SELECT count(*) FROM action WHERE deleted = 0")) == (before, [(2,)])


def test_a_replacement_counts_and_names_the_sub_actions_it_removes(plan):
    merged(plan, action("Semer", "1", children=[action("Labourer"), action("Herser")]))
    outcome = merged(plan, action("Semer", "1", children=[action("Herser")]), mode="replace")
    assert (outcome.removed, outcome.sub_actions_removed) == (0, 1)
    assert [line.original for line in outcome.lines if line.verdict == "removed"] == ["Labourer"]


def test_a_source_that_cannot_hold_sub_actions_removes_none_of_those_of_a_kept_action(plan, tmp_path):
    merged(
        plan, action("Semer", "1", children=[action("Labourer")]), action("Récolter", "2", children=[action("Faucher")])
    )
    (tmp_path / "a.csv").write_text("N°;Titre\n1;Semer\n", encoding="utf-8")
    outcome = import_sources(plan, read(tmp_path / "a.csv"), Options(mode="replace"))
    assert (outcome.removed, outcome.sub_actions_removed) == (1, 1)
    assert rows(plan, "SELECT title FROM action WHERE deleted = 0 ORDER BY fid") == [("Semer",), ("Labourer",)]


def test_a_twin_accepted_once_is_known_the_second_time(plan):
    merged(plan, action("Optimiser les flux", "44"))
    sheet = action("Optimiser les flux", fields={"stakes": "Air"})
    merged(plan, sheet, twins="merge")
    again = merged(plan, action("Optimiser les flux", fields={"stakes": "Air"}))
    assert (again.created, again.unchanged, again.twins) == (0, 1, 0)
    assert rows(plan, "SELECT count(*) FROM action") == [(1,)]


@pytest.mark.parametrize("by_uuid", [False, True])
def test_an_action_put_aside_in_the_plan_is_not_recreated(plan, by_uuid):
    merged(plan, action("Semer", "1"), action("Récolter", "2"))
    (uuid,) = rows(plan, "SELECT uuid FROM action WHERE number = '1'")[0]
    with transaction(plan):
        plan.execute("UPDATE action SET deleted = 1 WHERE number = '1'")
    again = action("Semer du blé", "7", uuid=uuid) if by_uuid else action("Semer", "1")
    outcome = merged(plan, again, action("Récolter", "2"))
    assert (outcome.read, outcome.created, outcome.unchanged) == (2, 0, 2)
    assert [line.verdict for line in outcome.lines].count("put_aside") == 1
    assert rows(plan, "SELECT count(*) FROM action") == [(2,)]


def test_a_sub_action_put_aside_in_the_plan_is_not_recreated(plan):
    merged(plan, action("Semer", "1", children=[action("Labourer")]))
    with transaction(plan):
        plan.execute("UPDATE action SET deleted = 1 WHERE title = 'Labourer'")
    assert merged(plan, action("Semer", "1", children=[action("Labourer")])).unchanged == 1
    assert rows(plan, "SELECT count(*) FROM action") == [(2,)]


def test_each_action_with_a_doubtful_line_counts(plan, tmp_path):
    (tmp_path / "a.csv").write_text("N°;Titre\n1;Semer;de trop\n2;Voir\n3;Dire;;encore\n", encoding="utf-8")
    outcome = import_sources(plan, read(tmp_path / "a.csv"), Options())
    assert (outcome.created, outcome.doubtful) == (3, 2)
    assert [line.location.line for line in outcome.lines if line.verdict == "doubtful"] == [2, 4]


def test_a_folder_of_which_nothing_can_be_read_names_its_files(plan, tmp_path):
    (tmp_path / "dossier").mkdir()
    for n in range(7):
        (tmp_path / "dossier" / f"{n}.xlsx").write_bytes(b"rien")
    with pytest.raises(RecordError, match="None of the 7 files") as caught:
        import_sources(plan, read(tmp_path / "dossier"), Options())
    assert [f"{n}.xlsx" in str(caught.value) for n in range(7)] == [True] * 5 + [False] * 2


def test_a_twin_added_first_is_said_when_twins_are_merged_and_merged_once_it_is_put_aside(plan):
    import_sources(
        plan, Sources([Document("plan.json", "ademe_json", [action("Optimiser les flux", "44")])]), Options()
    )
    assert merged(plan, action("Optimiser les flux", fields={"stakes": "Air"})).twins == 1
    told = merged(plan, action("Optimiser les flux", fields={"stakes": "Air"}), twins="merge")
    assert (told.created, told.unchanged, told.twins) == (0, 1, 1)
    assert any("earlier import of this document" in line.sentence for line in told.lines)
    with transaction(plan):
        plan.execute("UPDATE action SET deleted = 1 WHERE number IS NULL")
    assert merged(plan, action("Optimiser les flux", fields={"stakes": "Air"}), twins="merge").updated == 1
    assert rows(plan, "SELECT number, stakes FROM action WHERE deleted = 0") == [("44", "Air")]
    assert merged(plan, action("Optimiser les flux", fields={"stakes": "Air"})).unchanged == 1
