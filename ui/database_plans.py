# SPDX-License-Identifier: GPL-2.0-or-later
"""Which plan of which database: the connections of QGIS, then the schemas of one that hold a plan."""

from __future__ import annotations

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..cartography.plan_database import connection_names, plan_schemas
from ..i18n import tr
from ..records.errors import RecordError
from ..records.plan_address import PlanAddress

SCHEMA = Qt.ItemDataRole.UserRole
LAST = "atlas_pcaet/last_connection"


class DatabasePlansDialog(QDialog):
    """``address`` is the plan that was chosen, empty while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetDatabasePlans")
        self.setWindowTitle(tr("Open a plan from a database"))
        column = QVBoxLayout(self)
        form = QFormLayout()
        self.connections = QComboBox()
        self.connections.addItems(connection_names())
        self.connections.setCurrentText(str(QgsSettings().value(LAST, "")))
        form.addRow(tr("Connection"), self.connections)
        column.addLayout(form)
        self.plans = QListWidget()
        self.plans.setAccessibleName(tr("Plans of the database"))
        column.addWidget(self.plans, 1)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        column.addWidget(self.note)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.plans.itemDoubleClicked.connect(lambda _item: self.accept())
        self.plans.currentItemChanged.connect(lambda *_items: self._enable())
        self.connections.currentTextChanged.connect(self.list_plans)
        self.resize(480, 360)
        self.list_plans(self.connections.currentText())

    @property
    def address(self) -> str:
        item = self.plans.currentItem()
        if item is None:
            return ""
        return str(PlanAddress(connection=self.connections.currentText(), schema=str(item.data(SCHEMA))))

    def list_plans(self, connection: str) -> None:
        """Ask the database of ``connection`` for its plans; what is wrong is told below the list."""
        self.plans.clear()
        if not connection:
            self.note.setText(
                tr("QGIS has no PostgreSQL connection yet: make one in the data source manager, with its account in the authentication manager.")
            )  # fmt: skip
            self._enable()
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = plan_schemas(connection)
            said = (
                ""
                if found
                else tr("This database holds no plan that your account may read: make one with “Create a plan”.")
            )
        except RecordError as error:
            found, said = [], tr(error.sentence).format(**error.facts)
        finally:
            QGuiApplication.restoreOverrideCursor()
        for schema, name in found:
            item = QListWidgetItem(f"{name} ({schema})")
            item.setData(SCHEMA, schema)
            self.plans.addItem(item)
        self.plans.setCurrentRow(0 if found else -1)
        self.note.setText(said)
        self._enable()

    def _enable(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(bool(self.address))

    def accept(self) -> None:
        if self.address:
            QgsSettings().setValue(LAST, self.connections.currentText())
            super().accept()
