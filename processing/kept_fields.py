# SPDX-License-Identifier: GPL-2.0-or-later
"""The columns an output keeps from its input, under their own names and aliases."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import QgsFields
from qgis.PyQt.QtCore import QMetaType

from .writing import Field

INTEGERS = {QMetaType.Type.Int, QMetaType.Type.UInt, QMetaType.Type.LongLong, QMetaType.Type.ULongLong}


def kept_fields(fields: QgsFields, replaced: Collection[str]) -> tuple[Field, ...]:
    """Fields of an input that an output carries on: all but its feature id and those the output writes itself."""
    taken = {name.lower() for name in replaced} | {"fid", "ogc_fid", "geom"}
    return tuple(
        Field(field.name(), _kind(field.type()), field.alias() or field.name())
        for field in fields
        if field.name().lower() not in taken
    )


def _kind(kind: int) -> str:
    if kind in INTEGERS:
        return "integer"
    return "real" if kind == QMetaType.Type.Double else "text"
