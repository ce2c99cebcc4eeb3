# SPDX-License-Identifier: GPL-2.0-or-later
"""An expression that chooses features, as it was written."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsExpression, QgsProcessingContext

from ..analysis.errors import DataError, noop


def chosen_by(algorithm: Any, parameters: dict[str, Any], key: str, context: QgsProcessingContext) -> str:
    """The text of an expression parameter, empty for all features.

    Raises ``DataError`` when it cannot be read: QGIS's own ``parameterAsExpression`` gives back the default instead, and
    a mistyped expression would choose everything.
    """
    raw = parameters.get(key)
    text = raw.strip() if isinstance(raw, str) else str(algorithm.parameterAsExpression(parameters, key, context) or "")
    if text:
        parsed = QgsExpression(text)
        if parsed.hasParserError():
            raise DataError(noop("The expression cannot be read: {reason}"), reason=parsed.parserErrorString().strip())
    return text
