# SPDX-License-Identifier: GPL-2.0-or-later
"""One call: a copy of a plan merged into the plan, all or nothing, after a backup; or only tried."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..errors import RecordError, noop
from ..plan_file import backup, open_plan, transaction
from .checks import refuse_one_file, refuse_strangers
from .comparing import compare
from .differences import Conflict, Differences
from .files import Brought, attached_paths, bring
from .histories import Histories, unshared
from .writing import held_back, untold, write


@dataclass
class Merged:
    """What a merge did, or would do: rows ``added`` and rows ``changed`` by table, ``fields`` taken in all."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    fields: int = 0
    same_twice: int = 0
    settled: int = 0
    stale_choices: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    under_deleted: list[tuple[str, str]] = field(default_factory=list)
    files: Brought = field(default_factory=Brought)
    backup: Path | None = None


def merge(
    path: str | Path,
    other: str | Path,
    *,
    author: str = "",
    choices: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Merged:
    """Merge the plan at ``other``, which is only read, into the one at ``path``.

    ``choices`` settles conflicts: "plan" or "other" by identifier. One transaction; a copy of the plan is made beside
    it first, when there is something to write. A second merge of the same copy writes nothing. Raises ``RecordError``
    when one of them is not a plan of this version, when they are not copies of one plan, or when the plan cannot be
    written; it is then as it was.
    """
    plan_path, other_path = Path(path), Path(other)
    refuse_one_file(plan_path, other_path)
    with closing(open_plan(plan_path)) as plan, closing(open_plan(other_path)) as copy:
        copy.execute("BEGIN")  # one state of it, whoever writes it meanwhile
        try:
            refuse_strangers(plan, copy, plan_path.name, other_path.name)
            return _merge(plan, copy, (plan_path, other_path), author, choices or {}, dry_run)
        finally:
            copy.execute("ROLLBACK")


def _merge(
    plan: sqlite3.Connection,
    copy: sqlite3.Connection,
    paths: tuple[Path, Path],
    author: str,
    choices: Mapping[str, str],
    dry_run: bool,
) -> Merged:
    found, theirs = _differences(plan, copy, choices)
    if not _writes(found, theirs):
        return _told(found, [], choices)
    if dry_run:
        return _tried(plan, copy, paths, author, choices)
    path, other = paths
    kept = _free_name(path)
    backup(path, kept)
    brought = Brought()
    try:
        _bring(brought, attached_paths(found), other, path)
        with transaction(plan, author):
            # Compared again under the lock: the plan may have changed meanwhile.
            found, theirs = _differences(plan, copy, choices)
            refused = write(plan, found, theirs, author, choices)
    except BaseException:
        brought.take_back()
        kept.unlink(missing_ok=True)
        raise
    merged = _told(found, refused, choices)
    merged.files, merged.backup = brought, kept
    if not (merged.added or merged.changed or untold(theirs, held_back(merged.conflicts))):
        kept.unlink()  # all that was new was refused: the plan is as it was
        merged.backup = None
    return merged


def _differences(
    plan: sqlite3.Connection, copy: sqlite3.Connection, choices: Mapping[str, str]
) -> tuple[Differences, Histories]:
    ours, theirs = unshared(plan, copy), unshared(copy, plan)
    return compare(plan, copy, choices, ours, theirs), theirs


def _writes(found: Differences, theirs: Histories) -> bool:
    """True when there is anything to write, were it only an entry of the journal."""
    if found.added or found.taken or found.frozen or found.listed:
        return True
    return bool(untold(theirs, held_back(found.conflicts)))


class _Undone(Exception):
    pass


def _tried(
    plan: sqlite3.Connection,
    copy: sqlite3.Connection,
    paths: tuple[Path, Path],
    author: str,
    choices: Mapping[str, str],
) -> Merged:
    """Written, then undone: what the rules refuse is known only so."""
    merged = Merged()
    try:
        with transaction(plan, author):
            found, theirs = _differences(plan, copy, choices)
            merged = _told(found, write(plan, found, theirs, author, choices), choices)
            bring(merged.files, attached_paths(found), paths[1].parent, paths[0].parent, copy=False)
            raise _Undone
    except _Undone:
        return merged


def _told(found: Differences, refused: list[Conflict], choices: Mapping[str, str]) -> Merged:
    lost = {(conflict.table, conflict.other) for conflict in refused}
    merged = Merged(same_twice=len(found.twins), settled=len(found.chosen), under_deleted=found.under_deleted)
    merged.stale_choices = len(choices.keys() - found.chosen)
    merged.conflicts = [*found.conflicts, *refused]
    for table, rows in found.added.items():
        count = sum((table, row["uuid"]) not in lost for row in rows)
        merged.added |= {table: count} if count else {}
    for table, extra in (("milestone_row", found.frozen), ("ref", found.listed)):
        merged.added |= {table: len(extra)} if extra else {}
    for taken in found.taken:
        if (taken.table, taken.other) not in lost:
            merged.changed[taken.table] = merged.changed.get(taken.table, 0) + 1
            merged.fields += len(taken.values)
    return merged


def _bring(brought: Brought, paths: list[str], other: Path, plan: Path) -> None:
    try:
        bring(brought, paths, other.parent, plan.parent)
    except OSError as error:
        raise RecordError(
            noop("The file “{file}” of an attachment could not be copied: {reason}. Free some space, then run again."),
            file=Path(str(error.filename or "?")).name, reason=error.strerror or str(error),
        ) from error  # fmt: skip


def _free_name(file: Path) -> Path:
    day = datetime.now().strftime("%Y-%m-%d")
    names = (f"{file.stem}_avant_fusion_{day}{n}.gpkg" for n in ("", *(f"_{i}" for i in range(2, 999))))
    return next(file.with_name(name) for name in names if not file.with_name(name).exists())
