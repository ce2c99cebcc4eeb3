# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:calibrateair``: tubes or stations against the model; a correction only when it is asked for."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..reading import measures_metres
from ..writing import Field, Output, write_beside

ANY_FIELD = QgsProcessingParameterField.DataType.Any


class CalibrateAir(PcaetAlgorithm):
    """Compare with measurements."""

    GROUP_ID = "air"
    MODEL, MODEL_FIELD, MEASURES, MEASURED_FIELD = "MODEL", "MODEL_FIELD", "MEASURES", "MEASURED_FIELD"
    MAX_DISTANCE, OUTPUT, SCATTER, CORRECTED = "MAX_DISTANCE", "OUTPUT", "SCATTER", "CORRECTED"
    N, SLOPE, INTERCEPT, BIAS, FAC2 = "N", "SLOPE", "INTERCEPT", "BIAS", "FAC2"

    def name(self) -> str:
        return "calibrateair"

    def displayName(self) -> str:
        return tr("Compare concentrations with measurements")

    def tags(self) -> list[str]:
        return [tr("air"), tr("measurements"), tr("tubes"), "NO2", "FAC2", tr("calibration")]

    def shortHelpString(self) -> str:
        return tr(
            "Pairs each measurement (passive tubes, stations) with the nearest receptor of the model and says what the model "
            "misses: bias, share within a factor of two (FAC2), geometric mean, correlation, fitted line.\n\n"
            "Nothing is corrected unless an output is asked for: the corrected layer carries the line and its error in its "
            "metadata. A line fitted on few points, or outside their range, is not to be trusted. Measure and model must be "
            "means of the same period."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        any_geometry = [QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon]
        model = QgsProcessingParameterFeatureSource(self.MODEL, tr("Receptors with their concentrations"), any_geometry)
        self.declare(model, tr("The output of “Concentrations along roads”."))
        field = QgsProcessingParameterField(
            self.MODEL_FIELD, tr("Field of the model (µg/m³)"), "no2_ug_m3", self.MODEL, ANY_FIELD
        )
        self.declare(field, tr("The total, not what roads add."))
        measures = QgsProcessingParameterFeatureSource(
            self.MEASURES, tr("Measurements"), [QgsProcessing.SourceType.VectorPoint]
        )
        self.declare(measures, tr("Points of tubes or stations."))
        measured = QgsProcessingParameterField(
            self.MEASURED_FIELD, tr("Measured field (µg/m³)"), None, self.MEASURES, ANY_FIELD
        )
        self.declare(measured, tr("Mean of the same period as the model's weather."))
        distance = QgsProcessingParameterNumber(
            self.MAX_DISTANCE,
            tr("Farthest receptor (m)"),
            QgsProcessingParameterNumber.Type.Double,
            20.0,
            False,
            0,
            500,
        )
        self.declare(
            distance,
            tr("A measurement without a receptor as near is left out. Best: compute the model at the measurements."),
        )
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Pairs"), QgsProcessing.SourceType.VectorPoint)
        self.declare(output, tr("Each measurement with the model, their ratio and their distance."))
        picture = QgsProcessingParameterFileDestination(
            self.SCATTER, tr("Scatter"), tr("Pictures (*.png)"), None, True, False
        )
        self.declare(picture, tr("A picture: the model against the measurements."))
        corrected = QgsProcessingParameterVectorDestination(
            self.CORRECTED,
            tr("Corrected concentrations"),
            QgsProcessing.SourceType.VectorAnyGeometry,
            None,
            True,
            False,
        )
        self.declare(corrected, tr("Only when asked for: the receptors with a corrected field beside the model's."))
        for key, label in (
            (self.N, tr("Pairs")), (self.SLOPE, tr("Slope")), (self.INTERCEPT, tr("Intercept (µg/m³)")),
            (self.BIAS, tr("Bias, model minus measure (µg/m³)")), (self.FAC2, tr("Share within a factor of two")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy
        import shapely

        from ...analysis.air.calibration import compare

        skips = Skips(feedback)
        modelled = self.parameterAsString(parameters, self.MODEL_FIELD, context)
        measured = self.parameterAsString(parameters, self.MEASURED_FIELD, context)
        source = self.input(self.MODEL)
        keep = kept_fields(source.source.fields(), [f"{modelled}_corrected"])
        frame = self.read(self.MODEL, [modelled, *(f.name for f in keep)], skips, progress_within(feedback, 0, 40))
        if not measures_metres(frame.crs, tuple(frame.total_bounds)):
            raise DataError(
                noop("The layer “{layer}” must be in a projected CRS in metres: reproject it first."), layer=source.name
            )
        tubes = self.read(self.MEASURES, [measured], skips, progress_within(feedback, 40, 60))
        where = shapely.centroid(tubes.geometry.to_crs(frame.crs).to_numpy())
        _tube, nearest = shapely.STRtree(frame.geometry.to_numpy()).query_nearest(where, all_matches=False)
        distance = shapely.distance(where, frame.geometry.to_numpy()[nearest])
        near = distance <= self.parameterAsDouble(parameters, self.MAX_DISTANCE, context)
        skips.add(self.input(self.MEASURES).name, tubes.index[~near].tolist(), tr("no receptor near enough"))
        model = numbers(frame, modelled, source.name, feedback)
        pairs = tubes[[tubes.geometry.name]].copy()
        pairs["measured_ug_m3"] = numbers(tubes, measured, self.input(self.MEASURES).name, feedback)
        pairs["model_ug_m3"] = model[nearest]
        pairs["ratio"] = pairs["model_ug_m3"] / pairs["measured_ug_m3"].where(pairs["measured_ug_m3"] > 0)
        pairs["distance_m"] = distance
        pairs = pairs[near]
        found = compare(pairs["model_ug_m3"].to_numpy(), pairs["measured_ug_m3"].to_numpy())
        told = tr("{n} pairs: bias {bias} µg/m³, FAC2 {fac2}, geometric mean {mg}, correlation {r}; measure = {slope} (± {error}) × model {intercept}.").format(
            n=found.n, bias=f"{found.bias:+.1f}", fac2=f"{found.fac2:.2f}", mg=f"{found.mg:.2f}", r=f"{found.r:.2f}",
            slope=f"{found.slope:.2f}", error=f"{found.slope_error:.2f}", intercept=f"{found.intercept:+.1f}",
        )  # fmt: skip
        feedback.pushInfo(told)
        metadata = self.metadata(tr("Model against measurements"), told, skips.notes(), pairs.crs)
        results: dict[str, Any] = {
            self.OUTPUT: self.write(parameters, self.OUTPUT, pairs, Output(_fields(), metadata, "MultiPoint"), context, feedback),
            self.N: found.n, self.SLOPE: found.slope, self.INTERCEPT: found.intercept, self.BIAS: found.bias, self.FAC2: found.fac2,
            "SKIPPED": skips.count,
        }  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.SCATTER, context)
        if target:
            results[self.SCATTER] = self._scatter(target, pairs, found)
        if parameters.get(self.CORRECTED) not in (None, ""):
            frame[f"{modelled}_corrected"] = numpy.where(numpy.isfinite(model), _corrected(model, found), numpy.nan)
            results[self.CORRECTED] = self._write_corrected(parameters, context, feedback, frame, keep, modelled, told)
        return results

    def _scatter(self, target: str, pairs: Any, found: Any) -> str:
        from ...charts.scatter import scatter

        labels = (tr("Measured (µg/m³)"), tr("Model (µg/m³)"))
        note = tr("{n} pairs, FAC2 {fac2}").format(n=found.n, fac2=f"{found.fac2:.2f}")
        line = (found.slope, found.intercept)
        figure = scatter(
            pairs["measured_ug_m3"].to_numpy(), pairs["model_ug_m3"].to_numpy(), line, tr("Model against measurements"), labels,
            tr("fitted line"), note,
        )  # fmt: skip
        return write_beside(target, lambda path: figure.savefig(path, format="png"))

    def _write_corrected(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, frame: Any,
        keep: tuple[Field, ...], modelled: str, told: str,
    ) -> str:  # fmt: skip
        from qgis.core import Qgis

        polygons = self.input(self.MODEL).geometry_type() == Qgis.GeometryType.Polygon
        field = Field(f"{modelled}_corrected", "real", tr("{}, corrected by measurements (µg/m³)").format(modelled))
        metadata = self.metadata(
            tr("Corrected concentrations"), told, [tr("Corrected because it was asked for.")], frame.crs
        )
        output = Output((*keep, field), metadata, "MultiPolygon" if polygons else "MultiPoint")
        return self.write(parameters, self.CORRECTED, frame, output, context, feedback)


def _corrected(model: Any, found: Any) -> Any:
    from ...analysis.air.calibration import corrected

    return corrected(model, found)


def _fields() -> tuple[Field, ...]:
    return (
        Field("measured_ug_m3", "real", tr("Measured (µg/m³)")),
        Field("model_ug_m3", "real", tr("Model (µg/m³)")),
        Field("ratio", "real", tr("Model over measure")),
        Field("distance_m", "real", tr("Distance to the receptor (m)")),
    )
