# SPDX-License-Identifier: GPL-2.0-or-later
"""The few things asked for a new action; the rest is filled in its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from ..i18n import tr
from ..records.index import Node

TITLE_LENGTH = 300


class NewActionDialog(QDialog):
    """Number, title and status of an action under ``above`` (the plan, an axis or an action)."""

    def __init__(self, above: Node, statuses: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AtlasPcaetNewAction")
        self._above = above
        self.setWindowTitle(tr("New sub-action") if above.kind == "action" else tr("New action"))
        form = QFormLayout(self)
        under = QLabel(above.name)
        under.setWordWrap(True)
        form.addRow(tr("Under"), under)
        self.number = QLineEdit()
        self.number.setToolTip(tr("As printed in the plan: 44, 2.1.3… It may stay empty."))
        form.addRow(tr("Number"), self.number)
        self.title = QLineEdit()
        self.title.setMaxLength(TITLE_LENGTH)
        self.title.setMinimumWidth(360)
        form.addRow(tr("Title"), self.title)
        self.status = QComboBox()
        self.status.addItem(tr("(not filled in)"), None)
        for code, label in statuses:
            self.status.addItem(label, code)
        form.addRow(tr("Status"), self.status)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)
        self.title.textChanged.connect(self._check)
        self._check()
        self.number.setFocus()

    def _check(self) -> None:
        fine = bool(self.title.text().strip())
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setEnabled(fine)
        button.setToolTip("" if fine else tr("An action needs a title."))

    def values(self) -> dict[str, Any]:
        """The columns of the new action."""
        values: dict[str, Any] = {
            "number": self.number.text().strip() or None,
            "title": self.title.text().strip(),
            "status": self.status.currentData(),
        }
        if self._above.kind == "action":
            values |= {"parent_uuid": self._above.uuid, "axis_uuid": self._above.axis_uuid}
        elif self._above.kind == "axis":
            values["axis_uuid"] = self._above.uuid
        return values
