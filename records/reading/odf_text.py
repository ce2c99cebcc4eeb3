# SPDX-License-Identifier: GPL-2.0-or-later
"""The text of a paragraph of an OpenDocument, with its spaces, tabs, line breaks and check boxes."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # nosec B405 - trees come from archive.parse

from .archive import attribute, count, local
from .markup import CHECKED, UNCHECKED

_SKIPPED = {"note", "annotation", "tracked-changes", "ruby-text"}


def paragraph_text(paragraph: ET.Element, ticked: dict[str, bool] | None = None) -> str:
    """The text under ``paragraph``; ``ticked`` gives the state of the form's check boxes by their id."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        name = local(child)
        if name == "s":
            pieces.append(" " * min(count(child, "c", 1), 100))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name == "control":
            state = (ticked or {}).get(attribute(child, "control") or "")
            pieces.append("" if state is None else CHECKED if state else UNCHECKED)
        elif name not in _SKIPPED:
            pieces.append(paragraph_text(child, ticked))
        pieces.append(child.tail or "")
    return "".join(pieces)
