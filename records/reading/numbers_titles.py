# SPDX-License-Identifier: GPL-2.0-or-later
"""The number printed before a title: ``Fiche 9 -``, ``ACTION 9.9.``, ``9-9-9-``, ``B.9.``, ``Action n°9 :``…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .normalised import one_line

_KINDS = r"(?:fiches?[- ]actions?|sous[- ]?actions?|fiches?|actions?|mesures?|leviers?|objectifs?(?: op[ée]rationnels?| strat[ée]giques?)?|axes?|projets?|volets?|sous[- ]axes?|orientations?|parties?|fa)"
_MARK = r"(?:n\s*[°ºo]\s*|num[ée]ro\s+|#\s*)?"
_CODE = r"(?:[A-Za-z]{1,3}[.\- ]?)?\d{1,3}(?:\s?[.\-]\s?\d{1,3}){0,4}\s?(?:bis|ter|[a-z](?![a-zà-ÿ]))?"
_ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})(?![a-zA-Zà-ÿ])"
_SEPARATOR = r"\s*(?:[.)\]]*\s*[-–—:|.)]+|[.)])\s*"
_NAMED = re.compile(
    rf"^[\[(]?{_KINDS}\s*{_MARK}(?P<code>{_CODE}|{_ROMAN}|[A-Z](?=\s*[-–—:.]))(?:{_SEPARATOR}|\s+(?=\S)|$)(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_MARKED = re.compile(rf"^n\s*[°º]\s*(?P<code>{_CODE}){_SEPARATOR}(?P<title>.+)$", re.IGNORECASE | re.DOTALL)
# Without a word before it: a code of several parts, a letter and a figure, or a figure followed by a mark and a space.
_PARTS = re.compile(rf"^(?P<code>\d{{1,3}}(?:[.\-]\d{{1,3}})+)(?:{_SEPARATOR}|\s+)(?P<title>[^\W\d].*)$", re.DOTALL)
_LETTER = re.compile(
    rf"^(?P<code>[A-Za-z]{{1,3}}[.\-]?\d{{1,3}}(?:[.\-]\d{{1,3}}){{0,3}}|[A-Z]\.[a-z\d]{{1,3}}){_SEPARATOR}(?P<title>[^\W\d].*)$",
    re.DOTALL,
)
_FIGURE = re.compile(
    r"^(?P<code>\d{1,3}\s?(?:bis|ter|[a-z])?)\s*(?:[.)]\s*[-–—:]?|[-–—:])\s+(?P<title>[^\W\d«(].*|[«(].*)$", re.DOTALL
)


@dataclass(frozen=True)
class Numbered:
    """A title and the number printed before it, as text; None when there is none. ``text`` is as written."""

    number: str | None
    title: str
    text: str


def split_number(text: str) -> Numbered:
    """Take the number off a title. A figure that is part of the sentence (``2 à 3 réunions``, ``100 % renouvelable``) stays."""
    written = one_line(text)
    for pattern in (_NAMED, _MARKED, _PARTS, _LETTER, _FIGURE):
        found = pattern.match(written)
        if not found:
            continue
        title = found["title"].strip(" -–—:.|")
        title = title if title.endswith("…") or not found["title"].rstrip().endswith("...") else f"{title}..."
        if title or pattern is _NAMED:
            return Numbered(_number(found["code"]), title, written)
    return Numbered(None, written, written)


_ROMAN_STEP = re.compile(rf"^(?P<code>{_ROMAN})\s*[.)–-]\s+(?P<title>[^\W\d].*)$", re.DOTALL)


def split_step(text: str) -> Numbered:
    """The number of an axis, which may be a lone Roman one (``II. Se déplacer``); that of an action never is."""
    found = split_number(text)
    roman = None if found.number else _ROMAN_STEP.match(found.title)
    return Numbered(roman["code"], roman["title"], text) if roman and roman["code"] else found


def _number(code: str) -> str:
    return re.sub(r"\s+", "", code).strip(".-")


_STEP_KIND = re.compile(rf"^\s*({_KINDS})\b", re.IGNORECASE)


def kind_of(text: str) -> str | None:
    """The word before a number (``axe``, ``levier``, ``partie``…), lower case; None when there is none."""
    found = _STEP_KIND.match(text)
    return found[1].casefold().rstrip("s") if found else None
