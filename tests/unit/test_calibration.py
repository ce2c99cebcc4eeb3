# SPDX-License-Identifier: GPL-2.0-or-later
"""Model against measurements, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from atlas_pcaet.analysis.air.calibration import compare, corrected
from atlas_pcaet.analysis.errors import DataError


def test_statistics_of_a_model_that_is_half_the_truth():
    measure = np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    found = compare(measure / 2, measure)
    assert (found.n, found.fac2) == (5, 1.0)
    assert found.bias == pytest.approx(-15)
    assert found.mg == pytest.approx(0.5)
    assert found.r == pytest.approx(1)
    assert (found.slope, found.intercept, found.slope_error) == pytest.approx((2, 0, 0), abs=1e-9)
    assert corrected(np.array([0.0, 7.0]), found) == pytest.approx([0, 14], abs=1e-9)


def test_fac2_counts_both_sides():
    found = compare(np.array([1.0, 10, 10, 10, 10]), np.array([10.0, 4, 5, 20, 21]))
    assert found.fac2 == pytest.approx(2 / 5)


def test_a_corrected_value_is_never_negative():
    found = compare(np.array([10.0, 20, 30, 40, 50]), np.array([1.0, 11, 21, 31, 41]))
    assert corrected(np.array([2.0]), found)[0] == 0


@pytest.mark.parametrize(
    ("model", "measure", "sentence"),
    [
        ([1.0, 2, 3, np.nan, 5], [1.0, 2, 3, 4, -1], "3 measurements can be compared"),
        ([2.0] * 6, [1.0, 2, 3, 4, 5, 6], "same value at every measurement"),
    ],
)
def test_too_little_to_say_is_one_sentence(model, measure, sentence):
    with pytest.raises(DataError, match=sentence):
        compare(np.array(model), np.array(measure))
