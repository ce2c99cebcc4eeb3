# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:corridorbands`` on layers as they really are."""

from __future__ import annotations

import math
import random

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


def line(x: float, y: float, length: float = 1000) -> str:
    return f"LINESTRING ({X + x} {Y + y}, {X + x + length} {Y + y})"


def box(left, bottom, right, top) -> str:
    a, b, c, d = X + left, Y + bottom, X + right, Y + top
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


def rows_of(source) -> list[dict]:
    layer = QgsVectorLayer(source, "x", "ogr")
    assert layer.isValid(), source
    names = [f.name() for f in layer.fields()]
    return [dict(zip(names, f.attributes(), strict=True)) for f in layer.getFeatures()]


def whole(rows: list[dict]) -> dict:
    (row,) = [r for r in rows if r["zone"] == "ensemble"]
    return row


@pytest.fixture
def outputs(tmp_path):
    return {"OUTPUT": str(tmp_path / "bandes.gpkg"), "EXPOSURE": str(tmp_path / "exposition.gpkg")}


@pytest.fixture
def roads(layer):
    return layer("LineString", ["aadt:integer"], [(line(0, 0), 30_000), (line(0, 9000), 60_000)], name="routes")


def test_everything_optional_left_out_still_runs(run, roads, outputs):
    results, feedback = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", **outputs})
    assert results["SKIPPED"] == 0
    assert results["POPULATION_EXPOSED"] is None
    exposure = rows_of(results["EXPOSURE"])
    assert len(exposure) == 1
    assert whole(exposure)["road_km"] == pytest.approx(2.0)
    assert whole(exposure)["veh_km_day"] == pytest.approx(90_000)
    assert whole(exposure)["population"] is None or not whole(exposure)["population"]
    bands = {r["aadt_class"]: r for r in rows_of(results["OUTPUT"])}
    assert bands["25000-50000"]["half_width_m"] == 200
    assert bands[">50000"]["area_ha"] == pytest.approx((1000 * 600 + math.pi * 300**2) / 1e4, rel=1e-3)
    assert "screening" in feedback.text.lower()


def test_the_screening_label_is_in_the_metadata(run, roads, outputs):
    results, _ = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", **outputs})
    for key in ("OUTPUT", "EXPOSURE"):
        metadata = QgsVectorLayer(results[key], "x", "ogr").metadata()
        assert "Screening, inspired by the 2019 guide" in metadata.abstract()
        assert "à confirmer" in metadata.abstract()
        assert any("routes" in item and "blake2b" in item for item in metadata.history())


def test_people_buildings_and_places_are_counted_by_zone(run, layer, roads, outputs):
    zones = layer("Polygon", ["nom:string"], [(box(-500, -500, 500, 500), "Ouest"), (box(400, -500, 1500, 500), "Est")])
    cells = layer(
        "Polygon",
        ["ind:double"],
        [(box(0, 0, 100, 100), 10.0), (box(450, 0, 490, 40), 8.0), (box(0, 4000, 1, 4001), 99.0)],
    )
    places = layer("Point", ["n:integer"], [(f"POINT ({X + x} {Y})", 1) for x in (10, 450, 900)])
    results, _ = run(
        "corridorbands",
        {
            "ROADS": roads, "AADT_FIELD": "aadt", "ZONES": zones, "ZONE_FIELD": "nom", "POPULATION": cells,
            "POPULATION_FIELD": "ind", "SENSITIVE": places, **outputs,
        },
    )  # fmt: skip
    table = {(r["zone"], r["aadt_class"]): r for r in rows_of(results["EXPOSURE"])}
    assert table["Ouest", "25000-50000"]["population"] == pytest.approx(18)
    assert table["Est", "25000-50000"]["population"] == pytest.approx(8)
    assert table["ensemble", "ensemble"]["population"] == pytest.approx(18)
    assert results["POPULATION_EXPOSED"] == pytest.approx(18)
    assert [table[z, "25000-50000"]["sensitive"] for z in ("Ouest", "Est")] == [2, 2]
    assert table["ensemble", "ensemble"]["sensitive"] == 3
    assert {r["zone"] for r in rows_of(results["OUTPUT"]) if r["zone"]} >= {"Ouest", "Est", "Ouest | Est"}


def test_counts_written_as_text_are_read_and_the_rest_listed(run, layer, outputs):
    rows = [
        (line(0, 0), "12 345"), (line(0, 3000), "30000,5"), (line(0, 6000), "n.c."), (line(0, 9000), "0"),
        (line(0, 12000), None), (line(0, 15000), "-500"),
    ]  # fmt: skip
    roads = layer("LineString", ["tmja:string"], rows, name="comptages")
    results, feedback = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "tmja", **outputs})
    assert results["SKIPPED"] == 4
    assert whole(rows_of(results["EXPOSURE"]))["veh_km_day"] == pytest.approx(12_345 + 30_000.5)
    assert "“comptages”, field “tmja”: 1 values are not numbers (n.c.)" in feedback.text
    assert "3 features left out, no traffic count: 3, 4, 5" in feedback.text
    assert "1 features left out, negative traffic count: 6" in feedback.text


def test_no_usable_count_is_one_sentence_and_no_file(run, layer, outputs, tmp_path):
    roads = layer("LineString", ["tmja:string"], [(line(0, 0), "n.c."), (line(0, 1), None)], name="comptages")
    with pytest.raises(
        QgsProcessingException, match="No road of the layer “comptages” has a usable count in the field “tmja”"
    ):
        run("corridorbands", {"ROADS": roads, "AADT_FIELD": "tmja", **outputs})
    assert list(tmp_path.iterdir()) == []


def test_a_population_cell_without_number_is_listed_not_zero(run, layer, roads, outputs):
    cells = layer(
        "Polygon",
        ["ind:string"],
        [(box(0, 0, 10, 10), "10"), (box(20, 0, 30, 10), None), (box(40, 0, 50, 10), "-1")],
        name="carreaux",
    )
    results, feedback = run(
        "corridorbands",
        {"ROADS": roads, "AADT_FIELD": "aadt", "POPULATION": cells, "POPULATION_FIELD": "ind", **outputs},
    )
    assert results["POPULATION_EXPOSED"] == pytest.approx(10)
    assert results["SKIPPED"] == 2
    assert "“carreaux”: 2 features left out, number of inhabitants missing or negative: 2, 3" in feedback.text


def test_a_geographic_or_stretched_crs_is_computed_in_metres(run, layer, outputs):
    # One kilometre along a meridian near Saint-Omer: 1/111.25 degree (WGS 84 at 50.75° N: 111 249 m a degree).
    for crs in ("EPSG:4326", "EPSG:3857"):
        plain = layer(
            "LineString", ["aadt:integer"], [("LINESTRING (2.25 50.75, 2.25 50.758989)", 30_000)], crs="EPSG:4326"
        )
        if crs == "EPSG:3857":
            from qgis.core import QgsCoordinateTransform, QgsProject

            transform = QgsCoordinateTransform(plain.crs(), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
            geometry = next(plain.getFeatures()).geometry()
            geometry.transform(transform)
            plain = layer("LineString", ["aadt:integer"], [(geometry.asWkt(9), 30_000)], crs=crs)
        results, feedback = run("corridorbands", {"ROADS": plain, "AADT_FIELD": "aadt", **outputs})
        assert whole(rows_of(results["EXPOSURE"]))["road_km"] == pytest.approx(1.0, rel=2e-3)
        assert "Distances are computed in EPSG:2154" in feedback.text
        assert QgsVectorLayer(results["OUTPUT"], "x", "ogr").crs().authid() == "EPSG:2154"


def test_a_computation_crs_that_does_not_measure_metres_is_refused(run, layer, outputs):
    roads = layer("LineString", ["aadt:integer"], [("LINESTRING (2.25 50.75, 2.25 50.76)", 30_000)], crs="EPSG:4326")
    with pytest.raises(QgsProcessingException, match="Distances cannot be measured in EPSG:3857"):
        run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "PROJECT_CRS": "EPSG:3857", **outputs})


def test_layers_of_several_crs_meet(run, layer, roads, outputs):
    zones = layer("Polygon", ["nom:string"], [("POLYGON ((2 50, 3 50, 3 52, 2 52, 2 50))", "PPA")], crs="EPSG:4326")
    results, _ = run(
        "corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "ZONES": zones, "ZONE_FIELD": "nom", **outputs}
    )
    assert {r["zone"] for r in rows_of(results["EXPOSURE"])} == {"PPA", "ensemble"}


def test_multipart_and_z_m_roads_are_measured(run, layer, outputs):
    wkt = f"MULTILINESTRING ZM (({X} {Y} 1 2, {X + 500} {Y} 1 2), ({X + 500} {Y} 1 2, {X + 1000} {Y} 1 2))"
    roads = layer("MultiLineStringZM", ["aadt:integer"], [(wkt, 30_000)])
    results, _ = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", **outputs})
    assert whole(rows_of(results["EXPOSURE"]))["road_km"] == pytest.approx(1.0)


def test_null_and_broken_geometries_are_told_apart(run, layer, roads, outputs):
    bowtie = f"POLYGON (({X} {Y}, {X + 100} {Y + 100}, {X + 100} {Y}, {X} {Y + 100}, {X} {Y}))"
    zones = layer(
        "Polygon", ["nom:string"], [(bowtie, "Nœud"), (None, "Nulle"), (box(0, -90, 50, 90), None)], name="zonage"
    )
    results, feedback = run(
        "corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "ZONES": zones, "ZONE_FIELD": "nom", **outputs}
    )
    assert results["SKIPPED"] == 2
    assert "“zonage”: 1 invalid geometries repaired" in feedback.text
    assert "1 features left out, no geometry: 2" in feedback.text
    assert "1 features left out, no zone name: 3" in feedback.text


def test_a_length_field_in_kilometres_is_refused(run, layer, outputs):
    roads = layer("LineString", ["aadt:integer", "km:double"], [(line(0, 0), 30_000, 1.0)], name="routes")
    with pytest.raises(QgsProcessingException, match="“km” of the layer “routes” seems to hold kilometres"):
        run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "LENGTH_FIELD": "km", **outputs})


def test_a_schematic_section_is_flagged(run, layer, outputs):
    roads = layer(
        "LineString", ["aadt:integer", "m:double"], [(line(0, 0), 30_000, 1100.0), (line(0, 5000), 0, 2000.0)]
    )
    results, feedback = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "LENGTH_FIELD": "m", **outputs})
    row = whole(rows_of(results["EXPOSURE"]))
    assert (row["road_km"], row["uncounted_km"], row["schematic"]) == pytest.approx((1.1, 2.0, 2))
    assert "Tracé schématique: 2 sections of 2" in feedback.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"crs": ""}, "“routes” has no coordinate reference system"),
        ({"rows": []}, "“routes” has no feature"),
        ({"rows": [(None, 5)]}, "No feature of the layer “routes” has a usable geometry"),
    ],
)
def test_a_layer_that_cannot_be_used_is_named_and_nothing_is_written(run, layer, outputs, tmp_path, changes, sentence):
    roads = layer(
        "LineString",
        ["aadt:integer"],
        changes.get("rows", [(line(0, 0), 5)]),
        crs=changes.get("crs", "EPSG:2154"),
        name="routes",
    )
    with pytest.raises(QgsProcessingException, match=sentence):
        run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", **outputs})
    assert list(tmp_path.iterdir()) == []


def test_population_without_its_field_is_asked_for(run, layer, roads, outputs):
    cells = layer("Polygon", ["ind:double"], [(box(0, 0, 10, 10), 10.0)])
    with pytest.raises(QgsProcessingException, match="Choose the field of the population layer"):
        run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "POPULATION": cells, **outputs})


def test_cancelled_at_twenty_moments_nothing_is_left(run, layer, tmp_path):
    chance = random.Random(20)
    rows = [
        (line(chance.uniform(0, 2e4), chance.uniform(0, 2e4)), chance.choice([5_000, 20_000, 60_000]))
        for _ in range(1500)
    ]
    roads = layer("LineString", ["aadt:integer"], rows)
    zones = layer("Polygon", ["nom:string"], [(box(k * 1000, 0, k * 1000 + 1100, 2e4), str(k)) for k in range(20)])
    parameters = {"ROADS": roads, "AADT_FIELD": "aadt", "ZONES": zones, "ZONE_FIELD": "nom"}
    folder = tmp_path / "whole"
    folder.mkdir()
    _, feedback = run(
        "corridorbands", parameters | {"OUTPUT": str(folder / "b.gpkg"), "EXPOSURE": str(folder / "e.gpkg")}
    )
    assert feedback.questions > 40
    for moment in sorted(chance.sample(range(1, feedback.questions), 20)):
        folder = tmp_path / str(moment)
        folder.mkdir()
        targets = {"OUTPUT": str(folder / "b.gpkg"), "EXPOSURE": str(folder / "e.gpkg")}
        results, stopped = run("corridorbands", parameters | targets, cancel_at=moment)
        assert results == {}
        assert "nothing was written" in stopped.text
        assert list(folder.iterdir()) == [], f"cancelled at question {moment}"


def test_scripts_may_ask_for_memory_or_temporary_outputs(provider, roads):
    import processing

    for wanted in ("memory:", "TEMPORARY_OUTPUT"):
        results = processing.run(
            "pcaet:corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "OUTPUT": wanted, "EXPOSURE": wanted}
        )
        bands = (
            results["OUTPUT"]
            if isinstance(results["OUTPUT"], QgsVectorLayer)
            else QgsVectorLayer(results["OUTPUT"], "x", "ogr")
        )
        assert bands.featureCount() == 2
        table = (
            results["EXPOSURE"]
            if isinstance(results["EXPOSURE"], QgsVectorLayer)
            else QgsVectorLayer(results["EXPOSURE"], "x", "ogr")
        )
        assert table.featureCount() == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
def test_the_exposure_table_goes_into_a_spreadsheet(run, roads, tmp_path, suffix):
    outputs = {"OUTPUT": str(tmp_path / "b.gpkg"), "EXPOSURE": str(tmp_path / f"exposition.{suffix}")}
    results, _ = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", **outputs})
    (row,) = rows_of(results["EXPOSURE"])
    assert row["zone"] == "ensemble"
    assert float(row["road_km"]) == pytest.approx(2.0)


def test_a_table_of_one_s_own_gives_its_classes_their_colours(run, roads, tmp_path, outputs):
    table = tmp_path / "bandes.csv"
    table.write_text(
        "tmja_min,tmja_max,largeur_m_de_part_et_d_autre,source_status\n0,40000,50,arrêté\n40000,,75,arrêté\n",
        encoding="utf-8",
    )
    results, _ = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", "BAND_TABLE": str(table), **outputs})
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert {f["aadt_class"]: f["half_width_m"] for f in layer.getFeatures()} == {"0-40000": 50, ">40000": 75}
    colours = {category.value(): category.symbol().color().name() for category in layer.renderer().categories()}
    assert set(colours) == {"0-40000", ">40000"}
    assert len(set(colours.values())) == 2


def test_roads_digitised_twice_or_a_single_point_long_do_not_stop_the_run(run, layer, outputs):
    point = f"LINESTRING ({X} {Y + 5000}, {X} {Y + 5000})"
    rows = [(line(0, 0), 30_000), (line(0, 0), 30_000), (point, 20_000)]
    roads = layer("LineString", ["aadt:integer"], rows)
    results, _ = run("corridorbands", {"ROADS": roads, "AADT_FIELD": "aadt", **outputs})
    assert whole(rows_of(results["EXPOSURE"]))["road_km"] == pytest.approx(2.0)


def test_points_where_lines_are_asked_for_are_refused_in_one_sentence(run, layer, tmp_path):
    points = layer("Point", ["tmja:string"], [(f"POINT ({X} {Y})", "12000")], name="comptages")
    with pytest.raises(
        QgsProcessingException, match=r"“comptages” has points; “.+” needs lines\. Choose another layer"
    ):
        run("corridorbands", {"ROADS": points, "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")})
    table = layer("None", ["tmja:string"], [(None, "12000")], name="tableau", crs="")
    with pytest.raises(
        QgsProcessingException, match=r"“tableau” has no geometry; “.+” needs lines\. Choose another layer"
    ):
        run("corridorbands", {"ROADS": table, "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")})
    assert list(tmp_path.iterdir()) == []
