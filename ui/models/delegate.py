# SPDX-License-Identifier: GPL-2.0-or-later
"""How a row of the tree is painted: a title with its status, and a second line. Palette roles and font metrics only."""

from __future__ import annotations

from datetime import date

from qgis.PyQt.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...i18n import tr
from ...records.index import Node
from . import status
from .tree import LABEL, MATCHES, NODE, second_line

LINES = 2.6
PADDING = 4


class ActionDelegate(QStyledItemDelegate):
    """Paints plans and axes in bold, actions on two lines; what is there only as a parent is dimmed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, round(LINES * option.fontMetrics.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        node: Node | None = index.data(NODE)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if node is None:
            return
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        pen = option.palette.color(role)
        if index.data(MATCHES) is False:
            pen = status.secondary(option.palette, selected)
        painter.setPen(pen)
        room = option.rect.adjusted(PADDING, 2, -PADDING, -2)
        if node.kind == "action":
            self._action(painter, option, room, node, index.data(LABEL) or "", selected)
        else:
            self._heading(painter, option, room, node)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, node: Node) -> None:
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        count = str(len(node.children))
        width = metrics.horizontalAdvance(count) + 2 * PADDING
        text = metrics.elidedText(node.name, Qt.TextElideMode.ElideRight, room.width() - width)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, text)
        painter.setFont(option.font)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, count)

    def _action(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, node: Node, label: str, selected: bool
    ) -> None:
        small = _smaller(option.font)
        half = room.height() // 2
        line = QRect(room.left(), room.top(), room.width(), half)
        pill = draw_pill(painter, line, label, node.status, small) if label else 0
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        left = QRect(room.left(), room.top(), max(room.width() - pill - PADDING, 10), half)
        title = metrics.elidedText(node.title, Qt.TextElideMode.ElideRight, left.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | middle, title)
        below = QRect(room.left(), room.top() + half, room.width(), room.height() - half)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        late = 0
        if node.overdue(date.today().isoformat()):
            warning = tr("overdue")
            late = metrics.horizontalAdvance(f"⚠ {warning}") + PADDING
            if not selected:
                painter.setPen(status.warning(option.palette))
            painter.drawText(below, Qt.AlignmentFlag.AlignRight | middle, f"⚠ {warning}")
        painter.setPen(status.secondary(option.palette, selected))
        text = metrics.elidedText(second_line(node), Qt.TextElideMode.ElideRight, below.width() - late)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | middle, text)


def draw_pill(painter: QPainter, room: QRect, label: str, code: str | None, font: QFont) -> int:
    """A status at the right end of ``room``; returns the width it took."""
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(label) + metrics.height()
    height = min(room.height(), metrics.height() + 2)
    box = QRectF(room.right() - width, room.top() + (room.height() - height) / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    fill = status.colour(code)
    if fill is None:
        pen = QPen(painter.pen().color())
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(Qt.GlobalColor.white)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
    painter.restore()
    return int(width)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(0.88 * font.pointSizeF())
    else:
        small.setPixelSize(round(0.88 * font.pixelSize()))
    return small
