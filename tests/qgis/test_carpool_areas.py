# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importcarpoolareas`` and ``pcaet:exportcarpoolareas`` in QGIS."""

from __future__ import annotations

import csv
import datetime
import json
import re
import sqlite3

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

HEADER = "id_local,nom_lieu,ad_lieu,com_lieu,insee,type,date_maj,ouvert,source,Xlong,Ylat,nbre_pl,nbre_pmr,duree,horaires,proprio,lumiere,comm"
GOOD = "A1,Les Romains,rue de la Gare,Ici,59001,Parking,2023-05-01,true,245900410,3.00010,46.50010,15,1,,24/7,MEL,true,"
# The square of 10 km from the origin of Lambert-93 (3° E, 46.5° N = 700,000 m, 6,600,000 m).
COMMUNE = "POLYGON ((695000 6595000, 705000 6595000, 705000 6605000, 695000 6605000, 695000 6595000))"


def breaks(schema: dict, row: dict[str, str]) -> list[str]:
    """What a row breaks in a Table Schema, read from its JSON only."""
    found = []
    for field in schema["fields"]:
        text, rule = row[field["name"]], field.get("constraints", {})
        if text == "":
            found += [field["name"]] if rule.get("required") else []
            continue
        try:
            kind = field["type"]
            value = {"integer": int, "number": float}.get(kind, str)(text)
            if kind == "date":
                datetime.datetime.strptime(text, field["format"])
            fine = kind != "boolean" or text in ("true", "false")
        except ValueError:
            found.append(field["name"])
            continue
        fine &= re.search(rule.get("pattern", ""), text) is not None and text in rule.get("enum", [text])
        fine &= rule.get("minimum", value) <= value <= rule.get("maximum", value)
        found += [] if fine else [field["name"]]
    return found


@pytest.fixture
def schema(real_data):
    return json.loads((real_data / "mobility" / "schemas" / "lieux-covoiturage_v0.3.1.json").read_text())


@pytest.fixture
def files(tmp_path):
    """Two files of different versions, with what files have in them."""
    recent = tmp_path / "récent.csv"
    recent.write_text(
        "\n".join(
            [
                HEADER,
                GOOD,
                GOOD.replace("A1", "A2").replace("2023-05-01", "01/06/2023").replace(",15,", ",15 places,"),
                "A3,Swapped,,,59001,Parking,2023-05-01,true,,46.52010,3.00010,8,,,,,,",
                "A4,Lambert,,,59830,Parking,2023-05-01,false,,701000,6601000,,,,,,,",
                "A5,Nowhere,,,59001,Parking,2023-05-01,true,,0,0,3,,,,,,",
            ]
        ),
        encoding="utf-8-sig",
    )
    old = tmp_path / "ancien.csv"
    header = HEADER.replace("id_local", "id_lieu").replace(",", ";")
    old.write_text(
        f"{header}\n59001-C-001;Forêt;;;59001;Délaissé routier;2025-01-01;true;;3.04000;46.51000;4;;;;;;\n",
        encoding="cp1252",
    )
    return [str(recent), str(old)]


@pytest.fixture
def imported(run, layer, files, tmp_path):
    communes = layer("Polygon", ["code:string", "nom:string"], [(COMMUNE, "59001", "Ici")], name="communes")
    given = {
        "FILES": files, "COMMUNES": communes, "CODE_FIELD": "code", "NAME_FIELD": "nom", "DATE": "2024-06-01",
        "OUTPUT": str(tmp_path / "aires.gpkg"), "REPORT": str(tmp_path / "anomalies.gpkg"),
    }  # fmt: skip
    return run("importcarpoolareas", given)


def rows_of(source, key):
    made = QgsVectorLayer(source, "x", "ogr")
    assert made.isValid()
    return {f[key]: f for f in made.getFeatures()}


def test_files_of_two_versions_are_checked_each_by_its_own(imported):
    results, feedback = imported
    assert "“récent.csv”: 5 places, schema 0.3.1, separator “,”, utf-8-sig." in feedback.text
    assert "“ancien.csv”: 1 places, schema 0.2.0, separator “;”, cp1252." in feedback.text
    areas = rows_of(results["OUTPUT"], "area_id")
    assert sorted(areas) == ["59001-C-001", "A1", "A2", "A3", "A4"]
    assert areas["59001-C-001"]["type"] == "Délaissé routier"
    counts = {key: results[key] for key in ("AREAS", "DUPLICATES", "INSEE_DIFFERENT", "FUTURE", "CLOSED", "WITHOUT_CAPACITY", "SKIPPED")}  # fmt: skip
    assert counts == {
        "AREAS": 5, "DUPLICATES": 1, "INSEE_DIFFERENT": 1, "FUTURE": 1, "CLOSED": 1, "WITHOUT_CAPACITY": 1, "SKIPPED": 1,
    }  # fmt: skip
    # 01/06/2023 and “15 places” of A2; 701,000 and 6,601,000 beyond 180 and 90 of A4.
    assert results["ERRORS"] == 4
    assert "“récent.csv”: 1 features left out, no position in France: 6." in feedback.text


def test_originals_and_proposals_stand_side_by_side(imported):
    results, _ = imported
    areas = rows_of(results["OUTPUT"], "area_id")
    second = areas["A2"]
    assert (second["date_maj"], second["proposed_date_maj"]) == ("01/06/2023", "2023-06-01")
    assert (second["nbre_pl"], second["proposed_nbre_pl"]) == ("15 places", 15)
    assert (areas["A1"]["duplicate_of"], areas["A1"]["usable"]) == ("A2", 0)  # as many places, older
    assert (second["duplicate_of"], second["usable"], second["line"], second["file"]) == (NULL, 1, 3, "récent.csv")
    swapped = areas["A3"]
    assert (swapped["Xlong"], swapped["Ylat"], swapped["position"]) == ("46.52010", "3.00010", "swapped")
    point = swapped.geometry().asPoint()
    assert (point.x(), point.y()) == pytest.approx((3.0001, 46.5201))
    lambert = areas["A4"]
    assert (lambert["insee"], lambert["insee_location"], lambert["proposed_insee"]) == ("59830", "59001", "59001")
    assert lambert.geometry().asPoint().x() == pytest.approx(3.013, abs=0.001)
    assert "Lambert-93" in lambert["problem_text"]
    assert (lambert["nbre_pl"], lambert["proposed_nbre_pl"], lambert["usable"]) == (NULL, NULL, 0)
    made = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert made.crs().authid() == "EPSG:4326"


def test_the_report_has_a_line_a_column_and_a_proposal(imported):
    results, feedback = imported
    table = QgsVectorLayer(results["REPORT"], "x", "ogr")
    found = {(f["id"], f["problem"]): f for f in table.getFeatures()}
    wrong = found["A2", "integer"]
    assert [wrong[k] for k in ("file", "line", "column", "value", "proposed")] == ["récent.csv", 3, "nbre_pl", "15 places", "15"]  # fmt: skip
    assert wrong["sentence"] == "“15 places” is not a whole number."
    assert found["A5", "no_position"]["line"] == 6
    assert found["59001-C-001", "future_date"]["file"] == "ancien.csv"
    assert "A2 line 3 nbre_pl" in feedback.text
    assert {f["severity"] for f in table.getFeatures()} <= {"schema error", "to check", "to know"}


def test_a_layer_of_points_with_other_names(run, layer, tmp_path):
    rows = [("POINT (700000 6600000)", "Gare", 12, True), ("POINT (700030 6600000)", "Place", None, True), (None, "x", 1, True)]  # fmt: skip
    points = layer("Point", ["nom:string", "places:integer", "OUVERT:boolean"], rows, name="parkings")
    results, feedback = run(
        "importcarpoolareas",
        {"INPUT": points, "MAPPING": "nom_lieu=nom; nbre_pl=places", "DATE": "2024-06-01", "OUTPUT": str(tmp_path / "a.gpkg")},
    )  # fmt: skip
    areas = rows_of(results["OUTPUT"], "nom_lieu")
    assert (areas["Gare"]["nbre_pl"], areas["Gare"]["ouvert"], areas["Gare"]["usable"]) == ("12", "true", 1)
    assert areas["Place"]["duplicate_of"] == areas["Gare"]["area_id"]
    assert areas["Gare"].geometry().asPoint().x() == pytest.approx(3.0)
    assert (results["AREAS"], results["SKIPPED"]) == (2, 1)
    assert "INSEE codes were not compared with the location" in feedback.text


def test_what_was_given_wrong_is_one_sentence(run, layer, files, tmp_path):
    output = {"OUTPUT": str(tmp_path / "a.gpkg")}
    points = layer("Point", ["nom:string"], [("POINT (700000 6600000)", "Gare")])
    communes = layer("Polygon", ["siren:string"], [(COMMUNE, "200093201")], name="communes")
    for given, sentence in (
        ({}, "Give either files of carpool places or a layer of points"),
        ({"FILES": files, "INPUT": points}, "Give either files"),
        ({"FILES": files, "DATE": "01/06/2024"}, "DATE: “01/06/2024” is not a date. Write it YYYY-MM-DD"),
        ({"FILES": files, "COMMUNES": communes}, "The layer “communes” has no field “insee”"),
        ({"FILES": files, "COMMUNES": communes, "CODE_FIELD": "siren"}, r"is an INSEE code \(first value: 200093201\)"),
        ({"FILES": files, "MAPPING": "capacite=nb"}, "“capacite=nb” is not understood"),
        ({"FILES": [str(tmp_path / "absent.csv")]}, "cannot be read"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("importcarpoolareas", given | output)
    assert not (tmp_path / "a.gpkg").exists()


def test_a_clean_file_has_an_empty_report_and_its_provenance(run, tmp_path):
    (tmp_path / "f.csv").write_text(f"{HEADER}\n{GOOD}\n")
    results, _ = run(
        "importcarpoolareas",
        {"FILES": [str(tmp_path / "f.csv")], "DATE": "2024-06-01", "OUTPUT": str(tmp_path / "a.gpkg"), "REPORT": str(tmp_path / "r.gpkg")},
    )  # fmt: skip
    assert results["ERRORS"] == 0
    assert QgsVectorLayer(results["REPORT"], "x", "ogr").featureCount() == 0
    metadata = QgsVectorLayer(results["OUTPUT"], "x", "ogr").metadata()
    assert "f.csv" in " ".join(metadata.history())


def test_the_proposed_values_pass_the_national_schema(run, imported, schema, tmp_path):
    results, feedback = run(
        "exportcarpoolareas",
        {"INPUT": imported[0]["OUTPUT"], "PROPOSED": True, "OUTPUT": str(tmp_path / "n.csv")},
    )
    raw = (tmp_path / "n.csv").read_bytes()
    assert raw.startswith(HEADER.encode())
    rows = {row["id_local"]: row for row in csv.DictReader(raw.decode("utf-8").splitlines())}
    assert sorted(rows) == ["59001-C-001", "A2", "A3", "A4"]
    assert [name for row in rows.values() for name in breaks(schema, row)] == []
    assert (rows["A2"]["nbre_pl"], rows["A2"]["date_maj"], rows["A4"]["insee"], rows["A4"]["ouvert"]) == ("15", "2023-06-01", "59001", "false")  # fmt: skip
    assert (rows["A3"]["Xlong"], rows["A3"]["Ylat"]) == ("3.0001000", "46.5201000")
    assert (results["AREAS"], results["DUPLICATES"], results["SKIPPED"]) == (4, 1, 1)
    assert "1 places without id_local take their id_lieu" in feedback.text


def test_the_values_as_read_are_written_or_refused_never_changed(run, imported, schema, tmp_path):
    results, feedback = run("exportcarpoolareas", {"INPUT": imported[0]["OUTPUT"], "OUTPUT": str(tmp_path / "n.csv")})
    rows = {row["id_local"]: row for row in csv.DictReader((tmp_path / "n.csv").read_text("utf-8").splitlines())}
    assert sorted(rows) == ["59001-C-001", "A1", "A3", "A4"]
    assert [name for row in rows.values() for name in breaks(schema, row)] == []
    assert rows["A4"]["insee"] == "59830"
    assert (results["AREAS"], results["DUPLICATES"], results["SKIPPED"]) == (4, 0, 1)
    assert "date_maj: “01/06/2023” is not a date written YYYY-MM-DD" in feedback.text
    assert "2 points do not stand at the coordinates Xlong and Ylat" in feedback.text


def test_any_points_in_any_crs_are_exported(run, layer, schema, tmp_path):
    fields = [
        "code:string",
        "nom:string",
        "insee:string",
        "type:string",
        "date_maj:date",
        "ouvert:integer",
        "nbre_pl:double",
    ]
    rows = [("POINT (700000 6600000)", "7", "Gare, nord", "59001", "Parking", "2023-05-01", 1, 12.0)]
    points = layer("Point", fields, rows, name="parkings")
    given = {"INPUT": points, "MAPPING": "id_local=code; nom_lieu=nom", "OUTPUT": str(tmp_path / "n.csv")}
    run("exportcarpoolareas", given)
    (row,) = csv.DictReader((tmp_path / "n.csv").read_text("utf-8").splitlines())
    assert breaks(schema, row) == []
    assert [row[k] for k in ("id_local", "nom_lieu", "date_maj", "ouvert", "nbre_pl", "Xlong", "Ylat")] == [
        "7", "Gare, nord", "2023-05-01", "true", "12", "3.0000000", "46.5000000",
    ]  # fmt: skip


def test_nothing_is_written_when_nothing_passes(run, layer, tmp_path):
    points = layer("Point", ["nom_lieu:string"], [("POINT (700000 6600000)", "Gare")], name="parkings")
    given = {"INPUT": points, "OUTPUT": str(tmp_path / "n.csv")}
    with pytest.raises(QgsProcessingException, match="No place of the layer “parkings” passes the schema"):
        run("exportcarpoolareas", given)
    with pytest.raises(QgsProcessingException, match="The layer “parkings” has no proposed values"):
        run("exportcarpoolareas", given | {"PROPOSED": True})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(run, layer, tmp_path):
    points = layer(
        "Point", ["id_local:string", "nom_lieu:string", "insee:string", "type:string", "date_maj:string", "ouvert:string"],
        [("POINT (700000 6600000)", "A1", "Gare", "59001", "Parking", "2023-05-01", "true")],
    )  # fmt: skip
    with pytest.raises(QgsProcessingException, match="could not be written"):
        run("exportcarpoolareas", {"INPUT": points, "OUTPUT": str(tmp_path / "absent" / "n.csv")})


def test_every_parameter_has_help(provider):
    for name in ("importcarpoolareas", "exportcarpoolareas"):
        algorithm = provider.algorithm(name)
        assert algorithm.shortHelpString()
        assert [p.name() for p in algorithm.parameterDefinitions() if not p.help()] == []


def test_a_duplicate_that_somebody_cleared_is_exported_again(run, imported, tmp_path):
    """In the attribute table, a cell that is emptied is an empty text, not NULL."""
    file = imported[0]["OUTPUT"].split("|")[0]

    def write(statement: str) -> None:
        connection = sqlite3.connect(file)
        for name in (
            "ST_IsEmpty",
            "ST_MinX",
            "ST_MaxX",
            "ST_MinY",
            "ST_MaxY",
        ):  # named in triggers that do not fire here
            connection.create_function(name, 1, lambda _blob: 0)
        connection.execute(statement)
        connection.commit()
        connection.close()

    given = {"INPUT": imported[0]["OUTPUT"], "PROPOSED": True, "OUTPUT": str(tmp_path / "n.csv")}
    assert run("exportcarpoolareas", given)[0]["AREAS"] == 4
    write("UPDATE aires SET duplicate_of = '' WHERE duplicate_of IS NOT NULL")
    assert run("exportcarpoolareas", given)[0]["AREAS"] == 5
    write("UPDATE aires SET duplicate_of = 'A1'")
    with pytest.raises(
        QgsProcessingException, match=r"Every place of the layer .* repeats another: empty duplicate_of"
    ):
        run("exportcarpoolareas", given)
