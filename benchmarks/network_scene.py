# SPDX-License-Identifier: GPL-2.0-or-later
"""A town's network on a jittered grid (202,500 nodes, 501,198 directed edges) and a département of a million nodes in a
GeoPackage; the same every time.

The town: 450 × 450 nodes 150 m apart, moved by at most 50 m; 250,599 pieces of road both ways, 62 % of the grid's 404,100,
taken in a random order (``default_rng(42)``) in which the first piece at each node comes before all others, so that no node
is without a road. Speeds of 20, 30, 50 and 80 km/h, in shares that make 500 sites reach 2,265,510 nodes in 15 minutes
(2,259,063 in the scene of the reference).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import measure
import numpy as np

SIDE, STEP_M, JITTER_M, PIECES, SEED = 450, 150.0, 50.0, 250_599, 42
SITES, LIMIT_S, CELL_M = 500, 900.0, 200.0
SPEEDS_KMH, SHARES = (20.0, 30.0, 50.0, 80.0), (0.11, 0.405, 0.385, 0.1)
DEPARTEMENT_SIDE = 1_000  # nodes: 1000 × 1000
X, Y = 650_000.0, 6_800_000.0  # EPSG:2154
TOWN = measure.DATA / "reseau_ville.gpkg"
SITE_POINTS = measure.DATA / "reseau_sites.gpkg"
DEPARTEMENT = measure.DATA / "reseau_departement.gpkg"


class Town(NamedTuple):
    """Nodes ``x, y`` (n,), pieces of road ``tail`` to ``head`` (m,) both ways, with ``length_m`` and ``kmh``; nodes ``sites`` (500,)."""

    x: np.ndarray
    y: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    length_m: np.ndarray
    kmh: np.ndarray
    sites: np.ndarray

    def directed(self) -> tuple[int, np.ndarray, np.ndarray, np.ndarray]:
        """The edge arrays: how many nodes, tails, heads and seconds of the 501,198 directed edges."""
        seconds = self.length_m / (self.kmh / 3.6)
        return len(self.x), np.r_[self.tail, self.head], np.r_[self.head, self.tail], np.r_[seconds, seconds]


def town() -> Town:
    draw = np.random.default_rng(SEED)
    x, y = grid(draw, SIDE)
    tail, head = pieces(draw, SIDE, PIECES)
    length = np.hypot(x[tail] - x[head], y[tail] - y[head])
    kmh = draw.choice(SPEEDS_KMH, len(tail), p=SHARES)
    return Town(x, y, tail, head, length, kmh, draw.choice(SIDE**2, SITES, replace=False))


def grid(draw: np.random.Generator, side: int) -> tuple[np.ndarray, np.ndarray]:
    """The nodes (side²,), by rows."""
    x, y = (
        axis.ravel() + draw.uniform(-JITTER_M, JITTER_M, side**2)
        for axis in np.meshgrid(*[np.arange(side) * STEP_M] * 2)
    )
    return X + x, Y + y


def pieces(draw: np.random.Generator, side: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """``count`` of the grid's pieces (tails, heads), at least one at each node."""
    rank = np.arange(side**2).reshape(side, side)
    tail, head = np.r_[rank[:, :-1].ravel(), rank[:-1].ravel()], np.r_[rank[:, 1:].ravel(), rank[1:].ravel()]
    turn = draw.permutation(len(tail))
    first = np.full(side**2, len(tail))
    np.minimum.at(first, tail, turn)
    np.minimum.at(first, head, turn)
    needed = (turn == first[tail]) | (turn == first[head])
    kept = np.sort(np.lexsort((turn, ~needed))[:count])
    return tail[kept], head[kept]


def network(some: Town) -> Any:
    """The town as a road network of ours, without reading lines."""
    from atlas_pcaet.analysis.network.road_network import RoadNetwork

    m = len(some.tail)
    ends = np.column_stack([some.tail, some.head]).ravel()
    first = 2 * np.arange(m, dtype=np.int32)
    speeds = np.column_stack([some.kmh, np.full(m, 15.0), np.full(m, 5.0)])
    return RoadNetwork(
        some.x, some.y, some.tail.astype(np.int32), some.head.astype(np.int32), np.arange(m, dtype=np.int32), some.length_m,
        np.column_stack([some.x, some.y])[ends], first, first + 1, speeds, np.full((m, 3), 3, dtype=np.int8),
        np.zeros(m, dtype=np.int16), np.zeros(m, dtype=bool), np.arange(m), "",
    )  # fmt: skip


def cells() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centres of the 113,569 cells of 200 m of the whole town, all of them lived in, and their people."""
    x, y = (axis.ravel() for axis in np.meshgrid(*[np.arange(CELL_M / 2, SIDE * STEP_M, CELL_M)] * 2))
    return X + x, Y + y, np.random.default_rng(SEED + 1).integers(1, 400, len(x)).astype(float)


def town_layers() -> tuple[Path, Path]:
    """The town's roads with their speed, and its first 20 sites, as layers for QGIS."""
    import geopandas
    import shapely

    if not SITE_POINTS.exists():
        measure.DATA.mkdir(parents=True, exist_ok=True)
        some = town()
        ends = np.stack([np.column_stack([some.x[e], some.y[e]]) for e in (some.tail, some.head)], axis=1)
        roads = geopandas.GeoDataFrame({"kmh": some.kmh}, geometry=shapely.linestrings(ends), crs=2154)
        roads.to_file(TOWN, engine="pyogrio")
        twenty = some.sites[:20]
        points = geopandas.points_from_xy(some.x[twenty], some.y[twenty], crs=2154)
        geopandas.GeoDataFrame(geometry=points).to_file(SITE_POINTS, engine="pyogrio")
    return TOWN, SITE_POINTS


def departement() -> Path:
    """1,000 × 1,000 nodes, 62 % of the pieces, lines of 4 to 8 vertices, with the columns of BD TOPO; written once."""
    import geopandas
    import shapely

    if DEPARTEMENT.exists():
        return DEPARTEMENT
    measure.DATA.mkdir(parents=True, exist_ok=True)
    draw = np.random.default_rng(SEED + 2)
    x, y = grid(draw, DEPARTEMENT_SIDE)
    tail, head = pieces(draw, DEPARTEMENT_SIDE, round(0.62 * 2 * DEPARTEMENT_SIDE * (DEPARTEMENT_SIDE - 1)))
    size = draw.integers(4, 9, len(tail))
    line = np.repeat(np.arange(len(tail)), size)
    start = np.r_[0, np.cumsum(size)[:-1]]
    share = (np.arange(len(line)) - start[line]) / (size - 1)[line]
    inside = (share > 0) & (share < 1)
    points = np.column_stack([axis[tail][line] * (1 - share) + axis[head][line] * share for axis in (x, y)])
    points[inside] += draw.uniform(-10, 10, (int(inside.sum()), 2))
    ends = np.flatnonzero(share == 1)  # exactly the node, whatever the rounding
    points[ends] = np.column_stack([x[head], y[head]])
    columns = attributes(draw, len(tail))
    frame = geopandas.GeoDataFrame(columns, geometry=shapely.linestrings(points, indices=line), crs=2154)
    part = DEPARTEMENT.with_suffix(".part.gpkg")
    frame.to_file(part, engine="pyogrio", layer="troncon_de_route")
    part.rename(DEPARTEMENT)
    return DEPARTEMENT


def attributes(draw: np.random.Generator, count: int) -> dict[str, Any]:
    """The columns of BD TOPO that a network is made of."""
    natures = np.array(
        ["Route à 1 chaussée", "Route à 2 chaussées", "Chemin", "Sentier", "Rond-point", "Route empierrée"]
    )
    nature = natures[draw.choice(6, count, p=[0.84, 0.03, 0.03, 0.01, 0.02, 0.07])]
    driven = ~np.isin(nature, ["Chemin", "Sentier"])
    speed = np.where(driven, draw.choice([20, 30, 45, 60, 75], count, p=[0.15, 0.35, 0.25, 0.15, 0.1]), 0)
    ways = np.array(["Double sens", "Sens direct", "Sens inverse"])
    return {
        "cleabs": np.char.add("TRONROUT", np.arange(count).astype(str)), "nature": nature,
        "importance": draw.integers(1, 7, count).astype(str), "sens": ways[draw.choice(3, count, p=[0.86, 0.07, 0.07])],
        "pos_sol": draw.choice(["0", "1", "-1"], count, p=[0.985, 0.01, 0.005]), "vit_moy_vl": speed,
    }  # fmt: skip
