# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the people of a place come from: by side of the compass, and how far."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SECTORS = 16
BOUNDS = (2.0, 4.0, 6.0, 10.0)  # km
COLOURS = ("#dbe7dd", "#a9cbb0", "#6fa87f", "#3f7f57", "#1c4a33")
MOST = 6  # roses on one page


def rose_shares(degrees: Any, km: Any, people: Any) -> Any:
    """``people`` (k,) summed by band of distance and side (bands, sectors), sides centred on north and clockwise.

    ``degrees`` (k,): from the place to where they come from, clockwise from north. What is not known is left out.
    """
    import numpy as np

    degrees, km, people = (np.asarray(values, dtype=float) for values in (degrees, km, people))
    known = np.isfinite(degrees) & np.isfinite(km) & np.isfinite(people)
    sector = np.round(degrees[known] / (360 / SECTORS)).astype(int) % SECTORS
    total = np.zeros((len(BOUNDS) + 1, SECTORS))
    np.add.at(total, (np.searchsorted(BOUNDS, km[known], side="right"), sector), people[known])
    return total


def origin_rose(
    places: Sequence[tuple[str, Any, Any, Any]], title: str, compass: Sequence[str], unit: str, note: str
) -> Figure:
    """A page of roses, :data:`MOST` at most; each place is (name, degrees (k,), km (k,), people (k,)).

    ``compass``: its eight points from north, clockwise. ``unit`` names the people, written above each rose with their
    number rounded to two figures. Each rose has its own scale: shares of its people. ``note`` stands below.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    shown = list(places)[:MOST]
    columns = min(len(shown), 3)
    rows = -(-len(shown) // max(columns, 1))
    figure = Figure(figsize=(max(4.2 * columns, 6), 4.5 * rows + 1.3), dpi=130)
    FigureCanvasAgg(figure)
    angles = np.deg2rad(np.arange(SECTORS) * 360 / SECTORS)
    bands = [f"< {BOUNDS[0]:g}", *(f"{a:g}–{b:g}" for a, b in itertools.pairwise(BOUNDS)), f"> {BOUNDS[-1]:g}"]
    bars: list[Any] = []
    for position, (name, degrees, km, people) in enumerate(shown, start=1):
        total = rose_shares(degrees, km, people)
        share = 100 * total / max(total.sum(), 1e-12)
        axes = figure.add_subplot(rows, columns, position, projection="polar")
        axes.set_theta_zero_location("N")
        axes.set_theta_direction(-1)
        below = np.vstack([np.zeros(SECTORS), np.cumsum(share, axis=0)[:-1]])
        bars = [
            axes.bar(angles, values, np.deg2rad(330 / SECTORS), base, color=colour, edgecolor="white", linewidth=0.4)
            for values, base, colour in zip(share, below, COLOURS, strict=True)
        ]
        axes.set_xticks(np.deg2rad(np.arange(0, 360, 45)), compass, fontsize=8)
        axes.yaxis.set_major_locator(_steps())
        axes.yaxis.set_major_formatter(lambda value, _position: f"{value:g}\u202f%".replace(".", ","))
        axes.tick_params(axis="y", labelsize=6)
        axes.set_axisbelow(True)
        axes.grid(color="#dde2e6", linewidth=0.6)
        # Beside the names of the compass, where there is least to hide.
        axes.set_rlabel_position(360 / SECTORS * (2 * int(np.argmin(total.sum(axis=0)[1::2])) + 1))
        heading = textwrap.shorten(name, 40, placeholder="…")
        axes.set_title(f"{heading}\n{_rounded(float(total.sum()))} {unit}", fontsize=9, pad=12, parse_math=False)
    figure.suptitle(title, fontsize=11, fontweight="bold", parse_math=False)
    if bars:
        figure.legend(bars, [f"{band} km" for band in bands], loc="lower center", bbox_to_anchor=(0.5, 0.5 / figure.get_figheight()), ncol=len(bands), fontsize=8, frameon=False)  # fmt: skip
    figure.text(0.02, 0.1 / figure.get_figheight(), note, fontsize=7, color="#5b6b7a", parse_math=False)
    height = figure.get_figheight()
    figure.subplots_adjust(left=0.06, right=0.94, top=1 - 1.05 / height, bottom=1.0 / height, hspace=0.42, wspace=0.3)
    return figure


def _steps() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(4, prune="lower")


def _rounded(value: float) -> str:
    """Two figures, thousands apart: 1 300."""
    return f"{float(f'{value:.2g}'):,.0f}".replace(",", "\u202f") if value >= 10 else f"{value:.1f}".replace(".", ",")
