# SPDX-License-Identifier: GPL-2.0-or-later
"""Time our plugin takes when QGIS loads it. Goal (issue 2): under 50 ms of our own time.

The peer is Processing, the plugin every QGIS loads.
"""

from __future__ import annotations

import sys
import tempfile

import measure


def case_processing_of_qgis() -> float:
    measure.start_qgis()
    sys.path.insert(0, "/usr/share/qgis/python/plugins")

    def load() -> None:
        from processing.core.Processing import Processing

        Processing.initialize()

    return measure.seconds_of(load)


def case_ours() -> float:
    """Import, plugin object, provider with its algorithms: what ``qgis_process`` pays, and the desktop before menus."""
    measure.start_qgis()
    measure.plugin_package()

    def load() -> None:
        sys.modules["atlas_pcaet"].classFactory(None).initProcessing()

    return measure.seconds_of(load)


def case_ours_first_time() -> float:
    """The first start after an installation, when Python compiles the files."""
    sys.pycache_prefix = tempfile.mkdtemp()
    return case_ours()


if __name__ == "__main__":
    measure.main(__file__, "Loading the plugin", limit="processing_of_qgis", repeats=6)
