# SPDX-License-Identifier: GPL-2.0-or-later
"""The uptake model of PCT: its published lines, the unit values of its package, calibration, bad numbers, gradients."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.cycling import gradient
from atlas_pcaet.analysis.cycling.uptake import (
    COEFFICIENTS,
    DAYS,
    EBIKE,
    GO_DUTCH,
    GOVERNMENT_TARGET,
    SCENARIOS,
    Flows,
    calibrate,
    driver_share,
    ebike,
    go_dutch,
    government_target,
    read_coefficients,
    share,
    uptake,
)
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.road_rules import BOTH, Roads

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "resources" / "parameters" / "potentiel_velo.csv"
DATA = Path(os.environ.get("ATLAS_PCAET_DATA", ROOT.parent / "shared" / "data"))
WIGHT = DATA / "mobility" / "wight_lines_30.csv"
needs_wight = pytest.mark.skipif(not WIGHT.exists(), reason="PCT's lines of the Isle of Wight are not here")


@pytest.fixture(scope="module")
def wight():
    return pd.read_csv(WIGHT)


# ITSLeeds/pct, documentation and test-scenarios.R: values of the package, which does not centre the gradient.
def test_electric_bikes_are_never_below_go_dutch_where_asked():
    """On a flat kilometre the terms of the e-bike surveys give fewer cyclists than Go Dutch; PCT never publishes that."""
    flows = Flows(*(np.array([v]) for v in (1.0, 0.0, 100.0, 0.0, 50.0)), beyond=np.array([False]))
    alone = uptake(EBIKE, flows, COEFFICIENTS[EBIKE], 1, 0.2).cyclists[0]
    dutch = uptake(GO_DUTCH, flows, COEFFICIENTS[GO_DUTCH], 1, 0.2).cyclists[0]
    assert alone < dutch
    assert uptake(EBIKE, flows, COEFFICIENTS[EBIKE], 1, 0.2, least=COEFFICIENTS[GO_DUTCH]).cyclists[0] == dutch


def test_the_package_s_own_values_without_centring():
    assert government_target(1, 1, gradient_offset=0) == pytest.approx(0.04768831, abs=5e-9)
    assert go_dutch(15, 2, gradient_offset=0) == pytest.approx(0.04132445, abs=5e-9)
    assert go_dutch(1, 1, gradient_offset=0) == pytest.approx(0.36645, abs=5e-6)
    logit = share(15, 2, COEFFICIENTS[GO_DUTCH], 0)
    assert np.log(logit / (1 - logit)) == pytest.approx(-3.144098, abs=5e-7)


@needs_wight
def test_each_published_line_of_the_government_target(wight):
    found = government_target(wight.rf_dist_km, wight.rf_avslope_perc, observed=wight.bicycle, total=wight["all"])
    assert np.abs(found - wight.govtarget_slc).max() < 0.05


@needs_wight
@pytest.mark.parametrize(("model", "column"), [(go_dutch, "dutch_slc"), (ebike, "ebike_slc")])
def test_the_published_totals_of_go_dutch_and_of_e_bikes(wight, model, column):
    found = model(wight.rf_dist_km, wight.rf_avslope_perc, observed=wight.bicycle, total=wight["all"])
    assert found.sum() == pytest.approx(wight[column].sum(), rel=0.005)
    assert np.abs(found - wight[column]).mean() < 0.1


@needs_wight
@pytest.mark.parametrize(("scenario", "prefix"), [(GOVERNMENT_TARGET, "govtarget"), (GO_DUTCH, "dutch"), (EBIKE, "ebike")])  # fmt: skip
def test_published_drivers_fewer_and_carbon_dioxide(wight, scenario, prefix):
    # _sid: change of drivers, _sico2: kg a year. PCT counts 0.186 kg/km and its trips a week, our default of days.
    flows = Flows(*(wight[name].to_numpy(dtype=float) for name in ("rf_dist_km", "rf_avslope_perc", "all", "bicycle", "car_driver")), np.zeros(len(wight), dtype=bool))  # fmt: skip
    found = uptake(scenario, flows, COEFFICIENTS[scenario], DAYS, 0.186)
    assert found.car_trips.sum() == pytest.approx(-wight[f"{prefix}_sid"].sum(), rel=0.001)
    assert found.co2_kg.sum() == pytest.approx(-wight[f"{prefix}_sico2"].sum(), rel=0.002)


def test_arrays_broadcast_and_missing_stays_missing():
    assert government_target(np.array([[1.0], [5.0]]), np.array([0.0, 2.0, np.nan]), total=100).shape == (2, 3)
    assert np.isnan(government_target(1.0, np.nan))
    assert np.isnan(go_dutch(np.nan, 1.0, observed=3, total=10))
    assert np.isnan(government_target(1.0, 1.0, observed=np.nan, total=10))
    assert go_dutch(25, 6, observed=9, total=10) == 9


def test_the_model_is_not_used_past_thirty_kilometres():
    assert go_dutch(80, 1) == go_dutch(30, 1)
    assert government_target(80, 1) == government_target(30, 1)


@pytest.mark.parametrize(("d", "g", "said"), [(-2.0, 1.0, "A distance is negative: -2 km"), (2.0, [1, -3], "A gradient is negative: -3 %")])  # fmt: skip
def test_a_negative_distance_or_gradient_is_refused(d, g, said):
    with pytest.raises(DataError, match=said):
        government_target(d, g)


def test_calibration_gives_back_the_observed_cyclists():
    rng = np.random.default_rng(7)
    d, g, total = rng.uniform(0.5, 25, 400), rng.uniform(0, 5, 400), rng.uniform(5, 900, 400)
    for observed in (25.0, 1_200.0, 0.9 * total.sum()):
        offset = calibrate(d, g, total, observed)
        added = government_target(d, g, total=total, alpha_offset=offset)
        assert added.sum() == pytest.approx(observed, rel=1e-9)
    # By flow, where one has no distance: neither its workers nor its cyclists count.
    seen = total / 40
    d[0] = np.nan
    offset = calibrate(d, g, total, seen)
    assert np.nansum(government_target(d, g, total=total, alpha_offset=offset)) == pytest.approx(
        seen[1:].sum(), rel=1e-9
    )


@pytest.mark.parametrize(("observed", "said"), [(0, "No cyclist is observed"), (np.nan, "No cyclist is observed"), ([30, 70], "100 cyclists are observed for 100 workers")])  # fmt: skip
def test_a_territory_without_cyclists_cannot_be_calibrated(observed, said):
    with pytest.raises(DataError, match=said):
        calibrate([2.0, 4.0], [1.0, 1.0], [50, 50], observed)


def test_the_shipped_table_is_the_constants_with_a_source():
    table = read_coefficients(TABLE)
    assert tuple(table) == SCENARIOS
    for name in SCENARIOS:
        ours, shipped = (vars(one).copy() for one in (COEFFICIENTS[name], table[name]))
        assert shipped.pop("source")
        ours.pop("source")
        assert ours == pytest.approx(shipped)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("go_dutch,1,1,1,1,1,1,1,1,x\n", "lacks the scenario government_target, ebike"),
        ("holland,1,1,1,1,1,1,1,1,x\n", "line 2: a scenario"),
        ("go_dutch,1,1,?,1,1,1,1,1,x\n", "line 2: a scenario"),
        ("go_dutch,1,1,1,1,1,1,1,1,\n", "line 2: a scenario"),
    ],
)
def test_a_bad_table_of_coefficients_is_one_sentence(tmp_path, text, said):
    header = TABLE.read_text().splitlines()[0]
    file = tmp_path / "mes_coefficients.csv"
    file.write_text(f"{header}\n{text}")
    with pytest.raises(DataError, match=said):
        read_coefficients(file)


def flows(**columns):
    given = {"distance_km": [5.0], "gradient_pct": [1.0], "workers": [100.0], "cyclists": [4.0], "drivers": [48.0]} | columns  # fmt: skip
    beyond = np.array(given.pop("beyond", [False] * len(given["workers"])))
    return Flows(**{name: np.array(values, dtype=float) for name, values in given.items()}, beyond=beyond)


def test_new_cyclists_leave_cars_as_often_as_those_who_do_not_cycle_drive():
    one = flows()
    found = uptake(GO_DUTCH, one, COEFFICIENTS[GO_DUTCH], 100, 0.2)
    assert driver_share(one) == pytest.approx(0.5)  # 48 of the 96
    extra = go_dutch(5, 1, total=100) - 4
    assert found.extra == pytest.approx(extra)
    assert found.car_trips == pytest.approx(extra / 2)
    assert found.car_km == pytest.approx(2 * 100 * 5 * extra / 2)
    assert found.co2_kg == pytest.approx(0.2 * found.car_km)


def test_nobody_more_than_all_nor_fewer_than_today_nor_past_the_limit():
    some = flows(
        distance_km=[3, 3, 45, np.nan, np.nan], gradient_pct=[0, 0, 0, 0, np.nan], workers=[10, 10, 50, 50, 50],
        cyclists=[10, 9.9, 1, 1, 1], drivers=[0, 0.1, 30, 30, 30], beyond=[False, False, True, True, False],
    )  # fmt: skip
    for scenario in SCENARIOS:
        found = uptake(scenario, some, COEFFICIENTS[scenario], 100, 0.2)
        assert (found.extra[:4] >= 0).all()
        assert found.cyclists[0] == 10
        assert found.cyclists[1] <= 10
        assert found.cyclists[2:4].tolist() == [1, 1]
        assert found.car_km[2:4].tolist() == [0, 0]
        assert np.isnan([found.cyclists[4], found.extra[4], found.co2_kg[4]]).all()
    held = uptake(GOVERNMENT_TARGET, some, COEFFICIENTS[GOVERNMENT_TARGET], 100, 0.2)
    assert held.held == 2
    assert held.car_trips[0] == 0


def test_unknown_drivers_leave_the_cyclists_known():
    found = uptake(GO_DUTCH, flows(drivers=[np.nan]), COEFFICIENTS[GO_DUTCH], 100, 0.2)
    assert np.isfinite(found.cyclists).all()
    assert np.isnan(found.co2_kg).all()


# ---- gradient ----

X, Y, SIZE = 650_000.0, 7_000_000.0, 5.0
WKT = "EPSG:2154"


def terrain_file(tmp_path, z, size=SIZE, crs="EPSG:2154", nodata=-99999.0, west=X, north=Y + 1000):
    rasterio = pytest.importorskip("rasterio")
    file = tmp_path / "mnt.tif"
    with rasterio.open(
        file, "w", driver="GTiff", height=z.shape[0], width=z.shape[1], count=1, dtype="float32", nodata=nodata, crs=crs,
        transform=rasterio.Affine(size, 0, west, 0, -size, north),
    ) as made:  # fmt: skip
        made.write(z.astype("float32"), 1)
    return str(file)


def plane(slope=0.02, rows=200, columns=400, size=SIZE):
    """z rises by ``slope`` towards the east."""
    return np.tile(slope * size * (np.arange(columns) + 0.5), (rows, 1))


def roads(lines, level=None):
    count = len(lines)
    levels = np.zeros(count, dtype=np.int16) if level is None else np.array(level, dtype=np.int16)
    rules = Roads(
        np.full((count, 3), 36.0), np.full((count, 3), BOTH, dtype=np.int8), levels, np.zeros(count, dtype=bool), "any",
        np.full(count, "", dtype=object),
    )  # fmt: skip
    moved = np.array([shapely.LineString(np.array(line, dtype=float) + np.array([X, Y])) for line in lines])
    return build(moved, rules, np.arange(count), "EPSG:2154", lambda _f: None)[0]


def every(network):
    return np.ones(network.edges, dtype=bool)


@pytest.mark.parametrize("reader", ["rasterio", "osgeo"])
def test_a_plane_of_two_per_cent_climbs_two_metres_in_a_hundred(tmp_path, reader):
    pytest.importorskip(reader)
    network = roads([[(100, 500), (1100, 500)], [(100, 500), (100, 900)], [(1100, 500), (1100, 900), (300, 900)]])
    terrain = gradient.read_terrain(terrain_file(tmp_path, plane()), (X, Y, X + 1200, Y + 900), WKT, lambda _f: None, reader)  # fmt: skip
    assert terrain.transform[1] == 25  # 5 m pixels by cells of 25 m
    climbed = gradient.climbs(network, terrain, every(network), lambda _f: None)
    by_length = dict(zip(network.length_m.round().tolist(), climbed.tolist(), strict=True))
    assert by_length == pytest.approx({1000.0: 20.0, 400.0: 0.0, 1200.0: 16.0}, abs=1e-3)


def test_noise_of_a_fine_terrain_does_not_make_slopes(tmp_path):
    noisy = plane(0.0) + np.random.default_rng(3).normal(0, 0.3, (200, 400))
    network = roads([[(100, 500), (1600, 500)]])
    terrain = gradient.read_terrain(terrain_file(tmp_path, noisy), (X, Y, X + 1700, Y + 900), WKT, lambda _f: None)
    climbed = gradient.climbs(network, terrain, every(network), lambda _f: None)
    along = noisy[100, 20:320]
    assert np.abs(np.diff(along)).sum() > 90  # pixel by pixel: 6 %
    assert 100 * climbed.sum() / 1500 < 0.4


def test_a_bridge_is_read_at_its_ends(tmp_path):
    z = plane(0.0) + 30.0
    z[:, 100:140] = 0.0  # a valley of 200 m
    network = roads([[(300, 500), (900, 500)], [(300, 700), (900, 700)]], level=[1, 0])
    terrain = gradient.read_terrain(terrain_file(tmp_path, z), (X, Y, X + 1200, Y + 900), WKT, lambda _f: None)
    climbed = gradient.climbs(network, terrain, every(network), lambda _f: None)
    assert climbed[network.road == 0] == pytest.approx(0.0)
    assert climbed[network.road == 1] == pytest.approx(60.0)


def test_what_the_terrain_does_not_cover_is_unknown(tmp_path):
    z = plane()
    z[:, 250:] = -99999
    z[0:4, 0] = -32768  # a mark that the file does not declare
    network = roads([[(100, 500), (1000, 500)], [(1000, 500), (1500, 500)], [(1500, 500), (9000, 500)]])
    terrain = gradient.read_terrain(terrain_file(tmp_path, z), (X, Y, X + 9000, Y + 1000), WKT, lambda _f: None)
    climbed = gradient.climbs(network, terrain, every(network), lambda _f: None)
    assert np.isfinite(climbed).tolist() == [True, False, False]
    assert terrain.strange == 4


def test_a_terrain_in_degrees_is_read_too(tmp_path):
    import pyproj

    west, south = pyproj.Transformer.from_crs(2154, 4326, always_xy=True).transform(X, Y)
    size = 1 / 3600
    z = np.tile(100 * np.arange(200.0) * size, (200, 1))  # 100 m a degree of longitude
    file = terrain_file(tmp_path, z, size, "EPSG:4326", west=west - 50 * size, north=south + 150 * size)
    network = roads([[(0, 0), (1500, 0)]])
    terrain = gradient.read_terrain(file, (X, Y, X + 1500, Y + 10), WKT, lambda _f: None)
    east = pyproj.Transformer.from_crs(2154, 4326, always_xy=True).transform(X + 1500, Y)[0]
    assert gradient.climbs(network, terrain, every(network), lambda _f: None) == pytest.approx([100 * (east - west)], rel=0.02)  # fmt: skip


def test_a_terrain_elsewhere_or_without_crs_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match="does not cover the territory"):
        gradient.read_terrain(
            terrain_file(tmp_path, plane()), (X + 90_000, Y, X + 91_000, Y + 10), WKT, lambda _f: None
        )
    with pytest.raises(DataError, match="has no coordinate reference system"):
        gradient.read_terrain(terrain_file(tmp_path, plane(), crs=None), (X, Y, X + 10, Y + 10), WKT, lambda _f: None)
