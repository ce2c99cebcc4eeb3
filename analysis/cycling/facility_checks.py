# SPDX-License-Identifier: GPL-2.0-or-later
"""What the records of cycle facilities say against themselves, against the recommended widths and against where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..carpool.national_schema import INFORMATION, WARNING, Problem
from ..errors import DataError, noop
from ..numbers import parse_number
from ..overlay import Progress, first_cover, no_progress, subdivide
from ..parameter_table import read_rows
from . import facility_schema as schema

ASIDE_M = 2.0  # how far from the line its two sides are looked for

Widths = Mapping[tuple[str, str], tuple[float, float, str]]


def read_widths(path: str | Path) -> Widths:
    """(facility, direction or "") → least and greatest width in metres (NaN: no limit) and their source.

    Raises ``DataError`` naming the line of a width that is not a number or of a facility that is not the schema's.
    """
    found = {}
    for line, row in read_rows(path, ("ame", "sens", "width_min_m")):
        low, high = (parse_number(row.get(key, "")) for key in ("width_min_m", "width_max_m"))
        if row["ame"] not in schema.AME or not 0 < low < 100:
            raise DataError(
                noop("Table of widths “{file}”, line {line}: write a facility of the schema and a width in metres."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        found[row["ame"], row["sens"]] = low, high, row.get("source", "")
    return found


def width_problems(table: pd.DataFrame, widths: Widths) -> list[Problem]:
    """Facilities narrower than recommended (to check), or wider than described (to know); nothing is changed."""
    found = []
    for side in "dg":
        column = f"largeur_{side}"
        known = table[column].notna() & table[f"ame_{side}"].notna()
        rows = zip(np.flatnonzero(known), table.loc[known, f"ame_{side}"], table.loc[known, f"sens_{side}"], table.loc[known, column], strict=True)  # fmt: skip
        for row, ame, sens, width in rows:
            low, high, source = widths.get((ame, sens or ""), widths.get((ame, ""), (np.nan, np.nan, "")))
            facts: dict[str, Any] = {"value": f"{width:g}", "ame": ame, "low": f"{low:g}", "high": f"{high:g}", "source": source}  # fmt: skip
            if width < low:
                sentence = noop("{ame}: {value} m is narrower than the recommended {low} m ({source}).")
                found.append(Problem(int(row), column, facts["value"], "narrow", sentence, facts, None, WARNING))
            elif width > high:
                sentence = noop("{ame}: {value} m is wider than the {high} m described ({source}).")
                found.append(Problem(int(row), column, facts["value"], "wide", sentence, facts, None, INFORMATION))
    return found


def side_problems(table: pd.DataFrame) -> list[Problem]:
    """Contraflows on the traffic's own side, where the line may be drawn against it; one greenway written on both sides."""
    found = []
    oneway = table["oneway"].fillna("")
    contra = {side: table[f"ame_{side}"].fillna("").str.startswith("DOUBLE SENS") for side in "dg"}
    for side, wrong in (
        ("d", contra["d"] & ~contra["g"] & (oneway != "-1")),
        ("g", contra["g"] & ~contra["d"] & (oneway == "-1")),
    ):
        sentence = noop("“{value}” is on the traffic's own side: the line may be drawn against the traffic, or the side be wrong.")  # fmt: skip
        for row in np.flatnonzero(wrong):
            value = table[f"ame_{side}"].iloc[row]
            found.append(Problem(int(row), f"ame_{side}", value, "against_traffic", sentence, {"value": value}, None, WARNING))  # fmt: skip
    twice = (table["ame_d"] == table["ame_g"]) & (table["ame_d"] == schema.GREENWAY)
    twice &= (table["sens_d"] == schema.TWO_WAY) & (table["sens_g"] == schema.TWO_WAY)
    sentence = noop("The same two-way greenway is written on both sides: statistics count it once.")
    found += [Problem(int(row), "ame_g", schema.GREENWAY, "written_twice", sentence, {}, None, INFORMATION) for row in np.flatnonzero(twice)]  # fmt: skip
    return found


def communes_of_sides(
    lines: np.ndarray, communes: np.ndarray, codes: np.ndarray, progress: Progress = no_progress
) -> tuple[np.ndarray, np.ndarray]:
    """Codes (n,) of the communes on the right and on the left of the middle of each line; "" outside all of them.

    ``lines`` (n,) and ``communes`` (m polygons) in one CRS of metres. The line itself is asked where its side lies in a gap
    between two outlines.
    """
    parts = subdivide(communes, progress=progress)
    single = _longest(lines)
    half = shapely.length(single) / 2
    before = shapely.line_interpolate_point(single, np.maximum(half - 1, 0))
    after = shapely.line_interpolate_point(single, half + 1)
    dx, dy = shapely.get_x(after) - shapely.get_x(before), shapely.get_y(after) - shapely.get_y(before)
    norm = np.hypot(dx, dy)
    norm[norm == 0] = np.inf
    x, y = (shapely.get_x(before) + shapely.get_x(after)) / 2, (shapely.get_y(before) + shapely.get_y(after)) / 2
    known = np.append(codes, "")
    middle = first_cover(shapely.points(x, y), parts, progress)
    sides = []
    for turn in (1.0, -1.0):
        aside = shapely.points(x + turn * ASIDE_M * dy / norm, y - turn * ASIDE_M * dx / norm)
        there = first_cover(aside, parts, progress)
        sides.append(known[np.where(there >= 0, there, middle)])
    return sides[0], sides[1]


def _longest(lines: np.ndarray) -> np.ndarray:
    """Lines (n,), the longest part of those in several."""
    several = np.flatnonzero(shapely.get_num_geometries(lines) > 1)
    single = np.array(lines, dtype=object)
    for row in several:
        parts = shapely.get_parts(lines[row])
        single[row] = parts[np.argmax(shapely.length(parts))]
    whole = shapely.get_num_geometries(lines) == 1
    single[whole] = shapely.get_geometry(lines[whole], 0)
    return single


def commune_problems(table: pd.DataFrame, located: tuple[np.ndarray, np.ndarray]) -> list[Problem]:
    """Fill ``code_com_d`` and ``code_com_g`` where they are missing; codes of another commune than the location are told."""
    found = []
    for side, codes in zip("dg", located, strict=True):
        column = f"code_com_{side}"
        written = table[column].copy()
        empty = written.isna().to_numpy()
        table[column] = [
            (code or None) if bare else text for code, bare, text in zip(codes, empty, written, strict=True)
        ]
        for row in np.flatnonzero(empty & (codes == "")):
            sentence = noop("This side is in no commune of the layer.")
            found.append(Problem(int(row), column, "", "no_commune", sentence, {}, None, WARNING))
        for row in np.flatnonzero(~empty & (codes != "") & (written != codes).to_numpy()):
            facts = {"value": written.iloc[row], "code": codes[row]}
            sentence = noop("“{value}” is written, but this side is in {code}.")
            found.append(Problem(int(row), column, facts["value"], "commune_differs", sentence, facts, codes[row], WARNING))  # fmt: skip
    return found


def repeated_ids(table: pd.DataFrame) -> list[Problem]:
    """Identifiers written on several lines."""
    ids = table["id_local"]
    sentence = noop("The identifier “{value}” is written more than once.")
    return [
        Problem(int(row), "id_local", ids.iloc[row], "repeated_id", sentence, {"value": ids.iloc[row]}, None, WARNING)
        for row in np.flatnonzero(ids.notna() & ids.duplicated(keep="first"))
    ]
