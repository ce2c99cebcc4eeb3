# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roofheatloss`` in QGIS: figures beside QGIS's own, classes, exclusions, and rasters as they come."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from osgeo import gdal, gdal_array, osr
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y, PIXEL = 650_000.0, 7_060_000.0, 0.5
SIDE = 800  # pixels


def write_raster(path, values, crs=2154, nodata=None, geotransform=(X, PIXEL, 0, Y, 0, -PIXEL), options=(), tags=None):
    bands = values if values.ndim == 3 else values[None]
    kind = gdal_array.NumericTypeCodeToGDALTypeCode(bands.dtype.type)
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), bands.shape[2], bands.shape[1], len(bands), kind, list(options)
    )
    dataset.SetGeoTransform(geotransform)
    if crs:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(crs)
        dataset.SetProjection(reference.ExportToWkt())
    if tags:
        dataset.SetMetadata(tags)
    for number, band in enumerate(bands, start=1):
        dataset.GetRasterBand(number).WriteArray(band)
        if nodata is not None:
            dataset.GetRasterBand(number).SetNoDataValue(nodata)
    dataset = None
    return str(path)


def turned(a, b, angle, x, y):
    shape = shapely.affinity.rotate(shapely.box(-a / 2, -b / 2, a / 2, b / 2), angle)
    return shapely.affinity.translate(shape, X + x, Y - y)


@pytest.fixture(scope="module")
def town():
    """64 roofs on a grid, each of its own temperature from -4 to 2 °C, ground at -6, noise of 0.3 K: shapes, truth, image."""
    chance = np.random.default_rng(1)
    truth = np.linspace(-4, 2, 64)[chance.permutation(64)]
    column, row = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    east, north = X + column.ravel() * PIXEL, Y - row.ravel() * PIXEL
    image = np.full(SIDE * SIDE, -6.0)
    shapes = []
    for number, value in enumerate(truth):
        shape = turned(14, 11, float(chance.uniform(0, 90)), 30 + 48 * (number % 8), 30 + 48 * (number // 8))
        image[shapely.contains_xy(shape, east, north)] = value
        shapes.append(shape)
    image += chance.normal(0, 0.3, image.shape)
    return shapes, truth, image.reshape(SIDE, SIDE).astype(np.float32)


@pytest.fixture
def buildings(town, layer):
    material = ["tuile"] * 64
    return layer(
        "Polygon", ["nom:string", "toit:string"],
        [(shape.wkt, f"b{i}", material[i]) for i, shape in enumerate(town[0])], name="bâtiments",
    )  # fmt: skip


@pytest.fixture
def mosaic(town, tmp_path):
    return write_raster(tmp_path / "mosaique.tif", town[2])


def rows(results):
    found = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert found.isValid()
    return {f["nom"]: f for f in found.getFeatures()}


def test_the_order_of_the_roofs_is_found(run, town, buildings, mosaic, tmp_path):
    given = {
        "THERMAL": mosaic, "BUILDINGS": buildings, "KIND": "brightness", "ROOF_FIELD": "toit",
        "OUTPUT": str(tmp_path / "toits.gpkg"), "DISTRIBUTION": str(tmp_path / "classes.png"),
    }  # fmt: skip
    results, _ = run("roofheatloss", given)
    assert (results["RANKED"], results["EXCLUDED"], results["SKIPPED"]) == (64, 0, 0)
    found = rows(results)
    median = np.array([found[f"b{i}"]["t_median"] for i in range(64)])
    assert median == pytest.approx(town[1], abs=0.1)
    # The score: (x – median) / (1.4826 MAD) of the family, here all tiles.
    middle = np.median(median)
    z = (median - middle) / (1.4826 * np.median(np.abs(median - middle)))
    assert [found[f"b{i}"]["z_score"] for i in range(64)] == pytest.approx(z, abs=1e-9)
    expected = 1 + np.searchsorted([-1.28, -0.52, 0.52, 1.28], z)
    assert [found[f"b{i}"]["loss_class"] for i in range(64)] == expected.tolist()
    assert {found[f"b{i}"]["erosion_m"] for i in range(64)} == {1.0}
    for f in found.values():
        assert f["class_low"] <= f["loss_class"] <= f["class_high"]
    assert {f["confidence"] for f in found.values()} == {"B"}  # no road reference: A is not given
    assert (tmp_path / "classes.png").read_bytes().startswith(b"\x89PNG")
    metadata = QgsVectorLayer(results["OUTPUT"], "x", "ogr").metadata()
    assert "working document" in " ".join(metadata.rights())


def test_figures_are_those_of_qgis(run, town, buildings, mosaic, tmp_path):
    """native:zonalstatisticsfb on the whole footprints: count, mean and median."""
    import processing

    given = {"THERMAL": mosaic, "BUILDINGS": buildings, "EROSION_M": 0, "OUTPUT": str(tmp_path / "toits.gpkg")}
    results, _ = run("roofheatloss", given)
    found = rows(results)
    peer = processing.run(
        "native:zonalstatisticsfb",
        {"INPUT": buildings, "INPUT_RASTER": mosaic, "RASTER_BAND": 1, "COLUMN_PREFIX": "q_", "STATISTICS": [0, 2, 3],
         "OUTPUT": "memory:"},
    )["OUTPUT"]  # fmt: skip
    for f in peer.getFeatures():
        own = found[f["nom"]]
        assert own["n_px"] == f["q_count"]
        assert own["t_mean"] == pytest.approx(f["q_mean"], rel=1e-9)
        assert own["t_median"] == pytest.approx(f["q_median"], rel=1e-6)


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (37.0, 4000.0), (0.01, -5.0)])
def test_uncalibrated_numbers_give_the_same_classes(run, town, buildings, tmp_path, scale, shift):
    file = write_raster(tmp_path / "dn.tif", (town[2] * scale + shift).astype(np.float32))
    results, _ = run("roofheatloss", {"THERMAL": file, "BUILDINGS": buildings, "OUTPUT": str(tmp_path / "t.gpkg")})
    reference, _ = run(
        "roofheatloss",
        {
            "THERMAL": write_raster(tmp_path / "r.tif", town[2]),
            "BUILDINGS": buildings,
            "OUTPUT": str(tmp_path / "r.gpkg"),
        },
    )
    own, other = rows(results), rows(reference)
    for name, f in own.items():
        assert f["z_score"] == pytest.approx(other[name]["z_score"], abs=1e-3)
        assert (f["loss_class"], f["confidence"]) == (other[name]["loss_class"], other[name]["confidence"])


@pytest.mark.parametrize(
    ("scale", "shift", "unit"), [(1.0, 273.15, "K"), (100.0, 27315.0, "K/100"), (10.0, 2731.5, "K/10")]
)
def test_kelvins_are_turned_into_degrees(run, town, buildings, tmp_path, scale, shift, unit):
    file = write_raster(tmp_path / "k.tif", (town[2].astype(float) * scale + shift).astype(np.float32))
    given = {"THERMAL": file, "BUILDINGS": buildings, "KIND": "brightness", "OUTPUT": str(tmp_path / "t.gpkg")}
    results, feedback = run("roofheatloss", given)
    assert f"Temperatures in {unit} were turned into °C" in feedback.text
    assert [rows(results)[f"b{i}"]["t_median"] for i in range(64)] == pytest.approx(town[1], abs=0.1)


def test_metal_small_and_missing_roofs_are_told_and_never_classed(run, town, layer, tmp_path):
    shapes = list(town[0])
    material = ["tuile"] * 64
    material[0], material[1], material[2] = "Zinc aluminium", "verrière", "03"
    image = town[2].copy()
    image[75 - 40 : 75 + 40, 350 - 40 : 350 + 40] = np.nan  # the fourth roof
    shapes += [turned(1.2, 1.2, 10, 200, 200), turned(12, 12, 0, 5000, 5000), turned(0.4, 9, 0, 60, 201)]
    material += ["tuile"] * 3
    buildings = layer(
        "Polygon", ["nom:string", "toit:string"], [(s.wkt, f"b{i}", m) for i, (s, m) in enumerate(zip(shapes, material, strict=True))]
    )  # fmt: skip
    file = write_raster(tmp_path / "m.tif", image)
    given = {"THERMAL": file, "BUILDINGS": buildings, "KIND": "surface", "ROOF_FIELD": "toit", "OUTPUT": str(tmp_path / "t.gpkg")}  # fmt: skip
    results, _ = run("roofheatloss", given)
    found = rows(results)
    for name in ("b0", "b1", "b2"):
        assert "does not show its temperature" in found[name]["excluded_reason"]
        assert found[name]["t_median"] != NULL
        assert found[name]["n_px"] > 300
    assert found["b3"]["excluded_reason"] == "missing pixels"
    assert found["b64"]["excluded_reason"] == "too few pixels"
    assert found["b65"]["excluded_reason"] == "outside the raster"
    assert found["b66"]["excluded_reason"] == "too few pixels"  # less than a pixel wide
    assert found["b65"]["n_px"] == 0
    for name in ("b0", "b1", "b2", "b3", "b64", "b65", "b66"):
        assert (found[name]["loss_class"], found[name]["z_score"], found[name]["confidence"]) == (NULL, NULL, "D")
    assert (results["RANKED"], results["EXCLUDED"]) == (60, 7)


def test_a_layer_of_one_has_its_figures_and_no_class(run, town, layer, mosaic, tmp_path):
    alone = layer("Polygon", ["nom:string"], [(town[0][5].wkt, "seul")])
    results, feedback = run("roofheatloss", {"THERMAL": mosaic, "BUILDINGS": alone, "OUTPUT": str(tmp_path / "t.gpkg")})
    (only,) = rows(results).values()
    assert only["t_median"] == pytest.approx(town[1][5], abs=0.1)
    assert only["loss_class"] == NULL
    assert only["excluded_reason"] == "fewer than 30 roofs to compare with"
    assert "No roof is ranked" in feedback.text


def test_overlaps_holes_and_crossed_outlines(run, town, layer, mosaic, tmp_path):
    first, second = town[0][0], shapely.affinity.translate(town[0][0], 3, 0)
    hole = town[0][9].difference(shapely.affinity.scale(town[0][9], 0.4, 0.4))
    x, y = X + 126, Y - 30
    crossed = f"POLYGON (({x} {y}, {x + 12} {y}, {x} {y - 12}, {x + 12} {y - 12}, {x} {y}))"
    made = layer(
        "Polygon", ["nom:string"],
        [(first.wkt, "un"), (second.wkt, "deux"), (first.wkt, "double"), (hole.wkt, "cour"), (crossed, "croisé")],
    )  # fmt: skip
    given = {"THERMAL": mosaic, "BUILDINGS": made, "EROSION_M": 0, "OUTPUT": str(tmp_path / "t.gpkg")}
    results, feedback = run("roofheatloss", given)
    found = rows(results)
    assert found["un"]["n_px"] == found["double"]["n_px"] == pytest.approx(14 * 11 * 4, abs=15)
    assert found["deux"]["n_px"] == pytest.approx(14 * 11 * 4, abs=15)
    assert found["cour"]["n_px"] == pytest.approx(14 * 11 * 4 * 0.84, abs=15)
    assert found["croisé"]["n_px"] == pytest.approx(12 * 12 * 4 / 2, abs=15)
    assert "1 invalid geometries repaired" in feedback.text


def test_buildings_in_another_crs(run, town, layer, mosaic, tmp_path):
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(2154, 4326, always_xy=True)
    degrees = [shapely.transform(s, lambda c: np.c_[to_degrees.transform(c[:, 0], c[:, 1])]) for s in town[0]]
    made = layer("Polygon", ["nom:string"], [(s.wkt, f"b{i}") for i, s in enumerate(degrees)], crs="EPSG:4326")
    results, feedback = run("roofheatloss", {"THERMAL": mosaic, "BUILDINGS": made, "OUTPUT": str(tmp_path / "t.gpkg")})
    assert "reprojected to the raster's CRS" in feedback.text
    assert [rows(results)[f"b{i}"]["t_median"] for i in range(64)] == pytest.approx(town[1], abs=0.1)


@pytest.mark.parametrize("missing", [-9999, 0, 255])
def test_a_missing_value_that_is_not_declared(run, town, buildings, tmp_path, missing):
    """Numbers from 40 to 200, a frame of missing pixels as wide as the first column of roofs."""
    image = np.clip(np.round(town[2] * 10 + 120), 1, 254)
    image[:, :75] = missing
    image[:, -30:] = missing
    image = image.astype(np.int16 if missing < 0 else np.uint8)
    file = write_raster(tmp_path / "n.tif", image)
    results, feedback = run(
        "roofheatloss", {"THERMAL": file, "BUILDINGS": buildings, "OUTPUT": str(tmp_path / "t.gpkg")}
    )
    assert f"{missing} fills its corners and counts as missing" in feedback.text
    found = rows(results)
    assert {found[f"b{i}"]["excluded_reason"] for i in range(0, 64, 8)} == {"missing pixels"}
    assert results["RANKED"] == 56


def test_a_class_raster_gives_the_majority(run, town, buildings, tmp_path):
    image = np.full((SIDE, SIDE), 9, dtype=np.uint8)
    column, row = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    for number, shape in enumerate(town[0]):
        inside = shapely.contains_xy(shape, X + column * PIXEL, Y - row * PIXEL)
        image[inside] = 1 + number % 6
        image[inside & (X + column * PIXEL < shape.centroid.x - 4)] = 7
    file = write_raster(tmp_path / "c.tif", image, options=["PHOTOMETRIC=PALETTE"])
    results, feedback = run(
        "roofheatloss", {"THERMAL": file, "BUILDINGS": buildings, "KIND": "classes", "OUTPUT": str(tmp_path / "t.gpkg")}
    )
    found = rows(results)
    assert [found[f"b{i}"]["loss_class"] for i in range(64)] == [1 + i % 6 for i in range(64)]
    assert all(50 < f["class_share_pct"] < 100 for f in found.values())
    assert "no kWh" in feedback.text


def test_a_correction_of_strips_is_taken_off(run, town, layer, buildings, tmp_path):
    """The eastern half is 3 K too warm: without the correction its roofs are all above."""
    image = town[2].copy()
    image[:, SIDE // 2 :] += 3
    file = write_raster(tmp_path / "m.tif", image)
    middle, bottom = X + SIDE * PIXEL / 2, Y - SIDE * PIXEL
    strips = layer(
        "Polygon", ["strip:string"],
        [(shapely.box(X, bottom, middle, Y).wkt, "L1"), (shapely.box(middle, bottom, X + SIDE * PIXEL, Y).wkt, "L2")],
    )  # fmt: skip
    table = tmp_path / "bandes.csv"
    table.write_text("strip;offset;residual_sd\nL1;0;0,05\nL2;3,0;0,05\n")
    given = {
        "THERMAL": file, "BUILDINGS": buildings, "KIND": "brightness", "STRIPS": strips, "STRIP_FIELD": "strip",
        "CORRECTION": str(table), "OUTPUT": str(tmp_path / "t.gpkg"),
    }  # fmt: skip
    found = rows(run("roofheatloss", given)[0])
    z = np.array([found[f"b{i}"]["z_score"] for i in range(64)])
    assert np.array_equal(np.argsort(z), np.argsort([found[f"b{i}"]["t_median"] - found[f"b{i}"]["t_correction"] for i in range(64)]))  # fmt: skip
    assert np.corrcoef(np.argsort(np.argsort(z)), np.argsort(np.argsort(town[1])))[0, 1] > 0.99
    assert {round(f["t_correction"], 6) for f in found.values()} == {0.0, 3.0}


def test_a_surface_in_another_crs_is_read_where_it_is(run, town, buildings, mosaic, tmp_path):
    surface = write_raster(
        tmp_path / "s.tif", np.full((2, 40, 40), 1.25, np.float32), geotransform=(X - 50, 12, 0, Y + 50, 0, -12)
    )
    gdal.Warp(str(tmp_path / "s3857.tif"), surface, dstSRS="EPSG:3857", dstNodata=-9999)
    given = {"THERMAL": mosaic, "BUILDINGS": buildings, "KIND": "brightness", "OUTPUT": str(tmp_path / "t.gpkg")}
    found = rows(run("roofheatloss", given | {"SURFACE": str(tmp_path / "s3857.tif")})[0])
    assert {round(f["t_correction"], 4) for f in found.values()} == {1.25}
    small = write_raster(
        tmp_path / "petite.tif", np.full((2, 10, 10), 1.25, np.float32), geotransform=(X - 50, 12, 0, Y + 50, 0, -12)
    )
    assert "beyond the correction surface" in run("roofheatloss", given | {"SURFACE": small})[1].text


def test_temperatures_are_not_classes(run, town, buildings, mosaic, tmp_path):
    with pytest.raises(QgsProcessingException, match="which is not the number of a class"):
        run(
            "roofheatloss",
            {"THERMAL": mosaic, "BUILDINGS": buildings, "KIND": "classes", "OUTPUT": str(tmp_path / "t.gpkg")},
        )


def test_an_image_of_the_day_is_told(run, town, buildings, tmp_path):
    file = write_raster(tmp_path / "jour.tif", town[2] + 40)
    given = {"THERMAL": file, "BUILDINGS": buildings, "KIND": "brightness", "OUTPUT": str(tmp_path / "t.gpkg")}
    assert "taken by day or in summer" in run("roofheatloss", given)[1].text
    file = write_raster(tmp_path / "midi.tif", town[2], tags={"TIFFTAG_DATETIME": "2024:01:15 13:05:00"})
    assert "taken by day" in run("roofheatloss", given | {"THERMAL": file})[1].text


def bad(tmp_path, image, case):
    if case == "no CRS":
        return write_raster(tmp_path / "sans.tif", image, crs=None)
    if case == "picture":
        return write_raster(tmp_path / "photo.tif", np.stack([image.astype(np.uint8)] * 3), options=["PHOTOMETRIC=RGB"])
    if case == "screenshot":  # four bands, no CRS: what a screen capture is
        return write_raster(
            tmp_path / "ecran.tif",
            np.stack([image.astype(np.uint8)] * 4),
            crs=None,
            options=["PHOTOMETRIC=RGB", "ALPHA=YES"],
        )
    if case == "not a raster":
        (tmp_path / "faux.ecw").write_bytes(b"not an image")
        return str(tmp_path / "faux.ecw")
    if case == "absent":
        return str(tmp_path / "absent.tif")
    if case == "degrees":
        return write_raster(tmp_path / "deg.tif", image, crs=4326, geotransform=(2, 1e-5, 0, 50, 0, -1e-5))
    if case == "palette":
        return write_raster(tmp_path / "pal.tif", image.astype(np.uint8), options=["PHOTOMETRIC=PALETTE"])
    if case == "cut":
        file = tmp_path / "coupe.tif"
        write_raster(file, image, options=["TILED=YES", "COMPRESS=DEFLATE"])
        raw = file.read_bytes()
        file.write_bytes(raw[: len(raw) // 3])
        return str(file)
    return write_raster(tmp_path / "dn.tif", image * 100 + 900)


@pytest.mark.parametrize(
    ("case", "more", "sentence"),
    [
        ("no CRS", {}, "has no CRS. Give it one"),
        ("picture", {}, "is a picture .*KIND = classes"),
        ("screenshot", {}, "is a picture .*KIND = classes"),
        ("not a raster", {}, "faux.ecw"),
        ("absent", {}, "absent.tif"),
        ("degrees", {}, "not in a CRS in metres"),
        ("palette", {}, "has a palette"),
        ("cut", {}, "cannot be read.*copy it again"),
        ("digital", {"KIND": "brightness"}, "not temperatures in °C, K"),
        ("digital", {"BAND": 3}, "band"),
        ("digital", {"CLASSES": "table"}, "Give the table of classes"),
        ("digital", {"CORRECTION": "x.csv"}, "needs the polygons of the strips"),
    ],
)
def test_bad_input_is_one_sentence_and_no_file(run, town, buildings, tmp_path, case, more, sentence):
    file = bad(tmp_path, town[2], case)
    given = {"THERMAL": file, "BUILDINGS": buildings, "OUTPUT": str(tmp_path / "t.gpkg")}
    with pytest.raises(QgsProcessingException, match=sentence):
        run("roofheatloss", given | more)
    assert not (tmp_path / "t.gpkg").exists()


def test_cancelling_leaves_nothing(run, buildings, mosaic, tmp_path):
    given = {"THERMAL": mosaic, "BUILDINGS": buildings, "OUTPUT": str(tmp_path / "t.gpkg")}
    for question in (1, 2):
        results, _ = run("roofheatloss", given, cancel_at=question)
        assert results == {}
        assert not (tmp_path / "t.gpkg").exists()
