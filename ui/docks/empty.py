# SPDX-License-Identifier: GPL-2.0-or-later
"""What a dock shows when it has nothing to show: why, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """An icon, a sentence, what to do, and buttons."""

    def __init__(self, icon: str, title: str, advice: str, buttons: list[tuple[str, Callable[[], Any]]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        picture = QLabel()
        picture.setPixmap(QgsApplication.getThemeIcon(f"/{icon}").pixmap(32, 32))
        heading = QLabel(f"<b>{title}</b>")
        text = QLabel(advice)
        for label in (picture, heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        self.buttons = []
        for name, slot in buttons:
            button = QPushButton(name)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
