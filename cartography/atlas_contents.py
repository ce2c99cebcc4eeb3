# SPDX-License-Identifier: GPL-2.0-or-later
"""The contents of an atlas: chapters and pages with their numbers, for the page of contents and for the bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .atlas_sequence import Sheet


@dataclass(frozen=True)
class ContentsRow:
    """``level`` 1 is a chapter, 2 a page of it; ``page`` counts from 1 in the whole document."""

    title: str
    page: int
    level: int


def contents_rows(sheets: Sequence[Sheet], numbers: Sequence[int]) -> list[ContentsRow]:
    """The rows for ``sheets`` (those without chapter are not listed): a chapter of one page of its name is one row."""
    rows: list[ContentsRow] = []
    chapter = ""
    for sheet, number in zip(sheets, numbers, strict=True):
        if not sheet.chapter:
            continue
        if sheet.chapter != chapter:
            rows.append(ContentsRow(sheet.chapter, number, 1))
            chapter = sheet.chapter
        if sheet.title != sheet.chapter:
            rows.append(ContentsRow(sheet.title, number, 2))
    return rows


def chapters(sheets: Sequence[Sheet]) -> list[tuple[str, list[int]]]:
    """The sheets of each chapter by position, in order; what has no chapter (cover, contents) goes before the first."""
    parts: list[tuple[str, list[int]]] = []
    for position, sheet in enumerate(sheets):
        if not parts or sheet.chapter != parts[-1][0]:
            parts.append((sheet.chapter, []))
        parts[-1][1].append(position)
    return parts
