# SPDX-License-Identifier: GPL-2.0-or-later
"""Workbooks and CSV: opened again by GDAL (and openpyxl where it is there), nothing executed, nothing half-written."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
import zipfile

import pytest
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.reading.spreadsheets import read_sheets
from atlas_pcaet.records.writing.attached_files import leads_outside
from atlas_pcaet.records.writing.calendar import as_written, precise, whole_date, whole_day
from atlas_pcaet.records.writing.delimited import write_delimited
from atlas_pcaet.records.writing.safe_text import neutralised, one_item, restored
from atlas_pcaet.records.writing.whole_file import safe_name, write_whole
from atlas_pcaet.records.writing.workbook import Banner, Column, Sheet, Workbook, write_workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# OWASP, "CSV Injection": the first characters a spreadsheet computes.
DANGEROUS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd", "@SUM(A1)", "\t=1", "- une puce"]


def made(path, **facts):
    columns = (
        Column("Titre", 40),
        Column("Statut", choices="statut"),
        Column("uuid", hidden=True),
        Column("Année", read_only=True),
    )
    rows = [[text, "En cours", f"u{n}", 2020 + n] for n, text in enumerate(DANGEROUS)]
    rows.append(["deux\nlignes & <balise> _x0041_ é", None, None, 1.5])
    sheet = Sheet(
        "Actions", columns, rows, (Banner("À gauche", 0, 1), Banner("À droite", 2, 3)), ("texte", "", "", ""), spare=10
    )
    return write_workbook(path, Workbook([sheet], {"statut": ("À venir", "En cours")}, "Essai"))


def gdal_rows(path, sheet="Actions"):
    from osgeo import gdal

    kind = path.suffix[1:].upper()
    options = {f"OGR_{kind}_HEADERS": "DISABLE", f"OGR_{kind}_FIELD_TYPES": "STRING"}
    for name, value in options.items():
        gdal.SetConfigOption(name, value)
    try:
        dataset = gdal.OpenEx(str(path))
        layer = dataset.GetLayerByName(sheet)
        return [[feature.GetField(n) for n in range(feature.GetFieldCount())] for feature in layer]
    finally:
        for name in options:
            gdal.SetConfigOption(name, None)


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_gdal_reads_every_cell_as_it_was_given(tmp_path, extension):
    pytest.importorskip("osgeo")
    rows = gdal_rows(made(tmp_path / f"a.{extension}"))
    assert rows[1][:2] == ["Titre", "Statut"]
    # GDAL gives a tab of ODS back as nothing: it is an element there.
    assert [row[0].replace("\t", "") for row in rows[3:9]] == [text.replace("\t", "") for text in DANGEROUS]
    assert [row[3] for row in rows[3:9]] == [str(2020 + n) for n in range(6)]


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_our_own_reader_gives_the_text_back_and_finds_no_formula(tmp_path, extension):
    sheet = read_sheets(made(tmp_path / f"a.{extension}"))[0]
    texts = [row.cells[0] for row in sheet.rows[3:]]
    assert texts == [*(text.strip() for text in DANGEROUS), "deux\nlignes & <balise> _x0041_ é"]
    assert not [remark for remark in sheet.remarks if "formula" in remark.text]


def test_a_text_that_looks_like_a_formula_is_a_text_and_stays_one_when_edited(tmp_path):
    with zipfile.ZipFile(made(tmp_path / "a.xlsx")) as package:
        sheet = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))
        styles = ET.fromstring(package.read("xl/styles.xml")).find(f"{MAIN}cellXfs")
    assert sheet.findall(f".//{MAIN}f") == []
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{MAIN}c")}
    for line in range(4, 10):
        assert cells[f"A{line}"].get("t") == "s"
        style = styles[int(cells[f"A{line}"].get("s"))]
        assert (style.get("quotePrefix"), style.get("numFmtId")) == ("1", "49")  # “@”: text, ECMA-376 §18.8.30
    assert styles[int(cells["A10"].get("s"))].get("quotePrefix") is None


def test_openpyxl_sees_the_lists_the_hidden_column_and_the_merged_cells(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(made(tmp_path / "a.xlsx"))
    sheet = book["Actions"]
    assert sheet.column_dimensions["C"].hidden
    assert {str(block) for block in sheet.merged_cells.ranges} == {"A1:B1", "C1:D1"}
    (validation,) = sheet.data_validations.dataValidation
    assert (validation.type, validation.formula1, str(validation.sqref)) == ("list", "Listes!$A$2:$A$3", "B4:B20")
    assert book["Listes"].sheet_state == "hidden"
    assert all(cell.data_type == "s" for cell in sheet["A"][3:])


def test_the_parts_of_the_workbook_hold_together(tmp_path):
    with zipfile.ZipFile(made(tmp_path / "a.xlsx")) as package:
        names = set(package.namelist())
        types = ET.fromstring(package.read("[Content_Types].xml"))
        declared = {node.get("PartName").lstrip("/") for node in types if node.get("PartName")}
        targets = {f"xl/{node.get('Target')}" for node in ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))}
        order = [node.tag.removeprefix(MAIN) for node in ET.fromstring(package.read("xl/worksheets/sheet1.xml"))]
    assert declared | targets <= names
    # CT_Worksheet is a sequence (ECMA-376 §18.3.1.99): Excel "repairs" a file whose elements stand in another order.
    sequence = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "dataValidations",
        "pageMargins", "pageSetup",
    ]  # fmt: skip
    assert order == sequence


def test_an_ods_says_its_type_in_its_first_bytes(tmp_path):
    content = made(tmp_path / "a.ods").read_bytes()
    # OpenDocument 1.2 part 3, §3.3: “mimetype” first and uncompressed, so that the type stands at byte 38.
    assert content[30:38] == b"mimetype"
    assert content[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def test_the_same_content_makes_the_same_file(tmp_path):
    for extension in ("xlsx", "ods"):
        assert made(tmp_path / f"a.{extension}").read_bytes() == made(tmp_path / f"b.{extension}").read_bytes()


@pytest.mark.parametrize("text", [*DANGEROUS, "'=1", "''@x", "simple", "-3", "-3,5", "'l'eau"])
def test_a_field_of_a_csv_is_neutralised_and_read_back(text):
    written = neutralised(text)
    assert restored(written) == text
    if written not in ("-3", "-3,5"):  # a negative number is only a number
        assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_csv_is_what_a_french_spreadsheet_opens(tmp_path):
    file = write_delimited(tmp_path / "a.csv", ("un", "deux"), [["=1+1", None], ['"x"; y', "l1\nl2"]])
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 4
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert list(csv.reader(opened, delimiter=";")) == [["un", "deux"], ["'=1+1", ""], ['"x"; y', "l1\r\nl2"]]


def test_nothing_is_left_when_the_writing_fails(tmp_path):
    def fail(part):
        part.write_text("à moitié")
        raise OSError(28, "No space left on device")

    (tmp_path / "a.xlsx").write_text("ancien")
    with pytest.raises(RecordError, match=r"“a.xlsx” could not be written: No space left"):
        write_whole(tmp_path / "a.xlsx", fail)
    assert [f.name for f in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_text() == "ancien"
    with pytest.raises(RecordError, match=r"folder .* does not exist"):
        write_whole(tmp_path / "absent" / "a.xlsx", fail)
    with pytest.raises(RecordError, match=r"is not a workbook"):
        write_workbook(tmp_path / "a.pdf", Workbook([Sheet("A", (Column("x"),))]))


def test_names_of_files_are_safe_on_every_system():
    assert safe_name("Pôle déchets / œuvres : « été »") == "Pole-dechets-oeuvres-ete"
    assert safe_name("../../etc/passwd") == "etc-passwd"
    assert safe_name("CON") == "CON_"
    assert safe_name("???") == "sans-nom"
    assert len(safe_name("x" * 500)) == 60


@pytest.mark.parametrize(
    ("path", "outside"),
    [("pieces/a.pdf", False), ("a..b.pdf", False), ("../a.pdf", True), ("pieces/../../a", True), ("/etc/passwd", True),
     ("C:\\a", True), ("\\\\serveur\\a", True), ("~/a", True), ("file:///a", True)],
)  # fmt: skip
def test_a_path_that_leads_outside_is_known(path, outside):
    assert leads_outside(path) is outside


def test_dates_are_written_as_precise_as_they_are_known():
    assert [as_written(d) for d in ("2025", "2025-03", "2025-03-31", "à l'été", None)] == [
        "2025",
        "mars 2025",
        "31/03/2025",
        "à l'été",
        None,
    ]
    assert as_written("2022-01-01", "year") == "2022"
    assert precise("2018-06-21", "season") == "2018-06"
    # The first day of a period to begin, its last to end; 2024 is a leap year.
    assert [whole_day("2024-02", end) for end in (False, True)] == ["01/02/2024", "29/02/2024"]
    assert [whole_date(d, True) for d in ("2025", "2025-13", "2025-02-30")] == ["2025-12-31", None, None]


def test_a_name_with_a_comma_is_one_item():
    assert one_item("Chambre, délégation Nord") == '"Chambre, délégation Nord"'
    assert (
        one_item("acteurs publics (collectivités,administrations)") == "acteurs publics (collectivités,administrations)"
    )
