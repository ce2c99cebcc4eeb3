# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of the actions: which are printed, where their places are, and what is written."""

from __future__ import annotations

import math
from contextlib import closing

from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsGeometry, QgsProcessingContext, QgsVectorLayer

from ...cartography.atlas_document import ActionPage
from ...cartography.printed_numbers import estimate, grouped
from ...i18n import tr
from ...records import plan_file
from ...records.action_sheets import ActionSheet, IndicatorValue, action_sheets
from ...records.links import TABLES


def action_pages(
    path: str, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> tuple[list[ActionPage], int]:
    """A page for each action of the first level with a place (its own or of a sub-action), and how many have none.

    Raises ``RecordError`` when the file is not a plan.
    """
    with closing(plan_file.open_plan(path)) as plan:
        sheets = action_sheets(plan)
    owner = {uuid: number for number, sheet in enumerate(sheets) for uuid in sheet.uuids}
    places: list[dict[str, list[QgsGeometry]]] = [{} for _ in sheets]
    request = QgsFeatureRequest().setDestinationCrs(crs, context.transformContext())
    for kind, table in TABLES.items():
        links = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
        for link in links.getFeatures(request):
            if not link["deleted"] and link["action_uuid"] in owner and link.hasGeometry():
                places[owner[link["action_uuid"]]].setdefault(kind, []).append(link.geometry())
    pages = [
        ActionPage(sheet.name, {kind: QgsGeometry.collectGeometry(g) for kind, g in shapes.items()}, _facts(sheet, shapes), _text(sheet))
        for sheet, shapes in zip(sheets, places, strict=True)
        if shapes
    ]  # fmt: skip
    return pages, len(sheets) - len(pages)


def _facts(sheet: ActionSheet, places: dict[str, list[QgsGeometry]]) -> list[tuple[str, str]]:
    unknown = tr("not filled in")
    years = " – ".join(filter(None, (sheet.start, sheet.end)))
    rows = [
        (tr("Axis"), sheet.axis or unknown),
        (tr("Status"), sheet.status or unknown),
        (tr("Pilot"), sheet.pilot or unknown),
        (tr("Calendar"), years or unknown),
        (tr("Places"), grouped(sum(len(shapes) for shapes in places.values()))),
    ]
    for number, title, status in sheet.sub_actions:
        rows.append((tr("Sub-action {}").format(number or "").strip(), f"{title} ({status})" if status else title))
    return rows + [_value_row(value) for value in sheet.values]


def _value_row(value: IndicatorValue) -> tuple[str, str]:
    kind = {"result": tr("result"), "target": tr("target"), "reference": tr("reference")}[value.kind]
    label = f"{value.indicator} ({kind} {value.year})"
    if value.value is None:
        return label, value.reason or tr("not filled in")
    # Persons and homes are estimates, never told apart below 11; anything else keeps its decimals.
    people = (value.unit or "") in ("hab", "logements", "ménages")
    number = (
        estimate(value.value, math.nan, math.nan)
        if people
        else grouped(value.value, 1 if abs(value.value) < 100 else 0)
    )
    written = f"{number} {value.unit or ''}".strip()
    return label, f"{written} – {value.source}" if value.source else written


def _text(sheet: ActionSheet) -> str:
    return "\n\n".join(filter(None, (sheet.objectives, sheet.description)))
