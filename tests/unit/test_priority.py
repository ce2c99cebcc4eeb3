# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranks, fronts, robustness, secrecy; and hot spots beside esda."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.errors import Cancelled
from atlas_pcaet.analysis.hot_spots import false_discoveries, hot_spots
from atlas_pcaet.analysis.thermal.blocks import blocks_of, streets, worst_blocks
from atlas_pcaet.analysis.thermal.priority import by_unit, fronts, prioritise, robustness, scaled


def nothing(_fraction):
    pass


def test_scaling_between_two_percentiles():
    values = np.r_[np.arange(101.0), np.nan]
    found = scaled(values)
    assert (found[0], found[2], found[50], found[98], found[100]) == pytest.approx((0, 0, 0.5, 1, 1))
    assert np.isnan(found[-1])
    assert scaled(np.full(3, 7.0)).tolist() == [0.5] * 3


def test_the_score_is_the_weighted_sum_and_missing_takes_the_median():
    criteria = {
        "loss": np.array([0.0, 1, 0.5, np.nan]),
        "precarity": np.array([1.0, np.nan, 0, 1]),
        "dpe": np.full(4, np.nan),
    }
    made = prioritise(criteria, {"loss": 3, "precarity": 1, "dpe": 10}, 1)
    # Percentiles 2 and 98 of 0, 0.5, 1 are 0.02 and 0.98; those of 0, 1, 1 are 0.04 and 1: the middle ones are near 0.5.
    expected = np.array([0 * 0.75 + 0.25, 0.75 + 0.25 * 0.5, 0.5 * 0.75, np.nan])
    assert made.score == pytest.approx(expected, abs=0.02, nan_ok=True)
    assert made.rank.tolist()[:3] == [3, 1, 2]
    assert made.missing.tolist() == [0, 1, 0, 0]
    assert np.isnan(made.rank[3])


def test_a_criterion_known_only_where_nothing_is_ranked_is_left_out():
    made = prioritise(
        {"loss": np.array([1.0, 2, 3, np.nan]), "dpe": np.array([np.nan, np.nan, np.nan, 3])}, {"loss": 1, "dpe": 1}, 1
    )
    assert np.isfinite(made.score[:3]).all()
    assert made.rank.tolist()[:3] == [3, 2, 1]


def test_fronts_are_those_of_every_comparison():
    table = np.random.default_rng(3).integers(0, 6, (80, 3)) / 5
    left, expected, front = set(range(80)), np.zeros(80), 0
    while left:
        front += 1
        best = {
            i for i in left
            if not any((table[j] >= table[i]).all() and (table[j] > table[i]).any() for j in left)
        }  # fmt: skip
        expected[list(best)] = front
        left -= best
    assert fronts(table).tolist() == expected.tolist()


def test_what_wins_whatever_the_weights_is_always_in_the_top():
    table = np.array([[1.0, 1.0], [0.9, 0.0], [0.0, 0.9], [0.1, 0.1]])
    found = robustness(table, np.array([0.5, 0.5]), 2)
    assert found[0] == 100
    assert found[3] == 0
    assert found[1] + found[2] == pytest.approx(100)
    assert np.array_equal(found, robustness(table, np.array([0.5, 0.5]), 2))  # the same draws every time


def test_units_of_fewer_than_eleven_households_are_masked():
    unit = np.array([0, 0, 1, 1, -1])
    made = by_unit(
        unit, 3, np.array([6.0, 5, 6, 4, 50]), np.array([True, False, True, True, True]), np.array([0.2, 0.4, 1, 1, 1])
    )
    assert made.masked.tolist() == [False, True, True]
    assert made.households[0] == 11
    assert (made.warm_pct[0], made.score[0], made.ranked[0]) == pytest.approx((50, 0.3, 2))
    assert np.isnan(made.score[1])
    assert made.ranked[1] == 0


def test_gi_star_is_that_of_esda():
    """The z of Gi* to 1e-9; which places stand out, by 999 conditional permutations on both sides."""
    esda = pytest.importorskip("esda")
    libpysal = pytest.importorskip("libpysal")
    chance = np.random.default_rng(5)
    place = chance.uniform(0, 3000, (200, 2))
    value = chance.normal(0, 1, 200) + 3 * (np.hypot(place[:, 0] - 1000, place[:, 1] - 1000) < 500)
    made = hot_spots(place[:, 0], place[:, 1], value, nothing, distance=400.0)
    weights = libpysal.weights.DistanceBand(place, 400.0, binary=True, silence_warnings=True)
    peer = esda.G_Local(
        value, libpysal.weights.fill_diagonal(weights, 1.0), transform="B", star=None, permutations=999, seed=1
    )
    assert made.z == pytest.approx(peer.Zs, rel=1e-9)
    agree = (made.p < 0.05) == (peer.p_sim < 0.05)
    assert agree.mean() > 0.97
    assert np.abs(made.p - peer.p_sim).max() < 0.08


def test_a_warm_quarter_is_found_and_chance_is_not():
    chance = np.random.default_rng(6)
    place = chance.uniform(0, 3000, (400, 2))
    inside = np.hypot(place[:, 0] - 1000, place[:, 1] - 1000) < 450
    made = hot_spots(place[:, 0], place[:, 1], chance.normal(0, 1, 400) + 3 * inside, nothing, nearest=8)
    assert (made.kind[inside] == 1).mean() > 0.5  # the edge of the quarter has cold neighbours
    assert (made.kind == -1).sum() < 0.1 * 400
    still = hot_spots(place[:, 0], place[:, 1], chance.normal(0, 1, 400), nothing, nearest=8)
    assert (still.kind != 0).mean() < 0.05


def test_a_place_without_neighbour_is_no_spot_and_noise_has_few():
    chance = np.random.default_rng(7)
    place = np.r_[chance.uniform(0, 3000, (300, 2)), np.c_[np.arange(40) * 5000.0 + 50_000, np.zeros(40)]]
    value = chance.normal(0, 1, 340)
    made = hot_spots(place[:, 0], place[:, 1], value, nothing, distance=300.0)
    assert (made.neighbours[300:] == 0).all()
    assert (made.p[300:] == 1).all()
    assert (made.kind[300:] == 0).all()
    assert (made.kind != 0).mean() < 0.02


def test_false_discoveries_by_hand():
    """Benjamini and Hochberg 1995, their fifteen p-values at 5 %: the first four are kept."""
    p = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0])  # fmt: skip
    assert false_discoveries(p).tolist() == [True] * 4 + [False] * 11


def test_cancelling_stops_the_permutations():
    def refuse(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        hot_spots(np.arange(40.0), np.arange(40.0), np.arange(40.0), refuse)


def test_the_buildings_of_a_square_of_a_hundred_metres_make_a_block():
    houses = np.array([shapely.box(x, 0, x + 10, 10) for x in (0, 25, 90, 500, 520, 2000)], dtype=object)
    outlines, of = blocks_of(houses)
    assert len(outlines) == 1
    assert of.tolist() == [0, 0, 0, -1, -1, -1]
    assert shapely.contains(outlines[0], houses[:3]).all()
    assert worst_blocks(np.array([0, 0, 1, 1, 2, -1]), 3, np.array([0.2, 0.1, 0.9, np.nan, np.nan, 1]), 5).tolist() == [
        1,
        0,
    ]


def test_streets_of_few_roofs_are_not_told():
    lines = np.array([shapely.LineString([(0, 0), (1000, 0)]), shapely.LineString([(0, 500), (1000, 500)]), shapely.LineString([(0, 40), (1000, 40)])], dtype=object)  # fmt: skip
    names = np.array(["rue A", "rue B", ""], dtype=object)
    roofs = np.array(
        [shapely.box(x, 10, x + 10, 20) for x in range(0, 600, 30)] + [shapely.box(0, 510, 10, 520)] * 3, dtype=object
    )
    ranked, warm = np.ones(23, bool), np.arange(23) % 4 == 0
    ranked[0] = False
    found = streets(names, lines, roofs, ranked, warm, 11)
    assert [(s.name, s.ranked, s.warm) for s in found] == [("rue A", 19, 4)]
    assert streets(np.array([""], dtype=object), lines[:1], roofs, ranked, warm, 11) == []
