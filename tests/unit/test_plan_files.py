# SPDX-License-Identifier: GPL-2.0-or-later
"""The file of a plan: never overwritten, locked, damaged or killed midway, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest
from atlas_pcaet.records import schema
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.plan_file import backup, create_plan, open_plan, transaction
from plan_rows import LAMBERT, count, made


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
