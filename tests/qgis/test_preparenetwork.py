# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:preparenetwork`` in QGIS: what it says of the roads, when it uses the network that stands, what it leaves behind."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from atlas_pcaet.analysis.network import network_file
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

X, Y = 650_000, 6_800_000
FIELDS = ["cleabs:string", "nature:string", "importance:string", "sens:string", "pos_sol:string", "vit_moy_vl:integer"]
STREET, DOUBLE = "Route à 1 chaussée", "Double sens"
# A main street in two pieces, a one-way street, a bridge over a vertex of the main street, a path, an island, a street that
# stops 6 m short of the main street.
ROADS = [
    ("0 0, 250 0, 500 0", "a", STREET, "5", DOUBLE, "0", 36), ("500 0, 1000 0", "b", STREET, "5", DOUBLE, "0", None),
    ("500 0, 500 400", "oneway", STREET, "4", "Sens direct", "0", 30), ("250 -200, 250 0, 250 200", "bridge", STREET, "3", DOUBLE, "1", 70),
    ("1000 0, 1000 300", "path", "Chemin", "6", DOUBLE, "0", 0), ("5000 0, 5100 0", "island", STREET, "5", DOUBLE, "0", 30),
    ("700 6, 700 200", "short", STREET, "5", DOUBLE, "0", 30),
]  # fmt: skip
CAR_KM, OUTSIDE_KM = 0.5 + 0.5 + 0.4 + 0.4 + 0.1 + 0.194, 0.4 + 0.1 + 0.194


def wkt(places: str) -> str:
    pairs = (place.split() for place in places.split(", "))
    return "LINESTRING (" + ", ".join(f"{X + float(x)} {Y + float(y)}" for x, y in pairs) + ")"


def written(layer: QgsVectorLayer, path: Path) -> str:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {".gpkg": "GPKG", ".shp": "ESRI Shapefile"}[path.suffix]
    options.layerName = path.stem
    options.fileEncoding = "UTF-8"
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)[0]
    assert error == QgsVectorFileWriter.WriterError.NoError
    return str(path)


@pytest.fixture
def drawn(layer):
    """The roads as a layer in memory."""
    return layer("LineString", FIELDS, [(wkt(row[0]), *row[1:]) for row in ROADS], name="routes")


@pytest.fixture
def file(drawn, tmp_path):
    """The same in a GeoPackage."""
    (tmp_path / "réseau").mkdir()
    return written(drawn, tmp_path / "réseau" / "routes.gpkg")


def touched(file: str, change: str) -> None:
    """Another program changes one road of the file."""
    other = QgsVectorLayer(file, "autre", "ogr")
    assert other.dataProvider().changeAttributeValues({1: {other.fields().lookupField("vit_moy_vl"): change}})


def rows(source: str, key: str) -> dict:
    found = QgsVectorLayer(source, "x", "ogr")
    assert found.isValid()
    return {feature[key]: feature for feature in found.getFeatures()}


def test_the_report_says_parts_lengths_speeds_and_dead_ends(run, file):
    results, said = run("preparenetwork", {"ROADS": file})
    assert (results["NODES"], results["EDGE_COUNT"], results["PARTS"], results["DANGLE_COUNT"]) == (11, 7, 4, 1)
    assert results["OUTSIDE_KM"] == pytest.approx(OUTSIDE_KM)
    assert results["ASSUMED_PCT"] == pytest.approx(100 * 0.5 / CAR_KM)
    assert (results["REUSED"], results["SKIPPED"]) == (0, 0)
    assert "11 nodes, 7 pieces of road." in said.text
    assert "speed = vit_moy_vl" in said.text
    assert "0 ends moved onto another within the snapping distance; 0 pieces shorter" in said.text
    car = f"Car: {CAR_KM:.1f} km in 4 parts; the largest has 40.0 % of the nodes, of which 1 cannot be both reached and left; {OUTSIDE_KM:.1f} km are outside it."
    assert car in said.text
    assert "On foot: 2.4 km in 4 parts; the largest has 45.5 %" in said.text
    assert f"{100 * 0.5 / CAR_KM:.0f} % of the length; {100 * 0.4 / CAR_KM:.0f} % of the length is one-way" in said.text
    assert "The roads for cars do not connect well" in said.text


def test_without_output_the_network_is_beside_the_roads(run, file):
    results, _said = run("preparenetwork", {"ROADS": file})
    assert results["OUTPUT"] == results["NETWORK"] == f"{file}.reseau.npz"
    network, facts = network_file.load(results["OUTPUT"])
    assert (network.nodes, network.edges) == (11, 7)
    assert (facts["base"], facts["source"]) == ("bdtopo", file)
    assert sorted(p.name for p in Path(file).parent.iterdir()) == ["routes.gpkg", "routes.gpkg.reseau.npz"]


def test_pieces_and_ends_that_stop_short_as_layers(run, file, tmp_path):
    given = {"ROADS": file, "EDGES": str(tmp_path / "troncons.gpkg"), "DANGLES": str(tmp_path / "fins.gpkg")}
    results, _said = run("preparenetwork", given)
    pieces = rows(results["EDGES"], "road_id")
    assert set(pieces) == {row[1] for row in ROADS}
    one = pieces["oneway"]
    fields = [f.name() for f in one.fields() if f.name() != "fid"]
    assert fields == [
        "road_id", "length_m", "car_kmh", "bike_kmh", "walk_kmh", "direction", "level", "speed_source", "part",
    ]  # fmt: skip
    assert (one["length_m"], one["car_kmh"], one["direction"], one["part"]) == (400.0, 30.0, "drawn direction", 1.0)
    assert (pieces["a"]["direction"], pieces["a"]["speed_source"], pieces["b"]["speed_source"]) == ("both ways", "field", "assumed")  # fmt: skip
    assert (pieces["bridge"]["level"], pieces["path"]["speed_source"]) == (1, "no car")
    assert not pieces["path"]["part"]
    assert len({pieces[name]["part"] for name in ("a", "bridge", "island", "short")}) == 4
    [end] = QgsVectorLayer(results["DANGLES"], "x", "ogr").getFeatures()
    assert (end["gap_m"], end.geometry().asPoint().x(), end.geometry().asPoint().y()) == (6.0, X + 700, Y + 6)


def test_the_network_that_stands_is_used_and_tells_the_same(run, file, tmp_path):
    first, said = run("preparenetwork", {"ROADS": file})
    stamp = Path(first["OUTPUT"]).stat().st_mtime_ns
    second, again = run("preparenetwork", {"ROADS": file, "EDGES": str(tmp_path / "e.gpkg")})
    assert (first["REUSED"], second["REUSED"]) == (0, 1)
    assert "Nothing has changed: the network of “routes.gpkg.reseau.npz” is used as it is." in again.text
    assert Path(second["OUTPUT"]).stat().st_mtime_ns == stamp
    assert {k: v for k, v in second.items() if k not in ("REUSED", "EDGES")} == {k: v for k, v in first.items() if k != "REUSED"}  # fmt: skip
    assert [line for line in said.messages if "parts; the largest" in line] == [line for line in again.messages if "parts; the largest" in line]  # fmt: skip
    made = QgsVectorLayer(second["EDGES"], "x", "ogr")
    assert any("ROADS = routes" in line and "7 features, blake2b" in line for line in made.metadata().history())
    wider, _said = run(
        "preparenetwork", {"ROADS": file, "DANGLE_M": 3}
    )  # the distance of the report is not the network's
    assert (wider["REUSED"], wider["DANGLE_COUNT"]) == (1, 0)


@pytest.mark.parametrize(
    "change", [{"SNAP_M": 8.0}, {"CROSSINGS": True}, {"MAPPING": "speed=importance"}, {"REBUILD": True}]
)
def test_other_parameters_prepare_again(run, file, change):
    run("preparenetwork", {"ROADS": file})
    results, _said = run("preparenetwork", {"ROADS": file, **change})
    assert results["REUSED"] == 0
    assert run("preparenetwork", {"ROADS": file, **change, "REBUILD": False})[0]["REUSED"] == 1


def test_other_roads_prepare_again(run, file):
    run("preparenetwork", {"ROADS": file})
    touched(file, 50)
    results, said = run("preparenetwork", {"ROADS": file})
    assert results["REUSED"] == 0
    assert "The roads or the parameters have changed: the network is prepared again." in said.text
    network, _facts = network_file.load(results["OUTPUT"])
    assert 50.0 in network.kmh[:, 0]


def test_another_table_of_speeds_prepares_again(run, file, tmp_path):
    from atlas_pcaet.processing.parameter_tables import NETWORK_SPEEDS

    table = tmp_path / "vitesses.csv"
    table.write_text(NETWORK_SPEEDS.read_text(encoding="utf-8"), encoding="utf-8")
    given = {"ROADS": file, "SPEEDS": str(table)}
    assert run("preparenetwork", {"ROADS": file})[0]["REUSED"] == 0
    assert run("preparenetwork", given)[0]["REUSED"] == 1  # the same text elsewhere is the same table
    slower = table.read_text(encoding="utf-8").replace("importance 5;25;", "importance 5;20;")
    table.write_text(slower, encoding="utf-8")
    results, _said = run("preparenetwork", given)
    assert results["REUSED"] == 0
    assert 20.0 in network_file.load(results["OUTPUT"])[0].kmh[:, 0]


@pytest.mark.parametrize("damage", ["cut", "emptied", "foreign", "version"])
def test_a_network_that_cannot_be_used_is_made_again_with_a_warning(run, file, damage, monkeypatch):
    results, _said = run("preparenetwork", {"ROADS": file})
    path = Path(results["OUTPUT"])
    raw = path.read_bytes()
    if damage == "version":
        network, facts = network_file.load(path)
        monkeypatch.setattr(network_file, "FORMAT", network_file.FORMAT + 1)
        network_file.save(path, network, facts)
        monkeypatch.undo()
    else:
        path.write_bytes({"cut": raw[: len(raw) // 2], "emptied": b"", "foreign": b"PK\x03\x04 not a network"}[damage])
    results, said = run("preparenetwork", {"ROADS": file})
    assert results["REUSED"] == 0
    expected = "was made by another version of the plugin" if damage == "version" else "is not one, or is cut short"
    assert [line for line in said.messages if expected in line]
    assert network_file.load(path)[0].edges == 7
    assert run("preparenetwork", {"ROADS": file})[0]["REUSED"] == 1


def test_a_layer_in_memory_asks_where_to_write(run, drawn, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"not read from a file as a whole: choose where to write") as told:
        run("preparenetwork", {"ROADS": drawn})
    assert len(str(told.value).strip().splitlines()) == 1
    given = {"ROADS": drawn, "OUTPUT": str(tmp_path / "r.npz")}
    assert [run("preparenetwork", given)[0]["REUSED"] for _turn in range(2)] == [0, 0]
    assert network_file.load(tmp_path / "r.npz")[0].edges == 7


@pytest.fixture
def shown(file):
    """The file's layer in the project, for what refers to it by its id."""
    layer = QgsVectorLayer(file, "routes", "ogr")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().removeMapLayer(layer.id())


def definition(layer: QgsVectorLayer, kind: str) -> QgsProcessingFeatureSourceDefinition:
    if kind == "selection":
        return QgsProcessingFeatureSourceDefinition(layer.id(), True)
    if kind == "limit":
        return QgsProcessingFeatureSourceDefinition(layer.id(), False, 2)
    made = QgsProcessingFeatureSourceDefinition(layer.id(), False)
    made.filterExpression = "\"cleabs\" IN ('a', 'b')"
    return made


@pytest.mark.parametrize("kind", ["selection", "limit", "filter"])
def test_a_part_of_a_layer_is_never_taken_from_a_file(run, shown, file, tmp_path, kind):
    whole = {"ROADS": shown, "OUTPUT": str(tmp_path / "r.npz")}
    assert run("preparenetwork", whole)[0]["EDGE_COUNT"] == 7
    shown.selectByIds([1, 2])
    given = whole | {"ROADS": definition(shown, kind)}
    for _turn in range(2):
        results, _said = run("preparenetwork", given)
        assert (results["REUSED"], results["EDGE_COUNT"]) == (0, 2)
    with pytest.raises(QgsProcessingException, match="choose where to write"):
        run("preparenetwork", {"ROADS": definition(shown, kind)})
    assert not Path(f"{file}.reseau.npz").exists()


def test_a_filtered_layer_has_a_network_of_its_own(run, shown):
    whole, _said = run("preparenetwork", {"ROADS": shown})
    shown.setSubsetString("\"cleabs\" IN ('a', 'b', 'oneway')")
    try:
        part, _said = run("preparenetwork", {"ROADS": shown, "OUTPUT": whole["OUTPUT"]})
        assert (part["REUSED"], part["EDGE_COUNT"]) == (0, 3)
    finally:
        shown.setSubsetString("")
    assert run("preparenetwork", {"ROADS": shown})[0]["EDGE_COUNT"] == 7


def test_a_virtual_field_is_not_seen_by_the_file_so_nothing_is_taken_from_it(run, shown, tmp_path):
    """The expression of a virtual field may change while the file does not."""
    from qgis.core import QgsField
    from qgis.PyQt.QtCore import QMetaType

    given = {"ROADS": shown, "MAPPING": "speed=v85", "OUTPUT": str(tmp_path / "r.npz")}
    speeds = []
    for expression in ("40", "60"):
        position = shown.addExpressionField(expression, QgsField("v85", QMetaType.Type.Double))
        results, _said = run("preparenetwork", given)
        assert results["REUSED"] == 0
        speeds.append(network_file.load(results["OUTPUT"])[0].kmh[:, 0].max())
        shown.removeExpressionField(position)
    assert speeds == [40.0, 60.0]


def test_roads_being_edited_are_read_as_shown_and_never_taken_from_a_file(run, shown, tmp_path):
    given = {"ROADS": shown, "OUTPUT": str(tmp_path / "r.npz")}
    run("preparenetwork", given)
    shown.startEditing()
    shown.deleteFeature(7)
    try:
        results, _said = run("preparenetwork", given)
        assert (results["REUSED"], results["EDGE_COUNT"]) == (0, 6)
    finally:
        shown.rollBack()


OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lat="48.0000" lon="2.0000"/><node id="2" lat="48.0000" lon="2.0020"/><node id="3" lat="48.0000" lon="2.0040"/>
 <node id="4" lat="48.0020" lon="2.0020"/><node id="5" lat="47.9990" lon="2.0010"/><node id="6" lat="48.0010" lon="2.0010"/>
 <node id="7" lat="48.0000" lon="2.0010"><tag k="highway" v="bus_stop"/></node>
 <way id="10"><nd ref="1"/><nd ref="7"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="maxspeed" v="50"/></way>
 <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="tertiary"/><tag k="oneway" v="yes"/></way>
 <way id="12"><nd ref="5"/><nd ref="6"/><tag k="highway" v="primary"/><tag k="bridge" v="yes"/><tag k="layer" v="1"/></way>
 <way id="13"><nd ref="3"/><nd ref="4"/><tag k="highway" v="footway"/></way>
 <way id="14"><nd ref="1"/><nd ref="5"/><tag k="waterway" v="river"/></way>
</osm>
"""


def test_an_osm_file_given_by_its_path_is_read_from_its_lines(run, tmp_path):
    path = tmp_path / "ville.osm"
    path.write_text(OSM, encoding="utf-8")
    results, said = run("preparenetwork", {"ROADS": str(path), "EDGES": str(tmp_path / "e.gpkg")})
    assert results["OUTPUT"] == f"{path}.reseau.npz"
    assert (results["EDGE_COUNT"], results["PARTS"]) == (
        5,
        2,
    )  # way 10 in two at node 2; not at the bus stop, not under the bridge
    assert "class = highway" in said.text
    assert "Distances are computed in EPSG:2154." in said.text
    found = {}
    for piece in QgsVectorLayer(results["EDGES"], "x", "ogr").getFeatures():
        found.setdefault(piece["road_id"], []).append(piece)
    assert {k: len(v) for k, v in found.items()} == {"10": 2, "11": 1, "12": 1, "13": 1}
    assert [p["car_kmh"] for p in found["10"]] == [40.0, 40.0]  # 0.8 of the limit
    assert (found["11"][0]["direction"], found["12"][0]["level"], found["13"][0]["car_kmh"]) == ("drawn direction", 1, 0.0)  # fmt: skip
    # 0.004° of longitude at 48°: 298 m on the ellipsoid.
    assert sum(p["length_m"] for p in found["10"]) == pytest.approx(298.4, rel=2e-3)
    assert run("preparenetwork", {"ROADS": str(path)})[0]["REUSED"] == 1


def test_points_are_refused_in_one_sentence(run, layer, tmp_path):
    points = layer("Point", ["id:integer"], [(f"POINT ({X} {Y})", 1)], name="aires")
    with pytest.raises(QgsProcessingException, match=r"The layer “aires” has points; “Roads” needs lines\.") as told:
        run("preparenetwork", {"ROADS": points, "OUTPUT": str(tmp_path / "r.npz")})
    assert len(str(told.value).strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("speed=V85", r"there is no column “V85” for speed\. The layer has: .*vit_moy_vl"),
        ("vitesse=vit_moy_vl", r"“vitesse” is not known\. Use id, class"),
    ],
)
def test_a_mapping_that_names_what_is_not_there_is_one_sentence(run, file, mapping, sentence):
    with pytest.raises(QgsProcessingException, match=sentence) as told:
        run("preparenetwork", {"ROADS": file, "MAPPING": mapping})
    assert len(str(told.value).strip().splitlines()) == 1
    assert [p.name for p in Path(file).parent.iterdir()] == ["routes.gpkg"]


def test_roads_of_which_nothing_is_known_are_said_so(run, layer, tmp_path):
    lines = layer("LineString", ["nom:string"], [(wkt("0 0, 100 0"), "x")], name="traits")
    results, said = run("preparenetwork", {"ROADS": lines, "OUTPUT": str(tmp_path / "r.npz")})
    assert results["ASSUMED_PCT"] == 100
    assert "No field says the class of the roads" in said.text


def test_roads_that_no_mode_may_use_are_one_sentence(run, layer, tmp_path):
    lines = layer("LineString", ["nature:string"], [(wkt("0 0, 100 0"), "Bac auto")], name="bacs")
    with pytest.raises(QgsProcessingException, match="No road of the layer may be used by car, by bike or on foot"):
        run("preparenetwork", {"ROADS": lines, "OUTPUT": str(tmp_path / "r.npz")})
    assert list(tmp_path.iterdir()) == []


def test_roads_in_degrees_are_measured_in_metres(run, layer, tmp_path):
    lines = layer("LineString", FIELDS, [("LINESTRING (2 48, 2.01 48)", "a", STREET, "5", DOUBLE, "0", 36)], "EPSG:4326")  # fmt: skip
    results, said = run("preparenetwork", {"ROADS": lines, "OUTPUT": str(tmp_path / "r.npz")})
    network, _facts = network_file.load(results["OUTPUT"])
    assert "Distances are computed in EPSG:2154." in said.text
    assert "Lambert-93" in network.crs_wkt
    # 0.01° along the parallel 48°: a·cos φ / √(1 − e² sin² φ) · 0.01° on the ellipsoid of GRS 80.
    phi, e2 = np.radians(48), 0.00669438002
    parallel = 6_378_137 * np.cos(phi) / np.sqrt(1 - e2 * np.sin(phi) ** 2) * np.radians(0.01)
    assert network.length_m.tolist() == [pytest.approx(parallel, rel=1e-3)]
    assert network.seconds("car").tolist() == [pytest.approx(parallel / 10, rel=1e-3)]


def test_roads_without_geometry_are_skipped_counted_and_still_counted_the_second_time(run, layer, tmp_path):
    lines = layer("LineString", FIELDS, [(wkt("0 0, 100 0"), *ROADS[0][1:]), (None, *ROADS[1][1:])], name="trous")
    path = written(lines, tmp_path / "trous.gpkg")
    for reused in (0, 1):
        results, _said = run("preparenetwork", {"ROADS": path})
        assert (results["SKIPPED"], results["REUSED"]) == (1, reused)


def test_a_shapefile_is_known_again_by_its_table(run, drawn, tmp_path):
    path = written(drawn, tmp_path / "routes.shp")
    assert run("preparenetwork", {"ROADS": path})[0]["OUTPUT"] == f"{path}.reseau.npz"
    assert run("preparenetwork", {"ROADS": path})[0]["REUSED"] == 1
    other = QgsVectorLayer(path, "autre", "ogr")
    other.dataProvider().changeAttributeValues({0: {other.fields().lookupField("vit_moy_vl"): 90}})
    del other
    results, _said = run("preparenetwork", {"ROADS": path})
    assert results["REUSED"] == 0
    assert 90.0 in network_file.load(results["OUTPUT"])[0].kmh[:, 0]


def test_cancel_at_any_moment_leaves_nothing(run, file):
    folder = Path(file).parent
    for question in range(1, 100):
        results, said = run("preparenetwork", {"ROADS": file}, cancel_at=question)
        if results.get("NETWORK"):
            break
        assert "Cancelled: nothing was written." in said.text
        assert [p.name for p in folder.iterdir()] == ["routes.gpkg"]
    assert question > 5
    assert network_file.load(f"{file}.reseau.npz")[0].edges == 7


def test_cancel_while_preparing_again_keeps_the_network_that_stood(run, file):
    run("preparenetwork", {"ROADS": file})
    before = Path(f"{file}.reseau.npz").read_bytes()
    results, _said = run("preparenetwork", {"ROADS": file, "SNAP_M": 2}, cancel_at=3)
    assert not results.get("NETWORK")
    assert Path(f"{file}.reseau.npz").read_bytes() == before


def test_a_disk_that_fills_leaves_the_network_that_stood(run, file, monkeypatch):
    run("preparenetwork", {"ROADS": file})
    before = Path(f"{file}.reseau.npz").read_bytes()

    def full(path, _network, _facts):
        Path(path).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(network_file, "save", full)
    with pytest.raises(
        QgsProcessingException, match=r"could not be written: No space left on device\. Free some space"
    ):
        run("preparenetwork", {"ROADS": file, "REBUILD": True})
    assert Path(f"{file}.reseau.npz").read_bytes() == before
    assert sorted(p.name for p in Path(file).parent.iterdir()) == ["routes.gpkg", "routes.gpkg.reseau.npz"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_closed_folder_asks_where_to_write_and_stays_as_it_is(run, file, tmp_path):
    folder = Path(file).parent
    folder.chmod(0o555)
    try:
        with pytest.raises(QgsProcessingException, match="Nothing can be written in the folder of the roads"):
            run("preparenetwork", {"ROADS": file})
        with pytest.raises(QgsProcessingException, match="could not be written"):
            run("preparenetwork", {"ROADS": file, "OUTPUT": str(folder / "r.npz")})
        assert [p.name for p in folder.iterdir()] == ["routes.gpkg"]
        assert run("preparenetwork", {"ROADS": file, "OUTPUT": str(tmp_path / "r.npz")})[0]["EDGE_COUNT"] == 7
    finally:
        folder.chmod(0o755)


def test_a_folder_that_refuses_is_said_with_its_name(run, file, monkeypatch):
    """As for root, who is refused nowhere: the answer of the system is made up."""
    from atlas_pcaet.processing.network import preparenetwork

    monkeypatch.setattr(preparenetwork.os, "access", lambda *_given: False)
    with pytest.raises(QgsProcessingException, match=r"folder of the roads, “.*réseau”: choose where to write"):
        run("preparenetwork", {"ROADS": file})
