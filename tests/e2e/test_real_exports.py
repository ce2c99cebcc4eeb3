# SPDX-License-Identifier: GPL-2.0-or-later
"""Real plans imported, handed over in every format, and read back, through the real executable."""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.real
WRITERS = Path(__file__).resolve().parents[1] / "unit" / "test_writing_tet.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("remises")


@pytest.fixture(scope="module")
def strict_parser():
    """TET's parser, rewritten from its description for the unit tests."""
    spec = importlib.util.spec_from_file_location("tet_parser", WRITERS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.StrictParser


@pytest.fixture(scope="module")
def imported(qgis_process, folder, real_data):
    made = {}

    def plan(name: str, source: str) -> str:
        if name not in made:
            path = str(folder / f"{name}.gpkg")
            qgis_process("pcaet:createplan", {"PLAN": path, "NAME": f"PCAET {name}"}).results
            read = qgis_process(
                "pcaet:importactions",
                {"PLAN": path, "INPUT": str(real_data / source), "FORMAT": "auto", "MODE": "merge"},
            )
            made[name] = (path, read.results)
        return made[name]

    return plan


@pytest.fixture
def export(qgis_process, folder):
    def go(plan: str, wanted: str, name: str, **inputs):
        outputs = {"OUTPUT": str(folder / name), "OUTPUT_LOST": str(folder / f"{name}.perdu.csv")}
        results = qgis_process("pcaet:exportactions", {"PLAN": plan, "FORMAT": wanted, **outputs, **inputs}).results
        with Path(results["OUTPUT_LOST"]).open(encoding="utf-8-sig", newline="") as opened:
            return results, list(csv.DictReader(opened, delimiter=";"))

    return go


def scalar(plan, query):
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(query).fetchone()[0]


@pytest.fixture
def ademe(imported):
    return imported("ademe", "records/ademe_programmes_actions.json")[0]


@pytest.fixture
def passage(imported):
    return imported("passage", "documents/plan_passage.txt")[0]


def test_the_programmes_of_ademe_are_accepted_by_tet_s_parser(ademe, export, strict_parser, real_data):
    results, lost = export(ademe, "tet_xlsx", "ademe.xlsx")
    source = json.loads((real_data / "records" / "ademe_programmes_actions.json").read_text(encoding="utf-8"))
    lines = strict_parser(Path(results["OUTPUT"])).parse()
    assert results["WRITTEN"] == len(lines) == len(source)
    # CAPSO has two sheets 32 and two sheets 52 (reference, §3.4): TET refuses a title twice, theirs differ.
    assert len({(line["axes"], line["title"]) for line in lines}) == len(source)
    assert {row["fate"] for row in lost} <= {"lost", "moved", "changed", "cut"}
    # No status in the source: none in the file, and TET's own default is said for each action.
    assert {line["cells"][24] for line in lines} == {""}
    assert sum(row["field"] == "status" for row in lost) == len(source)


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_an_ordinary_workbook_of_the_programmes_comes_back_unchanged(ademe, export, qgis_process, extension):
    results, _ = export(ademe, extension, f"ademe_plat.{extension}")
    read = qgis_process(
        "pcaet:importactions", {"PLAN": ademe, "INPUT": results["OUTPUT"], "FORMAT": "table", "MODE": "dry_run"}
    ).results
    assert read["READ"] == read["UNCHANGED"] == results["WRITTEN"]
    assert (read["CREATED"], read["UPDATED"], read["REFUSED"]) == (0, 0, 0)


def test_the_passage_plan_goes_to_tet_with_its_pounds_as_text(passage, export, strict_parser):
    results, lost = export(passage, "tet_xlsx", "passage.xlsx")
    lines = strict_parser(Path(results["OUTPUT"])).parse()
    assert sum(not line["sub"] for line in lines) == 29  # the 29 actions of the plan
    assert sum(row["field"] == "action_link" for row in lost) == 3  # 22→4, 23→6, 25→4
    by_number = {line["title"].split(" - ")[0]: line["cells"] for line in lines if not line["sub"]}
    # The plan never says “hors taxes”: no amount becomes a number of TET's “€ HT”.
    for number in (18, 20, 21, 25, 26):
        assert by_number[f"Action {number}"][23] == ""
    assert "633 381,85€" in by_number["Action 25"][16]
    assert "£3 millions" in by_number["Action 25"][16]
    assert "£18,8 millions" in by_number["Action 26"][16]


def test_the_passage_plan_comes_back_from_an_ordinary_workbook(passage, export, qgis_process):
    results, lost = export(passage, "xlsx", "passage_plat.xlsx")
    assert {row["field"] for row in lost} <= {"place"}
    read = qgis_process(
        "pcaet:importactions", {"PLAN": passage, "INPUT": results["OUTPUT"], "FORMAT": "table", "MODE": "dry_run"}
    ).results
    assert (read["READ"], read["UNCHANGED"]) == (29, 29)


def test_the_sheets_of_the_passage_plan_are_one_pdf(passage, export):
    pypdf = pytest.importorskip("pypdf")
    results, _ = export(passage, "sheets_pdf", "passage.pdf")
    pages = pypdf.PdfReader(results["OUTPUT"]).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert results["WRITTEN"] == 29 <= len(pages)
    assert "£18,8 millions" in text.replace("’", "'")


def test_tet_s_valid_file_is_handed_back_with_the_same_titles_axes_and_pilots(
    imported, export, strict_parser, real_data
):
    plan, _ = imported("tet", "records/plan_with_sous_actions_valid.xlsx")
    results, _ = export(plan, "tet_xlsx", "tet.xlsx")
    before = strict_parser(real_data / "records" / "plan_with_sous_actions_valid.xlsx").parse()
    after = strict_parser(Path(results["OUTPUT"])).parse()

    def facts(lines):
        wanted = (5, 13, 24, 27)  # description, pilot, status, end
        titles = ("Action ", "Sous-action ")
        return sorted(
            (
                *line["axes"],
                *(
                    text.removeprefix(titles[0]).removeprefix(titles[1]).replace(" - ", " ")
                    for text in (line["title"], line["sub"])
                ),
                *(line["cells"][n] for n in wanted),
            )
            for line in lines
        )

    assert len(after) == len(before) == 7
    assert [row[5:] for row in facts(after)] == [row[5:] for row in facts(before)]


def test_a_collection_goes_out_and_comes_back_twice(imported, qgis_process, folder):
    plan, _ = imported("tet_valide", "records/nouveau-plan-valide.xlsx")
    sent = qgis_process(
        "pcaet:exportcollection", {"PLAN": plan, "YEAR": 2025, "DUE": "2026-03-31", "OUTPUT": str(folder / "envoi")}
    ).results
    assert sent["WORKBOOKS"] == len(list((folder / "envoi").iterdir())) > 1
    assert scalar(plan, "SELECT count(*) FROM collection WHERE returned_at IS NULL") == sent["WORKBOOKS"]
    inputs = {"PLAN": plan, "INPUT": str(folder / "envoi"), "FORMAT": "collection", "MODE": "merge"}
    first = qgis_process("pcaet:importactions", inputs).results
    assert first["READ"] == first["UNCHANGED"] == sent["ACTIONS"]
    before = scalar(plan, "SELECT count(*) FROM journal")
    qgis_process("pcaet:importactions", inputs).results
    assert scalar(plan, "SELECT count(*) FROM journal") == before
    assert scalar(plan, "SELECT count(*) FROM collection WHERE returned_at IS NULL") == 0


def test_the_checklist_of_a_plan_without_diagnosis_says_it_is_missing(ademe, export):
    results, _ = export(ademe, "deposit_checklist", "pieces.csv")
    with Path(results["OUTPUT"]).open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert {row["État"] for row in rows if row["Pièce"] == "Diagnostic"} == {"manquant"}
    assert [row["État"] for row in rows if row["Élément"] == "Actions du programme"] == ["rempli"]
