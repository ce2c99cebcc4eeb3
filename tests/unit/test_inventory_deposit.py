# SPDX-License-Identifier: GPL-2.0-or-later
"""ADEME deposits as records.md describes them: wide rows, rows that lack fields, forced zeros, several deposits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.inventory.activities import settle_kinds
from atlas_pcaet.analysis.inventory.build import build
from atlas_pcaet.analysis.inventory.deposit import is_deposit, read_deposit_file, read_deposits
from atlas_pcaet.analysis.inventory.tables import read_tables

TABLES = read_tables(Path(__file__).resolve().parents[2] / "resources" / "parameters")
SUFFIXES = ("1", "3", "6", "7")
# The columns of *_PEC_SEQ that stand around the values, in their order (records.md 3.4).
HEADER = (
    ["Id", "Nom", "Collectivités porteuses", "PEC_Emission_GES_Annee_Compta"]
    + [f"PEC_GES_{s}_{p}" for s in range(1, 9) for p in SUFFIXES]
    + ["PEC_Consommation_Annee_Compta"]
    + [f"PEC_CONSO_{s}_{p}" for s in range(1, 9) for p in SUFFIXES]
    + ["PEC_GES_CONSO_commentaire", "SEQ_commentaire"]
)


def cells(**given):
    row = dict.fromkeys(HEADER, "")
    row |= {"Id": "1", "Nom": "PCAET A", "Collectivités porteuses": "CC A"}
    row |= {"PEC_Emission_GES_Annee_Compta": "2014", "PEC_Consommation_Annee_Compta": "2016"}
    row |= {f"PEC_GES_{s}_1": str(1000 * s) for s in range(1, 9)} | {
        f"PEC_CONSO_{s}_1": str(10 * s) for s in range(1, 9)
    }
    row |= {"PEC_GES_CONSO_commentaire": "méthode locale"}
    return [(row | given)[name] for name in HEADER]


def deposit(tmp_path, *rows):
    def line(row):
        return ";".join('"' + cell.replace('"', '""') + '"' if set(cell) & set(';\r\n"') else cell for cell in row)

    file = tmp_path / "depot_PEC_SEQ.csv"
    file.write_bytes(("\ufeff" + "\r\n".join([";".join(HEADER), *map(line, rows)]) + "\r\n").encode())
    return read_deposits(read_deposit_file(file), TABLES)


def said(findings, check):
    return [f.sentence.format(**f.facts) for f in findings if f.check == check]


def test_sectors_quantities_years_and_units_of_a_deposit(tmp_path):
    entries = deposit(tmp_path, cells(PEC_GES_1_3="800", PEC_GES_1_6="600", PEC_GES_1_7="100"))
    made = build(settle_kinds(entries, (2026, 2030, 2050)), TABLES).table.set_index(
        ["quantity", "sector", "year", "kind"]
    )["value"]
    # 1000 t of sector 1 to 8000 t of sector 8; GWh by 10.
    assert made["ges", "residential", 2014, "result"] == 1000
    assert made["ges", "energy", 2014, "result"] == 8000
    assert made["ges", "total", 2014, "result"] == 36_000
    assert made["conso", "total", 2016, "result"] == 360
    assert [made["ges", "residential", year, "target"] for year in (2026, 2030, 2050)] == [800, 600, 100]
    assert said(build(entries, TABLES).findings, "base_years") == ["The last years differ between quantities: GES 2014, Consommation d'énergie finale 2016."]  # fmt: skip


def test_a_comment_with_line_breaks_does_not_cut_the_row(tmp_path):
    entries = deposit(
        tmp_path,
        cells(PEC_GES_CONSO_commentaire='un "mot";\r\nune ligne\u2028suite'),
        cells(Id="2", **{"Collectivités porteuses": "CC B"}),
    )
    assert set(entries.table["territory"]) == {"CC A", "CC B"}
    assert entries.table["value"].notna().all()


def test_an_empty_diagnosis_and_a_forced_zero_are_missing(tmp_path):
    entries = deposit(tmp_path, cells(PEC_GES_8_1="", PEC_GES_6_1="1.0E-5"))
    flags = entries.table.set_index(["quantity", "sector"])["flag"]
    assert flags["ges", "energy"] == "missing"
    assert flags["ges", "waste"] == "sentinel"
    total = build(settle_kinds(entries, ()), TABLES).table.set_index(["quantity", "sector"]).loc[("ges", "total")]
    assert np.isnan(total["value"])
    assert total["known_value"] == 36_000 - 8000 - 6000


def test_a_shifted_row_is_not_read_and_is_said(tmp_path):
    shifted = cells()
    del shifted[10:13]  # three cells of the block are lost: the year that follows it is no longer in its place
    entries = deposit(tmp_path, shifted, cells(Id="2", **{"Collectivités porteuses": "CC B"}))
    assert set(entries.table["territory"]) == {"CC B"}
    sentences = said(entries.findings, "shifted_row")
    assert len(sentences) == 2
    assert f"has {len(HEADER) - 3} fields for {len(HEADER)} columns" in sentences[0]


def test_a_row_cut_at_its_end_is_read_where_its_years_stand(tmp_path):
    entries = deposit(tmp_path, cells()[:-2])
    assert set(entries.table["quantity"]) == {"ges", "conso"}


def test_a_header_written_as_a_value_is_not_a_number(tmp_path):
    entries = deposit(tmp_path, cells(PEC_CONSO_4_1="SEQ_commentaire"))
    assert set(entries.table["quantity"]) == {"ges"}
    assert said(entries.findings, "shifted_row")


def test_two_deposits_of_one_bearer_stay_apart(tmp_path):
    entries = deposit(tmp_path, cells(Id="1099"), cells(Id="2001"))
    assert set(entries.table["territory"]) == {"CC A (1099)", "CC A (2001)"}
    assert "2 deposits bear the name “CC A”" in said(entries.findings, "double_deposit")[0]


def test_pollutants_take_the_codes_of_ademe_and_their_totals(tmp_path):
    import pandas as pd

    columns = {
        "POL_3_Diag_Annee_Compta": "2017",
        **{f"POL_{s}_1_3": "5" for s in range(1, 9)},
        "TOTAL_POL__3_1": "40",
        "POL_3_6_3": "2",
    }
    entries = read_deposits(pd.DataFrame([columns | {"Nom": "PCAET A"}]), TABLES)
    made = build(settle_kinds(entries, ()), TABLES)
    values = made.table.set_index(["quantity", "sector", "year"])["value"]
    assert values["nox", "total", 2017] == 40
    assert values["nox", "road", 2030] == 2
    assert said(made.findings, "total_holds")


def test_the_first_version_of_the_deposits_is_told_as_a_deduction(tmp_path):
    import pandas as pd

    columns = {
        "PEC_Emission_GES_Annee_Compta": "2012",
        **{f"PEC_GES_{s}_{p}": str(s * 10 - p) for s in range(1, 9) for p in range(1, 6)},
    }
    entries = read_deposits(pd.DataFrame([columns]), TABLES)
    assert set(entries.table["year"]) == {2012, 2021, 2026, 2030, 2050}
    assert said(entries.findings, "first_version")


def test_what_is_no_deposit_or_cannot_be_read_is_one_sentence(tmp_path):
    assert not is_deposit(["Id", "Nom", "valeur"])
    assert is_deposit(["id", "pec_ges_1_1"])
    with pytest.raises(DataError, match="cannot be read"):
        read_deposit_file(tmp_path / "absent.csv")
    (tmp_path / "vide.csv").write_text("Id;PEC_GES_1_1\n")
    with pytest.raises(DataError, match="no deposit"):
        read_deposit_file(tmp_path / "vide.csv")
