# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cycleprojects`` in QGIS: gains and costs on paper, gap candidates, budgets, and layers that lack something."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000
FIELDS = [
    "nom:string", "lts_forward:integer", "lts_backward:integer", "bike_forward:integer", "bike_backward:integer", "bike_kmh:double",
    "ame_d:string", "ame_g:string", "plan:string",
]  # fmt: skip


def street(points, stress, plan=None, ways=(1, 1)):
    wkt = "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")"
    return (wkt, "rue", stress, stress, *ways, 15.0, None, None, plan)


def point(x, y):
    return f"POINT ({X + x} {Y + y})"


@pytest.fixture
def streets(layer):
    """A calm spine of 500 m in the middle; stressful streets of 400 m to a calm place west (500 m) and of 800 m to one east."""
    rows = [
        street([(0, 0), (500, 0)], 1), street([(500, 0), (900, 0)], 3, "voie verte"), street([(900, 0), (1400, 0)], 2),
        street([(0, 0), (-500, 0)], 4), street([(-500, 0), (-800, 0)], 3), street([(-800, 0), (-1300, 0)], 1),
        street([(200, 0), (200, 200)], 4),  # too short for a project
        street([(1400, 0), (2600, 0)], None),  # unknown
    ]  # fmt: skip
    return layer("LineString", FIELDS, rows, name="rues")


@pytest.fixture
def people(layer):
    """100 in the middle, 60 east, 90 west, and 7 by nothing; one place without a number."""
    rows = [
        (point(250, 20), 100.0),
        (point(1200, 10), 60.0),
        (point(-1000, 10), 90.0),
        (point(0, 5000), 7.0),
        (point(100, 0), None),
    ]
    return layer("Point", ["ind:double"], rows, name="habitants")


def given(streets, people, folder, **more):
    return {
        "STREETS": streets,
        "PEOPLE": people,
        "WEIGHT_FIELD": "ind",
        "OUTPUT": str(folder / "projets.gpkg"),
        "MIN_PROJECT_M": 300,
        **more,
    }


def features(address):
    return list(QgsVectorLayer(address, "x", "ogr").getFeatures())


def test_gains_costs_and_order_on_paper(run, streets, people, tmp_path):
    more = {"CURVE": str(tmp_path / "courbe.gpkg"), "PICTURE": str(tmp_path / "courbe.png"), "MINUTES": 15}
    results, feedback = run("cycleprojects", given(streets, people, tmp_path, **more))
    first, second = features(results["OUTPUT"])
    # Today everyone reaches those of the own place. East opens 2 × 100 × 60 for 400 m, west then 2 × 90 × (100 + 60) for 800 m.
    today = 100**2 + 60**2 + 90**2
    assert first["gain"] == pytest.approx(12_000)
    assert second["gain"] == pytest.approx(2 * 90 * 160)
    assert [first["length_m"], second["length_m"]] == pytest.approx([400, 800])
    assert [first["cost_eur"], second["cost_eur"]] == pytest.approx([400 * 636, 800 * 636])  # 636 €/m, table
    assert first["gain_per_meur"] == pytest.approx(12_000 / 0.2544)
    assert (second["gain_alone"], second["stress_max"], first["stress_max"]) == (pytest.approx(2 * 90 * 100), 4, 3)
    assert second["cum_cost_eur"] == pytest.approx(1200 * 636)
    assert second["access"] == pytest.approx(today + 12_000 + 28_800)
    curve = features(results["CURVE"])
    assert [(f["rank"], f["access"]) for f in curve] == [(0, today), (1, today + 12_000), (2, today + 40_800)]
    assert [results[n] for n in ("PROJECTS", "CANDIDATES", "UNLOCATED", "SKIPPED")] == [2, 2, 7, 1]
    assert results["ACCESS_BEFORE"] == pytest.approx(today / 257)
    assert results["ACCESS_AFTER"] == pytest.approx((today + 40_800) / 257)
    assert results["COST_EUR"] == pytest.approx(1200 * 636)
    assert "1 stretches of stressful street shorter than 300 m, 0.2 km together" in feedback.text
    assert "7 people have no calm street within reach" in feedback.text
    assert (tmp_path / "courbe.png").read_bytes()[:4] == b"\x89PNG"
    assert "636 € a metre" in QgsVectorLayer(results["OUTPUT"], "x", "ogr").metadata().abstract()


def test_west_comes_first_when_east_is_out_of_time_or_dearer(run, streets, people, tmp_path):
    # 950 m from the middle to the east take 3.8 min at 15 km/h, 1,250 m to the west 5 min.
    results, _ = run("cycleprojects", given(streets, people, tmp_path, MINUTES=5.05, COUNT=1))
    [first] = features(results["OUTPUT"])
    assert first["gain"] == pytest.approx(12_000)
    table = tmp_path / "couts.csv"
    table.write_text("type;cost_eur_per_m;source\nvoie verte;2000;essai\nbande;100;essai\n", encoding="utf-8")
    more = {
        "COSTS": str(table),
        "FACILITY": "bande",
        "FACILITY_FIELD": "plan",
        "COUNT": 1,
        "OUTPUT": str(tmp_path / "b.gpkg"),
    }
    results, _ = run("cycleprojects", given(streets, people, tmp_path, **more))
    [first] = features(results["OUTPUT"])
    assert (first["cost_eur"], first["gain"]) == (pytest.approx(80_000), pytest.approx(18_000))


def test_a_budget_takes_what_it_can_pay(run, streets, people, tmp_path):
    results, _ = run("cycleprojects", given(streets, people, tmp_path, COUNT=None, BUDGET=300_000))
    [only] = features(results["OUTPUT"])
    assert only["length_m"] == pytest.approx(400)
    results, feedback = run("cycleprojects", given(streets, people, tmp_path, BUDGET=1_000, OUTPUT=str(tmp_path / "b.gpkg")))  # fmt: skip
    assert (results["PROJECTS"], features(results["OUTPUT"])) == (0, [])
    assert results["ACCESS_AFTER"] == results["ACCESS_BEFORE"]
    assert "No project opens anything within the budget" in feedback.text


def test_destinations_count_for_their_weight_or_for_one(run, layer, streets, people, tmp_path):
    goals = layer("Point", ["emplois:double"], [(point(1300, 0), 50.0), (point(-1200, 0), 10.0)], name="emplois")
    more = {"DESTINATIONS": goals, "DESTINATION_FIELD": "emplois", "COUNT": 1}
    results, _ = run("cycleprojects", given(streets, people, tmp_path, **more))
    [first] = features(results["OUTPUT"])
    assert first["gain"] == pytest.approx(100 * 50)  # those of the middle reach the jobs of the east
    assert results["ACCESS_BEFORE"] == pytest.approx((60 * 50 + 90 * 10) / 257)
    more = {"DESTINATIONS": goals, "OUTPUT": str(tmp_path / "b.gpkg")}
    results, _ = run("cycleprojects", given(streets, people, tmp_path, **more))
    assert results["ACCESS_AFTER"] == pytest.approx(250 * 2 / 257)


def test_gap_candidates_are_projects_whatever_their_length(run, layer, streets, people, tmp_path):
    found, _ = run("cyclegaps", {"STREETS": streets, "OUTPUT": str(tmp_path / "trous.gpkg")})
    assert found["GAPS"] == 2
    results, _ = run(
        "cycleprojects", given(streets, people, tmp_path, GAPS=found["OUTPUT"], MIN_PROJECT_M=1000, MAX_PROJECT_M=1000)
    )
    assert [f["length_m"] for f in features(results["OUTPUT"])] == pytest.approx([400, 800])
    assert results["COST_EUR"] == pytest.approx(1200 * 636)


def test_gaps_of_other_streets_are_no_project(run, layer, streets, people, tmp_path):
    strange = layer("LineString", ["n:string"], [("LINESTRING (0 0, 9 9)", "x")], name="ailleurs")
    with pytest.raises(QgsProcessingException, match="No project is left in the layer “rues”"):
        run("cycleprojects", given(streets, people, tmp_path, GAPS=strange, OUTPUT=str(tmp_path / "b.gpkg")))


def test_those_who_live_along_a_treated_street_gain_from_it(run, layer, streets, tmp_path):
    rows = [
        (point(700, 5), 10.0),
        (point(250, 0), 100.0),
    ]  # in the middle of the stressful street east, 200 m from calm
    people = layer("Point", ["ind:double"], rows, name="habitants")
    results, _ = run("cycleprojects", given(streets, people, tmp_path, REACH_M=150, COUNT=1))
    [first] = features(results["OUTPUT"])
    assert first["gain"] == pytest.approx(2 * 10 * 100)  # they reach themselves today too
    assert results["UNLOCATED"] == 10


def test_streets_of_unknown_stress_are_projects_only_when_asked(run, streets, people, tmp_path):
    results, _ = run("cycleprojects", given(streets, people, tmp_path, UNKNOWN=True))
    assert results["CANDIDATES"] == 3
    assert all(f["stress_max"] != NULL for f in features(results["OUTPUT"]))


def test_what_is_wrong_is_one_sentence_and_no_file(run, layer, streets, people, tmp_path):
    calm = layer("LineString", FIELDS, [street([(0, 0), (900, 0)], 1)], name="rues")
    bare = layer("LineString", FIELDS[:2], [street([(0, 0), (900, 0)], 1)[:3]], name="rues")
    nobody = layer("Point", ["ind:double"], [(point(0, 0), None)], name="vide")
    far = layer("Point", ["ind:double"], [(point(0, 90_000), 3.0)], name="loin")
    for some, folk, more, sentence in (
        (calm, people, {}, "needs streets above the stress 2, which projects treat"),
        (bare, people, {}, "lacks lts_backward"),
        (streets, nobody, {}, "The layer “vide” has no weight"),
        (streets, far, {}, "No place of the layer “loin” has a calm street within 300 m"),
        (streets, people, {"FACILITY": "tapis roulant"}, "The table of costs has no type “TAPIS ROULANT”. Its types are: PISTE"),
        (streets, people, {"COUNT": None}, "Give COUNT, a number of projects, or BUDGET"),
        (streets, people, {"MIN_PROJECT_M": 500, "MAX_PROJECT_M": 400}, "MIN_PROJECT_M"),
        (streets, people, {"MIN_PROJECT_M": 1500}, "No project is left in the layer “rues”"),
    ):  # fmt: skip
        with pytest.raises(QgsProcessingException) as caught:
            run("cycleprojects", given(some, folk, tmp_path, **more))
        assert sentence in str(caught.value), str(caught.value)
        assert list(tmp_path.iterdir()) == []


def test_cancel_leaves_no_file(run, streets, people, tmp_path):
    for question in (1, 4, 8, 11):
        run("cycleprojects", given(streets, people, tmp_path, CURVE=str(tmp_path / "c.gpkg")), cancel_at=question)
        assert list(tmp_path.iterdir()) == []
