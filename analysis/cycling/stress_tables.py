# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of the level of traffic stress: Furth's cells, and what is assumed where a street says nothing.

Sources: P. Furth, LTS Tables v2.2 (May 2022); defaults by class in ``resources/parameters/trafic_stress_defaut.csv``, each
with its own source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..parameter_table import read_rows

Floats = NDArray[np.float64]
Ranks = NDArray[np.int16]
Levels = NDArray[np.uint8]

MIXED, LANE, LANE_BY_PARKING, SEPARATED = (
    "mixed", "bike_lane_no_parking", "bike_lane_along_parking", "separated_path_or_protected_lane",
)  # fmt: skip
# The rows of lanes of each table; their ranks are the codes that the functions of ``stress`` take.
LANES = {
    MIXED: (
        "two_way_no_centerline", "two_way_1lane_per_dir_centerline_or_wide_oneway_1lane", "narrow_oneway_1lane", "2_lanes_per_dir",
        "3plus_lanes_per_dir",
    ),
    LANE: ("1_lane_per_dir_or_contraflow", "2_lanes_per_dir", "3plus_lanes_per_dir"),
    LANE_BY_PARKING: ("1_lane_per_dir_or_contraflow", "oneway_multilane", "two_way_2lanes_per_dir", "other_two_way_multilane"),
}  # fmt: skip
NO_CENTRE_LINE, CENTRE_LINE_OR_WIDE_ONE_WAY, NARROW_ONE_WAY, TWO_LANES, THREE_LANES = range(5)
COLUMNS = (
    "table", "lanes", "second_variable", "second_min", "second_max", "speed_kmh_min", "speed_kmh_max", "lts",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One cell as written: ``second`` is traffic (vehicles a day), or a width in feet; ``inf`` where a class is open."""

    line: int
    table: str
    lanes: str
    second_min: float
    second_max: float
    kmh_min: float
    kmh_max: float
    lts: int


@dataclass(frozen=True)
class Grid:
    """The cells of one row of lanes: classes of the second variable (k,) by speed bands (b,).

    ``lower``: (k,) where each class begins (that value in it); ``upper_kmh``: (b,) where each band ends (that value in
    it); ``lts``: (k, b); ``cell``: (k, b) ranks in :attr:`FurthTables.cells`.
    """

    lower: Floats
    upper_kmh: Floats
    lts: Levels
    cell: Ranks

    def at(self, second: Floats, speed_kmh: Floats) -> tuple[Levels, Ranks]:
        """Stress (n,) and cell (n,) of values (n,); 0 and -1 where a value is NaN or below the first class."""
        known = np.isfinite(second) & np.isfinite(speed_kmh) & (second >= self.lower[0]) & (speed_kmh >= 0)
        rank = np.searchsorted(self.lower, np.where(known, second, self.lower[0]), side="right") - 1
        band = np.searchsorted(self.upper_kmh, np.where(known, speed_kmh, 0.0), side="left")
        return np.where(known, self.lts[rank, band], 0).astype(np.uint8), np.where(known, self.cell[rank, band], -1).astype(np.int16)  # fmt: skip


@dataclass(frozen=True)
class FurthTables:
    """The cells in the order of the file, and the grid of each (table, rank of its lanes)."""

    cells: tuple[Cell, ...]
    grids: Mapping[tuple[str, int], Grid]

    def at(self, table: str, lanes: NDArray[Any], second: Floats, speed_kmh: Floats) -> tuple[Levels, Ranks]:
        """Stress (n,), 0 where it cannot be read, and cell (n,), -1 there; ``lanes`` (n,) ranks of :data:`LANES`, -1 unknown."""
        lts, cell = np.zeros(len(lanes), dtype=np.uint8), np.full(len(lanes), -1, dtype=np.int16)
        for rank in range(len(LANES[table])):
            rows = np.flatnonzero(lanes == rank)
            if len(rows):
                lts[rows], cell[rows] = self.grids[table, rank].at(second[rows], speed_kmh[rows])
        return lts, cell


def read_furth(path: str | Path) -> FurthTables:
    """The tables of stress of a CSV file (columns :data:`COLUMNS`).

    Raises ``DataError`` naming the file and the line of a cell that is not one, or the table whose cells leave a hole.
    """
    name = Path(path).name
    cells = tuple(cell for line, row in read_rows(path, COLUMNS) if (cell := _cell(name, line, row)).table != SEPARATED)
    grids = {}
    for table, kinds in LANES.items():
        for rank, lanes in enumerate(kinds):
            own = [(number, cell) for number, cell in enumerate(cells) if (cell.table, cell.lanes) == (table, lanes)]
            grids[table, rank] = _grid(name, table, lanes, own)
    return FurthTables(cells, grids)


def _cell(file: str, line: int, row: Mapping[str, str]) -> Cell:
    def number(column: str, empty: float) -> float:
        text = row[column].replace(",", ".")
        return float(text) if text else empty

    try:
        cell = Cell(
            line, row["table"], row["lanes"], number("second_min", 0.0), number("second_max", np.inf), number("speed_kmh_min", 0.0),
            number("speed_kmh_max", np.inf), int(row["lts"]),
        )  # fmt: skip
    except ValueError:
        cell = Cell(line, row["table"], row["lanes"], 0, 0, 0, 0, 0)
    known = cell.table == SEPARATED or cell.lanes in LANES.get(cell.table, ())
    if not known or not 1 <= cell.lts <= 4:
        raise DataError(
            noop("Table of stress “{file}”, line {line}: no cell of the tables of Furth with a level from 1 to 4. Start from the plugin's table."),
            file=file, line=line,
        )  # fmt: skip
    return cell


def _grid(file: str, table: str, lanes: str, own: list[tuple[int, Cell]]) -> Grid:
    """The grid of some cells; they must fill it, each once, without a hole between the speed bands."""
    lower = sorted({cell.second_min for _n, cell in own})
    bands = sorted({(cell.kmh_min, cell.kmh_max) for _n, cell in own})
    joined = [b[0] for b in bands] == [0.0, *(b[1] for b in bands[:-1])] and bool(bands) and bands[-1][1] == np.inf
    places = {(cell.second_min, cell.kmh_min) for _n, cell in own}
    if not joined or len(own) != len(lower) * len(bands) or len(places) != len(own):
        raise DataError(
            noop("Table of stress “{file}”: the cells of {table}, {lanes} are missing, repeated or leave a hole. Start from the plugin's table."),
            file=file, table=table, lanes=lanes,
        )  # fmt: skip
    lts, rank = np.zeros((len(lower), len(bands)), dtype=np.uint8), np.zeros((len(lower), len(bands)), dtype=np.int16)
    starts = [band[0] for band in bands]
    for number, cell in own:
        at = lower.index(cell.second_min), starts.index(cell.kmh_min)
        lts[at], rank[at] = cell.lts, number
    return Grid(np.array(lower), np.array([band[1] for band in bands]), lts, rank)


@dataclass(frozen=True)
class Defaults:
    """What is assumed: ``by_class[quantity][class]`` are (from how many lanes on, value), in ascending order of lanes.

    ``words`` are the texts of a quantity: speeds of maxspeed codes and of regimes; ``class_as`` the OSM class of other
    names of roads.
    """

    by_class: Mapping[str, Mapping[str, tuple[tuple[float, float], ...]]]
    class_as: Mapping[str, str]

    def words(self, quantity: str) -> dict[str, float]:
        """Values by folded text, for the quantities that are read from a text."""
        return {name: steps[0][1] for name, steps in self.by_class.get(quantity, {}).items()}

    def of(self, quantity: str, highway: NDArray[Any], lanes: Floats | None = None) -> Floats:
        """The assumed value (n,) of a class (n,) of road; ``any`` where the table has no line for it, NaN without that."""
        known = self.by_class.get(quantity, {})
        codes, classes = pd.factorize(highway)
        value = np.full(len(highway), np.nan)
        for code, name in enumerate(classes):
            steps = known.get(str(name)) or known.get(str(name).removesuffix("_link")) or known.get("any", ())
            rows = codes == code
            for first, amount in steps:
                value[rows if lanes is None or first <= 0 else rows & (lanes >= first)] = amount
        return value


QUANTITIES = {
    "limit_kmh", "regime_sign_kmh", "regime_usual_kmh", "speed_kmh", "adt_veh_day", "lanes", "lanes_oneway", "centre_line", "parking",
    "lane_width_m", "parking_width_m", "class_as",
}  # fmt: skip


def read_defaults(path: str | Path) -> Defaults:
    """The table of what is assumed (quantity;class;lanes_from;value;source).

    Raises ``DataError`` naming the line of a quantity that is not known or of a value that is no number.
    """
    by_class: dict[str, dict[str, list[tuple[float, float]]]] = {}
    class_as: dict[str, str] = {}
    for line, row in read_rows(path, ("quantity", "class", "lanes_from", "value")):
        quantity, name = row["quantity"].casefold(), row["class"].casefold()
        if quantity == "class_as":
            class_as[name] = row["value"].casefold()
            continue
        try:
            lanes = float(row["lanes_from"].replace(",", ".") or 0)
            value = float(row["value"].replace(",", "."))
        except ValueError:
            value = np.nan
        if quantity not in QUANTITIES or not np.isfinite(value) or value < 0:
            raise DataError(
                noop("Table of assumed values “{file}”, line {line}: a quantity among {known} and a number are needed."),
                file=Path(path).name, line=line, known=", ".join(sorted(QUANTITIES)),
            )  # fmt: skip
        by_class.setdefault(quantity, {}).setdefault(name, []).append((lanes, value))
    sorted_steps = {q: {c: tuple(sorted(steps)) for c, steps in named.items()} for q, named in by_class.items()}
    return Defaults(sorted_steps, class_as)
