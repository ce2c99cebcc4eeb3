# SPDX-License-Identifier: GPL-2.0-or-later
"""Who and what lies in the study bands: kilometres, traffic, people, buildings and places, by zone and class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas
import shapely

from ..overlay import Parts, Progress, first_cover, measure_pairs, no_progress, subdivide
from .band_table import BandTable
from .traffic_bands import Bands, Roads, Zones

WHOLE, NOTHING = 0.999, 0.001
Z_95 = 1.96
ALL = "ensemble"
NO_COUNT = "non renseigné"


@dataclass(frozen=True)
class People:
    """People of each band piece (p,) and, by cell and piece, the share of the cell that lies in the piece.

    ``cell, piece, share`` (m,) are parallel; ``population`` (c,) is per cell. The share is of floor area where the
    cell has buildings, else of ground area.
    """

    population: np.ndarray
    cell: np.ndarray
    piece: np.ndarray
    share: np.ndarray
    cells_without_building: int = 0

    def within(self, pieces: np.ndarray) -> tuple[float, float, float]:
        """People within a set of pieces (boolean, (p,)): estimate, least and most.

        The bounds are the estimate ± 1.96 standard deviations, when the people of each cell are one block that lies
        in the set with a probability equal to its share: the most scattered case, so a prudent one. They stay between
        the cells wholly in the set and all the cells it touches.
        """
        chosen = pieces[self.piece]
        share = np.bincount(self.cell[chosen], weights=self.share[chosen], minlength=len(self.population))
        share = np.minimum(share, 1.0)
        estimate = float(self.population @ share)
        spread = Z_95 * float(np.sqrt((self.population**2) @ (share * (1 - share))))
        low = max(estimate - spread, float(self.population[share > WHOLE].sum()))
        high = min(estimate + spread, float(self.population[share > NOTHING].sum()))
        return estimate, min(low, estimate), max(high, estimate)

    def by_piece(self, pieces: int) -> np.ndarray:
        """Estimate, least and most of each piece, (p, 3)."""
        people, share = self.population[self.cell], np.minimum(self.share, 1.0)

        def total(weights: np.ndarray) -> np.ndarray:
            return np.bincount(self.piece, weights=weights, minlength=pieces)

        estimate = total(people * share)
        spread = Z_95 * np.sqrt(total(people**2 * share * (1 - share)))
        low = np.maximum(estimate - spread, total(people * (share > WHOLE)))
        high = np.minimum(estimate + spread, total(people * (share > NOTHING)))
        return np.column_stack([estimate, np.minimum(low, estimate), np.maximum(high, estimate)])


def people_by_area(
    population: np.ndarray, cells: np.ndarray, pieces: Parts, progress: Progress = no_progress
) -> People:
    """Population of cells (c,) shared out by ground area."""
    cell, piece, area = measure_pairs(cells, pieces, shapely.area, progress)
    return People(population, cell, piece, area / shapely.area(cells)[cell])


def people_by_floor_area(
    population: np.ndarray,
    cells: np.ndarray,
    centroids: np.ndarray,
    floor_area: np.ndarray,
    pieces: Parts,
    progress: Progress = no_progress,
) -> People:
    """Population of cells shared out over the buildings whose centroid they hold, by floor area (m²).

    A building counts where its centroid lies. A populated cell without building is shared by ground area instead,
    and counted in ``cells_without_building``.
    """
    cell_of = first_cover(centroids, subdivide(cells), progress)
    piece_of = first_cover(centroids, pieces, progress)
    inside = cell_of >= 0
    total = np.bincount(cell_of[inside], weights=floor_area[inside], minlength=len(cells))
    placed = inside & (piece_of >= 0)
    keys, position = np.unique(
        cell_of[placed].astype(np.int64) * max(pieces.count, 1) + piece_of[placed], return_inverse=True
    )
    amount = np.bincount(position, weights=floor_area[placed], minlength=len(keys))
    cell, piece = (keys // max(pieces.count, 1)).astype(np.intp), (keys % max(pieces.count, 1)).astype(np.intp)
    empty = np.flatnonzero((total == 0) & (population > 0))
    ground = people_by_area(population, cells[empty], pieces, progress)
    return People(
        population,
        np.concatenate([cell, empty[ground.cell]]),
        np.concatenate([piece, ground.piece]),
        np.concatenate([amount / total[cell], ground.share]),
        len(empty),
    )


def floor_area(
    footprints: np.ndarray, floors: np.ndarray, height_m: np.ndarray, floor_height_m: float = 3.0
) -> np.ndarray:
    """Footprint × floors, m². Floors where known and positive, else height / ``floor_height_m`` (at least 1), else 1."""
    from_height = np.maximum(np.round(height_m / floor_height_m), 1)
    known = np.where(floors > 0, floors, np.where(height_m > 0, from_height, 1.0))
    return shapely.area(footprints) * known


def exposure_table(
    roads: Roads,
    table: BandTable,
    zones: Zones | None,
    bands: Bands,
    people: People | None,
    buildings: np.ndarray | None,
    sensitive: np.ndarray | None,
    progress: Progress = no_progress,
) -> pandas.DataFrame:
    """Zone × class, then one row :data:`ALL` that counts each place once.

    ``buildings`` and ``sensitive`` are the piece of each building or place (-1 outside). Columns: ``zone, aadt_class,
    road_km, uncounted_km, veh_km_day, hgv_km_day, population, population_low, population_high, buildings, sensitive,
    schematic``; NaN where the input was not given. Sections without a count stand in rows :data:`NO_COUNT`, in
    ``uncounted_km`` only.
    """
    frame = bands.frame
    zone_parts = subdivide(zones.shapes if zones else np.empty(0, dtype=object), progress=progress)
    section, zone, drawn = measure_pairs(roads.lines, zone_parts, shapely.length, progress)
    share = drawn / np.where(roads.drawn_m[section] > 0, roads.drawn_m[section], 1.0)
    rows: list[dict[str, object]] = []
    for z, name in enumerate(zones.names if zones else []):
        here = zone == z
        held = np.array([z in members for members in frame["members"]], dtype=bool)
        for c in range(len(table.width) - 1, -1, -1):
            of_class = here & (roads.traffic_class[section] == c)
            pieces = held & (frame["class_index"].to_numpy() == c)
            if of_class.any() or pieces.any():
                amounts = _road_amounts(roads, section[of_class], np.minimum(share[of_class], 1.0))
                rows.append(
                    {
                        "zone": name,
                        "aadt_class": table.labels[c],
                        **amounts,
                        **_exposed(people, buildings, sensitive, pieces),
                    }
                )
        missing = here & ~roads.counted[section]
        if missing.any():
            amounts = _road_amounts(roads, section[missing], np.minimum(share[missing], 1.0))
            rows.append(
                {
                    "zone": name,
                    "aadt_class": NO_COUNT,
                    "uncounted_km": amounts["uncounted_km"],
                    "schematic": amounts["schematic"],
                }
            )
    every = np.arange(len(roads.lines))
    everywhere = np.ones(len(frame), dtype=bool)
    total = _road_amounts(roads, every, np.ones(len(every)))
    rows.append({"zone": ALL, "aadt_class": ALL, **total, **_exposed(people, buildings, sensitive, everywhere)})
    columns = [
        "zone",
        "aadt_class",
        "road_km",
        "uncounted_km",
        "veh_km_day",
        "hgv_km_day",
        "population",
        "population_low",
        "population_high",
        "buildings",
        "sensitive",
        "schematic",
    ]
    return pandas.DataFrame(rows, columns=columns)


def _road_amounts(roads: Roads, section: np.ndarray, share: np.ndarray) -> dict[str, float]:
    counted = roads.counted[section]
    km = roads.official_m[section] * share / 1000
    travelled = km[counted] * roads.aadt[section][counted]
    hgv_pct = roads.hgv_pct[section][counted]
    complete = counted.any() and not np.isnan(hgv_pct).any()
    return {
        "road_km": float(km[counted].sum()),
        "uncounted_km": float(km[~counted].sum()),
        "veh_km_day": float(travelled.sum()),
        "hgv_km_day": float((travelled * hgv_pct / 100).sum()) if complete else np.nan,
        "schematic": int(roads.schematic[section].sum()),
    }


def _exposed(
    people: People | None, buildings: np.ndarray | None, sensitive: np.ndarray | None, pieces: np.ndarray
) -> dict[str, float]:
    estimate, least, most = people.within(pieces) if people else (np.nan, np.nan, np.nan)
    inside = np.append(pieces, False)  # position -1: outside every piece
    return {
        "population": estimate,
        "population_low": least,
        "population_high": most,
        "buildings": np.nan if buildings is None else int(inside[buildings].sum()),
        "sensitive": np.nan if sensitive is None else int(inside[sensitive].sum()),
    }
