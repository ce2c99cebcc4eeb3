# SPDX-License-Identifier: GPL-2.0-or-later
"""Access by bike on low stress and by all streets: a town on paper, random towns against networkx, climbs, one-way streets."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.cycling import access
from atlas_pcaet.analysis.cycling.stress_network import Streets, stress_network
from atlas_pcaet.analysis.errors import Cancelled
from atlas_pcaet.analysis.network.places import Locator

networkx = pytest.importorskip("networkx")
PUSHED = 3.6 / 5.0  # seconds for a metre on foot, at 5 km/h


def nothing(_fraction: float) -> None:
    pass


def town(wkts, stress, allowed=None, protected=None, kmh=18.0):
    """Streets at 18 km/h (5 m/s) unless said; ``stress`` one level for both directions, or (n, 2)."""
    lines = shapely.from_wkt(np.array(wkts, dtype=object))
    count = len(lines)
    levels = np.asarray(stress, dtype=np.int8)
    streets = Streets(
        levels if levels.ndim == 2 else np.column_stack([levels, levels]),
        np.ones((count, 2), dtype=bool) if allowed is None else np.asarray(allowed),
        np.broadcast_to(kmh, count).astype(float), np.zeros(count, dtype=np.int16), np.zeros(count, dtype=bool),
        np.zeros(count, dtype=bool) if protected is None else np.asarray(protected),
    )  # fmt: skip
    return stress_network(lines, streets, "", nothing)[0]


def found(stress, ways, places, homes, limits, reach=300.0, walk=100.0, most=2):
    """Weights of one for each place reached from each home: low and all (c, l)."""
    entrances = access.Entrances(stress.network, stress.low(most))
    x, y = np.array(places, dtype=float).T
    there = entrances.doors(x, y, reach, walk)
    x, y = np.array(homes, dtype=float).T
    here = entrances.doors(x, y, reach, walk)
    made = access.reached(ways, there, here, np.ones((len(places), 1)), limits, nothing)
    return made.low[:, :, 0].astype(int).tolist(), made.every[:, :, 0].astype(int).tolist()


# A main street of 3 km whose middle kilometre is of stress 4, and a calm way round the middle of 1,000 + 2 × 400 m.
MAIN = [
    "LINESTRING (0 0, 1000 0)", "LINESTRING (1000 0, 2000 0)", "LINESTRING (2000 0, 3000 0)",
    "LINESTRING (1000 0, 1000 400, 2000 400, 2000 0)",
]  # fmt: skip
LEVELS = [1, 4, 2, 1]


def test_low_stress_goes_round_and_takes_the_time_it_takes():
    stress = town(MAIN, LEVELS)
    ways = access.timed(stress, 2, None, 0.0)
    # From 500 m to 2,500 m: 2,000 m by the main street, 400 s; 2,800 m round it, 560 s.
    low, every = found(stress, ways, [(2500, 0)], [(500, 0)], [399.0, 401.0, 559.0, 561.0])
    assert every == [[0, 1, 1, 1]]
    assert low == [[0, 0, 0, 1]]
    # At a threshold of 1 the last street is not low: only the walk to one within reach is left, and there is none.
    assert found(stress, access.timed(stress, 1, None, 0.0), [(2500, 0)], [(500, 0)], [2000.0], most=1)[0] == [[0]]


def test_a_limit_that_is_just_met_counts():
    stress = town(MAIN, LEVELS)
    low, every = found(stress, access.timed(stress, 2, None, 0.0), [(2500, 0)], [(500, 0)], [400.0, 560.0])
    assert (low, every) == ([[0, 1]], [[1, 1]])


def test_places_and_homes_on_one_street_are_joined_along_it_whatever_its_ends():
    stress = town(["LINESTRING (0 0, 4000 0)"], [2])
    ways = access.timed(stress, 2, None, 0.0)
    low, _ = found(stress, ways, [(2100, 5), (1800, 0)], [(2000, 0)], [19.0, 21.0, 41.0])
    assert low == [[0, 1, 2]]
    one_way = town(["LINESTRING (0 0, 4000 0)"], [2], allowed=[[True, False]])
    low, _ = found(one_way, access.timed(one_way, 2, None, 0.0), [(2100, 5), (1800, 0)], [(2000, 0)], [900.0])
    assert low == [[1]]  # the one behind cannot be reached: the street leads away


def test_unknown_stress_is_not_low():
    stress = town(["LINESTRING (0 0, 1000 0)"], [0])
    low, every = found(stress, access.timed(stress, 2, None, 0.0), [(900, 0)], [(100, 0)], [500.0])
    assert (low, every) == ([[0]], [[1]])


def test_climbing_costs_60_seconds_for_50_metres_and_descending_nothing():
    stress = town(["LINESTRING (0 0, 1000 0)"], [1])
    climb = np.array([[50.0, 0.0]])  # eastwards
    ways = access.timed(stress, 2, climb, 60.0)
    # Up from 0 to the top: 1,000 m at 5 m/s and 60 s; down 200 s. From half way, half of each.
    assert found(stress, ways, [(1000, 0)], [(0, 0), (500, 0)], [129.0, 131.0, 259.0, 261.0])[0] == [
        [0, 0, 0, 1], [0, 1, 1, 1],
    ]  # fmt: skip
    assert found(stress, ways, [(0, 0)], [(1000, 0), (500, 0)], [99.0, 101.0, 199.0, 201.0])[0] == [
        [0, 0, 0, 1], [0, 1, 1, 1],
    ]  # fmt: skip
    flat = access.timed(stress, 2, np.full((1, 2), np.nan), 60.0)  # no altitude is known
    assert (flat[0].cost == 200.0).all()


def test_climbs_of_both_directions_come_from_the_terrain():
    from atlas_pcaet.analysis.cycling.gradient import Terrain

    crs = "EPSG:2154"
    import pyproj

    lines = shapely.from_wkt(np.array(["LINESTRING (500000 6500000, 501000 6500000)"], dtype=object))
    ones = np.ones((1, 2))
    streets = Streets(
        ones.astype(np.int8), ones > 0, np.full(1, 15.0), np.zeros(1, dtype=np.int16), np.zeros(1, dtype=bool), np.zeros(1, dtype=bool)
    )  # fmt: skip
    network = stress_network(lines, streets, pyproj.CRS(crs).to_wkt(), nothing)[0].network
    # A hill of 40 m at the middle, then down to 10 m: up 40 and down 30 eastwards, from 0.
    x = 499_987.5 + 25 * np.arange(42)
    z = np.interp(x + 12.5, [500_000, 500_500, 501_000], [0.0, 40.0, 10.0])
    terrain = Terrain(
        np.tile(z, (4, 1)).astype(np.float32), (x[0], 25.0, 0.0, 6_500_050.0, 0.0, -25.0), pyproj.CRS(crs), 0
    )
    assert access.climbed(network, terrain, nothing) == pytest.approx(np.array([[40.0, 30.0]]), abs=1e-3)


def test_an_ebike_is_faster_where_a_bike_goes_at_its_speed():
    assert access.faster(np.array([15.0, 10.0, 5.0]), "ebike").tolist() == [19.0, 10.0, 5.0]
    assert access.faster(np.array([15.0, 10.0]), "bike").tolist() == [15.0, 10.0]


def test_a_home_on_a_busy_street_walks_to_the_nearest_calm_one_or_has_none():
    # A busy street; a calm one 60 m north of it, parallel, that joins it at its east end.
    stress = town(
        ["LINESTRING (0 0, 1000 0)", "LINESTRING (0 60, 1000 60, 1000 0)", "LINESTRING (1000 0, 2000 0)"], [4, 1, 1]
    )
    ways = access.timed(stress, 2, None, 0.0)
    # From (500, 0): 60 m on foot (43.2 s), 500 + 60 + 500 m by bike (212 s); by the busy street 200 s.
    total = 60 * PUSHED + 212.0
    low, every = found(stress, ways, [(1500, 0)], [(500, 0)], [199.0, 201.0, total - 1, total + 1])
    assert (low, every) == ([[0, 0, 0, 1]], [[0, 1, 1, 1]])
    # A school on a busy street is walked to in the same way; without leave to walk, it is out of reach.
    low, _ = found(stress, ways, [(500, 0)], [(1500, 0)], [total - 1, total + 1])
    assert low == [[0, 1]]
    assert found(stress, ways, [(1500, 0)], [(500, 0)], [900.0], walk=50.0)[0] == [[0]]


def test_all_streets_know_no_stress():
    stress = town(MAIN, LEVELS)
    every = [found(stress, access.timed(stress, most, None, 0.0), [(1500, 0), (2500, 0)], [(1450, 10), (500, 0)], [60.0, 420.0], most=most)[1] for most in (1, 2, 4)]  # fmt: skip
    assert every[0] == every[1] == every[2] == [[1, 2], [0, 2]]


def test_the_rule_of_bna_is_a_detour_of_a_quarter_and_2680_metres():
    # By the main street 1,000 m from (1000, 0) to (2000, 0); the way round is longer by its two sides.
    def links(side: float, at: float, maximum: float = 2680.0):
        stress = town([*MAIN[:3], f"LINESTRING (1000 0, 1000 {side}, 2000 {side}, 2000 0)"], LEVELS)
        entrances = access.Entrances(stress.network, stress.low(2))
        places, homes = (entrances.doors(np.array([x]), np.zeros(1), 10.0, 0.0) for x in (2000.0, at))
        made = access.connected(access.measured(stress, 2), places, homes, np.ones((1, 1)), 1.25, maximum, nothing)
        return made.low[0, 0], made.every[0, 0]

    assert links(125.0, 1000.0) == (1, 1)  # 1,250 m: exactly 1.25
    assert links(125.5, 1000.0) == (0, 1)  # 1,251 m
    assert links(100.0, 0.0, 2199.0) == (0, 1)  # 2,200 m on low stress: over the longest trip
    assert links(100.0, 0.0, 1999.0) == (0, 0)
    assert links(250.0, 0.0) == (1, 1)  # 2,500 m for 2,000 m


def test_people_within_300_m_on_foot_of_a_protected_street():
    stress = town(
        ["LINESTRING (0 0, 1000 0)", "LINESTRING (1000 0, 1400 0)", "LINESTRING (1400 0, 2000 0)"], [1, 3, 3],
        allowed=[[True, True], [True, False], [True, False]], protected=[True, False, False],
    )  # fmt: skip
    x = np.array([500.0, 1200.0, 1300.0, 1301.0, 1900.0, 9000.0])
    homes = Locator(stress.network, "walk").locate(x, np.zeros(6), 300.0)
    metres = access.walk_to_protected(stress, homes, 300.0)
    # On foot both ways, whatever the one-way street; the last one has no street.
    assert metres == pytest.approx([0.0, 200.0, 300.0, np.inf, np.inf, np.nan], nan_ok=True)
    none = town(["LINESTRING (0 0, 1000 0)"], [1])
    here = Locator(none.network, "walk").locate(np.array([5.0]), np.zeros(1), 300.0)
    assert np.isinf(access.walk_to_protected(none, here, 300.0)).all()


def random_town(seed: int, side: int = 16):
    """A grid with holes, a third of the streets one-way, stress by direction, climbs, and points about them."""
    draw = np.random.default_rng(seed)
    spots = np.arange(side) * 150.0
    wkts = [f"LINESTRING ({x} {y}, {x + 75} {y + 20}, {x + 150} {y})" for x in spots[:-1] for y in spots]
    wkts += [f"LINESTRING ({x} {y}, {x} {y + 150})" for x in spots for y in spots[:-1]]
    wkts += [
        wkts[3].replace("20,", "60,"),
        "LINESTRING (300 300, 340 300, 340 340, 300 300)",
    ]  # a parallel street, a loop
    wkts = [wkt for wkt in wkts if draw.random() > 0.15]
    count = len(wkts)
    allowed = np.ones((count, 2), dtype=bool)
    allowed[draw.random(count) < 0.33, 1] = False
    stress = town(
        wkts, draw.choice([0, 1, 2, 3, 4], (count, 2), p=[0.05, 0.4, 0.3, 0.15, 0.1]), allowed, draw.random(count) < 0.05,
        draw.choice([10.8, 18.0], count),
    )  # fmt: skip
    climb = np.where(draw.random((stress.network.edges, 2)) < 0.5, draw.uniform(0, 20, (stress.network.edges, 2)), 0.0)
    points = [draw.uniform(-100, side * 150.0, (size, 2)) for size in (25, 120)]
    return stress, climb, points, draw.integers(0, 9, (25, 2)).astype(float)


def oracle(ways: access.Ways, places: access.Doors, cells: access.Doors):
    """Costs (p, c) by networkx: every street is cut at the doors of both, so that nothing is run in part."""
    network, cuts = ways.network, {}
    for name, doors in (("place", places), ("cell", cells)):
        for rank in np.flatnonzero(doors.edge[ways.door] >= 0):
            edge, along = int(doors.edge[ways.door, rank]), float(doors.along[ways.door, rank])
            cuts.setdefault(edge, []).append((along, name, int(rank), float(doors.walk_m[ways.door, rank])))
    made = networkx.MultiDiGraph()
    made.add_nodes_from(
        (kind, rank) for kind, doors in (("place", places), ("cell", cells)) for rank in range(doors.edge.shape[1])
    )
    for edge in range(network.edges):
        stops, length = [(0.0, int(network.tail[edge]))], network.length_m[edge]
        for order, (along, name, rank, walk) in enumerate(sorted(cuts.get(edge, []))):
            spot = ("cut", edge, order)
            if along * length < 0.01:
                spot = int(network.tail[edge])  # at the corner
            elif (1 - along) * length < 0.01:
                spot = int(network.head[edge])
            else:
                stops.append((along, spot))
            if name == "cell":
                made.add_edge((name, rank), spot, weight=walk * ways.walk)
            else:
                made.add_edge(spot, (name, rank), weight=walk * ways.walk)
        stops.append((1.0, int(network.head[edge])))
        for (a, one), (b, other) in pairwise(stops):
            for column, (start, end) in enumerate(((one, other), (other, one))):
                if ways.open[edge, column]:
                    made.add_edge(start, end, weight=(b - a) * ways.cost[edge, column])
    turned, costs = made.reverse(), np.full((places.edge.shape[1], cells.edge.shape[1]), np.inf)
    for rank in range(len(costs)):
        lengths = networkx.single_source_dijkstra_path_length(turned, ("place", rank))
        costs[rank] = [lengths.get(("cell", cell), np.inf) for cell in range(costs.shape[1])]
    return costs


@pytest.mark.parametrize("seed", range(4))
def test_random_towns_reach_what_networkx_reaches(seed):
    stress, climb, (at, homes), weights = random_town(seed)
    entrances = access.Entrances(stress.network, stress.low(2))
    places, cells = (entrances.doors(*points.T, 120.0, 30.0) for points in (at, homes))
    assert (cells.edge[1] < 0).any()
    assert (cells.walk_m[1] > 0).any()
    limits = [60.0, 150.0, 400.0]
    for ways in (access.timed(stress, 2, climb, 60.0), access.timed(stress, 2, None, 60.0)):
        low, every = (oracle(one, places, cells) for one in ways)
        costs = [np.maximum(low, every), every]  # a walk to a calm street is never a short cut
        # A time that falls on the limit to a hair may be counted on either side.
        assert not any((np.abs(cost[:, :, None] - limits) < 1e-6).any() for cost in costs)
        made = access.reached(ways, places, cells, weights, limits, nothing)
        for position, limit in enumerate(limits):
            for cost, sums in zip(costs, (made.low, made.every), strict=True):
                assert sums[:, position] == pytest.approx((cost <= limit).T @ weights)
    low, every = (oracle(one, places, cells) for one in access.measured(stress, 2))
    low = np.maximum(low, every)
    made = access.connected(access.measured(stress, 2), places, cells, weights, 1.25, 900.0, nothing)
    assert made.every == pytest.approx((every <= 900.0).T @ weights)
    assert made.low == pytest.approx(((low <= 900.0) & (low <= 1.25 * every * (1 + 1e-9))).T @ weights)
    assert 0 < made.low.sum() < made.every.sum()


@pytest.mark.parametrize("seed", range(3))
def test_the_walk_to_protected_streets_is_that_of_networkx(seed):
    stress, _climb, (_at, homes), _weights = random_town(seed)
    network = stress.network
    places = Locator(network, "walk").locate(*homes.T, 120.0)
    protected = stress.streets.protected[network.road]
    graph = networkx.Graph()
    for edge in range(network.edges):
        stops = [(0.0, int(network.tail[edge]))]
        here = sorted((float(places.along[r]), int(r)) for r in np.flatnonzero(places.edge == edge))
        stops += [(along, ("home", rank)) for along, rank in here] + [(1.0, int(network.head[edge]))]
        for (a, one), (b, other) in pairwise(stops):
            cost = (b - a) * network.length_m[edge] * (0 if protected[edge] else 1)
            if not graph.has_edge(one, other) or graph[one][other]["weight"] > cost:
                graph.add_edge(one, other, weight=cost)
    sources = set(network.tail[protected].tolist()) | set(network.head[protected].tolist())
    lengths = networkx.multi_source_dijkstra_path_length(graph, sources)
    expected = np.array([lengths.get(("home", r), np.inf) for r in range(len(homes))])
    expected = np.where(places.found, np.where(expected <= 300.0, expected, np.inf), np.nan)
    # A home on a protected street is at it; the oracle runs such a street for nothing, from its ends.
    assert access.walk_to_protected(stress, places, 300.0) == pytest.approx(expected, nan_ok=True)


def test_places_or_homes_off_the_streets_reach_nothing_and_do_not_disturb():
    stress = town(MAIN, LEVELS)
    ways = access.timed(stress, 2, None, 0.0)
    low, every = found(stress, ways, [(2500, 0), (50_000, 0)], [(500, 0), (0, 50_000)], [900.0])
    assert (low, every) == ([[1], [0]], [[1], [0]])


def test_cancelling_stops_between_places():
    stress, _climb, (at, homes), weights = random_town(1)
    entrances = access.Entrances(stress.network, stress.low(2))
    places, cells = (entrances.doors(*points.T, 120.0, 30.0) for points in (at, homes))

    def stop(fraction: float) -> None:
        if fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        access.reached(access.timed(stress, 2, None, 0.0), places, cells, weights, [60.0], stop)
