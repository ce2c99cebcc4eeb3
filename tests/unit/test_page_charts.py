# SPDX-License-Identifier: GPL-2.0-or-later
"""The charts of an atlas page: SVG that can be read back, told apart in grey, and nothing invented for what is missing."""

from __future__ import annotations

import itertools
import math
import xml.etree.ElementTree as ET

import pytest
from atlas_pcaet.cartography import atlas_charts

SVG = "{http://www.w3.org/2000/svg}"


def parts(svg: str, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(SVG + tag))


def test_bars_are_as_long_as_their_values_and_the_missing_one_is_not_drawn():
    svg = atlas_charts.rank_chart([10.0, 5.0, math.nan, 20.0], 1, "Arques : 5")
    heights = [float(bar.get("height")) for bar in parts(svg, "rect")]
    assert heights == pytest.approx([heights[0], heights[0] / 2, heights[0] / 4], rel=0.01)
    dark = [bar.get("fill") == atlas_charts.DARK for bar in parts(svg, "rect")]
    assert dark == [False, False, True]


@pytest.mark.parametrize(("values", "here"), [([math.nan, 1.0, 2.0], 0), ([1.0], 0), ([0.0, 0.0], 0)])
def test_no_chart_where_there_is_nothing_to_compare(values, here):
    assert atlas_charts.rank_chart(values, here, "x") == ""


def test_text_is_escaped():
    assert [text.text for text in parts(atlas_charts.rank_chart([1.0, 2.0], 0, "<b>&"), "text")] == ["<b>&"]


def test_horizontal_bars_keep_the_name_and_the_printed_value():
    svg = atlas_charts.bars_chart([("À venir", 40.0, "40"), ("En cours", 20.0, "20"), ("Réalisé", math.nan, "?")])
    assert {text.text for text in parts(svg, "text")} == {"À venir", "40", "En cours", "20", "Réalisé", "?"}
    widths = [float(bar.get("width")) for bar in parts(svg, "rect")]
    assert widths[1] == pytest.approx(widths[0] / 2, rel=0.01)
    assert atlas_charts.bars_chart([]) == ""


def test_a_series_needs_two_points_and_bears_its_years():
    names = ("result", "target", "reference")
    assert atlas_charts.trajectory_chart([(2024, 5.0)], [], [], names, {}) == ""
    svg = atlas_charts.trajectory_chart([(2020, 4.0), (2024, 8.5)], [(2026, 20.0)], [], names, {(2026, 20.0): "20 %"})
    words = [text.text for text in parts(svg, "text")]
    assert {"2020", "2024", "2026", "20 %", "result", "target"} <= set(words)
    assert "reference" not in words


def test_every_point_stays_in_the_frame():
    svg = atlas_charts.trajectory_chart([(1990, -5.0), (2050, 1e9)], [(2030, 3.0)], [], ("a", "b", "c"), {})
    _x, _y, width, height = (float(part) for part in ET.fromstring(svg).get("viewBox").split())
    for circle in parts(svg, "circle"):
        assert 0 <= float(circle.get("cx")) <= width
        assert 0 <= float(circle.get("cy")) <= height


def spans(svg, size):
    """The left and right ends of each bold text, letters of ``size`` units at most."""
    found = []
    for text in parts(svg, "text"):
        if text.get("font-weight") == "bold":
            x, wide = float(text.get("x")), 4 * size * len(text.text)
            left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor")]
            found.append((left, left + wide, float(text.get("y"))))
    return found


@pytest.mark.parametrize("here", range(0, 40, 3))
def test_a_long_name_stays_in_the_chart_wherever_its_bar_is(here):
    svg = atlas_charts.rank_chart([float(40 - i) for i in range(40)], here, "Bayenghem-lès-Éperlecques " * 5)
    _x, _y, width, _height = (float(part) for part in ET.fromstring(svg).get("viewBox").split())
    assert all(left >= 0 and right <= width for left, right, _y in spans(svg, 7.4))
    assert "…" in next(text.text for text in parts(svg, "text"))


def test_the_labels_of_a_series_do_not_lie_on_each_other():
    points = [(year, 100.0 - year % 7) for year in range(2010, 2025)]
    printed = dict.fromkeys([*points, (2030, 96.0), (2050, 95.0)], "1 234 567,8")
    svg = atlas_charts.trajectory_chart(points, [(2030, 96.0), (2050, 95.0)], [], ("a", "b", "c"), printed)
    boxes = spans(svg, 6.2)
    assert 1 <= len(boxes) <= 4
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert one[1] < other[0] or other[1] < one[0] or abs(one[2] - other[2]) > 4 * 11


def lightness(colour: str) -> float:
    """L* of CIELAB, from the relative luminance of sRGB (IEC 61966-2-1)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16


def test_the_colours_are_told_apart_in_grey():
    ordered = sorted(lightness(colour) for colour in (atlas_charts.DARK, atlas_charts.MIDDLE, atlas_charts.LIGHT))
    assert min(b - a for a, b in itertools.pairwise(ordered)) > 15
