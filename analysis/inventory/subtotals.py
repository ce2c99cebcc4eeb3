# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines that add up other lines: by their label (“Total détroit”, “Sous-total transports”), or by their value."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from .findings import ERROR, Finding, noop
from .given_totals import between, close, spaced
from .tables import TOTAL, fold

_SUBTOTAL = re.compile(r"(sous ?)?total\b|s total\b|ensemble\b")


def subtotals(table: pd.DataFrame) -> pd.Series:
    """True for each row of ``table`` whose label reads as a total and is neither “Total” nor a sector of the decree."""
    return table["sector"].isna() & table["activity"].map(reads_as_subtotal)


def reads_as_subtotal(label: object) -> bool:
    """True for “Total …”, “Sous-total …” and “Ensemble …”."""
    return bool(_SUBTOTAL.match(fold(str(label))))


def named(group: pd.DataFrame) -> pd.DataFrame:
    """``group`` with ``name`` (sector, activity or total) and ``subtotal``; a single total without a line is the total."""
    part = subtotals(group)
    name = group["sector"].where(group["sector"].notna(), group["activity"]).mask(part, TOTAL)
    if len(group) == 1:
        part = part & False
    return group.assign(name=name, subtotal=part)


def silent_sums(group: pd.DataFrame, place: dict[str, Any]) -> list[Finding]:
    """Activities whose value is the sum of the two lines or more above them: they may be totals counted as lines."""
    found = []
    for index, row in group[group["sector"].isna() & (group["name"] != TOTAL)].iterrows():
        above = between(group, index)
        above = above[(above["name"] != row["name"]) & (above["energy"] == "")]
        own = float(above["value"].sum())
        if above["value"].notna().sum() > 1 and own > 0 and not np.isnan(row["value"]) and close(own, float(row["value"])):  # fmt: skip
            facts = {"name": row["activity"], "given": spaced(float(row["value"]))}
            sentence = noop("“{name}” ({given}) is the sum of the lines above it, and is counted with them. If it is their total, begin its name by “Total”.")  # fmt: skip
            found.append(Finding(ERROR, "silent_sum", sentence, facts, sector=str(row["activity"]), **place))
    return found
