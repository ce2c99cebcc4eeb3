# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:calibrateair`` in QGIS: pairs, and nothing corrected unless asked."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

X, Y = 650_000, 7_060_000


def test_pairs_statistics_and_a_correction_on_request(run, layer, tmp_path):
    model = layer(
        "Point", ["no2_ug_m3:double"], [(f"POINT ({X + 100 * i} {Y})", 10.0 + 5 * i) for i in range(7)], name="modèle"
    )
    rows = [(f"POINT ({X + 100 * i + 3} {Y})", f"{2 * (10 + 5 * i)},0") for i in range(6)] + [
        (f"POINT ({X} {Y + 900})", "30")
    ]
    tubes = layer("Point", ["mesure:string"], rows, name="tubes")
    given = {
        "MODEL": model,
        "MODEL_FIELD": "no2_ug_m3",
        "MEASURES": tubes,
        "MEASURED_FIELD": "mesure",
        "OUTPUT": str(tmp_path / "p.gpkg"),
    }
    results, feedback = run("calibrateair", given | {"SCATTER": str(tmp_path / "s.png")})
    assert (results["N"], results["SKIPPED"]) == (6, 1)
    assert results["SLOPE"] == pytest.approx(2)
    assert results["INTERCEPT"] == pytest.approx(0, abs=1e-9)
    assert results["FAC2"] == 1
    assert "no receptor near enough" in feedback.text
    assert not results.get("CORRECTED")
    assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")
    results, _ = run("calibrateair", given | {"CORRECTED": str(tmp_path / "c.gpkg")})
    made = QgsVectorLayer(results["CORRECTED"], "x", "ogr")
    assert sorted((f["no2_ug_m3"], f["no2_ug_m3_corrected"]) for f in made.getFeatures())[0] == pytest.approx((10, 20))
    assert "asked for" in made.metadata().abstract()
