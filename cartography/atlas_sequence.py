# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheets of an atlas in the order they are printed, each with its page number; QGIS's exporter walks them.

QGIS prints one atlas at a time; here sheets of several templates and of any paper follow each other in one PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    QgsAbstractLayoutIterator,
    QgsExpressionContextUtils,
    QgsFeedback,
    QgsLayout,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemPicture,
    QgsPrintLayout,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..i18n import tr
from .atlas_fitting import FittedLabel, FittedTable, FollowingLabel
from .atlas_pages import Told
from .atlas_templates import item_of

# Labels the engine watches, and the variable each shows.
WATCHED = {
    "titre": "pcaet_name",
    "phrase": "pcaet_sentence",
    "limite": "pcaet_limits",
    "phrase_graphique": "pcaet_chart_sentence",
    "texte": "pcaet_text",
}


@dataclass(frozen=True)
class Sheet:
    """One page of a template, or several: ``feature`` is the position in the atlas of its layout, None without one.

    ``rows`` is how many rows its table must show; ``chart`` the file of its picture.
    """

    layout: QgsPrintLayout
    title: str
    chapter: str = ""
    told: Told = field(default_factory=Told)
    text: str = ""
    feature: int | None = None
    rows: int = 0
    shares: tuple[float, ...] = ()
    chart: Path | None = None

    @property
    def pages(self) -> int:
        """How many pages of paper it takes."""
        return int(self.layout.pageCollection().pageCount())


def page_numbers(sheets: Sequence[Sheet]) -> list[int]:
    """The number of the first page of each sheet; the cover is 1."""
    numbers, page = [], 1
    for sheet in sheets:
        numbers.append(page)
        page += sheet.pages
    return numbers


class SheetSequence(QgsAbstractLayoutIterator):
    """What QGIS's exporter walks; it ends early when ``feedback`` is cancelled. ``say`` is told what does not fit."""

    def __init__(
        self, sheets: Sequence[Sheet], numbers: Sequence[int], say: Callable[[str], None], feedback: QgsFeedback
    ) -> None:
        super().__init__()
        self._sheets, self._numbers, self._say, self._feedback = list(sheets), list(numbers), say, feedback
        self._current = -1
        self.failure: Exception | None = None
        self._labels: dict[tuple[int, str], FittedLabel | None] = {}
        self._tables: dict[int, FittedTable | None] = {}
        self._following: dict[int, FollowingLabel | None] = {}
        self._said: set[str] = set()

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self._sheets[max(self._current, 0)]

    def layout(self) -> QgsLayout:
        return self.sheet.layout

    def _atlases(self) -> list[QgsPrintLayout]:
        return list({id(s.layout): s.layout for s in self._sheets if s.feature is not None}.values())

    def beginRender(self) -> bool:
        self._current = -1
        return all(layout.atlas().beginRender() for layout in self._atlases())

    def endRender(self) -> bool:
        ended = [layout.atlas().endRender() for layout in self._atlases()]  # every one, also after a failure
        return all(ended)

    def count(self) -> int:
        return len(self._sheets)

    def next(self) -> bool:
        QCoreApplication.processEvents()
        if self._feedback.isCanceled() or self._current + 1 >= len(self._sheets):
            return False
        self._current += 1
        try:
            self._show(self.sheet, self._numbers[self._current])
        except Exception as failure:  # QGIS's exporter, which called, would lose it: kept, and raised after
            self.failure = failure
            return False
        return True

    def filePath(self, base_file_path: str, extension: str) -> str:
        return f"{base_file_path}.{extension}"

    def _show(self, sheet: Sheet, number: int) -> None:
        layout = sheet.layout
        told = sheet.told
        texts = {
            "pcaet_name": sheet.title,
            "pcaet_chapter": sheet.chapter,
            "pcaet_sentence": told.sentence,
            "pcaet_limits": told.limits,
            "pcaet_chart_sentence": told.chart_sentence,
            "pcaet_text": sheet.text,
        }
        if sheet.feature is not None:
            layout.atlas().seekTo(sheet.feature)
        self._show_chart(sheet)
        self._fit_table(sheet)
        self._follow_table(sheet)
        for name, variable in WATCHED.items():
            texts[variable] = self._fitted(sheet, name, texts[variable])
        numbers = {"pcaet_page": number, "pcaet_first_page": number - (sheet.feature or 0)}
        for variable, value in (texts | numbers).items():
            QgsExpressionContextUtils.setLayoutVariable(layout, variable, value)

    def _fitted(self, sheet: Sheet, name: str, text: str) -> str:
        key = (id(sheet.layout), name)
        if key not in self._labels:
            label = item_of(sheet.layout, name, QgsLayoutItemLabel)
            self._labels[key] = FittedLabel(label) if label is not None and "pcaet_" in label.text() else None
        fitted = self._labels[key]
        if fitted is None:
            return text
        printed, cut = fitted.fit(text)
        if cut:
            self._say_once(
                tr("Page “{page}”: a text is too long for its place, it ends with […]: “{start}…”.").format(
                    page=sheet.title[:80], start=text[:60]
                )
            )
        return printed

    def _show_chart(self, sheet: Sheet) -> None:
        picture = item_of(sheet.layout, "graphique", QgsLayoutItemPicture)
        if picture is not None:
            picture.setVisibility(sheet.chart is not None)
            picture.setPicturePath(str(sheet.chart or ""))
            sentence = item_of(sheet.layout, "phrase_graphique", QgsLayoutItemLabel)
            if sentence is not None:
                sentence.setVisibility(sheet.chart is not None)

    def _fit_table(self, sheet: Sheet) -> None:
        key = id(sheet.layout)
        for name in ("chiffres", "titre_chiffres"):
            item = sheet.layout.itemById(name)
            if item is not None:
                item.setVisibility(sheet.rows > 0)
        if not sheet.rows:
            return
        if key not in self._tables:
            frame = item_of(sheet.layout, "chiffres", QgsLayoutFrame)
            self._tables[key] = FittedTable(frame, list(sheet.shares)) if frame is not None else None
        table = self._tables[key]
        if table is not None and not table.fit(sheet.rows, alone=sheet.chart is None):
            self._say_once(
                tr("Page “{}”: the last rows of its table do not fit. Make the frame “chiffres” of the template higher.").format(sheet.title)
            )  # fmt: skip

    def _follow_table(self, sheet: Sheet) -> None:
        """The text of a template that asks for it comes right after what stands above it."""
        key = id(sheet.layout)
        if key not in self._following:
            label = item_of(sheet.layout, "texte", QgsLayoutItemLabel)
            self._following[key] = FollowingLabel(label) if label is not None and label.customProperty(FollowingLabel.UNDER) else None  # fmt: skip
        following = self._following[key]
        if following is not None:
            following.place(sheet.layout)

    def _say_once(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self._say(sentence)
