# SPDX-License-Identifier: GPL-2.0-or-later
"""Who can use which site: travel times and detours against networkx on a town with one-way streets."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.carpool.siting_scene import access_times, choose, flow_times, served_by
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.places import Locator
from atlas_pcaet.analysis.network.road_rules import FORWARD, Roads
from scipy.sparse import csr_array

networkx = pytest.importorskip("networkx")


def nothing(_fraction: float) -> None:
    pass


@pytest.fixture(scope="module")
def town():
    """Streets of 1 km at 36, 54 or 72 km/h, a quarter one-way; its nodes are corners only."""
    draw = np.random.default_rng(7)
    side, step = 14, 1000.0
    spots = np.arange(side) * step
    wkts = [f"LINESTRING ({x} {y}, {x + step} {y})" for x in spots[:-1] for y in spots]
    wkts += [f"LINESTRING ({x} {y}, {x} {y + step})" for x in spots for y in spots[:-1]]
    lines = shapely.from_wkt(np.array(wkts, dtype=object))[draw.random(len(wkts)) > 0.1]
    count = len(lines)
    direction = np.full((count, 3), 3, dtype=np.int8)
    direction[draw.random(count) < 0.25, 0] = FORWARD
    kmh = np.column_stack([draw.choice([36.0, 54.0, 72.0], count), np.full(count, 15.0), np.full(count, 5.0)])
    rules = Roads(
        kmh,
        direction,
        np.zeros(count, dtype=np.int16),
        np.zeros(count, dtype=bool),
        "any",
        np.full(count, "", dtype=object),
    )
    network, _built = build(lines, rules, np.arange(count), "", nothing)
    made = networkx.DiGraph()
    there, back = network.ways("car")
    seconds = network.seconds("car")
    for edge in range(network.edges):
        a, b = int(network.tail[edge]), int(network.head[edge])
        for one, other, fine in ((a, b, there[edge]), (b, a, back[edge])):
            if fine:
                made.add_edge(one, other, weight=seconds[edge])
    return network, made, draw


def seconds_between(made, one, other):
    try:
        return networkx.dijkstra_path_length(made, int(one), int(other))
    except networkx.NetworkXNoPath:
        return np.inf


def test_flows_pass_by_the_sites_that_a_detour_allows(town):
    network, made, draw = town
    sites = draw.choice(network.nodes, 25, replace=False)
    ends = draw.choice(network.nodes, (60, 2))
    ends = ends[ends[:, 0] != ends[:, 1]]
    lines = shapely.linestrings(np.stack([network.x[ends], network.y[ends]], axis=2))
    limit, detour = 260.0, 130.0
    flows = flow_times(network, "car", lines, sites, limit, detour, 50.0, nothing)
    found = flows.times.toarray()
    stored = np.zeros(flows.times.shape, dtype=bool)
    stored[np.repeat(np.arange(len(lines)), np.diff(flows.times.indptr)), flows.times.indices] = True
    usable = 0
    for row, (home, work) in enumerate(ends):
        direct = seconds_between(made, home, work)
        assert flows.found[row] == np.isfinite(direct)
        for column, site in enumerate(sites):
            access, onwards = seconds_between(made, home, site), seconds_between(made, site, work)
            fits = access <= limit and access + onwards - direct <= detour
            assert stored[row, column] == fits
            if fits:
                usable += 1
                assert found[row, column] == pytest.approx(access, abs=1e-9)
        if np.isfinite(direct):
            way = networkx.dijkstra_path(made, int(home), int(work))
            crow = np.hypot(*(np.array([network.x[home], network.y[home]]) - [network.x[work], network.y[work]]))
            assert crow / 1000 <= flows.km[row] + 1e-9
            assert flows.km[row] == pytest.approx(len(way) - 1)  # every street is 1 km
    assert usable > 30


def test_access_times_are_stored_within_the_limit_only(town):
    network, made, draw = town
    sites = draw.choice(network.nodes, 9, replace=False)
    homes = draw.choice(network.nodes, 40, replace=False)
    shapes = np.append(shapely.points(network.x[homes], network.y[homes]), shapely.Point(1e6, 1e6))
    times, found = access_times(network, "car", Locator(network, "car"), shapes, sites, 300.0, 50.0, nothing)
    expected = np.array([[seconds_between(made, home, site) for site in sites] for home in homes])
    assert times.shape == (41, 9)
    assert found.tolist() == [True] * 40 + [False]
    assert times.nnz == (expected <= 300).sum()
    row = np.repeat(np.arange(41), np.diff(times.indptr))
    assert times.data == pytest.approx(expected[row, times.indices], abs=1e-9)


def test_served_by_counts_each_once_and_reaches_counts_all():
    times = csr_array(np.array([[5.0, 3.0, 0], [0, 4.0, 4.0], [0, 0, 9.0], [0, 0, 0]]))
    reaches, serves = served_by(times, np.array([10.0, 20.0, 40.0, 80.0]), np.array([1, 2]))
    assert reaches.tolist() == [10, 30, 60]
    assert serves.tolist() == [0, 30, 40]


def test_tenths_of_a_budget_that_buy_nothing_useful_serve_what_exists():
    times = csr_array(np.array([[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]]))
    weights, cost = np.array([1.0, 5.0, 7.0]), np.array([0.0, 60.0, 45.0])
    choices = choose("coverage", times, weights, [0], 0, 100.0, cost, None, 10.0, 10.0, nothing)
    assert [c.served for c in choices] == [1, 1, 1, 1, 1, 8, 8, 8, 8, 8, 8]  # 50 buys the site at 45, 100 not both
    assert choices[-1].cost == 45
    with pytest.raises(DataError, match="pays for no site: the cheapest"):
        choose("coverage", times, weights, [0], 0, 40.0, cost, None, 10.0, 10.0, nothing)
