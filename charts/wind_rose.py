# SPDX-License-Identifier: GPL-2.0-or-later
"""A wind rose: how often the wind comes from each side, and how fast."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SECTORS = 36  # ten degrees: the step in which stations write directions
BOUNDS = (1.0, 2.0, 4.0, 6.0, 8.0)
COLOURS = ("#d9e3ea", "#b6c9d6", "#8aa7ba", "#5c8199", "#335a75", "#12344d")


def wind_rose(
    speed: Any, direction: Any, title: str, labels: Sequence[str], note: str, frequency: Any = None
) -> Figure:
    """A figure from speeds (n,) in m/s and directions of origin (n,) in degrees, NaN left out.

    ``frequency`` (n,): how often each was seen; without it, once. ``labels``: the eight points of the compass from north, clockwise. ``note`` stands below: period, calms, source.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    known = np.isfinite(direction)
    weight = np.ones(len(direction)) if frequency is None else np.asarray(frequency)
    width = 360 / (SECTORS if frequency is None else max(4, len(np.unique(np.asarray(direction)[known] % 360))))
    sectors = round(360 / width)
    sector = np.round(np.asarray(direction)[known] / width).astype(int) % sectors
    band = np.searchsorted(BOUNDS, np.asarray(speed)[known], side="right")
    share = np.zeros((len(BOUNDS) + 1, sectors))
    np.add.at(share, (band, sector), 100 * weight[known] / max(weight.sum(), 1e-9))
    figure = Figure(figsize=(6, 6.6), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(projection="polar")
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    angles = np.deg2rad(np.arange(sectors) * width)
    below = np.zeros(sectors)
    names = [
        f"< {BOUNDS[0]:g}",
        *(f"{a:g}–{b:g}" for a, b in itertools.pairwise(BOUNDS)),
        f"> {BOUNDS[-1]:g}",
    ]
    for values, colour, name in zip(share, COLOURS, names, strict=True):
        axes.bar(
            angles,
            values,
            np.deg2rad(width * 0.92),
            below,
            color=colour,
            edgecolor="white",
            linewidth=0.4,
            label=f"{name} m/s",
        )
        below += values
    axes.set_xticks(np.deg2rad(np.arange(0, 360, 45)), labels)
    axes.yaxis.set_major_formatter(lambda value, _position: f"{value:g} %".replace(".", ","))
    axes.set_title(title, fontsize=11, fontweight="bold", pad=18)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, -0.21), ncol=3, fontsize=8, frameon=False)
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.subplots_adjust(left=0.08, right=0.92, top=0.88, bottom=0.17)
    return figure
