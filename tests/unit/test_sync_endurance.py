# SPDX-License-Identifier: GPL-2.0-or-later
"""Merging copies of a plan: what is refused, a process killed midway, edits at random on both sides."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records import schema
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import attach
from atlas_pcaet.records.migrations import migrate
from atlas_pcaet.records.plan_file import OutdatedPlan, backup, create_plan, open_plan, transaction
from atlas_pcaet.records.sync import files, order
from atlas_pcaet.records.sync.merging import merge
from atlas_pcaet.records.values import NewValue, store_value
from plan_copies import VERSION_2, choice, everything, one, point, rows, sound
from plan_rows import LAMBERT, LAYER

# ---- what is refused ----------------------------------------------------------------------------------------------------


def test_the_plan_itself_is_refused(office):
    with pytest.raises(RecordError, match="is the plan itself"):
        merge(office, office)


def test_another_plan_is_refused(office, tmp_path):
    create_plan(tmp_path / "autre.gpkg", "Autre", LAMBERT)
    with pytest.raises(RecordError, match=r"“autre\.gpkg” is another plan \(“Autre”\), not a copy of “plan\.gpkg”"):
        merge(office, tmp_path / "autre.gpkg")


def test_a_plan_of_an_earlier_schema_is_refused(office, tmp_path):
    with closing(sqlite3.connect(tmp_path / "ancien.gpkg")) as old:
        old.executescript(VERSION_2.read_text())
    with pytest.raises(OutdatedPlan, match=r"“ancien\.gpkg” was made by an earlier version"):
        merge(office, tmp_path / "ancien.gpkg")


def test_a_geopackage_that_is_not_a_plan_is_refused(office, tmp_path):
    with closing(sqlite3.connect(tmp_path / "routes.gpkg")) as other:
        other.execute("CREATE TABLE routes (fid INTEGER PRIMARY KEY)")
    with pytest.raises(RecordError, match=r"“routes\.gpkg” is a GeoPackage but not a plan"):
        merge(office, tmp_path / "routes.gpkg")


def test_two_copies_updated_from_an_earlier_schema_each_on_its_own_are_still_one_plan(tmp_path):
    for name in ("bureau", "terrain"):
        (tmp_path / name).mkdir()
        file = tmp_path / name / "plan.gpkg"
        with closing(sqlite3.connect(file)) as old:
            old.executescript(VERSION_2.read_text())
        migrate(file)
    office, field = tmp_path / "bureau" / "plan.gpkg", tmp_path / "terrain" / "plan.gpkg"
    with closing(open_plan(field)) as plan, transaction(plan):
        code = plan.execute("SELECT code FROM indicator ORDER BY fid DESC LIMIT 1").fetchone()[0]
        store_value(plan, NewValue(code, 2026, "result", value=3.0))
        plan.execute("UPDATE action SET comment = 'vu' WHERE number = '1'")
    merged = merge(office, field)
    assert (merged.added, merged.changed, merged.conflicts) == ({"value": 1}, {"action": 1}, [])
    query = f"SELECT v.value FROM value v JOIN indicator i ON i.uuid = v.indicator_uuid WHERE i.code = '{code}'"
    assert one(office, query) == 3.0
    sound(office)


def without_unique(path: Path, table: str) -> None:
    """The table as a tool that copies layers leaves it: same columns, no constraint."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plan:
        plan.executescript(
            f"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'uuid TEXT NOT NULL UNIQUE', "
            f"'uuid TEXT NOT NULL') WHERE name = '{table}'; DELETE FROM sqlite_master WHERE type = 'index' AND "
            f"tbl_name = '{table}' AND sql IS NULL; PRAGMA writable_schema = RESET;"
        )


def test_a_uuid_that_stands_on_two_rows_is_refused(office, field):
    without_unique(field, "budget")
    with closing(sqlite3.connect(field, isolation_level=None)) as plan:
        for _ in range(2):
            plan.execute("INSERT INTO budget(uuid, action_uuid, state, text) SELECT 'u-1', uuid, 'free', 'x' FROM action WHERE number = '1'")  # fmt: skip
    with pytest.raises(RecordError, match="the identifier u-1 stands on 2 rows of “budget”"):
        merge(office, field)


def test_a_copy_without_its_journal_is_refused(office, field):
    with closing(sqlite3.connect(field)) as plan:
        plan.execute("DROP TRIGGER action_updated")
    with pytest.raises(RecordError, match="lost the journal of its table “action”"):
        merge(office, field)


# ---- small parts --------------------------------------------------------------------------------------------------------


def test_every_table_comes_after_those_it_refers_to():
    seen: set[str] = set()
    for table in order.ordered_tables():
        assert {c.references for c in table.columns if c.references} <= seen | {table.name}
        seen.add(table.name)
    assert seen == {table.name for table in schema.TABLES}


def test_a_circle_of_parents_is_ordered_without_end():
    action = schema.table("action")
    circle = [{"uuid": "a", "parent_uuid": "b"}, {"uuid": "b", "parent_uuid": "a"}, {"uuid": "c", "parent_uuid": None}]
    assert [row["uuid"] for row in order.parents_first(action, circle)] == ["c", "a", "b"]


def test_a_path_out_of_the_folder_is_no_path(tmp_path):
    brought = files.Brought()
    files.bring(brought, ["../x.txt", "/etc/hostname", "..\\x.txt"], tmp_path / "a", tmp_path / "b")
    assert len(brought.missing) == 3


# ---- killed -------------------------------------------------------------------------------------------------------------

MERGER = """
    import importlib.util, sys
    root = {root!r}
    spec = importlib.util.spec_from_file_location("atlas_pcaet", root + "/__init__.py", submodule_search_locations=[root])
    module = importlib.util.module_from_spec(spec); sys.modules["atlas_pcaet"] = module; spec.loader.exec_module(module)
    from atlas_pcaet.records.sync.merging import merge
    print("ready", flush=True)
    merge({plan!r}, {other!r})
    print("done", flush=True)
"""


def kill_merges(root: Path, office: Path, field: Path, folder: Path, count: int, seed: int = 3) -> tuple[int, int, int]:
    """Merge, killed at ``count`` random moments: returns how many were interrupted, and found before and after."""
    with closing(open_plan(field)) as plan, transaction(plan):
        for number in range(100, 500):
            action = create_action(plan, NewAction(f"Action {number}", number=str(number)), "C. D.")
            attach(plan, action, "point", LAYER, [point(float(number), n, f"{number}-{n}") for n in range(3)])
    model = everything(office)
    chance, seen, interrupted = random.Random(seed), [0, 0], 0

    def start(file: Path) -> subprocess.Popen:
        code = textwrap.dedent(MERGER.format(root=str(root), plan=str(file), other=str(field)))
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline().strip() == "ready"
        return process

    trial = start(Path(shutil.copy(office, folder / "duree.gpkg")))
    began = time.perf_counter()
    trial.communicate()
    duration = time.perf_counter() - began
    for turn in range(count):
        own = folder / f"essai_{turn}"
        own.mkdir()
        file = Path(shutil.copy(office, own / "plan.gpkg"))
        process = start(file)
        time.sleep(chance.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        interrupted += "done" not in process.communicate()[0]
        sound(file)
        actions = one(file, "SELECT count(*) FROM action")
        assert actions in (2, 402)
        if actions == 2:
            assert everything(file) == model
        else:
            assert one(file, "SELECT count(*) FROM link_point") == 1201
        seen[actions == 402] += 1
        merge(file, field)
        assert one(file, "SELECT count(*) FROM link_point") == 1201
        shutil.rmtree(own)
    return interrupted, *seen


def test_killed_at_random_moments_of_a_merge_the_plan_is_before_or_after(
    root, office, field, tmp_path, record_property
):
    count = int(os.environ.get("ATLAS_PCAET_KILLS", "20"))
    interrupted, before, after = kill_merges(root, office, field, tmp_path, count)
    record_property("interrupted, before, after", (interrupted, before, after))
    assert interrupted > 0
    assert before + after == count


# ---- at random ----------------------------------------------------------------------------------------------------------

FIELDS = ("description", "comment", "pilot", "priority", "governance")


def edited_at_random(path: Path, author: str, chance: random.Random, count: int) -> tuple[dict[tuple[str, str], str], set[str]]:  # fmt: skip
    """``count`` edits of actions; returns the last text written by (action, field), and the actions added."""
    written: dict[tuple[str, str], str] = {}
    added: set[str] = set()
    with closing(open_plan(path)) as plan:
        for turn in range(count):
            with transaction(plan, author):
                uuids = [row[0] for row in plan.execute("SELECT uuid FROM action WHERE deleted = 0 ORDER BY uuid")]
                if chance.random() < 0.2:
                    added.add(create_action(plan, NewAction(f"{author} {turn}"), author))
                    continue
                uuid, name = chance.choice(uuids), chance.choice(FIELDS)
                text = f"{author} {turn}"
                plan.execute(f"UPDATE action SET {name} = ?, modified_by = ? WHERE uuid = ?", (text, author, uuid))
                written[uuid, name] = text
    return written, added


@pytest.mark.parametrize("seed", range(8))
def test_whatever_two_people_edit_each_finds_their_own_and_disputes_are_listed(office, field, seed):
    chance = random.Random(seed)
    with closing(open_plan(office)) as plan, transaction(plan):
        for number in range(8):
            create_action(plan, NewAction(f"Commune {number}", number=f"C{number}"))
    field.unlink()
    backup(office, field)
    ours, added_here = edited_at_random(office, "A. B.", chance, 25)
    for round_ in range(3):
        theirs, added_there = edited_at_random(field, f"C. D. {round_}", chance, 20)
        before = {row[0] for row in rows(office, "SELECT uuid FROM action")}
        merged = merge(office, field)
        after = {row[0] for row in rows(office, "SELECT uuid FROM action")}
        assert after == before | added_there
        assert added_here <= after
        disputed = {(c.row, name) for c in merged.conflicts for name in c.columns}
        for (uuid, name), text in theirs.items():
            here = one(office, f"SELECT {name} FROM action WHERE uuid = ?", uuid)
            assert here == (ours[uuid, name] if (uuid, name) in disputed else text)
        for (uuid, name), text in ours.items():
            there = one(field, f"SELECT {name} FROM action WHERE uuid = ?", uuid)
            if there is None or not there.startswith("C. D."):
                assert one(office, f"SELECT {name} FROM action WHERE uuid = ?", uuid) == text
            else:
                assert (uuid, name) in disputed
        assert merge(office, field).backup is None
        assert len(rows(office, "SELECT uuid FROM journal")) == len(set(rows(office, "SELECT uuid FROM journal")))
    settled = merge(office, field, choices=choice(merge(office, field), "other"))
    assert settled.conflicts == []
    columns = ", ".join(FIELDS)
    mine = dict(zip(*zip(*((r[0], r[1:]) for r in rows(office, f"SELECT uuid, {columns} FROM action")), strict=True), strict=True))  # fmt: skip
    for uuid, *values in rows(field, f"SELECT uuid, {columns} FROM action"):
        for name, value, own in zip(FIELDS, values, mine[uuid], strict=True):
            assert own == (value if value and value.startswith("C. D.") else ours.get((uuid, name)))
    sound(office)
