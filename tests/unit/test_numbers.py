# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as French tables write them."""

import numpy as np
import pandas as pd
import pytest
from atlas_pcaet.analysis.numbers import doubtful_thousands, parse_number, to_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 345", 12345),
        ("12\u00a0345", 12345),
        ("12\u202f345,6", 12345.6),
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("1.234.567,5", 1234567.5),
        ("-3", -3),
        ("1.0E-5", 1e-5),
        ("12345.0", 12345),
        ("1'234", 1234),
    ],
)
def test_a_french_number_is_read(text, value):
    assert parse_number(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["n.c.", "", "mq", "12;5", "inf", "nan", "--"])
def test_what_is_not_a_number_is_missing(text):
    assert np.isnan(parse_number(text))


def test_a_text_that_is_not_a_number_differs_from_an_empty_cell():
    values, unread = to_numbers(pd.Series(["12 345", None, "n.c.", " ", "0"]))
    assert np.array_equal(values, [12345, np.nan, np.nan, np.nan, 0], equal_nan=True)
    assert unread.tolist() == [False, False, True, False, False]


def test_infinite_numbers_are_missing():
    values, unread = to_numbers(pd.Series([1.0, np.inf, np.nan]))
    assert np.array_equal(values, [1, np.nan, np.nan], equal_nan=True)
    assert not unread.any()


def test_a_nullable_integer_column_is_read():
    values, _ = to_numbers(pd.Series([1, None, 3], dtype="Int64"))
    assert np.array_equal(values, [1, np.nan, 3], equal_nan=True)


def test_a_text_with_a_dot_before_three_digits_is_doubtful():
    column = pd.Series(["12.345", "1.234.567", "0.125", "12.5", "12345", None])
    assert doubtful_thousands(column).tolist() == [True, True, False, False, False, False]
    assert not doubtful_thousands(pd.Series([12.345])).any()
