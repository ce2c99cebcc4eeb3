# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as French tables write them."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

# Spaces of every width, also as thousands separators: plain, no-break, narrow no-break, thin, figure.
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2007']+")
_DOTS_ONLY = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+$")
_GROUPED_DOTS = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+,\d+$")


def parse_number(text: str) -> float:
    """``text`` as a number: ``12 345``, ``12,5``, ``1.234,5``, ``1e3``; NaN when it is empty or not a number."""
    compact = _SPACES.sub("", text)
    if _GROUPED_DOTS.match(compact):
        compact = compact.replace(".", "")
    try:
        value = float(compact.replace(",", "."))
    except ValueError:
        return float("nan")
    return value if np.isfinite(value) else float("nan")


def doubtful_thousands(column: pd.Series) -> np.ndarray:
    """True where a text such as ``12.345`` may be twelve thousand or twelve and a bit; (n,), False for numbers."""
    if pd.api.types.is_numeric_dtype(column):
        return np.zeros(len(column), dtype=bool)
    return np.array([bool(_DOTS_ONLY.match(_SPACES.sub("", str(value)))) for value in column], dtype=bool)


def to_numbers(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """A column of numbers or of texts as floats.

    Returns ``(values, unread)``, both of shape (n,): ``values`` in float64 with NaN where nothing could be read, and
    ``unread``, True where there was a text that is not a number (``n.c.``), as opposed to an empty cell.
    """
    if pd.api.types.is_numeric_dtype(column):
        values = column.to_numpy(dtype="float64", na_value=np.nan).copy()
        values[~np.isfinite(values)] = np.nan
        return values, np.zeros(len(values), dtype=bool)
    texts = np.array([str(value).strip() if known else "" for value, known in zip(column, column.notna(), strict=True)])
    values = np.array([parse_number(text) if text else np.nan for text in texts], dtype="float64")
    return values, np.isnan(values) & (texts != "")
