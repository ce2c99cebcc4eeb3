# SPDX-License-Identifier: GPL-2.0-or-later
"""A year of weather folded into one table: the mean concentration around a point of road, by distance and direction.

The model is linear and the weather is the same over a corridor, so all hours are weighted first and once; a receptor
then costs one look-up for each point of road, whatever the number of hours.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from .emission_factors import Floats
from .rline import point_kernel
from .stability import hour, pasquill, solar_elevation
from .weather import CALM, Weather

NEAREST, FARTHEST, RINGS, DEGREES = 1.0, 3_000.0, 96, 360
SPEED_RATIO = 1.12  # between two speed classes: the mean of 1/U is kept inside each
FORMAT = "atlas-pcaet-kernel-1"

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Kernel:
    """``table`` (RINGS, DEGREES): r · K(r, θ), µg/m² for a steady 1 g/s, θ the azimuth from the source to the receptor.

    ``facts`` says what it was made of; it travels with every result.
    """

    table: Floats
    facts: dict[str, Any]

    @property
    def rings(self) -> Floats:
        """Distances of the rows (m)."""
        return ring_distances()

    def at(self, east: Floats, north: Floats) -> Floats:
        """K (µg/m³ for 1 g/s) for receptors at ``east``, ``north`` m of their source, broadcast; nothing is cut off."""
        distance = np.maximum(np.hypot(east, north), NEAREST)
        row = np.log(np.minimum(distance, FARTHEST) / NEAREST) * ((RINGS - 1) / np.log(FARTHEST / NEAREST))
        column = np.degrees(np.arctan2(east, north)) % 360
        low = np.minimum(row.astype(np.intp), RINGS - 2)
        left = column.astype(np.intp) % DEGREES
        right = (left + 1) % DEGREES
        down, along = row - low, column - np.floor(column)
        near = self.table[low, left] * (1 - along) + self.table[low, right] * along
        far = self.table[low + 1, left] * (1 - along) + self.table[low + 1, right] * along
        return np.asarray((near * (1 - down) + far * down) / distance)

    def save(self, path: str | Path) -> None:
        """Write the kernel: numbers and text, nothing that runs."""
        with Path(path).open("wb") as file:
            np.savez_compressed(file, format=FORMAT, table=self.table, facts=json.dumps(self.facts, ensure_ascii=False))

    @classmethod
    def load(cls, path: str | Path) -> Kernel:
        """Read a kernel. Raises ``DataError`` naming the file when it is not one."""
        file = Path(path)
        try:
            with np.load(file) as stored:
                if str(stored["format"]) != FORMAT or stored["table"].shape != (RINGS, DEGREES):
                    raise KeyError("format")
                return cls(stored["table"], json.loads(str(stored["facts"])))
        except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise DataError(
                noop("“{file}” is not a wind kernel: make one with “Wind kernel”."), file=file.name
            ) from error


@dataclass(frozen=True)
class Release:
    """Heights (m) of the emission and of the receptors, and initial vertical spread (m) behind vehicles."""

    height: float = 0.7
    sigma_z0: float = 2.0
    receptor_height: float = 1.5


def ring_distances() -> Floats:
    """Distances of the rows of a kernel (m)."""
    return np.geomspace(NEAREST, FARTHEST, RINGS)


def traffic_weights(time: pd.DatetimeIndex, profile: Floats, local_time: bool) -> Floats:
    """For each hour, the traffic of its hour of the day over the mean one (n,); ``profile`` (24,) sums to any total."""
    clock = (
        time.hour.to_numpy() if local_time else (time + pd.to_timedelta(paris_offset(time), unit="h")).hour.to_numpy()
    )
    return (profile / profile.mean())[clock]


def paris_offset(time: pd.DatetimeIndex) -> Floats:
    """Hours to add to UTC for the legal time of mainland France (n,): 2 from the last Sunday of March to October's."""
    offset = np.ones(len(time))
    for year in np.unique(time.year):
        begin, end = (_last_sunday(int(year), month) for month in (3, 10))
        offset[(time >= begin) & (time < end)] = 2
    return offset


def _last_sunday(year: int, month: int) -> pd.Timestamp:
    last = pd.Timestamp(year, month, 31, 1)  # the change is at 1 h UTC
    return last - pd.Timedelta(days=(last.weekday() + 1) % 7)


@dataclass(frozen=True)
class Classes:
    """Hours by stability and speed: representative speed (k,), Pasquill class (k,), weight by degree of origin (k, 360)."""

    speed: Floats
    stability: np.ndarray
    origin: Floats


def wind_classes(weather: Weather, weights: Floats, stability: np.ndarray) -> Classes:
    """Hours gathered by stability and narrow classes of speed; weights sum to one.

    A direction between two degrees is shared between them; one of multiples of ten only is spread over its ten degrees;
    a wind without direction over all.
    """
    speed = np.maximum(weather.speed, CALM)
    band = np.floor(np.log(speed / CALM) / np.log(SPEED_RATIO) + 1e-9).astype(int)
    keys, which = np.unique(np.stack([stability, band]), axis=1, return_inverse=True)
    which = np.ravel(which)
    share = weights / weights.sum()
    origin = np.zeros((keys.shape[1], DEGREES))
    for place, part in _spread(weather.direction):
        np.add.at(origin, (which, place), share * part)
    unknown = np.isnan(weather.direction)
    origin += np.bincount(which[unknown], share[unknown], minlength=len(origin))[:, None] / DEGREES
    total = np.bincount(which, share)
    mean = total / np.bincount(which, share / speed)
    return Classes(mean, keys[0], origin)


def _spread(direction: Floats) -> list[tuple[np.ndarray, Floats]]:
    """(degree, share) of each hour; zero shares where the direction is unknown."""
    known = np.isfinite(direction)
    held = np.where(known, direction, 0.0)
    if known.any() and np.all(held[known] % 10 == 0):
        ten = np.arange(-5, 6)
        parts = np.where(np.abs(ten) == 5, 0.05, 0.1)
        return [((held.astype(int) + step) % DEGREES, known * part) for step, part in zip(ten, parts, strict=True)]
    low = np.floor(held).astype(int)
    along = held - low
    return [(low % DEGREES, known * (1 - along)), ((low + 1) % DEGREES, known * along)]


def fold(classes: Classes, z0: float, zref: float, release: Release, progress: Progress) -> Floats:
    """The table of a kernel (RINGS, DEGREES): each class's plume turned by its rose, and added."""
    rings = ring_distances()
    half = np.deg2rad(np.arange(DEGREES // 2 + 1))
    spectrum = np.zeros((RINGS, DEGREES // 2 + 1), dtype=complex)
    for step, (speed, stability, origin) in enumerate(
        zip(classes.speed, classes.stability, classes.origin, strict=True)
    ):
        progress(step / len(classes.speed))
        met = hour(float(speed), 0.0, int(stability), z0, zref)
        r, angle = np.broadcast_arrays(rings[:, None], half[None, :])
        plume = point_kernel(r, angle, release.height, release.receptor_height, release.sigma_z0, met)
        around = np.hstack([plume, plume[:, -2:0:-1]]) * rings[:, None]
        # A wind from ``origin`` blows toward origin + 180: the plume, drawn around 0, is turned by that much.
        toward = np.roll(origin, DEGREES // 2)
        spectrum += np.fft.rfft(around, axis=1) * np.fft.rfft(toward)
    return np.maximum(np.fft.irfft(spectrum, n=DEGREES, axis=1), 0.0)


def make_kernel(
    weather: Weather,
    profile: Floats,
    position: tuple[float, float],
    z0: float,
    zref: float,
    release: Release,
    progress: Progress,
) -> tuple[Kernel, Classes]:
    """The kernel of ``weather`` for traffic of daily ``profile`` (24,), at a station of (latitude, longitude) degrees."""
    times = weather.time if not weather.local_time else weather.time - pd.Timedelta(hours=1)
    elevation = solar_elevation(times, *position)
    stability = pasquill(weather.speed, weather.cloud, elevation)
    weights = traffic_weights(weather.time, profile, weather.local_time)
    classes = wind_classes(weather, weights, stability)
    table = fold(classes, z0, zref, release, progress)
    counts = np.bincount(stability, minlength=6) / len(stability)
    facts = {
        "period": weather.period,
        "hours": len(weather),
        "hours_read": weather.read,
        "whole_year": weather.whole_year,
        "calms_share": round(weather.calms, 4),
        "cloud_known_share": round(float(np.isfinite(weather.cloud).mean()), 4),
        "stability_share": {name: round(float(share), 4) for name, share in zip("ABCDEF", counts, strict=True)},
        "z0_m": z0,
        "zref_m": zref,
        "height_m": release.height,
        "sigma_z0_m": release.sigma_z0,
        "receptor_height_m": release.receptor_height,
        "model": "R-LINE v1.2",
    }
    return Kernel(table, facts), classes
