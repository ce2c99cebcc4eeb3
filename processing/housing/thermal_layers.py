# SPDX-License-Identifier: GPL-2.0-or-later
"""Which reader of rasters is safe in this process, which workers walk them, and footprints measured in metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject

from ...i18n import tr
from .. import preferences
from ..environment import libraries
from ..reading import measures_metres

if TYPE_CHECKING:
    import geopandas


def raster_reader() -> str:
    """rasterio where it is safe in this process, else the osgeo that QGIS brings."""
    return "rasterio" if libraries.usable("rasterio") else "osgeo"


def workers() -> Any:
    """Threads of this process, or the cluster whose scheduler is set in the options."""
    from ...analysis import zonal

    address = preferences.scheduler()
    return zonal.on_cluster(address) if address else zonal.in_threads()


def in_metres(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The same features where a metre is a metre: degrees and Web Mercator go to the CRS of the options."""
    if measures_metres(frame.crs, tuple(frame.total_bounds)):
        return frame
    return frame.to_crs(preferences.project_crs())


def unreadable(value: Any) -> str:
    """Why the file of a raster parameter cannot be opened, in one sentence; empty when it can, or is not a file's name."""
    from ...analysis import raster
    from ...analysis.errors import DataError

    if not isinstance(value, str) or not value or QgsProject.instance().mapLayer(value):
        return ""
    try:
        raster.facts(value.split("|")[0], raster_reader())
    except DataError as error:
        return tr(error.sentence).format(**error.facts)
    return ""
