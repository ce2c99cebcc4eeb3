# SPDX-License-Identifier: GPL-2.0-or-later
"""A département: 1,800 km of roads and 300,000 receptors on 100 by 60 km; the same every time."""

from __future__ import annotations

from typing import Any

import measure
import numpy as np

WIDTH, HEIGHT, TOWNS = 100_000.0, 60_000.0, 40


def roads(kilometres: float, seed: int = 1, size: tuple[float, float] = (WIDTH, HEIGHT)) -> np.ndarray:
    """Long roads between towns for a third of the length, streets of towns for the rest: LineStrings (n,)."""
    import shapely

    chance = np.random.default_rng(seed)
    count = max(
        1, round(TOWNS * size[0] * size[1] / (WIDTH * HEIGHT))
    )  # as many to a square kilometre, whatever the size
    towns = chance.uniform((0, 0), size, (count, 2))
    weight = chance.pareto(1.2, count) + 1
    weight /= weight.sum()
    made, total = [], 0.0
    while total < kilometres * 1000:
        if total < 0.35 * kilometres * 1000:
            a, b = towns[chance.choice(count, 2, replace=False)]
            t = np.linspace(0, 1, 60)[:, None]
            line = a + t * (b - a) + np.cumsum(chance.normal(0, 60, (60, 2)), axis=0) * (t * (1 - t) * 4)
        else:
            centre = towns[chance.choice(count, p=weight)]
            start = centre + chance.normal(0, 1500, 2)
            angle = chance.uniform(0, 2 * np.pi)
            run = np.cumsum(np.full(8, chance.uniform(15, 80)))[:, None]
            line = start + run * [np.cos(angle), np.sin(angle)] + np.cumsum(chance.normal(0, 4, (8, 2)), axis=0)
        shape = shapely.LineString(np.clip(line, 0, size))
        made.append(shape)
        total += shape.length
    return np.array(made, dtype=object)


def receptors(
    lines: np.ndarray, count: int, seed: int = 2, size: tuple[float, float] = (WIDTH, HEIGHT)
) -> tuple[Any, Any]:
    """Half of them at 5 to 200 m of a road, the rest anywhere: east, north (m,)."""
    import shapely

    chance = np.random.default_rng(seed)
    half = count // 2
    length = shapely.length(lines)
    chosen = chance.choice(len(lines), half, p=length / length.sum())
    along = shapely.line_interpolate_point(lines[chosen], chance.uniform(0, 1, half), normalized=True)
    away, angle = chance.uniform(5, 200, half), chance.uniform(0, 2 * np.pi, half)
    x = np.concatenate([shapely.get_x(along) + away * np.cos(angle), chance.uniform(0, size[0], count - half)])
    y = np.concatenate([shapely.get_y(along) + away * np.sin(angle), chance.uniform(0, size[1], count - half)])
    return x, y


def year(hours: int = 8760) -> Any:
    """A year of invented weather with two prevailing winds."""
    import pandas as pd
    from atlas_pcaet.analysis.air.weather import Weather

    chance = np.random.default_rng(3)
    side = chance.choice([225.0, 45.0], hours, p=[0.65, 0.35])
    direction = (side + chance.normal(0, 40, hours)) % 360
    return Weather(
        pd.date_range("2025-01-01", periods=hours, freq="h"), chance.weibull(2, hours) * 5, direction,
        np.full(hours, 285.0), chance.uniform(0, 1, hours), False, hours,
    )  # fmt: skip


def kernel() -> Any:
    """The kernel of that year, kept between cases."""
    from atlas_pcaet.analysis.air.wind_kernel import Kernel, Release, make_kernel

    file = measure.DATA / "noyau.npz"
    if not file.exists():
        made, _classes = make_kernel(year(), np.ones(24), (50.0, 3.0), 0.3, 10.0, Release(), lambda _f: None)
        file.parent.mkdir(parents=True, exist_ok=True)
        made.save(file)
    return Kernel.load(file)
