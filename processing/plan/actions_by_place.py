# SPDX-License-Identifier: GPL-2.0-or-later
"""Which actions of a plan touch which territories, by the copies of the geometries kept in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsSpatialIndex,
    QgsVectorLayer,
)

from ...records import plan_file
from ...records.actions import ActionTitle, action_titles
from ...records.links import TABLES


def actions_touching(
    path: str, shapes: Sequence[QgsGeometry], crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> list[list[ActionTitle]]:
    """For each of ``shapes`` (in ``crs``), the actions with a place in it, in the order of the plan.

    The plan is read by QGIS and by its own store only. Raises ``RecordError`` when the file is not a plan.
    """
    with closing(plan_file.open_plan(path)) as plan:
        titles = action_titles(plan)
    order = {action.uuid: position for position, action in enumerate(titles)}
    index = QgsSpatialIndex()
    for position, shape in enumerate(shapes):
        index.addFeature(position, shape.boundingBox())
    engines = [QgsGeometry.createGeometryEngine(shape.constGet()) for shape in shapes]
    found: list[set[int]] = [set() for _ in shapes]
    request = QgsFeatureRequest().setDestinationCrs(crs, context.transformContext())
    for table in TABLES.values():
        links = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
        for link in links.getFeatures(request):
            if link["deleted"] or link["action_uuid"] not in order:
                continue
            for position in index.intersects(link.geometry().boundingBox()):
                if engines[position].intersects(link.geometry().constGet()):
                    found[position].add(order[link["action_uuid"]])
    return [[titles[i] for i in sorted(positions)] for positions in found]
