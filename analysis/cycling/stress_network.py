# SPDX-License-Identifier: GPL-2.0-or-later
"""Streets with their level of traffic stress as a network: every way a bike may use, and those that do not frighten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..network.build import Built, build
from ..network.road_network import RoadNetwork
from ..network.road_rules import BACKWARD, BOTH, FORWARD, MODES, Roads

UNKNOWN = 0  # no level is known: never counted as low
WALKED_KMH = 5.0  # of a bike that is pushed (reference mobility §1e)
BIKE = MODES.index("bike")
Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Streets:
    """Rows of a layer of streets (n,).

    ``stress``: (n, 2) level 1–4 forward (as drawn) and backward, UNKNOWN where no one knows; ``allowed``: (n, 2) True
    where a bike may go that way; ``kmh``: (n,) speed of a bike; ``level``: (n,) 0 on the ground, 1 on a bridge…;
    ``facility``: (n,) True where a cycle facility runs along; ``protected``: (n,) True where it is apart from the traffic.
    """

    stress: NDArray[np.int8]
    allowed: NDArray[np.bool_]
    kmh: Floats
    level: NDArray[np.int16]
    facility: NDArray[np.bool_]
    protected: NDArray[np.bool_]


@dataclass(frozen=True)
class StressNetwork:
    """``network``: mode “bike” on every street it may use, mode “walk” both ways on all; ``row`` (r,): the row in the
    layer of each of its roads; ``streets``: those rows only, in the order of the network's roads."""

    network: RoadNetwork
    row: NDArray[np.int64]
    streets: Streets

    def edge_stress(self) -> NDArray[np.int8]:
        """Level (m, 2) of each edge, tail to head and head to tail; UNKNOWN too where a bike may not go that way."""
        rows = self.network.road
        made: NDArray[np.int8] = np.where(self.streets.allowed[rows], self.streets.stress[rows], UNKNOWN).astype(
            np.int8
        )
        return made

    def low(self, most: int = 2) -> RoadNetwork:
        """The same nodes and edges, open to bikes only in the directions whose stress is known and ``most`` at most."""
        calm = self.streets.allowed & (self.streets.stress != UNKNOWN) & (self.streets.stress <= most)
        return self._opened(calm)

    def only(self, streets: NDArray[np.bool_]) -> RoadNetwork:
        """The same nodes and edges, open to bikes only on ``streets`` (r,), for instance those with a facility."""
        return self._opened(self.streets.allowed & streets[:, None])

    def ridden(self) -> NDArray[np.bool_]:
        """Edges (m,) where a bike is ridden: faster than it is walked."""
        made: NDArray[np.bool_] = (self.streets.kmh > WALKED_KMH)[self.network.road]
        return made

    def _opened(self, ways: NDArray[np.bool_]) -> RoadNetwork:
        direction, kmh = self.network.direction.copy(), self.network.kmh.copy()
        direction[:, BIKE] = _bits(ways)
        kmh[~ways.any(axis=1), BIKE] = 0.0
        return replace(self.network, direction=direction, kmh=kmh)


def stress_network(
    lines: NDArray[Any],
    streets: Streets,
    crs_wkt: str,
    progress: Progress,
    snap_m: float = 0.5,
    crossings: bool = False,
) -> tuple[StressNetwork, Built]:
    """The network of ``lines`` (n,) in metres, joined as :func:`..network.build.build` says.

    Raises ``DataError`` when no street may be used.
    """
    count = len(lines)
    kmh = np.column_stack(
        [np.zeros(count), np.where(streets.allowed.any(axis=1), streets.kmh, 0.0), np.full(count, 5.0)]
    )
    direction = np.column_stack([np.full(count, BOTH), _bits(streets.allowed), np.full(count, BOTH)]).astype(np.int8)
    # Nobody gets in on a bridge or in a tunnel.
    rules = Roads(
        kmh, direction, streets.level, np.zeros(count, dtype=bool), "stress", np.full(count, "", dtype=object),
        access=streets.level == 0,
    )  # fmt: skip
    network, built = build(lines, rules, np.arange(count), crs_wkt, progress, snap_m, crossings)
    row = np.asarray(network.ids, dtype=np.int64)
    kept = Streets(
        streets.stress[row], streets.allowed[row], streets.kmh[row], streets.level[row], streets.facility[row], streets.protected[row]
    )  # fmt: skip
    return StressNetwork(network, row, kept), built


def _bits(ways: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Directions of :mod:`..network.road_rules` from (n, 2) forward, backward; BOTH where neither (speed says no)."""
    bits = np.where(ways[:, 0], FORWARD, 0) | np.where(ways[:, 1], BACKWARD, 0)
    made: NDArray[np.int8] = np.where(bits == 0, BOTH, bits).astype(np.int8)
    return made
