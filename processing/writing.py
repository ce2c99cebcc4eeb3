# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoDataFrame → layer file: declared fields, style, aliases and metadata; written beside, then renamed.

A destination is a file (any vector format that GDAL writes) or a table of a GeoPackage in the form QGIS gives it,
``ogr:dbname='…' table="…" (geom)``. Nothing stands under the final name before it is whole.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsLayerMetadata,
    QgsMapLayerStyle,
    QgsNotSupportedException,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..analysis.errors import DataError, noop
from .environment import libraries
from .reading import is_plan

if TYPE_CHECKING:
    import pandas

STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"
TABLE_DRIVERS = {"CSV", "XLSX", "ODS"}  # rows of cells, without geometry
FOLDER_DRIVERS = {"ESRI Shapefile", "MapInfo File"}
NUMPY_TYPES = {"integer": "Int64", "real": "float64", "text": "object"}


@dataclass(frozen=True)
class Field:
    """A column of an output: ``kind`` is integer, real or text; ``alias`` is shown in QGIS, with the unit."""

    name: str
    kind: str
    alias: str


@dataclass(frozen=True)
class Output:
    """What a layer carries besides its rows."""

    fields: tuple[Field, ...]
    metadata: QgsLayerMetadata
    geometry_type: str | None = None
    style: str | None = None
    restyle: Callable[[QgsVectorLayer], None] | None = None


@dataclass(frozen=True)
class Destination:
    """Where the user wants a layer: a file, or a table of an existing or new GeoPackage."""

    path: Path
    driver: str
    table: str | None = None

    @property
    def layer_name(self) -> str:
        return self.table or self.path.stem


def destination(text: str) -> Destination:
    """The destination written in a parameter. Raises ``DataError`` for what is not a file nor a GeoPackage table."""
    if text.lower().startswith("memory:"):
        # What scripts ask for a throw-away layer: ours carries its style and provenance, so it is a temporary file.
        return Destination(Path(QgsProcessingUtils.generateTempFilename("resultat.gpkg")), "GPKG")
    if text.lower().startswith(("postgres:", "mssql:", "oracle:")):
        raise DataError(
            noop("The output “{output}” is not a file. Choose a file name, for example result.gpkg."),
            output=text.split(":")[0],
        )
    if text.startswith("ogr:"):
        parts = QgsProviderRegistry.instance().decodeUri("ogr", text[4:])
        name = re.search(r"""dbname=(['"])(?P<path>.+?)\1""", text)
        table = re.search(r'table="(?P<table>(?:[^"]|"")+)"', text)
        path = name["path"] if name else parts.get("path", "")
        return Destination(Path(path), "GPKG", table["table"].replace('""', '"') if table else Path(path).stem)
    path = Path(text)
    driver = QgsVectorFileWriter.driverForExtension(path.suffix.lstrip(".")) if path.suffix else ""
    if not driver:
        raise DataError(noop("QGIS cannot write the format of “{file}”. Use the extension .gpkg."), file=path.name)
    return Destination(path, driver)


def writable(text: str, geometry_type: str | None = None) -> Destination:
    """The destination ``text`` of rows with a geometry, or without; to be asked before anything else is written.

    Raises ``DataError`` when its format holds no geometry, its folder is not there, or it is a plan.
    """
    target = destination(text)
    if geometry_type and target.driver in TABLE_DRIVERS:
        raise DataError(
            noop("“{file}” would be a table without geometry. Use the extension .gpkg (or .geojson, .shp)."), file=target.path.name
        )  # fmt: skip
    folder = target.path.parent
    if not folder.is_dir():
        raise DataError(
            noop("The folder “{folder}” does not exist. Create it, or choose another one."), folder=str(folder)
        )
    if is_plan(target.path):
        raise DataError(
            noop("“{file}” is an action plan: results never go into it. Choose another file."), file=target.path.name
        )
    return target


def write(frame: pandas.DataFrame, text: str, output: Output, context: QgsProcessingContext) -> tuple[str, str]:
    """Write ``frame`` (GeoDataFrame, or DataFrame for a table) to the destination ``text``.

    Returns the source string of the written layer and a sentence when it stands under another name than asked for.
    Raises ``DataError`` when the folder cannot be written, the disk is full or the target is in use and no name is
    free beside it; then no file is left behind.
    """
    target = writable(text, output.geometry_type)
    folder = target.path.parent
    frame = _declared(frame, output.fields)
    try:
        # No dot before the random letters: QGIS takes a folder «.bandes.gz1x2y» for an archive.
        workshop = Path(tempfile.mkdtemp(prefix=".pcaet-", suffix=".part", dir=folder))
    except OSError as error:
        raise DataError(
            noop("Nothing can be written in the folder “{folder}” ({reason}). Choose another folder."),
            folder=str(folder),
            reason=error.strerror,
        ) from error
    try:
        file = workshop / (target.path.name if not target.table else f"{target.path.stem}.gpkg")
        _write_file(frame, file, target, output)
        _decorate(file, target, output, len(frame))
        if target.driver == "GPKG":
            _seal(file)
        if target.table and target.path.exists():
            return _into_container(file, target)
        return _move(workshop, target, context)
    except OSError as error:
        raise DataError(
            noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
            file=target.path.name,
            reason=error.strerror or str(error),
        ) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _declared(frame: pandas.DataFrame, fields: Sequence[Field]) -> pandas.DataFrame:
    """Only the declared columns, in their order and type."""
    geometry = getattr(frame, "_geometry_column_name", None)
    table = frame[[f.name for f in fields] + ([geometry] if geometry in frame.columns else [])].copy()
    for f in fields:
        if f.kind == "text":
            table[f.name] = table[f.name].astype(object).where(table[f.name].notna(), None)
        else:
            table[f.name] = table[f.name].astype(NUMPY_TYPES[f.kind])
    return table.reset_index(drop=True)


def _write_file(frame: pandas.DataFrame, file: Path, target: Destination, output: Output) -> None:
    if libraries.usable("pyogrio") and _pyogrio_writes(target.driver):
        _write_pyogrio(frame, file, target, output)
    else:
        _write_ogr(frame, file, target, output)


def _pyogrio_writes(driver: str) -> bool:
    import pyogrio

    return "w" in pyogrio.list_drivers().get(driver, "")


def _write_pyogrio(frame: pandas.DataFrame, file: Path, target: Destination, output: Output) -> None:
    import pyogrio

    options: dict[str, Any] = {"dataset_options": {"VERSION": "1.3"}} if target.driver == "GPKG" else {}
    if output.geometry_type:
        options |= {"geometry_type": output.geometry_type, "promote_to_multi": output.geometry_type.startswith("Multi")}
    try:
        pyogrio.write_dataframe(frame, file, driver=target.driver, layer=target.layer_name, **options)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        RuntimeError,
    ) as error:
        raise OSError(str(error).strip().rstrip(".")) from error


def _write_ogr(frame: pandas.DataFrame, file: Path, target: Destination, output: Output) -> None:
    """The same by osgeo, which QGIS always brings."""
    from osgeo import ogr, osr

    kinds = {"integer": ogr.OFTInteger64, "real": ogr.OFTReal, "text": ogr.OFTString}
    options = ["VERSION=1.3"] if target.driver == "GPKG" else []
    reference = None
    if output.geometry_type:
        reference = osr.SpatialReference(wkt=frame.crs.to_wkt())
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    wkb_type = getattr(ogr, f"wkb{output.geometry_type}") if output.geometry_type else ogr.wkbNone
    geometries = frame.geometry.to_wkb().tolist() if output.geometry_type else [None] * len(frame)
    columns = (frame[f.name].astype(object).where(frame[f.name].notna(), None) for f in output.fields)
    try:
        with _gdal_exceptions():
            dataset = ogr.GetDriverByName(target.driver).CreateDataSource(str(file), options=options)
            layer = dataset.CreateLayer(target.layer_name, srs=reference, geom_type=wkb_type)
            for f in output.fields:
                layer.CreateField(ogr.FieldDefn(f.name, kinds[f.kind]))
            in_transaction = dataset.TestCapability(ogr.ODsCTransactions)
            if in_transaction:
                dataset.StartTransaction()
            for wkb, *row in zip(geometries, *columns, strict=True):
                layer.CreateFeature(_ogr_feature(layer, wkb, row, wkb_type))
            if in_transaction:
                dataset.CommitTransaction()
            dataset.FlushCache()
            del layer, dataset
    except RuntimeError as error:
        raise OSError(str(error).strip().rstrip(".")) from error


def _ogr_feature(layer: Any, wkb: bytes | None, row: Sequence[Any], wkb_type: int) -> Any:
    from osgeo import ogr

    feature = ogr.Feature(layer.GetLayerDefn())
    for position, value in enumerate(row):
        if value is not None:
            feature.SetField(position, value)
    if wkb:
        feature.SetGeometry(ogr.ForceTo(ogr.CreateGeometryFromWkb(wkb), wkb_type))
    return feature


def _decorate(file: Path, target: Destination, output: Output, count: int) -> None:
    """Check that every row arrived, then store style, aliases and metadata with the file."""
    uri = f"{file}|layername={target.layer_name}" if target.driver == "GPKG" else str(file)
    layer = QgsVectorLayer(uri, target.layer_name, "ogr")
    if not layer.isValid() or layer.featureCount() not in (count, -1):
        raise OSError(f"{max(layer.featureCount(), 0)} / {count}")
    if output.style:
        layer.loadNamedStyle(str(STYLES / f"{output.style}.qml"))
    if output.restyle:
        output.restyle(layer)
    for f in output.fields:
        position = layer.fields().lookupField(f.name)
        if position >= 0:
            layer.setFieldAlias(position, f.alias)
    if target.driver == "GPKG":
        error = layer.saveStyleToDatabase(target.layer_name, "Atlas PCAET", True, "")
        if error:
            raise OSError(error)
        _save_metadata(uri, output.metadata)
    else:
        layer.saveDefaultStyle(QgsVectorLayer.StyleCategory.AllStyleCategories)
        layer.setMetadata(output.metadata)
        layer.saveDefaultMetadata()


def _seal(file: Path) -> None:
    """Bring a GeoPackage back to one file and check it: what QGIS wrote last may still wait in a journal.

    On a full disk QGIS says nothing, and leaves a database cut short beside a journal that holds the rest.
    """
    try:
        connection = sqlite3.connect(file, timeout=5)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            state = connection.execute("PRAGMA quick_check").fetchone()[0]
            styles = connection.execute("SELECT count(*) FROM layer_styles").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    if mode != "delete" or state != "ok" or styles == 0:
        raise OSError(f"{state} ({mode})")


def _save_metadata(uri: str, metadata: QgsLayerMetadata) -> None:
    try:
        QgsProviderRegistry.instance().saveLayerMetadata("ogr", uri, metadata)
    except QgsNotSupportedException as error:
        raise OSError(str(error)) from error


@contextmanager
def _gdal_exceptions() -> Iterator[None]:
    """GDAL errors as exceptions here, and as the other plugins had them afterwards."""
    from osgeo import gdal

    before = gdal.GetUseExceptions()
    gdal.UseExceptions()
    try:
        yield
    finally:
        if not before:
            gdal.DontUseExceptions()


def _copy_table(file: Path, target: Destination) -> None:
    """One transaction; raises ``RuntimeError`` when the GeoPackage is locked or full, and leaves it as it was."""
    from osgeo import gdal

    with _gdal_exceptions():
        container = gdal.OpenEx(str(target.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        options = ["-overwrite", "-nomd", "-ds_transaction", "-nln", target.layer_name, target.layer_name]
        if gdal.VectorTranslate(container, str(file), options=options) is None:
            raise RuntimeError(gdal.GetLastErrorMsg() or "VectorTranslate")
        container.FlushCache()
        del container


def _into_container(file: Path, target: Destination) -> tuple[str, str]:
    """Copy the finished layer into an existing GeoPackage in one transaction, replacing a table of that name."""
    uri = f"{target.path}|layername={target.layer_name}"
    made = QgsVectorLayer(f"{file}|layername={target.layer_name}", target.layer_name, "ogr")
    try:
        _copy_table(file, target)
    except RuntimeError as error:
        raise DataError(
            noop(
                "The table “{table}” could not be written into “{file}”: {reason}. Close the other programs that use the file, then run again."
            ),
            table=target.layer_name,
            file=target.path.name,
            reason=str(error).strip().rstrip("."),
        ) from error
    copied = QgsVectorLayer(uri, target.layer_name, "ogr")
    if copied.featureCount() != made.featureCount():
        raise OSError(f"{max(copied.featureCount(), 0)} / {made.featureCount()}")
    # Not loadNamedStyle, which would give back the style of the table that was replaced.
    style = QgsMapLayerStyle()
    style.readFromLayer(made)
    style.writeToLayer(copied)
    error = copied.saveStyleToDatabase(target.layer_name, "Atlas PCAET", True, "")
    if error:
        raise OSError(error)
    _save_metadata(uri, made.metadata())
    return uri, ""


def _move(workshop: Path, target: Destination, context: QgsProcessingContext) -> tuple[str, str]:
    """Rename the finished files; a numbered name beside when the target is open elsewhere."""
    final = target.path
    if _in_use(final, context):
        final = _free_name(target.path)
    for _attempt in range(2):
        try:
            for part in sorted(workshop.iterdir()):
                part.replace(final.with_name(part.name.replace(target.path.stem, final.stem, 1)))
            break
        except PermissionError:  # Windows: another program holds the file
            final = _free_name(target.path)
    uri = f"{final}|layername={target.layer_name}" if target.table else str(final)
    return uri, str(final) if final != target.path else ""


def write_beside(target: str, write: Callable[[str], Any]) -> str:
    """Write under another name in the same folder, then rename; returns the final name. Raises ``DataError`` when it cannot be written."""
    final = Path(target)
    try:
        with tempfile.TemporaryDirectory(prefix=".pcaet-", suffix=".part", dir=final.parent) as workshop:
            part = Path(workshop) / final.name
            write(str(part))
            part.replace(final)
    except OSError as error:
        raise DataError(
            noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
            file=final.name, reason=error.strerror or str(error),
        ) from error  # fmt: skip
    return str(final)


def _free_name(path: Path) -> Path:
    for number in range(2, 1000):
        candidate = path.with_name(f"{path.stem}_{number}{path.suffix}")
        if not candidate.exists():
            return candidate
    raise DataError(
        noop("“{file}” is open elsewhere, and so are its numbered copies. Close it, then run again."), file=path.name
    )


def _in_use(path: Path, context: QgsProcessingContext) -> bool:
    """True when the project shows the file, or another program holds a lock on it (GeoPackage)."""
    if not path.exists():
        return False
    project = context.project()
    for layer in project.mapLayers().values() if project else ():
        if layer.source().split("|")[0] == str(path):
            return True
    if path.suffix.lower() != ".gpkg":
        return False
    if Path(f"{path}-wal").exists() or Path(f"{path}-journal").exists():
        return True
    try:
        connection = sqlite3.connect(f"file:{path.as_posix()}?mode=rw", uri=True, timeout=0)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    except sqlite3.DatabaseError:
        return False
    return False
