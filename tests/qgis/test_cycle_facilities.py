# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importcyclefacilities``, ``pcaet:exportcyclefacilities`` and ``pcaet:cyclenetworkstats`` in QGIS."""

from __future__ import annotations

import json

import pytest
from qgis.core import NULL, QgsExpression, QgsExpressionContext, QgsProcessingException, QgsVectorLayer

X, Y = 700_000, 6_600_000  # 3° E, 46.5° N
TRACK, LANE, NONE, UNI, BI = "PISTE CYCLABLE", "BANDE CYCLABLE", "AUCUN", "UNIDIRECTIONNEL", "BIDIRECTIONNEL"
CONTRAFLOW = "DOUBLE SENS CYCLABLE NON MATERIALISE"
FIELDS = [f"{name}:string" for name in ("id_local", "code_com_d", "code_com_g", "ame_d", "ame_g", "sens_d", "statut_d", "revetement_d", "nom_loc")] + ["largeur_d:double"]  # fmt: skip


def line(*points: tuple[float, float]) -> str:
    return "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in points) + ")"


def box(left: float, bottom: float, right: float, top: float) -> str:
    a, b, c, d = X + left, Y + bottom, X + right, Y + top
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


def rows_of(source, key="id_local"):
    made = QgsVectorLayer(source, "x", "ogr")
    assert made.isValid()
    return {f[key]: f for f in made.getFeatures()}


@pytest.fixture
def national(layer):
    """Four lines of 1 km: right, in old spellings, in one text, refused."""
    rows = [
        (line((0, 0), (1000, 0)), "a", "29019", "29019", TRACK, NONE, BI, "EN SERVICE", "LISSE", None, 3.0),
        (line((0, 10), (1000, 10)), "b", "29019", "29019", "Double sens cyclable", "aucun", UNI, None, "lisse", "V1", 150),
        (line((0, 20), (1000, 20)), "c", "29019", "29019", "BANDE CYCLABLE / AUCUN", None, UNI, "EN TRAVAUX", None, None, 1.2),
        (line((0, 30), (1000, 30)), "d", None, "29019", "Tapis volant", NONE, None, None, None, None, None),
        (line((0, 40), (1000, 40)), "e", "29019", "29019", NONE, NONE, None, None, None, None, None),
    ]  # fmt: skip
    return layer("LineString", FIELDS, rows, name="amenagements")


@pytest.fixture
def imported(run, national, tmp_path):
    given = {"INPUT": national, "OUTPUT": str(tmp_path / "a.gpkg"), "REPORT": str(tmp_path / "r.gpkg")}
    return run("importcyclefacilities", given)


def test_what_was_changed_is_written_by_the_schema_and_kept_beside(imported):
    results, feedback = imported
    rows = rows_of(results["OUTPUT"])
    assert sorted(rows) == ["a", "b", "c", "d"]
    assert (rows["b"]["ame_d"], rows["b"]["ame_g"], rows["b"]["revet_d"], rows["b"]["largeur_d"]) == (CONTRAFLOW, NONE, "LISSE", 1.5)  # fmt: skip
    assert json.loads(rows["b"]["nom_loc"]) == ["V1"]
    assert json.loads(rows["b"]["original"]) == {"ame_d": "Double sens cyclable", "ame_g": "aucun", "revet_d": "lisse", "nom_loc": "V1", "largeur_d": "150"}  # fmt: skip
    assert (rows["c"]["ame_d"], rows["c"]["ame_g"]) == (LANE, NONE)
    assert rows["a"]["original"] == NULL
    assert (rows["d"]["ame_d"], rows["d"]["problems"]) == ("Tapis volant", 2)  # stays, and lacks a code
    assert rows["a"]["length_m"] == pytest.approx(1000)
    counts = {key: results[key] for key in ("FACILITIES", "STREETS", "ERRORS", "CHANGED", "NARROW", "WITHOUT_COMMUNE", "SKIPPED")}  # fmt: skip
    assert counts == {"FACILITIES": 4, "STREETS": 0, "ERRORS": 2, "CHANGED": 3, "NARROW": 1, "WITHOUT_COMMUNE": 1, "SKIPPED": 0}  # fmt: skip
    assert results["FACILITY_KM"] == pytest.approx(4)
    assert "4 lines with a facility, 4.0 km; 1 streets without one in the layer." in feedback.text
    assert QgsVectorLayer(results["OUTPUT"], "x", "ogr").crs().authid() == "EPSG:2154"


def test_the_layer_carries_a_style_by_kind_and_its_provenance(imported):
    made = QgsVectorLayer(imported[0]["OUTPUT"], "x", "ogr")
    made.loadDefaultStyle()
    context = QgsExpressionContext()
    tests = {
        rule.label(): QgsExpression(rule.filterExpression())
        for rule in made.renderer().rootRule().children()
        if rule.filterExpression() != "ELSE"
    }
    assert [label for label, test in tests.items() if test.hasParserError()] == []
    kinds = {}
    for feature in made.getFeatures():
        context.setFeature(feature)
        kinds[feature["id_local"]] = [label for label, test in tests.items() if test.evaluate(context)]
    assert kinds == {
        "a": ["piste cyclable"],
        "b": ["double sens cyclable"],
        "c": ["en travaux"],
        "d": ["autre aménagement"],
    }
    assert made.attributeAlias(made.fields().lookupField("largeur_d")) == "Width, right (m)"
    assert "amenagements" in " ".join(made.metadata().history())


def test_the_report_names_feature_column_value_and_proposal(imported):
    table = QgsVectorLayer(imported[0]["REPORT"], "x", "ogr")
    found = {(f["id"], f["rule"], f["column"]): f for f in table.getFeatures()}
    spelled = found["b", "spelling", "ame_d"]
    assert [spelled[k] for k in ("feature", "value", "proposed", "severity")] == [2, "Double sens cyclable", CONTRAFLOW, "to know"]  # fmt: skip
    assert found["b", "centimetres", "largeur_d"]["sentence"] == "“150” is in centimetres: read as 1.5 m."
    assert "narrower than the recommended 1.5 m" in found["c", "narrow", "largeur_d"]["sentence"]
    assert found["d", "enum", "ame_d"]["severity"] == "schema error"
    assert found["b", "against_traffic", "ame_d"]["severity"] == "to check"


def test_streets_are_kept_when_asked_for_and_communes_fill_the_codes(run, national, layer, tmp_path):
    communes = layer("Polygon", ["insee:string"], [(box(-10, -10, 2000, 25), "29019"), (box(-10, 25, 2000, 99), "29021")], name="communes")  # fmt: skip
    given = {"INPUT": national, "COMMUNES": communes, "WITH_STREETS": True, "OUTPUT": str(tmp_path / "a.gpkg")}
    results, feedback = run("importcyclefacilities", given)
    rows = rows_of(results["OUTPUT"])
    assert (results["STREETS"], results["WITHOUT_COMMUNE"]) == (1, 0)
    assert rows["d"]["code_com_d"] == "29021"  # filled
    assert rows["e"]["code_com_d"] == "29019"  # written, kept and told
    assert "this side is in 29021" in rows["e"]["problem_text"]
    assert "no way" not in feedback.text


@pytest.fixture
def streets(layer):
    """OpenStreetMap as a layer: drawn against its traffic, two ways apart, a street, a river."""
    rows = [
        (line((0, 0), (0, 100)), "1", "residential", "Rue du Bac", '"oneway"=>"-1","cycleway:right"=>"opposite_lane","parking:left"=>"lane","lit"=>"yes"'),
        (line((10, 0), (10, 100)), "2", "cycleway", None, '"width"=>"1.5 m","oneway"=>"yes"'),
        (line((20, 0), (20, 100)), "3", "path", None, '"bicycle"=>"designated","foot"=>"designated"'),
        (line((30, 0), (30, 100)), "4", "residential", None, '"maxspeed"=>"30","zone:maxspeed"=>"FR:30"'),
        (line((40, 0), (40, 100)), "5", None, None, '"waterway"=>"river"'),
        (line((50, 0), (50, 100)), "6", "platform", None, None),
    ]  # fmt: skip
    return layer("LineString", ["osm_id:string", "highway:string", "name:string", "other_tags:string"], rows, name="lines")  # fmt: skip


def test_lines_drawn_against_the_traffic_are_turned_with_their_sides(run, streets, tmp_path):
    given = {"INPUT": streets, "OUTPUT": str(tmp_path / "a.gpkg"), "WITH_STREETS": True}
    plain = rows_of(run("importcyclefacilities", given)[0]["OUTPUT"])
    turned = rows_of(run("importcyclefacilities", given | {"TURN": True, "OUTPUT": str(tmp_path / "b.gpkg")})[0]["OUTPUT"])  # fmt: skip
    before, after = plain["osm-1"], turned["osm-1"]
    assert (before["ame_d"], before["ame_g"], before["oneway"], before["turned"]) == ("DOUBLE SENS CYCLABLE BANDE", NONE, "-1", 0)  # fmt: skip
    assert (after["ame_d"], after["ame_g"], after["oneway"], after["turned"]) == (NONE, "DOUBLE SENS CYCLABLE BANDE", "yes", 1)  # fmt: skip
    assert (before["parking_g"], after["parking_d"]) == ("yes", "yes")
    for stem in ("ame", "sens", "regime", "local", "statut", "revet", "largeur", "parking"):
        assert (before[f"{stem}_d"], before[f"{stem}_g"]) == (after[f"{stem}_g"], after[f"{stem}_d"])
    start = after.geometry().constGet().startPoint()
    assert (start.x(), start.y()) == (X, Y + 100)
    assert plain["osm-2"]["ame_d"] == turned["osm-2"]["ame_d"] == TRACK


def test_openstreetmap_is_read_by_its_tags(run, streets, tmp_path):
    results, feedback = run("importcyclefacilities", {"INPUT": streets, "OUTPUT": str(tmp_path / "a.gpkg")})
    rows = rows_of(results["OUTPUT"])
    assert {key: row["ame_d"] for key, row in rows.items()} == {"osm-1": "DOUBLE SENS CYCLABLE BANDE", "osm-2": TRACK, "osm-3": "VOIE VERTE"}  # fmt: skip
    assert (results["FACILITIES"], results["STREETS"], results["NARROW"]) == (3, 0, 1)
    assert "2 lines are no streets nor paths in use, and are left out." in feedback.text
    assert "1 streets without one in the layer" in feedback.text
    assert json.loads(rows["osm-1"]["nom_loc"]) == ["Rue du Bac"]
    with_streets, _ = run("importcyclefacilities", {"INPUT": streets, "WITH_STREETS": True, "OUTPUT": str(tmp_path / "b.gpkg")})  # fmt: skip
    street = rows_of(with_streets["OUTPUT"])["osm-4"]
    assert (street["ame_d"], street["trafic_vit"], street["maxspeed_kmh"], street["regime_g"]) == (NONE, 30, 30, "ZONE 30")  # fmt: skip


def test_what_was_given_wrong_is_one_sentence_and_leaves_no_file(run, layer, national, streets, tmp_path):
    out = str(tmp_path / "x.gpkg")
    bare = layer("LineString", ["highway:string"], [(line((0, 0), (9, 0)), "residential")], name="rues")
    none = layer("LineString", ["largeur:double"], [(line((0, 0), (9, 0)), 2.0)], name="traits")
    communes = layer("Polygon", ["siren:string"], [(box(-10, -10, 99, 99), "1")], name="communes")
    (tmp_path / "w.csv").write_text("ame;sens;width_min_m\nPISTE;;2\n")
    for given, sentence in (
        ({"INPUT": bare}, "“rues” has no cycle facility: 1 streets without one were read"),
        ({"INPUT": none}, "“traits” has no column of facilities .* Its fields are: largeur"),
        ({"INPUT": national, "FORMAT": "osm"}, "has no column of facilities"),
        ({"INPUT": national, "MAPPING": "ame=nope"}, "gives “ame” the field “nope”, which the layer has not"),
        ({"INPUT": none, "MAPPING": "ame='PISTE CYCLABLE'", "VALUES": "x"}, "VALUES: “x” is not understood"),
        ({"INPUT": national, "COMMUNES": communes}, "has no field “insee”"),
        ({"INPUT": national, "WIDTHS": str(tmp_path / "w.csv")}, "“w.csv”, line 2"),
        ({"INPUT": communes}, "has polygons"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("importcyclefacilities", given | {"OUTPUT": out})
    for given, sentence in (
        (
            {"INPUT": bare},
            "No line of the layer “rues” passes the schema; the first one breaks required in the column id_local",
        ),
        ({"INPUT": none, "MAPPING": "ame='AUCUN'"}, "streets without a facility only"),
        ({"INPUT": none, "MAPPING": "ame=largeur"}, "has both sides in one column"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("exportcyclefacilities", given | {"OUTPUT": str(tmp_path / "x.geojson")})
    zones = layer("Polygon", ["nom:string"], [(box(-10, -10, 99, 99), None)], name="zones")
    for given, sentence in (
        ({"INPUT": none, "ZONES": zones}, "“traits” has no field ame_d / ame_g. Run “Import"),
        ({"INPUT": national, "ZONES": zones}, "No zone of the layer “zones” has a value in the field “nom”"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("cyclenetworkstats", given | {"ZONE_FIELD": "nom", "OUTPUT": out})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["w.csv"]


def test_what_breaks_the_schema_is_not_exported_and_named_with_its_rule(run, imported, tmp_path):
    results, feedback = run("exportcyclefacilities", {"INPUT": imported[0]["OUTPUT"], "OUTPUT": str(tmp_path / "n.geojson")})  # fmt: skip
    written = json.loads((tmp_path / "n.geojson").read_text(encoding="utf-8"))
    properties = {f["properties"]["id_local"]: f["properties"] for f in written["features"]}
    assert sorted(properties) == ["a", "b", "c"]
    assert properties["b"]["nom_loc"] == ["V1"]
    assert properties["a"] == {"id_local": "a", "code_com_d": "29019", "ame_d": TRACK, "sens_d": BI, "largeur_d": 3, "statut_d": "EN SERVICE", "revet_d": "LISSE", "code_com_g": "29019", "ame_g": NONE}  # fmt: skip
    lon, lat = written["features"][0]["geometry"]["coordinates"][0]
    assert (lon, lat) == pytest.approx((3.0, 46.5), abs=1e-6)
    assert (results["FACILITIES"], results["SKIPPED"]) == (3, 1)
    assert "1 features left out, code_com_d (required): The value is missing" in feedback.text
    assert "crs" not in written


def test_wrong_cases_are_refused_until_they_are_imported(run, national, tmp_path):
    results, feedback = run("exportcyclefacilities", {"INPUT": national, "OUTPUT": str(tmp_path / "n.geojson"), "WITH_STREETS": True})  # fmt: skip
    assert (results["FACILITIES"], results["STREETS"], results["SKIPPED"]) == (2, 0, 3)
    assert "ame_d (enum): “Double sens cyclable” is not one of" in feedback.text


@pytest.fixture
def counted(run, imported, national, layer, tmp_path):
    """Half of the lines in the west zone; 4,000 people there, nobody knows how many in the east; 8 km of streets in the west."""
    zones = layer("Polygon", ["nom:string", "pop:integer"], [(box(-10, -10, 500, 99), "Ouest", 4000), (box(500, -10, 1500, 99), "Est", None)], name="zones")  # fmt: skip
    roads = layer("LineString", ["highway:string"], [(line((0, 50), (500, 50)), "residential")] * 4 + [(line((0, 60), (500, 60)), "footway")], name="rues")  # fmt: skip
    given = {"INPUT": imported[0]["OUTPUT"], "ZONES": zones, "ZONE_FIELD": "nom", "POPULATION_FIELD": "pop", "ROADS": roads, "OUTPUT": str(tmp_path / "s.gpkg"), "TABLE": str(tmp_path / "t.gpkg")}  # fmt: skip
    return run("cyclenetworkstats", given), given


def test_kilometres_and_rates_by_zone(counted):
    """Track both ways (a) and contraflow (b) in service, lane (c) in works, (d) not of the schema: 0.5 km each in the west."""
    (results, feedback), _ = counted
    west, east = (rows_of(results["OUTPUT"], "zone")[name] for name in ("Ouest", "Est"))
    assert (west["axis_km"], west["both_sides_km"], west["works_km"]) == pytest.approx((1.0, 1.5, 0.5))
    assert (west["roads_km"], west["cyclability_pct"]) == pytest.approx((2.0, 50.0))  # the footway is no street
    assert (west["crte_6_1_km"], west["cae_44_a"], west["cae_44_aa"], west["cae_44_ae"]) == pytest.approx((1.0, 0.375, 0.25, 0.125))  # fmt: skip
    assert (east["roads_km"], east["cyclability_pct"], east["population"], east["cae_44_a"]) == (0, NULL, NULL, NULL)
    assert east["reason"] == "no street in the zone; population missing or 0"
    assert west["reason"] == NULL
    assert {key: results[key] for key in ("AXIS_KM", "BOTH_SIDES_KM", "WORKS_KM", "CRTE_6_1", "CYCLABILITY_PCT")} == pytest.approx({"AXIS_KM": 2, "BOTH_SIDES_KM": 3, "WORKS_KM": 1, "CRTE_6_1": 2, "CYCLABILITY_PCT": 100})  # fmt: skip
    assert (results["POPULATION"], results["CAE_44_A"]) == (None, None)
    assert results["SKIPPED"] == 1
    assert "ame_d or ame_g is not in the schema's list" in feedback.text
    table = {(f["zone"], f["ame"]): f["both_sides_km"] for f in QgsVectorLayer(results["TABLE"], "x", "ogr").getFeatures()}  # fmt: skip
    assert table == pytest.approx({("Ouest", TRACK): 1, ("Est", TRACK): 1, ("Ouest", CONTRAFLOW): 0.5, ("Est", CONTRAFLOW): 0.5})  # fmt: skip


def test_without_streets_the_rate_is_missing_with_its_reason(run, counted, tmp_path):
    _, given = counted
    results, feedback = run("cyclenetworkstats", given | {"ROADS": None, "POPULATION_FIELD": None, "COUNTING": "axis", "OUTPUT": str(tmp_path / "u.gpkg")})  # fmt: skip
    row = rows_of(results["OUTPUT"], "zone")["Ouest"]
    assert (row["cyclability_pct"], row["roads_km"], results["CYCLABILITY_PCT"]) == (NULL, NULL, None)
    assert row["reason"] == "no layer of streets; no field of population"
    assert "No street: the cyclability rate is missing." in feedback.text


def test_a_number_becomes_a_value_of_the_plan(run, counted, tmp_path):
    (results, _), _ = counted
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    value = {"PLAN": plan, "INDICATOR": "apc_lieux_sensibles", "YEAR": 2026, "VALUE": results["CRTE_6_1"], "SOURCE": "pcaet:cyclenetworkstats"}  # fmt: skip
    run("storevalue", value)
    stored = [f["value"] for f in QgsVectorLayer(f"{plan}|layername=value", "x", "ogr").getFeatures()]
    assert stored == pytest.approx([2])
