# SPDX-License-Identifier: GPL-2.0-or-later
"""People above the limits, by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.air.exposure import Limit, Zone, exposure, read_limits, shared_people, zones_of
from atlas_pcaet.analysis.errors import DataError

LIMIT = Limit("no2", "2030", 20.0, "essai")


def boxes(*bounds):
    return np.array([shapely.box(*b) for b in bounds], dtype=object)


def test_people_above_a_limit_with_their_bounds():
    """Four places of 100, 50, 30 and 20 people at 15, 18, 30 and an unknown concentration; the limit is 20."""
    value = np.array([15.0, 18.0, 30.0, np.nan])
    people = np.array([100.0, 50.0, 30.0, 20.0])
    (row,) = exposure({"no2": value}, people, [], [LIMIT]).to_dict("records")
    assert (row["zone"], row["population"], row["unknown"]) == ("ensemble", 200, 20)
    assert row["exposed"] == 30
    assert row["exposed_low"] == 30  # 30 × 0.7 = 21 stays above
    assert row["exposed_high"] == 80  # 18 × 1.3 = 23.4 passes, 15 × 1.3 = 19.5 does not
    assert row["ipp"] == 100 * 15 + 50 * 18 + 30 * 30
    assert row["mean_ug_m3"] == pytest.approx(3300 / 180)
    assert row["exposed_pct"] == pytest.approx(100 * 30 / 180)


def test_zones_count_their_own_people_and_may_overlap():
    value, people = np.array([30.0, 30.0, 10.0]), np.array([5.0, 7.0, 11.0])
    zones = [Zone("zone", "PPA", np.array([True, True, True])), Zone("division", "A", np.array([True, False, False]))]
    rows = exposure({"no2": value}, people, zones, [LIMIT]).set_index("zone")
    assert rows.loc["PPA", "exposed"] == rows.loc["ensemble", "exposed"] == 12
    assert rows.loc["A", "exposed"] == 5
    assert rows.loc["A", "population"] == 5


def test_nobody_is_not_a_mean_of_zero():
    (row,) = exposure({"no2": np.array([30.0])}, np.array([0.0]), [], [LIMIT]).to_dict("records")
    assert np.isnan(row["mean_ug_m3"])
    assert np.isnan(row["exposed_pct"])
    assert np.isnan(row["ipp"])


def test_people_of_whom_nothing_is_known_are_not_counted_as_safe():
    (row,) = exposure({"no2": np.array([np.nan])}, np.array([12.0]), [], [LIMIT]).to_dict("records")
    assert (row["population"], row["unknown"]) == (12, 12)
    assert all(np.isnan(row[name]) for name in ("exposed", "exposed_low", "exposed_high", "exposed_pct"))


def test_a_pollutant_without_concentration_has_no_row():
    assert len(exposure({"pm10": np.array([1.0])}, np.array([1.0]), [], [LIMIT])) == 0


def test_the_people_of_a_cell_go_to_its_places():
    cells = boxes((0, 0, 10, 10), (10, 0, 20, 10), (20, 0, 30, 10))
    places = shapely.points([[2, 2], [8, 8], [12, 5], [90, 90]])
    found, unplaced = shared_people(cells, np.array([100.0, 40.0, 7.0]), places, np.array([3.0, 1.0, np.nan, 1.0]))
    assert found.tolist() == [75, 25, 40, 0]
    assert unplaced == 7


def test_without_weights_shares_are_equal_and_an_unknown_cell_is_nobody():
    cells = boxes((0, 0, 10, 10), (10, 0, 20, 10))
    places = shapely.points([[2, 2], [8, 8], [12, 5]])
    found, unplaced = shared_people(cells, np.array([100.0, np.nan]), places, np.zeros(3))
    assert found.tolist() == [50, 50, 0]
    assert unplaced == 0


def test_shapes_of_one_name_are_one_zone():
    shapes = boxes((0, 0, 10, 10), (20, 0, 30, 10), (0, 0, 30, 10))
    zones = zones_of("division", ["A", "A", "B"], shapes, shapely.points([[5, 5], [25, 5], [15, 5]]))
    assert [(zone.name, zone.inside.tolist()) for zone in zones] == [
        ("A", [True, True, False]),
        ("B", [True, True, True]),
    ]


def test_the_shipped_limits_are_those_of_the_texts(root):
    """Annual values: 2008/50/CE annexes XI and XIV, (UE) 2024/2881 annex I, WHO 2021 (limit_values.csv, seen)."""
    limits = {
        (limit.pollutant, limit.regime.split(",")[0]): limit.value
        for limit in read_limits(root / "resources" / "parameters" / "valeurs_limites.csv")
    }
    assert limits == {
        ("no2", "2008/50/CE"): 40, ("pm10", "2008/50/CE"): 40, ("pm25", "2008/50/CE"): 25,
        ("no2", "(UE) 2024/2881"): 20, ("pm10", "(UE) 2024/2881"): 20, ("pm25", "(UE) 2024/2881"): 10,
        ("no2", "OMS 2021"): 10, ("pm10", "OMS 2021"): 15, ("pm25", "OMS 2021"): 5,
    }  # fmt: skip


def test_a_limit_without_source_is_refused(tmp_path):
    (tmp_path / "l.csv").write_text("pollutant,regime,limit_ug_m3,source\nno2,x,20,\n")
    with pytest.raises(DataError, match="line 2: a limit above 0 and its source"):
        read_limits(tmp_path / "l.csv")
