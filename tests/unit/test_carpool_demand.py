# SPDX-License-Identifier: GPL-2.0-or-later
"""The demand of carpool areas: worked out on paper on one road, and by networkx, flow by flow, on random networks."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.carpool.commuting_places import Communes, centres, lodging
from atlas_pcaet.analysis.carpool.demand import (
    Commuters,
    Rules,
    Shares,
    demand,
    home_shares,
    origins,
    places_needed,
    read_shares,
    situate,
    tension,
)
from atlas_pcaet.analysis.errors import Cancelled, DataError
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.fastest_way import FastestWays
from atlas_pcaet.analysis.network.places import Locator, times_at
from atlas_pcaet.analysis.network.road_rules import BOTH, FORWARD, Roads
from atlas_pcaet.charts.origin_rose import origin_rose, rose_shares

SHARES = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "parts_covoiturage.csv"
networkx = pytest.importorskip("networkx")


def nothing(_fraction: float) -> None:
    pass


def network(lines, kmh=36.0, direction=BOTH):
    """Roads at ``kmh`` for cars; 36 km/h: a kilometre in 100 s."""
    count = len(lines)
    rules = Roads(
        np.column_stack([np.broadcast_to(kmh, count), np.full((count, 2), 5.0)]),
        np.column_stack([np.broadcast_to(direction, count), np.full((count, 2), BOTH)]).astype(np.int8),
        np.zeros(count, dtype=np.int16), np.zeros(count, dtype=bool), "any", np.full(count, "", dtype=object),
    )  # fmt: skip
    return build(np.array(lines, dtype=object), rules, np.arange(count), "", nothing)[0]


def grid(side: int, seed: int):
    """A jittered grid, a third of its streets missing, a fifth one-way, of four speeds; and its parts are not all joined."""
    draw = np.random.default_rng(seed)
    x, y = (axis.ravel() * 900.0 + draw.uniform(-300, 300, side**2) for axis in np.meshgrid(*[np.arange(side)] * 2))
    rank = np.arange(side**2).reshape(side, side)
    tail, head = np.r_[rank[:, :-1].ravel(), rank[:-1].ravel()], np.r_[rank[:, 1:].ravel(), rank[1:].ravel()]
    kept = draw.random(len(tail)) > 0.33
    ends = np.stack([x[tail], y[tail], x[head], y[head]], 1)[kept].reshape(-1, 2, 2)
    speed = draw.choice([30.0, 50.0, 80.0, 110.0], len(ends))
    return network(shapely.linestrings(ends), speed, np.where(draw.random(len(ends)) < 0.2, FORWARD, BOTH))


def oracle(net):
    """The directed graph of cars, of parallel edges the fastest."""
    made = networkx.DiGraph()
    made.add_nodes_from(range(net.nodes))
    seconds = net.seconds("car")
    for forward, mask in zip((True, False), net.ways("car"), strict=True):
        for edge in np.flatnonzero(mask):
            a, b = (int(net.tail[edge]), int(net.head[edge]))[:: 1 if forward else -1]
            if not made.has_edge(a, b) or made[a][b]["s"] > seconds[edge]:
                made.add_edge(a, b, s=float(seconds[edge]), m=float(net.length_m[edge]))
    return made


def way(made, a, b):
    """(seconds, metres) of the fastest way of networkx; infinite where there is none."""
    try:
        nodes = networkx.dijkstra_path(made, a, b, weight="s")
    except networkx.NetworkXNoPath:
        return math.inf, math.inf
    steps = [made[u][v] for u, v in itertools.pairwise(nodes)]
    return sum(step["s"] for step in steps), sum(step["m"] for step in steps)


# --- metres along the fastest ways -------------------------------------------------------------------------------


def test_the_metres_are_those_of_the_fastest_way_not_of_the_shortest():
    # From (0, 0) to (10 km, 0): straight on at 36 km/h, 1,000 s; by a road of 20 km at 108 km/h, 667 s.
    lines = shapely.from_wkt(["LINESTRING (0 0, 10000 0)", "LINESTRING (0 0, 0 5000, 10000 5000, 10000 0)"])
    net = network(lines, np.array([36.0, 108.0]))
    [(_rank, seconds, metres)] = FastestWays(net, "car", towards=False).trees(np.array([0]))
    far = int(np.flatnonzero(net.x == 10000)[0])
    assert (seconds[far], metres[far]) == pytest.approx((20000 / 30, 20000))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("towards", [True, False])
def test_seconds_and_metres_are_those_of_networkx_at_nodes_and_between(seed, towards):
    net = grid(10, seed)
    draw = np.random.default_rng(seed)
    x, y = draw.uniform(0, 9000, (2, 25))
    places = Locator(net, "car").locate(x, y, 1000)
    ways = FastestWays(net, "car", towards)
    sources = draw.choice(net.nodes, 6, replace=False)
    # The oracle has the places as nodes: it knows nothing of parts of edges.
    cut, node = net.with_nodes(places.edge[places.found], places.along[places.found])
    made = oracle(cut)
    reached = 0
    for rank, seconds, metres in ways.trees(sources):
        at = ways.ends(places).at(seconds, metres)
        # At the very end of a one-way street, times_at would run it to its other end.
        inside = np.minimum(places.along, 1 - places.along) > 0
        assert np.allclose(at[0][inside], times_at(places, seconds, net, "car", towards)[inside])
        for place, where in zip(np.flatnonzero(places.found), node, strict=True):
            pair = (int(where), int(sources[rank])) if towards else (int(sources[rank]), int(where))
            expected = way(made, *pair)
            assert (at[0][place], at[1][place]) == pytest.approx(expected, rel=1e-9, abs=1e-5)
            reached += math.isfinite(expected[0])
        assert np.isinf(at[0][~places.found]).all()
    assert reached > 30


def test_the_limit_stops_the_trees_and_progress_cancels():
    net = network(shapely.from_wkt([f"LINESTRING ({i}000 0, {i + 1}000 0)" for i in range(9)]))
    [(_rank, seconds, metres)] = FastestWays(net, "car", towards=True).trees(np.array([0]), 350.0)
    assert sorted(metres[np.isfinite(metres)]) == [0, 1000, 2000, 3000]
    assert np.isinf(seconds).sum() == 6

    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        list(FastestWays(net, "car", towards=True).trees(np.array([0]), progress=stop))


# --- on paper ----------------------------------------------------------------------------------------------------

# One road of 30 km at 36 km/h (a kilometre in 100 s) from home (0, 0); work at 20 km and 10 km. Areas at the end of
# branches: A 500 m beside km 3, B 1 km beside km 2, C 2 km beside km 4, D on the road at km 7.
ROADS = [
    "LINESTRING (0 0, 2000 0)", "LINESTRING (2000 0, 3000 0)", "LINESTRING (3000 0, 4000 0)", "LINESTRING (4000 0, 30000 0)",
    "LINESTRING (3000 0, 3000 500)", "LINESTRING (2000 0, 2000 1000)", "LINESTRING (4000 0, 4000 2000)",
    "LINESTRING (0 90000, 30000 90000)",
]  # fmt: skip
AREAS = np.array([[3000, 500], [2000, 1000], [4000, 2000], [7000, 0], [5000, 90000], [5000, 50000]], dtype=float)
WORK = np.array([[20000, 0], [10000, 0], [29000, 90000], [9000, 40000]], dtype=float)


def on_paper(split=False, min_km=15.0, **flows):
    net = network(shapely.from_wkt(ROADS))
    situation = situate(net, AREAS, 100, WORK, 100, np.array([[0.0, 0.0]]), 100)
    origin, work, workers = flows.get("flows", ([0], [0], [100.0]))
    commuters = Commuters(
        np.array(origin, dtype=int), np.array(work, dtype=int), np.array(workers), np.array([0]), np.array([1.0])
    )
    return demand(situation, commuters, read_shares(SHARES), Rules(min_m=1000 * min_km, split=split), nothing), situation  # fmt: skip


def test_an_area_near_home_and_on_the_way_takes_the_workers():
    found, _ = on_paper()
    # A: 350 s from home, 1,750 s to work, against 2,000 s: a detour of 100 s and 1 km. B: 300 + 1,900 − 2,000 = 200 s.
    # C: 600 + 1,800 − 2,000 = 400 s: too long. D is 700 s from home: too far, although it is on the way.
    assert found.near.area.tolist() == [0, 1, 2]
    assert found.near.seconds == pytest.approx([350, 300, 600])
    assert found.near.metres == pytest.approx([3500, 3000, 6000])
    assert found.workers == pytest.approx([100, 0, 0, 0, 0, 0])
    assert found.users == pytest.approx([3, 0, 0, 0, 0, 0])  # 20 km: 3 %
    assert (found.distance_km[0], found.detour_km[0]) == pytest.approx((17.5, 1.0))
    assert (found.detour_min[0], found.access_min[0]) == pytest.approx((100 / 60, 350 / 60))
    assert np.isnan(found.distance_km[1:]).all()
    assert (found.long, found.usable, found.short, found.unconnected, found.unplaced, found.without_area) == (100, 100, 0, 0, 0, 0)  # fmt: skip


def test_workers_split_by_the_inverse_of_the_detour():
    found, _ = on_paper(split=True)
    # 1/100 s and 1/200 s: two thirds, one third.
    assert found.workers == pytest.approx([200 / 3, 100 / 3, 0, 0, 0, 0])
    assert found.users.sum() == pytest.approx(3)
    assert found.distance_km[:2] == pytest.approx([17.5, 19.0])
    assert found.detour_km[:2] == pytest.approx([1.0, 2.0])
    assert found.usable == 100


def test_near_work_unconnected_and_unplaced_flows_are_counted_apart():
    flows = ([0, 0, 0, 0], [0, 1, 2, 3], [100.0, 40.0, 7.0, 5.0])
    found, situation = on_paper(flows=flows)
    assert situation.work_node[3] == -1
    assert situation.area_node[5] == -1
    assert situation.areas.island.tolist()[4:] == [True, False]  # the road at y = 90 km is alone
    assert (found.long, found.short, found.unconnected, found.unplaced) == (100, 40, 7, 5)
    assert found.workers[4] == 0
    found, _ = on_paper(flows=flows, min_km=10.0)
    assert (found.long, found.short) == (140, 0)
    # To work at 10 km, C would still cost 400 s; under 15 km nobody is assumed to carpool.
    assert found.workers[0] == pytest.approx(140)
    assert found.users[0] == pytest.approx(3)


def test_the_origins_of_an_area_by_users():
    found, _ = on_paper(split=True)
    table = origins(found, np.array([12]))
    assert table.to_dict("list") == {
        "area": [0, 1], "commune": [12, 12], "workers": pytest.approx([200 / 3, 100 / 3]), "users": pytest.approx([2, 1]),
    }  # fmt: skip


def test_nobody_and_no_area_give_zeros_not_errors():
    found, _ = on_paper(flows=([], [], []))
    assert (found.long, found.users.sum()) == (0, 0)
    net = network(shapely.from_wkt(ROADS))
    nowhere = np.array([[5000.0, 50000.0]])
    situation = situate(net, nowhere, 100, WORK, 100, np.array([[0.0, 0.0]]), 100)
    commuters = Commuters(np.array([0]), np.array([0]), np.array([100.0]), np.array([0]), np.array([1.0]))
    found = demand(situation, commuters, read_shares(SHARES), Rules(), nothing)
    assert (found.long, found.usable, found.without_area) == (100, 0, 100)
    assert origins(found, np.array([0])).empty


# --- flow by flow with networkx ----------------------------------------------------------------------------------


def by_hand(situation, commuters, shares, rules):
    """Every home × place of work × area, one at a time, on a network where homes are nodes too."""
    cut, node = situation.network.with_nodes(situation.homes.edge, situation.homes.along)
    made = oracle(cut)
    workers, users = np.zeros((2, len(situation.area_node)))
    sums = np.zeros((4, len(workers)))
    totals = dict.fromkeys(("long", "short", "unconnected", "usable", "without_area"), 0.0)
    for origin, work, weight in zip(commuters.origin, commuters.work, commuters.workers, strict=True):
        for home in np.flatnonzero(commuters.commune == origin):
            mine = weight * commuters.share[home]
            there = way(made, int(node[home]), int(situation.work_node[work]))
            if math.isinf(there[0]) or there[1] < rules.min_m:
                totals["unconnected" if math.isinf(there[0]) else "short"] += mine
                continue
            totals["long"] += mine
            near = [(j, way(made, int(node[home]), int(a))) for j, a in enumerate(situation.area_node)]
            near = [(j, to) for j, to in near if to[0] <= rules.max_access_s]
            totals["without_area"] += mine * (not near)
            onward = {j: way(made, int(situation.area_node[j]), int(situation.work_node[work])) for j, _to in near}
            usable = [(to[0] + onward[j][0] - there[0], j, to) for j, to in near if to[0] + onward[j][0] - there[0] <= rules.max_detour_s]  # fmt: skip
            totals["usable"] += mine * bool(usable)
            if not rules.split:
                # Two areas right on the way cost nothing: the nearer to home.
                usable = [min(usable, key=lambda one: (round(one[0], 6), one[2][0]))] if usable else []
            pull = [1 / max(detour, 30.0) for detour, _j, _to in usable]
            for part, (detour, j, to) in zip(pull, usable, strict=True):
                taken = mine * part / sum(pull)
                carpool = taken * float(shares.of(np.array([there[1] / 1000]))[0])
                workers[j] += taken
                users[j] += carpool
                km = onward[j][1] / 1000, (to[1] + onward[j][1] - there[1]) / 1000
                sums[:, j] += carpool * np.array([*km, detour, to[0]])
    return workers, users, sums, totals


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_the_demand_is_that_of_every_flow_taken_one_by_one(seed, split):
    net = grid(11, seed)
    draw = np.random.default_rng(100 + seed)
    areas, work, home = draw.uniform(0, 9900, (5, 2)), draw.uniform(0, 9900, (6, 2)), draw.uniform(0, 9900, (24, 2))
    situation = situate(net, areas, 2000, work, 2000, home, 2000)
    commune = np.repeat(np.arange(8), 3)
    share = home_shares(commune, draw.uniform(0, 5, 24), situation.homes.found, 8)
    pairs = draw.choice(48, 30, replace=False)
    commuters = Commuters(pairs // 6, pairs % 6, draw.uniform(1, 300, 30), commune, share)
    shares = Shares(np.array([0.0, 5.0, 9.0]), np.array([5.0, 8.0, np.inf]), np.array([0.03, 0.05, 0.08]), ("", "", ""))
    rules = Rules(max_access_s=420, max_detour_s=240, min_m=4000, split=split)
    found = demand(situation, commuters, shares, rules, nothing)
    workers, users, sums, totals = by_hand(situation, commuters, shares, rules)
    assert found.workers == pytest.approx(workers, rel=1e-9)
    assert found.users == pytest.approx(users, rel=1e-9)
    assert found.sums == pytest.approx(sums, rel=1e-6, abs=1e-6)
    assert {name: getattr(found, name) for name in totals} == pytest.approx(totals)
    assert found.long + found.short + found.unconnected == pytest.approx(commuters.workers.sum())
    assert totals["usable"] > 0
    assert totals["without_area"] > 0
    assert found.pair_users.sum() == pytest.approx(users.sum())


# --- small pieces ------------------------------------------------------------------------------------------------


def test_homes_that_no_road_reaches_leave_their_share_to_the_others():
    commune = np.array([0, 0, 0, 1, 1, 2])
    found = np.array([True, True, False, True, True, False])
    share = home_shares(commune, np.array([1.0, 3.0, 96.0, 0.0, np.nan, 5.0]), found, 3)
    assert share.tolist() == [0.25, 0.75, 0, 0.5, 0.5, 0]


def test_shares_by_distance_from_the_table():
    shares = read_shares(SHARES)
    assert shares.of(np.array([0, 14.99, 15, 24.99, 25, 39.9, 40, 500])).tolist() == [0, 0, 0.03, 0.03, 0.05, 0.05, 0.08, 0.08]  # fmt: skip
    assert all("aucune source trouvée" in source for source in shares.sources)


@pytest.mark.parametrize("line", ["25,15,3,x", "15,25,101,x", "15,25,n,x", "15,25,3,", "15,25,3,x\n20,30,5,x"])
def test_a_table_of_shares_that_cannot_be_meant_is_one_sentence(tmp_path, line):
    file = tmp_path / "parts.csv"
    file.write_text(f"km_min,km_max,share_pct,source\n{line}\n")
    with pytest.raises(DataError, match=rf"“parts.csv”, line {2 + line.count(chr(10))}: "):
        read_shares(file)


def test_places_and_tension_by_hand():
    # 22 people in crews of 2.2: 10 cars leave, 12 stay; at 0.85 taken, 14.1 places are needed: 15.
    users = np.array([22.0, 0.0, 18.7, np.nan])
    assert places_needed(users, 2.2, 0.85)[:2].tolist() == [15, 0]
    assert places_needed(users, 2.2, 0.85)[2] == 12  # 10.2 / 0.85 is 12 exactly
    assert np.isnan(places_needed(users)[3])
    assert tension(users, np.array([24.0, 10.0, 0.0, 5.0]), 2.2)[:2].tolist() == pytest.approx([0.5, 0.0])
    assert np.isnan(tension(users, np.array([np.nan, 0, 0, 5]))).all()


def two_communes():
    """Commune “a” is a large square and a far small one; “b” touches its right side."""
    boxes = [shapely.box(100, 100, 101, 101), shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)]
    return Communes.of(np.array(boxes, dtype=object), ["a", "a", "b"], ["Aa", "Aa", ""])


def test_communes_in_parts_have_one_point_in_the_largest_and_hold_their_cells():
    made = two_communes()
    assert (made.codes, made.names) == (["a", "b"], ["Aa", "b"])
    assert made.xy.tolist() == [[5, 5], [15, 5]]
    assert made.at(np.array([[1, 1], [100.5, 100.5], [12, 3], [50, 50]], dtype=float)).tolist() == [0, 0, 1, -1]


def test_a_commune_without_cells_is_one_point():
    made = two_communes()
    cells, weight = np.array([[1, 1], [12, 3], [100.5, 100.5], [50, 50]], dtype=float), np.array([2.0, 0.0, 6.0, 9.0])
    homes = lodging(made, np.array([0, 1]), cells, weight)
    assert homes.commune.tolist() == [0, 0, 1]
    assert homes.weight.tolist() == [2, 6, 1]
    assert homes.xy.tolist() == [[1, 1], [100.5, 100.5], [15, 5]]
    assert homes.points == 1
    place, known = centres(made, cells, weight)
    assert known == 1
    assert place.tolist() == [[(2 * 1 + 6 * 100.5) / 8] * 2, [15, 5]]


def test_a_rose_adds_people_by_side_and_distance():
    total = rose_shares([0, 359, 12, 90, np.nan], [1, 3, 2, 11, 1], [5, 7, 1, 2, 9])
    # Sides of 22.5° centred on north; bands up to 2, 4, 6, 10 km and beyond.
    expected = np.zeros((5, 16))
    expected[0, 0], expected[1, 0], expected[1, 1], expected[4, 4] = 5, 7, 1, 2
    assert total.tolist() == expected.tolist()


def test_a_page_of_roses_stops_at_six():
    places = [(f"Aire {i} $", [10.0 * i], [3.0], [1.0 + i]) for i in range(9)]
    figure = origin_rose(places, "Titre", list("NESWNESW"), "personnes", "note")
    assert len(figure.axes) == 6
    assert figure.axes[5].get_title().startswith("Aire 5 $\n6,0 personnes")
