# SPDX-License-Identifier: GPL-2.0-or-later
"""An action found from QGIS's locator bar: ``pca covoiturage``."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication, QgsLocatorFilter, QgsLocatorResult

from ..i18n import tr
from ..records.index import fold
from .context import PlanContext

SHOWN = 30
Snapshot = tuple[tuple[str, str, str], ...]


class ActionLocator(QgsLocatorFilter):
    """Searches an immutable copy of the index: ``fetchResults`` runs in another thread."""

    def __init__(self, context: PlanContext, snapshot: Snapshot = ()) -> None:
        super().__init__()
        self._context = context
        self._snapshot = snapshot
        self._clones: list[ActionLocator] = []  # QGIS does not keep them alive

    def name(self) -> str:
        return "atlas_pcaet"

    def displayName(self) -> str:
        return tr("Actions of the climate plan")

    def prefix(self) -> str:
        return "pca"

    def clone(self) -> ActionLocator:
        nodes = self._context.index.actions.values()
        made = ActionLocator(self._context, tuple((node.folded, node.name, node.uuid) for node in nodes))
        self._clones = [*self._clones[-3:], made]
        return made

    def fetchResults(self, string: str, context: Any, feedback: Any) -> None:
        words = fold(string).split()
        found = 0
        for folded, name, uuid in self._snapshot if words else ():
            if feedback.isCanceled() or found == SHOWN:
                return
            if all(word in folded for word in words):
                found += 1
                result = QgsLocatorResult(self, name, uuid)
                result.icon = QgsApplication.getThemeIcon("/mActionOpenTable.svg")
                self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:
        # A method up to QGIS 3.38, a property since.
        uuid = result.getUserData() if hasattr(result, "getUserData") else result.userData
        self._context.choose(str(uuid() if callable(uuid) else uuid))
