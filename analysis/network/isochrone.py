# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas within a travel time: the reached pieces of road, widened; never a road that is farther than the threshold.

No surface is interpolated between nodes: it would colour places that no road reaches in time. A piece of road is kept
as far as the time allows, less what the widening adds along the road; roads that are not reached are cut out again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import substring

from .road_network import RoadNetwork

SLIT_M = 1.0  # half of the width cut out along a road that is not reached
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Reach:
    """Reached roads of one mode on a network, for any number of sources and thresholds."""

    def __init__(self, network: RoadNetwork, mode: str, towards: bool) -> None:
        self.network = network
        self.cost = network.seconds(mode)
        there, back = network.ways(mode)
        # Entered by the tail, entered by the head: times *to* the sources run an edge from its far end.
        self.by_tail, self.by_head = (back, there) if towards else (there, back)
        self.usable = np.flatnonzero(there | back)
        self.speed = np.where(np.isfinite(self.cost), network.length_m / np.maximum(self.cost, 1e-12), 0.0)
        self.tree: Any = None

    def spans(self, seconds: Floats, limit: float, edges: Ints, margin_m: float = 0.0) -> tuple[Floats, Floats]:
        """How far edges (e,) are reached within ``limit`` seconds: the share from the tail, and the share from the head.

        ``seconds`` are the times of the nodes (n,); ``margin_m`` metres are kept back from each open end. An edge whose two shares
        add up to 1 is reached throughout.
        """
        network, cost = self.network, np.maximum(self.cost[edges], 1e-12)
        # What the widening adds along the road, but half of the time at most: a short walk still has its area.
        spare = limit - np.minimum(margin_m / np.maximum(self.speed[edges], 1e-9), limit / 2)
        with np.errstate(invalid="ignore"):
            tail = np.where(self.by_tail[edges], (spare - seconds[network.tail[edges]]) / cost, 0.0)
            head = np.where(self.by_head[edges], (spare - seconds[network.head[edges]]) / cost, 0.0)
        return np.clip(np.nan_to_num(tail, neginf=0.0), 0, 1), np.clip(np.nan_to_num(head, neginf=0.0), 0, 1)

    def reached_m(self, seconds: Floats, limit: float) -> float:
        """Length of road reached, in metres."""
        tail, head = self.spans(seconds, limit, self.usable)
        return float((np.minimum(tail + head, 1) * self.network.length_m[self.usable]).sum())

    def polygons(
        self, seconds: Floats, limits: Sequence[float], width_m: float, stopped: Callable[[], bool] = lambda: False
    ) -> list[Any]:
        """The areas within each of ``limits`` seconds (in increasing order), ``width_m`` on each side of the reached roads.

        A limit under which no road is reached gives an empty area. Nothing more is drawn once ``stopped`` says so.
        """
        network = self.network
        near = self.usable[
            np.isfinite(seconds[network.tail[self.usable]]) | np.isfinite(seconds[network.head[self.usable]])
        ]
        done = np.zeros(len(near), dtype=bool)
        area: Any = shapely.MultiPolygon()
        areas = []
        for limit in limits:
            if stopped():
                break
            rest = np.flatnonzero(~done)
            tail, head = self.spans(seconds, limit, near[rest], width_m)
            pieces = self._pieces(near[rest], tail, head)
            done[rest[tail + head >= 1]] = True
            # Widened one by one, then united: several times faster than widening them together.
            area = shapely.union_all(np.append(shapely.buffer(pieces, width_m, quad_segs=3), area))
            areas.append(self._without_unreached(shapely.simplify(area, width_m / 20), seconds, limit))
        return areas

    def _pieces(self, edges: Ints, tail: Floats, head: Floats) -> NDArray[Any]:
        """LineStrings of the reached parts of edges."""
        whole = tail + head >= 1
        pieces = list(self.network.lines_of(edges[whole]))
        for shares, from_tail in ((tail, True), (head, False)):
            part = np.flatnonzero(~whole & (shares > 0))
            for line, share in zip(self.network.lines_of(edges[part]), shares[part], strict=True):
                piece = substring(line, 0, share, True) if from_tail else substring(line, 1 - share, 1, True)
                if piece.length > 0:
                    pieces.append(piece)
        return np.array(pieces, dtype=object)

    def _without_unreached(self, area: Any, seconds: Floats, limit: float) -> Any:
        """``area`` without the pieces of road that take longer than ``limit``."""
        if area.is_empty:
            return area
        if self.tree is None:
            self.tree = shapely.STRtree(self.network.lines_of(self.usable))
        shapely.prepare(area)
        near = self.usable[self.tree.query(area, predicate="intersects")]
        tail, head = self.spans(seconds, limit, near)
        open_edges = tail + head < 1 - 1e-9
        near, tail, head = near[open_edges], tail[open_edges], head[open_edges]
        slits = []
        for line, start, end in zip(self.network.lines_of(near), tail, 1 - head, strict=True):
            slit = substring(line, start, end, True)
            if slit.length > 0:
                slits.append(slit)
        if not slits:
            return area
        cut = shapely.buffer(shapely.multilinestrings(slits), SLIT_M, cap_style="flat", join_style="mitre")
        return shapely.difference(area, cut)
