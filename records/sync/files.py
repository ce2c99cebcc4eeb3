# SPDX-License-Identifier: GPL-2.0-or-later
"""The files that attachments name, brought from the folder of the copy to the folder of the plan; never over another."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from .differences import Differences


@dataclass
class Brought:
    """Paths, relative to the plan's folder: ``copied``, ``missing`` in the copy's folder, ``different`` here."""

    copied: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    made: list[Path] = field(default_factory=list)

    def take_back(self) -> None:
        """Remove what was copied: the merge failed."""
        for path in self.made:
            path.unlink(missing_ok=True)


def attached_paths(found: Differences) -> list[str]:
    """The files that the merge adds a row for."""
    rows = [*found.added.get("attachment", ()), *(t.values for t in found.taken if t.table == "attachment")]
    return [str(row["path"]) for row in rows if row.get("path") and not row.get("deleted")]


def bring(brought: Brought, paths: list[str], source: Path, target: Path, copy: bool = True) -> None:
    """Copy ``paths`` from the folder ``source`` to the folder ``target``; with ``copy`` False, only say what would be.

    What was done is in ``brought`` even when it fails midway with ``OSError``.
    """
    if source.resolve() == target.resolve():
        return
    for path in dict.fromkeys(paths):
        origin, wanted = (_inside(folder, path) for folder in (source, target))
        if origin is None or wanted is None or not origin.is_file():
            brought.missing.append(path)
        elif wanted.exists():
            if not _equal(origin, wanted):
                brought.different.append(path)
        else:
            if copy:
                _copy(origin, wanted)
                brought.made.append(wanted)
            brought.copied.append(path)


def _inside(folder: Path, path: str) -> Path | None:
    """``path`` in ``folder``, None when it leads out of it, by itself or by a link."""
    wanted = (folder / path.replace("\\", "/")).resolve()
    return wanted if wanted.is_relative_to(folder.resolve()) else None


def _equal(one: Path, other: Path) -> bool:
    if not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while block := first.read(1 << 20):
            if block != second.read(1 << 20):
                return False
    return True


def _copy(origin: Path, wanted: Path) -> None:
    wanted.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".pcaet-", suffix=".part", dir=wanted.parent)
    os.close(handle)
    try:
        shutil.copyfile(origin, part)
        Path(part).replace(wanted)
    finally:
        Path(part).unlink(missing_ok=True)
