# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportatlas``: pages, figures, names as they come, and nothing half-written."""

from __future__ import annotations

import random
import re
import subprocess

import pytest
from atlas_pages import X, Y, box, text_of
from qgis.core import QgsProcessingException, QgsProject


@pytest.fixture
def territories(layer, qgis_new_project):
    rows = [
        (box(0, 0, 1000, 1000), "Arques"),
        (box(1000, 0, 2000, 1000), "Éperlecques"),
        (box(2000, 0, 3000, 1000), "Zouafques"),
    ]
    made = layer("Polygon", ["nom:string"], rows, name="communes")
    QgsProject.instance().addMapLayer(made)
    return made


@pytest.fixture
def roads(layer, qgis_new_project, territories):
    made = layer(
        "LineString", ["n:integer"], [(f"LINESTRING ({X + 500} {Y + 500}, {X + 1500} {Y + 500})", 1)], name="Routes"
    )
    QgsProject.instance().addMapLayer(made)
    return made


def parameters(coverage, layers, output, **more):
    return {
        "COVERAGE": coverage,
        "NAME_FIELD": "nom",
        "LAYERS": layers,
        "TITLE": "Atlas d'essai",
        "PARTS": ["territories"],
        "OUTPUT": str(output),
        **more,
    }


def test_an_action_with_places_has_a_page_after_the_territories(run, territories, roads, tmp_path):
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run(
        "createaction",
        {"PLAN": plan, "TITLE": "Collecte <propre>", "NUMBER": "44", "AXIS": "Ressources", "PILOT": "Service déchets"},
    )
    run(
        "createaction",
        {"PLAN": plan, "TITLE": "Étudier les flux", "NUMBER": "44.1", "PARENT": "44", "STATUS": "En cours"},
    )
    run("createaction", {"PLAN": plan, "TITLE": "Sans lieu", "NUMBER": "45"})
    run("attachfeatures", {"PLAN": plan, "ACTION": "44.1", "LAYER": roads})
    value = {"PLAN": plan, "INDICATOR": "apc_air_bandes", "KIND": "result", "ACTION": "44", "SOURCE": "essai"}
    run("storevalue", value | {"YEAR": 2026, "VALUE": 26799})
    run("storevalue", value | {"YEAR": 2030, "KIND": "target", "REASON": "Trop tôt pour faire un bilan"})
    results, feedback = run(
        "exportatlas",
        parameters(territories, [roads], tmp_path / "atlas.pdf", PLAN=plan, PARTS=["territories", "actions"]),
    )
    pages = text_of(results["OUTPUT"])
    assert len(pages) == 1 + 3 + 2
    assert "Actions without a place, whose page has no map: 1." in feedback.text
    assert "45 – Sans lieu" in pages[-1]
    page = re.sub(r"\s+", " ", pages[-2])
    assert "44 – Collecte <propre>" in page
    for fact in (
        "Ressources",
        "Service déchets",
        "Étudier les flux (En cours)",
        "Trop tôt pour faire un bilan",
        "Page 5",
    ):
        assert fact in page
    # Two significant figures for an estimate without bounds: docs/atlas.md.
    assert "about 27 000 hab – essai" in page


def test_one_page_per_feature_in_alphabetical_order_after_the_cover(run, territories, roads, tmp_path):
    results, _ = run("exportatlas", parameters(territories, [roads], tmp_path / "atlas.pdf"))
    pages = text_of(results["OUTPUT"])
    assert results["PAGES"] == 3
    assert len(pages) == 4
    assert [re.search("Arques|Éperlecques|Zouafques", page)[0] for page in pages[1:]] == [
        "Arques",
        "Éperlecques",
        "Zouafques",
    ]
    assert all("Atlas d'essai" in page for page in pages)
    assert "Synthèse" in pages[0]
    assert "0,5 km" in pages[1]
    assert "0,0 km" not in pages[3]
    assert "“Routes: length”: 0 here" in pages[3]


def test_the_project_of_the_user_is_left_as_it_was(run, territories, roads, tmp_path):
    before = set(QgsProject.instance().mapLayers()), QgsProject.instance().isDirty()
    run("exportatlas", parameters(territories, [roads], tmp_path / "atlas.pdf"))
    assert (set(QgsProject.instance().mapLayers()), QgsProject.instance().isDirty()) == before


@pytest.mark.parametrize("name", ['A/B\\C:*?"<>|', "Saint-Omer 😀", "<b>gras</b>", "[% 1/0 %]", "x" * 300, "", None])
def test_a_name_no_file_can_hold_is_printed_all_the_same(run, layer, tmp_path, name, qgis_new_project):
    coverage = layer(
        "Polygon", ["nom:string(400)"], [(box(0, 0, 100, 100), name), (box(100, 0, 200, 100), name)], name="noms"
    )
    QgsProject.instance().addMapLayer(coverage)
    results, _ = run("exportatlas", parameters(coverage, [coverage], tmp_path / "atlas.pdf"))
    pages = text_of(results["OUTPUT"])
    assert len(pages) == 3
    if name in ("[% 1/0 %]", "<b>gras</b>"):
        assert name in pages[1]
    if not name:
        assert "Without name (feature 1)" in pages[1]


def test_a_feature_without_geometry_has_no_page_and_is_counted(run, layer, tmp_path, qgis_new_project):
    coverage = layer("Polygon", ["nom:string"], [(box(0, 0, 100, 100), "A"), (None, "B")], name="noms")
    QgsProject.instance().addMapLayer(coverage)
    results, _ = run("exportatlas", parameters(coverage, [coverage], tmp_path / "atlas.pdf"))
    assert (results["PAGES"], results["SKIPPED"]) == (1, 1)


def test_a_coverage_in_degrees_is_printed_in_metres(run, layer, tmp_path, qgis_new_project):
    shape = "POLYGON ((2.2 50.7, 2.3 50.7, 2.3 50.8, 2.2 50.8, 2.2 50.7))"
    coverage = layer("Polygon", ["nom:string"], [(shape, "A")], crs="EPSG:4326", name="degrés")
    QgsProject.instance().addMapLayer(coverage)
    results, _ = run("exportatlas", parameters(coverage, [coverage], tmp_path / "atlas.pdf"))
    # 0.1° × 0.1° near 50.75° N: 11.12 km × 7.06 km (WGS 84).
    area = int(re.search(r"area +([\d ]+) ha", text_of(results["OUTPUT"])[1])[1].replace(" ", ""))
    assert area == pytest.approx(11.125 * 7.06 * 100, rel=0.01)


def test_the_user_s_own_template_is_taken(run, root, territories, roads, tmp_path):
    own = tmp_path / "maison.qpt"
    shipped = (root / "resources" / "layouts" / "territoire_a4.qpt").read_text(encoding="utf-8")
    own.write_text(shipped.replace("En chiffres", "Le territoire chiffré"), encoding="utf-8")
    results, _ = run("exportatlas", parameters(territories, [roads], tmp_path / "atlas.pdf", TEMPLATE=str(own)))
    assert "Le territoire chiffré" in text_of(results["OUTPUT"])[1]


def test_a_template_that_lacks_our_items_is_printed_without_them(run, root, territories, roads, tmp_path):
    own = tmp_path / "maison.qpt"
    shipped = (root / "resources" / "layouts" / "territoire_a4.qpt").read_text(encoding="utf-8")
    for item in ("carte", "legende", "chiffres"):
        shipped = shipped.replace(f'id="{item}"', f'id="autre_{item}"')
    own.write_text(shipped, encoding="utf-8")
    results, _ = run("exportatlas", parameters(territories, [roads], tmp_path / "atlas.pdf", TEMPLATE=str(own)))
    assert len(text_of(results["OUTPUT"])) == 4


@pytest.mark.parametrize("content", ["pas du XML", "<xml/>", None])
def test_a_file_that_is_not_a_template_is_named_and_nothing_is_written(run, territories, roads, tmp_path, content):
    own = tmp_path / "faux.qpt"
    if content:
        own.write_text(content)
    with pytest.raises(QgsProcessingException, match=r"faux\.qpt"):
        run("exportatlas", parameters(territories, [roads], tmp_path / "atlas.pdf", TEMPLATE=str(own)))
    assert [p.name for p in tmp_path.iterdir()] == (["faux.qpt"] if content else [])


def test_a_folder_that_does_not_exist_is_named(run, territories, roads, tmp_path):
    with pytest.raises(QgsProcessingException, match="absent"):
        run("exportatlas", parameters(territories, [roads], tmp_path / "absent" / "atlas.pdf"))


def test_cancelled_at_some_page_nothing_is_left_and_the_former_atlas_stays(run, territories, roads, tmp_path):
    output = tmp_path / "atlas.pdf"
    _, feedback = run("exportatlas", parameters(territories, [roads], output))
    former = output.read_bytes()
    for moment in random.Random(3).sample(range(1, feedback.questions), min(8, feedback.questions - 1)):
        results, stopped = run("exportatlas", parameters(territories, [roads], output), cancel_at=moment)
        assert results == {}
        assert "nothing was written" in stopped.text
        assert output.read_bytes() == former
        assert [p.name for p in tmp_path.iterdir()] == ["atlas.pdf"]


def test_each_page_lists_the_actions_attached_to_a_place_in_it(run, territories, roads, tmp_path):
    plan = str(tmp_path / "plan.gpkg")
    run("createplan", {"PLAN": plan, "NAME": "PCAET"})
    run("createaction", {"PLAN": plan, "TITLE": "Optimiser la collecte", "NUMBER": "44", "STATUS": "En cours"})
    run("createaction", {"PLAN": plan, "TITLE": "Sans lieu", "NUMBER": "45"})
    run("attachfeatures", {"PLAN": plan, "ACTION": "44", "LAYER": roads, "KEY_FIELD": "n"})
    results, _ = run("exportatlas", parameters(territories, [roads], tmp_path / "a.pdf", PLAN=plan))
    pages = text_of(results["OUTPUT"])
    # The road runs from the first territory into the second, and not into the third.
    for page in pages[1:3]:
        assert "Action 44" in page
        assert "Optimiser la collecte" in page
        assert "En cours" in page
        assert "Sans lieu" not in page
    assert "Action 44" not in pages[3]
    assert "none" in pages[3]


def test_a_file_that_is_not_a_plan_is_named(run, territories, roads, tmp_path):
    (tmp_path / "faux.gpkg").write_bytes(b"")
    with pytest.raises(QgsProcessingException, match=r"faux\.gpkg"):
        run("exportatlas", parameters(territories, [roads], tmp_path / "a.pdf", PLAN=str(tmp_path / "faux.gpkg")))
    assert not (tmp_path / "a.pdf").exists()


def test_a_layer_that_hides_small_units_is_drawn_and_not_summed(run, layer, tmp_path):

    page = f"POLYGON (({X} {Y}, {X + 900} {Y}, {X + 900} {Y + 900}, {X} {Y + 900}, {X} {Y}))"
    pages = layer("Polygon", ["nom:string"], [(page, "Commune")], name="communes")
    units = layer(
        "Polygon",
        ["households:double", "masked:string"],
        [(page, 40.0, None), (page, None, "moins de 11")],
        name="carreaux",
    )
    given = {
        "COVERAGE": pages,
        "NAME_FIELD": "nom",
        "LAYERS": [units],
        "TITLE": "Essai",
        "OUTPUT": str(tmp_path / "a.pdf"),
    }
    results, _ = run("exportatlas", given)
    text = subprocess.run(
        ["pdftotext", "-layout", results["OUTPUT"], "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "carreaux" in text  # in the legend and the sources
    assert "carreaux: number" not in text
    assert "carreaux: area" not in text


def test_a_legend_longer_than_its_frame_is_made_smaller_not_cut(run, layer, territories, tmp_path):
    lines = [
        layer("LineString", ["n:integer"], [(f"LINESTRING ({X} {Y + 30 * i}, {X + 3000} {Y + 30 * i})", i)], name=f"Couche {i:02}")
        for i in range(26)
    ]  # fmt: skip
    QgsProject.instance().addMapLayers(lines)
    outputs, _ = run("exportatlas", parameters(territories, lines, tmp_path / "atlas.pdf"))
    cover, page = text_of(outputs["OUTPUT"])[0:2]
    for text in (cover, page):
        legend = text[text.index("Légende") : text.index("Sources")] if "Légende" in text else text
        missing = [one.name() for one in lines if one.name() not in legend]
        assert not missing, f"cut from the legend: {missing}"


def test_a_result_that_covers_one_commune_says_nothing_of_the_others(
    run, layer, territories, qgis_new_project, tmp_path
):
    """NOx of one road of 1 km, 2 000 kg a year, wholly in the first territory: 2 t there, nothing known elsewhere."""
    roads = layer(
        "LineString",
        ["nox_kg_yr:double"],
        [(f"LINESTRING ({X + 100} {Y + 100}, {X + 900} {Y + 700})", 2000.0)],
        name="Émissions",
    )
    metadata = roads.metadata()
    metadata.addHistoryItem("pcaet:roademissions, Atlas PCAET 0, 2026-01-01T00:00:00Z")
    roads.setMetadata(metadata)
    from qgis.core import QgsProject

    QgsProject.instance().addMapLayer(roads)
    results, _ = run("exportatlas", parameters(territories, [roads], tmp_path / "atlas.pdf"))
    pages = text_of(results["OUTPUT"])
    first = [page for page in pages[1:] if "not covered" not in page]
    assert len(first) == 1
    assert "2,0 t/yr" in first[0]
    assert "territories covered: 1 of 3" in first[0].replace("\n", " ")
    assert not any("0,0" in page.split("Figure")[-1] for page in pages[1:] if page not in first)


def test_a_folder_of_templates_that_does_not_exist_is_refused_and_a_misspelt_name_told(
    run, territories, roads, tmp_path
):
    output = tmp_path / "atlas.pdf"
    with pytest.raises(QgsProcessingException, match="does not exist"):
        run("exportatlas", parameters(territories, [roads], output, TEMPLATES=str(tmp_path / "absent")))
    assert not output.exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "teritoire_a4.qpt").write_text("<x/>", encoding="utf-8")
    _, feedback = run("exportatlas", parameters(territories, [roads], output, TEMPLATES=str(tmp_path / "mine")))
    assert "not used: teritoire_a4.qpt" in feedback.text
    assert "has no template for this paper" in feedback.text
