# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle facilities as the GeoJSON that passes the national schema 0.3.5: features that do, the others with the rule they break.

GeoJSON as RFC 7946 has it: WGS 84, longitude first, no ``crs``. A value that is missing is left out, never ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..carpool.area_file import text_of
from ..carpool.national_schema import FALSE, TRUE, Column, Problem
from .facility_schema import SCHEMA, check_record

COORDINATE_DECIMALS = 7  # 1 cm


@dataclass(frozen=True)
class NationalFeatures:
    """``features`` that pass the schema; ``refused``, what the others break, by row; identifiers ``repeated``, which it allows."""

    features: list[dict[str, Any]]
    refused: list[Problem]
    repeated: list[str]


def national_features(values: Mapping[str, Sequence[Any]], lines: np.ndarray) -> NationalFeatures:
    """GeoJSON features of ``lines`` (n, in WGS 84) with ``values``: cells (n,) by national column, of any type."""
    features, refused = [], []
    lines = np.asarray(shapely.transform(lines, lambda places: np.round(places, COORDINATE_DECIMALS)), dtype=object)
    for row, line in enumerate(lines):
        properties = {}
        for column in SCHEMA:
            value = _json(column, values[column.name][row]) if column.name in values else None
            if value is not None:
                properties[column.name] = value
        broken = check_record(properties)
        if broken:
            refused += [replace(problem, row=row) for problem in broken]
        else:
            features.append({"type": "Feature", "geometry": json.loads(shapely.to_geojson(line)), "properties": properties})  # fmt: skip
    ids = [feature["properties"]["id_local"] for feature in features]
    seen: set[str] = set()
    repeated = {text for text in ids if text in seen or seen.add(text)}  # type: ignore[func-returns-value]
    return NationalFeatures(features, refused, sorted(repeated))


def write_geojson(path: str | Path, features: Sequence[Mapping[str, Any]]) -> None:
    """One FeatureCollection, one feature a line, UTF-8."""
    with Path(path).open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        file.write(",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features))
        file.write("\n]}\n")


def _json(column: Column, value: Any) -> Any:
    """One cell as JSON holds it, None when missing; what is of another type stays as it is, to be refused."""
    if isinstance(value, list | tuple | np.ndarray):
        return [str(item) for item in value] if len(value) else None
    text = str(text_of(value))
    if not text.strip():
        return None
    if column.kind == "array":
        return _array(text)
    if column.kind == "boolean":
        return text in TRUE if text in TRUE + FALSE else text
    if column.kind in ("number", "integer") and not isinstance(value, str):
        number = float(value)
        return int(number) if number.is_integer() else number
    return text


def _array(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
