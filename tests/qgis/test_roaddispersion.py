# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:windkernel`` and ``pcaet:roaddispersion`` in QGIS: façades, totals, what is said, what is refused."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from osgeo import gdal, osr
from qgis.core import NULL, QgsGeometry, QgsPointXY, QgsProcessingException, QgsRasterLayer, QgsVectorLayer

X, Y = 650_000, 7_060_000


def box(left, bottom, right, top):
    a, b, c, d = X + left, Y + bottom, X + right, Y + top
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


@pytest.fixture(scope="module")
def weather(tmp_path_factory):
    """A year of west wind: 2025 hour by hour."""
    file = tmp_path_factory.mktemp("meteo") / "station.csv"
    time = pd.date_range("2025-01-01", periods=8760, freq="h")
    chance = np.random.default_rng(1)
    rows = zip(time, 2 + chance.weibull(2, 8760) * 3, (270 + chance.normal(0, 30, 8760)) % 360, strict=True)
    file.write_text("date;ff;dd;n\n" + "".join(f"{t:%Y%m%d%H};{ff:.1f};{dd:.0f};4\n" for t, ff, dd in rows))
    return file


@pytest.fixture
def kernel(run, weather, tmp_path):
    more = {"ROSE": str(tmp_path / "rose.png"), "PICTURE": str(tmp_path / "noyau.png")}
    results, feedback = run("windkernel", {"WEATHER": str(weather), "OUTPUT": str(tmp_path / "noyau.npz"), **more})
    assert results["HOURS"] == 8760
    assert "not a whole year" not in feedback.text
    for name in ("rose.png", "noyau.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
    return results["OUTPUT"]


@pytest.fixture
def roads(layer):
    rows = [
        (f"LINESTRING ({X} {Y - 1000}, {X} {Y + 1000})", "D 1", 300.0),
        (f"LINESTRING ({X} {Y - 1000}, {X} {Y + 1000})", "D 1 bis", 300.0),
        (f"LINESTRING ({X + 900} {Y}, {X + 900.4} {Y})", "bout", 300.0),
        (f"LINESTRING ({X + 500} {Y}, {X + 500} {Y + 50})", "impasse", None),
    ]
    return layer("LineString", ["nom:string", "nox:double"], rows, name="routes")


@pytest.fixture
def buildings(layer):
    rows = [
        (box(30, 0, 45, 15), "est"),
        (box(-45, 0, -30, 15), "ouest"),
        (box(-4, 0, 20, 10), "dessus"),
        (box(30, 9000, 45, 9015), "loin"),
    ]
    return layer("Polygon", ["nom:string"], rows, name="bâtiments")


def parameters(roads, kernel, receptors, output, **more):
    return {
        "ROADS": roads, "NOX_FIELD": "nox", "ROAD_ID_FIELD": "nom", "KERNEL": kernel, "RECEPTORS": receptors,
        "BACKGROUND_NOX": 15, "BACKGROUND_NO2": 12, "OUTPUT": str(output), **more,
    }  # fmt: skip


def test_facades_totals_and_the_first_contributor(run, roads, kernel, buildings, tmp_path):
    results, feedback = run("roaddispersion", parameters(roads, kernel, buildings, tmp_path / "air.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    by_name = {feature["nom"]: feature for feature in layer.getFeatures()}
    east, west, over, far = (by_name[name] for name in ("est", "ouest", "dessus", "loin"))
    assert east["road_distance_m"] == pytest.approx(30)
    assert east["nox_road_ug_m3"] > 2 * west["nox_road_ug_m3"] > 0  # the wind comes from the west
    assert over["nox_road_ug_m3"] > east["nox_road_ug_m3"]
    assert (over["on_road"], east["on_road"]) == (1, 0)
    assert east["nox_ug_m3"] == pytest.approx(15 + east["nox_road_ug_m3"])
    nox = east["nox_road_ug_m3"]
    bachlin = [29 * n / (35 + n) + 0.217 * n for n in (15 + nox, 15)]
    assert east["no2_ug_m3"] == pytest.approx(12 + bachlin[0] - bachlin[1])
    assert east["background_share_pct"] == pytest.approx(100 * 12 / east["no2_ug_m3"])
    assert (east["top_road_id"], east["top_share_pct"]) == ("D 1", pytest.approx(100))
    assert far["nox_road_ug_m3"] == 0
    assert far["no2_ug_m3"] == pytest.approx(12)
    assert far["top_road_id"] == NULL
    assert results["OUT_OF_REACH"] == 1
    assert results["SKIPPED"] == 3  # drawn twice, too short, without emission
    for told in (
        "drawn twice at the same place",
        "shorter than 1 m",
        "no emission",
        "roads add nothing there",
        "are on a road",
    ):
        assert told in feedback.text
    assert layer.wkbType() in (6, 3)
    assert "30 %" in layer.metadata().abstract()


def test_without_background_only_what_roads_add(run, roads, kernel, buildings, tmp_path):
    given = parameters(roads, kernel, buildings, tmp_path / "air.gpkg") | {
        "BACKGROUND_NOX": None,
        "BACKGROUND_NO2": None,
    }
    results, _ = run("roaddispersion", given)
    feature = next(QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures())
    assert feature["nox_road_ug_m3"] > 0
    assert feature["nox_ug_m3"] == NULL
    assert feature["no2_ug_m3"] == NULL


def test_points_in_degrees_are_computed_where_they_are(run, roads, kernel, layer, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject

    crs = [QgsCoordinateReferenceSystem(code) for code in ("EPSG:2154", "EPSG:4326")]
    point = QgsCoordinateTransform(*crs, QgsProject.instance()).transform(QgsPointXY(X + 30, Y + 7.5))
    points = layer("Point", ["n:integer"], [(f"POINT ({point.x()} {point.y()})", 1)], crs="EPSG:4326")
    results, _ = run("roaddispersion", parameters(roads, kernel, points, tmp_path / "air.gpkg"))
    feature = next(QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures())
    assert feature["road_distance_m"] == pytest.approx(30, abs=0.01)


def test_a_raster_alone(run, roads, kernel, tmp_path):
    given = {"ROADS": roads, "NOX_FIELD": "nox", "KERNEL": kernel, "RASTER": str(tmp_path / "air.tif"), "CELL_SIZE": 25}
    results, _ = run("roaddispersion", given)
    raster = QgsRasterLayer(results["RASTER"], "x")
    assert raster.isValid()
    assert raster.rasterUnitsPerPixelX() == 25
    east, west = (raster.dataProvider().sample(QgsPointXY(X + dx, Y), 1)[0] for dx in (60, -60))
    assert east > 2 * west > 0
    assert [raster.bandName(i).split(": ")[-1] for i in (1,)] == ["nox_road_ug_m3"]
    assert raster.loadDefaultMetadata()[1]
    assert "R-LINE" in raster.metadata().abstract() + " ".join(raster.metadata().history())
    assert raster.renderer().type() == "singlebandpseudocolor"


def test_without_receptors_the_output_is_the_raster_with_totals_contours_and_a_profile(run, roads, kernel, tmp_path):
    given = {
        "ROADS": roads, "NOX_FIELD": "nox", "ROAD_ID_FIELD": "nom", "KERNEL": kernel, "CELL_SIZE": 25,
        "BACKGROUND_NOX": 15, "BACKGROUND_NO2": 12, "OUTPUT": str(tmp_path / "air.tif"),
        "CONTOURS": str(tmp_path / "courbes.gpkg"), "CONTOUR_LEVELS": "12,5 13 15", "PROFILE": str(tmp_path / "profil.png"),
    }  # fmt: skip
    results, _ = run("roaddispersion", given)
    raster = QgsRasterLayer(results["OUTPUT"], "x")
    names = [raster.bandName(i + 1).split(": ")[-1] for i in range(raster.bandCount())]
    assert names == ["nox_road_ug_m3", "nox_ug_m3", "no2_ug_m3"]
    sample = raster.dataProvider().sample
    place = QgsPointXY(X + 60, Y)
    added, total, no2 = (sample(place, band)[0] for band in (1, 2, 3))
    assert total == pytest.approx(added + 15, rel=1e-6)
    bachlin = [29 * x / (35 + x) + 0.217 * x for x in (total, 15)]  # reference air.md, B6
    assert no2 == pytest.approx(12 + bachlin[0] - bachlin[1], rel=1e-5)
    assert raster.renderer().band() == 3
    shapes = QgsVectorLayer(results["CONTOURS"], "x", "ogr")
    rows = {f["low_ug_m3"]: f for f in shapes.getFeatures()}
    assert set(rows) == {0, 12.5, 13, 15}
    assert [rows[low]["high_ug_m3"] for low in (0, 12.5, 13)] == [12.5, 13, 15]
    assert rows[15]["high_ug_m3"] == NULL
    assert rows[0]["pollutant"] == "NO2"
    inside = [low for low, f in rows.items() if f.geometry().contains(QgsGeometry.fromPointXY(place))]
    assert len(inside) == 1
    assert inside[0] <= no2 <= {0: 12.5, 12.5: 13, 13: 15, 15: 1e9}[inside[0]]
    assert (tmp_path / "profil.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("base", "lows"), [(10.5, [10, 15, 20]), (4, [0, 10, 15, 20])])
def test_contours_of_a_map_that_is_all_above_the_first_level(tmp_path, base, lows):
    from atlas_pcaet.processing.air.concentration_map import contours

    file = str(tmp_path / "carte.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(file, 60, 40, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((X, 10, 0, Y, 0, -10))
    values = np.tile(np.linspace(base, 24, 60), (40, 1)).astype(np.float32)
    dataset.GetRasterBand(1).WriteArray(values)
    dataset = None
    made = contours(file, 1, (10.0, 15.0, 20.0))
    assert made["low_ug_m3"].tolist() == lows
    place = gpd.points_from_xy([X + 10 * (i + 0.5) for i in (2, 30, 57)], [Y - 200] * 3)
    for point, value in zip(place, values[0, [2, 30, 57]], strict=True):
        (row,) = made[made.contains(point)].itertuples()
        assert row.low_ug_m3 <= value
        assert np.isnan(row.high_ug_m3) or value <= row.high_ug_m3


def test_the_raster_takes_a_background_raster_and_is_empty_where_it_is(run, roads, kernel, fond, tmp_path):
    given = {"ROADS": roads, "NOX_FIELD": "nox", "KERNEL": kernel, "RASTER": str(tmp_path / "air.tif"), "CELL_SIZE": 25}
    results, _ = run("roaddispersion", given | {"BACKGROUND_RASTER_NOX": fond})
    raster = QgsRasterLayer(results["RASTER"], "x")
    sample = raster.dataProvider().sample
    for dx, background in ((-700, 14), (700, 18)):
        added, total = (sample(QgsPointXY(X + dx, Y), band)[0] for band in (1, 2))
        assert total - added == pytest.approx(background, abs=1e-3)
    assert np.isnan(sample(QgsPointXY(X, Y + 1500), 2)[0])
    assert sample(QgsPointXY(X, Y + 1500), 1)[0] > 0


def test_the_profile_of_a_road_that_is_not_there_is_one_sentence(run, roads, kernel, tmp_path):
    given = {"ROADS": roads, "NOX_FIELD": "nox", "KERNEL": kernel, "PROFILE": str(tmp_path / "p.png")}
    with pytest.raises(QgsProcessingException, match="No road with an emission is called “D 9”"):
        run("roaddispersion", given | {"PROFILE_ROAD": "D 9", "ROAD_ID_FIELD": "nom"})


def test_two_carriageways_with_one_count_are_told(run, layer, kernel, buildings, tmp_path):
    rows = [
        (f"LINESTRING ({X} {Y - 1000}, {X} {Y + 1000})", "A 1", 300.0),
        (f"LINESTRING ({X + 20} {Y + 1000}, {X + 20} {Y - 1000})", "A 1", 300.0),
    ]
    roads = layer("LineString", ["nom:string", "nox:double"], rows, name="routes")
    _, feedback = run("roaddispersion", parameters(roads, kernel, buildings, tmp_path / "air.gpkg"))
    assert "1 pairs of roads run side by side with the same figure" in feedback.text


@pytest.fixture
def fond(tmp_path):
    """Background of 14 µg/m³ in the west and 18 in the east."""
    file = str(tmp_path / "fond.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(file, 2, 1, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((X - 1000, 1000, 0, Y + 1000, 0, -2000))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(np.array([[14.0, 18.0]], dtype=np.float32))
    dataset = None
    return file


def test_a_background_raster_is_read_at_each_receptor(run, roads, kernel, buildings, fond, tmp_path):
    given = parameters(roads, kernel, buildings, tmp_path / "air.gpkg", BACKGROUND_RASTER_NOX=fond)
    results, feedback = run("roaddispersion", given)
    by_name = {f["nom"]: f for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}
    assert by_name["ouest"]["nox_ug_m3"] - by_name["ouest"]["nox_road_ug_m3"] == pytest.approx(14)
    assert by_name["est"]["nox_ug_m3"] - by_name["est"]["nox_road_ug_m3"] == pytest.approx(18)
    assert by_name["loin"]["nox_ug_m3"] == NULL
    assert "is unknown at 1 receptors" in feedback.text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"NOX_FIELD": None}, "Choose the emission field of one pollutant"),
        ({"BACKGROUND_NO2": 20}, r"background of NO2 \(20\) is above that of NOx \(15\)"),
        ({"RECEPTORS": None, "OUTPUT": None}, "Give receptors, or a raster"),
        ({"RECEPTORS": None}, r"“air\.gpkg” is not one\. Give receptors, or a file name in \.tif"),
        ({"NOX_FIELD": "nom"}, "No road of the layer “routes” has an emission"),
    ],
)
def test_bad_input_is_one_sentence_and_no_file(run, roads, kernel, buildings, tmp_path, more, sentence):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(QgsProcessingException, match=sentence):
        run("roaddispersion", parameters(roads, kernel, buildings, tmp_path / "air.gpkg", **more))
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_not_a_kernel_is_named(run, roads, buildings, tmp_path):
    (tmp_path / "faux.npz").write_bytes(b"PK")
    with pytest.raises(QgsProcessingException, match=r"“faux\.npz” is not a wind kernel"):
        run("roaddispersion", parameters(roads, str(tmp_path / "faux.npz"), buildings, tmp_path / "air.gpkg"))


def test_a_month_of_weather_is_never_called_a_year(run, roads, buildings, weather, tmp_path):
    month = tmp_path / "janvier.csv"
    month.write_text("\n".join(weather.read_text().splitlines()[:745]))
    results, feedback = run("windkernel", {"WEATHER": str(month), "OUTPUT": str(tmp_path / "n.npz")})
    assert "This is not a whole year" in feedback.text
    results, feedback = run("roaddispersion", parameters(roads, results["OUTPUT"], buildings, tmp_path / "air.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert "not annual means" in feedback.text
    assert layer.metadata().title() == "Concentrations, January 2025"
    assert "2025-01-01 – 2025-01-31" in layer.metadata().abstract()
    assert "not annual means" in layer.metadata().abstract()


def test_a_wind_rose_serves_and_says_what_it_does_not_know(run, roads, buildings, tmp_path):
    rose = tmp_path / "rose.csv"
    rose.write_text("direction;0-2;2-5;>5\n" + "".join(f"{d};2;{5 if d == 270 else 1};1\n" for d in range(0, 360, 30)))
    pictures = {"ROSE": str(tmp_path / "rose.png"), "PICTURE": str(tmp_path / "noyau.png")}
    results, feedback = run("windkernel", {"WEATHER": str(rose), "OUTPUT": str(tmp_path / "n.npz"), **pictures})
    assert "does not say the hour" in feedback.text
    assert "taken as neutral" in feedback.text
    for name in pictures.values():
        assert Path(name).read_bytes().startswith(b"\x89PNG")
    results, feedback = run("roaddispersion", parameters(roads, results["OUTPUT"], buildings, tmp_path / "air.gpkg"))
    assert "From a wind rose, whose period is not said" in feedback.text
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert layer.metadata().title() == "Concentrations, wind rose"
    by_name = {f["nom"]: f["nox_road_ug_m3"] for f in layer.getFeatures()}
    assert by_name["est"] > by_name["ouest"] > 0
