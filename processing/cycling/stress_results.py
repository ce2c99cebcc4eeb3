# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layer and the picture of “Level of traffic stress” carry: fields, the rule that decided in words, kilometres by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import numpy
    from matplotlib.figure import Figure

    from ...analysis.cycling.bna_stress import Rule
    from ...analysis.cycling.stress import Stress
    from ...analysis.cycling.stress_tables import Cell, FurthTables
    from ...analysis.network.road_network import RoadNetwork


def stress_fields(with_junctions: bool, with_sides: bool) -> tuple[Field, ...]:
    """The columns written beside those of the streets."""
    junctions = (
        Field("crossing_lts_forward", "integer", tr("Stress with the junctions met, forward (1 to 4)")),
        Field("crossing_lts_backward", "integer", tr("Stress with the junctions met, backward (1 to 4)")),
    )
    sides = (Field("ame_d", "text", tr("Facility on the right")), Field("ame_g", "text", tr("Facility on the left")))
    return (
        Field("lts", "integer", tr("Level of traffic stress (1 to 4)")),
        Field("lts_forward", "integer", tr("Stress along the line (1 to 4)")),
        Field("lts_backward", "integer", tr("Stress against the line (1 to 4)")),
        Field("lts_forward_source", "text", tr("Stress along the line comes from")),
        Field("lts_backward_source", "text", tr("Stress against the line comes from")),
        Field("lts_rule", "text", tr("Rule that decided")),
        *(junctions if with_junctions else ()),
        Field("bike_forward", "integer", tr("Bikes allowed along the line (1/0)")),
        Field("bike_backward", "integer", tr("Bikes allowed against the line (1/0)")),
        Field("bike_kmh", "integer", tr("Speed of a bike (km/h)")),
        Field("speed_used_kmh", "real", tr("Speed of cars used (km/h)")),
        Field("adt_used_veh_day", "real", tr("Traffic used (vehicles/day)")),
        Field("level", "integer", tr("Level: above or below the ground")),
        *(sides if with_sides else ()),
    )


@dataclass(frozen=True)
class Junctions:
    """The streets joined at their junctions, and which nodes have signals (n,)."""

    network: RoadNetwork
    signals: numpy.ndarray


def with_junctions(
    frame: geopandas.GeoDataFrame, met: Junctions, stress: Stress, metric: Any, cut: bool
) -> geopandas.GeoDataFrame:
    """The streets with ``crossing_lts_…``; ``cut``: one row for each piece, cut in the CRS ``metric`` of the network.

    A street too short to have a piece stays whole.
    """
    import geopandas
    import numpy

    from ...analysis.cycling.crossings import crossing_stress, edge_crossing_stress, street_of_edges

    level = crossing_stress(met.network, stress, met.signals)
    if cut:
        street = street_of_edges(met.network)
        whole = numpy.setdiff1d(numpy.arange(len(frame)), street)
        pieces = geopandas.GeoSeries(met.network.lines, crs=metric).to_crs(frame.crs).to_numpy()
        rows = numpy.concatenate([street, whole])
        order = numpy.argsort(rows, kind="stable")
        level = numpy.concatenate([edge_crossing_stress(met.network, stress, met.signals), level[whole]])[order]
        shapes = numpy.concatenate([pieces, frame.geometry.to_numpy()[whole]])[order]
        frame = frame.iloc[rows[order]].set_geometry(
            geopandas.GeoSeries(shapes, index=frame.index[rows[order]], crs=frame.crs)
        )
    else:
        frame = frame.copy()
    for column, way in enumerate(("forward", "backward")):
        frame[f"crossing_lts_{way}"] = _levels(level[:, column])
    return frame


def _whole(values: numpy.ndarray) -> Any:
    import pandas

    return pandas.array(values.astype("int64"), dtype="Int64").copy()


def _levels(values: numpy.ndarray) -> Any:
    import pandas

    made = _whole(values)
    made[values == 0] = pandas.NA
    return made


def columns(stress: Stress, rules: numpy.ndarray) -> dict[str, Any]:
    """The values of :func:`stress_fields` but those of junctions, missing where a level is 0."""
    import numpy

    from ...analysis.cycling.stress import SOURCES

    words = numpy.array(SOURCES, dtype=object)  # codes, the same in every language
    made: dict[str, Any] = {"lts": _levels(stress.street_lts), "lts_rule": rules}
    for column, way in enumerate(("forward", "backward")):
        allowed = stress.allowed[:, column]
        made[f"lts_{way}"] = _levels(stress.lts[:, column])
        made[f"lts_{way}_source"] = numpy.where(allowed, words[stress.source[:, column]], None)
        made[f"bike_{way}"] = _whole(allowed)
    made["bike_kmh"] = _whole(stress.kmh)
    # Where no car goes, none was counted: a path has no traffic of 3,001.
    from ...analysis.cycling import stress as s

    carless = (s.OFF_ROAD, s.NO_MOTOR, s.SHARED_PATH, s.WALKED_RAMP, s.NOT_ALLOWED)
    empty = numpy.isin(stress.situation, carless).all(axis=1)
    for name, values in (("speed_used_kmh", stress.filled.speed_kmh), ("adt_used_veh_day", stress.filled.adt)):
        made[name] = numpy.where(empty, numpy.nan, values)
    return made


def rule_texts(stress: Stress, tables: FurthTables, rules: tuple[Rule, ...]) -> numpy.ndarray:
    """The rule that decided for each street (n,), in words; None where bikes may not go."""
    import numpy
    import pandas

    from ...analysis.cycling import stress as s

    rows = numpy.arange(len(stress.lts))
    situation, cell = stress.situation[rows, stress.worst], stress.cell[rows, stress.worst]
    codes, pairs = pandas.factorize(situation.astype("int64") * 100_000 + cell + 1)
    plain = {
        s.NOT_ALLOWED: None, s.SEPARATED: tr("separated path"), s.OFF_ROAD: tr("path without motor traffic"),
        s.NO_MOTOR: tr("street closed to motor traffic"), s.SHARED_PATH: tr("shared with walkers"),
        s.WALKED_RAMP: tr("ramp, the bike is walked"), s.CYCLE_STREET: tr("cycle street at 30 km/h at most"),
    }  # fmt: skip
    named = {
        s.BIKE_LANE: tr("bike lane"), s.PARKED_LANE: tr("bike lane beside parked cars"),
        s.BUS: tr("bus lane, as a bike lane of 6 ft less one class"), s.IN_TRAFFIC: tr("mixed traffic"),
    }  # fmt: skip
    texts: list[str | None] = []
    for pair in pairs:
        kind, number = divmod(int(pair), 100_000)
        if kind in plain:
            texts.append(plain[kind])
        elif number == 0:
            texts.append(tr("{situation}: not enough is known").format(situation=named.get(kind, "BNA")))
        elif kind == s.BY_RULE:
            texts.append(_bna_text(rules[number - 1]))
        else:
            texts.append(f"{named[kind]}, {_cell_text(tables.cells[number - 1])}")
    return numpy.array(texts, dtype=object)[codes]


def _cell_text(cell: Cell) -> str:
    import math

    lanes = {
        "two_way_no_centerline": tr("two-way without centre line"),
        "two_way_1lane_per_dir_centerline_or_wide_oneway_1lane": tr("one lane each way with centre line, or wide one-way"),
        "narrow_oneway_1lane": tr("narrow one-way"), "2_lanes_per_dir": tr("2 lanes per direction"),
        "3plus_lanes_per_dir": tr("3 lanes per direction or more"), "1_lane_per_dir_or_contraflow": tr("1 lane per direction, or contraflow"),
        "oneway_multilane": tr("one-way, several lanes"), "two_way_2lanes_per_dir": tr("two-way, 2 lanes per direction"),
        "other_two_way_multilane": tr("two-way, several lanes"),
    }[cell.lanes]  # fmt: skip
    low, high = cell.kmh_min, cell.kmh_max
    speed = f"> {low:g} km/h" if math.isinf(high) else f"≤ {high:g} km/h" if low == 0 else f"{low:g}–{high:g} km/h"
    first, last = cell.second_min, cell.second_max
    if cell.table == "mixed":
        second = "" if first == 0 and math.isinf(last) else (
            tr("{first}+ veh/day") if math.isinf(last) else tr("{first}–{last} veh/day")
        ).format(first=f"{first:.0f}", last=f"{last:.0f}")  # fmt: skip
    else:
        what = tr("width") if cell.table == "bike_lane_no_parking" else tr("lane and parking")
        second = "" if first == 0 and math.isinf(last) else f"{what} {'≥' if math.isinf(last) or first else '<'} {(first or last) * 0.3048:.2f} m"  # fmt: skip
    return ", ".join(filter(None, (lanes, second, speed)))


def _bna_text(rule: Rule) -> str:
    import math

    parts = [f"BNA: {rule.highway}", rule.facility if rule.facility != "any" else ""]
    parts.append(f"≤ {rule.kmh_max:.0f} km/h" if math.isfinite(rule.kmh_max) else "")
    parts.append(tr("{count} lanes per direction at most").format(count=f"{rule.lanes_max:.0f}") if math.isfinite(rule.lanes_max) else "")  # fmt: skip
    return ", ".join(filter(None, parts))


def kilometres(stress: Stress, length_m: numpy.ndarray) -> numpy.ndarray:
    """Kilometres (5,) of the streets where bikes may go: unknown, then levels 1 to 4."""
    import numpy

    here = stress.allowed.any(axis=1)
    return numpy.bincount(stress.street_lts[here], weights=length_m[here] / 1000, minlength=5)


def picture(stress: Stress, facility: Any, length_m: numpy.ndarray, title: str) -> Figure:
    """Kilometres by level for each kind of facility; ``facility``: situations (n,) of the direction that decides."""
    import numpy

    from ...analysis.cycling import stress as s
    from ...charts.stress_lengths import stress_lengths

    groups = (
        (tr("Separated paths"), (s.SEPARATED,)), (tr("Ways without motor traffic"), (s.OFF_ROAD, s.NO_MOTOR, s.SHARED_PATH, s.WALKED_RAMP)),
        (tr("Bike lanes"), (s.BIKE_LANE, s.PARKED_LANE)), (tr("Bus lanes"), (s.BUS,)), (tr("Cycle streets"), (s.CYCLE_STREET,)),
        (tr("Mixed traffic"), (s.IN_TRAFFIC,)),
    )  # fmt: skip
    here, lts = stress.allowed.any(axis=1), stress.street_lts
    names, km = [tr("All")], [numpy.roll(kilometres(stress, length_m), -1)]
    for name, kinds in groups:
        rows = here & numpy.isin(facility, kinds)
        if rows.any():
            names.append(name)
            km.append(numpy.roll(numpy.bincount(lts[rows], weights=length_m[rows] / 1000, minlength=5), -1))
    levels = [*(f"LTS {n}" for n in range(1, 5)), tr("unknown")]
    note = tr("Highest level of the two directions; ways closed to bikes left out.")
    return stress_lengths([row.tolist() for row in km], names, levels, title, tr("Kilometres"), note)
