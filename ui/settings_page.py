# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's page in the options of QGIS."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory, QgsProjectionSelectionWidget
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFormLayout, QLineEdit, QWidget

from ..i18n import tr
from ..processing import preferences

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "atlas_pcaet.svg"


class SettingsPage(QgsOptionsPageWidget):
    """Author, computation CRS, and a cluster if there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.author = QLineEdit(preferences.author())
        self.author.setPlaceholderText(tr("Name or initials"))
        self.crs = QgsProjectionSelectionWidget()
        self.crs.setCrs(QgsCoordinateReferenceSystem(preferences.project_crs()))
        self.scheduler = QLineEdit(preferences.scheduler())
        self.scheduler.setPlaceholderText(tr("Empty: this machine. For example tcp://calcul:8786"))
        form = QFormLayout(self)
        form.addRow(tr("Author written in the plan's journal"), self.author)
        form.addRow(tr("Computation CRS when layers are in degrees"), self.crs)
        form.addRow(tr("Dask scheduler for large rasters"), self.scheduler)

    def apply(self) -> None:
        preferences.save(self.author.text(), self.crs.crs().authid(), self.scheduler.text())


class SettingsFactory(QgsOptionsWidgetFactory):
    """Makes the page when the options open."""

    def __init__(self) -> None:
        super().__init__("Atlas PCAET", QIcon(str(ICON)))

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def createWidget(self, parent: QWidget | None = None) -> SettingsPage:
        return SettingsPage(parent)
