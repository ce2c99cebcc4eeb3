# SPDX-License-Identifier: GPL-2.0-or-later
"""How a roof compares with the roofs of its family: robust score, class, and how sure the class is.

ADEME's sheet on aerial thermography says that it compares buildings and does not measure them: the relative class is
the result. It does not change when the image is multiplied by a number or shifted, so uncalibrated numbers serve.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from ..errors import DataError, noop
from ..parameter_table import read_rows

Floats = NDArray[np.float64]
LEAST_ROOFS = 30
NORMAL_MAD = 1.4826  # MAD of a normal law, turned into its standard deviation
SURE = 0.7  # a class less probable than this is given with its neighbours
MEDIAN_NOISE = 1.253  # standard error of a median, over that of a mean
SPREAD = 2.563  # p90 – p10 of a normal law, in standard deviations
PIXELS_OF_A_SPOT = 2.0  # side, in pixels, of what one pixel really sees: neighbouring pixels are not independent


@dataclass(frozen=True)
class Scheme:
    """Classes 1 to k from the coldest: ``bounds`` (k – 1,) of z, growing; labels and colours (k,)."""

    bounds: Floats
    labels: tuple[str, ...]
    colours: tuple[str, ...]

    def of(self, z: Floats) -> Floats:
        """The class of each score (n,), NaN for none."""
        found = np.searchsorted(self.bounds, z, side="left") + 1.0
        return np.where(np.isnan(z), np.nan, found)


@dataclass(frozen=True)
class Standing:
    """For each roof (n,): z, class, score 0–100, lowest and highest likely class; NaN where it is not ranked."""

    z: Floats
    loss_class: Floats
    score: Floats
    class_low: Floats
    class_high: Floats


@dataclass(frozen=True)
class FamilyFigures:
    """What a family's scores stand on."""

    name: str
    count: int
    median: float
    spread: float  # 1.4826 MAD


def read_scheme(path: str | Path, name: str = "") -> Scheme:
    """The classes of a table (``scheme, class, label, colour, z_low, z_high, source``), of scheme ``name`` if it has several.

    Raises ``DataError`` when classes are not numbered from 1 with bounds that follow each other.
    """
    rows = [row for _line, row in read_rows(path, ("class", "label", "colour", "z_low", "z_high"))]
    rows = [row for row in rows if not name or row.get("scheme", name) == name]
    try:
        low = np.array([float(row["z_low"].replace(",", ".") or "-inf") for row in rows])
        high = np.array([float(row["z_high"].replace(",", ".") or "inf") for row in rows])
        numbered = [int(row["class"]) for row in rows] == list(range(1, len(rows) + 1))
    except ValueError:
        numbered = False
    if not numbered or len(rows) < 2 or not np.array_equal(low[1:], high[:-1]) or not (np.diff(high[:-1]) > 0).all():
        raise DataError(
            noop("The table of classes “{file}” must number its classes from 1, each beginning where the former ends."),
            file=Path(path).name,
        )
    return Scheme(low[1:], tuple(row["label"] for row in rows), tuple(row["colour"] for row in rows))


def standing(
    value: Floats, families: NDArray[np.object_], error: Floats, scheme: Scheme
) -> tuple[Standing, list[FamilyFigures]]:
    """Where each roof stands in its family.

    ``value`` (n,): median of the roof, any unit, NaN where it is not ranked; ``families`` (n,); ``error`` (n,): standard
    error of the median, same unit. A family of fewer than 30 roofs, or without spread, is not ranked.
    """
    z, spread_of = np.full(len(value), np.nan), np.full(len(value), np.nan)
    told = []
    for name in sorted(set(families)):
        own = np.flatnonzero((families == name) & np.isfinite(value))
        middle, spread = robust(value[own])
        told.append(FamilyFigures(str(name), len(own), middle, spread))
        if len(own) >= LEAST_ROOFS and spread > 0:
            z[own], spread_of[own] = (value[own] - middle) / spread, spread
    return _standing(z, error / spread_of, scheme), told


def local_standing(
    value: Floats, families: NDArray[np.object_], error: Floats, scheme: Scheme, east: Floats, north: Floats, window: float
) -> Standing:  # fmt: skip
    """The same beside the roofs of the family within ``window`` m; where they are fewer than 30, no class."""
    from scipy.spatial import cKDTree

    z, spread_of = np.full(len(value), np.nan), np.full(len(value), np.nan)
    for name in sorted(set(families)):
        own = np.flatnonzero((families == name) & np.isfinite(value))
        if len(own) < LEAST_ROOFS:
            continue
        tree = cKDTree(np.c_[east[own], north[own]])
        for number, near in zip(own, tree.query_ball_point(np.c_[east[own], north[own]], window), strict=True):
            if len(near) >= LEAST_ROOFS:
                middle, spread = robust(value[own[near]])
                if spread > 0:
                    z[number], spread_of[number] = (value[number] - middle) / spread, spread
    return _standing(z, error / spread_of, scheme)


def robust(values: Floats) -> tuple[float, float]:
    """Median and 1.4826 MAD; NaN without value."""
    if not len(values):
        return float("nan"), float("nan")
    middle = float(np.median(values))
    return middle, NORMAL_MAD * float(np.median(np.abs(values - middle)))


def median_error(p10: Floats, p90: Floats, count: NDArray[np.int64], normalisation: float = 0.0) -> Floats:
    """Standard error of a roof's median (n,), from the spread of its pixels and what normalisation leaves."""
    with np.errstate(divide="ignore", invalid="ignore"):
        independent = np.maximum(count / PIXELS_OF_A_SPOT**2, 1.0)
        noise = MEDIAN_NOISE * (p90 - p10) / SPREAD / np.sqrt(independent)
    return np.asarray(np.hypot(noise, normalisation))


def _standing(z: Floats, error: Floats, scheme: Scheme) -> Standing:
    own = scheme.of(z)
    edges = np.r_[-np.inf, scheme.bounds, np.inf]
    number = np.nan_to_num(own, nan=1).astype(int)
    held = np.maximum(error, 1e-12)
    with np.errstate(invalid="ignore"):
        sure = special.ndtr((edges[number] - z) / held) - special.ndtr((edges[number - 1] - z) / held) >= SURE
        reach = special.ndtri((1 + SURE) / 2) * held
        low, high = (np.where(sure, own, scheme.of(z + sign * reach)) for sign in (-1, 1))
    return Standing(z, own, 100 * special.ndtr(z), low, high)
