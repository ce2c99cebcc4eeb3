# SPDX-License-Identifier: GPL-2.0-or-later
"""What the carpool demand writes: the areas' columns, lines from origins, and what a rose needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...i18n import tr
from .demand_layers import main_origins, reliability

if TYPE_CHECKING:
    import geopandas
    import pandas

    from ...analysis.carpool.commuting_places import Communes
    from ...analysis.carpool.demand import Demand, Rules, Shares, Situation
    from ...analysis.carpool.flows import Flows
    from .demand_inputs import Areas


def area_columns(
    areas: Areas, situation: Situation, found: Demand, table: pandas.DataFrame, communes: Communes, crew: float, occupancy: float
) -> geopandas.GeoDataFrame:  # fmt: skip
    """The areas with their demand; nothing where no road is near, 0 where nobody could use them."""
    import numpy

    from ...analysis.carpool.demand import cars_left, places_needed, tension

    frame, on_road = areas.frame, situation.areas.found
    users = numpy.where(on_road, found.users, numpy.nan)
    frame["potential_workers"] = numpy.where(on_road, found.workers, numpy.nan)
    frame["potential_users"] = users
    for name in ("distance_km", "detour_km", "detour_min", "access_min"):
        frame[name] = getattr(found, name)
    frame["cars_left"] = cars_left(users, crew)
    frame["places_needed"] = places_needed(users, crew, occupancy)
    frame["capacity_used"], frame["tension"] = areas.capacity, tension(users, areas.capacity, crew)
    frame["origins"] = _origin_texts(len(frame), table, communes)
    frame["reliability"] = reliability(frame["potential_workers"])
    frame["remark"] = numpy.select(
        [~on_road, situation.areas.island, found.workers <= 0],
        [tr("no road near"), tr("on a part of the network cut off from the rest"), tr("no flow passes near")], "",
    ).astype(object)  # fmt: skip
    frame.loc[frame["remark"] == "", "remark"] = None
    return frame


def _origin_texts(count: int, table: pandas.DataFrame, communes: Communes) -> list[str | None]:
    """The main origins of each area, by users, or by workers where nobody is assumed to carpool."""
    texts: list[str | None] = [None] * count
    for area, rows in table.groupby("area"):
        people = rows["users"] if rows["users"].sum() > 0 else rows["workers"]
        names = [communes.names[commune] for commune in rows["commune"]]
        texts[int(area)] = main_origins(names, (people / people.sum()).tolist())
    return texts


def origin_lines(areas: Areas, table: pandas.DataFrame, communes: Communes, found: Demand) -> geopandas.GeoDataFrame:
    """A line from each commune to each area that its workers could use, in the CRS of the network."""
    import geopandas
    import numpy
    import shapely

    area, commune = table["area"].to_numpy(dtype=int), table["commune"].to_numpy(dtype=int)
    users, total = table["users"].to_numpy(), found.users[area]
    rows = {
        "area": [areas.ids[i] for i in area],
        "origin": [communes.codes[i] for i in commune],
        "origin_name": [communes.names[i] for i in commune],
        "workers": table["workers"].to_numpy(),
        "users": users,
        "share_pct": 100 * numpy.divide(users, total, out=numpy.full(len(users), numpy.nan), where=total > 0),
        "reliability": reliability(table["workers"]),
    }
    lines = shapely.linestrings(numpy.stack([communes.xy[commune], areas.xy[area]], axis=1)) if len(table) else []
    return geopandas.GeoDataFrame(rows, geometry=lines, crs=areas.crs)


def flow_lines(flows: Flows, communes: Communes, crs: Any) -> geopandas.GeoDataFrame:
    """A line from home to work for each flow between two communes, in the CRS of the network."""
    import geopandas
    import numpy
    import shapely

    rank = {code: position for position, code in enumerate(communes.codes)}
    start, end = ([rank[code] for code in flows.table[name]] for name in ("origin", "destination"))
    rows = {
        "origin": flows.table["origin"].to_numpy(), "destination": flows.table["destination"].to_numpy(),
        "origin_name": [communes.names[i] for i in start], "destination_name": [communes.names[i] for i in end],
        "workers": flows.table["workers"].to_numpy(), "reliability": reliability(flows.table["workers"]),
    }  # fmt: skip
    lines = shapely.linestrings(numpy.stack([communes.xy[start], communes.xy[end]], axis=1)) if len(start) else []
    return geopandas.GeoDataFrame(rows, geometry=lines, crs=crs)


def rose_places(areas: Areas, homes_xy: Any, found: Demand, most: int) -> list[tuple[str, Any, Any, Any]]:
    """(name, degrees, km, users) of the areas of largest potential, ``most`` at most; ``homes_xy``: (h, 2)."""
    import numpy

    near = found.near
    roses = []
    for area in numpy.argsort(-found.users, kind="stable")[:most]:
        rows = numpy.flatnonzero((near.area == area) & (found.pair_users > 0))
        if len(rows):
            east, north = (homes_xy[near.home[rows]] - areas.xy[area]).T
            degrees = numpy.degrees(numpy.arctan2(east, north)) % 360
            roses.append((areas.names[area], degrees, near.metres[rows] / 1000, found.pair_users[rows]))
    return roses


def assumption_notes(rules: Rules, shares: Shares, crew: float, occupancy: float) -> list[str]:
    """Thresholds and assumptions, for the metadata."""
    import numpy

    bands = ", ".join(
        f"{low:g}–{high:g} km: {100 * share:g} %" if numpy.isfinite(high) else f"> {low:g} km: {100 * share:g} %"
        for low, high, share in zip(shares.lower, shares.upper, shares.share, strict=True)
    )
    return [
        tr("Usable area: {access} min from home at most, detour of {detour} min at most, work at {km} km or more along the roads.").format(
            access=f"{rules.max_access_s / 60:g}", detour=f"{rules.max_detour_s / 60:g}", km=f"{rules.min_m / 1000:g}"
        ),
        tr("Workers with several usable areas are shared between them by one over the detour (half a minute at least).")
        if rules.split
        else tr("Workers with several usable areas all go to the one of least detour."),
        tr("Assumption: workers who would carpool, {bands} (source: {sources}).").format(
            bands=bands, sources="; ".join(dict.fromkeys(shares.sources))
        ),
        tr("Assumptions: {crew} people in a car, {occupancy} of the places taken. Screening.").format(
            crew=f"{crew:g}", occupancy=f"{occupancy:g}"
        ),
    ]  # fmt: skip
