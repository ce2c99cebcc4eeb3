# SPDX-License-Identifier: GPL-2.0-or-later
"""A fictional territory, drawn from a seed: to try everything on, never to say anything of a real place.

Names and values carry "fictif". The same seed and communes give the same territory.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import geopandas
import numpy as np
import pandas
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

from ..overlay import Progress, first_cover, no_progress, subdivide

CRS = "EPSG:2154"
CELL_M = 200.0
PERSONS_PER_DWELLING = 2.2
BUILDING_PERSONS = 4.0
SECTION_M = 2_000.0
PLACE_KINDS = (("école", 1_200), ("crèche", 3_000), ("EHPAD", 6_000), ("collège", 9_000), ("stade", 5_000))


@dataclass(frozen=True)
class DemoTerritory:
    """Layers in EPSG:2154 (or the metric CRS of the communes given): see each builder for the columns."""

    communes: geopandas.GeoDataFrame
    roads: geopandas.GeoDataFrame
    buildings: geopandas.GeoDataFrame
    population: geopandas.GeoDataFrame
    sensitive: geopandas.GeoDataFrame


def fictional_communes(random: np.random.Generator, count: int = 12) -> geopandas.GeoDataFrame:
    """Communes of nowhere: ``code, name, population``; cells of random points within a round territory."""
    centre = np.array([700_000.0, 6_600_000.0])
    outline = shapely.Point(*centre).buffer(11_000, quad_segs=32)
    points: list[np.ndarray] = []
    while len(points) < count:
        candidate = centre + random.uniform(-10_000, 10_000, 2)
        far = all(np.hypot(*(candidate - p)) > 3_200 for p in points)
        if far and outline.contains(shapely.Point(*candidate)):
            points.append(candidate)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(np.array(points)), extend_to=outline))
    shapes = shapely.intersection(cells, outline)
    order = first_cover(shapely.points(np.array(points)), subdivide(shapes))
    population = np.round(random.lognormal(7.6, 0.8, count)).astype(int)
    return geopandas.GeoDataFrame(
        {
            "code": [f"99{i:03d}" for i in range(1, count + 1)],
            "name": [f"Commune fictive {i:02d}" for i in range(1, count + 1)],
            "population": population,
        },
        geometry=shapes[order],
        crs=CRS,
    )


def demo_territory(
    communes: geopandas.GeoDataFrame, random: np.random.Generator, progress: Progress = no_progress
) -> DemoTerritory:
    """Roads, buildings, population cells and sensitive places inside ``communes`` (columns code, name, population).

    ``communes`` is in a metric CRS. Population of the cells sums to that of each commune.
    """
    towns = _towns(communes)
    progress(0.05)
    roads = _roads(communes, towns, random)
    progress(0.2)
    buildings = _buildings(communes, towns, random, progress)
    progress(0.7)
    population = _population(communes, buildings)
    progress(0.9)
    return DemoTerritory(communes, roads, buildings, population, _places(communes, towns, random))


def _towns(communes: geopandas.GeoDataFrame) -> np.ndarray:
    points = shapely.point_on_surface(communes.geometry.to_numpy())
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])


def _roads(communes: geopandas.GeoDataFrame, towns: np.ndarray, random: np.random.Generator) -> geopandas.GeoDataFrame:
    """Sections: ``road_id, name, aadt, hgv_pct, width_m, length_m``; some counts empty, 0 or a text, as in real files."""
    population = communes["population"].to_numpy(dtype=float)
    outline = communes.geometry.union_all() if hasattr(communes.geometry, "union_all") else communes.unary_union
    lines = [_motorway(towns, outline)]
    flows = [random.uniform(32_000, 58_000)]
    for a, b in _links(towns):
        lines.append(_winding(towns[a], towns[b], random))
        flows.append(float(np.clip(0.9 * np.sqrt(population[a] * population[b]) + 800, 700, 24_000)))
    rows: list[dict[str, Any]] = []
    shapes = []
    for number, (line, flow) in enumerate(zip(lines, flows, strict=True)):
        trunk = number == 0
        for section in _sections(line):
            aadt = flow * random.uniform(0.85, 1.15)
            schematic = random.random() < 0.04
            drawn = shapely.LineString([section.coords[0], section.coords[-1]]) if schematic else section
            rows.append(
                {
                    "road_id": f"F{len(rows) + 1:04d}",
                    "name": f"{'A' if trunk else 'D'}{900 + number} (fictif)",
                    "aadt": f"{round(aadt, -1):.0f}",
                    "hgv_pct": round(random.uniform(12, 22) if trunk else random.uniform(2, 9), 1),
                    "width_m": 21.0 if trunk else random.choice([5.5, 6.0, 7.0]),
                    "length_m": round(section.length * (1.12 if schematic else random.uniform(1.0, 1.01)), 0),
                }
            )
            shapes.append(drawn)
    _hide_counts(rows, random)
    return geopandas.GeoDataFrame(rows, geometry=shapes, crs=communes.crs)


def _hide_counts(rows: list[dict[str, Any]], random: np.random.Generator) -> None:
    """Make one count in eight (three at least) missing, in each of the three ways of real files."""
    hidden = random.permutation(len(rows))[: max(3, len(rows) // 8)]
    for rank, position in enumerate(hidden):
        rows[position]["aadt"] = (None, "0", "n.c.")[rank % 3]


def _motorway(towns: np.ndarray, outline: shapely.Geometry) -> shapely.LineString:
    """A trunk road right across the territory, along the main direction of its towns."""
    centre = towns.mean(axis=0)
    direction = np.linalg.svd(towns - centre)[2][0]
    side = np.array([-direction[1], direction[0]])
    span = max(outline.bounds[2] - outline.bounds[0], outline.bounds[3] - outline.bounds[1])
    steps = np.linspace(-0.75, 0.75, 200)
    points = centre + np.outer(steps * span, direction) + np.outer(0.03 * span * np.sin(7 * steps), side)
    inside = shapely.intersection(shapely.LineString(points), outline)
    parts = shapely.get_parts(shapely.line_merge(inside))
    return parts[np.argmax(shapely.length(parts))]


def _links(towns: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of towns joined by a road: the shortest tree, and the short sides of the Delaunay triangles."""
    triangles = Delaunay(towns, qhull_options="QJ Qbb Qc").simplices  # joggled: towns may be in line
    sides = np.unique(
        np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]]), axis=1), axis=0
    )
    length = np.hypot(*(towns[sides[:, 0]] - towns[sides[:, 1]]).T)
    graph = csr_array((length, (sides[:, 0], sides[:, 1])), shape=(len(towns), len(towns)))
    tree = minimum_spanning_tree(graph).tocoo()
    kept = {(min(a, b), max(a, b)) for a, b in zip(tree.row.tolist(), tree.col.tolist(), strict=True)}
    kept |= {(int(a), int(b)) for (a, b), far in zip(sides, length, strict=True) if far < np.median(length)}
    return sorted(kept)


def _winding(start: np.ndarray, end: np.ndarray, random: np.random.Generator) -> shapely.LineString:
    steps = np.linspace(0, 1, 24)
    side = np.array([-(end - start)[1], (end - start)[0]])
    sway = sum(random.normal(0, 0.05 / k) * np.sin(np.pi * k * steps) for k in range(1, 5))
    return shapely.LineString(start + np.outer(steps, end - start) + np.outer(sway, side))


def _sections(line: shapely.LineString) -> list[shapely.LineString]:
    count = max(1, round(line.length / SECTION_M))
    cuts = np.linspace(0, 1, count + 1)
    return [
        shapely.LineString(
            shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(a, b, 12), normalized=True))
        )
        for a, b in itertools.pairwise(cuts)
    ]


def _buildings(
    communes: geopandas.GeoDataFrame, towns: np.ndarray, random: np.random.Generator, progress: Progress
) -> geopandas.GeoDataFrame:
    """Footprints: ``building_id, commune, dwellings, floors, height_m``; floors unknown for one in ten."""
    frames = []
    for position, (commune, town) in enumerate(zip(communes.itertuples(), towns, strict=True)):
        progress(0.2 + 0.5 * position / len(communes))
        wanted = max(3, round(commune.population / BUILDING_PERSONS))
        points = _around(commune.geometry, town, wanted, 220 + 5.5 * np.sqrt(commune.population), random)
        spacing = shapely.distance(shapely.points(points), shapely.Point(*town))
        central = np.exp(-spacing / 700)
        floors = 1 + random.binomial(3, np.clip(0.15 + 0.5 * central, 0, 0.9))
        width, depth = random.uniform(8, 14, len(points)), random.uniform(8, 18, len(points))
        frames.append(
            geopandas.GeoDataFrame(
                {
                    "commune": commune.code,
                    "dwellings": 1 + random.binomial(4, np.clip(0.12 + 0.35 * central, 0, 0.9)),
                    "floors": np.where(random.random(len(points)) < 0.1, np.nan, floors),
                    "height_m": np.round(floors * 3.0 + random.uniform(0, 1.5, len(points)), 1),
                },
                geometry=_rectangles(points, width, depth, random.uniform(0, np.pi, len(points))),
                crs=communes.crs,
            )
        )
    buildings = pandas.concat(frames, ignore_index=True)
    buildings.insert(0, "building_id", [f"BATFICTIF{i:06d}" for i in range(1, len(buildings) + 1)])
    return geopandas.GeoDataFrame(buildings, geometry="geometry", crs=communes.crs)


def _around(
    shape: shapely.Geometry, town: np.ndarray, count: int, radius: float, random: np.random.Generator
) -> np.ndarray:
    """``count`` points (count, 2) inside ``shape``, denser near ``town``, one in ten scattered; 24 m apart at least."""
    shapely.prepare(shape)
    left, bottom, right, top = shape.bounds
    kept: np.ndarray = np.empty((0, 2))
    for _attempt in range(40):
        near = town + random.normal(0, radius / 1.6, (count, 2))
        far = np.column_stack(
            [random.uniform(left, right, count // 10 + 1), random.uniform(bottom, top, count // 10 + 1)]
        )
        drawn = np.vstack([near, far])
        drawn = drawn[shapely.contains_xy(shape, drawn[:, 0], drawn[:, 1])]
        kept = np.vstack([kept, random.permutation(drawn)])
        _, first = np.unique(np.floor(kept / 24).astype(np.int64), axis=0, return_index=True)
        kept = kept[np.sort(first)]
        if len(kept) >= count:
            break
        radius *= 1.15
    snapped = np.floor(kept[:count] / 24) * 24 + 12
    inside = shapely.contains_xy(shape, snapped[:, 0], snapped[:, 1])
    return snapped[inside]


def _rectangles(points: np.ndarray, width: np.ndarray, depth: np.ndarray, angle: np.ndarray) -> np.ndarray:
    corners = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5], [-0.5, -0.5]])
    local = corners[None] * np.column_stack([width, depth])[:, None]
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    turned = np.stack([local[..., 0] * cos - local[..., 1] * sin, local[..., 0] * sin + local[..., 1] * cos], axis=-1)
    return shapely.polygons(np.round(points[:, None] + turned, 2))


def _population(communes: geopandas.GeoDataFrame, buildings: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """200 m cells: ``cell_id, inhabitants``; each commune's population is shared by dwellings, exactly."""
    centroids = shapely.get_coordinates(buildings.geometry.centroid.to_numpy())
    cell = np.floor(centroids / CELL_M).astype(np.int64)
    table = pandas.DataFrame(
        {"x": cell[:, 0], "y": cell[:, 1], "commune": buildings["commune"], "dwellings": buildings["dwellings"]}
    )
    shares = table.groupby(["commune", "x", "y"], as_index=False)["dwellings"].sum()
    people = communes.set_index("code")["population"]
    shares["inhabitants"] = np.concatenate(
        [
            _largest_remainder(group["dwellings"].to_numpy(), int(people[code]))
            for code, group in shares.groupby("commune", sort=True)
        ]
    )
    cells = shares.groupby(["x", "y"], as_index=False)[["inhabitants"]].sum()
    epsg = communes.crs.to_epsg() or "local"
    x, y = cells["x"].to_numpy() * CELL_M, cells["y"].to_numpy() * CELL_M
    return geopandas.GeoDataFrame(
        {
            "cell_id": [f"CRS{epsg}RES200mN{int(b)}E{int(a)}" for a, b in zip(x, y, strict=True)],
            "inhabitants": cells["inhabitants"].astype(int),
        },
        geometry=shapely.box(x, y, x + CELL_M, y + CELL_M),
        crs=communes.crs,
    )


def _largest_remainder(weights: np.ndarray, total: int) -> np.ndarray:
    """Integers in proportion to ``weights`` that sum to ``total``."""
    exact = weights / weights.sum() * total
    whole = np.floor(exact).astype(int)
    whole[np.argsort(whole - exact)[: total - whole.sum()]] += 1
    return whole


def _places(communes: geopandas.GeoDataFrame, towns: np.ndarray, random: np.random.Generator) -> geopandas.GeoDataFrame:
    """Sensitive places: ``place_id, kind, name``; more where more people live."""
    rows: list[dict[str, Any]] = []
    points = []
    for commune, town in zip(communes.itertuples(), towns, strict=True):
        for kind, persons in PLACE_KINDS:
            count = round(commune.population / persons + random.uniform(-0.4, 0.4))
            radius = 120 + 4.0 * np.sqrt(commune.population)
            for point in _around(commune.geometry, town, count, radius, random) if count > 0 else ():
                name = f"{kind} (fictif) {len(rows) + 1}"
                rows.append({"place_id": f"P{len(rows) + 1:04d}", "kind": kind, "name": name})
                points.append(shapely.Point(*point))
    return geopandas.GeoDataFrame(rows, geometry=points, crs=communes.crs)
