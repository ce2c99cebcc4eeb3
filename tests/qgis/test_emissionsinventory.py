# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:emissionsinventory``: layers and tables in, checked table, map, pictures and a plan out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records import plan_file
from qgis.core import NULL, Qgis, QgsProcessingException, QgsVectorLayer

FIELDS = [
    "epci:string",
    "secteur:string",
    "polluant:string",
    "energie:string",
    "annee:integer",
    "valeur:string",
    "unite:string",
]
SECTORS = [
    "Résidentiel", "Tertiaire", "Transport routier", "Autres transports", "Agriculture", "Déchets",
    "Industrie hors branche énergie", "Branche énergie",
]  # fmt: skip
SQUARE = "POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0))"
FAR = "POLYGON ((5000 0, 6000 0, 6000 1000, 5000 1000, 5000 0))"


def eight(epci, wkt, scale=1, pollutant="GES", year=2018, unit="kteq CO2"):
    return [(wkt, epci, name, pollutant, "", year, str(scale * rank), unit) for rank, name in enumerate(SECTORS, 1)]


@pytest.fixture
def given(layer, tmp_path):
    def make(rows, kind="Polygon", **more):
        source = layer(kind, FIELDS, rows, name="inventaire")
        usual = {
            "INPUT": source, "SECTOR_FIELD": "secteur", "POLLUTANT_FIELD": "polluant", "YEAR_FIELD": "annee", "VALUE_FIELD": "valeur",
            "TERRITORY_FIELD": "epci", "UNIT": "unite", "OUTPUT": str(tmp_path / "inventaire.gpkg"),
        }  # fmt: skip
        return usual | more

    return make


def rows_of(source):
    made = QgsVectorLayer(source, "x", "ogr")
    assert made.isValid()
    return made, [dict(zip([f.name() for f in made.fields()], f.attributes(), strict=True)) for f in made.getFeatures()]


def one(rows, **facts):
    found = [row for row in rows if all(row[key] == value for key, value in facts.items())]
    assert len(found) == 1, found
    return found[0]


@pytest.fixture
def plan(run, tmp_path):
    path = tmp_path / "plan.gpkg"
    run("createplan", {"PLAN": str(path), "NAME": "Plan d'essai"})
    with closing(plan_file.open_plan(path)) as connection, plan_file.transaction(connection, ""):
        uuid = connection.execute("SELECT uuid FROM plan").fetchone()[0]
        for code, unit in (
            ("cae_1.a", "kteq CO2"),
            ("cae_1.c", "kteq CO2"),
            ("cae_1.d", "barils"),
            ("cae_1.j", "kteq CO2"),
        ):
            connection.execute("DELETE FROM indicator WHERE code = ?", (code,))
            connection.execute(
                "INSERT INTO indicator(plan_uuid, code, name, unit) VALUES (?, ?, ?, ?)", (uuid, code, code, unit)
            )
        connection.execute("INSERT INTO territory(code, name) VALUES ('200000001', 'CC A')")
    return path


def test_totals_shares_and_units_by_territory(run, given):
    results, _said = run("emissionsinventory", given([*eight("CC A", SQUARE), *eight("CC B", FAR, 2)]))
    made, rows = rows_of(results["OUTPUT"])
    # kilotonnes 1 to 8: 36 kt.
    total = one(rows, territory="CC A", level="total")
    assert (total["value"], total["unit"], total["given_unit"]) == (36_000, "tCO2e", NULL)
    road = one(rows, territory="CC B", sector="road")
    assert (road["value"], road["given"], road["given_unit"]) == (6000, 6, "ktCO2e")
    assert road["share_pct"] == pytest.approx(100 * 3 / 36)
    assert (road["code_ademe"], road["code_tet"]) == ("3", "cae_1.e")
    assert results["ERRORS"] == 0
    assert results["ROWS"] == len(rows) == 18
    assert all(made.attributeAlias(i) for i in range(1, made.fields().count()))


def test_the_checks_are_rows_and_the_log_says_them(run, given, tmp_path):
    rows = [*eight("CC A", SQUARE)[:7], (SQUARE, "CC A", "Branche énergie", "GES", "", 2018, "1.0E-5", "kteq CO2")]
    results, said = run("emissionsinventory", given(rows, CHECKS=str(tmp_path / "controles.gpkg")))
    _made, checks = rows_of(results["CHECKS"])
    assert one(checks, check_name="sentinel")["level"] == "warning"
    assert "forced zeros such as 1e-05" in said.text
    _made, rows = rows_of(results["OUTPUT"])
    energy = one(rows, sector="energy")
    assert energy["value"] == NULL
    assert energy["given"] == pytest.approx(1e-5)
    total = one(rows, level="total")
    assert total["value"] == NULL
    assert total["known_value"] == 28_000
    assert results["WARNINGS"] == 1


def test_a_map_has_one_circle_per_territory_and_hatches_what_is_unknown(run, given, tmp_path):
    rows = [*eight("CC A", SQUARE), *eight("CC B", FAR, 2)[:5]]
    results, _said = run("emissionsinventory", given(rows, MAP=str(tmp_path / "carte.gpkg")))
    made, places = rows_of(results["MAP"])
    assert made.geometryType() == Qgis.GeometryType.Polygon
    assert one(places, territory="CC A")["ges_tco2e"] == 36_000
    assert one(places, territory="CC A")["ges_main"] == "Branche énergie"
    other = one(places, territory="CC B")
    assert other["ges_tco2e"] == NULL
    assert "30000" in other["ges_remark"]
    made.loadDefaultStyle()
    assert [item.label() for item in made.renderer().legendSymbolItems()][1] == "total not known"


def test_a_table_without_geometry_makes_no_map_and_says_so(run, given, tmp_path):
    rows = [(None, *row[1:]) for row in eight("CC A", None)]
    results, said = run("emissionsinventory", given(rows, kind="None", MAP=str(tmp_path / "carte.gpkg")))
    assert "MAP" not in results
    assert "has no geometry: the map is not made" in said.text
    assert not (tmp_path / "carte.gpkg").exists()


def test_pictures_of_results_and_targets(run, given, tmp_path):
    rows = [*eight("CC A", SQUARE), *eight("CC A", SQUARE, 0.5, year=2030)]
    pictures = {"TREEMAP": str(tmp_path / "parts.png"), "TRAJECTORY": str(tmp_path / "objectifs.png")}
    results, _said = run("emissionsinventory", given(rows, **pictures))
    for key in pictures:
        assert Path(results[key]).read_bytes().startswith(b"\x89PNG")
    _made, table = rows_of(results["OUTPUT"])
    target = one(table, level="total", kind="target")
    assert target["change_pct"] == pytest.approx(-50)
    assert target["pace_pct_year"] == pytest.approx(100 * (0.5 ** (1 / 12) - 1))


def made_of(rows):
    """The table of an inventory in tCO2e, rows of (sector, value, year), and the tables."""
    import pandas
    from atlas_pcaet.analysis.inventory import activities, build, targets
    from atlas_pcaet.analysis.inventory.tables import read_tables

    tables = read_tables(Path(__file__).resolve().parents[2] / "resources" / "parameters")
    texts = pandas.DataFrame(rows, columns=["sector", "value", "year"]).assign(territory="CC A")
    entries = activities.settle_kinds(activities.read_activities(texts, "tCO2e", tables), (2026, 2030, 2050))
    made = build.build(entries, tables)
    return targets.with_paces(made.table, made.findings), tables


def test_an_overall_target_without_sectors_is_drawn_and_no_nan_is_told(run, given, tmp_path):
    from atlas_pcaet.processing.crossing import inventory_pictures as pictures

    table, tables = made_of([("Résidentiel", "120", "2016"), ("Total", "340", "2016"), ("Total", "170", "2030")])
    ((_heading, unit, bars),) = pictures.trajectory_panels(table, tables)
    assert unit == "tCO2e"
    # 340 to 170 in 14 years: 0.5 ** (1 / 14) − 1 = −4.8 % a year.
    assert [(bar[0], bar[1], bar[3], bar[4]) for bar in bars] == [
        (2016, False, 340, "340"), (2030, True, 170, "170\n−4,8\u202f%"),
    ]  # fmt: skip
    assert bars[1][2] == {}
    rows = [*eight("CC A", SQUARE), (SQUARE, "CC A", "Total", "GES", "", 2030, "20", "kteq CO2")]
    results, said = run("emissionsinventory", given(rows, CHECKS=str(tmp_path / "controles.gpkg")))
    assert results["ERRORS"] == 0
    assert "nan" not in said.text.lower()


def test_the_treemap_has_the_shares_of_the_table_with_what_is_not_allocated():
    """120 and 40 of a total given of 400: 30 %, 10 %, and 60 % that no sector has."""
    from atlas_pcaet.processing.crossing import inventory_pictures as pictures

    table, tables = made_of([("Résidentiel", "120", "2016"), ("Tertiaire", "40", "2016"), ("Total", "400", "2016")])
    ((heading, parts),), _missing = pictures.treemap_panels(table, tables)
    assert heading.replace("\u202f", " ").endswith("400 tCO2e")
    assert parts == [("Résidentiel", 120), ("Tertiaire", 40), ("not allocated to a sector", 240)]
    shares = table.set_index("sector_label")["share_pct"]
    assert (shares["Résidentiel"], shares["Tertiaire"]) == (30, 10)


def test_values_enter_the_plan_in_its_units_and_what_it_lacks_is_made(run, given, plan):
    """Kilotonnes 1 to 7 of the first seven sectors (codes of secteurs_pcaet.csv), the eighth unknown."""
    rows = [*eight("CC A", SQUARE)[:7], (SQUARE, "CC A", "Branche énergie", "GES", "", 2018, "", "kteq CO2")]
    results, said = run("emissionsinventory", given(rows, PLAN=str(plan)))
    with closing(plan_file.open_plan(plan)) as connection:
        stored = {
            code: tuple(row)
            for code, *row in connection.execute(
                "SELECT i.code, v.value, v.reason, v.unit, v.year, v.kind, t.name FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid "
                "LEFT JOIN territory t ON t.uuid = v.territory_uuid"
            )
        }  # fmt: skip
    assert stored["cae_1.c"] == (1, None, "kteq CO2", 2018, "result", "CC A")
    assert stored["cae_1.j"] == (None, "non_renseigne", "kteq CO2", 2018, "result", "CC A")
    assert "cae_1.a" not in stored  # a total with a missing part is no number
    made = {"cae_1.e": 3, "cae_1.f": 4, "cae_1.g": 5, "cae_1.h": 6, "cae_1.i": 7}
    assert {code: stored[code][0] for code in made} == made
    assert stored["cae_1.e"][2] == "kteq CO2"
    assert results["STORED"] == 2 + len(made)
    assert results["MISSING_CODES"] == ""
    assert "Indicators added to the plan: cae_1.e, cae_1.f, cae_1.g, cae_1.h, cae_1.i." in said.text
    assert "cae_1.d (barils)" in said.text
    with closing(plan_file.open_plan(plan)) as connection:
        road = connection.execute("SELECT name, code_tet, direction, sector FROM indicator WHERE code = 'cae_1.e'")
        assert tuple(road.fetchone()) == ("GES – Transport routier", "cae_1.e", "down", "transport_routier")


def test_an_indicator_that_was_put_aside_stays_so(run, given, plan):
    with closing(plan_file.open_plan(plan)) as connection, plan_file.transaction(connection, ""):
        connection.execute("UPDATE indicator SET deleted = 1 WHERE code = 'cae_1.c'")
    results, said = run("emissionsinventory", given(eight("CC A", SQUARE), PLAN=str(plan)))
    assert results["MISSING_CODES"] == "cae_1.c"
    assert "has put aside the indicators of these codes" in said.text


def test_pollutants_and_energy_make_their_indicators_in_the_official_unit(run, given, plan):
    rows = [*eight("CC A", SQUARE, pollutant="NOx", unit="t"), *eight("CC A", SQUARE, pollutant="conso", unit="MWh")]
    run("emissionsinventory", given(rows, PLAN=str(plan)))
    with closing(plan_file.open_plan(plan)) as connection:
        query = "SELECT v.value, v.unit, i.pollutant FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid WHERE i.code = ?"
        nox, energy = (tuple(connection.execute(query, (code,)).fetchone()) for code in ("cae_4.aa", "cae_2.e"))
    assert nox == (1, "tonnes", "nox")
    assert energy == (pytest.approx(0.001), "GWh", None)


def test_a_territory_the_plan_has_not_is_named_and_nothing_is_stored(run, given, plan):
    results, said = run("emissionsinventory", given(eight("CC Inconnue", SQUARE), PLAN=str(plan)))
    assert results["STORED"] == 0
    assert "no territory of these names" in said.text
    assert "CC Inconnue" in said.text


def test_a_deposit_read_as_a_file_needs_no_field(run, tmp_path):
    header = ["Id", "Nom", "PEC_Emission_GES_Annee_Compta"] + [
        f"PEC_GES_{s}_{p}" for s in range(1, 9) for p in (1, 3, 6, 7)
    ]
    values = ["1", "PCAET A", "2014"] + [str(v) for s in range(1, 9) for v in (100 * s, 80 * s, 60 * s, 10 * s)]
    file = tmp_path / "depot.csv"
    file.write_text(";".join(header) + "\n" + ";".join(values) + "\n", encoding="utf-8-sig")
    results, said = run("emissionsinventory", {"INPUT": str(file), "OUTPUT": str(tmp_path / "o.gpkg")})
    _made, rows = rows_of(results["OUTPUT"])
    assert one(rows, level="total", year=2014)["value"] == 3600
    assert one(rows, level="total", year=2030)["change_pct"] == pytest.approx(-40)
    assert {row["territory"] for row in rows} == {"PCAET A"}
    assert "regulatory units" in said.text


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"SECTOR_FIELD": None}, "fill SECTOR_FIELD"), ({"VALUE_FIELD": None}, "fill VALUE_FIELD"), ({"UNIT": "barils"}, "not known"),
        ({"UNIT": ""}, "No unit is given"), ({"UNIT": "GWh"}, "cannot be counted in GWh"),
        ({"TREEMAP": "t.png", "TERRITORY": "CC Z"}, "no territory is named “CC Z”"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_leaves_the_plan_as_it_was(run, given, plan, tmp_path, change, part):
    if "TREEMAP" in change:
        change = change | {"TREEMAP": str(tmp_path / "t.png")}
    with pytest.raises(QgsProcessingException, match=part):
        run("emissionsinventory", given(eight("CC A", SQUARE), PLAN=str(plan), **change))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.gpkg"]
    with closing(plan_file.open_plan(plan)) as connection:
        assert connection.execute("SELECT count(*) FROM value").fetchone()[0] == 0


def test_a_file_that_is_no_plan_is_refused_before_anything_is_written(run, given, tmp_path):
    with pytest.raises(QgsProcessingException):
        run("emissionsinventory", given(eight("CC A", SQUARE), PLAN=str(tmp_path / "absent.gpkg")))
    assert not list(tmp_path.iterdir())


def test_cancel_writes_nothing(run, given, tmp_path):
    run("emissionsinventory", given(eight("CC A", SQUARE)), cancel_at=1)
    assert not (tmp_path / "inventaire.gpkg").exists()
