# SPDX-License-Identifier: GPL-2.0-or-later
"""Families of roofs, which are compared among themselves; metal, glass and panels do not show their temperature."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows

COLUMNS = ("pattern", "family", "interpretable", "emissivity", "emissivity_min", "emissivity_max", "source")
UNKNOWN = "inconnu"


@dataclass(frozen=True)
class Family:
    """One kind of roof; ``emissivity`` with its bounds, in 8–14 µm."""

    name: str
    interpretable: bool
    emissivity: float
    emissivity_low: float
    emissivity_high: float


@dataclass(frozen=True)
class FamilyTable:
    """Which family a text or a code of material says."""

    patterns: tuple[tuple[str, Family], ...]

    def of(self, text: object) -> Family:
        """The family of a material; :data:`UNKNOWN` where nothing is said or recognised."""
        plain = _folded("" if pd.isna(text) else str(text))
        exact = plain.removesuffix(".0")
        for pattern, family in self.patterns:
            if (pattern.startswith("=") and exact == pattern[1:]) or (not pattern.startswith("=") and pattern in plain):
                return family
        return Family(UNKNOWN, True, 0.92, 0.85, 0.95)

    def of_all(self, texts: NDArray[np.object_]) -> list[Family]:
        """The family of each roof (n,)."""
        known: dict[str, Family] = {}
        return [known.setdefault(str(text), self.of(text)) for text in texts]


def read_families(path: str | Path) -> FamilyTable:
    """The table of materials. Raises ``DataError`` naming the line that lacks a number or a source."""
    patterns = []
    for line, row in read_rows(path, COLUMNS):
        emissivity = [parse_number(row[name]) for name in COLUMNS[3:6]]
        if not all(0 < value <= 1 for value in emissivity) or not row["source"]:
            raise DataError(
                noop("The table “{file}”, line {line}: three emissivities between 0 and 1 and a source are needed."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        family = Family(row["family"], row["interpretable"].casefold() in ("oui", "yes", "1"), *emissivity)
        patterns += [(_folded(part), family) for part in row["pattern"].split("|") if part.strip()]
    return FamilyTable(tuple(patterns))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
