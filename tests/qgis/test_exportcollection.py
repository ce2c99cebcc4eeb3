# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportcollection`` and the return of its workbooks through ``pcaet:importactions``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.plan_file import open_plan
from atlas_pcaet.records.reading.spreadsheets import read_sheets
from qgis.core import QgsApplication, QgsProcessingException, QgsProject, QgsVectorLayer

SQL = Path(__file__).resolve().parent.parent / "data" / "plan_to_write.sql"


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    with closing(open_plan(results["PLAN"])) as connection:
        connection.executescript(SQL.read_text(encoding="utf-8"))
    return results["PLAN"]


def rows(plan, query):
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(("group", "names"), [("pilot", 3), ("service", 1), ("person", 1)])
def test_a_workbook_per_pilot_of_the_kind_asked_for(run, plan, tmp_path, group, names):
    results, feedback = run(
        "exportcollection",
        {"PLAN": plan, "YEAR": 2025, "GROUP": group, "DUE": "2026-01-31", "OUTPUT": str(tmp_path / "envoi")},
    )
    files = sorted((tmp_path / "envoi").iterdir())
    assert results["WORKBOOKS"] == names == len(files)
    assert len(rows(plan, "SELECT * FROM collection WHERE due = '2026-01-31' AND year = 2025")) == names
    assert "Service déchets" in feedback.text or group == "person"
    assert results["SKIPPED"] == 2
    assert results["WITHOUT_PILOT"] > 0
    assert "foncière" not in str([row.cells for file in files for sheet in read_sheets(file) for row in sheet.rows])


def test_what_cannot_be_sent_is_one_sentence_and_leaves_nothing(run, plan, tmp_path):
    for inputs, sentence in (
        ({"DUE": "31/01/2026"}, "YYYY-MM-DD|AAAA"), ({"GROUP": "organisation"}, "pilot"), ({"FILTER": '"absent" = 1'}, "absent"),
    ):  # fmt: skip
        with pytest.raises(QgsProcessingException, match=sentence):
            run("exportcollection", {"PLAN": plan, "YEAR": 2025, "OUTPUT": str(tmp_path / "envoi"), **inputs})
    assert not (tmp_path / "envoi").exists()
    assert rows(plan, "SELECT * FROM collection") == []


def test_nothing_is_sent_while_the_plan_is_being_edited(run, plan, tmp_path):
    actions = QgsVectorLayer(f"{plan}|layername=action", "Actions", "ogr")
    QgsProject.instance().addMapLayer(actions)
    try:
        assert actions.startEditing()
        with pytest.raises(QgsProcessingException, match="Actions"):
            run("exportcollection", {"PLAN": plan, "YEAR": 2025, "OUTPUT": str(tmp_path / "envoi")})
        assert not (tmp_path / "envoi").exists()
    finally:
        actions.rollBack()
        QgsProject.instance().removeAllMapLayers()


def test_the_returned_folder_is_merged_by_importactions(run, plan, tmp_path):
    if QgsApplication.processingRegistry().algorithmById("pcaet:importactions") is None:
        pytest.skip("pcaet:importactions is not there yet")
    run("exportcollection", {"PLAN": plan, "YEAR": 2025, "OUTPUT": str(tmp_path / "envoi")})
    inputs = {"PLAN": plan, "INPUT": str(tmp_path / "envoi"), "FORMAT": "collection"}
    results, _ = run("importactions", inputs | {"MODE": "dry_run"})
    assert (results["READ"], results["CREATED"], results["UPDATED"]) == (6, 0, 0)
    assert rows(plan, "SELECT count(*) FROM collection WHERE returned_at IS NOT NULL") == [(0,)]
    run("importactions", inputs | {"MODE": "merge"})
    assert rows(plan, "SELECT count(*) FROM collection WHERE returned_at IS NOT NULL") == [(3,)]
