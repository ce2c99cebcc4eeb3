# SPDX-License-Identifier: GPL-2.0-or-later
"""When each raster of a flight was taken, and on which strip."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import read_rows


def read_times(path: str | Path, names: Sequence[str]) -> tuple[list[str], NDArray[np.float64]]:
    """Strip and seconds (n,) of the rasters ``names``, from a table (raster, strip, time); times are dates or seconds.

    Raises ``DataError`` naming the raster that the table lacks, or the line whose time cannot be read.
    """
    strip, seconds = {}, {}
    for line, row in read_rows(path, ("raster", "strip", "time")):
        name = Path(row["raster"]).stem
        number = parse_number(row["time"])
        if not np.isfinite(number):
            moment = pd.to_datetime(row["time"], errors="coerce", dayfirst="/" in row["time"])
            if pd.isna(moment):
                raise DataError(
                    noop("The table “{file}”, line {line}: “{value}” is not a time. Write 2024-01-15 22:31:00, or seconds."),
                    file=Path(path).name, line=line, value=row["time"],
                )  # fmt: skip
            number = moment.timestamp()
        strip[name], seconds[name] = row["strip"], float(number)
    lacking = [name for name in names if name not in strip]
    if lacking:
        raise DataError(
            noop("The table “{file}” has no line for the raster “{raster}”."), file=Path(path).name, raster=lacking[0]
        )
    return [strip[name] for name in names], np.array([seconds[name] for name in names])
