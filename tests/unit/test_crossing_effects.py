# SPDX-License-Identifier: GPL-2.0-or-later
"""What places meet of a result, and sums over it. Expected values by hand."""

from __future__ import annotations

import numpy as np
import shapely
from atlas_pcaet.analysis.crossing import effects
from numpy.testing import assert_allclose

NAN = np.nan


def array(*shapes) -> np.ndarray:
    return np.array(shapes, dtype=object)


def road(x: float, y: float, length: float = 1000.0) -> shapely.LineString:
    return shapely.LineString([(x, y), (x + length, y)])


def test_a_road_shares_by_length_inside_a_polygon():
    found = effects.met(array(road(0, 0)), array(shapely.box(-10, -10, 250, 10)), np.array([0]), 5)
    assert_allclose(found.share, [0.25])


def test_a_road_drawn_twice_is_met_whole_and_one_that_crosses_is_not():
    crossing = shapely.LineString([(500, -300), (500, 300)])
    found = effects.met(array(road(0, 2), crossing, road(0, 80)), array(road(0, 0)), np.array([0]), 5)
    assert found.feature.tolist() == [0]
    assert_allclose(found.share, [1.0])


def test_a_short_road_that_is_the_place_is_met():
    found = effects.met(array(road(0, 0, 12)), array(road(0, 0, 12)), np.array([0]), 5)
    assert_allclose(found.share, [1.0])


def test_a_road_half_in_a_polygon_and_half_along_a_line_counts_once():
    places = array(shapely.box(-10, -10, 500, 10), road(0, 0))
    found = effects.met(array(road(0, 0)), places, np.array([0, 0]), 5)
    assert_allclose(found.share, [1.0])


def test_a_roof_shares_by_area_and_counts_whole_where_a_point_is_in_it():
    roofs = array(shapely.box(0, 0, 10, 10), shapely.box(100, 0, 110, 10), shapely.box(200, 0, 210, 10))
    places = array(shapely.box(-5, -5, 4, 15), shapely.Point(105, 5), road(0, 5))
    found = effects.met(roofs, places, np.array([0, 0, 0]), 5)
    assert_allclose(found.share, [0.4, 1.0])
    assert found.feature.tolist() == [0, 1]


def test_an_area_is_met_within_the_tolerance():
    found = effects.met(array(shapely.Point(3, 0), shapely.Point(9, 0)), array(shapely.Point(0, 0)), np.array([0]), 5)
    assert found.feature.tolist() == [0]


def test_people_count_within_the_distance_of_a_line():
    homes = array(shapely.Point(0, 100), shapely.Point(0, 250), shapely.Point(0, 400))
    found = effects.near(homes, array(road(-500, 0)), np.array([0]), 300)
    assert found.feature.tolist() == [0, 1]


def test_sums_are_by_share_and_say_what_others_share():
    """Action 0 meets −10 whole and half of −4; action 1 meets the second whole: −12, of which 2 of 12 shared."""
    found = effects.Met(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([1.0, 0.5, 1.0]))
    value = np.array([-10.0, -4.0, -6.0])
    one = effects.summed(found, 0, value)
    assert one.value == -12
    assert_allclose(one.also_pct, 100 * 2 / 12)
    assert_allclose(one.part_pct, 100 * 12 / 20)
    assert effects.summed(found, 1, value).also_pct == 100
    assert found.sharers(0, value) == [1]
    assert found.sharers(0, np.array([-10.0, 0.0, -6.0])) == []


def test_an_unknown_figure_is_missing_not_zero():
    found = effects.Met(np.array([0]), np.array([0]), np.array([1.0]))
    total = effects.summed(found, 0, np.array([NAN, 3.0]))
    assert np.isnan(total.value)
    assert total.unknown == 1


def test_no_place_meets_nothing():
    found = effects.met(array(road(0, 0)), array(), np.empty(0, np.intp), 5)
    assert len(found.feature) == 0
