# SPDX-License-Identifier: GPL-2.0-or-later
"""Level of traffic stress. Expected levels: Furth, LTS Tables v2.2, cell by cell; French facilities: reference mobility §1e."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.cycling import facility_schema as schema
from atlas_pcaet.analysis.cycling.bna_stress import bna_stress, read_bna
from atlas_pcaet.analysis.cycling.street_attributes import read_streets, resolve
from atlas_pcaet.analysis.cycling.stress import DEFAULT, bike_lane, mixed_traffic, segment_stress
from atlas_pcaet.analysis.cycling.stress_tables import LANES, read_defaults, read_furth
from atlas_pcaet.analysis.errors import DataError
from geopandas import GeoDataFrame
from stress_streets import DEFAULTS, FAST, PARAMETERS, PLAIN, TABLES, levels, rated

FOOT = 0.3048
with (PARAMETERS / "stress_furth.csv").open(encoding="utf-8", newline="") as file:
    CELLS = list(csv.DictReader(file))
BNA = read_bna(PARAMETERS / "stress_bna.csv")


def values_of(cell):
    """Speeds in a cell (just above its lower bound, middle, its upper bound) and values of the second variable, both ends."""
    low = float(cell["speed_kmh_min"] or 0)
    high = float(cell["speed_kmh_max"] or 130)
    speeds = [low + 0.05 if low else 0.0, (low + high) / 2, high]
    first = float(cell["second_min"] or 0)
    last = float(cell["second_max"]) if cell["second_max"] else first + 5000
    return speeds, first, last


@pytest.mark.parametrize(
    "cell", CELLS, ids=lambda c: f"{c['table']}-{c['lanes']}-{c['second_min']}-{c['speed_kmh_min']}"
)
def test_every_cell_of_the_tables_of_furth_with_the_edges_of_its_classes(cell):
    speeds, first, last = values_of(cell)
    for speed in map(np.atleast_1d, speeds):
        if cell["table"] == "mixed":
            kind = np.array([LANES["mixed"].index(cell["lanes"])])
            found = [
                int(mixed_traffic(TABLES, kind, speed, np.array([adt]))[0][0])
                for adt in (first, (first + last) / 2, last)
            ]
        elif cell["table"] == "separated_path_or_protected_lane":
            found = [levels({"ame_d": "PISTE CYCLABLE", "trafic_vit": float(speed[0])})[0][0]] if speed[0] else [1]
        else:
            found = [lane_level(cell, speed, feet) for feet in lane_feet(cell, first, last)]
        assert set(found) == {int(cell["lts"])}


def lane_feet(cell, first, last):
    """Widths or reaches of a class, its upper bound not in it, and none below the least that counts."""
    least = 4.0 if cell["table"] == "bike_lane_no_parking" else 12.0
    upper = last - 0.01 if cell["second_max"] else last
    return [max(first, least), (max(first, least) + min(upper, 30)) / 2, min(upper, 30)]


def lane_level(cell, speed, feet):
    lanes = {"1_lane_per_dir_or_contraflow": 1, "oneway_multilane": 2, "2_lanes_per_dir": 2, "two_way_2lanes_per_dir": 2}.get(cell["lanes"], 3)  # fmt: skip
    parked = cell["table"] == "bike_lane_along_parking"
    parking_m = 7 * FOOT if parked else 2.0
    width = feet * FOOT - (parking_m if parked else 0)
    lts, _cell, counts = bike_lane(
        TABLES, np.array([float(parked)]), np.array([float(lanes)]), np.array(["oneway" in cell["lanes"]]), np.array([width]), parking_m,
        speed, np.array([True]),
    )  # fmt: skip
    assert counts.all()
    return int(lts[0])


def test_the_shipped_table_is_the_reference_with_its_150_cells(real_data):
    reference = real_data.parent / "tables" / "lts_furth_v2_2.csv"
    if not reference.exists():
        pytest.skip("no reference tables in ../shared/tables")
    with reference.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    kept = [name for name in CELLS[0] if name != "source"]
    assert len(CELLS) == 150
    assert [[c[name] for name in kept] for c in CELLS] == [[r[name] for name in kept] for r in rows]
    assert all(c["source"] for c in CELLS)


def test_traffic_and_width_classes_change_where_the_table_says():
    kind, speed = np.zeros(6, dtype=int), np.full(6, 20.0)
    lts, _ = mixed_traffic(TABLES, kind, speed, np.array([750, 751, 1500, 1501, 3000, 3001.0]))
    assert lts.tolist() == [1, 1, 1, 2, 2, 2]
    lts, _ = mixed_traffic(TABLES, kind, np.full(6, 60.0), np.array([750, 751, 1500, 1501, 3000, 3001.0]))
    assert lts.tolist() == [2, 3, 3, 3, 3, 3]
    widths = np.array([1.8287, 1.8288])  # 6 ft
    lts, _, _ = bike_lane(
        TABLES, np.zeros(2), np.ones(2), np.zeros(2, bool), widths, 2.0, np.full(2, 50.0), np.ones(2, bool)
    )
    assert lts.tolist() == [2, 1]


@pytest.mark.parametrize(("kmh", "expected"), [(30, {1, 2}), (50, {2, 3}), (70, {3, 4}), (80, {3, 4})])
def test_french_limits_fall_in_the_bands_of_the_reference(kmh, expected):
    """Reference §1e: one lane per direction in mixed traffic, 30: 1–2, 50: 2–3, 70 and 80: 3–4."""
    flows = np.array([100, 900, 1001, 1200, 1501, 5000.0])
    lts, _ = mixed_traffic(TABLES, np.ones(6, dtype=int), np.full(6, float(kmh)), flows)
    assert set(lts.tolist()) == expected
    assert np.all(np.diff(lts.astype(int)) >= 0)


NATIONAL = [
    ("PISTE CYCLABLE", FAST, 1, 15),
    ("VOIE VERTE", FAST, 1, 15),
    ("AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE", FAST, 1, 10),
    ("RAMPE", FAST, 1, 5),
    ("GOULOTTE", FAST, 1, 5),
    ("VELO RUE", {"trafic_vit": 30, "adt_veh_day": 5000}, 1, 15),
    ("VELO RUE", {"trafic_vit": 50, "adt_veh_day": 5000}, 3, 15),  # above 30: mixed
    ("CHAUSSEE A VOIE CENTRALE BANALISEE", FAST, 4, 15),
    ("ACCOTEMENT REVETU HORS CVCB", FAST, 4, 15),
    ("AUCUN", FAST, 4, 15),
    ("AUTRE", FAST, 4, 15),
    ("BANDE CYCLABLE", FAST | {"largeur_d": 2.0}, 3, 15),  # table 2, ≥ 6 ft, above 78 km/h
    ("BANDE CYCLABLE", FAST | {"largeur_d": 1.5}, 4, 15),  # below 6 ft
    ("COULOIR BUS+VELO", {"trafic_vit": 50, "adt_veh_day": 5000}, 2, 15),  # lane ≥ 6 ft: 1, one class worse
    ("COULOIR BUS+VELO", FAST, 4, 15),  # 3, one class worse
]


@pytest.mark.parametrize(("ame", "more", "expected", "kmh"), NATIONAL)
def test_the_facilities_of_the_national_schema(ame, more, expected, kmh):
    both = {"ame_d": ame, "ame_g": ame, "largeur_g": more.get("largeur_d")}
    made = rated(both | more)
    assert made.lts.tolist() == [[expected, expected]]
    assert made.kmh.tolist() == [kmh]


def test_every_value_of_the_national_list_is_read():
    table = pd.DataFrame([PLAIN | {"ame_d": name} for name in schema.AME], dtype=object)
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    assert streets.facility[:, 0].tolist() == list(range(len(schema.AME)))


def test_each_side_has_its_own_level():
    """A track on the right serves travel forward only; two-way, it serves both."""
    assert levels(FAST | {"ame_d": "PISTE CYCLABLE"}) == [(1, 4)]
    assert levels(FAST | {"ame_g": "PISTE CYCLABLE"}) == [(4, 1)]
    assert levels(FAST | {"ame_d": "PISTE CYCLABLE", "sens_d": "BIDIRECTIONNEL"}) == [(1, 1)]


def test_a_facility_under_construction_does_not_count():
    assert levels(FAST | {"ame_d": "PISTE CYCLABLE", "statut_d": "EN TRAVAUX"}) == [(4, 4)]


def test_contraflow_in_a_one_way_street():
    one_way = {"oneway": "yes", "lanes": 1, "width_road_m": 5.0}  # wider than 15 ft without parking: wide
    assert levels(one_way) == [(2, None)]
    assert levels(one_way | {"ame_g": "DOUBLE SENS CYCLABLE NON MATERIALISE"}) == [(2, 2)]
    assert levels(one_way | {"ame_g": "DOUBLE SENS CYCLABLE BANDE", "largeur_g": 1.9}) == [(2, 1)]
    assert levels(one_way | {"ame_g": "DOUBLE SENS CYCLABLE PISTE"}) == [(2, 1)]
    # Two lanes of cars one way; the rider against them meets one.
    assert levels(
        {"oneway": "yes", "lanes": 2, "width_road_m": 7.0, "ame_g": "DOUBLE SENS CYCLABLE NON MATERIALISE"}
    ) == [(3, 2)]
    # The lane of a one-way street on its left goes with the cars.
    assert levels(one_way | {"ame_g": "BANDE CYCLABLE", "largeur_g": 1.9}) == [(1, None)]
    # A contraflow facility says that the street is one-way where no column does.
    without = {name: value for name, value in PLAIN.items() if name != "oneway"} | {
        "ame_g": "DOUBLE SENS CYCLABLE PISTE",
        "lanes": 1,
    }
    assert levels({}, plain=without) == [(3, 1)]  # 1001+ in a street taken as narrow


def test_a_line_drawn_the_other_way_has_its_directions_changed_and_nothing_else():
    """Turning a line swaps every _d and _g and the direction of traffic: levels swap with them."""
    draw = np.random.default_rng(3)
    rows = [
        PLAIN | {
            "ame_d": draw.choice(schema.AME), "ame_g": draw.choice(schema.AME), "oneway": draw.choice(["yes", "no", "-1"]),
            "sens_d": draw.choice(["UNIDIRECTIONNEL", "BIDIRECTIONNEL", ""]), "sens_g": "UNIDIRECTIONNEL", "largeur_d": draw.choice([1.0, 1.5, 2.0]),
            "largeur_g": draw.choice([1.0, 1.5, 2.0]), "trafic_vit": int(draw.choice([30, 50, 80])), "lanes": int(draw.integers(1, 5)),
            "parking_d": draw.choice(["yes", "no", "unknown"]), "parking_g": draw.choice(["yes", "no"]),
        }
        for _ in range(400)
    ]  # fmt: skip
    table = GeoDataFrame(
        pd.DataFrame(rows, dtype=object), geometry=[shapely.LineString([(0, 0), (1, 0)])] * 400, crs=2154
    )
    turned = schema.reverse_lines(table, np.ones(400, dtype=bool))
    columns = resolve([c for c in table.columns if c != "geometry"], "")
    here, there = (segment_stress(read_streets(t, columns, DEFAULTS), TABLES, DEFAULTS) for t in (table, turned))
    for name in ("lts", "source", "situation", "cell", "allowed"):
        assert (getattr(here, name) == getattr(there, name)[:, ::-1]).all(), name
    assert (here.kmh == there.kmh).all()


def test_a_lane_too_narrow_or_often_blocked_is_mixed_traffic():
    lane = {
        "ame_d": "BANDE CYCLABLE",
        "trafic_vit": 50,
        "adt_veh_day": 5000,
    }  # mixed: 3; lane: 2 below 6 ft, 1 from 6 ft
    assert levels(lane | {"largeur_d": 2.0})[0][0] == 1
    assert levels(lane | {"largeur_d": 1.22})[0][0] == 2  # 4 ft
    assert levels(lane | {"largeur_d": 1.21})[0][0] == 3
    assert levels(lane | {"largeur_d": 1.10})[0][0] == 3
    assert levels(lane | {"largeur_d": 1.10, "regime_d": "HORS AGGLOMERATION"})[0][0] == 2  # no kerb: 3.5 ft
    assert levels(lane | {"largeur_d": 2.0, "lane_blocked": "yes"})[0][0] == 3


def test_a_lane_beside_parked_cars_needs_their_reach():
    """Assumed parking 2 m: 1.66 m of lane reach 12 ft, 2.58 m reach 15 ft."""
    lane = {"ame_d": "BANDE CYCLABLE", "trafic_vit": 50, "adt_veh_day": 5000, "parking_d": "yes"}
    assert levels(lane | {"largeur_d": 1.65})[0][0] == 3  # mixed
    assert levels(lane | {"largeur_d": 1.66})[0][0] == 2
    assert levels(lane | {"largeur_d": 2.58, "trafic_vit": 30})[0][0] == 1
    assert rated(lane | {"largeur_d": 2.0}).source[0, 0] == DEFAULT  # the parking's width is assumed


def test_mixed_traffic_wins_where_it_is_less_stressful_than_the_lane():
    quiet = {"ame_d": "BANDE CYCLABLE", "largeur_d": 1.5, "trafic_vit": 30, "adt_veh_day": 200}
    assert levels(quiet) == [(1, 1)]  # the lane alone would be 2


def test_a_narrow_one_way_street_is_worse_than_a_wide_one():
    street = {"oneway": "yes", "lanes": 1, "adt_veh_day": 800, "trafic_vit": 30}  # 601–1000: narrow 2, wide 1
    assert levels(street | {"width_road_m": 4.57})[0][0] == 2  # 15 ft without parking
    assert levels(street | {"width_road_m": 4.58})[0][0] == 1
    assert levels(street | {"width_road_m": 6.70, "parking_d": "yes"})[0][0] == 2  # 22 ft with one row
    assert levels(street | {"width_road_m": 6.71, "parking_d": "yes"})[0][0] == 1
    assert levels(street | {"width_road_m": 9.14, "parking_d": "yes", "parking_g": "yes"})[0][0] == 2  # 30 ft with two
    assert levels(street | {"width_road_m": 9.15, "parking_d": "yes", "parking_g": "yes"})[0][0] == 1
    unknown = rated(street)
    assert (unknown.lts[0, 0], unknown.source[0, 0]) == (2, DEFAULT)
    assert levels(street, assume=False)[0][0] is None
    assert levels(street | {"adt_veh_day": 100}, assume=False)[0][0] == 1  # the width changes nothing


def test_bna_is_low_or_high_by_class_facility_speed_and_lanes():
    """Rules of lts_bna_segment.csv: 20 mph is 32.2 km/h, 25 mph 40.2."""
    rows = [
        ({"highway": "primary", "ame_d": "PISTE CYCLABLE", "trafic_vit": 80}, 1),
        ({"highway": "primary", "ame_d": "BANDE CYCLABLE", "largeur_d": 1.5, "trafic_vit": 30}, 1),
        ({"highway": "primary", "ame_d": "BANDE CYCLABLE", "largeur_d": 1.1, "trafic_vit": 30}, 3),  # below 4 ft
        ({"highway": "primary", "ame_d": "BANDE CYCLABLE", "largeur_d": 1.5, "trafic_vit": 30, "lanes": 4}, 3),
        ({"highway": "primary", "ame_d": "BANDE CYCLABLE", "largeur_d": 1.5, "trafic_vit": 50}, 3),
        ({"highway": "tertiary", "trafic_vit": 24}, 1),  # 15 mph
        ({"highway": "tertiary", "trafic_vit": 30}, 3),
        ({"highway": "residential", "trafic_vit": 40}, 1),
        ({"highway": "residential", "trafic_vit": 50}, 3),
        ({"highway": "living_street", "trafic_vit": 20}, 1),
        ({"highway": "trunk", "trafic_vit": 80}, 3),
        ({"highway": "path"}, 1),
    ]
    table = pd.DataFrame([PLAIN | row for row, _ in rows], dtype=object)
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    made = bna_stress(streets, segment_stress(streets, TABLES, DEFAULTS), BNA)
    assert made.lts[:, 0].tolist() == [expected for _row, expected in rows]
    strict = PLAIN | {"trafic_vit": None}
    table = pd.DataFrame([strict], dtype=object)
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    assert bna_stress(streets, segment_stress(streets, TABLES, DEFAULTS, False), BNA).lts.tolist() == [[0, 0]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:5] + lines[6:], ["two_way_no_centerline"]),
        (lambda lines: [*lines[:3], lines[3].replace(",2,", ",7,", 1), *lines[4:]], ["line 4"]),
        (lambda lines: [*lines, lines[7]], ["two_way_no_centerline"]),
        (lambda lines: [line.replace("mixed,", "melange,") for line in lines], ["line 2"]),
    ],
)
def test_a_table_with_a_hole_a_repeat_or_no_cell_is_refused_with_its_place(tmp_path, change, words):
    lines = (PARAMETERS / "stress_furth.csv").read_text(encoding="utf-8").splitlines()
    file = tmp_path / "regles.csv"
    file.write_text("\n".join(change(lines)), encoding="utf-8")
    with pytest.raises(DataError) as told:
        read_furth(file)
    assert all(word in str(told.value) for word in ["regles.csv", *words])


def test_a_wrong_default_or_bna_rule_is_refused_with_its_line(tmp_path):
    file = tmp_path / "defauts.csv"
    file.write_text("quantity;class;lanes_from;value;source\nspeed_kmh;any;;beaucoup;\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"defauts\.csv.*line 2"):
        read_defaults(file)
    file.write_text(
        "highway,facility,speed_mph_max,lanes_per_direction_max,facility_width_ft_min,stress\nany,any,,,,2\n"
    )
    with pytest.raises(DataError, match=r"defauts\.csv.*line 2"):
        read_bna(file)
