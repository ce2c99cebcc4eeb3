# SPDX-License-Identifier: GPL-2.0-or-later
"""All that an atlas prints, read and computed once; documents of all its territories, or of a group, are made from it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

from ...cartography.atlas_document import LAYOUTS, AtlasDocument
from ...cartography.atlas_pages import Page, ThemePage
from ...cartography.printed_numbers import grouped
from ...i18n import tr
from .. import reading
from ..base import Skips, progress_within
from ..pdf_export import document_layers, sources_of, to_geometry
from . import page_texts
from .action_pages import Line, Place, PrintedPlan, action_pages, printed_plan
from .council import council_page
from .follow_up import folded, follow_rows, of_territories
from .groups import group_names, groups_of
from .notes import notes_page
from .territory_figures import Figure, figures_of
from .themes import theme_pages, themes_of

if TYPE_CHECKING:
    import numpy

    from ...analysis.territory.page_sentences import Touched
    from .exportatlas import ExportAtlas

SUMMARY_COLUMNS = 5
LISTED_ACTIONS = 6
LEAST_FRAME_M = 200.0  # a smaller page shows what is around it


class AtlasContent:
    """``read`` computes; ``document`` gives what is printed, with layers of its own."""

    def __init__(
        self, algorithm: ExportAtlas, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> None:  # fmt: skip
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self._feedback, self._skips = feedback, skips
        self.names: list[str] = []
        self.groups: list[str] = []
        self.figures: list[Figure] = []
        self.plan: PrintedPlan | None = None
        self._touched: Touched | None = None
        self._actions_here: list[set[int]] = []
        self._places_here: list[list[Place]] = []
        self._titles_here: list[list[Line]] = []

    # ---- parameters -------------------------------------------------------------------------------------------------

    def _text(self, key: str) -> str:
        return str(self._algorithm.parameterAsString(self._parameters, key, self._context) or "").strip()

    def _choice(self, key: str) -> str:
        return str(self._algorithm.parameterAsEnumString(self._parameters, key, self._context))

    def _layers(self) -> list[QgsMapLayer]:
        chosen = self._algorithm.parameterAsLayerList(self._parameters, self._algorithm.LAYERS, self._context)
        return document_layers(chosen, self._context)

    # ---- reading ----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Everything but the layers that are drawn."""
        self._read_coverage()
        self._read_figures()
        self._read_plan()
        self._read_need()

    def _read_coverage(self) -> None:
        algorithm, field = self._algorithm, self._text(self._algorithm.NAME_FIELD)
        frame = algorithm.read(algorithm.COVERAGE, [field], self._skips, progress_within(self._feedback, 0, 5))
        if not reading.measures_metres(frame.crs, tuple(frame.total_bounds)):
            from .. import preferences

            frame = frame.to_crs(preferences.project_crs())
        names = frame[field].astype(object).where(frame[field].notna(), "").astype(str).str.strip()
        names[names == ""] = [tr("Without name (feature {})").format(fid) for fid in frame.index[names == ""]]
        order = names.map(_alphabetical).argsort(kind="stable")
        frame, names = frame.iloc[order], names.iloc[order].tolist()
        source = algorithm.input(algorithm.COVERAGE).source
        expression = algorithm.parameterAsExpression(self._parameters, algorithm.GROUP, self._context)
        scope = algorithm.createExpressionContext(self._parameters, self._context, source)
        groups = group_names(source, scope, expression, frame.index.tolist(), self._feedback.pushWarning)
        # The pages of a group follow each other, in the order of the names of the groups.
        together = sorted(range(len(names)), key=lambda i: (groups[i] == tr("Without group"), _alphabetical(groups[i])))
        self.coverage = frame.iloc[together]
        self.names, self.groups = [names[i] for i in together], [groups[i] for i in together]
        self.crs = QgsCoordinateReferenceSystem.fromWkt(self.coverage.crs.to_wkt())
        for name, count in Counter(self.names).items():
            if count > 1:
                self._feedback.pushWarning(tr("{count} pages are named “{name}”: each is printed.").format(count=count, name=name))  # fmt: skip

    def _read_figures(self) -> None:
        def read(layer: QgsVectorLayer, columns: Sequence[str], progress: Callable[[float], None]) -> Any:
            source = reading.layer_input(f"LAYERS[{layer.name()}]", layer, self._context)
            return self._algorithm.read_source(source, columns, self._skips, progress)

        def progress(step: int, steps: int) -> Callable[[float], None]:
            return progress_within(self._feedback, 5 + 20 * step / steps, 5 + 20 * (step + 1) / steps)

        import numpy as np
        import shapely

        shapes = self.coverage.geometry.to_numpy()
        self._parted = groups_of(self.groups)
        wholes = [shapely.union_all(shapes), *(shapely.union_all(shapes[own]) for _name, own in self._parted)]
        pages = np.append(shapes, wholes)
        self._computed = figures_of(
            pages, self.coverage.crs, self._layers(), read, progress, self._feedback.pushWarning
        )
        self.figures = [figure.of(range(len(self.names)), len(self.names)) for figure in self._computed]
        if len(self.figures) > SUMMARY_COLUMNS:
            left = ", ".join(tr("“{}”").format(figure.label) for figure in self.figures[SUMMARY_COLUMNS:])
            self._feedback.pushInfo(
                tr("The summary table of the cover shows the first {count} figures; the pages show these too: {left}.").format(
                    count=SUMMARY_COLUMNS, left=left
                )
            )  # fmt: skip

    def _read_plan(self) -> None:
        path = self._algorithm.parameterAsFile(self._parameters, self._algorithm.PLAN, self._context)
        if not path:
            return
        self.plan = printed_plan(path, self.crs, self._context)
        here = self.plan.places_in(self.coverage.geometry.to_numpy())
        self._places_here = here
        self._actions_here = [{place.action for place in places} for places in here]
        lines = self.plan.lines()
        named = [{place.uuid for place in places} for places in here]
        self._titles_here = [[line for uuid, line in lines.items() if uuid in uuids] for uuids in named]
        if self.plan.confidential:
            self._feedback.pushInfo(
                tr("Confidential actions, which are not printed: {}.").format(self.plan.confidential)
            )
        if self.plan.unplaced:
            self._feedback.pushInfo(
                tr("Actions without a place, whose page has no map: {}.").format(self.plan.unplaced)
            )

    def _read_need(self) -> None:
        algorithm = self._algorithm
        if not algorithm.has(algorithm.NEED):
            return
        import shapely

        from ...analysis.territory.page_sentences import sectors_touched

        frame = algorithm.read(algorithm.NEED, [], self._skips, progress_within(self._feedback, 25, 30))
        sectors, pages = frame.to_crs(self.coverage.crs).geometry.to_numpy(), self.coverage.geometry.to_numpy()
        inside = shapely.STRtree(pages).query(shapely.point_on_surface(sectors), predicate="intersects")[0]
        self._sectors = sectors[sorted(set(inside.tolist()))]
        if len(self._sectors) < len(sectors):
            self._feedback.pushInfo(
                tr("Sectors with a need that lie outside the territories, left out: {}.").format(len(sectors) - len(self._sectors))
            )  # fmt: skip
        self._touched = sectors_touched(pages, self._sectors, *self._places())

    def _places(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        import numpy as np

        return self.plan.shapes() if self.plan else (np.empty(0, dtype=object), np.empty(0, dtype=np.int64))

    def _where(self) -> str:
        named = tr("of “{}”").format(self._algorithm.input(self._algorithm.NEED).name)
        return self._text(self._algorithm.NEED_WHERE) or named

    # ---- documents --------------------------------------------------------------------------------------------------

    def document(self, positions: list[int] | None = None, group: str = "") -> AtlasDocument:
        """The document of all the territories, or of those at ``positions``, which make the group of that name."""
        layers = self._layers()
        chosen = positions if positions is not None else list(range(len(self.names)))
        title, parts = self._text(self._algorithm.TITLE), self._parts()
        whole = positions is None
        figures = self.figures if whole else self._figures_of_group(chosen, group)
        summary = figures[:SUMMARY_COLUMNS]
        paper = self._choice(self._algorithm.PAPER)
        own = self._algorithm.parameterAsFile(self._parameters, self._algorithm.TEMPLATE, self._context)
        folder = self._text(self._algorithm.TEMPLATES)
        actions = self._actions(chosen, whole) if self.plan and "actions" in parts else []
        return AtlasDocument(
            title=f"{title} – {group}" if group else title,
            subtitle=tr("{count} territories, printed on {date}").format(
                count=grouped(len(chosen)), date=QDate.currentDate().toString("dd/MM/yyyy")
            ),
            sources=sources_of(layers),
            crs_authid=self.coverage.crs.to_string(),
            pages=self._pages(chosen, layers, figures, whole),
            layers=layers,
            summary_header=[tr("Territory"), *(figure.label for figure in summary)],
            summary=[[self.names[i], *(f.printed[at] for f in summary)] for at, i in enumerate(chosen)],
            template=Path(own) if own else _territory_template(folder, paper),
            actions=actions,
            themes=self._themes(layers) if whole and "themes" in parts else [],
            council=self._council() if whole and "council" in parts else None,
            notes=notes_page(layers, self.plan is not None, _whole_name()) if "notes" in parts else None,
            contents="contents" in parts,
            least_width_m=LEAST_FRAME_M,
            territories="territories" in parts,
            figure_header=(tr("Figure"), tr("Here"), tr("Everywhere")) if len(chosen) > 1 else (),
            paper=paper,
            templates=Path(folder) if folder else None,
            plan=self._algorithm.parameterAsFile(self._parameters, self._algorithm.PLAN, self._context),
        )

    def _parts(self) -> list[str]:
        key = self._algorithm.PARTS
        return [str(part) for part in self._algorithm.parameterAsEnumStrings(self._parameters, key, self._context)]

    def _figures_of_group(self, chosen: list[int], group: str) -> list[Figure]:
        """The figures of a group beside its own total, not that of all the territories."""
        number = [name for name, _positions in self._parted].index(group)
        return [figure.of(chosen, len(self.names) + 1 + number) for figure in self._computed]

    def _pages(self, chosen: list[int], layers: list[QgsMapLayer], figures: list[Figure], whole: bool) -> list[Page]:
        known, everywhere = of_territories(self.plan.facts.values if self.plan else ())
        adoption = self.plan.facts.adoption if self.plan else None
        unplaced = self.plan.unplaced if self.plan else 0
        shapes = self.coverage.geometry.to_numpy()
        pages = []
        for at, i in enumerate(chosen):
            rows: list[tuple[str, ...]] = [(f.label, f.printed[at], f.printed[-1]) for f in figures]
            # The values of the plan are those of the whole territory: they are not beside a figure of a group.
            rows += follow_rows(known.get(folded(self.names[i]), []), everywhere if whole else [], adoption)
            if len(chosen) == 1:
                rows = [row[:2] for row in rows]
            if self.plan:
                rows += _action_rows(self._titles_here[i])
            told = page_texts.territory_told(
                self._sentence(i, at, figures), figures, layers, at, self.names[i], unplaced
            )
            pages.append(Page(self.names[i], to_geometry(shapes[i]), rows, told, self.groups[i] if whole else ""))
        return pages

    def _sentence(self, position: int, at: int, figures: list[Figure]) -> str:
        """The sentence at the top of a territory page."""
        from ...analysis.territory import page_sentences

        if self._touched is not None:
            t = self._touched
            facts = (int(t.actions[position]), int(t.touched[position]), int(t.sectors[position]))
            return page_texts.said(page_sentences.need_sentence(*facts, self._where()))
        if self.plan:
            sheets = len(self.plan.sheets)
            return page_texts.said(page_sentences.presence_sentence(len(self._actions_here[position]), sheets))
        if not figures:
            return ""
        first = figures[0]
        return page_texts.said(page_sentences.figure_sentence(first.label, first.printed[at], first.printed[-1]))

    def _themes(self, layers: list[QgsMapLayer]) -> list[ThemePage]:
        return theme_pages(themes_of(layers, self._text(self._algorithm.THEMES)), layers, self.figures, self.names)

    def _council(self) -> Any:
        return council_page(self.names, self.figures, self.plan, self._actions_here, self._need_of_all())

    def _need_of_all(self) -> str:
        if self._touched is None:
            return ""
        from ...analysis.territory.page_sentences import touching

        shapes, action = self._places()
        sector, place = touching(self._sectors, shapes)
        return tr("Sectors {where}: {touched} of {sectors} are touched by an action; actions that touch one: {actions}.").format(
            where=self._where(), touched=grouped(len(set(sector.tolist()))), sectors=grouped(len(self._sectors)),
            actions=grouped(len(set(action[place].tolist()))),
        )  # fmt: skip

    def _actions(self, chosen: list[int], whole: bool) -> list[Any]:
        assert self.plan is not None
        touched: list[list[str]] = [[] for _ in self.plan.sheets]
        for i in chosen:
            for action in self._actions_here[i]:
                touched[action].append(self.names[i])
        inside = self._inside(chosen)
        pages = action_pages(self.plan, self._choice(self._algorithm.CHAPTERS), touched, inside, self._needs())
        if whole:
            return pages
        kept = {self.plan.sheets[action].name for action, names in enumerate(touched) if names}
        return [page for page in pages if page.name in kept]

    def _inside(self, chosen: list[int]) -> list[int]:
        """How many places of each action are in the territories at ``chosen``; one on a border counts once."""
        assert self.plan is not None
        places = {id(place): place.action for i in chosen for place in self._places_here[i]}
        counts = Counter(places.values())
        return [counts[action] for action in range(len(self.plan.sheets))]

    def _needs(self) -> list[str]:
        """What each action touches of the sectors with a need."""
        assert self.plan is not None
        if self._touched is None:
            return [""] * len(self.plan.sheets)
        from ...analysis.territory.page_sentences import touching

        shapes, action = self.plan.shapes()
        sector, place = touching(self._sectors, shapes)
        sectors: list[set[int]] = [set() for _ in self.plan.sheets]
        for one, at in zip(place, sector, strict=True):
            sectors[int(action[one])].add(int(at))
        text, none = tr("It touches {touched} of the {sectors} sectors {where}."), tr("It touches none of the {sectors} sectors {where}.")  # fmt: skip
        return [
            (text if own else none).format(
                touched=grouped(len(own)), sectors=grouped(len(self._sectors)), where=self._where()
            )
            for own in sectors
        ]


def _territory_template(folder: str, paper: str) -> Path:
    name = f"territoire_{paper}.qpt"
    own = Path(folder) / name if folder else LAYOUTS / name
    return own if own.is_file() else LAYOUTS / name


def _whole_name() -> str:
    return tr("that of all the territories of the atlas together")


def _action_rows(actions: list[Line]) -> list[tuple[str, str]]:
    if not actions:
        return [(tr("Actions of the plan here"), tr("none"))]
    rows = []
    for number, title, status in actions[:LISTED_ACTIONS]:
        label = tr("Action {}").format(number) if number else tr("Action")
        rows.append((f"{label} – {title}", status or tr("status not filled in")))
    if len(actions) > LISTED_ACTIONS:
        rows.append((tr("Other actions here"), grouped(len(actions) - LISTED_ACTIONS)))
    return rows


def _alphabetical(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
