# SPDX-License-Identifier: GPL-2.0-or-later
"""Stretches of stressful street grouped into projects, and what one could build of them: lengths, costs, pieces joined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..network.places import Places
from ..network.road_network import RoadNetwork
from ..numbers import parse_number
from ..parameter_table import read_rows
from .gaps import Pieces
from .stress_network import UNKNOWN, Streets

STRAIGHT = -0.5  # cosine between the two ways out of a junction: a street goes on when it turns by 60° at most
OFF_JUNCTION = 0.25  # of a project's length: how much farther a cut may be to fall on a junction of the base network
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def read_costs(path: str | Path) -> dict[str, tuple[float, str]]:
    """Euros for a metre of each type of facility, and their source. Raises ``DataError`` naming the line."""
    costs: dict[str, tuple[float, str]] = {}
    for line, row in read_rows(path, ("type", "cost_eur_per_m", "source")):
        cost = parse_number(row["cost_eur_per_m"])
        if not cost > 0 or not row["type"]:
            raise DataError(
                noop("Table “{file}”, line {line}: a type and a cost above 0 euros for a metre are needed, not “{type}” and “{cost}”."),
                file=Path(path).name, line=line, type=row["type"], cost=row["cost_eur_per_m"],
            )  # fmt: skip
        if not row["source"]:
            raise DataError(
                noop("Table “{file}”, line {line}: the source is missing. Write where the cost comes from, or that it is an assumption."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        costs[row["type"].upper()] = (cost, row["source"])
    return costs


def to_treat(streets: Streets, most: int, unknown: bool) -> Bools:
    """Streets (n,) a bike may use whose stress is above ``most`` in a direction it may go; or ``unknown``, when that is asked for."""
    wrong = streets.stress > most
    if unknown:
        wrong |= streets.stress == UNKNOWN
    return np.asarray((wrong & streets.allowed).any(axis=1) & (streets.kmh > 0))


def stretches(
    network: RoadNetwork, treat: Bools, junction: Bools, least_m: float, longest_m: float
) -> tuple[list[Ints], Floats]:
    """Edges to treat (m,) grouped into projects, each an array of edges in order; and the metres of each stretch left out
    because it is shorter than ``least_m``.

    Edges are contiguous where two of them meet, and where a street goes straight on over a junction (by 60° at most).
    A stretch longer than ``longest_m`` is cut into parts of about the same length, rather at a ``junction`` (n,) of the
    base network; an edge is never cut.
    """
    found, short = [], []
    for stroke in _strokes(network, np.flatnonzero(treat & (network.tail != network.head))):
        parts = _cut(network, stroke, junction, longest_m)
        for part in parts:
            metres = float(network.length_m[part].sum())
            if metres >= least_m:
                found.append(part)
            else:
                short.append(metres)
    return found, np.array(short)


def along_lines(network: RoadNetwork, treat: Bools, lines: NDArray[Any], near_m: float) -> list[Ints]:
    """For each of ``lines`` (g,), drawn along the streets, the edges to treat that lie within ``near_m`` of it."""
    edges = np.flatnonzero(treat)
    if not len(edges):
        return [edges for _ in lines]
    tree = shapely.STRtree(network.lines_of(edges))
    row, edge = tree.query(shapely.buffer(lines, near_m), predicate="contains")
    return [np.sort(edges[edge[row == one]]) for one in range(len(lines))]


def meet(network: RoadNetwork, edges: Bools, points: NDArray[Any], reach_m: float) -> Places:
    """Where points (p,) meet the nearest of some ``edges`` (m,), within ``reach_m``.

    Unlike ``Locator``, small parts of the network are not passed over: a calm pocket is where its people start from.
    """
    chosen = np.flatnonzero(edges)
    lines = network.lines_of(chosen)
    edge, along, gap = (
        np.full(len(points), -1, dtype=np.int64),
        np.full(len(points), np.nan),
        np.full(len(points), np.nan),
    )
    point, row = shapely.STRtree(lines).query_nearest(points, max_distance=reach_m, all_matches=False)
    edge[point] = chosen[row]
    along[point] = shapely.line_locate_point(lines[row], points[point], normalized=True)
    gap[point] = shapely.distance(lines[row], points[point])
    return Places(edge, along, gap, np.zeros(len(points), dtype=bool))


def joined_km(network: RoadNetwork, pieces: Pieces, project: Ints) -> float:
    """Kilometres that a project joins: Σ (L_1 · L_k) / (L_1 + L_k) over the pieces it touches, L_1 being the longest.

    Between two pieces, the numerator of ``gaps.joining_score``; 0 within one piece.
    """
    touched = np.unique(pieces.of_node[np.r_[network.tail[project], network.head[project]]])
    km = pieces.km[touched[touched >= 0]]
    if len(km) < 2:
        return 0.0
    return float((km[0] * km[1:] / (km[0] + km[1:])).sum())


def project_lines(network: RoadNetwork, projects: Sequence[Ints]) -> NDArray[Any]:
    """The projects as MultiLineStrings (p,), edges that follow one another being one line."""
    made = np.empty(len(projects), dtype=object)
    for rank, edges in enumerate(projects):
        merged = shapely.line_merge(shapely.multilinestrings(network.lines_of(edges)))
        made[rank] = shapely.multilinestrings(shapely.get_parts(merged))
    return made


def _strokes(network: RoadNetwork, edges: Ints) -> list[Ints]:
    """Edges in chains that go on from one to the next, each edge once; ends are numbered 2·i at the tail, 2·i + 1 at the head."""
    partner = _partners(network, edges)
    seen = np.zeros(len(edges), dtype=bool)
    found = []
    free = np.flatnonzero(partner < 0)
    for start in [*free.tolist(), *range(2 * len(edges))]:  # chains from their ends, then rings from anywhere
        chain, end = [], start
        while end >= 0 and not seen[end // 2]:
            seen[end // 2] = True
            chain.append(end // 2)
            end = int(partner[end ^ 1])
        if chain:
            found.append(edges[chain])
    return found


def _partners(network: RoadNetwork, edges: Ints) -> Ints:
    """For each end of the edges (2e,), the end of another edge that carries on from it, -1 where the street stops."""
    node = np.column_stack([network.tail[edges], network.head[edges]]).ravel()
    first, last = network.first[edges], network.last[edges]
    leaving = np.empty((2 * len(edges), 2))
    leaving[0::2] = network.points[first + 1] - network.points[first]
    leaving[1::2] = network.points[last - 1] - network.points[last]
    leaving /= np.maximum(np.hypot(*leaving.T), 1e-12)[:, None]
    partner = np.full(2 * len(edges), -1, dtype=np.int64)
    order = np.argsort(node, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(node[order]) != 0]) if len(order) else order
    for group in np.split(order, starts[1:]):
        if len(group) == 2:
            partner[group] = group[::-1]
        elif len(group) > 2:
            one, other = np.triu_indices(len(group), 1)
            turn = (leaving[group[one]] * leaving[group[other]]).sum(axis=1)
            for pair in np.argsort(turn, kind="stable"):
                a, b = group[one[pair]], group[other[pair]]
                if turn[pair] <= STRAIGHT and partner[a] < 0 and partner[b] < 0 and a // 2 != b // 2:
                    partner[a], partner[b] = b, a
    return partner


def _cut(network: RoadNetwork, stroke: Ints, junction: Bools, longest_m: float) -> list[Ints]:
    """A chain of edges in parts of about the same length, none longer than ``longest_m`` where its edges allow it."""
    run = np.cumsum(network.length_m[stroke])
    count = int(np.ceil(run[-1] / longest_m - 1e-9))
    if count < 2 or len(stroke) < 2:
        return [stroke]
    ends = [{int(network.tail[e]), int(network.head[e])} for e in stroke]
    inner = np.array([min(a & b) for a, b in pairwise(ends)])
    part = run[-1] / count
    cuts = []
    for position in range(1, count):
        away = np.abs(run[:-1] - position * part) + np.where(junction[inner], 0.0, OFF_JUNCTION * part)
        cuts.append(int(np.argmin(away)) + 1)
    return [piece for piece in np.split(stroke, np.unique(cuts)) if len(piece)]
