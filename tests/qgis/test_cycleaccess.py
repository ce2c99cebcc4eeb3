# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cycleaccess`` in QGIS: a town on paper, a slope, the cells as places, and inputs that lack something."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from qgis.core import NULL, QgsApplication, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000
FIELDS = [
    "nom:string", "lts_forward:integer", "lts_backward:integer", "crossing_lts_forward:integer", "crossing_lts_backward:integer",
    "bike_forward:integer", "bike_backward:integer", "bike_kmh:double", "ame_d:string", "ame_g:string",
]  # fmt: skip


def street(points, stress, facility="AUCUN", met=None):
    wkt = "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")"
    return (wkt, "rue", stress, stress, *[stress if met is None else met] * 2, 1, 1, 15.0, facility, None)


def point(x: float, y: float) -> str:
    return f"POINT ({X + x} {Y + y})"


def cell(x: float, y: float) -> str:
    a, b, c, d = X + x - 100, Y + y - 100, X + x + 100, Y + y + 100
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


def town():
    """A main street of 3 km at 15 km/h (250 m a minute), its middle kilometre of stress 4, and 1,800 m of calm way round it."""
    return [
        street([(0, 0), (1000, 0)], 1, "PISTE CYCLABLE"), street([(1000, 0), (2000, 0)], 4, "BANDE CYCLABLE"),
        street([(2000, 0), (3000, 0)], 2), street([(1000, 0), (1000, 400), (2000, 400), (2000, 0)], 1, met=3),
    ]  # fmt: skip


@pytest.fixture
def streets(layer):
    return layer("LineString", FIELDS, town(), name="rues")


@pytest.fixture
def people(layer):
    """Cells at 500, 1,500 and 2,500 m, one without a number, one without a street."""
    rows = [
        (cell(500, 50), "A", 100.0, 10.0), (cell(1500, 20), "B", 50.0, 0.0), (cell(2500, 50), "C", 200.0, 30.0),
        (cell(800, 50), "D", None, None), (cell(500, 8000), "E", 7.0, 3.0),
    ]  # fmt: skip
    return layer("Polygon", ["idcar:string", "ind:double", "emplois:double"], rows, name="carreaux")


@pytest.fixture
def places(layer):
    rows = [
        (point(500, 10), "École", 120), (point(2500, 10), "ECOLE ", 80), (point(2900, 10), "Gare", 1), (point(500, 9000), "Gare", 1),
        (point(700, 0), None, 5),
    ]  # fmt: skip
    return layer("Point", ["type:string", "eleves:integer"], rows, name="lieux")


def given(streets, people, folder, **more):
    return {
        "STREETS": streets, "PEOPLE": people, "POPULATION_FIELD": "ind", "KIND_FIELD": "type", "OUTPUT": str(folder / "acces.gpkg"), **more
    }  # fmt: skip


def by_cell(results):
    return {f["idcar"]: f for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}


def reached(feature, stem, kind):
    return [feature[f"{stem}_{minutes}_{kind}"] for minutes in (5, 10, 15)]


def test_places_by_time_scores_and_people_near_protected_lanes_on_paper(run, streets, people, places, tmp_path):
    results, feedback = run(
        "cycleaccess", given(streets, people, tmp_path, PLACES=places, PICTURE=str(tmp_path / "acces.png"))
    )
    found = by_cell(results)
    # A at 500 m: a school there, one 2,000 m away (8 min), 2,800 m by the calm way (11.2); the station 2,400 and 3,200 m.
    assert reached(found["A"], "n_ecole", "low") == [1, 1, 2]
    assert reached(found["A"], "n_ecole", "all") == [1, 2, 2]
    assert reached(found["A"], "n_gare", "low") == [0, 0, 1]
    assert reached(found["A"], "n_gare", "all") == [0, 1, 1]
    # B, on the busy street, has no calm one within 100 m: schools at 1,000 m on both sides, the station at 1,400 m.
    assert reached(found["B"], "n_ecole", "low") == [0, 0, 0]
    assert reached(found["B"], "n_ecole", "all") == [2, 2, 2]
    assert reached(found["B"], "n_gare", "all") == [0, 1, 1]
    assert reached(found["C"], "n_gare", "low") == [1, 1, 1]
    assert [found[one]["low_share_pct"] for one in "ABC"] == pytest.approx([100 / 3, 0, 200 / 3])
    # BNA: 2,800 m is too long, so one school of two is connected (0.3 of 20); the station (15) from C only.
    scores = [100 * 20 * 0.3 / 35, 0, 100 * (20 * 0.3 + 15) / 35]
    assert [found[one]["bna_score"] for one in "ABC"] == pytest.approx(scores)
    assert results["MEAN_SCORE"] == pytest.approx((100 * scores[0] + 200 * scores[2]) / 350)
    assert [found[one]["protected_300m"] for one in "ABCD"] == [1, 0, 0, 1]
    assert results["ITDP_PCT"] == pytest.approx(100 * 100 / 350)
    assert results["PEOPLE_REACHED_PCT"] == pytest.approx(100 * 300 / 350)
    assert results["PEOPLE_REACHED_ALL_PCT"] == pytest.approx(100)
    assert (results["UNLOCATED"], results["SKIPPED"]) == (7, 2)
    assert (found["D"]["population"], found["D"]["status"]) == (NULL, "no number of inhabitants")
    assert reached(found["D"], "n_ecole", "all") == [1, 2, 2]
    assert found["E"]["status"] == "no street within 300 m"
    assert {found["E"][f.name()] for f in found["E"].fields() if f.name()[:2] in ("n_", "lo", "bn", "pr")} == {NULL}
    assert (found["A"]["status"], found["B"]["status"]) == ("complete", "no street of low stress near")
    for said in (
        "no kind: 5",
        "no street within 300 m: 4",
        "Taken as one kind: ECOLE, École",
        "1 places have no number",
    ):
        assert said in feedback.text
    # Ecole: A and C of the three on low stress.
    assert "85.7 % of the people reach some in 10 min on low stress, 100.0 % by all streets" in feedback.text
    assert (tmp_path / "acces.png").read_bytes()[:4] == b"\x89PNG"
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert "flat country" in layer.metadata().abstract()
    assert "École → schools, Gare → transit" in layer.metadata().abstract().replace("ECOLE", "École")
    assert layer.fields().field("n_gare_10_low").alias() == "Gare reached in 10 min on low stress"
    assert layer.renderer().type() == "RuleRenderer"


def test_a_weight_is_summed_and_the_score_still_counts_places(run, streets, people, places, tmp_path):
    results, _ = run("cycleaccess", given(streets, people, tmp_path, PLACES=places, WEIGHT_FIELD="eleves"))
    found = by_cell(results)
    assert reached(found["A"], "n_ecole", "all") == [120, 200, 200]
    assert found["A"]["bna_score"] == pytest.approx(100 * 20 * 0.3 / 35)
    assert found["A"]["low_share_pct"] == pytest.approx(100 / 3)


def test_inhabitants_and_jobs_are_reached_like_places(run, streets, people, tmp_path):
    results, _ = run(
        "cycleaccess", given(streets, people, tmp_path, JOBS_FIELD="emplois", POPULATION_TOO=True, KIND_FIELD=None)
    )
    found = by_cell(results)
    assert reached(found["A"], "people", "all") == [150, 350, 350]
    assert reached(found["A"], "people", "low") == [100, 100, 300]
    assert reached(found["A"], "jobs", "all") == [10, 40, 40]
    assert reached(found["C"], "jobs", "low") == [30, 30, 40]
    # A connects to its own 100 of 350 people, 10 of 40 jobs: steps 0.2 → 0.4 and 0.5 → 0.8 (people 15, jobs 20).
    share = [0.4 + 0.4 * (100 / 350 - 0.2) / 0.3, 0.4 + 0.4 * (0.25 - 0.2) / 0.3]
    assert found["A"]["bna_score"] == pytest.approx(100 * (15 * share[0] + 20 * share[1]) / 35)
    assert found["A"]["low_share_pct"] == pytest.approx(100 * 100 / 350)
    assert np.isnan(results["PEOPLE_REACHED_PCT"])


def terrain(path, left, width):
    """Altitudes that rise eastwards by 3 %, in cells of 25 m, ``width`` m from ``left``."""
    from osgeo import gdal, osr

    columns, rows = round(width / 25), 80
    made = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, gdal.GDT_Float32)
    made.SetGeoTransform((X + left, 25, 0, Y + 1200, 0, -25))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    made.SetProjection(reference.ExportToWkt())
    band = made.GetRasterBand(1)
    band.WriteArray(np.tile(0.03 * (left + 12.5 + 25 * np.arange(columns)) + 100, (rows, 1)).astype(np.float32))
    band.SetNoDataValue(-9999)
    made = None
    return str(path)


def test_a_slope_lengthens_the_way_up_only(run, streets, people, places, tmp_path):
    dem = terrain(tmp_path / "mnt.tif", -500, 4000)
    results, _ = run("cycleaccess", given(streets, people, tmp_path, PLACES=places, DEM=dem, THRESHOLDS="9.1; 9.3; 11"))
    found = by_cell(results)
    # From A to the far school, 2,000 m and 60 m up: 8 min and 72 s; to the station 9.6 min and 86.4 s: 11.04 min.
    assert [found["A"][f"n_ecole_{m}_all"] for m in ("9_1", "9_3", "11")] == [1, 2, 2]
    assert [found["A"][f"n_gare_{m}_all"] for m in ("9_1", "9_3", "11")] == [0, 0, 0]
    assert found["C"]["n_ecole_9_1_all"] == 2  # down to the other school in 8 min
    # An e-bike, 19 km/h: 6.32 min and 72 s.
    results, _ = run(
        "cycleaccess", given(streets, people, tmp_path, PLACES=places, DEM=dem, THRESHOLDS="7.4, 7.6", KIND="ebike")
    )
    assert [by_cell(results)["A"][f"n_ecole_{m}_all"] for m in ("7_4", "7_6")] == [1, 2]


def test_junctions_close_the_way_round_when_they_count(run, streets, people, places, tmp_path):
    results, _ = run("cycleaccess", given(streets, people, tmp_path, PLACES=places, JUNCTIONS=True))
    assert reached(by_cell(results)["A"], "n_ecole", "low") == [1, 1, 1]


def test_kinds_become_safe_and_different_columns(run, streets, people, layer, tmp_path):
    long = "Établissement d’hébergement pour personnes âgées dépendantes"
    names = [long + " (public)", long + " (privé)", "Gare / halte", "…", "2"]
    rows = [(point(500 + 10 * i, 0), name) for i, name in enumerate(names)]
    results, _ = run(
        "cycleaccess", given(streets, people, tmp_path, PLACES=layer("Point", ["type:string"], rows), THRESHOLDS="10")
    )
    columns = [f.name() for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").fields()]
    made = [name for name in columns if name.endswith("_10_low")]
    assert len(set(made)) == len(names)
    assert all(len(name) <= 40 and name.isascii() and name.isidentifier() for name in made)
    assert {"n_gare_halte_10_low", "n_2_10_low"} <= set(made)


def test_streets_without_facilities_leave_the_indicator_of_itdp_empty(run, layer, people, places, tmp_path):
    bare = layer("LineString", FIELDS[:8], [row[:9] for row in town()], name="rues nues")
    results, feedback = run("cycleaccess", given(bare, people, tmp_path, PLACES=places))
    assert np.isnan(results["ITDP_PCT"])
    assert {f["protected_300m"] for f in by_cell(results).values()} == {NULL}
    assert "“rues nues” has no facilities (ame_d, ame_g)" in feedback.text
    none = layer("LineString", FIELDS, [(*row[:9], "AUCUN", None) for row in town()], name="sans")
    results, feedback = run("cycleaccess", given(none, people, tmp_path, PLACES=places))
    assert results["ITDP_PCT"] == 0  # known, and nobody
    assert "No street of “sans” has a protected facility" in feedback.text


def test_streets_of_unknown_stress_are_told_and_never_low(run, layer, people, places, tmp_path):
    unknown = layer(
        "LineString", FIELDS, [(row[0], "rue", None, None, None, None, *row[6:]) for row in town()], name="rues"
    )
    results, feedback = run("cycleaccess", given(unknown, people, tmp_path, PLACES=places))
    assert results["PEOPLE_REACHED_PCT"] == 0
    assert results["PEOPLE_REACHED_ALL_PCT"] == pytest.approx(100)
    assert "No street is of low stress" in feedback.text
    assert "100 % of unknown stress" in feedback.text


def test_what_is_wrong_is_one_sentence_and_no_file(run, layer, streets, people, places, tmp_path):
    far = layer("Point", ["type:string"], [(point(0, 90_000), "École")], name="ailleurs")
    lost = layer("Polygon", ["ind:double"], [(cell(0, 90_000), 5.0)], name="perdus")
    empty = layer("Polygon", ["ind:string"], [(cell(500, 0), "n.c.")], name="vides")
    ids = layer("Point", ["type:string"], [(point(500, i), f"id {i}") for i in range(41)], name="uniques")
    nothing = layer("LineString", ["a:integer"], [(street([(0, 0), (9, 9)], 1)[0], 1)], name="lignes")
    shut = layer("LineString", FIELDS, [(*row[:6], 0, 0, *row[8:]) for row in town()], name="interdites")
    table = tmp_path / "scores.csv"
    table.write_text("rule,item,value\nstep,1,2/3\n", encoding="utf-8")
    cases = (
        (
            {"DEM": terrain(tmp_path / "loin.tif", 90_000, 4000), "PLACES": places},
            r"“loin.tif” covers 0 % of the streets\. Choose",
        ),
        (
            {"DEM": terrain(tmp_path / "moitie.tif", 1500, 4000), "PLACES": places},
            r"“moitie.tif” covers \d\d % of the streets",
        ),
        ({"PLACES": far}, r"“ailleurs” has a street that a bike may use within 300 m\. Check the CRS"),
        ({"PEOPLE": lost, "PLACES": places}, "“perdus” has a street that a bike may use"),
        ({"PEOPLE": empty, "PLACES": places}, "“vides” has a number in the field “ind”"),
        ({"PLACES": ids}, "“type” of the layer “uniques” has 41 different kinds"),
        ({"STREETS": nothing, "PLACES": places}, "“lignes” lacks lts_forward"),
        ({"STREETS": shut, "PLACES": places}, "interdites|bike"),
        ({"THRESHOLDS": "dix"}, "write 1 to 6 times in minutes"),
        ({"PICTURE": str(tmp_path / "p.png")}, "The picture needs places"),
        ({"SCORES": str(table), "PLACES": places}, "“scores.csv”, line 2: “2/3”|no line"),
        ({"PLACES": places, "KIND_FIELD": "kind"}, "has no field “kind”"),
    )
    for more, sentence in cases:
        with pytest.raises(QgsProcessingException, match=sentence):
            run("cycleaccess", given(streets, people, tmp_path) | more)
        assert not (tmp_path / "acces.gpkg").exists(), more


def test_cancelling_leaves_nothing(run, streets, people, places, tmp_path):
    for question in (1, 3, 6, 9):
        results, feedback = run(
            "cycleaccess", given(streets, people, tmp_path, PLACES=places, POPULATION_TOO=True), cancel_at=question
        )
        assert results == {}
        assert "Cancelled" in feedback.text
        assert not (tmp_path / "acces.gpkg").exists()


def test_every_parameter_has_help_and_defaults_agree_with_the_table(provider):
    from atlas_pcaet.analysis.cycling.access import SPEED_KMH
    from atlas_pcaet.processing.parameter_tables import CYCLE_ACCESS

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:cycleaccess")
    assert all(parameter.help() for parameter in algorithm.parameterDefinitions())
    with CYCLE_ACCESS.open(encoding="utf-8") as file:
        table = {(row["rule"], row["item"]): row["value"] for row in csv.DictReader(file)}
    assert table["connection", "detour"] in algorithm.parameterDefinition("DETOUR").help()
    assert algorithm.parameterDefinition("WALK_M").defaultValue() == 300  # ITDP
    assert algorithm.parameterDefinition("MAX_STRESS").defaultValue() == 2
    assert SPEED_KMH == {"bike": 15.0, "ebike": 19.0}
