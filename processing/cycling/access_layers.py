# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layer, the picture and the log of “Access by bike on low stress” carry: kinds, columns, shares of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import numpy
    from matplotlib.figure import Figure

    from ...analysis.cycling.access import Doors

LONGEST = 40  # characters of a column's name
CLASSES = ((0, 0), (1, 1), (2, 2), (3, 5), (6, 10), (11, 20), (21, 50), (51, None))


@dataclass(frozen=True)
class Kind:
    """What is reached: its ``name`` as shown, the ``stem`` of its columns, the ``item`` of BNA it counts in, or ""."""

    name: str
    stem: str
    item: str


@dataclass(frozen=True)
class Access:
    """What the cells (c,) reach, for ``limits`` (l,) in minutes: ``low`` and ``every`` (c, l, k) for each of ``kinds`` (k,),
    ``count_low`` and ``count_every`` (c, l) places of all kinds; ``score`` (c,), ``walk_m`` (c,) to a protected street, NaN
    where it cannot be known."""

    limits: Sequence[float]
    kinds: Sequence[Kind]
    low: numpy.ndarray
    every: numpy.ndarray
    count_low: numpy.ndarray
    count_every: numpy.ndarray
    score: numpy.ndarray
    walk_m: numpy.ndarray

    @property
    def middle(self) -> int:
        return middle(self.limits)


@dataclass(frozen=True)
class Cells:
    """The layer of people: ``population`` and ``jobs`` (c,), NaN where unknown; where they stand, x and y, and their doors."""

    frame: geopandas.GeoDataFrame
    layer: str
    population: numpy.ndarray
    jobs: numpy.ndarray
    x: numpy.ndarray
    y: numpy.ndarray
    doors: Doors

    @property
    def counted(self) -> numpy.ndarray:
        """People (c,) whose access is known, 0 for the others."""
        import numpy

        return numpy.where(self.doors.found, numpy.nan_to_num(self.population), 0.0)

    def share(self, those: numpy.ndarray) -> float:
        """Share (%) of the counted people for whom ``those`` (c,) holds; NaN when nobody is counted."""
        people = self.counted
        return float(100 * people[those].sum() / people.sum()) if people.sum() else float("nan")


def minutes(limit: float) -> str:
    """A threshold as a part of a column's name: 10, 7_5."""
    return f"{limit:g}".replace(".", "_")


def stems(names: Sequence[str], limits: Sequence[float]) -> list[str]:
    """A safe stem for the columns of each kind: ASCII, different, short enough for the column's name."""
    from ...analysis.network.road_rules import fold

    room = LONGEST - max(len(f"_{minutes(limit)}_low") for limit in limits)
    made: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_") or "kind"
        stem, number = f"n_{plain}"[:room].rstrip("_"), 2
        while stem in made:
            tail = f"_{number}"
            stem, number = f"n_{plain}"[: room - len(tail)].rstrip("_") + tail, number + 1
        made.append(stem)
    return made


def middle(limits: Sequence[float]) -> int:
    """The rank of the threshold that shares and the picture go by."""
    return (len(limits) - 1) // 2


def columns(kinds: Sequence[Kind], limits: Sequence[float], jobs: bool) -> tuple[Field, ...]:
    """The columns that the cells gain."""
    fields = [Field("population", "real", tr("Inhabitants"))]
    if jobs:
        fields.append(Field("jobs", "real", tr("Jobs")))
    for kind in kinds:
        for limit in limits:
            shown = f"{limit:g}"
            low = tr("{kind} reached in {minutes} min on low stress").format(kind=kind.name, minutes=shown)
            every = tr("{kind} reached in {minutes} min by all streets").format(kind=kind.name, minutes=shown)
            fields += [Field(f"{kind.stem}_{minutes(limit)}_low", "real", low), Field(f"{kind.stem}_{minutes(limit)}_all", "real", every)]  # fmt: skip
    shown = f"{limits[middle(limits)]:g}"
    return (
        *fields,
        Field("low_share_pct", "real", tr("Part reached on low stress, in {minutes} min (%)").format(minutes=shown)),
        Field("bna_score", "real", tr("BNA score (0 to 100)")),
        Field("protected_300m", "integer", tr("Protected facility within the walk (1: yes)")),
        Field("protected_walk_m", "real", tr("Walk to a protected facility (m)")),
        Field("status", "text", tr("Status")),
    )


def layer(cells: Cells, access: Access, reach: float) -> geopandas.GeoDataFrame:
    """The cells with what they reach; NULL where there is no street within ``reach`` m."""
    import numpy

    frame, found = cells.frame.copy(), cells.doors.found

    def known(values: numpy.ndarray) -> numpy.ndarray:
        return numpy.where(found, values, numpy.nan)

    frame["population"], frame["jobs"] = cells.population, cells.jobs
    for position, limit in enumerate(access.limits):
        for rank, kind in enumerate(access.kinds):
            stem = f"{kind.stem}_{minutes(limit)}"
            frame[f"{stem}_low"] = known(access.low[:, position, rank])
            frame[f"{stem}_all"] = known(access.every[:, position, rank])
    low, every = access.count_low[:, access.middle], access.count_every[:, access.middle]
    frame["low_share_pct"] = known(numpy.divide(100 * low, every, out=numpy.full(len(low), numpy.nan), where=every > 0))
    frame["bna_score"] = known(access.score)
    walked = ~numpy.isnan(access.walk_m)
    frame["protected_300m"] = numpy.where(walked, numpy.isfinite(access.walk_m).astype(float), numpy.nan)
    frame["protected_walk_m"] = numpy.where(numpy.isfinite(access.walk_m), access.walk_m, numpy.nan)
    frame["status"] = numpy.select(
        [~found, numpy.isnan(cells.population), cells.doors.edge[1] < 0],
        [tr("no street within {reach} m").format(reach=f"{reach:g}"), tr("no number of inhabitants"), tr("no street of low stress near")],
        tr("complete"),
    )  # fmt: skip
    return frame


def told(cells: Cells, access: Access) -> list[str]:
    """For each kind, the share of people with at least one in the middle threshold: a line for the log."""
    limit, lines = access.limits[access.middle], []
    for rank, kind in enumerate(access.kinds):
        low, every = (values[:, access.middle, rank] > 0 for values in (access.low, access.every))
        lines.append(
            tr("{kind}: {low} % of the people reach some in {minutes} min on low stress, {every} % by all streets.").format(
                kind=kind.name, low=f"{cells.share(low):.1f}", every=f"{cells.share(every):.1f}", minutes=f"{limit:g}"
            )
        )  # fmt: skip
    return lines


def picture(cells: Cells, access: Access) -> Figure:
    """The picture: people by the number of places that they reach in the middle threshold."""
    from ...charts.low_stress_access import low_stress_access

    numbers = [counts[:, access.middle] for counts in (access.count_low, access.count_every)]
    most = max((float(values[cells.doors.found].max(initial=0)) for values in numbers), default=0.0)
    kept = [(first, last) for first, last in CLASSES if first <= max(most, 1)]
    names = [
        tr("{first} and more").format(first=first) if last is None else f"{first}" if first == last else f"{first}–{last}"
        for first, last in kept
    ]  # fmt: skip
    shares = [
        [cells.share((values >= first) & (values <= (last if last is not None else float("inf")))) / 100 for first, last in kept]
        for values in numbers
    ]  # fmt: skip
    limit = f"{access.limits[access.middle]:g}"
    return low_stress_access(
        names, shares[0], shares[1], (tr("on streets of low stress"), tr("by all streets")),
        tr("Who reaches what by bike in {minutes} min").format(minutes=limit),
        (tr("places reached"), tr("share of the people")), tr("Times without waiting at junctions. Atlas PCAET."),
    )  # fmt: skip
