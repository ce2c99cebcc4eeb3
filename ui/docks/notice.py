# SPDX-License-Identifier: GPL-2.0-or-later
"""A sentence that stays until a person has chosen what to do: wrapped in full, where a message bar cuts it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...i18n import tr


class Notice(QFrame):
    """Hidden until ``show_choice`` is called; every button hides it, then does its work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetNotice")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        row = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(20, 20))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.label, 1)
        close = QToolButton()
        close.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        close.setAutoRaise(True)
        close.setAccessibleName(tr("Close"))
        close.clicked.connect(self.hide)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._choices = QHBoxLayout()
        self._choices.addStretch(1)
        column.addLayout(self._choices)
        self.buttons: list[QPushButton] = []
        self.hide()

    def text(self) -> str:
        """The sentence shown; empty when hidden."""
        return "" if self.isHidden() else self.label.text()

    def show_choice(self, sentence: str, choices: list[tuple[str, Callable[[], Any]]]) -> None:
        """Show ``sentence`` with one button for each of ``choices``."""
        for button in self.buttons:
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.label.setText(sentence)
        for text, slot in choices:
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, slot=slot: (self.hide(), slot()))
            self._choices.addWidget(button)
            self.buttons.append(button)
        self.show()
