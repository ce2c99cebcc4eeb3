# SPDX-License-Identifier: GPL-2.0-or-later
"""Units convert by the factors of the International System, and only between units of one thing."""

from __future__ import annotations

import csv

import pytest
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.indicators.units import convert, converts, unit_of


@pytest.mark.parametrize(
    ("value", "given", "wanted", "expected"),
    [
        (12_300, "t", "kt", 12.3),
        (4.5, "Mt", "kt", 4_500),
        (1, "kteq CO2", "t éq. CO2", 1_000),  # TET in kt, the order of 4 August 2016 in t
        (2, "ktéqC02", "kteq CO2", 2),  # so written in the official file
        (3, "tCO2éq", "teq C02", 3),
        (1.5, "GWh", "MWh", 1_500),
        (2_500_000, "kWh", "GWh", 2.5),
        (3.6, "GJ", "MWh", 1),
        (1_250, "m", "km", 1.25),
        (3, "Km", "mètres", 3_000),
        (1, "km²", "ha", 100),
        (10_000, "m2", "ha", 1),
        (250, "l", "m3", 0.25),
        (12, "kWh/m²", "MWh/ha", 120),
        (40, "km / 1000 hab.", "m/hab", 40),
        (5, "nb/100 habitants", "nombre/habitant", 0.05),
        (2, "M€", "euros", 2_000_000),
        (7, "nb", "lieux", 7),
        (7, "Nombre de bornes", "nb", 7),
        (3, "Milliers de trajets / jour", "trajets/jour", 3_000),
        (8, "tonnes/an ou g/repas servi", "tonnes/an ou g/repas servi", 8),
    ],
)
def test_a_number_keeps_what_it_measures(value, given, wanted, expected):
    assert convert(value, given, wanted) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("t", "t éq. CO2"),  # a tonne of NOx is no tonne of CO2
        ("MW", "MWh"),
        ("MWh", "MWh/an"),
        ("m", "m2"),
        ("euros", "£"),
        ("nb", "hab"),
        ("Nombre de bornes", "Nombre de stations"),
        ("%", "nb"),
        ("oui / non", "nb"),
        ("", "km"),
        ("tonnes/an ou g/repas servi", "tonnes/an"),
        ("mt", "t"),  # no unit: a millitonne is what nobody means
    ],
)
def test_what_is_not_the_same_thing_is_refused_with_both_units(given, wanted):
    with pytest.raises(RecordError, match="does not convert") as refused:
        convert(1, given, wanted)
    assert refused.value.facts["wanted"] == wanted
    assert not converts(wanted, given)


def test_a_conversion_there_and_back_is_exact():
    assert convert(convert(0.1, "GWh", "kWh"), "kWh", "GWh") == 0.1
    assert convert(633_381.85, "kg", "kt") * 1_000_000 == pytest.approx(633_381.85)


@pytest.mark.real
def test_the_units_of_the_official_definitions_are_read(real_data):
    with (real_data / "records" / "tet_import-indicateur-definitions.csv").open(encoding="utf-8") as opened:
        units = {row["unite"] for row in csv.DictReader(opened)}
    unread = {text for text in units if unit_of(text) is None}
    assert unread == {"oui / non", "tonnes/an ou g/repas servi"}
    for text in ("tonnes", "GWh", "MWh", "kteq CO2", "ha", "km", "m3", "%", "µg/m3"):
        assert text in units
        assert not unit_of(text).counts
