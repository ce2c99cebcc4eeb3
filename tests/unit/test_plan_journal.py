# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan's journal: who changed what, the second of two editors told, what was put aside or erased kept."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from uuid import RFC_4122, UUID

import pytest
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import attach, geopackage_blob
from atlas_pcaet.records.plan_file import transaction
from atlas_pcaet.records.restore import undelete
from plan_rows import LAYER, made, multipoint


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


def test_the_journal_is_neither_changed_nor_erased(plan):
    made(plan)
    for statement in ("DELETE FROM journal", "UPDATE journal SET author = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="journal"):
            plan.execute(statement)


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


def test_a_deleted_place_is_kept_whole_in_the_journal(plan):
    action = made(plan)
    with transaction(plan):
        attach(plan, action, "point", LAYER, [multipoint(1, 2, "a")])
    blob = plan.execute("SELECT geom FROM link_point").fetchone()[0]
    plan.execute("DELETE FROM link_point")
    before = plan.execute("SELECT before FROM journal WHERE operation = 'delete'").fetchone()[0]
    assert bytes.fromhex(json.loads(before)["geom"]) == blob
