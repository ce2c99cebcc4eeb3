# SPDX-License-Identifier: GPL-2.0-or-later
"""Indicators named in a rubric, one after the other, often without a mark between them."""

from __future__ import annotations

import re

from .normalised import key, one_line, tidy, without_bullet
from .structure import Location, ReadIndicator

# What the name of an indicator begins with: a lower-case one after a bracket begins another.
_STARTS = (
    r"(?:nombre|nb|taux|part|pourcentage|litres?|surface|quantit[ée]s?|montant|lin[ée]aire|[ée]volution|volume|consommation|"
    r"production|[ée]missions?|kilom[èe]tres?|km|tonnes?|tonnage|puissance|suivi|indice|fr[ée]quentation)"
)
_BREAK = re.compile(
    rf"(?<=\))\s+(?={_STARTS}\b)|(?<!\betc)(?<!\bex)(?<!\bnb)(?<!\bn)\.\s+(?=\w)|\s*;\s*|(?<=\w)\s*,\s+(?={_STARTS}\s+(?:de|d['’]))",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"^(?P<top>.{5,}?)\s+(?:sur|rapporté[es]* (?:au|à la)|/)\s+(?:le\s+|la\s+)?(?P<bottom>nombre.{3,}|total.{3,}|surface.{3,})$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"^(?:part|taux|pourcentage|%)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^indicateurs?\s+n\s*[°º]?\s*(?P<code>\d+)\s*[:–-]\s*", re.IGNORECASE)
_UNITS = (
    (re.compile(r"^(?:nombre de |nb de |lineaire de )?(?:kilometres|km)\b"), "km"), (re.compile(r"^(?:nombre de |volume de )?litres\b"), "l"),
    (re.compile(r"^(?:nombre de |quantite de )?tonnes?\b|^tonnage\b"), "t"), (re.compile(r"\bkwh\b"), "kWh"),
    (re.compile(r"\bmwh\b"), "MWh"), (re.compile(r"\bgwh\b"), "GWh"), (re.compile(r"^(?:surface|nombre d)\b.*\bhectares?\b"), "ha"),
)  # fmt: skip
_YEARLY = re.compile(r"/\s*an\b|par an\b", re.IGNORECASE)
_UNSAID = re.compile(r"^(?:a definir|a preciser|non defini|neant|aucun|sans objet|nc|nr)$")


def read_indicators(text: str, location: Location) -> list[ReadIndicator]:
    """The indicators of a rubric; the unit only where the name says it, a ratio with its two parts in ``method``."""
    found = []
    for line in tidy(text).split("\n"):
        for piece in _BREAK.split(without_bullet(line)):
            name = one_line(piece).strip(" .;:-")
            if len(name) < 4 or not key(name) or _UNSAID.match(key(name)):
                continue
            found.append(_indicator(name, location))
    return found


def _indicator(name: str, location: Location) -> ReadIndicator:
    numbered = _NUMBERED.match(name)
    code = numbered["code"] if numbered else None
    if numbered:
        name = name[numbered.end() :]
    ratio = _RATIO.match(name)
    unit = next((unit for pattern, unit in _UNITS if pattern.search(key(name))), None)
    if unit and _YEARLY.search(name):
        unit = f"{unit}/an"
    method = f"{ratio['top']} / {ratio['bottom']}" if ratio else None
    return ReadIndicator(
        name[:1].upper() + name[1:], code, None if ratio else unit, "ratio" if ratio or _SHARE.match(name) else "numeric", method,
        location=location,
    )  # fmt: skip
