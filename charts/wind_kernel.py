# SPDX-License-Identifier: GPL-2.0-or-later
"""A kernel seen from above: how much reaches each place around a point of road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEVELS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


def kernel_picture(grid: Any, share: Any, title: str, label: str, note: str) -> Figure:
    """A figure from the positions ``grid`` (n,) in m, west to east and south to north of the source, and ``share`` (n, n)."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.colors import LogNorm
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 5.6), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    filled = axes.contourf(
        grid, grid, np.maximum(share, LEVELS[0] / 10), levels=LEVELS, norm=LogNorm(), cmap="YlOrRd", extend="both"
    )
    bar = figure.colorbar(filled, ax=axes, label=label)
    bar.ax.yaxis.set_major_formatter(lambda number, _position: f"{100 * number:g} %".replace(".", ","))
    axes.plot(0, 0, marker="+", color="black")
    axes.set_aspect("equal")
    axes.set_xlabel("m")
    axes.set_title(title, fontsize=11, fontweight="bold")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
