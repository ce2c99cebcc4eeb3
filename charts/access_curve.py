# SPDX-License-Identifier: GPL-2.0-or-later
"""What a budget buys: the access of people once the first projects are built, against what they cost together."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LABELLED = 25  # ranks written at most, so that they do not run into each other


def access_curve(
    cost_meur: Sequence[float], access: Sequence[float], title: str, axis_labels: tuple[str, str], note: str
) -> Figure:
    """A figure from the cost in millions of euros and the access (k,) after 0, 1, 2… projects; each mark bears its rank.

    The line goes straight between two projects only to be read: nothing is gained before a project is whole.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.2), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.step(cost_meur, access, where="post", color="#c9d3dc", linewidth=1)
    axes.plot(cost_meur, access, color="#12344d", linewidth=1.6, marker="o", markersize=4.5, zorder=3)
    for rank in range(1, len(cost_meur), -(-len(cost_meur) // LABELLED)):
        axes.annotate(
            str(rank), (cost_meur[rank], access[rank]), (0, 6), textcoords="offset points", ha="center", fontsize=8
        )
    low, high = min(access), max(access)
    room = 0.12 * (high - low) or max(0.1 * abs(high), 1.0)
    axes.set_ylim(max(0.0, low - room), high + room)
    axes.set_xlim(0, 1.05 * max(cost_meur) or 1)
    axes.yaxis.set_major_formatter(lambda number, _position: f"{number:,.0f}".replace(",", "\u202f"))
    axes.set_xlabel(axis_labels[0])
    axes.set_ylabel(textwrap.fill(axis_labels[1], 42))
    axes.grid(color="#eef1f3")
    axes.set_axisbelow(True)
    axes.set_title(title, fontsize=11, fontweight="bold")
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a", parse_math=False)
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
