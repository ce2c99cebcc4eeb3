# SPDX-License-Identifier: GPL-2.0-or-later
"""What a table says of itself: its own totals and shares, beside the sums of its lines.

A row “Total” may close the table, or only the lines above it: both readings are tried, and the one that holds is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..numbers import parse_number
from .findings import ERROR, INFO, WARNING, Finding, noop
from .tables import TOTAL

TOLERANCE = 5e-4  # of the total: what rounding of its lines may make


def check_group(group: pd.DataFrame, whole: Sequence[dict[str, Any]], place: dict[str, Any]) -> list[Finding]:
    """The findings of one territory, quantity, year and kind; ``group`` keeps the order of the table (:func:`.subtotals.named`).

    ``whole``: the rows of its sectors, each with ``known_value`` (NaN where unknown).
    """
    lines = group[group["name"] != TOTAL]
    found = []
    covered: dict[Any, pd.DataFrame] = {}
    known = [row["known_value"] for row in whole if not np.isnan(row["known_value"])]
    base = float(sum(known)) if known else np.nan
    for index, total in group[group["name"] == TOTAL].iterrows():
        if np.isnan(total["value"]) or not known:  # an overall target has no line to be compared with
            continue
        finding, over = _total(group, index, total, base, place)
        found.append(finding)
        covered[index] = over
    return found + _shares(group, lines, covered, base, place)


def _total(
    group: pd.DataFrame, index: Any, total: pd.Series, base: float, place: dict[str, Any]
) -> tuple[Finding, pd.DataFrame]:  # fmt: skip
    """What the row ``index`` adds up, and the lines it covers."""
    lines = group[group["name"] != TOTAL]
    above = between(group, index)
    given, own, facts = float(total["value"]), float(above["value"].sum()), {"unit": total["unit"]}
    missing = int(lines["value"].isna().sum())
    if close(own, given) and len(above):
        facts |= {"given": spaced(given), "lines": " + ".join(spaced(v) for v in above["value"].dropna())}
        left = base - own
        if left > TOLERANCE * max(given, 1e-12):
            facts |= {"beside": spaced(left), "whole": spaced(base)}
            sentence = noop("The total given holds: {lines} = {given}. It is the total of these lines only: beside them, {beside}, {whole} in all.")  # fmt: skip
        else:
            sentence = noop("The total given holds: {lines} = {given}.")
        return Finding(INFO, "total_holds", sentence, facts, **place), above
    if total["subtotal"]:
        facts |= {"name": total["activity"], "given": spaced(given), "sum": spaced(own)}
        sentence = noop("“{name}” ({given}) reads as a total, and is not the sum of the lines above it ({sum}): it is not added to them. If it is a line, give it another name.")  # fmt: skip
        return Finding(ERROR, "subtotal_differs", sentence, facts, sector=str(total["activity"]), **place), above
    if close(base, given):
        facts |= {"given": spaced(given)}
        return Finding(
            INFO, "total_holds", noop("The total given ({given}) is the sum of all lines."), facts, **place
        ), lines
    facts |= {"given": spaced(given), "sum": spaced(base), "gap": spaced(base - given), "missing": missing}
    if missing:
        sentence = noop("The total given is {given}; the known lines add up to {sum} and {missing} are missing: the gap is {gap}.")  # fmt: skip
        return Finding(WARNING, "total_differs", sentence, facts, **place), lines
    sentence = noop("The total given is {given}, the lines add up to {sum}: the gap is {gap}. Look for a line that is missing, double, or in another unit.")  # fmt: skip
    return Finding(ERROR, "total_differs", sentence, facts, **place), lines


def between(group: pd.DataFrame, index: Any) -> pd.DataFrame:
    """The lines between the total ``index`` and the total before it."""
    order = list(group.index)
    position = order.index(index)
    former = [order.index(i) for i in group.index[group["name"] == TOTAL] if order.index(i) < position]
    between = group.loc[order[max(former, default=-1) + 1 : position]]
    return between[between["name"] != TOTAL]


def close(a: float, b: float) -> bool:
    """Equal but for the rounding of lines."""
    return bool(np.isfinite(a) and abs(a - b) <= TOLERANCE * max(abs(b), 1e-12))


def _shares(
    group: pd.DataFrame, lines: pd.DataFrame, covered: dict[Any, pd.DataFrame], base: float, place: dict[str, Any]
) -> list[Finding]:  # fmt: skip
    """Shares as given: against the values, and against their own sum."""
    read = {index: _share(text) for index, text in group["share"].items() if str(text).strip()}
    read = {i: s for i, s in read.items() if not np.isnan(s[0]) and not np.isnan(group.at[i, "value"])}
    if not read or np.isnan(base):
        return []
    found = _sums_of_shares(read, lines, covered, place)
    wrong = [i for i, (share, half) in read.items() if abs(100 * group.at[i, "value"] / base - share) > half + 1e-9]
    if not wrong:
        return [
            *found,
            Finding(INFO, "shares_hold", noop("The shares given are those of the values, rounded."), {}, **place),
        ]
    low, high = _whole(group, read)
    if low <= high and low > base * (1 + TOLERANCE):
        facts = {"low": spaced(low), "high": spaced(high), "sum": spaced(base)}
        sentence = noop("The shares given are shares of a larger whole, between {low} and {high}, of which the lines make {sum}.")  # fmt: skip
        return [*found, Finding(INFO, "larger_whole", sentence, facts, **place)]
    for index in wrong:
        facts = {
            "name": group.at[index, "activity"], "given": f"{read[index][0]:g}",
            "computed": f"{100 * group.at[index, 'value'] / base:.1f}",
        }  # fmt: skip
        sentence = noop("“{name}”: the share given is {given} %, its value makes {computed} %.")
        found.append(Finding(ERROR, "share_differs", sentence, facts, sector=str(group.at[index, "activity"]), **place))
    return found


def _sums_of_shares(
    read: dict[Any, tuple[float, float]], lines: pd.DataFrame, covered: dict[Any, pd.DataFrame], place: dict[str, Any]
) -> list[Finding]:  # fmt: skip
    """Rounded shares add up to their total's share, to 100, or miss it by no more than rounding, or by more."""
    wanted = [(list(over.index), read[index][0]) for index, over in covered.items() if index in read]
    wanted.append((list(lines.index), 100.0))
    found = []
    for indices, expected in wanted:
        if not indices or any(i not in read for i in indices):
            continue
        total = sum(read[i][0] for i in indices)
        slack = sum(read[i][1] for i in indices)
        facts = {"sum": " + ".join(f"{read[i][0]:g}" for i in indices) + f" = {total:g}", "expected": f"{expected:g}"}
        if abs(total - expected) < 1e-9:
            sentence = noop("Rounded shares add up: {sum} %.")
            found.append(Finding(INFO, "shares_sum", sentence, facts, **place))
        elif abs(total - expected) <= slack + 1e-9:
            sentence = noop("Rounded shares do not add up to {expected} % ({sum} %): rounding alone explains it.")
            found.append(Finding(INFO, "shares_sum", sentence, facts, **place))
        elif expected < 100 or len(wanted) == 1:
            sentence = noop("The shares given do not add up to {expected} %: {sum} %.")
            found.append(Finding(WARNING, "shares_sum", sentence, facts, **place))
    return found


def _whole(group: pd.DataFrame, read: dict[Any, tuple[float, float]]) -> tuple[float, float]:
    """The totals (low, high) of which all shares may be rounded shares; low > high where there is none."""
    low = max(100 * group.at[i, "value"] / (share + half) for i, (share, half) in read.items())
    high = min(
        (100 * group.at[i, "value"] / (share - half) for i, (share, half) in read.items() if share > half),
        default=np.inf,
    )
    return float(low), float(high)


def _share(text: Any) -> tuple[float, float]:
    """A share in % and half of its last digit: “2 %” is 2 ± 0.5, “30,5 %” is 30.5 ± 0.05."""
    plain = str(text).replace("%", "").strip()
    value = parse_number(plain)
    mantissa = plain.replace(",", ".").partition(".")[2]
    decimals = len(mantissa.rstrip()) if mantissa.isdigit() and mantissa.strip("0") else 0
    return value, 0.5 * 10.0**-decimals


def spaced(value: float) -> str:
    """Thousands apart, as French tables write them."""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return text.replace(",", "\u202f")
