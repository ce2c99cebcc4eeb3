# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolcatchment`` in QGIS: counts on paper, islands, areas far from roads, layers that lack something."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000


def line(*points: tuple[float, float]) -> str:
    return "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")"


def point(x: float, y: float) -> str:
    return f"POINT ({X + x} {Y + y})"


def cell(x: float, y: float) -> str:
    a, b, c, d = X + x - 100, Y + y - 100, X + x + 100, Y + y + 100
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


@pytest.fixture
def network(run, layer, tmp_path):
    """A road of 12 km at 60 km/h (1 km a minute), drawn west to east in 1 km pieces, and an island of 80 m."""
    rows = [(line((1000 * i, 0), (1000 * (i + 1), 0)), 60, "double") for i in range(12)]
    rows.append((line((3000, 5000), (3080, 5000)), 60, "double"))
    roads = layer("LineString", ["vit:integer", "sens:string"], rows, name="routes")
    given = {"ROADS": roads, "MAPPING": "speed=vit; oneway=sens", "OUTPUT": str(tmp_path / "routes.npz")}
    return run("preparenetwork", given)[0]["NETWORK"]


@pytest.fixture
def areas(layer):
    rows = [
        (point(2000, 20), "A", 1),
        (point(9000, 20), "B", 1),
        (point(2010, 20), "A bis", 0),
        (point(6000, 3000), "C", 1),
    ]
    return layer("Point", ["id_lieu:string", "usable:integer"], rows, name="aires")


@pytest.fixture
def people(layer):
    """Cells at 0.5, 4.5, 5.6, 11.5 km along the road, one without a number, one away from any road."""
    rows = [
        (cell(500, 50), 100.0, 40.0), (cell(4500, 50), 200.0, 80.0), (cell(5600, 50), 50.0, 20.0), (cell(11_500, 50), 30.0, 10.0),
        (cell(2500, 50), None, None), (cell(6000, 8000), 7.0, 3.0),
    ]  # fmt: skip
    return layer("Polygon", ["ind:double", "actifs:double"], rows, name="carreaux")


def given(areas, network, folder, **more):
    return {
        "AREAS": areas,
        "NETWORK": network,
        "THRESHOLDS": "2; 3",
        "COVERAGE_MIN": 3,
        "OUTPUT": str(folder / "c.gpkg"),
        **more,
    }


def test_people_by_time_nearest_area_and_groups_without(run, areas, network, people, tmp_path):
    more = {
        "DEMAND": people, "POPULATION_FIELD": "ind", "WORKERS_FIELD": "actifs", "ALLOCATION": str(tmp_path / "a.gpkg"),
        "GAPS": str(tmp_path / "g.gpkg"), "PICTURE": str(tmp_path / "carte.png"),
    }  # fmt: skip
    results, feedback = run("carpoolcatchment", given(areas, network, tmp_path, **more))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    found = {(f["area_id"], f["minutes"]): (f["population"], f["workers"], f["road_km"]) for f in layer.getFeatures()}
    # On paper, 1 km a minute: from A at 2 km, 2 min reach 0 to 4 km, 3 min 0 to 5 km; from B at 9 km, 7 to 11 and 6 to 12 km.
    assert found["A", 2] == (100, 40, pytest.approx(4.0, abs=0.01))
    assert found["A", 3] == (300, 120, pytest.approx(5.0, abs=0.01))
    assert found["B", 2] == (0, 0, pytest.approx(4.0, abs=0.01))
    assert found["B", 3] == (30, 10, pytest.approx(6.0, abs=0.01))
    assert set(found) == {("A", 2), ("A", 3), ("B", 2), ("B", 3)}
    assert results["SKIPPED"] == 2  # C has no road within 300 m, A bis repeats A
    assert results["COVERED_PCT"] == pytest.approx(100 * 130 / 153)  # workers: 40 + 80 + 10 of 153
    assert (results["COVERED"], results["UNCOVERED"], results["UNLOCATED"]) == (130, 23, 3)
    assert results["MEAN_MIN"] == pytest.approx((40 * 1.5 + 80 * 2.5 + 20 * 3.4 + 10 * 2.5) / 150, abs=0.01)
    nearest = {f["population"]: f for f in QgsVectorLayer(results["ALLOCATION"], "x", "ogr").getFeatures()}
    assert nearest[50]["nearest_area"] == "B"
    assert nearest[50]["minutes"] == pytest.approx(3.4, abs=0.01)
    assert (nearest[50]["status"], nearest[50]["gap_rank"]) == ("too far", 1)
    assert (nearest[7]["status"], nearest[7]["minutes"]) == ("no road within reach", NULL)
    [gap] = QgsVectorLayer(results["GAPS"], "x", "ogr").getFeatures()
    assert (gap["rank"], gap["population"], gap["workers"], gap["places"]) == (1, 50, 20, 1)
    for said in (
        "not usable: closed, or repeating another area: 3",
        "no road within 300 m: 4",
        "1 places have no number of workers",
    ):
        assert said in feedback.text
    assert (tmp_path / "carte.png").read_bytes()[:4] == b"\x89PNG"
    assert "without congestion" in layer.metadata().abstract()
    assert layer.renderer().type() != "singleSymbol"


def test_on_foot_the_same_road_serves_less(run, areas, network, tmp_path):
    results, _ = run("carpoolcatchment", given(areas, network, tmp_path, MODE="walk"))
    layer = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    reached = {(f["area_id"], f["minutes"]): f["road_km"] for f in layer.getFeatures()}
    assert reached["A", 3] == pytest.approx(2 * 5 * 3 / 60, abs=0.01)  # 5 km/h
    assert {f["population"] for f in layer.getFeatures()} == {NULL}  # nobody counted is not zero


def test_usable_may_be_a_text_and_unknown_is_not_usable(run, layer, network, tmp_path):
    rows = [(point(2000, 20), "A", "1"), (point(9000, 20), "B", "oui"), (point(6000, 20), "C", None)]
    here = layer("Point", ["id_lieu:string", "usable:string"], rows, name="aires")
    results, feedback = run("carpoolcatchment", given(here, network, tmp_path))
    assert {f["area_id"] for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()} == {"A"}
    assert results["SKIPPED"] == 2
    assert "not numbers (oui)" in feedback.text


def test_a_short_walk_keeps_its_row_and_its_people(run, areas, network, layer, tmp_path):
    near = layer("Point", ["ind:double"], [(point(2030, 10), 9.0)], name="adresses")
    more = {"MODE": "walk", "THRESHOLDS": "1 5", "DEMAND": near, "POPULATION_FIELD": "ind", "COVERAGE_MIN": 5}
    results, _ = run("carpoolcatchment", given(areas, network, tmp_path) | more)
    found = {
        (f["area_id"], f["minutes"]): (f["population"], f.geometry().area())
        for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()
    }
    assert {key: value[0] for key, value in found.items()} == {("A", 1): 9, ("A", 5): 9, ("B", 1): 0, ("B", 5): 0}
    assert all(surface > 0 for _people, surface in found.values())


def test_everybody_served_makes_no_group_and_nobody_makes_none_either(run, areas, network, people, layer, tmp_path):
    more = {"DEMAND": people, "WORKERS_FIELD": "actifs", "GAPS": str(tmp_path / "g.gpkg"), "COVERAGE_MIN": 240}
    results, _ = run("carpoolcatchment", given(areas, network, tmp_path) | more)
    assert QgsVectorLayer(results["GAPS"], "x", "ogr").featureCount() == 0
    empty = layer("Polygon", ["actifs:double"], [(cell(5600, 50), 0.0), (cell(500, 50), 4.0)], name="carreaux")
    results, _ = run("carpoolcatchment", given(areas, network, tmp_path) | more | {"DEMAND": empty, "COVERAGE_MIN": 3})
    assert QgsVectorLayer(results["GAPS"], "x", "ogr").featureCount() == 0


def test_an_area_on_an_island_is_told(run, layer, network, tmp_path):
    here = layer("Point", ["n:string"], [(point(3040, 5010), "île"), (point(2000, 0), "A")], name="aires")
    _results, feedback = run("carpoolcatchment", given(here, network, tmp_path, ID_FIELD="n"))
    assert "“aires”: île stand on a small part of the network that does not connect" in feedback.text


def test_what_is_wrong_is_one_sentence_and_no_file(run, layer, areas, network, people, tmp_path):
    far = layer("Point", ["n:string"], [(point(0, 90_000), "loin")], name="ailleurs")
    shut = layer("Point", ["usable:integer"], [(point(0, 0), 0)], name="fermées")
    cut = tmp_path / "coupe.npz"
    cut.write_bytes((tmp_path / "routes.npz").read_bytes()[:900])
    cases = (
        ({"AREAS": far}, r"“ailleurs” has a road of the network within 300 m\. Check the CRS"),
        ({"AREAS": shut}, "“fermées” has no usable area"),
        ({"THRESHOLDS": "dix"}, r"write 1 to 8 times in minutes"),
        ({"THRESHOLDS": "0"}, r"write 1 to 8 times in minutes"),
        ({"GAPS": str(tmp_path / "g.gpkg")}, "need the layer of people"),
        ({"DEMAND": people}, "“carreaux” needs the field of its inhabitants or of its workers"),
        ({"NETWORK": str(cut)}, "cut short"),
        ({"NETWORK": str(tmp_path / "absent.npz")}, r"does not exist\. Make it with"),
    )
    for more, sentence in cases:
        with pytest.raises(QgsProcessingException, match=sentence):
            run("carpoolcatchment", given(areas, network, tmp_path) | more)
    assert not (tmp_path / "c.gpkg").exists()


def test_cancelling_leaves_nothing(run, areas, network, people, tmp_path):
    more = {"DEMAND": people, "POPULATION_FIELD": "ind"}
    for question in (1, 2, 3):
        results, _ = run("carpoolcatchment", given(areas, network, tmp_path, **more), cancel_at=question)
        assert results == {}
        assert not (tmp_path / "c.gpkg").exists()
