# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:airexposure`` in QGIS: who, where, above which limit."""

from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


def box(left, bottom, right, top):
    a, b, c, d = X + left, Y + bottom, X + right, Y + top
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


@pytest.fixture
def receptors(layer):
    rows = [
        (box(0, 0, 10, 10), 35.0, 2, 4),
        (box(20, 0, 30, 10), 15.0, 3, 6),
        (box(120, 0, 130, 10), 45.0, 1, 2),
        (box(140, 0, 150, 10), None, 1, 9),
    ]
    return layer("Polygon", ["no2_ug_m3:double", "logements:integer", "hab:integer"], rows, name="bâtiments")


@pytest.fixture
def communes(layer):
    return layer(
        "Polygon", ["nom:string"], [(box(-50, -50, 100, 100), "Arques"), (box(100, -50, 200, 100), "Wizernes")]
    )


def rows_of(results, **wanted):
    made = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    return [f for f in made.getFeatures() if all(f[key] == value for key, value in wanted.items())]


def test_inhabitants_of_the_receptors_by_zone_and_commune(run, receptors, communes, layer, tmp_path):
    ppa = layer("Polygon", ["n:integer"], [(box(-500, -500, 500, 500), 1)], name="PPA")
    places = layer(
        "Point", ["nom:string"], [(f"POINT ({X + 25} {Y + 30})", "École"), (f"POINT ({X + 125} {Y + 30})", "Crèche")]
    )
    results, _ = run(
        "airexposure",
        {
            "RECEPTORS": receptors, "POPULATION_FIELD": "hab", "ZONES": ppa, "DIVISION": communes, "DIVISION_FIELD": "nom",
            "SENSITIVE": places, "SENSITIVE_NAME": "nom", "OUTPUT": str(tmp_path / "e.gpkg"), "RANKED": str(tmp_path / "r.gpkg"),
            "HISTOGRAM": str(tmp_path / "h.png"),
        },
    )  # fmt: skip
    (whole,) = rows_of(results, zone="ensemble", limit_ug_m3=20)
    assert (whole["population"], whole["unknown"], whole["exposed"]) == (21, 9, 6)
    assert whole["ipp"] == 4 * 35 + 6 * 15 + 2 * 45
    (arques,) = rows_of(results, zone="Arques", limit_ug_m3=20)
    assert (arques["population"], arques["exposed"]) == (10, 4)
    (both,) = rows_of(results, zone="PPA / Wizernes", limit_ug_m3=40)
    assert (both["exposed"], both["unknown"]) == (2, 9)
    assert results["EXPOSED_2030"] == 6
    assert results["MEAN_NO2"] == pytest.approx(320 / 12)
    ranked = sorted(QgsVectorLayer(results["RANKED"], "x", "ogr").getFeatures(), key=lambda f: f["rank"])
    assert [(f["name"], f["no2_ug_m3"]) for f in ranked] == [("Crèche", 45), ("École", 15)]
    assert (tmp_path / "h.png").read_bytes().startswith(b"\x89PNG")


def test_cells_are_shared_out_and_those_without_receptor_are_said(run, receptors, layer, tmp_path):
    cells = layer("Polygon", ["pop:integer"], [(box(-5, -5, 50, 50), 50), (box(500, 0, 550, 50), 8)])
    given = {
        "RECEPTORS": receptors,
        "POPULATION": cells,
        "CELL_FIELD": "pop",
        "WEIGHT_FIELD": "logements",
        "OUTPUT": str(tmp_path / "e.gpkg"),
    }
    results, feedback = run("airexposure", given)
    (whole,) = rows_of(results, zone="ensemble", limit_ug_m3=20)
    assert whole["population"] == 50
    assert whole["exposed"] == 20  # two dwellings of five, at 35 µg/m³
    assert results["UNPLACED"] == 8
    assert "8 live in cells without one" in feedback.text


def test_dwellings_by_a_household_size_are_said_to_be_a_default(run, receptors, tmp_path):
    given = {"RECEPTORS": receptors, "DWELLINGS_FIELD": "logements", "OUTPUT": str(tmp_path / "e.gpkg")}
    with pytest.raises(QgsProcessingException, match="Nobody is counted"):
        run("airexposure", given)
    results, feedback = run("airexposure", given | {"HOUSEHOLD_SIZE": 2.2})
    (whole,) = rows_of(results, zone="ensemble", limit_ug_m3=20)
    assert whole["population"] == pytest.approx(7 * 2.2)
    assert "by default: 2.2 persons per dwelling" in feedback.text


def test_a_layer_without_concentrations_is_one_sentence(run, communes, tmp_path):
    with pytest.raises(QgsProcessingException, match="has none of the fields no2_ug_m3"):
        run("airexposure", {"RECEPTORS": communes, "POPULATION_FIELD": "nom", "OUTPUT": str(tmp_path / "e.gpkg")})
