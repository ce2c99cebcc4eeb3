# SPDX-License-Identifier: GPL-2.0-or-later
"""What normalisation takes from each roof: the offset of its strip, and the micro-climate around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows
from ..raster import open_raster

Floats = NDArray[np.float64]
COLUMNS = ("strip", "offset", "residual_sd")


@dataclass(frozen=True)
class StripOffsets:
    """Offset to subtract from each strip, in the raster's unit, and the standard deviation that is left between
    strips, NaN where nothing could check it.
    """

    offset: dict[str, float]
    residual: float

    def of(self, strips: NDArray[np.object_]) -> Floats:
        """The offset of each roof by the name of its strip (n,); NaN for a strip that the table does not know."""
        return np.array([self.offset.get(str(name), np.nan) if name is not None else np.nan for name in strips])


def read_offsets(path: str | Path) -> StripOffsets:
    """The table that “Normalise strips” writes. Raises ``DataError`` naming a line without number."""
    offsets, residuals = {}, []
    for line, row in read_rows(path, COLUMNS):
        offset, residual = parse_number(row["offset"]), parse_number(row["residual_sd"])
        if not np.isfinite(offset):
            raise DataError(
                noop("The correction “{file}”, line {line}: the offset “{value}” is not a number."),
                file=Path(path).name, line=line, value=row["offset"],
            )  # fmt: skip
        offsets[row["strip"]] = offset
        residuals.append(residual)
    known = [value for value in residuals if np.isfinite(value)]
    return StripOffsets(offsets, float(np.median(known)) if known else float("nan"))


def surface_at(path: str, east: Floats, north: Floats, reader: str = "") -> tuple[Floats, Floats]:
    """What a correction surface says at places (n,) in its CRS: the value to subtract, and the distance (m) to the nearest
    road it was made from, NaN where it says nothing. Bands 1 and 2 of the raster.
    """
    with open_raster(path, reader) as raster:
        facts = raster.facts
        bands = [
            raster.read(band, 0, 0, facts.height, facts.width).astype(float)
            for band in range(1, min(facts.bands, 2) + 1)
        ]
    place = np.floor(facts.to_pixels(np.c_[east, north])).astype(int)
    inside = (place >= 0).all(axis=1) & (place[:, 0] < facts.width) & (place[:, 1] < facts.height)
    found = []
    for band in bands:
        value = np.full(len(east), np.nan)
        value[inside] = band[place[inside, 1], place[inside, 0]]
        if facts.nodata is not None:
            value[value == facts.nodata] = np.nan
        found.append(value)
    return found[0], found[1] if len(found) > 1 else np.where(np.isfinite(found[0]), 0.0, np.nan)
