# SPDX-License-Identifier: GPL-2.0-or-later
"""A change of traffic on some roads: what it becomes, and who gains or loses by it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .emission_factors import Floats
from .road_emissions import Traffic

FELT = 0.1  # µg/m³: a smaller change is not told from none


@dataclass(frozen=True)
class Change:
    """What happens to the chosen roads; None for nothing. ``traffic_pct`` is a change (-20 for a fifth less)."""

    traffic_pct: float = 0.0
    hgv_share_pct: float | None = None
    speed_kmh: float | None = None
    closed_to_hgv: bool = False


def changed(traffic: Traffic, chosen: NDArray[np.bool_], change: Change) -> Traffic:
    """The traffic after, on the roads ``chosen`` (n,); the others keep theirs.

    A new speed is a limit: roads that are slower stay so. Closed to heavy vehicles, a road loses them: its traffic falls
    by as much, and they are not put elsewhere.
    """
    aadt = np.where(chosen, traffic.aadt * (1 + change.traffic_pct / 100), traffic.aadt)
    share = traffic.hgv_pct
    if change.hgv_share_pct is not None:
        share = np.where(chosen, change.hgv_share_pct, share)
    if change.closed_to_hgv:
        aadt = np.where(chosen, aadt * (1 - share / 100), aadt)
        share = np.where(chosen, 0.0, share)
    speed = traffic.speed_kmh
    if change.speed_kmh is not None:
        speed = np.where(chosen, np.minimum(speed, change.speed_kmh), speed)
    return Traffic(aadt, share, speed, traffic.length_m)


@dataclass(frozen=True)
class Effect:
    """People who breathe less, more, or more than a limit before and after; change of the weighted mean (µg/m³)."""

    gain: float
    lose: float
    above_before: float
    above_after: float
    mean_change: float


def effect(before: Floats, after: Floats, people: Floats, limit: float) -> Effect:
    """Who gains and who loses; concentrations (n,) in µg/m³, people (n,); unknown ones are left out."""
    known = np.isfinite(before) & np.isfinite(after) & np.isfinite(people)
    b, a, who = before[known], after[known], people[known]
    total = who.sum()
    return Effect(
        float(who[a < b - FELT].sum()),
        float(who[a > b + FELT].sum()),
        float(who[b > limit].sum()),
        float(who[a > limit].sum()),
        float((who * (a - b)).sum() / total) if total else float("nan"),
    )
