# SPDX-License-Identifier: GPL-2.0-or-later
"""Blocks of an .odt (OpenDocument 1.3 part 3, §3.4): headings, paragraphs, lists, table lines, check boxes."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # nosec B405 - trees come from archive.parse
from pathlib import Path

from ..errors import noop
from .archive import OfficeFile, attribute, count, local
from .blocks import Block
from .normalised import tidy
from .odf_text import paragraph_text
from .ods import open_document

_CONTAINERS = {"section", "list", "list-item", "list-header", "numbered-paragraph", "index-body", "soft-page-break"}


def read_odt(path: Path) -> list[Block]:
    """The blocks of the body. Raises ``RecordError`` when it is not a readable .odt."""
    with OfficeFile(path) as file:
        body = open_document(file, "text", noop("“{file}” is not a text document: choose a .docx or .odt file."))
    ticked = {
        attribute(e, "id") or "": (attribute(e, "current-state") or attribute(e, "state")) == "checked"
        for e in body.iter()
        if local(e) == "checkbox"
    }
    blocks: list[Block] = []
    _walk(body, blocks, ticked, False)
    return blocks


def _walk(parent: ET.Element, blocks: list[Block], ticked: dict[str, bool], listed: bool) -> None:
    for child in parent:
        name = local(child)
        if name in ("p", "h"):
            text = tidy(paragraph_text(child, ticked))
            level = count(child, "outline-level", 1) if name == "h" else 0
            cells = tuple(c.strip() for c in text.split("\t")) if "\t" in text else (text,)
            blocks.append(Block((f"- {text}",) if listed and text else cells, len(blocks) + 1, level))
        elif name == "table":
            _table(child, blocks, ticked)
        elif name in _CONTAINERS:
            _walk(child, blocks, ticked, listed or name == "list")


def _table(table: ET.Element, blocks: list[Block], ticked: dict[str, bool]) -> None:
    for row in table.iter():
        if local(row) != "table-row":
            continue
        cells = [
            tidy("\n".join(_lines(cell, ticked, False)))
            for cell in row
            if local(cell) in ("table-cell", "covered-table-cell")
        ]
        blocks.append(Block(tuple(cells), len(blocks) + 1, 0, True))


def _lines(cell: ET.Element, ticked: dict[str, bool], listed: bool) -> list[str]:
    lines: list[str] = []
    for child in cell:
        name = local(child)
        if name in ("p", "h"):
            text = paragraph_text(child, ticked)
            lines.append(f"- {text}" if listed and text.strip() else text)
        elif name in ("list", "list-item", "section"):
            lines += _lines(child, ticked, listed or name == "list")
    return lines
