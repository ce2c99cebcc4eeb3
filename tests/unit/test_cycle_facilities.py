# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle facilities: the national schema against its own JSON, OpenStreetMap tags, layers as authorities keep them."""

from __future__ import annotations

import copy
import datetime
import json
import re

import geopandas
import numpy
import pandas
import pytest
import shapely
from atlas_pcaet.analysis.cycling import facility_checks as checks
from atlas_pcaet.analysis.cycling import facility_export as export
from atlas_pcaet.analysis.cycling import facility_reading as reading
from atlas_pcaet.analysis.cycling import facility_schema as schema
from atlas_pcaet.analysis.cycling.osm_facilities import kmh, open_tags, osm_facilities, tag_columns
from atlas_pcaet.analysis.errors import DataError

TRACK, LANE, NONE, UNI, BI = "PISTE CYCLABLE", "BANDE CYCLABLE", "AUCUN", "UNIDIRECTIONNEL", "BIDIRECTIONNEL"
DSC, DSC_LANE, DSC_TRACK = (f"DOUBLE SENS CYCLABLE {kind}" for kind in ("NON MATERIALISE", "BANDE", "PISTE"))
GREENWAY, BUS, STREET, MIXED = "VOIE VERTE", "COULOIR BUS+VELO", "VELO RUE", "AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE"  # fmt: skip
CVCB, SHOULDER = "CHAUSSEE A VOIE CENTRALE BANALISEE", "ACCOTEMENT REVETU HORS CVCB"


def json_errors(rules: dict, value) -> list[str]:
    """The keywords of JSON Schema that ``value`` breaks: those that the national schema uses, and no others."""
    types = {
        "string": lambda v: isinstance(v, str), "array": lambda v: isinstance(v, list), "object": lambda v: isinstance(v, dict),
        "boolean": lambda v: isinstance(v, bool), "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
        "integer": lambda v: isinstance(v, int | float) and not isinstance(v, bool) and v == int(v),
    }  # fmt: skip
    if "type" in rules and not types[rules["type"]](value):
        return ["type"]
    found = ["enum"] if "enum" in rules and value not in rules["enum"] else []
    if isinstance(value, str):
        found += ["pattern"] if "pattern" in rules and not re.search(rules["pattern"], value) else []
        if rules.get("format") == "date":
            try:
                datetime.datetime.strptime(value, "%Y-%m-%d")
            except ValueError:
                found.append("format")
    if isinstance(value, dict):
        found += ["required"] * sum(name not in value for name in rules.get("required", ()))
        for name, rule in rules.get("properties", {}).items():
            found += json_errors(rule, value[name]) if name in value else []
    if isinstance(value, list):
        found += [error for item in value for error in json_errors(rules.get("items", {}), item)]
    return found


@pytest.fixture(scope="session")
def official(real_data):
    return json.loads((real_data / "mobility" / "schemas" / "amenagements-cyclables_v0.3.5.json").read_text())


@pytest.fixture(scope="session")
def example(real_data):
    return json.loads(
        (real_data / "mobility" / "schemas" / "amenagements-cyclables_exemple-valide.geojson").read_text()
    )


def test_the_columns_are_those_of_the_official_json(official):
    record = official["properties"]["features"]["items"]["properties"]["properties"]
    ours = {c.name: c for c in schema.SCHEMA}
    assert list(record["properties"]) == list(ours)  # in the same order
    assert set(record["required"]) == {name for name, c in ours.items() if c.required}
    for name, rule in record["properties"].items():
        assert list(ours[name].enum) == rule.get("enum", []), name
        kind = "date" if rule.get("format") == "date" else rule["type"]
        assert ours[name].kind == kind, name
        assert ours[name].pattern.removesuffix("$") == rule.get("pattern", ""), name


def test_the_official_example_passes_both_validators(official, example):
    assert json_errors(official, example) == []
    assert schema.check_record(example["features"][0]["properties"]) == []


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("ame_d", None, "required"), ("ame_g", None, "required"), ("id_local", None, "required"), ("code_com_d", None, "required"),
        ("ame_d", "Piste cyclable", "enum"), ("ame_g", "DOUBLE SENS CYCLABLE", "enum"), ("sens_d", "DOUBLE", "enum"),
        ("regime_g", "ZONE 20", "enum"), ("reseau_loc", "structurant", "enum"), ("code_com_d", "20001", "pattern"), ("largeur_d", "3 m", "type"),
        ("code_com_g", "5620", "pattern"), ("nom_loc", "V1", "type"), ("nom_loc", [1], "type"), ("trafic_vit", 30.5, "type"),
        ("trafic_vit", "30", "type"), ("lumiere", "oui", "type"), ("lumiere", 1, "type"), ("date_maj", "15/08/2020", "format"),
        ("date_maj", "2020-02-30", "format"), ("d_service", "2015", "type"), ("id_local", 13, "type"),
    ],
)  # fmt: skip
def test_what_breaks_one_rule_is_refused_under_its_name(official, example, column, value, rule):
    record = copy.deepcopy(example)
    properties = record["features"][0]["properties"]
    if value is None:
        del properties[column]
    else:
        properties[column] = value
    assert json_errors(official, record) == [rule]
    (problem,) = schema.check_record(properties)
    assert (problem.column, problem.rule) == (column, rule)


def test_null_is_no_value(official, example):
    example = copy.deepcopy(example)
    example["features"][0]["properties"]["comm"] = None
    assert json_errors(official, example) == ["type"]
    assert [p.rule for p in schema.check_record(example["features"][0]["properties"])] == ["type"]


def way(**tags):
    table, problems = osm_facilities([{key.replace("__", ":"): value for key, value in tags.items()}])
    row = table.iloc[0]
    return row.where(row.notna(), None), problems


@pytest.mark.parametrize(
    ("tags", "right", "left"),
    [
        ({"highway": "residential"}, (NONE, None), (NONE, None)),
        ({"highway": "secondary", "cycleway": "lane"}, (LANE, UNI), (LANE, UNI)),
        ({"highway": "secondary", "cycleway": "lane", "oneway": "yes"}, (LANE, UNI), (NONE, None)),
        ({"highway": "secondary", "cycleway": "lane", "oneway": "-1"}, (NONE, None), (LANE, UNI)),
        ({"highway": "secondary", "cycleway__right": "track"}, (TRACK, UNI), (NONE, None)),
        ({"highway": "secondary", "cycleway__left": "track", "cycleway__left__oneway": "no"}, (NONE, None), (TRACK, BI)),
        ({"highway": "secondary", "cycleway__both": "lane", "cycleway__left": "no"}, (LANE, UNI), (NONE, None)),
        ({"highway": "secondary", "cycleway": "separate"}, (NONE, None), (NONE, None)),
        ({"highway": "residential", "cycleway": "opposite_lane", "oneway": "yes"}, (NONE, None), (DSC_LANE, UNI)),
        ({"highway": "residential", "cycleway": "opposite_lane", "oneway": "-1"}, (DSC_LANE, UNI), (NONE, None)),
        ({"highway": "residential", "cycleway__left": "opposite_track", "oneway": "yes"}, (NONE, None), (DSC_TRACK, UNI)),
        ({"highway": "residential", "cycleway": "opposite", "oneway": "yes"}, (NONE, None), (DSC, UNI)),
        ({"highway": "residential", "oneway": "yes", "oneway__bicycle": "no"}, (NONE, None), (DSC, UNI)),
        ({"highway": "residential", "oneway": "-1", "oneway__bicycle": "no"}, (DSC, UNI), (NONE, None)),
        ({"highway": "residential", "oneway": "yes", "oneway__bicycle": "no", "cycleway__left": "lane"}, (NONE, None), (DSC_LANE, UNI)),
        ({"highway": "residential", "oneway": "yes", "oneway__bicycle": "no", "cycleway": "lane"}, (LANE, UNI), (DSC, UNI)),
        ({"highway": "residential", "oneway": "yes", "oneway__bicycle": "no", "cycleway__right": "lane", "cycleway__left": "opposite_lane"}, (LANE, UNI), (DSC_LANE, UNI)),
        ({"highway": "primary", "cycleway": "share_busway"}, (BUS, UNI), (BUS, UNI)),
        ({"highway": "primary", "cycleway__right": "share_busway"}, (BUS, UNI), (NONE, None)),
        ({"highway": "busway", "bicycle": "designated"}, (BUS, UNI), (BUS, UNI)),
        ({"highway": "residential", "cyclestreet": "yes"}, (STREET, UNI), (STREET, UNI)),
        ({"highway": "residential", "bicycle_road": "yes", "oneway": "yes"}, (STREET, UNI), (NONE, None)),
        ({"highway": "secondary", "cycleway": "lane", "cycleway__lane": "advisory"}, (CVCB, UNI), (CVCB, UNI)),
        ({"highway": "secondary", "cycleway": "shared_lane"}, (NONE, None), (NONE, None)),
        ({"highway": "secondary", "cycleway__right": "shoulder"}, (SHOULDER, UNI), (NONE, None)),
        ({"highway": "secondary", "shoulder": "both", "shoulder__surface": "asphalt"}, (SHOULDER, UNI), (SHOULDER, UNI)),
        ({"highway": "secondary", "shoulder": "both", "shoulder__surface": "gravel"}, (NONE, None), (NONE, None)),
        ({"highway": "motorway", "shoulder": "right"}, (NONE, None), (NONE, None)),
        ({"highway": "cycleway"}, (TRACK, BI), (NONE, None)),
        ({"highway": "cycleway", "oneway": "yes"}, (TRACK, UNI), (NONE, None)),
        ({"highway": "cycleway", "oneway": "-1"}, (NONE, None), (TRACK, UNI)),
        ({"highway": "cycleway", "foot": "designated", "segregated": "yes"}, (TRACK, BI), (NONE, None)),
        ({"highway": "path", "foot": "designated", "bicycle": "designated"}, (GREENWAY, BI), (NONE, None)),
        ({"highway": "track", "designation": "greenway"}, (GREENWAY, BI), (NONE, None)),
        ({"highway": "path", "bicycle": "yes"}, (NONE, None), (NONE, None)),
        ({"highway": "footway", "bicycle": "yes", "segregated": "no"}, (MIXED, BI), (NONE, None)),
        ({"highway": "footway", "bicycle": "yes"}, (NONE, None), (NONE, None)),
        ({"highway": "footway", "bicycle": "no", "segregated": "no"}, (NONE, None), (NONE, None)),
        ({"highway": "steps", "ramp__bicycle": "yes"}, ("GOULOTTE", BI), (NONE, None)),
        ({"highway": "steps", "ramp": "yes"}, (NONE, None), (NONE, None)),
    ],
)  # fmt: skip
def test_tags_of_openstreetmap_by_side(tags, right, left):
    row, problems = way(**tags)
    assert ((row["ame_d"], row["sens_d"]), (row["ame_g"], row["sens_g"])) == (right, left)
    assert problems == []


def test_a_way_and_the_same_way_drawn_backwards_swap_their_sides():
    """The same street: tags that name a side change it, the traffic's direction is said the other way."""
    one, _ = way(highway="residential", oneway="yes", cycleway__left="opposite_lane", cycleway__right="track", parking__left="lane", cycleway__left__width="1.5")  # fmt: skip
    other, _ = way(highway="residential", oneway="-1", cycleway__right="opposite_lane", cycleway__left="track", parking__right="lane", cycleway__right__width="1.5")  # fmt: skip
    for stem in (*schema.STEMS, "parking"):
        assert (one[f"{stem}_d"], one[f"{stem}_g"]) == (other[f"{stem}_g"], other[f"{stem}_d"]), stem


def test_a_contraflow_of_a_two_way_street_is_told_and_not_counted():
    row, (problem,) = way(highway="residential", oneway="no", cycleway="opposite")
    assert (row["ame_d"], row["ame_g"], problem.rule) == (NONE, NONE, "contraflow_two_way")


def test_what_is_being_built_is_in_works_and_a_plain_road_being_built_is_no_way():
    row, _ = way(highway="construction", construction="cycleway")
    assert (row["ame_d"], row["statut_d"]) == (TRACK, "EN TRAVAUX")
    assert way(highway="construction", construction="primary")[0]["ame_d"] is None
    assert way(waterway="river")[0]["ame_d"] is None


@pytest.mark.parametrize(
    ("text", "speed"),
    [("50", 50), ("fr:urban", 50), ("fr:rural", 80), ("walk", 5), ("fr:walk", 5), ("30 mph", 48), ("20 mph", 32), ("fr:zone30", 30),
     ("fr:30", 30), ("none", None), ("50;30", None), ("variable", None)],
)  # fmt: skip
def test_speeds_are_in_km_an_hour(text, speed):
    assert kmh(text) == speed


def test_the_speed_of_a_way_apart_is_not_the_traffic_s():
    assert way(highway="cycleway", maxspeed="30")[0]["trafic_vit"] is None
    assert way(highway="residential", source__maxspeed="fr:urban")[0]["trafic_vit"] == 50
    assert way(highway="living_street")[0]["trafic_vit"] == 20
    row, (problem,) = way(highway="residential", maxspeed="trente")
    assert (row["trafic_vit"], problem.rule, problem.column) == (None, "integer", "trafic_vit")


@pytest.mark.parametrize(
    ("tags", "regime"),
    [({"highway": "residential", "zone__maxspeed": "fr:30"}, "ZONE 30"), ({"highway": "residential", "zone__maxspeed": "30"}, "ZONE 30"),
     ({"highway": "living_street"}, "ZONE DE RENCONTRE"), ({"highway": "pedestrian"}, "AIRE PIETONNE"),
     ({"highway": "residential", "source__maxspeed": "fr:urban"}, "EN AGGLOMERATION"), ({"highway": "primary", "maxspeed": "fr:rural"}, "HORS AGGLOMERATION"),
     ({"highway": "residential", "maxspeed": "30"}, None)],
)  # fmt: skip
def test_the_regime_needs_a_tag_that_says_it(tags, regime):
    row, _ = way(**tags)
    assert (row["regime_d"], row["regime_g"]) == (regime, regime)


def test_what_surrounds_a_facility_is_read_by_side():
    row, _ = way(highway="secondary", cycleway__right="track", cycleway__left="lane", cycleway__right__width="2.5 m", cycleway__left__width="150 cm",
                 cycleway__right__surface="asphalt", surface="sett", lit="yes", lanes="2", width="7", name="Rue du Bac", osm_id="12")  # fmt: skip
    assert (row["largeur_d"], row["largeur_g"], row["width_road_m"]) == (2.5, 1.5, 7)
    assert (row["revet_d"], row["revet_g"], row["local_g"]) == ("LISSE", "RUGUEUX", "CHAUSSEE")
    assert (row["lumiere"], row["lanes"], row["id_osm"], row["nom_loc"]) == ("true", 2, "12", '["Rue du Bac"]')
    old, _ = way(highway="residential", parking__lane__both="no_stopping")
    new, _ = way(highway="residential", parking__left="street_side", parking__right="no")
    assert (old["parking_d"], old["parking_g"], new["parking_d"], new["parking_g"]) == ("no", "no", "no", "yes")
    assert way(highway="residential")[0]["parking_d"] == "unknown"


def test_tags_are_read_from_other_tags_and_from_columns():
    table = pandas.DataFrame({"osm_id": ["1", "2"], "highway": ["residential", "cycleway"], "cycleway_left": ["lane", None], "other_tags": ['"oneway"=>"yes","name:br"=>"a \\"b\\""', pandas.NA]})  # fmt: skip
    opened = open_tags(table, tag_columns(list(table.columns)))
    assert opened[0] == {"osm_id": "1", "highway": "residential", "cycleway:left": "lane", "oneway": "yes", "name:br": 'a \\"b\\"'}  # fmt: skip
    assert opened[1] == {"osm_id": "2", "highway": "cycleway"}


def test_reversing_a_line_swaps_every_side_and_twice_gives_it_back():
    row = {f"{stem}_{side}": f"{stem} {side}" for stem in (*schema.STEMS, "parking") for side in "dg"}
    frame = geopandas.GeoDataFrame(
        [row | {"oneway": "yes", "id_local": "1"}, row | {"oneway": "no", "id_local": "2"}],
        geometry=[shapely.LineString([(0, 0), (10, 0)]), shapely.LineString([(0, 5), (10, 5)])], crs=2154,
    )  # fmt: skip
    turned = schema.reverse_lines(frame, numpy.array([True, False]))
    national_pairs = {
        name[:-2] for name in schema.NATIONAL if name.endswith("_d") and f"{name[:-2]}_g" in schema.NATIONAL
    }
    assert national_pairs == set(schema.STEMS)
    for stem in (*national_pairs, "parking"):
        assert (turned.loc[0, f"{stem}_d"], turned.loc[0, f"{stem}_g"]) == (f"{stem} g", f"{stem} d")
        assert (turned.loc[1, f"{stem}_d"], turned.loc[1, f"{stem}_g"]) == (f"{stem} d", f"{stem} g")
    assert turned["oneway"].tolist() == ["-1", "no"]
    assert list(turned.geometry[0].coords) == [(10, 0), (0, 0)]
    back = schema.reverse_lines(turned, numpy.array([True, False]))
    pandas.testing.assert_frame_equal(pandas.DataFrame(back), pandas.DataFrame(frame))


def read(rows: dict, mapping: str = "", values: str = ""):
    table = pandas.DataFrame(rows)
    made = reading.read_facilities(table, reading.resolve(list(table.columns), mapping), reading.read_values(values))
    return made.table, {(p.row, p.column, p.rule) for p in made.problems}


def test_old_spellings_and_wrong_cases_are_read_and_kept_beside():
    table, problems = read(
        {"ID_LOCAL": ["a", "b"], "AME_D": ["Double sens cyclable", "Bande Cyclable"], "ame_g": ["aucun", "couloir bus / vélo"],
         "revetement_d": ["lisse", "Mou"], "code_com_d": ["1001", "75056.0"], "code_com_g": ["01001", "NR"], "nom_loc": ["V1", '["V1", "V2"]'],
         "largeur_d": ["150", "1,5 m"], "largeur_g": ["0", "40"], "lumiere": ["oui", "false"], "date_maj": ["15/08/2020", "2020-08-15"]}
    )  # fmt: skip
    assert table["ame_d"].tolist() == [DSC, LANE]
    assert table["ame_g"].tolist() == [NONE, BUS]
    assert table["revet_d"].tolist() == ["LISSE", "Mou"]  # what cannot be read stays
    assert table["code_com_d"].tolist() == ["01001", "75056"]
    assert table["code_com_g"].tolist() == ["01001", None]
    assert [json.loads(text) for text in table["nom_loc"]] == [["V1"], ["V1", "V2"]]
    assert table["largeur_d"].tolist() == [1.5, 1.5]
    assert table["largeur_g"].tolist() == [None, None]
    assert table["lumiere"].tolist() == ["true", "false"]
    assert table["date_maj"].tolist() == ["2020-08-15", "2020-08-15"]
    original = [json.loads(text) for text in table["original"]]
    assert original[0] == {
        "ame_d": "Double sens cyclable", "ame_g": "aucun", "revet_d": "lisse", "code_com_d": "1001", "nom_loc": "V1", "largeur_d": "150",
        "largeur_g": "0", "lumiere": "oui", "date_maj": "15/08/2020",
    }  # fmt: skip
    assert original[1]["revet_d"] == "Mou"
    assert {(0, "largeur_d", "centimetres"), (0, "largeur_g", "zero"), (1, "largeur_g", "implausible"), (1, "revet_d", "enum"), (0, "nom_loc", "array"), (1, "code_com_g", "unknown_word")} <= problems  # fmt: skip


def test_a_right_layer_changes_nothing(example):
    made, problems = read({key: [value] for key, value in example["features"][0]["properties"].items()})
    assert problems == set()
    assert made["original"].tolist() == [None]
    assert made.loc[0, ["ame_d", "nom_loc", "lumiere", "largeur_d"]].tolist() == [TRACK, '["V1:V6:V13"]', "true", 3.0]


def test_both_sides_in_one_text_are_parted():
    texts = ["BANDE CYCLABLE / AUCUN", "Piste cyclable|Voie verte", "AMENAGEMENT MIXTE PIETON/VELO HORS VOIE VERTE / AUCUN", "VOIE VERTE", "bande / trottoir"]  # fmt: skip
    table, problems = read({"id_local": list("abcde"), "ame": texts, "largeur": ["1.5 / 2", "", "", "3", ""]})
    assert table["ame_d"].tolist() == [LANE, TRACK, MIXED, GREENWAY, "bande / trottoir"]
    assert table["ame_g"].tolist() == [NONE, GREENWAY, NONE, None, None]
    assert (table["largeur_d"][0], table["largeur_g"][0]) == (1.5, 2.0)
    assert json.loads(table["original"][0])["ame_g"] == texts[0]
    rules = {(row, rule) for row, column, rule in problems if column.startswith("ame")}
    assert {(0, "both_sides"), (1, "both_sides"), (2, "both_sides"), (3, "one_side"), (4, "enum")} <= rules
    in_right, _ = read({"id_local": ["a"], "ame_d": ["BANDE CYCLABLE / AUCUN"], "ame_g": [None]})
    assert in_right.loc[0, ["ame_d", "ame_g"]].tolist() == [LANE, NONE]


def test_any_layer_by_mapping_of_columns_and_values():
    table, problems = read(
        {"type": ["PC", "BC"], "larg": [200, 1.5], "tmja": [1200, None]},
        "ame_d=type; ame_g='AUCUN'; largeur_d=larg; adt_veh_day=tmja; code_com='29019'", "PC=piste cyclable; BC=BANDE CYCLABLE",
    )  # fmt: skip
    assert table["ame_d"].tolist() == [TRACK, LANE]
    assert table["ame_g"].tolist() == [NONE, NONE]
    assert table["code_com_g"].tolist() == ["29019", "29019"]
    assert table["largeur_d"].tolist() == [2.0, 1.5]
    assert table["adt_veh_day"][0] == 1200
    assert numpy.isnan(table["adt_veh_day"][1])
    assert (-1, "id_local", "missing_column") in problems


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: reading.resolve(["a"], "type=a"), "“type=a” is not understood"),
        (lambda: reading.resolve(["a"], "ame_d"), "“ame_d” is not understood"),
        (
            lambda: reading.resolve(["a"], "ame_d=b"),
            "gives “ame_d” the field “b”, which the layer has not. Its fields are: a",
        ),
        (lambda: reading.read_values("PC=PISTE"), "“PC=PISTE” is not understood"),
    ],
)
def test_a_wrong_mapping_is_one_sentence(call, sentence):
    with pytest.raises(DataError, match=re.escape(sentence)):
        call()


def test_the_bd_topo_s_own_width_and_direction_are_the_road_s():
    table = pandas.DataFrame(
        {"ID": ["T1", "T2", "T3", "T4"], "NATURE": ["Piste cyclable", "Route Ã\xa0 1 chaussÃ©e", "Route à 1 chaussée", "Voie verte"],
         "SENS": ["NC", "Inverse", "Double", "NC"], "LARGEUR": [0.0, 5.5, 4.0, 0.0], "NB_VOIES": [0, 1, 2, 0], "INSEECOM_D": ["12202", "NR", "12202", "12202"],
         "INSEECOM_G": ["12202"] * 4, "ETAT": ["NR", "NR", "En construction", "En construction"], "NOM_VOIE_D": [None, "R DE LA FORÃŠT", None, None]}
    )  # fmt: skip
    made = reading.bdtopo_layer(table, reading.resolve(list(table.columns)))
    rows = made.table
    assert rows["ame_d"].tolist() == [TRACK, NONE, None, GREENWAY]
    assert rows["statut_d"].tolist()[3] == "EN TRAVAUX"
    assert rows["oneway"].tolist()[1:3] == ["-1", "no"]
    assert rows["nature"].tolist()[1] == rows["nature"].tolist()[2] == "route a 1 chaussee"
    assert rows["width_road_m"].tolist()[1:3] == [5.5, 4.0]
    assert rows["width_road_m"].isna().tolist() == [True, False, False, True]
    assert rows["largeur_d"].isna().all()
    assert rows["code_com_d"].tolist() == ["12202", None, "12202", "12202"]
    assert rows["name"][1] == "R DE LA FORÊT"
    assert rows["id_local"].tolist() == ["T1", "T2", "T3", "T4"]


def test_the_recommended_widths_are_those_of_the_documentation(root, real_data):
    widths = checks.read_widths(root / "resources" / "parameters" / "largeurs_cyclables.csv")
    text = (real_data / "mobility" / "schemas" / "amenagements-cyclables_ame_d.md").read_text()
    one, two = re.search(r"sont de (\d) m pour une piste unidirectionnelle et de (\d) m pour une piste bidirectionnelle", text).groups()  # fmt: skip
    assert (widths[TRACK, UNI][0], widths[TRACK, BI][0]) == (float(one), float(two))
    edge = float(re.search(r"même que celle des bandes cyclables, (\d,\d+) m", text)[1].replace(",", "."))
    assert widths[LANE, ""][0] == widths[CVCB, ""][0] == edge
    bus = re.search(r"largeur  de (\d,\d+)m à (\d,\d+)m", text).groups()
    assert widths[BUS, ""][:2] == tuple(float(value.replace(",", ".")) for value in bus)
    assert widths[GREENWAY, ""][:2] == tuple(map(float, re.search(r"Largeur varie entre (\d) et (\d)m", text).groups()))
    assert all(source for _low, _high, source in widths.values())


def test_what_is_too_narrow_is_told_and_left_as_it_is(root):
    widths = checks.read_widths(root / "resources" / "parameters" / "largeurs_cyclables.csv")
    table, _ = read({"ame_d": [TRACK, TRACK, TRACK, LANE, BUS], "sens_d": [UNI, BI, None, UNI, UNI], "ame_g": [NONE] * 5, "largeur_d": [2.0, 2.5, 1.0, 1.2, 4.5]})  # fmt: skip
    found = checks.width_problems(table, widths)
    # A track whose direction nobody says cannot be judged.
    assert [(p.row, p.rule) for p in found] == [(1, "narrow"), (3, "narrow"), (4, "wide")]
    assert table["largeur_d"].tolist() == [2.0, 2.5, 1.0, 1.2, 4.5]


def test_a_wrong_table_of_widths_names_its_line(tmp_path):
    (tmp_path / "w.csv").write_text("ame;sens;width_min_m\nPISTE CYCLABLE;;2\nPISTE;;x\n")
    with pytest.raises(DataError, match=r"“w.csv”, line 3"):
        checks.read_widths(tmp_path / "w.csv")


def test_a_contraflow_on_the_traffic_s_own_side_is_told():
    rows = {
        "ame_d": [DSC_LANE, DSC_LANE, NONE, DSC],
        "ame_g": [NONE, NONE, DSC, DSC],
        "oneway": ["yes", "-1", "yes", "yes"],
    }
    table, _ = read(rows)
    assert [(p.row, p.column) for p in checks.side_problems(table) if p.rule == "against_traffic"] == [(0, "ame_d")]


def test_the_code_of_each_side_is_of_the_commune_it_lies_in():
    """A street drawn north on the border of two communes: the east one is on its right."""
    communes = numpy.array([shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)], dtype=object)
    north = shapely.LineString([(100, 10), (100, 90)])
    lines = numpy.array([north, shapely.reverse(north), shapely.LineString([(10, 10), (20, 10)]), shapely.LineString([(300, 0), (300, 9)])], dtype=object)  # fmt: skip
    right, left = checks.communes_of_sides(lines, communes, numpy.array(["W", "E"], dtype=object))
    assert list(zip(right, left, strict=True)) == [("E", "W"), ("W", "E"), ("W", "W"), ("", "")]
    table = pandas.DataFrame({"code_com_d": [None, "E", None, None], "code_com_g": [None] * 4}, dtype=object)
    found = checks.commune_problems(table, (right, left))
    assert table["code_com_d"].tolist() == ["E", "E", "W", None]  # what was written stays
    assert [(p.row, p.column, p.rule, p.proposal) for p in found if p.rule == "commune_differs"] == [(1, "code_com_d", "commune_differs", "W")]  # fmt: skip


def test_what_is_exported_passes_the_official_schema_and_the_rest_is_named(official, example, tmp_path):
    good = example["features"][0]["properties"]
    records = [good, good | {"ame_d": "Piste"}, {k: v for k, v in good.items() if k in ("id_local", "code_com_d", "code_com_g", "ame_d", "ame_g")}]  # fmt: skip
    values = {name: [record.get(name) for record in records] for name in good}
    values["nom_loc"] = ['["V1:V6:V13"]', None, float("nan")]
    lines = numpy.array([shapely.LineString([(2.304044, 48.8496), (2.305224, 48.850409)])] * 3, dtype=object)
    made = export.national_features(values, lines)
    assert [(p.row, p.column, p.rule) for p in made.refused] == [(1, "ame_d", "enum")]
    assert made.repeated == ["013"]
    export.write_geojson(tmp_path / "a.geojson", made.features)
    written = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert json_errors(official, written) == []
    assert written["features"][0]["properties"] == good
    assert written["features"][0]["geometry"] == example["features"][0]["geometry"]
    assert set(written["features"][1]["properties"]) == {"id_local", "code_com_d", "code_com_g", "ame_d", "ame_g"}
