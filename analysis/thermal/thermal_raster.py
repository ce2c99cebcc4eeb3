# SPDX-License-Identifier: GPL-2.0-or-later
"""What a thermal raster is before it is read: its unit, its missing values, whether it is thermal at all, and by day."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..raster import RasterFacts, open_raster

KINDS = ("digital", "brightness", "surface", "classes")
CORNER = 16  # pixels of a side
NODATA_SHARE = 0.5  # of the corners' pixels that hold one suspicious value
SUSPICIOUS = (0.0, 255.0, 65535.0, -9999.0, -32768.0)
HOT_ROOFS, WIDE_SPREAD = 25.0, 15.0  # °C: median of all roofs; p90 – p10 of the roofs' medians
DAY_HOURS = range(9, 18)


def check(facts: RasterFacts, kind: str, band: int, name: str) -> None:
    """Raise ``DataError`` when the raster cannot serve as ``kind``: no CRS, a picture, too few bands."""
    if {"red", "green", "blue"} <= set(facts.colours):
        raise DataError(
            noop("“{file}” is a picture (red, green, blue), not a thermal band: its colours cannot be turned back into temperatures. Ask the provider for the thermal band; with a raster of class numbers or a palette, choose KIND = classes."),
            file=name,
        )  # fmt: skip
    if not facts.crs_wkt:
        raise DataError(
            noop("The raster “{file}” has no CRS. Give it one (Layer properties, Source, or gdal_edit -a_srs EPSG:2154), then run again."),
            file=name,
        )  # fmt: skip
    if not 1 <= band <= facts.bands:
        raise DataError(
            noop("The raster “{file}” has {count} bands: there is no band {band}."),
            file=name,
            count=facts.bands,
            band=band,
        )
    if facts.palette and kind != "classes":
        raise DataError(
            noop(
                "“{file}” has a palette: its numbers are classes or colours, not temperatures. Choose KIND = classes."
            ),
            file=name,
        )


def missing_value(path: str, facts: RasterFacts, band: int, reader: str = "") -> float | None:
    """The value that fills most of the corners of a raster without declared no-data, if it is one people use for that."""
    if facts.nodata is not None:
        return None
    high, wide = min(CORNER, facts.height), min(CORNER, facts.width)
    with open_raster(path, reader) as raster:
        corners = np.concatenate(
            [
                raster.read(band, row, column, high, wide).ravel()
                for row in (0, facts.height - high)
                for column in (0, facts.width - wide)
            ]
        )
    for value in SUSPICIOUS:
        if np.mean(corners == value) >= NODATA_SHARE:
            return value
    return None


def celsius(value: float) -> tuple[float, float, str]:
    """(scale, shift, unit) that bring temperatures to °C, from the median of a raster's temperatures.

    Between −60 and 80 they are °C, between 200 and 360 K, between 20 000 and 36 000 hundredths of K, between 2 000 and
    3 600 tenths of K. Raises ``DataError`` for anything else.
    """
    for low, high, scale, shift, unit in (
        (-60, 80, 1.0, 0.0, "°C"),
        (200, 360, 1.0, -273.15, "K"),
        (2_000, 3_600, 0.1, -273.15, "K/10"),
        (20_000, 36_000, 0.01, -273.15, "K/100"),
    ):
        if low <= value <= high:
            return scale, shift, unit
    raise DataError(
        noop("The median of the roofs is {value}: these are not temperatures in °C, K or hundredths of K. If the raster is not calibrated, choose KIND = digital."),
        value=f"{value:g}",
    )  # fmt: skip


def seen_by_day(facts: RasterFacts, medians: NDArray[np.float64], temperatures: bool) -> str:
    """Why the image seems taken by day: ``time``, ``hot``, ``spread``, or nothing; ``medians`` (n,) of the roofs in °C."""
    for key in ("TIFFTAG_DATETIME", "ACQUISITION_TIME", "DateTimeOriginal", "EXIF_DateTimeOriginal"):
        found = re.search(r"\b(\d{2}):\d{2}:\d{2}", facts.tags.get(key, ""))
        if found and int(found[1]) in DAY_HOURS:
            return "time"
    known = medians[np.isfinite(medians)]
    if not temperatures or not len(known):
        return ""
    if np.median(known) > HOT_ROOFS:
        return "hot"
    low, high = np.quantile(known, (0.1, 0.9))
    return "spread" if high - low > WIDE_SPREAD else ""
