# SPDX-License-Identifier: GPL-2.0-or-later
"""Targets beside the last known value: the change they ask for, and the pace it needs each year.

From a value V0 in year Y0 to a target V in year Y: change = V / V0 − 1, linear pace = (V − V0) / (Y − Y0), compound
pace = (V / V0)^(1 / (Y − Y0)) − 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .findings import INFO, WARNING, Finding, noop

KEYS = ("territory", "quantity", "sector", "energy")
ADDED = ("base_year", "base_value", "change_pct", "pace_per_year", "pace_pct_year", "past_pct_year")


def with_paces(table: pd.DataFrame, findings: list[Finding]) -> pd.DataFrame:
    """``table`` (of :class:`~.build.Inventory`) with :data:`ADDED`, filled for targets.

    The base is the last known result before the target's year. ``past_pct_year``: compound pace of the results, from
    the first to the last known. What cannot be computed is NaN, and a finding says why.
    """
    records = table.to_dict("records")
    groups: dict[tuple[str, ...], list[int]] = {}
    for position, row in enumerate(records):
        row |= dict.fromkeys(ADDED, np.nan)
        if row["year"] == row["year"] and row["value"] == row["value"]:
            groups.setdefault(tuple(str(row[key]) for key in KEYS), []).append(position)
    for positions in groups.values():
        rows = sorted((records[position] for position in positions), key=lambda row: float(row["year"]))
        results = [row for row in rows if row["kind"] == "result"]
        targets = [row for row in rows if row["kind"] == "target"]
        for target in targets:
            base = [row for row in results if row["year"] < target["year"]]
            if base:
                target |= dict(zip(ADDED, _paces(base, target), strict=True))
            elif target["level"] != "energy":
                findings.append(_without_base(target))
        findings += _unsteady(results, targets)
    return pd.DataFrame(records, columns=[*table.columns, *ADDED])


def _paces(base: list[dict[str, Any]], target: dict[str, Any]) -> list[float]:
    first, last = base[0], base[-1]
    years = float(target["year"] - last["year"])
    value, start = float(target["value"]), float(last["value"])
    past = compound_pct(float(first["value"]), float(last["value"]), float(last["year"] - first["year"]))
    change = 100 * (value / start - 1) if start > 0 else np.nan
    return [float(last["year"]), start, change, (value - start) / years, compound_pct(start, value, years), past]


def compound_pct(start: float, end: float, years: float) -> float:
    """The constant yearly change in % that leads from ``start`` to ``end``; NaN without a positive start and years.

    A target of zero cannot be reached by a constant rate: −100.
    """
    if not (start > 0 and end >= 0 and years > 0):
        return float("nan")
    return 100 * ((end / start) ** (1 / years) - 1)


def _without_base(target: dict[str, Any]) -> Finding:
    sentence = noop("“{sector}”: the target of {year} has no known value before it; its pace is not computed.")
    return Finding(WARNING, "target_without_base", sentence, _facts(target), **_place(target))


def _unsteady(results: list[dict[str, Any]], targets: list[dict[str, Any]]) -> list[Finding]:
    """A target above the last result, or above the target of an earlier year."""
    found = []
    former = results[-1] if results else None
    for target in targets:
        if former is not None and target["level"] != "energy" and target["value"] > former["value"] * (1 + 1e-9):
            sentence = noop("“{sector}”: the target of {year} is above the value of {before}.")
            facts = _facts(target) | {"before": int(former["year"])}
            found.append(Finding(INFO, "target_above", sentence, facts, **_place(target)))
        former = target
    return found


def _facts(target: dict[str, Any]) -> dict[str, Any]:
    return {"sector": target["sector_label"], "year": int(target["year"])}


def _place(target: dict[str, Any]) -> dict[str, Any]:
    return {
        "territory": str(target["territory"]), "quantity": str(target["quantity"]), "year": int(target["year"]),
        "sector": str(target["sector_label"]),
    }  # fmt: skip
