# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers read from a layer's fields: what cannot be a number, or cannot be that number, is said and is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProcessingFeedback

from ..i18n import tr

if TYPE_CHECKING:
    import numpy
    import pandas

SHOWN = 20


def numbers(frame: pandas.DataFrame, column: str, layer: str, feedback: QgsProcessingFeedback) -> numpy.ndarray:
    """A numeric column (n,), NaN where missing; texts that are not numbers are said. NaN everywhere without column."""
    import numpy

    from ..analysis.numbers import to_numbers

    if not column:
        return numpy.full(len(frame), numpy.nan)
    values, unread = to_numbers(frame[column])
    if unread.any():
        examples = ", ".join(dict.fromkeys(str(v) for v in frame[column][unread][:200]))[:120]
        feedback.pushWarning(
            tr(
                "Layer “{layer}”, field “{field}”: {count} values are not numbers ({examples}); they count as missing."
            ).format(layer=layer, field=column, count=int(unread.sum()), examples=examples)
        )
    return values


def plausible(
    values: numpy.ndarray,
    low: float,
    high: float,
    frame: pandas.DataFrame,
    layer: str,
    field: str,
    feedback: QgsProcessingFeedback,
) -> numpy.ndarray:
    """``values`` with NaN where they are outside ``low`` to ``high``; those are said, with their features."""
    import numpy

    wrong = (values < low) | (values > high)
    if wrong.any():
        feedback.pushWarning(
            tr(
                "Layer “{layer}”, field “{field}”: {count} values outside {low} to {high} count as unknown (features {ids})."
            ).format(
                layer=layer,
                field=field,
                count=int(wrong.sum()),
                low=low,
                high=high,
                ids=", ".join(map(str, frame.index[wrong][:SHOWN])),
            )
        )
    return numpy.where(wrong, numpy.nan, values)


def without_doubt(
    counts: numpy.ndarray, frame: pandas.DataFrame, layer: str, field: str, feedback: QgsProcessingFeedback
) -> numpy.ndarray:
    """Counts that cannot be traffic are missing: sentinels such as 1.0E-5, and texts such as 12.345."""
    import numpy

    from ..analysis.numbers import doubtful_thousands

    doubtful = doubtful_thousands(frame[field])
    if doubtful.any():
        feedback.pushWarning(
            tr(
                "Layer “{layer}”, field “{field}”: {count} counts such as “{example}” may be thousands or decimals; they count as missing. Write them without a dot."
            ).format(layer=layer, field=field, count=int(doubtful.sum()), example=frame[field][doubtful].iloc[0])
        )
    return numpy.where(doubtful | ((counts > 0) & (counts < 1)), numpy.nan, counts)
