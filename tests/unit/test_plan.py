# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan: rules held by the database, one transaction at a time, nothing lost."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest
from atlas_pcaet.records import schema
from atlas_pcaet.records.action_sheets import action_sheets
from atlas_pcaet.records.actions import NewAction, code_of, create_action, find
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import Place, SourceLayer, attach, geometry_hash, geopackage_blob
from atlas_pcaet.records.plan_file import PlanCrs, backup, create_plan, open_plan, transaction
from atlas_pcaet.records.restore import undelete
from atlas_pcaet.records.values import NewValue, store_value

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')


@pytest.fixture
def plan_file(tmp_path) -> Path:
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT, "A. B.")
    return tmp_path / "plan.gpkg"


@pytest.fixture
def plan(plan_file):
    with closing(open_plan(plan_file)) as connection:
        yield connection


def count(connection, table: str) -> int:
    return connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]


def made(connection, **facts) -> str:
    with transaction(connection):
        return create_action(connection, NewAction(**({"title": "Une action"} | facts)), "A. B.")


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


def test_an_existing_file_is_never_overwritten(plan_file):
    before = plan_file.read_bytes()
    with pytest.raises(RecordError, match="exists already"):
        create_plan(plan_file, "Autre", LAMBERT)
    assert plan_file.read_bytes() == before


def test_a_folder_that_is_not_there_or_read_only_is_named(tmp_path):
    with pytest.raises(RecordError, match="does not exist"):
        create_plan(tmp_path / "absent" / "plan.gpkg", "P", LAMBERT)
    if os.geteuid() == 0:
        with pytest.raises(RecordError, match="Nothing can be written"):
            create_plan("/proc/plan.gpkg", "P", LAMBERT)


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


def test_the_second_editor_is_told_and_nothing_is_lost(plan):
    uuid = made(plan)
    plan.execute("UPDATE action SET title = 'Premier', version = 2 WHERE uuid = ?", (uuid,))
    with pytest.raises(sqlite3.IntegrityError, match="modifiée par quelqu'un d'autre"):
        plan.execute("UPDATE action SET title = 'Second', version = 1 WHERE uuid = ?", (uuid,))
    assert plan.execute("SELECT title, version FROM action WHERE uuid = ?", (uuid,)).fetchone()[:] == ("Premier", 2)


def test_every_change_counts_and_is_in_the_journal(plan):
    uuid = made(plan)
    plan.execute("UPDATE action SET title = 'Nouveau titre', modified_by = 'C. D.' WHERE uuid = ?", (uuid,))
    entries = plan.execute(
        "SELECT operation, author, before, after FROM journal WHERE row_uuid = ? ORDER BY fid", (uuid,)
    ).fetchall()
    assert [entry["operation"] for entry in entries] == ["insert", "update"]
    assert [entry["author"] for entry in entries] == ["A. B.", "C. D."]
    # What was inserted is the row itself, or the "before" of its next change; a change holds the columns that differ.
    assert (entries[0]["before"], entries[0]["after"]) == (None, None)
    assert json.loads(entries[1]["before"]) == {"version": 1, "title": "Une action"}
    assert json.loads(entries[1]["after"]) == {"version": 2, "title": "Nouveau titre"}


def test_entries_of_the_journal_have_uuids_that_begin_with_their_time(plan):
    made(plan)
    for text, at in plan.execute("SELECT uuid, at FROM journal"):
        found = UUID(text)
        # RFC 9562: version 7, the variant of the standard, 48 bits of milliseconds since 1970.
        assert (found.version, found.variant) == (7, RFC_4122)
        written = datetime.fromisoformat(at).timestamp()
        assert (found.int >> 80) / 1000 == pytest.approx(written, abs=0.01)


def test_the_journal_is_readable_whatever_the_text_and_keeps_what_became_empty(plan):
    strange = 'Ligne 1\nligne 2 "citée" \\ 😀 \' ; {}'
    uuid = made(plan, title="Avant")
    plan.execute("UPDATE action SET title = ?, pilot = 'Service', progress_pct = 12.5 WHERE uuid = ?", (strange, uuid))
    plan.execute("UPDATE action SET pilot = NULL, confidential = 1 WHERE uuid = ?", (uuid,))
    changes = [
        (json.loads(before), json.loads(after))
        for before, after in plan.execute("SELECT before, after FROM journal WHERE operation = 'update' ORDER BY fid")
    ]
    assert changes == [
        (
            {"version": 1, "title": "Avant", "progress_pct": None, "pilot": None},
            {"version": 2, "title": strange, "progress_pct": 12.5, "pilot": "Service"},
        ),
        ({"version": 2, "pilot": "Service", "confidential": 0}, {"version": 3, "pilot": None, "confidential": 1}),
    ]


def test_a_place_that_was_moved_keeps_where_it_was_in_the_journal(plan):
    action = made(plan)
    with transaction(plan):
        attach(plan, action, "point", LAYER, [multipoint(1, 2, "a")])
    was = plan.execute("SELECT geom FROM link_point").fetchone()[0]
    place = multipoint(3, 4, "a")
    is_now = geopackage_blob(place.wkb, place.envelope, 2154)
    plan.execute("UPDATE link_point SET geom = ?", (is_now,))
    before, after = plan.execute("SELECT before, after FROM journal WHERE operation = 'update'").fetchone()
    assert bytes.fromhex(json.loads(before)["geom"]) == was
    assert bytes.fromhex(json.loads(after)["geom"]) == is_now


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


def test_the_journal_is_neither_changed_nor_erased(plan):
    made(plan)
    for statement in ("DELETE FROM journal", "UPDATE journal SET author = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="journal"):
            plan.execute(statement)


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


def test_a_failure_inside_a_transaction_undoes_all_of_it(plan):
    with pytest.raises(RecordError), transaction(plan):
        create_action(plan, NewAction("Bonne"))
        create_action(plan, NewAction("Mauvaise", start="2026", end="2020"))
    assert count(plan, "action") == 0


def test_a_plan_locked_by_another_process_is_said_and_the_retry_works(plan_file, monkeypatch):
    monkeypatch.setattr("atlas_pcaet.records.plan_file.BUSY_MS", 50)
    other = sqlite3.connect(plan_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with closing(open_plan(plan_file)) as plan:
        with pytest.raises(RecordError, match="being written by another program"):
            made(plan)
        other.execute("ROLLBACK")
        assert made(plan)


@pytest.mark.parametrize("content", [b"", b"not a database at all, by far", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_not_a_plan_is_named(tmp_path, content):
    file = tmp_path / "faux.gpkg"
    file.write_bytes(content)
    with pytest.raises(RecordError, match=r"faux\.gpkg"):
        open_plan(file)


def test_a_truncated_plan_is_said_to_be_damaged(plan_file):
    plan_file.write_bytes(plan_file.read_bytes()[:9_000])
    with pytest.raises(RecordError, match=r"plan\.gpkg"), closing(open_plan(plan_file)) as plan:
        made(plan)


def test_a_plan_of_a_newer_schema_is_refused(plan_file):
    with closing(open_plan(plan_file)) as plan:
        plan.execute("UPDATE plan SET schema_version = 99")
    with pytest.raises(RecordError, match=f"schema 99, this one knows {schema.VERSION}"):
        open_plan(plan_file)


def test_a_plan_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"absent\.gpkg"):
        open_plan(tmp_path / "absent.gpkg")


def test_a_backup_made_during_a_write_holds_what_was_committed(plan_file, tmp_path, plan):
    made(plan, number="1")
    plan.execute("BEGIN IMMEDIATE")
    create_action(plan, NewAction("Pas encore"))
    backup(plan_file, tmp_path / "copie.gpkg")
    plan.execute("ROLLBACK")
    with closing(open_plan(tmp_path / "copie.gpkg")) as copy:
        assert [row[0] for row in copy.execute("SELECT number FROM action")] == ["1"]


LAYER = SourceLayer("Aires", "aires.gpkg|layername=aires", "abc", "id_lieu")


def multipoint(x: float, y: float, key: str | None = None, fid: int = 1) -> Place:
    """ISO WKB, little-endian: a MultiPoint of one Point."""
    wkb = struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, x, y)
    return Place(wkb, (x, y, x, y), key, fid)


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


WRITER = """
    import importlib.util, sys
    root = {root!r}
    spec = importlib.util.spec_from_file_location("atlas_pcaet", root + "/__init__.py", submodule_search_locations=[root])
    module = importlib.util.module_from_spec(spec); sys.modules["atlas_pcaet"] = module; spec.loader.exec_module(module)
    from atlas_pcaet.records.plan_file import open_plan, transaction
    from atlas_pcaet.records.actions import NewAction, create_action
    plan = open_plan({file!r})
    print("ready", flush=True)
    number = {first}
    while number < {last}:
        with transaction(plan):
            for _ in range(20):
                create_action(plan, NewAction("Action de lot", number=str(number)))
            number += 1
        print(number, flush=True)
"""


def writer(root, file, first=0, last=10**9) -> subprocess.Popen:
    code = textwrap.dedent(WRITER.format(root=str(root), file=str(file), first=first, last=last))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_killed_at_100_random_moments_the_plan_is_before_or_after(root, plan_file):
    import random
    import time

    chance = random.Random(1)
    done = 0
    while done < 100:
        process = writer(root, plan_file)
        assert process.stdout.readline().strip() == "ready"
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        done += 1
        if done % 10:
            continue
        with closing(open_plan(plan_file)) as plan:
            assert plan.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert plan.execute("PRAGMA foreign_key_check").fetchall() == []
            actions = plan.execute("SELECT count(*) FROM action").fetchone()[0]
            entries = plan.execute("SELECT count(*) FROM journal WHERE table_name = 'action'").fetchone()[0]
            assert actions % 20 == 0
            assert entries == actions


def test_two_processes_write_in_turn_and_every_row_is_there(root, plan_file):
    pair = [writer(root, plan_file, 0, 100), writer(root, plan_file, 1000, 1100)]
    for process in pair:
        process.communicate(timeout=120)
        assert process.returncode == 0
    with closing(open_plan(plan_file)) as plan:
        assert plan.execute("SELECT count(*), count(DISTINCT number) FROM action").fetchone()[:] == (4000, 200)


def test_what_was_put_aside_comes_back(plan):
    uuid = made(plan, number="1")
    plan.execute("UPDATE action SET deleted = 1 WHERE uuid = ?", (uuid,))
    with transaction(plan):
        assert undelete(plan, "action", [uuid], "E. F.") == 1
        assert undelete(plan, "action", [uuid]) == 0
    assert plan.execute("SELECT deleted, modified_by FROM action").fetchone()[:] == (0, "E. F.")
    with pytest.raises(RecordError, match="not in the plan"), transaction(plan):
        undelete(plan, "action", ["absent"])
    with pytest.raises(RecordError, match="no deleted rows"), transaction(plan):
        undelete(plan, "ref; DROP TABLE plan", [uuid])


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


def test_a_deleted_place_is_kept_whole_in_the_journal(plan):
    action = made(plan)
    with transaction(plan):
        attach(plan, action, "point", LAYER, [multipoint(1, 2, "a")])
    blob = plan.execute("SELECT geom FROM link_point").fetchone()[0]
    plan.execute("DELETE FROM link_point")
    before = plan.execute("SELECT before FROM journal WHERE operation = 'delete'").fetchone()[0]
    assert bytes.fromhex(json.loads(before)["geom"]) == blob
