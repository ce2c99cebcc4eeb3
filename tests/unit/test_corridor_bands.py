# SPDX-License-Identifier: GPL-2.0-or-later
"""Study bands: areas and counts from plane geometry, by hand."""

import math

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.air import corridor_exposure as ce
from atlas_pcaet.analysis.air import traffic_bands as tb
from atlas_pcaet.analysis.air.band_table import BandTable
from atlas_pcaet.analysis.errors import Cancelled
from atlas_pcaet.analysis.overlay import first_cover

TABLE = BandTable(
    np.array([0.0, 10_000, 25_000, 50_000]),
    np.array([10_000.0, 25_000, 50_000, np.inf]),
    np.array([100.0, 150, 200, 300]),
    ("test",) * 4,
)


def roads(lines, aadt, width=np.nan, length=np.nan, hgv=np.nan) -> tb.Roads:
    aadt = np.asarray(aadt, dtype=float)
    fill = [np.broadcast_to(np.asarray(v, dtype=float), len(aadt)).copy() for v in (width, length, hgv)]
    return tb.Roads(np.array(lines, dtype=object), aadt, TABLE.classify(aadt), *fill)


def line(*points) -> shapely.LineString:
    return shapely.LineString(points)


def zones(**shapes) -> tb.Zones:
    return tb.dissolve_zones(np.array(list(shapes)), np.array(list(shapes.values()), dtype=object))


def bands_and_table(the_roads, the_zones=None, people=None, buildings=None, sensitive=None):
    bands = tb.traffic_bands(the_roads, TABLE, the_zones)
    pieces = bands.parts
    people = people(pieces) if people else None
    located = [None if p is None else first_cover(p, pieces) for p in (buildings, sensitive)]
    return bands.frame, ce.exposure_table(the_roads, TABLE, the_zones, bands, people, *located)


def test_a_straight_road_has_a_stadium_round_it():
    bands, _ = bands_and_table(roads([line((0, 0), (1000, 0))], [30_000]))
    stadium_ha = (1000 * 400 + math.pi * 200**2) / 1e4
    assert bands["area_ha"].sum() == pytest.approx(stadium_ha, rel=1e-3)
    assert bands["aadt_class"].tolist() == ["25000-50000"]
    assert bands["half_width_m"].tolist() == [200.0]


def test_half_the_road_s_width_is_added_where_it_is_known():
    bands, _ = bands_and_table(roads([line((0, 0), (1000, 0))], [30_000], width=[7.0]))
    assert bands["half_width_m"].tolist() == [203.5]


def test_two_widths_in_one_class_show_the_range():
    far_apart = [line((0, 0), (1000, 0)), line((0, 5000), (1000, 5000))]
    bands, _ = bands_and_table(roads(far_apart, [30_000, 31_000], width=[7.0, np.nan]))
    assert bands[["half_width_min_m", "half_width_m"]].to_numpy().tolist() == [[200.0, 203.5]]


def test_each_place_is_in_the_highest_class_that_reaches_it():
    crossing = roads([line((-2000, 0), (2000, 0)), line((0, -2000), (0, 2000))], [60_000, 5_000])
    bands, _ = bands_and_table(crossing)
    high, low = bands.set_index("aadt_class").loc[[">50000", "0-10000"]].geometry
    assert high.intersection(low).area == pytest.approx(0, abs=1e-6)
    assert high.area == pytest.approx(4000 * 600 + math.pi * 300**2, rel=1e-3)
    assert high.contains(shapely.Point(0, 0))
    assert low.contains(shapely.Point(0, 1000))


def test_zones_cut_the_bands_and_overlaps_carry_both_names():
    west, east = shapely.box(-5000, -5000, 100, 5000), shapely.box(-100, -5000, 5000, 5000)
    bands, table = bands_and_table(roads([line((-1000, 0), (1000, 0))], [30_000]), zones(Ouest=west, Est=east))
    by_zone = bands.set_index("zone")["area_ha"]
    assert set(by_zone.index) == {"Ouest", "Est", "Ouest | Est"}
    assert by_zone["Ouest | Est"] == pytest.approx(200 * 400 / 1e4, rel=1e-9)
    km = table.set_index("zone")["road_km"]
    assert km["Ouest"] == pytest.approx(1.1)
    assert km["Est"] == pytest.approx(1.1)
    assert km["ensemble"] == pytest.approx(2.0)


def test_outside_all_zones_the_band_has_no_zone_and_still_counts_in_the_whole():
    bands, table = bands_and_table(
        roads([line((0, 0), (2000, 0))], [30_000]), zones(Moitié=shapely.box(-500, -500, 1000, 500))
    )
    assert bands["zone"].isna().sum() == 1
    assert table.set_index("zone")["road_km"].to_dict() == pytest.approx({"Moitié": 1.0, "ensemble": 2.0})


def test_features_of_one_name_are_one_zone():
    merged = tb.dissolve_zones(
        np.array(["A", "B", "A"]),
        np.array([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6), shapely.box(1, 0, 2, 1)], dtype=object),
    )
    assert merged.names == ["A", "B"]
    assert merged.shapes[0].equals(shapely.box(0, 0, 2, 1))


def test_without_zones_there_is_only_the_whole():
    _, table = bands_and_table(roads([line((0, 0), (1000, 0))], [30_000]))
    assert table["zone"].tolist() == ["ensemble"]


def test_kilometres_are_the_official_ones_and_a_chord_is_flagged():
    chord = roads([line((0, 0), (1000, 0)), line((0, 3000), (1000, 3000))], [30_000, 30_000], length=[1200, 1040])
    assert chord.schematic.tolist() == [True, False]
    bands, table = bands_and_table(chord)
    whole = table.iloc[-1]
    assert whole["road_km"] == pytest.approx(2.24)
    assert whole["veh_km_day"] == pytest.approx(2.24 * 30_000)
    assert whole["schematic"] == 1
    assert bands["schematic"].sum() == 1


def test_the_official_length_is_shared_by_the_drawn_share_in_each_zone():
    halves = zones(A=shapely.box(-500, -500, 250, 500), B=shapely.box(250, -500, 1500, 500))
    _, table = bands_and_table(roads([line((0, 0), (1000, 0))], [30_000], length=[2000]), halves)
    assert table.set_index("zone")["road_km"].to_dict() == pytest.approx({"A": 0.5, "B": 1.5, "ensemble": 2.0})


def test_a_road_without_count_has_no_band_and_is_counted_apart():
    mixed = roads([line((0, 0), (1000, 0)), line((0, 9000), (3000, 9000))], [30_000, np.nan])
    bands, table = bands_and_table(mixed, zones(A=shapely.box(-1000, -1000, 9000, 10_000)))
    assert not bands.geometry.intersects(shapely.Point(0, 9000)).any()
    unknown = table[table["aadt_class"] == "non renseigné"].iloc[0]
    assert unknown["uncounted_km"] == pytest.approx(3.0)
    assert math.isnan(unknown["road_km"])
    assert math.isnan(unknown["veh_km_day"])
    assert table.iloc[-1][["road_km", "uncounted_km"]].tolist() == pytest.approx([1.0, 3.0])


def test_heavy_traffic_is_missing_unless_every_share_is_known():
    lines = [line((0, 0), (1000, 0)), line((0, 3000), (1000, 3000))]
    _, known = bands_and_table(roads(lines, [10_000, 20_000], hgv=[10, 20]))
    assert known.iloc[-1]["hgv_km_day"] == pytest.approx(1000 + 4000)
    _, unknown = bands_and_table(roads(lines, [10_000, 20_000], hgv=[10, np.nan]))
    assert math.isnan(unknown.iloc[-1]["hgv_km_day"])


def test_population_is_shared_by_area_with_bounds():
    cells = np.array([shapely.box(0, -100, 200, 100), shapely.box(200, 100, 400, 300), shapely.box(0, 9000, 1, 9001)])
    counts = np.array([80.0, 100.0, 500.0])
    _, table = bands_and_table(
        roads([line((-1000, 0), (2000, 0))], [30_000]), people=lambda pieces: ce.people_by_area(counts, cells, pieces)
    )
    whole = table.iloc[-1]
    assert whole["population"] == pytest.approx(80 + 50)
    assert (whole["population_low"], whole["population_high"]) == (80, 180)


def test_population_goes_to_buildings_by_floor_area():
    cell = np.array([shapely.box(0, 0, 400, 400)])
    footprints = shapely.box(np.array([10, 10]), np.array([10, 300]), np.array([20, 20]), np.array([20, 310]))
    floor_area = ce.floor_area(footprints, np.array([np.nan, 3.0]), np.array([np.nan, 3.0]))
    assert floor_area.tolist() == [100, 300]
    centroids = shapely.centroid(footprints)
    _, table = bands_and_table(
        roads([line((-1000, 0), (2000, 0))], [30_000]),
        people=lambda pieces: ce.people_by_floor_area(np.array([100.0]), cell, centroids, floor_area, pieces),
        buildings=centroids,
    )
    assert table.iloc[-1]["population"] == pytest.approx(25)
    assert table.iloc[-1]["buildings"] == 1


def test_a_populated_cell_without_building_is_shared_by_ground_area():
    cells = np.array([shapely.box(0, -100, 200, 100), shapely.box(200, 100, 400, 300)])
    people = []

    def shared(pieces):
        people.append(ce.people_by_floor_area(np.array([80.0, 100.0]), cells, np.empty(0, object), np.empty(0), pieces))
        return people[0]

    _, table = bands_and_table(roads([line((-1000, 0), (2000, 0))], [30_000]), people=shared)
    assert people[0].cells_without_building == 2
    assert table.iloc[-1]["population"] == pytest.approx(130)


@pytest.mark.parametrize(
    ("floors", "height", "expected"),
    [(4, 20, 4), (np.nan, 9.4, 3), (0, 2.0, 1), (np.nan, np.nan, 1), (np.nan, 10.6, 4)],
)
def test_floors_come_from_the_field_else_from_three_metres_each(floors, height, expected):
    square = np.array([shapely.box(0, 0, 10, 10)])
    assert ce.floor_area(square, np.array([floors]), np.array([height]))[0] == 100 * expected


def test_sensitive_places_on_both_sides_of_a_zone_border_count_once_in_the_whole():
    overlapping = zones(A=shapely.box(-9e3, -9e3, 500, 9e3), B=shapely.box(400, -9e3, 9e3, 9e3))
    places = shapely.points([[100, 10], [450, 10], [900, 10], [900, 900]])
    _, table = bands_and_table(roads([line((0, 0), (1000, 0))], [30_000]), overlapping, sensitive=places)
    assert table.set_index("zone")["sensitive"].to_dict() == {"A": 2, "B": 2, "ensemble": 3}


def test_what_was_not_given_is_missing_not_zero():
    _, table = bands_and_table(roads([line((0, 0), (1000, 0))], [30_000]))
    assert table.iloc[-1][["population", "population_low", "population_high", "buildings", "sensitive"]].isna().all()


def test_the_bounds_of_a_piece_are_those_of_the_set_that_holds_it_alone():
    people = ce.People(
        np.array([80.0, 100.0, 60.0]), np.array([0, 1, 2, 2]), np.array([0, 0, 0, 1]), np.array([1, 0.5, 0.5, 0.5])
    )
    for piece in range(2):
        alone = np.arange(2) == piece
        assert people.by_piece(2)[piece].tolist() == pytest.approx(people.within(alone))


def test_the_interval_is_that_of_independent_blocks():
    """100 cells of 10 people, half inside each: 500 ± 1.96 × sqrt(100 × 10² × 0.25) = 500 ± 98."""
    cells = np.arange(100)
    people = ce.People(np.full(100, 10.0), cells, np.zeros(100, dtype=int), np.full(100, 0.5))
    assert people.within(np.array([True])) == pytest.approx((500, 402, 598))


def test_many_tiles_give_what_one_overlay_gives():
    """300 sections over several tiles, against buffers, unions and differences of the whole at once."""
    random = np.random.default_rng(2)
    start = random.uniform(0, 30_000, (300, 2))
    lines = shapely.linestrings(np.stack([start, start + random.uniform(-2500, 2500, (300, 2))], axis=1))
    aadt = random.choice([5_000.0, 20_000, 40_000, 90_000], 300)
    west, east = shapely.box(-5e3, -5e3, 16_000, 4e4), shapely.box(14_000, -5e3, 4e4, 4e4)
    the_roads, the_zones = roads(lines, aadt), zones(Ouest=west, Est=east)
    bands = tb.traffic_bands(the_roads, TABLE, the_zones)
    assert len(bands.parts.shapes) > 2 * len(bands.frame)
    covered = shapely.MultiPolygon()
    for traffic_class in (3, 2, 1, 0):
        members = the_roads.traffic_class == traffic_class
        reached = shapely.union_all(shapely.buffer(lines[members], TABLE.width[traffic_class], quad_segs=16))
        band = shapely.difference(reached, covered)
        covered = shapely.union(covered, reached)
        for zone, where in (("Ouest", west - east), ("Ouest | Est", west & east), ("Est", east - west)):
            expected = shapely.intersection(band, where)
            row = (bands.frame["class_index"] == traffic_class) & (bands.frame["zone"] == zone)
            piece = bands.frame.geometry[row].iloc[0]
            assert piece.symmetric_difference(expected).area < 1e-3 * expected.length
            assert piece.is_valid
    totals = np.bincount(bands.parts.owner, weights=shapely.area(bands.parts.shapes))
    assert totals == pytest.approx(bands.frame.area.to_numpy(), rel=1e-6)


def test_a_band_across_tiles_has_no_seam():
    sections = [line((x, 0), (x + 900, 0)) for x in range(0, 400_000, 1000)]
    bands = tb.traffic_bands(roads(sections, [30_000] * len(sections)), TABLE)
    assert len(bands.parts.shapes) > 2
    (shape,) = bands.frame.geometry
    assert shape.geom_type == "Polygon"
    assert len(shape.interiors) == 0


def test_bands_stop_when_asked():
    calls = []

    def stop(fraction):
        calls.append(fraction)
        if len(calls) > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        tb.traffic_bands(
            roads([line((x, 0), (x + 900, 0)) for x in range(0, 400_000, 1000)], [30_000] * 400), TABLE, None, stop
        )
