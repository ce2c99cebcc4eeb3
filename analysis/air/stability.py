# SPDX-License-Identifier: GPL-2.0-or-later
"""From wind, cloud and sun to the turbulence that R-LINE asks for.

Turner's method for the Pasquill class (Turner 1964; US EPA-454/R-99-005, tables 6-7 and 6-8), the Obukhov length from
the class and the roughness, friction velocity from the wind profile.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .emission_factors import Floats
from .rline import KAPPA, similarity

NEUTRAL_LENGTH = 1e5
DISPLACEMENT = 5.0  # times z0, R-LINE's own default
MIXING_HEIGHT = 800.0  # m
# Obukhov length (m) of the classes A to F: coefficient and power of z0 (after Pasquill, 1974).
LENGTHS = ((-11.4, 0.10), (-26.0, 0.17), (-123.0, 0.30), (NEUTRAL_LENGTH, 0.0), (123.0, 0.30), (26.0, 0.17))
# Upper bounds of the speed classes (m/s), and the class (1 is A) for a net radiation index of 4, 3, 2, 1, 0, -1, -2.
SPEED_CLASSES = (0.8, 1.9, 2.9, 3.4, 3.9, 4.9, 5.5, 6.0, np.inf)
TURNER = np.array(
    [
        [1, 1, 2, 3, 4, 6, 7], [1, 2, 2, 3, 4, 6, 7], [1, 2, 3, 4, 4, 5, 6], [2, 2, 3, 4, 4, 5, 6], [2, 2, 3, 4, 4, 4, 5],
        [2, 3, 3, 4, 4, 4, 5], [3, 3, 4, 4, 4, 4, 5], [3, 3, 4, 4, 4, 4, 4], [3, 4, 4, 4, 4, 4, 4],
    ]
)  # fmt: skip


def solar_elevation(time: pd.DatetimeIndex, latitude: float, longitude: float) -> Floats:
    """Height of the sun (degrees) at UTC times, to a quarter of a degree (Spencer 1971)."""
    angle = 2 * np.pi * (time.dayofyear.to_numpy() - 1) / 365
    declination = (
        0.006918 - 0.399912 * np.cos(angle) + 0.070257 * np.sin(angle) - 0.006758 * np.cos(2 * angle)
        + 0.000907 * np.sin(2 * angle) - 0.002697 * np.cos(3 * angle) + 0.00148 * np.sin(3 * angle)
    )  # fmt: skip
    equation = 229.18 * (
        0.000075
        + 0.001868 * np.cos(angle)
        - 0.032077 * np.sin(angle)
        - 0.014615 * np.cos(2 * angle)
        - 0.040849 * np.sin(2 * angle)
    )
    minutes = 60 * time.hour.to_numpy() + time.minute.to_numpy() + equation + 4 * longitude
    hour_angle = np.deg2rad(minutes / 4 - 180)
    lat = np.deg2rad(latitude)
    sine = np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(hour_angle)
    return np.rad2deg(np.arcsin(np.clip(sine, -1, 1)))


def pasquill(speed: Floats, cloud: Floats, elevation: Floats) -> np.ndarray:
    """The class of each hour, 0 for A to 5 for F; an unknown cloud counts as half covered."""
    covered = np.where(np.isfinite(cloud), cloud, 0.5)
    insolation = np.select([elevation > 60, elevation > 35, elevation > 15, elevation > 0], [4, 3, 2, 1], 0)
    by_day = np.where(covered <= 0.5, insolation, np.maximum(insolation - 1, 1))
    by_day = np.where(covered >= 0.99, 0, by_day)
    by_night = np.where(covered >= 0.99, 0, np.where(covered > 0.4, -1, -2))
    index = np.where(elevation > 0, by_day, by_night)
    row = np.searchsorted(SPEED_CLASSES, speed, side="right")
    return np.minimum(TURNER[np.minimum(row, 8), 4 - index], 6) - 1


def obukhov_length(pasquill_class: int, z0: float) -> float:
    """Obukhov length (m) of a class (0 for A) over a roughness ``z0`` (m)."""
    coefficient, power = LENGTHS[pasquill_class]
    return float(coefficient * z0**power)


@dataclass(frozen=True)
class Hour:
    """What R-LINE asks of an hour; see :class:`rline.Met`."""

    ustar: float
    wstar: float
    zi: float
    L: float
    z0: float
    d: float
    ws: float
    wd: float
    zref: float


def hour(speed: float, direction: float, pasquill_class: int, z0: float, zref: float) -> Hour:
    """An hour of wind ``speed`` (m/s at ``zref`` m) from ``direction``, in a class, over a roughness."""
    length = obukhov_length(pasquill_class, z0)
    displacement = DISPLACEMENT * z0
    ustar = speed / float(similarity(np.asarray(float(zref)), 1.0, length, z0, displacement))
    wstar = ustar * (MIXING_HEIGHT / (KAPPA * -length)) ** (1 / 3) if length < 0 else 0.0
    return Hour(ustar, wstar, MIXING_HEIGHT, length, z0, displacement, speed, direction, zref)
