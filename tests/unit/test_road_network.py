# SPDX-License-Identifier: GPL-2.0-or-later
"""The network engine: joins, directions, speeds, times equal to networkx's, areas never beyond the threshold."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.network import build as building
from atlas_pcaet.analysis.network import network_file, report
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.graph import NOWHERE, Graph, along_tree, path
from atlas_pcaet.analysis.network.isochrone import Reach
from atlas_pcaet.analysis.network.places import Locator, times_at
from atlas_pcaet.analysis.network.report import connection, dangles, dead_ends
from atlas_pcaet.analysis.network.road_rules import BACKWARD, BOTH, FORWARD, Roads, read_speeds, resolve, roads

SPEEDS = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "vitesses_reseau.csv"
networkx = pytest.importorskip("networkx")


def nothing(_fraction: float) -> None:
    pass


def plain(count: int, kmh: float | np.ndarray = 36.0, level=0, direction=BOTH) -> Roads:
    """Roads at ``kmh`` for cars (36 km/h: 10 m/s), 18 by bike, 3.6 on foot (1 m/s)."""
    return Roads(
        np.column_stack([np.broadcast_to(kmh, count), np.full(count, 18.0), np.full(count, 3.6)]),
        np.column_stack([np.broadcast_to(direction, count)] * 2 + [np.full(count, BOTH)]).astype(np.int8),
        np.broadcast_to(level, count).astype(np.int16), np.zeros(count, dtype=bool), "any", np.full(count, "", dtype=object),
    )  # fmt: skip


def network(wkts, snap_m=0.5, crossings=False, **more):
    lines = shapely.from_wkt(np.array(wkts, dtype=object))
    return build(lines, plain(len(lines), **more), np.arange(len(lines)), "", nothing, snap_m, crossings)


def grid(side: int, seed: int, oneway: float = 0.2):
    """A jittered grid of two-vertex and bent lines, some one-way, a third of them missing."""
    draw = np.random.default_rng(seed)
    x, y = np.meshgrid(np.arange(side) * 150.0, np.arange(side) * 150.0)
    x, y = x.ravel() + draw.uniform(-50, 50, side**2), y.ravel() + draw.uniform(-50, 50, side**2)
    rank = np.arange(side**2).reshape(side, side)
    tail = np.r_[rank[:, :-1].ravel(), rank[:-1].ravel()]
    head = np.r_[rank[:, 1:].ravel(), rank[1:].ravel()]
    kept = draw.random(len(tail)) > 0.3
    tail, head = tail[kept], head[kept]
    bend = draw.uniform(-20, 20, (len(tail), 2))
    shapes = np.stack([x[tail], y[tail], (x[tail] + x[head]) / 2 + bend[:, 0], (y[tail] + y[head]) / 2 + bend[:, 1], x[head], y[head]], 1)  # fmt: skip
    lines = shapely.linestrings(shapes.reshape(-1, 3, 2))
    direction = np.where(draw.random(len(tail)) < oneway, FORWARD, BOTH)
    rules = plain(len(lines), draw.choice([30.0, 50.0, 80.0], len(lines)), direction=direction)
    return build(lines, rules, np.arange(len(lines)), "", nothing)[0]


def oracle(net, mode="car", towards=False):
    """The same network as a networkx graph: the fastest of parallel edges."""
    made = networkx.DiGraph()
    made.add_nodes_from(range(net.nodes))
    seconds = net.seconds(mode)
    there, back = net.ways(mode)
    for forward, mask in ((True, there), (False, back)):
        for edge in np.flatnonzero(mask):
            a, b = int(net.tail[edge]), int(net.head[edge])
            a, b = (a, b) if forward != towards else (b, a)
            if not made.has_edge(a, b) or made[a][b]["weight"] > seconds[edge]:
                made.add_edge(a, b, weight=float(seconds[edge]))
    return made


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("towards", [False, True])
def test_times_are_those_of_networkx_to_a_billionth_of_a_second(seed, towards):
    net = grid(25, seed)
    made = oracle(net, towards=towards)
    graph = net.graph("car", towards)
    sources = np.random.default_rng(seed).choice(net.nodes, 45, replace=False)  # three batches, the last one partial
    for part, seconds in graph.times(sources, 300.0):
        for source, row in zip(sources[part], seconds, strict=True):
            expected = networkx.single_source_dijkstra_path_length(made, int(source), cutoff=300.0)
            assert set(expected) == set(np.flatnonzero(np.isfinite(row)).tolist())
            assert np.abs(row[list(expected)] - np.array(list(expected.values()))).max() < 1e-9


def test_the_nearest_site_is_that_of_networkx():
    net = grid(25, 3)
    made = oracle(net, towards=True)
    sites = np.array([10, 300, 300, 555])
    seconds, rank = net.graph("car", towards=True).nearest(sites, 240.0)
    expected = {}
    for position, site in enumerate(sites):
        for node, value in networkx.single_source_dijkstra_path_length(made, int(site), cutoff=240.0).items():
            if value < expected.get(node, (np.inf, -1))[0] - 1e-12:
                expected[node] = (value, position)
    assert set(expected) == set(np.flatnonzero(rank >= 0).tolist())
    assert all(rank[node] == position for node, (_value, position) in expected.items())
    assert all(abs(seconds[node] - value) < 1e-9 for node, (value, _position) in expected.items())
    assert np.isinf(seconds[rank < 0]).all()


def test_a_path_and_what_is_added_up_along_it():
    net = grid(12, 1)
    graph = net.graph("car")
    [(_part, seconds, before)] = graph.trees(np.array([0]))
    step = np.zeros(net.nodes)
    known = before[0] != NOWHERE
    step[known] = seconds[0][known] - seconds[0][before[0][known]]
    assert np.allclose(along_tree(before[0], step)[known], seconds[0][known])
    target = int(np.flatnonzero(known)[-1])
    nodes = path(before[0], target)
    assert nodes[0] == 0
    assert nodes[-1] == target
    expected = networkx.dijkstra_path_length(oracle(net), 0, target)
    assert seconds[0][target] == pytest.approx(expected, abs=1e-9)


def test_parallel_edges_keep_the_fastest_and_strong_parts_end():
    """scipy adds up parallel edges when it makes a matrix, and never ends its search for strong parts on a multigraph."""
    graph = Graph.from_edges(3, np.array([0, 0, 1, 2]), np.array([1, 1, 2, 2]), np.array([9.0, 4.0, 1.0, 0.5]))
    [(_part, seconds)] = graph.times(np.array([0]), np.inf)
    assert seconds[0].tolist() == [0.0, 4.0, 5.0]
    assert graph.components()[0] == 1
    assert graph.components(strong=True)[0] == 3


@pytest.mark.parametrize(("tail", "cost"), [([5], [1.0]), ([0], [-1.0]), ([0], [np.nan])])
def test_edges_that_cannot_be_are_refused(tail, cost):
    with pytest.raises(ValueError, match=r"nodes of the graph|finite and not negative"):
        Graph.from_edges(2, np.array(tail), np.array([1]), np.array(cost))


def test_a_bridge_is_not_joined_to_the_road_below_but_to_its_own_road():
    below = "LINESTRING (0 -100, 0 0, 0 100)"
    over = "LINESTRING (-50 0, 0 0, 50 0)"
    ramps = ["LINESTRING (-200 0, -50 0)", "LINESTRING (50 0, 200 0)"]
    net, _built = network([below, over, *ramps], level=np.array([0, 1, 0, 0]))
    assert net.edges == 4  # nothing was cut
    label, sizes = net.components("car")
    assert sizes.tolist() == [4, 2]
    net, _built = network([below, over, *ramps], level=0)  # the same drawn on the ground is a junction
    assert net.components("car")[1].tolist() == [7]
    assert net.edges == 6
    assert np.isclose(net.length_m.sum(), 200 + 100 + 300)
    assert len(label) == 6


def test_lines_that_cross_are_joined_only_when_asked_and_on_one_level():
    cross = ["LINESTRING (0 -100, 0 100)", "LINESTRING (-100 0, 100 0)", "LINESTRING (50 50, 50 -50)"]
    assert network(cross)[0].components("car")[1].tolist() == [2, 2, 2]
    net, built = network(cross, crossings=True)
    assert built.crossings == 2
    assert net.components("car")[1].tolist() == [8]
    net, built = network(cross, crossings=True, level=np.array([1, 0, 0]))
    assert built.crossings == 1
    assert net.components("car")[1].tolist() == [5, 2]
    net, built = network(["LINESTRING (0 0, 100 0)", "LINESTRING (40 0, 40 30)"], crossings=True)  # an end on a line
    assert (built.crossings, net.edges) == (1, 3)


@pytest.mark.parametrize("seed", range(4))
def test_an_end_snapped_onto_a_line_cuts_it_whatever_its_last_digits(seed):
    """QGIS snaps an end onto a segment: it lies some 1e-10 m beside it, and no exact intersection finds it."""
    draw = np.random.default_rng(seed)
    for _trial in range(25):
        (ax, ay), (bx, by) = draw.uniform(6e5, 7e5, 2), draw.uniform(6e5, 7e5, 2)
        share = draw.uniform(0.1, 0.9)
        x, y = ax + share * (bx - ax), ay + share * (by - ay)
        net, built = network(
            [f"LINESTRING ({ax!r} {ay!r}, {bx!r} {by!r})", f"LINESTRING ({x!r} {y!r}, {x + 60!r} {y + 90!r})"],
            crossings=True,
        )
        assert net.components("car")[1].tolist() == [4]
        assert built.crossings >= 1


def test_snapping_keeps_the_junctions_that_were_exact():
    """B ends on a vertex of A; a third end nearby draws it aside: all three stay joined, at any snapping distance."""
    lines = ["LINESTRING (0 0, 100 0, 200 0)", "LINESTRING (100 0, 100 100)", "LINESTRING (99.7 0, 99 -100)"]
    for snap_m in (0.5, 5.0):
        net, _built = network(lines, snap_m=snap_m)
        assert net.components("car")[1].tolist() == [5]
        ends = shapely.get_coordinates(shapely.get_point(net.lines, 0))
        assert np.allclose(ends, np.column_stack([net.x[net.tail], net.y[net.tail]]))


def test_a_bridge_that_begins_in_the_middle_of_a_street_is_joined_to_it():
    net, _built = network(["LINESTRING (0 0, 100 0, 200 0)", "LINESTRING (100 0, 100 80)"], level=np.array([0, 1]))
    assert net.components("car")[1].tolist() == [4]


def test_ends_within_the_snapping_distance_become_one_node():
    apart = ["LINESTRING (0 0, 100 0)", "LINESTRING (100.3 0, 200 0)", "LINESTRING (100 0.3, 100 90)", "LINESTRING (100.1 0.1, 100.2 0.1)"]  # fmt: skip
    assert network(apart, snap_m=0.0)[0].components("car")[1].tolist() == [2, 2, 2, 2]
    net, built = network(apart, snap_m=0.5)
    assert net.components("car")[1].tolist() == [4]
    assert built.snapped == 4
    assert built.too_short == 1  # the stub between two ends that became one
    assert net.length_m.sum() == pytest.approx(100 + 100 + 90, abs=1.0)


def test_a_roundabout_and_a_dead_end_are_told_apart():
    ring = "LINESTRING (0 0, 10 10, 20 0, 10 -10, 0 0)"
    net, _built = network([ring, "LINESTRING (-100 0, 0 0)", "LINESTRING (20 0, 100 0)"])
    assert net.edges == 4
    assert len(dead_ends(net)) == 2


def test_an_end_that_stops_short_of_a_road_is_told_with_its_gap():
    net, _built = network(["LINESTRING (0 0, 200 0)", "LINESTRING (100 4, 100 90)", "LINESTRING (150 30, 150 90)"])
    node, gap = dangles(net, 10.0)
    assert gap == pytest.approx([4.0])
    assert (net.x[node].tolist(), net.y[node].tolist()) == ([100.0], [4.0])
    assert len(dangles(net, 0.0)[0]) == 0


def test_how_a_network_connects():
    net, _built = network(
        ["LINESTRING (0 0, 100 0)", "LINESTRING (100 0, 200 0)", "LINESTRING (100 0, 100 80)", "LINESTRING (500 0, 500 60)"],
        direction=np.array([BOTH, BOTH, FORWARD, BOTH]),
    )  # fmt: skip
    link = connection(net, "car")
    assert (link.parts, link.largest, link.nodes, link.trapped) == (2, 4, 6, 1)
    assert link.outside_km == pytest.approx(0.06)


@pytest.mark.parametrize("block", [1, 7, 10_000])
def test_lines_are_opened_and_searched_by_blocks_without_any_difference(monkeypatch, block):
    """Lines of several parts among plain ones, a repeated vertex, a line of no length; blocks of any size."""
    net = grid(8, 6)
    lines = np.array([*net.lines, shapely.from_wkt("MULTILINESTRING ((0 5000, 100 5000, 100 5000, 200 5000), (200 5000, 200 5100))"),
                      shapely.from_wkt("LINESTRING (9 9, 9 9)"), shapely.from_wkt("LINESTRING (100 5004, 100 5090)")])  # fmt: skip
    monkeypatch.setattr(building, "BLOCK", block)
    monkeypatch.setattr(report, "BLOCK", block)
    made, built = build(lines, plain(len(lines)), np.arange(len(lines)), "", nothing)
    assert made.edges == net.edges + 3
    assert made.ids[made.road[-3:]].tolist() == [len(lines) - 3, len(lines) - 3, len(lines) - 1]
    assert made.length_m == pytest.approx(np.r_[net.length_m, 200, 100, 86])
    assert shapely.length(made.lines) == pytest.approx(made.length_m)
    node, gap = dangles(made, 10.0)
    assert 4.0 in gap.tolist()
    known = dict(zip(node.tolist(), gap.tolist(), strict=True))
    tree = shapely.STRtree(made.lines)
    for end in dead_ends(
        made
    ):  # one by one: the nearest road of which neither end is an end of the dead end's own road
        own = int(np.flatnonzero((made.tail == end) | (made.head == end))[0])
        other = made.head[own] if made.tail[own] == end else made.tail[own]
        spot = shapely.Point(made.x[end], made.y[end])
        near = tree.query(spot, predicate="dwithin", distance=10.0)
        near = near[(near != own) & (made.tail[near] != other) & (made.head[near] != other)]
        expected = shapely.distance(spot, made.lines[near]).min(initial=np.inf)
        assert known.get(int(end), np.inf) == pytest.approx(expected)
    assert built.too_short == 0


def test_the_report_is_plain_numbers_that_a_file_may_keep():
    net, _built = network(["LINESTRING (0 0, 100 0)", "LINESTRING (100 0, 200 0)", "LINESTRING (150 4, 150 90)"])
    told = report.report(net, 10.0, nothing)
    assert json.loads(json.dumps(told)) == told
    assert (told["links"]["car"]["parts"], told["dead_ends"], told["within_m"], told["dangles"]) == (2, 4, 10.0, 1)
    assert told["km"]["walk"] == pytest.approx(0.286)


def test_times_at_places_mind_one_way_roads():
    """0 → 100 one-way at 10 m/s, then 100 → 300 both ways; the area stands at 100."""
    net, _built = network(["LINESTRING (0 0, 100 0)", "LINESTRING (100 0, 300 0)"], direction=np.array([FORWARD, BOTH]))
    places = Locator(net, "car").locate(np.array([30.0, 250.0, 50.0]), np.array([5.0, -8.0, 400.0]), 100.0)
    assert places.gap_m[:2].tolist() == [5.0, 8.0]
    assert not places.found[2]
    area = int(np.flatnonzero((net.x == 100) & (net.y == 0))[0])
    to_area = times_at(places, next(net.graph("car", True).times(np.array([area]), np.inf))[1], net, "car", True)[0]
    from_area = times_at(places, next(net.graph("car").times(np.array([area]), np.inf))[1], net, "car", False)[0]
    assert to_area.tolist() == [7.0, 15.0, np.inf]
    assert from_area.tolist() == [np.inf, 15.0, np.inf]  # no way back along the one-way road


@pytest.mark.parametrize("towards", [True, False])
def test_a_place_at_a_junction_need_not_run_the_one_way_street_that_begins_there(towards):
    """A home before the corner of three streets is brought to the corner, on whichever of the three comes first."""
    corner = ["LINESTRING (0 0, -100 80)", "LINESTRING (0 0, -100 -80)", "LINESTRING (0 0, -200 0)"]
    for turn in range(3):
        order = corner[turn:] + corner[:turn]
        way = np.where(np.array(order) == corner[2], BOTH, FORWARD if towards else BACKWARD)
        net, _built = network(order, direction=way)
        places = Locator(net, "car").locate(np.array([30.0]), np.array([0.0]), 100.0)
        end = np.flatnonzero(net.x == -200)
        seconds = next(net.graph("car", towards).times(end, np.inf))[1]
        assert times_at(places, seconds, net, "car", towards)[0].tolist() == [
            20.0
        ]  # 200 m at 10 m/s, by the third street


def test_cutting_edges_at_places_changes_no_time():
    net = grid(15, 4)
    draw = np.random.default_rng(4)
    places = Locator(net, "car").locate(draw.uniform(0, 2000, 60), draw.uniform(0, 2000, 60), 300.0)
    found = places.found
    cut, node = net.with_nodes(places.edge[found], places.along[found])
    assert cut.length_m.sum() == pytest.approx(net.length_m.sum(), rel=1e-12)
    lines = cut.lines_of(np.arange(cut.edges))
    assert np.allclose(shapely.length(lines), cut.length_m)
    ends = shapely.get_coordinates(shapely.get_point(lines, 0))
    assert np.allclose(ends, np.column_stack([cut.x[cut.tail], cut.y[cut.tail]]))
    [(_p, before)] = net.graph("car", True).times(np.array([7]), np.inf)
    [(_p, after)] = cut.graph("car", True).times(np.array([7]), np.inf)
    assert np.allclose(after[0][: net.nodes], before[0], atol=1e-9)
    expected = times_at(places, before, net, "car", True)[0][found]
    assert np.allclose(after[0][node], expected, atol=1e-9)
    spots = shapely.line_interpolate_point(net.lines[places.edge[found]], places.along[found], normalized=True)
    assert np.allclose(shapely.get_coordinates(spots), np.column_stack([cut.x[node], cut.y[node]]))


def test_two_places_on_one_spot_and_places_at_the_ends():
    net, _built = network(["LINESTRING (0 0, 60 0, 100 0)"])
    cut, node = net.with_nodes(np.zeros(5, dtype=int), np.array([0.5, 0.5, 0.0, 1.0, 0.25]))
    assert node[0] == node[1]
    assert cut.x[node].tolist() == [50.0, 50.0, 0.0, 100.0, 25.0]
    assert sorted(cut.length_m.tolist()) == [25.0, 25.0, 50.0]
    same, node = net.with_nodes(np.array([0]), np.array([1.0]))
    assert same is net


def test_a_site_prefers_the_main_network_to_an_island_and_says_when_there_is_none():
    net = grid(12, 2)
    lines = [
        *net.lines,
        shapely.from_wkt("LINESTRING (5000 0, 5060 0)"),
        shapely.from_wkt("LINESTRING (700 700, 703 703)"),
    ]
    net, _built = build(np.array(lines, dtype=object), plain(len(lines)), np.arange(len(lines)), "", nothing)
    places = Locator(net, "car").locate(np.array([701.0, 5030.0]), np.array([701.0, 10.0]), 300.0)
    label, _sizes = net.components("car")
    assert label[net.tail[places.edge[0]]] == 0
    assert places.island.tolist() == [False, True]


def test_a_place_beside_a_motorway_opens_on_the_street_behind():
    """One way or both, a motorway 20 m away is not where people get in; it serves where nothing else is within reach."""
    lines = shapely.from_wkt(
        np.array(["LINESTRING (0 0, 5000 0)", "LINESTRING (0 80, 300 80)", "LINESTRING (0 80, 0 0)"], dtype=object)
    )
    rules = Roads(
        np.array([[110.0, 0, 0], [30, 15, 5], [30, 15, 5]]), np.full((3, 3), BOTH, dtype=np.int8), np.zeros(3, dtype=np.int16),
        np.zeros(3, dtype=bool), "osm", np.array(["motorway", "residential", "residential"]), np.array([False, True, True]),
    )  # fmt: skip
    net, _built = build(lines, rules, np.arange(3), "", nothing)
    places = Locator(net, "car").locate(np.array([150.0, 4000.0]), np.array([20.0, 20.0]), 300.0)
    assert net.ids[net.road[places.edge]].tolist() == [1, 0]
    assert places.gap_m.tolist() == [60.0, 20.0]


def test_motorways_slip_roads_and_bridges_are_not_where_people_get_in():
    rules = osm(
        highway=["motorway", "motorway_link", "primary", "primary", "residential"],
        other_tags=[None, None, None, '"bridge"=>"yes"', '"tunnel"=>"yes"'],
    )
    assert rules.access.tolist() == [False, False, True, False, False]


def test_directions_in_french_are_read_and_what_is_not_is_counted():
    table = pd.DataFrame(
        {"sens": ["oui", "Vrai", "F", "non", "aller", "aller", None, "Sens inverse"], "highway": ["residential"] * 8}
    )
    rules = roads(table, resolve(list(table.columns), ""), read_speeds(SPEEDS))
    assert rules.direction[:, 0].tolist() == [FORWARD, FORWARD, FORWARD, BOTH, BOTH, BOTH, BOTH, BACKWARD]
    assert rules.unread == {"aller": 2}


@pytest.mark.parametrize("towards", [False, True])
def test_no_road_of_an_area_is_beyond_the_threshold_and_most_reached_roads_are_in_it(towards):
    net = grid(30, 8, oneway=0.4)
    # A motorway without exit crosses everything: it is never reached, so never inside.
    bridge = shapely.from_wkt("LINESTRING (-500 2222, 5000 2333)")
    lines = np.array([*net.lines, bridge], dtype=object)
    rules = Roads(
        np.vstack([net.kmh[net.road], [110.0, 0, 0]]), np.vstack([net.direction[net.road], [3, 3, 3]]).astype(np.int8),
        np.r_[np.zeros(net.edges), 1].astype(np.int16), np.zeros(net.edges + 1, dtype=bool), "any", np.full(net.edges + 1, "", dtype=object),
    )  # fmt: skip
    net, _built = build(lines, rules, np.arange(len(lines)), "", nothing)
    reach = Reach(net, "car", towards)
    middle = int(np.argmin(np.hypot(net.x - 2200, net.y - 2200)))
    [(_part, seconds)] = net.graph("car", towards).times(np.array([middle]), 240.0)
    limits = (60.0, 150.0, 240.0)
    areas = reach.polygons(seconds[0], limits, 60.0)
    assert [area.area > 0 for area in areas] == [True] * 3
    # Points every two metres along every road that cars may use, with their own time.
    use = reach.usable
    for limit, area in zip(limits, areas, strict=True):
        inside_m, reached_m, worst = 0.0, reach.reached_m(seconds[0], limit), 0.0
        shapely.prepare(area)
        for edge in use:
            share = np.linspace(0, 1, max(2, int(net.length_m[edge] / 2)))
            spots = shapely.line_interpolate_point(net.lines[edge], share, normalized=True)
            inside = shapely.contains(area, spots)
            cost = net.seconds("car")[edge]
            tail, head = seconds[0][net.tail[edge]], seconds[0][net.head[edge]]
            by_tail = tail + share * cost if reach.by_tail[edge] else np.full(len(share), np.inf)
            by_head = head + (1 - share) * cost if reach.by_head[edge] else np.full(len(share), np.inf)
            time = np.minimum(by_tail, by_head)
            time[0], time[-1] = min(time[0], tail), min(time[-1], head)  # the ends of the road are nodes
            worst = max(worst, time[inside].max(initial=0.0))
            inside_m += net.length_m[edge] * inside.mean()
        assert worst <= limit + 1e-6
        assert inside_m > 0.85 * reached_m
    assert not shapely.intersects(areas[2], bridge)


def test_reached_length_of_a_single_road():
    net, _built = network(["LINESTRING (0 0, 1000 0)"])  # 100 s at 10 m/s
    reach = Reach(net, "car", towards=False)
    seconds = np.array([0.0, 100.0]) if net.x[0] == 0 else np.array([100.0, 0.0])
    assert reach.reached_m(seconds, 30.0) == pytest.approx(300.0)
    [area] = reach.polygons(seconds, [30.0], 50.0)
    left, bottom, right, top = area.bounds
    assert (right, bottom, top) == (pytest.approx(300.0, abs=1), pytest.approx(-50, abs=3), pytest.approx(50, abs=3))
    assert left == pytest.approx(-50, abs=3)
    assert reach.polygons(np.array([np.inf, np.inf]), [30.0], 50.0)[0].is_empty


# --- what roads allow --------------------------------------------------------------------------------------------


def osm(**columns):
    table = pd.DataFrame({key.replace("__", ":"): value for key, value in columns.items()})
    return roads(table, resolve(list(table.columns), ""), read_speeds(SPEEDS))


def test_osm_tags_say_speed_direction_level_and_access():
    rules = osm(
        highway=["residential", "motorway", "primary", "footway", "path", "service", "tertiary", "construction", None],
        other_tags=[
            '"maxspeed"=>"30","oneway"=>"yes","oneway:bicycle"=>"no"', None, '"oneway"=>"-1","bridge"=>"yes"', '"bicycle"=>"designated"',
            '"tunnel"=>"yes","layer"=>"-2"', '"access"=>"private"', '"junction"=>"roundabout","maxspeed"=>"30 mph"', None, '"maxspeed"=>"50"',
        ],
    )  # fmt: skip
    assert rules.base == "osm"
    # OSRM's profile: 0.8 of a limit; motorway 90, primary 65 where there is none.
    assert rules.kmh[:, 0] == pytest.approx([24.0, 90.0, 65.0, 0, 0, 0, 0.8 * 48.28032, 0, 0])
    assert rules.kmh[:, 1].tolist() == [15, 0, 15, 10, 10, 0, 15, 0, 0]
    assert rules.direction[:, 0].tolist() == [FORWARD, FORWARD, BACKWARD, BOTH, BOTH, BOTH, FORWARD, BOTH, BOTH]
    assert rules.direction[0].tolist() == [FORWARD, BOTH, BOTH]  # contraflow for bikes, walkers always both ways
    assert rules.level.tolist() == [0, 0, 1, 0, -2, 0, 0, 0, 0]
    assert rules.assumed.tolist() == [False, True, True, False, False, False, False, False, False]


@pytest.mark.parametrize(
    ("tags", "open_to"),
    [
        ("", (1, 1, 1)), ('"vehicle"=>"no"', (0, 0, 1)), ('"motorcar"=>"no"', (0, 1, 1)), ('"motor_vehicle"=>"private"', (0, 1, 1)),
        ('"vehicle"=>"no","bicycle"=>"yes"', (0, 1, 1)), ('"motor_vehicle"=>"no","motorcar"=>"yes"', (1, 1, 1)),
        ('"access"=>"no","foot"=>"yes"', (0, 0, 1)), ('"access"=>"private","vehicle"=>"yes"', (1, 1, 0)),
        ('"access"=>"destination","motorcar"=>"no"', (0, 1, 1)), ('"foot"=>"no"', (1, 1, 0)),
    ],
)  # fmt: skip
def test_the_most_precise_access_tag_of_osm_says_who_may_pass(tags, open_to):
    """wiki.openstreetmap.org/wiki/Key:access: a more specific key overrides a more general one."""
    rules = osm(highway=["residential"], other_tags=[tags or None])
    assert tuple((rules.kmh[0] > 0).astype(int)) == open_to


def test_bd_topo_of_both_versions_and_its_broken_accents():
    table = pd.DataFrame(
        {
            "cleabs": list("abcdefg"),
            "nature": ["Route à 1 chaussée", "Type autoroutier", "Sentier", "Route Ã\xa0 1 chaussÃ©e", "Route Ã  1 chaussÃ©e", "Bretelle", "Escalier"],
            "importance": ["5", "1", "6", "2", "3", "4", "6"],
            "vitesse_moyenne_vl": [20, 115, 0, 0, None, 40, 0],
            "sens_de_circulation": ["Double sens", "Sens direct", "Sans objet", "Sens inverse", "Double sens", "Sens direct", "Sans objet"],
            "position_par_rapport_au_sol": ["0", "1", "0", "-1", "Gué ou radier", "0", "0"],
            "acces_vehicule_leger": ["Libre", "A péage", "Physiquement impossible", "Libre", "Libre", "Restreint aux ayants droit", None],
            "etat_de_l_objet": ["En service"] * 6 + ["En construction"],
        }
    )  # fmt: skip
    rules = roads(table, resolve(list(table.columns), ""), read_speeds(SPEEDS))
    assert rules.base == "bdtopo"
    assert rules.kmh[:, 0].tolist() == [
        20,
        115,
        0,
        70,
        55,
        0,
        0,
    ]  # importance 2 and 3 of the table where no speed is known
    assert rules.kmh[:, 2].tolist() == [5, 0, 5, 5, 5, 0, 0]
    assert rules.direction[:, 0].tolist() == [BOTH, FORWARD, BOTH, BACKWARD, BOTH, FORWARD, BOTH]
    assert rules.level.tolist() == [0, 1, 0, -1, 0, 0, 0]
    assert rules.assumed.tolist() == [False, False, False, True, True, False, False]


def test_any_layer_by_mapping_and_what_it_cannot_name():
    table = pd.DataFrame({"V85": ["70", "n.c.", None], "circ": ["Direct", "double", "INVERSE"]})
    rules = roads(table, resolve(["V85", "circ"], "speed=V85; oneway=circ"), read_speeds(SPEEDS))
    assert rules.kmh[:, 0].tolist() == [70, 30, 30]  # the line any;default
    assert rules.direction[:, 0].tolist() == [FORWARD, BOTH, BACKWARD]
    assert rules.assumed.tolist() == [False, True, True]
    with pytest.raises(DataError, match=r"there is no column “vitesse” for speed\. The layer has: V85, circ"):
        resolve(["V85", "circ"], "speed=vitesse")
    with pytest.raises(DataError, match=r"“vitesse” is not known\. Use id, class"):
        resolve(["V85", "circ"], "vitesse=V85")


def test_a_table_of_speeds_that_cannot_be_read_is_one_sentence(tmp_path):
    file = tmp_path / "vitesses.csv"
    file.write_text("base;class;car_kmh;bike_kmh;walk_kmh\nosm;primary;soixante;15;5\n")
    with pytest.raises(DataError, match="line 2: speeds are numbers from 0 to 200"):
        read_speeds(file)
    file.write_text("base;class;car_kmh;bike_kmh;walk_kmh\nosm;primary;60;15;5\n")
    with pytest.raises(DataError, match="lacks the line any;default"):
        read_speeds(file)


def test_a_layer_without_one_usable_road_is_one_sentence():
    with pytest.raises(DataError, match="may be used by car, by bike or on foot"):
        build(shapely.from_wkt(np.array(["LINESTRING (0 0, 1 1)"], dtype=object)), Roads(np.zeros((1, 3)), np.full((1, 3), 3, dtype=np.int8), np.zeros(1, dtype=np.int16), np.zeros(1, dtype=bool), "osm", np.array(["river"])), np.arange(1), "", nothing)  # fmt: skip


# --- the file ----------------------------------------------------------------------------------------------------


def test_a_network_comes_back_from_its_file_as_it_was(tmp_path):
    net = grid(10, 5)
    file = tmp_path / "routes.gpkg.reseau.npz"
    network_file.save(file, net, {"fingerprint": "abc", "source": "routes.gpkg"})
    again, facts = network_file.load(file)
    assert (facts["fingerprint"], network_file.read_facts(file)["source"]) == ("abc", "routes.gpkg")
    for name in network_file.ARRAYS:
        assert np.array_equal(getattr(again, name), getattr(net, name)), name
    assert again.ids.tolist() == [str(one) for one in net.ids]


def test_a_network_file_of_another_version_cut_short_or_not_one_is_one_sentence(tmp_path, monkeypatch):
    file = tmp_path / "r.npz"
    network_file.save(file, grid(10, 5), {})
    raw = file.read_bytes()
    for length in (0, 10, len(raw) // 2, len(raw) - 30):
        file.write_bytes(raw[:length])
        with pytest.raises(DataError, match=r"“r\.npz” is not one, or is cut short"):
            network_file.load(file)
    damaged = bytearray(raw)
    damaged[len(raw) // 2] ^= 0xFF
    file.write_bytes(damaged)
    with pytest.raises(DataError, match="cut short"):
        network_file.load(file)
    np.savez(file, kernel=np.zeros(3))
    with pytest.raises(DataError, match="is not one"):
        network_file.load(file)
    with pytest.raises(DataError, match="does not exist"):
        network_file.load(tmp_path / "absent.npz")
    monkeypatch.setattr(network_file, "FORMAT", 99)
    network_file.save(file, grid(10, 5), {"format": 1})  # facts of another file do not change what this one is
    monkeypatch.undo()
    with pytest.raises(DataError, match="made by another version"):
        network_file.load(file)


def test_the_fingerprint_changes_with_the_data_the_options_and_waiting_edits(tmp_path):
    file = tmp_path / "routes.gpkg"
    file.write_bytes(b"one")
    marks = [network_file.fingerprint(file, {"snap_m": 0.5})]
    marks.append(network_file.fingerprint(file, {"snap_m": 1.0}))
    file.write_bytes(b"other")
    marks.append(network_file.fingerprint(file, {"snap_m": 0.5}))
    (tmp_path / "routes.gpkg-wal").write_bytes(b"waiting")
    marks.append(network_file.fingerprint(file, {"snap_m": 0.5}))
    assert len(set(marks)) == 4
    assert network_file.fingerprint(file, {"snap_m": 0.5}) == marks[3]
