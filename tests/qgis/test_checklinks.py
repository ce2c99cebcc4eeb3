# SPDX-License-Identifier: GPL-2.0-or-later
"""Places of actions after their layer was updated: what each became, and what a person may accept."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer

X, Y = 650_000.0, 7_060_000.0
COUNTS = ("OK", "MOVED", "CHANGED", "LOST", "AMBIGUOUS")


def square(x: float, y: float = Y, side: float = 100.0) -> str:
    """A ring of its own first vertex: the lower left one."""
    return f"POLYGON (({x} {y}, {x + side} {y}, {x + side} {y + side}, {x} {y + side}, {x} {y}))"


def make(path: Path, rows: list[tuple[str | None, str]], *, field: str = "insee", crs: int = 2154, name: str = "zones", kind: type = str) -> Path:  # fmt: skip
    """A layer of (key, WKT), written by GDAL."""
    path.unlink(missing_ok=True)
    driver = "ESRI Shapefile" if path.suffix == ".shp" else "GPKG"
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(crs)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    mode = "UPDATE" if path.exists() else None
    assert mode is None
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    wkb = ogr.CreateGeometryFromWkt(rows[0][1]).GetGeometryType()
    layer = dataset.CreateLayer(name if driver == "GPKG" else path.stem, reference, wkb)
    layer.CreateField(ogr.FieldDefn(field, ogr.OFTString if kind is str else ogr.OFTInteger))
    layer.CreateField(ogr.FieldDefn("nom", ogr.OFTString))
    for number, (key, wkt) in enumerate(rows):
        feature = ogr.Feature(layer.GetLayerDefn())
        if key is not None:
            feature.SetField(field, key)
        feature.SetField("nom", f"zone {number}")
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    del layer, dataset
    return path


def reprojected(path: Path, source: Path, crs: str) -> Path:
    gdal.VectorTranslate(str(path), str(source), options=f"-t_srs {crs}")
    return path


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    run("createaction", {"PLAN": results["PLAN"], "TITLE": "Isoler", "NUMBER": "1"})
    return results["PLAN"]


@pytest.fixture
def zones(tmp_path) -> Path:
    return make(tmp_path / "zones.gpkg", [("01001", square(X)), ("01002", square(X + 200)), ("01003", square(X + 400))])


@pytest.fixture
def attached(run, plan, zones):
    results, _ = run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": str(zones), "KEY_FIELD": "insee"})
    assert results["ATTACHED"] == 3
    return plan


def rows(path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def links(plan) -> list[tuple]:
    return rows(plan, "SELECT key_field, key_value, state FROM link_polygon ORDER BY fid")


def counts(results) -> tuple[int, ...]:
    return tuple(results[name] for name in COUNTS)


def proposals(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


def accept(path: Path, *wanted: int) -> Path:
    """The rows ``wanted`` of a table of proposals, all without any, marked as accepted."""
    table = proposals(path)
    for number, row in enumerate(table):
        row["accepted"] = "oui" if not wanted or number in wanted else ""
    marked = path.with_name(f"{path.stem}_accepte.csv")
    with marked.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, table[0].keys())
        writer.writeheader()
        writer.writerows(table)
    return marked


# ---- in order -----------------------------------------------------------------------------------------------------------


def test_an_unchanged_layer_leaves_every_place_in_order_and_nothing_to_propose(run, attached, tmp_path):
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT": str(tmp_path / "lieux.gpkg")})
    assert counts(results) == (3, 0, 0, 0, 0)
    assert (results["PROPOSED"], results["APPLIED"]) == (0, 0)
    shown = QgsVectorLayer(results["OUTPUT"], "x", "ogr")
    assert {f["state"] for f in shown.getFeatures()} == {"ok"}
    assert shown.crs().authid() == "EPSG:2154"


def test_another_first_vertex_another_direction_and_half_a_centimetre_are_the_same_form(run, attached, zones):
    ring = f"POLYGON (({X + 100} {Y + 100}, {X + 100.004} {Y}, {X} {Y}, {X} {Y + 100}, {X + 100} {Y + 100}))"
    make(zones, [("01001", ring), ("01002", square(X + 200)), ("01003", square(X + 400))])
    assert counts(run("checklinks", {"PLAN": attached})[0]) == (3, 0, 0, 0, 0)


def test_a_layer_in_another_crs_is_the_same_place(run, attached, zones, tmp_path):
    other = reprojected(tmp_path / "ailleurs.gpkg", zones, "EPSG:4326")
    results, _ = run("checklinks", {"PLAN": attached, "LAYERS": [f"{other}|layername=zones"]})
    assert counts(results) == (3, 0, 0, 0, 0)
    assert results["PROPOSED"] == 3  # the layer is at another address: to be written in the links, if a person agrees


def test_whole_number_keys_beside_empty_cells_are_not_written_with_decimals(run, plan, tmp_path):
    layer = make(tmp_path / "z.gpkg", [("7", square(X)), (None, square(X + 200))], kind=int)
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": str(layer), "KEY_FIELD": "insee"})
    assert counts(run("checklinks", {"PLAN": plan})[0]) == (2, 0, 0, 0, 0)


def test_a_repacked_shapefile_gives_its_ids_to_others_and_the_places_are_found(run, plan, tmp_path):
    shape = make(tmp_path / "zones.shp", [("a", square(X)), ("b", square(X + 200)), ("c", square(X + 400))])
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": str(shape)})
    before = rows(plan, "SELECT source_fid FROM link_polygon ORDER BY fid")
    dataset = ogr.Open(str(shape), 1)
    dataset.GetLayer().DeleteFeature(0)
    dataset.ExecuteSQL("REPACK zones")
    del dataset
    layer = QgsVectorLayer(str(shape), "zones", "ogr")
    assert [f.id() for f in layer.getFeatures()] == [0, 1]  # b is 0 now, which was a's
    assert before == [(0,), (1,), (2,)]
    assert counts(run("checklinks", {"PLAN": plan})[0]) == (2, 0, 0, 1, 0)


# ---- moved, changed, written otherwise -----------------------------------------------------------------------------------


def test_the_same_form_elsewhere_is_moved_and_another_form_is_changed(run, attached, zones, tmp_path):
    make(zones, [("01001", square(X + 30)), ("01002", square(X + 200, side=90)), ("01003", square(X + 400))])
    output, table = tmp_path / "lieux.gpkg", tmp_path / "propositions.csv"
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT": str(output), "OUTPUT_PROPOSALS": str(table)})
    assert counts(results) == (1, 1, 1, 0, 0)
    shown = {f["key_value"]: f for f in QgsVectorLayer(str(output), "x", "ogr").getFeatures()}
    assert shown["01001"]["state"] == "moved"
    assert shown["01001"]["score"] == pytest.approx(70 / 130)  # intersection over union of squares 30 m apart
    assert shown["01002"]["score"] == pytest.approx(0.81)
    assert [(p["key_value"], p["rule"], p["accepted"]) for p in proposals(table)] == [("01001", "key", ""), ("01002", "key", "")]  # fmt: skip
    assert links(attached) == [("insee", f"0100{n}", "ok") for n in (1, 2, 3)]  # nothing was asked


@pytest.mark.parametrize(
    "now", [["1001", "1002", "1003"], [" 01001", "01002 ", "01 003"], ["1001.0", "1002.0", "1003.0"]]
)
def test_a_lost_leading_zero_spaces_and_decimals_are_the_key_written_otherwise(run, attached, zones, tmp_path, now):
    make(zones, [(key, square(X + 200 * n)) for n, key in enumerate(now)])
    table = tmp_path / "p.csv"
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(table)})
    assert counts(results) == (0, 0, 3, 0, 0)
    assert {p["rule"] for p in proposals(table)} == {"key_written_otherwise"}


def test_a_key_in_another_case_is_the_key_written_otherwise(run, plan, tmp_path):
    layer = make(tmp_path / "z.gpkg", [("2A004", square(X)), ("Aire-1", square(X + 200))])
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": str(layer), "KEY_FIELD": "insee"})
    make(layer, [("2a004", square(X)), ("AIRE-1", square(X + 200))])
    assert counts(run("checklinks", {"PLAN": plan})[0]) == (0, 0, 2, 0, 0)


def test_a_key_written_otherwise_on_something_elsewhere_is_not_taken_for_it(run, attached, zones):
    make(zones, [("1001", square(X + 5_000)), ("01002", square(X + 200)), ("01003", square(X + 400))])
    assert counts(run("checklinks", {"PLAN": attached})[0]) == (2, 0, 0, 0, 1)


def test_a_key_field_under_another_name_is_recognised_by_its_keys(run, attached, zones, tmp_path):
    make(zones, [(f"0100{n + 1}", square(X + 200 * n)) for n in range(3)], field="code_commune")
    table = tmp_path / "p.csv"
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(table)})
    assert (counts(results), results["PROPOSED"]) == ((3, 0, 0, 0, 0), 3)
    results, _ = run("checklinks", {"PLAN": attached, "APPLY": str(accept(table))})
    assert results["APPLIED"] == 3
    assert links(attached) == [("code_commune", f"0100{n}", "ok") for n in (1, 2, 3)]
    assert run("checklinks", {"PLAN": attached})[0]["PROPOSED"] == 0


def test_new_keys_on_the_same_forms_are_proposed(run, attached, zones, tmp_path):
    make(zones, [(f"F-{n}", square(X + 200 * n)) for n in range(3)])
    table = tmp_path / "p.csv"
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(table)})
    assert counts(results) == (0, 0, 3, 0, 0)
    assert [(p["rule"], p["new_key_value"]) for p in proposals(table)] == [("same_form", f"F-{n}") for n in range(3)]


def test_keys_given_to_other_features_are_ambiguous_not_moved(run, attached, zones, tmp_path):
    make(zones, [("01002", square(X)), ("01001", square(X + 200)), ("01003", square(X + 400))])
    table = tmp_path / "p.csv"
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(table)})
    assert counts(results) == (1, 0, 0, 0, 2)
    assert {p["rule"] for p in proposals(table)} == {"key", "same_form"}


# ---- lost, ambiguous ----------------------------------------------------------------------------------------------------


def test_a_key_that_is_gone_is_proposed_by_the_best_overlap_above_the_least(run, attached, zones, tmp_path):
    make(zones, [("n1", square(X + 10)), ("n2", square(X + 260)), ("01003", square(X + 400))])
    table = tmp_path / "p.csv"
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(table), "MIN_OVERLAP": 0.5})
    assert counts(results) == (1, 0, 1, 1, 0)  # 90/110 in common, and 40/160
    (only,) = proposals(table)
    assert (only["rule"], only["new_key_value"]) == ("overlap", "n1")
    assert float(only["score"]) == pytest.approx(90 / 110)
    assert counts(run("checklinks", {"PLAN": attached, "MIN_OVERLAP": 0.2})[0]) == (1, 0, 2, 0, 0)


def test_two_features_that_share_a_place_alike_are_ambiguous_and_both_are_proposed(run, attached, zones):
    make(
        zones, [("n1", square(X - 20)), ("n2", square(X + 20)), ("01002", square(X + 200)), ("01003", square(X + 400))]
    )
    results, _ = run("checklinks", {"PLAN": attached})
    assert (counts(results), results["PROPOSED"]) == ((2, 0, 0, 0, 1), 2)


def test_a_key_on_two_features_is_ambiguous_unless_one_has_the_form(run, attached, zones):
    rest = [("01002", square(X + 200)), ("01003", square(X + 400))]
    make(zones, [("01001", square(X, side=60)), ("01001", square(X + 60, side=40)), *rest])
    assert counts(run("checklinks", {"PLAN": attached})[0]) == (2, 0, 0, 0, 1)
    make(zones, [("01001", square(X)), ("01001", square(X + 9_000)), *rest])
    assert counts(run("checklinks", {"PLAN": attached})[0]) == (3, 0, 0, 0, 0)


def test_a_layer_that_is_gone_loses_its_places_with_one_sentence_and_the_copies_stay(run, attached, zones, tmp_path):
    zones.unlink()
    output = tmp_path / "lieux.gpkg"
    results, feedback = run("checklinks", {"PLAN": attached, "OUTPUT": str(output), "UPDATE_STATES": True})
    assert counts(results) == (0, 0, 0, 3, 0)
    assert feedback.text.count("neither in the project nor at its address") == 1
    assert {state for _field, _key, state in links(attached)} == {"lost"}
    points = [f.geometry().asPoint() for f in QgsVectorLayer(str(output), "x", "ogr").getFeatures()]
    assert [round(p.x()) for p in points] == [X + 50, X + 250, X + 450]


def test_an_emptied_layer_loses_its_places(run, attached, zones):
    dataset = ogr.Open(str(zones), 1)
    dataset.ExecuteSQL("DELETE FROM zones")
    del dataset
    assert counts(run("checklinks", {"PLAN": attached})[0]) == (0, 0, 0, 3, 0)


def test_a_layer_under_another_name_and_other_fields_replaces_the_one_the_links_know(run, attached, zones, tmp_path):
    new = make(tmp_path / "communes_2026.gpkg", [(f"0100{n + 1}", square(X + 200 * n)) for n in range(3)], field="code", name="c")  # fmt: skip
    zones.unlink()
    address = f"{new}|layername=c"
    results, feedback = run("checklinks", {"PLAN": attached, "LAYERS": [address]})
    assert counts(results) == (0, 0, 0, 0, 0)
    assert "3 places of other layers were not checked" in feedback.text
    results, _ = run("checklinks", {"PLAN": attached, "LAYERS": [address], "REPLACED": "zones"})
    assert (counts(results), results["PROPOSED"]) == ((3, 0, 0, 0, 0), 3)


# ---- points and lines ---------------------------------------------------------------------------------------------------


def test_a_point_that_moved_is_found_by_key_then_by_the_nearest_within_the_distance(run, plan, layer):
    stops = layer("Point", ["id:string"], [(f"POINT ({X} {Y})", "a"), (f"POINT ({X + 500} {Y})", "b")], name="Arrêts")
    QgsProject.instance().addMapLayer(stops)
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": stops, "KEY_FIELD": "id"})
    moved = layer("Point", ["id:string"], [(f"POINT ({X + 3} {Y + 4})", "a"), (f"POINT ({X + 505} {Y})", "z")], name="Arrêts")  # fmt: skip
    QgsProject.instance().removeMapLayer(stops)
    QgsProject.instance().addMapLayer(moved)
    results, _ = run("checklinks", {"PLAN": plan, "LAYERS": [moved], "OUTPUT": "memory:"})
    assert counts(results) == (0, 2, 0, 0, 0)
    shown = {f["key_value"]: f for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()}
    assert (shown["a"]["rule"], shown["a"]["score"]) == ("key", pytest.approx(0.5))  # 5 m of 10
    assert shown["b"]["rule"] == "nearest"
    assert counts(run("checklinks", {"PLAN": plan, "LAYERS": [moved], "DISTANCE": 4})[0]) == (0, 1, 0, 1, 0)


def test_a_line_drawn_again_with_more_detail_is_the_best_overlap(run, plan, layer):
    road = layer("LineString", ["id:string"], [(f"LINESTRING ({X} {Y}, {X + 1000} {Y})", "r")], name="Voies")
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": road, "KEY_FIELD": "id"})
    detailed = ", ".join(f"{X + 10 * n} {Y + 2 * (n % 2)}" for n in range(101))
    new = layer("LineString", ["id:string"], [(f"LINESTRING ({detailed})", "n"), (f"LINESTRING ({X} {Y + 50}, {X + 1000} {Y + 50})", "m")], name="Voies")  # fmt: skip
    results, _ = run("checklinks", {"PLAN": plan, "LAYERS": [new], "OUTPUT": "memory:"})
    assert counts(results) == (0, 0, 1, 0, 0)
    (only,) = QgsVectorLayer(results["OUTPUT"], "x", "ogr").getFeatures()
    assert (only["rule"], only["score"]) == ("overlap", pytest.approx(1.0))


# ---- a person accepts ---------------------------------------------------------------------------------------------------


@pytest.fixture
def proposed(run, attached, zones, tmp_path) -> Path:
    make(zones, [("01001", square(X + 30)), ("01002", square(X + 200, side=90)), ("01003", square(X + 400))])
    run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(tmp_path / "p.csv")})
    return tmp_path / "p.csv"


def test_only_what_is_accepted_is_applied_and_the_journal_keeps_what_it_was(run, attached, proposed):
    before = rows(attached, "SELECT hex(geom) FROM link_polygon ORDER BY fid")
    results, _ = run("checklinks", {"PLAN": attached, "APPLY": str(accept(proposed, 0))})
    assert (results["APPLIED"], counts(results)) == (1, (2, 0, 1, 0, 0))
    after = rows(attached, "SELECT hex(geom) FROM link_polygon ORDER BY fid")
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, True, True]
    places = QgsVectorLayer(f"{attached}|layername=link_polygon", "x", "ogr")
    assert next(places.getFeatures()).geometry().boundingBox().xMinimum() == X + 30
    ((former,),) = rows(attached, "SELECT json_extract(before, '$.geom') FROM journal ORDER BY fid DESC LIMIT 1")
    assert former == before[0][0]


def test_a_table_without_a_mark_applies_nothing(run, attached, proposed):
    results, _ = run("checklinks", {"PLAN": attached, "APPLY": str(proposed)})
    assert results["APPLIED"] == 0


def test_a_proposal_does_not_outlive_the_feature_it_was_made_for(run, attached, zones, proposed):
    marked = accept(proposed)
    make(zones, [("01001", square(X + 60)), ("01002", square(X + 200, side=90)), ("01003", square(X + 400))])
    results, feedback = run("checklinks", {"PLAN": attached, "APPLY": str(marked)})
    assert results["APPLIED"] == 1
    assert "1 accepted proposals no longer hold" in feedback.text


def test_accepted_twice_is_applied_once(run, attached, proposed):
    marked = str(accept(proposed))
    assert run("checklinks", {"PLAN": attached, "APPLY": marked})[0]["APPLIED"] == 2
    again, _ = run("checklinks", {"PLAN": attached, "APPLY": marked})
    assert (again["APPLIED"], counts(again)) == (0, (3, 0, 0, 0, 0))


def test_two_features_accepted_for_one_place_are_refused_and_nothing_is_written(run, attached, zones, tmp_path):
    make(
        zones, [("n1", square(X - 20)), ("n2", square(X + 20)), ("01002", square(X + 200)), ("01003", square(X + 400))]
    )
    table = tmp_path / "p.csv"
    run("checklinks", {"PLAN": attached, "OUTPUT_PROPOSALS": str(table)})
    before = rows(attached, "SELECT count(*) FROM journal")
    with pytest.raises(QgsProcessingException, match="Two proposals are accepted for one place"):
        run("checklinks", {"PLAN": attached, "APPLY": str(accept(table))})
    assert rows(attached, "SELECT count(*) FROM journal") == before


def test_states_are_written_only_when_asked_and_once(run, attached, proposed):
    run("checklinks", {"PLAN": attached, "UPDATE_STATES": True})
    assert [state for _f, _k, state in links(attached)] == ["moved", "changed", "ok"]
    before = rows(attached, "SELECT count(*) FROM journal")
    run("checklinks", {"PLAN": attached, "UPDATE_STATES": True})
    assert rows(attached, "SELECT count(*) FROM journal") == before


def test_states_written_by_the_run_that_proposes_do_not_spoil_its_proposals(run, attached, zones, proposed, tmp_path):
    table = tmp_path / "avec_etats.csv"
    run("checklinks", {"PLAN": attached, "UPDATE_STATES": True, "OUTPUT_PROPOSALS": str(table)})
    assert run("checklinks", {"PLAN": attached, "APPLY": str(accept(table))})[0]["APPLIED"] == 2
    assert {state for _f, _k, state in links(attached)} == {"ok"}


def test_a_workbook_of_text_cells_is_read_by_its_first_row(run, attached, proposed, tmp_path):
    book = tmp_path / "p.xlsx"
    gdal.VectorTranslate(str(book), str(accept(proposed)), options="-f XLSX")
    assert run("checklinks", {"PLAN": attached, "APPLY": str(book)})[0]["APPLIED"] == 2


def test_what_a_spreadsheet_would_execute_is_neutralised(run, plan, tmp_path):
    layer = make(tmp_path / "z.gpkg", [("=1+1", square(X))])
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": str(layer), "KEY_FIELD": "insee"})
    make(layer, [("@n", square(X))])
    run("checklinks", {"PLAN": plan, "OUTPUT_PROPOSALS": str(tmp_path / "p.csv")})
    (only,) = proposals(tmp_path / "p.csv")
    assert (only["key_value"], only["new_key_value"]) == ("'=1+1", "'@n")


# ---- what is refused ----------------------------------------------------------------------------------------------------


def test_a_table_that_is_not_one_of_proposals_is_refused(run, attached, tmp_path):
    other = tmp_path / "autre.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(QgsProcessingException, match="has no column “proposal”"):
        run("checklinks", {"PLAN": attached, "APPLY": str(other)})


def test_a_mark_that_says_neither_yes_nor_no_is_refused(run, attached, proposed):
    marked = accept(proposed, 0)
    marked.write_text(marked.read_text().replace(",oui,", ",peut-être,"))
    with pytest.raises(QgsProcessingException, match="“peut-être” is neither yes nor no"):
        run("checklinks", {"PLAN": attached, "APPLY": str(marked)})


def test_places_asked_for_in_a_csv_are_refused_before_the_plan_is_written(run, attached, zones, tmp_path):
    make(zones, [("99999", square(X + 5000))])
    with pytest.raises(QgsProcessingException, match=r"lieux\.csv.*\.gpkg"):
        run("checklinks", {"PLAN": attached, "OUTPUT": str(tmp_path / "lieux.csv"), "UPDATE_STATES": True})
    assert {state for _field, _value, state in links(attached)} == {"ok"}
    assert not (tmp_path / "lieux.csv").exists()


def test_a_geopackage_that_is_not_a_plan_is_refused(run, zones):
    with pytest.raises(QgsProcessingException, match="is a GeoPackage but not a plan"):
        run("checklinks", {"PLAN": str(zones)})


def test_an_address_in_a_plan_opens_nothing_but_a_file(run, attached):
    with closing(sqlite3.connect(attached, isolation_level=None)) as plan:
        from atlas_pcaet.records import spatial_index

        spatial_index.register(plan)
        plan.execute("UPDATE link_polygon SET layer_source = '/vsicurl/http://127.0.0.1:9/x.gpkg|layername=x'")
    results, _ = run("checklinks", {"PLAN": attached})
    assert counts(results) == (0, 0, 0, 3, 0)


def test_cancelled_nothing_is_written(run, attached, tmp_path):
    results, _ = run("checklinks", {"PLAN": attached, "OUTPUT": str(tmp_path / "x.gpkg"), "UPDATE_STATES": True}, cancel_at=1)  # fmt: skip
    assert results == {}
    assert not (tmp_path / "x.gpkg").exists()


# ---- real communes ------------------------------------------------------------------------------------------------------


def test_real_communes_of_another_year_simplified_and_without_their_leading_zero(run, plan, real_data, tmp_path):
    source = Path(shutil.copy(real_data / "geo" / "communes_59_62.gpkg", tmp_path / "communes.gpkg"))
    source.chmod(0o644)
    layer = QgsVectorLayer(str(source), "communes", "ogr")
    total = layer.featureCount()
    del layer
    attached, _ = run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": str(source), "KEY_FIELD": "insee"})
    assert attached["ATTACHED"] == total
    # A layer of the project that only bears the same name, as a filtered extract does, is not taken for it.
    extract = tmp_path / "extrait.gpkg"
    gdal.VectorTranslate(str(extract), str(source), options="-limit 53")
    QgsProject.instance().addMapLayer(QgsVectorLayer(str(extract), "communes", "ogr"))
    assert counts(run("checklinks", {"PLAN": plan})[0]) == (total, 0, 0, 0, 0)
    QgsProject.instance().clear()
    dataset = ogr.Open(str(source))
    name = dataset.GetLayer(0).GetName()
    del dataset
    new = tmp_path / "nouveau.gpkg"
    gdal.VectorTranslate(str(new), str(source), options=f'-simplify 200 -nln "{name}"')
    new.replace(source)
    results, _ = run("checklinks", {"PLAN": plan})
    ok, moved, changed, lost, ambiguous = counts(results)
    assert (moved, lost, ambiguous) == (0, 0, 0)
    assert ok + changed == total
    assert changed > 0.5 * total
