# SPDX-License-Identifier: GPL-2.0-or-later
"""Official datasets recognised by the fields of national schemas, and dated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.territory import official_data as official

TABLE = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "donnees_officielles.csv"
DATA = official.read_official_data(TABLE)
BNLC = ("id_local", "nom_lieu", "insee", "date_maj", "Xlong", "Ylat", "nbre_pl", "nbre_pmr")


def keys(fields, name=""):
    return {d.key for d in DATA if official.recognise(d, fields, name)}


def one(candidates, key, now=2026, themes=official.THEMES):
    return next(v for v in official.verdicts(DATA, candidates, themes, now) if v.data.key == key)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        (("route", "longueur", "anneeMesureTrafic", "TMJA", "ratio_PL"), "tmja"), (BNLC, "bnlc"),
        (("COMMUNE", "ARM", "DCFLT", "DCLT", "IPONDI", "TRANS"), "mobpro"), (("CODGEO", "LIBGEO", "DCLT", "L_DCLT", "NBFLUX_C22_ACTOCC15P"), "mobpro"),
        (("idcar_200m", "lcog_geo", "ind", "men_pauv", "ind_snv"), "filosofi"), (("ID", "NATURE", "USAGE1", "LEGER", "NB_LOGTS"), "bdtopo_batiments"),
        (("cleabs", "nature", "usage_1", "hauteur"), "bdtopo_batiments"), (("numero_dpe", "etiquette_dpe", "date_etablissement_dpe"), "dpe"),
        (("numer_sta", "date", "dd", "ff"), "meteo"), (("Id", "Nom", "PEC_GES_1_1", "PEC_GES_1_3"), "ademe_depots"),
        (("osm_id", "name", "highway", "waterway", "other_tags"), "osm"), (("insee", "nom", "siren_epci", "pop"), "communes"),
    ],
)  # fmt: skip
def test_datasets_are_recognised_by_their_fields_and_by_no_other(fields, key):
    assert keys(fields) == {key}


def test_the_national_schemas_are_recognised(real_data):
    schemas = real_data / "mobility" / "schemas"
    for file, key in (("lieux-covoiturage_v0.3.1.json", "bnlc"), ("stationnement-cyclable.json", "stationnement")):
        schema = json.loads((schemas / file).read_text(encoding="utf-8"))
        names = [f["name"] for f in schema["fields"]] if "fields" in schema else list(schema["properties"])
        assert keys(names) == {key}


def test_a_name_alone_is_enough_only_where_there_is_no_field_to_look_at():
    assert keys((), "BATIMENT.shp") == {"bdtopo_batiments"}
    assert keys(("code", "valeur"), "tmja2019.csv") == set()
    assert keys(("secteur", "valeur"), "inventaire_emissions_2018.csv") == {"inventaire_aasqa"}


@pytest.mark.parametrize(
    ("text", "year"),
    [("tmja2019_59_62.csv", 2019), ("2024-03-01", 2024), ("01/01/2019", 2019), ("20140101120000", 2014), ("FD_MOBPRO_2021.csv", 2021), ("communes_59_62.gpkg", None), ("3150_200m", None), ("plan_2050", None), ("D62", None)],
)  # fmt: skip
def test_a_year_is_read_in_names_and_dates(text, year):
    assert official.year_in(text, 2026) == year


def test_states_there_old_undated_elsewhere_and_missing():
    now = 2026
    assert one([official.Candidate("a", "bnlc", BNLC, (("date_maj", 2025),))], "bnlc", now).state == "there"
    assert one([official.Candidate("a", "bnlc", BNLC, (("date_maj", 2022),))], "bnlc", now).state == "too_old"
    assert one([official.Candidate("a", "bnlc", BNLC)], "bnlc", now).state == "undated"
    assert (
        one([official.Candidate("a", "bnlc", BNLC, (("date_maj", 2025),), 0.0, True)], "bnlc", now).state == "elsewhere"
    )
    assert one([], "bnlc", now).state == "missing"


@pytest.mark.parametrize(
    ("code", "commune"),
    [("56185001", "56185"), ("1089001", "01089"), ("2A004002", "2A004"), ("56185001.0", "56185"), ("07015", ""), ("mq", ""), ("", "")],
)  # fmt: skip
def test_the_commune_of_a_weather_station_is_in_its_code(code, commune):
    assert official.station_commune(code) == commune


def test_a_station_that_nothing_places_is_not_said_to_be_there():
    fields = ("numer_sta", "date", "dd", "ff")
    assert official.station_fields(DATA, fields, "H_56.csv") == ("numer_sta", "", "")
    assert official.station_fields(DATA, ("NUM_POSTE", "LAT", "LON", "AAAAMMJJHH", "FF", "DD"), "H_56.csv") == ("NUM_POSTE", "LAT", "LON")  # fmt: skip
    assert official.station_fields(DATA, BNLC, "bnlc.csv") is None
    lost = official.Candidate("a", "H_56.csv", fields, (("date", 2024),), unplaced=True)
    assert one([lost], "meteo").state == "unplaced"
    there = official.Candidate("b", "H_62.csv", fields, (("date", 2020),))
    assert one([lost, there], "meteo").candidate.place == "b"


def test_of_several_files_the_best_and_most_recent_is_kept():
    files = [
        official.Candidate("vieux", "bnlc", BNLC, (("date_maj", 2019),)), official.Candidate("ailleurs", "bnlc", BNLC, (("date_maj", 2026),), 0.0, True),
        official.Candidate("bon", "bnlc", BNLC, (("date_maj", 2026),), 1.0), official.Candidate("avant", "bnlc", BNLC, (("date_maj", 2025),)),
    ]  # fmt: skip
    kept = one(files, "bnlc")
    assert (kept.candidate.place, kept.year, kept.others) == ("bon", 2026, 3)


def test_themes_choose_the_datasets():
    assert {v.data.theme for v in official.verdicts(DATA, [], ["air"], 2026)} == {"air"}


def test_every_dataset_says_who_where_under_which_licence_and_from_which_source():
    assert {d.theme for d in DATA} == set(official.THEMES)
    assert len({d.key for d in DATA}) == len(DATA)
    for data in DATA:
        assert all(
            (data.name, data.producer, data.periodicity, data.licence, data.published_at, data.used_for, data.source)
        )
        assert data.fields or data.file_names


def test_a_line_that_cannot_be_used_is_named(tmp_path):
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "donnees.csv"
    file.write_text("\n".join([lines[0], lines[1].replace(";territory;", ";ciel;")]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        official.read_official_data(file)
