# SPDX-License-Identifier: GPL-2.0-or-later
"""Material flows: balances worked out on paper from Eurostat's definitions, conservation, dirty codes, missing tonnes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.flows.arcs import POINTS, THINNEST, WIDEST, arc, widths_mm
from atlas_pcaet.analysis.flows.balance import ALL, TOTAL, balance, between_zones
from atlas_pcaet.analysis.flows.diagram import by_mode, last_year, materials
from atlas_pcaet.analysis.flows.reading import read_flow_tables, read_flows
from atlas_pcaet.analysis.inventory.tables import read_tables
from atlas_pcaet.charts.sankey import node_spans
from atlas_pcaet.charts.treemap import squarified

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "parameters"
TABLES = read_flow_tables(FOLDER / "classes_ewmfa.csv", FOLDER / "lieux_flux.csv")
UNITS = read_tables(FOLDER)
ZONES = ["59178", "59350", "01004"]
# 100 t extracted in 59178, of which 30 go to 59350 and 20 abroad; 59350 imports 50 and throws 8 away in 59178.
PAPER = [
    ("Extraction", "59178", "MF3", "100"), ("59178", "59350", "MF.3.8", "30"), ("59178", "étranger", "MF3", "20"),
    ("Reste du monde", "59350", "Biomasse", "50"), ("59350", "59350", "MF1", "5"), ("59350", "59178", "MF6", "8"),
    ("59350", "nature", "MF6", "2"),
]  # fmt: skip


def read(rows, unit="t", zones=ZONES, **common):
    columns = ["origin", "destination", "category", "tonnes", "year", "mode"]
    texts = pd.DataFrame([list(row) for row in rows], columns=columns[: len(rows[0])])
    for role, text in ({"year": "2019"} | common).items():
        if role not in texts:
            texts[role] = text
    return read_flows(texts, zones, unit, TABLES, UNITS)


def balanced(rows, **more):
    flows = read(rows, **more)
    return balance(flows, ZONES, TABLES), flows


def row(table, zone, category=TOTAL, mode=ALL):
    chosen = table[(table["zone"] == zone) & (table["category"] == category) & (table["mode"] == mode)]
    assert len(chosen) == 1
    return chosen.iloc[0]


def said(flows, check):
    return [f.sentence.format(**f.facts) for f in flows.findings if f.check == check]


def test_the_balance_of_a_zone_on_paper():
    table, _flows = balanced(PAPER)
    stone = row(table, "59178", "MF3")
    assert (stone["extraction_t"], stone["imports_t"], stone["exports_t"]) == (100, 0, 50)
    assert (stone["dmi_t"], stone["dmc_t"]) == (100, 50)
    town = row(table, "59350")
    # Imports: 30 of stone, 50 of biomass; exports: 8 of waste. What stays in the zone, and what goes to nature, is neither.
    assert (town["imports_t"], town["exports_t"], town["internal_t"], town["to_nature_t"]) == (80, 8, 5, 2)
    assert (town["dmi_t"], town["dmc_t"]) == (80, 72)
    assert town["waste_t"] == 10


def test_the_territory_counts_flows_between_its_zones_as_internal():
    table, _flows = balanced(PAPER)
    whole = row(table, ALL)
    assert (whole["extraction_t"], whole["imports_t"], whole["exports_t"]) == (100, 50, 20)
    assert (whole["dmi_t"], whole["dmc_t"]) == (150, 130)
    assert whole["internal_t"] == 30 + 5 + 8
    assert whole["waste_t"] == 10


@pytest.mark.parametrize("seed", range(5))
def test_tonnes_are_conserved(seed):
    rng = np.random.default_rng(seed)
    ends = [*ZONES, "monde", "nature"]
    rows = [
        (ends[rng.integers(5)], ends[rng.integers(5)], f"MF{rng.integers(1, 7)}", f"{rng.integers(1, 1000)}")
        for _i in range(200)
    ]
    rows.append(("nature", ZONES[0], "MF1", "1"))
    table, flows = balanced(rows)
    for category in (TOTAL, "MF1", "MF3"):
        zones = table[(table["zone"] != ALL) & (table["category"] == category)]
        whole = row(table, ALL, category)
        # What zones send to each other is what they receive from each other.
        assert zones["exports_zones_t"].sum() == pytest.approx(zones["imports_zones_t"].sum())
        for column in ("extraction_t", "imports_outside_t", "exports_outside_t", "dmc_t", "to_nature_t", "waste_t"):
            assert zones[column].sum() == pytest.approx(np.nan_to_num(whole[column])), column
        assert whole["internal_t"] == pytest.approx(zones["internal_t"].sum() + zones["exports_zones_t"].sum())
    # Every tonne that touches a zone is somewhere in the balance of the territory.
    whole = row(table, ALL)
    parts = whole[["extraction_t", "imports_outside_t", "exports_outside_t", "internal_t", "to_nature_t"]].sum()
    assert parts + flows.left_out_t == pytest.approx(sum(float(r[3]) for r in rows))


def test_an_extraction_nobody_gave_is_not_zero():
    table, _flows = balanced([("monde", "59178", "MF4", "10"), ("monde", "59178", "MF5", "3")])
    oil = row(table, "59178", "MF4")
    assert oil["imports_t"] == 10
    assert np.isnan([oil["extraction_t"], oil["dmi_t"], oil["dmc_t"]]).all()
    assert oil["reasons"] == "no_extraction"
    # Other products have no domestic extraction by definition.
    assert row(table, "59178", "MF5")["dmc_t"] == 3


def test_missing_tonnes_are_not_zero():
    rows = [*PAPER, ("monde", "59350", "MF4", ""), ("59350", "monde", "MF1", "n.c.")]
    table, flows = balanced(rows)
    assert len(flows.table[flows.table["tonnes"].isna()]) == 2
    assert "2 flows have no tonnes" in said(flows, "missing")[0]
    oil = row(table, "59350", "MF4")
    assert np.isnan([oil["imports_t"], oil["dmi_t"]]).all()
    biomass = row(table, "59350", "MF1")
    assert biomass["dmi_t"] == 50
    assert np.isnan([biomass["exports_t"], biomass["dmc_t"]]).all()
    assert row(table, "59350")["missing_flows"] == 2
    assert row(table, "59178")["dmc_t"] == 100 + 8 - 50


def test_a_sum_that_lacks_a_flow_is_missing_and_what_is_known_of_it_stands_apart():
    """59350 imports 30 of stone and 50 of biomass, and oil that is not known: 80 known, no sum; as the territory, 50."""
    table, _flows = balanced([*PAPER, ("monde", "59350", "MF4", "")])
    town, whole = row(table, "59350"), row(table, ALL)
    assert np.isnan([town["imports_t"], town["imports_outside_t"], whole["imports_t"], whole["dmc_t"]]).all()
    assert (town["known_imports_t"], town["imports_zones_t"], whole["known_imports_t"]) == (80, 30, 50)
    assert (whole["exports_t"], whole["known_exports_t"], whole["extraction_t"]) == (20, 20, 100)
    assert np.isnan(row(table, ALL, "MF4")["known_imports_t"])
    assert row(table, ALL, "MF3")["imports_t"] == row(table, ALL, "MF3")["known_imports_t"] == 0
    diagram = materials(table, last_year(table))
    # Known: 50 + 100 in, 20 out; the oil has no ribbon.
    assert diagram.sizes()["used"] == 130
    assert diagram.partial == {"imports", "MF4", "used"}
    assert not materials(balance(read(PAPER), ZONES, TABLES), 2019.0).partial


def test_waste_without_tonnes_has_no_sum():
    table, _flows = balanced([*PAPER, ("59350", "monde", "MF6", "")])
    assert np.isnan(row(table, "59350")["waste_t"])
    assert row(table, "59350")["known_waste_t"] == 10


def test_a_zone_without_flow_has_a_row_without_number():
    table, _flows = balanced(PAPER)
    empty = row(table, "01004")
    assert np.isnan(empty["imports_t"])
    assert empty["reasons"] == "no_flow"


@pytest.mark.parametrize("code", ["1004", "01004 ", "1004.0", "'01004"])
def test_dirty_codes_are_read_and_told(code):
    _table, flows = balanced([(code, "monde", "MF1", "7")])
    assert flows.table["origin"].tolist() == ["01004"]
    assert bool(said(flows, "mended_code")) == (code.strip() != "01004")


def test_unknown_codes_are_outside_and_listed_and_words_are_not():
    _table, flows = balanced(
        [("59999", "59178", "MF1", "7"), ("Reste du monde", "59178", "MF1", "7"), ("", "59178", "MF1", "1")]
    )
    assert flows.table["origin_role"].tolist() == ["outside"] * 3
    assert "2 places are not zones" in said(flows, "unknown_place")[0]
    assert "59999 (1)" in said(flows, "unknown_place")[0]


def test_flows_that_touch_no_zone_are_left_out_and_counted():
    _table, flows = balanced([*PAPER, ("monde", "France", "MF1", "900")])
    assert flows.left_out_t == 900
    assert said(flows, "elsewhere") == ["1 flows touch no zone of the layer (900 t): they are left out."]


@pytest.mark.parametrize(("text", "code"), [("MF1", "MF1"), ("MF.1.1", "MF11"), ("mf 38", "MF38"), ("Biomasse", "MF1"), ("Déchets", "MF6"), ("MF9", ""), ("meubles", ""), ("sables et graviers", "MF38")])  # fmt: skip
def test_classes_by_code_or_name(text, code):
    assert TABLES.material(text) == code


def test_a_class_given_with_its_parts_is_not_counted_twice():
    table, flows = balanced(
        [("nature", "59178", "MF3", "100"), ("nature", "59178", "MF38", "60"), ("nature", "59350", "MF38", "5")]
    )
    assert row(table, ALL, "MF3")["extraction_t"] == 105
    assert "1 rows are parts" in said(flows, "two_levels")[0]


def test_other_categories_are_kept_and_kilotonnes_converted():
    table, flows = balanced([("monde", "59178", "Meubles", "1,5")], unit="kt")
    assert row(table, "59178", "Meubles")["imports_t"] == 1500
    assert said(flows, "other_category")


def test_negative_tonnes_are_missing_and_repeated_rows_are_told():
    _table, flows = balanced(
        [("monde", "59178", "MF1", "-5"), ("monde", "59178", "MF1", "5"), ("monde", "59178", "MF1", "5")]
    )
    assert flows.table["tonnes"].isna().tolist() == [True, False, False]
    assert said(flows, "negative")
    assert said(flows, "double")


def test_bad_input_is_one_sentence():
    with pytest.raises(DataError, match="not a mass"):
        read(PAPER, unit="GWh")
    with pytest.raises(DataError, match="cannot be told apart"):
        read(PAPER, zones=["a b", "A-B"])


def test_modes_have_rows_of_their_own_and_no_consumption():
    rows = [
        ("59178", "59350", "MF3", "60", "2019", "route"),
        ("59178", "59350", "MF3", "40", "2019", "fleuve"),
        ("monde", "59178", "MF4", "10", "2019", "fer"),
    ]
    table, flows = balanced(rows)
    assert row(table, "59350", mode="fleuve")["imports_t"] == 40
    assert row(table, "59350")["imports_t"] == 100
    assert np.isnan(row(table, "59350", mode="fleuve")["dmi_t"])
    assert row(table, "59350", mode="fleuve")["reasons"] == "by_mode"
    diagram = by_mode(flows, 2019, "ailleurs")
    assert diagram.sizes()["route"] == 60
    assert conserved(diagram, inner=1)


def conserved(diagram, inner):
    return all(
        sum(t for _a, b, t, _w in diagram.links if b == name) == pytest.approx(sum(t for a, _b, t, _w in diagram.links if a == name))
        for name in diagram.columns[inner]
    )  # fmt: skip


def test_a_diagram_conserves_and_takes_from_stocks_what_is_missing():
    table, _flows = balanced([*PAPER, ("59178", "monde", "MF2", "9")])
    diagram = materials(table, last_year(table))
    assert conserved(diagram, inner=1)
    sizes = diagram.sizes()
    assert (sizes["extraction"], sizes["imports"], sizes["stocks"]) == (100, 50, 9)
    assert (sizes["used"], sizes["exports"]) == (130, 29)


def test_flows_between_zones_by_class():
    flows = read([*PAPER, ("59178", "59350", "MF4", "12"), ("59350", "01004", "MF1", "")])
    lines = between_zones(flows, TABLES).set_index(["origin", "destination"])
    assert lines.loc[("59178", "59350"), "tonnes"] == 42
    assert lines.loc[("59178", "59350"), "mf3_t"] == 30
    assert lines.loc[("59178", "59350"), "main"] == "MF3"
    assert np.isnan(lines.loc[("59350", "01004"), "tonnes"])
    assert lines.loc[("59350", "01004"), "missing_flows"] == 1
    assert ("59350", "59350") not in lines.index


def test_arcs_keep_both_ends_and_the_two_ways_differ():
    a, b = np.array([0.0, 0.0]), np.array([10.0, 0.0])
    there, back = arc(a, b, 0.1), arc(b, a, 0.1)
    assert there.shape == (POINTS, 2)
    assert (there[0] == a).all()
    assert (there[-1] == b).all()
    # The middle of a quadratic curve stands half way to its control point: 0.1 of the distance, on the right.
    assert there[POINTS // 2] == pytest.approx([5, -1])
    assert back[POINTS // 2] == pytest.approx([5, 1])


def test_widths_are_proportional_and_missing_stays_missing():
    widths = widths_mm(np.array([100.0, 50.0, 0.01, np.nan]))
    assert widths[:3] == pytest.approx([WIDEST, WIDEST / 2, THINNEST])
    assert np.isnan(widths[3])


def test_a_treemap_fills_its_frame_in_proportion():
    # The example of Bruls, Huizing and van Wijk (2000): 6, 6, 4, 3, 2, 2, 1 in 6 × 4; first rectangles of 3 × 2.
    boxes = squarified([6, 6, 4, 3, 2, 2, 1], 6, 4)
    assert [round(w * h, 9) for _x, _y, w, h in boxes] == [6, 6, 4, 3, 2, 2, 1]
    assert boxes[0][2:] == pytest.approx((3, 2))
    assert boxes[1][2:] == pytest.approx((3, 2))
    assert sorted(boxes[2][2:]) == pytest.approx([12 / 7, 7 / 3])
    assert max(x + w for x, _y, w, _h in boxes) == pytest.approx(6)


def test_the_nodes_of_a_sankey_share_one_scale():
    spans = node_spans([["a", "b"], ["m"], ["z"]], [("a", "m", 3, ""), ("b", "m", 1, ""), ("m", "z", 4, "")])
    height = {name: top - low for name, (_c, low, top) in spans.items()}
    assert height["a"] == pytest.approx(3 * height["b"])
    assert height["m"] == pytest.approx(height["z"]) == pytest.approx(height["a"] + height["b"])
