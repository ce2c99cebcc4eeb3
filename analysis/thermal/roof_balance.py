# SPDX-License-Identifier: GPL-2.0-or-later
"""Heat balance of a roof on a clear, still night; temperatures in °C, fluxes in W/m².

Outer surface, steady state: q = hc (Ts – Ta) + ε σ (Ts⁴ – F Tsky⁴ – (1 – F) Ta⁴). ISO 6946 for hc = 4 + 4 v and
Rse = 0.04 m²K/W (as City Energy Analyst has them); sky by Clark and Allen (1978) and Walton (1983), as EnergyPlus.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
SIGMA = 5.670374419e-8  # W/m²/K⁴, CODATA 2018
ZERO = 273.15
RSE = 0.04  # m²K/W
U_BOUNDS = (0.05, 4.0)  # W/m²/K


@dataclass(frozen=True)
class Night:
    """What is known of the night: air, dew point (°C), cloud (tenths), wind at the roofs (m/s), inside air (°C), sky view."""

    air: float
    dew_point: float
    cloud: float = 0.0
    wind: float = 1.0
    inside: float = 19.0
    sky_view: float = 1.0

    @property
    def sky(self) -> float:
        """Temperature of the sky (°C)."""
        return float(sky_temperature(self.air, self.dew_point, self.cloud))

    @property
    def convection(self) -> float:
        """hc (W/m²/K)."""
        return 4.0 + 4.0 * self.wind


def black_body(temperature: ArrayLike) -> Floats:
    """σT⁴ (W/m²)."""
    return np.asarray(SIGMA * (np.asarray(temperature, dtype=float) + ZERO) ** 4)


def sky_temperature(air: ArrayLike, dew_point: ArrayLike, cloud: ArrayLike) -> Floats:
    """Temperature (°C) of a black sky that sends as much."""
    n = np.asarray(cloud, dtype=float)
    dew = np.asarray(dew_point, dtype=float) + ZERO
    emissivity = (0.787 + 0.764 * np.log(dew / ZERO)) * (1 + 0.022 * n - 0.0035 * n**2 + 0.00028 * n**3)
    return np.asarray((np.asarray(air, dtype=float) + ZERO) * emissivity**0.25 - ZERO)


def kinetic(brightness: ArrayLike, emissivity: ArrayLike, night: Night) -> Floats:
    """Temperature of the surface from the one a camera reads in 8–14 µm, taken as grey (good to about 0.5 K above 0.9)."""
    e = np.asarray(emissivity, dtype=float)
    around = night.sky_view * (night.sky + ZERO) ** 4 + (1 - night.sky_view) * (night.air + ZERO) ** 4
    left = ((np.asarray(brightness, dtype=float) + ZERO) ** 4 - (1 - e) * around) / e
    return np.asarray(np.maximum(left, 0.0) ** 0.25 - ZERO)


def flux(surface: ArrayLike, emissivity: ArrayLike, night: Night) -> Floats:
    """What a roof loses by its outer surface (W/m²)."""
    t = np.asarray(surface, dtype=float)
    around = night.sky_view * black_body(night.sky) + (1 - night.sky_view) * black_body(night.air)
    return np.asarray(night.convection * (t - night.air) + np.asarray(emissivity) * (black_body(t) - around))


def surface_of(u: ArrayLike, emissivity: ArrayLike, night: Night) -> tuple[Floats, Floats]:
    """(surface temperature, flux) of a roof of transmittance ``u`` (W/m²/K), by Newton's method."""
    resistance = 1 / np.asarray(u, dtype=float) - RSE
    e = np.broadcast_to(np.asarray(emissivity, dtype=float), resistance.shape)
    t = np.full(resistance.shape, night.air)
    for _turn in range(50):
        missing = flux(t, e, night) - (night.inside - t) / resistance
        slope = night.convection + 4 * e * SIGMA * (t + ZERO) ** 3 + 1 / resistance
        t = t - missing / slope
        if np.max(np.abs(missing), initial=0.0) < 1e-9:
            break
    return t, (night.inside - t) / resistance


def transmittance(surface: ArrayLike, loss: ArrayLike, inside: ArrayLike) -> Floats:
    """U (W/m²/K) from the temperature of the surface and the flux, held within :data:`U_BOUNDS`; a null flux is the lowest."""
    q = np.asarray(loss, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        u = 1 / ((np.asarray(inside) - np.asarray(surface)) / q + RSE)
    return np.asarray(np.clip(np.where(q <= 0, U_BOUNDS[0], u), *U_BOUNDS))
