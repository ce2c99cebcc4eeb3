# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolimpact``: areas counted or estimated, and its number stored in a plan."""

from __future__ import annotations

import sqlite3

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_000_000
FIELDS = ["nom:string", "potentiel:double", "voitures:integer", "km:double", "detour:double"]


@pytest.fixture
def areas(layer):
    rows = [
        (f"POINT ({X} {Y})", "potentiel", 22.0, None, 30.0, 2.0),
        (f"POINT ({X + 100} {Y})", "comptée", 50.0, 10, 25.0, 0.0),
        (f"POINT ({X + 200} {Y})", "trop près", 22.0, None, 3.0, 6.0),
        (f"POINT ({X + 300} {Y})", "sans compte", None, None, 20.0, 1.0),
        (f"POINT ({X + 400} {Y})", "sans distance", 10.0, None, None, 1.0),
        (None, "sans lieu", 10.0, None, 20.0, 1.0),
    ]
    return layer("Point", FIELDS, rows, name="aires")


def given(areas, tmp_path, **more):
    return {
        "INPUT": areas, "POTENTIAL_FIELD": "potentiel", "PARKED_FIELD": "voitures", "DISTANCE_FIELD": "km",
        "DETOUR_FIELD": "detour", "CREW": 2.2, "DAYS": 100, "OUTPUT": str(tmp_path / "effet.gpkg"),
    } | more  # fmt: skip


def rows_of(results):
    made = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    return {f["nom"]: f for f in made.getFeatures()}, made


def test_areas_by_their_potential_and_by_their_cars(run, areas, tmp_path):
    results, feedback = run("carpoolimpact", given(areas, tmp_path))
    rows, made = rows_of(results)
    # 22 people are 10 crews of 2.2: (1.2 · 30 − 2.2 · 2) km each, both ways, 100 days.
    assert rows["potentiel"]["avoided_veh_km_yr"] == pytest.approx(10 * (1.2 * 30 - 2.2 * 2) * 2 * 100)
    assert rows["potentiel"]["co2_kg_yr"] == pytest.approx(10 * 31.6 * 200 * 0.192)
    assert rows["potentiel"]["impact_basis"] == "potentiel"
    # The count goes before the potential: 10 cars less on 25 km.
    assert rows["comptée"]["avoided_veh_km_yr"] == pytest.approx(10 * 25 * 2 * 100)
    assert rows["comptée"]["impact_basis"] == "comptage"
    assert rows["trop près"]["avoided_veh_km_yr"] == pytest.approx(10 * (1.2 * 3 - 2.2 * 6) * 200)
    assert rows["trop près"]["co2_kg_yr"] < 0
    assert rows["trop près"]["nox_kg_yr"] < 0
    assert "1 areas cost more kilometres" in feedback.text
    for name in ("sans compte", "sans distance"):
        assert rows[name]["avoided_veh_km_yr"] == NULL
        assert rows[name]["impact_quality"] == "non renseigné"
    assert results["SKIPPED"] == 3
    assert "no potential and no count of cars" in feedback.text
    total = sum(r["avoided_veh_km_yr"] for r in rows.values() if r["avoided_veh_km_yr"] != NULL)
    assert results["AVOIDED_VEH_KM"] == pytest.approx(total)
    assert results["CO2_T_YR"] == pytest.approx(total * 0.192 / 1000)
    assert results["CO2_LOW_T_YR"] < results["CO2_T_YR"] < results["CO2_HIGH_T_YR"]
    assert results["NOX_KG_YR"] > results["PM10_KG_YR"] > 0
    assert rows["potentiel"]["potentiel"] == 22
    assert made.attributeAlias(made.fields().lookupField("co2_kg_yr")).endswith("(kg/year)")
    assert "EXAMPLE FLEET" in feedback.text
    assert made.metadata().rights() == ["example fleet, invented"]
    assert "2.2 people in a car" in made.metadata().abstract()


def test_the_life_cycle_counts_the_making_of_cars(run, areas, tmp_path):
    results, _ = run("carpoolimpact", given(areas, tmp_path, FACTOR_SCOPE="lifecycle"))
    assert results["CO2_T_YR"] == pytest.approx(results["AVOIDED_VEH_KM"] * 0.2176 / 1000)


def test_what_the_layer_does_not_say_is_a_default_and_told(run, areas, tmp_path):
    more = {"DISTANCE_KM": 20, "DETOUR_FIELD": None, "PARKED_FIELD": None}
    results, feedback = run("carpoolimpact", given(areas, tmp_path, **more))
    rows, _ = rows_of(results)
    assert rows["sans distance"]["distance_used_km"] == 20
    assert rows["sans distance"]["impact_quality"] == "défaut"
    assert rows["sans distance"]["avoided_veh_km_yr"] == pytest.approx(10 / 2.2 * 1.2 * 20 * 200)
    assert "taken as 0" in feedback.text


def test_its_number_becomes_a_value_of_the_plan(run, areas, tmp_path):
    results, _ = run("carpoolimpact", given(areas, tmp_path))
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run("createaction", {"PLAN": plan, "TITLE": "Aires de covoiturage", "NUMBER": "3"})
    value = {
        "PLAN": plan, "INDICATOR": "apc_flotte_km", "YEAR": 2026, "KIND": "target", "VALUE": results["AVOIDED_VEH_KM"],
        "ACTION": "3", "SOURCE": "pcaet:carpoolimpact",
    }  # fmt: skip
    run("storevalue", value)
    connection = sqlite3.connect(plan)
    try:
        assert connection.execute("SELECT value, source FROM value").fetchall() == [
            (pytest.approx(results["AVOIDED_VEH_KM"]), "pcaet:carpoolimpact")
        ]
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"POTENTIAL_FIELD": None, "PARKED_FIELD": None}, "field of the carpoolers, or that of the cars counted"),
        ({"DISTANCE_FIELD": None}, "way from the area to work, or give its mean length"),
        ({"DISTANCE_FIELD": "nom"}, "No area of the layer “aires” has both a number"),
        ({"YEAR": 1999}, "has no year 1999"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(run, areas, tmp_path, more, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("carpoolimpact", given(areas, tmp_path, **more))
    assert list(tmp_path.iterdir()) == []


def test_factors_by_passenger_are_refused(run, areas, tmp_path):
    file = tmp_path / "facteurs.csv"
    file.write_text(
        "mode;use_kgco2e_per_veh_km;construction_kgco2e_per_veh_km;unit;source\nvoiture;0,1106;0,0317;PASSAGER.km;ici\n"
    )
    with pytest.raises(QgsProcessingException, match="already divided by the people in the car"):
        run("carpoolimpact", given(areas, tmp_path, FACTORS=str(file)))


def test_the_defaults_shown_are_those_of_the_method(provider):
    from atlas_pcaet.analysis.carpool import impact
    from atlas_pcaet.processing.carpool import carpoolimpact

    for name in ("CREW", "DAYS", "CREW_RANGE", "DAYS_RANGE_PCT"):
        assert getattr(impact, name) == getattr(carpoolimpact, name)


def test_nobody_at_an_unknown_distance_avoids_nothing_and_is_not_left_out(run, layer, tmp_path):
    """“Carpool demand” writes so the areas that no flow passes near: 0 people, no distance."""
    rows = [
        (f"POINT ({X} {Y})", "à l’écart", 0.0, None, None, None),
        (f"POINT ({X} {Y + 9})", "utile", 22.0, None, 30.0, 2.0),
    ]
    results, _ = run("carpoolimpact", given(layer("Point", FIELDS, rows, name="aires"), tmp_path))
    found, _made = rows_of(results)
    assert found["à l’écart"]["avoided_veh_km_yr"] == 0
    assert results["SKIPPED"] == 0
