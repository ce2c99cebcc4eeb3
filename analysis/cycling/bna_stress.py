# SPDX-License-Identifier: GPL-2.0-or-later
"""The stress of streets as the Bicycle Network Analysis of PeopleForBikes has it: 1 low, 3 high, from class, facility, speed and lanes.

Source: the segment rules of BNA (``resources/parameters/stress_bna.csv``). A coarser scheme for thin data: it asks for no
traffic. Speeds in the table are in miles per hour, widths in feet, as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..parameter_table import read_rows
from . import facility_schema as schema
from .street_attributes import MILE_KM, RANK, Streets
from .stress import BY_RULE, FOOT_M, LANES, MEASURED, RAMPS, SEPARATE, UNKNOWN, Stress, serve

LOW, HIGH = 1, 3
FACILITIES = ("any", "track", "buffered_lane", "lane", "shared")
COLUMNS = ("highway", "facility", "speed_mph_max", "lanes_per_direction_max", "facility_width_ft_min", "stress")
TRACKS = (*SEPARATE, *RAMPS, RANK[schema.MIXED_PATH])


@dataclass(frozen=True)
class Rule:
    """One line: it holds for a class and a facility where speed and lanes are at most, and width at least, what is written."""

    line: int
    highway: str
    facility: str
    kmh_max: float
    lanes_max: float
    width_m_min: float
    stress: int


def read_bna(path: str | Path) -> tuple[Rule, ...]:
    """The rules in their order: the first that holds decides. Raises ``DataError`` naming the line that is no rule."""
    rules = []
    for line, row in read_rows(path, COLUMNS):
        try:
            numbers = [
                float(row[name].replace(",", ".") or empty)
                for name, empty in zip(COLUMNS[2:], ("inf", "inf", "0", "nan"), strict=True)
            ]
        except ValueError:
            numbers = [np.nan] * 4
        speed, lanes, width, stress = numbers
        if (
            not np.isfinite(width)
            or stress not in (LOW, HIGH)
            or row["facility"] not in FACILITIES
            or np.isnan(speed + lanes)
        ):
            raise DataError(
                noop("Table of stress “{file}”, line {line}: a facility among {known}, and a stress of 1 or 3, are needed."),
                file=Path(path).name, line=line, known=", ".join(FACILITIES),
            )  # fmt: skip
        rules.append(Rule(line, row["highway"], row["facility"], speed * MILE_KM, lanes, width * FOOT_M, int(stress)))
    if not any(rule.highway == "any" for rule in rules):
        raise DataError(
            noop("The table of stress “{file}” lacks the class “any”, for streets whose class it does not name."), file=Path(path).name
        )  # fmt: skip
    return tuple(rules)


def bna_stress(streets: Streets, furth: Stress, rules: tuple[Rule, ...]) -> Stress:
    """The same streets by the rules of BNA: ``lts`` is 1 or 3, 0 unknown; ``cell`` the rank of the rule.

    Directions, speeds of bikes and assumed values are those of ``furth``.
    """
    serving, side, allowed = serve(streets)
    filled = furth.filled
    lts, source, cell = np.zeros_like(furth.lts), np.zeros_like(furth.source), np.full_like(furth.cell, -1)
    traffic = np.zeros(len(lts), dtype=np.uint8)
    for way in range(2):
        width = filled.lane_width_m[np.arange(len(lts)), side[:, way]]
        origin = filled.lane_width_from[np.arange(len(lts)), side[:, way]]
        found = (serving[:, way], filled.lanes[:, way], width, origin)
        lts[:, way], cell[:, way], source[:, way] = _by_rules(streets, furth, rules, *found)
        none = (np.full(len(lts), -1, dtype=np.int8), *found[1:])
        traffic = np.maximum(traffic, _by_rules(streets, furth, rules, *none)[0])
    lts[~allowed], source[~allowed], cell[~allowed] = 0, UNKNOWN, -1
    source[lts == 0] = UNKNOWN
    situation = np.where(allowed, BY_RULE, furth.situation).astype(np.int8)
    return replace(furth, lts=lts, source=source, cell=cell, situation=situation, traffic_lts=traffic)


def _by_rules(
    streets: Streets, furth: Stress, rules: tuple[Rule, ...], serving: NDArray[np.int8], lanes: NDArray[np.float64],
    width_m: NDArray[np.float64], width_from: NDArray[np.int8],
) -> tuple[NDArray[np.uint8], NDArray[np.int16], NDArray[np.int8]]:  # fmt: skip
    """Stress, rule and source (n,) of one direction: each street stops at the first rule that holds, or that it cannot judge."""
    filled, count = furth.filled, len(streets.highway)
    lts, cell = np.zeros(count, dtype=np.uint8), np.full(count, -1, dtype=np.int16)
    source, open_ = np.full(count, MEASURED, dtype=np.int8), np.ones(count, dtype=bool)
    facility = np.where(np.isin(serving, TRACKS), "track", np.where(np.isin(serving, LANES), "lane", "shared"))
    named = {rule.highway for rule in rules}
    highway = np.where(np.isin(streets.highway, sorted(named)), streets.highway, "any")
    tests: tuple[tuple[str, Any, Any], ...] = (
        ("kmh_max", filled.speed_kmh, filled.speed_from), ("lanes_max", lanes, filled.lanes_from), ("width_m_min", -width_m, width_from),
    )  # fmt: skip
    for number, rule in enumerate(rules):
        rows = open_ & (highway == rule.highway) & ((facility == rule.facility) | (rule.facility == "any"))
        if not rows.any():
            continue
        holds, judged = rows.copy(), rows.copy()
        for name, value, origin in tests:
            limit = -rule.width_m_min if name == "width_m_min" else getattr(rule, name)
            if limit in (np.inf, 0.0):
                continue
            source = np.where(holds, np.minimum(source, origin), source).astype(np.int8)
            judged &= np.isfinite(value) | ~holds
            holds &= ~(np.round(value - limit, 6) > 0)
        lts[holds & judged], cell[holds & judged] = rule.stress, number
        open_ &= ~(holds | ~judged & rows)
    return lts, cell, source
