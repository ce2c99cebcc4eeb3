# SPDX-License-Identifier: GPL-2.0-or-later
"""Text as it is compared, and text as it is kept."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007\u2009\u200b\ufeff]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "‘": "'", "ʼ": "'"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MARKS = re.compile(r"[\u0300-\u036f·]")  # accents once apart from their letters, and the point of “Élu·e”
_BULLET = re.compile(r"^\s*(?:[-–—•▪*·●○■]|[\ue000-\uf8ff])\s*")


def key(text: str) -> str:
    """``text`` without accents, case, punctuation or spacing: what two spellings of one label share."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LIGATURES)))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


def tidy(text: str | None) -> str:
    """``text`` with single spaces, no trailing ones, and no control characters; lines are kept."""
    if not text:
        return ""
    cleaned = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [_SPACES.sub(" ", line).strip() for line in cleaned.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str | None) -> str:
    """``text`` on one line."""
    return " ".join(tidy(text).split())


def without_bullet(line: str) -> str:
    """``line`` without the mark that begins an item of a list."""
    return _BULLET.sub("", line, count=1).strip()


def is_capitals(line: str) -> bool:
    """True for a line whose letters are all capitals, with three at least."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 3 and all(c == c.upper() and c != "ß" for c in letters)


def joined(lines: list[str]) -> str:
    """Lines of one paragraph on one line; a hyphen at the end of a line keeps its word together."""
    text = ""
    for line in (one_line(line) for line in lines):
        if not line:
            continue
        glued = re.search(r"\w-$", text) is not None
        text += line if glued or not text else f" {line}"
    return text


def items(text: str) -> list[str]:
    """The items of a list written on lines, or separated by commas or semicolons outside brackets and quotes."""
    found: list[str] = []
    for line in tidy(text).split("\n"):
        found += [item for item in _outside_brackets(without_bullet(line)) if item]
    return found


def _outside_brackets(line: str) -> list[str]:
    pieces, depth, quoted, start = [], 0, False, 0
    for position, c in enumerate(line):
        if c in "([«“":
            depth += 1
        elif c in ")]»”":
            depth = max(0, depth - 1)
        elif c == '"':
            quoted = not quoted
        elif c in ",;" and depth == 0 and not quoted:
            pieces.append(line[start:position])
            start = position + 1
    pieces.append(line[start:])
    kept = [piece.strip(" .\t") if piece.strip().endswith(" .") else piece.strip() for piece in pieces]
    return [piece[1:-1].strip() if re.fullmatch(r'"[^"]+"', piece) else piece for piece in kept]


def sentences(text: str) -> list[str]:
    """The sentences of ``text``; the point of an abbreviation or of a number ends none."""
    pieces = re.split(r"(?<!\betc)(?<!\bex)(?<!\bcf)(?<!\bn)(?<=[.!?])\s+(?=[A-ZÀ-ÝÉ«“\"(0-9])", one_line(text))
    return [piece.strip() for piece in pieces if piece.strip()]


def first_sentence(text: str, limit: int = 300) -> str:
    """The first sentence of ``text`` without its full stop, cut at a word when longer than ``limit`` characters."""
    found = sentences(text)
    first = found[0].rstrip(". ") if found else ""
    if len(first) <= limit:
        return first
    return first[: limit - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
