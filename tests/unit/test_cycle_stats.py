# SPDX-License-Identifier: GPL-2.0-or-later
"""Kilometres of cycle facilities: sums on paper, borders, what is in service, the codes of Territoires en Transitions."""

from __future__ import annotations

import csv

import numpy
import pandas
import pytest
import shapely
from atlas_pcaet.analysis.cycling import facility_schema as schema
from atlas_pcaet.analysis.cycling import network_stats as stats

UNI, BI = "UNIDIRECTIONNEL", "BIDIRECTIONNEL"
TRACK, LANE, GREENWAY, NONE = "PISTE CYCLABLE", "BANDE CYCLABLE", "VOIE VERTE", "AUCUN"
# Lines of 1 km each: right, left (facility, direction, status), km by axis, km of both sides.
CASES = [
    ((TRACK, BI, "EN SERVICE"), (NONE, None, None), 1, 2),
    ((TRACK, BI, None), (TRACK, BI, None), 1, 4),  # "de chaque côté", "multiplier par 2 … bi-directionnelles"
    ((LANE, UNI, "EN SERVICE"), (LANE, UNI, "PROVISOIRE"), 1, 2),
    ((LANE, UNI, None), ("DOUBLE SENS CYCLABLE NON MATERIALISE", UNI, None), 1, 2),
    ((LANE, None, None), (NONE, None, None), 1, 1),  # a direction nobody says counts once
    ((GREENWAY, BI, None), (GREENWAY, BI, None), 1, 2),  # one way, written twice
    ((TRACK, BI, "EN TRAVAUX"), (NONE, None, None), 0, 0),
    ((TRACK, BI, "EN PROJET"), (NONE, None, None), 0, 0),
    ((LANE, UNI, "EN TRAVAUX"), (LANE, UNI, "EN SERVICE"), 1, 1),
    ((NONE, None, None), (NONE, None, None), 0, 0),
    ((LANE, UNI, None), (None, None, None), 1, 1),  # the left side is not known
]


def table_of(cases=CASES) -> pandas.DataFrame:
    rows = [{f"{stem}_{side}": value for side, values in zip("dg", case[:2], strict=True) for stem, value in zip(("ame", "sens", "statut"), values, strict=True)} for case in cases]  # fmt: skip
    return pandas.DataFrame(rows, dtype=object)


@pytest.fixture
def whole():
    lines = numpy.array([shapely.LineString([(0, 10 * i), (1000, 10 * i)]) for i in range(len(CASES))], dtype=object)
    zone = numpy.array([shapely.box(-1, -1, 1001, 1000)], dtype=object)
    return stats.sides_of(table_of()), *stats.lengths_in_zones(lines, zone)


def test_kilometres_by_axis_and_of_both_sides_are_those_of_paper(whole):
    sides, line, zone, metres = whole
    for position, (_right, _left, axis, both) in enumerate(CASES):
        own = line == position
        found = stats.kilometres(sides, line[own], zone[own], metres[own], 1).iloc[0]
        assert (found["axis"], found["both_sides"]) == pytest.approx((axis, both)), CASES[position]
    total = stats.kilometres(sides, line, zone, metres, 1).iloc[0]
    assert total["axis"] == pytest.approx(sum(case[2] for case in CASES))
    assert total["both_sides"] == pytest.approx(sum(case[3] for case in CASES))
    assert total["works"] == pytest.approx(2)
    assert (total["unsaid"], total["unknown"]) == pytest.approx((1, 1))
    # crte_6.1: tracks and greenways only, both sides: 2 + 4 + 2.
    assert total["safe"] == pytest.approx(8)


def test_the_kinds_add_up_to_the_whole_both_ways_of_counting(whole):
    sides, line, zone, metres = whole
    found = stats.kilometres_by_facility(sides, line, zone, metres)
    total = stats.kilometres(sides, line, zone, metres, 1).iloc[0]
    for counting in ("axis", "both_sides"):
        assert stats.by_kind(found, counting, 1).sum(axis=1)[0] == pytest.approx(total[counting])
    kinds = stats.by_kind(found, "both_sides", 1).iloc[0]
    assert kinds[["aa", "ab", "ac", "ae"]].tolist() == pytest.approx([6, 2, 6, 1])
    # A lane and a contraflow share the kilometre of their street.
    axis = stats.by_kind(found, "axis", 1).iloc[0]
    assert axis["ae"] == pytest.approx(0.5)


def test_every_facility_of_the_schema_has_a_kind_and_the_codes_are_the_official_ones(real_data):
    assert set(stats.KIND_OF) == set(schema.AME) - {NONE}
    with (real_data / "records" / "tet_import-indicateur-definitions.csv").open(encoding="utf-8", newline="") as file:
        official = {row["identifiantReferentiel"]: row for row in csv.DictReader(file)}
    formula = official["cae_44.a"]["valeurCalcule"]
    assert [f"opt_val(cae_44.{code})" for code in stats.KINDS] == formula.split("+")
    for code, word in (("aa", "pistes"), ("ab", "voies vertes"), ("ac", "bandes"), ("ad", "bus"), ("ae", "double sens"), ("af", "mixtes"), ("ag", "autre")):  # fmt: skip
        assert word in official[f"cae_44.{code}"]["titre"]
        assert official[f"cae_44.{code}"]["unite"] == "km / 1000 hab."
    assert official["crte_6.1"]["unite"] == "km"


def test_lines_are_cut_by_zones_and_a_border_is_half_in_each():
    zones = numpy.array([shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)], dtype=object)
    lines = numpy.array(
        [shapely.LineString([(500, 500), (1500, 500)]), shapely.LineString([(1000, 0), (1000, 400)]), shapely.LineString([(-500, 500), (100, 500)])],
        dtype=object,
    )  # fmt: skip
    line, zone, metres = stats.lengths_in_zones(lines, zones)
    found = {(a, b): m for a, b, m in zip(line.tolist(), zone.tolist(), metres.tolist(), strict=True)}
    assert found == pytest.approx({(0, 0): 500, (0, 1): 500, (1, 0): 200, (1, 1): 200, (2, 0): 100})
    _line, _zone, whole = stats.lengths_in_zones(lines, numpy.array([shapely.union_all(zones)], dtype=object))
    assert whole.sum() == pytest.approx(1000 + 400 + 100)


def test_a_long_outline_keeps_its_borders():
    """A border of 2,000 vertices, that the road follows: half of it in each zone, whole in both together."""
    x = numpy.linspace(0, 4000, 2001)
    border = numpy.column_stack([x, 30 * numpy.sin(x / 50)])
    below = shapely.Polygon([*border, (4000, -2000), (0, -2000)])
    above = shapely.Polygon([*border, (4000, 2000), (0, 2000)])
    road = shapely.LineString(border[100:1900])
    line, zone, metres = stats.lengths_in_zones(numpy.array([road], dtype=object), numpy.array([below, above], dtype=object))  # fmt: skip
    assert line.tolist() == [0, 0]
    assert zone.tolist() == [0, 1]
    assert metres == pytest.approx([road.length / 2] * 2, rel=1e-6)


def test_zones_that_overlap_count_each_for_itself():
    zones = numpy.array([shapely.box(0, 0, 1000, 1000), shapely.box(0, 0, 500, 1000)], dtype=object)
    _line, zone, metres = stats.lengths_in_zones(numpy.array([shapely.LineString([(10, 10), (400, 10)])], dtype=object), zones)  # fmt: skip
    assert dict(zip(zone.tolist(), metres.tolist(), strict=True)) == pytest.approx({0: 390, 1: 390})


def test_a_rate_of_nothing_is_missing_and_not_zero():
    found = stats.ratio(numpy.array([3.0, 3.0, 0.0, 3.0]), numpy.array([100.0, 0.0, 50.0, numpy.nan]), 100)
    assert found[0] == pytest.approx(3)  # "3 kilomètres pour 100 kilomètres de voirie": 3 %
    assert numpy.isnan(found[1])
    assert found[2] == 0
    assert numpy.isnan(found[3])


def test_communes_make_an_epci_whose_population_is_missing_with_one_of_theirs():
    polygons = numpy.array([shapely.box(i, 0, i + 1, 1) for i in range(4)], dtype=object)
    names = numpy.array(["A", "B", "A", "B"], dtype=object)
    found, shapes, people = stats.merged_zones(polygons, names, numpy.array([10.0, 5.0, 20.0, numpy.nan]))
    assert found.tolist() == ["A", "B"]
    assert shapely.area(shapes) == pytest.approx([2, 2])
    assert people[0] == 30
    assert numpy.isnan(people[1])


def test_no_facility_at_all_is_zero_kilometres():
    sides = stats.sides_of(table_of([((NONE, None, None), (NONE, None, None))]))
    line, zone, metres = stats.lengths_in_zones(numpy.array([shapely.LineString([(1, 1), (9, 9)])], dtype=object), numpy.array([shapely.box(0, 0, 10, 10)], dtype=object))  # fmt: skip
    assert stats.kilometres(sides, line, zone, metres, 1).sum(axis=1)[0] == 0
    assert stats.by_kind(stats.kilometres_by_facility(sides, line, zone, metres), "axis", 1).to_numpy().sum() == 0


def test_reversed_lines_have_the_same_statistics():
    table = table_of()
    swapped = table.rename(columns=lambda name: name[:-1] + {"d": "g", "g": "d"}[name[-1]])
    one, other = stats.sides_of(table), stats.sides_of(swapped)
    assert one.directions.sum(axis=1).tolist() == other.directions.sum(axis=1).tolist()
    assert one.served.any(axis=1).tolist() == other.served.any(axis=1).tolist()
