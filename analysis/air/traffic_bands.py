# SPDX-License-Identifier: GPL-2.0-or-later
"""Study bands along roads, cut by traffic class and by zone: screening, inspired by the French 2019 guide.

Frame: note technique of 22 February 2019 (NOR TRET1833075N) and its methodological guide on air and health in road
impact studies. Outside road projects the guide does not apply as such, hence "inspired by".

The territory is worked through in tiles: memory and the wait for a cancel do not grow with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import geopandas
import numpy as np
import shapely

from ..overlay import Parts, Progress, in_threads, no_progress, polygons_of, subdivide, union_in_blocks
from .band_table import BandTable

QUADRANT_SEGMENTS = 16
SLIVER_M2 = 1.0
SCHEMATIC_RATIO = 0.95
BUFFER_BLOCK = 2_000
GRID_DECIMALS = 3  # parts of neighbouring tiles share their corners to the millimetre
SECTIONS_PER_TILE = 80


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
class Bands:
    """Pieces of band, disjoint. ``frame`` has one row a piece: ``class_index, members, aadt_class, zone, half_width_m,
    half_width_min_m, area_ha, schematic, geometry``; ``parts`` are the same pieces cut small, for overlays.

    ``members`` are the positions of the zones that hold the piece, empty outside all zones. ``half_width_m`` is the
    widest among the sections that make the piece, ``schematic`` their number drawn schematically.
    """

    frame: geopandas.GeoDataFrame
    parts: Parts


class _Part(NamedTuple):
    """What one tile holds of one piece."""

    key: tuple[int, tuple[int, ...]]
    shape: shapely.Geometry
    sections: np.ndarray


def dissolve_zones(names: np.ndarray, geometries: np.ndarray, progress: Progress = no_progress) -> Zones:
    """One zone per distinct name; shapes (n,) with the same name are joined."""
    distinct = list(dict.fromkeys(names.tolist()))
    shapes = [union_in_blocks(geometries[names == name], progress) for name in distinct]
    return Zones([str(name) for name in distinct], np.array(shapes, dtype=object))


def band_half_width(roads: Roads, table: BandTable) -> np.ndarray:
    """Distance from the axis, m: the table's width plus half the road's width where it is known; NaN without class."""
    width = np.where(roads.counted, table.width[roads.traffic_class], np.nan)
    return width + np.nan_to_num(roads.width_m) / 2


def traffic_bands(
    roads: Roads, table: BandTable, zones: Zones | None = None, progress: Progress = no_progress
) -> Bands:
    """Bands of the counted roads, each place in the highest traffic class that reaches it, cut by every combination
    of zones. Pieces of less than 1 m² (slivers of shared borders) are dropped."""
    half_width = band_half_width(roads, table)
    counted = np.flatnonzero(roads.counted)
    buffers = _buffers(roads.lines[counted], half_width[counted], lambda f: progress(0.1 * f))
    zone_parts = (
        subdivide(zones.shapes, progress=progress) if zones else Parts(np.empty(0, object), np.empty(0, np.intp), 0)
    )
    tiles = _tiles(buffers, half_width[counted])
    worker = _TileWorker(buffers, counted, roads.traffic_class[counted], zone_parts, len(tiles) == 1)
    found = in_threads(worker.parts_of, tiles, lambda f: progress(0.1 + 0.6 * f))
    by_key: dict[tuple[int, tuple[int, ...]], list[_Part]] = {}
    for parts in found:
        for part in parts:
            by_key.setdefault(part.key, []).append(part)
    keys = [key for key in sorted(by_key, key=lambda k: (-k[0], k[1])) if _area(by_key[key]) >= SLIVER_M2]
    pieces = in_threads(lambda key: _joined(by_key[key]), keys, lambda f: progress(0.7 + 0.3 * f))
    return _assembled(roads, table, zones, half_width, keys, [by_key[key] for key in keys], pieces)


def _buffers(lines: np.ndarray, half_width: np.ndarray, progress: Progress) -> np.ndarray:
    buffers = np.empty(len(lines), dtype=object)
    for start in range(0, len(lines), BUFFER_BLOCK):
        progress(start / len(lines))
        block = slice(start, start + BUFFER_BLOCK)
        buffers[block] = shapely.buffer(lines[block], half_width[block], quad_segs=QUADRANT_SEGMENTS)
    return buffers


def _tiles(buffers: np.ndarray, half_width: np.ndarray) -> list[shapely.Geometry]:
    """Squares over the bands, each with some tens of sections, and never narrower than four bands.

    Their sides are whole metres: on the grid of the parts, which then meet without a seam.
    """
    left, bottom = np.floor(shapely.total_bounds(buffers)[:2])
    right, top = np.ceil(shapely.total_bounds(buffers)[2:])
    wanted = max(1.0, len(buffers) / SECTIONS_PER_TILE)
    side = max(math.sqrt((right - left) * (top - bottom) / wanted), 4 * float(half_width.max()))
    side = math.ceil(side)
    columns, rows = math.ceil((right - left) / side), math.ceil((top - bottom) / side)
    x, y = left + side * np.arange(columns), bottom + side * np.arange(rows)
    return [shapely.box(a, b, a + side, b + side) for b in y for a in x]


class _TileWorker:
    """The bands inside one tile; safe in several threads, since it only reads."""

    def __init__(
        self, buffers: np.ndarray, section: np.ndarray, traffic_class: np.ndarray, zones: Parts, alone: bool
    ) -> None:
        self._alone = alone
        self._buffers, self._section, self._class, self._zones = buffers, section, traffic_class, zones
        self._tree = shapely.STRtree(buffers)
        self._zone_tree = shapely.STRtree(zones.shapes)

    def parts_of(self, tile: shapely.Geometry) -> list[_Part]:
        near = self._tree.query(tile, predicate="intersects")
        covered: shapely.Geometry | None = None
        parts: list[_Part] = []
        for traffic_class in sorted(set(self._class[near].tolist()), reverse=True):
            own = near[self._class[near] == traffic_class]
            reached = shapely.intersection(shapely.union_all(self._buffers[own]), tile)
            band = polygons_of(reached if covered is None else shapely.difference(reached, covered))
            covered = reached if covered is None else shapely.union(covered, reached)
            for whole, members in _combinations(band, self._zones_near(band)):
                shape = whole if self._alone else _on_grid(whole)
                if shape.is_empty:
                    continue
                shapely.prepare(shape)
                makers = own[shapely.intersects(shape, self._buffers[own])]
                parts.append(_Part((int(traffic_class), members), shape, self._section[makers]))
        return parts

    def _zones_near(self, band: shapely.Geometry) -> dict[int, shapely.Geometry]:
        if band.is_empty or not self._zones.count:
            return {}
        near = self._zone_tree.query(band, predicate="intersects")
        owner = self._zones.owner[near]
        return {int(z): shapely.union_all(self._zones.shapes[near[owner == z]]) for z in np.unique(owner)}


def _combinations(
    part: shapely.Geometry, shapes: dict[int, shapely.Geometry]
) -> list[tuple[shapely.Geometry, tuple[int, ...]]]:
    pieces: list[tuple[shapely.Geometry, tuple[int, ...]]] = [] if part.is_empty else [(part, ())]
    for zone, shape in shapes.items():
        split = []
        for piece, members in pieces:
            inside = polygons_of(shapely.intersection(piece, shape))
            outside = polygons_of(shapely.difference(piece, shape))
            split += [(inside, (*members, zone)), (outside, members)]
        pieces = [(piece, members) for piece, members in split if not piece.is_empty]
    return pieces


def _on_grid(shape: shapely.Geometry) -> shapely.Geometry:
    """Coordinates rounded to the millimetre. Not ``set_precision``: later unions would keep to its grid, twice as slow."""
    rounded = shapely.transform(shape, lambda xy: np.round(xy, GRID_DECIMALS))
    return rounded if rounded.is_valid else polygons_of(shapely.make_valid(rounded))


def _area(parts: list[_Part]) -> float:
    return sum(part.shape.area for part in parts)


def _joined(parts: list[_Part]) -> shapely.Geometry:
    return parts[0].shape if len(parts) == 1 else polygons_of(shapely.union_all([part.shape for part in parts]))


def _assembled(
    roads: Roads,
    table: BandTable,
    zones: Zones | None,
    half_width: np.ndarray,
    keys: list[tuple[int, tuple[int, ...]]],
    parts: list[list[_Part]],
    pieces: list[shapely.Geometry],
) -> Bands:
    names = zones.names if zones else []
    sections = [np.unique(np.concatenate([part.sections for part in held])) for held in parts]
    frame = geopandas.GeoDataFrame(
        {
            "class_index": [traffic_class for traffic_class, _ in keys],
            "members": [members for _, members in keys],
            "aadt_class": [table.labels[traffic_class] for traffic_class, _ in keys],
            "zone": [" | ".join(names[z] for z in members) or None for _, members in keys],
            "half_width_m": [float(half_width[s].max()) for s in sections],
            "half_width_min_m": [float(half_width[s].min()) for s in sections],
            "area_ha": shapely.area(np.array(pieces, dtype=object)) / 1e4,
            "schematic": [int(roads.schematic[s].sum()) for s in sections],
        },
        geometry=pieces,
    )
    shapes = [part.shape for held in parts for part in held]
    owner = np.repeat(np.arange(len(keys)), [len(held) for held in parts])
    return Bands(frame, Parts(np.array(shapes, dtype=object), owner, len(keys)))
