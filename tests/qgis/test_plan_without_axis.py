# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan with no axis at all: imported from a table that has none, handed over in every format, reported and printed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.processing.plan.export_formats import FORMATS
from atlas_pcaet.records.reading.spreadsheets import read_sheets

TITLES = ["Une piste", "Une aire"]


@pytest.fixture
def plan(run, tmp_path):
    table = tmp_path / "actions.csv"
    table.write_text("Numéro;Titre;Statut\n1;Une piste;En cours\n2;Une aire;À venir\n", encoding="utf-8")
    path = str(tmp_path / "plan.gpkg")
    run("createplan", {"PLAN": path, "NAME": "Sans axe"})
    results, _ = run("importactions", {"PLAN": path, "INPUT": str(table), "FORMAT": "table", "MODE": "merge"})
    assert (results["CREATED"], results["REFUSED"]) == (2, 0)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM axis").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM action WHERE axis_uuid IS NULL").fetchone() == (2,)
    return path


@pytest.mark.parametrize(("form", "name"), [("tet_xlsx", "a.xlsx"), ("xlsx", "b.xlsx"), ("ods", "c.ods")])
def test_its_workbooks_hold_both_actions(run, plan, tmp_path, form, name):
    results, _ = run("exportactions", {"PLAN": plan, "FORMAT": form, "OUTPUT": str(tmp_path / name)})
    assert results["WRITTEN"] == 2
    text = [cell for sheet in read_sheets(Path(results["OUTPUT"])) for row in sheet.rows for cell in row.cells]
    assert all(any(title in cell for cell in text) for title in TITLES)


def test_its_geojson_holds_both_actions(run, plan, tmp_path):
    assert "geojson" in FORMATS
    results, _ = run("exportactions", {"PLAN": plan, "FORMAT": "geojson", "OUTPUT": str(tmp_path / "a.geojson")})
    text = json.dumps(json.loads(Path(results["OUTPUT"]).read_text(encoding="utf-8")), ensure_ascii=False)
    assert all(title in text for title in TITLES)


def test_its_sheets_and_its_report_are_written(run, plan, tmp_path):
    sheets, _ = run("exportactions", {"PLAN": plan, "FORMAT": "sheets_odt", "OUTPUT": str(tmp_path / "a.odt")})
    assert sheets["WRITTEN"] == 2
    report, _ = run("planreport", {"PLAN": plan, "OUTPUT_HTML": str(tmp_path / "bilan.html")})
    assert report["ACTIONS"] == 2
