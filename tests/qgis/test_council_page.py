# SPDX-License-Identifier: GPL-2.0-or-later
"""What the summary for the council says of each figure: where it is the highest, when nothing puts that in doubt."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from atlas_pcaet.processing.atlas.council import council_page
from atlas_pcaet.processing.atlas.territory_figures import Figure

NAMES = ["Arques", "Bomy", "Ecques"]


def figure(own, low=(), high=(), telling=2):
    values = [*own, sum(value for value in own if not math.isnan(value))]
    printed = ["unknown" if math.isnan(v) else f"{v:g} t" for v in values]
    return Figure("NOx", 0, values, printed, list(low), list(high), telling=telling)


def said(*figures) -> str:
    return council_page(NAMES, figures, None, [], "A need.").text


@pytest.mark.parametrize("own", [[1.0, 5.0, 2.0], [math.nan, 5.0, 2.0]])
def test_the_highest_is_named_with_its_value(own):
    assert "“NOx”: the highest value, 5 t, is that of Bomy." in said(figure(own))


def test_two_that_are_equal_are_not_ranked():
    assert "highest" not in said(figure([5.0, 5.0, 2.0]))


@pytest.mark.parametrize(("low", "expected"), [(4.5, True), (3.5, False)])
def test_an_estimate_is_the_highest_only_beyond_the_bounds_of_the_next(low, expected):
    """The next one may be as high as 4."""
    estimated = figure([1.0, 5.0, 3.0], low=[0.5, low, 2.0, 7.0], high=[1.5, 6.0, 4.0, 11.0])
    assert ("is that of Bomy" in said(estimated)) is expected


def test_means_are_not_ranked():
    assert "highest" not in said(replace(figure([1.0, 5.0, 2.0]), adds=False))


def test_a_figure_that_tells_nothing_of_the_theme_is_left_out():
    assert "highest" not in said(figure([1.0, 5.0, 2.0], telling=0))


def test_a_yes_or_no_of_each_territory_has_no_chart_and_no_order():
    flags = figure([1.0, 0.0, 0.0], telling=4)
    assert not flags.tells
    assert figure([2.0, 0.0, 0.0]).tells
    assert "highest" not in said(flags)
