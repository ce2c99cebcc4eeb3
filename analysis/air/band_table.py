# SPDX-License-Identifier: GPL-2.0-or-later
"""The table that gives a study band its width from the traffic of its road."""

from __future__ import annotations

import csv
import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import DataError, noop
from ..numbers import parse_number

COLUMNS = ("tmja_min", "tmja_max", "largeur_m_de_part_et_d_autre", "source_status")


@dataclass(frozen=True)
class BandTable:
    """Traffic classes, in increasing order: ``lower < AADT <= upper`` (veh/day), ``width`` in m on each side."""

    lower: np.ndarray
    upper: np.ndarray
    width: np.ndarray
    source: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        """Names of the classes: ``25000-50000``, and ``>50000`` for the open one."""
        return [
            f">{low:.0f}" if np.isinf(high) else f"{low:.0f}-{high:.0f}"
            for low, high in zip(self.lower, self.upper, strict=True)
        ]

    def classify(self, aadt: np.ndarray) -> np.ndarray:
        """Class position of each traffic count (n,), -1 where it is missing, not positive or in no class."""
        inside = (aadt[:, None] > self.lower) & (aadt[:, None] <= self.upper)
        return np.where(inside.any(axis=1) & (aadt > 0), inside.argmax(axis=1), -1)


def read_band_table(path: str | Path) -> BandTable:
    """Read a band table (CSV with the columns of :data:`COLUMNS`, comma or semicolon, decimal comma or point).

    Raises ``DataError`` naming the file and the line for a missing column, a number that cannot be read, a width that
    is not positive, or classes that overlap.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    except OSError as error:
        raise DataError(
            noop("The band table “{file}” cannot be read: {reason}."), file=str(path), reason=error.strerror
        ) from error
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ",")
    missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or [])]
    if missing:
        raise DataError(
            noop("The band table “{file}” lacks the column {columns}. Its columns are: {expected}."),
            file=path.name,
            columns=", ".join(missing),
            expected=", ".join(COLUMNS),
        )
    rows = sorted(_row(path, reader.line_num, row) for row in reader)
    if not rows:
        raise DataError(noop("The band table “{file}” has no line."), file=path.name)
    for (_, high, *_rest, line_a), (low, *_others, line_b) in itertools.pairwise(rows):
        if low < high:
            raise DataError(
                noop(
                    "In the band table “{file}”, the traffic classes of lines {first} and {second} overlap. Make one end where the other begins."
                ),
                file=path.name,
                first=line_a,
                second=line_b,
            )
    lower, upper, width, source, _lines = zip(*rows, strict=True)
    return BandTable(np.array(lower), np.array(upper), np.array(width), tuple(source))


def _row(path: Path, line: int, row: dict[str, str]) -> tuple[float, float, float, str, int]:
    low = parse_number(row["tmja_min"] or "0")
    high = parse_number(row["tmja_max"]) if (row["tmja_max"] or "").strip() else np.inf
    width = parse_number(row["largeur_m_de_part_et_d_autre"] or "")
    if np.isnan(low) or np.isnan(high) or np.isnan(width) or width <= 0 or high <= low:
        raise DataError(
            noop(
                "In the band table “{file}”, line {line} cannot be used: a width above 0 m and two traffic bounds, the second larger, are needed."
            ),
            file=path.name,
            line=line,
        )
    return low, high, width, (row.get("source_status") or "").strip(), line
