# SPDX-License-Identifier: GPL-2.0-or-later
"""Kilometres and stress of cycle routes on real towns through the real executable.

Expected numbers come from elsewhere: lengths on the ellipsoid by pyproj from the tags, rows of Furth's table read by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import geopandas
import numpy
import pandas
import pyogrio
import pyproj
import pytest
import shapely
from cycling_towns import DIVIDED, Town

pytestmark = pytest.mark.real
GEOD = pyproj.Geod(ellps="GRS80")
TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
CARS = {"trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "road", "service"}
CARS |= {f"{name}_link" for name in ("trunk", "primary", "secondary", "tertiary")}
SHUT = {"no", "private", "agricultural", "forestry", "delivery", "military"}


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
def counted(request, cycling_towns):
    town = cycling_towns(request.param)
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


def test_what_is_exported_of_redon_and_olemps_passes_the_official_json_schema(cycling_towns, real_data):
    """By jsonschema; what has no INSEE code (8 of the 35 tracks of Olemps, NR in the file) is left out and counted."""
    jsonschema = pytest.importorskip("jsonschema")
    official = json.loads((real_data / "mobility" / "schemas" / "amenagements-cyclables_v0.3.5.json").read_text())
    commune = geopandas.GeoDataFrame({"insee": ["35236"]}, geometry=[shapely.box(-2.2, 47.5, -1.9, 47.8)], crs=4326)
    for name, more, written, left in (("redon", {"CODE_FIELD": "insee"}, 13, 0), ("olemps", {}, 27, 8)):
        town = cycling_towns(name)
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
def test_streets_read_by_hand_have_the_level_of_their_row_of_furth_s_table(cycling_towns, name):
    streets = cycling_towns(name).streets
    found = streets.groupby("osm_id")[["lts_forward", "lts_backward"]].agg(lambda levels: tuple(sorted(set(levels.dropna()))))  # fmt: skip
    wrong = {
        key: (row, found.loc[key].tolist())
        for key, (forward, backward, row) in BY_HAND[name].items()
        if found.loc[key].tolist() != [(forward,), (backward,) if backward else ()]
    }
    assert not wrong


def test_dual_carriageways_of_bd_topo_are_closed_to_bikes_as_in_the_network(cycling_towns):
    streets = cycling_towns("olemps").streets
    assert streets["nature"].isin(DIVIDED).sum() >= 20
    divided = streets[streets["nature"].isin(DIVIDED)]
    assert (divided[["bike_forward", "bike_backward"]] == 0).all(axis=None)
