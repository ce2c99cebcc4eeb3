# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of the plan's layers: one named command per gesture, committed when the session is ours, never rolled back here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from qgis.core import NULL, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QObject, QTimer

from ..cartography.plan_layers import TABLE, OpenPlan
from ..i18n import tr
from ..records import database_words, schema, storage
from ..records.errors import RecordError
from ..records.index import Query
from ..records.plan_address import PlanAddress
from ..records.rules import CONFLICT
from .conflict import RowVersions, both_versions

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
    """What became of a gesture; ``sentence`` is for the person, in the database's own words when it has some.

    ``versions`` are, in a conflict, theirs and mine of each row; the sentence says them too.
    """

    kind: Kind = Kind.DONE
    sentence: str = ""
    versions: tuple[RowVersions, ...] = ()

    @property
    def ok(self) -> bool:
        return self.kind is Kind.DONE


class EditSession(QObject):
    """Writes through the layers of an open plan. Keeps which version of a row each change was made on.

    ``version_of(layer, fid)`` gives the version a person was looking at when the row was first changed; ``asked`` queries
    the committed rows, and raises ``RecordError`` where they cannot be read.
    """

    def __init__(
        self,
        plan: OpenPlan,
        author: Callable[[], str],
        version_of: Callable[[QgsVectorLayer, int], int | None],
        asked: Query,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._author, self._version_of, self._asked = plan, author, version_of, asked
        self._read: dict[str, dict[int, int]] = {}
        self._connections: list[tuple[Any, Any]] = []
        self._in_database = plan.address.in_database
        self._network = not self._in_database and storage.is_network(plan.path)
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
            if author >= 0:  # unknown rather than the one before
                layer.changeAttributeValue(fid, author, self._author() or NULL)

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
            if self._in_database:
                return Result(Kind.REFUSED, tr("The row is no longer in the plan, or your account may not do this: refresh, or ask an owner of the plan."))  # fmt: skip
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
        return Result(Kind.READ_ONLY, read_only(self._plan.path))

    def start(self, layer: QgsVectorLayer) -> Result:
        """Open an edit session that a person will save or cancel."""
        return Result() if layer.isEditable() else self._start(layer) or Result()

    def commit(self, layers: Iterable[QgsVectorLayer], attempts: int = ATTEMPTS) -> Result:
        """Save ``layers``; a locked file is tried again for two seconds. What is not saved stays in the session."""
        for layer in layers:
            if not layer.isEditable():
                continue
            for attempt in range(attempts):
                result = self._hindered(layer)
                erasing = bool(layer.editBuffer().deletedFeatureIds())
                if result is None:
                    if layer.commitChanges():
                        break
                    result = explained(layer.commitErrors(), self._plan.path, erasing)
                if result.kind is not Kind.LOCKED or attempt == attempts - 1:
                    return result
                _wait(WAIT_MS)
        self._release()
        return Result()

    def _hindered(self, layer: QgsVectorLayer) -> Result | None:
        """Why ``layer`` cannot be saved now in a database, looked at first: QGIS would wait without end for a row that an
        unfinished transaction holds, and PostgreSQL changes no row, and says nothing, where it was erased."""
        buffer = layer.editBuffer()
        changed = {fid for fid in buffer.changedAttributeValues() if fid > 0}
        erased = {fid for fid in buffer.deletedFeatureIds() if fid > 0}
        fids = changed | erased
        if not self._in_database or not fids:
            return None
        listed = ", ".join(f"{fid:d}" for fid in fids)
        asked = f"SELECT fid FROM {layer.customProperty(TABLE)} WHERE fid IN ({listed})"  # nosec B608 - our own tables
        try:
            found = {int(row[0]) for row in self._asked(asked)}
            # What changing takes: a place that someone is attaching to an action does not hinder its sheet.
            held = "UPDATE" if erased else "NO KEY UPDATE"
            free = {int(row[0]) for row in self._asked(f"{asked} FOR {held} SKIP LOCKED")}
        except RecordError as error:
            return None if database_words.is_forbidden(str(error)) else Result(Kind.LOCKED, _gone())
        if not changed <= found:
            return Result(
                Kind.REFUSED,
                tr("Someone erased what you were changing in “{}”: cancel your change; the journal keeps what was there.").format(layer.name()),
            )  # fmt: skip
        return Result(Kind.LOCKED, _written_elsewhere()) if found - free else None

    def with_versions(self, result: Result) -> Result:
        """A conflict with both versions of each row, read now; what is not a conflict is given back."""
        if result.kind is not Kind.CONFLICT or result.versions:
            return result
        try:
            versions = tuple(
                row
                for layer in self.pending()
                for row in both_versions(layer, self._asked, self._read.get(layer.id(), {}))
            )
        except RecordError:  # the server went away since: the sentence stands alone
            return result
        return Result(result.kind, "\n".join([result.sentence, *(row.told() for row in versions)]), versions)

    def cancel(self, layers: Iterable[QgsVectorLayer]) -> None:
        """Give up the edits of ``layers``: a person asked for it."""
        for layer in layers:
            if layer.isEditable():
                layer.rollBack()
        self._release()

    def overwrite(self, layers: Iterable[QgsVectorLayer]) -> Result:
        """Write over the other's version, which the journal keeps: a person asked for it."""
        editable = [layer for layer in layers if layer.isEditable()]
        try:
            for layer in editable:
                for fid in list(self._read.get(layer.id(), {})):
                    # By the table: the layer does not show a row that was put aside meanwhile.
                    asked = f"SELECT version FROM {schema.table(str(layer.customProperty(TABLE))).name} WHERE fid = ?"  # nosec B608 - a table of our schema, or KeyError
                    for (version,) in self._asked(asked, fid):
                        self._read[layer.id()][fid] = int(version)
        except RecordError:
            return Result(Kind.LOCKED, _gone())
        return self.commit(editable)

    def pending(self) -> list[QgsVectorLayer]:
        """The layers of the plan with edits that are not saved."""
        return [layer for layer in self._plan.layers.values() if layer.isEditable() and layer.isModified()]

    def _release(self) -> None:
        if self._network and not any(layer.isEditable() for layer in self._plan.layers.values()):
            storage.release(self._plan.path)


def explained(errors: Iterable[str], path: str, erasing: bool = False) -> Result:
    """The sentence of the database, without what QGIS, GDAL and PostgreSQL put around it.

    ``path`` is the plan's address; ``erasing`` is True when rows were to be erased.
    """
    text = "\n".join(errors)
    if PlanAddress.of(path).in_database:
        return _explained_by_server(text, erasing)
    if "database is locked" in text or "database table is locked" in text:
        return Result(Kind.LOCKED, _written_elsewhere())
    if "readonly" in text or "read-only" in text:
        return Result(Kind.READ_ONLY, read_only(path))
    said = list(dict.fromkeys(match["sentence"].strip() for match in _DATABASE.finditer(text)))
    sentence = " ".join(said) or text.strip()
    return Result(Kind.CONFLICT if "modifiée par quelqu'un d'autre" in sentence else Kind.REFUSED, sentence)


def _explained_by_server(text: str, erasing: bool) -> Result:
    own = database_words.own_sentences(text)
    if own:
        return Result(Kind.CONFLICT if CONFLICT in own else Kind.REFUSED, " ".join(own))
    if database_words.is_gone(text):
        return Result(Kind.LOCKED, _gone())
    if erasing and (database_words.is_forbidden(text) or database_words.is_referred(text)):
        return Result(
            Kind.REFUSED,
            tr(
                "This is not erased, for the rest of the plan may refer to it: put it aside, or ask an owner of the plan."
            ),
        )
    if database_words.is_forbidden(text):
        return Result(Kind.READ_ONLY, _for_owners())
    if database_words.is_twice(text):
        return Result(Kind.REFUSED, tr("The plan has such a row already: change that one instead of adding another."))
    return Result(Kind.REFUSED, database_words.reason(text))


def read_only(path: str) -> str:
    """Why the plan at ``path`` cannot be written, and the remedy."""
    address = PlanAddress.of(path)
    if not address.in_database:
        return tr("“{}” is read-only: copy it to a folder where you may write.").format(path)
    return _for_owners()


def _for_owners() -> str:
    return tr("Your account may read this but not change it: ask an owner of the plan for the right.")


def _written_elsewhere() -> str:
    return tr("The plan is being written elsewhere. Your change is kept: try again in a moment.")


def _gone() -> str:
    return tr("The database of the plan no longer answers. Your change is kept: try again in a moment.")


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
