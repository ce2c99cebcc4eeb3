# SPDX-License-Identifier: GPL-2.0-or-later
"""A copy of a plan that was away, merged: nothing committed is lost, nothing is settled without a person."""

from __future__ import annotations

import sqlite3
import struct
import time
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import attach
from atlas_pcaet.records.plan_file import backup, open_plan, transaction
from atlas_pcaet.records.sync import merging
from atlas_pcaet.records.sync.merging import Merged, merge
from atlas_pcaet.records.values import NewValue, store_value
from plan_copies import choice, everything, one, point, rows, sound
from plan_rows import LAYER


def edit(path: Path, author: str, *statements: str) -> None:
    with closing(open_plan(path)) as plan, transaction(plan, author):
        for statement in statements:
            plan.execute(statement.replace("SET ", f"SET modified_by = '{author}', ", 1))


# ---- what comes ---------------------------------------------------------------------------------------------------------


def test_rows_added_on_either_side_are_all_there(office, field):
    with closing(open_plan(field)) as plan, transaction(plan, "C. D."):
        made = create_action(plan, NewAction("Vue sur le terrain", number="3", axis="Eau"), "C. D.")
        create_action(plan, NewAction("Une sous-action", number="3.1", parent=made), "C. D.")
        attach(plan, made, "point", LAYER, [point(651_000, 7_061_000, "a1")], author="C. D.")
        store_value(plan, NewValue("apc_air_bandes", 2025, "result", value=12.0, action="3"), "C. D.")
    edit(office, "A. B.", "INSERT INTO action(plan_uuid, title, number) SELECT uuid, 'Au bureau', '4' FROM plan")
    merged = merge(office, field, author="A. B.")
    assert merged.added == {"axis": 1, "action": 2, "link_point": 1, "value": 1}
    assert merged.conflicts == []
    assert [r[0] for r in rows(office, "SELECT number FROM action ORDER BY number")] == ["1", "2", "3", "3.1", "4"]
    columns = "uuid, action_uuid, key_value, hex(geom), modified_by, created_at"
    its = f"SELECT {columns} FROM link_point WHERE key_value = 'a1'"
    assert rows(office, its) == rows(field, its)
    assert one(office, "SELECT max_x, max_y FROM gpkg_contents WHERE table_name = 'link_point'") == (651_000, 7_061_000)
    sound(office)


def test_a_field_changed_on_one_side_is_taken_and_the_other_side_s_stay(office, field):
    edit(field, "C. D.", "UPDATE action SET status = 'en_cours', description = 'Terrain choisi' WHERE number = '1'")
    edit(office, "A. B.", "UPDATE action SET pilot = 'Service mobilité' WHERE number = '1'")
    merged = merge(office, field, author="A. B.")
    assert (merged.changed, merged.fields, merged.conflicts) == ({"action": 1}, 2, [])
    query = "SELECT status, description, pilot, modified_by FROM action WHERE number = '1'"
    assert one(office, query) == ("en_cours", "Terrain choisi", "Service mobilité", "C. D.")


def test_a_place_moved_in_the_field_comes_with_its_geometry(office, field):
    with closing(open_plan(field)) as plan, transaction(plan):
        blob = plan.execute("SELECT geom FROM link_point").fetchone()[0]
        moved = blob[:8] + struct.pack("<4d", 9, 9, 8, 8) + point(9, 8, "a0").wkb
        plan.execute("UPDATE link_point SET geom = ?, modified_by = 'C. D.'", (moved,))
    merge(office, field)
    assert one(office, "SELECT geom FROM link_point") == moved
    assert one(office, "SELECT minx, maxy FROM rtree_link_point_geom") == (9, 8)
    sound(office)


def test_both_wrote_the_same_and_nothing_is_asked(office, field):
    for file, author in ((office, "A. B."), (field, "C. D.")):
        edit(file, author, "UPDATE action SET status = 'realise' WHERE number = '1'")
    merged = merge(office, field)
    assert (merged.conflicts, merged.fields) == ([], 0)
    assert one(office, "SELECT status FROM action WHERE number = '1'") == "realise"


def test_the_journal_says_who_did_what_in_the_field_and_when(office, field):
    edit(field, "C. D.", "UPDATE action SET title = 'Créer deux aires' WHERE number = '1'")
    written = rows(field, 'SELECT uuid, "at", author, before, after FROM journal ORDER BY fid DESC LIMIT 1')
    merge(office, field, author="A. B.")
    query = f"SELECT uuid, \"at\", author, before, after FROM journal WHERE uuid = '{written[0][0]}'"
    assert rows(office, query) == written


def test_a_second_merge_writes_nothing(office, field):
    edit(field, "C. D.", "UPDATE action SET title = 'Vu sur place' WHERE number = '2'")
    edit(field, "C. D.", "INSERT INTO action(plan_uuid, title, number) SELECT uuid, 'Neuve', '9' FROM plan")
    edit(office, "A. B.", "UPDATE action SET status = 'realise' WHERE number = '1'")
    edit(field, "C. D.", "UPDATE action SET status = 'abandonne' WHERE number = '1'")
    first = merge(office, field)
    before = everything(office)
    files_before = sorted(p.name for p in office.parent.iterdir())
    second = merge(office, field)
    assert everything(office) == before
    assert sorted(p.name for p in office.parent.iterdir()) == files_before
    assert (second.added, second.changed, second.backup) == ({}, {}, None)
    assert [c.id for c in second.conflicts] == [c.id for c in first.conflicts]  # still to be settled


def test_the_copy_is_never_written(office, field):
    edit(field, "C. D.", "UPDATE action SET title = 'Vu sur place' WHERE number = '2'")
    before = everything(field)
    merge(office, field)
    assert everything(field) == before


def test_a_copy_of_the_plan_as_it_was_stands_beside(office, field):
    before = everything(office)
    edit(field, "C. D.", "UPDATE action SET title = 'Vu sur place' WHERE number = '2'")
    merged = merge(office, field)
    assert merged.backup is not None
    assert everything(merged.backup) == before


def test_a_dry_run_says_the_same_and_writes_nothing(office, field):
    edit(field, "C. D.", "UPDATE action SET title = 'Vu sur place' WHERE number = '2'")
    edit(field, "C. D.", "INSERT INTO action(plan_uuid, title, number) SELECT uuid, 'Neuve', '9' FROM plan")
    before = everything(office)
    tried = merge(office, field, dry_run=True)
    assert everything(office) == before
    assert sorted(p.name for p in office.parent.iterdir()) == ["plan.gpkg"]
    done = merge(office, field)
    assert (tried.added, tried.changed, tried.fields) == (done.added, done.changed, done.fields)


def test_what_the_field_changes_again_after_a_merge_comes_too(office, field):
    edit(field, "C. D.", "UPDATE action SET title = 'Une fois' WHERE number = '2'")
    merge(office, field)
    edit(field, "C. D.", "UPDATE action SET title = 'Deux fois' WHERE number = '2'")
    merged = merge(office, field)
    assert (merged.conflicts, merged.fields) == ([], 1)
    assert one(office, "SELECT title FROM action WHERE number = '2'") == "Deux fois"


def test_what_the_office_changes_after_a_merge_stays(office, field):
    edit(field, "C. D.", "UPDATE action SET title = 'Du terrain', comment = 'vu' WHERE number = '2'")
    edit(office, "A. B.", "UPDATE action SET comment = 'à revoir' WHERE number = '2'")
    merge(office, field)  # the comment is a conflict, the title is taken
    edit(office, "A. B.", "UPDATE action SET title = 'Revu au bureau' WHERE number = '2'")
    merged = merge(office, field)
    assert [c.columns for c in merged.conflicts] == [("comment",)]
    assert one(office, "SELECT title FROM action WHERE number = '2'") == "Revu au bureau"


def test_two_tablets_are_merged_one_after_the_other(office, field, tmp_path):
    second = tmp_path / "terrain" / "second.gpkg"
    backup(office, second)
    edit(field, "C. D.", "UPDATE action SET status = 'en_cours' WHERE number = '1'")
    edit(second, "E. F.", "UPDATE action SET pilot = 'Voirie' WHERE number = '1'")
    merge(office, field)
    merged = merge(office, second)
    assert merged.conflicts == []
    assert one(office, "SELECT status, pilot FROM action WHERE number = '1'") == ("en_cours", "Voirie")


# ---- conflicts ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def disputed(office, field) -> Merged:
    edit(office, "A. B.", "UPDATE action SET title = 'Du bureau', pilot = 'Voirie' WHERE number = '2'")
    edit(field, "C. D.", "UPDATE action SET title = 'Du terrain', comment = 'vu' WHERE number = '2'")
    return merge(office, field)


def test_the_same_field_changed_on_both_sides_is_listed_with_both_and_the_plan_keeps_its_own(disputed, office, field):
    (conflict,) = disputed.conflicts
    assert (conflict.table, conflict.columns, conflict.label) == ("action", ("title",), "2 – Du bureau")
    assert (conflict.plan_value, conflict.plan_author) == ("Du bureau", "A. B.")
    assert (conflict.other_value, conflict.other_author) == ("Du terrain", "C. D.")
    at = 'SELECT "at" FROM journal ORDER BY fid DESC LIMIT 1'
    assert conflict.other_at == one(field, at)
    assert one(office, "SELECT title, pilot, comment FROM action WHERE number = '2'") == ("Du bureau", "Voirie", "vu")


def test_a_person_takes_the_other_s(disputed, office, field):
    merged = merge(office, field, choices=choice(disputed, "other"))
    assert (merged.conflicts, merged.settled) == ([], 1)
    assert one(office, "SELECT title FROM action WHERE number = '2'") == "Du terrain"
    assert merge(office, field).conflicts == []


def test_a_person_keeps_the_plan_s_and_is_not_asked_again(disputed, office, field):
    merged = merge(office, field, choices=choice(disputed, "plan"))
    assert (merged.conflicts, merged.settled) == ([], 1)
    assert one(office, "SELECT title FROM action WHERE number = '2'") == "Du bureau"
    assert merge(office, field).conflicts == []


def test_a_choice_made_for_other_values_does_not_hold(disputed, office, field):
    edit(office, "A. B.", "UPDATE action SET title = 'Revu depuis' WHERE number = '2'")
    merged = merge(office, field, choices=choice(disputed, "other"))
    assert (merged.stale_choices, len(merged.conflicts)) == (1, 1)
    assert one(office, "SELECT title FROM action WHERE number = '2'") == "Revu depuis"


def test_a_value_and_its_reason_are_one_field(office, field):
    edit(office, "A. B.", "UPDATE value SET value = 11")
    edit(field, "C. D.", "UPDATE value SET value = NULL, reason = 'non_communiquee'")
    merged = merge(office, field)
    (conflict,) = merged.conflicts
    assert set(conflict.columns) == {"value", "reason"}
    assert one(office, "SELECT value, reason FROM value") == (11, None)
    merge(office, field, choices=choice(merged, "other"))
    assert one(office, "SELECT value, reason FROM value") == (None, "non_communiquee")


def test_the_same_value_entered_twice_is_one_and_two_values_are_a_conflict(office, field):
    for file, amount in ((office, 12.0), (field, 10.0)):
        with closing(open_plan(file)) as plan, transaction(plan):
            store_value(plan, NewValue("apc_air_bandes", 2025, "result", value=amount))
            store_value(plan, NewValue("apc_air_bandes", 2026, "result", value=7.0))
    merged = merge(office, field)
    assert [(c.kind, c.plan_value, c.other_value) for c in merged.conflicts] == [("added_twice", "12.0", "10.0")]
    query = "SELECT year, value FROM value WHERE year > 2024 ORDER BY year"
    assert rows(office, query) == [(2025, 12.0), (2026, 7.0)]
    kept = merge(office, field, choices=choice(merged, "plan"))
    assert kept.conflicts == merge(office, field).conflicts == []
    assert rows(office, query) == [(2025, 12.0), (2026, 7.0)]


def test_a_place_attached_on_both_sides_is_one(office, field):
    for file, author in ((office, "A. B."), (field, "C. D.")):
        with closing(open_plan(file)) as plan, transaction(plan):
            action = plan.execute("SELECT uuid FROM action WHERE number = '2'").fetchone()[0]
            attach(plan, action, "point", LAYER, [point(5, 5, "a5")], author=author)
        time.sleep(0.01)
    merged = merge(office, field)
    assert (merged.added, merged.same_twice, merged.conflicts) == ({}, 1, [])
    assert one(office, "SELECT count(*) FROM link_point WHERE key_value = 'a5'") == 1


def test_an_axis_made_on_both_sides_under_the_same_name_is_one(office, field):
    for file, number in ((office, "5"), (field, "6")):
        with closing(open_plan(file)) as plan, transaction(plan):
            create_action(plan, NewAction("A", number=number, axis="Énergie"))
    merge(office, field)
    assert one(office, "SELECT count(*) FROM axis WHERE name = 'Énergie'") == 1
    assert one(office, "SELECT count(DISTINCT axis_uuid) FROM action WHERE number IN ('5', '6')") == 1
    sound(office)


def test_a_tree_of_axes_made_on_both_sides_is_one(office, field):
    for file in (office, field):
        with closing(open_plan(file)) as plan, transaction(plan):
            plan.execute("INSERT INTO axis(plan_uuid, name) SELECT uuid, 'Air' FROM plan")
            plan.execute("INSERT INTO axis(plan_uuid, name, parent_uuid) SELECT plan_uuid, 'Trafic', uuid FROM axis WHERE name = 'Air'")  # fmt: skip
    assert merge(office, field).added == {}
    assert one(office, "SELECT count(*) FROM axis WHERE name IN ('Air', 'Trafic')") == 2


# ---- deletions ----------------------------------------------------------------------------------------------------------


def test_put_aside_on_one_side_is_put_aside(office, field):
    edit(field, "C. D.", "UPDATE action SET deleted = 1 WHERE number = '2'")
    assert merge(office, field).conflicts == []
    assert one(office, "SELECT deleted FROM action WHERE number = '2'") == 1


def test_put_aside_there_but_changed_here_is_asked(office, field):
    edit(office, "A. B.", "UPDATE action SET title = 'Revu' WHERE number = '2'")
    edit(field, "C. D.", "UPDATE action SET deleted = 1 WHERE number = '2'")
    merged = merge(office, field)
    assert [(c.kind, c.columns) for c in merged.conflicts] == [("removed", ("deleted",))]
    assert one(office, "SELECT title, deleted FROM action WHERE number = '2'") == ("Revu", 0)
    merge(office, field, choices=choice(merged, "other"))
    assert one(office, "SELECT title, deleted FROM action WHERE number = '2'") == ("Revu", 1)


def test_put_aside_here_but_changed_there_is_asked_and_the_change_is_kept(office, field):
    edit(office, "A. B.", "UPDATE action SET deleted = 1 WHERE number = '2'")
    edit(field, "C. D.", "UPDATE action SET title = 'Revu' WHERE number = '2'")
    merged = merge(office, field)
    assert [c.kind for c in merged.conflicts] == ["removed"]
    assert one(office, "SELECT title, deleted FROM action WHERE number = '2'") == ("Revu", 1)
    assert [c.id for c in merge(office, field).conflicts] == [c.id for c in merged.conflicts]
    merge(office, field, choices=choice(merged, "plan"))
    assert merge(office, field).conflicts == []


def test_a_row_erased_in_an_attribute_table_there_is_only_put_aside_here(office, field):
    edit(field, "C. D.", "DELETE FROM link_point")
    merge(office, field)
    assert one(office, "SELECT deleted FROM link_point") == 1


def test_a_row_erased_here_does_not_come_back_unless_it_changed_there(office, field):
    edit(office, "A. B.", "DELETE FROM link_point")
    assert merge(office, field).added == {}
    edit(field, "C. D.", "UPDATE link_point SET comment = 'toujours là'")
    merged = merge(office, field)
    assert [c.kind for c in merged.conflicts] == ["removed"]
    assert one(office, "SELECT count(*) FROM link_point") == 0
    merge(office, field, choices=choice(merged, "other"))
    assert one(office, "SELECT comment FROM link_point") == "toujours là"
    sound(office)


def test_a_place_hung_on_an_action_put_aside_meanwhile_is_kept_and_said(office, field):
    edit(office, "A. B.", "UPDATE action SET deleted = 1 WHERE number = '2'")
    with closing(open_plan(field)) as plan, transaction(plan):
        action = plan.execute("SELECT uuid FROM action WHERE number = '2'").fetchone()[0]
        attach(plan, action, "point", LAYER, [point(5, 5, "a5")])
    merged = merge(office, field)
    assert merged.added == {"link_point": 1}
    assert merged.under_deleted == [("link_point", "2 : a5")]
    assert one(office, "SELECT count(*) FROM link_point WHERE key_value = 'a5'") == 1


# ---- what the database refuses ------------------------------------------------------------------------------------------


def test_a_third_level_made_by_both_sides_is_refused_alone_in_the_database_s_sentence(office, field):
    edit(
        office,
        "A. B.",
        "UPDATE action SET parent_uuid = (SELECT uuid FROM action WHERE number = '1') WHERE number = '2'",
    )
    with closing(open_plan(field)) as plan, transaction(plan):
        create_action(plan, NewAction("Sous la 2", number="2.1", parent="2"), "C. D.")
        attach(plan, plan.execute("SELECT uuid FROM action WHERE number = '2.1'").fetchone()[0], "point", LAYER, [point(1, 1, "z")])  # fmt: skip
        create_action(plan, NewAction("Sans rapport", number="7"), "C. D.")
    merged = merge(office, field)
    assert merged.added == {"action": 1}
    assert one(office, "SELECT count(*) FROM action WHERE number = '7'") == 1
    first, second = merged.conflicts
    assert first.sentence == "Une sous-action ne peut pas avoir de sous-action : le plan a deux niveaux."
    assert second.sentence == "It refers to a row that the plan does not have."
    before, names = everything(office), sorted(p.name for p in office.parent.iterdir())
    again = merge(office, field)
    assert {c.id for c in again.conflicts} == {c.id for c in merged.conflicts}
    assert (everything(office), sorted(p.name for p in office.parent.iterdir())) == (before, names)
    assert merge(office, field, choices=choice(merged, "plan")).conflicts == merge(office, field).conflicts == []
    sound(office)


def test_a_milestone_frozen_in_the_field_comes_whole_and_closed(office, field):
    with closing(open_plan(field)) as plan, transaction(plan):
        plan.execute("INSERT INTO milestone(plan_uuid, name) SELECT uuid, 'Arrêt' FROM plan")
        plan.execute(
            "INSERT INTO milestone_row(milestone_uuid, table_name, row_uuid, state) "
            "SELECT m.uuid, 'action', a.uuid, '{}' FROM milestone m, action a"
        )
        plan.execute("UPDATE milestone SET closed = 1")
    assert merge(office, field).added == {"milestone": 1, "milestone_row": 2}
    assert one(office, "SELECT closed FROM milestone") == 1
    frozen = "SELECT uuid, row_uuid, state FROM milestone_row ORDER BY uuid"
    assert rows(office, frozen) == rows(field, frozen)
    assert merge(office, field).added == {}


def test_an_entry_added_to_a_list_in_the_field_comes(office, field):
    with closing(open_plan(field)) as plan, transaction(plan):
        plan.execute("INSERT INTO ref(domain, code, label) VALUES ('reason', 'gel', 'Chantier gelé')")
    assert merge(office, field).added == {"ref": 1}
    assert merge(office, field).added == {}


# ---- attachments --------------------------------------------------------------------------------------------------------


def attach_file(path: Path, name: str) -> None:
    with closing(open_plan(path)) as plan, transaction(plan):
        plan.execute(
            "INSERT INTO attachment(action_uuid, kind, path) SELECT uuid, 'file', ? FROM action LIMIT 1", (name,)
        )


def test_the_photo_of_an_attachment_comes_with_it(office, field):
    (field.parent / "photos").mkdir()
    (field.parent / "photos" / "aire.jpg").write_bytes(b"image")
    attach_file(field, "photos/aire.jpg")
    merged = merge(office, field)
    assert merged.files.copied == ["photos/aire.jpg"]
    assert (office.parent / "photos" / "aire.jpg").read_bytes() == b"image"


def test_a_file_of_the_same_name_is_never_overwritten_and_an_absent_one_is_said(office, field):
    for file, text in ((office, b"ici"), (field, b"autre")):
        (file.parent / "note.txt").write_bytes(text)
    attach_file(field, "note.txt")
    attach_file(field, "absent.pdf")
    merged = merge(office, field)
    assert (merged.files.different, merged.files.missing) == (["note.txt"], ["absent.pdf"])
    assert (office.parent / "note.txt").read_bytes() == b"ici"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(office, field, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    (field.parent / "lien.txt").symlink_to(tmp_path / "secret.txt")
    attach_file(field, "lien.txt")
    assert merge(office, field).files.missing == ["lien.txt"]
    assert not (office.parent / "lien.txt").exists()


def test_when_the_merge_fails_no_copied_file_nor_backup_is_left(office, field, monkeypatch):
    (field.parent / "note.txt").write_bytes(b"x")
    attach_file(field, "note.txt")
    monkeypatch.setattr("atlas_pcaet.records.plan_file.BUSY_MS", 50)
    before = everything(office)
    other = sqlite3.connect(office, isolation_level=None)
    monkeypatch.setattr(merging, "backup", lambda *paths: (backup(*paths), other.execute("BEGIN IMMEDIATE")))
    with pytest.raises(RecordError, match="being written by another program"):
        merge(office, field)
    other.execute("ROLLBACK")
    other.close()
    assert everything(office) == before
    assert sorted(p.name for p in office.parent.iterdir()) == ["plan.gpkg"]
