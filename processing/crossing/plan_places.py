# SPDX-License-Identifier: GPL-2.0-or-later
"""The actions of a plan and the copies of their places, as arrays; what they cost, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...cartography.printed_numbers import grouped
from ...i18n import tr
from ...records import plan_file
from ...records.budget_totals import Budgets, BudgetTotal, budgets
from ...records.confidentiality import confidential_actions
from ...records.links import TABLES
from ...records.milestones import State, states
from ...records.spatial_index import ENVELOPE_DOUBLES

if TYPE_CHECKING:
    import numpy

    from ...analysis.overlay import Parts, Progress

ABANDONED = "abandonne"


@dataclass(frozen=True)
class PlanPlaces:
    """``actions`` by number (their rows), and their places: ``shapes`` (p,) in one CRS, ``action`` (p,) the position of each."""

    state: State
    actions: list[Any]
    shapes: numpy.ndarray
    action: numpy.ndarray

    @cached_property
    def secret(self) -> frozenset[str]:
        """The uuids of the confidential actions, and of the sub-actions of one."""
        return frozenset(confidential_actions(self.state.rows("action")))

    @cached_property
    def mother(self) -> list[int]:
        """For each action, the position of its first-level action, or its own.

        A confidential sub-action stays by itself: its place must not tell of its mother.
        """
        order = {row["uuid"]: position for position, row in enumerate(self.actions)}
        rows = self.state.rows("action")
        found = []
        for position, row in enumerate(self.actions):
            chosen, seen = position, {row["uuid"]}
            while row["parent_uuid"] in rows and row["parent_uuid"] not in seen:
                row = rows[row["parent_uuid"]]
                seen.add(row["uuid"])
                chosen = order.get(row["uuid"], chosen)  # an abandoned mother does not count; her sub-action does
            mixed = self.hidden(position) and not self.hidden(chosen)
            found.append(position if mixed else chosen)
        return found

    def hidden(self, position: int) -> bool:
        """True for a confidential action: neither its number, its title nor its status may be told."""
        return self.actions[position]["uuid"] in self.secret

    def name(self, position: int) -> str:
        """The number of an action, or its title without one; neither for a confidential one."""
        row = self.actions[position]
        return tr("confidential action") if self.hidden(position) else str(row["number"] or row["title"])

    def first_level(self, positions: Collection[int]) -> list[int]:
        """The first-level actions of some actions: a sub-action counts with its mother, once."""
        found = {self.mother[p] for p in positions}
        rows, order = self.state.rows("action"), {row["uuid"]: p for p, row in enumerate(self.actions)}
        return sorted(p for p in found if order.get(rows[self.actions[p]["uuid"]]["parent_uuid"]) not in found)

    def names_of(self, positions: Sequence[int]) -> str:
        """The numbers of some actions; confidential ones are only counted."""
        names = [self.name(p) for p in positions if not self.hidden(p)]
        return self._with_hidden(", ".join(names), positions)

    def statuses_of(self, positions: Sequence[int]) -> str:
        """How many of some actions have each status, as text; confidential ones are only counted."""
        shown = [p for p in positions if not self.hidden(p)]
        known = Counter(self.state.label("status", self.actions[p]["status"]) or tr("not said") for p in shown)
        told = " ; ".join(f"{label} : {count}" for label, count in sorted(known.items()))
        return self._with_hidden(told, positions)

    def _with_hidden(self, told: str, positions: Sequence[int]) -> str:
        count = sum(1 for p in positions if self.hidden(p))
        return " + ".join(filter(None, (told, tr("{} kept confidential").format(count) if count else "")))

    def budgets_of(self, positions: Collection[int]) -> Budgets:
        """The budgets of some first-level actions, confidential ones left out.

        An action without a budget line has those of its sub-actions.
        """
        own = {row["uuid"]: row for row in self._payers(positions)}
        lines = {uuid: row for uuid, row in self.state.rows("budget").items() if row["action_uuid"] in own}
        wanted = replace(self.state, tables={"action": own, "budget": lines})
        return budgets(wanted, with_confidential=False, secret=self.secret)

    def costed_of(self, positions: Collection[int]) -> int:
        """How many of some first-level actions have an amount and are not confidential."""
        costed = {row["action_uuid"] for row in self.state.rows("budget").values() if row["state"] == "costed"} - self.secret  # fmt: skip
        return sum(1 for p in positions if any(row["uuid"] in costed for row in self._payers([p])))

    def _payers(self, positions: Collection[int]) -> list[Any]:
        """The rows whose budget is that of some actions: their own, or those of their sub-actions without one."""
        found = []
        for p in positions:
            row = self.actions[p]
            subs = [] if row["uuid"] in self._with_lines else [self.actions[s] for s in self._subs.get(p, ())]
            found += [row, *subs]
        return found

    @cached_property
    def _with_lines(self) -> frozenset[str]:
        return frozenset(row["action_uuid"] for row in self.state.rows("budget").values())

    @cached_property
    def _subs(self) -> dict[int, list[int]]:
        """The sub-actions of each first-level action."""
        found: dict[int, list[int]] = {}
        for position, mother in enumerate(self.mother):
            if mother != position:
                found.setdefault(mother, []).append(position)
        return found


def read_places(path: str, crs: Any) -> PlanPlaces:
    """The actions of the plan at ``path`` and their places in ``crs`` (pyproj); abandoned actions are left out.

    Raises ``RecordError`` when the file is not a plan.
    """
    import geopandas
    import numpy
    import shapely

    with closing(plan_file.open_plan(path)) as plan:
        state = states(plan, [""])[0]
    rows = [row for row in state.rows("action").values() if row["status"] != ABANDONED]
    rows.sort(key=lambda row: (str(row["number"] or ""), str(row["title"])))
    order = {row["uuid"]: position for position, row in enumerate(rows)}
    links = [
        (order[link["action_uuid"]], _wkb(link["geom"]))
        for table in TABLES.values()
        for link in state.rows(table).values()
        if link["action_uuid"] in order and link["geom"]
    ]
    shapes = shapely.from_wkb(numpy.array([wkb for _action, wkb in links], dtype=object))
    own = next(iter(state.rows("plan").values()))["crs"]
    placed = geopandas.GeoSeries(shapes, crs=own).to_crs(crs).to_numpy() if len(links) else shapes
    # A stored copy is what it was when it was attached: a broken outline is repaired for the computation only.
    placed = numpy.where(shapely.is_valid(placed), placed, shapely.make_valid(placed)) if len(links) else placed
    return PlanPlaces(state, rows, placed, numpy.array([action for action, _wkb in links], dtype=numpy.intp))


def _wkb(geometry: str) -> bytes:
    """The WKB of a GeoPackage geometry in hexadecimal."""
    blob = bytes.fromhex(geometry)
    return blob[8 + 8 * ENVELOPE_DOUBLES[(blob[3] >> 1) & 0b111] :]


def touched(places: PlanPlaces, cover: Parts, progress: Progress) -> list[list[int]]:
    """For each unit of ``cover``, the positions of the actions with a place in it: more than a common border."""
    import numpy
    import shapely

    from ...analysis.crossing.units import by_measure

    found: list[set[int]] = [set() for _ in range(cover.count)]
    dimension = shapely.get_dimensions(places.shapes) if len(places.shapes) else numpy.empty(0, int)
    for kind in (1, 2):
        rows = numpy.flatnonzero(dimension == kind)
        if len(rows):
            shares = by_measure(places.shapes[rows], cover, progress)
            for feature, unit in zip(shares.feature, shares.unit, strict=True):
                found[unit].add(int(places.action[rows[feature]]))
    rows = numpy.flatnonzero(dimension == 0)
    if len(rows) and len(cover.shapes):
        place, part = shapely.STRtree(cover.shapes).query(places.shapes[rows], predicate="intersects")
        for feature, unit in zip(place, cover.owner[part], strict=True):
            found[unit].add(int(places.action[rows[feature]]))
    return [sorted(positions) for positions in found]


def budget_text(found: Budgets) -> str:
    """The budgets, one part for each currency, tax, phase and period; nothing is added across them."""
    parts = [_total(total) for total in found.totals]
    if found.kept_back:
        parts.append(tr("{} confidential").format(found.kept_back))
    return " ; ".join(parts)


def _total(total: BudgetTotal) -> str:
    amount = grouped(total.low) if total.low == total.high else tr("{low} to {high}").format(low=grouped(total.low), high=grouped(total.high))  # fmt: skip
    unit = {"EUR": "€", "GBP": "£", "FTE": tr("FTE"), "": tr("currency not said")}[total.currency]
    phase = {"planned": tr("planned"), "spent": tr("spent")}.get(total.phase, "")
    years = "–".join(dict.fromkeys(str(year) for year in (total.year, total.end_year) if year))
    return " ".join(filter(None, (amount, unit, total.tax, tr("a year") if total.per_year else "", phase, years)))


def euros(found: Budgets) -> tuple[float, float]:
    """(low, high) when all that is costed in euros is of one tax, phase and period; NaN otherwise: it does not add up."""
    own = [total for total in found.totals if total.currency == "EUR"]
    return (own[0].low, own[0].high) if len(own) == 1 else (float("nan"), float("nan"))
