# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads that are the two carriageways of one: what is told, and what is not."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.air.carriageways import twins

ROAD = "LINESTRING (0 0, 1000 0)"


@pytest.mark.parametrize(
    ("other", "count", "pairs"),
    [
        ("LINESTRING (1000 20, 0 20)", 30_000, [[0, 1]]),  # the other carriageway, drawn the other way
        ("MULTILINESTRING ((0 15, 500 15), (500 15, 1000 15))", 30_000, [[0, 1]]),
        ("LINESTRING (1000 20, 0 20)", 28_000, []),  # its own count
        ("LINESTRING (1000 20, 0 20)", np.nan, []),
        ("LINESTRING (0 300, 1000 300)", 30_000, []),  # another street
        ("LINESTRING (1000 0, 2000 0)", 30_000, []),  # the section that follows
        ("LINESTRING (500 -500, 500 500)", 30_000, []),  # a crossing
        ("LINESTRING (400 20, 500 20)", 30_000, []),  # a slip road
    ],
)
def test_two_carriageways_with_one_count_are_told(other, count, pairs):
    lines = np.array(shapely.from_wkt([ROAD, other]), dtype=object)
    assert twins(lines, np.array([30_000.0, count])).tolist() == pairs


def test_nothing_is_found_in_nothing():
    assert len(twins(np.array([], dtype=object), np.array([]))) == 0
    assert len(twins(np.array([shapely.LineString()], dtype=object), np.array([1.0]))) == 0
