# SPDX-License-Identifier: GPL-2.0-or-later
"""From places and flows to what siting decides on: who reaches which site in time, and the best choice at each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ..errors import DataError
from ..network import siting
from ..network.fastest_way import FastestWays
from ..network.p_median import p_median
from ..network.places import Locator, times_at
from ..network.road_network import RoadNetwork
from ..network.site_capacity import max_coverage_capacity

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Flows:
    """Lines from home to work (k,): ``times`` (k, sites) stored where a site can be passed by; ``km`` by road, NaN without a
    way; ``found``: both ends on the network and a way between."""

    times: csr_array
    km: Floats
    found: NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """The best ``sites`` at one ``step`` (new areas, or tenths of the budget; 0 is what exists).

    ``served``: weight in time of an open site (within capacity if any); ``greedy``: the same chosen one at a time;
    ``mean_min``: mean time in minutes of those served; ``cost``: of the new ones; ``gap``: see ``Siting``.
    """

    step: float
    sites: Ints
    served: float
    greedy: float
    mean_min: float
    cost: float
    gap: float
    proved: bool


def access_times(
    network: RoadNetwork,
    mode: str,
    locator: Locator,
    shapes: NDArray[Any],
    nodes: Ints,
    limit_s: float,
    reach_m: float,
    progress: Progress,
) -> tuple[csr_array, NDArray[np.bool_]]:
    """Seconds (d, s) from places to sites, stored only within ``limit_s``; and which places have a road within reach."""
    centre = shapely.centroid(shapes)
    places = locator.locate(shapely.get_x(centre), shapely.get_y(centre), reach_m)
    rows, columns, seconds = [], [], []
    for part, times in network.graph(mode, towards=True).times(nodes, limit_s, progress):
        at = times_at(places, times, network, mode, towards=True)
        site, place = np.nonzero(at <= limit_s)
        rows.append(place)
        columns.append(site + part.start)
        seconds.append(at[site, place])
    return _sparse(rows, columns, seconds, (len(shapes), len(nodes))), places.found


def flow_times(
    network: RoadNetwork,
    mode: str,
    lines: NDArray[Any],
    nodes: Ints,
    limit_s: float,
    detour_s: float,
    reach_m: float,
    progress: Progress,
) -> Flows:
    """Which sites each trip can pass by: reached within ``limit_s`` from home, with a detour of ``detour_s`` at most.

    The detour is time(home, site) + time(site, work) - time(home, work). Works site by site and destination by destination:
    no table of trips × sites × destinations is ever made.
    """
    parts = shapely.get_parts(lines, return_index=True)
    first = np.searchsorted(parts[1], np.arange(len(lines)))
    last = np.searchsorted(parts[1], np.arange(len(lines)), side="right") - 1
    start, end = shapely.get_point(parts[0][first], 0), shapely.get_point(parts[0][last], -1)
    spots, works = np.unique(shapely.get_coordinates(end), axis=0, return_inverse=True)
    works = works.reshape(-1)
    targets = Locator(network, mode).locate(spots[:, 0], spots[:, 1], reach_m)
    known = np.flatnonzero(targets.found)
    network, target_nodes = network.with_nodes(targets.edge[known], targets.along[known])
    homes = Locator(network, mode).locate(shapely.get_x(start), shapely.get_y(start), reach_m)
    place = np.full(len(spots), -1, dtype=np.int64)
    place[known] = np.arange(len(known))
    work = place[works]
    direct, km = _direct(network, mode, homes, work, target_nodes, lambda f: progress(0.5 * f))
    rows, columns, seconds = [], [], []
    ahead, back = network.graph(mode), network.graph(mode, towards=True)
    for (part, to_site), (_part, from_site) in zip(back.times(nodes, limit_s), ahead.times(nodes, np.inf), strict=True):
        access = times_at(homes, to_site, network, mode, towards=True)
        onwards = np.where(
            work >= 0, from_site[:, target_nodes[np.maximum(work, 0)]] if len(target_nodes) else np.inf, np.inf
        )
        with np.errstate(invalid="ignore"):
            detour = access + onwards - direct
        site, trip = np.nonzero((access <= limit_s) & (detour <= detour_s + 1e-9))
        rows.append(trip)
        columns.append(site + part.start)
        seconds.append(access[site, trip])
        progress(0.5 + 0.5 * part.stop / len(nodes))
    return Flows(_sparse(rows, columns, seconds, (len(lines), len(nodes))), km, np.isfinite(direct))


def _direct(
    network: RoadNetwork, mode: str, homes: Any, work: Ints, targets: Ints, progress: Progress
) -> tuple[Floats, Floats]:
    """Seconds and kilometres (k,) from each home to its own place of work."""
    seconds, km = np.full(len(work), np.inf), np.full(len(work), np.nan)
    order = np.argsort(work, kind="stable")
    bounds = np.searchsorted(work[order], np.arange(len(targets) + 1))
    ways = FastestWays(network, mode, towards=True)
    ends = ways.ends(homes)
    for rank, times, metres in ways.trees(targets, progress=progress):
        own = order[bounds[rank] : bounds[rank + 1]]
        seconds[own], km[own] = ends.at(times, metres, own)
    km /= 1000
    return seconds, np.where(np.isfinite(seconds), km, np.nan)


def _sparse(rows: list[Ints], columns: list[Ints], seconds: list[Floats], shape: tuple[int, int]) -> csr_array:
    """Stored entries are the ways in time, zero seconds among them."""
    row, column, value = (np.concatenate([*parts, np.zeros(0)]) for parts in (rows, columns, seconds))
    return csr_array((value, (row.astype(np.int64), column.astype(np.int64))), shape=shape)


def choose(
    objective: str, times: csr_array, weights: Floats, fixed: Sequence[int], count: int, budget: float | None, cost: Floats | None,
    capacity: Floats | None, limit_s: float, time_limit: float, progress: Progress, budget_steps: int = 10,
) -> list[Choice]:  # fmt: skip
    """What exists (step 0), then the best choice for 1…``count`` new sites, or for each tenth of ``budget``.

    Raises ``DataError`` where no candidate reaches anybody, or the budget pays for none.
    """
    cover = csr_array((np.ones(len(times.data)), times.indices, times.indptr), shape=times.shape)
    prices = np.zeros(times.shape[1]) if cost is None else np.asarray(cost, dtype=float)

    def choice(step: float, sites: Any, served: float, greedy: float, gap: float, proved: bool) -> Choice:
        opened = np.asarray(sites, dtype=np.int64)
        new = np.setdiff1d(opened, fixed)
        return Choice(
            step, opened, served, greedy, _mean_minutes(times, weights, opened), float(prices[new].sum()), gap, proved
        )

    start = np.asarray(sorted(fixed), dtype=np.int64)
    already = float(weights[cover[:, start].sum(axis=1) > 0].sum()) if len(start) else 0.0
    if capacity is not None and len(start):
        already = max_coverage_capacity(cover, weights, capacity, 0, fixed, time_limit).covered
    choices = [choice(0, start, already, already, 0.0, True)]
    if budget is not None:
        full = siting.max_coverage_budget(cover, weights, prices, budget, fixed, time_limit)
        for step in range(1, budget_steps):
            progress(step / budget_steps)
            part = budget * step / budget_steps
            if part < prices[np.setdiff1d(np.arange(len(prices)), start)].min():
                choices.append(choice(step, start, already, already, 0.0, True))
                continue
            try:
                found = siting.max_coverage_budget(cover, weights, prices, part, fixed, time_limit)
            except DataError:  # this tenth pays for nothing useful
                choices.append(choice(step, start, already, already, 0.0, True))
                continue
            choices.append(choice(step, found.sites, found.covered, np.nan, found.gap, found.proved))
        return [*choices, choice(budget_steps, full.sites, full.covered, np.nan, full.gap, full.proved)]
    if objective == "mean_time":
        return choices + _medians(times, weights, cover, fixed, count, limit_s, time_limit, progress, choice)
    if capacity is not None:
        for step in range(1, _most(count, times, fixed) + 1):
            held = max_coverage_capacity(cover, weights, capacity, step, fixed, time_limit)
            choices.append(choice(step, held.sites, held.covered, np.nan, held.gap, held.proved))
            progress(step / count)
        return choices
    best = siting.marginal_gain(cover, weights, count, fixed, time_limit, progress)
    for step, found in enumerate(best, start=1):
        near = siting.greedy(cover, weights, step, fixed)
        choices.append(choice(step, found.sites, found.covered, near.covered, found.gap, found.proved))
    return choices


def _most(count: int, times: csr_array, fixed: Sequence[int]) -> int:
    return min(count, times.shape[1] - len(fixed))


def _medians(
    times: csr_array, weights: Floats, cover: csr_array, fixed: Sequence[int], count: int, limit_s: float, time_limit: float,
    progress: Progress, choice: Callable[..., Choice],
) -> list[Choice]:  # fmt: skip
    made = []
    for step in range(1, _most(count, times, fixed) + 1):
        found = p_median(times, weights, step, fixed, limit_s, time_limit)
        served = float(weights[found.allocation >= 0].sum())
        made.append(choice(step, found.sites, served, np.nan, found.gap, found.proved))
        progress(step / count)
    return made


def _mean_minutes(times: csr_array, weights: Floats, sites: Ints) -> float:
    nearest = _nearest(times, sites)
    served = np.isfinite(nearest) & (weights > 0)
    return (
        float((nearest[served] * weights[served]).sum() / weights[served].sum() / 60) if served.any() else float("nan")
    )


def _nearest(times: csr_array, sites: Ints) -> Floats:
    """Seconds (d,) to the nearest of ``sites``, inf where none is in time."""
    row = np.repeat(np.arange(times.shape[0]), np.diff(times.indptr))
    mine = np.isin(times.indices, sites)
    nearest = np.full(times.shape[0], np.inf)
    np.minimum.at(nearest, row[mine], times.data[mine])
    return nearest


def served_by(times: csr_array, weights: Floats, sites: Ints) -> tuple[Floats, Floats]:
    """For each site (s,): the weight within reach, and the weight for which it is the nearest of the open ``sites``."""
    row = np.repeat(np.arange(times.shape[0]), np.diff(times.indptr))
    reaches = np.bincount(times.indices, weights[row], minlength=times.shape[1]).astype(float)
    nearest = _nearest(times, sites)
    mine = np.isin(times.indices, sites) & (times.data == nearest[row])
    rows, first = np.unique(row[mine], return_index=True)  # two at the same time: the first column
    allotted = np.bincount(times.indices[mine][first], weights[rows], minlength=times.shape[1]).astype(float)
    return reaches, allotted
