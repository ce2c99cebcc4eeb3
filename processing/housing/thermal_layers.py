# SPDX-License-Identifier: GPL-2.0-or-later
"""Which reader of rasters is safe in this process, and which workers walk them."""

from __future__ import annotations

from typing import Any

from .. import preferences
from ..environment import libraries


def raster_reader() -> str:
    """rasterio where it is safe in this process, else the osgeo that QGIS brings."""
    return "rasterio" if libraries.usable("rasterio") else "osgeo"


def workers() -> Any:
    """Threads of this process, or the cluster whose scheduler is set in the options."""
    from ...analysis import zonal

    address = preferences.scheduler()
    return zonal.on_cluster(address) if address else zonal.in_threads()
