# SPDX-License-Identifier: GPL-2.0-or-later
"""How many people breathe more than a limit, by zone; and the weighted mean that says it in one number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows
from .emission_factors import Floats

UNCERTAINTY = 0.30  # of a concentration: the class that R-LINE's comparison with the field allows
WHOLE = "ensemble"
COLUMNS = ("pollutant", "regime", "limit_ug_m3", "source")


@dataclass(frozen=True)
class Limit:
    """An annual limit or guideline, µg/m³."""

    pollutant: str
    regime: str
    value: float
    source: str


@dataclass(frozen=True)
class Zone:
    """A name, its kind (the layer it comes from), and which receptors are inside (n,)."""

    kind: str
    name: str
    inside: NDArray[np.bool_]


def read_limits(path: str | Path) -> list[Limit]:
    """Limits of a table with the columns of :data:`COLUMNS`. Raises ``DataError`` naming the line of a wrong one."""
    found = []
    for line, row in read_rows(path, COLUMNS):
        value = parse_number(row["limit_ug_m3"])
        if not value > 0 or not row["source"]:
            raise DataError(
                noop("The table of limits “{file}”, line {line}: a limit above 0 and its source are needed."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        found.append(Limit(row["pollutant"].lower(), row["regime"], value, row["source"]))
    return found


def exposure(
    concentrations: Mapping[str, Floats], people: Floats, zones: Sequence[Zone], limits: Sequence[Limit]
) -> pd.DataFrame:
    """One row for each zone, pollutant and limit, the whole first.

    ``concentrations``: µg/m³ (n,) by pollutant, NaN unknown; ``people`` (n,), NaN unknown. Columns: ``population`` of the
    zone, ``unknown`` people whose concentration is not known, ``exposed`` above the limit with its bounds if every
    concentration were 30 % lower or higher, ``exposed_pct`` of the known, ``mean_ug_m3`` weighted by people, and ``ipp``,
    the sum of people times concentration (hab.µg/m³).
    """
    rows = []
    persons = np.nan_to_num(people)
    for zone in (Zone("", WHOLE, np.ones(len(people), dtype=bool)), *zones):
        for limit in limits:
            if limit.pollutant not in concentrations:
                continue
            value = concentrations[limit.pollutant]
            known = zone.inside & np.isfinite(value)
            who, level = persons[known], value[known]
            total = who.sum()
            ipp = float((who * level).sum())
            counts = {
                name: float(who[level * factor > limit.value].sum())
                for name, factor in (
                    ("exposed", 1.0), ("exposed_low", 1 - UNCERTAINTY), ("exposed_high", 1 + UNCERTAINTY),
                )
            }  # fmt: skip
            if total == 0 and persons[zone.inside].sum() > 0:  # people of whom nothing is known are not safe people
                counts = dict.fromkeys(counts, np.nan)
            rows.append(
                {
                    "zone_kind": zone.kind, "zone": zone.name, "pollutant": limit.pollutant, "regime": limit.regime,
                    "limit_ug_m3": limit.value, "population": float(persons[zone.inside].sum()),
                    "unknown": float(persons[zone.inside & ~np.isfinite(value)].sum()), **counts,
                    "exposed_pct": 100 * counts["exposed"] / total if total else np.nan,
                    "mean_ug_m3": ipp / total if total else np.nan, "ipp": ipp if total else np.nan,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def shared_people(
    cells: NDArray[np.object_], inhabitants: Floats, places: NDArray[np.object_], weight: Floats
) -> tuple[Floats, float]:
    """Inhabitants of each place (n,) and how many are in cells without any: they are not counted elsewhere.

    Each cell's people go to the places inside, by ``weight`` (equal where it is unknown or nothing); a place on the edge
    of two cells belongs to the first.
    """
    import shapely

    tree = shapely.STRtree(cells)
    place, cell = tree.query(places, predicate="intersects")
    first = np.unique(place, return_index=True)[1]
    place, cell = place[first], cell[first]
    known = np.where(np.isfinite(weight) & (weight > 0), weight, 0.0)[place]
    total = np.bincount(cell, weights=known, minlength=len(cells))
    count = np.bincount(cell, minlength=len(cells))
    share = np.where(total[cell] > 0, known / np.where(total[cell] > 0, total[cell], 1), 1 / count[cell])
    living = np.nan_to_num(inhabitants)
    found = np.zeros(len(places))
    found[place] = share * living[cell]
    return found, float(living[count == 0].sum())


def zones_of(kind: str, names: Sequence[str], shapes: NDArray[np.object_], places: NDArray[np.object_]) -> list[Zone]:
    """Zones by name, in alphabetical order; shapes of the same name are one zone, and zones may overlap."""
    import shapely

    tree = shapely.STRtree(shapes)
    place, shape = tree.query(places, predicate="intersects")
    made = []
    for name in sorted(set(names)):
        own = np.flatnonzero(np.array(names) == name)
        inside = np.zeros(len(places), dtype=bool)
        inside[place[np.isin(shape, own)]] = True
        made.append(Zone(kind, name, inside))
    return made
