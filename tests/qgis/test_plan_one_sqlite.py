# SPDX-License-Identifier: GPL-2.0-or-later
"""One SQLite: whatever QGIS does with a plan, no committed row of another process is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from contextlib import closing

import geopandas
import pytest
import shapely
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.processing import provenance, reading, writing
from atlas_pcaet.processing.plan import plan_access
from atlas_pcaet.records import schema
from atlas_pcaet.records.plan_file import backup, open_plan
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

WRITER = """
    import importlib.util, struct, sys
    root = {root!r}
    spec = importlib.util.spec_from_file_location("atlas_pcaet", root + "/__init__.py", submodule_search_locations=[root])
    module = importlib.util.module_from_spec(spec); sys.modules["atlas_pcaet"] = module; spec.loader.exec_module(module)
    from contextlib import closing
    from atlas_pcaet.records.plan_file import open_plan, transaction
    from atlas_pcaet.records.actions import NewAction, create_action
    from atlas_pcaet.records.links import Place, SourceLayer, attach
    layer = SourceLayer("Aires", "aires.gpkg", "abc", "id_lieu")
    for number in range({first}, {last}):
        with closing(open_plan({file!r})) as plan, transaction(plan):
            action = create_action(plan, NewAction("Action de lot", number=str(number)))
            x = 650000.0 + number
            wkb = struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, x, 7060000.0)
            attach(plan, action, "point", layer, [Place(wkb, (x, 7060000.0, x, 7060000.0), str(number), number)])
"""


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    return results["PLAN"]


def test_a_plan_is_read_by_qgis_alone_and_fingerprinted_through_it(run, plan, layer):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    roads = layer("LineString", ["id:string"], [("LINESTRING (0 0, 9 9)", "R1")])
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": roads, "KEY_FIELD": "id"})
    links = QgsVectorLayer(f"{plan}|layername=link_line", "Lieux", "ogr")
    given = reading.layer_input("INPUT", links, QgsProcessingContext())
    assert given.fast is None
    frame = given.frame(["key_value"], lambda _fraction: None)
    assert list(frame["key_value"]) == ["R1"]
    assert len(reading.fingerprint(frame)) == 32


@pytest.mark.parametrize("text", ["{plan}", "ogr:dbname='{plan}' table=\"bandes\" (geom)"])
def test_results_never_go_into_the_file_of_a_plan(plan, text):
    frame = geopandas.GeoDataFrame({"n": [1]}, geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:2154")
    metadata = provenance.layer_metadata(title="T", algorithm="pcaet:test", parameters={}, inputs=[], method="M.")
    output = writing.Output((writing.Field("n", "integer", "N"),), metadata, "Polygon")
    with pytest.raises(DataError, match=r"“plan\.gpkg” is an action plan"):
        writing.write(frame, text.format(plan=plan), output, QgsProcessingContext())
    with closing(open_plan(plan)) as connection:
        assert connection.execute("SELECT count(*) FROM gpkg_contents").fetchone()[0] == len(schema.TABLES)


def test_another_sqlite_in_python_is_refused_while_the_layers_are_shown(run, plan, monkeypatch, qgis_new_project):
    monkeypatch.setattr(plan_access, "one_sqlite", lambda: False)
    run("createaction", {"PLAN": plan, "TITLE": "Sans couche affichée"})
    QgsProject.instance().addMapLayer(QgsVectorLayer(f"{plan}|layername=action", "Actions", "ogr"))
    with pytest.raises(QgsProcessingException, match="different SQLite libraries"):
        run("createaction", {"PLAN": plan, "TITLE": "A"})


def written_while_shown(root, plan, folder, turns: int) -> tuple[int, int]:
    """Two processes write ``turns`` actions with a place each, while QGIS draws, fingerprints and backs up the plan.

    Every committed row must be there. Returns how many rounds QGIS made, and how many rows its last backup held.
    """
    layers = [QgsVectorLayer(f"{plan}|layername={t}", t, "ogr") for t in ("link_point", "action")]
    settings = QgsMapSettings()
    settings.setLayers(layers[:1])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    settings.setExtent(QgsRectangle(649_900, 7_059_900, 650_300, 7_060_100))
    settings.setOutputSize(QSize(300, 200))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER.format(root=str(root), file=plan, first=first, last=first + turns))],
            stderr=subprocess.PIPE,
        )
        for first in (0, turns)
    ]  # fmt: skip
    rounds = 0
    while any(writer.poll() is None for writer in writers):
        rounds += 1
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        given = reading.layer_input("INPUT", layers[0], QgsProcessingContext())
        if layers[0].featureCount() > 0:
            assert reading.fingerprint(given.frame(["key_value"], lambda _fraction: None))
        assert len({f["number"] for f in layers[1].getFeatures()}) <= 2 * turns
        backup(plan, folder / "copie.gpkg")
    for writer in writers:
        assert writer.wait() == 0, writer.stderr.read().decode()
        writer.stderr.close()
    with closing(open_plan(plan)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        actions = connection.execute("SELECT count(*), count(DISTINCT number) FROM action").fetchone()
        assert actions[:] == (2 * turns, 2 * turns)
        assert connection.execute("SELECT count(DISTINCT key_value) FROM link_point").fetchone()[0] == 2 * turns
    with closing(open_plan(folder / "copie.gpkg")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        kept, links = copy.execute("SELECT (SELECT count(*) FROM action), (SELECT count(*) FROM link_point)").fetchone()
        assert kept == links
    return rounds, kept


def test_two_processes_write_200_times_while_qgis_shows_fingerprints_and_backs_up(
    root, run, plan, tmp_path, record_property
):
    turns = int(os.environ.get("ATLAS_PCAET_TURNS", "100"))
    rounds, kept = written_while_shown(root, plan, tmp_path, turns)
    record_property("rounds of QGIS, rows in its last backup", (rounds, kept))
    assert rounds > 3


def found_at(file) -> tuple[int, int]:
    """How many places there are, and how many at the first one. In a function of its own: a frame in which an algorithm
    raised is never freed, and a layer it held would outlive QGIS."""
    links = QgsVectorLayer(f"{file}|layername=link_point", "x", "ogr")
    return links.featureCount(), len(list(links.getFeatures(QgsRectangle(649_999, 7_059_999, 650_001, 7_060_001))))


def test_an_earlier_plan_is_updated_by_the_algorithm(run, root, tmp_path):
    import sqlite3

    file = tmp_path / "ancien.gpkg"
    with closing(sqlite3.connect(file)) as old:
        old.executescript((root / "tests" / "data" / "plan_v1.sql").read_text())
    with pytest.raises(QgsProcessingException, match="earlier version"):
        run("createaction", {"PLAN": str(file), "TITLE": "A"})
    results, _ = run("updateplan", {"PLAN": str(file)})
    assert QgsVectorLayer(f"{results['BACKUP']}|layername=action", "x", "ogr").featureCount() == 2
    run("createaction", {"PLAN": str(file), "TITLE": "A"})
    assert found_at(file) == (3, 1)
    again, feedback = run("updateplan", {"PLAN": str(file)})
    assert not again["BACKUP"]
    assert "nothing was changed" in feedback.text
