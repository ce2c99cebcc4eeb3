# SPDX-License-Identifier: GPL-2.0-or-later
"""How many places people reach by bike: on streets of low stress, and by all streets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LOW, EVERY = "#3f8f4f", "#c9ced3"
WIDTH = 0.4


def low_stress_access(
    classes: Sequence[str], low: Sequence[float], every: Sequence[float], labels: tuple[str, str], title: str,
    axis_labels: tuple[str, str], note: str,
) -> Figure:  # fmt: skip
    """A figure from the shares of people (0 to 1) by class of number of places (k,), on low stress and by all streets.

    ``labels`` name the two, ``axis_labels`` what the classes count and what the shares are of.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.2), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for shares, colour, label, side in ((low, LOW, labels[0], -0.5), (every, EVERY, labels[1], 0.5)):
        places = [rank + side * WIDTH for rank in range(len(classes))]
        bars = axes.bar(places, [100 * share for share in shares], WIDTH, color=colour, edgecolor="#5b6b7a", linewidth=0.4, label=label)  # fmt: skip
        for bar, share in zip(bars, shares, strict=True):
            text = f"{100 * share:.0f}\u202f%" if share >= 0.005 or share == 0 else "<\u202f1\u202f%"
            axes.annotate(text, (bar.get_x() + bar.get_width() / 2, 100 * share), (0, 2), textcoords="offset points", ha="center", fontsize=7)  # fmt: skip
    axes.set_xticks(range(len(classes)), list(classes), fontsize=8)
    axes.set_xlabel(axis_labels[0])
    axes.set_ylabel(axis_labels[1])
    axes.yaxis.set_major_formatter(lambda number, _position: f"{number:.0f}\u202f%")
    axes.margins(y=0.14)
    axes.grid(axis="y", color="#eef1f3")
    axes.set_axisbelow(True)
    axes.set_title(title, fontsize=11, fontweight="bold")
    axes.legend(fontsize=8, framealpha=0.95, edgecolor="none")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a", parse_math=False)
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
