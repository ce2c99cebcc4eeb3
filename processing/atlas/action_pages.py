# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of the actions: where their places are, what they touch, and what is written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsGeometry, QgsProcessingContext, QgsVectorLayer
from qgis.PyQt.QtCore import QDate

from ...cartography.atlas_pages import ActionPage, Told
from ...cartography.printed_numbers import grouped, printed_date
from ...i18n import tr
from ...records import plan_file
from ...records.action_sheets import ActionSheet, IndicatorValue, PlanFacts, action_sheets, plan_facts
from ...records.links import TABLES
from .follow_up import printed_value, trajectory
from .page_texts import not_shown

if TYPE_CHECKING:
    import numpy

Line = tuple[str | None, str, str | None]


@dataclass(frozen=True)
class Place:
    """A place of the plan: of the action or sub-action ``uuid``, under the action at ``action``, in the CRS of the document."""

    uuid: str
    action: int
    kind: str
    geometry: QgsGeometry


@dataclass(frozen=True)
class PrintedPlan:
    """The actions of the first level that may be printed, and their places."""

    facts: PlanFacts
    sheets: list[ActionSheet]
    places: list[Place]
    confidential: int = 0
    _shapes: list[Any] = field(default_factory=list)

    def places_of(self, action: int) -> list[Place]:
        """The places of an action and of its sub-actions."""
        return [place for place in self.places if place.action == action]

    @property
    def unplaced(self) -> int:
        """How many actions have no place."""
        return len(self.sheets) - len({place.action for place in self.places})

    def lines(self) -> dict[str, Line]:
        """Number, title and status of each action and sub-action, in the order of the plan."""
        return {
            uuid: line
            for sheet in self.sheets
            for uuid, line in zip(
                sheet.uuids, ((sheet.number, sheet.title, sheet.status), *sheet.sub_actions), strict=True
            )
        }

    def shapes(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The places (p,) as shapely geometries, and the position of the action of each (p,)."""
        import numpy as np
        import shapely

        if not self._shapes:
            wkb = np.array([place.geometry.asWkb().data() for place in self.places], dtype=object)
            self._shapes.append(shapely.from_wkb(wkb))
        return self._shapes[0], np.array([place.action for place in self.places], dtype=np.int64)

    def places_in(self, territories: numpy.ndarray) -> list[list[Place]]:
        """For each of ``territories`` (n,), the places that touch it."""
        from ...analysis.territory.page_sentences import touching

        found: list[list[Place]] = [[] for _ in range(len(territories))]
        for territory, place in zip(*touching(territories, self.shapes()[0]), strict=True):
            found[int(territory)].append(self.places[int(place)])
        return found


def printed_plan(path: str, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> PrintedPlan:
    """The plan at ``path``. Raises ``RecordError`` when the file is not a plan."""
    with closing(plan_file.open_plan(path)) as plan:
        sheets = action_sheets(plan)
        facts = plan_facts(plan, QDate.currentDate().toString("yyyy-MM-dd"))
    shown = [sheet for sheet in sheets if not sheet.confidential]
    owner = {uuid: number for number, sheet in enumerate(shown) for uuid in sheet.uuids}
    places = []
    request = QgsFeatureRequest().setDestinationCrs(crs, context.transformContext())
    for kind, table in TABLES.items():
        links = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
        for link in links.getFeatures(request):
            uuid = link["action_uuid"]
            if not link["deleted"] and uuid in owner and link.hasGeometry():
                places.append(Place(uuid, owner[uuid], kind, link.geometry()))
    return PrintedPlan(facts, shown, places, len(sheets) - len(shown))


def action_pages(
    plan: PrintedPlan, chapters: str, touched: Sequence[Sequence[str]], inside: Sequence[int], needs: Sequence[str]
) -> list[ActionPage]:
    """A page for each action. ``chapters``: "axis", "theme" or "none"; ``touched``: the territories of each action, and

    ``inside`` how many of its places they hold; ``needs``: a sentence on the sectors each touches, or an empty text.
    """
    pages = []
    for number, sheet in enumerate(plan.sheets):
        places = plan.places_of(number)
        chart, shows = trajectory(sheet.values, plan.facts.adoption)
        told = Told(
            _sentence(places, inside[number], touched[number], needs[number]), _limits(sheet, places), chart, shows
        )
        collected = {
            kind: QgsGeometry.collectGeometry(shapes)
            for kind in TABLES
            if (shapes := [place.geometry for place in places if place.kind == kind])
        }
        pages.append(
            ActionPage(
                sheet.name,
                collected,
                _facts(sheet, places),
                _text(sheet),
                told,
                _chapter(sheet, chapters),
                _brief(sheet, places),
            )
        )
    if chapters == "none":
        return pages
    order = list(dict.fromkeys(page.chapter for page in pages))
    last = tr("Actions without an axis") if chapters == "axis" else tr("Actions without a theme")
    return sorted(pages, key=lambda page: (page.chapter == last, order.index(page.chapter)))


def _chapter(sheet: ActionSheet, chapters: str) -> str:
    if chapters == "axis":
        return tr("Axis: {}").format(sheet.axis) if sheet.axis else tr("Actions without an axis")
    if chapters == "theme":
        return tr("Actions: {}").format(sheet.themes[0]) if sheet.themes else tr("Actions without a theme")
    return ""


def _sentence(places: Sequence[Place], inside: int, territories: Sequence[str], need: str) -> str:
    """Where the places are; those that lie outside the territories of the atlas are counted apart."""
    count = len(places)
    if not count:
        return tr("This action has no place on the map: it holds for the whole territory, or its places are not recorded yet.")  # fmt: skip
    if not territories:
        text = tr("None of the places of this action is in the territories of the atlas.")
    elif inside < count:
        where = territories[0] if len(territories) == 1 else tr("{} territories").format(grouped(len(territories)))
        text = tr("Places of this action in {where}: {inside} of {places}; outside the atlas: {outside}.").format(
            where=where, inside=grouped(inside), places=grouped(count), outside=grouped(count - inside)
        )
    elif len(territories) == 1:
        text = tr("The places of this action are all in {}.").format(territories[0])
    else:
        text = tr("The {places} places of this action are in {count} territories.").format(
            places=grouped(count), count=grouped(len(territories))
        )
    return f"{text} {need}".strip()


def _limits(sheet: ActionSheet, places: Sequence[Place]) -> str:
    if not places:
        return ""
    items = [tr("what the action changes around its places")]
    if sheet.sub_actions:
        items.append(tr("which sub-action each place belongs to"))
    return not_shown(items)


def _facts(sheet: ActionSheet, places: Sequence[Place]) -> list[tuple[str, str]]:
    unknown = tr("not filled in")
    years = " – ".join(printed_date(date) for date in (sheet.start, sheet.end) if date) or sheet.calendar or ""
    rows = [
        (tr("Axis"), sheet.axis or unknown),
        (tr("Status"), _with_progress(sheet) or unknown),
        (tr("Pilot"), sheet.pilot or unknown),
        (tr("Calendar"), years or unknown),
        (tr("Budget"), "; ".join(sheet.budget) or (tr("not published") if sheet.budget_withheld else unknown)),
        (tr("Places"), grouped(len(places))),
    ]
    if sheet.priority:
        rows.insert(2, (tr("Priority"), sheet.priority))
    for label, tags in ((tr("Sectors"), sheet.sectors), (tr("Type of holder"), sheet.holder_types)):
        if tags:
            rows.append((label, "; ".join(tags)))
    for number, title, status in sheet.sub_actions:
        rows.append((tr("Sub-action {}").format(number or "").strip(), f"{title} ({status})" if status else title))
    return rows + [_value_row(value) for value in sheet.values]


def _brief(sheet: ActionSheet, places: Sequence[Place]) -> str:
    """The only line there is to print of an action of which nothing but its title, status and tags is recorded; else empty."""
    written = (
        places, _text(sheet), sheet.values, sheet.sub_actions, sheet.budget, sheet.budget_withheld, sheet.pilot, sheet.start,
        sheet.end, sheet.calendar, sheet.progress_pct is not None,
    )  # fmt: skip
    if any(written):
        return ""
    labels = (tr("Status"), tr("Priority"), tr("Sectors"), tr("Type of holder"))
    values = (sheet.status, sheet.priority, "; ".join(sheet.sectors), "; ".join(sheet.holder_types))
    told = [
        tr("{label}: {value}").format(label=label, value=value)
        for label, value in zip(labels, values, strict=True)
        if value
    ]
    return ". ".join(told) or tr("not filled in")


def _with_progress(sheet: ActionSheet) -> str:
    progress = "" if sheet.progress_pct is None else tr("{} % done").format(grouped(sheet.progress_pct))
    return ", ".join(filter(None, (sheet.status, progress)))


def _value_row(value: IndicatorValue) -> tuple[str, str]:
    kind = {"result": tr("result"), "target": tr("target"), "reference": tr("reference")}[value.kind]
    label = f"{value.indicator} ({kind} {value.year})"
    if value.value is None:
        return label, value.reason or tr("not filled in")
    written = printed_value(value.value, value.unit)
    return label, f"{written} – {value.source}" if value.source else written


def _text(sheet: ActionSheet) -> str:
    written = (
        (tr("Objectives: {}"), sheet.objectives),
        (tr("Description: {}"), sheet.description),
        (tr("Expected results: {}"), sheet.expected_results),
    )
    return "\n\n".join(named.format(text) for named, text in written if text)
