# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:preparetraffic`` in QGIS: layers, tables with ends of sections, defaults."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


def test_a_layer_of_counts(run, layer, tmp_path):
    rows = [
        (f"LINESTRING ({X} {Y + y}, {X + 9} {Y + y})", name, t, p)
        for y, name, t, p in ((0, "D1", "12 000", "8,5"), (5, "D2", "0", "0"))
    ]
    counts = layer("LineString", ["nom:string", "TMJA:string", "Part PL:string"], rows, name="comptages")
    results, feedback = run(
        "preparetraffic",
        {
            "INPUT": counts,
            "MAPPING": "hgv_share_pct=Part PL; road_id=nom",
            "YEAR": 2023,
            "OUTPUT": str(tmp_path / "r.gpkg"),
        },
    )
    made = {f["road_id"]: f for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}
    assert (made["D1"]["aadt"], made["D1"]["hgv_share_pct"], made["D1"]["year"]) == (12_000, 8.5, 2023)
    assert made["D1"]["count_quality"] == "measured"
    assert (results["MEASURED"], results["MISSING"]) == (1, 1)
    assert "1 counts of 0 are missing counts" in feedback.text


def test_a_table_with_the_ends_of_its_sections(run, tmp_path):
    file = tmp_path / "tmja.csv"
    file.write_text(
        f"objetID;route;xD;yD;xF;yF;TMJA;ratio_PL\na;A1;{X},5;{Y},5;{X + 1000};{Y};45960;26,03\nb;A1;0;0;0;0;100;5\n"
    )
    table = QgsVectorLayer(str(file), "tmja", "ogr")
    results, feedback = run("preparetraffic", {"INPUT": table, "YEAR": 2019, "OUTPUT": str(tmp_path / "r.gpkg")})
    (road,) = QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()
    assert (road["aadt"], road["hgv_share_pct"]) == (45_960, 26.03)
    assert road.geometry().length() == pytest.approx(999.5, abs=0.01)
    assert results["SKIPPED"] == 1
    assert "straight chords" in feedback.text


def test_defaults_need_a_class(run, layer, tmp_path):
    roads = layer("LineString", ["highway:string"], [(f"LINESTRING ({X} {Y}, {X + 9} {Y})", "primary")])
    given = {"INPUT": roads, "YEAR": 2023, "OUTPUT": str(tmp_path / "r.gpkg")}
    with pytest.raises(QgsProcessingException, match="No column holds the traffic"):
        run("preparetraffic", given)
    results, feedback = run("preparetraffic", given | {"DEFAULTS": True})
    (road,) = QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()
    assert road["count_quality"] == "default"
    assert "order of magnitude" in feedback.text


def test_a_table_without_geometry_nor_ends_is_named(run, tmp_path):
    (tmp_path / "t.csv").write_text("TMJA\n100\n")
    table = QgsVectorLayer(str(tmp_path / "t.csv"), "comptages", "ogr")
    with pytest.raises(QgsProcessingException, match="neither geometry nor the ends of its sections"):
        run("preparetraffic", {"INPUT": table, "YEAR": 2023, "OUTPUT": str(tmp_path / "r.gpkg")})


def test_the_count_of_a_neighbour_only_when_asked_and_marked(run, layer, tmp_path):
    rows = [
        (f"LINESTRING ({X} {Y}, {X + 900} {Y})", "D 1", 8000),
        (f"LINESTRING ({X + 900} {Y}, {X + 1800} {Y})", "D 1", None),
        (f"LINESTRING ({X + 900} {Y}, {X + 900} {Y + 500})", "D 2", None),
    ]
    roads = layer("LineString", ["route:string", "tmja:integer"], rows)
    given = {"INPUT": roads, "YEAR": 2023, "OUTPUT": str(tmp_path / "r.gpkg")}
    results, _ = run("preparetraffic", given)
    assert (results["MEASURED"], results["NEIGHBOURS"], results["MISSING"]) == (1, 0, 2)
    results, _ = run("preparetraffic", given | {"NEIGHBOUR_M": 1000})
    assert (results["MEASURED"], results["NEIGHBOURS"], results["MISSING"]) == (1, 1, 1)
    found = [(f["aadt"], f["count_quality"]) for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()]
    assert found == [(8000, "measured"), (8000, "neighbour"), (NULL, NULL)]
    without = layer("LineString", ["tmja:integer"], [(r[0], r[2]) for r in rows])
    with pytest.raises(QgsProcessingException, match="say its column in MAPPING, for example route=numero"):
        run("preparetraffic", given | {"INPUT": without, "NEIGHBOUR_M": 1000})
