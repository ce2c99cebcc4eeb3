# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclestress``: national schema, lines of OpenStreetMap, any layer by a mapping, junctions, bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

X, Y = 650_000, 7_000_000
NATIONAL = [
    "nom:string", "highway:string", "oneway:string", "lanes:integer", "trafic_vit:integer", "adt_veh_day:double", "ame_d:string",
    "ame_g:string", "largeur_d:double", "parking_d:string", "parking_g:string",
]  # fmt: skip
OSM = ["osm_id:string", "highway:string", "other_tags:string"]


def line(*spots):
    return "LINESTRING (" + ", ".join(f"{X + x} {Y + y}" for x, y in spots) + ")"


@pytest.fixture
def streets(layer):
    """A calm street crosses a loud one at (0, 0); a lane, a track, a street of which little is known, one far below."""
    rows = [
        (line((0, -1000), (0, 0), (0, 1000)), "calme", "residential", "no", 2, 30, 500, "AUCUN", "AUCUN", None, "no", "no"),
        (line((-1000, 0), (0, 0)), "bruyante", "primary", "no", 2, 80, 9000, "AUCUN", "AUCUN", None, "no", "no"),
        (line((0, 0), (1000, 0)), "bande", "primary", "no", 2, 50, 9000, "BANDE CYCLABLE", "AUCUN", 1.9, "no", "no"),
        (line((5000, 0), (6000, 0)), "piste", "primary", "yes", 1, 80, 9000, "PISTE CYCLABLE", "AUCUN", 2.0, "no", "no"),
        (line((7000, 0), (8000, 0)), "inconnue", "residential", "no", None, None, None, "AUCUN", "AUCUN", None, None, None),
    ]  # fmt: skip
    return layer("LineString", NATIONAL, rows, name="rues")


@pytest.fixture
def given(streets, tmp_path):
    return {"STREETS": streets, "OUTPUT": str(tmp_path / "stress.gpkg")}


def read(path):
    made = QgsVectorLayer(path, "stress", "ogr")
    assert made.isValid()
    return made


def rows_of(path, key="nom"):
    made = read(path)
    names = made.fields().names()
    rows = [{n: None if f[n] == NULL else f[n] for n in names} for f in made.getFeatures()]
    return {row[key]: row for row in rows}


def test_each_direction_has_its_level_its_source_and_its_rule(run, given):
    results, _said = run("cyclestress", given)
    rows = rows_of(results["OUTPUT"])
    found = {name: (r["lts_forward"], r["lts_backward"], r["lts"]) for name, r in rows.items()}
    # Furth v2.2: 30 km/h, up to 1,000 a day: 1; 80 and 9,000: 4; lane of 1.9 m at 50: 1, and mixed back: 3; track: 1.
    assert found == {
        "calme": (1, 1, 1),
        "bruyante": (4, 4, 4),
        "bande": (1, 3, 3),
        "piste": (1, None, 1),
        "inconnue": (2, 2, 2),
    }
    assert rows["calme"]["lts_forward_source"] == "measured"
    assert rows["inconnue"]["lts_forward_source"] == "default"
    assert (rows["piste"]["lts_backward_source"], rows["piste"]["bike_forward"], rows["piste"]["bike_backward"]) == (
        None,
        1,
        0,
    )
    assert "1501+" in rows["bande"]["lts_rule"]
    assert "45.9–53.9" in rows["bande"]["lts_rule"]
    assert {r["bike_kmh"] for r in rows.values()} == {15}
    assert (rows["inconnue"]["speed_used_kmh"], rows["inconnue"]["adt_used_veh_day"]) == (50, 1501)


def test_kilometres_by_level_are_those_of_the_drawing(run, given):
    results, _said = run("cyclestress", given)
    assert [results[f"KM_LTS{n}"] for n in range(1, 5)] == pytest.approx([3, 1, 1, 1], abs=1e-6)
    assert (results["KM_UNKNOWN"], results["SKIPPED"]) == (0, 0)


def test_a_bad_junction_colours_the_pieces_that_lead_to_it_and_not_the_whole_line(run, given, layer, tmp_path):
    """The calm street crosses the loud one at its middle: towards it 4, away from it 1, in both directions."""
    long = layer("LineString", NATIONAL, [
        (line((0, -1000), (0, -500), (0, 0), (0, 1000)), "calme", "residential", "no", 2, 30, 500, "AUCUN", "AUCUN", None, "no", "no"),
        (line((-1000, 0), (0, 0), (900, 0)), "bruyante", "primary", "no", 2, 80, 9000, "AUCUN", "AUCUN", None, "no", "no"),
        (line((0, -500), (50, -500)), "impasse", "residential", "no", 2, 30, 500, "AUCUN", "AUCUN", None, "no", "no"),
        (line((3000, 0), (3000, 0.2)), "bout", "residential", "no", 2, 30, 500, "AUCUN", "AUCUN", None, "no", "no"),
    ], name="rues")  # fmt: skip
    results, said = run("cyclestress", given | {"STREETS": long})
    made = [f for f in read(results["OUTPUT"]).getFeatures() if f["nom"] == "calme"]
    found = {
        round(f.geometry().centroid().asPoint().y() - Y): (f["crossing_lts_forward"], f["crossing_lts_backward"])
        for f in made
    }
    assert found == {-750: (1, 1), -250: (4, 1), 500: (1, 4)}
    assert {f["nom"] for f in read(results["OUTPUT"]).getFeatures()} == {"calme", "bruyante", "impasse", "bout"}
    assert "7 pieces of 4 streets" in said.text
    assert sum(f.geometry().length() for f in made) == pytest.approx(2000)
    assert results["KM_LTS1"] + results["KM_LTS4"] == pytest.approx(2 + 1.9 + 0.05 + 0.0002)


def test_an_approach_takes_the_stress_of_the_junction_unless_there_are_signals(run, given, layer):
    given = given | {"CUT": False}
    results, _said = run("cyclestress", given)
    rows = rows_of(results["OUTPUT"])
    assert (rows["calme"]["crossing_lts_forward"], rows["calme"]["crossing_lts_backward"]) == (4, 4)
    assert (rows["bande"]["crossing_lts_forward"], rows["bande"]["crossing_lts_backward"]) == (1, 4)
    lights = layer("Point", ["id:integer"], [(f"POINT ({X + 8} {Y})", 1)], name="feux")
    results, _said = run("cyclestress", given | {"SIGNALS": lights})
    assert rows_of(results["OUTPUT"])["calme"]["crossing_lts_forward"] == 1
    results, _said = run("cyclestress", given | {"SIGNALS": lights, "SIGNAL_M": 5})
    assert rows_of(results["OUTPUT"])["calme"]["crossing_lts_forward"] == 4
    results, _said = run("cyclestress", given | {"INTERSECTIONS": False})
    assert not [name for name in read(results["OUTPUT"]).fields().names() if name.startswith("crossing")]


def test_only_signals_are_kept_of_the_points_of_openstreetmap(run, given, layer):
    given = given | {"CUT": False}
    points = layer("Point", OSM, [(f"POINT ({X} {Y})", "1", "crossing", '"crossing"=>"marked"')], name="points")
    results, said = run("cyclestress", given | {"SIGNALS": points})
    assert rows_of(results["OUTPUT"])["calme"]["crossing_lts_forward"] == 4
    assert "0 points" in said.text
    points = layer(
        "Point", OSM, [(f"POINT ({X} {Y})", "1", "crossing", '"crossing"=>"traffic_signals"')], name="points"
    )
    results, _said = run("cyclestress", given | {"SIGNALS": points})
    assert rows_of(results["OUTPUT"])["calme"]["crossing_lts_forward"] == 1


def test_without_defaults_what_is_not_known_stays_empty(run, given):
    results, _said = run("cyclestress", given | {"DEFAULTS": False})
    unknown = rows_of(results["OUTPUT"])["inconnue"]
    assert (unknown["lts"], unknown["lts_forward"], unknown["crossing_lts_forward"]) == (None, None, None)
    assert unknown["lts_forward_source"] == "unknown"
    assert "not enough is known" in unknown["lts_rule"]
    assert results["KM_UNKNOWN"] == pytest.approx(1)


def test_bna_says_low_or_high(run, given):
    results, _said = run("cyclestress", given | {"SCHEME": "bna"})
    rows = rows_of(results["OUTPUT"])
    assert {name: r["lts"] for name, r in rows.items()} == {
        "calme": 1,
        "bruyante": 3,
        "bande": 3,
        "piste": 1,
        "inconnue": 3,
    }
    assert rows["calme"]["lts_rule"].startswith("BNA: residential")


def test_the_columns_of_the_streets_are_kept_with_aliases_style_and_provenance(run, given, streets):
    results, _said = run("cyclestress", given)
    made = read(results["OUTPUT"])
    names = made.fields().names()
    assert {f.name() for f in streets.fields()} <= set(names)
    assert {"lts", "level", "bike_kmh"} <= set(names)
    assert made.attributeAlias(made.fields().lookupField("lts")) != ""
    assert "cyclestress" in made.htmlMetadata()


def test_lines_of_openstreetmap_have_their_facilities_written_and_other_lines_left_out(run, layer, tmp_path):
    rows = [
        (line((0, 0), (1000, 0)), "1", "cycleway", None),
        (line((0, 10), (1000, 10)), "2", "primary", '"maxspeed"=>"FR:urban","lanes"=>"2","cycleway:right"=>"track"'),
        (line((0, 20), (1000, 20)), "3", None, '"waterway"=>"river"'),
        (line((0, 30), (1000, 30)), "4", "steps", None),
    ]
    given = {"STREETS": layer("LineString", OSM, rows, name="lines"), "OUTPUT": str(tmp_path / "osm.gpkg")}
    results, said = run("cyclestress", given)
    found = rows_of(results["OUTPUT"], "osm_id")
    assert set(found) == {"1", "2", "4"}
    assert "1 lines of OpenStreetMap that are no street" in said.text
    assert found["2"]["ame_d"] == "PISTE CYCLABLE"
    assert (found["2"]["lts_forward"], found["2"]["lts_backward"]) == (1, 3)
    assert (found["4"]["bike_forward"], found["4"]["bike_kmh"], found["4"]["lts"]) == (0, 0, None)


def test_any_layer_by_its_mapping_in_degrees(run, layer, tmp_path):
    rows = [("LINESTRING (2.3 48.8, 2.31 48.8)", 50, 12000, 2)]
    streets = layer("LineString", ["v85:integer", "comptage:integer", "voies:integer"], rows, crs="EPSG:4326")
    given = {"STREETS": streets, "MAPPING": "speed=v85; adt=comptage; lanes=voies", "OUTPUT": str(tmp_path / "a.gpkg")}
    results, said = run("cyclestress", given)
    (row,) = rows_of(results["OUTPUT"], "v85").values()
    assert (row["lts"], row["lts_forward_source"]) == (3, "measured")
    assert results["KM_LTS3"] == pytest.approx(0.734, abs=0.003)  # 0.01° at 48.8° N on the ellipsoid
    assert "No field says one-way streets" in said.text


def test_built_up_areas_bring_the_urban_limit(run, layer, tmp_path):
    rows = [(line((0, 0), (100, 0)), "dedans", "tertiary"), (line((5000, 0), (5100, 0)), "dehors", "tertiary")]
    streets = layer("LineString", ["nom:string", "highway:string"], rows)
    square = (
        f"POLYGON (({X - 10} {Y - 10}, {X + 500} {Y - 10}, {X + 500} {Y + 10}, {X - 10} {Y + 10}, {X - 10} {Y - 10}))"
    )
    town = layer("Polygon", ["id:integer"], [(square, 1)], name="agglo")
    results, _said = run("cyclestress", {"STREETS": streets, "BUILT_UP": town, "OUTPUT": str(tmp_path / "a.gpkg")})
    rows = rows_of(results["OUTPUT"])
    assert (rows["dedans"]["speed_used_kmh"], rows["dehors"]["speed_used_kmh"]) == (50, 80)


def test_the_picture_is_drawn(run, given, tmp_path):
    picture = tmp_path / "niveaux.png"
    run("cyclestress", given | {"PICTURE": str(picture)})
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_speed_that_is_not_understood_is_told(run, layer, tmp_path):
    streets = layer(
        "LineString", ["highway:string", "maxspeed:string"], [(line((0, 0), (10, 0)), "residential", "lent")]
    )
    _results, said = run("cyclestress", {"STREETS": streets, "OUTPUT": str(tmp_path / "a.gpkg")})
    assert "“lent”" in said.text


def test_a_street_without_geometry_is_counted(run, layer, tmp_path):
    streets = layer("LineString", ["highway:string"], [(line((0, 0), (10, 0)), "path"), (None, "path")])
    results, _said = run("cyclestress", {"STREETS": streets, "OUTPUT": str(tmp_path / "a.gpkg")})
    assert results["SKIPPED"] == 1


@pytest.mark.parametrize(
    ("fields", "values", "more", "words"),
    [
        (["nom:string"], ("a",), {}, ["nom", "mapping"]),
        (["highway:string"], ("path",), {"MAPPING": "vitesse=v"}, ["vitesse", "speed"]),
        (["highway:string"], ("path",), {"MAPPING": "speed=V85"}, ["V85"]),
        (["highway:string", "other_tags:string"], (None, '"waterway"=>"river"'), {}, ["couche", "highway"]),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_no_file(run, layer, tmp_path, fields, values, more, words):
    streets = layer("LineString", fields, [(line((0, 0), (10, 0)), *values)])
    with pytest.raises(QgsProcessingException) as told:
        run("cyclestress", {"STREETS": streets, "OUTPUT": str(tmp_path / "a.gpkg")} | more)
    assert all(word in str(told.value) for word in words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("RULES", "table,lanes\nmixed,x\n", ["regles.csv", "second_variable"]),
        ("ASSUMED", "quantity;class;lanes_from;value;source\nspeed_kmh;any;;vite;\n", ["regles.csv", "line 2"]),
    ],
)
def test_a_table_that_cannot_be_used_is_named_with_its_line(run, given, tmp_path, key, text, words):
    table = tmp_path / "regles.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(QgsProcessingException) as told:
        run("cyclestress", given | {key: str(table)})
    assert all(word in str(told.value) for word in words)
    assert not Path(given["OUTPUT"]).exists()


def test_cancelled_at_the_start_nothing_is_written(run, given):
    results, _said = run("cyclestress", given, cancel_at=1)
    assert results == {}
    assert not Path(given["OUTPUT"]).exists()
