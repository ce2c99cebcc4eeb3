# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts and rates of each theme by unit, from the features of its results. NaN where no result tells anything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .units import Floats, Shares, amounts

LIMIT_2030 = 20.0  # µg/m³ of NO2 a year, directive (EU) 2024/2881
LEAST_HOUSEHOLDS = 11  # nothing is told of fewer homes (INSEE's rule)
LEAST_PEOPLE = 11  # fewer cannot be told from nobody where people are shared by area (INSEE's rule)
NO2_STEP, SHARE_STEP, KM_STEP = 0.5, 1.0, 0.1  # µg/m³, %, km for 1,000 inhabitants: what ranks may tell apart
CALM = 2  # level of traffic stress that most adults accept (Furth)


@dataclass(frozen=True)
class ThemeFigures:
    """``columns`` by name (n,), and ``need`` (n,): higher where more is to be done, rounded to what it can tell. ``masked`` where homes are too few."""

    columns: dict[str, Floats]
    need: Floats
    masked: NDArray[np.bool_] | None = None


def rate(amount: Floats, base: Floats, per: float) -> Floats:
    """``per`` × amount / base; NaN where the base is unknown or zero."""
    return np.divide(per * amount, base, out=np.full(len(amount), np.nan), where=base > 0)


def told(need: Floats, step: float) -> Floats:
    """``need`` to the nearest multiple of ``step``: ranks must not tell apart what the result cannot."""
    return np.round(need / step) * step


def of_people(need: Floats, people: Floats) -> Floats:
    """``need``, 0 where fewer than 11 ``people`` have it; NaN stays."""
    return np.where((people < LEAST_PEOPLE) & np.isfinite(need), 0.0, need)


def receptors(shares: Shares, no2: Floats, weight: Floats, people: bool, units: int) -> ThemeFigures:
    """Mean NO2 (µg/m³) of receptors (m,) by unit, weighted by ``weight``, and people above the limit of 2030.

    ``people``: the weight is a number of inhabitants; otherwise nobody is counted.
    """
    means = amounts(shares, no2, weight, units)
    above = amounts(shares, np.where(np.isnan(no2), np.nan, no2 > LIMIT_2030), weight, units)
    # Receptors where nobody lives have no mean of people; they have a plain one.
    plain = amounts(shares, no2, np.ones(len(no2)), units)
    no2_mean = np.where(np.isnan(means.mean), np.nan if people else plain.mean, means.mean)
    nothing = np.full(units, np.nan)
    return ThemeFigures(
        {
            "air_receptors": plain.count, "air_people": means.weight if people else nothing,
            "air_exposed": above.total if people else nothing,
            "air_exposed_pct": rate(above.total, above.weight, 100) if people else nothing, "no2_ug_m3": no2_mean,
        },
        told(no2_mean, NO2_STEP),
    )  # fmt: skip


def study_bands(shares: Shares, people: Floats, inhabitants: Floats, units: int) -> ThemeFigures:
    """People of study bands (m,), shared by area, by unit, and their share of its ``inhabitants`` (n,)."""
    total = amounts(shares, people, np.ones(len(people)), units).total
    share = rate(total, inhabitants, 100)
    return ThemeFigures({"band_people": total, "band_people_pct": share}, of_people(told(share, SHARE_STEP), total))


def roofs(shares: Shares, loss_class: Floats, homes: Floats, units: int) -> ThemeFigures:
    """Share (%) of ranked roofs (m,) in the two warmest classes, by unit.

    Nothing is told of units with fewer than 11 homes (``homes`` (m,), NaN as none), or whose ranked roofs have fewer.
    """
    top = np.nanmax(loss_class) if np.isfinite(loss_class).any() else np.inf
    warm = np.where(np.isnan(loss_class), np.nan, loss_class >= top - 1)
    held = np.nan_to_num(homes)
    ranked = amounts(shares, warm, np.ones(len(warm)), units)
    described = amounts(shares, np.where(np.isnan(warm), np.nan, 1.0), held, units).total
    living = amounts(shares, np.ones(len(held)), held, units).total
    few = np.isfinite(living) & ((living < LEAST_HOUSEHOLDS) | (np.nan_to_num(described) < LEAST_HOUSEHOLDS))
    shown = {"households": living, "roofs_ranked": ranked.count, "warm_pct": 100 * ranked.mean}
    columns = {name: np.where(few, np.nan, values) for name, values in shown.items()}
    return ThemeFigures(columns, told(columns["warm_pct"], SHARE_STEP), few)


def carpool_access(shares: Shares, people: Floats, without: NDArray[np.bool_], units: int) -> ThemeFigures:
    """People of cells (m,), shared by area, ``without`` a carpool area in time, and their share (%) by unit."""
    found = amounts(shares, without.astype(float), people, units)
    share = rate(found.total, found.weight, 100)
    return ThemeFigures(
        {"carpool_people": found.weight, "carpool_unserved": found.total, "carpool_unserved_pct": share},
        of_people(told(share, SHARE_STEP), found.total),
    )


def carpool_potential(shares: Shares, users: Floats, inhabitants: Floats, units: int) -> ThemeFigures:
    """Potential carpoolers a day of the areas (m,) of each unit, and for 1,000 of its ``inhabitants`` (n,)."""
    found = amounts(shares, users, np.ones(len(users)), units)
    per = rate(found.total, inhabitants, 1000)
    return ThemeFigures(
        {"carpool_areas": found.count, "carpool_users": found.total, "carpool_users_per_1000": per},
        of_people(told(per, SHARE_STEP), found.total),
    )


def cycle_access(shares: Shares, people: Floats, low_share_pct: Floats, units: int) -> ThemeFigures:
    """Part (%) of the places that people of cells (m,) reach on calm streets, weighted by people; little is a need."""
    found = amounts(shares, low_share_pct, people, units)
    return ThemeFigures({"cycle_people": found.weight, "low_share_pct": found.mean}, -told(found.mean, SHARE_STEP))


def cycle_stress(shares: Shares, length_m: Floats, stress: Floats, units: int) -> ThemeFigures:
    """Share (%) of the length of streets (m,) whose stress is above 2, and their kilometres, by unit."""
    loud = amounts(shares, np.where(np.isnan(stress), np.nan, stress > CALM), length_m, units)
    share = rate(loud.total, loud.weight, 100)
    return ThemeFigures(
        {"streets_km": loud.weight / 1000, "stressful_km": loud.total / 1000, "stressful_pct": share},
        told(share, SHARE_STEP),
    )


def cycle_facilities(shares: Shares, axis_km: Floats, inhabitants: Floats, units: int) -> ThemeFigures:
    """Kilometres of facilities of zones (m,), shared by area, and for 1,000 ``inhabitants`` (n,); few are a need."""
    total = amounts(shares, axis_km, np.ones(len(axis_km)), units).total
    per = rate(total, inhabitants, 1000)
    return ThemeFigures({"facilities_km": total, "facilities_km_per_1000": per}, -told(per, KM_STEP))
