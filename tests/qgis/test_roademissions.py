# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roademissions`` in QGIS: fields kept, gaps said, the example fleet never silent."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


@pytest.fixture
def roads(layer):
    def line(y, length):
        return f"LINESTRING ({X} {Y + y}, {X + length} {Y + y})"

    rows = [
        (line(0, 1000), "D1", "12 000", "8,5", 80),
        (line(10, 2000), "D2", "n.c.", "5", 50),
        (line(20, 500), "D3", "9000", "0", 50),
        (line(30, 500), "D4", "9000", "140", 50),
        (line(40, 500), "D5", "9000", "5", 300),
        (line(50, 500), "D6", "9000", "5", 0),
    ]
    return layer("LineString", ["route:string", "tmja:string", "pl:string", "vitesse:integer"], rows, name="routes")


def parameters(roads, output, **more):
    fields = {"AADT_FIELD": "tmja", "HGV_FIELD": "pl", "SPEED_FIELD": "vitesse"}
    return {"ROADS": roads, "YEAR": 2025, "OUTPUT": str(output)} | fields | more


def test_roads_keep_their_fields_and_gaps_stay_empty(run, roads, tmp_path):
    results, feedback = run("roademissions", parameters(roads, tmp_path / "emissions.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    by_road = {feature["route"]: feature for feature in layer.getFeatures()}
    assert len(by_road) == 6
    assert by_road["D1"]["nox_g_km_h"] > 0
    assert by_road["D1"]["hgv_used_pct"] == 8.5
    assert by_road["D1"]["nox_kg_yr"] == pytest.approx(by_road["D1"]["nox_g_km_h"] * 8760 / 1000, rel=1e-9)  # 1 km
    for name in ("D2", "D3", "D4", "D5", "D6"):
        assert by_road[name]["nox_g_km_h"] == NULL
        assert by_road[name]["emission_quality"] == "non renseigné"
    assert results["SKIPPED"] == 5
    assert results["NOX_T_YR"] == pytest.approx(by_road["D1"]["nox_kg_yr"] / 1000)
    assert layer.attributeDisplayName(layer.fields().lookupField("co2_kg_yr")) == "CO2 (kg/year)"
    assert layer.renderer().type() == "RuleRenderer"
    for told in ("no traffic count", "heavy share unknown", "speed unknown", "EXAMPLE FLEET"):
        assert told in feedback.text
    assert "EXAMPLE FLEET" in layer.metadata().abstract()
    assert layer.metadata().rights() == ["example fleet, invented"]


def test_a_default_is_used_only_when_given_and_is_marked(run, roads, tmp_path):
    more = {"DEFAULT_HGV": 6, "DEFAULT_SPEED": 50}
    results, _ = run("roademissions", parameters(roads, tmp_path / "emissions.gpkg", **more))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    quality = {feature["route"]: feature["emission_quality"] for feature in layer.getFeatures()}
    assert quality == {
        "D1": "données de la couche", "D2": "non renseigné", "D3": "défaut", "D4": "défaut", "D5": "défaut", "D6": "défaut",
    }  # fmt: skip


def test_the_year_must_be_one_of_the_fleet(run, roads, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"has no year 2024\. It has: 2018, 2025, 2030"):
        run("roademissions", parameters(roads, tmp_path / "emissions.gpkg", YEAR=2024))
    assert list(tmp_path.iterdir()) == []


def test_a_layer_without_one_usable_road_is_one_sentence(run, roads, tmp_path):
    with pytest.raises(QgsProcessingException, match="No road of the layer “routes” has a traffic count"):
        run("roademissions", parameters(roads, tmp_path / "emissions.gpkg", AADT_FIELD="route"))
