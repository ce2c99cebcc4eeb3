# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong while the document is made: templates, fonts, odd territories, a full disk, a cancel."""

from __future__ import annotations

import re
import resource

import pytest
from atlas_pages import ALL, added, box, flat, text_of
from qgis.core import Qgis, QgsProcessingException, QgsProcessingFeedback, QgsProject


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
