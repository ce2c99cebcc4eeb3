# SPDX-License-Identifier: GPL-2.0-or-later
"""Strips as one image, the last on top: which covers each place, the corrected mosaic, and the correction surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...analysis.errors import DataError, noop

if TYPE_CHECKING:
    import numpy

ROWS = 512
OPTIONS = ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=3", "BIGTIFF=IF_SAFER"]
MISSING = -9999.0
MASK_SIDE = 1000  # cells of the mask of a strip, at most


def partition(rasters: list[Any], nodata: list[Any], band: int) -> list[Any]:
    """The place of each raster in the mosaic: where it has values, less where those above it have."""
    import shapely

    above, made = shapely.MultiPolygon(), []
    for facts, missing in zip(reversed(rasters), reversed(nodata), strict=True):
        shape = _covered(facts, missing, band)
        made.append(shapely.difference(shape, above))
        above = shapely.union(above, shape)
    return made[::-1]


def _covered(facts: Any, nodata: tuple[float, ...], band: int) -> Any:
    """Where a raster has values, to a thousandth of its side: an oblique strip is not its bounding box."""
    import numpy
    import shapely
    from osgeo import gdal, ogr

    from ...analysis.thermal.strips import bounds, known

    box = shapely.box(*bounds(facts))
    columns, rows = min(facts.width, MASK_SIDE), min(facts.height, MASK_SIDE)
    dataset = gdal.Open(facts.path)  # held: a band does not keep its dataset alive
    values = dataset.GetRasterBand(band).ReadAsArray(buf_xsize=columns, buf_ysize=rows)
    valid = known(values, nodata)
    if valid.all():
        return box
    mask = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Byte)
    west, south, east, north = box.bounds
    mask.SetGeoTransform((west, (east - west) / columns, 0, north, 0, -(north - south) / rows))
    mask.GetRasterBand(1).WriteArray(valid.astype(numpy.uint8))
    store = ogr.GetDriverByName("Memory").CreateDataSource("mask")
    layer = store.CreateLayer("mask", geom_type=ogr.wkbPolygon)
    gdal.Polygonize(mask.GetRasterBand(1), mask.GetRasterBand(1), layer, -1)
    shapes = shapely.from_wkb([bytes(feature.GetGeometryRef().ExportToWkb()) for feature in layer])
    return shapely.union_all(shapely.make_valid(shapes))


def write(
    file: str, rasters: list[Any], nodata: list[Any], band: int, offset: numpy.ndarray, crs: Any, progress: Any, reader: str
) -> None:  # fmt: skip
    """The mosaic with the offset of each strip taken off, by bands of rows; strips must be on one grid."""
    import numpy

    from ...analysis.raster import open_raster
    from ...analysis.thermal.strips import bounds, known

    x0, dx, _rx, y0, _ry, dy = rasters[0].transform
    boxes = [bounds(facts) for facts in rasters]
    for facts in rasters:
        x, step, _r, y, _s, down = facts.transform
        off = [abs((x - x0) / dx - round((x - x0) / dx)), abs((y - y0) / dy - round((y - y0) / dy))]
        if abs(step - dx) > 1e-6 * dx or abs(down - dy) > 1e-6 * abs(dy) or max(off) > 0.01:
            raise DataError(
                noop("The strips are not on one grid of pixels: the mosaic cannot be written without resampling. Warp them to one grid, or leave the mosaic out."),
            )  # fmt: skip
    west, north = min(b[0] for b in boxes), max(b[3] for b in boxes)
    columns = round((max(b[2] for b in boxes) - west) / dx)
    rows = round((north - min(b[1] for b in boxes)) / -dy)
    dataset = _created(file, columns, rows, 1, (west, dx, 0, north, 0, dy), crs)
    for top in range(0, rows, ROWS):
        progress(top / rows)
        high = min(ROWS, rows - top)
        block = numpy.full((high, columns), MISSING, dtype=numpy.float32)
        for facts, missing, taken in zip(rasters, nodata, offset, strict=True):
            left = round((facts.transform[0] - west) / dx)
            begin = round((north - facts.transform[3]) / -dy)
            first, last = max(top, begin), min(top + high, begin + facts.height)
            if last > first:
                with open_raster(facts.path, reader) as raster:
                    values = raster.read(band, first - begin, 0, last - first, facts.width)
                valid = known(values, missing)
                part = block[first - top : last - top, left : left + facts.width]
                part[valid] = values[valid] - taken
        if dataset.GetRasterBand(1).WriteArray(block, 0, top) != 0:
            raise _failed()
    dataset.FlushCache()
    del dataset


def write_surface(file: str, surface: Any, crs: Any, terrain: tuple[str, float, float] | None) -> None:
    """The correction surface; ``terrain`` adds what altitude explains: (raster, change for a metre, reference height)."""
    import numpy

    rows, columns = surface.excess.shape
    excess = surface.excess.copy()
    if terrain:
        from osgeo import gdal

        source, lapse, reference = terrain
        box = (surface.west, surface.north - rows * surface.cell, surface.west + columns * surface.cell, surface.north)
        made = gdal.Warp("", source, format="MEM", outputBounds=box, width=columns, height=rows, resampleAlg="average",
                         outputType=gdal.GDT_Float32, dstNodata=float("nan"))  # fmt: skip
        excess += lapse * (made.GetRasterBand(1).ReadAsArray() - reference)
    dataset = _created(file, columns, rows, 2, (surface.west, surface.cell, 0, surface.north, 0, -surface.cell), crs)
    for number, values in enumerate((excess, surface.distance), start=1):
        held = numpy.where(numpy.isfinite(values), values, MISSING).astype(numpy.float32)
        if dataset.GetRasterBand(number).WriteArray(held) != 0:
            raise _failed()
    dataset.FlushCache()
    del dataset


def _created(file: str, columns: int, rows: int, bands: int, transform: tuple[float, ...], crs: Any) -> Any:
    from osgeo import gdal

    dataset = gdal.GetDriverByName("GTiff").Create(file, columns, rows, bands, gdal.GDT_Float32, OPTIONS)
    if dataset is None:
        raise _failed()
    dataset.SetGeoTransform(transform)
    dataset.SetProjection(crs.to_wkt())
    for number in range(1, bands + 1):
        dataset.GetRasterBand(number).SetNoDataValue(MISSING)
    return dataset


def _failed() -> OSError:
    from osgeo import gdal

    return OSError(gdal.GetLastErrorMsg())
