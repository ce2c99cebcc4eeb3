# SPDX-License-Identifier: GPL-2.0-or-later
"""The schema of a plan: its version, its tables and rules, its lists of values and its first indicators."""

from __future__ import annotations

from .enumerations import ENUMERATIONS, Entry
from .first_indicators import INDICATORS, Definition
from .rules import RULES, Rule
from .tables import BOOKKEEPING, TABLES, Column, Table, all_columns
from .triggers import statements

VERSION = 3

__all__ = [
    "BOOKKEEPING",
    "ENUMERATIONS",
    "INDICATORS",
    "RULES",
    "TABLES",
    "VERSION",
    "Column",
    "Definition",
    "Entry",
    "Rule",
    "Table",
    "all_columns",
    "statements",
    "table",
]


def table(name: str) -> Table:
    """The definition of the table ``name``. Raises ``KeyError`` when the plan has none of that name."""
    for known in TABLES:
        if known.name == name:
            return known
    raise KeyError(name)
