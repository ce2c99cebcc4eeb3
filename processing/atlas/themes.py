# SPDX-License-Identifier: GPL-2.0-or-later
"""The themes of an atlas: which layers tell which one, and the page of each over the whole territory."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication, QgsMapLayer, QgsVectorLayer

from ...analysis.errors import DataError, noop
from ...cartography.atlas_pages import ThemePage, Told
from ...i18n import tr
from .page_texts import hidden_units, not_shown, spread
from .territory_figures import Figure

# Groups of algorithms whose results are the ground of every theme.
GROUND = ("territory", "network", "plan", "environment", "atlas")


def themes_of(layers: Sequence[QgsMapLayer], given: str) -> dict[str, list[int]]:
    """The positions of the layers of each theme, in their order.

    ``given`` is the user's text, one theme a line (``Title: layer, layer``); without it, our layers belong to the theme
    of the algorithm that made them. Raises ``DataError`` for a line that is not so, or a layer that is not there.
    """
    return _given(layers, given) if given.strip() else _made(layers)


def _made(layers: Sequence[QgsMapLayer]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, layer in enumerate(layers):
        history = layer.metadata().history()
        maker = history[0].split(",")[0].strip() if history else ""
        algorithm = QgsApplication.processingRegistry().algorithmById(maker) if maker.startswith("pcaet:") else None
        if algorithm is not None and algorithm.groupId() not in GROUND:
            found.setdefault(algorithm.group(), []).append(position)
    return found


def _given(layers: Sequence[QgsMapLayer], given: str) -> dict[str, list[int]]:
    names = {layer.name().casefold(): position for position, layer in enumerate(layers)}
    found: dict[str, list[int]] = {}
    for number, line in enumerate(given.splitlines(), start=1):
        if not line.strip():
            continue
        title, colon, listed = line.partition(":")
        if not colon or not title.strip() or not listed.strip():
            raise DataError(
                noop("Themes, line {line}: “{text}” is not “Title: layer, layer”. Write one theme a line."),
                line=number, text=line.strip(),
            )  # fmt: skip
        for name in (part.strip() for part in listed.split(",")):
            if name.casefold() not in names:
                raise DataError(
                    noop("Themes, line {line}: no layer of the atlas is named “{layer}”. Its layers are: {known}."),
                    line=number, layer=name, known=", ".join(layer.name() for layer in layers),
                )  # fmt: skip
            found.setdefault(title.strip(), []).append(names[name.casefold()])
    return found


def theme_pages(
    themes: dict[str, list[int]], layers: Sequence[QgsMapLayer], figures: Sequence[Figure], names: Sequence[str]
) -> list[ThemePage]:
    """A page for each theme: its layers over the pictures of the ground (orthophoto, scan), its figures over the whole, its first territories."""
    ground = [layer for layer in layers if not isinstance(layer, QgsVectorLayer)]
    pages = []
    for title, positions in themes.items():
        own = [layers[position] for position in positions]
        told = [figure for figure in figures if figure.layer in positions]
        rows = [(figure.label, figure.printed[-1]) for figure in told]
        chart, shows = spread(told, names)
        limits = not_shown([*hidden_units(own), *_methods(own)])
        pages.append(ThemePage(title, [*own, *ground], rows, Told(_sentence(told), limits, chart, shows)))
    return pages


def _sentence(figures: Sequence[Figure]) -> str:
    """The first figures of the theme, in a sentence."""
    if not figures:
        return tr("The layers of this theme are drawn; none of them gives a figure.")
    return tr("Over the whole territory: {}.").format(
        tr("; ").join(
            tr("“{label}” {value}").format(label=figure.label, value=figure.printed[-1]) for figure in figures[:2]
        )
    )


def _methods(layers: Sequence[QgsMapLayer]) -> list[str]:
    """What the results of a screening leave out, in a few words."""
    estimated = [layer.name() for layer in layers if layer.metadata().abstract()]
    return [tr("the uncertainty of {}, told on the last pages").format(", ".join(tr("“{}”").format(name) for name in estimated))] if estimated else []  # fmt: skip
