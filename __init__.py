# SPDX-License-Identifier: GPL-2.0-or-later
"""Atlas PCAET, a QGIS plugin."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """Return the plugin; ``iface`` is None in ``qgis_process``."""
    from .plugin import AtlasPcaetPlugin

    return AtlasPcaetPlugin(iface)
