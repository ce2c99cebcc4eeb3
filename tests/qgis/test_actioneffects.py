# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:actioneffects``: figures attached to actions by their places. Expected values by hand."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from pathlib import Path

import pandas
import pytest
from qgis.core import QgsLayerMetadata, QgsProcessingException

X, Y = 650000, 7070000


def road(x: float, y: float, length: float = 1000) -> str:
    return f"LINESTRING({X + x} {Y + y},{X + x + length} {Y + y})"


def box(x: float, y: float, width: float, height: float) -> str:
    a, b, c, d = X + x, Y + y, X + x + width, Y + y + height
    return f"POLYGON(({a} {b},{c} {b},{c} {d},{a} {d},{a} {b}))"


def made_by(layer, algorithm: str, parameters: dict | None = None):
    metadata = QgsLayerMetadata()
    metadata.addHistoryItem(f"pcaet:{algorithm}, Atlas PCAET 0.1.0, 2026-03-04T05:06:07Z")
    metadata.addHistoryItem(f"Parameters: {json.dumps(parameters or {})}")
    layer.setMetadata(metadata)
    return layer


@pytest.fixture
def plan(run, tmp_path, layer):
    """1: a road; 2: a polygon over its first quarter; 3: no place; 4: a point; 5: abandoned."""
    path = str(tmp_path / "plan.gpkg")
    run("createplan", {"PLAN": path, "NAME": "Plan"})
    places = (
        ("1", "En cours", layer("LineString", ["id:string"], [(road(0, 0), "a")], name="route")),
        ("2", "À venir", layer("Polygon", ["id:string"], [(box(-10, -10, 260, 20), "a")], name="zone")),
        ("3", "", None),
        ("4", "", layer("Point", ["id:string"], [(f"POINT({X + 5000} {Y})", "a")], name="aire")),
        ("5", "Abandonné", layer("LineString", ["id:string"], [(road(0, 0), "a")], name="route")),
    )
    for number, status, place in places:
        run("createaction", {"PLAN": path, "NUMBER": number, "TITLE": f"Action {number}", "STATUS": status})
        if place is not None:
            run("attachfeatures", {"PLAN": path, "ACTION": number, "LAYER": place, "KEY_FIELD": "id"})
    return path


@pytest.fixture
def scenario(layer):
    fields = ["scenario:integer", *(f"{p}_change_kg_yr:double" for p in ("nox", "pm10", "pm25", "co2"))]
    rows = [(road(0, 0), 1, -100.0, -10.0, -5.0, -40000.0), (road(0, 5000), 0, -300.0, 0.0, 0.0, 0.0)]
    return made_by(layer("LineString", fields, rows, name="scenario_routes"), "trafficscenario")


@pytest.fixture
def effects(run, tmp_path, plan):
    def compute(*results, **more):
        target = tmp_path / "effets.csv"
        given = {"PLAN": plan, "RESULTS": list(results), "OUTPUT": str(target)} | more
        found, feedback = run("actioneffects", given)
        table = pandas.read_csv(target, dtype={"action_number": str, "shared_with": str})
        return table, found, feedback

    return compute


def value(table, action: str, quantity: str) -> float:
    rows = table[(table["action_number"] == action) & (table["quantity"] == quantity)]
    assert len(rows) == 1
    return float(rows["value"].iloc[0])


def test_kilograms_belong_to_the_actions_whose_places_meet_the_road(effects, scenario):
    table, results, _feedback = effects(scenario)
    assert value(table, "1", "nox") == pytest.approx(-100)
    assert value(table, "2", "nox") == pytest.approx(-25)
    assert value(table, "1", "co2") == pytest.approx(-40000)
    row = table[(table["action_number"] == "1") & (table["quantity"] == "nox")].iloc[0]
    assert (row["unit"], row["basis"], row["algorithm"]) == ("kg/an", "share of length", "pcaet:trafficscenario")
    assert row["computed_on"] == "2026-03-04T05:06:07Z"
    assert row["part_pct"] == pytest.approx(25)  # 100 of 400 kg
    assert len(row["digest"]) == 32
    assert results["EFFECTS"] == 8
    assert "5" not in set(table["action_number"])


def test_what_two_actions_share_is_flagged(effects, scenario):
    table, results, feedback = effects(scenario)
    nox = table[table["quantity"] == "nox"].set_index("action_number")
    assert nox["shared_with"].to_dict() == {"1": "2", "2": "1"}
    assert nox.loc["2", "shared_pct"] == 100
    assert nox["double_count"].tolist() == [1, 1]
    assert "adding them would count twice" in feedback.text
    assert results["DOUBLE"] == 8


def test_a_confidential_action_keeps_its_title_number_and_status(effects, scenario, plan):
    from atlas_pcaet.records import plan_file

    with closing(plan_file.open_plan(plan)) as connection, plan_file.transaction(connection):
        connection.execute("UPDATE action SET confidential = 1 WHERE number = '1'")
    table, _results, _feedback = effects(scenario)
    secret = table[table["confidential"] == 1]
    assert len(secret) > 0
    assert set(secret["action_title"]) == {"confidential action"}
    assert secret[["action_number", "status"]].isna().all(axis=None)
    shared = table[(table["action_number"] == "2") & (table["quantity"] == "nox")]
    assert shared["shared_with"].tolist() == ["confidential action"]
    assert "Action 1" not in table.to_csv()


def test_an_action_that_meets_nothing_says_why(effects, scenario):
    table, _results, _feedback = effects(scenario)
    remarks = table.set_index("action_number")["remark"]
    assert remarks["3"] == "the action has no place"
    assert remarks["4"] == "no result where its places are"
    assert table.set_index("action_number")["value"][["3", "4"]].isna().all()


def test_no_figure_is_added_to_another(effects, scenario, layer):
    areas = made_by(
        layer(
            "Point",
            [f"{n}:double" for n in ("avoided_veh_km_yr", "co2_kg_yr", "co2_low_kg_yr", "co2_high_kg_yr", "nox_kg_yr", "pm10_kg_yr", "carpoolers_day")],
            [(f"POINT({X + 5001} {Y})", 1000.0, 192.0, 150.0, 230.0, 0.5, 0.1, 3.0)], name="effet",
        ), "carpoolimpact",
    )  # fmt: skip
    table, _results, _feedback = effects(scenario, areas)
    assert value(table, "4", "veh_km") == -1000
    row = table[(table["action_number"] == "4") & (table["quantity"] == "co2")].iloc[0]
    assert (row["value"], row["low"], row["high"]) == (-192, -230, -150)
    assert len(table) == len(table.drop_duplicates(["action_number", "result", "quantity"]))


def test_two_results_of_the_same_figure_are_not_added_and_are_flagged(effects, scenario, layer):
    again = made_by(scenario.clone(), "trafficscenario")
    again.setName("second_scenario")
    table, _results, _feedback = effects(scenario, again, ACTION="1")
    nox = table[table["quantity"] == "nox"]
    assert nox["value"].tolist() == [-100, -100]
    assert nox["double_count"].tolist() == [1, 1]
    assert nox["remark"].str.contains("another result tells the same figure").all()


def test_people_reached_and_what_they_breathe(effects, layer):
    """At 100 m of the road 20 people breathe 0.5 µg/m³ less, at 200 m 10 people 0.05 (not felt); at 900 m, too far."""
    rows = [
        (f"POINT({X + 500} {Y + y})", change, people)
        for y, change, people in ((100, -0.5, 20), (200, -0.05, 10), (900, -1.0, 99))
    ]
    homes = layer("Point", ["no2_change_ug_m3:double", "residents:integer"], rows, name="facades")
    table, _results, _feedback = effects(made_by(homes, "trafficscenario", {"POPULATION_FIELD": "residents"}))
    assert value(table, "1", "no2_people") == pytest.approx(-10.5)
    assert value(table, "1", "people_less_no2") == 20
    assert value(table, "1", "people_more_no2") == 0
    assert table[table["quantity"] == "no2_people"]["unit"].iloc[0] == "µg/m³·hab"


def test_nobody_is_counted_without_inhabitants(effects, layer):
    homes = layer("Point", ["no2_change_ug_m3:double"], [(f"POINT({X} {Y})", -1.0)], name="facades")
    table, _results, _feedback = effects(made_by(homes, "trafficscenario"), ACTION="1")
    assert table["value"].isna().all()
    assert table["remark"].str.contains("no field of inhabitants").all()


def test_roofs_of_few_homes_are_masked(effects, layer):
    fields = [
        "loss_class:double",
        "dwellings:integer",
        "saving_kwh_yr:double",
        "saving_p10:double",
        "saving_p90:double",
        "saving_kgco2_yr:double",
        "saving_eur_yr:double",
    ]
    few = made_by(
        layer("Polygon", fields, [(box(0, 0, 10, 10), 5.0, 10, 900.0, 800.0, 1000.0, 200.0, 90.0)], name="toits"),
        "roofflux",
    )
    table, _results, _feedback = effects(few, ACTION="2")
    assert table["value"].isna().all()
    assert table["remark"].str.contains("masked").all()
    many = made_by(
        layer("Polygon", fields, [(box(0, 0, 10, 10), 5.0, 11, 900.0, 800.0, 1000.0, 200.0, 90.0)], name="toits"),
        "roofflux",
    )
    table, _results, _feedback = effects(many, ACTION="2")
    assert value(table, "2", "warm_homes") == 11
    row = table[table["quantity"] == "roof_kwh"].iloc[0]
    assert (row["value"], row["low"], row["high"], row["unit"]) == (-900, -1000, -800, "kWh/an")


def fleet(layer):
    rows = [(None, "nox", "kg/an", -12.0), (None, "km", "km/an", -3000.0)]
    return made_by(
        layer("NoGeometry", ["measure:string", "unit:string", "change:double"], rows, name="flotte"), "fleetimpact"
    )


def test_a_fleet_is_attached_only_to_the_action_that_is_named(effects, layer):
    table, _results, _feedback = effects(fleet(layer))
    assert table["value"].isna().all()
    table, _results, _feedback = effects(fleet(layer), ACTION="3")
    assert value(table, "3", "nox") == -12
    assert table["remark"].str.contains("the result has no place").all()


def indicator(path: str, code: str, unit: str) -> None:
    from atlas_pcaet.records import plan_file

    with closing(plan_file.open_plan(path)) as plan, plan_file.transaction(plan):
        plan.execute(
            "INSERT INTO indicator(plan_uuid, code, name, unit) SELECT uuid, ?, ?, ? FROM plan", (code, code, unit)
        )


def values_of(path: str) -> list[tuple]:
    from atlas_pcaet.records import plan_file

    with closing(plan_file.open_plan(path)) as plan:
        query = "SELECT i.code, a.number, v.value, v.unit, v.kind, v.year, v.provenance FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid JOIN action a ON a.uuid = v.action_uuid WHERE v.deleted = 0 ORDER BY i.code, a.number"
        return [tuple(row) for row in plan.execute(query)]


def test_figures_are_stored_where_the_indicator_exists_in_its_unit(effects, scenario, plan):
    indicator(plan, "apc_effet_nox", "kg/an")
    indicator(plan, "co2_evite", "t/an")
    _table, results, feedback = effects(scenario, STORE=True, YEAR=2030, MAPPING="co2=co2_evite")
    stored = values_of(plan)
    assert [row[:6] for row in stored if row[0] in ("apc_effet_nox", "co2_evite")] == [
        ("apc_effet_nox", "1", -100.0, "kg/an", "target", 2030), ("apc_effet_nox", "2", -25.0, "kg/an", "target", 2030),
        ("co2_evite", "1", -40.0, "t/an", "target", 2030), ("co2_evite", "2", -10.0, "t/an", "target", 2030),
    ]  # fmt: skip
    assert results["STORED"] == 8  # and two kinds of particles, whose indicators are made
    provenance = json.loads(stored[0][6])
    assert provenance["result"]["algorithm"] == "pcaet:trafficscenario"
    assert provenance["result"]["computed_on"] == "2026-03-04T05:06:07Z"
    assert provenance["estimate"] is True
    assert "Indicators added to the plan: apc_effet_pm10, apc_effet_pm25." in feedback.text


def test_the_indicators_that_lack_are_made_with_their_unit(effects, scenario, plan):
    _table, results, feedback = effects(scenario, STORE=True, YEAR=2030)
    assert results["STORED"] == 8  # four pollutants of two actions
    assert {(row[0], row[3]) for row in values_of(plan)} == {(f"apc_effet_{name}", "kg/an") for name in ("co2", "nox", "pm10", "pm25")}  # fmt: skip
    assert (
        "Indicators added to the plan: apc_effet_co2, apc_effet_nox, apc_effet_pm10, apc_effet_pm25." in feedback.text
    )


def test_an_indicator_of_the_mapping_is_never_made(effects, scenario, plan):
    _table, results, feedback = effects(scenario, STORE=True, YEAR=2030, MAPPING="co2=co2_evite")
    assert "co2_evite (kg/an)" in feedback.text
    assert results["STORED"] == 6
    assert "co2_evite" not in {row[0] for row in values_of(plan)}


def test_a_figure_in_a_unit_that_does_not_agree_is_not_stored(effects, scenario, plan):
    indicator(plan, "apc_effet_nox", "hab")
    _table, results, feedback = effects(scenario, STORE=True, YEAR=2030)
    assert results["STORED"] == 6  # the three others, of two actions
    assert "apc_effet_nox" not in {row[0] for row in values_of(plan)}
    assert "apc_effet_nox (hab, kg/an)" in feedback.text


def test_a_wrong_mapping_is_refused_and_nothing_is_stored_nor_written(effects, scenario, plan, tmp_path):
    indicator(plan, "apc_effet_nox", "kg/an")
    with pytest.raises(QgsProcessingException, match="“bruit=x”"):
        effects(scenario, STORE=True, YEAR=2030, MAPPING="bruit=x")
    assert values_of(plan) == []
    assert not (tmp_path / "effets.csv").exists()


def test_storing_needs_a_year(effects, scenario):
    with pytest.raises(QgsProcessingException, match="Give the year"):
        effects(scenario, STORE=True)


def test_a_layer_that_is_no_result_is_told_and_left_out(effects, scenario, layer):
    other = layer("Point", ["x:string"], [(f"POINT({X} {Y})", "a")], name="autre")
    _table, _results, feedback = effects(scenario, other)
    assert "“autre” is no result of a scenario" in feedback.text
    with pytest.raises(QgsProcessingException, match="None of the layers is the result"):
        effects(other)


@pytest.mark.parametrize(("action", "told"), [("99", "no “action” named “99”"), ("5", "abandoned")])
def test_an_action_that_is_not_there_is_refused(effects, scenario, tmp_path, action, told):
    with pytest.raises(QgsProcessingException, match=told):
        effects(scenario, ACTION=action)
    assert not (tmp_path / "effets.csv").exists()


def test_a_title_is_not_computed_by_a_spreadsheet(run, effects, scenario, plan, tmp_path):
    run("createaction", {"PLAN": plan, "NUMBER": "9", "TITLE": "=HYPERLINK(1)"})
    effects(scenario)
    with Path(tmp_path / "effets.csv").open(encoding="utf-8", newline="") as file:
        titles = [row["action_title"] for row in csv.DictReader(file)]
    assert "'=HYPERLINK(1)" in titles
