# SPDX-License-Identifier: GPL-2.0-or-later
"""Level of traffic stress where streets meet."""

from __future__ import annotations

import numpy as np
import shapely
from atlas_pcaet.analysis.cycling.crossings import (
    UNKNOWN_LEG,
    crossing_stress,
    junction_stress,
    signalised,
    street_network,
)
from stress_streets import FAST, rated


def nothing(_fraction: float) -> None:
    pass


def test_an_approach_takes_the_highest_stress_of_the_legs_unless_there_are_signals():
    """Two calm streets and a loud one meet at node 1; node 2 only continues, node 3 ends."""
    tail, head = np.array([0, 1, 1, 2]), np.array([1, 2, 3, 4])
    leg, none = np.array([1, 2, 4, 2], dtype=np.uint8), np.zeros(5, dtype=bool)
    assert junction_stress(tail, head, leg, 5, none).tolist() == [0, 4, 0, 0, 0]
    assert junction_stress(tail, head, leg, 5, np.array([0, 1, 0, 0, 0], dtype=bool)).tolist() == [0, 0, 0, 0, 0]
    leg[2] = 0
    assert junction_stress(tail, head, leg, 5, none).tolist() == [0, UNKNOWN_LEG, 0, 0, 0]


def test_junctions_on_lines_that_cross_the_loud_road_halfway():
    """A calm street crosses a loud road in its middle and stops at a calm one: both directions meet the loud road once."""
    lines = shapely.from_wkt(
        ["LINESTRING (0 -100, 0 0, 0 100)", "LINESTRING (-100 0, 0 0)", "LINESTRING (0 0, 100 0)", "LINESTRING (0 100, 50 100)",
         "LINESTRING (0 100, -50 100)"]
    )  # fmt: skip
    calm, loud = {"trafic_vit": 30, "adt_veh_day": 100}, FAST
    stress = rated(calm, loud, loud, calm, calm)
    network = street_network(np.asarray(lines), np.zeros(5, dtype=np.int16), "", nothing)
    none = signalised(network, np.array([]), np.array([]), 20.0)
    made = crossing_stress(network, stress, none)
    assert stress.lts[0].tolist() == [1, 1]
    assert made[0].tolist() == [4, 4]
    assert made[3].tolist() == [1, 1]  # leaves the calm junction; its own end is a dead end
    lights = signalised(network, np.array([12.0]), np.array([0.0]), 20.0)
    assert lights.sum() == 1
    assert crossing_stress(network, stress, lights)[0].tolist() == [1, 1]
    bridge = street_network(np.asarray(lines), np.array([1, 0, 0, 0, 0], dtype=np.int16), "", nothing)
    assert crossing_stress(bridge, stress, signalised(bridge, np.array([]), np.array([]), 20.0))[0].tolist() == [1, 1]


def test_a_leg_of_unknown_stress_leaves_the_junction_unknown():
    lines = shapely.from_wkt(["LINESTRING (0 -100, 0 0)", "LINESTRING (-100 0, 0 0)", "LINESTRING (0 0, 100 0)"])
    calm = {"trafic_vit": 30, "adt_veh_day": 100}
    stress = rated(calm, {"trafic_vit": None}, calm, assume=False)
    network = street_network(np.asarray(lines), np.zeros(3, dtype=np.int16), "", nothing)
    made = crossing_stress(network, stress, np.zeros(network.nodes, dtype=bool))
    assert made[0].tolist() == [0, 1]
