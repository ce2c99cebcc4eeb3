# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines → road network: ends snapped, roads joined where they share a vertex, never where one only passes above another.

An end joins every end within the snapping distance, whatever the level: that is how a bridge meets its road. A vertex
in the middle of a line joins what has a vertex at the same place *and level*; an end that would meet nothing joins what
passes at its place on another level. Lines that merely cross are not joined, unless ``crossings`` asks for it (lines
drawn by hand), and then only those of one level; ends that stop within the snapping distance of a line cut it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from ..errors import DataError, noop
from .road_network import RoadNetwork
from .road_rules import Roads

MILLIMETRE = 1e-3
BLOCK = 100_000  # lines opened at a time: their parts are copies
Ints = NDArray[Any]  # of 32 bits where there is one for each vertex
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Built:
    """What building did, for the report."""

    snapped: int  # ends moved onto another end
    too_short: int  # lines shorter than the snapping distance, left out
    crossings: int  # places where crossing lines were joined


@dataclass(frozen=True)
class Vertices:
    """Vertices of the lines that some mode may use: ``points`` (k, 2) in metres, the ``line`` of each (k,), from 0, and the
    ``road`` of each line (l,)."""

    points: Floats
    line: Ints
    road: Ints


def build(
    lines: NDArray[Any], roads: Roads, ids: NDArray[Any], crs_wkt: str, progress: Progress, snap_m: float = 0.5,
    crossings: bool = False,
) -> tuple[RoadNetwork, Built]:  # fmt: skip
    """The network of ``lines`` (n,) LineStrings or MultiLineStrings in metres; ``roads`` and ``ids`` are theirs.

    Only roads that some mode may use are kept. Raises ``DataError`` when none is left.
    """
    return connect(vertices(lines, roads, progress), roads, ids, crs_wkt, progress, snap_m, crossings)


def vertices(lines: NDArray[Any], roads: Roads, progress: Progress) -> Vertices:
    """What :func:`connect` needs of ``lines``: they may be let go before it, which halves the memory of a département.

    Raises ``DataError`` when no line may be used.
    """
    usable = np.flatnonzero((roads.kmh > 0).any(axis=1))
    total = int(shapely.get_num_coordinates(lines[usable]).sum())
    points, line, road = np.empty((total, 2)), np.empty(total, dtype=np.int32), [usable[:0]]
    done = count = 0
    for start in range(0, len(usable), BLOCK):
        progress(0.25 * start / len(usable))
        rows = usable[start : start + BLOCK]
        parts, owner = shapely.get_parts(lines[rows], return_index=True)
        spots, part = shapely.get_coordinates(parts, return_index=True)
        points[done : done + len(spots)], line[done : done + len(spots)] = spots, part + count
        road.append(rows[owner])
        done, count = done + len(spots), count + len(parts)
    kept = _renumber(np.concatenate(road), *_without_repeats(points, line))
    if not len(kept.line):
        raise DataError(
            noop("No road of the layer may be used by car, by bike or on foot. Check the mapping of the fields.")
        )
    return kept


def connect(
    given: Vertices, roads: Roads, ids: NDArray[Any], crs_wkt: str, progress: Progress, snap_m: float = 0.5, crossings: bool = False,
) -> tuple[RoadNetwork, Built]:  # fmt: skip
    """The network of the vertices of lines, whose ``points`` may be moved: use them once. The rest as :func:`build`."""
    points, line, road = given.points, given.line, given.road
    joined = 0
    if crossings:
        points, line, touched = _touch(points, line, roads.level[road], max(snap_m, MILLIMETRE))
        points, line, joined = _cross(points, line, roads.level[road])
        joined += touched
    progress(0.3)
    starts = np.flatnonzero(np.r_[True, line[1:] != line[:-1]])
    ends = np.r_[starts[1:], len(line)] - 1
    spots, snapped, place = _snap(points, starts, ends, snap_m, progress)
    progress(0.5)
    # Junctions are looked for where the lines were drawn: an end that stood on a vertex stays joined to it.
    node, count = _nodes(points, line, roads.level[road], starts, ends, place, progress)
    if snapped:
        points[np.r_[starts, ends]] = spots[place]
        _gather(points, node, starts, ends)
    del spots, place
    progress(0.75)
    network, short = _edges(points, line, node, count, road, roads, ids, crs_wkt, snap_m)
    progress(1.0)
    return network, Built(snapped, short, joined)


def _without_repeats(points: Floats, line: Ints) -> tuple[Floats, Ints]:
    """Vertices without those that repeat the one before."""
    same = np.r_[False, (line[1:] == line[:-1]) & (points[1:] == points[:-1]).all(axis=1)]
    return (points[~same], line[~same]) if same.any() else (points, line)


def _renumber(road: Ints, points: Floats, line: Ints) -> Vertices:
    """Lines of two vertices or more, numbered from 0."""
    sizes = np.bincount(line, minlength=len(road))
    good = sizes > 1
    number = np.cumsum(good) - 1
    if good.all():
        return Vertices(points, line, road)
    keep = good[line]
    return Vertices(points[keep], number[line[keep]], road[good])


def _snap(points: Floats, starts: Ints, ends: Ints, snap_m: float, progress: Progress) -> tuple[Floats, int, Ints]:
    """Ends within ``snap_m`` of one another take one place: the places, how many ends move, the place of each end (2l,)."""
    vertex = np.r_[starts, ends]
    spots, place = _unique(points[vertex])
    progress(0.4)
    if snap_m > 0 and len(spots) > 1:
        near = cKDTree(spots).query_pairs(snap_m, output_type="ndarray")
        if len(near):
            links = coo_matrix((np.ones(len(near), dtype=np.int8), (near[:, 0], near[:, 1])), shape=(len(spots),) * 2)
            _count, group = connected_components(links, directed=False)
            chosen = np.full(group.max() + 1, len(spots))
            np.minimum.at(chosen, group, np.arange(len(spots)))
            place = chosen[group][place]
            return spots, int((points[vertex] != spots[place]).any(axis=1).sum()), place
    return spots, 0, place


def _gather(points: Floats, node: Ints, starts: Ints, ends: Ints) -> None:
    """Put every vertex of a node at the place of its ends, in place."""
    at_end = np.r_[starts, ends]
    place = np.full((node.max() + 1, 2), np.nan)
    place[node[at_end]] = points[at_end]
    inner = np.flatnonzero(node >= 0)
    inner = inner[np.isfinite(place[node[inner], 0])]
    points[inner] = place[node[inner]]


def _unique(points: Floats) -> tuple[Floats, Ints]:
    """Distinct points (u, 2) and the rank of each point among them."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    new = np.r_[True, (np.diff(points[order], axis=0) != 0).any(axis=1)]
    rank = np.empty(len(points), dtype=np.int64)
    rank[order] = np.cumsum(new) - 1
    return points[order][new], rank


def _nodes(
    points: Floats, line: Ints, level: NDArray[np.int16], starts: Ints, ends: Ints, place: Ints, progress: Progress
) -> tuple[Ints, int]:
    """The node of each vertex (k,), -1 where a road only bends, and how many nodes there are."""
    node = np.full(len(points), -1, dtype=np.int32)
    node[np.r_[starts, ends]] = np.unique(place, return_inverse=True)[1]
    count = int(node.max()) + 1
    keys = _keys(points, level[line])
    progress(0.55)
    count = _join(node, keys, count, progress)
    del keys
    progress(0.65)
    _join_lonely(node, points, level[line], np.r_[starts, ends])
    return node, count


def _join(node: Ints, key: Ints, count: int, progress: Progress) -> int:
    """Give a node to the vertices that share a ``key`` (k,), in place; returns how many nodes there are then."""
    order = np.argsort(key, kind="stable")
    progress(0.6)
    key = key[order]
    new = np.r_[True, key[1:] != key[:-1]]
    del key
    shared = ~(new & np.r_[new[1:], True])
    order, group = order[shared], np.cumsum(new)[shared]
    if not len(order):
        return count
    group = np.unique(group, return_inverse=True)[1]
    # A group takes the node of an end that stands there, else a node of its own.
    known = np.full(group.max() + 1, -1, dtype=np.int64)
    at_end = node[order] >= 0
    known[group[at_end]] = node[order[at_end]]
    fresh = known < 0
    known[fresh] = count + np.arange(fresh.sum())
    inner = order[~at_end]
    node[inner] = known[group[~at_end]]
    return count + int(fresh.sum())


def _join_lonely(node: Ints, points: Floats, level: NDArray[np.int16], ends: Ints) -> None:
    """An end that meets nothing else joins the vertex that passes at its place on another level, in place.

    A stair or a bridge may begin in the middle of a street: in OSM, a vertex that two ways share is a junction.
    """
    met = np.bincount(node[node >= 0])
    alone = ends[met[node[ends]] == 1]
    inner = np.ones(len(points), dtype=bool)
    inner[ends] = False
    if not len(alone):
        return
    spots = {(x, y): node[end] for (x, y), end in zip(points[alone].tolist(), alone, strict=True)}
    low, high = points[alone].min(axis=0), points[alone].max(axis=0)
    for start in range(0, len(points), BLOCK * 10):
        part = slice(start, start + BLOCK * 10)
        near = inner[part] & np.isin(points[part, 0], points[alone, 0])
        near &= (points[part] >= low).all(axis=1) & (points[part] <= high).all(axis=1)
        for vertex in np.flatnonzero(near) + start:
            found = spots.get(tuple(points[vertex].tolist()))
            if found is not None and node[vertex] < 0:
                node[vertex] = found


def _keys(points: Floats, level: NDArray[np.int16]) -> Ints:
    """One number for each place (to the millimetre) and level; coarser where the extent is too wide for 64 bits."""
    low = np.array([points[:, axis].min() for axis in (0, 1)])
    extent = np.array([points[:, axis].max() for axis in (0, 1)]) - low
    cell = MILLIMETRE
    while (extent / cell + 1).prod() * 256 > 2**62:
        cell *= 10

    # One axis at a time and in place: ten million vertices have arrays of 80 MB.
    def steps(axis: int) -> Ints:
        run = points[:, axis] - low[axis]
        run /= cell
        return np.round(run, out=run).astype(np.int64)

    east, north = steps(0), steps(1)
    east *= north.max() + 1
    east += north
    east *= 256
    east += level
    east += 128
    return east


def _edges(
    points: Floats, line: Ints, node: Ints, count: int, road: Ints, roads: Roads, ids: NDArray[Any], crs_wkt: str, snap_m: float
) -> tuple[RoadNetwork, int]:  # fmt: skip
    """Pieces of line between two nodes; those that snapping has reduced to nothing are left out and counted."""
    at = np.flatnonzero(node >= 0)
    follows = line[at[1:]] == line[at[:-1]]
    first, last = at[:-1][follows], at[1:][follows]
    del at, follows
    length = _lengths(points, first, last)
    good = (length > 0) & ~((node[first] == node[last]) & (length <= snap_m))
    first, last, length = first[good], last[good], length[good]
    used, number = np.unique(np.r_[node[first], node[last]], return_inverse=True)
    vertex = np.empty(count, dtype=np.int64)
    vertex[node[first]], vertex[node[last]] = first, last
    place = points[vertex[used]]
    del vertex, used
    kept_roads, row = np.unique(road[line[first]], return_inverse=True)
    network = RoadNetwork(
        place[:, 0].copy(), place[:, 1].copy(), number[: len(first)].astype(np.int32), number[len(first) :].astype(np.int32),
        row.astype(np.int32), length, points, first.astype(np.int32), last.astype(np.int32), roads.kmh[kept_roads],
        roads.direction[kept_roads], roads.level[kept_roads], roads.assumed[kept_roads], np.asarray(ids)[kept_roads], crs_wkt,
        roads.access[kept_roads] if len(roads.access) else roads.access,
    )  # fmt: skip
    return network, int((~good).sum())


def _lengths(points: Floats, first: Ints, last: Ints) -> Floats:
    """Lengths (m,) along the vertices ``first`` to ``last`` of each edge, edges being in the order of the vertices."""
    step = np.zeros(len(points) + 1)
    for start in range(0, len(points) - 1, BLOCK):
        run = np.diff(points[start : start + BLOCK + 1], axis=0)
        step[start + 1 : start + 1 + len(run)] = np.hypot(run[:, 0], run[:, 1])
    # reduceat on pairs (first+1, last+1): every other sum is that of an edge; a running total would lose digits.
    length: Floats = np.add.reduceat(step, np.column_stack([first + 1, last + 1]).ravel())[::2].copy()
    return length


def _cross(points: Floats, line: Ints, level: NDArray[np.int16]) -> tuple[Floats, Ints, int]:
    """Add a vertex to both lines where two lines of one level cross; ends that stop on a line cut it too."""
    made = shapely.linestrings(points, indices=line)
    one, other = shapely.STRtree(made).query(made, predicate="intersects")
    pairs = (one < other) & (level[one] == level[other])
    one, other = one[pairs], other[pairs]
    spots, pair = shapely.get_coordinates(shapely.intersection(made[one], made[other]), return_index=True)
    if not len(spots):
        return points, line, 0
    points, line, fresh = _with_vertices(points, line, made, np.r_[one[pair], other[pair]], np.vstack([spots, spots]))
    return points, line, int((fresh[: len(pair)] | fresh[len(pair) :]).sum())


def _touch(points: Floats, line: Ints, level: NDArray[np.int16], within_m: float) -> tuple[Floats, Ints, int]:
    """Give a vertex to the lines that an end of another one stops on, or within ``within_m`` of: a snapped end lies a hair off."""
    made = shapely.linestrings(points, indices=line)
    starts = np.flatnonzero(np.r_[True, line[1:] != line[:-1]])
    ends = np.r_[starts, np.r_[starts[1:], len(line)] - 1]
    row, other = shapely.STRtree(made).query(shapely.points(points[ends]), predicate="dwithin", distance=within_m)
    end = ends[row]
    good = (line[end] != other) & (level[line[end]] == level[other])
    end, other = end[good], other[good]
    along = shapely.line_locate_point(made[other], shapely.points(points[end]))
    inside = (along > within_m) & (along < shapely.length(made[other]) - within_m)  # its own ends are for the snapping
    end, other, along = end[inside], other[inside], along[inside]
    if not len(end):
        return points, line, 0
    spots = shapely.get_coordinates(shapely.line_interpolate_point(made[other], along))
    points = points.copy()
    points[end] = spots
    made = shapely.linestrings(points, indices=line)
    points, line, fresh = _with_vertices(points, line, made, other, spots)
    return points, line, int(fresh.sum())


def _with_vertices(
    points: Floats, line: Ints, made: NDArray[Any], owner: Ints, spots: Floats
) -> tuple[Floats, Ints, NDArray[np.bool_]]:
    """The lines with one more vertex for each of ``spots`` (s, 2), on the line ``owner`` (s,) that it stands on; and whether
    each spot (s,) is where the line had no vertex."""
    along = shapely.line_locate_point(made[owner], shapely.points(spots))
    starts = np.flatnonzero(np.r_[True, line[1:] != line[:-1]])
    step = np.r_[0.0, np.hypot(*np.diff(points, axis=0).T)]
    step[starts] = 0.0
    total = np.cumsum(step)
    run = total - total[starts][line]
    everyone = np.r_[line, owner]
    order = np.lexsort((np.r_[run, along], everyone))
    added = np.r_[np.zeros(len(points), dtype=bool), np.ones(len(spots), dtype=bool)][order]
    points, line = np.vstack([points, spots])[order], everyone[order]
    close = np.r_[False, (line[1:] == line[:-1]) & (np.hypot(*np.diff(points, axis=0).T) < MILLIMETRE)]
    moved = np.flatnonzero(close & added)
    points[moved - 1] = points[moved]  # the crossing's own place, the same for both lines
    stands = (close | np.r_[close[1:], False])[added]
    fresh = np.empty(len(spots), dtype=bool)
    fresh[order[added] - len(run)] = ~stands
    return points[~close], line[~close], fresh
