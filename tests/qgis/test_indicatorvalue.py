# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:indicatorvalue``: plane geometry by hand, the unit of the indicator, and where the number comes from."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from qgis.core import QgsProcessingException

X, Y = 650_000, 7_060_000


def box(left, bottom, right, top):
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return "POLYGON ((" + ", ".join(f"{X + x} {Y + y}" for x, y in corners) + "))"


def line(*points):
    return "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")"


@pytest.fixture
def plan(run, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    table = tmp_path / "own.csv"
    table.write_text(
        "code;nom;unité;formule\nSURF;Surface;ha;\nNB;Lieux;nb;\nHAB;Habitants;hab;\nKT;Déchets;kt;\nMOY;Vitesse;km/h;\n"
        "OUI;Charte;oui / non;\nPART;Déchets par habitant;t/hab;val(KT)*1000/val(HAB)\n",
        encoding="utf-8",
    )
    run("importindicators", {"PLAN": path, "INPUT": str(table)})
    return path


@pytest.fixture
def measure(run, plan):
    def run_it(indicator, method, layer=None, **parameters):
        facts = {"PLAN": plan, "INDICATOR": indicator, "METHOD": method, "YEAR": 2024, "KIND": "result", "INPUT": layer}
        return run("indicatorvalue", {k: v for k, v in (facts | parameters).items() if v is not None})

    return run_it


def stored(plan):
    with closing(sqlite3.connect(plan)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM value WHERE deleted = 0 ORDER BY fid").fetchall()


@pytest.fixture
def roads(layer):
    rows = [(line((0, 0), (1000, 0)), 3), (line((0, 100), (500, 100)), None), (line((0, 200), (300, 600)), 5)]
    return layer("LineString", ["n:integer"], rows, name="Aménagements")


def test_metres_of_lines_are_stored_as_kilometres_with_their_provenance(measure, plan, roads):
    """1000 + 500 + 500 (a 3-4-5 triangle) m = 2 km."""
    results, _ = measure("crte_6.1", "length", roads, SOURCE="relevé 2024")
    assert (results["VALUE"], results["UNIT"], results["FEATURES"]) == (2.0, "km", 3)
    (value,) = stored(plan)
    assert (value["value"], value["unit"], value["year"], value["kind"]) == (2.0, "km", 2024, "result")
    assert (value["uuid"], value["source"]) == (results["UUID"], "relevé 2024")
    made = json.loads(value["provenance"])
    assert made["algorithm"] == "pcaet:indicatorvalue"
    assert made["measured"] == {"unit": "m", "value": 2000.0}
    assert made["parameters"]["METHOD"] == "length"
    (source,) = made["inputs"]
    assert (source["name"], source["count"]) == ("Aménagements", 3)
    assert len(source["digest"]) > 16
    assert made["stored_at"].startswith("20")


def test_lines_are_cut_at_the_border_and_each_place_counts_once_where_polygons_overlap(measure, layer, roads):
    """600 m of the first, 500 m of the second; the third is outside below 200 m: none of it."""
    within = layer("Polygon", ["n:integer"], [(box(0, -50, 600, 150), 1), (box(100, -50, 400, 150), 2)])
    assert measure("crte_6.1", "length", roads, WITHIN=within)[0]["VALUE"] == pytest.approx(1.1)


def test_an_area_counts_overlaps_once_and_says_so(measure, layer):
    """Two squares of 1 ha that share half: 1.5 ha."""
    areas = layer("Polygon", ["n:integer"], [(box(0, 0, 100, 100), 1), (box(50, 0, 150, 100), 2)])
    results, feedback = measure("SURF", "area", areas)
    assert results["VALUE"] == pytest.approx(1.5)
    assert "0.50 ha" in feedback.text
    within = layer("Polygon", ["n:integer"], [(box(0, 0, 75, 100), 1)])
    assert measure("SURF", "area", areas, WITHIN=within)[0]["VALUE"] == pytest.approx(0.75)


def test_a_feature_is_counted_in_one_territory_only(measure, layer):
    areas = layer("Polygon", ["n:integer"], [(box(0, 0, 100, 100), 1), (box(90, 0, 190, 100), 2)])
    west = layer("Polygon", ["n:integer"], [(box(0, 0, 120, 100), 1)])
    east = layer("Polygon", ["n:integer"], [(box(120, 0, 300, 100), 1)])
    assert [measure("NB", "count", areas, WITHIN=w)[0]["VALUE"] for w in (west, east)] == [1.0, 1.0]


def test_nothing_within_is_zero_for_a_count_and_a_length(measure, layer, roads):
    far = layer("Polygon", ["n:integer"], [(box(50_000, 0, 50_100, 100), 1)])
    assert measure("NB", "count", roads, WITHIN=far)[0]["VALUE"] == 0.0
    assert measure("crte_6.1", "length", roads, WITHIN=far)[0]["VALUE"] == 0.0


def test_inhabitants_of_a_cell_across_the_border_count_by_area_and_it_is_called_an_estimate(measure, plan, layer):
    """100 inside, a quarter of 200, none of 50: 150."""
    cells = layer(
        "Polygon", ["pop:double"], [(box(0, 0, 100, 100), 100), (box(200, 0, 400, 100), 200), (box(900, 0, 950, 50), 50), (box(10, 10, 20, 20), None)]
    )  # fmt: skip
    within = layer("Polygon", ["n:integer"], [(box(0, 0, 250, 100), 1)])
    results, feedback = measure("HAB", "population_in", cells, FIELD="pop", WITHIN=within)
    assert results["VALUE"] == pytest.approx(150.0)
    assert results["SKIPPED"] == 1
    assert "estimate" in feedback.text.casefold() or "estimation" in feedback.text.casefold()
    assert json.loads(stored(plan)[0]["provenance"])["estimate"] is True


def test_a_sum_is_converted_from_the_unit_of_the_field(measure, layer):
    """1500 t + 500 t = 2 kt; the empty one is left out and counted."""
    sites = layer("Point", ["t:double"], [(f"POINT ({X} {Y})", 1500), (f"POINT ({X} {Y})", 500), (f"POINT ({X} {Y})", None)])  # fmt: skip
    results, feedback = measure("KT", "sum_field", sites, FIELD="t", FIELD_UNIT="t")
    assert (results["VALUE"], results["FEATURES"], results["SKIPPED"]) == (2.0, 2, 1)
    assert any("2" in line and "3" in line for line in feedback.messages if "count in" in line or "compt" in line)


def test_a_mean_leaves_out_what_is_missing(measure, roads):
    results, _ = measure("MOY", "mean_field", roads, FIELD="n")
    assert (results["VALUE"], results["SKIPPED"]) == (4.0, 1)


def test_a_formula_is_computed_from_the_plan_and_names_what_is_missing(measure, plan, run):
    run("storevalue", {"PLAN": plan, "INDICATOR": "KT", "YEAR": 2024, "KIND": "result", "VALUE": 50})
    with pytest.raises(QgsProcessingException, match="HAB"):
        measure("PART", "formula")
    assert len(stored(plan)) == 1
    run("storevalue", {"PLAN": plan, "INDICATOR": "HAB", "YEAR": 2024, "KIND": "result", "VALUE": 100_000})
    results, _ = measure("PART", "formula")
    assert results["VALUE"] == pytest.approx(0.5)
    assert json.loads(stored(plan)[-1]["provenance"])["parts"] == {"HAB": 100_000.0, "KT": 50.0}


def test_computed_again_the_value_is_replaced_and_the_former_stays_in_the_journal(measure, plan, roads):
    first, _ = measure("crte_6.1", "length", roads)
    again, _ = measure("crte_6.1", "length", roads)
    assert first["UUID"] == again["UUID"]
    assert len(stored(plan)) == 1


def test_a_layer_in_degrees_is_measured_in_metres(measure, layer):
    """One minute of latitude is about 1.852 km (the mean nautical mile)."""
    meridian = layer("LineString", ["n:integer"], [("LINESTRING (3 46.5, 3 46.51666667)", 1)], crs="EPSG:4326")
    assert measure("crte_6.1", "length", meridian)[0]["VALUE"] == pytest.approx(1.852, rel=0.005)


@pytest.mark.parametrize(
    ("indicator", "method", "facts", "sentence"),
    [
        ("NB", "length", {}, "nb"),  # metres are no number of things
        ("cae_44.a", "length", {}, "km / 1000 hab"),
        ("SURF", "area", {}, "Aménagements"),  # lines have no area
        ("OUI", "count", {}, "OUI"),
        ("inconnu", "count", {}, "inconnu"),
        ("NB", "count", {"TERRITORY": "59000"}, "59000"),
        ("NB", "count", {"ACTION": "99"}, "99"),
        ("KT", "sum_field", {"FIELD": "n", "FIELD_UNIT": "MWh"}, "MWh"),
        ("crte_6.1", "formula", {}, "crte_6.1"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_refused_and_nothing_is_stored(
    measure, plan, roads, indicator, method, facts, sentence
):
    with pytest.raises(QgsProcessingException, match=sentence):
        measure(indicator, method, roads, **facts)
    assert stored(plan) == []


@pytest.mark.parametrize(
    ("method", "facts"),
    [("length", {"INPUT": None}), ("sum_field", {}), ("population_in", {"FIELD": "n"})],
)
def test_a_parameter_that_is_lacking_is_asked_for(measure, roads, method, facts):
    with pytest.raises(QgsProcessingException):
        measure("HAB", method, None if "INPUT" in facts else roads, **{k: v for k, v in facts.items() if k != "INPUT"})
