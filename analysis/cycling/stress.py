# SPDX-License-Identifier: GPL-2.0-or-later
"""Level of traffic stress of streets, 1 (a child) to 4 (nobody who has a choice), for each direction.

Source: P. Furth, LTS Tables v2.2 (May 2022), and its rules: a separated path is 1; a lane narrower than 4 ft from a kerb, or
3.5 ft from an edge without one, or often blocked, does not count; beside parked cars, lane and parking together must reach
12 ft; where mixed traffic would be less stressful than the lane, mixed traffic it is. How the French facilities enter the
tables: reference mobility §1e. Unknown is not low: a level is 0 where something it needs is neither said nor assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..network.road_rules import BACKWARD, BOTH, FORWARD
from . import facility_schema as schema
from .street_attributes import CONTRAFLOW, OFF_TRAFFIC, RANK, UNSAID, Streets, among
from .stress_tables import (
    CENTRE_LINE_OR_WIDE_ONE_WAY,
    LANE,
    LANE_BY_PARKING,
    MIXED,
    NARROW_ONE_WAY,
    NO_CENTRE_LINE,
    THREE_LANES,
    TWO_LANES,
    Defaults,
    FurthTables,
)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
Levels = NDArray[np.uint8]
Ranks = NDArray[np.int16]

FOOT_M = 0.3048
UNKNOWN, DEFAULT, MEASURED = 0, 1, 2
SOURCES = ("unknown", "default", "measured")
# Furth v2.2, notes of tables 2 and 3 (edge) and of table 1 (one-way streets: narrow up to these widths, by sides with parking).
MIN_LANE_FT, MIN_LANE_NO_KERB_FT, MIN_REACH_FT = 4.0, 3.5, 12.0
NARROW_ONE_WAY_FT = {0: 15.0, 1: 22.0, 2: 30.0}
BUS_LANE_FT = 6.0
CYCLE_STREET_KMH = 30.0
KMH, SHARED_KMH, WALK_KMH = 15.0, 10.0, 5.0
# What decides a direction.
(
    NOT_ALLOWED, SEPARATED, OFF_ROAD, NO_MOTOR, SHARED_PATH, WALKED_RAMP, CYCLE_STREET, BIKE_LANE, PARKED_LANE, BUS, IN_TRAFFIC, BY_RULE,
) = range(12)  # fmt: skip
SEPARATE = tuple(RANK[name] for name in (schema.TRACK, schema.CONTRAFLOW_TRACK, schema.GREENWAY))
RAMPS = (RANK["RAMPE"], RANK[schema.GUTTER])
LANES = (RANK[schema.LANE], RANK[schema.CONTRAFLOW_LANE])
# The best facility of a direction is taken: the first of these that serves it.
BEST_FIRST = (*SEPARATE, RANK[schema.MIXED_PATH], RANK[schema.CYCLE_STREET], *LANES, RANK[schema.BUS_LANE], *RAMPS)


@dataclass(frozen=True)
class Filled:
    """The quantities of n streets with what was assumed, and where each comes from (UNKNOWN, DEFAULT, MEASURED).

    ``lanes``, ``parking``: (n, 2) by direction and by side; ``lane_width_m``: (n, 2) by side; NaN where unknown; ``assume``:
    whether anything may be assumed.
    """

    speed_kmh: Floats
    speed_from: Codes
    adt: Floats
    adt_from: Codes
    lanes: Floats
    lanes_from: Codes
    centre_line: Codes
    parking: Floats
    parking_from: Codes
    lane_width_m: Floats
    lane_width_from: Codes
    parking_width_m: float
    assume: bool


@dataclass(frozen=True)
class Stress:
    """Columns are (forward, backward). ``lts``: (n, 2) 1 to 4, 0 unknown or not allowed; ``source``: (n, 2);
    ``situation``: (n, 2) what decides; ``cell``: (n, 2) rank of the table's cell, -1 without; ``allowed``: (n, 2);
    ``kmh``: (n,) speed of a bike, 0 where it may not go; ``traffic_lts``: (n,) of riding among the cars whether a bike may or
    not, 1 without cars; ``filled``: the quantities used.
    """

    lts: Levels
    source: Codes
    situation: Codes
    cell: Ranks
    allowed: Flags
    kmh: Floats
    traffic_lts: Levels
    filled: Filled

    @property
    def worst(self) -> NDArray[np.intp]:
        """The direction that decides of a street (n,): unknown first, then the most stressful, then forward."""
        order = np.where(self.allowed, np.where(self.lts == 0, 5, self.lts), 0)
        return np.argmax(order, axis=1)

    @property
    def street_lts(self) -> Levels:
        """The level of a street (n,), the most stressful of the directions allowed; 0 when one of them is unknown."""
        level: Levels = self.lts[np.arange(len(self.lts)), self.worst]
        return level


def mixed_traffic(
    tables: FurthTables, lanes_kind: NDArray[Any], speed_kmh: Floats, adt: Floats
) -> tuple[Levels, Ranks]:
    """Table 1: stress (n,) and cell (n,) among cars; 0 and -1 where unknown. ``adt``: vehicles a day.

    ``lanes_kind``: ranks of ``stress_tables.LANES["mixed"]``, -1 unknown. With three lanes or more, traffic does not matter.
    """
    return tables.at(MIXED, lanes_kind, np.where(lanes_kind == THREE_LANES, 0.0, adt), speed_kmh)


def bike_lane(
    tables: FurthTables, parking: Floats, lanes: Floats, one_way: Flags, width_m: Floats, parking_width_m: float, speed_kmh: Floats,
    kerb: Flags,
) -> tuple[Levels, Ranks, Flags]:  # fmt: skip
    """Tables 2 and 3: stress (n,), cell (n,), and whether the lane counts (n,); where it does not, traffic is mixed.

    ``parking``: 1 beside parked cars, 0, NaN unknown; ``lanes``: through lanes in the direction; ``one_way``: of the
    street; ``width_m``: of the lane, its buffer in it; ``kerb``: False where the road edge has none.
    """
    width = np.round(width_m / FOOT_M, 6)
    reach = np.round((width_m + parking_width_m) / FOOT_M, 6)
    parked = parking == 1
    known = np.isfinite(parking) & np.isfinite(lanes)
    count = np.where(np.isfinite(lanes), lanes, 1)
    beside_cars = np.where(count < 2, 0, np.where(one_way, 1, np.where(count < 3, 2, 3)))
    lts, cell = tables.at(LANE, np.where(known & ~parked, np.minimum(count, 3) - 1, -1), width, speed_kmh)
    parked_lts, parked_cell = tables.at(LANE_BY_PARKING, np.where(known & parked, beside_cars, -1), reach, speed_kmh)
    too_narrow = (width < np.where(kerb, MIN_LANE_FT, MIN_LANE_NO_KERB_FT)) | (parked & (reach < MIN_REACH_FT))
    lts, cell = np.where(parked, parked_lts, lts), np.where(parked, parked_cell, cell)
    return np.where(too_narrow, 0, lts).astype(np.uint8), np.where(too_narrow, -1, cell).astype(np.int16), ~too_narrow


def segment_stress(streets: Streets, tables: FurthTables, defaults: Defaults, assume: bool = True) -> Stress:
    """The level of every street and direction. ``assume``: take what is not said from ``defaults``, marked as such."""
    filled = fill(streets, defaults, assume)
    serving, side, allowed = serve(streets)
    count = len(streets.highway)
    lts, source = np.zeros((count, 2), dtype=np.uint8), np.zeros((count, 2), dtype=np.int8)
    situation, cell = np.zeros((count, 2), dtype=np.int8), np.full((count, 2), -1, dtype=np.int16)
    traffic = np.zeros(count, dtype=np.uint8)
    for way in range(2):
        among_cars = _in_traffic(streets, filled, tables, way)
        traffic = np.maximum(traffic, np.where(streets.motor, among_cars[0], 1)).astype(np.uint8)
        lts[:, way], source[:, way], cell[:, way], situation[:, way] = _one_direction(
            streets, filled, tables, serving[:, way], side[:, way], way, among_cars
        )
    lts[~allowed], source[~allowed], cell[~allowed], situation[~allowed] = 0, UNKNOWN, -1, NOT_ALLOWED
    source[lts == 0] = UNKNOWN
    return Stress(lts, source, situation, cell, allowed, _kmh(streets, situation, serving, allowed), traffic, filled)


def fill(streets: Streets, defaults: Defaults, assume: bool) -> Filled:
    """What is said, else what is assumed of the class of road where ``assume``, else NaN."""
    cycle_street = (streets.facility == RANK[schema.CYCLE_STREET]).any(axis=1)
    highway = np.where(cycle_street, "velo rue", streets.highway).astype(object)
    one_way = streets.way != BOTH

    def use(said: Floats, *assumed: Floats) -> tuple[Floats, Codes]:
        value, origin = said.copy(), np.where(np.isfinite(said), MEASURED, UNKNOWN).astype(np.int8)
        for guess in assumed if assume else ():
            missing = np.isnan(value)
            value = np.where(missing, guess, value)
            origin[missing & np.isfinite(value)] = DEFAULT
        return value, origin

    def both(name: str) -> Floats:
        return np.column_stack([defaults.of(name, highway)] * 2)

    speed, speed_from = use(streets.speed_kmh, streets.speed_usual_kmh, defaults.of("speed_kmh", highway))
    guess = np.where(one_way, defaults.of("lanes_oneway", highway), defaults.of("lanes", highway))
    lanes, lanes_from = use(streets.lanes, guess)
    each = np.where(one_way, lanes, np.ceil(lanes / 2))
    each = np.where(np.isfinite(streets.lanes_each), streets.lanes_each, each[:, None])
    centre = np.where(
        streets.centre_line >= 0, streets.centre_line, np.where(assume, defaults.of("centre_line", highway), -1)
    )
    adt, adt_from = use(streets.adt, defaults.of("adt_veh_day", highway, lanes))
    parking, parking_from = use(np.where(streets.parking < 0, np.nan, streets.parking), both("parking"))
    width, width_from = use(streets.lane_width_m, both("lane_width_m"))
    (beside,) = defaults.of("parking_width_m", np.array(["any"], dtype=object))
    return Filled(
        speed, speed_from, adt, adt_from, each, lanes_from, np.nan_to_num(centre, nan=-1).astype(np.int8), parking, parking_from, width,
        width_from, float(beside) if assume else np.nan, assume,
    )  # fmt: skip


def in_town(streets: Streets, lines: NDArray[Any], areas: NDArray[Any], defaults: Defaults) -> Floats:
    """``speed_usual_kmh`` (n,) where the middle of a line lies in one of ``areas``: that of built-up areas, or less by class."""
    middle = shapely.line_interpolate_point(shapely.line_merge(lines), 0.5, normalized=True)
    line, _area = shapely.STRtree(middle).query(areas, predicate="intersects")[::-1]
    inside = np.zeros(len(lines), dtype=bool)
    inside[line] = True
    urban = defaults.words("regime_usual_kmh").get("en agglomeration", np.nan)
    guess = np.fmin(urban, defaults.of("speed_kmh", streets.highway))
    return np.where(inside & np.isnan(streets.speed_usual_kmh), guess, streets.speed_usual_kmh)


def serve(streets: Streets) -> tuple[Codes, NDArray[np.intp], Flags]:
    """The facility that serves each direction (n, 2), -1 without; its side (n, 2); whether bikes may go (n, 2)."""
    count = len(streets.highway)
    serving, side = np.full((count, 2), UNSAID, dtype=np.int8), np.zeros((count, 2), dtype=np.intp)
    better = np.full((count, 2), len(BEST_FIRST) + 1)
    there = np.isin(streets.facility, (UNSAID, RANK[schema.NONE]), invert=True)
    rank = np.full(len(schema.AME) + 1, len(BEST_FIRST))
    rank[list(BEST_FIRST)] = np.arange(len(BEST_FIRST))
    contra = np.isin(streets.facility, CONTRAFLOW)
    # A bus lane against the traffic: on the left of it, where bikes are said to go both ways.
    left_of = np.column_stack([streets.way == BACKWARD, streets.way == FORWARD])
    contra |= (streets.facility == RANK[schema.BUS_LANE]) & left_of & streets.against[:, None]
    for way, direction in enumerate((FORWARD, BACKWARD)):
        for own in (way, 1 - way):  # of two alike, the one on the rider's right
            with_cars = np.where(streets.way == BOTH, own == way, (streets.way == direction) != contra[:, own])
            good = there[:, own] & (with_cars | streets.both_ways[:, own])
            place = rank[streets.facility[:, own]]
            take = good & (place < better[:, way])
            serving[take, way], side[take, way], better[take, way] = streets.facility[take, own], own, place[take]
    ramp = np.isin(streets.facility, RAMPS).any(axis=1)
    walked = streets.walked & among(streets.highway, OFF_TRAFFIC)
    either = (streets.against | walked)[:, None]
    allowed = (
        np.column_stack([(streets.way & FORWARD) > 0, (streets.way & BACKWARD) > 0]) | (serving != UNSAID) | either
    )
    return serving, side, allowed & (streets.open | ramp)[:, None]


def _in_traffic(streets: Streets, filled: Filled, tables: FurthTables, way: int) -> tuple[Levels, Ranks, Codes]:
    """Stress, cell and source (n,) of riding among the cars in one direction.

    Against a one-way street, a rider meets one lane of it. Whether a one-way street of one lane is narrow needs its width
    only where that changes the level.
    """
    one_way = streets.way != BOTH
    against = one_way & ((streets.way == FORWARD) != (way == 0))
    lanes = np.where(against, 1.0, filled.lanes[:, way])
    kind = np.select(
        [np.isnan(lanes), lanes >= 3, lanes == 2, one_way, filled.centre_line == 1, filled.centre_line == 0],
        [-1, THREE_LANES, TWO_LANES, NARROW_ONE_WAY, CENTRE_LINE_OR_WIDE_ONE_WAY, NO_CENTRE_LINE], -1,
    ).astype(np.int8)  # fmt: skip
    lts, cell = mixed_traffic(tables, kind, filled.speed_kmh, filled.adt)
    origin = np.minimum(filled.speed_from, filled.lanes_from)
    origin = np.where(kind == THREE_LANES, origin, np.minimum(origin, filled.adt_from))
    single = kind == NARROW_ONE_WAY
    wide_lts, wide_cell = mixed_traffic(
        tables, np.where(single, CENTRE_LINE_OR_WIDE_ONE_WAY, -1), filled.speed_kmh, filled.adt
    )
    wide, known = _wide(streets)
    use_wide, doubt = single & wide & known, single & ~known & (wide_lts != lts)
    lts, cell = np.where(use_wide, wide_lts, lts), np.where(use_wide, wide_cell, cell)
    origin = np.where(doubt, np.minimum(origin, DEFAULT), origin)
    if not filled.assume:
        lts, cell = np.where(doubt, 0, lts), np.where(doubt, -1, cell)
    return lts.astype(np.uint8), cell.astype(np.int16), origin.astype(np.int8)


def _wide(streets: Streets) -> tuple[Flags, Flags]:
    """Whether a one-way street (n,) is wide, and whether that is known; with parking not said, judged as with two rows."""
    width = np.round(streets.width_road_m / FOOT_M, 6)
    rows = np.where((streets.parking < 0).any(axis=1), 2, streets.parking.sum(axis=1)).clip(0, 2)
    limit = np.array([NARROW_ONE_WAY_FT[n] for n in range(3)])[rows]
    return width > limit, np.isfinite(width)


def _one_direction(
    streets: Streets, filled: Filled, tables: FurthTables, facility: Codes, side: NDArray[np.intp], way: int,
    among_cars: tuple[Levels, Ranks, Codes],
) -> tuple[Levels, Codes, Ranks, Codes]:  # fmt: skip
    """Stress, source, cell and situation (n,) of one direction."""
    lts, cell, source = among_cars[0].copy(), among_cars[1].copy(), among_cars[2].copy()
    situation = np.full(len(lts), IN_TRAFFIC, dtype=np.int8)
    _lanes(streets, filled, tables, facility, side, way, (lts, cell, source, situation))
    off = among(streets.highway, OFF_TRAFFIC)
    slow = (facility == RANK[schema.CYCLE_STREET]) & (filled.speed_kmh <= CYCLE_STREET_KMH)
    lts[slow], cell[slow], situation[slow], source[slow] = 1, -1, CYCLE_STREET, filled.speed_from[slow]
    for rows, name in (
        (~streets.motor & ~off, NO_MOTOR), (off, OFF_ROAD), (np.isin(facility, RAMPS), WALKED_RAMP),
        (facility == RANK[schema.MIXED_PATH], SHARED_PATH), (np.isin(facility, SEPARATE), SEPARATED),
    ):  # fmt: skip
        lts[rows], cell[rows], situation[rows], source[rows] = 1, -1, name, MEASURED
    return lts, source, cell, situation


def _lanes(
    streets: Streets, filled: Filled, tables: FurthTables, facility: Codes, side: NDArray[np.intp], way: int,
    found: tuple[Levels, Ranks, Codes, Codes],
) -> None:  # fmt: skip
    """Bike lanes, and bus lanes open to bikes: a lane of 6 ft, one class worse. Written into ``found`` where they are better."""
    lts, cell, source, situation = found
    rows = np.flatnonzero(np.isin(facility, LANES) | (facility == RANK[schema.BUS_LANE]))
    if not len(rows):
        return
    bus, own = facility[rows] == RANK[schema.BUS_LANE], side[rows]
    contra = facility[rows] == RANK[schema.CONTRAFLOW_LANE]
    lanes = np.where(contra, 1.0, filled.lanes[rows, way])
    width = np.where(bus, BUS_LANE_FT * FOOT_M, filled.lane_width_m[rows, own])
    parking = np.where(bus, 0.0, filled.parking[rows, own])
    one_way = (streets.way[rows] != BOTH) & ~contra
    lane_lts, lane_cell, counts = bike_lane(
        tables, parking, lanes, one_way, width, filled.parking_width_m, filled.speed_kmh[rows], streets.kerb[rows]
    )
    lane_lts = np.where(bus & (lane_lts > 0), np.minimum(lane_lts + 1, 4), lane_lts).astype(np.uint8)
    origin = np.minimum(filled.speed_from[rows], np.where(contra, MEASURED, filled.lanes_from[rows]))
    said = np.minimum(filled.lane_width_from[rows, own], filled.parking_from[rows, own])
    origin = np.where(bus, origin, np.minimum(origin, np.where(parking == 1, np.minimum(said, DEFAULT), said)))
    # Too narrow or often blocked: mixed traffic, which it shares the doubt of; else the lower of the two.
    mixed = ~counts | streets.blocked[rows] | ((lts[rows] > 0) & (lts[rows] < lane_lts))
    source[rows] = np.where(mixed, np.where(counts, source[rows], np.minimum(source[rows], origin)), origin)
    situation[rows] = np.where(mixed, IN_TRAFFIC, np.where(bus, BUS, np.where(parking == 1, PARKED_LANE, BIKE_LANE)))
    lts[rows], cell[rows] = np.where(mixed, lts[rows], lane_lts), np.where(mixed, cell[rows], lane_cell)


def _kmh(streets: Streets, situation: Codes, serving: Codes, allowed: Flags) -> Floats:
    """Speed of a bike (n,): 15 km/h, 10 among walkers or off the road, 5 walked, 0 where it may not go; the slower direction."""
    by_class = np.full(len(streets.highway), KMH)
    for name, speed in (*OFF_TRAFFIC.items(), ("track", SHARED_KMH)):
        by_class[streets.highway == name] = speed
    by_class = np.where(streets.walked, WALK_KMH, np.where((by_class == WALK_KMH), SHARED_KMH, by_class))
    each = np.column_stack([by_class, by_class])
    for kind, speed in ((SHARED_PATH, SHARED_KMH), (WALKED_RAMP, WALK_KMH), (SEPARATED, KMH)):
        each[situation == kind] = speed
    slowest = np.where(allowed, each, np.inf).min(axis=1)
    return np.where(np.isfinite(slowest), slowest, 0.0)
