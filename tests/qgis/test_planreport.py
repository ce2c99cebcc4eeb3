# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:planreport``: what it counts, what it does not say, and a PDF whose text is text."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer


@pytest.fixture
def plan(run, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    for number, title, status, end in (
        ("1", "Rénover les écoles", "En cours", "2024"),
        ("2", "Covoiturage", "En cours", "2030"),
        ("3", "Sobriété", "Réalisé", "2020"),
    ):
        run("createaction", {"PLAN": path, "TITLE": title, "NUMBER": number, "STATUS": status, "END": end, "AXIS": "Axe"})  # fmt: skip
    budget = "INSERT INTO budget(action_uuid, state, amount_min, currency, text) SELECT uuid, 'costed', ?, ?, 'x' FROM action WHERE number = '1'"
    change(path, budget, 633_381.85, "EUR")
    change(path, budget, 3_000_000, "GBP")
    change(path, "INSERT INTO reference(action_uuid, document, code) SELECT uuid, 'rev3', 'critère 5' FROM action WHERE number = '2'")  # fmt: skip
    run("storevalue", {"PLAN": path, "INDICATOR": "crte_6.1", "YEAR": 2024, "KIND": "result", "VALUE": 42.5})
    run("storevalue", {"PLAN": path, "INDICATOR": "petr_fols_53", "YEAR": 2024, "KIND": "result", "REASON": "trop_tot"})
    run("freezeplan", {"PLAN": path, "NAME": "Adopté", "KIND": "adopted", "DATE": "2024"})
    change(path, "UPDATE action SET status = 'realise' WHERE number = '2'")
    return path


def change(path, statement, *values):
    from atlas_pcaet.records.plan_file import open_plan, transaction

    with closing(open_plan(path)) as connection, transaction(connection):
        connection.execute(statement, values)


@pytest.fixture
def report(run, plan, tmp_path):
    def made(**parameters):
        facts = {"PLAN": plan, "DATE": "2026-01-01", "OUTPUT_HTML": str(tmp_path / "r.html")}
        return run("planreport", facts | parameters)

    return made


def page(results):
    return Path(results["OUTPUT_HTML"]).read_text(encoding="utf-8")


def test_the_numbers_of_the_report_are_counted_by_hand(report):
    results, _ = report(SINCE="Adopté")
    assert [results[k] for k in ("ACTIONS", "LATE", "WITHOUT_PILOT", "WITHOUT_STATUS", "WITHOUT_BUDGET", "WITHOUT_PLACE")] == [3, 1, 3, 0, 2, 3]  # fmt: skip


def test_the_title_names_the_plan_after_a_colon_whatever_its_name(report):
    """« Bilan : Plan de démonstration », where « Bilan de Plan… » was no French."""
    assert "<h1>Evaluation: PCAET d&#39;essai</h1>" in page(report()[0])


def test_euros_and_pounds_are_printed_rounded_and_apart(report):
    text = page(report()[0])
    assert "633\u202f400" in text
    assert "3\u202f000\u202f000" in text
    assert "3\u202f633" not in text


def test_the_table_has_the_exact_numbers(report, tmp_path):
    results, _ = report(OUTPUT=str(tmp_path / "t.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    rows = {(f["section"], f["code"]): f["value"] for f in layer.getFeatures()}
    assert rows[("budget", "EUR")] == 633_381.85
    assert rows[("late", "1")] == 366  # 31 December 2024 to 1 January 2026
    assert rows[("framework", "rev3:5")] == 1
    assert rows[("framework", "rev3:6")] == 0


def test_why_an_indicator_is_not_filled_in_is_said(report):
    assert "Trop tôt pour faire un bilan (2024)" in page(report()[0])


def test_each_chart_is_followed_by_its_sentence(report):
    text = page(report()[0])
    pieces = text.split("<img ")[1:]
    assert len(pieces) == 3  # progress, indicators, rev3; nobody quotes the Kent strategy
    for piece in pieces:
        sentence = piece.split('alt="', 1)[1].split('"', 1)[0]
        assert sentence.endswith(".")
        assert sentence in piece.split('">', 1)[1][:600]
        assert piece.startswith('src="data:image/png;base64,')


def test_a_framework_that_is_asked_for_is_shown_even_when_nothing_answers_to_it(report):
    assert "Kent" not in page(report()[0])
    assert "MR6.3" in page(report(FRAMEWORKS="kent")[0])


def test_a_table_of_frameworks_of_one_s_own(report, tmp_path):
    own = tmp_path / "cot.csv"
    own.write_text(
        "framework;framework_label;code;label;documents;source\ncot;COT Climat;1;Gouvernance;;liste locale\ncot;COT Climat;2;Budget climat;;liste locale\n",
        encoding="utf-8",
    )
    change(str(tmp_path / "plan.gpkg"), "INSERT INTO action_tag(action_uuid, domain, label) SELECT uuid, 'framework', 'Gouvernance' FROM action WHERE number = '1'")  # fmt: skip
    text = page(report(FRAMEWORK_TABLE=str(own))[0])
    assert "Budget climat" in text
    assert "liste locale" in text


def test_the_pdf_is_a4_and_its_text_is_text(report, tmp_path):
    tool = shutil.which("pdftotext")
    if not tool:
        pytest.skip("no pdftotext here")
    results, _ = report(OUTPUT_PDF=str(tmp_path / "r.pdf"), SINCE="Adopté")
    text = subprocess.run(
        [tool, "-layout", results["OUTPUT_PDF"], "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Rénover les écoles" in text
    assert "Covoiturage" in text
    size = subprocess.run([tool.replace("pdftotext", "pdfinfo"), results["OUTPUT_PDF"]], capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert "A4" in size
    assert "PCAET d'essai" in size


def test_a_confidential_action_is_counted_and_neither_named_nor_its_money_told(report, plan):
    change(plan, "UPDATE action SET confidential = 1 WHERE number = '1'")
    results, _ = report()
    text = page(results)
    assert (results["LATE"], results["ACTIONS"]) == (1, 3)
    assert "Rénover" not in text
    assert "633\u202f" not in text
    assert "Rénover" in page(report(WITH_CONFIDENTIAL=True)[0])


def test_what_a_record_holds_is_text_in_the_page_never_markup(report, plan):
    change(plan, "UPDATE action SET title = ? WHERE number = '1'", "<img src=x onerror=alert(1)> & Cie")
    text = page(report()[0])
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; Cie" in text


def test_an_empty_plan_has_a_report(run, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "vide.gpkg"), "NAME": "Vide"})[0]["PLAN"]
    results, _ = run("planreport", {"PLAN": path, "OUTPUT_HTML": str(tmp_path / "v.html"), "OUTPUT_PDF": str(tmp_path / "v.pdf")})  # fmt: skip
    assert (results["ACTIONS"], results["LATE"]) == (0, 0)
    assert Path(results["OUTPUT_PDF"]).read_bytes().startswith(b"%PDF")


def test_without_jinja2_one_sentence_says_so_and_no_file_is_left(report, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    before = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(QgsProcessingException, match="jinja2"):
        report(OUTPUT_PDF=str(tmp_path / "r.pdf"), OUTPUT=str(tmp_path / "t.gpkg"))
    assert sorted(file.name for file in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"SINCE": "Voté"}, "Voté.*Adopté"),
        ({"FRAMEWORKS": "cot"}, "cot.*rev3"),
        ({"OUTPUT_HTML": "/nulle/part/r.html"}, "part|folder|dossier"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_no_file_is_left(report, tmp_path, facts, sentence):
    before = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(QgsProcessingException, match=sentence):
        report(OUTPUT_PDF=str(tmp_path / "r.pdf"), **facts)
    assert sorted(file.name for file in tmp_path.iterdir()) == before
