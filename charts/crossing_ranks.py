# SPDX-License-Identifier: GPL-2.0-or-later
"""The first units of a score, with the ranks they move between when the weights do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ACTION, NONE, BAR = "#0b3c5d", "#d9822b", "#9aa6b2"


def crossing_ranks(
    names: Sequence[str], rank: Any, best: Any, worst: Any, touched: Any, title: str, labels: Sequence[str], note: str
) -> Figure:
    """A row for each of ``names`` (m,): its ``rank``, a bar from ``best`` to ``worst``, a square or a ring by ``touched``.

    ``touched`` (m,) is True where an action is, or None without a plan. ``labels``: the axis, with an action, without,
    without a plan.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    count = max(len(names), 1)
    figure = Figure(figsize=(6.6, 1.6 + 0.27 * count), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    rows = np.arange(len(names))
    axes.hlines(rows, best, worst, color=BAR, linewidth=4, alpha=0.7, zorder=1)
    groups = [(np.ones(len(names), dtype=bool), ACTION, "o", labels[3])]
    if touched is not None:
        acted = np.asarray(touched, dtype=bool)
        groups = [(acted, ACTION, "s", labels[1]), (~acted, NONE, "o", labels[2])]
    for chosen, colour, mark, label in groups:
        if chosen.any():
            axes.scatter(
                np.asarray(rank)[chosen], rows[chosen], s=34, color=colour, marker=mark, zorder=3, label=label,
                edgecolor="white", linewidth=0.6,
            )  # fmt: skip
    axes.set_yticks(rows, [name if len(name) < 30 else f"{name[:28]}…" for name in names], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, float(max(np.max(worst, initial=1), 2)) + 1)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(labels[0], fontsize=9)
    axes.set_title(title, fontsize=11, fontweight="bold", loc="left")
    axes.grid(axis="x", color="#e3e7ea", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    if touched is not None and len(names):
        axes.legend(fontsize=8, loc="lower right", framealpha=0.92, edgecolor="none")
    figure.text(0.02, 0.01, note, fontsize=6.5, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
