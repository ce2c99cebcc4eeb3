# SPDX-License-Identifier: GPL-2.0-or-later
"""Who would cycle in Olemps, and what climbs cost in Lorient, through the real executable."""

from __future__ import annotations

import re

import geopandas
import pandas
import pyogrio
import pytest
import shapely
from cycling_towns import DIVIDED, refusal

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def commutes(cycling_towns, real_data):
    """Flows between the 25 largest cells of Olemps, one of which is within a cell."""
    town = cycling_towns("olemps")
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


def test_flows_that_all_stay_in_one_cell_are_one_sentence(commutes, cycling_folder):
    town, table, _done, _flows, _roads, given = commutes
    table[table["origin"] == table["destination"]].to_csv(town.path("within", "csv"), index=False)
    target = cycling_folder / "nulle part.gpkg"
    done = town.run("pcaet:cyclepotential", given | {"FLOWS": town.path("within", "csv"), "OUTPUT": str(target)})
    assert "No flow of “olemps_within” can be used" in refusal(done, target)


CLIMBING = {"POPULATION_FIELD": "pop", "POPULATION_TOO": True, "THRESHOLDS": "2, 4", "CLIMB_S": 600}


@pytest.fixture(scope="module")
def lorient(qgis_process, real_data, cycling_folder):
    """The 549 counted roads of Lorient with traffic and speed, homes on them, and the terrain made of its 1,362 points."""
    roads = geopandas.read_file(real_data / "geo" / "lorient" / "roads_traff.shp", engine="pyogrio").set_crs(2154, allow_override=True)  # fmt: skip
    roads["adt"] = 12 * roads["TV_D"] + 4 * roads["TV_E"] + 8 * roads["TV_N"]
    roads["kind"] = "residential"
    roads.geometry = shapely.force_2d(roads.geometry.to_numpy())
    roads[["OSM_ID", "kind", "adt", "LV_SPD_D", "geometry"]].to_file(cycling_folder / "lorient.gpkg")
    middle = shapely.line_interpolate_point(roads.geometry.to_numpy()[::6], 0.5, normalized=True)
    geopandas.GeoDataFrame({"pop": [10.0] * len(middle)}, geometry=middle, crs=2154).to_file(
        cycling_folder / "lorient_homes.gpkg"
    )
    heights = geopandas.read_file(real_data / "geo" / "lorient" / "dem.geojson", engine="pyogrio")
    dems = {name: str(cycling_folder / f"{name}.tif") for name in ("whole", "east")}
    for name, dem in dems.items():
        heights[heights.geometry.x >= (224_000 if name == "east" else 0)].to_file(cycling_folder / f"{name}.gpkg")
        given = {"INPUT": str(cycling_folder / f"{name}.gpkg"), "Z_FIELD": "height", "OUTPUT": dem, "DATA_TYPE": 5}
        grid = qgis_process("gdal:gridinversedistance", given)
        assert grid.code == 0, grid.stderr
    stress = qgis_process("pcaet:cyclestress", {"STREETS": str(cycling_folder / "lorient.gpkg"), "MAPPING": "class=kind; speed=LV_SPD_D; adt=adt", "OUTPUT": str(cycling_folder / "lorient_stress.gpkg")})  # fmt: skip
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


def test_a_terrain_of_the_east_of_lorient_only_is_refused_with_its_share(qgis_process, lorient, cycling_folder):
    roads, _streets, dems = lorient
    target = cycling_folder / "lorient_acces.gpkg"
    lines = roads.geometry.to_numpy()
    share = shapely.length(shapely.clip_by_rect(lines, 224_000, 0, 1e9, 1e9)).sum() / shapely.length(lines).sum()
    done = qgis_process("pcaet:cycleaccess", CLIMBING | {"STREETS": str(cycling_folder / "lorient_stress.gpkg"), "PEOPLE": str(cycling_folder / "lorient_homes.gpkg"), "DEM": dems["east"], "OUTPUT": str(target)})  # fmt: skip
    told = refusal(done, target)
    assert "east.tif" in told
    assert "Choose that of the whole territory" in told
    covered = int(re.search(r"covers (\d+) % of the streets", told)[1])
    assert covered == pytest.approx(100 * share, abs=8)  # whole pieces of street, and half a cell, count


def test_climbing_never_brings_more_within_reach(qgis_process, lorient, cycling_folder):
    _roads, streets, dems = lorient
    streets[streets.bounds["minx"] > 223_050].to_file(cycling_folder / "lorient_est.gpkg")
    given = CLIMBING | {
        "STREETS": str(cycling_folder / "lorient_est.gpkg"),
        "PEOPLE": str(cycling_folder / "lorient_homes.gpkg"),
    }
    flat, hilly = (
        geopandas.read_file(qgis_process("pcaet:cycleaccess", given | more | {"OUTPUT": str(cycling_folder / f"{name}.gpkg")}).results["OUTPUT"], layer=name, engine="pyogrio")
        for name, more in (("plat", {}), ("relief", {"DEM": dems["whole"]}))
    )  # fmt: skip
    assert (hilly["people_4_all"].fillna(0) <= flat["people_4_all"].fillna(0)).all()
    assert hilly["people_4_all"].sum() < flat["people_4_all"].sum()
