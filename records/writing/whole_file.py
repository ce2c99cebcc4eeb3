# SPDX-License-Identifier: GPL-2.0-or-later
"""A file that stands under its name only when it is whole."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..errors import RecordError, noop

_COPIES = 100
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def write_whole(target: str | Path, write: Callable[[Path], None]) -> Path:
    """Call ``write`` with a file beside ``target``, then rename it; returns where it stands.

    When ``target`` is open elsewhere the result takes a number. Raises ``RecordError`` when nothing can be written.
    """
    wanted = Path(target)
    if not wanted.parent.is_dir():
        raise RecordError(
            noop("The folder “{folder}” does not exist. Create it, or choose another one."), folder=str(wanted.parent)
        )
    part = wanted.with_name(f".pcaet-{secrets.token_hex(6)}.part{wanted.suffix}")
    try:
        write(part)
        return _renamed(part, wanted)
    except OSError as error:
        raise RecordError(
            noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
            file=wanted.name, reason=error.strerror or str(error),
        ) from error  # fmt: skip
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _renamed(part: Path, wanted: Path) -> Path:
    for number in range(1, _COPIES):
        target = wanted if number == 1 else wanted.with_name(f"{wanted.stem}_{number}{wanted.suffix}")
        try:
            part.replace(target)
        except PermissionError:  # Windows: a spreadsheet holds the file
            continue
        return target
    raise RecordError(noop("“{file}” and its numbered copies are open elsewhere: close them."), file=wanted.name)


def safe_name(text: str, limit: int = 60) -> str:
    """``text`` as the name of a file on any system: letters, figures and hyphens, without accents; never empty."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")[:limit].strip("-")
    return f"{name}_" if name.lower() in _RESERVED else name or "sans-nom"
