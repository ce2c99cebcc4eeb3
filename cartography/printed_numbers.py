# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as a French reader expects them on paper, rounded to what their uncertainty allows."""

from __future__ import annotations

import math
import re

from ..i18n import tr

NARROW_SPACE = "\u202f"
SECRET = 10  # groups of fewer than 11 are not told apart


def grouped(value: float, decimals: int = 0) -> str:
    """``12 345,6``: thousands parted by a narrow no-break space, decimal comma."""
    text = f"{value:,.{decimals}f}".replace(",", NARROW_SPACE).replace(".", ",")
    return text if text.strip("-0,") else text.lstrip("-")


def significant(value: float, digits: int = 3) -> float:
    """``value`` with so many significant digits: what a result of a model is worth on paper, at the best."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def printed_date(text: str) -> str:
    """``31/12/2026`` or ``12/2026`` for a date or a month as the plan keeps it (ISO 8601); anything else as it is."""
    known = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    return "/".join(filter(None, reversed(known.groups()))) if known else text


def measured(value: float, unit: str) -> str:
    """A length or an area: one decimal below 100, none above; ``0`` for nothing, never ``0,0``."""
    if value == 0:
        return "0"
    if abs(value) < 0.05:
        return tr("less than {}").format(f"{grouped(0.1, 1)}\u00a0{unit}")
    return f"{grouped(value, 1 if abs(value) < 100 else 0)}\u00a0{unit}"


def rounding_step(half_width: float) -> float:
    """The power of ten to round to, for an uncertainty of ``half_width``; at least 10: no estimate is that good."""
    return float(10 ** max(1, math.floor(math.log10(half_width)))) if half_width > 0 else 10.0


def estimate(value: float, low: float, high: float) -> str:
    """``environ 3 200, entre 2 500 et 4 000``; without bounds (NaN), two significant figures and «environ».

    Up to 10, numbers are not told apart: they read «moins de 11», which identifies nobody. An estimate that rounds to
    nothing reads «au plus …», never «environ 0».
    """
    if math.isnan(low) or math.isnan(high):
        if value <= SECRET:
            return few(value)
        step = max(10.0, 10.0 ** (math.floor(math.log10(value)) - 1))
        return tr("about {}").format(grouped(round(value / step) * step))
    if high <= SECRET:
        return few(high)
    step = rounding_step((high - low) / 2)
    least, most = math.floor(low / step) * step, math.ceil(high / step) * step
    middle = round(value / step) * step
    if middle == 0 or value <= SECRET:
        return tr("at most {}").format(grouped(most))
    return tr("about {value}, between {low} and {high}").format(
        value=grouped(middle), low=grouped(least), high=grouped(most)
    )


def few(value: float) -> str:
    """A number of persons or homes up to 10."""
    return tr("fewer than 11") if round(value) > 0 else "0"
