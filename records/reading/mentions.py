# SPDX-License-Identifier: GPL-2.0-or-later
"""Mentions of other strategies and of other actions in the sentences of a plan."""

from __future__ import annotations

import re

from .normalised import one_line, sentences
from .structure import ReadLink, ReadReference

_MENTION = re.compile(r"\b(?:font?|fait)\s+(?:[ée]galement\s+)?r[ée]f[ée]rence\b", re.IGNORECASE)
_ALL = re.compile(r"^\s*(?:ces|les)\s+actions\b", re.IGNORECASE)
_CODED = re.compile(
    r"(?:l['’]action|la mesure|l['’]objectif|l['’]axe|l['’]orientation|la disposition|la r[èe]gle)\s+(?P<code>[A-Z]{1,4}[\d.]+\d|\d[\d.]*)"
    r"|(?P<criterion>crit[èe]re\s+n?[°º]?\s*\d+)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"«\s*(.+?)\s*»|“\s*(.+?)\s*”")
_OF = re.compile(r"^[^«»:]{0,4}(?:«[^»]*»\s*)?(?:du|de la|de l['’]|des)\s+(?P<document>[^:«».]+)", re.IGNORECASE)
_TO = re.compile(r"r[ée]f[ée]rence\s+(?:aux|au|à la|à l['’]|à)\s*(?P<document>[^:.]+)", re.IGNORECASE)
_VARIANT = re.compile(
    r"\bd[ée]clinaison\s+de\s+l['’]action\s+(?:n\s*[°º]\s*)?(?P<n>[A-Z]?[\d.\-]*\d[a-z]?)", re.IGNORECASE
)
_REPLACES = re.compile(r"\bremplace\s+l['’]action\s+(?:n\s*[°º]\s*)?(?P<n>[A-Z]?[\d.\-]*\d[a-z]?)", re.IGNORECASE)
_CONTRIBUTES = re.compile(
    r"\bcontribue\s+à\s+l['’]action\s+(?:n\s*[°º]\s*)?(?P<n>[A-Z]?[\d.\-]*\d[a-z]?)", re.IGNORECASE
)
_LONGEST = 300


def speaks_of_all(text: str) -> bool:
    """True when a paragraph speaks of every action that follows (“Ces actions…”, “Les actions suivantes…”)."""
    return bool(_ALL.match(text))


def mentions_in(text: str) -> list[ReadReference]:
    """The strategies a paragraph says it refers to, with the code and the label it quotes."""
    found: list[ReadReference] = []
    for sentence in sentences(text):
        if not _MENTION.search(sentence):
            continue
        coded = list(_CODED.finditer(sentence))
        for n, mention in enumerate(coded):
            following = sentence[mention.end() : coded[n + 1].start() if n + 1 < len(coded) else None]
            found.append(_coded(sentence, mention, following))
        before = sentence[: coded[0].start()] if coded else sentence
        plain = _TO.search(before)
        if plain and len(plain["document"].strip(" ,;et")) > 12:
            document = re.sub(r"\s+et\s+(?:au|à la|à l['’])?\s*$", "", plain["document"]).strip(" ,;")
            found.append(ReadReference(_cut(document), None, None, one_line(sentence)))
    return found


def _coded(sentence: str, mention: re.Match[str], following: str) -> ReadReference:
    label = _LABEL.search(following)
    named = _OF.match(following)
    if not named and label:
        named = _OF.match(following[label.end() :])
    code = one_line(mention["code"] or mention["criterion"])
    document = _cut(one_line(named["document"]).strip(" ,;")) if named else ""
    return ReadReference(
        document or _cut(one_line(sentence)), code, (label[1] or label[2]) if label else None, one_line(sentence)
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def links_in(text: str, own: str | None) -> list[ReadLink]:
    """The actions of the same plan this one says it varies, replaces or contributes to; never itself."""
    found = []
    for kind, pattern in (("variant", _VARIANT), ("replaces", _REPLACES), ("contributes", _CONTRIBUTES)):
        found += [ReadLink(kind, m["n"].strip(".")) for m in pattern.finditer(text) if m["n"].strip(".") != own]
    return found
