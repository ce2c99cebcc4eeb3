# SPDX-License-Identifier: GPL-2.0-or-later
"""Study bands along roads, cut by traffic class and by zone: screening, inspired by the French 2019 guide.

Frame: note technique of 22 February 2019 (NOR TRET1833075N) and its methodological guide on air and health in road
impact studies. Outside road projects the guide does not apply as such, hence "inspired by".
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas
import numpy as np
import pandas
import shapely

from ..overlay import Progress, first_cover, measure_pairs, no_progress, polygons_of, subdivide, union_in_blocks
from .band_table import BandTable

QUADRANT_SEGMENTS = 16
SLIVER_M2 = 1.0
SCHEMATIC_RATIO = 0.95
WHOLE, NOTHING = 0.999, 0.001
Z_95 = 1.96
ALL = "ensemble"
NO_COUNT = "non renseigné"


@dataclass(frozen=True)
class Roads:
    """Road sections: ``lines`` (n,) in a metric CRS; ``aadt`` veh/day; ``hgv_pct``, ``width_m``, ``length_m``: NaN
    where unknown. ``traffic_class`` is the position in the band table, -1 without a usable count."""

    lines: np.ndarray
    aadt: np.ndarray
    traffic_class: np.ndarray
    width_m: np.ndarray
    length_m: np.ndarray
    hgv_pct: np.ndarray

    @property
    def drawn_m(self) -> np.ndarray:
        """Length as drawn, m."""
        return shapely.length(self.lines)

    @property
    def official_m(self) -> np.ndarray:
        """Official length where known and positive, else the length as drawn, m."""
        return np.where(self.length_m > 0, self.length_m, self.drawn_m)

    @property
    def schematic(self) -> np.ndarray:
        """True for a section drawn more than 5 % shorter than its official length."""
        return (self.length_m > 0) & (self.drawn_m < SCHEMATIC_RATIO * self.length_m)

    @property
    def counted(self) -> np.ndarray:
        return self.traffic_class >= 0


@dataclass(frozen=True)
class Zones:
    """Named zones, one geometry (k,) per name; they may overlap."""

    names: list[str]
    shapes: np.ndarray


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


def dissolve_zones(names: np.ndarray, geometries: np.ndarray, progress: Progress = no_progress) -> Zones:
    """One zone per distinct name; shapes (n,) with the same name are joined."""
    distinct = list(dict.fromkeys(names.tolist()))
    shapes = [union_in_blocks(geometries[names == name], progress) for name in distinct]
    return Zones([str(name) for name in distinct], np.array(shapes, dtype=object))


def traffic_bands(
    roads: Roads, table: BandTable, progress: Progress = no_progress
) -> list[tuple[int, shapely.Geometry]]:
    """Bands from the highest traffic class down, each place in the highest class that reaches it (no overlap)."""
    half_width = band_half_width(roads, table)
    covered = shapely.MultiPolygon()
    bands = []
    classes = [c for c in range(len(table.width) - 1, -1, -1) if (roads.traffic_class == c).any()]
    for step, traffic_class in enumerate(classes):
        members = roads.traffic_class == traffic_class
        progress(step / len(classes))
        buffers = shapely.buffer(roads.lines[members], half_width[members], quad_segs=QUADRANT_SEGMENTS)
        reached = union_in_blocks(buffers, _stage(progress, step, len(classes)))
        bands.append((traffic_class, polygons_of(shapely.difference(reached, covered))))
        covered = shapely.union(covered, reached)
    return [(traffic_class, band) for traffic_class, band in bands if not band.is_empty]


def _stage(progress: Progress, step: int, steps: int) -> Progress:
    return lambda fraction: progress((step + fraction) / steps)


def band_half_width(roads: Roads, table: BandTable) -> np.ndarray:
    """Distance from the axis, m: the table's width plus half the road's width where it is known; NaN without class."""
    width = np.where(roads.counted, table.width[roads.traffic_class], np.nan)
    return width + np.nan_to_num(roads.width_m) / 2


def cut_by_zones(
    bands: list[tuple[int, shapely.Geometry]], zones: Zones | None, progress: Progress = no_progress
) -> tuple[np.ndarray, list[tuple[int, ...]], np.ndarray]:
    """Cut the bands by every combination of zones.

    Returns ``(traffic_class, members, geometry)``, one per piece: ``members`` are the positions of the zones that
    hold the piece, empty outside all zones. Pieces of less than 1 m² (slivers of shared borders) are dropped.
    """
    cut: dict[tuple[int, tuple[int, ...]], list[shapely.Geometry]] = {}
    zone_parts, zone_of = (
        subdivide(zones.shapes, progress=progress) if zones else (np.empty(0, object), np.empty(0, np.intp))
    )
    tree = shapely.STRtree(zone_parts)
    band_parts, band_of = subdivide(np.array([band for _, band in bands], dtype=object), progress=progress)
    for count, (part, position) in enumerate(zip(band_parts, band_of, strict=True)):
        progress(count / len(band_parts))
        near = tree.query(part, predicate="intersects")
        shapes = {int(z): shapely.union_all(zone_parts[near[zone_of[near] == z]]) for z in np.unique(zone_of[near])}
        for piece, members in _combinations(part, shapes):
            cut.setdefault((bands[position][0], members), []).append(piece)
    keys = sorted(cut, key=lambda key: (-key[0], key[1]))
    shapes_out = [polygons_of(union_in_blocks(np.array(cut[key], dtype=object), progress)) for key in keys]
    kept = [i for i, shape in enumerate(shapes_out) if shape.area >= SLIVER_M2]
    return (
        np.array([keys[i][0] for i in kept], dtype=np.intp),
        [keys[i][1] for i in kept],
        np.array([shapes_out[i] for i in kept], dtype=object),
    )


def _combinations(
    part: shapely.Geometry, shapes: dict[int, shapely.Geometry]
) -> list[tuple[shapely.Geometry, tuple[int, ...]]]:
    pieces: list[tuple[shapely.Geometry, tuple[int, ...]]] = [(part, ())]
    for zone, shape in shapes.items():
        split = []
        for piece, members in pieces:
            inside = polygons_of(shapely.intersection(piece, shape))
            outside = polygons_of(shapely.difference(piece, shape))
            split += [(inside, (*members, zone)), (outside, members)]
        pieces = [(piece, members) for piece, members in split if not piece.is_empty]
    return pieces


def people_by_area(
    population: np.ndarray, cells: np.ndarray, pieces: np.ndarray, progress: Progress = no_progress
) -> People:
    """Population of cells (c,) shared out by ground area."""
    cell, piece, area = measure_pairs(cells, pieces, shapely.area, progress)
    return People(population, cell, piece, area / shapely.area(cells)[cell])


def people_by_floor_area(
    population: np.ndarray,
    cells: np.ndarray,
    centroids: np.ndarray,
    floor_area: np.ndarray,
    pieces: np.ndarray,
    progress: Progress = no_progress,
) -> People:
    """Population of cells shared out over the buildings whose centroid they hold, by floor area (m²).

    A building counts where its centroid lies. A populated cell without building is shared by ground area instead,
    and counted in ``cells_without_building``.
    """
    cell_of = first_cover(centroids, cells, progress)
    piece_of = first_cover(centroids, pieces, progress)
    inside = cell_of >= 0
    total = np.bincount(cell_of[inside], weights=floor_area[inside], minlength=len(cells))
    placed = inside & (piece_of >= 0)
    keys, position = np.unique(
        cell_of[placed].astype(np.int64) * max(len(pieces), 1) + piece_of[placed], return_inverse=True
    )
    amount = np.bincount(position, weights=floor_area[placed], minlength=len(keys))
    cell, piece = (keys // max(len(pieces), 1)).astype(np.intp), (keys % max(len(pieces), 1)).astype(np.intp)
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


def band_layer(
    roads: Roads,
    table: BandTable,
    zones: Zones | None,
    progress: Progress = no_progress,
) -> geopandas.GeoDataFrame:
    """Pieces of band: ``class_index, members, aadt_class, zone, half_width_m, half_width_min_m, area_ha, schematic,
    geometry``. ``half_width_m`` is the widest among the sections that make the piece, ``schematic`` their number."""
    bands = traffic_bands(roads, table, lambda f: progress(0.5 * f))
    traffic_class, members, pieces = cut_by_zones(bands, zones, lambda f: progress(0.5 + 0.4 * f))
    half_width = band_half_width(roads, table)
    widest, narrowest, schematic = _sections_of(
        roads, half_width, traffic_class, pieces, lambda f: progress(0.9 + 0.1 * f)
    )
    names = zones.names if zones else []
    return geopandas.GeoDataFrame(
        {
            "class_index": traffic_class,
            "members": members,
            "aadt_class": [table.labels[c] for c in traffic_class],
            "zone": [" | ".join(names[z] for z in held) or None for held in members],
            "half_width_m": widest,
            "half_width_min_m": narrowest,
            "area_ha": shapely.area(pieces) / 1e4,
            "schematic": schematic,
        },
        geometry=pieces,
    )


def _sections_of(
    roads: Roads, half_width: np.ndarray, traffic_class: np.ndarray, pieces: np.ndarray, progress: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Widest and narrowest half-width, and number of schematic sections, of the sections whose band makes each piece."""
    widest, narrowest = np.full(len(pieces), -np.inf), np.full(len(pieces), np.inf)
    schematic: list[set[int]] = [set() for _ in pieces]
    parts, owner = subdivide(pieces, progress=progress)
    if len(parts):
        members = np.flatnonzero(roads.counted)
        near, part = shapely.STRtree(parts).query(
            roads.lines[members], predicate="dwithin", distance=half_width[members]
        )
        section, piece = members[near], owner[part]
        same = roads.traffic_class[section] == traffic_class[piece]
        section, piece = section[same], piece[same]
        np.maximum.at(widest, piece, half_width[section])
        np.minimum.at(narrowest, piece, half_width[section])
        flagged = roads.schematic[section]
        for s, p in zip(section[flagged], piece[flagged], strict=True):
            schematic[p].add(int(s))
    return widest, narrowest, np.array([len(s) for s in schematic], dtype=np.int64)


def exposure_table(
    roads: Roads,
    table: BandTable,
    zones: Zones | None,
    bands: geopandas.GeoDataFrame,
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
    zone_shapes = zones.shapes if zones else np.empty(0, dtype=object)
    section, zone, drawn = measure_pairs(roads.lines, zone_shapes, shapely.length, progress)
    share = drawn / np.where(roads.drawn_m[section] > 0, roads.drawn_m[section], 1.0)
    rows: list[dict[str, object]] = []
    for z, name in enumerate(zones.names if zones else []):
        here = zone == z
        held = np.array([z in members for members in bands["members"]], dtype=bool)
        for c in range(len(table.width) - 1, -1, -1):
            of_class = here & (roads.traffic_class[section] == c)
            pieces = held & (bands["class_index"].to_numpy() == c)
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
    everywhere = np.ones(len(bands), dtype=bool)
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
