# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of an atlas page, from plane geometry by hand."""

import geopandas
import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.territory.page_figures import Sum, covered, figures

PAGES = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000), shapely.box(5000, 0, 6000, 1000)])


def layer(geometries, **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(geometries), crs="EPSG:2154")


def table(frame, sums=()):
    found = figures(PAGES, frame, tuple(sums))
    return found.pivot(index="page", columns="measure", values="value"), found


def test_points_are_counted_and_their_columns_summed():
    points = layer(shapely.points([[10, 10], [20, 20], [1500, 500]]), beds=[5.0, np.nan, 7.0])
    values, found = table(points, [Sum("beds")])
    assert values["count"].tolist() == [2, 1, 0]
    assert values["beds"].tolist() == [5, 7, 0]
    assert found[found["measure"] == "beds"]["missing"].tolist() == [1, 0, 0]


def test_lines_are_measured_in_each_page():
    values, _ = table(layer([shapely.LineString([(500, 500), (1250, 500)])]))
    assert values["length_km"].tolist() == pytest.approx([0.5, 0.25, 0])


def test_a_column_of_a_line_is_shared_by_its_length():
    # 750 m: 500 in the first page, 250 in the second; 30 kg.
    values, _ = table(layer([shapely.LineString([(500, 500), (1250, 500)])], kg=[30.0]), [Sum("kg")])
    assert values["kg"].tolist() == pytest.approx([20, 10, 0])


def test_a_page_that_nobody_looked_at_is_not_covered():
    # Two places far apart in the first page, one just over its border: the second page is neither held nor mostly inside.
    shapes = shapely.points([[10, 10], [900, 900], [10, 900]])
    assert covered(PAGES, shapes).tolist() == [True, False, False]
    corners = shapely.points([[0, 0], [0, 1000], [2000, 0], [2000, 1000]])
    assert covered(PAGES[:2], corners).tolist() == [True, True]


def test_polygons_are_counted_by_a_point_and_measured_by_area():
    values, _ = table(layer([shapely.box(800, 0, 1100, 100)]))
    assert values["count"].tolist() == [1, 0, 0]
    assert values["surface_ha"].tolist() == pytest.approx([2, 1, 0])


def test_a_shared_polygon_gives_its_share_and_a_building_all_of_itself():
    cells = layer([shapely.box(800, 0, 1100, 100)], inhabitants=[30.0], dwellings=[12])
    values, _ = table(cells, [Sum("inhabitants"), Sum("dwellings", whole=True)])
    assert values["inhabitants"].tolist() == pytest.approx([20, 10, 0])
    assert values["dwellings"].tolist() == [12, 0, 0]


def test_a_page_with_only_missing_values_is_missing_and_an_empty_one_is_zero():
    values, _ = table(layer([shapely.box(0, 0, 10, 10)], inhabitants=[np.nan]), [Sum("inhabitants")])
    assert np.isnan(values["inhabitants"].iloc[0])
    assert values["inhabitants"].iloc[1:].tolist() == [0, 0]


def test_bounds_add_up_as_independent_errors():
    shapes = [shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10)]
    bands = layer(shapes, population=[100.0, 200.0], low=[97.0, 196.0], high=[106.0, 208.0])
    _, found = table(bands, [Sum("population", "low", "high")])
    row = found[(found["measure"] == "population") & (found["page"] == 0)].iloc[0]
    assert (row["value"], row["low"], row["high"]) == pytest.approx((300, 300 - 5, 300 + 10))


def test_a_polygon_cut_by_the_page_may_be_all_in_or_all_out():
    bands = layer([shapely.box(800, 0, 1200, 10)], population=[100.0], low=[90.0], high=[120.0])
    _, found = table(bands, [Sum("population", "low", "high")])
    row = found[(found["measure"] == "population") & (found["page"] == 0)].iloc[0]
    assert (row["value"], row["low"], row["high"]) == pytest.approx((50, 0, 120))


def test_a_neighbour_that_sticks_over_the_border_by_a_millimetre_brings_no_one():
    bands = layer(
        [shapely.box(0, 0, 999, 10), shapely.box(999.999, 0, 1900, 10)],
        population=[100.0, 9000.0],
        low=[90.0, 8000.0],
        high=[110.0, 9900.0],
    )
    _, found = table(bands, [Sum("population", "low", "high")])
    row = found[(found["measure"] == "population") & (found["page"] == 0)].iloc[0]
    assert (row["value"], row["low"], row["high"]) == pytest.approx((100, 90, 110))


def test_a_very_large_polygon_counts_in_a_small_page():
    values, _ = table(layer([shapely.box(-1e6, -1e6, 1e6, 1e6)]))
    assert values["surface_ha"].tolist() == pytest.approx([100, 100, 100])
