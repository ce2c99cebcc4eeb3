# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle projects: stretches on paper, gains and order beside every path found again by networkx."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.cycling import gaps, projects
from atlas_pcaet.analysis.cycling.project_choice import Access, Spots, choose
from atlas_pcaet.analysis.cycling.stress_network import Streets, StressNetwork, stress_network
from atlas_pcaet.analysis.errors import DataError

COSTS = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "couts_cyclables.csv"


def network(rows: list[tuple]) -> StressNetwork:
    """Streets from (points, stress forward, stress backward[, allowed forward, backward])."""
    lines = np.array([shapely.LineString(row[0]) for row in rows], dtype=object)
    count = len(rows)
    streets = Streets(
        np.array([row[1:3] for row in rows], dtype=np.int8),
        np.array([row[3:5] if len(row) > 3 else (True, True) for row in rows], dtype=bool), np.full(count, 18.0),
        np.zeros(count, dtype=np.int16), np.zeros(count, dtype=bool), np.zeros(count, dtype=bool),
    )  # fmt: skip
    return stress_network(lines, streets, "", lambda _: None)[0]


def grouped(streets: StressNetwork, least_m: float, longest_m: float) -> tuple[list[float], list[float]]:
    """Lengths of the projects and of what is left out, sorted."""
    treat = projects.to_treat(streets.streets, 2, False)[streets.network.road]
    base = gaps.bike_edges(streets.low(2))
    junction = np.zeros(streets.network.nodes, dtype=bool)
    junction[streets.network.tail[base]] = junction[streets.network.head[base]] = True
    found, short = projects.stretches(streets.network, treat, junction, least_m, longest_m)
    assert len(np.unique(np.concatenate(found))) == sum(map(len, found))
    return sorted(float(streets.network.length_m[p].sum()) for p in found), sorted(short.tolist())


def test_an_avenue_goes_on_over_calm_junctions_and_a_stressful_side_street_is_its_own():
    streets = network([
        ([(0, 0), (150, 0)], 3, 3), ([(150, 0), (300, 20)], 4, 4), ([(300, 20), (450, 0)], 3, 3),
        ([(150, 0), (150, 400)], 1, 1), ([(300, 20), (300, 220)], 3, 3), ([(300, 20), (300, -500)], 2, 2),
    ])  # fmt: skip
    avenue = 150 + 2 * np.hypot(150, 20)
    assert grouped(streets, 300, 2000) == (pytest.approx([avenue]), pytest.approx([200]))
    assert grouped(streets, 0, 2000)[0] == pytest.approx([200, avenue])


def test_a_bend_without_junction_does_not_cut_a_street_and_a_ring_is_one():
    bend = network([([(0, 0), (200, 0)], 3, 3), ([(200, 0), (200, 200)], 3, 3), ([(0, 0), (-300, 0)], 1, 1)])
    assert grouped(bend, 300, 2000) == (pytest.approx([400]), [])
    ring = network([([(0, 0), (200, 0)], 3, 3), ([(200, 0), (200, 200)], 3, 3), ([(200, 200), (0, 0)], 3, 3), ([(0, 0), (-9, 0)], 1, 1)])  # fmt: skip
    assert grouped(ring, 300, 2000) == (pytest.approx([400 + np.hypot(200, 200)]), [])


def test_a_long_stretch_is_cut_at_junctions_of_the_base_network():
    """2,400 m in pieces of 100 m, 1,000 m at most: 3 parts of 800 m; a calm street at 900 m draws the first cut there."""
    pieces = [([(100 * i, 0), (100 * i + 100, 0)], 3, 3) for i in range(24)]
    assert grouped(network([*pieces, ([(0, 0), (0, 300)], 1, 1)]), 300, 1000)[0] == pytest.approx([800, 800, 800])
    assert grouped(network([*pieces, ([(900, 0), (900, 300)], 1, 1)]), 300, 1000)[0] == pytest.approx([700, 800, 900])


def test_what_must_be_treated_minds_the_directions_a_bike_may_go():
    rows = [
        ([(0, 0), (9, 0)], 1, 3), ([(0, 1), (9, 1)], 1, 3, True, False), ([(0, 2), (9, 2)], 0, 0), ([(0, 3), (9, 3)], 2, 2),
        ([(0, 4), (9, 4)], 4, 4, False, False),
    ]  # fmt: skip
    streets = network(rows).streets
    assert projects.to_treat(streets, 2, False).tolist() == [True, False, False, False, False]
    assert projects.to_treat(streets, 2, True).tolist() == [True, False, True, False, False]


def test_lines_of_gaps_find_their_streets_and_leave_the_calm_ones():
    streets = network([
        ([(0, 0), (500, 0)], 1, 1), ([(500, 0), (700, 0)], 3, 3), ([(700, 0), (760, 0)], 1, 1), ([(760, 0), (900, 0)], 4, 4),
        ([(500, 0), (500, 50)], 3, 3), ([(900, 0), (1500, 0)], 1, 1),
    ])  # fmt: skip
    treat = projects.to_treat(streets.streets, 2, False)[streets.network.road]
    [found] = projects.along_lines(streets.network, treat, np.array([shapely.LineString([(500, 0), (900, 0)])]), 0.5)
    assert streets.network.length_m[found].tolist() == pytest.approx([200, 140])
    pieces = gaps.pieces(streets.network, gaps.bike_edges(streets.low(2)))  # 600, 500 and 60 m, all touched
    assert projects.joined_km(streets.network, pieces, found) == pytest.approx(0.6 * 0.5 / 1.1 + 0.6 * 0.06 / 0.66)
    assert [len(line.geoms) for line in projects.project_lines(streets.network, [found])] == [2]


def test_shipped_costs_have_a_source_and_bad_tables_are_told_by_their_line(tmp_path):
    costs = projects.read_costs(COSTS)
    assert costs["PISTE CYCLABLE BIDIRECTIONNELLE"][0] == 636  # € HT/m, 2023, plateforme des coûts
    assert costs["VOIE VERTE"][0] == 415
    for line, told in (("PISTE;0;x", "line 2: a type and a cost above 0"), (";5;x", "line 2"), ("PISTE;12;", "line 2: the source is missing")):  # fmt: skip
        file = tmp_path / "c.csv"
        file.write_text(f"type;cost_eur_per_m;source\n{line}\n", encoding="utf-8")
        with pytest.raises(DataError, match=told):
            projects.read_costs(file)


class Town:
    """A jittered grid with calm and stressful streets, one-way ones, homes at some nodes, and projects of 1 to 4 edges."""

    def __init__(self, seed: int, side: int = 9) -> None:
        draw = np.random.default_rng(seed)
        spots = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) * 100.0
        spots += draw.uniform(-30, 30, spots.shape)
        rows = []
        for i in range(side**2):
            for j in [i + 1] * ((i + 1) % side > 0) + [i + side] * (i + side < side**2):
                ways = [(True, True), (True, False), (False, True)][draw.choice(3, p=[0.8, 0.1, 0.1])]
                stress = (1, 1) if draw.random() < 0.5 else tuple(draw.choice([1, 3, 4], 2, p=[0.2, 0.4, 0.4]))
                rows.append((spots[[i, j]], *stress, *ways))
        self.streets = network(rows)
        self.network = self.streets.network
        self.there, self.back = self.streets.low(2).ways("bike")
        treat = projects.to_treat(self.streets.streets, 2, False)[self.network.road]
        self.projects, _short = projects.stretches(
            self.network, treat, np.zeros(self.network.nodes, dtype=bool), 0, 350
        )
        some = draw.choice(self.network.nodes, 30, replace=False)
        second = np.where(draw.random(30) < 0.3, draw.integers(0, self.network.nodes, 30), -1)
        self.homes = Spots(np.stack([some, second]), draw.integers(1, 50, 30).astype(float))
        first = np.where(draw.random(12) < 0.2, -1, draw.integers(0, self.network.nodes, 12))
        self.goals = Spots(
            np.stack([first, draw.integers(0, self.network.nodes, 12)]), draw.integers(1, 9, 12).astype(float)
        )
        self.limit = 90.0

    def access(self) -> Access:
        made = Access(self.network, self.there, self.back, self.projects, self.homes, self.goals, self.limit)
        made.start(lambda _: None)
        return made

    def total(self, built: list[int]) -> float:
        """Access once projects are built, by networkx."""
        nx = pytest.importorskip("networkx")
        graph, seconds = nx.DiGraph(), self.network.seconds("bike")
        graph.add_nodes_from(range(self.network.nodes))
        opened = np.zeros(self.network.edges, dtype=bool)
        for project in built:
            opened[self.projects[project]] = True
        for way, one, other in ((self.there, self.network.tail, self.network.head), (self.back, self.network.head, self.network.tail)):  # fmt: skip
            for edge in np.flatnonzero(way | opened):
                graph.add_edge(int(one[edge]), int(other[edge]), weight=float(seconds[edge]))
        total = 0.0
        for home, people in zip(self.homes.nodes.T, self.homes.weight, strict=True):
            times = nx.multi_source_dijkstra_path_length(graph, {int(n) for n in home if n >= 0}, cutoff=self.limit)
            total += people * sum(
                weight for goal, weight in zip(self.goals.nodes.T, self.goals.weight, strict=True)
                if any(times.get(int(n), np.inf) <= self.limit for n in goal if n >= 0)
            )  # fmt: skip
        return total


@pytest.mark.parametrize("seed", range(4))
def test_gains_are_those_of_networkx_before_and_after_others_are_built(seed):
    town = Town(seed)
    access = town.access()
    assert access.total == pytest.approx(town.total([]))
    built: list[int] = []
    for project in range(0, len(town.projects), 3):
        before = town.total(built)
        assert access.gain(project) == pytest.approx(town.total([*built, project]) - before)
        assert access.total == pytest.approx(before)  # looking changes nothing
        access.gain(project, build=True)
        built.append(project)
        assert access.total == pytest.approx(town.total(built))


@pytest.mark.parametrize("seed", range(4))
def test_the_order_is_that_of_all_gains_found_again_each_time(seed):
    town = Town(seed)
    draw = np.random.default_rng(seed)
    cost = draw.uniform(1, 5, town.network.edges) * town.network.length_m
    price = np.array([cost[edges].sum() for edges in town.projects])
    steps = choose(town.access(), cost, 1.5e3, 5, lambda _: None)
    built: list[int] = []
    left, before = 1.5e3, town.total([])
    for step in steps:
        gains = np.array([town.total([*built, p]) - before if p not in built and price[p] <= left else 0.0 for p in range(len(price))])  # fmt: skip
        assert gains[step.project] / price[step.project] == pytest.approx((gains / price).max())
        assert (step.gain, step.cost) == pytest.approx((gains[step.project], price[step.project]))
        assert step.alone == pytest.approx(town.total([step.project]) - town.total([]))
        built.append(step.project)
        left, before = left - step.cost, before + step.gain
        assert step.access == pytest.approx(before)
    assert steps
    if len(steps) < 5:
        more = [town.total([*built, p]) - before for p in range(len(price)) if p not in built and price[p] <= left]
        assert not np.any(np.array(more) > 0)


def test_the_gain_of_one_link_on_paper_and_what_two_projects_share_is_paid_once():
    """100 people at x = 0, 10 goals at 900 m: 180 s at 18 km/h. The streets from 300 to 600 and from 600 to 900 are stressful."""
    streets = network([([(0, 0), (300, 0)], 1, 1), ([(300, 0), (600, 0)], 3, 3), ([(600, 0), (900, 0)], 3, 3)])
    spot = {round(x): i for i, x in enumerate(streets.network.x)}
    there, back = streets.low(2).ways("bike")
    first, second = (np.flatnonzero(streets.network.road == r) for r in (1, 2))
    homes, goals = (
        Spots(np.array([[spot[0]], [-1]]), np.array([100.0])),
        Spots(np.array([[spot[900]], [-1]]), np.array([10.0])),
    )
    for limit, gain in ((180.0, 1000.0), (179.0, 0.0)):
        access = Access(streets.network, there, back, [first, np.r_[first, second]], homes, goals, limit)
        access.start(lambda _: None)
        assert (access.total, access.gain(0), access.gain(1)) == (0, 0, gain)
    nearer = Spots(np.array([[spot[600], spot[900]], [-1, -1]]), np.array([3.0, 10.0]))
    access = Access(streets.network, there, back, [first, np.r_[first, second]], homes, nearer, 180.0)
    access.start(lambda _: None)
    cost = np.where(np.isin(np.arange(3), first), 1.0, 10.0)
    steps = choose(access, cost, 100.0, 9, lambda _: None)
    assert [(s.project, s.cost, s.gain, s.alone, s.access) for s in steps] == [
        (0, 1, 300, 300, 300),
        (1, 10, 1000, 1300, 1300),
    ]


def test_a_budget_too_small_for_any_project_chooses_none():
    town = Town(0)
    assert choose(town.access(), np.full(town.network.edges, 1e6), 10.0, 5, lambda _: None) == []
