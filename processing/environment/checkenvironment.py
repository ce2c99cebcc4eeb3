# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:checkenvironment``: can this QGIS run the algorithms, and what to do if not."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProject,
    QgsProjUtils,
    QgsVectorLayer,
)

from ...i18n import tr
from ..base import PcaetAlgorithm
from ..provenance import plugin_version
from . import libraries

# The origin of Lambert-93 by definition (IGN, EPSG:2154): 3° E, 46.5° N is x = 700 000 m, y = 6 600 000 m.
ORIGIN_DEGREES = (3.0, 46.5)
ORIGIN_METRES = (700_000.0, 6_600_000.0)
GEOJSON = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"n": 1}, '
    '"geometry": {"type": "Point", "coordinates": [3.0, 46.5]}}]}'
)
GRID = "ncols 2\nnrows 1\nxllcorner 700000\nyllcorner 6600000\ncellsize 10\n1 2\n"


@dataclass(frozen=True)
class Line:
    """One line of the report; ``remedy`` is empty when all is well."""

    subject: str
    state: str
    remedy: str = ""
    optional: bool = False


class CheckEnvironment(PcaetAlgorithm):
    """Versions, missing libraries, a reprojection and a file opened with each."""

    REQUIRES = ()
    GROUP_ID = "environment"
    OUTPUT_HTML, PROBLEMS, MISSING_EXTRAS = "OUTPUT_HTML", "PROBLEMS", "MISSING_EXTRAS"

    def name(self) -> str:
        return "checkenvironment"

    def displayName(self) -> str:
        return tr("Check the environment")

    def tags(self) -> list[str]:
        return [tr("versions"), tr("libraries"), "geopandas", "rasterio", "pip"]

    def shortHelpString(self) -> str:
        return tr(
            "Lists the versions of QGIS, GDAL, GEOS, PROJ and of the Python libraries, says which are missing, too old "
            "or would clash with QGIS, reprojects a point and opens a file with each, and gives the remedy.\n\n"
            "Required libraries stop the algorithms that need them; an optional one only removes an output or slows a "
            "reading. Nothing is installed or changed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        report = QgsProcessingParameterFileDestination(
            self.OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), None, True
        )
        self.declare(report, tr("The findings as a page to send to whoever manages your computer."))
        self.addOutput(QgsProcessingOutputNumber(self.PROBLEMS, tr("Problems")))
        self.addOutput(QgsProcessingOutputNumber(self.MISSING_EXTRAS, tr("Optional libraries missing")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        lines = [*system_lines(), *library_lines(), *trial_lines()]
        for line in lines:
            text = f"{line.subject}: {line.state} {line.remedy}".strip()
            feedback.pushWarning(text) if line.remedy and not line.optional else feedback.pushInfo(text)
        results: dict[str, Any] = {
            self.PROBLEMS: sum(bool(line.remedy) and not line.optional for line in lines),
            self.MISSING_EXTRAS: sum(bool(line.remedy) and line.optional for line in lines),
            "SKIPPED": 0,
        }
        target = self.parameterAsFileOutput(parameters, self.OUTPUT_HTML, context)
        if target:
            Path(target).write_text(page(lines), encoding="utf-8")
            results[self.OUTPUT_HTML] = target
        return results


def system_lines() -> list[Line]:
    """QGIS and the libraries it was built on."""
    from osgeo import gdal

    return [
        Line("Atlas PCAET", plugin_version()),
        Line("QGIS", Qgis.version()),
        Line("Python", f"{sys.version.split()[0]} ({sys.platform})"),
        Line("GDAL", gdal.VersionInfo("RELEASE_NAME")),
        Line("GEOS", Qgis.geosVersion()),
        Line("PROJ", f"{QgsProjUtils.projVersionMajor()}.{QgsProjUtils.projVersionMinor()}"),
    ]


def library_lines() -> list[Line]:
    """Every library of the floor, then the extras."""
    lines = []
    for name in (*libraries.FLOOR, *libraries.EXTRAS):
        finding = libraries.find(name)
        state = finding.version or tr("missing")
        if finding.problem:
            state = f"{state}. {finding.problem}"
        lines.append(Line(name, state, finding.remedy, name in libraries.EXTRAS))
    return lines


def trial_lines() -> list[Line]:
    """A reprojection and a file opened with each library that can be used here."""
    trials: list[tuple[str, tuple[str, ...], Callable[[Path], bool]]] = [
        (tr("QGIS reprojects"), (), _qgis_reprojects),
        (tr("QGIS opens a file"), (), _qgis_opens),
        (tr("pyproj reprojects"), ("pyproj",), _pyproj_reprojects),
        (tr("geopandas reprojects"), libraries.GEOMETRY, _geopandas_reprojects),
        (tr("pyogrio opens a file"), ("pyogrio", "geopandas"), _pyogrio_opens),
        (tr("rasterio opens a file"), ("rasterio", "numpy"), _rasterio_opens),
        (tr("osgeo opens a raster"), (), _osgeo_opens),
        (tr("matplotlib draws"), ("matplotlib", "numpy"), _matplotlib_draws),
    ]
    lines = []
    with tempfile.TemporaryDirectory(prefix="pcaet_") as folder:
        (Path(folder) / "point.geojson").write_text(GEOJSON)
        (Path(folder) / "grid.asc").write_text(GRID)
        for subject, needed, trial in trials:
            if libraries.first_problem(needed):
                continue
            lines.append(_tried(subject, trial, Path(folder)))
    return lines


def _tried(subject: str, trial: Callable[[Path], bool], folder: Path) -> Line:
    remedy = tr(
        "Its files come from another version than QGIS's: check that the variables PROJ_DATA, PROJ_LIB and GDAL_DATA "
        "are not set by another program, then reinstall the library."
    )
    try:
        right = trial(folder)
    except Exception as error:  # a broken library may raise anything; the report says what
        return Line(subject, f"{type(error).__name__}: {error}", remedy)
    return Line(subject, tr("yes")) if right else Line(subject, tr("wrong result"), remedy)


def _close(x: float, y: float) -> bool:
    return abs(x - ORIGIN_METRES[0]) < 0.001 and abs(y - ORIGIN_METRES[1]) < 0.001


def _qgis_reprojects(folder: Path) -> bool:
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4171"), QgsCoordinateReferenceSystem("EPSG:2154"), QgsProject.instance()
    )
    point = transform.transform(QgsPointXY(*ORIGIN_DEGREES))
    return _close(point.x(), point.y())


def _qgis_opens(folder: Path) -> bool:
    return bool(QgsVectorLayer(str(folder / "point.geojson"), "point", "ogr").featureCount() == 1)


def _pyproj_reprojects(folder: Path) -> bool:
    import pyproj

    return _close(*pyproj.Transformer.from_crs("EPSG:4171", "EPSG:2154", always_xy=True).transform(*ORIGIN_DEGREES))


def _geopandas_reprojects(folder: Path) -> bool:
    import geopandas

    point = geopandas.GeoSeries.from_xy([ORIGIN_DEGREES[0]], [ORIGIN_DEGREES[1]], crs="EPSG:4171").to_crs("EPSG:2154")
    return _close(point.iloc[0].x, point.iloc[0].y)


def _pyogrio_opens(folder: Path) -> bool:
    import pyogrio

    return len(pyogrio.read_dataframe(folder / "point.geojson")) == 1


def _rasterio_opens(folder: Path) -> bool:
    import rasterio

    with rasterio.open(folder / "grid.asc") as grid:
        return bool(grid.read(1).tolist() == [[1, 2]])


def _osgeo_opens(folder: Path) -> bool:
    from osgeo import gdal

    dataset = gdal.Open(str(folder / "grid.asc"))
    return bool(dataset is not None and dataset.ReadRaster(buf_type=gdal.GDT_Byte) == b"\x01\x02")


def _matplotlib_draws(folder: Path) -> bool:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([0, 1])
    FigureCanvasAgg(figure).draw()
    return True


def page(lines: list[Line]) -> str:
    """The report as a page of its own."""
    import html

    rows = "\n".join(
        f'<tr class="{"ok" if not line.remedy else "extra" if line.optional else "bad"}">'
        f"<td>{html.escape(line.subject)}</td><td>{html.escape(line.state)}</td><td>{html.escape(line.remedy)}</td></tr>"
        for line in lines
    )
    head = "".join(f"<th>{html.escape(text)}</th>" for text in (tr("What"), tr("State"), tr("What to do")))
    title = html.escape(tr("Atlas PCAET: environment"))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><style>'
        "body{font-family:'Open Sans',sans-serif;margin:2em}td,th{padding:.3em .8em;border-bottom:1px solid #ccc;"
        "text-align:left;vertical-align:top}.bad{background:#fbe3dc}.extra{background:#fdf6dd}</style></head>"
        f"<body><h1>{title}</h1><table><tr>{head}</tr>{rows}</table></body></html>\n"
    )
