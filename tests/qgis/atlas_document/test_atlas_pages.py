# SPDX-License-Identifier: GPL-2.0-or-later
"""What the pages of the document say, their paper and their pictures."""

from __future__ import annotations

import re
import subprocess

import pytest
from atlas_pages import X, Y, added, box, flat, text_of
from qgis.core import QgsProcessingException


def test_pictures_and_geopdf_are_written_beside_when_asked(atlas, tmp_path):
    from osgeo import gdal

    results, _ = atlas(PARTS=["territories"], IMAGES=str(tmp_path / "png"), GEOPDF=str(tmp_path / "geo"))
    pictures = sorted((tmp_path / "png").iterdir())
    assert [picture.suffix for picture in pictures] == [".png"] * 5
    assert pictures[1].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert results["IMAGES"] == str(tmp_path / "png")
    geo = sorted((tmp_path / "geo").iterdir())
    assert len(geo) == 5  # the cover has a map too
    opened = gdal.Open(str(geo[1]))
    if opened is None:
        pytest.skip("this GDAL does not read PDF")
    assert "Lambert" in opened.GetProjection()


@pytest.mark.parametrize(("paper", "size"), [("a4", "595 x 842"), ("a3", "1191 x 842")])
def test_the_paper_is_the_one_asked_for_on_every_page(atlas, plan, paper, size):
    results, _ = atlas(PLAN=plan, PAPER=paper)
    done = subprocess.run(["pdfinfo", "-l", "99", results["OUTPUT"]], capture_output=True, text=True, check=True)
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", done.stdout)
    assert len(sizes) == results["SHEETS"]
    assert {" x ".join(str(round(float(side))) for side in pair) for pair in sizes} == {size}


def test_a_page_opens_with_its_sentence_and_compares_with_the_whole(atlas, plan):
    results, _ = atlas(PLAN=plan, PARTS=["territories"])
    pages = [flat(page) for page in text_of(results["OUTPUT"])]
    assert "Here, 1 of the 3 actions of the plan has a place." in pages[1]
    assert "No action of the plan has a place here." in pages[3]
    assert "Figure Here Everywhere" in pages[1]
    # 1.5 km of the first road here (from 500 to 2 000 m), 2.3 km in all.
    assert "Routes: length 1,5 km 2,3 km" in pages[1]
    assert "The map does not show: the 2 actions of the plan that have no place." in pages[1]
    assert "“Routes: length”: the highest of 4 territories." in pages[1]
    assert not any("NULL" in page for page in pages)


def test_sectors_with_a_need_are_counted_in_the_sentence(atlas, plan, layer):
    rows = [(box(400, 400, 600, 600), 1), (box(1900, 1900, 1950, 1950), 2), (box(90_000, 0, 90_100, 100), 3)]
    need = added(layer("Polygon", ["n:integer"], rows, name="secteurs"))
    results, feedback = atlas(
        PLAN=plan, NEED=need, NEED_WHERE="où l'air est mauvais", PARTS=["council", "territories", "actions"]
    )
    pages = [flat(page) for page in text_of(results["OUTPUT"])]
    assert "Here, 1 action touches 1 of the 2 sectors où l'air est mauvais." in pages[2]
    assert "Here, there is no sector où l'air est mauvais." in pages[4]
    assert "Sectors où l'air est mauvais: 1 of 2 are touched by an action; actions that touch one: 1." in pages[1]
    assert "It touches 1 of the 2 sectors où l'air est mauvais." in pages[6]
    assert "left out: 1." in feedback.text


def test_an_action_without_place_has_its_sheet_without_map(atlas, plan):
    results, _ = atlas(PLAN=plan, PARTS=["actions"])
    pages = [flat(page) for page in text_of(results["OUTPUT"])]
    assert len(pages) == 1 + 3
    assert "2 – Une étude" in pages[2]
    assert "This action has no place on the map" in pages[2]
    assert "km" not in pages[2]  # no scale bar
    assert "km" in pages[1]


def test_actions_of_which_nothing_is_recorded_are_rows_of_one_list(atlas, plan, run):
    for number in range(4, 10):
        run("createaction", {"PLAN": plan, "TITLE": f"Action {number}", "NUMBER": str(number)})
    results, _ = atlas(PLAN=plan, PARTS=["actions"])
    pages = [flat(page) for page in text_of(results["OUTPUT"])]
    assert len(pages) == 1 + 1 + 1  # the cover, the action with a place, the list of the eight others
    assert all(f"{number} – Action {number}" in pages[2] for number in range(4, 10))


def test_the_total_of_a_group_is_its_own(atlas):
    atlas(GROUP='"canton"', FILES="group", PARTS=["territories"])
    pages = {file.name: flat(" ".join(text_of(file))) for file in atlas.folder.iterdir()}
    # Arques and Éperlecques: the first road, 2 km; the two others: 0.3 km. Never 2.3 km.
    assert "Routes: length 1,5 km 2,0 km" in pages["atlas_nord.pdf"]
    assert not any("2,3 km" in text for text in pages.values())


def test_values_of_a_territory_are_beside_those_of_the_whole_with_change_and_target(atlas, plan, run):
    import sqlite3

    connection = sqlite3.connect(plan)
    with connection:
        # A GeoPackage's own triggers ask for these functions where a geometry is written (STYLE.md, traps).
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(function, 1, lambda _geometry: None)
        connection.execute("INSERT INTO territory(name, kind) VALUES ('ARQUES', 'commune'), ('Le Pays', 'EPCI')")
        connection.execute("UPDATE plan SET start_year = 2019")
    connection.close()
    for territory, year, kind, value in (
        ("ARQUES", 2019, "result", 20.0), ("ARQUES", 2024, "result", 15.0), ("ARQUES", 2030, "target", 10.0),
        ("Le Pays", 2019, "result", 18.0), ("Le Pays", 2024, "result", 18.0),
    ):  # fmt: skip
        run("storevalue", {"PLAN": plan, "INDICATOR": "apc_air_no2", "YEAR": year, "KIND": kind, "VALUE": value, "TERRITORY": territory, "SOURCE": "essai"})  # fmt: skip
    results, _ = atlas(PLAN=plan, PARTS=["territories", "council"])
    pages = [flat(page) for page in text_of(results["OUTPUT"])]
    row = pages[2]
    for words in (
        "15 µg/m³ (2024)",
        "−25 % since 2019",
        "target 10 µg/m³ (2030)",
        "18 µg/m³ (2024)",
        "unchanged since 2019",
    ):
        assert all(word in row for word in words.split()), words
    assert "NO2" not in pages[3]
    assert "18 µg/m³ in 2024, as in 2019" in pages[1]


def test_themes_are_those_given_or_the_line_that_is_wrong_is_told(atlas):
    results, _ = atlas(THEMES="Mobilité: Routes", PARTS=["themes"])
    pages = [flat(page) for page in text_of(results["OUTPUT"])]
    assert "Mobilité" in pages[1]
    assert "2,3 km" in pages[1]
    assert "“Routes: length”: Arques alone holds half of the total of the 4 territories." in pages[1]
    for wrong, said in (
        ("Mobilité", "is not “Title: layer, layer”"),
        ("Air: Absente", "no layer of the atlas is named “Absente”"),
    ):
        with pytest.raises(QgsProcessingException, match=said):
            atlas(THEMES=wrong)


def test_figures_the_cover_has_no_room_for_are_named_in_the_log(run, layer, communes, tmp_path):
    layers = [added(layer("Point", ["n:integer"], [(f"POINT ({X + 10 + i} {Y + 10})", i)], name=f"Lieux {i}")) for i in range(7)]  # fmt: skip
    given = {"COVERAGE": communes, "NAME_FIELD": "nom", "LAYERS": layers, "PARTS": ["territories"]}
    _, feedback = run("exportatlas", given | {"OUTPUT": str(tmp_path / "a.pdf")})
    assert "the first 5 figures; the pages show these too: “Lieux 5: number”, “Lieux 6: number”." in feedback.text


def test_the_notes_give_sources_limits_and_words(atlas, roads):
    metadata = roads.metadata()
    metadata.setRights(["© Département d'essai"])
    metadata.setAbstract("Comptages de 2019, sans les chemins.")
    roads.setMetadata(metadata)
    results, _ = atlas(PARTS=["notes"])
    notes = flat(" ".join(text_of(results["OUTPUT"])[1:]))
    for words in ("How to read", "Sources", "© Département d'essai", "Comptages de 2019", "Glossary", "EPCI"):
        assert words in notes


def test_a_text_too_long_for_its_place_ends_with_a_sign_and_is_told(atlas, plan, run):
    run("createaction", {"PLAN": plan, "TITLE": "Longue", "NUMBER": "4", "DESCRIPTION": "mot " * 6000})
    results, feedback = atlas(PLAN=plan, PARTS=["actions"])
    assert "[…]" in text_of(results["OUTPUT"])[-1]
    assert "a text is too long for its place" in feedback.text
