# SPDX-License-Identifier: GPL-2.0-or-later
"""The bookmarks of a PDF, by pypdf where it is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Bookmark:
    """``level`` 1 is a chapter, 2 a page of it; ``page`` counts from 1."""

    title: str
    page: int
    level: int


def can_bookmark() -> bool:
    """True when pypdf is installed."""
    return importlib.util.find_spec("pypdf") is not None


def add_outline(pdf: Path, title: str, bookmarks: Sequence[Bookmark]) -> bool:
    """Give ``pdf`` its title and its bookmarks, in place. False, and nothing changed, when pypdf is missing.

    Raises ``OSError`` when it cannot be written; ``pdf`` is then as it was.
    """
    if not can_bookmark():
        return False
    from pypdf import PdfWriter

    part = pdf.with_suffix(".outline")
    writer = PdfWriter(clone_from=str(pdf))
    writer.add_metadata({"/Title": title})
    chapter = None
    for mark in bookmarks:
        item = writer.add_outline_item(
            title=mark.title, page_number=mark.page - 1, parent=chapter if mark.level > 1 else None
        )
        chapter = item if mark.level == 1 else chapter
    with part.open("wb") as stream:
        writer.write(stream)
    part.replace(pdf)
    return True
