# SPDX-License-Identifier: GPL-2.0-or-later
"""One million polygons written as a GeoPackage with its index, style and metadata. Goal (issue 2): ≤ 10 s."""

from __future__ import annotations

import measure
from bench_layers import frame

OUTPUT = measure.DATA / "sortie.gpkg"


def case_without_index() -> float:
    """The limit: the same rows, no spatial index, nothing else."""
    import pyogrio

    rows = frame()
    OUTPUT.unlink(missing_ok=True)
    options = {"dataset_options": {"VERSION": "1.3"}, "layer_options": {"SPATIAL_INDEX": "NO"}}
    return measure.seconds_of(lambda: pyogrio.write_dataframe(rows, OUTPUT, layer="sortie", driver="GPKG", **options))


def case_ours_whole() -> float:
    measure.plugin_package()
    measure.start_qgis()
    from atlas_pcaet.processing import provenance, writing
    from qgis.core import QgsProcessingContext

    rows = frame()
    OUTPUT.unlink(missing_ok=True)
    kinds = {"ident": "text", "usage": "text", "hauteur": "real", "logements": "integer", "annee": "integer"}
    fields = tuple(writing.Field(name, kind, name) for name, kind in kinds.items())
    metadata = provenance.layer_metadata(title="t", algorithm="pcaet:x", parameters={}, inputs=[], method="m")
    output = writing.Output(fields, metadata, "Polygon")
    return measure.seconds_of(lambda: writing.write(rows, str(OUTPUT), output, QgsProcessingContext()))


def case_pyogrio_with_index() -> float:
    import pyogrio

    rows = frame()
    OUTPUT.unlink(missing_ok=True)
    options = {"dataset_options": {"VERSION": "1.3"}}
    return measure.seconds_of(lambda: pyogrio.write_dataframe(rows, OUTPUT, layer="sortie", driver="GPKG", **options))


def case_qgis_vector_file_writer() -> float:
    """The peer a plugin would use: QGIS's own writer fed with features."""
    measure.start_qgis()
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsFeature,
        QgsFeatureSink,
        QgsField,
        QgsFields,
        QgsGeometry,
        QgsVectorFileWriter,
        QgsWkbTypes,
    )
    from qgis.PyQt.QtCore import QMetaType

    rows = frame()
    OUTPUT.unlink(missing_ok=True)
    fields = QgsFields()
    kinds = {"ident": QMetaType.Type.QString, "usage": QMetaType.Type.QString, "hauteur": QMetaType.Type.Double,
             "logements": QMetaType.Type.LongLong, "annee": QMetaType.Type.LongLong}  # fmt: skip
    for name, kind in kinds.items():
        fields.append(QgsField(name, kind))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"

    def write() -> None:
        writer = QgsVectorFileWriter.create(
            str(OUTPUT), fields, QgsWkbTypes.Type.Polygon, QgsCoordinateReferenceSystem("EPSG:2154"),
            QgsCoordinateTransformContext(), options,
        )  # fmt: skip
        block = []
        for wkb, *values in zip(rows.geometry.to_wkb(), *(rows[name] for name in kinds), strict=True):
            feature = QgsFeature(fields)
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            feature.setGeometry(geometry)
            feature.setAttributes([v.item() if hasattr(v, "item") else v for v in values])
            block.append(feature)
            if len(block) == 20_000:
                writer.addFeatures(block, QgsFeatureSink.Flag.FastInsert)
                block = []
        writer.addFeatures(block, QgsFeatureSink.Flag.FastInsert)
        del writer

    return measure.seconds_of(write)


if __name__ == "__main__":
    measure.DATA.mkdir(parents=True, exist_ok=True)
    measure.main(__file__, "Write 1 M polygons with 5 attributes", limit="without_index", repeats=1)
    OUTPUT.unlink(missing_ok=True)
