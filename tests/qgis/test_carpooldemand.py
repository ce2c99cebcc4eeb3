# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpooldemand``: a MOBPRO file with its traps, one road worked out on paper, and its result taken by the impact."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer
from straight_roads import straight_roads

X, Y = 650_000, 7_000_000
HEADER = (
    "COMMUNE;ARM;DCFLT;DCLT;AGEREVQ;CS1;DEROU;DIPL;EMPL;ILT;ILTUU;IMMI;INATC;INEEM;INPOM;IPONDI;LPRM;METRODOM;NA5;NPERR;"
    "REGION;REGLT;SEXE;STAT;STOCD;TP;TRANS;TYPL;TYPMR;VOIT"
)
# A kilometre in 100 s (36 km/h). A stands 500 m beside km 3, B 1 km beside km 2, C 2 km beside km 4.
ROADS = [
    [(0, 0), (2000, 0)], [(2000, 0), (3000, 0)], [(3000, 0), (4000, 0)], [(4000, 0), (30000, 0)], [(3000, 0), (3000, 500)],
    [(2000, 0), (2000, 1000)], [(4000, 0), (4000, 2000)], [(0, 90000), (30000, 90000)],
]  # fmt: skip
FIELDS = ["id_lieu:string", "nom_lieu:string", "nbre_pl:string", "usable:integer", "origins:string"]


def mobpro_row(commune, work, weight, trans="5", arm="ZZZZZ", foreign="99999"):
    cells = dict.fromkeys(HEADER.split(";"), "1")
    cells |= {"COMMUNE": commune, "ARM": arm, "DCFLT": foreign, "DCLT": work, "IPONDI": weight, "TRANS": trans}
    return ";".join(cells.values())


@pytest.fixture
def network(tmp_path):
    return straight_roads(tmp_path / "routes.reseau.npz", np.array(ROADS, dtype=float) + np.array([X, Y]), kmh=36.0)


@pytest.fixture
def areas(layer):
    rows = [
        (f"POINT ({X + 3000} {Y + 500})", "A1", "Aire A", "2", 1, "x"),
        (f"POINT ({X + 2000} {Y + 1000})", "B1", "Aire B", "", 1, "x"),
        (f"POINT ({X + 4000} {Y + 2000})", "C1", "Aire C", "10", 1, "x"),
        (f"POINT ({X + 3000} {Y + 490})", "A2", "Double de A", "99", 0, "x"),
        (f"POINT ({X + 5000} {Y + 90000})", "D1", "Île", "10", 1, "x"),
        (f"POINT ({X + 5000} {Y + 50000})", "E1", "Sans route", "10", 1, "x"),
    ]
    return layer("Point", FIELDS, rows, name="aires")


def square(east, north, half=500):
    return shapely.box(X + east - half, Y + north - half, X + east + half, Y + north + half).wkt


@pytest.fixture
def communes(layer):
    rows = [
        (square(0, 0), "59001", "Départ"), (square(20000, 0), "59002", "Arrivée"), (square(10000, 0), "59003", "Proche"),
        (square(29000, 90000), "59004", "Lointaine"),
    ]  # fmt: skip
    return layer("Polygon", ["insee:string", "nom:string"], rows, name="communes")


@pytest.fixture
def mobpro(tmp_path):
    rows = [
        mobpro_row("59001", "59002", "60.123456789012"), mobpro_row("59001", "59002", "39.876543210988"),
        mobpro_row("59001", "59003", "40"), mobpro_row("59001", "59004", "7"), mobpro_row("59001", "59002", "500", trans="2"),
        mobpro_row("59001", "59001", "30"), mobpro_row("59001", "99999", "12", foreign="BE001"),
        mobpro_row("59999", "59002", "100"), mobpro_row("59001", "62999", "9"), mobpro_row("62999", "62998", "1000"),
        mobpro_row("59001", "59002", "8", trans="6"),
    ]  # fmt: skip
    file = tmp_path / "FD_MOBPRO_2021.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n")
    return str(file)


@pytest.fixture
def merges(tmp_path):
    file = tmp_path / "v_mvt_commune.csv"
    file.write_text("MOD,DATE_EFF,COM_AV,COM_AP\n32,2019-01-01,59999,59001\n")
    return str(file)


@pytest.fixture
def given(areas, communes, network, mobpro, merges, tmp_path):
    return {
        "AREAS": areas, "NETWORK": network, "FLOWS": mobpro, "COMMUNES": communes, "CODE_FIELD": "insee", "NAME_FIELD": "nom",
        "MERGES": merges, "OUTPUT": str(tmp_path / "demande.gpkg"),
    }  # fmt: skip


def rows_of(source, key):
    made = QgsVectorLayer(source, "x", "ogr")
    assert made.isValid()
    return {f[key]: f for f in made.getFeatures()}, made


def test_the_potential_of_areas_on_paper(run, given, tmp_path):
    lines, picture = tmp_path / "origines.gpkg", tmp_path / "rose.png"
    results, feedback = run("carpooldemand", given | {"ORIGINS": str(lines), "PICTURE": str(picture)})
    rows, made = rows_of(results["OUTPUT"], "id_lieu")
    assert set(rows) == {"A1", "B1", "C1", "D1", "E1"}
    # 100 from 59001 and 100 from the commune merged into it; 20 km: 3 % of them. A: detour of 100 s and 1 km.
    area = rows["A1"]
    assert (area["potential_workers"], area["potential_users"]) == pytest.approx((200, 6))
    assert (area["distance_km"], area["detour_km"]) == pytest.approx((17.5, 1.0))
    assert (area["detour_min"], area["access_min"]) == pytest.approx((100 / 60, 350 / 60))
    # 6 users in crews of 2.2 leave 6 · 1.2 / 2.2 = 3.27 cars: 3.85 places at 0.85, and 1.64 cars for each of 2 places.
    assert area["places_needed"] == 4
    assert area["cars_left"] == pytest.approx(6 * 1.2 / 2.2)
    assert area["tension"] == pytest.approx(3 * 1.2 / 2.2)
    assert area["origins"] == "Départ 100\u202f%"
    assert "200 workers or more" in area["reliability"]
    assert (rows["B1"]["potential_users"], rows["C1"]["places_needed"]) == (0, 0)
    assert rows["B1"]["tension"] == NULL  # its capacity is not known
    assert rows["B1"]["distance_km"] == NULL
    assert rows["C1"]["tension"] == 0
    assert "cut off" in rows["D1"]["remark"]
    assert rows["E1"]["potential_users"] == NULL
    assert rows["E1"]["remark"] == "no road near"
    assert results["POTENTIAL_USERS"] == pytest.approx(6)
    assert results["WORKERS_LONG"] == pytest.approx(200)
    assert results["USABLE_WORKERS"] == pytest.approx(200)
    assert results["SHARE_PCT"] == pytest.approx(100)
    assert results["WITHOUT_COMMUNE"] == pytest.approx(9)
    assert results["SKIPPED"] == 2  # A2 is not usable, E1 has no road
    abstract = made.metadata().abstract()
    for text in ("aucune source trouvée", "least detour", "2.2 people in a car", "59999 → 59001", "5 of 6"):
        assert text in abstract, text
    assert "potential_cars" not in feedback.text
    for text in (
        "the commune of work is not in the layer: 9 workers (1 rows)", "not by car: 508 workers (2 rows)", "work abroad: 12 workers",
        "same commune: 30 workers", "no end in the layer of communes: 1000 workers", "62999 (9)", "40 nearer to work; 7 without a way",
        "D1 stand on a small part",
    ):  # fmt: skip
        assert text in feedback.text, text
    drawn, _ = rows_of(str(lines), "area")
    assert (drawn["A1"]["origin"], drawn["A1"]["workers"], drawn["A1"]["share_pct"]) == ("59001", 200, 100)
    assert drawn["A1"].geometry().length() == pytest.approx(np.hypot(3000, 500))
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_homes_spread_the_commune_and_the_split_is_said(run, given, layer):
    # Three workers in four live at home, one at km 2.1 (in the same commune, made larger), 100 m past B's branch.
    homes = layer("Point", ["actifs:double"], [(f"POINT ({X} {Y})", 30.0), (f"POINT ({X + 2500} {Y})", 10.0), (f"POINT ({X} {Y})", None)], name="carreaux")  # fmt: skip
    wide = layer("Polygon", ["insee:string", "nom:string"], [(square(0, 0, 2600), "59001", "Départ"), (square(20000, 0), "59002", "Arrivée")], name="communes")  # fmt: skip
    more = {"HOMES": homes, "WORKERS_FIELD": "actifs", "COMMUNES": wide, "ASSIGN": "split"}
    results, feedback = run("carpooldemand", given | more)
    rows, made = rows_of(results["OUTPUT"], "id_lieu")
    # From (0, 0), 150 workers: A 100 s, B 200 s: two thirds, one third. From km 2.5, 50 workers, 17.5 km from work: A 100 s,
    # B 150 s to it and 1,900 s on: 300 s; C 350 + 1,800 − 1,750 = 400 s, too long. Three quarters, one quarter.
    assert rows["A1"]["potential_workers"] == pytest.approx(100 + 37.5)
    assert rows["B1"]["potential_workers"] == pytest.approx(50 + 12.5)
    assert rows["A1"]["access_min"] == pytest.approx((100 * 350 + 37.5 * 100) / 137.5 / 60)
    assert "shared between them" in made.metadata().abstract()
    assert "is not a number of 0 or more: 3" in feedback.text
    assert results["USABLE_WORKERS"] == pytest.approx(200)
    assert "with caution" in rows["A1"]["reliability"]


def test_the_impact_takes_the_demand(run, given, tmp_path):
    results, _ = run("carpooldemand", given)
    more = {"INPUT": results["OUTPUT"], "POTENTIAL_FIELD": "potential_users", "DISTANCE_FIELD": "distance_km", "DETOUR_FIELD": "detour_km", "DAYS": 100, "OUTPUT": str(tmp_path / "effet.gpkg")}  # fmt: skip
    impact, _ = run("carpoolimpact", more)
    # 6 people in crews of 2.2, 17.5 km on from A, 1 km of detour each, both ways, 100 days.
    assert impact["AVOIDED_VEH_KM"] == pytest.approx(6 / 2.2 * (1.2 * 17.5 - 2.2 * 1.0) * 2 * 100)


def test_a_table_of_qgis_with_a_mapping(run, given, layer):
    table = layer("NoGeometry", ["dom:integer", "trav:string", "flux:double"], [(None, 59001, "59002", 100.0), (None, 59001, None, 5.0)], name="flux")  # fmt: skip
    parameters = {key: value for key, value in given.items() if key != "FLOWS"}
    results, feedback = run("carpooldemand", parameters | {"FLOWS_TABLE": table, "MAPPING": "origin=dom; destination=trav; flow=flux"})  # fmt: skip
    assert results["POTENTIAL_USERS"] == pytest.approx(3)
    assert results["WITHOUT_COMMUNE"] == 5
    assert "“flux” has no means of travel" in feedback.text


def test_communes_in_degrees_and_shares_of_one_s_own(run, given, tmp_path, layer):
    to_degrees = pyproj.Transformer.from_crs(2154, 4326, always_xy=True).transform
    shapes = [(shapely.transform(shapely.from_wkt(square(east, 0)), lambda c: np.column_stack(to_degrees(*c.T))).wkt, code) for east, code in ((0, 59001), (20000, 59002))]  # fmt: skip
    degrees = layer("Polygon", ["insee:integer"], shapes, crs="EPSG:4326", name="communes")
    shares = tmp_path / "parts.csv"
    shares.write_text("km_min;km_max;share_pct;source\n10;;50;enquête locale\n")
    results, _ = run("carpooldemand", given | {"COMMUNES": degrees, "NAME_FIELD": None, "SHARES": str(shares)})
    assert results["POTENTIAL_USERS"] == pytest.approx(100, rel=1e-6)
    _, made = rows_of(results["OUTPUT"], "id_lieu")
    assert "enquête locale" in made.metadata().abstract()


def test_areas_that_nobody_can_use_give_zero_and_a_warning(run, given, tmp_path):
    lines, picture = tmp_path / "origines.gpkg", tmp_path / "rose.png"
    results, feedback = run("carpooldemand", given | {"MAX_DETOUR_MIN": 0.5, "ORIGINS": str(lines), "PICTURE": str(picture)})  # fmt: skip
    assert (results["POTENTIAL_USERS"], results["SHARE_PCT"], results["WORKERS_LONG"]) == (0, 0, 200)
    assert "No flow has a usable area" in feedback.text
    assert rows_of(str(lines), "area")[0] == {}
    assert not picture.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"FLOWS": None}, "Give either a file of flows or a table"),
        ({"CAR_CODES": "9"}, "no means of travel 9: it has 2, 5, 6"),
        ({"CODE_FIELD": "code"}, "no field “code”"),
        ({"CODE_FIELD": "nom"}, "no flow by car between two communes of the layer “communes”"),
        ({"MAPPING": "origin=X; destination=DCLT; flow=IPONDI"}, "has no column X"),
        ({"NETWORK": "/nulle/part.npz"}, "does not exist"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(run, given, change, sentence, tmp_path):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("carpooldemand", given | change)
    assert not (tmp_path / "demande.gpkg").exists()


def test_areas_away_from_the_network_are_one_sentence(run, given, layer):
    far = layer("Point", ["id_lieu:string"], [(f"POINT ({X} {Y - 90000})", "Z")], name="loin")
    with pytest.raises(QgsProcessingException, match="“loin” has a road of the network within 500 m"):
        run("carpooldemand", given | {"AREAS": far})


def test_the_older_coding_of_trans_is_guessed_and_told(run, given, tmp_path):
    file = tmp_path / "FD_MOBPRO_2014.csv"
    file.write_text("\n".join([HEADER, *(mobpro_row("59001", "59002", "10", trans=code) for code in "12345")]) + "\n")
    _, feedback = run("carpooldemand", given | {"FLOWS": str(file)})
    assert "check CAR_CODES" in feedback.text


def test_cancel_writes_nothing(run, given, tmp_path):
    for questions in (1, 4, 9):
        results, _ = run("carpooldemand", given, cancel_at=questions)
        assert results == {}
    assert not (tmp_path / "demande.gpkg").exists()


def test_the_flows_as_lines_are_the_demand_that_siting_intercepts(run, given, layer, tmp_path):
    results, _ = run("carpooldemand", given | {"FLOW_LINES": str(tmp_path / "flux.gpkg")})
    found, _made = rows_of(results["FLOW_LINES"], "destination")
    # 60.12 + 39.88, and 100 of the former commune 59999; those on foot, by bus, abroad and inside the commune are not there.
    assert {code: row["workers"] for code, row in found.items()} == {
        "59002": pytest.approx(200),
        "59003": 40,
        "59004": 7,
    }
    assert (found["59003"]["origin_name"], found["59003"]["destination_name"]) == ("Départ", "Proche")
    assert found["59003"]["reliability"] == "with caution: fewer than 200 workers"
    sites = layer(
        "Point",
        ["n:string"],
        [(f"POINT ({X + 3000} {Y + 500})", "A"), (f"POINT ({X + 4000} {Y + 2000})", "C")],
        name="sites",
    )
    siting = {
        "DEMAND": results["FLOW_LINES"], "WEIGHT_FIELD": "workers", "CANDIDATES": sites, "ID_FIELD": "n", "COUNT": 1, "NETWORK": given["NETWORK"],
        "OBJECTIVE": "intercepted_flow", "OUTPUT": str(tmp_path / "s.gpkg"),
    }  # fmt: skip
    chosen, _ = run("carpoolsiting", siting)
    # A: 100 s of detour; C: 400 s, more than the 5 minutes allowed. Only the flow of 20 km is long enough.
    assert {f["area_id"]: f["reaches"] for f in QgsVectorLayer(chosen["OUTPUT"], "x", "ogr").getFeatures()} == {
        "A": pytest.approx(200),
        "C": 0,
    }
    assert chosen["COVERED_PCT"] == pytest.approx(100)


def test_jobs_move_the_place_of_work_and_full_places_need_more(run, given, layer):
    """The jobs of 59002 are at its eastern side: work is farther by a kilometre, at the barycentre of two cells."""
    jobs = layer(
        "Polygon", ["emplois:double"], [(square(20300, 0, 100), 30.0), (square(20400, 0, 100), 10.0)], name="emplois"
    )
    base = rows_of(run("carpooldemand", given)[0]["OUTPUT"], "id_lieu")[0]["A1"]
    moved = rows_of(run("carpooldemand", given | {"JOBS": jobs, "JOBS_FIELD": "emplois"})[0]["OUTPUT"], "id_lieu")[0][
        "A1"
    ]
    assert moved["distance_km"] - base["distance_km"] == pytest.approx((300 * 30 + 400 * 10) / 40 / 1000, abs=0.01)
    half = rows_of(run("carpooldemand", given | {"OCCUPANCY": 0.425})[0]["OUTPUT"], "id_lieu")[0]["A1"]
    assert half["cars_left"] == pytest.approx(base["cars_left"])
    assert half["places_needed"] == -(-base["cars_left"] // 0.425)


def test_the_ends_kept_change_only_what_is_counted_as_left_out(run, given):
    lost = {
        ends: run("carpooldemand", given | {"ENDS": ends})[0]["WITHOUT_COMMUNE"]
        for ends in ("either", "origin", "destination")
    }
    # 9 workers go from 59001 to 62999, which the layer has not; nobody by car comes from a commune that it has not.
    assert lost == {"either": 9, "origin": 9, "destination": 0}
