# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person does to the plan: one named command each, and its reverse on the undo stack.

The reverse is a new edit, so that it works after the change was saved too; the journal keeps both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import uuid4

from qgis.core import NULL, QgsCoordinateTransform, QgsFeature, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtWidgets import QUndoCommand

from ..cartography.plan_layers import TABLE
from ..i18n import tr
from ..processing import preferences
from ..processing.plan.captured_places import KINDS, captured_geometry, key_value, source_layer
from ..processing.plan.plan_access import one_sqlite
from ..records.errors import RecordError
from ..records.index import Node
from ..records.links import TABLES, geometry_hash
from . import amounts
from .context import PlanContext
from .session import Kind, Result

Write = Callable[[], Result]


class Gesture(QUndoCommand):
    """A change already made; undoing and redoing it are edits like any other."""

    def __init__(self, context: PlanContext, text: str, undo: Write, redo: Write) -> None:
        super().__init__(text)
        self._context, self._undo, self._redo = context, undo, redo
        self._made = False

    def redo(self) -> None:
        if self._made and not self._context.tell(self._redo()).ok:
            self.setObsolete(True)
        self._made = True

    def undo(self) -> None:
        if not self._context.tell(self._undo()).ok:
            self.setObsolete(True)


def remember(context: PlanContext, text: str, undo: Write, redo: Write) -> None:
    """Put a change that was made on the undo stack."""
    context.undo.push(Gesture(context, text, undo, redo))


def change_action(context: PlanContext, uuid: str, values: dict[str, Any], text: str) -> Result:
    """Set columns of an action; the former values are remembered."""
    layer = context.actions
    feature = _by_uuid(layer, uuid)
    if layer is None or feature is None:
        return context.tell(Result(Kind.REFUSED, tr("This action is no longer in the plan: refresh.")))
    former = {name: feature[name] for name in values}
    result = context.tell(_set(context, layer, [uuid], values, text))
    if result.ok or result.kind in (Kind.LOCKED,):
        remember(
            context,
            text,
            lambda: _set(context, layer, [uuid], former, tr("Undo: {}").format(text)),
            lambda: _set(context, layer, [uuid], values, text),
        )
    context.touch(uuid)
    return result


def create_action(context: PlanContext, values: dict[str, Any]) -> tuple[Result, str]:
    """Add an action and return its uuid. ``values`` holds at least ``title``."""
    layer = context.actions
    if layer is None or context.session is None or context.index.plan is None:
        return Result(Kind.REFUSED, tr("Open a plan first.")), ""
    uuid = str(uuid4())
    feature = new_row(layer, {"uuid": uuid, "plan_uuid": context.index.plan.uuid, **values})
    text = tr("Add the action {}").format(_quoted(str(values.get("title", ""))))
    result = context.tell(context.session.perform([layer], text, lambda: layer.addFeature(feature)))
    if result.ok:
        remember(
            context,
            text,
            lambda: _set(context, layer, [uuid], {"deleted": True}, tr("Undo: {}").format(text)),
            lambda: _bring_back(context, layer, [uuid], text),
        )
        context.touch(uuid)
        context.refresh()
    return result, uuid


def delete_action(context: PlanContext, node: Node) -> Result:
    """Put an action and its sub-actions aside: they leave the lists and stay in the file."""
    layer = context.actions
    if layer is None:
        return Result()
    uuids = [node.uuid, *(child.uuid for child in node.children)]
    text = tr("Delete the action {}").format(_quoted(node.name))
    result = context.tell(_set(context, layer, uuids, {"deleted": True}, text))
    if result.ok:
        remember(
            context,
            text,
            lambda: _bring_back(context, layer, uuids, tr("Undo: {}").format(text)),
            lambda: _set(context, layer, uuids, {"deleted": True}, text),
        )
        for uuid in uuids:
            context.touch(uuid)
    return result


def attach(
    context: PlanContext, node: Node, source: QgsVectorLayer, features: Sequence[QgsFeature], key: str, role: str
) -> tuple[Result, int, int]:
    """Attach ``features`` of ``source`` to an action: how many were, and how many were already."""
    kind = KINDS.get(source.geometryType())
    if kind is None or context.plan is None or context.session is None:
        return Result(Kind.REFUSED, tr("The layer “{}” has no geometry.").format(source.name())), 0, 0
    layer = context.plan.layers[TABLES[kind]]
    try:
        origin = source_layer(source, key)
    except RecordError as error:
        return context.tell(Result(Kind.REFUSED, tr(error.sentence).format(**error.facts))), 0, 0
    transform = QgsCoordinateTransform(source.crs(), layer.crs(), QgsProject.instance().transformContext())
    known = _identities(layer, node.uuid, origin.source)
    made, already = [], 0
    fields = {"action_uuid": node.uuid, "role": role, "state": "ok", "layer_name": origin.name, "captured_at": _now()}
    fields |= {"layer_source": origin.source, "layer_fingerprint": origin.fingerprint, "key_field": origin.key_field}
    for feature in features:
        geometry = captured_geometry(feature, transform)
        if geometry is None:
            continue
        value, digest = key_value(feature, key), geometry_hash(geometry.asWkb().data())
        identity = (value, digest if value is None else None)
        if identity in known:
            already += 1
            continue
        known.add(identity)
        row = {"uuid": str(uuid4()), "key_value": value, "source_fid": feature.id(), "geom_hash": digest}
        made.append(new_row(layer, fields | row))
        made[-1].setGeometry(geometry)
    if not made:
        return Result(), 0, already
    text = tr("Attach {} to the action {}").format(amounts.places(len(made)), _quoted(node.name))
    result = context.tell(context.session.perform([layer], text, lambda: layer.addFeatures(made)))
    if result.ok:
        remember(
            context,
            text,
            lambda: _delete_places(context, layer, made, tr("Undo: {}").format(text)),
            lambda: _add_places(context, layer, made, text),
        )
    context.touch(node.uuid)
    return result, len(made), already


def detach(context: PlanContext, node: Node, places: Iterable[tuple[QgsVectorLayer, str]]) -> Result:
    """Take places (layer, uuid) off an action."""
    by_layer: dict[str, tuple[QgsVectorLayer, list[str]]] = {}
    for layer, uuid in places:
        by_layer.setdefault(layer.id(), (layer, []))[1].append(uuid)
    count = sum(len(uuids) for _layer, uuids in by_layer.values())
    text = tr("Detach {} of the action {}").format(amounts.places(count), _quoted(node.name))
    result = Result()
    for layer, uuids in by_layer.values():
        kept = [QgsFeature(feature) for feature in layer.getFeatures(_request(uuids))]
        result = context.tell(_delete_places(context, layer, kept, text))
        if not result.ok:
            break
        remember(
            context,
            text,
            lambda layer=layer, kept=kept: _add_places(context, layer, kept, tr("Undo: {}").format(text)),
            lambda layer=layer, kept=kept: _delete_places(context, layer, kept, text),
        )
    context.touch(node.uuid)
    return result


def _add_places(context: PlanContext, layer: QgsVectorLayer, places: Sequence[QgsFeature], text: str) -> Result:
    """Write places back as they were, with their uuid; the file gives them another feature id."""
    if context.session is None:
        return Result()
    again = [QgsFeature(place) for place in places]
    for place in again:
        place.setAttribute(layer.fields().lookupField("fid"), NULL)
    result = context.session.perform([layer], text, lambda: layer.addFeatures(again))
    _touch_owners(context, places)
    return result


def _delete_places(context: PlanContext, layer: QgsVectorLayer, places: Sequence[QgsFeature], text: str) -> Result:
    """Take places out of the file; the journal keeps them, geometry included."""
    if context.session is None:
        return Result()

    def edit() -> bool:
        uuids = [str(place["uuid"]) for place in places]
        return bool(layer.deleteFeatures([feature.id() for feature in layer.getFeatures(_request(uuids))]))

    result = context.session.perform([layer], text, edit)
    _touch_owners(context, places)
    return result


def remember_form(context: PlanContext, uuid: str, before: dict[str, Any], after: dict[str, Any], text: str) -> None:
    """Put on the undo stack a change that was saved through the form."""
    layer = context.actions
    if layer is not None:
        remember(
            context,
            text,
            lambda: _set(context, layer, [uuid], before, tr("Undo: {}").format(text)),
            lambda: _set(context, layer, [uuid], after, text),
        )


def _set(
    context: PlanContext, layer: QgsVectorLayer, uuids: Sequence[str], values: dict[str, Any], text: str
) -> Result:
    """Set the same columns of several rows as one command."""
    if context.session is None:
        return Result()
    positions = {layer.fields().lookupField(name): value for name, value in values.items()}

    def edit() -> bool:
        found = list(layer.getFeatures(_request(uuids)))
        return len(found) == len(uuids) and all(
            layer.changeAttributeValues(feature.id(), positions) for feature in found
        )

    result = context.session.perform([layer], text, edit)
    for uuid in uuids:
        context.touch(uuid)
    return result


def _bring_back(context: PlanContext, layer: QgsVectorLayer, uuids: Sequence[str], text: str) -> Result:
    """Undo a soft deletion. The layer no longer shows the rows, so they are written by the plan's own store."""
    from contextlib import closing

    from ..records import plan_file
    from ..records.restore import undelete

    if context.plan is None:
        return Result()
    pending = layer.editBuffer().changedAttributeValues() if layer.isEditable() else {}
    if pending or layer.isEditable():
        hidden = list(layer.getFeatures(_request(uuids)))
        if len(hidden) == len(uuids):  # not saved yet: the rows are still in the layer
            return _set(context, layer, uuids, {"deleted": False}, text)
        return Result(Kind.REFUSED, tr("Save or cancel the edits of the layer “{}” first.").format(layer.name()))
    if context.plan.address.in_database:
        return context.bring_back(layer, uuids)
    if not one_sqlite():
        return Result(
            Kind.REFUSED,
            tr("Python and QGIS have different SQLite libraries here: what was deleted stays in the file, set aside."),
        )
    table = str(layer.customProperty(TABLE))
    try:
        with (
            closing(plan_file.open_plan(context.plan.path)) as plan,
            plan_file.transaction(plan, preferences.author()),
        ):
            undelete(plan, table, uuids, preferences.author())
    except RecordError as error:
        return Result(Kind.LOCKED, tr(error.sentence).format(**error.facts))
    layer.reload()
    for uuid in uuids:
        context.touch(uuid)
    return Result()


def _touch_owners(context: PlanContext, places: Iterable[QgsFeature]) -> None:
    """Actions whose number of places changed."""
    for uuid in {str(place["action_uuid"]) for place in places}:
        context.touch(uuid)


def new_row(layer: QgsVectorLayer, values: dict[str, Any]) -> QgsFeature:
    """A row with its bookkeeping columns; built directly, createFeature() asks the file about every value."""
    feature = QgsFeature(layer.fields())
    moment = _now()
    always = {"version": 1, "deleted": False, "created_at": moment, "modified_at": moment}
    always |= {name: False for name in ("confidential", "measures_progress") if layer.fields().lookupField(name) >= 0}
    for name, value in (always | {"modified_by": preferences.author() or None} | values).items():
        feature.setAttribute(layer.fields().lookupField(name), NULL if value is None else value)
    return feature


def _identities(layer: QgsVectorLayer, action: str, source: str) -> set[tuple[str | None, str | None]]:
    """What is attached to an action already, as :func:`records.links.attach` tells places apart."""
    found = set()
    for feature in layer.getFeatures(_request_action(action)):
        if feature["layer_source"] == source and not feature["deleted"]:
            value = None if feature["key_value"] == NULL else str(feature["key_value"])
            found.add((value, str(feature["geom_hash"]) if value is None else None))
    return found


def _by_uuid(layer: QgsVectorLayer | None, uuid: str) -> QgsFeature | None:
    return next(layer.getFeatures(_request([uuid])), None) if layer is not None else None


def _request(uuids: Sequence[str]) -> QgsFeatureRequest:
    listed = ", ".join(f"'{uuid}'" for uuid in uuids)
    return QgsFeatureRequest().setFilterExpression(f'"uuid" IN ({listed})')


def _request_action(action: str) -> QgsFeatureRequest:
    return QgsFeatureRequest().setFilterExpression(f"\"action_uuid\" = '{action}'")


def _now() -> str:
    return QDateTime.currentDateTimeUtc().toString(Qt.DateFormat.ISODateWithMs)


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"
