# SPDX-License-Identifier: GPL-2.0-or-later
"""ADEME's CSV, TET's indicators, tables, map files, the checklist: read again by others, and by our readers."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import geopackage_blob
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan
from atlas_pcaet.records.reading.formats import read
from atlas_pcaet.records.reading.spreadsheets import read_sheets
from atlas_pcaet.records.writing.ademe_csv import write_ademe
from atlas_pcaet.records.writing.attached_files import withhold_outside
from atlas_pcaet.records.writing.deposit_checklist import TABLE, checklist, write_checklist
from atlas_pcaet.records.writing.geojson import write_geojson
from atlas_pcaet.records.writing.geopackage import write_geopackage
from atlas_pcaet.records.writing.losses import COLUMNS, Losses
from atlas_pcaet.records.writing.plain_table import write_table
from atlas_pcaet.records.writing.plan_content import read_content
from atlas_pcaet.records.writing.tet_indicators import write_indicators

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
SQL = Path(__file__).resolve().parent.parent / "data" / "plan_to_write.sql"
# records.md §3.4
ADEME = [
    "Id_action",
    "Id_demarche",
    "Nom_demarche",
    "Intitule_action",
    "Description_action",
    "Date_lancement",
    "Collectivites_coporteuses",
    "Population_couverte",
    "Contact_principal",
    "Contact",
    "Commentaire_statut",
    "Commentaire_conclusion",
    "Secteur",
    "Type_de_porteur",
    "Type_action",
    "Cible_action",
]
# records.md §3.3
INDICATORS = [
    "Identifiant",
    "Nom de l'indicateur",
    "Indicateur parent",
    "Unité",
    "Pilote",
    "Direction ou service pilote",
    "Commentaire",
    "Source",
]


@pytest.fixture
def plan(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT)
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        connection.executescript(SQL.read_text(encoding="utf-8"))
        yield connection


def place(plan, action="a-44"):
    shapely = pytest.importorskip("shapely")
    shape = shapely.MultiPoint([(650_000, 7_060_000), (650_100, 7_060_000)])
    blob = geopackage_blob(shape.wkb, shape.bounds, 2154)
    plan.execute(
        "INSERT INTO link_point(action_uuid, role, layer_name, key_field, key_value, geom) VALUES (?, 'localise', 'Aires', 'id_lieu', 'A1', ?)",
        (action, blob),
    )


def test_ademe_s_columns_words_and_dates(plan, tmp_path):
    losses = Losses()
    path, count = write_ademe(tmp_path / "a.csv", read_content(plan), losses)
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert list(rows[0]) == ADEME
    assert count == len(rows) == 6
    first = rows[0]
    assert (first["Id_demarche"], first["Date_lancement"], first["Population_couverte"]) == (
        "1234",
        "01/01/2022",
        "52000",
    )
    assert (first["Secteur"], first["Type_action"], first["Cible_action"]) == (
        "Transport routier",
        "Etude",
        "grand public",
    )
    assert {row["Contact_principal"] + row["Contact"] for row in rows} == {""}  # no name of a person leaves
    said = {(loss.field, loss.fate) for loss in losses.rows}
    assert {
        ("axis_uuid", "lost"),
        ("objectives", "moved"),
        ("budget", "lost"),
        ("parent_uuid", "lost"),
        ("place", "lost"),
    } - said == {("place", "lost")}


def test_ademe_s_csv_is_read_back(plan, tmp_path):
    path, _ = write_ademe(tmp_path / "a.csv", read_content(plan), Losses())
    (document,) = read(path, "auto").documents
    assert document.format == "ademe_csv"
    first = document.actions[0]
    assert (first.number, first.title) == ("44", "Optimiser les flux et modes de transports")
    assert ("sector", "Transport routier") in {(tag.domain, tag.label) for tag in first.tags}


def test_indicators_of_tet_with_their_years_sources_and_parents(plan, tmp_path):
    plan.execute("UPDATE indicator SET parent_uuid = 'i-km' WHERE uuid = 'i-ges'")
    losses = Losses()
    path, count = write_indicators(tmp_path / "a.xlsx", read_content(plan), losses)
    sheet = read_sheets(path)[0]
    assert sheet.name == "Indicateurs"
    assert sheet.rows[0].cells == [*INDICATORS, "2021 Résultat", "2023 Résultat", "2030 Objectif"]
    lines = {(row.cells[0], row.cells[7]): row for row in sheet.rows[1:]}
    assert count == 2
    assert set(lines) == {("cae_1.e", "rare"), ("cae_1.e", "Collectivité"), ("loc_1", "Collectivité")}
    assert lines["cae_1.e", "rare"].cell(8) == "48.2"
    assert lines["cae_1.e", "Collectivité"].cell(10) == "30"  # 30 000 t in kt, the unit of TET's indicator
    assert lines["loc_1", "Collectivité"].cell(9) == "81000"
    assert "Trop tôt pour faire un bilan" in lines["loc_1", "Collectivité"].cell(6)  # moved into the comment
    assert {(loss.field, loss.fate) for loss in losses.rows} == {
        ("value", "lost"),
        ("value", "changed"),
        ("reason", "moved"),
    }
    text = str([row.cells for row in sheet.rows])
    assert "Bourg-d'Essai" not in text  # a commune's value is not the collectivity's


def test_a_plan_without_values_has_no_indicators_to_write(tmp_path):
    create_plan(tmp_path / "vide.gpkg", "Vide", LAMBERT)
    with (
        closing(open_plan(tmp_path / "vide.gpkg")) as plan,
        pytest.raises(RecordError, match="no indicator with a value"),
    ):
        write_indicators(tmp_path / "a.xlsx", read_content(plan), Losses())
    assert not (tmp_path / "a.xlsx").exists()


# What the sheet of actions carries: compared with the plan, column by column.
CARRIED = (
    "stakes", "objectives", "description", "expected_results", "audience", "means", "funding_text", "governance", "comment",
    "status", "priority", "scope", "participation", "progress_pct", "mitigation", "adaptation", "impact_ghg", "impact_air",
    "budget_text", "calendar_text", "start_precision", "end_precision", "calendar_certainty",
)  # fmt: skip


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_an_ordinary_workbook_comes_back_column_by_column(plan, tmp_path, extension):
    path, count = write_table(tmp_path / f"a.{extension}", read_content(plan), Losses())
    (document,) = read(path, "table").documents
    assert count == sum(len(action.family()) for action in document.actions) == 6
    ours = next(a for a in read_content(plan).actions if a.uuid == "a-44")
    back = next(a for a in document.actions if a.uuid == "a-44")
    assert {n: back.fields.get(n) for n in CARRIED} == {n: ours.row[n] for n in CARRIED}
    assert (back.fields["start_date"], back.fields["end_date"]) == ("2022-01-01", "2025-06-30")
    assert {(tag.domain, tag.label) for tag in back.tags} == {
        ("sector", "Transport routier"), ("tag", "logistique"), ("action_type", "Etude"), ("target", "grand public"),
    }  # fmt: skip
    assert [child.uuid for child in back.children] == ["a-44-1", "a-44-2"]
    names = {sheet.name for sheet in read_sheets(path)}
    assert {"Actions", "Budgets", "Acteurs", "Valeurs", "Références", "Actions liées", "Pièces"} <= names


def test_places_are_lost_by_a_workbook_and_said(plan, tmp_path):
    place(plan)
    losses = Losses()
    write_table(tmp_path / "a.xlsx", read_content(plan), losses)
    assert [loss.field for loss in losses.rows if loss.fate == "lost"] == ["place"]


def test_geojson_has_a_feature_per_place_and_one_per_action_without(plan, tmp_path):
    place(plan)
    place(plan, "a-46")  # confidential
    shape = {"type": "Point", "coordinates": [2.0, 50.0]}
    path, count = write_geojson(tmp_path / "a.geojson", plan, read_content(plan), Losses(), lambda _blob: shape)
    found = json.loads(path.read_text(encoding="utf-8"))
    # RFC 7946, §3.2 and §3.3: members of a feature, an unlocated one has the geometry null; §4: no crs member.
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    assert all(set(f) == {"type", "id", "geometry", "properties"} for f in found["features"])
    assert count == len(found["features"]) == 6
    assert [f["properties"]["number"] for f in found["features"] if f["geometry"]] == ["44"]
    first = found["features"][0]["properties"]
    assert (first["mitigation"], first["adaptation"], first["impact_energy"]) == (True, False, None)  # three states
    assert first["status"] == "En cours"


def test_gdal_opens_the_geopackage_with_its_layers_geometry_and_crs(plan, tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    place(plan)
    path, _count = write_geopackage(tmp_path / "a.gpkg", plan, read_content(plan), Losses())
    dataset = ogr.Open(str(path))
    layers = {dataset.GetLayer(n).GetName(): dataset.GetLayer(n) for n in range(dataset.GetLayerCount())}
    assert set(layers) == {"actions", "valeurs", "lieux_point", "lieux_ligne", "lieux_surface"}
    assert layers["actions"].GetFeatureCount() == 6
    feature = layers["lieux_point"].GetNextFeature()
    assert feature.GetGeometryRef().GetGeometryCount() == 2
    assert layers["lieux_point"].GetExtent() == (650_000, 650_100, 7_060_000, 7_060_000)
    assert (feature["title"], feature["status"], feature["key_value"]) == (
        "Optimiser les flux et modes de transports",
        "En cours",
        "A1",
    )
    code = layers["lieux_point"].GetSpatialRef().GetAuthorityCode(None)
    assert code in (None, "2154")  # the definition of the test's plan is short
    with pytest.raises(RecordError, match="not a plan"):
        open_plan(path)


def test_an_attachment_outside_the_project_is_refused_by_the_plan_and_by_the_export(plan, tmp_path):
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError, match="reste dans le dossier du plan"):
        plan.execute("INSERT INTO attachment(action_uuid, kind, path) VALUES ('a-44', 'file', '../../secret.txt')")
    for (name,) in plan.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'attachment'"
    ).fetchall():
        plan.execute(f"DROP TRIGGER {name}")  # a file changed by other means
    plan.execute("INSERT INTO attachment(action_uuid, kind, path) VALUES ('a-44', 'file', '../../secret.txt')")
    content, losses = read_content(plan), Losses()
    withhold_outside(content, losses)
    path, _ = write_table(tmp_path / "a.xlsx", content, losses)
    assert "secret.txt" not in str([row.cells for sheet in read_sheets(path) for row in sheet.rows])
    assert (losses.rows[0].field, losses.rows[0].fate) == ("attachment", "lost")


def test_the_list_of_what_is_lost_is_a_csv_by_action_and_field(plan, tmp_path):
    losses = Losses()
    write_ademe(tmp_path / "a.csv", read_content(plan), losses)
    path = losses.write(tmp_path / "lost.csv", lambda text: text)
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(losses.rows)
    assert not [row for row in rows if "{" in row["sentence"]]
    (comment,) = [row for row in rows if row["field"] == "comment"]
    assert comment["value"] == "'@ vérifier"  # neutralised


def test_the_nine_pieces_of_the_file_are_in_the_checklist_with_a_source(plan):
    with TABLE.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    known = {row[0] for row in plan.execute("SELECT code FROM ref WHERE domain = 'piece'")}
    assert {row["piece"] for row in rows} == known
    assert len(known) == 9  # records.md §1.4
    assert all(row["source"] for row in rows)
    # records.md §1.4: Diagnostic, Stratégie, Plan d'actions and Suivi are compulsory, the five others are not.
    assert {row["piece"] for row in rows if row["required"] == "oui"} == {
        "diagnostic",
        "strategie",
        "plan_actions",
        "suivi",
    }


def test_the_codes_of_the_checklist_are_tet_s_own(real_data):
    with (real_data / "records" / "tet_import-indicateur-definitions.csv").open(encoding="utf-8") as opened:
        official = {row["identifiantReferentiel"] for row in csv.DictReader(opened)}
    with TABLE.open(encoding="utf-8") as opened:
        codes = {
            c for row in csv.DictReader(opened) if row["rule"] in ("values", "targets") for c in row["codes"].split("|")
        }
    assert len(codes) == 8 + 8 + 6 * 8 + 3 + 3  # sectors, sectors, pollutants by sector, sinks, renewables
    assert codes <= official


def test_the_checklist_counts_what_the_plan_holds(plan, tmp_path):
    elements = {(e.piece, e.label): e for e in checklist(plan, read_content(plan))}
    ghg = elements["Diagnostic", "Émissions de gaz à effet de serre, par secteur"]
    assert (ghg.found, ghg.expected, ghg.state) == (1, 8, "partiel")  # road transport only, in 2021
    targets = next(e for (piece, label), e in elements.items() if piece == "Stratégie territoriale" and "gaz" in label)
    assert (targets.found, targets.expected) == (1, 16)  # 2030 for one sector of eight, two years each
    actions = elements["Plan d'actions", "Actions du programme"]
    assert (actions.found, actions.state) == (4, "rempli")  # four that are not confidential
    assert elements["Délibération d'adoption", "Délibération d'adoption"].state == "rempli"
    assert elements["EES", "Rapport d'évaluation environnementale stratégique"].state == "manquant"
    plan.execute(
        "INSERT INTO value(indicator_uuid, year, kind, reason) SELECT 'i-km', 2020, 'reference', 'inexistante'"
    )
    for extension in ("xlsx", "ods", "csv"):
        assert write_checklist(tmp_path / f"c.{extension}", list(elements.values()), "x").stat().st_size > 500
    with pytest.raises(RecordError, match="checklist is a"):
        write_checklist(tmp_path / "c.pdf", [], "x")


def test_the_indicator_of_a_confidential_action_alone_stays_in_the_plan(plan, tmp_path):
    plan.execute(
        "INSERT INTO indicator(uuid, plan_uuid, code, name) SELECT 'i-secret', uuid, 'sec', 'Hectares achetés' FROM plan"
    )
    plan.execute("INSERT INTO value(indicator_uuid, year, kind, value) VALUES ('i-secret', 2024, 'result', 3)")
    assert "i-secret" in read_content(plan).indicators
    plan.execute("INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES ('a-46', 'i-secret')")
    path, _ = write_indicators(tmp_path / "a.xlsx", read_content(plan), Losses())
    assert "Hectares" not in str([row.cells for sheet in read_sheets(path) for row in sheet.rows])
    plan.execute("INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES ('a-45', 'i-secret')")
    assert "i-secret" in read_content(plan).indicators


def test_a_filter_that_chooses_nothing_and_a_plan_of_secrets_say_so(plan):
    with pytest.raises(RecordError, match="chooses none"):
        read_content(plan, set())
    with pytest.raises(RecordError, match="is confidential"):
        read_content(plan, {"a-46"})
    assert [a.uuid for a in read_content(plan, {"a-44-1"}).every_action()] == ["a-44", "a-44-1"]  # with its mother
    assert len(list(read_content(plan, {"a-44"}).every_action())) == 3  # with its sub-actions
