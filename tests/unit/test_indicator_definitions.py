# SPDX-License-Identifier: GPL-2.0-or-later
"""Definitions of indicators read from a CSV and put into a plan; values computed from formulas; what is not filled in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.indicators.completeness import COMES_WITH_A_PLAN, filling
from atlas_pcaet.records.indicators.definitions import chosen, read_definitions
from atlas_pcaet.records.indicators.results import formula_result
from atlas_pcaet.records.indicators.sectors import sectors_of_codes, with_sector
from atlas_pcaet.records.indicators.storing import store_definitions, store_objectives
from atlas_pcaet.records.milestones import state_now
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.values import NewValue, store_value

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
SECTORS = Path(__file__).resolve().parents[2] / "resources" / "parameters" / "secteurs_pcaet.csv"
OWN = """code;nom;unité;formule;décimales;sens;type
GES;Émissions;t éq. CO2;;0;à la baisse;impact
HAB;Habitants;hab;;;;
GES_HAB;Émissions par habitant;t éq. CO2/hab;val(GES)/val(HAB);1;baisse;résultat
TOUT;Total;t éq. CO2;val(GES)+opt_val(AUTRE);0;;
"""


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT)
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        yield connection


@pytest.fixture
def table(tmp_path):
    def write(text: str, name: str = "own.csv", encoding: str = "utf-8"):
        (tmp_path / name).write_bytes(text.encode(encoding))
        return tmp_path / name

    return write


def imported(plan, path, **options):
    definitions = read_definitions(path)
    with transaction(plan):
        return store_definitions(plan, list(definitions.by_code.values()), "A. B.", **options)


def row(plan, code):
    return plan.execute("SELECT * FROM indicator WHERE code = ?", (code,)).fetchone()


def uuid(plan, code):
    return row(plan, code)["uuid"]


def test_a_table_of_one_s_own_is_read_by_the_names_of_its_columns(plan, table):
    outcome = imported(plan, table(OWN))
    assert outcome.created == ["GES", "HAB", "GES_HAB", "TOUT"]
    ratio = row(plan, "GES_HAB")
    assert (ratio["nature"], ratio["numerator"], ratio["denominator"]) == ("ratio", "GES", "HAB")
    assert (ratio["direction"], ratio["kind"], ratio["decimals"], ratio["code_tet"]) == ("down", "resultat", 1, None)


def test_imported_twice_nothing_changes(plan, table):
    path = table(OWN)
    imported(plan, path)
    journal = plan.execute("SELECT count(*) FROM journal").fetchone()[0]
    again = imported(plan, path)
    assert (again.created, again.updated, len(again.unchanged)) == ([], [], 4)
    assert plan.execute("SELECT count(*) FROM journal").fetchone()[0] == journal


def test_what_a_person_wrote_stays_and_what_the_file_says_otherwise_is_told(plan, table):
    imported(plan, table(OWN))
    with transaction(plan):
        plan.execute("UPDATE indicator SET direction = 'up', source = 'bilan' WHERE code = 'GES'")
    outcome = imported(plan, table(OWN.replace("GES;Émissions;", "GES;Émissions du territoire;")))
    changed = row(plan, "GES")
    assert (changed["name"], changed["direction"], changed["source"]) == ("Émissions du territoire", "up", "bilan")
    (said,) = [f for f in outcome.findings if f.code == "GES"]
    assert (said.column, said.facts["old"], said.facts["new"]) == ("name", "Émissions", "Émissions du territoire")


def test_the_unit_of_an_indicator_with_values_is_not_changed(plan, table):
    imported(plan, table(OWN))
    with transaction(plan):
        store_value(plan, NewValue("GES", 2024, "result", value=5.0))
    outcome = imported(plan, table(OWN.replace("GES;Émissions;t éq. CO2", "GES;Émissions;kteq CO2")))
    assert row(plan, "GES")["unit"] == "t éq. CO2"
    assert [f.verdict for f in outcome.findings if f.column == "unit"] == ["doubtful"]


def test_a_dry_run_writes_nothing_and_says_the_same(plan, table):
    path = table(OWN)
    dry = store_definitions(plan, list(read_definitions(path).by_code.values()), write=False)
    assert row(plan, "GES") is None
    assert dry.created == imported(plan, path).created


def test_an_indicator_put_aside_is_refused_not_brought_back(plan, table):
    imported(plan, table(OWN))
    with transaction(plan):
        plan.execute("UPDATE indicator SET deleted = 1 WHERE code = 'GES'")
    assert imported(plan, table(OWN)).refused == ["GES"]


def test_formulas_that_go_in_a_circle_are_refused_and_nothing_is_written(plan, table):
    path = table("code,nom,unite,formule\nA,a,t,val(B)\nB,b,t,val(A)\n")
    with pytest.raises(RecordError, match="circle"):
        imported(plan, path)
    assert row(plan, "A") is None


def test_a_formula_that_needs_an_unknown_code_is_said(plan, table):
    outcome = imported(plan, table("code,nom,unite,formule\nA,a,t,val(ZZ)\n"))
    assert [f.facts["codes"] for f in outcome.findings if f.verdict == "doubtful"] == ["ZZ"]


def test_rows_that_cannot_be_read_are_refused_with_their_line(table):
    found = read_definitions(table('code;nom;unité\n;sans code;t\nA;"sur\ndeux lignes";t\nA;encore;t\nB;;t\nC;bon;\n'))
    assert list(found.by_code) == ["A", "C"]
    assert [(f.line, f.verdict) for f in found.findings] == [
        (2, "refused"),
        (5, "refused"),
        (6, "refused"),
        (7, "doubtful"),
    ]


def test_a_formula_that_cannot_be_read_leaves_the_indicator_without_one(table):
    found = read_definitions(table('code,nom,unite,formule\nA,a,t,"__import__(""os"").getcwd()"\n'))
    assert found.by_code["A"].formula is None
    assert found.findings[0].column == "formula"


def test_a_file_in_windows_1252_is_read_and_said(table):
    found = read_definitions(table(OWN, encoding="cp1252"))
    assert found.by_code["GES"].name == "Émissions"
    assert found.findings[0].verdict == "doubtful"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04\x00\x00", "is no text"),
        (b"a,b\n1,2\n", "has no column"),
        (b"code,nom\n,\n,x\n", "No indicator could be read"),
    ],
)
def test_a_file_that_is_no_table_of_indicators_is_refused_in_one_sentence(tmp_path, content, sentence):
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(RecordError, match=sentence):
        read_definitions(tmp_path / "x.csv")


def test_a_file_without_categories_is_taken_whole_and_an_unknown_category_is_refused(table):
    own = read_definitions(table(OWN))
    assert chosen(own, "pcaet", False) == (["GES", "HAB", "GES_HAB", "TOUT"], [])
    told = read_definitions(table("code,nom,unite,categories\nA,a,t,cae\nB,b,t,pcaet\n"))
    assert chosen(told, "pcaet", False)[0] == ["B"]
    with pytest.raises(RecordError, match="Known: cae, pcaet"):
        chosen(told, "crte", False)


def test_a_formula_is_computed_from_the_values_of_the_plan_in_the_units_of_its_indicators(plan, table):
    imported(plan, table(OWN))
    with transaction(plan):
        store_value(plan, NewValue("GES", 2024, "result", value=300_000.0))
        store_value(plan, NewValue("HAB", 2024, "result", value=100_000.0))
    result = formula_result(plan, uuid(plan, "GES_HAB"), 2024, "result")
    assert (result.value, result.unit) == (3.0, "t éq. CO2/hab")
    assert result.parts == {"GES": 300_000.0, "HAB": 100_000.0}
    # Written by hand in kilotonnes: it is converted, not taken as it is.
    with transaction(plan):
        plan.execute("UPDATE value SET value = 150, unit = 'kteq CO2' WHERE value = 300000")
    assert formula_result(plan, uuid(plan, "GES_HAB"), 2024, "result").value == pytest.approx(1.5)


def test_a_formula_whose_value_is_missing_says_which_and_why(plan, table):
    imported(plan, table(OWN))
    with transaction(plan):
        store_value(plan, NewValue("GES", 2024, "result", reason="non_communiquee"))
    result = formula_result(plan, uuid(plan, "GES_HAB"), 2024, "result")
    assert result.value is None
    assert result.reasons == {"GES": "Non communiquée", "HAB": ""}
    assert formula_result(plan, uuid(plan, "TOUT"), 2024, "result").reasons == {"GES": "Non communiquée"}


def test_another_year_kind_or_territory_is_not_taken_for_this_one(plan, table):
    imported(plan, table(OWN))
    with transaction(plan):
        store_value(plan, NewValue("GES", 2024, "target", value=1.0))
        store_value(plan, NewValue("GES", 2023, "result", value=2.0))
    assert formula_result(plan, uuid(plan, "TOUT"), 2024, "result").value is None


def test_an_indicator_without_a_formula_is_refused(plan, table):
    imported(plan, table(OWN))
    with pytest.raises(RecordError, match="no formula"):
        formula_result(plan, uuid(plan, "GES"), 2024, "result")


def test_what_is_filled_in_and_why_not(plan, table):
    """As in the evaluation of Artois Mobilités: 116 has a value, 117 no data, 118 it is too early."""
    imported(plan, table("code,nom,unite\n116,Réunions,nb\n117,Outils,nb\n118,Projets,nb\n119,Autre,nb\n"))
    with transaction(plan):
        store_value(plan, NewValue("116", 2023, "result", value=10.0))
        store_value(plan, NewValue("117", 2023, "result", reason="inexistante"))
        store_value(plan, NewValue("118", 2023, "result", reason="trop_tot"))
        store_value(plan, NewValue("119", 2030, "target", value=1.0))
    found = {f.code: (f.state, f.reasons) for f in filling(state_now(plan)) if f.code.startswith("11")}
    assert found == {
        "116": ("filled", ()),
        "117": ("reason", ("Données inexistantes (2023)",)),
        "118": ("reason", ("Trop tôt pour faire un bilan (2023)",)),
        "119": ("silent", ()),
    }


def test_an_indicator_that_comes_with_every_plan_is_used_once_something_is_tied_to_it(plan, table):
    imported(plan, table(OWN))
    assert {f.code for f in filling(state_now(plan)) if f.used} == {row[0] for row in plan.execute("SELECT code FROM indicator")} - COMES_WITH_A_PLAN  # fmt: skip
    with transaction(plan):
        store_value(plan, NewValue("crte_6.1", 2030, "target", value=1.0))
    assert {f.code for f in filling(state_now(plan)) if f.used and f.code in COMES_WITH_A_PLAN} == {"crte_6.1"}


@pytest.mark.real
def test_the_97_official_definitions_of_the_pcaet_are_put_into_a_plan(plan, real_data):
    found = read_definitions(real_data / "records" / "tet_import-indicateur-definitions.csv")
    assert len(found.by_code) == 730
    codes, also = chosen(found, "pcaet", True)
    assert len(codes) == 97
    with transaction(plan):
        outcome = store_definitions(plan, [found.by_code[code] for code in (*codes, *also)])
    assert len(outcome.created) + len(outcome.updated) + len(outcome.unchanged) == len(codes) + len(also)
    assert outcome.refused == []
    # Read in the file by eye.
    total, housing = row(plan, "cae_1.a"), row(plan, "cae_1.c")
    assert (total["unit"], total["decimals"], total["code_tet"]) == ("kteq CO2", 2, "cae_1.a")
    assert (housing["parent_uuid"], housing["name"]) == (
        total["uuid"],
        "Emissions de gaz à effet de serre - résidentiel",
    )


@pytest.mark.real
def test_official_objectives_that_depend_on_the_territory_are_left_to_a_person(plan, real_data):
    folder = real_data / "records"
    found = read_definitions(folder / "tet_import-indicateur-definitions.csv")
    with transaction(plan):
        store_definitions(plan, [found.by_code[c] for c in ("cae_24.b", "cae_3.b", "cae_59")])
        stored, said = store_objectives(plan, folder / "tet_import-indicateur-objectifs.csv")
    assert stored == 2  # cae_24.b 100 and cae_59 30; cae_17.b is not in this plan
    assert [(f.code, f.verdict) for f in said] == [("cae_17.b", "refused"), ("cae_3.b", "refused")]
    values = plan.execute("SELECT i.code, v.year, v.value FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid")
    assert [tuple(v) for v in values] == [("cae_24.b", 2030, 100.0), ("cae_59", 2030, 30.0)]


@pytest.mark.real
def test_sectors_whose_order_differs_from_one_table_to_another_are_told_by_the_names_of_the_indicators(real_data):
    """The official names say the sector: « … - transport routier »; the code of the plan must be that one."""
    found = read_definitions(real_data / "records" / "tet_import-indicateur-definitions.csv")
    known = sectors_of_codes(SECTORS)
    labels = {
        "residentiel": "résidentiel", "tertiaire": "tertiaire", "transport_routier": "transport routier",
        "autres_transports": "autres transports", "agriculture": "agriculture", "dechets": "déchets", "industrie": "industrie",
        "branche_energie": "branche énergie",
    }  # fmt: skip
    substances = {"nox": "nox", "pm10": "pm10", "pm25": "pm2,5", "so2": "so2", "cov": "cov", "nh3": "nh3"}
    told = 0
    for code, (sector, pollutant) in known.items():
        name = found.by_code[code].name.casefold().replace("l'industrie branche énergie", "branche énergie")
        if sector:
            assert labels[sector].replace(" ", "") in name.replace(" ", "").replace("del'", ""), (code, name)
            told += 1
        if pollutant:
            assert substances[pollutant] in name, (code, name)
    assert told == 8 * 8  # greenhouse gases, energy and six pollutants
    assert known["cae_4.ag"] == ("transport_routier", "nox")
    assert with_sector(found.by_code["cae_2.g"], known).sector == "transport_routier"
