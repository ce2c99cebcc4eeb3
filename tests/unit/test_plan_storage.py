# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a plan lies, how it is found by place, and how an earlier one is brought here."""

from __future__ import annotations

import json
import logging
import os
import random
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records import migrations, schema, spatial_index, storage
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import Place, SourceLayer, attach
from atlas_pcaet.records.plan_file import OutdatedPlan, PlanCrs, backup, create_plan, open_plan, transaction

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
LAYER = SourceLayer("Aires", "aires.gpkg|layername=aires", "abc", "id_lieu")
VERSION_1 = Path(__file__).resolve().parents[1] / "data" / "plan_v1.sql"
VERSION_2 = VERSION_1.with_name("plan_v2.sql")


@pytest.fixture
def plan_file(tmp_path) -> Path:
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT, "A. B.")
    return tmp_path / "plan.gpkg"


def point(x: float, y: float, key: str) -> Place:
    return Place(struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, x, y), (x, y, x, y), key, 1)


def version_1(path: Path, links: int = 0) -> Path:
    """A plan as version 1 wrote it; ``links`` more places, written as it would."""
    return earlier_plan(path, VERSION_1, links)


def version_2(path: Path, links: int = 0) -> Path:
    """A plan as version 2 wrote it: an action put aside, a value, a reason and a motive of the authority's own."""
    return earlier_plan(path, VERSION_2, links)


def earlier_plan(path: Path, script: Path, links: int) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text())
        spatial_index.register(connection)
        blob = connection.execute("SELECT geom FROM link_point").fetchone()[0]
        action = connection.execute("SELECT uuid FROM action").fetchone()[0]
        with connection:
            connection.executemany(
                "INSERT INTO link_point(geom, action_uuid, key_value) VALUES (?, ?, ?)",
                [(blob, action, f"k{i}") for i in range(links)],
            )
    return path


# ---- by place -------------------------------------------------------------------------------------------------------


def test_places_are_found_by_extent(plan_file):
    with closing(open_plan(plan_file)) as plan:
        with transaction(plan):
            action = create_action(plan, NewAction("A"))
            attach(plan, action, "point", LAYER, [point(100.0 * i, 0, f"a{i}") for i in range(50)])
        found = plan.execute("SELECT count(*) FROM rtree_link_point_geom WHERE maxx >= 950 AND minx <= 1450").fetchone()
        assert found[0] == 5  # 1000, 1100, 1200, 1300, 1400
        plan.execute("DELETE FROM link_point WHERE key_value = 'a12'")
        found = plan.execute("SELECT count(*) FROM rtree_link_point_geom WHERE maxx >= 950 AND minx <= 1450").fetchone()
        assert found[0] == 4
        extent = plan.execute("SELECT min_x, max_x FROM gpkg_contents WHERE table_name = 'link_point'").fetchone()
        assert extent[:] == (0, 4900)


def test_a_geometry_changed_or_emptied_moves_in_the_index(plan_file):
    place = point(10, 20, "a")
    with closing(open_plan(plan_file)) as plan:
        with transaction(plan):
            attach(plan, create_action(plan, NewAction("A")), "point", LAYER, [place])
        moved = b"GP\x00\x03" + struct.pack("<i4d", 2154, 500, 500, 20, 20) + place.wkb
        index = "SELECT minx, maxx, miny, maxy FROM rtree_link_point_geom"
        plan.execute("UPDATE link_point SET geom = ?", (moved,))
        assert plan.execute(index).fetchone()[:] == (500, 500, 20, 20)
        plan.execute("UPDATE link_point SET geom = NULL")
        assert plan.execute(index).fetchone() is None
        plan.execute("UPDATE link_point SET geom = ?", (moved,))
        assert plan.execute(index).fetchone()[:] == (500, 500, 20, 20)


@pytest.mark.parametrize(
    ("blob", "expected"),
    [
        # OGC 12-128r18, 2.1.3: flags 0b00000001 no envelope, little-endian; a point 1 2.
        (b"GP\x00\x01" + struct.pack("<iBI2d", 2154, 1, 1, 1.0, 2.0), (1, 1, 2, 2)),
        (b"GP\x00\x00" + struct.pack(">iBI2d", 2154, 0, 1, 1.0, 2.0), (1, 1, 2, 2)),
        (b"GP\x00\x01" + struct.pack("<iBI3d", 2154, 1, 1001, 1.0, 2.0, 3.0), (1, 1, 2, 2)),
        (b"GP\x00\x05" + struct.pack("<i6d", 2154, 1, 3, 2, 4, 0, 9), (1, 3, 2, 4)),
        (b"GP\x00\x11" + struct.pack("<iBI2d", 2154, 1, 1, float("nan"), float("nan")), None),
    ],
)
def test_the_envelope_is_read_from_the_header(blob, expected):
    assert spatial_index.envelope(blob) == expected


@pytest.mark.parametrize("blob", [b"XX\x00\x01", b"GP\x00\x01" + struct.pack("<iBI", 2154, 1, 3)])
def test_a_geometry_that_cannot_be_placed_is_refused(blob):
    with pytest.raises(ValueError, match="geometry"):
        spatial_index.envelope(blob)


# ---- local disk and share ---------------------------------------------------------------------------------------------


def test_on_a_local_disk_readers_do_not_stop_a_writer_and_one_file_is_left(plan_file):
    with closing(open_plan(plan_file)) as reader, closing(open_plan(plan_file)) as plan:
        with transaction(plan):
            create_action(plan, NewAction("Avant"))
        cursor = reader.execute("SELECT * FROM ref")
        cursor.fetchone()
        with transaction(plan):
            create_action(plan, NewAction("Pendant une lecture"))
        assert plan.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        cursor.close()
    assert sorted(f.name for f in plan_file.parent.iterdir()) == ["plan.gpkg"]
    assert (
        plan_file.read_bytes()[18:20] == b"\x01\x01"
    )  # SQLite file format, offset 18: 1 is a rollback journal, 2 is WAL


@pytest.fixture
def share(tmp_path, monkeypatch):
    """The folder of the test is mounted by SMB, as far as the system says."""
    mounts = tmp_path.parent / f"{tmp_path.name}_mounts"
    mounts.write_text(f"overlay / overlay rw 0 0\n//serveur/partage {tmp_path} cifs rw,vers=3.0 0 0\n")
    monkeypatch.setattr(storage, "MOUNTS", mounts)


def test_a_share_is_recognised(share, tmp_path):
    assert storage.is_network(tmp_path / "plan.gpkg")
    assert storage.is_network(r"\\serveur\partage\plan.gpkg")
    assert storage.is_network("//serveur/partage/plan.gpkg")
    assert not storage.is_network(tmp_path.parent / "plan.gpkg")


def test_on_a_share_a_file_says_who_writes_and_the_journal_is_a_plain_one(share, plan_file):
    with closing(open_plan(plan_file)) as plan:
        with transaction(plan, "A. B."):
            create_action(plan, NewAction("Sur un partage"))
            assert storage.holder(plan_file).author == "A. B."
            assert plan.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert storage.holder(plan_file) is None


def test_on_a_share_the_second_writer_is_told_who_and_since_when(share, plan_file):
    held = {"author": "C. D.", "since": "2026-11-22T10:42:00+00:00", "host": "poste-12", "process": 4242}
    storage.lock_file(plan_file).write_text(json.dumps(held))
    with closing(open_plan(plan_file)) as plan:
        with (
            pytest.raises(
                RecordError, match=r"written by C\. D\. \(poste-12\) since 2026-11-22T10:42.*plan\.gpkg\.lock"
            ),
            transaction(plan),
        ):
            raise AssertionError("must not be entered")
        assert storage.lock_file(plan_file).exists()
        storage.lock_file(plan_file).unlink()
        with transaction(plan):
            create_action(plan, NewAction("Après"))


def test_the_lock_of_a_program_that_died_here_is_taken_over(share, plan_file):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    held = {"author": "C. D.", "since": "2026-11-22T10:42:00+00:00", "host": socket.gethostname(), "process": dead.pid}
    storage.lock_file(plan_file).write_text(json.dumps(held))
    with closing(open_plan(plan_file)) as plan, transaction(plan):
        create_action(plan, NewAction("Après"))
    assert storage.holder(plan_file) is None


def test_a_lock_file_that_cannot_be_read_is_still_a_lock(share, plan_file):
    storage.lock_file(plan_file).write_text("{")
    with closing(open_plan(plan_file)) as plan, pytest.raises(RecordError, match="written by"), transaction(plan):
        raise AssertionError("must not be entered")


AS_NOBODY = """
    import importlib.util, sys
    from contextlib import closing
    spec = importlib.util.spec_from_file_location("atlas_pcaet", {root!r} + "/__init__.py", submodule_search_locations=[{root!r}])
    module = importlib.util.module_from_spec(spec); sys.modules["atlas_pcaet"] = module; spec.loader.exec_module(module)
    from atlas_pcaet.records.plan_file import open_plan, transaction
    from atlas_pcaet.records.errors import RecordError
    with closing(open_plan({file!r})) as plan:
        print(plan.execute("SELECT name FROM plan").fetchone()[0])
        try:
            with transaction(plan):
                plan.execute("UPDATE plan SET name = 'x'")
        except RecordError as error:
            print(error)
"""


@pytest.mark.parametrize("left_in_wal", [False, True])
def test_a_plan_in_a_read_only_folder_is_read_and_a_write_is_explained(root, tmp_path, left_in_wal):
    folder = Path("/tmp") / f"pcaet-lecture-seule-{os.getpid()}"
    code = folder / "code"
    folder.mkdir()
    try:
        create_plan(folder / "plan.gpkg", "PCAET d'essai", LAMBERT)
        if left_in_wal:
            with closing(sqlite3.connect(folder / "plan.gpkg")) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
        shutil.copytree(root / "records", code / "records")
        shutil.copy(root / "__init__.py", code)
        (folder / "plan.gpkg").chmod(0o444)
        folder.chmod(0o555)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [shutil.which("python3", path="/usr/bin") or sys.executable, "-c", textwrap.dedent(AS_NOBODY.format(root=str(code), file=str(folder / "plan.gpkg")))],
            capture_output=True, text=True, check=False, cwd="/", **nobody,
        )  # fmt: skip
        assert done.stdout.splitlines() == [
            "PCAET d'essai",
            "“plan.gpkg” is read-only: copy it to a folder where you may write.",
        ], done.stderr
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_what_a_killed_program_left_in_its_wal_is_there(plan_file):
    code = (
        f"import os, sqlite3; c = sqlite3.connect({str(plan_file)!r}, isolation_level=None); "
        "c.execute('PRAGMA journal_mode = WAL'); c.execute(\"UPDATE plan SET name = 'validé'\"); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert Path(f"{plan_file}-wal").stat().st_size > 0
    with closing(open_plan(plan_file)) as plan:
        assert plan.execute("SELECT name FROM plan").fetchone()[0] == "validé"


def test_a_mistyped_path_leaves_no_file(tmp_path):
    with pytest.raises(RecordError, match="no plan at"):
        open_plan(tmp_path / "absent.gpkg")
    assert list(tmp_path.iterdir()) == []


# ---- earlier versions -------------------------------------------------------------------------------------------------


def test_a_plan_of_version_1_is_announced_then_updated_after_a_backup(tmp_path):
    file = version_1(tmp_path / "ancien.gpkg")
    with pytest.raises(OutdatedPlan, match="earlier version"):
        open_plan(file)
    copy = migrations.migrate(file, "A. B.")
    assert copy is not None
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT schema_version FROM plan").fetchone()[0] == 1
        assert kept.execute("SELECT count(*) FROM link_point").fetchone()[0] == 3
    with closing(open_plan(file)) as plan:
        assert plan.execute("SELECT count(*) FROM rtree_link_point_geom").fetchone()[0] == 3
        assert [row[0] for row in plan.execute("SELECT title FROM action ORDER BY fid")] == [
            "Action d'avant",
            "Sous-action d'avant",
        ]
        with transaction(plan):
            action = plan.execute("SELECT uuid FROM action").fetchone()[0]
            attach(plan, action, "point", LAYER, [point(0, 0, "nouveau")])
        assert plan.execute("SELECT count(*) FROM rtree_link_point_geom").fetchone()[0] == 4
    assert migrations.migrate(file) is None


def definitions(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every object of the file; the columns of a table in any order, for ALTER TABLE puts new ones last."""
    with closing(sqlite3.connect(path)) as plan:
        rows = plan.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'").fetchall()
    found = []
    for kind, name, sql in rows:
        text = " ".join((sql or "").replace("IF NOT EXISTS ", "").split())
        found.append((kind, name, columns_of(text) if text.startswith("CREATE TABLE") else (text,)))
    return sorted(found)


def columns_of(create: str) -> tuple[str, ...]:
    """The definitions between the parentheses of a CREATE TABLE, sorted."""
    parts, depth = [""], 0
    for character in create[create.index("(") + 1 : create.rindex(")")]:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return tuple(sorted(part.strip() for part in parts))


def rows_of(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as plan:
        return sorted(plan.execute(query).fetchall(), key=repr)


@pytest.mark.parametrize("earlier", [version_1, version_2])
def test_an_updated_plan_has_the_schema_of_a_new_one(tmp_path, plan_file, earlier):
    file = earlier(tmp_path / "ancien.gpkg")
    migrations.migrate(file)
    assert definitions(file) == definitions(plan_file)
    for table in ("gpkg_contents", "gpkg_geometry_columns"):
        names = f"SELECT table_name, srs_id FROM {table}"
        assert rows_of(file, names) == rows_of(plan_file, names)
    with closing(open_plan(file)) as plan:
        assert plan.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plan.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("earlier", [version_1, version_2])
def test_an_updated_plan_has_the_lists_and_the_indicators_of_a_new_one(tmp_path, plan_file, earlier):
    file = earlier(tmp_path / "ancien.gpkg")
    migrations.migrate(file)
    lists = "SELECT domain, code, label, position, code_tet, code_ademe FROM ref WHERE code <> 'autre'"
    assert rows_of(file, lists) == rows_of(plan_file, lists)
    indicators = (
        "SELECT i.code, i.name, i.unit, i.direction, i.source, i.method, i.code_tet, i.decimals, i.formula, p.code "
        "FROM indicator i LEFT JOIN indicator p ON p.uuid = i.parent_uuid"
    )
    assert rows_of(file, indicators) == rows_of(plan_file, indicators)


def test_an_update_keeps_every_row_and_what_a_person_added(tmp_path):
    file = version_2(tmp_path / "ancien.gpkg")
    kept = (
        "SELECT uuid, number, title, status, version, deleted, created_at, modified_at, modified_by FROM action",
        "SELECT uuid, action_uuid, key_value, hex(geom), version FROM link_point",
        "SELECT uuid, year, value, reason, version FROM value",
        "SELECT uuid, name, population FROM territory",
        "SELECT uuid, domain, label FROM ref WHERE label = 'Autre motif de la collectivité'",
        "SELECT uuid, before, after FROM journal WHERE table_name = 'action'",
    )
    before = [rows_of(file, query) for query in kept]
    assert all(before)
    migrations.migrate(file, "A. B.")
    assert [rows_of(file, query) for query in kept] == before


def test_a_table_of_the_user_s_own_stops_the_update_and_nothing_is_changed(tmp_path):
    file = version_2(tmp_path / "ancien.gpkg")
    with closing(sqlite3.connect(file, isolation_level=None)) as plan:
        plan.execute("CREATE TABLE budget (fid INTEGER PRIMARY KEY, montant REAL)")
    before = definitions(file)
    with pytest.raises(RecordError, match="a table “budget” that is not one of Atlas PCAET's"):
        migrations.migrate(file)
    assert definitions(file) == before


def test_a_plan_that_cannot_be_updated_is_left_as_it_was(tmp_path):
    file = version_1(tmp_path / "ancien.gpkg")
    with closing(sqlite3.connect(file, isolation_level=None)) as plan:
        plan.execute("UPDATE plan SET schema_version = 99")
    with pytest.raises(RecordError, match="has the schema 99"):
        migrations.migrate(file)


def test_an_update_locked_by_another_program_is_said_and_the_retry_works(tmp_path, monkeypatch):
    monkeypatch.setattr("atlas_pcaet.records.plan_file.BUSY_MS", 50)
    file = version_1(tmp_path / "ancien.gpkg")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordError, match="being written by another program"):
        migrations.migrate(file)
    other.execute("ROLLBACK")
    other.close()
    assert migrations.migrate(file) is not None


MIGRATOR = """
    import importlib.util, sys
    root = {root!r}
    spec = importlib.util.spec_from_file_location("atlas_pcaet", root + "/__init__.py", submodule_search_locations=[root])
    module = importlib.util.module_from_spec(spec); sys.modules["atlas_pcaet"] = module; spec.loader.exec_module(module)
    from atlas_pcaet.records.migrations import migrate
    print("ready", flush=True)
    migrate({file!r})
    print("done", flush=True)
"""


def migrator(root: Path, file: Path) -> subprocess.Popen:
    code = textwrap.dedent(MIGRATOR.format(root=str(root), file=str(file)))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == "ready"
    return process


def kill_updates(root: Path, folder: Path, model: Path, count: int) -> tuple[int, int]:
    """Update copies of ``model``, killed at random moments; (how many had not ended, how many are of this version).

    Each is found whole, and of before or after: its schema, its rows, its foreign keys, and any backup beside it.
    """
    rows = ("SELECT uuid, title FROM action", "SELECT uuid, hex(geom) FROM link_point", "SELECT uuid FROM journal")
    after = Path(shutil.copy(model, folder / "apres.gpkg"))
    began = time.perf_counter()
    migrator(root, after).communicate()
    duration = time.perf_counter() - began
    states = {definitions_digest(model): False, definitions_digest(after): True}
    assert len(states) == 2
    kept = [rows_of(model, query) for query in rows[:2]]
    chance, interrupted, arrived = random.Random(2), 0, 0
    for turn in range(count):
        place = folder / f"essai_{turn}"
        place.mkdir()
        file = Path(shutil.copy(model, place / "plan.gpkg"))
        process = migrator(root, file)
        time.sleep(chance.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        interrupted += "done" not in process.communicate()[0]
        with closing(sqlite3.connect(file)) as plan:
            assert plan.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert plan.execute("PRAGMA foreign_key_check").fetchall() == []
            version = plan.execute("SELECT schema_version FROM plan").fetchone()[0]
        updated = states[definitions_digest(file)]
        assert updated == (version == schema.VERSION)
        arrived += updated
        assert [rows_of(file, query) for query in rows[:2]] == kept
        for copy in place.glob("plan_avant*.gpkg"):  # under its name only when whole
            with closing(sqlite3.connect(copy)) as backed:
                assert backed.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert rows_of(copy, rows[1]) == kept[1]
        assert (migrations.migrate(file) is None) == updated
        with closing(open_plan(file)):
            shutil.rmtree(place)
    return interrupted, arrived


def definitions_digest(path: Path) -> int:
    return hash(tuple(definitions(path)))


@pytest.mark.parametrize("earlier", [version_1, version_2])
def test_killed_at_random_moments_of_an_update_the_plan_is_before_or_after(root, tmp_path, earlier):
    model = earlier(tmp_path / "modele.gpkg", links=4_000)
    count = int(os.environ.get("ATLAS_PCAET_KILLS", "20")) // 2
    interrupted, arrived = kill_updates(root, tmp_path, model, count)
    logging.getLogger(__name__).info(
        "%d updates, %d killed before their end, %d of the new version", count, interrupted, arrived
    )
    assert interrupted > count / 4


def test_a_backup_that_cannot_be_written_leaves_nothing(plan_file, tmp_path):
    with pytest.raises(RecordError, match="could not be written"):
        backup(plan_file, tmp_path / "absent" / "copie.gpkg")
    assert [f.name for f in tmp_path.iterdir()] == ["plan.gpkg"]
