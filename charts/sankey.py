# SPDX-License-Identifier: GPL-2.0-or-later
"""Flows between columns of nodes, whose widths are their amounts."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NODE = 0.022  # width of a node, in shares of the drawing
GAP = 0.035  # between two nodes of a column
INK, QUIET = "#1f2f3d", "#5b6b7a"
Link = tuple[str, str, float, str]  # from, to, amount, colour


def node_spans(columns: Sequence[Sequence[str]], links: Sequence[Link]) -> dict[str, tuple[int, float, float]]:
    """(column, bottom, top) of each node, for a drawing of height 1; one scale for all columns.

    A node is as high as the larger of what enters it and what leaves it. Columns are centred.
    """
    enters: dict[str, float] = {}
    leaves: dict[str, float] = {}
    for start, end, amount, _colour in links:
        leaves[start] = leaves.get(start, 0.0) + amount
        enters[end] = enters.get(end, 0.0) + amount
    size = {name: max(enters.get(name, 0.0), leaves.get(name, 0.0)) for column in columns for name in column}
    shown = [[name for name in column if size[name] > 0] for column in columns]
    scale = min(
        ((1 - GAP * (len(column) - 1)) / sum(size[name] for name in column) for column in shown if column), default=1.0
    )
    spans = {}
    for rank, column in enumerate(shown):
        height = scale * sum(size[name] for name in column) + GAP * (len(column) - 1)
        top = 0.5 + height / 2
        for name in column:
            spans[name] = (rank, top - scale * size[name], top)
            top -= scale * size[name] + GAP
    return spans


def sankey(
    columns: Sequence[Sequence[str]], links: Sequence[Link], labels: Mapping[str, str], headings: Sequence[str], title: str, note: str
) -> Figure:  # fmt: skip
    """A figure from ``columns`` of node names and the ``links`` between neighbouring columns.

    ``labels``: the text beside each node; ``headings``: the name of each column.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    spans = node_spans(columns, links)
    lines = textwrap.wrap(note, 135)
    most = max((sum(1 for name in column if name in spans) for column in columns), default=1)
    height = max(4.2, 0.5 * most + 1.6) + 0.14 * len(lines)
    figure = Figure(figsize=(9.2, height), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.02, (0.25 + 0.14 * len(lines)) / height, 0.96, 1 - (1.05 + 0.14 * len(lines)) / height))
    axes.set_xlim(-0.25, 1.25 + NODE)
    axes.set_ylim(-0.02, 1.02)
    axes.set_axis_off()
    step = 1 / max(len(columns) - 1, 1)
    _ribbons(axes, spans, links, step)
    for name, (column, low, high) in spans.items():
        axes.fill([column * step, column * step + NODE, column * step + NODE, column * step], [low, low, high, high], color=INK, linewidth=0)  # fmt: skip
        _name(axes, column, len(columns), step, (low + high) / 2, labels.get(name, name))
    for column, heading in enumerate(headings):
        axes.text(column * step + NODE / 2, 1.045, heading, ha="center", va="bottom", fontsize=8.5, fontweight="bold", color=QUIET, parse_math=False)  # fmt: skip
    figure.suptitle(title, fontsize=11, fontweight="bold", parse_math=False, y=1 - 0.12 / height)
    figure.text(0.02, 0.06 / height, "\n".join(lines), fontsize=7, color=QUIET, parse_math=False, linespacing=1.3)
    return figure


def _name(axes: Any, column: int, count: int, step: float, y: float, text: str) -> None:
    wrapped = "\n".join(line for part in text.split("\n") for line in textwrap.wrap(part, 26) or [""])
    if column == 0:
        x, side = column * step - 0.012, "right"
    elif column == count - 1:
        x, side = column * step + NODE + 0.012, "left"
    else:
        x, side = column * step + NODE + 0.012, "left"
    box = {"facecolor": "white", "alpha": 0.72, "edgecolor": "none", "pad": 0.8} if 0 < column < count - 1 else None
    axes.text(x, y, wrapped, ha=side, va="center", fontsize=7.8, color=INK, parse_math=False, linespacing=1.15, bbox=box, zorder=4)  # fmt: skip


def _ribbons(axes: Any, spans: Mapping[str, tuple[int, float, float]], links: Sequence[Link], step: float) -> None:
    """Each link as a curved band, stacked in the order of the nodes on both sides."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    drawn = [link for link in links if link[2] > 0 and link[0] in spans and link[1] in spans]
    scale = _scale(spans, drawn)
    out = {name: span[2] for name, span in spans.items()}
    into = dict(out)
    starts: dict[int, float] = {}
    for rank in sorted(range(len(drawn)), key=lambda i: (-spans[drawn[i][0]][2], -spans[drawn[i][1]][2])):
        starts[rank] = out[drawn[rank][0]]
        out[drawn[rank][0]] -= scale * drawn[rank][2]
    for rank in sorted(range(len(drawn)), key=lambda i: (-spans[drawn[i][1]][2], -spans[drawn[i][0]][2])):
        start, end, amount, colour = drawn[rank]
        thick = scale * amount
        y0, y1 = starts[rank], into[end]
        into[end] -= thick
        x0, x1 = spans[start][0] * step + NODE, spans[end][0] * step
        middle = (x0 + x1) / 2
        points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 - thick), (middle, y1 - thick), (middle, y0 - thick), (x0, y0 - thick), (x0, y0)]  # fmt: skip
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
        axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor="none", alpha=0.62))


def _scale(spans: Mapping[str, tuple[int, float, float]], links: Sequence[Link]) -> float:
    """Height of one unit of amount."""
    amounts: dict[str, list[float]] = {}
    for start, end, amount, _colour in links:
        amounts.setdefault(start, [0.0, 0.0])[0] += amount
        amounts.setdefault(end, [0.0, 0.0])[1] += amount
    for name, both in amounts.items():
        if max(both) > 0:
            return (spans[name][2] - spans[name][1]) / max(both)
    return 0.0
