# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a plan lies: a local disk (WAL) or a network share (DELETE journal, and a lock file beside that says who).

SQLite's own locks cannot be relied on over a share; the file ``plan.gpkg.lock`` is a second, readable one.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .errors import RecordError, noop

MOUNTS = Path("/proc/self/mounts")
NETWORK_FILESYSTEMS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.davfs",
    "fuse.rclone", "drvfs", "vboxsf",
}  # fmt: skip
DRIVE_REMOTE = 4  # GetDriveTypeW, Microsoft's fileapi.h


def is_network(path: str | Path) -> bool:
    """True when ``path`` lies on what looks like a network share: SQLite's WAL does not work there."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = Path(text).absolute().drive + "\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == DRIVE_REMOTE)
    if sys.platform == "darwin":  # a disk that is not the system's: an external one is taken for a share, without harm
        return str(Path(text).resolve()).startswith("/Volumes/")
    return _filesystem(Path(text).resolve()) in NETWORK_FILESYSTEMS


def _filesystem(path: Path) -> str:
    """The type of the deepest mount that holds ``path``."""
    best, kind = -1, ""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        parts = line.split()
        if len(parts) < 3:
            continue
        mount = Path(parts[1].replace("\\040", " "))
        if len(mount.parts) > best and (path == mount or mount in path.parents):
            best, kind = len(mount.parts), parts[2]
    return kind


@dataclass(frozen=True)
class Holder:
    """Who writes a plan on a share, and since when (UTC, ISO 8601)."""

    author: str
    since: str
    host: str
    process: int

    @property
    def ours(self) -> bool:
        """True when it is this very program."""
        return self.host == socket.gethostname() and self.process == os.getpid()

    @property
    def gone(self) -> bool:
        """True when it was a program of this machine that no longer runs."""
        if self.host != socket.gethostname() or sys.platform == "win32":
            return False
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


def lock_file(path: str | Path) -> Path:
    """The lock file beside the plan at ``path``."""
    return Path(f"{path}.lock")


def holder(path: str | Path) -> Holder | None:
    """Who writes the plan at ``path``, by its lock file; None when nobody does."""
    try:
        found = json.loads(lock_file(path).read_text(encoding="utf-8"))
        return Holder(str(found["author"]), str(found["since"]), str(found["host"]), int(found["process"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("?", "?", "?", 0)


def take(path: str | Path, author: str) -> None:
    """Make the lock file of the plan at ``path``. Raises ``RecordError`` saying who holds it, or that none can be made."""
    file = lock_file(path)
    mine = Holder(author or "?", datetime.now(UTC).isoformat(timespec="seconds"), socket.gethostname(), os.getpid())
    for _attempt in range(2):
        try:
            with file.open("x", encoding="utf-8") as opened:
                json.dump(vars(mine), opened, ensure_ascii=False)
            return
        except FileExistsError as error:
            other = holder(path)
            if other and other.gone:
                file.unlink(missing_ok=True)
                continue
            raise RecordError(
                noop("“{file}” is being written by {author} ({host}) since {since}. Wait; if nobody is, delete “{lock}”."),
                file=Path(path).name, author=other.author if other else "?", host=other.host if other else "?",
                since=other.since if other else "?", lock=file.name,
            ) from error  # fmt: skip
        except OSError as error:
            raise RecordError(
                noop("The lock file “{lock}” cannot be made ({reason}): copy the plan to a folder where you may write."),
                lock=file.name, reason=error.strerror or str(error),
            ) from error  # fmt: skip


def release(path: str | Path) -> None:
    """Remove our own lock file; another's stays."""
    other = holder(path)
    if other and other.ours:
        with suppress(OSError):
            lock_file(path).unlink(missing_ok=True)


@contextmanager
def held(path: str | Path, author: str = "") -> Iterator[None]:
    """The lock file for the time of a write; kept when this process holds it already."""
    other = holder(path)
    already = bool(other and other.ours)
    if not already:
        take(path, author)
    try:
        yield
    finally:
        if not already:
            release(path)
