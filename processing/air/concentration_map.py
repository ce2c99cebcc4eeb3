# SPDX-License-Identifier: GPL-2.0-or-later
"""The raster of concentrations: what roads add, and the totals where the background is known; and its contours."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsColorRampShader,
    QgsLayerMetadata,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ...analysis.errors import DataError, noop
from ...i18n import tr

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.air.concentration_raster import Grid

# µg/m³: the limits (10 WHO 2021, 20 EU 2030, 40 EU until 2029) and steps between; what roads add has steps of its own.
TOTAL_LEVELS, ADDED_LEVELS = (10.0, 15.0, 20.0, 25.0, 30.0, 40.0), (1.0, 2.0, 5.0, 10.0, 20.0, 40.0)
COLOURS = ("#4575b4", "#abd9e9", "#e0f3f8", "#fee090", "#fdae61", "#f46d43", "#a50026")


@dataclass(frozen=True)
class Band:
    """One band of the raster: its name, the pollutant, and whether the background is in it."""

    name: str
    pollutant: str
    total: bool


def bands(chosen: list[str], known: dict[str, Any]) -> list[Band]:
    """Bands to write: what roads add of each pollutant, its total where the background ``known`` is given, then NO2."""
    found = [Band(f"{key}_road_ug_m3", key, False) for key in chosen]
    found += [Band(f"{key}_ug_m3", key, True) for key in chosen if key in known]
    if "nox" in chosen and "nox" in known and "no2" in known:
        found.append(Band("no2_ug_m3", "no2", True))
    return found


def shown_band(written: list[Band]) -> int:
    """Position, from 1, of the band that is shown and contoured: NO2, else the first total, else the first."""
    order = sorted(range(len(written)), key=lambda i: (written[i].name != "no2_ug_m3", not written[i].total, i))
    return order[0] + 1


def filled(
    tiles: Iterator[tuple[int, int, numpy.ndarray]], grid: Grid, crs: Any, chosen: list[str], known: dict[str, Any],
    written: list[Band], method: str,
) -> Iterator[tuple[int, int, numpy.ndarray]]:  # fmt: skip
    """The tiles of what roads add (pollutants, rows, columns) become those of ``written`` (bands, rows, columns)."""
    import numpy

    from ...analysis.air.no2 import nitrogen_dioxide
    from .receptor_places import check_backgrounds

    for row, column, added in tiles:
        shape = added.shape[1:]
        background = {key: _background(value, grid, row, column, shape, crs) for key, value in known.items()}
        by_key = dict(zip(chosen, added, strict=True))
        made = []
        for band in written:
            if not band.total:
                made.append(by_key[band.pollutant])
            elif band.pollutant == "no2":
                check_backgrounds(background["nox"], background["no2"])
                made.append(nitrogen_dioxide(by_key["nox"], background["nox"], background["no2"], method))
            else:
                made.append(by_key[band.pollutant] + background[band.pollutant])
        yield row, column, numpy.asarray(made, dtype=numpy.float32)


def _background(value: Any, grid: Grid, row: int, column: int, shape: tuple[int, int], crs: Any) -> numpy.ndarray:
    """A background on the cells of a tile, from a number or a raster layer; NaN where it is not known."""
    import numpy

    if not isinstance(value, QgsRasterLayer):
        return numpy.full(shape, float(value))
    from osgeo import gdal

    left, top = grid.left + column * grid.cell, grid.top - row * grid.cell
    box = (left, top - shape[0] * grid.cell, left + shape[1] * grid.cell, top)
    source = gdal.Open(value.source())
    if source is None:
        raise DataError(
            noop("The background “{layer}” is not a raster file. Save it as a GeoTIFF, then run again."),
            layer=value.name(),
        )
    made = gdal.Warp(
        "", source, format="MEM", outputBounds=box, width=shape[1], height=shape[0], dstSRS=crs.to_wkt(),
        resampleAlg="bilinear", outputType=gdal.GDT_Float32, dstNodata=float("nan"),
    )  # fmt: skip
    return numpy.asarray(made.GetRasterBand(1).ReadAsArray(), dtype=float)


def write_raster(file: str, grid: Grid, crs: Any, written: list[Band], tiles: Any, progress: Any) -> None:
    """A tiled GeoTIFF, tile by tile. Raises ``OSError`` with GDAL's reason."""
    from osgeo import gdal

    driver = gdal.GetDriverByName("GTiff")
    options = ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=3", "BIGTIFF=IF_SAFER"]
    dataset = driver.Create(file, grid.columns, grid.rows, len(written), gdal.GDT_Float32, options)
    if dataset is None:
        raise OSError(gdal.GetLastErrorMsg())
    dataset.SetGeoTransform((grid.left, grid.cell, 0, grid.top, 0, -grid.cell))
    dataset.SetProjection(crs.to_wkt())
    for number, band in enumerate(written, start=1):
        dataset.GetRasterBand(number).SetDescription(band.name)
        dataset.GetRasterBand(number).SetNoDataValue(float("nan"))
    for row, column, values in tiles:
        progress(row / grid.rows)
        for number, block in enumerate(values, start=1):
            if dataset.GetRasterBand(number).WriteArray(block, column, row) != 0:
                raise OSError(gdal.GetLastErrorMsg())
    dataset.FlushCache()
    del dataset


def dress(file: str, written: list[Band], metadata: QgsLayerMetadata) -> None:
    """Style and provenance beside the raster (.qml, .qmd), as QGIS reads them when it opens the file."""
    layer = QgsRasterLayer(file, "", "gdal")
    position = shown_band(written)
    total = written[position - 1].total
    levels = TOTAL_LEVELS if total else ADDED_LEVELS
    ramp = QgsColorRampShader()
    ramp.setColorRampType(QgsColorRampShader.Type.Discrete)
    items = [
        QgsColorRampShader.ColorRampItem(high, QColor(colour), label)
        for (_low, high, label), colour in zip(classes(levels), COLOURS, strict=True)
    ]
    ramp.setColorRampItemList(items)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), position, shader))
    layer.setMetadata(metadata)
    layer.saveDefaultStyle(QgsRasterLayer.StyleCategory.AllStyleCategories)
    layer.saveDefaultMetadata()


def classes(levels: tuple[float, ...]) -> list[tuple[float, float, str]]:
    """(low, high, label) between levels; the last goes to infinity."""
    bounds = [0.0, *levels, float("inf")]
    return [
        (
            low,
            high,
            tr("more than {} µg/m³").format(f"{low:g}") if high == float("inf") else f"{low:g} – {high:g} µg/m³",
        )
        for low, high in itertools.pairwise(bounds)
    ]


def read_levels(text: str, total: bool) -> tuple[float, ...]:
    """Levels written in a parameter, else the usual ones. Raises ``DataError`` for what is not a growing list."""
    from ...analysis.numbers import parse_number

    if not text.strip():
        return TOTAL_LEVELS if total else ADDED_LEVELS
    found = [parse_number(part) for part in text.replace(";", " ").split()]
    if not all(value > 0 for value in found) or sorted(set(found)) != found:
        raise DataError(
            noop(
                "The levels of the contours “{text}” are not growing numbers above 0. Write for example: 10 20 30 40."
            ),
            text=text,
        )
    return tuple(found)


def contours(file: str, band: int, levels: tuple[float, ...]) -> geopandas.GeoDataFrame:
    """Polygons between levels: ``low_ug_m3``, ``high_ug_m3`` (empty above the last), in the raster's CRS."""
    import geopandas
    import numpy
    import shapely
    from osgeo import gdal, ogr

    dataset = gdal.Open(file)
    store = ogr.GetDriverByName("Memory").CreateDataSource("contours")
    layer = store.CreateLayer("contours", geom_type=ogr.wkbMultiPolygon)
    for name in ("low", "high"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    options = [f"FIXED_LEVELS={','.join(map(str, levels))}", "POLYGONIZE=YES", "ELEV_FIELD_MIN=0", "ELEV_FIELD_MAX=1"]
    if gdal.ContourGenerateEx(dataset.GetRasterBand(band), layer, options=options) != 0:
        raise OSError(gdal.GetLastErrorMsg())
    shapes = [feature.GetGeometryRef().ExportToWkb() for feature in layer if feature.GetGeometryRef()]
    layer.ResetReading()
    # By the upper level: where nothing is below the first one, GDAL says 0 for the lower.
    high = numpy.array([f["high"] for f in layer if f.GetGeometryRef()])
    place = numpy.searchsorted(levels, high * (1 - 1e-9))
    bounds = numpy.array([0.0, *levels, numpy.nan])
    made = geopandas.GeoDataFrame(
        {"low_ug_m3": bounds[place], "high_ug_m3": bounds[place + 1]},
        geometry=shapely.make_valid(shapely.from_wkb([bytes(shape) for shape in shapes])), crs=dataset.GetProjection(),
    )  # fmt: skip
    return made.sort_values("low_ug_m3").reset_index(drop=True)
