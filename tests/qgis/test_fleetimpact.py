# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:fleetimpact``, and its number stored in a plan as the value of an action's indicator."""

from __future__ import annotations

import sqlite3

import pytest
from qgis.core import QgsVectorLayer

HEADER = "category;fuel;segment;euro;vehicles;km_per_year\n"
BUS = "Urban Buses Standard 15 - 18 t"


def test_a_renewed_fleet_and_its_value_in_the_plan(run, tmp_path):
    (tmp_path / "avant.csv").write_text(HEADER + f"BUS;D;{BUS};IV;10;40000\n")
    (tmp_path / "apres.csv").write_text(HEADER + f"BUS;D;{BUS};VI A/B/C;6;38000\nBUS;E;{BUS};;4;38000\n")
    given = {"BEFORE": str(tmp_path / "avant.csv"), "AFTER": str(tmp_path / "apres.csv"), "SPEED": 20}
    results, _ = run("fleetimpact", given | {"OUTPUT": str(tmp_path / "effet.gpkg")})
    rows = {f["measure"]: f for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}
    assert rows["nox"]["after"] < 0.2 * rows["nox"]["before"]
    assert results["NOX_KG"] == pytest.approx(rows["nox"]["change"])
    assert results["NOX_KG"] < 0
    assert results["KM_AVOIDED"] == 20_000
    assert (rows["petr_fols_53"]["before"], results["CLEAN_PCT"]) == (0, 100)
    assert rows["co2"]["change_pct"] < -30
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run("createaction", {"PLAN": plan, "TITLE": "Bus propres", "NUMBER": "44.2"})
    value = {"PLAN": plan, "INDICATOR": "petr_fols_53", "YEAR": 2026, "KIND": "target", "VALUE": results["CLEAN_PCT"]}
    run("storevalue", value | {"ACTION": "44.2", "SOURCE": "pcaet:fleetimpact"})
    connection = sqlite3.connect(plan)
    try:
        assert connection.execute("SELECT value, unit FROM value").fetchall() == [(100.0, "%")]
    finally:
        connection.close()
