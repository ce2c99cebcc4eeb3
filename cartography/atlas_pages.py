# SPDX-License-Identifier: GPL-2.0-or-later
"""What an atlas is made of: pages of territories, of themes and of actions, and the words around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsGeometry, QgsMapLayer

LAYOUTS = Path(__file__).resolve().parent.parent / "resources" / "layouts"
STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"
LEAST_WIDTH_M = 1_500  # the places of an action are shown with their neighbourhood
PAPERS = ("a4", "a3")


class AtlasError(Exception):
    """The document cannot be made; the message is a sentence for the user."""


@dataclass(frozen=True)
class Told:
    """The words of a page: one sentence at its top, what its map does not show, a chart (SVG) and what it shows."""

    sentence: str = ""
    limits: str = ""
    chart: str = ""
    chart_sentence: str = ""


@dataclass(frozen=True)
class Page:
    """One coverage feature: its name, its shape in the CRS of the document, its figures as texts.

    A figure is (label, here) or (label, here, over the whole coverage). ``chapter`` parts the pages, in their order.
    """

    name: str
    geometry: QgsGeometry
    figures: Sequence[tuple[str, ...]]
    told: Told = field(default_factory=Told)
    chapter: str = ""


@dataclass(frozen=True)
class ThemePage:
    """One theme over the whole coverage: its layers (they are among those of the document) and their figures."""

    name: str
    layers: Sequence[QgsMapLayer]
    figures: Sequence[tuple[str, ...]]
    told: Told = field(default_factory=Told)


@dataclass(frozen=True)
class ActionPage:
    """One action: its name, its places by kind (point, line, polygon) in the CRS of the document, facts and texts.

    An action without place has a page without map; one with ``brief``, which says all there is, is a row of a list.
    """

    name: str
    places: Mapping[str, QgsGeometry]
    facts: Sequence[tuple[str, ...]]
    text: str
    told: Told = field(default_factory=Told)
    chapter: str = ""
    brief: str = ""


@dataclass(frozen=True)
class CouncilPage:
    """The summary of one page: sentences, figures (label, value) and a chart."""

    name: str
    text: str
    figures: Sequence[tuple[str, ...]]
    told: Told = field(default_factory=Told)


@dataclass(frozen=True)
class NotesPage:
    """The last pages: (heading, text) rows; a row with an empty text opens a section."""

    name: str
    rows: Sequence[tuple[str, str]]
