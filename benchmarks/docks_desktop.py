# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the real desktop for ``bench_docks.py``: the docks on a large plan, with the map drawing it."""

import json
import os
import random
import sqlite3
import statistics
import sys
import time
import traceback
from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerCache,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeTableModel
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, loadPlugin, plugins, startPlugin

PLAN, REPORT = os.environ["ATLAS_PCAET_PLAN"], os.environ["ATLAS_PCAET_REPORT"]
FOUND = {}


def finish():
    Path(REPORT).write_text(json.dumps(FOUND))
    os._exit(0)


def excepthook(kind, value, trace):
    FOUND["error"] = "".join(traceback.format_exception(kind, value, trace))
    finish()


sys.excepthook = excepthook


def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measured(name, function, repeats=1, between=None):
    times = []
    for turn in range(repeats):
        if between:
            between(turn)
        start = time.perf_counter()
        function(turn)
        times.append(1000 * (time.perf_counter() - start))
    FOUND[name] = {"median": statistics.median(times), "max": max(times), "n": repeats}


def repainted():
    QApplication.processEvents()


def drawing(_turn=0):
    """The map starts drawing the 100,000 places: its threads take the cores while we are timed."""
    iface.mapCanvas().refresh()
    QApplication.processEvents()


def session():
    if "atlas_pcaet" not in plugins:
        loadPlugin("atlas_pcaet")
        startPlugin("atlas_pcaet")
    desktop, canvas = plugins["atlas_pcaet"]._desktop, iface.mapCanvas()
    iface.mainWindow().setGeometry(0, 0, 1600, 1000)
    wait(500)
    docks = desktop.show_docks()
    context, dock = desktop.context, docks.actions
    start = time.perf_counter()
    desktop.open_plan(PLAN)
    FOUND["open: layers, relations, index, form"] = {"median": 1000 * (time.perf_counter() - start), "n": 1}
    links = context.plan.layers["link_point"]
    canvas.setDestinationCrs(links.crs())
    canvas.setExtent(links.extent())
    wait(3000)
    chance = random.Random(3)
    uuids = list(context.index.actions)

    # The physical limit: the rows of the index read and dropped by sqlite3.
    def bare(_turn):
        connection = sqlite3.connect(PLAN)
        connection.execute(
            "SELECT fid, uuid, parent_uuid, axis_uuid, number, title, status, pilot, start_date, end_date, version FROM action WHERE deleted = 0"
        ).fetchall()
        connection.execute(
            "SELECT action_uuid, count(*) FROM link_point WHERE deleted = 0 GROUP BY action_uuid"
        ).fetchall()
        connection.close()

    measured("limit: rows read by sqlite3, map drawing", bare, 5, drawing)
    measured("index, map drawing", lambda _turn: context._read_all(), 5, drawing)
    wait(3000)
    measured("index, map still", lambda _turn: context._read_all(), 5)

    def attribute_table(_turn):
        cache = QgsVectorLayerCache(context.actions, 20_000)
        model = QgsAttributeTableModel(cache)
        model.loadLayer()

    measured("peer: QgsAttributeTableModel of the 10,000 actions", attribute_table, 3)
    context.records_changed.emit()
    texts = {"few": "omer 12", "none": "zzz", "hundreds": "bocage liévin", "nearly all": "a"}
    for name, text in texts.items():

        def back(_turn):
            dock.clear_filters()
            wait(150)

        def filtered(_turn, text=text):
            dock.search.blockSignals(True)
            dock.search.setText(text)
            dock.search.blockSignals(False)
            from atlas_pcaet.records.index import Filter

            dock.model.show(context.index, Filter.of_text(text), dict(context.statuses))

        measured(f"filter, {name}: index and model", filtered, 7, back)
        FOUND[f"filter, {name}: index and model"]["hits"] = dock.model.count

        def with_repaint(_turn, text=text):
            dock.search.blockSignals(True)
            dock.search.setText(text)
            dock.search.blockSignals(False)
            dock.apply_filter()
            repainted()

        measured(f"filter, {name}: all of the dock with repaint", with_repaint, 7, back)
    dock.clear_filters()
    wait(300)

    def switch(_turn):
        context.choose(chance.choice(uuids))
        repainted()

    measured("switching sheets, with repaint", switch, 40)
    places = QgsVectorLayer("Point?crs=EPSG:2154&field=id_lieu:string", "lieux", "memory")
    rows = []
    for number in range(500 * 8):
        feature = QgsFeature(places.fields())
        feature.setAttributes([f"L{number}"])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(650_000 + number, 7_040_000)))
        rows.append(feature)
    places.dataProvider().addFeatures(rows)
    QgsProject.instance().addMapLayer(places)
    features = list(places.getFeatures())
    from atlas_pcaet.ui import gestures

    def attach(turn):
        node = context.node() or context.index.actions[uuids[0]]
        gestures.attach(context, node, places, features[500 * turn : 500 * turn + 500], "id_lieu", "concerne")

    measured("attaching 500 features, saved", attach, 5)

    def native(turn):
        links.startEditing()
        for feature in features[3000 + 20 * turn : 3020 + 20 * turn]:
            made = QgsVectorLayerUtils.createFeature(
                links, feature.geometry(),
                {links.fields().lookupField("action_uuid"): uuids[1], links.fields().lookupField("key_value"): feature["id_lieu"]},
            )  # fmt: skip
            links.addFeature(made)
        links.rollBack()

    measured("peer: only 20 by QgsVectorLayerUtils.createFeature, not saved", native, 3)
    wait(500)

    def in_view(_turn):
        x, y = 600_000 + 90_000 * chance.random(), 7_000_000 + 70_000 * chance.random()
        docks.link.actions_in(QgsRectangle(x, y, x + 10_000, y + 10_000), links.crs())

    measured("actions in a view of 10 km", in_view, 20)

    def scan(_turn):
        x, y = 600_000 + 90_000 * chance.random(), 7_000_000 + 70_000 * chance.random()
        sum(1 for _f in links.getFeatures(QgsRectangle(x, y, x + 10_000, y + 10_000)))

    measured("peer: getFeatures of the same view", scan, 10)
    finish()


QTimer.singleShot(1000, session)
QTimer.singleShot(240_000, finish)
