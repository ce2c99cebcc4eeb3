# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened to an action, from the journal: who changed what, when, from which value to which."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .index import Query

# Rows of other tables that belong to an action, by the column that says so in the journal's state.
AROUND = (
    "budget", "action_actor", "action_axis", "action_indicator", "action_link", "action_tag", "attachment", "link_point", "link_line",
    "link_polygon", "reference", "value",
)  # fmt: skip
COUNTERS = ("version", "uuid", "geom")


@dataclass(frozen=True)
class Change:
    """One entry: ``fields`` gives (before, after) by column; an insert has none, a deletion no after."""

    at: str
    author: str | None
    table: str
    row: str
    operation: str
    fields: dict[str, tuple[Any, Any]]
    before: dict[str, Any]

    @property
    def put_aside(self) -> bool:
        """True when the row was marked as deleted."""
        return self.fields.get("deleted", (None, None))[1] in (1, True) and self.operation == "update"


def history(query: Query, action: str, most: int = 500) -> list[Change]:
    """The last ``most`` changes of the action ``action`` (uuid) and of what hangs on it, the latest first."""
    own = " UNION ALL ".join(f"SELECT uuid FROM {name} WHERE action_uuid = ?1" for name in AROUND)  # nosec B608 - the names are our own schema's
    names = ", ".join(f"'{name}'" for name in AROUND)
    rows = query(
        f"SELECT at, author, table_name, row_uuid, operation, before, after FROM journal WHERE row_uuid = ?1 OR row_uuid IN ({own}) "  # nosec B608 - the same
        f"OR (operation = 'delete' AND table_name IN ({names}) AND replace(before, '\": \"', '\":\"') LIKE ?3) "
        "ORDER BY fid DESC LIMIT ?2",
        action,
        most,
        f'%"action_uuid":"{action}"%',
    )
    return [_change(*row) for row in rows]


def _change(
    at: str, author: str | None, table: str, row: str, operation: str, before: str | None, after: str | None
) -> Change:
    was, now = (json.loads(text) if text else {} for text in (before, after))
    changed = {
        name: (was.get(name), now.get(name))
        for name in dict.fromkeys([*now, *was])
        if name not in COUNTERS and was.get(name) != now.get(name)
    }
    return Change(at, author, table, row, operation, changed, was)


def former_values(changes: list[Change], until: int) -> dict[str, Any]:
    """The columns of the action to write to bring it back to what it was before ``changes[until]``, the latest being 0.

    Only what the changes from 0 to ``until`` touched in the action itself; an insert cannot be undone so.
    """
    values: dict[str, Any] = {}
    for change in changes[: until + 1]:
        if change.table == "action" and change.row == changes[until].row and change.operation == "update":
            values |= {name: before for name, (before, _after) in change.fields.items()}
    return values
