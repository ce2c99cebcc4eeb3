# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts and tables that fit their frames: smaller first, then cut at a word with a sign; never cut without a word."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    Qgis,
    QgsLayout,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutTable,
    QgsLayoutUtils,
    QgsRenderContext,
    QgsTextFormat,
    QgsTextRenderer,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QFontMetricsF

from .atlas_templates import MM_PER_INCH, SCALES, last_row

CUT = "\u00a0[…]"
MEASURED_DPI = 600  # a screen's dots are too coarse to tell where a printed line ends
SURE = 0.985  # letters are placed on the dots of the printer


class FittedLabel:
    """A label whose text changes with the page; its own size comes back with each text.

    Lines are broken here: QGIS's own wrapping takes seconds for a page of text (its time grows with the cube).
    """

    def __init__(self, label: QgsLayoutItemLabel) -> None:
        self.label = label
        self._format = QgsTextFormat(label.textFormat())
        self._scale = 1.0

    def fit(self, text: str) -> tuple[str, bool]:
        """The text to print, in lines, after the size was chosen, and whether it had to be cut."""
        if not text:
            return text, False
        context = QgsRenderContext()
        context.setScaleFactor(MEASURED_DPI / MM_PER_INCH)
        lines: list[str] = []
        room = 0
        for scale in SCALES:
            lines, room = self._lines(context, text, scale)
            if len(lines) <= room:
                self._print_at(scale)
                return "\n".join(lines), False
        self._print_at(SCALES[-1])
        kept = lines[: max(room, 1)]
        kept[-1] = kept[-1].rsplit(" ", 1)[0] + CUT
        return "\n".join(kept), True

    def _lines(self, context: QgsRenderContext, text: str, scale: float) -> tuple[list[str], int]:
        """The lines of ``text`` at ``scale``, and how many the label has room for."""
        sized = self._sized(scale)
        pixels = context.scaleFactor()  # a millimetre of the layout, in pixels of the context
        box = self.label.rect()
        width = SURE * (box.width() - 2 * self.label.marginX()) * pixels
        height = (box.height() - 2 * self.label.marginY()) * pixels
        one, two = (
            QgsTextRenderer.textHeight(context, sized, ["x"] * count, Qgis.TextLayoutMode.Rectangle) for count in (1, 2)
        )
        room = 1 + int((height - one + 0.5) // (two - one)) if height + 0.5 >= one else 1
        metrics = QFontMetricsF(sized.scaledFont(context))
        return wrapped(text, metrics.horizontalAdvance, width), room

    def _sized(self, scale: float) -> QgsTextFormat:
        smaller = QgsTextFormat(self._format)
        smaller.setSize(self._format.size() * scale)
        return smaller

    def _print_at(self, scale: float) -> None:
        if scale != self._scale:
            self.label.setTextFormat(self._sized(scale))
            self._scale = scale


def wrapped(text: str, advance: Callable[[str], float], width: float) -> list[str]:
    """``text`` in lines no wider than ``width``, broken between words, inside a word only when it is wider by itself."""
    lines = []
    space = advance(" ")
    for paragraph in text.split("\n"):
        line, filled = "", 0.0
        for word in paragraph.split(" "):
            for piece, long in _pieces(word, advance, width):
                if line and filled + space + long > width:
                    lines.append(line)
                    line, filled = piece, long
                else:
                    filled = filled + space + long if line else long
                    line = f"{line} {piece}" if line else piece
        lines.append(line)
    return lines


def _pieces(word: str, advance: Callable[[str], float], width: float) -> list[tuple[str, float]]:
    """``word`` with its width, or its pieces when it is wider than a line."""
    if (long := advance(word)) <= width:
        return [(word, long)]
    count = int(long / width) + 1
    size = max(1, len(word) // count)
    return [(word[i : i + size], advance(word[i : i + size])) for i in range(0, len(word), size)]


class FollowingLabel:
    """A label that its template wants right under other items, named in its property ``pcaet_under``; its foot stays.

    It is never put lower than its place in the template.
    """

    UNDER = "pcaet_under"
    GAP = 4.0  # mm

    def __init__(self, label: QgsLayoutItemLabel) -> None:
        self.label = label
        self._place = QRectF(label.scenePos(), label.rect().size())

    def place(self, layout: QgsLayout) -> None:
        """Put it under the lowest of what is shown now of the items it follows."""
        lowest = None
        for name in str(self.label.customProperty(self.UNDER)).split(","):
            item = layout.itemById(name.strip())
            if item is not None and item.isVisible() and self._below(item):
                lowest = max(lowest or 0.0, item.scenePos().y() + _shown_height(item))
        top = self._place.top() if lowest is None else min(lowest + self.GAP, self._place.top())
        self.label.attemptSetSceneRect(QRectF(self._place.left(), top, self._place.width(), self._place.bottom() - top))

    def _below(self, item: QgsLayoutItem) -> bool:
        """True when the label stands under ``item``, not beside it."""
        left = item.scenePos().x()
        return left < self._place.right() and left + item.rect().width() > self._place.left()


def _shown_height(item: QgsLayoutItem) -> float:
    """The height of an item in millimetres; of the frame of a table, that of the rows it shows."""
    whole = float(item.rect().height())
    if not (isinstance(item, QgsLayoutFrame) and isinstance(item.multiFrame(), QgsLayoutTable)):
        return whole
    # QGIS tells how many rows a height holds, not how high rows are: the least height that holds as many.
    table, context = item.multiFrame(), QgsLayoutUtils.createRenderContextForLayout(item.layout(), None)

    def rows(height: float) -> int:
        return int(table.rowsVisible(context, height, 0, True, False))

    wanted, low, high = rows(whole), 0.0, whole
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (low, middle) if rows(middle) >= wanted else (middle, high)
    return high


class FittedTable:
    """The table of a frame: as wide as it may be, and small enough for all its rows."""

    WIDE = "pcaet_wide_mm"

    def __init__(self, frame: QgsLayoutFrame, shares: list[float]) -> None:
        self.frame, self._shares = frame, shares
        self.table: QgsLayoutTable = frame.multiFrame()
        self._formats = (self.table.headerTextFormat(), self.table.contentTextFormat())
        self._margin = self.table.cellMargin()
        self._size = frame.sizeWithUnits()
        self._wide = float(frame.customProperty(self.WIDE, 0) or 0)
        self._scale = 1.0

    def fit(self, rows: int, *, alone: bool) -> bool:
        """Choose the width (the whole of it when ``alone``: no chart beside) and the size; True when all rows show."""
        if self._wide:
            self._set_width(self._wide if alone else self._size.width())
        for scale in SCALES:
            self._print_at(scale)
            if last_row(self.table) >= rows:
                return True
        return False

    def _set_width(self, width: float) -> None:
        from .atlas_templates import share_width

        size = self.frame.sizeWithUnits()
        if abs(size.width() - width) > 0.1:
            size.setWidth(width)
            share_width(self.table, width, self._shares)
            self.frame.attemptResize(size)

    def _print_at(self, scale: float) -> None:
        if scale == self._scale:
            return
        for form, change in zip(
            self._formats, (self.table.setHeaderTextFormat, self.table.setContentTextFormat), strict=True
        ):
            smaller = QgsTextFormat(form)
            smaller.setSize(form.size() * scale)
            change(smaller)
        self.table.setCellMargin(self._margin * scale**2)
        self._scale = scale
