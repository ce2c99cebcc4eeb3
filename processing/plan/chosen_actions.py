# SPDX-License-Identifier: GPL-2.0-or-later
"""The actions of a plan that an expression chooses."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingContext,
    QgsVectorLayer,
)

from ...records.errors import RecordError, noop
from ..expressions import chosen_by


def chosen_actions(
    algorithm: Any, parameters: dict[str, Any], key: str, plan: str, context: QgsProcessingContext
) -> set[str] | None:
    """The uuids of the actions for which the expression ``key`` holds; None when there is no expression.

    Raises ``RecordError`` or ``DataError`` when it cannot be read, names a field the table lacks, or fails on an action.
    """
    text = chosen_by(algorithm, parameters, key, context)
    if not text:
        return None
    layer = QgsVectorLayer(f"{plan}|layername=action", "action", "ogr")
    if not layer.isValid():
        raise RecordError(noop("The table “action” of “{file}” cannot be read."), file=plan)
    expression = QgsExpression(text)
    fields = set(layer.fields().names())
    unknown = sorted(
        name for name in expression.referencedColumns() if name not in fields and name != "#!allattributes!#"
    )
    if unknown:
        raise RecordError(
            noop("The filter names “{field}”, which the table of actions does not have. It has: {known}."),
            field=unknown[0], known=", ".join(layer.fields().names()),
        )  # fmt: skip
    scope = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    expression.prepare(scope)
    chosen: set[str] = set()
    for feature in layer.getFeatures():
        if feature["deleted"]:
            continue
        scope.setFeature(feature)
        holds = expression.evaluate(scope)
        if expression.hasEvalError():
            raise RecordError(
                noop("The filter fails on the action “{title}”: {reason}"),
                title=feature["title"], reason=expression.evalErrorString().strip(),
            )  # fmt: skip
        if holds is True or (isinstance(holds, int | float) and holds):
            chosen.add(str(feature["uuid"]))
    return chosen
