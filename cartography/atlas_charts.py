# SPDX-License-Identifier: GPL-2.0-or-later
"""The charts of an atlas page, as SVG: lines and text of a few kilobytes, readable in grey. No library is needed.

Colours differ in lightness (22 %, 47 %, 80 %): told apart without colour, and by every kind of colour vision.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

DARK, MIDDLE, LIGHT, INK, GREY = "#12344d", "#b8472a", "#b9c7d3", "#22313f", "#5b6b7a"
FONT = "Open Sans"  # where it is missing, Qt takes its own
WIDTH = 480.0
NARROW = 280.0
LETTER, BOLD_LETTER, YEAR_ROOM = 6.4, 7.6, 34.0  # the width of a letter of a label, and what two years need
FINE = 4  # Qt places letters on whole units: drawn this many times larger, they keep their distances


def rank_chart(values: Sequence[float], here: int, label: str, height: float = 120.0) -> str:
    """Every territory by decreasing value (NaN left out), the one of the page dark, under ``label``. Empty if unknown."""
    known = sorted((value for value in values if not math.isnan(value)), reverse=True)
    if math.isnan(values[here]) or len(known) < 2 or known[0] <= 0:
        return ""
    place = known.index(values[here])
    floor, top = height - 8, 22.0
    step = WIDTH / len(known)
    bars = []
    for position, value in enumerate(known):
        tall = max(0.6, (floor - top) * max(value, 0) / known[0])
        colour = DARK if position == place else LIGHT
        bars.append(_rect(position * step, floor - tall, max(step * 0.8, 0.6), tall, colour))
    mark = (place + 0.4) * step
    room = int(WIDTH / BOLD_LETTER)
    label = label if len(label) <= room else label[: room - 1].rstrip() + "…"
    wide = BOLD_LETTER * len(label)  # over the bar, and inside the chart whatever its length
    anchor, x = (
        ("end", max(min(mark + 4, WIDTH), wide))
        if mark > WIDTH / 2
        else ("start", min(max(mark - 4, 0.0), WIDTH - wide))
    )
    return _svg(height, [*bars, _pointer(mark, height - 1), _text(x, 13, label, anchor=anchor, size=12, bold=True)])


def bars_chart(rows: Sequence[tuple[str, float, str]], height: float = 160.0) -> str:
    """Horizontal bars of (name, value, value as printed); NaN or nothing to show leaves the row without a bar."""
    known = [value for _name, value, _printed in rows if not math.isnan(value)]
    if not rows or not known or max(known) <= 0:
        return ""
    line = height / len(rows)
    size = min(12.0, line * 0.62)
    left = min(190.0, 0.56 * size * max(len(name) for name, _value, _printed in rows) + 8)
    room = WIDTH - left - min(170.0, 0.58 * size * max(len(printed) for *_rest, printed in rows) + 8)
    drawn = []
    for position, (name, value, printed) in enumerate(rows):
        middle = (position + 0.5) * line
        wide = 0.0 if math.isnan(value) else room * max(value, 0) / max(known)
        shown = name if 0.56 * size * len(name) < left else name[: int(left / (0.56 * size)) - 1] + "…"
        drawn.append(_text(left - 6, middle + size * 0.36, shown, anchor="end", size=size))
        drawn.append(
            _rect(left, middle - line * 0.33, max(wide, 0.6), line * 0.66, DARK if value == max(known) else LIGHT)
        )
        drawn.append(_text(left + wide + 5, middle + size * 0.36, printed, size=size))
    return _svg(height, drawn)


def trajectory_chart(
    results: Sequence[tuple[int, float]], targets: Sequence[tuple[int, float]], references: Sequence[tuple[int, float]],
    names: tuple[str, str, str], printed: dict[tuple[int, float], str], height: float = 136.0,
) -> str:  # fmt: skip
    """Values (year, value): results joined by a line, targets as diamonds on a dashed line, references as squares.

    ``names`` are the words for the three kinds, ``printed`` the text of each point. Empty with fewer than two points.
    """
    points = [*results, *targets, *references]
    if len(set(points)) < 2:
        return ""
    years, values = [year for year, _value in points], [value for _year, value in points]
    first, last, top = min(years), max(years), max(*values, 0.0)
    bottom = min(*values, 0.0)
    left, right, high, low = 32.0, NARROW - 34, 44.0, height - 24

    def x(year: int) -> float:
        return (left + right) / 2 if last == first else left + (right - left) * (year - first) / (last - first)

    def y(value: float) -> float:
        return low if top == bottom else low - (low - high) * (value - bottom) / (top - bottom)

    drawn = [_line([(left - 20, y(0.0)), (right + 20, y(0.0))], GREY, 0.8)]
    shown: list[int] = []
    for year in (first, last, *sorted(set(years))):  # the ends first, then those that have room
        if all(abs(x(year) - x(other)) > YEAR_ROOM for other in shown):
            shown.append(year)
    drawn += [_text(x(year), height - 8, str(year), anchor="middle", size=11, colour=GREY) for year in shown]
    if targets:
        start = sorted(results or references)[-1:]
        drawn.append(_line([(x(a), y(v)) for a, v in [*start, *sorted(targets)]], MIDDLE, 1.6, (6, 4)))
    drawn.append(_line([(x(a), y(v)) for a, v in sorted(results)], DARK, 2.2))
    kinds = ((references, _square, GREY), (targets, _diamond, MIDDLE), (results, _circle, DARK))
    for rows, shape, colour in kinds:
        drawn += [shape(x(year), y(value), colour) for year, value in rows]
    drawn += _point_labels(results, targets, references, printed, x, y)
    at = 4.0
    for (rows, shape, colour), name in zip(reversed(kinds), names, strict=True):
        if rows:
            drawn += [shape(at + 5, 10, colour), _text(at + 15, 14, name, size=11)]
            at += 34 + 6.4 * len(name)
    return _svg(height, drawn, NARROW)


def _point_labels(
    results: Sequence[tuple[int, float]], targets: Sequence[tuple[int, float]], references: Sequence[tuple[int, float]],
    printed: dict[tuple[int, float], str], x: Callable[[int], float], y: Callable[[float], float],
) -> list[str]:  # fmt: skip
    """The values of the first point, of the last result and of the last target; one that would lie on another is left out."""
    ends = [*sorted(results)[-1:], *sorted(targets)[-1:], *sorted([*references, *results])[:1], *sorted(targets)[:1]]
    taken: list[tuple[float, float, float, float]] = []
    drawn = []
    for year, value in dict.fromkeys(ends):
        text = printed.get((year, value), "")
        half = min(LETTER * len(text) / 2, NARROW / 2)
        middle = min(max(x(year), half + 1), NARROW - half - 1)
        for base in (y(value) - 9, y(value) + 18):
            box = (middle - half, base - 10, middle + half, base + 2)
            if all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken):
                taken.append(box)
                drawn.append(_text(middle, base, text, anchor="middle", size=11, bold=True))
                break
    return drawn


def _svg(height: float, drawn: Sequence[str], width: float = WIDTH) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * FINE:g} {height * FINE:g}" '
        f'width="{width:g}" height="{height:g}">{"".join(drawn)}</svg>'
    )


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", size: float = 11, bold: bool = False, colour: str = INK
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{FINE * x:.1f}" y="{FINE * y:.1f}" font-family="{FONT}" font-size="{FINE * size:.1f}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}>{escape(words)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{FINE * x:.1f}" y="{FINE * y:.1f}" width="{FINE * width:.1f}" height="{FINE * height:.1f}" fill="{colour}"/>'


def _line(points: Sequence[tuple[float, float]], colour: str, width: float, dashes: tuple[int, ...] = ()) -> str:
    drawn = " ".join(f"{FINE * x:.1f},{FINE * y:.1f}" for x, y in points)
    dash = f' stroke-dasharray="{" ".join(str(FINE * part) for part in dashes)}"' if dashes else ""
    return f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="{FINE * width:g}"{dash}/>'


def _circle(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{FINE * x:.1f}" cy="{FINE * y:.1f}" r="{4 * FINE}" fill="{colour}"/>'


def _diamond(x: float, y: float, colour: str) -> str:
    return _outlined([(x, y - 5.5), (x + 5, y), (x, y + 5.5), (x - 5, y)], colour)


def _square(x: float, y: float, colour: str) -> str:
    return _outlined([(x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)], colour)


def _pointer(x: float, y: float) -> str:
    """A small dark triangle under a bar."""
    return _outlined([(x, y - 6), (x + 4, y), (x - 4, y)], DARK, DARK)


def _outlined(points: Sequence[tuple[float, float]], colour: str, inside: str = "#ffffff") -> str:
    drawn = " ".join(f"{FINE * x:.1f},{FINE * y:.1f}" for x, y in points)
    return f'<polygon points="{drawn}" fill="{inside}" stroke="{colour}" stroke-width="{1.6 * FINE}"/>'
