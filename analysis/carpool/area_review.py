# SPDX-License-Identifier: GPL-2.0-or-later
"""Carpool places of several sources reviewed together: what was read, beside what is proposed."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..numbers import to_numbers
from . import area_checks as checks
from .area_file import AreaTable
from .national_schema import INFORMATION, SCHEMAS, Problem, proposed, validate

if TYPE_CHECKING:
    import geopandas

# Columns that get a proposal; those of free text have none.
PROPOSED = ("insee", "type", "date_maj", "ouvert", "source", "nbre_pl", "nbre_pmr", "duree", "lumiere")
FREE_TEXTS = ("nom_lieu", "ad_lieu", "com_lieu", "horaires", "proprio", "comm")
NUMBERS = ("nbre_pl", "nbre_pmr", "duree")


@dataclass(frozen=True)
class Source:
    """A table of places; a layer comes with the place of its geometries, ``x`` and ``y`` (n,) in WGS 84, or meant so."""

    table: AreaTable
    x: np.ndarray | None = None
    y: np.ndarray | None = None


@dataclass(frozen=True)
class Review:
    """``areas``, one row per place read: what was read (texts), ``proposed_*``, where it stands, what it repeats.

    ``problems`` are in the order of the rows, those of a whole file first (row -1) with the file's name beside;
    ``pairs`` counts the pairs of places within the distance.
    """

    areas: pd.DataFrame
    problems: list[tuple[str, Problem]]
    pairs: int

    def count(self, *rules: str) -> int:
        """Problems of these rules."""
        return sum(self.by_rule()[rule] for rule in rules)

    def by_rule(self) -> Counter[str]:
        """Problems by rule."""
        return Counter(problem.rule for _file, problem in self.problems)


def review(
    sources: Sequence[Source], today: datetime.date, duplicate_m: float, communes: geopandas.GeoDataFrame | None = None
) -> Review:
    """Everything that can be said of the places of ``sources``.

    ``communes`` has polygons, in a CRS of metres, and the columns ``code`` and ``name``. Distances in metres. Raises ``DataError`` when no
    place has a position, or when the communes bear no INSEE code.
    """
    areas = pd.concat([_named(source.table) for source in sources], ignore_index=True)
    found = _schema_problems(sources)
    x, y = (np.concatenate(part) for part in zip(*map(_coordinates, sources), strict=True))
    lon, lat, how = checks.positions(x, y)
    if not np.isfinite(lon).any():
        raise DataError(
            noop("None of the {count} places of {files} has a position in France. Are Xlong and Ylat in degrees (WGS 84)?"),
            count=len(areas), files=", ".join(source.table.name for source in sources),
        )  # fmt: skip
    problems = checks.position_problems(areas, how, lon, lat)
    for name in PROPOSED:
        column = next(c for c in SCHEMAS["BNLC"] if c.name == name)
        areas[f"proposed_{name}"] = [proposed(column, text) for text in areas[name]]
    areas["proposed_lon"], areas["proposed_lat"], areas["position"] = lon, lat, how
    problems += _in_communes(areas, lon, lat, communes)
    capacity = to_numbers(areas["proposed_nbre_pl"])[0]
    dates = [checks.day_of(text) for text in areas["proposed_date_maj"]]
    opened = areas["proposed_ouvert"].tolist()
    problems += checks.state_problems(areas, dates, opened, capacity, today)
    problems += checks.damaged_texts(areas, FREE_TEXTS)
    pairs = checks.pairs_within(lon, lat, duplicate_m)
    past = [day if day is None or day <= today else None for day in dates]
    kept, metres = checks.duplicates_to_keep(pairs, capacity, past, np.array([o != "false" for o in opened]))
    problems += checks.duplicate_problems(areas, areas["area_id"].tolist(), kept, metres)
    areas["duplicate_of"] = [areas["area_id"][k] if k >= 0 else None for k in kept]
    areas["duplicate_m"] = metres
    areas["usable"] = (np.isfinite(lon) & (kept < 0) & np.array([o != "false" for o in opened])).astype(int)
    for name in NUMBERS:
        areas[f"proposed_{name}"] = to_numbers(areas[f"proposed_{name}"])[0]
    located = [(areas["file"][problem.row], problem) for problem in problems]
    filled = [(file, _with_proposal(problem, areas)) for file, problem in found]
    everything = sorted([*filled, *located], key=lambda pair: pair[1].row)
    areas["problems"] = _counted(everything, len(areas))
    return Review(areas, everything, len(pairs))


def _named(source: AreaTable) -> pd.DataFrame:
    """The table with the file, the schema and an identifier of each place that no other place of the file has."""
    table = source.table.copy()
    table["file"], table["schema"] = source.name, source.version
    own = table["id_lieu"].where(table["id_lieu"] != "", table["id_local"])
    unique = (own != "") & ~own.duplicated(keep=False)
    label = own + " (" + source.name + ":" + table["line"].astype(str) + ")"
    table["area_id"] = own.where(unique, label.str.strip())
    return table


def _schema_problems(sources: Sequence[Source]) -> list[tuple[str, Problem]]:
    """Problems of each source by its own version, with rows counted over all of them."""
    found, before = [], 0
    for source in sources:
        table = source.table
        for problem in [*table.problems, *validate(table.table, table.version, table.columns)]:
            drawn = source.x is not None and problem.rule == "missing_column" and problem.column in ("Xlong", "Ylat")
            if not drawn:
                row = problem.row if problem.row < 0 else problem.row + before
                found.append((table.name, replace(problem, row=row)))
        before += len(table.table)
    return found


def _coordinates(source: Source) -> tuple[np.ndarray, np.ndarray]:
    if source.x is not None and source.y is not None:
        return source.x, source.y
    table = source.table.table
    return to_numbers(table["Xlong"])[0], to_numbers(table["Ylat"])[0]


def _in_communes(
    areas: pd.DataFrame, lon: np.ndarray, lat: np.ndarray, communes: geopandas.GeoDataFrame | None
) -> list[Problem]:
    """Fill ``insee_location``, ``commune_location``, ``insee_agrees`` and ``proposed_insee``."""
    areas["insee_location"] = areas["commune_location"] = None
    areas["insee_agrees"] = np.nan
    if communes is None:
        return []
    declared = areas["proposed_insee"].fillna("").tolist()
    located = checks.communes_of(lon, lat, declared, communes)
    agrees = checks.insee_agreement(areas["insee"].tolist(), located)
    agrees[(areas["insee"] == "").to_numpy()] = np.nan
    areas["insee_location"], areas["commune_location"] = located["code"], located["name"]
    areas["insee_agrees"] = agrees
    areas["proposed_insee"] = np.where(
        agrees == 1, areas["proposed_insee"], located["code"].fillna(areas["proposed_insee"])
    )
    return checks.insee_problems(areas, located, agrees)


def _with_proposal(problem: Problem, areas: pd.DataFrame) -> Problem:
    """A problem of the code or of the coordinates takes what the place itself proposes."""
    column = {"insee": "proposed_insee", "Xlong": "proposed_lon", "Ylat": "proposed_lat"}.get(problem.column)
    if column is None or problem.row < 0 or problem.proposal is not None:
        return problem
    value = areas[column][problem.row]
    if value is None or value != value:
        return problem
    return replace(problem, proposal=value if isinstance(value, str) else f"{value:.7f}")


def _counted(problems: Sequence[tuple[str, Problem]], size: int) -> np.ndarray:
    """Errors and warnings of each place, (n,)."""
    count = np.zeros(size, dtype=int)
    for _file, problem in problems:
        if problem.row >= 0 and problem.severity != INFORMATION:
            count[problem.row] += 1
    return count
