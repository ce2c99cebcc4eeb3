# SPDX-License-Identifier: GPL-2.0-or-later
"""Which indicators of a plan have results, which have a reason for having none, and which say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .. import schema
from ..confidentiality import confidential_actions, indicators_of_secrets
from ..milestones import Row, State

FILLED, REASON, SILENT, CALCULATED = "filled", "reason", "silent", "calculated"


@dataclass(frozen=True)
class Filling:
    """How far an indicator is filled in.

    ``state`` is filled (a result), reason (none, but why), calculated (none, but a formula gives it) or silent;
    ``reasons`` are the labels of the absences with their years; ``last_year`` is the one of the last result. ``used`` is
    False for one that comes with every plan, when no action is tied to it and no value given; ``confidential`` when only
    confidential actions follow it.
    """

    code: str
    name: str
    unit: str
    state: str
    results: int
    targets: int
    last_year: int | None
    reasons: tuple[str, ...]
    used: bool = True
    confidential: bool = False


COMES_WITH_A_PLAN = frozenset(definition.code for definition in schema.INDICATORS)


def filling(state: State, first_year: int | None = None, with_confidential: bool = True) -> list[Filling]:
    """One row per indicator of ``state``, by code; with ``first_year``, results and absences of earlier years do not count.

    Without ``with_confidential``, neither do the values of confidential actions.
    """
    secret = confidential_actions(state.rows("action"))
    hidden = indicators_of_secrets(state, secret)
    tied = {row["indicator_uuid"] for table in ("action_indicator", "value") for row in state.rows(table).values()}
    by_indicator: dict[str, list[Row]] = {uuid: [] for uuid in state.rows("indicator")}
    for row in state.rows("value").values():
        told = with_confidential or row["action_uuid"] not in secret
        if told and row["indicator_uuid"] in by_indicator and (first_year is None or row["year"] >= first_year):
            by_indicator[row["indicator_uuid"]].append(row)
    indicators = state.rows("indicator")
    found = (
        _filling(state, indicators[u], rows, u in tied or indicators[u]["code"] not in COMES_WITH_A_PLAN, u in hidden)
        for u, rows in by_indicator.items()
    )
    return sorted(found, key=lambda f: f.code)


def _filling(state: State, indicator: Row, rows: list[Row], used: bool, confidential: bool) -> Filling:
    results = [row for row in rows if row["kind"] == "result" and _said(row)]
    absent = [row for row in rows if row["kind"] == "result" and not _said(row)]
    reasons = {
        f"{state.label('reason', row['reason'])} ({row['year']})": None
        for row in sorted(absent, key=lambda r: r["year"])
    }
    if results:
        found = FILLED
    elif absent:
        found = REASON
    else:
        found = CALCULATED if indicator["formula"] else SILENT
    return Filling(
        indicator["code"], indicator["name"], indicator["unit"] or "", found, len(results),
        sum(1 for row in rows if row["kind"] == "target" and _said(row)),
        max((row["year"] for row in results), default=None), tuple(reasons), used, confidential,
    )  # fmt: skip


def _said(row: Mapping[str, object]) -> bool:
    return row["value"] is not None
