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
TOLD = 3  # fields that a notice has room for


@dataclass(frozen=True)
class FieldVersions:
    """A field as it is saved and as I typed it.

    ``mine`` is None where I did not touch it; ``by_them`` is False where only I did.
    """

    label: str
    theirs: str
    mine: str | None
    by_them: bool = True

    @property
    def apart(self) -> bool:
        """True when both of us changed it, and not to the same."""
        return self.by_them and self.mine not in (None, self.theirs)

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

    @property
    def heading(self) -> str:
        """Which row, who saved it and when."""
        return tr("{}, saved by {} on {}:").format(self.name, self.author or "?", self.at)

    def told(self) -> str:
        """The heading and a line for each of the first fields that they changed."""
        aside = [tr("• They put it aside: it stays so whatever you choose")] if self.put_aside else []
        theirs = [field for field in self.fields if field.by_them]
        more = [tr("… and {} other fields").format(len(theirs) - TOLD)] if len(theirs) > TOLD else []
        return "\n".join([self.heading, *aside, *(field.told() for field in theirs[:TOLD]), *more])


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
    fields = [
        FieldVersions(
            column_label(name, table),
            _shown(layer, name, theirs[name]),
            _shown(layer, name, mine[name]) if name in mine else None,
            name in changed,
        )
        for name in names
    ]
    fields.sort(key=lambda field: (not field.apart, not field.by_them))  # what must be chosen first
    last = since[-1] if since else (None, "", {})
    return RowVersions(
        _name(layer, asked, table, fid), str(last[0] or ""), _when(str(last[1])), bool(saved[0][2]), tuple(fields)
    )


def _saved_values(asked: Query, table: str, fid: int, names: list[str]) -> dict[str, Any]:
    if not names:
        return {}
    columns = ", ".join(f'"{name}"' for name in names)
    (row,) = asked(f"SELECT {columns} FROM {table} WHERE fid = ?", fid)  # nosec B608 - our own tables and columns
    return dict(zip(names, row, strict=True))


def _name(layer: QgsVectorLayer, asked: Query, table: str, fid: int) -> str:
    """The number and saved title of an action, else what the row is."""
    if table != "action":
        return str(layer.name())
    (row,) = asked("SELECT number, title FROM action WHERE fid = ?", fid)
    return f"{row[0]} – {row[1]}" if row[0] else str(row[1])


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
