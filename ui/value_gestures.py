# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of an indicator typed or pasted by a person: one named command, and its reverse on the undo stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from qgis.core import NULL, QgsFeature, QgsFeatureRequest, QgsVectorLayer

from ..i18n import tr
from ..records.value_grid import Typed
from .context import PlanContext
from .gestures import new_row, remember
from .session import Kind, Result

Place = tuple[str | None, int]  # territory (None for the whole plan), year
CARRIED = ("value", "reason", "unit", "source", "provenance", "text", "certainty", "comment", "deleted")


@dataclass(frozen=True)
class Series:
    """Which values: of an indicator, of one kind (result, target, reference), of an action or of the whole plan (None)."""

    indicator: str
    kind: str
    action: str | None = None
    unit: str | None = None


def read_values(layer: QgsVectorLayer, series: Series) -> dict[Place, QgsFeature]:
    """The rows of a series by place, those not saved yet included."""
    found = {}
    asked = f"\"indicator_uuid\" = '{series.indicator}' AND \"kind\" = '{series.kind}'"
    for row in layer.getFeatures(QgsFeatureRequest().setFilterExpression(asked)):
        if _plain(row["action_uuid"]) == series.action and not row["deleted"]:
            found[_plain(row["territory_uuid"]), int(row["year"])] = row
    return found


def write_values(context: PlanContext, series: Series, cells: Mapping[Place, Typed], text: str) -> Result:
    """Write ``cells``: an empty one puts the value aside. What was computed loses its provenance: a person answers for it."""
    layer = context.plan.layers["value"] if context.plan else None
    if layer is None or context.session is None:
        return Result()
    if any(typed.wrong for typed in cells.values()):
        return context.tell(Result(Kind.REFUSED, tr("A cell is neither a number nor a reason of absence: nothing was written.")))  # fmt: skip
    known = read_values(layer, series)
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    added = []
    for place, typed in cells.items():
        row = known.get(place)
        if row is None:
            if not typed.empty:
                added.append(_row(layer, series, place, typed))
            continue
        wanted = {"deleted": True} if typed.empty else {
            "value": typed.value, "reason": typed.reason, "unit": series.unit, "source": None, "provenance": None, "text": None,
            "certainty": None,
        }  # fmt: skip
        changed = {name: value for name, value in wanted.items() if _plain(row[name]) != value}
        if changed:
            uuid = str(row["uuid"])
            before[uuid] = {name: _plain(row[name]) for name in changed}
            after[uuid] = changed
    if not added and not after:
        return Result()
    result = context.tell(_perform(context, layer, after, added, (), text))
    if result.ok:
        uuids = [str(row["uuid"]) for row in added]
        remember(
            context,
            text,
            lambda: _perform(context, layer, before, (), uuids, tr("Undo: {}").format(text)),
            lambda: _perform(context, layer, after, [QgsFeature(row) for row in added], (), text),
        )
    return result


def _perform(
    context: PlanContext, layer: QgsVectorLayer, changes: Mapping[str, Mapping[str, Any]], added: Any, removed: Any, text: str
) -> Result:  # fmt: skip
    assert context.session is not None

    def edit() -> bool:
        done = True
        for uuid, values in changes.items():
            row = _by_uuid(layer, uuid)
            if row is None:
                return False
            positions = {layer.fields().lookupField(name): _stored(value) for name, value in values.items()}
            done = done and layer.changeAttributeValues(row.id(), positions)
        if added:
            done = done and layer.addFeatures(list(added))
        for uuid in removed:
            row = _by_uuid(layer, uuid)
            done = done and (row is None or layer.deleteFeature(row.id()))
        return bool(done)

    result = context.session.perform([layer], text, edit)
    context.reread_soon()
    return result


def _row(layer: QgsVectorLayer, series: Series, place: Place, typed: Typed) -> QgsFeature:
    territory, year = place
    return new_row(
        layer,
        {
            "uuid": str(uuid4()), "indicator_uuid": series.indicator, "action_uuid": series.action, "territory_uuid": territory, "year": year,
            "kind": series.kind, "value": typed.value, "reason": typed.reason, "unit": series.unit,
        },
    )  # fmt: skip


def _by_uuid(layer: QgsVectorLayer, uuid: str) -> QgsFeature | None:
    return next(layer.getFeatures(QgsFeatureRequest().setFilterExpression(f"\"uuid\" = '{uuid}'")), None)


def _plain(value: Any) -> Any:
    return None if value == NULL else value


def _stored(value: Any) -> Any:
    return NULL if value is None else value
