# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the cycle network enter a plan under the codes of Territoires en Transitions, through ``storevalue``."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

X, Y = 650_000, 7_000_000


def test_every_code_of_the_statistics_is_stored_in_a_new_plan(run, layer, tmp_path):
    """2 km of track for 1,000 inhabitants: 2 km / 1000 hab.; the other kinds are 0, which is a value."""
    made = layer(
        "LineString",
        ["ame_d:string", "sens_d:string", "statut_d:string", "ame_g:string"],
        [(f"LINESTRING ({X} {Y}, {X + 2000} {Y})", "PISTE CYCLABLE", "UNIDIRECTIONNEL", "EN SERVICE", "AUCUN")],
        name="pistes",
    )
    zone = (
        f"POLYGON (({X - 10} {Y - 10}, {X + 3000} {Y - 10}, {X + 3000} {Y + 10}, {X - 10} {Y + 10}, {X - 10} {Y - 10}))"
    )
    zones = layer("Polygon", ["name:string", "population:integer"], [(zone, "Essai", 1000)], name="communes")
    given = {"INPUT": made, "ZONES": zones, "ZONE_FIELD": "name", "POPULATION_FIELD": "population", "OUTPUT": str(tmp_path / "s.gpkg")}  # fmt: skip
    results, _said = run("cyclenetworkstats", given)
    plan = str(tmp_path / "plan.gpkg")
    run("createplan", {"PLAN": plan, "NAME": "Essai"})
    stored = {"CRTE_6_1": "crte_6.1", "CAE_44_A": "cae_44.a"} | {
        f"CAE_44_A{c}": f"cae_44.a{c.lower()}" for c in "ABCDEFG"
    }
    for output, code in stored.items():
        if results.get(output) is None:
            pytest.fail(f"{output} is not given")
        run("storevalue", {"PLAN": plan, "INDICATOR": code, "YEAR": 2026, "KIND": "result", "VALUE": results[output]})
    with closing(sqlite3.connect(plan)) as connection:
        found = dict(
            connection.execute(
                "SELECT i.code, v.value FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid"
            ).fetchall()
        )
    assert set(found) == set(stored.values())
    assert found["crte_6.1"] == pytest.approx(2.0)
    assert found["cae_44.a"] == pytest.approx(2.0)
    assert sum(found[code] for code in stored.values() if code.startswith("cae_44.a") and code != "cae_44.a") == pytest.approx(2.0)  # fmt: skip
