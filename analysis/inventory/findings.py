# SPDX-License-Identifier: GPL-2.0-or-later
"""What the check of an inventory says: one sentence per anomaly, with the place it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import noop

ERROR, WARNING, INFO = "error", "warning", "info"
__all__ = ["ERROR", "INFO", "WARNING", "Finding", "noop"]


@dataclass(frozen=True)
class Finding:
    """``sentence`` is an English template marked with ``noop`` and filled by ``facts``; the boundary translates it.

    ``check`` is its short name; ``territory``, ``quantity``, ``year`` and ``sector`` are empty where it concerns all.
    """

    level: str
    check: str
    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)
    territory: str = ""
    quantity: str = ""
    year: int | None = None
    sector: str = ""
