# SPDX-License-Identifier: GPL-2.0-or-later
"""How many roofs are in each class, and how many in none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def class_distribution(
    labels: Sequence[str], counts: Sequence[int], colours: Sequence[str], without: tuple[str, int], title: str, axis_label: str,
    note: str,
) -> Figure:  # fmt: skip
    """A figure from counts by class (k,); ``without`` is the (name, count) of what has no class, drawn hatched."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    names = [*labels, without[0]]
    values = [*counts, without[1]]
    bars = axes.bar(range(len(values)), values, color=[*colours, "#ffffff"], edgecolor="#5b6b7a", linewidth=0.6)
    bars[-1].set_hatch("///")
    for bar, value in zip(bars, values, strict=True):
        text = f"{value:,}".replace(",", "\u202f")
        axes.annotate(text, (bar.get_x() + bar.get_width() / 2, value), ha="center", va="bottom", fontsize=8)
    axes.set_xticks(range(len(names)), [name.replace(" (", "\n(") for name in names], fontsize=8)
    axes.set_ylabel(axis_label)
    axes.margins(y=0.12)
    axes.yaxis.set_major_formatter(lambda number, _position: f"{number:,.0f}".replace(",", "\u202f"))
    axes.set_title(title, fontsize=11, fontweight="bold")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
