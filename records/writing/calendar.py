# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates of the plan (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, with their precision) as people and other programs write them."""

from __future__ import annotations

import calendar
import re

_STORED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_LENGTHS = {"year": 4, "month": 7, "season": 7}


def precise(date: str | None, precision: str | None = None) -> str | None:
    """``date`` without what its ``precision`` says is not known: ``2022-01-01`` to the year is ``2022``."""
    return date[: _LENGTHS.get(precision or "", 10)] if date else date


def as_written(date: str | None, precision: str | None = None) -> str | None:
    """``2025``, ``mars 2025`` or ``31/03/2025``: as precise as what is known; what is no date stays as it is."""
    short = precise(date, precision)
    found = _STORED.fullmatch(short or "")
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return date
    if found[3]:
        return f"{found[3]}/{found[2]}/{found[1]}"
    return f"{_MONTHS[int(found[2]) - 1]} {found[1]}" if found[2] else found[1]


def whole_date(date: str | None, end: bool) -> str | None:
    """``YYYY-MM-DD``: the first day of a year or month, or its last when ``end``; None for what is no date."""
    found = _STORED.fullmatch(date or "")
    if not found:
        return None
    year = int(found[1])
    month = int(found[2] or (12 if end else 1))
    if not 1 <= month <= 12 or year < 1:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(found[3] or (last if end else 1))
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= last else None


def whole_day(date: str | None, end: bool) -> str | None:
    """:func:`whole_date` as ``DD/MM/YYYY``."""
    whole = whole_date(date, end)
    return "/".join(reversed(whole.split("-"))) if whole else None
