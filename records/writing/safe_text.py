# SPDX-License-Identifier: GPL-2.0-or-later
"""Text that a spreadsheet must show, and never compute.

A CSV has no types: a field that begins with one of :data:`EXECUTED` is opened as a formula (OWASP, "CSV Injection"), so
an apostrophe is put before it. A workbook has types: there the text is kept as it is, in a cell of text.
"""

from __future__ import annotations

import re

EXECUTED = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHE = "'"
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def executes(text: str) -> bool:
    """True for a text that a spreadsheet would compute; a plain negative number is only a number."""
    return text.startswith(EXECUTED) and _NUMBER.fullmatch(text) is None


def neutralised(text: str) -> str:
    """``text`` for a field of a CSV. A text that begins with an apostrophe takes one more, so that it can be read back."""
    return _APOSTROPHE + text if executes(text.lstrip(_APOSTROPHE)) else text


def restored(text: str) -> str:
    """The text that :func:`neutralised` was given."""
    return text[1:] if text.startswith(_APOSTROPHE) and executes(text.lstrip(_APOSTROPHE)) else text


def for_xml(text: str) -> str:
    """``text`` without the characters that XML 1.0 forbids, and with one kind of line end."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_item(name: str) -> str:
    """``name`` as an item of a list separated by commas: between quotes when a comma stands outside brackets in it."""
    depth = 0
    for c in name:
        depth += (c in "([«“") - (c in ")]»”" and depth > 0)
        if c in ",\n" and not depth:
            return f'"{name.replace(chr(34), chr(39))}"'
    return name
