# SPDX-License-Identifier: GPL-2.0-or-later
"""The units that themes are told by, and which part of a feature is in which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..overlay import Parts, Progress, first_cover, measure_pairs, no_progress

Floats = NDArray[np.float64]
DRAWN, OVERLAP = 1e-3, 0.05  # of the smaller unit: borders drawn twice or simplified; two levels of units
SLIVER = 1e-3  # of the feature and of the unit: below, they only touch
PAIR_BLOCK = 20_000
SHOWN = 5


@dataclass(frozen=True)
class Shares:
    """Pairs of a feature and a unit (k,), and the share of the feature that is in the unit, 0 to 1 (k,)."""

    feature: NDArray[np.intp]
    unit: NDArray[np.intp]
    share: Floats


def check_codes(codes: Sequence[str], layer: str, field: str) -> None:
    """Raise ``DataError`` when two units have the same code."""
    twice = [code for code, count in Counter(codes).items() if count > 1]
    if twice:
        raise DataError(
            noop("The layer “{layer}” has {count} codes of “{field}” on several units ({codes}): dissolve them by this field, or choose another one."),
            layer=layer, field=field, count=len(twice), codes=", ".join(twice[:SHOWN]),
        )  # fmt: skip


def check_overlaps(
    shapes: NDArray[np.object_], codes: Sequence[str], layer: str, progress: Progress = no_progress
) -> list[tuple[str, str, float]]:
    """The pairs of units (n,) that overlap a little, as (code, code, ha): from 0.1 % of the smaller, up to 5 %.

    Raises ``DataError`` above: communes and their IRIS together, or a unit drawn twice, would count people twice.
    """
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = one < other
    one, other = one[once], other[once]
    area, small = shapely.area(shapes), []
    for start in range(0, len(one), PAIR_BLOCK):
        progress(start / len(one))
        first, second = (side[start : start + PAIR_BLOCK] for side in (one, other))
        common = shapely.area(shapely.intersection(shapes[first], shapes[second]))
        share = common / np.minimum(area[first], area[second])
        wrong = int(np.argmax(share))
        if share[wrong] > OVERLAP:
            raise DataError(
                noop("In the layer “{layer}”, the units {one} and {other} overlap over {ha} ha: what is there would count twice. Correct the layer, or choose one level of units."),
                layer=layer, one=codes[first[wrong]], other=codes[second[wrong]], ha=f"{common[wrong] / 1e4:.1f}",
            )  # fmt: skip
        small += [(codes[first[i]], codes[second[i]], float(common[i] / 1e4)) for i in np.flatnonzero(share > DRAWN)]
    return small


def by_point(shapes: NDArray[np.object_], cover: Parts, progress: Progress = no_progress) -> Shares:
    """Each feature (m,) whole in the first unit that holds a point of it: points, buildings."""
    found = first_cover(shapely.point_on_surface(shapes), cover, progress)
    feature = np.flatnonzero(found >= 0)
    return Shares(feature, found[feature], np.ones(len(feature)))


def by_measure(shapes: NDArray[np.object_], cover: Parts, progress: Progress = no_progress) -> Shares:
    """Each line or polygon (m,) shared between the units by length or by area; coordinates in metres."""
    dimension = int(shapely.get_dimensions(shapes).max(initial=0))
    measure = shapely.area if dimension == 2 else shapely.length
    whole = measure(shapes)
    feature, unit, amount = measure_pairs(shapes, cover, measure, progress)
    share = np.divide(amount, whole[feature], out=np.zeros(len(amount)), where=whole[feature] > 0)
    kept = share > SLIVER
    if dimension == 2:  # a unit that is small inside a large cell is no sliver
        own = np.bincount(cover.owner, weights=shapely.area(cover.shapes), minlength=cover.count)
        kept |= amount > SLIVER * own[unit]
    share = np.where(share > 1 - SLIVER, 1.0, share)
    return Shares(feature[kept], unit[kept], share[kept])


@dataclass(frozen=True)
class Amounts:
    """For each unit (n,): ``count`` features known, their ``weight``, and ``total``, the sum of value × weight; NaN without any."""

    count: Floats
    weight: Floats
    total: Floats

    @property
    def mean(self) -> Floats:
        """Total over weight; NaN where the weight is zero or unknown."""
        return np.divide(self.total, self.weight, out=np.full(len(self.total), np.nan), where=self.weight > 0)


def amounts(shares: Shares, value: Floats, weight: Floats, units: int) -> Amounts:
    """Sums over the features of ``value`` (m,) times ``weight`` (m,) times the share; NaN of either is left out."""
    known = np.isfinite(value[shares.feature]) & np.isfinite(weight[shares.feature])
    feature, unit, share = shares.feature[known], shares.unit[known], shares.share[known]
    found = np.bincount(unit, minlength=units)
    none = found == 0

    def summed(of: Floats) -> Floats:
        return np.where(none, np.nan, np.bincount(unit, weights=of, minlength=units))

    return Amounts(
        np.where(none, np.nan, found.astype(float)), summed(weight[feature] * share),
        summed(value[feature] * weight[feature] * share),
    )  # fmt: skip
