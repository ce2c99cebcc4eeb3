# SPDX-License-Identifier: GPL-2.0-or-later
"""The printed atlas: a cover, then one page per coverage feature, exported in one PDF with text as text.

Templates are ordinary .qpt files, filled by item id: ``carte``, ``legende``, ``chiffres`` on a territory page, and
``synthese`` on the cover. A template that lacks one of them is printed without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsAbstractLayoutIterator,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeedback,
    QgsField,
    QgsGeometry,
    QgsLayerTree,
    QgsLayerTreeFilterSettings,
    QgsLayout,
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLayoutTableColumn,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType
from qgis.PyQt.QtXml import QDomDocument

from ..i18n import tr

LAYOUTS = Path(__file__).resolve().parent.parent / "resources" / "layouts"
STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"
DPI = 150
MM_PER_INCH = 25.4
LEAST_WIDTH_M = 1_500
LEGEND_PARTS = (
    QgsLegendStyle.Style.Title, QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.Symbol,
    QgsLegendStyle.Style.SymbolLabel,
)  # fmt: skip
LEGEND_SIDES = (QgsLegendStyle.Side.Top, QgsLegendStyle.Side.Bottom)
LEGEND_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)  # below, no one reads it on paper; a page shows what its map has


class AtlasError(Exception):
    """The document cannot be made; the message is a sentence for the user."""


@dataclass(frozen=True)
class Page:
    """One coverage feature: its name, its shape in the CRS of the document, its figures as (label, value) texts."""

    name: str
    geometry: QgsGeometry
    figures: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ActionPage:
    """One action: its name, its places by kind (point, line, polygon) in the CRS of the document, facts and texts."""

    name: str
    places: Mapping[str, QgsGeometry]
    facts: Sequence[tuple[str, str]]
    text: str


@dataclass
class AtlasDocument:
    """What is printed. ``layers`` are drawn from the first (top) to the last; the document owns them (clones)."""

    title: str
    subtitle: str
    sources: str
    crs_authid: str
    pages: Sequence[Page]
    layers: Sequence[QgsMapLayer]
    summary_header: Sequence[str]
    summary: Sequence[Sequence[str]]
    template: Path = LAYOUTS / "territoire_a4.qpt"
    cover_template: Path = LAYOUTS / "couverture_a4.qpt"
    actions: Sequence[ActionPage] = ()
    action_template: Path = LAYOUTS / "action_a4.qpt"
    project: QgsProject = field(default_factory=QgsProject)

    def export(self, file: Path, feedback: QgsFeedback) -> bool:
        """Write the PDF to ``file``. False when the user cancelled; ``AtlasError`` when it cannot be made."""
        self._fill_project()
        atlases = [self._territory(), *([self._action()] if self.actions else [])]
        iterator = _CoverThenAtlases(self._cover(), atlases)
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = DPI
        settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        settings.forceVectorOutput = False
        settings.exportMetadata = True
        result, message = QgsLayoutExporter.exportToPdf(iterator, str(file), settings, feedback)
        if result == QgsLayoutExporter.ExportResult.Canceled or feedback.isCanceled():
            return False
        if result != QgsLayoutExporter.ExportResult.Success:
            raise AtlasError(tr("The PDF could not be written: {}.").format(message or tr("unknown reason")))
        return True

    def _fill_project(self) -> None:
        from qgis.core import QgsCoordinateReferenceSystem

        self.project.setCrs(QgsCoordinateReferenceSystem(self.crs_authid))
        for layer in self.layers:
            self.project.addMapLayer(layer)
        self.coverage = _coverage_layer(self.pages, self.crs_authid)
        self.figures = _figures_layer(self.pages, [page.figures for page in self.pages])
        self.synthesis = _table_layer("synthese", self.summary_header, self.summary)
        for layer in (self.coverage, self.figures, self.synthesis):
            self.project.addMapLayer(layer)
        for name, value in (
            ("pcaet_title", self.title),
            ("pcaet_subtitle", self.subtitle),
            ("pcaet_sources", self.sources),
        ):
            QgsExpressionContextUtils.setProjectVariable(self.project, name, value)

    def _cover(self) -> QgsPrintLayout:
        layout = load_template(self.project, self.cover_template)
        linked = _item(layout, "carte", QgsLayoutItemMap)
        if linked:
            linked.setLayers([self.coverage, *self.layers])
            extent = self.coverage.extent()
            extent.scale(1.05)
            linked.zoomToExtent(extent)
        self._fill_legend(layout)
        _fill_table(layout, "synthese", self.synthesis, list(range(len(self.summary_header))))
        _continue_table(layout, "synthese", len(self.summary))
        return layout

    def _territory(self) -> QgsPrintLayout:
        layout = load_template(self.project, self.template)
        linked = _item(layout, "carte", QgsLayoutItemMap)
        if linked:
            linked.setLayers([self.coverage, *self.layers])
        self._fill_legend(layout)
        _fill_table(layout, "chiffres", self.figures, [1, 2], '"page" = @atlas_featureid')
        atlas = layout.atlas()
        atlas.setCoverageLayer(self.coverage)
        atlas.setEnabled(True)
        atlas.setSortFeatures(False)
        return layout

    def _action(self) -> QgsPrintLayout:
        """One action per page: its places over the layers of the atlas, its facts and its text."""
        coverage = _action_coverage(self.actions, self.crs_authid)
        places = _place_layers(self.actions, self.crs_authid)
        facts = _figures_layer(self.actions, [page.facts for page in self.actions])
        for layer in (coverage, facts, *places):
            self.project.addMapLayer(layer)
        layout = load_template(self.project, self.action_template)
        linked = _item(layout, "carte", QgsLayoutItemMap)
        if linked:
            linked.setLayers([*places, *self.layers])
        _fill_table(layout, "chiffres", facts, [1, 2], '"page" = @atlas_featureid')
        atlas = layout.atlas()
        atlas.setCoverageLayer(coverage)
        atlas.setEnabled(True)
        atlas.setSortFeatures(False)
        return layout

    def _fill_legend(self, layout: QgsLayout) -> None:
        legend = _item(layout, "legende", QgsLayoutItemLegend)
        if legend is None:
            return
        legend.setAutoUpdateModel(False)
        tree: QgsLayerTree = legend.model().rootGroup()
        tree.removeAllChildren()
        for layer in self.layers:
            node = tree.addLayer(layer)
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(len(legend.model().layerLegendNodes(node)))))
        _fit_legend(legend, self._everything(legend))

    def _everything(self, legend: QgsLayoutItemLegend) -> QgsLayerTreeFilterSettings | None:
        """What the linked map would show over all the pages together: no page shows more classes than that."""
        linked = legend.linkedMap()
        if linked is None or not legend.legendFilterByMapEnabled():
            return None
        extent = self.coverage.extent()
        extent.scale(1.05)
        size = linked.rect().size() * (DPI / MM_PER_INCH)
        return QgsLayerTreeFilterSettings(linked.mapSettings(extent, size, DPI, True))


def _fit_legend(legend: QgsLayoutItemLegend, shown: QgsLayerTreeFilterSettings | None) -> None:
    """Make the whole legend smaller until it fits its frame: what is past the frame is cut without a word."""
    legend.model().setFilterSettings(shown)
    context = QgsLayoutUtils.createRenderContextForLayout(legend.layout(), None)
    height = legend.rect().height()
    styles = [legend.style(kind) for kind in LEGEND_PARTS]
    sizes = [style.textFormat().size() for style in styles]
    symbols = legend.symbolHeight()
    gaps = [[style.margin(side) for side in LEGEND_SIDES] for style in styles]
    for scale in LEGEND_SCALES:
        for kind, style, size, gap in zip(LEGEND_PARTS, styles, sizes, gaps, strict=True):
            text = style.textFormat()
            text.setSize(size * scale)
            style.setTextFormat(text)
            for side, width in zip(LEGEND_SIDES, gap, strict=True):
                style.setMargin(side, width * scale)
            legend.setStyle(kind, style)
        legend.setSymbolHeight(symbols * scale)
        if QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context).height() <= height:
            return


class _CoverThenAtlases(QgsAbstractLayoutIterator):
    """The cover (as many pages as its table needs), then each atlas; QGIS's exporter turns them into one PDF."""

    def __init__(self, cover: QgsPrintLayout, atlases: Sequence[QgsPrintLayout]) -> None:
        super().__init__()
        self._cover, self._atlases = cover, list(atlases)
        self._current = -1
        self._started = False

    def layout(self) -> QgsLayout:
        return self._cover if self._current < 0 else self._atlases[self._current]

    def beginRender(self) -> bool:
        self._started, self._current = False, -1
        first = self._cover.pageCollection().pageCount() + 1
        for layout in self._atlases:
            QgsExpressionContextUtils.setLayoutVariable(layout, "pcaet_first_page", first)
            if not layout.atlas().beginRender():
                return False
            first += layout.atlas().count()
        return True

    def endRender(self) -> bool:
        ended = [layout.atlas().endRender() for layout in self._atlases]  # every one, also after a failure
        return all(ended)

    def count(self) -> int:
        return 1 + sum(int(layout.atlas().count()) for layout in self._atlases)

    def next(self) -> bool:
        QCoreApplication.processEvents()
        if not self._started:
            self._started = True
            return True
        if self._current < 0:
            self._current = 0
        while self._current < len(self._atlases):
            if self._atlases[self._current].atlas().next():
                return True
            if self._current == len(self._atlases) - 1:
                return False
            self._current += 1
        return False

    def filePath(self, base_file_path: str, extension: str) -> str:
        return f"{base_file_path}.{extension}"


def load_template(project: QgsProject, file: Path) -> QgsPrintLayout:
    """A layout from a .qpt file. Raises ``AtlasError`` naming the file when it is not a template."""
    document = QDomDocument()
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AtlasError(tr("The template “{}” cannot be read.").format(file)) from error
    layout = QgsPrintLayout(project)
    _items, loaded = (
        layout.loadFromTemplate(document, QgsReadWriteContext()) if document.setContent(text)[0] else ([], False)
    )
    if not loaded:
        raise AtlasError(tr("“{}” is not a layout template of QGIS (.qpt).").format(file))
    return layout


def _item(layout: QgsLayout, name: str, kind: type) -> QgsLayoutItemMap | None:
    item = layout.itemById(name)
    return item if isinstance(item, kind) else None


def _fill_table(layout: QgsLayout, name: str, layer: QgsVectorLayer, columns: list[int], row_filter: str = "") -> None:
    frame = layout.itemById(name)
    if not isinstance(frame, QgsLayoutFrame):
        return
    table = frame.multiFrame()
    size = frame.sizeWithUnits()
    table.setVectorLayer(layer)  # widens the frame to hold every column
    shown = []
    for position in columns:
        column = QgsLayoutTableColumn(layer.fields()[position].alias() or layer.fields()[position].name())
        column.setAttribute(f'"{layer.fields()[position].name()}"')
        shown.append(column)
    first = 0.5 if len(shown) == 2 else 0.28
    room = size.width() - (2 * table.cellMargin() + table.gridStrokeWidth()) * len(shown) - table.gridStrokeWidth()
    for position, column in enumerate(shown):
        column.setWidth(room * (first if position == 0 else (1 - first) / (len(shown) - 1)))
    table.setColumns(shown)
    if row_filter:
        table.setFilterFeatures(True)
        table.setFeatureFilter(row_filter)
    table.setMaximumNumberOfFeatures(100_000)
    table.refreshAttributes()
    frame.attemptResize(size)


def _continue_table(layout: QgsPrintLayout, name: str, rows: int) -> None:
    """Give the rows that do not fit in the frame ``name`` pages of their own, with the same margins and footer."""
    frame = layout.itemById(name)
    if not isinstance(frame, QgsLayoutFrame):
        return
    table, pages = frame.multiFrame(), layout.pageCollection()
    first = pages.page(0)
    x, y = frame.pos().x(), frame.pos().y()
    margin, width = 15.0, frame.rect().width()
    height = y + frame.rect().height() - margin
    table.setHeaderMode(QgsLayoutTable.HeaderMode.AllFrames)
    while _last_row(table) < rows:
        page = QgsLayoutItemPage(layout)
        page.attemptResize(first.sizeWithUnits())
        pages.addPage(page)
        number = pages.pageCount() - 1
        rest = QgsLayoutFrame(layout, table)
        table.addFrame(rest, False)
        rest.attemptMove(QgsLayoutPoint(x, margin), page=number)
        rest.attemptResize(QgsLayoutSize(width, height))
        table.recalculateFrameSizes()
        _repeat_label(layout, "sources", number)


def _last_row(table: QgsLayoutItemAttributeTable) -> int:
    """Number of rows that the frames show."""
    last = len(table.frames()) - 1
    context = QgsLayoutUtils.createRenderContextForLayout(table.layout(), None)
    return int(table.rowRange(context, last)[1])


def _repeat_label(layout: QgsPrintLayout, name: str, page: int) -> None:
    label = _item(layout, name, QgsLayoutItemLabel)
    if label is None:
        return
    copy = QgsLayoutItemLabel(layout)
    copy.setText(label.text())
    copy.setTextFormat(label.textFormat())
    layout.addLayoutItem(copy)
    copy.attemptMove(QgsLayoutPoint(label.pos().x(), label.pos().y()), page=page)
    copy.attemptResize(label.sizeWithUnits())


def _coverage_layer(pages: Sequence[Page], crs_authid: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"MultiPolygon?crs={crs_authid}", tr("Pages"), "memory")
    layer.dataProvider().addAttributes([QgsField("pcaet_name", QMetaType.Type.QString)])
    layer.updateFields()
    features = []
    for page in pages:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(page.geometry)
        feature.setAttributes([page.name])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    layer.loadNamedStyle(str(STYLES / "atlas_coverage.qml"))
    return layer


def _action_coverage(pages: Sequence[ActionPage], crs_authid: str) -> QgsVectorLayer:
    """The box of each action's places, never smaller than a neighbourhood."""
    layer = QgsVectorLayer(f"Polygon?crs={crs_authid}", tr("Actions"), "memory")
    layer.dataProvider().addAttributes(
        [QgsField("pcaet_name", QMetaType.Type.QString), QgsField("pcaet_text", QMetaType.Type.QString)]
    )
    layer.updateFields()
    features = []
    for page in pages:
        box = QgsRectangle()
        for shape in page.places.values():
            box.combineExtentWith(shape.boundingBox())
        missing = max(0.0, LEAST_WIDTH_M - max(box.width(), box.height()))
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(box.buffered(missing / 2)))
        feature.setAttributes([page.name, page.text])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def _place_layers(pages: Sequence[ActionPage], crs_authid: str) -> list[QgsVectorLayer]:
    """The places of all the actions, by kind; only those of the page that is printed are drawn."""
    layers = []
    for kind, geometry in (("point", "MultiPoint"), ("line", "MultiLineString"), ("polygon", "MultiPolygon")):
        shapes = [(number, page.places[kind]) for number, page in enumerate(pages, start=1) if kind in page.places]
        if not shapes:
            continue
        layer = QgsVectorLayer(f"{geometry}?crs={crs_authid}", tr("Places"), "memory")
        layer.dataProvider().addAttributes([QgsField("page", QMetaType.Type.LongLong)])
        layer.updateFields()
        rows = []
        for number, shape in shapes:
            feature = QgsFeature(layer.fields())
            feature.setGeometry(shape)
            feature.setAttributes([number])
            rows.append(feature)
        layer.dataProvider().addFeatures(rows)
        layer.loadNamedStyle(str(STYLES / f"action_{kind}.qml"))
        layers.append(layer)
    return layers


def _figures_layer(pages: Sequence[Page | ActionPage], figures: Sequence[Sequence[tuple[str, str]]]) -> QgsVectorLayer:
    layer = QgsVectorLayer("None", "chiffres", "memory")
    layer.dataProvider().addAttributes(
        [QgsField("page", QMetaType.Type.LongLong), *(QgsField(n, QMetaType.Type.QString) for n in ("label", "value"))]
    )
    layer.updateFields()
    layer.setFieldAlias(1, tr("Figure"))
    layer.setFieldAlias(2, tr("Value"))
    rows = []
    for number, (_page, lines) in enumerate(zip(pages, figures, strict=True), start=1):
        for label, value in lines:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([number, label, value])
            rows.append(feature)
    layer.dataProvider().addFeatures(rows)
    return layer


def _table_layer(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> QgsVectorLayer:
    layer = QgsVectorLayer("None", name, "memory")
    layer.dataProvider().addAttributes([QgsField(f"c{i}", QMetaType.Type.QString) for i in range(len(header))])
    layer.updateFields()
    for position, text in enumerate(header):
        layer.setFieldAlias(position, text)
    features = []
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer
