# SPDX-License-Identifier: GPL-2.0-or-later
"""One score from several themes: ranks, weighted mean of percentiles, and how much the rank depends on the weights."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows

Floats = NDArray[np.float64]
THEMES = ("air", "roofs", "carpool", "cycling")
COLUMNS = ("theme", "weight", "source")
MOVED = 0.5  # each weight, one at a time, by half less and half more
THIRD = 3


@dataclass(frozen=True)
class Weight:
    """What a theme counts for, and where that choice comes from."""

    value: float
    source: str


def read_weights(path: str | Path) -> dict[str, Weight]:
    """Weights by theme, from a table with the columns of :data:`COLUMNS`.

    Raises ``DataError`` naming the file and the line of an unknown or repeated theme, a negative weight, or one without source.
    """
    name, found = Path(path).name, dict[str, Weight]()
    for line, row in read_rows(path, COLUMNS):
        theme, value = row["theme"].strip().lower(), parse_number(row["weight"])
        if theme not in THEMES or theme in found:
            raise DataError(
                noop("The table of weights “{file}”, line {line}: the theme “{theme}” is unknown or there twice. Use each of {known} once."),
                file=name, line=line, theme=row["theme"], known=", ".join(THEMES),
            )  # fmt: skip
        if not value >= 0 or not row["source"]:
            raise DataError(
                noop("The table of weights “{file}”, line {line}: “{value}” must be a number of 0 or more, with its source."),
                file=name, line=line, value=row["weight"],
            )  # fmt: skip
        found[theme] = Weight(value, row["source"])
    return found


def weights_of(themes: Sequence[str], weights: Mapping[str, Weight], file: str) -> Floats:
    """The weights of ``themes`` (k,). Raises ``DataError`` when one is not in the table, or when all are zero."""
    lacking = [theme for theme in themes if theme not in weights]
    if lacking:
        raise DataError(
            noop("The table of weights “{file}” has no line for the theme {theme}. Add one."),
            file=file,
            theme=lacking[0],
        )
    found = np.array([weights[theme].value for theme in themes])
    if not found.sum() > 0:
        raise DataError(
            noop("The table of weights “{file}” gives 0 to every theme that is crossed: there is no score. Give one of them a weight."),
            file=file,
        )  # fmt: skip
    return found


def ranks(values: Floats, highest_first: bool = True) -> Floats:
    """The rank from 1 of each of ``values`` (n,), equal ones sharing the best of theirs (1, 2, 2, 4); NaN stays."""
    known = np.isfinite(values)
    signed = -values[known] if highest_first else values[known]
    result = np.full(len(values), np.nan)
    result[known] = np.searchsorted(np.sort(signed), signed, side="left") + 1
    return result


def percentiles(values: Floats) -> Floats:
    """The percentile rank, 0 to 100, of each of ``values`` (n,) among those known: share below, plus half of the equal ones."""
    known = np.isfinite(values)
    ordered = np.sort(values[known])
    result = np.full(len(values), np.nan)
    if len(ordered):
        sides = (np.searchsorted(ordered, values[known], side=side) for side in ("left", "right"))
        result[known] = 50 * sum(sides) / len(ordered)
    return result


def composite(table: Floats, weights: Floats) -> Floats:
    """Weighted mean of the themes known of each row of ``table`` (n, k); NaN where none of positive weight is known."""
    known = np.isfinite(table)
    total = known @ weights
    score = np.nan_to_num(table) @ weights
    return np.divide(score, total, out=np.full(len(table), np.nan), where=total > 0)


def top_third(score: Floats) -> Floats:
    """1 in the third of highest score, 0 elsewhere, NaN where unknown; equal scores stay together.

    Of fewer than three units, or of units that are all equal, there is no third: NaN everywhere.
    """
    known = np.isfinite(score)
    count = int(known.sum())
    if count < THIRD or np.ptp(score[known]) == 0:
        return np.full(len(score), np.nan)
    return np.where(known, (ranks(score) <= math.ceil(count / THIRD)).astype(float), np.nan)


@dataclass(frozen=True)
class Sensitivity:
    """For each unit (n,): best and worst rank when weights move, and when a theme is left out; 1 when always in the top third.

    NaN where the score is unknown, or where nothing was moved (a single theme). ``always_top`` is NaN too for a unit of
    which a single theme is known: whatever is moved, its own score stays.
    """

    best_weights: Floats
    worst_weights: Floats
    best_themes: Floats
    worst_themes: Floats
    always_top: Floats


def sensitivity(table: Floats, weights: Floats) -> Sensitivity:
    """How ranks of the composite of ``table`` (n, k) move: each weight ± 50 %, then each theme left out."""
    own = composite(table, weights)
    moved = [composite(table, some) for some in _moved(weights)]
    fewer = [composite(table, some) for some in _without_one(weights)]
    tops = np.array([top_third(score) for score in (own, *moved, *fewer)])
    tried = (np.isfinite(table) & (weights > 0)).sum(axis=1) > 1
    kept = np.isnan(tops) | (tops == 1)  # a score without a third, or that the theme left out made alone, tells nothing
    always = np.where(np.isnan(tops[0]) | ~tried, np.nan, kept.all(axis=0).astype(float))
    rank = ranks(own)
    return Sensitivity(*_range(rank, moved), *_range(rank, fewer), always)


def _moved(weights: Floats) -> Iterator[Floats]:
    for position in np.flatnonzero(weights > 0) if (weights > 0).sum() > 1 else ():
        for factor in (1 - MOVED, 1 + MOVED):
            some = weights.copy()
            some[position] *= factor
            yield some


def _without_one(weights: Floats) -> Iterator[Floats]:
    for position in np.flatnonzero(weights > 0):
        some = weights.copy()
        some[position] = 0
        if some.sum() > 0:
            yield some


def _range(own: Floats, scores: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Lowest and highest rank over ``scores`` and the rank itself."""
    if not scores:
        return np.full(len(own), np.nan), np.full(len(own), np.nan)
    every = np.array([own, *(ranks(score) for score in scores)])
    low = np.where(np.isnan(every), np.inf, every).min(axis=0)
    high = np.where(np.isnan(every), -np.inf, every).max(axis=0)
    return np.where(np.isnan(own), np.nan, low), np.where(np.isnan(own), np.nan, high)


def gaps(score: Floats, touched: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """``(need without action, action without need)`` (n,): 1, 0, or NaN where the score is unknown or there is no third.

    The need is the third of highest score; no need, the third of lowest.
    """
    high, low = top_third(score), top_third(-score)
    both = (high == 1) & (low == 1)  # ties that fill everything tell nothing
    return (
        np.where(np.isnan(high), np.nan, ((high == 1) & ~both & ~touched).astype(float)),
        np.where(np.isnan(low), np.nan, ((low == 1) & ~both & touched).astype(float)),
    )
