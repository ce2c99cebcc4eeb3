# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole document: contents whose numbers are right, bookmarks, chapters, groups and their files."""

from __future__ import annotations

import re

import pytest
from atlas_pages import added, box, check_contents, flat, text_of
from atlas_pcaet.cartography import atlas_outline
from qgis.core import QgsProcessingException


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
