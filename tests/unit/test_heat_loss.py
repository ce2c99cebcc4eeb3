# SPDX-License-Identifier: GPL-2.0-or-later
"""Erosion, families, readings, classes, corrections: each rule of the method on cases worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis import raster, zonal
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.thermal import (
    correction,
    heat_loss_class,
    roof_families,
    roof_reading,
    strip_times,
    thermal_raster,
)
from atlas_pcaet.analysis.thermal.footprints import eroded


@pytest.fixture
def families(root):
    return roof_families.read_families(root / "resources" / "parameters" / "familles_toiture.csv")


@pytest.fixture
def schemes(root):
    return root / "resources" / "parameters" / "classes_deperdition.csv"


def test_erosion_is_the_larger_of_a_metre_and_a_pixel_and_a_half_and_less_for_small_roofs():
    shapes = np.array([shapely.box(0, 0, 12, 10), shapely.box(0, 0, 3.6, 3.6), shapely.box(0, 0, 2, 2)], dtype=object)
    made = eroded(shapes, 0.5, None)
    # 12 × 10 less 1 m: 80 m². 3.6 × 3.6 less 1 m is 2.56 m², 20 % of it: less 0.5 m, 6.76 m², 27 pixels. 2 × 2: nothing left.
    assert shapely.area(made.shapes) == pytest.approx([80, 6.76, 4])
    assert made.erosion_m.tolist() == [1.0, 0.5, 0.0]
    assert made.nominal.tolist() == [True, False, False]
    assert eroded(shapes, 1.0, None).erosion_m[0] == 1.5
    given = eroded(shapes, 0.5, 1.0)
    assert shapely.area(given.shapes) == pytest.approx([80, 2.56, 0])
    assert given.nominal.all()
    assert shapely.area(eroded(shapes, 0.5, 0.0).shapes) == pytest.approx([120, 12.96, 4])


@pytest.mark.parametrize(
    ("text", "family", "interpretable"),
    [
        ("TUILES", "tuile", True), ("Ardoises", "ardoise", True), ("ZINC ALUMINIUM", "métal", False), ("10", "tuile", True),
        ("03", "métal", False), ("Verrière", "verre", False), ("béton", "toit plat", True), (None, "inconnu", True),
        ("AUTRES", "inconnu", True), (pd.NA, "inconnu", True), ("panneaux photovoltaïques", "panneaux", False), ("2.0", "ardoise", True),
        ("ZINC ALUMINIUM - TUILES", "métal", False), ("Panneaux solaires sur tuiles", "panneaux", False), ("33", "métal", False),
    ],
)  # fmt: skip
def test_families_of_materials(families, text, family, interpretable):
    found = families.of(text)
    assert (found.name, found.interpretable) == (family, interpretable)


def test_a_material_without_source_is_refused(tmp_path):
    file = tmp_path / "familles.csv"
    file.write_text(
        "pattern,family,interpretable,emissivity,emissivity_min,emissivity_max,source\ntuile,tuile,oui,0.9,0.8,1,\n"
    )
    with pytest.raises(DataError, match="line 2: three emissivities between 0 and 1 and a source"):
        roof_families.read_families(file)


def figures(covered, count, spread=1.0):
    n = len(covered)
    quantile = np.outer([-1.28, -0.67, 0, 0.67, 1.28], np.full(n, spread))
    nothing = np.full(n, np.nan)
    return zonal.Figures(np.array(covered), np.array(count), np.zeros(n), quantile, nothing, nothing)


def test_what_excludes_a_roof_and_its_confidence(families):
    kinds = [families.of(t) for t in ("tuile", "zinc", "tuile", "tuile", "tuile", "tuile", None)]
    inside = np.array([True, True, False, True, True, True, True])
    reading = roof_reading.read_roofs(
        figures([200, 200, 0, 200, 10, 40, 200], [200, 200, 0, 100, 10, 40, 200]), kinds, inside
    )
    assert roof_reading.read_roofs(figures([0], [0]), kinds[:1], np.array([True])).excluded[0] == "few_pixels"
    assert reading.excluded.tolist() == [None, "material", "outside", "no_data", "few_pixels", None, None]
    assert reading.valid_pct[3] == 50
    near = np.array([50.0] * 7)
    grades = roof_reading.confidence(reading, np.ones(7, bool), kinds, near, np.full(7, 2.0))
    assert grades.tolist() == ["A", "D", "D", "D", "D", "B", "B"]
    assert roof_reading.confidence(reading, np.zeros(7, bool), kinds, near, np.full(7, 2.0))[0] == "C"
    assert roof_reading.confidence(reading, np.ones(7, bool), kinds, np.full(7, np.nan), np.full(7, 2.0))[0] == "B"
    assert roof_reading.confidence(reading, np.ones(7, bool), kinds, near, np.full(7, 1.0))[0] == "B"
    kelvin = roof_reading.read_roofs(figures([200], [200]), kinds[:1], np.array([True]), 0.01, -273.15)
    assert kelvin.median[0] == pytest.approx(-273.15)


def test_the_score_by_hand(schemes):
    """Values 0 to 100: median 50, MAD 25, so z = (x – 50) / 37.065; a family of 29 is not ranked."""
    value = np.r_[np.arange(101.0), np.arange(29.0)]
    names = np.array(["a"] * 101 + ["b"] * 29, dtype=object)
    scheme = heat_loss_class.read_scheme(schemes, "5")
    found, told = heat_loss_class.standing(value, names, np.full(130, 1e-6), scheme)
    assert found.z[:101] == pytest.approx((np.arange(101) - 50) / 37.065)
    assert np.isnan(found.z[101:]).all()
    assert [(f.name, f.count) for f in told] == [("a", 101), ("b", 29)]
    assert found.loss_class[[0, 30, 50, 70, 100]].tolist() == [1, 2, 3, 4, 5]
    assert found.score[50] == pytest.approx(50)
    assert found.score[100] == pytest.approx(91.13, abs=0.01)  # Φ(1.3490)
    assert np.array_equal(found.class_low, found.loss_class, equal_nan=True)


def test_an_unsure_class_is_given_with_its_neighbours(schemes):
    value = np.linspace(-2, 2, 201)
    scheme = heat_loss_class.read_scheme(schemes, "5")
    spread = heat_loss_class.robust(value)[1]
    error = np.full(201, 0.3 * spread)
    found, _told = heat_loss_class.standing(value, np.full(201, "a", dtype=object), error, scheme)
    middle = 100
    # At z = 0, P(–0.52 < z < 0.52) with a deviation of 0.3 is 0.917: sure. At the bound it is one half: both classes.
    assert (found.class_low[middle], found.class_high[middle]) == (3, 3)
    edge = int(np.argmin(np.abs(found.z - 0.5)))
    assert (found.class_low[edge], found.class_high[edge]) == (3, 4)


def test_a_window_compares_with_the_neighbours(schemes):
    """Two towns, one 5 K warmer: with all, one town is warm; within 500 m, each has its own warm roofs."""
    chance = np.random.default_rng(1)
    east = np.r_[chance.uniform(0, 300, 60), chance.uniform(9000, 9300, 60)]
    own = chance.normal(0, 1, 120)
    value = own + np.r_[np.zeros(60), np.full(60, 5.0)]
    names, error = np.full(120, "a", dtype=object), np.full(120, 0.01)
    scheme = heat_loss_class.read_scheme(schemes, "5")
    found = heat_loss_class.local_standing(value, names, error, scheme, east, np.zeros(120), 500.0)
    for town in (slice(0, 60), slice(60, 120)):
        middle, spread = heat_loss_class.robust(value[town])
        assert found.z[town] == pytest.approx((value[town] - middle) / spread)
    alone = heat_loss_class.local_standing(
        value[:60], names[:60], error[:60], scheme, np.arange(60) * 400.0, np.zeros(60), 500.0
    )
    assert np.isnan(alone.z).all()


def test_the_error_of_a_median_by_hand():
    """100 pixels of deviation 1 K, 25 of which are independent: 1.253 / 5 = 0.2506 K."""
    found = heat_loss_class.median_error(np.array([-1.2815]), np.array([1.2815]), np.array([100]))
    assert found[0] == pytest.approx(0.2506, abs=1e-4)
    assert heat_loss_class.median_error(np.array([0.0]), np.array([0.0]), np.array([100]), 0.3)[0] == pytest.approx(0.3)


@pytest.mark.parametrize("name", ["5", "6", "7"])
def test_the_shipped_schemes(schemes, name):
    scheme = heat_loss_class.read_scheme(schemes, name)
    assert len(scheme.labels) == int(name)
    assert (np.diff(scheme.bounds) > 0).all()


def test_a_table_of_classes_that_does_not_follow_is_refused(tmp_path):
    file = tmp_path / "classes.csv"
    file.write_text("class,label,colour,z_low,z_high\n1,a,#000,-inf,0\n2,b,#111,0.5,inf\n")
    with pytest.raises(DataError, match="each beginning where the former ends"):
        heat_loss_class.read_scheme(file)


@pytest.mark.parametrize(
    ("value", "expected"), [(-3.0, (1, 0, "°C")), (270.0, (1, -273.15, "K")), (27_000, (0.01, -273.15, "K/100")), (2_700, (0.1, -273.15, "K/10"))]
)  # fmt: skip
def test_units_of_temperature(value, expected):
    assert thermal_raster.celsius(value) == expected


def test_numbers_that_are_no_temperature_are_refused():
    with pytest.raises(DataError, match="choose KIND = digital"):
        thermal_raster.celsius(140)


def facts(**changes):
    made = {
        "path": "t.tif", "width": 10, "height": 10, "bands": 1, "dtype": "float32", "transform": (0, 1, 0, 0, 0, -1),
        "crs_wkt": "x", "nodata": None, "block": (10, 10), "colours": ("gray",),
    }  # fmt: skip
    return raster.RasterFacts(**(made | changes))


def test_an_image_of_the_day_is_suspected():
    night, hot = np.full(50, -3.0), np.full(50, 30.0)
    assert thermal_raster.seen_by_day(facts(), night, True) == ""
    assert thermal_raster.seen_by_day(facts(), hot, True) == "hot"
    assert thermal_raster.seen_by_day(facts(), hot, False) == ""
    assert thermal_raster.seen_by_day(facts(), np.linspace(-10, 20, 50), True) == "spread"
    assert thermal_raster.seen_by_day(facts(tags={"TIFFTAG_DATETIME": "2024:01:15 22:05:00"}), night, True) == ""
    assert thermal_raster.seen_by_day(facts(tags={"TIFFTAG_DATETIME": "2024:01:15 11:05:00"}), night, True) == "time"


@pytest.mark.parametrize(
    ("changes", "kind", "band", "sentence"),
    [
        ({"crs_wkt": ""}, "digital", 1, "has no CRS"),
        ({"colours": ("red", "green", "blue"), "bands": 3}, "digital", 1, "is a picture"),
        ({"palette": {0: (1, 2, 3)}}, "digital", 1, "has a palette"),
        ({}, "digital", 2, "has 1 bands: there is no band 2"),
    ],
)
def test_a_raster_that_cannot_serve_is_one_sentence(changes, kind, band, sentence):
    with pytest.raises(DataError, match=sentence):
        thermal_raster.check(facts(**changes), kind, band, "t.tif")
    thermal_raster.check(facts(palette={0: (1, 2, 3)}), "classes", 1, "t.tif")


def test_offsets_of_strips(tmp_path):
    file = tmp_path / "b.csv"
    file.write_text("strip;offset;residual_sd\nL1;1,5;0,02\nL2;-0.5;0.04\n")
    found = correction.read_offsets(file)
    assert found.of(np.array(["L2", "L1", None, "L9"], dtype=object)) == pytest.approx(
        [-0.5, 1.5, np.nan, np.nan], nan_ok=True
    )
    assert found.residual == pytest.approx(0.03)
    file.write_text("strip;offset;residual_sd\nL1;x;0\n")
    with pytest.raises(DataError, match="line 2: the offset “x”"):
        correction.read_offsets(file)


def test_a_surface_is_read_at_places(tmp_path):
    from osgeo import gdal

    file = str(tmp_path / "s.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(file, 2, 2, 2, gdal.GDT_Float32)
    dataset.SetGeoTransform((0, 25, 0, 50, 0, -25))
    for number, values in enumerate(([[1.0, 2.0], [3.0, -9999.0]], [[0.0, 25.0], [50.0, 75.0]]), start=1):
        dataset.GetRasterBand(number).SetNoDataValue(-9999)
        dataset.GetRasterBand(number).WriteArray(np.array(values, dtype=np.float32))
    dataset = None
    value, distance = correction.surface_at(file, np.array([10.0, 40, 10, 40, 99]), np.array([40.0, 40, 10, 10, 10]))
    assert value == pytest.approx([1, 2, 3, np.nan, np.nan], nan_ok=True)
    assert distance[:4].tolist() == [0, 25, 50, 75]


def test_times_of_rasters(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("raster;strip;time\na.tif;L1;2024-01-15 22:00:00\nb;L1;15/01/2024 22:10:00\n")
    strips, seconds = strip_times.read_times(file, ["a", "b"])
    assert strips == ["L1", "L1"]
    assert seconds[1] - seconds[0] == 600
