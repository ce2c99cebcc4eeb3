# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:buildfleet``, and its fleet taken by ``pcaet:roademissions``."""

from __future__ import annotations

X, Y = 650_000, 7_060_000


def test_a_built_fleet_is_taken_by_the_emissions(run, layer, tmp_path):
    counts = "category;fuel;critair;vehicles\nVP;gazole;2;400\nVP;essence;1;500\nVP;éthanol;1;20\nPL;gazole;2;60\nBUS;gazole;3;5\n"
    (tmp_path / "vignettes.csv").write_text(counts, encoding="utf-8")
    built, feedback = run(
        "buildfleet", {"COUNTS": str(tmp_path / "vignettes.csv"), "YEAR": 2024, "OUTPUT": str(tmp_path / "parc.csv")}
    )
    assert (built["LEFT_OUT"], built["SKIPPED"]) == (20, 1)
    assert "20 vehicles “VP éthanol 1”" in feedback.text
    roads = layer(
        "LineString",
        ["t:integer", "pl:double", "v:integer"],
        [(f"LINESTRING ({X} {Y}, {X + 1000} {Y})", 9000, 6.0, 70)],
    )
    given = {
        "ROADS": roads,
        "AADT_FIELD": "t",
        "HGV_FIELD": "pl",
        "SPEED_FIELD": "v",
        "FLEET": built["OUTPUT"],
        "YEAR": 2024,
    }
    results, feedback = run("roademissions", given | {"OUTPUT": str(tmp_path / "e.gpkg")})
    assert results["NOX_T_YR"] > 0
    assert "EXAMPLE FLEET" not in feedback.text
