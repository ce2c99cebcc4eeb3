# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the actions of a plan are: how many in each status, now and at an earlier state."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, QUIET = "#1f2f3d", "#5b6b7a"
NOW, THEN, NONE = "#2c7fb8", "#b9c9d6", "#ffffff"


def plan_progress(
    statuses: Sequence[str], now: Sequence[int], then: Sequence[int] | None, words: tuple[str, str], title: str, unsaid: str = ""
) -> Figure:  # fmt: skip
    """A figure of bars, one status a line; ``words``: how now and then are called. ``unsaid`` is the status drawn hatched."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    series = [(now, NOW, words[0])] + ([(then, THEN, words[1])] if then is not None else [])
    thick = 0.38 if then is not None else 0.6
    figure = Figure(figsize=(7, 1.5 + (0.5 if then is not None else 0.36) * max(len(statuses), 2)), dpi=160)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for rank, (counts, colour, _word) in enumerate(series):
        shift = (rank - (len(series) - 1) / 2) * thick
        places = [place + shift for place in range(len(statuses))]
        bars = axes.barh(places, counts, thick * 0.92, color=colour, edgecolor=QUIET, linewidth=0.5)
        for bar, count, status in zip(bars, counts, statuses, strict=True):
            if status == unsaid:
                bar.set_facecolor(NONE)
                bar.set_hatch("///")
            middle = bar.get_y() + bar.get_height() / 2
            axes.annotate(f" {count:,}".replace(",", "\u202f"), (count, middle), va="center", fontsize=8, color=INK)
    finished(axes, statuses, title)
    if then is not None:
        handles = [Patch(facecolor=colour, edgecolor=QUIET, linewidth=0.5, label=word) for _c, colour, word in series]
        figure.legend(handles=handles, fontsize=8, frameon=False, loc="lower right", ncols=2)
    figure.tight_layout(rect=(0, 0.07 if then is not None else 0, 1, 1))
    return figure


def counted_bars(
    names: Sequence[str], counts: Sequence[int], title: str, colours: Sequence[str] | None = None
) -> Figure:
    """A figure of bars, the first on top; what counts 0 keeps its line, with a 0 in red: it is what is to be seen."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 1.1 + 0.4 * max(len(names), 2)), dpi=160)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.barh(
        range(len(names)), counts, 0.62, color=list(colours or [NOW] * len(names)), edgecolor=QUIET, linewidth=0.5
    )
    for place, count in enumerate(counts):
        colour, weight = ("#b2182b", "bold") if count == 0 else (INK, "normal")
        axes.annotate(f" {count}", (count, place), va="center", fontsize=8, color=colour, fontweight=weight)
    finished(axes, names, title)
    figure.tight_layout()
    return figure


def finished(axes: Any, names: Sequence[str], title: str) -> None:
    """Names on the left, one line each, nothing else around."""
    axes.set_yticks(range(len(names)), [textwrap.shorten(name, 52, placeholder="…") for name in names], fontsize=8)
    axes.invert_yaxis()
    axes.set_xticks([])
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.margins(x=0.12)
    axes.set_title(title, fontsize=11, fontweight="bold", color=INK, loc="left")
