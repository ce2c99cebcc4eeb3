# SPDX-License-Identifier: GPL-2.0-or-later
"""A word-processor document as a run of blocks: headings, paragraphs and lines of tables, in their order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph (one cell) or a line of a table (several). ``level`` is that of a heading, 0 for a plain paragraph.

    ``line`` counts the blocks from 1; ``table`` is true inside a table.
    """

    cells: tuple[str, ...]
    line: int
    level: int = 0
    table: bool = False

    @property
    def text(self) -> str:
        """The cells one after the other."""
        return "\t".join(self.cells)

    @property
    def empty(self) -> bool:
        """True when nothing is written."""
        return not any(cell.strip() for cell in self.cells)


def blocks_of_text(text: str) -> list[Block]:
    """Lines of a plain text: a tab separates the cells of a table, ``#`` begins a heading, a rule of dashes is left out."""
    found = []
    for line, written in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        bare = written.replace("\f", "").rstrip(" \r\n")
        if set(bare) <= set("-\t| ") and "-" in bare:
            continue
        heading = len(bare) - len(bare.lstrip("#")) if bare.lstrip().startswith("#") else 0
        if heading:
            found.append(Block((bare.lstrip("# ").strip(),), line, heading))
            continue
        cells = tuple(cell.strip() for cell in bare.split("\t"))
        found.append(Block(cells, line, 0, len(cells) > 1))
    return found
