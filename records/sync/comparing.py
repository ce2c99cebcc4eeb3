# SPDX-License-Identifier: GPL-2.0-or-later
"""What a copy of a plan brings to the plan: row by row, then field by field, with the journals of both.

A field that one side changed is taken from it. Changed on both, the same value is fine; a value that the other side has
already left behind gives way; two values that nothing orders are a conflict, and the plan keeps its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from .. import schema
from .differences import (
    FIELD,
    REMOVED,
    TWICE,
    UNEXPLAINED,
    Conflict,
    Differences,
    Row,
    Taken,
    merged_columns,
    same,
    units,
    written,
)
from .histories import Histories, History
from .labels import label
from .order import ordered_tables
from .twins import pairs

_TAKE, _KEEP, _NEITHER, _BOTH = "take", "keep", "neither", "both"
PLAN, OTHER = "plan", "other"  # what a person chooses
# What two gestures that make the same thing never have in common.
_INCIDENTAL = {"captured_at", "source_fid", "provenance"}


def compare(
    plan: sqlite3.Connection, other: sqlite3.Connection, choices: Mapping[str, str], ours: Histories, theirs: Histories
) -> Differences:
    """What ``other`` brings to ``plan``; ``choices`` gives "plan" or "other" by the identifier of a conflict."""
    comparison = _Comparison(plan, other, choices, ours, theirs)
    for table in ordered_tables():
        if table.journalled:
            comparison.table(table)
    comparison.found.frozen = _missing(plan, other, "milestone_row")
    comparison.found.listed = _missing_entries(plan, other)
    return comparison.found


class _Comparison:
    def __init__(
        self,
        plan: sqlite3.Connection,
        other: sqlite3.Connection,
        choices: Mapping[str, str],
        ours: Histories,
        theirs: Histories,
    ) -> None:
        self.plan, self.other, self.choices, self.ours, self.theirs = plan, other, choices, ours, theirs
        self.found = Differences()

    def table(self, table: schema.Table) -> None:
        """Compare all the rows of ``table``; those it refers to were compared before."""
        only_here: list[Row] = []
        only_there: list[Row] = []
        for mine, its in _paired(self.plan, self.other, table):
            if mine is None:
                assert its is not None
                only_there.append(its)
            elif its is None:
                only_here.append(mine)
            else:
                self._both(table, mine, self._translated(table, its), its["uuid"], FIELD)
        here = {row["uuid"]: row for row in only_here}
        twins = self._twins(table, only_here, only_there)
        for mine in only_here:
            if self.theirs.of(table.name, mine["uuid"]).removal:
                self._erased_there(table, mine)
        for its in only_there:
            translated = self._translated(table, its)
            if its["uuid"] in twins:
                self._both(table, here[twins[its["uuid"]]], translated, its["uuid"], TWICE)
            elif its["uuid"] not in self.theirs.known_births:
                self._add(table, translated)
            elif self.theirs.of(table.name, its["uuid"]).edited:
                self._erased_here(table, translated)

    def _twins(self, table: schema.Table, only_here: list[Row], only_there: list[Row]) -> dict[str, str]:
        """The rows made on both sides; again while there are, for a child has a twin only once its parent has."""
        twins: dict[str, str] = {}
        while True:
            taken = set(twins.values())
            here = [row for row in only_here if row["uuid"] not in taken]
            there = [self._translated(table, row) for row in only_there if row["uuid"] not in twins]
            new = pairs(table, here, there) if here and there else {}
            if not new:
                return twins
            twins |= new
            self.found.twins |= new

    def _translated(self, table: schema.Table, row: Row) -> Row:
        """``row`` of the other copy, where it refers to a twin, refers to the plan's."""
        if not self.found.twins:
            return row
        named = [c.name for c in table.columns if c.references or c.name == "row_uuid"]
        return row | {name: self.found.twins.get(row[name], row[name]) for name in named}

    def _add(self, table: schema.Table, row: Row) -> None:
        self.found.added.setdefault(table.name, []).append(row)
        parent = row.get("action_uuid")
        if parent and not row["deleted"]:
            aside = self.plan.execute("SELECT 1 FROM action WHERE uuid = ? AND deleted", (parent,)).fetchone()
            if aside:
                self.found.under_deleted.append((table.name, label(self.other, table.name, row)))

    def _both(self, table: schema.Table, mine: Row, its: Row, other: str, kind: str) -> None:
        ours, theirs = self.ours.of(table.name, mine["uuid"]), self.theirs.of(table.name, other)
        taken: Row = {}
        stays = False
        for unit in units(table):
            differing = tuple(c for c in unit if not same(mine[c], its[c]))
            if not differing or unit == ("deleted",) or (kind == TWICE and _INCIDENTAL.issuperset(differing)):
                continue
            verdicts = {_verdict(c, mine[c], its[c], ours, theirs) for c in differing}
            if verdicts == {_TAKE}:
                taken |= {c: its[c] for c in differing}
                continue
            stays = True
            if verdicts != {_KEEP}:
                why = UNEXPLAINED if verdicts == {_NEITHER} else kind
                taken |= self._conflict(why, table, mine, its, other, differing)
        if not same(mine["deleted"], its["deleted"]):
            taken |= self._put_aside(table, mine, its, other, stays)
        if taken:
            self.found.taken.append(Taken(table.name, mine["uuid"], other, taken, its["modified_by"]))

    def _put_aside(self, table: schema.Table, mine: Row, its: Row, other: str, stays: bool) -> Row:
        """One side put the row aside; what the other side wrote in it meanwhile is not hidden without a person."""
        ours, theirs = self.ours.of(table.name, mine["uuid"]), self.theirs.of(table.name, other)
        verdict = _verdict("deleted", mine["deleted"], its["deleted"], ours, theirs)
        fine = (verdict == _TAKE and not (its["deleted"] and stays)) or (
            verdict == _KEEP and not (mine["deleted"] and theirs.edited)
        )
        if fine:
            return {"deleted": its["deleted"]} if verdict == _TAKE else {}
        return self._conflict(REMOVED, table, mine, its, other, ("deleted",))

    def _conflict(
        self, kind: str, table: schema.Table, mine: Row, its: Row, other: str, columns: tuple[str, ...]
    ) -> Row:
        """List a conflict, unless a person chose; returns the fields to take."""
        ours = self.ours.of(table.name, mine["uuid"]).last(columns)
        theirs = self.theirs.of(table.name, other).last(columns)
        conflict = Conflict(
            kind, table.name, mine["uuid"], other, label(self.plan, table.name, mine), columns,
            written({c: mine[c] for c in columns}), written({c: its[c] for c in columns}),
            (ours.author if ours else mine["modified_by"]) or "", ours.at if ours else mine["modified_at"],
            (theirs.author if theirs else its["modified_by"]) or "", theirs.at if theirs else its["modified_at"],
        )  # fmt: skip
        if self._chosen(conflict) == OTHER:
            return {c: its[c] for c in columns}
        return {}

    def _chosen(self, conflict: Conflict) -> str | None:
        choice = self.choices.get(conflict.id)
        if choice is None:
            self.found.conflicts.append(conflict)
        else:
            self.found.chosen.add(conflict.id)
        return choice

    def _erased_there(self, table: schema.Table, mine: Row) -> None:
        """The other erased a row: it is put aside here, unless it changed here meanwhile."""
        removal = self.theirs.of(table.name, mine["uuid"]).removal
        assert removal is not None
        if mine["deleted"]:
            return
        unchanged = all(
            same(mine[c], removal.before.get(c))
            for c in merged_columns(table)
            if c != "deleted" and c in removal.before
        )
        aside: Row = {"deleted": 1}
        conflict = Conflict(
            REMOVED, table.name, mine["uuid"], mine["uuid"], label(self.plan, table.name, mine), (), "0", "1",
            mine["modified_by"] or "", mine["modified_at"], removal.author or "", removal.at,
        )  # fmt: skip
        if unchanged or self._chosen(conflict) == OTHER:
            self.found.taken.append(Taken(table.name, mine["uuid"], mine["uuid"], aside, removal.author))

    def _erased_here(self, table: schema.Table, its: Row) -> None:
        """A row that the plan erased, and that the other changed meanwhile."""
        removal = self.ours.of(table.name, its["uuid"]).removal
        changed = self.theirs.of(table.name, its["uuid"]).entries[-1]
        conflict = Conflict(
            REMOVED, table.name, its["uuid"], its["uuid"], label(self.other, table.name, its), (), "1", "0",
            (removal.author if removal else "") or "", removal.at if removal else "", changed.author or "", changed.at,
        )  # fmt: skip
        if self._chosen(conflict) == OTHER:
            self._add(table, its)


def _verdict(column: str, mine: object, its: object, ours: History, theirs: History) -> str:
    """Who wrote ``column`` since the copies parted, and whether one value is a former one of the other side."""
    here, there = ours.changed(column), theirs.changed(column)
    if here != there:
        return _TAKE if there else _KEEP
    if not here:
        return _NEITHER
    left_there, left_here = theirs.held(column, mine), ours.held(column, its)
    if left_there != left_here:
        return _TAKE if left_there else _KEEP
    return _BOTH


def _paired(
    plan: sqlite3.Connection, other: sqlite3.Connection, table: schema.Table
) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of both copies, in the order of their uuid: two cursors, no table in memory."""
    names = ["uuid", *(["geom"] if table.geometry else []), *(c.name for c in schema.all_columns(table))]
    columns = ", ".join(f'"{name}"' for name in names)
    asked = f"SELECT {columns} FROM {table.name} ORDER BY uuid"  # nosec B608 - the names are our own schema's
    one, two = plan.execute(asked), other.execute(asked)
    mine, its = one.fetchone(), two.fetchone()
    while mine is not None or its is not None:
        if its is None or (mine is not None and mine[0] < its[0]):
            yield dict(zip(names, mine, strict=True)), None
            mine = one.fetchone()
        elif mine is None or its[0] < mine[0]:
            yield None, dict(zip(names, its, strict=True))
            its = two.fetchone()
        else:
            if tuple(mine) != tuple(its):
                yield dict(zip(names, mine, strict=True)), dict(zip(names, its, strict=True))
            mine, its = one.fetchone(), two.fetchone()


def _missing(plan: sqlite3.Connection, other: sqlite3.Connection, table: str) -> list[Row]:
    """The rows of a table that is not journalled that the plan has not; they are never changed."""
    known = {row[0] for row in plan.execute(f"SELECT uuid FROM {table}")}  # nosec B608 - the names are our own schema's
    columns = ["uuid", *(column.name for column in schema.table(table).columns)]
    rows = other.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY fid")  # nosec B608 - the same
    return [dict(zip(columns, row, strict=True)) for row in rows if row[0] not in known]


def _missing_entries(plan: sqlite3.Connection, other: sqlite3.Connection) -> list[Row]:
    """The entries of lists of values that the plan has not, told by their list and code."""
    known = {tuple(row) for row in plan.execute("SELECT domain, code FROM ref")}
    columns = [column.name for column in schema.table("ref").columns]
    rows = other.execute(f"SELECT {', '.join(columns)} FROM ref ORDER BY fid")  # nosec B608 - the names are our own schema's
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return [row for row in found if (row["domain"], row["code"]) not in known]
