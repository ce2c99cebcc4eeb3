# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:crossterritory``: units, themes, actions. Expected values by hand on squares of 100 m."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import geopandas
import pandas
import pytest
import shapely
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

SIZE = 100


def frame_of(path, layer: str = "") -> geopandas.GeoDataFrame:
    """A layer of a file as a table, by QGIS: the floor has neither pyogrio nor fiona."""
    made = QgsVectorLayer(f"{path}|layername={layer}" if layer else str(path), "lu", "ogr")
    names = [field.name() for field in made.fields()]
    features = list(made.getFeatures())
    columns = {name: [None if f[name] == NULL else f[name] for f in features] for name in names}
    shapes = [shapely.from_wkb(f.geometry().asWkb().data()) if f.hasGeometry() else None for f in features]
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=made.crs().authid())


def square(column: int, row: int = 0, side: int = SIZE) -> str:
    x, y = 650000 + column * SIZE, 7070000 + row * SIZE
    return f"POLYGON(({x} {y},{x + side} {y},{x + side} {y + side},{x} {y + side},{x} {y}))"


def point(column: float, row: float = 0.5) -> str:
    return f"POINT({650000 + column * SIZE} {7070000 + row * SIZE})"


@pytest.fixture
def units(layer):
    rows = [(square(i), f"U{i}", people) for i, people in enumerate((100, 200, 0, 400, 50, 60))]
    return layer("Polygon", ["code:string", "hab:integer"], rows, name="communes")


@pytest.fixture
def receptors(layer):
    rows = [(point(0.5), 25.0, 10), (point(1.5), 30.0, 10), (point(3.5), 12.0, 10), (point(4.5), 12.0, 10)]
    return layer("Point", ["no2_ug_m3:double", "population:integer"], rows, name="facades")


@pytest.fixture
def crossed(run, tmp_path, units):
    def cross(**more):
        target = tmp_path / "croise.gpkg"
        given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "OUTPUT": str(target)} | more
        results, feedback = run("crossterritory", given)
        return frame_of(target, layer="croise").set_index("code"), results, feedback

    return cross


@pytest.fixture
def plan(run, tmp_path, layer):
    """Three actions: on U3, on U4 (abandoned), without place; U0 and U1 have none."""
    path = str(tmp_path / "plan.gpkg")
    run("createplan", {"PLAN": path, "NAME": "Plan"})
    for number, status, column in (("1", "En cours", 3), ("2", "Abandonné", 4), ("3", "", None)):
        run("createaction", {"PLAN": path, "NUMBER": number, "TITLE": f"Action {number}", "STATUS": status})
        if column is not None:
            place = layer("Point", ["id:string"], [(point(column + 0.5), "a")], name="lieux")
            run("attachfeatures", {"PLAN": path, "ACTION": number, "LAYER": place, "KEY_FIELD": "id"})
    return path


def budget(path: str, number: str, *lines: tuple) -> None:
    from atlas_pcaet.records import plan_file

    with closing(plan_file.open_plan(path)) as connection, plan_file.transaction(connection):
        for low, high, currency, tax in lines:
            connection.execute(
                "INSERT INTO budget(action_uuid, state, amount_min, amount_max, currency, tax, text) "
                "SELECT uuid, 'costed', ?, ?, ?, ?, 'lu' FROM action WHERE number = ?",
                (low, high, currency, tax, number),
            )


def test_what_no_result_covers_is_missing_and_is_not_ranked_last(crossed, receptors):
    frame, results, feedback = crossed(EXPOSURE=receptors)
    assert frame["air_rank"].fillna(0).astype(int).to_dict() == {"U0": 2, "U1": 1, "U2": 0, "U3": 3, "U4": 3, "U5": 0}
    assert frame.loc["U2", "score"] != frame.loc["U2", "score"]
    assert frame.loc["U2", "themes_missing"] == "Air"
    assert frame.loc["U1", "air_exposed_pct"] == 100
    assert results["UNITS_SCORED"] == 4
    assert "2 of 6 units are covered by no result" in feedback.text
    # Percentile ranks of 25, 30, 12, 12: 62.5, 87.5, 25, 25 (scipy.stats.percentileofscore, kind mean).
    assert frame["air_percentile"].dropna().tolist() == [62.5, 87.5, 25.0, 25.0]


def test_a_unit_without_inhabitants_is_said_and_has_no_rate(crossed, layer):
    areas = layer("Point", ["potential_users:double"], [(point(i + 0.5), 10.0) for i in range(6)], name="aires")
    frame, _results, feedback = crossed(CARPOOL=areas)
    assert frame.loc["U1", "carpool_users_per_1000"] == 50
    assert frame.loc["U2", "carpool_users_per_1000"] != frame.loc["U2", "carpool_users_per_1000"]
    assert "1 units have no inhabitants" in feedback.text
    assert "U2" in feedback.text


def test_cells_cut_by_a_border_share_by_area(crossed, layer):
    """A cell of 100 people, 60 m of it in U0 and 40 m in U1, without an area in time."""
    x, y = 650040, 7070000
    cell = f"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 100},{x} {y + 100},{x} {y}))"
    cells = layer("Polygon", ["population:double", "gap_rank:double"], [(cell, 100.0, 1.0)], name="carreaux")
    frame, _results, feedback = crossed(CARPOOL=cells)
    assert frame["carpool_unserved"].round(6).tolist()[:2] == [60, 40]
    assert "fewer than three units are covered" in feedback.text
    assert frame["score"].isna().all()


def test_layers_in_another_crs_give_the_same(crossed, receptors, layer, run):
    here, _results, _feedback = crossed(EXPOSURE=receptors)
    moved = geopandas.GeoDataFrame(
        {"no2_ug_m3": [25.0, 30.0, 12.0, 12.0], "population": [10] * 4},
        geometry=geopandas.GeoSeries.from_wkt([point(i + 0.5) for i in (0, 1, 3, 4)], crs=2154),
    ).to_crs(4326)
    rows = [(g.wkt, n, p) for g, n, p in zip(moved.geometry, moved["no2_ug_m3"], moved["population"], strict=True)]
    away = layer("Point", ["no2_ug_m3:double", "population:integer"], rows, crs="EPSG:4326", name="facades")
    there, _results, _feedback = crossed(EXPOSURE=away)
    assert there["score"].equals(here["score"])


def test_actions_are_attached_by_their_places_and_abandoned_ones_are_not(crossed, receptors, plan):
    budget(plan, "1", (1000, 1500, "EUR", "HT"))
    frame, results, feedback = crossed(EXPOSURE=receptors, PLAN=plan)
    assert frame["actions"].tolist() == [0, 0, 0, 1, 0, 0]
    assert frame.loc["U3", "action_statuses"] == "En cours : 1"
    assert (frame.loc["U3", "budget_eur_low"], frame.loc["U3", "budget_eur_high"]) == (1000, 1500)
    assert "1\u202f000 to 1\u202f500 € HT" in frame.loc["U3", "budget"]
    assert frame["need_without_action"].fillna(9).tolist() == [1, 1, 9, 0, 0, 9]
    assert frame["action_without_need"].fillna(9).tolist() == [0, 0, 9, 1, 0, 9]
    assert (results["WITHOUT_ACTION"], results["WITHOUT_NEED"]) == (2, 1)
    assert "1 actions of 2 have a place" in feedback.text


def mark_confidential(path: str, *numbers: str) -> None:
    from atlas_pcaet.records import plan_file

    with closing(plan_file.open_plan(path)) as connection, plan_file.transaction(connection):
        for number in numbers:
            connection.execute("UPDATE action SET confidential = 1 WHERE number = ?", (number,))


def place_at(run, layer, path: str, number: str, column: int, **facts) -> None:
    """An action with one place, in the unit ``column``."""
    run("createaction", {"PLAN": path, "NUMBER": number, "TITLE": f"Titre {number}", "STATUS": "En cours"} | facts)
    place = layer("Point", ["id:string"], [(point(column + 0.5), "a")], name="lieux")
    run("attachfeatures", {"PLAN": path, "ACTION": number, "LAYER": place, "KEY_FIELD": "id"})


def test_confidential_actions_and_their_sub_actions_are_counted_and_not_named(crossed, receptors, plan, run, layer):
    """U3: 1 (public) and 8 (confidential); U4: 8.1, a sub-action of 8; U1: 9.1, confidential under 9, which is public."""
    place_at(run, layer, plan, "8", 3)
    place_at(run, layer, plan, "8.1", 4, PARENT="8")
    run("createaction", {"PLAN": plan, "NUMBER": "9", "TITLE": "Titre 9", "STATUS": "En cours"})
    place_at(run, layer, plan, "9.1", 1, PARENT="9")
    mark_confidential(plan, "8", "9.1")
    budget(plan, "8", (5000, 5000, "EUR", "HT"))
    budget(plan, "8.1", (700, 700, "EUR", "HT"))
    frame, _results, _feedback = crossed(EXPOSURE=receptors, PLAN=plan)
    assert frame.loc["U3", "action_numbers"] == "1 + 1 kept confidential"
    assert frame.loc["U3", "action_statuses"] == "En cours : 1 + 1 kept confidential"
    assert frame.loc["U4", "action_numbers"] == frame.loc["U1", "action_numbers"] == "1 kept confidential"
    assert frame["actions"].tolist() == [0, 1, 0, 2, 1, 0]
    assert frame.loc["U1", "need_without_action"] == 0  # something is done there, of which nothing is told
    assert frame["actions_costed"].tolist() == [0] * 6
    told = " ".join(frame.select_dtypes("object").fillna("").astype(str).to_numpy().ravel())
    assert not any(secret in told for secret in ("Titre", "8", "9", "5 000", "700"))


def test_sub_actions_count_with_their_action_and_her_budget(crossed, receptors, plan, run, layer):
    """44.1 and 44.2 in U3, 44.2 alone costed under 44, which has a line; 45.1 is costed, 45 has no line."""
    run("createaction", {"PLAN": plan, "NUMBER": "44", "TITLE": "Vélo", "STATUS": "En cours"})
    run("createaction", {"PLAN": plan, "NUMBER": "45", "TITLE": "Bus", "STATUS": "En cours"})
    for number, column, mother in (("44.1", 3, "44"), ("44.2", 3, "44"), ("45.1", 4, "45")):
        place_at(run, layer, plan, number, column, PARENT=mother)
    budget(plan, "44", (1000, 2000, "EUR", "HT"))
    budget(plan, "44.2", (900, 900, "EUR", "HT"))
    budget(plan, "45.1", (300, 300, "EUR", "HT"))
    frame, _results, feedback = crossed(EXPOSURE=receptors, PLAN=plan)
    assert frame.loc["U3", ["actions", "action_numbers"]].tolist() == [2, "1, 44"]
    assert frame.loc["U3", ["budget_eur_low", "budget_eur_high"]].tolist() == [1000, 2000]
    assert frame.loc["U4", ["actions", "action_numbers", "actions_costed", "budget_eur_low"]].tolist() == [
        1,
        "45",
        1,
        300,
    ]
    assert "3 actions of 4 have a place" in feedback.text  # 1, 44 and 45; 3 has none, 2 is abandoned


def test_a_unit_whose_code_is_null_is_left_out_and_said(run, layer, receptors, tmp_path):
    rows = [(square(0), "U0", 10), (square(1), None, 10), (square(3), "U3", 10), (square(4), "U4", 10)]
    units = layer("Polygon", ["code:string", "hab:integer"], rows, name="communes")
    target = tmp_path / "croise.gpkg"
    given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "EXPOSURE": receptors}
    results, feedback = run("crossterritory", given | {"OUTPUT": str(target)})
    assert frame_of(target, layer="croise")["code"].tolist() == ["U0", "U3", "U4"]
    assert results["SKIPPED"] == 1
    assert "no code in the field “code”" in feedback.text


def test_amounts_before_and_after_tax_are_not_added(crossed, receptors, plan):
    budget(plan, "1", (1000, 1000, "EUR", "HT"), (5000, 5000, "EUR", "TTC"), (0.5, 0.5, "FTE", None))
    frame, _results, _feedback = crossed(EXPOSURE=receptors, PLAN=plan)
    assert pandas.isna(frame.loc["U3", "budget_eur_low"])
    assert frame.loc["U3", "budget"].count(" ; ") == 2
    assert "6" not in frame.loc["U3", "budget"]


def test_roofs_of_few_homes_are_masked(crossed, layer):
    rows = [
        (square(0, side=10), 5.0, 10),
        (square(1, side=10), 5.0, 40),
        (square(3, side=10), 1.0, 40),
        (square(4, side=10), 4.0, 40),
    ]
    roofs = layer("Polygon", ["loss_class:double", "dwellings:integer"], rows, name="toits")
    frame, _results, feedback = crossed(ROOFS=roofs)
    assert frame.loc["U0", "masked"]
    assert frame.loc["U0", ["households", "warm_pct", "roofs_rank", "score"]].isna().all()
    assert frame.loc["U1", "warm_pct"] == 100
    assert frame.loc["U3", "warm_pct"] == 0
    assert "1 units of fewer than 11 households are masked" in feedback.text


def test_the_exposure_table_joins_by_code(crossed, run, layer):
    table = layer(
        "NoGeometry",
        [f"{n}:string" for n in ("zone", "pollutant", "regime")]
        + [f"{n}:double" for n in ("population", "exposed", "exposed_pct", "mean_ug_m3")],
        [(None, f"U{i}", "no2", "directive 2030", 10.0, i, 10.0 * i, 15.0 + i) for i in range(4)]
        + [(None, "U0", "no2", "OMS 2021", 10.0, 9.0, 90.0, 15.0)],
        name="exposition",
    )  # fmt: skip
    frame, _results, _feedback = crossed(EXPOSURE=table)
    assert frame["no2_ug_m3"].tolist()[:4] == [15, 16, 17, 18]
    assert frame.loc["U0", "air_exposed"] == 0
    assert frame.loc["U5", "no2_ug_m3"] != frame.loc["U5", "no2_ug_m3"]


def test_the_score_says_its_weights_and_where_they_come_from(crossed, receptors, tmp_path):
    weights = tmp_path / "poids.csv"
    weights.write_text("theme;weight;source\nair;3;délibération\n", encoding="utf-8")
    frame, results, feedback = crossed(EXPOSURE=receptors, WEIGHTS=str(weights))
    assert set(frame["weights"]) == {"Air 3"}
    written = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert "délibération" in written.metadata().abstract()
    assert "délibération" in feedback.text
    assert written.renderer().type() == "RuleRenderer"
    assert all(field.alias() for field in list(written.fields())[3:])


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(square(0), "A", 1), (square(1), "A", 1)], "1 codes of “code” on several units"),
        ([(square(0, side=150), "A", 1), (square(1), "B", 1)], "the units A and B overlap"),
        ([(square(0), "A", None), (square(1), "B", None)], "has a number of inhabitants"),
        ([(square(0), None, 1)], "has a code"),
    ],
)
def test_wrong_units_are_refused_in_a_sentence_and_nothing_is_written(run, layer, receptors, tmp_path, rows, told):
    units = layer("Polygon", ["code:string", "hab:integer"], rows, name="communes")
    given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "EXPOSURE": receptors}
    with pytest.raises(QgsProcessingException, match=told):
        run("crossterritory", given | {"OUTPUT": str(tmp_path / "croise.gpkg")})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        ("EXPOSURE", "Concentrations along roads"),
        ("ROOFS", "Heat loss of roofs"),
        ("CARPOOL", "Catchment of carpool areas"),
        ("CYCLING", "Access by bike"),
    ],
)
def test_a_layer_that_lacks_its_field_names_the_algorithm_that_makes_it(crossed, layer, tmp_path, key, algorithm):
    other = layer("Polygon", ["autre:string"], [(square(0), "x")], name="autre")
    with pytest.raises(QgsProcessingException, match=algorithm):
        crossed(**{key: other})
    assert not list(tmp_path.iterdir())


def test_no_theme_at_all_is_refused(crossed):
    with pytest.raises(QgsProcessingException, match="one theme at least"):
        crossed()


def test_negative_weights_are_refused(crossed, receptors, tmp_path):
    weights = tmp_path / "poids.csv"
    weights.write_text("theme,weight,source\nair,-2,essai\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="line 2"):
        crossed(EXPOSURE=receptors, WEIGHTS=str(weights))


def test_a_plan_that_is_none_is_refused(crossed, receptors, tmp_path):
    other = tmp_path / "autre.gpkg"
    sqlite3.connect(other).execute("CREATE TABLE x(a)").connection.close()
    with pytest.raises(QgsProcessingException, match=r"autre\.gpkg"):
        crossed(EXPOSURE=receptors, PLAN=str(other))
    assert not (tmp_path / "croise.gpkg").exists()


def test_a_text_of_the_plan_is_not_computed_by_a_spreadsheet(run, units, receptors, plan, tmp_path, layer):
    run("createaction", {"PLAN": plan, "NUMBER": "=1+1", "TITLE": "Formule"})
    place = layer("Point", ["id:string"], [(point(0.5), "a")], name="lieux")
    run("attachfeatures", {"PLAN": plan, "ACTION": "=1+1", "LAYER": place, "KEY_FIELD": "id"})
    target = tmp_path / "croise.csv"
    given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "EXPOSURE": receptors, "PLAN": plan}
    run("crossterritory", given | {"OUTPUT": str(target)})
    assert "'=1+1" in target.read_text(encoding="utf-8")


def test_the_picture_is_drawn(crossed, receptors, plan, tmp_path):
    picture = tmp_path / "premieres.png"
    crossed(EXPOSURE=receptors, PLAN=plan, PICTURE=str(picture))
    assert picture.stat().st_size > 5000


def test_a_unit_of_one_theme_is_told_where_others_have_more():
    """The fourth unit has air only, the fifth nothing; where air alone is weighed, no unit is worse known than another."""
    import numpy
    from atlas_pcaet.analysis.crossing.themes import ThemeFigures
    from atlas_pcaet.processing.crossing.crossed_units import crossed
    from atlas_pcaet.processing.crossing.theme_results import Told

    nan = numpy.nan
    needs = {"air": numpy.array([1.0, 2.0, 3.0, 4.0, nan]), "roofs": numpy.array([1.0, 2.0, 3.0, nan, nan])}
    told = {theme: Told(ThemeFigures({}, need), (), "") for theme, need in needs.items()}
    assert crossed(told, numpy.array([1.0, 1.0])).alone.tolist() == [False, False, False, True, False]
    found = crossed(told, numpy.array([1.0, 0.0]))
    assert not found.alone.any()
    assert numpy.isnan(found.columns["need_robust"]).all()


def test_a_run_that_is_cancelled_writes_nothing(run, units, receptors, tmp_path):
    given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "EXPOSURE": receptors}
    results, feedback = run("crossterritory", given | {"OUTPUT": str(tmp_path / "croise.gpkg")}, cancel_at=3)
    assert results == {}
    assert "Cancelled" in feedback.text
    assert not list(tmp_path.iterdir())


def test_units_in_degrees_are_measured_in_metres(run, layer, receptors, tmp_path):
    here = geopandas.GeoSeries.from_wkt([square(i) for i in (0, 1, 3, 4)], crs=2154).to_crs(4326)
    rows = [(shape.wkt, f"U{i}", 100) for i, shape in zip((0, 1, 3, 4), here, strict=True)]
    units = layer("Polygon", ["code:string", "hab:integer"], rows, crs="EPSG:4326", name="communes")
    target = tmp_path / "croise.gpkg"
    given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "EXPOSURE": receptors}
    run("crossterritory", given | {"OUTPUT": str(target)})
    assert frame_of(target, layer="croise")["no2_ug_m3"].tolist() == [25, 30, 12, 12]


def test_a_small_overlap_is_told_and_the_run_goes_on(run, layer, receptors, tmp_path):
    rows = [(square(0, side=101), "A", 1), (square(1), "B", 1), (square(3), "C", 1)]
    units = layer("Polygon", ["code:string", "hab:integer"], rows, name="communes")
    given = {"UNITS": units, "UNIT_FIELD": "code", "POPULATION_FIELD": "hab", "EXPOSURE": receptors}
    _results, feedback = run("crossterritory", given | {"OUTPUT": str(tmp_path / "croise.gpkg")})
    assert "A / B (0.0 ha)" in feedback.text


def test_real_communes_share_the_people_of_real_study_bands_as_geopandas_does(run, real_data, tmp_path):
    """Nord and Pas-de-Calais: 1,534 communes, of which two overlap by 2.9 ha, and the bands of the counts of 2019."""
    communes = str(real_data / "geo" / "communes_59_62.gpkg")
    bands, target = str(tmp_path / "bandes.gpkg"), tmp_path / "croise.gpkg"
    roads = str(real_data / "geo" / "tmja2019_59_62_chords.gpkg")
    run("corridorbands", {"ROADS": roads, "AADT_FIELD": "tmja", "POPULATION": communes, "POPULATION_FIELD": "pop", "OUTPUT": bands})  # fmt: skip
    given = {"UNITS": communes, "UNIT_FIELD": "insee", "POPULATION_FIELD": "pop", "EXPOSURE": bands}
    results, feedback = run("crossterritory", given | {"OUTPUT": str(target)})
    frame = frame_of(target, layer="croise").set_index("insee")
    drawn = frame_of(bands, layer="bandes")
    drawn["whole"] = drawn.area
    pieces = geopandas.overlay(drawn[["population", "whole", "geometry"]], frame_of(communes)[["insee", "geometry"]])
    expected = (pieces["population"] * pieces.area / pieces["whole"]).groupby(pieces["insee"]).sum()
    told = frame["band_people"].dropna()
    assert len(told) == results["UNITS_SCORED"] > 100
    assert (told - expected[told.index]).abs().max() < 0.01 * expected.max()
    assert told.sum() == pytest.approx(expected.sum(), rel=0.005)
    assert "59193 / 59316" in feedback.text
    assert frame["score"].isna().sum() == len(frame) - len(told)
