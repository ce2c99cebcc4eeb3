# SPDX-License-Identifier: GPL-2.0-or-later
"""Level of traffic stress: speed, traffic and facilities as files write them, and what is assumed where they say nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.cycling.street_attributes import read_streets, resolve, speed_of, with_national_columns
from atlas_pcaet.analysis.cycling.stress import DEFAULT, MEASURED, SOURCES, UNKNOWN, in_town, segment_stress
from atlas_pcaet.analysis.errors import DataError
from stress_streets import DEFAULTS, PLAIN, TABLES, rated

WORDS = DEFAULTS.words("limit_kmh")


@pytest.mark.parametrize(
    ("text", "kmh"),
    [("50", 50), ("FR:urban", 50), ("FR:rural", 80), ("FR:zone30", 30), ("FR:30", 30), ("walk", 5), ("30 mph", 48.28032),
     ("25mph", 40.2336), ("FR:living_street", 20), ("30;50", 50), ("70,0", 70), ("FR:motorway", 130)],
)  # fmt: skip
def test_speeds_as_they_are_written(text, kmh):
    assert speed_of(text, WORDS) == pytest.approx(kmh)


@pytest.mark.parametrize("text", ["", "none", "signals", "DE:urban", "vite", "0", "-30", "999"])
def test_a_text_that_is_no_speed_is_unknown(text):
    assert np.isnan(speed_of(text, WORDS))


def test_speeds_not_understood_are_told_and_give_no_level_by_themselves():
    table = pd.DataFrame([PLAIN | {"trafic_vit": "vite"}], dtype=object)
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    assert streets.unread == ("vite",)
    made = segment_stress(streets, TABLES, DEFAULTS, assume=False)
    assert made.lts.tolist() == [[0, 0]]
    assert made.source.tolist() == [[UNKNOWN, UNKNOWN]]


def test_unknown_is_not_low():
    without = {name: value for name, value in PLAIN.items() if name != "trafic_vit"}
    assumed, strict = rated({}, plain=without), rated({}, plain=without, assume=False)
    assert assumed.lts.tolist() == [[2, 2]]  # residential: 50 km/h
    assert SOURCES[assumed.source[0, 0]] == "default"
    assert strict.lts.tolist() == [[0, 0]]
    assert SOURCES[strict.source[0, 0]] == "unknown"
    assert strict.street_lts.tolist() == [0]
    whole = rated({})
    assert whole.source.tolist() == [[MEASURED, MEASURED]]
    # A street known one way only has no level as a whole.
    half = {"ame_d": "PISTE CYCLABLE"}
    assert rated(half, plain=without, assume=False).lts.tolist() == [[1, 0]]
    assert rated(half, plain=without, assume=False).street_lts.tolist() == [0]


def test_zero_traffic_in_a_national_file_is_missing():
    made = rated({"adt_veh_day": 0})
    assert made.filled.adt.tolist() == [1501]
    assert made.source[0, 0] == DEFAULT


@pytest.mark.parametrize(
    ("highway", "lanes", "adt"),
    [("residential", 1, 1001), ("residential", 2, 1501), ("residential", 4, 2501), ("tertiary", 2, 3001), ("secondary_link", 2, 3001),
     ("primary", 2, 3001), ("trunk", 4, 8001), ("service", 1, 100)],
)  # fmt: skip
def test_assumed_traffic_is_that_of_the_reference(highway, lanes, adt):
    row = {"highway": highway, "lanes": lanes, "adt_veh_day": None}
    assert rated(row).filled.adt.tolist() == [adt]


def test_regimes_give_their_limit_measured_where_a_sign_says_it():
    rows = [{"trafic_vit": None, "regime_d": word} for word in ("ZONE 30", "ZONE DE RENCONTRE", "EN AGGLOMERATION", "HORS AGGLOMERATION")]  # fmt: skip
    made = rated(*rows)
    assert made.filled.speed_kmh.tolist() == [30, 20, 50, 80]
    assert made.filled.speed_from.tolist() == [MEASURED, MEASURED, DEFAULT, DEFAULT]


def osm(tags, highway="residential"):
    """A line of OpenStreetMap with its tags in other_tags."""
    text = ",".join(f'"{k}"=>"{v}"' for k, v in tags.items())
    table = with_national_columns(
        pd.DataFrame({"osm_id": ["1"], "highway": [highway], "other_tags": [text or None]}, dtype=object)
    )
    return segment_stress(read_streets(table, resolve(list(table.columns), ""), DEFAULTS), TABLES, DEFAULTS)


@pytest.mark.parametrize(
    ("highway", "tags", "expected", "allowed", "kmh"),
    [
        ("cycleway", {}, [1, 1], [1, 1], 15),
        ("cycleway", {"oneway": "yes"}, [1, 0], [1, 0], 15),
        ("path", {}, [1, 1], [1, 1], 10),
        ("path", {"bicycle": "designated", "foot": "designated"}, [1, 1], [1, 1], 15),
        ("footway", {}, [1, 1], [1, 1], 5),
        ("footway", {"bicycle": "yes"}, [1, 1], [1, 1], 10),
        ("footway", {"access": "private"}, [0, 0], [0, 0], 0),
        ("pedestrian", {}, [1, 1], [1, 1], 5),
        ("steps", {}, [0, 0], [0, 0], 0),
        ("motorway", {"maxspeed": "130"}, [0, 0], [0, 0], 0),
        ("trunk", {"motorroad": "yes"}, [0, 0], [0, 0], 0),
        ("residential", {"bicycle": "no"}, [0, 0], [0, 0], 0),
        ("service", {"access": "private"}, [0, 0], [0, 0], 0),
        ("residential", {"motor_vehicle": "no"}, [1, 1], [1, 1], 15),
        ("residential", {"maxspeed": "30"}, [2, 2], [1, 1], 15),
        ("residential", {"oneway": "yes", "maxspeed": "30", "oneway:bicycle": "no"}, [2, 2], [1, 1], 15),
        ("residential", {"oneway": "-1", "maxspeed": "30"}, [0, 2], [0, 1], 15),
        ("primary", {"maxspeed": "FR:urban", "lanes": "2"}, [3, 3], [1, 1], 15),
        ("primary", {"maxspeed": "50", "lanes": "2", "cycleway:right": "track"}, [1, 3], [1, 1], 15),
        ("primary", {"source:maxspeed": "FR:rural", "lanes": "2"}, [4, 4], [1, 1], 15),
        ("tertiary", {"maxspeed": "30 mph", "lanes": "2", "cycleway": "lane"}, [2, 2], [1, 1], 15),
        ("construction", {}, [0, 0], [0, 0], 0),
        # Three lanes, two of them forward: two-lane row that way (50 km/h, 3,001 a day: 3), one backward (3).
        ("secondary", {"maxspeed": "30", "lanes": "3", "lanes:forward": "2", "lanes:backward": "1"}, [3, 2], [1, 1], 15),
    ],
)  # fmt: skip
def test_lines_of_openstreetmap(highway, tags, expected, allowed, kmh):
    made = osm(tags, highway)
    assert made.lts.tolist() == [expected]
    assert made.allowed.astype(int).tolist() == [allowed]
    assert made.kmh.tolist() == [kmh]


def test_any_layer_by_its_mapping():
    table = pd.DataFrame({"V85": [50], "comptage": [5000], "voies": [4], "type": ["AUCUN"], "double": ["non"]})
    columns = resolve(list(table.columns), "speed=V85; adt=comptage\nlanes=voies; ame_d=type")
    made = segment_stress(read_streets(table, columns, DEFAULTS), TABLES, DEFAULTS)
    assert made.lts.tolist() == [[3, 3]]  # 2 lanes per direction, up to 8,000, 45.9–53.9 km/h
    assert made.source.tolist() == [[MEASURED, MEASURED]]


@pytest.mark.parametrize(
    ("columns", "mapping", "words"),
    [
        (["a"], "", ["speed=vitesse", "a"]),
        (["highway"], "vitesse=v", ["vitesse", "speed"]),
        (["highway"], "speed=V85", ["speed", "V85", "highway"]),
    ],
)
def test_a_mapping_that_does_not_fit_is_told_with_what_there_is(columns, mapping, words):
    with pytest.raises(DataError) as told:
        resolve(columns, mapping)
    assert all(word in str(told.value) for word in words)


def test_bd_topo_is_read_by_nature_and_importance():
    table = pd.DataFrame(
        {"nature": ["Route à 1 chaussée", "Route Ã  1 chaussÃ©e", "Sentier", "Escalier"], "importance": ["3", "5", "NC", "NC"],
         "nb_voies": [2, 2, 0, 0], "sens": ["Double", "Direct", "Double", None], "vit_moy_vl": [50, 30, 0, 0]}
    )  # fmt: skip
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    assert streets.highway.tolist() == ["secondary", "unclassified", "path", "steps"]
    assert streets.way.tolist() == [3, 1, 3, 3]
    assert np.isnan(streets.lanes[2])


def test_a_layer_of_ours_may_hold_classes_of_both_kinds():
    """“Import cycle facilities” writes highway for OpenStreetMap and nature with importance for the BD TOPO."""
    table = pd.DataFrame(
        {
            "highway": ["primary", None],
            "nature": [None, "Route à 1 chaussée"],
            "importance": [None, "4"],
            "lanes": [2, 2],
        }
    )
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    assert streets.highway.tolist() == ["primary", "tertiary"]
    assert streets.open.all()
    assert streets.centre_line.tolist() == [1, -1]  # two lanes of BD TOPO are a width, not a marking


def test_streets_in_a_built_up_area_take_its_limit_where_nothing_says_theirs():
    table = pd.DataFrame(
        {"highway": ["tertiary", "tertiary", "service", "tertiary"], "maxspeed": [None, None, None, "70"]}
    )
    lines = shapely.from_wkt(
        ["LINESTRING (0 0, 2 0)", "LINESTRING (8 0, 9 0)", "LINESTRING (0 1, 1 1)", "LINESTRING (0 2, 1 2)"]
    )
    streets = read_streets(table, resolve(list(table.columns), ""), DEFAULTS)
    usual = in_town(streets, np.asarray(lines), np.array([shapely.box(0, 0, 5, 5)]), DEFAULTS)
    assert usual[[0, 2]].tolist() == [50, 30]  # a service road keeps its own
    assert np.isnan(usual[1])
