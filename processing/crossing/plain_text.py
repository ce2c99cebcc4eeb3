# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts of a plan in a file of plain text: a spreadsheet that opens it must not compute them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...records.writing.safe_text import neutralised
from ..writing import Field

if TYPE_CHECKING:
    import pandas

PLAIN = (".csv", ".tsv", ".txt")


def plain(frame: pandas.DataFrame, fields: Sequence[Field], destination: str) -> pandas.DataFrame:
    """``frame`` as it may be written to ``destination``.

    In a file of plain text there is no geometry, and texts that a spreadsheet would compute are neutralised.
    """
    if not destination.lower().endswith(PLAIN):
        return frame
    geometry = getattr(frame, "_geometry_column_name", None)  # plain text holds none
    safe = frame.drop(columns=geometry) if geometry in frame.columns else frame.copy()
    for field in fields:
        if field.kind == "text":
            safe[field.name] = [neutralised(v) if isinstance(v, str) else v for v in safe[field.name]]
    return safe
