# SPDX-License-Identifier: GPL-2.0-or-later
"""The actions of a plan and the copies of their places, as arrays; what they cost, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...cartography.printed_numbers import grouped
from ...i18n import tr
from ...records import plan_file
from ...records.budget_totals import Budgets, BudgetTotal, budgets
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

    def name(self, position: int) -> str:
        """The number of an action, or its title without one."""
        row = self.actions[position]
        return str(row["number"] or row["title"])

    def budgets_of(self, positions: Collection[int]) -> Budgets:
        """The budgets of some actions, confidential ones left out."""
        own = {self.actions[p]["uuid"]: self.actions[p] for p in positions}
        lines = {uuid: row for uuid, row in self.state.rows("budget").items() if row["action_uuid"] in own}
        return budgets(replace(self.state, tables={"action": own, "budget": lines}), with_confidential=False)

    def costed_of(self, positions: Collection[int]) -> set[str]:
        """The uuids of those of some actions that have an amount and are not confidential."""
        own = {self.actions[p]["uuid"] for p in positions if not self.actions[p]["confidential"]}
        return own & {row["action_uuid"] for row in self.state.rows("budget").values() if row["state"] == "costed"}

    def statuses_of(self, positions: Sequence[int]) -> str:
        """How many of some actions have each status, as text."""
        known = Counter(self.state.label("status", self.actions[p]["status"]) or tr("not said") for p in positions)
        return " ; ".join(f"{label} : {count}" for label, count in sorted(known.items()))


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
