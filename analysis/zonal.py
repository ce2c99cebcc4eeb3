# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of the pixels inside each polygon: count, mean, quantiles; exact on overlaps, holes and parts.

The raster is walked once, window by window in the order of its blocks. In a window each polygon is cut in spans of
pixels by the even-odd rule at pixel centres, so that polygons never hide one another. A polygon inside one window is
finished there; the pixels of one that crosses windows are held until its last one, so that memory depends neither on the
height of the raster nor on the order of the polygons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .errors import DataError, noop
from .raster import RasterFacts, open_raster, small_cache

Floats = NDArray[np.float64]
Progress = Callable[[float], None]
# Runs a function on tasks in order, a few at a time; threads by default, processes or a cluster as well.
Mapper = Callable[[Callable[["Task"], "Found"], Iterable["Task"]], Iterator["Found"]]

WINDOW_PIXELS = 8_500_000  # of a window at most, unless a single block is larger
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Task:
    """One window of a raster and the polygons that touch it; can be sent to another process."""

    path: str
    reader: str
    band: int
    nodata: tuple[float, ...]
    window: tuple[int, int, int, int]  # row, column, rows, columns
    shapes: NDArray[np.object_]
    numbers: NDArray[np.intp]  # position of each shape among all
    whole: NDArray[np.bool_]  # True where the shape is inside the window
    quantiles: tuple[float, ...]
    facts: RasterFacts
    majority: bool = False


@dataclass(frozen=True)
class Found:
    """Figures of the polygons finished in a window, and the pixels of the others."""

    numbers: NDArray[np.intp]
    figures: Figures
    held: dict[int, tuple[int, NDArray[np.generic]]]  # position: pixels covered, values


@dataclass(frozen=True)
class Figures:
    """For each polygon (n,): pixels covered, valid pixels, mean, and quantiles (q, n); NaN without valid pixel."""

    covered: NDArray[np.int64]
    count: NDArray[np.int64]
    mean: Floats
    quantile: Floats
    majority: Floats  # most frequent value, the lowest of those; NaN unless asked for
    majority_share: Floats  # of the valid pixels

    def some(self, chosen: NDArray[np.bool_]) -> Figures:
        """The figures of ``chosen`` polygons."""
        return Figures(
            self.covered[chosen], self.count[chosen], self.mean[chosen], self.quantile[:, chosen], self.majority[chosen],
            self.majority_share[chosen],
        )  # fmt: skip


def zonal_figures(
    path: str, shapes: NDArray[np.object_], progress: Progress, band: int = 1, nodata: Sequence[float] = (),
    quantiles: tuple[float, ...] = QUANTILES, mapper: Mapper | None = None, reader: str = "", majority: bool = False,
) -> Figures:  # fmt: skip
    """Figures of ``shapes`` (n,), Polygon or MultiPolygon in the raster's CRS; an empty one covers no pixel.

    NaN, the band's own no-data value and ``nodata`` are left out. Quantiles are linear between ranks, as numpy's.
    ``majority`` asks for the most frequent value too, for rasters of classes.
    Raises ``DataError`` naming the raster when it cannot be read to its end.
    """
    with open_raster(path, reader) as raster:
        facts = raster.facts
    missing = tuple(nodata) + ((facts.nodata,) if facts.nodata is not None else ())
    size = len(shapes)
    nowhere = [np.full(size, np.nan) for _figure in range(3)]
    result = Figures(
        np.zeros(size, np.int64),
        np.zeros(size, np.int64),
        nowhere[0],
        np.full((len(quantiles), size), np.nan),
        *nowhere[1:],
    )
    plan = _Plan(facts, shapes)
    remaining = plan.windows_of
    held: dict[int, list[tuple[int, NDArray[np.generic]]]] = {}

    def tasks() -> Iterator[Task]:
        for window, numbers in plan:
            yield Task(
                path, reader, band, missing, window, shapes[numbers], numbers, plan.whole[numbers], quantiles, facts, majority
            )  # fmt: skip

    run = mapper or in_threads()
    total = max(plan.count, 1)
    with small_cache(reader):
        for step, found in enumerate(run(summarise, tasks()), start=1):
            _keep(result, found.numbers, found.figures)
            finished = []
            for number, part in found.held.items():
                held.setdefault(number, []).append(part)
                remaining[number] -= 1
                if not remaining[number]:
                    finished.append(number)
            if finished:
                _keep(
                    result,
                    np.array(finished),
                    _gathered([held.pop(number) for number in finished], quantiles, majority),
                )
            progress(step / total)
    return result


def summarise(task: Task) -> Found:
    """The figures of one window. Module-level and with arguments that can be sent: it runs in any kind of worker."""
    row, column, rows, columns = task.window
    who, line, begin, end = spans(task.shapes, task.facts, (row, row + rows), (column, column + columns))
    length = end - begin
    covered = np.bincount(who, weights=length, minlength=len(task.shapes)).astype(np.int64)
    values: NDArray[np.generic] = np.zeros(0, np.float32)
    if len(who):
        top, bottom, left, right = line.min(), line.max() + 1, begin.min(), end.max()
        with open_raster(task.path, task.reader) as raster:
            block = raster.read(task.band, int(top), int(left), int(bottom - top), int(right - left))
        index = np.repeat((line - top) * (right - left) + begin - left - (np.cumsum(length) - length), length)
        index += np.arange(len(index))
        values = block.ravel().take(index)
    # Spans come by shape: so do the values.
    values, count = _valid(values, covered, task.nodata)
    values = _sorted(values, count)
    first = np.r_[0, np.cumsum(count)]
    held = {
        int(task.numbers[i]): (int(covered[i]), values[first[i] : first[i + 1]].copy())
        for i in np.flatnonzero(~task.whole)
    }
    figures = _figures(values, count, covered, task.quantiles, task.majority)
    return Found(task.numbers[task.whole], figures.some(task.whole), held)


def spans(
    shapes: NDArray[np.object_], facts: RasterFacts, rows: tuple[int, int], columns: tuple[int, int]
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Runs of pixels whose centre is inside a shape: (shape, row, first column, one past the last), within bounds.

    Even-odd over all the rings of a shape, so holes and parts count as they should. A centre on an edge belongs to the
    shape on its right or below it, as in GDAL.
    """
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    corner, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(corner):
        empty = np.zeros(0, np.int64)
        return np.zeros(0, np.intp), empty, empty, empty
    place = facts.to_pixels(corner)
    edge = np.flatnonzero(ring[1:] == ring[:-1])
    x1, y1 = place[edge].T
    x2, y2 = place[edge + 1].T
    who = owner[part[ring[edge]]]
    low, high = np.minimum(y1, y2), np.maximum(y1, y2)
    first = np.maximum(np.ceil(low - 0.5), rows[0]).astype(np.int64)
    last = np.minimum(np.ceil(high - 0.5), rows[1]).astype(np.int64)
    some = np.flatnonzero(last > first)
    count = (last - first)[some]
    line = np.repeat(first[some] - (np.cumsum(count) - count), count)
    line += np.arange(len(line))
    slope = (x2 - x1)[some] / (y2 - y1)[some]
    at = np.repeat(x1[some] - y1[some] * slope, count) + (line + 0.5) * np.repeat(slope, count)
    who = np.repeat(who[some], count)
    key = who * np.int64(rows[1] - rows[0]) + (line - rows[0])
    order = np.lexsort((at, key))
    at, who, line = at[order], who[order], line[order]
    begin = np.clip(np.ceil(at[0::2] - 0.5), columns[0], columns[1]).astype(np.int64)
    end = np.clip(np.ceil(at[1::2] - 0.5), columns[0], columns[1]).astype(np.int64)
    kept = end > begin
    return who[0::2][kept], line[0::2][kept], begin[kept], end[kept]


def in_threads(workers: int = 0) -> Mapper:
    """Threads of this process, by default one a core and four at most: each opens the raster for itself."""
    import os
    from concurrent.futures import ThreadPoolExecutor

    workers = workers or min(4, os.cpu_count() or 2)
    return lambda work, tasks: _few_at_a_time(ThreadPoolExecutor(workers), workers, work, tasks)


def in_processes(workers: int = 2) -> Mapper:
    """Processes of a plain Python; never inside QGIS, where they would open windows."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return lambda work, tasks: _few_at_a_time(ProcessPoolExecutor(workers, mp_context=context), workers, work, tasks)


def on_cluster(address: str) -> Mapper:
    """Workers of a Dask scheduler at ``address``; they must see the raster under the same path, and have the plugin."""

    def run(work: Callable[[Task], Found], tasks: Iterable[Task]) -> Iterator[Found]:
        try:
            from distributed import Client

            client = Client(address, timeout=5)
        except (ImportError, OSError, ValueError) as error:
            raise DataError(
                noop("The Dask scheduler {address} does not answer, or the library distributed is missing. Empty its address in the options to use this machine."),
                address=address,
            ) from error  # fmt: skip
        with client:
            pool = client.get_executor(pure=False)
            workers = max(2, sum(client.ncores().values()))
            yield from _few_at_a_time(pool, workers, work, tasks)

    return run


def _few_at_a_time(pool: object, workers: int, work: Callable[[Task], Found], tasks: Iterable[Task]) -> Iterator[Found]:
    """Results in order, with one task more than workers under way: memory stays that of a few windows."""
    from collections import deque

    waiting: deque[object] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(work, task))  # type: ignore[attr-defined]
            if len(waiting) > workers:
                yield waiting.popleft().result()  # type: ignore[attr-defined]
        while waiting:
            yield waiting.popleft().result()  # type: ignore[attr-defined]
    finally:
        for future in waiting:
            future.cancel()  # type: ignore[attr-defined]
        pool.shutdown(wait=True)  # type: ignore[attr-defined]


def windows(facts: RasterFacts) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bounds of the rows and of the columns of the windows, aligned on the blocks of the raster."""
    high, wide = (min(side, whole) for side, whole in zip(facts.block, (facts.height, facts.width), strict=True))
    if high * facts.width <= WINDOW_PIXELS * 1.5:
        rows, columns = max(1, WINDOW_PIXELS // (high * facts.width)) * high, facts.width
    else:
        rows, columns = high, max(1, WINDOW_PIXELS // (high * wide)) * wide
    return (
        np.r_[np.arange(0, facts.height, rows), facts.height].astype(np.int64),
        np.r_[np.arange(0, facts.width, columns), facts.width].astype(np.int64),
    )


class _Plan:
    """Which polygons touch which window, in the order of the windows."""

    def __init__(self, facts: RasterFacts, shapes: NDArray[np.object_]) -> None:
        self.row_bounds, self.column_bounds = windows(facts)
        low, high = _pixel_bounds(facts, shapes)
        inside = (high[:, 0] > 0) & (high[:, 1] > 0) & (low[:, 0] < facts.width) & (low[:, 1] < facts.height)
        some = np.flatnonzero(inside)
        first = [
            np.searchsorted(b, low[some, a], side="right") - 1
            for a, b in ((1, self.row_bounds), (0, self.column_bounds))
        ]
        last = [
            np.searchsorted(b, high[some, a], side="left") - 1
            for a, b in ((1, self.row_bounds), (0, self.column_bounds))
        ]
        rows, columns = len(self.row_bounds) - 1, len(self.column_bounds) - 1
        r0, c0 = (np.clip(f, 0, n - 1) for f, n in zip(first, (rows, columns), strict=True))
        r1, c1 = (np.clip(f, s, n - 1) for f, s, n in zip(last, (r0, c0), (rows, columns), strict=True))
        count = (r1 - r0 + 1) * (c1 - c0 + 1)
        who = np.repeat(np.arange(len(some)), count)
        step = np.arange(len(who)) - np.repeat(np.cumsum(count) - count, count)
        across = np.repeat(c1 - c0 + 1, count)
        window = (np.repeat(r0, count) + step // across) * columns + np.repeat(c0, count) + step % across
        order = np.argsort(window, kind="stable")
        self.window, self.numbers = window[order], some[who[order]]
        self.columns = columns
        self.whole = np.zeros(len(shapes), dtype=bool)
        self.whole[some[count == 1]] = True
        self.windows_of = np.zeros(len(shapes), dtype=np.int64)
        self.windows_of[some] = count
        self.count = len(np.unique(self.window))

    def __iter__(self) -> Iterator[tuple[tuple[int, int, int, int], NDArray[np.intp]]]:
        for numbers in np.split(np.arange(len(self.window)), np.flatnonzero(np.diff(self.window)) + 1):
            if len(numbers):
                row, column = divmod(int(self.window[numbers[0]]), self.columns)
                top, bottom = (int(b) for b in self.row_bounds[row : row + 2])
                left, right = (int(b) for b in self.column_bounds[column : column + 2])
                yield (top, left, bottom - top, right - left), self.numbers[numbers]


def _pixel_bounds(facts: RasterFacts, shapes: NDArray[np.object_]) -> tuple[Floats, Floats]:
    """Lowest and highest column and row of each shape (n, 2); NaN for an empty one, which no window meets."""
    import shapely

    bounds = shapely.bounds(shapes)
    corner = np.stack([facts.to_pixels(bounds[:, pair]) for pair in ([0, 1], [0, 3], [2, 1], [2, 3])])
    return corner.min(axis=0), corner.max(axis=0)


def _valid(
    values: NDArray[np.generic], covered: NDArray[np.int64], nodata: tuple[float, ...]
) -> tuple[NDArray[np.generic], NDArray[np.int64]]:
    """Values that are known, in their order, and how many each shape has."""
    valid = ~np.isnan(values) if values.dtype.kind == "f" else np.ones(len(values), dtype=bool)
    for missing in nodata:
        if not np.isnan(missing):
            # A no-data value is written in double precision, and read in the raster's own.
            held = values.dtype.type(missing) if values.dtype.kind == "f" else missing
            valid &= values != held
    if valid.all():
        return values, covered
    shape = np.repeat(np.arange(len(covered)), covered)
    return values[valid], np.bincount(shape[valid], minlength=len(covered)).astype(np.int64)


def _sorted(values: NDArray[np.generic], count: NDArray[np.int64]) -> NDArray[np.generic]:
    """Values in growing order inside each run of ``count``."""
    shape = np.arange(len(count), dtype=np.uint64)
    if values.dtype.itemsize > 4 or (values.dtype.kind in "iu" and values.dtype.itemsize == 4):
        return values[np.lexsort((values, np.repeat(shape, count)))]
    # One sort of 64 bits: the shape above, below it the bits of the value turned so that they sort as it does.
    bits = np.array(values, dtype=np.float32).view(np.uint32)
    bits ^= (bits.view(np.int32) >> 31).view(np.uint32) | np.uint32(0x80000000)
    key = np.repeat(shape << np.uint64(32), count)
    key |= bits
    key.sort()
    bits = key.astype(np.uint32)
    bits ^= ((bits >> np.uint32(31)) - np.uint32(1)) | np.uint32(0x80000000)
    return bits.view(np.float32)


def _gathered(
    parts: list[list[tuple[int, NDArray[np.generic]]]], quantiles: tuple[float, ...], majority: bool
) -> Figures:
    """Figures of polygons whose pixels came from several windows: (covered, values) of each window, by polygon."""
    covered = np.array([sum(pixels for pixels, _values in windows_) for windows_ in parts], dtype=np.int64)
    count = np.array([sum(len(values) for _pixels, values in windows_) for windows_ in parts], dtype=np.int64)
    values = np.concatenate([values for windows_ in parts for _pixels, values in windows_])
    return _figures(_sorted(values, count), count, covered, quantiles, majority)


def _figures(
    values: NDArray[np.generic], count: NDArray[np.int64], covered: NDArray[np.int64], quantiles: tuple[float, ...],
    majority: bool,
) -> Figures:  # fmt: skip
    """Figures of runs of ``count`` values, in growing order inside each."""
    some = np.flatnonzero(count)
    mean, quantile = np.full(len(count), np.nan), np.full((len(quantiles), len(count)), np.nan)
    if len(some):
        number = count[some]
        start = np.cumsum(number) - number
        mean[some] = np.add.reduceat(values, start, dtype=np.float64) / number
        for row, share in zip(quantile, quantiles, strict=True):
            rank = (number - 1) * share
            low = rank.astype(np.int64)
            below = values[start + low].astype(np.float64)
            above = values[start + np.minimum(low + 1, number - 1)].astype(np.float64)
            row[some] = below + (above - below) * (rank - low)
    often, often_share = np.full(len(count), np.nan), np.full(len(count), np.nan)
    if majority and len(some):
        often[some], often_share[some] = _majority(values, number)
    return Figures(covered, count, mean, quantile, often, often_share)


def _majority(values: NDArray[np.generic], number: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Most frequent value of each run of ``number`` sorted values, and its share."""
    place = np.repeat(np.arange(len(number)), number)
    begin = np.flatnonzero(np.r_[True, (values[1:] != values[:-1]) | (place[1:] != place[:-1])])
    length = np.diff(np.r_[begin, len(values)])
    owner = place[begin]
    order = np.lexsort((-length, owner))
    _each, first = np.unique(owner[order], return_index=True)
    best = order[first]
    return values[begin[best]].astype(np.float64), length[best] / number


def _keep(result: Figures, numbers: NDArray[np.intp], found: Figures) -> None:
    result.covered[numbers], result.count[numbers] = found.covered, found.count
    result.mean[numbers], result.quantile[:, numbers] = found.mean, found.quantile
    result.majority[numbers], result.majority_share[numbers] = found.majority, found.majority_share
