# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roofflux`` in QGIS: an interval with each figure, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from atlas_pcaet.analysis.thermal import roof_balance as balance
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000
NIGHT = balance.Night(0.0, -2.0)


def square(x):
    return f"POLYGON (({X + x} {Y}, {X + x + 10} {Y}, {X + x + 10} {Y + 10}, {X + x} {Y + 10}, {X + x} {Y}))"


@pytest.fixture
def roofs(layer):
    """120 roofs read by a camera that is 2 K too warm; the U of one in three is known; one is of zinc."""
    chance = np.random.default_rng(1)
    u = chance.uniform(0.15, 2.5, 120)
    surface, _ = balance.surface_of(u, np.full(120, 0.91), NIGHT)
    around = (NIGHT.sky + 273.15) ** 4
    seen = (0.91 * (surface + 273.15) ** 4 + 0.09 * around) ** 0.25 - 273.15 + 2 + chance.normal(0, 0.2, 120)
    rows = [
        (square(30 * i), f"r{i}", float(seen[i]), float(u[i]) if i % 3 == 0 else None, "zinc" if i == 1 else "tuile", float(u[i]),
         "Fioul domestique" if i % 2 else None)
        for i in range(120)
    ]  # fmt: skip
    return layer("Polygon", ["nom:string", "t_median:double", "u_connu:double", "roof_family:string", "vrai:double", "dpe_heating:string"], rows, name="toits")  # fmt: skip


def given(roofs, tmp_path, **more):
    return {
        "BUILDINGS": roofs,
        "U_FIELD": "u_connu",
        "AIR": 0,
        "DEW_POINT": -2,
        "WIND": 1,
        "OUTPUT": str(tmp_path / "f.gpkg"),
    } | more


def test_each_figure_has_its_interval_and_the_warning_travels(run, roofs, tmp_path):
    results, _ = run("roofflux", given(roofs, tmp_path))
    assert results["ANCHORS"] == 40
    assert results["EXPLAINED_PCT"] > 90
    found = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    rows = {f["nom"]: f for f in found.getFeatures()}
    others = [f for i, f in ((i, rows[f"r{i}"]) for i in range(120)) if i % 3 and i != 1]
    assert np.median([abs(f["u_w_m2k"] - f["vrai"]) for f in others]) < 0.3
    assert all(f["u_p10"] <= f["u_p90"] for f in others)
    assert np.mean([f["u_p10"] <= f["vrai"] <= f["u_p90"] for f in others]) > 0.7
    assert rows["r1"]["u_w_m2k"] == NULL  # zinc
    one = rows["r2"]
    # b U A DH (1 – gains) / 1000 / efficiency of gas: 100 m², 60 585 K.h, 0.75, 0.85.
    assert one["kwh_yr"] == pytest.approx(one["u_w_m2k"] * 100 * 60.585 * 0.75 / 0.85, rel=1e-4)
    assert one["energy_used"] == "gaz naturel (défaut)"
    assert rows["r3"]["energy_used"] == "fioul domestique"
    assert rows["r3"]["saving_kgco2_yr"] == pytest.approx(0.324 * rows["r3"]["saving_kwh_yr"])
    metadata = found.metadata()
    assert "does not measure" in " ".join(metadata.rights())
    assert "ESTIMATE" in metadata.abstract() + " ".join(metadata.history())


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"WIND": 4}, r"With a wind of 4 m/s"),
        ({"U_FIELD": "t_median"}, "Only 1 roofs have a known U"),
        ({"U_FIELD": "dpe_u_roof"}, "has no field “dpe_u_roof” for the known U"),
        ({"DEW_POINT": 3}, "dew point .* is above the air"),
        ({"TEMPERATURE_FIELD": "nom"}, "has no temperature"),
        ({"ZONE": "H1A", "ALTITUDE": "800+"}, "no degree hours for the zone H1A"),
    ],
)
def test_what_would_mislead_is_refused(run, roofs, tmp_path, more, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("roofflux", given(roofs, tmp_path, **more))
    assert not (tmp_path / "f.gpkg").exists()


def test_web_mercator_does_not_stretch_a_roof(run, roofs, tmp_path):
    import processing

    moved = processing.run("native:reprojectlayer", {"INPUT": roofs, "TARGET_CRS": "EPSG:3857", "OUTPUT": "memory:"})[
        "OUTPUT"
    ]
    here, there = (
        run("roofflux", given(layer, tmp_path, OUTPUT=str(tmp_path / f"{i}.gpkg")))[0]
        for i, layer in enumerate((roofs, moved))
    )
    own, other = (
        {f["nom"]: f["kwh_yr"] for f in QgsVectorLayer(r["OUTPUT"], "x", "ogr").getFeatures()} for r in (here, there)
    )
    assert other["r5"] == pytest.approx(own["r5"], rel=1e-3)


def test_anchors_that_say_nothing_are_refused(run, layer, tmp_path):
    chance = np.random.default_rng(3)
    rows = [(square(30 * i), float(chance.normal(-3, 1)), float(chance.uniform(0.2, 2.5))) for i in range(60)]
    roofs = layer("Polygon", ["t_median:double", "u_connu:double"], rows)
    with pytest.raises(QgsProcessingException, match="does not follow U"):
        run("roofflux", given(roofs, tmp_path))
