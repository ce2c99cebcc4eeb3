# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a plan is confidential: an action that says so, its sub-actions, and the indicators that only they follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from .milestones import State

Row = Mapping[str, Any]


def is_confidential(row: Row, mother: Row | None = None) -> bool:
    """An action is confidential when it, or the action it is a part of, is marked so."""
    return bool(row["confidential"] or (mother is not None and mother["confidential"]))


def confidential_actions(actions: Mapping[str, Row]) -> frozenset[str]:
    """The uuids of those of ``actions`` (rows by uuid) that are confidential, sub-actions included."""
    return frozenset(
        uuid for uuid, row in actions.items() if is_confidential(row, actions.get(row["parent_uuid"] or ""))
    )


def confidential_indicators(links: Iterable[Row], values: Iterable[Row], secret: Collection[str]) -> frozenset[str]:
    """The uuids of the indicators that only actions of ``secret`` follow, or of which only they hold values.

    ``links`` are rows of the table ``action_indicator``, ``values`` rows of the table ``value``.
    """
    held: dict[str, set[bool]] = {}
    for rows in (values, links):  # who follows an indicator says more than who filled it
        by: dict[str, set[bool]] = {}
        for row in rows:
            by.setdefault(row["indicator_uuid"], set()).add(row["action_uuid"] in secret)
        held |= by
    return frozenset(uuid for uuid, by_secret in held.items() if by_secret == {True})


def indicators_of_secrets(state: State, secret: Collection[str]) -> frozenset[str]:
    """The uuids of the indicators of ``state`` that are confidential because the actions of ``secret`` are."""
    return confidential_indicators(state.rows("action_indicator").values(), state.rows("value").values(), secret)


def masked(state: State, secret: Collection[str], indicators: Collection[str]) -> State:
    """``state`` without the number and title of the actions of ``secret``, nor what names ``indicators``, for others
    that name them."""
    actions = {
        u: {**row, "number": None, "title": "…"} if u in secret else row for u, row in state.rows("action").items()
    }
    named = {
        u: {**row, "code": "…", "name": "…"} if u in indicators else row for u, row in state.rows("indicator").items()
    }
    return replace(state, tables={**state.tables, "action": actions, "indicator": named})


def without_confidential(state: State) -> State:
    """``state`` without its confidential actions, their tags, references and axes."""
    secret = confidential_actions(state.rows("action"))
    kept = {uuid: row for uuid, row in state.rows("action").items() if uuid not in secret}
    tables = dict(state.tables)
    for table in ("reference", "action_tag", "action_axis"):
        tables[table] = {u: row for u, row in state.rows(table).items() if row["action_uuid"] not in secret}
    return replace(state, tables={**tables, "action": kept})
