# SPDX-License-Identifier: GPL-2.0-or-later
"""Who could carpool through which area: workers whose way from home to work passes near one, by car.

For a flow from home o to work d, the area j is usable where the detour δ = t_oj + t_jd − t_od stays under a threshold, j
is near home (t_oj) and work is far enough (d_od, along the roads). Each home's workers go to the usable area of least
detour, or are split between the usable ones by 1/δ. How many of them would carpool is an assumption, by distance
(:class:`Shares`). Times are those of the network, without congestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..network.fastest_way import FastestWays
from ..network.places import Locator, PlaceEnds, Places
from ..network.road_network import RoadNetwork
from ..numbers import parse_number
from ..parameter_table import read_rows

CREW, OCCUPANCY = 2.2, 0.85  # people in a car, share of the places taken: assumptions
LEAST_DETOUR_S = 30.0  # a shorter detour counts as this one where workers are split by 1/δ
ROUNDING_S = 1e-6
CAR = "car"
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Rules:
    """When an area is usable: seconds from home, seconds of detour, metres from home to work; and ``split`` between several."""

    max_access_s: float = 600.0
    max_detour_s: float = 300.0
    min_m: float = 15_000.0
    split: bool = False


@dataclass(frozen=True)
class Shares:
    """Share of workers (k,) who would carpool, from 0 to 1, for distances ``lower`` ≤ km < ``upper`` (k,); 0 elsewhere."""

    lower: Floats
    upper: Floats
    share: Floats
    sources: tuple[str, ...]

    def of(self, km: Floats) -> Floats:
        """The share at each distance (n,)."""
        band = np.searchsorted(self.lower, km, side="right") - 1
        inside = (band >= 0) & (np.asarray(km) < self.upper[band])
        return np.where(inside, self.share[band], 0.0)


def read_shares(path: str | Path) -> Shares:
    """The table km_min, km_max (empty: no end), share_pct, source. Raises ``DataError`` naming the line."""
    file, rows, before = Path(path), [], 0.0
    for line, row in read_rows(file, ("km_min", "km_max", "share_pct", "source")):
        low, high, share = (parse_number(row[name]) for name in ("km_min", "km_max", "share_pct"))
        high = np.inf if not row["km_max"] else high
        if not (before <= low < high and 0 <= share <= 100 and row["source"]):
            raise DataError(
                noop("The table “{file}”, line {line}: km_min below km_max, not before the line above, a share from 0 to 100 % and a source are needed."),
                file=file.name, line=line,
            )  # fmt: skip
        rows.append((low, high, share / 100, row["source"]))
        before = high
    lower, upper, shares, sources = zip(*rows, strict=True)
    return Shares(np.array(lower), np.array(upper), np.array(shares), sources)


@dataclass(frozen=True)
class Situation:
    """Areas and places of work as nodes of a network cut for them (-1 beyond reach of a road), homes between its nodes."""

    network: RoadNetwork
    areas: Places
    area_node: Ints
    work_node: Ints
    homes: Places


def situate(
    network: RoadNetwork, areas: Floats, areas_reach_m: float, work: Floats, work_reach_m: float, homes: Floats, homes_reach_m: float,
) -> Situation:  # fmt: skip
    """Bring areas (a, 2), places of work (w, 2) and homes (h, 2) to the nearest road that cars may use, within a reach."""
    locator = Locator(network, CAR)
    found = [locator.locate(xy[:, 0], xy[:, 1], reach) for xy, reach in ((areas, areas_reach_m), (work, work_reach_m))]
    node = np.full(len(areas) + len(work), -1, dtype=np.int64)
    on_road = np.concatenate([places.found for places in found])
    edge, along = (np.concatenate([getattr(places, name) for places in found]) for name in ("edge", "along"))
    cut, node[on_road] = network.with_nodes(edge[on_road], along[on_road])
    homes_there = Locator(cut, CAR).locate(homes[:, 0], homes[:, 1], homes_reach_m)
    return Situation(cut, found[0], node[: len(areas)], node[len(areas) :], homes_there)


def home_shares(commune: Ints, weight: Floats, found: NDArray[np.bool_], communes: int) -> Floats:
    """The share of its commune's workers who live at each home (h,): by ``weight``, all alike in a commune where it is 0.

    Homes that no road reaches have none: the others of their commune take it.
    """
    known = np.where(found, np.nan_to_num(weight), 0.0)
    without = np.bincount(commune, known, communes)[commune] <= 0
    known = np.where(without, found.astype(float), known)
    total = np.bincount(commune, known, communes)[commune]
    return np.divide(known, total, out=np.zeros(len(known)), where=total > 0)


@dataclass(frozen=True)
class Access:
    """Pairs (p,) of a home and an area near it, by home then area: seconds and metres; ``start`` (h + 1,) where each home's begin."""

    home: Ints
    area: Ints
    seconds: Floats
    metres: Floats
    start: Ints


def access(ways: FastestWays, ends: PlaceEnds, area_node: Ints, limit_s: float, progress: Progress) -> Access:
    """Areas within ``limit_s`` of homes; ``ways`` and ``ends`` are *towards* sources. Areas without node have no pair."""
    ranks = np.flatnonzero(area_node >= 0)
    found = []
    for rank, seconds, metres in ways.trees(area_node[ranks], limit_s, progress):
        times, lengths = ends.at(seconds, metres)
        near = np.flatnonzero(times <= limit_s)
        found.append((near, np.full(len(near), ranks[rank]), times[near], lengths[near]))
    home, area, times, lengths = (
        (np.concatenate(column) for column in zip(*found, strict=True)) if found else (np.empty(0, dtype=t) for t in (int, int, float, float))
    )  # fmt: skip
    order = np.lexsort((area, home))
    start = np.searchsorted(home[order], np.arange(ends.nodes.shape[1] + 1))
    return Access(home[order], area[order], times[order], lengths[order], start)


@dataclass(frozen=True)
class Commuters:
    """Flows (f,) from a commune to a place of work, and where the communes' workers live (h,), by commune.

    ``commune`` (h,) ascending; ``share`` (h,) of the commune's workers, adding up to 1 or to 0 in each (:func:`home_shares`).
    """

    origin: Ints
    work: Ints
    workers: Floats
    commune: Ints
    share: Floats

    def by_work(self, places: int) -> Iterator[tuple[int, Ints]]:
        """Each place of work and its flows."""
        order = np.argsort(self.work, kind="stable")
        start = np.searchsorted(self.work[order], np.arange(places + 1))
        yield from ((work, order[start[work] : start[work + 1]]) for work in range(places))


@dataclass
class Demand:
    """What is found: workers and users of each area (a,) and pair (p,), users being those who would carpool.

    ``sums`` (4, a): Σ users × km from the area to work, km of detour, s of detour, s from home. Totals in workers:
    ``unplaced`` (no road near home or work), ``unconnected`` (no way), ``short``, ``long`` (past the least distance),
    ``without_area`` (long, no area near home), ``usable`` (long, with a usable area).
    """

    near: Access
    workers: Floats
    users: Floats
    pair_workers: Floats
    pair_users: Floats
    sums: Floats
    unplaced: float = 0.0
    unconnected: float = 0.0
    short: float = 0.0
    long: float = 0.0
    without_area: float = 0.0
    usable: float = 0.0

    @classmethod
    def none(cls, near: Access, areas: int) -> Demand:
        pairs = len(near.home)
        return cls(near, np.zeros(areas), np.zeros(areas), np.zeros(pairs), np.zeros(pairs), np.zeros((4, areas)))

    def mean(self, what: int) -> Floats:
        """Means over the users of each area (a,), NaN where it has none; ``what`` is a row of ``sums``."""
        return np.divide(self.sums[what], self.users, out=np.full(len(self.users), np.nan), where=self.users > 0)

    @property
    def distance_km(self) -> Floats:
        return self.mean(0)

    @property
    def detour_km(self) -> Floats:
        return self.mean(1)

    @property
    def detour_min(self) -> Floats:
        return self.mean(2) / 60

    @property
    def access_min(self) -> Floats:
        return self.mean(3) / 60


def demand(situation: Situation, commuters: Commuters, shares: Shares, rules: Rules, progress: Progress) -> Demand:
    """The demand of areas: one tree of fastest ways for each place of work, never all flows × areas at a time.

    Raises ``Cancelled`` through ``progress``.
    """
    ways = FastestWays(situation.network, CAR, towards=True)
    ends = ways.ends(situation.homes)
    near = access(ways, ends, situation.area_node, rules.max_access_s, lambda done: progress(0.1 * done))
    found = Demand.none(near, len(situation.area_node))
    communes = 1 + max(commuters.origin.max(initial=-1), commuters.commune.max(initial=-1))
    start = np.searchsorted(commuters.commune, np.arange(communes + 1))
    housed = np.bincount(commuters.commune, commuters.share, communes) > 0
    served = []
    for work, flows in commuters.by_work(len(situation.work_node)):
        placed = housed[commuters.origin[flows]] & (situation.work_node[work] >= 0)
        found.unplaced += float(commuters.workers[flows[~placed]].sum())
        if placed.any():
            served.append((work, flows[placed]))
    nodes = situation.work_node[[work for work, _flows in served]] if served else np.empty(0, dtype=np.int64)
    for rank, seconds, metres in ways.trees(nodes, progress=lambda done: progress(0.1 + 0.9 * done)):
        flows = served[rank][1]
        origin = commuters.origin[flows]
        homes, flow = _ranges(start[origin], start[origin + 1])
        weight = commuters.workers[flows][flow] * commuters.share[homes]
        at_home = ends.at(seconds, metres, homes)
        to_work = (seconds[situation.area_node], metres[situation.area_node])  # of no use for areas without a node
        _add(found, homes, weight, at_home, to_work, shares, rules)
    return found


def _add(
    found: Demand, homes: Ints, weight: Floats, at_home: tuple[Floats, Floats], to_work: tuple[Floats, Floats], shares: Shares,
    rules: Rules,
) -> None:  # fmt: skip
    """Add those who go to one place of work: ``weight`` (r,) workers of ``homes`` (r,), with seconds and metres (r,) to it
    from home and (a,) from areas."""
    near = found.near
    connected, far = np.isfinite(at_home[0]), at_home[1] >= rules.min_m
    found.unconnected += float(weight[~connected].sum())
    found.short += float(weight[connected & ~far].sum())
    row = connected & far
    homes, weight, home_s, home_m = homes[row], weight[row], at_home[0][row], at_home[1][row]
    pair, who = _ranges(near.start[homes], near.start[homes + 1])
    found.long += float(weight.sum())
    found.without_area += float(weight[near.start[homes] == near.start[homes + 1]].sum())
    area_s, area_m = to_work[0][near.area[pair]], to_work[1][near.area[pair]]
    detour = near.seconds[pair] + area_s - home_s[who]
    good = detour <= rules.max_detour_s + ROUNDING_S
    pair, who, detour, area_m = pair[good], who[good], np.maximum(detour[good], 0.0), area_m[good]
    found.usable += float(weight[np.unique(who)].sum())
    workers = weight[who] * _assigned(who, detour, near.seconds[pair], near.area[pair], rules.split)
    users = workers * shares.of(home_m[who] / 1000)
    np.add.at(found.pair_workers, pair, workers)
    np.add.at(found.pair_users, pair, users)
    area, count = near.area[pair], len(found.workers)
    found.workers += np.bincount(area, workers, count)
    found.users += np.bincount(area, users, count)
    detour_km = (near.metres[pair] + area_m - home_m[who]) / 1000
    for row_sum, value in zip(found.sums, (area_m / 1000, detour_km, detour, near.seconds[pair]), strict=True):
        row_sum += np.bincount(area, users * value, count)


def _assigned(who: Ints, detour: Floats, access_s: Floats, area: Ints, split: bool) -> Floats:
    """The share (q,) of its home that each usable pair takes: all for the least detour (then the nearest area), or by 1/δ."""
    share = np.zeros(len(who))
    if split:
        pull = 1 / np.maximum(detour, LEAST_DETOUR_S)
        return np.asarray(pull / np.bincount(who, pull)[who]) if len(who) else share
    order = np.lexsort((area, access_s, np.round(detour / ROUNDING_S), who))
    _who, first = np.unique(who[order], return_index=True)
    share[order[first]] = 1.0
    return share


def _ranges(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """All the integers of the ranges ``start`` … ``stop`` - 1 one after the other, and the range of each."""
    count = stop - start
    owner = np.repeat(np.arange(len(count)), count)
    return np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + start[owner], owner


def origins(found: Demand, commune: Ints) -> pd.DataFrame:
    """Where the workers of each area live: area, commune (ranks), workers, users; by area, most users first.

    ``commune`` (h,) is that of each home.
    """
    table = pd.DataFrame(
        {"area": found.near.area, "commune": commune[found.near.home], "workers": found.pair_workers, "users": found.pair_users}
    )  # fmt: skip
    table = table[table["workers"] > 0].groupby(["area", "commune"], as_index=False)[["workers", "users"]].sum()
    order = np.lexsort((table["commune"], -table["workers"], -table["users"], table["area"]))
    return table.iloc[order].reset_index(drop=True)


def cars_left(users: Floats, crew: float = CREW) -> Floats:
    """Cars that stay in the area (n,): those of all but one of each crew."""
    return np.asarray(users * (crew - 1) / crew)


def places_needed(users: Floats, crew: float = CREW, occupancy: float = OCCUPANCY) -> Floats:
    """Parking places (n,) for the cars left, a share ``occupancy`` of them being taken; NaN where unknown."""
    return np.ceil(cars_left(users, crew) / occupancy - 1e-9) + 0.0


def tension(users: Floats, capacity: Floats, crew: float = CREW) -> Floats:
    """Cars left for one place (n,): above 1, the area is too small. NaN where the capacity is unknown or 0."""
    known = capacity > 0
    return np.divide(cars_left(users, crew), capacity, out=np.full(len(users), np.nan), where=known)
