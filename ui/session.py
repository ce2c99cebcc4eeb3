# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of the plan's layers: one named command per gesture, committed when the session is ours, never rolled back here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QObject, QTimer

from ..cartography.plan_layers import OpenPlan
from ..i18n import tr
from ..records import storage
from ..records.errors import RecordError

ATTEMPTS = 5
WAIT_MS = 400
# GDAL's own words, never translated, stand before the database's; QGIS's, translated, before GDAL's.
_DATABASE = re.compile(r"failed to (?:execute|prepare) [^:\n]*:\s*(?P<sentence>.+)")


class Kind(Enum):
    """Why a write did not happen."""

    DONE = "done"
    LOCKED = "locked"
    READ_ONLY = "readonly"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """What became of a gesture; ``sentence`` is for the person, in the database's own words when it has some."""

    kind: Kind = Kind.DONE
    sentence: str = ""

    @property
    def ok(self) -> bool:
        return self.kind is Kind.DONE


class EditSession(QObject):
    """Writes through the layers of an open plan. Keeps which version of a row each change was made on.

    ``version_of(layer, fid)`` gives the version a person was looking at when the row was first changed.
    """

    def __init__(
        self,
        plan: OpenPlan,
        author: Callable[[], str],
        version_of: Callable[[QgsVectorLayer, int], int | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._author, self._version_of = plan, author, version_of
        self._read: dict[str, dict[int, int]] = {}
        self._connections: list[tuple[Any, Any]] = []
        self._network = storage.is_network(plan.path)
        for layer in plan.layers.values():
            if layer.fields().lookupField("version") >= 0:
                self._watch(layer)

    def _watch(self, layer: QgsVectorLayer) -> None:
        self._read[layer.id()] = {}

        def changed(fid: int, _position: int, _value: Any) -> None:
            known = self._read[layer.id()]
            if fid > 0 and fid not in known:
                version = self._version_of(layer, fid)
                if version is not None:
                    known[fid] = version

        def announce(*_stop: Any) -> None:
            self._announce(layer)

        def forget(*_nothing: Any) -> None:
            self._read[layer.id()].clear()

        for signal, slot in (
            (layer.attributeValueChanged, changed),
            (layer.beforeCommitChanges, announce),
            (layer.afterCommitChanges, forget),
            (layer.afterRollBack, forget),
        ):
            signal.connect(slot)
            self._connections.append((signal, slot))

    def close(self) -> None:
        """Stop watching the layers."""
        for signal, slot in self._connections:
            try:
                signal.disconnect(slot)
            except (TypeError, RuntimeError):  # the layer is gone already
                continue
        self._connections = []

    def _announce(self, layer: QgsVectorLayer) -> None:
        """Say which version each changed row was read in, and who changes it: the database refuses a stale one."""
        buffer = layer.editBuffer()
        if buffer is None:
            return
        version, author = layer.fields().lookupField("version"), layer.fields().lookupField("modified_by")
        for fid in buffer.changedAttributeValues():
            if fid in self._read[layer.id()]:
                layer.changeAttributeValue(fid, version, self._read[layer.id()][fid])
            if author >= 0 and self._author():
                layer.changeAttributeValue(fid, author, self._author())

    def perform(self, layers: Sequence[QgsVectorLayer], text: str, edit: Callable[[], bool]) -> Result:
        """Run ``edit`` as one command named ``text`` on ``layers``; a session that was open stays open.

        On failure the edits stay in the layers' buffers: ``retry``, or let the person decide.
        """
        opened = []
        for layer in layers:
            if layer.isEditable():
                continue
            refused = self._start(layer)
            if refused:
                for other in opened:
                    other.rollBack()  # nothing was changed in it yet
                return refused
            opened.append(layer)
        for layer in layers:
            layer.beginEditCommand(text)
        done = edit()
        for layer in layers:
            if done:
                layer.endEditCommand()
            else:
                layer.destroyEditCommand()
        if not done:
            for layer in opened:
                layer.rollBack()
            return Result(Kind.REFUSED, tr("QGIS refused the change."))
        return self.commit(opened)

    def _start(self, layer: QgsVectorLayer) -> Result | None:
        if self._network:
            try:
                storage.take(self._plan.path, self._author())
            except RecordError as error:
                mine = storage.holder(self._plan.path)
                if not mine or not mine.ours:
                    return Result(Kind.LOCKED, tr(error.sentence).format(**error.facts))
        if layer.startEditing():
            return None
        self._release()
        return Result(
            Kind.READ_ONLY,
            tr("“{}” is read-only: copy it to a folder where you may write.").format(self._plan.path),
        )

    def start(self, layer: QgsVectorLayer) -> Result:
        """Open an edit session that a person will save or cancel."""
        return Result() if layer.isEditable() else self._start(layer) or Result()

    def commit(self, layers: Iterable[QgsVectorLayer], attempts: int = ATTEMPTS) -> Result:
        """Save ``layers``; a locked file is tried again for two seconds. What is not saved stays in the session."""
        for layer in layers:
            if not layer.isEditable():
                continue
            for attempt in range(attempts):
                if layer.commitChanges():
                    break
                result = explained(layer.commitErrors(), self._plan.path)
                if result.kind is not Kind.LOCKED or attempt == attempts - 1:
                    return result
                _wait(WAIT_MS)
        self._release()
        return Result()

    def cancel(self, layers: Iterable[QgsVectorLayer]) -> None:
        """Give up the edits of ``layers``: a person asked for it."""
        for layer in layers:
            if layer.isEditable():
                layer.rollBack()
        self._release()

    def overwrite(self, layers: Iterable[QgsVectorLayer]) -> Result:
        """Write over the other's version, which the journal keeps: a person asked for it."""
        editable = [layer for layer in layers if layer.isEditable()]
        for layer in editable:
            version = layer.fields().lookupField("version")
            for fid in list(self._read.get(layer.id(), {})):
                stored = next(layer.dataProvider().getFeatures(_by_fid(fid)), None)
                if stored is not None:
                    self._read[layer.id()][fid] = int(stored.attribute(version))
        return self.commit(editable)

    def pending(self) -> list[QgsVectorLayer]:
        """The layers of the plan with edits that are not saved."""
        return [layer for layer in self._plan.layers.values() if layer.isEditable() and layer.isModified()]

    def _release(self) -> None:
        if self._network and not any(layer.isEditable() for layer in self._plan.layers.values()):
            storage.release(self._plan.path)


def explained(errors: Iterable[str], path: str) -> Result:
    """The sentence of the database, without what QGIS and GDAL put around it."""
    text = "\n".join(errors)
    if "database is locked" in text or "database table is locked" in text:
        return Result(
            Kind.LOCKED, tr("The plan is being written elsewhere. Your change is kept: try again in a moment.")
        )
    if "readonly" in text or "read-only" in text:
        return Result(Kind.READ_ONLY, tr("“{}” is read-only: copy it to a folder where you may write.").format(path))
    said = list(dict.fromkeys(match["sentence"].strip() for match in _DATABASE.finditer(text)))
    sentence = " ".join(said) or text.strip()
    return Result(Kind.CONFLICT if "modifiée par quelqu'un d'autre" in sentence else Kind.REFUSED, sentence)


def _by_fid(fid: int) -> Any:
    from qgis.core import QgsFeatureRequest

    return QgsFeatureRequest(fid)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
