# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the real QGIS desktop (``qgis --code``): a plan in PostGIS made, edited by two people, saved and read again.

The second person is a session of psycopg2.
"""

import os
import zipfile
from contextlib import closing

import psycopg2
from atlas_pcaet.tests.e2e.desktop_steps import (
    FOLDER,
    fill_new_action,
    finish,
    plugin_in_window,
    run,
    shot,
    shown,
    step,
    wait,
    wait_for,
)
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsDataSourceUri,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

SERVER, PORT = os.environ["ATLAS_PCAET_SERVER"], os.environ["ATLAS_PCAET_PORT"]
SECRET = os.environ["ATLAS_PCAET_SECRET"]


def other(sql, *values, user="agent"):
    """What the second person does, or sees."""
    connection = psycopg2.connect(host=SERVER, port=PORT, dbname="postgres", user=user, password=SECRET)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def connect(person):
    """A connection of QGIS whose account is in the authentication manager."""
    manager = QgsApplication.authManager()
    manager.setMasterPassword("atlas-pcaet-essai", True)
    account = QgsAuthMethodConfig("Basic")
    account.setName(person)
    account.setConfigMap({"username": person, "password": SECRET})
    _done, account = manager.storeAuthenticationConfig(account)
    uri = QgsDataSourceUri()
    uri.setConnection(SERVER, PORT, "postgres", "", "", QgsDataSourceUri.SslMode.SslDisable, account.id())
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    metadata.saveConnection(metadata.createConnection(uri.uri(False), {}), f"Commun, {person}")


def places():
    layer = QgsVectorLayer("Point?crs=EPSG:2154&field=id_lieu:string", "lieux", "memory")
    features = []
    for number in range(3):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT ({650_000 + 500 * number} 7070000)"))
        feature["id_lieu"] = f"L{number}"
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


def make(desktop, dock, context):
    dialog = desktop.create_plan()
    dialog.setParameters(
        {"NAME": "PCAET commun", "CONNECTION": "Commun, agente", "SCHEMA": "pcaet_commun", "ROLES": True}
    )
    wait(300)
    dialog.grab().save(str(FOLDER / "creer.png"))
    dialog.runButton().click()
    wait_for(dialog.algorithmFinished, 30_000)
    wait(1_000)
    log = dialog.findChild(type(dialog), "") or dialog
    text = " ".join(
        child.toPlainText() for child in log.findChildren(__import__("qgis.PyQt.QtWidgets", fromlist=["x"]).QTextEdit)
    )
    dialog.close()
    step("created", path=context.plan.path if context.plan else "", empty=dock.pages.currentWidget() is dock.no_action, secret=SECRET in text)  # fmt: skip
    other('GRANT "pcaet_commun_saisie" TO agent; GRANT "pcaet_commun_lecture" TO lectrice', user="postgres")


def edit(dock, sheet, context, desktop):
    layer = places()
    iface.mapCanvas().setDestinationCrs(layer.crs())
    iface.mapCanvas().setExtent(layer.extent().buffered(2_000))
    fill_new_action(dock, "44", "Des flux de marchandises moins émetteurs", "À venir")
    fill_new_action(dock, "45", "Rénover les écoles", "À venir")
    context.choose(next(node.uuid for node in context.index.actions.values() if node.number == "44"))
    wait(300)
    iface.setActiveLayer(layer)
    layer.selectAll()
    dock.attach.trigger()
    wait(500)
    sheet.set_status("realise", "Réalisé")
    wait(300)
    changed = other("SELECT status FROM pcaet_commun.action WHERE number = '44'")
    dock.undo.trigger()
    wait(300)
    step(
        "edited", rows=shown(dock.model), changed=changed, undone=other("SELECT status FROM pcaet_commun.action WHERE number = '44'"),
        places=other("SELECT count(*), count(geom) FROM pcaet_commun.link_point"), listed=sheet.places.list.topLevelItemCount(),
    )  # fmt: skip
    dock.in_view.setChecked(True)
    seen = dock.model.count
    dock.clear_filters()
    shot("fiche")
    sheet.below.setCurrentWidget(sheet.history)
    wait(300)
    entries = sheet.history.list.topLevelItemCount()
    docks = desktop.show_docks()
    docks.following.setUserVisible(True)
    wait(300)
    docks.indicators.setUserVisible(True)
    wait(500)
    listed = docks.indicators.list.count()
    docks.indicators.hide()
    docks.following.hide()
    sheet.below.setCurrentWidget(sheet.places)
    step(
        "read",
        in_view=seen,
        history=entries,
        indicators=listed,
        stored=other("SELECT count(*) FROM pcaet_commun.indicator"),
    )


def conflict(dock, sheet, context, desktop):
    action = context.current
    read = "SELECT title, pilot, status FROM pcaet_commun.action WHERE uuid = %s"
    sheet.edit.click()
    wait(300)
    sheet.form.changeAttribute("title", "Le titre de la seconde personne")
    sheet.form.changeAttribute("end_date", "2020")
    sheet.form.changeAttribute("start_date", "2022")
    sheet.keep.click()
    wait(300)
    refused = dock.notice.text()
    sheet.form.changeAttribute("end_date", "2025")
    other("UPDATE pcaet_commun.action SET title = 'Le titre de la première', pilot = 'Voirie', status = 'bloque', modified_by = 'C. D.' WHERE uuid = %s", action)  # fmt: skip
    sheet.keep.click()
    wait(300)
    told = dock.notice.text()
    buttons = [button.text() for button in dock.notice.buttons]
    first = other(read, action)
    shot("conflit")
    window = desktop.conflict
    window.grab().save(str(FOLDER / "deux_versions.png"))
    (table,) = window.tables
    side_by_side = [[table.item(row, place).text() for place in range(3)] for row in range(table.rowCount())]
    bar = [item.text() for item in iface.messageBar().items()]
    window.mine.click()
    wait(300)
    step(
        "conflict", refused=refused, told=told, buttons=buttons, first=first, side_by_side=side_by_side, hidden=window.isHidden(),
        bar=bar, second=other(read, action),
    )  # fmt: skip
    sheet.edit.click()
    wait(300)
    sheet.form.changeAttribute("pilot", "Service A")
    other("UPDATE pcaet_commun.action SET pilot = 'Service B' WHERE uuid = %s", action)
    sheet.keep.click()
    wait(300)
    desktop.conflict.theirs.click()
    wait(300)
    step("theirs", stored=other(read, action), shown=context.node().pilot, editable=context.actions.isEditable())


def come_back(dock, context):
    other(
        "INSERT INTO pcaet_commun.action(plan_uuid, number, title) SELECT uuid, '46', 'Par la seconde' FROM pcaet_commun.plan"
    )
    QgsApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    wait(500)
    step("seen", rows=shown(dock.model))


def cut(dock, sheet, context):
    """The server cuts every connection of QGIS, then answers again."""
    killed = other(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'agente'", user="postgres"
    )
    sheet.set_status("en_pause", "En pause")
    wait(300)
    told = dock.notice.text()
    if context.session.pending():
        dock.retry()
    wait(300)
    step("cut", killed=killed, told=told, stored=other("SELECT status FROM pcaet_commun.action WHERE uuid = %s", context.current), rows=shown(dock.model))  # fmt: skip


def save_and_read(dock, context):
    project, saved = QgsProject.instance(), FOLDER / "projet.qgz"
    project.write(str(saved))
    with zipfile.ZipFile(saved) as archive:
        text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    project.clear()
    wait(300)
    closed = context.plan is None
    project.read(str(saved))
    wait(1_500)
    step(
        "project",
        closed=closed,
        secret=SECRET in text,
        adopted=context.plan.path if context.plan else "",
        rows=shown(dock.model),
    )


def read_only(desktop, dock, sheet, context):
    QgsProject.instance().clear()
    wait(300)
    listed = []

    def answer():
        dialog = QApplication.activeModalWidget()
        dialog.connections.setCurrentText("Commun, lectrice")
        wait(300)
        listed.extend(dialog.plans.item(i).text() for i in range(dialog.plans.count()))
        dialog.grab().save(str(FOLDER / "base.png"))
        dialog.accept()

    QTimer.singleShot(500, answer)
    desktop.choose_in_database()
    wait(800)
    told = dock.notice.text()
    shot("lecture_seule")
    context.choose(next(node.uuid for node in context.index.actions.values() if node.number == "45"))
    wait(200)
    result = sheet.set_status("realise", "Réalisé")
    step(
        "reader", listed=listed, told=told, refused=result.sentence, path=context.plan.path,
        stored=other("SELECT status FROM pcaet_commun.action WHERE number = '45'"), recent=__import__("atlas_pcaet.ui.recent", fromlist=["x"]).recent_plans(),
    )  # fmt: skip


def algorithm(dock, context):
    """As from the toolbox: in a thread of QGIS, twice, on the plan that the docks show; then taken back."""
    ended = []
    for title in ("Depuis la boîte à outils", "Une fois encore"):
        made = QgsApplication.processingRegistry().createAlgorithmById("pcaet:createaction")
        feedback, place = QgsProcessingFeedback(), QgsProcessingContext()
        place.setProject(QgsProject.instance())
        given = {"PLAN": context.plan.path, "TITLE": title, "NUMBER": "56" if not ended else "57"}
        task = QgsProcessingAlgRunnerTask(made, given, place, feedback)
        task.executed.connect(lambda successful, _results: ended.append(successful))
        QgsApplication.taskManager().addTask(task)
        wait_for(task.executed, 20_000)
        wait(500)
    stored = other("SELECT number, title FROM pcaet_commun.action WHERE number = '56'")
    step("algorithm", done=ended, stored=stored, rows=shown(dock.model))
    other("UPDATE pcaet_commun.action SET deleted = true WHERE number IN ('56', '57')")
    QgsApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    wait(500)


def session():
    desktop = plugin_in_window()
    for person in ("agente", "lectrice"):
        connect(person)
    wait(500)
    docks = desktop.show_docks()
    dock, sheet, context = docks.actions, docks.sheet, desktop.context
    make(desktop, dock, context)
    edit(dock, sheet, context, desktop)
    conflict(dock, sheet, context, desktop)
    come_back(dock, context)
    algorithm(dock, context)
    cut(dock, sheet, context)
    save_and_read(dock, context)
    read_only(desktop, dock, sheet, context)
    finish()


run(session, seconds=120)
