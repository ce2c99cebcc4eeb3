# SPDX-License-Identifier: GPL-2.0-or-later
"""Pieces, dead ends and links of a cycle network: on paper, then on random networks beside networkx."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.cycling import gaps
from atlas_pcaet.analysis.cycling.stress_network import Streets, StressNetwork, stress_network


def network(rows: list[tuple], level: list[int] | None = None) -> StressNetwork:
    """Streets from (WKT, stress forward, stress backward[, allowed forward, backward]); stress 0 is unknown."""
    lines = np.array([shapely.from_wkt(row[0]) for row in rows], dtype=object)
    stress = np.array([row[1:3] for row in rows], dtype=np.int8)
    allowed = np.array([row[3:5] if len(row) > 3 else (True, True) for row in rows], dtype=bool)
    count = len(rows)
    streets = Streets(
        stress, allowed, np.full(count, 15.0), np.array(level or [0] * count, dtype=np.int16),
        np.zeros(count, dtype=bool), np.zeros(count, dtype=bool),
    )  # fmt: skip
    return stress_network(lines, streets, "", lambda _: None)[0]


def low_edges(streets: StressNetwork) -> np.ndarray:
    return gaps.bike_edges(streets.low(2))


@pytest.fixture
def paper() -> StressNetwork:
    """Three calm streets west to east, A of 2,000 m, B of 1,000 m, C of 600 m, and a calm scrap of 100 m by the way.

    From A to B 300 m of stress 3, or 100 m of stress 4 then 100 m unknown; from B to C 400 m of stress 3 over the scrap.
    """
    return network([
        ("LINESTRING (0 0, 2000 0)", 1, 2),
        ("LINESTRING (2300 0, 3300 0)", 2, 2),
        ("LINESTRING (2000 0, 2000 150, 2150 150, 2300 0)", 3, 3),
        ("LINESTRING (2000 0, 2100 0)", 4, 4),
        ("LINESTRING (2100 0, 2300 0)", 4, 0),
        ("LINESTRING (3300 0, 3450 0)", 3, 3),
        ("LINESTRING (3450 0, 3550 0)", 1, 1),
        ("LINESTRING (3550 0, 3700 0)", 3, 3),
        ("LINESTRING (3700 0, 4300 0)", 1, 1),
    ])  # fmt: skip


def test_pieces_are_told_by_their_length_longest_first(paper):
    found = gaps.pieces(paper.network, low_edges(paper))
    assert found.km.tolist() == pytest.approx([2.0, 1.0, 0.6, 0.1])
    assert {round(x): k for x, k in zip(paper.network.x, found.of_node, strict=True)} == {
        0: 0, 2000: 0, 2100: -1, 2300: 1, 3300: 1, 3450: 3, 3550: 3, 3700: 2, 4300: 2,
    }  # fmt: skip


def test_links_on_paper_their_score_and_what_they_cross(paper):
    found = gaps.pieces(paper.network, low_edges(paper))
    links = gaps.links(paper.network, found, 0.5, 1000, lambda _: None)
    # (2 × 1) / 3 / 0.3 = 2.22 for A–B by the street of 300 m; (1 × 0.6) / 1.6 / 0.4 = 0.94 for B–C over the scrap.
    assert links.pair.tolist() == [[0, 1], [1, 2]]
    assert links.length_m.tolist() == pytest.approx([300, 400])
    assert links.score.tolist() == pytest.approx([2 / 3 / 0.3, 0.6 / 1.6 / 0.4])
    crossed = gaps.metres_by_stress(links, paper.network, gaps.stress_to_cross(paper))
    assert crossed == pytest.approx(np.array([[200, 0, 0, 0, 100], [0, 100, 0, 300, 0]]))  # unknown, 1, 2, 3, 4
    lines = gaps.link_lines(links, paper.network)
    assert [line.wkt for line in lines] == [
        "LINESTRING (2000 0, 2100 0, 2300 0)", "LINESTRING (3300 0, 3450 0, 3550 0, 3700 0)",
    ]  # fmt: skip


def test_the_way_round_is_taken_when_it_is_shorter(paper):
    """The street of 150 + 150 + 212 m is longer than 300 m; without the 300 m it is the link."""
    found = gaps.pieces(paper.network, low_edges(paper))
    closed = paper.only(~np.isin(paper.row, [3, 4]))
    links = gaps.links(closed, found, 0.5, 1000, lambda _: None)
    assert links.length_m[0] == pytest.approx(150 + 150 + np.hypot(150, 150))
    assert gaps.link_lines(links, closed)[0].wkt == "LINESTRING (2000 0, 2000 150, 2150 150, 2300 0)"


def test_a_link_is_kept_at_the_longest_length_and_not_a_metre_above(paper):
    found = gaps.pieces(paper.network, low_edges(paper))
    assert len(gaps.links(paper.network, found, 0.5, 400, lambda _: None).length_m) == 2
    assert gaps.links(paper.network, found, 0.5, 399, lambda _: None).length_m.tolist() == pytest.approx([300])
    assert len(gaps.links(paper.network, found, 0.5, 299, lambda _: None).length_m) == 0


def test_a_scrap_is_a_piece_of_its_own_once_the_least_length_allows_it(paper):
    found = gaps.pieces(paper.network, low_edges(paper))
    links = gaps.links(paper.network, found, 0.05, 1000, lambda _: None)
    assert sorted(map(tuple, links.pair.tolist())) == [
        (0, 1),
        (1, 3),
        (2, 3),
    ]  # and no link that passes through the scrap


def test_islands_have_no_link():
    apart = network([("LINESTRING (0 0, 1000 0)", 1, 1), ("LINESTRING (0 50, 1000 50)", 1, 1)])
    found = gaps.pieces(apart.network, low_edges(apart))
    links = gaps.links(apart.network, found, 0.5, 1000, lambda _: None)
    assert (len(found.km), len(links.length_m), len(gaps.link_lines(links, apart.network))) == (2, 0, 0)


def test_a_one_way_street_links_as_any_other_and_only_its_way_counts():
    streets = network([
        ("LINESTRING (0 0, 1000 0)", 1, 1), ("LINESTRING (1200 0, 1000 0)", 3, 0, True, False), ("LINESTRING (1200 0, 2000 0)", 1, 1),
    ])  # fmt: skip
    found = gaps.pieces(streets.network, low_edges(streets))
    links = gaps.links(streets.network, found, 0.5, 1000, lambda _: None)
    assert links.length_m.tolist() == pytest.approx([200])
    assert gaps.stress_to_cross(streets)[links.edge].tolist() == [
        3
    ]  # the unknown of the closed direction is not asked for
    assert shapely.get_coordinates(gaps.link_lines(links, streets.network))[0].tolist() == [1000, 0]


def test_two_streets_between_the_same_junctions_give_the_shorter():
    streets = network([
        ("LINESTRING (0 0, 1000 0)", 1, 1), ("LINESTRING (1000 0, 1000 100, 1200 100, 1200 0)", 3, 3), ("LINESTRING (1000 0, 1200 0)", 4, 4),
        ("LINESTRING (1200 0, 2000 0)", 1, 1),
    ])  # fmt: skip
    found = gaps.pieces(streets.network, low_edges(streets))
    links = gaps.links(streets.network, found, 0.5, 1000, lambda _: None)
    assert links.length_m.tolist() == pytest.approx([200])
    assert gaps.stress_to_cross(streets)[links.edge].tolist() == [4]


def test_dead_ends_go_on_and_near_misses_stop_short():
    streets = network([
        ("LINESTRING (0 0, 500 0)", 1, 1), ("LINESTRING (500 0, 800 0)", 3, 3),  # the street goes on under stress
        ("LINESTRING (515 0, 515 300)", 1, 1),  # stops 15 m from the first, joined by nothing
        ("LINESTRING (0 21, -300 21)", 1, 1),  # 21 m away, and nothing goes on
    ])  # fmt: skip
    found = gaps.ends(streets.network, gaps.pieces(streets.network, low_edges(streets)), 20)
    told = {
        (round(streets.network.x[n]), round(streets.network.y[n])): (bool(on), gap)
        for n, on, gap in zip(found.node, found.goes_on, found.gap_m, strict=True)
    }
    assert told == {(500, 0): (True, pytest.approx(15)), (515, 0): (False, pytest.approx(15))}
    assert found.near_miss.all()
    wider = gaps.ends(streets.network, gaps.pieces(streets.network, low_edges(streets)), 0)
    assert [(round(streets.network.x[n]), on) for n, on in zip(wider.node, wider.goes_on, strict=True)] == [(500, True)]
    assert not wider.near_miss.any()


def test_an_end_under_a_bridge_is_no_near_miss():
    rows = [("LINESTRING (0 0, 500 0)", 1, 1), ("LINESTRING (505 -200, 505 200)", 1, 1)]
    same, above = (network(rows, level) for level in ([0, 0], [0, 1]))
    near = [gaps.ends(s.network, gaps.pieces(s.network, low_edges(s)), 20).near_miss.sum() for s in (same, above)]
    assert near == [1, 0]


@pytest.mark.parametrize(("up", "missed"), [(28, 0), (30, 1)])
def test_a_stub_that_the_network_leads_to_in_three_times_the_distance_misses_nothing(up, missed):
    """The end at (12, 10) is 10 m above a street; the way to it is up + 12 + (up − 10) m: 58 m, then 62 m, beside 3 × 20 m."""
    streets = network([
        ("LINESTRING (-200 0, 0 0)", 1, 1), ("LINESTRING (0 0, 300 0)", 1, 1), (f"LINESTRING (0 0, 0 {up})", 1, 1),
        (f"LINESTRING (0 {up}, 12 {up}, 12 10)", 1, 1),
    ])  # fmt: skip
    found = gaps.ends(streets.network, gaps.pieces(streets.network, low_edges(streets)), 20)
    assert found.gap_m.tolist() == pytest.approx([10] * missed)


def grid(seed: int, side: int = 14) -> StressNetwork:
    """Streets on a jittered grid with one piece in four missing, 45 % of the rest calm, some one way."""
    draw = np.random.default_rng(seed)
    spots = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) * 100.0
    spots += draw.uniform(-30, 30, spots.shape)
    rows = []
    for i in range(side**2):
        for j in [i + 1] * ((i + 1) % side > 0) + [i + side] * (i + side < side**2):
            if draw.random() < 0.75:
                stress = (1, 1) if draw.random() < 0.45 else tuple(draw.choice([0, 3, 4], 2))
                ways = [(True, True), (True, False), (False, True)][draw.choice(3, p=[0.8, 0.1, 0.1])]
                rows.append((shapely.LineString(spots[[i, j]]).wkt, *stress, *ways))
    return network(rows)


@pytest.mark.parametrize("seed", range(8))
def test_links_of_random_networks_are_those_of_networkx(seed):
    """Every pair with a shortest way that passes nearer to no third piece is found with that way's length; no pair that
    cannot be joined is; and the links hold the cheapest set that joins all that can be joined (minimum spanning forest)."""
    nx = pytest.importorskip("networkx")
    streets = grid(seed)
    longest, least_km = 400.0, 0.25
    found = gaps.pieces(streets.network, low_edges(streets))
    links = gaps.links(streets.network, found, least_km, longest, lambda _: None)
    ours = {tuple(pair): length for pair, length in zip(links.pair.tolist(), links.length_m, strict=True)}
    graph = nx.Graph()
    for tail, head, metres, usable in zip(
        streets.network.tail, streets.network.head, streets.network.length_m, gaps.bike_edges(streets.network), strict=True
    ):  # fmt: skip
        if usable and metres < graph.get_edge_data(tail, head, {"weight": np.inf})["weight"]:
            graph.add_edge(int(tail), int(head), weight=float(metres))
    calm = nx.Graph([
        (int(t), int(h)) for t, h, b in zip(streets.network.tail, streets.network.head, found.base, strict=True) if b
    ])  # fmt: skip
    assert nx.number_connected_components(calm) == len(found.km)
    members = {
        k: set(np.flatnonzero(found.of_node == k).tolist()) for k in np.flatnonzero(found.km >= least_km).tolist()
    }
    assert all(any(inside == part for part in nx.connected_components(calm)) for inside in members.values())
    ways = {k: nx.multi_source_dijkstra(graph, inside, weight="weight") for k, inside in members.items()}
    every, neighbours = nx.Graph(), 0
    every.add_nodes_from(members)
    for a in members:
        for b in (b for b in members if b > a):
            end = min(members[b] & set(ways[a][0]), key=ways[a][0].get, default=None)
            shortest = ways[a][0].get(end, np.inf)
            assert ours.get((a, b), np.inf) >= shortest - 1e-6
            if shortest > longest:
                continue
            every.add_edge(a, b, weight=shortest)
            third = any(
                ways[c][0].get(node, np.inf) < min(ways[a][0][node], ways[b][0][node])
                for node in ways[a][1][end] for c in members if c not in (a, b)
            )  # fmt: skip
            if not third:
                neighbours += 1
                assert ours[a, b] == pytest.approx(shortest)
    made = nx.Graph()
    made.add_nodes_from(members)
    made.add_weighted_edges_from((a, b, length) for (a, b), length in ours.items())
    weights = [sum(d["weight"] for *_, d in nx.minimum_spanning_edges(g, data=True)) for g in (every, made)]
    assert weights[0] == pytest.approx(weights[1])
    assert neighbours >= 3
    lines = gaps.link_lines(links, streets.network)
    assert shapely.length(lines) == pytest.approx(links.length_m)
    assert gaps.metres_by_stress(links, streets.network, gaps.stress_to_cross(streets)).sum(axis=1) == pytest.approx(links.length_m)  # fmt: skip
    for line, (a, b) in zip(lines, links.pair, strict=True):
        ends = [np.hypot(*(np.column_stack([streets.network.x, streets.network.y]) - line.coords[i]).T).argmin() for i in (0, -1)]  # fmt: skip
        assert found.of_node[ends].tolist() == [a, b]
