# SPDX-License-Identifier: GPL-2.0-or-later
"""Offsets, drift and micro-climate put into a scene of known truth, and found again."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis import raster
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.thermal import road_reference, strips

X, Y = 650_000.0, 7_060_000.0


def nothing(_fraction):
    pass


def write(path, values, column, row, pixel=1.0, nodata=-9999.0):
    from osgeo import gdal, osr

    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((X + column * pixel, pixel, 0, Y - row * pixel, 0, -pixel))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.GetRasterBand(1).SetNoDataValue(nodata)
    dataset.GetRasterBand(1).WriteArray(values.astype(np.float32))
    dataset = None
    return raster.facts(str(path))


@pytest.fixture(scope="module")
def flight(tmp_path_factory):
    """Three strips of four tiles, flown there and back; ground of slow hills, noise of 0.3 K, offsets and a drift put in."""
    folder = tmp_path_factory.mktemp("vol")
    chance = np.random.default_rng(1)
    row, column = np.mgrid[0:500, 0:800]
    ground = 3 * np.sin(column / 90) + 2 * np.cos(row / 70)
    put = np.array([0.0, 1.2, -0.8])
    slope, facts, names, seconds = 0.002, [], [], []
    for strip in range(3):
        top = strip * 150  # 200 rows each: 50 rows seen twice
        for step in range(4):
            tile = step if strip % 2 == 0 else 3 - step
            second = 600.0 * strip + 100.0 * step
            left = tile * 200
            seen = ground[top : top + 200, left : left + 200] + put[strip] + slope * second
            seen = seen + chance.normal(0, 0.3, seen.shape)
            facts.append(write(folder / f"L{strip}_{step}.tif", seen, left, top))
            names.append(f"L{strip}")
            seconds.append(second)
    return facts, names, np.array(seconds), put, slope


def test_offsets_and_drift_are_found(flight):
    facts, names, seconds, put, slope = flight
    found = strips.overlaps(facts, 1, [(-9999.0,)] * len(facts), nothing)
    assert len(found) == 8
    made = strips.solve(len(facts), found, names, seconds)
    assert made.drift == pytest.approx(slope, rel=0.1)
    # What is left between strips, once each tile is corrected: less than 0.05 K.
    truth = np.array([put[int(name[1])] for name in names]) + slope * seconds
    left = truth - made.offset
    assert np.ptp(left) < 0.05
    assert np.abs(made.residual).max() < 0.05
    assert made.groups == 1


def test_without_drift_each_strip_takes_its_mean(flight):
    facts, _names, _seconds, _put, _slope = flight
    found = strips.overlaps(facts, 1, [(-9999.0,)] * len(facts), nothing)
    made = strips.solve(len(facts), found, [str(i) for i in range(len(facts))])
    first, second = (np.array([getattr(o, key) for o in found]) for key in ("first", "second"))
    difference = np.array([o.difference for o in found])
    assert made.offset[first] - made.offset[second] == pytest.approx(difference, abs=0.02)


def test_four_offsets_by_hand():
    """Exact differences around a ring: the weighted mean of the offsets is null."""
    truth = np.array([0.0, 2.0, -1.0, 0.5])
    found = [
        strips.Overlap(i, j, truth[i] - truth[j], 0.1, n)
        for i, j, n in ((0, 1, 100), (1, 2, 50), (2, 3, 70), (0, 3, 10))
    ]
    made = strips.solve(4, found, list("abcd"))
    assert np.diff(made.offset) == pytest.approx(np.diff(truth))
    weight = np.array([110, 150, 120, 80])
    assert (weight * made.offset).sum() == pytest.approx(0, abs=1e-6)
    assert made.residual == pytest.approx([0] * 4, abs=1e-9)
    assert made.checks == 1
    assert strips.solve(2, found[:1], list("ab")).checks == 0


def test_strips_that_do_not_meet_are_two_groups_and_a_drift_alone_is_refused():
    found = [strips.Overlap(0, 1, 1.0, 0.1, 100), strips.Overlap(2, 3, -1.0, 0.1, 100)]
    assert strips.solve(4, found, list("abcd")).groups == 2
    with pytest.raises(DataError, match="cannot be told from the offsets"):
        strips.solve(4, found, list("abcd"), np.array([0.0, 10.0, 20.0, 30.0]))
    with pytest.raises(DataError, match="No two rasters overlap"):
        strips.solve(2, [], list("ab"))


def test_only_the_chosen_places_are_compared(tmp_path):
    """Snow melts on the grass between two strips, not on the road: the road tells the offset."""
    first, second = np.zeros((100, 300)), np.full((100, 300), 1.0)
    second[:, :] += 5
    first[40:60], second[40:60] = 2.0, 2.7
    facts = [write(tmp_path / "a.tif", first, 0, 0), write(tmp_path / "b.tif", second, 0, 0)]
    road = shapely.box(X, Y - 58, X + 300, Y - 42)
    (found,) = strips.overlaps(facts, 1, [(), ()], nothing, lambda x, y: shapely.contains_xy(road, x, y))
    assert found.difference == pytest.approx(-0.7, abs=1e-6)


def test_a_turned_raster_is_named(tmp_path):
    import dataclasses

    facts = write(tmp_path / "a.tif", np.zeros((5, 5)), 0, 0)
    with pytest.raises(DataError, match="is turned"):
        strips.bounds(dataclasses.replace(facts, transform=(0, 1, 0.1, 0, 0.1, -1)))


def test_roads_tell_the_micro_climate():
    """A slow field of ± 1.5 K over a grid of streets, noise of 0.2 K: what is left at buildings is under a tenth."""
    chance = np.random.default_rng(2)
    lines = [shapely.LineString([(X, Y - d), (X + 2000, Y - d)]) for d in range(100, 2000, 200)]
    lines += [shapely.LineString([(X + d, Y - 2000), (X + d, Y)]) for d in range(100, 2000, 200)]
    shapes, east, north = road_reference.pieces(np.array(lines, dtype=object), np.full(len(lines), 6.0))
    assert len(shapes) == 20 * 40
    assert shapely.area(shapes) == pytest.approx(50 * 4.5, rel=0.01)

    def field(x, y):
        return 1.5 * np.sin((x - X) / 500) * np.cos((y - Y) / 600)

    value = -4 + field(east, north) + chance.normal(0, 0.2, len(east))
    value[::97] += 8  # parked cars
    made, used = road_reference.surface(east, north, value, np.full(len(east), 200), (X, Y - 2000, X + 2000, Y))
    assert not used[::97].any()
    place = X + chance.uniform(200, 1800, 400), Y - chance.uniform(200, 1800, 400)
    left = field(*place) - road_reference.at(made, *place)
    assert np.std(left) < 0.1 * np.std(field(*place)) + 0.05
    assert np.isnan(road_reference.at(made, np.array([X - 500.0]), np.array([Y]))[0])


def test_too_few_roads_is_one_sentence():
    place = np.array([X, X + 10]), np.array([Y, Y])
    with pytest.raises(DataError, match="Only 2 pieces of road"):
        road_reference.surface(*place, np.array([1.0, 1.1]), np.array([50, 50]), (X, Y - 100, X + 100, Y))


def test_the_lapse_is_theil_and_sen_s():
    height = np.linspace(0, 300, 200)
    value = 5 - 0.0065 * height
    value[:20] += 30
    assert road_reference.lapse(height, value) == pytest.approx(-0.0065, rel=0.2)
    assert road_reference.lapse(np.full(50, 10.0), value[:50]) == 0.0
