# SPDX-License-Identifier: GPL-2.0-or-later
"""The inventory of a PCAET: the table of the PASSAGE plan as printed, units of the decree, and what is wrong said."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.inventory.activities import read_activities, read_year, settle_kinds
from atlas_pcaet.analysis.inventory.build import build
from atlas_pcaet.analysis.inventory.tables import fold, from_regulatory, read_tables
from atlas_pcaet.analysis.inventory.targets import compound_pct, with_paces

TABLES = read_tables(Path(__file__).resolve().parents[2] / "resources" / "parameters")
# “Plan d'action transfrontalier”, PASSAGE, introduction: tCO2e in 2016.
PASSAGE = [
    ("Activités portuaires", "223 073", "2%"), ("Trafic maritime", "2 449 840", "17%"),
    ("Trafic terrestre (dont tunnel)", "1 746 178", "12%"), ("Total", "4 419 091", "31%"),
]  # fmt: skip
BESIDE = ("Activités non spécifiquement liées au détroit", "10 051 764", "69%")
SECTORS = [
    "Résidentiel", "Tertiaire", "Transport routier", "Autres transports", "Agriculture", "Déchets",
    "Industrie hors branche énergie", "Branche énergie",
]  # fmt: skip


def inventory(rows, unit="tCO2e", **common):
    columns = ["sector", "value", "share"]
    texts = pd.DataFrame([row[:3] if isinstance(row, tuple) else row for row in rows], columns=columns[: len(rows[0])])
    for role, text in ({"year": "2016", "territory": "Détroit"} | common).items():
        texts[role] = text
    return finished(texts, unit)


def finished(texts, unit="tCO2e"):
    made = build(settle_kinds(read_activities(texts, unit, TABLES), (2026, 2030, 2050)), TABLES)
    return made.table, made.findings


def said(findings, check):
    return [f.sentence.format(**f.facts) for f in findings if f.check == check]


def row(table, sector, **facts):
    chosen = table[(table["sector"] == sector) | (table["sector_label"] == sector)]
    for name, value in ({"energy": ""} | facts).items():
        chosen = chosen[chosen[name] == value]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_the_table_of_the_strait_adds_up_as_printed():
    table, findings = inventory([*PASSAGE, BESIDE])
    holds = said(findings, "total_holds")
    assert len(holds) == 1
    assert holds[0].replace("\u202f", " ").startswith(
        "The total given holds: 223 073 + 2 449 840 + 1 746 178 = 4 419 091. It is the total of these lines only: beside them, 10 051 764,"
    )  # fmt: skip
    assert row(table, "total")["value"] == 223_073 + 2_449_840 + 1_746_178 + 10_051_764
    # 31 % of the zone, rounded, and each line's share as printed.
    shares = {name: row(table, name)["share_pct"] for name, _v, _s in (*PASSAGE[:3], BESIDE)}
    assert [round(share) for share in shares.values()] == [2, 17, 12, 69]
    assert round(sum(list(shares.values())[:3])) == 31
    assert said(findings, "shares_hold") == ["The shares given are those of the values, rounded."]
    assert said(findings, "shares_sum") == [
        "Rounded shares add up: 2 + 17 + 12 = 31 %.", "Rounded shares add up: 2 + 17 + 12 + 69 = 100 %."
    ]  # fmt: skip
    assert not [f for f in findings if f.level == "error"]


def test_the_table_alone_is_a_part_of_a_larger_whole():
    _table, findings = inventory(PASSAGE)
    text = said(findings, "larger_whole")[0].replace("\u202f", "")
    low, high = (float(word) for word in text.replace(",", "").split() if word.isdigit() and len(word) == 8)
    assert low <= 14_470_855 <= high
    assert said(findings, "shares_sum") == ["Rounded shares add up: 2 + 17 + 12 = 31 %."]


def test_a_total_that_does_not_hold_is_an_error_with_the_gap():
    rows = [*PASSAGE[:3], ("Total", "4 519 091", "31%")]
    _table, findings = inventory(rows)
    wrong = [f for f in findings if f.check == "total_differs"]
    assert wrong[0].level == "error"
    assert wrong[0].facts["gap"].replace("\u202f", "") == "-100000"


def test_a_line_named_total_of_something_is_a_subtotal_and_is_not_added():
    """As the PASSAGE table: 223 073 + 2 449 840 + 1 746 178 = 4 419 091, the subtotal; “Total NPDC” is the sum of nothing."""
    rows = [*PASSAGE[:3], ("Total détroit", "4 419 091", "31%")]
    table, findings = inventory(rows)
    assert row(table, "total")["known_value"] == 4_419_091
    assert "Total détroit" not in set(table["sector_label"])
    assert "3 labels are not one of" in said(findings, "not_regulatory")[0]
    assert said(findings, "total_holds")[0].replace("\u202f", " ") == (
        "The total given holds: 223 073 + 2 449 840 + 1 746 178 = 4 419 091."
    )
    table, findings = inventory([*rows, ("Total NPDC", "10 051 764", "")])
    assert row(table, "total")["value"] == 4_419_091
    wrong = [f for f in findings if f.check == "subtotal_differs"]
    assert [(f.level, f.facts["name"]) for f in wrong] == [("error", "Total NPDC")]


@pytest.mark.parametrize("label", ["Sous-total transports", "sous total", "TOTAL hors industrie", "Ensemble des activités"])  # fmt: skip
def test_a_subtotal_is_known_by_the_beginning_of_its_label(label):
    table, _findings = inventory([("Port", "10"), ("Mer", "20"), (label, "30"), ("Train", "5")])
    assert row(table, "total")["value"] == 35


def test_an_activity_that_is_the_sum_of_the_lines_above_is_an_error():
    table, findings = inventory([("Port", "10"), ("Mer", "20"), ("Détroit", "30")])
    assert row(table, "total")["value"] == 60  # counted as it is named, and said
    assert [f.facts["name"] for f in findings if f.check == "silent_sum" and f.level == "error"] == ["Détroit"]
    _table, findings = inventory([("Port", "10"), ("Mer", "20"), ("Ensembles scolaires", "31")])
    assert not said(findings, "silent_sum")


def test_a_total_alone_is_a_total_and_is_compared_with_nothing():
    texts = pd.DataFrame({"sector": ["Résidentiel", "Tertiaire", "Total"], "value": ["60", "40", "50"], "year": ["2018", "2018", "2030"]})  # fmt: skip
    table, findings = finished(texts)
    assert row(table, "total", kind="target")["value"] == 50
    assert not said(findings, "total_differs")
    assert not any("nan" in f.sentence.format(**f.facts) for f in findings)
    texts.loc[2, "sector"] = "Total du territoire"
    assert row(finished(texts)[0], "total", kind="target")["value"] == 50


def test_a_wrong_share_is_named_and_rounding_is_not():
    rows = [("Résidentiel", "50", "50%"), ("Tertiaire", "30", "40%"), ("Agriculture", "20", "20%")]
    _table, findings = inventory(rows)
    assert said(findings, "share_differs") == ["“Tertiaire”: the share given is 40 %, its value makes 30.0 %."]
    assert [f.level for f in findings if f.check == "shares_sum"] == ["warning"]
    thirds = [("Résidentiel", "1", "33%"), ("Tertiaire", "1", "33%"), ("Agriculture", "1", "33%")]
    _table, findings = inventory(thirds)
    assert "rounding alone" in said(findings, "shares_sum")[0]


def test_missing_sectors_have_a_row_without_value_and_the_total_is_not_known():
    table, findings = inventory([(name, "10") for name in SECTORS[:6]])
    for name in SECTORS[6:]:
        missing = row(table, name)
        assert np.isnan(missing["value"])
        assert missing["flags"] == "sector_missing"
    total = row(table, "total")
    assert np.isnan(total["value"])
    assert total["known_value"] == 60
    assert "Industrie hors branche énergie, Branche énergie" in said(findings, "sector_missing")[0]
    assert row(table, "Résidentiel")["flags"] == "share_of_known"


@pytest.mark.parametrize("sentinel", ["1.0E-5", "0.001", "0.0001", "0.01", "0,01"])
def test_a_forced_zero_is_missing_and_not_a_number(sentinel):
    rows = [(name, "10") for name in SECTORS[:7]] + [("Branche énergie", sentinel)]
    table, findings = inventory(rows)
    forced = row(table, "Branche énergie")
    assert np.isnan(forced["value"])
    assert forced["flags"] == "sentinel"
    assert np.isnan(row(table, "total")["value"])
    assert [f.level for f in findings if f.check == "sentinel"] == ["warning"]


def test_a_true_zero_stays_zero_and_is_told():
    rows = [(name, "10") for name in SECTORS[:7]] + [("Branche énergie", "0")]
    table, findings = inventory(rows)
    assert row(table, "Branche énergie")["value"] == 0
    assert row(table, "total")["value"] == 70
    assert said(findings, "zero")


def test_a_repeated_row_counts_once_and_two_values_of_a_sector_add_up():
    rows = [("Résidentiel", "10"), ("Résidentiel", "10"), ("Résidentiel", "5")]
    table, findings = inventory(rows)
    assert row(table, "Résidentiel")["value"] == 15
    assert "1 rows repeat another one" in said(findings, "double")[0]


def test_transports_are_not_counted_twice_beside_their_parts():
    rows = [("Transports", "30"), ("Transport routier", "20"), ("Autres transports", "10")]
    table, findings = inventory(rows)
    assert row(table, "total")["known_value"] == 30
    assert said(findings, "aggregate")
    alone, _findings = inventory([("Transports", "30"), ("Résidentiel", "1")])
    assert set(alone[alone["flags"] == "sector_missing"]["sector"]) == {"tertiary", "agriculture", "waste", "industry", "energy"}  # fmt: skip


def test_years_that_differ_between_sectors_are_an_error_and_are_not_added_up():
    texts = pd.DataFrame({"sector": ["Résidentiel", "Transport routier"], "value": ["10", "20"], "year": ["2018", "2016"], "territory": "A"})  # fmt: skip
    table, findings = finished(texts)
    assert "Résidentiel 2018" in said(findings, "years_differ")[0]
    assert sorted(table[table["level"] == "total"]["known_value"]) == [10, 20]


@pytest.mark.parametrize(
    ("unit", "text", "pollutant", "value"),
    [
        ("kteq CO2", "12,5", "GES", 12_500), ("t éq. CO₂", "12,5", "", 12.5), ("ktCO2e", "1", "", 1000), ("kt", "1", "NOx", 1000),
        ("MWh", "1 500", "", 1.5), ("GWh PCI", "1,5", "consommation énergétique finale", 1.5), ("tonnes", "3", "PM2,5", 3),
        ("kg", "3000", "PM2.5", 3), ("ges=kt; conso=MWh", "2000", "Consommation", 2), ("TWh", "1", "", 1000),
    ],
)  # fmt: skip
def test_units_are_converted_to_those_of_the_decree(unit, text, pollutant, value):
    texts = pd.DataFrame({"sector": ["Tertiaire"], "value": [text], "year": ["2016"], "pollutant": [pollutant]})
    assert read_activities(texts, unit, TABLES).table["value"].iloc[0] == pytest.approx(value)


@pytest.mark.parametrize(
    ("unit", "pollutant", "part"),
    [("GWh", "NOx", "cannot be counted in GWh"), ("", "GES", "No unit is given"), ("barils", "GES", "not known"), ("t", "", "any pollutant"), ("ges=", "GES", "not a quantity")],
)  # fmt: skip
def test_a_unit_that_cannot_be_is_one_sentence(unit, pollutant, part):
    texts = pd.DataFrame({"sector": ["Tertiaire"], "value": ["1"], "pollutant": [pollutant]})
    with pytest.raises(DataError, match=part):
        read_activities(texts, unit, TABLES)


def test_a_unit_of_the_row_comes_first_and_an_unknown_pollutant_is_left_out():
    texts = pd.DataFrame({"sector": ["Tertiaire"] * 2, "value": ["1", "2"], "pollutant": ["GES", "radon"], "unit": ["kt", "t"]})  # fmt: skip
    entries = read_activities(texts, "tCO2e", TABLES)
    assert entries.table["value"].tolist() == [1000]
    assert said(entries.findings, "unknown_quantity")


def test_energies_are_parts_of_their_sector():
    texts = pd.DataFrame({"sector": ["Résidentiel"] * 3, "energy": ["gaz", "électricité", ""], "value": ["60", "40", "100"], "year": "2018"})  # fmt: skip
    table, _findings = finished(texts, "GWh")
    assert row(table, "Résidentiel")["value"] == 100
    assert row(table, "Résidentiel", energy="gaz")["value"] == 60
    assert row(table, "total")["known_value"] == 100
    texts.loc[2, "value"] = "150"
    table, _findings = finished(texts, "GWh")
    assert "energies_differ" in row(table, "Résidentiel")["flags"]


def test_the_pace_that_a_target_needs_is_the_compound_one():
    # −40 % in 12 years: 0.6 ** (1 / 12) − 1 = −4.167 % a year; −4 tCO2e a year from 120.
    texts = pd.DataFrame({"sector": ["Résidentiel"] * 2, "value": ["120", "72"], "year": ["2018", "2030"]})
    table, findings = finished(texts)
    made = row(with_paces(table, findings), "Résidentiel", kind="target")
    assert (made["base_year"], made["base_value"]) == (2018, 120)
    assert made["change_pct"] == pytest.approx(-40)
    assert made["pace_per_year"] == pytest.approx(-4)
    assert made["pace_pct_year"] == pytest.approx(-4.1673, abs=1e-3)
    assert said(findings, "kind")
    assert compound_pct(100, 0, 10) == -100
    assert np.isnan(compound_pct(0, 10, 10))


def test_a_target_without_base_and_one_above_it_are_told():
    texts = pd.DataFrame(
        {"sector": ["Résidentiel", "Tertiaire", "Tertiaire"], "value": ["10", "10", "12"], "year": ["2030", "2018", "2030"], "kind": ["objectif", "diagnostic", "objectif"]}
    )  # fmt: skip
    table, findings = finished(texts)
    with_paces(table, findings)
    assert "the target of 2030 has no known value before it" in said(findings, "target_without_base")[0]
    assert any("above the value of 2018" in sentence for sentence in said(findings, "target_above"))


@pytest.mark.parametrize(("text", "year"), [("2016", 2016), ("2016.0", 2016), ("01/01/2016", 2016), ("1850", None), ("2016-2018", None), ("", None), ("16", None)])  # fmt: skip
def test_a_year_is_read_only_when_there_is_one(text, year):
    assert read_year(text) == year if year else np.isnan(read_year(text))


def test_the_codes_by_sector_and_quantity_are_those_of_territoires_en_transitions(real_data):
    with (real_data / "records" / "tet_import-indicateur-definitions.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        official = {r["identifiantReferentiel"]: r for r in csv.DictReader(file)}
    words = {
        "residential": "résidentiel", "tertiary": "tertiaire", "road": "transport routier", "other_transport": "autres transports",
        "agriculture": "agriculture", "waste": "déchets", "industry": "industrie hors branche énergie", "energy": "branche énergie",
        "sites": "chantiers", "transport": "transports", "all_industry": "total industrie",
    }  # fmt: skip
    units = {"ges": "kteq CO2", "conso": "GWh"}
    names = {"pm25": "pm2 5"}
    checked = 0
    for sector in TABLES.sectors.values():
        for quantity, code in sector.tet.items():
            if not code:
                continue
            title = fold(official[code]["titre"])
            assert official[code]["unite"] == units.get(quantity, "tonnes")
            assert fold(words.get(sector.key, "")) in title, code
            if quantity not in units:
                assert names.get(quantity, quantity) in title, code
            checked += 1
    assert checked == 8 * 8 + 6 + 3 + 8
    assert from_regulatory(12_500, TABLES.unit("kteq CO2"), TABLES.quantities["ges"]) == 12.5
