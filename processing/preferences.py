# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user sets once, in the QGIS settings: read here by the algorithms, written by the settings page."""

from __future__ import annotations

from qgis.core import QgsSettings

AUTHOR = "atlas_pcaet/author"
PROJECT_CRS = "atlas_pcaet/project_crs"
SCHEDULER = "atlas_pcaet/scheduler"
DEFAULT_CRS = "EPSG:2154"


def author() -> str:
    """Name or initials written in the journal of a plan; empty until the user sets it."""
    return str(QgsSettings().value(AUTHOR, "", type=str))


def project_crs() -> str:
    """The CRS proposed for computations when the first layer's own does not measure metres."""
    return str(QgsSettings().value(PROJECT_CRS, DEFAULT_CRS, type=str) or DEFAULT_CRS)


def scheduler() -> str:
    """Address of a Dask scheduler whose workers walk large rasters; empty to use this machine."""
    return str(QgsSettings().value(SCHEDULER, "", type=str)).strip()


def save(author_name: str, crs: str, scheduler_address: str = "") -> None:
    """Store the preferences."""
    settings = QgsSettings()
    settings.setValue(AUTHOR, author_name.strip())
    settings.setValue(PROJECT_CRS, crs or DEFAULT_CRS)
    settings.setValue(SCHEDULER, scheduler_address.strip())
