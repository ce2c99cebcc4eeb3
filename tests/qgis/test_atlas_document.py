# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole document: contents whose numbers are right, bookmarks, groups, pictures, paper, words; and what goes wrong."""

from __future__ import annotations

import re
import resource
import subprocess

import pytest
from atlas_pcaet.cartography import atlas_outline
from qgis.core import Qgis, QgsProcessingException, QgsProcessingFeedback, QgsProject

X, Y = 650_000, 7_060_000
ALL = ["contents", "council", "territories", "themes", "actions", "notes"]


def box(left, bottom, right, top) -> str:
    a, b, c, d = X + left, Y + bottom, X + right, Y + top
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


def text_of(pdf) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.replace("\u00a0", " ").replace("\u202f", " ").split("\f")[:-1]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def added(made):
    QgsProject.instance().addMapLayer(made)
    return made


@pytest.fixture
def communes(layer, qgis_new_project):
    names = ("Arques", "Éperlecques", "Saint-Omer", "Zouafques")
    rows = [
        (box(2000 * i, 0, 2000 * i + 2000, 2000), name, "nord" if i < 2 else "a/b:c?") for i, name in enumerate(names)
    ]
    return added(layer("Polygon", ["nom:string(80)", "canton:string(40)"], rows, name="communes"))


@pytest.fixture
def roads(layer, communes):
    rows = [
        (f"LINESTRING ({X + 500} {Y + 500}, {X + 2500} {Y + 500})", 1),
        (f"LINESTRING ({X + 4100} {Y + 9}, {X + 4400} {Y + 9})", 2),
    ]
    return added(layer("LineString", ["n:integer"], rows, name="Routes"))  # fmt: skip


@pytest.fixture
def plan(run, roads, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    for number, title, axis in (("1", "Une piste", "Bouger"), ("2", "Une étude", "Savoir"), ("3", "Un conseil", None)):
        run("createaction", {"PLAN": path, "TITLE": title, "NUMBER": number} | ({"AXIS": axis} if axis else {}))
    run("attachfeatures", {"PLAN": path, "ACTION": "1", "LAYER": roads, "EXPRESSION": "n = 1"})
    return path


@pytest.fixture
def atlas(run, communes, roads, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()

    def make(**more):
        given = {"COVERAGE": communes, "NAME_FIELD": "nom", "LAYERS": [roads], "TITLE": "Essai", "PARTS": ALL}
        return run("exportatlas", given | {"OUTPUT": str(folder / "atlas.pdf")} | more)

    make.folder = folder
    return make


def check_contents(pages: list[str]) -> list[tuple[str, int]]:
    """Each line of the contents names a page on which its title is, and which bears its number."""
    listed = []
    contents = [page for page in pages if re.search(r"^ *Title +Page", page, re.MULTILINE)]
    for page in contents:
        for line in page.splitlines():
            found = re.match(r"\s*(\S.*?)\s{2,}(\d+)$", line)
            if found:
                listed.append((found[1], int(found[2])))
    for title, number in listed:
        assert f"Page {number}" in flat(pages[number - 1]), (title, number)
    return listed


def test_the_contents_name_the_page_where_each_title_is(atlas, plan):
    results, _ = atlas(PLAN=plan)
    pages = text_of(results["OUTPUT"])
    assert results["SHEETS"] == len(pages)
    listed = check_contents(pages)
    for title in (
        "Arques",
        "Éperlecques",
        "Saint-Omer",
        "Zouafques",
        "1 – Une piste",
        "2 – Une étude",
        "3 – Un conseil",
    ):
        number = dict(listed)[title]
        assert title in flat(pages[number - 1])
    assert [title for title, _n in listed if title.startswith(("Axis", "Actions"))] == ["Axis: Bouger", "Axis: Savoir", "Actions without an axis"]  # fmt: skip


def test_the_numbers_hold_when_the_cover_and_the_contents_take_several_pages(run, layer, roads, tmp_path):
    rows = [(box(10 * i, 0, 10 * i + 10, 10), f"Commune {i:03}") for i in range(130)]
    coverage = added(layer("Polygon", ["nom:string"], rows, name="beaucoup"))
    given = {"COVERAGE": coverage, "NAME_FIELD": "nom", "LAYERS": [roads], "TITLE": "Essai", "PARTS": ["contents", "territories", "notes"]}  # fmt: skip
    results, _ = run("exportatlas", given | {"OUTPUT": str(tmp_path / "a.pdf")})
    pages = text_of(results["OUTPUT"])
    listed = dict(check_contents(pages))
    assert sum(bool(re.search(r"^ *Title +Page", page, re.MULTILINE)) for page in pages) >= 3
    for i in range(130):
        assert f"Commune {i:03}" in pages[listed[f"Commune {i:03}"] - 1]


def test_a_template_of_two_pages_moves_the_numbers_on(atlas, root, tmp_path):
    own = tmp_path / "deux_pages.qpt"
    shipped = (root / "resources" / "layouts" / "territoire_a4.qpt").read_text(encoding="utf-8")
    page = re.search(r"<LayoutItem[^>]*type=\"65638\".*?</LayoutItem>", shipped, re.DOTALL)[0]
    second = page.replace('position="0,0,mm"', 'position="0,307,mm"').replace(
        'positionOnPage="0,0,mm"', 'positionOnPage="0,0,mm"'
    )
    own.write_text(shipped.replace(page, page + re.sub(r"uuid=\"[^\"]*\"", 'uuid="{00000000-0000-4000-8000-000000000001}"', second)), encoding="utf-8")  # fmt: skip
    results, _ = atlas(TEMPLATE=str(own), PARTS=["contents", "territories"])
    pages = text_of(results["OUTPUT"])
    assert len(pages) == 1 + 1 + 2 * 4
    listed = check_contents(pages)
    assert [number for title, number in listed if title != "Territories"] == [3, 5, 7, 9]


def test_bookmarks_lead_where_the_contents_say(atlas, plan):
    pypdf = pytest.importorskip("pypdf")
    results, _ = atlas(PLAN=plan)
    listed = check_contents(text_of(results["OUTPUT"]))
    reader = pypdf.PdfReader(results["OUTPUT"])

    def walk(items):
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield item.title, reader.get_destination_page_number(item) + 1

    assert [pair for pair in walk(reader.outline) if pair in listed] == listed
    assert reader.metadata.title == "Essai"


def test_without_pypdf_the_pdf_is_whole_and_the_log_says_what_it_lacks(atlas, monkeypatch):
    monkeypatch.setattr(atlas_outline, "can_bookmark", lambda: False)
    results, feedback = atlas()
    assert check_contents(text_of(results["OUTPUT"]))
    assert "The PDF has no bookmarks: the library pypdf is not installed." in feedback.text


def test_a_pdf_per_chapter_keeps_the_numbers_of_the_whole(atlas, plan):
    results, feedback = atlas(PLAN=plan, FILES="chapter")
    files = sorted(file.name for file in atlas.folder.iterdir())
    assert results["DOCUMENTS"] == len(files)
    assert files[0] == "atlas_00_Cover.pdf"
    assert "atlas_02_Territories.pdf" in files
    assert "Page 4" in flat(text_of(atlas.folder / "atlas_02_Territories.pdf")[0])
    assert "Written: atlas_00_Cover.pdf, " in feedback.text


def test_groups_are_chapters_or_files_whatever_their_names(atlas, plan):
    results, _ = atlas(GROUP='"canton"')
    titles = [title for title, _number in check_contents(text_of(results["OUTPUT"]))]
    assert titles.index("a/b:c?") < titles.index("Saint-Omer") < titles.index("nord") < titles.index("Arques")
    results, _ = atlas(GROUP='"canton"', FILES="group", PLAN=plan)
    assert sorted(file.name for file in atlas.folder.iterdir()) == ["atlas.pdf", "atlas_a-b-c.pdf", "atlas_nord.pdf"]
    north, south = (flat(" ".join(text_of(atlas.folder / f"atlas_{name}.pdf"))) for name in ("nord", "a-b-c"))
    assert "Arques" in north
    assert "Saint-Omer" not in north
    assert "Essai – nord" in north
    assert "1 – Une piste" in north  # its road lies in the two communes of the north
    assert "Une piste" not in south


def test_groups_whose_file_names_would_be_the_same_are_told_apart(run, layer, roads, tmp_path):
    rows = [(box(0, 0, 100, 100), "A", "a/b"), (box(100, 0, 200, 100), "B", "a:b"), (box(200, 0, 300, 100), "C", None)]
    coverage = added(layer("Polygon", ["nom:string", "g:string"], rows, name="noms"))
    given = {"COVERAGE": coverage, "NAME_FIELD": "nom", "LAYERS": [roads], "PARTS": ["territories"], "GROUP": '"g"', "FILES": "group"}  # fmt: skip
    folder = tmp_path / "out"
    folder.mkdir()
    _, feedback = run("exportatlas", given | {"OUTPUT": str(folder / "x.pdf")})
    assert sorted(file.name for file in folder.iterdir()) == ["x_Without group.pdf", "x_a-b.pdf", "x_a-b_2.pdf"]
    assert "Territories without group (features 3)" in feedback.text


@pytest.mark.parametrize(
    ("group", "said"), [("left(", "group"), ('"pop" >', "cannot be read"), ('"absent"', "absent"), ("to_int('x')", "fails on the feature"), ("", "give an expression")]
)  # fmt: skip
def test_a_group_that_cannot_be_computed_is_told(atlas, group, said):
    with pytest.raises(QgsProcessingException, match=re.escape(said)):
        atlas(GROUP=group, FILES="group")
    assert not list(atlas.folder.iterdir())


def test_two_pages_of_the_same_name_are_both_printed_and_told(run, layer, roads, tmp_path):
    rows = [(box(0, 0, 2000, 2000), "Saint-Martin"), (box(2000, 0, 4000, 2000), "Saint-Martin")]
    coverage = added(layer("Polygon", ["nom:string"], rows, name="noms"))
    pictures = tmp_path / "images"
    given = {
        "COVERAGE": coverage,
        "NAME_FIELD": "nom",
        "LAYERS": [roads],
        "PARTS": ["territories"],
        "IMAGES": str(pictures),
    }
    results, feedback = run("exportatlas", given | {"OUTPUT": str(tmp_path / "a.pdf")})
    assert results["PAGES"] == 2
    assert "2 pages are named “Saint-Martin”" in feedback.text
    assert [file.name for file in sorted(pictures.iterdir())][1:] == [
        "01_002_Saint-Martin.png",
        "01_003_Saint-Martin_2.png",
    ]


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


# ---- what goes wrong ------------------------------------------------------------------------------------------------


def test_an_item_the_template_lacks_is_left_out_and_named(atlas, root, tmp_path):
    shipped = (root / "resources" / "layouts" / "territoire_a4.qpt").read_text(encoding="utf-8")
    own = tmp_path / "maison.qpt"
    own.write_text(shipped.replace('id="chiffres"', 'id="x"').replace('id="phrase"', 'id="y"'), encoding="utf-8")
    _, feedback = atlas(TEMPLATE=str(own))
    assert "The template “maison.qpt” has no item “chiffres”, “phrase”: what they show is left out." in feedback.text


def test_a_folder_of_templates_takes_the_place_of_ours(atlas, root, tmp_path):
    shipped = (root / "resources" / "layouts" / "sommaire_a4.qpt").read_text(encoding="utf-8")
    own = tmp_path / "modeles"
    own.mkdir()
    (own / "sommaire_a4.qpt").write_text(shipped.replace("Sommaire", "Ce que vous lirez"), encoding="utf-8")
    results, _ = atlas(TEMPLATES=str(own))
    assert "Ce que vous lirez" in text_of(results["OUTPUT"])[1]


def test_a_font_that_is_not_installed_is_replaced_and_told(atlas, root, tmp_path):
    shipped = (root / "resources" / "layouts" / "territoire_a4.qpt").read_text(encoding="utf-8")
    own = tmp_path / "charte.qpt"
    own.write_text(shipped.replace('fontFamily="Open Sans"', 'fontFamily="Police de la charte"').replace('family name="Open Sans"', 'family name="Police de la charte"'), encoding="utf-8")  # fmt: skip
    _, feedback = atlas(TEMPLATE=str(own))
    said = [line for line in feedback.messages if "Police de la charte" in line]
    assert len(said) == 1
    assert re.search(r"is not installed: “.+” is printed\.", said[0])


@pytest.mark.parametrize("wkt", [box(0, 0, 0.5, 0.5), box(0, 0, 0.001, 2000), box(0, 0, 90, 90)])
def test_a_tiny_territory_has_a_map_of_a_neighbourhood(run, layer, roads, tmp_path, wkt):
    coverage = added(layer("Polygon", ["nom:string"], [(wkt, "Petit")], name="petit"))
    given = {"COVERAGE": coverage, "NAME_FIELD": "nom", "LAYERS": [roads], "PARTS": ["territories"]}
    results, _ = run("exportatlas", given | {"OUTPUT": str(tmp_path / "a.pdf")})
    page = text_of(results["OUTPUT"])[1]
    assert "Petit" in page
    # The scale bar: never a territory of a metre over a whole page.
    bar = float(re.search(r"0 +[\d,]+ +([\d,]+) km", page)[1].replace(",", "."))
    assert bar >= 0.05


def test_an_empty_territory_is_left_out_and_counted(run, layer, roads, tmp_path):
    rows = [(box(0, 0, 900, 900), "A"), ("POLYGON EMPTY", "B"), (None, "C")]
    coverage = added(layer("Polygon", ["nom:string"], rows, name="noms"))
    given = {"COVERAGE": coverage, "NAME_FIELD": "nom", "LAYERS": [roads], "PARTS": ["contents", "territories"]}
    results, _ = run("exportatlas", given | {"OUTPUT": str(tmp_path / "a.pdf")})
    assert (results["PAGES"], results["SKIPPED"]) == (1, 2)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326", "EPSG:27700"])
def test_the_crs_of_the_project_changes_nothing(atlas, crs):
    from qgis.core import QgsCoordinateReferenceSystem

    before = text_of(atlas()[0]["OUTPUT"])
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem(crs))
    assert text_of(atlas()[0]["OUTPUT"]) == before


def test_a_coverage_in_a_crs_without_code_is_printed(run, layer, roads, tmp_path):
    coverage = layer(
        "Polygon", ["nom:string"], [("POLYGON ((0 0, 3000 0, 3000 3000, 0 0))", "A")], crs="", name="local"
    )
    from qgis.core import QgsCoordinateReferenceSystem

    local = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=50.7 +lon_0=2.3 +datum=WGS84 +units=m +no_defs")
    assert local.isValid()
    coverage.setCrs(local)
    given = {"COVERAGE": added(coverage), "NAME_FIELD": "nom", "LAYERS": [roads], "PARTS": ["territories"]}
    results, _ = run("exportatlas", given | {"OUTPUT": str(tmp_path / "a.pdf")})
    assert results["PAGES"] == 1


def test_a_full_disk_is_told_and_leaves_nothing(atlas, tmp_path):
    """The size of files is limited for this process: writing then fails as on a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, limits[1]))
    try:
        with pytest.raises(QgsProcessingException, match="could not be written") as raised:
            atlas(IMAGES=str(tmp_path / "images"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "atlas.pdf" in str(raised.value)
    assert not list(atlas.folder.iterdir())
    assert not (tmp_path / "images").exists()


class CancelledAtPage(QgsProcessingFeedback):
    """The button, pressed when the bar has reached ``percent``."""

    def __init__(self, percent: float) -> None:
        super().__init__()
        self.progressChanged.connect(lambda done: self.cancel() if done >= percent else None)


@pytest.mark.parametrize("percent", [31, 50, 75, 99])
@pytest.mark.parametrize("files", ["one", "chapter", "group"])
def test_cancelled_at_some_page_nothing_is_under_the_final_names(atlas, run, plan, tmp_path, percent, files):
    from qgis.core import QgsApplication, QgsProcessingContext

    former = atlas.folder / "atlas.pdf"
    former.write_bytes(b"what was there")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:exportatlas")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    communes, roads = (QgsProject.instance().mapLayersByName(name)[0] for name in ("communes", "Routes"))
    given = {"COVERAGE": communes, "NAME_FIELD": "nom", "LAYERS": [roads], "PLAN": plan, "PARTS": ALL, "FILES": files, "GROUP": '"canton"'}  # fmt: skip
    feedback = CancelledAtPage(percent)
    results, _fine = algorithm.run(
        given | {"OUTPUT": str(former), "IMAGES": str(tmp_path / "images")}, context, feedback
    )
    assert feedback.isCanceled()
    assert results == {}
    assert [file.name for file in atlas.folder.iterdir()] == ["atlas.pdf"]
    assert former.read_bytes() == b"what was there"
    assert not (tmp_path / "images").exists()


def test_text_stays_text_in_every_template(atlas, plan, root):
    for paper in ("a4", "a3"):
        results, _ = atlas(PLAN=plan, PAPER=paper)
        whole = flat(" ".join(text_of(results["OUTPUT"])))
        for words in ("Arques", "Summary for the council", "1 – Une piste", "Glossary", "not filled in"):
            assert words in whole
    assert len(list((root / "resources" / "layouts").glob("*.qpt"))) == 17


def test_the_shipped_templates_ask_for_no_font_of_one_machine(root):
    families = set()
    for template in (root / "resources" / "layouts").glob("*.qpt"):
        families |= set(re.findall(r'fontFamily="([^"]*)"', template.read_text(encoding="utf-8")))
    assert families == {"Open Sans"}


def test_the_run_stays_in_the_main_thread(provider):
    assert provider.algorithm("exportatlas").flags() & Qgis.ProcessingAlgorithmFlag.NoThreading
