# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:joindpe``, ``pcaet:retrofitpriority`` and ``pcaet:hotspots`` in QGIS."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


def square(x, y, side=10):
    a, b = X + x, Y + y
    return f"POLYGON (({a} {b}, {a + side} {b}, {a + side} {b + side}, {a} {b + side}, {a} {b}))"


@pytest.fixture
def houses(layer):
    """Forty houses in a row, the warmest to the east."""
    rows = [(square(40 * i, 0), f"h{i}", 2.5 * i + 1, 1 + i // 8, 1) for i in range(40)]
    return layer(
        "Polygon", ["nom:string", "loss_score:double", "loss_class:integer", "NB_LOGTS:integer"], rows, name="maisons"
    )


def by_name(results, key="OUTPUT", field="nom"):
    return {f[field]: f for f in QgsVectorLayer(results[key], "x", "ogr").getFeatures()}


@pytest.fixture
def dpe(tmp_path):
    file = tmp_path / "dpe.csv"
    file.write_text(
        "N°DPE,Date_établissement_DPE,Etiquette_DPE,Coordonnée_cartographique_X_(BAN),Coordonnée_cartographique_Y_(BAN),"
        "Adresse_(BAN),Type_énergie_principale_chauffage,Période_construction\n"
        f"a,2023-02-01,G,{X + 5},{Y - 10},1 rue inventée,Fioul domestique,1948-1974\n"
        f"b,2016-02-01,C,{X + 5},{Y + 5},1 rue inventée,Gaz naturel,1948-1974\n"
        f"c,2022-02-01,B,{X + 40 * 39 + 5},{Y + 5},2 rue inventée,Gaz naturel,après 2013\n"
        f"d,2022-02-01,D,{X + 5},{Y + 900},3 rue inventée,Gaz naturel,\n",
        encoding="utf-8",
    )
    return QgsVectorLayer(f"file://{file}?type=csv&delimiter=,&geomType=none", "dpe", "delimitedtext")


def test_dpe_go_to_their_building_without_address(run, houses, dpe, layer, tmp_path):
    given = {"BUILDINGS": houses, "DPE": dpe, "OUTPUT": str(tmp_path / "b.gpkg"), "CONFLICTS": str(tmp_path / "c.gpkg")}
    results, feedback = run("joindpe", given)
    found = by_name(results)
    assert (found["h0"]["dpe_class"], found["h0"]["dpe_date"], found["h0"]["dpe_count"]) == ("G", "2023-02-01", 2)
    assert found["h39"]["dpe_class"] == "B"
    assert found["h1"]["dpe_class"] == NULL
    assert (results["WITH_DPE"], results["IN_CONFLICT"]) == (2, 1)
    (row,) = QgsVectorLayer(results["CONFLICTS"], "x", "ogr").getFeatures()
    assert (row["classes"], row["dates"]) == ("C G", "2016-02-01 2023-02-01")
    # The coldest roof has the worst DPE, the warmest the best: both stand out.
    assert found["h39"]["thermo_gap"] == pytest.approx(0.5)
    assert found["h0"]["thermo_gap"] == pytest.approx(-0.5)
    names = [f.name() for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").fields()]
    assert not {"dpe_number", "dpe_address"} & set(names)
    text = (tmp_path / "b.gpkg").read_bytes()
    assert "rue inventée".encode() not in text
    assert "4 DPE read, 3 joined to 2 buildings" in feedback.text
    results, _ = run("joindpe", given | {"KEEP_IDENTITY": True, "OUTPUT": str(tmp_path / "d.gpkg")})
    assert by_name(results)["h0"]["dpe_address"] == "1 rue inventée"
    # Joined again for the cells only: the DPE stay, the address goes.
    cells = layer(
        "Polygon", ["men:double", "men_pauv:double", "men_prop:double"], [(square(-50, -50, 2000), 50.0, 10.0, 30.0)]
    )
    again, _ = run("joindpe", {"BUILDINGS": results["OUTPUT"], "CELLS": cells, "OUTPUT": str(tmp_path / "e.gpkg")})
    found = by_name(again)["h0"]
    assert (found["dpe_class"], found["cell_poor_pct"]) == ("G", 20)
    assert "dpe_address" not in [f.name() for f in found.fields()]


def test_cells_and_bdnb(run, layer, tmp_path):
    houses = layer(
        "Polygon", ["nom:string", "cle:string"], [(square(0, 0), "a", "bdnb-1"), (square(500, 0), "b", "bdnb-9")]
    )
    cells = layer(
        "Polygon", ["MEN:double", "Men_Pauv:double", "men_prop:double", "i_est_200:integer"],
        [(square(-50, -50, 200), 50.0, 10.0, 30.0, 0), (square(450, -50, 200), 0.0, 0.0, 0.0, 1)],
    )  # fmt: skip
    bdnb = layer("None", ["batiment_groupe_id:string", "u_plancher_haut_deperditif:double", "mat_toit_txt:string"], [(None, "bdnb-1", 0.4, "TUILES")])  # fmt: skip
    given = {"BUILDINGS": houses, "CELLS": cells, "BDNB": bdnb, "BDNB_KEY": "cle", "OUTPUT": str(tmp_path / "b.gpkg")}
    found = by_name(run("joindpe", given)[0])
    assert [found["a"][f"cell_{k}"] for k in ("households", "poor_pct", "owner_pct", "estimated")] == [50, 20, 60, 0]
    assert found["b"]["cell_poor_pct"] == NULL
    assert (found["a"]["bdnb_u_roof"], found["a"]["bdnb_roof"], found["b"]["bdnb_u_roof"]) == (0.4, "TUILES", NULL)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Nothing is to be joined"),
        ({"wrong": True}, "has no column “date_etablissement_dpe”|has no column “etiquette_dpe”"),
    ],
)
def test_what_cannot_be_joined_is_one_sentence(run, houses, layer, tmp_path, more, sentence):
    given = {"BUILDINGS": houses, "OUTPUT": str(tmp_path / "b.gpkg")}
    if more:
        given["DPE"] = layer("None", ["autre:string"], [(None, "x")])
    with pytest.raises(QgsProcessingException, match=sentence):
        run("joindpe", given)
    assert not (tmp_path / "b.gpkg").exists()


def test_the_warmest_first_and_units_masked(run, houses, layer, tmp_path):
    units = layer("Polygon", ["code:string"], [(square(-10, -10, 1200), "ouest"), (square(1190, -10, 400), "est")])
    given = {
        "BUILDINGS": houses, "WEIGHTS": "1/0/0/0/0/0/0/0", "FIRST": 5, "UNITS": units, "UNIT_FIELD": "code",
        "DWELLINGS_FIELD": "NB_LOGTS", "OUTPUT": str(tmp_path / "p.gpkg"), "OUTPUT_UNITS": str(tmp_path / "u.gpkg"),
    }  # fmt: skip
    results, _ = run("retrofitpriority", given)
    found = by_name(results)
    assert results["RANKED"] == 40
    assert [found[f"h{i}"]["priority_rank"] for i in (39, 38, 0)] in ([1, 2, 40], [2, 1, 40])
    assert found["h39"]["robust_pct"] == 100
    assert found["h20"]["robust_pct"] == 0
    rows = by_name(results, "OUTPUT_UNITS", "unit")
    assert rows["ouest"]["households"] == 30
    assert (rows["est"]["households"], rows["est"]["mean_score"], rows["est"]["roofs_ranked"]) == (NULL, NULL, NULL)
    assert rows["est"]["masked"] == "fewer than 11 households"
    assert results["MASKED"] == 1
    assert rows["ouest"]["warm_pct"] == pytest.approx(20)  # houses 24 to 29, of class 4


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"WEIGHTS": "1/2"}, "must be eight numbers"),
        ({"WEIGHTS": "0/1/1/1/1/1/1/1"}, "must be eight numbers"),
        ({"LOSS_FIELD": "nom"}, "has a heat loss"),
    ],
)
def test_bad_weights_are_one_sentence(run, houses, tmp_path, more, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("retrofitpriority", {"BUILDINGS": houses, "OUTPUT": str(tmp_path / "p.gpkg")} | more)


def test_period_of_construction_as_it_is_written():
    from atlas_pcaet.processing.housing.retrofitpriority import _age

    for text, score in (
        ("avant 1948", 1.0), ("1948-1974", 1.0), ("1975-1977", 0.6), ("1961", 1.0), ("1995-01-01", 0.4), ("après 2013", 0.0),
        ("2006-2012", 0.15),
    ):  # fmt: skip
        assert _age(text) == score
    import pandas

    assert np.isnan([_age(None), _age(pandas.NA), _age(float("nan"))]).all()


def test_a_warm_street_is_a_hot_spot(run, layer, tmp_path):
    chance = np.random.default_rng(1)
    rows = []
    for i in range(20):
        for j in range(20):
            warm = 3.0 if i < 5 and j < 5 else 0.0
            rows.append((square(60 * i, 60 * j), f"{i}-{j}", float(chance.normal(warm, 1))))
    made = layer("Polygon", ["nom:string", "z_score:double"], [*rows, (square(9000, 0), "vide", None)])
    results, _ = run(
        "hotspots", {"INPUT": made, "FIELD": "z_score", "DISTANCE_M": 130, "OUTPUT": str(tmp_path / "h.gpkg")}
    )
    found = by_name(results)
    assert results["SKIPPED"] == 1
    assert found["2-2"]["gi_kind"] == "hot"
    assert sum(f["gi_kind"] == "hot" for n, f in found.items() if max(map(int, n.split("-"))) < 5) > 18
    assert sum(f["gi_kind"] == "hot" for n, f in found.items() if min(map(int, n.split("-"))) > 7) == 0
    with pytest.raises(QgsProcessingException, match="30 at least, not all equal"):
        few = layer("Polygon", ["z_score:double"], [(square(0, 0), 1.0)])
        run("hotspots", {"INPUT": few, "FIELD": "z_score", "OUTPUT": str(tmp_path / "x.gpkg")})


def test_a_sheet_for_each_block_and_a_picture_of_the_streets(run, houses, layer, tmp_path):
    streets = layer(
        "LineString", ["nom_voie:string"], [(f"LINESTRING ({X} {Y - 20}, {X + 1700} {Y - 20})", "rue inventée")]
    )
    given = {
        "BUILDINGS": houses, "STREETS": streets, "STREET_FIELD": "nom_voie", "TOP_STREETS": str(tmp_path / "rues.png"),
        "OUTPUT": str(tmp_path / "p.gpkg"),
    }  # fmt: skip
    results, _ = run("retrofitpriority", given)
    assert (tmp_path / "rues.png").read_bytes().startswith(b"\x89PNG")
    blocks = layer("Polygon", ["nom:string"], [(square(-10, -10, 800), "ouest"), (square(790, -10, 900), "est")])
    sheets, _ = run(
        "visitsheets",
        {
            "BUILDINGS": results["OUTPUT"],
            "BLOCKS": blocks,
            "BLOCK_FIELD": "nom",
            "HOMES": 5,
            "OUTPUT": str(tmp_path / "f.pdf"),
        },
    )
    assert sheets["PAGES"] == 2
    text = subprocess.run(
        ["pdftotext", "-layout", sheets["OUTPUT"], "-"], capture_output=True, text=True, check=True
    ).stdout
    first, second = text.index("est\n"), text.index("ouest\n")
    assert "Rank 1" in text
    assert "Working document" in text
    assert "Rank 40" not in text  # five homes a sheet
    assert first < second  # the block with the most to do comes first
    with pytest.raises(QgsProcessingException, match="has no field priority_rank"):
        run("visitsheets", {"BUILDINGS": houses, "OUTPUT": str(tmp_path / "x.pdf")})
