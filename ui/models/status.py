# SPDX-License-Identifier: GPL-2.0-or-later
"""The colour of each status: white text on it has a contrast of 4.5 or more (WCAG 2.2, 1.4.3). Never without the word."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

COLOURS = {
    "a_venir": "#5b7089",
    "en_cours": "#1f6fb4",
    "realise": "#2b7d4f",
    "en_pause": "#8a6d00",
    "abandonne": "#707070",
    "bloque": "#a8232f",
    "en_retard": "#b8500a",
    "a_discuter": "#7355a3",
}
WARNING_ON_LIGHT, WARNING_ON_DARK = "#a84300", "#ffb066"


def colour(status: str | None) -> QColor | None:
    """The background of a status pill; None for an action without status, drawn as an outline."""
    code = COLOURS.get(status or "")
    return QColor(code) if code else None


def warning(palette: QPalette) -> QColor:
    """The colour of a warning on the base of ``palette``, light or dark."""
    dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
    return QColor(WARNING_ON_DARK if dark else WARNING_ON_LIGHT)


def secondary(palette: QPalette, selected: bool) -> QColor:
    """The colour of a second line: paler than the text, but not on a selected row."""
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    text = palette.color(role)
    if selected:
        return text
    base = palette.color(QPalette.ColorRole.Base)
    mixed = (round(0.68 * t + 0.32 * b) for t, b in zip(text.getRgb()[:3], base.getRgb()[:3], strict=True))
    return QColor(*mixed)


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""

    def luminance(colour: QColor) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
