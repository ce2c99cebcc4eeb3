# SPDX-License-Identifier: GPL-2.0-or-later
"""The columns of a spreadsheet, named as it shows them."""

from __future__ import annotations


def letter(index: int) -> str:
    """The name of a column: 0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
