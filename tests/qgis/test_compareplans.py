# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:compareplans``: a table of differences and a page, of two states or of two files."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer


@pytest.fixture
def plan(run, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    run("createaction", {"PLAN": path, "TITLE": "Covoiturage", "NUMBER": "3", "STATUS": "En cours"})
    run("createaction", {"PLAN": path, "TITLE": "Sobriété", "NUMBER": "4"})
    run("freezeplan", {"PLAN": path, "NAME": "Adopté", "KIND": "adopted"})
    run("createaction", {"PLAN": path, "TITLE": "=HYPERLINK(1)", "NUMBER": "5"})
    change(path, "UPDATE action SET status = 'realise' WHERE number = '3'")
    change(path, "UPDATE action SET deleted = 1 WHERE number = '4'")
    return path


def change(path, statement, *values):
    from atlas_pcaet.records.plan_file import open_plan, transaction

    with closing(open_plan(path)) as connection, transaction(connection):
        connection.execute(statement, values)


def table(path):
    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.isValid()
    names = layer.fields().names()
    return [dict(zip(names, feature.attributes(), strict=True)) for feature in layer.getFeatures()]


def test_since_a_frozen_state_what_was_added_dropped_and_changed(run, plan, tmp_path):
    results, feedback = run(
        "compareplans", {"PLAN": plan, "BEFORE": "Adopté", "OUTPUT": str(tmp_path / "d.gpkg"), "OUTPUT_HTML": str(tmp_path / "d.html")}
    )  # fmt: skip
    assert [results[k] for k in ("ADDED", "DROPPED", "CHANGED", "VALUES", "MATCHED_BY_TITLE")] == [1, 1, 1, 0, 0]
    found = {(row["change"], row["number"], row["field"]): (row["old"], row["new"]) for row in table(results["OUTPUT"])}
    assert found[("changed", "3", "status")] == ("En cours", "Réalisé")
    assert ("dropped", "4", None) in {(c, n, f or None) for c, n, f in found}
    page = Path(results["OUTPUT_HTML"]).read_text(encoding="utf-8")
    assert "Covoiturage" in page
    assert "Adopté" in feedback.text


def test_a_csv_holds_nothing_a_spreadsheet_would_execute(run, plan, tmp_path):
    results, _ = run("compareplans", {"PLAN": plan, "BEFORE": "Adopté", "OUTPUT": str(tmp_path / "d.csv")})
    with Path(results["OUTPUT"]).open(encoding="utf-8", newline="") as opened:
        titles = [row["title"] for row in csv.DictReader(opened)]
    assert "'=HYPERLINK(1)" in titles
    assert not any((title or "").startswith("=") for title in titles)


def test_two_frozen_states_and_the_same_one_twice(run, plan, tmp_path):
    run("freezeplan", {"PLAN": plan, "NAME": "Mi-parcours", "KIND": "mid_term"})
    parameters = {"PLAN": plan, "BEFORE": "Adopté", "AFTER": "Mi-parcours", "OUTPUT": str(tmp_path / "d.gpkg")}
    assert run("compareplans", parameters)[0]["ADDED"] == 1
    same, _ = run("compareplans", parameters | {"BEFORE": "Mi-parcours", "OUTPUT": str(tmp_path / "s.gpkg")})
    assert [same[k] for k in ("ADDED", "DROPPED", "CHANGED")] == [0, 0, 0]
    assert table(same["OUTPUT"]) == []


def test_two_files_are_compared_by_number_and_title_and_that_is_said(run, plan, tmp_path):
    other = run("createplan", {"PLAN": str(tmp_path / "ancien.gpkg"), "NAME": "Ancien"})[0]["PLAN"]
    run("createaction", {"PLAN": other, "TITLE": "COVOITURAGE", "NUMBER": "3", "STATUS": "À venir"})
    results, feedback = run("compareplans", {"PLAN": plan, "OLD_PLAN": other, "OUTPUT": str(tmp_path / "d.gpkg")})
    assert [results[k] for k in ("ADDED", "DROPPED", "CHANGED", "MATCHED_BY_TITLE")] == [1, 0, 1, 1]
    assert {row["matched_by"] for row in table(results["OUTPUT"]) if row["change"] == "changed"} == {"number_and_title"}
    assert "1" in feedback.text


def test_a_confidential_action_is_counted_and_not_named_unless_asked_for(run, plan, tmp_path):
    change(plan, "UPDATE action SET confidential = 1, title = 'Achat du terrain' WHERE number = '3'")
    parameters = {"PLAN": plan, "BEFORE": "Adopté", "OUTPUT": str(tmp_path / "d.gpkg"), "OUTPUT_HTML": str(tmp_path / "d.html")}  # fmt: skip
    results, _ = run("compareplans", parameters)
    assert results["CHANGED"] == 1
    page = Path(results["OUTPUT_HTML"]).read_text(encoding="utf-8")
    assert "terrain" not in page
    assert "Covoiturage" not in page
    assert "terrain" not in str(table(results["OUTPUT"]))
    run("compareplans", parameters | {"WITH_CONFIDENTIAL": True})
    assert "terrain" in (tmp_path / "d.html").read_text(encoding="utf-8")


def test_what_a_record_holds_is_text_in_the_page_never_markup(run, plan, tmp_path):
    change(plan, "UPDATE action SET description = ? WHERE number = '3'", "<script>alert(1)</script><w:LatentStyles")
    results, _ = run(
        "compareplans", {"PLAN": plan, "BEFORE": "Adopté", "OUTPUT": str(tmp_path / "d.gpkg"), "OUTPUT_HTML": str(tmp_path / "d.html")}
    )  # fmt: skip
    page = Path(results["OUTPUT_HTML"]).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({}, "before|avant"), ({"BEFORE": "Voté"}, "Voté.*Adopté"), ({"BEFORE": "Adopté", "AFTER": "x"}, "“x”|« x »")],
)
def test_a_state_that_is_not_there_is_refused_and_no_file_is_left(run, plan, tmp_path, facts, sentence):
    before = sorted(file.name for file in tmp_path.iterdir())
    parameters = {"PLAN": plan, "OUTPUT": str(tmp_path / "d.gpkg"), "OUTPUT_HTML": str(tmp_path / "d.html")} | facts
    with pytest.raises(QgsProcessingException, match=sentence):
        run("compareplans", parameters)
    assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_a_file_that_is_no_plan_is_refused(run, plan, tmp_path):
    other = tmp_path / "autre.gpkg"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE x(a)")
    with pytest.raises(QgsProcessingException, match=r"autre\.gpkg"):
        run("compareplans", {"PLAN": plan, "OLD_PLAN": str(other), "OUTPUT": str(tmp_path / "d.gpkg")})
    assert not (tmp_path / "d.gpkg").exists()


def test_the_plan_itself_is_never_written_into(run, plan, tmp_path):
    with pytest.raises(QgsProcessingException):
        run("compareplans", {"PLAN": plan, "BEFORE": "Adopté", "OUTPUT": f"ogr:dbname='{plan}' table=\"d\" (geom)"})
