# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the shipped page templates (.qpt). Run with the virtual environment; restyle the result in QGIS, or here.

Items are found by their id: carte, legende, echelle, chiffres, synthese. Texts are expressions on the variables
``pcaet_title``, ``pcaet_sources``, ``pcaet_first_page`` and on the fields of the coverage layer.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsBasicNumericFormat,
    QgsFillSymbol,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMultiFrame,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsSimpleFillSymbolLayer,
    QgsTextFormat,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "layouts"
# Set up installs Open Sans; the others are the fall-back where it is missing.
FAMILIES = ["Open Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial"]
INK, GREY, PAPER, ACCENT = QColor("#22313f"), QColor("#5b6b7a"), QColor("#eef1f3"), QColor("#b8472a")


def text_format(size: float, colour: QColor = INK, *, bold: bool = False) -> QgsTextFormat:
    font = QFont(FAMILIES[0])
    font.setBold(bold)
    # Spaced letters are not joined: «fi» stays two letters when the PDF is searched or copied.
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.05)
    written = QgsTextFormat()
    written.setFont(font)
    written.setFamilies(FAMILIES)
    if bold:
        written.setForcedBold(False)
        written.setNamedStyle("Bold")
    written.setSize(size)
    written.setColor(colour)
    return written


def place(item: QgsLayoutItem, x: float, y: float, width: float, height: float, name: str) -> None:
    item.attemptMove(QgsLayoutPoint(x, y))
    item.attemptResize(QgsLayoutSize(width, height))
    item.setId(name)


def label(
    layout: QgsPrintLayout, name: str, text: str, box: tuple[float, float, float, float], style: QgsTextFormat,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:  # fmt: skip
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    item.setTextFormat(style)
    item.setHAlign(align)
    item.setMarginX(0)
    item.setMarginY(0)
    layout.addLayoutItem(item)
    place(item, *box, name)


def band(layout: QgsPrintLayout, name: str, box: tuple[float, float, float, float], colour: QColor) -> None:
    item = QgsLayoutItemShape(layout)
    item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    fill = QgsSimpleFillSymbolLayer(colour)
    fill.setStrokeStyle(Qt.PenStyle.NoPen)
    item.setSymbol(QgsFillSymbol([fill]))
    layout.addLayoutItem(item)
    place(item, *box, name)


def map_item(
    layout: QgsPrintLayout, box: tuple[float, float, float, float], *, follows_atlas: bool
) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    place(item, *box, "carte")
    item.zoomToExtent(QgsRectangle(0, 0, box[2] * 100, box[3] * 100))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(GREY)
    item.setBackgroundColor(QColor("#fbfbf8"))
    item.setAtlasDriven(follows_atlas)
    item.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
    item.setAtlasMargin(0.1)
    return item


def legend(layout: QgsPrintLayout, linked: QgsLayoutItemMap, box: tuple[float, float, float, float]) -> None:
    item = QgsLayoutItemLegend(layout)
    item.setLinkedMap(linked)
    item.setAutoUpdateModel(False)
    item.setResizeToContents(False)
    item.setLegendFilterByMapEnabled(True)
    item.setTitle("Légende")
    for component, size, bold in (
        (QgsLegendStyle.Style.Title, 10, True),
        (QgsLegendStyle.Style.Group, 8.5, True),
        (QgsLegendStyle.Style.Subgroup, 8, True),
        (QgsLegendStyle.Style.SymbolLabel, 7.5, False),
    ):
        item.rstyle(component).setTextFormat(text_format(size, bold=bold))
    item.rstyle(QgsLegendStyle.Style.Subgroup).setMargin(QgsLegendStyle.Side.Top, 1.6)
    item.rstyle(QgsLegendStyle.Style.Symbol).setMargin(QgsLegendStyle.Side.Top, 0.8)
    item.setSymbolHeight(3)
    item.setSymbolWidth(6)
    item.setBoxSpace(0)
    layout.addLayoutItem(item)
    place(item, *box, "legende")


def scale_bar(layout: QgsPrintLayout, linked: QgsLayoutItemMap, x: float, y: float) -> None:
    item = QgsLayoutItemScaleBar(layout)
    item.setLinkedMap(linked)
    item.applyDefaultSettings()
    item.setStyle("Line Ticks Up")
    item.setUnits(Qgis.DistanceUnit.Kilometers)
    item.setUnitLabel("km")
    item.setMapUnitsPerScaleBarUnit(1)
    item.setSegmentSizeMode(Qgis.ScaleBarSegmentSizeMode.FitWidth)
    item.setMinimumBarWidth(20)
    item.setMaximumBarWidth(45)
    item.setNumberOfSegments(2)
    item.setNumberOfSegmentsLeft(0)
    item.setTextFormat(text_format(7))
    number = QgsBasicNumericFormat()
    number.setDecimalSeparator(",")
    number.setShowTrailingZeros(False)
    item.setNumericFormat(number)
    item.setBoxContentSpace(1)
    item.setBackgroundEnabled(True)
    item.setBackgroundColor(QColor(255, 255, 255, 220))
    layout.addLayoutItem(item)
    item.setId("echelle")
    item.attemptMove(QgsLayoutPoint(x, y))


def table(layout: QgsPrintLayout, name: str, box: tuple[float, float, float, float], size: float) -> None:
    item = QgsLayoutItemAttributeTable.create(layout)
    layout.addMultiFrame(item)
    item.setHeaderTextFormat(text_format(size, bold=True))
    item.setContentTextFormat(text_format(size))
    item.setShowGrid(True)
    item.setVerticalGrid(False)
    item.setGridColor(QColor("#c8d0d6"))
    item.setGridStrokeWidth(0.2)
    item.setCellMargin(0.9)
    item.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
    item.setMaximumNumberOfFeatures(5000)
    frame = QgsLayoutFrame(layout, item)
    frame.setId(name)
    item.addFrame(frame)
    place(frame, *box, name)
    item.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)


def footer(layout: QgsPrintLayout, page: str) -> None:
    label(layout, "sources", "[% @pcaet_sources %]", (12, 277, 160, 14), text_format(6, GREY))
    label(layout, "page", page, (172, 287, 26, 5), text_format(7, GREY), Qt.AlignmentFlag.AlignRight)


def territory_page() -> QgsPrintLayout:
    """One coverage feature: map, legend, scale, figures."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    page = layout.pageCollection().page(0)
    page.setPageSize("A4", page.Orientation.Portrait)
    band(layout, "bandeau", (0, 0, 210, 26), PAPER)
    label(layout, "atlas", "[% @pcaet_title %]", (12, 5, 186, 5), text_format(8, ACCENT, bold=True))
    label(layout, "titre", '[% "pcaet_name" %]', (12, 11, 186, 11), text_format(19, bold=True))
    linked = map_item(layout, (12, 31, 186, 146), follows_atlas=True)
    scale_bar(layout, linked, 14, 163)
    legend(layout, linked, (12, 182, 78, 92))
    label(layout, "titre_chiffres", "En chiffres", (96, 182, 102, 6), text_format(10, bold=True))
    table(layout, "chiffres", (96, 189, 102, 85), size=7.5)
    footer(layout, "Page [% @pcaet_first_page + @atlas_featurenumber - 1 %]")
    return layout


def cover_page() -> QgsPrintLayout:
    """Title, map of the whole, summary table; the engine adds the pages that it needs."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    page = layout.pageCollection().page(0)
    page.setPageSize("A4", page.Orientation.Portrait)
    band(layout, "bandeau", (0, 0, 210, 42), PAPER)
    label(layout, "titre", "[% @pcaet_title %]", (12, 10, 186, 20), text_format(22, bold=True))
    label(layout, "date", "[% @pcaet_subtitle %]", (12, 32, 186, 6), text_format(9, GREY))
    linked = map_item(layout, (12, 47, 120, 100), follows_atlas=False)
    scale_bar(layout, linked, 14, 133)
    legend(layout, linked, (136, 47, 62, 100))
    label(layout, "titre_synthese", "Synthèse", (12, 152, 186, 6), text_format(11, bold=True))
    table(layout, "synthese", (12, 159, 186, 115), size=7)
    footer(layout, "")
    return layout


def action_page() -> QgsPrintLayout:
    """One action: where, facts, texts."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    page = layout.pageCollection().page(0)
    page.setPageSize("A4", page.Orientation.Portrait)
    band(layout, "bandeau", (0, 0, 210, 36), PAPER)
    label(layout, "atlas", "[% @pcaet_title %] – fiche action", (12, 5, 186, 5), text_format(8, ACCENT, bold=True))
    label(layout, "titre", '[% "pcaet_name" %]', (12, 11, 186, 23), text_format(15, bold=True))
    linked = map_item(layout, (12, 41, 186, 110), follows_atlas=True)
    scale_bar(layout, linked, 14, 137)
    table(layout, "chiffres", (12, 156, 186, 66), size=8)
    label(layout, "texte", "[% coalesce(\"pcaet_text\", '') %]", (12, 226, 186, 48), text_format(8))
    footer(layout, "Page [% @pcaet_first_page + @atlas_featurenumber - 1 %]")
    return layout


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, layout in (
        ("territoire_a4", territory_page()),
        ("couverture_a4", cover_page()),
        ("action_a4", action_page()),
    ):
        if not layout.saveAsTemplate(str(FOLDER / f"{name}.qpt"), QgsReadWriteContext()):
            raise SystemExit(f"{name}.qpt could not be written")
    os._exit(0)


if __name__ == "__main__":
    main()
