# SPDX-License-Identifier: GPL-2.0-or-later
"""The open plan: what the docks, the map and the locator share. They know this object and not each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QUndoStack

from ..cartography.plan_layers import TABLE, OpenPlan, find_in_project, open_in_project
from ..i18n import tr
from ..processing import preferences
from ..records import links
from ..records.errors import RecordError
from ..records.index import ACTION_COLUMNS, Filter, Node, RecordIndex, count_places
from .plan_reader import DatabaseReader, PlanReader, reader_of
from .session import EditSession, Kind, Result, read_only

MANY = 200  # past this many changed actions, the whole plan is read again
MANY_FAR = 20  # the same where each question goes to a server and back


class PlanContext(QObject):
    """One plan at a time. ``current`` is the uuid of the action that the sheet and the map show."""

    plan_opened = pyqtSignal()
    plan_closed = pyqtSignal()
    records_changed = pyqtSignal()
    current_changed = pyqtSignal(str)
    filter_changed = pyqtSignal()
    told = pyqtSignal(object)  # a Result that is not ok

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan: OpenPlan | None = None
        self.session: EditSession | None = None
        self.reader: PlanReader | DatabaseReader | None = None
        self.index = RecordIndex()
        self.filter = Filter()
        self.current = ""
        self.statuses: list[tuple[str, str]] = []
        self.roles: list[tuple[str, str]] = []
        self.undo = QUndoStack(self)
        self._touched: set[str] = set()
        self._everything = False
        self._seen_version = 0
        self._unanswered = False
        self._connections: list[tuple[Any, Any]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._application = QGuiApplication.instance()
        if self._application is not None:
            self._application.applicationStateChanged.connect(self._look_outside)
            # An algorithm of the toolbox may have written, too.
            QgsApplication.taskManager().allTasksFinished.connect(self._look_outside)

    # ---- opening and closing ------------------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        """Show the plan at ``path``, a file or an address in a database.

        Raises ``RecordError`` when it is not one; the plan before stays then.
        """
        reader = reader_of(path, self._tell_unanswered)
        plan = open_in_project(path, QgsProject.instance())
        self.close()
        self._show_whole(plan, reader)

    def adopt(self) -> None:
        """Show the plan of the project that was just read, if it has one."""
        plan = find_in_project(QgsProject.instance())
        if plan is not None and (self.plan is None or self.plan.path != plan.path):
            reader = reader_of(plan.path, self._tell_unanswered, plan)
            self.close()
            self._show_whole(plan, reader)

    def _show_whole(self, plan: OpenPlan, reader: PlanReader | DatabaseReader) -> None:
        try:
            self._show(plan, reader)
        except RecordError:
            self.close()
            raise

    def _show(self, plan: OpenPlan, reader: PlanReader | DatabaseReader) -> None:
        self.plan, self.reader, self._unanswered = plan, reader, False
        self.session = EditSession(plan, preferences.author, self._version_of, reader.asked, self)
        lists = list(
            reader.asked("SELECT domain, code, label FROM ref WHERE domain IN ('status', 'role') ORDER BY position")
        )
        self.statuses = [(code, label) for domain, code, label in lists if domain == "status"]
        self.roles = [(code, label) for domain, code, label in lists if domain == "role"]
        self._watch()
        self._read_all()
        self.plan_opened.emit()

    def close(self) -> None:
        """Let the plan go; its layers stay in the project."""
        if self.plan is None:
            return
        for signal, slot in self._connections:
            try:
                signal.disconnect(slot)
            except (TypeError, RuntimeError):  # the layer is gone already
                continue
        self._connections = []
        if self.session is not None:
            self.session.close()
        if self.reader is not None:
            self.reader.close()
        self.plan = self.session = self.reader = None
        self.index = RecordIndex()
        self.filter = Filter()
        self.current = ""
        self.undo.clear()
        self._later.stop()
        self.plan_closed.emit()

    def unload(self) -> None:
        """Let everything go, for good."""
        self.close()
        if self._application is not None:
            self._application.applicationStateChanged.disconnect(self._look_outside)
            QgsApplication.taskManager().allTasksFinished.disconnect(self._look_outside)
            self._application = None
        self.deleteLater()

    # ---- what is shown ------------------------------------------------------------------------------------------------

    @property
    def actions(self) -> QgsVectorLayer | None:
        """The layer of the actions."""
        return self.plan.layers["action"] if self.plan else None

    def node(self) -> Node | None:
        """The current action."""
        return self.index.actions.get(self.current)

    def choose(self, uuid: str) -> None:
        """Make the action ``uuid`` the current one; an empty text for none."""
        if uuid != self.current:
            self.current = uuid
            self._look_at(uuid)
            self.current_changed.emit(uuid)

    def _look_at(self, uuid: str) -> None:
        """In a database another may have saved the action since the list was read: the sheet will show it as it is now."""
        node, reader = self.index.actions.get(uuid), self.reader
        if node is None or reader is None or not reader.far:
            return
        for (version,) in reader.rows("SELECT version FROM action WHERE uuid = ?", uuid):
            if int(version) != node.version:
                node.version = int(version)
                self.touch(uuid)

    def set_filter(self, wanted: Filter) -> None:
        """Show only what ``wanted`` keeps."""
        if wanted != self.filter:
            self.filter = wanted
            self.filter_changed.emit()

    def link_layers(self) -> list[QgsVectorLayer]:
        """The layers of the places."""
        return [self.plan.layers[table] for table in links.TABLES.values()] if self.plan else []

    def places(self, uuid: str) -> list[tuple[QgsVectorLayer, QgsFeature]]:
        """The places of the action ``uuid``, those not saved yet included."""
        return [
            (layer, feature)
            for layer in self.link_layers()
            for feature in layer.getFeatures(f"\"action_uuid\" = '{uuid}'")
            if not feature["deleted"]
        ]

    def tell(self, result: Result) -> Result:
        """Have the docks show a result that is not ok; in a conflict, with both versions of each row."""
        if self.session is not None:
            result = self.session.with_versions(result)
        if not result.ok:
            self.told.emit(result)
        return result

    def tell_read_only(self) -> None:
        """Have the docks say so when the account of the database only reads the plan."""
        if self.plan is not None and self.reader is not None and not self.reader.may_write():
            self.tell(Result(Kind.READ_ONLY, read_only(self.plan.path)))

    def _tell_unanswered(self, error: RecordError) -> None:
        """The server does not answer: said once, until it does."""
        if not self._unanswered:
            self._unanswered = True
            self.tell(Result(Kind.LOCKED, tr(error.sentence).format(**error.facts)))

    def bring_back(self, layer: QgsVectorLayer, uuids: Sequence[str]) -> Result:
        """Undo a soft deletion in a database: its layer does not show the rows any more."""
        if not isinstance(self.reader, DatabaseReader):
            return Result()
        try:
            self.reader.database.undelete(str(layer.customProperty(TABLE)), uuids, preferences.author())
        except RecordError as error:
            return Result(Kind.REFUSED, tr(error.sentence).format(**error.facts))
        layer.reload()
        for uuid in uuids:
            self.touch(uuid)
        return Result()

    # ---- changes ------------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        assert self.plan is not None
        for table, layer in self.plan.layers.items():
            pairs: list[tuple[Any, Any]] = [(layer.willBeDeleted, self._layer_removed)]
            if table == "action":
                pairs += [
                    (layer.featureAdded, self._action_edited),
                    (layer.featureDeleted, self._action_edited),
                    (layer.attributeValueChanged, self._action_edited),
                    (layer.afterCommitChanges, self._schedule),
                    (layer.afterRollBack, self._reread),
                ]
            elif table in links.TABLES.values():
                pairs += [
                    (layer.afterCommitChanges, self._schedule),
                    (layer.afterRollBack, self._reread),
                    (layer.undoStack().indexChanged, self._schedule),
                ]
            elif table == "value":
                pairs += [
                    (layer.afterCommitChanges, self._schedule),
                    (layer.afterRollBack, self._schedule),
                    (layer.undoStack().indexChanged, self._schedule),
                ]
            elif table in ("axis", "plan", "budget", "action_tag"):
                pairs += [(layer.afterCommitChanges, self._reread)]
            for signal, slot in pairs:
                signal.connect(slot)
                self._connections.append((signal, slot))

    def _layer_removed(self) -> None:
        # A plan without one of its layers cannot be edited here: it is closed, its file is untouched.
        self.close()

    def _action_edited(self, fid: int, *_rest: Any) -> None:
        layer = self.actions
        node = self.index.by_fid.get(fid)
        if node is not None:
            self.touch(node.uuid)
        elif layer is not None:
            feature = layer.getFeature(fid)
            if feature.isValid():
                self.touch(str(feature["uuid"]))

    def touch(self, uuid: str) -> None:
        """Read the action ``uuid`` again, soon and once."""
        self._touched.add(uuid)
        self._later.start()

    def reread_soon(self) -> None:
        """Have the docks show what the layers have now."""
        self._later.start()

    def _schedule(self, *_rest: Any) -> None:
        if self.current:
            self._touched.add(self.current)
        self._later.start()

    def _reread(self, *_rest: Any) -> None:
        self._everything = True
        self._later.start()

    def refresh(self) -> None:
        """Bring the index to what the layers show, edits not saved included."""
        self._later.stop()
        if self.reader is None:
            return
        try:
            if self._everything or len(self._touched) > (MANY_FAR if self.reader.far else MANY):
                self._read_all()
            else:
                touched, self._touched = self._touched, set()
                self.index.refresh(self.reader.asked, touched)
                self._overlay(touched)
        except RecordError as error:  # what was read before stays
            self._everything = True
            self._tell_unanswered(error)
            return
        self._unanswered = False
        if self.current and self.current not in self.index.actions:
            self.choose("")
        self.records_changed.emit()

    def reload(self) -> None:
        """Read the whole plan again."""
        self._everything = True
        self.refresh()

    def _read_all(self) -> None:
        assert self.reader is not None
        touched, self._touched, self._everything = self._touched, set(), False
        self._seen_version = self.reader.version()
        self.index = RecordIndex.build(self.reader.asked)
        self._overlay(touched | ({self.current} if self.current else set()))

    def _overlay(self, touched: set[str]) -> None:
        """What is in the edit buffers and not in the file."""
        layer = self.actions
        buffer = layer.editBuffer() if layer is not None else None
        if layer is not None and buffer is not None:
            for fid in buffer.deletedFeatureIds():
                node = self.index.by_fid.get(fid)
                if node is not None:
                    self.index.remove(node.uuid)
            for fid in (*buffer.addedFeatures(), *buffer.changedAttributeValues()):
                feature = layer.getFeature(fid)
                if not feature.isValid():  # changed here, erased by someone else
                    continue
                if feature["deleted"]:
                    self.index.remove(str(feature["uuid"]))
                else:
                    values = {name: _plain(feature[name]) for name in ACTION_COLUMNS}
                    self.index.put(values | {"fid": fid, "version": self._known_version(str(feature["uuid"]))})
        for uuid in touched:
            node = self.index.actions.get(uuid)
            if node is not None:
                node.places = self._count(uuid)

    def _known_version(self, uuid: str) -> int:
        node = self.index.actions.get(uuid)
        return node.version if node else 1

    def _count(self, uuid: str) -> int:
        assert self.reader is not None
        if not any(layer.isEditable() for layer in self.link_layers()):
            return count_places(self.reader.asked, uuid)
        return len(self.places(uuid))

    def _version_of(self, layer: QgsVectorLayer, fid: int) -> int | None:
        """The version that was on the screen: the index's for an action, the file's for the rest."""
        if layer is self.actions or (self.actions is not None and layer.id() == self.actions.id()):
            node = self.index.by_fid.get(fid)
            return node.version if node else None
        from qgis.core import QgsFeatureRequest

        stored = next(layer.dataProvider().getFeatures(QgsFeatureRequest(fid)), None)
        return int(stored["version"]) if stored is not None else None

    def _look_outside(self, _state: Any = None) -> None:
        """Another program may have written while the person was elsewhere, or an algorithm."""
        if self.reader is None:
            return
        try:
            version = self.reader.version()
        except RecordError as error:
            self._tell_unanswered(error)
            return
        if version != self._seen_version:
            self._seen_version = version
            self._reread()


def _plain(value: Any) -> Any:
    from qgis.core import NULL

    return None if value == NULL else value
