# SPDX-License-Identifier: GPL-2.0-or-later
"""Pixels inside polygons: against masks polygon by polygon, whatever the blocks, the reader, the workers."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis import raster as raster_module
from atlas_pcaet.analysis import zonal
from atlas_pcaet.analysis.errors import Cancelled, DataError

READERS = [name for name in ("rasterio", "osgeo") if importlib.util.find_spec(name)]
X, Y = 650_000.0, 7_060_000.0


def nothing(_fraction):
    pass


def write(path, values, pixel=0.5, transform=None, nodata=None, crs=2154, **options):
    """A GeoTIFF by osgeo, whatever reads it afterwards."""
    from osgeo import gdal, gdal_array, osr

    bands = values if values.ndim == 3 else values[None]
    kind = gdal_array.NumericTypeCodeToGDALTypeCode(bands.dtype.type)
    creation = [f"{key.upper()}={value}" for key, value in options.items()]
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), bands.shape[2], bands.shape[1], len(bands), kind, creation
    )
    dataset.SetGeoTransform(transform or (X, pixel, 0, Y, 0, -pixel))
    if crs:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(crs)
        dataset.SetProjection(reference.ExportToWkt())
    for number, band in enumerate(bands, start=1):
        if nodata is not None:
            dataset.GetRasterBand(number).SetNoDataValue(nodata)
        dataset.GetRasterBand(number).WriteArray(band)
    dataset = None
    return str(path)


def footprints(count, width, height, seed=0, size=(6, 20)):
    """Turned rectangles, some over others, some with a hole, some in two parts, some across the edge."""
    chance = np.random.default_rng(seed)
    made = []
    for number in range(count):
        a, b = chance.uniform(*size, 2)
        shape = shapely.box(-a / 2, -b / 2, a / 2, b / 2)
        if number % 7 == 0:
            shape = shape.difference(shapely.box(-a / 6, -b / 6, a / 6, b / 6))
        if number % 11 == 0:
            shape = shapely.MultiPolygon([shapely.box(-a, 0, -a / 2, b), shapely.box(a / 2, 0, a, b)])
        angle = chance.uniform(0, np.pi)
        cos, sin = np.cos(angle), np.sin(angle)
        x, y = X + chance.uniform(0, width), Y - chance.uniform(0, height)
        made.append(shapely.affinity.affine_transform(shape, [cos, -sin, sin, cos, x, y]))
    return np.array(made, dtype=object)


def by_mask(values, transform, shapes, nodata=None):
    """Count, mean, p10, median, p90 of each shape alone: a point in polygon test for every pixel centre."""
    x0, dx, rx, y0, ry, dy = transform
    rows, columns = values.shape
    column, row = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
    east, north = x0 + column * dx + row * rx, y0 + column * ry + row * dy
    found = []
    for shape in shapes:
        inside = values[shapely.contains_xy(shape, east.ravel(), north.ravel()).reshape(values.shape)].astype(float)
        covered = len(inside)
        inside = inside[~np.isnan(inside)]
        if nodata is not None:
            inside = inside[inside != nodata]
        if len(inside):
            found.append((covered, len(inside), inside.mean(), *np.quantile(inside, (0.1, 0.5, 0.9))))
        else:
            found.append((covered, 0, *[np.nan] * 4))
    return np.array(found)


def together(figures):
    return np.c_[figures.covered, figures.count, figures.mean, figures.quantile.T]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "layout",
    [
        {"tiled": "YES", "blockxsize": 64, "blockysize": 64, "compress": "DEFLATE", "predictor": 3},
        {"blockysize": 1},
        {"blockysize": 37},
    ],
)
def test_figures_are_those_of_each_polygon_alone(tmp_path, monkeypatch, reader, layout):
    """The reference is shapely's point in polygon at each pixel centre, and numpy's quantiles."""
    monkeypatch.setattr(zonal, "WINDOW_PIXELS", 20_000)
    values = np.random.default_rng(1).normal(5, 3, (400, 300)).astype(np.float32)
    values[100:110, 50:90] = np.nan
    file = write(tmp_path / "t.tif", values, **layout)
    shapes = footprints(150, 150, 200)
    expected = by_mask(values, (X, 0.5, 0, Y, 0, -0.5), shapes)
    found = zonal.zonal_figures(file, shapes, nothing, reader=reader)
    assert together(found) == pytest.approx(expected, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "float64"])
def test_every_kind_of_number(tmp_path, dtype):
    values = np.random.default_rng(2).integers(0, 250, (200, 200)).astype(dtype)
    if dtype == "int16":
        values -= 120
    file = write(tmp_path / "t.tif", values, nodata=7)
    shapes = footprints(40, 100, 100)
    expected = by_mask(values, (X, 0.5, 0, Y, 0, -0.5), shapes, nodata=7)
    assert together(zonal.zonal_figures(file, shapes, nothing)) == pytest.approx(expected, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("angle", [0, 20, 200])
def test_a_rotated_raster(tmp_path, angle):
    cos, sin = np.cos(np.deg2rad(angle)) * 0.5, np.sin(np.deg2rad(angle)) * 0.5
    transform = (X + 60, cos, sin, Y - 60, sin, -cos)
    values = np.random.default_rng(3).normal(0, 1, (200, 200)).astype(np.float32)
    file = write(tmp_path / "t.tif", values, transform=transform)
    shapes = footprints(60, 120, 120)
    expected = by_mask(values, transform, shapes)
    assert together(zonal.zonal_figures(file, shapes, nothing)) == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_a_square_of_the_tests_of_exactextract(tmp_path):
    """A 3 × 3 raster of 1 to 9; the square (0.5, 1) – (2.5, 2.5) holds the centres of six pixels: count 6, mean 3.5."""
    file = write(tmp_path / "t.tif", np.arange(1, 10, dtype=np.float32).reshape(3, 3), transform=(0, 1, 0, 3, 0, -1))
    found = zonal.zonal_figures(file, np.array([shapely.box(0.4, 1, 2.6, 2.6)], dtype=object), nothing)
    assert found.count[0] == 6
    assert found.mean[0] == pytest.approx(3.5)


def test_what_covers_nothing_has_no_figure(tmp_path):
    file = write(tmp_path / "t.tif", np.ones((20, 20), np.float32))
    shapes = np.array(
        [shapely.Polygon(), shapely.box(X - 50, Y, X - 40, Y + 10), shapely.box(X + 0.3, Y - 5, X + 0.4, Y - 1)],
        dtype=object,
    )
    found = zonal.zonal_figures(file, shapes, nothing)
    assert found.count.tolist() == [0, 0, 0]
    assert np.isnan(found.mean).all()


def test_workers_of_any_kind_give_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(zonal, "WINDOW_PIXELS", 30_000)
    values = np.random.default_rng(5).normal(5, 3, (400, 300)).astype(np.float32)
    file = write(tmp_path / "t.tif", values, tiled="YES", blockxsize=64, blockysize=64)
    shapes = footprints(80, 150, 200)
    one = together(zonal.zonal_figures(file, shapes, nothing, mapper=zonal.in_threads(1)))
    two = together(zonal.zonal_figures(file, shapes, nothing, mapper=zonal.in_threads(3)))
    plain = together(zonal.zonal_figures(file, shapes, nothing, mapper=map))
    assert np.array_equal(one, two, equal_nan=True)
    assert np.array_equal(one, plain, equal_nan=True)


def test_a_task_can_be_sent_to_another_process(tmp_path):
    import pickle

    file = write(tmp_path / "t.tif", np.ones((40, 40), np.float32))
    shapes = footprints(5, 20, 20)

    def sent(work, tasks):
        for task in tasks:
            yield pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(task)))))

    expected = together(zonal.zonal_figures(file, shapes, nothing))
    assert np.array_equal(together(zonal.zonal_figures(file, shapes, nothing, mapper=sent)), expected, equal_nan=True)


def test_cancelling_stops_the_walk(tmp_path, monkeypatch):
    monkeypatch.setattr(zonal, "WINDOW_PIXELS", 10_000)
    file = write(tmp_path / "t.tif", np.ones((400, 300), np.float32))
    asked = []

    def cancel(fraction):
        asked.append(fraction)
        raise Cancelled

    with pytest.raises(Cancelled):
        zonal.zonal_figures(file, footprints(50, 150, 200), cancel)
    assert len(asked) == 1


@pytest.mark.parametrize("reader", READERS)
def test_a_raster_cut_short_is_one_sentence(tmp_path, reader):
    values = np.random.default_rng(6).normal(0, 1, (600, 600)).astype(np.float32)
    file = tmp_path / "t.tif"
    write(file, values, tiled="YES", blockxsize=64, blockysize=64, compress="DEFLATE")
    raw = file.read_bytes()
    file.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(DataError, match=r"“t\.tif” cannot be read: .*copy it again"):
        zonal.zonal_figures(str(file), footprints(200, 300, 300), nothing, reader=reader)


@pytest.mark.parametrize("reader", READERS)
def test_what_is_not_a_raster_is_named(tmp_path, reader):
    (tmp_path / "photo.ecw").write_bytes(b"not an image at all" * 50)
    with pytest.raises(DataError, match=r"No driver here reads the raster “photo\.ecw”.*GeoTIFF"):
        raster_module.facts(str(tmp_path / "photo.ecw"), reader)
    with pytest.raises(DataError, match="absent"):
        raster_module.facts(str(tmp_path / "absent.tif"), reader)


@pytest.mark.parametrize("reader", READERS)
def test_what_a_raster_says_of_itself(tmp_path, reader):
    file = write(tmp_path / "t.tif", np.zeros((3, 30, 40), np.uint8), nodata=255, photometric="RGB")
    found = raster_module.facts(file, reader)
    assert (found.width, found.height, found.bands, found.dtype, found.nodata) == (40, 30, 3, "uint8", 255)
    assert found.colours == ("red", "green", "blue")
    assert found.pixel == pytest.approx(0.5)
    assert "Lambert" in found.crs_wkt
    assert raster_module.facts(write(tmp_path / "sans.tif", np.zeros((3, 3), np.uint8), crs=None), reader).crs_wkt == ""


WORKERS = """
import sys
import numpy as np
import shapely
from atlas_pcaet.analysis import zonal

def nothing(_fraction):
    pass

def together(figures):
    return np.c_[figures.covered, figures.count, figures.mean, figures.quantile.T]

if __name__ == "__main__":
    file, shapes = sys.argv[1], shapely.from_wkb(np.load(sys.argv[2], allow_pickle=True))
    zonal.WINDOW_PIXELS = 30_000
    threads = together(zonal.zonal_figures(file, shapes, nothing))
    processes = together(zonal.zonal_figures(file, shapes, nothing, mapper=zonal.in_processes(2)))
    assert np.array_equal(threads, processes, equal_nan=True)
    from distributed import LocalCluster
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        spread = together(zonal.zonal_figures(file, shapes, nothing, mapper=zonal.on_cluster(cluster.scheduler_address)))
    assert np.array_equal(threads, spread, equal_nan=True)
    print("the same,", np.isfinite(threads[:, 2]).sum())
"""


def test_threads_processes_and_a_cluster_of_two_give_the_same(tmp_path, root):
    """In a plain Python that knows the plugin by its folder, as a cluster's workers would."""
    pytest.importorskip("distributed")
    (tmp_path / "atlas_pcaet").symlink_to(root, target_is_directory=True)
    (tmp_path / "essai.py").write_text(WORKERS)
    values = np.random.default_rng(5).normal(5, 3, (400, 300)).astype(np.float32)
    file = write(tmp_path / "t.tif", values, tiled="YES", blockxsize=64, blockysize=64)
    np.save(tmp_path / "formes.npy", shapely.to_wkb(footprints(80, 150, 200)))
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": ""}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "essai.py"), file, str(tmp_path / "formes.npy")],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith("the same, ")


def test_a_scheduler_that_does_not_answer_is_one_sentence(tmp_path):
    file = write(tmp_path / "t.tif", np.ones((40, 40), np.float32))
    with pytest.raises(DataError, match=r"tcp://127\.0\.0\.1:9 does not answer, or the library distributed is missing"):
        zonal.zonal_figures(file, footprints(5, 20, 20), nothing, mapper=zonal.on_cluster("tcp://127.0.0.1:9"))


def test_figures_are_those_of_rasterstats(tmp_path):
    """The centre rule of rasterstats, polygon by polygon: counts equal, means to 1e-6, quantiles too."""
    rasterstats = pytest.importorskip("rasterstats")
    values = np.random.default_rng(7).normal(5, 3, (300, 300)).astype(np.float32)
    file = write(tmp_path / "t.tif", values, nodata=-9999)
    shapes = footprints(120, 150, 150)
    found = zonal.zonal_figures(file, shapes, nothing)
    wanted = ["count", "mean", "median", "percentile_10", "percentile_90"]
    peer = rasterstats.zonal_stats(list(shapes), file, stats=wanted)
    assert found.count.tolist() == [row["count"] for row in peer]
    some = found.count > 0
    for own, key in ((found.mean, "mean"), (found.quantile[1], "median"), (found.quantile[0], "percentile_10"), (found.quantile[2], "percentile_90")):  # fmt: skip
        assert own[some] == pytest.approx(
            [row[key] for row, s in zip(peer, some, strict=True) if s], rel=1e-6, abs=1e-6
        )


def test_the_majority_of_a_class_raster(tmp_path):
    values = np.random.default_rng(8).integers(1, 6, (200, 200)).astype(np.uint8)
    file = write(tmp_path / "t.tif", values)
    shapes = footprints(40, 100, 100)
    found = zonal.zonal_figures(file, shapes, nothing, majority=True)
    column, row = np.meshgrid(np.arange(200) + 0.5, np.arange(200) + 0.5)
    for number, shape in enumerate(shapes):
        inside = values[shapely.contains_xy(shape, X + column * 0.5, Y - row * 0.5)]
        count = np.bincount(inside, minlength=6)
        if len(inside):
            assert found.majority[number] == np.argmax(count)
            assert found.majority_share[number] == pytest.approx(count.max() / len(inside))
        else:
            assert np.isnan(found.majority[number])
