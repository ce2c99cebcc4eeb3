# SPDX-License-Identifier: GPL-2.0-or-later
"""A model against measurements, with the line of equality, the factor of two and the fitted line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def scatter(
    measure: Any,
    model: Any,
    line: tuple[float, float],
    title: str,
    axes_labels: tuple[str, str],
    line_label: str,
    note: str,
) -> Figure:
    """A figure from pairs (n,); ``line`` is (slope, intercept) of measure = slope · model + intercept."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    top = 1.1 * float(max(np.nanmax(measure), np.nanmax(model)))
    figure = Figure(figsize=(5.4, 5.6), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    ends = np.array([0, top])
    axes.fill_between(ends, ends / 2, ends * 2, color="#eef1f3", label="× 2, ÷ 2")
    axes.plot(ends, ends, color="#5b6b7a", linewidth=1)
    axes.plot(line[0] * ends + line[1], ends, color="#99142d", linestyle="--", linewidth=1, label=line_label)
    axes.scatter(measure, model, s=22, color="#12344d", zorder=3)
    axes.set_xlim(0, top)
    axes.set_ylim(0, top)
    axes.set_aspect("equal")
    axes.set_xlabel(axes_labels[0])
    axes.set_ylabel(axes_labels[1])
    axes.set_title(title, fontsize=11, fontweight="bold")
    axes.legend(fontsize=8, framealpha=0.95, edgecolor="none")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
