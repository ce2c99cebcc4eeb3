# SPDX-License-Identifier: GPL-2.0-or-later
"""Gaps, access and projects of cycle routes on real towns through the real executable.

Expected numbers come from elsewhere: ways and times by networkx on every vertex of the streets, costs from the table of costs.
"""

from __future__ import annotations

import csv

import numpy
import pyogrio
import pytest
import shapely
from cycling_towns import DIVIDED, refusal

pytestmark = pytest.mark.real
networkx = pytest.importorskip("networkx")


# --- gaps ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["redon", "lemans", "olemps"])
def broken(request, cycling_towns):
    town = cycling_towns(request.param)
    _streets = town.streets
    given = {"STREETS": town.path("stress"), "MIN_COMPONENT_M": 100 if town.name != "olemps" else 500, "MAX_GAP_M": 600}
    done, layers = town.call("cyclegaps", "OUTPUT=gaps", "COMPONENTS=parts", "DEAD_ENDS=ends", **given)
    return town, done, *layers


def vertices(lines) -> set:
    return {(round(x, 2), round(y, 2)) for x, y in shapely.get_coordinates(lines.geometry.to_numpy())}


def test_a_gap_is_as_long_as_its_streets_and_its_levels_add_up(broken):
    town, done, gaps, _parts, _ends = broken
    assert len(gaps) == done.results["GAPS"] >= 1
    assert gaps["length_m"].to_numpy() == pytest.approx(gaps.length.to_numpy(), abs=0.01)
    levels = gaps[["unknown_m", "lts1_m", "lts2_m", "lts3_m", "lts4_m"]].sum(axis=1)
    assert levels.to_numpy() == pytest.approx(gaps["length_m"].to_numpy(), abs=0.01)
    ridden = town.streets.geometry.to_numpy()[(town.streets["bike_kmh"] > 0).to_numpy()]
    along = shapely.points(shapely.get_coordinates(shapely.segmentize(gaps.geometry.to_numpy(), 20)))
    assert shapely.STRtree(ridden).query_nearest(along, all_matches=False, return_distance=True)[1].max() < 0.6
    score = gaps["km_a"] * gaps["km_b"] / (gaps["km_a"] + gaps["km_b"]) / gaps["length_m"] * 1000
    assert gaps["score"].to_numpy() == pytest.approx(score.to_numpy(), rel=1e-6)


def test_a_gap_is_the_shortest_way_between_its_two_parts_by_networkx(broken):
    town, _done, gaps, parts, _ends = broken
    shortest = networkx.Graph()
    for a, b, step in town.graph.edges(data=True):
        if not shortest.has_edge(a, b) or shortest[a][b]["metres"] > step["metres"]:
            shortest.add_edge(a, b, metres=step["metres"])
    for row in gaps.sort_values("length_m").iloc[:: max(1, len(gaps) // 8)].itertuples():
        one, other = (vertices(parts[parts["component"] == part]) & set(shortest) for part in (row.component_a, row.component_b))  # fmt: skip
        away = networkx.multi_source_dijkstra_path_length(shortest, one, cutoff=row.length_m + 50, weight="metres")
        assert min(away[node] for node in other if node in away) == pytest.approx(row.length_m, rel=1e-3, abs=0.6)


def test_no_gap_runs_along_a_dual_carriageway_without_bikes(broken):
    town, _done, gaps, _parts, _ends = broken
    streets = town.streets
    fast = streets["nature"].isin(DIVIDED) if "nature" in streets else streets["highway"].str.match("motorway|trunk", na=False)  # fmt: skip
    assert fast.any() or town.name != "olemps"
    along = gaps.intersection(shapely.union_all(shapely.buffer(streets.geometry.to_numpy()[fast.to_numpy()], 0.5)))
    assert along.length.max() < 5  # crossed, at most


def test_the_parts_hold_the_kilometres_of_calm_streets(broken):
    town, done, _gaps, parts, _ends = broken
    calm = (town.streets[["lts_forward", "lts_backward"]] <= 2).any(axis=1) & (town.streets["bike_kmh"] > 5)
    assert parts["length_m"].sum() == pytest.approx(town.streets.length[calm].sum(), rel=1e-3)
    by_part = parts.groupby("component")["length_m"].sum().sort_values(ascending=False)
    assert done.results["LARGEST_PCT"] == pytest.approx(100 * by_part.iloc[0] / by_part.sum())
    assert parts.groupby("component")["component_km"].first().loc[by_part.index].to_numpy() == pytest.approx(by_part.to_numpy() / 1000)  # fmt: skip


def test_helsinki_s_calm_network_is_ridden_and_not_pushed_on_pavements(cycling_towns):
    town = cycling_towns("helsinki")
    pushed = town.streets["bike_kmh"] <= 5
    assert pushed.any()
    _done, [_gaps, parts] = town.call("cyclegaps", "OUTPUT=gaps", "COMPONENTS=parts", STREETS=town.path("stress"))
    calm = (town.streets[["lts_forward", "lts_backward"]] <= 2).any(axis=1) & ~pushed
    assert parts["length_m"].sum() == pytest.approx(town.streets.length[calm].sum(), rel=0.01)


def test_the_35_tracks_of_olemps_without_streets_are_one_sentence(cycling_towns, cycling_folder):
    town = cycling_towns("olemps")
    town.call("importcyclefacilities", "OUTPUT=tracks", "REPORT=tracks_report", INPUT=str(town.file))
    town.call("cyclestress", "OUTPUT=tracks_stress", STREETS=town.path("tracks"))
    target = cycling_folder / "ponts.gpkg"
    done = town.run("pcaet:cyclegaps", {"STREETS": town.path("tracks_stress"), "OUTPUT": str(target)})
    assert "Every line of the layer “olemps_tracks_stress” has a cycle facility" in refusal(done, target)


# --- access -------------------------------------------------------------------------------------------------------


def work_places(town, nodes) -> list[float]:
    """How many shops and offices of OpenStreetMap stand nearest to each of ``nodes``; one each where the file is not OSM's."""
    if town.name == "olemps":
        return [1.0] * len(nodes)
    points = pyogrio.read_dataframe(town.file, layer="points").to_crs(town.crs)
    working = points[points["other_tags"].fillna("").str.contains('"(?:shop|office)"=>')]
    assert len(working) > 20
    nearest = shapely.STRtree([shapely.Point(n) for n in nodes]).nearest(working.geometry.to_numpy())
    return numpy.bincount(nearest, minlength=len(nodes)).astype(float).tolist()


@pytest.mark.parametrize("name", ["helsinki", "redon", "olemps"])
def test_what_homes_reach_is_what_networkx_reaches(cycling_towns, name):
    """Homes and shops at vertices of calm streets, so that nobody walks; a count lies between those of a limit 1 % shorter and longer."""
    town = cycling_towns(name)
    nodes = town.spread(60)
    homes, shops = nodes[:20], nodes[20:]
    jobs = work_places(town, homes)
    people = town.points("homes", homes, pop=[float(n) for n in range(1, 21)], jobs=jobs)
    given = {"STREETS": town.path("stress"), "PEOPLE": people, "POPULATION_FIELD": "pop", "POPULATION_TOO": True, "JOBS_FIELD": "jobs"}  # fmt: skip
    done, [cells] = town.call("cycleaccess", "OUTPUT=access", PLACES=town.points("shops", shops, kind=["retail"] * 40), KIND_FIELD="kind", THRESHOLDS="2, 4, 6", **given)  # fmt: skip
    assert done.results["UNLOCATED"] == 0
    different = 0
    for suffix, graph in (("low", town.calm()), ("all", town.graph)):
        for home, cell in zip(homes, cells.to_dict("records"), strict=True):
            away = networkx.single_source_dijkstra_path_length(graph, home, weight="seconds", cutoff=400)
            for minutes in (2, 4, 6):
                few, many = (sum(away.get(shop, 1e9) <= 60 * minutes * share for shop in shops) for share in (0.99, 1.01))  # fmt: skip
                found = cell[f"n_retail_{minutes}_{suffix}"]
                assert few <= found <= many
                different += 0 < found < 40
                few, many = (sum(w for w, other in enumerate(homes, start=1) if away.get(other, 1e9) <= 60 * minutes * share) for share in (0.99, 1.01))  # fmt: skip
                assert few <= cell[f"people_{minutes}_{suffix}"] <= many <= 210
                few, many = (sum(n for n, other in zip(jobs, homes, strict=True) if away.get(other, 1e9) <= 60 * minutes * share) for share in (0.99, 1.01))  # fmt: skip
                assert few <= cell[f"jobs_{minutes}_{suffix}"] <= many <= sum(jobs)
    assert different > 40  # the limits cut


def test_nobody_reaches_more_than_there_is_nor_more_calmly_than_by_all_streets(cycling_towns, real_data):
    town = cycling_towns("olemps")
    _streets = town.streets
    cells = str(real_data / "geo" / "bdtopo_olemps" / "v2" / "population.shp")
    given = {"STREETS": town.path("stress"), "PEOPLE": cells, "POPULATION_FIELD": "ind", "POPULATION_TOO": True}
    _done, [made] = town.call("cycleaccess", "OUTPUT=cells", **given)
    whole = pyogrio.read_dataframe(cells)["ind"].sum()
    for minutes in (5, 10, 15):
        low, every = made[f"people_{minutes}_low"].fillna(0), made[f"people_{minutes}_all"].fillna(0)
        assert (low <= every + 1e-6).all()
        assert every.max() <= whole * (1 + 1e-9)
    assert (made["people_5_all"].fillna(0) <= made["people_15_all"].fillna(0)).all()


# --- projects -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def projects(cycling_towns):
    town = cycling_towns("redon")
    homes = town.spread(40, seed=5)
    town.made["homes"] = homes
    people = town.points("people", homes, pop=[float(n) for n in range(1, 41)])
    given = {"STREETS": town.path("stress"), "PEOPLE": people, "WEIGHT_FIELD": "pop", "MINUTES": 4, "MIN_PROJECT_M": 50}
    done, [lines, curve] = town.call("cycleprojects", "OUTPUT=projects", "CURVE=curve", COUNT=None, BUDGET=900_000, **given)  # fmt: skip
    return town, done, lines, curve


def reached(graph, homes: list, share: float) -> float:
    """Σ people × people within 4 minutes."""
    total = 0.0
    for weight, home in enumerate(homes, start=1):
        away = networkx.single_source_dijkstra_path_length(graph, home, weight="seconds", cutoff=240 * share)
        total += weight * sum(n for n, other in enumerate(homes, start=1) if other in away)
    return total


def test_a_project_costs_its_length_by_the_table_and_the_budget_holds(projects, root):
    _town, done, lines, curve = projects
    with (root / "resources" / "parameters" / "couts_cyclables.csv").open(encoding="utf-8") as table:
        costs = {row["type"]: float(row["cost_eur_per_m"]) for row in csv.DictReader(table, delimiter=";")}
    assert len(lines) == done.results["PROJECTS"] >= 2
    assert lines["length_m"].to_numpy() == pytest.approx(lines.length.to_numpy(), abs=0.01)
    assert lines["cost_eur"].to_numpy() == pytest.approx(
        costs["PISTE CYCLABLE BIDIRECTIONNELLE"] * lines["length_m"].to_numpy()
    )
    assert lines["cost_eur"].sum() == pytest.approx(done.results["COST_EUR"])
    assert done.results["COST_EUR"] <= 900_000
    assert lines["cum_cost_eur"].tolist() == pytest.approx(lines["cost_eur"].cumsum().tolist())
    assert curve["access"].diff().dropna().min() >= 0


def test_gains_found_again_by_networkx_are_those_written_and_the_best_per_euro_is_first(projects):
    """The calm network with the streets of the projects opened both ways, one project after the other."""
    town, done, lines, _curve = projects
    homes, people = town.made["homes"], sum(range(1, 41))
    now = town.calm()
    assert reached(now, homes, 0.99) <= people * done.results["ACCESS_BEFORE"] * (1 + 1e-9)
    assert reached(now, homes, 1.01) >= people * done.results["ACCESS_BEFORE"] * (1 - 1e-9)
    for row in lines.sort_values("rank").itertuples():
        band = shapely.buffer(row.geometry, 0.2)
        shapely.prepare(band)
        for a, b, step in town.graph.edges(data=True):
            if shapely.contains(band, shapely.LineString([a, b])):
                now.add_edge(a, b, **step)
                now.add_edge(b, a, **step)
        assert row.gain >= 0
        assert reached(now, homes, 0.99) <= row.access * (1 + 1e-9)
        assert reached(now, homes, 1.01) >= row.access * (1 - 1e-9)
    per_euro = lines["gain_alone"] / lines["cost_eur"]
    assert per_euro.iloc[0] == pytest.approx(per_euro.max())
    assert lines["gain_per_meur"].to_numpy() == pytest.approx((1e6 * lines["gain"] / lines["cost_eur"]).to_numpy())
