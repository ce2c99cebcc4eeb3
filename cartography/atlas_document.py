# SPDX-License-Identifier: GPL-2.0-or-later
"""The printed atlas: a cover, contents, a summary, then pages of territories, themes and actions, and notes.

Templates are ordinary .qpt files, filled by item id: ``carte``, ``legende``, ``chiffres``, ``graphique`` on a page,
``synthese`` on the cover, ``sommaire`` on the contents, ``notes`` on the last pages; texts are the variables
``pcaet_…``. A template that lacks one of them is printed without it, and ``remarks`` names it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from qgis.core import (
    QgsExpressionContextUtils,
    QgsFeedback,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..i18n import tr
from . import atlas_export, atlas_layers
from .atlas_contents import ContentsRow, contents_rows
from .atlas_pages import (
    LAYOUTS,
    PAPERS,
    ActionPage,
    AtlasError,
    CouncilPage,
    NotesPage,
    Page,
    ThemePage,
    Told,
)
from .atlas_sequence import Sheet, page_numbers
from .atlas_templates import continue_table, fill_legend, fill_table, item_of, load_template, say_missing

__all__ = [
    "LAYOUTS", "PAPERS", "ActionPage", "AtlasDocument", "AtlasError", "CouncilPage", "NotesPage", "Page", "ThemePage", "Told",
]  # fmt: skip

SAME_PAGE = '"page" = @atlas_featureid'
ALL_ROWS = '"page" = 1'
LISTED_FROM = 5  # actions of which next to nothing is recorded: as many pages would be lost
INDENT = "\u2003"
WORDS = {"phrase": "sentence", "limite": "limits", "phrase_graphique": "chart_sentence"}


@dataclass
class AtlasDocument:
    """What is printed. ``layers`` are drawn from the first (top) to the last; the document owns them (clones).

    ``templates`` is a folder of the user's whose files take the place of ours of the same name (``couverture_a4.qpt``…);
    ``remarks`` gathers what a user must know once it was exported, in sentences.
    """

    title: str
    subtitle: str
    sources: str
    crs_authid: str
    pages: Sequence[Page]
    layers: Sequence[QgsMapLayer]
    summary_header: Sequence[str]
    summary: Sequence[Sequence[str]]
    template: Path = LAYOUTS / "page_simple_a4.qpt"
    actions: Sequence[ActionPage] = ()
    themes: Sequence[ThemePage] = ()
    council: CouncilPage | None = None
    notes: NotesPage | None = None
    contents: bool = False
    territories: bool = True
    figure_header: Sequence[str] = ()
    paper: str = "a4"
    templates: Path | None = None
    plan: str = ""
    least_width_m: float = 50.0  # of what a page is framed on
    project: QgsProject = field(default_factory=QgsProject)
    remarks: list[str] = field(default_factory=list)

    def export(self, file: Path, feedback: QgsFeedback) -> bool:
        """Write the PDF to ``file``. False when the user cancelled; ``AtlasError`` when it cannot be made."""
        with self.composed() as sheets:
            return self.export_sheets(sheets, page_numbers(sheets), file, feedback)

    def export_sheets(self, sheets: Sequence[Sheet], numbers: Sequence[int], file: Path, feedback: QgsFeedback) -> bool:
        """The same for some of the sheets, which keep their numbers."""
        return atlas_export.to_pdf(sheets, numbers, file, self.title, feedback, self._say)

    @contextmanager
    def composed(self) -> Iterator[list[Sheet]]:
        """Every sheet, ready to be exported: the project is filled and the templates are loaded."""
        with tempfile.TemporaryDirectory(prefix="pcaet-") as folder:
            self._charts = Path(folder)
            self._fill_project()
            yield self._sheets()

    def _sheets(self) -> list[Sheet]:
        sheets = [self._cover()]
        if self.council:
            sheets.append(self._council(self.council))
        if self.territories:
            sheets += self._territories()
        sheets += [self._theme(page) for page in self.themes]
        sheets += self._actions()
        if self.notes:
            sheets.append(self._notes(self.notes))
        if self.contents:
            sheets.insert(1, self._contents(sheets))
        return sheets

    def _say(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    # ---- the project and the templates ------------------------------------------------------------------------------

    def _fill_project(self) -> None:
        self.crs = atlas_layers.crs_of(self.crs_authid)
        self.project.setCrs(self.crs)
        self.coverage = atlas_layers.coverage_layer(self.pages, self.crs)
        for layer in (*self.layers, self.coverage):
            self.project.addMapLayer(layer)
        for name, value in (
            ("pcaet_title", self.title),
            ("pcaet_subtitle", self.subtitle),
            ("pcaet_sources", self.sources),
            ("pcaet_plan", self.plan),
        ):
            QgsExpressionContextUtils.setProjectVariable(self.project, name, value)

    def _file(self, kind: str) -> Path:
        """The template of a kind of page: the user's where there is one."""
        name = f"{kind}_{self.paper}.qpt"
        own = self.templates / name if self.templates else None
        return own if own is not None and own.is_file() else LAYOUTS / name

    def _load(self, file: Path, wanted: dict[str, type], told: Sequence[Told] = ()) -> QgsPrintLayout:
        layout = load_template(self.project, file, self._say)
        words = {name: QgsLayoutItemLabel for name, word in WORDS.items() if any(getattr(t, word) for t in told)}
        if any(t.chart for t in told):
            words["graphique"] = QgsLayoutItemPicture
        say_missing(layout, wanted | words, file, self._say)
        return layout

    def _whole(self) -> QgsRectangle:
        extent = self.coverage.extent()
        extent.scale(1.05)
        return extent

    def _table(self, layout: QgsPrintLayout, name: str, layer: QgsVectorLayer, first: float, row_filter: str = "", sections: str = "") -> tuple[float, ...]:  # fmt: skip
        """Fill the table ``name``; its first column takes the share ``first``. Returns the shares of the columns."""
        self.project.addMapLayer(layer)
        columns = [i for i, column in enumerate(layer.fields()) if column.name() not in ("page", "level")]
        shares = (first, *[(1 - first) / max(1, len(columns) - 1)] * (len(columns) - 1))
        frame = item_of(layout, name, QgsLayoutFrame)
        if frame is not None:
            fill_table(frame, layer, columns, list(shares), row_filter, sections)
        return shares

    def _chart(self, svg: str, name: str) -> Path | None:
        if not svg:
            return None
        file = self._charts / f"{name}.svg"
        file.write_text(svg, encoding="utf-8")
        return file

    # ---- the sheets -------------------------------------------------------------------------------------------------

    def _cover(self) -> Sheet:
        wanted = {"carte": QgsLayoutItemMap, "legende": QgsLayoutItemLegend, "synthese": QgsLayoutFrame}
        layout = self._load(self._file("couverture"), wanted)
        self._show_everything(layout, [self.coverage, *self.layers])
        table = atlas_layers.table_layer("synthese", self.summary_header, self.summary)
        self._table(layout, "synthese", table, 0.28)
        self._continue(layout, "synthese", len(self.summary))
        return Sheet(layout, self.title)

    def _continue(self, layout: QgsPrintLayout, name: str, rows: int, *, headed: bool = True) -> None:
        frame = item_of(layout, name, QgsLayoutFrame)
        if frame is not None:
            continue_table(layout, frame, rows, headed=headed)

    def _show_everything(self, layout: QgsPrintLayout, layers: Sequence[QgsMapLayer]) -> None:
        linked = item_of(layout, "carte", QgsLayoutItemMap)
        if linked is not None:
            linked.setCrs(self.crs)
            linked.setLayers(list(layers))
            linked.zoomToExtent(self._whole())
        self._legend(layout, [layer for layer in layers if layer is not self.coverage])

    def _legend(self, layout: QgsPrintLayout, layers: Sequence[QgsMapLayer]) -> None:
        legend = item_of(layout, "legende", QgsLayoutItemLegend)
        if legend is not None:
            fill_legend(legend, layers, self._whole())

    def _header(self, figures: Sequence[Sequence[tuple[str, ...]]]) -> list[str]:
        """The titles of a table of figures: two columns, or three where a page compares."""
        width = max((len(line) for lines in figures for line in lines), default=2)
        return list(self.figure_header or (tr("Figure"), tr("Value"), tr("Everywhere")))[:width]

    def _territories(self) -> list[Sheet]:
        told = [page.told for page in self.pages]
        wanted = {"carte": QgsLayoutItemMap, "legende": QgsLayoutItemLegend, "chiffres": QgsLayoutFrame}
        layout = self._load(self.template, wanted, told)
        framing = atlas_layers.framing_layer(self.pages, self.crs, self.least_width_m)
        self._follow(layout, framing, [self.coverage, *self.layers])
        self._legend(layout, self.layers)
        figures = [page.figures for page in self.pages]
        header = self._header(figures)
        first = 0.5 if len(header) == 2 else 0.44
        shares = self._table(layout, "chiffres", atlas_layers.figures_layer(figures, header), first, SAME_PAGE)
        return [
            Sheet(
                layout, page.name, page.chapter or tr("Territories"), page.told, "", number, len(page.figures), shares,
                self._chart(page.told.chart, f"territoire_{number}"),
            )
            for number, page in enumerate(self.pages)
        ]  # fmt: skip

    def _follow(self, layout: QgsPrintLayout, coverage: QgsVectorLayer, layers: Sequence[QgsMapLayer]) -> None:
        self.project.addMapLayer(coverage)
        linked = item_of(layout, "carte", QgsLayoutItemMap)
        if linked is not None:
            linked.setCrs(self.crs)
            linked.setLayers(list(layers))
        atlas = layout.atlas()
        atlas.setCoverageLayer(coverage)
        atlas.setEnabled(True)
        atlas.setSortFeatures(False)
        atlas.setFilterFeatures(False)
        atlas.setHideCoverage(False)

    def _theme(self, page: ThemePage) -> Sheet:
        wanted = {"carte": QgsLayoutItemMap, "legende": QgsLayoutItemLegend, "chiffres": QgsLayoutFrame}
        layout = self._load(self._file("theme"), wanted, [page.told])
        self._show_everything(layout, [self.coverage, *page.layers])
        return self._single(layout, page.name, tr("Themes"), page.told, page.figures)

    def _single(
        self, layout: QgsPrintLayout, name: str, chapter: str, told: Told, figures: Sequence[tuple[str, ...]], text: str = ""
    ) -> Sheet:  # fmt: skip
        """The sheet of a template without atlas."""
        header = [tr("Figure"), tr("Everywhere")]
        layer = atlas_layers.figures_layer([figures], header)
        shares = self._table(layout, "chiffres", layer, 0.6, ALL_ROWS)
        chart = self._chart(told.chart, f"unique_{len(list(self._charts.iterdir()))}")
        return Sheet(layout, name, chapter, told, text, None, len(figures), shares, chart)

    def _council(self, page: CouncilPage) -> Sheet:
        wanted = {"texte": QgsLayoutItemLabel, "chiffres": QgsLayoutFrame}
        layout = self._load(self._file("conseil"), wanted, [page.told])
        return self._single(layout, page.name, page.name, page.told, page.figures, page.text)

    def _actions(self) -> list[Sheet]:
        """One action per sheet, with its map or, without place, without; in the order of ``actions``.

        Those of which next to nothing is recorded are the rows of one list, after the others.
        """
        made: dict[int, Sheet] = {}
        brief = [page for page in self.actions if page.brief]
        listed = brief if len(brief) >= LISTED_FROM else []
        for kind, placed in (("action", True), ("action_sans_lieu", False)):
            chosen = [
                (i, page)
                for i, page in enumerate(self.actions)
                if bool(page.places) == placed and not (listed and page.brief)
            ]
            if chosen:
                made |= self._actions_by(self._file(kind), [page for _i, page in chosen], [i for i, _page in chosen])
        sheets = [made[i] for i in sorted(made)]
        return [*sheets, self._brief(listed)] if listed else sheets

    def _brief(self, pages: Sequence[ActionPage]) -> Sheet:
        rows: list[tuple[str, str]] = []
        for chapter in dict.fromkeys(page.chapter for page in pages):
            if chapter:
                rows.append((chapter, ""))
            rows += [(page.name, page.brief) for page in pages if page.chapter == chapter]
        title = tr("Actions in a few words") if len(pages) < len(self.actions) else tr("Actions of the plan")
        return self._rows_sheet(title, "fiches", rows, 0.5)

    def _actions_by(self, file: Path, pages: list[ActionPage], positions: list[int]) -> dict[int, Sheet]:
        wanted: dict[str, type] = {"chiffres": QgsLayoutFrame}
        if pages[0].places:
            wanted["carte"] = QgsLayoutItemMap
        layout = self._load(file, wanted, [page.told for page in pages])
        places = atlas_layers.place_layers(pages, self.crs)
        for layer in places:
            self.project.addMapLayer(layer)
        outlines = atlas_layers.outlines(self.coverage)
        self.project.addMapLayer(outlines)
        ground = atlas_layers.ground_of(self.layers)  # nothing that would need a legend
        self._follow(layout, atlas_layers.action_layer(pages, self.crs), [*places, outlines, *ground])
        facts = atlas_layers.figures_layer([page.facts for page in pages], [tr("Field"), tr("Value")])
        shares = self._table(layout, "chiffres", facts, 0.32, SAME_PAGE)
        return {
            position: Sheet(
                layout, page.name, page.chapter or tr("Actions"), page.told, page.text, number, len(page.facts), shares,
                self._chart(page.told.chart, f"action_{position}"),
            )
            for number, (position, page) in enumerate(zip(positions, pages, strict=True))
        }  # fmt: skip

    def _notes(self, page: NotesPage) -> Sheet:
        return self._rows_sheet(page.name, "notes", page.rows, 0.24)

    def _rows_sheet(self, title: str, name: str, rows: Sequence[tuple[str, str]], first: float) -> Sheet:
        """A table over as many pages as it takes, on the template of the notes."""
        layout = self._load(self._file("notes"), {"notes": QgsLayoutFrame})
        layer = atlas_layers.table_layer(name, ["", ""], rows)
        self._table(layout, "notes", layer, first, sections="coalesce(\"c1\", '') = ''")
        self._continue(layout, "notes", len(rows), headed=False)
        return Sheet(layout, title, title)

    def _contents(self, sheets: list[Sheet]) -> Sheet:
        """The contents, whose own pages push the others on: the rows are laid out first, then numbered."""
        layout = self._load(self._file("sommaire"), {"sommaire": QgsLayoutFrame})
        rows = contents_rows(sheets, page_numbers(sheets))
        layer = self._contents_layer(rows)
        frame = item_of(layout, "sommaire", QgsLayoutFrame)
        self._table(layout, "sommaire", layer, 0.92, sections='"level" = 1')
        if frame is not None:
            continue_table(layout, frame, len(rows))
        own = Sheet(layout, tr("Contents"))
        numbered = [sheets[0], own, *sheets[1:]]
        numbers = page_numbers(numbered)
        rows = contents_rows(numbered, numbers)
        layer.dataProvider().truncate()
        fresh = self._contents_layer(rows)
        layer.dataProvider().addFeatures(list(fresh.getFeatures()))
        if frame is not None:
            frame.multiFrame().refreshAttributes()
        self._check_numbers(numbered, numbers)
        return own

    def _contents_layer(self, rows: Sequence[ContentsRow]) -> QgsVectorLayer:
        columns = [("c0", atlas_layers.TEXT), ("c1", atlas_layers.TEXT), ("level", atlas_layers.NUMBER)]
        attributes = [[f"{INDENT * (row.level - 1)}{row.title}", str(row.page), row.level] for row in rows]
        layer = atlas_layers.memory_layer("None", "sommaire", None, columns, ((None, row) for row in attributes))
        layer.setFieldAlias(0, tr("Title"))
        layer.setFieldAlias(1, tr("Page"))
        return layer

    @staticmethod
    def _check_numbers(sheets: Sequence[Sheet], numbers: Sequence[int]) -> None:
        assert all(b - a == sheet.pages for sheet, (a, b) in zip(sheets, pairwise(numbers), strict=False))
