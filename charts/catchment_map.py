# SPDX-License-Identifier: GPL-2.0-or-later
"""Who reaches an area in time: the areas around it, the sites, and the homes that none serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#1f5a86", "#5f9bc4", "#b5d3e7", "#dceaf4")
GAP, SITE = "#c2502e", "#16202a"


def catchment_map(
    areas: Sequence[tuple[str, Sequence[Any]]], sites: tuple[Any, Any], homes: tuple[Any, Any, Any] | None, labels: tuple[str, str],
    title: str, note: str,
) -> Figure:  # fmt: skip
    """A figure from the rings (k, 2) of the areas of each threshold, (name, rings) from the shortest to the longest.

    ``sites``: x and y (a,); ``homes``: x, y and weight (h,) of those that no site serves; ``labels``: sites, homes.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch, PathPatch
    from matplotlib.path import Path

    figure = Figure(figsize=(7, 6.4), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    handles = []
    for rank, (name, rings) in reversed(list(enumerate(areas))):
        colour = COLOURS[min(rank, len(COLOURS) - 1)]
        if rings:
            shape = Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))
            axes.add_patch(PathPatch(shape, facecolor=colour, edgecolor="white", linewidth=0.3))
        handles.insert(0, Patch(facecolor=colour, label=name))
    if homes is not None and len(homes[0]):
        x, y, weight = homes
        size = 3 + 40 * np.sqrt(np.nan_to_num(weight) / max(float(np.nanmax(weight, initial=0)), 1e-9))
        axes.scatter(x, y, s=size, color=GAP, alpha=0.55, linewidths=0)
        handles.append(Line2D([], [], marker="o", linestyle="", color=GAP, alpha=0.55, label=labels[1]))
    axes.scatter(*sites, s=26, color=SITE, marker="^", edgecolors="white", linewidths=0.6, zorder=3)
    handles.append(Line2D([], [], marker="^", linestyle="", color=SITE, label=labels[0]))
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_title(title, fontsize=11, fontweight="bold")
    _scale_bar(axes)
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncol=3, fontsize=8, frameon=False)
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure


def _scale_bar(axes: Any) -> None:
    """A bar of a round number of kilometres, near a fifth of the width."""
    left, right = axes.get_xlim()
    bottom, top = axes.get_ylim()
    wanted = (right - left) / 5000
    length = max((n for n in (0.5, 1, 2, 5, 10, 20, 50, 100) if n <= wanted), default=0.2)
    x, y = left + 0.03 * (right - left), bottom + 0.03 * (top - bottom)
    axes.plot([x, x + 1000 * length], [y, y], color=SITE, linewidth=1.6, solid_capstyle="butt")
    axes.text(x, y + 0.01 * (top - bottom), f"{length:g} km".replace(".", ","), fontsize=8, color=SITE)
