# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclegaps`` in QGIS: components, ends and links on paper, both bases, and layers that lack something."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_060_000
FIELDS = [
    "nom:string", "lts_forward:integer", "lts_backward:integer", "bike_forward:integer", "bike_backward:integer", "bike_kmh:double",
    "ame_d:string", "ame_g:string", "level:integer",
]  # fmt: skip


def street(points, forward, backward=None, facility="AUCUN", kmh=15.0, ways=(1, 1), level=0):
    wkt = "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")"
    return (wkt, "rue", forward, forward if backward is None else backward, *ways, kmh, facility, None, level)


@pytest.fixture
def rows():
    """A of 2,000 m, then 300 m of stress 3, then B of 1,000 m, then 400 m of stress 4 whose half is unknown, then C of 600 m;
    D of 200 m stops 12 m beside A; an island of 700 m far away; a motorway without bikes."""
    return [
        street([(0, 0), (1000, 0)], 1, facility="PISTE CYCLABLE"), street([(1000, 0), (2000, 0)], 2, facility="BANDE CYCLABLE"),
        street([(2000, 0), (2300, 0)], 3), street([(2300, 0), (3300, 0)], 2, 1),
        street([(3300, 0), (3500, 0)], 4, facility="BANDE CYCLABLE"), street([(3500, 0), (3700, 0)], None),
        street([(3700, 0), (4300, 0)], 1), street([(500, 12), (500, 212)], 1), street([(0, 9000), (700, 9000)], 2),
        street([(2000, 0), (2300, -10)], None, ways=(0, 0), kmh=None),
    ]  # fmt: skip


@pytest.fixture
def streets(layer, rows):
    return layer("LineString", FIELDS, rows, name="rues")


def given(streets, folder, **more):
    return {"STREETS": streets, "OUTPUT": str(folder / "trous.gpkg"), **more}


def features(address):
    return list(QgsVectorLayer(address, "x", "ogr").getFeatures())


def test_components_ends_and_links_on_paper(run, streets, tmp_path):
    more = {"COMPONENTS": str(tmp_path / "composantes.gpkg"), "DEAD_ENDS": str(tmp_path / "impasses.gpkg")}
    results, feedback = run("cyclegaps", given(streets, tmp_path, **more))
    first, second = features(results["OUTPUT"])
    # (2 × 1) / 3 / 0.3 and (1 × 0.6) / 1.6 / 0.4
    assert (first["rank"], first["component_a"], first["component_b"]) == (1, 1, 2)
    assert first["score"] == pytest.approx(2 / 3 / 0.3)
    assert [first[n] for n in ("length_m", "stress_max", "lts3_m", "unknown_m", "km_a", "km_b", "km_joined")] == pytest.approx([300, 3, 300, 0, 2, 1, 3])  # fmt: skip
    assert second["score"] == pytest.approx(0.6 / 1.6 / 0.4)
    assert [second[n] for n in ("length_m", "stress_max", "lts4_m", "unknown_m", "km_joined")] == pytest.approx([400, 4, 200, 200, 1.6])  # fmt: skip
    assert first.geometry().length() == pytest.approx(300)
    pieces = features(results["COMPONENTS"])
    assert {(f["component"], f["component_km"]) for f in pieces} == {(1, 2.0), (2, 1.0), (3, 0.7), (4, 0.6), (5, 0.2)}
    assert sum(f["length_m"] for f in pieces) == pytest.approx(4500)
    assert [f["street"] for f in pieces if f["component"] == 1] == [1, 2]
    ends = {
        (f.geometry().asPoint().x() - X, f["kind"], f["goes_on"], f["gap_m"]) for f in features(results["DEAD_ENDS"])
    }
    assert ends == {
        (2000, "dead_end", 1, NULL), (2300, "dead_end", 1, NULL), (3300, "dead_end", 1, NULL), (3700, "dead_end", 1, NULL),
        (500, "near_miss", 0, 12.0),
    }  # fmt: skip
    told = [
        results[n] for n in ("COMPONENTS_COUNT", "LONG_COMPONENTS", "DEAD_END_COUNT", "NEAR_MISSES", "GAPS", "SKIPPED")
    ]
    assert told == [5, 4, 4, 1, 2, 0]
    assert results["LARGEST_PCT"] == pytest.approx(100 * 2 / 4.5)
    assert "4.5 km of 5.2 km of streets that a bike may use, in 5 components, 4 of 500 m or more" in feedback.text
    assert "The stress of 0.2 km is not known" in feedback.text
    assert "Mehlhorn" in QgsVectorLayer(results["OUTPUT"], "x", "ogr").metadata().abstract()


def test_demand_turns_the_order_of_the_links(run, streets, layer, tmp_path):
    """The first link by the network (2/3/0.3) has 10 inhabitants near, the second (0.6/1.6/0.4) has 100; 5,000 are far away."""
    cells = layer("Point", ["ind:string"], [
        (f"POINT ({X + 2100} {Y + 200})", "10"), (f"POINT ({X + 3500} {Y - 290})", "60"), (f"POINT ({X + 3600} {Y + 100})", "40"),
        (f"POINT ({X + 2800} {Y + 900})", "5000"), (f"POINT ({X + 3500} {Y})", ""),
    ], name="carreaux")  # fmt: skip
    results, _ = run("cyclegaps", given(streets, tmp_path, DEMAND=cells, DEMAND_FIELD="ind"))
    first, second = features(results["OUTPUT"])
    assert (first["rank"], first["demand"], first["component_b"]) == (1, 100, 4)
    assert first["score"] == pytest.approx(0.6 / 1.6 / 0.4 * 100)
    assert first.geometry().length() == pytest.approx(400)
    assert (second["demand"], second["score"]) == (10, pytest.approx(2 / 3 / 0.3 * 10))
    assert [second["lts3_m"], first["lts4_m"]] == pytest.approx([300, 200])
    assert results["SKIPPED"] == 1
    results, _ = run("cyclegaps", given(streets, tmp_path, DEMAND=cells, DEMAND_M=150))
    assert {f["rank"]: f["demand"] for f in features(results["OUTPUT"])} == {1: 2, 2: 0}
    for wrong, sentence in (
        ({"DEMAND_FIELD": "hab"}, "“carreaux” has no field “hab”. Its fields are: ind"),
        ({"DEMAND_FIELD": "ind", "DEMAND_M": 1}, "No place of “carreaux” lies within DEMAND_M"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("cyclegaps", given(streets, tmp_path, DEMAND=cells, **wrong))


def test_the_network_of_facilities_counts_a_lane_under_stress(run, streets, tmp_path):
    results, _ = run("cyclegaps", given(streets, tmp_path, BASE="facilities", MIN_COMPONENT_M=200, MAX_GAP_M=1300))
    [gap] = features(results["OUTPUT"])
    # A of 2,000 m and the lane of 200 m at 3,300 m, 1,300 m apart: 1,000 m of them are calm.
    assert (gap["length_m"], gap["lts2_m"], gap["lts3_m"]) == pytest.approx((1300, 1000, 300))
    assert gap["score"] == pytest.approx(2 * 0.2 / 2.2 / 1.3)
    assert (results["COMPONENTS_COUNT"], results["LARGEST_PCT"]) == (2, pytest.approx(100 * 2 / 2.2))


def test_pieces_that_no_street_links_give_an_empty_layer_and_a_warning(run, layer, tmp_path):
    apart = [street([(0, 0), (900, 0)], 1), street([(0, 300), (900, 300)], 2), street([(0, 600), (900, 600)], 4)]
    results, feedback = run("cyclegaps", given(layer("LineString", FIELDS, apart, name="rues"), tmp_path))
    assert (results["GAPS"], results["COMPONENTS_COUNT"], features(results["OUTPUT"])) == (0, 2, [])
    assert "No street at all leads from one of these components to another" in feedback.text
    far = [*apart, street([(900, 0), (2200, 0), (2200, 300), (900, 300)], 4)]  # a way, of 2,900 m
    results, feedback = run("cyclegaps", given(layer("LineString", FIELDS, far, name="rues"), tmp_path))
    assert "No street links the components within 1000 m" in feedback.text


def test_a_way_where_the_bike_is_pushed_joins_nothing_unless_asked(run, layer, tmp_path):
    """Two calm streets of 900 m with 100 m of pavement between, ridden at 5 km/h."""
    rows = [street([(0, 0), (900, 0)], 1), street([(900, 0), (1000, 0)], 1, kmh=5.0), street([(1000, 0), (1900, 0)], 1)]
    streets = layer("LineString", FIELDS, rows, name="rues")
    results, feedback = run("cyclegaps", given(streets, tmp_path))
    assert (results["COMPONENTS_COUNT"], results["GAPS"]) == (2, 1)
    assert features(results["OUTPUT"])[0]["length_m"] == pytest.approx(100)
    assert "0.1 km where the bike is pushed" in feedback.text
    results, _ = run("cyclegaps", given(streets, tmp_path, WALKED=True))
    assert (results["COMPONENTS_COUNT"], results["LARGEST_PCT"]) == (1, 100)


def test_a_street_without_speed_and_one_without_geometry_are_counted(run, layer, rows, tmp_path):
    rows = [*rows, street([(0, 0), (0, 500)], 1, kmh=None), (None, *rows[0][1:])]
    results, feedback = run("cyclegaps", given(layer("LineString", FIELDS, rows, name="rues"), tmp_path))
    assert results["SKIPPED"] == 2
    assert "its speed (bike_kmh) is not known" in feedback.text


def test_degrees_and_parts_are_no_obstacle(run, layer, tmp_path):
    line = "MULTILINESTRING ((2.3 50.6, 2.31 50.6), (2.31 50.6, 2.32 50.6))"
    rows = [
        (line, "rue", 1, 1, 1, 1, 15.0, "AUCUN", "AUCUN", 0), ("LINESTRING (2.32 50.6, 2.323 50.6)", "rue", 3, 3, 1, 1, 15.0, None, None, 0),
        ("LINESTRING (2.323 50.6, 2.34 50.6)", "rue", 2, 2, 1, 1, 15.0, None, None, 0),
    ]  # fmt: skip
    made = layer("MultiLineString", FIELDS, rows, crs="EPSG:4326", name="rues")
    results, _ = run("cyclegaps", given(made, tmp_path))
    [gap] = features(results["OUTPUT"])
    assert gap["length_m"] == pytest.approx(0.003 * 70_700, rel=0.01)  # a degree of longitude at 50.6° is 70.7 km
    assert QgsVectorLayer(results["OUTPUT"], "x", "ogr").crs().authid() == "EPSG:2154"


def test_what_is_wrong_is_one_sentence_and_no_file(run, layer, rows, tmp_path):
    def made(some, fields=FIELDS):
        return layer("LineString", fields, some, name="rues")

    facilities = [street([(0, 0), (900, 0)], 1, facility="PISTE CYCLABLE"), street([(0, 50), (900, 50)], 1, facility="VOIE VERTE")]  # fmt: skip
    none = [street([(0, 0), (900, 0)], 1), street([(900, 0), (1900, 0)], 3)]
    unknown = [street([(0, 0), (900, 0)], None)]
    bare = [(row[0], *row[1:7]) for row in rows]
    loud = [street([(0, 0), (900, 0)], 4)]
    for given_layer, more, sentence in (
        (made(facilities), {}, "Every line of the layer “rues” has a cycle facility: the streets between them are missing"),
        (made(facilities), {"BASE": "facilities"}, "Every line of the layer “rues” has a cycle facility"),
        (made(none), {"BASE": "facilities"}, "No street of the layer “rues” that a bike may use has a cycle facility"),
        (made(bare, FIELDS[:6]), {"BASE": "facilities"}, "has no field ame_d nor ame_g"),
        (made([row[:3] for row in rows], FIELDS[:2]), {}, "lacks lts_backward, bike_forward, bike_backward, bike_kmh: make it with"),
        (made(unknown), {}, "The stress of no street of the layer “rues” is known"),
        (made(loud), {}, "No street of the layer “rues” has a stress of 2 at most. Raise MAX_STRESS"),
        (made([street([(0, 0), (900, 0)], 1, ways=(0, 0))]), {}, "A bike may use no street of the layer “rues”"),
        (made([]), {}, "has no feature"),
    ):  # fmt: skip
        with pytest.raises(QgsProcessingException) as caught:
            run("cyclegaps", given(given_layer, tmp_path, **more))
        assert sentence in str(caught.value), str(caught.value)
        assert list(tmp_path.iterdir()) == []


def test_cancel_leaves_no_file(run, streets, tmp_path):
    for question in (1, 4, 7):
        run("cyclegaps", given(streets, tmp_path, COMPONENTS=str(tmp_path / "c.gpkg")), cancel_at=question)
        assert list(tmp_path.iterdir()) == []
