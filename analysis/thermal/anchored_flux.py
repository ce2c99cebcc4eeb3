# SPDX-License-Identifier: GPL-2.0-or-later
"""Flux of roofs from roofs whose transmittance is known: camera, air and sky cancel where they are the same for all.

From the balance, q = q_r + (hc + hr) (Ts – T_r). It was not found in the literature and has not been tried on real
imagery: with twenty anchors or more the line is fitted and must be significant, else nothing is given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from .roof_balance import SIGMA, U_BOUNDS, ZERO, Night, surface_of, transmittance

Floats = NDArray[np.float64]
LEAST_ANCHORS, LEAST_FITTED = 5, 20
SIGNIFICANT, LEAST_EXPLAINED = 0.01, 0.3
WINDY, TOO_WINDY = 2.0, 3.0  # m/s
DRAWS, SEED = 200, 20260101
INSIDE_SPREAD = 1.5  # K: inside temperatures differ from home to home


@dataclass(frozen=True)
class Anchoring:
    """q = ``exchange`` (Ts – ``zero``): W/m²/K and °C, with how it was found.

    ``fitted``: by regression; ``explained``: share of the variance of the anchors; ``residual``: standard deviation (K) of
    anchors around the line, each left out in turn.
    """

    exchange: float
    zero: float
    anchors: int
    fitted: bool
    explained: float
    residual: float


@dataclass(frozen=True)
class RoofFlux:
    """For each roof (n,): flux (W/m²), U (W/m²/K) and its 10th and 90th percentiles; NaN where the temperature is."""

    flux: Floats
    u: Floats
    u_low: Floats
    u_high: Floats


def refuse_wind(wind: float) -> None:
    """Raise ``DataError`` above 3 m/s: roofs of U 0.2 and 2.5 then differ by less than 3 K."""
    if wind > TOO_WINDY:
        raise DataError(
            noop("With a wind of {wind} m/s, good and bad roofs differ by less than 3 K: a flux would mislead. Use the classes of “Heat loss of roofs”."),
            wind=f"{wind:g}",
        )  # fmt: skip


def anchor(surface: Floats, u: Floats, emissivity: Floats, night: Night) -> Anchoring:
    """The line through anchors (k,) of known ``u`` (W/m²/K) and read ``surface`` (°C).

    Raises ``DataError`` when there are fewer than five, or when twenty or more do not make a significant line.
    """
    from scipy import stats

    good = np.isfinite(surface) & (u >= U_BOUNDS[0]) & (u <= U_BOUNDS[1])
    surface, u, emissivity = surface[good], u[good], emissivity[good]
    count = len(surface)
    if count < LEAST_ANCHORS:
        raise DataError(
            noop("Only {count} roofs have a known U and a reading: {least} are needed. Join DPE or BDNB that carry u_plancher_haut, or keep to the classes."),
            count=count, least=LEAST_ANCHORS,
        )  # fmt: skip
    _expected, loss = surface_of(u, emissivity, night)
    radiation = 4 * float(emissivity.mean()) * SIGMA * (float(np.median(surface)) + ZERO) ** 3
    if count < LEAST_FITTED:
        exchange = night.convection + radiation
        zero = surface - loss / exchange
        return Anchoring(exchange, float(np.median(zero)), count, False, float("nan"), float(np.std(zero, ddof=1)))
    found = stats.theilslopes(surface, loss)
    correlation = stats.spearmanr(loss, surface)
    line = found.intercept + found.slope * loss
    explained = 1 - float(np.sum((surface - line) ** 2) / max(np.sum((surface - surface.mean()) ** 2), 1e-12))
    if not (found.slope > 0 and correlation.pvalue < SIGNIFICANT and explained >= LEAST_EXPLAINED):
        raise DataError(
            noop("On the {count} roofs of known U, the thermography does not follow U (explained {explained} %, p {p}): a flux would mislead. Keep to the classes."),
            count=count, explained=f"{100 * max(explained, 0):.0f}", p=f"{correlation.pvalue:.3f}",
        )  # fmt: skip
    left_out = []
    for number in range(count):
        rest = np.arange(count) != number
        own = stats.theilslopes(surface[rest], loss[rest])
        left_out.append(surface[number] - own.intercept - own.slope * loss[number])
    return Anchoring(1 / float(found.slope), float(found.intercept), count, True, explained, float(np.std(left_out)))


def roof_flux(surface: Floats, error: Floats, anchoring: Anchoring, night: Night) -> RoofFlux:
    """Flux and U of roofs (n,), with percentiles 10 and 90 of :data:`DRAWS` draws.

    Drawn: the reading (``error`` (n,), K), the line (its residual over the root of the anchors, and 15 % on the exchange when
    it was not fitted), the inside temperature (1.5 K). What anchors and roof do not share, wind, sky or camera, is in the
    residual of the anchors.
    """
    chance = np.random.default_rng(SEED)
    central = anchoring.exchange * (surface - anchoring.zero)
    u = transmittance(surface, central, night.inside)
    drawn = np.empty((DRAWS, len(surface)))
    for row in drawn:
        own = surface + chance.normal(0, 1, len(surface)) * np.hypot(error, anchoring.residual)
        zero = anchoring.zero + chance.normal(0, anchoring.residual / np.sqrt(anchoring.anchors))
        share = 0.15 if not anchoring.fitted else 1 / np.sqrt(anchoring.anchors)
        exchange = anchoring.exchange * max(1 + share * chance.normal(), 0.2)
        row[:] = transmittance(
            own, exchange * (own - zero), night.inside + INSIDE_SPREAD * chance.normal(0, 1, len(surface))
        )
    low, high = np.quantile(drawn, (0.1, 0.9), axis=0)
    lost = np.isnan(surface)
    return RoofFlux(central, np.where(lost, np.nan, u), np.where(lost, np.nan, low), np.where(lost, np.nan, high))


def yearly_loss(u: Floats, area: Floats, degree_hours: float, reduction: float, gains: float) -> Floats:
    """Useful heat lost by the roof in a year (kWh): b U A DH / 1000, less the share of free gains."""
    return np.asarray(reduction * u * area * degree_hours / 1000 * (1 - gains))
