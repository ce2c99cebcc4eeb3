# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportactions``: every format by the algorithm, documents opened again, refusals in one sentence."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.cartography import sheet_document
from atlas_pcaet.records.plan_file import open_plan
from atlas_pcaet.records.reading.spreadsheets import read_sheets
from qgis.core import QgsProcessingException, QgsVectorLayer

SQL = Path(__file__).resolve().parent.parent / "data" / "plan_to_write.sql"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
X, Y = 650_000, 7_060_000


@pytest.fixture
def plan(run, tmp_path, layer):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    with closing(open_plan(results["PLAN"])) as connection:
        connection.executescript(SQL.read_text(encoding="utf-8"))
    places = layer("Point", ["id:string"], [(f"POINT ({X} {Y})", "A1"), (f"POINT ({X + 100} {Y})", "A2")], name="Aires")
    run("attachfeatures", {"PLAN": results["PLAN"], "ACTION": "44", "LAYER": places, "KEY_FIELD": "id"})
    return results["PLAN"]


@pytest.fixture
def export(run, plan, tmp_path):
    def go(wanted, name, **inputs):
        return run("exportactions", {"PLAN": plan, "FORMAT": wanted, "OUTPUT": str(tmp_path / name), **inputs})

    return go


def left(tmp_path):
    return sorted(f.name for f in tmp_path.iterdir() if not f.name.startswith("plan.gpkg"))


@pytest.mark.parametrize(
    ("wanted", "name", "written"),
    [("tet_xlsx", "a.xlsx", 6), ("tet_indicators", "a.xlsx", 2), ("ademe_csv", "a.csv", 6), ("xlsx", "a.xlsx", 6), ("ods", "a.ods", 6),
     ("geojson", "a.geojson", 6), ("gpkg", "a.gpkg", 6), ("sheets_odt", "a.odt", 4), ("sheets_pdf", "a.pdf", 4)],
)  # fmt: skip
def test_each_format_is_written_and_says_what_it_lost(export, tmp_path, wanted, name, written):
    results, feedback = export(wanted, name, OUTPUT_LOST=str(tmp_path / "perdu.csv"))
    assert (results["WRITTEN"], results["SKIPPED"]) == (written, 2)
    assert Path(results["OUTPUT"]) == tmp_path / name
    with (tmp_path / "perdu.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert len(list(csv.DictReader(opened, delimiter=";"))) == results["LOST"]
    assert "2" in feedback.text  # two confidential actions were not written
    assert left(tmp_path) == sorted([name, "perdu.csv"])


def test_geojson_is_in_longitude_and_latitude(export):
    pyproj = pytest.importorskip("pyproj")
    results, _ = export("geojson", "a.geojson")
    features = json.loads(Path(results["OUTPUT"]).read_text(encoding="utf-8"))["features"]
    placed = [f for f in features if f["geometry"]]
    assert len(placed) == 2
    lon, lat = pyproj.Transformer.from_crs(2154, 4326, always_xy=True).transform(X, Y)
    assert placed[0]["geometry"]["type"] == "MultiPoint"
    assert placed[0]["geometry"]["coordinates"][0] == pytest.approx([lon, lat], abs=1e-6)
    assert QgsVectorLayer(results["OUTPUT"], "x", "ogr").isValid()


def test_qgis_opens_the_geopackage_in_the_crs_of_the_plan(export):
    results, _ = export("gpkg", "a.gpkg")
    points = QgsVectorLayer(f"{results['OUTPUT']}|layername=lieux_point", "x", "ogr")
    assert (points.featureCount(), points.crs().authid()) == (2, "EPSG:2154")
    assert {f["key_value"] for f in points.getFeatures()} == {"A1", "A2"}
    assert QgsVectorLayer(f"{results['OUTPUT']}|layername=actions", "x", "ogr").featureCount() == 6


def test_only_the_actions_an_expression_chooses(export):
    results, _ = export("ods", "a.ods", FILTER="\"status\" = 'realise'")
    assert results["WRITTEN"] == 1
    results, _ = export("ods", "b.ods", FILTER="\"number\" = '44'")
    assert results["WRITTEN"] == 3  # with its sub-actions


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [('"statut" = 1', "statut"), ('"status" = ', "expression"), ("\"status\" = 'jamais'", "none|aucune"), ("to_date(\"title\") > '2020'", "44|Optimiser")],
)  # fmt: skip
def test_a_filter_that_cannot_be_used_says_so_and_writes_nothing(export, tmp_path, expression, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        export("ods", "a.ods", FILTER=expression)
    assert left(tmp_path) == []


def test_confidential_actions_leave_only_when_asked(export):
    results, _ = export("xlsx", "a.xlsx")
    assert "foncière" not in str([row.cells for sheet in read_sheets(Path(results["OUTPUT"])) for row in sheet.rows])
    results, _ = export("xlsx", "b.xlsx", CONFIDENTIAL=True)
    assert (results["WRITTEN"], results["SKIPPED"]) == (8, 0)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("ods", "a.xlsx"), ("tet_xlsx", "a.csv"), ("sheets_pdf", "a.odt"), ("ods", "plan.gpkg"), ("ods", "absent/a.ods")],
)
def test_an_output_that_cannot_be_is_refused(export, tmp_path, plan, wanted, name):
    before = Path(plan).read_bytes()
    with pytest.raises(QgsProcessingException):
        export(wanted, name)
    assert left(tmp_path) == []
    assert Path(plan).read_bytes() == before


def test_a_geopackage_that_is_not_a_plan_is_refused(run, tmp_path):
    with closing(sqlite3.connect(tmp_path / "vide.gpkg")) as connection:
        connection.execute("CREATE TABLE x (a)")
    with pytest.raises(QgsProcessingException, match=r"vide\.gpkg"):
        run("exportactions", {"PLAN": str(tmp_path / "vide.gpkg"), "FORMAT": "ods", "OUTPUT": str(tmp_path / "a.ods")})
    assert [f.name for f in tmp_path.iterdir()] == ["vide.gpkg"]


def test_a_folder_takes_one_document_per_action_under_a_safe_name(export, plan, tmp_path):
    with closing(open_plan(plan)) as connection:
        connection.execute("UPDATE action SET title = 'Fiche / : * ? ../x' WHERE uuid = 'a-47'")
    results, _ = export("sheets_pdf", "fiches")
    assert results["WRITTEN"] == 4
    assert sorted(f.name for f in (tmp_path / "fiches").iterdir()) == [
        "44-Optimiser-les-flux-et-modes-de-transports.pdf", "45-Renover-les-ecoles-2.pdf", "45-Renover-les-ecoles.pdf", "Fiche-x.pdf",
    ]  # fmt: skip


def odt_texts(path):
    with zipfile.ZipFile(path) as package:
        assert package.namelist()[0] == "mimetype"
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        tree = ET.fromstring(package.read("content.xml"))
    return ["".join(p.itertext()) for p in tree.iter(f"{TEXT}p")], tree


def test_an_odt_holds_the_sheet_as_text_even_what_looks_like_html(export, plan):
    with closing(open_plan(plan)) as connection:
        connection.execute("UPDATE action SET stakes = '<b>gras</b> & <script>x</script>' WHERE uuid = 'a-44'")
    results, _ = export("sheets_odt", "a.odt")
    texts, tree = odt_texts(results["OUTPUT"])
    assert "44 – Optimiser les flux et modes de transports" in texts
    assert "<b>gras</b> & <script>x</script>" in texts
    for expected in (
        "Service déchets, Chargée de mission climat",
        "Acheter des vélos-cargos",
        "environ 25 000 €",
        "Trop tôt pour faire un bilan",
    ):
        assert expected in texts
    assert "foncière" not in str(texts)
    widths = [v for e in tree.iter() for k, v in e.attrib.items() if k.endswith("}column-width")]
    assert widths
    assert all(w.endswith("pt") for w in widths)  # a share of the page is not a width of OpenDocument
    assert len(list(tree.iter(f"{TABLE}table"))) >= 4


def test_a_pdf_holds_its_text_as_text(export):
    pypdf = pytest.importorskip("pypdf")
    results, _ = export("sheets_pdf", "a.pdf")
    pages = pypdf.PdfReader(results["OUTPUT"]).pages
    text = " ".join("\n".join(page.extract_text() for page in pages).split())
    for expected in ("Optimiser les flux", "Revoir les tournées", "SRADDET MR6.3"):
        assert expected in text
    assert not set(text) & set("ﬁﬂﬀ")  # one sign for two letters is not found by a search
    width, height = (float(v) / 72 * 25.4 for v in pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)
    assert len(pages) >= 4  # a sheet begins a page


def test_a_docx_holds_the_sheets_as_text_and_tables(export):
    docx = pytest.importorskip("docx", reason="python-docx is an extra: the floor has none")
    results, _ = export("sheets_docx", "a.docx")
    made = docx.Document(results["OUTPUT"])
    assert "Optimiser les flux" in made.paragraphs[1].text
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    assert "Revoir les tournées" in " ".join(cells)


def test_without_its_library_a_docx_is_refused_by_its_name(export, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(QgsProcessingException, match="python-docx"):
        export("sheets_docx", "a.docx")
    assert left(tmp_path) == []


def test_the_checklist_says_how_much_is_there(export):
    results, feedback = export("deposit_checklist", "pieces.ods")
    rows = read_sheets(Path(results["OUTPUT"]))[0].rows
    assert results["WRITTEN"] == len(rows) - 1
    assert {row.cells[3] for row in rows[1:]} == {"rempli", "partiel", "manquant"}
    assert any(character.isdigit() for character in feedback.text)


def test_a_full_disk_leaves_no_document(export, tmp_path, monkeypatch):
    def full(sheets, footer, path):
        path.write_bytes(b"%PDF")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheet_document, "write_pdf", full)
    with pytest.raises(QgsProcessingException, match="No space left"):
        export("sheets_pdf", "a.pdf")
    assert left(tmp_path) == []
