# SPDX-License-Identifier: GPL-2.0-or-later
"""Two people changed one row: theirs, which is saved, and mine, which is not, field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import NULL, QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt

from ..cartography.plan_labels import column_label
from ..cartography.plan_layers import TABLE
from ..i18n import tr
from ..records.index import Query

COUNTERS = ("fid", "uuid", "version", "created_at", "modified_at", "modified_by", "geom")
SHOWN = 160  # characters of a long text, around where the two part


@dataclass(frozen=True)
class FieldVersions:
    """A field as they saved it and as I typed it; ``mine`` is None where I did not touch it."""

    label: str
    theirs: str
    mine: str | None

    def told(self) -> str:
        """One line."""
        if self.mine is None:
            return tr("• {}: theirs “{}”; you did not change it").format(self.label, _part(self.theirs, ""))
        if self.mine == self.theirs:
            return tr("• {}: both “{}”").format(self.label, _part(self.theirs, ""))
        theirs, mine = _part(self.theirs, self.mine), _part(self.mine, self.theirs)
        return tr("• {}: theirs “{}”; mine “{}”").format(self.label, theirs, mine)


@dataclass(frozen=True)
class RowVersions:
    """A row that someone saved while I was changing it."""

    name: str
    author: str
    at: str
    put_aside: bool
    fields: tuple[FieldVersions, ...]

    def told(self) -> str:
        """A heading and one line a field."""
        heading = tr("{}, saved by {} on {}:").format(self.name, self.author or "?", self.at)
        aside = [tr("• They put it aside: it stays so whatever you choose")] if self.put_aside else []
        return "\n".join([heading, *aside, *(field.told() for field in self.fields)])


def both_versions(layer: QgsVectorLayer, asked: Query, read: Mapping[int, int]) -> list[RowVersions]:
    """The rows changed in ``layer`` whose saved version is not the one in ``read`` (by feature id), in both versions.

    Raises ``RecordError`` when the saved rows cannot be read.
    """
    buffer = layer.editBuffer()
    found = []
    for fid, changed in (buffer.changedAttributeValues() if buffer is not None else {}).items():
        if fid in read:
            mine = {layer.fields()[position].name(): value for position, value in changed.items()}
            row = _row(layer, asked, fid, read[fid], {name: v for name, v in mine.items() if name not in COUNTERS})
            if row is not None:
                found.append(row)
    return found


def _row(layer: QgsVectorLayer, asked: Query, fid: int, version: int, mine: dict[str, Any]) -> RowVersions | None:
    table = str(layer.customProperty(TABLE))
    saved = list(asked(f"SELECT uuid, version, deleted FROM {table} WHERE fid = ?", fid))  # nosec B608 - our own tables
    if not saved or int(saved[0][1]) == version:
        return None
    entries = asked("SELECT author, at, after FROM journal WHERE row_uuid = ? AND operation = 'update' ORDER BY fid", saved[0][0])  # fmt: skip
    since = [(author, at, json.loads(after)) for author, at, after in entries]
    since = [entry for entry in since if int(entry[2].get("version", 0)) > version]
    changed = [name for _author, _at, after in since for name in after if name not in COUNTERS and name != "deleted"]
    names = [
        field.name() for field in layer.fields() if field.name() in {*mine, *changed} and field.name() != "deleted"
    ]
    theirs = _saved_values(asked, table, fid, names)
    fields = tuple(
        FieldVersions(
            column_label(name, table), _shown(layer, name, theirs[name]), _shown(layer, name, mine[name]) if name in mine else None
        )
        for name in names
    )  # fmt: skip
    last = since[-1] if since else (None, "", {})
    name = mine.get("title") or theirs.get("title") or _name(layer, fid)
    return RowVersions(str(name), str(last[0] or ""), _when(str(last[1])), bool(saved[0][2]), fields)


def _saved_values(asked: Query, table: str, fid: int, names: list[str]) -> dict[str, Any]:
    if not names:
        return {}
    columns = ", ".join(f'"{name}"' for name in names)
    (row,) = asked(f"SELECT {columns} FROM {table} WHERE fid = ?", fid)  # nosec B608 - our own tables and columns
    return dict(zip(names, row, strict=True))


def _name(layer: QgsVectorLayer, fid: int) -> str:
    feature = layer.getFeature(fid)
    title = feature["title"] if feature.isValid() and "title" in feature.fields().names() else None
    return str(title) if title not in (None, NULL) else layer.name()


def _shown(layer: QgsVectorLayer, name: str, value: Any) -> str:
    """A value as the form shows it: the label of a code, (empty) when it is missing."""
    if value is None or value == NULL or value == "":
        return tr("(empty)")
    position = layer.fields().lookupField(name)
    setup = layer.editorWidgetSetup(position)
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter(setup.type())
    return str(formatter.representValue(layer, position, setup.config(), None, value))


def _part(text: str, other: str) -> str:
    """A text that fits a notice: the whole, or what is around its first difference from ``other``."""
    line = " ".join(text.split())
    if len(line) <= SHOWN:
        return line
    against = " ".join(other.split())
    apart = next(
        (i for i, (a, b) in enumerate(zip(line, against, strict=False)) if a != b), min(len(line), len(against))
    )
    start = max(0, apart - SHOWN // 4) if against else 0
    cut = line[start : start + SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if start + SHOWN < len(line) else ''}"


def _when(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else at
