# SPDX-License-Identifier: GPL-2.0-or-later
"""Emission factors against the table's own column and published extracts; fleets; roads."""

from __future__ import annotations

import numpy as np
import pandas
import pytest
from atlas_pcaet.analysis.air import emission_factors as ef
from atlas_pcaet.analysis.air.emission_factors import FactorTable, VehicleClass
from atlas_pcaet.analysis.air.fleet import read_fleet
from atlas_pcaet.analysis.air.road_emissions import Traffic, emissions
from atlas_pcaet.analysis.errors import DataError


@pytest.fixture(scope="module")
def file(root):
    return root / "resources" / "parameters" / "facteurs_emission.csv"


@pytest.fixture(scope="module")
def table(file):
    return FactorTable.read(file)


def test_the_table_s_own_column_is_met(file):
    """EEA gives, beside the coefficients, the factor at 15 km/h (held inside the row's bounds)."""
    rows = pandas.read_csv(file)
    computed = ef.evaluate(rows, np.array([15.0]))[:, 0]
    expected = rows["EF_gkm_or_ECF_MJkm"].to_numpy()
    assert len(rows) > 2_500
    assert computed == pytest.approx(expected, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(
    ("vehicle", "expected"),
    [
        # reference/air.md, section 2: NOx, g/km, at 30, 50, 70, 90 km/h.
        (VehicleClass("PC", "G", "Medium", "IV"), (0.065, 0.045, 0.031, 0.022)),
        (VehicleClass("PC", "D", "Medium", "V"), (0.674, 0.537, 0.481, 0.500)),
        (VehicleClass("PC", "D", "Medium", "VI A/B/C"), (0.555, 0.442, 0.397, 0.412)),
        (VehicleClass("PC", "D", "Medium", "VI D"), (0.054, 0.043, 0.039, 0.040)),
        (VehicleClass("LCV", "D", "N1-III", "V"), (1.20, 1.12, 1.16, 1.42)),
        (VehicleClass("TRUCKS", "D", "Rigid 14 - 20 t", "V", "SCR"), (6.45, 3.70, 2.04, 1.07)),
        (VehicleClass("TRUCKS", "D", "Articulated 34 - 40 t", "VI A/B/C"), (0.49, 0.26, 0.15, 0.10)),
    ],
)
def test_nitrogen_oxides_of_the_published_extract(table, vehicle, expected):
    assert table.hot(vehicle, "NOx", np.array([30.0, 50.0, 70.0, 90.0])) == pytest.approx(expected, abs=0.006)


def test_energy_particles_and_carbon_of_the_published_extract(table):
    at_50 = np.array([50.0])
    assert table.hot(VehicleClass("PC", "D", "Medium", "V"), "EC", at_50) == pytest.approx([1.96], abs=0.01)
    assert table.hot(VehicleClass("PC", "G", "Medium", "VI D"), "EC", at_50) == pytest.approx([2.46], abs=0.01)
    assert table.hot(VehicleClass("PC", "D", "Medium", "IV"), "PM", at_50) == pytest.approx([0.027], abs=0.0005)
    # 1.96 MJ/km × 74.2 g/MJ of diesel.
    assert table.co2(VehicleClass("PC", "D", "Medium", "V"), at_50) == pytest.approx([145.4], abs=0.2)


def test_wear_follows_speed_and_axles():
    """EMEP/EEA 1.A.3.b.vi-vii, as in nonexhaust_wear.csv: a car at 50 km/h, by hand."""
    car = VehicleClass("PC", "E", "Medium", "")
    pm10, pm25 = ef.wear(car, np.array([50.0]))
    tyre, brake = 0.0107 * (-0.00974 * 50 + 1.78), 0.0075 * (-0.027 * 50 + 2.75)
    assert pm10[0] == pytest.approx(0.6 * tyre + 0.98 * brake + 0.5 * 0.0150)
    assert pm25[0] == pytest.approx(0.42 * tyre + 0.39 * brake + 0.27 * 0.0150)
    assert ef.tyre_speed(np.array([20.0, 100.0])).tolist() == [1.39, 0.902]  # more when slow, not the reverse
    rigid, artic = (VehicleClass("TRUCKS", "D", s, "V") for s in ("Rigid 14 - 20 t", "Articulated 34 - 40 t"))
    assert (ef.axles(rigid), ef.axles(artic)) == (2, 5)
    assert ef.wear(artic, np.array([50.0]))[0] > ef.wear(rigid, np.array([50.0]))[0] > pm10


def test_an_electric_car_has_wear_and_no_exhaust(table):
    car = VehicleClass("PC", "E", "Medium", "")
    assert table.hot(car, "NOx", np.array([50.0])).tolist() == [0.0]
    assert table.co2(car, np.array([50.0])).tolist() == [0.0]


@pytest.mark.parametrize(
    ("fuel", "burnt"), [("G", "G"), ("LPG BIFUEL LPG", "LPG"), ("LPG BIFUEL G", "G"), ("CNG BIFUEL CNG", "CNG"), ("G HY", "G"), ("BIO D", "BIO")]
)  # fmt: skip
def test_what_burns_in_a_bifuel(fuel, burnt):
    assert ef.burnt(fuel) == burnt


HEADER = "year;category;fuel;segment;euro;technology;share;source\n"
TRUCKS = "2025;TRUCKS;D;Rigid 14 - 20 t;V;;1;x\n"


def test_a_fleet_with_french_names_and_decimal_commas(table, tmp_path):
    file = tmp_path / "parc.csv"
    file.write_bytes(
        "Année;Catégorie;Carburant;Segment;Norme;Part;Source\n2025;PC;D;Medium;V;0,25;SDES\n2025;PC;E;Medium;;0,75;SDES\n"
        "2025;TRUCKS;D;Rigid 14 - 20 t;V;1;SDES\n".encode("cp1252")
    )
    fleet = read_fleet(file, 2025, table)
    assert not fleet.example
    assert fleet.source == "SDES"
    speed = np.array([50.0])
    quarter = fleet.factors(table, speed)["light"]["nox"]
    assert quarter == pytest.approx(0.25 * table.hot(VehicleClass("PC", "D", "Medium", "V"), "NOx", speed))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("2025;PC;D;Medium;V;;0.4;x\n2025;PC;G;Medium;V;;0.4;x\n" + TRUCKS, "light vehicles in 2025 sum to 0.800"),
        ("2025;PC;D;Medium;V;;1;x\n", "heavy vehicles in 2025 sum to 0.000"),
        ("2025;PC;D;Medium;IX;;1;x\n" + TRUCKS, "line 2: the emission table does not know PC D Medium IX"),
        ("2025;MOTO;G;Medium;V;;1;x\n" + TRUCKS, "line 2: “MOTO” is not a category"),
        ("2025;PC;D;Medium;V;;12;x\n" + TRUCKS, "line 2: the share “12” is not between 0 and 1"),
        ("2020;PC;D;Medium;V;;1;x\n", "has no year 2025. It has: 2020"),
        ("", "has no line"),
    ],
)
def test_a_wrong_fleet_is_one_sentence_with_its_line(table, tmp_path, lines, sentence):
    file = tmp_path / "parc.csv"
    file.write_text(HEADER + lines)
    with pytest.raises(DataError, match=sentence):
        read_fleet(file, 2025, table)


def test_a_fleet_without_a_column_is_named(table, tmp_path):
    (tmp_path / "parc.csv").write_text("year,category\n2025,PC\n")
    with pytest.raises(DataError, match="lacks the column fuel, segment, euro, share"):
        read_fleet(tmp_path / "parc.csv", 2025, table)


def test_the_shipped_fleet_says_it_is_an_example(table, root):
    for year in (2018, 2025, 2030):
        assert read_fleet(root / "resources" / "parameters" / "parc_exemple.csv", year, table).example


def test_a_road_by_hand(table, tmp_path):
    """24 000 veh/day with 10 % of trucks: 900 cars and 100 trucks in a mean hour, on 2 km."""
    (tmp_path / "parc.csv").write_text(HEADER + "2025;PC;D;Medium;V;;1;x\n" + TRUCKS)
    fleet = read_fleet(tmp_path / "parc.csv", 2025, table)
    traffic = Traffic(np.array([24_000.0]), np.array([10.0]), np.array([110.0]), np.array([2_000.0]))
    found = emissions(traffic, fleet, table)
    car = table.hot(VehicleClass("PC", "D", "Medium", "V"), "NOx", np.array([110.0]))[0]
    truck = table.hot(VehicleClass("TRUCKS", "D", "Rigid 14 - 20 t", "V"), "NOx", np.array([90.0]))[
        0
    ]  # held to 90 km/h
    assert found.g_km_h["nox"][0] == pytest.approx(900 * car + 100 * truck)
    assert found.kg_yr["nox"][0] == pytest.approx((900 * car + 100 * truck) * 2 * 8760 / 1000)


@pytest.mark.parametrize(
    ("aadt", "hgv", "speed"),
    [(np.nan, 5, 50), (0, 5, 50), (1000, np.nan, 50), (1000, 101, 50), (1000, 5, 0), (1000, 5, 300), (1000, 5, np.nan)],
)
def test_missing_is_not_zero(table, root, aadt, hgv, speed):
    fleet = read_fleet(root / "resources" / "parameters" / "parc_exemple.csv", 2025, table)
    traffic = Traffic(*(np.array([float(v), w]) for v, w in ((aadt, 1000.0), (hgv, 5.0), (speed, 50.0), (10, 10.0))))
    found = emissions(traffic, fleet, table)
    assert np.isnan(found.g_km_h["nox"][0])
    assert found.g_km_h["nox"][1] > 0
