# SPDX-License-Identifier: GPL-2.0-or-later
"""The way from an algorithm to the plan's file: shared parameter, and no batch write during an edit session."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingParameterFile, QgsVectorLayer

from ...i18n import tr
from ...records import plan_file
from ...records.errors import RecordError, noop


def plan_parameter(name: str) -> QgsProcessingParameterFile:
    """The plan's file, an existing GeoPackage."""
    return QgsProcessingParameterFile(name, tr("Action plan"), extension="gpkg")


def plan_help() -> str:
    """Help of :func:`plan_parameter`."""
    return tr("The GeoPackage of the plan, made by “Create a plan”.")


@contextmanager
def writing(path: str, context: QgsProcessingContext) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction; refused while a layer of the plan is being edited in the project."""
    edited = _edited_layer(path, context)
    if edited:
        raise RecordError(
            noop("The layer “{layer}” of the plan is in an edit session: save or cancel its edits, then run again."),
            layer=edited,
        )
    with closing(plan_file.open_plan(path)) as connection, plan_file.transaction(connection):
        yield connection


def _edited_layer(path: str, context: QgsProcessingContext) -> str:
    project = context.project()
    for layer in project.mapLayers().values() if project else ():
        if (
            isinstance(layer, QgsVectorLayer)
            and layer.isEditable()
            and Path(layer.source().split("|")[0]) == Path(path)
        ):
            return str(layer.name())
    return ""
