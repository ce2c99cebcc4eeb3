# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:thermalnormalise`` then ``pcaet:roofheatloss`` on a town of known truth, flown in strips under a micro-climate."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsRasterLayer, QgsVectorLayer
from scipy.stats import spearmanr

X, Y = 650_000.0, 7_060_000.0
WIDE, HIGH = 1200, 900  # pixels of 1 m
NOISE = 0.3


def write(path, values, row=0, column=0, nodata=-9999.0):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((X + column, 1, 0, Y - row, 0, -1))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.GetRasterBand(1).SetNoDataValue(nodata)
    dataset.GetRasterBand(1).WriteArray(values.astype(np.float32))
    dataset = None
    return str(path)


def roof_temperature(u):
    """Outer surface of a roof of transmittance ``u`` under a clear, still night, from docs/methodes: about 4 K from 0.2 to 2.5."""
    return -4.755 + (u - 0.2) * (4.13 / 2.3)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ville")
    chance = np.random.default_rng(3)
    column, row = np.meshgrid(np.arange(WIDE) + 0.5, np.arange(HIGH) + 0.5)
    image = np.full((HIGH, WIDE), -6.0)
    roads = [shapely.LineString([(X, Y - d), (X + WIDE, Y - d)]) for d in range(50, HIGH, 100)]
    roads += [shapely.LineString([(X + d, Y - HIGH), (X + d, Y)]) for d in range(50, WIDE, 100)]
    for line in roads:
        image[shapely.contains_xy(line.buffer(4), X + column, Y - row)] = -2.0
    u, shapes = chance.uniform(0.2, 2.5, 12 * 9), []
    for number, value in enumerate(u):
        shape = shapely.affinity.rotate(shapely.box(-12, -10, 12, 10), float(chance.uniform(-20, 20)))
        shape = shapely.affinity.translate(shape, X + 100 * (number % 12) + 100 - 0, Y - 100 * (number // 12) - 100)
        image[shapely.contains_xy(shape, X + column, Y - row)] = roof_temperature(value)
        shapes.append(shape)
    climate = 1.2 * np.sin(column / 300) * np.cos(row / 260)
    seen = image + climate
    put, files = (0.0, 1.5, -1.0), []
    for strip, offset in enumerate(put):
        top = strip * 280
        part = seen[top : top + 340]
        files.append(write(folder / f"L{strip + 1}.tif", part + offset + chance.normal(0, NOISE, part.shape), top))
    return files, roads, shapes, u, put, folder


@pytest.fixture
def layers(town, layer):
    _files, roads, shapes, _u, _put, _folder = town
    return (
        layer("LineString", ["largeur:double"], [(line.wkt, 8.0) for line in roads], name="routes"),
        layer("Polygon", ["nom:string"], [(shape.wkt, str(i)) for i, shape in enumerate(shapes)], name="bâtiments"),
    )


def mosaic(town, name="mosaique.vrt"):
    """The strips as QGIS's own virtual raster puts them: the last on top."""
    file = town[5] / name
    gdal.BuildVRT(str(file), town[0])
    return str(file)


def ranked(run, town, buildings, tmp_path, **more):
    given = {
        "THERMAL": mosaic(town),
        "BUILDINGS": buildings,
        "KIND": "brightness",
        "OUTPUT": str(tmp_path / "toits.gpkg"),
    }
    results, _ = run("roofheatloss", given | more)
    rows = sorted(QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures(), key=lambda f: int(f["nom"]))
    kept = [i for i, f in enumerate(rows) if isinstance(f["z_score"], float)]
    return kept, np.array([rows[i]["z_score"] for i in kept]), rows


def test_the_order_of_the_roofs_comes_back(run, town, layers, tmp_path):
    files, _roads, _shapes, u, put, _folder = town
    roads, buildings = layers
    kept, z, _rows = ranked(run, town, buildings, tmp_path)
    assert spearmanr(z, u[kept])[0] < 0.9  # offsets and micro-climate hide it
    given = {
        "STRIPS": files, "ROADS": roads, "WIDTH_FIELD": "largeur", "TABLE": str(tmp_path / "bandes.csv"),
        "FOOTPRINTS": str(tmp_path / "bandes.gpkg"), "SURFACE": str(tmp_path / "routes.tif"), "PICTURE": str(tmp_path / "avant.png"),
    }  # fmt: skip
    results, feedback = run("thermalnormalise", given)
    rows = [line.split(";") for line in Path(results["TABLE"]).read_text(encoding="utf-8-sig").splitlines()[1:]]
    offset = np.array([float(row[1]) for row in rows])
    assert np.ptp(offset - put) < 0.05
    assert results["SEAM_BEFORE"] > 1
    assert results["SEAM_AFTER"] is None  # two overlaps for two offsets: nothing checks them, and it is said
    assert "nothing is left to check them" in feedback.text
    assert results["ROAD_AFTER"] < 0.25 * results["ROAD_BEFORE"]
    assert (tmp_path / "avant.png").read_bytes().startswith(b"\x89PNG")
    kept, z, rows = ranked(
        run, town, buildings, tmp_path, STRIPS=results["FOOTPRINTS"], STRIP_FIELD="strip", CORRECTION=results["TABLE"],
        SURFACE=results["SURFACE"],
    )  # fmt: skip
    assert spearmanr(z, u[kept])[0] >= 0.95
    assert sum(rows[i]["confidence"] == "A" for i in kept) == 0  # materials are unknown here
    assert "overlaps; seams" in feedback.text


def test_the_corrected_mosaic_has_no_seam(run, town, tmp_path):
    files, *_rest = town
    results, _ = run("thermalnormalise", {"STRIPS": files, "WRITE_RASTER": str(tmp_path / "m.tif"), "TABLE": str(tmp_path / "t.csv")})  # fmt: skip
    layer = QgsRasterLayer(results["WRITE_RASTER"], "x")
    assert (layer.width(), layer.height()) == (WIDE, HIGH)
    values = gdal.Open(results["WRITE_RASTER"]).ReadAsArray()
    # Rows 280 and 281 are of strips 1 and 2: grass on both sides of the seam.
    above, below = values[270:280].mean(), values[280:290].mean()
    raw = gdal.Open(mosaic(town)).ReadAsArray()
    assert abs(above - below) < 0.1 < abs(raw[270:280].mean() - raw[280:290].mean())


def test_altitude_is_fitted_on_the_roads(run, town, layers, tmp_path):
    roads, _buildings = layers
    chance = np.random.default_rng(8)
    height = np.tile(np.linspace(0, 200, WIDE), (HIGH, 1))
    dem = write(tmp_path / "mnt.tif", height)
    file = write(tmp_path / "une.tif", -3 - 0.008 * height + chance.normal(0, 0.2, height.shape))
    given = {"STRIPS": [file], "ROADS": roads, "WIDTH_FIELD": "largeur", "DEM": dem, "ALTITUDE": True, "SURFACE": str(tmp_path / "s.tif"), "PICTURE": str(tmp_path / "p.png")}  # fmt: skip
    results, feedback = run("thermalnormalise", given)
    assert "Change with altitude: -0.80 per 100 m" in feedback.text
    assert Path(results["PICTURE"]).read_bytes().startswith(b"\x89PNG")
    surface = gdal.Open(results["SURFACE"]).ReadAsArray()[0]
    assert surface[10, 2] - surface[10, -3] == pytest.approx(
        0.008 * 200 * (surface.shape[1] - 5) / surface.shape[1], rel=0.1
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"DRIFT": True}, "The drift needs the table of times"),
        ({"ALTITUDE": True}, "needs a terrain model"),
        ({"SURFACE": "x.tif"}, "The correction surface needs roads"),
        ({"ALTITUDE": True, "DEM": "x.tif"}, "The altitude step needs roads"),
    ],
)
def test_what_a_step_needs_is_asked_for(run, town, more, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("thermalnormalise", {"STRIPS": town[0]} | more)


def test_times_are_read_by_raster_and_a_lacking_one_is_named(run, town, tmp_path):
    times = tmp_path / "heures.csv"
    times.write_text("raster;strip;time\nL1.tif;a;2024-01-15 22:00:00\nL2.tif;b;2024-01-15 22:10:00\n")
    with pytest.raises(QgsProcessingException, match="no line for the raster “L3”"):
        run("thermalnormalise", {"STRIPS": town[0], "TIMES": str(times)})
    times.write_text("raster;strip;time\nL1;a;0\nL2;b;600\nL3;c;soir\n")
    with pytest.raises(QgsProcessingException, match="line 4: “soir” is not a time"):
        run("thermalnormalise", {"STRIPS": town[0], "TIMES": str(times)})
    times.write_text("raster;strip;time\nL1;a;0\nL2;b;600\nL3;c;1200\n")
    with pytest.raises(QgsProcessingException, match="cannot be told from the offsets"):
        run("thermalnormalise", {"STRIPS": town[0], "TIMES": str(times), "DRIFT": True})


def test_an_oblique_strip_is_not_its_box(run, tmp_path):
    """The upper strip is a triangle of values in a square of missing ones: elsewhere the lower strip is seen."""
    chance = np.random.default_rng(4)
    lower, upper = chance.normal(0, 0.1, (300, 300)), chance.normal(1, 0.1, (300, 300))
    row, column = np.mgrid[0:300, 0:300]
    upper[column > row] = -9999
    files = [write(tmp_path / "a.tif", lower), write(tmp_path / "b.tif", upper)]
    results, _ = run(
        "thermalnormalise", {"STRIPS": files, "FOOTPRINTS": str(tmp_path / "f.gpkg"), "TABLE": str(tmp_path / "t.csv")}
    )
    area = {f["strip"]: f.geometry().area() for f in QgsVectorLayer(results["FOOTPRINTS"], "x", "ogr").getFeatures()}
    assert area["a"] == pytest.approx((column > row).sum(), rel=0.01)
    assert area["b"] == pytest.approx((column <= row).sum(), rel=0.01)
    assert (
        Path(results["TABLE"]).read_text(encoding="utf-8-sig").splitlines()[1].endswith(";")
    )  # nothing checks one overlap


def test_the_drift_of_tiles_is_found_and_drawn(run, tmp_path):
    """Two strips of four tiles flown there and back; 2 K an hour were put in."""
    chance = np.random.default_rng(6)
    ground = 2 * np.sin(np.mgrid[0:260, 0:800][1] / 90)
    files, lines = [], ["raster;strip;time"]
    for strip, top in ((0, 0), (1, 110)):
        for step in range(4):
            left = 200 * (step if strip == 0 else 3 - step)
            second = 900 * strip + 120 * step
            seen = (
                ground[top : top + 150, left : left + 200]
                + 0.8 * strip
                + 2 * second / 3600
                + chance.normal(0, 0.3, (150, 200))
            )
            files.append(write(tmp_path / f"d{strip}_{step}.tif", seen, top, left))
            lines.append(f"d{strip}_{step};L{strip};{second}")
    (tmp_path / "heures.csv").write_text("\n".join(lines))
    given = {"STRIPS": files, "TIMES": str(tmp_path / "heures.csv"), "DRIFT": True, "TABLE": str(tmp_path / "t.csv"), "PICTURE": str(tmp_path / "p.png")}  # fmt: skip
    results, _ = run("thermalnormalise", given)
    assert results["DRIFT_K_HOUR"] == pytest.approx(2, rel=0.1)
    assert results["SEAM_AFTER"] < 0.05
    assert Path(results["PICTURE"]).read_bytes().startswith(b"\x89PNG")


def test_strips_of_one_name_are_refused(run, tmp_path):
    (tmp_path / "L1").mkdir()
    (tmp_path / "L2").mkdir()
    files = [write(tmp_path / folder / "m.tif", np.zeros((50, 50))) for folder in ("L1", "L2")]
    with pytest.raises(QgsProcessingException, match="Two strips have the same file name, “m”"):
        run("thermalnormalise", {"STRIPS": files})


def test_strips_that_do_not_overlap_are_told(run, town, tmp_path):
    chance = np.random.default_rng(9)
    far = write(tmp_path / "loin.tif", chance.normal(0, 1, (50, 50)), row=5000)
    with pytest.raises(QgsProcessingException, match="No two rasters overlap"):
        run("thermalnormalise", {"STRIPS": [town[0][0], far]})
