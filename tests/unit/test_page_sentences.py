# SPDX-License-Identifier: GPL-2.0-or-later
"""The computed sentences of an atlas page: counts by hand, and which sentence holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.territory import page_sentences as told
from atlas_pcaet.analysis.territory.page_sentences import Point


def written(sentence) -> str:
    return sentence.sentence.format(**sentence.facts)


def boxes(*corners):
    return np.array([shapely.box(*corner) for corner in corners], dtype=object)


# Two territories side by side; five sectors in the first, one in the second.
PAGES = boxes((0, 0, 100, 100), (100, 0, 200, 100))
SECTORS = boxes(*((20 * i, 0, 20 * i + 10, 10) for i in range(5)), (150, 0, 160, 10))


def test_three_actions_touch_two_of_the_five_sectors():
    places = np.array(
        [shapely.Point(5, 5), shapely.Point(6, 6), shapely.LineString([(8, 8), (8, 40)]), shapely.Point(25, 5)]
    )
    found = told.sectors_touched(PAGES, SECTORS, places, np.array([7, 7, 2, 4]))
    assert (found.actions[0], found.touched[0], found.sectors[0]) == (3, 2, 5)
    assert (found.actions[1], found.touched[1], found.sectors[1]) == (0, 0, 1)
    text = written(told.need_sentence(3, 2, 5, "where people live near a road"))
    assert text == "Here, 3 actions touch 2 of the 5 sectors where people live near a road."


def test_neighbours_that_share_a_border_do_not_touch_but_a_line_along_it_does():
    shapes = np.array([shapely.box(100, 0, 200, 100), shapely.LineString([(100, 0), (100, 50)]), shapely.Point(100, 5)])
    territory, shape = told.touching(PAGES[:1], shapes)
    assert sorted(zip(territory.tolist(), shape.tolist(), strict=True)) == [(0, 1), (0, 2)]


def test_a_sliver_between_two_surveys_of_a_border_is_not_a_place():
    assert len(told.touching(PAGES[:1], boxes((99.95, 0, 200, 100)))[0]) == 0  # 5 m² of 10 000
    assert len(told.touching(PAGES[:1], boxes((99, 0, 200, 100)))[0]) == 1  # 1 %


def test_without_place_nothing_is_touched():
    found = told.sectors_touched(PAGES, SECTORS, np.empty(0, dtype=object), np.empty(0, dtype=np.int64))
    assert found.touched.tolist() == [0, 0]
    assert found.sectors.tolist() == [5, 1]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ((0, 0, 0), "Here, there is no sector x."),
        ((0, 0, 1), "Here, no action touches the sector x."),
        ((0, 0, 4), "Here, no action touches any of the 4 sectors x."),
        ((1, 1, 1), "Here, 1 action touches the sector x."),
        ((2, 1, 1), "Here, 2 actions touch the sector x."),
        ((1, 1, 4), "Here, 1 action touches 1 of the 4 sectors x."),
    ],
)
def test_one_and_none_have_their_own_sentence(facts, text):
    assert written(told.need_sentence(*facts, "x")) == text


@pytest.mark.parametrize(
    ("actions", "text"),
    [
        (0, "No action of the plan has a place here."),
        (1, "Here, 1 of the 62 actions of the plan has a place."),
        (3, "Here, 3 of the 62 actions of the plan have a place."),
    ],
)
def test_presence_counts_actions_of_the_plan(actions, text):
    assert written(told.presence_sentence(actions, 62)) == text


def test_the_only_action_of_a_plan_is_not_one_of_one():
    assert written(told.presence_sentence(1, 1)) == "The only action of the plan has a place here."


NAN = math.nan


@pytest.mark.parametrize(
    ("values", "here", "text"),
    [
        ([1, 5, 3], 1, "“x”: the highest of 3 territories."),
        ([1, 5, 3], 0, "“x”: the lowest of 3 territories."),
        ([1, 5, 3], 2, "“x”: number 2 of 3, from the highest to the lowest."),
        ([2, 5, 2], 0, "“x”: number 2 of 3, with others, from the highest to the lowest."),
        ([2, 2, 2], 0, "“x”: the same in the 3 territories that have a value."),
        ([0, 5, 2], 0, "“x”: none here; 2 of the 3 territories have some."),
        ([NAN, 5, 2], 1, "“x”: the highest of 2 territories."),
    ],
)
def test_the_place_among_the_others(values, here, text):
    assert written(told.rank_sentence(values, here, "x")) == text


def test_an_unknown_value_has_no_place():
    assert told.rank_sentence([NAN, 5, 2], 0, "x") is None
    assert told.rank_sentence([4, NAN], 0, "x") is None


@pytest.mark.parametrize(("here", "third"), [(5, "highest"), (2, "middle"), (0, "lowest")])
def test_an_estimate_is_told_by_thirds_because_its_exact_place_means_nothing(here, third):
    assert third in written(told.third_sentence([1, 2, 3, 4, 5, 6], here, "x"))
    assert told.third_sentence([1, 2, 3], 0, "x") is None


def test_a_territory_that_has_none_is_not_in_the_highest_third():
    # 10 territories, 2 with something: 8 of them are equal, at zero.
    values = [0, 0, 0, 0, 0, 0, 0, 0, 30, 12]
    assert written(told.third_sentence(values, 0, "x")) == "“x”: none here; 2 of the 10 territories have some."
    assert "highest" in written(told.third_sentence(values, 8, "x"))


def test_equal_estimates_that_would_be_in_two_thirds_have_no_sentence():
    # Places 2 to 5 of 6 are the same value: the second place is in the highest third, the fifth in the lowest.
    assert told.third_sentence([9, 5, 5, 5, 5, 1], 1, "x") is None
    # Places 3 and 4 of 6: both in the middle third.
    assert "middle" in written(told.third_sentence([9, 8, 5, 5, 2, 1], 2, "x"))


def test_a_territory_that_holds_everything_does_not_hold_half():
    text = written(told.half_sentence([0, 7, 0], list("abc"), "x"))
    assert text == "“x”: all of it is in b; none in the others of the 3 territories."


def test_half_of_estimates_needs_bounds_that_do_not_overlap():
    # 100 (60 to 140) against 50 (20 to 80) and 20 (10 to 30): 60 < 80 + 30, nothing can be said of the first alone.
    assert told.half_of_estimates([100, 50, 20], [60, 20, 10], [140, 80, 30], list("abc"), "x") is None
    # 100 (90 to 110) against 50 (40 to 60) and 20 (10 to 30): 90 >= 60 + 30.
    text = written(told.half_of_estimates([100, 50, 20], [90, 40, 10], [110, 60, 30], list("abc"), "x"))
    assert text == "“x”: a alone holds at least half of the total of the 3 territories."


def test_how_few_territories_hold_half():
    # 100 in all: 40 + 20 reach half.
    assert written(told.half_sentence([10, 40, 20, 10, 20], list("abcde"), "x")) == (
        "“x”: 2 of the 5 territories hold half of the total, b first."
    )
    assert "b alone" in written(told.half_sentence([10, 80, NAN, 5, 5], list("abcde"), "x"))
    assert (
        written(told.half_sentence([1, 1, 1, 0], list("abcd"), "x"))
        == "“x”: 2 of the 4 territories hold half of the total."
    )
    assert told.half_sentence([0, 0], ["a", "b"], "x") is None
    assert told.half_sentence([-1, 3], ["a", "b"], "x") is None


def result(year, value):
    return Point(year, "result", value)


def target(year, value):
    return Point(year, "target", value)


def reference(year, value):
    return Point(year, "reference", value)


def test_the_change_is_since_the_adoption_and_the_target_the_next_one():
    points = [reference(2010, 120.0), result(2019, 100.0), result(2022, 90.0), result(2024, 80.0), target(2026, 75.0), target(2030, 60.0)]  # fmt: skip
    found = told.follow_up(points, adoption=2019)
    assert (found.last.year, found.base.year, found.target.year) == (2024, 2019, 2026)
    assert found.change_pct == pytest.approx(-20)
    assert found.way_pct == pytest.approx(80)  # 20 of the 25 to go


def test_without_a_result_at_adoption_the_reference_is_the_base():
    found = told.follow_up([reference(2010, 120.0), result(2024, 90.0)], adoption=2019)
    assert (found.base.year, found.change_pct) == (2010, pytest.approx(-25))
    first = told.follow_up([result(2018, 50.0), result(2021, 60.0), result(2024, 90.0)], adoption=2019)
    assert first.base.year == 2021  # the first result since the adoption


def test_one_result_has_no_change_and_no_result_has_no_follow_up():
    found = told.follow_up([result(2024, 5.0), target(2020, 4.0)])
    assert (found.base, found.change_pct, found.way_pct) == (None, None, None)
    assert found.target.year == 2020  # past, but the only one
    assert told.follow_up([target(2030, 4.0)]) is None


def test_a_base_of_zero_gives_no_percentage():
    found = told.follow_up([result(2020, 0.0), result(2024, 5.0)])
    assert (found.change_pct, found.difference) == (None, 5.0)


@pytest.mark.parametrize(
    ("points", "change", "text"),
    [
        ([result(2024, 8.0)], "", "i: 8 in 2024."),
        ([result(2020, 4.0), result(2024, 8.0)], "100 %", "i: 8 in 2024, 100 % more than in 2020."),
        ([result(2020, 8.0), result(2024, 4.0), target(2030, 2.0)], "50 %", "i: 4 in 2024, 50 % less than in 2020; target for 2030: 2."),
        ([result(2020, 8.0), result(2024, 8.0)], "0", "i: 8 in 2024, as in 2020."),
        ([result(2020, 0.0), result(2024, 8.0)], "", "i: 8 in 2024, against 0 in 2020."),
        ([result(2024, 8.0), target(2030, 2.0)], "", "i: 8 in 2024; target for 2030: 2."),
    ],
)  # fmt: skip
def test_the_sentence_of_a_series(points, change, text):
    printed = {point: f"{point.value:.0f}" for point in points}
    assert written(told.follow_up_sentence("i", told.follow_up(points), printed, change)) == text
