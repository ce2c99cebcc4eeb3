# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the real QGIS desktop (``qgis --code``): uses the plugin as a person does, and writes what happened."""

import json
import os
from pathlib import Path

from atlas_pcaet.tests.e2e.desktop_steps import FOLDER, finish, plugin_in_window, run, shot, step, wait, wait_for
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolBar
from qgis.utils import iface, loadPlugin, startPlugin, unloadPlugin


def settle():
    """Deferred deletions wait for the outer event loop, which this script never goes back to."""
    wait(300)
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ours():
    window = iface.mainWindow()
    return {
        "menus": len([m for m in window.findChildren(QMenu) if m.objectName() == "AtlasPcaetMenu"]),
        "toolbars": len([b for b in window.findChildren(QToolBar) if b.objectName() == "AtlasPcaetToolbar"]),
        "provider": QgsApplication.processingRegistry().providerById("pcaet") is not None,
    }


def session():
    desktop = plugin_in_window()
    step("loaded", **ours())
    wait(500)
    project = QgsProject.instance()
    for file in json.loads(os.environ["ATLAS_PCAET_LAYERS"]):
        layer = QgsVectorLayer(file, file.rpartition("=")[2], "ogr")
        project.addMapLayer(layer)
    roads = project.mapLayersByName("routes_fictives")[0]
    iface.mapCanvas().setDestinationCrs(roads.crs())
    iface.mapCanvas().setExtent(roads.extent())
    action = iface.mainWindow().findChild(QAction, "AtlasPcaet_corridorbands")
    step("menu", action=action is not None, text=action.text())
    dialog = desktop.open_algorithm("corridorbands")
    output = str(FOLDER / "bandes.gpkg")
    dialog.setParameters({"ROADS": roads.id(), "AADT_FIELD": "aadt", "WIDTH_FIELD": "width_m", "OUTPUT": output})
    wait(500)
    dialog.grab().save(str(FOLDER / "dialog.png"))
    dialog.runButton().click()
    wait_for(dialog.algorithmFinished, 60_000)
    wait(1500)
    dialog.close()
    loaded = [layer for layer in project.mapLayers().values() if layer.source().startswith(output)]
    step(
        "ran",
        written=Path(output).exists(),
        loaded=len(loaded),
        renderer=loaded[0].renderer().type() if loaded else "",
        aliases=[loaded[0].attributeDisplayName(i) for i in range(loaded[0].fields().count())] if loaded else [],
    )
    iface.mapCanvas().refresh()
    wait_for(iface.mapCanvas().mapCanvasRefreshed, 20_000)
    shot("desktop")
    plan = os.environ["ATLAS_PCAET_PLAN"]
    opened = desktop.open_plan(plan)
    refused = desktop.open_plan(output)
    wait(500)
    group = project.layerTreeRoot().findGroup("Plan de démonstration (lieux fictifs)")
    step(
        "plan",
        opened=opened,
        refused=not refused,
        layers=[node.name() for node in group.findLayers()] if group else [],
        relations=len(project.relationManager().relations()),
    )
    shot("plan")
    del desktop  # as in a user's, only QGIS holds the plugin
    for _turn in range(2):
        unloadPlugin("atlas_pcaet")
        settle()
        step("unloaded", **ours())
        loadPlugin("atlas_pcaet")
        startPlugin("atlas_pcaet")
        step("loaded", **ours())
    unloadPlugin("atlas_pcaet")
    settle()
    step("unloaded", **ours())
    finish()


run(session, seconds=150)
