# SPDX-License-Identifier: GPL-2.0-or-later
"""Page templates (.qpt): read, filled by item id, and what they lack told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsConditionalStyle,
    QgsFontUtils,
    QgsLayerTree,
    QgsLayerTreeFilterSettings,
    QgsLayout,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemPage,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLayoutTableColumn,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo
from qgis.PyQt.QtXml import QDomDocument

from ..i18n import tr
from .atlas_pages import AtlasError

Say = Callable[[str], None]
MM_PER_INCH = 25.4
PRINT_DPI = 150
MARGIN_MM = 15.0
SECTION_COLOUR = QColor("#e3e8ec")
LEGEND_PARTS = (
    QgsLegendStyle.Style.Title, QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.Symbol,
    QgsLegendStyle.Style.SymbolLabel,
)  # fmt: skip
LEGEND_SIDES = (QgsLegendStyle.Side.Top, QgsLegendStyle.Side.Bottom)
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)  # below, no one reads it on paper
STYLE = re.compile(r"<text-style\b[^>]*?\bfontFamily=\"([^\"]*)\"[^>]*?(?:/>|>(.*?)</text-style>)", re.DOTALL)
FAMILY = re.compile(r"<family\b[^>]*?\bname=\"([^\"]*)\"")


def load_template(project: QgsProject, file: Path, say: Say = lambda _sentence: None) -> QgsPrintLayout:
    """A layout from a .qpt file. Raises ``AtlasError`` naming the file when it is not a template.

    ``say`` is told the fonts it asks for that this machine lacks, with what is printed instead.
    """
    document = QDomDocument()
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AtlasError(tr("The template “{}” cannot be read.").format(file)) from error
    layout = QgsPrintLayout(project)
    _items, loaded = (
        layout.loadFromTemplate(document, QgsReadWriteContext()) if document.setContent(text)[0] else ([], False)
    )
    if not loaded or not layout.pageCollection().pageCount():
        raise AtlasError(tr("“{}” is not a layout template of QGIS (.qpt).").format(file))
    for family, printed in substituted_fonts(text):
        say(
            tr("The template “{file}” asks for the font “{family}”, which is not installed: “{printed}” is printed.").format(
                file=Path(file).name, family=family, printed=printed
            )
        )  # fmt: skip
    return layout


def substituted_fonts(template: str) -> list[tuple[str, str]]:
    """(family asked for, family printed) of each text style of ``template`` whose first family is not installed."""
    found: dict[str, str] = {}
    for family, inside in STYLE.findall(template):
        if not family or family in found or installed(family):
            continue
        others = [name for name in FAMILY.findall(inside or "") if installed(name)]
        found[family] = others[0] if others else QFontInfo(QFont(family)).family()
    return list(found.items())


def installed(family: str) -> bool:
    """True when a font of this family is on the machine."""
    return bool(QgsFontUtils.fontFamilyMatchOnSystem(family)[0])


def item_of(layout: QgsLayout, name: str, kind: type) -> Any:
    """The item with the id ``name``; None when there is none of this ``kind``."""
    item = layout.itemById(name)
    return item if isinstance(item, kind) else None


def say_missing(layout: QgsLayout, wanted: dict[str, type], file: Path, say: Say) -> None:
    """Name the items that ``file`` lacks among those the document would fill."""
    missing = [name for name, kind in wanted.items() if item_of(layout, name, kind) is None]
    if missing:
        say(
            tr("The template “{file}” has no item {items}: what they show is left out.").format(
                file=Path(file).name, items=", ".join(tr("“{}”").format(name) for name in missing)
            )
        )


def fill_table(
    frame: QgsLayoutFrame, layer: QgsVectorLayer, columns: list[int], shares: list[float], row_filter: str = "", sections: str = "",
) -> None:  # fmt: skip
    """Show ``columns`` of ``layer`` in the table of ``frame``, over the width of the frame parted by ``shares``.

    Rows that hold the expression ``sections`` are bold, over a tint that prints in grey.
    """
    table = frame.multiFrame()
    size = frame.sizeWithUnits()
    table.setVectorLayer(layer)  # widens the frame to hold every column
    shown = []
    for position in columns:
        column = QgsLayoutTableColumn(layer.fields()[position].alias() or layer.fields()[position].name())
        column.setAttribute(f'"{layer.fields()[position].name()}"')
        shown.append(column)
    table.setColumns(shown)
    share_width(table, size.width(), shares)
    if row_filter:
        table.setFilterFeatures(True)
        table.setFeatureFilter(row_filter)
    table.setMaximumNumberOfFeatures(100_000)
    if sections:
        mark_sections(layer, sections, table.contentTextFormat().toQFont())
        table.setUseConditionalStyling(True)
    table.refreshAttributes()
    frame.attemptResize(size)


def mark_sections(layer: QgsVectorLayer, condition: str, font: QFont) -> None:
    """Rows of ``layer`` that hold ``condition`` are bold, in the font of the table."""
    style = QgsConditionalStyle(condition)
    bold = QFont(font)
    bold.setBold(True)
    style.setFont(bold)
    style.setBackgroundColor(SECTION_COLOUR)
    layer.conditionalStyles().setRowStyles([style])


def share_width(table: QgsLayoutItemAttributeTable, width: float, shares: list[float]) -> None:
    """Part ``width`` (mm) between the columns of ``table``."""
    shown = table.columns()
    room = width - (2 * table.cellMargin() + table.gridStrokeWidth()) * len(shown) - table.gridStrokeWidth()
    for column, share in zip(shown, shares, strict=True):
        column.setWidth(room * share / sum(shares))
    table.setColumns(shown)


def continue_table(layout: QgsPrintLayout, frame: QgsLayoutFrame, rows: int, *, headed: bool = True) -> None:
    """Give the rows that do not fit in ``frame`` pages of their own, with the same margins and footer."""
    table, pages = frame.multiFrame(), layout.pageCollection()
    first = pages.page(0)
    x, width = frame.pos().x(), frame.rect().width()
    height = frame.pos().y() + frame.rect().height() - MARGIN_MM
    mode = QgsLayoutTable.HeaderMode
    table.setHeaderMode(mode.AllFrames if headed else mode.NoHeaders)
    while (shown := last_row(table)) < rows:
        page = QgsLayoutItemPage(layout)
        page.attemptResize(first.sizeWithUnits())
        pages.addPage(page)
        number = pages.pageCount() - 1
        rest = QgsLayoutFrame(layout, table)
        table.addFrame(rest, False)
        rest.attemptMove(QgsLayoutPoint(x, MARGIN_MM), page=number)
        rest.attemptResize(QgsLayoutSize(width, height))
        table.recalculateFrameSizes()
        for name in ("sources", "page"):
            _repeat_label(layout, name, number)
        if last_row(table) <= shown:  # one row higher than a page: never an endless document
            break


def last_row(table: QgsLayoutItemAttributeTable) -> int:
    """Number of rows that the frames show."""
    last = len(table.frames()) - 1
    context = QgsLayoutUtils.createRenderContextForLayout(table.layout(), None)
    return int(table.rowRange(context, last)[1])


def _repeat_label(layout: QgsPrintLayout, name: str, page: int) -> None:
    label = layout.itemById(name)
    if not isinstance(label, QgsLayoutItemLabel):
        return
    copy = QgsLayoutItemLabel(layout)
    copy.setText(label.text())
    copy.setTextFormat(label.textFormat())
    copy.setHAlign(label.hAlign())
    copy.setMarginX(label.marginX())
    copy.setMarginY(label.marginY())
    layout.addLayoutItem(copy)
    copy.attemptMove(QgsLayoutPoint(label.pos().x(), label.pos().y()), page=page)
    copy.attemptResize(label.sizeWithUnits())


def fill_legend(legend: QgsLayoutItemLegend, layers: Any, extent: Any) -> None:
    """The layers of the maps, made smaller until all that ``extent`` shows fits in the frame of the legend."""
    legend.setAutoUpdateModel(False)
    tree: QgsLayerTree = legend.model().rootGroup()
    tree.removeAllChildren()
    if not layers:
        legend.setTitle("")  # no heading over nothing
    for layer in _drawn_alike(layers):
        node = tree.addLayer(layer)
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(len(legend.model().layerLegendNodes(node)))))
    _fit_legend(legend, _everything(legend, extent))


def _drawn_alike(layers: Any) -> list[Any]:
    """The layers of a legend, once for those that are drawn by the same classes."""
    kept: dict[Any, Any] = {}
    for layer in layers:
        classes = _classes(layer)
        kept.setdefault(classes if len(classes) > 1 else id(layer), layer)
    return list(kept.values())


def _classes(layer: Any) -> tuple[tuple[str, str], ...]:
    """The label and the colour of each class of a vector layer."""
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    if renderer is None:
        return ()
    return tuple(
        (item.label(), item.symbol().color().name() if item.symbol() else "") for item in renderer.legendSymbolItems()
    )


def _everything(legend: QgsLayoutItemLegend, extent: Any) -> QgsLayerTreeFilterSettings | None:
    """What the linked map would show over all the pages together: no page shows more classes than that."""
    linked = legend.linkedMap()
    if linked is None or not legend.legendFilterByMapEnabled():
        return None
    size = linked.rect().size() * (PRINT_DPI / MM_PER_INCH)
    return QgsLayerTreeFilterSettings(linked.mapSettings(extent, size, PRINT_DPI, True))


def _fit_legend(legend: QgsLayoutItemLegend, shown: QgsLayerTreeFilterSettings | None) -> None:
    """Make the whole legend smaller until it fits its frame: what is past the frame is cut without a word."""
    legend.model().setFilterSettings(shown)
    context = QgsLayoutUtils.createRenderContextForLayout(legend.layout(), None)
    height = legend.rect().height()
    styles = [legend.style(kind) for kind in LEGEND_PARTS]
    sizes = [style.textFormat().size() for style in styles]
    symbols = legend.symbolHeight()
    gaps = [[style.margin(side) for side in LEGEND_SIDES] for style in styles]
    for scale in SCALES:
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
