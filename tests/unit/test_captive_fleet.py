# SPDX-License-Identifier: GPL-2.0-or-later
"""A captive fleet, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from atlas_pcaet.analysis.air.captive_fleet import read_captive_fleet, year_of
from atlas_pcaet.analysis.air.emission_factors import FactorTable, VehicleClass, wear
from atlas_pcaet.analysis.errors import DataError

HEADER = "category;fuel;segment;euro;vehicles;km_per_year;litres_per_year;speed_kmh;clean\n"
BUS = "Urban Buses Standard 15 - 18 t"


@pytest.fixture(scope="module")
def table(root):
    return FactorTable.read(root / "resources" / "parameters" / "facteurs_emission.csv")


def read(table, tmp_path, lines, header=HEADER):
    (tmp_path / "flotte.csv").write_text(header + lines, encoding="utf-8")
    return read_captive_fleet(tmp_path / "flotte.csv", table, 25.0)


def test_ten_buses_by_hand(table, tmp_path):
    year = year_of(read(table, tmp_path, f"BUS;D;{BUS};V;10;40 000;18000;20;\n"), table)
    bus, speed = VehicleClass("BUS", "D", BUS, "V"), np.array([20.0])
    assert year.km == 400_000
    assert year.nox_kg == pytest.approx(400_000 * table.hot(bus, "NOx", speed)[0] / 1000)
    assert year.pm10_kg == pytest.approx(400_000 * (table.hot(bus, "PM", speed)[0] + wear(bus, speed)[0][0]) / 1000)
    assert year.litres == 180_000
    assert year.co2_kg == pytest.approx(180_000 * 35.9 * 74.2 / 1000)  # 2.66 kg for a litre of diesel
    assert year.clean_share_pct == 0


def test_without_litres_they_come_from_the_energy_of_the_table(table, tmp_path):
    year = year_of(read(table, tmp_path, f"BUS;D;{BUS};V;1;1000;;;\n"), table)
    energy = 1000 * table.hot(VehicleClass("BUS", "D", BUS, "V"), "EC", np.array([25.0]))[0]
    assert year.litres == pytest.approx(energy / 35.9)
    assert year.co2_kg == pytest.approx(energy * 74.2 / 1000)


def test_clean_vehicles_by_rule_or_as_said(table, tmp_path):
    lines = f"BUS;D;{BUS};V;3;1;;;\nBUS;D;{BUS};VI A/B/C;4;1;;;\nBUS;E;{BUS};;2;1;;;\nBUS;D;{BUS};VI A/B/C;1;1;;;non\n"
    year = year_of(read(table, tmp_path, lines), table)
    assert (year.vehicles, year.clean_vehicles) == (10, 6)
    assert year.clean_share_pct == 60


def test_an_electric_bus_burns_nothing_and_wears_its_tyres(table, tmp_path):
    year = year_of(read(table, tmp_path, f"BUS;E;{BUS};;1;1000;;;\n"), table)
    assert (year.nox_kg, year.co2_kg, year.litres) == (0, 0, 0)
    assert year.pm10_kg > 0


def test_litres_of_gas_are_unknown_not_zero(table, tmp_path):
    year = year_of(read(table, tmp_path, "BUS;CNG;Urban CNG Buses;EEV;1;1000;;;\n"), table)
    assert math.isnan(year.litres)
    assert year.co2_kg > 0


def test_french_names(table, tmp_path):
    header = "Catégorie;Carburant;Segment;Norme;Véhicules;Km par an\n"
    assert read(table, tmp_path, f"bus;d;{BUS};v;2;100\n", header)[0].vehicles == 2


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"BUS;D;{BUS};XII;1;1;;;\n", "line 2: the emission table does not know BUS D"),
        (f"BUS;D;{BUS};V;beaucoup;1;;;\n", "line 2: a number of vehicles"),
        (f"BUS;D;{BUS};V;1;-5;;;\n", "line 2: a number of vehicles"),
        (f"BUS;D;{BUS};V;1;1;;;peut-être\n", "line 2: “peut-être” is neither yes nor no"),
    ],
)
def test_a_wrong_line_is_one_sentence(table, tmp_path, line, sentence):
    with pytest.raises(DataError, match=sentence):
        read(table, tmp_path, line)
