# SPDX-License-Identifier: GPL-2.0-or-later
"""Blocks of a .docx (ECMA-376 part 1, §17): headings, paragraphs, table lines, check boxes and their state.

A box is read from its content control (``w14:checkbox``), from a form field, or from its glyph.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # nosec B405 - trees come from archive.parse
from pathlib import Path

from ..errors import RecordError, noop
from .archive import OfficeFile, attribute, local
from .blocks import Block
from .markup import CHECKED, UNCHECKED
from .normalised import key, tidy

_SKIPPED = {
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "pPr",
    "rPr",
    "sdtPr",
    "txbxContent",
    "footnoteReference",
}
_OFF = ("0", "false", "off", "none")


def read_docx(path: Path) -> list[Block]:
    """The blocks of the body. Raises ``RecordError`` when it is not a readable .docx."""
    with OfficeFile(path) as file:
        if "word/document.xml" not in file.names:
            raise RecordError(noop("“{file}” is not a text document: choose a .docx or .odt file."), file=path.name)
        levels = _heading_styles(file)
        body = next((e for e in file.xml("word/document.xml") if local(e) == "body"), None)
    blocks: list[Block] = []
    if body is not None:
        _walk(body, levels, blocks)
    return blocks


def _heading_styles(file: OfficeFile) -> dict[str, int]:
    """Identifier of a style → level of its headings (Word names them in the language of its user)."""
    if "word/styles.xml" not in file.names:
        return {}
    found = {}
    for style in file.xml("word/styles.xml"):
        if local(style) != "style":
            continue
        identifier = attribute(style, "styleId") or ""
        names = [attribute(child, "val") or "" for child in style if local(child) == "name"] + [identifier]
        outline = next((attribute(e, "val") for e in style.iter() if local(e) == "outlineLvl"), None)
        for name in names:
            if titled := _titled(name):
                found[identifier] = titled
            elif key(name) in ("title", "titre"):
                found.setdefault(identifier, 1)
        if outline and outline.isdecimal() and int(outline) < 9:
            found.setdefault(identifier, int(outline) + 1)
    return found


def _titled(name: str) -> int:
    """The level a style of heading has by its name (“Heading1”, “Titre 2”), else 0."""
    found = re.fullmatch(r"(?:heading|titre) ?([1-9])", key(name))
    return int(found[1]) if found else 0


def _walk(parent: ET.Element, levels: dict[str, int], blocks: list[Block]) -> None:
    for child in parent:
        name = local(child)
        if name == "p":
            _paragraph(child, levels, blocks)
        elif name == "tbl":
            _table(child, blocks)
        elif name in ("sdt", "sdtContent", "customXml", "ins", "smartTag", "AlternateContent", "Choice"):
            _walk(child, levels, blocks)


def _paragraph(paragraph: ET.Element, levels: dict[str, int], blocks: list[Block]) -> None:
    text = tidy(text_of(paragraph))
    style = next((attribute(e, "val") or "" for e in paragraph.iter() if local(e) == "pStyle"), "")
    outline = next((attribute(e, "val") for e in paragraph.iter() if local(e) == "outlineLvl"), None)
    outlined = int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 9 else 0
    level = levels.get(style, outlined or _titled(style))  # a document may lack its styles
    listed = any(local(e) == "numPr" for e in paragraph.iter()) and not level
    cells = tuple(cell.strip() for cell in text.split("\t")) if "\t" in text else (text,)
    blocks.append(Block((f"- {text}",) if listed and text else cells, len(blocks) + 1, level))


def _table(table: ET.Element, blocks: list[Block]) -> None:
    for row in _children(table, "tr"):
        cells = [_cell(cell) for cell in _children(row, "tc")]
        blocks.append(Block(tuple(cells), len(blocks) + 1, 0, True))


def _children(parent: ET.Element, wanted: str) -> list[ET.Element]:
    """Lines and cells, also those a content control wraps."""
    found: list[ET.Element] = []
    for child in parent:
        if local(child) == wanted:
            found.append(child)
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            found += _children(child, wanted)
    return found


def _cell(cell: ET.Element) -> str:
    """The text of a cell, one line per paragraph; a cell merged with the one above is empty."""
    for properties in cell:
        if local(properties) != "tcPr":
            continue
        for merge in properties:
            if local(merge) == "vMerge" and (attribute(merge, "val") or "continue") == "continue":
                return ""
    lines = []
    for paragraph in (e for e in cell.iter() if local(e) == "p"):
        listed = any(local(e) == "numPr" for e in paragraph.iter())
        text = tidy(text_of(paragraph))
        lines.append(f"- {text}" if listed and text else text)
    return tidy("\n".join(lines))


def text_of(element: ET.Element) -> str:
    """The text under ``element``, without what was deleted, with ☒ or ☐ for each check box."""
    pieces: list[str] = []
    for child in element:
        name = local(child)
        if name in _SKIPPED:
            continue
        if name == "t":
            pieces.append(child.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "sym":
            pieces.append(_symbol(child))
        elif name == "sdt":
            pieces.append(_control(child))
        elif name == "fldChar":
            pieces.append(_form_box(child))
        else:
            pieces.append(text_of(child))
    return "".join(pieces)


def _control(control: ET.Element) -> str:
    """A content control: a check box by its state, whatever glyph it shows; any other by its text."""
    for element in control.iter():
        if local(element) == "checkbox":
            state = next((attribute(e, "val") for e in element if local(e) == "checked"), "0")
            return f" {UNCHECKED if (state or '1') in _OFF else CHECKED} "
    return "".join(text_of(child) for child in control if local(child) == "sdtContent")


def _form_box(field: ET.Element) -> str:
    """A check box of a form of Word 97 to 2007; its own state, else its default."""
    for box in field.iter():
        if local(box) != "checkBox":
            continue
        states = {local(e): (attribute(e, "val") or "1") for e in box}
        state = states.get("checked", states.get("default", "0"))
        return f" {UNCHECKED if state in _OFF else CHECKED} "
    return ""


def _symbol(symbol: ET.Element) -> str:
    """A character of a symbol font (Wingdings), in the private area where Word keeps it."""
    code = attribute(symbol, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number if number >= 0xF000 else 0xF000 + number)
