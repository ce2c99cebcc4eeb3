# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of codes as decrees and spreadsheets give them."""

import pytest
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.territory import codes


def test_codes_are_found_in_the_text_of_a_decree():
    text = "Saint-Omer (62765), Arques : 62040 ; Ajaccio 2A004, et 200069037 – 01001."
    assert codes.codes_in(text) == ["62765", "62040", "2A004", "200069037", "01001"]


def test_a_year_or_a_longer_number_is_not_a_code():
    assert codes.codes_in("arrêté du 12 mars 2014, SIRET 20006903700012, 123456") == []


def test_the_zero_a_spreadsheet_dropped_comes_back():
    assert [codes.normal_code(c) for c in ("1001", "1001.0", " 2a004 ", "'62765'")] == [
        "01001",
        "01001",
        "2A004",
        "62765",
    ]


def test_unknown_duplicate_and_merged_codes_are_listed():
    matching = codes.match(["1", "2", "2", "3", "4"], ["1", "2", "9"], {"3": "9"})
    assert matching == codes.Matching(["1", "2", "9"], ["4"], ["2"], {"3": "9"})


def test_a_file_may_hold_several_zones_with_their_attributes(tmp_path):
    file = tmp_path / "ppa.csv"
    file.write_text("INSEE;name;status;approved_on\n62765;PPA A;approuvé;2014-03-27\n1001;PPA B;;\n62040;PPA A;;\n")
    first, second = codes.read_perimeters(file, "?")
    assert (first.name, first.codes) == ("PPA A", ["62765", "62040"])
    assert first.attributes == {"status": "approuvé", "approved_on": "2014-03-27"}
    assert (second.name, second.codes, second.attributes) == ("PPA B", ["01001"], {})


def test_a_file_without_column_of_codes_is_refused(tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text("commune,habitants\nArques,9000\n")
    with pytest.raises(DataError, match="no column of codes"):
        codes.read_perimeters(file, "?")


def test_chains_of_merges_are_followed_to_their_end(tmp_path):
    file = tmp_path / "mvtcommune.csv"
    file.write_text(
        "MOD,DATE_EFF,COM_AV,COM_AP\n32,2016-01-01,11111,22222\n32,2019-01-01,22222,33333\n10,2020-01-01,44444,44444\n"
    )
    assert codes.read_merges(file) == {"11111": "33333", "22222": "33333"}


def test_another_file_than_insee_s_is_refused(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="COM_AV"):
        codes.read_merges(file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"absent\.csv"):
        codes.read_perimeters(tmp_path / "absent.csv", "?")


def test_a_commune_that_came_back_is_not_sent_elsewhere(tmp_path):
    file = tmp_path / "mvtcommune.csv"
    file.write_text("MOD,DATE_EFF,COM_AV,COM_AP\n21,2021-01-01,22222,11111\n32,2016-01-01,11111,22222\n")
    assert codes.read_merges(file) == {"11111": "22222"}
