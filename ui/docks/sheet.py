# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock *Fiche action*: a header that is always legible, QGIS's own form, and the places."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.core import NULL, QgsApplication, QgsFeature, QgsFeatureRequest
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QFont, QKeySequence
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QShortcut,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...records.index import Node
from .. import gestures
from ..context import PlanContext
from ..maplink import MapLink
from ..models import status
from ..models.tree import second_line
from ..session import Result
from .history import HistoryPanel
from .places import PlacesPanel


class SheetDock(QgsDockWidget):
    """Shows the current action of the context; edits go through the layer's own edit session."""

    def __init__(
        self, context: PlanContext, link: MapLink, iface: Any, icon_size: QSize, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Action sheet"), parent)
        self.setObjectName("AtlasPcaetSheetDock")
        self._context, self._iface = context, iface
        self.form: QgsAttributeForm | None = None
        self._shown = ""
        self.places, self.history = PlacesPanel(context, link), HistoryPanel(context)
        self.pages = QStackedWidget()
        self.nothing = QLabel(tr("Choose an action in the list to read its sheet."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.sheet = QWidget()
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header(icon_size))
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        column.addWidget(line)
        # The places stand below the form, not in a tab of it: QGIS remakes a form, and all it holds, when it wants.
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self._form_page = QWidget()
        QVBoxLayout(self._form_page).setContentsMargins(0, 0, 0, 0)
        self.halves.addWidget(self._form_page)
        self.below = QTabWidget()
        self.below.setDocumentMode(True)
        self.below.addTab(self.places, tr("Places"))
        self.below.addTab(self.history, tr("History"))
        self.halves.addWidget(self.below)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([600, 260])
        column.addWidget(self.halves, 1)
        self.pages.addWidget(self.nothing)
        self.pages.addWidget(self.sheet)
        self.setWidget(self.pages)
        context.plan_opened.connect(self._make_form)
        context.plan_closed.connect(self._drop_form)
        context.current_changed.connect(self._show)
        context.records_changed.connect(self._refresh)
        for keys, slot in ((QKeySequence.StandardKey.Save, self.save), (Qt.Key.Key_Escape, self.cancel)):
            made = QShortcut(QKeySequence(keys), self.pages)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)

    def _header(self, icon_size: QSize) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(3)
        self.path = QLabel()
        self.path.setWordWrap(True)
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.path.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(self.title.font())
        font.setBold(True)
        if font.pointSizeF() > 0:
            font.setPointSizeF(1.15 * font.pointSizeF())
        self.title.setFont(font)
        column.addWidget(self.path)
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.status = QToolButton()
        self.status.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.status.setToolTip(tr("Change the status"))
        self.status.setAccessibleName(tr("Status"))
        menu = QMenu(self.status)
        menu.aboutToShow.connect(lambda: self._fill_status(menu))
        self.status.setMenu(menu)
        row.addWidget(self.status)
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        row.addWidget(self.facts, 1)
        self.late = QLabel(f"⚠ {tr('overdue')}")
        row.addWidget(self.late)
        self.edit = self._button("mActionToggleEditing.svg", tr("Edit the sheet"), self.start_editing, icon_size)
        self.keep = self._button("mActionSaveEdits.svg", tr("Save the sheet (Ctrl+S)"), self.save, icon_size)
        self.give_up = self._button("mActionCancelEdits.svg", tr("Cancel the changes"), self.cancel, icon_size)
        for button in (self.edit, self.keep, self.give_up):
            row.addWidget(button)
        column.addLayout(row)
        return box

    def _button(self, icon: str, help_text: str, slot: Any, size: QSize) -> QToolButton:
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
        button.setIconSize(size)
        button.setAutoRaise(True)
        button.setToolTip(help_text)
        button.setAccessibleName(help_text)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    # ---- the form -----------------------------------------------------------------------------------------------------

    def _make_form(self) -> None:
        self._drop_form()
        layer = self._context.actions
        if layer is None:
            return
        context = QgsAttributeEditorContext()
        # Relation widgets crash QGIS without the tools.
        context.setVectorLayerTools(self._iface.vectorLayerTools())
        context.setMapCanvas(self._iface.mapCanvas())
        context.setMainMessageBar(self._iface.messageBar())
        context.setFormMode(QgsAttributeEditorContext.FormMode.Embed)
        self.form = QgsAttributeForm(layer, QgsFeature(), context, self._form_page)
        self.form.hideButtonBox()
        self._form_page.layout().addWidget(self.form)
        layer.editingStarted.connect(self._buttons)
        layer.editingStopped.connect(self._buttons)
        self._buttons()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.setParent(None)
            self.form.deleteLater()
            self.form = None
        self._shown = ""
        self.pages.setCurrentWidget(self.nothing)

    def _show(self, uuid: str) -> None:
        """Show another action; what was typed in the one before goes to the edit session first."""
        self.keep_typed()
        node = self._context.index.actions.get(uuid)
        if node is None or self.form is None:
            self._shown = ""
            self.pages.setCurrentWidget(self.nothing)
            return
        self._load(node)
        self.pages.setCurrentWidget(self.sheet)

    def _load(self, node: Node) -> None:
        layer = self._context.actions
        assert layer is not None
        assert self.form is not None
        self._shown = node.uuid
        self.form.setFeature(layer.getFeature(node.fid))
        self._describe(node)

    def _refresh(self) -> None:
        node = self._context.node()
        if node is None or self.form is None:
            return
        self._describe(node)
        if node.uuid == self._shown and not self.editing:
            self._load(node)

    def _describe(self, node: Node) -> None:
        above = [parent.name for parent in node.ancestors()]
        self.path.setText(" › ".join(reversed(above)))
        self.title.setText(node.name)
        self.facts.setText(second_line(node).partition("·")[2].strip() if node.number else second_line(node))
        label = dict(self._context.statuses).get(node.status or "", tr("(not filled in)"))
        self.status.setText(label)
        fill = status.colour(node.status)
        shape = "border-radius: 7px; padding: 2px 14px 2px 8px;"
        self.status.setStyleSheet(
            f"QToolButton {{ background: {fill.name()}; color: white; border: none; {shape} }}"
            if fill
            else f"QToolButton {{ border: 1px dashed palette(mid); {shape} }}"
        )
        self.late.setVisible(node.overdue(date.today().isoformat()))
        # By a style sheet: the dark themes of QGIS are style sheets, and win over a palette.
        self.late.setStyleSheet(f"color: {status.warning(self.palette()).name()};")
        self._buttons()

    def _fill_status(self, menu: QMenu) -> None:
        menu.clear()
        node = self._context.node()
        for code, label in [*self._context.statuses, (None, tr("(not filled in)"))]:
            entry = menu.addAction(label, lambda code=code, label=label: self.set_status(code, label))
            entry.setCheckable(True)
            entry.setChecked(node is not None and node.status == code)

    def set_status(self, code: str | None, label: str) -> Result:
        """Change the status of the action shown, as one command."""
        node = self._context.node()
        if node is None:
            return Result()
        self.keep_typed()
        text = tr("Status of {}: {}").format(node.number or node.title, label)
        result = gestures.change_action(self._context, node.uuid, {"status": code}, text)
        self._context.refresh()
        return result

    # ---- editing ------------------------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """True while the actions are in an edit session."""
        layer = self._context.actions
        return layer is not None and layer.isEditable()

    def _buttons(self) -> None:
        self.edit.setVisible(not self.editing)
        self.keep.setVisible(self.editing)
        self.give_up.setVisible(self.editing)

    def start_editing(self) -> Result:
        """Open an edit session for the sheet."""
        layer, session = self._context.actions, self._context.session
        if layer is None or session is None:
            return Result()
        result = self._context.tell(session.start(layer))
        self._buttons()
        return result

    def keep_typed(self) -> None:
        """What was typed goes to the edit session, so that leaving the sheet loses nothing."""
        if self.form is not None and self.editing and self._shown:
            self.form.save()

    def save(self) -> Result:
        """Save the sheet, and with it every action of the same session; what is refused stays in the form."""
        layer, session = self._context.actions, self._context.session
        if layer is None or session is None or not layer.isEditable():
            return Result()
        self.keep_typed()
        changes = self._changes()
        result = self._context.tell(session.commit([layer]))
        if result.ok:
            for uuid, before, after in changes:
                name = self._context.index.actions[uuid].name if uuid in self._context.index.actions else uuid
                gestures.remember_form(self._context, uuid, before, after, tr("Edit the sheet of “{}”").format(name))
                self._context.touch(uuid)
            self._context.refresh()
        self._buttons()
        return result

    def _changes(self) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
        layer = self._context.actions
        buffer = layer.editBuffer() if layer is not None else None
        if layer is None or buffer is None:
            return []
        found = []
        for fid, changed in buffer.changedAttributeValues().items():
            stored = next(layer.dataProvider().getFeatures(QgsFeatureRequest(fid)), None)
            if stored is None:
                continue
            names = {layer.fields()[position].name(): value for position, value in changed.items()}
            names.pop("version", None)
            names.pop("modified_by", None)
            before = {name: None if stored[name] == NULL else stored[name] for name in names}
            found.append((str(stored["uuid"]), before, names))
        return found

    def cancel(self) -> None:
        """Give up what was changed since the session was opened."""
        layer, session = self._context.actions, self._context.session
        if layer is None or session is None or not layer.isEditable():
            return
        session.cancel([layer])
        node = self._context.node()
        if node is not None:
            self._load(node)
