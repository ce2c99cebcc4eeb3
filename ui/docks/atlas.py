# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock *Atlas*: which territories, which layers, which parts and template; a page to look at, then the whole.

It computes nothing: it writes the parameters of ``pcaet:exportatlas`` and runs it, here or in its own dialog.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpression,
    QgsMapLayerProxyModel,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsProperty,
)
from qgis.gui import QgsDockWidget, QgsFieldComboBox, QgsFileWidget, QgsMapLayerComboBox, QgsMessageBar
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QPixmap
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...cartography.plan_layers import PATH
from ...i18n import tr
from ..context import PlanContext

ALGORITHM = "pcaet:exportatlas"
PREVIEW_PX = 420


class AtlasDock(QgsDockWidget):
    """Choose, look at a page, print. ``feedback`` is that of the run in progress, None otherwise."""

    def __init__(self, context: PlanContext, parent: QWidget | None = None) -> None:
        super().__init__(tr("Atlas"), parent)
        self.setObjectName("AtlasPcaetAtlasDock")
        self._context = context
        self.feedback: QgsProcessingFeedback | None = None
        page = QWidget()
        column = QVBoxLayout(page)
        self.bar = QgsMessageBar()
        column.addWidget(self.bar)
        column.addLayout(self._form())
        column.addLayout(self._buttons())
        self.progress = QProgressBar()
        self.progress.hide()
        column.addWidget(self.progress)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName(tr("Preview of the page"))
        column.addWidget(self.picture, 1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(page)
        self.setWidget(scrolled)
        for signal in (QgsProject.instance().layersAdded, QgsProject.instance().layersRemoved):
            signal.connect(self.fill_layers)
        self.coverage.layerChanged.connect(self._coverage_changed)
        self.name.fieldChanged.connect(self._fill_pages)
        self._coverage_changed(self.coverage.currentLayer())
        self.fill_layers()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.coverage = QgsMapLayerComboBox()
        self.coverage.setFilters(Qgis.LayerFilter.PolygonLayer if hasattr(Qgis, "LayerFilter") else QgsMapLayerProxyModel.Filter.PolygonLayer)  # fmt: skip
        self.name = QgsFieldComboBox()
        self.title = QLineEdit(tr("Territorial atlas"))
        self.layers, self.parts = QListWidget(), QListWidget()
        self.layers.setToolTip(tr("From the top of the map to the bottom."))
        self.paper = QComboBox()
        self.template, self.output = QgsFileWidget(), QgsFileWidget()
        self.template.setFilter(tr("Layout templates (*.qpt)"))
        self.output.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.output.setFilter(tr("PDF files (*.pdf)"))
        algorithm = QgsApplication.processingRegistry().algorithmById(ALGORITHM)
        if algorithm is not None:
            for part in algorithm.parameterDefinition("PARTS").options():
                self._checked(self.parts, part_name(part), part, True)
            for paper in algorithm.parameterDefinition("PAPER").options():
                self.paper.addItem(paper.upper(), paper)
        for words, widget in (
            (tr("Territories"), self.coverage),
            (tr("Name field"), self.name),
            (tr("Title"), self.title),
            (tr("Layers of the maps"), self.layers),
            (tr("Parts"), self.parts),
            (tr("Paper"), self.paper),
            (tr("Page template"), self.template),
            (tr("PDF file"), self.output),
        ):
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        for widget in (self.layers, self.parts):
            widget.setMaximumHeight(7 * widget.fontMetrics().height())
        return form

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.page = QComboBox()
        self.page.setToolTip(tr("The page to look at."))
        self.page.setAccessibleName(tr("The page to look at."))
        self.look, self.run_button, self.cancel = (
            QPushButton(words) for words in (tr("Preview"), tr("Print the atlas"), tr("Cancel"))
        )
        self.cancel.setEnabled(False)
        self.look.clicked.connect(lambda _checked=False: self.preview())
        self.run_button.clicked.connect(lambda _checked=False: self.print_atlas())
        self.cancel.clicked.connect(lambda _checked=False: self.feedback.cancel() if self.feedback else None)
        row.addWidget(self.page, 1)
        for button in (self.look, self.run_button, self.cancel):
            row.addWidget(button)
        return row

    @staticmethod
    def _checked(widget: QListWidget, words: str, value: str, on: bool) -> None:
        item = QListWidgetItem(words, widget)
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @staticmethod
    def _chosen(widget: QListWidget) -> list[str]:
        items = (widget.item(row) for row in range(widget.count()))
        return [str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() == Qt.CheckState.Checked]

    # ---- filling ----------------------------------------------------------------------------------------------------

    def fill_layers(self, *_changed: object) -> None:
        """The layers of the project in the order of its tree; those that were checked stay so."""
        known = {self.layers.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.layers.count())}
        checked = set(self._chosen(self.layers))
        root = QgsProject.instance().layerTreeRoot()
        self.layers.clear()
        for layer in root.layerOrder():
            if layer.isSpatial() and not layer.customProperty(PATH):  # not one of a plan's own
                on = layer.id() in checked if layer.id() in known else bool(node_visible(root, layer.id()))
                self._checked(self.layers, layer.name(), layer.id(), on)

    def _coverage_changed(self, layer: Any) -> None:
        self.name.setLayer(layer)
        if layer is not None:
            names = [f.name() for f in layer.fields() if f.name().lower() in ("nom", "name", "libelle", "nom_com")]
            if names:
                self.name.setField(names[0])
        self._fill_pages()

    def _fill_pages(self, *_changed: object) -> None:
        self.page.clear()
        layer, field = self.coverage.currentLayer(), self.name.currentField()
        position = layer.fields().lookupField(field) if layer is not None else -1
        if position >= 0:
            values = sorted({str(value) for value in layer.uniqueValues(position, 2_000)})
            self.page.addItems(values)
        for button in (self.look, self.run_button):
            button.setEnabled(position >= 0)

    def _plan_path(self) -> str:
        """The address of the open plan, a file or a schema of a database; empty without a plan."""
        plan = self._context.plan
        return str(plan.path) if plan is not None else ""

    # ---- running ----------------------------------------------------------------------------------------------------

    def parameters(self) -> dict[str, Any]:
        """What is chosen, as the parameters of the algorithm."""
        layer = self.coverage.currentLayer()
        given = {
            "COVERAGE": layer.id() if layer is not None else None,
            "NAME_FIELD": self.name.currentField(),
            "LAYERS": self._chosen(self.layers),
            "TITLE": self.title.text(),
            "PARTS": self._chosen(self.parts),
            "PAPER": self.paper.currentData(),
            "OUTPUT": self.output.filePath(),
        }
        optional = {"PLAN": self._plan_path(), "TEMPLATE": self.template.filePath()}
        return given | {key: value for key, value in optional.items() if value}

    def print_atlas(self) -> dict[str, Any]:
        """Print the whole; what is said is in the bar, and the log has the rest."""
        results = self._run(self.parameters())
        if results:
            item = self.bar.createMessage("", tr("{} pages printed.").format(int(results["SHEETS"])))
            button = QPushButton(tr("Open"))
            button.clicked.connect(lambda _checked=False, file=results["OUTPUT"]: QDesktopServices.openUrl(QUrl.fromLocalFile(file)))  # fmt: skip
            item.layout().addWidget(button)
            self.bar.pushWidget(item, Qgis.MessageLevel.Success)
        return results

    def preview(self) -> bool:
        """Show the page of the chosen territory, printed by itself."""
        layer = self.coverage.currentLayer()
        if layer is None or not self.page.currentText():
            return False
        field, value = QgsExpression.quotedColumnRef(self.name.currentField()), QgsExpression.quotedString(self.page.currentText())  # fmt: skip
        only = QgsProcessingFeatureSourceDefinition(
            QgsProperty.fromValue(layer.id()), False, 1, Qgis.ProcessingFeatureSourceDefinitionFlags(), Qgis.InvalidGeometryCheck.NoCheck,
            f"to_string({field}) = {value}",
        )  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="pcaet-") as folder:
            asked = {
                "COVERAGE": only,
                "PARTS": ["territories"],
                "OUTPUT": f"{folder}/page.pdf",
                "IMAGES": f"{folder}/page",
            }
            if not self._run(self.parameters() | asked):
                return False
            pictures = sorted(Path(f"{folder}/page").glob("*.png"))
            width = max(PREVIEW_PX, self.width() - 60)
            page = QPixmap(str(pictures[-1]))
            self.picture.setPixmap(page.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
        return True

    def _run(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Run the algorithm in this thread, which it asks for: QGIS answers between two pages."""
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
        if algorithm is None or self.feedback is not None:
            return {}
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        fine, message = algorithm.checkParameterValues(parameters, context)
        if not fine or not parameters["OUTPUT"]:
            self.bar.pushWarning("", message or tr("Choose where the PDF goes."))
            return {}
        self.feedback = QgsProcessingFeedback()
        self.feedback.progressChanged.connect(self._advance)
        self._busy(True)
        try:
            results, done = algorithm.run(parameters, context, self.feedback, {}, False)
            if self.feedback.isCanceled():
                self.bar.pushInfo("", tr("Cancelled: nothing was written."))
            elif not done:
                self.bar.pushWarning("", self.feedback.textLog().strip().splitlines()[-1])
            return dict(results) if done and not self.feedback.isCanceled() else {}
        except QgsProcessingException as error:
            self.bar.pushWarning("", str(error))
            return {}
        finally:
            self.feedback = None
            self._busy(False)

    def _advance(self, percent: float) -> None:
        self.progress.setValue(int(percent))
        QApplication.processEvents()

    def _busy(self, busy: bool) -> None:
        for button in (self.look, self.run_button):
            button.setEnabled(not busy)
        self.cancel.setEnabled(busy)
        self.progress.setVisible(busy)
        self.progress.setValue(0)

    def unload(self) -> None:
        """Let the project go; a run in progress ends at the next page."""
        if self.feedback is not None:
            self.feedback.cancel()
        for signal in (QgsProject.instance().layersAdded, QgsProject.instance().layersRemoved):
            signal.disconnect(self.fill_layers)


def node_visible(root: Any, layer_id: str) -> bool:
    """True when the layer is drawn on the map."""
    node = root.findLayer(layer_id)
    return bool(node is not None and node.isVisible())


def part_name(part: str) -> str:
    """The words for a part of the atlas."""
    return {
        "contents": tr("Contents"),
        "council": tr("Summary for the council"),
        "territories": tr("Territories"),
        "themes": tr("Themes"),
        "actions": tr("Actions"),
        "notes": tr("How to read, sources, limits"),
    }.get(part, part)
