# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms on a plan in PostGIS: they read a copy, and write back what they changed, all of it or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.cartography import plan_layers
from atlas_pcaet.cartography.plan_database import PlanDatabase
from atlas_pcaet.processing.plan_copies import PlanCopies, copy_from_database
from atlas_pcaet.records import schema
from atlas_pcaet.records.plan_address import PlanAddress
from atlas_pcaet.records.plan_file import open_plan, transaction
from atlas_pcaet.ui.docks.atlas import AtlasDock
from common_plan import by, told
from qgis.core import QgsProcessingException, QgsProcessingUtils, QgsProject


def one(server, sql):
    return told(server, sql)[0][0]


def entries(server) -> int:
    return one(server, "SELECT count(*) FROM §.journal")


@pytest.fixture
def copied(address, tmp_path) -> Path:
    """The plan as a file, as it stands in the database."""
    path = tmp_path / "copie.gpkg"
    copy_from_database(PlanDatabase(address), path)
    return path


def test_a_copy_has_every_row_its_version_its_journal_and_its_places(run, address, server, layer, tmp_path):
    points = layer("Point", ["k:string"], [("POINT (700000 6600000)", "a"), ("POINT (700100 6600050)", "b")])
    run("attachfeatures", {"PLAN": by(address, "agente"), "ACTION": "5", "LAYER": points, "KEY_FIELD": "k"})
    path = tmp_path / "copie.gpkg"
    copy_from_database(PlanDatabase(address), path)
    with closing(open_plan(path)) as plan:
        for table in schema.TABLES:
            columns = "uuid, fid" + (", version, deleted, modified_by" if table.journalled else "")
            theirs = [tuple(row) for row in told(server, f"SELECT {columns} FROM §.{table.name} ORDER BY fid")]
            ours = [tuple(row) for row in plan.execute(f"SELECT {columns} FROM {table.name} ORDER BY fid")]
            assert [tuple(map(plain, row)) for row in theirs] == ours, table.name
        (extent,) = plan.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'link_point'")
        assert tuple(extent) == (700000, 6600000, 700100, 6600050)
        found = plan.execute("SELECT count(*) FROM rtree_link_point_geom WHERE maxx < 700050").fetchone()[0]
        assert found == one(server, "SELECT count(*) FROM §.link_point WHERE ST_X(ST_Centroid(geom)) < 700050")
        # The rules and the journal are those of any plan.
        with transaction(plan, "moi"):
            plan.execute("UPDATE action SET title = 'Autre', modified_by = 'moi' WHERE number = '1'")
        last = plan.execute("SELECT author, operation FROM journal ORDER BY fid DESC LIMIT 1").fetchone()
        assert tuple(last) == ("moi", "update")


def plain(value):
    return int(value) if isinstance(value, bool) else value


def test_a_reader_exports_and_reports_and_nothing_is_written(run, address, server, tmp_path):
    before = entries(server)
    plan = by(address, "lectrice")
    exported, _ = run("exportactions", {"PLAN": plan, "FORMAT": "xlsx", "OUTPUT": str(tmp_path / "actions.xlsx")})
    assert exported["WRITTEN"] == one(server, "SELECT count(*) FROM §.action WHERE NOT deleted AND parent_uuid IS NULL")
    reported, _ = run("planreport", {"PLAN": plan, "OUTPUT_HTML": str(tmp_path / "bilan.html")})
    assert Path(reported["OUTPUT_HTML"]).is_file()
    assert entries(server) == before
    assert not list(Path(QgsProcessingUtils.tempFolder()).glob("*/plan/*.gpkg"))


def test_what_an_algorithm_writes_is_in_the_database_under_its_author(run, address, server, monkeypatch):
    from atlas_pcaet.processing import preferences

    monkeypatch.setattr(preferences, "author", lambda: "une agente")
    plan = by(address, "agente")
    _results, feedback = run("createaction", {"PLAN": plan, "TITLE": "Une action, l'une d'elles", "NUMBER": "51"})
    assert "Written into the database: 1 rows." in feedback.text
    run("createaction", {"PLAN": plan, "TITLE": "Une part", "NUMBER": "51.1", "PARENT": "51"})
    run("storevalue", {"PLAN": plan, "INDICATOR": "apc_air_no2", "YEAR": 2024, "VALUE": 12.25, "ACTION": "51", "SOURCE": "essai"})  # fmt: skip
    rows = told(server, "SELECT a.title, m.number, a.modified_by, a.version FROM §.action a LEFT JOIN §.action m ON m.uuid = a.parent_uuid WHERE a.number LIKE '51%' ORDER BY a.number")  # fmt: skip
    assert rows == [("Une action, l'une d'elles", None, "une agente", 1), ("Une part", "51", "une agente", 1)]
    assert one(server, "SELECT value FROM §.value v JOIN §.action a ON a.uuid = v.action_uuid WHERE a.number = '51'") == 12.25  # fmt: skip
    assert one(server, "SELECT author FROM §.journal ORDER BY fid DESC LIMIT 1") == "une agente"
    # The same value again changes its row: one change, of what was read last.
    run("storevalue", {"PLAN": plan, "INDICATOR": "apc_air_no2", "YEAR": 2024, "VALUE": 13, "ACTION": "51", "SOURCE": "essai"})  # fmt: skip
    assert told(server, "SELECT v.value, v.version FROM §.value v JOIN §.action a ON a.uuid = v.action_uuid WHERE a.number = '51' AND NOT v.deleted") == [(13.0, 2)]  # fmt: skip


def test_a_table_of_actions_is_imported_with_its_pilots_and_budgets(run, address, server, tmp_path):
    table = tmp_path / "actions.csv"
    table.write_text(
        "Numéro;Titre;Axe;Service pilote;Budget\n61;Une piste;Mobilité;Voirie;95 000 € HT\n62;Une aire;Mobilité;Voirie;\n",
        encoding="utf-8",
    )
    plan = by(address, "agente")
    given = {"PLAN": plan, "INPUT": str(table), "FORMAT": "table", "MODE": "merge"}
    results, _ = run("importactions", given)
    assert results["CREATED"] == 2
    assert told(server, "SELECT a.number, x.name, b.amount_min FROM §.action a JOIN §.axis x ON x.uuid = a.axis_uuid LEFT JOIN §.budget b ON b.action_uuid = a.uuid WHERE a.number IN ('61', '62') ORDER BY 1") == [
        ("61", "Mobilité", 95000.0), ("62", "Mobilité", None),
    ]  # fmt: skip
    assert one(server, "SELECT count(DISTINCT actor_uuid) FROM §.action_actor w JOIN §.action a ON a.uuid = w.action_uuid WHERE a.number IN ('61', '62')") == 1  # fmt: skip
    before = entries(server)
    again, _ = run("importactions", given)
    assert again["UNCHANGED"] == 2
    assert entries(server) == before


def test_an_owner_freezes_a_state_that_stays_closed(run, address, server, tmp_path):
    run("freezeplan", {"PLAN": by(address, "chef"), "NAME": "Adoption", "KIND": "adopted"})
    assert told(server, "SELECT name, closed FROM §.milestone") == [("Adoption", True)]
    frozen = one(server, "SELECT count(*) FROM §.milestone_row WHERE table_name = 'action'")
    assert frozen == one(server, "SELECT count(*) FROM §.action WHERE NOT deleted")
    compared, _ = run(
        "compareplans", {"PLAN": by(address, "lectrice"), "BEFORE": "Adoption", "OUTPUT": str(tmp_path / "ecarts.csv")}
    )
    assert compared["ADDED"] == compared["DROPPED"] == 0


def test_a_reader_who_writes_is_refused_and_nothing_changes(run, address, server):
    before = entries(server)
    with pytest.raises(QgsProcessingException, match="refused"):
        run("createaction", {"PLAN": by(address, "lectrice"), "TITLE": "Interdite"})
    assert entries(server) == before


def test_a_row_changed_meanwhile_stops_the_whole_write(run, address, server, monkeypatch):
    run("createaction", {"PLAN": by(address, "agente"), "TITLE": "Suivie", "NUMBER": "71"})
    store = {"PLAN": by(address, "agente"), "INDICATOR": "apc_air_no2", "YEAR": 2020, "ACTION": "71", "SOURCE": "essai"}
    run("storevalue", store | {"VALUE": 1})
    write = PlanCopies.bring_back

    def late(copies):
        told(server, "UPDATE §.value SET value = 5 WHERE year = 2020")
        return write(copies)

    monkeypatch.setattr(PlanCopies, "bring_back", late)
    with pytest.raises(QgsProcessingException, match="Someone changed a row of “Valeur d'indicateur”"):
        run("storevalue", store | {"VALUE": 2})
    assert one(server, "SELECT value FROM §.value WHERE year = 2020") == 5


def test_a_copy_that_was_away_is_merged_into_the_database(run, address, server, copied, tmp_path):
    field = tmp_path / "terrain.gpkg"
    shutil.copy(copied, field)
    with closing(open_plan(field)) as plan, transaction(plan, "terrain"):
        plan.execute("UPDATE action SET status = 'realise', modified_by = 'terrain' WHERE number = '2'")
        plan.execute("INSERT INTO action(plan_uuid, number, title, modified_by) SELECT uuid, '81', 'Vue sur place', 'terrain' FROM plan")  # fmt: skip
    told(server, "UPDATE §.action SET title = 'Action 2, au bureau', modified_by = 'bureau' WHERE number = '2'")
    given = {"PLAN": by(address, "agente"), "OTHER": str(field), "MODE": "merge"}
    results, _ = run("syncplan", given)
    assert (results["ADDED"], results["CHANGED"], results["CONFLICTS"]) == (1, 1, 0)
    assert told(server, "SELECT title, status, modified_by FROM §.action WHERE number = '2'") == [("Action 2, au bureau", "realise", "terrain")]  # fmt: skip
    assert one(server, "SELECT title FROM §.action WHERE number = '81'") == "Vue sur place"
    before = entries(server)
    again, _ = run("syncplan", given)
    assert (again["ADDED"], again["CHANGED"]) == (0, 0)
    assert entries(server) == before


def test_an_atlas_prints_the_plan_of_the_database(run, address, layer, tmp_path):
    square = "POLYGON ((699000 6599000, 701000 6599000, 701000 6601000, 699000 6601000, 699000 6599000))"
    communes = layer("Polygon", ["nom:string"], [(square, "Arques")], name="Communes")
    given = {"COVERAGE": communes, "NAME_FIELD": "nom", "LAYERS": [communes], "TITLE": "PCAET", "OUTPUT": str(tmp_path / "atlas.pdf")}  # fmt: skip
    results, _ = run("exportatlas", given | {"PLAN": by(address, "lectrice")})
    assert results["SHEETS"] > 3
    assert Path(results["OUTPUT"]).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ("postgres:nulle part/pcaet", "has no PostgreSQL connection “nulle part”"),
        ("postgres:par agente/public", "holds no plan of Atlas PCAET"),
        ("postgres:par agente", "is not the address of a plan in a database"),
        ("postgres:serveur absent/pcaet", "does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_sentence(run, connections, plan, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("createaction", {"PLAN": plan, "TITLE": "A"})


def test_rows_that_contradict_one_another_make_no_copy(tmp_path, address, monkeypatch):
    """A place whose action is not there, as a read between two writes of others would give."""
    database = PlanDatabase(address)
    rows = database.copied_rows
    monkeypatch.setattr(database, "copied_rows", lambda table: () if table.name == "action" else rows(table))
    with pytest.raises(Exception, match="could not be copied"):
        copy_from_database(database, tmp_path / "copie.gpkg")
    assert not (tmp_path / "copie.gpkg").exists()


def test_a_plan_that_never_rests_is_told(tmp_path, address, monkeypatch):
    database = PlanDatabase(address)
    turns = iter(range(100))
    monkeypatch.setattr(database, "latest", lambda: (next(turns), 0))
    with pytest.raises(Exception, match="written all the time"):
        copy_from_database(database, tmp_path / "copie.gpkg")
    assert not (tmp_path / "copie.gpkg").exists()


def test_the_copy_is_a_plan_for_sqlite_too(copied):
    with closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert PlanAddress.of(copied).file == str(copied)


# ---- copies -----------------------------------------------------------------------------------------------------------


def everything(path) -> dict[str, list[tuple]]:
    with closing(open_plan(path)) as plan:
        return {
            table.name: [tuple(row) for row in plan.execute(f"SELECT * FROM {table.name} ORDER BY fid")]
            for table in schema.TABLES
        }


def test_a_plan_goes_from_a_file_to_a_database_and_back_unchanged(run, address, server, copied, tmp_path):
    """The copy of the shared plan holds links, values, frozen states, a journal: all come back byte for byte."""
    given = {"PLAN": str(copied), "CONNECTION": "par createur", "SCHEMA": "copie_pcaet", "ROLES": False}
    results, _ = run("copyplan", given)
    assert results["COPY"] == "postgres:par createur/copie_pcaet"
    back = tmp_path / "retour.gpkg"
    again, _ = run("copyplan", {"PLAN": results["COPY"], "OUTPUT": str(back)})
    assert again["COPY"] == str(back)
    before, after = everything(copied), everything(back)
    assert {name: len(rows) for name, rows in before.items()} == {name: len(rows) for name, rows in after.items()}
    assert before == after
    assert before["link_point"]
    assert before["milestone_row"]
    # Its numbers go on, and its rules hold, for whoever writes next.
    run("createaction", {"PLAN": results["COPY"], "TITLE": "Après la copie", "NUMBER": "91"})
    rows = told(server, "SELECT max(fid) = (SELECT fid FROM copie_pcaet.action WHERE number = '91') FROM copie_pcaet.action")  # fmt: skip
    assert rows == [(True,)]
    last = told(server, "SELECT operation FROM copie_pcaet.journal ORDER BY fid DESC LIMIT 1")
    assert last == [("insert",)]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "one place: give a file or a database"),
        ({"OUTPUT": "x.gpkg", "CONNECTION": "par createur", "SCHEMA": "s"}, "one place"),
        ({"CONNECTION": "par createur"}, "name of the new schema"),
        ({"OUTPUT": "copie.csv"}, "a plan is a GeoPackage"),
        ({"CONNECTION": "par createur", "SCHEMA": "public"}, "exists already in the database"),
        ({"CONNECTION": "par lectrice", "SCHEMA": "a_moi"}, "may not make a schema"),
    ],
)
def test_a_copy_that_cannot_be_made_is_one_sentence(run, copied, connections, tmp_path, given, sentence):
    given = given | ({"OUTPUT": str(tmp_path / given["OUTPUT"])} if "OUTPUT" in given else {})
    with pytest.raises(QgsProcessingException, match=sentence):
        run("copyplan", {"PLAN": str(copied), **given})
    assert [file.name for file in tmp_path.iterdir()] == ["copie.gpkg"]


def test_a_copy_is_never_written_over_a_file(run, copied, tmp_path):
    other = tmp_path / "autre.gpkg"
    other.write_bytes(b"un fichier")
    with pytest.raises(QgsProcessingException, match="exists already: a plan is never overwritten"):
        run("copyplan", {"PLAN": str(copied), "OUTPUT": str(other)})
    assert other.read_bytes() == b"un fichier"


def test_the_dock_of_the_atlas_prints_the_plan_that_is_open(opened, address, layer, tmp_path):
    """It proposes the layers of the project, and none of the plan's own."""
    context = opened("lectrice")
    square = "POLYGON ((699000 6599000, 701000 6599000, 701000 6601000, 699000 6601000, 699000 6599000))"
    QgsProject.instance().addMapLayer(layer("Polygon", ["nom:string"], [(square, "Arques")], name="Communes"))
    plan_layers.open_in_project(by(address, "lectrice"), QgsProject.instance())
    dock = AtlasDock(context)
    try:
        dock.output.setFilePath(str(tmp_path / "atlas.pdf"))
        given = dock.parameters()
        assert given["PLAN"] == by(address, "lectrice")
        assert [QgsProject.instance().mapLayer(one).name() for one in given["LAYERS"]] == ["Communes"]
        results = dock.print_atlas()
        assert results["SHEETS"] > results["PAGES"] == 1
    finally:
        dock.unload()
        dock.deleteLater()
