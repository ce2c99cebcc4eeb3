# SPDX-License-Identifier: GPL-2.0-or-later
"""DPE as ADEME exports them, on buildings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.thermal.dpe import covering, folded, join_nearest, read_dpe, thermo_gap


def test_headers_of_both_generations():
    new = pd.DataFrame({
        "numero_dpe": ["1"], "date_etablissement_dpe": ["2023-05-02"], "etiquette_dpe": ["E"], "conso_5_usages_par_m2_ep": [300],
        "coordonnee_cartographique_x_ban": [650000.5], "coordonnee_cartographique_y_ban": [7060000.5],
    })  # fmt: skip
    old = pd.DataFrame({
        "N°DPE": ["1"], "Date_établissement_DPE": ["2023-05-02"], "Etiquette_DPE": ["E"], "Conso_5_usages/m²_é_primaire": ["300,0"],
        "Coordonnée_cartographique_X_(BAN)": ["650000,5"], "Coordonnée_cartographique_Y_(BAN)": ["7060000,5"],
    })  # fmt: skip
    for table in (new, old):
        (row,) = read_dpe(table).to_dict("records")
        assert (row["energy_class"], row["primary_kwh_m2"], row["east"], row["north"]) == (
            "E",
            300,
            650000.5,
            7060000.5,
        )
        assert row["generation"] == 2021
    assert folded("Conso_5_usages/m²_é_finale") == "conso_5_usages_m2_e_finale"
    with pytest.raises(DataError, match="no column “etiquette_dpe”"):
        read_dpe(pd.DataFrame({"date_etablissement_dpe": ["2023-01-01"]}))


def test_one_row_for_each_number_the_newest():
    table = pd.DataFrame({
        "numero_dpe": ["a", "a", "b"], "date_etablissement_dpe": ["2022-01-01", "2024-01-01", "2019-01-01"],
        "etiquette_dpe": ["F", "D", "Vierge"],
    })  # fmt: skip
    found = read_dpe(table)
    assert found["energy_class"].tolist() == ["D", None]
    assert found["generation"].tolist() == [2021, 2012]


def test_dates_of_a_spreadsheet_and_no_date():
    table = pd.DataFrame({"date_etablissement_dpe": ["03/04/2022", "01/07/2021", None, "2020-01-01T00:00:00"], "etiquette_dpe": list("ABCD")})  # fmt: skip
    found = read_dpe(table)
    assert found["date"].dt.strftime("%Y-%m-%d").tolist()[:2] == ["2022-04-03", "2021-07-01"]
    assert found["generation"].tolist() == [2021, 2021, 2012, 2012]
    house = np.array([shapely.box(0, 0, 10, 10)], dtype=object)
    joined = join_nearest(found.iloc[2:], np.full(2, 5.0), np.full(2, 5.0), house, 25.0)
    assert found.iloc[2:]["energy_class"].iloc[joined.kept[0]] == "D"  # the one without a date is not the newest


def test_the_newest_of_the_newest_generation_is_kept_and_disagreement_told():
    houses = np.array([shapely.box(0, 0, 10, 10), shapely.box(40, 0, 50, 10), shapely.box(90, 0, 99, 10)], dtype=object)
    dpe = read_dpe(pd.DataFrame({
        "numero_dpe": list("abcdef"), "etiquette_dpe": ["C", "G", "A", "E", "E", "B"],
        "date_etablissement_dpe": ["2022-01-01", "2023-06-01", "2013-06-01", "2022-02-02", "2021-12-31", "2023-01-01"],
    }))  # fmt: skip
    east = np.array([5.0, 12.0, 5.0, 45.0, 46.0, 500.0])
    joined = join_nearest(dpe, east, np.full(6, 5.0), houses, 25.0)
    assert joined.kept.tolist() == [1, 3, -1]
    assert joined.count.tolist() == [3, 2, 0]
    assert joined.conflicts.to_dict("records") == [
        {"building": 0, "classes": "A C G", "dates": "2013-06-01 2022-01-01 2023-06-01"}
    ]


def test_a_warm_roof_with_a_good_dpe_stands_out():
    gap = thermo_gap(np.array([95.0, 50, 5, 60, np.nan]), np.array(["A", "D", "G", None, "C"], dtype=object))
    assert gap[0] == pytest.approx(2 / 3)
    assert gap[1] == pytest.approx(0)
    assert gap[2] == pytest.approx(-2 / 3)
    assert np.isnan(gap[3:]).all()


def test_the_building_that_covers_most_and_half_at_least():
    own = np.array([shapely.box(0, 0, 10, 10), shapely.box(100, 0, 110, 10)], dtype=object)
    others = np.array([shapely.box(0, 0, 6, 10), shapely.box(2, 0, 12, 10), shapely.box(100, 0, 104, 10)], dtype=object)
    assert covering(own, others).tolist() == [1, -1]
