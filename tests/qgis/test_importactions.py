# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importactions`` in QGIS: its counts, its report, and what it refuses to do."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QTextCursor, QTextDocument, QTextDocumentWriter

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"


@pytest.fixture
def plan(run, tmp_path) -> Path:
    file = tmp_path / "plan.gpkg"
    run("createplan", {"PLAN": str(file), "NAME": "PCAET d'essai"})
    return file


def rows(plan: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(sql).fetchall()


def lines(report: Path) -> list[dict[str, str]]:
    with report.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def test_a_plan_goes_in_with_its_report(run, plan, tmp_path):
    report = tmp_path / "rapport.csv"
    facts = {"INPUT": str(PLANS / "plan_vallee.txt"), "PLAN": str(plan), "OUTPUT_REPORT": str(report)}
    results, feedback = run("importactions", facts)
    assert {key: results[key] for key in ("READ", "CREATED", "UPDATED", "UNCHANGED", "REFUSED", "SUB_ACTIONS")} == {
        "READ": 4, "CREATED": 4, "UPDATED": 0, "UNCHANGED": 0, "REFUSED": 0, "SUB_ACTIONS": 1,
    }  # fmt: skip
    assert results["DOUBTFUL"] >= 1
    told = lines(report)
    assert [line["verdict"] for line in told].count("created") == 4
    assert any(line["original_text"] == "2026 3- 2029" and line["verdict"] == "doubtful" for line in told)
    assert "4" in feedback.text
    again, _feedback = run("importactions", facts)
    assert (again["READ"], again["CREATED"], again["UPDATED"], again["UNCHANGED"]) == (4, 0, 0, 4)


def test_a_dry_run_leaves_the_file_as_it_was(run, plan):
    before = hashlib.sha256(plan.read_bytes()).hexdigest()
    results, _feedback = run(
        "importactions", {"INPUT": str(PLANS / "plan_vallee.txt"), "PLAN": str(plan), "MODE": "dry_run"}
    )
    assert (results["READ"], results["CREATED"]) == (4, 4)
    assert hashlib.sha256(plan.read_bytes()).hexdigest() == before


def test_a_table_is_read_by_a_mapping_written_in_lines_or_in_json(run, plan, tmp_path):
    file = tmp_path / "suivi.csv"
    file.write_text("Quoi;Où en est-on\nPlanter;Terminée\n;En cours\n", encoding="utf-8")
    facts = {"INPUT": str(file), "FORMAT": "table", "PLAN": str(plan)}
    results, _feedback = run("importactions", facts | {"MAPPING": "title = Quoi\nstatus = Où en est-on"})
    assert (results["READ"], results["CREATED"], results["REFUSED"], results["SKIPPED"]) == (2, 1, 1, 1)
    assert rows(plan, "SELECT title, status FROM action") == [("Planter", "realise")]
    results, _feedback = run("importactions", facts | {"MAPPING": '{"title": "Quoi", "status": "Où en est-on"}'})
    assert results["UNCHANGED"] == 1
    with pytest.raises(QgsProcessingException, match="field = header"):
        run("importactions", facts | {"MAPPING": "Quoi"})


def test_a_sheet_written_by_qt_is_read(run, plan, tmp_path):
    document = QTextDocument()
    cursor = QTextCursor(document)
    cursor.insertText("Fiche action n°12 : Verdir les cours")
    table = cursor.insertTable(4, 2)
    sheet = (
        ("Objectifs", "De l'ombre"),
        ("Impact", "☒ Atténuation ☐ Adaptation"),
        ("Pilote", "Service écoles"),
        ("Calendrier", "2027"),
    )
    for n, (label, text) in enumerate(sheet):
        table.cellAt(n, 0).firstCursorPosition().insertText(label)
        table.cellAt(n, 1).firstCursorPosition().insertText(text)
    file = tmp_path / "fiche.odt"
    assert QTextDocumentWriter(str(file), b"ODF").write(document)
    results, _feedback = run("importactions", {"INPUT": str(file), "PLAN": str(plan)})
    assert (results["READ"], results["CREATED"]) == (1, 1)
    assert rows(
        plan, "SELECT number, title, objectives, mitigation, adaptation, impact_air, pilot, start_date FROM action"
    ) == [("12", "Verdir les cours", "De l'ombre", 1, 0, None, "Service écoles", "2027-01-01")]


def test_what_cannot_be_read_fails_in_one_sentence_and_leaves_no_report(run, plan, tmp_path):
    broken = tmp_path / "casse.xlsx"
    broken.write_bytes(b"PK\x03\x04 rien")
    other = tmp_path / "autre.gpkg"
    other.write_bytes(b"pas un plan" * 100)
    report = tmp_path / "rapport.csv"
    for facts, told in (
        ({"INPUT": str(broken)}, "casse.xlsx"),
        ({"INPUT": str(tmp_path / "absent.xlsx")}, "absent.xlsx"),
        ({"INPUT": str(PLANS / "plan_vallee.txt"), "PLAN": str(other)}, "autre.gpkg"),
    ):
        with pytest.raises(QgsProcessingException, match=told) as caught:
            run("importactions", {"PLAN": str(plan), "OUTPUT_REPORT": str(report)} | facts)
        assert "Traceback" not in str(caught.value)
    assert not report.exists()
    assert rows(plan, "SELECT count(*) FROM action") == [(0,)]


def test_a_plan_in_an_edit_session_is_not_written(run, plan):
    layer = QgsVectorLayer(f"{plan}|layername=action", "action", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        assert layer.startEditing()
        with pytest.raises(QgsProcessingException, match="edit session"):
            run("importactions", {"INPUT": str(PLANS / "plan_vallee.txt"), "PLAN": str(plan)})
    finally:
        layer.rollBack()
        QgsProject.instance().removeMapLayer(layer.id())


def test_cancelled_nothing_is_written(run, plan, tmp_path):
    file = tmp_path / "long.csv"
    file.write_text("Titre;N°\n" + "".join(f"Action {n};{n}\n" for n in range(1000)), encoding="utf-8")
    run("importactions", {"INPUT": str(file), "PLAN": str(plan)}, cancel_at=1)
    assert rows(plan, "SELECT count(*) FROM action") == [(0,)]


def test_a_folder_is_read_whatever_its_name(run, plan, tmp_path):
    folder = tmp_path / "fiches"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"{n}.txt").write_text(
            f"Fiche {n} : Agir {n}\nObjectifs : Mieux\nPilote : Service {n}\nStatut : En cours\n", encoding="utf-8"
        )
    results, _feedback = run("importactions", {"INPUT": str(folder), "PLAN": str(plan)})
    assert (results["READ"], results["CREATED"]) == (2, 2)


def test_workbooks_of_a_collection_are_recognised_and_returned_untouched_change_nothing(run, plan, tmp_path):
    run("createaction", {"PLAN": str(plan), "TITLE": "Semer", "NUMBER": "1", "PILOT": "Service vert"})
    run("exportcollection", {"PLAN": str(plan), "YEAR": 2026, "OUTPUT": str(tmp_path / "envoi")})
    before = rows(plan, "SELECT number, title, version FROM action")
    for form in ("auto", "collection"):
        results, _feedback = run("importactions", {"INPUT": str(tmp_path / "envoi"), "FORMAT": form, "PLAN": str(plan)})
        assert (results["READ"], results["UNCHANGED"], results["CREATED"], results["UPDATED"]) == (1, 1, 0, 0)
    assert rows(plan, "SELECT number, title, version FROM action") == before


@pytest.mark.parametrize("extension", ["odt", "docx"])
def test_the_sheets_of_our_own_export_are_refused_in_one_sentence(run, plan, tmp_path, extension):
    if extension == "docx":
        pytest.importorskip("docx")
    run("createaction", {"PLAN": str(plan), "TITLE": "Semer", "NUMBER": "1", "PILOT": "Service vert"})
    sheets = tmp_path / f"fiches.{extension}"
    run("exportactions", {"PLAN": str(plan), "FORMAT": f"sheets_{extension}", "OUTPUT": str(sheets)})
    with pytest.raises(QgsProcessingException, match="xlsx"):
        run("importactions", {"INPUT": str(sheets), "PLAN": str(plan)})
    assert rows(plan, "SELECT title FROM action") == [("Semer",)]


def test_workbooks_of_a_collection_among_other_files_are_named_with_the_format_that_takes_them(run, plan, tmp_path):
    run("createaction", {"PLAN": str(plan), "TITLE": "Semer", "NUMBER": "1", "PILOT": "Service vert"})
    run("exportcollection", {"PLAN": str(plan), "YEAR": 2026, "OUTPUT": str(tmp_path / "envoi")})
    (tmp_path / "envoi" / "autre.csv").write_text("N°;Titre\n2;Voir\n", encoding="utf-8")
    report = tmp_path / "rapport.csv"
    results, _feedback = run(
        "importactions", {"INPUT": str(tmp_path / "envoi"), "PLAN": str(plan), "OUTPUT_REPORT": str(report)}
    )
    assert (results["READ"], results["CREATED"]) == (1, 1)
    assert any("FORMAT = collection" in line["sentence"] for line in lines(report))


def test_a_confidential_action_exported_stays_confidential_in_a_new_plan(run, plan, tmp_path):
    first = tmp_path / "plan.csv"
    first.write_text("N°;Titre;Confidentiel\n1;Semer;Oui\n2;Voir;\n", encoding="utf-8")
    run("importactions", {"INPUT": str(first), "PLAN": str(plan)})
    table, other = tmp_path / "export.xlsx", tmp_path / "autre.gpkg"
    run("exportactions", {"PLAN": str(plan), "FORMAT": "xlsx", "CONFIDENTIAL": True, "OUTPUT": str(table)})
    run("createplan", {"PLAN": str(other), "NAME": "Autre"})
    run("importactions", {"INPUT": str(table), "PLAN": str(other)})
    assert rows(other, "SELECT title FROM action WHERE confidential = 1") == [("Semer",)]


def test_every_parameter_has_its_help(provider):
    algorithm = provider.algorithm("importactions").create()
    assert [p.name() for p in algorithm.parameterDefinitions() if not p.help()] == []
    assert {o.name() for o in algorithm.outputDefinitions()} >= {"READ", "CREATED", "UPDATED", "DOUBTFUL", "REFUSED"}
