# SPDX-License-Identifier: GPL-2.0-or-later
"""Carpool places as the national schema 0.3.1 wants them: rows that pass it, and those that do not with the reason."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .national_schema import LATEST, SCHEMAS, TRUE, Column, Problem, check_cell

COORDINATE_DECIMALS = 7  # 1 cm; the schema asks for 4 at least


@dataclass(frozen=True)
class NationalRows:
    """``rows`` (texts, in the order of ``header``) that pass the schema; ``refused``, the first broken rule of the others.

    ``borrowed`` counts the rows whose ``id_local`` is the ``id_lieu``, for want of their own; ``repeated`` are the
    ``id_local`` written more than once, which the schema allows.
    """

    header: tuple[str, ...]
    rows: list[list[str]]
    refused: list[Problem]
    borrowed: int
    repeated: list[str]


def national_rows(values: Mapping[str, Sequence[str]], longitude: np.ndarray, latitude: np.ndarray) -> NationalRows:
    """Rows of schema 0.3.1 from texts by national column, and the position (n,) in WGS 84 (°), which fills Xlong and Ylat."""
    columns = SCHEMAS[LATEST]
    rows, refused, borrowed = [], [], 0
    for position in range(len(longitude)):
        place = {column.name: values[column.name][position] if column.name in values else "" for column in columns}
        if not place["id_local"] and values.get("id_lieu"):
            place["id_local"] = values["id_lieu"][position]
            borrowed += bool(place["id_local"])
        place["Xlong"], place["Ylat"] = _degrees(longitude[position]), _degrees(latitude[position])
        broken = next((p for p in (check_cell(column, place[column.name]) for column in columns) if p), None)
        if broken is not None:
            refused.append(replace(broken, row=position))
        else:
            rows.append([_canonical(column, place[column.name]) for column in columns])
    ids = [row[0] for row in rows]
    repeated = sorted({text for text in ids if ids.count(text) > 1}) if len(set(ids)) < len(ids) else []
    return NationalRows(tuple(column.name for column in columns), rows, refused, borrowed, repeated)


def write_national_csv(path: str | Path, made: NationalRows) -> None:
    """UTF-8 without BOM, commas, one header; lines end as RFC 4180 says."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(made.header)
        writer.writerows(made.rows)


def _degrees(value: float) -> str:
    return f"{value:.{COORDINATE_DECIMALS}f}" if np.isfinite(value) else ""


def _canonical(column: Column, text: str) -> str:
    """A right value in its one form: ``1`` and ``TRUE`` are ``true``, ``007`` is ``7``."""
    if column.kind == "boolean":
        return "" if not text.strip() else "true" if text in TRUE else "false"
    if column.kind == "integer":
        return str(int(text)) if text.strip() else ""
    return text
