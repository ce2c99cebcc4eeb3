# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts as authorities write them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.air.traffic_counts import next_counted, prepare, read_defaults, resolve
from atlas_pcaet.analysis.errors import DataError


def test_columns_are_recognised_whatever_their_case():
    found = resolve(["objetID", "TMJA", "ratio_PL", "AnneeMesureTrafic", "Vitesse_Moyenne_VL"], "")
    assert found == {
        "road_id": "objetID", "aadt": "TMJA", "hgv_share_pct": "ratio_PL", "year": "AnneeMesureTrafic", "speed_kmh": "Vitesse_Moyenne_VL",
    }  # fmt: skip


def test_a_mapping_wins_over_names():
    assert resolve(["TMJA", "Comptage été"], "aadt = comptage ete")["aadt"] == "Comptage été"


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [("trafic=TMJA", "“trafic” is not known. Use road_id, aadt"), ("aadt=TMJ_2019", "no column “TMJ_2019” for aadt")],
)
def test_a_wrong_mapping_is_one_sentence(mapping, sentence):
    with pytest.raises(DataError, match=sentence):
        resolve(["TMJA"], mapping)


def test_decimal_commas_zeros_and_impossible_values():
    table = pd.DataFrame(
        {
            "TMJA": ["12 345", "0", "n.c.", "9000,0", "12.345", "1.0E-5"],
            "PL": ["8,5", "7", "6", "0", "5", "5"],
            "VMA": ["80", "50", "50", "300", "0", "50"],
        }
    )
    columns = {"aadt": "TMJA", "hgv_share_pct": "PL", "speed_kmh": "VMA"}
    roads, report = prepare(table, columns, 2024)
    assert np.nan_to_num(roads["aadt"], nan=-1).tolist() == [12345, -1, -1, 9000, -1, -1]
    assert np.nan_to_num(roads["hgv_share_pct"], nan=-1).tolist() == [8.5, -1, -1, -1, -1, -1]
    assert np.nan_to_num(roads["speed_kmh"], nan=-1).tolist() == [80, 50, 50, -1, -1, 50]
    assert roads["count_quality"].tolist() == ["measured", None, None, "measured", None, None]
    assert roads["year"].tolist() == [2024] * 6
    assert (report.measured, report.missing, report.zeros, report.doubtful, report.unread, report.impossible_speeds) == (2, 4, 1, 1, 1, 1)  # fmt: skip


def test_flows_of_the_day_the_evening_and_the_night():
    """12, 4 and 8 hours: 1000, 500 and 100 veh/h are 14 800 a day; 100, 50 and 10 heavy ones are 10 %."""
    table = pd.DataFrame({"TV_D": [1000], "TV_E": [500], "TV_N": [100], "HV_D": [100], "HV_E": [50], "HV_N": [10]})
    roads, _report = prepare(table, resolve(list(table.columns), ""), 2014)
    assert roads["aadt"][0] == 14_800
    assert roads["hgv_share_pct"][0] == pytest.approx(10)


def test_working_day_counts_are_turned_into_annual_ones():
    roads, _report = prepare(pd.DataFrame({"TMJO": [10_000]}), {"aadt": "TMJO"}, 2024, factor=0.92)
    assert roads["aadt"][0] == pytest.approx(9_200)


def test_defaults_only_when_asked_and_marked(root):
    defaults = read_defaults(root / "resources" / "parameters" / "trafic_defaut.csv")
    table = pd.DataFrame({"highway": ["residential", "primary_link", "primary", "path"], "tmja": [None, None, 8000, None], "pl": [None, None, 4, None]})  # fmt: skip
    columns = {"road_class": "highway", "aadt": "tmja", "hgv_share_pct": "pl"}
    bare, report = prepare(table, columns, 2024)
    assert (report.measured, report.missing) == (1, 3)
    assert bare["aadt"].notna().sum() == 1
    filled, report = prepare(table, columns, 2024, defaults=defaults)
    assert np.nan_to_num(filled["aadt"], nan=-1).tolist() == [2500, 10_000, 8000, -1]
    assert filled["hgv_share_pct"][2] == 4
    assert filled["count_quality"].tolist() == ["default", "default", "default", None]  # the third takes its speed
    assert (report.defaulted, report.missing) == (3, 1)


def test_a_table_without_traffic_is_one_sentence():
    with pytest.raises(DataError, match="No column holds the traffic"):
        prepare(pd.DataFrame({"nom": ["a"]}), {}, 2024)


def test_a_default_without_source_is_refused(tmp_path):
    (tmp_path / "d.csv").write_text("road_class,aadt,hgv_share_pct,speed_kmh,source\nprimary,1000,2,50,\n")
    with pytest.raises(DataError, match="line 2: a flow, a share, a speed and a source"):
        read_defaults(tmp_path / "d.csv")


def test_the_year_of_the_count_wins():
    roads, _report = prepare(pd.DataFrame({"t": [100, 100], "an": [2019, None]}), {"aadt": "t", "year": "an"}, 2024)
    assert roads["year"].tolist() == [2019, 2024]


def test_a_section_takes_the_count_of_the_nearest_section_of_its_own_road():
    lines = np.array(
        shapely.from_wkt([
            "LINESTRING (0 0, 1000 0)", "LINESTRING (1000 0, 2000 0)", "LINESTRING (2000 0, 3000 0)",
            "LINESTRING (9000 0, 9900 0)", "LINESTRING (1000 10, 2000 10)", "LINESTRING (500 0, 500 900)",
        ]),
        dtype=object,
    )  # fmt: skip
    routes = pd.Series(["D 1", "d 1 ", "D 1", "D 1", "D 2", None])
    known = np.array([True, False, True, False, False, False])
    assert next_counted(lines, routes, known, 2000.0).tolist()[3:] == [-1, -1, -1]
    assert next_counted(lines, routes, known, 2000.0)[1] in (0, 2)
    assert next_counted(lines, routes, known, 7000.0)[3] == 2


def test_a_road_whose_name_is_null_in_a_text_column_has_no_neighbour():
    lines = np.array([shapely.LineString([(i * 100, 0), (i * 100 + 100, 0)]) for i in range(2)], dtype=object)
    routes = pd.Series([pd.NA, pd.NA], dtype="string")
    assert next_counted(lines, routes, np.array([True, False]), 500.0).tolist() == [-1, -1]


def test_a_neighbour_s_count_is_marked_and_a_share_of_one_s_own_is_kept():
    table = pd.DataFrame({"tmja": [8000, None, None, 0], "pl": [12, 5, None, None], "route": ["D 1"] * 4})
    columns = resolve(list(table), "hgv_share_pct=pl")
    roads, report = prepare(table, columns, 2024, near=lambda _known: np.array([-1, 0, 0, -1]))
    assert roads["aadt"].tolist()[:3] == [8000, 8000, 8000]
    assert roads["count_quality"].tolist() == ["measured", "neighbour", "neighbour", None]
    assert roads["hgv_share_pct"].tolist()[:1] == [12]
    assert roads["hgv_share_pct"].tolist()[2] == 12
    assert (report.measured, report.neighbours, report.missing) == (1, 2, 1)
