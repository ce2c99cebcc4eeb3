# SPDX-License-Identifier: GPL-2.0-or-later
"""Streets with the most warm roofs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def top_streets(
    names: Sequence[str], warm: Sequence[int], ranked: Sequence[int], title: str, labels: tuple[str, str], note: str
) -> Figure:
    """A figure of bars, the first street on top: warm roofs over ranked ones. ``labels``: warm, others."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 1.4 + 0.3 * max(len(names), 3)), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    place = range(len(names))
    axes.barh(place, warm, color="#e75480", label=labels[0])
    others = [r - w for r, w in zip(ranked, warm, strict=True)]
    axes.barh(place, others, left=list(warm), color="#d3dae0", label=labels[1])
    axes.set_yticks(place, names, fontsize=8)
    axes.invert_yaxis()
    axes.set_title(title, fontsize=11, fontweight="bold")
    axes.legend(fontsize=8, frameon=False, loc="lower right")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.05, 1, 1))
    return figure
