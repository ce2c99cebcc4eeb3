# SPDX-License-Identifier: GPL-2.0-or-later
"""Stress of real French streets through the real executable. What is expected comes from the raw tags and from Furth's bands."""

from __future__ import annotations

import re

import geopandas
import pandas
import pytest
import shapely

pytestmark = pytest.mark.real
TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("stress")


def made(qgis_process, folder, name, **inputs):
    done = qgis_process("pcaet:cyclestress", {"CUT": False} | inputs | {"OUTPUT": str(folder / f"{name}.gpkg")})
    return done, geopandas.read_file(done.results["OUTPUT"], layer=name, engine="pyogrio")


def osm_town(qgis_process, folder, name, file):
    done, streets = made(qgis_process, folder, name, STREETS=str(file), SIGNALS=str(file))
    tags = [dict(TAG.findall(text or "")) for text in streets["other_tags"]]
    return done, streets.join(pandas.DataFrame(tags, index=streets.index).add_prefix("osm:"))


@pytest.fixture(scope="module", params=["lemans", "redon"])
def town(request, qgis_process, real_data, folder):
    file = {"lemans": "osm_lemans/lemans_centre.osm.pbf", "redon": "osm_redon/redon.osm"}[request.param]
    return osm_town(qgis_process, folder, request.param, real_data / "geo" / file)


def test_footways_and_cycleways_are_1_and_steps_are_closed(town):
    _done, streets = town
    off = streets[
        streets["highway"].isin(["footway", "cycleway", "path", "pedestrian"]) & (streets["bike_forward"] == 1)
    ]
    assert len(off) >= 80
    assert set(off["lts"]) == {1}
    assert (streets.loc[streets["highway"] == "steps", "bike_forward"] == 0).all()


def test_a_residential_street_at_30_is_2_at_most_and_a_primary_road_above_without_facility_3_at_least(town):
    _done, streets = town
    calm = streets[(streets["highway"] == "residential") & (streets["osm:maxspeed"].astype(object) == "30") & streets["lts"].notna()]  # fmt: skip
    assert len(calm) >= 2
    assert calm["lts"].max() <= 2
    bare = (streets["ame_d"] == "AUCUN") & (streets["ame_g"] == "AUCUN")
    fast = pandas.to_numeric(streets["osm:maxspeed"], errors="coerce") > 30
    loud = streets[(streets["highway"] == "primary") & fast & bare]
    assert len(loud) >= 3
    assert loud["lts"].min() >= 3


def test_levels_never_fall_when_junctions_are_judged_and_kilometres_add_up(town):
    done, streets = town
    for way in ("forward", "backward"):
        both = streets[f"lts_{way}"].notna() & streets[f"crossing_lts_{way}"].notna()
        assert (streets.loc[both, f"crossing_lts_{way}"] >= streets.loc[both, f"lts_{way}"]).all()
    assert (streets["crossing_lts_forward"] > streets["lts_forward"]).any()
    metric = streets.to_crs(2154)
    here = (streets[["bike_forward", "bike_backward"]].max(axis=1) == 1).to_numpy()
    km = sum(done.results[f"KM_LTS{n}"] for n in range(1, 5)) + done.results["KM_UNKNOWN"]
    assert km == pytest.approx(shapely.length(metric.geometry.to_numpy()[here]).sum() / 1000, rel=1e-6)
    assert done.results["KM_UNKNOWN"] == 0


def test_what_rests_on_assumed_traffic_says_so(town):
    """No street of the two extracts says its traffic as a number: whatever shares the road with cars is “default”."""
    _done, streets = town
    mixed = streets["lts_rule"].fillna("").str.startswith("mixed traffic") & (streets["bike_forward"] == 1)
    assert mixed.sum() > 50
    assert set(streets.loc[mixed, "lts_forward_source"]) == {"default"}


def test_streets_imported_first_have_the_same_levels(qgis_process, real_data, folder, town):
    """By “Import cycle facilities”, or straight from the lines of OpenStreetMap."""
    _done, direct = town
    file = next(
        f
        for f in ("osm_lemans/lemans_centre.osm.pbf", "osm_redon/redon.osm")
        if len(direct) == (199 if "lemans" in f else 350)
    )
    imported = str(folder / f"import_{len(direct)}.gpkg")
    first = qgis_process(
        "pcaet:importcyclefacilities",
        {"INPUT": str(real_data / "geo" / file), "WITH_STREETS": True, "OUTPUT": imported},
    )
    _done, streets = made(qgis_process, folder, f"apres_{len(direct)}", STREETS=first.results["OUTPUT"])
    levels = ["lts_forward", "lts_backward"]
    both = direct.set_index("osm_id")[levels].join(
        streets.set_index("id_osm")[levels], rsuffix="_imported", how="inner"
    )
    assert len(both) == len(direct)
    for name in levels:
        assert both[name].fillna(0).tolist() == both[f"{name}_imported"].fillna(0).tolist()


def test_olemps_by_nature_and_importance_with_built_up_areas_from_its_buildings(qgis_process, real_data, folder):
    base = real_data / "geo" / "bdtopo_olemps"
    buildings = geopandas.read_file(base / "v3" / "BATIMENT.shp", engine="pyogrio").to_crs(2154)
    block = shapely.union_all(shapely.buffer(shapely.force_2d(buildings.geometry.to_numpy()), 50))
    areas = geopandas.GeoDataFrame(geometry=list(shapely.get_parts(block)), crs=2154)
    areas = areas[areas.area > 50_000]
    areas.to_file(folder / "agglo.gpkg", engine="pyogrio")
    roads = base / "v2" / "ROUTE.shp"
    done, streets = made(qgis_process, folder, "olemps", STREETS=str(roads), BUILT_UP=str(folder / "agglo.gpkg"))
    assert len(streets) == 4981
    single = streets["nature"].str.startswith("Route à 1 chauss")
    town, country = streets["speed_used_kmh"] == 50, streets["speed_used_kmh"] == 80
    assert (single & town).sum() > 500
    assert (single & country).sum() > 500
    local = (
        single
        & (streets["importance"] == "5")
        & (streets["nb_voies"] <= 2)
        & (streets["sens"] == "Double")
        & (streets["bike_forward"] == 1)
    )
    assert set(streets.loc[local & town, "lts"]) == {2}  # 1,001 a day at 50 km/h, two-way: 2 in both tables
    assert streets.loc[single & country, "lts"].min() >= 3
    assert set(streets.loc[streets["nature"].isin(["Sentier", "Piste cyclable", "Chemin"]), "lts"]) == {1}
    assert streets.loc[streets["nature"] == "Escalier", "lts"].isna().all()
    closed = streets[streets["bike_forward"] + streets["bike_backward"] == 0]
    # Roads of motorway kind, as “Prepare a road network” has them; and one road “En construction”.
    motorway = {"Bretelle", "Quasi-autoroute"}
    assert set(closed["nature"]) - {"Escalier"} <= {"Route à 1 chaussée", "Bac auto", *motorway}
    assert streets["nature"].isin(motorway).sum() == closed["nature"].isin(motorway).sum() > 0
    assert done.results["SKIPPED"] == 0
