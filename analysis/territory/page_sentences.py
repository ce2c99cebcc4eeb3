# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences of an atlas page, computed: which sentence holds, and the numbers in it. Pure; words are translated later."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from ..errors import noop


@dataclass(frozen=True)
class Sentence:
    """A template in English (a source string to translate) and what goes in its braces: texts or whole numbers."""

    sentence: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Touched:
    """Of each page (n,): sectors with a need, those of them that an action touches, and the actions that touch them."""

    sectors: np.ndarray
    touched: np.ndarray
    actions: np.ndarray


SLIVER = 1e-3  # of the smaller polygon: two borders that do not quite coincide


def touching(territories: np.ndarray, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs (territory, shape) that touch: positions (k,) in ``territories`` and in ``shapes``, in one metric CRS.

    A point or a line touches at the border too; two polygons must share ground, more than a thousandth of the smaller:
    neighbours that share a border do not touch.
    """
    territory, shape = shapely.STRtree(shapes).query(territories, predicate="intersects")
    areas = shapely.area(territories)[territory], shapely.area(shapes)[shape]
    both = (areas[0] > 0) & (areas[1] > 0)
    kept = ~both
    shared = shapely.area(shapely.intersection(territories[territory[both]], shapes[shape[both]]))
    kept[both] = shared > SLIVER * np.minimum(areas[0], areas[1])[both]
    return territory[kept], shape[kept]


def sectors_touched(pages: np.ndarray, sectors: np.ndarray, places: np.ndarray, action: np.ndarray) -> Touched:
    """Count the ``sectors`` (m,) of each of ``pages`` (n,), and those that ``places`` (p,) of ``action`` (p,) touch.

    All are shapely geometries in one metric CRS. A sector belongs to the page that holds a point of it (on a border: to
    both); it is touched as :func:`touching` says.
    """
    count = len(pages)
    page, sector = shapely.STRtree(shapely.point_on_surface(sectors)).query(pages, predicate="intersects")
    found, place = touching(sectors, places)
    is_touched = np.zeros(len(sectors), dtype=bool)
    is_touched[found] = True
    actions_of: dict[int, set[int]] = {}
    for one, at in zip(found, place, strict=True):
        actions_of.setdefault(int(one), set()).add(int(action[at]))
    acting: list[set[int]] = [set() for _ in range(count)]
    for at, one in zip(page, sector, strict=True):
        acting[int(at)] |= actions_of.get(int(one), set())
    return Touched(
        np.bincount(page, minlength=count),
        np.bincount(page[is_touched[sector]], minlength=count),
        np.array([len(actions) for actions in acting], dtype=np.int64),
    )


def need_sentence(actions: int, touched: int, sectors: int, where: str) -> Sentence:
    """“Here, 3 actions touch 2 of the 5 sectors where …”; ``where`` ends it, in the words of the user."""
    facts: dict[str, str | int] = {"actions": actions, "touched": touched, "sectors": sectors, "where": where}
    if sectors == 0:
        return Sentence(noop("Here, there is no sector {where}."), facts)
    if actions == 0 and sectors == 1:
        return Sentence(noop("Here, no action touches the sector {where}."), facts)
    if actions == 0:
        return Sentence(noop("Here, no action touches any of the {sectors} sectors {where}."), facts)
    if sectors == 1 and actions == 1:
        return Sentence(noop("Here, 1 action touches the sector {where}."), facts)
    if sectors == 1:
        return Sentence(noop("Here, {actions} actions touch the sector {where}."), facts)
    if actions == 1:
        return Sentence(noop("Here, 1 action touches {touched} of the {sectors} sectors {where}."), facts)
    return Sentence(noop("Here, {actions} actions touch {touched} of the {sectors} sectors {where}."), facts)


def presence_sentence(actions: int, total: int) -> Sentence:
    """How many of the ``total`` actions of the plan have a place here."""
    facts: dict[str, str | int] = {"actions": actions, "total": total}
    if actions == 0:
        return Sentence(noop("No action of the plan has a place here."), facts)
    if total == 1:
        return Sentence(noop("The only action of the plan has a place here."), facts)
    if actions == 1:
        return Sentence(noop("Here, 1 of the {total} actions of the plan has a place."), facts)
    return Sentence(noop("Here, {actions} of the {total} actions of the plan have a place."), facts)


def figure_sentence(label: str, here: str, whole: str) -> Sentence:
    """One figure beside that of the whole."""
    return Sentence(
        noop("“{label}”: {here} here; over the whole: {whole}."), {"label": label, "here": here, "whole": whole}
    )


def rank_sentence(values: Sequence[float], here: int, label: str) -> Sentence | None:
    """The place of ``values[here]`` among the known ones, the highest first; None when it or the others are unknown."""
    known = [value for value in values if not math.isnan(value)]
    if math.isnan(values[here]) or len(known) < 2:
        return None
    rank = 1 + sum(value > values[here] for value in known)
    facts: dict[str, str | int] = {
        "rank": rank,
        "count": len(known),
        "label": label,
        "missing": len(values) - len(known),
    }
    if values[here] == 0:
        facts["some"] = sum(value > 0 for value in known)
        return Sentence(noop("“{label}”: none here; {some} of the {count} territories have some."), facts)
    equal = sum(value == values[here] for value in known) > 1
    if max(known) == min(known):
        return Sentence(noop("“{label}”: the same in the {count} territories that have a value."), facts)
    if equal:
        return Sentence(
            noop("“{label}”: number {rank} of {count}, with others, from the highest to the lowest."), facts
        )
    if rank == 1:
        return Sentence(noop("“{label}”: the highest of {count} territories."), facts)
    if rank == len(known):
        return Sentence(noop("“{label}”: the lowest of {count} territories."), facts)
    return Sentence(noop("“{label}”: number {rank} of {count}, from the highest to the lowest."), facts)


def third_sentence(values: Sequence[float], here: int, label: str) -> Sentence | None:
    """The same for estimates, whose exact place means nothing: the highest, middle or lowest third.

    None below 6 known values, and where territories with the same value would be in several thirds.
    """
    known = [value for value in values if not math.isnan(value)]
    if math.isnan(values[here]) or len(known) < 6:
        return None
    facts: dict[str, str | int] = {"label": label, "count": len(known)}
    if values[here] == 0:
        facts["some"] = sum(value > 0 for value in known)
        return Sentence(noop("“{label}”: none here; {some} of the {count} territories have some."), facts)
    above = sum(value > values[here] for value in known)
    equal = sum(value == values[here] for value in known)
    third = _third(above + equal / 2, len(known))
    if {_third(above + 0.5, len(known)), _third(above + equal - 0.5, len(known))} != {third}:
        return None
    return Sentence(
        (
            noop("“{label}”: among the highest third of the {count} territories."),
            noop("“{label}”: in the middle third of the {count} territories."),
            noop("“{label}”: among the lowest third of the {count} territories."),
        )[third],
        facts,
    )


def _third(place: float, count: int) -> int:
    """0, 1 or 2: the third in which the middle of a ``place`` among ``count`` is."""
    return 0 if place < count / 3 else 1 if place < 2 * count / 3 else 2


def half_sentence(values: Sequence[float], names: Sequence[str], label: str) -> Sentence | None:
    """How few territories hold half of a total; None where there is no total, or only one territory."""
    known = sorted(
        ((value, name) for value, name in zip(values, names, strict=True) if not math.isnan(value)),
        key=lambda pair: -pair[0],
    )
    total = sum(value for value, _name in known)
    if len(known) < 2 or total <= 0 or known[-1][0] < 0:
        return None
    held, count = 0.0, 0
    while held < total / 2:
        held += known[count][0]
        count += 1
    facts: dict[str, str | int] = {"label": label, "held": count, "count": len(known), "first": known[0][1]}
    if known[1][0] == 0:
        return Sentence(
            noop("“{label}”: all of it is in {first}; none in the others of the {count} territories."), facts
        )
    if count == 1:
        return Sentence(noop("“{label}”: {first} alone holds half of the total of the {count} territories."), facts)
    if known[0][0] == known[1][0]:
        return Sentence(noop("“{label}”: {held} of the {count} territories hold half of the total."), facts)
    return Sentence(noop("“{label}”: {held} of the {count} territories hold half of the total, {first} first."), facts)


def half_of_estimates(
    values: Sequence[float], low: Sequence[float], high: Sequence[float], names: Sequence[str], label: str
) -> Sentence | None:
    """The same for estimates: the fewest territories whose lower bounds reach the upper bounds of all the others.

    None where the bounds do not tell it, or only for most of the territories.
    """
    known = [i for i, value in enumerate(values) if not math.isnan(value)]
    order = sorted(known, key=lambda i: -values[i])
    least = [values[i] if math.isnan(low[i]) else low[i] for i in order]
    most = [values[i] if math.isnan(high[i]) else high[i] for i in order]
    if len(order) < 2 or min(least) < 0:
        return None
    for count in range(1, len(order) // 2 + 1):
        if sum(least[:count]) > 0 and sum(least[:count]) >= sum(most[count:]):
            facts: dict[str, str | int] = {"label": label, "held": count, "count": len(order), "first": names[order[0]]}
            if count == 1:
                return Sentence(
                    noop("“{label}”: {first} alone holds at least half of the total of the {count} territories."), facts
                )
            return Sentence(
                noop("“{label}”: {held} of the {count} territories hold at least half of the total."), facts
            )
    return None


@dataclass(frozen=True)
class Point:
    """A value of an indicator: ``kind`` is result, target or reference."""

    year: int
    kind: str
    value: float


@dataclass(frozen=True)
class FollowUp:
    """Where an indicator stands: its last result, the base it is compared with, the next target; None when unknown."""

    last: Point
    base: Point | None = None
    target: Point | None = None

    @property
    def difference(self) -> float | None:
        """The change from the base to the last result, in the unit of the indicator."""
        return None if self.base is None else self.last.value - self.base.value

    @property
    def change_pct(self) -> float | None:
        """The same in per cent of the base; None also when the base is zero."""
        if self.base is None or self.difference is None or self.base.value == 0:
            return None
        return 100 * self.difference / abs(self.base.value)

    @property
    def way_pct(self) -> float | None:
        """How much of the way from the base to the target is done, in per cent."""
        if self.base is None or self.target is None or self.target.value == self.base.value:
            return None
        return 100 * (self.last.value - self.base.value) / (self.target.value - self.base.value)


def follow_up(points: Sequence[Point], adoption: int | None = None) -> FollowUp | None:
    """The last result, beside its base and its target; None without result.

    The base is the result of the year of adoption; else the reference closest before (or, failing that, after) it; else
    the earliest reference; else the first result since adoption. The target is the first of the year of the last result
    or later, else the last one.
    """
    results = sorted((p for p in points if p.kind == "result"), key=lambda p: p.year)
    if not results:
        return None
    last = results[-1]
    references = sorted((p for p in points if p.kind == "reference"), key=lambda p: p.year)
    targets = sorted((p for p in points if p.kind == "target"), key=lambda p: p.year)
    return FollowUp(last, _base(results, references, adoption), _next_target(targets, last.year))


def _base(results: list[Point], references: list[Point], adoption: int | None) -> Point | None:
    last = results[-1]
    earlier = [p for p in results if p.year < last.year]
    if adoption is not None:
        same = [p for p in earlier if p.year == adoption]
        if same:
            return same[0]
    known = [p for p in references if p.year < last.year]
    if known:
        before = [p for p in known if adoption is not None and p.year <= adoption]
        return before[-1] if before else known[0]
    since = [p for p in earlier if adoption is None or p.year >= adoption]
    return since[0] if since else None


def _next_target(targets: list[Point], year: int) -> Point | None:
    ahead = [p for p in targets if p.year >= year]
    return ahead[0] if ahead else (targets[-1] if targets else None)


def follow_up_sentence(indicator: str, found: FollowUp, printed: dict[Point, str], change: str = "") -> Sentence:
    """What a series shows: the last value, its change since the base (as printed, without sign) and the target.

    ``change`` is "0" for one too small to print, and empty for one that cannot be told.
    """
    facts: dict[str, str | int] = {"indicator": indicator, "last": printed[found.last], "year": str(found.last.year)}
    if found.base is not None:
        facts |= {"base": printed[found.base], "base_year": str(found.base.year)}
    if change:
        facts["change"] = change
    if found.target is not None:
        facts |= {"target": printed[found.target], "target_year": str(found.target.year)}
    return Sentence(_template(change, found), facts)


def _template(change: str, found: FollowUp) -> str:
    moved = None if not change else 0 if change == "0" else math.copysign(1, found.difference or 0)
    if found.target is None:
        if found.base is None:
            return noop("{indicator}: {last} in {year}.")
        if moved is None:
            return noop("{indicator}: {last} in {year}, against {base} in {base_year}.")
        if moved == 0:
            return noop("{indicator}: {last} in {year}, as in {base_year}.")
        if moved < 0:
            return noop("{indicator}: {last} in {year}, {change} less than in {base_year}.")
        return noop("{indicator}: {last} in {year}, {change} more than in {base_year}.")
    if found.base is None:
        return noop("{indicator}: {last} in {year}; target for {target_year}: {target}.")
    if moved is None:
        return noop("{indicator}: {last} in {year}, against {base} in {base_year}; target for {target_year}: {target}.")
    if moved == 0:
        return noop("{indicator}: {last} in {year}, as in {base_year}; target for {target_year}: {target}.")
    if moved < 0:
        return noop(
            "{indicator}: {last} in {year}, {change} less than in {base_year}; target for {target_year}: {target}."
        )
    return noop("{indicator}: {last} in {year}, {change} more than in {base_year}; target for {target_year}: {target}.")
