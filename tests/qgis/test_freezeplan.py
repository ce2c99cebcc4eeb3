# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:freezeplan``: the state is in the plan's own file, and QGIS itself cannot change it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer

VERSION_2 = Path(__file__).resolve().parents[1] / "data" / "plan_v2.sql"


@pytest.fixture
def plan(run, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    run("createaction", {"PLAN": path, "TITLE": "Covoiturage", "NUMBER": "3", "STATUS": "En cours"})
    return path


def rows(plan, query):
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(query).fetchall()


def test_a_state_is_kept_with_its_kind_date_and_note_and_its_size_is_said(run, plan):
    results, feedback = run(
        "freezeplan", {"PLAN": plan, "NAME": "Adopté", "KIND": "adopted", "DATE": "2024-03", "NOTE": "délibération 12"}
    )
    assert (results["ACTIONS"], results["SKIPPED"]) == (1, 0)
    assert results["ROWS"] == 1 + 1 + rows(plan, "SELECT count(*) FROM indicator")[0][0]
    assert results["SIZE_MB"] > 0
    assert "Adopté" in feedback.text
    state = rows(plan, "SELECT uuid, name, kind, dated, note, closed FROM milestone")
    assert state == [(results["UUID"], "Adopté", "adopted", "2024-03", "délibération 12", 1)]


def test_qgis_cannot_change_a_frozen_row(run, plan):
    run("freezeplan", {"PLAN": plan, "NAME": "Adopté"})
    layer = QgsVectorLayer(f"{plan}|layername=milestone_row", "x", "ogr")
    feature = next(layer.getFeatures())
    assert layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("state"), "{}")
    assert not layer.commitChanges()
    assert "Un état figé ne se modifie pas" in " ".join(layer.commitErrors())
    layer.rollBack()


def test_a_name_taken_is_refused_and_nothing_is_written(run, plan):
    run("freezeplan", {"PLAN": plan, "NAME": "Adopté"})
    before = rows(plan, "SELECT count(*) FROM milestone_row")
    with pytest.raises(QgsProcessingException, match="ADOPTÉ"):
        run("freezeplan", {"PLAN": plan, "NAME": "ADOPTÉ"})
    assert rows(plan, "SELECT count(*) FROM milestone_row") == before
    assert rows(plan, "SELECT count(*) FROM milestone") == [(1,)]


def test_a_plan_being_edited_is_refused(run, plan):
    layer = QgsVectorLayer(f"{plan}|layername=action", "Actions", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        assert layer.startEditing()
        with pytest.raises(QgsProcessingException, match="Actions"):
            run("freezeplan", {"PLAN": plan, "NAME": "Adopté"})
        layer.rollBack()
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert rows(plan, "SELECT count(*) FROM milestone") == [(0,)]


@pytest.fixture
def earlier(tmp_path):
    path = tmp_path / "ancien.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _blob: None)
        connection.executescript(VERSION_2.read_text(encoding="utf-8"))
    return str(path)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("freezeplan", {"NAME": "Adopté"}),
        ("compareplans", {"BEFORE": "Adopté", "OUTPUT": "{folder}/d.csv", "OUTPUT_HTML": "{folder}/d.html"}),
        ("planreport", {"OUTPUT_HTML": "{folder}/r.html", "OUTPUT_PDF": "{folder}/r.pdf"}),
        ("importindicators", {"INPUT": "{folder}/i.csv", "OUTPUT_REPORT": "{folder}/i_report.csv"}),
        ("indicatorvalue", {"INDICATOR": "crte_6.1", "METHOD": "formula", "YEAR": 2024, "KIND": "result"}),
    ],
)
def test_a_plan_of_the_version_before_is_refused_with_the_remedy_and_no_file_is_left(
    run, earlier, tmp_path, name, parameters
):
    (tmp_path / "i.csv").write_text("code,nom,unite\nA,a,t\n", encoding="utf-8")
    before = sorted(file.name for file in tmp_path.iterdir())
    filled = {key: v.format(folder=tmp_path) if isinstance(v, str) else v for key, v in parameters.items()}
    with pytest.raises(QgsProcessingException, match=r"ancien\.gpkg.*(Update a plan|Mettre à jour)"):
        run(name, {"PLAN": earlier} | filled)
    assert sorted(file.name for file in tmp_path.iterdir()) == before
