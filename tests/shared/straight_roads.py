# SPDX-License-Identifier: GPL-2.0-or-later
"""A network of roads drawn in a test: straight, both ways, all at one speed, so that times are worked out on paper."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyproj
import shapely
from atlas_pcaet.analysis.network import network_file
from atlas_pcaet.analysis.network.build import build
from atlas_pcaet.analysis.network.road_rules import BOTH, Roads


def straight_roads(file: Path, lines: np.ndarray, kmh: float) -> str:
    """Write the network of ``lines`` (their two ends, in Lambert-93), as ``pcaet:preparenetwork`` would."""
    count = len(lines)
    rules = Roads(
        np.full((count, 3), kmh), np.full((count, 3), BOTH, dtype=np.int8), np.zeros(count, dtype=np.int16),
        np.zeros(count, dtype=bool), "any", np.full(count, "", dtype=object),
    )  # fmt: skip
    crs = pyproj.CRS("EPSG:2154").to_wkt()
    made = build(shapely.linestrings(lines), rules, np.arange(count), crs, lambda _f: None)[0]
    network_file.save(file, made, {"layer": file.name.split(".")[0], "base": "any", "assumed_share": 0.0})
    return str(file)
