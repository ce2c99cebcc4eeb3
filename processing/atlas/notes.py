# SPDX-License-Identifier: GPL-2.0-or-later
"""The last pages: how to read, where each layer comes from and when, words, limits."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsApplication, QgsMapLayer
from qgis.PyQt.QtCore import QDate, QLocale

from ...cartography.atlas_pages import NotesPage
from ...i18n import tr

GLOSSARY = Path(__file__).resolve().parent.parent.parent / "resources" / "parameters" / "glossaire.csv"
CODE = re.compile(r"\bpcaet:[a-z0-9]+\b")
# The point of a number, not that of a version (1.2.3), a date, a file or a program (R-LINE v1.2).
DECIMAL = re.compile(r"(?<![\w.])(?<!version )(\d+)\.(\d+)(?![\w/]|\.\d)")
LONGEST = 900  # characters of a cell: a row higher than a page could not be printed


def notes_page(layers: Sequence[QgsMapLayer], has_plan: bool, whole: str) -> NotesPage:
    """The rows of the last pages; a row with an empty text opens a section."""
    rows = [(tr("How to read"), "")]
    rows += _how_to_read(has_plan, whole)
    rows.append((tr("Sources"), ""))
    rows += [(layer.name(), _source(layer)) for layer in layers]
    rows.append((tr("Methods and limits"), ""))
    rows += _limits(layers) or [
        (tr("Layers"), tr("No layer of this atlas says its method: ask whoever made it before you publish a figure."))
    ]
    rows.append((tr("Glossary"), ""))
    rows += glossary()
    return NotesPage(tr("How to read, sources, limits"), rows)


def glossary() -> list[tuple[str, str]]:
    """The terms and their definitions, with the source of each in brackets."""
    with GLOSSARY.open(encoding="utf-8", newline="") as stream:
        return [(row["terme"], f"{row['definition']} ({row['source']})") for row in csv.DictReader(stream)]


def _how_to_read(has_plan: bool, whole: str) -> list[tuple[str, str]]:
    rows = [
        (tr("Figures"), tr("What lies in the territory of the page, beside {}; a polygon cut by the border counts by its share of area.").format(whole)),
        (tr("“about”"), tr("An estimate, rounded to what its uncertainty allows; the exact values stay in the layers.")),
        (tr("“fewer than 11”"), tr("A number too small to be told apart without naming somebody.")),
        (tr("“not available”, “not filled in”"), tr("Nobody knows, or nobody wrote it: it is not zero.")),
        (tr("Charts"), tr("Dark: the territory of the page, or the first; light: the others. They read in grey too.")),
    ]  # fmt: skip
    if has_plan:
        rows.append(
            (tr("Actions"), tr("An action is listed on the pages of the territories where one of its places lies."))
        )  # fmt: skip
    return rows


def _limits(layers: Sequence[QgsMapLayer]) -> list[tuple[str, str]]:
    """The method of each layer, once for the layers that have the same, over several rows where it is long."""
    layers_of: dict[str, list[str]] = {}
    for layer in layers:
        text = layer.metadata().abstract().strip()
        if text:
            layers_of.setdefault(text, []).append(layer.name())
    rows = []
    for text, names in layers_of.items():
        first, *others = parts_of(_readable(text))
        rows += [(", ".join(names), first), *((tr("(continued)"), other) for other in others)]
    return rows


def _readable(text: str) -> str:
    """A note with the names of our algorithms instead of their codes, and decimal commas where the reader expects them."""
    registry = QgsApplication.processingRegistry()

    def named(found: re.Match[str]) -> str:
        algorithm = registry.algorithmById(found[0])
        return tr("“{}”").format(algorithm.displayName()) if algorithm is not None else found[0]

    return DECIMAL.sub(r"\1,\2", CODE.sub(named, text)) if uses_comma() else CODE.sub(named, text)


def uses_comma() -> bool:
    """True when the language of QGIS writes decimals with a comma."""
    return str(QLocale(QgsApplication.locale() or "fr").decimalPoint()) == ","


def parts_of(text: str) -> list[str]:
    """``text`` in parts of at most ``LONGEST`` characters, parted between sentences or, failing that, between words."""
    parts = []
    while len(text) > LONGEST:
        head = text[:LONGEST]
        cut = max(head.rfind(". ") + 1, head.rfind("\n"), 0) or head.rfind(" ")
        cut = cut if cut > 0 else LONGEST
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*parts, text]


def _source(layer: QgsMapLayer) -> str:
    """Producer, algorithm and date of a layer, as far as its metadata say."""
    metadata = layer.metadata()
    parts = list(metadata.rights())
    history = metadata.history()
    if history and history[0].startswith("pcaet:"):
        maker, *_version, stamp = (part.strip() for part in history[0].split(","))
        made = QDate.fromString(stamp[:10], "yyyy-MM-dd").toString("dd/MM/yyyy")
        parts.append(tr("computed by {algorithm} on {date}").format(algorithm=_readable(maker), date=made))
    return "; ".join(part for part in parts if part) or tr("producer and date not filled in")
