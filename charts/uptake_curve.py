# SPDX-License-Identifier: GPL-2.0-or-later
"""Who cycles by distance: what a model gives, and what is observed in the territory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#12344d", "#1f7a4d", "#b8860b")
LARGEST = 260.0  # points², the mark of the band of most workers


def uptake_curve(
    km: Any, curves: Sequence[tuple[str, Any, bool]], bands: tuple[Any, Any, Any], title: str, axis_labels: tuple[str, str],
    points_label: str, note: str,
) -> Figure:  # fmt: skip
    """A figure from shares (0 to 1) along ``km`` (k,): for each curve its name, its values (k,) and whether it is indicative.

    ``bands``: km, share (0 to 1) and workers (b,) observed by band of distance; marks are as large as the workers. Bands
    without workers must be left out.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.4), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for (label, values, indicative), colour in zip(curves, COLOURS, strict=False):
        axes.plot(km, 100 * np.asarray(values), color=colour, linewidth=1.6, linestyle="--" if indicative else "-", label=label)  # fmt: skip
    middle, observed, workers = (np.asarray(values, dtype=float) for values in bands)
    if len(middle):
        size = np.maximum(LARGEST * workers / workers.max(), 8.0)
        axes.scatter(middle, 100 * observed, s=size, color="#99142d", alpha=0.75, edgecolor="#ffffff", zorder=3)
        axes.scatter([], [], s=40, color="#99142d", alpha=0.75, label=points_label)
    axes.set_xlim(0, float(np.max(km)))
    axes.set_ylim(0, None)
    axes.yaxis.set_major_formatter(lambda number, _position: f"{number:.0f}\u202f%")
    axes.set_xlabel(axis_labels[0])
    axes.set_ylabel(axis_labels[1])
    axes.grid(color="#eef1f3")
    axes.set_axisbelow(True)
    axes.set_title(title, fontsize=11, fontweight="bold")
    axes.legend(fontsize=8, framealpha=0.95, edgecolor="none")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a", parse_math=False)
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
