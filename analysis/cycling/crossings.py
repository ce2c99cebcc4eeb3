# SPDX-License-Identifier: GPL-2.0-or-later
"""The stress of the junctions met along a street: what an approach without signals takes from the other legs.

Rule of R5 (Conveyal): at a junction without signals, an approach has the highest stress of its legs. Two lines that only
continue each other make no junction. Furth's own tables of crossings (2012) are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..network.build import build
from ..network.road_network import RoadNetwork
from ..network.road_rules import BOTH, Roads
from .stress import Stress

Levels = NDArray[np.uint8]
Flags = NDArray[np.bool_]
LEGS = 3
UNKNOWN_LEG = 9  # above any level, so that a junction with a leg of unknown stress is found


def street_network(
    lines: NDArray[Any], level: NDArray[np.int16], crs_wkt: str, progress: Callable[[float], None], snap_m: float = 0.5
) -> RoadNetwork:
    """The network of all ``lines`` (n,) in metres, whoever may use them; ``ids`` are their ranks."""
    count = len(lines)
    every = Roads(
        np.ones((count, 3)), np.full((count, 3), BOTH, dtype=np.int8), level, np.zeros(count, dtype=bool), "any",
        np.full(count, "", dtype=object),
    )  # fmt: skip
    network, _built = build(lines, every, np.arange(count), crs_wkt, progress, snap_m)
    return network


def signalised(network: RoadNetwork, x: NDArray[np.float64], y: NDArray[np.float64], within_m: float) -> Flags:
    """Nodes (n,) with a signal (s,) within ``within_m``: in OpenStreetMap they often stand at the stop lines."""
    nodes = np.column_stack([network.x, network.y])
    if not len(x):
        return np.zeros(network.nodes, dtype=bool)
    gap, _nearest = cKDTree(np.column_stack([x, y])).query(nodes, distance_upper_bound=within_m)
    return np.isfinite(gap)


def junction_stress(tail: NDArray[Any], head: NDArray[Any], leg_lts: Levels, nodes: int, signals: Flags) -> Levels:
    """The highest stress of the legs of each node (n,): edges (m,) with ``leg_lts``, 0 unknown.

    0 where there is no junction (fewer than three legs) or where it is signalised; :data:`UNKNOWN_LEG` where a leg is
    unknown and no known one has the highest level.
    """
    ends = np.concatenate([tail, head])
    lts = np.concatenate([leg_lts, leg_lts])
    highest = np.zeros(nodes, dtype=np.uint8)
    np.maximum.at(highest, ends, lts)
    doubt = np.bincount(ends[lts == 0], minlength=nodes) > 0
    highest[doubt & (highest < 4)] = UNKNOWN_LEG
    junction = (np.bincount(ends, minlength=nodes) >= LEGS) & ~signals
    return np.where(junction, highest, 0).astype(np.uint8)


def crossing_stress(network: RoadNetwork, stress: Stress, signals: Flags) -> Levels:
    """Stress (n, 2) of going along each street, forward and backward, with the junctions it meets on its way and at its end.

    0 where the street's own stress is unknown or the direction not allowed, or where a leg's is unknown. A leg where bikes may
    not go counts by its cars.
    """
    street, at_node = street_of_edges(network), _at_nodes(network, stress, signals)
    met = np.zeros(stress.lts.shape, dtype=np.uint8)
    for way, node in enumerate((network.head, network.tail)):
        np.maximum.at(met[:, way], street, at_node[node])
    return _with_junction(stress.lts, met)


def edge_crossing_stress(network: RoadNetwork, stress: Stress, signals: Flags) -> Levels:
    """The same for each edge (m, 2), from tail to head and back: only the junction at its own end counts."""
    at_node = _at_nodes(network, stress, signals)
    met = np.column_stack([at_node[network.head], at_node[network.tail]])
    return _with_junction(stress.lts[street_of_edges(network)], met)


def street_of_edges(network: RoadNetwork) -> NDArray[np.int64]:
    """The row of the street that each edge (m,) is a piece of, in the lines that :func:`street_network` was given."""
    made: NDArray[np.int64] = np.asarray(network.ids, dtype=np.int64)[network.road]
    return made


def _at_nodes(network: RoadNetwork, stress: Stress, signals: Flags) -> Levels:
    leg = np.where(stress.allowed.any(axis=1), stress.street_lts, stress.traffic_lts)
    return junction_stress(network.tail, network.head, leg[street_of_edges(network)], network.nodes, signals)


def _with_junction(own: Levels, met: Levels) -> Levels:
    """The higher of a way's ``own`` stress and of the junctions ``met``; 0 where one that matters is unknown."""
    doubt = (own == 0) | ((met == UNKNOWN_LEG) & (own < 4))
    return np.where(doubt, 0, np.maximum(own, np.minimum(met, 4))).astype(np.uint8)
