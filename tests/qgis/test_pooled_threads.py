# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms run one after another in one thread of QGIS's pool, as the rows of a batch are: Python's state of the thread
comes and goes with each, and what libraries keep with the thread must not go with it."""

from __future__ import annotations

import os
import subprocess
import sys

RUNS = """
import sys, threading
sys.path.insert(0, {loader!r})
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], True)
application.initQgis()
from plugin_package import plugin_package
plugin_package()
from atlas_pcaet.processing.provider import PcaetProvider
provider = PcaetProvider()
QgsApplication.processingRegistry().addProvider(provider)
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QRunnable, QThreadPool
roads = QgsVectorLayer("LineString?crs=EPSG:2154&field=aadt:integer", "routes", "memory")
from qgis.core import QgsFeature, QgsGeometry
feature = QgsFeature(roads.fields())
feature.setAttributes([12000])
feature.setGeometry(QgsGeometry.fromWkt("LINESTRING (650000 7060000, 652000 7060000)"))
roads.dataProvider().addFeatures([feature])
square = "POLYGON ((649000 7059000, 653000 7059000, 653000 7061000, 649000 7061000, 649000 7059000))"
zones = QgsVectorLayer("Polygon?crs=EPSG:2154&field=nom:string", "zones", "memory")
feature = QgsFeature(zones.fields())
feature.setAttributes(["Arques"])
feature.setGeometry(QgsGeometry.fromWkt(square))
zones.dataProvider().addFeatures([feature])
threads = []

class Row(QRunnable):
    def __init__(self, number):
        super().__init__()
        self.setAutoDelete(False)
        self.number = number

    def run(self):
        threads.append(threading.get_native_id())
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:corridorbands")
        given = {{"ROADS": roads, "AADT_FIELD": "aadt", "ZONES": zones, "ZONE_FIELD": "nom", "OUTPUT": {folder!r} + f"/bandes_{{self.number}}.gpkg"}}
        context = QgsProcessingContext()
        results, done = algorithm.run(given, context, QgsProcessingFeedback())
        print("done", self.number, done, flush=True)

pool = QThreadPool()
pool.setMaxThreadCount(1)
rows = [Row(number) for number in range(4)]
for row in rows:
    pool.start(row)
pool.waitForDone()  # ends the thread too: once, after all of them
print("threads", len(set(threads)), flush=True)
import os
os._exit(0)
"""


def test_rows_of_a_batch_run_in_one_thread_and_qgis_stays_up(root, tmp_path):
    code = RUNS.format(loader=str(root / "tools" / "loader"), folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=180, check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = done.stdout.splitlines()
    assert [line for line in said if line.startswith("done")] == [f"done {number} True" for number in range(4)]
    assert "threads 1" in said  # else it would not be the case of a batch
    assert len(list(tmp_path.glob("bandes_*.gpkg"))) == 4
