# SPDX-License-Identifier: GPL-2.0-or-later
"""What carpooling avoids: the check value of ADEME's action sheet, each crew counted car by car, and the table's units."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from atlas_pcaet.analysis.air.emission_factors import FactorTable, VehicleClass
from atlas_pcaet.analysis.air.fleet import Fleet
from atlas_pcaet.analysis.carpool import impact
from atlas_pcaet.analysis.carpool.impact import Areas, Habits, avoided, avoided_veh_km, read_factors
from atlas_pcaet.analysis.errors import DataError

NAN = float("nan")


@pytest.fixture(scope="module")
def factors(root):
    return read_factors(root / "resources" / "parameters" / "facteurs_covoiturage.csv")


def areas(potential=NAN, parked=NAN, distance=20.0, detour=0.0) -> Areas:
    return Areas(*(np.atleast_1d(np.asarray(v, dtype=float)) for v in (potential, parked, distance, detour)))


def test_the_table_has_the_factors_of_a_car(factors):
    """incubateur-ademe/impactco2, deplacement.json: 0.192 driven, 0.0256 built, by vehicle-kilometre."""
    assert factors[0].kg_veh_km("use") == 0.192
    assert factors[0].kg_veh_km("lifecycle") == pytest.approx(0.2176)
    assert all(factor.source for factor in factors)


@pytest.mark.parametrize(("crew", "kg"), [(2, 850), (3, 1200)])
def test_the_action_sheet_is_found_again(factors, crew, kg):
    """Ecolab: 40 km a day there and back, one passenger more −850 kg CO2e a year and person, two −1 200 (200 days)."""
    km = avoided_veh_km(areas(potential=1), Habits(crew=crew, days=200))[0]
    assert km * factors[0].kg_veh_km("lifecycle") == pytest.approx(kg, rel=0.05)


def test_a_crew_counted_car_by_car():
    """Three people at 12, 8 and 15 km of the area, which is 30 km from their work; directly 36, 35 and 41 km."""
    to_area, direct, onward = [12, 8, 15], [36, 35, 41], 30
    one_way = sum(direct) - sum(to_area) - onward
    detour = np.mean([a + onward - d for a, d in zip(to_area, direct, strict=True)])
    found = avoided_veh_km(areas(potential=3, distance=onward, detour=detour), Habits(crew=3, days=100))
    assert found[0] == pytest.approx(one_way * 2 * 100)


def test_cars_counted_and_their_crews_say_the_same():
    """Of a crew of n, n − 1 cars stay in the area."""
    for crew, detour, share in itertools.product((1.5, 2.2, 4), (0, 3, 30), (1.0, 0.6)):
        habits = Habits(crew, 90, share)
        people = avoided_veh_km(areas(potential=44, detour=detour), habits)
        cars = avoided_veh_km(areas(parked=44 * (crew - 1) / crew, detour=detour), habits)
        assert cars[0] == pytest.approx(people[0])


def test_each_car_left_in_the_area_is_one_less_on_the_road():
    assert avoided_veh_km(areas(parked=10, distance=25), Habits(days=200))[0] == pytest.approx(10 * 2 * 25 * 200)


def test_detours_longer_than_the_way_cost_kilometres():
    found = avoided(areas(potential=[10, 10], distance=[5, 40], detour=[8, 2]), Habits())
    assert found.veh_km[0] < 0 < found.veh_km[1]
    assert found.total == pytest.approx(found.veh_km.sum())


def test_who_did_not_drive_avoids_nothing():
    """Two people; one came by train: the other's car goes as before. Both by train: their car is one more."""
    for share, expected in ((1.0, 20), (0.5, 0), (0.0, -20)):
        found = avoided_veh_km(areas(potential=2, distance=20), Habits(crew=2, days=0.5, former_drivers=share))
        assert found[0] == pytest.approx(expected)


def test_a_count_goes_before_a_potential_and_what_is_unknown_stays_so():
    found = avoided_veh_km(
        areas(potential=[50, 50, NAN, 50], parked=[10, NAN, NAN, 0], distance=[20, NAN, 20, 20]), Habits(days=1)
    )
    assert found[0] == pytest.approx(400)
    assert np.isnan(found[1:3]).all()
    assert found[3] == 0  # counted: nobody


def test_the_low_and_the_high_hold_every_crew_and_every_number_of_days_between():
    some = areas(potential=[30, NAN, 8], parked=[NAN, 12, NAN], distance=[30, 25, 4], detour=[2, 4, 6])
    found = avoided(some, Habits(), 0.2, 15)
    sums = []
    for crew, day in itertools.product(np.linspace(2.0, 2.4, 9), np.linspace(0.85, 1.15, 7) * 80.5):
        each = avoided_veh_km(some, Habits(crew, day))
        assert (found.low <= each + 1e-9).all()
        assert (each <= found.high + 1e-9).all()
        sums.append(each.sum())
    assert found.total_low == pytest.approx(min(sums))
    assert found.total_high == pytest.approx(max(sums))


def test_the_default_days_are_those_of_the_survey():
    """ADEME and Inddigo 2015: 3.5 trips a week; 46 weeks; two trips a day."""
    assert pytest.approx(80.5) == impact.DAYS


@pytest.mark.parametrize("wrong", [{"crew": 1.0}, {"days": -1}, {"days": 400}, {"former_drivers": 1.2}, {"crew": NAN}])
def test_impossible_habits_are_refused(wrong):
    with pytest.raises(DataError, match="crew of more than 1"):
        Habits(**wrong)


HEADER = "mode;use_kgco2e_per_veh_km;construction_kgco2e_per_veh_km;unit;source\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEADER + "voiture;0,11;0,03;PASSAGER.km;ici\n", "line 2: “voiture” is by “PASSAGER.km”"),
        (HEADER + "voiture;0,192;0,0256;veh.km;ici\ncar;0,03;0;pass.km;ici\n", "line 3.*already divided"),
        (HEADER + "voiture;0,192;0,0256;;ici\n", "is by “–”"),
        (HEADER + "voiture;;0,0256;veh.km;ici\n", "line 2: kg of CO2"),
        (HEADER + "voiture;0,192;0,0256;veh.km;\n", "a source"),
        (HEADER + "voiture;-1;0;veh.km;ici\n", "0 or more"),
        ("mode;unit\nvoiture;veh.km\n", "lacks the column use_kgco2e_per_veh_km"),
        # As the table of the reference names its columns, with its lines by passenger-kilometre
        ("mode,use_kgco2e_per_unit,construction_kgco2e_per_unit,unit,source\nTER,0.02,0.005,pass.km,ici\n", "“TER” is by"),
    ],
)  # fmt: skip
def test_a_factor_by_passenger_is_refused_in_a_sentence(tmp_path, text, sentence):
    file = tmp_path / "facteurs.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=sentence):
        read_factors(file)


def test_the_unit_may_be_written_with_its_accent(tmp_path):
    (tmp_path / "f.csv").write_text(HEADER + "voiture;0,2;0;véh.km;ici\n", encoding="utf-8")
    assert read_factors(tmp_path / "f.csv")[0].use == 0.2


def test_cars_alone_of_a_fleet_are_taken(root):
    """Vans are left out: the mean of a petrol car and of an electric one, half and half, is half the petrol car's."""
    table = FactorTable.read(root / "resources" / "parameters" / "facteurs_emission.csv")
    petrol, electric = VehicleClass("PC", "G", "Small", "IV"), VehicleClass("PC", "E", "Medium", "")
    van = VehicleClass("LCV", "D", "N1-III", "IV")
    fleet = Fleet(2025, ((petrol, 0.3), (electric, 0.3), (van, 0.4)), (), "", False)
    found = impact.car_factors(fleet, table, 70.0)
    assert found["nox"] == pytest.approx(table.hot(petrol, "NOx", np.array([70.0]))[0] / 2)
    assert found["pm10"] > 0
    with pytest.raises(DataError, match="no passenger car"):
        impact.car_factors(replace(fleet, light=((van, 1.0),)), table, 70.0)
