# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolsiting`` in QGIS: choices made on paper for each objective, and what it refuses."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


def point(x: float, y: float = 0) -> str:
    return f"POINT ({X + 1000 * x} {Y + 1000 * y})"


def line(*points: tuple[float, float]) -> str:
    return "LINESTRING (" + ", ".join(f"{X + 1000 * x} {Y + 1000 * y}" for x, y in points) + ")"


@pytest.fixture
def network(run, layer, tmp_path):
    """A road of 40 km at 60 km/h (1 km a minute) and a branch of 10 km north at kilometre 10."""
    rows = [(line((i, 0), (i + 1, 0)), 60) for i in range(40)] + [(line((10, i), (10, i + 1)), 60) for i in range(10)]
    roads = layer("LineString", ["vit:integer"], rows, name="routes")
    return run("preparenetwork", {"ROADS": roads, "MAPPING": "speed=vit", "OUTPUT": str(tmp_path / "r.npz")})[0][
        "NETWORK"
    ]


@pytest.fixture
def homes(layer):
    """Kilometres 1, 3, 5, 12, 20, 33 of the road, one without a number, one far from any road."""
    rows = [
        (point(1), 30.0),
        (point(3), 20.0),
        (point(5), 40.0),
        (point(12), 25.0),
        (point(20), 5.0),
        (point(33), 60.0),
    ]
    rows += [(point(34), None), (point(20, 30), 20.0)]
    return layer("Point", ["actifs:double"], rows, name="carreaux")


@pytest.fixture
def candidates(layer):
    rows = [
        (point(2), "K2", 10.0, 35.0),
        (point(4), "K4", 60.0, 45.0),
        (point(12), "K12", 30.0, 100.0),
        (point(32), "K32", 80.0, 10.0),
        (point(39), "K39", None, 5.0),
    ]
    return layer("Point", ["nom:string", "cout:double", "places:double"], rows, name="candidats")


def given(demand, candidates, network, folder, **more):
    return {
        "DEMAND": demand, "WEIGHT_FIELD": "actifs", "CANDIDATES": candidates, "ID_FIELD": "nom", "NETWORK": network, "MAX_TIME": 2.5,
        "OUTPUT": str(folder / "s.gpkg"), **more,
    }  # fmt: skip


def sites(results) -> dict[str, dict]:
    return {f["area_id"]: f.attributeMap() for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}


def test_coverage_beside_an_existing_area(run, layer, homes, candidates, network, tmp_path):
    existing = layer("Point", ["id_lieu:string"], [(point(11), "E11")], name="aires")
    more = {"EXISTING": existing, "COUNT": 2, "CURVE": str(tmp_path / "c.gpkg"), "PICTURE": str(tmp_path / "c.png")}
    results, feedback = run("carpoolsiting", given(homes, candidates, network, tmp_path, **more))
    # Within 2.5 km: E11 has 25 (km 12); K2 30 + 20; K4 20 + 40; K12 25 again; K32 60; K39 nothing.
    found = sites(results)
    assert {name: row["status"] for name, row in found.items()} == {
        "E11": "existing", "K2": "candidate", "K4": "new", "K12": "candidate", "K32": "new", "K39": "candidate"
    }  # fmt: skip
    assert results["COVERED"] == 25 + 60 + 60
    assert results["COVERED_PCT"] == pytest.approx(100 * 145 / 200)
    assert results["ALREADY_PCT"] == pytest.approx(12.5)
    assert (results["PROVED"], results["GAP_PCT"], results["CHOSEN"], results["SKIPPED"]) == (1, 0, 2, 1)
    assert (found["K4"]["reaches"], found["K4"]["serves"], found["E11"]["serves"], found["K2"]["serves"]) == (
        60,
        60,
        25,
        NULL,
    )
    steps = {f["step"]: f.attributeMap() for f in QgsVectorLayer(results["CURVE"], "x", "ogr").getFeatures()}
    assert [steps[i]["served"] for i in (0, 1, 2)] == [25, 85, 145]
    assert [steps[i]["gain"] for i in (1, 2)] == [60, 60]
    assert (tmp_path / "c.png").read_bytes()[:4] == b"\x89PNG"
    assert "The optimum is proved" in feedback.text
    assert "1 features (20 of 200) have no road within reach" in feedback.text


def test_the_exact_optimum_is_above_the_step_by_step_choice(run, layer, candidates, network, tmp_path):
    """One area in the middle serves 3 of 4 heaps, so it is taken first; the two best leave it out."""
    heaps = layer(
        "Point",
        ["actifs:double"],
        [(point(0.2), 30.0), (point(2.2), 20.0), (point(3.9), 20.0), (point(5.8), 30.0)],
        name="foyers",
    )
    sites_layer = layer(
        "Point",
        ["nom:string"],
        [(point(1.2), "gauche"), (point(3.05), "milieu"), (point(4.85), "droite")],
        name="sites",
    )
    more = {"COUNT": 2, "MAX_TIME": 1.2, "CURVE": str(tmp_path / "c.gpkg")}
    results, _ = run("carpoolsiting", given(heaps, sites_layer, network, tmp_path, **more))
    assert results["COVERED_PCT"] == 100
    assert {n for n, row in sites(results).items() if row["status"] == "new"} == {"gauche", "droite"}


def test_a_budget_buys_the_best_set(run, homes, candidates, network, tmp_path):
    results, feedback = run("carpoolsiting", given(homes, candidates, network, tmp_path, BUDGET=100, COST_FIELD="cout"))
    # 100 buys K2 + K32 (90: 50 + 60 = 110), K2 + K4 + K12 (100: 90 + 25 = 115), K4 + K12 (90: 85).
    assert {n for n, row in sites(results).items() if row["status"] == "new"} == {"K2", "K4", "K12"}
    assert results["COVERED"] == 115
    assert results["SKIPPED"] == 2  # the home without a number, the candidate without a cost
    assert "no cout: 5" in feedback.text
    with pytest.raises(QgsProcessingException, match=r"pays for no site: the cheapest .* costs 10"):
        run("carpoolsiting", given(homes, candidates, network, tmp_path, BUDGET=5, COST_FIELD="cout"))


def test_capacity_holds_the_served_demand(run, homes, candidates, network, tmp_path):
    more = {"COUNT": 1, "CAPACITY_FIELD": "places"}
    results, _ = run("carpoolsiting", given(homes, candidates, network, tmp_path, **more))
    # K4 reaches 60 but holds 45; K2 reaches 50 and holds 35; K32 reaches 60 and holds 10; K12 25 of 100.
    assert {n for n, row in sites(results).items() if row["status"] == "new"} == {"K4"}
    assert results["COVERED"] == 45


def test_mean_time_brings_people_nearer(run, homes, candidates, network, tmp_path):
    more = {"COUNT": 1, "OBJECTIVE": "mean_time", "MAX_TIME": 15}
    results, feedback = run("carpoolsiting", given(homes, candidates, network, tmp_path, **more))
    # Minutes to K4: 3, 1, 1, 8 for 30, 20, 40, 25; to K2: 1, 1, 3, 10; K12 is 11, 9, 7, 0 and 8 to km 20.
    cost = {
        "K2": 30 * 1 + 20 * 1 + 40 * 3 + 25 * 10 + 15 * (5 + 60 + 20), "K4": 30 * 3 + 20 + 40 + 25 * 8 + 15 * (5 + 60 + 20),
        "K12": 30 * 11 + 20 * 9 + 40 * 7 + 0 + 5 * 8 + 15 * (60 + 20), "K32": 60 * 1 + 5 * 12 + 15 * (30 + 20 + 40 + 25 + 20),
        "K39": 60 * 6 + 15 * 140,
    }  # fmt: skip
    best = min(cost, key=cost.get)
    assert {n for n, row in sites(results).items() if row["status"] == "new"} == {best} == {"K4"}
    assert "Mean time of those served" in feedback.text
    assert results["COVERED"] == 115


def test_flows_are_intercepted_on_the_way_to_work(run, layer, candidates, network, tmp_path):
    trips = [
        (line((0, 0), (30, 0)), 10.0),  # passes K2, K4 and K12; home is within 4 min of K2 and K4
        (line((10, 8), (33, 0)), 7.0),  # home 8 km up the branch: K12 is 10 min away
        (line((38, 0), (0, 0)), 9.0),  # passes all, home 1 min from K39 the other way: a detour of 2 min
        (line((30, 0), (38, 0)), 50.0),  # 8 km: too short
        (line((1, 0), (0, 90)), 3.0),  # works off the network
    ]
    flows = layer("LineString", ["actifs:double"], trips, name="flux")
    more = {"COUNT": 1, "OBJECTIVE": "intercepted_flow", "MAX_TIME": 5, "MAX_DETOUR": 1}
    results, feedback = run("carpoolsiting", given(flows, candidates, network, tmp_path, **more))
    found = sites(results)
    assert {n: row["reaches"] for n, row in found.items()} == {"K2": 10, "K4": 10, "K12": 0, "K32": 0, "K39": 0}
    assert results["COVERED_PCT"] == pytest.approx(100 * 10 / 26)
    assert "3 of 5 lines are as long as MIN_KM by road: 26 of 79" in feedback.text
    assert "1 lines (3 of 79) have no road within reach of an end, or no way between" in feedback.text
    wider, _ = run(
        "carpoolsiting",
        given(flows, candidates, network, tmp_path, **more | {"MAX_DETOUR": 2.5, "MAX_TIME": 12, "BY_KM": True}),
    )
    found = sites(wider)
    assert found["K12"]["reaches"] == pytest.approx(10 * 30 + 7 * 31, abs=0.5)  # vehicle-kilometres
    assert found["K39"]["reaches"] == pytest.approx(9 * 38, abs=0.5)
    assert found["K32"]["reaches"] == pytest.approx(9 * 38, abs=0.5)


def test_a_site_that_only_smaller_choices_take_is_not_said_to_be_chosen(run, layer, network, tmp_path):
    """Alone, the middle serves most (12 + 12); of two, the sides serve all: the optima are not nested."""
    heaps = layer(
        "Point",
        ["actifs:double"],
        [(point(1), 10.0), (point(3), 12.0), (point(5), 12.0), (point(7), 10.0)],
        name="foyers",
    )
    places = layer(
        "Point", ["nom:string"], [(point(2), "gauche"), (point(4), "milieu"), (point(6), "droite")], name="sites"
    )
    results, feedback = run(
        "carpoolsiting", given(heaps, places, network, tmp_path, COUNT=2, MAX_TIME=1.1, CURVE=str(tmp_path / "c.gpkg"))
    )
    found = {name: (row["status"], row["from_step"]) for name, row in sites(results).items()}
    assert found == {"gauche": ("new", 2), "droite": ("new", 2), "milieu": ("candidate", NULL)}
    assert "Chosen one at a time, the same number of areas would serve" in feedback.text


def test_sites_off_the_road_are_named_by_their_own_layer_and_id(run, layer, homes, network, tmp_path):
    places = layer("Point", ["nom:string"], [(point(2), "K2"), (point(4, 9), "loin")], name="candidats")
    open_areas = layer("Point", ["id_lieu:string"], [(point(11), "E11"), (point(20, 30), "perdue")], name="aires")
    _results, feedback = run("carpoolsiting", given(homes, places, network, tmp_path, EXISTING=open_areas, COUNT=1))
    assert "Layer “candidats”: 1 features left out, no road within 300 m: 2." in feedback.text
    assert "Layer “aires”: 1 features left out, no road within 300 m: 2." in feedback.text


def test_trips_whose_ends_are_in_the_fields_are_placed_farther_off(run, layer, candidates, network, tmp_path):
    flows = layer("LineString", ["actifs:double"], [(line((0, 1.5), (30, -1.5)), 10.0)], name="flux")
    more = {"COUNT": 1, "OBJECTIVE": "intercepted_flow", "MAX_TIME": 5, "MAX_DETOUR": 1}
    assert run("carpoolsiting", given(flows, candidates, network, tmp_path, **more))[0]["COVERED_PCT"] == 100
    with pytest.raises(QgsProcessingException, match="has a road within reach at both ends"):
        run("carpoolsiting", given(flows, candidates, network, tmp_path, END_REACH_M=300, **more))


def test_a_candidate_on_an_island_serves_nobody_and_is_told(run, layer, homes, tmp_path):
    rows = [(line((i, 0), (i + 1, 0)), 60) for i in range(60)] + [(line((5, 5), (5.1, 5)), 60)]
    roads = layer("LineString", ["vit:integer"], rows, name="routes")
    apart = run("preparenetwork", {"ROADS": roads, "MAPPING": "speed=vit", "OUTPUT": str(tmp_path / "i.npz")})[0][
        "NETWORK"
    ]
    places = layer("Point", ["nom:string"], [(point(5.05, 5), "île"), (point(4), "K4")], name="candidats")
    results, feedback = run("carpoolsiting", given(homes, places, apart, tmp_path, COUNT=1))
    assert "île stand on a small part of the network" in feedback.text
    assert {name: row["reaches"] for name, row in sites(results).items()} == {"île": 0, "K4": 60}
    alone = layer("Point", ["nom:string"], [(point(5.05, 5), "île")], name="candidats")
    with pytest.raises(QgsProcessingException, match="No candidate site reaches any of the demand"):
        run("carpoolsiting", given(homes, alone, apart, tmp_path, COUNT=1))


def test_what_is_wrong_is_one_sentence_and_no_file(run, layer, homes, candidates, network, tmp_path):
    far = layer("Point", ["nom:string"], [(point(300), "loin")], name="ailleurs")
    useless = layer("Point", ["nom:string"], [(point(39.9), "bout")], name="inutile")
    empty = layer("Point", ["actifs:double"], [(point(1), None), (point(2), 0.0)], name="vide")
    flows = layer("LineString", ["actifs:double"], [(line((0, 0), (3, 0)), 10.0)], name="flux")
    cases = (
        ({}, "Give either COUNT, a number of new areas, or BUDGET"),
        ({"COUNT": 1, "BUDGET": 5}, "Give either COUNT"),
        ({"BUDGET": 5}, "needs the field of the cost"),
        ({"BUDGET": 5, "COST_FIELD": "cout", "OBJECTIVE": "mean_time"}, "A budget serves coverage"),
        ({"COUNT": 1, "CANDIDATES": far}, "“ailleurs” has a road of the network within 300 m"),
        ({"COUNT": 1, "CANDIDATES": useless}, "No candidate site reaches any of the demand"),
        ({"COUNT": 1, "DEMAND": empty}, "“vide” has no weight"),
        ({"COUNT": 1, "DEMAND": flows}, "does not suit the objective coverage"),
        ({"COUNT": 1, "OBJECTIVE": "intercepted_flow"}, "does not suit the objective intercepted_flow"),
        ({"COUNT": 1, "DEMAND": flows, "OBJECTIVE": "intercepted_flow"}, "is as long as MIN_KM by road"),
    )
    for more, sentence in cases:
        with pytest.raises(QgsProcessingException, match=sentence):
            run("carpoolsiting", given(homes, candidates, network, tmp_path) | more)
    assert not (tmp_path / "s.gpkg").exists()


def test_cancelling_leaves_nothing(run, homes, candidates, network, tmp_path):
    for question in (1, 2, 4):
        results, _ = run("carpoolsiting", given(homes, candidates, network, tmp_path, COUNT=3), cancel_at=question)
        assert results == {}
        assert not (tmp_path / "s.gpkg").exists()
