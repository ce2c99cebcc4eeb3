# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of the pages: computed sentences in the language of QGIS, charts, and what a map does not show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qgis.core import QgsMapLayer

from ...cartography import atlas_charts
from ...cartography.atlas_pages import Told
from ...cartography.printed_numbers import grouped
from ...i18n import tr
from .territory_figures import Figure, is_masked

if TYPE_CHECKING:
    from ...analysis.territory.page_sentences import Sentence

BARS = 10
LABEL_LENGTH = 60


def said(sentence: Sentence | None) -> str:
    """``sentence`` in the language of QGIS, its whole numbers grouped; empty for None."""
    if sentence is None:
        return ""
    facts = {key: grouped(fact) if isinstance(fact, int) else fact for key, fact in sentence.facts.items()}
    return tr(sentence.sentence).format(**facts)


def not_shown(items: Sequence[str]) -> str:
    """One line on what a map does not show."""
    if not items:
        return tr("The map shows what its layers hold, at their dates; what nobody recorded is not on it.")
    return tr("The map does not show: {}.").format(tr("; ").join(items))


def hidden_units(layers: Sequence[QgsMapLayer]) -> list[str]:
    """The layers that hide their small units."""
    return [tr("the small units that “{}” hides").format(layer.name()) for layer in layers if is_masked(layer)]


def compared(figures: Sequence[Figure], position: int, name: str) -> tuple[str, str]:
    """The chart that compares a territory with the others on the first figure that can be, and what it shows."""
    from ...analysis.territory import page_sentences

    for figure in figures:
        if not figure.tells:
            continue
        order = page_sentences.third_sentence if figure.bounded else page_sentences.rank_sentence
        sentence = said(order(figure.own, position, figure.label))
        label = shortened(name, figure.printed[position])
        chart = atlas_charts.rank_chart(figure.own, position, label)
        if sentence and chart:
            return chart, sentence
    return "", ""


def shortened(name: str, value: str) -> str:
    """``name : value`` in the room of a chart: the name is cut, never the value."""
    room = max(LABEL_LENGTH - len(value) - 3, 12)
    return f"{name if len(name) <= room else name[: room - 1].rstrip() + '…'} : {value}"


def spread(figures: Sequence[Figure], names: Sequence[str], height: float = 185.0) -> tuple[str, str]:
    """The chart of the first territories on the first figure that can be compared, and what it shows."""
    for figure in figures:
        if not figure.tells:
            continue
        known = [i for i, value in enumerate(figure.own) if value == value]
        first = sorted(known, key=lambda i: -figure.own[i])[:BARS]
        first = [i for i in first if figure.own[i] > 0]
        rows = [(names[i], figure.own[i], figure.printed[i]) for i in first]
        sentence = _half(figure, names) or tr("“{}”: the territories with the highest values.").format(figure.label)
        return atlas_charts.bars_chart(rows, min(height, 30.0 * len(rows) + 20)), sentence
    return "", ""


def _half(figure: Figure, names: Sequence[str]) -> str:
    """How few territories hold half of the figure, where it adds up and its bounds allow to say it."""
    from ...analysis.territory.page_sentences import half_of_estimates, half_sentence

    if not figure.adds:
        return ""
    if figure.bounded:
        return said(half_of_estimates(figure.own, figure.low, figure.high, names, figure.label))
    return said(half_sentence(figure.own, names, figure.label))


def empty_here(figures: Sequence[Figure], layers: Sequence[QgsMapLayer], position: int) -> list[str]:
    """The layers of which nothing lies in a territory."""
    counted = {figure.layer for figure in figures if not figure.telling}  # a result may be here and count for nothing
    found = {figure.layer for figure in figures if figure.values[position] != 0}
    return [layers[layer].name() for layer in sorted(counted - found)]


def territory_told(
    sentence: str, figures: Sequence[Figure], layers: Sequence[QgsMapLayer], position: int, name: str, unplaced: int
) -> Told:
    """The words of a territory page."""
    chart, shows = compared(figures, position, name)
    items = hidden_units(layers)
    if unplaced == 1:
        items.append(tr("the action of the plan that has no place"))
    elif unplaced:
        items.append(tr("the {} actions of the plan that have no place").format(grouped(unplaced)))
    limits = not_shown(items)
    absent = empty_here(figures, layers, position)
    if absent:
        limits += " " + tr("Nothing here of: {}.").format(", ".join(tr("“{}”").format(layer) for layer in absent))
    return Told(sentence, limits, chart, shows)
