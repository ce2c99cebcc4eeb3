# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of closed lists – status, priority, participation, reason of absence – by a table of aliases, never by likeness."""

from __future__ import annotations

from dataclasses import dataclass

from . import aliases
from .normalised import key, one_line


@dataclass(frozen=True)
class Recognised:
    """The code of a word, None when the table does not know it; ``text`` is as written."""

    text: str
    code: str | None

    @property
    def unknown(self) -> bool:
        """True when something was written that is not in the table."""
        return self.code is None and bool(self.text)


def recognise(domain: str, text: str) -> Recognised:
    """The code of ``text`` in the list ``domain`` (status, priority, participation, scope, reason, boolean, impact)."""
    written = one_line(text)
    return Recognised(written, aliases.entries(domain).get(key(written)))


def yes_or_no(text: str) -> bool | None:
    """``VRAI``, ``oui``, ``x``… → True, ``FAUX``, ``non``… → False, anything else → None."""
    code = recognise("boolean", text).code
    return None if code is None else code == "yes"
