# SPDX-License-Identifier: GPL-2.0-or-later
"""How a total is made: rectangles whose areas are the parts, as near to squares as can be."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Paul Tol's “muted” scheme (personal.sron.nl/~pault), safe for colour-blind readers; grey for the last.
COLOURS = ("#332288", "#88ccee", "#cc6677", "#ddcc77", "#117733", "#aa4499", "#882255", "#44aa99", "#999933", "#8a8f94")
UNNAMED = "#c3c8cd"  # what belongs to none of the names
WIDTH, HEIGHT = 1.6, 1.0  # of a panel, in its own units

Rectangle = tuple[float, float, float, float]


def squarified(values: Sequence[float], width: float, height: float) -> list[Rectangle]:
    """Rectangles (x, y, width, height) that fill ``width`` × ``height`` in proportion to ``values`` (positive, descending).

    Bruls, Huizing and van Wijk, “Squarified Treemaps” (2000): parts are laid along the shorter side while their worst
    aspect ratio gets no worse.
    """
    total = float(sum(values))
    if total <= 0:
        return []
    areas = [value * width * height / total for value in values]
    made: list[Rectangle] = []
    x = y = 0.0
    while len(made) < len(areas):
        side = min(width, height)
        start = len(made)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(areas[start:end], side):
            end += 1
        row = areas[start:end]
        depth = sum(row) / side if side > 0 else 0.0
        offset = 0.0
        for area in row:
            length = area / depth if depth > 0 else 0.0
            made.append((x, y + offset, depth, length) if width >= height else (x + offset, y, length, depth))
            offset += length
        if width >= height:
            x, width = x + depth, width - depth
        else:
            y, height = y + depth, height - depth
    return made


def _worst(areas: Sequence[float], side: float) -> float:
    total, low, high = sum(areas), min(areas), max(areas)
    if low <= 0 or total <= 0:
        return float("inf")
    return max(side * side * high / (total * total), total * total / (side * side * low))


def treemap(
    panels: Sequence[tuple[str, Sequence[tuple[str, float]]]], names: Sequence[str], title: str, note: str
) -> Figure:
    """A page of treemaps, one for each (heading, parts); each part is (name, value), values above 0.

    ``names``: the parts, in the order of the colours; beyond the palette, the last colour is shared, and a part that is
    not there is light grey. ``note`` stands
    below, cut in lines.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    columns = 1 if len(panels) == 1 else 2
    rows = -(-len(panels) // columns)
    lines = textwrap.wrap(note, 105 if columns == 1 else 150)
    height = (4.3 if columns == 1 else 3.0) * rows + 1.5 + 0.14 * len(lines)
    figure = Figure(figsize=(7.2 if columns == 1 else 9.6, height), dpi=130)
    FigureCanvasAgg(figure)
    colours = {name: COLOURS[min(rank, len(COLOURS) - 1)] for rank, name in enumerate(names)}
    for position, (heading, parts) in enumerate(panels, start=1):
        axes = figure.add_subplot(rows, columns, position)
        size = 8.0 if columns == 1 else 7.0
        inch = WIDTH / (6.9 if columns == 1 else 4.5)  # of the panel's units
        _panel(axes, sorted(parts, key=lambda part: -part[1]), colours, size, inch)
        axes.set_title(heading, fontsize=9, loc="left", parse_math=False)
    shown = {name for _heading, parts in panels for name, _value in parts}
    handles = [Patch(facecolor=colours[name], label=textwrap.shorten(name, 46, placeholder="…")) for name in names if name in shown]  # fmt: skip
    handles += [Patch(facecolor=UNNAMED, label=name) for name in sorted(shown - set(names))]
    figure.suptitle(title, fontsize=11, fontweight="bold", parse_math=False, y=1 - 0.12 / height)
    bottom = 0.12 + 0.14 * len(lines)
    figure.legend(
        handles=handles, loc="lower center", bbox_to_anchor=(0.5, bottom / height), ncol=3, fontsize=7.5, frameon=False
    )
    figure.text(0.02, 0.06 / height, "\n".join(lines), fontsize=7, color="#5b6b7a", parse_math=False, linespacing=1.3)
    legend = 0.2 * -(-len(handles) // 3) + 0.15
    figure.subplots_adjust(
        left=0.02, right=0.98, top=1 - 0.62 / height, bottom=(bottom + legend) / height, wspace=0.04, hspace=0.16
    )
    return figure


def _panel(axes: Any, parts: Sequence[tuple[str, float]], colours: dict[str, str], size: float, inch: float) -> None:
    from matplotlib.patches import Rectangle as Box

    total = sum(value for _name, value in parts)
    for (name, value), (x, y, width, height) in zip(
        parts, squarified([v for _n, v in parts], WIDTH, HEIGHT), strict=True
    ):
        colour = colours.get(name, UNNAMED)
        axes.add_patch(Box((x, HEIGHT - y - height), width, height, facecolor=colour, edgecolor="white", linewidth=1.2))
        text = _label(name, value / total, width, height, size / 72 * inch)
        if text:
            axes.text(
                x + width / 2, HEIGHT - y - height / 2, text, ha="center", va="center", fontsize=size,
                color=_ink(colour), parse_math=False, linespacing=1.15,
            )  # fmt: skip
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, HEIGHT)
    axes.set_axis_off()


def _label(name: str, share: float, width: float, height: float, letter: float) -> str:
    """What fits in a part: its name in lines and its share, its share alone, or nothing; ``letter``: height of one."""
    told = f"{share_text(100 * share)}\u202f%"
    letters = int(0.92 * width / (0.6 * letter))
    lines = textwrap.wrap(name, max(letters, 1), break_long_words=False)
    if all(len(line) <= letters for line in lines) and (len(lines) + 1.4) * 1.35 * letter <= height:
        return "\n".join([*lines, told])
    return told if letters >= len(told) and 1.7 * letter <= height else ""


def share_text(share: float) -> str:
    """A share rounded to the unit; “< 1” where it would read 0."""
    return "<\u202f1" if 0 < share < 0.5 else f"{share:.0f}"


def _ink(colour: str) -> str:
    """Black or white, whichever is read best on ``colour`` (relative luminance, WCAG 2.1)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "black"
