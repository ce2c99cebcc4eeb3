# SPDX-License-Identifier: GPL-2.0-or-later
"""One reader of rasters: rasterio where it is, ``osgeo.gdal`` where it is not. One handle for each thread."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .errors import DataError, noop

CACHE_MB = 64  # of decompressed blocks that GDAL keeps: a walk in the order of the blocks reads each once


@dataclass(frozen=True)
class RasterFacts:
    """What a raster says of itself; ``transform`` is GDAL's (x0, dx, rx, y0, ry, dy), ``nodata`` of the first band."""

    path: str
    width: int
    height: int
    bands: int
    dtype: str
    transform: tuple[float, float, float, float, float, float]
    crs_wkt: str
    nodata: float | None
    block: tuple[int, int]  # rows, columns
    colours: tuple[str, ...]  # interpretation of each band: gray, red, palette…
    palette: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def pixel(self) -> float:
        """Side of a pixel (units of the CRS): the square root of its area."""
        _x, dx, rx, _y, ry, dy = self.transform
        return float(np.sqrt(abs(dx * dy - rx * ry)))

    def to_pixels(self, coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) map coordinates as columns and rows, fractions included; rotated rasters too."""
        x0, dx, rx, y0, ry, dy = self.transform
        inverse = np.linalg.inv(np.array([[dx, rx], [ry, dy]]))
        return np.asarray((coordinates - (x0, y0)) @ inverse.T)


class OpenRaster(Protocol):
    """A raster open in one thread."""

    facts: RasterFacts

    def read(self, band: int, row: int, column: int, rows: int, columns: int) -> NDArray[Any]: ...


@contextmanager
def open_raster(path: str, reader: str = "") -> Iterator[OpenRaster]:
    """Open a raster for reading; ``reader`` is ``rasterio`` or ``osgeo``, the first that is here by default.

    Raises ``DataError`` naming the file: absent, no driver for its format, cut short.
    """
    chosen = reader or ("rasterio" if importlib.util.find_spec("rasterio") else "osgeo")
    opened = (_open_rasterio if chosen == "rasterio" else _open_osgeo)(path)
    try:
        yield opened
    finally:
        opened.close()


def facts(path: str, reader: str = "") -> RasterFacts:
    """What a raster says of itself. Raises ``DataError`` as :func:`open_raster`."""
    with open_raster(path, reader) as raster:
        return raster.facts


def _unreadable(path: str, reason: str) -> DataError:
    file = Path(path)
    if "not recognized" in reason or "not recognised" in reason:
        return DataError(
            noop("No driver here reads the raster “{file}” ({extension}). Convert it to GeoTIFF, for example with the software it came from, then run again."),
            file=file.name, extension=file.suffix or "?",
        )  # fmt: skip
    if not file.exists() and not path.startswith("/vsi"):
        return DataError(noop("The raster “{file}” does not exist."), file=str(file))
    return DataError(
        noop("The raster “{file}” cannot be read: {reason}. It may be cut short: copy it again from its source."),
        file=file.name, reason=reason.strip().rstrip(".").splitlines()[0][:200] if reason.strip() else "?",
    )  # fmt: skip


class _Rasterio:
    def __init__(self, dataset: Any, path: str) -> None:
        self.dataset = dataset
        t = dataset.transform
        interpretation = tuple(c.name for c in dataset.colorinterp)
        palette = {}
        if interpretation[0] == "palette":
            palette = {k: v[:3] for k, v in dataset.colormap(1).items()}
        self.facts = RasterFacts(
            path, dataset.width, dataset.height, dataset.count, dataset.dtypes[0], (t.c, t.a, t.b, t.f, t.d, t.e),
            dataset.crs.to_wkt() if dataset.crs else "", dataset.nodata, dataset.block_shapes[0], interpretation, palette,
            dataset.tags(),
        )  # fmt: skip

    def read(self, band: int, row: int, column: int, rows: int, columns: int) -> NDArray[Any]:
        import rasterio
        from rasterio.windows import Window

        try:
            return np.asarray(self.dataset.read(band, window=Window(column, row, columns, rows)))
        except rasterio.errors.RasterioError as error:
            raise _unreadable(self.facts.path, str(error.__cause__ or error)) from error

    def close(self) -> None:
        self.dataset.close()


def _open_rasterio(path: str) -> Any:
    import warnings

    import rasterio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        try:
            return _Rasterio(rasterio.open(path), path)
        except rasterio.errors.RasterioError as error:
            raise _unreadable(path, str(error)) from error


class _Osgeo:
    def __init__(self, dataset: Any, path: str) -> None:
        from osgeo import gdal, gdal_array

        self.dataset = dataset
        first = dataset.GetRasterBand(1)
        block = first.GetBlockSize()
        colours = tuple(
            gdal.GetColorInterpretationName(dataset.GetRasterBand(i + 1).GetColorInterpretation()).lower()
            for i in range(dataset.RasterCount)
        )
        table = first.GetColorTable() if colours[0] == "palette" else None
        palette = {i: table.GetColorEntry(i)[:3] for i in range(table.GetCount())} if table else {}
        dtype = np.dtype(gdal_array.GDALTypeCodeToNumericTypeCode(first.DataType)).name
        self.facts = RasterFacts(
            path, dataset.RasterXSize, dataset.RasterYSize, dataset.RasterCount, dtype, tuple(dataset.GetGeoTransform()),
            dataset.GetProjection(), first.GetNoDataValue(), (block[1], block[0]), colours, palette, dataset.GetMetadata(),
        )  # fmt: skip

    def read(self, band: int, row: int, column: int, rows: int, columns: int) -> NDArray[Any]:
        from osgeo import gdal

        with gdal.ExceptionMgr() if hasattr(gdal, "ExceptionMgr") else _Nothing():
            try:
                found = self.dataset.GetRasterBand(band).ReadAsArray(column, row, columns, rows)
            except RuntimeError as error:
                raise _unreadable(self.facts.path, str(error)) from error
        if found is None:
            raise _unreadable(self.facts.path, gdal.GetLastErrorMsg())
        return np.asarray(found)

    def close(self) -> None:
        self.dataset = None


class _Nothing:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        return None


def _open_osgeo(path: str) -> Any:
    from osgeo import gdal

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR)
        reason = gdal.GetLastErrorMsg()
    except RuntimeError as error:
        dataset, reason = None, str(error)
    finally:
        gdal.PopErrorHandler()
    if dataset is None:
        raise _unreadable(path, reason)
    return _Osgeo(dataset, path)


@contextmanager
def small_cache(reader: str = "") -> Iterator[None]:
    """Hold GDAL's cache of blocks at :data:`CACHE_MB` while a raster is walked, and give it back as it was."""
    chosen = reader or ("rasterio" if importlib.util.find_spec("rasterio") else "osgeo")
    if chosen == "rasterio":
        import rasterio

        with rasterio.Env(GDAL_CACHEMAX=CACHE_MB):
            yield
        return
    from osgeo import gdal

    before = gdal.GetCacheMax()
    gdal.SetCacheMax(CACHE_MB * 2**20)
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
