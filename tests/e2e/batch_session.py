# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the real QGIS desktop: each shipped model in the batch dialog of Processing, a row for each EPCI."""

import json
import os
import time

from atlas_pcaet.tests.e2e.desktop_steps import FOLDER, REPORT, finish, plugin_in_window, run, step, wait
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from qgis.core import QgsApplication
from qgis.utils import iface

BATCHES = json.loads((FOLDER / "batches.json").read_text(encoding="utf-8"))
SECONDS_A_ROW = 60
ENDED = []


class Recorded(BatchAlgorithmDialog):
    """The dialog of QGIS, which tells when its rows are done."""

    def createSummaryTable(self, algorithm_results, errors):
        ENDED.append((len(algorithm_results), [str(error) for error in errors]))


def session():
    plugin_in_window()
    for name, rows in BATCHES.items():
        dialog = Recorded(QgsApplication.processingRegistry().createAlgorithmById(f"pcaet:{name}"), iface.mainWindow())
        dialog.show()
        panel = dialog.mainWidget()
        keys = {"PARAMETERS": panel.PARAMETERS, "OUTPUTS": panel.OUTPUTS}
        saved = [{keys[key]: value for key, value in row.items()} for row in rows]
        panel.load_batch_file_3_40_version({panel.FORMAT: panel.CURRENT_FORMAT, panel.ROWS: saved})
        panel.checkLoadLayersOnCompletion.setChecked(False)
        wait(300)
        dialog.grab().save(str(FOLDER / f"{name}.png"))
        told = len(ENDED)
        dialog.runAlgorithm()
        until = time.monotonic() + SECONDS_A_ROW * len(rows)
        while len(ENDED) == told and panel.batchRowCount() and time.monotonic() < until:
            wait(200)
        step(name, rows=panel.batchRowCount(), ended=ENDED[told:], title=dialog.windowTitle())
        dialog.close()
    REPORT["language"] = os.environ.get("LANG", "")
    finish()


run(session, 500)
