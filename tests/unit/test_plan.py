# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan: rules held by the database, one transaction at a time, nothing lost."""

from __future__ import annotations

import csv
import json
import sqlite3
import struct

import pytest
from atlas_pcaet.records import schema
from atlas_pcaet.records.action_sheets import action_sheets
from atlas_pcaet.records.actions import NewAction, code_of, create_action, find
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import attach, geometry_hash, geopackage_blob
from atlas_pcaet.records.plan_file import transaction
from atlas_pcaet.records.values import NewValue, store_value
from plan_rows import LAYER, count, made, multipoint


def test_a_plan_has_its_tables_lists_and_indicators(plan):
    inscribed = {row[0] for row in plan.execute("SELECT table_name FROM gpkg_contents")}
    assert inscribed == {table.name for table in schema.TABLES}
    assert plan.execute("SELECT name, schema_version, crs FROM plan").fetchone()[:] == (
        "PCAET d'essai",
        schema.VERSION,
        "EPSG:2154",
    )
    labels = [row[0] for row in plan.execute("SELECT label FROM ref WHERE domain = 'status' ORDER BY position")]
    # Spelling of Territoires en Transitions, « A discuter » without its accent included.
    assert labels == ["À venir", "En cours", "Réalisé", "En pause", "Abandonné", "Bloqué", "En retard", "A discuter"]
    assert count(plan, "indicator") == len(schema.INDICATORS)
    assert plan.execute("PRAGMA foreign_key_check").fetchall() == []
    assert plan.execute("PRAGMA user_version").fetchone()[0] == 10300


def test_every_row_has_a_uuid_of_its_own(plan):
    uuids = [row[0] for row in plan.execute("SELECT uuid FROM ref UNION ALL SELECT uuid FROM indicator")]
    assert len(set(uuids)) == len(uuids)
    assert all(len(uuid) == 36 for uuid in uuids)


def test_actions_have_two_levels(plan):
    mother = made(plan, number="1")
    child = made(plan, number="1.1", parent="1")
    with pytest.raises(RecordError, match="deux niveaux"):
        made(plan, number="1.1.1", parent="1.1")
    plan.execute("UPDATE action SET title = 'Autre titre' WHERE uuid = ?", (child,))
    other = made(plan, number="2")
    with pytest.raises(sqlite3.IntegrityError, match="deux niveaux"):
        plan.execute("UPDATE action SET parent_uuid = ? WHERE uuid = ?", (other, mother))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": "  "}, "titre de l'action est vide"),
        ({"title": "x" * 301}, "300 caractères"),
        ({"start": "2026", "end": "2020"}, "fin de l'action est avant son début"),
        ({"start": "été 2018"}, "is not a date"),
        ({"status": "Terminé"}, "not a known status. Known: À venir"),
        ({"parent": "99"}, "no “action” named “99”"),
    ],
)
def test_a_wrong_action_is_one_sentence_and_no_row(plan, facts, sentence):
    with pytest.raises(RecordError, match=sentence):
        made(plan, **facts)
    assert count(plan, "action") == 0


@pytest.mark.parametrize("title", ["Ébauche 😀", "عنوان", "O'Hara; DROP TABLE plan", "x" * 300])
def test_any_text_of_300_characters_is_kept_as_it_is(plan, title):
    uuid = made(plan, title=title)
    assert plan.execute("SELECT title FROM action WHERE uuid = ?", (uuid,)).fetchone()[0] == title


def test_an_axis_is_made_once(plan):
    made(plan, axis="Mobilité")
    made(plan, axis="Mobilité")
    assert count(plan, "axis") == 1


def test_a_status_is_read_by_label_or_code_and_kept_as_written(plan):
    uuid = made(plan, status="en COURS")
    assert plan.execute("SELECT status, status_original FROM action WHERE uuid = ?", (uuid,)).fetchone()[:] == (
        "en_cours",
        "en COURS",
    )
    assert code_of(plan, "status", "a_discuter") == "a_discuter"


def test_a_number_shared_by_two_actions_must_be_told_apart(plan):
    first = made(plan, number="32")
    made(plan, number="32", title="Autre")
    with pytest.raises(RecordError, match="2 rows of “action” have “32” as number"):
        find(plan, "action", "32")
    assert find(plan, "action", first) == first
    assert find(plan, "action", "Une action") == first


def test_every_list_has_its_official_size_and_no_code_twice(plan):
    # Sizes by their sources: TET, ADEME, order of 4 August 2016 (reference/records.md, 1.4, which counts 20 sectors of
    # action and names 21).
    sizes = {
        "status": 8, "priority": 3, "participation": 5, "target_tet": 13, "target_ademe": 7, "holder_type": 6,
        "action_type": 20, "sector": 8, "action_sector": 21, "pollutant": 6, "renewable": 14, "theme": 10, "scope": 3,
        "plan_status": 4, "obligation": 2, "piece": 9,
    }  # fmt: skip
    for domain, size in sizes.items():
        assert plan.execute("SELECT count(*), count(DISTINCT code) FROM ref WHERE domain = ?", (domain,)).fetchone()[
            :
        ] == (size, size), domain
    ademe = dict(plan.execute("SELECT code_ademe, label FROM ref WHERE domain = 'sector'").fetchall())
    assert (ademe["1"], ademe["3"], ademe["8"]) == ("Résidentiel", "Transport routier", "Branche énergie")
    pollutants = [
        row[:]
        for row in plan.execute(
            "SELECT code_ademe, label, code_tet FROM ref WHERE domain = 'pollutant' ORDER BY position"
        )
    ]
    # ADEME counts PM10, PM2.5, NOx, SO2, COV, NH3; TET's letters a to f are NOx, PM10, PM2.5, COV, SO2, NH3.
    assert pollutants == [
        ("1", "PM10", "cae_4.b"), ("2", "PM2,5", "cae_4.c"), ("3", "NOx", "cae_4.a"), ("4", "SO2", "cae_4.e"),
        ("5", "COV", "cae_4.d"), ("6", "NH3", "cae_4.f"),
    ]  # fmt: skip
    assert plan.execute("SELECT code_tet FROM ref WHERE code = 'a_discuter'").fetchone()[0] == "A discuter"


def test_every_code_a_column_takes_is_labelled(plan):
    for table in schema.TABLES:
        for column in table.columns:
            if column.domain:
                codes = {entry.code for entry in schema.ENUMERATIONS[column.domain]}
                assert set(column.allowed) <= codes, (table.name, column.name)
            assert column.domain or not column.allowed, (table.name, column.name)


def test_the_indicators_of_tet_are_those_of_its_file(plan, real_data):
    with (real_data / "records" / "tet_import-indicateur-definitions.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        theirs = {row["identifiantReferentiel"]: row for row in csv.DictReader(file)}
    ours = plan.execute(
        "SELECT i.code_tet, i.name, i.unit, i.formula, i.decimals, p.code FROM indicator i "
        "LEFT JOIN indicator p ON p.uuid = i.parent_uuid WHERE i.method = 'Territoires en Transitions'"
    ).fetchall()
    assert len(ours) == 16
    for code, name, unit, formula, decimals, parent in ours:
        row = theirs[code]
        assert (name, unit, formula or "") == (row["titre"], row["unite"], row["valeurCalcule"])
        assert ("" if decimals is None else str(decimals)) == row["precision"]
        assert parent == (row["parents"] if row["parents"] in {r[0] for r in ours} else None)


@pytest.mark.parametrize("date", ["2024-02-30", "2024-13", "bientôt", "2023-02-29", "0000"])
def test_an_action_made_with_a_date_that_is_none_is_refused_before_anything_is_written(plan, date):
    for facts in ({"start": date}, {"end": date}):
        with pytest.raises(RecordError, match="is not a date"), transaction(plan):
            create_action(plan, NewAction("A", **facts))
    assert plan.execute("SELECT count(*) FROM action").fetchone()[0] == 0


def test_a_link_to_no_action_is_refused(plan):
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        plan.execute("INSERT INTO link_point(action_uuid) VALUES ('absent')")


def stored(plan, **facts) -> str:
    with transaction(plan):
        return store_value(
            plan, NewValue(**({"indicator": "apc_air_bandes", "year": 2026, "kind": "result"} | facts)), "A. B."
        )


def test_a_value_is_stored_with_its_provenance_and_unit(plan):
    made(plan, number="44")
    uuid = stored(
        plan, value=26_799.0, action="44", source="démonstration", provenance={"algorithm": "pcaet:corridorbands"}
    )
    row = plan.execute("SELECT * FROM value WHERE uuid = ?", (uuid,)).fetchone()
    assert (row["value"], row["unit"], row["reason"]) == (26_799.0, "hab", None)
    assert json.loads(row["provenance"]) == {"algorithm": "pcaet:corridorbands"}
    assert row["action_uuid"] == find(plan, "action", "44")


def test_stored_again_the_same_value_is_replaced_and_the_former_is_in_the_journal(plan):
    first = stored(plan, value=10.0)
    assert stored(plan, reason="Trop tôt pour faire un bilan") == first
    assert stored(plan, value=10.0, year=2027) != first
    row = plan.execute("SELECT value, reason, version FROM value WHERE uuid = ?", (first,)).fetchone()
    assert row[:] == (None, "trop_tot", 2)
    before = plan.execute(
        "SELECT before FROM journal WHERE row_uuid = ? AND operation = 'update'", (first,)
    ).fetchone()[0]
    assert json.loads(before)["value"] == 10.0


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "a value, or a reason"),
        ({"value": 1.0, "reason": "secret"}, "a value, or a reason"),
        ({"value": float("nan")}, "not a number"),
        ({"value": 1.0, "indicator": "inconnu"}, "no “indicator” named “inconnu”"),
        ({"value": 1.0, "kind": "objectif"}, "not one of result, target, reference"),
        ({"value": 1.0, "unit": "km"}, "is in hab, the value in km"),
        ({"reason": "je ne sais pas"}, "not a known reason"),
        ({"value": 1.0, "territory": "62765"}, "no “territory” named"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_no_row(plan, facts, sentence):
    with pytest.raises(RecordError, match=sentence):
        stored(plan, **facts)
    assert count(plan, "value") == 0


def test_the_database_itself_refuses_a_value_with_a_reason(plan):
    indicator = find(plan, "indicator", "apc_air_bandes")
    for value, reason in ((1.0, "secret"), (None, None)):
        with pytest.raises(sqlite3.IntegrityError, match="soit une valeur, soit un motif"):
            plan.execute(
                "INSERT INTO value(indicator_uuid, year, kind, value, reason) VALUES (?, 2026, 'result', ?, ?)",
                (indicator, value, reason),
            )


def test_places_are_attached_once_by_their_key(plan):
    action = made(plan)
    with transaction(plan):
        assert attach(plan, action, "point", LAYER, [multipoint(1, 2, "a"), multipoint(3, 4, "b")]) == (2, 0)
        assert attach(plan, action, "point", LAYER, [multipoint(1.5, 2, "a"), multipoint(9, 9, "c")]) == (1, 1)
    assert count(plan, "link_point") == 3


def test_without_a_key_places_are_attached_once_by_their_geometry(plan):
    action = made(plan)
    with transaction(plan):
        assert attach(plan, action, "point", LAYER, [multipoint(1, 2), multipoint(1, 2), multipoint(3, 4)]) == (2, 1)


def test_the_geometry_is_stored_with_the_header_of_the_standard():
    place = multipoint(10, 20)
    blob = geopackage_blob(place.wkb, (10, 20, 10, 20), 2154)
    # OGC 12-128r17, 2.1.3.1.1: magic, version 0, flags (little-endian, envelope xy), srs_id, min x, max x, min y, max y.
    assert blob[:4] == b"GP\x00\x03"
    assert struct.unpack("<i4d", blob[4:40]) == (2154, 10, 10, 20, 20)
    assert blob[40:] == place.wkb
    assert len(geometry_hash(place.wkb)) == 32


def test_only_points_lines_and_polygons_are_attached(plan):
    action = made(plan)
    with pytest.raises(RecordError, match="not “raster”"), transaction(plan):
        attach(plan, action, "raster", LAYER, [])
    with pytest.raises(RecordError, match="CHECK constraint failed"), transaction(plan):
        attach(plan, action, "point", LAYER, [multipoint(1, 2, "a")], role="décore")
    assert count(plan, "link_point") == 0


def test_a_printed_sheet_holds_its_sub_actions_in_order_and_their_values(plan):
    made(plan, number="10", title="Seconde")
    made(plan, number="2", title="Première", axis="Mobilité", status="En cours")
    made(plan, number="2.10", parent="2", title="Dixième")
    made(plan, number="2.9", parent="2", title="Neuvième", status="Réalisé")
    stored(plan, value=12.0, action="2.9", source="comptage")
    stored(plan, reason="Trop tôt pour faire un bilan", action="2", year=2030, kind="target")
    first, second = action_sheets(plan)
    assert (first.name, first.axis, first.status, second.name) == (
        "2 – Première",
        "Mobilité",
        "En cours",
        "10 – Seconde",
    )
    assert first.sub_actions == (("2.9", "Neuvième", "Réalisé"), ("2.10", "Dixième", None))
    assert len(first.uuids) == 3
    assert [(v.year, v.value, v.reason, v.unit) for v in first.values] == [
        (2026, 12.0, None, "hab"),
        (2030, None, "Trop tôt pour faire un bilan", "hab"),
    ]
