# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:trafficscenario``: kg, µg/m³ and people, and its number in the plan."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000
FIELDS = {"AADT_FIELD": "aadt", "HGV_FIELD": "pl", "SPEED_FIELD": "v"}


@pytest.fixture
def roads(layer):
    rows = [
        (f"LINESTRING ({X} {Y - 1000}, {X} {Y + 1000})", "centre", 20_000, 10.0, 50),
        (f"LINESTRING ({X + 5000} {Y - 1000}, {X + 5000} {Y + 1000})", "rocade", 20_000, 10.0, 90),
        (f"LINESTRING ({X} {Y + 3000}, {X + 100} {Y + 3000})", "inconnue", None, 10.0, 50),
    ]
    return layer("LineString", ["nom:string", "aadt:integer", "pl:double", "v:integer"], rows, name="routes")


@pytest.fixture(scope="module")
def kernel_file(tmp_path_factory):
    from atlas_pcaet.analysis.air.weather import Weather
    from atlas_pcaet.analysis.air.wind_kernel import Release, make_kernel

    hours, chance = 8760, np.random.default_rng(1)
    weather = Weather(
        pd.date_range("2025-01-01", periods=hours, freq="h"), np.full(hours, 4.0), chance.uniform(0, 360, hours),
        np.full(hours, 283.0), np.full(hours, 1.0), False, hours,
    )  # fmt: skip
    file = tmp_path_factory.mktemp("noyau") / "noyau.npz"
    make_kernel(weather, np.ones(24), (50.0, 3.0), 0.3, 10.0, Release(), lambda _f: None)[0].save(file)
    return file


def test_a_road_closed_to_trucks(run, roads, tmp_path):
    given = {
        "ROADS": roads,
        **FIELDS,
        "SELECTION": "\"nom\" = 'centre'",
        "CLOSED_TO_HGV": True,
        "OUTPUT": str(tmp_path / "s.gpkg"),
    }
    results, feedback = run("trafficscenario", given)
    made = {f["nom"]: f for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}
    assert [made[n]["scenario"] for n in ("centre", "rocade", "inconnue")] == [1, 0, 0]
    assert made["centre"]["nox_change_kg_yr"] < 0
    assert made["centre"]["co2_after_kg_yr"] < made["centre"]["co2_before_kg_yr"]
    assert made["rocade"]["nox_change_kg_yr"] == 0
    assert made["inconnue"]["nox_before_kg_yr"] == NULL
    assert results["NOX_KG"] == pytest.approx(made["centre"]["nox_change_kg_yr"])
    assert results["SKIPPED"] == 1
    assert "EXAMPLE FLEET" in feedback.text


def test_who_gains_with_half_the_traffic(run, roads, layer, kernel_file, tmp_path):
    houses = layer(
        "Point", ["hab:integer"], [(f"POINT ({X + 20} {Y})", 12), (f"POINT ({X + 5020} {Y})", 30)], name="maisons"
    )
    given = {
        "ROADS": roads, **FIELDS, "SELECTION": "\"nom\" = 'centre'", "TRAFFIC_CHANGE": -50, "KERNEL": str(kernel_file),
        "RECEPTORS": houses, "POPULATION_FIELD": "hab", "BACKGROUND_NOX": 15, "BACKGROUND_NO2": 12,
        "OUTPUT": str(tmp_path / "s.gpkg"), "OUTPUT_RECEPTORS": str(tmp_path / "r.gpkg"),
    }  # fmt: skip
    results, _ = run("trafficscenario", given)
    assert (results["GAIN"], results["LOSE"]) == (12, 0)
    centre, ring = sorted(QgsVectorLayer(results["OUTPUT_RECEPTORS"], "x", "ogr").getFeatures(), key=lambda f: f["hab"])
    assert centre["no2_change_ug_m3"] < -0.5
    assert ring["no2_change_ug_m3"] == pytest.approx(0, abs=1e-3)
    assert centre["no2_after_ug_m3"] > 12
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run("createaction", {"PLAN": plan, "TITLE": "Apaiser le centre", "NUMBER": "7"})
    value = {
        "PLAN": plan,
        "INDICATOR": "apc_air_limite_2030",
        "YEAR": 2030,
        "KIND": "target",
        "VALUE": results["FEWER"],
        "ACTION": "7",
    }
    assert run("storevalue", value)[0]


def test_a_later_fleet_changes_every_road(run, roads, tmp_path):
    given = {"ROADS": roads, **FIELDS, "YEAR": 2018, "YEAR_AFTER": 2030, "OUTPUT": str(tmp_path / "s.gpkg")}
    results, _ = run("trafficscenario", given)
    changes = [f["nox_change_kg_yr"] for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()]
    assert sum(change != NULL and change < 0 for change in changes) == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"SELECTION": "\"nom\" = 'absente'"}, "nothing would change"),
        ({"SELECTION": "\"nom\" = 'inconnue'"}, "nothing would change"),
        ({"SELECTION": '"nom" = ('}, "expression cannot be read"),
        ({"YEAR_AFTER": 2031}, "has no year 2031"),
    ],
)
def test_bad_input_is_one_sentence(run, roads, tmp_path, more, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("trafficscenario", {"ROADS": roads, **FIELDS, "OUTPUT": str(tmp_path / "s.gpkg"), **more})


def test_receptors_need_a_kernel_and_backgrounds(run, roads, tmp_path):
    with pytest.raises(QgsProcessingException, match="need a wind kernel and both backgrounds"):
        run("trafficscenario", {"ROADS": roads, **FIELDS, "RECEPTORS": roads, "OUTPUT": str(tmp_path / "s.gpkg")})
