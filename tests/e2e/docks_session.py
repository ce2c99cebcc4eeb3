# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the real QGIS desktop (``qgis --code``): a plan made, filled and followed with the docks, as a person does."""

import json
import os
import sqlite3
from pathlib import Path

from atlas_pcaet.tests.e2e import desktop_steps
from atlas_pcaet.tests.e2e.desktop_steps import (
    FOLDER,
    fill_new_action,
    finish,
    plugin_in_window,
    run,
    shown,
    step,
    wait,
    wait_for,
)
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapLayerActionContext
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

THEME = os.environ.get("ATLAS_PCAET_THEME", "default")
PLAN = FOLDER / "plan essayé.gpkg"


def stored(query, *values):
    connection = sqlite3.connect(PLAN)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def shot(name):
    desktop_steps.shot(f"{name}_{THEME.replace(' ', '_')}")


def session():
    desktop = plugin_in_window()
    canvas, project = iface.mapCanvas(), QgsProject.instance()
    if THEME != "default":
        from qgis.core import QgsApplication

        QgsApplication.setUITheme(THEME)
    wait(500)
    for source in json.loads(os.environ["ATLAS_PCAET_LAYERS"]):
        project.addMapLayer(QgsVectorLayer(source, source.rpartition("=")[2], "ogr"))
    roads = project.mapLayersByName("routes_fictives")[0]
    canvas.setDestinationCrs(roads.crs())
    canvas.setExtent(roads.extent())
    docks = desktop.show_docks()
    dock, sheet, context = docks.actions, docks.sheet, desktop.context
    step("empty", page=dock.pages.currentWidget() is dock.no_plan)
    shot("aucun_plan")

    # Create a plan from the empty dock: the dialog of the algorithm, then the plan opens.
    dialog = desktop.create_plan()
    dialog.setParameters({"PLAN": str(PLAN), "NAME": "PCAET d'essai"})
    wait(300)
    dialog.runButton().click()
    wait_for(dialog.algorithmFinished, 30_000)
    wait(800)
    dialog.close()
    step(
        "created", file=PLAN.exists(), open=context.plan is not None, page=dock.pages.currentWidget() is dock.no_action
    )

    fill_new_action(dock, "44", "Des flux de marchandises et une collecte moins émetteurs", "À venir")
    action = context.current
    wait(300)
    step("added", rows=shown(dock.model), stored=stored("SELECT number, title, status FROM action"))
    fill_new_action(dock, "44.1", "Étudier les flux de marchandises 😀 عنوان", "En cours")
    context.choose(action)
    step("sub", rows=shown(dock.model), stored=stored("SELECT count(*) FROM action WHERE parent_uuid = ?", action))

    # Attach three selected features of the active layer.
    iface.setActiveLayer(roads)
    wait(200)
    roads.selectByIds([feature.id() for feature in list(roads.getFeatures())[:3]])
    dock.attach.trigger()
    wait(800)
    step(
        "attached",
        key=sheet.places.key.currentField(),
        listed=sheet.places.list.topLevelItemCount(),
        stored=stored("SELECT count(*), count(key_value), count(geom) FROM link_line WHERE deleted = 0"),
        told=dock.bar.currentItem().text() if dock.bar.currentItem() else "",
    )
    roads.removeSelection()
    dock.zoom.trigger()
    wait_for(canvas.mapCanvasRefreshed, 10_000)
    shot("fiche")

    # Change the status with the pill of the header, undo, redo.
    sheet.set_status("realise", "Réalisé")
    wait(300)
    changed = stored("SELECT status FROM action WHERE uuid = ?", action)
    pill = sheet.status.text()
    undo_text = dock.undo.text()
    dock.undo.trigger()
    wait(300)
    step(
        "status", changed=changed, pill=pill, undo=undo_text,
        undone=stored("SELECT status FROM action WHERE uuid = ?", action), pill_after=sheet.status.text(),
    )  # fmt: skip
    dock.undo.trigger()  # the three places
    wait(300)
    detached = stored("SELECT count(*) FROM link_line WHERE deleted = 0")
    dock.redo.trigger()
    wait(300)
    step("places undone", detached=detached, again=stored("SELECT count(*) FROM link_line WHERE deleted = 0"), listed=sheet.places.list.topLevelItemCount())  # fmt: skip

    # Edit the sheet with QGIS's own form.
    sheet.edit.click()
    wait(300)
    sheet.form.changeAttribute("pilot", "Service déchets")
    sheet.form.changeAttribute("start_date", "2022")
    sheet.form.changeAttribute("end_date", "2020")
    sheet.keep.click()
    wait(300)
    refused = dock.notice.text()
    shot("refus")
    sheet.form.changeAttribute("end_date", "2025")
    sheet.keep.click()
    wait(300)
    step(
        "form", refused=refused, editable=context.actions.isEditable(),
        stored=stored("SELECT pilot, start_date, end_date FROM action WHERE uuid = ?", action), facts=sheet.facts.text(),
    )  # fmt: skip

    # Another program locks the plan: the change is kept, the retry works.
    other = sqlite3.connect(PLAN, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    sheet.set_status("bloque", "Bloqué")
    wait(200)
    told = dock.notice.text()
    kept = context.actions.isModified()
    shot("verrou")
    other.execute("ROLLBACK")
    other.close()
    retried = dock.retry()
    wait(300)
    step(
        "locked",
        told=told,
        kept=kept,
        retried=retried,
        stored=stored("SELECT status FROM action WHERE uuid = ?", action),
    )

    # Two editors of one action: the second is told, both texts are kept.
    sheet.edit.click()
    wait(200)
    sheet.form.changeAttribute("title", "Le titre de la seconde personne")
    sheet.keep_typed()
    other = sqlite3.connect(PLAN)
    other.execute("UPDATE action SET title = 'Le titre de la première' WHERE uuid = ?", (action,))
    other.commit()
    other.close()
    sheet.keep.click()
    wait(300)
    told = dock.notice.text()
    first = stored("SELECT title FROM action WHERE uuid = ?", action)
    typed = context.actions.getFeature(context.node().fid)["title"]
    shot("conflit")
    written = dock.write_mine()
    wait(300)
    step(
        "conflict", told=told, first=first, typed=typed, written=written,
        second=stored("SELECT title FROM action WHERE uuid = ?", action),
        journal=stored("SELECT count(*) FROM journal WHERE row_uuid = ? AND after LIKE '%Le titre de la première%'", action),
    )  # fmt: skip

    # Search, filters, which actions here, locator.
    dock.search.setText("etudier")
    wait(400)
    found = shown(dock.model)
    dock.search.setText("rien de tel")
    wait(400)
    nothing = dock.pages.currentWidget() is dock.no_hit
    shot("aucun_resultat")
    dock.clear_filters()
    dock.without_place.setChecked(True)
    without = [row for row in shown(dock.model) if row.startswith("44")]
    dock.clear_filters()
    dock.in_view.setChecked(True)
    in_view = dock.model.count
    here_box = canvas.extent()
    canvas.setExtent(canvas.extent().buffered(0).__class__(0, 0, 1000, 1000))
    wait(600)
    elsewhere = dock.model.count
    canvas.setExtent(here_box)
    wait_for(canvas.mapCanvasRefreshed, 10_000)
    dock.clear_filters()
    line = next(roads.getFeatures()).geometry()
    point = canvas.getCoordinateTransform().transform(line.interpolate(line.length() / 2).asPoint())
    dock.ask_here.trigger()
    is_tool = canvas.mapTool() is docks.tool
    QTest.mouseClick(
        canvas.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(round(point.x()), round(point.y())),
    )
    wait(400)
    here = dock.here.text()
    shot("actions_ici")
    dock.here.click()
    # The action of the identify tool, on a feature that has an action and on one that has none.
    context.choose("")
    keys = {row[0] for row in stored("SELECT key_value FROM link_line WHERE deleted = 0")}
    by_key = {str(feature["road_id"]): feature for feature in roads.getFeatures()}
    offered = docks.identify_action in QgsGui.mapLayerActionRegistry().mapLayerActions(
        roads, Qgis.MapLayerActionTarget.SingleFeature
    )
    docks.identify_action.triggerForFeature(
        roads, next(by_key[key] for key in by_key if key in keys), QgsMapLayerActionContext()
    )
    wait(200)
    identified = dock.here.text()
    docks.identify_action.triggerForFeature(
        roads, next(by_key[key] for key in by_key if key not in keys), QgsMapLayerActionContext()
    )
    wait(200)
    step("identified", offered=offered, here=identified, none=dock.here.text())
    dock.here.click()
    context.choose("")
    locator = docks.locator.clone()
    hits = []
    locator.resultFetched.connect(hits.append)
    from qgis.core import QgsFeedback, QgsLocatorContext

    locator.fetchResults("etudier marchandises", QgsLocatorContext(), QgsFeedback())
    locator.triggerResult(hits[0])
    wait(200)
    step(
        "found", search=found, nothing=nothing, without=without, in_view=in_view, elsewhere=elsewhere, is_tool=is_tool,
        here=here, locator=[hit.displayString for hit in hits], chosen=context.node().number,
    )  # fmt: skip

    # Follow-up: what is due, cards, calendar; indicators: typed, pasted; history and the way back; actions of an area.
    following, indicators = docks.following, docks.indicators
    following.setUserVisible(True)
    wait(400)
    due_rows = [following.due.topLevelItem(i).text(0) for i in range(following.due.topLevelItemCount())]
    following.tabs.setCurrentWidget(following.board)
    wait(300)
    by_code = {code: model for code, _label, _view, model in following.board.columns}
    before = {code: model.rowCount() for code, model in by_code.items() if model.rowCount()}
    sub_action = next(node for node in context.index.actions.values() if node.number == "44.1")
    following.board.move([sub_action.uuid], "realise")
    wait(200)
    after = {code: model.rowCount() for code, model in by_code.items() if model.rowCount()}
    shot("suivi_statuts")
    following.tabs.setCurrentWidget(following.calendar)
    wait(300)
    bars = [row[0].number for row in following.calendar.rows]
    shot("suivi_calendrier")
    indicators.setUserVisible(True)
    wait(300)
    indicators.choose(stored("SELECT uuid FROM indicator WHERE code = 'apc_air_no2'")[0][0])
    QApplication.clipboard().setText("12,5\tTrop tôt pour faire un bilan")
    grid = indicators.model
    indicators.grid.setCurrentIndex(grid.index(0, len(grid.years) - 2))
    indicators.paste()
    wait(300)
    shot("indicateurs")
    pasted = stored("SELECT value, reason FROM value WHERE deleted = 0 ORDER BY year")
    indicators.hide()
    following.hide()
    context.choose(sub_action.uuid)
    sheet.below.setCurrentWidget(sheet.history)
    wait(300)
    shot("historique")
    sheet.history.list.setCurrentItem(sheet.history.list.topLevelItem(0))
    brought = sheet.history.bring_back()
    wait(200)
    back = stored("SELECT status FROM action WHERE number = '44.1'")
    sheet.below.setCurrentWidget(sheet.places)
    dock.show_table(True)
    wait(200)
    shot("tableau")
    table = dock.rows.count
    dock.show_table(False)
    iface.setActiveLayer(roads)
    roads.selectByIds([next(f.id() for f in roads.getFeatures() if str(f["road_id"]) in keys)])
    docks.show_touching()
    wait(200)
    touching = dock.here.text()
    roads.removeSelection()
    dock.here.click()
    step(
        "following", due=due_rows, before=before, after=after, bars=bars, pasted=pasted, brought=brought, back=back, table=table,
        touching=touching,
    )  # fmt: skip

    # Keyboard: an arrow moves the sheet.
    dock.tree.setFocus()
    before = context.current
    QTest.keyClick(dock.tree, Qt.Key.Key_Up)
    wait(200)
    step("keyboard", moved=context.current != before, title=sheet.title.text())

    # The layer goes, the record and its copy of the geometry stay; then close and reopen.
    context.choose(action)
    project.removeMapLayer(roads.id())
    wait(300)
    survived = sheet.places.list.topLevelItemCount()
    drawn = docks.link.zoom()
    wait(300)
    shot("couche_retiree")
    project.clear()
    wait(500)
    closed = context.plan is None and dock.pages.currentWidget() is dock.no_plan
    dock.open_asked.emit(str(PLAN))
    wait(800)
    step(
        "reopened", survived=survived, drawn=drawn, closed=closed, rows=shown(dock.model),
        places=context.index.actions[action].places, recent=[Path(p).name for p in __import__("atlas_pcaet.ui.recent", fromlist=["x"]).recent_plans()][:1],
    )  # fmt: skip
    saved = FOLDER / "projet.qgz"
    project.write(str(saved))
    project.clear()
    wait(300)
    project.read(str(saved))
    wait(800)
    step("project", adopted=context.plan is not None, rows=len(shown(dock.model)))
    faux = FOLDER / "faux.gpkg"
    faux.write_bytes(b"SQLite format 3\x00" + b"\x00" * 100)
    step(
        "refused",
        opened=desktop.open_plan(str(faux)),
        told=iface.messageBar().currentItem().text(),
        still=context.plan is not None,
    )
    iface.messageBar().clearWidgets()
    old = FOLDER / "ancien.gpkg"
    connection = sqlite3.connect(old)
    connection.executescript(Path(os.environ["ATLAS_PCAET_V1"]).read_text())
    connection.close()
    outdated = desktop.open_plan(str(old))
    offered = iface.messageBar().currentItem().text()
    updated = desktop.update_plan(str(old))
    wait(500)
    step(
        "updated",
        opened=outdated,
        offered=offered,
        updated=updated,
        rows=shown(dock.model),
        copies=len(list(FOLDER.glob("ancien_avant*.gpkg"))),
    )
    finish()


run(session, seconds=120)
