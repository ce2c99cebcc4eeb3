# SPDX-License-Identifier: GPL-2.0-or-later
"""Carpool places: the national schema, its files, and what is wrong in them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import math

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pcaet.analysis.carpool import area_checks as checks
from atlas_pcaet.analysis.carpool.area_export import national_rows, write_national_csv
from atlas_pcaet.analysis.carpool.area_file import layer_table, read_area_file, read_mapping, resolve, text_of
from atlas_pcaet.analysis.carpool.area_review import Source, review
from atlas_pcaet.analysis.carpool.national_schema import SCHEMAS, check_cell, luhn, version_of
from atlas_pcaet.analysis.errors import DataError

TODAY = datetime.date(2024, 6, 1)
HEADER_02 = "id_lieu,nom_lieu,ad_lieu,com_lieu,insee,type,date_maj,ouvert,source,Xlong,Ylat,nbre_pl,nbre_pmr,duree,horaires,proprio,lumiere,comm"
HEADER_03 = HEADER_02.replace("id_lieu", "id_local", 1)
PLACE = {
    "id_lieu": "59009-C-001", "id_local": "A1", "nom_lieu": "L'Orée", "ad_lieu": "Rue de la Forêt", "com_lieu": "Phalempin",
    "insee": "59462", "type": "Délaissé routier", "date_maj": "2023-05-01", "ouvert": "true", "source": "245900410",
    "Xlong": "3.1347", "Ylat": "50.6281", "nbre_pl": "15", "nbre_pmr": "1", "duree": "", "horaires": "24/7", "proprio": "MEL",
    "lumiere": "false", "comm": "",
}  # fmt: skip
COLUMNS = {column.name: column for column in SCHEMAS["BNLC"]}


def line(**changes):
    return PLACE | changes


def write_csv(path, rows, header=HEADER_03, delimiter=",", encoding="utf-8"):
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header.split(","), extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def reviewed(tmp_path, *rows, header=HEADER_03, communes=None, distance=50.0):
    table = read_area_file(write_csv(tmp_path / "aires.csv", rows, header))
    return review([Source(table)], TODAY, distance, communes)


def rules(found, row=None):
    return [p.rule for _file, p in found.problems if row is None or p.row == row]


@pytest.mark.parametrize("version", ["0.2.0", "0.3.1"])
def test_the_constants_are_those_of_the_published_schema(real_data, version):
    schema = json.loads((real_data / "mobility" / "schemas" / f"lieux-covoiturage_v{version}.json").read_text())
    assert [c.name for c in SCHEMAS[version]] == [f["name"] for f in schema["fields"]]
    for ours, theirs in zip(SCHEMAS[version], schema["fields"], strict=True):
        rule = theirs.get("constraints", {})
        assert (ours.kind, ours.required) == (theirs["type"], rule.get("required", False)), ours.name
        assert (ours.pattern, list(ours.enum)) == (rule.get("pattern", ""), rule.get("enum", [])), ours.name
        assert (ours.minimum, ours.maximum) == (rule.get("minimum"), rule.get("maximum")), ours.name


def test_the_national_examples(real_data):
    folder = real_data / "mobility" / "schemas"
    valid = review([Source(read_area_file(folder / "lieux-covoiturage_exemple-valide.csv"))], TODAY, 50)
    assert [p.severity for _f, p in valid.problems if p.severity == "error"] == []
    wrong = review([Source(read_area_file(folder / "lieux-covoiturage_exemple-invalide.csv"))], TODAY, 50)
    # The second place: a date 24-06-2019, and 49.92 as longitude of Dieppe.
    second = {p.rule: p.proposal for _f, p in wrong.problems if p.row == 1}
    assert second["date"] == "2019-06-24"
    assert second["swapped"] == "1.0656560 49.9219210"


@pytest.mark.parametrize(
    ("delimiter", "encoding", "read_as"),
    [
        (",", "utf-8", "utf-8-sig"), (";", "utf-8-sig", "utf-8-sig"), ("\t", "utf-8", "utf-8-sig"), (";", "cp1252", "cp1252"),
        (",", "latin-1", "cp1252"), ("\t", "utf-16", "utf-16"),
    ],
)  # fmt: skip
def test_any_separator_and_encoding_gives_the_same_table(tmp_path, delimiter, encoding, read_as):
    rows = [line(), line(id_local="A2", ad_lieu="place, coin; rue\nde l'Église")]
    read = read_area_file(write_csv(tmp_path / "a.csv", rows, HEADER_03, delimiter, encoding))
    assert (read.delimiter, read.encoding) == (delimiter, read_as)
    for name in HEADER_03.split(","):
        assert read.table[name].tolist() == [row[name] for row in rows]
    assert read.table["line"].tolist() == [2, 3]


def test_versions_are_told_by_their_identifiers(tmp_path):
    assert version_of(HEADER_02.split(",")) == "0.2.0"
    assert version_of(HEADER_03.split(",")) == "0.3.1"
    assert version_of(["id_lieu", "id_local"]) == "BNLC"
    # A carpool line exists since 0.3 only.
    for header, expected in ((HEADER_02, ["enum"]), (HEADER_03, [])):
        found = reviewed(tmp_path, line(type="Ligne de covoiturage"), header=header)
        assert [p.rule for _f, p in found.problems if p.severity == "error"] == expected


def test_two_files_of_different_versions_keep_their_identifiers(tmp_path):
    old = read_area_file(write_csv(tmp_path / "v2.csv", [line()], HEADER_02))
    new = read_area_file(write_csv(tmp_path / "v3.csv", [line(nbre_pl="20")], HEADER_03))
    found = review([Source(old), Source(new)], TODAY, 50)
    assert found.areas["schema"].tolist() == ["0.2.0", "0.3.1"]
    assert found.areas["area_id"].tolist() == ["59009-C-001", "A1"]
    assert found.areas["duplicate_of"].tolist() == ["A1", None]
    assert found.areas[["id_lieu", "id_local"]].to_numpy().tolist() == [["59009-C-001", ""], ["", "A1"]]


@pytest.mark.parametrize(
    ("column", "text", "rule", "proposal"),
    [
        ("nbre_pl", "15 places", "integer", "15"), ("nbre_pl", "15.0", "integer", "15"), ("nbre_pl", "1 200", "integer", "1200"),
        ("nbre_pl", "une quinzaine", "integer", None), ("nbre_pl", "10 à 15", "integer", None), ("nbre_pl", "10-15", "integer", None),
        ("nbre_pl", "n.c.", "integer", None), ("nbre_pl", "12,5", "integer", None), ("nbre_pl", "1.200", "integer", None),
        ("nbre_pl", "-3", "minimum", None), ("Xlong", "3,1347", "number", "3.1347"), ("Xlong", "650000", "maximum", None),
        ("ouvert", "oui", "boolean", "true"), ("ouvert", "Non", "boolean", "false"), ("ouvert", "peut-être", "boolean", None),
        ("ouvert", "", "required", None), ("lumiere", "VRAI", "boolean", "true"), ("date_maj", "24-06-2019", "date", "2019-06-24"),
        ("date_maj", "24/06/2019", "date", "2019-06-24"), ("date_maj", "2019-06-24T10:00:00", "date", "2019-06-24"),
        ("date_maj", "20190624", "date", "2019-06-24"), ("date_maj", "2019-02-30", "date", None), ("date_maj", "2019", "date", None),
        ("insee", "1001", "pattern", "01001"), ("insee", "2a004", "pattern", "2A004"), ("insee", "Lille", "pattern", None),
        ("source", "245 900 410", "pattern", "245900410"), ("source", "24590041000012", "pattern", "245900410"),
        ("type", "aire de covoiturage", "enum", "Aire de covoiturage"), ("type", "DELAISSE ROUTIER", "enum", "Délaissé routier"),
        ("type", "Sortie d’autoroute", "enum", "Sortie d'autoroute"), ("type", "Gare", "enum", None),
        ("id_lieu", "59009-001", "pattern", None),
    ],
)  # fmt: skip
def test_a_wrong_cell_has_a_rule_and_a_proposal_where_one_is_sure(column, text, rule, proposal):
    problem = check_cell(COLUMNS[column], text)
    assert problem is not None
    assert (problem.rule, problem.proposal) == (rule, proposal)
    problem.sentence.format(**problem.facts)


@pytest.mark.parametrize(
    ("column", "text"),
    [("nbre_pl", ""), ("nbre_pl", "0"), ("ouvert", "1"), ("ouvert", "FALSE"), ("Xlong", "-61.5"), ("insee", "2B033"),
     ("date_maj", "2020-02-29"), ("source", "")],
)  # fmt: skip
def test_a_right_cell_has_no_problem(column, text):
    assert check_cell(COLUMNS[column], text) is None


def test_the_key_of_a_siren():
    assert luhn("245900410")  # Métropole européenne de Lille
    assert not luhn("245900411")


def test_columns_that_are_missing_or_unknown_are_one_problem_each(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("id_local,NOM_LIEU,insee,type,date_maj,lon,Ylat,couleur\n" + "A1,x,59462,Parking,2023-01-01,3.1234,50.1234,b\n" * 2)  # fmt: skip
    found = review([Source(read_area_file(file, read_mapping("Xlong = lon")))], TODAY, 50)
    whole = [(p.rule, p.column) for _f, p in found.problems if p.row < 0]
    assert sorted(whole) == [
        ("column_name", "Xlong"), ("column_name", "nom_lieu"), ("extra_column", "couleur"), ("missing_column", "ouvert"),
    ]  # fmt: skip
    assert rules(found, 1).count("repeated_id") == 1


def test_a_line_with_too_many_cells_is_named(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("id_local,Xlong,Ylat\nA1,3.1234,50.1234\nA2,3,1234,50,1234\n")
    (problem,) = read_area_file(file).problems
    assert (problem.row, problem.rule, problem.facts) == (1, "cells", {"found": 5, "expected": 3})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04\0\0\0", "“a.csv” is not a CSV file"),
        (b"id_local,nom_lieu\nA1,x\n", "lacks the column Xlong, Ylat. It has: id_local, nom_lieu. Say the names in MAPPING"),
        (b"id_local,Xlong,Ylat\n\n", "“a.csv” has no carpool place"),
        (b'id_local,Xlong,Ylat\nA1,3.1,50.1\nA2,"3.1,50.1\nA3,3,50\n', "“a.csv”, line 3: the line cannot be read"),
        (b"", "lacks the column"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_a_list_of_places_is_one_sentence(tmp_path, content, sentence):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(DataError, match=sentence.replace("(", r"\(")):
        read_area_file(tmp_path / "a.csv")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_area_file(tmp_path / "absent.csv")


def test_a_mapping_is_understood_or_refused():
    assert read_mapping("nom_lieu = Nom du site; XLONG=x") == {"nom_lieu": "Nom du site", "Xlong": "x"}
    with pytest.raises(DataError, match="“capacite=places” is not understood"):
        read_mapping("capacite=places")
    with pytest.raises(DataError, match="“couche” has no column “places” for nbre_pl"):
        resolve(["nb"], {"nbre_pl": "places"}, "couche")
    assert resolve(["Nbre_Pl", "nom"], {"nom_lieu": "NOM"}, "couche") == {"nbre_pl": "Nbre_Pl", "nom_lieu": "nom"}


def test_coordinates_are_read_as_they_are_swapped_or_in_lambert_93():
    # The origin of Lambert-93 is 3° E, 46.5° N = 700,000 m, 6,600,000 m (definition of EPSG:2154).
    x = np.array([3.0, 46.5, 700_000.0, 6_600_000.0, 0.0, np.nan, 5e6, -61.5])
    y = np.array([46.5, 3.0, 6_600_000.0, 700_000.0, 0.0, 50.0, 5e6, 16.2])
    lon, lat, how = checks.positions(x, y)
    assert how.tolist() == ["", "swapped", "lambert_93", "lambert_93_swapped", "none", "none", "none", ""]
    assert lon[:4] == pytest.approx([3.0] * 4, abs=1e-9)
    assert lat[:4] == pytest.approx([46.5] * 4, abs=1e-9)
    assert np.isnan(lon[4:7]).all()
    assert (lon[7], lat[7]) == (-61.5, 16.2)  # Guadeloupe


def test_what_was_read_stays_beside_what_is_proposed(tmp_path):
    found = reviewed(tmp_path, line(Xlong="700000", Ylat="6600000", nbre_pl="15 places", date_maj="01/05/2023"))
    area = found.areas.iloc[0]
    assert (area["Xlong"], area["Ylat"], area["nbre_pl"], area["date_maj"]) == ("700000", "6600000", "15 places", "01/05/2023")  # fmt: skip
    assert (area["proposed_nbre_pl"], area["proposed_date_maj"]) == (15, "2023-05-01")
    assert (area["proposed_lon"], area["proposed_lat"]) == pytest.approx((3.0, 46.5))
    assert sorted(rules(found)) == ["date", "integer", "lambert_93", "maximum", "maximum"]
    assert {p.column: p.proposal for _f, p in found.problems if p.rule == "maximum"} == {"Xlong": "3.0000000", "Ylat": "46.5000000"}  # fmt: skip
    assert area["usable"] == 1


def test_a_place_without_position_is_not_usable_and_none_at_all_is_an_error(tmp_path):
    found = reviewed(tmp_path, line(), line(id_local="A2", Xlong="0", Ylat="0"))
    assert found.areas["usable"].tolist() == [1, 0]
    assert "no_position" in rules(found, 1)
    with pytest.raises(DataError, match=r"None of the 1 places of aires\.csv has a position in France"):
        reviewed(tmp_path, line(Xlong="", Ylat=""))


def communes(*squares):
    """Squares of 10 km in Lambert-93, as (column, row, code, name)."""
    rows = [(shapely.box(7e5 + 1e4 * c, 6.6e6 + 1e4 * r, 7.1e5 + 1e4 * c, 6.61e6 + 1e4 * r), code, name) for c, r, code, name in squares]  # fmt: skip
    return geopandas.GeoDataFrame(
        {"code": [c for _g, c, _n in rows], "name": [n for _g, _c, n in rows]}, geometry=[g for g, _c, _n in rows], crs=2154
    )  # fmt: skip


def at(east, north):
    """A place of the squares, in degrees, by pyproj."""
    point = geopandas.GeoSeries([shapely.Point(7e5 + east, 6.6e6 + north)], crs=2154).to_crs(4326)[0]
    return {"Xlong": f"{point.x:.8f}", "Ylat": f"{point.y:.8f}"}


def test_a_code_is_compared_with_the_commune_of_the_place(tmp_path):
    layer = communes((0, 0, "59001", "Ici"), (1, 0, "59002", "Là"), (2, 0, "75056", "Paris"))
    found = reviewed(
        tmp_path,
        line(insee="59001", **at(5000, 5000)),
        line(id_local="A2", insee="59002", **at(9900, 5000)),
        line(id_local="A3", insee="59830", ad_lieu="rue du Bois, 59830 Là", **at(15_000, 5000)),
        line(id_local="A4", insee="59999", **at(15_000, 6000)),
        line(id_local="A5", insee="59001", **at(5000, 50_000)),
        line(id_local="A6", insee="75101", **at(25_000, 5000)),
        line(id_local="A7", insee="", **at(5000, 6000)),
        communes=layer,
    )
    areas = found.areas
    assert areas["insee_location"].tolist() == ["59001", "59001", "59002", "59002", None, "75056", "59001"]
    assert areas["insee_agrees"].fillna(-1).tolist() == [1, 0, 0, 0, -1, 1, -1]
    assert areas["proposed_insee"].tolist() == ["59001", "59001", "59002", "59002", "59001", "75101", "59001"]
    assert areas["insee"].tolist() == ["59001", "59002", "59830", "59999", "59001", "75101", ""]
    expected = [
        [],
        ["insee_differs"],
        ["insee_is_postal_code"],
        ["insee_unknown"],
        ["outside_communes"],
        [],
        ["required"],
    ]
    assert [rules(found, row) for row in range(7)] == expected
    sentence = next(p.sentence.format(**p.facts) for _f, p in found.problems if p.rule == "insee_differs")
    assert sentence == "The place stands in 59001 Ici, 100 m away from 59002."
    sentence = next(p.sentence.format(**p.facts) for _f, p in found.problems if p.rule == "outside_communes")
    assert sentence == "The place stands in no commune of the layer; the nearest, 59001, is 40 km away."


def test_a_place_on_a_border_is_in_the_commune_it_declares():
    layer = communes((0, 0, "59001", "Ici"), (1, 0, "59002", "Là"))
    edge = geopandas.GeoSeries([shapely.Point(7.1e5, 6.605e6)], crs=2154).to_crs(4326)
    layer = layer.set_geometry(layer.buffer(0.01))  # a centimetre either side, for the rounding of the two ways
    for declared in ("59001", "59002"):
        located = checks.communes_of(edge.x.to_numpy(), edge.y.to_numpy(), [declared], layer)
        assert located["code"].tolist() == [declared]


def test_the_wrong_code_field_is_one_sentence():
    layer = communes((0, 0, "200093201", "CA"))
    with pytest.raises(DataError, match=r"INSEE code \(first value: 200093201\)"):
        checks.communes_of(np.array([3.0]), np.array([46.5]), ["59001"], layer)


def test_pairs_are_measured_on_the_ellipsoid():
    # Along the equator a degree is 6,378,137·π/180 m (WGS 84).
    degree = 6_378_137 * math.pi / 180
    lon = np.array([0.0, 49.9 / degree, (49.9 + 50.1) / degree, np.nan])
    pairs = checks.pairs_within(lon, np.zeros(4), 50)
    assert pairs[["first", "second"]].to_numpy().tolist() == [[0, 1]]
    assert pairs["metres"].tolist() == pytest.approx([49.9], abs=1e-6)
    assert len(checks.pairs_within(lon, np.zeros(4), 0)) == 0
    assert len(checks.pairs_within(np.zeros(2), np.zeros(2), 0)) == 1


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({"nbre_pl": "10"}, {"nbre_pl": "20"}, 1), ({"nbre_pl": ""}, {"nbre_pl": "0"}, 1),
        ({"date_maj": "2022-01-01"}, {"date_maj": "2023-01-01"}, 1), ({"date_maj": "2022-01-01"}, {"date_maj": "2030-01-01"}, 0),
        ({}, {}, 0), ({"nbre_pl": "90", "ouvert": "false"}, {"nbre_pl": "5"}, 1),
    ],
)  # fmt: skip
def test_of_two_the_open_the_larger_the_newer_the_first_is_kept(tmp_path, first, second, kept):
    found = reviewed(tmp_path, line(**first), line(id_local="A2", **second))
    assert found.areas["usable"].tolist() == [1 - kept, kept]
    assert found.areas["duplicate_of"][1 - kept] == ["A1", "A2"][kept]
    assert found.pairs == 1


def test_in_a_chain_what_is_left_out_is_near_what_is_kept():
    pairs = pd.DataFrame({"first": [0, 1], "second": [1, 2], "metres": [40.0, 30.0]})
    kept, metres = checks.duplicates_to_keep(pairs, np.array([30.0, 10.0, 20.0]), [None] * 3, np.ones(3, dtype=bool))
    assert kept.tolist() == [-1, 2, -1]  # 0 and 2 are 70 m apart: two places
    assert metres[1] == 30
    kept, _ = checks.duplicates_to_keep(pairs, np.array([10.0, 30.0, 20.0]), [None] * 3, np.ones(3, dtype=bool))
    assert kept.tolist() == [1, -1, 1]


def test_the_same_coordinates_under_another_name_are_said_otherwise(tmp_path):
    found = reviewed(tmp_path, line(), line(id_local="A2", nom_lieu="La Forêt"))
    (problem,) = [p for _f, p in found.problems if p.rule == "duplicate"]
    assert "one of the two positions may be wrong" in problem.sentence


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"date_maj": "2024-06-02"}, "future_date"), ({"date_maj": "2024-06-01"}, None), ({"date_maj": "2019-05-31"}, "stale_date"),
        ({"date_maj": "2019-06-01"}, None), ({"ouvert": "false"}, "closed"), ({"nbre_pl": ""}, "no_capacity"),
        ({"nbre_pl": "0"}, "no_capacity"), ({"nbre_pl": "0", "type": "Auto-stop"}, None), ({"Xlong": "3.13"}, "few_decimals"),
        ({"comm": "all‚e des Tilleuls"}, "lost_accents"), ({"source": "245900411"}, "siren_key"),
    ],
)  # fmt: skip
def test_what_a_schema_does_not_see(tmp_path, change, rule):
    found = reviewed(tmp_path, line(**change))
    assert rules(found) == ([rule] if rule else [])
    assert found.areas["usable"][0] == (0 if rule == "closed" else 1)
    told_only = {"stale_date", "few_decimals", "lost_accents"}
    assert found.areas["problems"][0] == (1 if rule and rule not in told_only else 0)


def test_lost_accents_are_found_and_typography_is_not():
    assert checks.repaired_text("1 all‚e des Olympiades, Pévèle") == "1 allée des Olympiades, Pévèle"
    assert checks.repaired_text("ForÃªt de PhalempinÂ°") == "Forêt de Phalempin°"
    for fine in ("“aire” – parking… et l’été", "SÃO PAULO", "Éperlecques, Marcq-en-Barœul"):
        assert checks.repaired_text(fine) is None


def test_a_leap_day_has_a_day_five_years_before(tmp_path):
    table = read_area_file(write_csv(tmp_path / "a.csv", [line(date_maj="2019-03-01")]))
    assert rules(review([Source(table)], datetime.date(2024, 2, 29), 50)) == []


def test_places_of_a_layer_have_the_place_of_their_geometry():
    table = layer_table(
        "points", {"nom_lieu": ["a", None], "nbre_pl": [15.0, float("nan")], "ouvert": [True, False]}, [7, 9]
    )
    found = review([Source(table, np.array([3.0, 3.1]), np.array([46.5, 46.6]))], TODAY, 50)
    assert found.areas["line"].tolist() == [7, 9]
    assert found.areas["nbre_pl"].tolist() == ["15", ""]
    assert found.areas["usable"].tolist() == [1, 0]
    assert found.areas["area_id"].is_unique
    missing = {p.column for _f, p in found.problems if p.rule == "missing_column"}
    assert missing == {"id_local", "insee", "type", "date_maj"}  # not Xlong and Ylat: the points are there


def test_values_are_written_as_the_schema_does():
    values = [None, float("nan"), pd.NaT, pd.NA, True, np.bool_(False), 15.0, 15, pd.Timestamp("2020-01-02 10:00"), datetime.date(2020, 1, 2), " x "]  # fmt: skip
    assert [text_of(v) for v in values] == ["", "", "", "", "true", "false", "15", "15", "2020-01-02", "2020-01-02", " x "]  # fmt: skip


def test_export_writes_what_passes_and_names_what_does_not(tmp_path):
    rows = [
        line(ouvert="1", nbre_pl="+07"),
        line(nom_lieu=""),
        line(nbre_pl="douze"),
        line(id_local="", comm='un "mot", deux'),
    ]
    values = {name: [row[name] for row in rows] for name in PLACE}
    made = national_rows(values, np.array([3.0, 3.0, 3.0, 3.1234567]), np.full(4, 50.5))
    assert [(p.row, p.column, p.rule) for p in made.refused] == [(1, "nom_lieu", "required"), (2, "nbre_pl", "integer")]
    assert (made.borrowed, made.repeated) == (1, [])
    write_national_csv(tmp_path / "o.csv", made)
    raw = (tmp_path / "o.csv").read_bytes()
    assert raw.startswith(HEADER_03.encode() + b"\r\n")
    first, second = csv.DictReader(io.StringIO(raw.decode("utf-8")))
    assert (first["id_local"], first["ouvert"], first["nbre_pl"], first["Xlong"]) == ("A1", "true", "7", "3.0000000")
    assert (second["id_local"], second["comm"], second["Xlong"]) == ("59009-C-001", 'un "mot", deux', "3.1234567")


def test_export_refuses_a_place_without_position():
    made = national_rows({name: [text] for name, text in PLACE.items()}, np.array([np.nan]), np.array([50.0]))
    assert [(p.column, p.rule) for p in made.refused] == [("Xlong", "required")]
