# SPDX-License-Identifier: GPL-2.0-or-later
"""From stickers to Euro standards."""

from __future__ import annotations

import pytest
from atlas_pcaet.analysis.air.critair_fleet import build, read_match
from atlas_pcaet.analysis.air.emission_factors import FactorTable
from atlas_pcaet.analysis.errors import DataError

HEADER = "Catégorie;Carburant;Crit'Air;Nombre\n"


@pytest.fixture(scope="module")
def table(root):
    return FactorTable.read(root / "resources" / "parameters" / "facteurs_emission.csv")


@pytest.fixture(scope="module")
def match(root, table):
    return read_match(root / "resources" / "parameters" / "critair_euro.csv", table)


def built(match, tmp_path, lines):
    (tmp_path / "parc.csv").write_text(HEADER + lines, encoding="utf-8")
    return build(tmp_path / "parc.csv", match)


def test_stickers_become_euro_standards_by_category(match, tmp_path):
    """A diesel car of sticker 3 is Euro 4, a petrol one of sticker 2 is Euro 4, a diesel truck of sticker 3 is Euro V."""
    found = built(
        match,
        tmp_path,
        "VP;gazole;Crit'Air 3;300\nVP;essence;2;100\nVP;électrique;E;100\nPL;gazole;3;40\nPL;gazole;4;10\n",
    )
    shares = {(s.vehicle.category, s.vehicle.fuel, s.vehicle.euro): s.share for s in found.shares}
    assert shares == pytest.approx(
        {
            ("PC", "D", "IV"): 0.6, ("PC", "G", "IV"): 0.2, ("PC", "E", ""): 0.2, ("TRUCKS", "D", "V"): 0.8,
            ("TRUCKS", "D", "IV"): 0.2,
        }
    )  # fmt: skip
    assert found.left_out == []


def test_a_sticker_of_several_standards_is_shared_and_sums_to_one(match, tmp_path):
    found = built(match, tmp_path, "VP;diesel;2;10\nVUL;diesel;2;30\nBUS;GNV;1;1\n")
    light = [s for s in found.shares if s.vehicle.category in ("PC", "LCV")]
    assert sum(s.share for s in light) == pytest.approx(1)
    assert {s.vehicle.euro for s in light} == {"V", "VI A/B/C", "VI D"}
    assert all("hypothèse" in s.source for s in light)


def test_what_the_table_does_not_cover_is_told(match, tmp_path):
    found = built(match, tmp_path, "VP;essence;1;10\nVP;éthanol;1;7\nPL;gazole;2;5\n")
    assert found.left_out == [(3, "VP éthanol 1", 7.0)]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [("VP;essence;1;beaucoup\n", "line 2: “beaucoup” is not a number"), ("VP;essence;1;10\n", "has no heavy vehicle")],
)
def test_a_wrong_count_is_one_sentence(match, tmp_path, lines, sentence):
    with pytest.raises(DataError, match=sentence):
        built(match, tmp_path, lines)


def test_a_table_whose_shares_do_not_sum_is_refused(table, tmp_path):
    (tmp_path / "t.csv").write_text("category,critair,fuel,segment,euro,share,source\nPC,2,D,Medium,V,0.7,x\n")
    with pytest.raises(DataError, match="shares of PC 2 D do not sum to 1"):
        read_match(tmp_path / "t.csv", table)
    (tmp_path / "t.csv").write_text("category,critair,fuel,segment,euro,share,source\nPC,2,D,Medium,XX,1,x\n")
    with pytest.raises(DataError, match="line 2: a class the emission table knows"):
        read_match(tmp_path / "t.csv", table)
