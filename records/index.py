# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan in memory: light nodes, searched and filtered without asking the file. No Qt, no QGIS.

Rows come through a ``Query``: a function of an SQL text and its values that gives rows back, so that the caller decides
which library reads the file, or which connection the database. The SQL is one that SQLite and PostgreSQL both read; what
differs, how a box is looked up, a query says itself by an attribute ``in_box``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .links import TABLES

Query = Callable[..., Iterable[Sequence[Any]]]

ACTION_COLUMNS = (
    "fid", "uuid", "parent_uuid", "axis_uuid", "number", "title", "status", "pilot", "start_date", "end_date", "version",
    "budget_text",
)  # fmt: skip
FINISHED = frozenset({"realise", "abandonne"})
NO_STATUS = ""
_SELECT = f'SELECT {", ".join(ACTION_COLUMNS)} FROM "action" WHERE NOT deleted'  # nosec B608 - the names are our own schema's
_COUNT = " UNION ALL ".join(
    f"SELECT action_uuid, count(*) AS n FROM {table} WHERE NOT deleted GROUP BY action_uuid"  # nosec B608 - the names are our own schema's
    for table in TABLES.values()
)

# A place whose box meets the rectangle ?1 ?3 ?2 ?4 (left, bottom, right, top): the index of a GeoPackage.
IN_BOX = "fid IN (SELECT id FROM rtree_{table}_geom WHERE maxx >= ?1 AND minx <= ?2 AND maxy >= ?3 AND miny <= ?4)"
_BUDGETS = "SELECT DISTINCT action_uuid FROM budget WHERE NOT deleted"
_THEMES = "SELECT action_uuid, label FROM action_tag WHERE NOT deleted AND domain IN ('theme', 'sector', 'tag')"


class Node:
    """The plan, an axis, or an action; ``version`` is the one that was read, ``places`` how many it is attached to."""

    __slots__ = (
        "axis_uuid", "children", "end", "fid", "folded", "has_budget", "kind", "number", "order", "parent", "parent_uuid",
        "pilot", "places", "start", "status", "themes", "title", "uuid", "version",
    )  # fmt: skip

    def __init__(self, kind: str, uuid: str, number: str | None, title: str) -> None:
        self.kind, self.uuid, self.number, self.title = kind, uuid, number, title
        self.fid = 0
        self.parent_uuid: str | None = None
        self.axis_uuid: str | None = None
        self.status: str | None = None
        self.pilot: str | None = None
        self.start: str | None = None
        self.end: str | None = None
        self.version = 1
        self.places = 0
        self.has_budget = False
        self.themes: frozenset[str] = frozenset()
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.label_again()

    def label_again(self) -> None:
        """Recompute what is searched and sorted by."""
        self.folded = fold(" ".join(filter(None, (self.number, self.title, self.pilot))))
        self.order = (natural(self.number or ""), self.folded)

    @property
    def name(self) -> str:
        """``44 – Title``, or the title alone."""
        return f"{self.number} – {self.title}" if self.number else self.title

    def overdue(self, today: str) -> bool:
        """True when its end (a date that may be a year only) is past and it is neither done nor abandoned."""
        return bool(self.end) and self.status not in FINISHED and str(self.end) < today[: len(str(self.end))]

    def ancestors(self) -> Iterator[Node]:
        """From the parent to the plan."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(frozen=True)
class Filter:
    """What is shown: every word, one of the statuses, a pilot, a theme, what is missing, among the given actions.

    Empty conditions hold.
    """

    words: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    pilot: str | None = None
    theme: str | None = None
    without_place: bool = False
    without_pilot: bool = False
    without_budget: bool = False
    overdue: bool = False
    among: frozenset[str] | None = None

    @classmethod
    def of_text(cls, text: str, **conditions: Any) -> Filter:
        """The words of a search box, accents and case folded."""
        return cls(tuple(fold(text).split()), **conditions)

    @property
    def empty(self) -> bool:
        return self == Filter()


class RecordIndex:
    """The nodes of one plan, by uuid and as a tree."""

    def __init__(self) -> None:
        self.plan: Node | None = None
        self.axes: dict[str, Node] = {}
        self.actions: dict[str, Node] = {}
        self.by_fid: dict[int, Node] = {}

    @classmethod
    def build(cls, query: Query) -> RecordIndex:
        """Read a plan: its name, axes, actions and how many places each has."""
        index = cls()
        for uuid, name in query("SELECT uuid, name FROM plan LIMIT 1"):
            index.plan = Node("plan", uuid, None, name)
        for uuid, parent, number, name in query("SELECT uuid, parent_uuid, number, name FROM axis WHERE NOT deleted"):
            axis = index.axes[uuid] = Node("axis", uuid, number, name)
            axis.parent_uuid = parent
        for row in query(_SELECT):
            index._put(row)
        for uuid, count in query(_COUNT):
            if uuid in index.actions:
                index.actions[uuid].places += count
        for (uuid,) in query(_BUDGETS):
            if uuid in index.actions:
                index.actions[uuid].has_budget = True
        for uuid, label in query(_THEMES):
            if uuid in index.actions:
                index.actions[uuid].themes |= {label}
        index._link()
        return index

    def refresh(self, query: Query, uuids: Iterable[str]) -> None:
        """Read the actions ``uuids`` again, and the number of their places."""
        for uuid in uuids:
            rows = list(query(f"{_SELECT} AND uuid = ?", uuid))  # a server that does not answer takes nothing away
            self._forget(uuid)
            for row in rows:
                node = self._put(row)
                node.places = count_places(query, uuid)
                node.has_budget = node.has_budget or bool(list(query(f"{_BUDGETS} AND action_uuid = ?", uuid)))
                node.themes = frozenset(label for _uuid, label in query(f"{_THEMES} AND action_uuid = ?", uuid))
        self._link()

    def put(self, values: dict[str, Any]) -> Node:
        """Insert or replace an action known by its columns, for instance one that is not committed yet."""
        known = self.actions.get(values["uuid"])
        node = self._put([values.get(column) for column in ACTION_COLUMNS])
        if known:
            node.places, node.themes = known.places, known.themes
            node.has_budget = node.has_budget or known.has_budget
        self._link()
        return node

    def remove(self, uuid: str) -> None:
        """Take an action out."""
        self._forget(uuid)
        self._link()

    def _put(self, row: Sequence[Any]) -> Node:
        fid, uuid, parent, axis, number, title, status, pilot, start, end, version, budget = row
        node = Node("action", uuid, number, title or "")
        node.fid, node.parent_uuid, node.axis_uuid, node.status = fid, parent, axis, status or None
        node.pilot, node.start, node.end, node.version = pilot, start, end, version
        node.has_budget = bool((budget or "").strip())
        if pilot:
            node.label_again()
        self.actions[uuid] = node
        self.by_fid[fid] = node
        return node

    def _forget(self, uuid: str) -> None:
        node = self.actions.pop(uuid, None)
        if node is not None:
            self.by_fid.pop(node.fid, None)

    def _link(self) -> None:
        """Make the tree of the nodes: an action hangs on its parent, else on its axis, else on the plan."""
        for node in (*self.axes.values(), *self.actions.values(), *filter(None, [self.plan])):
            node.children = []
        for axis in self.axes.values():
            self._hang(axis, self.axes.get(axis.parent_uuid or "") or self.plan)
        for node in self.actions.values():
            above = self.actions.get(node.parent_uuid or "") or self.axes.get(node.axis_uuid or "")
            self._hang(node, above or self.plan)
        for node in (*self.axes.values(), *self.actions.values(), *filter(None, [self.plan])):
            if len(node.children) > 1:
                node.children.sort(key=lambda child: (child.kind == "action", child.order))

    @staticmethod
    def _hang(node: Node, above: Node | None) -> None:
        node.parent = above
        if above is not None:
            above.children.append(node)

    def pilots(self) -> list[str]:
        """The pilots of the actions, once each, in alphabetical order."""
        return sorted({node.pilot for node in self.actions.values() if node.pilot}, key=fold)

    def themes(self) -> list[str]:
        """The themes, sectors and tags of the actions, once each, in alphabetical order."""
        return sorted({theme for node in self.actions.values() for theme in node.themes}, key=fold)

    def matching(self, wanted: Filter, today: str = "") -> list[Node]:
        """The actions that ``wanted`` keeps; ``today`` is an ISO date (now when empty)."""
        nodes: Iterable[Node] = self.actions.values()
        if wanted.among is not None:
            nodes = (node for node in nodes if node.uuid in wanted.among)
        if wanted.statuses:
            nodes = (node for node in nodes if (node.status or NO_STATUS) in wanted.statuses)
        if wanted.pilot is not None:
            nodes = (node for node in nodes if node.pilot == wanted.pilot)
        if wanted.theme is not None:
            nodes = (node for node in nodes if wanted.theme in node.themes)
        if wanted.without_pilot:
            nodes = (node for node in nodes if not (node.pilot or "").strip())
        if wanted.without_budget:
            nodes = (node for node in nodes if not node.has_budget)
        if wanted.without_place:
            nodes = (node for node in nodes if not node.places)
        if wanted.overdue:
            day = today or date.today().isoformat()
            nodes = (node for node in nodes if node.overdue(day))
        for word in wanted.words:
            nodes = _with_word(nodes, word)
        return list(nodes)

    def visible(self, wanted: Filter, keep: str | None = None) -> tuple[dict[Node | None, list[Node]], int]:
        """The rows of a tree under ``wanted``: children by parent (None for the top), and how many actions match.

        Ancestors of what matches stay, and so does the action ``keep``, which a person is looking at.
        """
        if wanted.empty:
            rows: dict[Node | None, list[Node]] = {None: [self.plan] if self.plan else []}
            for node in (*self.axes.values(), *self.actions.values(), *filter(None, [self.plan])):
                if node.children:
                    rows[node] = node.children
            return rows, len(self.actions)
        found = self.matching(wanted)
        shown = set(found)
        if keep in self.actions:
            shown.add(self.actions[keep])
        for node in tuple(shown):
            for above in node.ancestors():
                if above in shown:
                    break
                shown.add(above)
        if self.plan:
            shown.add(self.plan)
        rows = {None: [self.plan] if self.plan else []}
        for node in shown:
            children = [child for child in node.children if child in shown]
            if children:
                rows[node] = children
        return rows, len(found)


def _with_word(nodes: Iterable[Node], word: str) -> Iterable[Node]:
    return (node for node in nodes if word in node.folded)


def count_places(query: Query, action: str) -> int:
    """How many places the action ``action`` (uuid) has."""
    counts = " UNION ALL ".join(
        f"SELECT count(*) AS n FROM {table} WHERE action_uuid = ?1 AND NOT deleted"  # nosec B608 - the names are our own schema's
        for table in TABLES.values()
    )
    return sum(row[0] for row in query(counts, action))


def actions_within(query: Query, left: float, bottom: float, right: float, top: float) -> frozenset[str]:
    """The actions with a place whose box meets the rectangle, in the plan's CRS."""
    found: set[str] = set()
    in_box: str = getattr(query, "in_box", IN_BOX)
    for table in TABLES.values():
        sql = f"SELECT DISTINCT action_uuid FROM {table} WHERE NOT deleted AND {in_box.format(table=table)}"  # nosec B608 - the names are our own schema's
        found.update(row[0] for row in query(sql, left, right, bottom, top))
    return frozenset(found)


def actions_of(query: Query, source: str, fingerprint: str, keys: Iterable[str]) -> frozenset[str]:
    """The actions attached to features of a layer, known by their keys; the layer by its address or its fingerprint."""
    found: set[str] = set()
    for table in TABLES.values():
        sql = (
            f"SELECT DISTINCT action_uuid FROM {table} WHERE NOT deleted AND key_value = ?1 "  # nosec B608 - the names are our own schema's
            "AND (layer_source = ?2 OR layer_fingerprint = ?3)"
        )
        for key in keys:
            found.update(row[0] for row in query(sql, key, source, fingerprint))
    return frozenset(found)


def fold(text: str) -> str:
    """Lower case, without accents or ligatures: ``Œuvré`` and ``oeuvre`` are the same."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def natural(number: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which ``2`` comes before ``10`` and ``44.2`` before ``44.10``."""
    if number.isdigit():
        return ((0, int(number), ""),)
    parts = re.findall(r"\d+|\D+", number)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, fold(part)) for part in parts)
