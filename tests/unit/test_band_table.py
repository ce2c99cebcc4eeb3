# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of band widths. Expected widths: ../shared/tables/bande_etude.csv, from the 2019 guide (to be confirmed)."""

import numpy as np
import pytest
from atlas_pcaet.analysis.air.band_table import read_band_table
from atlas_pcaet.analysis.errors import DataError

HEADER = "tmja_min,tmja_max,largeur_m_de_part_et_d_autre,source_status\n"


def written(folder, text, name="bandes.csv"):
    file = folder / name
    file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return file


def test_the_shipped_table_gives_the_widths_of_the_guide(root):
    table = read_band_table(root / "resources" / "parameters" / "bande_etude.csv")
    aadt = np.array([1, 10_000, 10_001, 25_000, 25_001, 50_000, 50_001, 200_000])
    assert table.width[table.classify(aadt)].tolist() == [100, 100, 150, 150, 200, 200, 300, 300]
    assert table.labels == ["0-10000", "10000-25000", "25000-50000", ">50000"]
    assert all(table.source)


def test_a_missing_zero_or_negative_count_has_no_class(root):
    table = read_band_table(root / "resources" / "parameters" / "bande_etude.csv")
    assert table.classify(np.array([np.nan, 0, -5])).tolist() == [-1, -1, -1]


def test_a_spreadsheet_s_own_csv_is_read(tmp_path):
    text = "tmja_min;tmja_max;largeur_m_de_part_et_d_autre;source_status\r\n0;10 000;75,5;arrêté\r\n"
    table = read_band_table(written(tmp_path, text.encode("cp1252")))
    assert (table.upper[0], table.width[0], table.source[0]) == (10_000, 75.5, "arrêté")


def test_a_gap_between_classes_leaves_roads_without_class(tmp_path):
    table = read_band_table(written(tmp_path, HEADER + "0,1000,50,a\n5000,,100,a\n"))
    assert table.classify(np.array([500, 3000, 6000])).tolist() == [0, -1, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tmja_min,tmja_max\n0,1\n", "lacks the column largeur_m_de_part_et_d_autre"),
        (HEADER, "has no line"),
        (HEADER + "0,1000,large,a\n", "line 2 cannot be used"),
        (HEADER + "0,1000,0,a\n", "line 2 cannot be used"),
        (HEADER + "1000,500,10,a\n", "line 2 cannot be used"),
        (HEADER + "0,2000,10,a\n1000,,20,a\n", "lines 2 and 3 overlap"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path, text, sentence):
    with pytest.raises(DataError, match=sentence):
        read_band_table(written(tmp_path, text))


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"absent\.csv"):
        read_band_table(tmp_path / "absent.csv")
