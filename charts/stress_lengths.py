# SPDX-License-Identifier: GPL-2.0-or-later
"""Kilometres of streets by level of traffic stress, for the whole and for each kind of facility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#2c7a3f", "#3d7fbf", "#e08a2c", "#8f1424")  # of the levels, in order: those of the map


def stress_lengths(
    km: Sequence[Sequence[float]], facilities: Sequence[str], levels: Sequence[str], title: str, axis_label: str, note: str
) -> Figure:  # fmt: skip
    """A figure from ``km`` (f, l): kilometres by facility (f,) and by level (l,), the last level being “unknown”, hatched.

    The first bar is that of all the facilities together.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 1.8 + 0.42 * (len(km))), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = list(range(len(km)))
    left = [0.0] * len(km)
    colours = [*COLOURS[: len(levels) - 1], "#ffffff"]
    for level, (name, colour) in enumerate(zip(levels, colours, strict=True)):
        values = [row[level] for row in km]
        hatch = "///" if level == len(levels) - 1 else None
        axes.barh(places, values, left=left, color=colour, edgecolor="#5b6b7a", linewidth=0.5, hatch=hatch, label=name, height=0.65)  # fmt: skip
        left = [start + value for start, value in zip(left, values, strict=True)]
    for place, total in zip(places, left, strict=True):
        text = f"{total:,.1f}".replace(",", "\u202f") if total < 100 else f"{total:,.0f}".replace(",", "\u202f")
        axes.annotate(f"{text} km", (total, place), (4, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(places, list(facilities), fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.18 * max(*left, 0.001))
    axes.set_xlabel(axis_label)
    axes.xaxis.set_major_formatter(lambda number, _position: f"{number:,.6g}".replace(",", "\u202f"))
    axes.grid(axis="x", color="#eef1f3")
    axes.set_axisbelow(True)
    axes.set_title(title, fontsize=11, fontweight="bold")
    figure.legend(*axes.get_legend_handles_labels(), fontsize=8, loc="lower center", ncols=len(levels), frameon=False, bbox_to_anchor=(0.5, 0.035))  # fmt: skip
    figure.text(0.02, 0.01, note, fontsize=7, color="#5b6b7a")
    figure.tight_layout(rect=(0, 0.11, 1, 1))
    return figure
