# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts as each authority publishes them, brought to one schema of roads; what is missing stays missing, and is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..numbers import doubtful_thousands, parse_number, to_numbers
from ..parameter_table import read_rows, resolve_columns
from .emission_factors import Floats

SCHEMA = ("road_id", "aadt", "hgv_share_pct", "speed_kmh", "width_m", "count_quality", "year")
# What a mapping may name, with the names that are recognised by themselves (folded).
KNOWN = {
    "road_id": ("road_id", "cleabs", "objetid", "id_section", "id", "osm_id", "pk", "route", "numero"),
    "aadt": ("aadt", "tmja", "tmja_tv", "tmjatv", "trafic", "tmj", "mja"),
    "hgv_share_pct": (
        "hgv_share_pct",
        "ratio_pl",
        "pct_pl",
        "pl_pct",
        "part_pl",
        "pc_pl",
        "taux_pl",
        "hgv_pct",
        "pctpl",
    ),
    "speed_kmh": ("speed_kmh", "vitesse_moyenne_vl", "vitesse", "vma", "maxspeed", "lv_spd_d", "speed"),
    "width_m": ("width_m", "largeur_de_chaussee", "largeur", "width"),
    "year": ("year", "anneemesuretrafic", "annee", "annee_mesure", "anneemesur"),
    "road_class": ("road_class", "highway", "classe", "nature"),
    "route": ("route", "nom_voie", "numero", "name"),
    "day": ("tv_d", "day_veh_h"),
    "evening": ("tv_e", "evening_veh_h"),
    "night": ("tv_n", "night_veh_h"),
    "hgv_day": ("hv_d", "hgv_day_veh_h"),
    "hgv_evening": ("hv_e", "hgv_evening_veh_h"),
    "hgv_night": ("hv_n", "hgv_night_veh_h"),
}
DAY_HOURS = {"day": 12, "evening": 4, "night": 8}  # 6-18 h, 18-22 h, 22-6 h (directive 2002/49/CE)
DEFAULT_COLUMNS = ("road_class", "aadt", "hgv_share_pct", "speed_kmh", "source")


@dataclass(frozen=True)
class Report:
    """What was found, for the log: counts by quality, values refused, and the columns that were read."""

    measured: int
    neighbours: int
    defaulted: int
    missing: int
    zeros: int
    impossible_shares: int
    impossible_speeds: int
    doubtful: int
    unread: int
    columns: dict[str, str]


def resolve(columns: list[str], mapping: str) -> dict[str, str]:
    """The column of each thing: ``mapping`` is ``aadt=TMJA; hgv_share_pct=PL``, the rest is recognised by its name.

    Raises ``DataError`` for a thing that is not known or a column that is not there; case and accents do not matter.
    """
    return resolve_columns(columns, mapping, KNOWN)


def read_defaults(path: str | Path) -> dict[str, tuple[float, float, float]]:
    """(AADT, heavy share, speed) by class of road, from a table with a source in each line."""
    found = {}
    for line, row in read_rows(path, DEFAULT_COLUMNS):
        values = tuple(parse_number(row[name]) for name in DEFAULT_COLUMNS[1:4])
        if not all(np.isfinite(values)) or not row["source"]:
            raise DataError(
                noop("The table “{file}”, line {line}: a flow, a share, a speed and a source are needed."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        found[row["road_class"].casefold()] = values
    return found  # type: ignore[return-value]


def prepare(
    table: pd.DataFrame,
    columns: Mapping[str, str],
    year: int,
    factor: float = 1.0,
    defaults: Mapping[str, tuple[float, float, float]] | None = None,
    near: Callable[[np.ndarray], np.ndarray] | None = None,
) -> tuple[pd.DataFrame, Report]:
    """The roads in :data:`SCHEMA` and a report.

    ``factor`` turns working-day counts (TMJO) into TMJA. 0 is a missing count, and a missing heavy share where the count
    is missing or the layer has no other share. ``near`` gives, from where counts are known (n,), the position of the
    section whose count each other takes, or -1 (see :func:`next_counted`): such a road is marked ``neighbour``.
    ``defaults`` fills what is then missing by class of road, marked ``default``.
    """
    if "aadt" not in columns and "day" not in columns and defaults is None:
        raise DataError(
            noop("No column holds the traffic. Say which in MAPPING, for example: aadt=TMJA."),
        )
    size = len(table)
    unread = doubtful = 0

    def values(key: str) -> Floats:
        nonlocal unread
        if key not in columns:
            return np.full(size, np.nan)
        found, wrong = to_numbers(table[columns[key]])
        unread += int(wrong.sum())
        return found

    aadt, share = values("aadt"), values("hgv_share_pct")
    if "aadt" in columns:
        unsure = doubtful_thousands(table[columns["aadt"]])
        doubtful, aadt = int(unsure.sum()), np.where(unsure, np.nan, aadt)
    elif "day" in columns:
        aadt = _daily(values, "")
        heavy = _daily(values, "hgv_")
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(np.isnan(share), 100 * heavy / aadt, share)
    zeros = int((aadt == 0).sum())
    aadt = np.where(aadt >= 1, aadt * factor, np.nan)
    wrong_share = (share < 0) | (share > 100)
    share = np.where(wrong_share | (share == 0) | np.isnan(aadt), np.nan, share)
    speed = values("speed_kmh")
    wrong_speed = (speed > 130) | (speed < 0)
    speed = np.where(wrong_speed | (speed == 0), np.nan, speed)
    width = values("width_m")
    quality = np.array([None, "measured"], dtype=object)[np.isfinite(aadt).astype(int)]
    if near is not None:
        aadt, share, quality = _from_neighbours(aadt, share, quality, near(np.isfinite(aadt)))
    if defaults and "road_class" in columns:
        aadt, share, speed, quality = _filled(table[columns["road_class"]], aadt, share, speed, quality, defaults)
    counted = values("year")
    roads = pd.DataFrame(
        {
            "road_id": table[columns["road_id"]].astype(str) if "road_id" in columns else [str(i) for i in table.index],
            "aadt": aadt,
            "hgv_share_pct": share,
            "speed_kmh": speed,
            "width_m": np.where(width > 0, width, np.nan),
            "count_quality": quality,
            "year": pd.array(np.where(counted > 1900, counted, year), dtype="Int64"),
        },
        index=table.index,
    )
    report = Report(
        int((quality == "measured").sum()), int((quality == "neighbour").sum()), int((quality == "default").sum()), int(pd.isna(quality).sum()), zeros,
        int(wrong_share.sum()), int(wrong_speed.sum()), doubtful, unread, dict(columns),
    )  # fmt: skip
    return roads, report


def next_counted(lines: np.ndarray, routes: pd.Series, known: np.ndarray, reach: float) -> np.ndarray:
    """For each section without a count, the nearest counted one of the same route within ``reach`` m; -1 for none.

    ``lines`` (n,): geometries in a metric CRS; ``routes`` (n,): the road's name or number, empty for none; ``known`` (n,):
    True where the count is. A section between two counted ones takes the nearer, the longer line where both touch it.
    """
    import shapely

    found = np.full(len(lines), -1)
    names = routes.map(lambda value: "" if pd.isna(value) else str(value).strip().casefold())
    usable = ~(shapely.is_missing(lines) | shapely.is_empty(lines))
    for name, rows in names.groupby(names).indices.items():
        counted, lacking = rows[known[rows] & usable[rows]], rows[~known[rows] & usable[rows]]
        if not name or not len(counted) or not len(lacking):
            continue
        own, other = shapely.STRtree(lines[counted]).query_nearest(lines[lacking], max_distance=reach)
        length = shapely.length(lines[counted[other]])
        best = np.lexsort((-length, own))
        _each, first = np.unique(own[best], return_index=True)
        found[lacking[own[best[first]]]] = counted[other[best[first]]]
    return found


def _from_neighbours(
    aadt: Floats, share: Floats, quality: np.ndarray, nearest: np.ndarray
) -> tuple[Floats, Floats, np.ndarray]:
    """A section takes the flow of the one it is given, and its heavy share where its own is unknown."""
    taken = np.isnan(aadt) & (nearest >= 0)
    return (
        np.where(taken, aadt[nearest], aadt),
        np.where(taken & np.isnan(share), share[nearest], share),
        np.where(taken, "neighbour", quality),
    )


def _daily(values: Callable[[str], Floats], prefix: str) -> Floats:
    """Vehicles a day from hourly flows by day, evening and night."""
    return np.asarray(sum(hours * values(prefix + name) for name, hours in DAY_HOURS.items()))


def _filled(
    classes: pd.Series, aadt: Floats, share: Floats, speed: Floats, quality: np.ndarray,
    defaults: Mapping[str, tuple[float, float, float]],
) -> tuple[Floats, Floats, Floats, np.ndarray]:  # fmt: skip
    """A road without a count takes its class's; one with a count keeps it, and takes only the share or speed it lacks."""
    folded = classes.astype(str).str.casefold().str.removesuffix("_link")
    table = np.array([defaults.get(name, (np.nan, np.nan, np.nan)) for name in folded]).reshape(-1, 3)
    lacking = np.isnan(aadt) & np.isfinite(table[:, 0])
    completed = ~lacking & ((np.isnan(share) & np.isfinite(table[:, 1])) | (np.isnan(speed) & np.isfinite(table[:, 2])))
    quality = np.where(lacking | (completed & np.isfinite(aadt)), "default", quality)
    return (
        np.where(lacking, table[:, 0], aadt),
        np.where(np.isnan(share), table[:, 1], share),
        np.where(np.isnan(speed), table[:, 2], speed),
        quality,
    )
