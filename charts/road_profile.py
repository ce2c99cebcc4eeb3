# SPDX-License-Identifier: GPL-2.0-or-later
"""Concentrations across a road: what it adds, what the others add, the background, and the limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def road_profile(
    distance: Any, layers: Sequence[tuple[str, Any]], half_width: float, limits: Sequence[tuple[str, float]], title: str,
    axes_labels: tuple[str, str], sides: tuple[str, str], uncertainty: float, note: str,
) -> Figure:  # fmt: skip
    """A figure from places across a road.

    ``distance`` (n,): m from the axis, negative on the first of the two ``sides``; ``layers``: (name, µg/m³ (n,)) from the
    ground up, drawn one on the other; ``uncertainty``: share of the whole, drawn as a band.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.4, 4.2), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    base = np.zeros(len(distance))
    for (name, value), colour in zip(layers, ("#d3dae0", "#8fb0c6", "#2f5f80"), strict=False):
        axes.fill_between(distance, base, base + value, color=colour, linewidth=0, label=name)
        base = base + value
    axes.fill_between(distance, base * (1 - uncertainty), base * (1 + uncertainty), color="#12344d", alpha=0.12, linewidth=0, label=f"± {100 * uncertainty:.0f} %")  # fmt: skip
    axes.plot(distance, base, color="#12344d", linewidth=1.4)
    axes.axvspan(-half_width, half_width, color="#5b6b7a", alpha=0.35, linewidth=0)
    top = 1.08 * float(np.nanmax(base)) * (1 + uncertainty)
    for rank, (name, limit) in enumerate(limits):
        if limit < 1.3 * top:
            top = max(top, 1.05 * limit)
            axes.axhline(limit, color="#99142d", linewidth=1, linestyle=("-", "--", ":")[rank % 3], label=name)
    axes.set_ylim(0, top)
    axes.set_xlim(distance[0], distance[-1])
    for x, side, align in ((0.01, sides[0], "left"), (0.99, sides[1], "right")):
        axes.text(
            x, 1.015, side, transform=axes.transAxes, fontsize=10, fontweight="bold", va="bottom", ha=align
        )  # fmt: skip
    axes.xaxis.set_major_formatter(lambda number, _position: f"{abs(number):.0f}")
    axes.set_xlabel(axes_labels[0])
    axes.set_ylabel(axes_labels[1])
    axes.set_title(title, fontsize=11, fontweight="bold")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncol=4, fontsize=8, frameon=False)
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
