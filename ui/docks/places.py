# SPDX-License-Identifier: GPL-2.0-or-later
"""The places of the current action: what is attached, by which key, in what state; and the way to attach more."""

from __future__ import annotations

from typing import Any

from qgis.core import NULL, QgsApplication, QgsVectorLayer
from qgis.gui import QgsFieldComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from .. import gestures
from ..context import PlanContext
from ..maplink import MapLink

SHOWN = 500
UUID = Qt.ItemDataRole.UserRole
LAYER = Qt.ItemDataRole.UserRole + 1


class PlacesPanel(QWidget):
    """A list of places, and what to attach: the selection of the active layer, its key field and a role."""

    attach_asked = pyqtSignal()
    rule_asked = pyqtSignal()
    check_asked = pyqtSignal()

    def __init__(self, context: PlanContext, link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetPlaces")
        self._context, self._link = context, link
        self._layer: QgsVectorLayer | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        self.heading = QLabel()
        font = QFont(self.heading.font())
        font.setBold(True)
        self.heading.setFont(font)
        column.addWidget(self.heading)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Places of the action"))
        self.list.setHeaderLabels([tr("Layer"), tr("Key"), tr("Role"), tr("State of the link")])
        self.list.setRootIsDecorated(False)
        self.list.setMinimumHeight(6 * self.list.fontMetrics().height())
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.itemDoubleClicked.connect(lambda *_item: self._link.zoom(self.chosen()))
        self.list.itemSelectionChanged.connect(self._enable)
        column.addWidget(self.list, 1)
        self.note = QLabel()
        self.note.setWordWrap(True)
        column.addWidget(self.note)
        row = QHBoxLayout()
        self.attach = QPushButton(QgsApplication.getThemeIcon("/mActionLink.svg"), tr("Attach the selection"))
        self.attach.clicked.connect(lambda _checked=False: self.attach_asked.emit())
        menu = QMenu(self.attach)
        menu.setToolTipsVisible(True)
        menu.addAction(tr("The selection"), self.attach_asked.emit)
        rule = menu.addAction(tr("What an expression keeps…"), self.rule_asked.emit)
        rule.setToolTip(
            tr("Of the active layer: attributes, or a spatial rule such as overlay_intersects('communes').")
        )
        self.by_rule = QToolButton()
        self.by_rule.setArrowType(Qt.ArrowType.DownArrow)
        self.by_rule.setAutoRaise(True)
        self.by_rule.setAccessibleName(tr("Other ways to attach"))
        self.by_rule.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.by_rule.setMenu(menu)
        row.addWidget(self.attach)
        row.addWidget(self.by_rule)
        row.addStretch(1)
        self.zoom = self._button("mActionZoomToSelected.svg", tr("Zoom to the chosen places"), self._zoom)
        self.flash = self._button("mActionHighlightFeature.svg", tr("Flash the chosen places"), self._flash)
        self.detach = self._button("mActionUnlink.svg", tr("Detach the chosen places"), self.detach_chosen)
        self.check = self._button("mActionRefresh.svg", tr("Check the links after a layer was updated…"), self.check_asked.emit)  # fmt: skip
        for button in (self.zoom, self.flash, self.check, self.detach):
            row.addWidget(button)
        column.addLayout(row)
        how = QHBoxLayout()
        self.key = QgsFieldComboBox()
        self.key.setAllowEmptyFieldName(True)
        self.key.setToolTip(tr("A stable identifier, by which the place is found again after the layer is updated."))
        self.key.fieldChanged.connect(self._keep_key)
        how.addWidget(QLabel(tr("Key field")))
        how.addWidget(self.key, 3)
        self.role = QComboBox()
        self.role.setToolTip(tr("What the place is to the action."))
        how.addWidget(QLabel(tr("Role")))
        how.addWidget(self.role, 2)
        column.addLayout(how)
        context.plan_opened.connect(self._opened)
        context.current_changed.connect(self.show_places)
        context.records_changed.connect(self.show_places)
        context.plan_closed.connect(self.show_places)
        self.show_places()

    def _button(self, icon: str, help_text: str, slot: Any) -> QToolButton:
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
        button.setAutoRaise(True)
        button.setToolTip(help_text)
        button.setAccessibleName(help_text)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _opened(self) -> None:
        self.role.clear()
        for code, label in self._context.roles:
            self.role.addItem(label, code)
        self.role.setCurrentIndex(max(0, self.role.findData("concerne")))

    def set_layer(self, layer: Any) -> None:
        """The layer that became active: its key field is proposed."""
        ours = layer is not None and layer in self._context.link_layers()
        self._layer = layer if isinstance(layer, QgsVectorLayer) and layer.isSpatial() and not ours else None
        self.key.blockSignals(True)
        self.key.setLayer(self._layer)
        self.key.setField(self._link.key_of(self._layer) if self._layer is not None else "")
        self.key.blockSignals(False)
        self.key.setEnabled(self._layer is not None)
        self._enable()

    def _keep_key(self, name: str) -> None:
        if self._layer is not None:
            self._layer.setCustomProperty("atlas_pcaet/key_field", name)

    def show_places(self, *_changed: Any) -> None:
        """List the places of the current action."""
        self.list.clear()
        places = self._context.places(self._context.current) if self._context.current else []
        self.heading.setText(tr("Places ({})").format(len(places)))
        roles, states = dict(self._context.roles), _states()
        items = []
        for layer, feature in places[:SHOWN]:
            texts = [feature["layer_name"], feature["key_value"], feature["role"], feature["state"]]
            name, key, role, state = ("" if value == NULL else str(value) for value in texts)
            item = QTreeWidgetItem([name, key or tr("(no key)"), roles.get(role, role), states.get(state, state)])
            if state != "ok":
                item.setIcon(3, QgsApplication.getThemeIcon("/mIconWarning.svg"))
            item.setData(0, UUID, str(feature["uuid"]))
            item.setData(0, LAYER, layer)
            items.append(item)
        self.list.addTopLevelItems(items)
        if not self._context.current:
            self.note.setText(tr("Choose an action to see its places."))
        elif not places:
            self.note.setText(tr("No place yet: select features on the map, then attach them."))
        elif len(places) > SHOWN:
            self.note.setText(tr("The first {} of {} places.").format(SHOWN, len(places)))
        self.note.setVisible(not self._context.current or not places or len(places) > SHOWN)
        self._enable()

    def chosen(self) -> list[str]:
        """The uuids of the places that are selected in the list."""
        return [item.data(0, UUID) for item in self.list.selectedItems()]

    def _zoom(self) -> None:
        self._link.zoom(self.chosen() or None)

    def _flash(self) -> None:
        self._link.flash(self.chosen() or None)

    def detach_chosen(self) -> None:
        """Take the selected places off the action."""
        node = self._context.node()
        places = [(item.data(0, LAYER), item.data(0, UUID)) for item in self.list.selectedItems()]
        if node is not None and places:
            gestures.detach(self._context, node, places)

    def _enable(self) -> None:
        some = self.list.topLevelItemCount() > 0
        for button in (self.attach, self.by_rule):
            button.setEnabled(bool(self._context.current) and self._layer is not None)
        self.zoom.setEnabled(some)
        self.flash.setEnabled(some)
        self.detach.setEnabled(bool(self.list.selectedItems()))


def _states() -> dict[str, str]:
    return {
        "ok": tr("up to date"),
        "moved": tr("moved"),
        "changed": tr("changed"),
        "lost": tr("lost"),
        "ambiguous": tr("ambiguous"),
    }
