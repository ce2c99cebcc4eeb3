# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a territory stands and where it wants to be: results and targets by year, stacked by sector."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .treemap import COLOURS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, QUIET = "#1f2f3d", "#5b6b7a"
# (year, is a target, parts by name, total or None where a part is missing, what to write over the bar)
Bar = tuple[int, bool, Mapping[str, float], float | None, str]


def trajectory(
    panels: Sequence[tuple[str, str, Sequence[Bar]]], names: Sequence[str], words: tuple[str, str, str], title: str, note: str
) -> Figure:  # fmt: skip
    """One panel for each (heading, unit, bars); ``words``: how a result, a target and an incomplete total are called.

    Targets are hatched; a line of the totals joins the last result to the targets. A year whose total is not known has
    an open top.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    columns = 1 if len(panels) == 1 else 2
    rows = -(-len(panels) // columns)
    lines = textwrap.wrap(note, 105 if columns == 1 else 150)
    height = 3.3 * rows + 1.6 + 0.14 * len(lines)
    figure = Figure(figsize=(7.2 if columns == 1 else 9.6, height), dpi=130)
    FigureCanvasAgg(figure)
    colours = {name: COLOURS[min(rank, len(COLOURS) - 1)] for rank, name in enumerate(names)}
    open_top = False
    for position, (heading, unit, bars) in enumerate(panels, start=1):
        axes = figure.add_subplot(rows, columns, position)
        open_top |= _panel(axes, sorted(bars, key=lambda bar: (bar[0], bar[1])), colours)
        axes.set_title(heading, fontsize=9, loc="left", parse_math=False)
        axes.set_ylabel(unit, fontsize=8, parse_math=False)
    shown = {name for _h, _u, bars in panels for bar in bars for name in bar[2]}
    handles = [Patch(facecolor=colours[name], label=textwrap.shorten(name, 46, placeholder="…")) for name in names if name in shown]  # fmt: skip
    handles += [Patch(facecolor="white", edgecolor=QUIET, label=words[0]), Patch(facecolor="white", edgecolor=QUIET, hatch="////", label=words[1])]  # fmt: skip
    if open_top:
        handles.append(Patch(facecolor="white", edgecolor=QUIET, linestyle=":", label=words[2]))
    figure.suptitle(title, fontsize=11, fontweight="bold", parse_math=False, y=1 - 0.12 / height)
    bottom = 0.12 + 0.14 * len(lines)
    figure.legend(
        handles=handles, loc="lower center", bbox_to_anchor=(0.5, bottom / height), ncol=3, fontsize=7.5, frameon=False
    )
    figure.text(0.02, 0.06 / height, "\n".join(lines), fontsize=7, color=QUIET, parse_math=False, linespacing=1.3)
    legend = 0.2 * -(-len(handles) // 3) + 0.4
    figure.subplots_adjust(
        left=0.12 if columns == 1 else 0.09, right=0.98, top=1 - 0.66 / height, bottom=(bottom + legend) / height,
        wspace=0.24, hspace=0.36,
    )  # fmt: skip
    return figure


def _panel(axes: Any, bars: Sequence[Bar], colours: Mapping[str, str]) -> bool:
    """Draw the bars at their years; True when one has an open top."""
    years = sorted({bar[0] for bar in bars})
    gap = min((b - a for a, b in itertools.pairwise(years)), default=4)
    width = max(0.8 * gap, 0.035 * max(years[-1] - years[0], 1)) if len(years) > 1 else 1.2
    width = min(width, 0.09 * max(years[-1] - years[0], 8))
    top, unknown = 0.0, False
    largest = max((max(sum(bar[2].values()), bar[3] or 0.0) for bar in bars), default=0.0)
    joined: list[tuple[float, float]] = []
    for year, target, parts, total, text in bars:
        x = _beside(year, target, bars, width)
        base = 0.0
        for name in colours:
            if parts.get(name):
                axes.bar(
                    x, parts[name], width, base, color=colours[name], edgecolor="white", linewidth=0.4,
                    hatch="////" if target else None, alpha=0.75 if target else 1.0,
                )  # fmt: skip
                base += parts[name]
        height = base if total is None else total
        if total is not None and (not parts or base < total * (1 - 1e-6)):
            axes.bar(x, total - base, width, base, facecolor="none", edgecolor=QUIET, linewidth=0.8, hatch="////" if target else None)  # fmt: skip
        if total is None and base:
            axes.bar(x, 0.04 * base, width, base, facecolor="none", edgecolor=QUIET, linewidth=0.8, linestyle=":")
            unknown = True
        raised = height + (0.05 * height if total is None else 0.0) + 0.022 * largest
        halo = {"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.6}
        axes.text(x, raised, text, ha="center", va="bottom", fontsize=7, color=INK, parse_math=False, bbox=halo, zorder=4)  # fmt: skip
        top = max(top, height + 0.075 * largest * (1 + text.count("\n")))
        if total is not None:
            joined.append((x, height))
    axes.plot(*zip(*joined, strict=True) if joined else ([], []), color=INK, linewidth=0.9, linestyle="--", marker="o", markersize=2.5)  # fmt: skip
    _frame(axes, years, width, top)
    return unknown


def _beside(year: int, target: bool, bars: Sequence[Bar], width: float) -> float:
    """Where the bar of a year stands; beside the result where the year has both."""
    both = len({bar[1] for bar in bars if bar[0] == year}) > 1
    return year + (width * 0.55 if target else -width * 0.55) if both else float(year)


def _frame(axes: Any, years: Sequence[int], width: float, top: float) -> None:
    apart = [year for rank, year in enumerate(years) if rank == 0 or year - years[rank - 1] >= width * 0.6]
    axes.set_xticks(apart, [str(year) for year in apart], fontsize=7.5)
    margin = 1.2 * width if len(years) > 1 else 4 * width
    axes.set_xlim(years[0] - margin, years[-1] + margin)
    axes.set_ylim(0, top * 1.05 if top else 1)
    axes.tick_params(axis="y", labelsize=7.5)
    axes.yaxis.set_major_formatter(lambda number, _position: _spaced(number))
    axes.grid(axis="y", color="#e4e8eb", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _spaced(number: float) -> str:
    text = f"{number:,.0f}" if abs(number) >= 10 or number == int(number) else f"{number:.3g}"
    return text.replace(",", "\u202f").replace(".", ",")
