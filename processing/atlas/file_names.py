# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of files from names of places: what no file system can hold is replaced, and no two are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
LONGEST = 80  # bytes: room for a number, an extension and a long folder on Windows


def file_name(name: str, otherwise: str = "page") -> str:
    """``name`` as a file name, without extension, for Windows, macOS and Linux alike; ``otherwise`` when nothing is left."""
    text = FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    text = text.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").strip(" .-")
    if not text:
        return otherwise
    return f"{text}_" if text.split(".")[0].casefold() in RESERVED else text


def distinct_names(names: Iterable[str]) -> list[str]:
    """File names for ``names``, each one different whatever the case: the second takes the number 2."""
    taken: set[str] = set()
    made = []
    for name in names:
        base = file_name(name)
        candidate, number = base, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{base}_{number}"
        taken.add(candidate.casefold())
        made.append(candidate)
    return made
