# SPDX-License-Identifier: GPL-2.0-or-later
"""Crossing the themes: shares, ranks, composite, sensitivity. Expected values by hand, scipy or geopandas."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import scipy.stats
import shapely
from atlas_pcaet.analysis.crossing import score, themes, units
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.overlay import subdivide
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

NAN = np.nan
numbers_or_missing = st.lists(st.one_of(st.integers(0, 6).map(float), st.just(NAN)), min_size=1, max_size=30)


def squares(*corners: tuple[float, float], side: float = 100.0) -> np.ndarray:
    return np.array([shapely.box(x, y, x + side, y + side) for x, y in corners], dtype=object)


# --- units


def test_two_units_of_one_code_are_refused_with_their_code():
    with pytest.raises(DataError, match="B"):
        units.check_codes(["A", "B", "B"], "iris", "code")


def test_units_that_overlap_are_refused_and_named():
    """Of 5 % of the smaller at most: 10 m of 100 is too much, 1 m of 100 is a border simplified, told."""
    shapes = squares((0, 0), (90, 0))
    with pytest.raises(DataError, match=r"A and B overlap over 0\.1 ha"):
        units.check_overlaps(shapes, ["A", "B"], "iris")


def test_units_that_touch_or_hardly_overlap_are_taken():
    assert units.check_overlaps(squares((0, 0), (100, 0), (199.95, 0)), ["A", "B", "C"], "iris") == []
    assert units.check_overlaps(squares((0, 0), (99, 0)), ["A", "B"], "iris") == [("A", "B", pytest.approx(0.01))]


def test_a_unit_inside_another_is_an_overlap():
    inner = np.append(squares((0, 0)), shapely.box(40, 40, 42, 42))
    with pytest.raises(DataError, match="overlap"):
        units.check_overlaps(inner, ["A", "B"], "iris")


def test_shares_by_area_are_those_of_geopandas_overlay():
    chance = np.random.default_rng(1)
    cells = squares(*(tuple(chance.uniform(0, 400, 2)) for _ in range(40)), side=70)
    cover = squares((0, 0), (100, 0), (200, 0), (0, 100), (100, 100), (200, 100))
    found = units.by_measure(cells, subdivide(cover))
    ours = np.zeros((len(cells), len(cover)))
    ours[found.feature, found.unit] = found.share
    left = geopandas.GeoDataFrame({"cell": range(len(cells))}, geometry=cells)
    theirs = geopandas.overlay(
        left, geopandas.GeoDataFrame({"unit": range(len(cover))}, geometry=cover), keep_geom_type=True
    )
    expected = np.zeros_like(ours)
    expected[theirs["cell"], theirs["unit"]] = theirs.area / 70**2
    assert_allclose(ours, np.where(expected > 2e-3, expected, ours), atol=1.1e-3)


def test_streets_are_shared_by_length_and_buildings_are_in_one_unit():
    cover = subdivide(squares((0, 0), (100, 0)))
    street = np.array([shapely.LineString([(50, 50), (250, 50)])], dtype=object)
    found = units.by_measure(street, cover)
    assert_allclose(found.share, [0.25, 0.5])
    house = np.array([shapely.box(80, 10, 130, 20)], dtype=object)
    assert units.by_point(house, cover).share.tolist() == [1.0]


def test_a_large_cell_counts_in_a_small_unit():
    cell, small = squares((0, 0), side=10_000), subdivide(squares((500, 500), side=10))
    assert_allclose(units.by_measure(cell, small).share, [1e-6])


def test_a_unit_that_nothing_covers_is_missing_not_zero():
    shares = units.Shares(np.array([0]), np.array([1]), np.array([0.5]))
    found = units.amounts(shares, np.array([8.0]), np.array([1.0]), 3)
    assert_allclose(found.total, [NAN, 4, NAN])
    assert_allclose(found.count, [NAN, 1, NAN])


def test_a_feature_without_value_counts_for_nothing():
    shares = units.Shares(np.array([0, 1]), np.array([0, 0]), np.array([1.0, 1.0]))
    found = units.amounts(shares, np.array([10.0, NAN]), np.array([3.0, 5.0]), 1)
    assert found.mean.tolist() == [10.0]
    assert found.weight.tolist() == [3.0]


# --- ranks, percentiles and composite


@given(numbers_or_missing)
def test_ranks_are_those_of_scipy_and_ties_share(values):
    values = np.array(values)
    known = np.isfinite(values)
    expected = np.full(len(values), NAN)
    expected[known] = scipy.stats.rankdata(-values[known], method="min")
    assert_allclose(score.ranks(values), expected)


@given(numbers_or_missing)
def test_percentile_ranks_are_those_of_scipy(values):
    values = np.array(values)
    known = values[np.isfinite(values)]
    expected = [scipy.stats.percentileofscore(known, v, kind="mean") if np.isfinite(v) else NAN for v in values]
    assert_allclose(score.percentiles(values), expected)


@given(
    st.lists(
        st.lists(st.one_of(st.integers(0, 100).map(float), st.just(NAN)), min_size=3, max_size=3),
        min_size=1,
        max_size=20,
    )
)
def test_the_composite_is_numpy_s_weighted_mean_of_what_is_known(rows):
    table, weights = np.array(rows), np.array([2.0, 1.0, 0.5])
    expected = [
        np.average(r[np.isfinite(r)], weights=weights[np.isfinite(r)]) if np.isfinite(r).any() else NAN for r in table
    ]
    assert_allclose(score.composite(table, weights), expected)


def test_a_theme_of_weight_zero_does_not_make_a_score():
    assert np.isnan(score.composite(np.array([[NAN, 80.0]]), np.array([1.0, 0.0]))).all()


def test_missing_is_not_ranked_last():
    assert_allclose(score.ranks(np.array([5.0, NAN, 7.0])), [2, NAN, 1])


def test_the_top_third_keeps_equal_scores_together():
    assert_allclose(score.top_third(np.array([9.0, 9.0, 9.0, 1.0, 1.0, 0.0])), [1, 1, 1, 0, 0, 0])
    assert_allclose(score.top_third(np.array([9.0, 8.0, 7.0, 6.0, 5.0, NAN])), [1, 1, 0, 0, 0, NAN])


def test_two_units_or_equal_ones_have_no_third():
    assert np.isnan(score.top_third(np.array([1.0, 2.0]))).all()
    assert np.isnan(score.top_third(np.array([5.0, 5.0, 5.0, 5.0]))).all()


def test_the_sensitivity_of_three_units_worked_by_hand():
    """A: 100, 0; B: 60, 60; C: 0, 100, of weights 1 and 1: scores 50, 60, 50.

    Weight 1 halved: A 33.3, B 60, C 66.7; doubled by half: A 60, B 60, C 40 (A and B share rank 1); the same mirrored
    for weight 2. Without the first: C, B, A; without the second: A, B, C.
    """
    table = np.array([[100.0, 0.0], [60.0, 60.0], [0.0, 100.0]])
    found = score.sensitivity(table, np.array([1.0, 1.0]))
    assert_allclose(found.best_weights, [1, 1, 1])
    assert_allclose(found.worst_weights, [3, 2, 3])
    assert_allclose(found.best_themes, [1, 1, 1])
    assert_allclose(found.worst_themes, [3, 2, 3])
    assert_allclose(found.always_top, [0, 0, 0])


def test_a_single_theme_has_no_sensitivity():
    found = score.sensitivity(np.array([[1.0], [2.0], [3.0]]), np.array([1.0]))
    assert np.isnan(found.best_weights).all()
    assert np.isnan(found.worst_themes).all()
    assert np.isnan(found.always_top).all()


def test_a_unit_of_which_one_theme_is_known_is_never_robust():
    """D has the first theme only, at 100: whatever the weights, its score is 100; nothing was tried. A is first of both."""
    table = np.array([[90.0, 90.0], [20.0, 40.0], [10.0, 10.0], [100.0, NAN], [0.0, 0.0]])
    found = score.sensitivity(table, np.array([1.0, 1.0]))
    assert_allclose(found.always_top, [1, 0, 0, NAN, 0])


def test_a_theme_of_weight_zero_does_not_make_a_unit_robust():
    table = np.array([[90.0, 90.0], [20.0, 40.0], [10.0, 10.0]])
    assert np.isnan(score.sensitivity(table, np.array([1.0, 0.0])).always_top).all()


@given(
    st.lists(
        st.lists(st.one_of(st.integers(0, 100).map(float), st.just(NAN)), min_size=3, max_size=3),
        min_size=3,
        max_size=15,
    )
)
def test_the_rank_is_between_its_bounds(rows):
    table, weights = np.array(rows), np.array([1.0, 1.0, 2.0])
    own, found = score.ranks(score.composite(table, weights)), score.sensitivity(table, weights)
    known = np.isfinite(own)
    for low, high in ((found.best_weights, found.worst_weights), (found.best_themes, found.worst_themes)):
        assert (low[known] <= own[known]).all()
        assert (own[known] <= high[known]).all()
        assert np.isnan(low[~known]).all()


def test_need_without_action_and_action_without_need():
    own = np.array([90.0, 80.0, 50.0, 40.0, 20.0, 10.0, NAN])
    touched = np.array([True, False, False, True, True, False, True])
    need, idle = score.gaps(own, touched)
    assert_allclose(need, [0, 1, 0, 0, 0, 0, NAN])
    assert_allclose(idle, [0, 0, 0, 0, 1, 0, NAN])


# --- weights


def table_of(tmp_path, *lines: str):
    file = tmp_path / "poids.csv"
    file.write_text("\n".join(["theme,weight,source", *lines]), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("air,-1,essai", "line 3.*“-1”"),
        ("air,beaucoup,essai", "line 3.*“beaucoup”"),
        ("air,1,", "line 3.*source"),
        ("bruit,1,essai", "line 3.*“bruit”"),
        ("roofs,1,essai", "line 3.*twice"),
    ],
)
def test_a_wrong_weight_is_refused_with_its_line(tmp_path, line, told):
    with pytest.raises(DataError, match=told):
        score.read_weights(table_of(tmp_path, "roofs,1,essai", line))


def test_weights_that_are_all_zero_are_refused(tmp_path):
    weights = score.read_weights(table_of(tmp_path, "air,0,essai", "roofs,1,essai"))
    with pytest.raises(DataError, match="0 to every theme"):
        score.weights_of(["air"], weights, "poids.csv")
    with pytest.raises(DataError, match="no line for the theme cycling"):
        score.weights_of(["cycling"], weights, "poids.csv")


def test_the_weights_shipped_are_equal_and_said_to_be_an_assumption(root):
    weights = score.read_weights(root / "resources" / "parameters" / "poids_croisement.csv")
    assert {w.value for w in weights.values()} == {1.0}
    assert set(weights) == set(score.THEMES)
    assert all("hypothèse" in w.source for w in weights.values())


# --- themes


def whole(count: int, unit: int = 0) -> units.Shares:
    return units.Shares(np.arange(count), np.full(count, unit), np.ones(count))


def test_people_above_the_limit_of_2030_and_their_mean():
    """10 people at 18 µg/m³ and 30 at 24: mean 22.5, 30 above 20 µg/m³ (directive 2024/2881), 75 %."""
    found = themes.receptors(whole(3), np.array([18.0, 24.0, NAN]), np.array([10.0, 30.0, 5.0]), True, 2).columns
    assert found["no2_ug_m3"][0] == 22.5
    assert found["air_exposed"][0] == 30
    assert found["air_exposed_pct"][0] == 75
    assert np.isnan(found["no2_ug_m3"][1])


def test_nobody_is_counted_where_inhabitants_are_unknown():
    found = themes.receptors(whole(2), np.array([18.0, 24.0]), np.ones(2), False, 1).columns
    assert found["no2_ug_m3"][0] == 21
    assert np.isnan(found["air_exposed"][0])


@pytest.mark.parametrize(("homes", "masked"), [(10, True), (11, False)])
def test_roofs_are_masked_under_eleven_households(homes, masked):
    """As ``exportatlas`` and the priority by unit have it."""
    found = themes.roofs(whole(2), np.array([5.0, 1.0]), np.array([homes - 1.0, 1.0]), 1)
    assert bool(found.masked[0]) == masked
    assert np.isnan(found.columns["warm_pct"][0]) == masked
    assert masked or found.columns["warm_pct"][0] == 50


def test_a_unit_whose_ranked_roofs_hold_few_homes_is_masked_too():
    found = themes.roofs(whole(2), np.array([5.0, NAN]), np.array([3.0, 40.0]), 1)
    assert found.masked[0]


def test_who_has_no_carpool_area_is_a_share_of_the_cells_people():
    found = themes.carpool_access(whole(3), np.array([100.0, 60.0, NAN]), np.array([True, False, True]), 1).columns
    assert found["carpool_unserved"][0] == 100
    assert found["carpool_unserved_pct"][0] == 62.5


def test_few_calm_streets_are_a_need():
    shares = units.Shares(np.array([0, 1]), np.array([0, 1]), np.ones(2))
    found = themes.cycle_access(shares, np.array([10.0, 10.0]), np.array([80.0, 20.0]), 2)
    assert score.ranks(found.need).tolist() == [2, 1]


def test_a_unit_without_inhabitants_has_no_rate():
    found = themes.cycle_facilities(whole(1), np.array([3.0]), np.array([NAN]), 1)
    assert found.columns["facilities_km"][0] == 3
    assert np.isnan(found.columns["facilities_km_per_1000"][0])
    assert np.isnan(found.need[0])


def test_needs_are_ranked_by_what_they_can_tell_only():
    """0.10 inhabitant is nobody, 10.31 µg/m³ is 10.5 by halves as 10.6 is, and 10.0 and 10.2 are one."""
    one_each = units.Shares(np.arange(4), np.arange(4), np.ones(4))
    bands = themes.study_bands(one_each, np.array([0.10, 10.0, 11.0, 0.0]), np.full(4, 100.0), 4)
    assert_allclose(bands.need, [0, 0, 11, 0])
    assert bands.columns["band_people"][0] == 0.10
    air = themes.receptors(one_each, np.array([10.0, 10.2, 10.31, 10.6]), np.ones(4), True, 4)
    assert_allclose(air.need, [10.0, 10.0, 10.5, 10.5])
    assert score.ranks(air.need).tolist() == [3, 3, 1, 1]
    assert_allclose(air.columns["no2_ug_m3"], [10.0, 10.2, 10.31, 10.6])
    users = themes.carpool_potential(one_each, np.array([0.4, 20.0, 20.04, 30.0]), np.full(4, 1000.0), 4)
    assert_allclose(users.need, [0, 20, 20, 30])


def test_stress_is_a_share_of_length():
    found = themes.cycle_stress(whole(3), np.array([100.0, 300.0, 500.0]), np.array([2.0, 3.0, NAN]), 1).columns
    assert found["stressful_pct"][0] == 75
    assert found["streets_km"][0] == 0.4
