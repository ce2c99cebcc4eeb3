# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the shipped page templates (.qpt). Run with the virtual environment; restyle the result in QGIS, or here.

Items are found by their id: carte, legende, echelle, chiffres, graphique, synthese, sommaire, notes. Texts are
expressions on the variables ``pcaet_title``, ``pcaet_sources``, ``pcaet_page``, ``pcaet_name``, ``pcaet_sentence``…
A table with a chart at its right takes ``pcaet_wide_mm`` where the page has no chart.
"""

from __future__ import annotations

import os
from collections.abc import Callable
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
    QgsLayoutItemPicture,
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
Box = tuple[float, float, float, float]
SIZES = {"a4": (210.0, 297.0), "a3": (420.0, 297.0)}
# The places of the items, in millimetres from the top left: x, y, width, height.
TERRITORY: dict[str, dict[str, Box]] = {
    "a4": {
        "phrase": (12, 27, 186, 11), "carte": (12, 39.5, 186, 122), "limite": (12, 163, 186, 7),
        "legende": (12, 173, 66, 101), "titre_chiffres": (84, 172, 114, 6), "chiffres": (84, 179, 114, 58),
        "graphique": (84, 239, 114, 27), "phrase_graphique": (84, 267, 114, 8),
    },
    "a3": {
        "phrase": (282, 28, 126, 24), "carte": (12, 28, 262, 232), "limite": (12, 262, 262, 8),
        "titre_chiffres": (282, 54, 126, 6), "chiffres": (282, 61, 126, 88), "graphique": (282, 152, 126, 31),
        "phrase_graphique": (282, 184, 126, 10), "legende": (282, 196, 126, 78),
    },
}  # fmt: skip
THEME: dict[str, dict[str, Box]] = {
    "a4": TERRITORY["a4"] | {
        "chiffres": (84, 179, 114, 38), "graphique": (84, 220, 114, 44), "phrase_graphique": (84, 266, 114, 9),
    },
    "a3": TERRITORY["a3"] | {
        "chiffres": (282, 61, 126, 70), "graphique": (282, 134, 126, 49), "phrase_graphique": (282, 184, 126, 10),
    },
}  # fmt: skip
ACTION: dict[str, dict[str, Box]] = {
    "a4": {
        "phrase": (12, 37, 186, 11), "carte": (12, 49, 186, 92), "limite": (12, 142.5, 186, 6), "chiffres": (12, 150, 112, 74),
        "large": (12, 150, 186, 74), "graphique": (128, 150, 70, 34), "phrase_graphique": (128, 186, 70, 20),
        "texte": (12, 227, 186, 47),
    },
    "a3": {
        "phrase": (282, 28, 126, 20), "carte": (12, 28, 262, 232), "limite": (12, 262, 262, 8), "chiffres": (282, 50, 126, 92),
        "graphique": (282, 145, 126, 53), "phrase_graphique": (282, 199, 126, 10), "texte": (282, 212, 126, 62),
    },
}  # fmt: skip
ACTION_WITHOUT_PLACE: dict[str, dict[str, Box]] = {
    "a4": {
        "phrase": (12, 37, 186, 11), "chiffres": (12, 50, 112, 100), "large": (12, 50, 186, 100),
        "graphique": (128, 50, 70, 34), "phrase_graphique": (128, 86, 70, 20), "texte": (12, 155, 186, 119),
    },
    "a3": {
        "phrase": (12, 28, 396, 11), "chiffres": (12, 42, 192, 150), "graphique": (216, 42, 192, 80),
        "phrase_graphique": (216, 124, 192, 10), "texte": (216, 138, 192, 136),
    },
}  # fmt: skip
COUNCIL: dict[str, dict[str, Box]] = {
    "a4": {
        "phrase": (12, 28, 186, 16), "texte": (12, 46, 186, 56), "titre_chiffres": (12, 104, 186, 6),
        "chiffres": (12, 111, 186, 72), "graphique": (12, 186, 150, 76), "phrase_graphique": (164, 189, 34, 60),
        "limite": (12, 266, 186, 9),
    },
    "a3": {
        "phrase": (12, 28, 396, 12), "texte": (12, 44, 190, 120), "titre_chiffres": (214, 44, 194, 6), "chiffres": (214, 51, 194, 118),
        "graphique": (12, 174, 190, 80), "phrase_graphique": (214, 176, 194, 20), "limite": (214, 258, 194, 14),
    },
}  # fmt: skip
COVER: dict[str, dict[str, Box]] = {
    "a4": {"carte": (12, 47, 120, 100), "legende": (136, 47, 62, 100), "synthese": (12, 159, 186, 115)},
    "a3": {"carte": (12, 47, 170, 142), "legende": (12, 194, 170, 80), "synthese": (190, 54, 218, 220)},
}
SIMPLE: dict[str, Box] = {
    "carte": (12, 29, 186, 148), "legende": (12, 182, 78, 92), "titre_chiffres": (96, 182, 102, 6),
    "chiffres": (96, 189, 102, 85),
}  # fmt: skip
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
    layout: QgsPrintLayout, name: str, text: str, box: Box, style: QgsTextFormat,
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


def band(layout: QgsPrintLayout, name: str, box: Box, colour: QColor) -> None:
    item = QgsLayoutItemShape(layout)
    item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    fill = QgsSimpleFillSymbolLayer(colour)
    fill.setStrokeStyle(Qt.PenStyle.NoPen)
    item.setSymbol(QgsFillSymbol([fill]))
    layout.addLayoutItem(item)
    place(item, *box, name)


def map_item(layout: QgsPrintLayout, box: Box, *, follows_atlas: bool) -> QgsLayoutItemMap:
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


def legend(layout: QgsPrintLayout, linked: QgsLayoutItemMap, box: Box) -> None:
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


def table(layout: QgsPrintLayout, name: str, box: Box, size: float) -> None:
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


def picture(layout: QgsPrintLayout, box: Box) -> None:
    item = QgsLayoutItemPicture(layout)
    item.setResizeMode(QgsLayoutItemPicture.ResizeMode.Zoom)
    item.setPictureAnchor(QgsLayoutItem.ReferencePoint.UpperLeft)
    layout.addLayoutItem(item)
    place(item, *box, "graphique")


def page_of(paper: str, title_height: float) -> QgsPrintLayout:
    """An empty page with its band and its footer."""
    width, height = SIZES[paper]
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(width, height))
    band(layout, "bandeau", (0, 0, width, title_height), PAPER)
    label(layout, "sources", "[% @pcaet_sources %]", (12, height - 20, width - 50, 14), text_format(6, GREY))
    page = "Page [% @pcaet_page + @layout_page - 1 %]"
    label(layout, "page", page, (width - 38, height - 10, 26, 5), text_format(7, GREY), Qt.AlignmentFlag.AlignRight)
    return layout


def titled(
    paper: str, height: float, title_size: float, above: str, title: str = "[% @pcaet_name %]"
) -> QgsPrintLayout:
    layout = page_of(paper, height)
    width = SIZES[paper][0] - 24
    label(layout, "atlas", above, (12, 4.5, width, 5), text_format(8, ACCENT, bold=True))
    label(layout, "titre", title, (12, 10.5, width, height - 12), text_format(title_size, bold=True))
    return layout


def words(layout: QgsPrintLayout, name: str, box: Box, larger: float = 1.0) -> None:
    """One of the labels the engine fills: its sentence, its limits, what its chart shows, its text."""
    variable, size, colour, bold = {
        "phrase": ("pcaet_sentence", 10, INK, True),
        "limite": ("pcaet_limits", 6.5, GREY, False),
        "phrase_graphique": ("pcaet_chart_sentence", 7.5, INK, False),
        "texte": ("pcaet_text", 8.5, INK, False),
    }[name]
    label(layout, name, f"[% @{variable} %]", box, text_format(size * larger, colour, bold=bold))


def fill(
    layout: QgsPrintLayout,
    boxes: dict[str, Box],
    *,
    follows_atlas: bool,
    table_size: float = 7.5,
    heading: str = "En chiffres",
    larger: float = 1.0,
) -> None:
    """The items of a page at their places."""
    linked = None
    if "carte" in boxes:
        linked = map_item(layout, boxes["carte"], follows_atlas=follows_atlas)
        x, y, _width, height = boxes["carte"]
        scale_bar(layout, linked, x + 2, y + height - 14)
    if linked is not None and "legende" in boxes:
        legend(layout, linked, boxes["legende"])
    for name in ("phrase", "limite", "phrase_graphique", "texte"):
        if name in boxes:
            words(layout, name, boxes[name], larger)
    if "graphique" in boxes:
        picture(layout, boxes["graphique"])
    if "chiffres" in boxes:
        if "titre_chiffres" in boxes:
            label(layout, "titre_chiffres", heading, boxes["titre_chiffres"], text_format(10, bold=True))
        table(layout, "chiffres", boxes["chiffres"], size=table_size)
        if "large" in boxes:
            layout.itemById("chiffres").setCustomProperty("pcaet_wide_mm", boxes["large"][2])


def territory_page(paper: str) -> QgsPrintLayout:
    """One coverage feature: sentence, map, what it does not show, legend, figures, chart."""
    layout = titled(paper, 24, 18, "[% @pcaet_title %]")
    fill(layout, TERRITORY[paper], follows_atlas=True)
    return layout


def theme_page(paper: str) -> QgsPrintLayout:
    """One theme over the whole coverage."""
    layout = titled(paper, 24, 18, "[% @pcaet_title %] – thème")
    fill(layout, THEME[paper], follows_atlas=False)
    return layout


def action_page(paper: str) -> QgsPrintLayout:
    """One action: where, facts, indicator, texts."""
    layout = titled(paper, 34 if paper == "a4" else 24, 15, "[% @pcaet_title %] – fiche action")
    fill(layout, ACTION[paper], follows_atlas=True, table_size=8)
    follow_the_table(layout)
    return layout


def action_without_place_page(paper: str) -> QgsPrintLayout:
    """One action that has no place: the same without map."""
    layout = titled(paper, 34 if paper == "a4" else 24, 15, "[% @pcaet_title %] – fiche action")
    fill(layout, ACTION_WITHOUT_PLACE[paper], follows_atlas=False, table_size=8)
    follow_the_table(layout)
    return layout


def follow_the_table(layout: QgsPrintLayout) -> None:
    """The texts come right after the table and the chart, where they stand under them."""
    text, table_frame = layout.itemById("texte"), layout.itemById("chiffres")
    if text.scenePos().y() > table_frame.scenePos().y():
        text.setCustomProperty("pcaet_under", "chiffres, graphique, phrase_graphique")


def council_page(paper: str) -> QgsPrintLayout:
    """The summary of one page."""
    layout = titled(paper, 24, 18, "[% @pcaet_title %]")
    fill(layout, COUNCIL[paper], follows_atlas=False, table_size=9.5, heading="Chiffres clés", larger=1.3)
    return layout


def rows_page(paper: str, name: str, title: str, size: float) -> QgsPrintLayout:
    """A table over the page, continued by the engine: contents, notes."""
    layout = titled(paper, 24, 18, "[% @pcaet_title %]", title)
    width, height = SIZES[paper]
    margin = 12 if paper == "a4" else 60
    table(layout, name, (margin, 30, width - 2 * margin, height - 54), size)
    return layout


def simple_page(paper: str) -> QgsPrintLayout:
    """Map, legend, figures: for documents that tell nothing more."""
    layout = titled(paper, 24, 18, "[% @pcaet_title %]")
    fill(layout, SIMPLE, follows_atlas=True)
    return layout


def cover_page(paper: str) -> QgsPrintLayout:
    """Title, map of the whole, summary table; the engine adds the pages that it needs."""
    layout = page_of(paper, 42)
    number = layout.itemById("page")
    number.setText("[% if(@pcaet_page + @layout_page > 2, 'Page ' || (@pcaet_page + @layout_page - 1), '') %]")
    width = SIZES[paper][0] - 24
    label(layout, "titre", "[% @pcaet_title %]", (12, 10, width, 20), text_format(22, bold=True))
    label(layout, "date", "[% @pcaet_subtitle %]", (12, 32, width, 6), text_format(9, GREY))
    boxes = COVER[paper]
    linked = map_item(layout, boxes["carte"], follows_atlas=False)
    x, y, _width, height = boxes["carte"]
    scale_bar(layout, linked, x + 2, y + height - 14)
    legend(layout, linked, boxes["legende"])
    x, y, width, height = boxes["synthese"]
    label(layout, "titre_synthese", "Synthèse", (x, y - 7, width, 6), text_format(11, bold=True))
    table(layout, "synthese", boxes["synthese"], size=7)
    return layout


PAGES: dict[str, Callable[[str], QgsPrintLayout]] = {
    "couverture": cover_page,
    "sommaire": lambda paper: rows_page(paper, "sommaire", "Sommaire", 8.5),
    "conseil": council_page,
    "territoire": territory_page,
    "theme": theme_page,
    "action": action_page,
    "action_sans_lieu": action_without_place_page,
    "notes": lambda paper: rows_page(paper, "notes", "[% @pcaet_name %]", 8),
}


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = {f"{kind}_{paper}": make(paper) for kind, make in PAGES.items() for paper in SIZES}
    made["page_simple_a4"] = simple_page("a4")
    for name, layout in made.items():
        if not layout.saveAsTemplate(str(FOLDER / f"{name}.qpt"), QgsReadWriteContext()):
            raise SystemExit(f"{name}.qpt could not be written")
        written = (FOLDER / f"{name}.qpt").read_text(encoding="utf-8")
        own = QgsApplication.font().family()  # styles that print nothing keep the font of this machine
        written = written.replace(f'fontFamily="{own}"', f'fontFamily="{FAMILIES[0]}"')
        (FOLDER / f"{name}.qpt").write_text(written, encoding="utf-8")
    os._exit(0)


if __name__ == "__main__":
    main()
