# SPDX-License-Identifier: GPL-2.0-or-later
"""The checkout as the package ``atlas_pcaet``, without ever being on ``sys.path`` (our ``processing`` would hide QGIS's)."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def plugin_package():
    """Import it, unless it is there already."""
    if "atlas_pcaet" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "atlas_pcaet", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["atlas_pcaet"] = package
    spec.loader.exec_module(package)
