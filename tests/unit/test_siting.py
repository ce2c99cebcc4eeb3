# SPDX-License-Identifier: GPL-2.0-or-later
"""Best sites: every optimum beside the enumeration of all choices, and OR-Library's pmed1."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from atlas_pcaet.analysis.errors import Cancelled, DataError
from atlas_pcaet.analysis.network import p_median as p_median_module
from atlas_pcaet.analysis.network import site_capacity, siting
from atlas_pcaet.analysis.network.p_median import p_median
from atlas_pcaet.analysis.network.site_capacity import max_coverage_capacity
from atlas_pcaet.analysis.network.site_program import Solved
from atlas_pcaet.analysis.network.siting import greedy, marginal_gain, max_coverage, max_coverage_budget
from scipy import sparse
from scipy.sparse.csgraph import floyd_warshall

SEEDS = range(40)
NONE_FOUND = Solved(None, np.inf, False)


def scene(seed: int, demand: int = 14, candidates: int = 8):
    """A random covering problem in which at least one candidate reaches a demand."""
    chance = np.random.default_rng(seed)
    cover = chance.random((demand, candidates)) < chance.uniform(0.1, 0.5)
    cover[0, candidates - 1] = True
    weights = chance.integers(0, 50, demand) + chance.choice([0.0, 0.25]) + 0.0
    weights[0] += 1
    fixed = tuple(map(int, chance.choice(candidates - 1, chance.integers(0, 3), replace=False)))
    return cover, weights, fixed, chance


def covered_by(cover, weights, sites) -> float:
    """One line of plain Python for each row: nothing shared with the code under test."""
    return sum(w for row, w in zip(cover.tolist(), weights.tolist(), strict=True) if any(row[j] for j in sites))


def choices(candidates: int, fixed, count: int):
    free = [j for j in range(candidates) if j not in fixed]
    for size in range(min(count, len(free)) + 1):
        for new in itertools.combinations(free, size):
            yield (*fixed, *new)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_covered_weight_is_the_largest_of_all_choices(seed):
    cover, weights, fixed, chance = scene(seed)
    count = int(chance.integers(1, 5))
    best = max(covered_by(cover, weights, sites) for sites in choices(cover.shape[1], fixed, count))
    found = max_coverage(cover, weights, count, fixed)
    assert found.covered == pytest.approx(best)
    assert found.covered == pytest.approx(covered_by(cover, weights, found.sites))
    assert (found.proved, found.gap) == (True, 0.0)
    assert set(fixed) <= set(found.sites)
    assert len(found.sites) == len(fixed) + count
    assert found.sites.tolist() == sorted(set(found.sites.tolist()))
    near = greedy(cover, weights, count, fixed)
    assert near.covered == pytest.approx(covered_by(cover, weights, near.sites))
    assert near.covered <= best + 1e-9
    if near.covered > 0:  # what it says of itself holds
        assert best * (1 - near.gap) <= near.covered + 1e-9


@pytest.mark.parametrize("make", [sparse.csr_matrix, sparse.coo_array, sparse.csc_array, np.asarray, lambda c: c * 3.5])
def test_a_sparse_cover_is_the_same_as_a_dense_one(make):
    cover, weights, fixed, _ = scene(3)
    assert max_coverage(make(cover), weights, 2, fixed).covered == max_coverage(cover, weights, 2, fixed).covered


def test_stored_zeros_cover_nothing_and_the_cover_given_is_left_as_it_was():
    stored = sparse.csr_array((np.array([0.0, 1.0]), (np.array([0, 1]), np.array([0, 1]))), shape=(2, 2))
    assert max_coverage(stored, [100, 1], 2).covered == 1
    assert stored.nnz == 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_budget_is_held_and_buys_the_most(seed):
    cover, weights, fixed, chance = scene(seed)
    costs = chance.integers(1, 20, cover.shape[1]) / chance.choice([1.0, 10.0])
    costs[chance.integers(cover.shape[1])] = 0
    budget = float(costs.sum() * chance.uniform(0.3, 0.7))

    def price(sites):
        return sum(costs[j] for j in sites if j not in fixed)

    every = [s for s in choices(cover.shape[1], fixed, cover.shape[1]) if price(s) <= budget + 1e-9]
    best = max(covered_by(cover, weights, s) for s in every)
    found = max_coverage_budget(cover, weights, costs, budget, fixed)
    assert found.covered == pytest.approx(best)
    assert price(found.sites) <= budget + 1e-6
    assert found.proved


def most_served(cover, weights, capacity, sites) -> float:
    """Max-flow by min-cut: the least, over the sites that are full, of their capacity and of what the others reach."""
    worth = []
    for size in range(len(sites) + 1):
        for full in itertools.combinations(sites, size):
            others = [j for j in sites if j not in full]
            worth.append(sum(capacity[j] for j in full) + covered_by(cover, weights, others))
    return min(worth)


@pytest.mark.parametrize("seed", SEEDS)
def test_sites_that_fill_up_serve_the_most_they_can(seed):
    cover, weights, fixed, chance = scene(seed, candidates=7)
    capacity = chance.integers(1, 60, cover.shape[1]).astype(float)
    if seed % 5 == 0:
        capacity[2] = np.inf
    count = int(chance.integers(1, 4))
    best = max(most_served(cover, weights, capacity, s) for s in choices(cover.shape[1], fixed, count))
    found = max_coverage_capacity(cover, weights, capacity, count, fixed)
    assert found.covered == pytest.approx(best)
    assert found.proved
    assert found.load.sum() == pytest.approx(found.covered)
    assert (found.load <= capacity[found.sites] + 1e-6).all()
    assert set(fixed) <= set(found.sites)
    assert len(found.sites) == len(fixed) + count


def median_cost(times, weights, sites, charge) -> float:
    nearest = [min([row[j] for j in sites if row[j] <= charge], default=charge) for row in times.tolist()]
    return sum(w * t for w, t in zip(weights.tolist(), nearest, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_median_is_the_least_of_all_choices(seed):
    _, weights, fixed, chance = scene(seed)
    times = chance.uniform(1, 30, (14, 8)).round(1)
    times[chance.random(times.shape) < 0.3] = np.inf
    times[5] = np.inf  # nobody reaches this one
    limit = float(chance.choice([12.0, 20.0, 40.0]))
    count = int(chance.integers(1, 4))
    best = min(median_cost(times, weights, s, limit) for s in choices(8, fixed, count))
    found = p_median(times, weights, count, fixed, limit=limit)
    assert found.cost == pytest.approx(best)
    assert found.proved
    assert 5 in found.out_of_reach
    assert found.allocation[5] == -1
    reached = found.allocation >= 0
    own = times[np.flatnonzero(reached), found.allocation[reached]]
    assert (own == np.where(np.isin(np.arange(8), found.sites), times, np.inf).min(axis=1)[reached]).all()
    assert found.mean_time == pytest.approx(float(np.average(own, weights=weights[reached] + 1e-15)))
    assert found.unreached == pytest.approx(weights[~reached].sum())
    stored = sparse.coo_array(
        (times[np.isfinite(times)], np.nonzero(np.isfinite(times))), shape=times.shape
    )  # ways as a sparse matrix
    assert p_median(stored.tocsr(), weights, count, fixed, limit=limit).cost == pytest.approx(best)


def test_a_stored_time_of_zero_is_a_way():
    times = sparse.csr_array((np.array([0.0, 7.0]), (np.array([0, 1]), np.array([0, 1]))), shape=(2, 2))
    found = p_median(times, np.array([3.0, 1.0]), 1)
    assert (found.sites.tolist(), found.cost, found.allocation.tolist()) == ([0], 7.0, [0, -1])


def test_or_library_pmed1(real_data):
    """Beasley's OR-Library: 100 vertices, p = 5, optimum 5819 when the last of duplicate edges wins."""
    lines = (real_data / "mobility" / "pmed1.txt").read_text().splitlines()
    vertices, edges, places = map(int, lines[0].split())
    length = np.full((vertices, vertices), np.inf)
    for line in lines[1 : edges + 1]:
        one, other, cost = map(int, line.split())
        length[one - 1, other - 1] = length[other - 1, one - 1] = cost
    np.fill_diagonal(length, 0)
    found = p_median(floyd_warshall(length), np.ones(vertices), places)
    assert (found.cost, found.proved, len(found.sites)) == (5819, True, 5)


def test_each_more_site_adds_what_the_best_can():
    cover, weights, fixed, _ = scene(11)
    told: list[float] = []
    curve = marginal_gain(cover, weights, 20, fixed, progress=told.append)
    free = cover.shape[1] - len(fixed)
    assert len(curve) == free  # as many as there are candidates
    for count, found in enumerate(curve, start=1):
        best = max(covered_by(cover, weights, s) for s in choices(cover.shape[1], fixed, count))
        assert found.covered == pytest.approx(best)
        assert len(found.sites) == len(fixed) + count
    assert told == [k / free for k in range(free)]


def test_the_curve_stops_when_asked():
    def stop(fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        marginal_gain(np.eye(3, dtype=bool), np.ones(3), 3, progress=stop)


def test_more_sites_than_candidates_opens_all():
    cover, weights, fixed, _ = scene(1)
    assert max_coverage(cover, weights, 99, fixed).sites.tolist() == list(range(8))
    assert p_median(np.ones((3, 4)), np.ones(3), 99).sites.tolist() == [0, 1, 2, 3]
    assert max_coverage_capacity(cover, weights, np.ones(8), 99, fixed).sites.tolist() == list(range(8))


def test_no_new_site_leaves_the_fixed_ones():
    cover, weights, _, _ = scene(2)
    found = max_coverage(cover, weights, 0, (2, 4))
    assert found.sites.tolist() == [2, 4]
    assert found.covered == pytest.approx(covered_by(cover, weights, (2, 4)))
    assert found.proved
    assert max_coverage(cover, weights, 3, range(8)).sites.tolist() == list(range(8))


def test_flows_from_home_to_work_are_intercepted():
    """Rows are flows, weighted by their vehicle-kilometres: two long flows are worth more than three short ones."""
    on_the_way = np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1]], dtype=bool)
    vehicle_km = np.array([10, 10, 10, 10, 10]) * np.array([5, 5, 5, 40, 40])
    found = max_coverage(on_the_way, vehicle_km, 1)
    assert (found.sites.tolist(), found.covered) == ([1], 800)


def test_tiny_and_huge_weights_are_proved_too():
    cover, weights, fixed, _ = scene(6)
    usual = max_coverage(cover, weights, 2, fixed).covered
    for scale in (1e-9, 1e9):
        found = max_coverage(cover, weights * scale, 2, fixed)
        assert found.covered == pytest.approx(usual * scale)
        assert found.proved
        served = max_coverage_capacity(cover, weights * scale, np.full(8, np.inf), 2, fixed)
        assert served.covered == pytest.approx(usual * scale)


def hard_cover():
    """Distances (km) from 300 places to 60 candidates, and weights: no bound but the solver's proves its optima."""
    chance = np.random.default_rng(12)
    away = np.hypot(*(chance.uniform(0, 50, (300, 1, 2)) - chance.uniform(0, 50, (1, 60, 2))).transpose(2, 0, 1))
    return away, chance.integers(1, 200, 300)


def test_without_proof_in_time_the_best_found_says_its_gap(monkeypatch):
    away, weights = hard_cover()
    optimum = max_coverage(away < 7, weights, 6)
    assert optimum.proved
    monkeypatch.setattr(siting, "solve", lambda program, limit: NONE_FOUND)
    found = max_coverage(away < 7, weights, 6)
    assert not found.proved
    assert 0 < found.gap < 1
    assert found.covered <= optimum.covered <= found.covered / (1 - found.gap) + 1e-6


def test_a_median_without_proof_says_its_gap(monkeypatch):
    away, weights = hard_cover()
    optimum = p_median(away, weights, 6, limit=12)
    assert optimum.proved
    monkeypatch.setattr(p_median_module, "solve", lambda program, limit: NONE_FOUND)
    found = p_median(away, weights, 6, limit=12)
    assert not found.proved
    assert 0 < found.gap < 1
    assert found.cost * (1 - found.gap) - 1e-6 <= optimum.cost <= found.cost
    monkeypatch.setattr(p_median_module, "MOST_PAIRS", 10)
    assert p_median(away, weights, 6, limit=12).cost == found.cost


def test_a_full_site_without_proof_says_its_gap(monkeypatch):
    away, weights = hard_cover()
    capacity = np.random.default_rng(1).integers(500, 4000, 60)
    optimum = max_coverage_capacity(away < 7, weights, capacity, 6)
    assert optimum.proved
    monkeypatch.setattr(site_capacity, "solve", lambda program, limit: NONE_FOUND)
    found = max_coverage_capacity(away < 7, weights, capacity, 6)
    assert not found.proved
    assert found.covered <= optimum.covered <= found.covered / (1 - found.gap) + 1e-6


def test_a_very_short_time_still_answers():
    away, weights = hard_cover()
    found = max_coverage(away < 7, weights, 6, time_limit=0.0)
    assert len(found.sites) == 6
    assert found.proved == (found.gap == 0)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: max_coverage(np.zeros((3, 2), bool), np.ones(3), 1), "No candidate site reaches"),
        (lambda: max_coverage(np.zeros((3, 0), bool), np.ones(3), 1), "No candidate site reaches"),
        (lambda: max_coverage(np.eye(2, dtype=bool), [1, 0], 1, fixed=(0,)), "No candidate site reaches"),
        (lambda: greedy(np.zeros((3, 2), bool), np.ones(3), 1), "No candidate site reaches"),
        (lambda: max_coverage_budget(np.zeros((3, 2), bool), np.ones(3), [1, 1], 9), "No candidate site reaches"),
        (lambda: max_coverage_capacity(np.eye(2), [1, 1], [0, 0], 1), "No candidate site reaches"),
        (lambda: p_median(np.full((3, 2), np.inf), np.ones(3), 1), "No candidate site reaches"),
        (lambda: p_median(np.full((3, 2), 20.0), np.ones(3), 1, limit=10), "No candidate site reaches"),
        (lambda: max_coverage(np.eye(2), [1, -1], 1), "1 demand points have a weight that is negative or unknown"),
        (lambda: max_coverage(np.eye(2), [np.nan, 1], 1), r"\(the first: number 1\)"),
        (lambda: p_median(np.eye(2), [1, np.inf], 1), "negative or unknown"),
        (lambda: p_median(-np.eye(2), [1, 1], 1), "travel times are negative"),
        (lambda: max_coverage_budget(np.eye(2), [1, 1], [10, 20], 9), "budget of 9 pays for no site.*costs 10"),
        (lambda: max_coverage_budget(np.eye(2), [1, 1], [10, np.nan], 9), "cost that is negative or unknown"),
        (lambda: max_coverage_budget(np.eye(2), [1, 1], [10, 10], -1), "budget must be a number"),
        (lambda: max_coverage_capacity(np.eye(2), [1, 1], [1, np.nan], 1), "capacity that is negative or unknown"),
    ],
)
def test_bad_input_is_told_in_a_sentence(call, sentence):
    with pytest.raises(DataError, match=sentence):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: max_coverage(np.eye(2), [1, 1, 1], 1),
        lambda: max_coverage(np.eye(2), [1, 1], -1),
        lambda: max_coverage(np.eye(2), [1, 1], 1, fixed=(2,)),
        lambda: max_coverage(np.array([[1.0, np.nan]]), [1], 1),
        lambda: max_coverage_budget(np.eye(2), [1, 1], [1], 1),
        lambda: max_coverage_capacity(np.eye(2), [1, 1], [1], 1),
        lambda: max_coverage_capacity(np.eye(2), [1, 1], [1, 1], -1),
        lambda: p_median(np.ones(3), [1, 1, 1], 1),
        lambda: p_median(np.eye(2), [1, 1], -1),
    ],
)
def test_shapes_that_do_not_fit_are_refused(call):
    with pytest.raises(ValueError):
        call()


def test_the_curve_is_drawn_with_its_shares_and_what_was_not_proved():
    from atlas_pcaet.charts.marginal_gain import marginal_gain as chart

    figure = chart(
        [40, 60], [40, 55], [True, False], 20, 80, "Titre", ("Aires", "Actifs"), ("optimum", "une à une", "non prouvé"), "Source"
    )  # fmt: skip
    axes = figure.axes[0]
    assert [text.get_text() for text in axes.texts] == ["25\u202f%", "50\u202f%", "75\u202f%"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["une à une", "optimum", "non prouvé"]
    assert axes.lines[2].get_xdata().tolist() == [2]
