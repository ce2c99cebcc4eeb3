# SPDX-License-Identifier: GPL-2.0-or-later
"""Amounts of money and lines of budget as French plans write them.

A price per kilometre, a ceiling and a bare count are not budgets. A currency is never guessed in a running text; in a
column that holds amounts a bare number is one (``bare``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .dates import read_date
from .normalised import key, one_line
from .structure import ReadBudget

_NUMBER = r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)?"
_SCALE = r"(?:milliards?|millions?|milliers?|mille|Md|M|k|K)"
_SCALES = {
    "milliard": 1e9, "milliards": 1e9, "md": 1e9, "million": 1e6, "millions": 1e6, "m": 1e6, "millier": 1e3,
    "milliers": 1e3, "mille": 1e3, "k": 1e3,
}  # fmt: skip
_MONEY = r"(?:€|euros?|EUR|£|livres? sterling|livres?|GBP|ETP)"
_AMOUNT = re.compile(
    rf"(?P<pound>£\s*)?(?<![\d.,])(?P<a>{_NUMBER})\s*(?P<sa>{_SCALE}(?![a-zà-ÿ]))?\s*(?P<ma>{_MONEY}(?![a-zà-ÿ]))?"
    rf"(?:\s*(?:-|–|à|et)\s*(?:£\s*)?(?P<b>{_NUMBER})(?![\d]))?"
    rf"\s*(?:(?P<s>{_SCALE}(?![a-zà-ÿ]))\s*)?(?:d['’]\s*|de\s+)?(?P<m>{_MONEY}(?![a-zà-ÿ]))?",
    re.IGNORECASE,
)
_TAX = re.compile(r"^[\s(]*(?:(?P<ttc>TTC|toutes taxes)|(?P<ht>HT\b|H\.T\.|hors taxes?))", re.IGNORECASE)
_YEARLY = re.compile(
    r"^\W*(?:HT|TTC|hors taxes?)?\W*(?:/\s*ans?\b|par ans?\b|/\s*année|par année|annuels?\b|chaque année)",
    re.IGNORECASE,
)
_PER_UNIT = re.compile(
    r"^\s*(?:HT|TTC)?\s*(?:/\s*(?!an\b|ans\b|année)[\w²³]+|(?:par|le|du)\s+(?!an\b|ans\b|année|mois\b|le\b|la\b|l\b)"
    r"(?:km|kilom\w+|m²|m2|m3|mètre\w*|habitants?|hab|logements?|tonnes?|véhicules?|trajets?|foyers?|ménages?|dossiers?|"
    r"jours?|heures?|personnes?|bâtiments?|élèves?|kWh|MWh))",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"(?:plafon\w+|maximum|dans la limite|au plus|jusqu['’]à|n['’]excédant pas)\s*(?:à|de|d['’])?\s*$", re.IGNORECASE
)
_NEAR = 80  # characters around an amount among which the words that qualify it stand
_PART_OF = re.compile(r"\bdont\s*$", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(:])[-−–]$")  # glued to the figure: a dash and a space begin a list
_SHARE_OF = re.compile(r"\d\s*%\s*(?:de|du|des|d['’])(?:\s+(?:la|l['’]|ces|ce|les))?\s*$", re.IGNORECASE)
_LESS_THAN = re.compile(r"(?:moins de|moins d['’]|inf[ée]rieure?s? [àa]|sous les?|<|≤)\s*$", re.IGNORECASE)
_FUNDER = re.compile(r"(?:^|[(;,])\s*(?P<name>[^\W\d][^:;,()]{1,60}?)\s*:\s*$")
# What may stand beside the one number of a cell of amounts.
_BESIDE = frozenset(
    [
        "entre",
        "de",
        "environ",
        "ht",
        "ttc",
        "hors",
        "taxe",
        "taxes",
        "par",
        "an",
        "annuel",
        "annuels",
        "annee",
        "et",
        "a",
        "h",
        "t",
        "ca",
    ]
)
_ROUGHLY = re.compile(
    r"(?:environ|approximati\w+|près de|de l['’]ordre de|~|≈|autour de|plus de|quelque|valeur approximative.*)\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:entre|de)\s*(?:£\s*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """Money found in a text, from ``start`` to ``end``; ``doubtful`` when the figure has two readings.

    ``use`` is ``budget``, ``unit_price``, ``ceiling``, ``negative``, ``part`` of the amount before it (“dont 20 k€…”), or
    ``funding``: the part of ``funder`` in the amount before the brackets. ``less``: only the upper bound is known.
    """

    text: str
    minimum: float
    maximum: float
    currency: str | None
    approximate: bool = False
    tax: str | None = None
    per_year: bool = False
    use: str = "budget"
    doubtful: bool = False
    start: int = 0
    end: int = 0
    less: bool = False
    funder: str | None = None


def read_number(text: str) -> tuple[float, bool] | None:
    """A French or English number and whether it has two readings: ``135.264,30``, ``1 234``, ``4.6``; None otherwise."""
    written = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not re.fullmatch(r"\d+(?:[.,]\d+)*", written):
        return None
    if "." in written and "," in written:
        decimal = "," if written.rindex(",") > written.rindex(".") else "."
        thousands = "." if decimal == "," else ","
        return float(written.replace(thousands, "").replace(decimal, ".")), False
    mark = "," if "," in written else "." if "." in written else ""
    if not mark:
        return float(written), False
    if written.count(mark) > 1:
        return float(written.replace(mark, "")), False
    if len(written.split(mark)[1]) == 3 and len(written.split(mark)[0]) <= 3 and written[0] != "0":
        value = written.replace(mark, "") if mark == "." else written.replace(",", ".")
        return float(value), True  # 1.234 is read as thousands, 1,234 as decimals: the French way, to be looked at
    return float(written.replace(",", ".")), False


def amounts_in(text: str, bare: bool = False) -> list[Amount]:
    """Every amount of money in ``text``, in its order.

    With ``bare``, a text that is one number without currency (or one range) is an amount too, in no currency.
    """
    bare = bare and _lone_number(text)
    found: list[Amount] = []
    position = 0
    while match := _AMOUNT.search(text, position):
        both = (
            match["b"]
            and re.search(r"\bet\b", match[0])
            and not _BETWEEN.search(text[max(0, match.start() - _NEAR) : match.start()])
        )
        if both:  # “3 M€ et 4 M€” are two amounts, “entre 3 et 4 M€” is one
            match = _AMOUNT.search(text, match.start(), match.start("b")) or match
        position = max(match.end(), position + 1)
        if amount := _amount(text, match, bare):
            found.append(_in_brackets(text, amount) if found else amount)
    return found


def _lone_number(text: str) -> bool:
    """True when nothing but one number, or one range, stands in ``text``, beside the words of a range or of a tax."""
    match = _AMOUNT.search(text)
    if match is None:
        return False
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return "%" not in rest and set(key(rest).split()) <= _BESIDE


def _in_brackets(text: str, amount: Amount) -> Amount:
    """The part of a funder, when “name : amount” stands in the brackets after another amount."""
    before = text[max(0, amount.start - _NEAR) : amount.start]
    open_bracket = text.rfind("(", 0, amount.start)
    named = _FUNDER.search(before)
    if open_bracket < 0 or text.find(")", open_bracket, amount.start) >= 0 or not named:
        return amount
    if re.search(r"investissement|fonctionnement|ht\b|ttc\b|an\b|annee|phase|total", key(named["name"])):
        return amount
    return replace(amount, use="funding", funder=one_line(named["name"]), doubtful=True)


def _amount(text: str, match: re.Match[str], bare: bool) -> Amount | None:
    money = match["m"] or match["ma"] or ("£" if match["pound"] else None)
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if not money and not bare:
        return None
    first, second = read_number(match["a"]), read_number(match["b"]) if match["b"] else None
    if not first:
        return None
    shared = match["s"] or match["sa"] or ""
    low = first[0] * _SCALES.get((match["sa"] or shared).lower(), 1.0)
    high = second[0] * _SCALES.get(shared.lower(), 1.0) if second else low
    doubtful = first[1] or bool(second and second[1]) or bool(_SHARE_OF.search(before))
    doubtful = doubtful or bool(not money and re.fullmatch(r"(?:19|20)\d{2}", match[0].strip()))  # a year, or an amount
    if high < low:  # “2022 à 500 €”: the first figure is not an amount
        if not match["m"]:
            return None
        low, doubtful = high, True
    if second and not (_BETWEEN.search(before) or match["ma"] or re.search(r"[-–à]", match[0])):
        low = high
    tax = _TAX.search(after)
    use = "budget"
    for other, holds in (
        ("unit_price", _PER_UNIT.search(after)),
        ("ceiling", _CEILING.search(before)),
        ("part", _PART_OF.search(before)),
        ("negative", _MINUS.search(before) or re.fullmatch(r"\s*\([^()]*\)\s*", text)),
    ):
        use = other if holds else use
    return Amount(
        one_line(match[0]), low, high, _currency(money), bool(_ROUGHLY.search(before)),
        ("TTC" if tax["ttc"] else "HT") if tax else None, bool(_YEARLY.search(after)), use, doubtful, match.start(), match.end(),
        bool(_LESS_THAN.search(before)),
    )  # fmt: skip


def _currency(money: str | None) -> str | None:
    if money is None:
        return None
    written = money.casefold()
    if written == "etp":
        return "FTE"
    return "GBP" if written.startswith(("£", "livre", "gbp")) else "EUR"


_STAFF = re.compile(
    r"frais de personnel|temps de personnel|mobilisation de (?:temps de )?personnel|moyens humains|temps agent|en regie\b"
)
_CONFIDENTIAL = re.compile(r"\bconfidentiel")
_UNDEFINED = re.compile(
    r"\ba (?:definir|determiner|preciser|chiffrer|estimer)\b|non (?:defini|chiffre|determine)|en cours (?:de chiffrage|d estimation)"
)
_ENVISAGED = re.compile(
    r"sera etudie|pourrai?t? (?:etre|notamment)? ?envisage|peuvent etre envisages?|possibilite d|a l etude"
)
_OTHER = re.compile(
    r"dans le cadre du (?:projet|budget|programme)|budget (?:identifie|prevu)|budget dedie a|celui (?:du|de la|dedie)|"
    r"financee? a travers|budget lie a|finance[es]* (?:par|dans le cadre)|deja inscrit"
)
_FREE = re.compile(
    r"aucun (?:cout|budget)|sans (?:cout|surcout|incidence financiere)|\bgratuit|cout nul|pas de (?:cout|budget)"
)
_RATE = re.compile(r"(?<!\d)(\d+(?:[.,]\d+)?)\s*%\s*(?:de\s+)?(?:co[- ]?financement|subvention)", re.IGNORECASE)
_RANGE_RATE = re.compile(r"(?<!\d)\d+\s*(?:à|-)\s*\d+\s*%")
_NATURES = (("investment", re.compile(r"\binvestissements?\b")), ("operating", re.compile(r"\bfonctionnement\b")))


def read_budgets(text: str, bare: bool = False) -> list[ReadBudget]:
    """The lines of budget a rubric “Budget” holds; none when nothing is recognised, whose text the action still keeps.

    The states are those of the store: an amount first, else confidential, staff, another budget, none, to be defined.
    """
    written = one_line(text)
    if not key(written):
        return []
    found = amounts_in(written, bare)
    costed = [_costed(written, found, n) for n, amount in enumerate(found) if amount.use in ("budget", "funding")]
    if costed:
        return costed
    plain = key(written)
    rates = [] if _RANGE_RATE.search(written) else _RATE.findall(written)
    rate = float(rates[0].replace(",", ".")) if len(rates) == 1 else None
    return [
        ReadBudget(state, written, cofunding_pct=rate if state in ("to_define", "other_budget") else None)
        for state in _states(plain)
    ]


def _states(plain: str) -> list[str]:
    if _CONFIDENTIAL.search(plain):
        return ["confidential"]
    if _STAFF.search(plain):
        return ["staff", *(["to_define"] if _UNDEFINED.search(plain) else [])]
    if _OTHER.search(plain) and not _UNDEFINED.search(plain):
        return ["other_budget"]
    if _FREE.search(plain):
        return ["free"]
    return ["to_define"] if _UNDEFINED.search(plain) or _ENVISAGED.search(plain) else []


def _costed(written: str, amounts: list[Amount], n: int) -> ReadBudget:
    """A line for the n-th amount; its nature and year are those written nearest to it."""
    amount = amounts[n]
    sentence = _sentence_around(written, amount.start)
    plain = key(sentence)
    before, after, last = _clause(written, amounts, n)
    labelled = before.rstrip().endswith(":")  # “Investissement : 10 000 €”
    places = [key(words) for words in ((before, after, last) if labelled else (after, before, last))]
    nature = next((code for words in places for code, pattern in _NATURES if pattern.search(words)), None)
    years = [re.search(r"\ben ((?:19|20)\d{2})\b", key(words)) for words in (after, before, last)]
    year = next((found for found in years if found), None)
    until = re.search(r"d ici (?:a )?((?:19|20)\d{2})\b", f"{key(after)} {key(last)}")
    spent = re.search(r"\b(?:depense|realise|consomme|mandate)e?s?\b", plain)
    return ReadBudget(
        "costed", sentence, nature, None if amount.less else amount.minimum, amount.maximum,
        amount.approximate or bool(re.search(r"\bapproximati", plain)), amount.currency, amount.tax, amount.per_year,
        int(year[1]) if year else None, int(until[1]) if until else None, "spent" if spent else "planned",
        funder=amount.funder, scope="contribution" if re.search(r"\bcontribution\b", plain) else None,
    )  # fmt: skip


_CLAUSE_END = re.compile(r"[;,]|\.\s|\b(?:et|puis|plus)\b")


def _clause(written: str, amounts: list[Amount], n: int) -> tuple[str, str, str]:
    """The words before and after the n-th amount in its own clause; after the last amount, all that follows it too."""
    before = written[amounts[n - 1].end if n else 0 : amounts[n].start]
    is_last = n + 1 == len(amounts)
    after = written[amounts[n].end : None if is_last else amounts[n + 1].start]
    if n:
        before = _CLAUSE_END.split(before)[-1]
    return before, _CLAUSE_END.split(after)[0], after if is_last else ""


_SENTENCE_END = re.compile(r"(?<!\d)\.\s+(?=[A-ZÀ-Ý])|(?<=[\d€])\.\s+(?=[A-ZÀ-Ý])|\n")
_SENTENCE = 2000  # characters on each side of an amount, at most, that are kept with it


def _sentence_around(text: str, position: int) -> str:
    low, high = max(0, position - _SENTENCE), position + _SENTENCE
    before = [m.end() for m in _SENTENCE_END.finditer(text, low, position)]
    after = _SENTENCE_END.search(text, position, high)
    return text[before[-1] if before else low : after.end() if after else high].strip()


def funded(text: str, funder: str | None, tax: str | None) -> list[ReadBudget]:
    """The amount of one funder in a column of amounts; ``tax`` is what the header says."""
    return [
        replace(
            budget,
            funder=budget.funder or funder,
            tax=budget.tax or tax,
            currency=budget.currency or "EUR",
            text=one_line(text),
        )
        for budget in read_budgets(text, bare=True)
        if budget.state == "costed"
    ]


_YEAR_LINE = re.compile(r"^\s*((?:19|20)\d{2})\s*:?\s*$")


def read_yearly(text: str, nature: str) -> list[ReadBudget]:
    """The budgets of an export of Territoires en Transitions: a year, then lines “- 100 € HT prévisionnels”, “… dépensés”."""
    found: list[ReadBudget] = []
    year: int | None = None
    for line in re.split(r"[\n/]", text):
        header = _YEAR_LINE.match(line)
        if header:
            year = int(header[1])
            continue
        costed = [budget for budget in read_budgets(line) if budget.state == "costed"]
        found += [replace(budget, nature=nature, year=year) for budget in costed]
    return found


def looks_like_date(text: str) -> bool:
    """True for a cell that holds a date, which is no amount."""
    return read_date(text).precision == "day"
