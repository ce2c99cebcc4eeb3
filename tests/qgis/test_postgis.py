# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of a real PostGIS attached to an action: no password is kept, and the copy outlives the server."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer

ROLE, SECRET = "technicienne", "mot-de-passe-d-essai"  # pragma: allowlist secret


@pytest.fixture(scope="module")
def postgis():
    """A server of our own, on a socket in a temporary folder, stopped afterwards."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed: tools/setup installs it")
    programs = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="pcaet-pg-", dir="/tmp"))
    options = {"check": True, "capture_output": True, "text": True, "cwd": "/"}
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        options |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    cluster = folder / "grappe"
    subprocess.run([programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8"], **options)
    server = ["-o", f"-c listen_addresses= -c unix_socket_directories={folder} -p 54329 -c fsync=off"]
    subprocess.run([programs / "pg_ctl", "-D", cluster, "-w", "-l", folder / "journal", *server, "start"], **options)
    script = f"""
        CREATE EXTENSION postgis;
        CREATE ROLE {ROLE} LOGIN PASSWORD '{SECRET}';
        CREATE TABLE aires (gid serial PRIMARY KEY, id_lieu text, geom geometry(Point, 4326));
        INSERT INTO aires(id_lieu, geom) SELECT 'L' || n, ST_SetSRID(ST_MakePoint(3 + n / 100.0, 46.5), 4326)
            FROM generate_series(0, 9) AS n;
        GRANT SELECT ON aires TO {ROLE};
    """
    subprocess.run(
        [programs / "psql", "-q", "-h", folder, "-p", "54329", "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c", script],
        **options,
    )
    yield f"host='{folder}' port=54329 dbname='postgres' user='{ROLE}' password='{SECRET}'"
    subprocess.run([programs / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop"], **options)
    shutil.rmtree(folder, ignore_errors=True)


def test_a_layer_of_postgis_is_attached_without_its_password(run, postgis, tmp_path):
    plan = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run("createaction", {"PLAN": plan, "TITLE": "Aires", "NUMBER": "1"})
    uri = f'{postgis} key=\'gid\' srid=4326 type=Point table="public"."aires" (geom)'
    layer = QgsVectorLayer(uri, "aires", "postgres")
    assert layer.isValid(), layer.error().message()
    parameters = {"PLAN": plan, "ACTION": "1", "LAYER": layer, "KEY_FIELD": "id_lieu"}
    assert run("attachfeatures", parameters)[0]["ATTACHED"] == 10
    assert run("attachfeatures", parameters)[0]["ALREADY"] == 10
    with closing(sqlite3.connect(plan)) as connection:
        sources = {row[0] for row in connection.execute("SELECT layer_source FROM link_point")}
        text = "\n".join(connection.iterdump())
    assert len(sources) == 1
    assert 'table="public"."aires"' in next(iter(sources))
    assert SECRET not in text
    assert ROLE not in text
    links = QgsVectorLayer(f"{plan}|layername=link_point", "x", "ogr")
    first = next(f for f in links.getFeatures() if f["key_value"] == "L0")
    # 3° E, 46.5° N is the origin of Lambert-93: 700 000, 6 600 000, by definition.
    point = first.geometry().asMultiPoint()[0]
    assert (point.x(), point.y()) == pytest.approx((700_000, 6_600_000), abs=1)
