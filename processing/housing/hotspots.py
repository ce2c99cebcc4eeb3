# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:hotspots``: where warm roofs, or any high values, gather more than chance would have them."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field, Output

LEAST = 30


class HotSpots(PcaetAlgorithm):
    """Getis-Ord Gi* with false discoveries held."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "housing"
    INPUT, FIELD, DISTANCE_M, NEAREST = "INPUT", "FIELD", "DISTANCE_M", "NEAREST"
    PERMUTATIONS, PROJECT_CRS, OUTPUT, HOT, COLD = "PERMUTATIONS", "PROJECT_CRS", "OUTPUT", "HOT", "COLD"

    def name(self) -> str:
        return "hotspots"

    def displayName(self) -> str:
        return tr("Hot spots (Gi*)")

    def tags(self) -> list[str]:
        return ["Getis-Ord", "Gi*", tr("hot spots"), tr("clusters"), tr("housing")]

    def shortHelpString(self) -> str:
        return tr(
            "Says where high values gather, and low ones, more than chance would have them: Getis-Ord Gi* on buildings or "
            "cells, by permutations, with the share of false discoveries held at 5 %.\n\n"
            "On roofs, take the score of “Heat loss of roofs”: a hot spot is a street or an estate to visit together. It is "
            "not a proof: one owner, one builder or one family of roofs makes a cluster too."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds = [QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon]
        self.declare(QgsProcessingParameterFeatureSource(self.INPUT, tr("Buildings or cells"), kinds), tr("Polygons are taken at their centre."))  # fmt: skip
        field = QgsProcessingParameterField(self.FIELD, tr("Value field"), "z_score", self.INPUT, QgsProcessingParameterField.DataType.Any)  # fmt: skip
        self.declare(field, tr("A number, for instance z_score or loss_score. Features without value are left out."))
        whole, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        distance = QgsProcessingParameterNumber(
            self.DISTANCE_M, tr("Neighbours within (m)"), real, 300.0, True, 10, 10_000
        )
        self.declare(distance, tr("200 to 500 m for buildings. Empty: the nearest ones."))
        nearest = QgsProcessingParameterNumber(self.NEAREST, tr("Nearest neighbours"), whole, 8, True, 2, 200)
        self.declare(nearest, tr("Used when no distance is given."), advanced=True)
        draws = QgsProcessingParameterNumber(self.PERMUTATIONS, tr("Permutations"), whole, 999, True, 99, 9_999)
        self.declare(draws, tr("More give finer probabilities; always the same draws."), advanced=True)
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Hot spots"), QgsProcessing.SourceType.VectorAnyGeometry
        )
        self.declare(output, tr("The features with their value, with gi_z, gi_p and the kind of spot."))
        self.addOutput(QgsProcessingOutputNumber(self.HOT, tr("Features in a hot spot")))
        self.addOutput(QgsProcessingOutputNumber(self.COLD, tr("Features in a cold spot")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy
        import shapely

        from ...analysis.hot_spots import hot_spots

        skips = Skips(feedback)
        source = self.input(self.INPUT)
        written = (
            Field("gi_z", "real", tr("Gi* (z)")),
            Field("gi_p", "real", tr("Pseudo p")),
            Field("gi_neighbours", "integer", tr("Neighbours")),
            Field("gi_kind", "text", tr("Spot")),
        )
        keep = kept_fields(source.source.fields(), [f.name for f in written])
        field = self.parameterAsString(parameters, self.FIELD, context)
        columns = list(dict.fromkeys([field, *(f.name for f in keep)]))
        frame = self.read(self.INPUT, columns, skips, progress_within(feedback, 0, 15))
        value = numbers(frame, field, source.name, feedback)
        skips.add(source.name, frame.index[numpy.isnan(value)].tolist(), tr("no value"))
        frame, value = frame[numpy.isfinite(value)].copy(), value[numpy.isfinite(value)]
        if len(frame) < LEAST or numpy.ptp(value) == 0:
            raise DataError(
                noop("The layer “{layer}” has {count} features with a value of “{field}”: 30 at least, not all equal, are needed."),
                layer=source.name, count=len(frame), field=field,
            )  # fmt: skip
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        centre = shapely.centroid(frame.geometry.to_crs(crs).to_numpy())
        distance = None
        if parameters.get(self.DISTANCE_M, 300.0) not in (None, ""):
            distance = self.parameterAsDouble(parameters, self.DISTANCE_M, context)
        found = hot_spots(
            shapely.get_x(centre), shapely.get_y(centre), value, progress_within(feedback, 15, 90), distance,
            self.parameterAsInt(parameters, self.NEAREST, context), self.parameterAsInt(parameters, self.PERMUTATIONS, context),
        )  # fmt: skip
        frame["gi_z"], frame["gi_p"], frame["gi_neighbours"] = found.z, found.p, found.neighbours
        frame["gi_kind"] = numpy.select(
            [found.kind > 0, found.kind < 0], [tr("hot"), tr("cold")], tr("not significant")
        )
        hot, cold = int((found.kind > 0).sum()), int((found.kind < 0).sum())
        lonely = int((found.neighbours == 0).sum())
        if lonely:
            feedback.pushWarning(tr("{count} features have no neighbour within the distance.").format(count=lonely))
        feedback.pushInfo(
            tr("{hot} features in a hot spot, {cold} in a cold one, of {total}.").format(
                hot=hot, cold=cold, total=len(frame)
            )
        )
        method = tr("Getis-Ord Gi* (Ord and Getis 1995), conditional permutations, false discoveries held at 5 % (Benjamini and Hochberg 1995).")  # fmt: skip
        metadata = self.metadata(tr("Hot spots"), method, skips.notes(), frame.crs)
        kind = set(frame.geometry.geom_type.str.removeprefix("Multi"))
        geometry = f"Multi{kind.pop()}" if len(kind) == 1 else None
        style = {"MultiPolygon": "hot_spot_polygons", "MultiPoint": "hot_spot_points"}.get(geometry or "")
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, Output((*keep, *written), metadata, geometry, style), context, feedback),
            self.HOT: hot, self.COLD: cold, "SKIPPED": skips.count,
        }  # fmt: skip
