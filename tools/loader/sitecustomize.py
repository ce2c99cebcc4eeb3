# SPDX-License-Identifier: GPL-2.0-or-later
"""Let wheels and QGIS's own libraries live in one QGIS process (Linux, development and headless use).

When ``qgis`` or ``qgis_process`` is the executable, its GEOS, GDAL and PROJ are in the global symbol scope and the
copies bundled in wheels bind to them, which aborts the process. Extension modules under the virtual environment named
by ``ATLAS_PCAET_SITE_PACKAGES`` are therefore loaded with ``RTLD_DEEPBIND``: each looks in its own libraries first.
"""

import importlib.machinery
import os
import sys


def _deepbind_below(folder):
    prefix = os.path.join(folder, "")
    create_module = importlib.machinery.ExtensionFileLoader.create_module

    def create_bound_module(self, spec):
        if not str(spec.origin).startswith(prefix):
            return create_module(self, spec)
        flags = sys.getdlopenflags()
        sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
        try:
            return create_module(self, spec)
        finally:
            sys.setdlopenflags(flags)

    # Read by the plugin's environment check: below these folders wheels are safe.
    create_bound_module.deepbind_folders = (prefix,)
    importlib.machinery.ExtensionFileLoader.create_module = create_bound_module


def _before_system_packages(folder):
    system = [i for i, path in enumerate(sys.path) if path.endswith(("dist-packages", "site-packages"))]
    sys.path.insert(system[0] if system else len(sys.path), folder)


_site_packages = os.environ.get("ATLAS_PCAET_SITE_PACKAGES")
if _site_packages and os.path.isdir(_site_packages) and hasattr(os, "RTLD_DEEPBIND"):
    _deepbind_below(_site_packages)
    _before_system_packages(_site_packages)
