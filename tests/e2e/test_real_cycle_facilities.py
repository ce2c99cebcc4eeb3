# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle facilities of real towns through the real executable. Expected lists and lengths are read from the raw files by other means."""

from __future__ import annotations

import copy
import json
import xml.etree.ElementTree as Xml

import geopandas
import pandas
import pyproj
import pytest
import shapely

pytestmark = pytest.mark.real
GEOD = pyproj.Geod(ellps="GRS80")
TRACK, LANE, NONE = "PISTE CYCLABLE", "BANDE CYCLABLE", "AUCUN"
GREENWAY, MIXED = "VOIE VERTE", "AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE"
DSC, DSC_LANE = "DOUBLE SENS CYCLABLE NON MATERIALISE", "DOUBLE SENS CYCLABLE BANDE"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("vélo")


def imported(qgis_process, folder, name, **inputs):
    outputs = {"OUTPUT": str(folder / f"{name}.gpkg"), "REPORT": str(folder / f"{name}_anomalies.gpkg")}
    done = qgis_process("pcaet:importcyclefacilities", inputs | outputs)
    lines = geopandas.read_file(done.results["OUTPUT"], layer=name, engine="pyogrio")
    report = geopandas.read_file(done.results["REPORT"], layer=f"{name}_anomalies", engine="pyogrio")
    return done, lines, report


@pytest.fixture(scope="module")
def redon_ways(real_data):
    """Every way of two nodes or more in the extract, with its tags and its length on the ellipsoid (m), from the XML alone."""
    root = Xml.parse(real_data / "geo" / "osm_redon" / "redon.osm").getroot()
    places = {node.get("id"): (float(node.get("lon")), float(node.get("lat"))) for node in root.iter("node")}
    ways = {}
    for way in root.iter("way"):
        nodes = [places[nd.get("ref")] for nd in way.iter("nd") if nd.get("ref") in places]
        tags = {tag.get("k"): tag.get("v") for tag in way.iter("tag")}
        if len(nodes) > 1:  # 188259603 and 514761755 have one: the rest of them is outside
            ways[way.get("id")] = tags, GEOD.line_length(*zip(*nodes, strict=True))
    return ways


def test_the_thirteen_facilities_of_redon(qgis_process, real_data, folder, redon_ways):
    """Read by eye in the XML: every way with a tag cycleway*, or bicycle=designated or segregated on a path, or highway=cycleway."""
    expected = {
        "44819596": (LANE, LANE), "61490178": (LANE, LANE), "245206652": (LANE, LANE), "98451760": (LANE, DSC), "114195946": (NONE, DSC_LANE),
        "385445951": (GREENWAY, NONE), "493482204": (GREENWAY, NONE), "611276200": (TRACK, NONE), "421999264": (TRACK, NONE),
        **dict.fromkeys(("385445958", "385445961", "385445964", "385445971"), (MIXED, NONE)),
    }  # fmt: skip
    candidates = {
        key for key, (tags, _length) in redon_ways.items()
        if any(k.startswith("cycleway") for k in tags) or tags.get("highway") == "cycleway" or tags.get("bicycle") == "designated" or "segregated" in tags
    }  # fmt: skip
    assert candidates == set(expected)
    done, lines, _report = imported(qgis_process, folder, "redon", INPUT=str(real_data / "geo" / "osm_redon" / "redon.osm"))  # fmt: skip
    found = {row.id_osm: (row.ame_d, row.ame_g) for row in lines.itertuples()}
    assert found == expected
    kilometres = sum(redon_ways[key][1] for key in expected) / 1000
    assert done.results["FACILITY_KM"] == pytest.approx(kilometres, rel=2e-3)  # Lambert-93 stretches by less than 0.1 %
    speeds = {row.id_osm: row.trafic_vit for row in lines.itertuples() if row.trafic_vit == row.trafic_vit}
    assert speeds == {key: int(redon_ways[key][0]["maxspeed"]) for key in expected if "maxspeed" in redon_ways[key][0]}
    names = {row.id_osm: json.loads(row.nom_loc)[0] for row in lines.itertuples() if row.nom_loc}
    assert names == {key: redon_ways[key][0]["name"] for key in expected if "name" in redon_ways[key][0]}


def test_the_seven_facilities_of_le_mans_and_its_two_doubts(qgis_process, real_data, folder):
    """By eye in other_tags: Avenue de Paderborn is one-way, Quai Louis Blanc is not; Rue du Donjon is drawn against its traffic."""
    source = str(real_data / "geo" / "osm_lemans" / "lemans_centre.osm.pbf")
    done, lines, report = imported(qgis_process, folder, "lemans", INPUT=source)
    found = {row.id_osm: (row.ame_d, row.ame_g) for row in lines.itertuples()}
    assert found == {
        **dict.fromkeys(("4963373", "352281523", "493348102", "597846327"), (LANE, NONE)),
        "602973801": (LANE, LANE), "30804416": (NONE, DSC), "31113382": (NONE, DSC),
    }  # fmt: skip
    assert set(zip(report["id"], report["rule"], strict=True)) == {("osm-31113382", "against_traffic")}
    done, streets, report = imported(qgis_process, folder, "lemans_rues", INPUT=source, WITH_STREETS=True, TURN=True)
    assert ("osm-597846325", "contraflow_two_way") in set(zip(report["id"], report["rule"], strict=True))
    assert done.results["STREETS"] == len(streets) - 7
    raw = geopandas.read_file(source, layer="lines", engine="pyogrio").set_index("osm_id")
    against = raw.index[raw["other_tags"].fillna("").str.contains('"oneway"=>"-1"')]
    turned = streets[streets["turned"] == 1].set_index("id_osm")
    assert set(turned.index) == set(against)
    for key, row in turned.iterrows():
        assert shapely.reverse(row.geometry).equals_exact(raw.geometry[key], 1e-9)
    assert (turned.loc["31113382", "ame_d"], turned.loc["31113382", "ame_g"]) == (DSC, NONE)


def test_the_35_cycle_tracks_of_olemps_whose_file_says_no_encoding(qgis_process, real_data, folder):
    source = str(real_data / "geo" / "bdtopo_olemps" / "v2" / "ROUTE.shp")
    raw = geopandas.read_file(source, engine="pyogrio", encoding="UTF-8")
    tracks = raw[raw["nature"] == "Piste cyclable"]
    assert len(tracks) == 35
    done, lines, _report = imported(qgis_process, folder, "olemps", INPUT=source)
    assert (done.results["FACILITIES"], done.results["ERRORS"]) == (35, 0)
    assert set(lines["id_local"]) == set(tracks["id"])
    assert set(zip(lines["ame_d"], lines["ame_g"], strict=True)) == {(TRACK, NONE)}
    assert done.results["FACILITY_KM"] == pytest.approx(tracks.length.sum() / 1000)
    assert lines["largeur_d"].isna().all()  # 0 in the file: not known
    assert lines["sens_d"].isna().all()  # NC
    codes = tracks.set_index("id")["inseecom_d"].replace("NR", None)
    assert lines.set_index("id_local")["code_com_d"].where(lambda s: s.notna(), None).to_dict() == codes.where(codes.notna(), None).to_dict()  # fmt: skip
    done, streets, _report = imported(qgis_process, folder, "olemps_rues", INPUT=source, WITH_STREETS=True)
    assert len(streets) == 4980  # all but the one being built
    assert (streets["nature"] == "route a 1 chaussee").sum() == (raw["nature"] == "Route à 1 chaussée").sum() - (raw["etat"] == "En construction").sum()  # fmt: skip
    assert (streets["oneway"] == "-1").sum() == (raw["sens"] == "Inverse").sum()


def test_the_rate_of_olemps_counts_the_streets_it_has(qgis_process, real_data, folder):
    """One zone, the BD TOPO as it is for the streets; chemins, sentiers and escaliers are not streets that cars may use."""
    source = real_data / "geo" / "bdtopo_olemps" / "v2" / "ROUTE.shp"
    raw = geopandas.read_file(source, engine="pyogrio", encoding="UTF-8")
    zone = geopandas.GeoDataFrame({"nom": ["Tout"], "pop": [10_000]}, geometry=[shapely.box(*raw.total_bounds).buffer(10)], crs=raw.crs)  # fmt: skip
    zone.to_file(folder / "zone.gpkg")
    _done, _lines, _report = imported(qgis_process, folder, "olemps_stats", INPUT=str(source))
    given = {"INPUT": str(folder / "olemps_stats.gpkg"), "ZONES": str(folder / "zone.gpkg"), "ZONE_FIELD": "nom", "POPULATION_FIELD": "pop"}  # fmt: skip
    done = qgis_process("pcaet:cyclenetworkstats", given | {"ROADS": str(source), "OUTPUT": str(folder / "stats.gpkg")})
    tracks = raw[raw["nature"] == "Piste cyclable"].length.sum() / 1000
    # Dual carriageways without bikes (quasi-autoroute, bretelle), paths, and what is being built are left out.
    open_to = raw["nature"].isin(["Route à 1 chaussée", "Route à 2 chaussées", "Route empierrée"]) & (raw["etat"] != "En construction")  # fmt: skip
    streets = raw[open_to].length.sum() / 1000
    assert done.results["ROADS_KM"] == pytest.approx(streets)
    assert done.results["AXIS_KM"] == done.results["BOTH_SIDES_KM"] == pytest.approx(tracks)  # no direction said
    assert done.results["CYCLABILITY_PCT"] == pytest.approx(100 * tracks / streets)
    assert done.results["CAE_44_AA"] == pytest.approx(tracks / 10)
    assert done.results["CRTE_6_1"] == pytest.approx(tracks)
    assert "7.1 km are of a direction that is not said: counted once" in done.said


@pytest.fixture(scope="module")
def example(real_data):
    return json.loads((real_data / "mobility" / "schemas" / "amenagements-cyclables_exemple-valide.geojson").read_text())  # fmt: skip


def test_the_official_example_is_imported_and_exported_as_it_is(qgis_process, real_data, folder, example):
    source = real_data / "mobility" / "schemas" / "amenagements-cyclables_exemple-valide.geojson"
    done, _lines, report = imported(qgis_process, folder, "exemple", INPUT=str(source))
    assert (done.results["ERRORS"], done.results["CHANGED"], len(report)) == (0, 0, 0)
    for given in (str(source), done.results["OUTPUT"]):
        made = qgis_process("pcaet:exportcyclefacilities", {"INPUT": given, "OUTPUT": str(folder / "exemple.geojson")})
        assert (made.results["FACILITIES"], made.results["SKIPPED"]) == (1, 0)
        written = json.loads((folder / "exemple.geojson").read_text(encoding="utf-8"))
        assert written["features"][0]["properties"] == example["features"][0]["properties"]
        assert written["features"][0]["geometry"] == example["features"][0]["geometry"]


def test_variants_that_break_one_rule_are_refused_under_its_name(qgis_process, folder, example):
    variants = {
        "ame_d (enum)": {"ame_d": "Piste cyclable"}, "ame_g (required)": {"ame_g": None}, "sens_d (enum)": {"sens_d": "DOUBLE"},
        "code_com_d (pattern)": {"code_com_d": "20001"}, "date_maj (format)": {"date_maj": "15/08/2020"}, "nom_loc (type)": {"nom_loc": "V1"},
        "largeur_d (type)": {"largeur_d": "3 m"}, "trafic_vit (type)": {"trafic_vit": 30.5},
    }  # fmt: skip
    for number, (rule, change) in enumerate(variants.items()):
        column, _, keyword = rule[:-1].partition(" (")
        wrong = copy.deepcopy(example)
        wrong["features"][0]["properties"].update(change)
        (folder / f"v{number}.geojson").write_text(json.dumps(wrong))
        written = folder / f"o{number}.geojson"
        done = qgis_process("pcaet:exportcyclefacilities", {"INPUT": str(folder / f"v{number}.geojson"), "OUTPUT": str(written)})  # fmt: skip
        assert done.code != 0, rule
        assert f"the first one breaks {keyword} in the column {column}" in done.stderr
        assert not written.exists()
    beside = copy.deepcopy(example)
    wrong = copy.deepcopy(example["features"][0])
    wrong["properties"] |= {"ame_d": "Piste cyclable", "ame_g": None}
    beside["features"].append(wrong)
    (folder / "deux.geojson").write_text(json.dumps(beside))
    done = qgis_process("pcaet:exportcyclefacilities", {"INPUT": str(folder / "deux.geojson"), "OUTPUT": str(folder / "un.geojson")})  # fmt: skip
    assert (done.results["FACILITIES"], done.results["SKIPPED"]) == (1, 1)
    assert "ame_d (enum): “Piste cyclable” is not one of" in done.said
    assert "ame_g (required)" in done.said


def test_helsinki_has_its_tracks_lanes_and_streets(qgis_process, helsinki, folder):
    """Expected counts by pandas on the texts of the tags."""
    source = str(helsinki)
    done, lines, _report = imported(qgis_process, folder, "helsinki", INPUT=source, PROJECT_CRS="EPSG:3067", WITH_STREETS=True)  # fmt: skip
    raw = geopandas.read_file(source, layer="lines", engine="pyogrio").set_index("osm_id")
    tags = raw["other_tags"].fillna("")
    lanes = tags.str.contains('"cycleway(?::right)?"=>"lane"', regex=True) & raw["highway"].notna()
    found = lines.set_index("id_osm")
    assert set(found.index[(found["ame_d"] == LANE) | (found["ame_g"] == LANE)]) == set(raw.index[lanes])
    own = raw["highway"] == "cycleway"
    borne = found.loc[found.index.intersection(raw.index[own])]
    assert len(borne) == own.sum() == 116
    assert borne["ame_d"].isin([TRACK, GREENWAY]).sum() + borne["ame_g"].isin([TRACK, GREENWAY]).sum() == 116
    speeds = tags.str.extract(r'"maxspeed"=>"(\d+)"')[0].astype(float)
    streets = found[found["trafic_vit"].notna() & ~found["highway"].isin(["pedestrian", "living_street"])]
    assert (
        streets["trafic_vit"].equals(speeds.loc[streets.index].rename("trafic_vit").rename_axis("id_osm"))
        or (streets["trafic_vit"].to_numpy() == speeds.loc[streets.index].to_numpy()).all()
    )
    assert done.results["STREETS"] > 1000
    assert pandas.notna(found["other_tags"]).any()
