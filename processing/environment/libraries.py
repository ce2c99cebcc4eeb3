# SPDX-License-Identifier: GPL-2.0-or-later
"""Which libraries are here, recent enough, and safe in this process; asked before any algorithm that needs one."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ...i18n import tr

# The floor of DESIGN: what the Windows installer brings and a current distribution packages.
FLOOR = {
    "numpy": "1.26",
    "scipy": "1.11",
    "pandas": "2.1",
    "shapely": "2.0",
    "geopandas": "0.14",
    "pyproj": "3.0",
    "matplotlib": "3.6",
}
# Without one of these a single output is missing or slower, never a theme.
EXTRAS = {
    "pyogrio": "0.8",
    "pyarrow": "12",
    "rasterio": "1.3",
    "openpyxl": "3.1",
    "docx": "1.0",
    "pypdf": "4.0",
    "numba": "0.59",
}
DISTRIBUTIONS = {"docx": "python-docx"}
GEOMETRY = ("numpy", "pandas", "shapely", "geopandas", "pyproj")


@dataclass(frozen=True)
class Finding:
    """One library as it is here. ``problem`` and ``remedy`` are empty when it can be used."""

    name: str
    version: str
    floor: str
    problem: str = ""
    remedy: str = ""

    @property
    def usable(self) -> bool:
        return not self.problem

    @property
    def sentence(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


def how_to_install(library: str) -> str:
    """The remedy for this operating system, one sentence."""
    package = DISTRIBUTIONS.get(library, library)
    if sys.platform == "win32":
        return tr(
            "Install it with the OSGeo4W setup (package python3-{library}), or in the OSGeo4W Shell: "
            "python -m pip install {library}; then restart QGIS."
        ).format(library=package)
    if sys.platform == "darwin":
        return tr(
            "Install it with the QPIP plugin, or with the Python of QGIS: python3 -m pip install {library}; "
            "then restart QGIS."
        ).format(library=package)
    return tr(
        "Install your distribution's own package (python3-{library}), not a wheel of pip; then restart QGIS."
    ).format(library=library)


def _release(version: str) -> tuple[int, ...]:
    numbers = []
    for part in version.split("."):
        digits = "".join(c for c in part if c.isdigit())
        if not digits:
            break
        numbers.append(int(digits))
    return tuple(numbers)


def _version(library: str) -> str:
    from importlib import metadata  # 7 ms, spared when the plugin loads

    try:
        return metadata.version(DISTRIBUTIONS.get(library, library))
    except metadata.PackageNotFoundError:
        return ""


def _runs_in_qgis_executable() -> bool:
    """True on Linux when the process is not a Python interpreter (QGIS's libraries are then in the global scope)."""
    if not sys.platform.startswith("linux"):
        return False
    return not Path(os.path.realpath("/proc/self/exe")).name.startswith("python")


def _clashes(origin: str, library: str) -> bool:
    """True when the module at ``origin`` is a wheel with its own GEOS/GDAL/PROJ that would bind to QGIS's."""
    if library not in _CARRIES_GIS_LIBRARIES or not _runs_in_qgis_executable():
        return False
    loader = importlib.machinery.ExtensionFileLoader.create_module
    if any(origin.startswith(folder) for folder in getattr(loader, "deepbind_folders", ())):
        return False
    return (Path(origin).parent.parent / f"{library}.libs").is_dir()


_CARRIES_GIS_LIBRARIES = ("shapely", "pyproj", "pyogrio", "rasterio")
# geopandas has no compiled part; it brings these into the process.
_BRINGS = {"geopandas": ("shapely", "pyproj")}


def find(library: str) -> Finding:
    """Look at ``library`` without importing it."""
    floor = (FLOOR | EXTRAS).get(library, "0")
    name = DISTRIBUTIONS.get(library, library)
    try:
        spec = importlib.util.find_spec(library)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        problem = tr("The Python library “{library}” is missing.").format(library=name)
        return Finding(library, "", floor, problem, how_to_install(library))
    version = _version(library)
    if version and _release(version) < _release(floor):
        problem = tr("The Python library “{library}” is version {version}; {floor} or later is needed.").format(
            library=name, version=version, floor=floor
        )
        return Finding(library, version, floor, problem, how_to_install(library))
    for carried in (library, *_BRINGS.get(library, ())):
        carried_spec = importlib.util.find_spec(carried)
        if carried_spec and _clashes(str(carried_spec.origin), carried):
            problem = tr(
                "The Python library “{library}” here is a pip wheel with its own copy of GEOS, GDAL or PROJ, which "
                "would crash QGIS."
            ).format(library=carried)
            remedy = tr("Remove the wheel (pip uninstall {library}).").format(library=carried)
            return Finding(library, version, floor, problem, f"{remedy} {how_to_install(carried)}")
    return Finding(library, version, floor)


def first_problem(libraries: tuple[str, ...]) -> str:
    """One sentence about the first of ``libraries`` that cannot be used here, or an empty text."""
    for library in libraries:
        finding = find(library)
        if not finding.usable:
            return finding.sentence
    return ""


def usable(library: str) -> bool:
    """True when ``library`` can be imported safely in this process."""
    return find(library).usable
