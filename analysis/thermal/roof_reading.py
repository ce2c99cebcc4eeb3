# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading of each roof: figures of its pixels, what excludes it, how much it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..zonal import Figures
from .roof_families import UNKNOWN, Family

Floats = NDArray[np.float64]
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
LEAST_PIXELS, LEAST_VALID = 15, 0.7
SURE_PIXELS, SURE_SPREAD, NEAR_REFERENCE_M = 100, 2.0, 200.0
FAIR_PIXELS, FAIR_VALID = 30, 0.9
ANY = Family(UNKNOWN, True, 0.92, 0.85, 0.95)
REASONS = ("outside", "no_data", "few_pixels", "material", "few_roofs")


@dataclass(frozen=True)
class Reading:
    """Of each roof (n,): p10, p25, median, p75, p90 and mean, valid pixels and their share (%), and why it is excluded."""

    quantile: Floats  # (5, n)
    mean: Floats
    count: NDArray[np.int64]
    valid_pct: Floats
    excluded: NDArray[np.object_]  # one of REASONS, or None

    @property
    def median(self) -> Floats:
        return np.asarray(self.quantile[2])


def read_roofs(
    figures: Figures, families: list[Family], inside: NDArray[np.bool_], scale: float = 1.0, shift: float = 0.0
) -> Reading:
    """The reading of figures taken at :data:`QUANTILES`, brought to °C by ``scale`` and ``shift``.

    ``inside`` (n,): True where the footprint meets the raster; one that holds no pixel there is too small, not outside.
    """
    covered = figures.covered
    with np.errstate(divide="ignore", invalid="ignore"):
        valid = np.where(covered > 0, 100 * figures.count / covered, np.nan)
    material = np.array([not family.interpretable for family in families], dtype=bool)
    excluded = np.select(
        [~inside, covered == 0, valid < 100 * LEAST_VALID, figures.count < LEAST_PIXELS, material],
        ["outside", "few_pixels", "no_data", "few_pixels", "material"], "",
    ).astype(object)  # fmt: skip
    excluded[excluded == ""] = None
    return Reading(figures.quantile * scale + shift, figures.mean * scale + shift, figures.count, valid, excluded)


def confidence(
    reading: Reading, nominal: NDArray[np.bool_], families: list[Family], reference_m: Floats, spread: Floats
) -> NDArray[np.object_]:
    """A to D for each roof (n,).

    A: 100 pixels or more, full erosion, an even roof, a known material, a road reference within 200 m. C: less eroded than
    the rule asks, few pixels or holes. D: excluded. ``reference_m`` (n,): distance to the reference, NaN without one;
    ``spread`` (n,): the interquartile range allowed, 2 K or, in digital numbers, the family's own spread.
    """
    known = np.array([family.name != UNKNOWN for family in families], dtype=bool)
    with np.errstate(invalid="ignore"):
        even = reading.quantile[3] - reading.quantile[1] < spread
        near = reference_m <= NEAR_REFERENCE_M
        best = (reading.count >= SURE_PIXELS) & nominal & even & known & near
        poor = ~nominal | (reading.count < FAIR_PIXELS) | (reading.valid_pct < 100 * FAIR_VALID)
    out = np.array([reason is not None for reason in reading.excluded], dtype=bool)
    return np.select([out, poor, best], ["D", "C", "A"], "B").astype(object)
