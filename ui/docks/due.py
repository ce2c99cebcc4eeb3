# SPDX-License-Identifier: GPL-2.0-or-later
"""What is due, in a list: late actions, ends of this year, values to give, links to check, answers awaited."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ...i18n import tr
from ...records.following import COLLECTION, ENDING, LINK, OVERDUE, STARTING, VALUE, Due

ACTION = Qt.ItemDataRole.UserRole
SHOWN = 1_000  # of a kind; the heading has the whole number
ICONS = {
    OVERDUE: "mIconWarning.svg", ENDING: "mActionFlagOpen.svg" , STARTING: "mActionPlay.svg", VALUE: "mActionCalculateField.svg",
    LINK: "mActionUnlink.svg", COLLECTION: "mActionFileOpen.svg",
}  # fmt: skip


class DuePanel(QTreeWidget):
    """One heading per kind with its count; ``chosen`` gives the uuid of the action of a row."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetDue")
        self.setAccessibleName(tr("What is due"))
        self.setHeaderLabels([tr("What"), tr("When")])
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setColumnWidth(0, 420)
        self.currentItemChanged.connect(self._chosen)

    def show_due(self, dues: Sequence[Due]) -> None:
        """List ``dues`` by kind."""
        self.blockSignals(True)
        self.clear()
        for kind, name in _names().items():
            mine = [one for one in dues if one.kind == kind]
            if not mine:
                continue
            heading = QTreeWidgetItem([f"{name} ({len(mine)})"])
            heading.setIcon(0, QgsApplication.getThemeIcon(f"/{ICONS[kind]}"))
            for one in mine[:SHOWN]:
                text = tr("{name}: {count} links to check").format(name=one.name, count=one.count) if kind == LINK else one.name  # fmt: skip
                row = QTreeWidgetItem([text, one.when])
                row.setToolTip(0, text)
                row.setData(0, ACTION, one.action)
                heading.addChild(row)
            if len(mine) > SHOWN:
                heading.addChild(QTreeWidgetItem([tr("… and {} more").format(len(mine) - SHOWN)]))
            self.addTopLevelItem(heading)
        self.expandAll()
        if not dues:
            self.addTopLevelItem(QTreeWidgetItem([tr("Nothing is due.")]))
        self.blockSignals(False)

    def _chosen(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        uuid = item.data(0, ACTION) if item is not None else None
        if uuid:
            self.chosen.emit(uuid)


def _names() -> dict[str, str]:
    return {
        OVERDUE: tr("Overdue"),
        ENDING: tr("Ending this year"),
        STARTING: tr("Should have begun"),
        VALUE: tr("Values to give"),
        LINK: tr("Links to check"),
        COLLECTION: tr("Answers awaited"),
    }
