# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:preparenetwork`` on four real towns, through the real executable.

What is expected is drawn from the files by other means: tags read here, lengths on the ellipsoid by pyproj, parts and times
by networkx on every vertex of the lines.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy
import pandas
import pyogrio
import pyproj
import pytest
from atlas_pcaet.analysis.network import network_file

pytestmark = pytest.mark.real
networkx = pytest.importorskip("networkx")

CAR_CLASSES = {"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "road", "service"}  # fmt: skip
CAR_CLASSES |= {f"{name}_link" for name in ("motorway", "trunk", "primary", "secondary", "tertiary")}
SHUT = {"no", "private", "agricultural", "forestry", "delivery", "military"}
ELLIPSOID = pyproj.Geod(ellps="GRS80")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("réseaux réels")


@dataclass
class Prepared:
    """A town's network as the tool made it: its results, its log, its pieces of road, and the network in its file."""

    results: dict
    said: str
    edges: geopandas.GeoDataFrame
    network: object

    @property
    def car(self) -> geopandas.GeoDataFrame:
        return self.edges[self.edges["car_kmh"] > 0]


def prepared(qgis_process, source: Path, folder: Path, crs: str = "EPSG:2154", **more) -> Prepared:
    given = {"ROADS": str(source), "OUTPUT": str(folder / f"{source.stem}.npz"), "EDGES": str(folder / f"{source.stem}.gpkg"), "PROJECT_CRS": crs}  # fmt: skip
    done = qgis_process("pcaet:preparenetwork", given | more)
    results = done.results
    return Prepared(
        results, done.said, geopandas.read_file(results["EDGES"], layer=source.stem, engine="pyogrio"), network_file.load(results["NETWORK"])[0]
    )  # fmt: skip


# --- OpenStreetMap: the oracle ------------------------------------------------------------------------------------


@dataclass
class OsmTown:
    """The ways that cars may drive, by their tags alone, and the directed graph of every vertex of them."""

    ways: pandas.DataFrame  # id, tags, kmh, oneway (0 both, 1, -1), places (list of lon/lat), metres of each step
    graph: object

    def share_oneway(self) -> float:
        length = self.ways["metres"].map(numpy.sum)
        return float(length[self.ways["oneway"] != 0].sum() / length.sum())

    def km(self) -> float:
        return float(self.ways["metres"].map(numpy.sum).sum() / 1000)


def drivable(tags: dict[str, str]) -> bool:
    """wiki.openstreetmap.org/wiki/Key:access: the most precise tag says."""
    said = next((tags[key] for key in ("motorcar", "motor_vehicle", "vehicle", "access") if key in tags), "yes")
    return tags["highway"] in CAR_CLASSES and said not in SHUT


def oneway(tags: dict[str, str]) -> int:
    if "oneway" in tags:
        return {"yes": 1, "true": 1, "1": 1, "-1": -1, "reverse": -1}.get(tags["oneway"], 0)
    return int(tags.get("junction") in ("roundabout", "circular") or tags["highway"] == "motorway")


def class_speeds(root: Path) -> dict[str, float]:
    with (root / "resources" / "parameters" / "vitesses_reseau.csv").open(encoding="utf-8") as table:
        return {row["class"]: float(row["car_kmh"]) for row in csv.DictReader(table, delimiter=";") if row["base"] == "osm"}  # fmt: skip


def osm_town(path: Path, speeds: dict[str, float]) -> OsmTown:
    lines = pyogrio.read_dataframe(path, layer="lines")
    rows = []
    for line in lines[lines["highway"].notna()].itertuples():
        tags = dict(re.findall(r'"([^"]*)"=>"([^"]*)"', line.other_tags or "")) | {"highway": line.highway}
        if drivable(tags):
            places = [(round(x, 7), round(y, 7)) for x, y in line.geometry.coords]
            metres = ELLIPSOID.line_lengths(*zip(*places, strict=True))
            limit = tags.get("maxspeed", "")
            kmh = speeds["maxspeed"] * float(limit) if limit.isdigit() else speeds[line.highway]
            rows.append((line.osm_id, tags, kmh, oneway(tags), places, metres))
    ways = pandas.DataFrame(rows, columns=["id", "tags", "kmh", "oneway", "places", "metres"])
    graph = networkx.DiGraph()
    for way in ways.itertuples():
        for a, b, length in zip(way.places, way.places[1:], way.metres, strict=False):
            for one, other, fine in ((a, b, way.oneway >= 0), (b, a, way.oneway <= 0)):
                seconds = length / (way.kmh / 3.6)
                if fine and (not graph.has_edge(one, other) or graph[one][other]["seconds"] > seconds):
                    graph.add_edge(one, other, seconds=seconds, metres=length)
    return OsmTown(ways, graph)


def named_place(path: Path, name: str) -> tuple[float, float]:
    points = pyogrio.read_dataframe(path, layer="points")
    place = points.geometry[points["name"] == name].iloc[0]
    return place.x, place.y


def junction_near(town: OsmTown, place: tuple[float, float]) -> tuple[float, float]:
    """The nearest crossing of three streets or more that can be both reached and left."""
    main = max(networkx.strongly_connected_components(town.graph), key=len)
    junctions = [node for node in main if len({*town.graph.successors(node), *town.graph.predecessors(node)}) > 2]
    away = ELLIPSOID.inv([place[0]] * len(junctions), [place[1]] * len(junctions), *zip(*junctions, strict=True))[2]
    return junctions[int(numpy.argmin(away))]


def times_from(made: Prepared, crs: str, start: tuple[float, float], ends: list[tuple[float, float]]) -> numpy.ndarray:
    """Our seconds between places in degrees that are nodes of the network; NaN where no node stands there."""
    to_metres = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    x, y = to_metres.transform(*numpy.transpose([start, *ends]))
    network = made.network
    away = numpy.hypot(network.x[:, None] - x, network.y[:, None] - y)
    node = numpy.where(away.min(axis=0) < 0.6, away.argmin(axis=0), -1)
    assert node[0] >= 0
    [(_part, seconds)] = network.graph("car").times(node[:1], numpy.inf)
    return numpy.where(node[1:] >= 0, seconds[0][node[1:]], numpy.nan)


def check_osm_town(made: Prepared, town: OsmTown) -> None:
    """Same streets, same length, same share of one-way streets, same parts, same times from a junction to all others."""
    assert set(made.car["road_id"]) == set(town.ways["id"])
    assert made.car["length_m"].sum() / 1000 == pytest.approx(town.km(), rel=2e-3)
    share = made.car.loc[made.car["direction"] != "both ways", "length_m"].sum() / made.car["length_m"].sum()
    assert share == pytest.approx(town.share_oneway(), abs=2e-3)
    assert f"{100 * share:.0f} % of the length is one-way" in made.said
    parts = networkx.number_weakly_connected_components(town.graph)
    assert made.results["PARTS"] == parts
    largest = max(networkx.weakly_connected_components(town.graph), key=len)
    outside = town.km() - sum(sum(w.metres) for w in town.ways.itertuples() if w.places[0] in largest) / 1000
    assert made.results["OUTSIDE_KM"] == pytest.approx(outside, abs=0.01)


def compare_times(made: Prepared, town: OsmTown, crs: str, start: tuple[float, float]) -> int:
    """Our times to every junction of the town, beside networkx's; how many were compared."""
    expected = networkx.single_source_dijkstra_path_length(town.graph, start, weight="seconds")
    ends = [node for node in town.graph if len({*town.graph.successors(node), *town.graph.predecessors(node)}) > 2]
    ours = times_from(made, crs, start, ends)
    known = ~numpy.isnan(ours)
    theirs = numpy.array([expected.get(node, numpy.inf) for node in ends])
    assert known.sum() > 0.95 * len(ends)
    # A projection of the territory keeps lengths within 1 ‰, and ends within half a metre are one node.
    assert ours[known] == pytest.approx(theirs[known], rel=2e-3, abs=1.0)
    return int(known.sum())


# --- the towns ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def osm(root) -> Callable[[Path], OsmTown]:
    return lambda path: osm_town(path, class_speeds(root))


def test_redon_its_streets_parts_and_times(qgis_process, real_data, folder, osm):
    source = real_data / "geo" / "osm_redon" / "redon.osm"
    made, town = prepared(qgis_process, source, folder), osm(source)
    check_osm_town(made, town)
    # From the station to the Quai Saint-Jacques' side of the town.
    station, harbour = named_place(source, "Redon"), named_place(source, "Pharmacie du Port")
    start, end = junction_near(town, station), junction_near(town, harbour)
    assert compare_times(made, town, "EPSG:2154", start) > 100
    straight = ELLIPSOID.inv(*start, *end)[2]
    run = networkx.dijkstra_path_length(town.graph, start, end, weight="metres")
    [seconds] = times_from(made, "EPSG:2154", start, [end])
    assert 300 < straight < run < 4 * straight
    assert straight / (50 / 3.6) < seconds < run / (10 / 3.6)  # a town: between 10 and 50 km/h


def test_le_mans_centre_is_cut_by_its_edge_and_said_so(qgis_process, real_data, folder, osm):
    source = real_data / "geo" / "osm_lemans" / "lemans_centre.osm.pbf"
    made, town = prepared(qgis_process, source, folder), osm(source)
    check_osm_town(made, town)
    assert "The roads for cars do not connect well" in made.said
    start = junction_near(town, named_place(source, "Croix de Pierre"))
    assert compare_times(made, town, "EPSG:2154", start) > 20
    footways = pyogrio.read_dataframe(source, layer="lines", where="highway IN ('footway', 'steps', 'pedestrian')")
    walked = made.edges[made.edges["road_id"].isin(footways["osm_id"])]
    assert (walked["car_kmh"] == 0).all()
    assert (walked["walk_kmh"] > 0).mean() > 0.8  # the others are private


def test_helsinki_in_its_own_projection(qgis_process, helsinki, folder, osm):
    made, town = prepared(qgis_process, helsinki, folder, "EPSG:3067"), osm(helsinki)
    assert "Distances are computed in EPSG:3067." in made.said
    check_osm_town(made, town)
    assert (made.edges["level"] < 0).any()  # the tunnels under the centre
    start = junction_near(town, named_place(helsinki, "Rautatieasema (M)"))
    assert compare_times(made, town, "EPSG:3067", start) > 200
    market = junction_near(town, named_place(helsinki, "Kauppatori"))
    straight = ELLIPSOID.inv(*start, *market)[2]
    [seconds] = times_from(made, "EPSG:3067", start, [market])
    assert 500 < straight < 1000
    assert straight / (40 / 3.6) < seconds < 4 * straight / (20 / 3.6)  # limits of 30 and 40 km/h, many one-way streets


@pytest.fixture(scope="module")
def olemps(qgis_process, real_data, folder):
    source = real_data / "geo" / "bdtopo_olemps" / "v2" / "ROUTE.shp"
    roads = geopandas.read_file(source, engine="pyogrio", encoding="UTF-8").set_index("id")
    return prepared(qgis_process, source, folder), roads[roads["etat"] != "En construction"]


def test_olemps_lengths_and_one_way_roads_of_bd_topo(olemps):
    made, roads = olemps
    driven = roads[~roads["nature"].isin(["Chemin", "Sentier", "Escalier", "Piste cyclable"])]
    assert set(made.car["road_id"]) == set(driven.index)
    assert made.car["length_m"].sum() == pytest.approx(driven.length.sum(), rel=1e-9)
    assert made.edges["length_m"].sum() == pytest.approx(roads.length.sum(), rel=1e-9)
    one_way = driven["sens"].isin(["Direct", "Inverse"])
    directions = made.car.groupby("direction")["length_m"].sum()
    assert directions["drawn direction"] == pytest.approx(driven.length[driven["sens"] == "Direct"].sum())
    assert directions["against the drawing"] == pytest.approx(driven.length[driven["sens"] == "Inverse"].sum())
    assert f"{100 * driven.length[one_way].sum() / driven.length.sum():.0f} % of the length is one-way" in made.said
    assert made.results["ASSUMED_PCT"] == pytest.approx(100)  # version 2 says no speed
    assert set(made.edges.groupby("level")["road_id"].nunique().to_dict().items()) == set(roads["pos_sol"].value_counts().to_dict().items())  # fmt: skip


def ends_graph(roads: geopandas.GeoDataFrame):
    """BD TOPO cuts its roads at every junction of the ground: their ends are enough."""
    graph = networkx.Graph()
    for line in roads.geometry:
        a, b = ((round(x, 2), round(y, 2)) for x, y in (line.coords[0][:2], line.coords[-1][:2]))
        graph.add_edge(a, b, metres=min(line.length, graph.get_edge_data(a, b, {"metres": numpy.inf})["metres"]))
    return graph


def test_olemps_parts_and_the_time_to_rodez(olemps):
    made, roads = olemps
    driven = roads[~roads["nature"].isin(["Chemin", "Sentier", "Escalier", "Piste cyclable"])]
    graph = ends_graph(driven)
    assert made.results["PARTS"] == networkx.number_connected_components(graph)
    main = max(networkx.connected_components(graph), key=len)
    inside = [(round(line.coords[0][0], 2), round(line.coords[0][1], 2)) in main for line in driven.geometry]
    assert made.results["OUTSIDE_KM"] == pytest.approx(driven.length[numpy.invert(inside)].sum() / 1000, abs=1e-6)
    # From the middle of the streets of Olemps (INSEE 12174) to that of Rodez (12202), by the roads that both may use.
    middle = {code: driven[driven["inseecom_g"] == code].union_all().centroid for code in ("12174", "12202")}
    network = made.network
    both_ways = [node for node in main if graph.degree(node) > 2]
    nodes, places = [], []
    for centre in middle.values():
        place = min(both_ways, key=lambda node: (node[0] - centre.x) ** 2 + (node[1] - centre.y) ** 2)
        places.append(place)
        nodes.append(int(numpy.argmin(numpy.hypot(network.x - place[0], network.y - place[1]))))
    run = networkx.dijkstra_path_length(graph, *places, weight="metres")
    [(_part, seconds)] = network.graph("car").times(numpy.array(nodes), numpy.inf)
    there, back = seconds[0][nodes[1]], seconds[1][nodes[0]]
    assert 2000 < run < 8000
    # Not faster than the shortest way at 110 km/h, not slower than twice that way at 25 km/h, the speed of a lane.
    assert run / (110 / 3.6) < there < 2 * run / (25 / 3.6)
    assert run / (110 / 3.6) < back < 2 * run / (25 / 3.6)


def test_olemps_is_used_again_as_it_is_by_another_process(qgis_process, olemps, real_data, folder):
    made, _roads = olemps
    source = real_data / "geo" / "bdtopo_olemps" / "v2" / "ROUTE.shp"
    again = prepared(qgis_process, source, folder)
    assert again.results["REUSED"] == 1
    assert {k: v for k, v in again.results.items() if k != "REUSED"} == {k: v for k, v in made.results.items() if k != "REUSED"}  # fmt: skip
    assert len(again.edges) == len(made.edges)


def test_roads_that_cannot_be_written_beside_ask_where(qgis_process, real_data):
    """The folder of real data is open for reading only, for all but root."""
    source = real_data / "geo" / "osm_redon" / "redon.osm"
    if os.access(source.parent, os.W_OK):
        pytest.skip("this user may write beside the real data, and will not")
    done = qgis_process("pcaet:preparenetwork", {"ROADS": str(source)})
    assert done.code != 0
    assert "choose where to write the network (OUTPUT)" in done.stdout + done.stderr
