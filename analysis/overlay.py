# SPDX-License-Identifier: GPL-2.0-or-later
"""Overlays that stay fast and can be cancelled: large polygons are cut into small parts, unions are made in blocks."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

Progress = Callable[[float], None]
VERTICES = 512
UNION_BLOCK = 200
PAIR_BLOCK = 20_000
NEGLIGIBLE = 1e-3  # m or m²: below it, two shapes only touch


def no_progress(_fraction: float) -> None:
    """A progress callable that does nothing."""


def polygons_of(geometry: shapely.Geometry) -> shapely.Geometry:
    """The polygonal part of ``geometry``, possibly an empty MultiPolygon."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = shapely.get_parts(geometry)
    areas = parts[shapely.get_type_id(parts) == 3]
    return shapely.multipolygons(areas) if len(areas) else shapely.MultiPolygon()


def union_in_blocks(geometries: np.ndarray, progress: Progress = no_progress) -> shapely.Geometry:
    """Union of ``geometries`` (n,), by blocks of neighbours so that ``progress`` is called often.

    An empty input gives an empty MultiPolygon.
    """
    current = np.asarray(geometries, dtype=object)
    if len(current) == 0:
        return shapely.MultiPolygon()
    centres = shapely.centroid(current)
    order = _along_curve(shapely.get_x(centres), shapely.get_y(centres))
    current, block = current[order], UNION_BLOCK
    while len(current) > 1:
        merged = []
        for start in range(0, len(current), block):
            progress(start / len(current))
            merged.append(shapely.union_all(current[start : start + block]))
        current, block = np.array(merged, dtype=object), 4
    return current[0]


def _along_curve(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """An order that keeps neighbours together (bits of the two coordinates interleaved)."""
    key = np.zeros(len(x), dtype=np.uint64)
    for shift, values in ((0, x), (1, y)):
        span = np.nanmax(values) - np.nanmin(values) or 1.0
        cell = np.nan_to_num((values - np.nanmin(values)) / span * 65535).astype(np.uint64)
        for bit in range(16):
            key |= ((cell >> np.uint64(bit)) & np.uint64(1)) << np.uint64(2 * bit + shift)
    return np.argsort(key, kind="stable")


@dataclass(frozen=True)
class Parts:
    """``count`` shapes cut into small parts: ``shapes`` and ``owner`` (m,), the position of the shape each is cut from."""

    shapes: np.ndarray
    owner: np.ndarray
    count: int


def subdivide(geometries: np.ndarray, limit: int = VERTICES, progress: Progress = no_progress) -> Parts:
    """Cut each geometry into parts of at most about ``limit`` vertices; one within the limit is kept whole."""
    parts: list[shapely.Geometry] = []
    owner: list[int] = []
    queue = [(geometry, position) for position, geometry in enumerate(geometries)]
    while queue:
        geometry, position = queue.pop()
        if shapely.get_num_coordinates(geometry) <= limit:
            if not geometry.is_empty:
                parts.append(geometry)
                owner.append(position)
            continue
        progress(0.5)
        for half in _halves(geometry):
            piece = shapely.intersection(geometry, half)
            piece = polygons_of(piece) if geometry.geom_type.endswith("Polygon") else piece
            queue.append((piece, position))
    return Parts(np.array(parts, dtype=object), np.array(owner, dtype=np.intp), len(geometries))


def _halves(geometry: shapely.Geometry) -> tuple[shapely.Geometry, shapely.Geometry]:
    left, bottom, right, top = geometry.bounds
    if right - left >= top - bottom:
        middle = (left + right) / 2
        return shapely.box(left, bottom, middle, top), shapely.box(middle, bottom, right, top)
    middle = (bottom + top) / 2
    return shapely.box(left, bottom, right, middle), shapely.box(left, middle, right, top)


def measure_pairs(
    subjects: np.ndarray,
    covers: Parts,
    measure: Callable[[np.ndarray], np.ndarray],
    progress: Progress = no_progress,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``measure`` (``shapely.area`` or ``shapely.length``) of every non-empty intersection of a subject and a cover.

    Returns ``(subject, cover, amount)``, each (k,), one row per pair with more than a negligible amount, in units of the
    coordinates (m or m²).
    """
    parts, owner = covers.shapes, covers.owner
    if len(parts) == 0 or len(subjects) == 0:
        return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
    subject, part = shapely.STRtree(parts).query(subjects, predicate="intersects")
    amount = np.empty(len(subject))
    for start in range(0, len(subject), PAIR_BLOCK):
        progress(start / len(subject))
        block = slice(start, start + PAIR_BLOCK)
        amount[block] = measure(shapely.intersection(subjects[subject[block]], parts[part[block]]))
    return _summed(subject, owner[part], amount, covers.count)


def in_threads(function: Callable[[Any], Any], items: Sequence[Any], progress: Progress = no_progress) -> list[Any]:
    """``function`` of each item, in order, on every core (GEOS releases the interpreter).

    ``progress`` is called five times a second; when it raises, what has not begun is dropped and what runs is left to
    end by itself, so that cancel is answered at once.
    """
    pool = ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        pending = [pool.submit(function, item) for item in items]
        results = []
        for done, future in enumerate(pending):
            progress(done / len(pending))
            while not wait([future], timeout=0.2).done:
                progress(done / len(pending))
            results.append(future.result())
        return results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _summed(
    subject: np.ndarray, cover: np.ndarray, amount: np.ndarray, covers: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    pairs, position = np.unique(subject.astype(np.int64) * covers + cover, return_inverse=True)
    total = np.bincount(position, weights=amount, minlength=len(pairs))
    kept = total > NEGLIGIBLE
    return (pairs[kept] // covers).astype(np.intp), (pairs[kept] % covers).astype(np.intp), total[kept]


def first_cover(points: np.ndarray, covers: Parts, progress: Progress = no_progress) -> np.ndarray:
    """For each of ``points`` (n,), the position of the first of ``covers`` that contains or touches it, or -1."""
    found = np.full(len(points), covers.count, dtype=np.intp)
    if len(covers.shapes):
        tree = shapely.STRtree(covers.shapes)
        for start in range(0, len(points), PAIR_BLOCK):
            progress(start / len(points))
            point, part = tree.query(points[start : start + PAIR_BLOCK], predicate="intersects")
            np.minimum.at(found, point + start, covers.owner[part])
    found[found == covers.count] = -1
    return found
