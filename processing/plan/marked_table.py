# SPDX-License-Identifier: GPL-2.0-or-later
"""A table that a run wrote and a person filled, read back: what stands in one column, by the identifier in another."""

from __future__ import annotations

from typing import Any

from qgis.core import NULL, QgsProcessingFeatureSource

from ...records.errors import RecordError, noop


def marked(source: QgsProcessingFeatureSource, name: str, id_column: str, mark_column: str) -> dict[str, str]:
    """The text of ``mark_column`` by ``id_column``, whatever the case of the headings.

    A workbook whose cells are all text has its headings in its first row. Raises ``RecordError`` when a column is
    missing, or when one identifier bears two different marks.
    """
    rows = [[_text(value) for value in feature.attributes()] for feature in source.getFeatures()]
    headings = [field.name() for field in source.fields()]
    if not _has(headings, id_column) and rows and _has(rows[0], id_column):
        headings = rows.pop(0)
    positions = {heading.strip().casefold(): position for position, heading in enumerate(headings)}
    for column in (id_column, mark_column):
        if column not in positions:
            raise RecordError(
                noop("The table “{table}” has no column “{column}”: give the table that a first run wrote, with that column filled."),
                table=name, column=column,
            )  # fmt: skip
    found: dict[str, str] = {}
    for row in rows:
        identifier, mark = row[positions[id_column]].strip(), row[positions[mark_column]].strip()
        if not identifier:
            continue
        if found.setdefault(identifier, mark) != mark:
            raise RecordError(
                noop("The table “{table}” has “{identifier}” twice, with two different marks: keep one of the rows."),
                table=name, identifier=identifier,
            )  # fmt: skip
    return found


def _has(headings: list[str], column: str) -> bool:
    return column in (heading.strip().casefold() for heading in headings)


def _text(value: Any) -> str:
    return "" if value is None or value == NULL else str(value)
