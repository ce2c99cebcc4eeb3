# SPDX-License-Identifier: GPL-2.0-or-later
"""What carpool areas serve: the places from which each is reached in time, the people there, and those no area serves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count
from threading import Event
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from ..network.isochrone import Reach
from ..network.places import Places, nearest_at, times_at
from ..network.road_network import RoadNetwork

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Served:
    """For each area (a) and limit (l): ``polygons`` (a, l), ``people`` (a, l, w) for each of w weights, ``road_km`` (a, l)."""

    polygons: NDArray[Any]
    people: Floats
    road_km: Floats


@dataclass(frozen=True)
class Nearest:
    """For each home (h): ``seconds`` to the nearest area (inf: none), its rank (-1: none)."""

    seconds: Floats
    area: Ints


@dataclass(frozen=True)
class Gaps:
    """Homes that no area serves, in groups: the group of each home (h,), -1 for the others; groups ranked from 0, by weight."""

    group: Ints
    weight: Floats


def served(
    network: RoadNetwork, mode: str, nodes: Ints, limits_s: Sequence[float], homes: Places | None, weights: Floats, width_m: float,
    progress: Progress, draw: bool = True,
) -> Served:  # fmt: skip
    """What each area at ``nodes`` (a,) serves within ``limits_s`` seconds (increasing), travelling *to* it.

    ``homes`` carry ``weights`` (h, w), NaN counting for nobody; ``width_m``: half-width of the drawn areas; ``draw`` False
    makes no polygon. Memory: the times of a batch of areas, whatever their number.
    """
    graph, reach = network.graph(mode, towards=True), Reach(network, mode, towards=True)
    people = np.zeros((len(nodes), len(limits_s), weights.shape[1]))
    road_km = np.zeros((len(nodes), len(limits_s)))
    polygons = np.full((len(nodes), len(limits_s)), None, dtype=object)
    known, stop = np.nan_to_num(weights), Event()
    with ThreadPoolExecutor(cpu_count()) as pool:
        for part, seconds in graph.times(nodes, limits_s[-1]):
            if homes is not None and len(known):
                times = times_at(homes, seconds, network, mode, towards=True)
                for position, limit in enumerate(limits_s):
                    people[part, position] = (times <= limit).astype(float) @ known
            for row, rank in enumerate(range(part.start, part.stop)):
                road_km[rank] = [reach.reached_m(seconds[row], limit) / 1000 for limit in limits_s]
            if draw:
                jobs = [pool.submit(reach.polygons, row, limits_s, width_m, stop.is_set) for row in seconds]
                try:
                    for rank, job in enumerate(jobs, part.start):
                        polygons[rank] = job.result()
                        progress(rank / len(nodes))
                except BaseException:
                    stop.set()
                    for job in jobs:
                        job.cancel()
                    raise
            progress(part.stop / len(nodes))
    return Served(polygons, people, road_km)


def nearest(network: RoadNetwork, mode: str, nodes: Ints, homes: Places) -> Nearest:
    """The nearest area of each home, travelling to it."""
    seconds, rank = network.graph(mode, towards=True).nearest(nodes)
    return Nearest(*nearest_at(homes, seconds, rank, network, mode, towards=True))


def gaps(shapes: NDArray[Any], uncovered: NDArray[np.bool_], weight: Floats, near_m: float) -> Gaps:
    """Groups of homes that no area serves: neighbours have their centres within ``near_m`` metres, or touch.

    ``shapes`` (h,) points or cells; ``weight`` (h,), NaN counting for nothing. Groups are ranked by their weight, largest first.
    """
    rows = np.flatnonzero(uncovered)
    group = np.full(len(shapes), -1, dtype=np.int64)
    if not len(rows):
        return Gaps(group, np.zeros(0))
    centres = shapely.get_coordinates(shapely.centroid(shapes[rows]))
    pairs = cKDTree(centres).query_pairs(near_m, output_type="ndarray")
    if (shapely.get_dimensions(shapes[rows]) == 2).any():
        touching = shapely.STRtree(shapes[rows]).query(shapes[rows], predicate="intersects").T
        pairs = np.vstack([pairs, touching[touching[:, 0] < touching[:, 1]]])
    links = coo_matrix((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(len(rows), len(rows)))
    count, label = connected_components(links, directed=False)
    total = np.bincount(label, weights=np.nan_to_num(weight[rows]), minlength=count).astype(float)
    order = np.argsort(-total, kind="stable")
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    group[rows] = rank[label]
    return Gaps(group, total[order])
