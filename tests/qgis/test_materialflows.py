# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:materialflows``: tables of flows with their dirt, zones of three kinds, lines, diagram."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import NULL, Qgis, QgsProcessingException, QgsVectorLayer

FLOW_FIELDS = ["de:string", "vers:string", "matiere:string", "t:string", "annee:integer", "mode:string"]
A = "POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0))"
B = "POLYGON ((4000 0, 5000 0, 5000 1000, 4000 1000, 4000 0))"
ROWS = [
    ("extraction", "59001", "MF3", "100", 2019, None), ("59001", "59002", "MF3", "30", 2019, None), ("59001", "monde", "MF3", "20", 2019, None),
    ("monde", "59002", "Biomasse", "50", 2019, None), ("59002", "59001", "MF6", "8", 2019, None), ("59002", "59002", "MF1", "5", 2019, None),
]  # fmt: skip


@pytest.fixture
def zones(layer):
    return layer(
        "Polygon", ["insee:string", "nom:string"], [(A, "59001", "Carrière"), (B, "59002", "Ville")], name="zones"
    )


@pytest.fixture
def given(layer, zones, tmp_path):
    def make(rows, **more):
        flows = layer("None", FLOW_FIELDS, [(None, *row) for row in rows], name="flux")
        usual = {
            "FLOWS": flows, "ORIGIN_FIELD": "de", "DESTINATION_FIELD": "vers", "CATEGORY_FIELD": "matiere", "TONNES_FIELD": "t",
            "YEAR_FIELD": "annee", "ZONES": zones, "ZONE_FIELD": "insee", "NAME_FIELD": "nom", "OUTPUT": str(tmp_path / "bilan.gpkg"),
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


def test_balances_of_the_zones_and_of_the_territory(run, given):
    results, _said = run("materialflows", given(ROWS))
    # Territory: 100 extracted, 50 imported, 20 exported; 30 + 8 between zones and 5 inside one.
    assert (results["EXTRACTION_T"], results["DMI_T"], results["DMC_T"]) == (100, 150, 130)
    assert (results["INTERNAL_T"], results["WASTE_T"], results["YEAR"]) == (43, 8, 2019)
    made, rows = rows_of(results["OUTPUT"])
    town = one(rows, zone="59002", category="total")
    assert (town["zone_name"], town["imports_t"], town["exports_t"], town["dmc_t"]) == ("Ville", 80, 8, 72)
    assert one(rows, zone="*", category="MF3")["category_label"] == "Minéraux non métalliques"
    assert all(made.attributeAlias(i) for i in range(1, made.fields().count()))


def test_lines_join_points_inside_the_zones_and_carry_tonnes_and_width(run, given, tmp_path):
    results, said = run(
        "materialflows", given(ROWS, FLOW_LINES=str(tmp_path / "lignes.gpkg"), ZONES_MAP=str(tmp_path / "zones.gpkg"))
    )
    made, lines = rows_of(results["FLOW_LINES"])
    assert len(lines) == 2
    stone = one(lines, origin="59001")
    assert (stone["destination_name"], stone["tonnes"], stone["mf3_t"], stone["width_mm"]) == ("Ville", 30, 30, 6)
    assert one(lines, origin="59002")["width_mm"] == pytest.approx(6 * 8 / 30)
    geometry = next(f.geometry() for f in made.getFeatures() if f["origin"] == "59001")
    start, end = geometry.constGet().startPoint(), geometry.constGet().endPoint()
    assert 0 < start.x() < 1000
    assert 4000 < end.x() < 5000
    made.loadDefaultStyle()
    assert [item.label() for item in made.renderer().legendSymbolItems()] == [
        "Minéraux non métalliques",
        "Déchets à traiter ou à éliminer",
    ]
    assert "Lines: 38 t of 213 t" in said.text
    places, rows = rows_of(results["ZONES_MAP"])
    assert places.geometryType() == Qgis.GeometryType.Polygon
    assert one(rows, zone="59001")["extraction_t"] == 100


def test_freight_has_rows_and_colours_by_mode(run, given, tmp_path):
    rows = [
        ("59001", "59002", "", "60", 2019, "route"),
        ("59001", "59002", "", "40", 2019, "fleuve"),
        ("monde", "59001", "", "10", 2019, "fer"),
    ]
    more = {"MODE_FIELD": "mode", "FLOW_LINES": str(tmp_path / "l.gpkg"), "SANKEY": str(tmp_path / "s.png")}
    results, _said = run("materialflows", given(rows, **more))
    _made, balance = rows_of(results["OUTPUT"])
    assert one(balance, zone="59002", category="total", mode="fleuve")["imports_t"] == 40
    assert one(balance, zone="59002", category="total", mode=NULL)["imports_t"] == 100
    lines, found = rows_of(results["FLOW_LINES"])
    assert {line["mode"] for line in found} == {"route", "fleuve"}
    lines.loadDefaultStyle()
    assert {item.label() for item in lines.renderer().legendSymbolItems()} == {"route", "fleuve"}
    assert Path(results["SANKEY"]).read_bytes().startswith(b"\x89PNG")


def test_missing_tonnes_and_a_table_without_extraction_leave_consumption_missing(run, given):
    results, said = run(
        "materialflows", given([("monde", "59002", "MF4", "", 2019, None), ("monde", "59001", "MF4", "7", 2019, None)])
    )
    assert results["DMC_T"] is None
    _made, rows = rows_of(results["OUTPUT"])
    town = one(rows, zone="59002", category="MF4")
    assert town["imports_t"] == NULL
    assert town["remark"] == "the table has no extraction for the year; a flow has no tonnes"
    assert one(rows, zone="59001", category="MF4")["imports_t"] == 7
    assert "missing, not 0" in said.text


def test_dirty_codes_and_points_as_zones(run, given, layer):
    points = layer(
        "Point",
        ["insee:integer", "nom:string"],
        [("POINT (0 0)", 1001, "A"), ("POINT (9 9)", 1002, "B")],
        name="centres",
    )
    rows = [("01001", "1002.0", "MF1", "7", 2019, None), ("O1001", "01002", "MF1", "3", 2019, None)]
    results, said = run("materialflows", given(rows, ZONES=points))
    assert results["INTERNAL_T"] == 7
    assert results["IMPORTS_T"] == 3
    assert "O1001 (1)" in said.text


def test_the_diagram_of_materials(run, given, tmp_path):
    results, _said = run("materialflows", given(ROWS, SANKEY=str(tmp_path / "sankey.png")))
    assert Path(results["SANKEY"]).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"UNIT": "GWh"}, "is not a mass"), ({"ORIGIN_FIELD": "absent"}, "has no field “absent”"), ({"ZONE_FIELD": "nom"}, "touches a zone"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_leaves_no_file(run, given, tmp_path, change, part):
    with pytest.raises(QgsProcessingException, match=part):
        run("materialflows", given(ROWS, SANKEY=str(tmp_path / "s.png"), **change))
    assert not list(tmp_path.iterdir())


def test_cancel_writes_nothing(run, given, tmp_path):
    run("materialflows", given(ROWS), cancel_at=1)
    assert not list(tmp_path.iterdir())
