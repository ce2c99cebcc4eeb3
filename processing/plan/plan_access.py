# SPDX-License-Identifier: GPL-2.0-or-later
"""The way from an algorithm to the plan's file: shared parameter, and no batch write during an edit session."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingParameterFile, QgsVectorLayer

from ...i18n import tr
from ...records import plan_file
from ...records.errors import RecordError, noop
from ...records.plan_address import file_only
from .. import preferences


def plan_parameter(name: str, label: str = "", *, optional: bool = False) -> QgsProcessingParameterFile:
    """The plan: an existing GeoPackage, or the address of a schema in a database."""
    # Any file, not an extension alone, which would refuse the address of a plan in a database.
    return QgsProcessingParameterFile(
        name, label or tr("Action plan"), optional=optional,
        fileFilter=f"{tr('GeoPackage (*.gpkg)')};;{tr('All files (*)')}",
    )  # fmt: skip


def plan_help() -> str:
    """Help of :func:`plan_parameter`."""
    return tr("The GeoPackage of the plan, made by “Create a plan”; or the address of a plan in a database, postgres:connection/schema.")  # fmt: skip


@contextmanager
def writing(path: str, context: QgsProcessingContext) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction; refused while a layer of the plan is being edited in the project."""
    refuse_if_open(path, context)
    with closing(plan_file.open_plan(path)) as connection, plan_file.transaction(connection, preferences.author()):
        yield connection


def refuse_if_open(path: str, context: QgsProcessingContext) -> None:
    """Raise ``RecordError`` for a plan in a database, and when a layer of the plan is in an edit session, or shown by
    another SQLite than Python's."""
    file_only(path)
    layers = _layers_of(path, context)
    for layer in layers:
        if layer.isEditable():
            raise RecordError(
                noop(
                    "The layer “{layer}” of the plan is in an edit session: save or cancel its edits, then run again."
                ),
                layer=layer.name(),
            )
    if layers and not one_sqlite():
        raise RecordError(
            noop("Python and QGIS have different SQLite libraries here: remove the layers of “{file}” from the project, then run again."),
            file=Path(path).name,
        )  # fmt: skip


@cache
def one_sqlite() -> bool:
    """True when Python's ``sqlite3`` and GDAL are the same library, or locks belong to handles as on Windows.

    Elsewhere a second library that closes the file drops the locks of the first (SQLite, "How to corrupt", 2.2.1).
    """
    if sys.platform == "win32":
        return True
    from osgeo import gdal

    dataset = gdal.GetDriverByName("GPKG").Create("/vsimem/pcaet_sqlite.gpkg", 0, 0, 0, gdal.GDT_Unknown)
    try:
        result = dataset.ExecuteSQL("SELECT sqlite_source_id()")
        theirs = result.GetNextFeature().GetField(0)
        dataset.ReleaseResultSet(result)
    finally:
        del dataset
        gdal.Unlink("/vsimem/pcaet_sqlite.gpkg")
    with closing(sqlite3.connect(":memory:")) as ours:
        return bool(ours.execute("SELECT sqlite_source_id()").fetchone()[0] == theirs)


def _layers_of(path: str, context: QgsProcessingContext) -> list[QgsVectorLayer]:
    project = context.project()
    return [
        layer
        for layer in (project.mapLayers().values() if project else ())
        if isinstance(layer, QgsVectorLayer) and Path(layer.source().split("|")[0]) == Path(path)
    ]
