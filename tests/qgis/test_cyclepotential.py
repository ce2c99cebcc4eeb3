# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclepotential``: lines, a table and MOBPRO on a small network, PCT's published lines, bad input."""

from __future__ import annotations

import csv
import math
import os
from pathlib import Path

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.cycling.uptake import go_dutch, government_target
from qgis.core import NULL, QgsProcessingException, QgsRasterLayer, QgsVectorLayer
from straight_roads import straight_roads

X, Y = 650_000, 7_000_000
ROOT = Path(__file__).resolve().parents[2]
WIGHT = Path(os.environ.get("ATLAS_PCAET_DATA", ROOT.parent / "shared" / "data")) / "mobility" / "wight_lines_30.csv"
# A street from (0, 0) to (6000, 0), with a branch of 1 km at km 2 and at km 4; an island far north.
ROADS = [[(0, 0), (2000, 0)], [(2000, 0), (4000, 0)], [(4000, 0), (6000, 0)], [(2000, 0), (2000, 1000)], [(4000, 0), (4000, 1000)], [(0, 9000), (3000, 9000)]]  # fmt: skip
FIELDS = ["nom:string", "all:double", "bicycle:double", "car:double"]


def line(a, b):
    return f"LINESTRING ({X + a[0]} {Y + a[1]}, {X + b[0]} {Y + b[1]})"


@pytest.fixture
def network(tmp_path):
    return straight_roads(tmp_path / "rues.reseau.npz", np.array(ROADS, dtype=float) + np.array([X, Y]), kmh=15.0)


@pytest.fixture
def lines(layer):
    rows = [
        (line((0, 0), (6000, 0)), "A", 200.0, 6.0, 97.0),
        (line((2000, 1000), (4000, 1000)), "B", 100.0, 4.0, 48.0),
        (line((6000, 0), (2000, 1000)), "C", 50.0, 0.0, None),
    ]
    return layer("LineString", FIELDS, rows, name="flux")


@pytest.fixture
def given(lines, network, tmp_path):
    return {"FLOWS": lines, "NETWORK": network, "OUTPUT": str(tmp_path / "potentiel.gpkg")}


def rows_of(source, key="nom"):
    made = QgsVectorLayer(source, "x", "ogr")
    assert made.isValid()
    return {f[key]: f for f in made.getFeatures()}, made


def dem(tmp_path, z, west=X - 500, north=Y + 2000, size=25.0):
    from osgeo import gdal, osr

    file = tmp_path / "mnt.tif"
    made = gdal.GetDriverByName("GTiff").Create(str(file), z.shape[1], z.shape[0], 1, gdal.GDT_Float32)
    made.SetGeoTransform((west, size, 0, north, 0, -size))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    made.SetProjection(reference.ExportToWkt())
    made.GetRasterBand(1).SetNoDataValue(-99999)
    made.GetRasterBand(1).WriteArray(z.astype("float32"))
    made.FlushCache()
    del made
    return QgsRasterLayer(str(file), "mnt")


def plane(slope, columns=300, rows=160, size=25.0):
    return np.tile(slope * size * (np.arange(columns) + 0.5), (rows, 1))


def test_flows_on_paper(run, given, tmp_path):
    edges, picture = tmp_path / "rues.gpkg", tmp_path / "courbe.png"
    more = {"SCENARIO": "go_dutch", "NETWORK_FLOWS": str(edges), "PICTURE": str(picture), "DAYS": 100}
    results, feedback = run("cyclepotential", given | more)
    rows, made = rows_of(results["OUTPUT"])
    # Lengths read on the drawing; the flat country is an assumption that is said.
    assert {name: rows[name]["distance_km"] for name in "ABC"} == pytest.approx({"A": 6.0, "B": 4.0, "C": 5.0})
    assert rows["A"]["gradient_pct"] == 0
    dutch = {"A": float(go_dutch(6, 0, observed=6, total=200)), "B": float(go_dutch(4, 0, observed=4, total=100)), "C": float(go_dutch(5, 0, total=50))}  # fmt: skip
    assert {name: rows[name]["cyclists_dutch"] for name in "ABC"} == pytest.approx(dutch)
    extra = {"A": dutch["A"] - 6, "B": dutch["B"] - 4, "C": dutch["C"]}
    assert {name: rows[name]["extra_cyclists"] for name in "ABC"} == pytest.approx(extra)
    # Drivers are half of those who do not cycle, on A and on B.
    assert rows["A"]["car_trips_avoided"] == pytest.approx(extra["A"] / 2)
    assert rows["A"]["car_km_avoided"] == pytest.approx(2 * 100 * 6 * extra["A"] / 2)
    assert rows["B"]["co2_kg_yr"] == pytest.approx(0.192 * 2 * 100 * 4 * extra["B"] / 2)
    assert rows["C"]["car_km_avoided"] == NULL
    assert results["CYCLISTS_BEFORE"] == pytest.approx(10)
    assert results["CYCLISTS_AFTER"] == pytest.approx(sum(dutch.values()))
    km = 2 * 100 * (6 * extra["A"] / 2 + 4 * extra["B"] / 2)
    assert results["CAR_KM_AVOIDED"] == pytest.approx(km)
    assert results["CO2_T_YR"] == pytest.approx(0.192 * km / 1000)
    assert results["SKIPPED"] == 0
    for text in ("fitted on England and the Netherlands", "flat country", "1 flows have no number of drivers"):
        assert text in feedback.text, text
        assert text in made.metadata().abstract(), text
    assert "0.192 kg of CO2" in made.metadata().abstract()
    # km 0–2: A. km 2–4: A, B, C. km 4–6: A and C. The branch at km 2: B and C, that at km 4: B.
    drawn = QgsVectorLayer(str(edges), "x", "ogr")
    by_road = {f["road"]: f["extra_cyclists"] for f in drawn.getFeatures()}
    a, b, c = (extra[name] for name in "ABC")
    assert by_road == pytest.approx({"0": a, "1": a + b + c, "2": a + c, "3": b + c, "4": b})
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_government_target_calibrated_doubles_the_cyclists(run, given):
    results, _ = run("cyclepotential", given | {"CALIBRATE": True})
    assert results["CYCLISTS_BEFORE"] == pytest.approx(10)
    assert results["CYCLISTS_AFTER"] == pytest.approx(20)
    assert results["ALPHA_OFFSET"] != 0
    _, made = rows_of(results["OUTPUT"])
    assert "Calibrated on the cyclists observed" in made.metadata().abstract()


def test_all_scenarios_have_their_columns_and_e_bikes_are_indicative(run, given, tmp_path):
    edges = tmp_path / "rues.gpkg"
    results, feedback = run("cyclepotential", given | {"SCENARIO": "all", "NETWORK_FLOWS": str(edges)})
    rows, made = rows_of(results["OUTPUT"])
    expected = government_target(6, 0, observed=6, total=200)
    assert rows["A"]["cyclists_gov"] == pytest.approx(float(expected))
    assert results["CYCLISTS_AFTER"] == pytest.approx(sum(f["cyclists_gov"] for f in rows.values()))
    assert rows["A"]["cyclists_gov"] < rows["A"]["cyclists_dutch"] < rows["A"]["cyclists_ebike"]
    names = [field.name() for field in made.fields()]
    for short in ("gov", "dutch", "ebike"):
        assert {f"extra_cyclists_{short}", f"car_km_avoided_{short}", f"co2_kg_yr_{short}"} <= set(names)
    ours = [field for field in made.fields() if field.name().endswith("ebike")]
    assert all("indicative" in made.attributeAlias(made.fields().lookupField(field.name())) for field in ours)
    assert "indicative" in feedback.text
    drawn = QgsVectorLayer(str(edges), "x", "ogr")
    assert "extra_cyclists_dutch" in [field.name() for field in drawn.fields()]


def test_the_terrain_gives_the_gradient_and_lines_it_does_not_cover_are_counted(run, given, lines, layer, tmp_path):
    z = plane(0.03)
    z[:, 500 // 25 + 4500 // 25 :] = -99999  # known up to km 4.5
    results, feedback = run("cyclepotential", given | {"DEM": dem(tmp_path, z), "SCENARIO": "go_dutch"})
    rows, made = rows_of(results["OUTPUT"])
    # B: 2 km of 4 climb 3 %, the branches are level.
    assert rows["B"]["gradient_pct"] == pytest.approx(1.5, abs=1e-3)
    assert rows["B"]["cyclists_dutch"] == pytest.approx(float(go_dutch(4, 1.5, observed=4, total=100)), rel=1e-4)
    for name in "AC":
        assert rows[name]["gradient_pct"] == NULL
        assert rows[name]["cyclists_dutch"] == NULL
        assert "does not cover its way" in rows[name]["remark"]
    assert results["SKIPPED"] == 2
    assert results["CYCLISTS_BEFORE"] == 4
    assert "averaged to 25 m" in made.metadata().abstract()
    assert "2 features left out, the terrain model does not cover its way" in feedback.text


def test_bad_flows_are_left_out_and_counted(run, given, layer, tmp_path):
    rows = [
        (line((0, 0), (6000, 0)), "A", 200.0, 6.0, 97.0),
        (line((0, 0), (6000, 0)), "observé manquant", 200.0, None, 97.0),
        (line((0, 0), (6000, 0)), "négatif", 200.0, -3.0, 97.0),
        (line((0, 0), (6000, 0)), "trop", 20.0, 12.0, 9.0),
        (f"LINESTRING ({X} {Y}, {X + 500} {Y}, {X} {Y})", "même lieu", 70.0, 1.0, 9.0),
        (line((0, 0), (1000, 9000)), "île", 30.0, 1.0, 9.0),
        (line((0, 0), (3000, 5000)), "sans route", 30.0, 1.0, 9.0),
        (line((0, 0), (40000, 0)), "loin", 40.0, 1.0, 9.0),
    ]
    flows = layer("LineString", FIELDS, rows, name="flux")
    results, feedback = run("cyclepotential", given | {"FLOWS": flows})
    found, _ = rows_of(results["OUTPUT"])
    assert set(found) == {"A", "île", "sans route", "loin"}
    assert found["île"]["cyclists_gov"] == NULL
    assert "no way by bike" in found["île"]["remark"]
    assert "no road" in found["sans route"]["remark"]
    assert (found["loin"]["cyclists_gov"], found["loin"]["distance_km"]) == (1, NULL)  # 40 km as the crow flies
    assert results["SKIPPED"] == 6
    for text in ("no number of cyclists observed", "a negative number", "more cyclists and drivers than workers", "home and work in the same place", "They are 70 workers"):  # fmt: skip
        assert text in feedback.text, text


def test_past_thirty_kilometres_nothing_changes(run, given, layer):
    rows = [(line((0, 0), (6000, 0)), "A", 200.0, 6.0, 97.0, 6.0), (line((0, 0), (6000, 0)), "L", 200.0, 6.0, 97.0, 45.0)]  # fmt: skip
    flows = layer("LineString", [*FIELDS, "km:double"], rows, name="flux")
    results, feedback = run("cyclepotential", given | {"FLOWS": flows, "DISTANCE_FIELD": "km"})
    found, _ = rows_of(results["OUTPUT"])
    assert (found["L"]["cyclists_gov"], found["L"]["extra_cyclists"], found["L"]["car_km_avoided"]) == (6, 0, 0)
    assert found["A"]["extra_cyclists"] > 0
    assert "1 flows (200 workers) are longer than 30 km" in feedback.text
    assert results["SKIPPED"] == 0


def square(east, north, half=300):
    return shapely.box(X + east - half, Y + north - half, X + east + half, Y + north + half).wkt


@pytest.fixture
def zones(layer):
    rows = [(square(0, 0), "1001"), (square(6000, 0), "59002"), (square(2000, 1000), "59003")]
    return layer("Polygon", ["insee:string"], rows, name="communes")


def test_a_table_with_codes_that_the_zones_have_not(run, given, layer, zones):
    rows = [
        (None, "01001", "59002", "200", "6", "97"), (None, "59003", "59003", "500", "50", "100"), (None, "59003", "75056", "80", "1", "9"),
        (None, "59002", "59003", "100", "", "20"), (None, "59002", "01001", "10", "10", "0"),
    ]  # fmt: skip
    table = layer("NoGeometry", ["origin:string", "destination:string", "all:string", "bicycle:string", "car:string"], rows, name="flux")  # fmt: skip
    results, feedback = run("cyclepotential", given | {"FLOWS": table, "ZONES": zones})
    found, made = rows_of(results["OUTPUT"], "origin")
    assert set(found) == {"01001", "59002"}
    assert found["01001"]["distance_km"] == pytest.approx(6.0)
    assert found["01001"].geometry().length() == pytest.approx(6000)
    assert (found["59002"]["cyclists_gov"], found["59002"]["car_trips_avoided"]) == (10, 0)  # all of them cycle already
    assert results["SKIPPED"] == 3
    for text in ("a code that is not in the zones: 3", "Codes that the zones have not: 75056", "home and work in the same zone: 2", "They are 500 workers", "no number of cyclists observed: 4"):  # fmt: skip
        assert text in feedback.text, text
    assert "held at the workers" in made.metadata().abstract()


def test_flows_inside_a_zone_are_estimated_by_its_area_when_asked(run, given, layer, zones):
    """Zones of 0.36 km²; mean distance in a disc: 128 R / (45 π), R = √(area/π), 306 m; the only way known runs straight."""
    rows = [
        (None, "01001", "59002", "200", "6", "97"), (None, "01001", "01001", "500", "50", "100"), (None, "59002", "59002", "10", "1", "9"),
    ]  # fmt: skip
    table = layer("NoGeometry", ["origin:string", "destination:string", "all:string", "bicycle:string", "car:string"], rows, name="flux")  # fmt: skip
    results, feedback = run("cyclepotential", given | {"FLOWS": table, "ZONES": zones, "INSIDE": True})
    found, made = rows_of(results["OUTPUT"], "all")
    radius = (0.36 / math.pi) ** 0.5
    assert found[500]["distance_km"] == pytest.approx(128 * radius / (45 * math.pi), rel=1e-3)
    assert not found[500].hasGeometry()
    assert found[500]["cyclists_gov"] > 50
    assert results["CYCLISTS_BEFORE"] == pytest.approx(57)
    assert results["SKIPPED"] == 0
    assert "2 flows inside one zone" in made.metadata().abstract()
    alone = layer("NoGeometry", ["origin:string", "destination:string", "all:string", "bicycle:string", "car:string"], rows[1:], name="flux")  # fmt: skip
    results, feedback = run("cyclepotential", given | {"FLOWS": alone, "ZONES": zones, "INSIDE": True})
    assert results["SKIPPED"] == 2
    assert "no other flow says how roads wind" in feedback.text


def test_mobpro_gives_all_bikes_and_cars_in_one_reading(run, given, zones, tmp_path):
    file = tmp_path / "FD_MOBPRO_2021.csv"
    head = "COMMUNE;ARM;DCFLT;DCLT;IPONDI;TRANS"
    rows = ["01001;ZZZZZ;99999;59002;60.5;5", "01001;ZZZZZ;99999;59002;4.5;3", "01001;ZZZZZ;99999;59002;35;6", "01001;ZZZZZ;99999;59002;9;1", "59003;ZZZZZ;99999;59002;20;5", "59003;ZZZZZ;99999;59003;70;3"]  # fmt: skip
    file.write_text("\n".join([head, *rows]) + "\n")
    parameters = {key: value for key, value in given.items() if key != "FLOWS"} | {"ZONES": zones}
    results, feedback = run("cyclepotential", parameters | {"FLOWS_FILE": str(file)})
    found, _ = rows_of(results["OUTPUT"], "origin")
    assert (found["01001"]["all"], found["01001"]["bicycle"], found["01001"]["car"]) == pytest.approx((100, 4.5, 60.5))
    assert (found["59003"]["all"], found["59003"]["bicycle"]) == (20, 0)
    assert "70 in their own zone" in feedback.text
    results, feedback = run("cyclepotential", parameters | {"FLOWS_FILE": str(file), "INSIDE": True})
    assert "0 in their own zone" in feedback.text


def test_a_base_that_does_not_tell_bikes_apart_is_refused(run, given, zones, tmp_path):
    head = "COMMUNE;ARM;DCFLT;DCLT;IPONDI;TRANS"
    parameters = {key: value for key, value in given.items() if key != "FLOWS"} | {"ZONES": zones}
    old = tmp_path / "FD_MOBPRO_2014.csv"
    old.write_text("\n".join([head, *(f"01001;ZZZZZ;99999;59002;10;{code}" for code in "12345")]) + "\n")
    with pytest.raises(QgsProcessingException, match=r"FD_MOBPRO_2014\.csv.*does not tell bikes apart"):
        run("cyclepotential", parameters | {"FLOWS_FILE": str(old), "OUTPUT": str(tmp_path / "autre.gpkg")})
    assert not (tmp_path / "autre.gpkg").exists()


@pytest.mark.skipif(not WIGHT.exists(), reason="PCT's lines of the Isle of Wight are not here")
def test_pct_s_published_lines_through_the_algorithm(run, layer, tmp_path):
    with WIGHT.open() as opened:
        pct = list(csv.DictReader(opened))
    names = ("all", "bicycle", "car_driver", "rf_dist_km", "rf_avslope_perc")
    rows = [(line((0, 0), (1000 + i, 500)), row["id"], *(float(row[name]) for name in names)) for i, row in enumerate(pct)]  # fmt: skip
    flows = layer("LineString", ["nom:string", *(f"{name}:double" for name in names)], rows, name="wight")
    results, feedback = run(
        "cyclepotential",
        {"FLOWS": flows, "CAR_FIELD": "car_driver", "DISTANCE_FIELD": "rf_dist_km", "GRADIENT_FIELD": "rf_avslope_perc", "SCENARIO": "all",
         "FACTOR": 0.186, "OUTPUT": str(tmp_path / "wight.gpkg"), "PICTURE": str(tmp_path / "wight.png")},
    )  # fmt: skip
    found, _ = rows_of(results["OUTPUT"])
    for row in pct:
        assert found[row["id"]]["cyclists_gov"] == pytest.approx(float(row["govtarget_slc"]), abs=0.05)
    for ours, theirs in (("cyclists_dutch", "dutch_slc"), ("cyclists_ebike", "ebike_slc"), ("car_trips_avoided_gov", "govtarget_sid")):  # fmt: skip
        total = sum(float(row[theirs]) for row in pct)
        assert sum(f[ours] for f in found.values()) == pytest.approx(abs(total), rel=0.005)
    assert results["CO2_T_YR"] == pytest.approx(-sum(float(row["govtarget_sico2"]) for row in pct) / 1000, rel=0.005)
    assert results["SKIPPED"] == 0
    assert "flat country" not in feedback.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"FLOWS": None}, "Give either flows or a file of flows"),
        ({"NETWORK": None}, "Give the road network, or the field of the distance"),
        ({"NETWORK": "/nulle/part.npz"}, "does not exist"),
        ({"BICYCLE_FIELD": "velo"}, "no field “velo”"),
        ({"COEFFICIENTS": "/nulle/part.csv"}, "cannot be read"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(run, given, change, sentence, tmp_path):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("cyclepotential", given | change)
    assert not (tmp_path / "potentiel.gpkg").exists()


def test_one_sentence_for_what_makes_every_flow_unusable(run, given, layer, zones, tmp_path):
    nobody = layer("LineString", FIELDS, [(line((0, 0), (6000, 0)), "A", 200.0, 0.0, 97.0)], name="flux")
    unknown = layer("LineString", FIELDS, [(line((0, 0), (6000, 0)), "A", 200.0, None, 97.0)], name="flux")
    far = layer("LineString", FIELDS, [(line((0, 50000), (6000, 50000)), "A", 200.0, 1.0, 97.0)], name="flux")
    table = layer("NoGeometry", ["origin:string", "destination:string", "all:double", "bicycle:double", "car:double"], [(None, "x", "y", 1.0, 0.0, 0.0)], name="table")  # fmt: skip
    for change, sentence in (
        ({"FLOWS": nobody, "CALIBRATE": True}, "No cyclist is observed"),
        ({"FLOWS": unknown}, "No flow of “flux” can be used"),
        ({"FLOWS": far}, "has a road of the network for bikes within 1000 m"),
        ({"FLOWS": table}, "give the layer of zones"),
        ({"FLOWS": table, "ZONES": zones}, "No flow of “table” has both its codes in the layer “communes”"),
        (
            {"DEM": dem(tmp_path, plane(0.01), west=X + 90_000)},
            "The terrain model “mnt.tif” does not cover the territory",
        ),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("cyclepotential", given | change)
    assert not (tmp_path / "potentiel.gpkg").exists()


def test_a_negative_distance_in_the_field_leaves_the_flow_out(run, given, layer):
    rows = [(line((0, 0), (6000, 0)), "A", 200.0, 6.0, 97.0, 6.0), (line((0, 0), (6000, 0)), "B", 200.0, 6.0, 97.0, -2.0), (line((0, 0), (6000, 0)), "C", 200.0, 6.0, 97.0, None)]  # fmt: skip
    flows = layer("LineString", [*FIELDS, "km:double"], rows, name="flux")
    results, feedback = run("cyclepotential", given | {"FLOWS": flows, "DISTANCE_FIELD": "km"})
    found, _ = rows_of(results["OUTPUT"])
    assert set(found) == {"A", "C"}
    assert found["C"]["remark"] == "no distance in the field"
    assert results["SKIPPED"] == 2
    assert "a negative distance: 2" in feedback.text


def test_cancel_writes_nothing(run, given, tmp_path):
    edges = tmp_path / "rues.gpkg"
    for questions in (1, 3, 5, 6, 7):
        results, _ = run("cyclepotential", given | {"NETWORK_FLOWS": str(edges)}, cancel_at=questions)
        assert results == {}
    assert not (tmp_path / "potentiel.gpkg").exists()
    assert not edges.exists()
