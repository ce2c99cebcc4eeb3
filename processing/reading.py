# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS layer → GeoDataFrame: one boundary, a fast path by pyogrio and the path of every provider by getFeatures.

Everything third-party is imported inside the functions: this module is loaded with the plugin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..analysis.errors import DataError, noop
from .environment import libraries

if TYPE_CHECKING:
    import geopandas
    import pandas

ARROW_BATCH = 65_536
FEATURE_BLOCK = 10_000
# Drivers whose files pyogrio reads exactly as QGIS's own provider does.
FAST_DRIVERS = {"GPKG", "ESRI Shapefile", "FlatGeobuf", "GeoJSON", "OSM"}

Progress = Callable[[float], None]


@dataclass(frozen=True)
class FastPath:
    """A plain file layer that pyogrio may read by itself."""

    path: str
    layer: str | None
    where: str | None
    encoding: str | None


@dataclass
class VectorInput:
    """One vector parameter, resolved in ``prepareAlgorithm`` (main thread) and read in ``processAlgorithm``."""

    key: str
    name: str
    source: QgsProcessingFeatureSource
    crs: QgsCoordinateReferenceSystem
    fast: FastPath | None
    address: str
    read_count: int = 0
    owners: tuple[Any, ...] = ()  # the source points into them without keeping them alive
    bad: list[tuple[Any, str]] = field(default_factory=list)
    repaired: list[Any] = field(default_factory=list)

    def field_names(self) -> list[str]:
        return [f.name() for f in self.source.fields()]

    def frame(self, columns: Sequence[str], progress: Progress) -> geopandas.GeoDataFrame:
        """Features as a GeoDataFrame indexed by feature id, with ``columns`` and two-dimensional valid geometries.

        Null, empty and irreparable geometries are left out and listed in ``bad``; repaired ones in ``repaired``.
        Raises ``DataError`` for a layer without CRS, without feature, or without one usable geometry, and
        ``Cancelled`` through ``progress``.
        """
        import geopandas
        from geopandas.array import GeometryArray

        wanted = list(dict.fromkeys(columns))
        self._check(wanted)
        raw, shapes = self._read_fast(wanted, progress) if self.fast else self._read_features(wanted, progress)
        if not len(raw):
            raise DataError(
                noop("The layer “{layer}” has no feature. Choose another layer, or remove its filter."), layer=self.name
            )
        self.read_count = len(raw)
        keep = self._repaired(raw.index, shapes, progress)
        geometry = GeometryArray(shapes.geometry, crs=pyproj_crs(self.crs))
        frame = geopandas.GeoDataFrame(raw, geometry=geometry, copy=False)
        if not keep.any():
            raise DataError(
                noop("No feature of the layer “{layer}” has a usable geometry: all are null, empty or broken."),
                layer=self.name,
            )
        return frame[keep] if not keep.all() else frame

    def _check(self, columns: Sequence[str]) -> None:
        known = self.field_names()
        for name in columns:
            if name not in known:
                raise DataError(
                    noop("The layer “{layer}” has no field “{field}”. Its fields are: {fields}."),
                    layer=self.name,
                    field=name,
                    fields=", ".join(known),
                )
        if not self.crs.isValid():
            raise DataError(
                noop(
                    "The layer “{layer}” has no coordinate reference system. Set it: right-click the layer, Layer CRS, Set Layer CRS."
                ),
                layer=self.name,
            )

    def _repaired(self, ids: Any, shapes: Shapes, progress: Progress) -> Any:
        """Repair the broken geometries in place; returns which features can be used, and lists the others."""
        import numpy as np
        import shapely

        empty = shapes.empty.copy()
        self.bad += [(fid, "null") for fid in ids[empty]]
        polygons = self.geometry_type() == Qgis.GeometryType.Polygon
        for count, row in enumerate(np.flatnonzero(~empty & ~shapes.valid)):
            if count % 200 == 0:
                progress(0.95)
            geometry = shapely.make_valid(shapes.geometry[row])
            geometry = polygonal(geometry) if polygons else geometry
            shapes.geometry[row] = geometry
            if geometry.is_empty:
                empty[row] = True
                self.bad.append((ids[row], "broken"))
            else:
                self.repaired.append(ids[row])
        return ~empty

    def geometry_type(self) -> Qgis.GeometryType:
        return QgsWkbTypes.geometryType(self.source.wkbType())

    def _read_fast(self, columns: list[str], progress: Progress) -> tuple[pandas.DataFrame, Shapes]:
        """By pyogrio: in Arrow batches where pyarrow is usable, so that cancel is answered between two batches."""
        fast = self.fast
        assert fast is not None
        options: dict[str, Any] = {
            "layer": fast.layer or 0,  # the first, as QGIS takes it
            "columns": columns,
            "where": fast.where,
            "encoding": fast.encoding,
        }
        if libraries.usable("pyarrow"):
            return _arrow_frame(fast.path, options, self.source.featureCount(), progress)
        import pandas
        import pyogrio

        progress(0.0)
        frame = pandas.DataFrame(pyogrio.read_dataframe(fast.path, fid_as_index=True, **options))
        progress(0.9)
        return frame, _checked(frame.pop("geometry").to_numpy())

    def _read_features(self, columns: list[str], progress: Progress) -> tuple[pandas.DataFrame, Shapes]:
        """By getFeatures, with only the attributes asked for and geometries in WKB blocks."""
        import pandas

        fields = self.source.fields()
        positions = [fields.lookupField(name) for name in columns]
        request = QgsFeatureRequest().setSubsetOfAttributes(positions)
        total = max(self.source.featureCount(), 1)
        flatten = QgsWkbTypes.isCurvedType(self.source.wkbType()) or QgsWkbTypes.hasM(self.source.wkbType())
        ids: list[int] = []
        values: list[list[Any]] = [[] for _ in columns]
        blocks, block = [], []
        for feature in self.source.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks):
            ids.append(feature.id())
            block.append(_wkb(feature, flatten))
            for column, position in zip(values, positions, strict=True):
                column.append(feature[position])
            if len(block) == FEATURE_BLOCK:
                progress(0.9 * len(ids) / total)
                blocks.append(_decoded(block))
                block = []
        blocks.append(_decoded(block))
        table = {name: _column(column) for name, column in zip(columns, values, strict=True)}
        return pandas.DataFrame(table, index=pandas.Index(ids, name="fid")), Shapes.joined(blocks)


@dataclass
class Shapes:
    """Geometries (n,) in two dimensions, and for each whether it is null or empty, and whether it is valid."""

    geometry: Any
    empty: Any
    valid: Any

    @classmethod
    def joined(cls, blocks: Sequence[Shapes]) -> Shapes:
        import numpy as np

        return cls(*(np.concatenate([getattr(b, name) for b in blocks]) for name in ("geometry", "empty", "valid")))


def _checked(geometry: Any) -> Shapes:
    import shapely

    if shapely.has_z(geometry).any():
        geometry = shapely.force_2d(geometry)
    empty = shapely.is_missing(geometry) | shapely.is_empty(geometry)
    return Shapes(geometry, empty, shapely.is_valid(geometry))


def _decoded(wkb: Any) -> Shapes:
    """WKB (n,) to checked shapes; what cannot be decoded is null."""
    import numpy as np
    import shapely

    return _checked(shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore"))


def _wkb(feature: Any, flatten: bool) -> bytes | None:
    if not feature.hasGeometry():
        return None
    geometry = feature.geometry()
    if flatten:
        geometry.convertToStraightSegment()
        geometry.get().dropMValue()
    return geometry.asWkb().data()


def _column(values: list[Any]) -> list[Any]:
    return [None if value is None or value == NULL else value for value in values]


def _arrow_frame(path: str, options: dict[str, Any], count: int, progress: Progress) -> tuple[pandas.DataFrame, Shapes]:
    """Batches are read here while the geometries of the one before are decoded and checked in another thread."""
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np
    import pandas
    import pyarrow
    from pyogrio.raw import open_arrow

    arguments = {key: value for key, value in options.items() if value is not None}
    ids, batches, pending = [], [], []
    done = 0
    with (
        ThreadPoolExecutor(2) as decoder,
        open_arrow(path, batch_size=ARROW_BATCH, return_fids=True, use_pyarrow=True, **arguments) as (meta, reader),
    ):
        geometry_name = meta["geometry_name"] or "wkb_geometry"
        for batch in reader:
            names = batch.schema.names
            fid_name = meta.get("fid_column") or next(n for n in ("OGC_FID", "fid") if n in names)
            pending.append(decoder.submit(_decoded, batch.column(geometry_name).to_numpy(zero_copy_only=False)))
            ids.append(batch.column(fid_name).to_numpy())
            batches.append(batch.select(list(options["columns"])))
            done += batch.num_rows
            progress(min(0.9, 0.9 * done / max(count, 1)))
        # Texts stay in Arrow's memory: a million Python strings would take longer than the file.
        texts = {pyarrow.string(): pandas.ArrowDtype(pyarrow.string())}
        table = pandas.DataFrame()
        if batches:
            whole = pyarrow.Table.from_batches(batches)
            table = whole.to_pandas(types_mapper=texts.get, split_blocks=True, self_destruct=True)
            table.index = pandas.Index(np.concatenate(ids), name="fid")
        return table, Shapes.joined([future.result() for future in pending] or [_decoded([])])


def polygonal(geometry: Any) -> Any:
    """The polygons of a geometry that ``make_valid`` may have turned into a collection."""
    import shapely

    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [part for part in getattr(geometry, "geoms", ()) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def fingerprint(frame: geopandas.GeoDataFrame, progress: Progress = lambda _part: None) -> str:
    """A digest of what was read (geometries, attributes), computed without opening the file a second time.

    Raises ``Cancelled`` through ``progress``.
    """
    import pandas
    import shapely

    state = hashlib.blake2b(digest_size=16)
    geometries = frame.geometry.to_numpy()
    blocks = [slice(start, start + ARROW_BATCH) for start in range(0, len(geometries), ARROW_BATCH)]
    for block in blocks:
        progress(1.0)
        state.update(b"".join(shapely.to_wkb(geometries[block])))
    for name in frame.columns.drop(frame.geometry.name):
        state.update(str(name).encode())
        for block in blocks:
            progress(1.0)
            texts = frame[name].iloc[block].astype(object).astype(str)
            state.update(pandas.util.hash_pandas_object(texts, index=False).to_numpy().tobytes())
    return state.hexdigest()


def pyproj_crs(crs: QgsCoordinateReferenceSystem) -> Any:
    """The pyproj CRS of a QGIS one, by authority code where it has one."""
    import pyproj

    if crs.authid().startswith(("EPSG:", "IGNF:", "ESRI:")):
        with suppress(pyproj.exceptions.CRSError):  # a code that pyproj's database lacks: the definition is used
            return pyproj.CRS.from_user_input(crs.authid())
    return pyproj.CRS.from_wkt(crs.toWkt(Qgis.CrsWktVariant.Preferred))


def measures_metres(crs: Any, bounds: tuple[float, float, float, float], chosen: bool = False) -> bool:
    """True when lengths measured in ``crs`` around the centre of ``bounds`` are metres within 1 %.

    A projected CRS in metres is not enough: Web Mercator stretches lengths by half at the latitude of France. A layer
    outside the area its CRS is made for (a local drawing) is judged by the centre of that area; a CRS that was ``chosen``
    to compute in is judged where the layer lies, whatever its area.
    """
    import pyproj

    if not crs.is_projected or any(axis.unit_conversion_factor != 1 for axis in crs.axis_info[:2]):
        return False
    to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
    longitude, latitude = to_degrees.transform((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    area = crs.area_of_use
    if not chosen and area and not (area.west <= longitude <= area.east and area.south <= latitude <= area.north):
        longitude, latitude = (area.west + area.east) / 2, (area.south + area.north) / 2
    factors = pyproj.Proj(crs).get_factors(longitude, latitude)
    return max(abs(factors.meridional_scale - 1), abs(factors.parallel_scale - 1)) < 0.01


def vector_input(
    algorithm: Any, parameters: dict[str, Any], key: str, context: QgsProcessingContext
) -> VectorInput | None:
    """The vector parameter ``key`` ready to be read, or None when it is optional and not given."""
    if isinstance(value := parameters.get(key), str) and value.lower().endswith((".osm", ".pbf")):
        # QGIS takes the first layer of an OSM file, the points; roads are in its lines.
        parameters[key] = f"{value}|layername=lines"
    source = algorithm.parameterAsSource(parameters, key, context)
    if source is None:
        return None
    layer = algorithm.parameterAsVectorLayer(parameters, key, context)
    fast = fast_path(layer, parameters.get(key), context) if layer else None
    address = layer.publicSource() if layer else source.sourceName()
    name = layer_name(layer) if layer else source.sourceName()
    return VectorInput(key, name, source, source.sourceCrs(), fast, address, owners=(layer, context))


def layer_name(layer: QgsVectorLayer) -> str:
    """The name shown in the layer panel; for a table given by its path, the table's name rather than the file's."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    stem = Path(parts.get("path") or "").stem
    return str(parts.get("layerName") or layer.name()) if layer.name() == stem else str(layer.name())


def layer_input(key: str, layer: QgsVectorLayer, context: QgsProcessingContext) -> VectorInput:
    """One layer of a parameter that takes several."""
    source = QgsProcessingFeatureSource(layer, context)
    fast = fast_path(layer, None, context)
    return VectorInput(key, layer_name(layer), source, layer.crs(), fast, layer.publicSource(), owners=(layer, context))


def fast_path(layer: QgsVectorLayer, value: Any, context: QgsProcessingContext) -> FastPath | None:
    """How pyogrio can read ``layer``, or None where only QGIS sees what the user sees (edits, joins, selection…)."""
    if isinstance(value, QgsProperty) or not _is_whole(value) or not libraries.usable("pyogrio"):
        return None
    provider = layer.dataProvider()
    if provider.name() != "ogr" or layer.isEditable() or layer.vectorJoins():
        return None
    if any(layer.fields().fieldOrigin(i) != Qgis.FieldOrigin.Provider for i in range(layer.fields().count())):
        return None
    if provider.storageType() not in FAST_DRIVERS:
        return None
    wkb_type = layer.wkbType()
    if QgsWkbTypes.isCurvedType(wkb_type) or QgsWkbTypes.hasM(wkb_type) or wkb_type == Qgis.WkbType.NoGeometry:
        return None
    subset = layer.subsetString().strip()
    if subset.upper().startswith("SELECT"):
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = parts.get("path") or ""
    if not Path(path).is_file() or parts.get("openOptions") or _edited_elsewhere(path, context) or is_plan(path):
        return None
    encoding = provider.encoding() if provider.storageType() == "ESRI Shapefile" else None
    return FastPath(path, parts.get("layerName") or None, subset or None, encoding if encoding != "System" else None)


def is_plan(path: str | Path) -> bool:
    """True when ``path`` is the GeoPackage of an action plan: only QGIS and the plan's own store may open it."""
    if Path(path).suffix.lower() != ".gpkg" or not Path(path).is_file():
        return False
    layer = QgsVectorLayer(f"{path}|layername=plan", "plan", "ogr")
    return layer.isValid() and layer.fields().lookupField("schema_version") >= 0


def _is_whole(value: Any) -> bool:
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return True
    return not value.selectedFeaturesOnly and value.featureLimit == -1 and not value.filterExpression


def _edited_elsewhere(path: str, context: QgsProcessingContext) -> bool:
    """True when a layer of the project on the same file is in an edit session: only QGIS then opens the file."""
    project = context.project()
    for layer in project.mapLayers().values() if project else ():
        if isinstance(layer, QgsVectorLayer) and layer.isEditable() and layer.source().split("|")[0] == path:
            return True
    return False
