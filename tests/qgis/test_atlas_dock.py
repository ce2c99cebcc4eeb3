# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock *Atlas*: what is chosen is what is printed; a page to look at; cancel between pages."""

from __future__ import annotations

import pytest
from atlas_pcaet.ui.context import PlanContext
from atlas_pcaet.ui.docks.atlas import AtlasDock
from qgis.core import QgsProject

X, Y = 650_000, 7_060_000


@pytest.fixture
def dock(provider, layer, qgis_new_project, tmp_path):
    rows = [
        (f"POLYGON (({X + a} {Y}, {X + a + 2000} {Y}, {X + a + 2000} {Y + 2000}, {X + a} {Y}))", name)
        for a, name in ((0, "Arques"), (2000, "L'Été"), (4000, "Zouafques"))
    ]
    QgsProject.instance().addMapLayer(layer("Polygon", ["nom:string"], rows, name="communes"))
    line = (f"LINESTRING ({X} {Y + 5}, {X + 5000} {Y + 5})", 1)
    QgsProject.instance().addMapLayer(layer("LineString", ["n:integer"], [line], name="Routes"))
    made = AtlasDock(PlanContext())
    made.output.setFilePath(str(tmp_path / "atlas.pdf"))
    yield made
    made.unload()
    made.deleteLater()


def test_it_proposes_the_layers_of_the_project_and_the_field_of_the_name(dock):
    given = dock.parameters()
    assert given["NAME_FIELD"] == "nom"
    assert len(given["LAYERS"]) == 2
    assert given["PARTS"] == ["contents", "council", "territories", "themes", "actions", "notes"]
    assert [dock.page.itemText(row) for row in range(dock.page.count())] == ["Arques", "L'Été", "Zouafques"]


def test_what_is_chosen_is_what_is_printed(dock, tmp_path):
    results = dock.print_atlas()
    assert results["PAGES"] == 3
    assert (tmp_path / "atlas.pdf").stat().st_size > 1000
    assert "pages printed" in dock.bar.items()[0].text()


def test_a_page_is_looked_at_without_writing_the_atlas(dock, tmp_path):
    dock.page.setCurrentText("L'Été")
    assert dock.preview()
    assert dock.picture.pixmap().width() >= 400
    assert not (tmp_path / "atlas.pdf").exists()


def test_cancel_ends_between_two_pages_and_writes_nothing(dock, tmp_path):
    def press(value):
        if value >= 40:
            dock.cancel.click()

    dock.progress.valueChanged.connect(press)
    assert dock.print_atlas() == {}
    assert not list(tmp_path.iterdir())
    assert "Cancelled" in dock.bar.items()[0].text()
    assert dock.run_button.isEnabled()


def test_without_a_file_or_with_a_bad_template_it_says_what_to_do(dock, tmp_path):
    dock.output.setFilePath("")
    assert dock.print_atlas() == {}
    dock.output.setFilePath(str(tmp_path / "atlas.pdf"))
    (tmp_path / "faux.qpt").write_text("rien")
    dock.template.setFilePath(str(tmp_path / "faux.qpt"))
    assert dock.print_atlas() == {}
    assert any("faux.qpt" in item.text() for item in dock.bar.items())
    assert [file.name for file in tmp_path.iterdir()] == ["faux.qpt"]


def test_a_layer_that_leaves_the_project_leaves_the_list(dock):
    roads = QgsProject.instance().mapLayersByName("Routes")[0]
    QgsProject.instance().removeMapLayer(roads.id())
    assert len(dock.parameters()["LAYERS"]) == 1
