# SPDX-License-Identifier: GPL-2.0-or-later
"""A change of traffic, and who gains by it, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from atlas_pcaet.analysis.air.road_emissions import Traffic
from atlas_pcaet.analysis.air.scenario import Change, changed, effect

TRAFFIC = Traffic(
    np.array([10_000.0, 5_000.0]), np.array([10.0, 4.0]), np.array([90.0, 50.0]), np.array([1000.0, 500.0])
)
FIRST = np.array([True, False])


@pytest.mark.parametrize(
    ("change", "aadt", "share", "speed"),
    [
        (Change(), (10_000, 5_000), (10, 4), (90, 50)),
        (Change(traffic_pct=-20), (8_000, 5_000), (10, 4), (90, 50)),
        (Change(hgv_share_pct=3), (10_000, 5_000), (3, 4), (90, 50)),
        (Change(speed_kmh=70), (10_000, 5_000), (10, 4), (70, 50)),
        (Change(closed_to_hgv=True), (9_000, 5_000), (0, 4), (90, 50)),
        (Change(traffic_pct=10, closed_to_hgv=True), (9_900, 5_000), (0, 4), (90, 50)),
    ],
)
def test_only_the_chosen_roads_change(change, aadt, share, speed):
    after = changed(TRAFFIC, FIRST, change)
    assert after.aadt == pytest.approx(aadt)
    assert after.hgv_pct == pytest.approx(share)
    assert after.speed_kmh == pytest.approx(speed)


def test_a_limit_does_not_make_slow_roads_faster():
    after = changed(TRAFFIC, np.array([True, True]), Change(speed_kmh=70))
    assert after.speed_kmh.tolist() == [70, 50]


def test_who_gains_and_who_loses():
    """A change under 0.1 µg/m³ is none; unknown ones are left out."""
    before = np.array([22.0, 19.0, 15.0, 15.0, np.nan])
    after = np.array([19.0, 21.0, 15.05, 14.0, 10.0])
    found = effect(before, after, np.array([10.0, 4.0, 100.0, 6.0, 50.0]), 20.0)
    assert (found.gain, found.lose) == (16, 4)
    assert (found.above_before, found.above_after) == (10, 4)
    assert found.mean_change == pytest.approx((10 * -3 + 4 * 2 + 100 * 0.05 + 6 * -1) / 120)


def test_nobody_has_no_mean():
    assert np.isnan(effect(np.array([1.0]), np.array([2.0]), np.array([0.0]), 20.0).mean_change)
