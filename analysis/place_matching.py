# SPDX-License-Identifier: GPL-2.0-or-later
"""Which feature of a layer is the place that was copied: the same form, the best overlap, the nearest.

All geometries are in one projected CRS, in metres. Two geometries have the same form when their normalised WKB is equal
once the coordinates are rounded to the centimetre: the first vertex of a ring, its direction, the direction of a line
and the order of the parts do not count (OGC normal form, as ``ST_Normalize``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

CENTIMETRE = 0.01
BLOCK = 5_000
PLACES = 1_000  # searched at once: the pairs of one block are in memory
MOST = 5  # candidates kept for one place
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Compared:
    """Pairs of geometries (n,): the same within a centimetre; the same form elsewhere; the share they have in common."""

    same: Any
    moved: Any
    score: Any


def form_digests(geometry: Any, progress: Progress = lambda _part: None) -> list[bytes]:
    """A digest of the form of each geometry (n,), none of them null: equal when the forms are."""
    found: list[bytes] = []
    for start in range(0, len(geometry), BLOCK):
        progress(start / len(geometry))
        parts, owner = shapely.get_parts(geometry[start : start + BLOCK], return_index=True)
        rounded = shapely.transform(parts, lambda xy: np.rint(xy / CENTIMETRE) + 0.0)  # + 0.0: no negative zero
        texts = shapely.to_wkb(shapely.normalize(rounded), byte_order=1)
        own: list[list[bytes]] = [[] for _ in range(len(geometry[start : start + BLOCK]))]
        for position, text in zip(owner, texts, strict=True):
            own[position].append(text)
        found += [hashlib.blake2b(b"".join(sorted(several)), digest_size=16).digest() for several in own]
    return found


def compare(one: Any, other: Any, distance: float) -> Compared:
    """Compare geometries in pairs (n,), of one kind; ``distance`` (m) is what still counts as the same for a line."""
    one, other = _several(one), _several(other)
    first, second = shapely.normalize(one), shapely.normalize(other)
    same = shapely.equals_exact(first, second, CENTIMETRE)
    elsewhere = shapely.equals_exact(
        shapely.normalize(_at_origin(one)), shapely.normalize(_at_origin(other)), CENTIMETRE
    )
    return Compared(same, elsewhere & ~same, np.where(same, 1.0, overlap(one, other, distance)))


def overlap(one: Any, other: Any, distance: float) -> Any:
    """What two geometries have in common, 0 to 1 (n,), each pair of one kind.

    Polygons: area of the intersection over that of the union. Lines: the smaller of the two shares of their length that
    lie within ``distance`` metres of the other. Points: 1 at no distance, 0 at ``distance``.
    """
    score = np.zeros(len(one))
    dimension = shapely.get_dimensions(one)
    for kind, measure in ((2, _of_areas), (1, _of_lines), (0, _of_points)):
        chosen = (dimension == kind) & (shapely.get_dimensions(other) == kind)
        if chosen.any():
            score[chosen] = measure(one[chosen], other[chosen], distance)
    return score


def _of_areas(one: Any, other: Any, _distance: float) -> Any:
    with np.errstate(invalid="ignore"):  # what GEOS raises on pairs apart, in its earlier versions
        common = shapely.area(shapely.intersection(one, other))
    union = shapely.area(one) + shapely.area(other) - common
    return np.divide(common, union, out=np.zeros(len(one)), where=union > 0)


def _of_lines(one: Any, other: Any, distance: float) -> Any:
    shares = []
    for line, near in ((one, other), (other, one)):
        length = shapely.length(line)
        with np.errstate(invalid="ignore"):
            within = shapely.length(shapely.intersection(line, shapely.buffer(near, distance, quad_segs=4)))
        shares.append(np.divide(within, length, out=np.zeros(len(line)), where=length > 0))
    return np.minimum(np.minimum(*shares), 1.0)


def _of_points(one: Any, other: Any, distance: float) -> Any:
    apart = shapely.hausdorff_distance(one, other)
    return np.clip(1 - apart / distance, 0, 1) if distance > 0 else (apart == 0).astype(float)


def _several(geometry: Any) -> Any:
    """Each geometry as one of several parts: a layer may hold single ones where the copy is multiple."""
    made = np.array(geometry, dtype=object)
    kinds = shapely.get_type_id(made)
    for kind, gather in ((0, shapely.multipoints), (1, shapely.multilinestrings), (3, shapely.multipolygons)):
        single = kinds == kind
        if single.any():
            made[single] = gather(made[single][:, np.newaxis])
    return made


def _at_origin(geometry: Any) -> Any:
    """The geometries moved so that the lower left corner of their box is 0, 0."""
    moved = np.array(geometry, dtype=object)  # set_coordinates writes into its array
    coordinates, owner = shapely.get_coordinates(moved, return_index=True)
    corners = shapely.bounds(moved)[:, :2]
    return shapely.set_coordinates(moved, coordinates - corners[owner])


def candidates(
    places: Any, features: Any, distance: float, least: float, progress: Progress = lambda _part: None
) -> tuple[Any, Any, Any]:
    """The features each place may be: (place, feature, score), by place, best first, at most :data:`MOST` a place.

    ``least`` is the score from which a polygon or a line counts; a point counts within ``distance``. Bounded: boxes first,
    then areas or lengths too different to reach ``least``, then the geometries, by blocks of places.
    """
    tree = shapely.STRtree(features)
    size = _size(features)
    found: list[tuple[Any, Any, Any]] = []
    for start in range(0, len(places), PLACES):
        progress(start / len(places))
        block = places[start : start + PLACES]
        here, there = tree.query(_boxes(block, distance))
        ratio = _ratio(_size(block)[here], size[there])
        dimension = shapely.get_dimensions(block)[here]
        # A line drawn with more detail is longer than the one it lies along: half the share is asked of lengths.
        near = ratio >= np.choose(dimension, (0.0, least / 2, least))
        here, there = here[near], there[near]
        score = np.zeros(len(here))
        for part in range(0, len(here), BLOCK):
            progress(start / len(places))
            pairs = slice(part, part + BLOCK)
            score[pairs] = overlap(block[here[pairs]], features[there[pairs]], distance)
        point = shapely.get_dimensions(block)[here] == 0
        kept = np.where(point, score > 0, (score >= least) & (score > 0))
        found.append(_best(here[kept] + start, there[kept], score[kept]))
    if not found:
        empty = np.empty(0, dtype=int)
        return empty, empty, np.empty(0)
    place, feature, common = (np.concatenate(column) for column in zip(*found, strict=True))
    return place, feature, common


def _boxes(geometry: Any, distance: float) -> Any:
    """The box of each geometry; of points and lines, widened by ``distance``."""
    left, bottom, right, top = shapely.bounds(geometry).T
    wider = np.where(shapely.get_dimensions(geometry) == 2, 0.0, distance)
    return shapely.box(left - wider, bottom - wider, right + wider, top + wider)


def _size(geometry: Any) -> Any:
    return np.where(shapely.get_dimensions(geometry) == 2, shapely.area(geometry), shapely.length(geometry))


def _ratio(one: Any, other: Any) -> Any:
    """The smaller over the larger: what two areas have in common is at most that share of their union."""
    larger = np.maximum(one, other)
    return np.divide(np.minimum(one, other), larger, out=np.zeros(len(one)), where=larger > 0)


def _best(place: Any, feature: Any, score: Any) -> tuple[Any, Any, Any]:
    order = np.lexsort((feature, -score, place))
    place, feature, score = place[order], feature[order], score[order]
    first = np.flatnonzero(np.r_[True, place[1:] != place[:-1]]) if len(place) else np.empty(0, dtype=int)
    rank = np.arange(len(place)) - np.repeat(first, np.diff(np.r_[first, len(place)]))
    kept = rank < MOST
    return place[kept], feature[kept], score[kept]
