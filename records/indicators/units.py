# SPDX-License-Identifier: GPL-2.0-or-later
"""Units of indicators, converted when they measure the same thing and refused when they do not.

Factors are those of the International System, exact: prefixes, 1 ha = 10 000 m², 1 l = 0,001 m³, 1 Wh = 3 600 J. A tonne of
CO2 equivalent is no tonne of a pollutant, a kilowatt no kilowatt-hour, a kilowatt-hour a year no kilowatt-hour: none of them
converts into the other. The spellings read are those of the 730 definitions of Territoires en Transitions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from ..errors import RecordError, noop

COUNT = "nb"  # the unit of what is counted


@dataclass(frozen=True)
class Unit:
    """What ``text`` measures: ``dimensions`` (kind, power) sorted by kind, and the ``factor`` to the base of the kind."""

    text: str
    dimensions: tuple[tuple[str, int], ...]
    factor: Fraction

    @property
    def counts(self) -> bool:
        """True for a number of things: ``nb``, ``Nombre de projets``, ``lieux``."""
        return len(self.dimensions) == 1 and self.dimensions[0][0].startswith("count") and self.dimensions[0][1] == 1


def convert(value: float, given: str | None, wanted: str | None) -> float:
    """``value`` in ``given``, in ``wanted``. Raises ``RecordError`` when one does not convert into the other.

    Two units written alike are one, whatever they are. What is counted (``nb``) converts into any number of things, whose
    name only says what was counted.
    """
    if (given or "").strip() == (wanted or "").strip():
        return value
    source, target = unit_of(given), unit_of(wanted)
    if source and target:
        if source.dimensions == target.dimensions:
            return float(Fraction(value) * source.factor / target.factor)
        if source.counts and target.counts and "count" in (source.dimensions[0][0], target.dimensions[0][0]):
            return float(Fraction(value) * source.factor / target.factor)
    raise RecordError(
        noop("A number in “{given}” does not convert into “{wanted}”: they do not measure the same thing. Give it in a unit that does."),
        given=given or "?", wanted=wanted or "?",
    )  # fmt: skip


def converts(given: str | None, wanted: str | None) -> bool:
    """True when :func:`convert` would."""
    try:
        convert(1.0, given, wanted)
    except RecordError:
        return False
    return True


def unit_of(text: str | None) -> Unit | None:
    """The unit written ``text``; None when there is none, or when it is no single unit (``oui / non``)."""
    plain = _plain(text or "")
    if not plain or plain in ("oui/non", "oui / non") or " ou " in plain:
        return None
    above, *below = (part.strip() for part in plain.split("/"))
    powers: dict[str, int] = {}
    factor = Fraction(1)
    for part, sign in ((above, 1), *((piece, -1) for piece in below)):
        for atom in _atoms(part):
            kind, power, size = _atom(atom)
            powers[kind] = powers.get(kind, 0) + sign * power
            factor = factor * size if sign > 0 else factor / size
    dimensions = tuple(sorted((kind, power) for kind, power in powers.items() if power))
    return Unit(text or "", dimensions, factor)


def _plain(text: str) -> str:
    """Without accents, exponents or spelling variants; case is kept, for ``Mt`` is no ``mt``."""
    text = (
        text.replace("²", "2").replace("³", "3").replace("’", "'").replace("µ", "u").replace("μ", "u").replace("·", ".")
    )
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("₂", "2")
    text = re.sub(r"eq\.\s*(?=C[O0]2)", "eq ", text)  # the point of an abbreviation parts no units
    return re.sub(r"\s+", " ", text).strip()


def _atoms(part: str) -> list[str]:
    """``hab.an`` is two units, ``1000 hab.`` one with its number."""
    pieces = [piece.strip() for piece in re.split(r"\.(?=\D)|\*|×", part.rstrip(". ")) if piece.strip()]
    return pieces or [part]


_NUMBERED = re.compile(r"(\d[\d ]*)\s*(\D.*)")
_SHARE = {
    "%": Fraction(1, 100),
    "pourcent": Fraction(1, 100),
    "pour cent": Fraction(1, 100),
    "points": Fraction(1, 100),
}


def _atom(text: str) -> tuple[str, int, Fraction]:
    """(kind, power, size in the base of the kind) of one unit without ``/``."""
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        kind, power, size = _atom(numbered[2])
        return kind, power, size * int(numbered[1].replace(" ", ""))
    if text in _SHARE:
        return "share", 1, _SHARE[text]
    carbon = _carbon(text)
    if carbon:
        return "co2e", 1, carbon
    known = _known(text)
    if known:
        return known
    thousands = re.fullmatch(r"[Mm]illiers? (?:de |d')(.+)", text)
    if thousands:
        kind, power, size = _counted(thousands[1])
        return kind, power, size * 1000
    return _counted(text)


_TONNES = {
    "g": Fraction(1, 10**6),
    "kg": Fraction(1, 1000),
    "t": Fraction(1),
    "kt": Fraction(1000),
    "Mt": Fraction(10**6),
}


def _carbon(text: str) -> Fraction | None:
    """The size in tonnes of a mass of CO2 equivalent: ``kteq CO2``, ``ktéqC02`` (so written), ``tCO2éq``, ``t éq. CO2``."""
    squeezed = re.sub(r"[ .]", "", text).replace("C02", "CO2")
    found = re.fullmatch(r"(g|kg|tonnes?|t|kt|Mt)(?:(?:eq|e)?CO2|CO2(?:eq|e))", squeezed)
    return _TONNES["t" if found[1].startswith("tonne") else found[1]] if found else None


_WORDS = {"tonne": "t", "tonnes": "t", "kilotonne": "kt", "kilotonnes": "kt", "gramme": "g", "grammes": "g", "metre": "m",
          "metres": "m", "kilometre": "km", "kilometres": "km", "Km": "km", "hectare": "ha", "hectares": "ha", "litre": "l",
          "litres": "l", "L": "l", "euro": "EUR", "euros": "EUR", "€": "EUR", "k€": "kEUR", "M€": "MEUR", "£": "GBP",
          "heure": "h", "heures": "h", "Heures": "h", "habitant": "hab", "habitants": "hab", "jours": "jour", "ans": "an",
          "annee": "an"}  # fmt: skip
_PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12}
_UNITS: dict[str, tuple[str, int, Fraction]] = {
    "ug": ("mass", 1, Fraction(1, 10**12)), "mg": ("mass", 1, Fraction(1, 10**9)),
    **{name: ("mass", 1, size) for name, size in _TONNES.items()},
    **{f"{p}Wh": ("energy", 1, Fraction(10**e)) for p, e in _PREFIXES.items()},
    **{f"{p}J": ("energy", 1, Fraction(10**e, 3600)) for p, e in _PREFIXES.items()},
    **{f"{p}W": ("power", 1, Fraction(10**e)) for p, e in _PREFIXES.items()},
    **{f"{p}Wc": ("peak_power", 1, Fraction(10**e)) for p, e in _PREFIXES.items()},
    "mm": ("length", 1, Fraction(1, 1000)), "cm": ("length", 1, Fraction(1, 100)), "m": ("length", 1, Fraction(1)),
    "km": ("length", 1, Fraction(1000)), "m2": ("length", 2, Fraction(1)), "ha": ("length", 2, Fraction(10**4)),
    "km2": ("length", 2, Fraction(10**6)), "l": ("length", 3, Fraction(1, 1000)), "hl": ("length", 3, Fraction(1, 10)),
    "m3": ("length", 3, Fraction(1)), "EUR": ("euro", 1, Fraction(1)), "kEUR": ("euro", 1, Fraction(1000)),
    "MEUR": ("euro", 1, Fraction(10**6)), "GBP": ("pound", 1, Fraction(1)), "s": ("time", 1, Fraction(1)),
    "min": ("time", 1, Fraction(60)), "h": ("time", 1, Fraction(3600)), "jour": ("day", 1, Fraction(1)),
    "mois": ("month", 1, Fraction(1)), "an": ("year", 1, Fraction(1)), "hab": ("inhabitant", 1, Fraction(1)),
}  # fmt: skip


def _known(text: str) -> tuple[str, int, Fraction] | None:
    bare = text.strip().rstrip(".")
    return _UNITS.get(_WORDS.get(bare, bare))


def _counted(text: str) -> tuple[str, int, Fraction]:
    """Anything else is a thing that is counted, known by its name."""
    named = re.sub(r"^(?:nombre|nb)\b\.?\s*(?:de |d'|des )?", "", text.casefold()).strip()
    return (f"count of {named}" if named else "count"), 1, Fraction(1)
