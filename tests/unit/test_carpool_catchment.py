# SPDX-License-Identifier: GPL-2.0-or-later
"""What areas serve: people by travel time, nearest area, groups of people without one, against networkx and paper."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.carpool.catchment import gaps, nearest, served
from atlas_pcaet.analysis.errors import Cancelled
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.places import Locator
from atlas_pcaet.analysis.network.road_rules import FORWARD, Roads


def nothing(_fraction: float) -> None:
    pass


def town(seed: int, side: int = 20):
    """A grid of streets at 36 km/h (10 m/s), a quarter of them one-way, and homes about them."""
    draw = np.random.default_rng(seed)
    spots = np.arange(side) * 100.0
    wkts = [f"LINESTRING ({x} {y}, {x + 100} {y})" for x in spots[:-1] for y in spots]
    wkts += [f"LINESTRING ({x} {y}, {x} {y + 100})" for x in spots for y in spots[:-1]]
    lines = shapely.from_wkt(np.array(wkts, dtype=object))
    lines = lines[draw.random(len(lines)) > 0.2]
    count = len(lines)
    direction = np.full((count, 3), 3, dtype=np.int8)
    direction[draw.random(count) < 0.25, 0] = FORWARD
    rules = Roads(
        np.tile([36.0, 18.0, 3.6], (count, 1)), direction, np.zeros(count, dtype=np.int16), np.zeros(count, dtype=bool), "any",
        np.full(count, "", dtype=object),
    )  # fmt: skip
    network, _built = build(lines, rules, np.arange(count), "", nothing)
    x, y = draw.uniform(0, 1900, 300), draw.uniform(0, 1900, 300)
    weights = np.column_stack([draw.integers(0, 50, 300).astype(float), np.full(300, np.nan)])
    weights[:5, 0] = np.nan
    areas = Locator(network, "car").locate(draw.uniform(0, 1900, 30), draw.uniform(0, 1900, 30), 500.0)
    network, nodes = network.with_nodes(areas.edge, areas.along)
    return network, nodes, Locator(network, "car").locate(x, y, 500.0), weights


def oracle(network, nodes, homes):
    """Seconds (a, h) from each home to each area by networkx, the home being a node of its own on its street."""
    networkx = pytest.importorskip("networkx")
    made = networkx.DiGraph()
    made.add_nodes_from(range(network.nodes))
    there, back = network.ways("car")
    for edge in range(network.edges):
        a, b, cost = int(network.tail[edge]), int(network.head[edge]), network.length_m[edge] / 10
        for one, other, fine in ((a, b, there[edge]), (b, a, back[edge])):
            if fine and (not made.has_edge(one, other) or made[one][other]["weight"] > cost):
                made.add_edge(one, other, weight=cost)
    for rank, (edge, along) in enumerate(zip(homes.edge, homes.along, strict=True)):
        cost = network.length_m[edge] / 10
        # A home at the corner of its street is at the junction, whatever the direction of the street.
        if there[edge] or 1 - along < 1e-5:
            made.add_edge(f"home {rank}", int(network.head[edge]), weight=(1 - along) * cost)
        if back[edge] or along < 1e-5:
            made.add_edge(f"home {rank}", int(network.tail[edge]), weight=along * cost)
    turned = made.reverse()
    times = np.full((len(nodes), len(homes.edge)), np.inf)
    for row, node in enumerate(nodes):
        found = networkx.single_source_dijkstra_path_length(turned, int(node))
        times[row] = [found.get(f"home {rank}", np.inf) for rank in range(len(homes.edge))]
    return times


@pytest.mark.parametrize("seed", range(3))
def test_people_served_and_nearest_areas_are_those_of_networkx(seed):
    network, nodes, homes, weights = town(seed)
    assert homes.found.all()
    times = oracle(network, nodes, homes)
    limits = [30.0, 60.0, 120.0]
    found = served(network, "car", nodes, limits, homes, weights, 50.0, nothing, draw=False)
    # A time that falls on the limit to a hair may be counted on either side.
    assert not (np.abs(times[:, :, None] - limits) < 1e-6).any()
    for position, limit in enumerate(limits):
        expected = [np.nansum(weights[row <= limit, 0]) for row in times]
        assert found.people[:, position, 0] == pytest.approx(expected)
        assert (found.people[:, position, 1] == 0).all()
    near = nearest(network, "car", nodes, homes)
    assert near.seconds == pytest.approx(times.min(axis=0), abs=1e-9)
    reached = np.isfinite(near.seconds)
    assert times[near.area[reached], np.flatnonzero(reached)] == pytest.approx(near.seconds[reached], abs=1e-9)
    assert (near.area[~reached] == -1).all()


def test_areas_grow_with_the_threshold_and_hold_their_site():
    network, nodes, homes, weights = town(1)
    found = served(network, "car", nodes[:6], [30.0, 60.0], homes, weights, 40.0, nothing)
    for node, (small, large) in zip(nodes[:6], found.polygons, strict=True):
        assert large.area > small.area > 0
        assert (
            shapely.difference(small, shapely.buffer(large, 3)).area == 0
        )  # 3 m: simplified at a twentieth of the width
        assert shapely.distance(small, shapely.Point(network.x[node], network.y[node])) < 40
    assert (np.diff(found.road_km, axis=1) > 0).all()


def test_cancelling_stops_between_areas():
    network, nodes, homes, weights = town(2)

    def stop(fraction: float) -> None:
        if fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        served(network, "car", nodes, [60.0], homes, weights, 40.0, stop)


def test_people_without_an_area_are_grouped_with_their_neighbours_and_ranked():
    cells = [
        shapely.box(x, y, x + 200, y + 200)
        for x, y in ((0, 0), (200, 200), (400, 200), (2000, 0), (2200, 0), (5000, 0), (600, 200))
    ]
    uncovered = np.array([True] * 6 + [False])
    weight = np.array([10.0, np.nan, 5.0, 40.0, 1.0, np.nan, 100.0])
    made = gaps(np.array(cells, dtype=object), uncovered, weight, 300.0)
    assert made.group.tolist() == [1, 1, 1, 0, 0, 2, -1]  # (0,0) and (200,200) touch by a corner, 283 m apart
    assert made.weight.tolist() == [41.0, 15.0, 0.0]
    points = shapely.points([[0, 0], [250, 0], [600, 0]])
    assert gaps(points, np.ones(3, dtype=bool), np.ones(3), 300.0).group.tolist() == [0, 0, 1]
    assert gaps(points, np.zeros(3, dtype=bool), np.ones(3), 300.0).weight.tolist() == []
