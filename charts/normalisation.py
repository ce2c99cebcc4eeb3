# SPDX-License-Identifier: GPL-2.0-or-later
"""What normalisation changed: seams between strips before and after, and roads before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BEFORE, AFTER = "#b8472a", "#2f5f80"


def normalisation(
    seams: tuple[Sequence[str], Any, Any] | None, roads: tuple[Any, Any] | None, titles: tuple[str, str], labels: tuple[str, str],
    axis_label: str, pieces_label: str, note: str, clouds: Sequence[tuple[str, str, Any, Any, Any]] = (),
) -> Figure:  # fmt: skip
    """A figure of a panel for each step.

    ``seams``: names of the pairs of strips (k,), their difference before and after (k,); ``roads``: departure of pieces of
    road from their median, before and after (n,). ``clouds``: title, name of x, x, before and after (n,), for the steps
    that follow something, time or height. ``labels``: before, after.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    count = max(1, len(clouds) + sum(panel is not None for panel in (seams, roads)))
    figure = Figure(figsize=(4.2 * count + 1.2, 4.2), dpi=130)
    FigureCanvasAgg(figure)
    grid = figure.subplots(1, count, squeeze=False)[0]
    position = 0
    if seams is not None:
        axes, (names, before, after) = grid[position], seams
        place = np.arange(len(names))
        axes.bar(place - 0.2, before, 0.4, color=BEFORE, label=labels[0])
        axes.bar(place + 0.2, after, 0.4, color=AFTER, label=labels[1])
        axes.axhline(0, color="#5b6b7a", linewidth=0.8)
        axes.set_xticks(place, names, rotation=60 if len(names) > 6 else 0, fontsize=7)
        axes.set_ylabel(axis_label)
        axes.set_title(titles[0], fontsize=10, fontweight="bold")
        position += 1
    if roads is not None:
        axes, (before, after) = grid[position], roads
        reach = float(np.nanquantile(np.abs(np.r_[before, after]), 0.995)) or 1.0
        bins = np.linspace(-reach, reach, 41)
        axes.hist(np.clip(before, -reach, reach), bins, color=BEFORE, alpha=0.6, label=labels[0])
        axes.hist(np.clip(after, -reach, reach), bins, color=AFTER, alpha=0.6, label=labels[1])
        axes.set_xlabel(axis_label)
        axes.set_ylabel(pieces_label)
        axes.set_title(titles[1], fontsize=10, fontweight="bold")
        position += 1
    for axes, (title, x_label, x, before, after) in zip(grid[position:], clouds, strict=False):
        for values, colour, label in ((before, BEFORE, labels[0]), (after, AFTER, labels[1])):
            axes.scatter(x, values, s=8, color=colour, alpha=0.6, linewidths=0, label=label)
        axes.axhline(0, color="#5b6b7a", linewidth=0.8)
        axes.set_xlabel(x_label)
        axes.set_ylabel(axis_label)
        axes.set_title(title, fontsize=10, fontweight="bold")
    for axes in grid:
        axes.legend(fontsize=8, frameon=False)
        axes.margins(y=0.12)
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.04, 1, 1))
    return figure
