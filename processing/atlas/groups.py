# SPDX-License-Identifier: GPL-2.0-or-later
"""Groups of territories, named by an expression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import NULL, QgsExpression, QgsExpressionContext, QgsFeatureRequest, QgsProcessingFeatureSource

from ...analysis.errors import DataError, noop
from ...i18n import tr


def group_names(
    source: QgsProcessingFeatureSource, context: QgsExpressionContext, text: str, ids: Sequence[Any], say: Callable[[str], None]
) -> list[str]:  # fmt: skip
    """The group of each of the features ``ids``; "Without group" where the expression gives nothing, which is said.

    Raises ``DataError`` for an expression that cannot be read or that fails on a feature.
    """
    if not text.strip():
        return [""] * len(ids)
    expression = QgsExpression(text)
    if expression.hasParserError() or not expression.prepare(context):
        raise DataError(
            noop("The expression of the group, “{expression}”, cannot be read: {reason}. Correct it."),
            expression=text, reason=(expression.parserErrorString() or expression.evalErrorString()).strip(),
        )  # fmt: skip
    values: dict[Any, str] = {}
    for feature in source.getFeatures(
        QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    ):
        context.setFeature(feature)
        value = expression.evaluate(context)
        if expression.hasEvalError():
            raise DataError(
                noop("The expression of the group, “{expression}”, fails on the feature {fid}: {reason}."),
                expression=text, fid=feature.id(), reason=expression.evalErrorString(),
            )  # fmt: skip
        values[feature.id()] = "" if value is None or value == NULL else str(value).strip()
    names = [values.get(fid, "") for fid in ids]
    without = [fid for fid, name in zip(ids, names, strict=True) if not name]
    if without:
        say(tr("Territories without group (features {}): they are put together.").format(", ".join(map(str, without))))
    return [name or tr("Without group") for name in names]


def groups_of(names: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Each group with the positions of its territories, in the order of the pages; the one without name is last."""
    found: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        found.setdefault(name, []).append(position)
    last = tr("Without group")
    return sorted(found.items(), key=lambda item: item[0] == last)
