# SPDX-License-Identifier: GPL-2.0-or-later
"""What each more site brings: the demand covered by the best 1, 2… p sites, and by those chosen one at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LABELLED = 20  # shares written at most, so that they do not run into each other


def marginal_gain(
    optimum: Sequence[float], greedy: Sequence[float], proved: Sequence[bool], already: float, total: float, title: str,
    axis_labels: tuple[str, str], labels: tuple[str, str, str], note: str,
) -> Figure:  # fmt: skip
    """A figure from the demand covered by 1…P new sites (P,), ``already`` that of the existing ones, and ``total``.

    ``greedy`` may be NaN: it is then not drawn. ``labels`` name the optimum, the greedy choice and the optima that were not proved, drawn hollow. Shares are of
    ``total``, which must be above 0.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(7, 4.2), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    best, near = ([100 * value / total for value in (already, *values)] for values in (optimum, greedy))
    places = range(len(best))
    if not any(math.isnan(value) for value in near):
        axes.plot(range(len(near)), near, color="#b8860b", linestyle="--", linewidth=1, marker=".", label=labels[1])
    axes.plot(places, best, color="#12344d", linewidth=1.6, marker="o", markersize=5, label=labels[0], zorder=3)
    doubtful = [place for place, sure in enumerate(proved, start=1) if not sure]
    if doubtful:
        axes.plot(doubtful, [best[p] for p in doubtful], "o", color="#12344d", markersize=5, markerfacecolor="#ffffff", label=labels[2], zorder=4)  # fmt: skip
    for place in places[:: -(-len(best) // LABELLED)]:
        text = f"{best[place]:.0f}\u202f%"
        axes.annotate(text, (place, best[place]), (0, 6), textcoords="offset points", ha="center", fontsize=8)
    axes.set_ylim(0, min(112, 1.18 * max(*best, 1)))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda number, _position: f"{number:.0f}\u202f%")
    axes.set_xlabel(axis_labels[0])
    axes.set_ylabel(axis_labels[1])
    axes.grid(axis="y", color="#eef1f3")
    axes.set_axisbelow(True)
    axes.set_title(title, fontsize=11, fontweight="bold")
    axes.legend(fontsize=8, loc="lower right", framealpha=0.95, edgecolor="none")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
