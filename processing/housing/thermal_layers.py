# SPDX-License-Identifier: GPL-2.0-or-later
"""Which reader of rasters is safe in this process."""

from __future__ import annotations

from ..environment import libraries


def raster_reader() -> str:
    """rasterio where it is safe in this process, else the osgeo that QGIS brings."""
    return "rasterio" if libraries.usable("rasterio") else "osgeo"
