# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin object: what is given to QGIS when it loads, and taken back when it unloads."""

from __future__ import annotations

import logging
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication

from .cartography import expression_functions
from .i18n import load_translator
from .processing.provider import PcaetProvider

LOG_TAG = "Atlas PCAET"
LOGGER = logging.getLogger("atlas_pcaet")


class QgisLogHandler(logging.Handler):
    """Python log records to the QGIS log panel."""

    LEVELS = ((logging.ERROR, Qgis.MessageLevel.Critical), (logging.WARNING, Qgis.MessageLevel.Warning))

    def emit(self, record: logging.LogRecord) -> None:
        level = next((qgis for python, qgis in self.LEVELS if record.levelno >= python), Qgis.MessageLevel.Info)
        QgsMessageLog.logMessage(self.format(record), LOG_TAG, level)


class AtlasPcaetPlugin:
    """Created by ``classFactory``; ``iface`` is None in ``qgis_process``."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: PcaetProvider | None = None
        self._desktop: Any = None
        self._handler = QgisLogHandler()
        LOGGER.addHandler(self._handler)
        LOGGER.setLevel(logging.INFO)
        self._translator = load_translator()
        if self._translator:
            QCoreApplication.installTranslator(self._translator)

    def initProcessing(self) -> None:
        """All that ``qgis_process`` asks for."""
        self.provider = PcaetProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """The desktop: provider, menu, toolbar, settings page."""
        from .ui.desktop import Desktop

        self.initProcessing()
        self._desktop = Desktop(self.iface)
        self._desktop.load()

    def unload(self) -> None:
        """Take everything back, in reverse order."""
        if self._desktop:
            self._desktop.unload()
            self._desktop = None
        if self.provider:
            # Not in the provider's own unload(), which qgis_process calls after its expressions are gone.
            expression_functions.unregister()
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._translator:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        LOGGER.removeHandler(self._handler)
