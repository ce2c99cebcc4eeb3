# SPDX-License-Identifier: GPL-2.0-or-later
"""How many people breathe how much, beside the limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def exposure_histogram(
    value: Any, people: Any, limits: Sequence[tuple[str, float]], title: str, axes_labels: tuple[str, str], note: str
) -> Figure:
    """A figure from concentrations (n,) in µg/m³ and people (n,); ``limits`` are (name, µg/m³)."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    known = np.isfinite(value)
    top = max([limit for _name, limit in limits] + [float(np.max(value[known], initial=1.0))]) + 2
    bins = np.arange(0, np.ceil(top) + 1)
    count, _edges = np.histogram(value[known], bins, weights=np.nan_to_num(people[known]))
    figure = Figure(figsize=(7, 4), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.bar(bins[:-1], count, 1.0, align="edge", color="#5c8199", edgecolor="white", linewidth=0.4)
    for rank, (name, limit) in enumerate(limits):
        axes.axvline(
            limit, color="#99142d", linewidth=1.2, linestyle=("-", "--", ":")[rank % 3], label=f"{name} : {limit:g}"
        )
    axes.set_xlabel(axes_labels[0])
    axes.set_ylabel(axes_labels[1])
    axes.yaxis.set_major_formatter(lambda number, _position: f"{number:,.0f}".replace(",", "\u202f"))
    axes.set_title(title, fontsize=11, fontweight="bold")
    # Under the axes: nowhere inside is sure to leave the bars and the limits in sight.
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncol=3, fontsize=8, frameon=False)
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
