# SPDX-License-Identifier: GPL-2.0-or-later
"""Overlays in small parts give what the plain overlay gives."""

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.errors import Cancelled
from atlas_pcaet.analysis.overlay import (
    first_cover,
    measure_pairs,
    polygons_of,
    subdivide,
    union_in_blocks,
)
from hypothesis import given, settings
from hypothesis import strategies as st


def star(seed: int, points: int = 2000, radius: float = 1000) -> shapely.Polygon:
    random = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    reach = radius * random.uniform(0.6, 1, points)
    return shapely.Polygon(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]))


def test_parts_stay_within_the_limit_and_keep_the_area():
    shapes = np.array([star(1), star(2), shapely.box(0, 0, 1, 1)], dtype=object)
    cut = subdivide(shapes, limit=128)
    parts, owner = cut.shapes, cut.owner
    assert shapely.get_num_coordinates(parts).max() <= 128
    for position, shape in enumerate(shapes):
        assert shapely.area(parts[owner == position]).sum() == pytest.approx(shape.area, rel=1e-9)


def test_a_small_shape_is_returned_whole():
    box = shapely.box(0, 0, 1, 1)
    cut = subdivide(np.array([box], dtype=object))
    assert cut.shapes.tolist() == [box]
    assert (cut.owner.tolist(), cut.count) == ([0], 1)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 500))
def test_the_union_in_blocks_covers_what_the_plain_union_covers(seed, count):
    random = np.random.default_rng(seed)
    circles = shapely.buffer(shapely.points(random.uniform(0, 5000, (count, 2))), random.uniform(1, 300, count))
    assert union_in_blocks(circles).symmetric_difference(shapely.union_all(circles)).area == pytest.approx(0, abs=1e-3)


def test_the_union_of_nothing_is_empty():
    assert union_in_blocks(np.empty(0, dtype=object)).is_empty


def test_pairs_measure_the_plain_intersections():
    x, y = np.meshgrid(np.arange(-1000, 1000, 250), np.arange(-1000, 1000, 250))
    cells = shapely.box(x.ravel(), y.ravel(), x.ravel() + 250, y.ravel() + 250)
    covers = np.array([star(3), star(4)], dtype=object)
    subject, cover, area = measure_pairs(cells, subdivide(covers), shapely.area)
    plain = shapely.area(shapely.intersection(cells[:, None], covers[None]))
    measured = np.zeros_like(plain)
    measured[subject, cover] = area
    assert measured == pytest.approx(plain, abs=1e-6)


def test_shapes_that_only_touch_make_no_pair():
    subject, _, _ = measure_pairs(
        np.array([shapely.box(0, 0, 1, 1)], dtype=object),
        subdivide(np.array([shapely.box(1, 0, 2, 1)], dtype=object)),
        shapely.area,
    )
    assert len(subject) == 0


def test_a_point_belongs_to_the_first_cover_that_holds_it():
    covers = np.array([shapely.box(5, 0, 10, 10), shapely.box(0, 0, 10, 10)], dtype=object)
    points = shapely.points([[7, 5], [2, 5], [5, 5], [20, 5]])
    assert first_cover(points, subdivide(covers)).tolist() == [0, 1, 0, -1]


def test_only_polygons_are_kept():
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 1, 1), shapely.LineString([(0, 0), (5, 5)])])
    assert polygons_of(mixed).area == 1
    assert polygons_of(shapely.LineString([(0, 0), (1, 1)])).is_empty


def test_a_union_stops_when_asked():
    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        union_in_blocks(shapely.buffer(shapely.points(np.random.default_rng(1).uniform(0, 1e4, (1000, 2))), 50), stop)
