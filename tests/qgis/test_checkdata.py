# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:checkdata``: a folder or the project, a territory, and the official data that is there, old or missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import NULL, QgsProcessingException, QgsProject, QgsVectorLayer

BNLC = "id_local,nom_lieu,insee,date_maj,nbre_pl,nbre_pmr\n59001-C-001,Aire,{code},{date},10,1\n"
SQUARE = "POLYGON ((2.9 50.2, 3.1 50.2, 3.1 50.4, 2.9 50.4, 2.9 50.2))"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "donnees"
    made.mkdir()
    return made


def bnlc(folder, date="2025-03-01", code="59001", name="aires.csv"):
    (folder / name).write_text(BNLC.format(code=code, date=date), encoding="utf-8")


@pytest.fixture
def checked(run, folder, tmp_path):
    def check(**more):
        usual = {"FOLDER": str(folder), "YEAR": 2026, "OUTPUT": str(tmp_path / "etat.gpkg")}
        results, said = run("checkdata", usual | more)
        made = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
        names = [f.name() for f in made.fields()]
        rows = [dict(zip(names, f.attributes(), strict=True)) for f in made.getFeatures()]
        return results, said, rows

    return check


def one(rows, start):
    found = [row for row in rows if row["name"].startswith(start)]
    assert len(found) == 1, [row["name"] for row in rows]
    return found[0]


def test_a_file_is_recognised_whatever_its_name_and_dated(checked, folder):
    bnlc(folder)
    results, _said, rows = checked(CODES="59001, 59002")
    row = one(rows, "Base nationale des lieux de covoiturage")
    assert (row["state"], row["year"], row["age_years"], row["place"]) == ("there", 2025, 1, "aires.csv")
    assert row["recognised_by"] == "id_local, insee, nbre_pl"
    assert row["coverage_pct"] == 50
    assert (row["licence"], row["published_at"]) == ("ODbL", "transport.data.gouv.fr (BNLC)")
    assert results["THERE"] == 1
    assert results["MISSING"] == len(rows) - 1


@pytest.mark.parametrize(
    ("date", "code", "state"),
    [("2022-01-01", "59001", "too_old"), ("", "59001", "undated"), ("2025-01-01", "75056", "elsewhere"), ("2025-01-01", "59999", "there")],
)  # fmt: skip
def test_old_undated_and_elsewhere(checked, folder, date, code, state):
    bnlc(folder, date, code)
    _results, _said, rows = checked(CODES="59001")
    assert one(rows, "Base nationale des lieux de covoiturage")["state"] == state


def test_the_territory_layer_tells_what_lies_elsewhere(checked, folder, layer):
    polygon = layer("Polygon", ["insee:string"], [(SQUARE, "59001")], crs="EPSG:4326", name="territoire")
    (folder / "routes.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"tmja":1000,"ratio_pl":5,"annee":2024},'
        '"geometry":{"type":"Point","coordinates":[5.0,45.0]}}]}'
    )
    _results, _said, rows = checked(TERRITORY=polygon, CODE_FIELD="insee")
    road = one(rows, "Trafic moyen journalier annuel")
    assert (road["state"], road["year"], road["coverage_pct"]) == ("elsewhere", 2024, 0)


def test_the_layers_of_the_project_are_looked_at_without_a_folder(run, layer, tmp_path):
    shown = layer(
        "Point",
        ["numero_dpe:string", "etiquette_dpe:string", "date_etablissement_dpe:string"],
        [("POINT (0 0)", "1", "D", "2026-01-02")],
    )
    QgsProject.instance().addMapLayer(shown)
    try:
        results, _said = run("checkdata", {"THEMES": ["housing"], "YEAR": 2026, "OUTPUT": str(tmp_path / "o.gpkg")})
    finally:
        QgsProject.instance().removeMapLayer(shown)
    assert results["THERE"] == 1
    made = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert {f["theme"] for f in made.getFeatures()} == {"housing"}


def test_a_weather_file_in_text_and_what_cannot_be_read(checked, folder):
    (folder / "H_59.txt").write_text("numer_sta,date,dd,ff\n59343001,20240101000000,230,6.1\n")
    (folder / "note.txt").write_text("Une note, qui n'est pas une table.\n")
    (folder / "faux.gpkg").write_bytes(b"rien")
    results, said, rows = checked(THEMES=["air"])
    weather = one(rows, "Données climatologiques horaires")
    assert (weather["state"], weather["year"]) == ("there", 2024)
    assert results["SKIPPED"] == 2
    assert "faux.gpkg" in said.text


WEATHER = "numer_sta,date,dd,ff\n{},20240101000000,230,6.1\n"
PLACED = "NUM_POSTE,LAT,LON,AAAAMMJJHH,FF,DD\n{},{},{},2024010100,6.1,230\n"


@pytest.mark.parametrize("name", ["H.txt", "H.csv"])
@pytest.mark.parametrize(
    ("text", "state"),
    [
        (WEATHER.format("56185001"), "elsewhere"), (WEATHER.format("59343001"), "there"), (WEATHER.format("mq"), "unplaced"),
        # Lorient (47.76 N, 3.44 W) is 500 km away; 50.6 N is 0.2° or 22 km north of the square, 51.0 N 67 km.
        (PLACED.format("56185001", 47.76, -3.44), "elsewhere"), (PLACED.format("62765001", 50.6, 3.0), "there"),
        (PLACED.format("59343001", 51.0, 3.0), "elsewhere"),
    ],
)  # fmt: skip
def test_a_weather_station_is_placed_by_its_coordinates_else_by_its_code(checked, folder, layer, name, text, state):
    """The territory: 59001, from 50.2 to 50.4 N and 2.9 to 3.1 E."""
    polygon = layer("Polygon", ["insee:string"], [(SQUARE, "59001")], crs="EPSG:4326", name="territoire")
    (folder / name).write_text(text)
    results, _said, rows = checked(TERRITORY=polygon, CODE_FIELD="insee", THEMES=["air"])
    assert one(rows, "Données climatologiques horaires")["state"] == state
    assert results[state.upper()] == 1


def test_a_territory_without_codes_does_not_place_a_station_without_coordinates(checked, folder, layer):
    polygon = layer("Polygon", ["insee:string"], [(SQUARE, "59001")], crs="EPSG:4326", name="territoire")
    (folder / "H_56.txt").write_text(WEATHER.format("56185001"))
    _results, _said, rows = checked(TERRITORY=polygon, THEMES=["air"])
    assert one(rows, "Données climatologiques horaires")["state_label"] == "there, place unknown"


def test_an_empty_folder_misses_everything_and_says_where_it_is_published(checked):
    results, said, rows = checked(THEMES=["carpool"])
    assert results["MISSING"] == len(rows)
    assert all(row["year"] == NULL and row["published_at"] for row in rows)
    assert "published at transport.data.gouv.fr (BNLC)" in said.text


def test_the_summary_escapes_what_files_are_called(checked, folder, tmp_path):
    bnlc(folder, name="<b>aires & co<b>.csv")
    results, _said, _rows = checked(SUMMARY=str(tmp_path / "etat.html"))
    page = Path(results["SUMMARY"]).read_text(encoding="utf-8")
    assert "&lt;b&gt;aires &amp; co" in page
    assert "<b>aires" not in page
    assert page.count("<tr>") == page.count("</tr>")


def test_files_are_left_as_they_were(checked, folder):
    bnlc(folder)
    before = sorted(path.name for path in folder.iterdir())
    checked()
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"FOLDER": "/nulle/part"}, "does not exist"), ({"CODES": "Lille"}, "no code of a commune"), ({"CODE_FIELD": "insee"}, "choose the territory"),
        ({"TABLE": "absente.csv"}, "absente.csv"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_leaves_no_file(run, folder, tmp_path, change, part):
    if "TABLE" in change:
        change = {"TABLE": str(tmp_path / "absente.csv")}
    usual = {"FOLDER": str(folder), "OUTPUT": str(tmp_path / "etat.gpkg")}
    with pytest.raises(QgsProcessingException, match=part):
        run("checkdata", usual | change)
    assert not (tmp_path / "etat.gpkg").exists()
