# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchment, demand and siting by the real ``qgis_process`` on the roads and the cells of Olemps (BD TOPO, Filosofi)."""

from __future__ import annotations

import csv

import geopandas
import numpy as np
import pytest
import shapely

HEADER = [
    "COMMUNE",
    "ARM",
    "DCFLT",
    "DCLT",
    "AGEREVQ",
    "CS1",
    "DEROU",
    "DIPL",
    "EMPL",
    "ILT",
    "ILTUU",
    "IMMI",
    "INATC",
    "INEEM",
    "INPOM",
    "IPONDI",
    "LPRM",
    "METRODOM",
    "NA5",
    "NPERR",
    "REGION",
    "REGLT",
    "SEXE",
    "STAT",
    "STOCD",
    "TP",
    "TRANS",
    "TYPL",
    "TYPMR",
    "VOIT",
]


@pytest.fixture(scope="module")
def town(real_data):
    folder = real_data / "geo" / "bdtopo_olemps" / "v2"
    return folder / "ROUTE.shp", folder / "population.shp"


@pytest.fixture(scope="module")
def network(qgis_process, town, tmp_path_factory):
    target = tmp_path_factory.mktemp("reseau") / "olemps.npz"
    return qgis_process("pcaet:preparenetwork", {"ROADS": str(town[0]), "OUTPUT": str(target)}).results["NETWORK"]


@pytest.fixture(scope="module")
def junctions(town, tmp_path_factory):
    """Places where three roads of importance 1 to 4 end together, drawn with a seed: what a planner would look at first."""
    roads = geopandas.read_file(town[0], engine="pyogrio")
    roads = roads[roads["importance"].isin(["1", "2", "3", "4"])]
    ends = np.vstack([shapely.get_coordinates(shapely.get_point(roads.geometry.to_numpy(), i)) for i in (0, -1)]).round(
        2
    )
    spots, count = np.unique(ends, axis=0, return_counts=True)
    spots = spots[count >= 3]
    chosen = spots[np.random.default_rng(5).choice(len(spots), 40, replace=False)]
    file = tmp_path_factory.mktemp("sites") / "sites.gpkg"
    made = geopandas.GeoDataFrame(
        {"site": [f"S{i}" for i in range(40)]}, geometry=shapely.points(chosen), crs=roads.crs
    )
    made.iloc[:4].to_file(file, layer="aires", engine="pyogrio")
    made.iloc[4:].to_file(file, layer="candidats", engine="pyogrio")
    return file


def test_catchments_count_the_people_that_the_nearest_area_says(qgis_process, town, network, junctions, tmp_path):
    cells = geopandas.read_file(town[1], engine="pyogrio")
    given = {
        "AREAS": f"{junctions}|layername=aires", "ID_FIELD": "site", "NETWORK": network, "THRESHOLDS": "3, 6", "COVERAGE_MIN": 6,
        "DEMAND": str(town[1]), "POPULATION_FIELD": "ind", "OUTPUT": str(tmp_path / "c.gpkg"), "ALLOCATION": str(tmp_path / "a.gpkg"),
        "GAPS": str(tmp_path / "g.gpkg"), "PICTURE": str(tmp_path / "carte.png"),
    }  # fmt: skip
    results = qgis_process("pcaet:carpoolcatchment", given).results
    nearest = geopandas.read_file(tmp_path / "a.gpkg", engine="pyogrio")
    assert nearest["population"].sum() == pytest.approx(cells["ind"].sum())
    assert results["COVERED"] == pytest.approx(nearest.loc[nearest["minutes"] <= 6, "population"].sum())
    assert results["COVERED"] + results["UNCOVERED"] == pytest.approx(cells["ind"].sum())
    areas = (
        geopandas.read_file(tmp_path / "c.gpkg", layer="c", engine="pyogrio")
        .set_index(["area_id", "minutes"])
        .sort_index()
    )
    for site in areas.index.get_level_values(0).unique():
        inner, outer = areas.loc[(site, 3.0)], areas.loc[(site, 6.0)]
        assert inner["population"] <= outer["population"] <= cells["ind"].sum()
        assert inner["road_km"] < outer["road_km"]
        own = nearest[(nearest["nearest_area"] == site) & (nearest["minutes"] <= 6)]["population"].sum()
        assert own <= outer["population"] + 1e-6
    groups = geopandas.read_file(tmp_path / "g.gpkg", layer="g", engine="pyogrio")
    assert groups["population"].is_monotonic_decreasing
    unserved = nearest[(nearest["minutes"] > 6) | (nearest["minutes"].isna() & nearest["road_gap_m"].notna())]
    assert groups["population"].sum() == pytest.approx(unserved["population"].sum())


def test_three_more_areas_are_the_proved_best(qgis_process, town, network, junctions, tmp_path):
    given = {
        "DEMAND": str(town[1]), "WEIGHT_FIELD": "ind", "CANDIDATES": f"{junctions}|layername=candidats", "ID_FIELD": "site", "NETWORK": network,
        "EXISTING": f"{junctions}|layername=aires", "COUNT": 3, "MAX_TIME": 3, "OUTPUT": str(tmp_path / "s.gpkg"),
        "CURVE": str(tmp_path / "courbe.gpkg"), "PICTURE": str(tmp_path / "gain.png"),
    }  # fmt: skip
    results = qgis_process("pcaet:carpoolsiting", given).results
    assert (results["PROVED"], results["GAP_PCT"], results["CHOSEN"]) == (1, 0, 3)
    sites = geopandas.read_file(tmp_path / "s.gpkg", layer="s", engine="pyogrio")
    assert sites["status"].value_counts().to_dict() == {"candidate": 33, "existing": 4, "new": 3}
    assert sites.loc[sites["status"] != "candidate", "serves"].sum() == pytest.approx(results["COVERED"])
    curve = geopandas.read_file(tmp_path / "courbe.gpkg", layer="courbe", engine="pyogrio")
    assert curve["served"].is_monotonic_increasing
    assert (curve["served"] >= curve["greedy"] - 1e-6).all()


def test_flows_written_as_the_census_does_find_their_areas(qgis_process, town, network, junctions, tmp_path):
    """The communes are cut in two halves of the cells' extent, far enough apart for a way of more than 3 km."""
    cells = geopandas.read_file(town[1], engine="pyogrio")
    west, south, east, north = cells.total_bounds
    middle = (west + east) / 2
    halves = [shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)]
    geopandas.GeoDataFrame({"insee": ["12001", "12002"]}, geometry=halves, crs=cells.crs).to_file(
        tmp_path / "communes.gpkg", engine="pyogrio"
    )
    with (tmp_path / "FD_MOBPRO_2021.csv").open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for home, work, trans, weight in (
            ("12001", "12002", "5", 700.0),
            ("12002", "12001", "5", 300.0),
            ("12001", "12002", "3", 50.0),
        ):
            writer.writerow(
                (
                    dict.fromkeys(HEADER, "1")
                    | {
                        "COMMUNE": home,
                        "ARM": "ZZZZZ",
                        "DCFLT": "99999",
                        "DCLT": work,
                        "IPONDI": weight,
                        "TRANS": trans,
                    }
                ).values()
            )
    given = {
        "AREAS": f"{junctions}|layername=aires", "ID_FIELD": "site", "NETWORK": network, "FLOWS": str(tmp_path / "FD_MOBPRO_2021.csv"),
        "COMMUNES": str(tmp_path / "communes.gpkg"), "CODE_FIELD": "insee", "HOMES": str(town[1]), "WORKERS_FIELD": "ind", "MIN_KM": 1,
        "OUTPUT": str(tmp_path / "d.gpkg"), "FLOW_LINES": str(tmp_path / "flux.gpkg"),
    }  # fmt: skip
    results = qgis_process("pcaet:carpooldemand", given).results
    lines = geopandas.read_file(tmp_path / "flux.gpkg", layer="flux", engine="pyogrio")
    assert sorted(lines["workers"]) == [300, 700]
    areas = geopandas.read_file(tmp_path / "d.gpkg", layer="d", engine="pyogrio")
    assert 0 < results["USABLE_WORKERS"] <= 1000
    assert areas["potential_workers"].sum() == pytest.approx(results["USABLE_WORKERS"])
    assert areas["detour_min"].dropna().between(0, 5).all()
