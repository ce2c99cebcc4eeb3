# SPDX-License-Identifier: GPL-2.0-or-later
"""The years that the actions cover, a row each; only the rows in sight are painted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from qgis.PyQt.QtCore import QPoint, QRect, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from ...i18n import tr
from ...records.following import span
from ...records.index import Node
from ..models import status

LEAST_YEAR_PX = 28
NAME_SHARE = 0.34


class Calendar(QAbstractScrollArea):
    """Bars of the actions that have a date; ``chosen`` gives the uuid of the one that is clicked or reached by arrows."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetCalendar")
        self.setAccessibleName(tr("Calendar of the actions"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.viewport().setAutoFillBackground(True)
        self.rows: list[tuple[Node, float, float]] = []
        self.undated = 0
        self.current = ""
        self.first, self.last = date.today().year, date.today().year + 1

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show the actions of ``nodes`` that have dates, by their beginning; the others are counted."""
        dated = [(node, found) for node in nodes if (found := span(node)) is not None]
        self.rows = sorted(((node, *found) for node, found in dated), key=lambda row: (row[1], row[2], row[0].order))
        self.undated = len(nodes) - len(dated)
        today = date.today().year
        self.first = min([today, *(math.floor(row[1]) for row in self.rows)])
        self.last = max([today + 1, *(math.ceil(row[2]) for row in self.rows)])
        self._scroll()
        self.viewport().update()

    def choose(self, uuid: str) -> None:
        """Mark the action ``uuid`` and bring it in sight."""
        self.current = uuid
        place = next((i for i, row in enumerate(self.rows) if row[0].uuid == uuid), None)
        if place is not None:
            bar, height = self.verticalScrollBar(), self.row_height()
            room = self.viewport().height() - 2 * height
            if not bar.value() <= place * height <= bar.value() + room:
                bar.setValue(place * height)
        self.viewport().update()

    def row_height(self) -> int:
        """Pixels of a row."""
        return round(1.5 * self.fontMetrics().height())

    def _scroll(self) -> None:
        height = self.row_height()
        self.verticalScrollBar().setSingleStep(height)
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setRange(0, max(0, (len(self.rows) + 2) * height - self.viewport().height()))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._scroll()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def _names_width(self) -> int:
        return round(NAME_SHARE * self.viewport().width())

    def _x(self, moment: float) -> float:
        left, width = self._names_width(), self.viewport().width()
        return left + (width - left - 6) * (moment - self.first) / max(self.last - self.first, 1)

    def paintEvent(self, _event: Any) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, offset = self.row_height(), self.verticalScrollBar().value()
        width = self.viewport().width()
        faint = status.secondary(self.palette(), selected=False)
        self._years(painter, height, faint)
        painter.setClipRect(QRect(0, height, width, self.viewport().height() - height))
        first = max(0, offset // height)
        last = min(len(self.rows), (offset + self.viewport().height()) // height + 1)
        for place in range(first, last):
            top = height + place * height - offset
            self._row(painter, QRect(0, top, width, height), *self.rows[place])
        if last == len(self.rows) and self.undated:
            below = QRect(6, height + len(self.rows) * height - offset, width - 12, height)
            painter.setPen(faint)
            text = tr("{} actions without a date are not shown.").format(self.undated)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _years(self, painter: QPainter, height: int, faint: QColor) -> None:
        bottom = self.viewport().height()
        each = self._x(self.first + 1) - self._x(self.first)
        step = max(1, math.ceil(LEAST_YEAR_PX / max(each, 0.01)))
        line = QPen(faint)
        line.setWidthF(0.4)
        for year in range(self.first, self.last + 1):
            x = self._x(year)
            painter.setPen(line)
            painter.drawLine(QPoint(round(x), height), QPoint(round(x), bottom))
            if (year - self.first) % step == 0 and year < self.last:
                painter.setPen(faint)
                room = QRectF(x, 0, each * step, height)
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f" {year}")
        today = date.today()
        now = self._x(today.year + (today.timetuple().tm_yday - 1) / 365)
        painter.setPen(QPen(status.warning(self.palette()), 1.2))
        painter.drawLine(QPoint(round(now), height), QPoint(round(now), bottom))

    def _row(self, painter: QPainter, room: QRect, node: Node, start: float, end: float) -> None:
        chosen = node.uuid == self.current
        if chosen:
            painter.fillRect(room, self.palette().brush(QPalette.ColorRole.Highlight))
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.setPen(self.palette().color(role))
        names = QRect(6, room.top(), self._names_width() - 12, room.height())
        text = self.fontMetrics().elidedText(node.name, Qt.TextElideMode.ElideRight, names.width())
        painter.drawText(names, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        left, right = self._x(start), self._x(end)
        bar = QRectF(left, room.top() + 3, max(right - left, 3.0), room.height() - 6)
        fill = status.colour(node.status)
        pen = QPen(self.palette().color(role))
        pen.setStyle(Qt.PenStyle.SolidLine if fill else Qt.PenStyle.DashLine)
        painter.setPen(Qt.PenStyle.NoPen if fill and not chosen else pen)
        painter.setBrush(fill or Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def row_at(self, y: int) -> int | None:
        """The row under a height in pixels; None where there is none."""
        height = self.row_height()
        place = (y - height + self.verticalScrollBar().value()) // height
        return place if y >= height and 0 <= place < len(self.rows) else None

    def mousePressEvent(self, event: Any) -> None:
        place = self.row_at(event.pos().y())
        if place is not None:
            self._take(place)

    def keyPressEvent(self, event: Any) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if step is None or not self.rows:
            super().keyPressEvent(event)
            return
        here = next((i for i, row in enumerate(self.rows) if row[0].uuid == self.current), -1)
        self._take(min(max(here + step, 0), len(self.rows) - 1))

    def _take(self, place: int) -> None:
        uuid = self.rows[place][0].uuid
        self.choose(uuid)
        self.chosen.emit(uuid)

    def viewportEvent(self, event: Any) -> bool:
        if event.type() == event.Type.ToolTip:
            place = self.row_at(event.pos().y())
            if place is not None:
                node = self.rows[place][0]
                QToolTip.showText(event.globalPos(), f"{node.name}\n{node.start or '…'} – {node.end or '…'}", self)
                return True
        return bool(super().viewportEvent(event))
