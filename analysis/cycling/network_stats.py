# SPDX-License-Identifier: GPL-2.0-or-later
"""Lengths of cycle facilities by kind, by axis and by side, within zones; the rate of streets that bear one.

Notation. A side counts its length once, or twice where it is ridden both ways: ``both sides`` Σ L·(right + left), the rule of
the indicator crte_6.1 ("de chaque côté … comptées séparément", "multiplier par 2 la longueur des pistes bi-directionnelles").
``axis`` counts each line once, whatever it bears. What is being built or planned is not in service and is not counted.

Sources: indicator definitions cae_44.a to cae_44.ag and crte_6.1 of Territoires en Transitions; taux de cyclabilité de la
voirie, Vélo & Territoires 2022: length of streets that can be cycled over length of existing streets. How it counts its
denominator could not be read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..overlay import Parts, Progress, measure_pairs, no_progress, subdivide, union_in_blocks
from . import facility_schema as schema

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# The kinds that Territoires en Transitions tells apart (titles of cae_44.aa to cae_44.ag).
KINDS = {
    "aa": ("PISTE CYCLABLE",),
    "ab": ("VOIE VERTE",),
    "ac": ("BANDE CYCLABLE",),
    "ad": ("COULOIR BUS+VELO",),
    "ae": (schema.CONTRAFLOW_TRACK, schema.CONTRAFLOW_LANE, schema.CONTRAFLOW),
    "af": (schema.MIXED_PATH,),
    "ag": (schema.CYCLE_STREET, "RAMPE", schema.GUTTER, schema.CENTRAL_LANE, schema.SHOULDER, schema.OTHER),
}
KIND_OF = {ame: code for code, names in KINDS.items() for ame in names}
# crte_6.1: cycle tracks apart from the traffic, and greenways.
SAFE = {schema.TRACK, schema.CONTRAFLOW_TRACK, schema.GREENWAY}
# One way that is wholly the facility: written on both sides, it is still two directions and no more.
WHOLE_WAY = {schema.GREENWAY, schema.CYCLE_STREET}
RUN = 256  # vertices
RIDDEN = {"", schema.IN_SERVICE, schema.TEMPORARY}


@dataclass(frozen=True)
class Sides:
    """What the two sides (n, 2: right, left) of each line count.

    ``ame``: facility, "" without; ``served``: one in service; ``directions``: 0, 1 or 2 ridden; ``share``: part of the line's
    own length that each kind takes, 1 in all where the line bears any; ``works``: being built or planned; ``unsaid``: in
    service, of a direction that is not said (counted once); ``unknown``: nobody knows what the side bears.
    """

    ame: NDArray[np.object_]
    served: Flags
    directions: Floats
    share: Floats
    works: Flags
    unsaid: Flags
    unknown: Flags


def sides_of(table: pd.DataFrame) -> Sides:
    """The sides of lines with ``ame_d``, ``ame_g`` and, where there are, ``sens_*`` and ``statut_*``; texts of the schema."""

    def texts(stem: str) -> NDArray[np.object_]:
        columns = [f"{stem}_{side}" for side in "dg"]
        found = [table[c].astype(object).where(table[c].notna(), "") if c in table else pd.Series("", index=table.index) for c in columns]  # fmt: skip
        return np.column_stack([column.to_numpy(dtype=object) for column in found])

    ame, sens, statut = texts("ame"), texts("sens"), texts("statut")
    unknown = ame == ""
    ame[ame == schema.NONE] = ""
    there = ame != ""
    served = there & np.isin(statut, list(RIDDEN))
    two_way = sens == schema.TWO_WAY
    directions = np.where(served, np.where(two_way, 2.0, 1.0), 0.0)
    twice = served.all(axis=1) & (ame[:, 0] == ame[:, 1]) & np.isin(ame[:, 0], list(WHOLE_WAY))
    directions[twice] = 1.0
    share = served / np.maximum(served.sum(axis=1, keepdims=True), 1)
    return Sides(ame, served, directions, share, there & ~served, served & (sens == ""), unknown)


def lengths_in_zones(
    lines: NDArray[np.object_], zones: NDArray[np.object_], progress: Progress = no_progress
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """(line, zone, metres), each (k,), of every line in every zone; coordinates in metres.

    What runs on the outline of a zone is half in it: on a border between two communes, half is each one's.
    """
    line, zone, metres = measure_pairs(lines, subdivide(zones, progress=progress), shapely.length, progress)
    edge_line, edge_zone, on_edge = measure_pairs(lines, _outlines(zones), shapely.length, progress)
    inside = pd.Series(metres, index=pd.MultiIndex.from_arrays([line, zone]))
    edge = pd.Series(on_edge, index=pd.MultiIndex.from_arrays([edge_line, edge_zone]))
    total = (inside - 0.5 * edge.reindex(inside.index, fill_value=0.0)).clip(lower=0)
    return line, zone, total.to_numpy(dtype=float)


def _outlines(zones: NDArray[np.object_]) -> Parts:
    """The outlines in short runs of their own segments: cut elsewhere, they would no more lie on the lines they share."""
    runs, owner = [], []
    for position, outline in enumerate(shapely.boundary(zones)):
        for ring in shapely.get_parts(outline):
            places = shapely.get_coordinates(ring)
            starts = range(0, len(places) - 1, RUN)
            runs += [shapely.linestrings(places[start : start + RUN + 1]) for start in starts]
            owner += [position] * len(starts)
    return Parts(np.array(runs, dtype=object), np.array(owner, dtype=np.intp), len(zones))


def kilometres(
    sides: Sides, line: NDArray[np.intp], zone: NDArray[np.intp], metres: Floats, count: int
) -> pd.DataFrame:
    """One row per zone (``count``), km in service.

    Columns: ``axis``, ``both_sides``, ``works`` (axis, being built only), ``unsaid`` (both sides, direction not said),
    ``unknown`` (axis, a side of which nothing is said), ``safe`` (both sides, crte_6.1).
    """

    def summed(weight: Floats) -> Floats:
        return np.bincount(zone, weights=weight[line] * metres / 1000, minlength=count).astype(float)

    served = sides.served.any(axis=1)
    safe = np.isin(sides.ame, list(SAFE))
    return pd.DataFrame(
        {
            "axis": summed(served.astype(float)),
            "both_sides": summed(sides.directions.sum(axis=1)),
            "safe": summed((sides.directions * safe).sum(axis=1)),
            "works": summed((sides.works.any(axis=1) & ~served).astype(float)),
            "unsaid": summed((sides.directions * sides.unsaid).sum(axis=1)),
            "unknown": summed(sides.unknown.any(axis=1).astype(float)),
        }
    )


def kilometres_by_facility(
    sides: Sides, line: NDArray[np.intp], zone: NDArray[np.intp], metres: Floats
) -> pd.DataFrame:
    """Rows (``zone``, ``ame``) with ``axis`` and ``both_sides`` in km; of a line with two kinds, each takes half the axis."""
    frames = []
    for side in (0, 1):
        served = sides.served[line, side]
        rows = line[served]
        frames.append(
            pd.DataFrame(
                {
                    "zone": zone[served],
                    "ame": sides.ame[rows, side],
                    "axis": sides.share[rows, side] * metres[served] / 1000,
                    "both_sides": sides.directions[rows, side] * metres[served] / 1000,
                }
            )
        )
    return pd.concat(frames).groupby(["zone", "ame"], as_index=False)[["axis", "both_sides"]].sum()


def by_kind(by_facility: pd.DataFrame, counting: str, count: int) -> pd.DataFrame:
    """km by zone (``count`` rows) in the columns aa to ag; ``counting`` is ``axis`` or ``both_sides``."""
    found = pd.DataFrame(0.0, index=range(count), columns=list(KINDS))
    kinds = by_facility["ame"].map(KIND_OF)
    summed = by_facility.groupby([by_facility["zone"], kinds])[counting].sum()
    for (zone, code), km in summed.items():
        found.loc[zone, code] = km
    return found


def ratio(amount: Floats, base: Floats, scale: float) -> Floats:
    """``scale`` · amount / base, NaN where the base is missing or 0: a rate of nothing is not 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(base > 0, scale * amount / base, np.nan), dtype=float)


def merged_zones(
    polygons: NDArray[np.object_], names: NDArray[np.object_], population: Floats, progress: Progress = no_progress
) -> tuple[NDArray[np.object_], NDArray[np.object_], Floats]:
    """Zones of one name made one: (names, polygons, population), in the order of their first polygon.

    The population is a sum, NaN where a part of the zone has none: a rate on the rest would be too high.
    """
    codes, distinct = pd.factorize(names)
    shapes = [union_in_blocks(polygons[codes == code], progress) for code in range(len(distinct))]
    people = [float(population[codes == code].sum()) for code in range(len(distinct))]
    return np.asarray(distinct, dtype=object), np.array(shapes, dtype=object), np.array(people)
