# SPDX-License-Identifier: GPL-2.0-or-later
"""Concentrations beside line sources, one hour at a time: the equations of R-LINE v1.2.

Snyder et al. (2013), "RLINE: a line source dispersion model for near-surface releases", Atmospheric Environment 77;
Venkatram et al. (2013), "Re-formulation of plume spread for near-surface dispersion", ibid. The integral along a line
is taken by tanh-sinh quadrature, between the points where the integrand turns: where the wind crosses the receptor,
where the receptor is straight downwind, and the nearest point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

Floats = NDArray[np.float64]

KAPPA = 0.4
SIGMA_V_MIN = 0.2  # m/s: without it EPA's own outputs for stable hours are missed by up to 60 %
MICROGRAMS = 1e6
MEANDER_RADIUS = 1.0  # m: a part of the formula of the meander, whose integrand is not bounded below
PAIRS_AT_ONCE = 20_000
FIRST_LEVEL, LAST_LEVEL = 2, 6
TOLERANCE = 1e-7
FIXED_POINT_TURNS = 40


class Met(Protocol):
    """One hour of weather: u* and w* (m/s), mixing height (m, not used by v1.2), Obukhov length L (m), roughness z0,
    displacement d (m), wind speed ws (m/s) at zref (m), wd the direction it comes from (degrees clockwise from north).
    """

    @property
    def ustar(self) -> float: ...

    @property
    def wstar(self) -> float: ...

    @property
    def zi(self) -> float: ...

    @property
    def L(self) -> float: ...

    @property
    def z0(self) -> float: ...

    @property
    def d(self) -> float: ...

    @property
    def ws(self) -> float: ...

    @property
    def wd(self) -> float: ...

    @property
    def zref(self) -> float: ...


def hourly_concentration(receptors: Any, sources: Any, met: Any) -> Floats:
    """Concentration of one hour, or of each hour of a sequence.

    ``receptors`` (n, 3): x, y, z in m. ``sources`` (m, 8): x1, y1, z1, x2, y2, z2, initial sigma_z (m), q (g/m/s).
    ``met``: a :class:`Met` or a sequence of them. Returns µg/m³, (n,) or (hours, n). Raises ``ValueError`` for a wrong
    shape. Nothing is floored here: neither the distance nor the wind.
    """
    places = np.atleast_2d(np.asarray(receptors, dtype=float))
    lines = np.atleast_2d(np.asarray(sources, dtype=float))
    if places.shape[1] != 3 or lines.shape[1] != 8:
        raise ValueError("receptors are (n, 3) and sources (m, 8)")
    if isinstance(met, Sequence):
        return np.array([_one_hour(places, lines, hour) for hour in met])
    return _one_hour(places, lines, met)


def offset_line(x1: float, y1: float, x2: float, y2: float, offset: float) -> tuple[float, float, float, float]:
    """A line moved by ``offset`` m to the right of begin → end. Raises ``ValueError`` for a line without length."""
    length = float(np.hypot(x2 - x1, y2 - y1))
    if length == 0:
        raise ValueError("a line without length has no right side")
    east, north = offset * (y2 - y1) / length, -offset * (x2 - x1) / length
    return x1 + east, y1 + north, x2 + east, y2 + north


def point_kernel(
    distance: Floats, angle: Floats, height: float, receptor_height: float, sigma_z0: float, met: Met
) -> Floats:
    """Concentration (µg/m³) at ``distance`` (m) of a point of 1 g/s, broadcast.

    ``angle`` (radians) is the one between the wind's own direction and the way from the source to the receptor.
    """
    flow = _Flow(met)
    x, y = distance * np.cos(angle), distance * np.sin(angle)
    return MICROGRAMS * flow.point(x, y, np.full_like(x, height), receptor_height, np.full_like(x, sigma_z0))


def vertical_term(sigma_z: Any, speed: Any, height: Any, receptor_height: Any) -> Any:
    """Vertical part of a plume reflected by the ground, s/m²: concentration of an infinite line of 1 g/m/s across the wind."""
    below, above = height - receptor_height, height + receptor_height
    spread = 2 * sigma_z**2
    return np.sqrt(2 / np.pi) * (np.exp(-(below**2) / spread) + np.exp(-(above**2) / spread)) / (2 * sigma_z * speed)


def lateral_term(sigma_y: Any, y_begin: Any, y_end: Any) -> Any:
    """Share of a Gaussian plume between two offsets across the wind: 1 for an infinite line."""
    return (erf(y_end / (np.sqrt(2) * sigma_y)) - erf(y_begin / (np.sqrt(2) * sigma_y))) / 2


class _Flow:
    """The wind and the spread of one hour."""

    def __init__(self, met: Met) -> None:
        self.met = met
        self.sigma_v = max(float(np.hypot(0.6 * max(met.wstar, 0.0), 1.9 * met.ustar)), SIGMA_V_MIN)
        self._scale = met.ws / float(self._similarity(np.asarray(float(met.zref))))
        self._stable = met.L > 0

    def wind(self, height: Floats) -> Floats:
        """Mean wind at ``height``, from similarity, scaled to the measured one."""
        return self._scale * self._similarity(height)

    def _similarity(self, height: Floats) -> Floats:
        met = self.met
        profile = similarity(height, met.ustar, met.L, met.z0, met.d)
        # At and below the displacement height the model knows the turbulence only.
        return np.where(height <= met.d, np.sqrt(2.0) * self.sigma_v, profile)

    def spread(self, distance: Floats, height: Floats, sigma_z0: Floats) -> tuple[Floats, Floats, Floats]:
        """Total sigma_z, sigma_z without the initial one, and effective wind, at ``distance`` ≥ 0 of the source.

        The spread depends on the wind at the plume's mean height, which depends on the spread: a fixed point.
        """
        speed = np.maximum(self.wind(height), 1e-9)
        total = own = np.zeros_like(distance)
        for _turn in range(FIXED_POINT_TURNS):
            own = self._sigma_z(distance, speed)
            total = np.maximum(np.hypot(own, sigma_z0), 1e-9)
            mean = np.sqrt(2 / np.pi) * total * np.exp(-0.5 * (height / total) ** 2)
            mean += height * erf(height / (np.sqrt(2) * total))
            following = np.hypot(np.sqrt(2) * self.sigma_v, self.wind(np.maximum(mean, height)))
            change = np.max(np.abs(following / speed - 1), initial=0.0)
            speed = following
            if change < 1e-6:
                break
        return total, own, speed

    def _sigma_z(self, distance: Floats, speed: Floats) -> Floats:
        met = self.met
        grown = 0.57 * met.ustar / speed * distance
        if self._stable:
            return grown / (1 + 3.0 * met.ustar / speed * (distance / met.L) ** (2 / 3))
        return grown * (1 + 1.5 * met.ustar / speed * distance / abs(met.L))

    def sigma_y(self, own: Floats) -> Floats:
        met = self.met
        straight = 1.6 * self.sigma_v / met.ustar * own
        if self._stable:
            return straight * (1 + 2.5 * own / abs(met.L))
        return straight / np.sqrt(1 + 1.0 * own / abs(met.L))

    def point(self, x: Floats, y: Floats, height: Floats, receptor_height: Any, sigma_z0: Floats) -> Floats:
        """Concentration (g/m³) of 1 g/s at ``x`` m upwind and ``y`` m across: a plume, and a meander all around."""
        total, own, speed = self.spread(np.abs(x), height, sigma_z0)
        downwind = x > 0
        sigma_y = np.maximum(self.sigma_y(own), 1e-12)
        gauss = np.exp(-0.5 * (y / sigma_y) ** 2) / (np.sqrt(2 * np.pi) * sigma_y)
        plume = np.where(downwind, vertical_term(total, speed, height, receptor_height) * gauss, 0.0)
        radius = np.maximum(np.hypot(x, y), MEANDER_RADIUS)
        around, _own, drift = self.spread(radius, height, sigma_z0)
        meander = vertical_term(around, drift, height, receptor_height) / (2 * np.pi * radius)
        random = np.minimum(2 * self.sigma_v**2 / speed**2, 1.0)
        return (1 - random) * plume + random * meander


def similarity(height: Floats, ustar: float, length: float, z0: float, displacement: float) -> Floats:
    """Mean wind (m/s) at ``height`` above the displacement, from Monin-Obukhov similarity."""
    above = np.maximum(height - displacement, 1e-12)
    return np.asarray(ustar / KAPPA * (np.log(above / z0) - _psi(above, length) + _psi(np.asarray(z0), length)))


def _psi(height: Floats, length: float) -> Floats:
    """Stability correction of the wind profile."""
    ratio = height / length
    if length > 0:
        return -17.0 * (1 - np.exp(-0.29 * ratio))
    x = (1 - 16.0 * ratio) ** 0.25
    return 2 * np.log((1 + x) / 2) + np.log((1 + x**2) / 2) - 2 * np.arctan(x) + np.pi / 2


def _one_hour(receptors: Floats, lines: Floats, met: Met) -> Floats:
    flow = _Flow(met)
    toward = np.deg2rad(met.wd)
    wind = -np.array([np.sin(toward), np.cos(toward)])
    found = np.zeros(len(receptors))
    at_once = max(1, PAIRS_AT_ONCE // len(lines))
    for start in range(0, len(receptors), at_once):
        some = receptors[start : start + at_once]
        pairs = _Pairs(some, lines, wind)
        along = _integrated(partial(pairs.integrand, flow), pairs.breaks())
        found[start : start + at_once] = (along * pairs.rate).reshape(len(some), len(lines)).sum(axis=1)
    return MICROGRAMS * found


class _Pairs:
    """Every receptor with every line, flattened: geometry in the frame of the wind (x downwind, y to its left)."""

    def __init__(self, receptors: Floats, lines: Floats, wind: Floats) -> None:
        count = len(receptors) * len(lines)

        def each(values: Floats) -> Floats:
            return np.broadcast_to(values, (len(receptors), len(lines))).reshape(count)

        east, north = receptors[:, :1] - lines[:, 0], receptors[:, 1:2] - lines[:, 1]
        run_east, run_north = lines[:, 3] - lines[:, 0], lines[:, 4] - lines[:, 1]
        self.x = each(east * wind[0] + north * wind[1])
        self.y = each(north * wind[0] - east * wind[1])
        self.run_x = each(run_east * wind[0] + run_north * wind[1])
        self.run_y = each(run_north * wind[0] - run_east * wind[1])
        self.z, self.rise = each(lines[:, 2]), each(lines[:, 5] - lines[:, 2])
        self.receptor_z = each(receptors[:, 2:3])
        self.sigma_z0 = each(lines[:, 6])
        length = np.sqrt(run_east**2 + run_north**2 + (lines[:, 5] - lines[:, 2]) ** 2)
        self.rate = each(lines[:, 7] * length)

    def breaks(self) -> Floats:
        """(pairs, 5): 0, the turning points in order, 1."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            across = self.x / self.run_x
            straight = self.y / self.run_y
            nearest = (self.x * self.run_x + self.y * self.run_y) / (self.run_x**2 + self.run_y**2)
        inner = np.nan_to_num(np.stack([across, straight, nearest], axis=1), nan=0.0, posinf=1.0, neginf=0.0)
        ends = np.broadcast_to([0.0, 1.0], (len(inner), 2))
        return np.sort(np.hstack([ends[:, :1], np.clip(inner, 0, 1), ends[:, 1:]]), axis=1)

    def integrand(self, flow: _Flow, t: Floats, chosen: NDArray[np.intp]) -> Floats:
        """Concentration of 1 g/s at the points ``t`` (k, nodes) of the pairs ``chosen`` (k,)."""
        x = self.x[chosen, None] - t * self.run_x[chosen, None]
        y = self.y[chosen, None] - t * self.run_y[chosen, None]
        height = self.z[chosen, None] + t * self.rise[chosen, None]
        sigma = np.broadcast_to(self.sigma_z0[chosen, None], t.shape)
        return flow.point(x, y, height, self.receptor_z[chosen, None], sigma)


def _integrated(integrand: Callable[[Floats, NDArray[np.intp]], Floats], breaks: Floats) -> Floats:
    """The integral over [0, 1] of each row, refined where two levels of the quadrature still differ."""
    found = np.zeros(len(breaks))
    left = np.arange(len(breaks))
    for level in range(FIRST_LEVEL, LAST_LEVEL + 1):
        nodes, weights = _tanh_sinh(level)
        before = found[left]
        total = np.zeros(len(left))
        for interval in range(breaks.shape[1] - 1):
            begin, width = breaks[left, interval], np.diff(breaks[left, interval : interval + 2], axis=1)[:, 0]
            some = np.flatnonzero(width > 0)
            if len(some):
                t = begin[some, None] + width[some, None] * nodes
                total[some] += width[some] * (integrand(t, left[some]) @ weights)
        found[left] = total
        if level > FIRST_LEVEL:
            left = left[np.abs(total - before) > TOLERANCE * np.abs(total)]
        if not len(left):
            break
    return found


@cache
def _tanh_sinh(level: int) -> tuple[Floats, Floats]:
    """Nodes in (0, 1) and weights, with step 2^-level (Takahasi and Mori, 1974)."""
    step = 2.0**-level
    tau = step * np.arange(-int(3.3 / step), int(3.3 / step) + 1)
    inner = np.pi / 2 * np.sinh(tau)
    nodes = 1 / (1 + np.exp(-2 * inner))
    weights = step * np.pi / 4 * np.cosh(tau) / np.cosh(inner) ** 2
    return nodes, weights / weights.sum()
