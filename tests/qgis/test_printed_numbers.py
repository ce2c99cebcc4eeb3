# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers on paper say no more than is known."""

import math

import pytest
from atlas_pcaet.cartography import printed_numbers as pn

NAN = math.nan


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234567, 0, "1\u202f234\u202f567"),
        (12.345, 1, "12,3"),
        (-0.04, 1, "0,0"),
        (-1500, 0, "-1\u202f500"),
    ],
)
def test_thousands_are_parted_and_decimals_follow_a_comma(value, decimals, text):
    assert pn.grouped(value, decimals) == text


def test_lengths_and_areas_lose_their_decimals_when_they_are_large():
    assert pn.measured(12.34, "km") == "12,3\u00a0km"
    assert pn.measured(1234.5, "ha") == "1\u202f234\u00a0ha"


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        # The example of DESIGN.
        (3_214, 2_480, 4_010, "about 3\u202f200, between 2\u202f400 and 4\u202f100"),
        (3_214, NAN, NAN, "about 3\u202f200"),
        (98_765, 90_000, 110_000, "about 100\u202f000, between 90\u202f000 and 110\u202f000"),
        (0, NAN, NAN, "0"),
        (0, 0, 0, "0"),
        (4, 0, 30, "at most 30"),
        (270, 0, 9_000, "at most 9\u202f000"),
        (4, NAN, NAN, "fewer than 11"),
        (9.6, 9, 10, "fewer than 11"),
        (47, 45, 52, "about 50, between 40 and 60"),
    ],
)
def test_an_estimate_is_rounded_to_what_its_bounds_allow(value, low, high, text):
    assert pn.estimate(value, low, high) == text


def test_the_printed_bounds_always_hold_the_bounds():
    for low, value, high in [(2_480, 3_214, 4_010), (11, 12, 13), (150, 999, 1_050)]:
        step = pn.rounding_step((high - low) / 2)
        assert math.floor(low / step) * step <= low
        assert math.ceil(high / step) * step >= high
        assert f"{round(value / step) * step:.0f}" in pn.estimate(value, low, high).replace("\u202f", "")


@pytest.mark.parametrize(
    ("value", "expected"), [(91_633, 91_600), (1_892, 1_890), (18.96, 19.0), (0.05678, 0.0568), (-124.4, -124), (0, 0)]
)
def test_a_model_is_worth_three_digits(value, expected):
    assert pn.significant(value) == pytest.approx(expected)


def test_an_unknown_figure_stays_unknown():
    assert math.isnan(pn.significant(math.nan))


@pytest.mark.parametrize(
    ("stored", "expected"),
    [("2026-12-31", "31/12/2026"), ("2026-12", "12/2026"), ("2026", "2026"), ("fin 2026", "fin 2026")],
)
def test_a_date_is_printed_as_a_french_reader_writes_it(stored, expected):
    assert pn.printed_date(stored) == expected
