# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sessions in the real desktop are made of: steps, waits, pictures, and a report of what happened.

A session is run by ``qgis --code`` and has no ``__file__``. It finds this file as a module of the plugin, which in the
desktop of ``tools/qgis`` is the whole checkout.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QEventLoop, QModelIndex, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox
from qgis.utils import iface, loadPlugin, plugins, startPlugin

FOLDER = Path(os.environ["ATLAS_PCAET_SESSION"])
REPORT = {"steps": [], "errors": []}


def run(session: Callable[[], None], seconds: int) -> None:
    """Play the session once QGIS is up; after ``seconds``, or at the first error, report what there is and leave."""
    sys.excepthook = failed
    QTimer.singleShot(1_000, session)
    QTimer.singleShot(1_000 * seconds, finish)


def finish() -> None:
    """Write the report and leave without QGIS's questions."""
    text = json.dumps(REPORT, ensure_ascii=False, default=str)
    (FOLDER / "report.json").write_text(text, encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


def failed(kind, value, trace) -> None:
    REPORT["errors"].append("".join(traceback.format_exception(kind, value, trace)))
    finish()


def step(name: str, **facts) -> None:
    """What the test reads of this moment."""
    REPORT["steps"].append({"name": name, **facts})


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(signal, milliseconds: int) -> None:
    """Until the signal, or no longer than this."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shot(name: str) -> None:
    """A picture of the window."""
    wait(400)
    iface.mainWindow().grab().save(str(FOLDER / f"{name}.png"))


def plugin_in_window():
    """Our plugin, started, in a window of a known size; returns what it added to the desktop."""
    if "atlas_pcaet" not in plugins:
        loadPlugin("atlas_pcaet")
        startPlugin("atlas_pcaet")
    iface.mainWindow().showNormal()
    iface.mainWindow().setGeometry(0, 0, 1600, 1000)
    return plugins["atlas_pcaet"]._desktop


def shown(model, parent: QModelIndex | None = None) -> list[str]:
    """The names in the tree of actions, from top to bottom."""
    parent = parent or QModelIndex()
    rows = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        rows.append(model.node(index).name)
        rows += shown(model, index)
    return rows


def fill_new_action(dock, number: str, title: str, status: str) -> None:
    """Press the button of the toolbar, type in the dialog, press OK."""

    def answer():
        dialog = QApplication.activeModalWidget()
        QTest.keyClicks(dialog.number, number)
        dialog.title.setText(title)
        dialog.status.setCurrentIndex(dialog.status.findText(status))
        QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)

    QTimer.singleShot(300, answer)
    dock.new.trigger()
    wait(300)
