# SPDX-License-Identifier: GPL-2.0-or-later
"""A copy of a plan that was away, merged by the algorithm: what it says, what a person chooses, what it refuses."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.processing.plan import plan_access
from atlas_pcaet.records.plan_file import backup, open_plan, transaction
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer, edit

X, Y = 650_000, 7_060_000


@pytest.fixture
def plan(run, tmp_path) -> str:
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    for number in ("1", "2"):
        run("createaction", {"PLAN": results["PLAN"], "TITLE": f"Action {number}", "NUMBER": number})
    return results["PLAN"]


@pytest.fixture
def away(plan, tmp_path) -> str:
    (tmp_path / "terrain").mkdir()
    backup(plan, tmp_path / "terrain" / "plan.gpkg")
    return str(tmp_path / "terrain" / "plan.gpkg")


def change(path: str, author: str, number: str, **values: str) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    with closing(open_plan(path)) as connection, transaction(connection):
        connection.execute(
            f"UPDATE action SET {columns}, modified_by = ? WHERE number = ?", (*values.values(), author, number)
        )


def rows(path: str, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def conflicts(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def choose(path: Path, word: str, delimiter: str = ";") -> Path:
    table = conflicts(path)
    marked = path.with_name("choix.csv")
    with marked.open("w", encoding="cp1252", newline="") as opened:  # as a spreadsheet saves it
        writer = csv.DictWriter(opened, table[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(row | {"choice": word} for row in table)
    return marked


def test_what_was_edited_in_qgis_on_the_copy_comes_into_the_plan(run, plan, away, qgis_new_project):
    places = QgsVectorLayer(f"{away}|layername=link_polygon", "Lieux", "ogr")
    actions = QgsVectorLayer(f"{away}|layername=action", "Actions", "ogr")
    first = next(actions.getFeatures())
    with edit(actions):
        actions.changeAttributeValue(first.id(), actions.fields().lookupField("status"), "en_cours")
    with edit(places):
        place = QgsFeature(places.fields())
        place["action_uuid"], place["role"], place["state"] = first["uuid"], "localise", "ok"
        place["uuid"] = "00000000-0000-4000-a000-000000000001"
        place["version"], place["deleted"] = 1, False
        for name in ("created_at", "modified_at", "captured_at"):
            place[name] = "2026-11-23T10:00:00.000Z"
        place.setGeometry(QgsGeometry.fromWkt(f"MultiPolygon ((({X} {Y}, {X + 9} {Y}, {X} {Y + 9}, {X} {Y})))"))
        assert places.addFeature(place)
    del places, actions
    tried, feedback = run("syncplan", {"PLAN": plan, "OTHER": away})
    assert (tried["ADDED"], tried["CHANGED"], tried["BACKUP"]) == (1, 1, None)
    assert "nothing was written" in feedback.text
    assert rows(plan, "SELECT count(*) FROM link_polygon") == [(0,)]
    done, _ = run("syncplan", {"PLAN": plan, "OTHER": away, "MODE": "merge"})
    assert (done["ADDED"], done["CHANGED"], done["FIELDS"], done["CONFLICTS"]) == (1, 1, 1, 0)
    assert rows(plan, "SELECT status FROM action ORDER BY fid") == [("en_cours",), (None,)]
    shown = QgsVectorLayer(f"{plan}|layername=link_polygon", "x", "ogr")
    assert [round(f.geometry().area(), 1) for f in shown.getFeatures(shown.extent())] == [40.5]
    assert QgsVectorLayer(f"{done['BACKUP']}|layername=link_polygon", "x", "ogr").featureCount() == 0
    again, feedback = run("syncplan", {"PLAN": plan, "OTHER": away, "MODE": "merge"})
    assert (again["ADDED"], again["CHANGED"], again["BACKUP"]) == (0, 0, None)
    assert "brings nothing new" in feedback.text


@pytest.mark.parametrize(("word", "title"), [("other", "=Du terrain"), ("autre", "=Du terrain"), ("plan", "Du bureau")])
def test_a_conflict_is_listed_then_settled_by_the_table_a_person_filled(run, plan, away, tmp_path, word, title):
    change(plan, "A. B.", "1", title="Du bureau")
    change(away, "C. D.", "1", title="=Du terrain")
    table = tmp_path / "conflits.csv"
    first, feedback = run("syncplan", {"PLAN": plan, "OTHER": away, "MODE": "merge", "OUTPUT_CONFLICTS": str(table)})
    assert first["CONFLICTS"] == 1
    assert "Changed on both sides" in feedback.text
    ((row),) = conflicts(table)
    assert {"Du bureau", "A. B.", "'=Du terrain", "C. D.", "title"} <= set(row.values())
    assert (row["choice"], rows(plan, "SELECT title FROM action")[0]) == ("", ("Du bureau",))
    settled, _ = run("syncplan", {"PLAN": plan, "OTHER": away, "MODE": "merge", "CHOICES": str(choose(table, word))})
    assert (settled["CONFLICTS"], settled["SETTLED"]) == (0, 1)
    assert rows(plan, "SELECT title FROM action")[0] == (title,)
    assert run("syncplan", {"PLAN": plan, "OTHER": away})[0]["CONFLICTS"] == 0


def test_a_word_that_chooses_nothing_is_refused(run, plan, away, tmp_path):
    change(plan, "A. B.", "1", title="Du bureau")
    change(away, "C. D.", "1", title="Du terrain")
    table = tmp_path / "conflits.csv"
    run("syncplan", {"PLAN": plan, "OTHER": away, "OUTPUT_CONFLICTS": str(table)})
    with pytest.raises(QgsProcessingException, match="the choice “les deux” is neither"):
        run("syncplan", {"PLAN": plan, "OTHER": away, "MODE": "merge", "CHOICES": str(choose(table, "les deux"))})
    assert rows(plan, "SELECT title FROM action")[0] == ("Du bureau",)


def test_a_copy_in_an_edit_session_is_refused(run, plan, away, qgis_new_project):
    layer = QgsVectorLayer(f"{away}|layername=action", "Actions du terrain", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    with pytest.raises(QgsProcessingException, match="“Actions du terrain” of the plan is in an edit session"):
        run("syncplan", {"PLAN": plan, "OTHER": away, "MODE": "merge"})
    layer.rollBack()


def test_another_sqlite_is_refused_while_the_layers_of_the_copy_are_shown(
    run, plan, away, monkeypatch, qgis_new_project
):
    monkeypatch.setattr(plan_access, "one_sqlite", lambda: False)
    QgsProject.instance().addMapLayer(QgsVectorLayer(f"{away}|layername=action", "Actions", "ogr"))
    with pytest.raises(QgsProcessingException, match="different SQLite libraries"):
        run("syncplan", {"PLAN": plan, "OTHER": away})


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda plan, folder: plan, "is the plan itself"),
        (lambda plan, folder: str(folder / "absent.gpkg"), "no plan at"),
        (lambda plan, folder: _text(folder), "is damaged or is not a GeoPackage"),
    ],
)
def test_what_is_not_a_copy_of_the_plan_is_one_sentence(run, plan, tmp_path, prepare, sentence):
    before = sorted(p.name for p in tmp_path.iterdir())
    other = prepare(plan, tmp_path)
    with pytest.raises(QgsProcessingException, match=sentence):
        run("syncplan", {"PLAN": plan, "OTHER": other, "MODE": "merge", "OUTPUT_CONFLICTS": str(tmp_path / "c.csv")})
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "texte.gpkg") == before


def _text(folder: Path) -> str:
    (folder / "texte.gpkg").write_text("ceci n'est pas une base" * 100)
    return str(folder / "texte.gpkg")
